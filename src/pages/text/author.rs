//! The posts of one author.

use ::post::{Author, PAGE_LENGTH, Post, Site, author_path};
use yew::prelude::*;

use super::list::{Slice, slices};
use super::{TextPage, count, post_list};

/// The posts of the author `key`, with a line on who that is. Who has written nothing has no page.
pub(super) fn pages(site: &Site, key: &str, base: &str) -> Vec<TextPage<'static>> {
    let posts: Vec<&Post> = site.by_author(key).collect();
    let Some(author) = site.author(key).filter(|_| !posts.is_empty()) else {
        return Vec::new();
    };
    let slices = slices(&author_path(key), &posts, PAGE_LENGTH);
    slices
        .iter()
        .map(|slice| page(author, posts.len(), slice, base))
        .collect()
}

fn page(author: &Author, all: usize, slice: &Slice, base: &str) -> TextPage<'static> {
    let title = slice.title(&author.name);
    let posts = count(all);
    let body = html! {
        <div class="page">
            <h1 dir="auto">{ title.clone() }</h1>
            <p>{ author.about.clone() }{ " " }{ posts.clone() }{ ", newest first." }</p>
            { post_list(slice.posts, base) }
            { slice.links("Newer", "Older", base) }
        </div>
    };
    slice.page(Some(title), format!("{posts} by {}.", author.name), body)
}
