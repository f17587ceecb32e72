//! What a terminal makes of bytes, as it would if `cat` wrote them to it: text, control characters by
//! their abbreviations, and escape sequences by name instead of run.
//!
//! The forms of sequences are those of ECMA-48, sections 5.3 to 5.6 and 8.3; what the private ones do is
//! what the manuals of DEC's VT terminals and "XTerm Control Sequences" say. Text is UTF-8, as in terminals
//! of today, so that U+0080 to U+009F are the controls of ECMA-48 that ESC and a letter are as well, and
//! other bytes from 0x80 on are wrong.
//!
//! Pieces have a length of at most [`MAX_PIECE`] bytes, and nothing is kept from one to the next. So a file
//! of any size can be gone through in chunks, and gone on with at the end of any piece.

mod garbling;
mod names;
mod screen;

use std::ops::Range;

pub use self::garbling::garbling;
pub use self::screen::{Run, RunKind, Screen, screen};

use crate::ascii;

/// Bytes that a piece has, at most: a string that has no end by then is none.
pub const MAX_PIECE: usize = 4096;

/// Bytes that a piece of text has, at most.
const MAX_TEXT: usize = 1024;

/// Bytes between the start and the end of a control sequence, at most.
const MAX_PARAMETERS: usize = 256;

/// Columns from one tab stop to the next.
const TAB: usize = 8;

/// Columns that a tab moves on from a column, the first of which is 0.
pub fn columns_to_tab_stop(column: usize) -> usize {
    TAB - column % TAB
}

/// Bytes that belong together, and what they are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece<'a> {
    /// Where they are in the file.
    pub range: Range<u64>,
    /// What they are.
    pub what: What<'a>,
}

/// What bytes are to a terminal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum What<'a> {
    /// Characters that are shown.
    Text(&'a str),
    /// A tab, see [`columns_to_tab_stop`].
    Tab,
    /// The end of a line: a line feed, alone or after a carriage return.
    LineEnd,
    /// A control character.
    Control {
        /// Its abbreviation, such as `BEL`. Fonts that have the pictures of Unicode (U+2400) are rare.
        sign: &'static str,
        /// What it is called.
        name: &'static str,
        /// What it does.
        effect: Effect,
    },
    /// An escape sequence.
    Sequence {
        /// What it is called, such as `colour red`.
        name: String,
        /// What it does.
        effect: Effect,
    },
    /// Bytes that are in no character of UTF-8.
    Invalid(&'a [u8]),
}

/// What a control character or a sequence does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Effect {
    /// Nothing that is seen.
    Nothing,
    /// It changes how the text after it looks: its colour, bold, underlined.
    Looks,
    /// What comes next is written somewhere else, perhaps over what is there.
    Moves,
    /// It takes away what is shown.
    Erases,
    /// It changes something beside the text: the title of the window, its place, a notification.
    Reaches,
    /// It changes how the terminal works from there on: other characters, another screen, other keys.
    Changes,
    /// The terminal answers as if somebody typed it.
    Answers,
    /// It writes to the clipboard, to a printer or to files, or makes keys type something.
    Dangerous,
}

impl Effect {
    /// Whether the terminal is not as it was after it: what is typed looks wrong, or does something.
    pub fn garbles(self) -> bool {
        self >= Effect::Changes
    }

    /// Whether what was written before it, or what comes after it, may not be seen as it is.
    pub fn hides(self) -> bool {
        matches!(self, Effect::Moves | Effect::Erases)
    }
}

/// The pieces of a text, in its order. It ends at the end of the bytes, or where more of them are needed to
/// tell what comes; [`Pieces::at`] is where to go on.
#[derive(Clone, Debug)]
pub struct Pieces<'a> {
    rest: &'a [u8],
    at: u64,
    is_end: bool,
}

