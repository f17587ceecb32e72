//! How big the site may be: what travels, compressed by Brotli at its best.

use crate::counts::Counts;
use crate::error::{Error, Result};
use crate::files;
use crate::project;
use crate::table::table;
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// The limits, in bytes.
const LIMITS: Limits = Limits {
    wasm: 260 * 1024,
    worker: 80 * 1024,
    identify: 250 * 1024,
    figures: 80 * 1024,
    glue: 12 * 1024,
    post: 30 * 1024,
    search: 140 * 1024,
};

/// What each part may weigh.
struct Limits {
    /// The app.
    wasm: usize,
    /// What makes texts of bytes, beside the page.
    worker: usize,
    /// What says what files are and what terminals make of them, beside the page.
    identify: usize,
    /// What draws figures of a reader's bytes, beside the page.
    figures: usize,
    /// The JavaScript between the app and the browser.
    glue: usize,
    /// Everything that a post loads before it can be read: its page, styles and boot script.
    post: usize,
    /// What the first search loads, but for the posts that it shows: scripts, code and the largest piece of the index.
    search: usize,
}

/// A part of the site with its size and its limit.
#[derive(Debug, PartialEq, Eq)]
struct Weight {
    what: String,
    size: usize,
    limit: usize,
}

/// Weighs the site in `dist`, prints the figures, and counts a case for each.
pub(crate) fn check(dist: &Path) -> Result<Counts> {
    let weights = weigh(dist)?;
    let kibibytes = |bytes: usize| format!("{:.1} KiB", bytes as f64 / 1024.0);
    let head = ["compressed", "size", "limit", "holds"]
        .map(str::to_owned)
        .to_vec();
    let mut rows = vec![head];
    let mut counts = Counts::default();
    for weight in &weights {
        let holds = weight.size <= weight.limit;
        counts += Counts::of(holds);
        rows.push(vec![
            weight.what.clone(),
            kibibytes(weight.size),
            kibibytes(weight.limit),
            if holds { "yes" } else { "NO" }.to_owned(),
        ]);
    }
    print!("{}", table(&rows));
    Ok(counts)
}

fn weigh(dist: &Path) -> Result<Vec<Weight>> {
    let wasm = only_file(dist, "app-")?;
    let worker = only_file(dist, "worker-")?;
    let identify = only_file(dist, "identify-")?;
    let figures = only_file(dist, "figures-")?;
    let glue = glue_of(&wasm);
    let mut weights = vec![
        Weight {
            what: "app wasm".to_owned(),
            size: packed(&wasm)?,
            limit: LIMITS.wasm,
        },
        Weight {
            what: "worker wasm".to_owned(),
            size: packed(&worker)?,
            limit: LIMITS.worker,
        },
        Weight {
            what: "identify wasm".to_owned(),
            size: packed(&identify)?,
            limit: LIMITS.identify,
        },
        Weight {
            what: "figures wasm".to_owned(),
            size: packed(&figures)?,
            limit: LIMITS.figures,
        },
        Weight {
            what: "app glue".to_owned(),
            size: packed(&glue)?,
            limit: LIMITS.glue,
        },
    ];
    if let Some(size) = search(dist)? {
        weights.push(Weight {
            what: "first search".to_owned(),
            size,
            limit: LIMITS.search,
        });
    }
    for page in posts(dist)? {
        let size = until_read(dist, &page, &[&wasm, &glue])?;
        let name = page
            .parent()
            .unwrap_or(&page)
            .strip_prefix(dist)
            .unwrap_or(&page);
        weights.push(Weight {
            what: name.display().to_string(),
            size,
            limit: LIMITS.post,
        });
    }
    Ok(weights)
}

/// How many of the posts in `dist` are weighed where there are very many.
const SAMPLE: usize = 20;

