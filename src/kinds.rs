//! What the files on the screen are, and what a terminal makes of them: asked of a worker.

use std::ops::Range;
use std::rc::Rc;

use hexcore::identify::Verdict;
use hexcore::terminal::{MAX_PIECE, Screen};
use yew::prelude::*;

use crate::decoder::{State, Unfinished};
use crate::export::unfinished;
use crate::web::reader::Reader;
use crate::web::source::Source;
use crate::web::workers::{With, Workers};
use crate::web::{self, Timeout, marks};
use crate::worker::protocol::{Reply, Request};

/// Files whose verdicts are kept.
const MOST_KEPT: usize = 64;

/// What a file is, or why that could not be found out.
pub type Known = Rc<Result<Verdict, String>>;

/// What a terminal would print, or why that could not be found out.
pub type Printed = Rc<Result<Screen, String>>;

/// Milliseconds of rest before it is asked what a terminal would print.
const REST_MS: u32 = 100;

/// Which reading of which file: it may be read afresh.
type Reading = (u32, u32);

/// What the file on the screen is; `None` while it is looked at.
#[hook]
pub fn use_verdict(state: &State, workers: &Workers, reader: &Reader) -> Option<Known> {
    let known = use_state_eq(Vec::<(Reading, Known)>::new);
    let latest = use_mut_ref(Vec::new);
    let current = state.file.as_ref().map(|file| (file.id, state.reopened));
    let (workers, reader, setter) = (workers.clone(), reader.clone(), known.setter());
    use_effect_with(current, move |&current| {
        let Some(reading) = current else { return };
        let is_known = latest.borrow().iter().any(|(other, _)| *other == reading);
        let Some(source) = reader.source_of(reading.0).filter(|_| !is_known) else {
            return;
        };
        web::spawn_local(async move {
            let size = source.size();
            marks::mark_bytes("decoder:work-start:identify", size);
            let verdict = identify(&workers, &source).await;
            marks::mark_bytes("decoder:work-end:identify", size);
            let mut all = latest.borrow_mut();
            all.retain(|(other, _)| *other != reading);
            all.push((reading, Rc::new(verdict)));
            let extra = all.len().saturating_sub(MOST_KEPT);
            all.drain(..extra);
            setter.set(all.clone());
        });
    });
    let current = current?;
    let found = known.iter().find(|(reading, _)| *reading == current);
    found.map(|(_, verdict)| Rc::clone(verdict))
}

/// What a file is.
pub async fn identify(workers: &Workers, source: &Source) -> Result<Verdict, String> {
    let (name, size) = (source.name().to_owned(), source.size());
    let request = Box::new(move |id| Request::Identify { id, name, size });
    match ask(workers, source, request).await? {
        Reply::Identified { verdict, .. } => Ok(*verdict),
        _ => Err(OTHER.to_owned()),
    }
}

/// What is said of a reply to something else, which no worker of this build sends.
pub const OTHER: &str = "The worker answered something else.";

/// Asks about a file. It is not generic, since what waits is large.
pub async fn ask(
    workers: &Workers,
    source: &Source,
    request: Box<dyn FnOnce(u32) -> Request>,
) -> Result<Reply, String> {
    let with = With {
        source: Some(source.clone()),
        ..With::default()
    };
    let why = match workers.ask(request, with, |_| {}).answer().await {
        Ok(answer) => match answer.reply {
            reply @ (Reply::Cancelled { .. } | Reply::Failed { .. }) => {
                unfinished(reply, answer.fault)
            }
            reply => return Ok(reply),
        },
        Err(loss) => Unfinished::Worker(loss),
    };
    Err(why.reason(source.name()))
}

/// The bytes that a terminal is to get: from the first selected one on, or all that are selected if they are
/// more than one.
pub fn to_print(state: &State) -> Range<u64> {
    let selection = state.selection();
    match selection.end - selection.start {
        0..=1 => selection.start..state.size(),
        _ => selection,
    }
}

/// What a terminal would print of the bytes of [`to_print`], once they rest; `None` at first. It is asked for
/// only while it `is_shown`.
#[hook]
pub fn use_printed(
    state: &State,
    is_shown: bool,
    workers: &Workers,
    reader: &Reader,
) -> Option<Printed> {
    let printed = use_state_eq(|| None::<(Reading, Printed)>);
    let latest = use_mut_ref(|| 0);
    let current = state.file.as_ref().map(|file| (file.id, state.reopened));
    let is_due = is_shown && state.size() > 0;
    let due = current
        .filter(|_| is_due)
        .map(|reading| (reading, to_print(state)));
    let (workers, reader, setter) = (workers.clone(), reader.clone(), printed.setter());
    use_effect_with(due, move |due| {
        *latest.borrow_mut() += 1;
        let turn = *latest.borrow();
        let timer = due.clone().map(|(reading, all)| {
            Timeout::new(REST_MS, move || {
                let Some(source) = reader.source() else {
                    return;
                };
                web::spawn_local(async move {
                    let end = all.end.min(all.start.saturating_add(MAX_PIECE as u64));
                    let (range, is_end) = (all.start..end, end == all.end);
                    let request = Box::new(move |id| Request::Print { id, range, is_end });
                    let screen = match ask(&workers, &source, request).await {
                        Ok(Reply::Printed { screen, .. }) => Ok(screen),
                        Ok(_) => Err(OTHER.to_owned()),
                        Err(sentence) => Err(sentence),
                    };
                    // Another place may have been asked for since.
                    if *latest.borrow() == turn {
                        setter.set(Some((reading, Rc::new(screen))));
                    }
                });
            })
        });
        move || drop(timer)
    });
    // What was printed of another file is not shown for this one.
    let (reading, printed) = (*printed).clone()?;
    (Some(reading) == current).then_some(printed)
}
