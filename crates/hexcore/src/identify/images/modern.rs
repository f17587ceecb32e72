//! JPEG 2000, JPEG XL and QOI.

use std::ops::Range;

use crate::identify::details::Details;
use crate::identify::fields::{self, Names, choice, span, tell_size};
use crate::identify::kind::{Kind, Strength};
use crate::identify::test::Test::{Bytes, Code, Number};
use crate::identify::view::{Order::Big, View};

pub(super) const JP2: Kind = Kind {
    id: "jp2",
    name: "JPEG 2000",
    mime: "image/jp2",
    extensions: &["jp2", "jpx", "jpf", "jpm", "mj2"],
    tests: &[Bytes(0, b"\0\0\0\x0cjP  \r\n\x87\n"), Bytes(16, b"ftyp")],
    strength: Strength::Certain,
    source: "ITU-T T.800, I.5.1 and I.5.2",
    lesson: "Boxes of a length and four letters, as in MP4; the first one holds both kinds of line ends to show a \
             transfer as text.",
    details: Some(jp2),
};

pub(super) const J2K: Kind = Kind {
    id: "j2k",
    name: "JPEG 2000 codestream",
    mime: "image/x-jp2-codestream",
    extensions: &["j2k", "j2c", "jpc"],
    tests: &[Bytes(0, &[0xff, 0x4f, 0xff, 0x51])],
    strength: Strength::Certain,
    source: "ITU-T T.800, A.4.1 and A.5.1",
    lesson: "The pixels of a JPEG 2000 picture without the boxes around them.",
    details: Some(|view, to| codestream(view, to, 0)),
};

pub(super) const JXL: Kind = Kind {
    id: "jxl",
    name: "JPEG XL container",
    mime: "image/jxl",
    extensions: &["jxl"],
    tests: &[Bytes(0, b"\0\0\0\x0cJXL \r\n\x87\n")],
    strength: Strength::Certain,
    source: "ISO/IEC 18181-2, 9.1",
    lesson: "Boxes of a length and four letters around the picture: room for Exif and for an old JPEG’s leftovers.",
    details: Some(jxl),
};

pub(super) const JXL_STREAM: Kind = Kind {
    id: "jxl-codestream",
    name: "JPEG XL codestream",
    mime: "image/jxl",
    extensions: &["jxl"],
    tests: &[Bytes(0, &[0xff, 0x0a]), Code(8, jxl_header)],
    strength: Strength::Guess,
    source: "ISO/IEC 18181-1, Annex D: SizeHeader",
    lesson: "Two bytes are all of its signature, and bits instead of bytes follow: so this is not sure.",
    details: Some(jxl_stream),
};

pub(super) const QOI: Kind = Kind {
    id: "qoi",
    name: "QOI image data",
    mime: "image/qoi",
    extensions: &["qoi"],
    tests: &[
        Bytes(0, b"qoif"),
        Number {
            at: 12,
            width: 1,
            order: Big,
            from: 3,
            to: 4,
        },
        Number {
            at: 13,
            width: 1,
            order: Big,
            from: 0,
            to: 1,
        },
    ],
    strength: Strength::Certain,
    source: "The Quite OK Image Format, Specification 1.0",
    lesson: "A format whose whole specification fits on one page.",
    details: Some(qoi),
};

/// Boxes that are looked at, at most.
const MOST: u32 = 32;

fn jp2(view: &View<'_>, to: &mut Details) -> Option<()> {
    let part = match view.bytes(20, 4)? {
        b"jp2 " => "Part 1 (JP2)",
        b"jpx " => "Part 2 (JPX)",
        b"jpm " => "Part 6 (JPM)",
        b"mjp2" => "Part 3 (MJ2)",
        _ => "",
    };
    if !part.is_empty() {
        to.head(format!("{} {part}", JP2.name));
    }
    fields::tell_text(view, to, "Brand", 20, 4)?;
    let mut at = 12_u64;
    for _ in 0..MOST {
        let length = u64::from(view.u32(at, Big)?);
        let name = view.bytes(at + 4, 4)?;
        match name {
            // The header of the image is in the box jp2h.
            b"jp2h" => {
                at += 8;
                continue;
            }
            b"ihdr" => {
                fields::size(view, to, span(at + 12, 4), span(at + 8, 4), Big)?;
                fields::number(view, to, "Components", span(at + 16, 2), Big, "")?;
                return Some(());
            }
            _ if length < 8 => break,
            _ => at += length,
        }
    }
    Some(())
}

