//! A file at an address, as far as it can be judged without a browser: what can be asked for, whether
//! an answer is what was asked, and the sentences about it.

use std::fmt;
use std::ops::Range;

use super::fragment::percent_decoded;

/// The longest file that is taken as a whole, from a server that sends no parts of it.
pub const LONGEST_WHOLE: u64 = 512 << 20;

/// What always works.
const WAY_OUT: &str = "Downloading the file and dropping it on the decoder always works.";

/// The address of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Address {
    /// As it is asked for, without a fragment.
    pub url: String,
    /// What to call the file: the last part of the path, or the server.
    pub name: String,
    /// Whether the path names a page in HTML, so that one is no surprise.
    pub names_page: bool,
}

impl Address {
    /// Checks an address that a browser has put into its usual form. `is_secure` says that the page
    /// came over https.
    ///
    /// # Errors
    /// A sentence on why nothing can be read from there.
    pub fn check(href: &str, is_secure: bool) -> Result<Address, String> {
        let url = href.split('#').next().unwrap_or_default();
        let (scheme, rest) = url.split_once("://").unwrap_or(("", url));
        if !matches!(scheme, "https" | "http") {
            return Err(Address::none(href));
        }
        let end = rest.find(['/', '?']).unwrap_or(rest.len());
        let (authority, path) = rest.split_at(end);
        if authority.is_empty() || authority.contains(['%', ' ']) {
            return Err(Address::none(href));
        }
        if authority.contains('@') {
            return Err(
                "An address with a user name or a password in it cannot be opened here: leave them \
                 out, or download the file and drop it on the decoder."
                    .to_owned(),
            );
        }
        if is_secure && scheme == "http" && !is_this_machine(authority) {
            return Err(format!(
                "This page came over https, and browsers do not let it connect to an http address. Try \
                 the same address with https. {WAY_OUT}"
            ));
        }
        let path = path.split('?').next().unwrap_or_default();
        let last = percent_decoded(path.rsplit('/').next().unwrap_or_default());
        let kind = last.rsplit_once('.').map(|(_, kind)| kind);
        let names_page = last.is_empty()
            || kind.is_some_and(|kind| {
                ["html", "htm", "xhtml"]
                    .iter()
                    .any(|page| kind.eq_ignore_ascii_case(page))
            });
        Ok(Address {
            url: url.to_owned(),
            name: if last.is_empty() {
                authority.to_owned()
            } else {
                last
            },
            names_page,
        })
    }

    /// What to say of a file that opens though it is hardly the one that was meant: `kind` is what the
    /// server calls it.
    pub fn surprise(&self, kind: &str) -> Option<String> {
        let is_page = kind
            .trim_start()
            .to_ascii_lowercase()
            .starts_with("text/html");
        (is_page && !self.names_page).then(|| {
            format!(
                "“{}” is open, but the server calls it a web page (text/html): it may have sent one \
                 in place of the file.",
                self.name
            )
        })
    }

    /// The sentence on a text that is no address of a file.
    pub fn none(text: &str) -> String {
        match text.trim() {
            "" => "Enter the address of a file, such as https://example.org/file.bin.".to_owned(),
            text => format!(
                "“{text}” cannot be opened: the address of a file begins with https:// or http://."
            ),
        }
    }
}

/// Whether browsers take a host to be the machine they run on, which is as good as https.
fn is_this_machine(authority: &str) -> bool {
    let host = match authority.rsplit_once(':') {
        Some((host, port)) if !port.ends_with(']') => host,
        _ => authority,
    };
    host == "localhost"
        || host.ends_with(".localhost")
        || host.starts_with("127.")
        || host == "[::1]"
}

/// Text with everything encoded that has a meaning in a fragment or an address.
pub(super) fn percent_encoded(text: &str) -> String {
    let mut encoded = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-_.~".contains(&byte) {
            encoded.push(char::from(byte));
        } else {
            encoded.push_str(&format!("%{byte:02X}"));
        }
    }
    encoded
}

/// What the header `Content-Range` says (RFC 9110, section 14.4).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ContentRange {
    /// The bytes that are sent.
    pub range: Range<u64>,
    /// Length of the whole, if the server knows it.
    pub size: Option<u64>,
}

impl ContentRange {
    /// Reads `bytes 0-99/1234` or `bytes 0-99/*`.
    pub fn parse(text: &str) -> Option<ContentRange> {
        let (unit, rest) = text.trim().split_once(' ')?;
        let (range, size) = rest.trim().split_once('/')?;
        let (first, last) = range.split_once('-')?;
        let (first, last): (u64, u64) = (digits(first)?, digits(last)?);
        let size = match size {
            "*" => None,
            size => Some(digits(size)?),
        };
        let range = first..last.checked_add(1)?;
        let is_possible = !range.is_empty() && size.is_none_or(|size| range.end <= size);
        (unit.eq_ignore_ascii_case("bytes") && is_possible).then_some(ContentRange { range, size })
    }

