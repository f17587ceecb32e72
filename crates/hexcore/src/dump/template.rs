//! Whole rows whose characters stand at the same places in each: a template is copied, and the
//! digits and the text are put into it.

use crate::digits::{Pairs, look_up, text};

/// The characters of a whole row that follow its offset.
#[derive(Clone, Debug)]
pub(super) struct Template {
    /// All of them, with blanks for digits and text.
    blank: Vec<u8>,
    /// For each byte, where its two digits stand.
    digits: Vec<usize>,
    /// Where the first byte stands as text, if at all.
    text: Option<usize>,
    pairs: &'static Pairs,
}

impl Template {
    pub(super) fn new(
        blank: Vec<u8>,
        digits: Vec<usize>,
        text: Option<usize>,
        pairs: &'static Pairs,
    ) -> Template {
        Template {
            blank,
            digits,
            text,
            pairs,
        }
    }

    /// Appends the characters of a row of as many bytes as the template has.
    pub(super) fn append(&self, row: &[u8], out: &mut Vec<u8>) {
        let start = out.len();
        out.extend_from_slice(&self.blank);
        let line = out.get_mut(start..).unwrap_or_default();
        for (&place, &byte) in self.digits.iter().zip(row) {
            if let Some(cell) = line.get_mut(place..).and_then(<[u8]>::first_chunk_mut) {
                *cell = look_up(self.pairs, byte);
            }
        }
        if let Some(cells) = self.text.and_then(|place| line.get_mut(place..)) {
            for (cell, &byte) in cells.iter_mut().zip(row) {
                *cell = text(byte);
            }
        }
    }
}
