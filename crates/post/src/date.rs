//! Dates of which only the year, or the year and the month, may be known.

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::Offset;
use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;

/// A day, a month or a year. Dates sort by time; where one holds another, the wider comes first.
///
/// ```
/// let date: post::PartialDate = "2024-01".parse().unwrap();
/// assert_eq!(date.shown(), "January 2024");
/// assert_eq!(date.datetime(), "2024-01");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
pub struct PartialDate {
    first: Date,
    precision: Precision,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
enum Precision {
    Year,
    Month,
    Day,
}

impl PartialDate {
    /// The day, in UTC, on which so many seconds have passed since 1970 began. Nothing beyond the
    /// year 9999.
    ///
    /// ```
    /// let day = post::PartialDate::of_instant(1_700_000_000).unwrap();
    /// assert_eq!(day.datetime(), "2023-11-14");
    /// ```
    pub fn of_instant(seconds: i64) -> Option<PartialDate> {
        let instant = Timestamp::from_second(seconds).ok()?;
        Some(PartialDate {
            first: Offset::UTC.to_datetime(instant).date(),
            precision: Precision::Day,
        })
    }

    /// Whether the date begins after `day` does: a month that has begun is not after any of its days.
    pub fn is_after(&self, day: PartialDate) -> bool {
        self.first > day.first
    }

    /// The date as it is read: `30 December 2022`, `January 2024` or `2023`.
    pub fn shown(&self) -> String {
        let format = match self.precision {
            Precision::Year => "%Y",
            Precision::Month => "%B %Y",
            Precision::Day => "%-d %B %Y",
        };
        self.first.strftime(format).to_string()
    }

    /// The date as the `datetime` attribute of `<time>` wants it: `2022-12-30`, `2024-01` or `2023`.
    pub fn datetime(&self) -> String {
        let format = match self.precision {
            Precision::Year => "%Y",
            Precision::Month => "%Y-%m",
            Precision::Day => "%Y-%m-%d",
        };
        self.first.strftime(format).to_string()
    }

    /// The first instant of the date in UTC, as feeds want it: `2024-01-01T00:00:00Z`.
    pub fn first_instant(&self) -> String {
        self.first.strftime("%Y-%m-%dT00:00:00Z").to_string()
    }

    /// The year.
    pub fn year(&self) -> i16 {
        self.first.year()
    }
}

impl fmt::Display for PartialDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.datetime())
    }
}

impl From<PartialDate> for String {
    fn from(date: PartialDate) -> String {
        date.datetime()
    }
}

impl TryFrom<String> for PartialDate {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        text.parse()
    }
}

impl FromStr for PartialDate {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        read(text).ok_or_else(|| format!("`{text}` is no date: write 2022-12-30, 2024-01 or 2023"))
    }
}

fn read(text: &str) -> Option<PartialDate> {
    let mut parts = text.split('-');
    let year = number(parts.next()?, 4)?;
    let month = parts.next().map(|part| number(part, 2));
    let day = parts.next().map(|part| number(part, 2));
    let precision = match (month, day) {
        (None, _) => Precision::Year,
        (_, None) => Precision::Month,
        _ => Precision::Day,
    };
    if year == 0 || parts.next().is_some() {
        return None;
    }
    let month = i8::try_from(month.unwrap_or(Some(1))?).ok()?;
    let day = i8::try_from(day.unwrap_or(Some(1))?).ok()?;
    let first = Date::new(year, month, day).ok()?;
    Some(PartialDate { first, precision })
}

/// The decimal number in exactly so many digits.
fn number(digits: &str, count: usize) -> Option<i16> {
    let decimal = digits.len() == count && digits.bytes().all(|byte| byte.is_ascii_digit());
    decimal.then(|| digits.parse().ok()).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, shown: &str, instant: &str) {
        let date: PartialDate = text.parse().unwrap();
        assert_eq!(date.shown(), shown);
        assert_eq!(date.datetime(), text);
        assert_eq!(date.to_string(), text);
        assert_eq!(date.first_instant(), instant);
    }

    #[test]
    fn dates_as_shown() {
        check("2022-12-30", "30 December 2022", "2022-12-30T00:00:00Z");
        check("2024-02-29", "29 February 2024", "2024-02-29T00:00:00Z");
        check("2024-05-01", "1 May 2024", "2024-05-01T00:00:00Z");
        check("2024-01", "January 2024", "2024-01-01T00:00:00Z");
        check("2023", "2023", "2023-01-01T00:00:00Z");
        check("0033", "0033", "0033-01-01T00:00:00Z");
    }

    #[test]
    fn what_is_no_date() {
        let cases = [
            "",
            "23",
            "02023",
            "2023-",
            "2023-1",
            "2023-00",
            "2023-13",
            "2023-02-29",
            "2023-04-31",
            "2023-01-00",
            "2023-01-1",
            "2023-01-01-01",
            "0000",
            "-2023",
            "+203",
            "２０２３",
            "2023-01-01T00:00",
        ];
        for text in cases {
            assert!(text.parse::<PartialDate>().is_err(), "{text}");
        }
        println!("{} cases", cases.len());
    }

    #[test]
    fn what_is_after_a_day() {
        for (date, day, is_after) in [
            ("2024-01-05", "2024-01-05", false),
            ("2024-01-06", "2024-01-05", true),
            ("2024-01", "2024-01-01", false),
            ("2024-02", "2024-01-31", true),
            ("2024", "2024-01-01", false),
            ("2025", "2024-12-31", true),
        ] {
            let [date, day] = [date, day].map(|text| text.parse::<PartialDate>().unwrap());
            assert_eq!(date.is_after(day), is_after, "{date} {day}");
        }
        assert_eq!(
            PartialDate::of_instant(-1).unwrap().datetime(),
            "1969-12-31"
        );
        assert_eq!(PartialDate::of_instant(i64::MAX), None);
    }

    #[test]
    fn dates_sort_by_time_and_the_wider_first() {
        let texts = [
            "2022-12-30",
            "2023",
            "2023-01",
            "2023-01-01",
            "2023-01-02",
            "2023-02",
        ];
        let mut dates: Vec<PartialDate> = texts
            .iter()
            .rev()
            .map(|text| text.parse().unwrap())
            .collect();
        dates.sort();
        let sorted: Vec<String> = dates.iter().map(PartialDate::datetime).collect();
        assert_eq!(sorted, texts);
    }
}
