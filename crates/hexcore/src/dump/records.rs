//! Records with addresses and checksums, as programmers of memory chips read them.

use super::rows::{Format, Rows, Squeeze};
use super::{BadOption, Dump, Options};
use crate::digits::{UPPER, look_up, push_decimal};

/// One past the last address, which has 32 bits.
const END: u64 = 1 << 32;

/// Intel HEX: data records, extended linear addresses where the upper half of the address changes,
/// and the end of the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct IntelHex {
    /// The address of the first byte.
    pub offset: u64,
    /// Bytes of a record, 1 to 255. Fewer where an address in the middle would have to carry.
    pub columns: usize,
}

impl Default for IntelHex {
    fn default() -> IntelHex {
        IntelHex {
            offset: 0,
            columns: 16,
        }
    }
}

impl IntelHex {
    /// What of `options` concerns this format.
    pub fn new(options: &Options) -> IntelHex {
        IntelHex {
            offset: options.offset,
            columns: options.cols.unwrap_or(16),
        }
    }

    /// Begins the dump. It has room for the bytes up to address `ffff_ffff`.
    ///
    /// # Errors
    ///
    /// If a record cannot have so many bytes, or if there is no such address.
    pub fn dump(&self) -> Result<impl Dump + use<>, BadOption> {
        let columns = BadOption::check_columns(self.columns, 1..=255)?;
        Records::new(IntelLines { upper: 0, columns }, columns, self.offset)
    }
}

/// Motorola S-records: a header, data with addresses of 32 bits, the number of records if it can
/// be said, and the end.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SRecord {
    /// The address of the first byte.
    pub offset: u64,
    /// Bytes of a record, 1 to 250.
    pub columns: usize,
    /// What the header says; of it the first 252 bytes.
    pub header: String,
}

impl Default for SRecord {
    fn default() -> SRecord {
        SRecord {
            offset: 0,
            columns: 16,
            header: String::new(),
        }
    }
}

impl SRecord {
    /// What of `options` concerns this format.
    pub fn new(options: &Options) -> SRecord {
        SRecord {
            offset: options.offset,
            columns: options.cols.unwrap_or(16),
            header: options.name.clone().unwrap_or_default(),
        }
    }

    /// Begins the dump. It has room for the bytes up to address `ffff_ffff`.
    ///
    /// # Errors
    ///
    /// If a record cannot have so many bytes, or if there is no such address.
    pub fn dump(&self) -> Result<impl Dump + use<>, BadOption> {
        let columns = BadOption::check_columns(self.columns, 1..=250)?;
        let header = self.header.bytes().take(252).collect();
        let lines = MotorolaLines {
            header,
            records: 0,
            columns,
        };
        Records::new(lines, columns, self.offset)
    }
}

/// Rows that end with the last address.
struct Records<F> {
    rows: Rows<F>,
    room: u64,
}

impl<F: Format> Records<F> {
    fn new(format: F, columns: usize, offset: u64) -> Result<Records<F>, BadOption> {
        let room = END.checked_sub(offset).ok_or(BadOption::Offset {
            given: offset,
            last: END - 1,
        })?;
        Ok(Records {
            rows: Rows::new(format, columns, Squeeze::None, offset),
            room,
        })
    }
}

impl<F: Format> Dump for Records<F> {
    fn push(&mut self, bytes: &[u8], out: &mut Vec<u8>) {
        let fitting = usize::try_from(self.room).unwrap_or(usize::MAX);
        let bytes = bytes.get(..fitting).unwrap_or(bytes);
        self.room -= bytes.len() as u64;
        self.rows.push(bytes, out);
    }

    fn finish(&mut self, out: &mut Vec<u8>) {
        self.rows.finish(out);
    }

    fn room(&self) -> Option<u64> {
        Some(self.room)
    }
}

/// Appends the digits of `bytes` and gives their sum.
fn push_bytes(out: &mut Vec<u8>, bytes: &[u8]) -> u8 {
    let mut sum = 0_u8;
    for &byte in bytes {
        out.extend_from_slice(&look_up(&UPPER, byte));
        sum = sum.wrapping_add(byte);
    }
    sum
}

struct IntelLines {
    /// The upper half of the address that was last said.
    upper: u16,
    columns: usize,
}

impl IntelLines {
    fn line(out: &mut Vec<u8>, address: u16, kind: u8, bytes: &[u8]) {
        let [high, low] = address.to_be_bytes();
        out.push(b':');
        let sum = push_bytes(out, &[bytes.len() as u8, high, low, kind])
            .wrapping_add(push_bytes(out, bytes));
        push_bytes(out, &[sum.wrapping_neg()]);
        out.push(b'\n');
    }

    fn data(&mut self, at: u64, bytes: &[u8], out: &mut Vec<u8>) {
        let upper = (at >> 16) as u16;
        if upper != self.upper {
            self.upper = upper;
            IntelLines::line(out, 0, 4, &upper.to_be_bytes());
        }
        IntelLines::line(out, at as u16, 0, bytes);
    }
}

