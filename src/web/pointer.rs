//! What a mouse, a pen or a finger does on the grid, told as gestures.
//!
//! A mouse selects from where it is pressed. A finger scrolls, which is the browser's; it puts the
//! caret by a tap and selects after a long press, or by the handles at the ends of a selection.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use gloo::events::{EventListener, EventListenerOptions};
use gloo::timers::callback::{Interval, Timeout};
use wasm_bindgen::JsCast;
use web_sys::{Element, Event, HtmlElement, PointerEvent};

use super::window;
use crate::decoder::End;

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
    /// It was let go after it had selected.
    Release,
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
    tell: Box<dyn Fn(Gesture)>,
}

/// Listens to the pointer until it is dropped.
pub struct Listening {
    _listeners: Vec<EventListener>,
}

/// Calls back with what a pointer does on `scroller`, the element around the rows.
pub fn listen(scroller: &HtmlElement, tell: impl Fn(Gesture) + 'static) -> Listening {
    let pointer = Rc::new(Pointer {
        doing: RefCell::default(),
        place: Cell::default(),
        tell: Box::new(tell),
    });
    let handler = |run: fn(&Rc<Pointer>, &Event)| {
        let pointer = Rc::clone(&pointer);
        move |event: &Event| run(&pointer, event)
    };
    let target: &web_sys::EventTarget = scroller;
    let page: &web_sys::EventTarget = &window();
    let active = EventListenerOptions::enable_prevent_default();
    Listening {
        _listeners: vec![
            EventListener::new_with_options(target, "pointerdown", active, handler(Pointer::down)),
            EventListener::new(page, "pointermove", handler(Pointer::moved)),
            EventListener::new(page, "pointerup", handler(Pointer::up)),
            EventListener::new(page, "pointercancel", handler(Pointer::cancelled)),
            // While a finger selects, it does not scroll, and no menu comes up.
            EventListener::new_with_options(target, "touchmove", active, handler(Pointer::keep)),
            EventListener::new_with_options(target, "contextmenu", active, handler(Pointer::keep)),
        ],
    }
}

impl Pointer {
    fn down(self: &Rc<Self>, event: &Event) {
        let Some(event) = event.dyn_ref::<PointerEvent>() else {
            return;
        };
        if !event.is_primary() || event.button() != 0 {
            return;
        }
        let (x, y) = (f64::from(event.client_x()), f64::from(event.client_y()));
        self.place.set((x, y));
        let target = event
            .target()
            .and_then(|target| target.dyn_into::<Element>().ok());
        if let Some(end) = target.as_ref().and_then(handle) {
            event.prevent_default();
            (self.tell)(Gesture::Grip(end));
            self.select();
            return;
        }
        // The scroll bars are the scroller's own.
        if target.is_some_and(|target| target.class_list().contains("scroller")) {
            return;
        }
        if event.pointer_type() == "touch" {
            let pointer = Rc::clone(self);
            let timer = Timeout::new(LONG_PRESS_MS, move || {
                (pointer.tell)(Gesture::Press(x, y));
                (pointer.tell)(Gesture::Drag(x, y));
                pointer.select();
            });
            *self.doing.borrow_mut() = Doing::Waiting {
                x,
                y,
                _timer: timer,
            };
            return;
        }
        (self.tell)(match event.shift_key() {
            true => Gesture::Reach(x, y),
            false => Gesture::Press(x, y),
        });
        self.select();
    }

    /// From now on the pointer selects.
    fn select(self: &Rc<Self>) {
        let pointer = Rc::clone(self);
        let timer = Interval::new(HOLD_MS, move || {
            let (x, y) = pointer.place.get();
            (pointer.tell)(Gesture::Drag(x, y));
        });
        *self.doing.borrow_mut() = Doing::Selecting { _timer: timer };
    }

    fn moved(self: &Rc<Self>, event: &Event) {
        let Some(event) = event.dyn_ref::<PointerEvent>() else {
            return;
        };
        let (x, y) = (f64::from(event.client_x()), f64::from(event.client_y()));
        let waited = match &*self.doing.borrow() {
            Doing::Waiting { x: from, y: at, .. } => Some((x - from).hypot(y - at) > REST_PX),
            Doing::Selecting { .. } => None,
            Doing::Nothing => return,
        };
        match waited {
            Some(true) => *self.doing.borrow_mut() = Doing::Nothing,
            Some(false) => {}
            None if self.place.replace((x, y)) != (x, y) => (self.tell)(Gesture::Drag(x, y)),
            None => {}
        }
    }

    fn up(self: &Rc<Self>, _event: &Event) {
        let done = self.doing.take();
        match done {
            Doing::Waiting { x, y, .. } => (self.tell)(Gesture::Press(x, y)),
            Doing::Selecting { .. } => (self.tell)(Gesture::Release),
            Doing::Nothing => {}
        }
    }

    fn cancelled(self: &Rc<Self>, _event: &Event) {
        if let Doing::Selecting { .. } = self.doing.take() {
            (self.tell)(Gesture::Release);
        }
    }

    fn keep(self: &Rc<Self>, event: &Event) {
        if matches!(*self.doing.borrow(), Doing::Selecting { .. }) {
            event.prevent_default();
        }
    }
}

/// Which handle an element is.
fn handle(element: &Element) -> Option<End> {
    let list = element.class_list();
    match () {
        () if list.contains("first") => Some(End::First),
        () if list.contains("last") => Some(End::Last),
        () => None,
    }
}
