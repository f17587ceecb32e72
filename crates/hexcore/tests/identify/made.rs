//! Files that are written out byte by byte.

use hexcore::identify::{Certainty, Report, identify};

/// A file that grows.
#[derive(Clone, Default)]
pub(crate) struct Made(pub(crate) Vec<u8>);

/// A file that begins with these bytes.
pub(crate) fn made(start: &[u8]) -> Made {
    Made(start.to_vec())
}

impl Made {
    pub(crate) fn put(mut self, bytes: impl AsRef<[u8]>) -> Made {
        self.0.extend_from_slice(bytes.as_ref());
        self
    }

    pub(crate) fn zeros(mut self, count: usize) -> Made {
        self.0.resize(self.0.len() + count, 0);
        self
    }

    /// Text, filled up with a byte.
    pub(crate) fn text(self, text: &str, width: usize, fill: u8) -> Made {
        let mut bytes = text.as_bytes().to_vec();
        bytes.resize(width, fill);
        self.put(bytes)
    }

    pub(crate) fn be16(self, numbers: &[u16]) -> Made {
        numbers
            .iter()
            .fold(self, |it, one| it.put(one.to_be_bytes()))
    }

    pub(crate) fn be32(self, numbers: &[u32]) -> Made {
        numbers
            .iter()
            .fold(self, |it, one| it.put(one.to_be_bytes()))
    }

    pub(crate) fn be64(self, numbers: &[u64]) -> Made {
        numbers
            .iter()
            .fold(self, |it, one| it.put(one.to_be_bytes()))
    }

    pub(crate) fn le16(self, numbers: &[u16]) -> Made {
        numbers
            .iter()
            .fold(self, |it, one| it.put(one.to_le_bytes()))
    }

    pub(crate) fn le32(self, numbers: &[u32]) -> Made {
        numbers
            .iter()
            .fold(self, |it, one| it.put(one.to_le_bytes()))
    }

    pub(crate) fn le64(self, numbers: &[u64]) -> Made {
        numbers
            .iter()
            .fold(self, |it, one| it.put(one.to_le_bytes()))
    }

    /// A chunk of RIFF, filled up to an even length.
    pub(crate) fn riff(self, name: &[u8; 4], body: impl AsRef<[u8]>) -> Made {
        let body = body.as_ref();
        self.put(name)
            .le32(&[body.len() as u32])
            .put(body)
            .zeros(body.len() % 2)
    }

    /// A box of MP4 and its relatives.
    pub(crate) fn atom(self, name: &[u8; 4], body: impl AsRef<[u8]>) -> Made {
        let body = body.as_ref();
        self.be32(&[body.len() as u32 + 8]).put(name).put(body)
    }
}

impl AsRef<[u8]> for Made {
    fn as_ref(&self) -> &[u8] {
        &self.0
    }
}

impl From<Made> for Vec<u8> {
    fn from(made: Made) -> Vec<u8> {
        made.0
    }
}

/// These bytes with others from `at` on.
pub(crate) fn changed(bytes: impl AsRef<[u8]>, at: usize, others: &[u8]) -> Vec<u8> {
    let mut bytes = bytes.as_ref().to_vec();
    bytes[at..at + others.len()].copy_from_slice(others);
    bytes
}

/// What these bytes are, without a name.
pub(crate) fn look(bytes: impl AsRef<[u8]>) -> Report {
    identify("", bytes.as_ref())
}

/// The sentence about these bytes.
pub(crate) fn sentence(bytes: impl AsRef<[u8]>) -> String {
    look(bytes).sentence
}

/// The id of the kind that these bytes surely or likely are; empty for none.
pub(crate) fn sure(bytes: impl AsRef<[u8]>) -> &'static str {
    let report = look(bytes);
    match report.kind {
        Some(kind) if report.certainty >= Certainty::Likely => kind.id,
        _ => "",
    }
}

/// The value of a fact of this name.
pub(crate) fn fact(report: &Report, name: &str) -> String {
    match report.facts.iter().find(|fact| fact.name == name) {
        Some(fact) => fact.value.clone(),
        None => panic!("no fact {name} of {}: {:?}", report.sentence, report.facts),
    }
}

/// Whether a note has these words.
pub(crate) fn is_noted(report: &Report, words: &str) -> bool {
    report
        .notes
        .iter()
        .any(|note| note.sentence.contains(words))
}
