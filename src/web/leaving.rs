//! Leaving the site while something goes on that would be lost.

use gloo::events::{EventListener, EventListenerOptions};

use super::window;

/// The browser asks before it leaves or reloads, for as long as the listener lives.
pub fn ask_first() -> EventListener {
    let options = EventListenerOptions::enable_prevent_default();
    EventListener::new_with_options(&window(), "beforeunload", options, |event| {
        event.prevent_default();
    })
}
