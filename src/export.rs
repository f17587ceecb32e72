//! Bytes on their way out of the open file: how they will look, copied, saved.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use yew::prelude::*;

use crate::decoder::{
    Action, CLIPBOARD_LIMIT, Order, Seen, SoFar, State, Unfinished, Work, bytes_of, pace,
};
use crate::web::reader::Reader;
use crate::web::saving::{self, Left, NoPlace, Place};
use crate::web::source::Source;
use crate::web::workers::{CallOff, Pending, With, Workers};
use crate::web::{self, JsValue, clipboard, clock, leaving, marks};
use crate::worker::protocol::{Fault, Job, Reply, Request, Target};

/// What the decoder's page can do with bytes.
#[derive(Clone, PartialEq)]
pub struct Export {
    /// What was looked at last.
    pub looked: Looked,
    /// Looks at an order.
    pub on_look: Callback<Order>,
    /// Copies what is ordered.
    pub on_copy: Callback<Order>,
    /// Saves what is ordered.
    pub on_save: Callback<Order>,
    /// Ends the saving that goes on.
    pub on_cancel: Callback<()>,
}

/// How an order looks, and where it can go.
#[derive(Clone, Default, PartialEq)]
pub struct Looked {
    /// The order, and how it looks or why it cannot be made.
    pub seen: Option<(Order, Result<Seen, String>)>,
    /// Whether files are saved through the browser's own storage, since the user cannot choose a place.
    pub is_stored: bool,
    /// Bytes that the storage has room for.
    pub room: Option<u64>,
}

/// Everything that is needed for it.
#[derive(Clone)]
struct Desk {
    workers: Workers,
    reader: Reader,
    dispatch: Callback<Action>,
    saving: Rc<RefCell<Option<CallOff>>>,
    /// The look that goes on: the next one ends it.
    looking: Rc<RefCell<Option<CallOff>>>,
}

/// Bytes on their way out.
#[hook]
pub fn use_export(
    state: &Rc<State>,
    workers: &Workers,
    reader: &Reader,
    dispatch: &Callback<Action>,
) -> Export {
    let looked = use_state_eq(Looked::default);
    // One hook for all: one for each would be as large as what it does.
    let export = use_memo((), |()| {
        let desk = Desk {
            workers: workers.clone(),
            reader: reader.clone(),
            dispatch: dispatch.clone(),
            saving: Rc::default(),
            looking: Rc::default(),
        };
        desk.export(looked.setter())
    });
    // The browser asks before it throws away what is half saved.
    use_effect_with(state.saving.is_some(), |&is_saving| {
        let listener = is_saving.then(leaving::ask_first);
        move || drop(listener)
    });
    use_effect_with((), |()| {
        web::spawn_local(async {
            web::after_start().await;
            saving::tidy(Left::Old).await;
        });
    });
    Export {
        looked: (*looked).clone(),
        ..(*export).clone()
    }
}

impl Desk {
    fn export(&self, looked: UseStateSetter<Looked>) -> Export {
        let desk = self.clone();
        let latest = Rc::new(Cell::new(0));
        let on_look = Callback::from(move |order: Order| {
            let Some(source) = desk.reader.source_of(order.file) else {
                return;
            };
            latest.set(latest.get() + 1);
            let (turn, latest) = (latest.get(), Rc::clone(&latest));
            let (desk, looked) = (desk.clone(), looked.clone());
            web::spawn_local(async move {
                let look = desk.begin_look(&source, &order);
                if let Some(before) = desk.looking.replace(Some(look.call_off())) {
                    before.now();
                }
                let seen = seen(look, &source).await;
                let is_stored = !saving::can_choose();
                let room = match is_stored {
                    true => saving::room().await,
                    false => None,
                };
                if latest.get() == turn {
                    looked.set(Looked {
                        seen: Some((order, seen)),
                        is_stored,
                        room,
                    });
                }
            });
        });
        let desk = self.clone();
        let on_copy = Callback::from(move |order: Order| {
            let Some(source) = desk.reader.source_of(order.file) else {
                return;
            };
            // A format may make little of many bytes: they are still to be read, which takes a while.
            if order.length() > CLIPBOARD_LIMIT {
                desk.say_file();
                web::spawn_local(desk.clone().save(source, order));
            } else {
                web::spawn_local(desk.clone().copy(source, order));
            }
        });
        let desk = self.clone();
        let on_save = Callback::from(move |order: Order| {
            if let Some(source) = desk.reader.source_of(order.file) {
                web::spawn_local(desk.clone().save(source, order));
            }
        });
        let desk = self.clone();
        let on_cancel = Callback::from(move |()| {
            if let Some(saving) = desk.saving.borrow().as_ref() {
                saving.now();
            }
        });
        Export {
            looked: Looked::default(),
            on_look,
            on_copy,
            on_save,
            on_cancel,
        }
    }

