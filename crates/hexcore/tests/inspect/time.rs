//! Dates and times: examples from specifications and vendors, and two other calendars.
//!
//! Instants that come from a document are named with it. Where a document gives local time it is
//! told here in UTC.

use hexcore::inspect::{ByteOrder, Detail, Instant};
use jiff::civil::{Date, DateTime, date};
use jiff::{SignedDuration, Timestamp};
use proptest::prelude::*;

use crate::tools::node;
use crate::{Random, below, between, check, check_big, check_length, read, shown};

/// Random instants for each format.
const RANDOM: usize = 20_000;

/// A count of ticks since some epoch.
struct Ticks {
    label: &'static str,
    bytes: usize,
    signed: bool,
    per_second: i128,
    epoch: Date,
}

const fn ticks(
    label: &'static str,
    bytes: usize,
    signed: bool,
    per_second: i128,
    epoch: Date,
) -> Ticks {
    Ticks {
        label,
        bytes,
        signed,
        per_second,
        epoch,
    }
}

/// The formats that count ticks in whole numbers, by their documentation.
const FORMATS: [Ticks; 8] = [
    ticks("Unix s", 8, true, 1, date(1970, 1, 1)),
    ticks("Unix ms", 8, true, 1_000, date(1970, 1, 1)),
    ticks("Unix µs", 8, true, 1_000_000, date(1970, 1, 1)),
    ticks("Unix ns", 8, true, 1_000_000_000, date(1970, 1, 1)),
    ticks("time_t 32", 4, true, 1, date(1970, 1, 1)),
    ticks("FILETIME", 8, false, 10_000_000, date(1601, 1, 1)),
    ticks("HFS+", 4, false, 1, date(1904, 1, 1)),
    ticks("WebKit", 8, true, 1_000_000, date(1601, 1, 1)),
];

impl Ticks {
    /// The ticks between this format's epoch and an instant in nanoseconds since 1970; `None` if
    /// the format cannot count so far.
    fn encode(&self, nanoseconds: i128) -> Option<Vec<u8>> {
        let days = self.epoch.since(date(1970, 1, 1)).unwrap().get_days();
        let since = nanoseconds - i128::from(days) * 86_400_000_000_000;
        let count = since.div_euclid(1_000_000_000 / self.per_second);
        let bits = 8 * self.bytes as u32;
        let (first, last) = if self.signed {
            (-(1 << (bits - 1)), (1 << (bits - 1)) - 1)
        } else {
            (0, (1 << bits) - 1)
        };
        (first..=last)
            .contains(&count)
            .then(|| count.to_le_bytes()[..self.bytes].to_vec())
    }

    fn decimals(&self) -> usize {
        self.per_second.to_string().len() - 1
    }
}

/// What jiff makes of nanoseconds since 1970, with some decimals of the second.
fn by_jiff(nanoseconds: i128, decimals: usize) -> String {
    let epoch = DateTime::constant(1970, 1, 1, 0, 0, 0, 0);
    let since = SignedDuration::new(
        nanoseconds.div_euclid(1_000_000_000) as i64,
        nanoseconds.rem_euclid(1_000_000_000) as i32,
    );
    let time = epoch.checked_add(since).unwrap();
    let mut text = time.strftime("%Y-%m-%d %H:%M:%S").to_string();
    if decimals > 0 {
        let digits = format!("{:09}", time.subsec_nanosecond());
        text += &format!(".{}", &digits[..decimals]);
    }
    text + " UTC"
}

/// The first and the last instant that is shown: years 0000 to 9999, in seconds.
fn shown_seconds() -> (i64, i64) {
    let seconds = |date: Date| {
        let days = date
            .since(jiff::civil::date(1970, 1, 1))
            .unwrap()
            .get_days();
        i64::from(days) * 86_400
    };
    (seconds(date(0, 1, 1)), seconds(date(9999, 12, 31)) + 86_399)
}

#[track_caller]
fn instant(label: &str, bytes: &[u8]) -> Instant {
    match read(label, ByteOrder::Little, bytes).result.unwrap().detail {
        Some(Detail::Instant(instant)) => instant,
        other => panic!("{other:?} is no instant"),
    }
}

