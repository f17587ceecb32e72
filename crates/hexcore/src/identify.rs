//! What a file is, why, and what it says of itself.
//!
//! A kind of file is an entry of a table: where it has which bytes, how sure these make it, and where that
//! is written. What decided is given as evidence, by the place of the bytes. Beside it stands what nearly
//! matched, so that a damaged file is not just unknown.
//!
//! Nothing here reads: an [`Examination`] names the ranges that it wants, at most [`READ_LIMIT`] bytes in
//! all, and is given what they hold.
//!
//! No wrong certainty is the first rule: a kind whose bytes could be there by chance is a guess, and what
//! is left is data.

mod archives;
mod data;
mod details;
mod disks;
mod documents;
mod fields;
mod images;
mod kind;
mod media;
mod near;
mod programs;
mod test;
mod text;
mod values;
mod verdict;
mod view;

use std::ops::Range;

pub use self::kind::{KINDS_IN_FAMILIES, Kind, Strength, kinds};
pub use self::verdict::{Finding, Verdict};

use self::details::Details;
use self::view::{Parts, View};

/// Bytes that are read of a file, at most.
pub const READ_LIMIT: u64 = 1 << 20;

/// Bytes that are read first, from the start of the file.
pub const FIRST_READ: u64 = 64 << 10;

/// How sure a report is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Certainty {
    /// Nothing speaks for any kind.
    Unknown,
    /// Some bytes speak for it, which could be there by chance.
    Guess,
    /// Much speaks for it.
    Likely,
    /// The bytes that its specification demands are there.
    Certain,
}

impl Certainty {
    /// How sure, in words.
    pub const fn words(self) -> &'static str {
        match self {
            Certainty::Unknown => "Of no kind that is known here",
            Certainty::Guess => "A guess",
            Certainty::Likely => "Likely",
            Certainty::Certain => "Certain",
        }
    }
}

/// Something that speaks for the kind, and the bytes that say so.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Evidence {
    /// What is there, such as `the bytes 89 50 4e 47 0d 0a 1a 0a`.
    pub what: String,
    /// Where it is.
    pub at: Range<u64>,
}

/// Something that the file says of itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fact {
    /// What it is about, such as `Width`.
    pub name: &'static str,
    /// What it is, such as `640 pixels`.
    pub value: String,
    /// The bytes that it was read from.
    pub at: Range<u64>,
}

/// Something that the user should know: a near miss, a header that lies, a second kind in the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    /// A sentence.
    pub sentence: String,
    /// The bytes that it is about, if it is about any.
    pub at: Option<Range<u64>>,
}

/// What is known of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Report {
    /// Its kind; `None` for text without a kind of its own, an empty file and mere data.
    pub kind: Option<&'static Kind>,
    /// How sure that is.
    pub certainty: Certainty,
    /// What it is, in the words that `file` uses for it where `file` knows it: `PNG image data, 1 x 1, …`.
    pub sentence: String,
    /// Its MIME type.
    pub mime: &'static str,
    /// What speaks for it.
    pub evidence: Vec<Evidence>,
    /// What it says of itself.
    pub facts: Vec<Fact>,
    /// What else there is to know.
    pub notes: Vec<Note>,
}

/// What an [`Examination`] wants next.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Step {
    /// The bytes of this range of the file.
    Read(Range<u64>),
    /// Nothing more: this is what the file is.
    Done(Box<Report>),
}

/// Finds out what a file is, from the bytes that it asks for.
#[derive(Debug)]
pub struct Examination {
    parts: Parts,
    name: String,
}

impl Examination {
    /// Begins with a file of this name and of `size` bytes. The name decides nothing; it is held against
    /// what is found.
    pub fn new(name: &str, size: u64) -> Examination {
        Examination {
            parts: Parts::new(size),
            name: name.to_owned(),
        }
    }

