//! Which way texts read: from left to right, or from right to left.

use unicode_bidi::{BidiClass, Direction, bidi_class, get_base_direction_full};

/// The directions of the blocks of a post.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Directions {
    /// Whether they are written down: a post all of whose letters read from left to right needs none.
    are_written: bool,
}

impl Directions {
    /// Those of the blocks of this text.
    pub(crate) fn of(text: &str) -> Directions {
        let is_from_right = |class| matches!(class, BidiClass::R | BidiClass::AL);
        Directions {
            are_written: text.chars().map(bidi_class).any(is_from_right),
        }
    }

    /// The attribute of a block with this text, whose first letter decides.
    pub(crate) fn block(self, text: &str) -> &'static str {
        match self.are_written {
            false => "",
            true if get_base_direction_full(text) == Direction::Rtl => " dir=\"rtl\"",
            true => " dir=\"ltr\"",
        }
    }

    /// The attribute of code, which reads from left to right in every text.
    pub(crate) fn code(self) -> &'static str {
        match self.are_written {
            false => "",
            true => " dir=\"ltr\"",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_letter_decides() {
        let of = |text| Directions::of(text).block(text);
        for text in ["", "a", "é 1", "40 41", "日本", "\u{202e}"] {
            assert_eq!(of(text), "", "{text}");
        }
        for text in ["א", "ابج", "1. (א) abc", "**\nא**", "\u{200f}a"] {
            assert_eq!(of(text), " dir=\"rtl\"", "{text}");
        }
        for text in ["a א", "1 é ابج"] {
            assert_eq!(of(text), " dir=\"ltr\"", "{text}");
        }
        let directions = Directions::of("a א");
        assert_eq!(directions.block("12"), " dir=\"ltr\"");
        assert_eq!(directions.code(), " dir=\"ltr\"");
        assert_eq!(Directions::of("a").code(), "");
    }
}