#[test]
fn unix_time() {
    let check = |seconds: i64, expected: &str| {
        check("Unix s", &seconds.to_le_bytes(), expected);
        check_big("Unix s", &seconds.to_be_bytes(), expected);
        if let Ok(seconds) = i32::try_from(seconds) {
            check("time_t 32", &seconds.to_le_bytes(), expected);
            check_big("time_t 32", &seconds.to_be_bytes(), expected);
        }
    };
    // POSIX.1-2017, volume 1, section 4.16: the Epoch.
    check(0, "1970-01-01 00:00:00 UTC");
    // RFC 8949, appendix A: 1(1363896240) beside 0("2013-03-21T20:04:00Z").
    check(1_363_896_240, "2013-03-21 20:04:00 UTC");
    // Wikipedia, "Year 2038 problem": where 32 bits end.
    check(2_147_483_647, "2038-01-19 03:14:07 UTC");
    check(-2_147_483_648, "1901-12-13 20:45:52 UTC");
    // leap-seconds.list of the IERS, less the 2,208,988,800 seconds from 1900 to 1970: leap seconds
    // at the start of 1972 and in July of that year.
    check(63_072_000, "1972-01-01 00:00:00 UTC");
    check(78_796_800, "1972-07-01 00:00:00 UTC");
    // Chromium, base/time/time_unittest.cc: ParseTimeTest2 and ParseTimeTestEpoch1960.
    check(1_192_477_500, "2007-10-15 19:45:00 UTC");
    check(-299_999_999, "1960-06-29 18:40:01 UTC");
    // Microsoft, DateTimeOffset.FromUnixTimeSeconds: the range of its argument, from the year 1 to
    // the end of 9999.
    check(-62_135_596_800, "0001-01-01 00:00:00 UTC");
    check(253_402_300_799, "9999-12-31 23:59:59 UTC");
    check(253_402_300_800, "[beyond the year 9999]");
    // ECMA-262, section 21.4.1.32: 0000-01-01T00:00:00Z is in 1 B.C., 366 days before the year 1.
    check(-62_135_596_800 - 366 * 86_400, "0000-01-01 00:00:00 UTC");
    check(-62_135_596_800 - 366 * 86_400 - 1, "[before the year 0]");
    check(i64::MAX, "[beyond the year 9999]");
    check(i64::MIN, "[before the year 0]");
    // Leap days, by the formula of POSIX for seconds since the Epoch: 59 days into a year that is
    // so many years after 1970.
    let formula = |year: i64, day_of_year: i64| {
        day_of_year * 86_400 + (year - 1970) * 31_536_000 + (year - 1969) / 4 * 86_400
            - (year - 1901) / 100 * 86_400
            + (year - 1601) / 400 * 86_400
    };
    check(formula(2000, 59), "2000-02-29 00:00:00 UTC");
    check(formula(2024, 59), "2024-02-29 00:00:00 UTC");
    check(formula(2100, 59), "2100-03-01 00:00:00 UTC");
    check(formula(2400, 59), "2400-02-29 00:00:00 UTC");
}

