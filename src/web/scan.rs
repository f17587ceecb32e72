//! Looks through a file for the way out of a run of equal bytes, a piece after another.

use std::cell::Cell;
use std::ops::Range;
use std::rc::Rc;

use hexcore::scan::{first_other, last_other};
use js_sys::Date;

use super::source::Source;
use crate::decoder::ReadFault;

/// Bytes that are read at once. Slices of this length are read at the pace of longer ones.
const PIECE: u64 = 4 << 20;

/// Milliseconds between two tellings of how far the search is.
const TELL_MS: f64 = 100.0;

/// Which way to look.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// To the end of the file.
    Forward,
    /// To its start.
    Back,
}

/// Whether somebody has called off the work. Clones share it.
#[derive(Clone, Default)]
pub struct Cancel(Rc<Cell<bool>>);

impl Cancel {
    /// Calls the work off.
    pub fn now(&self) {
        self.0.set(true);
    }

    /// Whether it was called off.
    pub fn is_due(&self) -> bool {
        self.0.get()
    }
}

/// How a search ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Found {
    /// There is another byte at this offset.
    At(u64),
    /// All bytes up to the end, or to the start, are the same.
    Nothing,
    /// It was called off.
    Cancelled,
}

/// The place of the next byte of `source`, from the one at `from` on, that is not `byte`. Now and
/// then it tells how many bytes it has looked at.
///
/// # Errors
/// The file cannot be read any more.
pub async fn find_other(
    source: &Source,
    from: u64,
    byte: u8,
    direction: Direction,
    cancel: &Cancel,
    mut progress: impl FnMut(u64),
) -> Result<Found, ReadFault> {
    let size = source.size();
    let mut done = 0;
    let mut told = Date::now();
    loop {
        let range = piece(from, done, size, direction);
        if range.is_empty() {
            return Ok(Found::Nothing);
        }
        let bytes = source.read(range.clone()).await;
        if cancel.is_due() {
            return Ok(Found::Cancelled);
        }
        let bytes = bytes?;
        let index = match direction {
            Direction::Forward => first_other(&bytes, byte),
            Direction::Back => last_other(&bytes, byte),
        };
        if let Some(index) = index {
            return Ok(Found::At(range.start + index as u64));
        }
        done += range.end - range.start;
        if Date::now() - told >= TELL_MS {
            told = Date::now();
            progress(done);
        }
    }
}

/// The bytes to look at when `done` have been, on the way from the byte at `from`, which is not looked
/// at.
fn piece(from: u64, done: u64, size: u64, direction: Direction) -> Range<u64> {
    // The first piece is short, since the way out is mostly near.
    let length = if done == 0 { PIECE / 64 } else { PIECE };
    match direction {
        Direction::Forward => {
            let start = (from + 1 + done).min(size);
            start..(start + length).min(size)
        }
        Direction::Back => {
            let end = from.saturating_sub(done);
            end.saturating_sub(length)..end
        }
    }
}
