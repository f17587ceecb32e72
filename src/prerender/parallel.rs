//! Work on many things at once, with the results in the order of the things.

use std::num::NonZero;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

/// What `work` makes of each item. It is done by as many threads as the machine has processors; which of them
/// takes which item is left to chance, the order of the results is not.
pub fn in_parallel<T: Sync, R: Send>(items: &[T], work: impl Fn(&T) -> R + Sync) -> Vec<R> {
    with_helper(items, || (), |(), item| work(item))
}

/// The same with something to work with: each thread has one of its own.
pub(super) fn with_helper<T: Sync, H, R: Send>(
    items: &[T],
    helper: impl Fn() -> H + Sync,
    work: impl Fn(&mut H, &T) -> R + Sync,
) -> Vec<R> {
    let next = AtomicUsize::new(0);
    let take = || {
        let mut helper = helper();
        let mut done = Vec::new();
        loop {
            let nth = next.fetch_add(1, Ordering::Relaxed);
            let Some(item) = items.get(nth) else {
                return done;
            };
            done.push((nth, work(&mut helper, item)));
        }
    };
    let threads = thread::available_parallelism()
        .map_or(1, NonZero::get)
        .min(items.len());
    let mut done = thread::scope(|scope| {
        let others: Vec<_> = (1..threads).map(|_| scope.spawn(take)).collect();
        let mut done = take();
        for other in others {
            // A thread that panicked has said so; here it goes on as one would.
            match other.join() {
                Ok(more) => done.extend(more),
                Err(panic) => std::panic::resume_unwind(panic),
            }
        }
        done
    });
    done.sort_unstable_by_key(|(nth, _)| *nth);
    done.into_iter().map(|(_, result)| result).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn results_are_in_the_order_of_the_items() {
        for count in [0, 1, 2, 1000] {
            let items: Vec<usize> = (0..count).collect();
            let expected: Vec<usize> = items.iter().map(|item| item * 2).collect();
            assert_eq!(in_parallel(&items, |item| item * 2), expected);
        }
    }

    #[test]
    fn every_thread_has_a_helper_of_its_own() {
        let items = [(); 1000];
        let turns = with_helper(
            &items,
            || 0,
            |turn, ()| {
                *turn += 1;
                *turn
            },
        );
        // Each helper counts from 1 on, and nobody counts twice.
        let firsts = turns.iter().filter(|turn| **turn == 1).count();
        let threads = thread::available_parallelism().map_or(1, NonZero::get);
        assert!((1..=threads).contains(&firsts), "{firsts} helpers");
        assert_eq!(turns.len(), 1000);
    }
}
