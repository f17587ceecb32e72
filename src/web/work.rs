//! The worker's side: takes requests, does what they ask piece by piece, and answers.
//!
//! There are several programs for workers, so that none is larger than what it is for: [`formats`], [`kinds`]
//! and [`figures`]. All jobs of a worker share its thread. Each gives way between pieces, so that the worker goes on
//! listening; a text is read as a whole. One that does not give way is noticed by the page, which replaces the
//! worker.

mod chunks;
mod figures;
mod formats;
mod kinds;
mod sink;

pub use figures::figures;
pub use formats::formats;
pub use kinds::kinds;

use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;

use futures_channel::oneshot;
use js_sys::{Array, Uint8Array};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::spawn_local;
use web_sys::{DedicatedWorkerGlobalScope, MessageEvent};

use super::scan::Cancel;
use crate::worker::protocol::{Fault, Reply, Request};
use crate::worker::wire::{self, Attached};
use chunks::Bytes;

/// What a program does with a request that is for it.
pub type Program = fn(&Desk, Request, Attached);

/// Listens to the page from now on, and says so.
pub fn listen(program: Program) {
    let desk = Desk::default();
    let on_message = {
        let desk = desk.clone();
        Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
            if let Some((request, attached)) = wire::unpack_request(event.data()) {
                desk.take(program, request, attached);
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
pub struct Desk(Rc<RefCell<Jobs>>);

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
    fn take(&self, program: Program, request: Request, attached: Attached) {
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
            _ => program(self, request, attached),
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
