//! Colours for the rows of a dump, by the classes of its bytes.
//!
//! A row says itself which bytes it shows, in digits, and so it is all that is looked at. Nothing
//! but colours is added: a row that is read wrongly still is the same text.

use hexcore::ByteClass;
use hexcore::dump::Format;

use crate::cli::Dump;

/// Offsets and what else is no byte but belongs to one row.
const FAINT: &[u8] = b"\x1b[90m";
/// Back to no colour.
const PLAIN: &[u8] = b"\x1b[0m";

fn colour(class: ByteClass) -> &'static [u8] {
    match class {
        ByteClass::Null => FAINT,
        ByteClass::Whitespace => b"\x1b[32m",
        ByteClass::Printable => b"\x1b[36m",
        ByteClass::Control => b"\x1b[35m",
        ByteClass::High => b"\x1b[33m",
    }
}

/// How a byte is written.
#[derive(Clone, Copy, Debug)]
struct Cell {
    base: u32,
    /// How many digits it has; `None` for as many as there are in a row.
    digits: Option<usize>,
}

/// What ends the digits of a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Text {
    /// The end of the row: there is no text.
    None,
    /// This character, which stands before the text.
    Bar(u8),
    /// Two spaces.
    Spaces,
}

impl Text {
    /// The length of what stands before the text in `rest`, if the text is next: `between` is
    /// what stands before the next digits, and the row has `bytes` so far.
    fn start(self, rest: &[u8], between: &[u8], bytes: usize) -> Option<usize> {
        match self {
            Text::None => None,
            Text::Bar(bar) => {
                let place = between.iter().position(|&byte| byte == bar)?;
                (bytes > 0).then_some(place + 1)
            }
            // The text stands at the end of the row, and has a character for each byte.
            Text::Spaces => {
                let is_next = bytes > 0 && between.starts_with(b"  ");
                is_next.then(|| rest.len().saturating_sub(bytes))
            }
        }
    }
}

/// Puts colours into a dump.
#[derive(Debug)]
pub(crate) struct Painter {
    has_offset: bool,
    cell: Cell,
    text: Text,
    reversed: bool,
    /// The beginning of a row whose end has not come.
    begun: Vec<u8>,
    painted: Vec<u8>,
    /// The classes of the row's bytes.
    classes: Vec<ByteClass>,
}

impl Painter {
    /// A painter for what `options` ask for, if its rows can be painted.
    pub(crate) fn new(options: &Dump) -> Option<Painter> {
        let fixed = |base, digits| Cell {
            base,
            digits: Some(digits),
        };
        let (has_offset, cell, text) = match options.format {
            Format::Canonical => (true, fixed(16, 2), Text::Bar(b'|')),
            Format::Xxd => (true, fixed(16, 2), Text::Spaces),
            Format::XxdBits => (true, fixed(2, 8), Text::Spaces),
            Format::Od => (
                options.addresses != Some(crate::cli::Base::None),
                fixed(16, 2),
                Text::Bar(b'>'),
            ),
            Format::XxdPlain | Format::Plain => (false, fixed(16, 2), Text::None),
            Format::Binary => (false, fixed(2, 8), Text::None),
            Format::Octal => (false, fixed(8, 3), Text::None),
            Format::Decimal => (
                false,
                Cell {
                    base: 10,
                    digits: None,
                },
                Text::None,
            ),
            _ => return None,
        };
        Some(Painter {
            has_offset,
            cell,
            text,
            reversed: options.little_endian,
            begun: Vec::new(),
            painted: Vec::new(),
            classes: Vec::new(),
        })
    }

    /// The next part of the dump with colours. A row is painted once it is whole, and so `text`
    /// ends in a line feed at the end of the dump.
    pub(crate) fn paint(&mut self, text: &[u8]) -> &[u8] {
        self.painted.clear();
        let mut begun = std::mem::take(&mut self.begun);
        for row in text.split_inclusive(|&byte| byte == b'\n') {
            match row.split_last() {
                Some((b'\n', row)) if begun.is_empty() => self.paint_row(row),
                Some((b'\n', row)) => {
                    begun.extend_from_slice(row);
                    self.paint_row(&begun);
                    begun.clear();
                }
                _ => begun.extend_from_slice(row),
            }
        }
        self.begun = begun;
        &self.painted
    }

    /// What is left of a dump that does not end in a line feed.
    pub(crate) fn finish(&mut self) -> &[u8] {
        self.painted.clear();
        let begun = std::mem::take(&mut self.begun);
        if !begun.is_empty() {
            self.paint_row(&begun);
            self.painted.pop();
        }
        &self.painted
    }

    fn paint_row(&mut self, row: &[u8]) {
        let mut brush = Brush {
            out: &mut self.painted,
            colour: PLAIN,
        };
        self.classes.clear();
        let mut rest = row;
        if row == b"*" {
            brush.put(FAINT, b"*");
            rest = &[];
        } else if self.has_offset {
            let digits = row
                .iter()
                .position(|byte| !byte.is_ascii_hexdigit() && *byte != b':');
            let (offset, after) = split(row, digits.unwrap_or(row.len()));
            brush.put(FAINT, offset);
            rest = after;
        }
        loop {
            let gap = rest.iter().position(u8::is_ascii_hexdigit);
            let (between, after) = split(rest, gap.unwrap_or(rest.len()));
            if let Some(length) = self.text.start(rest, between, self.classes.len()) {
                let (before, text) = split(rest, length);
                brush.put_plainly(before);
                let (text, after) = split(text, self.classes.len());
                for (byte, class) in text.chunks(1).zip(&self.classes) {
                    brush.put(colour(*class), byte);
                }
                brush.put(PLAIN, after);
                break;
            }
            brush.put_plainly(between);
            rest = after;
            if rest.is_empty() {
                break;
            }
            let run = rest.iter().position(|byte| !byte.is_ascii_hexdigit());
            let (digits, after) = split(rest, run.unwrap_or(rest.len()));
            let from = self.classes.len();
            for cell in digits.chunks(self.cell.digits.unwrap_or(digits.len()).max(1)) {
                let value = str::from_utf8(cell)
                    .ok()
                    .and_then(|cell| u8::from_str_radix(cell, self.cell.base).ok());
                match value.map(ByteClass::of) {
                    Some(class) => {
                        brush.put(colour(class), cell);
                        self.classes.push(class);
                    }
                    None => brush.put(PLAIN, cell),
                }
            }
            if self.reversed
                && let Some(group) = self.classes.get_mut(from..)
            {
                group.reverse();
            }
            rest = after;
        }
        brush.put(PLAIN, b"");
        self.painted.push(b'\n');
    }
}

/// Writes with a colour that is changed only where it must be.
struct Brush<'o> {
    out: &'o mut Vec<u8>,
    colour: &'static [u8],
}

impl Brush<'_> {
    fn put(&mut self, colour: &'static [u8], text: &[u8]) {
        if self.colour != colour {
            self.out.extend_from_slice(colour);
            self.colour = colour;
        }
        self.out.extend_from_slice(text);
    }

    /// Puts what stands between bytes: spaces need no colour.
    fn put_plainly(&mut self, text: &[u8]) {
        let colour = if text.iter().all(|&byte| byte == b' ') {
            self.colour
        } else {
            PLAIN
        };
        self.put(colour, text);
    }
}

fn split(text: &[u8], length: usize) -> (&[u8], &[u8]) {
    text.split_at_checked(length).unwrap_or((text, &[]))
}
