//! All tags, and the posts of one.

use ::post::{PAGE_LENGTH, Post, Site, tag_path};
use yew::prelude::*;

use super::list::{Slice, slices};
use super::{TextPage, count, post_list, shown_tag};
use crate::components::address;

/// All tags with their counts.
pub(super) fn index(site: &Site, base: &str) -> TextPage<'static> {
    let body = html! {
        <div class="page">
            <h1>{ "Tags" }</h1>
            <ul class="tag-list">
                { for site.tags().into_iter().map(|(tag, posts)| html! {
                    <li>
                        <a href={address(base, &tag_path(tag))}>{ shown_tag(tag) }</a>
                        { " " }<span>{ count(posts) }</span>
                    </li>
                }) }
            </ul>
        </div>
    };
    TextPage {
        path: "/tags/".to_owned(),
        title: Some("Tags".to_owned()),
        description: "All tags, and how many posts each has.".to_owned(),
        body,
        ..TextPage::default()
    }
}

/// The posts that have `tag`.
pub(super) fn pages(site: &Site, tag: &str, base: &str) -> Vec<TextPage<'static>> {
    let posts: Vec<&Post> = site.tagged(tag).collect();
    let slices = slices(&tag_path(tag), &posts, PAGE_LENGTH);
    slices
        .iter()
        .map(|slice| page(tag, posts.len(), slice, base))
        .collect()
}

fn page(tag: &str, all: usize, slice: &Slice, base: &str) -> TextPage<'static> {
    let title = slice.title(&shown_tag(tag));
    let posts = count(all);
    let body = html! {
        <div class="page">
            <h1>{ title.clone() }</h1>
            <p>{ posts.clone() }{ ", newest first. " }<a href={address(base, "/tags/")}>{ "All tags" }</a></p>
            { post_list(slice.posts, base) }
            { slice.links("Newer", "Older", base) }
        </div>
    };
    let description = format!("{posts} with the tag {}.", shown_tag(tag));
    slice.page(Some(title), description, body)
}
