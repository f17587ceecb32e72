//! Text with escapes for what is no text.

use super::{BadOption, Case, Dump, Options};
use crate::digits::{UPPER, look_up};

/// A string literal, the same in C, C++, JavaScript and Python, and in Rust after a `b`.
///
/// Bytes that are not printable ASCII are `\n`, `\r`, `\t` or `\x` and two digits. C would read more
/// than two, so that a digit after such an escape is escaped itself; so is a `?` after another, of
/// which C might make a trigraph.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Escaped {
    /// Bytes on a line, each line a literal; 0 for a single one.
    pub columns: usize,
    /// The case of the digits.
    pub case: Case,
}

impl Escaped {
    /// What of `options` concerns this format; without any, a single line.
    pub fn new(options: &Options) -> Escaped {
        Escaped {
            columns: options.cols.unwrap_or(0),
            case: options.case,
        }
    }

    /// Begins the dump.
    ///
    /// # Errors
    ///
    /// None at present.
    pub fn dump(&self) -> Result<impl Dump + use<>, BadOption> {
        Ok(EscapedDump {
            columns: self.columns,
            case: self.case,
            on_line: 0,
            before: Before::Nothing,
        })
    }
}

/// What a character follows.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Before {
    /// Nothing yet, in the whole dump.
    Nothing,
    Hex,
    QuestionMark,
    Other,
}

struct EscapedDump {
    columns: usize,
    case: Case,
    on_line: usize,
    before: Before,
}

impl EscapedDump {
    fn begin(&mut self, out: &mut Vec<u8>) {
        if self.before == Before::Nothing {
            self.before = Before::Other;
            out.push(b'"');
        }
    }
}

impl Dump for EscapedDump {
    fn push(&mut self, bytes: &[u8], out: &mut Vec<u8>) {
        if bytes.is_empty() {
            return;
        }
        self.begin(out);
        for &byte in bytes {
            if self.on_line == self.columns && self.columns != 0 {
                out.extend_from_slice(b"\"\n\"");
                self.on_line = 0;
                // A question mark still counts: C replaces trigraphs first of all.
                if self.before == Before::Hex {
                    self.before = Before::Other;
                }
            }
            self.on_line = self.on_line.wrapping_add(1);
            self.before = match (self.before, byte) {
                (_, b'\n') => escape(b'n', out),
                (_, b'\r') => escape(b'r', out),
                (_, b'\t') => escape(b't', out),
                (_, b'"' | b'\\') => escape(byte, out),
                (Before::QuestionMark, b'?') => hex(byte, self.case, out),
                (Before::Hex, _) if byte.is_ascii_hexdigit() => hex(byte, self.case, out),
                (_, b' '..=b'~') => {
                    out.push(byte);
                    if byte == b'?' {
                        Before::QuestionMark
                    } else {
                        Before::Other
                    }
                }
                _ => hex(byte, self.case, out),
            };
        }
    }

    fn finish(&mut self, out: &mut Vec<u8>) {
        self.begin(out);
        out.extend_from_slice(b"\"\n");
    }
}

fn escape(letter: u8, out: &mut Vec<u8>) -> Before {
    out.extend_from_slice(&[b'\\', letter]);
    Before::Other
}

fn hex(byte: u8, case: Case, out: &mut Vec<u8>) -> Before {
    out.extend_from_slice(b"\\x");
    out.extend_from_slice(&look_up(case.pairs(), byte));
    Before::Hex
}

/// Percent-encoding, as in addresses: letters, digits and `-._~` as they are, everything else as
/// `%` and two capital digits; on a single line.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Percent;

impl Percent {
    /// Begins the dump.
    ///
    /// # Errors
    ///
    /// None at present.
    pub fn dump(&self) -> Result<impl Dump + use<>, BadOption> {
        Ok(PercentDump)
    }
}

struct PercentDump;

impl Dump for PercentDump {
    fn push(&mut self, bytes: &[u8], out: &mut Vec<u8>) {
        for &byte in bytes {
            match byte {
                b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => {
                    out.push(byte);
                }
                _ => {
                    let [high, low] = look_up(&UPPER, byte);
                    out.extend_from_slice(&[b'%', high, low]);
                }
            }
        }
    }

    fn finish(&mut self, out: &mut Vec<u8>) {
        out.push(b'\n');
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(dump: Result<impl Dump, BadOption>, bytes: &[u8]) -> String {
        let mut dump = dump.unwrap();
        let mut out = Vec::new();
        for byte in bytes {
            dump.push(std::slice::from_ref(byte), &mut out);
        }
        dump.finish(&mut out);
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn literals() {
        let check = |bytes: &[u8], columns, expected: &str| {
            let escaped = Escaped {
                columns,
                case: Case::Lower,
            };
            assert_eq!(text(escaped.dump(), bytes), expected);
        };
        check(b"", 0, "\"\"\n");
        check(
            b"\x7fELF\x02\n\"\\",
            0,
            "\"\\x7f\\x45LF\\x02\\n\\\"\\\\\"\n",
        );
        check(b"a??=b???", 0, "\"a?\\x3f=b?\\x3f?\"\n");
        check(b"\x01a\x01a", 1, "\"\\x01\"\n\"a\"\n\"\\x01\"\n\"a\"\n");
        check(b"abcd", 2, "\"ab\"\n\"cd\"\n");
    }

    #[test]
    fn percent() {
        assert_eq!(
            text(Percent.dump(), b"a-Z_0.~ %/\xc3\xa9"),
            "a-Z_0.~%20%25%2F%C3%A9\n"
        );
    }
}
