//! Figures in text pages: elements that come alive, with plain text in them until they do.

use gloo::events::{EventListener, EventListenerOptions};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{DragEvent, Element, Event, HtmlElement, KeyboardEvent, MouseEvent};

use super::source::Source;
use super::{create, document, drops, set_attribute, window};

/// An element such as `<div class="figure" data-figure="byte" data-byte="40">`.
#[derive(Clone, Debug, PartialEq)]
pub struct Figure {
    host: Element,
    /// What kind of figure it is.
    pub kind: String,
}

impl Figure {
    /// The value of `data-<name>`.
    pub fn data(&self, name: &str) -> Option<String> {
        self.host.get_attribute(&format!("data-{name}"))
    }

    /// The element, emptied of its plain text to make room for what lives.
    pub fn into_host(self) -> Element {
        self.host.set_text_content(None);
        self.host
    }

    /// A new element below the plain text, for what lives beside it.
    pub fn beside(&self) -> Element {
        let tools = create("div", "figure-tools");
        let _ = self.host.append_child(&tools);
        tools.into()
    }

    /// Whether its caption leads to the decoder.
    pub fn has_link(&self) -> bool {
        let figure = self.host.parent_element();
        figure.is_some_and(|figure| first(&figure, "figcaption a").is_some())
    }

    /// Makes what is said of bytes light them when it is pointed at, pressed or reached by the keyboard. A file
    /// that is dropped on the figure is given to `on_file`.
    pub fn enliven(&self, on_file: impl Fn(Source) + 'static) -> Parts {
        let shown = first(&self.host, ".shown").unwrap_or_else(|| self.host.clone());
        let listener = |name: &'static str, does: fn(&Element, &Event)| {
            let of = shown.clone();
            let options = EventListenerOptions::enable_prevent_default();
            EventListener::new_with_options(&shown, name, options, move |event| does(&of, event))
        };
        let mut listeners = vec![
            listener("pointerover", |shown, event| light(shown, numbers(event))),
            listener("pointerout", |shown, _| light(shown, None)),
            listener("focusin", |shown, event| {
                if let Some(note) = note(event) {
                    stop_at(shown, &note);
                    light(shown, numbers(event));
                }
            }),
            listener("focusout", |shown, _| light(shown, None)),
            listener("click", press),
            listener("keydown", on_key),
        ];
        let over = EventListenerOptions::enable_prevent_default();
        listeners.push(EventListener::new_with_options(
            &self.host,
            "drop",
            over,
            move |event| {
                let transfer = event
                    .dyn_ref::<DragEvent>()
                    .and_then(DragEvent::data_transfer);
                let files = transfer.and_then(|transfer| transfer.files());
                let Some(file) = files.and_then(|files| files.get(0)) else {
                    return;
                };
                // The page would open it in the decoder.
                event.prevent_default();
                event.stop_propagation();
                drops::end();
                on_file(Source::file(file, None));
            },
        ));
        let parts = Parts {
            shown,
            first: None,
            _listeners: listeners,
        };
        ready(&parts.shown);
        parts
    }
}

/// What is shown in a figure that lives.
pub struct Parts {
    shown: Element,
    /// What was shown at first, once something else was.
    first: Option<String>,
    _listeners: Vec<EventListener>,
}

impl Parts {
    /// Shows something else. It is HTML that was made here, in which text is escaped.
    pub fn show(&mut self, html: &str) {
        self.first.get_or_insert_with(|| self.shown.inner_html());
        self.put(html);
    }

    /// Shows what was shown at first.
    pub fn show_first(&self) {
        if let Some(first) = &self.first {
            self.put(first);
        }
    }

    fn put(&self, html: &str) {
        self.shown.set_inner_html(html);
        ready(&self.shown);
    }
}

/// Makes buttons of notes: one stop for the keyboard, and the arrows lead on.
fn ready(shown: &Element) {
    for (index, note) in within(shown, ".note").iter().enumerate() {
        set_attribute(note, "role", "button");
        set_attribute(note, "aria-pressed", "false");
        set_attribute(note, "tabindex", if index == 0 { "0" } else { "-1" });
    }
}

/// The numbers of the bytes that an event is about.
fn numbers(event: &Event) -> Option<String> {
    closest(event, "[data-i]")?.get_attribute("data-i")
}

/// The note that an event is about.
fn note(event: &Event) -> Option<Element> {
    closest(event, ".note")
}

fn closest(event: &Event, selector: &str) -> Option<Element> {
    let target = event.target()?.dyn_into::<Element>().ok()?;
    target.closest(selector).ok()?
}

/// The smallest range that has these numbers: it comes last.
fn last(numbers: &str) -> Option<&str> {
    numbers.split(' ').next_back()
}

/// Lights what has the last of these numbers, or what is pressed.
fn light(shown: &Element, numbers: Option<String>) {
    for element in within(shown, ".lit") {
        let _ = element.class_list().remove_1("lit");
    }
    let pressed = || first(shown, ".note[aria-pressed=true]")?.get_attribute("data-i");
    let numbers = numbers.or_else(pressed);
    if let Some(number) = numbers.as_deref().and_then(last) {
        for element in within(shown, &format!("[data-i~=\"{number}\"]")) {
            let _ = element.class_list().add_1("lit");
        }
    }
}

