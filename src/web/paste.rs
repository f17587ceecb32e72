//! What is pasted: files, or text.

use std::cell::Cell;
use std::rc::Rc;

use gloo::events::{EventListener, EventListenerOptions};
use js_sys::{Array, JsString, Reflect};
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    Blob, ClipboardEvent, ClipboardItem, File, FilePropertyBag, HtmlElement, MouseEvent,
};

use super::clipboard::{Refused, clipboard};
use super::drops::{Arrival, arrival_of};
use super::source::Text;
use super::{marks, window};

/// What was pasted.
pub enum Pasted {
    /// Files, such as a picture.
    Files(Arrival),
    /// Text.
    Text(Text),
}

/// Calls back for each paste on the page, but into a field for text, where it means something else, and
/// by the middle button, by which Linux pastes what is selected while the user means to press something.
pub fn listen(pasted: impl Fn(Pasted) + 'static) -> [EventListener; 3] {
    let is_by_button = Rc::new(Cell::new(false));
    let on_button = {
        let is_by_button = Rc::clone(&is_by_button);
        EventListener::new(&window(), "mousedown", move |event| {
            let event = event.dyn_ref::<MouseEvent>();
            is_by_button.set(event.is_some_and(|event| event.button() == 1));
        })
    };
    let on_key = {
        let is_by_button = Rc::clone(&is_by_button);
        EventListener::new(&window(), "keydown", move |_| is_by_button.set(false))
    };
    let options = EventListenerOptions::enable_prevent_default();
    let on_paste = EventListener::new_with_options(&window(), "paste", options, move |event| {
        let Some(event) = event.dyn_ref::<ClipboardEvent>() else {
            return;
        };
        let target = event
            .target()
            .and_then(|target| target.dyn_into::<web_sys::Element>().ok());
        let is_field = |element: &web_sys::Element| {
            matches!(
                element.closest("input, textarea, [contenteditable]"),
                Ok(Some(_))
            )
        };
        if is_by_button.get() || target.as_ref().is_some_and(is_field) {
            return;
        }
        let Some(data) = event.clipboard_data() else {
            return;
        };
        let files: Vec<File> = data
            .files()
            .map(|list| {
                (0..list.length())
                    .filter_map(|index| list.get(index))
                    .collect()
            })
            .unwrap_or_default();
        let text = data.get_data("text/plain").unwrap_or_default();
        marks::mark("decoder:open");
        if !files.is_empty() {
            event.prevent_default();
            pasted(Pasted::Files(arrival_of(files)));
        } else if !text.is_empty() {
            event.prevent_default();
            pasted(Pasted::Text(Text(JsString::from(text))));
        }
    });
    [on_button, on_key, on_paste]
}

/// What is on the clipboard, which the browser may ask the user about; `None` if there is nothing on
/// it that has bytes.
///
/// # Errors
/// The browser does not allow it.
pub async fn read() -> Result<Option<Pasted>, Refused> {
    let items = JsFuture::from(clipboard()?.read())
        .await
        .map_err(|_| Refused)?;
    let mut files = Vec::new();
    for item in Array::from(&items).iter() {
        let item: ClipboardItem = item.unchecked_into();
        let types: Vec<String> = item
            .types()
            .iter()
            .filter_map(|it| it.as_string())
            .collect();
        let Some(kind) = types.iter().find(|kind| !kind.starts_with("text/")) else {
            if types.iter().any(|kind| kind == "text/plain") {
                let text = blob(&item, "text/plain").await?.text();
                let text = JsFuture::from(text).await.map_err(|_| Refused)?;
                return Ok(Some(Pasted::Text(Text(text.into()))));
            }
            continue;
        };
        let blob = blob(&item, kind).await?;
        let options = FilePropertyBag::new();
        options.set_type(kind);
        let name = format!("pasted.{}", kind.rsplit('/').next().unwrap_or_default());
        let file = File::new_with_blob_sequence_and_options(&Array::of1(&blob), &name, &options);
        files.push(file.map_err(|_| Refused)?);
    }
    marks::mark("decoder:open");
    Ok((!files.is_empty()).then(|| Pasted::Files(arrival_of(files))))
}

async fn blob(item: &ClipboardItem, kind: &str) -> Result<Blob, Refused> {
    let blob = JsFuture::from(item.get_type(kind))
        .await
        .map_err(|_| Refused)?;
    blob.dyn_into().map_err(|_| Refused)
}

/// The text in a field of the page, which stays with the browser.
pub fn text_of(field: &HtmlElement) -> Text {
    marks::mark("decoder:open");
    let value = Reflect::get(field, &"value".into()).unwrap_or_default();
    Text(value.dyn_into().unwrap_or_else(|_| JsString::from("")))
}