impl Format for IntelLines {
    fn rows(&mut self, at: u64, bytes: &[u8], out: &mut Vec<u8>) {
        let mut at = at;
        for row in bytes.chunks_exact(self.columns) {
            self.last(at, row, out);
            at += row.len() as u64;
        }
    }

    fn last(&mut self, at: u64, bytes: &[u8], out: &mut Vec<u8>) {
        // A record must not go beyond its 64 KiB.
        let before_carry = 0x1_0000 - (at as usize & 0xffff);
        match bytes.split_at_checked(before_carry) {
            Some((left, right @ [_, ..])) => {
                self.data(at, left, out);
                self.data(at + left.len() as u64, right, out);
            }
            _ => self.data(at, bytes, out),
        }
    }

    fn end(&mut self, _start: u64, _end: u64, out: &mut Vec<u8>) {
        IntelLines::line(out, 0, 1, &[]);
    }
}

struct MotorolaLines {
    header: Vec<u8>,
    records: u64,
    columns: usize,
}

impl MotorolaLines {
    /// A line whose address is given by its bytes.
    fn line(out: &mut Vec<u8>, kind: u8, address: &[u8], bytes: &[u8]) {
        out.push(b'S');
        push_decimal(out, u64::from(kind), 1);
        let count = (address.len() + bytes.len() + 1) as u8;
        let sum = push_bytes(out, &[count])
            .wrapping_add(push_bytes(out, address))
            .wrapping_add(push_bytes(out, bytes));
        push_bytes(out, &[!sum]);
        out.push(b'\n');
    }
}

impl Format for MotorolaLines {
    fn start(&mut self, out: &mut Vec<u8>) {
        MotorolaLines::line(out, 0, &[0, 0], &self.header);
    }

    fn rows(&mut self, at: u64, bytes: &[u8], out: &mut Vec<u8>) {
        let mut at = at;
        for row in bytes.chunks_exact(self.columns) {
            self.last(at, row, out);
            at += row.len() as u64;
        }
    }

    fn last(&mut self, at: u64, bytes: &[u8], out: &mut Vec<u8>) {
        self.records += 1;
        MotorolaLines::line(out, 3, &(at as u32).to_be_bytes(), bytes);
    }

    fn end(&mut self, _start: u64, _end: u64, out: &mut Vec<u8>) {
        match self.records.to_be_bytes() {
            [0, 0, 0, 0, 0, 0, count @ ..] => MotorolaLines::line(out, 5, &count, &[]),
            [0, 0, 0, 0, 0, count @ ..] => MotorolaLines::line(out, 6, &count, &[]),
            // More than 24 bits: no record can say so.
            _ => {}
        }
        MotorolaLines::line(out, 7, &[0; 4], &[]);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(dump: Result<impl Dump, BadOption>, bytes: &[u8]) -> String {
        let mut dump = dump.unwrap();
        let mut out = Vec::new();
        dump.push(bytes, &mut out);
        dump.finish(&mut out);
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn intel() {
        let check = |offset, bytes: &[u8], expected: &str| {
            let format = IntelHex {
                offset,
                ..IntelHex::default()
            };
            assert_eq!(text(format.dump(), bytes), expected);
        };
        check(0, b"", ":00000001FF\n");
        // The example of the format's description.
        check(
            0x100,
            b"\x21\x46\x01\x36\x01\x21\x47\x01\x36\x00\x7e\xfe\x09\xd2\x19\x01",
            ":10010000214601360121470136007EFE09D2190140\n:00000001FF\n",
        );
        check(
            0xffff,
            b"ab",
            ":01FFFF0061A0\n:020000040001F9\n:01000000629D\n:00000001FF\n",
        );
        check(
            0xffff_ffff,
            b"abc",
            ":02000004FFFFFC\n:01FFFF0061A0\n:00000001FF\n",
        );
    }

    #[test]
    fn motorola() {
        let check = |offset, bytes: &[u8], expected: &str| {
            let format = SRecord {
                offset,
                header: "HDR".to_owned(),
                columns: 2,
            };
            assert_eq!(text(format.dump(), bytes), expected);
        };
        check(0, b"", "S00600004844521B\nS5030000FC\nS70500000000FA\n");
        check(
            0x1234_5678,
            b"abc",
            "S00600004844521B\nS30712345678616221\nS3061234567A6380\nS5030002FA\nS70500000000FA\n",
        );
        check(
            0xffff_ffff,
            b"abc",
            "S00600004844521B\nS306FFFFFFFF619C\nS5030001FB\nS70500000000FA\n",
        );
    }

    #[test]
    fn addresses_end() {
        let room = |offset| {
            let format = IntelHex {
                offset,
                ..IntelHex::default()
            };
            format.dump().map(|dump| dump.room())
        };
        assert_eq!(room(0), Ok(Some(1 << 32)));
        assert_eq!(room(1 << 32), Ok(Some(0)));
        assert_eq!(
            room((1 << 32) + 1).unwrap_err().to_string(),
            "The offset 0x100000001 is too large: addresses of this format end at 0xffffffff."
        );
    }
}
