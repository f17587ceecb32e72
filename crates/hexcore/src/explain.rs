//! One byte, taken apart: its digits, its nibbles, its bits and what they are worth, and what it
//! says as text.
//!
//! What can be typed for a byte, and read back, is a [`Form`].

mod form;

use crate::ascii;

pub use form::{Form, NotAByte};

/// What the bits of a byte are worth, from bit 7 down to bit 0.
pub const PLACE_VALUES: [u8; 8] = [128, 64, 32, 16, 8, 4, 2, 1];

/// Half a byte: one hex digit, four bits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Nibble(u8);

impl Nibble {
    /// Its value, 0 to 15.
    pub fn value(self) -> u8 {
        self.0
    }

    /// Its hex digit, in lower case.
    pub fn digit(self) -> char {
        char::from_digit(u32::from(self.0), 16).unwrap_or('0')
    }

    /// Its four bits, the highest first.
    pub fn bits(self) -> String {
        format!("{:04b}", self.0)
    }
}

/// The high nibble and the low nibble of `byte`.
pub fn nibbles(byte: u8) -> [Nibble; 2] {
    [Nibble(byte >> 4), Nibble(byte & 0xf)]
}

/// What the digits are worth: `4 × 16 + 3`.
pub fn digit_sum(byte: u8) -> String {
    let [high, low] = nibbles(byte);
    format!("{} × 16 + {}", high.value(), low.value())
}

/// The bits of each octal digit: `01 000 011`. The first digit has two.
pub fn octal_bits(byte: u8) -> String {
    format!("{:02b} {:03b} {:03b}", byte >> 6, byte >> 3 & 7, byte & 7)
}

/// What the bits that are set are worth: `64 + 2 + 1 = 67`. A single one is its own sum, and
/// without any it is `0`.
pub fn place_sum(byte: u8) -> String {
    let mut sum = String::new();
    for value in PLACE_VALUES.into_iter().filter(|value| byte & value != 0) {
        if !sum.is_empty() {
            sum.push_str(" + ");
        }
        sum.push_str(&value.to_string());
    }
    if byte.count_ones() == 1 {
        return sum;
    }
    if sum.is_empty() {
        return "0".to_owned();
    }
    format!("{sum} = {byte}")
}

/// The part that a byte can have in text in UTF-8 (RFC 3629, section 4).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Utf8Part {
    /// 00 to 7F: a character by itself, the same as in ASCII.
    Whole,
    /// C2 to DF: the first of two bytes of a character.
    FirstOfTwo,
    /// E0 to EF: the first of three.
    FirstOfThree,
    /// F0 to F4: the first of four.
    FirstOfFour,
    /// 80 to BF: one of the bytes after the first.
    Continuation,
    /// C0, C1 and F5 to FF: they have no part.
    Never,
}

impl Utf8Part {
    /// The part of `byte`.
    pub fn of(byte: u8) -> Utf8Part {
        match byte {
            0x00..=0x7f => Utf8Part::Whole,
            0x80..=0xbf => Utf8Part::Continuation,
            0xc2..=0xdf => Utf8Part::FirstOfTwo,
            0xe0..=0xef => Utf8Part::FirstOfThree,
            0xf0..=0xf4 => Utf8Part::FirstOfFour,
            0xc0 | 0xc1 | 0xf5..=0xff => Utf8Part::Never,
        }
    }

    /// The part in a sentence.
    pub const fn sentence(self) -> &'static str {
        match self {
            Utf8Part::Whole => "In UTF-8, a character by itself.",
            Utf8Part::FirstOfTwo => "In UTF-8, the first of two bytes of a character.",
            Utf8Part::FirstOfThree => "In UTF-8, the first of three bytes of a character.",
            Utf8Part::FirstOfFour => "In UTF-8, the first of four bytes of a character.",
            Utf8Part::Continuation => {
                "In UTF-8, a continuation byte: not the first of its character."
            }
            Utf8Part::Never => "It never occurs in UTF-8.",
        }
    }
}

/// What `byte` is in Latin-1 (ISO 8859-1), in a sentence, where that is more than ASCII; `None` for
/// 00 to 7F.
pub fn latin1(byte: u8) -> Option<String> {
    let what = match byte {
        0x00..=0x7f => return None,
        0x80..=0x9f => "a C1 control character".to_owned(),
        0xa0 => "the no-break space".to_owned(),
        0xad => "the soft hyphen".to_owned(),
        // The first 256 characters of Unicode are those of Latin-1.
        _ => char::from(byte).to_string(),
    };
    Some(format!("In Latin-1, {what}."))
}

/// What there is to know about `byte` as text, beyond its character: what a control character does,
/// or the part of a byte above 7F in UTF-8 and in Latin-1.
pub fn remark(byte: u8) -> String {
    match (ascii::control_meaning(byte), latin1(byte)) {
        (Some(meaning), _) => meaning.to_owned(),
        (None, Some(latin1)) => format!("{} {latin1}", Utf8Part::of(byte).sentence()),
        (None, None) => "The same in UTF-8 and in Latin-1.".to_owned(),
    }
}

