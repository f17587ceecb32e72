//! Where the bytes of a file come from, and the way back to it.

use std::ops::Range;
use std::rc::Rc;

use js_sys::{JsString, Promise, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, DomException, File, FileSystemFileHandle, Response};

use super::drops;
use super::remote::{self, Abort, Opened, Remote, Tell};
use super::window;
use crate::decoder::{Address, AsRead, ReadFault, RemoteFault};

/// A file that can be read, not yet opened.
#[derive(Clone)]
pub struct Source {
    room: Room,
    name: String,
    size: u64,
    /// The way back to the file on disk after it has changed, where the browser gives one.
    handle: Option<Promise>,
    /// The text that its bytes were made of, and how, if they were.
    text: Option<(Text, Rc<AsRead>)>,
    /// The address that it comes from, as the user wrote it.
    url: Option<String>,
}

/// A text that was pasted or typed. It stays with the browser.
#[derive(Clone, Debug, PartialEq)]
pub struct Text(pub(super) JsString);

impl From<&str> for Text {
    fn from(text: &str) -> Text {
        Text(text.into())
    }
}

/// Where the bytes are.
#[derive(Clone, PartialEq)]
enum Room {
    Blob(Blob),
    Remote(Remote),
}

impl PartialEq for Source {
    fn eq(&self, other: &Source) -> bool {
        self.room == other.room
    }
}

impl Source {
    /// A file that was dropped or chosen, with the promise of its handle.
    pub fn file(file: File, handle: Option<Promise>) -> Source {
        Source {
            name: file.name(),
            size: file.size() as u64,
            room: Room::Blob(file.unchecked_into()),
            handle,
            text: None,
            url: None,
        }
    }

    /// A file of the site; `None` if there is none at this path.
    ///
    /// # Errors
    /// The browser could not load it.
    pub async fn of_site(name: &str, path: &str) -> Result<Option<Source>, JsValue> {
        let response = JsFuture::from(window().fetch_with_str(path)).await?;
        let response: Response = response.dyn_into()?;
        if !response.ok() {
            return Ok(None);
        }
        let blob: Blob = JsFuture::from(response.blob()?).await?.dyn_into()?;
        Ok(Some(Source {
            name: name.to_owned(),
            size: blob.size() as u64,
            room: Room::Blob(blob),
            handle: None,
            text: None,
            url: None,
        }))
    }

    /// Bytes of our own.
    ///
    /// # Errors
    /// The browser has no room for them.
    pub fn bytes(name: &str, bytes: &[u8]) -> Result<Source, JsValue> {
        Source::buffer(name, &Uint8Array::from(bytes), None)
    }

    /// Bytes that were made of a text.
    ///
    /// # Errors
    /// The browser has no room for them.
    pub fn of_text(
        name: &str,
        bytes: &JsValue,
        text: Text,
        as_read: AsRead,
    ) -> Result<Source, JsValue> {
        let bytes = bytes.dyn_ref().ok_or(JsValue::NULL)?;
        Source::buffer(name, bytes, Some((text, Rc::new(as_read))))
    }

    fn buffer(
        name: &str,
        bytes: &Uint8Array,
        text: Option<(Text, Rc<AsRead>)>,
    ) -> Result<Source, JsValue> {
        let parts = js_sys::Array::of1(bytes);
        let blob = Blob::new_with_u8_array_sequence(&parts)?;
        Ok(Source {
            room: Room::Blob(blob),
            name: name.to_owned(),
            size: u64::from(bytes.length()),
            handle: None,
            text,
            url: None,
        })
    }

    /// The text that its bytes were made of, if they were.
    pub fn text(&self) -> Option<&Text> {
        self.text.as_ref().map(|(text, _)| text)
    }

    /// How its bytes were read from a text, if they were.
    pub fn as_read(&self) -> Option<Rc<AsRead>> {
        self.text.as_ref().map(|(_, as_read)| Rc::clone(as_read))
    }

    /// Where its bytes are, if another thread can read them there.
    pub(super) fn blob(&self) -> Option<Blob> {
        match &self.room {
            Room::Blob(blob) => Some(blob.clone()),
            Room::Remote(_) => None,
        }
    }

