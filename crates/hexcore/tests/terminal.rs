//! What a terminal makes of bytes, against a twin that goes from byte to byte, and in chunks.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, clippy::indexing_slicing)] // A test that cannot go on fails.

use std::ops::Range;

use hexcore::terminal::{MAX_PIECE, Pieces, What, garbling};
use proptest::prelude::*;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Tag {
    Text,
    Tab,
    LineEnd,
    Control,
    Sequence,
    Invalid,
}

fn tag(what: &What<'_>) -> Tag {
    match what {
        What::Text(_) => Tag::Text,
        What::Tab => Tag::Tab,
        What::LineEnd => Tag::LineEnd,
        What::Control { .. } => Tag::Control,
        What::Sequence { .. } => Tag::Sequence,
        What::Invalid(_) => Tag::Invalid,
    }
}

/// The pieces of bytes that come in chunks of these lengths, the last of which goes on.
fn in_chunks(bytes: &[u8], lengths: &[usize]) -> Vec<(Range<u64>, Tag, String)> {
    let mut found = Vec::new();
    let mut lengths = lengths.iter();
    let mut length = 1;
    let (mut from, mut to) = (0, 0);
    loop {
        length = *lengths.next().unwrap_or(&length);
        to = bytes.len().min(to + length.max(1));
        let mut pieces = Pieces::new(&bytes[from..to], from as u64, to == bytes.len());
        for piece in pieces.by_ref() {
            found.push((piece.range, tag(&piece.what), format!("{:?}", piece.what)));
        }
        from = pieces.at() as usize;
        assert!(to - from <= MAX_PIECE, "no more than that has to be kept");
        if to == bytes.len() {
            assert_eq!(from, to, "at the end, nothing is left");
            return found;
        }
    }
}

#[derive(Clone, Copy)]
enum State {
    Escape,
    /// After bytes between ESC and the last one.
    Middle,
    Parameters,
    ControlMiddle,
    String {
        is_command: bool,
    },
    StringEscape,
    StringC1 {
        is_command: bool,
    },
}

/// The length of a sequence, by its states; `None` where the first byte stands alone.
fn sequence(bytes: &[u8]) -> Option<usize> {
    let introduced = |byte: u8| match byte {
        b'[' => Some(State::Parameters),
        b']' => Some(State::String { is_command: true }),
        b'P' | b'X' | b'^' | b'_' => Some(State::String { is_command: false }),
        _ => None,
    };
    let mut state = State::Escape;
    let mut at = 1;
    if bytes[0] == 0xc2 {
        state = introduced(bytes.get(1)? - 0x40)?;
        at = 2;
    }
    loop {
        let byte = bytes.get(at).copied();
        state = match state {
            State::Escape => match byte? {
                0x20..=0x2f => State::Middle,
                other => match introduced(other) {
                    Some(state) => state,
                    None => return (0x30..=0x7e).contains(&other).then_some(2),
                },
            },
            State::Middle => match byte {
                Some(0x20..=0x2f) if at <= 256 => State::Middle,
                Some(0x30..=0x7e) if at <= 256 => return Some(at + 1),
                _ => return Some(at),
            },
            State::Parameters | State::ControlMiddle if at >= 258 => return Some(at),
            State::Parameters => match byte {
                Some(0x30..=0x3f) => State::Parameters,
                Some(0x20..=0x2f) => State::ControlMiddle,
                Some(0x40..=0x7e) => return Some(at + 1),
                _ => return Some(at),
            },
            State::ControlMiddle => match byte {
                Some(0x20..=0x2f) => State::ControlMiddle,
                Some(0x40..=0x7e) => return Some(at + 1),
                _ => return Some(at),
            },
            // Not ended in time: what introduced it stands alone.
            _ if at >= MAX_PIECE || byte.is_none() => return Some(2),
            State::String { is_command } => match byte? {
                0x07 if is_command => return Some(at + 1),
                0x18 | 0x1a => return Some(at),
                0x1b => State::StringEscape,
                0xc2 => State::StringC1 { is_command },
                _ => State::String { is_command },
            },
            State::StringEscape => match byte? {
                b'\\' => return Some(at + 1),
                _ => return Some(at - 1),
            },
            State::StringC1 { is_command } => match byte? {
                0x9c => return Some(at + 1),
                // The byte itself is looked at as any other of the string.
                _ => {
                    state = State::String { is_command };
                    continue;
                }
            },
        };
        at += 1;
    }
}

/// The length of a character, or of what is wrong, by table 3-7 of the Unicode Standard.
fn character(bytes: &[u8]) -> (usize, bool) {
    let following: &[(u8, u8)] = match bytes[0] {
        0..=0x7f => &[],
        0xc2..=0xdf => &[(0x80, 0xbf)],
        0xe0 => &[(0xa0, 0xbf), (0x80, 0xbf)],
        0xe1..=0xec | 0xee..=0xef => &[(0x80, 0xbf), (0x80, 0xbf)],
        0xed => &[(0x80, 0x9f), (0x80, 0xbf)],
        0xf0 => &[(0x90, 0xbf), (0x80, 0xbf), (0x80, 0xbf)],
        0xf1..=0xf3 => &[(0x80, 0xbf), (0x80, 0xbf), (0x80, 0xbf)],
        0xf4 => &[(0x80, 0x8f), (0x80, 0xbf), (0x80, 0xbf)],
        _ => return (1, false),
    };
    for (index, (from, to)) in following.iter().enumerate() {
        let byte = bytes.get(1 + index);
        if !byte.is_some_and(|byte| (from..=to).contains(&byte)) {
            return (1 + index, false);
        }
    }
    (1 + following.len(), true)
}

