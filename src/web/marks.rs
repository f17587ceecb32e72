//! Points in time that measuring tools find in the browser's User Timing.

/// Sets the mark `name`.
pub fn mark(name: &str) {
    if let Some(performance) = super::window().performance() {
        // The only names that fail are those of navigation timing; ours have a colon.
        let _ = performance.mark(name);
    }
}
