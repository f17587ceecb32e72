//! Files from outside: dropped on the page, or chosen.
//!
//! The boot script catches drops, also before the app has loaded, and keeps them in
//! `window.hexlogDrops`; here they are taken from there.

use gloo::events::EventListener;
use js_sys::{Array, Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{File, FileSystemFileHandle, HtmlInputElement};

use super::source::Source;
use super::window;
use crate::decoder::Dropped;

/// What arrived in one drop or one choice: the files, and what it was in words.
pub struct Arrival {
    /// The files, in their order.
    pub files: Vec<Source>,
    /// What arrived, for the sentence about it.
    pub dropped: Dropped,
}

impl Arrival {
    /// One file that was made here.
    pub fn of(source: Source) -> Arrival {
        Arrival {
            dropped: Dropped {
                files: vec![source.name().to_owned()],
                ..Dropped::default()
            },
            files: vec![source],
        }
    }
}

/// Calls back for each drop: for those kept so far, now, and for later ones as they come.
pub fn listen(arrived: impl Fn(Arrival) + 'static) -> EventListener {
    let drain = move || {
        while let Some(drop) = next() {
            arrived(read(&drop));
        }
    };
    drain();
    EventListener::new(&window(), "hexlog:drop", move |_| drain())
}

/// The files that were chosen in a file input, which is emptied so that the same file can be
/// chosen again. `None` when nothing was chosen.
pub fn chosen(input: &HtmlInputElement) -> Option<Arrival> {
    let list = input.files()?;
    let files: Vec<File> = (0..list.length())
        .filter_map(|index| list.get(index))
        .collect();
    if files.is_empty() {
        return None;
    }
    super::marks::mark("decoder:open");
    input.set_value("");
    Some(arrival_of(files))
}

/// Nothing is dragged over the page any more: what was dropped has been taken by a part of it.
pub(super) fn end() {
    if let Some(root) = super::document().document_element() {
        let _ = root.remove_attribute("data-dragging");
    }
}

/// Files without a way back to where they are.
pub(super) fn arrival_of(files: Vec<File>) -> Arrival {
    let names = files.iter().map(File::name).collect();
    let files = files.into_iter().map(|file| Source::file(file, None));
    Arrival {
        files: files.collect(),
        dropped: Dropped {
            files: names,
            ..Dropped::default()
        },
    }
}

fn next() -> Option<JsValue> {
    let drops = get(&window(), "hexlogDrops").dyn_into::<Array>().ok()?;
    Some(drops.shift()).filter(JsValue::is_object)
}

fn read(drop: &JsValue) -> Arrival {
    let handles = list(drop, "handles");
    let files: Vec<Source> = list(drop, "files")
        .iter()
        .zip(handles.iter())
        .filter_map(|(file, handle)| {
            Some(Source::file(file.dyn_into().ok()?, handle.dyn_into().ok()))
        })
        .collect();
    let text = |key: &str| get(drop, key).as_string().unwrap_or_default();
    let dropped = Dropped {
        files: files.iter().map(|file| file.name().to_owned()).collect(),
        folders: list(drop, "folders")
            .iter()
            .filter_map(|name| name.as_string())
            .collect(),
        link: text("link"),
        text: text("text"),
    };
    Arrival { files, dropped }
}

fn list(object: &JsValue, key: &str) -> Array {
    get(object, key).dyn_into().unwrap_or_default()
}

fn get(object: &JsValue, key: &str) -> JsValue {
    Reflect::get(object, &JsValue::from_str(key)).unwrap_or(JsValue::UNDEFINED)
}

/// Waits for the handle that came with a drop. Browsers without handles give none.
pub(super) async fn handle(promise: Option<Promise>) -> Option<FileSystemFileHandle> {
    let handle = JsFuture::from(promise?).await.ok()?;
    handle.is_object().then(|| handle.unchecked_into())
}
