//! A title in lines: what of it can be set, how large, and where the lines end.

use unicode_bidi::{BidiClass, bidi_class};

use crate::font::Serif;

/// Sizes of a title and how many lines each may take, the one that is tried first in front.
const SIZES: [(f32, usize); 4] = [(88.0, 2), (76.0, 3), (64.0, 3), (56.0, 4)];

/// Marks on one letter beyond which the rest is left out: they would climb into the line above.
const MARKS: usize = 2;

/// A title as it is set.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Lines {
    /// The size of the font.
    pub(crate) size: f32,
    /// The lines; none where the title cannot be set.
    pub(crate) lines: Vec<String>,
}

impl Lines {
    /// Sets `title` in lines of at most `width`. What is too long ends in an ellipsis.
    pub(crate) fn of(title: &str, width: f32, font: &Serif) -> Lines {
        let text = settable(title, font);
        let words: Vec<&str> = text.split_whitespace().collect();
        for (size, most) in SIZES {
            let room = width / size;
            let lines = greedy(&words, room, font);
            let fits = lines.iter().all(|line| font.width(line) <= room);
            if lines.len() <= most && fits {
                let lines = balanced(&words, lines.len(), room, font);
                return Lines { size, lines };
            }
        }
        let (size, most) = SIZES.last().copied().unwrap_or_default();
        let room = width / size;
        let lines = shortened(&words, room, most, font);
        Lines { size, lines }
    }
}

/// What of the title the font can set. Signs that it lacks, such as emoji, are left out. Where it lacks
/// letters, or where they run from right to left, nothing is set: a title with holes in it would be another.
fn settable(title: &str, font: &Serif) -> String {
    let mut text = String::new();
    let mut marks = 0;
    let mut is_behind_gap = false;
    for character in title.chars() {
        let is_mark = ('\u{300}'..='\u{36f}').contains(&character);
        marks = if is_mark { marks + 1 } else { 0 };
        if runs_from_the_right(character) {
            return String::new();
        }
        let closes = matches!(character, ',' | '.' | ';' | ':' | '!' | '?' | ')' | '…');
        if is_behind_gap && closes {
            text.truncate(text.trim_end().len());
        }
        is_behind_gap = false;
        if character.is_whitespace() {
            text.push(' ');
        } else if is_unseen(character) || marks > MARKS {
            // Says something to programs only, or one mark too many.
        } else if font.has(character) {
            text.push(character);
        } else if character.is_alphanumeric() {
            return String::new();
        } else {
            is_behind_gap = true;
        }
    }
    if text.chars().any(char::is_alphanumeric) {
        text
    } else {
        String::new()
    }
}

/// Letters that are written from right to left.
fn runs_from_the_right(character: char) -> bool {
    matches!(bidi_class(character), BidiClass::R | BidiClass::AL)
}

/// Characters that leave no mark: control characters, joiners, directions, selectors, tags.
fn is_unseen(character: char) -> bool {
    character.is_control()
        || matches!(
            character,
            '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}'
                | '\u{2060}'..='\u{206f}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{fff0}'..='\u{fffb}'
                | '\u{e0000}'..='\u{e0fff}'
        )
}

/// As many words on each line as it has room for. A word that is longer than a line has one by itself.
fn greedy(words: &[&str], room: f32, font: &Serif) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in words {
        match lines.last_mut() {
            Some(line) if font.width(line) + font.width(" ") + font.width(word) <= room => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push((*word).to_owned()),
        }
    }
    lines
}

/// The same number of lines, of as equal length as can be.
fn balanced(words: &[&str], count: usize, room: f32, font: &Serif) -> Vec<String> {
    let (mut narrow, mut wide) = (0.0, room);
    for _ in 0..12 {
        let middle = (narrow + wide) / 2.0;
        let lines = greedy(words, middle, font);
        let fits = lines.iter().all(|line| font.width(line) <= middle);
        if fits && lines.len() <= count {
            wide = middle;
        } else {
            narrow = middle;
        }
    }
    greedy(words, wide, font)
}

