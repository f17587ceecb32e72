//! Text on its way in: pasted, typed or dropped, read as what it looks like or as what is chosen.

use hexcore::intake::Reading;
use yew::prelude::*;

use crate::decoder::{Action, AsRead, Unfinished};
use crate::web::drops::Arrival;
use crate::web::paste::{self, Pasted};
use crate::web::reader::Reader;
use crate::web::source::{Source, Text};
use crate::web::workers::{With, Workers};
use crate::web::{self};
use crate::worker::protocol::{Fault, Reply, Request};

/// A text that is to be read.
#[derive(Clone, PartialEq)]
pub struct TextIn {
    /// The text.
    pub text: Text,
    /// As what; as what it looks like, if nothing is said.
    pub reading: Option<Reading>,
    /// What the bytes are called.
    pub name: String,
}

/// What can be done with texts.
#[derive(Clone, PartialEq)]
pub struct Intake {
    /// A text is to be read and opened.
    pub on_text: Callback<TextIn>,
    /// What is on the clipboard is to be opened.
    pub on_paste: Callback<()>,
    /// The text that a file was made of, which has this number, is to be read as something else.
    pub on_reread: Callback<(u32, Reading)>,
}

/// Texts become files: `on_files` opens them, `on_again` puts one in the place of the file of this number.
/// Where there is a `refusal`, it is said instead.
#[hook]
pub fn use_intake(
    workers: &Workers,
    reader: &Reader,
    dispatch: &Callback<Action>,
    on_files: &Callback<Arrival>,
    on_again: &Callback<(u32, Source)>,
    refusal: Option<&'static str>,
) -> Intake {
    let read = {
        let (workers, dispatch) = (workers.clone(), dispatch.clone());
        use_callback((), move |(it, done): (TextIn, Callback<Source>), ()| {
            if let Some(sentence) = refusal {
                dispatch.emit(Action::Refused(sentence.to_owned()));
                return;
            }
            let (workers, dispatch) = (workers.clone(), dispatch.clone());
            web::spawn_local(async move {
                match take(&workers, it).await {
                    Ok(source) => {
                        let said = source.as_read().map(|it| it.said(source.size()));
                        done.emit(source);
                        dispatch.emit(Action::Say(said.unwrap_or_default()));
                    }
                    Err(sentence) => dispatch.emit(Action::Refused(sentence)),
                }
            });
        })
    };
    let on_text = {
        let (read, on_files) = (read.clone(), on_files.clone());
        use_callback((), move |it: TextIn, ()| {
            let on_files = on_files.reform(Arrival::of);
            read.emit((it, on_files));
        })
    };
    let on_reread = {
        let (reader, on_again) = (reader.clone(), on_again.clone());
        use_callback((), move |(id, reading), ()| {
            let Some(source) = reader.source_of(id) else {
                return;
            };
            let Some(text) = source.text().cloned() else {
                return;
            };
            let it = TextIn {
                text,
                reading: Some(reading),
                name: source.name().to_owned(),
            };
            read.emit((it, on_again.reform(move |source| (id, source))));
        })
    };
    let on_pasted = {
        let (on_text, on_files) = (on_text.clone(), on_files.clone());
        use_callback((), move |pasted: Pasted, ()| match pasted {
            Pasted::Files(arrival) => on_files.emit(arrival),
            Pasted::Text(text) => on_text.emit(TextIn {
                text,
                reading: None,
                name: PASTED.to_owned(),
            }),
        })
    };
    let on_paste = {
        let (on_pasted, dispatch) = (on_pasted.clone(), dispatch.clone());
        use_callback((), move |(), ()| {
            let (on_pasted, dispatch) = (on_pasted.clone(), dispatch.clone());
            web::spawn_local(async move {
                match paste::read().await {
                    Ok(Some(pasted)) => on_pasted.emit(pasted),
                    Ok(None) => dispatch.emit(Action::Say(
                        "There is nothing on the clipboard that has bytes.".to_owned(),
                    )),
                    Err(_) => dispatch.emit(Action::Refused(
                        "The browser did not let this page read the clipboard. Press Ctrl+V instead."
                            .to_owned(),
                    )),
                }
            });
        })
    };
    use_effect_with((), move |()| {
        let listener = paste::listen(move |pasted| on_pasted.emit(pasted));
        move || drop(listener)
    });
    Intake {
        on_text,
        on_paste,
        on_reread,
    }
}

/// What pasted bytes are called.
const PASTED: &str = "pasted.bin";

async fn take(workers: &Workers, it: TextIn) -> Result<Source, String> {
    let TextIn {
        text,
        reading,
        name,
    } = it;
    let with = With {
        text: Some(text.clone()),
        ..With::default()
    };
    let pending = workers.ask(|id| Request::Take { id, reading }, with, |_| {});
    let answer = pending.answer().await.map_err(|loss| {
        format!(
            "The text was not read. {}",
            Unfinished::Worker(loss).reason("")
        )
    })?;
    let as_read = match answer.reply {
        Reply::Taken {
            reading,
            why,
            notes,
            others,
            ..
        } => AsRead {
            reading,
            why,
            notes: notes.lines().map(str::to_owned).collect(),
            others,
        },
        Reply::Failed {
            fault: Fault::Format(sentence),
            ..
        } => return Err(sentence),
        _ => return Err("The text was not read.".to_owned()),
    };
    Source::of_text(&name, &answer.attached, text, as_read)
        .map_err(|_| "The browser has no room for the bytes of this text.".to_owned())
}
