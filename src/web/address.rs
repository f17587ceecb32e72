//! The fragment in the address bar, which follows the place in the file.
//!
//! The current entry of the history is rewritten when the view has come to rest for a moment:
//! it costs milliseconds, and browsers stop a page that does it too often. A jump makes a new
//! entry.

use std::cell::RefCell;
use std::rc::Rc;

use gloo::events::EventListener;
use gloo::timers::callback::Timeout;
use wasm_bindgen::JsValue;

use super::window;

/// Milliseconds of rest before a rewrite.
const REST_MS: u32 = 250;

/// The fragment of the address without `#`, decoded.
pub fn fragment() -> String {
    let hash = window().location().hash().unwrap_or_default();
    let raw = hash.strip_prefix('#').unwrap_or(&hash);
    js_sys::decode_uri_component(raw).map_or_else(|_| raw.to_owned(), String::from)
}

/// Writes the fragment.
#[derive(Clone, Default)]
pub struct Address {
    waiting: Rc<RefCell<Option<Waiting>>>,
}

/// A rewrite that has not been made.
struct Waiting {
    fragment: String,
    /// Whether the fragment has changed since the timer was set.
    has_moved: bool,
    timer: Timeout,
}

impl Address {
    /// The current entry of the history gets this fragment once it stays the same for a moment.
    pub fn replace_soon(&self, fragment: &str) {
        if let Some(waiting) = self.waiting.borrow_mut().as_mut() {
            fragment.clone_into(&mut waiting.fragment);
            waiting.has_moved = true;
            return;
        }
        self.wait(fragment.to_owned());
    }

    fn wait(&self, fragment: String) {
        let address = self.clone();
        let timer = Timeout::new(REST_MS, move || address.rest());
        *self.waiting.borrow_mut() = Some(Waiting {
            fragment,
            has_moved: false,
            timer,
        });
    }

    fn rest(&self) {
        let Some(waiting) = self.waiting.borrow_mut().take() else {
            return;
        };
        if waiting.has_moved {
            self.wait(waiting.fragment);
        } else {
            replace(&waiting.fragment);
        }
    }

    /// A new entry of the history gets this fragment; the current one keeps the place `left`.
    pub fn push(&self, left: &str, fragment: &str) {
        self.cancel();
        replace(left);
        let _ = history(
            |history, url| history.push_state_with_url(&JsValue::NULL, "", Some(url)),
            fragment,
        );
    }

    /// Forgets a rewrite that is still waiting: the user has gone elsewhere.
    pub fn cancel(&self) {
        if let Some(waiting) = self.waiting.borrow_mut().take() {
            waiting.timer.cancel();
        }
    }
}

fn replace(fragment: &str) {
    // A browser that is asked too often throws; the next rewrite makes up for it.
    let _ = history(
        |history, url| history.replace_state_with_url(&JsValue::NULL, "", Some(url)),
        fragment,
    );
}

fn history(
    write: impl FnOnce(&web_sys::History, &str) -> Result<(), JsValue>,
    fragment: &str,
) -> Result<(), JsValue> {
    let path = window().location().pathname()?;
    let url = if fragment.is_empty() {
        path
    } else {
        format!("{path}#{fragment}")
    };
    write(&window().history()?, &url)
}

/// Calls back with the new fragment when the user changes it: by hand, by a link, or by going
/// back and forward.
pub fn on_change(visit: impl Fn(String) + 'static) -> EventListener {
    EventListener::new(&window(), "hashchange", move |_| visit(fragment()))
}