/// The first lines of a text that is too long, with words cut where they are longer than a line. An
/// ellipsis stands for the rest.
fn shortened(words: &[&str], room: f32, most: usize, font: &Serif) -> Vec<String> {
    let mut pieces = Vec::new();
    for word in words {
        let mut piece = String::new();
        for character in word.chars() {
            piece.push(character);
            if font.width(&piece) > room {
                piece.pop();
                pieces.push(std::mem::replace(&mut piece, character.to_string()));
            }
        }
        pieces.push(piece);
    }
    let pieces: Vec<&str> = pieces.iter().map(String::as_str).collect();
    let mut lines = greedy(&pieces, room, font);
    if lines.len() > most {
        lines.truncate(most);
        if let Some(last) = lines.last_mut() {
            while font.width(last) + font.width("…") > room && last.pop().is_some() {}
            let kept = last
                .trim_end_matches(|one: char| !one.is_alphanumeric())
                .len();
            last.truncate(kept);
            last.push('…');
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(title: &str) -> Lines {
        Lines::of(title, 1040.0, &Serif::read().unwrap())
    }

    fn check(title: &str, expected: &[&str]) {
        assert_eq!(lines(title).lines, expected, "{title}");
    }

    #[test]
    fn titles_that_can_be_set() {
        check("Hello", &["Hello"]);
        check("  two\u{a0}\twords ", &["two words"]);
        check("C’est “déjà” — ok? <&>", &["C’est “déjà” — ok? <&>"]);
        check("e\u{301}a", &["e\u{301}a"]);
        check(
            &format!("z{}y", "\u{301}".repeat(40)),
            &["z\u{301}\u{301}y"],
        );
    }

    #[test]
    fn what_cannot_be_set_is_left_out() {
        check(
            "One emoji \u{1f41d} is four bytes",
            &["One emoji is four bytes"],
        );
        check(
            "One emoji \u{1f41d}, four bytes",
            &["One emoji, four bytes"],
        );
        check("a\u{202e}b\u{200d}c\u{fe0f}\u{7}", &["abc"]);
        for title in [
            "日本語",
            "mixed 日本",
            "שלום",
            "سلام",
            "\u{1f41d}",
            "\u{1f41d} !",
            "…",
            "",
        ] {
            check(title, &[]);
        }
    }

    #[test]
    fn long_titles_are_smaller_and_balanced() {
        let sizes: Vec<(f32, usize)> = [2, 8, 12, 20]
            .map(|count| lines(&"words on bytes ".repeat(count)))
            .iter()
            .map(|set| (set.size, set.lines.len()))
            .collect();
        assert_eq!(sizes, [(88.0, 2), (56.0, 3), (56.0, 4), (56.0, 4)]);
        let font = Serif::read().unwrap();
        for count in 1..40 {
            let set = lines(&"a few words ".repeat(count));
            let widths: Vec<f32> = set
                .lines
                .iter()
                .map(|line| font.width(line) * set.size)
                .collect();
            assert!(widths.iter().all(|width| *width <= 1040.0), "{widths:?}");
            let is_cut = set.lines.last().unwrap().ends_with('…');
            if !is_cut && widths.len() > 1 {
                let (first, last) = (widths[0], widths[widths.len() - 1]);
                assert!(last > first / 2.0, "{count}: {widths:?}");
            }
        }
    }

    #[test]
    fn what_is_too_long_ends_in_an_ellipsis() {
        let long = lines(&"word ".repeat(200));
        assert_eq!((long.size, long.lines.len()), (56.0, 4));
        assert!(long.lines[3].ends_with("word…"), "{long:?}");
        let solid = lines(&"x".repeat(500));
        assert_eq!(solid.lines.len(), 4);
        assert!(solid.lines[3].ends_with("x…"));
        let solid = lines(&"x".repeat(60));
        assert_eq!(solid.lines.concat(), "x".repeat(60));
    }
}