/// Keeps what an event is about lit, until something else is pressed or the same again: a note, or the first
/// that is about the bytes.
fn press(shown: &Element, event: &Event) {
    let Some(numbers) = numbers(event) else {
        return;
    };
    let number = last(&numbers);
    let has_number = |note: &Element| note.get_attribute("data-i").as_deref() == number;
    let notes = within(shown, ".note");
    let pressed = note(event).or_else(|| notes.iter().find(|note| has_number(note)).cloned());
    for note in notes {
        let was = note.get_attribute("aria-pressed").as_deref() == Some("true");
        let is_now = pressed.as_ref() == Some(&note) && !was;
        set_attribute(&note, "aria-pressed", if is_now { "true" } else { "false" });
    }
    light(shown, Some(numbers));
}

/// Makes a note the stop for the keyboard.
fn stop_at(shown: &Element, note: &Element) {
    for other in within(shown, ".note") {
        set_attribute(&other, "tabindex", if other == *note { "0" } else { "-1" });
    }
}

fn on_key(shown: &Element, event: &Event) {
    let (Some(note), Some(key)) = (note(event), event.dyn_ref::<KeyboardEvent>()) else {
        return;
    };
    // These mean something to the browser.
    if key.ctrl_key() || key.alt_key() || key.meta_key() || key.shift_key() {
        return;
    }
    let notes = within(shown, ".note");
    let at = notes.iter().position(|other| *other == note).unwrap_or(0);
    let to = match key.key().as_str() {
        "Enter" | " " => {
            press(shown, event);
            at
        }
        "ArrowDown" | "ArrowRight" => at + 1,
        "ArrowUp" | "ArrowLeft" => at.saturating_sub(1),
        "Home" => 0,
        "End" => notes.len().saturating_sub(1),
        _ => return,
    };
    event.prevent_default();
    if let Some(note) = notes.get(to).and_then(|note| note.dyn_ref::<HtmlElement>()) {
        super::focus(note);
    }
}

#[wasm_bindgen]
extern "C" {
    /// Calls back for each figure of the page that is about to stand in the document, or does if it is the first,
    /// when it is to come alive (`static/text.js`).
    #[wasm_bindgen(js_name = hexlogNear, catch)]
    fn near(alive: JsValue) -> Result<(), JsValue>;
}

/// Calls back for each figure of the page that is about to stand in the document, or does if it is the first,
/// once, when it comes near what is in view or may be reached without that. Until the next call.
pub fn on_near(alive: impl Fn(Figure) + 'static) {
    let alive = Closure::<dyn Fn(Element)>::new(move |host: Element| {
        let kind = host.get_attribute("data-figure").unwrap_or_default();
        alive(Figure { host, kind });
    });
    // Where the script is missing, the figures stay text.
    let _ = near(alive.into_js_value());
}

/// Calls back with the fragment when a link to a place of this page is pressed. Where the callback
/// says that it has dealt with it, the browser does not go there.
pub fn on_link(pressed: impl Fn(&str) -> bool + 'static) -> EventListener {
    let options = EventListenerOptions::enable_prevent_default();
    EventListener::new_with_options(&window(), "click", options, move |event| {
        let Some(click) = event.dyn_ref::<MouseEvent>() else {
            return;
        };
        let has_meaning = click.button() != 0
            || click.ctrl_key()
            || click.meta_key()
            || click.shift_key()
            || click.alt_key();
        if has_meaning || event.default_prevented() {
            return;
        }
        let href = event
            .target()
            .and_then(|target| target.dyn_into::<Element>().ok())
            .and_then(|target| target.closest("main a[href]").ok().flatten())
            .and_then(|link| link.get_attribute("href"));
        let fragment = href.as_deref().and_then(|href| href.strip_prefix('#'));
        if fragment.is_some_and(&pressed) {
            event.prevent_default();
        }
    })
}

/// Marks what the page has at `#id`, and the links to it, as the current ones, and nothing else.
/// `id` has letters and digits only.
pub fn mark_current(id: &str) {
    for element in elements("main [aria-current]") {
        let _ = element.remove_attribute("aria-current");
    }
    for element in elements(&format!("main [id=\"{id}\"], main [href=\"#{id}\"]")) {
        set_attribute(&element, "aria-current", "true");
    }
}

/// Leads the keyboard to the element with this id, and the view too where its top is not in sight.
pub fn lead_to(id: &str) {
    let Some(element) = document().get_element_by_id(id) else {
        return;
    };
    let top = element.get_bounding_client_rect().top();
    let height = window().inner_height().ok();
    let middle = height.and_then(|height| height.as_f64()).unwrap_or(0.0) / 2.0;
    if !(0.0..middle).contains(&top) {
        element.scroll_into_view();
    }
    if let Some(element) = element.dyn_ref::<HtmlElement>() {
        super::focus(element);
    }
}

fn elements(selector: &str) -> Vec<Element> {
    let root = document().document_element();
    root.map(|root| within(&root, selector)).unwrap_or_default()
}

fn first(element: &Element, selector: &str) -> Option<Element> {
    element.query_selector(selector).ok()?
}

/// The elements in another one that a selector names.
fn within(element: &Element, selector: &str) -> Vec<Element> {
    let Ok(found) = element.query_selector_all(selector) else {
        return Vec::new();
    };
    (0..found.length())
        .filter_map(|index| found.item(index)?.dyn_into().ok())
        .collect()
}
