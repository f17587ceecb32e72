//! Which build of the site a page belongs to.
//!
//! A build has a name, which is made of all that its files hold; so it can stand in them only when all of
//! them are there. Until then [`BUILD`] stands in its place.

use std::hash::{DefaultHasher, Hash, Hasher};

use super::{APP, OutputFile, PrerenderError, escaped, splice};
use crate::pages::text::BUILD;

/// The template, which tells the boot script what the site is: its base path, version and build.
///
/// # Errors
/// The template does not say where the app is.
pub(super) fn announce(template: &str, base: &str) -> Result<String, PrerenderError> {
    let with = format!(
        r#"{APP}data-base="{}" data-version="{}" data-build="{BUILD}" "#,
        escaped(base),
        env!("CARGO_PKG_VERSION"),
    );
    splice(template, APP, &with)
}

/// Gives the build of these files its name, in each of them that names it, and tells it.
pub(super) fn name(files: &mut [OutputFile]) -> String {
    let mut hasher = DefaultHasher::new();
    for file in &*files {
        (&file.path, &file.text).hash(&mut hasher);
    }
    let name = format!("{:016x}", hasher.finish());
    for file in files {
        if file.text.contains(BUILD) {
            file.text = file.text.replace(BUILD, &name);
        }
    }
    name
}
