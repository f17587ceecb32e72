//! Intel HEX and Motorola S-record: lines with an address, bytes and a checksum.

use super::reader::Reader;
use super::scanner::{Scanner, digit, hex_pair};
use super::{Error, Kind, Problem};

/// The bytes of a record, and where they stand in the text.
#[derive(Clone, Debug, Default)]
struct Record {
    bytes: Vec<u8>,
    start: usize,
}

impl Record {
    /// Reads the pairs of digits up to the end of the line. What is there may be less than the
    /// record says; what is no digit is trouble.
    fn read(&mut self, reader: &mut Reader<'_>, scanner: &mut Scanner<'_>) -> Result<(), Error> {
        self.bytes.clear();
        self.start = scanner.position();
        while let Some(byte) = hex_pair(scanner) {
            self.bytes.push(byte);
            scanner.skip(2);
        }
        let half = scanner.peek().is_some_and(|byte| digit(byte, 16).is_some());
        if half {
            reader.expected(scanner.position() + 1, "the second hex digit of a byte")?;
            scanner.skip(1);
            return Ok(());
        }
        scanner.skip_blanks();
        if scanner.at_line_end() {
            return Ok(());
        }
        reader.expected(scanner.position(), "a hex digit")
    }

    /// Where the byte `index` is written.
    fn position(&self, index: usize) -> usize {
        self.start + 2 * index
    }
}

/// Reads a text of Intel HEX.
pub(super) fn read_intel(reader: &mut Reader<'_>) -> Result<(), Error> {
    let mut scanner = reader.scanner();
    let mut record = Record::default();
    let mut base = Base::Linear(0);
    let mut ended = false;
    let mut any = false;
    loop {
        scanner.skip_blanks();
        if scanner.at_line_end() {
            if scanner.next_line() {
                continue;
            }
            break;
        }
        any = true;
        if ended {
            reader.expected(scanner.position(), "nothing after the end-of-file record")?;
        }
        if scanner.accept(b':') {
            record.read(reader, &mut scanner)?;
            if let Some(kind) = intel_record(reader, &scanner, &record, &mut base)? {
                ended |= kind == 1;
            }
        } else {
            reader.expected(scanner.position(), "a colon")?;
        }
        if !scanner.next_line() {
            break;
        }
    }
    if any && !ended {
        reader.expected(scanner.position(), "the end-of-file record :00000001FF")?;
    }
    Ok(())
}

/// Whether the line is a record of `kind` with the right byte count and checksum.
pub(super) fn is_record(mut scanner: Scanner<'_>, kind: Kind) -> bool {
    let marked = match kind {
        Kind::IntelHex => scanner.accept(b':'),
        _ => scanner.accept(b'S') && scanner.peek().is_some_and(|kind| kind.is_ascii_digit()),
    };
    // Of an S-record the digit of its type is not part of the bytes.
    scanner.skip(usize::from(kind != Kind::IntelHex));
    let (Some(length), true) = (hex_pair(&scanner), marked) else {
        return false;
    };
    let mut total = 0_u8;
    let mut count = 0_usize;
    while let Some(byte) = hex_pair(&scanner) {
        total = total.wrapping_add(byte);
        count += 1;
        scanner.skip(2);
    }
    let (others, right) = match kind {
        Kind::IntelHex => (5, 0),
        _ => (1, 0xff),
    };
    count == usize::from(length) + others && total == right
}

/// What is added to the address of a record of Intel HEX.
#[derive(Clone, Copy, Debug)]
enum Base {
    /// The upper half of a 32-bit address.
    Linear(u32),
    /// A segment: addresses wrap at 64 KiB above it.
    Segment(u32),
}

/// Takes one record; gives its type if it has one.
fn intel_record(
    reader: &mut Reader<'_>,
    scanner: &Scanner<'_>,
    record: &Record,
    base: &mut Base,
) -> Result<Option<u8>, Error> {
    let end = scanner.position();
    let [length, high, low, kind, rest @ ..] = record.bytes.as_slice() else {
        reader.expected(end, "a byte count, an address and a record type")?;
        return Ok(None);
    };
    let address = u16::from_be_bytes([*high, *low]);
    let length = usize::from(*length);
    let data = rest.get(..length).unwrap_or(rest);
    match rest.get(length..) {
        Some([checksum]) => check(reader, record, intel_checksum, *checksum)?,
        Some([_, ..]) => {
            let after = record.position(5 + length);
            reader.expected(after, "the end of the record, by its byte count")?;
        }
        Some([]) | None => {
            reader.expected(end, "more bytes, by the record's byte count")?;
        }
    }
    let at = record.position(4);
    match (kind, data) {
        (0, _) => write_intel(reader, at, *base, address, data)?,
        (1, []) | (3 | 5, [_, _, _, _]) => {}
        (2, &[high, low]) => *base = Base::Segment(u32::from(u16::from_be_bytes([high, low])) << 4),
        (4, &[high, low]) => *base = Base::Linear(u32::from(u16::from_be_bytes([high, low])) << 16),
        (1..=5, _) => reader.expected(record.position(0), "the byte count of this record type")?,
        _ => reader.expected(record.position(3), "a record type from 00 to 05")?,
    }
    Ok(Some(*kind))
}

