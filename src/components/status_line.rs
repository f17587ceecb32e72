//! Where the user is, what is selected, and the command that prints what is in view.

use yew::prelude::*;

use crate::decoder::{Part, SoFar, Work, percent, position_text};

/// Properties of [`Position`].
#[derive(Properties, PartialEq)]
pub struct PositionProps {
    /// The line, piece by piece.
    pub parts: Vec<Part>,
    /// The command that prints the rows in view, where there is one.
    pub command: Option<String>,
    /// A text is to be copied.
    pub on_copy: Callback<String>,
    /// A link to this place is to be copied.
    pub on_link: Callback<()>,
}

/// The left end of the status line: each number is copied by a press.
#[component(Position)]
pub fn position(props: &PositionProps) -> Html {
    let part = |part: &Part| match part {
        Part::Text(text) => html! { { text.clone() } },
        Part::Number {
            name,
            shown,
            copied,
        } => {
            let copied = copied.clone();
            let onclick = props.on_copy.reform(move |_| copied.clone());
            let label = format!("Copy the {name}: {shown}");
            html! {
                <button type="button" class="number" title={format!("Copy the {name}")} aria-label={label} {onclick}>
                    { shown.clone() }
                </button>
            }
        }
    };
    let command = props.command.clone().map(|command| {
        let copied = command.clone();
        let onclick = props.on_copy.reform(move |_| copied.clone());
        html! {
            <span class="command" key={command.clone()}>
                <code title={command.clone()}>{ command }</code>
                <button type="button" class="copy" {onclick} aria-label="Copy the command" title="This command prints the rows in view">
                    { "Copy" }
                </button>
            </span>
        }
    });
    html! {
        <>
            // Another line is another element: one that changes would move its own parts.
            <p class="position" key={position_text(&props.parts)}>{ for props.parts.iter().map(part) }</p>
            if !props.parts.is_empty() {
                <button type="button" class="copy link" onclick={props.on_link.reform(|_| ())}>
                    { "Copy link to this place" }
                </button>
            }
            { for command }
        </>
    }
}

/// Properties of [`Progress`].
#[derive(Properties, PartialEq)]
pub struct ProgressProps {
    /// The work; nothing is shown without it.
    pub work: Option<Work>,
    /// **Cancel** was pressed.
    pub on_cancel: Callback<()>,
}

/// Long work: what it is, how far it is, and the way to end it.
#[component(Progress)]
pub fn progress(props: &ProgressProps) -> Html {
    let again = use_force_update();
    use_effect_with(props.work.clone(), move |work| {
        let followed = work.clone();
        if let Some(work) = work {
            work.follow(move || again.force_update());
        }
        move || {
            if let Some(work) = followed {
                work.follow(|| {});
            }
        }
    });
    let Some(work) = &props.work else {
        return Html::default();
    };
    let name = work.name().to_owned();
    let SoFar { done, pace } = work.so_far();
    let percent = percent(done, work.total());
    html! {
        <section class="work" aria-label={name.clone()}>
            <span>{ name.clone() }</span>
            <progress max="100" value={percent.clone()} aria-label={name} />
            <span class="percent">{ format!("{percent} %") }</span>
            if !pace.is_empty() {
                <span class="pace">{ pace }</span>
            }
            <button type="button" onclick={props.on_cancel.reform(|_| ())}>{ "Cancel" }</button>
        </section>
    }
}
