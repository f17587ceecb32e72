//! The feed: Atom (RFC 4287) with the newest posts in full, and the older ones in archives
//! (RFC 5005).
//!
//! An archive never changes once it is there, so that readers need to fetch it only once: archives
//! are full, and are numbered from the oldest post on. So the newest of them may hold posts that the
//! feed itself still holds, which the standard allows for.

use crate::markdown::CODE_HEAD;
use crate::post::Post;
use crate::site::{Site, author_path, post_path};
use atom_syndication::extension::Extension;
use atom_syndication::{Category, Content, Entry, Feed, FixedDateTime, Generator, Link, Person};
use std::collections::BTreeMap;

/// The site path of the feed.
pub const FEED: &str = "/feed.xml";

/// How many posts the feed and each of its archives hold.
const LENGTH: usize = 20;

/// Where the elements of archives are defined.
const HISTORY: &str = "http://purl.org/syndication/history/1.0";

/// What is of no use outside the page, by its beginning and its end: links on headings, and what stands
/// above code.
const PAGE_ONLY: [(&str, &str); 2] = [("<a class=\"anchor\"", "</a>"), (CODE_HEAD, "</div>")];

/// The feed, or an archive of it.
#[derive(Clone, Copy, Debug)]
pub struct FeedPage<'s> {
    site: &'s Site,
    base: &'s str,
    place: Place,
    posts: &'s [Post],
}

/// The feed of the site and its archives. The posts must have been parsed for the base path `base`.
pub fn feed<'s>(site: &'s Site, base: &'s str) -> Vec<FeedPage<'s>> {
    let posts = site.posts();
    let archives = posts.len().saturating_sub(LENGTH).div_ceil(LENGTH);
    let newest = posts.get(..LENGTH.min(posts.len())).unwrap_or_default();
    let page = |place, posts| FeedPage {
        site,
        base,
        place,
        posts,
    };
    let mut pages = vec![page(Place::Newest { archives }, newest)];
    for (number, oldest_first) in (1..=archives).zip(posts.rchunks(LENGTH)) {
        let place = Place::Archive { number, archives };
        pages.push(page(place, oldest_first));
    }
    pages
}

/// Where in the row of documents a page stands.
#[derive(Clone, Copy, Debug)]
enum Place {
    /// The feed itself, before so many archives.
    Newest { archives: usize },
    /// An archive, counted from 1, among so many.
    Archive { number: usize, archives: usize },
}

impl Place {
    fn path(self) -> String {
        match self {
            Place::Newest { .. } => FEED.to_owned(),
            Place::Archive { number, .. } => archive_path(number),
        }
    }

    /// The relations to other documents, and their paths.
    fn relations(self) -> Vec<(&'static str, String)> {
        let mut relations = vec![("self", self.path())];
        match self {
            Place::Newest { archives: 0 } => {}
            Place::Newest { archives } => {
                relations.push(("prev-archive", archive_path(archives)));
            }
            Place::Archive { number, archives } => {
                relations.push(("current", FEED.to_owned()));
                if number > 1 {
                    relations.push(("prev-archive", archive_path(number - 1)));
                }
                if number < archives {
                    relations.push(("next-archive", archive_path(number + 1)));
                }
            }
        }
        relations
    }
}

/// The site path of an archive.
fn archive_path(number: usize) -> String {
    format!("/feed/{number}.xml")
}

impl FeedPage<'_> {
    /// Its path on the site.
    pub fn path(&self) -> String {
        self.place.path()
    }

    /// The XML.
    pub fn text(&self) -> String {
        let FeedPage {
            site,
            base,
            place,
            posts,
        } = *self;
        text(site, base, place, posts)
    }
}

