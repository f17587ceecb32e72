//! Five classes of bytes, by which rows are coloured and glyphs chosen.

use std::ops::Range;

/// What kind of byte it is, seen as ASCII.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ByteClass {
    /// 00.
    Null,
    /// 09 to 0D (tab, line feed, vertical tab, form feed, carriage return) and 20 (space).
    Whitespace,
    /// 21 to 7E: what leaves a mark on paper.
    Printable,
    /// The rest of 01 to 1F, and 7F.
    Control,
    /// 80 to FF: not ASCII.
    High,
}

/// The class of every byte.
const CLASSES: [ByteClass; 256] = classes();

#[expect(
    clippy::indexing_slicing,
    reason = "evaluated by the compiler, over a counter"
)]
const fn classes() -> [ByteClass; 256] {
    let mut classes = [ByteClass::High; 256];
    let mut byte = 0;
    while byte < 256 {
        classes[byte] = match byte {
            0 => ByteClass::Null,
            0x09..=0x0d | 0x20 => ByteClass::Whitespace,
            0x21..=0x7e => ByteClass::Printable,
            0x80.. => ByteClass::High,
            _ => ByteClass::Control,
        };
        byte += 1;
    }
    classes
}

impl ByteClass {
    /// All five, in the order of their declaration.
    pub const ALL: [ByteClass; 5] = [
        ByteClass::Null,
        ByteClass::Whitespace,
        ByteClass::Printable,
        ByteClass::Control,
        ByteClass::High,
    ];

    /// The class of `byte`.
    pub fn of(byte: u8) -> ByteClass {
        CLASSES
            .get(usize::from(byte))
            .copied()
            .unwrap_or(ByteClass::High)
    }

    /// One lower-case word, which is also fit for a class in a style sheet.
    pub const fn name(self) -> &'static str {
        match self {
            ByteClass::Null => "null",
            ByteClass::Whitespace => "whitespace",
            ByteClass::Printable => "printable",
            ByteClass::Control => "control",
            ByteClass::High => "high",
        }
    }

    /// The character that stands for `byte` in a text column with glyphs: itself where it is
    /// printable, else the sign of its class, so that the classes can be told apart without
    /// colours.
    pub fn glyph(byte: u8) -> char {
        match ByteClass::of(byte) {
            ByteClass::Null => '◊',
            ByteClass::Whitespace => '␣',
            ByteClass::Printable => char::from(byte),
            ByteClass::Control => '•',
            ByteClass::High => '×',
        }
    }

    /// The runs of one class in `bytes`, each as long as it can be, in order and without gaps:
    /// the range of indexes and the class.
    pub fn runs(bytes: &[u8]) -> impl Iterator<Item = (Range<usize>, ByteClass)> {
        let mut start = 0;
        bytes
            .chunk_by(|&left, &right| ByteClass::of(left) == ByteClass::of(right))
            .filter_map(move |run| {
                let range = start..start + run.len();
                start = range.end;
                run.first().map(|&byte| (range, ByteClass::of(byte)))
            })
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// The slow twin, from the standard library's own predicates.
    fn slow_class(byte: u8) -> ByteClass {
        match byte {
            0 => ByteClass::Null,
            0x0b => ByteClass::Whitespace,
            _ if byte.is_ascii_whitespace() => ByteClass::Whitespace,
            _ if byte.is_ascii_graphic() => ByteClass::Printable,
            _ if byte.is_ascii_control() => ByteClass::Control,
            _ => ByteClass::High,
        }
    }

    #[test]
    fn classes_of_all_bytes() {
        for byte in 0..=255 {
            assert_eq!(ByteClass::of(byte), slow_class(byte), "{byte:#x}");
        }
        let counts = ByteClass::ALL.map(|class| {
            (0..=255)
                .filter(|&byte| ByteClass::of(byte) == class)
                .count()
        });
        assert_eq!(counts, [1, 6, 94, 27, 128]);
    }

    #[test]
    fn glyphs() {
        let shown: String = b"\0\t\n\x0b\x0c\r \x01\x1b\x7f\x80\xffA~!"
            .iter()
            .copied()
            .map(ByteClass::glyph)
            .collect();
        assert_eq!(shown, "◊␣␣␣␣␣␣•••××A~!");
    }

    #[test]
    fn names_are_apart() {
        let names = ByteClass::ALL.map(ByteClass::name);
        assert_eq!(
            names,
            ["null", "whitespace", "printable", "control", "high"]
        );
    }

    #[test]
    fn runs_of_a_row() {
        let check = |bytes: &[u8], expected: &[(Range<usize>, ByteClass)]| {
            assert_eq!(ByteClass::runs(bytes).collect::<Vec<_>>(), expected);
        };
        check(b"", &[]);
        check(b"a", &[(0..1, ByteClass::Printable)]);
        check(
            b"\xca\xfe\0\0\0@ \n\x01",
            &[
                (0..2, ByteClass::High),
                (2..5, ByteClass::Null),
                (5..6, ByteClass::Printable),
                (6..8, ByteClass::Whitespace),
                (8..9, ByteClass::Control),
            ],
        );
    }

    proptest! {
        #[test]
        fn runs_cover_and_alternate(bytes in prop::collection::vec(0..0x90_u8, 0..200)) {
            let runs: Vec<_> = ByteClass::runs(&bytes).collect();
            let mut end = 0;
            for (range, class) in &runs {
                prop_assert_eq!(range.start, end);
                prop_assert!(range.end > range.start);
                prop_assert!(bytes[range.clone()].iter().all(|&byte| slow_class(byte) == *class));
                end = range.end;
            }
            prop_assert_eq!(end, bytes.len());
            prop_assert!(runs.windows(2).all(|pair| pair[0].1 != pair[1].1));
        }
    }
}