    /// What is wanted next. Where nothing has been given since the last time, it is the same.
    pub fn step(&self) -> Step {
        let size = self.parts.size();
        if size > 0 && !self.parts.has_begun() {
            return Step::Read(0..size.min(FIRST_READ));
        }
        let view = View::new(&self.parts);
        let report = examine(&view, &self.name);
        match view.wanted() {
            Some(range) => Step::Read(range),
            None => Step::Done(Box::new(report)),
        }
    }

    /// Takes the bytes of a range that was asked for. Fewer bytes than were asked for mean that the file
    /// has become shorter: it ends there.
    pub fn give(&mut self, start: u64, asked: u64, bytes: &[u8]) {
        self.parts.insert(start, asked, bytes);
    }
}

/// What the file of these bytes is.
pub fn identify(name: &str, bytes: &[u8]) -> Report {
    let mut examination = Examination::new(name, bytes.len() as u64);
    loop {
        match examination.step() {
            Step::Done(report) => return *report,
            Step::Read(range) => {
                // What is asked for is in the slice, whose length is a usize.
                let part = bytes.get(range.start as usize..range.end as usize);
                let asked = range.end - range.start;
                examination.give(range.start, asked, part.unwrap_or_default());
            }
        }
    }
}

/// A kind that fits, and the bytes that say so.
struct Candidate {
    kind: &'static Kind,
    evidence: Vec<Evidence>,
}

fn examine(view: &View<'_>, name: &str) -> Report {
    if view.size() == 0 {
        return Report {
            kind: None,
            certainty: Certainty::Certain,
            sentence: "empty".to_owned(),
            mime: "inode/x-empty",
            evidence: Vec::new(),
            facts: Vec::new(),
            notes: Vec::new(),
        };
    }
    let is_possible = |kind: &&Kind| view.text().is_some() || !kind.is_text();
    let mut found: Vec<Candidate> = kinds()
        .filter(is_possible)
        .filter_map(|kind| {
            let evidence = kind.matches(view)?;
            Some(Candidate { kind, evidence })
        })
        .collect();
    // Of two that fit, the one that asks for more.
    found.sort_by_key(|candidate| {
        let kind = candidate.kind;
        std::cmp::Reverse((kind.strength, kind.bits()))
    });
    let text = view.text();
    let is_text = |candidate: &Candidate| candidate.kind.is_text();
    let best = found.iter().find(|candidate| match text {
        // What is text from its first byte to its last is no binary kind, whatever it begins with. But many
        // bytes above 7f are letters somewhere.
        Some(text) if !is_text(candidate) => match candidate.kind.strength {
            Strength::Certain => true,
            Strength::Likely => text.is_vague() && candidate.kind.bits() >= 32,
            Strength::Guess => false,
        },
        _ => true,
    });
    let mut report = match (best, text) {
        (Some(best), text) => {
            let mut details = Details::new(best.kind.name);
            if let Some(tell) = best.kind.details
                && tell(view, &mut details).is_none()
            {
                details.cut_short(view);
            }
            if let (true, Some(text)) = (is_text(best), text) {
                text.describe(best.kind, &mut details);
            }
            details.report(best)
        }
        (None, Some(text)) => text.report(),
        (None, None) => Report {
            kind: None,
            certainty: Certainty::Unknown,
            sentence: "data".to_owned(),
            mime: "application/octet-stream",
            evidence: Vec::new(),
            facts: Vec::new(),
            notes: Vec::new(),
        },
    };
    near::notes(view, name, &found, &mut report);
    report.keep_inside(view.size());
    report
}

impl Report {
    /// Whatever is told is about bytes that the file of `size` bytes has: headers lie, and files are cut off.
    fn keep_inside(&mut self, size: u64) {
        let evidence = self.evidence.iter_mut().map(|it| &mut it.at);
        let facts = self.facts.iter_mut().map(|it| &mut it.at);
        let notes = self.notes.iter_mut().filter_map(|it| it.at.as_mut());
        for at in evidence.chain(facts).chain(notes) {
            at.end = at.end.min(size);
            at.start = at.start.min(at.end);
        }
    }
}
