//! What the decoder shows while no file is open.

use hexcore::samples::SAMPLES;
use yew::prelude::*;

use super::{address, no_decoder};

/// Properties of [`DropZone`].
#[derive(Properties, PartialEq)]
pub struct DropZoneProps {
    /// The site's base path.
    pub base: AttrValue,
    /// The control that opens files.
    pub children: Html,
    /// What was open before a reload.
    pub earlier: Html,
}

/// One calm place to drop a file on, and samples for those who have none at hand.
#[component(DropZone)]
pub fn drop_zone(props: &DropZoneProps) -> Html {
    let decoder = address(&props.base, "/decoder/");
    html! {
        <section class="drop-zone" aria-labelledby="drop-title">
            <h1 id="drop-title">{ "Drop a file. It never leaves this page." }</h1>
            <p class="hint">{ "Any file, of any size. Its bytes are read here, in your browser, a screenful at a time." }</p>
            { no_decoder() }
            <div class="app-only"><div class="openers">{ props.children.clone() }</div></div>
            { props.earlier.clone() }
            <p class="hint app-only">
                { "A file at an address? " }
                <a href={address(&props.base, "/decoder/remote/")}>{ "Open it by its URL." }</a>
            </p>
            <div class="samples app-only">
                <h2>{ "No file at hand?" }</h2>
                <ul>
                    { for SAMPLES.iter().map(|sample| html! {
                        <li>
                            <a href={format!("{decoder}#sample={}", sample.name)}>{ sample.name }</a>
                            <span>{ sample.about }</span>
                        </li>
                    }) }
                </ul>
            </div>
            <p class="lesson">
                { "New to this? " }
                <a href={address(&props.base, "/posts/reading-binary-files/")}>{ "Reading Binary Files" }</a>
                { " explains a hex dump from the first byte." }
            </p>
        </section>
    }
}
