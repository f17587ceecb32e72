//! Dumps for documents.

use super::rows::{Format, Rows, Squeeze};
use super::{BadOption, Case, Dump, Options, Repeats};
use crate::ByteClass;
use crate::digits::{look_up, push_decimal, push_hex, text};

/// A Markdown table of offsets, bytes in hex, and text, each as code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Markdown {
    /// The offset of the first byte.
    pub offset: u64,
    /// Bytes on a row, 1 to 256.
    pub columns: usize,
    /// The case of the bytes' digits.
    pub case: Case,
}

impl Default for Markdown {
    fn default() -> Markdown {
        Markdown {
            offset: 0,
            columns: 16,
            case: Case::Lower,
        }
    }
}

impl Markdown {
    /// What of `options` concerns this format.
    pub fn new(options: &Options) -> Markdown {
        Markdown {
            offset: options.offset,
            columns: options.cols.unwrap_or(16),
            case: options.case,
        }
    }

    /// Begins the dump.
    ///
    /// # Errors
    ///
    /// If there are no columns, or more than 256.
    pub fn dump(&self) -> Result<impl Dump + use<>, BadOption> {
        let columns = BadOption::check_columns(self.columns, 1..=256)?;
        let lines = MarkdownLines {
            columns,
            case: self.case,
        };
        Ok(Rows::new(lines, columns, Squeeze::None, self.offset))
    }
}

struct MarkdownLines {
    columns: usize,
    case: Case,
}

impl Format for MarkdownLines {
    fn start(&mut self, out: &mut Vec<u8>) {
        out.extend_from_slice(b"| Offset | Bytes | Text |\n|---|---|---|\n");
    }

    fn rows(&mut self, at: u64, bytes: &[u8], out: &mut Vec<u8>) {
        let mut at = at;
        for row in bytes.chunks_exact(self.columns) {
            self.last(at, row, out);
            at = at.wrapping_add(row.len() as u64);
        }
    }

    fn last(&mut self, at: u64, bytes: &[u8], out: &mut Vec<u8>) {
        out.extend_from_slice(b"| `");
        push_hex(out, at, 8);
        out.extend_from_slice(b"` | `");
        for (index, &byte) in bytes.iter().enumerate() {
            if index != 0 {
                out.push(b' ');
            }
            out.extend_from_slice(&look_up(self.case.pairs(), byte));
        }
        out.extend_from_slice(b"` | ");
        push_code(bytes, out);
        out.extend_from_slice(b" |\n");
    }
}

/// Appends `bytes` as text that is code.
fn push_code(bytes: &[u8], out: &mut Vec<u8>) {
    // These would end a code span or a cell, or escape what does.
    if bytes.iter().any(|byte| matches!(byte, b'`' | b'|' | b'\\')) {
        out.extend_from_slice(b"<code>");
        for &byte in bytes {
            match text(byte) {
                byte if byte.is_ascii_punctuation() => {
                    out.extend_from_slice(b"&#");
                    push_decimal(out, u64::from(byte), 1);
                    out.push(b';');
                }
                byte => out.push(byte),
            }
        }
        return out.extend_from_slice(b"</code>");
    }
    // A code span loses a space at each end if it has both and is not all spaces.
    let both = bytes.first() == Some(&b' ') && bytes.last() == Some(&b' ');
    let padding: &[u8] = if both && bytes.iter().any(|&byte| byte != b' ') {
        b" "
    } else {
        b""
    };
    out.push(b'`');
    out.extend_from_slice(padding);
    out.extend(bytes.iter().map(|&byte| text(byte)));
    out.extend_from_slice(padding);
    out.push(b'`');
}

/// What [`Canonical`](super::Canonical) prints, as HTML: preformatted, in spans whose classes are
/// the names of [`ByteClass`], and `offset`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Html {
    /// The offset of the first byte.
    pub offset: u64,
    /// Whether `*` stands for repeated rows.
    pub repeats: Repeats,
    /// Bytes on a row, 1 to 256.
    pub columns: usize,
    /// Bytes before an additional space; 0 for one group.
    pub group: usize,
    /// The case of the bytes' digits.
    pub case: Case,
}

impl Default for Html {
    fn default() -> Html {
        Html {
            offset: 0,
            repeats: Repeats::Usual,
            columns: 16,
            group: 8,
            case: Case::Lower,
        }
    }
}

impl Html {
    /// What of `options` concerns this format.
    pub fn new(options: &Options) -> Html {
        Html {
            offset: options.offset,
            repeats: options.repeats,
            columns: options.cols.unwrap_or(16),
            group: options.group.unwrap_or(8),
            case: options.case,
        }
    }

    /// Begins the dump.
    ///
    /// # Errors
    ///
    /// If there are no columns, or more than 256.
    pub fn dump(&self) -> Result<impl Dump + use<>, BadOption> {
        let columns = BadOption::check_columns(self.columns, 1..=256)?;
        let lines = HtmlLines {
            columns,
            group: match self.group {
                0 => columns,
                group => group,
            },
            case: self.case,
        };
        let squeeze = match self.repeats {
            Repeats::Usual | Repeats::Squeezed => Squeeze::Repeats,
            Repeats::Shown => Squeeze::None,
        };
        Ok(Rows::new(lines, columns, squeeze, self.offset))
    }
}