#[test]
fn unix_time_in_parts_of_a_second() {
    let check_ms = |count: i64, expected| check("Unix ms", &count.to_le_bytes(), expected);
    let check_us = |count: i64, expected| check("Unix µs", &count.to_le_bytes(), expected);
    let check_ns = |count: i64, expected| check("Unix ns", &count.to_le_bytes(), expected);
    check_ms(0, "1970-01-01 00:00:00.000 UTC");
    // RFC 8949, appendix A: 1(1363896240.5).
    check_ms(1_363_896_240_500, "2013-03-21 20:04:00.500 UTC");
    check_us(1_363_896_240_500_000, "2013-03-21 20:04:00.500000 UTC");
    check_ns(
        1_363_896_240_500_000_000,
        "2013-03-21 20:04:00.500000000 UTC",
    );
    // Chromium, time_unittest.cc, ExplodeBeforeUnixEpoch: 1 µs, 1 ms, 1001 µs and 1001 ms before
    // 1970, and as much after it.
    check_us(-1, "1969-12-31 23:59:59.999999 UTC");
    check_us(-1_000, "1969-12-31 23:59:59.999000 UTC");
    check_us(-1_001, "1969-12-31 23:59:59.998999 UTC");
    check_ms(-1, "1969-12-31 23:59:59.999 UTC");
    check_ms(-1_001, "1969-12-31 23:59:58.999 UTC");
    check_ms(1_001, "1970-01-01 00:00:01.001 UTC");
    check_us(1, "1970-01-01 00:00:00.000001 UTC");
    // Microsoft, DateTimeOffset.FromUnixTimeMilliseconds: the ends of its range.
    check_ms(-62_135_596_800_000, "0001-01-01 00:00:00.000 UTC");
    check_ms(253_402_300_799_999, "9999-12-31 23:59:59.999 UTC");
    check_ms(253_402_300_800_000, "[beyond the year 9999]");
    // ECMA-262, section 21.4.1.1: the last time value, in the year 275760.
    check_ms(8_640_000_000_000_000, "[beyond the year 9999]");
    // Time::Moment::Epoch, its example of Chrome's time, which counts from 1601.
    check_us(
        12_879_041_490_654_321 - 11_644_473_600_000_000,
        "2009-02-13 23:31:30.654321 UTC",
    );
    // The documentation of Go's Time.UnixNano gives the years 1678 to 2262, chrono that of
    // timestamp_nanos_opt the ends.
    check_ns(i64::MIN, "1677-09-21 00:12:43.145224192 UTC");
    check_ns(i64::MAX, "2262-04-11 23:47:16.854775807 UTC");
    check_ns(0, "1970-01-01 00:00:00.000000000 UTC");
    check_ns(-1, "1969-12-31 23:59:59.999999999 UTC");
    assert_eq!(
        instant("Unix ns", &(-1_i64).to_le_bytes()),
        Instant {
            seconds: -1,
            nanoseconds: 999_999_999
        }
    );
}

#[test]
fn windows_time() {
    let check = |count: u64, expected| {
        check("FILETIME", &count.to_le_bytes(), expected);
        check_big("FILETIME", &count.to_be_bytes(), expected);
    };
    // \[MS-DTYP\], section 2.3.3: the epoch.
    check(0, "1601-01-01 00:00:00.0000000 UTC");
    // \[MS-SHLLINK\], section 3.1: the bytes D0 E9 EE F2 15 15 C9 01 are "9/12/08, 8:27:17PM".
    check(0x01c9_1515_f2ee_e9d0, "2008-09-12 20:27:17.1010000 UTC");
    // Raymond Chen, "How to recognize different types of timestamps from quite a long way away":
    // November 26, 2002 at 7:25p PST.
    check(0x01c2_95c4_9115_0e00, "2002-11-27 03:25:00.0000000 UTC");
    // The same, "Converting between Windows FILETIME and Unix time_t": the start of 1970.
    check(116_444_736_000_000_000, "1970-01-01 00:00:00.0000000 UTC");
    // David Risney's timestamp.exe: 2009/08/28:10:18 is 00 7C C8 D1 C8 27 CA 01.
    check(0x01ca_27c8_d1c8_7c00, "2009-08-28 10:18:00.0000000 UTC");
    // Microsoft, DateTime.MaxValue: 100 ns before the year 10000.
    check(2_650_467_743_999_999_999, "9999-12-31 23:59:59.9999999 UTC");
    check(2_650_467_744_000_000_000, "[beyond the year 9999]");
    check(u64::MAX, "[beyond the year 9999]");
    check(1 << 63, "[beyond the year 9999]");
    assert_eq!(
        instant("FILETIME", &0x01c9_1515_f2ee_e9d0_u64.to_le_bytes()),
        Instant {
            seconds: 1_221_251_237,
            nanoseconds: 101_000_000
        }
    );
}

#[test]
fn chromium_time() {
    let check = |count: i64, expected| check("WebKit", &count.to_le_bytes(), expected);
    // Chromium, base/time/time.h: microseconds since 1601, and kTimeTToMicrosecondsOffset.
    check(0, "1601-01-01 00:00:00.000000 UTC");
    check(11_644_473_600_000_000, "1970-01-01 00:00:00.000000 UTC");
    // time_unittest.cc: ExplodeBeforeUnixEpoch, ParseTimeTest2, ParseTimeTestEpoch1960.
    check(11_644_473_599_999_999, "1969-12-31 23:59:59.999999 UTC");
    check(
        11_644_473_600_000_000 + 1_192_477_500_000_000,
        "2007-10-15 19:45:00.000000 UTC",
    );
    check(
        11_644_473_600_000_000 - 299_999_999_000_000,
        "1960-06-29 18:40:01.000000 UTC",
    );
    // Time::Moment::Epoch, its example of Chrome's time.
    check(12_879_041_490_654_321, "2009-02-13 23:31:30.654321 UTC");
    check(-1, "1600-12-31 23:59:59.999999 UTC");
    check(i64::MAX, "[beyond the year 9999]");
    check(i64::MIN, "[before the year 0]");
}

