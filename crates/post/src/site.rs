//! The whole site: its posts in order, and the checks that need more than one post.

use crate::config::{Author, Config};
use crate::date::PartialDate;
use crate::error::Error;
use crate::html::decode_address;
use crate::link::{Link, LinkKind, Target};
use crate::paging::{ARCHIVE_LENGTH, PAGE_LENGTH, page_count, page_path};
use crate::post::{Part, Post};
use std::cmp::Reverse;
use std::collections::{BTreeMap, HashMap};

/// The posts that are published, checked against each other and against the pages of the site.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Site {
    config: Config,
    /// Newest first.
    posts: Vec<Post>,
    index: Index,
}

/// Where posts stand among all, so that nobody has to look through them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Index {
    slugs: HashMap<String, usize>,
    /// The posts of each tag, of each author and of each series, newest first; parts in their order.
    tags: BTreeMap<String, Vec<usize>>,
    authors: BTreeMap<String, Vec<usize>>,
    series: BTreeMap<String, Vec<usize>>,
}

impl Index {
    fn of(posts: &[Post]) -> Index {
        let mut index = Index::default();
        let add = |map: &mut BTreeMap<String, Vec<usize>>, key: &str, place| match map.get_mut(key)
        {
            Some(places) => places.push(place),
            None => {
                map.insert(key.to_owned(), vec![place]);
            }
        };
        for (place, Post { meta, .. }) in posts.iter().enumerate() {
            index.slugs.entry(meta.slug.clone()).or_insert(place);
            for tag in &meta.tags {
                add(&mut index.tags, tag, place);
            }
            add(&mut index.authors, &meta.author, place);
            if let Some(part) = &meta.part {
                add(&mut index.series, &part.series, place);
            }
        }
        for places in index.series.values_mut() {
            places.sort_by_key(|place| posts.get(*place).map(part_number));
        }
        index
    }
}

/// The site path of the list of all posts by year.
pub const ARCHIVE: &str = "/archive/";

/// The site path of a post.
pub fn post_path(slug: &str) -> String {
    format!("/posts/{slug}/")
}

/// The site path of a tag's posts.
pub fn tag_path(tag: &str) -> String {
    format!("/tags/{tag}/")
}

/// The site path of an author's posts.
pub fn author_path(key: &str) -> String {
    format!("/authors/{key}/")
}

/// The site path of a series.
pub fn series_path(name: &str) -> String {
    format!("/series/{name}/")
}

impl Site {
    /// Puts the site together, on the day `today`. Drafts and posts of later dates are held back, and
    /// a link to one is dead.
    ///
    /// `pages` are the other paths that exist: pages such as `/about/`, and every file that posts
    /// may link to or show, such as `/feed.xml`. Posts, aliases and all lists of posts are
    /// known here.
    ///
    /// # Errors
    /// Unknown authors and series, slugs and parts given twice, aliases that clash, and dead links
    /// and images.
    pub fn assemble(
        config: Config,
        posts: Vec<Post>,
        pages: &[&str],
        today: PartialDate,
    ) -> Result<Site, Vec<Error>> {
        let (held_back, mut posts): (Vec<Post>, Vec<Post>) = posts
            .into_iter()
            .partition(|post| post.meta.draft || post.meta.date.is_after(today));
        posts.sort_by(|a, b| {
            let key = |post: &Post| Reverse((post.meta.date, post.meta.order));
            key(a)
                .cmp(&key(b))
                .then_with(|| a.meta.file.cmp(&b.meta.file))
        });
        let index = Index::of(&posts);
        let site = Site {
            config,
            posts,
            index,
        };
        let mut check = Check::new(&site, &held_back, pages);
        check.authors();
        check.series();
        check.paths();
        check.links();
        let mut errors = check.errors;
        errors.sort_by(|a, b| (&a.file, a.line).cmp(&(&b.file, b.line)));
        if errors.is_empty() {
            Ok(site)
        } else {
            Err(errors)
        }
    }

    /// The settings of the site.
    pub fn config(&self) -> &Config {
        &self.config
    }

