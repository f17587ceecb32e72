//! Leaving the site: what is still to be kept, and what would be lost.

use gloo::events::{EventListener, EventListenerOptions};

use super::window;

/// The browser asks before it leaves or reloads, for as long as the listener lives.
pub fn ask_first() -> EventListener {
    let options = EventListenerOptions::enable_prevent_default();
    EventListener::new_with_options(&window(), "beforeunload", options, |event| {
        event.prevent_default();
    })
}

/// Calls `keep` when the page is left or loaded again, for as long as the listener lives.
pub fn at_last(keep: impl Fn() + 'static) -> EventListener {
    EventListener::new(&window(), "pagehide", move |_| keep())
}
