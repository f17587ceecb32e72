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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dump::{Canonical, Dump};

    /// Bytes that are always the same.
    fn some_bytes(length: usize) -> Vec<u8> {
        let mut state = 0x9e37_79b9_7f4a_7c15_u64;
        std::iter::repeat_with(|| {
            state ^= state << 13;
            state ^= state >> 7;
            state ^= state << 17;
            (state >> 32) as u8
        })
        .take(length)
        .collect()
    }

    fn lines(kernel: Kernel, at: u64, bytes: &[u8], case: Case) -> Vec<u8> {
        let mut out = Vec::new();
        kernel.append(at, bytes.as_chunks().0, case, &mut out);
        out
    }

    #[test]
    fn a_row_as_the_user_sees_it() {
        for kernel in Kernel::available() {
            let bytes = b"\xca\xfe\xba\xbe\0\0\0\x02 aZ~\x7f\x80\x1f|";
            let line = |at, case| String::from_utf8(lines(kernel, at, bytes, case)).unwrap();
            assert_eq!(
                line(0x10, Case::Lower),
                "00000010  ca fe ba be 00 00 00 02  20 61 5a 7e 7f 80 1f 7c  |........ aZ~...||\n",
                "{kernel:?}"
            );
            assert_eq!(
                line(0xabc_def0_1234, Case::Upper),
                "abcdef01234  CA FE BA BE 00 00 00 02  20 61 5A 7E 7F 80 1F 7C  |........ aZ~...||\n",
                "{kernel:?}"
            );
        }
    }

    #[test]
    fn all_kernels_make_the_same_rows_of_every_byte() {
        let bytes: Vec<u8> = (0..=255).chain((0..=255).rev()).collect();
        for kernel in Kernel::available() {
            for case in [Case::Lower, Case::Upper] {
                assert_eq!(
                    lines(kernel, 0, &bytes, case),
                    lines(Kernel::TABLE, 0, &bytes, case),
                    "{kernel:?}"
                );
            }
        }
    }

    #[test]
    fn all_kernels_make_the_same_offsets() {
        let bytes = some_bytes(40 * COLUMNS);
        let mut starts = vec![0, 1, 0x1234_5678, 0x1234_5678_9abc_def0, u64::MAX];
        for bit in 24..64 {
            starts.extend([(1 << bit) - 321, (1 << bit) - 16, 1 << bit]);
        }
        starts.extend([u64::MAX - 320, u64::MAX - 15]);
        for kernel in Kernel::available() {
            for &at in &starts {
                let found = lines(kernel, at, &bytes, Case::Lower);
                assert_eq!(
                    found,
                    lines(Kernel::TABLE, at, &bytes, Case::Lower),
                    "{kernel:?} from {at:#x}"
                );
                let mut expected = at;
                for line in found.split_inclusive(|&byte| byte == b'\n') {
                    let offset = format!("{expected:08x}  ");
                    assert!(line.starts_with(offset.as_bytes()), "{kernel:?} {offset}");
                    expected = expected.wrapping_add(16);
                }
            }
        }
    }

    #[test]
    fn all_kernels_agree_at_every_length_and_alignment() {
        // Kernels see whole rows only; lengths between them are the format's own affair.
        let longest = if cfg!(miri) { 5 } else { 4096 / COLUMNS };
        let bytes = some_bytes(longest * COLUMNS);
        let mut room = vec![0; bytes.len() + 64 + 64];
        let aligned = room.as_ptr().align_offset(64);
        let mut out = Vec::new();
        let mut cases = 0;
        for length in 0..=longest {
            let part = &bytes[..length * COLUMNS];
            let expected = lines(Kernel::TABLE, 0xffff_fff0, part, Case::Lower);
            for alignment in 0..64 {
                let copy = &mut room[aligned + alignment..][..part.len()];
                copy.copy_from_slice(part);
                for kernel in Kernel::available().skip(1) {
                    out.clear();
                    out.resize(alignment, b'_');
                    kernel.append(0xffff_fff0, copy.as_chunks().0, Case::Lower, &mut out);
                    assert!(
                        out[alignment..] == expected,
                        "{kernel:?}, {length} rows at {alignment}"
                    );
                    cases += 1;
                }
            }
        }
        println!("{cases} times a vector kernel made what the table makes.");
    }

    #[test]
    fn all_kernels_agree_in_dumps_of_every_length() {
        let longest = if cfg!(miri) { 70 } else { 4096 };
        let bytes = some_bytes(longest + 64);
        let dump = |kernel, part: &[u8]| {
            let mut out = Vec::new();
            let mut dump = Canonical::default().dump_with(kernel).unwrap();
            dump.push(part, &mut out);
            dump.finish(&mut out);
            out
        };
        for length in 0..=longest {
            let part = &bytes[length * 7 % 64..][..length];
            let expected = dump(Kernel::TABLE, part);
            for kernel in Kernel::available().skip(1) {
                assert!(dump(kernel, part) == expected, "{kernel:?}, {length} bytes");
            }
        }
    }
}
