//! What the site is, what it does with files, and its keys.

use ::post::Site;
use yew::prelude::*;

use super::{BUILD, Body, TextPage};
use crate::components::{KeyTable, address};

/// Answers that the box "Go to offset" takes.
const OFFSETS: [(&str, &str); 8] = [
    ("0x1f0", "in hex"),
    ("496", "in decimal"),
    ("+16", "16 bytes on from the caret"),
    ("-0x10", "16 bytes back"),
    ("50%", "the middle of the file"),
    ("end-16", "16 bytes before the end"),
    ("16..32", "selects from 16 up to 32, without it"),
    ("0x10+4", "selects 4 bytes from 0x10 on"),
];

/// The page.
pub(super) fn page<'s>(site: &'s Site, base: &'s str) -> TextPage<'s> {
    let title = &site.config().title;
    TextPage {
        path: "/about/".to_owned(),
        title: Some("About".to_owned()),
        description: format!("What {title} is, what it does with your files, and its keys."),
        body: Body::new(move || body(title, base)),
        ..TextPage::default()
    }
}

fn body(title: &str, base: &str) -> Html {
    html! {
        <div class="page prose">
            <h1>{ format!("About {title}") }</h1>
            <p>
                { format!("{title} is a hex viewer that runs in the browser, inside a small blog that teaches bytes. \
                   Drop a file on any page and it opens in the ") }
                <a href={address(base, "/decoder/")}>{ "decoder" }</a>
                { ", as the lines that " }<code>{ "hexdump -C" }</code>{ " would print. A file of 200 GiB opens as \
                   quickly as one of 3 MB, because only the bytes on the screen are read. Dropped on a figure in a post, a file is \
                   shown there instead. The " }
                <a href={address(base, "/ascii/")}>{ "ASCII table" }</a>{ " takes single bytes apart. For whoever \
                   writes here, or wants a site like this one, there are the " }
                <a href={address(base, super::docs::PATH)}>{ "docs" }</a>{ "." }
            </p>
            <h2 id="privacy">{ "Privacy" }</h2>
            <p>
                { "A file that you open is read in your browser and never leaves it. The site sets no cookies, counts \
                   no visitors and loads nothing from elsewhere, but for a file whose address you enter on a page of its own. \
                   Your theme, your view settings, the pages that are kept for times without a connection, and the names of open files with the ways back to them after a reload, \
                   are kept in your browser's own storage. “Forget everything” in the decoder's View menu clears all of that. A file \
                   that is saved by a download waits in that storage, and goes when you open this site again an hour \
                   later. Nothing else is kept." }
            </p>
            <h2 id="offline">{ "Without a connection" }</h2>
            <p>
                { "After one visit the decoder works without a connection, and so do the pages that you have visited or whose links you have reached. Browsers \
                   that can will also install the site as an app, which your system then offers for binary files. A newer \
                   version of the site waits until you load it, or until you have closed all its pages." }
            </p>
            <h2 id="keys">{ "Keys in the decoder" }</h2>
            <div class="table-scroll" tabindex="0" role="region" aria-label="Keys in the decoder">
                <KeyTable />
            </div>
            <h2 id="offsets">{ "Places to go to" }</h2>
            <div class="table-scroll" tabindex="0" role="region" aria-label="Places to go to">
                <table>
                    <thead><tr><th scope="col">{ "You write" }</th><th scope="col">{ "It means" }</th></tr></thead>
                    <tbody>
                        { for OFFSETS.iter().map(|(text, what)| html! {
                            <tr><td><code>{ *text }</code></td><td>{ *what }</td></tr>
                        }) }
                    </tbody>
                </table>
            </div>
            <h2 id="links">{ "Links to a place" }</h2>
            <p>
                { "The address follows you: copy it and it leads back to the same offset, for a sample or for a file \
                   that the reader has too. " }
                <a href={address(base, "/decoder/#sample=ls-universal&at=0x4000")}>{ "This link" }</a>
                { " opens a sample at its first program." }
            </p>
            <h2 id="version">{ "Version" }</h2>
            <p>
                { format!("Hexlog {}, build ", env!("CARGO_PKG_VERSION")) }<code>{ BUILD }</code>
                { ". The build is named after what its files hold: two sites with one name are the same." }
            </p>
        </div>
    }
}
