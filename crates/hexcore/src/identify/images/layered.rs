//! The files of Photoshop and GIMP, with layers.

use crate::identify::details::{Details, printable};
use crate::identify::fields::{self, by, choice, named, span};
use crate::identify::kind::{Kind, Strength};
use crate::identify::test::Test::{Any, Bytes, Number};
use crate::identify::view::{Order::Big, View};

pub(super) const PSD: Kind = Kind {
    id: "psd",
    name: "Adobe Photoshop Image",
    mime: "image/vnd.adobe.photoshop",
    extensions: &["psd", "psb", "pdd"],
    tests: &[
        Bytes(0, b"8BPS"),
        Number {
            at: 4,
            width: 2,
            order: Big,
            from: 1,
            to: 2,
        },
        Bytes(6, &[0; 6]),
    ],
    strength: Strength::Certain,
    source: "Adobe Photoshop File Formats Specification, File Header Section",
    lesson: "A header of 26 bytes tells size and colours of the picture; the layers come much later.",
    details: Some(psd),
};

pub(super) const XCF: Kind = Kind {
    id: "xcf",
    name: "GIMP XCF image data",
    mime: "image/x-xcf",
    extensions: &["xcf"],
    tests: &[
        Bytes(0, b"gimp xcf "),
        Any(&[Bytes(9, b"file\0"), Bytes(9, b"v0")]),
    ],
    strength: Strength::Certain,
    source: "XCF file format specification (GIMP), section 2",
    lesson: "The version is written as text; numbers follow with the high byte first, though most computers of today \
             have it last.",
    details: Some(xcf),
};

fn psd(view: &View<'_>, to: &mut Details) -> Option<()> {
    if view.u16(4, Big)? == 2 {
        to.head("Adobe Photoshop Image (PSB)");
    }
    let (width, height) = fields::size(view, to, 18..22, 14..18, Big)?;
    to.part(by(width, height));
    let channels = fields::number(view, to, "Channels", 12..14, Big, "")?;
    let depth = fields::number(view, to, "Depth", 22..24, Big, "bits a channel")?;
    let modes = [
        (0, "bitmap"),
        (1, "grayscale"),
        (2, "indexed"),
        (3, "RGB"),
        (4, "CMYK"),
        (7, "multichannel"),
        (8, "duotone"),
        (9, "lab"),
    ];
    let mode = choice(view, to, "Colour", 24..26, Big, &modes)?;
    match (mode, channels) {
        ("RGB", 4) => to.part("RGBA"),
        ("grayscale", 2) => to.part("grayscale with alpha"),
        ("", _) => {}
        _ => to.part(mode),
    }
    to.part(match channels {
        1 => format!("{depth}-bit channel"),
        _ => format!("{channels}x {depth}-bit channels"),
    });
    Some(())
}

fn xcf(view: &View<'_>, to: &mut Details) -> Option<()> {
    let version = match view.bytes(9, 4)? {
        b"file" => "0".to_owned(),
        version => printable(version).trim_start_matches('v').to_owned(),
    };
    to.part(format!("version {version}"));
    to.fact("Version", version, 9..13);
    let (width, height) = fields::size(view, to, 14..18, 18..22, Big)?;
    to.part(by(width, height));
    let modes = [(0, "RGB Color"), (1, "Greyscale"), (2, "Indexed Color")];
    let mode = u64::from(view.u32(22, Big)?);
    fields::tell_choice(to, "Colour", mode, span(22, 4), &modes);
    to.part(named(mode, &modes).unwrap_or("unknown colors"));
    Some(())
}
