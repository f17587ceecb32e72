//! Where links and images may point: into the site from its root, into the page, or out to the web.

use crate::html::encode_address;
use serde::{Deserialize, Serialize};

/// A link or an image of a post, to be checked once the whole site is known.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Link {
    /// Where it points, as written: without the base path.
    pub target: String,
    /// Whether it is followed or shown.
    pub kind: LinkKind,
    /// The line of the post it stands on.
    pub line: u32,
}

/// What stands behind the target of a [`Link`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum LinkKind {
    /// A place to go.
    Link,
    /// A picture to show.
    Image,
}

/// A target taken apart.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Target<'a> {
    /// A path of the site, from its root, and the fragment behind `#`.
    Site {
        path: &'a str,
        fragment: Option<&'a str>,
    },
    /// A place in the same page.
    Fragment(&'a str),
    /// An address on the web, or a mail address.
    External,
}

impl<'a> Target<'a> {
    /// Takes a target apart, or says what is wrong with it.
    pub(crate) fn read(target: &'a str, kind: LinkKind) -> Result<Self, String> {
        let read = if let Some(fragment) = target
            .strip_prefix('#')
            .filter(|fragment| !fragment.is_empty())
        {
            Some(Target::Fragment(fragment))
        } else if target.starts_with('/') && !target.starts_with("//") {
            let (page, fragment) = match target.split_once('#') {
                Some((page, fragment)) => (page, Some(fragment)),
                None => (target, None),
            };
            let path = page.split_once('?').map_or(page, |(path, _)| path);
            Some(Target::Site { path, fragment })
        } else {
            let outside = ["https://", "http://", "mailto:"].iter().any(|scheme| {
                let start = target.get(..scheme.len());
                start.is_some_and(|start| start.eq_ignore_ascii_case(scheme))
                    && target.len() > scheme.len()
            });
            outside.then_some(Target::External)
        };
        match (read, kind) {
            (Some(Target::Site { path, fragment }), _) => Ok(Target::Site { path, fragment }),
            (Some(read), LinkKind::Link) => Ok(read),
            (None, LinkKind::Link) => Err(format!(
                "the link `{target}` must start with /, #, https://, http:// or mailto:"
            )),
            (_, LinkKind::Image) => Err(format!(
                "the image `{target}` must be on this site and start with /"
            )),
        }
    }
}

/// The value of `href` or `src`: a site path gets the base path before it.
pub(crate) fn address(target: &str, base: &str) -> String {
    if target.starts_with('/') {
        encode_address(&format!("{}{target}", base.trim_end_matches('/')))
    } else {
        encode_address(target)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_link_may_be() {
        let site = |path, fragment| Ok(Target::Site { path, fragment });
        let cases = [
            ("/", site("/", None)),
            ("/posts/a/", site("/posts/a/", None)),
            ("/posts/a/#b", site("/posts/a/", Some("b"))),
            (
                "/decoder/#sample=png&at=0x10",
                site("/decoder/", Some("sample=png&at=0x10")),
            ),
            ("/a/?q=1#x?y", site("/a/", Some("x?y"))),
            ("#b", Ok(Target::Fragment("b"))),
            ("https://a.example", Ok(Target::External)),
            ("HTTP://a.example", Ok(Target::External)),
            ("mailto:a@b.example", Ok(Target::External)),
        ];
        for (target, expected) in &cases {
            assert_eq!(Target::read(target, LinkKind::Link), *expected, "{target}");
        }
        println!("{} cases", cases.len());
    }

    #[test]
    fn what_a_link_may_not_be() {
        let cases = [
            "",
            "#",
            "a.md",
            "./a/",
            "../a/",
            "?q",
            "//a.example/",
            "javascript:alert(1)",
            "data:,x",
            "https://",
            "ftp://a.example",
            "\\a",
            "é",
        ];
        for target in cases {
            assert!(Target::read(target, LinkKind::Link).is_err(), "{target}");
            assert!(Target::read(target, LinkKind::Image).is_err(), "{target}");
        }
        assert!(Target::read("https://a.example/a.png", LinkKind::Image).is_err());
        println!("{} cases", cases.len() + 1);
    }

    #[test]
    fn site_paths_get_the_base() {
        assert_eq!(address("/decoder/", "/"), "/decoder/");
        assert_eq!(address("/decoder/", "/some/repo/"), "/some/repo/decoder/");
        assert_eq!(address("#a", "/some/repo/"), "#a");
        assert_eq!(
            address("https://a.example/", "/some/repo/"),
            "https://a.example/"
        );
    }
}
