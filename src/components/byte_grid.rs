//! The skeleton of the grid of bytes. Its rows are drawn into it from outside: what is inside
//! `rows` is not this component's.

use yew::prelude::*;

use crate::decoder::Step;

/// A way through the places that were visited.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Travel {
    /// To the place before.
    Back,
    /// To the place after, where one has come back from.
    Forward,
}

/// Properties of [`ByteGrid`].
#[derive(Properties, PartialEq)]
pub struct ByteGridProps {
    /// Refers to the scroller, for whoever draws the rows.
    pub scroller: NodeRef,
    /// How many rows the file has.
    pub rows: u64,
    /// The browser has scrolled.
    pub on_scroll: Callback<()>,
    /// The caret is to move a step.
    pub on_step: Callback<Step>,
    /// A point of the window was pressed, in pixels.
    pub on_point: Callback<(f64, f64)>,
    /// `g` was pressed: the keyboard is to go to the go-to box.
    pub on_go_to: Callback<()>,
    /// `[` or `]` was pressed.
    pub on_travel: Callback<Travel>,
}

/// The grid: a scroller, in it a spacer as high as all rows, in it a layer that stays in view, in
/// it the rows.
#[component(ByteGrid)]
pub fn byte_grid(props: &ByteGridProps) -> Html {
    // Browsers keep the count in 32 bits; -1 says that it is not known.
    let rows = i32::try_from(props.rows).unwrap_or(-1);
    let (on_step, on_go_to) = (props.on_step.clone(), props.on_go_to.clone());
    let on_travel = props.on_travel.clone();
    let onkeydown = Callback::from(move |event: KeyboardEvent| {
        let is_plain = !event.ctrl_key() && !event.meta_key() && !event.alt_key();
        match event.key().as_str() {
            "g" if is_plain => on_go_to.emit(()),
            "[" if is_plain => on_travel.emit(Travel::Back),
            "]" if is_plain => on_travel.emit(Travel::Forward),
            _ => match step(&event) {
                Some(step) => on_step.emit(step),
                None => return,
            },
        }
        event.prevent_default();
    });
    let onclick = props
        .on_point
        .reform(|event: MouseEvent| (f64::from(event.client_x()), f64::from(event.client_y())));
    html! {
        <div class="scroller" ref={props.scroller.clone()} onscroll={props.on_scroll.reform(|_| ())}>
            <div class="spacer">
                <div class="layer">
                    <div
                        class="rows"
                        role="grid"
                        tabindex="0"
                        aria-label="Bytes"
                        aria-readonly="true"
                        aria-rowcount={rows.to_string()}
                        {onkeydown}
                        {onclick}
                    />
                </div>
            </div>
        </div>
    }
}

/// The step that a key means.
fn step(event: &KeyboardEvent) -> Option<Step> {
    if event.alt_key() || event.shift_key() {
        return None;
    }
    let file = event.ctrl_key() || event.meta_key();
    Some(match (event.key().as_str(), file) {
        ("ArrowLeft", false) => Step::Left,
        ("ArrowRight", false) => Step::Right,
        ("ArrowUp", false) => Step::Up,
        ("ArrowDown", false) => Step::Down,
        ("PageUp", false) => Step::PageUp,
        ("PageDown", false) => Step::PageDown,
        ("Home", false) => Step::RowStart,
        ("End", false) => Step::RowEnd,
        ("Home", true) => Step::FileStart,
        ("End", true) => Step::FileEnd,
        _ => return None,
    })
}
