//! Characters in Unicode's encodings and in those of one byte.
//!
//! A character is told as its code point and itself, as in "U+0040 @". One that leaves no mark of
//! its own is told by its kind instead, as in "U+000A line feed": it would be invisible, or turn
//! the text around it.

use super::integers::to_u64;
use super::{ByteOrder, Content, Outcome, Value};
use crate::{ascii, charset};

/// UTF-8 as in the Unicode Standard, table 3-7: no overlong forms, no surrogates.
pub(super) fn utf_8(bytes: &[u8]) -> Outcome {
    let not = |length, why| Outcome::new(length, Err(why));
    let first = bytes.first().copied().unwrap_or_default();
    let (length, bits) = match first {
        0x00..=0x7f => (1, first),
        0x80..=0xbf => return not(1, "continues a character, starts none"),
        0xc0..=0xc1 => return not(1, "overlong"),
        0xc2..=0xdf => (2, first & 0x1f),
        0xe0..=0xef => (3, first & 0x0f),
        0xf0..=0xf4 => (4, first & 0x07),
        0xf5..=0xff => return not(1, "not a UTF-8 start byte"),
    };
    let mut code_point = u32::from(bits);
    for (index, &byte) in bytes.iter().enumerate().take(length).skip(1) {
        if byte & 0xc0 != 0x80 {
            return not(index + 1, "a byte that continues it is missing");
        }
        code_point = code_point << 6 | u32::from(byte & 0x3f);
        // The second byte says whether the character is too low or too high for the first one.
        match (index, first, code_point) {
            (1, 0xe0, ..0x20) | (1, 0xf0, ..0x10) => return not(2, "overlong"),
            (1, 0xed, 0x360..) => return not(2, "a surrogate"),
            (1, 0xf4, 0x110..) => return not(2, "beyond U+10FFFF"),
            _ => {}
        }
    }
    if bytes.len() < length {
        return Outcome::cut_short(bytes.len());
    }
    Outcome::new(length, from_code_point(code_point))
}

/// UTF-16: one unit, or a high surrogate and a low one.
pub(super) fn utf_16(bytes: &[u8], order: ByteOrder) -> Outcome {
    let mut units = bytes.as_chunks::<2>().0.iter().map(|&unit| match order {
        ByteOrder::Little => u16::from_le_bytes(unit),
        ByteOrder::Big => u16::from_be_bytes(unit),
    });
    let first = units.next().unwrap_or_default();
    match (first, units.next()) {
        (0xd800..=0xdbff, None) => Outcome::cut_short(bytes.len()),
        (0xd800..=0xdbff, Some(second @ 0xdc00..=0xdfff)) => {
            let high = u32::from(first & 0x3ff);
            let low = u32::from(second & 0x3ff);
            Outcome::new(4, from_code_point(0x1_0000 + (high << 10 | low)))
        }
        (0xd800..=0xdbff, Some(_)) => Outcome::new(4, Err("a high surrogate without a low one")),
        (0xdc00..=0xdfff, _) => Outcome::new(2, Err("a low surrogate without a high one")),
        _ => Outcome::new(2, from_code_point(first.into())),
    }
}

/// UTF-32: the code point.
pub(super) fn utf_32(bytes: &[u8]) -> Content {
    from_code_point(to_u64(bytes) as u32)
}

/// The byte in Latin-1.
pub(super) fn latin_1(bytes: &[u8]) -> Content {
    Ok(told(charset::latin_1(first(bytes))))
}

/// The byte in Windows-1252.
pub(super) fn windows_1252(bytes: &[u8]) -> Content {
    charset::windows_1252(first(bytes))
        .map(told)
        .ok_or("not assigned in Windows-1252")
}

/// The byte in code page 437, and what the IBM PC draws for it if that is something else.
pub(super) fn cp437(bytes: &[u8]) -> Content {
    let character = charset::cp437(first(bytes));
    let drawn = charset::cp437_on_screen(first(bytes));
    let mut value = told(character);
    if drawn != character {
        value.text.push_str(", on screen ");
        value.text.push(drawn);
    }
    Ok(value)
}

/// The byte in EBCDIC 037.
pub(super) fn ebcdic_037(bytes: &[u8]) -> Content {
    Ok(told(charset::ebcdic_037(first(bytes))))
}

fn first(bytes: &[u8]) -> u8 {
    bytes.first().copied().unwrap_or_default()
}

fn from_code_point(code_point: u32) -> Content {
    match char::from_u32(code_point) {
        Some(character) => Ok(told(character)),
        None if code_point <= 0xdfff => Err("a surrogate"),
        None => Err("beyond U+10FFFF"),
    }
}

/// The code point of `character`, and itself or what it is.
fn told(character: char) -> Value {
    let mut text = format!("U+{:04X} ", u32::from(character));
    match without_mark(character) {
        Some(kind) => text.push_str(kind),
        None => text.push(character),
    }
    Value::from(text)
}

/// What to call a character that leaves no mark of its own.
fn without_mark(character: char) -> Option<&'static str> {
    Some(match character {
        '\0'..='\x1f' | ' ' | '\x7f' => ascii::spoken(character as u8),
        '\u{80}'..='\u{9f}' => "control character",
        _ if character.is_whitespace() => "white space",
        _ if is_default_ignorable(character) => "invisible",
        '\u{e000}'..='\u{f8ff}' => "private use",
        '\u{fdd0}'..='\u{fdef}' => "noncharacter",
        _ if u32::from(character) & 0xfffe == 0xfffe => "noncharacter",
        '\u{f0000}'.. => "private use",
        _ => return None,
    })
}

/// Whether `character` has the property Default_Ignorable_Code_Point of the Unicode Character
/// Database, version 15: joiners, selectors, the marks that turn the direction of text.
fn is_default_ignorable(character: char) -> bool {
    matches!(
        character,
        '\u{ad}'
            | '\u{34f}'
            | '\u{61c}'
            | '\u{115f}'..='\u{1160}'
            | '\u{17b4}'..='\u{17b5}'
            | '\u{180b}'..='\u{180f}'
            | '\u{200b}'..='\u{200f}'
            | '\u{202a}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}'
            | '\u{3164}'
            | '\u{fe00}'..='\u{fe0f}'
            | '\u{feff}'
            | '\u{ffa0}'
            | '\u{fff0}'..='\u{fff8}'
            | '\u{1bca0}'..='\u{1bca3}'
            | '\u{1d173}'..='\u{1d17a}'
            | '\u{e0000}'..='\u{e0fff}'
    )
}
