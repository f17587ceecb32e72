//! Pictures.

mod png;

use super::kind::{Kind, Strength};
use super::test::Test::Bytes;

pub(super) const KINDS: &[Kind] = &[Kind {
    id: "png",
    name: "PNG image data",
    mime: "image/png",
    extensions: &["png"],
    tests: &[Bytes(0, b"\x89PNG\r\n\x1a\n"), Bytes(12, b"IHDR")],
    strength: Strength::Certain,
    source: "PNG Specification (Third Edition), 5.2 and 11.2.1",
    lesson: "The first byte is no letter, the next three spell PNG, and both kinds of line ends follow, so \
             that a transfer as text is noticed at once.",
    details: Some(png::details),
}];
