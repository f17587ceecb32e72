//! How long a file may be kept: for good where its name changes with it, else not without asking.

/// For files whose names hold a hash of their content.
pub const IMMUTABLE: &str = "public, max-age=31536000, immutable";

/// For all others: they may be kept, and are asked for again each time.
pub const NO_CACHE: &str = "no-cache";

/// Whether the name of the file at `path` holds a hash of its content, as Trunk gives it: `app-<hash>.js`,
/// `app-<hash>_bg.wasm`; or that of the folder `search-<hash>` that it lies in. Such a file never changes.
pub fn is_hashed(path: &str) -> bool {
    let (folders, name) = path.rsplit_once('/').unwrap_or(("", path));
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    let is_search = |folder: &str| folder.starts_with("search-") && ends_in_hash(folder);
    ends_in_hash(stem.strip_suffix("_bg").unwrap_or(stem)) || folders.split('/').any(is_search)
}

/// Whether a name ends in a hash of 64 bits, as Trunk writes them: without leading zeros.
fn ends_in_hash(name: &str) -> bool {
    let is_digit = |byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f');
    name.rsplit_once('-')
        .is_some_and(|(_, hash)| (12..=16).contains(&hash.len()) && hash.bytes().all(is_digit))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hashed_names() {
        let check = |name, hashed| assert_eq!(is_hashed(name), hashed, "{name}");
        check("app-0123456789abcdef.js", true);
        check("app-0123456789abcdef_bg.wasm", true);
        check("style-23456789abcdef.css", true);
        check("cards/a-post-0123456789abcdef.png", true);
        check("search-23456789abcdef00/pagefind.js", true);
        check("search-23456789abcdef00/index/en_1.pf_index", true);
        check("posts-23456789abcdef00/index.html", false);
        check("worker.js", false);
        check("sample-deadbeef.bin", false);
        check("app-0123456789abcdeg.js", false);
        check("a-long-post-about-hexadecimals.html", false);
        check("index.html", false);
    }
}
