//! Textures: DDS, KTX and KTX2.

use crate::identify::details::{Details, printable};
use crate::identify::fields::{self, Names, by, named, plural};
use crate::identify::kind::{Kind, Strength};
use crate::identify::test::Test::{Any, Bytes};
use crate::identify::view::{
    Order::{Big, Little},
    View,
};

pub(super) const DDS: Kind = Kind {
    id: "dds",
    name: "Microsoft DirectDraw Surface (DDS)",
    mime: "image/vnd.ms-dds",
    extensions: &["dds"],
    tests: &[Bytes(0, b"DDS \x7c\0\0\0")],
    strength: Strength::Certain,
    source: "Microsoft, DDS: DDS_HEADER",
    lesson: "Pixels as a graphics card wants them, mostly still compressed in blocks of four by four.",
    details: Some(dds),
};

pub(super) const KTX: Kind = Kind {
    id: "ktx",
    name: "Khronos KTX texture",
    mime: "image/ktx",
    extensions: &["ktx"],
    tests: &[
        Bytes(0, b"\xabKTX 11\xbb\r\n\x1a\n"),
        Any(&[Bytes(12, &[1, 2, 3, 4]), Bytes(12, &[4, 3, 2, 1])]),
    ],
    strength: Strength::Certain,
    source: "KTX File Format Specification 1.0, 2.1 and 2.2",
    lesson: "A signature made after that of PNG, and then a number that shows the order of bytes.",
    details: Some(ktx),
};

pub(super) const KTX2: Kind = Kind {
    id: "ktx2",
    name: "Khronos KTX2 texture",
    mime: "image/ktx2",
    extensions: &["ktx2"],
    tests: &[Bytes(0, b"\xabKTX 20\xbb\r\n\x1a\n")],
    strength: Strength::Certain,
    source: "KTX File Format Specification 2.0, 3.1",
    lesson: "Textures for Vulkan, which numbers the formats of pixels; several sizes of the same picture are in one \
             file.",
    details: Some(ktx2),
};

fn dds(view: &View<'_>, to: &mut Details) -> Option<()> {
    let (width, height) = fields::size(view, to, 16..20, 12..16, Little)?;
    to.head(format!("{}: {}", DDS.name, by(width, height)));
    let levels = view.u32(28, Little)?;
    if levels > 1 {
        to.fact("Levels", levels.to_string(), 28..32);
    }
    let flags = view.u32(80, Little)?;
    if flags & 4 != 0 {
        let code = view.bytes(84, 4)?;
        if code == b"DX10" {
            let format = format!("DXGI format {}", view.u32(128, Little)?);
            to.part(format.clone());
            to.fact("Format", format, 128..132);
        } else {
            let name = printable(code);
            to.part(format!("compressed using {name}"));
            to.fact("Format", name, 84..88);
        }
        return Some(());
    }
    let bits = view.u32(88, Little)?;
    to.part(format!("{bits}-bit color"));
    to.fact("Bits a pixel", bits.to_string(), 88..92);
    let mut masks = [0; 4];
    for (mask, at) in masks.iter_mut().zip([92, 96, 100, 104]) {
        *mask = view.u32(at, Little)?;
    }
    let layout = match (flags, bits, masks) {
        (f, ..) if f & 0x20000 != 0 => "luminance",
        (2, ..) => "alpha only",
        (_, 16, [0xf800, 0x7e0, 0x1f, _]) => "RGB565",
        (_, 16, [0x7c00, 0x3e0, 0x1f, _]) => "ARGB1555",
        (_, 16, [0xf00, 0xf0, 0xf, _]) => "ARGB4444",
        (_, 24, [0xff_0000, 0xff00, 0xff, _]) => "RGB888",
        (_, 32, [0xff_0000, 0xff00, 0xff, 0]) => "xRGB8888",
        (_, 32, [0xff_0000, 0xff00, 0xff, _]) => "ARGB8888",
        (_, 32, [0xff, 0xff00, 0xff_0000, _]) => "ABGR8888",
        _ => return Some(()),
    };
    to.part(layout);
    to.fact("Format", layout, 80..108);
    Some(())
}

