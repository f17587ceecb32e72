//! Where the bytes of a file come from, and the way back to it.

use std::ops::Range;

use js_sys::{Promise, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, DomException, File, FileSystemFileHandle};

use super::drops;
use super::remote::{self, Cancel, Opened, Remote, Tell};
use crate::decoder::{Address, ReadFault, RemoteFault};

/// A file that can be read, not yet opened.
#[derive(Clone)]
pub struct Source {
    room: Room,
    name: String,
    size: u64,
    /// The way back to the file on disk after it has changed, where the browser gives one.
    handle: Option<Promise>,
    /// The address that it comes from, as the user wrote it.
    url: Option<String>,
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
            url: None,
        }
    }

    /// Bytes of our own.
    ///
    /// # Errors
    /// The browser has no room for them.
    pub fn bytes(name: &str, bytes: &[u8]) -> Result<Source, JsValue> {
        let parts = js_sys::Array::of1(&Uint8Array::from(bytes));
        let blob = Blob::new_with_u8_array_sequence(&parts)?;
        Ok(Source {
            room: Room::Blob(blob),
            name: name.to_owned(),
            size: bytes.len() as u64,
            handle: None,
            url: None,
        })
    }

    /// The file at an address that was written as `text`. Beside it stands what the user should know
    /// about it.
    ///
    /// # Errors
    /// It cannot be read from there.
    pub async fn remote(
        text: &str,
        address: &Address,
        cancel: &Cancel,
        tell: &Tell,
    ) -> Result<(Source, Option<String>), RemoteFault> {
        let (opened, kind) = remote::open(address, cancel, tell).await?;
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

    /// The address that the file comes from, if it comes from one.
    pub fn url(&self) -> Option<&str> {
        self.url.as_deref()
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
        let file = JsFuture::from(handle.get_file())
            .await
            .map_err(|error| Some(fault(&error)))?;
        Ok(Source::file(file.unchecked_into(), self.handle.clone()))
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
fn fault(error: &JsValue) -> ReadFault {
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
