//! Whether bytes would leave a terminal in a state in which it is of no use.

use super::{Effect, Pieces, What, names};

/// Settings that are followed at a time; more of them say nothing new.
const MOST: usize = 64;

/// Settings that no sequence of modes is about.
const CHARACTERS: u32 = 1 << 20;
const SHIFT: u32 = CHARACTERS + 1;
const UTF_8: u32 = CHARACTERS + 2;
const KEYPAD: u32 = CHARACTERS + 3;
const SCROLLING: u32 = CHARACTERS + 4;
const COLOURS: u32 = CHARACTERS + 5;
const OTHER: u32 = CHARACTERS + 6;

/// Something that is not undone.
struct Change {
    key: u32,
    name: String,
    effect: Effect,
    at: u64,
}

/// What in these bytes, of which the first is at `start` in the file, would garble a terminal, and why: a
/// sentence. `None` if nothing would. What the bytes undo themselves does not count.
pub fn garbling(bytes: &[u8], start: u64) -> Option<String> {
    let mut changes: Vec<Change> = Vec::new();
    for piece in Pieces::new(bytes, start, true) {
        let at = piece.range.start;
        let (name, effect) = match piece.what {
            What::Control { name, effect, .. } => (name.to_owned(), effect),
            What::Sequence { name, effect } => (name, effect),
            _ => continue,
        };
        let range = (at - start) as usize..(piece.range.end - start) as usize;
        let bytes = bytes.get(range).unwrap_or_default();
        if !effect.garbles() {
            undo(bytes, &mut changes);
            continue;
        }
        let mut add = |key| {
            let is_known = changes.iter().any(|it| it.key == key && key != OTHER);
            if !is_known && changes.len() < MOST {
                let name = name.clone();
                changes.push(Change {
                    key,
                    name,
                    effect,
                    at,
                });
            }
        };
        match (modes(bytes), bytes) {
            (Some((parameters, is_on)), _) => names::changed_modes(parameters, is_on)
                .filter(|(_, is_changed)| *is_changed)
                .for_each(|(key, _)| add(key)),
            (_, [0x0e] | [0x1b, b'n' | b'o']) => add(SHIFT),
            (_, [0x1b, b'(', _]) => add(CHARACTERS),
            (_, [0x1b, b'%', _]) => add(UTF_8),
            (_, [0x1b, b'=']) => add(KEYPAD),
            (_, [0x1b, b'[', .., b'r']) => add(SCROLLING),
            (_, [0x1b, b']', b'4' | b'5' | b'1', ..]) if effect == Effect::Changes => add(COLOURS),
            _ => add(OTHER),
        }
        // Of several settings in one sequence, some may be as usual again.
        undo(bytes, &mut changes);
    }
    let worst = changes
        .iter()
        .max_by_key(|it| (it.effect, std::cmp::Reverse(it.at)))?;
    let why = match worst.effect {
        Effect::Dangerous => {
            "which reaches beyond the terminal: to the clipboard, a printer, files or keys"
        }
        Effect::Answers => "which the terminal answers as if you typed it",
        _ if worst.name.ends_with("without an end") => "which takes all that follows for itself",
        _ => "which stays so after it",
    };
    let others = match changes.len() - 1 {
        0 => String::new(),
        1 => ", and there is one more such sequence".to_owned(),
        count => format!(", and there are {count} more such sequences"),
    };
    let (name, at) = (&worst.name, worst.at);
    Some(format!(
        "A terminal would be garbled by “{name}” at {at:#x}, {why}{others}."
    ))
}

/// The parameters of a sequence that turns settings on or off, and whether on.
fn modes(bytes: &[u8]) -> Option<(&[u8], bool)> {
    let rest = match bytes {
        [0x1b, b'[', rest @ ..] | [0xc2, 0x9b, rest @ ..] => rest,
        _ => return None,
    };
    match rest {
        [parameters @ .., b'h'] => Some((parameters, true)),
        [parameters @ .., b'l'] => Some((parameters, false)),
        _ => None,
    }
}

/// Takes away what these bytes set back.
fn undo(bytes: &[u8], changes: &mut Vec<Change>) {
    let key = match (modes(bytes), bytes) {
        (Some((parameters, is_on)), _) => {
            for (key, is_changed) in names::changed_modes(parameters, is_on) {
                if !is_changed {
                    changes.retain(|it| it.key != key);
                }
            }
            return;
        }
        // Resets of all, the hard one and the soft one.
        (_, [0x1b, b'c'] | [0x1b, b'[', b'!', b'p']) => {
            changes.retain(|it| it.effect > Effect::Changes);
            return;
        }
        (_, [0x0f]) => SHIFT,
        (_, [0x1b, b'(', b'B']) => CHARACTERS,
        (_, [0x1b, b'%', b'G']) => UTF_8,
        (_, [0x1b, b'>']) => KEYPAD,
        (_, [0x1b, b'[', b'r']) => SCROLLING,
        (_, [0x1b, b']', b'1', b'0' | b'1', ..]) => COLOURS,
        _ => return,
    };
    changes.retain(|it| it.key != key);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn why(bytes: &[u8]) -> String {
        garbling(bytes, 0x10).unwrap_or_default()
    }

    #[test]
    fn what_is_harmless() {
        for bytes in [
            &b"plain\r\n\ttext\n"[..],
            b"\x1b[1;31mred\x1b[m\n",
            b"\x1b]0;title\x07",
            b"\x07\x08\x00\xff\xfe",
            b"\x1b[2J\x1b[H",
            b"\x1b(0lqqk\x1b(B",
            b"\x0eabc\x0f",
            b"\x1b[?1049h\x1b[?25l...\x1b[?25h\x1b[?1049l",
            b"\x1b[?1000;1006h\x1bc",
            b"\x1b[?2004h\x1b[!p",
        ] {
            assert_eq!(garbling(bytes, 0), None, "{bytes:?}");
        }
    }

    #[test]
    fn what_is_not() {
        assert_eq!(
            why(b"ab\x1b(0"),
            "A terminal would be garbled by “line drawing instead of letters” at 0x12, which stays so after it."
        );
        assert_eq!(
            why(b"\x0e\x1b[6n\x05"),
            "A terminal would be garbled by “question where the cursor is” at 0x11, which the terminal answers \
             as if you typed it, and there are 2 more such sequences."
        );
        assert!(why(b"\x1b[?25l\x1b]52;c;aGk=\x07").contains("clipboard"));
        assert!(why(b"\x1b[?1049h\x1b[?1000h\x1b[?1049l").contains("mouse"));
        assert!(why(b"a\x1bPabc").contains("takes all that follows"));
        assert!(why(b"\x1b[?7l\x1b[?7h\x1b[4h").contains("insertion"));
    }
}
