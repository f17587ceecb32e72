//! The forms in which a byte is written, and in which people type it.

use std::fmt;

use crate::ascii;

/// A way to write a byte.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Form {
    /// Two hex digits: `40`.
    Hex,
    /// Eight bits: `01000000`.
    Binary,
    /// `64`.
    Decimal,
    /// Three octal digits: `100`.
    Octal,
    /// The ASCII character, or its abbreviation where it leaves no mark: `@`, `LF`, `SP`.
    Character,
}

/// The abbreviation of the space (RFC 20, section 4.1).
const SPACE: &str = "SP";

/// How much of a long text is repeated in a sentence, in characters.
const MOST_SHOWN: usize = 24;

impl Form {
    /// All forms, in the order of their declaration.
    pub const ALL: [Form; 5] = [
        Form::Hex,
        Form::Binary,
        Form::Decimal,
        Form::Octal,
        Form::Character,
    ];

    /// What a field for the form is called.
    pub const fn name(self) -> &'static str {
        match self {
            Form::Hex => "Hex",
            Form::Binary => "Binary",
            Form::Decimal => "Decimal",
            Form::Octal => "Octal",
            Form::Character => "Character",
        }
    }

    /// `byte` in this form. It has no ASCII character above 7F: there the text is empty.
    pub fn write(self, byte: u8) -> String {
        match self {
            Form::Hex => format!("{byte:02x}"),
            Form::Binary => format!("{byte:08b}"),
            Form::Decimal => byte.to_string(),
            Form::Octal => format!("{byte:03o}"),
            Form::Character => match ascii::control_abbreviation(byte) {
                Some(short) => short.to_owned(),
                None if byte == b' ' => SPACE.to_owned(),
                None if byte.is_ascii() => char::from(byte).to_string(),
                None => String::new(),
            },
        }
    }

    /// Reads a byte as people type it: hex as `40`, `0x40`, `$40` or `40h`; octal as `100` or
    /// `0o100`; binary as `1000000`, `0b1000000` or `0100 0000`; a character as itself or by its
    /// abbreviation, in capitals or not. Space around a number is passed over.
    ///
    /// # Errors
    /// What stands in the way, with what would fit.
    pub fn read(self, text: &str) -> Result<u8, NotAByte> {
        match self {
            Form::Character => self.read_character(text),
            _ => self.read_number(text),
        }
    }

    fn radix(self) -> u32 {
        match self {
            Form::Hex => 16,
            Form::Binary => 2,
            Form::Octal => 8,
            Form::Decimal | Form::Character => 10,
        }
    }

    /// The digits of a number, without what only says which form it has.
    fn digits(self, text: &str) -> &str {
        let prefixes: &[&str] = match self {
            Form::Hex => &["0x", "0X", "$"],
            Form::Binary => &["0b", "0B"],
            Form::Octal => &["0o", "0O"],
            Form::Decimal | Form::Character => &[],
        };
        if let Some(digits) = prefixes.iter().find_map(|prefix| text.strip_prefix(prefix)) {
            return digits;
        }
        let bare = text.strip_suffix(['h', 'H']);
        match bare.filter(|digits| self == Form::Hex && !digits.is_empty()) {
            Some(digits) => digits,
            None => text,
        }
    }

    fn read_number(self, text: &str) -> Result<u8, NotAByte> {
        let written = text.trim();
        let (is_negative, digits) = match written.strip_prefix(['-', '−']) {
            Some(rest) => (true, rest),
            None => (false, written),
        };
        let mut value = 0_u32;
        let mut is_empty = true;
        for found in self.digits(digits).chars() {
            if self == Form::Binary && (found == '_' || found.is_whitespace()) {
                continue;
            }
            let digit = found
                .to_digit(self.radix())
                .ok_or(NotAByte::NoDigit { form: self, found })?;
            value = value.saturating_mul(self.radix()).saturating_add(digit);
            is_empty = false;
        }
        if is_empty {
            return Err(NotAByte::Unfinished(self));
        }
        match u8::try_from(value) {
            Ok(byte) if byte == 0 || !is_negative => Ok(byte),
            _ => Err(NotAByte::DoesNotFit {
                form: self,
                written: written.to_owned(),
            }),
        }
    }

    fn read_character(self, text: &str) -> Result<u8, NotAByte> {
        let mut characters = text.chars();
        let (Some(first), rest) = (characters.next(), characters.next()) else {
            return Err(NotAByte::Unfinished(self));
        };
        if rest.is_none() {
            return u8::try_from(u32::from(first))
                .ok()
                .filter(u8::is_ascii)
                .ok_or(NotAByte::SeveralBytes(first));
        }
        let written = text.trim();
        (0..0x80)
            .find(|&byte| {
                let short = self.write(byte);
                short.len() > 1 && short.eq_ignore_ascii_case(written)
            })
            .ok_or_else(|| NotAByte::NoCharacter(written.to_owned()))
    }
}

