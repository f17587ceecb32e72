//! Keys that work wherever the keyboard is on the page.

use gloo::events::{EventListener, EventListenerOptions};
use wasm_bindgen::JsCast;
use web_sys::KeyboardEvent;

use super::window;

/// Calls back when Ctrl (or the command key) and `key` are pressed together. Where the callback
/// says that it has nothing to do, the browser does what it always does.
pub fn on_control(key: &'static str, pressed: impl Fn() -> bool + 'static) -> EventListener {
    let options = EventListenerOptions::enable_prevent_default();
    EventListener::new_with_options(&window(), "keydown", options, move |event| {
        let Some(event) = event.dyn_ref::<KeyboardEvent>() else {
            return;
        };
        let control = event.ctrl_key() || event.meta_key();
        if control
            && !event.shift_key()
            && !event.alt_key()
            && event.key().eq_ignore_ascii_case(key)
            && pressed()
        {
            event.prevent_default();
        }
    })
}