fn text(site: &Site, base: &str, place: Place, posts: &[Post]) -> String {
    let config = site.config();
    let mut links = vec![link("alternate", "text/html", config.url(base, "/"))];
    for (relation, path) in place.relations() {
        links.push(link(
            relation,
            "application/atom+xml",
            config.url(base, &path),
        ));
    }
    let mut feed = Feed {
        title: fit(&config.title).into(),
        subtitle: Some(fit(&config.tagline).into()),
        id: config.url(base, FEED),
        updated: posts.iter().map(instant).max().unwrap_or_default(),
        authors: vec![person(&config.title, config.url(base, "/"))],
        generator: Some(Generator {
            value: "Hexlog".to_owned(),
            ..Generator::default()
        }),
        lang: Some(config.language.clone()),
        links,
        entries: posts.iter().map(|post| entry(site, base, post)).collect(),
        ..Feed::default()
    };
    if matches!(place, Place::Archive { .. }) {
        let archive = Extension {
            name: "fh:archive".to_owned(),
            ..Extension::default()
        };
        let archive = BTreeMap::from([("archive".to_owned(), vec![archive])]);
        feed.extensions.insert("fh".to_owned(), archive);
        feed.namespaces.insert("fh".to_owned(), HISTORY.to_owned());
    }
    feed.to_string() + "\n"
}

fn link(relation: &str, mime: &str, href: String) -> Link {
    Link {
        href,
        rel: relation.to_owned(),
        mime_type: Some(mime.to_owned()),
        ..Link::default()
    }
}

fn entry(site: &Site, base: &str, post: &Post) -> Entry {
    let config = site.config();
    let meta = &post.meta;
    let url = config.url(base, &post_path(&meta.slug));
    let author = site.author(&meta.author);
    Entry {
        title: fit(&meta.title).into(),
        id: url.clone(),
        published: Some(instant(post)),
        updated: instant(post),
        authors: vec![person(
            author.map_or(&meta.author, |author| &author.name),
            config.url(base, &author_path(&meta.author)),
        )],
        categories: meta.tags.iter().map(|tag| category(tag)).collect(),
        links: vec![link("alternate", "text/html", url.clone())],
        summary: Some(fit(&meta.summary).into()),
        content: Some(Content {
            content_type: Some("html".to_owned()),
            value: Some(fit(&absolute(&post.html, config.origin(), &url))),
            ..Content::default()
        }),
        ..Entry::default()
    }
}

fn person(name: &str, url: String) -> Person {
    Person {
        name: fit(name),
        uri: Some(url),
        ..Person::default()
    }
}

fn category(tag: &str) -> Category {
    Category {
        term: tag.to_owned(),
        ..Category::default()
    }
}

/// The first instant of a post's date.
fn instant(post: &Post) -> FixedDateTime {
    // A date is a day of the calendar, so there is always such an instant.
    post.meta.date.first_instant().parse().unwrap_or_default()
}

/// The text without the two characters that HTML has and XML has not.
fn fit(text: &str) -> String {
    text.replace(['\u{fffe}', '\u{ffff}'], "\u{fffd}")
}

