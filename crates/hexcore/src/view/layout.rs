//! The lines of a view, and where in a line each byte stands.
//!
//! A line has three parts, one after the other: the offset with what divides it from the bytes;
//! the bytes with the white space around them; the text with its bars. In `hexdump -C`:
//!
//! ```text
//! 00000000  ca fe ba be 00 00 00 02  01 00 00 07 00 00 00 03  |................|
//! ```
//!
//! The formats of [`dump`](crate::dump) write the lines, so that they are the tool's own; what no
//! tool prints (offsets from a place in the file, other texts) is put in their place afterwards.

use std::ops::Range;

use super::text::{Place, TextColumn, push_places};
use super::{Notation, Offsets, Tool, View};
use crate::digits::{decimal_length, hex_length, push_decimal, push_hex};
use crate::dump::canonical::{self, Canonical};
use crate::dump::od::{self, Od};
use crate::dump::rows::Format as _;
use crate::dump::xxd::{self, Bits, Xxd};
use crate::dump::{Addresses, Endian, Kernel, Repeats, Word};

/// Stands for a byte that has not been read, once for each of its characters.
const PENDING: char = '·';

/// One line of a view in its parts, which follow each other without a gap.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Line<'l> {
    /// The offset, and what divides it from the bytes.
    pub offset: &'l str,
    /// The bytes and the white space around them, up to the text.
    pub cells: &'l str,
    /// The text and its bars; empty where there is none.
    pub text: &'l str,
}

/// Makes the lines of a view.
pub struct Layout {
    view: View,
    tool: Tool,
    row: usize,
    word: usize,
    /// Characters of a number.
    digits: usize,
    lines: Lines,
    /// What the tool printed.
    printed: Vec<u8>,
    /// What is put in the place of a part of it.
    offset: String,
    cells: String,
    text: String,
    places: Vec<Place>,
}

enum Lines {
    Hexdump(canonical::Lines),
    Xxd(xxd::Lines),
    Od(od::Lines),
}

impl Lines {
    /// `None` if the tool knows no such lines, which no view asks for.
    fn new(view: &View) -> Option<Lines> {
        let columns = view.row().get();
        let decimal = view.offsets == Offsets::Decimal;
        let addresses = if decimal {
            Addresses::Decimal
        } else {
            Addresses::Hex
        };
        let repeats = Repeats::Shown;
        Some(match (view.effective_tool(), view.notation) {
            (Tool::Hexdump, _) => {
                let canonical = Canonical {
                    repeats,
                    columns,
                    group: view.group,
                    case: view.case,
                    ..Canonical::default()
                };
                Lines::Hexdump(canonical.lines(Kernel::fastest()).ok()?)
            }
            (Tool::Xxd, Notation::Binary) => {
                let bits = Bits {
                    columns,
                    addresses,
                    ..Bits::default()
                };
                Lines::Xxd(bits.lines().ok()?)
            }
            (Tool::Xxd, _) => {
                let xxd = Xxd {
                    columns,
                    group: Some(view.word_bytes()),
                    endian: view.endian,
                    case: view.case,
                    addresses,
                    ..Xxd::default()
                };
                Lines::Xxd(xxd.lines().ok()?)
            }
            (Tool::Od, notation) => {
                let od = Od {
                    repeats,
                    columns,
                    addresses,
                    word: match notation {
                        Notation::Octal => Word::Octal,
                        Notation::Unsigned => Word::Unsigned,
                        Notation::Signed => Word::Signed,
                        Notation::Hex | Notation::Binary => Word::Hex,
                    },
                    size: view.word_bytes(),
                    endian: view.endian,
                    text: view.text != TextColumn::Off,
                    ..Od::default()
                };
                Lines::Od(od.lines().ok()?)
            }
        })
    }

    /// Appends a line with its line feed.
    fn append(&mut self, at: u64, row: &[u8], is_whole: bool, out: &mut Vec<u8>) {
        match (self, is_whole) {
            (Lines::Hexdump(lines), true) => lines.rows(at, row, out),
            (Lines::Hexdump(lines), false) => lines.last(at, row, out),
            (Lines::Xxd(lines), true) => lines.rows(at, row, out),
            (Lines::Xxd(lines), false) => lines.last(at, row, out),
            (Lines::Od(lines), true) => lines.rows(at, row, out),
            (Lines::Od(lines), false) => lines.last(at, row, out),
        }
    }
}

