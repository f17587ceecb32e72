//! The program that says what files are, and what a terminal makes of them.

use std::ops::Range;

use hexcore::identify::{Examination, Step};
use hexcore::terminal::screen;
use wasm_bindgen::JsValue;

use super::chunks::{self, Bytes};
use super::{Desk, Outcome};
use crate::worker::protocol::{Reply, Request};
use crate::worker::wire::Attached;

/// Takes what has to do with kinds of files.
pub fn kinds(desk: &Desk, request: Request, attached: Attached) {
    match request {
        Request::Identify { id, name, size } => {
            let bytes = desk.bytes(id, attached.source);
            desk.run(id, move |_| identify(id, name, size, bytes));
        }
        Request::Print { id, range, is_end } => {
            let bytes = desk.bytes(id, attached.source);
            desk.run(id, move |_| print(id, range, is_end, bytes));
        }
        // What is for another program is never sent here.
        _ => {}
    }
}

async fn print(id: u32, range: Range<u64>, is_end: bool, bytes: Bytes) -> Outcome {
    let all = chunks::read(bytes, range.clone()).await?;
    let screen = screen(&all, range.start, is_end);
    Ok((Reply::Printed { id, screen }, JsValue::UNDEFINED))
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
        let all = chunks::read(bytes.clone(), range.clone()).await?;
        examination.give(range.start, range.end - range.start, &all);
    }
}
