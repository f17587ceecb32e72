//! The clipboard, as far as the browser lets us write to it.

use js_sys::Reflect;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::Clipboard;

use super::window;

/// Puts text on the clipboard.
///
/// # Errors
/// The browser does not allow it, or has no clipboard for pages, as on an address without TLS.
pub async fn copy(text: &str) -> Result<(), Refused> {
    let clipboard = Reflect::get(&window().navigator(), &"clipboard".into())
        .ok()
        .filter(|clipboard| clipboard.is_object())
        .ok_or(Refused)?;
    let written = clipboard.unchecked_into::<Clipboard>().write_text(text);
    match JsFuture::from(written).await {
        Ok(_) => Ok(()),
        Err(_) => Err(Refused),
    }
}

/// The browser did not let us write to the clipboard.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Refused;
