//! Lists of bytes in source code, and string literals with escapes.
//!
//! The list is the first pair of braces or brackets that begins with a number, so that
//! `unsigned char data[5] = {` and `let data: [UInt8] = [` are seen through; or a text that begins
//! with a number is a list itself. Comments are skipped.

use super::Error;
use super::reader::Reader;
use super::scanner::{Scanner, digit, is_blank, is_space, number};

/// Bytes that are collected before they go to the target.
const BATCH: usize = 4096;

/// Reads the first list in a text, or its string literals if there is no list.
pub(super) fn read(reader: &mut Reader<'_>) -> Result<(), Error> {
    match find(reader.scanner()) {
        Some(Source::List(mut scanner)) => {
            let close = scanner.peek().and_then(closer);
            scanner.skip(1);
            read_list(reader, scanner, close)
        }
        Some(Source::Bare(scanner)) => read_list(reader, scanner, None),
        Some(Source::Strings(scanner)) => read_strings(reader, scanner),
        None => {
            let mut scanner = reader.scanner();
            scanner.take_while(is_space);
            if scanner.peek().is_none() {
                return Ok(());
            }
            scanner.skip(usize::MAX);
            reader.expected(scanner.position(), "a list in braces or brackets")
        }
    }
}

/// Where the bytes of a source text are.
#[derive(Clone, Copy, Debug)]
pub(super) enum Source<'t> {
    /// In a list; the place is that of its brace or bracket.
    List(Scanner<'t>),
    /// In the numbers that the text begins with, as `xxd -i` prints them of its standard input.
    Bare(Scanner<'t>),
    /// In string literals; the place is that of the first one.
    Strings(Scanner<'t>),
}

/// Finds the list or the strings of a text. An empty list is taken where there is no other.
pub(super) fn find(mut scanner: Scanner<'_>) -> Option<Source<'_>> {
    let mut empty = None;
    let mut string = None;
    let mut unclosed = 0;
    skip_spaces_and_comments(&mut scanner);
    let is_number = scanner.peek().is_some_and(|byte| byte.is_ascii_digit());
    let bare = is_number.then_some(scanner);
    loop {
        skip_spaces_and_comments(&mut scanner);
        let here = scanner;
        match scanner.peek() {
            None => {
                return bare
                    .map(Source::Bare)
                    .or(empty.map(Source::List))
                    .or(string.map(Source::Strings));
            }
            Some(quote @ (b'"' | b'\'' | b'`')) if here.position() >= unclosed => {
                if skip_literal(&mut scanner, quote) {
                    string = string.or((quote != b'`').then_some(here));
                    continue;
                }
                // An apostrophe: what follows it is no literal, and nor is it tried again.
                unclosed = scanner.position();
                scanner = here;
            }
            Some(open) if closer(open).is_some() => match opening(scanner, open) {
                Opening::Items => return Some(Source::List(here)),
                Opening::Nothing => empty = empty.or(Some(here)),
                Opening::Other => {}
            },
            Some(_) => {}
        }
        scanner.skip(1);
    }
}

/// What stands after a brace or bracket.
enum Opening {
    /// A number or a character literal.
    Items,
    /// Its counterpart.
    Nothing,
    /// Anything else, or what belongs to a type.
    Other,
}

fn opening(mut scanner: Scanner<'_>, open: u8) -> Opening {
    let close = closer(open);
    let before = scanner.before();
    scanner.skip(1);
    skip_spaces_and_comments(&mut scanner);
    // A parenthesis holds a list only where PowerShell or a tuple of bytes would have it.
    if open == b'(' && !matches!(before, Some(b'@' | b'(' | b']')) {
        return Opening::Other;
    }
    let first = scanner.peek();
    if first == close {
        scanner.skip(1);
        if open == b'(' || (open == b'[' && is_type(scanner)) {
            return Opening::Other;
        }
        return Opening::Nothing;
    }
    if !begins_item(scanner) {
        return Opening::Other;
    }
    if open == b'[' {
        // The size of an array: one number, and a name or an initializer before or after it.
        let mut size = scanner;
        size.take_while(is_word);
        skip_spaces_and_comments(&mut size);
        if size.peek() == close {
            size.skip(1);
            if before.is_some_and(is_word) || is_type(size) {
                return Opening::Other;
            }
        }
    }
    Opening::Items
}

/// Whether what follows a bracket says that it belongs to a type or a declaration.
fn is_type(mut scanner: Scanner<'_>) -> bool {
    scanner.skip_blanks();
    scanner
        .peek()
        .is_some_and(|byte| matches!(byte, b'=' | b'{' | b'[' | b'$' | b'(') || is_word(byte))
}

/// Whether an item of a list follows.
fn begins_item(scanner: Scanner<'_>) -> bool {
    match (scanner.peek(), scanner.peek_at(1)) {
        (Some(b'0'..=b'9' | b'\''), _) | (Some(b'b'), Some(b'\'')) => true,
        (Some(b'-' | b'+' | b'.'), Some(next)) => next.is_ascii_digit(),
        _ => {
            let mut cast = scanner;
            skip_wrapper(&mut cast)
                && cast
                    .peek()
                    .is_some_and(|byte| byte.is_ascii_digit() || matches!(byte, b'-' | b'\''))
        }
    }
}

/// Goes over a cast such as `(byte)` or the beginning of a constructor such as `std::byte{`, and
/// says whether there was one.
fn skip_wrapper(scanner: &mut Scanner<'_>) -> bool {
    let start = *scanner;
    let is_name = |byte: u8| is_word(byte) || byte == b':';
    if scanner.accept(b'(') {
        let name = scanner.take_while(|byte| is_name(byte) || is_blank(byte));
        if name.first().is_some_and(u8::is_ascii_alphabetic) && scanner.accept(b')') {
            skip_spaces_and_comments(scanner);
            return true;
        }
    } else {
        let name = scanner.take_while(is_name);
        if name.first().is_some_and(u8::is_ascii_alphabetic)
            && (scanner.accept(b'{') || scanner.accept(b'('))
        {
            skip_spaces_and_comments(scanner);
            return true;
        }
    }
    *scanner = start;
    false
}

/// Reads items up to `close`, or to the end of the text if nothing closes them.
fn read_list(
    reader: &mut Reader<'_>,
    mut scanner: Scanner<'_>,
    close: Option<u8>,
) -> Result<(), Error> {
    let mut batch = Vec::with_capacity(BATCH);
    loop {
        skip_spaces_and_comments(&mut scanner);
        let start = scanner.position();
        match scanner.peek() {
            None => {
                if let Some(close) = close {
                    reader.expected(start, expected_end(close))?;
                }
                break;
            }
            next if next == close => break,
            Some(_) => {}
        }
        match item(&mut scanner) {
            Ok(byte) => batch.push(byte),
            Err(what) => reader.expected(scanner.position(), what)?,
        }
        if batch.len() >= BATCH {
            reader.push(start, &batch)?;
            batch.clear();
        }
        skip_spaces_and_comments(&mut scanner);
        match scanner.peek() {
            Some(b',') => scanner.skip(1),
            None => {}
            next if next == close => {}
            Some(_) => {
                reader.expected(scanner.position(), "a comma")?;
                scanner.take_while(|byte| byte != b',' && Some(byte) != close);
                scanner.accept(b',');
            }
        }
    }
    reader.push(scanner.position(), &batch)
}

fn expected_end(close: u8) -> &'static str {
    match close {
        b'}' => "a closing brace",
        b']' => "a closing bracket",
        _ => "a closing parenthesis",
    }
}

/// Reads one item. Where there is an error, the place is that of what is wrong.
fn item(scanner: &mut Scanner<'_>) -> Result<u8, &'static str> {
    let wrapped = skip_wrapper(scanner);
    let wrapper_end = scanner.before();
    let value = value(scanner)?;
    if wrapped && let Some(close) = wrapper_end.and_then(closer) {
        skip_spaces_and_comments(scanner);
        if !scanner.accept(close) {
            return Err(expected_end(close));
        }
    }
    Ok(value)
}

fn value(scanner: &mut Scanner<'_>) -> Result<u8, &'static str> {
    let start = *scanner;
    if scanner.peek_at(1) == Some(b'\'') {
        scanner.accept(b'b');
    }
    if scanner.accept(b'\'') {
        return character(scanner);
    }
    let negative = scanner.accept(b'-');
    if !negative {
        scanner.accept(b'+');
    }
    if let [b'0', b'x', high, low, end, ..] = *scanner.rest()
        && let (Some(high), Some(low)) = (digit(high, 16), digit(low, 16))
        && matches!(end, b',' | b' ' | b'\n' | b'}' | b']')
        && !negative
    {
        scanner.skip(4);
        return Ok(high << 4 | low);
    }
    let word = scanner.take_while(|byte| is_word(byte) || byte == b'.');
    let Some(number) = integer(word) else {
        *scanner = start;
        return Err("a number");
    };
    let value = match negative {
        true if number <= 128 => Some((number as u8).wrapping_neg()),
        true => None,
        false => u8::try_from(number).ok(),
    };
    value.ok_or_else(|| {
        *scanner = start;
        "a number from -128 to 255"
    })
}

/// The number that `word` writes, with its prefix, suffix and separators.
fn integer(word: &[u8]) -> Option<u64> {
    let (digits, base) = match word {
        [b'0', b'x' | b'X', digits @ ..] => (digits, 16),
        [b'0', b'b' | b'B', digits @ ..] if !matches!(word.last(), Some(b'h' | b'H')) => {
            (digits, 2)
        }
        [b'0', b'o' | b'O', digits @ ..] => (digits, 8),
        [first, .., b'h' | b'H'] if first.is_ascii_digit() => {
            (word.get(..word.len() - 1).unwrap_or_default(), 16)
        }
        _ => (word, 10),
    };
    let digits = without_suffix(digits, base);
    let mut plain = [0; 24];
    let mut length = 0;
    for &byte in digits.iter().filter(|&&byte| byte != b'_') {
        *plain.get_mut(length)? = byte;
        length += 1;
    }
    let plain = plain.get(..length)?;
    match plain {
        // As C, Go and Java read it.
        [b'0', octal @ ..] if base == 10 && !octal.is_empty() => number(octal, 8),
        _ => number(plain, base),
    }
}

/// `digits` without the suffix of a type, such as `u8`, `UL` or `_u8`.
fn without_suffix(digits: &[u8], base: u8) -> &[u8] {
    let is_digit = |byte: &u8| *byte == b'_' || digit(*byte, base).is_some();
    let length = digits
        .iter()
        .position(|byte| !is_digit(byte))
        .unwrap_or(digits.len());
    let (number, suffix) = digits.split_at_checked(length).unwrap_or((digits, &[]));
    let is_known = match suffix {
        b"u8" | b"i8" | b"u16" | b"i16" | b"u32" | b"i32" | b"u64" | b"i64" | b"usize" => true,
        _ => suffix
            .iter()
            .all(|byte| matches!(byte, b'u' | b'U' | b'l' | b'L' | b'y' | b's')),
    };
    if is_known { number } else { digits }
}

/// Reads a character literal after its first quote.
fn character(scanner: &mut Scanner<'_>) -> Result<u8, &'static str> {
    let value = match scanner.peek() {
        Some(b'\\') => escape(scanner)?,
        Some(byte @ (b' '..=b'~')) if byte != b'\'' => {
            scanner.skip(1);
            byte
        }
        _ => return Err("a character of ASCII"),
    };
    if scanner.accept(b'\'') {
        Ok(value)
    } else {
        Err("a single quotation mark")
    }
}

/// Reads an escape from its backslash on.
fn escape(scanner: &mut Scanner<'_>) -> Result<u8, &'static str> {
    scanner.skip(1);
    let Some(letter) = scanner.peek() else {
        return Err("an escape");
    };
    if letter.is_ascii_digit() {
        let mut value = 0_u16;
        for _ in 0..3 {
            let Some(next) = scanner.peek().and_then(|byte| digit(byte, 8)) else {
                break;
            };
            value = value * 8 + u16::from(next);
            scanner.skip(1);
        }
        return u8::try_from(value).map_err(|_| "an octal escape up to \\377");
    }
    scanner.skip(1);
    Ok(match letter {
        b'x' => return hex_escape(scanner, 2),
        b'u' => {
            // Only what is one byte.
            if scanner.peek() == Some(b'{') {
                scanner.skip(1);
                let value = hex_escape(scanner, 4)?;
                return if scanner.accept(b'}') {
                    Ok(value)
                } else {
                    Err("a closing brace")
                };
            }
            return hex_escape(scanner, 4);
        }
        b'a' => 7,
        b'b' => 8,
        b't' => b'\t',
        b'n' => b'\n',
        b'v' => 0x0b,
        b'f' => 0x0c,
        b'r' => b'\r',
        b'e' => 0x1b,
        b'\\' | b'\'' | b'"' | b'?' | b'/' | b'`' | b'$' => letter,
        _ => return Err("an escape"),
    })
}

/// Reads up to `most` hex digits, of a number that is a byte.
fn hex_escape(scanner: &mut Scanner<'_>, most: usize) -> Result<u8, &'static str> {
    let mut value = 0_u32;
    let mut count = 0;
    while let Some(next) = scanner.peek().and_then(|byte| digit(byte, 16)) {
        if count == most {
            break;
        }
        value = value << 4 | u32::from(next);
        count += 1;
        scanner.skip(1);
    }
    if count == 0 {
        return Err("a hex digit");
    }
    u8::try_from(value).map_err(|_| "an escape for one byte")
}

/// Reads all string literals from here on, one after the other.
fn read_strings(reader: &mut Reader<'_>, mut scanner: Scanner<'_>) -> Result<(), Error> {
    let mut batch = Vec::with_capacity(BATCH);
    loop {
        skip_spaces_and_comments(&mut scanner);
        let Some(quote) = scanner.peek() else {
            break;
        };
        scanner.skip(1);
        if !matches!(quote, b'"' | b'\'') {
            continue;
        }
        loop {
            match scanner.peek() {
                None | Some(b'\n') => {
                    reader.expected(scanner.position(), "a closing quotation mark")?;
                    break;
                }
                Some(byte) if byte == quote => {
                    scanner.skip(1);
                    break;
                }
                // A backslash before the end of a line joins the lines.
                Some(b'\\') if scanner.peek_at(1) == Some(b'\n') => {
                    scanner.skip(2);
                }
                Some(b'\\') => match escape(&mut scanner) {
                    Ok(byte) => batch.push(byte),
                    Err(what) => reader.expected(scanner.position(), what)?,
                },
                Some(byte) => {
                    batch.push(byte);
                    scanner.skip(1);
                }
            }
            if batch.len() >= BATCH {
                reader.push(scanner.position(), &batch)?;
                batch.clear();
            }
        }
    }
    reader.push(scanner.position(), &batch)
}

/// Goes over a literal between `quote`s; says whether it ends in its line.
fn skip_literal(scanner: &mut Scanner<'_>, quote: u8) -> bool {
    scanner.skip(1);
    loop {
        match scanner.peek() {
            None => return false,
            Some(b'\n') if quote != b'`' => return false,
            Some(b'\\') => scanner.skip(2),
            Some(byte) => {
                scanner.skip(1);
                if byte == quote {
                    return true;
                }
            }
        }
    }
}

fn skip_spaces_and_comments(scanner: &mut Scanner<'_>) {
    loop {
        scanner.take_while(is_space);
        match (scanner.peek(), scanner.peek_at(1)) {
            (Some(b'/'), Some(b'/')) => {
                scanner.rest_of_line();
            }
            (Some(b'#'), None | Some(b' ' | b'\t' | b'\n' | b'\r')) => {
                scanner.rest_of_line();
            }
            (Some(b'/'), Some(b'*')) => {
                let rest = scanner.rest();
                let end = rest
                    .get(2..)
                    .and_then(|inner| inner.windows(2).position(|two| two == b"*/"));
                scanner.skip(end.map_or(rest.len(), |end| end + 4));
            }
            _ => return,
        }
    }
}

fn closer(open: u8) -> Option<u8> {
    match open {
        b'{' => Some(b'}'),
        b'[' => Some(b']'),
        b'(' => Some(b')'),
        _ => None,
    }
}

/// Whether `byte` may be part of a number or a name.
fn is_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'_'
}
