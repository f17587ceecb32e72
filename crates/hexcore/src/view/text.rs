//! The text beside the bytes, in encodings other than ASCII.

use super::View;
use crate::charset;
use crate::dump::Endian;

/// What stands behind the bytes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum TextColumn {
    /// ASCII, with a dot for all else.
    #[default]
    Ascii,
    /// Latin-1.
    Latin1,
    /// Code page 437, as on the first PCs.
    Cp437,
    /// EBCDIC, code page 037.
    Ebcdic,
    /// UTF-8: a character stands at its first byte and is as wide as it has bytes.
    Utf8,
    /// UTF-16 in the view's byte order, counted from the start of the file.
    Utf16,
    /// Nothing.
    Off,
}

/// A character in a text column, and how many of the row's bytes it takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// What to draw.
    pub character: char,
    /// Bytes, at least one.
    pub bytes: usize,
}

/// Stands for what cannot be shown.
const DOT: char = '.';
/// Stands for the rest of a character that began on the row before.
const REST: char = ' ';

/// The text of `row`, which starts at `at`; `before` and `after` are the bytes next to it.
pub(super) fn push_places(
    view: &View,
    at: u64,
    before: &[u8],
    row: &[u8],
    after: &[u8],
    out: &mut Vec<Place>,
) {
    let single: fn(u8) -> char = match view.text {
        TextColumn::Latin1 => charset::latin_1,
        TextColumn::Cp437 => charset::cp437_on_screen,
        TextColumn::Ebcdic => charset::ebcdic_037,
        TextColumn::Ascii | TextColumn::Off => |byte| match byte {
            0x80.. => DOT,
            _ => char::from(byte),
        },
        TextColumn::Utf8 => return push_utf8(before, row, after, out),
        TextColumn::Utf16 => return push_utf16(view.endian, at, before, row, after, out),
    };
    out.extend(row.iter().map(|&byte| Place {
        character: shown(single(byte)),
        bytes: 1,
    }));
}

/// A character, or a dot where it leaves no mark or would change how others stand.
fn shown(character: char) -> char {
    match character {
        // Soft hyphen, marks and embeddings of direction, joiners, variation selectors, byte order
        // marks, private use, non-characters and tags: Unicode 15, categories Cf, Co and Cn.
        '\u{ad}'
        | '\u{600}'..='\u{605}'
        | '\u{61c}'
        | '\u{200b}'..='\u{200f}'
        | '\u{2028}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}'
        | '\u{e000}'..='\u{f8ff}'
        | '\u{fe00}'..='\u{fe0f}'
        | '\u{feff}'
        | '\u{fff0}'..='\u{fffb}'
        | '\u{fffe}'..='\u{ffff}'
        | '\u{e0000}'.. => DOT,
        character if character.is_control() => DOT,
        character => character,
    }
}

/// Bytes of the UTF-8 sequence that a byte begins, as far as it can tell (RFC 3629, section 4).
fn utf8_length(first: u8) -> usize {
    match first {
        0xc2..=0xdf => 2,
        0xe0..=0xef => 3,
        0xf0..=0xf4 => 4,
        _ => 1,
    }
}

/// The character that `bytes` begin with and its length, if they begin with one.
fn utf8(bytes: &[u8]) -> Option<(char, usize)> {
    let length = utf8_length(*bytes.first()?);
    let text = std::str::from_utf8(bytes.get(..length)?).ok()?;
    text.chars().next().map(|character| (character, length))
}

fn push_utf8(before: &[u8], row: &[u8], after: &[u8], out: &mut Vec<Place>) {
    let whole = [before, row, after].concat();
    let end = before.len() + row.len();
    // A character that begins on the row before may end on this one.
    let mut at = before.len();
    for start in before.len().saturating_sub(3)..before.len() {
        if let Some((_, length)) = utf8(whole.get(start..).unwrap_or_default())
            && start + length > before.len()
        {
            let rest = (start + length).min(end) - before.len();
            out.push(Place {
                character: REST,
                bytes: rest,
            });
            at += rest;
            break;
        }
    }
    while at < end {
        let (character, length) = utf8(whole.get(at..).unwrap_or_default()).unwrap_or((DOT, 1));
        out.push(Place {
            character: shown(character),
            bytes: length.min(end - at),
        });
        at += length;
    }
}

