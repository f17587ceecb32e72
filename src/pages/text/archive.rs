//! All posts by year.

use ::post::{ARCHIVE, ARCHIVE_LENGTH, Post, Site, post_path};
use yew::prelude::*;

use super::list::{Slice, slices};
use super::{TextPage, count, date};
use crate::components::address;

/// The pages of the archive.
pub(super) fn pages<'s>(site: &'s Site, base: &'s str) -> Vec<TextPage<'s>> {
    let posts: Vec<&Post> = site.posts().iter().collect();
    let slices = slices(ARCHIVE, &posts, ARCHIVE_LENGTH);
    slices
        .into_iter()
        .map(|slice| page(slice, posts.len(), base))
        .collect()
}

fn page<'s>(slice: Slice<'s>, all: usize, base: &'s str) -> TextPage<'s> {
    let title = slice.title("Archive");
    let description = "All posts by year, newest first.".to_owned();
    slice.page(Some(title), description, move |slice| {
        body(slice, all, base)
    })
}

fn body(slice: &Slice, all: usize, base: &str) -> Html {
    let years = slice
        .posts
        .chunk_by(|a, b| a.meta.date.year() == b.meta.date.year());
    html! {
        <div class="page">
            <h1>{ slice.title("Archive") }</h1>
            <p>{ count(all) }{ ", newest first. " }<a href={address(base, "/tags/")}>{ "All tags" }</a></p>
            { for years.map(|posts| year(posts, base)) }
            { slice.links("Newer", "Older", base) }
        </div>
    }
}

/// The posts of one year.
fn year(posts: &[&Post], base: &str) -> Html {
    let year = posts.first().map(|post| post.meta.date.year());
    html! {
        <section class="year">
            <h2>{ for year }</h2>
            <ol>
                { for posts.iter().map(|post| html! {
                    <li>
                        <a href={address(base, &post_path(&post.meta.slug))} dir="auto">{ post.meta.title.clone() }</a>
                        { " " }<span class="facts">{ date(&post.meta) }</span>
                    </li>
                }) }
            </ol>
        </section>
    }
}
