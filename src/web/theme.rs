//! Light, dark, or as the system says. The boot script applies the stored choice before the
//! first paint; here it is read and changed.

use super::{document, storage};

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
