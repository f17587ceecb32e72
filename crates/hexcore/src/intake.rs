//! Bytes from text that somebody pastes or types: of a dump the bytes that it shows, of anything else
//! its characters in an encoding.
//!
//! ```
//! use hexcore::intake::{Encoding, Reading, take};
//! use hexcore::undump::Kind;
//!
//! let taken = take("00000000: 6865 6c6c 6f  hello\n", None).unwrap();
//! assert_eq!((taken.reading, taken.bytes.as_slice()), (Reading::Dump(Kind::Xxd), &b"hello"[..]));
//!
//! let taken = take("Grüße", Some(Reading::Text(Encoding::Latin1))).unwrap();
//! assert_eq!(taken.bytes, b"Gr\xfc\xdfe");
//! ```

use crate::charset::{cp437, ebcdic_037, latin_1, windows_1252};
use crate::undump::{Kind, Undump, detect};

/// Bytes of the text that decide which readings are offered, so that it takes no time to offer them.
const SAMPLE: usize = 64 << 10;

/// What a text can be read as.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Reading {
    /// A dump.
    Dump(Kind),
    /// Characters.
    Text(Encoding),
}

/// How characters become bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Encoding {
    /// UTF-8 (RFC 3629), without a byte order mark.
    Utf8,
    /// UTF-16 (RFC 2781), little-endian, without a byte order mark.
    Utf16Le,
    /// UTF-16, big-endian, without a byte order mark.
    Utf16Be,
    /// ISO/IEC 8859-1.
    Latin1,
    /// Windows-1252.
    Windows1252,
    /// Code page 437.
    Cp437,
    /// EBCDIC 037.
    Ebcdic,
}

impl Encoding {
    /// All of them, in the order of their declaration.
    pub const ALL: [Encoding; 7] = [
        Encoding::Utf8,
        Encoding::Utf16Le,
        Encoding::Utf16Be,
        Encoding::Latin1,
        Encoding::Windows1252,
        Encoding::Cp437,
        Encoding::Ebcdic,
    ];

    const fn entry(self) -> (&'static str, &'static str) {
        match self {
            Encoding::Utf8 => ("utf-8", "UTF-8"),
            Encoding::Utf16Le => ("utf-16le", "UTF-16, little-endian"),
            Encoding::Utf16Be => ("utf-16be", "UTF-16, big-endian"),
            Encoding::Latin1 => ("latin-1", "Latin-1"),
            Encoding::Windows1252 => ("windows-1252", "Windows-1252"),
            Encoding::Cp437 => ("cp437", "code page 437"),
            Encoding::Ebcdic => ("ebcdic", "EBCDIC 037"),
        }
    }

    /// The bytes of `text`.
    ///
    /// # Errors
    /// The first character that has none, with its index.
    fn encode(self, text: &str) -> Result<Vec<u8>, (usize, char)> {
        let table = |character: fn(u8) -> Option<char>| {
            let mut bytes: Vec<(char, u8)> = (0..=255)
                .filter_map(|byte| Some((character(byte)?, byte)))
                .collect();
            bytes.sort_unstable();
            let byte = |wanted| {
                let index = bytes
                    .binary_search_by_key(&wanted, |&(known, _)| known)
                    .ok()?;
                bytes.get(index).map(|&(_, byte)| byte)
            };
            text.chars()
                .enumerate()
                .map(|(index, character)| byte(character).ok_or((index, character)))
                .collect()
        };
        match self {
            Encoding::Utf8 => Ok(text.as_bytes().to_vec()),
            Encoding::Utf16Le => Ok(text.encode_utf16().flat_map(u16::to_le_bytes).collect()),
            Encoding::Utf16Be => Ok(text.encode_utf16().flat_map(u16::to_be_bytes).collect()),
            Encoding::Latin1 => table(|byte| Some(latin_1(byte))),
            Encoding::Windows1252 => table(windows_1252),
            Encoding::Cp437 => table(|byte| Some(cp437(byte))),
            Encoding::Ebcdic => table(|byte| Some(ebcdic_037(byte))),
        }
    }
}

impl Reading {
    /// All readings: the dumps, then the encodings.
    pub fn all() -> impl Iterator<Item = Reading> {
        let dumps = Kind::ALL.into_iter().map(Reading::Dump);
        dumps.chain(Encoding::ALL.into_iter().map(Reading::Text))
    }

    /// One word in lower case, perhaps with hyphens.
    pub const fn name(self) -> &'static str {
        match self {
            Reading::Dump(kind) => kind.name(),
            Reading::Text(encoding) => encoding.entry().0,
        }
    }

    /// The reading of this name.
    pub fn from_name(name: &str) -> Option<Reading> {
        Reading::all().find(|reading| reading.name() == name)
    }

    /// What it is, in a few words.
    pub const fn description(self) -> &'static str {
        match self {
            Reading::Dump(kind) => kind.description(),
            Reading::Text(encoding) => encoding.entry().1,
        }
    }
}

/// What was made of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Taken {
    /// What it was read as.
    pub reading: Reading,
    /// What speaks for that, as a sentence; empty where it was asked for.
    pub why: &'static str,
    /// The bytes.
    pub bytes: Vec<u8>,
    /// What was not as it should be, each a sentence; the first few.
    pub notes: Vec<String>,
    /// What it can be read as instead.
    pub others: Vec<Reading>,
}

/// The most [`Taken::notes`].
const NOTES: usize = 3;

