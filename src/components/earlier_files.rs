//! The files that were open before the page was loaded again.

use yew::prelude::*;

use crate::decoder::{Earlier, listed};

/// Offers to open them again: those to which the browser has kept a way by `on_again`, the others by
/// `on_choose`; or to forget them. Nothing is shown where there are none.
pub fn earlier_files(
    earlier: &[Earlier],
    on_again: &Callback<()>,
    on_choose: &Callback<()>,
    on_forget: &Callback<()>,
) -> Html {
    if earlier.is_empty() {
        return Html::default();
    }
    let button = |label: &'static str, does: &Callback<()>| {
        html! { <button type="button" onclick={does.reform(|_| ())}>{ label }</button> }
    };
    let part = |has_handle: bool, button: Html| {
        let files = earlier.iter().filter(|file| file.has_handle == has_handle);
        let names: Vec<String> = files.map(|file| file.name.clone()).collect();
        if names.is_empty() {
            return Html::default();
        }
        html! { <p><span>{ listed(&names) }</span>{ button }</p> }
    };
    html! {
        <section class="earlier" aria-labelledby="earlier-title">
            <h2 id="earlier-title">{ "Open before the reload" }</h2>
            { part(true, button("Open again", on_again)) }
            { part(false, button("Choose them again", on_choose)) }
            { button("Forget", on_forget) }
        </section>
    }
}