    /// Begins to look at how an order will look.
    fn begin_look(&self, source: &Source, order: &Order) -> Pending {
        let job = job(source, order);
        let with = With {
            source: Some(source.clone()),
            ..With::default()
        };
        self.workers
            .ask(|id| Request::Preview { id, job }, with, |_| {})
    }

    async fn copy(self, source: Source, order: Order) {
        let job = job(&source, &order);
        let with = With {
            source: Some(source.clone()),
            ..With::default()
        };
        let limit = CLIPBOARD_LIMIT;
        let pending = self
            .workers
            .ask(|id| Request::Text { id, job, limit }, with, |_| {});
        let outcome = Rc::new(RefCell::new(None));
        let made = {
            let outcome = Rc::clone(&outcome);
            async move {
                let (text, told) = match pending.answer().await {
                    Ok(answer) => match answer.reply {
                        Reply::Text { size, .. } => (Some(answer.attached), Ok(size)),
                        reply => (None, Err(unfinished(reply, answer.fault))),
                    },
                    Err(loss) => (None, Err(Unfinished::Worker(loss))),
                };
                outcome.replace(Some(told));
                text
            }
        };
        let copied = clipboard::copy_later(made).await;
        let told = outcome.take();
        match (copied, told) {
            (Ok(()), Some(Ok(size))) => self.say(order.copied(size)),
            (_, Some(Err(Unfinished::TooLong))) => {
                self.say_file();
                self.save(source, order).await;
            }
            (_, Some(Err(why))) => {
                self.warn(format!("Nothing was copied. {}", why.reason(source.name())));
            }
            _ => self.warn(
                "The browser did not allow copying, so nothing was copied. It can be saved as a file instead."
                    .to_owned(),
            ),
        }
    }

    async fn save(self, source: Source, order: Order) {
        if self.saving.borrow().is_some() {
            self.say("Another file is being saved: wait for it, or cancel it.".to_owned());
            return;
        }
        let name = order.file_name(source.name(), source.size());
        // The dialog empties a file that is there: what cannot be said is told before.
        if let Err(sentence) = self.check(&source, &order).await {
            return self.warn(format!("“{name}” was not saved. {sentence}"));
        }
        let fail = |why: Unfinished| self.warn(why.sentence(source.name(), &name));
        let place = match saving::place(&name).await {
            Ok(place) => place,
            Err(NoPlace::Closed) => {
                self.say(format!("“{name}” was not saved."));
                return;
            }
            Err(NoPlace::Late) => {
                return self.warn(format!(
                    "“{name}” was not saved: getting it ready took longer than the browser waits \
                     before it refuses a dialog. Save it from the menu “Copy and save”."
                ));
            }
            Err(NoPlace::Refused(words)) => return fail(Unfinished::Write(words)),
            Err(NoPlace::Unknown) => return fail(Unfinished::NoPlace),
        };
        let (target, handle) = match place {
            Place::Chosen(handle) => (Target::Chosen, handle),
            Place::Temporary(name) => (Target::Temporary(name), JsValue::UNDEFINED),
        };
        let temporary = match &target {
            Target::Chosen => None,
            Target::Temporary(name) => Some(name.clone()),
        };
        let left = match temporary {
            None => " The file that was chosen is empty.",
            Some(_) => "",
        };
        let fail = |why: Unfinished| {
            self.warn(why.sentence(source.name(), &name) + left);
        };
        let total = order.length();
        let began = clock::now();
        let work = Work::new(format!("Saving “{name}”"), total);
        let progress = {
            let work = work.clone();
            move |done| {
                let pace = pace(done, total, clock::now() - began);
                work.tell(SoFar { done, pace });
            }
        };
        progress(0);
        self.dispatch.emit(Action::Saving(Some(work)));
        marks::mark_bytes("decoder:work-start:export", total);
        let (job, with) = (
            job(&source, &order),
            With {
                source: Some(source.clone()),
                handle,
                ..With::default()
            },
        );
        let pending = self
            .workers
            .ask(|id| Request::Save { id, job, target }, with, progress);
        self.saving.replace(Some(pending.call_off()));
        let answer = pending.answer().await;
        self.saving.replace(None);
        marks::mark_bytes("decoder:work-end:export", total);
        self.dispatch.emit(Action::Saving(None));
        match answer {
            Ok(answer) => match answer.reply {
                Reply::Saved { size, .. } => {
                    if temporary.is_none() {
                        self.say(format!("Saved “{name}”, {}.", bytes_of(size)));
                    } else if saving::download(&answer.attached, &name) {
                        self.say(format!(
                            "“{name}” is written, {}, and goes to your downloads.",
                            bytes_of(size)
                        ));
                    } else {
                        fail(Unfinished::NoPlace);
                    }
                }
                Reply::Cancelled { .. } => {
                    self.say(format!("“{name}” was not saved: it was cancelled.{left}"));
                }
                reply => fail(unfinished(reply, answer.fault)),
            },
            Err(loss) => {
                // A worker that is gone leaves what it has written.
                if let Some(temporary) = temporary {
                    web::spawn_local(async move { saving::remove(&temporary).await });
                }
                fail(Unfinished::Worker(loss));
            }
        }
    }

