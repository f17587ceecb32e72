//! What a terminal would print of bytes, with everything visible that it would obey.

use std::ops::Range;

use hexcore::terminal::{Run, RunKind};
use yew::prelude::*;

use super::stops::Stops;
use crate::kinds::Printed;

/// Properties of [`Terminal`].
#[derive(Properties, PartialEq)]
pub struct TerminalProps {
    /// What the ids of its buttons begin with: one of its own for each on a page.
    pub id: &'static str,
    /// What is shown; `None` while it is made.
    pub printed: Option<Printed>,
    /// Where what there is to show ends.
    pub end: u64,
    /// These bytes are to be lit; none when what speaks of them is left.
    pub on_light: Callback<Range<u64>>,
    /// These bytes are to be shown and selected.
    pub on_go: Callback<Range<u64>>,
    /// The keyboard is to go to the element with this id.
    pub on_enter: Callback<String>,
}

/// The text, in which control characters stand by their abbreviations, escape sequences by their names, and
/// bytes that are no text as their hex digits. Each of these is a button that leads to its bytes.
#[component(Terminal)]
pub fn terminal(props: &TerminalProps) -> Html {
    let stop = use_state_eq(|| 0);
    let screen = match props.printed.as_deref() {
        None => return html! { <p class="hint">{ "Reading …" }</p> },
        Some(Err(sentence)) => {
            return html! { <p class="hint">{ format!("It cannot be shown. {sentence}") }</p> };
        }
        Some(Ok(screen)) => screen,
    };
    let count = screen.runs.iter().filter(|run| run.kind.is_sign()).count();
    let mut stops = Stops::new(props.id, count, &stop, &props.on_light, &props.on_go);
    let onkeydown = stops.on_keys(count, &props.on_enter);
    let end = screen.end;
    let start = screen.runs.first().map_or(end, |run| run.range.start);
    let is_more = end < props.end;
    let next = if is_more { end } else { 0 };
    html! {
        <div class="terminal">
            <div class="screen" role="group" aria-label="What a terminal would get" {onkeydown}>
                { for screen.runs.iter().map(|run| draw(run, &mut stops)) }
            </div>
            // It is one button, so that the keyboard can stay on it to the end and begin again.
            if is_more || start > 0 {
                <button type="button" onclick={props.on_go.reform(move |_| next..next + 1)}>
                    { if is_more { format!("Go on from {end:#x}") } else { "Back to the start".to_owned() } }
                </button>
            }
            <p class="verdict">{ screen.verdict.clone() }</p>
            <p class="learn">
                <code>{ "cat" }</code>
                { " sends bytes as they are, and a terminal obeys those that are not text: it moves, erases, rings, \
                   changes its characters, or answers as if you typed. What is changed stays so after " }
                <code>{ "cat" }</code>{ " has ended, until " }<code>{ "reset" }</code>{ "." }
            </p>
        </div>
    }
}

fn draw(run: &Run, stops: &mut Stops) -> Html {
    let said = match run.kind {
        RunKind::Control => control(run),
        _ => run.text.clone().into(),
    };
    let class = run.kind.name();
    match run.kind.is_sign() {
        // Text of the other direction does not turn what is beside it.
        false => html! { <bdi key={run.range.start.to_string()} {class}>{ said }</bdi> },
        true => stops.button(class, run.range.clone(), said),
    }
}

/// The sign of a control character with its name, and how often it stands there.
fn control(run: &Run) -> Html {
    let (sign, times) = match run.text.split_once(' ') {
        Some((sign, times)) => (sign, format!(" {times}")),
        None => (run.text.as_str(), String::new()),
    };
    let drawn = match sign {
        "BEL" => bell(),
        sign => sign.into(),
    };
    let label = format!("{}{times}", run.name);
    html! { <span role="img" aria-label={label}>{ drawn }{ times }</span> }
}

/// A bell, where a terminal rings it.
fn bell() -> Html {
    html! {
        <svg class="bell" viewBox="0 0 16 16">
            <path d="M8 1a1 1 0 0 1 1 1a5 5 0 0 1 4 5q0 4 2 5H1q2-1 2-5a5 5 0 0 1 4-5a1 1 0 0 1 1-1zM6 13h4a2 2 0 0 1-4 0z" />
        </svg>
    }
}
