//! Bitmaps and icons of Windows, GIF, WebP, and simple formats of pixels.

use crate::made::{Made, changed, fact, is_noted, look, made, sentence, sure};
use crate::{Sample, sample};

fn bmp() -> Made {
    made(b"BM")
        .le32(&[54 + 24])
        .le32(&[0, 54])
        .le32(&[40, 3, 2])
        .le16(&[1, 24])
        .le32(&[0, 24, 2835, 2835, 0, 0])
        .zeros(24)
}

fn gif() -> Made {
    made(b"GIF89a")
        .le16(&[320, 200])
        .put([0x81, 0, 0])
        .zeros(12)
        .put(b"!\xff\x0bNETSCAPE2.0\x03\x01\x05\0\0")
        .put(b"!\xfe\x02hi\0")
        .put(b",")
        .le16(&[0, 0, 320, 200])
        .put([0, 2, 1, 0x2c, 0, b';'])
}

/// A bitmap as an icon holds it.
fn dib(width: u32, height: u32, bits: u16) -> Made {
    made(&[])
        .le32(&[40, width, height * 2])
        .le16(&[1, bits])
        .le32(&[0; 6])
        .zeros(64)
}

fn icon(kind: u16) -> Made {
    let (first, second) = (dib(16, 16, 32), dib(48, 48, 8));
    made(&[])
        .le16(&[0, kind, 2])
        .put([16, 16, 0, 0])
        .le16(&[1, 32])
        .le32(&[first.0.len() as u32, 38])
        .put([48, 0, 16, 0])
        .le16(&[1, 8])
        .le32(&[second.0.len() as u32, 38 + first.0.len() as u32])
        .put(first)
        .put(second)
}

fn riff(kind: &[u8; 4], chunks: Made) -> Made {
    made(&[]).riff(b"RIFF", made(kind).put(chunks))
}

fn lossy() -> Made {
    let frame = made(&[0x30, 1, 0, 0x9d, 0x01, 0x2a])
        .le16(&[550, 368 | 1 << 14])
        .zeros(10);
    riff(b"WEBP", made(&[]).riff(b"VP8 ", frame))
}

fn lossless() -> Made {
    let bits = (400 - 1) | (301 - 1) << 14 | 1 << 28;
    riff(
        b"WEBP",
        made(&[]).riff(b"VP8L", made(&[0x2f]).le32(&[bits]).zeros(6)),
    )
}

fn extended() -> Made {
    let it = made(&[0x12, 0, 0, 0])
        .put(&u32::to_le_bytes(1023)[..3])
        .put(&u32::to_le_bytes(511)[..3]);
    riff(b"WEBP", made(&[]).riff(b"VP8X", it).riff(b"ANIM", [0; 6]))
}

fn targa() -> Made {
    made(&[2, 0, 2, 0, 0, 0, 0, 0, 0, 0, 0, 0])
        .le16(&[5, 7])
        .put([24, 0x20])
        .put("ab")
        .zeros(5 * 7 * 3)
}

fn packed_targa() -> Made {
    // 35 pixels: 20 times the same, and 15 that are written out.
    made(&[0, 0, 10, 0, 0, 0, 0, 0, 0, 0, 0, 0])
        .le16(&[5, 7])
        .put([24, 0])
        .put([0x80 | 19, 1, 2, 3, 14])
        .zeros(15 * 3)
}

fn pcx() -> Made {
    made(&[10, 5, 1, 8])
        .le16(&[0, 0, 319, 199, 72, 75])
        .zeros(48)
        .put([0, 3])
        .le16(&[320, 1])
        .zeros(58)
        .put([0xc0; 30])
}

fn sgi() -> Made {
    made(&[0x01, 0xda, 1, 1])
        .be16(&[3, 64, 48, 3])
        .be32(&[0, 255, 0])
        .text("sky", 80, 0)
        .be32(&[0])
        .zeros(404)
}

fn sun() -> Made {
    made(&[])
        .be32(&[0x59a6_6a95, 20, 10, 8, 200, 2, 1, 6])
        .zeros(206)
}

