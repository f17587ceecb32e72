//! PNG and its relatives (PNG Specification, Third Edition; MNG and JNG 1.0).

use crate::identify::details::{Details, printable};
use crate::identify::fields::{self, by, span, tell_choice};
use crate::identify::kind::{Kind, Strength};
use crate::identify::test::Test::Bytes;
use crate::identify::view::{Order::Big, View};

pub(super) const PNG: Kind = Kind {
    id: "png",
    name: "PNG image data",
    mime: "image/png",
    extensions: &["png", "apng"],
    tests: &[Bytes(0, b"\x89PNG\r\n\x1a\n"), Bytes(12, b"IHDR")],
    strength: Strength::Certain,
    source: "PNG Specification (Third Edition), 5.2 and 11.2.1",
    lesson: "The first byte is no letter, the next three spell PNG, and both kinds of line ends follow, so \
             that a transfer as text is noticed at once.",
    details: Some(details),
};

pub(super) const MNG: Kind = Kind {
    id: "mng",
    name: "MNG video data",
    mime: "video/x-mng",
    extensions: &["mng"],
    tests: &[Bytes(0, b"\x8aMNG\r\n\x1a\n"), Bytes(12, b"MHDR")],
    strength: Strength::Certain,
    source: "MNG (Multiple-image Network Graphics) Format 1.0, 4.1.1",
    lesson: "Moving pictures made of the same chunks as PNG, with another name in the signature.",
    details: Some(size),
};

pub(super) const JNG: Kind = Kind {
    id: "jng",
    name: "JNG video data",
    mime: "image/x-jng",
    extensions: &["jng"],
    tests: &[Bytes(0, b"\x8bJNG\r\n\x1a\n"), Bytes(12, b"JHDR")],
    strength: Strength::Certain,
    source: "JNG (JPEG Network Graphics) Format 1.0, 1.1.1",
    lesson: "A JPEG picture, cut into chunks as in a PNG, so that it can have an alpha channel.",
    details: Some(size),
};

/// Chunks before the first pixels, at most.
const MOST_CHUNKS: u32 = 64;

/// Colour types: the words of `file`, which come straight after `8-bit`, and ours.
const COLOURS: [(u8, &str, &str, &[u8]); 5] = [
    (0, " grayscale", "grey", &[1, 2, 4, 8, 16]),
    (2, "/color RGB", "red, green and blue", &[8, 16]),
    (3, " colormap", "numbers of a palette", &[1, 2, 4, 8]),
    (4, " gray+alpha", "grey and alpha", &[8, 16]),
    (6, "/color RGBA", "red, green, blue and alpha", &[8, 16]),
];

/// The sentence's part of width and height, where the first chunk begins with them.
fn size(view: &View<'_>, to: &mut Details) -> Option<()> {
    let (width, height) = fields::size(view, to, 16..20, 20..24, Big)?;
    to.part(by(width, height));
    Some(())
}

pub(super) fn details(view: &View<'_>, to: &mut Details) -> Option<()> {
    header(view, to)?;
    chunks(view, to)
}

/// The words of a PNG that starts at `base`, for the icon that holds it.
pub(super) fn within(view: &View<'_>, base: u64) -> Option<String> {
    let at = |offset: u64| base.checked_add(offset);
    let (depth, colour) = (view.u8(at(24)?)?, view.u8(at(25)?)?);
    let words = COLOURS.iter().find(|(number, ..)| *number == colour);
    Some(format!(
        "{}, {}, {depth}-bit{}, {}",
        PNG.name,
        by(
            view.u32(at(16)?, Big)?.into(),
            view.u32(at(20)?, Big)?.into()
        ),
        words.map_or("", |(_, words, ..)| words),
        interlacing(view.u8(at(28)?)?),
    ))
}

fn interlacing(method: u8) -> &'static str {
    match method {
        0 => "non-interlaced",
        _ => "interlaced",
    }
}

fn header(view: &View<'_>, to: &mut Details) -> Option<()> {
    size(view, to)?;
    let (depth, colour) = (view.u8(24)?, view.u8(25)?);
    let known = COLOURS.iter().find(|(number, ..)| *number == colour);
    let words = known.map_or("", |(_, words, ..)| words);
    to.part(format!("{depth}-bit{words}"));
    to.fact(
        "Bit depth",
        fields::with_unit(depth.into(), "bits a sample"),
        24..25,
    );
    match known {
        Some((_, _, name, depths)) => {
            to.fact("Colour", *name, 25..26);
            if !depths.contains(&depth) {
                to.note(
                    "This bit depth does not go with this colour type.",
                    Some(24..26),
                );
            }
        }
        None => to.note("There is no such colour type.", Some(25..26)),
    }
    let interlaced = interlacing(view.u8(28)?);
    to.part(interlaced);
    to.fact("Interlacing", interlaced, 28..29);
    Some(())
}

/// What the chunks before the first pixels tell.
fn chunks(view: &View<'_>, to: &mut Details) -> Option<()> {
    let mut at = 8_u64;
    for _ in 0..MOST_CHUNKS {
        let length = u64::from(view.u32(at, Big)?);
        let name = view.bytes(at + 4, 4)?;
        let body = at + 8;
        // A checksum of 4 bytes follows.
        let next = body + length + 4;
        if next > view.size() {
            to.note(
                format!(
                    "The chunk {} at {at:#x} ought to have {length} bytes, but the file ends before them.",
                    printable(name)
                ),
                Some(at..at + 4),
            );
            return Some(());
        }
        match name {
            b"IDAT" | b"IEND" => return Some(()),
            b"acTL" => {
                to.part("animated");
                fields::number(view, to, "Frames", span(body, 4), Big, "")?;
                let plays = u64::from(view.u32(body + 4, Big)?);
                let plays = match plays {
                    0 => "without end".to_owned(),
                    _ => fields::plural(plays, "time"),
                };
                to.fact("Plays", plays, span(body + 4, 4));
            }
            b"pHYs" => {
                let (x, y) = (view.u32(body, Big)?, view.u32(body + 4, Big)?);
                let unit = match view.u8(body + 8)? {
                    1 => " pixels a metre",
                    _ => ", of no unit",
                };
                let value = by(x.into(), y.into()) + unit;
                to.fact("Resolution", value, span(body, 9));
            }
            b"PLTE" => {
                let colours = fields::plural(length / 3, "colour");
                to.fact("Palette", colours, span(at, 4));
            }
            b"iCCP" => {
                fields::tell_text(view, to, "Colour profile", body, length.min(80))?;
            }
            b"tIME" if length == 7 => {
                let time = |at, width| view.number(body + at, width, Big);
                let value = format!(
                    "{:04}-{:02}-{:02} {:02}:{:02}:{:02}",
                    time(0, 2)?,
                    time(2, 1)?,
                    time(3, 1)?,
                    time(4, 1)?,
                    time(5, 1)?,
                    time(6, 1)?
                );
                to.fact("Last change", value, span(body, 7));
            }
            b"sRGB" => {
                let intents = [
                    (0, "perceptual"),
                    (1, "relative colorimetric"),
                    (2, "saturation"),
                    (3, "absolute colorimetric"),
                ];
                let intent = view.u8(body)?.into();
                tell_choice(
                    to,
                    "sRGB, rendering intent",
                    intent,
                    span(body, 1),
                    &intents,
                );
            }
            _ => {}
        }
        at = next;
    }
    Some(())
}
