//! What went wrong, in one sentence that says what to do. `main` prints it and leaves with 1.

use std::fmt;

/// A failure as the user reads it.
#[derive(Clone, Debug)]
pub(crate) struct Error(String);

impl Error {
    /// An error that reads as `sentence`.
    pub(crate) fn new(sentence: impl Into<String>) -> Self {
        Self(sentence.into())
    }
}

impl fmt::Display for Error {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

/// The outcome of everything that can fail here.
pub(crate) type Result<T> = std::result::Result<T, Error>;
