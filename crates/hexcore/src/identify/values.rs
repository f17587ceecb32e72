//! Values as files write them: times, names, identifiers, sums.

use std::fmt::Write as _;
use std::ops::Range;

use super::details::{Details, printable};
use super::fields::plural;
use super::view::{Order::Little, View};

/// Looks a number up in a table.
pub(super) fn named(table: &[(u64, &'static str)], number: u64) -> Option<&'static str> {
    table
        .iter()
        .find(|(other, _)| *other == number)
        .map(|(_, name)| *name)
}

/// Adds a fact of a number that a table has a name for, or the number itself.
pub(super) fn fact_of(
    to: &mut Details,
    name: &'static str,
    table: &[(u64, &'static str)],
    number: u64,
    at: Range<u64>,
) {
    match named(table, number) {
        Some(words) => to.fact(name, words, at),
        None => to.fact(name, format!("Unknown ({number})"), at),
    }
}

/// Year, month, day, hour, minute and second, and the day of the week from Sunday.
struct Date {
    year: u64,
    month: u64,
    day: u64,
    seconds: u64,
    weekday: u64,
}

/// Of seconds since 1970; `None` for what is long after any file.
fn date(seconds: i64) -> Option<Date> {
    if !(-70_000_000_000..400_000_000_000).contains(&seconds) {
        return None;
    }
    // Years that begin in March have the leap day at their end, and 400 of them are 146,097 days.
    let days = seconds.div_euclid(86_400) + 719_468;
    let day_of_era = days.rem_euclid(146_097) as u64;
    let year_of_era =
        (day_of_era - day_of_era / 1460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let month = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * month + 2) / 5 + 1;
    let month = if month < 10 { month + 3 } else { month - 9 };
    let era = days.div_euclid(146_097);
    let year = (era * 400) as u64 + year_of_era + u64::from(month <= 2);
    Some(Date {
        year,
        month,
        day,
        seconds: seconds.rem_euclid(86_400) as u64,
        weekday: (days + 3).rem_euclid(7) as u64,
    })
}

const MONTHS: &str = "JanFebMarAprMayJunJulAugSepOctNovDec";
const WEEKDAYS: &str = "SunMonTueWedThuFriSat";

fn three(of: &'static str, index: u64) -> &'static str {
    let from = index as usize * 3;
    of.get(from..from + 3).unwrap_or_default()
}

/// Seconds since 1970 as `file` writes them: `Thu Nov 26 16:25:12 2026`.
pub(super) fn long_time(seconds: i64) -> Option<String> {
    let it = date(seconds)?;
    Some(format!(
        "{} {} {:2} {:02}:{:02}:{:02} {}",
        three(WEEKDAYS, it.weekday),
        three(MONTHS, it.month - 1),
        it.day,
        it.seconds / 3600,
        it.seconds / 60 % 60,
        it.seconds % 60,
        it.year
    ))
}

/// As [`long_time`], of 32 bits, all of which are times.
pub(super) fn long_time_32(seconds: u32) -> String {
    long_time(i64::from(seconds)).unwrap_or_default()
}

/// Seconds since 1970 in a fact: `2026-11-26 16:25:12 UTC`.
pub(super) fn unix_time(seconds: i64) -> Option<String> {
    let it = date(seconds)?;
    Some(format!(
        "{} UTC",
        plain_time(
            it.year,
            it.month,
            it.day,
            it.seconds / 3600,
            it.seconds / 60 % 60,
            it.seconds % 60
        )
    ))
}

fn plain_time(year: u64, month: u64, day: u64, hour: u64, minute: u64, second: u64) -> String {
    format!("{year:04}-{month:02}-{day:02} {hour:02}:{minute:02}:{second:02}")
}

/// Seconds since 1970 of a Windows `FILETIME`, which counts 100 ns since 1601.
pub(super) fn filetime(ticks: u64) -> i64 {
    // A 64-bit number divided by ten millions fits.
    (ticks / 10_000_000) as i64 - 11_644_473_600
}

/// A time of MS-DOS, which knows no zone: the half with the time first, then the one with the date.
pub(super) fn dos_time(time: u16, date: u16) -> Option<String> {
    let (time, date) = (u64::from(time), u64::from(date));
    let (month, day) = (date >> 5 & 15, date & 31);
    let (hour, minute, second) = (time >> 11, time >> 5 & 63, (time & 31) * 2);
    let is_real = (1..=12).contains(&month) && day > 0 && hour < 24 && minute < 60 && second < 60;
    is_real.then(|| plain_time(1980 + (date >> 9), month, day, hour, minute, second))
}

/// Adds a fact of the DOS time and date that are at `at`, in this order.
pub(super) fn dos_fact(view: &View<'_>, to: &mut Details, name: &'static str, at: u64) {
    if let (Some(time), Some(date)) = (view.u16(at, Little), view.u16(at + 2, Little))
        && let Some(words) = dos_time(time, date)
    {
        to.fact(name, words, at..at + 4);
    }
}

/// A name or title of a file: UTF-8 as it is, anything else as [`printable`] has it. What is invisible or
/// turns the direction of writing is not shown as it is.
pub(super) fn shown(bytes: &[u8]) -> String {
    let is_odd = |it: char| {
        it.is_control()
            || matches!(it, '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}')
    };
    match std::str::from_utf8(bytes) {
        Ok(text) if !text.chars().any(is_odd) => text.to_owned(),
        _ => printable(bytes),
    }
}

/// What is before the first NUL.
pub(super) fn before_zero(bytes: &[u8]) -> &[u8] {
    bytes.split(|byte| *byte == 0).next().unwrap_or_default()
}

/// The text from `at` on that a NUL ends, which must come within `most` bytes.
pub(super) fn zero_ended<'a>(view: &View<'a>, at: u64, most: u64) -> Option<&'a [u8]> {
    let bytes = view.up_to(at, most)?;
    let text = before_zero(bytes);
    (text.len() < bytes.len()).then_some(text)
}

/// UTF-16 with the lower byte first, up to a NUL.
pub(super) fn utf_16(bytes: &[u8]) -> String {
    let units = bytes.chunks_exact(2).map(|pair| match *pair {
        [low, high] => u16::from_le_bytes([low, high]),
        _ => 0,
    });
    let text: String = char::decode_utf16(units.take_while(|unit| *unit != 0))
        .map(|it| it.unwrap_or(char::REPLACEMENT_CHARACTER))
        .collect();
    shown(text.as_bytes())
}

/// The number that octal digits name, with blanks before and blanks or NULs after.
pub(super) fn octal(field: &[u8]) -> Option<u64> {
    let text = std::str::from_utf8(field).ok()?;
    let digits = text.trim_matches(|it| it == ' ' || it == '\0');
    u64::from_str_radix(digits, 8).ok()
}

/// The number that decimal digits at the start name.
pub(super) fn decimal(bytes: &[u8]) -> Option<u64> {
    let mut number = None;
    for digit in bytes
        .iter()
        .take_while(|byte| byte.is_ascii_digit())
        .take(18)
    {
        number = Some(number.unwrap_or(0) * 10 + u64::from(digit - b'0'));
    }
    number
}

/// The CRC-32 of Ethernet, gzip and many archives.
pub(super) fn crc_32(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(!0, |crc: u32, byte| {
        (0..8).fold(crc ^ u32::from(*byte), |crc, _| {
            crc >> 1 ^ if crc & 1 == 1 { 0xedb8_8320 } else { 0 }
        })
    })
}

/// Permissions as `ls` writes them, with the type before: `-rw-r--r--`.
pub(super) fn mode(kind: char, bits: u64) -> String {
    let mut text = String::from(kind);
    for (place, letter) in "rwxrwxrwx".chars().enumerate() {
        let is_set = bits >> (8 - place) & 1 == 1;
        text.push(if is_set { letter } else { '-' });
    }
    text
}

/// A number of bytes: `1 byte`, `26 bytes`.
pub(super) fn bytes(count: u64) -> String {
    plural(count, "byte")
}

/// The names of the bits that are set, joined.
pub(super) fn flags(table: &[(u64, &'static str)], number: u64, between: &str) -> String {
    let names: Vec<&str> = table
        .iter()
        .filter(|(bit, _)| number & bit != 0)
        .map(|(_, name)| *name)
        .collect();
    names.join(between)
}

/// Bytes in hex, without spaces.
pub(super) fn hex(bytes: &[u8]) -> String {
    let mut text = String::new();
    for byte in bytes {
        // Writing to a string does not fail.
        let _ = write!(text, "{byte:02x}");
    }
    text
}

/// A UUID in the order of its bytes: `66eaca93-1c47-48e0-81fd-f8c0244a18d7`.
pub(super) fn uuid(bytes: &[u8]) -> String {
    let mut text = hex(bytes);
    for place in [20, 16, 12, 8] {
        if text.is_char_boundary(place) && place < text.len() {
            text.insert(place, '-');
        }
    }
    text
}

/// A GUID of Microsoft, whose first three numbers have their lowest byte first.
pub(super) fn guid(bytes: &[u8]) -> String {
    match *bytes {
        [a, b, c, d, e, f, g, h, ref rest @ ..] => {
            let mut turned = vec![d, c, b, a, f, e, h, g];
            turned.extend_from_slice(rest);
            uuid(&turned)
        }
        _ => hex(bytes),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times() {
        assert_eq!(long_time(0).unwrap(), "Thu Jan  1 00:00:00 1970");
        assert_eq!(long_time(0x7fff_ffff).unwrap(), "Tue Jan 19 03:14:07 2038");
        assert_eq!(long_time_32(951_782_400), "Tue Feb 29 00:00:00 2000");
        assert_eq!(long_time_32(1_700_000_000), "Tue Nov 14 22:13:20 2023");
        assert_eq!(long_time_32(1_735_689_599), "Tue Dec 31 23:59:59 2024");
        assert_eq!(long_time_32(4_107_542_400), "Mon Mar  1 00:00:00 2100");
        assert_eq!(long_time_32(u32::MAX), "Sun Feb  7 06:28:15 2106");
        assert_eq!(unix_time(951_827_696).unwrap(), "2000-02-29 12:34:56 UTC");
        assert_eq!(unix_time(-1).unwrap(), "1969-12-31 23:59:59 UTC");
        assert_eq!(unix_time(filetime(0)).unwrap(), "1601-01-01 00:00:00 UTC");
        assert_eq!(unix_time(filetime(u64::MAX)), None);
        assert_eq!(unix_time(i64::MAX), None);
        assert_eq!(unix_time(i64::MIN), None);
        assert_eq!(dos_time(0, 0), None);
        assert_eq!(dos_time(0x2082, 0x5043).unwrap(), "2020-02-03 04:04:04");
        assert_eq!(dos_time(0xffff, 0xffff), None);
    }

    #[test]
    fn sums_and_numbers() {
        assert_eq!(crc_32(b"123456789"), 0xcbf4_3926);
        assert_eq!(octal(b"0000644\0"), Some(0o644));
        assert_eq!(octal(b"   644 \0"), Some(0o644));
        assert_eq!(octal(b"\0\0\0\0"), None);
        assert_eq!(octal(b"0000689\0"), None);
        assert_eq!(decimal(b"12 3"), Some(12));
        assert_eq!(decimal(&[b'9'; 40]), Some(999_999_999_999_999_999));
        assert_eq!(decimal(b" 1"), None);
        assert_eq!(mode('-', 0o644), "-rw-r--r--");
    }

    #[test]
    fn names() {
        assert_eq!(shown("h\u{e9}llo".as_bytes()), "h\u{e9}llo");
        assert_eq!(shown(b"h\xe9llo\n"), "h\\351llo\\012");
        assert_eq!(shown("a\u{202e}b".as_bytes()), "a\\342\\200\\256b");
        assert_eq!(utf_16(b"a\0b\0\0\0c\0"), "ab");
        assert_eq!(utf_16(b"a"), "");
    }

    #[test]
    fn identifiers() {
        let bytes: Vec<u8> = (0..16).collect();
        assert_eq!(uuid(&bytes), "00010203-0405-0607-0809-0a0b0c0d0e0f");
        assert_eq!(guid(&bytes), "03020100-0504-0706-0809-0a0b0c0d0e0f");
        assert_eq!(uuid(&[]), "");
        assert_eq!(guid(&[1]), "01");
    }

    #[test]
    fn names_and_flags() {
        let table = &[(1, "one"), (2, "two"), (4, "four")];
        assert_eq!(named(table, 4), Some("four"));
        assert_eq!(named(table, 3), None);
        assert_eq!(flags(table, 0xfd, "|"), "one|four");
        assert_eq!(flags(table, 0, "|"), "");
        assert_eq!(before_zero(b"ab\0c"), b"ab");
        assert_eq!(before_zero(b""), b"");
    }
}
