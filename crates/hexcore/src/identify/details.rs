//! What is told of a file beside its kind.

use std::ops::Range;

use super::view::View;
use super::{Candidate, Certainty, Fact, Note, Report};

/// Parts of a sentence, facts and notes, while they are gathered.
pub(super) struct Details {
    head: String,
    parts: Vec<String>,
    facts: Vec<Fact>,
    notes: Vec<Note>,
}

impl Details {
    /// Of a kind with this name.
    pub(super) fn new(name: &str) -> Details {
        Details {
            head: name.to_owned(),
            parts: Vec::new(),
            facts: Vec::new(),
            notes: Vec::new(),
        }
    }

    /// Begins the sentence with other words than the kind's name.
    pub(super) fn head(&mut self, words: impl Into<String>) {
        self.head = words.into();
    }

    /// Goes on with the sentence, after a comma.
    pub(super) fn part(&mut self, words: impl Into<String>) {
        self.parts.push(words.into());
    }

    /// Adds a fact. The words are in sentence case, without a full stop.
    pub(super) fn fact(&mut self, name: &'static str, value: impl Into<String>, at: Range<u64>) {
        let value = value.into();
        self.facts.push(Fact { name, value, at });
    }

    /// Adds the facts and notes of something within the file.
    pub(super) fn facts_of(&mut self, inner: Details) {
        self.facts.extend(inner.facts);
        self.notes.extend(inner.notes);
    }

    /// Adds a note: a whole sentence.
    pub(super) fn note(&mut self, sentence: impl Into<String>, at: Option<Range<u64>>) {
        let sentence = sentence.into();
        self.notes.push(Note { sentence, at });
    }

    /// Says why there is not more.
    pub(super) fn cut_short(&mut self, view: &View<'_>) {
        if view.wanted().is_some() {
            // This is not the last word.
            return;
        }
        let sentence = match view.is_limited() {
            true => "More of it could not be looked at within the limit of what is read.",
            false => {
                "It ends before everything is there that its header speaks of: it may have been cut off."
            }
        };
        self.note(sentence, None);
    }

    /// Puts it together.
    pub(super) fn report(self, best: &Candidate) -> Report {
        Report {
            kind: Some(best.kind),
            evidence: best.evidence.clone(),
            ..self.report_text(best.kind.strength.into(), best.kind.mime)
        }
    }

    /// Puts it together for a text of no kind of its own.
    pub(super) fn report_text(self, certainty: Certainty, mime: &'static str) -> Report {
        let mut sentence = self.head;
        for part in self.parts {
            sentence += ", ";
            sentence += &part;
        }
        Report {
            kind: None,
            certainty,
            sentence,
            mime,
            evidence: Vec::new(),
            facts: self.facts,
            notes: self.notes,
        }
    }
}

/// Text from a file as it can be shown: what is not printable ASCII is written `\ooo`, as `file` does.
pub(super) fn printable(bytes: &[u8]) -> String {
    let mut text = String::new();
    for byte in bytes {
        match byte {
            0x20..=0x7e => text.push(char::from(*byte)),
            _ => text += &format!("\\{byte:03o}"),
        }
    }
    text
}
