//! JSON (RFC 8259), and values of it one after the other (NDJSON).

/// Brackets in each other, at most: what is deeper is not followed.
const MAX_DEPTH: usize = 500;

/// What a text in JSON is like.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Json {
    /// Values at the top level: more than one is NDJSON.
    pub(super) values: u64,
    /// Whether the first of them is an object; else it is an array.
    pub(super) is_object: bool,
    /// Members of the first.
    pub(super) members: u64,
    /// How deep brackets are in each other.
    pub(super) depth: usize,
    /// Whether the last bracket is closed.
    pub(super) is_complete: bool,
    /// Where something is that most programs read and the specification does not allow: a control
    /// character in a string, a number that begins with 0, a comma before a bracket that closes.
    pub(super) loose: Option<usize>,
}

/// What may come next.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Next {
    Value,
    /// A value or the end of an array.
    ValueOrEnd,
    Key,
    /// A key or the end of an object.
    KeyOrEnd,
    Colon,
    CommaOrEnd,
    /// Another value at the top level, or nothing.
    More,
}

/// Reads a text as JSON. What breaks off in the midst is JSON if a member came before it.
pub(super) fn read(text: &[u8]) -> Option<Json> {
    let mut json = Json {
        values: 0,
        is_object: false,
        members: 0,
        depth: 0,
        is_complete: false,
        loose: None,
    };
    // For each open bracket, whether it is one of an object.
    let mut open: Vec<bool> = Vec::new();
    let mut next = Next::More;
    let mut at = 0;
    while let Some(&byte) = text.get(at) {
        at += 1;
        let is_value = matches!(next, Next::Value | Next::ValueOrEnd);
        match (byte, next) {
            (b' ' | b'\t' | b'\r' | b'\n', _) => continue,
            // At the top level, only objects and arrays: a number alone says nothing.
            (b'{' | b'[', Next::More | Next::Value | Next::ValueOrEnd) => {
                if next == Next::More {
                    json.values += 1;
                    if json.values == 1 {
                        json.is_object = byte == b'{';
                    }
                }
                if open.len() >= MAX_DEPTH {
                    return None;
                }
                open.push(byte == b'{');
                json.depth = json.depth.max(open.len());
                next = match byte {
                    b'{' => Next::KeyOrEnd,
                    _ => Next::ValueOrEnd,
                };
                continue;
            }
            (b'}', Next::KeyOrEnd) | (b']', Next::ValueOrEnd) => {
                open.pop();
            }
            // A comma before the bracket is no more than a slip.
            (b'}', Next::Key) | (b']', Next::Value) if open.last() == Some(&(byte == b'}')) => {
                json.loose.get_or_insert(at - 1);
                open.pop();
            }
            (b'}' | b']', Next::CommaOrEnd) => {
                if open.pop() != Some(byte == b'}') {
                    return None;
                }
            }
            (b',', Next::CommaOrEnd) => {
                next = match open.last() {
                    Some(true) => Next::Key,
                    _ => Next::Value,
                };
                continue;
            }
            (b':', Next::Colon) => {
                next = Next::Value;
                continue;
            }
            (b'"', Next::Key | Next::KeyOrEnd) => {
                at = string(text, at, &mut json)?;
                next = Next::Colon;
                continue;
            }
            (b'"', _) if is_value => at = string(text, at, &mut json)?,
            (b'-' | b'0'..=b'9', _) if is_value => at = number(text, at - 1, &mut json)?,
            (b't', _) if is_value => at = word(text, at - 1, b"true")?,
            (b'f', _) if is_value => at = word(text, at - 1, b"false")?,
            (b'n', _) if is_value => at = word(text, at - 1, b"null")?,
            _ => return None,
        }
        // A value has ended.
        if open.len() == 1 && json.values == 1 {
            json.members += 1;
        }
        next = match open.is_empty() {
            true => Next::More,
            false => Next::CommaOrEnd,
        };
    }
    json.is_complete = open.is_empty();
    (json.values > 0 && (json.is_complete || json.members > 0)).then_some(json)
}

