//! The parts of one series.

use ::post::{PAGE_LENGTH, Series, Site, post_path, series_path};
use yew::prelude::*;

use super::list::{Slice, slices};
use super::{TextPage, date, minutes, separator};
use crate::components::address;

/// The parts of the series `name`, the first one first.
pub(super) fn pages(site: &Site, name: &str, base: &str) -> Vec<TextPage<'static>> {
    let Some(series) = site.config().series.get(name) else {
        return Vec::new();
    };
    let parts = site.parts(name);
    let slices = slices(&series_path(name), &parts, PAGE_LENGTH);
    slices
        .iter()
        .map(|slice| page(series, parts.len(), slice, base))
        .collect()
}

fn page(series: &Series, all: usize, slice: &Slice, base: &str) -> TextPage<'static> {
    let title = slice.title(&series.title);
    let count = match all {
        1 => "1 part".to_owned(),
        parts => format!("{parts} parts"),
    };
    let body = html! {
        <div class="page">
            <h1 dir="auto">{ title.clone() }</h1>
            <p>{ series.about.clone() }{ " " }{ count.clone() }{ ", the first one first." }</p>
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
    };
    let description = format!("{} A series of posts: {count}.", series.about);
    slice.page(Some(title), description, body)
}
