//! Dumps of rows: an offset, the bytes, and mostly a text that says them again.

use super::reader::Reader;
use super::scanner::{Scanner, digit, hex_pair, is_blank, number};
use super::{Base, Error, Problem};

/// Rows that are looked at to see in which base the offsets of `od` are.
const ROWS_FOR_BASE: usize = 1000;

/// What a dump with a `*` for repeated rows looks like.
#[derive(Clone, Copy, Debug)]
pub(super) struct Layout {
    /// The base of the offsets.
    base: u8,
    /// What stands before and after the text.
    bars: (u8, u8),
    /// What is said of an offset that is none.
    offset: &'static str,
}

/// `hexdump -C`.
pub(super) const CANONICAL: Layout = Layout {
    base: 16,
    bars: (b'|', b'|'),
    offset: "an offset in hex",
};

/// `od`, with offsets in a base.
const fn od(base: Base) -> Layout {
    let (base, offset) = match base {
        Base::Octal => (8, "an offset in octal"),
        Base::Decimal => (10, "an offset in decimal"),
        Base::Hex => (16, "an offset in hex"),
    };
    Layout {
        base,
        bars: (b'>', b'<'),
        offset,
    }
}

/// Reads what `od -t x1` prints, whatever the base of its offsets.
pub(super) fn read_od(reader: &mut Reader<'_>, base: Option<Base>) -> Result<(), Error> {
    let base = base.unwrap_or_else(|| od_base(reader.scanner()));
    read_squeezed(reader, od(base))
}

/// The base in which most offsets are where the row before them ends. Of equals it is octal, but
/// hex where offsets have six digits.
fn od_base(mut scanner: Scanner<'_>) -> Base {
    let mut scores = [0_usize; 3];
    let mut ends = [None; 3];
    let mut repeats = false;
    let mut six_digits = false;
    for _ in 0..ROWS_FOR_BASE {
        scanner.skip_blanks();
        if scanner.accept(b'*') {
            repeats = true;
        } else if !scanner.at_line_end() {
            let digits = scanner.take_while(|byte| byte.is_ascii_hexdigit());
            six_digits |= digits.len() == 6;
            let length = row_length(&mut scanner);
            for ((base, score), end) in [8, 16, 10].into_iter().zip(&mut scores).zip(&mut ends) {
                let offset = number(digits, base);
                let fits = match (offset, *end) {
                    (None, _) => false,
                    (Some(_), None) => true,
                    (Some(offset), Some((end, width))) if repeats => {
                        offset > end && (offset - end) % width == 0
                    }
                    (Some(offset), Some((end, _))) => offset == end,
                };
                *score += usize::from(fits);
                *end = offset.map(|offset| (offset.wrapping_add(length), length.max(1)));
            }
            repeats = false;
        }
        if !scanner.next_line() {
            break;
        }
    }
    let [octal, hex, decimal] = scores;
    let best_other = octal.max(decimal);
    if hex > best_other || (six_digits && hex == best_other) {
        Base::Hex
    } else if decimal > octal {
        Base::Decimal
    } else {
        Base::Octal
    }
}

/// How many bytes the row has whose offset was read.
fn row_length(scanner: &mut Scanner<'_>) -> u64 {
    let mut length = 0;
    loop {
        scanner.skip_blanks();
        if hex_pair(scanner).is_none() {
            return length;
        }
        scanner.skip(2);
        length += 1;
    }
}

/// Where a dump has come to.
struct Progress {
    /// Where the row before ended; `None` before the first.
    end: Option<u64>,
    /// The bytes of the last row that had any.
    row: Vec<u8>,
    /// Where a `*` stands that has not been followed by an offset.
    repeat: Option<usize>,
    /// Whether the last line was an offset without bytes.
    closed: bool,
}

