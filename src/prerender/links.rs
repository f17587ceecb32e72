//! Whether all that the written pages lead to and show is there.
//!
//! Links of posts are checked where they stand, with file and line. This looks at what is written in
//! the end: also at what the pages themselves say, and at what the bundler put into the template.

use std::collections::{BTreeSet, HashMap, HashSet};

use html5gum::{Token, Tokenizer};
use post::decode_address;

use super::{OutputFile, in_parallel, output_path};
use crate::pages::remote;

/// Pages that make of `#…` what they like.
const APP: [&str; 2] = ["/decoder/", remote::PATH];

/// Everything among the HTML files that leads nowhere, a sentence for each. `base` is the base path
/// and `root` the full address of the first page; `is_there` tells of files that are not in `files`.
pub fn dead_links(
    files: &[OutputFile],
    base: &str,
    root: &str,
    is_there: impl Fn(&str) -> bool + Sync,
) -> Vec<String> {
    let mut html: Vec<&OutputFile> = files
        .iter()
        .filter(|file| file.path.ends_with(".html"))
        .collect();
    html.sort_by_key(|file| &file.path);
    let read = in_parallel(&html, |file| (file.path.as_str(), Page::read(&file.text)));
    let pages: HashMap<&str, &Page> = read.iter().map(|(path, page)| (*path, page)).collect();
    let others: HashSet<&str> = files.iter().map(|file| file.path.as_str()).collect();
    let app = APP.map(output_path);
    let why_dead = |path: &str, to: &str| {
        let (file, id) = match target(path, to, base, root) {
            Target::Elsewhere => return None,
            Target::Nowhere => return Some(format!("{path}: `{to}` is not below {base}")),
            Target::File(file, id) => (file, id),
        };
        if !others.contains(file.as_str()) && !is_there(&file) {
            return Some(format!("{path}: `{to}`: there is no {file}"));
        }
        let there = pages.get(file.as_str())?;
        let is_dead = !id.is_empty() && !app.contains(&file) && !there.ids.contains(&id);
        is_dead.then(|| format!("{path}: `{to}`: {file} has no id {id}"))
    };
    let dead = in_parallel(&read, |(path, page)| {
        let dead = page.links.iter().filter_map(|to| why_dead(path, to));
        dead.collect::<Vec<_>>()
    });
    dead.into_iter().flatten().collect()
}

/// What an address leads to.
enum Target {
    /// A file of the site, and a place in it.
    File(String, String),
    /// Another site.
    Elsewhere,
    /// Nothing that the site could have.
    Nowhere,
}

/// Where `to` leads when it stands in the file `from`.
fn target(from: &str, to: &str, base: &str, root: &str) -> Target {
    let (page, id) = to.split_once('#').unwrap_or((to, ""));
    let id = decode_address(id);
    let page = page.split_once('?').map_or(page, |(page, _)| page);
    if page.is_empty() {
        return Target::File(from.to_owned(), id);
    }
    let inside = page.strip_prefix(root).or_else(|| page.strip_prefix(base));
    match inside {
        Some(inside) => Target::File(output_path(&decode_address(inside)), id),
        None if ["https:", "http:", "mailto:"]
            .iter()
            .any(|scheme| page.starts_with(scheme)) =>
        {
            Target::Elsewhere
        }
        None => Target::Nowhere,
    }
}

/// What a page has that others may lead to, and where it leads.
#[derive(Default)]
struct Page {
    ids: BTreeSet<String>,
    links: BTreeSet<String>,
}

impl Page {
    fn read(html: &str) -> Page {
        let mut page = Page::default();
        for Ok(token) in Tokenizer::new(html) {
            let Token::StartTag(tag) = token else {
                continue;
            };
            // Pictures that are only for others to show.
            let property = tag.attributes.get(b"property".as_slice());
            if property.is_some_and(|property| property.as_slice() == b"og:image")
                && let Some(image) = tag.attributes.get(b"content".as_slice())
            {
                page.links
                    .insert(String::from_utf8_lossy(image).into_owned());
            }
            for (name, value) in &tag.attributes {
                let value = String::from_utf8_lossy(value).into_owned();
                page.take(&String::from_utf8_lossy(name), value);
            }
        }
        page
    }

    fn take(&mut self, name: &str, value: String) {
        // What a page leads on to, when it only leads on.
        let next = value.strip_prefix("0; url=").filter(|_| name == "content");
        if name == "id" {
            self.ids.insert(value);
        } else if let Some(next) = next {
            self.links.insert(next.to_owned());
        } else if matches!(name, "href" | "src") || name.ends_with("-js") || name.ends_with("-wasm")
        {
            // The last two are what the boot script loads.
            self.links.insert(value);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn dead(pages: &[(&str, &str)]) -> Vec<String> {
        let files: Vec<OutputFile> = pages
            .iter()
            .map(|(path, text)| OutputFile {
                path: (*path).to_owned(),
                text: (*text).to_owned(),
            })
            .collect();
        dead_links(&files, "/b/", "https://a.example/b/", |file| {
            file == "site.css"
        })
    }

    #[test]
    fn living_links() {
        let page = "<a href='/b/'></a><a href=/b/x/#y></a><a href='#z'></a><p id='z'><link href=\"/b/site.css\">\
                    <a href='https://a.example/b/x/?q#y'></a><a href='https://c.example/'></a><a href='mailto:a@b'></a>\
                    <a href='/b/decoder/#at=1'></a><a href='/b/feed.xml'></a><!-- <a href='no'> -->\
                    <meta content='0; url=/b/x/'>";
        let other = "<h2 id=\"y\">&lt;a href=\"no\"&gt;</h2><a href='#%79'></a>";
        assert_eq!(
            dead(&[
                ("index.html", page),
                ("x/index.html", other),
                ("decoder/index.html", ""),
                ("feed.xml", "<a href='no'>"),
            ]),
            [""; 0]
        );
    }

    #[test]
    fn dead_links_are_named() {
        for (html, expected) in [
            ("<a href='/b/x/'>", "there is no x/index.html"),
            ("<a href='/b/x'>", "there is no x"),
            ("<img src='/b/x.png'>", "there is no x.png"),
            ("<a href='#x'>", "index.html has no id x"),
            ("<a href='/b/#x&amp;y'>", "index.html has no id x&y"),
            ("<a href='/x/'>", "`/x/` is not below /b/"),
            ("<a href='x/'>", "`x/` is not below /b/"),
            (
                "<link href='https://a.example/b/x/'>",
                "there is no x/index.html",
            ),
            (
                "<meta http-equiv='refresh' content='0; url=/b/x/'>",
                "there is no x/index.html",
            ),
            ("<meta data-js='/b/app.js'>", "there is no app.js"),
            ("<meta data-worker-wasm='/b/w.wasm'>", "there is no w.wasm"),
            (
                "<meta property='og:image' content='https://a.example/b/c.png'>",
                "there is no c.png",
            ),
        ] {
            let found = dead(&[("index.html", html)]);
            assert_eq!(found.len(), 1, "{html}");
            assert!(
                found[0].starts_with("index.html: ") && found[0].ends_with(expected),
                "{html}: {found:?}"
            );
        }
    }
}
