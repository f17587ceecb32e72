//! What a text was taken for, and what it can be read as instead.

use std::rc::Rc;

use hexcore::intake::Reading;
use web_sys::HtmlSelectElement;
use yew::prelude::*;

use super::text_menu::options;
use crate::decoder::AsRead;

/// Properties of [`ReadAs`].
#[derive(Properties, PartialEq)]
pub struct ReadAsProps {
    /// How the text was read.
    pub as_read: Rc<AsRead>,
    /// It is to be read as something else.
    pub on_reread: Callback<Reading>,
}

/// A line between the toolbar and the bytes.
#[component(ReadAs)]
pub fn read_as(props: &ReadAsProps) -> Html {
    let AsRead {
        reading,
        why,
        notes,
        others,
    } = props.as_read.as_ref();
    let on_reread = props.on_reread.clone();
    let onchange = Callback::from(move |event: Event| {
        let select = event.target_dyn_into::<HtmlSelectElement>();
        if let Some(reading) = select.and_then(|select| Reading::from_name(&select.value())) {
            on_reread.emit(reading);
        }
    });
    let mut readings = others.clone();
    readings.insert(0, *reading);
    html! {
        <div class="read-as">
            <label>
                { "Text read as " }
                // Another reading is another element: what the browser shows as chosen is what is so.
                <select key={reading.name()} {onchange}>{ options(readings.into_iter(), Some(*reading)) }</select>
            </label>
            if !why.is_empty() {
                <span>{ why.clone() }</span>
            }
            { for notes.iter().map(|note| html! { <span class="note">{ note.clone() }</span> }) }
        </div>
    }
}
