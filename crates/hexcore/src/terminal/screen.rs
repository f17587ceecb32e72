//! What is shown of bytes in place of a terminal: text as it is, and everything else made visible.

use std::ops::Range;

use super::{Piece, Pieces, What, columns_to_tab_stop, garbling};

/// Lines that are shown: those of a small terminal.
const LINES: usize = 24;
/// Bytes that are shown.
const BYTES: u64 = 1024;

/// As much of some bytes as is shown at once.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Screen {
    /// What is shown, in its order.
    pub runs: Vec<Run>,
    /// Where in the file it ends.
    pub end: u64,
    /// Whether these bytes would garble a terminal, and how: a sentence.
    pub verdict: String,
}

/// Something that is shown as one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Run {
    /// What it is.
    pub kind: RunKind,
    /// The text in its place.
    pub text: String,
    /// What a control character is called; empty for all others.
    pub name: String,
    /// Where it is in the file.
    pub range: Range<u64>,
}

/// What a run is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RunKind {
    /// Characters that a terminal shows.
    Text,
    /// A tab or the end of a line: a sign, and the room that it takes.
    Space,
    /// A control character, perhaps several times: its abbreviation.
    Control,
    /// An escape sequence: its name.
    Sequence,
    /// Bytes that are in no character of UTF-8: their digits.
    Invalid,
}

impl RunKind {
    /// All of them, in the order of their numbers.
    pub const ALL: [RunKind; 5] = [
        RunKind::Text,
        RunKind::Space,
        RunKind::Control,
        RunKind::Sequence,
        RunKind::Invalid,
    ];

    /// Its name, by which it is styled.
    pub const fn name(self) -> &'static str {
        match self {
            RunKind::Text => "text",
            RunKind::Space => "space",
            RunKind::Control => "control",
            RunKind::Sequence => "sequence",
            RunKind::Invalid => "invalid",
        }
    }

    /// Whether it stands for bytes that a terminal does not show as characters.
    pub const fn is_sign(self) -> bool {
        !matches!(self, RunKind::Text | RunKind::Space)
    }
}

/// The first screen of bytes that begin at `start` in the file. `is_end`: what is shown ends with them.
pub fn screen(bytes: &[u8], start: u64, is_end: bool) -> Screen {
    let mut screen = Screen {
        end: start,
        ..Screen::default()
    };
    let (mut lines, mut column) = (0, 0);
    let mut last: Option<(What, u64)> = None;
    for Piece { range, what } in Pieces::new(bytes, start, is_end) {
        if range.end - start > BYTES && !screen.runs.is_empty() {
            break;
        }
        screen.end = range.end;
        lines += usize::from(what == What::LineEnd);
        let is_control = matches!(what, What::Control { .. });
        match (&mut last, screen.runs.last_mut()) {
            (Some((before, times)), Some(run)) if is_control && *before == what => {
                *times += 1;
                run.range.end = range.end;
                run.text = format!("{} ×{times}", sign(&what));
            }
            _ => {
                screen.runs.push(run(&what, range, &mut column));
                last = Some((what, 1));
            }
        }
        if lines == LINES {
            break;
        }
    }
    let length = (screen.end - start) as usize;
    let shown = bytes.get(..length).unwrap_or_default();
    screen.verdict = garbling(shown, start).unwrap_or_else(|| match length {
        1 => "This byte would not garble a terminal.".to_owned(),
        _ => format!("These {length} bytes would not garble a terminal."),
    });
    screen
}

/// What is shown for a piece; `column` is where a terminal would be.
fn run(what: &What, range: Range<u64>, column: &mut usize) -> Run {
    let mut name = String::new();
    let (kind, text) = match what {
        What::Text(text) => {
            *column += text.chars().count();
            (RunKind::Text, (*text).to_owned())
        }
        What::Tab => {
            let width = columns_to_tab_stop(*column);
            *column += width;
            (RunKind::Space, format!("{:width$}", '→'))
        }
        What::LineEnd => {
            *column = 0;
            let text = match range.end - range.start {
                1 => "↵\n",
                _ => "CR↵\n",
            };
            (RunKind::Space, text.to_owned())
        }
        What::Control {
            sign, name: called, ..
        } => {
            if *sign == "CR" {
                *column = 0;
            }
            name = (*called).to_owned();
            (RunKind::Control, (*sign).to_owned())
        }
        What::Sequence { name, .. } => (RunKind::Sequence, name.clone()),
        What::Invalid(bytes) => {
            *column += bytes.len();
            let digits = bytes.iter().map(|byte| format!("<{byte:02x}>"));
            (RunKind::Invalid, digits.collect())
        }
    };
    Run {
        kind,
        text,
        name,
        range,
    }
}

