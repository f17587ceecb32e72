//! The programs for workers, as they are published.

use super::{APP, PrerenderError, escaped, name_of, splice};

/// The worker as it is published: names that change with what is in them, so that a page never meets
/// the worker of another build.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WorkerFiles {
    /// Name of the worker.
    pub name: &'static str,
    /// Name of the script.
    pub script: String,
    /// Name of its code.
    pub wasm: String,
}

impl WorkerFiles {
    /// The names of a worker of this name whose script and code are these.
    pub fn of(name: &'static str, script: &str, wasm: &[u8]) -> WorkerFiles {
        let hash = name_of(&(script, wasm));
        WorkerFiles {
            name,
            script: format!("{name}-{hash}.js"),
            wasm: format!("{name}-{hash}_bg.wasm"),
        }
    }

    /// The template, which tells the app where its worker is. Site paths get `base` put before them.
    ///
    /// # Errors
    /// The template does not say where the app is.
    pub fn announce(&self, template: &str, base: &str) -> Result<String, PrerenderError> {
        let WorkerFiles { name, script, wasm } = self;
        let with = format!(
            r#"{APP}data-{name}-js="{0}{script}" data-{name}-wasm="{0}{wasm}" "#,
            escaped(base)
        );
        splice(template, APP, &with)
    }
}
