//! The parts of one series.

use ::post::{PAGE_LENGTH, Post, Series, Site, post_path, series_path};
use yew::prelude::*;

use super::list::{Slice, slices};
use super::{TextPage, date, minutes, separator};
use crate::components::address;

/// The parts of the series `name`, the first one first.
pub(super) fn pages<'s>(site: &'s Site, name: &str, base: &'s str) -> Vec<TextPage<'s>> {
    let Some(series) = site.config().series.get(name) else {
        return Vec::new();
    };
    let parts: Vec<&Post> = site.parts(name).collect();
    let slices = slices(&series_path(name), &parts, PAGE_LENGTH);
    slices
        .into_iter()
        .map(|slice| page(series, parts.len(), slice, base))
        .collect()
}

fn page<'s>(series: &'s Series, all: usize, slice: Slice<'s>, base: &'s str) -> TextPage<'s> {
    let title = slice.title(&series.title);
    let count = match all {
        1 => "1 part".to_owned(),
        parts => format!("{parts} parts"),
    };
    let description = format!("{} A series of posts: {count}.", series.about);
    slice.page(Some(title), description, move |slice| {
        body(series, &count, slice, base)
    })
}

fn body(series: &Series, count: &str, slice: &Slice, base: &str) -> Html {
    html! {
        <div class="page">
            <h1 dir="auto">{ slice.title(&series.title) }</h1>
            <p>{ series.about.clone() }{ " " }{ count.to_owned() }{ ", the first one first." }</p>
            <ol class="post-list">
                { for slice.posts.iter().map(|post| html! {
                    <li>
                        <h2 dir="auto"><a href={address(base, &post_path(&post.meta.slug))}>{ post.meta.title.clone() }</a></h2>
                        <p class="summary" dir="auto">{ post.meta.summary.clone() }</p>
                        <p class="facts">
                            if let Some(part) = &post.meta.part {
                                { format!("Part {}", part.number) }{ separator() }
                            }
                            { date(&post.meta) }{ separator() }{ minutes(&post.meta) }
                        </p>
                    </li>
                }) }
            </ol>
            { slice.links("Before", "After", base) }
        </div>
    }
}
