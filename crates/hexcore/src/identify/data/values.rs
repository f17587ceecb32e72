//! Values as disks and databases write them.

use std::fmt::Write as _;

/// Bytes in hex, without spaces.
pub(in crate::identify) fn hex(bytes: &[u8]) -> String {
    let mut text = String::new();
    for byte in bytes {
        // Writing to a string does not fail.
        let _ = write!(text, "{byte:02x}");
    }
    text
}

/// A UUID in the order of its bytes: `66eaca93-1c47-48e0-81fd-f8c0244a18d7`.
pub(in crate::identify) fn uuid(bytes: &[u8]) -> String {
    let mut text = hex(bytes);
    for place in [20, 16, 12, 8] {
        if text.is_char_boundary(place) && place < text.len() {
            text.insert(place, '-');
        }
    }
    text
}

/// A GUID of Microsoft, whose first three numbers have their lowest byte first.
pub(in crate::identify) fn guid(bytes: &[u8]) -> String {
    match *bytes {
        [a, b, c, d, e, f, g, h, ref rest @ ..] => {
            let mut turned = vec![d, c, b, a, f, e, h, g];
            turned.extend_from_slice(rest);
            uuid(&turned)
        }
        _ => hex(bytes),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn identifiers() {
        let bytes: Vec<u8> = (0..16).collect();
        assert_eq!(uuid(&bytes), "00010203-0405-0607-0809-0a0b0c0d0e0f");
        assert_eq!(guid(&bytes), "03020100-0504-0706-0809-0a0b0c0d0e0f");
        assert_eq!(uuid(&[]), "");
        assert_eq!(guid(&[1]), "01");
    }
}