    /// Whether a part is the one that was asked for, of a file of `size` bytes.
    ///
    /// # Errors
    /// It is another part, or one of another file.
    pub fn check(&self, asked: &Range<u64>, size: u64) -> Result<(), RemoteFault> {
        if self.size.is_some_and(|now| now != size) {
            Err(RemoteFault::Replaced)
        } else if self.range != *asked {
            Err(RemoteFault::OtherBytes)
        } else {
            Ok(())
        }
    }
}

/// A number without a sign.
fn digits(text: &str) -> Option<u64> {
    let is_number = text.bytes().all(|byte| byte.is_ascii_digit());
    text.parse().ok().filter(|_| is_number)
}

/// What tells one state of a file at an address from the next, as far as a server lets it be read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Stamp {
    /// The header `ETag`.
    pub etag: Option<String>,
    /// The header `Last-Modified`.
    pub modified: Option<String>,
}

impl Stamp {
    /// Whether nothing speaks against both being stamps of the same file.
    pub fn may_be(&self, other: &Stamp) -> bool {
        let agree = |one: &Option<String>, other: &Option<String>| {
            one.is_none() || other.is_none() || one == other
        };
        agree(&self.etag, &other.etag) && agree(&self.modified, &other.modified)
    }
}

/// Why a file at an address cannot be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RemoteFault {
    /// The server answered with this status.
    Status(u16),
    /// There was no answer that the page may see. The browser does not say why.
    NoAnswer,
    /// The connection ended before the answer did.
    Cut,
    /// The server sent other bytes than those that were asked for.
    OtherBytes,
    /// The file is not what it was at first.
    Replaced,
    /// The server sends the file as a whole, and it is too long for that.
    TooLong,
    /// The browser has no room for the file.
    NoRoom,
    /// The user did not want to wait any longer.
    Cancelled,
}

impl RemoteFault {
    /// The sentence for a file that does not open.
    pub fn not_opened(self, name: &str) -> String {
        match self {
            RemoteFault::Cancelled => format!("“{name}” was not opened: it was cancelled."),
            _ => format!("“{name}” was not opened: {self}"),
        }
    }
}

