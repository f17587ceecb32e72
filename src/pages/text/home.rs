//! All posts, newest first, and the way into the decoder.

use ::post::Site;
use yew::prelude::*;

use super::{TextPage, post_list};
use crate::components::address;

/// The first page.
pub(super) fn page(site: &Site, base: &str) -> TextPage<'static> {
    let config = site.config();
    let body = html! {
        <div class="page">
            <header class="intro">
                <h1>{ config.tagline.clone() }</h1>
                <p>
                    { "Drop a file anywhere on this site and read its bytes. It is opened in your browser and \
                       goes nowhere else. Or " }
                    <a href={address(base, "/decoder/#sample=ls-universal")}>{ "look at a sample" }</a>
                    { "." }
                </p>
            </header>
            { post_list(site.posts().iter(), base) }
        </div>
    };
    TextPage {
        path: "/".to_owned(),
        title: None,
        description: format!("{}.", config.tagline),
        body,
        ..TextPage::default()
    }
}
