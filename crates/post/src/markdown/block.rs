//! Blocks of code: what the fence asks for, and what becomes of the lines.

use crate::console::{self, Files};
use crate::figure::Figure;
use crate::highlight::{self, Language};
use crate::html::{push_attribute, push_text};
use crate::picture;
use pulldown_cmark::CodeBlockKind;
use std::ops::Range;

/// How what stands above code begins: the language, and the button that copies. It ends with its element.
pub(crate) const HEAD: &str = "<div class=\"code-head\">";

/// A block that is being read.
pub(super) struct Block {
    becomes: Becomes,
    /// The language as it is named.
    name: Option<String>,
    text: String,
    /// Its bytes in the post.
    range: Range<usize>,
}

enum Becomes {
    Code(Language),
    /// Commands, with what they print of these files.
    Session(Files),
    Figure(Figure),
    Picture,
}

impl Block {
    /// The block that begins so, and what is wrong with it. `source` is all of it.
    pub(super) fn new(
        kind: &CodeBlockKind,
        range: Range<usize>,
        source: &str,
    ) -> (Block, Vec<String>) {
        let (info, is_open) = match kind {
            CodeBlockKind::Indented => ("", false),
            CodeBlockKind::Fenced(info) => (info.trim(), !is_closed(source)),
        };
        let mut problems = Vec::new();
        let becomes = becomes(info).unwrap_or_else(|message| {
            problems.push(message);
            Becomes::Code(Language::Text)
        });
        if is_open {
            let message = "the code has no end: a line with the same fence must close it";
            problems.push(message.to_owned());
        }
        let name = info.split_whitespace().next().map(str::to_lowercase);
        let block = Block {
            becomes,
            name,
            text: String::new(),
            range,
        };
        (block, problems)
    }

    /// Takes more of its text.
    pub(super) fn take(&mut self, text: &str) {
        self.text.push_str(text);
    }

    /// Appends what it becomes; gives what there is to read in it as prose.
    ///
    /// # Errors
    /// Where in the post something is wrong, and what. `markdown` is all of it. Site paths get `base` put
    /// before them.
    pub(super) fn push(
        self,
        html: &mut String,
        markdown: &str,
        base: &str,
    ) -> Result<String, (usize, String)> {
        let (language, text) = match self.becomes {
            Becomes::Code(language) => (language, Ok(self.text)),
            Becomes::Session(files) => (Language::Console, console::session(&self.text, &files)),
            Becomes::Figure(figure) => {
                let caption = figure.push(html, &self.text, base);
                return caption.map_err(|problem| place(&self.range, markdown, problem));
            }
            Becomes::Picture => {
                let title = picture::push(html, &self.text);
                return title.map_err(|problem| place(&self.range, markdown, problem));
            }
        };
        let text = text.map_err(|problem| place(&self.range, markdown, problem))?;
        html.push_str("<div class=\"code\">");
        html.push_str(HEAD);
        push_text(html, language.title());
        html.push_str("<button type=\"button\">Copy</button></div>");
        html.push_str("<pre tabindex=\"0\"");
        if let Some(name) = &self.name {
            push_attribute(html, "data-language", name);
        }
        html.push_str("><code>");
        highlight::push_code(html, language, &text);
        html.push_str("</code></pre></div>\n");
        Ok(String::new())
    }
}

/// What the words behind a fence ask for.
fn becomes(info: &str) -> Result<Becomes, String> {
    if info.is_empty() {
        return Ok(Becomes::Code(Language::Text));
    }
    if let Some(pairs) = info.strip_prefix("console ") {
        return Files::read(pairs).map(Becomes::Session);
    }
    if info == "svg" {
        return Ok(Becomes::Picture);
    }
    let figure = Figure::named(info).map(Becomes::Figure);
    let code = || highlight::language(info).map(Becomes::Code);
    figure
        .or_else(code)
        .ok_or_else(|| format!("unknown language `{info}`; `text` is plain text"))
}

/// The offset in the post of a line of a block, counted from 0 behind the fence.
fn place(
    block: &Range<usize>,
    markdown: &str,
    (line, message): (usize, String),
) -> (usize, String) {
    let source = markdown.get(block.clone()).unwrap_or_default();
    let end = source.match_indices('\n').nth(line);
    (block.start + end.map_or(0, |(end, _)| end + 1), message)
}

/// Whether fenced code ends in a fence, as it does not when the end of the post or of a list ends it.
fn is_closed(source: &str) -> bool {
    let mut lines = source.trim_end().lines();
    let fence = lines.next().unwrap_or_default().trim_start();
    let last = lines.next_back().unwrap_or_default();
    let mark = if fence.starts_with('~') { '~' } else { '`' };
    let marks = last.trim_start_matches([' ', '\t', '>']);
    let length = fence.len() - fence.trim_start_matches(mark).len();
    marks.len() >= length && marks.chars().all(|character| character == mark)
}
