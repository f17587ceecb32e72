//! The part of the address behind `#`: a place in a file, shared by copying a link.
//!
//! `#sample=ls-universal&at=0x40&len=4&view=hex&cols=16`. Every key may be left out. A key that
//! this version does not know is kept as it is; a value that makes no sense is named and ignored.

use std::fmt;

use hexcore::Width;

use super::number::parse_number;
use super::settings::Columns;

/// The keys that have a meaning.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Key {
    /// An offset, decimal or `0x` hex.
    At,
    /// A length in bytes from `at`.
    Len,
    /// How bytes are shown.
    View,
    /// Bytes per row.
    Cols,
    /// The name of a built-in sample.
    Sample,
}

impl Key {
    fn parse(name: &str) -> Option<Key> {
        Some(match name {
            "at" => Key::At,
            "len" => Key::Len,
            "view" => Key::View,
            "cols" => Key::Cols,
            "sample" => Key::Sample,
            _ => return None,
        })
    }
}

/// What a fragment says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Fragment {
    /// The built-in sample to open.
    pub sample: Option<String>,
    /// The offset to go to.
    pub at: Option<u64>,
    /// Bytes per row.
    pub cols: Option<Width>,
    /// Keys and values that are not understood, in their order.
    pub unknown: Vec<(String, String)>,
}

impl Fragment {
    /// Reads a fragment without its `#`. Beside it stands a sentence for each value that makes no
    /// sense.
    pub fn parse(text: &str) -> (Fragment, Vec<String>) {
        let mut fragment = Fragment::default();
        let mut complaints = Vec::new();
        for pair in text.split('&').filter(|pair| !pair.is_empty()) {
            let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
            let Some(key) = Key::parse(name) else {
                fragment.unknown.push((name.to_owned(), value.to_owned()));
                continue;
            };
            let understood = match key {
                Key::At => {
                    fragment.at = parse_number(value);
                    fragment.at.is_some()
                }
                Key::Len => parse_number(value).is_some(),
                Key::View => value == "hex",
                Key::Cols => {
                    fragment.cols = match Columns::from_key(value) {
                        Some(Columns::Fixed(width)) => Some(width),
                        _ => None,
                    };
                    fragment.cols.is_some()
                }
                Key::Sample => {
                    fragment.sample = Some(value.to_owned());
                    true
                }
            };
            if !understood {
                complaints.push(format!(
                    "The address says {name}={value}, which makes no sense here."
                ));
            }
        }
        (fragment, complaints)
    }
}

impl fmt::Display for Fragment {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut pairs = Vec::new();
        if let Some(sample) = &self.sample {
            pairs.push(format!("sample={sample}"));
        }
        if let Some(at) = self.at {
            pairs.push(format!("at=0x{at:x}"));
        }
        if let Some(cols) = self.cols {
            pairs.push(format!("cols={}", cols.get()));
        }
        for (name, value) in &self.unknown {
            pairs.push(if value.is_empty() {
                name.clone()
            } else {
                format!("{name}={value}")
            });
        }
        out.write_str(&pairs.join("&"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, canonical: &str, complaints: &[&str]) {
        let (fragment, found) = Fragment::parse(text);
        assert_eq!(fragment.to_string(), canonical, "for {text:?}");
        let expected: Vec<String> = complaints
            .iter()
            .map(|pair| format!("The address says {pair}, which makes no sense here."))
            .collect();
        assert_eq!(found, expected, "for {text:?}");
    }

    #[test]
    fn what_is_understood_is_kept() {
        check("", "", &[]);
        check("at=64", "at=0x40", &[]);
        check("at=0x40&len=4&view=hex&cols=16", "at=0x40&cols=16", &[]);
        check("cols=8&at=0xFFFFFFFFFF", "at=0xffffffffff&cols=8", &[]);
        check("sample=pixel.png&at=8", "sample=pixel.png&at=0x8", &[]);
    }

    #[test]
    fn unknown_keys_stay() {
        check("note=hi&at=1&flag", "at=0x1&note=hi&flag", &[]);
        check("&&x=1&&", "x=1", &[]);
    }

    #[test]
    fn nonsense_is_named() {
        check("at=zebra", "", &["at=zebra"]);
        check("at=-1&cols=8", "cols=8", &["at=-1"]);
        check(
            "at=0x40&cols=0&view=music&len=",
            "at=0x40",
            &["cols=0", "view=music", "len="],
        );
        check("cols=auto", "", &["cols=auto"]);
    }
}
