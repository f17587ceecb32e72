//! Pictures of the 1980s and 1990s: PCX, Targa, SGI and Sun raster.

use std::ops::Range;

use crate::identify::details::{Details, printable};
use crate::identify::fields::{self, Names, by, choice, named, plural};
use crate::identify::kind::{Kind, Strength};
use crate::identify::test::Test::{Bytes, Code, Number, Tail};
use crate::identify::view::{
    Order::{Big, Little},
    View,
};

pub(super) const PCX: Kind = Kind {
    id: "pcx",
    name: "PCX",
    mime: "image/vnd.zbrush.pcx",
    extensions: &["pcx"],
    tests: &[Bytes(0, &[10]), Code(40, pcx_header)],
    strength: Strength::Certain,
    source: "ZSoft PCX File Format Technical Reference Manual, Revision 5",
    lesson: "The first byte is always 10; repeated bytes are stored as a count and the byte.",
    details: Some(pcx),
};

pub(super) const TARGA: Kind = Kind {
    id: "tga",
    name: "Targa image data",
    mime: "image/x-tga",
    extensions: &["tga"],
    tests: &[
        Tail(18, b"TRUEVISION-XFILE.\0"),
        Number {
            at: 1,
            width: 1,
            order: Little,
            from: 0,
            to: 1,
        },
    ],
    strength: Strength::Certain,
    source: "Truevision TGA File Format Specification 2.0, Developer Area and Footer",
    lesson: "Its signature is at the end: the header is older than the wish to know a file by its bytes.",
    details: Some(targa),
};

pub(super) const OLD_TARGA: Kind = Kind {
    id: "tga-old",
    name: "Targa image data",
    mime: "image/x-tga",
    extensions: &["tga"],
    tests: &[Code(32, targa_that_fits)],
    strength: Strength::Likely,
    source: "Truevision TGA File Format Specification 2.0, TGA File Header",
    lesson: "It has no signature; what speaks for it is that a picture of its header’s size fills the file exactly.",
    details: Some(targa),
};

pub(super) const SGI: Kind = Kind {
    id: "sgi",
    name: "SGI image data",
    mime: "image/x-sgi",
    extensions: &["sgi", "bw"],
    tests: &[
        Bytes(0, &[0x01, 0xda]),
        Number {
            at: 2,
            width: 1,
            order: Big,
            from: 0,
            to: 1,
        },
        Number {
            at: 3,
            width: 1,
            order: Big,
            from: 1,
            to: 2,
        },
        Number {
            at: 4,
            width: 2,
            order: Big,
            from: 1,
            to: 3,
        },
        Number {
            at: 10,
            width: 2,
            order: Big,
            from: 1,
            to: 8,
        },
        Number {
            at: 104,
            width: 4,
            order: Big,
            from: 0,
            to: 3,
        },
    ],
    strength: Strength::Certain,
    source: "The SGI Image File Format, 1.00, The Header",
    lesson: "The channels stand one after the other: all of red, then all of green, then all of blue.",
    details: Some(sgi),
};

pub(super) const SUN: Kind = Kind {
    id: "sun-raster",
    name: "Sun raster image data",
    mime: "image/x-sun-raster",
    extensions: &["ras", "sun", "im8", "im24"],
    tests: &[Bytes(0, &[0x59, 0xa6, 0x6a, 0x95])],
    strength: Strength::Certain,
    source: "SunOS, rasterfile(5)",
    lesson: "Eight numbers of four bytes, the first of them the magic one, and then a map of colours and the pixels.",
    details: Some(sun),
};

/// Fields that go with each other: ZSoft’s manual, table of the header.
fn pcx_header(view: &View<'_>) -> Option<(String, Range<u64>)> {
    let (version, encoding, bits) = (view.u8(1)?, view.u8(2)?, view.u8(3)?);
    let [left, top, right, bottom] = edges(view)?;
    let planes = u64::from(view.u8(65)?);
    let row = u64::from(view.u16(66, Little)?);
    let needed = (right.checked_sub(left)? + 1) * u64::from(bits);
    let needed = needed.div_ceil(8);
    let is_one = matches!(version, 0 | 2..=5)
        && encoding <= 1
        && matches!(bits, 1 | 2 | 4 | 8)
        && bottom >= top
        && view.u8(64)? == 0
        && (1..=4).contains(&planes)
        && (needed..needed + 4).contains(&row);
    is_one.then(|| {
        (
            format!("a header in which {row} bytes hold a row of {needed}"),
            1..68,
        )
    })
}

