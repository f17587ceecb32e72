//! The worker's side: takes requests, does what they ask piece by piece, and answers.
//!
//! All jobs share this thread. Each gives way between pieces, so that the worker goes on listening; a text is
//! read as a whole. One that does not give way is noticed by the page, which replaces the worker.

mod chunks;
mod sink;

use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;

use futures_channel::oneshot;
use hexcore::dump::{Dump, Options, preview};
use hexcore::intake::{self, Reading};
use js_sys::{Array, Date, Uint8Array};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::spawn_local;
use web_sys::{DedicatedWorkerGlobalScope, MessageEvent};

use super::scan::Cancel;
use crate::worker::protocol::{Fault, Job, Reply, Request, Target};
use crate::worker::wire::{self, Attached};
use chunks::{Bytes, Chunks};
use sink::Sink;

/// Lines that a preview shows.
const PREVIEW_LINES: usize = 6;
/// Bytes that a preview is made of. With so many or fewer its size is exact.
const PREVIEW_BYTES: u64 = 256 << 10;
/// Bytes that are formatted at once, so that no format needs much memory.
const PIECE: usize = 128 << 10;
/// Text that is written at once.
const WRITTEN: usize = 1 << 20;
/// Milliseconds between two tellings of how far a job is.
const TELL_MS: f64 = 100.0;

/// Listens to the page from now on, and says so.
pub fn listen() {
    let desk = Desk::default();
    let on_message = {
        let desk = desk.clone();
        Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
            if let Some((request, attached)) = wire::unpack_request(event.data()) {
                desk.take(request, attached);
            }
        })
    };
    scope().set_onmessage(Some(on_message.as_ref().unchecked_ref()));
    // The worker listens for as long as it lives.
    on_message.forget();
    desk.tell(&Reply::Ready);
}

fn scope() -> DedicatedWorkerGlobalScope {
    js_sys::global().unchecked_into()
}

/// What is being worked on.
#[derive(Clone, Default)]
struct Desk(Rc<RefCell<Jobs>>);

#[derive(Default)]
struct Jobs {
    running: HashMap<u32, Cancel>,
    /// Who waits for bytes from the page.
    waiting: HashMap<u32, oneshot::Sender<JsValue>>,
}

/// Why a job has ended without a result.
enum Stop {
    Cancelled,
    Fault(Fault),
}

impl From<Fault> for Stop {
    fn from(fault: Fault) -> Stop {
        Stop::Fault(fault)
    }
}

/// What a job has come to: the reply to it, and what goes with that.
type Outcome = Result<(Reply, JsValue), Stop>;

impl Desk {
    fn take(&self, request: Request, attached: Attached) {
        match request {
            Request::Ping => self.tell(&Reply::Pong),
            Request::Cancel { id } => {
                if let Some(cancel) = self.0.borrow().running.get(&id) {
                    cancel.now();
                }
            }
            Request::Piece { id } => {
                let waiting = self.0.borrow_mut().waiting.remove(&id);
                if let Some(waiting) = waiting {
                    // Whoever waited may have been called off.
                    let _ = waiting.send(attached.source);
                }
            }
            Request::Preview { id, job } => {
                let bytes = self.bytes(id, attached.source);
                self.run(id, move |_| preview_of(id, job, bytes));
            }
            Request::Text { id, job, limit } => {
                let bytes = self.bytes(id, attached.source);
                self.run(id, move |cancel| text(id, job, limit, bytes, cancel));
            }
            Request::Take { id, reading } => {
                self.run(id, move |_| take(id, reading, attached.source));
            }
            Request::Save { id, job, target } => {
                let bytes = self.bytes(id, attached.source);
                let desk = self.clone();
                self.run(id, move |cancel| async move {
                    save(id, job, target, bytes, attached.handle, &desk, cancel).await
                });
            }
        }
    }

    fn run<F: Future<Output = Outcome> + 'static>(&self, id: u32, job: impl FnOnce(Cancel) -> F) {
        let cancel = Cancel::default();
        self.0.borrow_mut().running.insert(id, cancel.clone());
        let (desk, job) = (self.clone(), job(cancel.clone()));
        spawn_local(async move {
            let outcome = job.await;
            desk.0.borrow_mut().running.remove(&id);
            match outcome {
                Ok((reply, attached)) => desk.tell_with(&reply, &attached),
                // A job that was called off may have failed for that reason.
                Err(_) if cancel.is_due() => desk.tell(&Reply::Cancelled { id }),
                Err(Stop::Cancelled) => desk.tell(&Reply::Cancelled { id }),
                Err(Stop::Fault(fault)) => desk.tell(&Reply::Failed { id, fault }),
            }
        });
    }

    fn bytes(&self, id: u32, source: JsValue) -> Bytes {
        match source.dyn_into() {
            Ok(blob) => Bytes::Blob(blob),
            Err(_) => Bytes::Page {
                id,
                desk: self.clone(),
            },
        }
    }

    /// Waits for what the page says to a [`Reply::Want`].
    async fn ask(&self, id: u32, want: &Reply) -> Result<Uint8Array, Fault> {
        let (sender, receiver) = oneshot::channel();
        self.0.borrow_mut().waiting.insert(id, sender);
        self.tell(want);
        let piece = receiver.await.map_err(|_| Fault::Page)?;
        piece.dyn_into().map_err(|_| Fault::Page)
    }

    fn tell(&self, reply: &Reply) {
        self.tell_with(reply, &JsValue::UNDEFINED);
    }

    /// Posts a reply. A buffer that goes with it is handed over, not copied.
    fn tell_with(&self, reply: &Reply, attached: &JsValue) {
        let message = wire::pack_reply(reply, attached);
        let handed_over: Array = attached
            .dyn_ref::<Uint8Array>()
            .map(Uint8Array::buffer)
            .into_iter()
            .collect();
        // What is posted can always be: it is ours.
        let _ = scope().post_message_with_transfer(&message, &handed_over);
    }
}

