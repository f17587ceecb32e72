//! The TOML between the two `+++` lines that a post starts with.

use crate::date::PartialDate;
use crate::error::Report;
use crate::slug;
use crate::table::{Field, Located, Table};
use toml::de::DeValue;

/// What the front matter says, with the places that later checks point at.
pub(crate) struct FrontMatter {
    pub(crate) title: String,
    pub(crate) author: Located<String>,
    pub(crate) date: PartialDate,
    pub(crate) shown: Option<String>,
    pub(crate) order: i64,
    pub(crate) tags: Vec<String>,
    pub(crate) summary: String,
    pub(crate) draft: bool,
    pub(crate) slug: Located<String>,
    pub(crate) aliases: Vec<Located<String>>,
    pub(crate) part: Option<Membership>,
}

/// Which part of which series a post is.
pub(crate) struct Membership {
    pub(crate) series: Located<String>,
    pub(crate) number: Located<u32>,
}

/// A post cut in two: where the front matter starts and ends, and where the Markdown starts.
pub(crate) struct Parts<'a> {
    pub(crate) front: &'a str,
    pub(crate) front_start: usize,
    pub(crate) body: &'a str,
    pub(crate) body_start: usize,
}

/// Cuts a post at its `+++` lines.
pub(crate) fn split<'a>(text: &'a str, report: &mut Report) -> Option<Parts<'a>> {
    let mut front_start = 0;
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let end = at + line.len();
        let is_fence = line.trim_end() == "+++";
        if at == 0 && !is_fence {
            report.add(0, "the front matter is missing: the first line must be +++");
            return None;
        }
        if at == 0 {
            front_start = end;
        } else if is_fence {
            return Some(Parts {
                front: text.get(front_start..at)?,
                front_start,
                body: text.get(end..)?,
                body_start: end,
            });
        }
        at = end;
    }
    let message = if text.is_empty() {
        "the front matter is missing: the first line must be +++"
    } else {
        "the front matter has no end: a line +++ must close it"
    };
    report.add(0, message);
    None
}

/// Reads the front matter of `file`, which gives the slug if the front matter does not.
pub(crate) fn read(parts: &Parts, file: &str, report: &mut Report) -> Option<FrontMatter> {
    let mut table = Table::parse(parts.front, parts.front_start, report)?;
    let title = table
        .require("title", report)
        .and_then(|field| field.line(report));
    let author = table
        .require("author", report)
        .and_then(|field| field.line(report));
    let date = table
        .require("date", report)
        .and_then(|field| date(field, report));
    let shown = table.take("shown").map(|field| field.line(report));
    let order = table
        .take("order")
        .map_or(Some(0), |field| field.integer(report));
    let tags = table
        .take("tags")
        .map_or(Some(Vec::new()), |field| tags(field, report));
    let summary = table
        .require("summary", report)
        .and_then(|field| field.line(report));
    let draft = table
        .take("draft")
        .map_or(Some(false), |field| field.boolean(report));
    let slug = match table.take("slug") {
        Some(field) => slug_given(field, report),
        None => slug_of_file(file, report),
    };
    let aliases = table
        .take("aliases")
        .map_or(Some(Vec::new()), |field| aliases(field, report));
    let part = membership(table.take("series"), table.take("part"), report);
    table.finish(report);
    Some(FrontMatter {
        title: title?.value,
        author: author?,
        date: date?,
        shown: shown.map_or(Some(None), |shown| shown.map(|shown| Some(shown.value)))?,
        order: order?,
        tags: tags?,
        summary: summary?.value,
        draft: draft?,
        slug: slug?,
        aliases: aliases?,
        part: part?,
    })
}

/// Two keys that go together. Nothing is returned when they do not.
fn membership(
    series: Option<Field>,
    part: Option<Field>,
    report: &mut Report,
) -> Option<Option<Membership>> {
    let missing = match (&series, &part) {
        (None, None) => return Some(None),
        (Some(field), None) => Some((field.offset(), "`series` needs `part` beside it")),
        (None, Some(field)) => Some((field.offset(), "`part` needs `series` beside it")),
        (Some(_), Some(_)) => None,
    };
    if let Some((offset, message)) = missing {
        report.add(offset, message);
    }
    let series = series.and_then(|field| field.line(report));
    let number = part.and_then(|field| number(field, report));
    Some(Some(Membership {
        series: series?,
        number: number?,
    }))
}

