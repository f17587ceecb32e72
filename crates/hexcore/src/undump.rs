//! Bytes from the text of a dump: what [`undump`] reads is what the usual tools print.
//!
//! Reading is strict or lenient. [`undump`] is strict: the first thing that is not as it should
//! be is an [`Error`], which says where it stands and what was expected there. [`undump_lenient`]
//! gives all that could be read, and the same errors as notes. Both are one reader: text that can
//! be read strictly gives the same bytes leniently, without notes.
//!
//! ```
//! use hexcore::undump::{Kind, undump, undump_lenient};
//!
//! let text = b"00000000  68 65 6c 6c 6f                                    |hello|\n00000005\n";
//! assert_eq!(undump(text, Kind::Canonical).unwrap().bytes, b"hello");
//!
//! let error = undump(b"68 65 6z", Kind::Plain).unwrap_err();
//! assert_eq!(error.to_string(), "Line 1, column 8: expected a hex digit, found \"z\".");
//! assert_eq!(undump_lenient(b"68 65 6z", Kind::Plain).bytes, b"he");
//! ```
//!
//! A few letters can ask for many bytes: a row at offset `ffffffff00`, or a `*` that stands for
//! thousands of rows. No result is longer than a limit, which [`Undump::with_limit`] sets.

use std::fmt;

mod base64;
mod detect;
mod list;
mod plain;
mod reader;
mod records;
mod rows;
mod scanner;
mod target;

pub use detect::{Detected, detect};

use reader::{Mode, Reader};

/// The most bytes that are made of a text if no other limit is set: 256 MiB.
pub const DEFAULT_LIMIT: u64 = 256 << 20;

/// The most errors that [`Undumped::notes`] lists.
pub const MAX_NOTES: usize = 100;

/// What kind of text it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Kind {
    /// Pairs of hex digits with anything between them that is neither a letter nor a digit, each
    /// run of digits with or without `0x` or `\x` before it. A single digit is a byte where such a
    /// sign stands before it.
    Plain,
    /// `hexdump -C`: rows at the offsets that they name, where `*` repeats the row before it up
    /// to the next offset; the last line is the offset of the end. The text between the bars may
    /// be missing, and is not compared with the digits.
    Canonical,
    /// `xxd`, as `xxd -r` reads it: rows at the offsets that they name, in any order, with zeros
    /// where there is none; two spaces end the digits. The number of bytes in a row need not be
    /// told.
    Xxd,
    /// `xxd -b`: as [`Kind::Xxd`], with eight binary digits for a byte.
    XxdBits,
    /// `xxd -p`: hex digits and white space, which may stand between any two digits.
    XxdPlain,
    /// `od -t x1`, also with the `z` text. Whether offsets are hex (`-A x`), decimal or octal is
    /// seen from the numbers, unless [`Undump::with_base`] says it; where both fit, they are octal,
    /// which is what `od` takes by itself.
    Od,
    /// A list in source code: the numbers between braces or brackets, hex, decimal, octal or
    /// binary in the ways of C, Rust, Go, Java, C#, Python, JavaScript, Swift and JSON, and
    /// character literals. Where there is no list, the string literals.
    List,
    /// Base64 in the standard alphabet, padded, with any white space.
    Base64,
    /// Base64 in the URL-safe alphabet, padded or not.
    Base64Url,
    /// Intel HEX: the bytes from the lowest address on, with zeros between the records.
    IntelHex,
    /// Motorola S-record: the bytes from the lowest address on, with zeros between the records.
    SRecord,
}

impl Kind {
    /// All kinds, in the order of their declaration.
    pub const ALL: [Kind; 11] = [
        Kind::Plain,
        Kind::Canonical,
        Kind::Xxd,
        Kind::XxdBits,
        Kind::XxdPlain,
        Kind::Od,
        Kind::List,
        Kind::Base64,
        Kind::Base64Url,
        Kind::IntelHex,
        Kind::SRecord,
    ];