/// The bytes until a post of `dist` can be read, and the limit: those of the heaviest of some posts that stand evenly
/// among all by their size, the largest among them.
pub(crate) fn heaviest_post(dist: &Path) -> Result<(usize, usize)> {
    let wasm = only_file(dist, "app-")?;
    let glue = glue_of(&wasm);
    let mut pages = posts(dist)?;
    pages.sort_by_key(|page| fs::metadata(page).map_or(0, |file| file.len()));
    let chosen = pages.iter().rev().step_by(pages.len().div_ceil(SAMPLE));
    let mut heaviest = 0;
    for page in chosen {
        heaviest = heaviest.max(until_read(dist, page, &[&wasm, &glue])?);
    }
    Ok((heaviest, LIMITS.post))
}

/// The bytes of a page and of all that it loads, but for these files.
fn until_read(dist: &Path, page: &Path, but: &[&Path]) -> Result<usize> {
    let mut size = packed(page)?;
    for file in loaded_by(&project::read(page)?, dist, page) {
        if !but.contains(&file.as_path()) {
            size += packed(&file)?;
        }
    }
    Ok(size)
}

/// The one module whose hashed name begins so.
fn only_file(dist: &Path, beginning: &str) -> Result<PathBuf> {
    let is_it = |path: &PathBuf| {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        name.starts_with(beginning) && name.ends_with("_bg.wasm") && files::is_hashed(path)
    };
    let found: Vec<PathBuf> = children(dist)?.into_iter().filter(is_it).collect();
    match found.as_slice() {
        [file] => Ok(file.clone()),
        other => Err(Error::new(format!(
            "{} holds {} files {beginning}*_bg.wasm where one was expected: build the site again.",
            dist.display(),
            other.len()
        ))),
    }
}

/// What the first search loads; nothing where the site has none.
fn search(dist: &Path) -> Result<Option<usize>> {
    let is_search = |path: &&PathBuf| {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        path.is_dir() && name.starts_with("search-")
    };
    let folders = children(dist)?;
    let Some(folder) = folders.iter().find(is_search) else {
        return Ok(None);
    };
    let mut size = 0;
    for file in children(folder)?.iter().filter(|path| path.is_file()) {
        size += packed(file)?;
    }
    let mut largest = 0;
    for piece in children(&folder.join("index"))? {
        largest = largest.max(packed(&piece)?);
    }
    Ok(Some(size + largest))
}

/// `app-<hash>.js` for `app-<hash>_bg.wasm`.
fn glue_of(wasm: &Path) -> PathBuf {
    let name = wasm.file_name().unwrap_or_default().to_string_lossy();
    wasm.with_file_name(name.replace("_bg.wasm", ".js"))
}

/// The page of every post.
fn posts(dist: &Path) -> Result<Vec<PathBuf>> {
    let mut pages: Vec<PathBuf> = children(&dist.join("posts"))?
        .into_iter()
        .map(|folder| folder.join("index.html"))
        .filter(|page| page.is_file())
        .collect();
    pages.sort();
    if pages.is_empty() {
        return Err(Error::new(
            "The site holds no page posts/*/index.html: build it again.",
        ));
    }
    Ok(pages)
}

fn children(folder: &Path) -> Result<Vec<PathBuf>> {
    let entries = fs::read_dir(folder).map_err(|error| project::cannot("read", folder, &error))?;
    Ok(entries.flatten().map(|entry| entry.path()).collect())
}

fn packed(file: &Path) -> Result<usize> {
    Ok(files::brotli(&project::read_bytes(file)?, 11).len())
}

/// The files of the site that a page loads by itself: scripts, style sheets and preloads.
fn loaded_by(html: &str, dist: &Path, page: &Path) -> BTreeSet<PathBuf> {
    let mut found = BTreeSet::new();
    for tag in html.split('<') {
        let Some((tag, _)) = tag.split_once('>') else {
            continue;
        };
        let address = if tag.starts_with("script") {
            attribute(tag, "src")
        } else if tag.starts_with("link") {
            let rel = attribute(tag, "rel").unwrap_or_default();
            let loads = ["stylesheet", "preload", "modulepreload"].contains(&rel);
            attribute(tag, "href").filter(|_| loads)
        } else {
            None
        };
        let Some(address) = address else { continue };
        let path = address.split(['?', '#']).next().unwrap_or_default();
        let file = match path.strip_prefix('/') {
            Some(rest) => dist.join(rest),
            None => page.parent().unwrap_or(dist).join(path),
        };
        found.insert(file);
    }
    found
}