    /// The file at an address that was written as `text`. Beside it stands what the user should know
    /// about it.
    ///
    /// # Errors
    /// It cannot be read from there.
    pub async fn remote(
        text: &str,
        address: &Address,
        abort: &Abort,
        tell: &Tell,
    ) -> Result<(Source, Option<String>), RemoteFault> {
        let (opened, kind) = remote::open(address, abort, tell).await?;
        let (room, size) = match opened {
            Opened::Parts(remote, size) => (Room::Remote(remote), size),
            Opened::Whole(blob) => {
                let size = blob.size() as u64;
                (Room::Blob(blob), size)
            }
        };
        let source = Source {
            room,
            name: address.name.clone(),
            size,
            handle: None,
            text: None,
            url: Some(text.to_owned()),
        };
        Ok((source, address.surprise(&kind)))
    }

    /// Reads the bytes of `range`, which is in the file. This is the one copy on a byte's way: into our
    /// own memory.
    ///
    /// # Errors
    /// The file cannot be read any more.
    pub async fn read(&self, range: Range<u64>) -> Result<Vec<u8>, ReadFault> {
        match &self.room {
            Room::Blob(blob) => slice(blob, range).await,
            Room::Remote(remote) => remote.read(range).await.map_err(ReadFault::Remote),
        }
    }

    /// The file's name.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The file's length in bytes.
    pub fn size(&self) -> u64 {
        self.size
    }

    /// The way back to the file on disk, if the browser gave one.
    pub(super) fn handle(&self) -> Option<Promise> {
        self.handle.clone()
    }

    /// The file that a handle leads to, as it is now.
    pub(super) async fn of_handle(handle: &FileSystemFileHandle) -> Result<Source, ReadFault> {
        let file = JsFuture::from(handle.get_file())
            .await
            .map_err(|error| fault(&error))?;
        Ok(Source::file(
            file.unchecked_into(),
            Some(Promise::resolve(handle).unchecked_into()),
        ))
    }

    /// The address that the file comes from, if it comes from one.
    pub fn url(&self) -> Option<&str> {
        self.url.as_deref()
    }

    /// The same file for other work: its reads are called off apart from those of this one.
    pub(super) fn apart(&self) -> Source {
        let room = match &self.room {
            Room::Blob(blob) => Room::Blob(blob.clone()),
            Room::Remote(remote) => Room::Remote(remote.apart()),
        };
        Source {
            room,
            ..self.clone()
        }
    }

    /// Calls off reads that wait for a server.
    pub fn cancel(&self) {
        if let Room::Remote(remote) = &self.room {
            remote.cancel();
        }
    }

    /// The same file as it is on disk now.
    ///
    /// # Errors
    /// `None`: the browser gave no way back to the file. Otherwise why it cannot be opened.
    pub async fn again(&self) -> Result<Source, Option<ReadFault>> {
        let handle: FileSystemFileHandle = drops::handle(self.handle.clone()).await.ok_or(None)?;
        Source::of_handle(&handle).await.map_err(Some)
    }
}

/// Reads one range of a blob.
async fn slice(blob: &Blob, range: Range<u64>) -> Result<Vec<u8>, ReadFault> {
    let part = blob
        .slice_with_f64_and_f64(range.start as f64, range.end as f64)
        .map_err(|error| fault(&error))?;
    let buffer = JsFuture::from(part.array_buffer())
        .await
        .map_err(|error| fault(&error))?;
    Ok(Uint8Array::new(&buffer).to_vec())
}

/// Why a read failed. Chromium says `NotFoundError` for a file that is gone and
/// `NotReadableError` for one that is not what it was.
pub(super) fn fault(error: &JsValue) -> ReadFault {
    match error
        .dyn_ref::<DomException>()
        .map(DomException::name)
        .as_deref()
    {
        Some("NotFoundError") => ReadFault::Gone,
        Some("NotAllowedError" | "SecurityError") => ReadFault::Forbidden,
        _ => ReadFault::Changed,
    }
}
