//! The bytes of a file as far as they are known.

use std::cell::{Cell, OnceCell, RefCell};
use std::ops::Range;

use super::READ_LIMIT;
use super::text::{self, Text};

/// What is asked for is widened to multiples of this, so that neighbours come along.
const BLOCK: u64 = 4 << 10;

/// Reads that an examination may make: what loops in a file ends here.
const MAX_READS: u32 = 100_000;

/// The order of the bytes of a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Order {
    /// The lowest byte first.
    Little,
    /// The highest byte first.
    Big,
}

/// What has been read of a file.
#[derive(Debug)]
pub(super) struct Parts {
    size: u64,
    read: u64,
    /// Apart from each other, in the order of the file.
    parts: Vec<(u64, Vec<u8>)>,
}

impl Parts {
    pub(super) fn new(size: u64) -> Parts {
        Parts {
            size,
            read: 0,
            parts: Vec::new(),
        }
    }

    pub(super) fn size(&self) -> u64 {
        self.size
    }

    pub(super) fn has_begun(&self) -> bool {
        !self.parts.is_empty()
    }

    /// Takes the bytes from `start` on, of which `asked` were asked for.
    pub(super) fn insert(&mut self, start: u64, asked: u64, bytes: &[u8]) {
        let end = start + bytes.len() as u64;
        if (bytes.len() as u64) < asked {
            self.size = self.size.min(end);
        }
        self.read += bytes.len() as u64;
        if bytes.is_empty() {
            return;
        }
        let index = self.parts.partition_point(|(other, _)| *other < start);
        self.parts.insert(index, (start, bytes.to_vec()));
        // Those that touch become one, so that a number or a name is never in two of them.
        let mut joined: Vec<(u64, Vec<u8>)> = Vec::new();
        for (start, bytes) in self.parts.drain(..) {
            match joined.last_mut() {
                Some((first, before)) if *first + before.len() as u64 >= start => {
                    let known = (*first + before.len() as u64 - start) as usize;
                    before.extend_from_slice(bytes.get(known..).unwrap_or_default());
                }
                _ => joined.push((start, bytes)),
            }
        }
        self.parts = joined;
    }

    fn get(&self, range: Range<u64>) -> Option<&[u8]> {
        let index = self
            .parts
            .partition_point(|(start, _)| *start <= range.start)
            .checked_sub(1)?;
        let (start, bytes) = self.parts.get(index)?;
        let from = usize::try_from(range.start - start).ok()?;
        let length = usize::try_from(range.end - range.start).ok()?;
        bytes.get(from..from.checked_add(length)?)
    }
}

/// Reads bytes, and notes those that are wanted and not known. All places are offsets in the file; a place
/// past its end has no bytes, however large the number that named it.
pub(super) struct View<'a> {
    parts: &'a Parts,
    wanted: RefCell<Option<Range<u64>>>,
    reads: Cell<u32>,
    is_limited: Cell<bool>,
    text: OnceCell<Option<Text>>,
}

impl<'a> View<'a> {
    pub(super) fn new(parts: &'a Parts) -> View<'a> {
        View {
            parts,
            wanted: RefCell::default(),
            reads: Cell::new(0),
            is_limited: Cell::new(false),
            text: OnceCell::new(),
        }
    }

    /// The length of the file.
    pub(super) fn size(&self) -> u64 {
        self.parts.size
    }

    /// What was wanted first and is not known.
    pub(super) fn wanted(&self) -> Option<Range<u64>> {
        self.wanted.borrow().clone()
    }

    /// Whether something was not read because it would have been too much.
    pub(super) fn is_limited(&self) -> bool {
        self.is_limited.get()
    }

    /// What is known of the start of the file.
    pub(super) fn head(&self) -> &'a [u8] {
        match self.parts.parts.first() {
            Some((0, bytes)) => bytes,
            _ => &[],
        }
    }

    /// The text that the file is, if it is one.
    pub(super) fn text(&self) -> Option<&Text> {
        self.text.get_or_init(|| text::examine(self)).as_ref()
    }

