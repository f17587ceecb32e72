//! Lines as `hexdump -C -v` prints them, for any [`Width`].
//!
//! A line has three parts, one after the other: the offset in hex and two spaces; the bytes, each
//! as two digits and a space, with one more space after every group of eight and after the last
//! byte of a row; the text between two bars. A short last row is filled up with spaces, so that
//! the bars of all rows stand below each other. At sixteen bytes per row the line is, character
//! for character, what util-linux's `hexdump` prints:
//!
//! ```text
//! 00000000  ca fe ba be 00 00 00 02  01 00 00 07 00 00 00 03  |................|
//! ```
//!
//! Nothing is allocated: the caller owns a [`LineBuffer`], and a [`Line`] borrows from it.

use crate::Width;
use crate::digits::{pair, text};

/// Bytes in a group, which ends in one more space.
const GROUP: usize = 8;
/// Characters of a byte: two digits and a space.
const CELL: usize = 3;
/// Digits of the smallest offset that is printed.
const MIN_DIGITS: usize = 8;
/// Digits of the largest `u64`.
const MAX_DIGITS: usize = 16;
/// The longest line: sixteen digits of offset and 64 bytes.
const MAX_LINE: usize = MAX_DIGITS + 2 + bytes_columns(Width::MAX) + Width::MAX.get() + 2;

/// Room for one line, to be used again for each.
#[derive(Clone, Debug)]
pub struct LineBuffer([u8; MAX_LINE]);

impl LineBuffer {
    /// A buffer that is large enough for every line.
    pub const fn new() -> LineBuffer {
        LineBuffer([b' '; MAX_LINE])
    }
}

impl Default for LineBuffer {
    fn default() -> LineBuffer {
        LineBuffer::new()
    }
}

/// One line of a dump in its three parts, which follow each other without a gap.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Line<'b> {
    /// The offset's digits and two spaces.
    pub offset: &'b str,
    /// The bytes and their padding, up to the first bar: [`bytes_columns`] characters.
    pub bytes: &'b str,
    /// The bytes as text between two bars, with a dot for each that is not printable ASCII.
    pub text: &'b str,
    whole: &'b str,
}

impl<'b> Line<'b> {
    /// The whole line, without a line feed at its end.
    pub fn as_str(&self) -> &'b str {
        self.whole
    }
}

/// The line for the row of `bytes` that starts at `offset`.
///
/// A row shorter than `width` is filled up with spaces; what goes beyond `width` is not shown.
/// The offset has eight digits, and more from 4 GiB on.
pub fn line<'b>(buffer: &'b mut LineBuffer, offset: u64, bytes: &[u8], width: Width) -> Line<'b> {
    let bytes = bytes.get(..width.get()).unwrap_or(bytes);
    let digits = offset_digits(offset);
    let columns = bytes_columns(width);
    let length = digits + 2 + columns + bytes.len() + 2;

    let line = buffer.0.get_mut(..length).unwrap_or_default();
    let (offset_part, rest) = line.split_at_mut_checked(digits + 2).unwrap_or_default();
    let (bytes_part, text_part) = rest.split_at_mut_checked(columns).unwrap_or_default();
    write_offset(offset_part, digits, offset);
    write_bytes(bytes_part, bytes);
    write_text(text_part, bytes);

    let whole = str::from_utf8(line).unwrap_or_default();
    let (offset, rest) = whole.split_at_checked(digits + 2).unwrap_or_default();
    let (bytes, text) = rest.split_at_checked(columns).unwrap_or_default();
    Line {
        offset,
        bytes,
        text,
        whole,
    }
}

fn write_offset(part: &mut [u8], digits: usize, offset: u64) {
    let (number, spaces) = part.split_at_mut_checked(digits).unwrap_or_default();
    spaces.fill(b' ');
    let mut left = offset;
    for cell in number.rchunks_exact_mut(2) {
        cell.copy_from_slice(&pair(left as u8));
        left >>= 8;
    }
    if let ([first, ..], true) = (number, digits % 2 == 1) {
        [_, *first] = pair(left as u8 & 15);
    }
}

fn write_bytes(part: &mut [u8], bytes: &[u8]) {
    part.fill(b' ');
    for (cells, group) in part.chunks_mut(GROUP * CELL + 1).zip(bytes.chunks(GROUP)) {
        for (cell, &byte) in cells.chunks_exact_mut(CELL).zip(group) {
            if let [high, low, _] = cell {
                [*high, *low] = pair(byte);
            }
        }
    }
}

fn write_text(part: &mut [u8], bytes: &[u8]) {
    if let [first, middle @ .., last] = part {
        *first = b'|';
        *last = b'|';
        for (cell, &byte) in middle.iter_mut().zip(bytes) {
            *cell = text(byte);
        }
    }
}

/// The column, within the bytes part of a line, of the first digit of the row's byte `index`.
pub const fn byte_column(index: usize) -> usize {
    index * CELL + index / GROUP
}