    /// All posts, newest first.
    pub fn posts(&self) -> &[Post] {
        &self.posts
    }

    /// The post of that slug.
    pub fn post(&self, slug: &str) -> Option<&Post> {
        self.posts.get(*self.index.slugs.get(slug)?)
    }

    /// Every tag and how many posts have it, in alphabetical order.
    pub fn tags(&self) -> Vec<(&str, usize)> {
        let tags = self.index.tags.iter();
        tags.map(|(tag, places)| (tag.as_str(), places.len()))
            .collect()
    }

    /// The posts with that tag, newest first.
    pub fn tagged(&self, tag: &str) -> impl Iterator<Item = &Post> {
        self.at(self.index.tags.get(tag))
    }

    /// The posts of that author, newest first.
    pub fn by_author(&self, key: &str) -> impl Iterator<Item = &Post> {
        self.at(self.index.authors.get(key))
    }

    /// The posts at these places.
    fn at<'s>(
        &'s self,
        places: Option<&'s Vec<usize>>,
    ) -> impl DoubleEndedIterator<Item = &'s Post> {
        let places = places.map(Vec::as_slice).unwrap_or_default();
        places.iter().filter_map(|place| self.posts.get(*place))
    }

    /// The author of that key.
    pub fn author(&self, key: &str) -> Option<&Author> {
        self.config.authors.get(key)
    }

    /// The names of the series that have posts, in alphabetical order.
    pub fn series(&self) -> Vec<&str> {
        self.index.series.keys().map(String::as_str).collect()
    }

    /// The posts of that series, the first part first.
    pub fn parts(&self, series: &str) -> impl DoubleEndedIterator<Item = &Post> {
        self.at(self.index.series.get(series))
    }

    /// The parts of a series before and after that one: (before, after).
    pub fn parts_around(&self, part: &Part) -> (Option<&Post>, Option<&Post>) {
        let places = self.index.series.get(&part.series);
        let places = places.map(Vec::as_slice).unwrap_or_default();
        let post = |place: &usize| self.posts.get(*place);
        let number = |place: &usize| post(place).map_or(0, part_number);
        let before = places.partition_point(|place| number(place) < part.number);
        let after = places.partition_point(|place| number(place) <= part.number);
        let before = before.checked_sub(1).and_then(|nth| places.get(nth));
        (before.and_then(post), places.get(after).and_then(post))
    }

    /// The paths of all pages that list posts. An author without posts has none.
    fn lists(&self) -> Vec<String> {
        let mut lists = vec![
            ("/".to_owned(), self.posts.len(), PAGE_LENGTH),
            (ARCHIVE.to_owned(), self.posts.len(), ARCHIVE_LENGTH),
        ];
        for (tag, posts) in self.tags() {
            lists.push((tag_path(tag), posts, PAGE_LENGTH));
        }
        for author in self.config.authors.keys() {
            let posts = self.by_author(author).count();
            if posts > 0 {
                lists.push((author_path(author), posts, PAGE_LENGTH));
            }
        }
        for series in self.series() {
            let posts = self.parts(series).count();
            lists.push((series_path(series), posts, PAGE_LENGTH));
        }
        lists
            .into_iter()
            .flat_map(|(path, posts, length)| {
                (1..=page_count(posts, length)).map(move |number| page_path(&path, number))
            })
            .collect()
    }

    /// Every alias and the post it leads to.
    pub fn aliases(&self) -> impl Iterator<Item = (&str, &Post)> {
        self.posts.iter().flat_map(|post| {
            post.meta
                .aliases
                .iter()
                .map(move |alias| (alias.as_str(), post))
        })
    }

    /// The post that came next and the one that came before: (newer, older).
    pub fn neighbours(&self, slug: &str) -> (Option<&Post>, Option<&Post>) {
        let Some(&place) = self.index.slugs.get(slug) else {
            return (None, None);
        };
        let newer = place.checked_sub(1).and_then(|place| self.posts.get(place));
        (newer, self.posts.get(place + 1))
    }
}

