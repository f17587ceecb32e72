//! What the lines of a figure say, and whether it is so.

use std::ops::Range;

use hexcore::inspect;

use crate::Kind;
use crate::answer::{Query, offset};
use crate::draw::Shown;
use crate::reading::Reading;

/// The number of a line, from 0, and what is wrong there.
pub type Problem = (usize, String);

/// What is shown of bytes, and how.
#[derive(Clone, Debug)]
pub struct Spec {
    pub(crate) kind: Kind,
    pub(crate) notes: Vec<Note>,
    pub(crate) rows: Vec<&'static inspect::Reading>,
    pub(crate) question: Option<Question>,
}

/// A note on a range.
#[derive(Clone, Debug)]
pub(crate) struct Note {
    /// Where in the file.
    pub(crate) range: Range<u64>,
    /// How the bytes are read.
    pub(crate) reading: Reading,
    /// What the post says that they say.
    claim: Option<String>,
    /// What they are.
    pub(crate) words: String,
    line: usize,
}

/// What is asked.
#[derive(Clone, Debug)]
pub(crate) struct Question {
    /// In words.
    pub(crate) ask: String,
    /// How the answer is found.
    pub(crate) query: Query,
    /// What the post says that it is.
    claim: String,
    /// What helps, one after another.
    pub(crate) hints: Vec<String>,
    line: usize,
}

impl Spec {
    /// Reads the lines of a figure:
    ///
    /// | kind | lines |
    /// |---|---|
    /// | `dump` | `0x04+4 u32be = 2: number of architectures`; the reading and its value may be left out |
    /// | `inspect` | `rows = u16 f32`, with commas where a label has spaces |
    /// | `exercise` | `ask = …`, `answer = u32be 0x04: 2`, and any number of `hint = …` |
    ///
    /// An answer is found by a reading and an offset, by `offset 40 41` or `count 40` (bytes that are
    /// looked for), or by `kind`. The other kinds have no lines.
    ///
    /// # Errors
    /// The first line that is wrong.
    pub fn read(kind: Kind, text: &str) -> Result<Spec, Problem> {
        let mut spec = Spec {
            kind,
            notes: Vec::new(),
            rows: Vec::new(),
            question: None,
        };
        let mut fields = Fields::default();
        for (number, line) in text.lines().enumerate() {
            let done = match kind {
                Kind::Dump => note(line, number).map(|note| spec.notes.push(note)),
                Kind::Inspect => rows(line).map(|mut rows| spec.rows.append(&mut rows)),
                Kind::Exercise => fields.take(line, number),
                Kind::Cat | Kind::Type | Kind::Ascii => {
                    let message =
                        "this figure has only a first line, and a caption after an empty one";
                    Err(message.to_owned())
                }
            };
            done.map_err(|message| (number, message))?;
        }
        match kind {
            Kind::Inspect if spec.rows.is_empty() => {
                return Err((0, "which rows? write `rows = u16 f32`".to_owned()));
            }
            Kind::Exercise => spec.question = Some(fields.question()?),
            _ => {}
        }
        let mut ends = 0;
        for note in &spec.notes {
            if note.range.start < ends {
                return Err((
                    note.line,
                    "notes may not overlap, and stand in order".to_owned(),
                ));
            }
            ends = note.range.end;
        }
        Ok(spec)
    }

    /// What it is.
    pub fn kind(&self) -> Kind {
        self.kind
    }

    /// Whether it has to be known what the file is: [`Shown::verdict`].
    pub fn needs_verdict(&self) -> bool {
        let asks = |question: &Question| matches!(question.query, Query::Kind);
        self.kind == Kind::Type || self.question.as_ref().is_some_and(asks)
    }

