//! How a text is encoded.

use super::lines::{Counter, Lines};
use crate::charset;
use crate::identify::view::Order;

/// How the characters of a text are written as bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Encoding {
    Ascii,
    Utf7,
    Utf8,
    Utf16(Order),
    Utf32(Order),
    /// One byte a character: ASCII, and 0xa0 to 0xff as in one of the parts of ISO 8859.
    Iso8859,
    /// One byte a character or more, with bytes from 0x80 to 0x9f that ISO 8859 has no letters for.
    Extended,
    /// EBCDIC, with the characters of ASCII alone or with others.
    Ebcdic {
        is_international: bool,
    },
}

/// What is found out of the bytes.
pub(super) struct Decoded {
    pub(super) encoding: Encoding,
    /// Bytes of the mark at its start.
    pub(super) mark: usize,
    pub(super) lines: Lines,
    /// The text in ASCII, UTF-8 or 8 bits a character, where that is not what the file has.
    pub(super) plain: Option<Vec<u8>>,
    /// A byte that keeps it from being UTF-8, where most of it is.
    pub(super) wrong: Option<u64>,
}

impl Encoding {
    /// In the words of `file`.
    pub(super) fn words(self, has_mark: bool) -> &'static str {
        match self {
            Encoding::Ascii => "ASCII text",
            Encoding::Utf7 => "Unicode text, UTF-7",
            Encoding::Utf8 if has_mark => "Unicode text, UTF-8 (with BOM) text",
            Encoding::Utf8 => "Unicode text, UTF-8 text",
            Encoding::Utf16(Order::Little) => "Unicode text, UTF-16, little-endian text",
            Encoding::Utf16(Order::Big) => "Unicode text, UTF-16, big-endian text",
            Encoding::Utf32(Order::Little) => "Unicode text, UTF-32, little-endian",
            Encoding::Utf32(Order::Big) => "Unicode text, UTF-32, big-endian",
            Encoding::Iso8859 => "ISO-8859 text",
            Encoding::Extended => "Non-ISO extended-ASCII text",
            Encoding::Ebcdic {
                is_international: false,
            } => "EBCDIC text",
            Encoding::Ebcdic {
                is_international: true,
            } => "International EBCDIC text",
        }
    }

    /// A name for a fact.
    pub(super) fn name(self) -> &'static str {
        match self {
            Encoding::Ascii => "ASCII",
            Encoding::Utf7 => "UTF-7",
            Encoding::Utf8 => "UTF-8",
            Encoding::Utf16(Order::Little) => "UTF-16, little-endian",
            Encoding::Utf16(Order::Big) => "UTF-16, big-endian",
            Encoding::Utf32(Order::Little) => "UTF-32, little-endian",
            Encoding::Utf32(Order::Big) => "UTF-32, big-endian",
            Encoding::Iso8859 => "8 bits a character, as in ISO 8859",
            Encoding::Extended => "ASCII with bytes from 0x80 on, not those of ISO 8859",
            Encoding::Ebcdic { .. } => "EBCDIC",
        }
    }

    /// The name that MIME has for it, if it is sure.
    pub(super) fn charset(self) -> &'static str {
        match self {
            Encoding::Ascii => "text/plain; charset=us-ascii",
            Encoding::Utf7 => "text/plain; charset=utf-7",
            Encoding::Utf8 => "text/plain; charset=utf-8",
            Encoding::Utf16(Order::Little) => "text/plain; charset=utf-16le",
            Encoding::Utf16(Order::Big) => "text/plain; charset=utf-16be",
            Encoding::Utf32(Order::Little) => "text/plain; charset=utf-32le",
            Encoding::Utf32(Order::Big) => "text/plain; charset=utf-32be",
            Encoding::Iso8859 | Encoding::Extended => "text/plain",
            Encoding::Ebcdic { .. } => "text/plain; charset=ebcdic",
        }
    }
}

/// The text that these bytes, the start of a file, are; `is_whole`: the file has no others.
pub(super) fn decode(bytes: &[u8], is_whole: bool) -> Option<Decoded> {
    let of = |encoding, mark, lines| Decoded {
        encoding,
        mark,
        lines,
        plain: None,
        wrong: None,
    };
    match bytes {
        [0xff, 0xfe, 0, 0, rest @ ..] => return wide(rest, Order::Little, 4, 4),
        [0, 0, 0xfe, 0xff, rest @ ..] => return wide(rest, Order::Big, 4, 4),
        [0xff, 0xfe, rest @ ..] => return wide(rest, Order::Little, 2, 2),
        [0xfe, 0xff, rest @ ..] => return wide(rest, Order::Big, 2, 2),
        [_, 0, _, 0, ..] => return wide_without_mark(bytes, Order::Little),
        [0, _, 0, _, ..] => return wide_without_mark(bytes, Order::Big),
        _ => {}
    }
    let (mark, rest) = match bytes {
        [0xef, 0xbb, 0xbf, rest @ ..] => (3, rest),
        _ => (0, bytes),
    };
    let wrong = match std::str::from_utf8(rest) {
        Ok(_) => None,
        // A character that the end cuts off, if others came before it.
        Err(error) if error.error_len().is_none() && (!is_whole || has_high(rest, &error)) => None,
        Err(error) => Some(error.valid_up_to()),
    };
    let Some(valid) = wrong else {
        let lines = Lines::of_bytes(rest, true, mark as u64)?;
        let encoding = match (mark, lines.high, bytes) {
            (0, None, [b'+', b'/', b'v', b'8' | b'9' | b'+' | b'/', ..]) => Encoding::Utf7,
            (0, None, _) => Encoding::Ascii,
            _ => Encoding::Utf8,
        };
        return Some(of(encoding, mark, lines));
    };
    if let Some(text) = ebcdic(bytes) {
        return Some(text);
    }
    let lines = Lines::of_bytes(bytes, false, 0)?;
    let is_nearly_utf8 = is_nearly_utf8(rest);
    // Texts in other alphabets have at least blanks and line ends in ASCII.
    if !is_nearly_utf8 && lines.high_count > bytes.len() as u64 / 32 * 31 + 4 {
        return None;
    }
    let encoding = match (lines.has_extended, lines.high) {
        (true, _) => Encoding::Extended,
        (false, Some(_)) => Encoding::Iso8859,
        // 0x85 alone ends lines.
        (false, None) => Encoding::Ascii,
    };
    let mut decoded = of(encoding, 0, lines);
    decoded.wrong = is_nearly_utf8.then_some((mark + valid) as u64);
    Some(decoded)
}

