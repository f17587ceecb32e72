//! Numbers as programs write them: with names, as sets of flags, as times.

/// The name that a table has for a number.
pub(super) fn named(table: &[(u64, &'static str)], number: u64) -> Option<&'static str> {
    table
        .iter()
        .find(|(other, _)| *other == number)
        .map(|(_, name)| *name)
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

/// Bytes as hex digits.
pub(super) fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Sixteen bytes as a UUID is written.
pub(super) fn uuid(bytes: &[u8]) -> String {
    let mut text = hex(bytes).to_uppercase();
    for at in [20, 16, 12, 8] {
        if text.len() > at {
            text.insert(at, '-');
        }
    }
    text
}

/// What comes before the first zero byte.
pub(super) fn before_zero(bytes: &[u8]) -> &[u8] {
    bytes.split(|byte| *byte == 0).next().unwrap_or_default()
}

/// Seconds since 1970 as `file` writes them: `Tue Nov 14 22:13:20 2023`.
pub(super) fn time(seconds: u32) -> String {
    const WEEKDAYS: &[&str] = &["Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"];
    const MONTHS: &[(u32, &str)] = &[
        (31, "Jan"),
        (28, "Feb"),
        (31, "Mar"),
        (30, "Apr"),
        (31, "May"),
        (30, "Jun"),
        (31, "Jul"),
        (31, "Aug"),
        (30, "Sep"),
        (31, "Oct"),
        (30, "Nov"),
        (31, "Dec"),
    ];
    let (days, rest) = (seconds / 86_400, seconds % 86_400);
    let weekday = WEEKDAYS
        .get((days % 7) as usize)
        .copied()
        .unwrap_or_default();
    let (mut year, mut day) = (1970, days);
    // 32 bits of seconds end in 2106, and until then every fourth year but 2100 is a leap year.
    let leap = |year: u32| u32::from(year.is_multiple_of(4) && year != 2100);
    while day >= 365 + leap(year) {
        day -= 365 + leap(year);
        year += 1;
    }
    let mut name = "";
    for (days, month) in MONTHS {
        name = month;
        let days = days + if *month == "Feb" { leap(year) } else { 0 };
        if day < days {
            break;
        }
        day -= days;
    }
    let (hour, minute, second) = (rest / 3600, rest / 60 % 60, rest % 60);
    format!(
        "{weekday} {name} {:2} {hour:02}:{minute:02}:{second:02} {year}",
        day + 1
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times() {
        assert_eq!(time(0), "Thu Jan  1 00:00:00 1970");
        assert_eq!(time(951_782_400), "Tue Feb 29 00:00:00 2000");
        assert_eq!(time(1_700_000_000), "Tue Nov 14 22:13:20 2023");
        assert_eq!(time(1_735_689_599), "Tue Dec 31 23:59:59 2024");
        assert_eq!(time(4_107_542_400), "Mon Mar  1 00:00:00 2100");
        assert_eq!(time(u32::MAX), "Sun Feb  7 06:28:15 2106");
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
