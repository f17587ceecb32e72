//! Moments in the ways in which systems and formats store them, told as ISO 8601 has it, in UTC.
//!
//! The calendar is the Gregorian one, also for the time before there was one, and days have 86,400
//! seconds: none of these formats counts leap seconds. Years are those that four digits can tell,
//! 0000 to 9999.

use super::integers::{to_i64, to_u64};
use super::{ByteOrder, Content, Detail, Outcome, Value};

/// A moment, without a time zone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Instant {
    /// Seconds since 1970-01-01 00:00:00 UTC, leap seconds not counted; negative before it.
    pub seconds: i64,
    /// Nanoseconds after that, below 1,000,000,000.
    pub nanoseconds: u32,
}

/// 1601-01-01, the first day of a cycle of 400 years: the epoch of Windows, in seconds since 1970.
const WINDOWS_EPOCH: i64 = -11_644_473_600;
/// 1904-01-01, the epoch of classic Mac OS.
const MAC_EPOCH: i64 = -2_082_844_800;
/// 2001-01-01, the epoch of Cocoa.
const COCOA_EPOCH: i64 = 978_307_200;

/// 0000-01-01 00:00:00 in seconds since 1970.
const FIRST_SECOND: i64 = -62_167_219_200;
/// 9999-12-31 23:59:59.
const LAST_SECOND: i64 = 253_402_300_799;

/// `time_t`, of 4 or of 8 bytes: POSIX.1-2017, volume 1, section 4.16.
pub(super) fn unix_seconds(bytes: &[u8]) -> Content {
    ticks(to_i64(bytes), 1, 0)
}

/// The time value of ECMA-262, section 21.4.1.1, and of `java.util.Date`, as an integer.
pub(super) fn unix_milliseconds(bytes: &[u8]) -> Content {
    ticks(to_i64(bytes), 1_000, 0)
}

/// `PRTime` of the Netscape Portable Runtime.
pub(super) fn unix_microseconds(bytes: &[u8]) -> Content {
    ticks(to_i64(bytes), 1_000_000, 0)
}

/// `Time.UnixNano` of Go.
pub(super) fn unix_nanoseconds(bytes: &[u8]) -> Content {
    ticks(to_i64(bytes), 1_000_000_000, 0)
}

/// `FILETIME`: \[MS-DTYP\], section 2.3.3.
pub(super) fn filetime(bytes: &[u8]) -> Content {
    // What is too great for a signed number is far beyond the year 9999.
    let count = i64::try_from(to_u64(bytes)).unwrap_or(i64::MAX);
    ticks(count, 10_000_000, WINDOWS_EPOCH)
}

/// The dates of HFS Plus: Apple's Technical Note TN1150.
pub(super) fn hfs_plus(bytes: &[u8]) -> Content {
    ticks(to_u64(bytes) as i64, 1, MAC_EPOCH)
}

/// `base::Time` of Chromium.
pub(super) fn webkit(bytes: &[u8]) -> Content {
    ticks(to_i64(bytes), 1_000_000, WINDOWS_EPOCH)
}

/// `CFAbsoluteTime` and `NSDate` of Apple, to the nearest microsecond: a double of this century
/// has about a tenth of one.
pub(super) fn cocoa(bytes: &[u8]) -> Content {
    let count = f64::from_bits(to_u64(bytes));
    if count.is_nan() {
        return Err("not a number");
    }
    // Beyond the range of integers this stays at its ends, which are no years of four digits.
    let whole = count.floor();
    let microseconds = ((count - whole) * 1e6 + 0.5) as i64;
    let second = (whole as i64).saturating_add(microseconds / 1_000_000);
    let instant = Instant {
        seconds: second.saturating_add(COCOA_EPOCH),
        nanoseconds: (microseconds % 1_000_000) as u32 * 1_000,
    };
    instant.told(6)
}

/// The time and the date of an entry in a FAT directory, in two words: Microsoft's FAT file
/// system specification, version 1.03, "Date and Time Formats". Which zone they are meant in is
/// not stored.
pub(super) fn dos(bytes: &[u8], order: ByteOrder) -> Outcome {
    let mut words = bytes.as_chunks::<2>().0.iter().map(|&word| match order {
        ByteOrder::Little => u16::from_le_bytes(word),
        ByteOrder::Big => u16::from_be_bytes(word),
    });
    let time = words.next().unwrap_or_default();
    let date = words.next().unwrap_or_default();
    Outcome::new(4, from_dos(time, date))
}

