//! Buttons that speak of bytes: the pointer or the keyboard on one lights its bytes, a press leads there.
//!
//! All buttons of a list are one stop for the keyboard, and the arrows lead from one to the next.

use std::ops::Range;

use yew::prelude::*;

/// Makes the buttons of a list, in their order.
pub(super) struct Stops {
    /// What their ids begin with.
    prefix: &'static str,
    /// The one that Tab leads to.
    current: usize,
    next: usize,
    on_stop: Callback<usize>,
    on_light: Callback<Range<u64>>,
    on_go: Callback<Range<u64>>,
}

impl Stops {
    /// `stop` keeps which of `count` buttons the keyboard is on. Bytes are to be lit by `on_light`, none when
    /// what speaks of them is left, and shown and selected by `on_go`.
    pub(super) fn new(
        prefix: &'static str,
        count: usize,
        stop: &UseStateHandle<usize>,
        on_light: &Callback<Range<u64>>,
        on_go: &Callback<Range<u64>>,
    ) -> Stops {
        let setter = stop.setter();
        Stops {
            prefix,
            current: (**stop).min(count.saturating_sub(1)),
            next: 0,
            on_stop: Callback::from(move |index| setter.set(index)),
            on_light: on_light.clone(),
            on_go: on_go.clone(),
        }
    }

    /// What takes the keys in a list of `count` buttons. `on_enter` puts the keyboard on the element with
    /// an id.
    pub(super) fn on_keys(
        &self,
        count: usize,
        on_enter: &Callback<String>,
    ) -> Callback<KeyboardEvent> {
        let (prefix, current) = (self.prefix, self.current);
        let on_enter = on_enter.clone();
        Callback::from(move |event: KeyboardEvent| {
            let to = match event.key().as_str() {
                "ArrowDown" | "ArrowRight" if current + 1 < count => current + 1,
                "ArrowUp" | "ArrowLeft" if current > 0 => current - 1,
                "Home" => 0,
                "End" => count.saturating_sub(1),
                _ => return,
            };
            event.prevent_default();
            on_enter.emit(id(prefix, to));
        })
    }

    /// The next button, about the bytes `at`.
    pub(super) fn button(&mut self, class: &'static str, at: Range<u64>, said: Html) -> Html {
        let index = self.next;
        self.next += 1;
        let light = self.on_light.reform({
            let at = at.clone();
            move |()| at.clone()
        });
        let leave = self.on_light.reform(|()| 0..0);
        let (on_stop, on_light) = (self.on_stop.clone(), light.clone());
        let onfocus = Callback::from(move |_: FocusEvent| {
            on_stop.emit(index);
            on_light.emit(());
        });
        let title = match at.end - at.start {
            1 => format!("Byte {:#x}", at.start),
            _ => format!("Bytes {:#x} to {:#x}", at.start, at.end.saturating_sub(1)),
        };
        html! {
            // What leads to its own bytes is still there when they are all that is shown, and keeps the keyboard.
            <button
                key={at.start.to_string()}
                type="button"
                {class}
                id={id(self.prefix, index)}
                {title}
                tabindex={if index == self.current { "0" } else { "-1" }}
                onclick={self.on_go.reform(move |_| at.clone())}
                onpointerenter={light.reform(|_| ())}
                onpointerleave={leave.reform(|_| ())}
                {onfocus}
                onblur={leave.reform(|_| ())}
            >
                { said }
            </button>
        }
    }
}

fn id(prefix: &str, index: usize) -> String {
    format!("{prefix}-{index}")
}
