//! JPEG (ITU-T T.81; JFIF in ITU-T T.871; Exif 2.3).

use std::ops::Range;

use super::tiff;
use crate::identify::details::Details;
use crate::identify::fields::{self, Names, named, span, tell_choice};
use crate::identify::kind::{Kind, Strength};
use crate::identify::test::Test::{Bytes, Code};
use crate::identify::view::{Order::Big, View};

pub(super) const JPEG: Kind = Kind {
    id: "jpeg",
    name: "JPEG image data",
    mime: "image/jpeg",
    extensions: &["jpg", "jpeg", "jpe", "jfif"],
    tests: &[Bytes(0, &[0xff, 0xd8, 0xff]), Code(16, segments)],
    strength: Strength::Certain,
    source: "ITU-T T.81, B.1 and B.2",
    lesson: "A chain of segments: each begins with ff and the number of its marker, and most say next how long they \
             are.",
    details: Some(details),
};

/// Segments before the picture, at most.
const MOST: u32 = 256;

/// Markers that no length follows.
const ALONE: [u8; 9] = [0x01, 0xd0, 0xd1, 0xd2, 0xd3, 0xd4, 0xd5, 0xd6, 0xd7];

/// Ways of compression, by their start-of-frame marker: the words of `file` where it has any.
const FRAMES: &Names = &[
    (0xc0, "baseline"),
    (0xc1, "extended sequential"),
    (0xc2, "progressive"),
    (0xc3, "lossless"),
    (0xc5, "differential sequential"),
    (0xc6, "differential progressive"),
    (0xc7, "differential lossless"),
    (0xc9, "extended sequential, arithmetic coding"),
    (0xca, "progressive, arithmetic coding"),
    (0xcb, "lossless, arithmetic coding"),
    (0xcd, "differential sequential, arithmetic coding"),
    (0xce, "differential progressive, arithmetic coding"),
    (0xcf, "differential lossless, arithmetic coding"),
];

/// The first segment ends where another marker begins, or it has a name that is known.
fn segments(view: &View<'_>) -> Option<(String, Range<u64>)> {
    let marker = view.u8(3)?;
    if !(0xc0..=0xfe).contains(&marker) || matches!(marker, 0xd0..=0xda) {
        return None;
    }
    let length = u64::from(view.u16(4, Big)?);
    if length < 2 {
        return None;
    }
    let is_named = [&b"JFIF\0"[..], b"Exif\0"]
        .iter()
        .any(|name| view.bytes(6, 5) == Some(name));
    if is_named {
        return Some(("the name of an application’s segment".to_owned(), 6..11));
    }
    let next = 4 + length;
    (view.u8(next)? == 0xff && view.u8(next + 1)? >= 0xc0).then(|| {
        (
            "the length of the first segment, after which the next one begins".to_owned(),
            4..6,
        )
    })
}

fn details(view: &View<'_>, to: &mut Details) -> Option<()> {
    let mut at = 2_u64;
    for index in 0..MOST {
        if view.u8(at)? != 0xff {
            to.note("A segment ought to begin here with ff.", Some(at..at + 1));
            return Some(());
        }
        let marker = view.u8(at + 1)?;
        if marker == 0xff {
            // ff may be repeated before a marker.
            at += 1;
            continue;
        }
        if ALONE.contains(&marker) {
            at += 2;
            continue;
        }
        if matches!(marker, 0xd9 | 0xda) {
            to.note("No segment tells the size of the picture.", None);
            return Some(());
        }
        let length = u64::from(view.u16(at + 2, Big)?);
        let end = at + 2 + length;
        let body = at + 4;
        match marker {
            0xe0 if view.bytes(body, 5)? == b"JFIF\0" => jfif(view, to, at, length)?,
            0xe1 if view.bytes(body, 6)? == b"Exif\0\0" => {
                let standard = if index == 0 { "standard" } else { "Standard" };
                let words = tiff::exif(view, to, body + 6, end);
                to.part(format!("Exif {standard}: [{}]", words.unwrap_or_default()));
            }
            0xe2 if view.bytes(body, 12)? == b"ICC_PROFILE\0" => {
                let at = body..end.min(view.size());
                to.fact("Colour profile", "an ICC profile", at);
            }
            0xee if view.bytes(body, 5)? == b"Adobe" && length >= 14 => {
                let transforms = [(0, "none"), (1, "YCbCr"), (2, "YCCK")];
                let transform = view.u8(body + 11)?;
                let at = span(body + 11, 1);
                tell_choice(to, "Adobe’s transform", transform.into(), at, &transforms);
            }
            0xfe => {
                // As much of it as `file` shows.
                let comment = fields::text(view, body, length.saturating_sub(2).min(128))?;
                to.part(format!("comment: \"{comment}\""));
                to.fact("Comment", comment, body..end.min(view.size()));
            }
            _ => {}
        }
        if let Some(words) = named(marker.into(), FRAMES) {
            return frame(view, to, at, words);
        }
        at = end.max(at + 2);
    }
    Some(())
}

/// The segment of JFIF: ITU-T T.871, 10.1.
fn jfif(view: &View<'_>, to: &mut Details, at: u64, length: u64) -> Option<()> {
    let (major, minor) = (view.u8(at + 9)?, view.u8(at + 10)?);
    let version = format!("{major}.{minor:02}");
    to.part(format!("JFIF standard {version}"));
    to.fact("JFIF version", version, span(at + 9, 2));
    let (part, unit) = match view.u8(at + 11)? {
        0 => ("aspect ratio", ", of no unit"),
        1 => ("resolution (DPI)", " pixels an inch"),
        2 => ("resolution (DPCM)", " pixels a centimetre"),
        _ => ("", ", of an unknown unit"),
    };
    if !part.is_empty() {
        to.part(part);
    }
    let (x, y) = (view.u16(at + 12, Big)?, view.u16(at + 14, Big)?);
    to.part(format!("density {x}x{y}"));
    to.fact("Density", format!("{x} x {y}{unit}"), span(at + 11, 5));
    to.part(format!("segment length {length}"));
    let (width, height) = (view.u8(at + 16)?, view.u8(at + 17)?);
    if width > 0 && height > 0 {
        let words = format!("{width}x{height}");
        to.fact("Thumbnail", words.clone(), span(at + 16, 2));
        to.part(format!("thumbnail {words}"));
    }
    Some(())
}

/// The header of the frame: ITU-T T.81, B.2.2.
fn frame(view: &View<'_>, to: &mut Details, at: u64, words: &'static str) -> Option<()> {
    to.part(words);
    to.fact("Compression", words, span(at, 2));
    let precision = fields::number(view, to, "Precision", span(at + 4, 1), Big, "bits a sample")?;
    let height = u64::from(view.u16(at + 5, Big)?);
    let width = u64::from(view.u16(at + 7, Big)?);
    fields::tell_size(to, width, height, [span(at + 7, 2), span(at + 5, 2)]);
    let components = fields::number(view, to, "Components", span(at + 9, 1), Big, "")?;
    to.part(format!(
        "precision {precision}, {width}x{height}, components {components}"
    ));
    Some(())
}
