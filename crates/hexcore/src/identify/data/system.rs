//! What a Unix system is set up with: time zones, terminals, translations.

use std::ops::Range;

use crate::identify::details::{Details, printable};
use crate::identify::fields::{plural, span};
use crate::identify::kind::{Kind, Strength};
use crate::identify::test::Test::{Any, Bytes, Code};
use crate::identify::values::{shown, unix_time};
use crate::identify::view::{
    Order::{self, Big, Little},
    View,
};

pub(super) const TIME_ZONE: Kind = Kind {
    id: "tzif",
    name: "timezone data",
    mime: "application/tzif",
    extensions: &["tzif"],
    tests: &[Bytes(0, b"TZif"), Code(90, zone_header)],
    strength: Strength::Certain,
    source: "RFC 9636, 3.1",
    lesson: "When the clocks of a place were and will be changed. The times are there twice: in 32 bits for \
             old programs, and in 64.",
    details: Some(time_zone),
};

pub(super) const TERMINFO: Kind = Kind {
    id: "terminfo",
    name: "Compiled terminfo entry",
    mime: "application/x-terminfo",
    extensions: &[],
    tests: &[
        Any(&[Bytes(0, b"\x1a\x01"), Bytes(0, b"\x1e\x02")]),
        Code(48, terminal_header),
    ],
    strength: Strength::Certain,
    source: "ncurses, term(5), Storage format",
    lesson: "What a terminal can do and which bytes make it do so: how many columns it has, how its screen is \
             cleared.",
    details: Some(terminfo),
};

pub(super) const GETTEXT: Kind = Kind {
    id: "gettext-mo",
    name: "GNU message catalog",
    mime: "application/x-gettext-translation",
    extensions: &["mo", "gmo"],
    tests: &[
        Any(&[Bytes(0, b"\xde\x12\x04\x95"), Bytes(0, b"\x95\x04\x12\xde")]),
        Code(16, revision),
    ],
    strength: Strength::Certain,
    source: "GNU gettext manual, The Format of GNU MO Files",
    lesson: "The translations of a program: the texts in its own language are sorted, so that one is found \
             fast.",
    details: Some(gettext),
};

/// The counts of a header of time zones, in the order of the file: flags of UTC and of standard time, leap
/// seconds, transitions, types of local time, letters.
fn counts(view: &View<'_>, at: u64) -> Option<[u64; 6]> {
    let mut counts = [0; 6];
    for (index, count) in (0..).zip(&mut counts) {
        *count = u64::from(view.u32(at + 20 + 4 * index, Big)?);
    }
    Some(counts)
}

fn zone_header(view: &View<'_>) -> Option<(String, Range<u64>)> {
    let version = view.u8(4)?;
    let [utc, standard, _, _, types, _] = counts(view, 0)?;
    // Fifteen bytes are left for later; the flags are there for all types or for none.
    let fits = matches!(version, 0 | b'2'..=b'9')
        && view.bytes(5, 15)?.iter().all(|byte| *byte == 0)
        && types <= 256
        && (utc == 0 || utc == types)
        && (standard == 0 || standard == types);
    fits.then(|| ("counts that agree with each other".to_owned(), 4..44))
}

/// `no leap seconds`, `1 leap second`, `27 leap seconds`.
fn some(count: u64, what: &str) -> String {
    match count {
        0 => format!("no {what}s"),
        _ => plural(count, what),
    }
}

