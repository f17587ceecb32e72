//! Ways to read the bytes of a range.

use hexcore::inspect::{self, ByteOrder, Family};

/// A way to read bytes.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Reading {
    /// As pairs of hex digits.
    Bytes,
    /// As UTF-8.
    Text,
    /// As eight binary digits of one byte.
    Bits,
    /// As a number of the inspector.
    Number(&'static inspect::Reading, ByteOrder),
}

impl Reading {
    /// The way of this name: `bytes`, `text`, `bits`, or a number such as `u8`, `u32be` or `f64le`.
    pub(crate) fn named(name: &str) -> Option<Reading> {
        match name {
            "bytes" => return Some(Reading::Bytes),
            "text" => return Some(Reading::Text),
            "bits" => return Some(Reading::Bits),
            _ => {}
        }
        let orders = [("le", ByteOrder::Little), ("be", ByteOrder::Big)];
        let ordered = orders
            .into_iter()
            .find_map(|(end, order)| Some((name.strip_suffix(end)?, order)));
        let (label, order) = ordered.unwrap_or((name, ByteOrder::Big));
        let reading = inspect::reading(label).filter(|reading| {
            let is_number = matches!(reading.family, Family::Integers | Family::Floats);
            is_number && reading.has_byte_order() == ordered.is_some()
        })?;
        Some(Reading::Number(reading, order))
    }

    /// How many bytes it reads, where that is fixed.
    pub(crate) fn length(self) -> Option<u64> {
        match self {
            Reading::Bytes | Reading::Text => None,
            Reading::Bits => Some(1),
            Reading::Number(reading, _) => Some(reading.min_bytes as u64),
        }
    }

    /// Whether it gives whole numbers.
    pub(crate) fn is_whole(self) -> bool {
        let is_it = |reading: &inspect::Reading| reading.family == Family::Integers;
        matches!(self, Reading::Number(reading, _) if is_it(reading))
    }

    /// What the bytes say; `None` if they cannot be read so.
    pub(crate) fn read(self, bytes: &[u8]) -> Option<String> {
        match self {
            Reading::Bytes => Some(hex_of(bytes)),
            Reading::Text => std::str::from_utf8(bytes).ok().map(str::to_owned),
            Reading::Bits => bytes.first().map(|byte| format!("{byte:08b}")),
            Reading::Number(reading, order) => {
                let outcome = reading.read(bytes, order);
                outcome.result.ok().map(|value| value.text)
            }
        }
    }

    /// Whether two values of this reading are the same: numbers may be written in hex.
    pub(crate) fn is_same(self, left: &str, right: &str) -> bool {
        match self {
            Reading::Bytes => hex(left).is_ok_and(|left| hex(right) == Ok(left)),
            Reading::Text => left == right,
            Reading::Bits => left == right,
            Reading::Number(..) => {
                left == right || number(left).is_some_and(|left| number(right) == Some(left))
            }
        }
    }
}

/// A whole number, decimal or in hex behind `0x`, perhaps with commas between thousands: whether it is below 0,
/// and how far from it.
pub(crate) fn number(text: &str) -> Option<(bool, u64)> {
    let text = text.trim();
    let (is_negative, digits) = match text.strip_prefix(['-', '−']) {
        Some(digits) => (true, digits),
        None => (false, text),
    };
    let digits = digits.replace([',', '_', ' ', '\u{a0}'], "");
    let (base, digits) = match digits.strip_prefix("0x") {
        Some(digits) => (16, digits),
        None => (10, digits.as_str()),
    };
    let is_plain = digits.starts_with(|first: char| first.is_ascii_hexdigit());
    let value = u64::from_str_radix(digits, base)
        .ok()
        .filter(|_| is_plain)?;
    Some((is_negative && value > 0, value))
}

/// Bytes as pairs of digits with spaces between.
pub fn hex_of(bytes: &[u8]) -> String {
    let pairs: Vec<String> = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
    pairs.join(" ")
}

/// The bytes of hex digits, in pairs; white space between pairs is of no account.
///
/// # Errors
/// A sentence on what is wrong.
pub fn hex(text: &str) -> Result<Vec<u8>, &'static str> {
    let mut bytes = Vec::new();
    for word in text.split_whitespace() {
        for pair in word.as_bytes().chunks(2) {
            let digit = |at: usize| char::from(*pair.get(at)?).to_digit(16);
            let byte = digit(0).zip(digit(1));
            let (high, low) = byte.ok_or("Each byte is written as two hex digits, such as 4f.")?;
            bytes.push((high << 4 | low) as u8);
        }
    }
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(name: &str, bytes: &[u8]) -> Option<String> {
        Reading::named(name).unwrap().read(bytes)
    }

    #[test]
    fn bytes_are_read_in_every_way() {
        let bytes = [0x00, 0x01, 0x1c, 0xc0];
        assert_eq!(read("u32be", &bytes).as_deref(), Some("72896"));
        assert_eq!(read("u32le", &bytes).as_deref(), Some("3223060736"));
        assert_eq!(read("i8", &[0xff]).as_deref(), Some("-1"));
        assert_eq!(
            read("f64le", &0.1_f64.to_le_bytes()).as_deref(),
            Some("0.1")
        );
        assert_eq!(read("bytes", &bytes).as_deref(), Some("00 01 1c c0"));
        assert_eq!(read("bits", &[0x40]).as_deref(), Some("01000000"));
        assert_eq!(read("text", "né".as_bytes()).as_deref(), Some("né"));
        assert_eq!(read("text", &[0xff]), None);
        assert_eq!(read("u32be", &bytes[..3]), None);
        for name in ["u32", "u8be", "UTF-8", "", "be", "u33le"] {
            assert!(Reading::named(name).is_none(), "{name}");
        }
    }

    #[test]
    fn numbers_may_be_written_in_hex() {
        let reading = Reading::named("u32be").unwrap();
        assert!(reading.is_same("72896", "0x11CC0") && reading.is_same("72,896", "72896"));
        assert!(!reading.is_same("72896", "0x11cc1") && !reading.is_same("x", "y"));
        assert_eq!(number("-0x10"), Some((true, 16)));
        assert_eq!(number("+1"), None);
        assert_eq!(number("0x"), None);
    }

    #[test]
    fn digits_are_bytes() {
        assert_eq!(hex("ca fe\nBABE"), Ok(vec![0xca, 0xfe, 0xba, 0xbe]));
        assert_eq!(hex(" "), Ok(vec![]));
        for text in ["caf", "c a", "0x40", "4é", "+1"] {
            assert!(hex(text).is_err(), "{text}");
        }
        assert_eq!(hex_of(&[0, 0xff]), "00 ff");
    }
}
