//! Sixteen bytes at a time by SSSE3 or AVX2.

#![allow(unsafe_code)] // Loads and stores through pointers, and functions for some processors only.

use std::arch::x86_64::*;

use super::places::{DIGITS, GROUP_DIGITS, GROUP_FIXED, offset};
use super::{AFTER_OFFSET, COLUMNS};
use crate::dump::Case;

/// Digits of the largest offset that these kernels print: it and its two spaces are one store.
pub(super) const MAX_DIGITS: usize = 14;

/// Appends rows by SSSE3, which the processor must have; their offsets have `digits` digits.
pub(super) fn append_ssse3(
    at: u64,
    digits: usize,
    rows: &[[u8; COLUMNS]],
    case: Case,
    out: &mut Vec<u8>,
) {
    // SAFETY: `Kind::Ssse3`, which leads here, is made only after SSSE3 was detected.
    append(digits, rows, out, |to| unsafe {
        write_ssse3(at, digits, rows, case, to);
    });
}

/// Appends rows by AVX2, which the processor must have; their offsets have `digits` digits.
pub(super) fn append_avx2(
    at: u64,
    digits: usize,
    rows: &[[u8; COLUMNS]],
    case: Case,
    out: &mut Vec<u8>,
) {
    // SAFETY: `Kind::Avx2`, which leads here, is made only after AVX2 was detected.
    append(digits, rows, out, |to| unsafe {
        write_avx2(at, digits, rows, case, to);
    });
}

/// Makes room for `rows`, has `write` fill it, and counts it as written.
fn append(digits: usize, rows: &[[u8; COLUMNS]], out: &mut Vec<u8>, write: impl FnOnce(*mut u8)) {
    assert!((8..=MAX_DIGITS).contains(&digits));
    let length = rows.len() * (digits + AFTER_OFFSET);
    out.reserve(length);
    write(out.spare_capacity_mut().as_mut_ptr().cast());
    // SAFETY: `length` more bytes were reserved, and both writers below fill all of them: a line
    // of `digits + AFTER_OFFSET` characters for each row.
    unsafe { out.set_len(out.len() + length) };
}

/// The first sixteen characters of a row: `at` and spaces.
#[inline]
#[target_feature(enable = "ssse3")]
fn offset_characters(at: u64, table: __m128i, places: __m128i, fixed: __m128i) -> __m128i {
    // The least byte comes first, and of it the low digit.
    let bytes = _mm_cvtsi64_si128(at as i64);
    let nibble = _mm_set1_epi8(15);
    let high = _mm_and_si128(_mm_srli_epi16::<4>(bytes), nibble);
    let low = _mm_and_si128(bytes, nibble);
    let digits = _mm_shuffle_epi8(table, _mm_unpacklo_epi8(low, high));
    _mm_or_si128(_mm_shuffle_epi8(digits, places), fixed)
}

/// Sixteen bytes with dots for those that are not printable ASCII.
#[inline]
#[target_feature(enable = "ssse3")]
fn text_characters(bytes: __m128i) -> __m128i {
    // The comparisons are signed, so that 80 to FF are less than a space.
    let printable = _mm_and_si128(
        _mm_cmpgt_epi8(bytes, _mm_set1_epi8(0x1f)),
        _mm_cmplt_epi8(bytes, _mm_set1_epi8(0x7f)),
    );
    _mm_or_si128(
        _mm_and_si128(printable, bytes),
        _mm_andnot_si128(printable, _mm_set1_epi8(b'.' as i8)),
    )
}

#[inline]
#[target_feature(enable = "ssse3")]
fn load(bytes: &[u8; 16]) -> __m128i {
    // SAFETY: sixteen bytes can be read behind a reference to sixteen bytes.
    unsafe { _mm_loadu_si128(bytes.as_ptr().cast()) }
}

