//! Markdown to HTML: CommonMark with tables and footnotes, without raw HTML.
//!
//! The parser's own writer puts `style` on table cells and lets raw HTML pass, which the site's
//! content security policy and its checks do not; so the HTML is written here.

use crate::direction::Directions;
use crate::error::Report;
use crate::html::{push_attribute, push_text};
use crate::link::{Link, LinkKind, Target, address};
use crate::slug::heading_id;
pub(crate) use block::HEAD as CODE_HEAD;

use block::Block;
use footnotes::Footnotes;
use pulldown_cmark::{
    Alignment, BrokenLink, CodeBlockKind, Event, HeadingLevel, LinkType, Options, Parser, Tag,
    TagEnd,
};
use serde::{Deserialize, Serialize};
use std::cell::RefCell;
use std::collections::HashSet;
use std::mem;
use std::ops::Range;

mod block;
mod footnotes;
#[cfg(test)]
mod spec;
#[cfg(test)]
mod tests;

/// What posts have beyond CommonMark.
const OPTIONS: Options = Options::ENABLE_TABLES.union(Options::ENABLE_FOOTNOTES);

/// A heading of a post.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Heading {
    /// 2 to 6; level 1 is the title of the post.
    pub level: u8,
    /// The id of the element, for `#id` in links.
    pub id: String,
    /// The text of the heading.
    pub text: String,
}

/// What became of the Markdown.
pub(crate) struct Body {
    pub(crate) html: String,
    pub(crate) headings: Vec<Heading>,
    pub(crate) links: Vec<Link>,
    pub(crate) words: usize,
}

/// Renders `markdown`, which starts at byte `start` of its file.
pub(crate) fn render(markdown: &str, start: usize, base: &str, report: &mut Report) -> Body {
    let broken = RefCell::new(Vec::new());
    let note_broken = |link: BrokenLink| {
        broken.borrow_mut().push((
            link.span.start,
            link.link_type,
            link.reference.into_string(),
        ));
        None
    };
    let parser = Parser::new_with_broken_link_callback(markdown, OPTIONS, Some(note_broken));
    let mut writer = Writer::new(markdown, start, base, report);
    for (event, range) in parser.into_offset_iter() {
        writer.event(event, range);
    }
    for (offset, kind, name) in broken.into_inner() {
        // `[x]` alone is ordinary text.
        if kind != LinkType::Shortcut {
            let message =
                format!("nothing defines the link `[{name}]`; write \\[ if brackets are meant");
            writer.wrong(offset, message);
        }
    }
    writer.finish()
}

struct Writer<'r, 'm, 'f> {
    markdown: &'m str,
    start: usize,
    base: &'r str,
    report: &'r mut Report<'f>,
    /// What is being written now, and what waits until that is done, outermost first.
    html: String,
    waiting: Vec<String>,
    /// Everything that is read as prose so far.
    prose: String,
    /// Where the prose of the open heading, link, image or cell starts.
    heading_start: usize,
    link_start: usize,
    image_start: usize,
    /// How many images are open: within their text nothing is written.
    open_images: usize,
    link_is_open: bool,
    headings: Vec<Heading>,
    ids: HashSet<String>,
    links: Vec<Link>,
    table: Table,
    block: Option<Block>,
    footnotes: Footnotes,
    directions: Directions,
}

#[derive(Default)]
struct Table {
    /// How many tables there are so far.
    count: usize,
    alignments: Vec<Alignment>,
    column: usize,
    in_head: bool,
    has_rows: bool,
}

impl<'r, 'm, 'f> Writer<'r, 'm, 'f> {
    fn new(markdown: &'m str, start: usize, base: &'r str, report: &'r mut Report<'f>) -> Self {
        Writer {
            markdown,
            start,
            base,
            report,
            html: String::new(),
            waiting: Vec::new(),
            prose: String::new(),
            heading_start: 0,
            link_start: 0,
            image_start: 0,
            open_images: 0,
            link_is_open: false,
            headings: Vec::new(),
            ids: HashSet::new(),
            links: Vec::new(),
            table: Table::default(),
            block: None,
            footnotes: Footnotes::default(),
            directions: Directions::of(markdown),
        }
    }

