//! What is shown in place of a page that is not kept, where there is no connection.

use yew::prelude::*;

use super::{Body, OFFLINE, TextPage};
use crate::components::address;

/// The page.
pub(super) fn page(base: &str) -> TextPage<'_> {
    TextPage {
        path: OFFLINE.to_owned(),
        title: Some("No connection".to_owned()),
        description: "This page needs a connection.".to_owned(),
        body: Body::new(move || body(base)),
        ..TextPage::default()
    }
}

fn body(base: &str) -> Html {
    html! {
        <div class="page">
            <h1>{ "No connection" }</h1>
            <p>
                { "This page is not kept on your device, and the server cannot be reached. Pages that you have \
                   visited are there, and so is the decoder: it reads your files without a connection." }
            </p>
            <p>
                <a href={address(base, "/decoder/")}>{ "The decoder" }</a>
                { " · " }
                <a href={address(base, "/")}>{ "All posts" }</a>
            </p>
        </div>
    }
}
