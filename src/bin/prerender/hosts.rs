//! Files that tell hosts how to serve the site. They are written last: one of them names others.

use std::fs;
use std::path::{Path, PathBuf};

/// Writes them into `folder`, which holds the site for the base path `base`. `origin` is the scheme
/// and the host of its address.
pub(super) fn write_all(folder: &Path, base: &str, origin: &str) -> Result<(), String> {
    let files = files(folder)?;
    // There are as many cards and pieces of the search's index as posts, and rules have a limit.
    let grows = |file: &&String| file.starts_with("cards/") || file.starts_with("search-");
    let ruled = files.iter().filter(|file| !grows(file));
    let headers = hosting::headers_file(base, ruled.map(String::as_str));
    super::write(&folder.join("_headers"), headers)?;
    let host = origin.split_once("://").map_or(origin, |(_, host)| host);
    let host = host.rsplit_once(':').map_or(host, |(host, _)| host);
    super::write(&folder.join("nginx.conf"), hosting::nginx(host, base))?;
    // GitHub Pages would make pages of files, and leave out those that begin with a line.
    super::write(&folder.join(".nojekyll"), "")
}

/// All files in the folder and below, as paths from it.
fn files(folder: &Path) -> Result<Vec<String>, String> {
    let mut waiting: Vec<PathBuf> = vec![folder.to_owned()];
    let mut found = Vec::new();
    while let Some(path) = waiting.pop() {
        if path.is_dir() {
            let entries =
                fs::read_dir(&path).map_err(|error| format!("{}: {error}", path.display()))?;
            waiting.extend(entries.flatten().map(|entry| entry.path()));
        } else if let Ok(file) = path.strip_prefix(folder) {
            let parts: Vec<_> = file.iter().map(|part| part.to_string_lossy()).collect();
            found.push(parts.join("/"));
        }
    }
    Ok(found)
}
