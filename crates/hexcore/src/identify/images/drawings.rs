//! Drawings and scanned pages: WMF, EMF and DjVu; XPM.

use crate::identify::details::{Details, printable};
use crate::identify::fields::{self, by, span, tell_size};
use crate::identify::kind::{Kind, Strength};
use crate::identify::test::Test::{Any, Bytes};
use crate::identify::view::{
    Order::{Big, Little},
    View,
};

pub(super) const WMF: Kind = Kind {
    id: "wmf",
    name: "Windows metafile",
    mime: "image/wmf",
    extensions: &["wmf", "apm"],
    tests: &[Any(&[
        Bytes(0, &[0xd7, 0xcd, 0xc6, 0x9a, 0, 0]),
        Bytes(0, &[1, 0, 9, 0, 0, 3]),
        Bytes(0, &[2, 0, 9, 0, 0, 3]),
    ])],
    strength: Strength::Certain,
    source: "[MS-WMF], 2.3.2.2 and 2.3.2.3",
    lesson: "No pixels, but the calls to Windows that draw the picture, one after the other.",
    details: Some(wmf),
};

pub(super) const EMF: Kind = Kind {
    id: "emf",
    name: "Windows Enhanced Metafile (EMF) image data",
    mime: "image/emf",
    extensions: &["emf"],
    tests: &[Bytes(40, b" EMF"), Bytes(0, &[1, 0, 0, 0])],
    strength: Strength::Certain,
    source: "[MS-EMF], 2.2.9 and 2.3.4.2",
    lesson: "A list of records that draw; the first is the header, and its signature stands at byte 40.",
    details: Some(emf),
};

pub(super) const DJVU: Kind = Kind {
    id: "djvu",
    name: "DjVu",
    mime: "image/vnd.djvu",
    extensions: &["djvu", "djv"],
    tests: &[
        Bytes(0, b"AT&TFORM"),
        Any(&[
            Bytes(12, b"DJV"),
            Bytes(12, b"THUM"),
            Bytes(12, b"PM44"),
            Bytes(12, b"BM44"),
        ]),
    ],
    strength: Strength::Certain,
    source: "DjVu v3 Specification, section 5 and 8",
    lesson: "Scanned pages, split into text and background; it began at AT&T, which its first four letters tell.",
    details: Some(djvu),
};

pub(super) const XPM: Kind = Kind {
    id: "xpm",
    name: "X pixmap image text",
    mime: "image/x-xpixmap",
    extensions: &["xpm"],
    tests: &[Bytes(0, b"/* XPM */")],
    strength: Strength::Certain,
    source: "XPM Manual: The X PixMap Format, version 3.4i, section 2",
    lesson: "A picture as the source text of an array in C: it can be compiled into a program.",
    details: Some(xpm),
};

fn wmf(view: &View<'_>, to: &mut Details) -> Option<()> {
    let mut at = 0_u64;
    if view.bytes(0, 2)? == [0xd7, 0xcd] {
        let side = |at| {
            view.u16(at, Little)
                .map(|side| i32::from(side.cast_signed()))
        };
        let (left, top, right, bottom) = (side(6)?, side(8)?, side(10)?, side(12)?);
        let units = u64::from(view.u16(14, Little)?);
        to.fact(
            "Size",
            format!("{} by {}", right.abs_diff(left), bottom.abs_diff(top)),
            6..14,
        );
        to.fact("Units an inch", units.to_string(), 14..16);
        at = 22;
    }
    fields::number(
        view,
        to,
        "Length",
        span(at + 6, 4),
        Little,
        "words of 16 bits",
    )?;
    fields::number(view, to, "Objects", span(at + 10, 2), Little, "")?;
    fields::number(
        view,
        to,
        "Longest record",
        span(at + 12, 4),
        Little,
        "words of 16 bits",
    )?;
    Some(())
}

fn emf(view: &View<'_>, to: &mut Details) -> Option<()> {
    let version = view.u32(44, Little)?;
    to.head(format!("{} version {version:#x}", EMF.name));
    to.fact("Version", format!("{version:#x}"), 44..48);
    let side = |at| {
        view.u32(at, Little)
            .map(|side| i64::from(side.cast_signed()))
    };
    let (left, top, right, bottom) = (side(8)?, side(12)?, side(16)?, side(20)?);
    tell_size(
        to,
        right.abs_diff(left).saturating_add(1),
        bottom.abs_diff(top).saturating_add(1),
        [8..20, 12..24],
    );
    let length = fields::number(view, to, "Length", 48..52, Little, "bytes")?;
    if length > view.size() {
        to.note(
            "Its header speaks of more bytes than there are.",
            Some(48..52),
        );
    }
    fields::number(view, to, "Records", 52..56, Little, "")?;
    Some(())
}

fn djvu(view: &View<'_>, to: &mut Details) -> Option<()> {
    to.head(match view.bytes(12, 4)? {
        b"DJVU" => "DjVu image or single page document",
        b"DJVM" => "DjVu multiple page document",
        b"DJVI" => "DjVu shared document",
        b"THUM" => "DjVu page thumbnails",
        b"PM44" => "DjVu color image",
        _ => "DjVu grayscale image",
    });
    match view.bytes(16, 4)? {
        b"INFO" => {
            fields::size(view, to, 24..26, 26..28, Big)?;
            let resolution = view.u16(30, Little)?;
            to.fact("Resolution", format!("{resolution} pixels an inch"), 30..32);
        }
        b"DIRM" => {
            fields::number(view, to, "Parts", 25..27, Big, "")?;
        }
        _ => {}
    }
    Some(())
}

/// The first string of the array: width, height, colours and characters a pixel.
fn xpm(view: &View<'_>, to: &mut Details) -> Option<()> {
    let start = view.find(0, 1024, b"\"")? + 1;
    let text = view.up_to(start, 64)?;
    let length = text.iter().position(|&byte| byte == b'"')?;
    let text = printable(text.get(..length)?);
    let at = span(start, length as u64);
    let numbers: Vec<u64> = text
        .split_whitespace()
        .take(4)
        .map_while(|word| word.parse().ok())
        .collect();
    let [width, height, colours, characters] = *numbers.as_slice() else {
        to.note("Its first string ought to be four numbers.", Some(at));
        return Some(());
    };
    to.part(format!("{} x {colours}", by(width, height)));
    to.part(format!("{characters} chars/pixel"));
    tell_size(to, width, height, [at.clone(), at.clone()]);
    to.fact("Colours", colours.to_string(), at.clone());
    to.fact("Characters a pixel", characters.to_string(), at);
    Some(())
}
