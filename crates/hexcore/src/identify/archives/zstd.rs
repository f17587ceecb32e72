//! Zstandard (RFC 8878), and the frames that its readers and those of LZ4 skip.

use std::ops::Range;

use crate::identify::details::Details;
use crate::identify::kind::{Kind, Strength};
use crate::identify::test::Test::{Bytes, Code, Masked, Number};
use crate::identify::values::bytes;
use crate::identify::view::{
    Order::{Big, Little},
    View,
};

const MAGIC: &[u8] = &[0x28, 0xb5, 0x2f, 0xfd];

pub(super) const ZSTD: Kind = Kind {
    id: "zstd",
    name: "Zstandard compressed data (v0.8+)",
    mime: "application/zstd",
    extensions: &["zst", "tzst"],
    tests: &[Bytes(0, MAGIC)],
    strength: Strength::Certain,
    source: "RFC 8878, 3.1.1",
    lesson: "The header says how much memory is needed to unpack it, so that a reader can refuse.",
    details: Some(zstd),
};

pub(super) const ZSTD_OLD: Kind = Kind {
    id: "zstd-old",
    name: "Zstandard compressed data",
    mime: "application/zstd",
    extensions: &["zst"],
    tests: &[
        // The first byte counts the versions before the format was settled.
        Bytes(1, &[0xb5, 0x2f, 0xfd]),
        Number {
            at: 0,
            width: 1,
            order: Big,
            from: 0x22,
            to: 0x27,
        },
    ],
    strength: Strength::Certain,
    source: "Zstandard, lib/legacy/zstd_legacy.h",
    lesson: "Before version 0.8 the format changed with each version, and the first byte with it.",
    details: Some(old),
};

pub(super) const ZSTD_DICTIONARY: Kind = Kind {
    id: "zstd-dictionary",
    name: "Zstandard dictionary",
    mime: "application/x-std-dictionary",
    extensions: &["dict", "zdict"],
    tests: &[Bytes(0, &[0x37, 0xa4, 0x30, 0xec])],
    strength: Strength::Certain,
    source: "RFC 8878, 5",
    lesson: "A dictionary holds what small files of a kind have in common, so that each can be compressed well.",
    details: Some(dictionary),
};

pub(super) const SKIPPABLE: Kind = Kind {
    id: "skippable-frame",
    name: "Skippable frame of Zstandard or LZ4",
    mime: "application/octet-stream",
    extensions: &["zst", "lz4"],
    tests: &[
        Masked(0, &[0x50, 0x2a, 0x4d, 0x18], &[0xf0, 0xff, 0xff, 0xff]),
        Code(16, skipped),
    ],
    strength: Strength::Certain,
    source: "RFC 8878, 3.1.2",
    lesson: "Readers of Zstandard and LZ4 pass over such a frame, so that users can put what they like into it.",
    details: Some(skippable),
};

/// Where the frame ends, if that is in the file.
fn end_of_skippable(view: &View<'_>) -> Option<u64> {
    let end = 8 + u64::from(view.u32(4, Little)?);
    (end <= view.size()).then_some(end)
}

fn skipped(view: &View<'_>) -> Option<(String, Range<u64>)> {
    let end = end_of_skippable(view)?;
    if end == view.size() {
        return Some(("a length that reaches the end of the file".to_owned(), 4..8));
    }
    let next = view.bytes(end, 4)?;
    let is_frame = next == MAGIC
        || next == [4, 0x22, 0x4d, 0x18]
        || (next.ends_with(&[0x2a, 0x4d, 0x18]) && next.first()? & 0xf0 == 0x50);
    is_frame.then(|| ("another frame behind it".to_owned(), end..end + 4))
}

fn skippable(view: &View<'_>, to: &mut Details) -> Option<()> {
    let end = end_of_skippable(view)?;
    to.fact("Skipped", bytes(end - 8), 4..8);
    match view.bytes(end, 4) {
        Some(MAGIC) => {
            to.head(ZSTD.name);
            frame(view, to, end)
        }
        Some([4, ..]) => {
            to.head(super::streams::LZ4.name);
            Some(())
        }
        _ => Some(()),
    }
}

fn zstd(view: &View<'_>, to: &mut Details) -> Option<()> {
    frame(view, to, 0)
}

fn frame(view: &View<'_>, to: &mut Details, start: u64) -> Option<()> {
    let flags_at = start + 4;
    let flags = view.u8(flags_at)?;
    if flags & 8 != 0 {
        to.note(
            "A reserved bit is set: it may be damaged.",
            Some(flags_at..flags_at + 1),
        );
    }
    let mut at = flags_at + 1;
    let is_single = flags & 0x20 != 0;
    if !is_single {
        let window = u64::from(view.u8(at)?);
        let base = 1_u64 << (10 + (window >> 3));
        let size = base + base / 8 * (window & 7);
        to.fact("Window", bytes(size), at..at + 1);
        at += 1;
    }
    let width = [0, 1, 2, 4].get(usize::from(flags & 3)).copied()?;
    let id = view.number(at, width, Little)?;
    if width == 0 || id == 0 {
        to.part("Dictionary ID: None");
    } else {
        to.part(format!("Dictionary ID: {id}"));
        to.fact("Dictionary ID", id.to_string(), at..at + width);
    }
    at += width;
    let width = match flags >> 6 {
        0 => u64::from(is_single),
        1 => 2,
        2 => 4,
        _ => 8,
    };
    if width > 0 {
        let size = view.number(at, width, Little)?;
        // Two bytes count from 256.
        let size = size.saturating_add(if width == 2 { 256 } else { 0 });
        to.fact("Original size", bytes(size), at..at + width);
    }
    let sum = if flags & 4 == 0 {
        "None"
    } else {
        "Of the content"
    };
    to.fact("Checksum", sum, flags_at..flags_at + 1);
    at += width;
    let block = view.number(at, 3, Little)?;
    let kind = match block >> 1 & 3 {
        0 => "Raw",
        1 => "One byte, repeated",
        2 => "Compressed",
        _ => {
            to.note(
                "The first block is of a reserved type: it may be damaged.",
                Some(at..at + 3),
            );
            return Some(());
        }
    };
    to.fact("First block", kind, at..at + 3);
    Some(())
}

fn old(view: &View<'_>, to: &mut Details) -> Option<()> {
    let version = view.u8(0)? - 0x20;
    to.head(format!("Zstandard compressed data (v0.{version})"));
    to.fact("Version", format!("0.{version}"), 0..1);
    if version == 7 {
        // The flags came at this place with this version.
        let flags = view.u8(4)?;
        let at = if flags & 0x20 == 0 { 6 } else { 5 };
        let width = [0, 1, 2, 4].get(usize::from(flags & 3)).copied()?;
        match view.number(at, width, Little)? {
            0 => to.part("Dictionary ID: None"),
            id => {
                to.part(format!("Dictionary ID: {id}"));
                to.fact("Dictionary ID", id.to_string(), at..at + width);
            }
        }
    }
    Some(())
}

fn dictionary(view: &View<'_>, to: &mut Details) -> Option<()> {
    let id = view.u32(4, Little)?;
    to.head(format!("Zstandard dictionary (ID {id})"));
    to.fact("Dictionary ID", id.to_string(), 4..8);
    Some(())
}
