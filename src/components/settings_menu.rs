//! What the user can choose about the grid.

use web_sys::{HtmlInputElement, HtmlSelectElement};
use yew::prelude::*;

use crate::decoder::{Colours, Columns, Settings};

/// Properties of [`SettingsMenu`].
#[derive(Properties, PartialEq)]
pub struct SettingsMenuProps {
    /// What is chosen now.
    pub settings: Settings,
    /// How many columns are shown; an address can ask for others than the settings.
    pub columns: Columns,
    /// Something else was chosen.
    pub on_change: Callback<Settings>,
    /// Another number of columns was chosen.
    pub on_columns: Callback<Columns>,
}

/// Columns, colours and glyphs, folded away until they are asked for. The browser's popover closes by
/// Escape and by a press outside.
#[component(SettingsMenu)]
pub fn settings_menu(props: &SettingsMenuProps) -> Html {
    let settings = props.settings;
    let on_columns = chosen(&props.on_columns, Columns::from_key);
    let on_colours = chosen(&props.on_change, move |key| {
        Colours::from_key(key).map(|colours| Settings {
            colours,
            ..settings
        })
    });
    let on_glyphs = props.on_change.clone();
    let on_glyphs = Callback::from(move |event: Event| {
        if let Some(input) = event.target_dyn_into::<HtmlInputElement>() {
            on_glyphs.emit(Settings {
                glyphs: input.checked(),
                ..settings
            });
        }
    });
    html! {
        <div class="settings">
            <button type="button" class="menu-button" popovertarget="view-menu">{ "View" }</button>
            <div id="view-menu" class="settings-panel" popover="auto" role="group" aria-label="View">
                <label>
                    { "Columns" }
                    <select onchange={on_columns}>
                        { for Columns::ALL.into_iter().map(|columns| option(
                            &columns.key(),
                            match columns {
                                Columns::Auto => "As many as fit".to_owned(),
                                Columns::Fixed(width) => width.get().to_string(),
                            },
                            columns == props.columns,
                        )) }
                    </select>
                </label>
                <label>
                    { "Colours" }
                    <select onchange={on_colours}>
                        { for Colours::ALL.into_iter().map(|colours| option(
                            colours.key(),
                            match colours {
                                Colours::Auto => "Automatic",
                                Colours::Plane => "Colour plane",
                                Colours::Spans => "Coloured text",
                                Colours::Off => "Off",
                            }.to_owned(),
                            colours == settings.colours,
                        )) }
                    </select>
                </label>
                <label class="switch">
                    <input type="checkbox" checked={settings.glyphs} onchange={on_glyphs} />
                    { "Glyphs" }
                </label>
                <p class="hint">{ "◊ NUL, ␣ white space, • control, × above 7F, in the text column." }</p>
            </div>
        </div>
    }
}

fn option(key: &str, name: String, selected: bool) -> Html {
    html! { <option value={key.to_owned()} {selected}>{ name }</option> }
}

/// Calls back with what the chosen key means.
fn chosen<T: 'static>(
    callback: &Callback<T>,
    meaning: impl Fn(&str) -> Option<T> + 'static,
) -> Callback<Event> {
    let callback = callback.clone();
    Callback::from(move |event: Event| {
        let select = event.target_dyn_into::<HtmlSelectElement>();
        if let Some(value) = select.and_then(|select| meaning(&select.value())) {
            callback.emit(value);
        }
    })
}
