//! What opens a file at an address, and how far that is.

use yew::prelude::*;

use super::{address, entered, no_decoder};
use crate::decoder::{bytes_of, grouped, percent};

/// The id of the input for an address.
pub const ADDRESS_ID: &str = "address";

/// Properties of [`AddressForm`].
#[derive(Properties, PartialEq)]
pub struct AddressFormProps {
    /// The text in the input, until the user writes another.
    pub text: AttrValue,
    /// The file at this address is to be opened.
    pub on_open: Callback<String>,
}

/// **Address of a file**, and what opens it.
#[component(AddressForm)]
pub fn address_form(props: &AddressFormProps) -> Html {
    let input = use_node_ref();
    let on_open = props.on_open.clone();
    let onsubmit = entered(&input, move |input| on_open.emit(input.value()));
    html! {
        <form class="address app-only" {onsubmit}>
            <label for={ADDRESS_ID}>{ "Address of a file" }</label>
            <input
                id={ADDRESS_ID}
                ref={input}
                type="text"
                inputmode="url"
                value={props.text.clone()}
                placeholder="https://example.org/file.bin"
                autocomplete="off"
                autocapitalize="off"
                spellcheck="false"
                enterkeyhint="go"
            />
            <button type="submit">{ "Open" }</button>
        </form>
    }
}

/// What the page for a file at an address shows while none is open: `form` is the one for an address.
pub fn remote_zone(base: &str, form: Html) -> Html {
    html! {
        <section class="drop-zone" aria-labelledby="remote-title">
            <h1 id="remote-title">{ "Open a file by its address." }</h1>
            <p class="hint">
                { "This page connects to the address that you enter. The server there sees your request, as \
                   with any download, and may lead it on to another. Bytes are asked for as you go: what you \
                   look at and a little around it, and all that you copy, save or search." }
            </p>
            { no_decoder() }
            { form }
            <p class="lesson">
                { "Files of yours cannot be opened here: for them there is " }
                <a href={address(base, "/decoder/")}>{ "the decoder that connects to nothing" }</a>
                { "." }
            </p>
        </section>
    }
}

/// What is on its way from a server.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Download {
    /// What goes on.
    pub name: String,
    /// Bytes that have come.
    pub done: u64,
    /// Bytes that are to come, if that is known.
    pub total: Option<u64>,
}

/// A download: what it is, how far it is, and the way to end it.
pub fn download_box(download: &Download, on_cancel: &Callback<()>) -> Html {
    let Download { name, done, total } = download.clone();
    let percent = total.map(|total| percent(done, total));
    let so_far = match (done, total) {
        (0, None) => String::new(),
        (done, None) => bytes_of(done),
        (done, Some(total)) => format!("{} of {}", grouped(done), bytes_of(total)),
    };
    html! {
        <div class="work download">
            <span class="what" title={name.clone()}>{ name.clone() }</span>
            <progress max="100" value={percent} aria-label={name} />
            <span class="percent">{ so_far }</span>
            <button type="button" onclick={on_cancel.reform(|_| ())}>{ "Cancel" }</button>
        </div>
    }
}
