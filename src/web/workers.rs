//! The page's side: has a worker, tells it what to do, and replaces it when it fails.
//!
//! The worker is begun when there is first something to do. While it works it is asked every second
//! whether it is alive; one that fails, or does not answer for a while, is ended, and everybody who
//! waited for it is told. The next request begins another.

use std::cell::RefCell;
use std::collections::HashMap;
use std::ops::Range;
use std::rc::Rc;

use futures_channel::oneshot;
use gloo::timers::callback::Interval;
use js_sys::{Array, Uint8Array, WebAssembly};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{Blob, BlobPropertyBag, ErrorEvent, MessageEvent, Response, Url, Worker};

use super::source::{Source, Text};
use super::{document, window};
use crate::decoder::{ReadFault, WorkerLoss};
use crate::worker::protocol::{Reply, Request};
use crate::worker::wire::{self, Attached};

/// Milliseconds between two questions whether the worker is alive.
const ASK_MS: u32 = 1000;
/// A worker that leaves so many questions unanswered hangs. They are counted, not timed: a computer that
/// slept, or a page in the background, asks late as well.
const UNANSWERED: u32 = 8;

/// How a request has ended.
pub struct Answer {
    /// The last reply.
    pub reply: Reply,
    /// What went with it.
    pub attached: JsValue,
    /// Why the page could not read what the worker needed, if that was the reason.
    pub fault: Option<ReadFault>,
}

/// What goes with a request.
#[derive(Default)]
pub struct With {
    /// The file to read.
    pub source: Option<Source>,
    /// The file to write.
    pub handle: JsValue,
    /// The text to read.
    pub text: Option<Text>,
}

/// What a worker is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Program {
    /// Texts of bytes, and bytes of texts.
    Formats,
    /// What files are.
    Kinds,
    /// Figures of bytes.
    Figures,
}

impl Program {
    /// The attributes that say where the build has put its script and its code.
    fn attributes(self) -> (&'static str, &'static str) {
        match self {
            Program::Formats => ("data-worker-js", "data-worker-wasm"),
            Program::Kinds => ("data-identify-js", "data-identify-wasm"),
            Program::Figures => ("data-figures-js", "data-figures-wasm"),
        }
    }
}

/// The worker and everybody who waits for it. Clones share both.
#[derive(Clone)]
pub struct Workers(Rc<RefCell<Inner>>, Program);

impl PartialEq for Workers {
    fn eq(&self, other: &Workers) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

#[derive(Default)]
struct Inner {
    worker: Option<Running>,
    /// Tells a worker from the one that took its place.
    turn: u32,
    last_id: u32,
    waiting: HashMap<u32, Waiting>,
}

/// A worker that has been begun.
struct Running {
    worker: Worker,
    /// Messages that it gets once it listens; `None` when it does.
    queue: Option<Vec<JsValue>>,
    unanswered: u32,
    _watch: Interval,
    _on_message: Closure<dyn FnMut(MessageEvent)>,
    _on_error: Closure<dyn FnMut(ErrorEvent)>,
}

/// Somebody who waits for a request.
struct Waiting {
    done: oneshot::Sender<Result<Answer, WorkerLoss>>,
    progress: Rc<dyn Fn(u64)>,
    /// What the worker cannot read by itself.
    source: Option<Source>,
    fault: Option<ReadFault>,
    is_cancelled: bool,
}

/// A request that is being worked on.
pub struct Pending {
    workers: Workers,
    id: u32,
    done: oneshot::Receiver<Result<Answer, WorkerLoss>>,
}

/// Calls off a request, also one that somebody waits for.
#[derive(Clone)]
pub struct CallOff {
    workers: Workers,
    id: u32,
}

impl CallOff {
    /// Calls it off. The answer to it says so in a moment.
    pub fn now(&self) {
        {
            let mut inner = self.workers.0.borrow_mut();
            let Some(waiting) = inner.waiting.get_mut(&self.id) else {
                return;
            };
            waiting.is_cancelled = true;
            // It may wait for bytes from here, which need not come any more.
            if let Some(source) = &waiting.source {
                source.cancel();
            }
        }
        self.workers
            .post(&Request::Cancel { id: self.id }, &Attached::default());
    }
}

impl Pending {
    /// What calls it off.
    pub fn call_off(&self) -> CallOff {
        CallOff {
            workers: self.workers.clone(),
            id: self.id,
        }
    }

