//! Pictures of science, medicine and film: FITS, DICOM, OpenEXR and Radiance.

use std::ops::Range;

use crate::identify::details::Details;
use crate::identify::fields::{self, Names, named, span, tell_choice};
use crate::identify::kind::{Kind, Strength};
use crate::identify::test::Test::{Any, Bytes, Code};
use crate::identify::view::{Order::Little, View};

pub(super) const FITS: Kind = Kind {
    id: "fits",
    name: "FITS image data",
    mime: "image/fits",
    extensions: &["fits", "fts"],
    tests: &[Bytes(0, b"SIMPLE  =                    T")],
    strength: Strength::Certain,
    source: "FITS Standard 4.0, 4.4.1.1",
    lesson: "The pictures of astronomers: lines of 80 characters without line ends, each a name and a value.",
    details: Some(fits),
};

pub(super) const DICOM: Kind = Kind {
    id: "dicom",
    name: "DICOM medical imaging data",
    mime: "application/dicom",
    extensions: &["dcm", "dicom"],
    tests: &[Bytes(128, b"DICM"), Bytes(132, &[2, 0])],
    strength: Strength::Certain,
    source: "DICOM PS3.10, 7.1",
    lesson: "Its four letters stand behind 128 bytes that are free for other uses; they are mostly zero.",
    details: Some(dicom),
};

pub(super) const EXR: Kind = Kind {
    id: "exr",
    name: "OpenEXR image data",
    mime: "image/x-exr",
    extensions: &["exr"],
    tests: &[
        Bytes(0, &[0x76, 0x2f, 0x31, 0x01]),
        Any(&[Bytes(4, &[1]), Bytes(4, &[2])]),
    ],
    strength: Strength::Certain,
    source: "OpenEXR File Layout, Magic Number and Version Field",
    lesson: "Light as floating-point numbers, far brighter than white; the header is a list of named attributes.",
    details: Some(exr),
};

pub(super) const RADIANCE: Kind = Kind {
    id: "radiance",
    name: "Radiance HDR image data",
    mime: "image/vnd.radiance",
    extensions: &["hdr", "rgbe"],
    tests: &[Any(&[Bytes(0, b"#?RADIANCE\n"), Code(88, rgbe)])],
    strength: Strength::Certain,
    source: "Radiance, File Formats: Picture File Format",
    lesson: "Three bytes for red, green and blue, and a fourth one that says how far all three are shifted.",
    details: Some(radiance),
};

/// The value of the card with this name, and where it is, among the first 36.
fn card(view: &View<'_>, name: &[u8; 10]) -> Option<(i64, Range<u64>)> {
    for index in 0..36 {
        let at = 80 * index;
        let card = view.bytes(at, 80)?;
        if let Some(rest) = card.strip_prefix(name) {
            let value = rest.split(|&byte| byte == b'/').next()?;
            let text = std::str::from_utf8(value).ok()?;
            return Some((text.trim().parse().ok()?, at + 10..at + 80));
        }
        if card.starts_with(b"END     ") {
            return None;
        }
    }
    None
}

fn fits(view: &View<'_>, to: &mut Details) -> Option<()> {
    let (bits, at) = card(view, b"BITPIX  = ")?;
    let what = match bits {
        8 => "character or unsigned binary integer",
        16 | 32 | 64 => "two's complement binary integer",
        -32 => "floating point, single precision",
        -64 => "floating point, double precision",
        _ => "",
    };
    to.part(format!("{}-bit", bits.unsigned_abs()));
    if what.is_empty() {
        to.note("There is no such number of bits.", Some(at.clone()));
    } else {
        to.part(what);
    }
    to.fact("Bits a number", format!("{bits}: {what}"), at);
    let (axes, at) = card(view, b"NAXIS   = ")?;
    to.fact("Axes", axes.to_string(), at);
    for (name, card_name) in [
        ("First axis", b"NAXIS1  = "),
        ("Second axis", b"NAXIS2  = "),
        ("Third axis", b"NAXIS3  = "),
    ] {
        if let Some((length, at)) = card(view, card_name) {
            to.fact(name, length.to_string(), at);
        }
    }
    Some(())
}

