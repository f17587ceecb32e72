//! The posts of one author.

use ::post::{Site, author_path};
use yew::prelude::*;

use super::{TextPage, count, post_list};

/// The posts of the author `key`, with a line on who that is.
pub(super) fn page(site: &Site, key: &str, base: &str) -> Option<TextPage<'static>> {
    let author = site.author(key)?;
    let posts = count(site.by_author(key).count());
    let body = html! {
        <div class="page">
            <h1>{ author.name.clone() }</h1>
            <p>{ author.about.clone() }{ " " }{ posts.clone() }{ ", newest first." }</p>
            { post_list(site.by_author(key), base) }
        </div>
    };
    Some(TextPage {
        path: author_path(key),
        title: Some(author.name.clone()),
        description: format!("{posts} by {}.", author.name),
        body,
        ..TextPage::default()
    })
}
