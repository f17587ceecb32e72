//! The pages that are text. They are written at build time and hold nothing that moves, but for
//! figures: those are text as well, until the app draws into them.

mod about;
mod archive;
mod ascii;
mod author;
mod docs;
mod home;
mod list;
mod not_found;
mod offline;
mod post;
mod search;
mod series;
mod tags;

use ::post::{Error, FEED, Heading, Meta, Post, Site, author_path, post_path, tag_path};
use yew::prelude::*;

use crate::components::address;

/// A page as it is written to a file.
#[derive(Default)]
pub struct TextPage<'s> {
    /// Its path inside the site.
    pub path: String,
    /// Its title, without the site's name.
    pub title: Option<String>,
    /// A sentence on what it holds.
    pub description: String,
    /// What stands in its `<main>`.
    pub body: Body<'s>,
    /// The post that it shows, if it shows one.
    pub post: Option<&'s Post>,
    /// The path of the page before it, in a row of pages.
    pub prev: Option<String>,
    /// The path of the page after it.
    pub next: Option<String>,
}

impl TextPage<'_> {
    /// Whether others should list the page: all but those that take the place of others or lead to them.
    pub fn is_listed(&self) -> bool {
        ![NOT_FOUND, OFFLINE, SEARCH].contains(&self.path.as_str())
    }
}

/// What stands in a page's `<main>`: made when it is asked for, and on the thread that asks.
pub struct Body<'s>(Box<dyn Fn() -> Html + Send + Sync + 's>);

impl<'s> Body<'s> {
    /// The body that `make` makes.
    fn new(make: impl Fn() -> Html + Send + Sync + 's) -> Body<'s> {
        Body(Box::new(make))
    }

    /// The body.
    pub fn html(&self) -> Html {
        (self.0)()
    }
}

impl Default for Body<'_> {
    fn default() -> Self {
        Body::new(Html::default)
    }
}

/// The path of the page that a host shows for an unknown address.
pub const NOT_FOUND: &str = "/404.html";

/// The path of the page that takes the place of others where there is no connection.
pub const OFFLINE: &str = "/offline.html";

/// Stands for the name of the build until all that it is made of is there. No post has these characters,
/// which are nobody's.
pub const BUILD: &str = "\u{f8ff}build\u{f8ff}";

/// The path of the search.
pub const SEARCH: &str = "/search/";

/// The path of the list of all pages, for programs.
pub const SITEMAP: &str = "/sitemap.xml";

/// The path of the rules for robots.
pub const ROBOTS: &str = "/robots.txt";

/// Paths of what is neither a post nor a list of some, as links may name them.
pub const FIXED_PATHS: [&str; 11] = [
    "/",
    "/decoder/",
    "/decoder/remote/",
    "/ascii/",
    "/tags/",
    "/about/",
    docs::PATH,
    SEARCH,
    FEED,
    SITEMAP,
    ROBOTS,
];

/// All pages of the site but those of the decoder. `search` is the site path of the script that
/// searches, where there is one.
pub fn all<'s>(site: &'s Site, base: &'s str, search: Option<&'s str>) -> Vec<TextPage<'s>> {
    let mut pages = home::pages(site, base);
    pages.extend([
        tags::index(site, base),
        ascii::page(base),
        about::page(site, base),
        docs::page(site, base),
        not_found::page(base, search),
        offline::page(base),
    ]);
    pages.extend(search.map(|search| search::page(base, search)));
    pages.extend(archive::pages(site, base));
    pages.extend(site.posts().iter().map(|post| post::page(site, post, base)));
    for (tag, _) in site.tags() {
        pages.extend(tags::pages(site, tag, base));
    }
    for author in site.config().authors.keys() {
        pages.extend(author::pages(site, author, base));
    }
    for series in site.series() {
        pages.extend(series::pages(site, series, base));
    }
    pages
}

/// What is wrong with the texts that these pages are made of, besides posts.
pub fn problems(base: &str) -> Vec<Error> {
    docs::document(base).err().unwrap_or_default()
}

/// How many headings of level 2 are worth a table of contents.
const FEWEST: usize = 3;

/// The headings of a text that has many.
fn contents(headings: &[Heading]) -> Html {
    let headings: Vec<&Heading> = headings
        .iter()
        .filter(|heading| heading.level == 2)
        .collect();
    if headings.len() < FEWEST {
        return Html::default();
    }
    html! {
        <nav class="contents" aria-label="Contents">
            <details open=true>
                <summary>{ "Contents" }</summary>
                <ol>
                    { for headings.iter().map(|heading| html! {
                        <li><a href={format!("#{}", heading.id)} dir="auto">{ heading.text.clone() }</a></li>
                    }) }
                </ol>
            </details>
        </nav>
    }
}

/// Posts, newest first.
fn post_list(posts: &[&Post], base: &str) -> Html {
    html! {
        <ol class="post-list">
            { for posts.iter().map(|post| html! {
                <li>
                    <h2 dir="auto"><a href={address(base, &post_path(&post.meta.slug))}>{ post.meta.title.clone() }</a></h2>
                    <p class="summary" dir="auto">{ post.meta.summary.clone() }</p>
                    <p class="facts">{ date(&post.meta) }{ separator() }{ minutes(&post.meta) }{ tags(&post.meta, base) }</p>
                </li>
            }) }
        </ol>
    }
}

fn date(meta: &Meta) -> Html {
    html! { <time datetime={meta.date.datetime()}>{ meta.shown.clone() }</time> }
}

fn minutes(meta: &Meta) -> String {
    format!("{} min", meta.minutes)
}

fn tags(meta: &Meta, base: &str) -> Html {
    meta.tags
        .iter()
        .map(|tag| html! { <>{ separator() }<a href={address(base, &tag_path(tag))}>{ shown_tag(tag) }</a></> })
        .collect()
}

/// A tag as it is shown: a link that says only "go" says too little.
fn shown_tag(tag: &str) -> String {
    format!("#{tag}")
}

fn separator() -> &'static str {
    " · "
}

fn author_link(site: &Site, key: &str, base: &str) -> Html {
    let name = site.author(key).map_or(key, |author| &author.name);
    html! { <a href={address(base, &author_path(key))} dir="auto">{ name.to_owned() }</a> }
}

/// How many posts, in words.
fn count(posts: usize) -> String {
    match posts {
        1 => "1 post".to_owned(),
        posts => format!("{posts} posts"),
    }
}
