//! How the rows of a grid are written: as what, how many bytes on each, with which text beside
//! them.
//!
//! A [`View`] is a choice, a [`Layout`] its consequence: it makes the lines and knows where in a
//! line each byte stands. The lines are those of a tool, character for character, wherever a tool
//! can print them; [`View::command`] says how to call it.

mod command;
mod layout;
mod text;

pub use layout::{Layout, Line};
pub use text::{Place, TextColumn};

use crate::Width;
use crate::dump::{Case, Endian};

/// What bytes are written as.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Notation {
    /// In hex.
    #[default]
    Hex,
    /// In binary; bytes only.
    Binary,
    /// In octal.
    Octal,
    /// In decimal, without a sign.
    Unsigned,
    /// In decimal, with a minus where the highest bit is set.
    Signed,
}

/// How many bytes make one number.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum WordSize {
    /// Each byte is a number.
    #[default]
    One,
    /// Two bytes.
    Two,
    /// Four bytes.
    Four,
    /// Eight bytes.
    Eight,
}

impl WordSize {
    /// All sizes, the smallest first.
    pub const ALL: [WordSize; 4] = [
        WordSize::One,
        WordSize::Two,
        WordSize::Four,
        WordSize::Eight,
    ];

    /// Bytes: 1, 2, 4 or 8.
    pub const fn bytes(self) -> usize {
        match self {
            WordSize::One => 1,
            WordSize::Two => 2,
            WordSize::Four => 4,
            WordSize::Eight => 8,
        }
    }
}

/// Whose lines they are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Tool {
    /// `hexdump`: eight digits of offset, text between bars.
    #[default]
    Hexdump,
    /// `xxd`: eight digits of offset and a colon.
    Xxd,
    /// `od`: six digits of offset, text between angles.
    Od,
}

/// How the offset in front of a row is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Offsets {
    /// In hex, from the start of the file.
    #[default]
    Hex,
    /// In decimal, from the start of the file.
    Decimal,
    /// In hex, from this offset on, with a sign.
    From(u64),
}

/// How rows are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct View {
    /// What bytes are written as.
    pub notation: Notation,
    /// How many bytes make one number. In binary it is always one.
    pub word: WordSize,
    /// The order of the bytes in a number.
    pub endian: Endian,
    /// Whose lines to write, where more than one tool can.
    pub tool: Tool,
    /// Bytes on a row; see [`View::row`].
    pub width: Width,
    /// Bytes before an additional space, in the lines of `hexdump`.
    pub group: usize,
    /// The case of hex digits, where the tool has both. Offsets are always lower case.
    pub case: Case,
    /// What stands behind the bytes.
    pub text: TextColumn,
    /// How offsets are written.
    pub offsets: Offsets,
}

impl Default for View {
    /// `hexdump -C`.
    fn default() -> View {
        View {
            notation: Notation::Hex,
            word: WordSize::One,
            endian: Endian::Little,
            tool: Tool::Hexdump,
            width: Width::SIXTEEN,
            group: 8,
            case: Case::Lower,
            text: TextColumn::Ascii,
            offsets: Offsets::Hex,
        }
    }
}

impl View {
    /// The tools that write such lines, the usual one first.
    pub const fn tools(&self) -> &'static [Tool] {
        match (self.notation, self.word) {
            (Notation::Hex, WordSize::One) => &[Tool::Hexdump, Tool::Xxd, Tool::Od],
            (Notation::Hex, _) => &[Tool::Xxd, Tool::Od],
            (Notation::Binary, _) => &[Tool::Xxd],
            (Notation::Octal | Notation::Unsigned | Notation::Signed, _) => &[Tool::Od],
        }
    }

    /// The tool whose lines are written: the one that is asked for if it can, else the usual one.
    pub fn effective_tool(&self) -> Tool {
        let tools = self.tools();
        match tools.first() {
            Some(&first) if !tools.contains(&self.tool) => first,
            _ => self.tool,
        }
    }

    /// Bytes that make one number, in this notation.
    pub const fn word_bytes(&self) -> usize {
        match self.notation {
            Notation::Binary => 1,
            _ => self.word.bytes(),
        }
    }

    /// Bytes on a row: as many whole words as [`View::width`] has room for, but at least one.
    pub fn row(&self) -> Width {
        let word = self.word_bytes();
        let words = (self.width.get() / word).max(1);
        Width::new(words * word).unwrap_or(self.width)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_hold_whole_words() {
        let check = |word, width, expected| {
            let view = View {
                word,
                width: Width::new(width).unwrap(),
                ..View::default()
            };
            assert_eq!(view.row().get(), expected, "{word:?} {width}");
        };
        check(WordSize::One, 13, 13);
        check(WordSize::Two, 13, 12);
        check(WordSize::Four, 13, 12);
        check(WordSize::Eight, 13, 8);
        check(WordSize::Eight, 1, 8);
        check(WordSize::Eight, 64, 64);
    }

    #[test]
    fn a_tool_that_cannot_gives_way() {
        let view = View {
            notation: Notation::Unsigned,
            ..View::default()
        };
        assert_eq!(view.effective_tool(), Tool::Od);
        let view = View {
            word: WordSize::Four,
            tool: Tool::Od,
            ..View::default()
        };
        assert_eq!(view.effective_tool(), Tool::Od);
        assert_eq!(View::default().effective_tool(), Tool::Hexdump);
    }
}