    fn finish(mut self) -> Body {
        let footnotes = mem::take(&mut self.footnotes);
        for (offset, message) in footnotes.push_section(&mut self.html) {
            self.wrong(offset, message);
        }
        Body {
            html: self.html,
            headings: self.headings,
            links: self.links,
            words: self.prose.split_whitespace().count(),
        }
    }

    fn wrong(&mut self, offset: usize, message: impl Into<String>) {
        self.report.add(self.start + offset, message);
    }

    fn event(&mut self, event: Event, range: Range<usize>) {
        let offset = range.start;
        match event {
            Event::Start(Tag::HtmlBlock) | Event::InlineHtml(_) => {
                self.wrong(
                    offset,
                    "a post may not hold HTML; write \\< if it is meant as text",
                );
            }
            Event::Start(Tag::Image {
                dest_url, title, ..
            }) => self.start_image(&dest_url, &title, offset),
            Event::End(TagEnd::Image) => self.end_image(offset),
            Event::Text(text) => self.text(&text, offset),
            Event::Code(code) => {
                self.prose.push_str(&code);
                if self.open_images == 0 {
                    let dir = self.directions.code();
                    self.html.push_str(&format!("<code{dir}>"));
                    push_text(&mut self.html, &code);
                    self.html.push_str("</code>");
                }
            }
            Event::SoftBreak => self.line_break("\n"),
            Event::HardBreak => self.line_break("<br>\n"),
            Event::Start(Tag::CodeBlock(kind)) => self.start_code(&kind, range),
            // The text of an image holds words only.
            _ if self.open_images > 0 => {}
            Event::Start(tag) => self.start(tag, range),
            Event::End(tag) => self.end(tag, range),
            Event::FootnoteReference(name) => {
                self.footnotes.push_reference(&mut self.html, &name);
            }
            Event::Rule => {
                self.fresh_line();
                self.html.push_str("<hr>\n");
            }
            // The rest is not switched on, or is the inside of an HTML block.
            Event::Html(_)
            | Event::InlineMath(_)
            | Event::DisplayMath(_)
            | Event::TaskListMarker(_) => {}
        }
    }

    fn text(&mut self, text: &str, offset: usize) {
        if let Some(block) = &mut self.block {
            block.take(text);
            return;
        }
        // The parser leaves a footnote without a definition as the text that it is.
        let before = self.markdown.get(..offset).unwrap_or_default();
        let in_text = !self.link_is_open && self.open_images == 0;
        if in_text && text.len() > 1 && text.starts_with('^') && before.ends_with('[') {
            self.wrong(offset, format!("nothing defines the footnote `[{text}]`"));
        }
        self.prose.push_str(text);
        if self.open_images == 0 {
            push_text(&mut self.html, text);
        }
    }

    fn line_break(&mut self, html: &str) {
        self.prose.push(' ');
        if self.open_images == 0 {
            self.html.push_str(html);
        }
    }