/// The dump that a job asks for, or nothing where the bytes stay as they are.
fn dump(job: &Job) -> Result<Option<Box<dyn Dump>>, Fault> {
    job.format
        .map(|format| format.dump(&options(job)))
        .transpose()
        .map_err(|error| Fault::Format(error.to_string()))
}

fn options(job: &Job) -> Options {
    Options {
        offset: job.range.start,
        name: Some(job.name.clone()),
        ..Options::default()
    }
}

async fn preview_of(id: u32, job: Job, bytes: Bytes) -> Outcome {
    let total = job.range.end - job.range.start;
    let end = job.range.end.min(job.range.start + PREVIEW_BYTES);
    let mut chunks = Chunks::new(bytes, job.range.start..end);
    let mut first = Vec::new();
    let mut piece = Vec::new();
    while let Some(chunk) = chunks.next().await? {
        chunks::take(chunk, &mut piece);
        first.append(&mut piece);
    }
    let format = job.format.unwrap_or_default();
    let seen = preview(format, &options(&job), &first, total, PREVIEW_LINES)
        .map_err(|error| Fault::Format(error.to_string()))?;
    let reply = Reply::Preview {
        id,
        text: seen.text,
        is_cut: seen.is_cut,
        size: seen.size,
        is_exact: seen.is_exact,
    };
    Ok((reply, JsValue::UNDEFINED))
}

async fn text(id: u32, job: Job, limit: u64, bytes: Bytes, cancel: Cancel) -> Outcome {
    let mut to = To::Text {
        text: Vec::new(),
        limit,
    };
    make(&job, bytes, &mut to, &cancel, |_| {}).await?;
    let To::Text { text, .. } = to else {
        unreachable!("it was a text before")
    };
    let size = text.len() as u64;
    Ok((
        Reply::Text { id, size },
        Uint8Array::from(text.as_slice()).into(),
    ))
}

async fn take(id: u32, reading: Option<Reading>, text: JsValue) -> Outcome {
    let text = text.as_string().unwrap_or_default();
    let taken = intake::take(&text, reading).map_err(Fault::Format)?;
    let reply = Reply::Taken {
        id,
        reading: taken.reading,
        why: taken.why.to_owned(),
        notes: taken.notes.join("\n"),
        others: taken.others,
    };
    Ok((reply, Uint8Array::from(taken.bytes.as_slice()).into()))
}

async fn save(
    id: u32,
    job: Job,
    target: Target,
    bytes: Bytes,
    handle: JsValue,
    desk: &Desk,
    cancel: Cancel,
) -> Outcome {
    // A format that cannot follow is told before a file is made.
    dump(&job)?;
    let mut to = To::Disk(Sink::open(target, handle).await?);
    let mut told = Date::now();
    let progress = |done| {
        let now = Date::now();
        if now - told >= TELL_MS {
            told = now;
            desk.tell(&Reply::Progress { id, done });
        }
    };
    let made = make(&job, bytes, &mut to, &cancel, progress).await;
    let To::Disk(sink) = to else {
        unreachable!("it was a file before")
    };
    match made {
        Ok(()) => {
            let (size, file) = sink.close().await?;
            Ok((Reply::Saved { id, size }, file))
        }
        Err(stop) => {
            sink.abandon().await;
            Err(stop)
        }
    }
}

/// What takes the result of a job.
enum To {
    /// Memory, up to a limit.
    Text { text: Vec<u8>, limit: u64 },
    /// A file.
    Disk(Sink),
}

impl To {
    /// Takes what is in `out`, and leaves it empty.
    async fn take(&mut self, out: &mut Vec<u8>) -> Result<(), Fault> {
        match self {
            To::Text { text, limit } if (text.len() + out.len()) as u64 > *limit => {
                return Err(Fault::TooLong);
            }
            To::Text { text, .. } => text.append(out),
            To::Disk(sink) => sink.write(out).await?,
        }
        out.clear();
        Ok(())
    }
}

/// Makes the result of a job: reads, formats and hands on, piece by piece.
async fn make(
    job: &Job,
    bytes: Bytes,
    to: &mut To,
    cancel: &Cancel,
    mut progress: impl FnMut(u64),
) -> Result<(), Stop> {
    let mut dump = dump(job)?;
    let mut chunks = Chunks::new(bytes, job.range.clone());
    let (mut input, mut out) = (Vec::new(), Vec::new());
    let mut done = 0;
    while let Some(chunk) = chunks.next().await? {
        if cancel.is_due() {
            return Err(Stop::Cancelled);
        }
        let length = u64::from(chunk.length());
        chunks::take(chunk, &mut input);
        let Some(dump) = &mut dump else {
            to.take(&mut input).await?;
            done += length;
            progress(done);
            continue;
        };
        for piece in input.chunks(PIECE) {
            if dump.room().is_some_and(|room| room < piece.len() as u64) {
                return Err(Fault::Format(format!(
                    "The addresses of {} end before these bytes do.",
                    job.format.unwrap_or_default().name()
                ))
                .into());
            }
            dump.push(piece, &mut out);
            if out.len() >= WRITTEN {
                to.take(&mut out).await?;
            }
        }
        done += length;
        progress(done);
    }
    if let Some(mut dump) = dump {
        dump.finish(&mut out);
    }
    to.take(&mut out).await?;
    // What was called off at the very end was called off.
    match cancel.is_due() {
        true => Err(Stop::Cancelled),
        false => Ok(()),
    }
}