/// The segment SIZ: ITU-T T.800, A.5.1.
fn codestream(view: &View<'_>, to: &mut Details, at: u64) -> Option<()> {
    let field = |offset: u64| view.u32(at + offset, Big).map(u64::from);
    let (right, bottom, left, top) = (field(8)?, field(12)?, field(16)?, field(20)?);
    tell_size(
        to,
        right.saturating_sub(left),
        bottom.saturating_sub(top),
        [span(at + 8, 12), span(at + 12, 12)],
    );
    fields::number(view, to, "Components", span(at + 40, 2), Big, "")?;
    Some(())
}

fn jxl(view: &View<'_>, to: &mut Details) -> Option<()> {
    let mut at = 12_u64;
    for _ in 0..MOST {
        let length = u64::from(view.u32(at, Big)?);
        let name = view.bytes(at + 4, 4)?;
        match name {
            b"jxlc" => return size(view, to, at + 8),
            // The first part of a stream in several boxes has a number before it.
            b"jxlp" => return size(view, to, at + 12),
            b"jbrd" => to.fact("Made from", "a JPEG, which can be made again", span(at, 8)),
            _ => {}
        }
        if length < 8 {
            break;
        }
        at += length;
    }
    Some(())
}

fn jxl_stream(view: &View<'_>, to: &mut Details) -> Option<()> {
    size(view, to, 0)
}

/// Width and height of a codestream: bits from the low end of each byte on.
fn jxl_size(view: &View<'_>, at: u64) -> Option<(u64, u64)> {
    // 3 bits of ratio, and twice 2 bits with 30: there are never more than 72.
    let bytes = view.up_to(at.checked_add(2)?, 9)?;
    let mut place = 0_usize;
    let mut bits = |count: usize| {
        let mut number = 0_u64;
        for index in 0..count {
            let byte = bytes.get((place + index) / 8)?;
            number |= u64::from(byte >> ((place + index) % 8) & 1) << index;
        }
        place += count;
        Some(number)
    };
    let is_small = bits(1)? == 1;
    let side = |bits: &mut dyn FnMut(usize) -> Option<u64>| {
        if is_small {
            return Some((bits(5)? + 1) * 8);
        }
        let width = match bits(2)? {
            0 => 9,
            1 => 13,
            2 => 18,
            _ => 30,
        };
        Some(bits(width)? + 1)
    };
    let height = side(&mut bits)?;
    let width = match bits(3)? {
        0 => side(&mut bits)?,
        1 => height,
        2 => height * 12 / 10,
        3 => height * 4 / 3,
        4 => height * 3 / 2,
        5 => height * 16 / 9,
        6 => height * 5 / 4,
        _ => height * 2,
    };
    Some((width, height))
}

fn size(view: &View<'_>, to: &mut Details, at: u64) -> Option<()> {
    let (width, height) = jxl_size(view, at)?;
    let range = span(at + 2, 9);
    let range = range.start..range.end.min(view.size());
    tell_size(to, width, height, [range.clone(), range]);
    Some(())
}

/// A size that a picture may have.
fn jxl_header(view: &View<'_>) -> Option<(String, Range<u64>)> {
    let (width, height) = jxl_size(view, 0)?;
    (width <= 1 << 16 && height <= 1 << 16).then(|| {
        (
            format!("the size of a picture, {width} by {height}"),
            0..view.size().min(11),
        )
    })
}

fn qoi(view: &View<'_>, to: &mut Details) -> Option<()> {
    const SPACES: &Names = &[(0, "sRGB with linear alpha"), (1, "all channels linear")];
    let (width, height) = fields::size(view, to, 4..8, 8..12, Big)?;
    to.head(format!("{} {width}x{height}", QOI.name));
    let channels = fields::number(view, to, "Channels", 12..13, Big, "")?;
    let space = choice(view, to, "Colour space", 13..14, Big, SPACES)?;
    let alpha = if channels == 4 { "A" } else { "" };
    to.part(match space {
        "all channels linear" => format!("RGB{alpha} (all channels linear)"),
        _ if channels == 4 => "sRGBA (linear alpha)".to_owned(),
        _ => "sRGB".to_owned(),
    });
    Some(())
}
