//! The files that were open before the page was loaded again.

use yew::prelude::*;

use crate::decoder::{Earlier, Shared, listed};

/// Properties of [`EarlierFiles`].
#[derive(Properties, PartialEq)]
pub struct EarlierFilesProps {
    /// The files; nothing is shown without them.
    pub earlier: Shared<Earlier>,
    /// Those to which the browser has kept a way are to be opened again.
    pub on_again: Callback<()>,
    /// The others are to be chosen again.
    pub on_choose: Callback<()>,
    /// They are to be forgotten.
    pub on_forget: Callback<()>,
}

/// Offers to open them again.
#[component(EarlierFiles)]
pub fn earlier_files(props: &EarlierFilesProps) -> Html {
    if props.earlier.is_empty() {
        return Html::default();
    }
    let part = |has_handle: bool, label: &'static str, does: &Callback<()>| {
        let names: Vec<String> = props
            .earlier
            .iter()
            .filter(|file| file.has_handle == has_handle)
            .map(|file| file.name.clone())
            .collect();
        (!names.is_empty()).then(|| {
            html! {
                <p>
                    <span>{ listed(&names) }</span>
                    <button type="button" onclick={does.reform(|_| ())}>{ label }</button>
                </p>
            }
        })
    };
    html! {
        <section class="earlier" aria-labelledby="earlier-title">
            <h2 id="earlier-title">{ "Open before the reload" }</h2>
            { for part(true, "Open again", &props.on_again) }
            { for part(false, "Choose them again", &props.on_choose) }
            <button type="button" class="forget" onclick={props.on_forget.reform(|_| ())}>{ "Forget" }</button>
        </section>
    }
}