struct HtmlLines {
    columns: usize,
    group: usize,
    case: Case,
}

impl HtmlLines {
    fn offset(at: u64, out: &mut Vec<u8>) {
        out.extend_from_slice(b"<span class=\"offset\">");
        push_hex(out, at, 8);
        out.extend_from_slice(b"</span>");
    }

    /// Spaces before the byte `index`, or behind the last one where it ends the row.
    fn spaces(&self, index: usize) -> usize {
        1 + usize::from(index.is_multiple_of(self.group) || index == self.columns)
    }
}

impl Format for HtmlLines {
    fn start(&mut self, out: &mut Vec<u8>) {
        out.extend_from_slice(b"<pre class=\"hexlog\">\n");
    }

    fn rows(&mut self, at: u64, bytes: &[u8], out: &mut Vec<u8>) {
        let mut at = at;
        for row in bytes.chunks_exact(self.columns) {
            self.last(at, row, out);
            at = at.wrapping_add(row.len() as u64);
        }
    }

    fn last(&mut self, at: u64, bytes: &[u8], out: &mut Vec<u8>) {
        HtmlLines::offset(at, out);
        for (range, class) in ByteClass::runs(bytes) {
            let run = bytes.get(range.clone()).unwrap_or_default();
            for (index, &byte) in range.clone().zip(run) {
                out.resize(out.len() + self.spaces(index), b' ');
                if index == range.start {
                    open(class, out);
                }
                out.extend_from_slice(&look_up(self.case.pairs(), byte));
            }
            out.extend_from_slice(b"</span>");
        }
        // The two digits of each byte that is missing, and the spaces before it.
        let missing: usize = (bytes.len()..self.columns)
            .map(|index| self.spaces(index) + 2)
            .sum();
        out.resize(out.len() + missing + self.spaces(self.columns), b' ');
        out.push(b'|');
        for (range, class) in ByteClass::runs(bytes) {
            open(class, out);
            for &byte in bytes.get(range).unwrap_or_default() {
                match text(byte) {
                    b'&' => out.extend_from_slice(b"&amp;"),
                    b'<' => out.extend_from_slice(b"&lt;"),
                    b'>' => out.extend_from_slice(b"&gt;"),
                    byte => out.push(byte),
                }
            }
            out.extend_from_slice(b"</span>");
        }
        out.extend_from_slice(b"|\n");
    }

    fn end(&mut self, _start: u64, end: u64, out: &mut Vec<u8>) {
        if end != 0 {
            HtmlLines::offset(end, out);
            out.push(b'\n');
        }
        out.extend_from_slice(b"</pre>\n");
    }
}

fn open(class: ByteClass, out: &mut Vec<u8>) {
    out.extend_from_slice(b"<span class=\"");
    out.extend_from_slice(class.name().as_bytes());
    out.extend_from_slice(b"\">");
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(dump: Result<impl Dump, BadOption>, bytes: &[u8]) -> String {
        let mut dump = dump.unwrap();
        let mut out = Vec::new();
        dump.push(bytes, &mut out);
        dump.finish(&mut out);
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn markdown() {
        let check = |bytes: &[u8], expected: &str| {
            let text = lines(Markdown::default().dump(), bytes);
            let row = text
                .strip_prefix("| Offset | Bytes | Text |\n|---|---|---|\n")
                .unwrap();
            assert_eq!(row, expected);
        };
        check(b"", "");
        check(b"a*\x00", "| `00000000` | `61 2a 00` | `a*.` |\n");
        check(b" a ", "| `00000000` | `20 61 20` | `  a  ` |\n");
        check(b"   ", "| `00000000` | `20 20 20` | `   ` |\n");
        check(
            b"|<\x01",
            "| `00000000` | `7c 3c 01` | <code>&#124;&#60;&#46;</code> |\n",
        );
    }

    #[test]
    fn html() {
        assert_eq!(
            lines(Html::default().dump(), b"<a\0\x80"),
            "<pre class=\"hexlog\">\n\
             <span class=\"offset\">00000000</span>  \
             <span class=\"printable\">3c 61</span> <span class=\"null\">00</span> \
             <span class=\"high\">80</span>                                       \
             |<span class=\"printable\">&lt;a</span><span class=\"null\">.</span>\
             <span class=\"high\">.</span>|\n\
             <span class=\"offset\">00000004</span>\n</pre>\n"
        );
        assert_eq!(
            lines(Html::default().dump(), b""),
            "<pre class=\"hexlog\">\n</pre>\n"
        );
    }

    #[test]
    fn html_without_its_tags_is_canonical() {
        let bytes: Vec<u8> = (0..=255).chain([7; 70]).collect();
        for (columns, group) in [(16, 8), (5, 8), (7, 3), (24, 8), (1, 1), (16, 0)] {
            let html = Html {
                columns,
                group,
                offset: 0xffff_fff0,
                ..Html::default()
            };
            let canonical = super::super::Canonical {
                columns,
                group,
                offset: 0xffff_fff0,
                ..Default::default()
            };
            let mut text = String::new();
            let html = lines(html.dump(), &bytes);
            for part in html.split_inclusive('>') {
                text += part.split('<').next().unwrap();
            }
            let text = text
                .replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&amp;", "&");
            assert_eq!(text.trim(), lines(canonical.dump(), &bytes).trim());
        }
    }
}