impl Layout {
    /// The layout of `view`.
    pub fn new(view: View) -> Layout {
        let word = view.word_bytes();
        let digits = match (view.notation, view.effective_tool()) {
            (Notation::Binary, _) => 8,
            (Notation::Hex, Tool::Hexdump) => 2,
            (Notation::Hex, _) => 2 * word,
            (Notation::Octal, _) => Word::Octal.characters(word).unwrap_or_default(),
            (Notation::Unsigned, _) => Word::Unsigned.characters(word).unwrap_or_default(),
            (Notation::Signed, _) => Word::Signed.characters(word).unwrap_or_default(),
        };
        let lines = Lines::new(&view)
            .or_else(|| Lines::new(&View::default()))
            .unwrap_or_else(|| unreachable!("every view is one that its tool knows"));
        Layout {
            view,
            tool: view.effective_tool(),
            row: view.row().get(),
            word,
            digits,
            lines,
            printed: Vec::new(),
            offset: String::new(),
            cells: String::new(),
            text: String::new(),
            places: Vec::new(),
        }
    }

    /// The view that it is the layout of.
    pub fn view(&self) -> &View {
        &self.view
    }

    /// Bytes on a row.
    pub fn row(&self) -> usize {
        self.row
    }

    /// Characters of the offset part of the row that starts at `at`.
    pub fn offset_characters(&self, at: u64) -> usize {
        let number = match (self.view.offsets, self.tool) {
            (Offsets::Hex, Tool::Od) => hex_length(at, 6),
            (Offsets::Hex, _) => hex_length(at, 8),
            (Offsets::Decimal, Tool::Od) => decimal_length(at, 7),
            (Offsets::Decimal, _) => decimal_length(at, 8),
            (Offsets::From(origin), _) => 1 + hex_length(at.abs_diff(origin), 8),
        };
        number + self.divider().len()
    }

