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
fn fill(cells: &mut [u8], row: &[u8; COLUMNS], pairs: &Pairs) {
    if let Some((first, rest)) = cells.split_first_chunk_mut()
        && let Some((second, rest)) = rest.split_first_chunk_mut()
        && let ([_bar, text_cells @ ..], (left, right)) = (rest, row.split_at(COLUMNS / 2))
        && let Some(text_cells) = text_cells.first_chunk_mut::<COLUMNS>()
    {
        fill_group(first, left, pairs);
        fill_group(second, right, pairs);
        for (cell, &byte) in text_cells.iter_mut().zip(row) {
            *cell = text(byte);
        }
    }
}

fn fill_group(cells: &mut [u8; 25], bytes: &[u8], pairs: &Pairs) {
    for ([high, low, _], &byte) in cells.as_chunks_mut().0.iter_mut().zip(bytes) {
        [*high, *low] = look_up(pairs, byte);
    }
}