/// The HTML of a post with full addresses, to be read far from its page, and without what only the
/// page has. `<` and `>` are nowhere in it but around tags, and quotes end attributes.
fn absolute(html: &str, origin: &str, url: &str) -> String {
    let mut out = String::with_capacity(html.len());
    // The end of what is left out.
    let mut until = None;
    let mut rest = html;
    while let Some((text, after)) = rest.split_once('<') {
        if until.is_none() {
            out.push_str(text);
        }
        let (inside, after) = after.split_once('>').unwrap_or((after, ""));
        rest = after;
        let tag = format!("<{inside}>");
        let begins = PAGE_ONLY.iter().find(|(begin, _)| tag.starts_with(begin));
        if let Some(end) = until {
            until = Some(end).filter(|end| tag != *end);
        } else if let Some((_, end)) = begins {
            until = Some(*end);
        } else {
            let tag = tag
                .replace(" href=\"/", &format!(" href=\"{origin}/"))
                .replace(" src=\"/", &format!(" src=\"{origin}/"))
                .replace(" href=\"#", &format!(" href=\"{url}#"));
            out.push_str(&tag);
        }
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::config;
    use crate::post::parse;
    use feed_rs::model;

    /// A site of so many posts, one a month from January 2000 on, at `https://a.example/repo/`.
    fn site(count: usize) -> Site {
        let posts = (0..count).map(|nth| {
            let date = format!("{}-{:02}", 2000 + nth / 12, nth % 12 + 1);
            let text = format!(
                "+++\ntitle = 'Post {nth} <b> & more'\nauthor = 'ann'\nsummary = 'S < {nth}.'\ndate = '{date}'\n\
                 tags = ['x', 'y']\n+++\n## Here\n\n[a](/) [b](#here) [c](https://b.example/) ![d](/d.png)\n\n\
                 ```html\n<a href=\"/e\">]]>\n```\n"
            );
            parse(&format!("posts/p{nth}.md"), &text, "/repo/").unwrap()
        });
        let config = config(
            "title = 'T & U'\ntagline = 'L'\nbase_url = 'https://a.example/'\nlanguage = 'en'\n\
             [authors.ann]\nname = 'Ann & Co'\nabout = 'She.'\n",
        );
        let today = "2020".parse().unwrap();
        Site::assemble(config.unwrap(), posts.collect(), &["/", "/d.png"], today).unwrap()
    }

    fn read(page: &FeedPage) -> model::Feed {
        // Two readers: the other one refuses what is not well formed.
        let text = page.text();
        text.parse::<Feed>().unwrap();
        feed_rs::parser::parse(text.as_bytes()).unwrap()
    }

    fn related<'f>(links: &'f [model::Link], relation: &str) -> Vec<&'f str> {
        let links = links
            .iter()
            .filter(|link| link.rel.as_deref() == Some(relation));
        links.map(|link| link.href.as_str()).collect()
    }

    /// What RFC 4287 wants of a feed and its entries.
    fn check_atom(page: &FeedPage) -> model::Feed {
        let feed = read(page);
        assert_eq!(feed.feed_type, model::FeedType::Atom);
        assert_eq!(feed.id, "https://a.example/repo/feed.xml");
        assert_eq!(feed.title.as_ref().unwrap().content, "T & U");
        assert!(feed.updated.is_some());
        let own = format!("https://a.example/repo{}", page.path());
        assert_eq!(related(&feed.links, "self"), [own.as_str()]);
        assert_eq!(
            related(&feed.links, "alternate"),
            ["https://a.example/repo/"]
        );
        for entry in &feed.entries {
            let [link] = &entry.links[..] else {
                panic!("{} has {} links", entry.id, entry.links.len());
            };
            assert_eq!(link.rel.as_deref(), Some("alternate"));
            assert_eq!(link.href, entry.id);
            assert!(entry.title.is_some() && entry.summary.is_some());
            assert!(entry.updated.is_some() && entry.updated == entry.published);
            assert_eq!(entry.authors.len(), 1);
            assert_eq!(entry.authors[0].name.as_deref(), Some("Ann & Co"));
            let content = entry.content.as_ref().unwrap();
            assert_eq!(content.content_type.to_string(), "text/html");
            assert!(content.body.as_ref().unwrap().contains("<h2 id="));
        }
        let ids: std::collections::BTreeSet<&str> =
            feed.entries.iter().map(|entry| entry.id.as_str()).collect();
        assert_eq!(ids.len(), feed.entries.len(), "every id is there once");
        feed
    }

    #[test]
    fn a_feed_of_all_posts() {
        let site = site(3);
        let pages = feed(&site, "/repo/");
        assert_eq!(pages.len(), 1);
        let feed = check_atom(&pages[0]);
        assert_eq!(pages[0].path(), "/feed.xml");
        assert!(!pages[0].text().contains("archive"));
        assert_eq!(
            feed.updated.unwrap().to_rfc3339(),
            "2000-03-01T00:00:00+00:00"
        );
        let entry = &feed.entries[0];
        assert_eq!(entry.title.as_ref().unwrap().content, "Post 2 <b> & more");
        assert_eq!(entry.summary.as_ref().unwrap().content, "S < 2.");
        assert_eq!(
            entry.published.unwrap().to_rfc3339(),
            "2000-03-01T00:00:00+00:00"
        );
        assert_eq!(
            entry.content.as_ref().unwrap().body.as_deref().unwrap(),
            "<h2 id=\"here\">Here</h2>\n<p><a href=\"https://a.example/repo/\">a</a> \
             <a href=\"https://a.example/repo/posts/p2/#here\">b</a> <a href=\"https://b.example/\">c</a> \
             <img src=\"https://a.example/repo/d.png\" alt=\"d\"></p>\n\
             <div class=\"code\"><pre tabindex=\"0\" data-language=\"html\"><code>&lt;<span class=\"k\">a</span> \
             <span class=\"v\">href</span>=<span class=\"s\">\"/e\"</span>&gt;]]&gt;\n</code></pre></div>"
        );
    }

    #[test]
    fn older_posts_are_in_archives() {
        for (count, archives) in [(0, 0), (1, 0), (20, 0), (21, 1), (40, 1), (41, 2), (65, 3)] {
            let site = site(count);
            let pages = feed(&site, "/repo/");
            assert_eq!(pages.len(), archives + 1, "{count}");
            let mut seen = std::collections::BTreeSet::new();
            for (number, page) in pages.iter().enumerate() {
                let feed = check_atom(page);
                seen.extend(feed.entries.iter().map(|entry| entry.id.clone()));
                let path = |number: usize| format!("https://a.example/repo/feed/{number}.xml");
                let prev = if number == 0 { archives } else { number - 1 };
                let prev: Vec<String> = (prev > 0).then(|| path(prev)).into_iter().collect();
                assert_eq!(related(&feed.links, "prev-archive"), prev, "{number}");
                let is_archive = number > 0;
                let has_next = is_archive && number < archives;
                let next: Vec<String> = has_next.then(|| path(number + 1)).into_iter().collect();
                assert_eq!(related(&feed.links, "next-archive"), next, "{number}");
                let text = page.text();
                assert_eq!(text.contains("<fh:archive"), is_archive);
                assert_eq!(text.contains(HISTORY), is_archive);
                let current = related(&feed.links, "current");
                if is_archive {
                    assert_eq!(current, ["https://a.example/repo/feed.xml"]);
                    assert_eq!(feed.entries.len(), LENGTH, "an archive is full");
                } else {
                    assert!(current.is_empty());
                    assert_eq!(feed.entries.len(), count.min(LENGTH));
                }
            }
            assert_eq!(seen.len(), count, "every post is in a document");
        }
    }

    #[test]
    fn an_archive_does_not_change_when_a_post_is_added() {
        let entries = |count| {
            let site = site(count);
            let pages = feed(&site, "/repo/");
            let read = pages.iter().skip(1).map(read);
            read.map(|feed| feed.entries).collect::<Vec<_>>()
        };
        let (before, after) = (entries(45), entries(46));
        assert_eq!(before.len(), 2);
        assert_eq!(before, after);
    }

    #[test]
    fn odd_titles_are_read_back() {
        let odd = [
            "</title><script>a</script> ]]> &amp; &#0; 'a' \"b\"",
            "<![CDATA[ a ]]>",
            "\u{202e}a\u{2066} שלום 123 مرحبا",
            "e\u{301}\u{302} 👩\u{200d}👧 \u{feff}\u{200b}\u{ad}\u{2028}\u{10ffff}",
            "{{a}} %s ../../ \\u0000 \\",
        ];
        let long = "a".repeat(5000);
        for title in odd.into_iter().chain([long.as_str()]) {
            // A literal of three quotes takes all of these as they are.
            let text = format!(
                "+++\ntitle = '''{title}'''\nsummary = '''{title}'''\nauthor = 'ann'\ndate = '2000'\n+++\n"
            );
            let post = parse("posts/odd.md", &text, "/repo/").unwrap();
            let site = Site::assemble(
                site(0).config().clone(),
                vec![post],
                &[],
                "2020".parse().unwrap(),
            )
            .unwrap();
            let feed = read(&feed(&site, "/repo/")[0]);
            assert_eq!(feed.entries[0].title.as_ref().unwrap().content, title);
            assert_eq!(feed.entries[0].summary.as_ref().unwrap().content, title);
        }
    }

    #[test]
    fn text_that_looks_like_an_attribute_stays() {
        let url = "https://a.example/p/";
        let check = |html: &str, expected: &str| {
            assert_eq!(absolute(html, "https://a.example", url), expected);
        };
        check("<p> href=\"/a</p>", "<p> href=\"/a</p>");
        check(
            "<h2 id=\"a\">A<a class=\"anchor\" href=\"#a\">#</a></h2>",
            "<h2 id=\"a\">A</h2>",
        );
        check("<em>a</em", "<em>a</em>");
    }
}
