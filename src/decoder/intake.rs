//! Bytes that were made of a text: what it was read as, and what it can be read as instead.

use hexcore::intake::Reading;

use super::bytes_of;

/// How a text was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AsRead {
    /// As what.
    pub reading: Reading,
    /// What speaks for that, as a sentence; empty where the user chose it.
    pub why: String,
    /// What was not as it should be, each a sentence.
    pub notes: Vec<String>,
    /// What it can be read as instead.
    pub others: Vec<Reading>,
}

impl AsRead {
    /// What to say when it has been read, to so many bytes.
    pub fn said(&self, size: u64) -> String {
        format!(
            "Read as {}: {}.",
            self.reading.description(),
            bytes_of(size)
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use hexcore::intake::Encoding;

    #[test]
    fn what_is_said() {
        let as_read = AsRead {
            reading: Reading::Text(Encoding::Latin1),
            why: String::new(),
            notes: Vec::new(),
            others: Vec::new(),
        };
        assert_eq!(as_read.said(1), "Read as Latin-1: 1 byte.");
        assert_eq!(as_read.said(1000), "Read as Latin-1: 1,000 bytes.");
    }
}