pub(super) fn samples() -> Vec<Sample> {
    vec![
        sample(
            "bmp",
            "a.bmp",
            bmp(),
            "PC bitmap, Windows 3.x format, 3 x 2 x 24, image size 24, resolution 2835 x 2835 px/m, \
             cbSize 78, bits offset 54",
        ),
        sample(
            "bmp",
            "os2.bmp",
            made(b"BM")
                .le32(&[34, 0, 26, 12])
                .le16(&[2, 1, 1, 24])
                .zeros(8),
            "PC bitmap, OS/2 1.x format, 2 x 1 x 24, cbSize 34, bits offset 26",
        ),
        sample(
            "gif",
            "a.gif",
            gif(),
            "GIF image data, version 89a, 320 x 200",
        ),
        sample(
            "gif",
            "old.gif",
            made(b"GIF87a").le16(&[1, 1]).put([0, 0, 0]).put(b";"),
            "GIF image data, version 87a, 1 x 1",
        ),
        sample(
            "ico",
            "a.ico",
            icon(1),
            "MS Windows icon resource - 2 icons, 16x16, 32 bits/pixel, 48x256, 16 colors, 8 bits/pixel",
        ),
        sample(
            "cur",
            "a.cur",
            icon(2),
            "MS Windows cursor resource - 2 icons, 16x16, hotspot @1x32",
        ),
        sample(
            "icns",
            "a.icns",
            made(b"icns").be32(&[24]).put("ic07").be32(&[16]).zeros(8),
            "Mac OS X icon, 24 bytes, \"ic07\" type",
        ),
        sample(
            "webp",
            "a.webp",
            lossy(),
            "RIFF (little-endian) data, Web/P image, VP8 encoding, 550x368, Scaling: [none]x[5/4], \
             YUV color, decoders should clamp",
        ),
        sample(
            "webp",
            "b.webp",
            lossless(),
            "RIFF (little-endian) data, Web/P image",
        ),
        sample(
            "webp",
            "c.webp",
            extended(),
            "RIFF (little-endian) data, Web/P image",
        ),
        sample(
            "tga-old",
            "a.tga",
            targa(),
            "Targa image data - RGB 5 x 7 x 24 - top \"ab\"",
        ),
        sample(
            "tga-old",
            "rle.tga",
            packed_targa(),
            "Targa image data - RGB - RLE 5 x 7 x 24",
        ),
        sample(
            "tga",
            "b.tga",
            targa().le32(&[0, 0]).put(b"TRUEVISION-XFILE.\0"),
            "Targa image data - RGB 5 x 7 x 24 - top \"ab\"",
        ),
        sample(
            "pcx",
            "a.pcx",
            pcx(),
            "PCX ver. 3.0 image data bounding box [0, 0] - [319, 199], 3 planes each of 8-bit colour, \
             72 x 75 dpi, RLE compressed",
        ),
        sample(
            "sgi",
            "a.sgi",
            sgi(),
            "SGI image data, RLE, 3-D, 64 x 48, 3 channels",
        ),
        sample(
            "sun-raster",
            "a.ras",
            sun(),
            "Sun raster image data, 20 x 10, 8-bit, compressed, RGB colormap",
        ),
    ]
}

#[test]
fn fields_of_a_bmp() {
    let it = changed(bmp(), 18, &[0x2c, 1, 0, 0, 0xec, 0xff, 0xff, 0xff]);
    let report = look(&it);
    assert!(report.sentence.contains(", 300 x -20 x 24, "));
    assert_eq!(fact(&report, "Height"), "20 pixels");
    assert_eq!(fact(&report, "Rows"), "from the top to the bottom");
    assert!(sentence(changed(bmp(), 28, &[8])).contains(" x 8, "));
    assert!(sentence(changed(bmp(), 30, &[1])).contains(", 1 compression, "));
    assert!(sentence(changed(bmp(), 38, &[0])).contains("resolution 2816 x 2835 px/m"));
    assert!(sentence(changed(bmp(), 50, &[7])).contains("7 important colors"));
    assert!(is_noted(&look(changed(bmp(), 2, &[0xff])), "255 bytes"));
    assert!(is_noted(
        &look(changed(bmp(), 13, &[0xff])),
        "behind the end"
    ));
    for (length, words) in [(108, "Windows 95/NT4"), (124, "Windows 98/2000")] {
        let it = changed(bmp(), 14, &[length]);
        assert!(sentence(it).starts_with(&format!("PC bitmap, {words} and newer format, 3 x 2")));
    }
    // Two planes, 7 bits, or a header of another length are none.
    assert_eq!(sure(changed(bmp(), 26, &[2])), "");
    assert_eq!(sure(changed(bmp(), 28, &[7])), "");
    assert_eq!(sure(changed(bmp(), 14, &[41])), "");
}

