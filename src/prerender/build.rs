//! Which build of the site a page belongs to.
//!
//! A build has a name, which is made of all that its files hold; so it can stand in them only when all of
//! them are there. Until then [`BUILD`] stands in its place.

use std::hash::Hash;

use super::{APP, OutputFile, PrerenderError, escaped, in_parallel, name_of, splice};
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

/// These files with the name of the build in each that names it. `others` are files that the site has beside
/// them and whose names do not say what is in them.
pub(super) fn named(files: Vec<OutputFile>, others: &impl Hash) -> Vec<OutputFile> {
    let names = in_parallel(&files, |file| name_of(&(&file.path, &file.text)));
    let name = name_of(&(names, others));
    in_parallel(&files, |file| OutputFile {
        path: file.path.clone(),
        text: file.text.replace(BUILD, &name),
    })
}
