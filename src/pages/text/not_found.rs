//! What a host shows for an address that the site does not have.

use yew::prelude::*;

use super::{Body, NOT_FOUND, TextPage};
use crate::components::address;

/// The page. Where there is a search, it suggests posts.
pub(super) fn page<'s>(base: &'s str, search: Option<&'s str>) -> TextPage<'s> {
    TextPage {
        path: NOT_FOUND.to_owned(),
        title: Some("Page not found".to_owned()),
        description: "This address leads to no page.".to_owned(),
        body: Body::new(move || body(base, search)),
        ..TextPage::default()
    }
}

fn body(base: &str, search: Option<&str>) -> Html {
    html! {
        <div class="page">
            <h1>{ "Nothing at this offset" }</h1>
            <p>{ "This address leads to no page. It may have been mistyped, or the page has moved." }</p>
            <p>
                <a href={address(base, "/")}>{ "All posts" }</a>
                { " · " }
                <a href={address(base, "/decoder/")}>{ "The decoder" }</a>
            </p>
            if let Some(search) = search {
                <div class="suggestions" data-search-js={address(base, search)}></div>
            }
        </div>
    }
}