fn time_zone(view: &View<'_>, to: &mut Details) -> Option<()> {
    let first = counts(view, 0)?;
    let [utc, standard, leaps, transitions, types, letters] = first;
    let version = view.u8(4)?;
    // What the 32-bit times need; after them comes a second header with the 64-bit ones.
    let length = transitions * 5 + types * 6 + letters + leaps * 8 + standard + utc;
    let second = 44 + length;
    let is_slim = version > 0 && transitions == 0 && types <= 1 && letters <= 1;
    let (at, told) = match is_slim {
        true => (second, counts(view, second)?),
        false => (0, first),
    };
    let [utc, standard, leaps, transitions, types, letters] = told;
    to.head(format!(
        "timezone data ({})",
        if is_slim { "slim" } else { "fat" }
    ));
    to.part(match version {
        0 => "old version".to_owned(),
        _ => format!("version {}", char::from(version)),
    });
    to.part(some(utc, "gmt time flag"));
    to.part(some(standard, "std time flag"));
    to.part(some(leaps, "leap second"));
    to.part(some(transitions, "transition time"));
    to.part(some(types, "local time type"));
    to.part(some(letters, "abbreviation char"));
    let words = if version == 0 {
        "1".to_owned()
    } else {
        char::from(version).to_string()
    };
    to.fact("Version", words, 4..5);
    to.fact("Leap seconds", leaps.to_string(), span(at + 28, 4));
    to.fact("Transitions", transitions.to_string(), span(at + 32, 4));
    to.fact("Types of local time", types.to_string(), span(at + 36, 4));
    if version == 0 {
        return Some(());
    }
    let [utc, standard, leaps, transitions, types, letters] = counts(view, second)?;
    let width = 8;
    let times = second + 44;
    if transitions > 0 {
        let last = times.checked_add((transitions - 1).checked_mul(width)?)?;
        if let Some(time) = unix_time(view.u64(last, Big)? as i64) {
            to.fact("Last transition", time, span(last, 8));
        }
    }
    let names = times + transitions * 9 + types * 6;
    let abbreviations = view.bytes(names, letters.min(256))?;
    let list: Vec<String> = abbreviations
        .split(|byte| *byte == 0)
        .filter(|name| !name.is_empty())
        .map(printable)
        .collect();
    to.fact("Abbreviations", list.join(", "), span(names, letters));
    let footer = names + letters + leaps * 12 + standard + utc;
    if view.u8(footer)? == b'\n' {
        let rule = view
            .up_to(footer + 1, 100)?
            .split(|byte| *byte == b'\n')
            .next()?;
        if !rule.is_empty() {
            to.fact(
                "Rule from then on",
                printable(rule),
                span(footer + 1, rule.len() as u64),
            );
        }
    }
    Some(())
}

/// The names in a compiled entry, after checks of all lengths.
fn terminal<'a>(view: &View<'a>) -> Option<(&'a [u8], u64)> {
    let get = |at| view.u16(at, Little).map(u64::from);
    let width = if view.u8(0)? == 0x1e { 4 } else { 2 };
    let (names, flags, numbers) = (get(2)?, get(4)?, get(6)?);
    let (offsets, strings) = (get(8)?, get(10)?);
    // More than any terminal has, and still less than what would be chance.
    if !(2..=4096).contains(&names)
        || flags > 512
        || numbers > 512
        || offsets > 4096
        || strings > 0x8000
    {
        return None;
    }
    let tables = (12 + names + flags).next_multiple_of(2);
    let end = tables + numbers * width + offsets * 2 + strings;
    let bytes = view.bytes(12, names)?;
    let (&last, text) = bytes.split_last()?;
    let is_text = text.iter().all(|byte| (0x20..0x7f).contains(byte));
    // A flag is no, yes or cancelled.
    let flags = view.bytes(12 + names, flags)?;
    let are_flags = flags.iter().all(|byte| matches!(byte, 0 | 1 | 0xfe));
    (last == 0 && is_text && are_flags && end <= view.size()).then_some((text, end))
}

fn terminal_header(view: &View<'_>) -> Option<(String, Range<u64>)> {
    terminal(view).map(|_| {
        (
            "lengths and names that agree with each other".to_owned(),
            2..12,
        )
    })
}

fn terminfo(view: &View<'_>, to: &mut Details) -> Option<()> {
    let (names, _) = terminal(view)?;
    let mut list = names.split(|byte| *byte == b'|');
    let first = printable(list.next()?);
    let is_wide = view.u8(0)? == 0x1e;
    let words = if is_wide { "32-bit " } else { "" };
    to.head(format!("Compiled {words}terminfo entry \"{first}\""));
    to.fact("Numbers", if is_wide { "32 bits" } else { "16 bits" }, 0..2);
    let length = names.len() as u64;
    to.fact("Names", printable(names), 12..12 + length);
    let get = |at| view.u16(at, Little).map(u64::from);
    to.fact("Flags", get(4)?.to_string(), 4..6);
    to.fact("Count of numbers", get(6)?.to_string(), 6..8);
    to.fact("Count of strings", get(8)?.to_string(), 8..10);
    // The first number is that of the columns, the third that of the lines (term.h).
    let numbers = (12 + get(2)? + get(4)?).next_multiple_of(2);
    let width = if is_wide { 4 } else { 2 };
    for (index, name) in [(0, "Columns"), (2, "Lines")] {
        let at = numbers + index * width;
        if index < get(6)? {
            let value = view.number(at, width, Little)?;
            // Negative ones stand for what it has not.
            if value >> (8 * width - 1) == 0 {
                to.fact(name, value.to_string(), at..at + width);
            }
        }
    }
    Some(())
}

