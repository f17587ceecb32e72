//! The clipboard, as far as the browser lets us write to it.

use js_sys::{Object, Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, future_to_promise};
use web_sys::{Blob, BlobPropertyBag, Clipboard, ClipboardItem};

use super::window;

/// Puts text on the clipboard.
///
/// # Errors
/// The browser does not allow it, or has no clipboard for pages, as on an address without TLS.
pub async fn copy(text: &str) -> Result<(), Refused> {
    settle(clipboard()?.write_text(text)).await
}

/// Puts a text on the clipboard that is still being made, as UTF-8; `None` if it cannot be made, and then
/// nothing is put there. Browsers let a page write only right after a press: so they get the promise
/// now, and the text when it is there.
///
/// # Errors
/// The browser does not allow it, or the text was not made.
pub async fn copy_later(
    text: impl Future<Output = Option<JsValue>> + 'static,
) -> Result<(), Refused> {
    let clipboard = clipboard()?;
    let made = future_to_promise(async move {
        let bytes = text.await.ok_or(JsValue::UNDEFINED)?;
        let options = BlobPropertyBag::new();
        options.set_type("text/plain");
        let parts = js_sys::Array::of1(&bytes);
        Ok(Blob::new_with_u8_array_sequence_and_options(&parts, &options)?.into())
    });
    let types = Object::new();
    let _ = Reflect::set(&types, &"text/plain".into(), &made);
    let item = ClipboardItem::new_with_record_from_str_to_blob_promise(&types);
    let item = item.map_err(|_| Refused)?;
    settle(clipboard.write(&js_sys::Array::of1(&item))).await
}

pub(super) fn clipboard() -> Result<Clipboard, Refused> {
    let clipboard = Reflect::get(&window().navigator(), &"clipboard".into());
    let clipboard = clipboard.ok().filter(JsValue::is_object);
    clipboard.map(JsCast::unchecked_into).ok_or(Refused)
}

async fn settle(written: Promise) -> Result<(), Refused> {
    match JsFuture::from(written).await {
        Ok(_) => Ok(()),
        Err(_) => Err(Refused),
    }
}

/// The browser did not let us write to the clipboard.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Refused;
