//! What an ASCII byte is called: for a screen reader, and in the two or three capitals of a table.
//!
//! The code is that of ANSI INCITS 4-1986, the same as RFC 20. The names and abbreviations of the
//! control characters are those of RFC 20, sections 4.1 and 5.2, with "null", "bell" and the tabs
//! in the words of today; the graphic characters have the names that people say.

/// What to say for each byte below 0x80.
const NAMES: [&str; 128] = [
    "null",
    "start of heading",
    "start of text",
    "end of text",
    "end of transmission",
    "enquiry",
    "acknowledge",
    "bell",
    "backspace",
    "horizontal tab",
    "line feed",
    "vertical tab",
    "form feed",
    "carriage return",
    "shift out",
    "shift in",
    "data link escape",
    "device control one",
    "device control two",
    "device control three",
    "device control four",
    "negative acknowledge",
    "synchronous idle",
    "end of transmission block",
    "cancel",
    "end of medium",
    "substitute",
    "escape",
    "file separator",
    "group separator",
    "record separator",
    "unit separator",
    "space",
    "exclamation mark",
    "quotation mark",
    "number sign",
    "dollar sign",
    "percent sign",
    "ampersand",
    "apostrophe",
    "left parenthesis",
    "right parenthesis",
    "asterisk",
    "plus sign",
    "comma",
    "hyphen",
    "full stop",
    "slash",
    "digit 0",
    "digit 1",
    "digit 2",
    "digit 3",
    "digit 4",
    "digit 5",
    "digit 6",
    "digit 7",
    "digit 8",
    "digit 9",
    "colon",
    "semicolon",
    "less-than sign",
    "equals sign",
    "greater-than sign",
    "question mark",
    "at sign",
    "letter A",
    "letter B",
    "letter C",
    "letter D",
    "letter E",
    "letter F",
    "letter G",
    "letter H",
    "letter I",
    "letter J",
    "letter K",
    "letter L",
    "letter M",
    "letter N",
    "letter O",
    "letter P",
    "letter Q",
    "letter R",
    "letter S",
    "letter T",
    "letter U",
    "letter V",
    "letter W",
    "letter X",
    "letter Y",
    "letter Z",
    "left square bracket",
    "backslash",
    "right square bracket",
    "circumflex accent",
    "underscore",
    "grave accent",
    "letter a",
    "letter b",
    "letter c",
    "letter d",
    "letter e",
    "letter f",
    "letter g",
    "letter h",
    "letter i",
    "letter j",
    "letter k",
    "letter l",
    "letter m",
    "letter n",
    "letter o",
    "letter p",
    "letter q",
    "letter r",
    "letter s",
    "letter t",
    "letter u",
    "letter v",
    "letter w",
    "letter x",
    "letter y",
    "letter z",
    "left curly bracket",
    "vertical line",
    "right curly bracket",
    "tilde",
    "delete",
];

/// Abbreviations of 00 to 1F.
const CONTROLS: [&str; 32] = [
    "NUL", "SOH", "STX", "ETX", "EOT", "ENQ", "ACK", "BEL", "BS", "HT", "LF", "VT", "FF", "CR",
    "SO", "SI", "DLE", "DC1", "DC2", "DC3", "DC4", "NAK", "SYN", "ETB", "CAN", "EM", "SUB", "ESC",
    "FS", "GS", "RS", "US",
];

/// What a screen reader should say for `byte`: "letter A", "digit 7", "exclamation mark", "line
/// feed"; "not ASCII" from 0x80 on.
///
/// Small and capital letters differ in writing only ("letter a", "letter A"), as the digits of
/// the byte are said beside its name.
pub fn spoken(byte: u8) -> &'static str {
    NAMES.get(usize::from(byte)).copied().unwrap_or("not ASCII")
}

/// The abbreviation of a control character, such as `LF` for 0A; `None` for all other bytes, also
/// for the space.
pub fn control_abbreviation(byte: u8) -> Option<&'static str> {
    match byte {
        0x7f => Some("DEL"),
        _ => CONTROLS.get(usize::from(byte)).copied(),
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn what_is_said() {
        let check = |byte, said| assert_eq!(spoken(byte), said, "{byte:#x}");
        check(b'A', "letter A");
        check(b'o', "letter o");
        check(b'7', "digit 7");
        check(b' ', "space");
        check(b'!', "exclamation mark");
        check(b'@', "at sign");
        check(b'~', "tilde");
        check(0x00, "null");
        check(0x0a, "line feed");
        check(0x1b, "escape");
        check(0x7f, "delete");
        check(0x80, "not ASCII");
        check(0xff, "not ASCII");
    }

    #[test]
    fn each_name_once_and_in_plain_letters() {
        let names: HashSet<&str> = (0..0x80).map(spoken).collect();
        assert_eq!(names.len(), 128);
        for byte in 0..0x80_u8 {
            let name = spoken(byte);
            assert!(
                name.bytes()
                    .all(|letter| letter.is_ascii_alphanumeric() || b" -".contains(&letter)),
                "{name}"
            );
            if byte.is_ascii_alphanumeric() {
                assert!(name.ends_with(char::from(byte)), "{name}");
            }
        }
    }

    #[test]
    fn abbreviations_of_control_characters_only() {
        for byte in 0..=255_u8 {
            assert_eq!(
                control_abbreviation(byte).is_some(),
                byte.is_ascii_control(),
                "{byte:#x}"
            );
        }
        let check = |byte, short| assert_eq!(control_abbreviation(byte), Some(short), "{byte:#x}");
        check(0x00, "NUL");
        check(0x01, "SOH");
        check(0x09, "HT");
        check(0x0a, "LF");
        check(0x0d, "CR");
        check(0x11, "DC1");
        check(0x1b, "ESC");
        check(0x1f, "US");
        check(0x7f, "DEL");
    }
}