    /// `length` bytes from `at` on; `None` if the file ends before, or if they are not known yet.
    pub(super) fn bytes(&self, at: u64, length: u64) -> Option<&'a [u8]> {
        let end = at.checked_add(length).filter(|&end| end <= self.size())?;
        let reads = self.reads.get();
        if reads >= MAX_READS {
            self.is_limited.set(true);
            return None;
        }
        // Long reads are work as well.
        let cost = 1 + u32::try_from(length / BLOCK).unwrap_or(MAX_READS);
        self.reads.set(reads.saturating_add(cost));
        let known = self.parts.get(at..end);
        if known.is_none() {
            let range = at / BLOCK * BLOCK..end.next_multiple_of(BLOCK).min(self.size());
            if self.parts.read + (range.end - range.start) > READ_LIMIT {
                self.is_limited.set(true);
            } else {
                self.wanted.borrow_mut().get_or_insert(range);
            }
        }
        known
    }

    /// As many bytes from `at` on as there are, but no more than `most`.
    pub(super) fn up_to(&self, at: u64, most: u64) -> Option<&'a [u8]> {
        self.bytes(at, most.min(self.size().checked_sub(at)?))
    }

    /// The number at `at` of 1 to 8 bytes.
    pub(super) fn number(&self, at: u64, width: u64, order: Order) -> Option<u64> {
        let bytes = self.bytes(at, width)?;
        let add = |number: u64, byte: &u8| number << 8 | u64::from(*byte);
        Some(match order {
            Order::Big => bytes.iter().fold(0, add),
            Order::Little => bytes.iter().rev().fold(0, add),
        })
    }

    pub(super) fn u8(&self, at: u64) -> Option<u8> {
        self.bytes(at, 1)?.first().copied()
    }

    pub(super) fn u16(&self, at: u64, order: Order) -> Option<u16> {
        self.number(at, 2, order).map(|number| number as u16)
    }

    pub(super) fn u32(&self, at: u64, order: Order) -> Option<u32> {
        self.number(at, 4, order).map(|number| number as u32)
    }

    pub(super) fn u64(&self, at: u64, order: Order) -> Option<u64> {
        self.number(at, 8, order)
    }

    /// The place of `needle` in the `length` bytes from `at` on.
    pub(super) fn find(&self, at: u64, length: u64, needle: &[u8]) -> Option<u64> {
        let bytes = self.up_to(at, length)?;
        let found = bytes.windows(needle.len()).position(|it| it == needle)?;
        Some(at + found as u64)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_that_touch_become_one() {
        let mut parts = Parts::new(20);
        parts.insert(8, 4, &[8, 9, 10, 11]);
        parts.insert(0, 4, &[0, 1, 2, 3]);
        assert_eq!(parts.get(0..5), None);
        parts.insert(2, 8, &[2, 3, 4, 5, 6, 7, 8, 9]);
        assert_eq!(parts.get(0..12).unwrap(), (0..12).collect::<Vec<u8>>());
        assert_eq!(parts.get(11..13), None);
        assert_eq!(parts.parts.len(), 1);
    }

    #[test]
    fn numbers_in_both_orders() {
        let mut parts = Parts::new(4);
        parts.insert(0, 4, &[1, 2, 3, 4]);
        let view = View::new(&parts);
        assert_eq!(view.u32(0, Order::Big), Some(0x0102_0304));
        assert_eq!(view.u32(0, Order::Little), Some(0x0403_0201));
        assert_eq!(view.number(1, 3, Order::Little), Some(0x0004_0302));
        assert_eq!(view.u32(1, Order::Big), None);
        assert_eq!(view.u8(u64::MAX), None);
        assert_eq!(view.bytes(2, u64::MAX), None);
        assert_eq!(view.wanted(), None, "there is nothing past the end");
    }

    #[test]
    fn what_is_missing_is_wanted_in_blocks() {
        let parts = Parts::new(10_000);
        let view = View::new(&parts);
        assert_eq!(view.u8(5000), None);
        assert_eq!(view.u8(0), None);
        assert_eq!(
            view.wanted(),
            Some(4096..8192),
            "the first is asked for first"
        );
        assert!(!view.is_limited());
    }

    #[test]
    fn no_more_than_the_limit_is_read() {
        let parts = Parts::new(u64::MAX);
        let view = View::new(&parts);
        assert_eq!(view.bytes(0, READ_LIMIT + 1), None);
        assert_eq!(view.wanted(), None);
        assert!(view.is_limited());
        let view = View::new(&parts);
        for _ in 0..=MAX_READS {
            view.u8(0);
        }
        assert!(view.is_limited());
    }
}
