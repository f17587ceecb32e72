//! Files that tell hosts how to serve the site.

use std::path::Path;

/// Writes them into `folder`, which holds the site for the base path `base`. `origin` is the scheme
/// and the host of its address, `kept` are the files with a hash in their names that every site has: of cards and of
/// pieces of the search's index there are as many as posts, and rules have a limit.
pub(super) fn write_all<'f>(
    folder: &Path,
    base: &str,
    origin: &str,
    kept: impl Iterator<Item = &'f str>,
) -> Result<(), String> {
    let headers = hosting::headers_file(base, kept);
    super::write(&folder.join("_headers"), headers)?;
    let host = origin.split_once("://").map_or(origin, |(_, host)| host);
    let host = host.rsplit_once(':').map_or(host, |(host, _)| host);
    super::write(&folder.join("nginx.conf"), hosting::nginx(host, base))?;
    // GitHub Pages would make pages of files, and leave out those that begin with a line.
    super::write(&folder.join(".nojekyll"), "")
}