fn order_of_messages(view: &View<'_>) -> Option<Order> {
    Some(if view.u8(0)? == 0xde { Little } else { Big })
}

fn revision(view: &View<'_>) -> Option<(String, Range<u64>)> {
    let revision = view.u32(4, order_of_messages(view)?)?;
    let fits = matches!(revision, 0 | 1 | 0x1_0000 | 0x1_0001);
    fits.then(|| {
        (
            format!(
                "a revision that there is, {}.{}",
                revision >> 16,
                revision & 0xffff
            ),
            4..8,
        )
    })
}

/// The text of an entry of a table of texts, or as much as is shown of it, and where it is.
fn message<'a>(
    view: &View<'a>,
    table: u64,
    index: u64,
    order: Order,
) -> Option<(&'a [u8], Range<u64>)> {
    let at = table.checked_add(index * 8)?;
    let length = u64::from(view.u32(at, order)?);
    let start = u64::from(view.u32(at + 4, order)?);
    Some((view.bytes(start, length.min(4096))?, span(start, length)))
}

/// Bytes of a text that are shown, at most.
const SHOWN: usize = 127;

/// The first line, as far as it is shown.
fn line(bytes: &[u8]) -> String {
    let line = bytes
        .split(|byte| matches!(byte, b'\n' | b'\r' | 0))
        .next()
        .unwrap_or_default();
    printable(line.get(..SHOWN).unwrap_or(line))
}

fn gettext(view: &View<'_>, to: &mut Details) -> Option<()> {
    let order = order_of_messages(view)?;
    let name = if order == Big {
        "big endian"
    } else {
        "little endian"
    };
    to.head(format!("GNU message catalog ({name})"));
    to.fact("Byte order", name, 0..4);
    let revision = view.u32(4, order)?;
    let (major, minor) = (revision >> 16, revision & 0xffff);
    to.part(format!("revision {major}.{minor}"));
    to.fact("Revision", format!("{major}.{minor}"), 4..8);
    let count = u64::from(view.u32(8, order)?);
    to.part(plural(count, "message"));
    to.fact("Messages", count.to_string(), 8..12);
    let mut all = count;
    if minor > 0 {
        let more = u64::from(view.u32(36, order)?);
        to.part(plural(more, "sysdep message"));
        to.fact("Messages for this system only", more.to_string(), 36..40);
        all += more;
    }
    let (originals, translations) = (
        u64::from(view.u32(12, order)?),
        u64::from(view.u32(16, order)?),
    );
    if originals.saturating_add(count * 8) > view.size()
        || translations.saturating_add(count * 8) > view.size()
    {
        to.note(
            "Its tables of texts reach past the end of the file.",
            Some(8..20),
        );
        return Some(());
    }
    if all == 0 || count == 0 {
        return Some(());
    }
    // The translation of the empty text is a header.
    let (first, at) = message(view, translations, 0, order)?;
    let mut words = line(first);
    if !first.is_empty() {
        let mut from = at.start;
        for text in first.split(|byte| *byte == b'\n').take(24) {
            let end = from + text.len() as u64;
            let known = [
                (&b"Project-Id-Version:"[..], "Project"),
                (b"Language:", "Language"),
                (b"PO-Revision-Date:", "Revised"),
                (b"Last-Translator:", "Translator"),
                (b"Plural-Forms:", "Plural forms"),
            ];
            for (key, name) in known {
                if let Some(value) = text
                    .strip_prefix(key)
                    .filter(|value| !value.trim_ascii().is_empty())
                {
                    to.fact(name, shown(value.trim_ascii()), from..end);
                }
            }
            from = end.saturating_add(1);
        }
    }
    if count > 1 {
        let (second, at) = message(view, translations, 1, order)?;
        if second.len() > 1 {
            // One or two line feeds at its start are left out.
            let text = second.strip_prefix(b"\n").unwrap_or(second);
            let text = match text {
                [b'\n', rest @ ..] if text.len() < second.len() => rest,
                _ => text,
            };
            words += &format!(" '{}'", line(text));
            to.fact(
                "A translation",
                shown(text.get(..SHOWN).unwrap_or(text)),
                at,
            );
        }
    }
    if !words.is_empty() {
        to.part(words);
    }
    Some(())
}
