//! Figures: blocks that are text at first, in the page as in the feed, and come alive where the app runs.
//!
//! The name of a block's language is the kind of the figure. Its first line says what is shown; what
//! follows is the caption, which says what to try.

use crate::html::{push_attribute, push_text};
use hexcore::explain::{self, Form};

/// A kind of figure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Figure {
    /// A byte that is taken apart and can be changed.
    Byte,
}

impl Figure {
    /// The kind of this name.
    pub(crate) fn named(name: &str) -> Option<Figure> {
        match name {
            "byte" => Some(Figure::Byte),
            _ => None,
        }
    }

    /// Appends the figure that the lines of a block make; gives its caption.
    ///
    /// # Errors
    /// The number of a line, from 0, and what is wrong there.
    pub(crate) fn push(self, html: &mut String, block: &str) -> Result<String, (usize, String)> {
        let (shown, caption) = block.split_once('\n').unwrap_or((block, ""));
        let caption = caption.split_whitespace().collect::<Vec<_>>().join(" ");
        if caption.is_empty() {
            let message =
                "a figure needs a caption, on the lines after the first: what is to be tried?";
            return Err((1, message.to_owned()));
        }
        html.push_str("<figure>\n");
        match self {
            Figure::Byte => push_byte(html, shown.trim()).map_err(|message| (0, message))?,
        }
        html.push_str("<figcaption>");
        push_text(html, &caption);
        html.push_str("</figcaption>\n</figure>\n");
        Ok(caption)
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
}
