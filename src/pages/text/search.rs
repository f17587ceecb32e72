//! The search over posts. What it finds is written by `static/search.js`.

use yew::prelude::*;

use super::{Body, SEARCH, TextPage};
use crate::components::address;

/// What is said where the script or the index does not come.
const FAILED: &str =
    "The search could not be loaded. Is there a connection? Load the page again to try once more.";

/// The page. `script` is the site path of the script that searches.
pub(super) fn page<'s>(base: &'s str, script: &'s str) -> TextPage<'s> {
    TextPage {
        path: SEARCH.to_owned(),
        title: Some("Search".to_owned()),
        description: "Find words in the posts. What you type stays in your browser.".to_owned(),
        body: Body::new(move || body(base, script)),
        ..TextPage::default()
    }
}

fn body(base: &str, script: &str) -> Html {
    let archive = || html! { <a href={address(base, "/archive/")}>{ "all posts by year" }</a> };
    html! {
        <div class="page">
            <h1>{ "Search" }</h1>
            <search class="js-only" data-search-js={address(base, script)}>
                <label for="query">{ "Words in posts" }</label>
                <input id="query" type="search" autocomplete="off" spellcheck="false" enterkeyhint="search" />
                <p class="found" aria-live="polite" data-failed={FAILED}></p>
                <ol class="post-list"></ol>
                <button type="button" hidden=true>{ "More" }</button>
            </search>
            <p class="needs-js">{ "The search needs JavaScript. Without it there are " }{ archive() }{ "." }</p>
            <p class="more js-only">{ "Or look through " }{ archive() }{ "." }</p>
        </div>
    }
}