/// Characters of the bytes part of a line, the same for a short row: 50 for sixteen bytes.
pub const fn bytes_columns(width: Width) -> usize {
    width.get() * CELL + width.get().div_ceil(GROUP)
}

/// Hex digits that the offsets up to `last_offset` need: 8, or more from 4 GiB on, at most 16.
pub const fn offset_digits(last_offset: u64) -> usize {
    let digits = (u64::BITS - last_offset.leading_zeros()).div_ceil(4) as usize;
    if digits < MIN_DIGITS {
        MIN_DIGITS
    } else {
        digits
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// The slow twin: says the same in `format!`.
    fn slow_line(offset: u64, bytes: &[u8], width: usize) -> [String; 3] {
        let mut cells = String::new();
        for index in 0..width {
            cells += &bytes
                .get(index)
                .map_or("   ".to_owned(), |byte| format!("{byte:02x} "));
            if index % 8 == 7 || index + 1 == width {
                cells.push(' ');
            }
        }
        let text: String = bytes
            .iter()
            .map(|&byte| {
                if (b' '..=b'~').contains(&byte) {
                    char::from(byte)
                } else {
                    '.'
                }
            })
            .collect();
        [format!("{offset:08x}  "), cells, format!("|{text}|")]
    }

    fn check(offset: u64, bytes: &[u8], width: usize, expected: &str) {
        let mut buffer = LineBuffer::new();
        let width = Width::new(width).unwrap();
        assert_eq!(line(&mut buffer, offset, bytes, width).as_str(), expected);
    }

    #[test]
    fn lines_as_the_user_sees_them() {
        check(
            0,
            b"\xca\xfe\xba\xbe\0\0\0\x02\x01\0\0\x07\0\0\0\x03",
            16,
            "00000000  ca fe ba be 00 00 00 02  01 00 00 07 00 00 00 03  |................|",
        );
        check(
            0x10,
            b"\0\0@\0 ",
            16,
            "00000010  00 00 40 00 20                                    |..@. |",
        );
        check(
            1 << 32,
            b"12345678",
            16,
            "100000000  31 32 33 34 35 36 37 38                           |12345678|",
        );
        check(
            8,
            b"12345678",
            8,
            "00000008  31 32 33 34 35 36 37 38  |12345678|",
        );
        check(
            0,
            b"123456789abc",
            12,
            "00000000  31 32 33 34 35 36 37 38  39 61 62 63  |123456789abc|",
        );
        check(0, b"~\x7f", 3, "00000000  7e 7f     |~.|");
        check(u64::MAX, b"a", 1, "ffffffffffffffff  61  |a|");
        check(0xabc_def0_1234, b"ab", 1, "abcdef01234  61  |a|");
        check(0, b"", 2, "00000000         ||");
    }

    #[test]
    fn digits_grow() {
        let check = |last, digits| assert_eq!(offset_digits(last), digits, "{last:#x}");
        check(0, 8);
        check(0xffff_ffff, 8);
        check(0x1_0000_0000, 9);
        check(0xf_ffff_ffff, 9);
        check(0x10_0000_0000, 10);
        check((1 << 53) - 1, 14);
        check(u64::MAX, 16);
    }

    #[test]
    fn a_buffer_is_used_again_without_traces() {
        let mut buffer = LineBuffer::default();
        line(&mut buffer, u64::MAX, &[0xff; 64], Width::MAX);
        let second = line(&mut buffer, 0, b"ab", Width::SIXTEEN);
        assert_eq!(
            [second.offset, second.bytes, second.text],
            slow_line(0, b"ab", 16)
        );
    }

    proptest! {
        #[test]
        fn fast_and_slow_agree_at_every_width(
            offset in prop_oneof![any::<u64>(), 0..1_u64 << 40, (0..64_u32).prop_map(|bit| 1 << bit)],
            bytes in prop::collection::vec(any::<u8>(), 0..=64),
        ) {
            let mut buffer = LineBuffer::new();
            for width in 1..=64 {
                let shown = &bytes[..bytes.len().min(width)];
                let slow = slow_line(offset, shown, width);
                let width = Width::new(width).unwrap();
                let fast = line(&mut buffer, offset, &bytes, width);
                prop_assert_eq!([fast.offset, fast.bytes, fast.text], slow.clone());
                prop_assert_eq!(fast.as_str(), slow.concat());
                prop_assert_eq!(fast.bytes.len(), bytes_columns(width));
                for (index, byte) in shown.iter().enumerate() {
                    let column = byte_column(index);
                    prop_assert_eq!(&fast.bytes[column..column + 2], format!("{byte:02x}"));
                }
                if shown.len() == width.get() {
                    prop_assert_eq!(
                        fast.as_str().len(),
                        offset_digits(offset) + 2 + bytes_columns(width) + width.get() + 2
                    );
                }
            }
        }
    }
}
