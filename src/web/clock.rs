//! Times in the time zone that the browser is in.

use hexcore::inspect::Instant;
use js_sys::Date;

/// The greatest distance from 1970 that the browser can tell, in seconds (ECMAScript, section
/// "Time Values and Time Range").
const MOST_SECONDS: i64 = 8_640_000_000_000;

/// Milliseconds since 1970, to tell how long something takes.
pub fn now() -> f64 {
    Date::now()
}

/// An instant as the browser's zone has it: `2022-12-30 13:34:56 +01:00`; `None` where the browser
/// cannot tell.
pub fn local(instant: Instant) -> Option<String> {
    if instant.seconds.abs() > MOST_SECONDS {
        return None;
    }
    let date = Date::new(&(instant.seconds as f64 * 1000.0).into());
    // Minutes that UTC is ahead: the other way round than zones are written.
    let behind = date.get_timezone_offset() as i32;
    let (sign, minutes) = if behind > 0 {
        ('-', behind)
    } else {
        ('+', -behind)
    };
    Some(format!(
        "{:04}-{:02}-{:02} {:02}:{:02}:{:02} {sign}{:02}:{:02}",
        date.get_full_year() as i32,
        date.get_month() + 1,
        date.get_date(),
        date.get_hours(),
        date.get_minutes(),
        date.get_seconds(),
        minutes / 60,
        minutes % 60,
    ))
}
