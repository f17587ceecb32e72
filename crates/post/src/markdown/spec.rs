//! The examples of the CommonMark specification, as other opinions on what Markdown means.

use super::*;
use crate::testing::without_tools;

const SPEC: &str = include_str!("../../tests/commonmark/spec.txt");

/// How many examples the specification has.
const EXAMPLES: usize = 652;

/// How many of them have HTML in them, which posts may not have: these are left out for our writer.
const WITH_HTML: usize = 72;

/// How many of the others have addresses that posts may not have, such as `url`: of these, all is
/// compared but the addresses.
const WITH_ADDRESSES: usize = 32;

/// An example: its number, the Markdown, and the HTML that it stands for.
struct Example {
    number: usize,
    markdown: String,
    html: String,
}

fn examples() -> Vec<Example> {
    let fence = "`".repeat(32);
    let opening = format!("{fence} example\n");
    let closing = format!("\n{fence}\n");
    let texts = SPEC.split(&opening).skip(1);
    texts
        .enumerate()
        .map(|(index, text)| {
            let (example, _) = text.split_once(&closing).unwrap();
            let example = format!("\n{example}\n").replace('→', "\t");
            let (markdown, html) = example.split_once("\n.\n").unwrap();
            Example {
                number: index + 1,
                markdown: format!("{}\n", markdown.strip_prefix('\n').unwrap_or(markdown)),
                html: html.to_owned(),
            }
        })
        .collect()
}

/// The HTML in one way of writing it: attributes in the order of their names and only those that
/// Markdown asks for, no colours, no space but what is text.
fn plain(html: &str, with_addresses: bool) -> String {
    let html = without_tools(html);
    let mut out = String::new();
    let mut rest = html.as_str();
    while let Some((text, after)) = rest.split_once('<') {
        push_plain(&mut out, text);
        let (tag, after) = after.split_once('>').unwrap_or((after, ""));
        rest = after;
        let tag = tag.trim_end_matches(" /");
        let (name, mut attributes) = tag.split_once(' ').unwrap_or((tag, ""));
        if matches!(name, "span" | "/span") {
            continue;
        }
        let mut kept = Vec::new();
        while let Some((key, after)) = attributes.split_once("=\"") {
            let (value, after) = after.split_once('"').unwrap_or((after, ""));
            attributes = after;
            let is_address = matches!(key.trim(), "href" | "src");
            if matches!(key.trim(), "alt" | "title" | "start") || is_address && with_addresses {
                kept.push(format!(" {}=\"{value}\"", key.trim()));
            }
        }
        kept.sort();
        out.push_str(&format!("<{name}{}>", kept.concat()));
    }
    push_plain(&mut out, rest);
    out
}

fn push_plain(out: &mut String, text: &str) {
    out.push_str(&text.replace("&quot;", "\""));
}

/// What the two programs write in two ways: quotes in text, and the line after the start of an item.
fn alike(html: &str) -> String {
    html.replace("&quot;", "\"").replace("<li>\n", "<li>")
}

#[test]
fn the_parser_reads_all_examples_as_the_specification_does() {
    let examples = examples();
    assert_eq!(examples.len(), EXAMPLES);
    for example in &examples {
        let mut html = String::new();
        pulldown_cmark::html::push_html(&mut html, Parser::new_ext(&example.markdown, OPTIONS));
        let Example {
            number, markdown, ..
        } = example;
        assert_eq!(alike(&html), alike(&example.html), "{number}: {markdown}");
    }
    println!("{} examples", examples.len());
}

#[test]
fn the_writer_writes_what_the_specification_says() {
    let mut with_html = 0;
    let mut without_addresses = 0;
    for example in &examples() {
        let Example {
            number, markdown, ..
        } = example;
        let mut report = Report::new("a.md", markdown);
        let html = render(markdown, 0, "/", &mut report).html;
        let problems = report.finish(Some(())).err().unwrap_or_default();
        let has = |part: &str| {
            problems
                .iter()
                .any(|problem| problem.message.contains(part))
        };
        if has("may not hold HTML") {
            with_html += 1;
            continue;
        }
        let with_addresses = !has("must start with") && !has("must be on this site");
        without_addresses += usize::from(!with_addresses);
        assert_eq!(
            plain(&html, with_addresses),
            plain(&example.html, with_addresses),
            "{number}: {markdown}"
        );
    }
    assert_eq!((with_html, without_addresses), (WITH_HTML, WITH_ADDRESSES));
    let compared = EXAMPLES - with_html;
    println!(
        "{compared} examples, {without_addresses} of them without addresses; {with_html} have HTML"
    );
}
