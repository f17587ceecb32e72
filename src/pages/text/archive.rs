//! All posts by year.

use ::post::{ARCHIVE, ARCHIVE_LENGTH, Post, Site, post_path};
use yew::prelude::*;

use super::list::{Slice, slices};
use super::{TextPage, count, date};
use crate::components::address;

/// The pages of the archive.
pub(super) fn pages(site: &Site, base: &str) -> Vec<TextPage<'static>> {
    let posts: Vec<&Post> = site.posts().iter().collect();
    let slices = slices(ARCHIVE, &posts, ARCHIVE_LENGTH);
    slices
        .iter()
        .map(|slice| page(slice, posts.len(), base))
        .collect()
}

fn page(slice: &Slice, all: usize, base: &str) -> TextPage<'static> {
    let title = slice.title("Archive");
    let years = slice
        .posts
        .chunk_by(|a, b| a.meta.date.year() == b.meta.date.year());
    let body = html! {
        <div class="page">
            <h1>{ title.clone() }</h1>
            <p>{ count(all) }{ ", newest first. " }<a href={address(base, "/tags/")}>{ "All tags" }</a></p>
            { for years.map(|posts| year(posts, base)) }
            { slice.links("Newer", "Older", base) }
        </div>
    };
    let description = "All posts by year, newest first.".to_owned();
    slice.page(Some(title), description, body)
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
