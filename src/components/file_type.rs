//! What a file is, and why.

use std::ops::Range;

use hexcore::identify::{Finding, Verdict};
use yew::prelude::*;

use super::stops::Stops;
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
    let mut stops = Stops::new("finding", count, &stop, &props.on_light, &props.on_go);
    let onkeydown = stops.on_keys(count, &props.on_enter);
    html! {
        <div class="file-type" {onkeydown}>
            <p class="verdict">{ verdict.sentence.clone() }</p>
            <p class="sure">{ sure(verdict) }</p>
            if !verdict.lesson.is_empty() {
                <p class="learn">{ verdict.lesson.clone() }</p>
            }
            { list(&mut stops, "Why", &verdict.evidence) }
            { list(&mut stops, "What it says", &verdict.facts) }
            { list(&mut stops, "Also", &verdict.notes) }
            if !verdict.source.is_empty() {
                <p class="hint">{ format!("Source: {}", verdict.source) }</p>
            }
        </div>
    }
}

/// How sure a verdict is, and what goes with it.
fn sure(verdict: &Verdict) -> String {
    let parts = [
        verdict.certainty.words(),
        &verdict.mime,
        &verdict.extensions,
    ];
    let parts = parts.into_iter().filter(|part| !part.is_empty());
    parts.collect::<Vec<_>>().join(" · ")
}

fn list(stops: &mut Stops, heading: &'static str, findings: &[Finding]) -> Html {
    if findings.is_empty() {
        return Html::default();
    }
    html! {
        <>
            <h3>{ heading }</h3>
            <ul class="findings">
                { for findings.iter().map(|it| html! { <li>{ finding(stops, it) }</li> }) }
            </ul>
        </>
    }
}

fn finding(stops: &mut Stops, finding: &Finding) -> Html {
    let said = html! {
        <>
            if !finding.name.is_empty() {
                <span class="name">{ finding.name.clone() }</span>
                { " " }
            }
            <span>{ finding.words.clone() }</span>
        </>
    };
    match finding.at.clone() {
        Some(at) => stops.button("finding", at, said),
        None => said,
    }
}
