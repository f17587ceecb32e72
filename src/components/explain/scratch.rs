//! The byte that the forms of a byte are about while the user tries things out, and what is
//! half typed.

use hexcore::explain::{Form, NotAByte};

/// A byte to try things out with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Scratch {
    /// The byte that was given and that the user can come back to.
    given: u8,
    /// The byte that all forms show.
    pub(super) byte: u8,
    draft: Option<Draft>,
}

/// What stands in the one field that the user types in.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Draft {
    form: Form,
    text: String,
    /// Whether the user has left the field, or pressed Enter.
    is_done: bool,
}

/// What the user does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Change {
    /// The text of a field has changed.
    Typed(Form, String),
    /// The field that was typed in was left, or Enter was pressed.
    Done,
    /// A bit was pressed: the place value of that bit.
    Flipped(u8),
    /// A character was picked in the table.
    Picked(u8),
    /// A key leads from character to character in the table.
    Stepped(Step),
    /// Back to the given byte.
    Back,
}

/// A step in a table of eight columns, by the first hex digit, and sixteen rows, by the second.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    Left,
    Right,
    Up,
    Down,
    RowStart,
    RowEnd,
    First,
    Last,
}

impl Scratch {
    /// A scratch byte that is still the given one.
    pub(super) fn of(byte: u8) -> Scratch {
        Scratch {
            given: byte,
            byte,
            draft: None,
        }
    }

    /// What it becomes when `byte` is given. What is half typed stays if it means that byte.
    pub(super) fn following(&self, byte: u8) -> Scratch {
        match self {
            _ if byte == self.given => self.clone(),
            _ if byte == self.byte => Scratch {
                given: byte,
                ..self.clone()
            },
            _ => Scratch::of(byte),
        }
    }

    /// What it becomes by a change.
    pub(super) fn update(&self, change: Change) -> Scratch {
        let with = |byte| Scratch {
            byte,
            draft: None,
            ..*self
        };
        match change {
            Change::Typed(form, text) => Scratch {
                byte: form.read(&text).unwrap_or(self.byte),
                draft: Some(Draft {
                    form,
                    text,
                    is_done: false,
                }),
                ..*self
            },
            Change::Done => Scratch {
                draft: self.draft.clone().and_then(Draft::done),
                ..*self
            },
            Change::Flipped(value) => with(self.byte ^ value),
            Change::Picked(byte) => with(byte),
            Change::Stepped(step) => with(step.from(self.byte)),
            Change::Back => with(self.given),
        }
    }

    /// What stands in the field of a form.
    pub(super) fn text(&self, form: Form) -> String {
        match &self.draft {
            Some(draft) if draft.form == form => draft.text.clone(),
            _ => form.write(self.byte),
        }
    }

    /// What is wrong with what was typed, and in which field.
    pub(super) fn complaint(&self) -> Option<(Form, NotAByte)> {
        let draft = self.draft.as_ref()?;
        let wrong = draft.form.read(&draft.text).err()?;
        (draft.is_done || !wrong.is_unfinished()).then_some((draft.form, wrong))
    }
}

impl Draft {
    /// What was typed is no draft any more where it is a byte: the field shows that byte.
    fn done(self) -> Option<Draft> {
        self.form.read(&self.text).err()?;
        Some(Draft {
            is_done: true,
            ..self
        })
    }
}

