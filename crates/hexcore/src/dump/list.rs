//! Lists: numbers one after the other, with something between them.

use super::{BadOption, Case, Dump, Options};
use crate::digits::{bits, look_up, push_decimal};

/// Room for the longest element with the separator after it: Java's `(byte) 0xff, `. A power of
/// two, since whole elements are copied, and cut off afterwards.
const LONGEST: usize = 16;

/// How a list is written. Its elements come from a table, so that one loop writes them all.
#[derive(Clone, Debug)]
pub(super) struct List {
    elements: Box<[Element; 256]>,
    /// Elements on a line; 0 for all on one line.
    pub(super) columns: usize,
    /// Elements before a separator; 0 for no separators.
    pub(super) group: usize,
    /// What comes first, whether there are elements or not.
    pub(super) open: Vec<u8>,
    /// What comes before the first element.
    pub(super) indent: Vec<u8>,
    /// What stands between two elements of a line.
    pub(super) separator: Vec<u8>,
    /// What stands between the last element of a line and the first of the next.
    pub(super) line_break: Vec<u8>,
    /// What comes after the last element.
    pub(super) last_break: Vec<u8>,
    /// What comes last, whether there are elements or not.
    pub(super) close: Vec<u8>,
    /// What stands around the number of elements, after everything else.
    pub(super) count: Option<(Vec<u8>, Vec<u8>)>,
}

#[derive(Clone, Copy, Debug, Default)]
struct Element {
    characters: [u8; LONGEST],
    length: u8,
}

impl Element {
    fn new(characters: &[u8]) -> Element {
        let mut element = Element::default();
        for (cell, &character) in element.characters.iter_mut().zip(characters) {
            *cell = character;
        }
        element.length = characters.len().min(LONGEST) as u8;
        element
    }

    fn append(&self, out: &mut Vec<u8>) {
        let end = out.len() + usize::from(self.length);
        out.extend_from_slice(&self.characters);
        out.truncate(end);
    }
}

impl List {
    /// A list of what `write` makes of each byte, all on one line, with nothing between them.
    fn of(mut write: impl FnMut(u8, &mut Vec<u8>)) -> List {
        let mut elements = Box::new([Element::default(); 256]);
        let mut characters = Vec::new();
        for (element, byte) in elements.iter_mut().zip(0..=255) {
            characters.clear();
            write(byte, &mut characters);
            *element = Element::new(&characters);
        }
        List {
            elements,
            columns: 0,
            group: 1,
            open: Vec::new(),
            indent: Vec::new(),
            separator: Vec::new(),
            line_break: Vec::new(),
            last_break: Vec::new(),
            close: Vec::new(),
            count: None,
        }
    }

    /// Two hex digits with something before them.
    pub(super) fn of_hex(prefix: &str, case: Case) -> List {
        List::of(|byte, out| {
            out.extend_from_slice(prefix.as_bytes());
            out.extend_from_slice(&look_up(case.pairs(), byte));
        })
    }

    /// Eight binary digits.
    pub(super) fn of_binary() -> List {
        List::of(|byte, out| out.extend_from_slice(&bits(byte)))
    }

    /// Three octal digits.
    pub(super) fn of_octal() -> List {
        List::of(|byte, out| {
            out.extend([byte >> 6, byte >> 3 & 7, byte & 7].map(|digit| b'0' + digit));
        })
    }

    /// Decimal, as many digits as it takes.
    pub(super) fn of_decimal() -> List {
        List::of(|byte, out| push_decimal(out, u64::from(byte), 1))
    }

    /// Elements with a separator after them, if there is one after each and it is short enough.
    fn separated(&self) -> Option<Box<[Element; 256]>> {
        let mut separated = self.elements.clone();
        for element in separated.iter_mut() {
            let length = usize::from(element.length);
            let characters = element.characters.get(..length).unwrap_or_default();
            let both = [characters, &self.separator].concat();
            if self.group != 1 || both.len() > LONGEST {
                return None;
            }
            *element = Element::new(&both);
        }
        Some(separated)
    }

    pub(super) fn dump(self) -> ListDump {
        let separated = self.separated();
        ListDump {
            list: self,
            separated,
            count: 0,
            on_line: 0,
            in_group: 0,
            begun: false,
        }
    }
}

/// A list that is being written.
#[derive(Clone, Debug)]
pub(super) struct ListDump {
    list: List,
    separated: Option<Box<[Element; 256]>>,
    count: u64,
    on_line: usize,
    in_group: usize,
    begun: bool,
}

