//! Figures in text pages: elements that come alive, with plain text in them until they do.

use gloo::events::{EventListener, EventListenerOptions};
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, MouseEvent};

use super::{document, set_attribute, window};

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
}

/// The figures of the page that stands in the document, in their order.
pub fn find() -> Vec<Figure> {
    elements("main [data-figure]")
        .into_iter()
        .filter_map(|host| {
            let kind = host.get_attribute("data-figure")?;
            Some(Figure { host, kind })
        })
        .collect()
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
    let Ok(found) = document().query_selector_all(selector) else {
        return Vec::new();
    };
    (0..found.length())
        .filter_map(|index| found.item(index)?.dyn_into().ok())
        .collect()
}
