//! A file at an address: asked for a part at a time, or taken as a whole from a server that sends no
//! parts.
//!
//! A page sees little of an answer from elsewhere: the status, the type and the length, and whatever
//! else the server lets it see. So the length comes from a `HEAD`, and what can be seen of an answer to
//! a range is held against what was asked for. Nothing that is asked needs a question beforehand
//! (a preflight), which many servers would not answer.

use std::cell::{Cell, RefCell};
use std::ops::Range;
use std::rc::Rc;

use gloo::timers::callback::Timeout;
use js_sys::{Array, Date, Object, Reflect, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    AbortController, AbortSignal, Blob, DomException, ReadableStreamDefaultReader, RequestInit,
    Response, Url,
};

use super::window;
use crate::decoder::{Address, ContentRange, LONGEST_WHOLE, RemoteFault, Stamp};

/// Bytes that are asked for first: a page of the reader's, and the answer decides how to go on.
const FIRST: u64 = 64 * 1024;
/// Milliseconds without a byte after which a read is waiting.
const SLOW_MS: u32 = 1000;
/// Milliseconds between two tellings of how far a download is.
const TELL_MS: u32 = 100;
/// Bytes after which what has come is handed to the browser, which keeps it outside our memory.
const PIECE: u32 = 8 << 20;

/// How every request is made. No cookies go out, no page is named, nothing comes out of a cache.
const MANNERS: [(&str, &str); 4] = [
    ("cache", "no-store"),
    ("credentials", "omit"),
    ("referrerPolicy", "no-referrer"),
    ("redirect", "follow"),
];

/// What a file at an address tells, beside its bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum News {
    /// So many bytes have come, of so many in all, if that is known.
    Came(u64, Option<u64>),
    /// Whether a read waits for bytes that do not come.
    Waiting(bool),
}

/// To be called with the news.
pub type Tell = Rc<dyn Fn(News)>;

/// The address in a text, which the page may be able to read.
///
/// # Errors
/// A sentence on why not.
pub fn address(text: &str) -> Result<Address, String> {
    let url = Url::new(text.trim()).map_err(|_| Address::none(text))?;
    let is_secure = window()
        .location()
        .protocol()
        .is_ok_and(|it| it == "https:");
    Address::check(&url.href(), is_secure)
}

/// Calls off requests. Clones call off the same ones.
#[derive(Clone)]
pub struct Abort(AbortController);

impl Abort {
    /// Nothing is called off yet.
    pub fn new() -> Abort {
        let controller = AbortController::new();
        Abort(controller.unwrap_or_else(|_| unreachable!("an abort controller needs nothing")))
    }

    /// Calls the requests off.
    pub fn now(&self) {
        self.0.abort();
    }

    /// Whether they were called off.
    pub fn is_due(&self) -> bool {
        self.0.signal().aborted()
    }
}

impl Default for Abort {
    fn default() -> Abort {
        Abort::new()
    }
}

/// A file at an address that sends parts. Clones share it, and what calls off its reads.
#[derive(Clone)]
pub(super) struct Remote {
    at: Rc<At>,
    abort: Rc<RefCell<Abort>>,
    waits: Waits,
}

impl PartialEq for Remote {
    fn eq(&self, other: &Remote) -> bool {
        Rc::ptr_eq(&self.at, &other.at)
    }
}

/// What is known of a file at an address.
struct At {
    url: String,
    size: u64,
    stamp: Stamp,
    /// The first bytes, which came when the file was opened.
    first: Vec<u8>,
}

/// What an address turned out to hold.
pub(super) enum Opened {
    /// A file that is read in parts, of this length.
    Parts(Remote, u64),
    /// All of it.
    Whole(Blob),
}

/// Opens the file at `address`. Beside it comes the type that the server gives it.
pub(super) async fn open(
    address: &Address,
    abort: &Abort,
    tell: &Tell,
) -> Result<(Opened, String), RemoteFault> {
    let signal = abort.0.signal();
    // Asking for a range keeps servers from squeezing the answer, whose length would be another one. A
    // server that knows no `HEAD` is no reason to stop.
    let head = ask(&address.url, "HEAD", Some("bytes=0-"), &signal).await;
    let told = match &head {
        Err(RemoteFault::Cancelled) => return Err(RemoteFault::Cancelled),
        Ok(head) if head.ok() => header(head, "content-length")
            .and_then(|length| length.parse::<u64>().ok())
            // Some say 0 and mean nothing by it.
            .filter(|&length| length > 0),
        _ => None,
    };
    let asked = 0..told.map_or(FIRST, |size| size.min(FIRST));
    let answer = get(&address.url, &asked, &signal).await?;
    let kind = header(&answer, "content-type").unwrap_or_default();
    match answer.status() {
        206 => {
            let part = content_range(&answer);
            let size = part.as_ref().and_then(|part| part.size).or(told);
            let Some(size) = size else {
                // Parts of what, it does not say.
                forget(&answer);
                let answer = ask(&address.url, "GET", None, &signal).await?;
                return Ok((Opened::Whole(whole(&answer, tell).await?), kind));
            };
            let asked = 0..asked.end.min(size);
            if let Some(part) = part {
                part.check(&asked, size)?;
            }
            let waits = Waits::new(Rc::clone(tell));
            let first = bytes(&answer, asked.end, &waits).await?;
            let at = At {
                url: address.url.clone(),
                size,
                stamp: stamp(&answer),
                first,
            };
            let remote = Remote {
                at: Rc::new(at),
                abort: Rc::default(),
                waits,
            };
            Ok((Opened::Parts(remote, size), kind))
        }
        200 => Ok((Opened::Whole(whole(&answer, tell).await?), kind)),
        // Of an empty file there is no range.
        416 => {
            let answer = ask(&address.url, "GET", None, &signal).await?;
            Ok((Opened::Whole(whole(&answer, tell).await?), kind))
        }
        status => Err(RemoteFault::Status(status)),
    }
}

