//! All tags, and the posts of one.

use ::post::{PAGE_LENGTH, Post, Site, tag_path};
use yew::prelude::*;

use super::list::{Slice, slices};
use super::{Body, TextPage, count, post_list, shown_tag};
use crate::components::address;

/// All tags with their counts.
pub(super) fn index<'s>(site: &'s Site, base: &'s str) -> TextPage<'s> {
    TextPage {
        path: "/tags/".to_owned(),
        title: Some("Tags".to_owned()),
        description: "All tags, and how many posts each has.".to_owned(),
        body: Body::new(move || all(site, base)),
        ..TextPage::default()
    }
}

fn all(site: &Site, base: &str) -> Html {
    html! {
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
    }
}

/// The posts that have `tag`.
pub(super) fn pages<'s>(site: &'s Site, tag: &'s str, base: &'s str) -> Vec<TextPage<'s>> {
    let posts: Vec<&Post> = site.tagged(tag).collect();
    let slices = slices(&tag_path(tag), &posts, PAGE_LENGTH);
    slices
        .into_iter()
        .map(|slice| page(tag, posts.len(), slice, base))
        .collect()
}

fn page<'s>(tag: &'s str, all: usize, slice: Slice<'s>, base: &'s str) -> TextPage<'s> {
    let title = slice.title(&shown_tag(tag));
    let description = format!("{} with the tag {}.", count(all), shown_tag(tag));
    slice.page(Some(title), description, move |slice| {
        body(tag, all, slice, base)
    })
}

fn body(tag: &str, all: usize, slice: &Slice, base: &str) -> Html {
    html! {
        <div class="page">
            <h1>{ slice.title(&shown_tag(tag)) }</h1>
            <p>{ count(all) }{ ", newest first. " }<a href={address(base, "/tags/")}>{ "All tags" }</a></p>
            { post_list(&slice.posts, base) }
            { slice.links("Newer", "Older", base) }
        </div>
    }
}
