//! The fragment in the address bar, which follows the place in the file.
//!
//! The current entry of the history is rewritten when the view has come to rest for a moment, and
//! now and then while it moves: it costs milliseconds, and browsers stop a page that does it too
//! often. A jump makes a new entry.

use std::cell::{OnceCell, RefCell};
use std::rc::Rc;

use gloo::events::EventListener;
use gloo::timers::callback::Timeout;
use js_sys::Array;
use wasm_bindgen::{JsCast, JsValue};
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

/// A place that the history leads back to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Place {
    /// The fragment of its address.
    pub fragment: String,
    /// The number of the file that it is in; `None` for an address that came from outside.
    pub file: Option<u32>,
}

/// The place that the address stands for.
pub fn place() -> Place {
    Place {
        fragment: fragment(),
        file: entry(1).map(|file| file as u32),
    }
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
    place: Place,
    /// Whether the place has changed since the timer was set.
    has_moved: bool,
    waits: u32,
    timer: Timeout,
}

impl Address {
    /// The page is shown. Calls back with the new place when the user changes it: by hand, by a link, or by
    /// going back and forward, also where the address stays the same.
    pub fn listen(&self, visit: impl Fn(Place) + 'static) -> EventListener {
        let shown = pathname();
        let _ = self.pathname.set(shown.clone());
        EventListener::new(&window(), "popstate", move |_| {
            if pathname() == shown {
                visit(place());
            }
        })
    }

    /// The current entry of the history gets this place once it stays the same for a moment.
    pub fn replace_soon(&self, place: &Place) {
        if let Some(waiting) = self.waiting.borrow_mut().as_mut() {
            waiting.place.clone_from(place);
            waiting.has_moved = true;
            return;
        }
        self.wait(place.clone(), 1);
    }

    fn wait(&self, place: Place, waits: u32) {
        let address = self.clone();
        let timer = Timeout::new(REST_MS, move || address.rest());
        *self.waiting.borrow_mut() = Some(Waiting {
            place,
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
            self.wait(waiting.place, waiting.waits + 1);
        } else {
            self.replace(&waiting.place);
        }
    }

    /// A new entry of the history gets this place; the current one keeps the place `left`.
    pub fn push(&self, left: &Place, place: &Place) {
        self.replace(left);
        self.enter(place);
    }

    /// A new entry of the history gets this fragment; the current one stays as it is.
    pub fn go(&self, fragment: &str) {
        self.enter(&Place {
            fragment: fragment.to_owned(),
            file: None,
        });
    }

    fn enter(&self, place: &Place) {
        self.cancel();
        self.write(place, |history, url| {
            history.push_state_with_url(&state(depth() + 1.0, place), "", Some(url))
        });
    }

    /// Forgets a rewrite that is still waiting: the user has gone elsewhere.
    pub fn cancel(&self) {
        if let Some(waiting) = self.waiting.borrow_mut().take() {
            waiting.timer.cancel();
        }
    }

    fn replace(&self, place: &Place) {
        self.write(place, |history, url| {
            history.replace_state_with_url(&state(depth(), place), "", Some(url))
        });
    }

    fn write(&self, place: &Place, write: impl FnOnce(&History, &str) -> Result<(), JsValue>) {
        let pathname = pathname();
        if self.pathname.get() != Some(&pathname) {
            return;
        }
        let url = match place.fragment.as_str() {
            "" => pathname,
            fragment => format!("{pathname}#{fragment}"),
        };
        if let Ok(history) = window().history() {
            // A browser that is asked too often throws; the next rewrite makes up for it.
            let _ = write(&history, &url);
        }
    }
}

/// What an entry of the history keeps: how many entries before it are places on this page, and the
/// number of its file.
fn state(depth: f64, place: &Place) -> JsValue {
    let file = place.file.map_or(JsValue::NULL, JsValue::from);
    Array::of2(&depth.into(), &file).into()
}

/// A number that the current entry of the history keeps.
fn entry(index: u32) -> Option<f64> {
    let state = window().history().ok()?.state().ok()?;
    state.dyn_ref::<Array>()?.get(index).as_f64()
}

/// How many entries before this one of the history are places on this page.
fn depth() -> f64 {
    entry(0).unwrap_or(0.0)
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