/// Why a text is not one byte.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum NotAByte {
    /// There is nothing, or nothing but the mark of the form, such as `0x`.
    Unfinished(Form),
    /// A digit that numbers of this form do not have.
    NoDigit {
        /// The form of the number.
        form: Form,
        /// The first such digit.
        found: char,
    },
    /// The number is less than 0 or more than 255.
    DoesNotFit {
        /// The form of the number.
        form: Form,
        /// The number as it was written.
        written: String,
    },
    /// A character beyond ASCII.
    SeveralBytes(char),
    /// More than one character, and no abbreviation of one.
    NoCharacter(String),
}

impl NotAByte {
    /// Whether more may be to come: nobody who is still typing wants to hear about it.
    pub fn is_unfinished(&self) -> bool {
        match self {
            NotAByte::Unfinished(_) => true,
            NotAByte::NoCharacter(written) => {
                let written = written.to_ascii_uppercase();
                (0..0x80).any(|byte| Form::Character.write(byte).starts_with(&written))
            }
            _ => false,
        }
    }
}

impl fmt::Display for NotAByte {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            NotAByte::Unfinished(form) => out.write_str(match form {
                Form::Hex => "Type two hex digits, such as 40.",
                Form::Binary => "Type eight bits, such as 01000000.",
                Form::Decimal => "Type a number from 0 to 255.",
                Form::Octal => "Type an octal number from 000 to 377.",
                Form::Character => "Type a character, or a short name such as LF.",
            }),
            NotAByte::NoDigit { form, found } => {
                shown(*found, out)?;
                out.write_str(match form {
                    Form::Hex => " is no hex digit: they are 0 to 9 and a to f.",
                    Form::Binary => " is no binary digit: they are 0 and 1.",
                    Form::Octal => " is no octal digit: they are 0 to 7.",
                    Form::Decimal | Form::Character => " is no decimal digit: they are 0 to 9.",
                })
            }
            NotAByte::DoesNotFit { form, written } => {
                excerpt(written, out)?;
                out.write_str(match form {
                    Form::Hex => " does not fit: a byte is 00 to ff.",
                    Form::Binary => " does not fit: a byte is eight bits.",
                    Form::Octal => " does not fit: a byte is 000 to 377.",
                    Form::Decimal | Form::Character => " does not fit: a byte is 0 to 255.",
                })
            }
            NotAByte::SeveralBytes(character) => {
                if is_seen(*character) {
                    write!(out, "{character} is ")?;
                }
                let code = u32::from(*character);
                let bytes = match character.len_utf8() {
                    2 => "two",
                    3 => "three",
                    _ => "four",
                };
                write!(
                    out,
                    "U+{code:04X}: it takes {bytes} bytes in UTF-8, not one."
                )
            }
            NotAByte::NoCharacter(written) => {
                excerpt(written, out)?;
                out.write_str(" is neither one character nor a short name such as LF.")
            }
        }
    }
}

/// Whether a character leaves a mark of its own, without changing what stands beside it.
fn is_seen(character: char) -> bool {
    let is_unseen = character.is_control()
        || character.is_whitespace()
        || matches!(
            character,
            // Marks that go onto the character before.
            '\u{300}'..='\u{36f}' | '\u{fe00}'..='\u{fe0f}'
            // Joiners, directions and other orders to whoever sets the text, and tags.
            | '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{e0000}'..='\u{e0fff}'
        );
    !is_unseen
}

/// Writes a character so that it can be seen.
fn shown(character: char, out: &mut fmt::Formatter<'_>) -> fmt::Result {
    if is_seen(character) {
        write!(out, "{character}")
    } else {
        write!(out, "U+{:04X}", u32::from(character))
    }
}