/// Reads a dump in which `*` repeats a row and the last line is an offset.
pub(super) fn read_squeezed(reader: &mut Reader<'_>, layout: Layout) -> Result<(), Error> {
    let mut scanner = reader.scanner();
    let mut bytes = Vec::new();
    let mut progress = Progress {
        end: None,
        row: Vec::new(),
        repeat: None,
        closed: false,
    };
    loop {
        scanner.skip_blanks();
        if !scanner.at_line_end() {
            read_squeezed_line(reader, &mut scanner, layout, &mut bytes, &mut progress)?;
        }
        if !scanner.next_line() {
            break;
        }
    }
    if progress.end.is_some() && !progress.closed {
        reader.expected(scanner.position(), "a last line with the offset of the end")?;
    }
    Ok(())
}

fn read_squeezed_line(
    reader: &mut Reader<'_>,
    scanner: &mut Scanner<'_>,
    layout: Layout,
    bytes: &mut Vec<u8>,
    progress: &mut Progress,
) -> Result<(), Error> {
    let start = scanner.position();
    if progress.closed {
        reader.expected(start, "nothing after the offset of the end")?;
    }
    if scanner.accept(b'*') {
        scanner.skip_blanks();
        if !scanner.at_line_end() {
            reader.expected(scanner.position(), "the end of the line after *")?;
        } else if progress.row.is_empty() {
            reader.expected(start, "a row before *")?;
        } else if progress.repeat.is_some() {
            reader.expected(start, "an offset after *")?;
        }
        progress.repeat = Some(start);
        progress.closed = false;
        return Ok(());
    }
    let digits = scanner.take_while(|byte| byte.is_ascii_hexdigit());
    let offset = match number(digits, layout.base) {
        Some(offset) if scanner.at_line_end() || scanner.peek().is_some_and(is_blank) => offset,
        Some(_) => {
            return reader.expected(scanner.position(), "a space after the offset");
        }
        None => {
            let wrong = digits
                .iter()
                .position(|&byte| digit(byte, layout.base).is_none());
            return reader.expected(start + wrong.unwrap_or(0), layout.offset);
        }
    };
    let row_start = scanner.position();
    read_cells(reader, scanner, layout.bars, bytes)?;

    match (progress.repeat.take(), progress.end) {
        (Some(repeat), Some(end)) if offset > end && !progress.row.is_empty() => {
            reader.repeat(repeat, end, &progress.row, offset - end)?;
        }
        (Some(_), Some(_)) => reader.expected(start, "an offset beyond the row before *")?,
        (_, Some(end)) if offset != end => {
            let problem = Problem::Offset {
                expected: end,
                found: offset,
            };
            reader.trouble(start, problem)?;
        }
        _ => {}
    }
    reader.write(row_start, offset, bytes)?;
    progress.end = offset.checked_add(bytes.len() as u64);
    progress.closed = bytes.is_empty();
    if !bytes.is_empty() {
        std::mem::swap(&mut progress.row, bytes);
    }
    Ok(())
}

/// Reads the bytes of a row into `bytes`, and the text between bars after them.
fn read_cells(
    reader: &mut Reader<'_>,
    scanner: &mut Scanner<'_>,
    (open, close): (u8, u8),
    bytes: &mut Vec<u8>,
) -> Result<(), Error> {
    bytes.clear();
    loop {
        scanner.skip_blanks();
        if scanner.at_line_end() {
            return Ok(());
        }
        if scanner.peek() == Some(open) && !bytes.is_empty() {
            return read_text(reader, scanner, close, bytes.len());
        }
        let Some(byte) = hex_pair(scanner) else {
            return expected_pair(reader, scanner);
        };
        scanner.skip(2);
        if !scanner.at_line_end() && !scanner.peek().is_some_and(is_blank) {
            return reader.expected(scanner.position(), "a space after two hex digits");
        }
        bytes.push(byte);
    }
}

/// Reads the text between bars, which has a character for each of the row's bytes.
fn read_text(
    reader: &mut Reader<'_>,
    scanner: &mut Scanner<'_>,
    close: u8,
    length: usize,
) -> Result<(), Error> {
    scanner.skip(1);
    let start = scanner.position();
    let text = scanner.rest_of_line().trim_ascii_end();
    match text.split_last() {
        Some((&last, text)) if last == close => {
            let characters = text.iter().filter(|&&byte| byte & 0xc0 != 0x80).count();
            // A text in an encoding of single bytes has no other way to be counted.
            if characters == length || text.len() == length {
                return Ok(());
            }
            reader.expected(
                start + text.len(),
                "as many characters as the row has bytes",
            )
        }
        _ => reader.expected(start + text.len(), "the bar that ends the text"),
    }
}