/// The value of an attribute in the text of a tag.
fn attribute<'tag>(tag: &'tag str, name: &str) -> Option<&'tag str> {
    let start = [" ", "\n", "\t"].iter().find_map(|space| {
        let key = format!("{space}{name}=");
        tag.find(&key).map(|at| at + key.len())
    })?;
    let value = tag.get(start..)?;
    match value.chars().next()? {
        quote @ ('"' | '\'') => value.get(1..)?.split(quote).next(),
        _ => value.split([' ', '\n', '\t', '/']).next(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scratch::Scratch;

    #[test]
    fn attributes_of_a_tag() {
        let check = |tag, value| assert_eq!(attribute(tag, "href"), value, "{tag}");
        check(r#"link rel="stylesheet" href="/a.css""#, Some("/a.css"));
        check("link href='/a.css' rel=x", Some("/a.css"));
        check("link\nhref=a.css", Some("a.css"));
        check(r#"link data-href="/a.css""#, None);
        check("link href=", None);
    }

    #[test]
    fn what_a_page_loads() {
        let html = r#"<link rel="stylesheet" href="/style.css"><link rel="icon" href="/icon.svg">
            <script src="../../boot.js" defer></script><script type="x">let a = "<b";</script>
            <a href="/about/">About</a><link rel="preload" href="/style.css?1" as="style">"#;
        let dist = Path::new("/dist");
        let found = loaded_by(html, dist, Path::new("/dist/posts/one/index.html"));
        let expected = ["/dist/posts/one/../../boot.js", "/dist/style.css"].map(PathBuf::from);
        assert_eq!(found, BTreeSet::from(expected));
    }

    #[test]
    fn a_site_is_weighed() {
        let dist = Scratch::new("weigh");
        let style = "a { color: red }".to_owned();
        let page = r#"<link rel="stylesheet" href="/style.css"><p>Text"#.to_owned();
        let expected =
            files::brotli(page.as_bytes(), 11).len() + files::brotli(style.as_bytes(), 11).len();
        for (name, text) in [
            ("app-0123456789abcdef_bg.wasm", "x".to_owned()),
            ("app-0123456789abcdef.js", "x".to_owned()),
            ("worker-0123456789abcdef_bg.wasm", "x".to_owned()),
            ("identify-0123456789abcdef_bg.wasm", "x".to_owned()),
            ("figures-0123456789abcdef_bg.wasm", "x".to_owned()),
            ("style.css", style),
            ("posts/index.html", String::new()),
            ("posts/one/index.html", page),
        ] {
            project::write(&dist.join(name), &text).unwrap();
        }
        let weights = weigh(&dist).unwrap();
        let names: Vec<&str> = weights.iter().map(|weight| weight.what.as_str()).collect();
        let expected_names = [
            "app wasm",
            "worker wasm",
            "identify wasm",
            "figures wasm",
            "app glue",
            "posts/one",
        ];
        assert_eq!(names, expected_names);
        assert_eq!(weights[5].size, expected);
        assert_eq!(heaviest_post(&dist).unwrap(), (expected, LIMITS.post));
        assert_eq!(
            check(&dist).unwrap(),
            Counts {
                passed: 6,
                failed: 0
            }
        );
        for (name, text) in [
            ("search-0123456789abcdef/search.js", "x"),
            ("search-0123456789abcdef/index/one.pf_index", "x"),
            ("search-0123456789abcdef/index/two.pf_index", "xyz"),
            ("search-0123456789abcdef/fragment/one.pf_fragment", "xyz"),
        ] {
            project::write(&dist.join(name), text).unwrap();
        }
        let weights = weigh(&dist).unwrap();
        assert_eq!(weights[5].what, "first search");
        let expected = files::brotli(b"x", 11).len() + files::brotli(b"xyz", 11).len();
        assert_eq!(weights[5].size, expected);
        fs::remove_dir_all(dist.join("posts/one")).unwrap();
        assert!(weigh(&dist).is_err(), "a site without posts is not weighed");
    }
}