/// Writes data where the base and the address put it, in two parts where addresses wrap.
fn write_intel(
    reader: &mut Reader<'_>,
    position: usize,
    base: Base,
    address: u16,
    data: &[u8],
) -> Result<(), Error> {
    let (offset, until_wrap, wrapped) = match base {
        Base::Linear(base) => {
            let offset = u64::from(base) + u64::from(address);
            (offset, (1 << 32) - offset, 0)
        }
        Base::Segment(base) => {
            let offset = u64::from(base) + u64::from(address);
            (offset, 0x1_0000 - u64::from(address), u64::from(base))
        }
    };
    let middle = usize::try_from(until_wrap).unwrap_or(usize::MAX);
    let (before, after) = data.split_at_checked(middle).unwrap_or((data, &[]));
    reader.write(position, offset, before)?;
    reader.write(position, wrapped, after)
}

/// What makes the sum of all bytes zero.
fn intel_checksum(bytes: &[u8]) -> u8 {
    sum(bytes).wrapping_neg()
}

/// What makes the sum of all bytes 255.
fn motorola_checksum(bytes: &[u8]) -> u8 {
    !sum(bytes)
}

fn sum(bytes: &[u8]) -> u8 {
    bytes.iter().fold(0, |sum, byte| sum.wrapping_add(*byte))
}

/// Compares the last byte of a record with the checksum of the others.
fn check(
    reader: &mut Reader<'_>,
    record: &Record,
    checksum: fn(&[u8]) -> u8,
    found: u8,
) -> Result<(), Error> {
    let Some((_, summed)) = record.bytes.split_last() else {
        return Ok(());
    };
    let expected = checksum(summed);
    if expected == found {
        return Ok(());
    }
    reader.trouble(
        record.position(summed.len()),
        Problem::Checksum { expected, found },
    )
}

/// Reads a text of S-records.
pub(super) fn read_motorola(reader: &mut Reader<'_>) -> Result<(), Error> {
    let mut scanner = reader.scanner();
    let mut record = Record::default();
    let mut rows = 0;
    let mut ended = false;
    let mut any = false;
    loop {
        scanner.skip_blanks();
        if scanner.at_line_end() {
            if scanner.next_line() {
                continue;
            }
            break;
        }
        any = true;
        if ended {
            reader.expected(scanner.position(), "nothing after the termination record")?;
        }
        match (scanner.accept(b'S'), scanner.peek()) {
            (true, Some(kind @ b'0'..=b'9')) => {
                scanner.skip(1);
                record.read(reader, &mut scanner)?;
                motorola_record(reader, &scanner, &record, kind, &mut rows)?;
                ended |= matches!(kind, b'7'..=b'9');
            }
            (true, _) => reader.expected(scanner.position(), "a record type from 0 to 9")?,
            (false, _) => reader.expected(scanner.position(), "the letter S")?,
        }
        if !scanner.next_line() {
            break;
        }
    }
    if any && !ended {
        reader.expected(scanner.position(), "a termination record: S7, S8 or S9")?;
    }
    Ok(())
}

/// Takes one record; `rows` counts those with data.
fn motorola_record(
    reader: &mut Reader<'_>,
    scanner: &Scanner<'_>,
    record: &Record,
    kind: u8,
    rows: &mut u64,
) -> Result<(), Error> {
    let end = scanner.position();
    let Some((&length, rest)) = record.bytes.split_first() else {
        return reader.expected(end, "a byte count");
    };
    let length = usize::from(length);
    // The count includes the checksum.
    let counted = rest.get(..length).unwrap_or(rest);
    let body = match counted.split_last() {
        Some((&checksum, body)) if rest.len() == length => {
            check(reader, record, motorola_checksum, checksum)?;
            body
        }
        Some((_, body)) if rest.len() > length => {
            let after = record.position(1 + length);
            reader.expected(after, "the end of the record, by its byte count")?;
            body
        }
        _ => {
            reader.expected(end, "more bytes, by the record's byte count")?;
            counted
        }
    };
    let address_length = match kind {
        b'0' | b'1' | b'5' | b'9' => 2,
        b'2' | b'6' | b'8' => 3,
        b'3' | b'7' => 4,
        _ => return reader.expected(record.start - 1, "a record type other than 4"),
    };
    let Some((address, data)) = body.split_at_checked(address_length) else {
        return reader.expected(end, "an address of as many bytes as the record type has");
    };
    let address = address
        .iter()
        .fold(0, |address, byte| address << 8 | u64::from(*byte));
    match kind {
        b'1'..=b'3' => {
            *rows += 1;
            reader.write(record.position(1 + address_length), address, data)
        }
        b'5' | b'6' if address != *rows => reader.trouble(
            record.position(1),
            Problem::Records {
                expected: *rows,
                found: address,
            },
        ),
        _ => Ok(()),
    }
}
