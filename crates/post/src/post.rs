//! A post: what its front matter says and what its Markdown became.

use crate::date::PartialDate;
use crate::error::{Error, Report};
use crate::front_matter;
use crate::link::Link;
use crate::markdown::{self, Heading};
use serde::{Deserialize, Serialize};
use std::borrow::Cow;

/// Words a minute that somebody reads.
const READING_SPEED: usize = 220;

/// A post, checked as far as it can be alone. [`crate::Site`] checks the rest.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Post {
    /// What is known about the post.
    pub meta: Meta,
    /// The body of the post, without its title.
    pub html: String,
    /// The headings in their order.
    pub headings: Vec<Heading>,
    /// Every link and image in its order.
    pub links: Vec<Link>,
    pub(crate) places: Places,
}

/// What is known about a post without reading it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Meta {
    /// The name in the address: `/posts/<slug>/`.
    pub slug: String,
    /// The title, plain text.
    pub title: String,
    /// The key of the author.
    pub author: String,
    /// When it was written.
    pub date: PartialDate,
    /// The date as shown: the author's own words for it, or else [`PartialDate::shown`].
    pub shown: String,
    /// Decides between posts of one date: the higher is the newer.
    pub order: i64,
    /// The tags in the author's order.
    pub tags: Vec<String>,
    /// One sentence that says what the post is about, plain text.
    pub summary: String,
    /// Whether the post is not to be published yet.
    pub draft: bool,
    /// Site paths that lead to the post too.
    pub aliases: Vec<String>,
    /// Which part of which series it is.
    pub part: Option<Part>,
    /// Minutes to read it, at least 1. Blocks of code are not counted.
    pub minutes: u32,
    /// The file it comes from.
    pub file: String,
}

/// The place of a post in a series.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Part {
    /// The name of the series.
    pub series: String,
    /// The number of the part, from 1 on.
    pub number: u32,
}

/// The lines that checks of the whole site point at.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Places {
    pub(crate) author: u32,
    pub(crate) slug: u32,
    pub(crate) aliases: Vec<u32>,
    pub(crate) series: u32,
    pub(crate) part: u32,
}

/// Turns the text of `file` into a post. Site paths in it get `base`, such as `/`, put before them.
///
/// The text starts with TOML between two `+++` lines, and Markdown follows:
///
/// | key | value |
/// |---|---|
/// | `title`, `summary` | a line of plain text |
/// | `author` | a key of `[authors]` in `site.toml` |
/// | `date` | `2022-12-30`, `"2024-01"` or `"2023"` |
/// | `shown` | text to show instead of the date; may be left out, as may all below |
/// | `order` | an integer that decides between posts of one date |
/// | `tags` | an array of slugs |
/// | `draft` | `true` to leave the post out |
/// | `slug` | the name in the address, if the file name without its date is not it |
/// | `aliases` | an array of other site paths, such as `/old/post/` |
/// | `series`, `part` | a key of `[series]` in `site.toml`, and the number of the part |
///
/// ```
/// let text = "+++\ntitle = 'Hi'\nauthor = 'ann'\ndate = '2024-01'\nsummary = 'Hi.'\n+++\n[bytes](/decoder/)\n";
/// let post = post::parse("posts/hi.md", text, "/repo/").unwrap();
/// assert_eq!(post.meta.slug, "hi");
/// assert_eq!(post.html, "<p><a href=\"/repo/decoder/\">bytes</a></p>\n");
/// ```
///
/// # Errors
/// Everything that is wrong with the post, in the order of its lines.
pub fn parse(file: &str, text: &str, base: &str) -> Result<Post, Vec<Error>> {
    let text = plain_lines(text);
    let mut report = Report::new(file, &text);
    let post = read(file, &text, base, &mut report);
    report.finish(post)
}

/// Markdown that is no post: a page of the site, without front matter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Document {
    /// The text, without a title.
    pub html: String,
    /// The headings in their order.
    pub headings: Vec<Heading>,
}

