//! Where what is saved goes: a file that the user chooses, or one in the browser's own storage that is
//! downloaded from there.

use js_sys::{Array, AsyncIterator, Function, Object, Promise, Reflect};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{
    Blob, DomException, FileSystemDirectoryHandle, HtmlAnchorElement, StorageEstimate,
    StorageManager, Url,
};

use super::disk::{self, Missing};
use super::{create, pause, window};

/// Milliseconds in which a file has been copied to the downloads, even if the page that made it is gone.
const DOWNLOAD_MS: f64 = 60.0 * 60.0 * 1000.0;
/// How often, and after how many milliseconds, it is tried to remove a file that is in use.
const REMOVALS: u32 = 50;
const REMOVAL_MS: i32 = 100;

/// Where a file is going to be.
pub enum Place {
    /// Where the user wants it: the handle of a file.
    Chosen(JsValue),
    /// In a file of this name in the browser's own storage.
    Temporary(String),
}

/// Which of the files that are left are meant.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Left {
    /// Those that are no longer being copied to the downloads.
    Old,
    /// All of them.
    All,
}

/// Why there is no place.
pub enum NoPlace {
    /// The user has closed the dialog.
    Closed,
    /// The user's press is too long ago for a dialog.
    Late,
    /// The browser does not allow it, in its words.
    Refused(String),
    /// The browser has neither.
    Unknown,
}

/// Whether the user chooses where files are saved; otherwise they go through the browser's storage.
pub fn can_choose() -> bool {
    picker().is_some()
}

/// Asks the user for a file to write, or takes one in the browser's storage. It has to follow a press.
///
/// # Errors
/// There is nowhere to write.
pub async fn place(suggested: &str) -> Result<Place, NoPlace> {
    let Some(picker) = picker() else {
        let name = unique();
        hold(&name);
        return storage()
            .map(|_| Place::Temporary(name))
            .ok_or(NoPlace::Unknown);
    };
    let options = Object::new();
    let _ = Reflect::set(&options, &"suggestedName".into(), &suggested.into());
    let asked = picker.call1(&window(), &options).map(Promise::from);
    let handle = match asked {
        Ok(promise) => JsFuture::from(promise).await,
        Err(error) => Err(error),
    };
    handle.map(Place::Chosen).map_err(|error| {
        let error: DomException = error.unchecked_into();
        match error.name().as_str() {
            "AbortError" => NoPlace::Closed,
            "SecurityError" if !was_just_pressed() => NoPlace::Late,
            _ => NoPlace::Refused(error.message()),
        }
    })
}

/// How many bytes the browser has room for in its own storage; `None` where it does not tell.
pub async fn room() -> Option<u64> {
    let estimate = JsFuture::from(storage()?.estimate().ok()?).await.ok()?;
    let estimate: StorageEstimate = estimate.unchecked_into();
    Some((estimate.get_quota()? - estimate.get_usage()?).max(0.0) as u64)
}

/// Hands a file to the browser's downloads; `false` if it is none.
pub fn download(file: &JsValue, name: &str) -> bool {
    let blob = file.dyn_ref::<Blob>();
    let url = blob.map(Url::create_object_url_with_blob);
    let Some(Ok(url)) = url else {
        return false;
    };
    let link: HtmlAnchorElement = create("a", "").unchecked_into();
    link.set_href(&url);
    link.set_download(name);
    link.click();
    // The browser reads from the address for as long as the download takes: it goes with the page.
    true
}

/// Removes a file of this page from the browser's storage. A worker that was ended holds it for a moment
/// longer.
pub async fn remove(name: &str) {
    let Some(storage) = storage() else { return };
    let Ok(folder) = disk::folder(&storage, Missing::Refuse).await else {
        return;
    };
    for _ in 0..REMOVALS {
        if JsFuture::from(folder.remove_entry(name)).await.is_ok() {
            return;
        }
        pause(REMOVAL_MS).await;
    }
    // A later page removes it.
}

/// Removes files from the browser's storage that pages have left there which are gone by now.
pub async fn tidy(which: Left) {
    // Without storage there is nothing to remove, and what cannot be removed is tried again.
    let _ = remove_left(which).await;
}

async fn remove_left(which: Left) -> Result<(), JsValue> {
    let storage = storage().ok_or(JsValue::UNDEFINED)?;
    let folder = disk::folder(&storage, Missing::Refuse).await?;
    let names: AsyncIterator = folder.keys();
    loop {
        let next = JsFuture::from(names.next()?).await?;
        if Reflect::get(&next, &"done".into())?.is_truthy() {
            return Ok(());
        }
        if let Some(name) = Reflect::get(&next, &"value".into())?.as_string()
            && (which == Left::All || is_old(&name))
        {
            remove_if_free(&folder, name);
        }
    }
}

fn picker() -> Option<Function> {
    let picker = Reflect::get(&window(), &"showSaveFilePicker".into());
    picker.ok()?.dyn_into().ok()
}

/// The browser's storage; `None` where pages have none, as on an address without TLS.
fn storage() -> Option<StorageManager> {
    let storage = Reflect::get(&window().navigator(), &"storage".into()).ok()?;
    let has_folders = Reflect::has(&storage, &"getDirectory".into());
    (storage.is_object() && has_folders == Ok(true)).then(|| storage.unchecked_into())
}

/// Whether the user has pressed something so lately that the browser opens dialogs.
fn was_just_pressed() -> bool {
    let field = |of: &JsValue, name: &str| Reflect::get(of, &name.into()).unwrap_or_default();
    let activation = field(&window().navigator(), "userActivation");
    // Where it is not told, the browser's own words are all there is.
    !activation.is_object() || field(&activation, "isActive").is_truthy()
}

/// Whether a file was made so long ago that no download reads from it.
fn is_old(name: &str) -> bool {
    let made = name.split('-').next().unwrap_or_default();
    u64::from_str_radix(made, 16).map_or(true, |made| {
        (made as f64) < js_sys::Date::now() - DOWNLOAD_MS
    })
}

/// A name that no other page has taken, which begins with the time, in hexadecimal milliseconds.
fn unique() -> String {
    format!(
        "{:x}-{:x}",
        js_sys::Date::now() as u64,
        (js_sys::Math::random() * 1e15) as u64
    )
}

/// A lock of this name is held for as long as this page lives, so that others see that its file is in
/// use.
fn hold(name: &str) {
    let forever = Closure::once_into_js(|| Promise::new(&mut |_, _| {}));
    let _ = request_lock(&[name.into(), forever]);
}

/// Removes a file if the page that made it is gone.
fn remove_if_free(folder: &FileSystemDirectoryHandle, name: String) {
    let options = Object::new();
    let _ = Reflect::set(&options, &"ifAvailable".into(), &true.into());
    let (folder, file) = (folder.clone(), name.clone());
    let granted = Closure::once_into_js(move |lock: JsValue| {
        if lock.is_object() {
            let removed = folder.remove_entry(&file);
            spawn_local(async move {
                let _ = JsFuture::from(removed).await;
            });
        }
    });
    let _ = request_lock(&[name.into(), options.into(), granted]);
}

/// Asks the browser's lock manager for a lock.
fn request_lock(arguments: &[JsValue]) -> Result<(), JsValue> {
    let locks = Reflect::get(&window().navigator(), &"locks".into())?;
    let request: Function = Reflect::get(&locks, &"request".into())?.dyn_into()?;
    let promise = request.apply(&locks, &arguments.iter().collect::<Array>())?;
    spawn_local(async move {
        let _ = JsFuture::from(Promise::from(promise)).await;
    });
    Ok(())
}
