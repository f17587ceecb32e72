//! One post.

use ::post::{Part, Post, Site, post_path, series_path};
use yew::prelude::*;

use super::{Body, TextPage, author_link, contents, date, minutes, separator, tags};
use crate::components::address;

/// The page of `post`.
pub(super) fn page<'s>(site: &'s Site, post: &'s Post, base: &'s str) -> TextPage<'s> {
    let meta = &post.meta;
    TextPage {
        path: post_path(&meta.slug),
        title: Some(meta.title.clone()),
        description: meta.summary.clone(),
        body: Body::new(move || body(site, post, base)),
        post: Some(post),
        ..TextPage::default()
    }
}

fn body(site: &Site, post: &Post, base: &str) -> Html {
    let meta = &post.meta;
    let (newer, older) = site.neighbours(&meta.slug);
    let is_part = meta.part.is_some();
    let series = meta
        .part
        .as_ref()
        .map(|part| match site.parts_around(part) {
            (None, None) => Html::default(),
            (before, after) => html! {
                <nav class="neighbours" aria-label="Series">
                    { neighbour(before, "prev", "Part before", true, base) }
                    { neighbour(after, "next", "Next part", true, base) }
                </nav>
            },
        });
    html! {
        <article class="post">
            <header>
                <h1 data-pagefind-body="" data-pagefind-meta="title" dir="auto">{ meta.title.clone() }</h1>
                <p class="facts">
                    { author_link(site, &meta.author, base) }
                    { separator() }<span data-pagefind-meta="date">{ date(meta) }</span>{ separator() }{ minutes(meta) }{ tags(meta, base) }
                </p>
                if let Some(part) = &meta.part {
                    <p class="facts">{ place(site, part, base) }</p>
                }
            </header>
            { contents(&post.headings) }
            <div class="prose" data-pagefind-body="">{ Html::from_html_unchecked(post.html.clone().into()) }</div>
            { series }
            <nav class="neighbours" aria-label="Other posts">
                { neighbour(older, "prev", "Before", !is_part, base) }
                { neighbour(newer, "next", "After", !is_part, base) }
            </nav>
        </article>
    }
}

/// A link to a post that stands before or after this one. `is_next` says that it is in the same row:
/// of the parts of a series, or of all posts.
fn neighbour(
    post: Option<&Post>,
    side: &'static str,
    label: &'static str,
    is_next: bool,
    base: &str,
) -> Html {
    let Some(post) = post else {
        return Html::default();
    };
    html! {
        <p class={side}>
            <span>{ label }</span>
            <a href={address(base, &post_path(&post.meta.slug))} rel={is_next.then_some(side)} dir="auto">
                { post.meta.title.clone() }
            </a>
        </p>
    }
}

/// Which part of which series a post is, in words.
fn place(site: &Site, part: &Part, base: &str) -> Html {
    let last = site
        .parts(&part.series)
        .next_back()
        .and_then(|post| post.meta.part.as_ref())
        .map_or(part.number, |last| last.number);
    let title = site.config().series.get(&part.series);
    let title = title.map_or(&part.series, |series| &series.title);
    html! {
        <>
            { format!("Part {} of {last} of ", part.number) }
            <a href={address(base, &series_path(&part.series))} dir="auto">{ title.clone() }</a>
        </>
    }
}