    /// What stands between the digits of an offset and the bytes.
    fn divider(&self) -> &'static str {
        match self.tool {
            Tool::Hexdump => "  ",
            Tool::Xxd => ": ",
            Tool::Od => "",
        }
    }

    /// Characters of the cells of a whole row, up to the text.
    pub fn cells_characters(&self) -> usize {
        let words = self.row / self.word;
        let with_text = self.view.text != TextColumn::Off;
        match self.tool {
            Tool::Hexdump => 3 * self.row + self.row.div_ceil(self.group()),
            Tool::Xxd => words * (self.digits + 1) + 1,
            Tool::Od => words * (self.digits + 1) + if with_text { 2 } else { 0 },
        }
    }

    /// What stands before and behind the text: a character each, or nothing.
    pub fn bars(&self) -> [&'static str; 2] {
        match (self.view.text, self.tool) {
            (TextColumn::Off, _) | (_, Tool::Xxd) => ["", ""],
            (_, Tool::Hexdump) => ["|", "|"],
            (_, Tool::Od) => [">", "<"],
        }
    }

    /// Where the text of the row's first byte stands, in characters from the first cell on; `None`
    /// where there is no text.
    pub fn text_start(&self) -> Option<usize> {
        (self.view.text != TextColumn::Off)
            .then(|| self.cells_characters() + self.bars().concat().len() / 2)
    }

    /// Characters from the first cell to the end of a whole line.
    pub fn characters(&self) -> usize {
        let text = match self.text_start() {
            Some(_) => self.row + self.bars().concat().len(),
            None => 0,
        };
        self.cells_characters() + text
    }

    fn group(&self) -> usize {
        match self.view.group {
            0 => self.row,
            group => group,
        }
    }

    /// The characters, within the cells, that the row's byte `index` is written as. Where a number
    /// is made of several bytes and none of its characters belongs to one alone, all of them.
    pub fn place(&self, index: usize) -> Range<usize> {
        let word = index / self.word;
        let (start, length) = match (self.tool, self.view.notation) {
            (Tool::Hexdump, _) => (3 * index + index / self.group(), 2),
            (tool, Notation::Hex) => {
                let in_word = match self.view.endian {
                    Endian::Big => index % self.word,
                    Endian::Little => self.word - 1 - index % self.word,
                };
                let space = usize::from(tool == Tool::Od);
                (word * (self.digits + 1) + space + 2 * in_word, 2)
            }
            (Tool::Xxd, _) => (word * (self.digits + 1), self.digits),
            (Tool::Od, _) => (word * (self.digits + 1) + 1, self.digits),
        };
        start..start + length
    }

    /// Whether each byte of a row stands behind, or where, the byte before it does.
    pub fn is_in_order(&self) -> bool {
        self.place(0).start <= self.place(self.word - 1).start
    }

    /// The bytes of a row that stand at the same characters as the byte `index`.
    pub fn sharing(&self, index: usize) -> Range<usize> {
        match self.view.notation {
            Notation::Hex | Notation::Binary => index..index + 1,
            _ => {
                let first = index - index % self.word;
                first..first + self.word
            }
        }
    }

    /// The byte at, or just before, the character `character` of the cells, on a row of `length`
    /// bytes; `None` on an empty row. White space belongs to the byte that is nearer.
    pub fn byte_at(&self, character: usize, length: usize) -> Option<usize> {
        let distance = |index: &usize| {
            let place = self.place(*index);
            match () {
                () if character < place.start => 2 * (place.start - character),
                () if character >= place.end => 2 * (character - place.end) + 1,
                () => 0,
            }
        };
        (0..length).min_by_key(distance)
    }

    /// The line for the row of `bytes` that starts at `at`. A row may be short, if it is the last
    /// one; what goes beyond a row is not shown. `before` and `after` are the bytes next to the row, as far as they are known: texts
    /// whose characters take several bytes look at up to three of each.
    pub fn line<'l>(&'l mut self, at: u64, bytes: &[u8], before: &[u8], after: &[u8]) -> Line<'l> {
        let bytes = bytes.get(..self.row).unwrap_or(bytes);
        self.print(at, bytes);
        if !matches!(self.view.text, TextColumn::Ascii | TextColumn::Off) {
            self.places.clear();
            push_places(&self.view, at, before, bytes, after, &mut self.places);
            let [open, close] = self.bars();
            self.text.clear();
            self.text.push_str(open);
            self.text
                .extend(self.places.iter().map(|place| place.character));
            self.text.push_str(close);
        }
        self.parts(at)
    }

    /// The characters of the text of the last line and how many bytes each takes; empty where each
    /// takes one.
    pub fn places(&self) -> &[Place] {
        match self.view.text {
            TextColumn::Utf8 | TextColumn::Utf16 => &self.places,
            _ => &[],
        }
    }

    /// The line that keeps the place of a row of `length` bytes, starting at `at`, that has not
    /// been read: with a dot for each character.
    pub fn pending_line(&mut self, at: u64, length: usize) -> Line<'_> {
        let length = length.min(self.row);
        let zeros = [0; 64];
        self.print(at, zeros.get(..length).unwrap_or_default());
        let mut cells = vec![' '; self.cells_characters()];
        for index in 0..length {
            for cell in cells.get_mut(self.place(index)).unwrap_or_default() {
                *cell = PENDING;
            }
        }
        self.cells.clear();
        self.cells.extend(cells);
        self.text.clear();
        if self.text_start().is_some() {
            let [open, close] = self.bars();
            self.text.push_str(open);
            self.text.extend(std::iter::repeat_n(PENDING, length));
            self.text.push_str(close);
        }
        let offset = self.offset_part(at);
        Line {
            offset,
            cells: &self.cells,
            text: &self.text,
        }
    }

    /// Lets the tool's format write the line, and the offset that no tool writes.
    fn print(&mut self, at: u64, bytes: &[u8]) {
        self.printed.clear();
        let is_whole = bytes.len() == self.row;
        self.lines.append(at, bytes, is_whole, &mut self.printed);
        self.printed.pop();
        self.offset.clear();
        let mut number = Vec::with_capacity(24);
        match (self.view.offsets, self.tool) {
            (Offsets::From(origin), _) => {
                self.offset.push(if at < origin { '-' } else { '+' });
                push_hex(&mut number, at.abs_diff(origin), 8);
            }
            (Offsets::Decimal, Tool::Hexdump) => push_decimal(&mut number, at, 8),
            _ => return,
        }
        self.offset.push_str(ascii(&number));
        let divider = self.divider();
        self.offset.push_str(divider);
    }

    /// Characters of the offset as the tool has printed it.
    fn printed_offset(&self, at: u64) -> usize {
        match (self.view.offsets, self.tool) {
            (Offsets::Hex | Offsets::From(_), Tool::Od) => hex_length(at, 6),
            (Offsets::Decimal, Tool::Od | Tool::Xxd) => self.offset_characters(at),
            _ => hex_length(at, 8) + 2,
        }
    }

    fn offset_part(&self, at: u64) -> &str {
        if self.offset.is_empty() {
            let printed = ascii(&self.printed);
            printed.get(..self.printed_offset(at)).unwrap_or_default()
        } else {
            &self.offset
        }
    }

    fn parts(&self, at: u64) -> Line<'_> {
        let printed = ascii(&self.printed);
        let rest = printed.get(self.printed_offset(at)..).unwrap_or_default();
        let (cells, text) = rest
            .split_at_checked(self.cells_characters())
            .unwrap_or((rest, ""));
        Line {
            offset: self.offset_part(at),
            cells,
            text: match self.view.text {
                TextColumn::Ascii => text,
                TextColumn::Off => "",
                _ => &self.text,
            },
        }
    }
}

/// Tools print nothing but ASCII.
fn ascii(bytes: &[u8]) -> &str {
    std::str::from_utf8(bytes).unwrap_or_default()
}
