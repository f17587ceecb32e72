//! What a file is, and why.

use std::ops::Range;

use hexcore::identify::Certainty;
use yew::prelude::*;

use crate::decoder::{Finding, Verdict};
use crate::kinds::Known;

/// Properties of [`FileType`].
#[derive(Properties, PartialEq)]
pub struct FileTypeProps {
    /// What is known; `None` while it is looked at.
    pub known: Option<Known>,
    /// These bytes are to be lit; none when what speaks of them is left.
    pub on_light: Callback<Range<u64>>,
    /// These bytes are to be shown and selected.
    pub on_go: Callback<Range<u64>>,
    /// The keyboard is to go to the element with this id.
    pub on_enter: Callback<String>,
}

/// A sentence, how sure it is, and what speaks for it. What is about bytes is a button: it lights them and
/// leads there. All of these are one stop for the keyboard; the arrows lead from one to the next.
#[component(FileType)]
pub fn file_type(props: &FileTypeProps) -> Html {
    let stop = use_state_eq(|| 0);
    let verdict = match props.known.as_deref() {
        None => return html! { <p class="hint">{ "Looking at the file …" }</p> },
        Some(Err(sentence)) => {
            return html! { <p class="hint">{ format!("It could not be found out. {sentence}") }</p> };
        }
        Some(Ok(verdict)) => verdict,
    };
    let lists = [&verdict.evidence, &verdict.facts, &verdict.notes];
    let places = |list: &[Finding]| list.iter().filter(|it| it.at.is_some()).count();
    let count = lists.iter().map(|list| places(list)).sum::<usize>();
    let current = (*stop).min(count.saturating_sub(1));
    let on_enter = props.on_enter.clone();
    let onkeydown = Callback::from(move |event: KeyboardEvent| {
        let to = match event.key().as_str() {
            "ArrowDown" if current + 1 < count => current + 1,
            "ArrowUp" if current > 0 => current - 1,
            "Home" => 0,
            "End" => count.saturating_sub(1),
            _ => return,
        };
        event.prevent_default();
        on_enter.emit(id(to));
    });
    let setter = stop.setter();
    let mut buttons = Buttons {
        props,
        current,
        next: 0,
        on_stop: Callback::from(move |index| setter.set(index)),
    };
    html! {
        <div class="file-type" {onkeydown}>
            <p class="verdict">{ verdict.sentence.clone() }</p>
            <p class="sure">{ sure(verdict) }</p>
            if !verdict.lesson.is_empty() {
                <p class="learn">{ verdict.lesson.clone() }</p>
            }
            { buttons.list("Why", &verdict.evidence) }
            { buttons.list("What it says", &verdict.facts) }
            { buttons.list("Also", &verdict.notes) }
            if !verdict.source.is_empty() {
                <p class="hint">{ format!("Source: {}", verdict.source) }</p>
            }
        </div>
    }
}

/// How sure a verdict is, and what goes with it.
fn sure(verdict: &Verdict) -> String {
    let sure = match verdict.certainty {
        Certainty::Unknown => "Of no kind that is known here",
        Certainty::Guess => "A guess",
        Certainty::Likely => "Likely",
        Certainty::Certain => "Certain",
    };
    let parts = [sure, &verdict.mime, &verdict.extensions];
    let parts = parts.into_iter().filter(|part| !part.is_empty());
    parts.collect::<Vec<_>>().join(" · ")
}

fn id(index: usize) -> String {
    format!("finding-{index}")
}

/// Makes the buttons, which count through all lists.
struct Buttons<'p> {
    props: &'p FileTypeProps,
    /// The one that Tab leads to.
    current: usize,
    next: usize,
    on_stop: Callback<usize>,
}

impl Buttons<'_> {
    fn list(&mut self, heading: &'static str, findings: &[Finding]) -> Html {
        if findings.is_empty() {
            return Html::default();
        }
        html! {
            <>
                <h3>{ heading }</h3>
                <ul class="findings">
                    { for findings.iter().map(|finding| html! { <li>{ self.finding(finding) }</li> }) }
                </ul>
            </>
        }
    }

    fn finding(&mut self, finding: &Finding) -> Html {
        let said = html! {
            <>
                if !finding.name.is_empty() {
                    <span class="name">{ finding.name.clone() }</span>
                    { " " }
                }
                <span>{ finding.words.clone() }</span>
            </>
        };
        let Some(at) = finding.at.clone() else {
            return said;
        };
        let index = self.next;
        self.next += 1;
        let light = self.props.on_light.reform({
            let at = at.clone();
            move |()| at.clone()
        });
        let leave = self.props.on_light.reform(|()| 0..0);
        let (on_stop, on_light) = (self.on_stop.clone(), light.clone());
        let onfocus = Callback::from(move |_: FocusEvent| {
            on_stop.emit(index);
            on_light.emit(());
        });
        let title = match at.end - at.start {
            1 => format!("Byte {:#x}", at.start),
            _ => format!("Bytes {:#x} to {:#x}", at.start, at.end.saturating_sub(1)),
        };
        html! {
            <button
                type="button"
                class="finding"
                id={id(index)}
                {title}
                tabindex={if index == self.current { "0" } else { "-1" }}
                onclick={self.props.on_go.reform(move |_| at.clone())}
                onpointerenter={light.reform(|_| ())}
                onpointerleave={leave.reform(|_| ())}
                {onfocus}
                onblur={leave.reform(|_| ())}
            >
                { said }
            </button>
        }
    }
}
