//! What the bytes at the caret mean, in every way that the core can read them.

use std::ops::Range;

use hexcore::dump::Endian;
use hexcore::inspect::{
    Detail, Family, Inspection, Instant, Outcome, Outcomes, READINGS, Value, inspect,
};
use web_sys::{HtmlInputElement, HtmlSelectElement};
use yew::prelude::*;

use crate::decoder::{Orders, Settings, percent};

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
    /// The keyboard is to go to the element with this id.
    pub on_enter: Callback<String>,
    /// A value is to be copied.
    pub on_copy: Callback<String>,
    /// A setting was chosen: its key and its value.
    pub on_choice: Callback<(&'static str, String)>,
    /// Tells a moment in the time of the place where the browser is.
    pub local: Callback<Instant, Option<String>>,
}

/// A table: a row for each reading, a column for each byte order. Its values are one stop for the
/// keyboard; the arrows lead from one to the next.
#[component(Inspector)]
pub fn inspector(props: &InspectorProps) -> Html {
    let stop = use_state_eq(|| None::<Spot>);
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
    let spots = spots(&shown, props.orders);
    let current = stop
        .filter(|spot| spots.contains(spot))
        .or(spots.first().copied());
    let on_enter = props.on_enter.clone();
    let on_key = Callback::from(move |event: KeyboardEvent| {
        let target = step(&event).zip(current);
        let target = target.and_then(|(step, spot)| neighbour(&spots, spot, step));
        if let Some(spot) = target {
            event.prevent_default();
            on_enter.emit(spot.id());
        }
    });
    let on_stop = {
        let setter = stop.setter();
        Callback::from(move |spot| setter.set(Some(spot)))
    };
    let values = Values {
        props,
        current,
        on_stop,
    };
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
            <table class="readings" onkeydown={on_key}>
                <thead>
                    <tr>
                        <th scope="col">{ "Reading" }</th>
                        { for heads.iter().map(|head| html! { <th scope="col">{ *head }</th> }) }
                    </tr>
                </thead>
                { for families.map(|rows| family(&values, rows, heads.len())) }
            </table>
            if shown.is_empty() {
                <p class="hint">{ "All rows are hidden: choose some under Rows." }</p>
            }
        </>
    }
}

/// What the values of the table have in common.
struct Values<'p> {
    props: &'p InspectorProps,
    /// The value that Tab leads to.
    current: Option<Spot>,
    /// A value has got the keyboard.
    on_stop: Callback<Spot>,
}

/// Where a value stands in the table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Spot {
    /// The label of its reading.
    label: &'static str,
    /// From 0.
    column: usize,
}

impl Spot {
    /// The id of its button.
    fn id(self) -> String {
        let row = READINGS
            .iter()
            .position(|reading| reading.label == self.label);
        format!("reading-{}-{}", row.unwrap_or_default(), self.column)
    }
}

/// Where there are values, row by row.
fn spots(shown: &[Inspection], orders: Orders) -> Vec<Spot> {
    let row = |inspection: &Inspection| {
        let label = inspection.reading.label;
        let outcomes = outcomes(inspection, orders).into_iter().enumerate();
        let read = outcomes.filter(|(_, outcome)| outcome.result.is_ok());
        let spots: Vec<Spot> = read.map(|(column, _)| Spot { label, column }).collect();
        spots
    };
    shown.iter().flat_map(row).collect()
}

/// A step from value to value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Step {
    Left,
    Right,
    Up,
    Down,
    First,
    Last,
}

/// The step that a key means.
fn step(event: &KeyboardEvent) -> Option<Step> {
    if event.alt_key() || event.ctrl_key() || event.meta_key() || event.shift_key() {
        return None;
    }
    Some(match event.key().as_str() {
        "ArrowLeft" => Step::Left,
        "ArrowRight" => Step::Right,
        "ArrowUp" => Step::Up,
        "ArrowDown" => Step::Down,
        "Home" => Step::First,
        "End" => Step::Last,
        _ => return None,
    })
}

/// Where a step leads; `None` at the edges. A step to another row keeps the column where it can.
fn neighbour(spots: &[Spot], from: Spot, step: Step) -> Option<Spot> {
    let index = spots.iter().position(|spot| *spot == from)?;
    let (before, after) = (spots.get(..index)?, spots.get(index + 1..)?);
    // The row that a spot is in has one value, or one for each order.
    let in_row_of = |spot: Spot| {
        let same = Spot {
            column: from.column,
            ..spot
        };
        if spots.contains(&same) { same } else { spot }
    };
    let is_other = |spot: &&Spot| spot.label != from.label;
    let spot = match step {
        Step::Left => before.last().filter(|spot| spot.label == from.label),
        Step::Right => after.first().filter(|spot| spot.label == from.label),
        Step::Up => return before.iter().rev().find(is_other).copied().map(in_row_of),
        Step::Down => return after.iter().find(is_other).copied().map(in_row_of),
        Step::First => spots.first(),
        Step::Last => spots.last(),
    };
    spot.copied()
}

