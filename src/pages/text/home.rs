//! All posts, newest first, and the way into the decoder.

use ::post::{ARCHIVE, PAGE_LENGTH, Post, Site, series_path};
use yew::prelude::*;

use super::list::{Slice, slices};
use super::{TextPage, post_list, separator};
use crate::components::address;

/// The first page and those that follow it.
pub(super) fn pages<'s>(site: &'s Site, base: &'s str) -> Vec<TextPage<'s>> {
    let posts: Vec<&Post> = site.posts().iter().collect();
    let slices = slices("/", &posts, PAGE_LENGTH);
    slices
        .into_iter()
        .map(|slice| page(site, slice, base))
        .collect()
}

fn page<'s>(site: &'s Site, slice: Slice<'s>, base: &'s str) -> TextPage<'s> {
    let name = (!slice.is_first()).then(|| slice.title("Posts"));
    let description = format!("{}.", site.config().tagline);
    let body = move |slice: &Slice| body(site, slice, base);
    slice.page(name, description, body)
}

fn body(site: &Site, slice: &Slice, base: &str) -> Html {
    let config = site.config();
    let head = if slice.is_first() {
        html! {
            <header class="intro">
                <h1 dir="auto">{ config.tagline.clone() }</h1>
                <p>
                    { "Drop a file anywhere on this site and read its bytes. It is opened in your browser and \
                       goes nowhere else. Or " }
                    <a href={address(base, "/decoder/#sample=ls-universal")}>{ "look at a sample" }</a>
                    { "." }
                </p>
            </header>
        }
    } else {
        html! { <h1>{ slice.title("Posts") }</h1> }
    };
    html! {
        <div class="page">
            { head }
            { post_list(&slice.posts, base) }
            { slice.links("Newer", "Older", base) }
            <p class="facts more">
                <a href={address(base, ARCHIVE)}>{ "Archive" }</a>
                { series(site, base) }
            </p>
        </div>
    }
}

/// Links to the series.
fn series(site: &Site, base: &str) -> Html {
    let all = &site.config().series;
    site.series()
        .into_iter()
        .filter_map(|name| Some((name, all.get(name)?)))
        .map(|(name, series)| {
            html! {
                <>
                    { separator() }
                    <a href={address(base, &series_path(name))} dir="auto">{ series.title.clone() }</a>
                </>
            }
        })
        .collect()
}
