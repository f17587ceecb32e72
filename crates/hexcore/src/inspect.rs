//! What the bytes at a place mean if they are a number, a character, a time, an address, a colour:
//! one table of readings, [`READINGS`].
//!
//! A reading is a row of the table: a label, how many bytes it needs, and a function from bytes to
//! text. What cannot be read so is told in a few words. Text is plain, never markup.
//!
//! ```
//! use hexcore::inspect::{Outcomes, inspect};
//!
//! let row = inspect(b"\x40\x00\x12")
//!     .find(|inspection| inspection.reading.label == "u16")
//!     .unwrap();
//! let Outcomes::ByOrder { little, big } = row.outcomes else {
//!     panic!("The order of two bytes matters.")
//! };
//! assert_eq!(little.result.unwrap().text, "64");
//! assert_eq!(big.result.unwrap().text, "16384");
//! ```

use std::fmt;

mod colour;
mod floats;
mod identifiers;
mod integers;
mod shortest;
mod text;
mod time;
mod variable;

pub use colour::Colour;
pub use time::Instant;

/// The most bytes that any reading looks at.
pub const LOOKAHEAD: usize = 16;

/// One way to read bytes.
#[derive(Clone, Copy, Debug)]
pub struct Reading {
    /// Its name, which no other reading has.
    pub label: &'static str,
    /// What it belongs to; readings of a family stand together in [`READINGS`].
    pub family: Family,
    /// What it is, in a line.
    pub about: &'static str,
    /// With fewer bytes there is nothing to read. Some readings may want more, depending on what
    /// the bytes are.
    pub min_bytes: usize,
    read: Read,
}

/// What kind of thing a reading is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Family {
    /// Whole numbers of a fixed size, bits and truth values.
    Integers,
    /// Binary floating-point numbers.
    Floats,
    /// Whole numbers that tell where they end.
    VariableLength,
    /// Characters.
    Text,
    /// Dates and times.
    Time,
    /// What names a thing, a machine or a place in a network.
    Identifiers,
    /// Colours.
    Colour,
}

/// Which byte of a number comes first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ByteOrder {
    /// The least significant one.
    Little,
    /// The most significant one.
    Big,
}

/// How the bytes reach the function that reads them. It is called with at least `min_bytes`.
#[derive(Clone, Copy, Debug)]
enum Read {
    /// A number of `min_bytes` bytes. The function gets just these, the least significant first.
    Number(fn(&[u8]) -> Content),
    /// `min_bytes` bytes as they stand.
    Bytes(fn(&[u8]) -> Content),
    /// As many bytes as it takes, in the order in which they stand.
    Sequence(fn(&[u8]) -> Outcome),
    /// As many units of more than a byte as it takes.
    Units(fn(&[u8], ByteOrder) -> Outcome),
}

/// A value, or in a few words why there is none.
type Content = Result<Value, &'static str>;

/// What a reading made of the bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outcome {
    /// How many bytes, from the first one on, decided it: those of the value, or those that show
    /// that there is none. 0 where there are too few. Packed decimal ends before the first byte that
    /// is none, and that one is not counted.
    pub length: usize,
    /// The value, or why there is none.
    pub result: Result<Value, Reason>,
}

/// What was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Value {
    /// For people to read and to copy.
    pub text: String,
    /// The same in a form that can be shown in other ways.
    pub detail: Option<Detail>,
}

/// A value that can be shown in other ways than as text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Detail {
    /// A moment, which can also be told in the time of some place.
    Instant(Instant),
    /// A colour to paint.
    Colour(Colour),
}

/// Why there is no value. Its `Display` is a few words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Reason {
    /// The bytes end before the value can.
    TooFew {
        /// How many bytes the reading needs at least.
        needed: usize,
        /// How many there are.
        left: usize,
    },
    /// The bytes cannot be read so: a few words.
    Not(&'static str),
}

/// A reading and what it made of the bytes.
#[derive(Clone, Debug)]
pub struct Inspection {
    /// The reading.
    pub reading: &'static Reading,
    /// What it made of them.
    pub outcomes: Outcomes,
}

/// What a reading made of the bytes, in each order in which it makes sense to take them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcomes {
    /// The order of bytes does not matter to this reading.
    One(Outcome),
    /// It does matter.
    ByOrder {
        /// With the least significant byte first.
        little: Outcome,
        /// With the most significant byte first.
        big: Outcome,
    },
}

/// All readings of `bytes`, in the order of the table.
///
/// `bytes` begin where the reading is to begin. Fewer than [`LOOKAHEAD`] mean that the file ends
/// with them; more are not looked at.
pub fn inspect(bytes: &[u8]) -> impl Iterator<Item = Inspection> {
    READINGS.iter().map(|reading| Inspection {
        reading,
        outcomes: reading.outcomes(bytes),
    })
}

