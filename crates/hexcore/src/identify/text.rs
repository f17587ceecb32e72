//! Texts: how they are encoded, how their lines end, and what they are written in.

mod clues;
mod csv;
mod encoding;
mod json;
mod kinds;
mod lines;
mod markup;
mod script;
mod source;
mod starts;
mod table;

use std::ops::Range;

use super::details::Details;
use super::kind::Kind;
use super::view::View;
use super::{Certainty, Evidence, FIRST_READ, Report};

use self::encoding::{Decoded, Encoding};
use self::kinds::{Form, Found};

pub(super) use self::table::KINDS;

/// A text, from its first byte to its last, as far as it was looked at.
pub(super) struct Text {
    decoded: Decoded,
    /// Bytes that were looked at.
    length: u64,
    is_whole: bool,
    found: Option<Found>,
}

/// The text that a file is, if it is one.
pub(super) fn examine(view: &View<'_>) -> Option<Text> {
    let head = view.head();
    let head = head.get(..head.len().min(FIRST_READ as usize))?;
    let length = head.len() as u64;
    let is_whole = length == view.size();
    let decoded = encoding::decode(head, is_whole)?;
    let plain = match &decoded.plain {
        Some(plain) => plain.as_slice(),
        None => {
            let end = decoded.lines.padding.unwrap_or(length) as usize;
            head.get(decoded.mark..end)?
        }
    };
    let found = match decoded.encoding {
        // `file` has no kinds for these; what is found there could be chance.
        Encoding::Utf7 | Encoding::Utf32(_) => None,
        _ => kinds::find(plain, decoded.mark > 0, is_whole),
    };
    Some(Text {
        decoded,
        length,
        is_whole,
        found,
    })
}

/// The test of the kind with this id: what speaks for it, and where that is.
fn speaks_for(view: &View<'_>, id: &str) -> Option<(String, Range<u64>)> {
    let text = view.text()?;
    let found = text.found.as_ref().filter(|found| found.id == id)?;
    Some((found.what.clone(), text.place(found.at.clone())))
}

impl Text {
    /// Whether nearly any bytes would be such a text.
    pub(super) fn is_vague(&self) -> bool {
        use Encoding::{Ebcdic, Extended, Iso8859};
        let encoding = self.decoded.encoding;
        matches!(encoding, Iso8859 | Extended | Ebcdic { .. })
    }

    /// The place in the file of a place in the text.
    fn place(&self, at: Range<u64>) -> Range<u64> {
        let width = match self.decoded.encoding {
            // Exact as long as all that comes before is in ASCII.
            Encoding::Utf16(_) => 2,
            _ => 1,
        };
        let of = |place: u64| (self.decoded.mark as u64 + place * width).min(self.length);
        of(at.start)..of(at.end)
    }

    /// What `file` says of it: `ASCII text, with CRLF line terminators`.
    fn words(&self, suffix: &str) -> String {
        let has_mark = self.decoded.mark > 0;
        let words = self.decoded.encoding.words(has_mark);
        let lines = match self.decoded.encoding {
            Encoding::Utf32(_) | Encoding::Utf7 => String::new(),
            _ => self.decoded.lines.words(),
        };
        format!("{words}{suffix}{lines}")
    }

    /// Adds encoding and line ends to what is said of a kind of text.
    pub(super) fn describe(&self, kind: &Kind, details: &mut Details) {
        if let Some(found) = self.found.as_ref().filter(|it| it.id == kind.id) {
            if let Some(name) = &found.name {
                details.head(name.as_str());
            }
            match found.form {
                Form::Alone => {}
                Form::Text => details.part(self.words("")),
                Form::Executable => details.part(self.words(" executable")),
            }
            if let Some((name, value)) = &found.fact {
                details.fact(name, value.as_str(), self.place(found.at.clone()));
            }
            if let Some((sentence, at)) = &found.note {
                details.note(*sentence, at.clone().map(|at| self.place(at)));
            }
        }
        self.tell(details);
    }

    /// What is said of a text of no kind of its own.
    pub(super) fn report(&self) -> Report {
        let mut details = Details::new(&self.words(""));
        self.tell(&mut details);
        let mut report = details.report_text(self.certainty(), self.decoded.encoding.charset());
        report.evidence.push(Evidence {
            what: format!("{} bytes without one that texts do not have", self.length),
            at: 0..self.length,
        });
        report
    }

    /// How sure it is that it is a text, and one in this encoding.
    fn certainty(&self) -> Certainty {
        let lines = &self.decoded.lines;
        match self.decoded.encoding {
            // 98 of 256 bytes are allowed, so that 24 of them are by chance once in 2^32 times.
            Encoding::Ascii | Encoding::Utf7 => match self.length {
                24.. if self.is_whole => Certainty::Certain,
                12.. => Certainty::Likely,
                _ => Certainty::Guess,
            },
            // Each character of more bytes than one has a form that is seldom there by chance.
            Encoding::Utf8 if self.is_whole && lines.high_count >= 16 => Certainty::Certain,
            Encoding::Utf8
                if self.decoded.mark > 0 || lines.high_count >= 6 || self.length >= 24 =>
            {
                Certainty::Likely
            }
            Encoding::Utf16(_) | Encoding::Utf32(_) if self.length >= 16 => Certainty::Likely,
            _ => Certainty::Guess,
        }
    }

    fn tell(&self, details: &mut Details) {
        let Decoded {
            encoding,
            mark,
            lines,
            ..
        } = &self.decoded;
        let all = 0..self.length;
        let one = |at: u64| at..at + 1;
        match mark {
            0 => {
                let at = lines.high.map_or(all.clone(), one);
                details.fact("Encoding", encoding.name(), at);
            }
            mark => {
                let value = format!("{}, with a byte order mark", encoding.name());
                details.fact("Encoding", value, 0..*mark as u64);
            }
        }
        let kinds: Vec<_> = lines.kinds().collect();
        let counts: Vec<String> = kinds
            .iter()
            .map(|(name, count, _)| format!("{count} {name}"))
            .collect();
        let so_far = if self.is_whole {
            ""
        } else {
            " in the first 64 KiB"
        };
        match kinds.iter().min_by_key(|(_, count, _)| count) {
            None => {}
            Some((name, _, first)) => {
                let value = counts.join(", ") + so_far;
                let width = match (*name, encoding) {
                    ("CRLF", Encoding::Utf16(_)) => 4,
                    ("CRLF", _) | (_, Encoding::Utf16(_)) => 2,
                    _ => 1,
                };
                let at = *first..(first + width).min(self.length);
                if kinds.len() > 1 {
                    let sentence =
                        format!("Lines end in different ways; the first {name} is here.");
                    details.note(sentence, Some(at.clone()));
                }
                details.fact("Line ends", value, at);
            }
        }
        let (length, at) = lines.longest();
        if length > 0 {
            let s = if length == 1 { "" } else { "s" };
            details.fact("Longest line", format!("{length} character{s}"), at);
        }
        if let Some(at) = lines.escape {
            details.fact("Escape sequences", "the first is here", one(at));
        }
        if let Some(at) = lines.backspace {
            details.fact("Overstriking", "the first backspace is here", one(at));
        }
        if let Some(at) = self.decoded.wrong {
            let sentence =
                "It is UTF-8 for the most part, but this byte is in no character of UTF-8.";
            details.note(sentence, Some(one(at)));
        }
        if let Some(at) = lines.padding {
            let sentence = "The text ends here; what follows are zero bytes.";
            details.note(sentence, Some(at..self.length));
        }
    }
}