/// What a pixel holds, as OpenGL numbers it.
const GL_FORMATS: &Names = &[
    (0x1902, "DEPTH_COMPONENT"),
    (0x1903, "RED"),
    (0x1906, "ALPHA"),
    (0x1907, "RGB"),
    (0x1908, "RGBA"),
    (0x1909, "LUMINANCE"),
    (0x190a, "LUMINANCE_ALPHA"),
    (0x8227, "RG"),
    (0x83f0, "COMPRESSED_RGB_S3TC_DXT1_EXT"),
    (0x83f1, "COMPRESSED_RGBA_S3TC_DXT1_EXT"),
    (0x83f2, "COMPRESSED_RGBA_S3TC_DXT3_EXT"),
    (0x83f3, "COMPRESSED_RGBA_S3TC_DXT5_EXT"),
    (0x8d64, "ETC1_RGB8_OES"),
    (0x9274, "COMPRESSED_RGB8_ETC2"),
    (0x9278, "COMPRESSED_RGBA8_ETC2_EAC"),
];

fn ktx(view: &View<'_>, to: &mut Details) -> Option<()> {
    let (order, words) = match view.u8(12)? {
        1 => (Little, "little-endian"),
        _ => (Big, "big-endian"),
    };
    // The number is 0x04030201: its low byte, 1, comes first if low bytes come first.
    to.head(format!("{} ({words})", KTX.name));
    to.fact("Order of bytes", words, 12..16);
    let (width, height) = (view.u32(36, order)?.into(), view.u32(40, order)?.into());
    to.part(by(width, height));
    fields::tell_size(to, width, height, [36..40, 40..44]);
    for (name, at) in [("Layers", 48), ("Faces", 52), ("Levels", 56)] {
        let count = view.u32(at, order)?;
        if count > 1 {
            to.fact(name, count.to_string(), at..at + 4);
        }
    }
    // Pixels that are not compressed have a base format of their own.
    let at = if view.u32(24, order)? == 0 { 28 } else { 32 };
    let format = u64::from(view.u32(at, order)?);
    let name = match named(format, GL_FORMATS) {
        Some(name) => name.to_owned(),
        None => format!("format {format:#x}"),
    };
    to.fact("Format", name.clone(), at..at + 4);
    to.part(name);
    Some(())
}

/// Formats, as Vulkan numbers them: some of those that are usual.
const VK_FORMATS: &Names = &[
    (9, "R8_UNORM"),
    (23, "R8G8B8_UNORM"),
    (29, "R8G8B8_SRGB"),
    (37, "R8G8B8A8_UNORM"),
    (43, "R8G8B8A8_SRGB"),
    (44, "B8G8R8A8_UNORM"),
    (50, "B8G8R8A8_SRGB"),
    (97, "R16G16B16A16_SFLOAT"),
    (109, "R32G32B32A32_SFLOAT"),
    (131, "BC1_RGB_UNORM_BLOCK"),
    (137, "BC3_UNORM_BLOCK"),
    (145, "BC7_UNORM_BLOCK"),
    (146, "BC7_SRGB_BLOCK"),
    (147, "ETC2_R8G8B8_UNORM_BLOCK"),
    (157, "ASTC_4x4_UNORM_BLOCK"),
];

fn ktx2(view: &View<'_>, to: &mut Details) -> Option<()> {
    let (width, height) = (view.u32(20, Little)?.into(), view.u32(24, Little)?.into());
    to.part(by(width, height));
    fields::tell_size(to, width, height, [20..24, 24..28]);
    for (name, what, at) in [
        ("Layers", "layer", 32),
        ("Faces", "face", 36),
        ("Levels", "mipmap", 40),
    ] {
        let count = u64::from(view.u32(at, Little)?);
        if count > 1 {
            to.fact(name, count.to_string(), at..at + 4);
            to.part(plural(count, what));
        }
    }
    let schemes = [(0, "none"), (1, "BasisLZ"), (2, "Zstandard"), (3, "ZLIB")];
    let scheme = fields::choice(view, to, "Compression", 44..48, Little, &schemes)?;
    if !matches!(scheme, "" | "none") {
        to.part(scheme);
    }
    let format = u64::from(view.u32(12, Little)?);
    let name = match (format, named(format, VK_FORMATS)) {
        (0, _) => "no format of Vulkan".to_owned(),
        (_, Some(name)) => name.to_owned(),
        (_, None) => format!("format {format}"),
    };
    to.fact("Format", name.clone(), 12..16);
    if format > 0 {
        to.part(name);
    }
    Some(())
}
