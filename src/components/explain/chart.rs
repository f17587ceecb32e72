//! The ASCII table in small, with one character marked: eight columns by the first hex digit,
//! sixteen rows by the second.

use hexcore::ascii;
use hexcore::explain::Form;
use yew::html::Scope;
use yew::prelude::*;

use super::Explain;
use super::scratch::{Change, Step};

/// The table with the cell of `byte` marked, if it has one. `id` is what the ids of the cells begin
/// with. It is one stop for the keyboard; in it, the arrows lead from cell to cell.
pub(super) fn chart(id: &AttrValue, byte: u8, link: &Scope<Explain>) -> Html {
    let marked = Some(byte).filter(u8::is_ascii);
    let onkeydown = link.batch_callback(|event: KeyboardEvent| {
        let step = step(&event)?;
        event.prevent_default();
        Some(Change::Stepped(step))
    });
    html! {
        <table
            class="ascii-chart"
            role="grid"
            tabindex="0"
            aria-label="ASCII table"
            aria-activedescendant={marked.map(|byte| cell_id(id, byte))}
            {onkeydown}
        >
            <thead>
                <tr>
                    <td></td>
                    { for (0..8_u8).map(|column| html! {
                        <th scope="col" class={marked.filter(|byte| byte >> 4 == column).map(|_| "marked")}>
                            { digit(column) }
                        </th>
                    }) }
                </tr>
            </thead>
            <tbody>
                { for (0..16).map(|row| chart_row(id, row, marked, link)) }
            </tbody>
        </table>
    }
}

/// The row of the second hex digit `row`.
fn chart_row(id: &str, row: u8, marked: Option<u8>, link: &Scope<Explain>) -> Html {
    let marked = marked.filter(|byte| byte & 0xf == row);
    html! {
        <tr>
            <th scope="row" class={marked.map(|_| "marked")}>{ digit(row) }</th>
            { for (0..8).map(|column| {
                let byte = column << 4 | row;
                let text = Form::Character.write(byte);
                html! {
                    <td
                        id={cell_id(id, byte)}
                        class={(text.len() > 1).then_some("short")}
                        aria-label={format!("{byte:02x}, {}", ascii::spoken(byte))}
                        aria-selected={if marked == Some(byte) { "true" } else { "false" }}
                        onclick={link.callback(move |_| Change::Picked(byte))}
                    >
                        { text }
                    </td>
                }
            }) }
        </tr>
    }
}

fn cell_id(id: &str, byte: u8) -> String {
    format!("{id}-{byte:02x}")
}

fn digit(value: u8) -> String {
    format!("{value:x}")
}

/// The step that a key means.
fn step(event: &KeyboardEvent) -> Option<Step> {
    if event.alt_key() || event.shift_key() {
        return None;
    }
    let all = event.ctrl_key() || event.meta_key();
    Some(match (event.key().as_str(), all) {
        ("ArrowLeft", false) => Step::Left,
        ("ArrowRight", false) => Step::Right,
        ("ArrowUp", false) => Step::Up,
        ("ArrowDown", false) => Step::Down,
        ("Home", false) => Step::RowStart,
        ("End", false) => Step::RowEnd,
        ("Home", true) => Step::First,
        ("End", true) => Step::Last,
        _ => return None,
    })
}