    /// The kind's name, for a command line.
    pub const fn name(self) -> &'static str {
        match self {
            Kind::Plain => "plain",
            Kind::Canonical => "canonical",
            Kind::Xxd => "xxd",
            Kind::XxdBits => "xxd-bits",
            Kind::XxdPlain => "xxd-plain",
            Kind::Od => "od",
            Kind::List => "list",
            Kind::Base64 => "base64",
            Kind::Base64Url => "base64url",
            Kind::IntelHex => "ihex",
            Kind::SRecord => "srec",
        }
    }

    /// What it is, in a few words.
    pub const fn description(self) -> &'static str {
        match self {
            Kind::Plain => "hex digits with anything between them",
            Kind::Canonical => "offset, hex and text, of hexdump -C",
            Kind::Xxd => "offset, hex and text, of xxd",
            Kind::XxdBits => "offset, bits and text, of xxd -b",
            Kind::XxdPlain => "hex digits and white space, of xxd -p",
            Kind::Od => "offset and hex, of od -t x1",
            Kind::List => "a list of numbers in source code, or its strings",
            Kind::Base64 => "Base64",
            Kind::Base64Url => "Base64 with - and _",
            Kind::IntelHex => "Intel HEX",
            Kind::SRecord => "Motorola S-records",
        }
    }

    /// The kind that reads what is called `name`: a kind's own name, or that of a language whose
    /// lists are a [`Kind::List`].
    pub fn from_name(name: &str) -> Option<Kind> {
        if LANGUAGES.contains(&name) {
            return Some(Kind::List);
        }
        Kind::ALL.into_iter().find(|kind| kind.name() == name)
    }

    /// Whether the bytes stand from offset zero on, or from the lowest one that is named.
    fn origin(self) -> Origin {
        match self {
            Kind::Xxd | Kind::XxdBits => Origin::Zero,
            _ => Origin::Lowest,
        }
    }
}

/// The names of the formats that are a [`Kind::List`].
pub const LANGUAGES: [&str; 12] = [
    "c",
    "cpp",
    "rust",
    "go",
    "java",
    "csharp",
    "python",
    "javascript",
    "swift",
    "powershell",
    "json",
    "xxd-include",
];

impl fmt::Display for Kind {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.name())
    }
}

/// At which offset the first byte of the result stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Origin {
    /// At zero: what lies below the lowest offset that is named is filled with zeros.
    Zero,
    /// At the lowest offset that is named.
    Lowest,
}

/// The base of the offsets in [`Kind::Od`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Base {
    /// `-A o`, which is what `od` takes by itself.
    Octal,
    /// `-A d`
    Decimal,
    /// `-A x`
    Hex,
}

/// What was made of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Undumped {
    /// The kind that the text was read as.
    pub kind: Kind,
    /// The offset of the first byte, as the text counts them; zero where it names none.
    pub start: u64,
    /// The bytes.
    pub bytes: Vec<u8>,
    /// How many of the bytes are zeros for which the text has no digits.
    pub filled: u64,
    /// What was not as it should be, in the order in which it was met: that of the text, but that
    /// what shows only later comes later. The first [`MAX_NOTES`].
    pub notes: Vec<Error>,
    /// How many notes there would be beyond those.
    pub more_notes: u64,
}

/// Something in a text that is not as it should be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Error {
    /// The line, counted from 1.
    pub line: u64,
    /// The character within the line, counted from 1.
    pub column: u64,
    /// What it is.
    pub problem: Problem,
}

/// What is not as it should be.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Problem {
    /// Something else was expected here.
    Expected {
        /// What was expected, with its article.
        what: &'static str,
        /// What is there instead.
        found: Found,
    },
    /// A row does not begin where the one before it ended.
    Offset {
        /// Where the row before it ended.
        expected: u64,
        /// The offset of the row.
        found: u64,
    },
    /// A record's checksum is not that of its bytes.
    Checksum {
        /// The checksum of the bytes.
        expected: u8,
        /// The checksum in the record.
        found: u8,
    },
    /// The number of records is not what the text says.
    Records {
        /// How many there are.
        expected: u64,
        /// How many the text says.
        found: u64,
    },
    /// The result would be longer than its limit.
    TooLong {
        /// The limit, in bytes.
        limit: u64,
    },
    /// There is not enough memory for the result.
    NoMemory,
}

/// What stands in a text where something else was expected.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Found {
    /// A character.
    Character(char),
    /// A byte that is not part of a character in UTF-8.
    Byte(u8),
    /// The end of a line.
    EndOfLine,
    /// The end of the text.
    EndOfText,
}

