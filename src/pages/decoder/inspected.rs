//! The bytes that the panels speak of.

use std::rc::Rc;

use hexcore::inspect::LOOKAHEAD;
use yew::prelude::*;

use crate::decoder::State;
use crate::web::Timeout;
use crate::web::reader::Reader;

/// Milliseconds of rest before the panels follow the caret.
const PANELS_MS: u32 = 100;

/// What the panels speak of.
#[derive(Clone, Default, PartialEq)]
pub(super) struct Inspected {
    /// Where the selection begins, and the bytes from there on.
    pub(super) at: u64,
    pub(super) bytes: Vec<u8>,
    /// The caret's byte and its offset.
    pub(super) caret: u64,
    pub(super) byte: u8,
}

/// The bytes from the first selected one on, once the selection and the reads rest for a moment: a
/// caret that moves does not wait for the panels. `None` while they have not been read.
#[hook]
pub(super) fn use_inspected(state: &Rc<State>, reader: &Reader) -> Option<Inspected> {
    let inspected = use_state_eq(|| None);
    let setter = inspected.setter();
    let reader = reader.clone();
    let (at, caret) = (state.selection().start, state.caret);
    let file = state.file.as_ref().map(|file| file.id);
    let file = (file, state.reopened);
    use_effect_with((at, caret, file, state.redraws), move |&(at, caret, ..)| {
        let timer = Timeout::new(PANELS_MS, move || {
            let bytes = reader.bytes(at..at.saturating_add(LOOKAHEAD as u64));
            let byte = reader.bytes(caret..caret.saturating_add(1));
            setter.set(match (bytes, byte.as_deref()) {
                (Some(bytes), Some(&[byte])) => Some(Inspected {
                    at,
                    bytes,
                    caret,
                    byte,
                }),
                _ => None,
            });
        });
        move || drop(timer)
    });
    (*inspected).clone()
}
