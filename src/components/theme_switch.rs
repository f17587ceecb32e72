//! Light, dark, or as the system says.

use web_sys::HtmlSelectElement;
use yew::prelude::*;

/// Properties of [`ThemeSwitch`].
#[derive(Properties, PartialEq)]
pub struct ThemeSwitchProps {
    /// `auto`, `light` or `dark`.
    pub theme: AttrValue,
    /// Another one was chosen.
    pub on_change: Callback<String>,
}

/// A list of three, in the browser's own control.
#[component(ThemeSwitch)]
pub fn theme_switch(props: &ThemeSwitchProps) -> Html {
    let onchange = props.on_change.clone();
    let onchange = Callback::from(move |event: Event| {
        if let Some(select) = event.target_dyn_into::<HtmlSelectElement>() {
            onchange.emit(select.value());
        }
    });
    let option = |theme: &'static str, name: &str| {
        html! { <option value={theme} selected={props.theme == theme}>{ name }</option> }
    };
    html! {
        <select class="theme app-only" aria-label="Theme" {onchange}>
            { option("auto", "Auto") }
            { option("light", "Light") }
            { option("dark", "Dark") }
        </select>
    }
}
