//! What `xxd` prints, except for `xxd -p`, which is [`Plain`](super::Plain).

use super::list::List;
use super::rows::{Format, Rows, Squeeze};
use super::template::Template;
use super::{Addresses, BadOption, Case, Dump, Endian, Options, Repeats};
use crate::digits::{bits, look_up, push_decimal, push_hex, text};

/// `xxd`: offset, bytes in hex, text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Xxd {
    /// The offset of the first byte: `-s` and `-o` together.
    pub offset: u64,
    /// [`Repeats::Squeezed`] is `-a`: `*` stands for rows of zeros.
    pub repeats: Repeats,
    /// Bytes on a row, 1 to 256: `-c`.
    pub columns: usize,
    /// Bytes before a space: `-g`; `None` for 2, or 4 in little-endian order; 0 for no spaces.
    pub group: Option<usize>,
    /// [`Endian::Little`] is `-e`; groups must then be powers of two.
    pub endian: Endian,
    /// [`Case::Upper`] is `-u`. Offsets are always lower case.
    pub case: Case,
    /// [`Addresses::Decimal`] is `-d`; everything else is hex.
    pub addresses: Addresses,
}

impl Default for Xxd {
    fn default() -> Xxd {
        Xxd {
            offset: 0,
            repeats: Repeats::Usual,
            columns: 16,
            group: None,
            endian: Endian::Big,
            case: Case::Lower,
            addresses: Addresses::Hex,
        }
    }
}

impl Xxd {
    /// What of `options` concerns this format.
    pub fn new(options: &Options) -> Xxd {
        Xxd {
            offset: options.offset,
            repeats: options.repeats,
            columns: options.cols.unwrap_or(16),
            group: options.group,
            endian: options.endian,
            case: options.case,
            addresses: options.addresses.unwrap_or(Addresses::Hex),
        }
    }

    /// Begins the dump.
    ///
    /// # Errors
    ///
    /// If there are no columns, or more than 256; if groups in little-endian order are smaller
    /// than a row and no power of two.
    pub fn dump(&self) -> Result<impl Dump + use<>, BadOption> {
        let squeeze = squeeze(self.repeats);
        Ok(Rows::new(self.lines()?, self.columns, squeeze, self.offset))
    }

    /// What makes the lines.
    pub(crate) fn lines(&self) -> Result<Lines, BadOption> {
        let columns = BadOption::check_columns(self.columns, 1..=256)?;
        let little = self.endian == Endian::Little;
        let group = self.group.unwrap_or(if little { 4 } else { 2 });
        let group = match group {
            1.. if group <= columns => group,
            _ => columns,
        };
        if little && group < columns && !group.is_power_of_two() {
            return Err(BadOption::Group {
                given: group,
                possible: "1, 2, 4, 8 or another power of two",
            });
        }
        let bytes = Bytes::Hex(self.case, if little { group - 1 } else { 0 });
        Ok(Lines::new(columns, group, bytes, self.addresses))
    }
}

/// `xxd -b`: offset, bytes in binary, text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Bits {
    /// The offset of the first byte: `-s` and `-o` together.
    pub offset: u64,
    /// [`Repeats::Squeezed`] is `-a`: `*` stands for rows of zeros.
    pub repeats: Repeats,
    /// Bytes on a row, 1 to 256: `-c`.
    pub columns: usize,
    /// Bytes before a space: `-g`; 0 for no spaces.
    pub group: usize,
    /// [`Addresses::Decimal`] is `-d`; everything else is hex.
    pub addresses: Addresses,
}

impl Default for Bits {
    fn default() -> Bits {
        Bits {
            offset: 0,
            repeats: Repeats::Usual,
            columns: 6,
            group: 1,
            addresses: Addresses::Hex,
        }
    }
}

impl Bits {
    /// What of `options` concerns this format.
    pub fn new(options: &Options) -> Bits {
        Bits {
            offset: options.offset,
            repeats: options.repeats,
            columns: options.cols.unwrap_or(6),
            group: options.group.unwrap_or(1),
            addresses: options.addresses.unwrap_or(Addresses::Hex),
        }
    }

    /// Begins the dump.
    ///
    /// # Errors
    ///
    /// If there are no columns, or more than 256.
    pub fn dump(&self) -> Result<impl Dump + use<>, BadOption> {
        let squeeze = squeeze(self.repeats);
        Ok(Rows::new(self.lines()?, self.columns, squeeze, self.offset))
    }

    /// What makes the lines.
    pub(crate) fn lines(&self) -> Result<Lines, BadOption> {
        let columns = BadOption::check_columns(self.columns, 1..=256)?;
        let group = match self.group {
            group @ 1.. if group <= columns => group,
            _ => columns,
        };
        Ok(Lines::new(columns, group, Bytes::Bits, self.addresses))
    }
}

fn squeeze(repeats: Repeats) -> Squeeze {
    match repeats {
        Repeats::Squeezed => Squeeze::Zeros,
        Repeats::Usual | Repeats::Shown => Squeeze::None,
    }
}

/// How a byte is printed.
#[derive(Clone, Copy)]
enum Bytes {
    /// In hex; with the number that, by exclusive or, makes of an index the one whose place it
    /// takes.
    Hex(Case, usize),
    Bits,
}

/// Makes the lines of an [`Xxd`] or of [`Bits`].
pub(crate) struct Lines {
    columns: usize,
    group: usize,
    bytes: Bytes,
    addresses: Addresses,
    /// Where the text begins, behind the colon.
    text: usize,
    /// A line without its address, for rows that a template cannot make.
    line: Vec<u8>,
    template: Option<Template>,
}