impl ListDump {
    fn begin(&mut self, out: &mut Vec<u8>) {
        if !self.begun {
            self.begun = true;
            out.extend_from_slice(&self.list.open);
        }
    }
}

impl Dump for ListDump {
    fn push(&mut self, bytes: &[u8], out: &mut Vec<u8>) {
        if bytes.is_empty() {
            return;
        }
        self.begin(out);
        let list = &self.list;
        if self.count == 0 {
            out.extend_from_slice(&list.indent);
        }
        self.count += bytes.len() as u64;
        let mut rest = bytes;
        while !rest.is_empty() {
            if self.on_line == list.columns && list.columns != 0 {
                out.extend_from_slice(&list.line_break);
                (self.on_line, self.in_group) = (0, 0);
            }
            if self.in_group == list.group && list.group != 0 {
                out.extend_from_slice(&list.separator);
                self.in_group = 0;
            }
            // As many as follow each other without anything between them.
            let line = match list.columns {
                0 => usize::MAX,
                columns => columns - self.on_line,
            };
            if let Some(separated) = &self.separated {
                let (run, others) = rest.split_at_checked(line).unwrap_or((rest, &[]));
                if let Some((last, run)) = run.split_last() {
                    for &byte in run {
                        append(separated, byte, out);
                    }
                    append(&list.elements, *last, out);
                }
                if list.columns != 0 {
                    self.on_line += run.len();
                }
                self.in_group = 1;
                rest = others;
                continue;
            }
            let group = match list.group {
                0 => usize::MAX,
                group => group - self.in_group,
            };
            let (run, others) = rest
                .split_at_checked(line.min(group))
                .unwrap_or((rest, &[]));
            for &byte in run {
                append(&list.elements, byte, out);
            }
            if list.columns != 0 {
                self.on_line += run.len();
            }
            if list.group != 0 {
                self.in_group += run.len();
            }
            rest = others;
        }
    }

    fn finish(&mut self, out: &mut Vec<u8>) {
        self.begin(out);
        if self.count != 0 {
            out.extend_from_slice(&self.list.last_break);
        }
        out.extend_from_slice(&self.list.close);
        if let Some((before, after)) = &self.list.count {
            out.extend_from_slice(before);
            push_decimal(out, self.count, 1);
            out.extend_from_slice(after);
        }
    }
}

fn append(elements: &[Element; 256], byte: u8, out: &mut Vec<u8>) {
    if let Some(element) = elements.get(usize::from(byte)) {
        element.append(out);
    }
}

/// What the bytes of a [`Plain`] dump are written as.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Number {
    /// Two hex digits.
    Hex(Case),
    /// Eight binary digits.
    Binary,
    /// Three octal digits.
    Octal,
    /// One to three decimal digits.
    Decimal,
}

/// Nothing but the bytes' digits.
///
/// No bytes make no line. [`Plain::xxd`] is `xxd -p`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Plain {
    /// What a byte is written as.
    pub number: Number,
    /// Bytes on a line; 0 for a single line.
    pub columns: usize,
    /// Bytes before a separator; 0 for none.
    pub group: usize,
    /// What stands between groups.
    pub separator: String,
}

impl Plain {
    /// Bytes of this kind with spaces between them: eight on a line if they are binary, else
    /// sixteen. Apart from that what of `options` concerns this format.
    pub fn new(number: Number, options: &Options) -> Plain {
        Plain {
            number,
            columns: options.cols.unwrap_or(match number {
                Number::Binary => 8,
                Number::Hex(_) | Number::Octal | Number::Decimal => 16,
            }),
            group: options.group.unwrap_or(1),
            separator: options.separator.clone().unwrap_or_else(|| " ".to_owned()),
        }
    }

    /// `xxd -p`: hex without separators, thirty bytes on a line unless `options` say otherwise.
    pub fn xxd(options: &Options) -> Plain {
        Plain {
            number: Number::Hex(options.case),
            columns: options.cols.unwrap_or(30),
            group: 0,
            separator: String::new(),
        }
    }

    /// Begins the dump.
    ///
    /// # Errors
    ///
    /// None at present.
    pub fn dump(&self) -> Result<impl Dump + use<>, BadOption> {
        let mut list = match self.number {
            Number::Hex(case) => List::of_hex("", case),
            Number::Binary => List::of_binary(),
            Number::Octal => List::of_octal(),
            Number::Decimal => List::of_decimal(),
        };
        list.columns = self.columns;
        list.group = self.group;
        list.separator = self.separator.clone().into_bytes();
        list.line_break = b"\n".to_vec();
        list.last_break = b"\n".to_vec();
        Ok(list.dump())
    }
}
