//! Figures: blocks that are text at first, in the page as in the feed, and come alive where the app runs.
//!
//! The name of a block's language is the kind of the figure. Its first line says what is shown, the lines
//! after it how, and behind an empty line stands the caption, which says what to try. What a figure claims is
//! held against its bytes.

use crate::direction::Directions;
use crate::html::{push_attribute, push_text};
use crate::link::address;
use crate::samples;
use figure::{Kind, Shown, Spec, hex, hex_of, offset};
use hexcore::explain::{self, Form};
use hexcore::identify::{Verdict, identify};
use std::ops::Range;

/// A kind of figure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Figure {
    /// A byte that is taken apart and can be changed.
    Byte,
    /// Bytes that can be exchanged.
    Bytes(Kind),
}

impl Figure {
    /// The kind of this name.
    pub(crate) fn named(name: &str) -> Option<Figure> {
        match name {
            "byte" => Some(Figure::Byte),
            _ => Kind::named(name).map(Figure::Bytes),
        }
    }

    /// Appends the figure that the lines of a block make; gives what there is to read in it as prose. Site
    /// paths get `base` put before them.
    ///
    /// # Errors
    /// The number of a line, from 0, and what is wrong there.
    pub(crate) fn push(
        self,
        html: &mut String,
        block: &str,
        base: &str,
    ) -> Result<String, (usize, String)> {
        let (shown, rest) = block.split_once('\n').unwrap_or((block, ""));
        let (lines, caption) = match self {
            Figure::Byte => ("", rest),
            Figure::Bytes(_) => parts(rest),
        };
        let caption = caption.split_whitespace().collect::<Vec<_>>().join(" ");
        if caption.is_empty() {
            let message = match self {
                Figure::Byte => {
                    "a figure needs a caption, on the lines after the first: what is to be tried?"
                }
                Figure::Bytes(_) => {
                    "a figure needs a caption, behind an empty line: what is to be tried?"
                }
            };
            return Err((block.lines().count().max(1), message.to_owned()));
        }
        html.push_str("<figure>\n");
        let opens = match self {
            Figure::Byte => push_byte(html, shown.trim()).map(|()| None),
            Figure::Bytes(kind) => {
                let spec = Spec::read(kind, lines).map_err(|(line, wrong)| (line + 1, wrong))?;
                let source = Source::read(shown.trim()).map_err(|wrong| (0, wrong))?;
                push_bytes(html, &spec, lines, &source)?;
                Ok(source.place)
            }
        };
        let opens = opens.map_err(|message| (0, message))?;
        let dir = Directions::of(&caption).block(&caption);
        html.push_str(&format!("<figcaption{dir}>"));
        push_text(html, &caption);
        if let Some(place) = opens {
            html.push_str(" <a");
            let path = format!("/decoder/#{place}");
            push_attribute(html, "href", &address(&path, base));
            html.push_str(">Open in the decoder</a>");
        }
        html.push_str("</figcaption>\n</figure>\n");
        Ok(caption)
    }
}

/// The lines of a figure, and the caption behind an empty line.
fn parts(rest: &str) -> (&str, &str) {
    match rest.strip_prefix('\n') {
        Some(caption) => ("", caption),
        None => rest.split_once("\n\n").unwrap_or((rest, "")),
    }
}

/// A byte, named by its two hex digits.
fn push_byte(html: &mut String, digits: &str) -> Result<(), String> {
    let byte = Form::Hex
        .read(digits)
        .map_err(|_| format!("`{digits}` is not a byte in hex, such as 40"))?;
    html.push_str("<div class=\"figure\" data-figure=\"byte\"");
    push_attribute(html, "data-byte", &Form::Hex.write(byte));
    html.push_str("><pre tabindex=\"0\">");
    push_text(html, &explain::steps(byte));
    html.push_str("</pre></div>\n");
    Ok(())
}

/// Which bytes a figure shows.
struct Source {
    /// All of the file.
    file: Vec<u8>,
    /// Its name, if it has one.
    name: String,
    /// The part that is shown.
    range: Range<usize>,
    /// Where the decoder shows it: the fragment of the address.
    place: Option<String>,
}

