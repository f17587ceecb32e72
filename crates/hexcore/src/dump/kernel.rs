//! The inner loops of `hexdump -C`'s rows of sixteen bytes, one for each kind of processor.
//!
//! A row is 71 characters and its offset, mostly digits that are three apart. The vector kernels
//! look all 32 digits up at once and shuffle them to their places, spaces included; a store may
//! write more than it should, because the next one mends it. [`Kernel::TABLE`] does the same a
//! byte at a time: it is what other processors run, and what the others are tested against.

mod table;
#[cfg(all(target_arch = "wasm32", target_feature = "simd128"))]
mod wasm;
#[cfg(target_arch = "x86_64")]
mod x86;

use super::Case;
use crate::digits::hex_length;

/// Bytes of a row.
const COLUMNS: usize = 16;
/// Characters of a row without the digits of its offset: `"  "`, two groups of 25 characters,
/// the text between its bars, and a line feed.
const AFTER_OFFSET: usize = 2 + 25 + 25 + 1 + COLUMNS + 2;

/// A way to make rows of sixteen bytes. All make the same ones; they differ in speed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Kernel(Kind);

/// A kind is only ever made where the processor has what it needs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Table,
    #[cfg(target_arch = "x86_64")]
    Ssse3,
    #[cfg(target_arch = "x86_64")]
    Avx2,
    #[cfg(all(target_arch = "wasm32", target_feature = "simd128"))]
    Simd128,
}

impl Kernel {
    /// A byte at a time, from tables; runs everywhere.
    pub const TABLE: Kernel = Kernel(Kind::Table);

    /// The kernels that this processor can run, the slowest first.
    pub fn available() -> impl Iterator<Item = Kernel> {
        let kinds = [
            Some(Kind::Table),
            #[cfg(target_arch = "x86_64")]
            is_x86_feature_detected!("ssse3").then_some(Kind::Ssse3),
            #[cfg(target_arch = "x86_64")]
            is_x86_feature_detected!("avx2").then_some(Kind::Avx2),
            #[cfg(all(target_arch = "wasm32", target_feature = "simd128"))]
            Some(Kind::Simd128),
        ];
        kinds.into_iter().flatten().map(Kernel)
    }

    /// The fastest one that this processor can run.
    pub fn fastest() -> Kernel {
        Kernel::available().last().unwrap_or(Kernel::TABLE)
    }

    /// One word: `table`, `ssse3`, `avx2` or `simd128`.
    pub const fn name(self) -> &'static str {
        match self.0 {
            Kind::Table => "table",
            #[cfg(target_arch = "x86_64")]
            Kind::Ssse3 => "ssse3",
            #[cfg(target_arch = "x86_64")]
            Kind::Avx2 => "avx2",
            #[cfg(all(target_arch = "wasm32", target_feature = "simd128"))]
            Kind::Simd128 => "simd128",
        }
    }

    /// Appends a line for each of `rows`, the first of which starts at `at`.
    pub(super) fn append(self, at: u64, rows: &[[u8; COLUMNS]], case: Case, out: &mut Vec<u8>) {
        let mut at = at;
        let mut rest = rows;
        // All rows of a run have offsets of as many digits.
        while !rest.is_empty() {
            let digits = hex_length(at, 8);
            let last = u64::MAX >> (u64::BITS as usize - 4 * digits);
            let same = usize::try_from((last - at) / COLUMNS as u64)
                .unwrap_or(usize::MAX)
                .saturating_add(1);
            let (run, others) = rest.split_at_checked(same).unwrap_or((rest, &[]));
            self.append_run(at, digits, run, case, out);
            at = at.wrapping_add((run.len() * COLUMNS) as u64);
            rest = others;
        }
    }

    fn append_run(
        self,
        at: u64,
        digits: usize,
        rows: &[[u8; COLUMNS]],
        case: Case,
        out: &mut Vec<u8>,
    ) {
        match self.0 {
            Kind::Table => table::append(at, digits, rows, case, out),
            #[cfg(target_arch = "x86_64")]
            Kind::Ssse3 | Kind::Avx2 if digits > x86::MAX_DIGITS => {
                table::append(at, digits, rows, case, out);
            }
            #[cfg(target_arch = "x86_64")]
            Kind::Ssse3 => x86::append_ssse3(at, digits, rows, case, out),
            #[cfg(target_arch = "x86_64")]
            Kind::Avx2 => x86::append_avx2(at, digits, rows, case, out),
            #[cfg(all(target_arch = "wasm32", target_feature = "simd128"))]
            Kind::Simd128 if digits > wasm::MAX_DIGITS => {
                table::append(at, digits, rows, case, out);
            }
            #[cfg(all(target_arch = "wasm32", target_feature = "simd128"))]
            Kind::Simd128 => wasm::append(at, digits, rows, case, out),
        }
    }
}

/// Where the vector kernels take the characters of a row from.
#[cfg(any(
    target_arch = "x86_64",
    all(target_arch = "wasm32", target_feature = "simd128")
))]
mod places {
    /// A shuffle's index for "nothing, a zero".
    const NONE: u8 = 0x80;

    /// The lower-case and the upper-case digits.
    pub(super) const DIGITS: [&[u8; 16]; 2] = [b"0123456789abcdef", b"0123456789ABCDEF"];

    /// For each character of a group of eight bytes, which of its sixteen digits it is.
    pub(super) const GROUP_DIGITS: [u8; 32] = [
        0, 1, NONE, 2, 3, NONE, 4, 5, NONE, 6, 7, NONE, 8, 9, NONE, 10, 11, NONE, 12, 13, NONE, 14,
        15, NONE, NONE, NONE, NONE, NONE, NONE, NONE, NONE, NONE,
    ];

    /// The characters of a group that are not digits. The bar belongs to the last group alone:
    /// after the first one it is written over.
    pub(super) const GROUP_FIXED: &[u8; 32] = b"\0\0 \0\0 \0\0 \0\0 \0\0 \0\0 \0\0 \0\0  |      ";

    /// For each of the first sixteen characters of a row, which of the sixteen digits of its
    /// offset it is, counted from the last one, if `digits` of them are printed; and the
    /// characters that are not digits.
    #[expect(clippy::indexing_slicing, reason = "over two arrays of this length")]
    pub(super) const fn offset(digits: usize) -> ([u8; 16], [u8; 16]) {
        let mut places = [NONE; 16];
        let mut fixed = [b' '; 16];
        let mut index = 0;
        while index < digits && index < 16 {
            places[index] = (digits - 1 - index) as u8;
            fixed[index] = 0;
            index += 1;
        }
        (places, fixed)
    }
}