    /// Whether the bytes say what the lines say that they say.
    ///
    /// # Errors
    /// The first line of which they say something else.
    pub fn check(&self, shown: &Shown<'_>) -> Result<(), Problem> {
        for note in &self.notes {
            let wrong = |message| Err((note.line, message));
            let Some(bytes) = shown.slice(&note.range) else {
                return wrong("these bytes are not among those that are shown".to_owned());
            };
            let Some(claim) = &note.claim else { continue };
            match note.reading.read(bytes) {
                Some(value) if note.reading.is_same(&value, claim) => {}
                Some(value) => return wrong(format!("the bytes say `{value}`, not `{claim}`")),
                None => return wrong("the bytes cannot be read so".to_owned()),
            }
        }
        if let Some(question) = &self.question {
            let wrong = |message| Err((question.line, message));
            match question.query.answer(shown) {
                Some(answer) if question.query.is_same(&answer, &question.claim) => {}
                Some(answer) => {
                    let claim = &question.claim;
                    return wrong(format!("the answer is `{answer}`, not `{claim}`"));
                }
                None => return wrong("the bytes have no answer to this".to_owned()),
            }
        }
        Ok(())
    }
}

/// A line such as `0x04+4 u32be = 2: number of architectures`.
fn note(line: &str, number: usize) -> Result<Note, String> {
    let shape = || format!("`{line}` is not `OFFSET+LENGTH READING = VALUE: words`");
    let (head, words) = line.split_once(": ").ok_or_else(shape)?;
    let (place, rest) = head.split_once(' ').unwrap_or((head, ""));
    let (start, length) = place.split_once('+').ok_or_else(shape)?;
    let (start, length) = (offset(start)?, offset(length)?);
    let end = start.checked_add(length).filter(|_| length > 0);
    let end = end.ok_or_else(|| "a note is about some bytes".to_owned())?;
    let (reading, claim) = match rest.split_once('=') {
        None if rest.trim().is_empty() => (Reading::Bytes, None),
        None => return Err(shape()),
        Some((name, value)) => {
            let name = name.trim();
            let reading =
                Reading::named(name).ok_or_else(|| format!("`{name}` is no way to read bytes"))?;
            (reading, Some(value.trim().to_owned()))
        }
    };
    match reading.length() {
        Some(needed) if needed != length => {
            return Err(format!("this is read from {needed} bytes, not {length}"));
        }
        _ => {}
    }
    Ok(Note {
        range: start..end,
        reading,
        claim,
        words: words.trim().to_owned(),
        line: number,
    })
}

/// A line such as `rows = u16 f32`.
fn rows(line: &str) -> Result<Vec<&'static inspect::Reading>, String> {
    let list = match line.split_once('=') {
        Some((name, list)) if name.trim() == "rows" => list,
        _ => return Err(format!("`{line}` is not `rows = u16 f32`")),
    };
    let separator = if list.contains(',') { ',' } else { ' ' };
    let labels = list.split(separator).map(str::trim);
    let labels = labels.filter(|label| !label.is_empty());
    labels
        .map(|label| {
            inspect::reading(label).ok_or_else(|| format!("the inspector has no row `{label}`"))
        })
        .collect()
}

/// The lines of an exercise.
#[derive(Default)]
struct Fields {
    ask: Option<String>,
    answer: Option<(Query, String, usize)>,
    hints: Vec<String>,
}

impl Fields {
    fn take(&mut self, line: &str, number: usize) -> Result<(), String> {
        let shape = || format!("`{line}` is neither `ask = …`, `answer = …` nor `hint = …`");
        let (name, value) = line.split_once('=').ok_or_else(shape)?;
        let value = value.trim();
        match name.trim() {
            "ask" => self.ask = Some(value.to_owned()),
            "hint" => self.hints.push(value.to_owned()),
            "answer" => {
                let (query, claim) = value
                    .split_once(':')
                    .ok_or_else(|| "write `answer = u32be 0x04: 2`".to_owned())?;
                self.answer = Some((Query::read(query)?, claim.trim().to_owned(), number));
            }
            _ => return Err(shape()),
        }
        Ok(())
    }

