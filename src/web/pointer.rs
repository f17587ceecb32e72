//! What a mouse, a pen or a finger does on the grid, told as gestures.
//!
//! A mouse selects from where it is pressed. A finger scrolls, which is the browser's; it puts the
//! caret by a tap and selects after a long press, or by the handles at the ends of a selection.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use gloo::events::{EventListener, EventListenerOptions};
use gloo::timers::callback::{Interval, Timeout};
use wasm_bindgen::JsCast;
use web_sys::{Element, Event, EventTarget, HtmlElement, PointerEvent};

use super::window;
use crate::decoder::{End, ROW_PX};

/// Milliseconds that a finger has to rest for a long press.
const LONG_PRESS_MS: u32 = 450;
/// Pixels that a finger may move and still rest.
const REST_PX: f64 = 10.0;
/// Milliseconds between two tellings of a pointer that is held still while it selects: beyond
/// the view, the view moves each time.
const HOLD_MS: u32 = 50;

/// What a pointer does. Places are pixels of the window.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Gesture {
    /// It was pressed, or tapped.
    Press(f64, f64),
    /// It was pressed with Shift, to draw the selection up to here.
    Reach(f64, f64),
    /// It selects, from where it was pressed to here.
    Drag(f64, f64),
    /// A handle was taken hold of.
    Grip(End),
}

/// What the pointer is doing.
#[derive(Default)]
enum Doing {
    #[default]
    Nothing,
    /// A finger is down and may become a tap, a long press or a scroll.
    Waiting { x: f64, y: f64, _timer: Timeout },
    /// It selects.
    Selecting { _timer: Interval },
}

struct Pointer {
    doing: RefCell<Doing>,
    place: Cell<(f64, f64)>,
    /// From where a handle is held to the byte that it stands for.
    shift: Cell<(f64, f64)>,
    /// A finger's moves are told to what it came down on, even when that has left the page since.
    touched: RefCell<Option<EventListener>>,
    tell: Box<dyn Fn(Gesture) -> bool>,
}

/// Listens to the pointer until it is dropped.
pub struct Listening {
    _listeners: Vec<EventListener>,
}

/// Calls back with what a pointer does on `scroller`, the element around the rows. `tell` says whether
/// there was something to do: a press beside the bytes begins nothing.
pub fn listen(scroller: &HtmlElement, tell: impl Fn(Gesture) -> bool + 'static) -> Listening {
    let pointer = Rc::new(Pointer {
        doing: RefCell::default(),
        place: Cell::default(),
        shift: Cell::default(),
        touched: RefCell::default(),
        tell: Box::new(tell),
    });
    let handler = |run: fn(&Rc<Pointer>, &Event)| {
        let pointer = Rc::clone(&pointer);
        move |event: &Event| run(&pointer, event)
    };
    let target: &EventTarget = scroller;
    let page: &EventTarget = &window();
    let active = EventListenerOptions::enable_prevent_default();
    Listening {
        _listeners: vec![
            EventListener::new_with_options(target, "pointerdown", active, handler(Pointer::down)),
            EventListener::new(page, "pointermove", handler(Pointer::moved)),
            EventListener::new(page, "pointerup", handler(Pointer::up)),
            EventListener::new(page, "pointercancel", handler(Pointer::cancelled)),
            // The browser waits for an answer only where it knew of a listener when the finger came down.
            pointer.keeper(target, "touchmove"),
            pointer.keeper(target, "contextmenu"),
        ],
    }
}

/// Calls back whenever a pointer is released, wherever that is.
pub fn on_release(released: impl Fn() + 'static) -> EventListener {
    EventListener::new(&window(), "pointerup", move |_| released())
}

