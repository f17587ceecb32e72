//! Pictures: SVG that is drawn in a post, takes the colours of the page, and can do nothing else.

use crate::direction::Directions;
use crate::html::{push_attribute, push_text};
use quick_xml::XmlVersion;
use quick_xml::events::{BytesStart, Event};
use quick_xml::reader::Reader;

/// What a picture may be made of.
const ELEMENTS: [&str; 11] = [
    "svg", "title", "g", "path", "line", "rect", "circle", "polyline", "polygon", "text", "tspan",
];

/// What an element may say of itself. Colours and fonts are the style sheet's.
const ATTRIBUTES: [&str; 23] = [
    "viewBox",
    "class",
    "d",
    "points",
    "x",
    "y",
    "dx",
    "dy",
    "x1",
    "y1",
    "x2",
    "y2",
    "cx",
    "cy",
    "r",
    "rx",
    "ry",
    "width",
    "height",
    "transform",
    "text-anchor",
    "textLength",
    "lengthAdjust",
];

/// The elements that hold text.
const TEXTS: [&str; 3] = ["title", "text", "tspan"];

/// Appends the picture that the lines of a block are; gives what there is to read in it as prose, its
/// title, which stands below it and says what it shows.
///
/// # Errors
/// The number of a line, from 0, and what is wrong there.
pub(crate) fn push(html: &mut String, text: &str) -> Result<String, (usize, String)> {
    let mut picture = Picture::default();
    let mut reader = Reader::from_str(text);
    loop {
        let begin = usize::try_from(reader.buffer_position()).unwrap_or(usize::MAX);
        let event = reader
            .read_event()
            .map_err(|error| (line(text, begin), format!("this is no XML: {error}")))?;
        if matches!(event, Event::Eof) {
            break;
        }
        picture
            .take(&event)
            .map_err(|wrong| (line(text, begin), wrong))?;
    }
    let last = text.lines().count();
    let title = picture
        .title
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ");
    if title.is_empty() {
        let message = "a picture needs a <title>, first in its <svg>: what does it show?";
        return Err((last, message.to_owned()));
    }
    if !picture.open.is_empty() {
        return Err((last, format!("<{}> has no end", picture.open.join("> <"))));
    }
    html.push_str("<figure class=\"picture\">\n");
    html.push_str(&picture.svg);
    html.push_str("\n<figcaption");
    html.push_str(Directions::of(&title).block(&title));
    html.push('>');
    push_text(html, &title);
    html.push_str("</figcaption>\n</figure>\n");
    Ok(title)
}

/// The number of the line, from 0, of what begins behind so many bytes and white space.
fn line(text: &str, begin: usize) -> usize {
    let (before, after) = text.split_at_checked(begin).unwrap_or((text, ""));
    let space = after.len() - after.trim_start().len();
    let space = after.get(..space).unwrap_or_default();
    before.matches('\n').count() + space.matches('\n').count()
}

/// What was read so far.
#[derive(Default)]
struct Picture {
    svg: String,
    title: String,
    /// The elements that have begun and not ended.
    open: Vec<String>,
}

impl Picture {
    fn take(&mut self, event: &Event) -> Result<(), String> {
        match event {
            Event::Start(tag) => self.begin(tag),
            Event::Empty(tag) => {
                self.begin(tag)?;
                self.end();
                Ok(())
            }
            Event::End(_) => {
                self.end();
                Ok(())
            }
            Event::Text(text) => self.text(&text.xml_content(XmlVersion::Implicit1_0)),
            Event::GeneralRef(name) => {
                let character = quick_xml::escape::unescape(&format!("&{};", &**name))
                    .map_err(|error| error.to_string())?
                    .into_owned();
                self.text(&character)
            }
            Event::Comment(_) => Ok(()),
            _ => Err("a picture is made of elements and text only".to_owned()),
        }
    }