fn dicom(view: &View<'_>, to: &mut Details) -> Option<()> {
    // Elements of the group 2: a tag, two letters for the form of the value, and its length.
    let mut at = 132_u64;
    for _ in 0..32 {
        let (group, element) = (view.u16(at, Little)?, view.u16(at + 2, Little)?);
        if group != 2 {
            break;
        }
        let (head, length) = match view.bytes(at + 4, 2)? {
            b"OB" | b"OW" | b"UN" | b"SQ" | b"UT" => (12, u64::from(view.u32(at + 8, Little)?)),
            _ => (8, u64::from(view.u16(at + 6, Little)?)),
        };
        let name = match element {
            0x02 => "Class",
            0x10 => "Transfer syntax",
            0x13 => "Written by",
            _ => "",
        };
        if !name.is_empty() {
            fields::tell_text(view, to, name, at + head, length.min(64))?;
        }
        at = at.checked_add(head + length)?;
    }
    Some(())
}

fn exr(view: &View<'_>, to: &mut Details) -> Option<()> {
    const COMPRESSIONS: &Names = &[
        (0, "none"),
        (1, "rle"),
        (2, "zips"),
        (3, "zip"),
        (4, "piz"),
        (5, "pxr24"),
        (6, "b44"),
        (7, "b44a"),
        (8, "dwaa"),
        (9, "dwab"),
    ];
    let version = fields::number(view, to, "Version", 4..5, Little, "")?;
    to.part(format!("version {version}"));
    let storage = match view.u8(5)? & 2 {
        0 => "scanline",
        _ => "tiled",
    };
    to.part(format!("storage: {storage}"));
    to.fact("Storage", storage, 5..6);
    let mut words = [const { String::new() }; 4];
    let mut at = 8_u64;
    for _ in 0..64 {
        // A name and a type, which end with a zero byte, the length of the value, and the value.
        let Some(name) = word(view, at) else {
            break;
        };
        if name.is_empty() {
            break;
        }
        at += name.len() as u64 + 1;
        at += word(view, at)?.len() as u64 + 1;
        let length = u64::from(view.u32(at, Little)?);
        let body = at + 4;
        let number = |index: u64| Some(view.u32(body + 4 * index, Little)?.cast_signed());
        let window = |to: &mut Details, name: &'static str| {
            let value = format!(
                "({} {})-({} {})",
                number(0)?,
                number(1)?,
                number(2)?,
                number(3)?
            );
            to.fact(name, value.clone(), span(body, 16));
            Some(value)
        };
        let [compression, data, display, order] = &mut words;
        match name {
            b"compression" => {
                let number = view.u8(body)?.into();
                let name = tell_choice(to, "Compression", number, span(body, 1), COMPRESSIONS);
                *compression = format!("compression: {name}");
            }
            b"dataWindow" => *data = format!("dataWindow: {}", window(to, "Pixels stored")?),
            b"displayWindow" => {
                *display = format!("displayWindow: {}", window(to, "Pixels to show")?);
            }
            b"lineOrder" => {
                let orders = [(0, "increasing y"), (1, "decreasing y"), (2, "random y")];
                let number = view.u8(body)?.into();
                let name = named(number, &orders).unwrap_or("unknown");
                *order = format!("lineOrder: {name}");
                to.fact("Order of lines", name, span(body, 1));
            }
            _ => {}
        }
        at = body + length;
    }
    for part in words.into_iter().filter(|words| !words.is_empty()) {
        to.part(part);
    }
    Some(())
}

/// The bytes up to a zero byte, at most 255 of them.
fn word<'a>(view: &View<'a>, at: u64) -> Option<&'a [u8]> {
    let bytes = view.up_to(at, 256)?;
    let length = bytes.iter().position(|&byte| byte == 0)?;
    bytes.get(..length)
}

/// The other name in the first line, and the line of the format.
fn rgbe(view: &View<'_>) -> Option<(String, Range<u64>)> {
    if view.bytes(0, 7)? != b"#?RGBE\n" {
        return None;
    }
    let at = view.find(7, 1024, b"FORMAT=32-bit_rle_")?;
    Some(("the line of its format".to_owned(), at..at + 18))
}

fn radiance(view: &View<'_>, to: &mut Details) -> Option<()> {
    let end = view.find(0, 4096, b"\n\n")?;
    let header = view.bytes(0, end)?;
    let mut at = 0_u64;
    for line in header.split(|&byte| byte == b'\n').take(64) {
        if line.starts_with(b"FORMAT=") {
            let length = line.len() as u64;
            fields::tell_text(view, to, "Format", at + 7, length - 7)?;
        }
        at += line.len() as u64 + 1;
    }
    // Such as -Y 21 +X 37.
    let line = view.up_to(end + 2, 64)?;
    let length = line.iter().position(|&byte| byte == b'\n')?;
    fields::tell_text(view, to, "Resolution", end + 2, length as u64)?;
    Some(())
}
