//! The program that draws figures of a reader's bytes.

use figure::{Kind, Shown, Spec};
use hexcore::identify::Verdict;
use wasm_bindgen::JsValue;

use super::chunks::{self, Bytes};
use super::{Desk, Outcome};
use crate::worker::protocol::{Fault, Reply, Request};
use crate::worker::wire::Attached;

/// Takes what has to do with figures.
pub fn figures(desk: &Desk, request: Request, attached: Attached) {
    let Request::Draw {
        id,
        kind,
        lines,
        size,
        start,
        verdict,
    } = request
    else {
        // What is for another program is never sent here.
        return;
    };
    let bytes = desk.bytes(id, attached.source);
    desk.run(id, move |_| async move {
        let spec = spec(&kind, &lines)?;
        draw(id, spec, (start, size), verdict, bytes).await
    });
}

/// What a figure of this kind is told to show.
fn spec(kind: &str, lines: &str) -> Result<Spec, Fault> {
    // A page of another build could ask for what is not known here.
    let unknown = || Fault::Format("The figure is of another build of this site.".to_owned());
    let kind = Kind::named(kind).ok_or_else(unknown)?;
    Spec::read(kind, lines).map_err(|_| unknown())
}

async fn draw(
    id: u32,
    spec: Spec,
    (start, size): (u64, u64),
    verdict: Option<Box<Verdict>>,
    bytes: Bytes,
) -> Outcome {
    let shown = chunks::read(bytes, 0..size.min(spec.kind().reach())).await?;
    let drawn = spec.draw(&Shown {
        bytes: &shown,
        start,
        is_end: size <= spec.kind().reach(),
        verdict: verdict.as_deref(),
    });
    let (html, answer) = (drawn.html, drawn.answer.unwrap_or_default());
    Ok((Reply::Drawn { id, html, answer }, JsValue::UNDEFINED))
}
