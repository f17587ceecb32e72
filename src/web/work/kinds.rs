//! The program that says what files are.

use hexcore::identify::{Examination, Step};
use wasm_bindgen::JsValue;

use super::chunks::{self, Bytes, Chunks};
use super::{Desk, Outcome};
use crate::worker::protocol::{Reply, Request};
use crate::worker::wire::Attached;

/// Takes what has to do with kinds of files.
pub fn kinds(desk: &Desk, request: Request, attached: Attached) {
    // What is for another program is never sent here.
    if let Request::Identify { id, name, size } = request {
        let bytes = desk.bytes(id, attached.source);
        desk.run(id, move |_| identify(id, name, size, bytes));
    }
}

async fn identify(id: u32, name: String, size: u64, bytes: Bytes) -> Outcome {
    let mut examination = Examination::new(&name, size);
    loop {
        let range = match examination.step() {
            Step::Read(range) => range,
            Step::Done(report) => {
                let verdict = Box::new((*report).into());
                return Ok((Reply::Identified { id, verdict }, JsValue::UNDEFINED));
            }
        };
        let (mut all, mut piece) = (Vec::new(), Vec::new());
        let mut chunks = Chunks::new(bytes.clone(), range.clone());
        while let Some(chunk) = chunks.next().await? {
            chunks::take(chunk, &mut piece);
            all.append(&mut piece);
        }
        examination.give(range.start, range.end - range.start, &all);
    }
}
