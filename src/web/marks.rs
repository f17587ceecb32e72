//! Points in time that measuring tools find in the browser's User Timing.

use js_sys::{Function, Object, Reflect};
use wasm_bindgen::JsCast;

/// Sets the mark `name`.
pub fn mark(name: &str) {
    if let Some(performance) = super::window().performance() {
        // The only names that fail are those of navigation timing; ours have a colon.
        let _ = performance.mark(name);
    }
}

/// Sets the mark `name` for work on so many bytes.
pub fn mark_bytes(name: &str, bytes: u64) {
    let detail = Object::new();
    let _ = Reflect::set(&detail, &"bytes".into(), &(bytes as f64).into());
    let options = Object::new();
    let _ = Reflect::set(&options, &"detail".into(), &detail);
    let Some(performance) = super::window().performance() else {
        return;
    };
    let mark = Reflect::get(&performance, &"mark".into());
    if let Some(mark) = mark.ok().and_then(|mark| mark.dyn_into::<Function>().ok()) {
        let _ = mark.call2(&performance, &name.into(), &options);
    }
}
