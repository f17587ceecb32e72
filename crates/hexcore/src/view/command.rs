//! The command line that prints what a view shows.

use std::fmt::Write as _;
use std::ops::Range;

use super::{Notation, Offsets, TextColumn, Tool, View};
use crate::dump::{Case, Endian};

impl View {
    /// The command that prints the rows of the bytes `range` of the file `name`, to the letter;
    /// `None` where no tool prints such rows. `range` starts at a row's first byte.
    ///
    /// `hexdump` is that of util-linux, on a machine that is little-endian; `od` is that of the
    /// GNU core utilities. `hexdump` and `od` end with one line more, which is the offset of the
    /// end, and no row; a format of ours given to `hexdump -e` has none.
    pub fn command(&self, name: &str, range: Range<u64>) -> Option<String> {
        if matches!(self.offsets, Offsets::From(_)) {
            return None;
        }
        let has_text = match self.text {
            TextColumn::Ascii => true,
            TextColumn::Off => false,
            _ => return None,
        };
        let length = range.end.saturating_sub(range.start);
        let name = quoted(name);
        match self.effective_tool() {
            Tool::Hexdump => {
                let skip = format!("-s {:#x} -n {length}", range.start);
                let columns = self.row().get();
                let group = match self.group {
                    0 => columns,
                    group => group.min(columns),
                };
                let is_canonical = (columns, group, self.case) == (16, 8, Case::Lower)
                    && self.offsets == Offsets::Hex
                    && has_text;
                Some(if is_canonical {
                    format!("hexdump -C -v {skip} {name}")
                } else {
                    let format = self.hexdump_format(columns, group, has_text);
                    format!("hexdump -v {skip} {format} {name}")
                })
            }
            Tool::Xxd if !has_text => None,
            Tool::Xxd => {
                let mut command = "xxd".to_owned();
                let columns = self.row().get();
                let word = self.word_bytes();
                let is_bits = self.notation == Notation::Binary;
                let (usual_columns, usual_word) = if is_bits { (6, 1) } else { (16, 2) };
                if is_bits {
                    command.push_str(" -b");
                } else if word > 1 && self.endian == Endian::Little {
                    command.push_str(" -e");
                }
                if columns != usual_columns {
                    let _ = write!(command, " -c {columns}");
                }
                if word != usual_word || command.contains(" -e") {
                    let _ = write!(command, " -g {word}");
                }
                if self.case == Case::Upper && !is_bits {
                    command.push_str(" -u");
                }
                if self.offsets == Offsets::Decimal {
                    command.push_str(" -d");
                }
                let _ = write!(command, " -s {:#x} -l {length} {name}", range.start);
                Some(command)
            }
            Tool::Od => {
                let radix = match self.offsets {
                    Offsets::Decimal => 'd',
                    _ => 'x',
                };
                let word = self.word_bytes();
                let notation = match self.notation {
                    Notation::Octal => 'o',
                    Notation::Unsigned => 'u',
                    Notation::Signed => 'd',
                    Notation::Hex | Notation::Binary => 'x',
                };
                let z = if has_text { "z" } else { "" };
                let endian = match (word, self.endian) {
                    (1, _) => "",
                    (_, Endian::Little) => " --endian=little",
                    (_, Endian::Big) => " --endian=big",
                };
                Some(format!(
                    "od -A {radix} -t {notation}{word}{z} -v -w{}{endian} -j {:#x} -N {length} {name}",
                    self.row().get(),
                    range.start,
                ))
            }
        }
    }

    /// What `hexdump` is told to print rows that are not those of `-C`.
    fn hexdump_format(&self, columns: usize, group: usize, has_text: bool) -> String {
        let offset = match self.offsets {
            Offsets::Decimal => "%08.8_ad  ",
            _ => "%08.8_ax  ",
        };
        let byte = match self.case {
            Case::Lower => "%02x",
            Case::Upper => "%02X",
        };
        let mut format = format!("-e '\"{offset}\"");
        let mut left = columns;
        while left > 0 {
            let bytes = left.min(group);
            // Of bytes that are repeated, the last one is printed without the space behind it.
            let space = if bytes > 1 { " " } else { "" };
            let _ = write!(format, " {bytes}/1 \"{byte}{space}\" \"  \"");
            left -= bytes;
        }
        if has_text {
            let _ = write!(format, "' -e '\"|\" {columns}/1 \"%_p\" \"|\\n\"'");
        } else {
            format.push_str(" \"\\n\"'");
        }
        format
    }
}

/// A file's name as a shell reads it.
fn quoted(name: &str) -> String {
    let is_plain = |character: char| {
        character.is_ascii_alphanumeric()
            || matches!(character, '.' | '_' | '-' | '/' | '+' | ',' | '@')
    };
    let safe = if name.starts_with('-') {
        format!("./{name}")
    } else {
        name.to_owned()
    };
    if !safe.is_empty() && safe.chars().all(is_plain) {
        safe
    } else {
        format!("'{}'", safe.replace('\'', r"'\''"))
    }
}
