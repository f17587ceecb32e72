//! The bytes of a range, one piece after another, with the next ones on their way already.

use std::collections::VecDeque;
use std::ops::Range;

use js_sys::{Function, Reflect, Uint8Array};
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::Blob;

use super::Desk;
use crate::decoder::ReadFault;
use crate::web::source;
use crate::worker::protocol::{Fault, Reply};

/// Bytes of a piece of a file: browsers take half a millisecond to begin each.
const PIECE: u64 = 8 << 20;
/// Pieces of a file that are read at the same time.
const IN_FLIGHT: usize = 2;
/// Bytes of a piece that the page reads, which may come from far away.
const PIECE_OF_PAGE: u64 = 1 << 20;

/// Where bytes come from.
#[derive(Clone)]
pub(super) enum Bytes {
    /// From a file that this thread can read.
    Blob(Blob),
    /// From the page, at whose request `id` is answered.
    Page { id: u32, desk: Desk },
}

/// Reads a range in pieces.
pub(super) struct Chunks {
    bytes: Bytes,
    /// What has not been asked for.
    rest: Range<u64>,
    /// What is on its way, with the lengths that are expected. Each is waited for from the start, so that
    /// one that fails before its turn is not taken for an error that nobody expected.
    coming: VecDeque<(JsFuture, u64)>,
}

impl Chunks {
    pub(super) fn new(bytes: Bytes, range: Range<u64>) -> Chunks {
        Chunks {
            bytes,
            rest: range,
            coming: VecDeque::new(),
        }
    }

    /// The next piece; `None` after the last one.
    pub(super) async fn next(&mut self) -> Result<Option<Uint8Array>, Fault> {
        if let Bytes::Page { id, desk } = &self.bytes {
            let (id, desk) = (*id, desk.clone());
            let range = self.cut(PIECE_OF_PAGE);
            if range.is_empty() {
                return Ok(None);
            }
            let expected = range.end - range.start;
            let piece = desk.ask(id, &Reply::Want { id, range }).await?;
            return checked(piece, expected).map(Some);
        }
        while self.coming.len() < IN_FLIGHT && !self.rest.is_empty() {
            let range = self.cut(PIECE);
            let Bytes::Blob(blob) = &self.bytes else {
                break;
            };
            let part = blob
                .slice_with_f64_and_f64(range.start as f64, range.end as f64)
                .map_err(|error| fault(source::fault(&error)))?;
            self.coming
                .push_back((part.array_buffer().into(), range.end - range.start));
        }
        let Some((buffer, expected)) = self.coming.pop_front() else {
            return Ok(None);
        };
        let buffer = buffer.await.map_err(|error| fault(source::fault(&error)))?;
        checked(Uint8Array::new(&buffer), expected).map(Some)
    }

    /// Cuts the next piece of at most so many bytes from what has not been asked for.
    fn cut(&mut self, most: u64) -> Range<u64> {
        let start = self.rest.start;
        self.rest.start = self.rest.end.min(start + most).max(start);
        start..self.rest.start
    }
}

/// Copies a piece into `bytes`, in place of what is there, and gives the piece's memory back at once:
/// garbage would be collected only when there is much of it.
pub(super) fn take(piece: Uint8Array, bytes: &mut Vec<u8>) {
    bytes.resize(piece.length() as usize, 0);
    piece.copy_to(bytes);
    let buffer = piece.buffer();
    let transfer = Reflect::get(&buffer, &"transfer".into());
    if let Some(transfer) = transfer.ok().and_then(|it| it.dyn_into::<Function>().ok()) {
        // Browsers before 2024 have no such thing, and collect later.
        let _ = transfer.call1(&buffer, &0.into());
    }
}

/// A piece that is as long as it must be.
fn checked(piece: Uint8Array, expected: u64) -> Result<Uint8Array, Fault> {
    match u64::from(piece.length()) == expected {
        true => Ok(piece),
        false => Err(Fault::Changed),
    }
}

fn fault(fault: ReadFault) -> Fault {
    match fault {
        ReadFault::Gone => Fault::Gone,
        ReadFault::Forbidden => Fault::Forbidden,
        _ => Fault::Changed,
    }
}

/// All bytes of a range, which has to be short.
pub(super) async fn read(bytes: Bytes, range: Range<u64>) -> Result<Vec<u8>, Fault> {
    let (mut all, mut piece) = (Vec::new(), Vec::new());
    let mut chunks = Chunks::new(bytes, range);
    while let Some(chunk) = chunks.next().await? {
        take(chunk, &mut piece);
        all.append(&mut piece);
    }
    Ok(all)
}
