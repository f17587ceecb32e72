//! `_headers`, which Netlify and Cloudflare Pages read.
//!
//! On both, all rules that fit an address are followed, and where two name one header they differ: one host
//! joins the values, the other takes one. So no two rules here name the same header.

use crate::caching::{IMMUTABLE, is_hashed};
use crate::security::{SECURITY, remote_policy};

/// The file for a site below `base` that has these files, as paths without the base. Each that is hashed makes a
/// rule, and Cloudflare Pages reads 100. A rule for a whole folder would do with less, but would keep answers
/// about files that are missing as well.
///
/// The policy is the wider one of the two everywhere. A page has to satisfy the one in its header and the one
/// that it carries itself, so each page is under its own, with what only a header can say. Files
/// with a hash in their names are kept for good; for all others both hosts already ask to be asked again.
pub fn headers_file<'f>(base: &str, files: impl IntoIterator<Item = &'f str>) -> String {
    let mut text = format!("{base}*\n  Content-Security-Policy: {}\n", remote_policy());
    for (name, value) in SECURITY {
        text.push_str(&format!("  {name}: {value}\n"));
    }
    let mut hashed: Vec<&str> = files.into_iter().filter(|file| is_hashed(file)).collect();
    hashed.sort_unstable();
    for file in hashed {
        text.push_str(&format!("{base}{file}\n  Cache-Control: {IMMUTABLE}\n"));
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rule_for_all_and_one_for_each_hashed_file() {
        let files = [
            "index.html",
            "icons/a-0123456789abcdef.png",
            "app-0123456789abcdef.js",
        ];
        let text = headers_file("/some/repo/", files);
        let rules: Vec<&str> = text.lines().filter(|line| line.starts_with('/')).collect();
        assert_eq!(
            rules,
            [
                "/some/repo/*",
                "/some/repo/app-0123456789abcdef.js",
                "/some/repo/icons/a-0123456789abcdef.png",
            ]
        );
        assert_eq!(text.matches("Content-Security-Policy").count(), 1);
        assert_eq!(
            text.matches("  Cache-Control: public, max-age=31536000, immutable\n")
                .count(),
            2
        );
    }
}
