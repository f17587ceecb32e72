//! A post: what its front matter says and what its Markdown became.

use crate::date::PartialDate;
use crate::error::{Error, Report};
use crate::front_matter;
use crate::link::Link;
use crate::markdown::{self, Heading};
use std::borrow::Cow;

/// Words a minute that somebody reads.
const READING_SPEED: usize = 220;

/// A post, checked as far as it can be alone. [`crate::Site`] checks the rest.
#[derive(Clone, Debug, PartialEq, Eq)]
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
#[derive(Clone, Debug, PartialEq, Eq)]
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
    /// Minutes to read it, at least 1. Blocks of code are not counted.
    pub minutes: u32,
    /// The file it comes from.
    pub file: String,
}

/// The lines that checks of the whole site point at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Places {
    pub(crate) author: u32,
    pub(crate) slug: u32,
    pub(crate) aliases: Vec<u32>,
}

/// Turns the text of `file` into a post. Site paths in it get `base`, such as `/`, put before them.
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

fn read(file: &str, text: &str, base: &str, report: &mut Report) -> Option<Post> {
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
    let parts = front_matter::split(text, report)?;
    let front = front_matter::read(&parts, file, report);
    let body = markdown::render(parts.body, parts.body_start, base, report);
    let front = front?;
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
