//! WebP (RFC 9649).

use crate::identify::details::Details;
use crate::identify::fields::{named, tell_size};
use crate::identify::kind::{Kind, Strength};
use crate::identify::test::Test::Bytes;
use crate::identify::view::{Order::Little, View};

pub(super) const WEBP: Kind = Kind {
    id: "webp",
    name: "Web/P image",
    mime: "image/webp",
    extensions: &["webp"],
    tests: &[Bytes(8, b"WEBPVP8"), Bytes(0, b"RIFF")],
    strength: Strength::Certain,
    source: "RFC 9649, 2.4",
    lesson: "RIFF chunks as in a WAVE file; the first one tells how the picture is compressed.",
    details: Some(details),
};

fn details(view: &View<'_>, to: &mut Details) -> Option<()> {
    to.head("RIFF (little-endian) data, Web/P image");
    match view.u8(15)? {
        b' ' => lossy(view, to),
        b'L' => lossless(view, to),
        b'X' => extended(view, to),
        _ => Some(()),
    }
}

/// RFC 6386, 9.1 and 9.2.
fn lossy(view: &View<'_>, to: &mut Details) -> Option<()> {
    to.fact("Encoding", "lossy, VP8", 12..16);
    if view.bytes(23, 3)? != [0x9d, 0x01, 0x2a] {
        to.note(
            "The start code of the key frame is not there.",
            Some(23..26),
        );
        return Some(());
    }
    let (across, down) = (view.u16(26, Little)?, view.u16(28, Little)?);
    let (width, height) = (across & 0x3fff, down & 0x3fff);
    tell_size(to, width.into(), height.into(), [26..28, 28..30]);
    to.part("VP8 encoding");
    to.part(format!("{width}x{height}"));
    let scale = |bits: u16| {
        let scales = [(1, "5/4"), (2, "5/3"), (3, "2")];
        named(u64::from(bits >> 14), &scales).unwrap_or("none")
    };
    to.part(format!("Scaling: [{}]x[{}]", scale(across), scale(down)));
    // The first two bits of the frame's header, each as likely as not.
    let bits = view.u8(30)?;
    let colour = if bits & 0x80 == 0 {
        "YUV color"
    } else {
        "unknown color"
    };
    let clamp = match bits & 0x40 {
        0 => "decoders should clamp",
        _ => "no clamping necessary",
    };
    to.part(colour);
    to.part(clamp);
    Some(())
}

/// RFC 9649, 3.4.
fn lossless(view: &View<'_>, to: &mut Details) -> Option<()> {
    to.fact("Encoding", "lossless, VP8L", 12..16);
    if view.u8(20)? != 0x2f {
        to.note("The signature of VP8L is not there.", Some(20..21));
        return Some(());
    }
    let bits = view.u32(21, Little)?;
    let (width, height) = (bits & 0x3fff, bits >> 14 & 0x3fff);
    tell_size(
        to,
        u64::from(width) + 1,
        u64::from(height) + 1,
        [21..23, 22..25],
    );
    to.fact(
        "Alpha",
        if bits >> 28 & 1 == 1 {
            "used"
        } else {
            "not used"
        },
        24..25,
    );
    Some(())
}

/// RFC 9649, 2.7.
fn extended(view: &View<'_>, to: &mut Details) -> Option<()> {
    let flags = view.u8(20)?;
    let mut with = String::new();
    for (bit, what) in [
        (0x02, "animation"),
        (0x10, "alpha"),
        (0x20, "an ICC profile"),
        (0x08, "Exif"),
        (0x04, "XMP"),
    ] {
        if flags & bit != 0 {
            with += if with.is_empty() { ", with " } else { ", " };
            with += what;
        }
    }
    to.fact("Encoding", format!("extended{with}"), 12..21);
    let side = |at| Some(view.number(at, 3, Little)? + 1);
    tell_size(to, side(24)?, side(27)?, [24..27, 27..30]);
    Some(())
}
