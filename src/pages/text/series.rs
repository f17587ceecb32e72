//! The parts of one series.

use ::post::{Site, post_path, series_path};
use yew::prelude::*;

use super::{TextPage, date, minutes, separator};
use crate::components::address;

/// The parts of the series `name`, the first one first.
pub(super) fn page(site: &Site, name: &str, base: &str) -> Option<TextPage<'static>> {
    let series = site.config().series.get(name)?;
    let parts = site.parts(name);
    let count = match parts.len() {
        1 => "1 part".to_owned(),
        parts => format!("{parts} parts"),
    };
    let body = html! {
        <div class="page">
            <h1>{ series.title.clone() }</h1>
            <p>{ series.about.clone() }{ " " }{ count.clone() }{ ", the first one first." }</p>
            <ol class="post-list">
                { for parts.iter().map(|post| html! {
                    <li>
                        <h2><a href={address(base, &post_path(&post.meta.slug))}>{ post.meta.title.clone() }</a></h2>
                        <p class="summary">{ post.meta.summary.clone() }</p>
                        <p class="facts">
                            if let Some(part) = &post.meta.part {
                                { format!("Part {}", part.number) }{ separator() }
                            }
                            { date(&post.meta) }{ separator() }{ minutes(&post.meta) }
                        </p>
                    </li>
                }) }
            </ol>
        </div>
    };
    Some(TextPage {
        path: series_path(name),
        title: Some(series.title.clone()),
        description: format!("{} A series of posts: {count}.", series.about),
        body,
        ..TextPage::default()
    })
}