fn sign(what: &What) -> &'static str {
    match what {
        What::Control { sign, .. } => sign,
        _ => "",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(bytes: &[u8]) -> String {
        screen(bytes, 0, true)
            .runs
            .iter()
            .map(|run| run.text.as_str())
            .collect()
    }

    #[test]
    fn everything_is_visible() {
        assert_eq!(text(b"a\tb\r\n"), "a→      bCR↵\n");
        assert_eq!(
            text(b"\x1b[31mred\x1b[m\n"),
            "colour redredcolours and styles off↵\n"
        );
        assert_eq!(text(b"\x07\x07\x07!\x00"), "BEL ×3!NUL");
        assert_eq!(text(b"\xff\xfe\xc3"), "<ff><fe><c3>");
        // Nothing before a tab but what a terminal prints takes a column.
        assert_eq!(text(b"\x1b[31m1234567\t8"), "colour red1234567→8");
        assert_eq!(text(b"xy\r\tz"), "xyCR→       z");
        assert_eq!(text(b""), "");
    }

    #[test]
    fn runs_say_where_they_are() {
        let screen = screen(b"a\x00\x00\x1b[K\xff", 0x10, true);
        let places: Vec<_> = screen
            .runs
            .iter()
            .map(|run| (run.kind, run.range.clone()))
            .collect();
        assert_eq!(
            places,
            [
                (RunKind::Text, 0x10..0x11),
                (RunKind::Control, 0x11..0x13),
                (RunKind::Sequence, 0x13..0x16),
                (RunKind::Invalid, 0x16..0x17),
            ]
        );
        assert_eq!(screen.end, 0x17);
        assert_eq!(screen.verdict, "These 7 bytes would not garble a terminal.");
        assert_eq!(
            screen.runs.get(1).map(|run| run.name.as_str()),
            Some("null")
        );
    }

    #[test]
    fn a_screen_ends() {
        let lines = "line\n".repeat(100);
        let first = screen(lines.as_bytes(), 0, true);
        assert_eq!(first.end, 24 * 5);
        let zeros = screen(&[0; 5000], 7, true);
        assert_eq!((zeros.end, zeros.runs.len()), (7 + 1024, 1));
        assert_eq!(
            zeros.runs.first().map(|run| run.text.as_str()),
            Some("NUL ×1024")
        );
        // A sequence that more bytes may end is not shown before they are there.
        let open = screen(b"ab\x1b[3", 0, false);
        assert_eq!(open.end, 2);
        // A longer one is shown whole, if it comes first.
        let title = [b"\x1b]0;".as_slice(), &[b'x'; 2000], b"\x07"].concat();
        assert_eq!(screen(&title, 0, true).end, title.len() as u64);
    }

    #[test]
    fn going_on_from_end_to_end_shows_every_byte_once() {
        let bytes: Vec<u8> = (0..20_000u32)
            .map(|index| (index.wrapping_mul(2_654_435_761) >> 21) as u8)
            .collect();
        let (mut at, mut count) = (0, 0);
        while at < bytes.len() {
            let shown = screen(bytes.get(at..).unwrap_or_default(), at as u64, true);
            let mut expected = at as u64;
            for run in &shown.runs {
                assert_eq!(run.range.start, expected);
                expected = run.range.end;
            }
            assert_eq!(shown.end, expected);
            assert!(shown.end > at as u64, "it goes on at {at}");
            at = shown.end as usize;
            count += 1;
        }
        println!("terminal: {count} screens of bytes of all kinds");
    }
}
