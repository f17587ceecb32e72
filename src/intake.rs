//! Text on its way in: pasted, typed or dropped, read as what it looks like or as what is chosen.

use std::rc::Rc;

use hexcore::intake::Reading;
use yew::prelude::*;

use crate::decoder::{Action, AsRead, Unfinished};
use crate::web;
use crate::web::drops::Arrival;
use crate::web::paste::{self, Pasted};
use crate::web::reader::Reader;
use crate::web::source::{Source, Text};
use crate::web::workers::{With, Workers};
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
    // One hook for all: one for each would be as large as what it does.
    let desk = use_memo((), |()| Desk {
        workers: workers.clone(),
        reader: reader.clone(),
        dispatch: dispatch.clone(),
        on_files: on_files.clone(),
        on_again: on_again.clone(),
        refusal,
    });
    {
        let desk = Rc::clone(&desk);
        use_effect_with((), move |()| {
            let listener = paste::listen(move |pasted| desk.pasted(pasted));
            move || drop(listener)
        });
    }
    (*use_memo((), |()| desk.intake())).clone()
}

/// Everything that is needed for it.
struct Desk {
    workers: Workers,
    reader: Reader,
    dispatch: Callback<Action>,
    on_files: Callback<Arrival>,
    on_again: Callback<(u32, Source)>,
    refusal: Option<&'static str>,
}

impl Desk {
    fn intake(self: &Rc<Desk>) -> Intake {
        let desk = Rc::clone(self);
        let on_text = Callback::from(move |it| desk.read(it, None));
        let desk = Rc::clone(self);
        let on_paste = Callback::from(move |()| desk.paste());
        let desk = Rc::clone(self);
        let on_reread = Callback::from(move |(id, reading)| desk.reread(id, reading));
        Intake {
            on_text,
            on_paste,
            on_reread,
        }
    }

    /// Reads a text, and opens it, in place of the file of this number if there is one.
    fn read(self: &Rc<Desk>, it: TextIn, instead: Option<u32>) {
        if let Some(sentence) = self.refusal {
            self.dispatch.emit(Action::Refused(sentence.to_owned()));
            return;
        }
        let desk = Rc::clone(self);
        web::spawn_local(async move {
            match take(&desk.workers, it).await {
                Ok(source) => {
                    let said = source.as_read().map(|it| it.said(source.size()));
                    match instead {
                        Some(id) => desk.on_again.emit((id, source)),
                        None => desk.on_files.emit(Arrival::of(source)),
                    }
                    desk.dispatch.emit(Action::Say(said.unwrap_or_default()));
                }
                Err(sentence) => desk.dispatch.emit(Action::Refused(sentence)),
            }
        });
    }

    fn reread(self: &Rc<Desk>, id: u32, reading: Reading) {
        let source = self.reader.source_of(id);
        let text = source.and_then(|source| Some((source.text()?.clone(), source)));
        if let Some((text, source)) = text {
            let it = TextIn {
                text,
                reading: Some(reading),
                name: source.name().to_owned(),
            };
            self.read(it, Some(id));
        }
    }

    fn pasted(self: &Rc<Desk>, pasted: Pasted) {
        match pasted {
            Pasted::Files(arrival) => self.on_files.emit(arrival),
            Pasted::Text(text) => {
                let it = TextIn {
                    text,
                    reading: None,
                    name: PASTED.to_owned(),
                };
                self.read(it, None);
            }
        }
    }

    fn paste(self: &Rc<Desk>) {
        let desk = Rc::clone(self);
        web::spawn_local(async move {
            let action = match paste::read().await {
                Ok(Some(pasted)) => return desk.pasted(pasted),
                Ok(None) => {
                    Action::Say("There is nothing on the clipboard that has bytes.".to_owned())
                }
                Err(_) => Action::Refused(
                    "The browser did not let this page read the clipboard. Press Ctrl+V instead."
                        .to_owned(),
                ),
            };
            desk.dispatch.emit(action);
        });
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
