//! The part of the address behind `#`: a place in a file, shared by copying a link.
//!
//! `#sample=ls-universal&at=0x40&len=4&view=hex&cols=16`. Every key may be left out. `at` and
//! `len` are the selected bytes; `url` is the address of a file, on the page for those. Other keys are those of [`Settings`]. A key that this version does
//! not know is kept as it is; a value that makes no sense is named and ignored. Values may be percent-encoded, and what is kept stays so.

use std::fmt;

use super::number::parse_number;
use super::remote::percent_encoded;
use super::settings::Settings;

/// What a fragment says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Fragment {
    /// The built-in sample to open.
    pub sample: Option<String>,
    /// The address of the file, on the page for those.
    pub url: Option<String>,
    /// The offset to go to.
    pub at: Option<u64>,
    /// How many bytes are selected there.
    pub len: Option<u64>,
    /// Choices by their keys, in the order in which they were written.
    pub choices: Vec<(String, String)>,
    /// Pairs that are not acted upon, in their order and as they were written.
    pub kept: Vec<String>,
}

impl Fragment {
    /// Reads a fragment without its `#`. Beside it stands a sentence for each value that makes no
    /// sense.
    pub fn parse(text: &str) -> (Fragment, Vec<String>) {
        let mut fragment = Fragment::default();
        let mut complaints = Vec::new();
        for pair in text.split('&').filter(|pair| !pair.is_empty()) {
            let (name, raw) = pair.split_once('=').unwrap_or((pair, ""));
            let value = percent_decoded(raw);
            let is_understood = match name {
                "at" => {
                    fragment.at = parse_number(&value);
                    fragment.at.is_some()
                }
                "len" => {
                    fragment.len = parse_number(&value).filter(|&len| len > 0);
                    fragment.len.is_some()
                }
                "sample" => {
                    fragment.sample = Some(value.clone());
                    true
                }
                "url" => {
                    fragment.url = Some(value.clone());
                    true
                }
                _ if Settings::is_in_address(name) => {
                    let is_possible = Settings::default().choose(name, &value).is_ok();
                    if is_possible {
                        fragment.choices.push((name.to_owned(), value.clone()));
                    }
                    is_possible
                }
                _ => {
                    fragment.kept.push(pair.to_owned());
                    true
                }
            };
            if !is_understood {
                complaints.push(format!(
                    "The address says {name}={value}, which makes no sense here."
                ));
            }
        }
        (fragment, complaints)
    }
}

/// Text with its percent-encoded bytes decoded (RFC 3986, section 2.1). What is no encoding, or
/// would be no UTF-8, stays as it is.
pub(super) fn percent_decoded(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((&byte, after)) = rest.split_first() {
        let encoded = after
            .get(..2)
            .filter(|_| byte == b'%')
            .and_then(|digits| std::str::from_utf8(digits).ok())
            .filter(|digits| digits.bytes().all(|digit| digit.is_ascii_hexdigit()))
            .and_then(|digits| u8::from_str_radix(digits, 16).ok());
        bytes.push(encoded.unwrap_or(byte));
        rest = after
            .get(if encoded.is_some() { 2 } else { 0 }..)
            .unwrap_or_default();
    }
    String::from_utf8(bytes).unwrap_or_else(|_| text.to_owned())
}

impl fmt::Display for Fragment {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut pairs = Vec::new();
        if let Some(sample) = &self.sample {
            pairs.push(format!("sample={sample}"));
        }
        if let Some(url) = &self.url {
            pairs.push(format!("url={}", percent_encoded(url)));
        }
        if let Some(at) = self.at {
            pairs.push(format!("at=0x{at:x}"));
        }
        if let Some(len) = self.len {
            pairs.push(format!("len={len}"));
        }
        for (key, value) in &self.choices {
            pairs.push(format!("{key}={value}"));
        }
        pairs.extend(self.kept.iter().cloned());
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
        check(
            "at=0x40&len=4&view=hex&cols=16",
            "at=0x40&len=4&view=hex&cols=16",
            &[],
        );
        check(
            "at=0x%34%30&sample=pixel%2Epng",
            "sample=pixel.png&at=0x40",
            &[],
        );
        check("cols=8&at=0xFFFFFFFFFF", "at=0xffffffffff&cols=8", &[]);
        check("sample=pixel.png&at=8", "sample=pixel.png&at=0x8", &[]);
        check(
            "at=8&url=https://example.org/a%3Fb",
            "url=https%3A%2F%2Fexample.org%2Fa%3Fb&at=0x8",
            &[],
        );
        check(
            "view=signed&word=4&order=big&text=utf-8&len=0x10&at=0&offset=0x20",
            "at=0x0&len=16&view=signed&word=4&order=big&text=utf-8&offset=0x20",
            &[],
        );
    }

    #[test]
    fn unknown_keys_stay() {
        check("note=hi&at=1&flag", "at=0x1&note=hi&flag", &[]);
        check("&&x=1&&", "x=1", &[]);
        check("note=a%26b%3Dc%23d%", "note=a%26b%3Dc%23d%", &[]);
    }

    #[test]
    fn nonsense_is_named() {
        check("at=zebra", "", &["at=zebra"]);
        check("at=-1&cols=8", "cols=8", &["at=-1"]);
        check(
            "at=0x40&cols=0&view=music&len=&group=3",
            "at=0x40",
            &["cols=0", "view=music", "len=", "group=3"],
        );
        check("len=0", "", &["len=0"]);
    }
}