/// The reading with this label.
pub fn reading(label: &str) -> Option<&'static Reading> {
    READINGS.iter().find(|reading| reading.label == label)
}

impl Reading {
    /// Whether it matters which byte comes first.
    pub fn has_byte_order(&self) -> bool {
        match self.read {
            Read::Number(_) => self.min_bytes > 1,
            Read::Units(_) => true,
            Read::Bytes(_) | Read::Sequence(_) => false,
        }
    }

    /// Reads `bytes` from the first one on. `order` is of no account where there is none.
    pub fn read(&self, bytes: &[u8], order: ByteOrder) -> Outcome {
        let Some(first) = bytes.get(..self.min_bytes) else {
            return Outcome {
                length: 0,
                result: Err(Reason::TooFew {
                    needed: self.min_bytes,
                    left: bytes.len(),
                }),
            };
        };
        let content = match self.read {
            Read::Number(read) => {
                let mut number = [0; LOOKAHEAD];
                let number = number.get_mut(..self.min_bytes).unwrap_or_default();
                number.copy_from_slice(first);
                if order == ByteOrder::Big {
                    number.reverse();
                }
                read(number)
            }
            Read::Bytes(read) => read(first),
            Read::Sequence(read) => return read(bytes),
            Read::Units(read) => return read(bytes, order),
        };
        Outcome::new(self.min_bytes, content)
    }

    /// Reads `bytes` from the first one on, in both orders where they matter.
    pub fn outcomes(&self, bytes: &[u8]) -> Outcomes {
        let little = self.read(bytes, ByteOrder::Little);
        if self.has_byte_order() {
            let big = self.read(bytes, ByteOrder::Big);
            Outcomes::ByOrder { little, big }
        } else {
            Outcomes::One(little)
        }
    }
}

impl Family {
    /// A heading for the readings of this family.
    pub const fn name(self) -> &'static str {
        match self {
            Family::Integers => "Integers",
            Family::Floats => "Floats",
            Family::VariableLength => "Variable length",
            Family::Text => "Text",
            Family::Time => "Time",
            Family::Identifiers => "Identifiers and addresses",
            Family::Colour => "Colour",
        }
    }
}

impl Outcome {
    fn new(length: usize, content: Content) -> Outcome {
        Outcome {
            length,
            result: content.map_err(Reason::Not),
        }
    }

    /// All `length` bytes that are left ask for another one.
    fn cut_short(length: usize) -> Outcome {
        Outcome::new(length, Err("ends before its last byte"))
    }
}

/// Appends characters that are ASCII. Not inlined, since many call it and none often.
#[inline(never)]
fn push_ascii(text: &mut String, ascii: &[u8]) {
    text.extend(ascii.iter().copied().map(char::from));
}

impl From<String> for Value {
    fn from(text: String) -> Value {
        Value { text, detail: None }
    }
}

impl fmt::Display for Reason {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Reason::TooFew { needed, left } => {
                let bytes = if needed == 1 { "byte" } else { "bytes" };
                write!(formatter, "needs {needed} {bytes}, {left} left")
            }
            Reason::Not(why) => formatter.write_str(why),
        }
    }
}

/// A row of the table.
const fn row(
    family: Family,
    label: &'static str,
    min_bytes: usize,
    read: Read,
    about: &'static str,
) -> Reading {
    Reading {
        label,
        family,
        about,
        min_bytes,
        read,
    }
}