impl<'a> Pieces<'a> {
    /// Of bytes that begin at `at` in the file. `is_end`: it ends with them.
    pub fn new(bytes: &'a [u8], at: u64, is_end: bool) -> Pieces<'a> {
        Pieces {
            rest: bytes,
            at,
            is_end,
        }
    }

    /// Where the next piece begins.
    pub fn at(&self) -> u64 {
        self.at
    }
}

impl<'a> Iterator for Pieces<'a> {
    type Item = Piece<'a>;

    fn next(&mut self) -> Option<Piece<'a>> {
        let (length, what) = match read(self.rest, self.is_end) {
            Read::Piece(length, what) => (length, what),
            Read::NeedsMore => return None,
        };
        let end = self.at + length as u64;
        let range = self.at..end;
        self.rest = self.rest.get(length..).unwrap_or_default();
        self.at = end;
        Some(Piece { range, what })
    }
}

/// What the start of some bytes is.
enum Read<'a> {
    /// A piece of this length.
    Piece(usize, What<'a>),
    /// More bytes would make a difference, or there are none.
    NeedsMore,
}

fn read(bytes: &[u8], is_end: bool) -> Read<'_> {
    let Some((&first, rest)) = bytes.split_first() else {
        return Read::NeedsMore;
    };
    match first {
        b'\t' => Read::Piece(1, What::Tab),
        b'\n' => Read::Piece(1, What::LineEnd),
        b'\r' => match rest.first() {
            Some(b'\n') => Read::Piece(2, What::LineEnd),
            None if !is_end => Read::NeedsMore,
            _ => control(first),
        },
        0x1b => escape(bytes, is_end),
        0..0x20 | 0x7f => control(first),
        0xc2 => match rest.first() {
            Some(&second @ 0x80..=0x9f) => match second {
                // As ESC [, ESC P and so on.
                0x90 | 0x98 | 0x9b | 0x9d..=0x9f => sequence(bytes, second - 0x40, is_end),
                _ => {
                    let (name, effect) = names::c1(second);
                    // ESC and a letter say the same.
                    let what = What::Control {
                        sign: "ESC",
                        name,
                        effect,
                    };
                    Read::Piece(2, what)
                }
            },
            _ => text(bytes, is_end),
        },
        _ => text(bytes, is_end),
    }
}

/// A control character of ASCII.
fn control<'a>(byte: u8) -> Read<'a> {
    let what = What::Control {
        sign: ascii::control_abbreviation(byte).unwrap_or_default(),
        name: ascii::spoken(byte),
        effect: names::c0(byte),
    };
    Read::Piece(1, what)
}

/// Text up to something else, or a byte that is in no character.
fn text(bytes: &[u8], is_end: bool) -> Read<'_> {
    let bytes = bytes.get(..MAX_TEXT).unwrap_or(bytes);
    let is_cut = bytes.len() == MAX_TEXT;
    let stop = |byte: &u8| *byte < 0x20 || *byte == 0x7f;
    let plain = bytes.iter().position(stop).unwrap_or(bytes.len());
    let bytes_before = bytes.get(..plain).unwrap_or_default();
    let (valid, wrong) = match std::str::from_utf8(bytes_before) {
        Ok(text) => (text, None),
        Err(error) => {
            let valid = bytes_before.get(..error.valid_up_to()).unwrap_or_default();
            // What was found to be valid.
            let text = std::str::from_utf8(valid).unwrap_or_default();
            (text, Some(error.error_len()))
        }
    };
    let c1 = valid
        .char_indices()
        .find(|(_, it)| ('\u{80}'..='\u{9f}').contains(it));
    let text = match c1 {
        Some((at, _)) => valid.get(..at).unwrap_or_default(),
        None => valid,
    };
    // What is behind the text is not known: it may be more of it.
    let is_open = c1.is_none() && plain == bytes.len() && wrong.is_none_or(|it| it.is_none());
    if is_open && !is_end && !is_cut {
        return Read::NeedsMore;
    }
    if !text.is_empty() {
        return Read::Piece(text.len(), What::Text(text));
    }
    let length = match wrong {
        Some(Some(length)) => length,
        // A character that breaks off.
        _ => bytes_before.len(),
    };
    Read::Piece(
        length,
        What::Invalid(bytes.get(..length).unwrap_or_default()),
    )
}

