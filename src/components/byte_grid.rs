//! The skeleton of the grid of bytes. Its rows are drawn into it from outside: what is inside
//! `rows` is not this component's.

use yew::prelude::*;

use crate::decoder::Step;

/// What a key asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Key {
    /// The caret is to move a step.
    Step(Step),
    /// The selection is to reach a step further.
    Extend(Step),
    /// Everything is to be selected.
    SelectAll,
    /// Nothing but the caret's byte is to be selected.
    SelectOne,
    /// The keyboard is to go to the go-to box.
    GoTo,
    /// To the place that was visited before.
    Back,
    /// To the place after, where one has come back from.
    Forward,
    /// The file in the tab before is to be shown.
    PreviousFile,
    /// The file in the next tab is to be shown.
    NextFile,
    /// On to the next byte that is another one.
    NextOther,
    /// Back to the byte before that is another one.
    PreviousOther,
    /// The selected bytes are to be copied.
    Copy,
    /// They are to be saved.
    Save,
    /// The offset is to be copied.
    CopyOffset,
    /// A link to this place is to be copied.
    CopyLink,
    /// The keyboard is to go to what the file is.
    FileType,
    /// The keyboard is to go to what explains the byte.
    Explain,
    /// On to the inspector.
    Inspect,
    /// What a terminal would make of the bytes.
    Terminal,
    /// The list of keys is to be shown.
    Keys,
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
    /// A key was pressed that means something here.
    pub on_key: Callback<Key>,
}

/// The grid: a scroller, in it a spacer as high as all rows, in it a layer that stays in view, in
/// it the rows.
#[component(ByteGrid)]
pub fn byte_grid(props: &ByteGridProps) -> Html {
    // Browsers keep the count in 32 bits; -1 says that it is not known.
    let rows = i32::try_from(props.rows).unwrap_or(-1);
    let on_key = props.on_key.clone();
    let onkeydown = Callback::from(move |event: KeyboardEvent| {
        if let Some(key) = key(&event) {
            event.prevent_default();
            on_key.emit(key);
        }
    });
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
                        aria-multiselectable="true"
                        aria-rowcount={rows.to_string()}
                        {onkeydown}
                    />
                </div>
            </div>
        </div>
    }
}

/// What a key means.
fn key(event: &KeyboardEvent) -> Option<Key> {
    // AltGr writes brackets on many keyboards; some systems tell it as Ctrl and Alt.
    let is_alt_graph = event.get_modifier_state("AltGraph");
    if event.alt_key() && !is_alt_graph {
        return None;
    }
    let control = (event.ctrl_key() || event.meta_key()) && !is_alt_graph;
    if let Some(step) = step(&event.key(), control) {
        return Some(match event.shift_key() {
            true => Key::Extend(step),
            false => Key::Step(step),
        });
    }
    // Caps Lock changes no meaning.
    let key = match event.key() {
        key if key.chars().count() == 1 => key.to_ascii_lowercase(),
        key => key,
    };
    Some(match (key.as_str(), control) {
        ("a", true) => Key::SelectAll,
        ("c", true) => Key::Copy,
        ("s", true) => Key::Save,
        ("Escape", false) => Key::SelectOne,
        ("g", false) => Key::GoTo,
        ("[", false) => Key::Back,
        ("]", false) => Key::Forward,
        (",", false) => Key::PreviousFile,
        (".", false) => Key::NextFile,
        ("n", false) if event.shift_key() => Key::PreviousOther,
        ("n", false) => Key::NextOther,
        ("c", false) => Key::CopyOffset,
        ("l", false) => Key::CopyLink,
        ("t", false) => Key::FileType,
        ("e", false) => Key::Explain,
        ("i", false) => Key::Inspect,
        ("v", false) => Key::Terminal,
        ("?", false) => Key::Keys,
        _ => return None,
    })
}

/// The step that a key means.
fn step(key: &str, control: bool) -> Option<Step> {
    Some(match (key, control) {
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
