//! The posts of one author.

use ::post::{Author, PAGE_LENGTH, Post, Site, author_path};
use yew::prelude::*;

use super::list::{Slice, slices};
use super::{TextPage, count, post_list};

/// The posts of the author `key`, with a line on who that is. Who has written nothing has no page.
pub(super) fn pages<'s>(site: &'s Site, key: &str, base: &'s str) -> Vec<TextPage<'s>> {
    let posts: Vec<&Post> = site.by_author(key).collect();
    let Some(author) = site.author(key).filter(|_| !posts.is_empty()) else {
        return Vec::new();
    };
    let slices = slices(&author_path(key), &posts, PAGE_LENGTH);
    slices
        .into_iter()
        .map(|slice| page(author, posts.len(), slice, base))
        .collect()
}

fn page<'s>(author: &'s Author, all: usize, slice: Slice<'s>, base: &'s str) -> TextPage<'s> {
    let title = slice.title(&author.name);
    let description = format!("{} by {}.", count(all), author.name);
    slice.page(Some(title), description, move |slice| {
        body(author, all, slice, base)
    })
}

fn body(author: &Author, all: usize, slice: &Slice, base: &str) -> Html {
    html! {
        <div class="page">
            <h1 dir="auto">{ slice.title(&author.name) }</h1>
            <p>{ author.about.clone() }{ " " }{ count(all) }{ ", newest first." }</p>
            { post_list(&slice.posts, base) }
            { slice.links("Newer", "Older", base) }
        </div>
    }
}
