//! Lines as `hexdump -C` prints them, in which ranges are marked.

use std::fmt::Write;
use std::ops::Range;

use crate::html::push_text;

/// Bytes of a line.
const COLUMNS: usize = 16;

/// How many looks marked ranges have; neighbours have different ones.
const LOOKS: usize = 6;

/// The class of the look of a mark.
pub(crate) fn look(mark: usize) -> String {
    format!("m{}", mark % LOOKS)
}

/// Appends the lines of bytes that begin at `start` in their file, with the length at the end. The text is that
/// of `hexdump -C -v`; bytes and characters of a mark carry its number.
pub(crate) fn push_lines(html: &mut String, bytes: &[u8], start: u64, marks: &[Range<u64>]) {
    html.push_str("<pre class=\"lines\" tabindex=\"0\">");
    for (row, line) in bytes.chunks(COLUMNS).enumerate() {
        let first = start + (row * COLUMNS) as u64;
        let _ = write!(html, "<span class=\"offset\">{first:08x}</span>  ");
        push_cells(html, line, first, marks, &|html, column, byte| {
            let _ = write!(html, "{byte:02x}");
            column
        });
        for column in line.len()..COLUMNS {
            html.push_str(gap(column));
            html.push_str("  ");
        }
        html.push_str("  |");
        push_cells(html, line, first, marks, &|html, _, byte| {
            let character = match byte {
                0x20..=0x7e => char::from(byte),
                _ => '.',
            };
            push_text(html, character.encode_utf8(&mut [0; 4]));
            0
        });
        html.push_str("|\n");
    }
    if !bytes.is_empty() {
        let _ = writeln!(
            html,
            "<span class=\"offset\">{:08x}</span>",
            start + bytes.len() as u64
        );
    }
    html.push_str("</pre>");
}

/// What stands before the digits of a byte.
fn gap(column: usize) -> &'static str {
    match column {
        0 => "",
        8 => "  ",
        _ => " ",
    }
}

/// The bytes of a line, those of the same marks in one element. `push` writes a byte and says behind which column's
/// gap it stands.
fn push_cells(
    html: &mut String,
    line: &[u8],
    first: u64,
    marks: &[Range<u64>],
    push: &dyn Fn(&mut String, usize, u8) -> usize,
) {
    let of = |at: u64| -> Vec<usize> {
        let has = marks
            .iter()
            .enumerate()
            .filter(|(_, mark)| mark.contains(&at));
        has.map(|(number, _)| number).collect()
    };
    let mut open: Vec<usize> = Vec::new();
    for (column, byte) in line.iter().enumerate() {
        let now = of(first + column as u64);
        let is_other = now != open;
        if is_other && !open.is_empty() {
            html.push_str("</span>");
        }
        let mut cell = String::new();
        let behind = push(&mut cell, column, *byte);
        html.push_str(gap(behind));
        if is_other && let Some(mark) = now.last() {
            let numbers: Vec<String> = now.iter().map(usize::to_string).collect();
            let _ = write!(
                html,
                "<span class=\"{}\" data-i=\"{}\">",
                look(*mark),
                numbers.join(" ")
            );
        }
        html.push_str(&cell);
        open = now;
    }
    if !open.is_empty() {
        html.push_str("</span>");
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use hexcore::dump::{Format, Options, Repeats};

    /// The text of HTML.
    pub(crate) fn text_of(html: &str) -> String {
        let mut text = String::new();
        let mut is_tag = false;
        for character in html.chars() {
            match character {
                '<' => is_tag = true,
                '>' => is_tag = false,
                other if !is_tag => text.push(other),
                _ => {}
            }
        }
        let entities = [
            ("&lt;", "<"),
            ("&gt;", ">"),
            ("&quot;", "\""),
            ("&amp;", "&"),
        ];
        entities.iter().fold(text, |text, (entity, character)| {
            text.replace(entity, character)
        })
    }

    #[test]
    fn the_text_is_that_of_hexdump() {
        let all: Vec<u8> = (0..=255).collect();
        for length in 0..all.len() {
            let bytes = &all[..length];
            let options = Options {
                offset: 0x20,
                repeats: Repeats::Shown,
                ..Options::default()
            };
            let mut dump = Format::Canonical.dump(&options).unwrap();
            let mut expected = Vec::new();
            dump.push(bytes, &mut expected);
            dump.finish(&mut expected);
            let mut html = String::new();
            push_lines(
                &mut html,
                bytes,
                0x20,
                &[0x21..0x23, 0x22..0x45, 0x50..0x51],
            );
            let text = text_of(&html);
            if length > 0 {
                assert_eq!(text, String::from_utf8(expected).unwrap());
            } else {
                assert_eq!(text, "");
            }
        }
    }

    #[test]
    fn marks_are_on_their_bytes() {
        let mut html = String::new();
        push_lines(&mut html, b"<ab", 0, &[0..2, 1..2]);
        let room = " ".repeat(42);
        let expected = format!(
            "<pre class=\"lines\" tabindex=\"0\"><span class=\"offset\">00000000</span>  \
             <span class=\"m0\" data-i=\"0\">3c</span> <span class=\"m1\" data-i=\"0 1\">61</span> 62{room}|\
             <span class=\"m0\" data-i=\"0\">&lt;</span><span class=\"m1\" data-i=\"0 1\">a</span>b|\n\
             <span class=\"offset\">00000003</span>\n</pre>"
        );
        assert_eq!(html, expected);
    }
}
