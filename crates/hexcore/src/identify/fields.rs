//! Fields of headers, told as facts.

use std::ops::Range;

use super::details::{Details, printable};
use super::view::{Order, View};

/// Names of numbers.
pub(super) type Names = [(u64, &'static str)];

/// `length` bytes from `at` on.
pub(super) fn span(at: u64, length: u64) -> Range<u64> {
    at..at.saturating_add(length)
}

/// `640 pixels`, `1 bit a pixel`, or the mere number where there is no unit.
pub(super) fn with_unit(number: u64, unit: &str) -> String {
    let (first, rest) = unit.split_at(unit.find(' ').unwrap_or(unit.len()));
    let one = first.strip_suffix('s').filter(|_| number == 1);
    let space = if unit.is_empty() { "" } else { " " };
    format!("{number}{space}{}{rest}", one.unwrap_or(first))
}

/// `1 table`, `2 tables`.
pub(super) fn plural(number: u64, what: &str) -> String {
    let s = if number == 1 { "" } else { "s" };
    format!("{number} {what}{s}")
}

/// `640 x 480`.
pub(super) fn by(width: u64, height: u64) -> String {
    format!("{width} x {height}")
}

/// `44.1`: a number in thousandths without the zeros at its end.
pub(super) fn thousandths(number: u64) -> String {
    let text = format!("{}.{:03}", number / 1000, number % 1000);
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

/// Thousandths of a second as `1 h 02 min 03.5 s`.
pub(super) fn duration(milliseconds: u64) -> String {
    let seconds = thousandths(milliseconds % 60_000);
    match milliseconds / 60_000 {
        0 => format!("{seconds} s"),
        minutes @ 1..60 => format!("{minutes} min {seconds} s"),
        minutes => format!("{} h {} min {seconds} s", minutes / 60, minutes % 60),
    }
}

/// How long `count` lasts at so many a second.
pub(super) fn lasting(count: u64, a_second: u64) -> Option<String> {
    let milliseconds = u128::from(count) * 1000 / u128::from(a_second.max(1));
    (a_second > 0).then(|| duration(u64::try_from(milliseconds).unwrap_or(u64::MAX)))
}

/// The name of a number.
pub(super) fn named(number: u64, names: &Names) -> Option<&'static str> {
    let (_, name) = names.iter().find(|(other, _)| *other == number)?;
    Some(name)
}

/// The number of these bytes, which is told.
pub(super) fn number(
    view: &View<'_>,
    to: &mut Details,
    name: &'static str,
    at: Range<u64>,
    order: Order,
    unit: &str,
) -> Option<u64> {
    let number = view.number(at.start, at.end.checked_sub(at.start)?, order)?;
    to.fact(name, with_unit(number, unit), at);
    Some(number)
}

/// The name of the number of these bytes, which is told; empty where it has none.
pub(super) fn choice(
    view: &View<'_>,
    to: &mut Details,
    name: &'static str,
    at: Range<u64>,
    order: Order,
    names: &Names,
) -> Option<&'static str> {
    let number = view.number(at.start, at.end.checked_sub(at.start)?, order)?;
    Some(tell_choice(to, name, number, at, names))
}

/// Tells the name of a number; gives it, or nothing where it has none.
pub(super) fn tell_choice(
    to: &mut Details,
    name: &'static str,
    number: u64,
    at: Range<u64>,
    names: &Names,
) -> &'static str {
    let found = named(number, names);
    match found {
        Some(found) => to.fact(name, found, at),
        None => to.fact(name, format!("unknown ({number})"), at),
    }
    found.unwrap_or_default()
}

/// Width and height, which are told.
pub(super) fn size(
    view: &View<'_>,
    to: &mut Details,
    width: Range<u64>,
    height: Range<u64>,
    order: Order,
) -> Option<(u64, u64)> {
    let width = number(view, to, "Width", width, order, "pixels")?;
    let height = number(view, to, "Height", height, order, "pixels")?;
    if width == 0 || height == 0 {
        to.note("It has no pixels: its width or its height is 0.", None);
    }
    Some((width, height))
}

/// Tells width and height that are not just the numbers of their bytes.
pub(super) fn tell_size(to: &mut Details, width: u64, height: u64, at: [Range<u64>; 2]) {
    let [at_width, at_height] = at;
    to.fact("Width", with_unit(width, "pixels"), at_width);
    to.fact("Height", with_unit(height, "pixels"), at_height);
}

/// Text that ends with a zero byte or after `most` bytes, without spaces at its end.
pub(super) fn text(view: &View<'_>, at: u64, most: u64) -> Option<String> {
    let bytes = view.up_to(at, most)?;
    let end = bytes.iter().position(|&byte| byte == 0);
    let text = bytes.get(..end.unwrap_or(bytes.len()))?;
    Some(printable(text.trim_ascii_end()))
}

/// A text, which is told if there is any.
pub(super) fn tell_text(
    view: &View<'_>,
    to: &mut Details,
    name: &'static str,
    at: u64,
    most: u64,
) -> Option<String> {
    let text = text(view, at, most)?;
    if !text.is_empty() {
        let most = most.min(view.size().saturating_sub(at));
        to.fact(name, text.clone(), span(at, most));
    }
    Some(text)
}

/// Text of 16-bit characters as it can be shown.
pub(super) fn wide(bytes: &[u8], order: Order) -> String {
    let units = bytes.chunks_exact(2).map(|pair| match (pair, order) {
        (&[low, high], Order::Little) | (&[high, low], Order::Big) => {
            u16::from_be_bytes([high, low])
        }
        _ => 0,
    });
    let mut text = String::new();
    for character in char::decode_utf16(units.take_while(|&unit| unit != 0)) {
        match character {
            Ok(character) if !character.is_control() => text.push(character),
            _ => text.push(char::REPLACEMENT_CHARACTER),
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_in_words() {
        assert_eq!(thousandths(44_100), "44.1");
        assert_eq!(thousandths(48_000), "48");
        assert_eq!(thousandths(5), "0.005");
        assert_eq!(duration(1500), "1.5 s");
        assert_eq!(duration(61_000), "1 min 1 s");
        assert_eq!(duration(3_723_250), "1 h 2 min 3.25 s");
        assert_eq!(lasting(22_050, 44_100).unwrap(), "0.5 s");
        assert_eq!(lasting(1, 0), None);
        assert!(lasting(u64::MAX, 1).is_some());
        assert_eq!(plural(1, "table"), "1 table");
        assert_eq!(plural(0, "table"), "0 tables");
        assert_eq!(with_unit(1, "pixels"), "1 pixel");
        assert_eq!(with_unit(1, "bits a pixel"), "1 bit a pixel");
        assert_eq!(with_unit(0, "bits a pixel"), "0 bits a pixel");
        assert_eq!(with_unit(1, "Hz"), "1 Hz");
        assert_eq!(with_unit(1, ""), "1");
    }
}