    /// Waits for the end.
    ///
    /// # Errors
    /// The worker was lost on the way. Another one takes its place with the next request.
    pub async fn answer(self) -> Result<Answer, WorkerLoss> {
        self.done.await.unwrap_or(Err(WorkerLoss::NotBegun))
    }
}

impl Workers {
    /// No worker yet, of a program.
    pub fn new(program: Program) -> Workers {
        Workers(Rc::default(), program)
    }

    /// Asks for something: `request` makes it, given its number. `progress` is told now and then how many
    /// bytes are done.
    pub fn ask(
        &self,
        request: impl FnOnce(u32) -> Request,
        with: With,
        progress: impl Fn(u64) + 'static,
    ) -> Pending {
        let (sender, receiver) = oneshot::channel();
        let blob = with.source.as_ref().and_then(Source::blob);
        let id = {
            let mut inner = self.0.borrow_mut();
            inner.last_id += 1;
            let id = inner.last_id;
            let waiting = Waiting {
                done: sender,
                progress: Rc::new(progress),
                source: with
                    .source
                    .filter(|_| blob.is_none())
                    .map(|source| source.apart()),
                fault: None,
                is_cancelled: false,
            };
            inner.waiting.insert(id, waiting);
            id
        };
        self.begin();
        let attached = Attached {
            source: match with.text {
                Some(Text(text)) => text.into(),
                None => blob.map(JsValue::from).unwrap_or_default(),
            },
            handle: with.handle,
        };
        self.post(&request(id), &attached);
        Pending {
            workers: self.clone(),
            id,
            done: receiver,
        }
    }

    /// Begins a worker if there is none.
    fn begin(&self) {
        if self.0.borrow().worker.is_some() {
            return;
        }
        let turn = {
            let mut inner = self.0.borrow_mut();
            inner.turn += 1;
            inner.turn
        };
        let (script, code_at) = self.1.attributes();
        let begun = start(script);
        let Ok(worker) = begun else {
            // Whoever asks is told when it has begun to wait.
            let workers = self.clone();
            spawn_local(async move { workers.lose(turn, WorkerLoss::NotBegun) });
            return;
        };
        let on_message = {
            let workers = self.clone();
            Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
                if let Some((reply, attached)) = wire::unpack_reply(event.data()) {
                    workers.hear(turn, reply, attached);
                }
            })
        };
        let on_error = {
            let workers = self.clone();
            Closure::<dyn FnMut(ErrorEvent)>::new(move |event: ErrorEvent| {
                let listens = |running: &Running| running.queue.is_none();
                let has_begun = workers.0.borrow().worker.as_ref().is_some_and(listens);
                workers.lose(
                    turn,
                    match has_begun {
                        true => WorkerLoss::Failed(event.message()),
                        false => WorkerLoss::NotBegun,
                    },
                );
            })
        };
        worker.set_onmessage(Some(on_message.as_ref().unchecked_ref()));
        worker.set_onerror(Some(on_error.as_ref().unchecked_ref()));
        let watch = {
            let workers = self.clone();
            Interval::new(ASK_MS, move || workers.watch(turn))
        };
        self.0.borrow_mut().worker = Some(Running {
            worker,
            queue: Some(Vec::new()),
            unanswered: 0,
            _watch: watch,
            _on_message: on_message,
            _on_error: on_error,
        });
        let workers = self.clone();
        spawn_local(async move {
            match code(code_at).await {
                Ok(module) => workers.give_code(turn, &module),
                Err(_) => workers.lose(turn, WorkerLoss::NotBegun),
            }
        });
    }

    fn give_code(&self, turn: u32, module: &JsValue) {
        let inner = self.0.borrow();
        if let Some(running) = inner.worker.as_ref().filter(|_| inner.turn == turn) {
            let _ = running.worker.post_message(module);
        }
    }

    fn post(&self, request: &Request, attached: &Attached) {
        let message = wire::pack_request(request, attached);
        let mut inner = self.0.borrow_mut();
        match &mut inner.worker {
            Some(Running {
                queue: Some(queue), ..
            }) => queue.push(message),
            Some(running) => {
                let _ = running.worker.post_message(&message);
            }
            None => {}
        }
    }

    /// Takes a message of the worker.
    fn hear(&self, turn: u32, reply: Reply, attached: JsValue) {
        let mut inner = self.0.borrow_mut();
        if inner.turn != turn {
            return;
        }
        let Some(running) = &mut inner.worker else {
            return;
        };
        running.unanswered = 0;
        if reply == Reply::Ready {
            for message in running.queue.take().unwrap_or_default() {
                let _ = running.worker.post_message(&message);
            }
        }
        let Some(id) = reply.id() else { return };
        if reply.ends() {
            let Some(waiting) = inner.waiting.remove(&id) else {
                return;
            };
            drop(inner);
            // Nobody may be waiting any more.
            let _ = waiting.done.send(Ok(Answer {
                reply,
                attached,
                fault: waiting.fault,
            }));
            return;
        }
        let waiting = inner.waiting.get(&id);
        let progress = waiting.map(|waiting| Rc::clone(&waiting.progress));
        drop(inner);
        match reply {
            Reply::Progress { done, .. } => {
                if let Some(progress) = progress {
                    progress(done);
                }
            }
            Reply::Want { range, .. } => self.fetch(id, range),
            _ => {}
        }
    }

    /// Reads for the worker what it cannot read by itself.
    fn fetch(&self, id: u32, range: Range<u64>) {
        let source = {
            let inner = self.0.borrow();
            let waiting = inner.waiting.get(&id).filter(|it| !it.is_cancelled);
            waiting.and_then(|waiting| waiting.source.clone())
        };
        let workers = self.clone();
        spawn_local(async move {
            let read = match source {
                Some(source) => source.read(range).await.map_err(Some),
                None => Err(None),
            };
            let source = match read {
                Ok(bytes) => Uint8Array::from(bytes.as_slice()).into(),
                Err(fault) => {
                    if let Some(waiting) = workers.0.borrow_mut().waiting.get_mut(&id) {
                        waiting.fault = fault;
                    }
                    JsValue::UNDEFINED
                }
            };
            let attached = Attached {
                source,
                ..Attached::default()
            };
            workers.post(&Request::Piece { id }, &attached);
        });
    }

    /// Asks a worker that has something to do whether it is alive.
    fn watch(&self, turn: u32) {
        let is_silent = {
            let mut inner = self.0.borrow_mut();
            let is_busy = !inner.waiting.is_empty();
            let is_current = inner.turn == turn;
            match &mut inner.worker {
                Some(running) if is_current && is_busy => {
                    running.unanswered += 1;
                    running.unanswered > UNANSWERED && running.queue.is_none()
                }
                _ => return,
            }
        };
        match is_silent {
            true => self.lose(turn, WorkerLoss::Silent),
            false => self.post(&Request::Ping, &Attached::default()),
        }
    }

    /// Ends the worker and tells everybody who waits for it.
    fn lose(&self, turn: u32, loss: WorkerLoss) {
        let waiting = {
            let mut inner = self.0.borrow_mut();
            if inner.turn != turn {
                return;
            }
            inner.turn += 1;
            if let Some(running) = inner.worker.take() {
                running.worker.terminate();
                // What it had still to say may be on its way.
                running.worker.set_onmessage(None);
                running.worker.set_onerror(None);
                // Its closures may be what is running: they go when this is over.
                spawn_local(async move { drop(running) });
            }
            std::mem::take(&mut inner.waiting)
        };
        for waiting in waiting.into_values() {
            let _ = waiting.done.send(Err(loss.clone()));
        }
    }
}

