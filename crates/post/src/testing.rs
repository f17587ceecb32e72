//! What the tests share: a post around a body, and a check that HTML is well formed and harmless.

use crate::error::Error;
use crate::markdown::CODE_HEAD;
use crate::post::{Post, parse};

/// A post of that body, whose first line is line 7.
pub(crate) fn post_text(body: &str) -> String {
    format!("+++\ntitle = 'T'\nauthor = 'ann'\ndate = '2024'\nsummary = 'S.'\n+++\n{body}")
}

pub(crate) fn parse_body(body: &str) -> Result<Post, Vec<Error>> {
    parse("posts/a.md", &post_text(body), "/")
}

pub(crate) fn lines(errors: &[Error]) -> Vec<String> {
    errors.iter().map(Error::to_string).collect()
}

/// The HTML without what is around text for those who use the page: links on headings, and what stands
/// above code.
pub(crate) fn without_tools(html: &str) -> String {
    let code = format!("<div class=\"code\">{CODE_HEAD}");
    let tools = [("<a class=\"anchor\"", "</a>"), (&code, "</div>")];
    let html = tools.iter().fold(html.to_owned(), |html, (begin, end)| {
        let mut parts = html.split(begin);
        let first = parts.next().unwrap_or_default().to_owned();
        parts.fold(first, |html, part| {
            html + part.split_once(end).map_or("", |(_, after)| after)
        })
    });
    html.replace("</code></pre></div>", "</code></pre>")
}

/// Elements that posts are made of, with the attributes each may have.
const ELEMENTS: &[(&str, &[&str])] = &[
    ("a", &["href", "title", "id", "class", "role", "aria-label"]),
    ("bdi", &["class"]),
    ("blockquote", &["dir"]),
    ("br", &[]),
    ("button", &["type"]),
    ("code", &["class", "dir"]),
    ("details", &[]),
    (
        "div",
        &[
            "class",
            "tabindex",
            "role",
            "aria-label",
            "data-figure",
            "data-byte",
            "data-lines",
            "data-start",
            "data-hex",
            "data-answer",
            "data-verdict",
        ],
    ),
    ("em", &[]),
    ("figcaption", &["dir"]),
    ("figure", &[]),
    ("h1", &["dir", "id"]),
    ("h2", &["dir", "id"]),
    ("h3", &["dir", "id"]),
    ("h4", &["dir", "id"]),
    ("h5", &["dir", "id"]),
    ("h6", &["dir", "id"]),
    ("hr", &[]),
    ("img", &["src", "alt", "title"]),
    ("li", &["id"]),
    ("ol", &["class", "dir", "start"]),
    ("p", &["class", "dir"]),
    ("pre", &["class", "tabindex", "data-language"]),
    ("section", &["class", "role", "aria-label"]),
    ("span", &["class", "data-i", "title"]),
    ("strong", &[]),
    ("summary", &[]),
    ("sup", &["class"]),
    ("table", &["class", "dir"]),
    ("tbody", &[]),
    ("td", &["class", "colspan", "data-i", "dir"]),
    ("th", &["class", "dir", "scope"]),
    ("thead", &[]),
    ("tr", &[]),
    ("ul", &["dir"]),
];

/// Says what is wrong with the HTML: an element or attribute that posts do not have (so no script
/// and no style), one that is not closed, an id twice, an address with a foreign scheme.
pub(crate) fn check_html(html: &str) -> Result<(), String> {
    let mut open: Vec<&str> = Vec::new();
    let mut ids: Vec<&str> = Vec::new();
    let mut rest = html;
    while let Some((text, after)) = rest.split_once('<') {
        if text.contains('>') {
            return Err(format!("a bare > in {text:?}"));
        }
        let (tag, after) = after.split_once('>').ok_or("an open tag")?;
        rest = after;
        if let Some(name) = tag.strip_prefix('/') {
            if open.pop() != Some(name) {
                return Err(format!("</{name}> closes nothing"));
            }
            continue;
        }
        let (name, mut attributes) = tag.split_once(' ').unwrap_or((tag, ""));
        let (_, known) = ELEMENTS
            .iter()
            .find(|(known, _)| *known == name)
            .ok_or(format!("<{name}>"))?;
        while !attributes.is_empty() {
            let (attribute, after) = attributes.split_once("=\"").ok_or(format!("<{tag}>"))?;
            let (value, after) = after.split_once('"').ok_or(format!("<{tag}>"))?;
            attributes = after.strip_prefix(' ').unwrap_or(after);
            if !known.contains(&attribute) {
                return Err(format!("<{name} {attribute}>"));
            }
            if attribute == "id" {
                if ids.contains(&value) {
                    return Err(format!("id {value} twice"));
                }
                ids.push(value);
            }
            let schemes = ["/", "#", "http://", "https://", "mailto:"];
            if matches!(attribute, "href" | "src")
                && !schemes
                    .iter()
                    .any(|scheme| value.to_lowercase().starts_with(scheme))
            {
                return Err(format!("the address {value}"));
            }
        }
        if !["br", "hr", "img"].contains(&name) {
            open.push(name);
        }
    }
    if rest.contains('>') {
        return Err(format!("a bare > in {rest:?}"));
    }
    if open.is_empty() {
        Ok(())
    } else {
        Err(format!("not closed: {open:?}"))
    }
}

#[test]
fn the_check_of_html_finds_harm() {
    let cases = [
        "<script></script>",
        "<p style=\"x\"></p>",
        "<p onclick=\"x\"></p>",
        "<p>",
        "</p>",
        "<em><strong></em></strong>",
        "<a href=\"javascript:x\">a</a>",
        "<li id=\"a\"></li><li id=\"a\"></li>",
        "a > b",
        "<p",
        "<img src=x>",
    ];
    for html in cases {
        assert!(check_html(html).is_err(), "{html}");
    }
    println!("{} cases", cases.len());
}