/// Makes bytes of `text`, by the reading that is wanted or by the one that it looks like.
///
/// # Errors
/// A sentence: the text cannot be read so at all.
pub fn take(text: &str, wanted: Option<Reading>) -> Result<Taken, String> {
    let (reading, why) = match wanted {
        Some(reading) => (reading, ""),
        None => match detect(text.as_bytes()) {
            Some(detected) => (Reading::Dump(detected.kind), detected.why),
            None => (
                Reading::Text(Encoding::Utf8),
                "It looks like no dump, so its characters are the bytes.",
            ),
        },
    };
    let (bytes, notes) = read(text, reading)?;
    let others = Reading::all().filter(|&other| other != reading && is_possible(text, other));
    Ok(Taken {
        reading,
        why,
        bytes,
        notes,
        others: others.collect(),
    })
}

fn read(text: &str, reading: Reading) -> Result<(Vec<u8>, Vec<String>), String> {
    let kind = match reading {
        Reading::Dump(kind) => kind,
        Reading::Text(encoding) => {
            let bytes = encoding.encode(text).map_err(|(index, character)| {
                let before = text.chars().take(index);
                let (line, column) = before.fold((1, 1), |(line, column), it| match it {
                    '\n' => (line + 1, 1),
                    _ => (line, column + 1),
                });
                format!(
                    "“{character}” is not in {}: line {line}, column {column}.",
                    encoding.entry().1
                )
            })?;
            return Ok((bytes, Vec::new()));
        }
    };
    let read = Undump::new(kind).lenient(text.as_bytes());
    if read.bytes.is_empty() && !text.trim().is_empty() {
        return Err(format!(
            "Nothing in the text can be read as {}.",
            kind.description()
        ));
    }
    let mut notes: Vec<String> = read.notes.iter().map(ToString::to_string).collect();
    let more = notes.len().saturating_sub(NOTES) as u64 + read.more_notes;
    notes.truncate(NOTES);
    if more > 0 {
        notes.push(format!("There are {more} more errors."));
    }
    Ok((read.bytes, notes))
}

/// Whether a text, by its beginning, can be read so without an error.
fn is_possible(text: &str, reading: Reading) -> bool {
    let mut end = text.len().min(SAMPLE);
    if end < text.len() {
        // Lines are not cut.
        end = text
            .get(..end)
            .and_then(|sample| sample.rfind('\n'))
            .unwrap_or(end);
        while !text.is_char_boundary(end) {
            end -= 1;
        }
    }
    let sample = text.get(..end).unwrap_or(text);
    match reading {
        Reading::Dump(kind) => Undump::new(kind)
            .strict(sample.as_bytes())
            .is_ok_and(|read| !read.bytes.is_empty()),
        Reading::Text(encoding) => encoding.encode(sample).is_ok(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, wanted: Option<&str>, expected: Result<(&str, &[u8]), &str>) {
        let wanted = wanted.map(|name| Reading::from_name(name).unwrap());
        let taken = take(text, wanted);
        let found = taken
            .as_ref()
            .map(|taken| (taken.reading.name(), taken.bytes.as_slice()))
            .map_err(String::as_str);
        assert_eq!(found, expected, "{text:?}");
    }

    #[test]
    fn what_it_looks_like() {
        check("ca fe ba be", None, Ok(("plain", b"\xca\xfe\xba\xbe")));
        check("yv66vg==", None, Ok(("base64", b"\xca\xfe\xba\xbe")));
        check("{ 0x01, 2 }", None, Ok(("list", b"\x01\x02")));
        check("Good morning!", None, Ok(("utf-8", b"Good morning!")));
        check("", None, Ok(("utf-8", b"")));
    }

    #[test]
    fn what_is_asked_for() {
        check("ca fe", Some("utf-8"), Ok(("utf-8", b"ca fe")));
        check("aé", Some("utf-16le"), Ok(("utf-16le", b"a\0\xe9\0")));
        check(
            "😀",
            Some("utf-16be"),
            Ok(("utf-16be", b"\xd8\x3d\xde\x00")),
        );
        check(
            "é€",
            Some("windows-1252"),
            Ok(("windows-1252", b"\xe9\x80")),
        );
        check("é█", Some("cp437"), Ok(("cp437", b"\x82\xdb")));
        check("Hi", Some("ebcdic"), Ok(("ebcdic", b"\xc8\x89")));
        check(
            "a\nb€",
            Some("latin-1"),
            Err("“€” is not in Latin-1: line 2, column 2."),
        );
        check(
            "zzz",
            Some("ihex"),
            Err("Nothing in the text can be read as Intel HEX."),
        );
    }

    #[test]
    fn errors_are_noted() {
        let taken = take(
            "68 65 6z\n61 6z 61\nzz\nzz\nzz",
            Some(Reading::Dump(Kind::Plain)),
        );
        let notes = taken.unwrap().notes;
        assert_eq!(
            notes.first().map(String::as_str),
            Some("Line 1, column 8: expected a hex digit, found \"z\".")
        );
        assert!(notes.len() <= NOTES + 1);
    }

    #[test]
    fn other_readings_are_those_that_are_possible() {
        let taken = take("cafe", None).unwrap();
        let others: Vec<&str> = taken.others.iter().map(|other| other.name()).collect();
        assert!(others.contains(&"base64") && others.contains(&"utf-8"));
        assert!(!others.contains(&"ihex") && !others.contains(&taken.reading.name()));
        let taken = take("€uro", None).unwrap();
        let others: Vec<&str> = taken.others.iter().map(|other| other.name()).collect();
        assert_eq!(others, ["utf-16le", "utf-16be", "windows-1252"]);
        // A long text is judged by its beginning.
        let long = "ca fe ba be\n".repeat(100_000);
        assert_eq!(take(&long, None).unwrap().bytes.len(), 400_000);
    }

    #[test]
    fn every_reading_has_a_name() {
        for reading in Reading::all() {
            assert_eq!(Reading::from_name(reading.name()), Some(reading));
        }
    }
}