impl fmt::Display for Found {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Found::Character('"') => formatter.write_str("a quotation mark"),
            Found::Character(' ') => formatter.write_str("a space"),
            Found::Character(found) if found.is_control() || found.is_whitespace() => {
                write!(formatter, "the character U+{:04X}", u32::from(*found))
            }
            Found::Character(found) => write!(formatter, "\"{found}\""),
            Found::Byte(found) => write!(formatter, "the byte {found:02x}"),
            Found::EndOfLine => formatter.write_str("the end of the line"),
            Found::EndOfText => formatter.write_str("the end of the text"),
        }
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Problem::Expected { what, found } => {
                write!(formatter, "expected {what}, found {found}")
            }
            Problem::Offset { expected, found } => {
                write!(
                    formatter,
                    "expected the offset {expected:08x} in hex, found {found:08x}"
                )
            }
            Problem::Checksum { expected, found } => {
                write!(
                    formatter,
                    "expected the checksum {expected:02x}, found {found:02x}"
                )
            }
            Problem::Records { expected, found } => {
                write!(
                    formatter,
                    "expected a count of {expected} records, found {found}"
                )
            }
            Problem::TooLong { limit } => {
                write!(
                    formatter,
                    "expected no more than the limit of {limit} bytes"
                )
            }
            Problem::NoMemory => {
                formatter.write_str("expected fewer bytes than there is memory for")
            }
        }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Error {
            line,
            column,
            problem,
        } = self;
        write!(formatter, "Line {line}, column {column}: {problem}.")
    }
}

impl std::error::Error for Error {}

/// How a text is to be read.
///
/// ```
/// use hexcore::undump::{Kind, Problem, Undump};
///
/// let far = Undump::new(Kind::Xxd).with_limit(1 << 20);
/// let error = far.strict(b"ffffffff00: 6162  ab\n").unwrap_err();
/// assert_eq!(error.problem, Problem::TooLong { limit: 1 << 20 });
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Undump {
    kind: Kind,
    limit: u64,
    origin: Origin,
    base: Option<Base>,
}

impl Undump {
    /// Reading as `kind`, up to [`DEFAULT_LIMIT`]. The bytes of [`Kind::Xxd`] and
    /// [`Kind::XxdBits`] begin at offset zero, as `xxd -r` has them, all others at their lowest
    /// offset.
    pub fn new(kind: Kind) -> Undump {
        Undump {
            kind,
            limit: DEFAULT_LIMIT,
            origin: kind.origin(),
            base: None,
        }
    }

    /// Makes no more than `limit` bytes of the text, with those that stand between its rows.
    pub fn with_limit(self, limit: u64) -> Undump {
        Undump { limit, ..self }
    }

    /// Begins the bytes at `origin`.
    pub fn with_origin(self, origin: Origin) -> Undump {
        Undump { origin, ..self }
    }

    /// Takes the offsets of [`Kind::Od`] for numbers in `base`, rather than to see from them what
    /// they are. Other kinds have only one.
    pub fn with_base(self, base: Base) -> Undump {
        Undump {
            base: Some(base),
            ..self
        }
    }

    /// Reads all of `text`.
    ///
    /// # Errors
    ///
    /// The first thing that is met in `text` and is not as it should be: the first note of
    /// [`Undump::lenient`].
    pub fn strict(self, text: &[u8]) -> Result<Undumped, Error> {
        let mut reader = Reader::new(text, self, Mode::Strict);
        read(&mut reader, self)?;
        reader.finish()
    }

    /// Reads what can be read of `text`.
    pub fn lenient(self, text: &[u8]) -> Undumped {
        let mut reader = Reader::new(text, self, Mode::Lenient);
        // A lenient reader goes on after every error.
        read(&mut reader, self).ok();
        reader.finish_leniently()
    }
}

/// Reads all of `text` as `kind`, up to [`DEFAULT_LIMIT`].
///
/// # Errors
///
/// The first thing that is met in `text` and is not as it should be.
pub fn undump(text: &[u8], kind: Kind) -> Result<Undumped, Error> {
    Undump::new(kind).strict(text)
}

/// Reads what can be read of `text` as `kind`, up to [`DEFAULT_LIMIT`].
pub fn undump_lenient(text: &[u8], kind: Kind) -> Undumped {
    Undump::new(kind).lenient(text)
}

fn read(reader: &mut Reader<'_>, settings: Undump) -> Result<(), Error> {
    match settings.kind {
        Kind::Plain => plain::read(reader, plain::Digits::Separated),
        Kind::XxdPlain => plain::read(reader, plain::Digits::Joined),
        Kind::Canonical => rows::read_squeezed(reader, rows::CANONICAL),
        Kind::Od => rows::read_od(reader, settings.base),
        Kind::Xxd => rows::read_xxd(reader, rows::Cell::Hex),
        Kind::XxdBits => rows::read_xxd(reader, rows::Cell::Bits),
        Kind::List => list::read(reader),
        Kind::Base64 => base64::read(reader, base64::Alphabet::Standard),
        Kind::Base64Url => base64::read(reader, base64::Alphabet::UrlSafe),
        Kind::IntelHex => records::read_intel(reader),
        Kind::SRecord => records::read_motorola(reader),
    }
}
