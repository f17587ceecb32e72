//! The entries of the table.

use super::details::Details;
use super::test::Test;
use super::view::View;
use super::{Certainty, Evidence, archives, data, disks, documents, images, media, programs, text};

/// How sure the tests of a kind make it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Strength {
    /// They hold by chance now and then: about once in 65,536 random files or more often.
    Guess,
    /// They hold by chance hardly ever, but other kinds of files or texts could pass them.
    Likely,
    /// Nothing else has these bytes: at least 32 bits that the specification fixes, or fewer with fields
    /// that agree with each other.
    Certain,
}

impl From<Strength> for Certainty {
    fn from(strength: Strength) -> Certainty {
        match strength {
            Strength::Guess => Certainty::Guess,
            Strength::Likely => Certainty::Likely,
            Strength::Certain => Certainty::Certain,
        }
    }
}

/// A kind of file.
#[derive(Debug)]
pub struct Kind {
    /// A short name that never changes, such as `png`.
    pub id: &'static str,
    /// What it is called, as `file` calls it where `file` knows it: `PNG image data`.
    pub name: &'static str,
    /// Its MIME type.
    pub mime: &'static str,
    /// Usual ends of file names, without the dot, in small letters.
    pub extensions: &'static [&'static str],
    /// What must be there, all of it.
    pub(super) tests: &'static [Test],
    /// How sure that makes it.
    pub strength: Strength,
    /// Where that is written: the specification and its section.
    pub source: &'static str,
    /// A sentence for somebody who learns.
    pub lesson: &'static str,
    /// Reads what the file says of itself. `None`: the file, or what may be read of it, ended too early.
    pub(super) details: Option<fn(&View<'_>, &mut Details) -> Option<()>>,
}

impl PartialEq for Kind {
    fn eq(&self, other: &Kind) -> bool {
        self.id == other.id
    }
}

impl Eq for Kind {}

impl Kind {
    /// What speaks for this kind; `None` if it is not one of these.
    pub(super) fn matches(&self, view: &View<'_>) -> Option<Vec<Evidence>> {
        let mut evidence = Vec::new();
        for test in self.tests {
            evidence.push(test.holds(view)?);
        }
        Some(evidence)
    }

    /// How many bits its tests ask for.
    pub(super) fn bits(&self) -> u32 {
        self.tests.iter().map(Test::bits).sum()
    }

    /// Whether files of this kind are texts.
    pub fn is_text(&self) -> bool {
        text::KINDS
            .as_ptr_range()
            .contains(&std::ptr::from_ref(self))
    }
}

/// The table, in families with their names.
pub const KINDS_IN_FAMILIES: &[(&str, &[Kind])] = &[
    ("Programs", programs::KINDS),
    ("Images", images::KINDS),
    ("Sound, video and fonts", media::KINDS),
    ("Archives", archives::KINDS),
    ("Documents", documents::KINDS),
    ("Disks and networks", disks::KINDS),
    ("Data", data::KINDS),
    ("Texts", text::KINDS),
];

/// All kinds.
pub fn kinds() -> impl Iterator<Item = &'static Kind> {
    KINDS_IN_FAMILIES.iter().flat_map(|(_, kinds)| *kinds)
}