    /// Whether the format can say where the last byte stands: none of them fails there and not before.
    async fn check(&self, source: &Source, order: &Order) -> Result<(), String> {
        if order.format.is_none() {
            return Ok(());
        }
        let last = order.range.end.saturating_sub(1).max(order.range.start);
        let end = Order {
            range: last..last,
            ..order.clone()
        };
        seen(self.begin_look(source, &end), source).await.map(drop)
    }

    fn say_file(&self) {
        self.say(format!(
            "That is more than {}: it becomes a file.",
            bytes_of(CLIPBOARD_LIMIT)
        ));
    }

    fn say(&self, sentence: String) {
        self.dispatch.emit(Action::Say(sentence));
    }

    fn warn(&self, sentence: String) {
        self.dispatch.emit(Action::Refused(sentence));
    }
}

/// How an order will look, or why it cannot be made.
async fn seen(look: Pending, source: &Source) -> Result<Seen, String> {
    match look.answer().await {
        Ok(answer) => match answer.reply {
            Reply::Preview {
                text,
                is_cut,
                size,
                is_exact,
                ..
            } => Ok(Seen {
                text,
                is_cut,
                size,
                is_exact,
            }),
            reply => Err(unfinished(reply, answer.fault)),
        },
        Err(loss) => Err(Unfinished::Worker(loss)),
    }
    .map_err(|why| why.reason(source.name()))
}

fn job(source: &Source, order: &Order) -> Job {
    Job {
        range: order.range.clone(),
        format: order.format,
        name: source.name().to_owned(),
    }
}

/// Why a request has failed, of which `reply` was the end.
pub(crate) fn unfinished(reply: Reply, fault: Option<crate::decoder::ReadFault>) -> Unfinished {
    use crate::decoder::ReadFault;
    let Reply::Failed { fault: failed, .. } = reply else {
        return Unfinished::Write(String::new());
    };
    match failed {
        Fault::Gone => Unfinished::Read(ReadFault::Gone),
        Fault::Changed => Unfinished::Read(ReadFault::Changed),
        Fault::Forbidden => Unfinished::Read(ReadFault::Forbidden),
        Fault::Page => Unfinished::Read(fault.unwrap_or(ReadFault::Changed)),
        Fault::Full => Unfinished::Full,
        Fault::Write(words) => Unfinished::Write(words),
        Fault::TooLong => Unfinished::TooLong,
        Fault::Format(sentence) => Unfinished::Format(sentence),
    }
}
