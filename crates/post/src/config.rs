//! `site.toml`: who the site belongs to and where it is published.

use crate::error::{Error, Report};
use crate::slug;
use crate::table::{Field, Located, Table};
use std::collections::BTreeMap;

/// The settings of the site.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Config {
    /// The name of the site.
    pub title: String,
    /// A line that says what the site is.
    pub tagline: String,
    /// The absolute address the site is published at. It ends in `/`.
    pub base_url: String,
    /// The language of the site as a BCP 47 tag, such as `en`.
    pub language: String,
    /// The authors by key. The key stands in a post's front matter and in the author's address.
    pub authors: BTreeMap<String, Author>,
    /// The series by name. The name stands in a post's front matter and in the series' address.
    pub series: BTreeMap<String, Series>,
}

/// Somebody who writes for the site.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Author {
    /// The name as shown.
    pub name: String,
    /// A line on who that is.
    pub about: String,
}

/// Posts that are read one after the other.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Series {
    /// The title as shown.
    pub title: String,
    /// A line on what it holds.
    pub about: String,
}

impl Config {
    /// The path part of the base address, such as `/` or `/some/repo/`.
    ///
    /// ```
    /// # let text = "title = 'T'\ntagline = 'T'\nlanguage = 'en'\n[authors.ann]\nname = 'A'\nabout = 'A'";
    /// let config = post::config(&format!("base_url = 'https://ann.example/some/repo/'\n{text}")).unwrap();
    /// assert_eq!(config.base_path(), "/some/repo/");
    /// assert_eq!(config.url("/some/repo/", "/about/"), "https://ann.example/some/repo/about/");
    /// ```
    pub fn base_path(&self) -> &str {
        split_url(&self.base_url).map_or("/", |(_, path)| path)
    }

    /// The scheme and the host of the base address, such as `https://ann.example`.
    pub fn origin(&self) -> &str {
        let path = self.base_path();
        self.base_url.strip_suffix(path).unwrap_or(&self.base_url)
    }

    /// The full address of a site path such as `/about/`, on a site that is built for the base
    /// path `base`.
    pub fn url(&self, base: &str, path: &str) -> String {
        format!("{}{}{path}", self.origin(), base.trim_end_matches('/'))
    }
}

/// Reads the text of `site.toml`.
///
/// # Errors
/// Everything that is wrong with it: a key that is unknown, missing or of the wrong type, or a
/// base address that is not absolute.
pub fn config(text: &str) -> Result<Config, Vec<Error>> {
    let mut report = Report::new("site.toml", text);
    let config = read(text, &mut report);
    report.finish(config)
}

fn read(text: &str, report: &mut Report) -> Option<Config> {
    let mut table = Table::parse(text, 0, report)?;
    let title = table
        .require("title", report)
        .and_then(|field| field.line(report));
    let tagline = table
        .require("tagline", report)
        .and_then(|field| field.line(report));
    let base_url = table
        .require("base_url", report)
        .and_then(|field| base_url(field, report));
    let language = table
        .require("language", report)
        .and_then(|field| language(field, report));
    let authors = table
        .require("authors", report)
        .and_then(|field| named(field, "author", author, report));
    let series = table.take("series").map_or(Some(BTreeMap::new()), |field| {
        named(field, "series", series, report)
    });
    table.finish(report);
    Some(Config {
        title: title?.value,
        tagline: tagline?.value,
        base_url: base_url?,
        language: language?,
        authors: authors?,
        series: series?,
    })
}

fn base_url(field: Field, report: &mut Report) -> Option<String> {
    let Located { value, offset } = field.line(report)?;
    if split_url(&value).is_none() {
        report.add(
            offset,
            format!("`base_url` must be an address such as https://ann.example/ that ends in /, not `{value}`"),
        );
        return None;
    }
    Some(value)
}

/// The host and the path of an http address that ends in `/` and has no query and no fragment.
fn split_url(url: &str) -> Option<(&str, &str)> {
    let rest = url
        .strip_prefix("https://")
        .or_else(|| url.strip_prefix("http://"))?;
    let (host, path) = rest.split_at(rest.find('/')?);
    let host_is_plain = host
        .bytes()
        .all(|byte| byte.is_ascii_alphanumeric() || b".-:[]".contains(&byte));
    let path_is_plain = path
        .bytes()
        .all(|byte| byte.is_ascii_alphanumeric() || b"-._~/".contains(&byte));
    let fits = !host.is_empty()
        && host_is_plain
        && path_is_plain
        && path.ends_with('/')
        && !path.contains("//");
    fits.then_some((host, path))
}