impl Remote {
    /// Reads the bytes of `range`, which is in the file and not empty.
    pub(super) async fn read(&self, range: Range<u64>) -> Result<Vec<u8>, RemoteFault> {
        let Remote { at, waits, .. } = self;
        let index = |offset| usize::try_from(offset).ok();
        if let (Some(start), Some(end)) = (index(range.start), index(range.end))
            && let Some(bytes) = at.first.get(start..end)
        {
            return Ok(bytes.to_vec());
        }
        let wait = waits.begin();
        let signal = self.abort.borrow().0.signal();
        let answer = get(&at.url, &range, &signal).await?;
        drop(wait);
        match answer.status() {
            206 => {}
            200 => {
                forget(&answer);
                return Err(RemoteFault::OtherBytes);
            }
            // It has become shorter.
            416 => return Err(RemoteFault::Replaced),
            status => return Err(RemoteFault::Status(status)),
        }
        let checked = match content_range(&answer) {
            Some(part) => part.check(&range, at.size),
            None => Ok(()),
        };
        let is_same = at.stamp.may_be(&stamp(&answer));
        let checked = checked.and(is_same.then_some(()).ok_or(RemoteFault::Replaced));
        if let Err(fault) = checked {
            forget(&answer);
            return Err(fault);
        }
        bytes(&answer, range.end - range.start, waits).await
    }

    /// The same file, to be read by somebody who tells of no waits, and whose reads are called off apart.
    pub(super) fn apart(&self) -> Remote {
        Remote {
            at: Rc::clone(&self.at),
            abort: Rc::default(),
            waits: Waits::new(Rc::new(|_| {})),
        }
    }

    /// Calls off the reads that have begun.
    pub(super) fn cancel(&self) {
        self.abort.replace(Abort::new()).now();
    }
}

/// Reads that wait for their bytes. One of them is told, and the end of the last.
#[derive(Clone)]
struct Waits {
    tell: Tell,
    count: Rc<Cell<u32>>,
}

impl Waits {
    fn new(tell: Tell) -> Waits {
        Waits {
            tell,
            count: Rc::default(),
        }
    }

    /// A wait that is told if it takes long.
    fn begin(&self) -> Wait {
        let waits = self.clone();
        let is_told = Rc::new(Cell::new(false));
        let told = Rc::clone(&is_told);
        let timer = Timeout::new(SLOW_MS, move || {
            told.set(true);
            waits.add(1);
        });
        Wait {
            waits: self.clone(),
            is_told,
            _timer: timer,
        }
    }

    fn add(&self, one: i8) {
        let before = self.count.get();
        let now = before.saturating_add_signed(one.into());
        self.count.set(now);
        if (before == 0) != (now == 0) {
            (self.tell)(News::Waiting(now > 0));
        }
    }
}

/// A wait, which ends when it is dropped.
struct Wait {
    waits: Waits,
    is_told: Rc<Cell<bool>>,
    _timer: Timeout,
}

impl Drop for Wait {
    fn drop(&mut self) {
        if self.is_told.get() {
            self.waits.add(-1);
        }
    }
}

/// Asks for a range.
async fn get(url: &str, range: &Range<u64>, signal: &AbortSignal) -> Result<Response, RemoteFault> {
    let range = format!("bytes={}-{}", range.start, range.end.saturating_sub(1));
    ask(url, "GET", Some(&range), signal).await
}

/// Makes a request. The only header it names is one that needs no preflight.
async fn ask(
    url: &str,
    method: &str,
    range: Option<&str>,
    signal: &AbortSignal,
) -> Result<Response, RemoteFault> {
    let request = Object::new();
    for (key, value) in MANNERS.into_iter().chain([("method", method)]) {
        set(&request, key, &value.into());
    }
    set(&request, "signal", signal);
    if let Some(range) = range {
        let headers = Object::new();
        set(&headers, "Range", &range.into());
        set(&request, "headers", &headers);
    }
    let request: RequestInit = request.unchecked_into();
    JsFuture::from(window().fetch_with_str_and_init(url, &request))
        .await
        .map(JsCast::unchecked_into)
        .map_err(|error| fault(&error, RemoteFault::NoAnswer))
}

