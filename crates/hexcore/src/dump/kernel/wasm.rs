//! Sixteen bytes at a time by WebAssembly's 128-bit vectors.

#![allow(unsafe_code)] // Loads and stores through pointers.

use std::arch::wasm32::*;

use super::places::{DIGITS, GROUP_DIGITS, GROUP_FIXED, offset};
use super::{AFTER_OFFSET, COLUMNS};
use crate::dump::Case;

/// Digits of the largest offset that this kernel prints: it and its two spaces are one store.
pub(super) const MAX_DIGITS: usize = 14;

/// Appends rows, all with offsets of `digits` digits.
pub(super) fn append(
    at: u64,
    digits: usize,
    rows: &[[u8; COLUMNS]],
    case: Case,
    out: &mut Vec<u8>,
) {
    assert!((8..=MAX_DIGITS).contains(&digits));
    let length = rows.len() * (digits + AFTER_OFFSET);
    out.reserve(length);
    let to = out.spare_capacity_mut().as_mut_ptr().cast();
    // SAFETY: `length` more bytes were reserved, which is room for all lines, and `write` fills
    // all of it.
    unsafe {
        write(at, digits, rows, case, to);
        out.set_len(out.len() + length);
    }
}

fn load(bytes: &[u8; 16]) -> v128 {
    // SAFETY: sixteen bytes can be read behind a reference to sixteen bytes.
    unsafe { v128_load(bytes.as_ptr().cast()) }
}

/// The digits of the first eight bytes and those of the last eight.
fn digits_of(bytes: v128, table: v128) -> [v128; 2] {
    let high = u8x16_shr(bytes, 4);
    let low = v128_and(bytes, u8x16_splat(15));
    [
        i8x16_shuffle::<0, 16, 1, 17, 2, 18, 3, 19, 4, 20, 5, 21, 6, 22, 7, 23>(high, low),
        i8x16_shuffle::<8, 24, 9, 25, 10, 26, 11, 27, 12, 28, 13, 29, 14, 30, 15, 31>(high, low),
    ]
    .map(|nibbles| i8x16_swizzle(table, nibbles))
}

/// Sixteen bytes with dots for those that are not printable ASCII.
fn text_characters(bytes: v128) -> v128 {
    // The comparisons are signed, so that 80 to FF are less than a space.
    let printable = v128_and(
        i8x16_gt(bytes, i8x16_splat(0x1f)),
        i8x16_lt(bytes, i8x16_splat(0x7f)),
    );
    v128_bitselect(bytes, u8x16_splat(b'.'), printable)
}

/// # Safety
///
/// `rows.len() * (digits + AFTER_OFFSET)` bytes behind `to` must be there to be written, and
/// `digits` be 8 to [`MAX_DIGITS`].
unsafe fn write(at: u64, digits: usize, rows: &[[u8; COLUMNS]], case: Case, to: *mut u8) {
    let [lower, upper] = DIGITS;
    let offset_table = load(lower);
    let table = load(if case == Case::Upper { upper } else { lower });
    let (places, fixed) = offset(digits);
    let (offset_places, offset_fixed) = (load(&places), load(&fixed));
    let [[places_1, places_2], [fixed_1, fixed_2]] =
        [&GROUP_DIGITS, GROUP_FIXED].map(|whole| match whole.as_chunks().0 {
            [first, second] => [load(first), load(second)],
            _ => [u8x16_splat(0); 2],
        });
    let cells = |digits, places, fixed| v128_or(i8x16_swizzle(digits, places), fixed);

    let mut at = at;
    let mut to = to;
    for row in rows {
        let bytes = load(row);
        let [left, right] = digits_of(bytes, table);
        let [offset_digits, _] = digits_of(u64x2(at.swap_bytes(), 0), offset_table);
        // SAFETY: the line has `digits + AFTER_OFFSET` characters, of which the last store
        // writes the last two. The stores before it end at `digits + 69` and earlier, and the
        // first at 16, which is less.
        unsafe {
            let after = to.add(digits);
            v128_store(to.cast(), cells(offset_digits, offset_places, offset_fixed));
            v128_store(after.add(2).cast(), cells(left, places_1, fixed_1));
            v128_store(after.add(18).cast(), cells(left, places_2, fixed_2));
            v128_store(after.add(27).cast(), cells(right, places_1, fixed_1));
            v128_store(after.add(43).cast(), cells(right, places_2, fixed_2));
            v128_store(after.add(53).cast(), text_characters(bytes));
            after.add(69).cast::<[u8; 2]>().write_unaligned(*b"|\n");
            to = after.add(AFTER_OFFSET);
        }
        at = at.wrapping_add(COLUMNS as u64);
    }
}
