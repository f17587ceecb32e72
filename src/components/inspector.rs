//! What the bytes at the caret mean, in every way that the core can read them.

use std::ops::Range;

use hexcore::dump::Endian;
use hexcore::inspect::{
    Detail, Family, Inspection, Instant, Outcome, Outcomes, READINGS, Value, inspect,
};
use web_sys::{HtmlInputElement, HtmlSelectElement};
use yew::prelude::*;

use crate::decoder::{Orders, Settings};

/// Properties of [`Inspector`].
#[derive(Properties, PartialEq)]
pub struct InspectorProps {
    /// The bytes to read, from the first selected one on; as many as there are up to
    /// [`LOOKAHEAD`](hexcore::inspect::LOOKAHEAD).
    pub bytes: Vec<u8>,
    /// The offset of the first of them.
    pub at: u64,
    /// In which byte orders to read.
    pub orders: Orders,
    /// Labels of the readings that are left out.
    pub hidden: Vec<String>,
    /// The bytes that a row reads are to be lit; none when the row is left.
    pub on_light: Callback<Range<u64>>,
    /// A value is to be copied.
    pub on_copy: Callback<String>,
    /// A setting was chosen: its key and its value.
    pub on_choice: Callback<(&'static str, String)>,
    /// Tells a moment in the time of the place where the browser is.
    pub local: Callback<Instant, Option<String>>,
}

/// A table: a row for each reading, a column for each byte order.
#[component(Inspector)]
pub fn inspector(props: &InspectorProps) -> Html {
    let on_orders = props.on_choice.reform(|event: Event| {
        let select = event.target_dyn_into::<HtmlSelectElement>();
        (
            "orders",
            select.map(|select| select.value()).unwrap_or_default(),
        )
    });
    let order = |value: &'static str, name: &'static str, orders| {
        html! { <option {value} selected={props.orders == orders}>{ name }</option> }
    };
    let heads: &[&str] = match props.orders {
        Orders::Both => &["Little-endian", "Big-endian"],
        Orders::One(Endian::Little) => &["Little-endian"],
        Orders::One(Endian::Big) => &["Big-endian"],
    };
    let shown: Vec<Inspection> = inspect(&props.bytes)
        .filter(|row| !props.hidden.iter().any(|label| label == row.reading.label))
        .collect();
    let families = shown.chunk_by(|left, right| left.reading.family == right.reading.family);
    html! {
        <>
            <div class="panel-tools">
                <label>
                    { "Byte order" }
                    <select onchange={on_orders}>
                        { order("both", "Both", Orders::Both) }
                        { order("little", "Little-endian", Orders::One(Endian::Little)) }
                        { order("big", "Big-endian", Orders::One(Endian::Big)) }
                    </select>
                </label>
                <button type="button" class="menu-button" popovertarget="inspector-rows">{ "Rows" }</button>
                { choice_of_rows(props) }
            </div>
            <table class="readings">
                <thead>
                    <tr>
                        <th scope="col">{ "Reading" }</th>
                        { for heads.iter().map(|head| html! { <th scope="col">{ *head }</th> }) }
                    </tr>
                </thead>
                { for families.map(|rows| family(props, rows, heads.len())) }
            </table>
            if shown.is_empty() {
                <p class="hint">{ "All rows are hidden: choose some under Rows." }</p>
            }
        </>
    }
}

/// The rows of one family under its name.
fn family(props: &InspectorProps, rows: &[Inspection], columns: usize) -> Html {
    let name = rows.first().map_or("", |row| row.reading.family.name());
    html! {
        <tbody>
            <tr class="family"><th scope="rowgroup" colspan={(columns + 1).to_string()}>{ name }</th></tr>
            { for rows.iter().map(|inspection| row(props, inspection, columns)) }
        </tbody>
    }
}

fn row(props: &InspectorProps, inspection: &Inspection, columns: usize) -> Html {
    let outcomes: Vec<&Outcome> = match (&inspection.outcomes, props.orders) {
        (Outcomes::One(outcome), _) => vec![outcome],
        (Outcomes::ByOrder { little, big }, Orders::Both) => vec![little, big],
        (Outcomes::ByOrder { little, .. }, Orders::One(Endian::Little)) => vec![little],
        (Outcomes::ByOrder { big, .. }, Orders::One(Endian::Big)) => vec![big],
    };
    let span = if outcomes.len() < columns { "2" } else { "1" };
    let longest = outcomes.iter().map(|outcome| outcome.length).max();
    let light = light(props, longest.unwrap_or_default());
    let dark = light_nothing(props);
    let reading = inspection.reading;
    html! {
        <tr key={reading.label} class={height(reading.family, reading.min_bytes)} onmouseenter={light} onmouseleave={dark}>
            <th scope="row" title={reading.about}>{ reading.label }</th>
            { for outcomes.iter().map(|outcome| html! { <td colspan={span}>{ cell(props, outcome) }</td> }) }
        </tr>
    }
}

/// How high a row is, whatever its values are: what changes must not move what is below it.
fn height(family: Family, bytes: usize) -> Option<&'static str> {
    match (family, bytes) {
        (Family::Integers, 16) => Some("two-lines"),
        (Family::Time, _) => Some("two-values"),
        _ => None,
    }
}