/// Writes a text so that it can be seen, and no more than the beginning of a long one.
fn excerpt(text: &str, out: &mut fmt::Formatter<'_>) -> fmt::Result {
    for (index, character) in text.chars().enumerate() {
        match character {
            _ if index == MOST_SHOWN => return out.write_str("…"),
            ' ' => out.write_str(" ")?,
            _ => shown(character, out)?,
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn all_bytes_in_all_forms() {
        for byte in 0..=255_u8 {
            let check = |form: Form, text: String| assert_eq!(form.write(byte), text, "{byte:#x}");
            check(Form::Hex, format!("{byte:02x}"));
            check(Form::Binary, format!("{byte:08b}"));
            check(Form::Decimal, format!("{byte}"));
            check(Form::Octal, format!("{byte:03o}"));
            if byte.is_ascii_graphic() {
                check(Form::Character, char::from(byte).to_string());
            }
        }
        let check = |byte, text| assert_eq!(Form::Character.write(byte), text, "{byte:#x}");
        check(0x00, "NUL");
        check(0x0a, "LF");
        check(b' ', "SP");
        check(0x7f, "DEL");
        check(0x80, "");
        check(0xff, "");
    }

    #[test]
    fn what_is_written_is_read_back() {
        let mut count = 0;
        for form in Form::ALL {
            for byte in 0..=255_u8 {
                let text = form.write(byte);
                if form == Form::Character && byte > 0x7f {
                    assert_eq!(form.read(&text), Err(NotAByte::Unfinished(form)));
                    continue;
                }
                for text in [&text, &text.to_lowercase(), &text.to_uppercase()] {
                    // One letter by itself is that letter.
                    if form == Form::Character && text.len() == 1 {
                        assert_eq!(form.read(text), Ok(text.as_bytes()[0]));
                    } else {
                        assert_eq!(form.read(text), Ok(byte), "{form:?} {text}");
                    }
                    count += 1;
                }
                assert_eq!(form.read(&text), Ok(byte), "{form:?} {text}");
            }
        }
        println!("{count} texts are read back");
    }

    #[test]
    fn every_ascii_character_is_itself() {
        for byte in 0..0x80_u8 {
            let text = char::from(byte).to_string();
            assert_eq!(Form::Character.read(&text), Ok(byte), "{byte:#x}");
        }
    }

    #[test]
    fn numbers_as_people_type_them() {
        for byte in 0..=255_u8 {
            let check = |form: Form, texts: &[String]| {
                for text in texts {
                    assert_eq!(form.read(text), Ok(byte), "{form:?} {text}");
                }
            };
            check(
                Form::Hex,
                &[
                    format!("{byte:#x}"),
                    format!("0X{byte:X}"),
                    format!("${byte:02X}"),
                    format!("{byte:x}h"),
                    format!("0{byte:X}H"),
                    format!(" {byte:02x}\t"),
                ],
            );
            check(
                Form::Octal,
                &[
                    format!("{byte:#o}"),
                    format!("0O{byte:o}"),
                    format!("0{byte:o}"),
                ],
            );
            check(
                Form::Binary,
                &[
                    format!("{byte:#b}"),
                    format!("{byte:b}"),
                    format!("0B{:04b}_{:04b}", byte >> 4, byte & 15),
                    format!("{:04b} {:04b}", byte >> 4, byte & 15),
                ],
            );
            check(Form::Decimal, &[format!("{byte:05}"), format!(" {byte} ")]);
        }
    }

    #[test]
    fn what_is_no_byte_is_told() {
        let check = |form: Form, text: &str, sentence: &str| {
            let error = form.read(text).unwrap_err();
            assert_eq!(error.to_string(), sentence, "{form:?} {text:?}");
        };
        check(
            Form::Decimal,
            "300",
            "300 does not fit: a byte is 0 to 255.",
        );
        check(
            Form::Decimal,
            "256",
            "256 does not fit: a byte is 0 to 255.",
        );
        check(Form::Decimal, "-1", "-1 does not fit: a byte is 0 to 255.");
        check(Form::Hex, "-40", "-40 does not fit: a byte is 00 to ff.");
        check(
            Form::Decimal,
            "4294967296",
            "4294967296 does not fit: a byte is 0 to 255.",
        );
        check(
            Form::Decimal,
            "1000000000000000000000000000",
            "100000000000000000000000… does not fit: a byte is 0 to 255.",
        );
        check(
            Form::Decimal,
            "1.5",
            ". is no decimal digit: they are 0 to 9.",
        );
        check(
            Form::Decimal,
            "0x40",
            "x is no decimal digit: they are 0 to 9.",
        );
        check(
            Form::Decimal,
            "6 4",
            "U+0020 is no decimal digit: they are 0 to 9.",
        );
        check(
            Form::Decimal,
            "٦٤",
            "٦ is no decimal digit: they are 0 to 9.",
        );
        check(Form::Decimal, " ", "Type a number from 0 to 255.");
        check(
            Form::Hex,
            "4g",
            "g is no hex digit: they are 0 to 9 and a to f.",
        );
        check(
            Form::Hex,
            "h",
            "h is no hex digit: they are 0 to 9 and a to f.",
        );
        check(
            Form::Hex,
            "4hh",
            "h is no hex digit: they are 0 to 9 and a to f.",
        );
        check(Form::Hex, "100", "100 does not fit: a byte is 00 to ff.");
        check(
            Form::Hex,
            "0x1FF",
            "0x1FF does not fit: a byte is 00 to ff.",
        );
        check(Form::Hex, "0x", "Type two hex digits, such as 40.");
        check(Form::Hex, "$", "Type two hex digits, such as 40.");
        check(
            Form::Octal,
            "400",
            "400 does not fit: a byte is 000 to 377.",
        );
        check(Form::Octal, "8", "8 is no octal digit: they are 0 to 7.");
        check(Form::Octal, "", "Type an octal number from 000 to 377.");
        check(
            Form::Binary,
            "0102",
            "2 is no binary digit: they are 0 and 1.",
        );
        check(
            Form::Binary,
            "1 0000 0000",
            "1 0000 0000 does not fit: a byte is eight bits.",
        );
        check(Form::Binary, "_", "Type eight bits, such as 01000000.");
        check(
            Form::Character,
            "€",
            "€ is U+20AC: it takes three bytes in UTF-8, not one.",
        );
        check(
            Form::Character,
            "é",
            "é is U+00E9: it takes two bytes in UTF-8, not one.",
        );
        check(
            Form::Character,
            "🦀",
            "🦀 is U+1F980: it takes four bytes in UTF-8, not one.",
        );
        check(
            Form::Character,
            "\u{202e}",
            "U+202E: it takes three bytes in UTF-8, not one.",
        );
        check(
            Form::Character,
            "\u{85}",
            "U+0085: it takes two bytes in UTF-8, not one.",
        );
        check(
            Form::Character,
            "ab",
            "ab is neither one character nor a short name such as LF.",
        );
        check(
            Form::Character,
            "",
            "Type a character, or a short name such as LF.",
        );
    }

    #[test]
    fn what_may_go_on_is_unfinished() {
        let check = |form: Form, text: &str, expected: bool| {
            let error = form.read(text).unwrap_err();
            assert_eq!(error.is_unfinished(), expected, "{form:?} {text:?}");
        };
        check(Form::Hex, "", true);
        check(Form::Hex, "0x", true);
        check(Form::Hex, "0xg", false);
        check(Form::Decimal, "300", false);
        check(Form::Character, "es", true);
        check(Form::Character, "DC", true);
        check(Form::Character, "DX", false);
        check(Form::Character, "€", false);
    }

    #[test]
    fn space_is_a_character_and_has_a_short_name() {
        for text in [" ", "SP", "sp", " sp "] {
            assert_eq!(Form::Character.read(text), Ok(b' '), "{text:?}");
        }
    }

    proptest! {
        /// The slow twin is the standard library's.
        #[test]
        fn digits_are_read_as_by_the_standard_library(text in "[0-9a-fA-F]{1,12}") {
            for form in [Form::Hex, Form::Binary, Form::Decimal, Form::Octal] {
                // What begins as a form's mark is no plain number.
                prop_assume!(!text.starts_with("0b") && !text.starts_with("0B"));
                let expected = u64::from_str_radix(&text, form.radix())
                    .ok()
                    .and_then(|value| u8::try_from(value).ok());
                prop_assert_eq!(form.read(&text).ok(), expected, "{:?} {}", form, text);
            }
        }

        #[test]
        fn any_text_is_a_byte_or_a_sentence(text in any::<String>()) {
            for form in Form::ALL {
                match form.read(&text) {
                    Ok(byte) => {
                        let again = form.write(byte);
                        prop_assert!(form == Form::Character || form.read(&again) == Ok(byte));
                    }
                    Err(error) => {
                        let sentence = error.to_string();
                        prop_assert!(sentence.ends_with('.'), "{}", sentence);
                        prop_assert!(sentence.chars().count() < 320, "{}", sentence);
                    }
                }
            }
        }
    }
}