/// # Safety
///
/// `rows.len() * (digits + AFTER_OFFSET)` bytes behind `to` must be there to be written, and
/// `digits` be 8 to [`MAX_DIGITS`].
#[target_feature(enable = "ssse3")]
unsafe fn write_ssse3(at: u64, digits: usize, rows: &[[u8; COLUMNS]], case: Case, to: *mut u8) {
    let [lower, upper] = DIGITS;
    let offset_table = load(lower);
    let table = load(if case == Case::Upper { upper } else { lower });
    let (places, fixed) = offset(digits);
    let (offset_places, offset_fixed) = (load(&places), load(&fixed));
    let [[places_1, places_2], [fixed_1, fixed_2]] =
        [&GROUP_DIGITS, GROUP_FIXED].map(|whole| match whole.as_chunks().0 {
            [first, second] => [load(first), load(second)],
            _ => [_mm_setzero_si128(); 2],
        });
    let nibble = _mm_set1_epi8(15);

    let mut at = at;
    let mut to = to;
    for row in rows {
        let bytes = load(row);
        let high = _mm_and_si128(_mm_srli_epi16::<4>(bytes), nibble);
        let low = _mm_and_si128(bytes, nibble);
        let left = _mm_shuffle_epi8(table, _mm_unpacklo_epi8(high, low));
        let right = _mm_shuffle_epi8(table, _mm_unpackhi_epi8(high, low));
        let start = offset_characters(at, offset_table, offset_places, offset_fixed);
        // SAFETY: the line has `digits + AFTER_OFFSET` characters, of which the last store
        // writes the last two. The stores before it end at `digits + 69` and earlier, and the
        // first at 16, which is less.
        unsafe {
            let after = to.add(digits);
            store(to, start);
            let cells =
                |digits, places, fixed| _mm_or_si128(_mm_shuffle_epi8(digits, places), fixed);
            store(after.add(2), cells(left, places_1, fixed_1));
            store(after.add(18), cells(left, places_2, fixed_2));
            store(after.add(27), cells(right, places_1, fixed_1));
            store(after.add(43), cells(right, places_2, fixed_2));
            store(after.add(53), text_characters(bytes));
            after.add(69).cast::<[u8; 2]>().write_unaligned(*b"|\n");
            to = after.add(AFTER_OFFSET);
        }
        at = at.wrapping_add(COLUMNS as u64);
    }
}

/// # Safety
///
/// Sixteen bytes behind `to` must be there to be written.
#[inline]
#[target_feature(enable = "ssse3")]
unsafe fn store(to: *mut u8, characters: __m128i) {
    // SAFETY: the caller says that there is room.
    unsafe { _mm_storeu_si128(to.cast(), characters) };
}

#[inline]
#[target_feature(enable = "avx2")]
fn load_32(bytes: &[u8; 32]) -> __m256i {
    // SAFETY: 32 bytes can be read behind a reference to 32 bytes.
    unsafe { _mm256_loadu_si256(bytes.as_ptr().cast()) }
}

/// # Safety
///
/// As for [`write_ssse3`].
#[target_feature(enable = "avx2")]
unsafe fn write_avx2(at: u64, digits: usize, rows: &[[u8; COLUMNS]], case: Case, to: *mut u8) {
    let [lower, upper] = DIGITS;
    let offset_table = load(lower);
    let table = _mm256_broadcastsi128_si256(load(if case == Case::Upper { upper } else { lower }));
    let (places, fixed) = offset(digits);
    let (offset_places, offset_fixed) = (load(&places), load(&fixed));
    let group_places = load_32(&GROUP_DIGITS);
    let group_fixed = load_32(GROUP_FIXED);
    let nibble = _mm256_set1_epi8(15);

    let mut at = at;
    let mut to = to;
    for row in rows {
        let bytes = load(row);
        // Both halves hold the row, and then the same eight bytes' digits: a group is one store.
        let twice = _mm256_broadcastsi128_si256(bytes);
        let high = _mm256_and_si256(_mm256_srli_epi16::<4>(twice), nibble);
        let low = _mm256_and_si256(twice, nibble);
        let left = _mm256_shuffle_epi8(table, _mm256_unpacklo_epi8(high, low));
        let right = _mm256_shuffle_epi8(table, _mm256_unpackhi_epi8(high, low));
        let cells =
            |digits| _mm256_or_si256(_mm256_shuffle_epi8(digits, group_places), group_fixed);
        let start = offset_characters(at, offset_table, offset_places, offset_fixed);
        // SAFETY: the line has `digits + AFTER_OFFSET` characters, of which the last store
        // writes the last two. The stores before it end at `digits + 69` and earlier, and the
        // first at 16, which is less.
        unsafe {
            let after = to.add(digits);
            store(to, start);
            _mm256_storeu_si256(after.add(2).cast(), cells(left));
            _mm256_storeu_si256(after.add(27).cast(), cells(right));
            store(after.add(53), text_characters(bytes));
            after.add(69).cast::<[u8; 2]>().write_unaligned(*b"|\n");
            to = after.add(AFTER_OFFSET);
        }
        at = at.wrapping_add(COLUMNS as u64);
    }
}
