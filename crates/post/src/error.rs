//! What is wrong, and where: one error per problem, each with a file and a line.

use std::fmt;

/// A problem in a file of the site. It prints as `posts/x.md:7: message`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Error {
    /// The file, as it was named by the caller.
    pub file: String,
    /// The line in that file, counted from 1.
    pub line: u32,
    /// A sentence for the person who wrote the file.
    pub message: String,
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}: {}", self.file, self.line, self.message)
    }
}

impl std::error::Error for Error {}

/// The problems found so far in one file. It knows which line a byte offset is on.
pub(crate) struct Report<'a> {
    file: &'a str,
    /// The offset just after each line feed.
    line_starts: Vec<usize>,
    errors: Vec<Error>,
}

impl<'a> Report<'a> {
    pub(crate) fn new(file: &'a str, text: &str) -> Self {
        let line_starts = text.match_indices('\n').map(|(at, _)| at + 1).collect();
        Report {
            file,
            line_starts,
            errors: Vec::new(),
        }
    }

    /// The line, counted from 1, that the byte at `offset` is on.
    pub(crate) fn line(&self, offset: usize) -> u32 {
        let before = self.line_starts.partition_point(|start| *start <= offset);
        u32::try_from(before).map_or(u32::MAX, |before| before.saturating_add(1))
    }

    pub(crate) fn add(&mut self, offset: usize, message: impl Into<String>) {
        let line = self.line(offset);
        self.errors.push(Error {
            file: self.file.to_owned(),
            line,
            message: message.into(),
        });
    }

    /// The value if nothing is wrong, else the problems in the order of their lines.
    pub(crate) fn finish<T>(mut self, value: Option<T>) -> Result<T, Vec<Error>> {
        match value {
            Some(value) if self.errors.is_empty() => Ok(value),
            _ => {
                self.errors.sort_by_key(|error| error.line);
                Err(self.errors)
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_error_prints_file_line_and_message() {
        let error = Error {
            file: "posts/x.md".to_owned(),
            line: 7,
            message: "message".to_owned(),
        };
        assert_eq!(error.to_string(), "posts/x.md:7: message");
    }

    #[test]
    fn lines_are_counted_from_one() {
        let report = Report::new("a", "ab\n\ncd");
        let lines: Vec<u32> = (0..8).map(|offset| report.line(offset)).collect();
        assert_eq!(lines, [1, 1, 1, 2, 3, 3, 3, 3]);
    }
}
