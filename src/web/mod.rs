//! The only door to the browser. What is asked of it comes back as plain values.

pub mod address;
pub mod clipboard;
pub mod clock;
mod disk;
pub mod drops;
pub mod figures;
pub mod grid;
pub mod handles;
pub mod keys;
pub mod leaving;
pub mod marks;
pub mod mount;
pub mod navigation;
pub mod paste;
mod plane;
pub mod pointer;
pub mod reader;
pub mod remote;
pub mod saving;
pub mod scan;
mod sheet;
pub mod source;
pub mod storage;
pub mod theme;
pub mod work;
pub mod workers;

use js_sys::Promise;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::{Document, Element, Window};

pub use gloo::events::EventListener;
pub use gloo::timers::callback::Timeout;
pub use wasm_bindgen::JsValue;
pub use wasm_bindgen_futures::spawn_local;
pub use web_sys::{HtmlElement, HtmlInputElement, HtmlSelectElement, HtmlTextAreaElement};

/// Milliseconds from the beginning of a page after which what nobody asks for is done.
const START_MS: i32 = 1000;

/// The window. There is always one: this module runs in pages only.
pub(crate) fn window() -> Window {
    web_sys::window().unwrap_or_else(|| unreachable!("a page has a window"))
}

/// The document.
pub(crate) fn document() -> Document {
    window()
        .document()
        .unwrap_or_else(|| unreachable!("a window has a document"))
}

/// The path of the address.
fn pathname() -> String {
    window().location().pathname().unwrap_or_default()
}

/// Waits.
async fn pause(ms: i32) {
    let pause = Promise::new(&mut |done, _| {
        // A page has a clock.
        let _ = window().set_timeout_with_callback_and_timeout_and_arguments_0(&done, ms);
    });
    let _ = JsFuture::from(pause).await;
}

/// Waits at the beginning of a page, before what nobody asks for: the page comes alive first.
pub async fn after_start() {
    pause(START_MS).await;
}

/// A new HTML element named `tag`, with a class.
fn create(tag: &str, class: &str) -> HtmlElement {
    let element = document()
        .create_element(tag)
        .unwrap_or_else(|_| unreachable!("{tag} is the name of an element"));
    if !class.is_empty() {
        element.set_class_name(class);
    }
    element.unchecked_into()
}

/// Sets one CSS property of one element. It goes through CSSOM, which the policy on styles lets
/// pass.
fn set_style(element: &HtmlElement, property: &str, value: &str) {
    // The only failure is a value that is read-only, and an element's own style is not.
    let _ = element.style().set_property(property, value);
}

/// Sets an attribute.
fn set_attribute(element: &Element, name: &str, value: &str) {
    // The only failure is a name that is no name, and all of ours are.
    let _ = element.set_attribute(name, value);
}

/// Sorts a few items by a key, those of one key in their order. The library's sorts are made for many, and
/// each of their kinds is a few kilobytes of code.
fn sort_few<T, K: PartialOrd>(items: &mut [T], key: impl Fn(&T) -> K) {
    for end in 1..items.len() {
        let mut at = end;
        while let (Some(before), Some(item)) = (items.get(at.wrapping_sub(1)), items.get(at))
            && key(item) < key(before)
        {
            items.swap(at - 1, at);
            at -= 1;
        }
    }
}

/// Opens a popover of the page, or closes it.
pub fn toggle_popover(id: &str) {
    let element = document().get_element_by_id(id);
    if let Some(element) = element.and_then(|element| element.dyn_into::<HtmlElement>().ok()) {
        let _ = element.toggle_popover();
    }
}

/// Puts the keyboard onto the first element that the CSS `selector` finds; `false` if there is none.
pub fn focus_on(selector: &str) -> bool {
    let element = document().query_selector(selector).ok().flatten();
    element
        .and_then(|element| element.dyn_into::<HtmlElement>().ok())
        .is_some_and(|element| element.focus().is_ok())
}

/// Whether the keyboard is on the element with this id.
pub fn has_keyboard(id: &str) -> bool {
    document()
        .active_element()
        .is_some_and(|element| element.id() == id)
}

/// Whether the popover with this id is open.
pub fn is_open(id: &str) -> bool {
    let element = document().get_element_by_id(id);
    element.is_some_and(|element| element.matches(":popover-open") == Ok(true))
}

/// Scrolls what is around the first element that the CSS `selector` finds until it is in view.
pub fn reveal(selector: &str) {
    if let Ok(Some(element)) = document().query_selector(selector) {
        let options = web_sys::ScrollIntoViewOptions::new();
        options.set_block(web_sys::ScrollLogicalPosition::Nearest);
        options.set_inline(web_sys::ScrollLogicalPosition::Nearest);
        element.scroll_into_view_with_scroll_into_view_options(&options);
    }
}

/// Whether a menu or a dialog of the page is open, which Escape closes.
pub fn is_popover_open() -> bool {
    matches!(document().query_selector(":popover-open"), Ok(Some(_)))
}

/// The address of this page, with another fragment.
pub fn address_with(fragment: &str) -> String {
    let location = window().location();
    let origin = location.origin().unwrap_or_default();
    format!("{origin}{}#{fragment}", pathname())
}

/// Puts the keyboard on an element; nothing is scrolled.
fn focus(element: &HtmlElement) {
    let options = web_sys::FocusOptions::new();
    options.set_prevent_scroll(true);
    let _ = element.focus_with_options(&options);
}

/// Presses an element, as the user would.
pub fn click(element: &HtmlElement) {
    element.click();
}

/// Whether the user asked the system for less motion or other colours, as a media query says.
fn matches(query: &str) -> bool {
    window()
        .match_media(query)
        .ok()
        .flatten()
        .is_some_and(|list| list.matches())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_few_items_are_sorted() {
        let check = |mut items: Vec<(u32, char)>| {
            let mut expected = items.clone();
            expected.sort_by_key(|item| item.0);
            sort_few(&mut items, |item| item.0);
            assert_eq!(items, expected);
        };
        check(vec![]);
        check(vec![(1, 'a')]);
        check(vec![
            (3, 'a'),
            (1, 'b'),
            (2, 'c'),
            (1, 'd'),
            (0, 'e'),
            (3, 'f'),
        ]);
        check((0..50).map(|it| (it * 7919 % 31, 'x')).collect());
    }
}
