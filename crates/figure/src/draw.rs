//! What is drawn of bytes.

use std::fmt::Write;
use std::ops::Range;

use hexcore::ascii;
use hexcore::explain::Form;
use hexcore::identify::{Finding, Verdict};
use hexcore::inspect::{Outcome, Outcomes};
use hexcore::terminal::screen;

use crate::Kind;
use crate::html::{push_attribute, push_element, push_text};
use crate::lines::{look, push_lines};
use crate::reading::{hex_of, number};
use crate::spec::Spec;

/// The bytes of a figure.
#[derive(Clone, Copy, Debug)]
pub struct Shown<'a> {
    /// The bytes that are shown.
    pub bytes: &'a [u8],
    /// Where in the file they begin.
    pub start: u64,
    /// Whether the file ends with them.
    pub is_end: bool,
    /// What all of the file is, where [`Spec::needs_verdict`] says that this is needed.
    pub verdict: Option<&'a Verdict>,
}

impl<'a> Shown<'a> {
    /// The bytes of a range of the file, if all of them are here.
    pub(crate) fn slice(&self, range: &Range<u64>) -> Option<&'a [u8]> {
        let start = usize::try_from(range.start.checked_sub(self.start)?).ok()?;
        let end = usize::try_from(range.end.checked_sub(self.start)?).ok()?;
        self.bytes.get(start..end)
    }
}

/// What was drawn.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Drawn {
    /// The HTML.
    pub html: String,
    /// The answer to the question of an exercise, if the bytes have one.
    pub answer: Option<String>,
}

impl Spec {
    /// Draws bytes.
    pub fn draw(&self, shown: &Shown<'_>) -> Drawn {
        let mut html = String::new();
        let mut answer = None;
        match self.kind {
            Kind::Dump => self.dump(&mut html, shown),
            Kind::Inspect => self.inspect(&mut html, shown.bytes),
            Kind::Cat => cat(&mut html, shown),
            Kind::Type => kind(&mut html, shown),
            Kind::Ascii => chart(&mut html, shown.bytes),
            Kind::Exercise => answer = self.exercise(&mut html, shown),
        }
        Drawn { html, answer }
    }

    fn dump(&self, html: &mut String, shown: &Shown<'_>) {
        // Where bytes are missing, there is nothing to say of them.
        let notes = self
            .notes
            .iter()
            .filter_map(|note| Some((note, shown.slice(&note.range)?)));
        let notes: Vec<_> = notes.collect();
        let marks: Vec<_> = notes.iter().map(|(note, _)| note.range.clone()).collect();
        push_lines(html, shown.bytes, shown.start, &marks);
        let list = notes.iter().map(|(note, bytes)| Item {
            is_shown: true,
            name: place(&note.range),
            words: note.words.clone(),
            value: match note.reading.read(bytes) {
                Some(value) if note.reading.is_whole() => with_hex(&value),
                Some(value) => value,
                None => "cannot be read so".to_owned(),
            },
        });
        push_list(html, list);
    }

    fn inspect(&self, html: &mut String, bytes: &[u8]) {
        html.push_str(
            "<table class=\"readings\"><thead><tr><td></td><th scope=\"col\">Little-endian</th>\
             <th scope=\"col\">Big-endian</th></tr></thead><tbody>",
        );
        for reading in &self.rows {
            html.push_str("<tr>");
            push_element(html, "th scope=\"row\"", reading.label);
            match reading.outcomes(bytes) {
                Outcomes::One(outcome) => push_element(html, "td colspan=\"2\"", &value(outcome)),
                Outcomes::ByOrder { little, big } => {
                    push_element(html, "td", &value(little));
                    push_element(html, "td", &value(big));
                }
            }
            html.push_str("</tr>");
        }
        html.push_str("</tbody></table>");
        push_element(
            html,
            "p class=\"of\"",
            &format!("Read from {}.", hex_of(bytes)),
        );
    }

    fn exercise(&self, html: &mut String, shown: &Shown<'_>) -> Option<String> {
        let question = self.question.as_ref()?;
        push_element(html, "p class=\"ask\"", &question.ask);
        push_lines(html, shown.bytes, shown.start, &[]);
        for (index, hint) in question.hints.iter().enumerate() {
            let name = match question.hints.len() {
                1 => "Hint".to_owned(),
                _ => format!("Hint {}", index + 1),
            };
            push_details(html, &name, hint);
        }
        let answer = question.query.answer(shown);
        let said = match &answer {
            Some(answer) if question.query.is_whole() => with_hex(answer),
            Some(answer) => answer.clone(),
            None => "These bytes have no answer to this.".to_owned(),
        };
        push_details(html, "Answer", &said);
        answer
    }
}

/// A whole number of several digits, in the other base as well.
fn with_hex(value: &str) -> String {
    match number(value) {
        Some((false, number)) if number > 9 && value.starts_with("0x") => {
            format!("{value} = {number}")
        }
        Some((false, number)) if number > 9 => format!("{value} = {number:#x}"),
        _ => value.to_owned(),
    }
}

fn value(outcome: Outcome) -> String {
    match outcome.result {
        Ok(value) => value.text,
        Err(reason) => format!("– ({reason})"),
    }
}