/// The place after a string that has begun before `at`. One that breaks off ends with the text.
fn string(text: &[u8], mut at: usize, json: &mut Json) -> Option<usize> {
    while let Some(&byte) = text.get(at) {
        at += 1;
        match byte {
            b'"' => return Some(at),
            b'\\' => {
                match text.get(at) {
                    Some(b'u') => {
                        let digits = text.get(at + 1..text.len().min(at + 5))?;
                        if !digits.iter().all(u8::is_ascii_hexdigit) {
                            return None;
                        }
                    }
                    Some(b'"' | b'\\' | b'/' | b'b' | b'f' | b'n' | b'r' | b't') | None => {}
                    Some(_) => return None,
                }
                at += 1;
            }
            0..0x20 => {
                json.loose.get_or_insert(at - 1);
            }
            _ => {}
        }
    }
    Some(text.len())
}

/// The place after a number from `at` on.
fn number(text: &[u8], at: usize, json: &mut Json) -> Option<usize> {
    let rest = text.get(at..)?;
    let is_part = |byte: &u8| matches!(byte, b'0'..=b'9' | b'-' | b'+' | b'.' | b'e' | b'E');
    let length = rest.iter().take_while(|byte| is_part(byte)).count();
    let (number, is_cut_off) = (rest.get(..length)?, length == rest.len());
    let digits = |bytes: &mut &[u8]| {
        let count = bytes.iter().take_while(|it| it.is_ascii_digit()).count();
        *bytes = bytes.get(count..).unwrap_or_default();
        count
    };
    let mut left = number.strip_prefix(b"-").unwrap_or(number);
    if let [b'0', b'0'..=b'9', ..] = left {
        json.loose.get_or_insert(at);
    }
    let mut is_right = digits(&mut left) > 0;
    if let Some(fraction) = left.strip_prefix(b".") {
        left = fraction;
        is_right &= digits(&mut left) > 0;
    }
    if let [b'e' | b'E', exponent @ ..] = left {
        left = match exponent {
            [b'+' | b'-', digits @ ..] => digits,
            digits => digits,
        };
        is_right &= digits(&mut left) > 0;
    }
    ((is_right || is_cut_off) && left.is_empty()).then_some(at + length)
}

/// The place after a word that begins at `at`. One that breaks off ends with the text.
fn word(text: &[u8], at: usize, word: &[u8]) -> Option<usize> {
    let rest = text.get(at..)?;
    let length = word.len().min(rest.len());
    (rest.get(..length) == word.get(..length)).then_some(at + length)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn is_json(text: &str) -> bool {
        read(text.as_bytes()).is_some_and(|json| json.is_complete)
    }

    #[test]
    fn what_the_specification_allows() {
        for text in [
            "{}",
            " [ ] \n",
            "[1, -0.5e+10, true, false, null, \"\\u00e9\\n\"]",
            "{\"a\": {\"b\": [[], {}]}, \"c\": \"\"}",
        ] {
            assert!(is_json(text), "{text}");
        }
    }

    #[test]
    fn what_it_does_not() {
        for text in [
            "",
            "1",
            "\"a\"",
            "{a:1}",
            "[,]",
            "{\"a\":]",
            "[1 2]",
            "{\"a\" 1}",
            "[}",
            "[1.]",
            "[.5]",
            "[tru]",
            "[\"\\x\"]",
            "[\"\\u00g0\"]",
            "[1] x",
            "[NaN]",
            "[--1]",
            "[1e]",
            "]",
        ] {
            assert!(!is_json(text), "{text}");
        }
        assert!(is_json(&("[".repeat(500) + &"]".repeat(500))));
        assert!(!is_json(&("[".repeat(501) + &"]".repeat(501))));
    }

    #[test]
    fn what_is_there_of_a_text_that_is_cut_off() {
        let text = "{\"a\": [1, 2.5, true], \"b\\u00e9\": {\"c\": null}}";
        for length in 20..=text.len() {
            let json = read(&text.as_bytes()[..length]).unwrap();
            assert_eq!(json.is_complete, length == text.len());
        }
        assert_eq!(read(b"["), None);
        assert_eq!(read(b"{\"a\""), None);
    }

    #[test]
    fn what_is_counted() {
        let json = read(b"{\"a\": [1, [2]], \"b\": 3}\n[]\n").unwrap();
        let seen = (json.values, json.is_object, json.members, json.depth);
        assert_eq!(seen, (2, true, 2, 3));
        assert_eq!(read(b"{\"a\": 1,\n}").unwrap().loose, Some(9));
        assert_eq!(read(b"[1, 02, \"a\tb\"]").unwrap().loose, Some(4));
    }
}
