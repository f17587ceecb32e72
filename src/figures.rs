//! The figures that come alive in text pages: each kind of element, and what is drawn into it.
//!
//! A text page is opaque to the app. Where it has an element such as
//! `<div class="figure" data-figure="byte" data-byte="40">` with a text in it, a component takes
//! the place of the text when somebody may get there, and goes with the page.

mod live;

use figure::Kind as OfBytes;
use hexcore::explain::Form;
use yew::prelude::*;

use crate::components::Explain;
use crate::web::EventListener;
use crate::web::address::{self, Address, Place};
use crate::web::figures::{self, Figure};
use live::Live;
pub use live::Tools;

/// What to know before trying things out where no file is open.
const NOTE: AttrValue = AttrValue::Static("Change any of these, and the others follow.");

/// Properties of [`Figures`].
#[derive(Properties, PartialEq)]
pub struct FiguresProps {
    /// What the ids of its figures begin with.
    pub id: AttrValue,
    /// What they need of the app.
    pub tools: Tools,
}

/// The figures of one page that are alive. They come one by one, as they come near what is in view.
pub struct Figures {
    alive: Vec<Html>,
}

/// A figure is to come alive.
pub struct Due(Figure);

impl Component for Figures {
    type Message = Due;
    type Properties = FiguresProps;

    fn create(_ctx: &Context<Self>) -> Self {
        Figures { alive: Vec::new() }
    }

    fn update(&mut self, ctx: &Context<Self>, Due(figure): Due) -> bool {
        let FiguresProps { id, tools } = ctx.props();
        let id = format!("{id}-{}", self.alive.len());
        self.alive.extend(draw(figure, id.into(), tools));
        true
    }

    fn view(&self, _ctx: &Context<Self>) -> Html {
        self.alive.iter().cloned().collect()
    }

    fn rendered(&mut self, ctx: &Context<Self>, first: bool) {
        if first {
            let link = ctx.link().clone();
            figures::on_near(move |figure| link.send_message(Due(figure)));
        }
    }
}

/// What comes alive of a figure, with an id of its own. What cannot be drawn stays text.
fn draw(figure: Figure, id: AttrValue, tools: &Tools) -> Option<Html> {
    let html = match figure.kind.as_str() {
        "ascii-page" => ascii(&figure, id)?,
        "byte" => byte(&figure, id)?,
        kind => {
            OfBytes::named(kind)?;
            // The text stays, and what is below it comes to it.
            let (host, key) = (figure.beside(), id.to_string());
            let tools = tools.clone();
            return Some(create_portal(
                html! { <Live {key} {id} {figure} {tools} /> },
                host,
            ));
        }
    };
    Some(create_portal(html, figure.into_host()))
}

/// `data-figure="byte"`: the byte `data-byte`, in hex, to be taken apart and changed.
fn byte(figure: &Figure, id: AttrValue) -> Option<Html> {
    let byte = byte_of(&figure.data("byte")?)?;
    let key = id.to_string();
    Some(html! {
        <Explain
            {key}
            {id}
            {byte}
            note={NOTE}
            back={format!("Back to {}", Form::Hex.write(byte))}
        />
    })
}

/// `data-figure="ascii-page"`: the byte in the fragment of the address, at first `data-byte`. It
/// belongs to a page that is an ASCII table, where each byte is a place.
fn ascii(figure: &Figure, id: AttrValue) -> Option<Html> {
    let byte = byte_of(&figure.data("byte")?)?;
    let key = id.to_string();
    Some(html! { <AsciiFigure {key} {id} {byte} /> })
}

/// A byte as an address has it.
fn byte_of(text: &str) -> Option<u8> {
    Form::Hex.read(text).ok()
}

/// Properties of [`AsciiFigure`].
#[derive(Properties, PartialEq)]
struct AsciiFigureProps {
    id: AttrValue,
    byte: u8,
}

/// The byte follows the address and the links of the page, and the address follows the byte.
struct AsciiFigure {
    byte: u8,
    address: Address,
    _listeners: [EventListener; 2],
}

/// Why another byte is shown.
enum Shown {
    /// The address has this fragment now.
    Visited(String),
    /// A link of the page leads to it.
    Linked(u8),
    /// The user has made it.
    Made(u8),
}

impl Component for AsciiFigure {
    type Message = Shown;
    type Properties = AsciiFigureProps;

    fn create(ctx: &Context<Self>) -> Self {
        let address = Address::default();
        let visits = ctx.link().clone();
        let visits =
            address.listen(move |place| visits.send_message(Shown::Visited(place.fragment)));
        let links = ctx.link().clone();
        let links = figures::on_link(move |fragment| {
            let Some(byte) = byte_of(fragment) else {
                return false;
            };
            links.send_message(Shown::Linked(byte));
            true
        });
        AsciiFigure {
            byte: byte_of(&address::fragment()).unwrap_or(ctx.props().byte),
            address,
            _listeners: [visits, links],
        }
    }

    fn update(&mut self, ctx: &Context<Self>, shown: Shown) -> bool {
        self.byte = match shown {
            Shown::Visited(fragment) => {
                self.address.cancel();
                // A heading of the page is no byte, and changes none.
                let kept = if fragment.is_empty() {
                    ctx.props().byte
                } else {
                    self.byte
                };
                byte_of(&fragment).unwrap_or(kept)
            }
            Shown::Linked(byte) => {
                self.address.go(&Form::Hex.write(byte));
                figures::lead_to(&ctx.props().id);
                byte
            }
            Shown::Made(byte) => {
                self.address.replace_soon(&Place {
                    fragment: Form::Hex.write(byte),
                    file: None,
                });
                byte
            }
        };
        true
    }

    fn view(&self, ctx: &Context<Self>) -> Html {
        html! {
            <Explain
                id={ctx.props().id.clone()}
                byte={self.byte}
                note={NOTE}
                has_chart={false}
                on_change={ctx.link().callback(Shown::Made)}
            />
        }
    }

    fn rendered(&mut self, _ctx: &Context<Self>, _first: bool) {
        figures::mark_current(&Form::Hex.write(self.byte));
    }

    fn destroy(&mut self, _ctx: &Context<Self>) {
        self.address.cancel();
    }
}