impl Source {
    /// Reads `ls-universal`, `ls-universal 0x10..0x30`, `hex 40 41` or `text Hello`.
    fn read(line: &str) -> Result<Source, String> {
        let (word, rest) = line.split_once(' ').unwrap_or((line, ""));
        let inline = |file: Vec<u8>| Source {
            range: 0..file.len(),
            file,
            name: String::new(),
            place: None,
        };
        match word {
            "hex" => return hex(rest).map(inline).map_err(str::to_owned),
            "text" => return Ok(inline(rest.as_bytes().to_vec())),
            _ => {}
        }
        let file = samples::bytes(word).ok_or_else(|| {
            let known = samples::names().join(", ");
            format!("`{word}` is neither `hex`, `text` nor a built-in file; there are {known}")
        })?;
        let range = match rest.trim() {
            "" => 0..file.len(),
            range => bounds(range)
                .filter(|range| range.start <= range.end && range.end <= file.len())
                .ok_or_else(|| {
                    let size = file.len();
                    format!("`{range}` is no range such as 0x10..0x20 in a file of {size} bytes")
                })?,
        };
        let mut place = format!("sample={word}&at={:#x}", range.start);
        if range.len() < file.len() {
            place += &format!("&len={}", range.len());
        }
        Ok(Source {
            range,
            file,
            name: word.to_owned(),
            place: Some(place),
        })
    }
}

/// A range such as `0x10..0x20`, whose end is not in it.
fn bounds(text: &str) -> Option<Range<usize>> {
    let number = |text| usize::try_from(offset(text).ok()?).ok();
    let (start, end) = text.split_once("..")?;
    Some(number(start)?..number(end)?)
}

/// Bytes, drawn as the `lines` of `spec` say.
fn push_bytes(
    html: &mut String,
    spec: &Spec,
    lines: &str,
    source: &Source,
) -> Result<(), (usize, String)> {
    let verdict = spec
        .needs_verdict()
        .then(|| Verdict::from(identify(&source.name, &source.file)));
    let kind = spec.kind();
    let mut bytes = source.file.get(source.range.clone()).unwrap_or_default();
    if kind == Kind::Type {
        // All of the file is looked at, but only its start is shown.
        bytes = bytes.get(..kind.reach() as usize).unwrap_or(bytes);
    }
    let (length, reach) = (bytes.len() as u64, kind.reach());
    if length > reach {
        let message = format!("at most {reach} bytes can be shown, and these are {length}");
        return Err((0, message));
    }
    let shown = Shown {
        bytes,
        start: source.range.start as u64,
        is_end: true,
        verdict: verdict.as_ref(),
    };
    spec.check(&shown)
        .map_err(|(line, wrong)| (line + 1, wrong))?;
    let drawn = spec.draw(&shown);
    html.push_str("<div class=\"figure bytes\"");
    push_attribute(html, "data-figure", kind.name());
    push_attribute(html, "data-lines", lines);
    push_attribute(html, "data-start", &format!("{:#x}", source.range.start));
    if kind != Kind::Type || bytes.len() == source.file.len() {
        push_attribute(html, "data-hex", &hex_of(bytes));
    }
    if verdict.is_some() {
        push_attribute(html, "data-verdict", "needed");
    }
    if let Some(answer) = &drawn.answer {
        push_attribute(html, "data-answer", answer);
    }
    html.push_str("><div class=\"shown\">");
    html.push_str(&drawn.html);
    html.push_str("</div></div>\n");
    Ok(())
}

#[cfg(test)]
mod tests {
    use crate::testing::{check_html, lines, parse_body};

    #[test]
    fn a_byte_is_taken_apart() {
        let post =
            parse_body("a\n\n```byte\n40\nChange *one* bit,\nand <look>.\n```\n\nb").unwrap();
        let expected = "<p>a</p>\n<figure>\n<div class=\"figure\" data-figure=\"byte\" data-byte=\"40\">\
                        <pre tabindex=\"0\">hex         4     0\nbits     0100  0000\njoined    01000000\n\
                        decimal         64\noctal          100\nASCII            @\n</pre></div>\n\
                        <figcaption>Change *one* bit, and &lt;look&gt;.</figcaption>\n</figure>\n<p>b</p>\n";
        assert_eq!(post.html, expected);
        check_html(expected).unwrap();
    }

    #[test]
    fn what_is_no_figure_is_told_with_its_line() {
        for (body, expected) in [
            (
                "```byte\n4z\nTry.\n```",
                "posts/a.md:8: `4z` is not a byte in hex, such as 40",
            ),
            (
                "```byte\n\n```",
                "posts/a.md:9: a figure needs a caption, on the lines after the first: what is to be tried?",
            ),
            (
                "```byte\n40\n```",
                "posts/a.md:9: a figure needs a caption, on the lines after the first: what is to be tried?",
            ),
            (
                "```bytes\n40\n```",
                "posts/a.md:7: unknown language `bytes`; `text` is plain text",
            ),
        ] {
            assert_eq!(lines(&parse_body(body).unwrap_err()), [expected], "{body}");
        }
    }