fn edges(view: &View<'_>) -> Option<[u64; 4]> {
    let edge = |at| view.u16(at, Little).map(u64::from);
    Some([edge(4)?, edge(6)?, edge(8)?, edge(10)?])
}

fn pcx(view: &View<'_>, to: &mut Details) -> Option<()> {
    const VERSIONS: &Names = &[
        (0, "2.5"),
        (2, "2.8"),
        (3, "2.8"),
        (4, "for Windows"),
        (5, "3.0"),
    ];
    let number = u64::from(view.u8(1)?);
    let version = fields::tell_choice(to, "Version", number, 1..2, VERSIONS);
    let palette = match number {
        2 => ", with palette",
        3 => ", without palette",
        _ => "",
    };
    let [left, top, right, bottom] = edges(view)?;
    to.head(format!(
        "PCX ver. {version} image data{palette} bounding box [{left}, {top}] - [{right}, {bottom}]"
    ));
    let side = |from: u64, until: u64| until.saturating_sub(from) + 1;
    fields::tell_size(to, side(left, right), side(top, bottom), [4..10, 6..12]);
    let planes = u64::from(view.u8(65)?);
    let bits = fields::number(view, to, "Depth", 3..4, Little, "bits a plane")?;
    to.fact("Planes", planes.to_string(), 65..66);
    to.part(match planes {
        1 => format!("{bits}-bit colour"),
        _ => format!("{planes} planes each of {bits}-bit colour"),
    });
    let (across, down) = (view.u16(12, Little)?.into(), view.u16(14, Little)?.into());
    if across > 0 {
        to.part(format!("{} dpi", by(across, down)));
        to.fact("Resolution", by(across, down) + " pixels an inch", 12..16);
    }
    let encoding = match view.u8(2)? {
        0 => "uncompressed",
        _ => "RLE compressed",
    };
    to.part(encoding);
    to.fact("Compression", encoding, 2..3);
    Some(())
}

/// What the header of a Targa says.
struct Targa {
    id: u64,
    has_map: bool,
    form: u8,
    map: u64,
    map_bits: u64,
    width: u64,
    height: u64,
    depth: u64,
    flags: u8,
}

impl Targa {
    fn read(view: &View<'_>) -> Option<Targa> {
        let word = |at| view.u16(at, Little).map(u64::from);
        Some(Targa {
            id: view.u8(0)?.into(),
            has_map: view.u8(1)? == 1,
            form: view.u8(2)?,
            map: word(5)?,
            map_bits: view.u8(7)?.into(),
            width: word(12)?,
            height: word(14)?,
            depth: view.u8(16)?.into(),
            flags: view.u8(17)?,
        })
    }
}

/// Bytes of compressed pixels that are looked at.
const MOST: u64 = 512 << 10;

/// Pixels of a header that can be, which fill the file exactly.
fn targa_that_fits(view: &View<'_>) -> Option<(String, Range<u64>)> {
    let it = Targa::read(view)?;
    if view.u8(1)? > 1 || it.flags & 0xc0 != 0 || it.width == 0 || it.height == 0 {
        return None;
    }
    let is_form = match it.form & !8 {
        1 => it.has_map && it.depth == 8 && matches!(it.map_bits, 15 | 16 | 24 | 32),
        2 => !it.has_map && matches!(it.depth, 15 | 16 | 24 | 32),
        3 => !it.has_map && matches!(it.depth, 8 | 16),
        _ => false,
    };
    let is_map = it.has_map || (it.map == 0 && it.map_bits == 0 && view.u16(3, Little)? == 0);
    if !is_form || !is_map {
        return None;
    }
    let each = it.depth.div_ceil(8);
    let pixels = it.width * it.height;
    let start = 18 + it.id + it.map * it.map_bits.div_ceil(8);
    let length = match it.form & 8 {
        0 => start + pixels * each,
        _ => start + packed(view, start, pixels, each)?,
    };
    // A picture of a few pixels could be anything.
    (length == view.size() && length > 64).then(|| {
        (
            format!("a header of a picture that fills the {length} bytes of the file"),
            0..18,
        )
    })
}

