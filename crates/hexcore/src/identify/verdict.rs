//! A report in words alone.

use std::ops::Range;

use super::{Certainty, Kind, Report};

/// What a file is, in words, without the table that it was found by.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verdict {
    /// What it is, as `file` would say it.
    pub sentence: String,
    /// What its kind is called; empty if it is of none.
    pub name: String,
    /// How sure that is.
    pub certainty: Certainty,
    /// Its MIME type.
    pub mime: String,
    /// Usual ends of the names of such files, such as `.jpg .jpeg`.
    pub extensions: String,
    /// Where it is written what such files have.
    pub source: String,
    /// A sentence for somebody who learns.
    pub lesson: String,
    /// What speaks for it.
    pub evidence: Vec<Finding>,
    /// What the file says of itself.
    pub facts: Vec<Finding>,
    /// What else there is to know.
    pub notes: Vec<Finding>,
}

/// Something that was found in a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// What a fact is about; empty for anything else.
    pub name: String,
    /// What was found.
    pub words: String,
    /// The bytes that say so, if any do.
    pub at: Option<Range<u64>>,
}

impl From<Report> for Verdict {
    fn from(report: Report) -> Verdict {
        let kind = report.kind;
        let of_kind = |field: fn(&Kind) -> &str| kind.map(field).unwrap_or_default().to_owned();
        let finding = |name: &str, words: String, at| Finding {
            name: name.to_owned(),
            words,
            at,
        };
        let extensions = kind.map_or(&[][..], |kind| kind.extensions).iter();
        let extensions: Vec<String> = extensions.map(|it| format!(".{it}")).collect();
        let (evidence, facts, notes) = (report.evidence, report.facts, report.notes);
        Verdict {
            sentence: report.sentence,
            name: of_kind(|kind| kind.name),
            certainty: report.certainty,
            mime: report.mime.to_owned(),
            extensions: extensions.join(" "),
            source: of_kind(|kind| kind.source),
            lesson: of_kind(|kind| kind.lesson),
            evidence: evidence
                .into_iter()
                .map(|it| finding("", it.what, Some(it.at)))
                .collect(),
            facts: facts
                .into_iter()
                .map(|it| finding(it.name, it.value, Some(it.at)))
                .collect(),
            notes: notes
                .into_iter()
                .map(|it| finding("", it.sentence, it.at))
                .collect(),
        }
    }
}