/// Says which digit of a pair is none.
fn expected_pair(reader: &mut Reader<'_>, scanner: &Scanner<'_>) -> Result<(), Error> {
    let first = scanner.peek().and_then(|byte| digit(byte, 16));
    if first.is_some() {
        return reader.expected(scanner.position() + 1, "the second hex digit of a byte");
    }
    reader.expected(scanner.position(), "two hex digits")
}

/// How `xxd` writes a byte.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Cell {
    /// Two hex digits.
    Hex,
    /// Eight binary digits.
    Bits,
}

impl Cell {
    /// The base of the digits and how many there are.
    fn digits(self) -> (u8, usize) {
        match self {
            Cell::Hex => (16, 2),
            Cell::Bits => (2, 8),
        }
    }

    fn expected_first(self) -> &'static str {
        match self {
            Cell::Hex => "a hex digit",
            Cell::Bits => "a binary digit",
        }
    }

    fn expected_next(self) -> &'static str {
        match self {
            Cell::Hex => "the second hex digit of a byte",
            Cell::Bits => "the eight binary digits of a byte",
        }
    }
}

/// Reads what `xxd` prints.
pub(super) fn read_xxd(reader: &mut Reader<'_>, cell: Cell) -> Result<(), Error> {
    let mut scanner = reader.scanner();
    let mut bytes = Vec::new();
    loop {
        scanner.skip_blanks();
        if !scanner.at_line_end() {
            read_xxd_line(reader, &mut scanner, cell, &mut bytes)?;
        }
        if !scanner.next_line() {
            return Ok(());
        }
    }
}

fn read_xxd_line(
    reader: &mut Reader<'_>,
    scanner: &mut Scanner<'_>,
    cell: Cell,
    bytes: &mut Vec<u8>,
) -> Result<(), Error> {
    // Rows of zeros that `xxd -a` leaves out: the next offset says how many.
    if scanner.accept(b'*') {
        scanner.skip_blanks();
        if scanner.at_line_end() {
            return Ok(());
        }
        return reader.expected(scanner.position(), "the end of the line after *");
    }
    let start = scanner.position();
    let digits = scanner.take_while(|byte| byte.is_ascii_hexdigit());
    let Some(offset) = number(digits, 16) else {
        return reader.expected(start, "an offset in hex");
    };
    if !scanner.accept(b':') {
        return reader.expected(scanner.position(), "a colon after the offset");
    }
    let row_start = scanner.position();
    read_groups(reader, scanner, cell, bytes)?;
    reader.write(row_start, offset, bytes)
}

/// Reads groups of digits, up to the end of the line or two blanks.
fn read_groups(
    reader: &mut Reader<'_>,
    scanner: &mut Scanner<'_>,
    cell: Cell,
    bytes: &mut Vec<u8>,
) -> Result<(), Error> {
    let (base, width) = cell.digits();
    bytes.clear();
    loop {
        let blanks = scanner.take_while(is_blank).len();
        if scanner.at_line_end() {
            return Ok(());
        }
        if blanks > 1 {
            if bytes.is_empty() {
                return reader.expected(scanner.position(), "one space before the first byte");
            }
            return Ok(());
        }
        let digits = scanner.take_while(|byte| digit(byte, base).is_some());
        let cells = digits.chunks_exact(width);
        let left = cells.remainder().len();
        bytes.extend(
            cells.filter_map(|cell| number(cell, base).and_then(|byte| u8::try_from(byte).ok())),
        );
        let ended = scanner.at_line_end() || scanner.peek().is_some_and(is_blank);
        let what = match (digits, left) {
            ([], _) => cell.expected_first(),
            (_, 1..) => cell.expected_next(),
            _ if ended => continue,
            _ => cell.expected_first(),
        };
        return reader.expected(scanner.position(), what);
    }
}
