//! The site's own folder on disk, hidden from the user: where files wait to be downloaded.

use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{FileSystemDirectoryHandle, FileSystemGetDirectoryOptions, StorageManager};

/// Its name.
const FOLDER: &str = "saved";

/// What to do if the folder is not there.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Missing {
    /// Make it.
    Make,
    /// Do without.
    Refuse,
}

/// The folder.
///
/// # Errors
/// The browser has no such thing, or does not give it; or the folder is not there and is not to be made.
pub(super) async fn folder(
    storage: &StorageManager,
    missing: Missing,
) -> Result<FileSystemDirectoryHandle, JsValue> {
    let root: FileSystemDirectoryHandle = JsFuture::from(storage.get_directory())
        .await?
        .unchecked_into();
    let options = FileSystemGetDirectoryOptions::new();
    options.set_create(missing == Missing::Make);
    let folder = root.get_directory_handle_with_options(FOLDER, &options);
    Ok(JsFuture::from(folder).await?.unchecked_into())
}
