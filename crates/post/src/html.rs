//! Text made safe to stand in HTML, and addresses made safe to stand in `href` and `src`.

use std::ops::Range;

pub(crate) use figure::{push_attribute, push_text};

/// The address with everything that may not stand in one percent-encoded. What is encoded stays so.
pub(crate) fn encode_address(address: &str) -> String {
    let host = host(address);
    let mut encoded = String::with_capacity(address.len());
    for (at, byte) in address.bytes().enumerate() {
        let is_bracket = matches!(byte, b'[' | b']') && host.contains(&at);
        let is_plain = byte.is_ascii_alphanumeric() || b"-._~:/?#@!$&'()*+,;=%".contains(&byte);
        if is_plain || is_bracket {
            encoded.push(char::from(byte));
        } else {
            encoded.push_str(&format!("%{byte:02X}"));
        }
    }
    encoded
}

/// Where the host of an address stands in it. Brackets may stand there alone, as in `http://[::1]/`.
fn host(address: &str) -> Range<usize> {
    let Some(start) = address.find("://").map(|at| at + 3) else {
        return 0..0;
    };
    let rest = address.get(start..).unwrap_or_default();
    start..start + rest.find(['/', '?', '#']).unwrap_or(rest.len())
}

/// The address with what is percent-encoded decoded. What is no UTF-8 then is replaced.
pub fn decode_address(address: &str) -> String {
    let mut bytes = Vec::with_capacity(address.len());
    let mut rest = address.as_bytes();
    while let Some((first, after)) = rest.split_first() {
        let digits = (*first == b'%')
            .then(|| after.split_at_checked(2))
            .flatten()
            .and_then(|(digits, after)| Some((hex_byte(digits)?, after)));
        let (byte, after) = digits.unwrap_or((*first, after));
        bytes.push(byte);
        rest = after;
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

fn hex_byte(digits: &[u8]) -> Option<u8> {
    let digits = std::str::from_utf8(digits).ok()?;
    let hexadecimal = digits.bytes().all(|byte| byte.is_ascii_hexdigit());
    hexadecimal
        .then(|| u8::from_str_radix(digits, 16).ok())
        .flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_stays_text() {
        let mut html = String::new();
        push_text(&mut html, "a<b> & \"c\"\n\u{1}é");
        assert_eq!(html, "a&lt;b&gt; &amp; \"c\"\n\u{fffd}é");
        html.clear();
        push_attribute(&mut html, "title", "\"a\" < b");
        assert_eq!(html, " title=\"&quot;a&quot; &lt; b\"");
    }

    #[test]
    fn addresses_there_and_back() {
        for (plain, encoded) in [
            ("/a b", "/a%20b"),
            ("/é\\", "/%C3%A9%5C"),
            ("#日", "#%E6%97%A5"),
            ("/a?b=c", "/a?b=c"),
            ("/a[1]", "/a%5B1%5D"),
            ("http://[::1]/", "http://[::1]/"),
            ("http://[::1]:80?[", "http://[::1]:80?%5B"),
        ] {
            assert_eq!(encode_address(plain), encoded);
            assert_eq!(decode_address(encoded), plain);
        }
        for odd in ["%", "%4", "%zz", "%+1"] {
            assert_eq!(encode_address(odd), odd);
            assert_eq!(decode_address(odd), odd);
        }
    }
}