impl Lines {
    fn new(columns: usize, group: usize, bytes: Bytes, addresses: Addresses) -> Lines {
        let digits = match bytes {
            Bytes::Hex(..) => 2,
            Bytes::Bits => 8,
        };
        let text = 3 + ((digits * group + 1) * columns - 1) / group;
        let mut lines = Lines {
            columns,
            group,
            bytes,
            addresses,
            text,
            line: Vec::new(),
            template: None,
        };
        let last_digit = (0..columns).map(|index| lines.place(index) + digits).max();
        let length = last_digit.unwrap_or_default().max(text + columns);
        lines.line = vec![b' '; length];
        if let (Bytes::Hex(case, _), true) = (bytes, last_digit <= Some(text)) {
            let mut blank = vec![b' '; text + columns];
            blank.push(b'\n');
            let places = (0..columns).map(|index| lines.place(index)).collect();
            lines.template = Some(Template::new(blank, places, Some(text), case.pairs()));
        }
        lines
    }

    /// Where the digits of the byte `index` stand, behind the colon.
    fn place(&self, index: usize) -> usize {
        match self.bytes {
            Bytes::Hex(_, swap) => {
                let index = index ^ swap;
                1 + 2 * index + index / self.group
            }
            Bytes::Bits => 1 + 8 * index + index / self.group,
        }
    }

    fn address(&self, at: u64, out: &mut Vec<u8>) {
        match (self.addresses, at as i64) {
            // The tool takes it for a signed number, and counts the sign as a digit.
            (Addresses::Decimal, signed @ ..0) => {
                out.push(b'-');
                push_decimal(out, signed.unsigned_abs(), 7);
            }
            (Addresses::Decimal, _) => push_decimal(out, at, 8),
            _ => push_hex(out, at, 8),
        }
        out.push(b':');
    }

    /// A line for up to a whole row. In little-endian order the last group of a row may reach into
    /// the text; then what is put down later stays, as with `xxd`, which goes byte by byte.
    fn line(&mut self, at: u64, row: &[u8], out: &mut Vec<u8>) {
        self.address(at, out);
        self.line.fill(b' ');
        for (index, &byte) in row.iter().enumerate() {
            let place = self.place(index);
            let cells = self.line.get_mut(place..).unwrap_or_default();
            match self.bytes {
                Bytes::Hex(case, _) => {
                    if let Some(cell) = cells.first_chunk_mut() {
                        *cell = look_up(case.pairs(), byte);
                    }
                }
                Bytes::Bits => {
                    if let Some(cell) = cells.first_chunk_mut() {
                        *cell = bits(byte);
                    }
                }
            }
            if let Some(cell) = self.line.get_mut(self.text + index) {
                *cell = text(byte);
            }
        }
        let end = self.text + row.len();
        out.extend_from_slice(self.line.get(..end).unwrap_or_default());
        out.push(b'\n');
    }
}

impl Format for Lines {
    fn rows(&mut self, at: u64, bytes: &[u8], out: &mut Vec<u8>) {
        let mut at = at;
        for row in bytes.chunks_exact(self.columns) {
            if let Some(template) = &self.template {
                self.address(at, out);
                template.append(row, out);
            } else {
                self.line(at, row, out);
            }
            at = at.wrapping_add(row.len() as u64);
        }
    }

    fn last(&mut self, at: u64, bytes: &[u8], out: &mut Vec<u8>) {
        self.line(at, bytes, out);
    }
}

/// `xxd -i`: an array in C, and its length.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct XxdInclude {
    /// The name of the file, or what `-n` says; what an identifier cannot hold becomes `_`. Without
    /// a name there are only the bytes, as if standard input were read.
    pub name: Option<String>,
    /// Bytes on a line: `-c`; `None` or 0 for twelve.
    pub columns: Option<usize>,
    /// The case of the digits and of the x before them: `-u`.
    pub case: Case,
    /// The case of the name: `-C`.
    pub name_case: Case,
}

impl XxdInclude {
    /// What of `options` concerns this format.
    pub fn new(options: &Options) -> XxdInclude {
        XxdInclude {
            name: options.name.clone(),
            columns: options.cols,
            case: options.case,
            name_case: Case::Lower,
        }
    }

    /// Begins the dump.
    ///
    /// # Errors
    ///
    /// None at present.
    pub fn dump(&self) -> Result<impl Dump + use<>, BadOption> {
        let columns = match self.columns.unwrap_or(0) {
            0 => 12,
            columns => columns,
        };
        let mut name = self.name.as_deref().map(identifier);
        let mut length = "_len";
        if let (Some(name), Case::Upper) = (&mut name, self.name_case) {
            name.make_ascii_uppercase();
            length = "_LEN";
        }
        let mut list = List::of_hex(
            if self.case == Case::Upper { "0X" } else { "0x" },
            self.case,
        );
        list.columns = columns;
        list.separator = b", ".to_vec();
        list.line_break = b",\n  ".to_vec();
        list.indent = b"  ".to_vec();
        list.last_break = b"\n".to_vec();
        if let Some(name) = name {
            list.open = format!("unsigned char {name}[] = {{\n").into_bytes();
            list.close = b"};\n".to_vec();
            list.count = Some((
                format!("unsigned int {name}{length} = ").into_bytes(),
                b";\n".to_vec(),
            ));
        }
        Ok(list.dump())
    }
}

/// A file's name as `xxd -i` writes it: two underscores before a digit at the start, and one for
/// each byte that is no ASCII letter or digit.
fn identifier(name: &str) -> String {
    let start = if name.starts_with(|first: char| first.is_ascii_digit()) {
        "__"
    } else {
        ""
    };
    let rest = name.bytes().map(|byte| {
        if byte.is_ascii_alphanumeric() {
            char::from(byte)
        } else {
            '_'
        }
    });
    start.chars().chain(rest).collect()
}
