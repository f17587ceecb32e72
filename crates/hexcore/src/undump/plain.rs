//! Hex digits with anything between them, or with nothing but white space.

use super::Error;
use super::reader::Reader;
use super::scanner::{Scanner, digit, is_space};

/// Bytes that are collected before they go to the target.
const BATCH: usize = 4096;

/// How digits make bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Digits {
    /// A run of digits is whole bytes, and anything that is not a letter may stand between runs.
    Separated,
    /// Any two digits are a byte, and only white space may stand between them.
    Joined,
}

/// Reads a text of hex digits.
pub(super) fn read(reader: &mut Reader<'_>, digits: Digits) -> Result<(), Error> {
    match digits {
        Digits::Separated => read_separated(reader),
        Digits::Joined => read_joined(reader),
    }
}

fn read_separated(reader: &mut Reader<'_>) -> Result<(), Error> {
    let mut scanner = reader.scanner();
    let mut batch = Vec::with_capacity(BATCH);
    while let Some(next) = scanner.peek() {
        if is_separator(&scanner, next) {
            skip_separator(&mut scanner);
            continue;
        }
        let start = scanner.position();
        let marked = skip_mark(&mut scanner);
        let run = scanner.take_while(|byte| digit(byte, 16).is_some());
        let (pairs, single) = run.as_chunks::<2>();
        batch.extend(pairs.iter().filter_map(pair));
        if batch.len() >= BATCH {
            reader.push(start, &batch)?;
            batch.clear();
        }
        let ended = scanner
            .peek()
            .is_none_or(|next| next == b'\\' || is_separator(&scanner, next));
        match (single, pairs) {
            _ if run.is_empty() || !ended => {
                reader.expected(scanner.position(), "a hex digit")?;
            }
            ([], _) => {}
            (&[only], []) if marked => batch.extend(digit(only, 16)),
            _ => reader.expected(scanner.position(), "the second hex digit of a byte")?,
        }
        if scanner.position() == start {
            scanner.skip(1);
        }
        skip_word(&mut scanner);
    }
    reader.push(scanner.position(), &batch)
}

fn read_joined(reader: &mut Reader<'_>) -> Result<(), Error> {
    let mut scanner = reader.scanner();
    let mut batch = Vec::with_capacity(BATCH);
    let mut high = None;
    while let Some(byte) = scanner.peek() {
        match (digit(byte, 16), high) {
            (Some(low), Some(high_digit)) => {
                batch.push(high_digit << 4 | low);
                high = None;
            }
            (Some(first), None) => high = Some(first),
            (None, _) if is_space(byte) => {}
            (None, _) => {
                reader.expected(scanner.position(), "a hex digit")?;
                skip_character(&mut scanner);
                continue;
            }
        }
        if batch.len() >= BATCH {
            reader.push(scanner.position(), &batch)?;
            batch.clear();
        }
        scanner.skip(1);
    }
    reader.push(scanner.position(), &batch)?;
    match high {
        Some(_) => reader.expected(scanner.position(), "the second hex digit of a byte"),
        None => Ok(()),
    }
}

fn pair(pair: &[u8; 2]) -> Option<u8> {
    let [high, low] = *pair;
    Some(digit(high, 16)? << 4 | digit(low, 16)?)
}

/// Goes over `0x` or `\x`; says whether there was one.
fn skip_mark(scanner: &mut Scanner<'_>) -> bool {
    let marked = matches!(
        (scanner.peek(), scanner.peek_at(1)),
        (Some(b'0' | b'\\'), Some(b'x' | b'X'))
    );
    if marked {
        scanner.skip(2);
    }
    marked
}

/// Whether the next byte, which is `next`, is no letter and no digit.
fn is_separator(scanner: &Scanner<'_>, next: u8) -> bool {
    match next {
        // A mark follows its separator, and is looked for before one.
        b'\\' => !matches!(scanner.peek_at(1), Some(b'x' | b'X')),
        0..=0x7f => !next.is_ascii_alphanumeric() && (is_space(next) || !next.is_ascii_control()),
        _ => separator_length(scanner) > 0,
    }
}

/// The length of the white space or dot beyond ASCII that follows, such as a no-break space.
fn separator_length(scanner: &Scanner<'_>) -> usize {
    match scanner.rest() {
        // U+00A0 and the middle dot.
        [0xc2, 0xa0 | 0xb7, ..] => 2,
        // U+2000 to U+200B, U+202F, U+3000 and the byte order mark.
        [0xe2, 0x80, 0x80..=0x8b | 0xaf, ..] | [0xe3, 0x80, 0x80, ..] | [0xef, 0xbb, 0xbf, ..] => 3,
        _ => 0,
    }
}

fn skip_separator(scanner: &mut Scanner<'_>) {
    scanner.skip(separator_length(scanner).max(1));
}

/// Goes over what is no digit and no separator, with all letters that follow.
fn skip_word(scanner: &mut Scanner<'_>) {
    while let Some(next) = scanner.peek() {
        if is_separator(scanner, next) || next == b'\\' {
            break;
        }
        scanner.skip(1);
    }
}

fn skip_character(scanner: &mut Scanner<'_>) {
    scanner.skip(1);
    scanner.take_while(|byte| byte & 0xc0 == 0x80);
}