/// What begins with ESC (ECMA-48, 5.3 and 5.5, and ISO/IEC 2022).
fn escape(bytes: &[u8], is_end: bool) -> Read<'_> {
    let Some(&second) = bytes.get(1) else {
        return match is_end {
            true => control(0x1b),
            false => Read::NeedsMore,
        };
    };
    match second {
        b'P' | b'X' | b'[' | b']' | b'^' | b'_' => sequence(bytes, second, is_end),
        0x20..=0x2f => {
            let rest = bytes.get(1..).unwrap_or_default();
            let rest = rest.get(..MAX_PARAMETERS).unwrap_or(rest);
            let middle = rest.iter().take_while(|it| (0x20..=0x2f).contains(*it));
            let count = middle.count();
            match rest.get(count) {
                Some(&last @ 0x30..=0x7e) => {
                    let middle = rest.get(..count).unwrap_or_default();
                    let (name, effect) = names::escape(middle, last);
                    named(count + 2, name, effect)
                }
                None if !is_end && rest.len() < MAX_PARAMETERS => Read::NeedsMore,
                _ => broken(count + 1),
            }
        }
        0x30..=0x7e => {
            let (name, effect) = names::escape(&[], second);
            named(2, name, effect)
        }
        _ => control(0x1b),
    }
}

/// What ESC and a letter, or one character for both, has begun.
fn sequence(bytes: &[u8], kind: u8, is_end: bool) -> Read<'_> {
    let rest = bytes.get(2..).unwrap_or_default();
    if kind != b'[' {
        return string(bytes, kind, is_end);
    }
    let rest = rest.get(..MAX_PARAMETERS).unwrap_or(rest);
    let count = |from: usize, of: std::ops::RangeInclusive<u8>| {
        let rest = rest.get(from..).unwrap_or_default();
        rest.iter().take_while(|it| of.contains(*it)).count()
    };
    let parameters = count(0, 0x30..=0x3f);
    let middle = count(parameters, 0x20..=0x2f);
    let length = parameters + middle;
    match rest.get(length) {
        Some(&last @ 0x40..=0x7e) => {
            let (before, after) = rest.split_at_checked(parameters).unwrap_or_default();
            let middle = after.get(..middle).unwrap_or_default();
            let (name, effect) = names::control(before, middle, last);
            named(length + 3, name, effect)
        }
        None if !is_end && rest.len() < MAX_PARAMETERS => Read::NeedsMore,
        _ => broken(length + 2),
    }
}

/// A string for the terminal (ECMA-48, 5.6), up to its end: ST, or the bell in xterm for some.
fn string(bytes: &[u8], kind: u8, is_end: bool) -> Read<'_> {
    let bytes = bytes.get(..MAX_PIECE).unwrap_or(bytes);
    let rest = bytes.get(2..).unwrap_or_default();
    let is_stop = |byte: &u8| matches!(byte, 0x07 | 0x18 | 0x1a | 0x1b | 0xc2);
    let mut at = 0;
    loop {
        let found = rest
            .get(at..)
            .and_then(|rest| rest.iter().position(is_stop));
        let Some(found) = found else {
            break;
        };
        at += found;
        let content = rest.get(..at).unwrap_or_default();
        let end = match (rest.get(at), rest.get(at + 1)) {
            (Some(0x07), _) if kind == b']' => 1,
            (Some(0x1b), Some(b'\\')) | (Some(0xc2), Some(0x9c)) => 2,
            // CAN and SUB break it off, as does ESC with another letter.
            (Some(0x18 | 0x1a), _) | (Some(0x1b), Some(_)) => return broken(at + 2),
            (Some(0x1b | 0xc2), None) => break,
            _ => {
                at += 1;
                continue;
            }
        };
        let (name, effect) = names::string(kind, content);
        return named(2 + at + end, name, effect);
    }
    if !is_end && bytes.len() < MAX_PIECE {
        return Read::NeedsMore;
    }
    let name = format!("{} without an end", names::string_kind(kind));
    named(2, name, Effect::Changes)
}

