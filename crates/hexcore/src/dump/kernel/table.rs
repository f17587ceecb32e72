//! A byte at a time, from tables of 256 entries.

use super::{AFTER_OFFSET, COLUMNS};
use crate::digits::{Pairs, eight_digits, look_up};
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
    let start = out.len();
    out.resize(start + rows.len() * (digits + AFTER_OFFSET), b' ');
    let lines = out.get_mut(start..).unwrap_or_default();
    let ats = (0_u64..).map(|row| at.wrapping_add(row.wrapping_mul(COLUMNS as u64)));
    if let (lines, []) = lines.as_chunks_mut::<{ 8 + AFTER_OFFSET }>()
        && digits == 8
    {
        // Nearly always; and when the compiler knows the length it makes better code.
        for ((line, row), at) in lines.iter_mut().zip(rows).zip(ats) {
            fill(line, 8, at, row, pairs);
        }
        return;
    }
    let lines = lines.chunks_exact_mut(digits + AFTER_OFFSET);
    for ((line, row), at) in lines.zip(rows).zip(ats) {
        fill(line, digits, at, row, pairs);
    }
}

#[inline(always)]
fn fill(line: &mut [u8], digits: usize, at: u64, row: &[u8; COLUMNS], pairs: &Pairs) -> Option<()> {
    let (offset, rest) = line.split_at_mut_checked(digits)?;
    if let Some(offset) = offset.as_mut_array() {
        *offset = eight_digits(at as u32);
    } else {
        let all = [eight_digits((at >> 32) as u32), eight_digits(at as u32)];
        offset.copy_from_slice(all.as_flattened().get(16 - digits..)?);
    }
    let rest = rest.first_chunk_mut()?;
    *rest = *BLANK;
    let (_spaces, rest) = rest.split_first_chunk_mut::<2>()?;
    let (first, rest) = rest.split_first_chunk_mut()?;
    let (second, rest) = rest.split_first_chunk_mut()?;
    let (_bar, rest) = rest.split_first_chunk_mut::<1>()?;
    let (text_cells, _) = rest.split_first_chunk_mut::<COLUMNS>()?;
    let (left, right) = row.split_at(COLUMNS / 2);
    fill_group(first, left, pairs);
    fill_group(second, right, pairs);
    for (cell, &byte) in text_cells.iter_mut().zip(row) {
        // Not from a table: compilers make vector code of this.
        *cell = if matches!(byte, b' '..=b'~') {
            byte
        } else {
            b'.'
        };
    }
    Some(())
}

fn fill_group(cells: &mut [u8; 25], bytes: &[u8], pairs: &Pairs) {
    for ([high, low, _], &byte) in cells.as_chunks_mut().0.iter_mut().zip(bytes) {
        [*high, *low] = look_up(pairs, byte);
    }
}
