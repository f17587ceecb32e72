//! What a text was found to be.

use std::ops::Range;

use super::{csv, json, markup, script, source, starts};

/// How `file` goes on after the name of a kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    /// Not at all: `JSON text data`.
    Alone,
    /// With encoding and line ends: `C source, ASCII text`.
    Text,
    /// As a program: `Python script, ASCII text executable`.
    Executable,
}

/// A kind of text, and what speaks for it.
#[derive(Clone, Debug)]
pub(super) struct Found {
    pub(super) id: &'static str,
    pub(super) form: Form,
    /// Words for it that are not the name of its kind.
    pub(super) name: Option<String>,
    pub(super) what: String,
    /// Where that is in the text.
    pub(super) at: Range<u64>,
    /// A fact that the same bytes tell.
    pub(super) fact: Option<(&'static str, String)>,
    /// What is odd about it, and where.
    pub(super) note: Option<(&'static str, Option<Range<u64>>)>,
}

impl Found {
    pub(super) fn new(
        id: &'static str,
        form: Form,
        what: impl Into<String>,
        at: Range<u64>,
    ) -> Found {
        Found {
            id,
            form,
            name: None,
            what: what.into(),
            at,
            fact: None,
            note: None,
        }
    }

    /// Calls it something else.
    pub(super) fn called(mut self, name: impl Into<String>) -> Found {
        self.name = Some(name.into());
        self
    }

    /// Tells something more of it.
    pub(super) fn telling(mut self, name: &'static str, value: String) -> Found {
        self.fact = Some((name, value));
        self
    }
}

/// What a text in ASCII, UTF-8 or 8 bits a character is, after the mark at its start. `is_whole`: nothing of
/// it is missing.
pub(super) fn find(text: &[u8], has_mark: bool, is_whole: bool) -> Option<Found> {
    let first = text.trim_ascii_start().first()?;
    if matches!(first, b'{' | b'[')
        && !has_mark
        && let Some(found) = json(text, is_whole)
    {
        return Some(found);
    }
    if let Some(fields) = csv::fields(text) {
        let what = format!("{fields} fields with commas between them in every line");
        let found = Found::new("csv", Form::Alone, what, 0..text.len() as u64);
        return Some(found.telling("Fields", format!("{fields} in a line")));
    }
    script::find(text)
        .or_else(|| markup::find(text))
        .or_else(|| starts::find(text))
        .or_else(|| source::find(text))
}

fn json(text: &[u8], is_whole: bool) -> Option<Found> {
    let json = json::read(text)?;
    if is_whole && json.values > 1 && !json.is_complete {
        return None;
    }
    let length = text.len() as u64;
    let (id, what) = match json.values {
        1 => ("json", "all of it can be read as JSON"),
        _ => ("ndjson", "all of it can be read as values in JSON"),
    };
    let mut found = Found::new(id, Form::Alone, what, 0..length);
    let members = match json.is_object {
        true => "an object of",
        false => "an array of",
    };
    let plural = if json.members == 1 { "" } else { "s" };
    let value = match json.values {
        1 => {
            let more = if json.is_complete { "" } else { " or more" };
            let count = json.members;
            format!(
                "{members} {count} member{plural}{more}, {} deep",
                json.depth
            )
        }
        values => format!("{values} values"),
    };
    found = found.telling("Content", value);
    if let Some(at) = json.loose {
        let at = at as u64;
        let words = "JSON does not allow this, though some programs read it: a control character in a string, a \
                     number that begins with 0, or a comma before a bracket that closes.";
        found.note = Some((words, Some(at..at + 1)));
    }
    if is_whole && !json.is_complete {
        let words = "It ends before its last bracket is closed: it may have been cut off.";
        found.note = Some((words, None));
    }
    Some(found)
}