fn named<'a>(length: usize, name: String, effect: Effect) -> Read<'a> {
    Read::Piece(length, What::Sequence { name, effect })
}

/// A sequence that something interrupts.
fn broken<'a>(length: usize) -> Read<'a> {
    let name = "sequence that is broken off".to_owned();
    named(length, name, Effect::Nothing)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all(bytes: &[u8]) -> Vec<Piece<'_>> {
        Pieces::new(bytes, 0, true).collect()
    }

    fn name(bytes: &[u8]) -> (String, Effect) {
        match all(bytes).as_slice() {
            [
                Piece {
                    what: What::Sequence { name, effect },
                    range,
                },
            ] if *range == (0..bytes.len() as u64) => (name.clone(), *effect),
            other => panic!("{bytes:x?} is {other:?}"),
        }
    }

    #[test]
    fn text_lines_and_tabs() {
        let pieces = Pieces::new("né\tx\r\ny\rz\n".as_bytes(), 100, true);
        let found: Vec<_> = pieces.map(|it| (it.range, it.what)).collect();
        let expected = [
            (100..103, What::Text("né")),
            (103..104, What::Tab),
            (104..105, What::Text("x")),
            (105..107, What::LineEnd),
            (107..108, What::Text("y")),
            (
                108..109,
                What::Control {
                    sign: "CR",
                    name: "carriage return",
                    effect: Effect::Moves,
                },
            ),
            (109..110, What::Text("z")),
            (110..111, What::LineEnd),
        ];
        assert_eq!(found, expected);
        let columns: Vec<_> = [0, 1, 7, 8].into_iter().map(columns_to_tab_stop).collect();
        assert_eq!(columns, [8, 7, 1, 8]);
    }

    #[test]
    fn controls_have_their_abbreviations() {
        for (byte, expected) in [
            (0, "NUL"),
            (7, "BEL"),
            (8, "BS"),
            (0x0e, "SO"),
            (0x1f, "US"),
            (0x7f, "DEL"),
        ] {
            let [
                Piece {
                    what: What::Control { sign, .. },
                    ..
                },
            ] = all(&[byte])[..]
            else {
                panic!("{byte:x} is no control")
            };
            assert_eq!(sign, expected);
        }
        let pieces = all(b"\x1b\x1b[m");
        assert!(matches!(pieces[0].what, What::Control { sign: "ESC", .. }));
        assert_eq!(pieces.len(), 2);
    }

    #[test]
    fn wrong_bytes_are_shown_as_such() {
        let pieces = all(b"a\xffb\xe2\x82c\xc3");
        let wrong: Vec<_> = pieces
            .iter()
            .filter_map(|it| match it.what {
                What::Invalid(bytes) => Some(bytes),
                _ => None,
            })
            .collect();
        assert_eq!(wrong, [&b"\xff"[..], b"\xe2\x82", b"\xc3"]);
        assert_eq!(pieces.len(), 6);
    }

    #[test]
    fn sequences_are_named() {
        for (bytes, expected, effect) in [
            (&b"\x1b[31m"[..], "colour red", Effect::Looks),
            (b"\x1b[m", "colours and styles off", Effect::Looks),
            (
                b"\x1b[1;97;44m",
                "bold, colour bright white, background blue",
                Effect::Looks,
            ),
            (b"\x1b[38;5;208m", "colour 208 of 256", Effect::Looks),
            (b"\x1b[48;2;255;136;0m", "background #ff8800", Effect::Looks),
            (b"\x1b[38:2::1:2:3m", "colour #010203", Effect::Looks),
            (b"\x1b[4:3m", "wavy underline", Effect::Looks),
            (b"\x1b[2J", "erase the screen", Effect::Erases),
            (b"\x1b[K", "erase to the end of the line", Effect::Erases),
            (
                b"\x1b[12;40H",
                "cursor to line 12, column 40",
                Effect::Moves,
            ),
            (b"\x1b[3A", "cursor up by 3", Effect::Moves),
            (b"\xc2\x9b3A", "cursor up by 3", Effect::Moves),
            (b"\x1b[?1049h", "alternate screen on", Effect::Changes),
            (b"\x1b[?25l", "cursor hidden", Effect::Changes),
            (
                b"\x1b[?1000;1006h",
                "mouse clicks reported on, mouse places as numbers on",
                Effect::Changes,
            ),
            (
                b"\x1b[?2004h",
                "pasted text in brackets on",
                Effect::Changes,
            ),
            (b"\x1b[6n", "question where the cursor is", Effect::Answers),
            (
                b"\x1b[21t",
                "question for the title of the window",
                Effect::Answers,
            ),
            (
                b"\x1b(0",
                "line drawing instead of letters",
                Effect::Changes,
            ),
            (b"\x1b(B", "letters of ASCII", Effect::Nothing),
            (b"\x1bc", "reset of the terminal", Effect::Erases),
            (
                b"\x1b]0;hi\x07",
                "title of the window “hi”",
                Effect::Reaches,
            ),
            (
                b"\x1b]2;hi\x1b\\",
                "title of the window “hi”",
                Effect::Reaches,
            ),
            (
                b"\x1b]52;c;aGk=\x07",
                "text put into the clipboard",
                Effect::Dangerous,
            ),
            (
                b"\x1b]52;c;?\x07",
                "question for the clipboard",
                Effect::Dangerous,
            ),
            (
                b"\x1b]8;;http://a.b/\x1b\\",
                "link to “http://a.b/”",
                Effect::Reaches,
            ),
            (
                b"\x1bP$q\"p\x1b\\",
                "question for a setting",
                Effect::Answers,
            ),
            (b"\x1bPq#0~\x1b\\", "picture (Sixel)", Effect::Moves),
            (b"\x1b[5!z", "control sequence ! z", Effect::Nothing),
        ] {
            assert_eq!(name(bytes), (expected.to_owned(), effect), "{bytes:?}");
        }
    }

    #[test]
    fn strings_without_an_end_swallow_nothing_here() {
        let pieces = all(b"\x1b]0;title and\nmore");
        assert_eq!(pieces[0].range, 0..2);
        assert!(
            matches!(&pieces[0].what, What::Sequence { name, effect: Effect::Changes }
            if name == "operating system command without an end")
        );
        assert_eq!(pieces[1].what, What::Text("0;title and"));
        let long = [b"\x1bP".as_slice(), &[b'x'; 10_000]].concat();
        assert_eq!(all(&long)[0].range, 0..2);
    }

    #[test]
    fn what_interrupts_a_sequence_ends_it() {
        let pieces = all(b"\x1b[31\nm");
        assert_eq!(pieces[0].range, 0..4);
        assert_eq!(pieces[1].what, What::LineEnd);
        let pieces = all(b"\x1b]0;a\x18b");
        assert_eq!((pieces[0].range.clone(), pieces.len()), (0..5, 3));
    }

    #[test]
    fn what_is_not_known_yet_is_waited_for() {
        for bytes in [
            &b"\x1b"[..],
            b"\x1b[3",
            b"\x1b]0;a",
            b"\r",
            b"\xe2\x82",
            b"\x1b(",
            b"abc",
            b"",
        ] {
            let mut pieces = Pieces::new(bytes, 5, false);
            assert_eq!(pieces.next(), None, "{bytes:?}");
            assert_eq!(pieces.at(), 5);
        }
        let bytes = [b'a'; 3000];
        let mut pieces = Pieces::new(&bytes, 0, false);
        assert_eq!(pieces.by_ref().count(), 2);
        assert_eq!(pieces.at(), 2048);
    }
}