impl Step {
    /// Where the step leads from `byte`; the edges of the table stop it. From a byte that is not
    /// in the table it leads to the one without its highest bit.
    fn from(self, byte: u8) -> u8 {
        let (column, row) = (byte >> 4, byte & 0xf);
        if column > 7 {
            return byte & 0x7f;
        }
        let (column, row) = match self {
            Step::Left => (column.saturating_sub(1), row),
            Step::Right => (7.min(column + 1), row),
            Step::Up => (column, row.saturating_sub(1)),
            Step::Down => (column, 0xf.min(row + 1)),
            Step::RowStart => (0, row),
            Step::RowEnd => (7, row),
            Step::First => (0, 0),
            Step::Last => (7, 0xf),
        };
        column << 4 | row
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn typed(scratch: &Scratch, form: Form, text: &str) -> Scratch {
        scratch.update(Change::Typed(form, text.to_owned()))
    }

    fn sentence(scratch: &Scratch) -> Option<String> {
        scratch.complaint().map(|(_, wrong)| wrong.to_string())
    }

    /// The texts of all fields, in the order of [`Form::ALL`].
    fn texts(scratch: &Scratch) -> [String; 5] {
        Form::ALL.map(|form| scratch.text(form))
    }

    #[test]
    fn all_forms_follow_one() {
        let start = Scratch::of(0x40);
        for (form, text) in [
            (Form::Hex, "41"),
            (Form::Binary, "01000001"),
            (Form::Decimal, "65"),
            (Form::Octal, "101"),
            (Form::Character, "A"),
        ] {
            let scratch = typed(&start, form, text);
            assert_eq!(
                texts(&scratch),
                ["41", "01000001", "65", "101", "A"],
                "{form:?}"
            );
            assert_eq!(sentence(&scratch), None);
        }
    }

    #[test]
    fn a_field_keeps_what_is_typed_until_it_is_left() {
        let scratch = typed(&Scratch::of(0x40), Form::Hex, "0x7");
        assert_eq!(scratch.text(Form::Hex), "0x7");
        assert_eq!(scratch.text(Form::Decimal), "7");
        let scratch = scratch.update(Change::Done);
        assert_eq!(scratch.text(Form::Hex), "07");
        assert_eq!(scratch.update(Change::Done), scratch);
    }

    #[test]
    fn a_bad_value_changes_nothing_and_stays() {
        let start = Scratch::of(0x40);
        let scratch = typed(&start, Form::Decimal, "300");
        assert_eq!(texts(&scratch), ["40", "01000000", "300", "100", "@"]);
        let said = Some("300 does not fit: a byte is 0 to 255.".to_owned());
        assert_eq!(sentence(&scratch), said);
        let scratch = scratch.update(Change::Done);
        assert_eq!(
            (scratch.text(Form::Decimal), sentence(&scratch)),
            ("300".to_owned(), said)
        );
        // Anything else that changes the byte ends it.
        let scratch = scratch.update(Change::Flipped(1));
        assert_eq!(texts(&scratch), ["41", "01000001", "65", "101", "A"]);
        assert_eq!(sentence(&scratch), None);
    }

    #[test]
    fn who_is_still_typing_is_left_alone() {
        let start = Scratch::of(0x40);
        for (form, text) in [(Form::Hex, ""), (Form::Hex, "0x"), (Form::Character, "es")] {
            let scratch = typed(&start, form, text);
            assert_eq!((scratch.byte, sentence(&scratch)), (0x40, None), "{text}");
            let scratch = scratch.update(Change::Done);
            assert!(sentence(&scratch).is_some(), "{text}");
            assert_eq!(scratch.text(form), text);
        }
    }

    #[test]
    fn bits_flip() {
        for byte in 0..=255_u8 {
            for bit in 0..8 {
                let flipped = Scratch::of(byte).update(Change::Flipped(1 << bit));
                assert_eq!(flipped.byte, byte ^ 1 << bit);
                assert_eq!(flipped.update(Change::Back).byte, byte);
                assert_eq!(flipped.update(Change::Flipped(1 << bit)), Scratch::of(byte));
            }
        }
    }

    #[test]
    fn the_scratch_byte_follows_the_given_one() {
        let scratch = Scratch::of(0x40).update(Change::Picked(0x41));
        assert_eq!(scratch.following(0x40), scratch, "nothing else was given");
        assert_eq!(scratch.following(0x42), Scratch::of(0x42));
        // Given what it is already, it is not another one, and can be left again.
        let scratch = scratch.following(0x41);
        assert_eq!(scratch, Scratch::of(0x41));
        assert_eq!(scratch.following(0x40), Scratch::of(0x40));
        // What is half typed survives only if it means the byte that is given.
        let scratch = typed(&Scratch::of(0x40), Form::Hex, "0x4");
        assert_eq!(scratch.following(0x04).text(Form::Hex), "0x4");
        assert_eq!(scratch.following(0x05).text(Form::Hex), "05");
    }

    #[test]
    fn steps_through_the_table() {
        let check = |from, step, to| {
            let scratch = Scratch::of(from).update(Change::Stepped(step));
            assert_eq!(scratch.byte, to, "{step:?} from {from:#x}");
        };
        check(0x40, Step::Left, 0x30);
        check(0x00, Step::Left, 0x00);
        check(0x40, Step::Right, 0x50);
        check(0x75, Step::Right, 0x75);
        check(0x41, Step::Up, 0x40);
        check(0x40, Step::Up, 0x40);
        check(0x40, Step::Down, 0x41);
        check(0x4f, Step::Down, 0x4f);
        check(0x4a, Step::RowStart, 0x0a);
        check(0x4a, Step::RowEnd, 0x7a);
        check(0x4a, Step::First, 0x00);
        check(0x4a, Step::Last, 0x7f);
        check(0xca, Step::Up, 0x4a);
        check(0xff, Step::First, 0x7f);
        for byte in 0..=255 {
            for step in [
                Step::Left,
                Step::Right,
                Step::Up,
                Step::Down,
                Step::RowStart,
                Step::RowEnd,
                Step::First,
                Step::Last,
            ] {
                let scratch = Scratch::of(byte).update(Change::Stepped(step));
                assert!(scratch.byte < 0x80);
            }
        }
    }
}