/// The number of a part: 1 or more.
fn number(field: Field, report: &mut Report) -> Option<Located<u32>> {
    let offset = field.offset();
    let value = u32::try_from(field.integer(report)?)
        .ok()
        .filter(|value| *value > 0);
    if value.is_none() {
        report.add(offset, "`part` must be 1 or more");
    }
    Some(Located {
        value: value?,
        offset,
    })
}

fn date(field: Field, report: &mut Report) -> Option<PartialDate> {
    let offset = field.offset();
    let text = match field.value() {
        DeValue::String(text) => text.clone().into_owned(),
        DeValue::Datetime(date) => date.to_string(),
        _ => return field.wrong("a date such as 2022-12-30, \"2024-01\" or \"2023\"", report),
    };
    text.parse()
        .map_err(|message: String| report.add(offset, message))
        .ok()
}

fn tags(field: Field, report: &mut Report) -> Option<Vec<String>> {
    let mut tags: Vec<String> = Vec::new();
    for Located { value, offset } in field.strings(report)? {
        if !slug::is_slug(&value) {
            report.add(offset, format!("tag `{value}` {}", slug::RULE));
        } else if tags.contains(&value) {
            report.add(offset, format!("tag `{value}` is given twice"));
        } else {
            tags.push(value);
        }
    }
    Some(tags)
}

fn aliases(field: Field, report: &mut Report) -> Option<Vec<Located<String>>> {
    let aliases = field.strings(report)?;
    for Located { value, offset } in &aliases {
        if !is_alias(value) {
            report.add(
                *offset,
                format!("alias `{value}` must be a path of plain letters such as /old/post/ that starts and ends with /"),
            );
        }
    }
    Some(aliases)
}

/// Whether a folder of that path can be made on the site, and stays inside it.
fn is_alias(path: &str) -> bool {
    let inner = path
        .strip_prefix('/')
        .and_then(|rest| rest.strip_suffix('/'));
    inner.is_some_and(|inner| {
        inner.split('/').all(|name| {
            let plain = name
                .bytes()
                .all(|byte| byte.is_ascii_alphanumeric() || b"-._~".contains(&byte));
            plain && !name.is_empty() && name != "." && name != ".."
        })
    })
}

fn slug_given(field: Field, report: &mut Report) -> Option<Located<String>> {
    let slug = field.string(report)?;
    if !slug::is_slug(&slug.value) {
        report.add(slug.offset, format!("slug `{}` {}", slug.value, slug::RULE));
        return None;
    }
    Some(slug)
}

fn slug_of_file(file: &str, report: &mut Report) -> Option<Located<String>> {
    let name = file.rsplit(['/', '\\']).next().unwrap_or(file);
    let name = name.strip_suffix(".md").unwrap_or(name);
    let slug = without_date(name);
    if !slug::is_slug(slug) {
        report.add(
            0,
            format!(
                "the file name gives the slug `{slug}`, which {}; rename the file or set `slug`",
                slug::RULE
            ),
        );
        return None;
    }
    Some(Located {
        value: slug.to_owned(),
        offset: 0,
    })
}

/// The file name without the `YYYY-`, `YYYY-MM-` or `YYYY-MM-DD-` it starts with.
fn without_date(name: &str) -> &str {
    let mut rest = name;
    for digits in [4, 2, 2] {
        let number = rest.split_once('-').filter(|(number, _)| {
            number.len() == digits && number.bytes().all(|byte| byte.is_ascii_digit())
        });
        match number {
            Some((_, after)) => rest = after,
            None => break,
        }
    }
    rest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn file_names_lose_their_date() {
        let cases = [
            ("2022-12-30-slug", "slug"),
            ("2022-12-slug", "slug"),
            ("2022-slug", "slug"),
            ("slug", "slug"),
            ("slug-2022", "slug-2022"),
            ("2022-12-30-10-facts", "10-facts"),
            ("202-slug", "202-slug"),
            ("2022", "2022"),
        ];
        for (name, slug) in cases {
            assert_eq!(without_date(name), slug);
        }
        println!("{} cases", cases.len());
    }

    #[test]
    fn aliases_stay_on_the_site() {
        for path in ["/old/", "/2022/12/Old_post.html/", "/a~b/"] {
            assert!(is_alias(path), "{path}");
        }
        for path in [
            "", "/", "//", "old/", "/old", "/a//b/", "/../", "/a/./", "/a b/", "/é/", "/a?b/",
            "/a%2e/", "/a\\b/",
        ] {
            assert!(!is_alias(path), "{path}");
        }
    }
}