#[test]
fn hfs_plus_time() {
    let check = |count: u32, expected| {
        check("HFS+", &count.to_le_bytes(), expected);
        check_big("HFS+", &count.to_be_bytes(), expected);
    };
    // Apple, Technical Note TN1150, "HFS Plus Dates": the epoch, the last second, and a leap day in
    // every year that is divisible by four, of which 1904 is the first: 31 and 28 days into it.
    check(0, "1904-01-01 00:00:00 UTC");
    check(4_294_967_295, "2040-02-06 06:28:15 UTC");
    check(59 * 86_400, "1904-02-29 00:00:00 UTC");
    // Android's mp4 composer, atomutils.cpp: the seconds from 1904 to 1970.
    check(2_082_844_800, "1970-01-01 00:00:00 UTC");
    // Apple, CFDate.c: kCFAbsoluteTimeIntervalSince1904.
    check(3_061_152_000, "2001-01-01 00:00:00 UTC");
}

#[test]
fn cocoa_time() {
    let check = |count: f64, expected| {
        check("Cocoa", &count.to_le_bytes(), expected);
        check_big("Cocoa", &count.to_be_bytes(), expected);
    };
    // Apple, CFAbsoluteTime: the reference date. CFDateGetAbsoluteTime: -32940326 is "December
    // 16th, 1999 at 17:54:34".
    check(0.0, "2001-01-01 00:00:00.000000 UTC");
    check(-0.0, "2001-01-01 00:00:00.000000 UTC");
    check(-32_940_326.0, "1999-12-16 17:54:34.000000 UTC");
    // CFDate.c: kCFAbsoluteTimeIntervalSince1970 and kCFAbsoluteTimeIntervalSince1904.
    check(-978_307_200.0, "1970-01-01 00:00:00.000000 UTC");
    check(-3_061_152_000.0, "1904-01-01 00:00:00.000000 UTC");
    // Swift's Foundation: Date.distantFuture and Date.distantPast. The latter is the first day of
    // the year 1 in the Julian calendar, which the Gregorian one has two days earlier.
    check(63_113_904_000.0, "4001-01-01 00:00:00.000000 UTC");
    check(-63_114_076_800.0, "0000-12-30 00:00:00.000000 UTC");
    // Parts of a second: halves are exact, others are rounded, also up to the next second.
    check(0.5, "2001-01-01 00:00:00.500000 UTC");
    check(-0.25, "2000-12-31 23:59:59.750000 UTC");
    check(694_065_600.123, "2022-12-30 04:00:00.123000 UTC");
    check(59.999_999_9, "2001-01-01 00:01:00.000000 UTC");
    check(-5e-324, "2001-01-01 00:00:00.000000 UTC");
    check(5e-324, "2001-01-01 00:00:00.000000 UTC");
    check(f64::NAN, "[not a number]");
    check(f64::INFINITY, "[beyond the year 9999]");
    check(f64::NEG_INFINITY, "[before the year 0]");
    check(f64::MAX, "[beyond the year 9999]");
    check(f64::MIN, "[before the year 0]");
    // The last microsecond of 9999, as near as a double comes to it, and what would be rounded up
    // into the next year.
    let (first, last) = shown_seconds();
    let reference = 978_307_200;
    check((last - reference) as f64, "9999-12-31 23:59:59.000000 UTC");
    check((last + 1 - reference) as f64, "[beyond the year 9999]");
    check((first - reference) as f64, "0000-01-01 00:00:00.000000 UTC");
    check((first - reference - 1) as f64, "[before the year 0]");
    assert_eq!(
        instant("Cocoa", &(-0.25_f64).to_le_bytes()),
        Instant {
            seconds: 978_307_199,
            nanoseconds: 750_000_000
        }
    );
}

