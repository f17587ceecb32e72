//! Long work and how far it is.
//!
//! What is told while it goes on is told past the state: only who shows it follows, and the page is not
//! made again for every step.

use std::cell::RefCell;
use std::fmt;
use std::rc::Rc;

/// Work that takes a while and can be cancelled. Clones are the same work, and share how far it is.
#[derive(Clone)]
pub struct Work(Rc<Inner>);

struct Inner {
    name: String,
    total: u64,
    so_far: RefCell<SoFar>,
    follower: RefCell<Rc<dyn Fn()>>,
}

/// How far work is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SoFar {
    /// Bytes that are done.
    pub done: u64,
    /// How fast it goes on, in words; empty where nothing is said about it.
    pub pace: String,
}

impl Work {
    /// Work of this name on so many bytes at most, none of which is done.
    pub fn new(name: String, total: u64) -> Work {
        Work(Rc::new(Inner {
            name,
            total,
            so_far: RefCell::default(),
            follower: RefCell::new(Rc::new(|| {})),
        }))
    }

    /// What is done.
    pub fn name(&self) -> &str {
        &self.0.name
    }

    /// Bytes that are to be done, at most.
    pub fn total(&self) -> u64 {
        self.0.total
    }

    /// How far it is.
    pub fn so_far(&self) -> SoFar {
        self.0.so_far.borrow().clone()
    }

    /// It is so far now.
    pub fn tell(&self, so_far: SoFar) {
        self.0.so_far.replace(so_far);
        let follower = Rc::clone(&self.0.follower.borrow());
        follower();
    }

    /// `follower` is called whenever the work has gone on, in place of the one before.
    pub fn follow(&self, follower: impl Fn() + 'static) {
        self.0.follower.replace(Rc::new(follower));
    }
}

impl PartialEq for Work {
    fn eq(&self, other: &Work) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

impl fmt::Debug for Work {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Work")
            .field("name", &self.0.name)
            .field("total", &self.0.total)
            .field("so_far", &self.0.so_far)
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::cell::Cell;

    #[test]
    fn who_follows_is_told_and_who_does_not_is_not() {
        let work = Work::new("Looking".to_owned(), 10);
        assert_eq!(work.so_far(), SoFar::default());
        let told = Rc::new(Cell::new(0));
        let count = Rc::clone(&told);
        work.follow(move || count.set(count.get() + 1));
        let same = work.clone();
        same.tell(SoFar {
            done: 4,
            pace: String::new(),
        });
        assert_eq!((work.so_far().done, told.get()), (4, 1));
        work.follow(|| {});
        same.tell(SoFar::default());
        assert_eq!((work.so_far().done, told.get()), (0, 1));
    }

    #[test]
    fn work_of_the_same_name_is_other_work() {
        let work = Work::new("Looking".to_owned(), 10);
        assert_eq!(work, work.clone());
        assert_ne!(work, Work::new("Looking".to_owned(), 10));
    }
}
