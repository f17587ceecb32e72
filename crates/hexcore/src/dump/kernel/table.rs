//! A byte at a time, from tables of 256 entries.

use super::{AFTER_OFFSET, COLUMNS};
use crate::digits::{Pairs, look_up, push_hex, text};
use crate::dump::Case;

/// A row after its offset, with blanks where its digits and its text come.
const BLANK: &[u8; AFTER_OFFSET] =
    b"                                                    |                |\n";

pub(super) fn append(
    at: u64,
    digits: usize,
    rows: &[[u8; COLUMNS]],
    case: Case,
    out: &mut Vec<u8>,
) {
    let pairs = case.pairs();
    out.reserve(rows.len() * (digits + AFTER_OFFSET));
    let mut at = at;
    for row in rows {
        push_hex(out, at, digits);
        out.extend_from_slice(BLANK);
        if let Some([_, _, cells @ .., _, _]) = out.last_chunk_mut::<AFTER_OFFSET>() {
            fill(cells, row, pairs);
        }
        at = at.wrapping_add(COLUMNS as u64);
    }
}

/// Fills what stands between the offset and the last bar.
fn fill(line: &mut [u8], row: &[u8; COLUMNS], pairs: &Pairs) {
    let (first, line) = line.split_at_mut_checked(25).unwrap_or_default();
    let (second, line) = line.split_at_mut_checked(25).unwrap_or_default();
    let (left, right) = row.split_at(COLUMNS / 2);
    for (group, bytes) in [(first, left), (second, right)] {
        for (cell, &byte) in group.chunks_exact_mut(3).zip(bytes) {
            if let Some(digits) = cell.first_chunk_mut() {
                *digits = look_up(pairs, byte);
            }
        }
    }
    for (cell, &byte) in line.iter_mut().skip(1).zip(row) {
        *cell = text(byte);
    }
}