#[test]
fn dos_time() {
    let check = |value: u32, expected: &str| {
        let expected = if expected.starts_with('[') {
            expected.to_owned()
        } else {
            format!("{expected}, time zone not stored")
        };
        let bytes = value.to_le_bytes();
        check_length("DOS date and time", &bytes, 4, &expected);
        // The words stay in their places.
        let [a, b, c, d] = bytes;
        check_big("DOS date and time", &[b, a, d, c], &expected);
    };
    // Raymond Chen, "How to recognize different types of timestamps from quite a long way away".
    check(0x2d7a_9b20, "2002-11-26 19:25:00");
    // David Risney's timestamp.exe: 40 52 1C 3B is 2009-08-28:10:18:00.
    check(0x3b1c_5240, "2009-08-28 10:18:00");
    // Microsoft, FAT file system specification 1.03, "Date and Time Formats": from 1980 to 2107,
    // from 00:00:00 to 23:59:58. FileTimeToDosDateTime: "between 1/1/1980 and 12/31/2107".
    check(0x0021_0000, "1980-01-01 00:00:00");
    check(0xff9f_bf7d, "2107-12-31 23:59:58");
    // Leap days: 2000 has one, 2100 has none.
    check(0x285d_0000, "2000-02-29 00:00:00");
    check(0xf05d_0000, "[the month has no such day]");
    check(0x0000_0000, "[the month is not 1 to 12]");
    check(0x01a1_0000, "[the month is not 1 to 12]");
    check(0x0020_0000, "[the day is not 1 to 31]");
    check(0x009f_0000, "[the month has no such day]");
    check(0x0021_c000, "[the hour is above 23]");
    check(0x0021_0780, "[the minute is above 59]");
    check(0x0021_001e, "[the second is above 58]");
    let none = read(
        "DOS date and time",
        ByteOrder::Little,
        &0x2d7a_9b20_u32.to_le_bytes(),
    );
    assert_eq!(none.result.unwrap().detail, None, "its zone is not known");
}

#[test]
fn all_dates_and_all_times_of_dos() {
    let (mut dates, mut times) = (0, 0);
    for word in 0..=u16::MAX {
        let (year, month, day) = (
            1980 + (word >> 9) as i16,
            (word >> 5 & 15) as i8,
            (word & 31) as i8,
        );
        let [low, high] = word.to_le_bytes();
        let ours = shown(&read(
            "DOS date and time",
            ByteOrder::Little,
            &[0, 0, low, high],
        ));
        match Date::new(year, month, day) {
            Ok(date) => {
                assert_eq!(ours, format!("{date} 00:00:00, time zone not stored"));
                dates += 1;
            }
            Err(_) => assert!(ours.starts_with('['), "{word:#x}: {ours}"),
        }
        let (hour, minute, second) = (
            (word >> 11) as i8,
            (word >> 5 & 63) as i8,
            (word & 31) as i8 * 2,
        );
        let ours = shown(&read(
            "DOS date and time",
            ByteOrder::Little,
            &[low, high, 0x21, 0],
        ));
        match jiff::civil::Time::new(hour, minute, second, 0) {
            Ok(time) => {
                assert_eq!(ours, format!("1980-01-01 {time}, time zone not stored"));
                times += 1;
            }
            Err(_) => assert!(ours.starts_with('['), "{word:#x}: {ours}"),
        }
    }
    // 128 years of which 31 are leap years, since 2100 is none; 86,400 seconds in steps of two.
    assert_eq!((dates, times), (128 * 365 + 31, 43_200));
    println!("65536 words as dates and as times");
}

