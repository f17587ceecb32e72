//! Programs and documents in languages that nothing announces: what many lines say together.
//!
//! A line that looks like one of a language speaks for it with some points; who has the most of them, and
//! enough, is it. Languages that are not told are weighed as well, so that a text in Rust or Markdown is not
//! taken for what one line of it looks like.

use super::clues::Line;
use super::kinds::{Form, Found};

/// Bytes that are looked at.
const FAR: usize = 8 << 10;

/// Points that are enough.
const ENOUGH: u32 = 4;

/// Points that count, at most: more of the same says nothing new.
const MOST: u32 = 12;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub(super) enum Language {
    C,
    Cpp,
    ObjectiveC,
    Java,
    JavaScript,
    Python,
    PerlModule,
    Pod,
    Ruby,
    Tcl,
    Lisp,
    M4,
    Make,
    Automake,
    Assembler,
    Troff,
    Latex2e,
    Latex,
    BibTex,
    Awk,
    /// Languages that are not told: here their lines are known only so that they count for no other.
    Other,
    /// No language: lines that are `end` alone.
    End,
    /// Statements of Perl, which say what a manual in the midst of them is not.
    PerlCode,
}

/// The ids of the kinds, in the order of the languages.
const IDS: [&str; 20] = [
    "c",
    "cpp",
    "objective-c",
    "java",
    "javascript",
    "python-script",
    "perl-module",
    "pod",
    "ruby-script",
    "tcl-script",
    "lisp",
    "m4",
    "makefile",
    "automake",
    "assembler",
    "troff",
    "latex-2e",
    "latex",
    "bibtex",
    "awk-or-perl",
];

/// What speaks for a language.
#[derive(Clone, Copy, Default)]
struct Points {
    count: u32,
    /// The line that spoke for it most, and where it is.
    best: u32,
    at: (usize, usize),
    /// Number of the first line, from 1 on.
    first: u32,
}

struct Scores([Points; 23]);

impl Scores {
    fn of(&self, language: Language) -> Points {
        self.0.get(language as usize).copied().unwrap_or_default()
    }
}

/// The language of a text.
pub(super) fn find(text: &[u8]) -> Option<Found> {
    let text = text.get(..text.len().min(FAR))?;
    let mut scores = Scores(Default::default());
    let mut lines = text.split(|byte| *byte == b'\n').peekable();
    let mut start = 0;
    let mut number = 0;
    let mut is_first = true;
    let start_of_text = text.trim_ascii_start();
    let is_code = [&b"/"[..], b"import ", b"export "]
        .iter()
        .any(|it| start_of_text.starts_with(it));
    while let Some(line) = lines.next() {
        let place = start;
        start += line.len() + 1;
        let length = line.trim_ascii().len();
        if length == 0 {
            continue;
        }
        number += 1;
        let next = lines.peek().copied().unwrap_or_default().trim_ascii();
        let line = Line::new(line, next, is_first, is_code);
        is_first = false;
        line.weigh(&mut |language, points| {
            if let Some(score) = scores.0.get_mut(language as usize) {
                score.count = MOST.min(score.count + points);
                if score.first == 0 {
                    score.first = number;
                }
                if points > score.best {
                    score.best = points;
                    score.at = (place + line.indent, place + line.indent + length);
                }
            }
        });
    }
    let (winner, _) = scores
        .0
        .iter()
        .enumerate()
        .filter(|(number, it)| it.count >= ENOUGH && *number < Language::End as usize)
        .max_by_key(|(_, it)| (it.count, std::cmp::Reverse(it.first)))?;
    let mut language = winner;
    if language == Language::C as usize {
        // What is allowed in C is in the languages that are made of it as well.
        for other in [Language::ObjectiveC, Language::Cpp] {
            if scores.of(other).count >= ENOUGH {
                language = other as usize;
            }
        }
    }
    // Modules of Perl have their manual in them.
    let perl = scores.of(Language::PerlModule);
    let is_inside = |it: &Language| *it as usize == language;
    let is_later = scores
        .0
        .get(language)
        .is_some_and(|it| it.first > perl.first);
    if perl.count >= ENOUGH && (is_later || [Language::Pod, Language::Awk].iter().any(is_inside)) {
        language = Language::PerlModule as usize;
    }
    // What begins in Ruby has an end, and so it is not one of the languages that begin alike.
    if language == Language::Ruby as usize && scores.of(Language::End).count < 2 {
        return None;
    }
    let code = scores.of(Language::PerlCode);
    if language == Language::Pod as usize
        && code.count > 0
        && code.first < scores.of(Language::Pod).first
    {
        return None;
    }
    // Of LaTeX, the document class tells which.
    if language == Language::Latex as usize && scores.of(Language::Latex2e).count > 0 {
        language = Language::Latex2e as usize;
    }
    let id = IDS.get(language)?;
    let (from, to) = scores.0.get(language)?.at;
    let line = text.get(from..to.min(from + 60)).unwrap_or_default();
    let what = format!("lines such as {}", String::from_utf8_lossy(line));
    let form = match *id {
        "python-script" => Form::Executable,
        _ => Form::Text,
    };
    Some(Found::new(id, form, what, from as u64..to as u64))
}