/// Turns the text of `file`, which is Markdown from its first line on, into a part of a page. What posts may
/// hold it may hold as well, and it is held against the same rules.
///
/// ```
/// let page = post::document("docs.md", "## Bytes\n\nAll of [them](/ascii/).\n", "/repo/").unwrap();
/// assert_eq!(page.headings[0].id, "bytes");
/// assert!(page.html.ends_with("<p>All of <a href=\"/repo/ascii/\">them</a>.</p>\n"));
/// ```
///
/// # Errors
/// Everything that is wrong with it, in the order of its lines.
pub fn document(file: &str, text: &str, base: &str) -> Result<Document, Vec<Error>> {
    let text = plain_lines(text);
    let mut report = Report::new(file, &text);
    check_characters(&text, &mut report);
    let body = markdown::render(&text, 0, base, &mut report);
    report.finish(Some(Document {
        html: body.html,
        headings: body.headings,
    }))
}

fn check_characters(text: &str, report: &mut Report) {
    for (offset, character) in text.char_indices() {
        if character.is_control() && !matches!(character, '\n' | '\t') {
            report.add(
                offset,
                format!(
                    "a post may not hold the control character U+{:04X}",
                    u32::from(character)
                ),
            );
        }
    }
}

fn read(file: &str, text: &str, base: &str, report: &mut Report) -> Option<Post> {
    check_characters(text, report);
    let parts = front_matter::split(text, report)?;
    let front = front_matter::read(&parts, file, report);
    let body = markdown::render(parts.body, parts.body_start, base, report);
    let front = front?;
    let line = |offset: Option<usize>| report.line(offset.unwrap_or_default());
    let minutes = body.words.div_ceil(READING_SPEED).max(1);
    Some(Post {
        places: Places {
            author: report.line(front.author.offset),
            slug: report.line(front.slug.offset),
            aliases: front
                .aliases
                .iter()
                .map(|alias| report.line(alias.offset))
                .collect(),
            series: line(front.part.as_ref().map(|part| part.series.offset)),
            part: line(front.part.as_ref().map(|part| part.number.offset)),
        },
        meta: Meta {
            slug: front.slug.value,
            title: front.title,
            author: front.author.value,
            shown: front.shown.unwrap_or_else(|| front.date.shown()),
            date: front.date,
            order: front.order,
            tags: front.tags,
            summary: front.summary,
            draft: front.draft,
            aliases: front.aliases.into_iter().map(|alias| alias.value).collect(),
            part: front.part.map(|part| Part {
                series: part.series.value,
                number: part.number.value,
            }),
            minutes: u32::try_from(minutes).unwrap_or(u32::MAX),
            file: file.to_owned(),
        },
        html: body.html,
        headings: body.headings,
        links: body.links,
    })
}

