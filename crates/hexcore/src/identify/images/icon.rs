//! Icons: ICO and CUR of Windows, ICNS of the Mac.

use std::ops::Range;

use super::png;
use crate::identify::details::{Details, printable};
use crate::identify::fields::{self, plural, span};
use crate::identify::kind::{Kind, Strength};
use crate::identify::test::Test::{Bytes, Code};
use crate::identify::view::{
    Order::{Big, Little},
    View,
};

pub(super) const ICO: Kind = Kind {
    id: "ico",
    name: "MS Windows icon resource",
    mime: "image/vnd.microsoft.icon",
    extensions: &["ico"],
    tests: &[Bytes(0, &[0, 0, 1, 0]), Code(64, entries)],
    strength: Strength::Certain,
    source: "Microsoft, Icons: ICONDIR and ICONDIRENTRY",
    lesson: "A list of pictures of several sizes: each entry says where its picture is, a bitmap or a whole PNG.",
    details: Some(details),
};

pub(super) const CUR: Kind = Kind {
    id: "cur",
    name: "MS Windows cursor resource",
    mime: "image/x-win-bitmap",
    extensions: &["cur"],
    tests: &[Bytes(0, &[0, 0, 2, 0]), Code(64, entries)],
    strength: Strength::Certain,
    source: "Microsoft, Icons and Cursors: CURSORDIR and CURSORDIRENTRY",
    lesson: "An icon whose entries name the point that clicks, in the place of planes and bits.",
    details: Some(details),
};

pub(super) const ICNS: Kind = Kind {
    id: "icns",
    name: "Mac OS X icon",
    mime: "image/icns",
    extensions: &["icns"],
    tests: &[Bytes(0, b"icns"), Code(24, first_element)],
    strength: Strength::Certain,
    source: "Apple, Icon Services: IconFamilyResource",
    lesson: "A list of elements, each with four letters for its kind and a length that counts them, too.",
    details: Some(icns_details),
};

/// Entries that are looked at.
const MOST: u64 = 64;

/// Each picture lies behind the list and begins as a bitmap or a PNG.
fn entries(view: &View<'_>) -> Option<(String, Range<u64>)> {
    let is_cursor = view.u8(2)? == 2;
    let count = u64::from(view.u16(4, Little)?);
    if count == 0 || count > 1024 {
        return None;
    }
    let end = 6 + 16 * count;
    for index in 0..count.min(MOST) {
        let at = 6 + 16 * index;
        let (length, start) = (view.u32(at + 8, Little)?, view.u32(at + 12, Little)?);
        let (length, start) = (u64::from(length), u64::from(start));
        // Byte 3 is 0, or 255 by some tools.
        let is_entry = matches!(view.u8(at + 3)?, 0 | 0xff)
            && start >= end
            && length >= 40
            && (is_cursor || (view.u16(at + 4, Little)? <= 1 && view.u16(at + 6, Little)? <= 32));
        if !is_entry {
            return None;
        }
        if index == 0 && !matches!(view.bytes(start, 4)?, b"\x28\0\0\0" | b"\x89PNG") {
            return None;
        }
    }
    Some((
        format!(
            "the list of its {}, which lead to bitmaps behind it",
            plural(count, "picture")
        ),
        4..end,
    ))
}

fn details(view: &View<'_>, to: &mut Details) -> Option<()> {
    let is_cursor = view.u8(2)? == 2;
    let count = u64::from(view.u16(4, Little)?);
    let name = if is_cursor { CUR.name } else { ICO.name };
    to.head(format!("{name} - {}", plural(count, "icon")));
    to.fact("Pictures", count.to_string(), 4..6);
    for index in 0..count.min(8) {
        let at = 6 + 16 * index;
        // 0 stands for 256.
        let side = |at| Some(view.u8(at)?.wrapping_sub(1) as u64 + 1);
        let (width, height) = (side(at)?, side(at + 1)?);
        let mut words = format!("{width}x{height}");
        let (x, y) = (view.u16(at + 4, Little)?, view.u16(at + 6, Little)?);
        let (length, start) = (view.u32(at + 8, Little)?, view.u32(at + 12, Little)?);
        if let Some(b"\x89PNG") = view.bytes(start.into(), 4) {
            words += " with ";
            words += &png::within(view, start.into())?;
        }
        let colours = view.u8(at + 2)?;
        if colours > 0 {
            words += &format!(", {colours} colors");
        }
        if is_cursor {
            words += &format!(", hotspot @{x}x{y}");
        } else if y > 1 {
            words += &format!(", {y} bits/pixel");
        }
        to.fact("Picture", words.clone(), at..at + 16);
        let end = u64::from(start) + u64::from(length);
        if end > view.size() {
            to.note(
                "A picture ends behind the end of the file.",
                Some(span(at + 8, 8)),
            );
        }
        // As `file` does, of an icon two, of a cursor one.
        if index < if is_cursor { 1 } else { 2 } {
            to.part(words);
        }
    }
    Some(())
}

/// The first element has a name of four letters and fits into the file.
fn first_element(view: &View<'_>) -> Option<(String, Range<u64>)> {
    let length = view.u32(4, Big)?;
    let name = view.bytes(8, 4)?;
    let inner = view.u32(12, Big)?;
    let is_one = name.iter().all(|byte| matches!(byte, 0x20..=0x7e))
        && inner >= 8
        && length.checked_sub(8)? >= inner;
    is_one.then(|| (format!("an element {} that fits", printable(name)), 8..16))
}

fn icns_details(view: &View<'_>, to: &mut Details) -> Option<()> {
    let length = fields::number(view, to, "Length", 4..8, Big, "bytes")?;
    to.part(format!("{length} bytes"));
    to.part(format!("\"{}\" type", printable(view.bytes(8, 4)?)));
    if length > view.size() {
        to.note(
            "Its header speaks of more bytes than there are.",
            Some(4..8),
        );
    }
    let mut at = 8_u64;
    for _ in 0..MOST {
        if at >= length {
            break;
        }
        let name = printable(view.bytes(at, 4)?);
        let inner = u64::from(view.u32(at + 4, Big)?);
        to.fact("Element", format!("{name}, {inner} bytes"), at..at + 8);
        at += inner.max(8);
    }
    Some(())
}
