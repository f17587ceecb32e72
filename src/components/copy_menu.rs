//! Which bytes are copied or saved, and as what.

use std::ops::Range;

use hexcore::dump::{Family, Format};
use web_sys::HtmlSelectElement;
use yew::prelude::*;

use crate::decoder::{Order, Seen, bytes_of, short};

/// The id of the menu, for whoever opens it.
pub const COPY_MENU_ID: &str = "copy-menu";

/// Properties of [`CopyMenu`].
#[derive(Properties, PartialEq)]
pub struct CopyMenuProps {
    /// The number of the file.
    pub file: u32,
    /// The selected bytes.
    pub selection: Range<u64>,
    /// Length of the file in bytes.
    pub size: u64,
    /// The format that is chosen.
    pub format: Format,
    /// Whether the menu is open.
    pub is_open: bool,
    /// How an order looks, or why it cannot be made.
    pub seen: Option<(Order, Result<Seen, String>)>,
    /// Whether files are saved through the browser's storage.
    pub is_stored: bool,
    /// Bytes that it has room for.
    pub room: Option<u64>,
    /// The menu has opened or closed.
    pub on_toggle: Callback<()>,
    /// Another format was chosen: a key and a value of the settings.
    pub on_choice: Callback<(&'static str, String)>,
    /// An order is to be looked at.
    pub on_look: Callback<Order>,
    /// An order is to be copied.
    pub on_copy: Callback<Order>,
    /// An order is to be saved.
    pub on_save: Callback<Order>,
}

/// The menu. What is chosen is shown at once as it will be; the browser's popover closes by Escape and
/// by a press outside.
#[component(CopyMenu)]
pub fn copy_menu(props: &CopyMenuProps) -> Html {
    let is_whole = use_state_eq(|| false);
    let range = match *is_whole {
        true => 0..props.size,
        false => props.selection.clone(),
    };
    let order = Order {
        file: props.file,
        range,
        format: Some(props.format),
    };
    {
        let on_look = props.on_look.clone();
        use_effect_with((props.is_open, order.clone()), move |(is_open, order)| {
            if *is_open {
                on_look.emit(order.clone());
            }
        });
    }
    let which = |label: &str, length: u64, whole: bool| {
        let is_whole = is_whole.clone();
        let checked = *is_whole == whole;
        html! {
            <label class="switch">
                <input type="radio" name="copy-bytes" {checked} onchange={move |_| is_whole.set(whole)} />
                { format!("{label}: {}", bytes_of(length)) }
            </label>
        }
    };
    let on_format = props.on_choice.reform(|event: Event| {
        let select = event.target_dyn_into::<HtmlSelectElement>();
        (
            "copy",
            select.map(|select| select.value()).unwrap_or_default(),
        )
    });
    let give = |callback: &Callback<Order>, order: Order| {
        callback.reform(move |_: MouseEvent| order.clone())
    };
    let raw = Order {
        format: None,
        ..order.clone()
    };
    // What was seen of another order is kept in its place until this one is there, and is not spoken of.
    let (shown, said) = match &props.seen {
        Some((_, Ok(seen))) => (
            seen.text.clone() + if seen.is_cut { "…" } else { "" },
            seen.size_text(),
        ),
        Some((_, Err(why))) => (String::new(), why.clone()),
        None => (String::new(), String::new()),
    };
    let is_current = props.seen.as_ref().is_some_and(|(of, _)| *of == order);
    let extra = props.is_stored.then(|| {
        let size = match &props.seen {
            Some((of, Ok(seen))) => seen.size.max(of.length()),
            _ => 0,
        };
        // Browsers tell less than they have, so as not to tell users apart: nothing is refused for it.
        let room = props.room.map(|room| match size > room {
            true => format!(" It tells of room for {}: it may not fit.", short(room)),
            false => format!(" It tells of room for {}.", short(room)),
        });
        format!(
            "A file waits in the browser’s own storage until it is downloaded.{}",
            room.unwrap_or_default()
        )
    });
    html! {
        <div class="settings">
            <button type="button" class="menu-button" popovertarget={COPY_MENU_ID}>{ "Copy and save" }</button>
            <div
                id={COPY_MENU_ID}
                class="settings-panel copy-panel"
                popover="auto"
                role="group"
                aria-label="Copy and save"
                ontoggle={props.on_toggle.reform(|_| ())}
            >
                <div class="copy-bytes" role="radiogroup" aria-label="Bytes">
                    { which("Selection", props.selection.end - props.selection.start, false) }
                    { which("Whole file", props.size, true) }
                </div>
                <label>
                    { "Format" }
                    <select onchange={on_format} autofocus={true}>
                        { for Family::ALL.iter().map(|family| html! {
                            <optgroup label={family.name()}>
                                { for Format::ALL.iter().filter(|format| format.family() == *family).map(|format| html! {
                                    <option value={format.name()} selected={*format == props.format}>
                                        { format.description() }
                                    </option>
                                }) }
                            </optgroup>
                        }) }
                    </select>
                </label>
                <pre class="preview" tabindex="0" role="region" aria-label="Preview" aria-busy={(!is_current).to_string()}>{ shown }</pre>
                <p class="hint" aria-live="polite">{ said }</p>
                <div class="copy-buttons">
                    <button type="button" onclick={give(&props.on_copy, order.clone())}>{ "Copy" }</button>
                    <button type="button" onclick={give(&props.on_save, order)}>{ "Save as text" }</button>
                    <button type="button" onclick={give(&props.on_save, raw)}>{ "Save the bytes" }</button>
                </div>
                if let Some(extra) = extra {
                    <p class="hint">{ extra }</p>
                }
            </div>
        </div>
    }
}
