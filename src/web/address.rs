//! The fragment in the address bar, which follows the place in the file.
//!
//! The current entry of the history is rewritten when the view has come to rest for a moment, and
//! now and then while it moves: it costs milliseconds, and browsers stop a page that does it too
//! often. A jump makes a new entry.

use std::cell::{OnceCell, RefCell};
use std::rc::Rc;

use gloo::events::EventListener;
use gloo::timers::callback::Timeout;
use wasm_bindgen::JsValue;
use web_sys::History;

use super::{pathname, window};

/// Milliseconds of rest before a rewrite.
const REST_MS: u32 = 250;
/// A view that goes on moving is written down after this many times [`REST_MS`].
const MOST_WAITS: u32 = 4;

/// The fragment of the address without `#`, as it is written there.
pub fn fragment() -> String {
    let hash = window().location().hash().unwrap_or_default();
    hash.strip_prefix('#').unwrap_or(&hash).to_owned()
}

/// Writes the fragment of one page's address.
#[derive(Clone, Default)]
pub struct Address {
    /// The page's path on the server, once it is shown. While another page is on its way, the
    /// address is that one's and is left alone.
    pathname: Rc<OnceCell<String>>,
    waiting: Rc<RefCell<Option<Waiting>>>,
}

/// A rewrite that has not been made.
struct Waiting {
    fragment: String,
    /// Whether the fragment has changed since the timer was set.
    has_moved: bool,
    waits: u32,
    timer: Timeout,
}

impl Address {
    /// The page is shown. Calls back with the new fragment when the user changes it: by hand, by a
    /// link, or by going back and forward.
    pub fn listen(&self, visit: impl Fn(String) + 'static) -> EventListener {
        let _ = self.pathname.set(pathname());
        EventListener::new(&window(), "hashchange", move |_| visit(fragment()))
    }

    /// The current entry of the history gets this fragment once it stays the same for a moment.
    pub fn replace_soon(&self, fragment: &str) {
        if let Some(waiting) = self.waiting.borrow_mut().as_mut() {
            fragment.clone_into(&mut waiting.fragment);
            waiting.has_moved = true;
            return;
        }
        self.wait(fragment.to_owned(), 1);
    }

    fn wait(&self, fragment: String, waits: u32) {
        let address = self.clone();
        let timer = Timeout::new(REST_MS, move || address.rest());
        *self.waiting.borrow_mut() = Some(Waiting {
            fragment,
            has_moved: false,
            waits,
            timer,
        });
    }

    fn rest(&self) {
        let Some(waiting) = self.waiting.borrow_mut().take() else {
            return;
        };
        if waiting.has_moved && waiting.waits < MOST_WAITS {
            self.wait(waiting.fragment, waiting.waits + 1);
        } else {
            self.replace(&waiting.fragment);
        }
    }

    /// A new entry of the history gets this fragment; the current one keeps the place `left`.
    pub fn push(&self, left: &str, fragment: &str) {
        self.replace(left);
        self.go(fragment);
    }

    /// A new entry of the history gets this fragment; the current one stays as it is.
    pub fn go(&self, fragment: &str) {
        self.cancel();
        self.write(fragment, |history, url| {
            history.push_state_with_url(&(depth() + 1.0).into(), "", Some(url))
        });
    }

    /// Forgets a rewrite that is still waiting: the user has gone elsewhere.
    pub fn cancel(&self) {
        if let Some(waiting) = self.waiting.borrow_mut().take() {
            waiting.timer.cancel();
        }
    }

    fn replace(&self, fragment: &str) {
        self.write(fragment, |history, url| {
            history.replace_state_with_url(&depth().into(), "", Some(url))
        });
    }

    fn write(&self, fragment: &str, write: impl FnOnce(&History, &str) -> Result<(), JsValue>) {
        let pathname = pathname();
        if self.pathname.get() != Some(&pathname) {
            return;
        }
        if let Ok(history) = window().history() {
            // A browser that is asked too often throws; the next rewrite makes up for it.
            let _ = write(&history, &format!("{pathname}#{fragment}"));
        }
    }
}

/// How many entries before this one of the history are places on this page: each keeps the number.
fn depth() -> f64 {
    let state = window().history().and_then(|history| history.state());
    state.ok().and_then(|state| state.as_f64()).unwrap_or(0.0)
}

/// One place back; `false` if there is none on this page. What is before is left to the browser's own
/// button, for it may be another site.
pub fn back() -> bool {
    let is_place = depth() > 0.0;
    if is_place {
        let _ = window().history().and_then(|history| history.back());
    }
    is_place
}

/// One entry of the history forward.
pub fn forward() {
    let _ = window().history().and_then(|history| history.forward());
}