fn from_dos(time: u16, date: u16) -> Content {
    let (hour, minute, second) = (time >> 11, time >> 5 & 0x3f, (time & 0x1f) * 2);
    let (year, month, day) = (1980 + (date >> 9), date >> 5 & 0xf, date & 0x1f);
    let is_leap_year = year.is_multiple_of(4) && year != 2100;
    let days = match month {
        2 if is_leap_year => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        1..=12 => 31,
        _ => return Err("the month is not 1 to 12"),
    };
    if !(1..=31).contains(&day) {
        return Err("the day is not 1 to 31");
    }
    if day > days {
        return Err("the month has no such day");
    }
    if hour > 23 {
        return Err("the hour is above 23");
    }
    if minute > 59 {
        return Err("the minute is above 59");
    }
    if second > 58 {
        return Err("the second is above 58");
    }
    let text = format!(
        "{year:04}-{month:02}-{day:02} {hour:02}:{minute:02}:{second:02}, time zone not stored"
    );
    Ok(Value::from(text))
}

/// The instant `count` ticks after `epoch`, which is in seconds since 1970. A second has a power
/// of ten of ticks, 10⁹ at most.
fn ticks(count: i64, ticks_per_second: u32, epoch: i64) -> Content {
    let per_second = i64::from(ticks_per_second);
    let instant = Instant {
        seconds: count.div_euclid(per_second).saturating_add(epoch),
        nanoseconds: count.rem_euclid(per_second) as u32 * (1_000_000_000 / ticks_per_second),
    };
    instant.told(ticks_per_second.ilog10())
}

impl Instant {
    /// The instant in UTC with `decimals` digits, 9 at most, of the second.
    fn told(self, decimals: u32) -> Content {
        if self.seconds < FIRST_SECOND {
            return Err("before the year 0");
        }
        if self.seconds > LAST_SECOND {
            return Err("beyond the year 9999");
        }
        let (year, month, day) = date(self.seconds.div_euclid(86_400) as i32);
        let second_of_day = self.seconds.rem_euclid(86_400) as u32;
        let (hour, minute, second) = (
            second_of_day / 3_600,
            second_of_day / 60 % 60,
            second_of_day % 60,
        );
        let mut text = format!("{year:04}-{month:02}-{day:02} {hour:02}:{minute:02}:{second:02}");
        if decimals > 0 {
            let part = self.nanoseconds / 10_u32.pow(9 - decimals);
            let width = decimals as usize;
            text.push_str(&format!(".{part:0width$}"));
        }
        text.push_str(" UTC");
        Ok(Value {
            text,
            detail: Some(Detail::Instant(self)),
        })
    }
}

/// Year, month and day of the day that is so many days after 1970-01-01.
fn date(days_since_1970: i32) -> (i32, i32, i32) {
    /// From 0000-03-01 to 1970-01-01.
    const DAYS_BEFORE_1970: i32 = 719_468;
    const DAYS_OF_400_YEARS: i32 = 146_097;
    const DAYS_OF_100_YEARS: i32 = 36_524;
    const DAYS_OF_4_YEARS: i32 = 1_461;
    // Years are taken to begin in March, so that a leap day is the last one: of its year, of its
    // four years, of its four hundred. There the last part is a day longer than the others.
    let days = days_since_1970 + DAYS_BEFORE_1970;
    let (cycles, days) = (
        days.div_euclid(DAYS_OF_400_YEARS),
        days.rem_euclid(DAYS_OF_400_YEARS),
    );
    let centuries = (days / DAYS_OF_100_YEARS).min(3);
    let days = days - centuries * DAYS_OF_100_YEARS;
    let (fours, days) = (days / DAYS_OF_4_YEARS, days % DAYS_OF_4_YEARS);
    let years = (days / 365).min(3);
    let day_of_year = days - years * 365;
    // From March on, the lengths of months repeat every five: 31, 30, 31, 30, 31, which are 153
    // days. 0 is March.
    let month = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * month + 2) / 5 + 1;
    let year = 400 * cycles + 100 * centuries + 4 * fours + years;
    if month < 10 {
        (year, month + 3, day)
    } else {
        (year + 1, month - 9, day)
    }
}
