//! Light, dark, or as the system says. The boot script applies the stored choice before the
//! first paint; here it is read and changed.

use gloo::events::EventListener;

use super::{document, storage, window};

const KEY: &str = "hexlog-theme";

/// The stored choice: `light`, `dark` or `auto`.
pub fn current() -> String {
    storage::read(KEY)
        .filter(|theme| theme == "light" || theme == "dark")
        .unwrap_or_else(|| "auto".to_owned())
}

/// Applies a choice and keeps it.
pub fn choose(theme: &str) {
    let Some(root) = document().document_element() else {
        return;
    };
    if theme == "auto" {
        storage::remove(KEY);
        let _ = root.remove_attribute("data-theme");
    } else {
        storage::write(KEY, theme);
        super::set_attribute(&root, "data-theme", theme);
    }
}

/// Calls back when the system turns to other colours.
pub fn on_system_change(changed: impl Fn() + Clone + 'static) -> Vec<EventListener> {
    ["(prefers-color-scheme: dark)", "(forced-colors: active)"]
        .into_iter()
        .filter_map(|query| window().match_media(query).ok().flatten())
        .map(|list| {
            let changed = changed.clone();
            EventListener::new(&list, "change", move |_| changed())
        })
        .collect()
}