fn cat(html: &mut String, shown: &Shown<'_>) {
    let screen = screen(shown.bytes, shown.start, shown.is_end);
    let marked = screen.runs.iter().filter(|run| run.kind.is_sign());
    let marks: Vec<_> = marked.map(|run| run.range.clone()).collect();
    html.push_str("<div class=\"terminal\"><div class=\"screen\" role=\"group\" aria-label=\"What a terminal would get\">");
    let mut number = 0;
    for run in &screen.runs {
        let class = run.kind.name();
        if run.kind.is_sign() {
            let _ = write!(html, "<span class=\"note {class}\" data-i=\"{number}\"");
            if !run.name.is_empty() {
                push_attribute(html, "title", &run.name);
            }
            html.push('>');
            push_text(html, &run.text);
            html.push_str("</span>");
            number += 1;
        } else {
            push_element(html, &format!("bdi class=\"{class}\""), &run.text);
        }
    }
    html.push_str("</div>");
    push_element(html, "p class=\"verdict\"", &screen.verdict);
    html.push_str("</div>");
    push_lines(html, shown.bytes, shown.start, &marks);
}

fn kind(html: &mut String, shown: &Shown<'_>) {
    let Some(verdict) = shown.verdict else { return };
    push_element(html, "p class=\"verdict\"", &verdict.sentence);
    let sure = [verdict.certainty.words(), &verdict.mime];
    let sure = sure.into_iter().filter(|part| !part.is_empty());
    let sure = sure.collect::<Vec<_>>().join(" · ");
    push_element(html, "p class=\"of\"", &sure);
    if !verdict.lesson.is_empty() {
        push_element(html, "p", &verdict.lesson);
    }
    let named = |name: &'static str| move |finding| (name, finding);
    let evidence = verdict.evidence.iter().map(named("Evidence"));
    let facts = verdict.facts.iter().map(named(""));
    let notes = verdict.notes.iter().map(named("Note"));
    let findings: Vec<(&str, &Finding)> = evidence.chain(facts).chain(notes).collect();
    let marks: Vec<_> = findings
        .iter()
        .map(|(_, finding)| finding.at.clone().unwrap_or(0..0))
        .collect();
    push_lines(html, shown.bytes, shown.start, &marks);
    let end = shown.start + shown.bytes.len() as u64;
    let is_shown = |at: &Range<u64>| !at.is_empty() && at.start < end && at.end > shown.start;
    let items = findings.into_iter().map(|(name, finding)| Item {
        is_shown: finding.at.as_ref().is_some_and(is_shown),
        name: if name.is_empty() { &finding.name } else { name }.to_owned(),
        words: finding.words.clone(),
        value: finding.at.as_ref().map(place).unwrap_or_default(),
    });
    push_list(html, items);
}

/// The ASCII table, eight columns by the first digit and sixteen rows by the second, with the bytes marked, and
/// the bytes in their order.
fn chart(html: &mut String, bytes: &[u8]) {
    html.push_str("<div class=\"chart\"><table class=\"ascii-chart\"><thead><tr><td></td>");
    for digit in 0..8 {
        let _ = write!(html, "<th scope=\"col\">{digit}</th>");
    }
    html.push_str("</tr></thead><tbody>");
    for row in 0..16_u8 {
        let _ = write!(html, "<tr><th scope=\"row\">{row:x}</th>");
        for column in 0..8_u8 {
            let byte = column << 4 | row;
            let text = Form::Character.write(byte);
            let short = if text.len() > 1 { "short" } else { "sign" };
            match bytes.contains(&byte) {
                true => push_element(
                    html,
                    &format!("td class=\"{short} marked\" data-i=\"{byte}\""),
                    &text,
                ),
                false => push_element(html, &format!("td class=\"{short}\""), &text),
            }
        }
        html.push_str("</tr>");
    }
    html.push_str("</tbody></table></div><p class=\"codes\">");
    for byte in bytes {
        let character = match byte {
            0x00..=0x7f => Form::Character.write(*byte),
            _ => "not ASCII".to_owned(),
        };
        let _ = write!(
            html,
            "<span class=\"note\" data-i=\"{byte}\" title=\"{byte}, {}\"><code>{byte:02x}</code> ",
            ascii::spoken(*byte)
        );
        push_text(html, &character);
        html.push_str("</span> ");
    }
    html.push_str("</p>");
}

/// Something that is said of some bytes.
struct Item {
    /// Whether they are shown, at least in part.
    is_shown: bool,
    name: String,
    words: String,
    value: String,
}

/// Appends a list; the numbers of its items are those of the marks.
fn push_list(html: &mut String, items: impl Iterator<Item = Item>) {
    let mut items = items.enumerate().peekable();
    if items.peek().is_none() {
        return;
    }
    html.push_str("<ol class=\"notes\">");
    for (number, item) in items {
        // Only what has bytes to light is a note.
        let _ = match item.is_shown {
            true => write!(
                html,
                "<li><span class=\"note {}\" data-i=\"{number}\">",
                look(number)
            ),
            false => write!(html, "<li><span>"),
        };
        push_element(html, "code", &item.name);
        html.push(' ');
        push_element(html, "span", &item.words);
        if !item.value.is_empty() {
            html.push(' ');
            push_element(html, "code class=\"value\"", &item.value);
        }
        html.push_str("</span></li>");
    }
    html.push_str("</ol>");
}

fn push_details(html: &mut String, name: &str, text: &str) {
    html.push_str("<details>");
    push_element(html, "summary", name);
    push_element(html, "p", text);
    html.push_str("</details>");
}

/// A range as its first and last offset.
fn place(range: &Range<u64>) -> String {
    match range.end.saturating_sub(range.start) {
        0 | 1 => format!("{:#x}", range.start),
        _ => format!("{:#x}–{:#x}", range.start, range.end - 1),
    }
}