/// The rows of one family under its name.
fn family(values: &Values<'_>, rows: &[Inspection], columns: usize) -> Html {
    let name = rows.first().map_or("", |row| row.reading.family.name());
    html! {
        <tbody>
            <tr class="family"><th scope="rowgroup" colspan={(columns + 1).to_string()}>{ name }</th></tr>
            { for rows.iter().map(|inspection| row(values, inspection, columns)) }
        </tbody>
    }
}

/// What is shown of a reading: once, or once for each order.
fn outcomes(inspection: &Inspection, orders: Orders) -> Vec<&Outcome> {
    match (&inspection.outcomes, orders) {
        (Outcomes::One(outcome), _) => vec![outcome],
        (Outcomes::ByOrder { little, big }, Orders::Both) => vec![little, big],
        (Outcomes::ByOrder { little, .. }, Orders::One(Endian::Little)) => vec![little],
        (Outcomes::ByOrder { big, .. }, Orders::One(Endian::Big)) => vec![big],
    }
}

fn row(values: &Values<'_>, inspection: &Inspection, columns: usize) -> Html {
    let props = values.props;
    let outcomes = outcomes(inspection, props.orders);
    let span = if outcomes.len() < columns { "2" } else { "1" };
    let longest = outcomes.iter().map(|outcome| outcome.length).max();
    let light = light(props, longest.unwrap_or_default());
    let dark = light_nothing(props);
    let reading = inspection.reading;
    html! {
        <tr key={reading.label} class={height(reading.family, reading.min_bytes)} onmouseenter={light} onmouseleave={dark}>
            <th scope="row" title={reading.about}>{ reading.label }</th>
            { for outcomes.iter().enumerate().map(|(column, outcome)| {
                let spot = Spot { label: reading.label, column };
                html! { <td colspan={span}>{ cell(values, spot, outcome) }</td> }
            }) }
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

fn cell(values: &Values<'_>, spot: Spot, outcome: &Outcome) -> Html {
    let props = values.props;
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
    let onfocus = {
        let (stop, light) = (values.on_stop.clone(), light(props, outcome.length));
        Callback::from(move |event: FocusEvent| {
            stop.emit(spot);
            light.emit(event);
        })
    };
    html! {
        <>
            <button
                type="button"
                class="value"
                id={spot.id()}
                tabindex={if values.current == Some(spot) { "0" } else { "-1" }}
                title={format!("{text} (press to copy)")}
                {onclick}
                onmouseenter={light(props, outcome.length)}
                {onfocus}
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
    let opacity = percent(colour.opacity.into(), 255) + "%";
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn arrows_lead_through_the_values() {
        let spot = |label, column| Spot { label, column };
        let spots = [
            spot("u8", 0),
            spot("u16", 0),
            spot("u16", 1),
            spot("u32", 0),
            spot("u32", 1),
            spot("UTF-8", 0),
        ];
        let check = |from, step, to: Option<Spot>| {
            assert_eq!(neighbour(&spots, from, step), to, "{step:?} from {from:?}");
        };
        check(spot("u8", 0), Step::Up, None);
        check(spot("u8", 0), Step::Left, None);
        check(spot("u8", 0), Step::Right, None);
        check(spot("u8", 0), Step::Down, Some(spot("u16", 0)));
        check(spot("u16", 0), Step::Right, Some(spot("u16", 1)));
        check(spot("u16", 1), Step::Right, None);
        check(spot("u16", 1), Step::Down, Some(spot("u32", 1)));
        check(spot("u32", 1), Step::Up, Some(spot("u16", 1)));
        check(spot("u32", 1), Step::Down, Some(spot("UTF-8", 0)));
        check(spot("UTF-8", 0), Step::Up, Some(spot("u32", 0)));
        check(spot("u16", 1), Step::Up, Some(spot("u8", 0)));
        check(spot("u16", 1), Step::First, Some(spot("u8", 0)));
        check(spot("u16", 1), Step::Last, Some(spot("UTF-8", 0)));
        check(spot("gone", 0), Step::Down, None);
    }
}
