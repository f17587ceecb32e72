//! How long a file may be kept: for good where its name changes with it, else not without asking.

/// For files whose names hold a hash of their content.
pub const IMMUTABLE: &str = "public, max-age=31536000, immutable";

/// For all others: they may be kept, and are asked for again each time.
pub const NO_CACHE: &str = "no-cache";

/// Whether a file's name holds the hash of its content, as Trunk gives it: `app-<hash>.js`,
/// `app-<hash>_bg.wasm`. Such a file never changes.
pub fn is_hashed(name: &str) -> bool {
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    let stem = stem.strip_suffix("_bg").unwrap_or(stem);
    let Some((_, hash)) = stem.rsplit_once('-') else {
        return false;
    };
    // Trunk writes 64 bits without leading zeros.
    (12..=16).contains(&hash.len())
        && hash
            .bytes()
            .all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'))
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
        check("worker.js", false);
        check("sample-deadbeef.bin", false);
        check("app-0123456789abcdeg.js", false);
        check("a-long-post-about-hexadecimals.html", false);
        check("index.html", false);
    }
}