/// All readings, family by family: the table.
#[rustfmt::skip]
pub const READINGS: &[Reading] = {
    use Family::{Colour, Floats, Identifiers, Integers, Text, Time, VariableLength};
    use Read::{Bytes, Number, Sequence, Units};
    use integers::{signed, unsigned};
    &[
        row(Integers, "u8", 1, Number(unsigned), "Unsigned integer"),
        row(Integers, "i8", 1, Number(signed), "Signed integer, two's complement"),
        row(Integers, "u16", 2, Number(unsigned), "Unsigned integer"),
        row(Integers, "i16", 2, Number(signed), "Signed integer, two's complement"),
        row(Integers, "u24", 3, Number(unsigned), "Unsigned integer"),
        row(Integers, "i24", 3, Number(signed), "Signed integer, two's complement"),
        row(Integers, "u32", 4, Number(unsigned), "Unsigned integer"),
        row(Integers, "i32", 4, Number(signed), "Signed integer, two's complement"),
        row(Integers, "u48", 6, Number(unsigned), "Unsigned integer"),
        row(Integers, "i48", 6, Number(signed), "Signed integer, two's complement"),
        row(Integers, "u64", 8, Number(unsigned), "Unsigned integer"),
        row(Integers, "i64", 8, Number(signed), "Signed integer, two's complement"),
        row(Integers, "u128", 16, Number(unsigned), "Unsigned integer"),
        row(Integers, "i128", 16, Number(signed), "Signed integer, two's complement"),
        row(Integers, "bits", 1, Bytes(integers::bits), "The bits of the byte, the highest first"),
        row(Integers, "bool", 1, Bytes(integers::boolean), "Truth value: 0 is false, 1 is true"),

        row(Floats, "f16", 2, Number(floats::f16), "IEEE 754 binary16, half precision"),
        row(Floats, "bf16", 2, Number(floats::bf16), "bfloat16: the upper half of an f32"),
        row(Floats, "f32", 4, Number(floats::f32), "IEEE 754 binary32, single precision"),
        row(Floats, "f64", 8, Number(floats::f64), "IEEE 754 binary64, double precision"),

        row(VariableLength, "ULEB128", 1, Sequence(variable::uleb128),
            "Unsigned integer of up to 64 bits, 7 in a byte, as in WebAssembly, DWARF, Protocol Buffers"),
        row(VariableLength, "SLEB128", 1, Sequence(variable::sleb128),
            "Signed integer of up to 64 bits, 7 in a byte, as in WebAssembly and DWARF"),
        row(VariableLength, "zigzag", 1, Sequence(variable::zigzag),
            "sint64 of Protocol Buffers: ULEB128 with the sign in the lowest bit"),
        row(VariableLength, "BCD", 1, Sequence(variable::bcd),
            "Packed decimal: two digits in a byte, as far as there are digits, 8 bytes at most"),

        row(Text, "UTF-8", 1, Sequence(text::utf_8), "Unicode character of 1 to 4 bytes"),
        row(Text, "UTF-16", 2, Units(text::utf_16),
            "Unicode character of 2 bytes, or 4 as a surrogate pair"),
        row(Text, "UTF-32", 4, Number(text::utf_32), "Unicode character of 4 bytes"),
        row(Text, "Latin-1", 1, Bytes(text::latin_1), "ISO/IEC 8859-1"),
        row(Text, "Windows-1252", 1, Bytes(text::windows_1252),
            "Western European code page of Windows"),
        row(Text, "CP437", 1, Bytes(text::cp437), "Code page of the IBM PC and MS-DOS"),
        row(Text, "EBCDIC 037", 1, Bytes(text::ebcdic_037),
            "Code page of IBM mainframes in the USA and Canada"),

        row(Time, "Unix s", 8, Number(time::unix_seconds), "Seconds since 1970, signed, 64 bits"),
        row(Time, "Unix ms", 8, Number(time::unix_milliseconds),
            "Milliseconds since 1970, signed, as in Java"),
        row(Time, "Unix µs", 8, Number(time::unix_microseconds),
            "Microseconds since 1970, signed, as in Firefox"),
        row(Time, "Unix ns", 8, Number(time::unix_nanoseconds),
            "Nanoseconds since 1970, signed, as in Go"),
        row(Time, "time_t 32", 4, Number(time::unix_seconds),
            "Seconds since 1970, signed, 32 bits: until January 2038"),
        row(Time, "DOS date and time", 4, Units(time::dos),
            "Two words as in FAT and ZIP, the time and then the date, in a zone that is not stored"),
        row(Time, "FILETIME", 8, Number(time::filetime),
            "Steps of 100 ns since 1601, as in Windows and NTFS"),
        row(Time, "HFS+", 4, Number(time::hfs_plus),
            "Seconds since 1904, as in HFS+ and QuickTime"),
        row(Time, "Cocoa", 8, Number(time::cocoa),
            "Seconds since 2001 as an f64, as in macOS and iOS; to the nearest microsecond"),
        row(Time, "WebKit", 8, Number(time::webkit),
            "Microseconds since 1601, signed, as in Chrome"),

        row(Identifiers, "GUID", 16, Bytes(identifiers::guid),
            "As Windows stores it: the first three fields little-endian"),
        row(Identifiers, "UUID", 16, Bytes(identifiers::uuid),
            "As in RFC 9562: all fields big-endian"),
        row(Identifiers, "IPv4", 4, Bytes(identifiers::ipv4), "Address in network order"),
        row(Identifiers, "IPv6", 16, Bytes(identifiers::ipv6),
            "Address in network order, written as in RFC 5952"),
        row(Identifiers, "MAC", 6, Bytes(identifiers::mac),
            "Address of a network interface, EUI-48"),

        row(Colour, "RGBA 8", 4, Bytes(colour::rgba_8),
            "Red, green, blue and opacity, a byte each"),
        row(Colour, "RGB565", 2, Number(colour::rgb565),
            "5 bits of red, 6 of green, 5 of blue, the highest first"),
    ]
};