/// Bytes that compressed pixels take: packets of up to 128 pixels, or of one that is repeated.
fn packed(view: &View<'_>, start: u64, pixels: u64, each: u64) -> Option<u64> {
    // What is larger is not looked at.
    let rest = view
        .size()
        .checked_sub(start)
        .filter(|&rest| rest <= MOST)?;
    let bytes = view.bytes(start, rest)?;
    let (mut at, mut done) = (0_u64, 0_u64);
    while done < pixels {
        let head = *bytes.get(usize::try_from(at).ok()?)?;
        let count = u64::from(head & 0x7f) + 1;
        done += count;
        at += 1 + each * if head & 0x80 == 0 { count } else { 1 };
    }
    (done == pixels).then_some(at)
}

fn targa(view: &View<'_>, to: &mut Details) -> Option<()> {
    let it = Targa::read(view)?;
    let kind = match it.form & 7 {
        1 => format!("Map ({})", it.map),
        2 if matches!(it.depth, 16 | 32) && it.flags & 15 != 0 => "RGBA".to_owned(),
        2 => "RGB".to_owned(),
        3 => "Mono".to_owned(),
        _ => "no picture".to_owned(),
    };
    to.fact("Colour", kind.clone(), 2..3);
    let mut words = format!("{} - {kind}", TARGA.name);
    if it.form & 8 != 0 {
        words += " - RLE";
    }
    to.fact(
        "Compression",
        if it.form & 8 != 0 {
            "run lengths"
        } else {
            "none"
        },
        2..3,
    );
    words += &format!(" {} x {}", by(it.width, it.height), it.depth);
    fields::tell_size(to, it.width, it.height, [12..14, 14..16]);
    to.fact("Bits a pixel", it.depth.to_string(), 16..17);
    let alpha = it.flags & 15;
    if alpha > 0 {
        words += &format!(" - {alpha}-bit alpha");
    }
    for (bit, name) in [(0x20, " - top"), (0x10, " - right")] {
        if it.flags & bit != 0 {
            words += name;
        }
    }
    if it.id > 0 {
        let id = printable(view.bytes(18, it.id)?.split(|&byte| byte == 0).next()?);
        words += &format!(" \"{id}\"");
        to.fact("Its name", id, 18..18 + it.id);
    }
    to.head(words);
    Some(())
}

fn sgi(view: &View<'_>, to: &mut Details) -> Option<()> {
    let storage = [(0, "none"), (1, "RLE")];
    if choice(view, to, "Compression", 2..3, Big, &storage)? == "RLE" {
        to.part("RLE");
    }
    if view.u8(3)? == 2 {
        to.part("high precision");
        to.fact("Depth", "16 bits a channel", 3..4);
    } else {
        to.fact("Depth", "8 bits a channel", 3..4);
    }
    let dimensions = fields::number(view, to, "Dimensions", 4..6, Big, "")?;
    to.part(format!("{dimensions}-D"));
    let (width, height) = fields::size(view, to, 6..8, 8..10, Big)?;
    to.part(by(width, height));
    let channels = fields::number(view, to, "Channels", 10..12, Big, "")?;
    to.part(plural(channels, "channel"));
    fields::tell_text(view, to, "Its name", 24, 80)?;
    Some(())
}

fn sun(view: &View<'_>, to: &mut Details) -> Option<()> {
    const FORMS: &Names = &[
        (0, "old format"),
        (1, ""),
        (2, "compressed"),
        (3, "RGB"),
        (4, "TIFF"),
        (5, "IFF"),
        (0xffff, "reserved for testing"),
    ];
    let (width, height) = fields::size(view, to, 4..8, 8..12, Big)?;
    to.part(by(width, height));
    let depth = fields::number(view, to, "Depth", 12..16, Big, "bits a pixel")?;
    to.part(format!("{depth}-bit"));
    let form = u64::from(view.u32(20, Big)?);
    let form = match named(form, FORMS) {
        Some("") => "standard",
        Some(name) => {
            to.part(name);
            name
        }
        None => "unknown",
    };
    to.fact("Format", form, 20..24);
    let maps = [(0, "no colormap"), (1, "RGB colormap"), (2, "raw colormap")];
    let map = choice(view, to, "Map of colours", 24..28, Big, &maps)?;
    if !map.is_empty() {
        to.part(map);
    }
    Some(())
}
