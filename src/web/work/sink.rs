//! A file that a job writes. It is whole, or it is empty or not there: browsers empty the file that the
//! user chooses, and put what was written in place only at the end. A worker that ends on the way may leave a
//! temporary file, which a later page removes.

use js_sys::Uint8Array;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    DomException, FileSystemDirectoryHandle, FileSystemFileHandle, FileSystemGetFileOptions,
    FileSystemSyncAccessHandle, FileSystemWritableFileStream, WorkerNavigator,
};

use crate::web::disk::{self, Missing};
use crate::worker::protocol::{Fault, Target};

/// A file that is being written, from its start to its end.
pub(super) enum Sink {
    /// The file that the user chose. Browsers write beside it and put that in place at the end.
    Chosen {
        stream: FileSystemWritableFileStream,
        /// What the stream reads from while our own memory goes on being used.
        buffer: Uint8Array,
        size: u64,
    },
    /// A file in the site's own folder, where bytes go to disk without a copy on the way.
    Temporary {
        folder: FileSystemDirectoryHandle,
        name: String,
        file: FileSystemFileHandle,
        access: FileSystemSyncAccessHandle,
        size: u64,
    },
}

impl Sink {
    pub(super) async fn open(target: Target, handle: JsValue) -> Result<Sink, Fault> {
        match target {
            Target::Chosen => {
                let handle: FileSystemFileHandle = handle.unchecked_into();
                let stream = settled(handle.create_writable()).await?;
                Ok(Sink::Chosen {
                    stream: stream.unchecked_into(),
                    buffer: Uint8Array::new_with_length(0),
                    size: 0,
                })
            }
            Target::Temporary(name) => {
                let navigator: WorkerNavigator = super::scope().navigator();
                let folder = disk::folder(&navigator.storage(), Missing::Make)
                    .await
                    .map_err(fault)?;
                let options = FileSystemGetFileOptions::new();
                options.set_create(true);
                let file = settled(folder.get_file_handle_with_options(&name, &options)).await?;
                let file: FileSystemFileHandle = file.unchecked_into();
                let access = settled(file.create_sync_access_handle()).await?;
                Ok(Sink::Temporary {
                    folder,
                    name,
                    file,
                    access: access.unchecked_into(),
                    size: 0,
                })
            }
        }
    }

    /// Writes all of `bytes` behind what was written before.
    pub(super) async fn write(&mut self, bytes: &[u8]) -> Result<(), Fault> {
        match self {
            Sink::Chosen {
                stream,
                buffer,
                size,
            } => {
                let length = bytes.len() as u32;
                if buffer.length() < length {
                    *buffer = Uint8Array::new_with_length(length);
                }
                let part = buffer.subarray(0, length);
                part.copy_from(bytes);
                settled(stream.write_with_js_u8_array(&part).map_err(fault)?).await?;
                *size += u64::from(length);
            }
            Sink::Temporary { access, size, .. } => {
                // It may take less than it is given.
                let mut rest = bytes;
                while !rest.is_empty() {
                    let written = access.write_with_u8_array(rest).map_err(fault)? as usize;
                    rest = match rest.get(written..) {
                        Some(after) if written > 0 => after,
                        _ => return Err(Fault::Full),
                    };
                }
                *size += bytes.len() as u64;
            }
        }
        Ok(())
    }

    /// The file is whole. Gives its size, and the file itself if it is a temporary one.
    pub(super) async fn close(self) -> Result<(u64, JsValue), Fault> {
        match self {
            Sink::Chosen { stream, size, .. } => {
                settled(stream.close()).await?;
                Ok((size, JsValue::UNDEFINED))
            }
            Sink::Temporary {
                access, file, size, ..
            } => {
                access.close();
                Ok((size, settled(file.get_file()).await?))
            }
        }
    }

    /// The file is not wanted any more.
    pub(super) async fn abandon(self) {
        // What cannot be taken away now was never put in place, or is at the next start.
        match self {
            Sink::Chosen { stream, .. } => {
                let _ = JsFuture::from(stream.abort()).await;
            }
            Sink::Temporary {
                access,
                folder,
                name,
                ..
            } => {
                access.close();
                let _ = JsFuture::from(folder.remove_entry(&name)).await;
            }
        }
    }
}

async fn settled(promise: js_sys::Promise) -> Result<JsValue, Fault> {
    JsFuture::from(promise).await.map_err(fault)
}

/// Why a file cannot be written.
fn fault(error: JsValue) -> Fault {
    match error.dyn_ref::<DomException>() {
        Some(error) if error.name() == "QuotaExceededError" => Fault::Full,
        Some(error) => Fault::Write(error.message()),
        None => Fault::Write(String::new()),
    }
}