fn language(field: Field, report: &mut Report) -> Option<String> {
    let Located { value, offset } = field.line(report)?;
    let fits = value.split('-').all(|part| {
        (1..=8).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_alphanumeric())
    });
    if !fits {
        report.add(
            offset,
            format!("`language` must be a tag such as en or pt-BR, not `{value}`"),
        );
        return None;
    }
    Some(value)
}

/// A table whose keys are slugs, each with what `read` makes of its value. `kind` is what a key names.
fn named<T>(
    field: Field,
    kind: &str,
    read: impl Fn(Field, &mut Report) -> Option<T>,
    report: &mut Report,
) -> Option<BTreeMap<String, T>> {
    let mut table = field.table(report)?;
    let mut named = BTreeMap::new();
    for (key, field) in table.take_all() {
        if !slug::is_slug(&key.value) {
            report.add(key.offset, format!("{kind} `{}` {}", key.value, slug::RULE));
        }
        if let Some(value) = read(field, report) {
            named.insert(key.value, value);
        }
    }
    Some(named)
}

fn author(field: Field, report: &mut Report) -> Option<Author> {
    let (name, about) = described(field, "name", report)?;
    Some(Author { name, about })
}

fn series(field: Field, report: &mut Report) -> Option<Series> {
    let (title, about) = described(field, "title", report)?;
    Some(Series { title, about })
}

/// A table of two lines: what something is called, under `key`, and what it is about.
fn described(field: Field, key: &'static str, report: &mut Report) -> Option<(String, String)> {
    let mut table = field.table(report)?;
    let called = table
        .require(key, report)
        .and_then(|field| field.line(report));
    let about = table
        .require("about", report)
        .and_then(|field| field.line(report));
    table.finish(report);
    Some((called?.value, about?.value))
}

#[cfg(test)]
mod tests {
    use super::*;

    const GOOD: &str = "title = \"T\"\ntagline = \"L\"\nbase_url = \"https://a.example/\"\nlanguage = \"en\"\n\
                        [authors.ann]\nname = \"Ann\"\nabout = \"She.\"\n";

    fn check_errors(text: &str, expected: &[&str]) {
        let errors = config(text).unwrap_err();
        let errors: Vec<String> = errors.iter().map(Error::to_string).collect();
        assert_eq!(errors, expected, "{text}");
    }

    #[test]
    fn a_whole_config() {
        let config = config(GOOD).unwrap();
        assert_eq!(config.title, "T");
        assert_eq!(config.language, "en");
        assert_eq!(config.base_path(), "/");
        assert_eq!(config.url("/", "/a/"), "https://a.example/a/");
        assert_eq!(config.url("/b/", "/a/"), "https://a.example/b/a/");
        assert_eq!(config.authors["ann"].name, "Ann");
        assert!(config.series.is_empty());
    }

    #[test]
    fn every_problem_is_told_with_its_line() {
        check_errors(
            "titel = \"T\"\ntagline = 3\nbase_url = \"/x/\"\nlanguage = \"\"\n[authors.ann]\nnames = \"Ann\"\nabout = \"She.\"\n",
            &[
                "site.toml:1: `title` is missing",
                "site.toml:1: unknown key `titel`; the keys are title, tagline, base_url, language, authors, series",
                "site.toml:2: `tagline` must be a string, not an integer",
                "site.toml:3: `base_url` must be an address such as https://ann.example/ that ends in /, not `/x/`",
                "site.toml:4: `language` is empty",
                "site.toml:5: `authors.ann.name` is missing",
                "site.toml:6: unknown key `authors.ann.names`; the keys are name, about",
            ],
        );
        check_errors(
            &GOOD.replace("[authors.ann]", "[authors.Ann]"),
            &["site.toml:5: author `Ann` is no slug: use a-z, 0-9 and single hyphens"],
        );
        check_errors(
            &format!("{GOOD}[series.By-hand]\ntitle = ''\n"),
            &[
                "site.toml:8: series `By-hand` is no slug: use a-z, 0-9 and single hyphens",
                "site.toml:8: `series.By-hand.about` is missing",
                "site.toml:9: `series.By-hand.title` is empty",
            ],
        );
        check_errors(
            &GOOD.replace("\"T\"", "\"T\"\ntitle = \"U\""),
            &["site.toml:2: this is not TOML: duplicate key"],
        );
    }

    #[test]
    fn base_addresses() {
        for url in [
            "http://a.example/",
            "https://a.example:8080/some/repo/",
            "http://[::1]/",
            "http://localhost/x/",
        ] {
            assert!(split_url(url).is_some(), "{url}");
        }
        for url in [
            "https://a.example",
            "https:///",
            "//a.example/",
            "ftp://a.example/",
            "https://a.example/x",
            "https://a.example/?q/",
            "https://a.example/#/",
            "https://a b/",
            "https://u@a.example/",
            "https://a.example//",
        ] {
            assert!(split_url(url).is_none(), "{url}");
        }
    }
}