    fn begin(&mut self, tag: &BytesStart) -> Result<(), String> {
        let name = tag.name().as_ref().to_owned();
        if !ELEMENTS.contains(&name.as_str()) {
            return Err(format!("<{name}> is none of {}", ELEMENTS.join(", ")));
        }
        let is_root = self.open.is_empty();
        if is_root != (name == "svg") || is_root && !self.svg.is_empty() {
            return Err("a picture is one <svg>, with all else in it".to_owned());
        }
        if self.title.is_empty() && !is_root && name != "title" {
            return Err("the <title> comes first: what does the picture show?".to_owned());
        }
        if name == "title" && self.open.len() != 1 {
            return Err("the <title> stands in the <svg>".to_owned());
        }
        let is_shown = name != "title";
        if is_shown {
            self.svg.push('<');
            self.svg.push_str(&name);
        }
        let mut has_size = false;
        for attribute in tag.attributes() {
            let attribute = attribute.map_err(|error| format!("this is no XML: {error}"))?;
            let key = attribute.key.as_ref().to_owned();
            if !ATTRIBUTES.contains(&key.as_str()) {
                return Err(format!("{key} is none of {}", ATTRIBUTES.join(", ")));
            }
            let value = attribute
                .normalized_value(XmlVersion::Implicit1_0)
                .map_err(|error| format!("this is no XML: {error}"))?;
            has_size |= key == "viewBox";
            if is_shown {
                push_attribute(&mut self.svg, &key, &value);
            }
        }
        if is_root {
            if !has_size {
                return Err("the <svg> needs a viewBox, such as \"0 0 360 120\"".to_owned());
            }
            // What it shows is said below it.
            push_attribute(&mut self.svg, "aria-hidden", "true");
        }
        if is_shown {
            self.svg.push('>');
        }
        self.open.push(name);
        Ok(())
    }

    fn end(&mut self) {
        if let Some(name) = self.open.pop().filter(|name| name != "title") {
            self.svg.push_str("</");
            self.svg.push_str(&name);
            self.svg.push('>');
        }
    }

    fn text(&mut self, text: &str) -> Result<(), String> {
        match self.open.last().map_or("", String::as_str) {
            "title" => self.title.push_str(text),
            name if TEXTS.contains(&name) => push_text(&mut self.svg, text),
            _ if text.trim().is_empty() => {}
            _ => return Err("text stands in a <text>".to_owned()),
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: Result<&str, (usize, &str)>) {
        let mut html = String::new();
        let result = push(&mut html, text);
        match (result, expected) {
            (Ok(_), Ok(expected)) => assert_eq!(html, expected),
            (Err((line, message)), Err((expected, part))) => {
                assert_eq!(line, expected, "{message}");
                assert!(message.contains(part), "{message}");
            }
            (result, _) => panic!("{text}: {result:?}"),
        }
    }

    #[test]
    fn a_picture_with_its_title_below() {
        check(
            "<svg viewBox=\"0 0 9 9\">\n  <title>A box\n  &amp; more</title>\n  <!-- not shown -->\n  \
             <g class='x\"y'><rect x=\"1\"/></g><text>a &lt; b</text>\n</svg>",
            Ok(
                "<figure class=\"picture\">\n<svg viewBox=\"0 0 9 9\" aria-hidden=\"true\">\
                <g class=\"x&quot;y\"><rect x=\"1\"></rect></g><text>a &lt; b</text></svg>\n\
                <figcaption>A box &amp; more</figcaption>\n</figure>\n",
            ),
        );
    }

    #[test]
    fn what_a_picture_may_not_be() {
        for (inside, part) in [
            ("<script>1</script>", "<script> is none of"),
            ("<a href='/'/>", "<a> is none of"),
            ("<image/>", "<image> is none of"),
            ("<foreignObject/>", "<foreignObject> is none of"),
            ("<path onclick='x'/>", "onclick is none of"),
            ("<path style='x'/>", "style is none of"),
            ("<path id='x'/>", "id is none of"),
            ("<path fill='red'/>", "fill is none of"),
            ("<svg viewBox='0 0 1 1'/>", "one <svg>"),
            ("<g><title>x</title></g>", "stands in the <svg>"),
            ("words", "text stands in"),
            ("<![CDATA[x]]>", "elements and text only"),
            ("<?x y?>", "elements and text only"),
            ("<g>", "no XML"),
            ("<path d=1/>", "no XML"),
            ("<path d='1' d='2'/>", "no XML"),
            ("<text>&nbsp;</text>", "nbsp"),
        ] {
            let text = format!("<svg viewBox='0 0 9 9'><title>T</title>\n\n{inside}</svg>");
            check(&text, Err((2, part)));
        }
        check("<svg><title>T</title></svg>", Err((0, "viewBox")));
        check(
            "<svg viewBox='0 0 1 1'>\n<g/></svg>",
            Err((1, "<title> comes first")),
        );
        check("<svg viewBox='0 0 1 1'></svg>", Err((1, "needs a <title>")));
        check("<g/>", Err((0, "one <svg>")));
        check("", Err((0, "needs a <title>")));
        let two = "<svg viewBox='0 0 1 1'><title>T</title></svg>\n<svg viewBox='0 0 1 1'/>";
        check(two, Err((1, "one <svg>")));
        check(
            "<svg viewBox='0 0 1 1'><title>T</title>",
            Err((1, "has no end")),
        );
    }
}
