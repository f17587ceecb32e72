//! What `od` prints.

use super::rows::{Format, Rows, Squeeze};
use super::template::Template;
use super::{Addresses, BadOption, Case, Dump, Endian, Options, Repeats};
use crate::digits::{fill, pair, push_decimal, push_hex, push_octal, text};

/// What `od -t` makes of a word's bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Word {
    /// `x`: hex.
    Hex,
    /// `o`: octal.
    Octal,
    /// `u`: decimal without a sign.
    Unsigned,
    /// `d`: decimal, with a minus where the highest bit is set.
    Signed,
    /// `c`: the character, an escape such as `\n`, or three octal digits; of single bytes only.
    Character,
}

impl Word {
    /// Characters that a word of `size` bytes takes, without the space before it; `None` where
    /// there are no such words.
    pub(crate) const fn characters(self, size: usize) -> Option<usize> {
        Some(match (self, size) {
            (Word::Character, 1) => 3,
            (Word::Hex, 1 | 2 | 4 | 8) => 2 * size,
            (Word::Octal, 1) => 3,
            (Word::Octal, 2) => 6,
            (Word::Octal, 4) => 11,
            (Word::Octal, 8) => 22,
            (Word::Unsigned, 1) => 3,
            (Word::Unsigned, 2) => 5,
            (Word::Unsigned, 4) => 10,
            (Word::Unsigned, 8) => 20,
            (Word::Signed, 1) => 4,
            (Word::Signed, 2) => 6,
            (Word::Signed, 4) => 11,
            (Word::Signed, 8) => 20,
            _ => return None,
        })
    }
}

/// `od`: offset, words, and perhaps text.
///
/// `Od::default()` is `od` without options, that is `od -A o -t o2`. [`Od::new`] begins with
/// `od -A x -t x1z`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Od {
    /// The offset of the first byte: `-j`.
    pub offset: u64,
    /// Whether `*` stands for repeated rows; `-v` is to show them.
    pub repeats: Repeats,
    /// Bytes on a row: `-w`. As `od` does, what cannot be divided by the size of a word is
    /// replaced by that size.
    pub columns: usize,
    /// How offsets are written: `-A`.
    pub addresses: Addresses,
    /// What a word is printed as: `-t`.
    pub word: Word,
    /// Bytes of a word: 1, 2, 4 or 8.
    pub size: usize,
    /// The order of a word's bytes: `--endian`. On most machines `od` takes them for
    /// little-endian if nothing is said.
    pub endian: Endian,
    /// Whether the bytes follow as text: `z`.
    pub text: bool,
}

impl Default for Od {
    fn default() -> Od {
        Od {
            offset: 0,
            repeats: Repeats::Usual,
            columns: 16,
            addresses: Addresses::Octal,
            word: Word::Octal,
            size: 2,
            endian: Endian::Little,
            text: false,
        }
    }
}

impl Od {
    /// What of `options` concerns this format, where nothing is said `od -A x -t x1z`.
    pub fn new(options: &Options) -> Od {
        Od {
            offset: options.offset,
            repeats: options.repeats,
            columns: options.cols.unwrap_or(16),
            addresses: options.addresses.unwrap_or(Addresses::Hex),
            word: Word::Hex,
            size: options.group.unwrap_or(1),
            endian: Endian::Little,
            text: true,
        }
    }

    /// Begins the dump.
    ///
    /// # Errors
    ///
    /// If words have another size than 1, 2, 4 or 8, or if characters have another than 1; if there
    /// are more than 4,096 columns.
    pub fn dump(&self) -> Result<impl Dump + use<>, BadOption> {
        let lines = self.lines()?;
        let squeeze = match self.repeats {
            Repeats::Usual | Repeats::Squeezed => Squeeze::Repeats,
            Repeats::Shown => Squeeze::None,
        };
        let columns = lines.columns;
        Ok(Rows::new(lines, columns, squeeze, self.offset))
    }

    /// What makes the lines.
    pub(crate) fn lines(&self) -> Result<Lines, BadOption> {
        let bad_group = |possible| BadOption::Group {
            given: self.size,
            possible,
        };
        let digits = self.word.characters(self.size).ok_or_else(|| {
            bad_group(if self.word == Word::Character {
                "1"
            } else {
                "1, 2, 4 or 8"
            })
        })?;
        let columns = match BadOption::check_columns(self.columns, 0..=4096)? {
            0 => self.size,
            columns if columns.is_multiple_of(self.size) => columns,
            _ => self.size,
        };
        Ok(Lines {
            columns,
            addresses: self.addresses,
            word: self.word,
            size: self.size,
            endian: self.endian,
            digits,
            text: self.text,
            template: (self.word == Word::Hex).then(|| self.hex_template(columns)),
        })
    }

