//! Offsets as people write and read them.

use std::fmt;
use std::ops::Range;

/// A number in decimal with a comma between groups of three: `187,120`.
pub fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut out = String::with_capacity(digits.len() + digits.len() / 3);
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

/// A number as an address or a user writes it: decimal, or hex after `0x`. Underscores and
/// commas between digits are passed over.
pub(super) fn parse_number(text: &str) -> Option<u64> {
    let text = text.trim();
    let clean: String = text.chars().filter(|c| !matches!(c, '_' | ',')).collect();
    let hex = clean
        .strip_prefix("0x")
        .or_else(|| clean.strip_prefix("0X"));
    let (digits, radix) = hex.map_or((clean.as_str(), 10), |hex| (hex, 16));
    // `from_str_radix` takes a sign; an offset has none.
    if digits.starts_with(['+', '-']) {
        return None;
    }
    u64::from_str_radix(digits, radix).ok()
}

/// Why a text is no place in the file.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum OffsetError {
    /// There is nothing in the file to go to.
    Empty,
    /// The text cannot be read as an offset.
    Nonsense(String),
    /// The offset lies behind the last byte.
    PastEnd {
        /// The offset asked for.
        offset: u64,
        /// The file's length in bytes.
        size: u64,
    },
    /// The range ends before it begins, or where it begins.
    Backward(String),
    /// The step would lead to before the first byte.
    BeforeStart(String),
}

impl fmt::Display for OffsetError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            OffsetError::Empty => write!(out, "The file is empty: there is nothing to go to."),
            OffsetError::Nonsense(text) => write!(
                out,
                "“{text}” is not an offset or a range. Try 0x1f0, 496, +16, -0x10, 50%, end-16, 16..32 or 16+8."
            ),
            OffsetError::PastEnd { offset, size } => write!(
                out,
                "0x{offset:x} ({}) is past the end: the file has {}.",
                grouped(*offset),
                super::bytes_of(*size)
            ),
            OffsetError::Backward(text) => {
                write!(
                    out,
                    "“{text}” holds no bytes: it ends before the byte that it begins with."
                )
            }
            OffsetError::BeforeStart(text) => {
                write!(out, "“{text}” leads to before the start of the file.")
            }
        }
    }
}

/// Reads the answer to "Go to offset": `0x1f0`, `496`, `+16`, `-0x10` (from `caret`), `50%`,
/// `end`, `end-16`. What comes back is always an offset inside a file of `size` bytes.
///
/// # Errors
/// The text is no offset, or it leads to a place that the file does not have.
pub fn parse_offset(text: &str, caret: u64, size: u64) -> Result<u64, OffsetError> {
    let text = text.trim();
    let nonsense = || OffsetError::Nonsense(text.to_owned());
    let number = |digits: &str| parse_number(digits).ok_or_else(nonsense);
    let before_start = || OffsetError::BeforeStart(text.to_owned());
    let last = size.checked_sub(1).ok_or(OffsetError::Empty)?;

    let offset = if let Some(percent) = text.strip_suffix('%') {
        let offset = share(percent.trim(), size).ok_or_else(nonsense)?;
        // The end is the last byte.
        match offset == size {
            true => last,
            false => offset,
        }
    } else if let Some(back) = text.strip_prefix("end") {
        match back.trim().strip_prefix('-') {
            Some(digits) => size.checked_sub(number(digits)?).ok_or_else(before_start)?,
            None if back.trim().is_empty() => last,
            None => return Err(nonsense()),
        }
    } else if let Some(digits) = text.strip_prefix('+') {
        caret.checked_add(number(digits)?).ok_or_else(nonsense)?
    } else if let Some(digits) = text.strip_prefix('-') {
        caret
            .checked_sub(number(digits)?)
            .ok_or_else(before_start)?
    } else {
        number(text)?
    };
    if offset > last {
        return Err(OffsetError::PastEnd { offset, size });
    }
    Ok(offset)
}

/// So many percent of `size`, in whole bytes: `50`, `12.5`. `None` for what is no number from 0 to 100.
fn share(percent: &str, size: u64) -> Option<u64> {
    let (whole, part) = percent.split_once('.').unwrap_or((percent, ""));
    let is_number = [whole, part].concat().bytes().all(|it| it.is_ascii_digit());
    let whole: u8 = whole.parse().ok().filter(|_| is_number)?;
    let (mut number, mut hundred) = (u128::from(whole), 100);
    // With more places it would not be another byte, nor would the product be a number.
    for digit in part.bytes().take(15) {
        number = number * 10 + u128::from(digit - b'0');
        hundred *= 10;
    }
    let share = number * u128::from(size) / hundred;
    u64::try_from(share).ok().filter(|&share| share <= size)
}

/// How much of `total` `done` is, as `12.5`, and no more than `100.0`.
pub fn percent(done: u64, total: u64) -> String {
    let total = u128::from(total.max(1));
    let thousandths = (u128::from(done) * 1000 + total / 2) / total;
    let thousandths = thousandths.min(1000);
    format!("{}.{}", thousandths / 10, thousandths % 10)
}

