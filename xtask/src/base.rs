//! The path that the site is published under: `/`, or `/some/repo/`.

use std::fmt;
use std::str::FromStr;

/// A base path: begins and ends with a slash.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Base(String);

impl Base {
    /// What is left of a path below the base; `None` outside it.
    pub(crate) fn strip<'path>(&self, path: &'path str) -> Option<&'path str> {
        path.strip_prefix(self.0.as_str())
    }

    /// Whether the path is the base without its last slash.
    pub(crate) fn lacks_only_slash(&self, path: &str) -> bool {
        self.0.strip_suffix('/').is_some_and(|base| base == path) && !path.is_empty()
    }

    /// The base as text.
    pub(crate) fn as_str(&self) -> &str {
        &self.0
    }
}

impl Default for Base {
    fn default() -> Self {
        Self("/".to_owned())
    }
}

impl fmt::Display for Base {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

impl FromStr for Base {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let is_plain = |segment: &str| {
            let of_names = |byte: u8| byte.is_ascii_alphanumeric() || b"-_.~".contains(&byte);
            !segment.is_empty() && !matches!(segment, "." | "..") && segment.bytes().all(of_names)
        };
        let inner = text.strip_prefix('/').and_then(|rest| match rest {
            "" => Some(""),
            rest => rest.strip_suffix('/'),
        });
        match inner {
            Some("") if text == "/" => Ok(Self::default()),
            Some(inner) if inner.split('/').all(is_plain) => Ok(Self(text.to_owned())),
            _ => Err(
                "a base path begins and ends with a slash, as in / or /repo/, and holds letters, \
                 digits and -_.~"
                    .to_owned(),
            ),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_base_begins_and_ends_with_a_slash() {
        for good in ["/", "/repo/", "/some/repo/", "/a.b/~c_d-1/"] {
            assert_eq!(good.parse::<Base>().unwrap().as_str(), good);
        }
        for bad in [
            "", "repo", "/repo", "repo/", "//", "//host/", "/a//b/", "/../", "/a b/", "/ä/",
            "/a?b/",
        ] {
            assert!(bad.parse::<Base>().is_err(), "{bad}");
        }
    }

    #[test]
    fn paths_below_a_base() {
        let base: Base = "/repo/".parse().unwrap();
        assert_eq!(base.strip("/repo/a/b"), Some("a/b"));
        assert_eq!(base.strip("/repo/"), Some(""));
        assert_eq!(base.strip("/repo"), None);
        assert!(base.lacks_only_slash("/repo"));
        assert!(!base.lacks_only_slash("/"));
        assert!(!Base::default().lacks_only_slash(""));
    }
}