/// Which part of its series a post is.
fn part_number(post: &Post) -> u32 {
    post.meta.part.as_ref().map_or(0, |part| part.number)
}

/// The checks on a site, and what they found.
struct Check<'a> {
    site: &'a Site,
    /// The paths of posts that are held back, and why they are.
    held_back: BTreeMap<String, String>,
    /// Every path and what stands there.
    places: BTreeMap<String, Place<'a>>,
    errors: Vec<Error>,
}

#[derive(Clone, Copy)]
enum Place<'a> {
    Page,
    Post(&'a Post),
    Alias(&'a Post),
}

impl<'a> Check<'a> {
    fn new(site: &'a Site, held_back: &[Post], pages: &[&str]) -> Self {
        let pages = pages.iter().map(|page| (*page).to_owned());
        Check {
            site,
            held_back: held_back
                .iter()
                .map(|post| {
                    let why = match post.meta.draft {
                        true => "is a draft".to_owned(),
                        false => format!("is held back until {}", post.meta.date),
                    };
                    (post_path(&post.meta.slug), why)
                })
                .collect(),
            places: pages
                .chain(site.lists())
                .map(|path| (path, Place::Page))
                .collect(),
            errors: Vec::new(),
        }
    }

    fn wrong(&mut self, post: &Post, line: u32, message: String) {
        self.errors.push(Error {
            file: post.meta.file.clone(),
            line,
            message,
        });
    }

    fn authors(&mut self) {
        let site = self.site;
        let known: Vec<&str> = site.config.authors.keys().map(String::as_str).collect();
        for post in &site.posts {
            let author = &post.meta.author;
            if site.author(author).is_none() {
                let message = format!(
                    "unknown author `{author}`; site.toml has {}",
                    known.join(", ")
                );
                self.wrong(post, post.places.author, message);
            }
        }
    }

    /// Every series is known, and no part of one is given twice.
    fn series(&mut self) {
        let site = self.site;
        let known: Vec<&str> = site.config.series.keys().map(String::as_str).collect();
        let known = match &known[..] {
            [] => "none".to_owned(),
            known => known.join(", "),
        };
        let mut posts: Vec<&Post> = site.posts.iter().collect();
        posts.sort_by(|a, b| a.meta.file.cmp(&b.meta.file));
        let mut seen = BTreeMap::new();
        for post in posts {
            let Some(part) = &post.meta.part else {
                continue;
            };
            let name = &part.series;
            if !site.config.series.contains_key(name) {
                let message = format!("unknown series `{name}`; site.toml has {known}");
                self.wrong(post, post.places.series, message);
            } else if let Some(other) = seen.insert((name, part.number), post) {
                let message = format!(
                    "part {} of `{name}` is {} already",
                    part.number, other.meta.file
                );
                self.wrong(post, post.places.part, message);
            }
        }
    }

    /// Gives every post and alias its path, unless something is there.
    fn paths(&mut self) {
        let site = self.site;
        let mut posts: Vec<&Post> = site.posts.iter().collect();
        posts.sort_by(|a, b| a.meta.file.cmp(&b.meta.file));
        for post in &posts {
            let path = post_path(&post.meta.slug);
            if let Some(there) = self.place(&path, Place::Post(post)) {
                let message = match there {
                    Place::Post(other) => format!(
                        "slug `{}` is that of {} too",
                        post.meta.slug, other.meta.file
                    ),
                    _ => format!(
                        "slug `{}` gives {path}, which is a page of the site",
                        post.meta.slug
                    ),
                };
                self.wrong(post, post.places.slug, message);
            }
        }
        for post in &posts {
            for (alias, line) in post.meta.aliases.iter().zip(&post.places.aliases) {
                if let Some(there) = self.place(alias, Place::Alias(post)) {
                    let there = match there {
                        Place::Page => "a page of the site".to_owned(),
                        Place::Post(other) => format!("the path of {}", other.meta.file),
                        Place::Alias(other) => format!("an alias of {}", other.meta.file),
                    };
                    self.wrong(post, *line, format!("alias `{alias}` is {there} already"));
                }
            }
        }
    }

    /// Takes the path, or tells what has it.
    fn place(&mut self, path: &str, place: Place<'a>) -> Option<Place<'a>> {
        let there = self.places.get(path).copied();
        if there.is_none() {
            self.places.insert(path.to_owned(), place);
        }
        there
    }

    fn links(&mut self) {
        for post in &self.site.posts {
            for link in &post.links {
                if let Some(message) = self.dead(post, link) {
                    self.wrong(post, link.line, message);
                }
            }
        }
    }

    /// Why the link leads nowhere, if it does.
    fn dead(&self, post: &Post, link: &Link) -> Option<String> {
        let target = &link.target;
        let (place, fragment) = match Target::read(target, link.kind).ok()? {
            Target::External => return None,
            Target::Fragment(fragment) => (Place::Post(post), Some(fragment)),
            Target::Site { path, fragment } => {
                let path = decode_address(path);
                let Some(place) = self.places.get(&path) else {
                    return Some(self.why_dead(target, &path, link.kind));
                };
                (*place, fragment)
            }
        };
        let (Place::Post(there) | Place::Alias(there)) = place else {
            return None;
        };
        let id = decode_address(fragment.filter(|fragment| !fragment.is_empty())?);
        let known = there.headings.iter().any(|heading| heading.id == id);
        (!known).then(|| {
            format!(
                "dead link `{target}`: {} has no heading with the id `{id}`",
                there.meta.file
            )
        })
    }

    fn why_dead(&self, target: &str, path: &str, kind: LinkKind) -> String {
        let with_slash = format!("{path}/");
        if kind == LinkKind::Image {
            format!("dead image `{target}`: the site has no file {path}")
        } else if let Some(why) = self.held_back.get(path) {
            format!("dead link `{target}`: that post {why}")
        } else if self.places.contains_key(&with_slash) {
            format!("dead link `{target}`: write {with_slash}")
        } else {
            format!("dead link `{target}`: the site has no page {path}")
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::config;
    use crate::post::parse;
    use crate::testing::lines;

    const PAGES: &[&str] = &["/", "/about/", "/decoder/", "/tags/", "/pixel.png"];

    /// A post of that file, with more lines of front matter from line 6 on, and a body.
    fn post(file: &str, date: &str, more: &str, body: &str) -> Post {
        let text = format!(
            "+++\ntitle = 'T'\nauthor = 'ann'\nsummary = 'S.'\ndate = '{date}'\n{more}\n+++\n{body}"
        );
        parse(file, &text, "/").unwrap()
    }

    fn assemble(posts: Vec<Post>) -> Result<Site, Vec<Error>> {
        let config = config(
            "title = 'T'\ntagline = 'L'\nbase_url = 'https://a.example/'\nlanguage = 'en'\n\
             [authors.ann]\nname = 'Ann'\nabout = 'She.'\n[authors.bob]\nname = 'Bob'\nabout = 'He.'\n\
             [series.by-hand]\ntitle = 'By hand'\nabout = 'Slowly.'\n",
        );
        Site::assemble(config.unwrap(), posts, PAGES, "2025-06-30".parse().unwrap())
    }

    fn check_errors(posts: Vec<Post>, expected: &[&str]) {
        assert_eq!(lines(&assemble(posts).unwrap_err()), expected);
    }

    #[test]
    fn posts_are_in_order() {
        let site = assemble(vec![
            post("posts/a.md", "2022", "tags = ['x', 'y']", ""),
            post("posts/b.md", "2024-01-05", "tags = ['x']", ""),
            post("posts/c.md", "2024-01-05", "order = 1", ""),
            post(
                "posts/d.md",
                "2025",
                "draft = true\ntags = ['z']",
                "[dead](/x/)",
            ),
            post("posts/e.md", "2024-01-05", "", ""),
        ]);
        let site = site.unwrap();
        let slugs = |posts: Vec<&Post>| {
            posts
                .iter()
                .map(|post| post.meta.slug.clone())
                .collect::<Vec<_>>()
                .join(" ")
        };
        assert_eq!(slugs(site.posts().iter().collect()), "c b e a");
        assert_eq!(site.tags(), [("x", 2), ("y", 1)]);
        assert_eq!(slugs(site.tagged("x").collect()), "b a");
        assert_eq!(slugs(site.by_author("ann").collect()), "c b e a");
        assert_eq!(site.by_author("bob").count(), 0);
        assert_eq!(site.author("bob").unwrap().name, "Bob");
        assert!(site.post("d").is_none());
        let neighbours = |slug| {
            let (newer, older) = site.neighbours(slug);
            [newer, older].map(|post| post.map_or("-", |post| post.meta.slug.as_str()))
        };
        assert_eq!(neighbours("c"), ["-", "b"]);
        assert_eq!(neighbours("e"), ["b", "a"]);
        assert_eq!(neighbours("a"), ["e", "-"]);
        assert_eq!(neighbours("d"), ["-", "-"]);
    }

    #[test]
    fn parts_are_in_their_order() {
        let part = |file, number| {
            let more = format!("series = 'by-hand'\npart = {number}");
            post(file, "2024", &more, "[a](/series/by-hand/)")
        };
        let site = assemble(vec![
            part("posts/a.md", 10),
            part("posts/b.md", 2),
            part("posts/c.md", 1),
            post("posts/d.md", "2024", "", ""),
        ]);
        let site = site.unwrap();
        assert_eq!(site.series(), ["by-hand"]);
        let parts = site.parts("by-hand");
        let slugs: Vec<&str> = parts.map(|post| post.meta.slug.as_str()).collect();
        assert_eq!(slugs, ["c", "b", "a"]);
        assert_eq!(site.parts("other").count(), 0);
        let around = |series: &str, number| {
            let (before, after) = site.parts_around(&Part {
                series: series.to_owned(),
                number,
            });
            [before, after].map(|post| post.map_or("-", |post| post.meta.slug.as_str()))
        };
        assert_eq!(around("by-hand", 1), ["-", "b"]);
        assert_eq!(around("by-hand", 2), ["c", "a"]);
        assert_eq!(around("by-hand", 5), ["b", "a"]);
        assert_eq!(around("by-hand", 10), ["b", "-"]);
        assert_eq!(around("other", 1), ["-", "-"]);
        check_errors(
            vec![
                part("posts/b.md", 2),
                part("posts/a.md", 2),
                post("posts/c.md", "2024", "part = 2\nseries = 'by-foot'", ""),
            ],
            &[
                "posts/b.md:7: part 2 of `by-hand` is posts/a.md already",
                "posts/c.md:7: unknown series `by-foot`; site.toml has by-hand",
            ],
        );
        check_errors(
            vec![post("posts/a.md", "2024", "", "[a](/series/by-hand/)")],
            &["posts/a.md:8: dead link `/series/by-hand/`: the site has no page /series/by-hand/"],
        );
    }

    #[test]
    fn living_links() {
        let site = assemble(vec![
            post(
                "posts/a.md",
                "2022",
                "tags = ['x']\naliases = ['/old/a/']",
                "[a](/) [b](/posts/b/#two-words) [c](#here) [d](/tags/x/) [e](/authors/ann/) [f](/old/a/#here)\n\
                 [g](/decoder/#sample=png&at=0x10) [h](https://a.example/nowhere) [i](mailto:a@b.example)\n\
                 ![j](/pixel.png) [k](/posts/b/#) [l](/about/?x=y)\n\n## Here\n",
            ),
            post("posts/b.md", "2023", "", "## Two words\n"),
        ]);
        let site = site.unwrap();
        let aliases: Vec<_> = site
            .aliases()
            .map(|(alias, post)| (alias, post.meta.slug.as_str()))
            .collect();
        assert_eq!(aliases, [("/old/a/", "a")]);
    }

    #[test]
    fn posts_of_later_dates_are_held_back() {
        let site = assemble(vec![
            post("posts/a.md", "2025-06-30", "", ""),
            post("posts/b.md", "2025-07-01", "tags = ['x']", "[dead](/x/)"),
            post("posts/c.md", "2025-06", "", ""),
            post("posts/d.md", "2026", "", ""),
        ]);
        let site = site.unwrap();
        let slugs: Vec<&str> = site
            .posts()
            .iter()
            .map(|post| post.meta.slug.as_str())
            .collect();
        assert_eq!(slugs, ["a", "c"]);
        assert!(site.tags().is_empty());
        check_errors(
            vec![
                post("posts/a.md", "2025", "", "[b](/posts/b/)"),
                post("posts/b.md", "2025-07", "", ""),
            ],
            &["posts/a.md:8: dead link `/posts/b/`: that post is held back until 2025-07"],
        );
    }

    #[test]
    fn pages_of_lists_exist_as_far_as_there_are_posts() {
        let posts = |count: usize, body: &str| {
            let posts = (0..count).map(|nth| {
                let body = if nth == 0 { body } else { "" };
                post(&format!("posts/p{nth}.md"), "2024", "tags = ['x']", body)
            });
            posts.collect::<Vec<_>>()
        };
        let body = "[a](/page/2/) [b](/tags/x/page/2/) [c](/authors/ann/page/2/) [d](/archive/)";
        assert!(assemble(posts(21, body)).is_ok());
        assert_eq!(assemble(posts(20, body)).unwrap_err().len(), 3);
        let body = "[a](/authors/bob/) [b](/archive/page/2/)";
        assert_eq!(assemble(posts(21, body)).unwrap_err().len(), 2);
        assert_eq!(assemble(posts(101, body)).unwrap_err().len(), 1);
    }

    #[test]
    fn dead_links() {
        check_errors(
            vec![
                post(
                    "posts/b.md",
                    "2023",
                    "",
                    "[x](/posts/c/)\n\n[x](/posts/a#b)\n\n[x](/tags/x/)\n\n![x](/y.png)\n",
                ),
                post(
                    "posts/a.md",
                    "2022",
                    "",
                    "[x](#gone) [y](/posts/b/#gone)\n\n[z](/nowhere/)\n",
                ),
                post("posts/c.md", "2022", "draft = true", ""),
            ],
            &[
                "posts/a.md:8: dead link `#gone`: posts/a.md has no heading with the id `gone`",
                "posts/a.md:8: dead link `/posts/b/#gone`: posts/b.md has no heading with the id `gone`",
                "posts/a.md:10: dead link `/nowhere/`: the site has no page /nowhere/",
                "posts/b.md:8: dead link `/posts/c/`: that post is a draft",
                "posts/b.md:10: dead link `/posts/a#b`: write /posts/a/",
                "posts/b.md:12: dead link `/tags/x/`: the site has no page /tags/x/",
                "posts/b.md:14: dead image `/y.png`: the site has no file /y.png",
            ],
        );
    }

    #[test]
    fn clashes() {
        let mut eve = post("posts/2023-a.md", "2023", "", "");
        eve.meta.author = "eve".to_owned();
        check_errors(
            vec![
                eve,
                post(
                    "posts/a.md",
                    "2022",
                    "aliases = ['/about/',\n'/posts/b/', '/old/', '/old/', '/authors/ann/']",
                    "",
                ),
                post("posts/b.md", "2022", "aliases = ['/old/']", ""),
            ],
            &[
                "posts/2023-a.md:3: unknown author `eve`; site.toml has ann, bob",
                "posts/a.md:1: slug `a` is that of posts/2023-a.md too",
                "posts/a.md:6: alias `/about/` is a page of the site already",
                "posts/a.md:7: alias `/posts/b/` is the path of posts/b.md already",
                "posts/a.md:7: alias `/old/` is an alias of posts/a.md already",
                "posts/a.md:7: alias `/authors/ann/` is a page of the site already",
                "posts/b.md:6: alias `/old/` is an alias of posts/a.md already",
            ],
        );
    }
}