#[test]
fn fields_of_a_gif() {
    let it = changed(gif(), 6, &[1, 2, 3, 4]);
    assert_eq!(sentence(it), "GIF image data, version 89a, 513 x 1027");
    let report = look(gif());
    assert_eq!(fact(&report, "Palette"), "4 colours");
    assert_eq!(fact(&report, "Repeats"), "5 times");
    assert_eq!(fact(&report, "Comment"), "hi");
    // What follows the colours is no block: it is text that begins like a GIF.
    assert_eq!(sure(changed(gif(), 25, b"x")), "");
    assert_eq!(sure("GIF89a is what it begins with, and no more."), "");
    // A chain of parts that never ends.
    look(gif().put([0x21, 0xfe]).put([1].repeat(10_000)));
}

#[test]
fn fields_of_icons() {
    let it = changed(icon(1), 6, &[24, 12, 4, 0, 1, 0, 2, 0]);
    assert!(
        sentence(it).starts_with(
            "MS Windows icon resource - 2 icons, 24x12, 4 colors, 2 bits/pixel, 48x256"
        )
    );
    let it = changed(icon(2), 10, &[3, 0, 5]);
    assert!(sentence(it).ends_with("16x16, hotspot @3x5"));
    // A picture that begins within the list, no picture where one should be, and none at all.
    assert_eq!(sure(changed(icon(1), 18, &[10])), "");
    assert_eq!(sure(changed(icon(1), 38, &[41])), "");
    assert_eq!(sure(changed(icon(1), 4, &[0])), "");
    // More entries than there are bytes.
    assert_eq!(sure(changed(icon(1), 4, &[0xff, 0xff])), "");
    assert!(is_noted(
        &look(changed(icon(1), 16, &[0xff])),
        "ends behind the end"
    ));
}

#[test]
fn an_icon_with_a_png() {
    let png = hexcore::samples::sample("pixel.png").unwrap().bytes();
    let it = made(&[])
        .le16(&[0, 1, 1])
        .put([0, 0, 0, 0])
        .le16(&[1, 32])
        .le32(&[png.len() as u32, 22])
        .put(png);
    assert_eq!(
        sentence(it),
        "MS Windows icon resource - 1 icon, 256x256 with PNG image data, 1 x 1, 8-bit grayscale, \
         non-interlaced, 32 bits/pixel"
    );
}

#[test]
fn fields_of_a_webp() {
    let it = changed(lossy(), 26, &[0x11, 0x80, 0x22, 0, 0xc0]);
    assert!(sentence(it).ends_with(
        "VP8 encoding, 17x34, Scaling: [5/3]x[none], unknown color, no clamping necessary"
    ));
    let report = look(lossless());
    assert_eq!(fact(&report, "Width"), "400 pixels");
    assert_eq!(fact(&report, "Height"), "301 pixels");
    assert_eq!(fact(&report, "Alpha"), "used");
    let report = look(extended());
    assert_eq!(fact(&report, "Width"), "1024 pixels");
    assert_eq!(fact(&report, "Height"), "512 pixels");
    assert_eq!(fact(&report, "Encoding"), "extended, with animation, alpha");
    assert!(is_noted(&look(changed(lossy(), 23, &[0])), "start code"));
}

#[test]
fn fields_of_old_pictures() {
    let it = changed(pcx(), 3, &[8, 1, 0, 2, 0]);
    assert!(sentence(it).contains("bounding box [1, 2] - [319, 199]"));
    // Rows that are shorter than the width, and a version that there is not.
    assert_eq!(sure(changed(pcx(), 66, &[0x3f])), "");
    assert_eq!(sure(changed(pcx(), 1, &[1])), "");
    assert!(
        sentence(changed(sgi(), 2, &[0, 2])).starts_with("SGI image data, high precision, 3-D")
    );
    assert!(sentence(changed(sgi(), 6, &[1, 0, 2, 0])).contains("256 x 512"));
    assert_eq!(fact(&look(sgi()), "Its name"), "sky");
    assert_eq!(sure(changed(sgi(), 3, &[3])), "");
    assert!(sentence(changed(sun(), 15, &[24])).contains("20 x 10, 24-bit"));
    assert!(sentence(changed(sun(), 23, &[3])).contains(", RGB, RGB colormap"));
    // A Targa of one byte more or less than it should have has no other sign.
    assert_eq!(sure(targa().put([0])), "");
    assert_eq!(sure(packed_targa().put([0])), "");
    assert_eq!(
        sure(changed(targa(), 16, &[32])),
        "",
        "four bytes a pixel do not fit"
    );
}