/// Reads the answer to "Go to offset" where it may also be a range: what [`parse_offset`] reads,
/// `a..b` (up to `b`, without it), or `a+len`. What comes back is at least one byte, and inside a
/// file of `size` bytes.
///
/// # Errors
/// The text is neither, or it leads to a place that the file does not have.
pub fn parse_range(text: &str, caret: u64, size: u64) -> Result<Range<u64>, OffsetError> {
    let text = text.trim();
    let nonsense = || OffsetError::Nonsense(text.to_owned());
    let start = |text: &str| parse_offset(text, caret, size);
    if let Some((from, to)) = text.split_once("..") {
        let from = start(from)?;
        // The end may be one past the last byte.
        let end = match to.trim() {
            "end" | "" => size,
            to if parse_number(to) == Some(size) => size,
            to => start(to)?,
        };
        return if from < end {
            Ok(from..end)
        } else {
            Err(OffsetError::Backward(text.to_owned()))
        };
    }
    // A plus in front is a step from the caret, one further on a length.
    if let Some((from, length)) = text.rsplit_once('+')
        && !from.trim().is_empty()
    {
        let from = start(from)?;
        let length = parse_number(length).filter(|&length| length > 0);
        let end = from.saturating_add(length.ok_or_else(nonsense)?);
        return if end <= size {
            Ok(from..end)
        } else {
            Err(OffsetError::PastEnd {
                offset: end - 1,
                size,
            })
        };
    }
    start(text).map(|offset| offset..offset + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: Result<u64, &str>) {
        let found = parse_offset(text, 0x20, 1000).map_err(|error| error.to_string());
        assert_eq!(found, expected.map_err(str::to_owned), "for {text:?}");
    }

    #[test]
    fn shares_are_told() {
        for (done, total, expected) in [
            (0, 0, "0.0"),
            (1, 3, "33.3"),
            (2, 3, "66.7"),
            (3, 3, "100.0"),
            (9, 3, "100.0"),
            (u64::MAX / 2, u64::MAX, "50.0"),
        ] {
            assert_eq!(percent(done, total), expected, "{done} of {total}");
        }
        assert_eq!(
            share("99.999999999999999", u64::MAX),
            Some(18_446_744_073_709_551_430)
        );
        assert_eq!(share("100.000000000000001", u64::MAX), None);
        assert_eq!(share("256", 1), None);
    }

    #[test]
    fn ranges_as_people_write_them() {
        let check = |text: &str, expected: Result<Range<u64>, &str>| {
            let found = parse_range(text, 0x20, 1000).map_err(|error| error.to_string());
            assert_eq!(found, expected.map_err(str::to_owned), "for {text:?}");
        };
        check("496", Ok(496..497));
        check("16..32", Ok(16..32));
        check(" 0x10 .. 0x20 ", Ok(16..32));
        check("16+8", Ok(16..24));
        check("0x10 + 0x8", Ok(16..24));
        check("+16", Ok(48..49));
        check("+16+4", Ok(48..52));
        check("-0x10+4", Ok(16..20));
        check("50%+2", Ok(500..502));
        check("end-16..end", Ok(984..1000));
        check("end-16..", Ok(984..1000));
        check("990..1000", Ok(990..1000));
        check("0..0x3e8", Ok(0..1000));
        check("+1..+5", Ok(33..37));
        for text in ["..", "..16", "16+0", "16+", "a..b", "1..2..3", "16+-8"] {
            let error = parse_range(text, 0x20, 1000).unwrap_err();
            assert!(matches!(error, OffsetError::Nonsense(_)), "{text} {error}");
        }
        for text in ["16..16", "32..16"] {
            let sentence =
                format!("“{text}” holds no bytes: it ends before the byte that it begins with.");
            check(text, Err(&sentence));
        }
        check(
            "990..1001",
            Err("0x3e9 (1,001) is past the end: the file has 1,000 bytes."),
        );
        check(
            "990+11",
            Err("0x3e8 (1,000) is past the end: the file has 1,000 bytes."),
        );
    }

    #[test]
    fn offsets_as_people_write_them() {
        check("496", Ok(496));
        check(" 0x1f0 ", Ok(496));
        check("0X1F0", Ok(496));
        check("1_0", Ok(10));
        check("+16", Ok(0x30));
        check("-0x10", Ok(0x10));
        check("0%", Ok(0));
        check("50%", Ok(500));
        check("12.5 %", Ok(125));
        check("99.99%", Ok(999));
        check("0.05%", Ok(0));
        check("00.1%", Ok(1));
        check("33.33333333333333333333333333%", Ok(333));
        check("100%", Ok(999));
        check("end", Ok(999));
        check("end-16", Ok(984));
        check("end - 0x10", Ok(984));
        check("end-1000", Ok(0));
    }

    #[test]
    fn everything_else_is_named() {
        let nonsense = |text: &str| {
            format!(
                "“{text}” is not an offset or a range. Try 0x1f0, 496, +16, -0x10, 50%, end-16, 16..32 or 16+8."
            )
        };
        for text in [
            "",
            "zebra",
            "0x",
            "--1",
            "+-1",
            "0x-1",
            "101%",
            "-1%",
            "NaN%",
            "1e3",
            "end+1",
            "ending",
            "99999999999999999999",
        ] {
            check(text, Err(&nonsense(text)));
        }
        check(
            "1000",
            Err("0x3e8 (1,000) is past the end: the file has 1,000 bytes."),
        );
        check(
            "end-0",
            Err("0x3e8 (1,000) is past the end: the file has 1,000 bytes."),
        );
        check(
            "+1000",
            Err("0x408 (1,032) is past the end: the file has 1,000 bytes."),
        );
        check("-33", Err("“-33” leads to before the start of the file."));
        check(
            "end-1001",
            Err("“end-1001” leads to before the start of the file."),
        );
        assert_eq!(parse_offset("0", 0, 0), Err(OffsetError::Empty));
        assert_eq!(parse_offset("50%", 0, 0), Err(OffsetError::Empty));
    }

    #[test]
    fn digits_come_in_groups() {
        for (number, text) in [
            (0, "0"),
            (999, "999"),
            (1000, "1,000"),
            (187_120, "187,120"),
            (u64::MAX, "18,446,744,073,709,551,615"),
        ] {
            assert_eq!(grouped(number), text);
        }
    }
}
