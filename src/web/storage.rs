//! What is kept between visits, and the list of open files, which the browser's tab keeps for after a
//! reload. Storage can be forbidden or full: then nothing is kept, and nothing else changes.

use web_sys::{Event, Storage};

fn storage() -> Option<Storage> {
    super::window().local_storage().ok().flatten()
}

/// The text that was kept under `key`.
pub fn read(key: &str) -> Option<String> {
    storage()?.get_item(key).ok().flatten()
}

/// Keeps `text` under `key`.
pub fn write(key: &str, text: &str) {
    if let Some(storage) = storage() {
        let _ = storage.set_item(key, text);
    }
}

/// Forgets what was kept under `key`.
pub fn remove(key: &str) {
    if let Some(storage) = storage() {
        let _ = storage.remove_item(key);
    }
}

const LIST_KEY: &str = "hexlog-files";

fn session() -> Option<Storage> {
    super::window().session_storage().ok().flatten()
}

/// The list of open files that this tab of the browser has kept.
pub fn read_list() -> Option<String> {
    session()?.get_item(LIST_KEY).ok().flatten()
}

/// Keeps the list of open files; nothing is left of an empty one.
pub fn write_list(text: &str) {
    if let Some(storage) = session() {
        let _ = match text {
            "" => storage.remove_item(LIST_KEY),
            text => storage.set_item(LIST_KEY, text),
        };
    }
}

/// Lets go of the pages that are kept for times without a connection; the boot script sees to it.
pub fn forget_pages() {
    if let Ok(event) = Event::new("hexlog:forget") {
        let _ = super::window().dispatch_event(&event);
    }
}
