//! The ASCII table: as a chart, and in lists with every form of each byte.

use hexcore::ascii;
use hexcore::explain::{self, Form};
use yew::prelude::*;

use super::{Body, TextPage};
use crate::components::address;

/// The byte that is explained until another one is chosen.
const FIRST: u8 = 0x40;

/// The characters that leave a mark, in lists of 32 codes: a letter and its capital stand in the same
/// row.
const LISTS: [(&str, std::ops::RangeInclusive<u8>); 3] = [
    ("20 to 3F: signs and digits", 0x20..=0x3f),
    ("40 to 5F: capital letters", 0x40..=0x5f),
    ("60 to 7E: small letters", 0x60..=0x7e),
];

/// The page.
pub(super) fn page(base: &str) -> TextPage<'_> {
    TextPage {
        path: "/ascii/".to_owned(),
        title: Some("ASCII".to_owned()),
        description:
            "The ASCII table: decimal, hex, octal, binary and character, what each control \
                      character does, and any byte taken apart."
                .to_owned(),
        body: Body::new(move || body(base)),
        ..TextPage::default()
    }
}

fn body(base: &str) -> Html {
    html! {
        <div class="page ascii">
            <header>
                <h1>{ "ASCII" }</h1>
                <p>
                    { "ASCII numbers 128 characters, from 0 to 127. In hex a number has two digits, and they are \
                       the column and the row in this table: " }
                    <code>{ "@" }</code>{ " stands in column 4, row 0, so its byte is " }<code>{ "40" }</code>
                    { ". The first two columns, and DEL in the last place, are control characters: orders, not signs." }
                </p>
                <p>
                    <a href="#one-byte">{ "One byte taken apart" }</a>{ " · " }
                    <a href="#controls">{ "Control characters" }</a>{ " · " }
                    <a href="#characters">{ "Signs, digits and letters" }</a>
                </p>
            </header>
            { chart() }
            <section class="ascii-byte" aria-labelledby="one-byte">
                <h2 id="one-byte">{ "One byte taken apart" }</h2>
                <div class="figure" data-figure="ascii-page" data-byte={Form::Hex.write(FIRST)}>{ first(base) }</div>
            </section>
            <div class="ascii-lists">
                <div>
                    <h2 id="controls">{ "Control characters" }</h2>
                    <table class="ascii-list">
                        <thead><tr>{ heads() }<th scope="col">{ "What it does" }</th></tr></thead>
                        <tbody>
                            { for (0..0x80).filter_map(|byte| Some((byte, ascii::control_meaning(byte)?)))
                                .map(|(byte, meaning)| row(byte, html! {
                                    <td class="meaning">
                                        <b>{ capitalized(ascii::spoken(byte)) }</b>{ ". " }{ meaning }
                                    </td>
                                })) }
                        </tbody>
                    </table>
                </div>
                <div>
                    <h2 id="characters">{ "Signs, digits and letters" }</h2>
                    <div class="ascii-columns">
                        { for LISTS.into_iter().map(|(name, bytes)| html! {
                            <table class="ascii-list">
                                <caption>{ name }</caption>
                                <thead><tr>{ heads() }</tr></thead>
                                <tbody>{ for bytes.map(|byte| row(byte, Html::default())) }</tbody>
                            </table>
                        }) }
                    </div>
                </div>
            </div>
        </div>
    }
}

/// Eight columns by the first hex digit, sixteen rows by the second. Each cell leads to its byte.
fn chart() -> Html {
    html! {
        <table class="ascii-chart">
            <caption>{ "Columns by the first hex digit, rows by the second" }</caption>
            <thead>
                <tr><td></td>{ for (0..8_u8).map(|digit| html! { <th scope="col">{ digit }</th> }) }</tr>
            </thead>
            <tbody>
                { for (0..16_u8).map(|row| html! {
                    <tr>
                        <th scope="row">{ format!("{row:x}") }</th>
                        { for (0..8_u8).map(|column| chart_cell(column << 4 | row)) }
                    </tr>
                }) }
            </tbody>
        </table>
    }
}

fn chart_cell(byte: u8) -> Html {
    let hex = Form::Hex.write(byte);
    let text = Form::Character.write(byte);
    html! {
        <td class={(text.len() > 1).then_some("short")}>
            <a href={format!("#{hex}")} aria-label={format!("{hex}, {}", ascii::spoken(byte))}>{ text }</a>
        </td>
    }
}

/// Heads of the columns that all lists have.
fn heads() -> Html {
    ["Dec", "Hex", "Oct", "Binary", "Char"]
        .into_iter()
        .map(|name| html! { <th scope="col">{ name }</th> })
        .collect()
}

/// The byte's row in a list, which is where its address leads.
fn row(byte: u8, more: Html) -> Html {
    let hex = Form::Hex.write(byte);
    html! {
        <tr id={hex.clone()}>
            <td>{ byte }</td>
            <th scope="row">{ hex }</th>
            <td>{ Form::Octal.write(byte) }</td>
            <td>{ Form::Binary.write(byte) }</td>
            <td>{ Form::Character.write(byte) }</td>
            { more }
        </tr>
    }
}

/// What stands in the figure until it comes alive, and where it cannot.
fn first(base: &str) -> Html {
    let [high, low] = explain::nibbles(FIRST);
    html! {
        <>
            <pre>{ explain::steps(FIRST) }</pre>
            <p>
                { format!("The digit {} stands for the bits {}, the digit {} for {}. Joined, the bits that are set are \
                   worth {}, and that is the number of {}. ", high.digit(), high.bits(), low.digit(), low.bits(),
                   explain::place_sum(FIRST), Form::Character.write(FIRST)) }
                <a href={address(base, "/posts/reading-binary-files/#one-byte-by-hand")}>{ "The same by hand" }</a>
                { "." }
            </p>
        </>
    }
}

fn capitalized(name: &str) -> String {
    let mut letters = name.chars();
    letters
        .next()
        .map(|first| first.to_ascii_uppercase().to_string() + letters.as_str())
        .unwrap_or_default()
}