#[test]
fn counts_as_jiff_has_them() {
    let mut random = Random(9);
    let (first, last) = shown_seconds();
    for format in &FORMATS {
        let mut cases = 0;
        while cases < RANDOM {
            let second = match below(&mut random, 4) {
                // Near an end, a turn of the year, or anywhere.
                0 => between(&mut random, first, first + 1_000),
                1 => between(&mut random, last - 1_000, last),
                2 => {
                    let year = between(&mut random, 1, 9_999) as i16;
                    let days = date(year, 1, 1).since(date(1970, 1, 1)).unwrap().get_days();
                    i64::from(days) * 86_400 + between(&mut random, -90_000, 90_000)
                }
                _ => between(&mut random, first, last),
            };
            let within = match format.label {
                "Unix ns" => second.clamp(-9_200_000_000, 9_200_000_000),
                "time_t 32" => second.clamp(i32::MIN.into(), i32::MAX.into()),
                _ => second,
            };
            let second = if within == second {
                second
            } else {
                between(&mut random, -2_082_844_800, 2_147_483_647)
            };
            let nanoseconds =
                i128::from(second) * 1_000_000_000 + i128::from(below(&mut random, 1_000_000_000));
            let Some(bytes) = format.encode(nanoseconds) else {
                continue;
            };
            check(
                format.label,
                &bytes,
                &by_jiff(nanoseconds, format.decimals()),
            );
            let big: Vec<u8> = bytes.iter().rev().copied().collect();
            check_big(format.label, &big, &by_jiff(nanoseconds, format.decimals()));
            cases += 1;
        }
        println!("{}: {cases} instants", format.label);
    }
}

#[test]
fn milliseconds_as_javascript_has_them() {
    let mut random = Random(10);
    let counts: Vec<i64> = (0..RANDOM)
        .map(|_| between(&mut random, -62_167_219_200_000, 253_402_300_799_999))
        .collect();
    let lines: Vec<String> = counts.iter().map(i64::to_string).collect();
    let theirs = node("return new Date(Number(line)).toISOString();", &lines);
    for (count, theirs) in counts.iter().zip(theirs) {
        let expected = theirs.replace('T', " ").replace('Z', " UTC");
        check("Unix ms", &count.to_le_bytes(), &expected);
    }
    println!("{RANDOM} instants");
}

#[test]
fn cocoa_as_jiff_has_it() {
    let mut random = Random(11);
    let (first, last) = shown_seconds();
    let mut cases = 0;
    while cases < RANDOM {
        // Doubles of all sizes, from a thousandth of a second on, with random fractions.
        let exponent = 1023 - 10 + below(&mut random, 48);
        let bits = random.next() & !(0x7ff << 52) | exponent << 52;
        let count = f64::from_bits(bits);
        // The exact value is `mantissa` / 2^`places`; half a microsecond is rounded up.
        let mantissa = i128::from(bits << 12 >> 12 | 1 << 52) * count.signum() as i128;
        let places = 1023 + 52 - exponent;
        let half = 1 << (places - 1);
        let microseconds = (mantissa * 1_000_000 + half) >> places;
        let second = microseconds.div_euclid(1_000_000) + 978_307_200;
        if !(i128::from(first)..=i128::from(last)).contains(&second) {
            continue;
        }
        let nanoseconds = microseconds * 1_000 + 978_307_200_000_000_000;
        check("Cocoa", &count.to_le_bytes(), &by_jiff(nanoseconds, 6));
        cases += 1;
    }
    println!("{cases} instants");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_048))]

    /// An instant that is written in a format is read as the same, cut to the format's ticks.
    #[test]
    fn written_and_read(
        second in prop_oneof![-62_167_219_200..=253_402_300_799_i64, -3_000_000_000..5_000_000_000_i64],
        nanosecond in 0..1_000_000_000_i128,
    ) {
        let nanoseconds = i128::from(second) * 1_000_000_000 + nanosecond;
        let mut formats = 0;
        for format in &FORMATS {
            let Some(bytes) = format.encode(nanoseconds) else { continue };
            let tick = 1_000_000_000 / format.per_second;
            let cut = (nanosecond - nanosecond % tick) as u32;
            prop_assert_eq!(instant(format.label, &bytes), Instant { seconds: second, nanoseconds: cut });
            formats += 1;
        }
        prop_assert!(formats >= 3);
    }

    /// The text of an instant, parsed by jiff, is the instant.
    #[test]
    fn told_and_parsed(count in any::<i64>()) {
        let text = shown(&read("Unix ns", ByteOrder::Little, &count.to_le_bytes()));
        let text = text.replacen(' ', "T", 1).replace(" UTC", "Z");
        let timestamp: Timestamp = text.parse().unwrap();
        prop_assert_eq!(timestamp.as_nanosecond(), i128::from(count));
    }
}
