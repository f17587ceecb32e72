//! What is asked about bytes, and whether an answer is right.

use crate::draw::Shown;
use crate::reading::{Reading, hex, number};

/// What is asked.
#[derive(Clone, Debug)]
pub(crate) enum Query {
    /// What the bytes at an offset say.
    Value(Reading, u64, Option<u64>),
    /// Where these bytes are first.
    Offset(Vec<u8>),
    /// How often these bytes are there.
    Count(Vec<u8>),
    /// What kind of file it is.
    Kind,
}

impl Query {
    /// Reads `u32be 0x10`, `bytes 0x10+4`, `offset 49 45`, `count 00` or `kind`.
    pub(crate) fn read(text: &str) -> Result<Query, String> {
        let (name, rest) = text.trim().split_once(' ').unwrap_or((text.trim(), ""));
        let needle = || match hex(rest) {
            Ok(bytes) if bytes.is_empty() => Err("which bytes are looked for?".to_owned()),
            bytes => bytes.map_err(str::to_owned),
        };
        match name {
            "kind" if rest.trim().is_empty() => return Ok(Query::Kind),
            "offset" => return needle().map(Query::Offset),
            "count" => return needle().map(Query::Count),
            _ => {}
        }
        let reading = Reading::named(name)
            .ok_or_else(|| format!("`{name}` is nothing that can be asked for"))?;
        let (at, length) = rest.split_once('+').unwrap_or((rest, ""));
        let at = offset(at)?;
        let length = match (reading.length(), length) {
            (Some(length), "") => Some(length),
            (None, "") => return Err(format!("how many bytes of `{name}`? write OFFSET+LENGTH")),
            (_, length) => Some(offset(length)?),
        };
        Ok(Query::Value(reading, at, length))
    }

    /// Whether the answer is a whole number.
    pub(crate) fn is_whole(&self) -> bool {
        match self {
            Query::Value(reading, ..) => reading.is_whole(),
            Query::Offset(_) | Query::Count(_) => true,
            Query::Kind => false,
        }
    }

    /// Whether two answers are the same.
    pub(crate) fn is_same(&self, left: &str, right: &str) -> bool {
        match self {
            Query::Value(reading, ..) => reading.is_same(left, right),
            Query::Kind => left == right,
            Query::Offset(_) | Query::Count(_) => {
                number(left).is_some_and(|left| number(right) == Some(left))
            }
        }
    }

    /// The answer that the bytes give.
    pub(crate) fn answer(&self, shown: &Shown<'_>) -> Option<String> {
        match self {
            Query::Value(reading, at, length) => {
                let end = at.checked_add((*length)?)?;
                reading.read(shown.slice(&(*at..end))?)
            }
            Query::Offset(needle) => {
                let mut windows = shown.bytes.windows(needle.len());
                let at = windows.position(|window| window == needle)?;
                Some(format!("{:#x}", shown.start + at as u64))
            }
            // How often they are in the rest is not known.
            Query::Count(_) if !shown.is_end => None,
            Query::Count(needle) => {
                let windows = shown.bytes.windows(needle.len());
                Some(
                    windows
                        .filter(|window| window == needle)
                        .count()
                        .to_string(),
                )
            }
            Query::Kind => shown.verdict.map(|verdict| match verdict.name.as_str() {
                "" => "data".to_owned(),
                name => name.to_owned(),
            }),
        }
    }
}

/// An offset as posts write it, decimal or in hex.
///
/// # Errors
/// A few words on what is wrong.
pub fn offset(text: &str) -> Result<u64, String> {
    let value = number(text).filter(|(is_negative, _)| !is_negative);
    value
        .map(|(_, value)| value)
        .ok_or_else(|| format!("`{}` is no offset, such as 0x10 or 16", text.trim()))
}

/// Whether what a reader has typed is this answer. Numbers may be in decimal or hex, bytes with or without
/// spaces, words in any case.
pub fn is_right(answer: &str, given: &str) -> bool {
    let plain = |text: &str| {
        let words = text.split_whitespace().collect::<Vec<_>>().join(" ");
        words.to_lowercase()
    };
    let (answer, given) = (plain(answer), plain(given));
    if given.is_empty() {
        return false;
    }
    // Several bytes are no number, though their digits may look like one.
    let whole = number(&answer).filter(|_| !answer.contains(' '));
    let is_same_number = whole.is_some_and(|answer| {
        // As dumps print offsets, without a prefix.
        let bare = u64::from_str_radix(&given, 16).ok();
        number(&given) == Some(answer) || bare.is_some_and(|bare| (false, bare) == answer)
    });
    let are_same_bytes = || hex(&answer).is_ok_and(|answer| hex(&given) == Ok(answer));
    // Of the name of a kind, two of its words are enough.
    let is_most_of_name = || {
        let is_end = |part: &str| part.is_empty() || part.starts_with(' ') || part.ends_with(' ');
        let around = answer.split_once(&given);
        let is_in_it = around.is_some_and(|(before, after)| is_end(before) && is_end(after));
        hex(&answer).is_err() && given.contains(' ') && is_in_it
    };
    answer == given || is_same_number || are_same_bytes() || is_most_of_name()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn answers_are_right_however_they_are_written() {
        for (answer, given) in [
            ("0x5c", "92"),
            ("92", "0x5C"),
            ("0x5c", " 5c "),
            ("16384", "16,384"),
            ("ca fe", "CAFE"),
            ("PNG image", "png  Image"),
            ("compiled Java class data", "Java class"),
            ("-1", "-1"),
        ] {
            assert!(is_right(answer, given), "{answer} {given}");
        }
        for (answer, given) in [
            ("0x5c", "93"),
            ("92", ""),
            ("ca fe", "ca ff"),
            ("PNG image", "PNG"),
            ("PNG image", "GIF image"),
            ("compiled Java class data", "data"),
            ("compiled Java class data", "piled Java"),
            ("ca fe ba be", "ca fe"),
            ("00 40", "0x28"),
            ("0", "-"),
        ] {
            assert!(!is_right(answer, given), "{answer} {given}");
        }
    }

    #[test]
    fn bytes_answer() {
        let bytes = [0, 0, 0x40, 0, 0x40];
        let shown = Shown {
            bytes: &bytes,
            start: 0x10,
            is_end: true,
            verdict: None,
        };
        for (query, answer) in [
            ("u32be 0x10", Some("16384")),
            ("u8 0x14", Some("64")),
            ("u16be 0x14", None),
            ("u8 0x0f", None),
            ("bytes 0x11+2", Some("00 40")),
            ("offset 40 00", Some("0x12")),
            ("offset 41", None),
            ("count 40", Some("2")),
            ("kind", None),
        ] {
            let query = Query::read(query).unwrap();
            assert_eq!(query.answer(&shown).as_deref(), answer, "{query:?}");
        }
        for query in [
            "",
            "u32 0x10",
            "u32be",
            "u32be x",
            "bytes 0x10",
            "offset",
            "count 4",
            "kind x",
        ] {
            assert!(Query::read(query).is_err(), "{query}");
        }
    }
}