fn cell(props: &InspectorProps, outcome: &Outcome) -> Html {
    let value = match &outcome.result {
        Ok(value) => value,
        Err(reason) => {
            let reason = reason.to_string();
            return html! { <span class="none" title={reason.clone()}>{ reason }</span> };
        }
    };
    let text = value.text.clone();
    let copied = text.clone();
    let onclick = props.on_copy.reform(move |_: MouseEvent| copied.clone());
    html! {
        <>
            <button
                type="button"
                class="value"
                title={format!("{text} (press to copy)")}
                {onclick}
                onmouseenter={light(props, outcome.length)}
                onfocus={light(props, outcome.length)}
                onblur={light_nothing(props)}
            >
                { swatch(value) }
                { text }
            </button>
            { local_time(props, value) }
        </>
    }
}

/// What lights the first `length` bytes.
fn light<E>(props: &InspectorProps, length: usize) -> Callback<E> {
    let range = props.at..props.at + length as u64;
    props.on_light.reform(move |_| range.clone())
}

fn light_nothing<E>(props: &InspectorProps) -> Callback<E> {
    props.on_light.reform(|_| 0..0)
}

/// A small square in the colour that was read.
fn swatch(value: &Value) -> Html {
    let Some(Detail::Colour(colour)) = value.detail else {
        return Html::default();
    };
    let [red, green, blue] = [colour.red, colour.green, colour.blue];
    let opacity = format!("{:.3}", f32::from(colour.opacity) / 255.0);
    html! {
        <svg class="swatch" viewBox="0 0 10 10" aria-hidden="true">
            <rect width="10" height="10" fill={format!("#{red:02x}{green:02x}{blue:02x}")} fill-opacity={opacity} />
        </svg>
    }
}

/// The moment that was read, in the time of the place.
fn local_time(props: &InspectorProps, value: &Value) -> Html {
    let Some(Detail::Instant(instant)) = value.detail else {
        return Html::default();
    };
    match props.local.emit(instant) {
        Some(text) => html! { <span class="local">{ text }</span> },
        None => Html::default(),
    }
}

/// Which rows are shown, folded away until it is asked for.
fn choice_of_rows(props: &InspectorProps) -> Html {
    let toggle = |label: &'static str| {
        let hidden = props.hidden.clone();
        props.on_choice.reform(move |event: Event| {
            let input = event.target_dyn_into::<HtmlInputElement>();
            let is_shown = input.is_some_and(|input| input.checked());
            let mut hidden = hidden.clone();
            hidden.retain(|other| other != label);
            if !is_shown {
                hidden.push(label.to_owned());
            }
            ("hidden", Settings::list(&hidden))
        })
    };
    let all = props
        .on_choice
        .reform(|_: MouseEvent| ("hidden", Settings::list(&[])));
    let families = READINGS.chunk_by(|left, right| left.family == right.family);
    html! {
        <div id="inspector-rows" class="settings-panel rows-panel" popover="auto" role="group" aria-label="Rows">
            <button type="button" onclick={all}>{ "Show all" }</button>
            { for families.map(|readings| html! {
                <fieldset>
                    <legend>{ readings.first().map_or("", |reading| Family::name(reading.family)) }</legend>
                    { for readings.iter().map(|reading| html! {
                        <label class="switch" title={reading.about}>
                            <input
                                type="checkbox"
                                checked={!props.hidden.iter().any(|label| label == reading.label)}
                                onchange={toggle(reading.label)}
                            />
                            { reading.label }
                        </label>
                    }) }
                </fieldset>
            }) }
        </div>
    }
}