/// The way from the digits of `byte` to its character, a step a line, to be read without anything
/// that moves:
///
/// ```
/// let steps = "\
/// hex         4     0
/// bits     0100  0000
/// joined    01000000
/// decimal         64
/// octal          100
/// ASCII            @
/// ";
/// assert_eq!(hexcore::explain::steps(0x40), steps);
/// ```
pub fn steps(byte: u8) -> String {
    let [high, low] = nibbles(byte);
    let character = match Form::Character.write(byte) {
        none if none.is_empty() => "none".to_owned(),
        character => character,
    };
    format!(
        "hex      {:>4}  {:>4}\nbits     {}  {}\njoined   {:>9}\ndecimal  {byte:>9}\n\
         octal    {:>9}\nASCII    {character:>9}\n",
        high.digit(),
        low.digit(),
        high.bits(),
        low.bits(),
        Form::Binary.write(byte),
        Form::Octal.write(byte),
    )
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn nibbles_of_all_bytes() {
        for byte in 0..=255_u8 {
            let [high, low] = nibbles(byte);
            assert_eq!(high.value() * 16 + low.value(), byte);
            assert_eq!(
                format!("{}{}", high.digit(), low.digit()),
                format!("{byte:02x}")
            );
            assert_eq!(
                format!("{}{}", high.bits(), low.bits()),
                format!("{byte:08b}")
            );
        }
    }

    #[test]
    fn sums_of_place_values() {
        let check = |byte, sum| assert_eq!(place_sum(byte), sum, "{byte:#x}");
        check(0x00, "0");
        check(0x01, "1");
        check(0x40, "64");
        check(0x43, "64 + 2 + 1 = 67");
        check(0xff, "128 + 64 + 32 + 16 + 8 + 4 + 2 + 1 = 255");
    }

    #[test]
    fn sums_of_all_bytes_add_up() {
        let total = |terms: &str| -> u32 {
            terms
                .split(" + ")
                .map(|term| term.parse::<u32>().unwrap())
                .sum()
        };
        for byte in 0..=255_u8 {
            let sum = place_sum(byte);
            let (terms, result) = sum.split_once(" = ").unwrap_or((&sum, &sum));
            assert_eq!(total(terms), u32::from(byte), "{sum}");
            assert_eq!(result, byte.to_string(), "{sum}");
            let terms: Vec<u32> = terms
                .split(" + ")
                .map(|term| term.parse().unwrap())
                .collect();
            assert!(
                byte == 0 || terms.iter().all(|term| term.is_power_of_two()),
                "{sum}"
            );
            assert!(terms.windows(2).all(|pair| pair[0] > pair[1]), "{sum}");
            assert_eq!(terms.len() as u32, byte.count_ones().max(1), "{sum}");

            let sum = digit_sum(byte);
            let (high, low) = sum.split_once(" × 16 + ").unwrap();
            let value = high.parse::<u32>().unwrap() * 16 + low.parse::<u32>().unwrap();
            assert_eq!(value, u32::from(byte), "{sum}");
        }
    }

    #[test]
    fn octal_digits_have_their_bits() {
        for byte in 0..=255_u8 {
            let digits: String = octal_bits(byte)
                .split(' ')
                .map(|bits| u8::from_str_radix(bits, 2).unwrap().to_string())
                .collect();
            assert_eq!(digits, format!("{byte:03o}"));
            assert_eq!(octal_bits(byte).replace(' ', ""), format!("{byte:08b}"));
        }
    }

    /// The slow twin: looks for the byte in the encoding of every character there is.
    #[test]
    fn parts_in_utf8_are_those_of_the_standard_library() {
        let mut firsts = [const { Vec::new() }; 5];
        let mut later = HashSet::new();
        for character in '\0'..=char::MAX {
            let mut buffer = [0; 4];
            let bytes = character.encode_utf8(&mut buffer).as_bytes();
            firsts[bytes.len()].push(bytes[0]);
            later.extend(bytes[1..].iter().copied());
        }
        let firsts = firsts.map(HashSet::<u8>::from_iter);
        for byte in 0..=255 {
            let seen = match byte {
                _ if firsts[1].contains(&byte) => Utf8Part::Whole,
                _ if firsts[2].contains(&byte) => Utf8Part::FirstOfTwo,
                _ if firsts[3].contains(&byte) => Utf8Part::FirstOfThree,
                _ if firsts[4].contains(&byte) => Utf8Part::FirstOfFour,
                _ if later.contains(&byte) => Utf8Part::Continuation,
                _ => Utf8Part::Never,
            };
            assert_eq!(Utf8Part::of(byte), seen, "{byte:#x}");
        }
    }

    #[test]
    fn remarks() {
        let check = |byte, text| assert_eq!(remark(byte), text, "{byte:#x}");
        check(0x07, "Rings the terminal's bell.");
        check(b'@', "The same in UTF-8 and in Latin-1.");
        check(b' ', "The same in UTF-8 and in Latin-1.");
        check(
            0x85,
            "In UTF-8, a continuation byte: not the first of its character. In Latin-1, a C1 \
             control character.",
        );
        check(
            0xa0,
            "In UTF-8, a continuation byte: not the first of its character. In Latin-1, the \
             no-break space.",
        );
        check(0xc1, "It never occurs in UTF-8. In Latin-1, Á.");
        check(
            0xe9,
            "In UTF-8, the first of three bytes of a character. In Latin-1, é.",
        );
        check(0xff, "It never occurs in UTF-8. In Latin-1, ÿ.");
        for byte in 0..=255 {
            assert!(remark(byte).ends_with('.'), "{byte:#x}");
        }
    }

    #[test]
    fn latin1_shows_what_can_be_seen() {
        for byte in 0x80..=255 {
            let text = latin1(byte).unwrap();
            let character = char::from_u32(u32::from(byte)).unwrap();
            let is_seen = !character.is_control() && !matches!(byte, 0xa0 | 0xad);
            assert_eq!(text.contains(character), is_seen, "{text}");
        }
    }

    #[test]
    fn steps_of_other_bytes() {
        assert_eq!(
            steps(0x07),
            "hex         0     7\nbits     0000  0111\njoined    00000111\n\
             decimal          7\noctal          007\nASCII          BEL\n"
        );
        assert_eq!(
            steps(0xe9),
            "hex         e     9\nbits     1110  1001\njoined    11101001\n\
             decimal        233\noctal          351\nASCII         none\n"
        );
    }
}
