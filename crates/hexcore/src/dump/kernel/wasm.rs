//! Sixteen bytes at a time by WebAssembly's 128-bit vectors.

#![allow(unsafe_code)] // Loads and stores through pointers.

use std::arch::wasm32::*;
use std::hint::black_box;

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

/// The vector of a constant. The compiler is not to know that it is one: it would write it into
/// the loop, where engines make it anew for each row, and would turn swizzles by it into shuffles
/// of two vectors, which are slow.
fn constant(bytes: &[u8; 16]) -> v128 {
    load(black_box(bytes))
}

/// # Safety
///
/// `rows.len() * (digits + AFTER_OFFSET)` bytes behind `to` must be there to be written, and
/// `digits` be 8 to [`MAX_DIGITS`].
unsafe fn write(at: u64, digits: usize, rows: &[[u8; COLUMNS]], case: Case, to: *mut u8) {
    let [lower, upper] = DIGITS;
    let offset_table = constant(lower);
    let table = constant(if case == Case::Upper { upper } else { lower });
    let (places, fixed) = offset(digits);
    let (offset_places, offset_fixed) = (constant(&places), constant(&fixed));
    let [[places_1, places_2], [fixed_1, fixed_2]] =
        [&GROUP_DIGITS, GROUP_FIXED].map(|whole| match whole.as_chunks().0 {
            [first, second] => [constant(first), constant(second)],
            _ => [u8x16_splat(0); 2],
        });
    let [nibble, dot, before_first, after_last] =
        [15, b'.', b' ' - 1, b'~' + 1].map(|byte| constant(&[byte; 16]));
    let halves = |bytes| {
        [
            v128_and(u16x8_shr(bytes, 4), nibble),
            v128_and(bytes, nibble),
        ]
    };
    let cells = |digits, places, fixed| v128_or(i8x16_swizzle(digits, places), fixed);

    let mut at = at;
    let mut to = to;
    for row in rows {
        // The least byte comes first, and of it the low digit.
        let [high, low] = halves(u64x2(at, 0));
        let offset_digits = i8x16_swizzle(offset_table, interleave_first(low, high));
        let bytes = load(row);
        let [high, low] = halves(bytes);
        let left = i8x16_swizzle(table, interleave_first(high, low));
        let right = i8x16_swizzle(table, interleave_last(high, low));
        // The comparisons are signed, so that 80 to FF are less than a space.
        let printable = v128_and(i8x16_gt(bytes, before_first), i8x16_lt(bytes, after_last));
        let text = v128_bitselect(bytes, dot, printable);
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
            v128_store(after.add(53).cast(), text);
            after.add(69).cast::<[u8; 2]>().write_unaligned(*b"|\n");
            to = after.add(AFTER_OFFSET);
        }
        at = at.wrapping_add(COLUMNS as u64);
    }
}

/// The first eight bytes of both, in turn.
fn interleave_first(left: v128, right: v128) -> v128 {
    i8x16_shuffle::<0, 16, 1, 17, 2, 18, 3, 19, 4, 20, 5, 21, 6, 22, 7, 23>(left, right)
}

/// The last eight bytes of both, in turn.
fn interleave_last(left: v128, right: v128) -> v128 {
    i8x16_shuffle::<8, 24, 9, 25, 10, 26, 11, 27, 12, 28, 13, 29, 14, 30, 15, 31>(left, right)
}
