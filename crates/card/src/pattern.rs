//! The pattern of a card: the lines that `hexdump -C -v` prints of the title's own bytes, in the colours
//! of the viewer.

use std::ops::Range;

use hexcore::ByteClass;
use hexcore::dump::{Canonical, Dump, Repeats};

/// Bytes on a line.
const COLUMNS: usize = 16;
/// Where the first byte's digits stand.
const DIGITS: usize = 10;
/// Where the first byte's character stands.
const TEXT: usize = 61;

/// What a piece of a line is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Ink {
    /// An offset, or a mark beside the text.
    Quiet,
    /// Bytes of one class.
    Bytes(ByteClass),
}

/// A piece of a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Piece {
    /// Its first column.
    pub(crate) column: usize,
    /// What stands there.
    pub(crate) text: String,
    /// In which ink.
    pub(crate) ink: Ink,
}

/// The first lines of the dump of `bytes`, at most so many.
pub(crate) fn lines(bytes: &[u8], most: usize) -> Vec<Vec<Piece>> {
    let rows = bytes.chunks(COLUMNS).map(Some).chain([None]);
    dump(bytes)
        .lines()
        .zip(rows)
        .take(most)
        .map(|(line, row)| pieces(line, row.unwrap_or_default()))
        .collect()
}

/// The whole dump.
fn dump(bytes: &[u8]) -> String {
    let format = Canonical {
        repeats: Repeats::Shown,
        ..Canonical::default()
    };
    let mut out = Vec::new();
    if let Ok(mut dump) = format.dump() {
        dump.push(bytes, &mut out);
        dump.finish(&mut out);
    }
    String::from_utf8(out).unwrap_or_default()
}

/// A line in its pieces, which leave out nothing but spaces.
fn pieces(line: &str, bytes: &[u8]) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut take = |columns: Range<usize>, ink| {
        if let Some(text) = line.get(columns.clone()) {
            pieces.push(Piece {
                column: columns.start,
                text: text.to_owned(),
                ink,
            });
        }
    };
    let digits = |index: usize| DIGITS + 3 * index + index / 8;
    take(0..8, Ink::Quiet);
    for (run, class) in ByteClass::runs(bytes) {
        let end = digits(run.end.saturating_sub(1)) + 2;
        take(digits(run.start)..end, Ink::Bytes(class));
    }
    take(TEXT - 1..TEXT, Ink::Quiet);
    for (run, class) in ByteClass::runs(bytes) {
        take(TEXT + run.start..TEXT + run.end, Ink::Bytes(class));
    }
    take(TEXT + bytes.len()..TEXT + bytes.len() + 1, Ink::Quiet);
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The lines, put together again.
    fn text(lines: &[Vec<Piece>]) -> String {
        let mut text = String::new();
        for line in lines {
            let start = text.len();
            for piece in line {
                let column = text.len() - start;
                assert!(piece.column >= column, "{piece:?}");
                text.extend(std::iter::repeat_n(' ', piece.column - column));
                text.push_str(&piece.text);
            }
            text.push('\n');
        }
        text
    }

    #[test]
    fn the_pattern_is_the_dump() {
        for title in [
            "",
            "a",
            "Little ends first",
            "日本語 and 🐝",
            "sixteen bytes ..",
            &"a".repeat(70),
        ] {
            let lines = lines(title.as_bytes(), 100);
            assert_eq!(text(&lines), dump(title.as_bytes()), "{title}");
        }
        assert_eq!(
            text(&lines("Aé\n".as_bytes(), 9)),
            "00000000  41 c3 a9 0a                                       |A...|\n00000004\n"
        );
        assert_eq!(lines(&[0; 100], 3).len(), 3);
    }

    #[test]
    fn bytes_have_the_ink_of_their_class() {
        let first = &lines("A é".as_bytes(), 9)[0];
        let inks: Vec<(&str, Ink)> = first
            .iter()
            .map(|piece| (piece.text.as_str(), piece.ink))
            .collect();
        let bytes = Ink::Bytes;
        assert_eq!(
            inks,
            [
                ("00000000", Ink::Quiet),
                ("41", bytes(ByteClass::Printable)),
                ("20", bytes(ByteClass::Whitespace)),
                ("c3 a9", bytes(ByteClass::High)),
                ("|", Ink::Quiet),
                ("A", bytes(ByteClass::Printable)),
                (" ", bytes(ByteClass::Whitespace)),
                ("..", bytes(ByteClass::High)),
                ("|", Ink::Quiet),
            ]
        );
    }
}
