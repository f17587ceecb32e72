//! Texts: how they are encoded, how their lines end, and what they are written in.

use super::Report;
use super::details::Details;
use super::kind::Kind;
use super::view::View;

pub(super) const KINDS: &[Kind] = &[];

/// A text, from its first byte to its last, as far as it was looked at.
pub(super) struct Text {}

/// The text that a file is, if it is one.
pub(super) fn examine(_view: &View<'_>) -> Option<Text> {
    None
}

impl Text {
    /// Adds encoding and line ends to the sentence of a kind of text.
    pub(super) fn describe(&self, _details: &mut Details) {}

    /// What is said of a text of no kind of its own.
    pub(super) fn report(&self) -> Report {
        unreachable!("no text is found")
    }
}
