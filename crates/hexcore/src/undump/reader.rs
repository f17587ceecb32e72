//! What all readers share: the text, the target, and what becomes of an error.

use super::scanner::Scanner;
use super::target::Target;
use super::{Error, Found, MAX_NOTES, Problem, Undump, Undumped};

/// What becomes of an error.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Mode {
    /// It ends the reading.
    Strict,
    /// It is noted, and reading goes on.
    Lenient,
}

/// A text that is being read.
pub(super) struct Reader<'t> {
    text: &'t [u8],
    settings: Undump,
    mode: Mode,
    target: Target,
    notes: Vec<Error>,
    more_notes: u64,
    /// The last position for which the line was counted, its line, and where that begins.
    counted: (usize, u64, usize),
}

impl<'t> Reader<'t> {
    /// The beginning of `text`.
    pub(super) fn new(text: &'t [u8], settings: Undump, mode: Mode) -> Reader<'t> {
        Reader {
            text,
            settings,
            mode,
            target: Target::new(settings),
            notes: Vec::new(),
            more_notes: 0,
            counted: (0, 1, 0),
        }
    }

    /// The beginning of the text.
    pub(super) fn scanner(&self) -> Scanner<'t> {
        Scanner::new(self.text)
    }

    /// Says that `problem` was met at `position`. A strict reader ends with it; a lenient one
    /// goes on, and so the caller says what is done next.
    pub(super) fn trouble(&mut self, position: usize, problem: Problem) -> Result<(), Error> {
        match self.mode {
            Mode::Strict => Err(self.error(position, problem)),
            Mode::Lenient if self.notes.len() < MAX_NOTES => {
                let note = self.error(position, problem);
                self.notes.push(note);
                Ok(())
            }
            Mode::Lenient => {
                self.more_notes += 1;
                Ok(())
            }
        }
    }

    /// Says that `what` was expected at `position`.
    pub(super) fn expected(&mut self, position: usize, what: &'static str) -> Result<(), Error> {
        let found = found(self.text.get(position..).unwrap_or_default());
        self.trouble(position, Problem::Expected { what, found })
    }

    /// Puts `bytes` after those that came last; `position` is where they are written.
    pub(super) fn push(&mut self, position: usize, bytes: &[u8]) -> Result<(), Error> {
        match self.target.push(bytes) {
            Ok(()) => Ok(()),
            Err(problem) => self.trouble(position, problem),
        }
    }

    /// Puts `bytes` at `offset`; `position` is where they are written.
    pub(super) fn write(
        &mut self,
        position: usize,
        offset: u64,
        bytes: &[u8],
    ) -> Result<(), Error> {
        match self.target.write(offset, bytes) {
            Ok(()) => Ok(()),
            Err(problem) => self.trouble(position, problem),
        }
    }

    /// Puts `pattern` at `offset` until there are `length` bytes; `position` is where that is
    /// written.
    pub(super) fn repeat(
        &mut self,
        position: usize,
        offset: u64,
        pattern: &[u8],
        length: u64,
    ) -> Result<(), Error> {
        match self.target.repeat(offset, pattern, length) {
            Ok(()) => Ok(()),
            Err(problem) => self.trouble(position, problem),
        }
    }

    /// What was read.
    pub(super) fn finish(mut self) -> Result<Undumped, Error> {
        let empty = Target::new(self.settings);
        let whole = match std::mem::replace(&mut self.target, empty).finish() {
            Ok(whole) => whole,
            Err(problem) => {
                self.trouble(self.text.len(), problem)?;
                return Ok(self.undumped(0, Vec::new(), 0));
            }
        };
        Ok(self.undumped(whole.start, whole.bytes, whole.filled))
    }

    /// What was read, by a lenient reader.
    pub(super) fn finish_leniently(self) -> Undumped {
        let nothing = Reader::new(self.text, self.settings, self.mode);
        self.finish()
            .unwrap_or_else(|_| nothing.undumped(0, Vec::new(), 0))
    }

    fn undumped(self, start: u64, bytes: Vec<u8>, filled: u64) -> Undumped {
        Undumped {
            kind: self.settings.kind,
            start,
            bytes,
            filled,
            notes: self.notes,
            more_notes: self.more_notes,
        }
    }

    fn error(&mut self, position: usize, problem: Problem) -> Error {
        let (line, line_start) = self.line_of(position);
        let before = self.text.get(line_start..position).unwrap_or_default();
        let before = before.strip_prefix(b"\xef\xbb\xbf").unwrap_or(before);
        let characters = before.iter().filter(|&&byte| byte & 0xc0 != 0x80).count();
        Error {
            line,
            column: characters as u64 + 1,
            problem,
        }
    }

    /// The line of `position`, and where it begins. Errors come in the order of the text, and so
    /// lines are counted once.
    fn line_of(&mut self, position: usize) -> (u64, usize) {
        let (from, mut line, mut line_start) = match self.counted {
            counted if counted.0 <= position => counted,
            _ => (0, 1, 0),
        };
        let passed = self.text.get(from..position).unwrap_or_default();
        for (index, _) in passed
            .iter()
            .enumerate()
            .filter(|(_, byte)| **byte == b'\n')
        {
            line += 1;
            line_start = from + index + 1;
        }
        self.counted = (position, line, line_start);
        (line, line_start)
    }
}

/// What `rest` begins with.
fn found(rest: &[u8]) -> Found {
    match rest {
        [] => Found::EndOfText,
        [b'\n', ..] | [b'\r'] | [b'\r', b'\n', ..] => Found::EndOfLine,
        [first, ..] => {
            let character = rest.get(..4).unwrap_or(rest);
            let valid = match str::from_utf8(character) {
                Ok(valid) => valid,
                Err(error) => character
                    .get(..error.valid_up_to())
                    .and_then(|valid| str::from_utf8(valid).ok())
                    .unwrap_or_default(),
            };
            valid
                .chars()
                .next()
                .map_or(Found::Byte(*first), Found::Character)
        }
    }
}