    /// The attribute for the direction of a block.
    fn direction(&self, range: &Range<usize>) -> &'static str {
        let source = self.markdown.get(range.clone()).unwrap_or_default();
        self.directions.block(source)
    }

    fn start(&mut self, tag: Tag, range: Range<usize>) {
        let offset = range.start;
        let dir = self.direction(&range);
        match tag {
            Tag::Paragraph => self.open(&format!("<p{dir}>")),
            Tag::Heading { level, .. } => self.start_heading(level, offset),
            Tag::BlockQuote(_) => self.open(&format!("<blockquote{dir}>\n")),
            Tag::List(None) => self.open(&format!("<ul{dir}>\n")),
            Tag::List(Some(1)) => self.open(&format!("<ol{dir}>\n")),
            Tag::List(Some(first)) => self.open(&format!("<ol{dir} start=\"{first}\">\n")),
            Tag::Item => self.open("<li>"),
            Tag::FootnoteDefinition(name) => {
                self.set_aside();
                if let Err(message) = self.footnotes.start_definition(&name, offset) {
                    self.wrong(offset, message);
                }
            }
            Tag::Table(alignments) => self.start_table(alignments, dir),
            Tag::TableHead => {
                self.table.in_head = true;
                self.table.column = 0;
                self.open("<thead><tr>");
            }
            Tag::TableRow => {
                if !mem::replace(&mut self.table.has_rows, true) {
                    self.open("<tbody>\n");
                }
                self.table.column = 0;
                self.open("<tr>");
            }
            Tag::TableCell => self.set_aside(),
            Tag::Emphasis => self.html.push_str("<em>"),
            Tag::Strong => self.html.push_str("<strong>"),
            Tag::Link {
                link_type,
                dest_url,
                title,
                ..
            } => self.start_link(link_type, &dest_url, &title, offset),
            // Images and code are taken before; the rest is not switched on.
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd, range: Range<usize>) {
        let offset = range.start;
        let dir = self.direction(&range);
        match tag {
            TagEnd::Paragraph => self.close("</p>\n"),
            TagEnd::Heading(level) => self.end_heading(level, offset, dir),
            TagEnd::BlockQuote(_) => self.close("</blockquote>\n"),
            TagEnd::CodeBlock => self.end_code(),
            TagEnd::List(ordered) => self.close(if ordered { "</ol>\n" } else { "</ul>\n" }),
            TagEnd::Item => self.close("</li>\n"),
            TagEnd::FootnoteDefinition => {
                let html = self.take_back();
                self.footnotes.end_definition(html);
            }
            TagEnd::Table => {
                let end = if self.table.has_rows {
                    "</tbody>\n</table></div>\n"
                } else {
                    "</table></div>\n"
                };
                self.close(end);
            }
            TagEnd::TableHead => {
                self.table.in_head = false;
                self.close("</tr></thead>\n");
            }
            TagEnd::TableRow => self.close("</tr>\n"),
            TagEnd::TableCell => self.end_cell(dir),
            TagEnd::Emphasis => self.html.push_str("</em>"),
            TagEnd::Strong => self.html.push_str("</strong>"),
            TagEnd::Link => self.end_link(offset),
            _ => {}
        }
    }

    /// Starts a block on a line of its own.
    fn open(&mut self, html: &str) {
        self.fresh_line();
        self.html.push_str(html);
    }

    /// Ends a block, and with it the last word in it.
    fn close(&mut self, html: &str) {
        self.prose.push('\n');
        self.html.push_str(html);
    }

    fn fresh_line(&mut self) {
        if !self.html.is_empty() && !self.html.ends_with('\n') {
            self.html.push('\n');
        }
    }

    /// From here on, writes into an empty text; what there was waits for `take_back`.
    fn set_aside(&mut self) {
        self.waiting.push(mem::take(&mut self.html));
    }

    /// What was written since `set_aside`.
    fn take_back(&mut self) -> String {
        let outer = self.waiting.pop().unwrap_or_default();
        mem::replace(&mut self.html, outer)
    }

    /// The prose since the mark, without the white space around it.
    fn prose_since(&self, mark: usize) -> &str {
        self.prose.get(mark..).unwrap_or_default().trim()
    }

    fn start_heading(&mut self, level: HeadingLevel, offset: usize) {
        let level = level as u8;
        let above = self.headings.last().map_or(1, |heading| heading.level);
        if level == 1 {
            self.wrong(
                offset,
                "a heading of level 1 is the title's alone; begin with ##",
            );
        } else if level > above + 1 {
            let message = format!("a heading of level {level} may not follow one of level {above}");
            self.wrong(offset, message);
        }
        if self.footnotes.definition_is_open() {
            self.wrong(offset, "a footnote may not hold a heading");
        }
        self.heading_start = self.prose.len();
        self.set_aside();
    }

    fn end_heading(&mut self, level: HeadingLevel, offset: usize, dir: &str) {
        let html = self.take_back();
        let text = self.prose_since(self.heading_start).to_owned();
        if text.is_empty() {
            self.wrong(offset, "a heading needs text");
        }
        let id = self.free_id(&heading_id(&text));
        self.fresh_line();
        let level = level as u8;
        self.html.push_str(&format!("<h{level}{dir}"));
        push_attribute(&mut self.html, "id", &id);
        self.html.push('>');
        self.html.push_str(&html);
        // What it shows is drawn by the style sheet, so that the text of the heading stays as it is.
        self.html.push_str("<a class=\"anchor\"");
        push_attribute(&mut self.html, "href", &address(&format!("#{id}"), ""));
        self.html
            .push_str(" aria-label=\"Link to this section\"></a>");
        self.close(&format!("</h{level}>\n"));
        self.headings.push(Heading { level, id, text });
    }

    /// The id if it is free, else with the first number that makes it so.
    fn free_id(&mut self, id: &str) -> String {
        let numbered = (2u32..).map(|number| format!("{id}-{number}"));
        let mut candidates = std::iter::once(id.to_owned()).chain(numbered);
        candidates
            .find(|candidate| self.ids.insert(candidate.clone()))
            .unwrap_or_default()
    }

    fn start_link(&mut self, kind: LinkType, target: &str, title: &str, offset: usize) {
        let target = match kind {
            LinkType::Email => format!("mailto:{target}"),
            _ => target.to_owned(),
        };
        self.html.push_str("<a");
        self.push_address("href", target, LinkKind::Link, offset);
        if !title.is_empty() {
            push_attribute(&mut self.html, "title", title);
        }
        self.html.push('>');
        self.link_start = self.prose.len();
        self.link_is_open = true;
    }

    fn end_link(&mut self, offset: usize) {
        if self.prose_since(self.link_start).is_empty() {
            self.wrong(offset, "a link needs text");
        }
        self.link_is_open = false;
        self.html.push_str("</a>");
    }

    fn start_image(&mut self, target: &str, title: &str, offset: usize) {
        self.open_images += 1;
        if self.open_images > 1 {
            return;
        }
        self.html.push_str("<img");
        self.push_address("src", target.to_owned(), LinkKind::Image, offset);
        if !title.is_empty() {
            push_attribute(&mut self.html, "title", title);
        }
        self.image_start = self.prose.len();
    }

    fn end_image(&mut self, offset: usize) {
        self.open_images = self.open_images.saturating_sub(1);
        if self.open_images > 0 {
            return;
        }
        let text = self.prose_since(self.image_start).to_owned();
        if text.is_empty() {
            self.wrong(
                offset,
                "an image needs text that says what it shows: ![text](/path)",
            );
        }
        push_attribute(&mut self.html, "alt", &text);
        self.html.push('>');
    }

    /// Writes the attribute that holds a target, and notes the target to be checked.
    fn push_address(&mut self, attribute: &str, target: String, kind: LinkKind, offset: usize) {
        match Target::read(&target, kind) {
            Ok(_) => push_attribute(&mut self.html, attribute, &address(&target, self.base)),
            Err(message) => self.wrong(offset, message),
        }
        let line = self.report.line(self.start + offset);
        self.links.push(Link { target, kind, line });
    }

    fn start_code(&mut self, kind: &CodeBlockKind, range: Range<usize>) {
        let offset = range.start;
        let source = self.markdown.get(range.clone()).unwrap_or_default();
        let (block, problems) = Block::new(kind, range, source);
        self.block = Some(block);
        for message in problems {
            self.wrong(offset, message);
        }
    }

    fn end_code(&mut self) {
        let Some(block) = self.block.take() else {
            return;
        };
        self.fresh_line();
        match block.push(&mut self.html, self.markdown, self.base) {
            Ok(prose) => self.prose.push_str(&prose),
            Err((offset, message)) => self.wrong(offset, message),
        }
        self.prose.push('\n');
    }

    fn start_table(&mut self, alignments: Vec<Alignment>, dir: &str) {
        let count = self.table.count + 1;
        self.table = Table {
            count,
            alignments,
            ..Table::default()
        };
        // The box scrolls, so it must take the keyboard's focus, and what takes focus needs a name.
        self.open(&format!(
            "<div class=\"table-scroll\" tabindex=\"0\" role=\"region\" aria-label=\"Table {count}\"><table{dir}>\n"
        ));
    }

    fn end_cell(&mut self, dir: &str) {
        let html = self.take_back();
        let alignment = self.table.alignments.get(self.table.column);
        let class = match alignment {
            Some(Alignment::Left) => " class=\"align-left\"",
            Some(Alignment::Center) => " class=\"align-center\"",
            Some(Alignment::Right) => " class=\"align-right\"",
            Some(Alignment::None) | None => "",
        };
        self.table.column += 1;
        // An empty header would be read out as a header of nothing.
        let (name, scope) = if self.table.in_head && !html.is_empty() {
            ("th", " scope=\"col\"")
        } else {
            ("td", "")
        };
        self.prose.push('\n');
        self.html
            .push_str(&format!("<{name}{dir}{scope}{class}>{html}</{name}>"));
    }
}
