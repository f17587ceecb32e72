//! The pages that are text. They are written at build time and hold nothing that moves, but for
//! figures: those are text as well, until the app draws into them.

mod about;
mod archive;
mod ascii;
mod author;
mod home;
mod list;
mod not_found;
mod post;
mod search;
mod series;
mod tags;

use ::post::{FEED, Meta, Post, Site, author_path, post_path, tag_path};
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
    pub body: Html,
    /// The post that it shows, if it shows one.
    pub post: Option<&'s Post>,
    /// The path of the page before it, in a row of pages.
    pub prev: Option<String>,
    /// The path of the page after it.
    pub next: Option<String>,
}

/// The path of the page that a host shows for an unknown address.
pub const NOT_FOUND: &str = "/404.html";

/// The path of the search.
pub const SEARCH: &str = "/search/";

/// The path of the list of all pages, for programs.
pub const SITEMAP: &str = "/sitemap.xml";

/// The path of the rules for robots.
pub const ROBOTS: &str = "/robots.txt";

/// Paths of what is neither a post nor a list of some, as links may name them.
pub const FIXED_PATHS: [&str; 10] = [
    "/",
    "/decoder/",
    "/decoder/remote/",
    "/ascii/",
    "/tags/",
    "/about/",
    SEARCH,
    FEED,
    SITEMAP,
    ROBOTS,
];

impl TextPage<'_> {
    /// Whether others should list the page: it has a place of its own and is more than a tool.
    pub fn is_listed(&self) -> bool {
        self.path != NOT_FOUND && self.path != SEARCH
    }
}

/// All pages of the site but those of the decoder. `search` is the site path of the script that
/// searches, where there is one.
pub fn all<'s>(site: &'s Site, base: &str, search: Option<&str>) -> Vec<TextPage<'s>> {
    let mut pages = home::pages(site, base);
    pages.extend([
        tags::index(site, base),
        ascii::page(base),
        about::page(site, base),
        not_found::page(base, search),
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

/// Posts, newest first.
fn post_list(posts: &[&Post], base: &str) -> Html {
    html! {
        <ol class="post-list">
            { for posts.iter().map(|post| html! {
                <li>
                    <h2><a href={address(base, &post_path(&post.meta.slug))}>{ post.meta.title.clone() }</a></h2>
                    <p class="summary">{ post.meta.summary.clone() }</p>
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
    html! { <a href={address(base, &author_path(key))}>{ name.to_owned() }</a> }
}

/// How many posts, in words.
fn count(posts: usize) -> String {
    match posts {
        1 => "1 post".to_owned(),
        posts => format!("{posts} posts"),
    }
}
