//! The open files as tabs.

use yew::prelude::*;

use crate::decoder::{Shared, Tab};

/// The id of the panel that shows the file of the current tab.
pub const FILE_PANEL_ID: &str = "file-panel";

/// What the user does to a tab.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Deed {
    /// Shows its file.
    Select,
    /// Closes its file.
    Close,
    /// Goes to the tab before.
    Previous,
    /// Goes to the tab after.
    Next,
    /// Goes to the first tab.
    First,
    /// Goes to the last tab.
    Last,
    /// Moves it one place back.
    MoveBack,
    /// Moves it one place on.
    MoveOn,
    /// Takes hold of it with a pointer.
    Hold,
    /// Draws over it what is held.
    Over,
}

/// Properties of [`Tabs`].
#[derive(Properties, PartialEq)]
pub struct TabsProps {
    /// The files in their order.
    pub tabs: Shared<Tab>,
    /// The number of the file that is shown.
    pub current: u32,
    /// The user did something to the tab of the file with this number.
    pub on_deed: Callback<(u32, Deed)>,
}

/// A tab for each file. The buttons that close them stand after the list, since a list of tabs may hold
/// nothing else; the style sheet puts each onto its tab.
pub struct Tabs;

impl Component for Tabs {
    type Message = ();
    type Properties = TabsProps;

    fn create(_: &Context<Self>) -> Self {
        Tabs
    }

    fn view(&self, ctx: &Context<Self>) -> Html {
        let props = ctx.props();
        html! {
            <div class="tabs">
                <div class="tab-list" role="tablist" aria-label="Files">
                    { for props.tabs.iter().map(|tab| file_tab(tab, props)) }
                </div>
                <div class="closers">
                    { for props.tabs.iter().map(|tab| close_tab(tab, props)) }
                </div>
            </div>
        }
    }
}

/// The id of the tab of the file with this number.
pub fn tab_id(file: u32) -> String {
    format!("tab-{file}")
}

fn file_tab(tab: &Tab, props: &TabsProps) -> Html {
    let id = tab.file.id;
    let is_current = id == props.current;
    let does = props.on_deed.clone();
    let onkeydown = Callback::from(move |event: KeyboardEvent| {
        if let Some(deed) = deed(&event) {
            event.prevent_default();
            does.emit((id, deed));
        }
    });
    let does = props.on_deed.clone();
    let onpointerdown = Callback::from(move |event: PointerEvent| {
        // A finger scrolls the strip.
        if event.button() == 0 && event.pointer_type() != "touch" {
            does.emit((id, Deed::Hold));
        }
    });
    let does = props.on_deed.clone();
    let onpointerenter = Callback::from(move |event: PointerEvent| {
        // A button that was released outside the window is not told of.
        if event.buttons() == 1 {
            does.emit((id, Deed::Over));
        }
    });
    // Else the browser would begin to scroll.
    let onmousedown = Callback::from(|event: MouseEvent| {
        if event.button() == 1 {
            event.prevent_default();
        }
    });
    let does = props.on_deed.clone();
    let onauxclick = Callback::from(move |event: MouseEvent| {
        if event.button() == 1 {
            does.emit((id, Deed::Close));
        }
    });
    html! {
        <button
            key={id}
            type="button"
            role="tab"
            class="tab"
            id={tab_id(id)}
            title={tab.label.clone()}
            aria-selected={if is_current { "true" } else { "false" }}
            aria-controls={is_current.then_some(FILE_PANEL_ID)}
            tabindex={if is_current { "0" } else { "-1" }}
            onclick={props.on_deed.reform(move |_| (id, Deed::Select))}
            {onpointerenter}
            {onkeydown}
            {onpointerdown}
            {onmousedown}
            {onauxclick}
        >
            { tab.label.clone() }
        </button>
    }
}

fn close_tab(tab: &Tab, props: &TabsProps) -> Html {
    let id = tab.file.id;
    html! {
        <button
            key={id}
            type="button"
            class="close-tab"
            aria-label={format!("Close {}", tab.label)}
            tabindex={if id == props.current { "0" } else { "-1" }}
            onclick={props.on_deed.reform(move |_| (id, Deed::Close))}
        >
            { "×" }
        </button>
    }
}

/// What a key does to the tab that has the keyboard.
fn deed(event: &KeyboardEvent) -> Option<Deed> {
    if event.alt_key() || event.meta_key() {
        return None;
    }
    let moves = event.ctrl_key() && event.shift_key();
    if event.ctrl_key() != moves || event.shift_key() != moves {
        return None;
    }
    Some(match (event.key().as_str(), moves) {
        ("ArrowLeft", false) => Deed::Previous,
        ("ArrowRight", false) => Deed::Next,
        ("Home", false) => Deed::First,
        ("End", false) => Deed::Last,
        ("Delete", false) => Deed::Close,
        ("ArrowLeft", true) => Deed::MoveBack,
        ("ArrowRight", true) => Deed::MoveOn,
        _ => return None,
    })
}
