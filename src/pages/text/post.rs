//! One post.

use ::post::{Post, Site, post_path};
use yew::prelude::*;

use super::{TextPage, author_link, date, minutes, separator, tags};
use crate::components::address;

/// The page of `post`.
pub(super) fn page<'s>(site: &Site, post: &'s Post, base: &str) -> TextPage<'s> {
    let meta = &post.meta;
    let (newer, older) = site.neighbours(&meta.slug);
    let neighbour = |post: Option<&Post>, label: &str, rel: &'static str| match post {
        Some(post) => html! {
            <p class={rel}>
                <span>{ label.to_owned() }</span>
                <a href={address(base, &post_path(&post.meta.slug))} {rel}>{ post.meta.title.clone() }</a>
            </p>
        },
        None => Html::default(),
    };
    let body = html! {
        <article class="post">
            <header>
                <h1>{ meta.title.clone() }</h1>
                <p class="facts">
                    { author_link(site, &meta.author, base) }
                    { separator() }{ date(meta) }{ separator() }{ minutes(meta) }{ tags(meta, base) }
                </p>
            </header>
            <div class="prose">{ Html::from_html_unchecked(post.html.clone().into()) }</div>
            <nav class="neighbours" aria-label="Other posts">
                { neighbour(older, "Before", "prev") }
                { neighbour(newer, "After", "next") }
            </nav>
        </article>
    };
    TextPage {
        path: post_path(&meta.slug),
        title: Some(meta.title.clone()),
        description: meta.summary.clone(),
        body,
        post: Some(post),
        ..TextPage::default()
    }
}
