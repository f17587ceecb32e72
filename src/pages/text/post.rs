//! One post.

use ::post::{Heading, Part, Post, Site, post_path, series_path};
use yew::prelude::*;

use super::{TextPage, author_link, date, minutes, separator, tags};
use crate::components::address;

/// How many headings of level 2 are worth a table of contents.
const FEWEST: usize = 3;

/// The page of `post`.
pub(super) fn page<'s>(site: &Site, post: &'s Post, base: &str) -> TextPage<'s> {
    let meta = &post.meta;
    let (newer, older) = site.neighbours(&meta.slug);
    let is_part = meta.part.is_some();
    let series = meta.part.as_ref().map(|part| match around(site, part) {
        (None, None) => Html::default(),
        (before, after) => html! {
            <nav class="neighbours" aria-label="Series">
                { neighbour(before, "prev", "Part before", true, base) }
                { neighbour(after, "next", "Next part", true, base) }
            </nav>
        },
    });
    let body = html! {
        <article class="post">
            <header>
                <h1 data-pagefind-body="" data-pagefind-meta="title">{ meta.title.clone() }</h1>
                <p class="facts">
                    { author_link(site, &meta.author, base) }
                    { separator() }<span data-pagefind-meta="date">{ date(meta) }</span>{ separator() }{ minutes(meta) }{ tags(meta, base) }
                </p>
                if let Some(part) = &meta.part {
                    <p class="facts">{ place(site, part, base) }</p>
                }
            </header>
            { contents(post) }
            <div class="prose" data-pagefind-body="">{ Html::from_html_unchecked(post.html.clone().into()) }</div>
            { series }
            <nav class="neighbours" aria-label="Other posts">
                { neighbour(older, "prev", "Before", !is_part, base) }
                { neighbour(newer, "next", "After", !is_part, base) }
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

/// The headings of a post that has many.
fn contents(post: &Post) -> Html {
    let headings: Vec<&Heading> = post
        .headings
        .iter()
        .filter(|heading| heading.level == 2)
        .collect();
    if headings.len() < FEWEST {
        return Html::default();
    }
    html! {
        <nav class="contents" aria-label="Contents">
            <details open=true>
                <summary>{ "Contents" }</summary>
                <ol>
                    { for headings.iter().map(|heading| html! {
                        <li><a href={format!("#{}", heading.id)}>{ heading.text.clone() }</a></li>
                    }) }
                </ol>
            </details>
        </nav>
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
            <a href={address(base, &post_path(&post.meta.slug))} rel={is_next.then_some(side)}>
                { post.meta.title.clone() }
            </a>
        </p>
    }
}

/// Which part of which series a post is, in words.
fn place(site: &Site, part: &Part, base: &str) -> Html {
    let last = site
        .parts(&part.series)
        .last()
        .and_then(|post| post.meta.part.as_ref())
        .map_or(part.number, |last| last.number);
    let title = site.config().series.get(&part.series);
    let title = title.map_or(&part.series, |series| &series.title);
    html! {
        <>
            { format!("Part {} of {last} of ", part.number) }
            <a href={address(base, &series_path(&part.series))}>{ title.clone() }</a>
        </>
    }
}

/// The parts before and after one.
fn around<'s>(site: &'s Site, part: &Part) -> (Option<&'s Post>, Option<&'s Post>) {
    let number = |post: &Post| post.meta.part.as_ref().map_or(0, |part| part.number);
    let parts = site.parts(&part.series);
    let before = parts.iter().rfind(|post| number(post) < part.number);
    let after = parts.iter().find(|post| number(post) > part.number);
    (before.copied(), after.copied())
}
