//! Footnotes: numbered as they are first named, collected at the end, linked there and back.
//!
//! Their ids hold a colon, which no heading's id can.

use std::collections::BTreeMap;

/// The footnotes of a post.
#[derive(Default)]
pub(crate) struct Footnotes {
    /// In the order of their numbers: each name, and how often the text refers to it.
    references: Vec<(String, usize)>,
    definitions: BTreeMap<String, Definition>,
    /// The definitions being written, outermost first.
    open: Vec<String>,
}

struct Definition {
    html: String,
    offset: usize,
}

impl Footnotes {
    pub(crate) fn definition_is_open(&self) -> bool {
        !self.open.is_empty()
    }

    /// From here on a footnote is written, until `end_definition`.
    pub(crate) fn start_definition(&mut self, name: &str, offset: usize) -> Result<(), String> {
        // The parser tells names apart without regard to case.
        let key = name.to_lowercase();
        self.open.push(key.clone());
        let definition = Definition {
            html: String::new(),
            offset,
        };
        match self.definitions.insert(key, definition) {
            Some(_) => Err(format!("the footnote `[^{name}]` is defined twice")),
            None => Ok(()),
        }
    }

    pub(crate) fn end_definition(&mut self, html: String) {
        let name = self.open.pop();
        if let Some(definition) = name.and_then(|name| self.definitions.get_mut(&name)) {
            definition.html = html;
        }
    }

    /// Appends the raised number that leads to the footnote.
    pub(crate) fn push_reference(&mut self, html: &mut String, name: &str) {
        let name = name.to_lowercase();
        let place = self.references.iter().position(|(known, _)| *known == name);
        let place = place.unwrap_or_else(|| {
            self.references.push((name, 0));
            self.references.len() - 1
        });
        let Some((_, count)) = self.references.get_mut(place) else {
            return;
        };
        *count += 1;
        let number = place + 1;
        let id = reference_id(number, *count);
        html.push_str(&format!(
            "<sup class=\"footnote-reference\"><a href=\"#fn:{number}\" id=\"{id}\" role=\"doc-noteref\" \
             aria-label=\"Footnote {number}\">{number}</a></sup>"
        ));
    }

    /// Appends the section of all footnotes, and returns what is wrong with them.
    pub(crate) fn push_section(mut self, html: &mut String) -> Vec<(usize, String)> {
        let mut items = String::new();
        for (place, (name, count)) in self.references.iter().enumerate() {
            let number = place + 1;
            let definition = self.definitions.remove(name);
            let text = definition.map_or(String::new(), |definition| definition.html);
            let links: String = (1..=*count).map(|nth| back_link(number, nth)).collect();
            // The way back stands at the end of the last paragraph, if the footnote ends in one.
            let text = match text.strip_suffix("</p>\n") {
                Some(text) => format!("{text}{links}</p>\n"),
                None => format!("{text}<p>{}</p>\n", links.trim_start()),
            };
            items.push_str(&format!("<li id=\"fn:{number}\">\n{text}</li>\n"));
        }
        if !items.is_empty() {
            html.push_str("<section class=\"footnotes\" role=\"doc-endnotes\" aria-label=\"Footnotes\">\n<ol>\n");
            html.push_str(&items);
            html.push_str("</ol>\n</section>\n");
        }
        let unused = self.definitions.into_iter();
        unused
            .map(|(name, definition)| {
                (
                    definition.offset,
                    format!("nothing refers to the footnote `[^{name}]`"),
                )
            })
            .collect()
    }
}

fn reference_id(number: usize, nth: usize) -> String {
    match nth {
        1 => format!("fnref:{number}"),
        _ => format!("fnref:{number}:{nth}"),
    }
}

fn back_link(number: usize, nth: usize) -> String {
    let id = reference_id(number, nth);
    let label = match nth {
        1 => format!("Back to reference {number}"),
        _ => format!("Back to reference {number}, place {nth}"),
    };
    // The variation selector asks for a plain arrow instead of a picture of one.
    format!(
        " <a class=\"footnote-back\" href=\"#{id}\" role=\"doc-backlink\" aria-label=\"{label}\">↩\u{fe0e}</a>"
    )
}