/// What the pieces should be, with texts beside each other as one.
fn twin(bytes: &[u8]) -> Vec<(Range<u64>, Tag)> {
    let mut found: Vec<(Range<u64>, Tag)> = Vec::new();
    let mut at = 0;
    while at < bytes.len() {
        let rest = &bytes[at..];
        let is_c1 = rest[0] == 0xc2 && rest.get(1).is_some_and(|it| (0x80..=0x9f).contains(it));
        let (length, tag) = match (rest[0], sequence_start(rest)) {
            (_, true) if sequence(rest).is_some() => (sequence(rest).unwrap(), Tag::Sequence),
            _ if is_c1 => (2, Tag::Control),
            (b'\t', _) => (1, Tag::Tab),
            (b'\n', _) => (1, Tag::LineEnd),
            (b'\r', _) if rest.get(1) == Some(&b'\n') => (2, Tag::LineEnd),
            (0..0x20 | 0x7f, _) => (1, Tag::Control),
            _ => match character(rest) {
                (length, true) => (length, Tag::Text),
                (length, false) => (length, Tag::Invalid),
            },
        };
        let range = at as u64..(at + length) as u64;
        match found.last_mut() {
            Some((last, Tag::Text)) if tag == Tag::Text => last.end = range.end,
            _ => found.push((range, tag)),
        }
        at += length;
    }
    found
}

fn sequence_start(bytes: &[u8]) -> bool {
    bytes[0] == 0x1b
        || bytes[0] == 0xc2 && bytes.get(1).is_some_and(|it| (0x80..=0x9f).contains(it))
}

fn bytes() -> impl Strategy<Value = Vec<u8>> {
    let known = prop::sample::select(vec![
        &b"\x1b"[..],
        b"\x1b[",
        b"\xc2\x9b",
        b"\x1b]",
        b"\x1b]52;c;",
        b"\x1bP",
        b"\xc2\x90",
        b"\x1b_",
        b"\x1b\\",
        b"\xc2\x9c",
        b"\xc2",
        b"\x07",
        b"\x18",
        b"31",
        b";",
        b"?1049",
        b"h",
        b"m",
        b" ",
        b"!",
        b"\x1b(0",
        b"\r",
        b"\n",
        b"\t",
        b"\x0e",
        b"\xe2\x82\xac",
        b"\xe2\x82",
        b"\xed\xa0\x80",
        b"\xff",
        b"text",
        b"\x7f",
        b"\xf0\x9f\x98\x80",
    ]);
    let one = prop_oneof![
        6 => known.prop_map(<[u8]>::to_vec),
        2 => prop::collection::vec(any::<u8>(), 0..6),
        1 => (any::<u8>(), 200..300_usize).prop_map(|(byte, count)| vec![byte; count]),
        1 => (0x20..0x7f_u8, 900..5000_usize).prop_map(|(byte, count)| vec![byte; count]),
    ];
    prop::collection::vec(one, 0..30).prop_map(|parts| parts.concat())
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 500,
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

    #[test]
    fn pieces_are_those_of_the_twin(bytes in bytes()) {
        let pieces = in_chunks(&bytes, &[usize::MAX / 2]);
        let mut end = 0;
        let mut joined: Vec<(Range<u64>, Tag)> = Vec::new();
        for (range, tag, _) in pieces {
            prop_assert_eq!(range.start, end, "pieces follow each other");
            prop_assert!(range.end > range.start && range.end - range.start <= MAX_PIECE as u64);
            end = range.end;
            match joined.last_mut() {
                Some((last, Tag::Text)) if tag == Tag::Text => last.end = range.end,
                _ => joined.push((range, tag)),
            }
        }
        prop_assert_eq!(end, bytes.len() as u64);
        prop_assert_eq!(joined, twin(&bytes));
        if let Some(sentence) = garbling(&bytes, 0) {
            prop_assert!(sentence.ends_with('.') && !sentence.contains(char::is_control), "{}", sentence);
        }
    }

    #[test]
    fn chunks_do_not_matter(
        bytes in bytes(),
        lengths in prop::collection::vec(0..50_usize, 0..8),
        last in 1..6000_usize,
    ) {
        let expected = in_chunks(&bytes, &[usize::MAX / 2]);
        prop_assert_eq!(&in_chunks(&bytes, &[lengths, vec![last]].concat()), &expected);
        if bytes.len() < 2000 {
            prop_assert_eq!(&in_chunks(&bytes, &[1]), &expected);
        }
    }
}