fn set(object: &Object, key: &str, value: &JsValue) {
    // An object of our own takes every value.
    let _ = Reflect::set(object, &key.into(), value);
}

/// Why something failed: the user's wish, or what that means at this point.
fn fault(error: &JsValue, otherwise: RemoteFault) -> RemoteFault {
    match error.dyn_ref::<DomException>().map(DomException::name) {
        Some(name) if name == "AbortError" => RemoteFault::Cancelled,
        _ => otherwise,
    }
}

fn header(answer: &Response, name: &str) -> Option<String> {
    answer.headers().get(name).ok().flatten()
}

fn content_range(answer: &Response) -> Option<ContentRange> {
    header(answer, "content-range").and_then(|text| ContentRange::parse(&text))
}

fn stamp(answer: &Response) -> Stamp {
    Stamp {
        etag: header(answer, "etag"),
        modified: header(answer, "last-modified"),
    }
}

/// The bytes of an answer, which are so many.
async fn bytes(answer: &Response, length: u64, waits: &Waits) -> Result<Vec<u8>, RemoteFault> {
    let mut bytes = Vec::with_capacity(usize::try_from(length).unwrap_or_default());
    let mut wait = waits.begin();
    each_chunk(answer, |chunk| {
        wait = waits.begin();
        if bytes.len() as u64 + u64::from(chunk.length()) > length {
            return Err(RemoteFault::OtherBytes);
        }
        bytes.extend_from_slice(&chunk.to_vec());
        Ok(())
    })
    .await?;
    drop(wait);
    let is_all = bytes.len() as u64 == length;
    is_all.then_some(bytes).ok_or(RemoteFault::OtherBytes)
}

/// All bytes of an answer, handed to the browser piece by piece.
async fn whole(answer: &Response, tell: &Tell) -> Result<Blob, RemoteFault> {
    if !answer.ok() {
        return Err(RemoteFault::Status(answer.status()));
    }
    let length = header(answer, "content-length").and_then(|length| length.parse().ok());
    if length.is_some_and(|length: u64| length > LONGEST_WHOLE) {
        forget(answer);
        return Err(RemoteFault::TooLong);
    }
    let (pieces, mut chunks) = (Array::new(), Array::new());
    let (mut done, mut held) = (0, 0);
    let mut told = Date::now();
    let mut late = None;
    tell(News::Came(0, length));
    each_chunk(answer, |chunk| {
        done += u64::from(chunk.length());
        held += chunk.length();
        if done > LONGEST_WHOLE {
            return Err(RemoteFault::TooLong);
        }
        chunks.push(&chunk);
        if held >= PIECE {
            let piece = blob(&std::mem::take(&mut chunks))?;
            pieces.push(&piece);
            held = 0;
        }
        // Squeezed on the way, it can be longer than was told.
        let news = News::Came(done, length.filter(|&length| length >= done));
        late = if Date::now() - told >= f64::from(TELL_MS) {
            told = Date::now();
            tell(news);
            None
        } else {
            // Should nothing follow, this is how far it is.
            let tell = Rc::clone(tell);
            Some(Timeout::new(TELL_MS, move || tell(news)))
        };
        Ok(())
    })
    .await?;
    drop(late);
    let rest = blob(&chunks)?;
    pieces.push(&rest);
    blob(&pieces)
}

fn blob(parts: &Array) -> Result<Blob, RemoteFault> {
    Blob::new_with_blob_sequence(parts).map_err(|_| RemoteFault::NoRoom)
}

/// Hands over the body of an answer as it comes, until `take` wants no more.
async fn each_chunk(
    answer: &Response,
    mut take: impl FnMut(Uint8Array) -> Result<(), RemoteFault>,
) -> Result<(), RemoteFault> {
    let Some(body) = answer.body() else {
        return Ok(());
    };
    let reader: ReadableStreamDefaultReader = body.get_reader().unchecked_into();
    loop {
        let part = JsFuture::from(reader.read())
            .await
            .map_err(|error| fault(&error, RemoteFault::Cut))?;
        let field = |name: &str| Reflect::get(&part, &name.into()).unwrap_or_default();
        if field("done").is_truthy() {
            return Ok(());
        }
        if let Err(fault) = take(field("value").unchecked_into()) {
            let _ = reader.cancel();
            return Err(fault);
        }
    }
}

/// The rest of an answer is not wanted: its connection need not bring it.
fn forget(answer: &Response) {
    if let Some(body) = answer.body() {
        let _ = body.cancel();
    }
}