/// The reason, to be put after a colon, and what can be done.
impl fmt::Display for RemoteFault {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            RemoteFault::Status(status @ (404 | 410)) => write!(
                out,
                "the server has no such file (status {status}). Check the address."
            ),
            RemoteFault::Status(status @ (401 | 403 | 407)) => write!(
                out,
                "the server does not give it to this page (status {status}). If it wants you to sign \
                 in, download the file there and drop it on the decoder."
            ),
            RemoteFault::Status(status @ (429 | 500..)) => write!(
                out,
                "the server cannot answer now (status {status}). Try again later."
            ),
            RemoteFault::Status(status) => write!(
                out,
                "the server answered with status {status} and not with the file. {WAY_OUT}"
            ),
            RemoteFault::NoAnswer => write!(
                out,
                "there was no answer that this page may see. Either the server cannot be reached from \
                 here, or it does not allow pages of other sites to read its files (CORS); the browser \
                 does not say which. {WAY_OUT}"
            ),
            RemoteFault::Cut => write!(
                out,
                "the connection ended before all bytes had come. Try again. {WAY_OUT}"
            ),
            RemoteFault::OtherBytes => write!(
                out,
                "the server sent other bytes than those that were asked for. {WAY_OUT}"
            ),
            RemoteFault::Replaced => write!(
                out,
                "the file at the address has changed. Reopen it to see what it is now."
            ),
            RemoteFault::TooLong => write!(
                out,
                "the server sends it only as a whole, and it is longer than 512 MiB. {WAY_OUT}"
            ),
            RemoteFault::NoRoom => write!(out, "the browser has no room for it. {WAY_OUT}"),
            RemoteFault::Cancelled => {
                write!(out, "the waiting was cancelled. Reopen it to read on.")
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_of_files() {
        let check = |href, url: &str, name: &str, names_page| {
            let expected = Address {
                url: url.to_owned(),
                name: name.to_owned(),
                names_page,
            };
            assert_eq!(Address::check(href, true), Ok(expected), "{href}");
        };
        let plain = |href, name, names_page| check(href, href, name, names_page);
        plain("https://example.org/a/photo.jpg", "photo.jpg", false);
        plain(
            "https://example.org/a/photo.jpg?b=/c.html",
            "photo.jpg",
            false,
        );
        plain(
            "https://example.org/%E2%82%AC%20100.bin",
            "€ 100.bin",
            false,
        );
        plain("https://example.org/%ff.bin", "%ff.bin", false);
        plain("https://example.org/download", "download", false);
        plain("https://example.org/", "example.org", true);
        plain("https://example.org:8443/files/", "example.org:8443", true);
        plain("https://example.org/?file=a.bin", "example.org", true);
        plain("https://example.org/a/index.HTM", "index.HTM", true);
        plain("http://localhost:8080/a.bin", "a.bin", false);
        plain("http://127.0.0.1/a.bin", "a.bin", false);
        plain("http://[::1]:81/a.bin", "a.bin", false);
        plain("http://[::1]/a.bin", "a.bin", false);
        check(
            "https://example.org/a.bin#at=4",
            "https://example.org/a.bin",
            "a.bin",
            false,
        );
    }

    #[test]
    fn a_page_in_place_of_a_file_is_told() {
        let check = |href, kind, is_surprise| {
            let address = Address::check(href, true).unwrap();
            assert_eq!(
                address.surprise(kind).is_some(),
                is_surprise,
                "{href} {kind}"
            );
        };
        check(
            "https://example.org/a.bin",
            "text/html; charset=utf-8",
            true,
        );
        check("https://example.org/a.bin", "TEXT/HTML", true);
        check(
            "https://example.org/a.bin",
            "application/octet-stream",
            false,
        );
        check("https://example.org/a.bin", "", false);
        check("https://example.org/a.html", "text/html", false);
        check("https://example.org/", "text/html", false);
    }

    #[test]
    fn addresses_that_cannot_be_opened() {
        let check = |href, is_secure, part: &str| {
            let sentence = Address::check(href, is_secure).unwrap_err();
            assert!(sentence.contains(part), "{href}: {sentence}");
        };
        for href in [
            "ftp://example.org/a",
            "file:///etc/passwd",
            "data:text/plain,a",
            "javascript:alert(1)",
            "blob:https://example.org/1",
            "https:///a",
            "http://exa%20mple.org/a",
        ] {
            check(href, false, "begins with https:// or http://.");
            check(href, false, href);
        }
        check("https://me:secret@example.org/a", true, "a user name");
        check("http://example.org/a", true, "came over https");
        check("http://localhost.example.org/a", true, "came over https");
        assert!(Address::check("http://example.org/a", false).is_ok());
        assert!(Address::none(" ").starts_with("Enter the address"));
    }

    #[test]
    fn encoding_is_undone_by_decoding() {
        let text = "https://example.org/ü?a=b&c=100%#d";
        let encoded = percent_encoded(text);
        assert_eq!(
            encoded,
            "https%3A%2F%2Fexample.org%2F%C3%BC%3Fa%3Db%26c%3D100%25%23d"
        );
        assert_eq!(percent_decoded(&encoded), text);
    }

    #[test]
    fn content_ranges() {
        let check = |text, expected: Option<(Range<u64>, Option<u64>)>| {
            let expected = expected.map(|(range, size)| ContentRange { range, size });
            assert_eq!(ContentRange::parse(text), expected, "{text}");
        };
        check("bytes 0-99/1234", Some((0..100, Some(1234))));
        check("Bytes 5-5/6", Some((5..6, Some(6))));
        check("bytes 0-99/*", Some((0..100, None)));
        for text in [
            "",
            "bytes",
            "bytes */1234",
            "bytes 0-99",
            "bytes 9-8/20",
            "bytes 0-99/50",
            "bytes 0-18446744073709551615/*",
            "bytes +0-9/10",
            "bytes 0-/10",
            "pages 0-9/10",
        ] {
            check(text, None);
        }
        let part = ContentRange {
            range: 0..10,
            size: Some(20),
        };
        assert_eq!(part.check(&(0..10), 20), Ok(()));
        assert_eq!(part.check(&(0..10), 21), Err(RemoteFault::Replaced));
        assert_eq!(part.check(&(0..9), 20), Err(RemoteFault::OtherBytes));
    }

    #[test]
    fn stamps_disagree_only_where_both_can_be_read() {
        let stamp = |etag: &str, modified: &str| {
            let some = |text: &str| (!text.is_empty()).then(|| text.to_owned());
            Stamp {
                etag: some(etag),
                modified: some(modified),
            }
        };
        assert!(stamp("a", "").may_be(&stamp("", "Monday")));
        assert!(stamp("a", "Monday").may_be(&stamp("a", "Monday")));
        assert!(!stamp("a", "Monday").may_be(&stamp("b", "Monday")));
        assert!(!stamp("a", "Monday").may_be(&stamp("", "Tuesday")));
    }

    #[test]
    fn faults_are_sentences() {
        for fault in [
            RemoteFault::Status(404),
            RemoteFault::Status(403),
            RemoteFault::Status(503),
            RemoteFault::Status(418),
            RemoteFault::NoAnswer,
            RemoteFault::Cut,
            RemoteFault::OtherBytes,
            RemoteFault::Replaced,
            RemoteFault::TooLong,
            RemoteFault::NoRoom,
            RemoteFault::Cancelled,
        ] {
            let sentence = fault.not_opened("a.bin");
            assert!(
                sentence.starts_with("“a.bin” was not opened: "),
                "{sentence}"
            );
            assert!(sentence.ends_with('.'), "{sentence}");
        }
    }
}
