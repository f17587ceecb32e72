//! Numbers of bytes as `hexdump`, `xxd` and `od` read them.

/// The letters of powers, from the first on.
const POWERS: &str = "kmgtpe";

/// The number that `text` writes: `512`, `0x200`, `01000`, `1b`, `1k`, `1KiB`, `1KB`.
pub(crate) fn parse(text: &str) -> Result<u64, String> {
    let text = text.strip_prefix('+').unwrap_or(text);
    let (base, digits) = match text.as_bytes() {
        [b'0', b'x' | b'X', ..] => (16, text.get(2..).unwrap_or_default()),
        [b'0', b'0'..=b'9', ..] => (8, text.get(1..).unwrap_or_default()),
        _ => (10, text),
    };
    let end = digits
        .find(|letter: char| !letter.is_digit(base))
        .unwrap_or(digits.len());
    let (digits, suffix) = digits.split_at_checked(end).unwrap_or((digits, ""));
    if digits.is_empty() {
        return Err("a number was expected".to_owned());
    }
    let unit = unit(suffix).ok_or_else(|| {
        format!("after the number, b, k, m, g, t, p, e, KiB or KB was expected, not {suffix:?}")
    })?;
    u64::from_str_radix(digits, base)
        .ok()
        .and_then(|number| number.checked_mul(unit))
        .ok_or_else(|| "the number is too large".to_owned())
}

/// A number of bytes that is held in memory.
pub(crate) fn parse_count(text: &str) -> Result<usize, String> {
    usize::try_from(parse(text)?).map_err(|_| "the number is too large".to_owned())
}

/// What a suffix multiplies by.
fn unit(suffix: &str) -> Option<u64> {
    let lower = suffix.to_ascii_lowercase();
    let mut letters = lower.chars();
    let Some(letter) = letters.next() else {
        return Some(1);
    };
    if lower == "b" {
        return Some(512);
    }
    let power = u32::try_from(POWERS.find(letter)? + 1).ok()?;
    match letters.as_str() {
        "" | "ib" => 1024_u64.checked_pow(power),
        "b" => 1000_u64.checked_pow(power),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers() {
        let check = |text, number| assert_eq!(parse(text), Ok(number), "{text}");
        check("0", 0);
        check("10", 10);
        check("+10", 10);
        check("010", 8);
        check("00", 0);
        check("0x10", 16);
        check("0XfF", 255);
        check("0x1b", 27);
        check("0x1e", 30);
        check("1b", 512);
        check("010b", 4096);
        check("2k", 2048);
        check("2K", 2048);
        check("2KiB", 2048);
        check("2kib", 2048);
        check("2KB", 2000);
        check("2kb", 2000);
        check("3m", 3 << 20);
        check("1MB", 1_000_000);
        check("1g", 1 << 30);
        check("0x10k", 16 << 10);
        check("1e", 1 << 60);
        check("18446744073709551615", u64::MAX);
    }

    #[test]
    fn what_is_no_number() {
        let check = |text, expected: &str| {
            let error = parse(text).expect_err(text);
            assert!(error.contains(expected), "{text}: {error}");
        };
        for text in ["", "k", "x", "-1", "0x", "+", "é", "08"] {
            check(text, "a number was expected");
        }
        for text in ["1x", "1kk", "1 ", "0x1g1", "1ki", "1é", "1.5k", "1bb"] {
            check(text, "after the number");
        }
        for text in ["18446744073709551616", "16e", "99999999999g"] {
            check(text, "too large");
        }
    }
}
