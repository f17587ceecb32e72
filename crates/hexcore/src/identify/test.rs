//! What a kind of file must have where.

use std::ops::Range;

use super::Evidence;
use super::view::{Order, View};

/// Finds something, and gives its words for it and its place.
pub(super) type Search = fn(&View<'_>) -> Option<(String, Range<u64>)>;

/// One thing that must be there.
#[derive(Debug)]
pub(super) enum Test {
    /// These bytes at this offset.
    Bytes(u64, &'static [u8]),
    /// Bytes at this offset of which those bits are the same that the mask, the last list, has set.
    Masked(u64, &'static [u8], &'static [u8]),
    /// These bytes so far from the end of the file: 12 means that the first of them is the 12th-last byte.
    Tail(u64, &'static [u8]),
    /// A number in a range, both ends included.
    Number {
        at: u64,
        width: u64,
        order: Order,
        from: u64,
        to: u64,
    },
    /// These bytes at the place that a number names, plus some.
    Pointed {
        at: u64,
        width: u64,
        order: Order,
        plus: u64,
        bytes: &'static [u8],
    },
    /// One of these.
    Any(&'static [Test]),
    /// What only code can tell: the number of bits that it is worth, and what gives the place of what it
    /// found and its words for it, such as `an entry named word/document.xml`.
    Code(u32, Search),
}

impl Test {
    /// What speaks for it, if it holds.
    pub(super) fn holds(&self, view: &View<'_>) -> Option<Evidence> {
        match *self {
            Test::Bytes(at, bytes) => same(view, at, bytes, None),
            Test::Masked(at, bytes, mask) => same(view, at, bytes, Some(mask)),
            Test::Tail(before, bytes) => same(view, view.size().checked_sub(before)?, bytes, None),
            Test::Number {
                at,
                width,
                order,
                from,
                to,
            } => {
                let number = view.number(at, width, order)?;
                (from..=to).contains(&number).then(|| Evidence {
                    what: match from == to {
                        true => format!("the number {number}"),
                        false => format!("the number {number}, of {from} to {to} that may be here"),
                    },
                    at: at..at + width,
                })
            }
            Test::Pointed {
                at,
                width,
                order,
                plus,
                bytes,
            } => {
                let place = view.number(at, width, order)?.checked_add(plus)?;
                let mut evidence = same(view, place, bytes, None)?;
                evidence.what += &format!(", where the number at {at:#x} leads");
                Some(evidence)
            }
            Test::Any(tests) => tests.iter().find_map(|test| test.holds(view)),
            Test::Code(_, code) => {
                let (what, at) = code(view)?;
                Some(Evidence { what, at })
            }
        }
    }

    /// How many bits it asks for.
    pub(super) fn bits(&self) -> u32 {
        let of = |bytes: &[u8]| bytes.len() as u32 * 8;
        match self {
            Test::Bytes(_, bytes) | Test::Tail(_, bytes) | Test::Pointed { bytes, .. } => of(bytes),
            Test::Masked(_, _, mask) => mask.iter().map(|byte| byte.count_ones()).sum(),
            Test::Number {
                width, from, to, ..
            } => {
                let values = u128::from(to - from) + 1;
                (8 * *width as u32).saturating_sub(values.ilog2())
            }
            Test::Any(tests) => tests.iter().map(Test::bits).min().unwrap_or_default(),
            Test::Code(bits, _) => *bits,
        }
    }
}

/// `bytes` at `at`, as far as the mask goes.
fn same(view: &View<'_>, at: u64, bytes: &[u8], mask: Option<&[u8]>) -> Option<Evidence> {
    let found = view.bytes(at, bytes.len() as u64)?;
    let masks = mask
        .unwrap_or_default()
        .iter()
        .chain(std::iter::repeat(&0xff));
    let is_same = found
        .iter()
        .zip(bytes)
        .zip(masks)
        .all(|((one, other), mask)| (one ^ other) & mask == 0);
    is_same.then(|| Evidence {
        what: words(found),
        at: at..at + bytes.len() as u64,
    })
}

/// Bytes as a reader of a dump sees them: `the bytes 50 4b 03 04, “PK..” in the text column`.
pub(super) fn words(bytes: &[u8]) -> String {
    let hex: Vec<String> = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
    let text: String = bytes
        .iter()
        .map(|byte| match byte {
            0x20..=0x7e => char::from(*byte),
            _ => '.',
        })
        .collect();
    let s = if bytes.len() == 1 { "" } else { "s" };
    format!("the byte{s} {}, “{text}” in the text column", hex.join(" "))
}