/// Where the build has put the worker: an attribute of an element that the boot script reads as well.
fn address(of: &str) -> Result<String, JsValue> {
    let element = document().query_selector("meta[name='hexlog-app']")?;
    let address = element.and_then(|element| element.get_attribute(of));
    let address = address.ok_or(JsValue::UNDEFINED)?;
    Ok(Url::new_with_base(&address, &window().location().href()?)?.href())
}

/// Begins a thread that waits for its code.
///
/// Its script is a blob of ours, for a worker from a blob is under the policy of the page that made
/// it. One from a file would be under the headers of that file, and many hosts send none.
fn start(script: &str) -> Result<Worker, JsValue> {
    let script = format!("importScripts({:?})", address(script)?);
    let options = BlobPropertyBag::new();
    options.set_type("text/javascript");
    let parts = Array::of1(&script.into());
    let blob = Blob::new_with_str_sequence_and_options(&parts, &options)?;
    let url = Url::create_object_url_with_blob(&blob)?;
    // The address is needed until the script has loaded, and it is small: it stays.
    Worker::new(&url)
}

/// The worker's code, compiled: the worker itself may load nothing.
async fn code(at: &str) -> Result<JsValue, JsValue> {
    let response: Response = JsFuture::from(window().fetch_with_str(&address(at)?))
        .await?
        .dyn_into()?;
    if !response.ok() {
        return Err(JsValue::NULL);
    }
    let bytes = JsFuture::from(response.array_buffer()?).await?;
    JsFuture::from(WebAssembly::compile(&bytes)).await
}
