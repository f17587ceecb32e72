//! All tags, and the posts of one.

use ::post::{Site, tag_path};
use yew::prelude::*;

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
pub(super) fn page(site: &Site, tag: &str, base: &str) -> TextPage<'static> {
    let posts = count(site.tagged(tag).count());
    let body = html! {
        <div class="page">
            <h1>{ shown_tag(tag) }</h1>
            <p>{ posts.clone() }{ ", newest first. " }<a href={address(base, "/tags/")}>{ "All tags" }</a></p>
            { post_list(site.tagged(tag), base) }
        </div>
    };
    TextPage {
        path: tag_path(tag),
        title: Some(shown_tag(tag)),
        description: format!("{posts} with the tag #{tag}."),
        body,
        ..TextPage::default()
    }
}
