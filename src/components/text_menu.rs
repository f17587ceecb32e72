//! Text that is typed, or pasted, and becomes bytes.

use hexcore::intake::Reading;
use web_sys::HtmlSelectElement;
use yew::prelude::*;

/// The id of the menu, for whoever closes it.
pub const TEXT_MENU_ID: &str = "text-menu";

/// Properties of [`TextMenu`].
#[derive(Properties, PartialEq)]
pub struct TextMenuProps {
    /// Refers to the field, for whoever reads it.
    pub field: NodeRef,
    /// What was typed is to be opened: as what, or as what it looks like.
    pub on_open: Callback<Option<Reading>>,
    /// What is on the clipboard is to be opened.
    pub on_paste: Callback<()>,
}

/// A field for text, and what it is read as.
#[component(TextMenu)]
pub fn text_menu(props: &TextMenuProps) -> Html {
    let reading = use_state_eq(|| None);
    let onchange = {
        let reading = reading.clone();
        Callback::from(move |event: Event| {
            let select = event.target_dyn_into::<HtmlSelectElement>();
            reading.set(select.and_then(|select| Reading::from_name(&select.value())));
        })
    };
    let chosen = *reading;
    html! {
        <div class="settings text-in">
            <button type="button" class="menu-button" popovertarget={TEXT_MENU_ID}>{ "Text" }</button>
            <div id={TEXT_MENU_ID} class="settings-panel text-panel" popover="auto" role="group" aria-label="Text">
                <label for="text-field">{ "Type or paste text, hex, Base64 or a dump" }</label>
                <textarea id="text-field" ref={props.field.clone()} rows="8" spellcheck="false" autocapitalize="off" autofocus={true} />
                <label>
                    { "Read as" }
                    <select {onchange}>
                        <option value="" selected={chosen.is_none()}>{ "what it looks like" }</option>
                        { options(Reading::all(), chosen) }
                    </select>
                </label>
                <div class="copy-buttons">
                    <button type="button" class="primary" onclick={props.on_open.reform(move |_| chosen)}>{ "Open" }</button>
                    <button type="button" onclick={props.on_paste.reform(|_| ())}>{ "Paste from the clipboard" }</button>
                </div>
            </div>
        </div>
    }
}

/// Readings to choose from, in their groups.
pub(super) fn options(readings: impl Iterator<Item = Reading>, chosen: Option<Reading>) -> Html {
    let readings: Vec<Reading> = readings.collect();
    let group = |label: &'static str, fits: fn(&Reading) -> bool| {
        html! {
            if readings.iter().any(fits) {
                <optgroup {label}>
                    { for readings.iter().filter(|reading| fits(reading)).map(|reading| html! {
                        <option value={reading.name()} selected={Some(*reading) == chosen}>
                            { reading.description() }
                        </option>
                    }) }
                </optgroup>
            }
        }
    };
    html! {
        <>
            { group("A dump", |reading| matches!(reading, Reading::Dump(_))) }
            { group("Characters in", |reading| matches!(reading, Reading::Text(_))) }
        </>
    }
}
