//! The program that makes texts of bytes and bytes of texts, and writes files.

use hexcore::dump::{Dump, Options, preview};
use hexcore::intake::{self, Reading};
use js_sys::{Date, Uint8Array};
use wasm_bindgen::JsValue;

use super::chunks::{self, Bytes, Chunks};
use super::sink::Sink;
use super::{Desk, Outcome, Stop};
use crate::web::scan::Cancel;
use crate::worker::protocol::{Fault, Job, Reply, Request, Target};
use crate::worker::wire::Attached;

/// Lines that a preview shows.
const PREVIEW_LINES: usize = 6;
/// Bytes that a preview is made of. With so many or fewer its size is exact.
const PREVIEW_BYTES: u64 = 256 << 10;
/// Bytes that are formatted at once, so that no format needs much memory.
const PIECE: usize = 128 << 10;
/// Text that is written at once.
const WRITTEN: usize = 1 << 20;
/// Milliseconds between two tellings of how far a job is.
const TELL_MS: f64 = 250.0;

/// Takes what has to do with formats.
pub fn formats(desk: &Desk, request: Request, attached: Attached) {
    match request {
        Request::Preview { id, job } => {
            let bytes = desk.bytes(id, attached.source);
            desk.run(id, move |_| preview_of(id, job, bytes));
        }
        Request::Text { id, job, limit } => {
            let bytes = desk.bytes(id, attached.source);
            desk.run(id, move |cancel| text(id, job, limit, bytes, cancel));
        }
        Request::Take { id, reading } => {
            desk.run(id, move |_| take(id, reading, attached.source));
        }
        Request::Save { id, job, target } => {
            let bytes = desk.bytes(id, attached.source);
            let own = desk.clone();
            desk.run(id, move |cancel| async move {
                save(id, job, target, bytes, attached.handle, &own, cancel).await
            });
        }
        // What is for another program is never sent here.
        _ => {}
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