fn push_utf16(
    endian: Endian,
    at: u64,
    before: &[u8],
    row: &[u8],
    after: &[u8],
    out: &mut Vec<Place>,
) {
    let whole = [before, row, after].concat();
    let unit = |index: usize| -> Option<u16> {
        let bytes = whole.get(index..)?.first_chunk()?;
        Some(match endian {
            Endian::Big => u16::from_be_bytes(*bytes),
            Endian::Little => u16::from_le_bytes(*bytes),
        })
    };
    let is_high = |unit: u16| (0xd800..0xdc00).contains(&unit);
    let is_low = |unit: u16| (0xdc00..0xe000).contains(&unit);
    // The character at an index, if it is one, and its length.
    let character = |index: usize| match (unit(index), unit(index + 2)) {
        (Some(high), Some(low)) if is_high(high) && is_low(low) => (
            char::decode_utf16([high, low]).next().and_then(Result::ok),
            4,
        ),
        (first, _) => (first.and_then(|unit| char::from_u32(u32::from(unit))), 2),
    };
    let end = before.len() + row.len();
    // Units begin at even offsets of the file.
    let mut index = before.len();
    if at % 2 == 1 {
        index = index.saturating_sub(1);
    }
    // The second half of a pair that began on the row before.
    if let Some(first) = index.checked_sub(2)
        && character(first).1 == 4
    {
        index = first;
    }
    // What began on the row before ends on this one.
    if index < before.len() {
        index += character(index).1;
        out.push(Place {
            character: REST,
            bytes: index.min(end) - before.len(),
        });
    }
    while index < end {
        let (character, length) = character(index);
        out.push(Place {
            character: shown(character.unwrap_or(DOT)),
            bytes: length.min(end - index),
        });
        index += length;
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// The text of all rows of `bytes`, each of `width` bytes, with its neighbours at hand.
    fn rows(text: TextColumn, endian: Endian, bytes: &[u8], width: usize) -> Vec<Vec<Place>> {
        let view = View {
            text,
            endian,
            ..View::default()
        };
        let row = |at: usize| {
            let end = (at + width).min(bytes.len());
            let mut places = Vec::new();
            let before = &bytes[at.saturating_sub(4)..at];
            let after = &bytes[end..(end + 4).min(bytes.len())];
            push_places(
                &view,
                at as u64,
                before,
                &bytes[at..end],
                after,
                &mut places,
            );
            places
        };
        (0..bytes.len()).step_by(width).map(row).collect()
    }

    fn check(text: TextColumn, endian: Endian, bytes: &[u8], width: usize, expected: &[&str]) {
        let found: Vec<String> = rows(text, endian, bytes, width)
            .iter()
            .map(|row| {
                row.iter()
                    .map(|place| format!("{}{}", place.character, "_".repeat(place.bytes - 1)))
                    .collect()
            })
            .collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn texts() {
        let utf8 = |bytes: &[u8], width, expected: &[&str]| {
            check(TextColumn::Utf8, Endian::Little, bytes, width, expected);
        };
        utf8("aé€😀z".as_bytes(), 16, &["aé_€__😀___z"]);
        utf8("aé€😀z".as_bytes(), 4, &["aé_€", " _😀_", " _z"]);
        utf8("€€".as_bytes(), 1, &["€", " ", " ", "€", " ", " "]);
        utf8(b"\xc3(\xff\xed\xa0\x80\xe2\x82", 16, &[".(......"]);
        utf8("\u{200f}\u{feff}\n".as_bytes(), 16, &[".__.__."]);
        let units =
            |text: &str| -> Vec<u8> { text.encode_utf16().flat_map(u16::to_le_bytes).collect() };
        let utf16 = |bytes: &[u8], width, expected: &[&str]| {
            check(TextColumn::Utf16, Endian::Little, bytes, width, expected);
        };
        utf16(&units("aé😀z"), 16, &["a_é_😀___z_"]);
        utf16(&units("aé😀z"), 3, &["a_é", " 😀_", " _z", " "]);
        utf16(&units("a😀z"), 3, &["a_😀", " __", "z_"]);
        utf16(&units("😀😀"), 2, &["😀_", " _", "😀_", " _"]);
        utf16(&units("aé😀")[..7], 16, &["a_é_._."]);
        check(
            TextColumn::Utf16,
            Endian::Big,
            b"\0a\x20\xac",
            16,
            &["a_€_"],
        );
        check(
            TextColumn::Ebcdic,
            Endian::Little,
            b"\xc8\x85\x93\x93\x96\x40",
            16,
            &["Hello "],
        );
        check(
            TextColumn::Cp437,
            Endian::Little,
            b"\xda\xc4\xbf",
            16,
            &["┌─┐"],
        );
        check(
            TextColumn::Latin1,
            Endian::Little,
            b"caf\xe9\x80\xad",
            16,
            &["café.."],
        );
    }

    proptest! {
        /// Whatever the bytes and the width, each row is covered, and the characters are those of the
        /// whole, whichever rows they are cut into.
        #[test]
        fn rows_are_covered(
            bytes in prop_oneof![
                prop::collection::vec(any::<u8>(), 0..60),
                any::<String>().prop_map(String::into_bytes),
            ],
            width in 1..20_usize,
            big in any::<bool>(),
        ) {
            let endian = if big { Endian::Big } else { Endian::Little };
            for text in [TextColumn::Utf8, TextColumn::Utf16, TextColumn::Cp437] {
                let cut = rows(text, endian, &bytes, width);
                for (row, bytes) in cut.iter().zip(bytes.chunks(width)) {
                    let covered: usize = row.iter().map(|place| place.bytes).sum();
                    prop_assert_eq!(covered, bytes.len());
                }
                let whole = rows(text, endian, &bytes, bytes.len().max(1));
                let characters = |rows: &[Vec<Place>]| -> String {
                    rows.iter()
                        .flatten()
                        .map(|place| place.character)
                        .filter(|&character| character != REST)
                        .collect()
                };
                prop_assert_eq!(characters(&cut), characters(&whole));
            }
        }
    }
}