    /// Of each kind a figure, what its text has to hold, and what it is to say to the app.
    const FIGURES: [(&str, &str, &str); 7] = [
        (
            "dump\nls-universal 0x10..0x20\n0x10+4 u32be = 0x4000: where\n0x14+4: size <b>\n\nTry.",
            "00000010  00 00 40 00 00 01 1c c0  00 00 00 0e 01 00 00 0c  |..@.............|\n00000020\n\
             0x10–0x13 where 16384 = 0x40000x14–0x17 size <b> 00 01 1c c0\nTry. Open in the decoder",
            "href=\"/decoder/#sample=ls-universal&amp;at=0x10&amp;len=16\"",
        ),
        (
            "inspect\nhex 00 01\nrows = u16\n\nTry.",
            "u162561Read from 00 01.",
            "data-hex=\"00 01\"",
        ),
        (
            "cat\nhex 41 07\n\nTry.",
            "ABEL",
            "data-figure=\"cat\" data-lines=\"\" data-start=\"0x0\"",
        ),
        (
            "type\npixel.png\n\nTry.",
            "PNG image data, 1 x 1, 8-bit grayscale, non-interlaced",
            "data-verdict=\"needed\"",
        ),
        ("ascii\ntext a<\n\nTry.", "61 a 3c <", "data-hex=\"61 3c\""),
        (
            "exercise\ntext abc\nask = Where is b?\nanswer = offset 62: 1\nhint = Look.\n\nTry.",
            "Where is b?00000000  61 62 63",
            "data-answer=\"0x1\"",
        ),
        (
            "exercise\npixel.png 0..8\nask = What?\nanswer = kind: PNG image data\n\nTry.",
            "AnswerPNG image data",
            "data-answer=\"PNG image data\"",
        ),
    ];

    /// The text of checked HTML.
    fn text(html: &str) -> String {
        let mut text = String::new();
        for part in html.split('<') {
            text.push_str(part.split_once('>').map_or(part, |(_, text)| text));
        }
        let plain = text.replace("&lt;", "<").replace("&gt;", ">");
        plain.replace("&quot;", "\"").replace("&amp;", "&")
    }

    #[test]
    fn figures_are_text_and_say_what_they_are() {
        for (block, shown, said) in FIGURES {
            let post = parse_body(&format!("```{block}\n```")).unwrap();
            check_html(&post.html).unwrap_or_else(|wrong| panic!("{block}: {wrong}"));
            let text = text(&post.html);
            let flat = |text: &str| text.replace('\n', "");
            assert!(flat(&text).contains(&flat(shown)), "{block}: {text}");
            assert!(post.html.contains(said), "{block}: {}", post.html);
        }
        println!("figure: {} figures", FIGURES.len());
    }

    #[test]
    fn what_the_bytes_do_not_say_stops_the_build() {
        let cases = [
            (
                "dump\npixel.png\n0+4 u32be = 1: a\n\nTry.",
                "9: the bytes say `2303741511`, not `1`",
            ),
            (
                "dump\npixel.png 0..4\n0x00+1: a\n0x04+1: b\n\nTry.",
                "10: these bytes are not among those that are shown",
            ),
            (
                "dump\npixel.png 0..99\n\nTry.",
                "8: `0..99` is no range such as 0x10..0x20 in a file of 67 bytes",
            ),
            (
                "dump\nls-universal\n\nTry.",
                "8: at most 256 bytes can be shown, and these are 187120",
            ),
            (
                "cat\nhex 4\n\nTry.",
                "8: Each byte is written as two hex digits, such as 4f.",
            ),
            (
                "exercise\ntext a\nask = b\nanswer = u8 0: 98\n\nTry.",
                "10: the answer is `97`, not `98`",
            ),
            (
                "ascii\ntext a\nb",
                "10: a figure needs a caption, behind an empty line: what is to be tried?",
            ),
            (
                "type\npixel.png\nb\n\nTry.",
                "9: this figure has only a first line, and a caption after an empty one",
            ),
        ];
        for (block, expected) in cases {
            let errors = parse_body(&format!("```{block}\n```")).unwrap_err();
            assert_eq!(
                lines(&errors),
                [format!("posts/a.md:{expected}")],
                "{block}"
            );
        }
        let errors = parse_body("```dump\nmissing.bin\n\nTry.\n```").unwrap_err();
        assert!(lines(&errors)[0].starts_with("posts/a.md:8: `missing.bin` is neither"));
    }
}
