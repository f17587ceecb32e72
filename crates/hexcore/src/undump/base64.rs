//! Base64: four letters for three bytes.

use super::Error;
use super::reader::Reader;
use super::scanner::{Scanner, is_space};

/// Bytes that are collected before they go to the target.
const BATCH: usize = 3 * 1024;

/// Which characters stand for 62 and 63, and whether padding may be left out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Alphabet {
    /// `+`, `/`, padded.
    Standard,
    /// `-`, `_`, padded or not.
    UrlSafe,
}

impl Alphabet {
    /// The six bits for which `byte` stands.
    pub(super) fn value(self, byte: u8) -> Option<u8> {
        match (byte, self) {
            (b'A'..=b'Z', _) => Some(byte - b'A'),
            (b'a'..=b'z', _) => Some(byte - b'a' + 26),
            (b'0'..=b'9', _) => Some(byte - b'0' + 52),
            (b'+', Alphabet::Standard) | (b'-', Alphabet::UrlSafe) => Some(62),
            (b'/', Alphabet::Standard) | (b'_', Alphabet::UrlSafe) => Some(63),
            _ => None,
        }
    }
}

/// Reads a text of base64.
pub(super) fn read(reader: &mut Reader<'_>, alphabet: Alphabet) -> Result<(), Error> {
    let mut scanner = reader.scanner();
    let mut batch = Vec::with_capacity(BATCH);
    // The letters of a group that is not complete, as bits, and how many there are.
    let (mut bits, mut letters) = (0_u32, 0_u8);
    let mut last = scanner.position();
    while let Some(byte) = scanner.peek() {
        if let Some(value) = alphabet.value(byte) {
            last = scanner.position();
            bits = bits << 6 | u32::from(value);
            letters += 1;
            if letters == 4 {
                batch.extend_from_slice(bits.to_be_bytes().get(1..).unwrap_or_default());
                (bits, letters) = (0, 0);
            }
            if batch.len() >= BATCH {
                reader.push(last, &batch)?;
                batch.clear();
            }
        } else if byte == b'=' && letters >= 2 {
            break;
        } else if !is_space(byte) {
            reader.expected(scanner.position(), "a letter of base64")?;
        }
        scanner.skip(1);
    }
    match letters {
        0 => {}
        1 => reader.expected(scanner.position(), "another letter of base64")?,
        _ => {
            let group = bits << (6 * (4 - u32::from(letters)));
            let [_, first, second, third] = group.to_be_bytes();
            if letters == 2 {
                batch.push(first);
            } else {
                batch.extend([first, second]);
            }
            let unused = if letters == 2 { second } else { third };
            if unused != 0 {
                reader.expected(last, "a last letter whose unused bits are zero")?;
            }
            read_padding(reader, &mut scanner, letters, alphabet)?;
        }
    }
    reader.push(scanner.position(), &batch)
}

/// Reads what follows the last letter of a group of `letters`.
fn read_padding(
    reader: &mut Reader<'_>,
    scanner: &mut Scanner<'_>,
    letters: u8,
    alphabet: Alphabet,
) -> Result<(), Error> {
    let mut missing = 4 - letters;
    while let Some(byte) = scanner.peek() {
        if byte == b'=' && missing > 0 {
            missing -= 1;
        } else if !is_space(byte) {
            return reader.expected(scanner.position(), "the end of the text");
        }
        scanner.skip(1);
    }
    if missing == 0 || (alphabet == Alphabet::UrlSafe && missing == 4 - letters) {
        return Ok(());
    }
    reader.expected(scanner.position(), "the sign = or another letter of base64")
}
