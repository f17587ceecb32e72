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
#[component(Tabs)]
pub fn tabs(props: &TabsProps) -> Html {
    let on_deed = &props.on_deed;
    let item = |tab: &Tab| {
        let (id, label) = (tab.file.id, AttrValue::from(tab.label.clone()));
        let is_current = id == props.current;
        (id, label, is_current)
    };
    html! {
        <div class="tabs">
            <div class="tab-list" role="tablist" aria-label="Files">
                { for props.tabs.iter().map(item).map(|(id, label, is_current)| html! {
                    <FileTab key={id} {id} {label} {is_current} {on_deed} />
                }) }
            </div>
            <div class="closers">
                { for props.tabs.iter().map(item).map(|(id, label, is_current)| html! {
                    <CloseTab key={id} {id} {label} {is_current} {on_deed} />
                }) }
            </div>
        </div>
    }
}

/// The id of the tab of the file with this number.
pub fn tab_id(file: u32) -> String {
    format!("tab-{file}")
}

#[derive(Properties, PartialEq)]
struct ItemProps {
    id: u32,
    label: AttrValue,
    is_current: bool,
    on_deed: Callback<(u32, Deed)>,
}

#[component(FileTab)]
fn file_tab(props: &ItemProps) -> Html {
    let ItemProps { id, is_current, .. } = *props;
    let on_deed = &props.on_deed;
    let does = on_deed.clone();
    let onkeydown = Callback::from(move |event: KeyboardEvent| {
        if let Some(deed) = deed(&event) {
            event.prevent_default();
            does.emit((id, deed));
        }
    });
    let does = on_deed.clone();
    let onpointerdown = Callback::from(move |event: PointerEvent| {
        // A finger scrolls the strip.
        if event.button() == 0 && event.pointer_type() != "touch" {
            does.emit((id, Deed::Hold));
        }
    });
    // Else the browser would begin to scroll.
    let onmousedown = Callback::from(|event: MouseEvent| {
        if event.button() == 1 {
            event.prevent_default();
        }
    });
    let does = on_deed.clone();
    let onauxclick = Callback::from(move |event: MouseEvent| {
        if event.button() == 1 {
            does.emit((id, Deed::Close));
        }
    });
    html! {
        <button
            type="button"
            role="tab"
            class="tab"
            id={tab_id(id)}
            title={props.label.clone()}
            aria-selected={is_current.to_string()}
            aria-controls={is_current.then_some(FILE_PANEL_ID)}
            tabindex={if is_current { "0" } else { "-1" }}
            onclick={on_deed.reform(move |_| (id, Deed::Select))}
            onpointerenter={on_deed.reform(move |_| (id, Deed::Over))}
            {onkeydown}
            {onpointerdown}
            {onmousedown}
            {onauxclick}
        >
            { props.label.clone() }
        </button>
    }
}

#[component(CloseTab)]
fn close_tab(props: &ItemProps) -> Html {
    let id = props.id;
    html! {
        <button
            type="button"
            class="close-tab"
            aria-label={format!("Close {}", props.label)}
            tabindex={if props.is_current { "0" } else { "-1" }}
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