    fn question(self) -> Result<Question, Problem> {
        let ask = self.ask.filter(|ask| !ask.is_empty());
        let ask = ask.ok_or((0, "what is asked? write `ask = …`".to_owned()))?;
        let (query, claim, line) = self.answer.ok_or((
            0,
            "what is the answer? write `answer = u32be 0x04: 2`".to_owned(),
        ))?;
        Ok(Question {
            ask,
            query,
            claim,
            hints: self.hints,
            line,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const BYTES: [u8; 8] = [0xca, 0xfe, 0xba, 0xbe, 0, 0, 0, 2];

    fn check(kind: Kind, text: &str) -> Result<(), Problem> {
        let shown = Shown {
            bytes: &BYTES,
            start: 0,
            is_end: true,
            verdict: None,
        };
        Spec::read(kind, text)?.check(&shown)
    }

    #[test]
    fn what_the_bytes_say_passes() {
        for (kind, text) in [
            (
                Kind::Dump,
                "0+4 bytes = CAFEBABE: magic\n0x04+4 u32be = 0x2: how many\n",
            ),
            (Kind::Dump, "2+1: a byte"),
            (Kind::Dump, ""),
            (Kind::Inspect, "rows = u16 f32"),
            (Kind::Inspect, "rows = Unix s, UTF-8"),
            (
                Kind::Exercise,
                "ask = How many?\nanswer = u32be 4: 2\nhint = Look.",
            ),
            (Kind::Exercise, "ask = Where?\nanswer = offset ba be: 2"),
            (Kind::Cat, ""),
        ] {
            assert_eq!(check(kind, text), Ok(()), "{text}");
        }
    }

    #[test]
    fn what_they_do_not_say_is_told() {
        for (kind, text, line, message) in [
            (
                Kind::Dump,
                "0+4: a\n4+4 u32be = 3: b",
                1,
                "the bytes say `2`, not `3`",
            ),
            (
                Kind::Dump,
                "4+4 u32le = 2: b",
                0,
                "the bytes say `33554432`, not `2`",
            ),
            (
                Kind::Dump,
                "0+2 text = x: b",
                0,
                "the bytes cannot be read so",
            ),
            (
                Kind::Dump,
                "6+4 bytes = 00: b",
                0,
                "these bytes are not among those that are shown",
            ),
            (
                Kind::Dump,
                "4+3 u32le = 2: b",
                0,
                "this is read from 4 bytes, not 3",
            ),
            (
                Kind::Dump,
                "0+2: a\n1+2: b",
                1,
                "notes may not overlap, and stand in order",
            ),
            (Kind::Dump, "0+0: a", 0, "a note is about some bytes"),
            (
                Kind::Dump,
                "0+2 what = 3: a",
                0,
                "`what` is no way to read bytes",
            ),
            (
                Kind::Dump,
                "magic",
                0,
                "`magic` is not `OFFSET+LENGTH READING = VALUE: words`",
            ),
            (Kind::Inspect, "", 0, "which rows? write `rows = u16 f32`"),
            (
                Kind::Inspect,
                "rows = u17",
                0,
                "the inspector has no row `u17`",
            ),
            (
                Kind::Exercise,
                "ask = a\nanswer = u8 1: 1",
                1,
                "the answer is `254`, not `1`",
            ),
            (
                Kind::Exercise,
                "ask = a\nanswer = u8 9: 1",
                1,
                "the bytes have no answer to this",
            ),
            (
                Kind::Exercise,
                "ask = a",
                0,
                "what is the answer? write `answer = u32be 0x04: 2`",
            ),
            (
                Kind::Exercise,
                "answer = u8 1: 254",
                0,
                "what is asked? write `ask = …`",
            ),
            (
                Kind::Exercise,
                "tell = a",
                0,
                "`tell = a` is neither `ask = …`, `answer = …` nor `hint = …`",
            ),
            (
                Kind::Cat,
                "x",
                0,
                "this figure has only a first line, and a caption after an empty one",
            ),
        ] {
            assert_eq!(check(kind, text), Err((line, message.to_owned())), "{text}");
        }
    }
}
