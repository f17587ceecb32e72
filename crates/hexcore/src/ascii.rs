//! What an ASCII byte is called: for a screen reader, and in the two or three capitals of a table;
//! and what a control character does.
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

/// What the control characters 00 to 1F do, a sentence each. The link and page controls are told
/// after ECMA-48, section 8.3; what terminals and systems of today make of the others is added
/// where it is what people meet.
const MEANINGS: [&str; 32] = [
    "Does nothing: it fills room, and in C it ends a string.",
    "Begins the heading of a message, such as where it is to go.",
    "Ends the heading of a message and begins its text.",
    "Ends the text of a message; typed as Ctrl+C, it stops a program.",
    "Ends a transmission; typed as Ctrl+D, it ends the input.",
    "Asks the other side for an answer, such as who it is.",
    "Says yes: what was sent has arrived.",
    "Rings the terminal's bell.",
    "Goes back by one place.",
    "Goes on to the next tab stop.",
    "Goes down by one line, and ends a line on Unix.",
    "Goes down to the next vertical tab stop.",
    "Goes on to the next page: a printer ejects the sheet.",
    "Goes back to the start of the line; with a line feed after it, it ends a line on Windows.",
    "Changes to another set of characters.",
    "Changes back to the usual set of characters.",
    "Gives the next characters another meaning, as an order for the link.",
    "Switches a device on; as XON, it lets the sender go on.",
    "Switches a device on, or into a special mode.",
    "Switches a device off; as XOFF, it makes the sender wait.",
    "Switches a device off, or breaks into what it does.",
    "Says no: what was sent did not arrive as it should.",
    "Keeps both ends of a line in step while nothing else is sent.",
    "Ends one block of a message that is sent in several.",
    "Takes back what was sent before it, since that was wrong.",
    "Marks the end of a tape or another medium, or of its used part.",
    "Stands for a character that was garbled; in DOS it ends a text.",
    "Begins an order to the terminal, such as for a colour.",
    "Parts files, the largest of four kinds of pieces.",
    "Parts groups, the pieces of a file.",
    "Parts records, the pieces of a group.",
    "Parts units, the pieces of a record.",
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

/// What a control character does, in a sentence; `None` for all other bytes.
pub fn control_meaning(byte: u8) -> Option<&'static str> {
    match byte {
        0x7f => {
            Some("Strikes a character out: on paper tape, it is the one with all holes punched.")
        }
        _ => MEANINGS.get(usize::from(byte)).copied(),
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

    #[test]
    fn control_characters_are_called_as_elsewhere() {
        // Abbreviation and name of each in the registered set ISO-IR 1, the control characters of
        // ISO 646, in order of their codes.
        let registered = "NUL NULL, SOH START OF HEADING, STX START OF TEXT, ETX END OF TEXT, \
             EOT END OF TRANSMISSION, ENQ ENQUIRY, ACK ACKNOWLEDGE, BEL BELL, BS BACKSPACE, \
             HT HORIZONTAL TABULATION, LF LINE FEED, VT VERTICAL TABULATION, FF FORM FEED, \
             CR CARRIAGE RETURN, SO SHIFT-OUT, SI SHIFT-IN, DLE DATA LINK ESCAPE, \
             DC1 DEVICE CONTROL ONE, DC2 DEVICE CONTROL TWO, DC3 DEVICE CONTROL THREE, \
             DC4 DEVICE CONTROL FOUR, NAK NEGATIVE ACKNOWLEDGE, SYN SYNCHRONOUS IDLE, \
             ETB END OF TRANSMISSION BLOCK, CAN CANCEL, EM END OF MEDIUM, SUB SUBSTITUTE, \
             ESC ESCAPE, FS FILE SEPARATOR, GS GROUP SEPARATOR, RS RECORD SEPARATOR, \
             US UNIT SEPARATOR";
        let mut count = 0;
        for (byte, entry) in (0_u8..).zip(registered.split(", ")) {
            let (short, name) = entry.split_once(' ').unwrap();
            let name = name.to_lowercase().replace('-', " ");
            assert_eq!(control_abbreviation(byte), Some(short), "{byte:#x}");
            assert_eq!(spoken(byte), name.replace("tabulation", "tab"), "{byte:#x}");
            count += 1;
        }
        assert_eq!(count, 32);
        println!("{count} control characters are called as in ISO-IR 1");
    }

    #[test]
    fn marks_are_called_as_in_unicode() {
        // Names from UnicodeData.txt, in order of their codes, with the six that people call
        // otherwise after a colon.
        let unicode = "SPACE, EXCLAMATION MARK, QUOTATION MARK, NUMBER SIGN, DOLLAR SIGN, PERCENT SIGN, \
             AMPERSAND, APOSTROPHE, LEFT PARENTHESIS, RIGHT PARENTHESIS, ASTERISK, PLUS SIGN, COMMA, \
             HYPHEN-MINUS:HYPHEN, FULL STOP, SOLIDUS:SLASH, COLON, SEMICOLON, LESS-THAN SIGN, \
             EQUALS SIGN, GREATER-THAN SIGN, QUESTION MARK, COMMERCIAL AT:AT SIGN, \
             LEFT SQUARE BRACKET, REVERSE SOLIDUS:BACKSLASH, RIGHT SQUARE BRACKET, \
             CIRCUMFLEX ACCENT, LOW LINE:UNDERSCORE, GRAVE ACCENT, LEFT CURLY BRACKET, \
             VERTICAL LINE, RIGHT CURLY BRACKET, TILDE";
        let names = unicode
            .split(", ")
            .map(|name| name.rsplit(':').next().unwrap());
        let marks = (0x20..0x7f).filter(|byte: &u8| !byte.is_ascii_alphanumeric());
        assert_eq!(marks.clone().count(), names.clone().count());
        for (byte, name) in marks.zip(names) {
            assert_eq!(spoken(byte), name.to_lowercase(), "{byte:#x}");
        }
    }

    #[test]
    fn meanings_are_a_sentence_each() {
        let mut seen = HashSet::new();
        for byte in 0..=255_u8 {
            let meaning = control_meaning(byte);
            assert_eq!(meaning.is_some(), byte.is_ascii_control(), "{byte:#x}");
            let Some(meaning) = meaning else { continue };
            assert!(meaning.ends_with('.'), "{meaning}");
            assert_eq!(meaning.matches('.').count(), 1, "{meaning}");
            assert!(meaning.starts_with(|first: char| first.is_ascii_uppercase()));
            assert!(meaning.len() <= 90, "{meaning}");
            assert!(seen.insert(meaning), "{meaning}");
        }
        assert_eq!(seen.len(), 33);
        let check = |byte, word| {
            let meaning = control_meaning(byte).unwrap_or_default();
            assert!(meaning.contains(word), "{byte:#x}: {meaning}");
        };
        // A word of each definition in ECMA-48, section 8.3, that no other will do for.
        check(0x01, "heading");
        check(0x06, "arrived");
        check(0x07, "bell");
        check(0x0a, "line");
        check(0x0c, "page");
        check(0x0d, "start of the line");
        check(0x18, "wrong");
        check(0x19, "medium");
        check(0x1c, "files");
        check(0x1f, "units");
        check(0x7f, "tape");
    }
}