impl Pointer {
    fn down(self: &Rc<Self>, event: &Event) {
        let Some(event) = primary(event).filter(|event| event.button() == 0) else {
            return;
        };
        let (x, y) = (f64::from(event.client_x()), f64::from(event.client_y()));
        self.place.set((x, y));
        self.shift.set((0.0, 0.0));
        let target = event
            .target()
            .and_then(|target| target.dyn_into::<Element>().ok());
        if let Some((end, (to_x, to_y))) = target.as_ref().and_then(handle) {
            event.prevent_default();
            self.shift.set((to_x - x, to_y - y));
            if (self.tell)(Gesture::Grip(end)) {
                self.select();
            }
            return;
        }
        // The scroll bars are the scroller's own.
        let Some(target) = target.filter(|target| !target.class_list().contains("scroller")) else {
            return;
        };
        if event.pointer_type() == "touch" {
            self.touched
                .replace(Some(self.keeper(&target, "touchmove")));
            let pointer = Rc::clone(self);
            let timer = Timeout::new(LONG_PRESS_MS, move || {
                pointer.doing.take();
                if (pointer.tell)(Gesture::Press(x, y)) {
                    pointer.select();
                }
            });
            *self.doing.borrow_mut() = Doing::Waiting {
                x,
                y,
                _timer: timer,
            };
            return;
        }
        let is_taken = (self.tell)(match event.shift_key() {
            true => Gesture::Reach(x, y),
            false => Gesture::Press(x, y),
        });
        if is_taken {
            self.select();
        }
    }

    /// Draws the selection to where the pointer is.
    fn drag(&self) {
        let ((x, y), (by_x, by_y)) = (self.place.get(), self.shift.get());
        (self.tell)(Gesture::Drag(x + by_x, y + by_y));
    }

    /// From now on the pointer selects.
    fn select(self: &Rc<Self>) {
        let pointer = Rc::clone(self);
        let timer = Interval::new(HOLD_MS, move || pointer.drag());
        *self.doing.borrow_mut() = Doing::Selecting { _timer: timer };
    }

    fn moved(self: &Rc<Self>, event: &Event) {
        let Some(event) = primary(event) else { return };
        let (x, y) = (f64::from(event.client_x()), f64::from(event.client_y()));
        let waited = match &*self.doing.borrow() {
            Doing::Waiting { x: from, y: at, .. } => Some((x - from).hypot(y - at) > REST_PX),
            Doing::Selecting { .. } => None,
            Doing::Nothing => return,
        };
        match waited {
            Some(true) => *self.doing.borrow_mut() = Doing::Nothing,
            Some(false) => {}
            None if self.place.replace((x, y)) != (x, y) => self.drag(),
            None => {}
        }
    }

    fn up(self: &Rc<Self>, event: &Event) {
        if primary(event).is_none() {
            return;
        }
        self.touched.take();
        if let Doing::Waiting { x, y, .. } = self.doing.take() {
            (self.tell)(Gesture::Press(x, y));
        }
    }

    fn cancelled(self: &Rc<Self>, event: &Event) {
        if primary(event).is_some() {
            self.touched.take();
            self.doing.take();
        }
    }

    /// While a finger selects, it does not scroll, and no menu comes up.
    fn keeper(self: &Rc<Self>, target: &EventTarget, kind: &'static str) -> EventListener {
        let pointer = Rc::clone(self);
        let active = EventListenerOptions::enable_prevent_default();
        EventListener::new_with_options(target, kind, active, move |event| {
            if matches!(*pointer.doing.borrow(), Doing::Selecting { .. }) {
                event.prevent_default();
            }
        })
    }
}

/// The event, if it is of the first finger or of the mouse.
fn primary(event: &Event) -> Option<&PointerEvent> {
    event
        .dyn_ref::<PointerEvent>()
        .filter(|event| event.is_primary())
}

/// Which handle an element is, and a place on the byte that it stands for: beside its middle, and over
/// it or under it.
fn handle(element: &Element) -> Option<(End, (f64, f64))> {
    let list = element.class_list();
    let (end, beside) = match () {
        () if list.contains("first") => (End::First, 3.0),
        () if list.contains("last") => (End::Last, -3.0),
        () => return None,
    };
    let bounds = element.get_bounding_client_rect();
    let half = f64::from(ROW_PX) / 2.0;
    let y = match list.contains("above") {
        true => bounds.bottom() + half,
        false => bounds.top() - half,
    };
    Some((end, (bounds.left() + bounds.width() / 2.0 + beside, y)))
}