    fn hex_template(&self, columns: usize) -> Template {
        let size = self.size;
        let word = 1 + 2 * size;
        let mut blank = vec![b' '; columns / size * word];
        let mut text = None;
        if self.text {
            blank.extend_from_slice(b"  >");
            text = Some(blank.len());
            blank.resize(blank.len() + columns, b' ');
            blank.push(b'<');
        }
        blank.push(b'\n');
        let place = |index: usize| {
            let in_word = match self.endian {
                Endian::Big => index % size,
                // The first byte of a word is its lowest, so its digits come last.
                Endian::Little => size - 1 - index % size,
            };
            index / size * word + 1 + 2 * in_word
        };
        let digits = (0..columns).map(place).collect();
        Template::new(blank, digits, text, Case::Lower.pairs())
    }
}

/// Makes the lines of an [`Od`].
pub(crate) struct Lines {
    columns: usize,
    addresses: Addresses,
    word: Word,
    size: usize,
    endian: Endian,
    /// Characters of a word, without the space before it.
    digits: usize,
    text: bool,
    /// A whole row of hex.
    template: Option<Template>,
}

impl Lines {
    fn address(&self, at: u64, out: &mut Vec<u8>) {
        match self.addresses {
            Addresses::Hex => push_hex(out, at, 6),
            Addresses::Decimal => push_decimal(out, at, 7),
            Addresses::Octal => push_octal(out, at, 7),
            Addresses::None => {}
        }
    }

    fn line(&self, at: u64, bytes: &[u8], out: &mut Vec<u8>) {
        self.address(at, out);
        let start = out.len();
        let words = bytes.len().div_ceil(self.size);
        out.resize(start + words * (1 + self.digits), b' ');
        let cells = out
            .get_mut(start..)
            .unwrap_or_default()
            .chunks_exact_mut(1 + self.digits);
        for (cell, word) in cells.zip(bytes.chunks(self.size)) {
            if let [_space, cell @ ..] = cell {
                self.word(word, cell);
            }
        }
        if self.text {
            let missing = self.columns / self.size - words;
            out.resize(out.len() + missing * (1 + self.digits), b' ');
            out.extend_from_slice(b"  >");
            out.extend(bytes.iter().map(|&byte| text(byte)));
            out.push(b'<');
        }
        out.push(b'\n');
    }

    /// The number that a word's bytes make; bytes that are missing at its end count as zeros.
    fn number(&self, word: &[u8]) -> u64 {
        let add = |number, &byte: &u8| number << 8 | u64::from(byte);
        match self.endian {
            Endian::Big => word.iter().fold(0, add) << (8 * self.size.saturating_sub(word.len())),
            Endian::Little => word.iter().rev().fold(0, add),
        }
    }

    /// Fills `cell`, which is blank, with a word whose last bytes may be missing.
    fn word(&self, word: &[u8], cell: &mut [u8]) {
        match self.word {
            Word::Hex => {
                cell.fill(b'0');
                let fill = |(digits, &byte): (&mut [u8], &u8)| digits.copy_from_slice(&pair(byte));
                match self.endian {
                    Endian::Big => cell.chunks_exact_mut(2).zip(word).for_each(fill),
                    Endian::Little => cell.rchunks_exact_mut(2).zip(word).for_each(fill),
                }
            }
            Word::Octal => fill::<8>(cell, self.number(word)),
            Word::Unsigned => right(cell, self.number(word), ""),
            Word::Signed => {
                let unused = 64 - 8 * self.size as u32;
                let signed = (self.number(word) as i64) << unused >> unused;
                right(
                    cell,
                    signed.unsigned_abs(),
                    if signed < 0 { "-" } else { "" },
                );
            }
            Word::Character => {
                let byte = word.first().copied().unwrap_or_default();
                let escape = b"0......abtnvfr".get(usize::from(byte));
                match (byte, escape, cell) {
                    (0x20..=0x7e, _, [.., last]) => *last = byte,
                    (0 | 7..=0x0d, Some(&letter), [.., slash, last]) => {
                        [*slash, *last] = [b'\\', letter];
                    }
                    (_, _, cell) => fill::<8>(cell, u64::from(byte)),
                }
            }
        }
    }
}

/// Puts a number and its sign at the right end of `cell`.
fn right(cell: &mut [u8], number: u64, sign: &str) {
    let digits = number.checked_ilog10().map_or(1, |log| log as usize + 1);
    let start = cell.len().saturating_sub(digits);
    let (before, cells) = cell.split_at_mut_checked(start).unwrap_or_default();
    fill::<10>(cells, number);
    if let (Some(last), Some(&sign)) = (before.last_mut(), sign.as_bytes().first()) {
        *last = sign;
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

    fn end(&mut self, _start: u64, end: u64, out: &mut Vec<u8>) {
        if self.addresses != Addresses::None {
            self.address(end, out);
            out.push(b'\n');
        }
    }
}
