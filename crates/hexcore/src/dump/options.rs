//! What can be chosen about a dump, whatever its format.

use std::fmt;
use std::ops::RangeInclusive;

use crate::digits::{LOWER, Pairs, UPPER};

/// Whether hex digits are small or capital letters.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Case {
    /// `0a`
    #[default]
    Lower,
    /// `0A`
    Upper,
}

impl Case {
    pub(super) fn pairs(self) -> &'static Pairs {
        match self {
            Case::Lower => &LOWER,
            Case::Upper => &UPPER,
        }
    }
}

/// What becomes of rows that repeat the one before.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Repeats {
    /// What the tool does unless it is told otherwise: `hexdump` and `od` squeeze, `xxd` shows.
    #[default]
    Usual,
    /// Every row is shown: `-v` of `hexdump` and `od`.
    Shown,
    /// A single `*` stands for all of them. `xxd -a` does so with rows of zeros only.
    Squeezed,
}

/// The order of the bytes in a group.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Endian {
    /// As they come.
    #[default]
    Big,
    /// As the digits of a number whose lowest byte comes first: `xxd -e`.
    Little,
}

/// How the offset in front of a row is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Addresses {
    /// In hex.
    Hex,
    /// In decimal.
    Decimal,
    /// In octal; `od` only.
    Octal,
    /// Not at all; `od` only.
    None,
}

/// Options that formats have in common. Each takes what it knows and leaves the others.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Options {
    /// Bytes on a line; of base64 and base32, characters. Where rows have no offsets, 0 puts
    /// everything on one line.
    pub cols: Option<usize>,
    /// Bytes in a group; 0 for no groups. For `od` the size of a word: 1, 2, 4 or 8.
    pub group: Option<usize>,
    /// The case of hex digits.
    pub case: Case,
    /// The offset of the first byte.
    pub offset: u64,
    /// What becomes of rows that repeat the one before.
    pub repeats: Repeats,
    /// What the bytes are called: the variable in source code, the header of S-records. The name
    /// of a file will do; what an identifier cannot hold is replaced.
    pub name: Option<String>,
    /// What stands between groups of digits, instead of a space.
    pub separator: Option<String>,
    /// The media type of a data URL, instead of `application/octet-stream`.
    pub media_type: Option<String>,
    /// The order of bytes in a group.
    pub endian: Endian,
    /// How offsets are written, instead of in hex.
    pub addresses: Option<Addresses>,
}

/// An option that a format cannot follow. Its `Display` is a sentence for the user.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum BadOption {
    /// Not a number of columns that the format can have.
    Columns {
        /// What was asked for.
        given: usize,
        /// What can be had.
        possible: RangeInclusive<usize>,
    },
    /// Not a size that groups of bytes can have.
    Group {
        /// What was asked for.
        given: usize,
        /// What can be had, in words.
        possible: &'static str,
    },
    /// The format's addresses end before this offset.
    Offset {
        /// What was asked for.
        given: u64,
        /// The last address.
        last: u64,
    },
}

impl BadOption {
    /// `columns`, if they are possible.
    pub(super) fn check_columns(
        given: usize,
        possible: RangeInclusive<usize>,
    ) -> Result<usize, BadOption> {
        if possible.contains(&given) {
            Ok(given)
        } else {
            Err(BadOption::Columns { given, possible })
        }
    }
}

impl fmt::Display for BadOption {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            BadOption::Columns { given, possible } => {
                let (first, last) = (possible.start(), possible.end());
                write!(
                    f,
                    "A line can have {first} to {last} columns in this format, not {given}."
                )
            }
            BadOption::Group { given, possible } => {
                write!(
                    f,
                    "A group can have {possible} bytes in this format, not {given}."
                )
            }
            BadOption::Offset { given, last } => {
                write!(
                    f,
                    "The offset {given:#x} is too large: addresses of this format end at {last:#x}."
                )
            }
        }
    }
}

impl std::error::Error for BadOption {}
