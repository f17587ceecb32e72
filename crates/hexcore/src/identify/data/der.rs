//! Boxes in boxes: the encoding of certificates and keys (ITU-T X.690, 8.1).

use crate::identify::values::shown;
use crate::identify::view::{Order::Big, View};

pub(super) const INTEGER: u8 = 0x02;
pub(super) const BITS: u8 = 0x03;
pub(super) const OCTETS: u8 = 0x04;
pub(super) const OBJECT: u8 = 0x06;
pub(super) const SEQUENCE: u8 = 0x30;

/// A box: where it begins, where what it holds does, and where it ends.
#[derive(Clone, Copy)]
pub(super) struct Element {
    pub(super) tag: u8,
    pub(super) at: u64,
    pub(super) start: u64,
    pub(super) end: u64,
}

impl Element {
    /// The one at `at`, which must end by `limit`.
    pub(super) fn read(view: &View<'_>, at: u64, limit: u64) -> Option<Element> {
        let (tag, first) = (view.u8(at)?, view.u8(at.checked_add(1)?)?);
        let (start, length) = match first {
            0..=0x7f => (at + 2, u64::from(first)),
            // The length in as few bytes as it needs.
            0x81..=0x84 => {
                let width = u64::from(first & 0x7f);
                let length = view.number(at + 2, width, Big)?;
                let least = if width == 1 {
                    0x80
                } else {
                    1 << (8 * (width - 1))
                };
                if length < least {
                    return None;
                }
                (at + 2 + width, length)
            }
            _ => return None,
        };
        let end = start.checked_add(length).filter(|&end| end <= limit)?;
        Some(Element {
            tag,
            at,
            start,
            end,
        })
    }

    /// The first in it.
    pub(super) fn first(&self, view: &View<'_>) -> Option<Element> {
        Element::read(view, self.start, self.end)
    }

    /// The one in it that follows `before`.
    pub(super) fn after(&self, view: &View<'_>, before: &Element) -> Option<Element> {
        (before.end < self.end).then_some(())?;
        Element::read(view, before.end, self.end)
    }

    /// Those in it, so many at most; none if they do not fill it.
    pub(super) fn children(&self, view: &View<'_>, most: usize) -> Vec<Element> {
        let mut list = Vec::new();
        let mut at = self.start;
        while at < self.end {
            match Element::read(view, at, self.end) {
                Some(element) if list.len() < most => {
                    at = element.end;
                    list.push(element);
                }
                _ => return Vec::new(),
            }
        }
        list
    }
}

/// How many bits a number has, the highest byte first.
pub(super) fn bits_of(number: &[u8]) -> u64 {
    let zeros = number.iter().take_while(|byte| **byte == 0).count();
    let used = number.get(zeros..).unwrap_or_default();
    let first = used
        .first()
        .map_or(0, |byte| u64::from(byte.leading_zeros()));
    (used.len() as u64 * 8).saturating_sub(first)
}

/// The name of somebody: the parts that are most used.
pub(super) fn name(view: &View<'_>, name: &Element) -> Option<String> {
    let mut parts = Vec::new();
    for set in name.children(view, 16) {
        let pair = set.first(view)?;
        let id = pair.first(view)?;
        let value = pair.after(view, &id)?;
        // The identifiers of X.520 are 2.5.4 and a number.
        let letters = match view.bytes(id.start, (id.end - id.start).min(8))? {
            [0x55, 4, 3] => "CN",
            [0x55, 4, 6] => "C",
            [0x55, 4, 7] => "L",
            [0x55, 4, 8] => "ST",
            [0x55, 4, 10] => "O",
            [0x55, 4, 11] => "OU",
            _ => continue,
        };
        let text = view.bytes(value.start, (value.end - value.start).min(100))?;
        parts.push(format!("{letters}={}", shown(text)));
    }
    (!parts.is_empty()).then(|| parts.join(", "))
}

/// A time: two or four digits of the year, and two of each of the rest.
pub(super) fn time(view: &View<'_>, time: &Element) -> Option<String> {
    let digits =
        std::str::from_utf8(view.bytes(time.start, (time.end - time.start).min(20))?).ok()?;
    let digits = digits.strip_suffix('Z')?;
    if !digits.bytes().all(|it| it.is_ascii_digit()) {
        return None;
    }
    let (year, rest) = match time.tag {
        0x17 => {
            let (year, rest) = digits.split_at_checked(2)?;
            let century = if year < "50" { "20" } else { "19" };
            (format!("{century}{year}"), rest)
        }
        0x18 => {
            let (year, rest) = digits.split_at_checked(4)?;
            (year.to_owned(), rest)
        }
        _ => return None,
    };
    let part = |from: usize| rest.get(from..from + 2);
    Some(format!(
        "{year}-{}-{} {}:{}:{} UTC",
        part(0)?,
        part(2)?,
        part(4)?,
        part(6)?,
        part(8)?
    ))
}

/// What a key is for, by its identifier.
pub(super) fn algorithm(id: &[u8]) -> &'static str {
    match id {
        [0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 1, 1] => "RSA",
        [0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 1, 10] => "RSA-PSS",
        [0x2a, 0x86, 0x48, 0xce, 0x3d, 2, 1] => "Elliptic curve",
        [0x2a, 0x86, 0x48, 0xce, 0x38, 4, 1] => "DSA",
        [0x2b, 0x65, 0x70] => "Ed25519",
        [0x2b, 0x65, 0x71] => "Ed448",
        _ => "Of another kind",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_of_numbers() {
        assert_eq!(bits_of(&[]), 0);
        assert_eq!(bits_of(&[0, 0]), 0);
        assert_eq!(bits_of(&[0, 0x80, 0]), 16);
        assert_eq!(bits_of(&[1]), 1);
    }
}