/// The text with line feeds only, and without a byte order mark.
fn plain_lines(text: &str) -> Cow<'_, str> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    if text.contains('\r') {
        Cow::Owned(text.replace("\r\n", "\n").replace('\r', "\n"))
    } else {
        Cow::Borrowed(text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{check_html, lines, parse_body, post_text, without_tools};
    use proptest::prelude::*;

    fn check_errors(text: &str, expected: &[&str]) {
        assert_eq!(
            lines(&parse("posts/a.md", text, "/").unwrap_err()),
            expected,
            "{text}"
        );
    }

    #[test]
    fn a_whole_post() {
        let text = "\u{feff}+++\r\ntitle = \" Bytes & <bits> \"\r\nauthor = 'ann'\r\ndate = 2022-12-30\r\n\
                    shown = 'End of 2022'\r\norder = -2\r\ntags = ['go', 'k8s']\r\nsummary = 'S.'\r\ndraft = true\r\n\
                    aliases = ['/old/post/']\r\nseries = 'by-hand'\r\npart = 3\r\n+++  \r\n\r\n## One\r\n\r\n[two](/x/)\r\n";
        let post = parse("posts/2022-12-30-some-bytes.md", text, "/").unwrap();
        let meta = Meta {
            slug: "some-bytes".to_owned(),
            title: "Bytes & <bits>".to_owned(),
            author: "ann".to_owned(),
            date: "2022-12-30".parse().unwrap(),
            shown: "End of 2022".to_owned(),
            order: -2,
            tags: vec!["go".to_owned(), "k8s".to_owned()],
            summary: "S.".to_owned(),
            draft: true,
            aliases: vec!["/old/post/".to_owned()],
            part: Some(Part {
                series: "by-hand".to_owned(),
                number: 3,
            }),
            minutes: 1,
            file: "posts/2022-12-30-some-bytes.md".to_owned(),
        };
        assert_eq!(post.meta, meta);
        assert_eq!(
            without_tools(&post.html),
            "<h2 id=\"one\">One</h2>\n<p><a href=\"/x/\">two</a></p>\n"
        );
        assert_eq!(post.links.first().map(|link| link.line), Some(17));
    }

    #[test]
    fn a_document_is_held_against_the_same_rules() {
        let wrong =
            "Fine.\n\n```dump\ntext Hello\n0x00+2 u16be = 1: no\n\nLook.\n```\n\n<b>\u{7}\n";
        let found = lines(&document("d.md", wrong, "/").unwrap_err());
        let starts: Vec<&str> = found.iter().map(|line| &line[..7]).collect();
        assert_eq!(starts, ["d.md:5:", "d.md:10", "d.md:10"], "{found:?}");
        assert_eq!(document("d.md", "", "/").unwrap().html, "");
    }

    #[test]
    fn what_may_be_left_out() {
        let meta = parse_body("").unwrap().meta;
        assert_eq!(meta.slug, "a");
        assert_eq!(meta.shown, "2024");
        assert_eq!(meta.order, 0);
        assert!(!meta.draft);
        assert!(meta.tags.is_empty() && meta.aliases.is_empty());
        assert_eq!(meta.part, None);
        let text = post_text("").replace("author", "slug = 'other'\norder = 0x10\nauthor");
        let meta = parse("2023-a.md", &text, "/").unwrap().meta;
        assert_eq!((meta.slug.as_str(), meta.order), ("other", 16));
    }

    #[test]
    fn minutes_are_rounded_up() {
        for (words, minutes) in [(0, 1), (1, 1), (220, 1), (221, 2), (440, 2), (441, 3)] {
            let body = format!(
                "{}\n\n```\n{}\n```\n",
                "*wo*rd `code`\n".repeat(words / 2) + &"x".repeat(words % 2),
                "y ".repeat(999)
            );
            assert_eq!(parse_body(&body).unwrap().meta.minutes, minutes, "{words}");
        }
    }

    #[test]
    fn front_matter_that_is_none() {
        check_errors(
            "",
            &["posts/a.md:1: the front matter is missing: the first line must be +++"],
        );
        check_errors(
            "\n+++\n+++\n",
            &["posts/a.md:1: the front matter is missing: the first line must be +++"],
        );
        check_errors(
            "---\ntitle: T\n---\n",
            &["posts/a.md:1: the front matter is missing: the first line must be +++"],
        );
        check_errors(
            "+++\ntitle = 'T'\n",
            &["posts/a.md:1: the front matter has no end: a line +++ must close it"],
        );
        check_errors(
            "+++\n+++",
            &[
                "posts/a.md:1: `title` is missing",
                "posts/a.md:1: `author` is missing",
                "posts/a.md:1: `date` is missing",
                "posts/a.md:1: `summary` is missing",
            ],
        );
    }

    #[test]
    fn every_problem_is_told_with_its_line() {
        check_errors(
            "+++\ntitle = ''\nauthor = 7\ndate = 2023-02-29\n+++\n# A\n",
            &[
                "posts/a.md:4: this is not TOML: invalid date, expected day between 01 and 28",
                "posts/a.md:6: a heading of level 1 is the title's alone; begin with ##",
            ],
        );
        check_errors(
            "+++\ntitle = ' '\nauthor = 7\ndate = 2023-01-01T10:00:00\nshown = ''\norder = '1'\n\
             tags = ['a', 'B',\n'a', 3]\nsummary = \"a\\nb\"\ndraft = 'no'\nslug = 'A'\n\
             aliases = ['old/',\n'/../x/']\ntag = 'a'\n+++\n# A\n\u{1}",
            &[
                "posts/a.md:2: `title` is empty",
                "posts/a.md:3: `author` must be a string, not an integer",
                "posts/a.md:4: `2023-01-01T10:00:00` is no date: write 2022-12-30, 2024-01 or 2023",
                "posts/a.md:5: `shown` is empty",
                "posts/a.md:6: `order` must be an integer, not a string",
                "posts/a.md:7: tag `B` is no slug: use a-z, 0-9 and single hyphens",
                "posts/a.md:8: `tags[]` must be a string, not an integer",
                "posts/a.md:8: tag `a` is given twice",
                "posts/a.md:9: `summary` must be one line of plain text",
                "posts/a.md:10: `draft` must be true or false, not a string",
                "posts/a.md:11: slug `A` is no slug: use a-z, 0-9 and single hyphens",
                "posts/a.md:12: alias `old/` must be a path of plain letters such as /old/post/ that starts and ends with /",
                "posts/a.md:13: alias `/../x/` must be a path of plain letters such as /old/post/ that starts and ends with /",
                "posts/a.md:14: unknown key `tag`; the keys are title, author, date, shown, order, tags, summary, draft, slug, aliases, series, part",
                "posts/a.md:16: a heading of level 1 is the title's alone; begin with ##",
                "posts/a.md:17: a post may not hold the control character U+0001",
            ],
        );
        check_errors(
            "+++\ntitle = 'T'\nauthor = 'ann'\nsummary = 'S.'\ndate = 2023\norder = 99999999999999999999\naliases = '/a/'\n+++\n",
            &[
                "posts/a.md:5: `date` must be a date such as 2022-12-30, \"2024-01\" or \"2023\", not an integer",
                "posts/a.md:6: `order` is too large",
                "posts/a.md:7: `aliases` must be an array of strings, not a string",
            ],
        );
        let with = |lines: &str| post_text("").replace("summary", &format!("{lines}\nsummary"));
        for (lines, expected) in [
            ("part = 1", "5: `part` needs `series` beside it"),
            ("series = 'a'", "5: `series` needs `part` beside it"),
            ("series = 'a'\npart = 0", "6: `part` must be 1 or more"),
            ("series = 'a'\npart = -1", "6: `part` must be 1 or more"),
            (
                "series = 'a'\npart = '1'",
                "6: `part` must be an integer, not a string",
            ),
            ("part = 1\nseries = ' '", "6: `series` is empty"),
        ] {
            check_errors(&with(lines), &[&format!("posts/a.md:{expected}")]);
        }
        check_errors(
            &post_text("").replace("'2024'", "'2024-13'"),
            &["posts/a.md:4: `2024-13` is no date: write 2022-12-30, 2024-01 or 2023"],
        );
        assert_eq!(
            lines(&parse("posts/2024-A b.md", &post_text(""), "/").unwrap_err()),
            [
                "posts/2024-A b.md:1: the file name gives the slug `A b`, which is no slug: use a-z, 0-9 and single hyphens; rename the file or set `slug`"
            ]
        );
    }

    /// Pieces that Markdown, HTML and TOML make something of.
    const PIECES: &[&str] = &[
        "\n",
        "\n\n",
        "\n\n",
        " ",
        "    ",
        "# ",
        "## ",
        "### ",
        "a",
        "b c",
        "é",
        "日",
        "*",
        "**",
        "_",
        "`",
        "``",
        "\n```\n",
        "\n```rust\n",
        "\n```html\n",
        "\n```console\n$ ",
        "\n~~~yaml\n",
        "\n- ",
        "\n1. ",
        "\n> ",
        "\n|a|b|\n|:-|-:|\n|",
        "|",
        "[",
        "]",
        "](",
        "](/a/)",
        "](#b)",
        "](/c \"d\")",
        "![",
        "![x](/y.png)",
        ")",
        "[^1]",
        "\n[^1]: ",
        "\n[z]: /z/ '\"'\n",
        "[z]",
        "<",
        ">",
        "\\<script>",
        "`<p style=\"x\">`",
        "&lt;script&gt;",
        "&#1;",
        "&quot;",
        "\"",
        "'",
        "\\",
        "<https://a.example/\"x>",
        "style=",
        "javascript:",
        "\n---\n",
        "\t",
        "&",
    ];

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn any_text_is_read_without_a_panic(text in any::<String>(), front in "(\\+\\+\\+\n)?[a-z]{0,6} ?=? ?['\"\\[]?[-0-9a-z]{0,10}.{0,4}\n(\\+\\+\\+\n)?") {
            let _ = parse(&text, &text, &text);
            let _ = parse("a.md", &format!("{front}{text}"), "/");
            let _ = parse_body(&text);
            let _ = crate::config(&format!("{front}{text}"));
        }

        #[test]
        fn html_is_well_formed_and_harmless(pieces in prop::collection::vec(prop::sample::select(PIECES), 0..40)) {
            let body = pieces.concat();
            let mut report = Report::new("a.md", &body);
            let html = markdown::render(&body, 0, "/base/", &mut report).html;
            prop_assert!(!html.to_lowercase().contains("<script"));
            // What is wrong is no post; its HTML is well formed all the same.
            if let Err(message) = check_html(&html) {
                prop_assert!(false, "{message}\n{body}\n---\n{html}");
            }
        }
    }
}
