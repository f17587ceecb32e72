//! What the files on the screen are: asked of a worker when they are opened.

use std::rc::Rc;

use yew::prelude::*;

use crate::decoder::{State, Unfinished, Verdict};
use crate::export::unfinished;
use crate::web::reader::Reader;
use crate::web::workers::{With, Workers};
use crate::web::{self, marks};
use crate::worker::protocol::{Reply, Request};

/// Files whose verdicts are kept.
const MOST_KEPT: usize = 64;

/// What a file is, or why that could not be found out.
pub type Known = Rc<Result<Verdict, String>>;

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
            let (name, size) = (source.name().to_owned(), source.size());
            marks::mark_bytes("decoder:work-start:identify", size);
            let with = With {
                source: Some(source.clone()),
                ..With::default()
            };
            let pending = workers.ask(|id| Request::Identify { id, name, size }, with, |_| {});
            let verdict = match pending.answer().await {
                Ok(answer) => match answer.reply {
                    Reply::Identified { verdict, .. } => Ok(*verdict),
                    reply => Err(unfinished(reply, answer.fault)),
                },
                Err(loss) => Err(Unfinished::Worker(loss)),
            };
            marks::mark_bytes("decoder:work-end:identify", size);
            let verdict = verdict.map_err(|why| why.reason(source.name()));
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