fn has_high(bytes: &[u8], error: &std::str::Utf8Error) -> bool {
    bytes
        .get(..error.valid_up_to())
        .is_some_and(|valid| !valid.is_ascii())
}

/// Whether characters of more bytes than one are the rule, and others the exception.
fn is_nearly_utf8(bytes: &[u8]) -> bool {
    let (mut good, mut bad) = (0, 0);
    for chunk in bytes.utf8_chunks() {
        good += chunk.valid().chars().filter(|it| !it.is_ascii()).count();
        bad += usize::from(!chunk.invalid().is_empty());
    }
    good >= 4 && bad <= good / 4
}

/// UTF-16 or UTF-32 behind a mark of `mark` bytes.
fn wide(rest: &[u8], order: Order, width: usize, mark: usize) -> Option<Decoded> {
    let mut counter = Counter::new(mark as u64);
    let mut plain = String::new();
    let mut units = rest.chunks_exact(width).map(|unit| match order {
        Order::Little => unit
            .iter()
            .rev()
            .fold(0, |all, it| all << 8 | u32::from(*it)),
        Order::Big => unit.iter().fold(0, |all, it| all << 8 | u32::from(*it)),
    });
    let length = rest.len() / width;
    let mut at = 0;
    while let Some(unit) = units.next() {
        let mut used = 1;
        let character = match unit {
            0xd800..=0xdbff if width == 2 => match units.next() {
                Some(low @ 0xdc00..=0xdfff) => {
                    used = 2;
                    char::from_u32(0x1_0000 + ((unit - 0xd800) << 10) + (low - 0xdc00))
                }
                // The end cuts it off.
                None => break,
                Some(_) => None,
            },
            // What follows is no text, unless it is nothing but padding.
            0 => return padded(rest, order, width, mark, at),
            _ => char::from_u32(unit),
        }?;
        let place = (at * width) as u64;
        counter.add(place, (used * width) as u64, u32::from(character))?;
        plain.push(character);
        at += used;
    }
    let encoding = match width {
        2 => Encoding::Utf16(order),
        _ => Encoding::Utf32(order),
    };
    Some(Decoded {
        encoding,
        mark,
        lines: counter.end((length * width) as u64),
        plain: Some(plain.into_bytes()),
        wrong: None,
    })
}

/// A text of `units` units that has zeros alone behind it.
fn padded(rest: &[u8], order: Order, width: usize, mark: usize, units: usize) -> Option<Decoded> {
    let (text, padding) = rest.split_at_checked(units * width)?;
    let is_padding = units > 0 && padding.iter().all(|byte| *byte == 0);
    is_padding.then(|| wide(text, order, width, mark)).flatten()
}

/// UTF-16 that nothing announces, if it is in ASCII from its start to its end: every second byte is zero.
fn wide_without_mark(bytes: &[u8], order: Order) -> Option<Decoded> {
    if bytes.len() < 16 || !bytes.len().is_multiple_of(2) {
        return None;
    }
    let is_plain = bytes.chunks_exact(2).all(|pair| match (order, pair) {
        (Order::Little, [low, 0]) | (Order::Big, [0, low]) => {
            matches!(low, b'\t' | b'\n' | b'\r' | 0x20..=0x7e)
        }
        _ => false,
    });
    is_plain.then(|| wide(bytes, order, 2, 0)).flatten()
}

/// EBCDIC, whose space is 0x40 and whose letters are where ASCII has none.
fn ebcdic(bytes: &[u8]) -> Option<Decoded> {
    let (mut letters, mut blanks) = (0, 0);
    for byte in bytes {
        match byte {
            0x81..=0x89 | 0x91..=0x99 | 0xa2..=0xa9 => letters += 1,
            0xc1..=0xc9 | 0xd1..=0xd9 | 0xe2..=0xe9 | 0xf0..=0xf9 => letters += 1,
            0x40 => blanks += 1,
            0x05 | 0x0d | 0x15 | 0x25 | 0x41..=0xfe => {}
            _ => return None,
        }
    }
    // A line of a card has blanks to its end.
    if (letters + blanks) * 4 < bytes.len() * 3 || blanks * 40 < bytes.len() || letters < 4 {
        return None;
    }
    let mut counter = Counter::new(0);
    let mut plain = Vec::new();
    let mut is_international = false;
    for (at, byte) in (0..).zip(bytes) {
        let code = u32::from(charset::ebcdic_037(*byte));
        is_international |= code > 0xa0;
        counter.add(at, 1, code)?;
        plain.push(match code {
            0x85 => b'\n',
            _ => code as u8,
        });
    }
    Some(Decoded {
        encoding: Encoding::Ebcdic { is_international },
        mark: 0,
        lines: counter.end(bytes.len() as u64),
        plain: Some(plain),
        wrong: None,
    })
}
