//! Identifiers and addresses.

use super::{Content, Value, push_ascii};
use crate::digits;

/// A GUID as Windows stores it: \[MS-DTYP\], section 2.3.4. The first field has four bytes and the
/// next two have two, each with the least significant byte first.
pub(super) fn guid(bytes: &[u8]) -> Content {
    let order = [3, 2, 1, 0, 5, 4, 7, 6, 8, 9, 10, 11, 12, 13, 14, 15];
    Ok(hyphenated(bytes, order))
}

/// A UUID as RFC 9562, section 4, has it: the bytes in the order in which they are written.
pub(super) fn uuid(bytes: &[u8]) -> Content {
    let order = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15];
    Ok(hyphenated(bytes, order))
}

/// Four numbers with dots between them.
pub(super) fn ipv4(bytes: &[u8]) -> Content {
    Ok(dotted(bytes).into())
}

/// An IPv6 address as RFC 5952 writes it: the longest run of zeros, the first of equals, becomes
/// `::` if there are two or more; an IPv4-mapped address (RFC 4291, section 2.5.5.2) ends in an
/// IPv4 address.
pub(super) fn ipv6(bytes: &[u8]) -> Content {
    let fields: Vec<u16> = bytes
        .as_chunks()
        .0
        .iter()
        .map(|&field| u16::from_be_bytes(field))
        .collect();
    if let [0, 0, 0, 0, 0, 0xffff, _, _] = *fields {
        let last = dotted(bytes.get(12..).unwrap_or_default());
        return Ok(format!("::ffff:{last}").into());
    }
    let (zeros, start) = zeros(&fields);
    let mut text = String::new();
    let mut index = 0;
    while let Some(field) = fields.get(index) {
        if zeros > 1 && index == start {
            text.push_str("::");
            index += zeros;
            continue;
        }
        if !(text.is_empty() || text.ends_with(':')) {
            text.push(':');
        }
        text.push_str(&format!("{field:x}"));
        index += 1;
    }
    Ok(text.into())
}

/// A MAC address, EUI-48 of IEEE 802, with colons.
pub(super) fn mac(bytes: &[u8]) -> Content {
    let mut text = String::new();
    for &byte in bytes {
        if !text.is_empty() {
            text.push(':');
        }
        push_ascii(&mut text, &digits::pair(byte));
    }
    Ok(text.into())
}

/// How long the longest run of zeros is, and where the first of that length starts.
fn zeros(fields: &[u16]) -> (usize, usize) {
    let mut longest = (0, 0);
    let mut run = 0;
    for (index, &field) in fields.iter().enumerate() {
        run = if field == 0 { run + 1 } else { 0 };
        if run > longest.0 {
            longest = (run, index + 1 - run);
        }
    }
    longest
}

fn dotted(bytes: &[u8]) -> String {
    let mut text = String::new();
    for &byte in bytes {
        if !text.is_empty() {
            text.push('.');
        }
        text.push_str(&byte.to_string());
    }
    text
}

/// The bytes at the places in `order`, as 8, 4, 4, 4 and 12 digits.
fn hyphenated(bytes: &[u8], order: [usize; 16]) -> Value {
    let mut text = String::new();
    for (index, place) in order.into_iter().enumerate() {
        if matches!(index, 4 | 6 | 8 | 10) {
            text.push('-');
        }
        let byte = bytes.get(place).copied().unwrap_or_default();
        push_ascii(&mut text, &digits::pair(byte));
    }
    text.into()
}
