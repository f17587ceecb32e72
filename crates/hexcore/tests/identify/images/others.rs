//! Pictures with layers, of science, of text, for graphics cards, and newer ones.

use crate::made::{Made, changed, fact, is_noted, look, made, sentence, sure};
use crate::{Sample, sample};

fn psd() -> Made {
    made(b"8BPS")
        .be16(&[1])
        .zeros(6)
        .be16(&[3])
        .be32(&[480, 640])
        .be16(&[8, 3])
        .be32(&[0])
}

fn xcf(version: &str) -> Made {
    made(b"gimp xcf ")
        .put(version)
        .put([0])
        .be32(&[640, 480, 0])
        .zeros(8)
}

fn jp2() -> Made {
    let header = made(&[]).be32(&[480, 640]).be16(&[3]).put([7, 7, 0, 0]);
    made(b"\0\0\0\x0cjP  \r\n\x87\n")
        .atom(b"ftyp", b"jp2 \0\0\0\0jp2 ")
        .atom(b"jp2h", made(&[]).atom(b"ihdr", header))
}

fn codestream() -> Made {
    made(&[0xff, 0x4f, 0xff, 0x51])
        .be16(&[47, 0])
        .be32(&[640, 480, 10, 20, 640, 480, 0, 0])
        .be16(&[3])
        .zeros(9)
}

/// What cjxl 0.7 makes of five by three pixels.
fn jxl_stream() -> Made {
    made(&[
        0xff, 0x0a, 0x10, 0x50, 0x10, 0x14, 0x17, 0x02, 0x08, 0x02, 0x01, 0x00, 0x64, 0x00, 0x4b,
        0x18, 0x8b, 0x15, 0x52, 0x5c, 0xc8, 0xed, 0x08, 0xc3, 0x90, 0x61, 0xd3, 0x00, 0x69, 0xe0,
        0x07, 0x02, 0xfe, 0xdb, 0xd7, 0xe2, 0x52, 0x93, 0x15,
    ])
}

fn jxl() -> Made {
    made(b"\0\0\0\x0cJXL \r\n\x87\n")
        .atom(b"ftyp", b"jxl \0\0\0\0jxl ")
        .atom(b"jxlc", jxl_stream())
}

fn qoi() -> Made {
    made(b"qoif").be32(&[640, 480]).put([4, 0]).zeros(8)
}

fn dds(flags: u32, code: &[u8; 4], bits: u32, masks: [u32; 4]) -> Made {
    made(b"DDS ")
        .le32(&[124, 0x1007, 32, 64, 0, 0, 1])
        .zeros(44)
        .le32(&[32, flags])
        .put(code)
        .le32(&[bits])
        .le32(&masks)
        .zeros(20)
}

fn ktx() -> Made {
    made(b"\xabKTX 11\xbb\r\n\x1a\n").le32(&[
        0x0403_0201,
        0x1401,
        1,
        0x1908,
        0x8058,
        0x1908,
        64,
        32,
        0,
        0,
        6,
        1,
        0,
    ])
}

fn ktx2() -> Made {
    made(b"\xabKTX 20\xbb\r\n\x1a\n").le32(&[37, 1, 64, 32, 0, 0, 6, 5, 2])
}

fn wmf() -> Made {
    made(&[0xd7, 0xcd, 0xc6, 0x9a, 0, 0])
        .le16(&[0, 0, 100, 200, 1440])
        .le32(&[0])
        .le16(&[0])
        .le16(&[1, 9, 0x300])
        .le32(&[500])
        .le16(&[2])
        .le32(&[100])
        .le16(&[0])
}

fn emf() -> Made {
    made(&[1, 0, 0, 0])
        .le32(&[88])
        .le32(&[0, 0, 99, 199, 0, 0, 2000, 4000])
        .put(" EMF")
        .le32(&[0x10000, 88, 1])
        .zeros(32)
}

fn djvu() -> Made {
    made(b"AT&TFORM")
        .be32(&[30])
        .put("DJVUINFO")
        .be32(&[10])
        .be16(&[300, 400])
        .put([24, 0])
        .le16(&[100])
        .put([22, 1])
}

const XPM: &str =
    "/* XPM */\nstatic char *x[] = {\n/* w h c p */\n\"2 3 4 1\",\n\"a c #000000\"};\n";

fn fits() -> Made {
    [
        "SIMPLE  =                    T / a picture",
        "BITPIX  =                  -32",
        "NAXIS   =                    2",
        "NAXIS1  =                  640 / columns",
        "NAXIS2  =                  480",
        "END",
    ]
    .iter()
    .fold(made(&[]), |it, card| it.text(card, 80, b' '))
    .text("", 2880 - 6 * 80, b' ')
}

fn dicom() -> Made {
    made(&[0; 128])
        .put("DICM")
        .le16(&[2, 0])
        .put("UL")
        .le16(&[4])
        .le32(&[30])
        .le16(&[2, 0x10])
        .put("UI")
        .le16(&[18])
        .put("1.2.840.10008.1.2\0")
        .le16(&[8, 0])
}

fn exr() -> Made {
    let attribute = |it: Made, name: &str, kind: &str, body: Made| {
        it.put(name)
            .put([0])
            .put(kind)
            .put([0])
            .le32(&[body.0.len() as u32])
            .put(body)
    };
    let window = made(&[]).le32(&[0, 0, 639, 479]);
    let it = made(&[0x76, 0x2f, 0x31, 0x01, 2, 0, 0, 0]);
    let it = attribute(it, "compression", "compression", made(&[3]));
    let it = attribute(it, "dataWindow", "box2i", window.clone());
    let it = attribute(it, "displayWindow", "box2i", window);
    attribute(it, "lineOrder", "lineOrder", made(&[0])).put([0])
}

pub(super) fn samples() -> Vec<Sample> {
    let text = |it: &str| it.as_bytes().to_vec();
    vec![
        sample(
            "psd",
            "a.psd",
            psd(),
            "Adobe Photoshop Image, 640 x 480, RGB, 3x 8-bit channels",
        ),
        sample(
            "xcf",
            "a.xcf",
            xcf("file"),
            "GIMP XCF image data, version 0, 640 x 480, RGB Color",
        ),
        sample("jp2", "a.jp2", jp2(), "JPEG 2000 Part 1 (JP2)"),
        sample("j2k", "a.j2k", codestream(), "JPEG 2000 codestream"),
        sample("jxl", "a.jxl", jxl(), "JPEG XL container"),
        sample(
            "jxl-codestream",
            "b.jxl",
            jxl_stream(),
            "JPEG XL codestream",
        ),
        sample(
            "qoi",
            "a.qoi",
            qoi(),
            "QOI image data 640x480, sRGBA (linear alpha)",
        ),
        sample(
            "farbfeld",
            "a.ff",
            made(b"farbfeld").be32(&[2, 1]).zeros(16),
            "farbfeld image data, 2x1",
        ),
        sample(
            "pbm",
            "a.pbm",
            text("P1\n# a comment\n3 2\n1 0 1\n0 1 0\n"),
            "Netpbm image data, size = 3 x 2, bitmap, ASCII text",
        ),
        sample(
            "pgm",
            "a.pgm",
            text("P2 3 1 15\n1 2 15\n"),
            "Netpbm image data, size = 3 x 1, greymap, ASCII text",
        ),
        sample(
            "pgm",
            "b.pgm",
            made(b"P5\n3 2\n255\n").put([0, 50, 100, 150, 200, 250]),
            "Netpbm image data, size = 3 x 2, rawbits, greymap",
        ),
        sample(
            "ppm",
            "a.ppm",
            made(b"P6\n#c\n2 1\n255\n").put([0, 50, 100, 150, 200, 250]),
            "Netpbm image data, size = 2 x 1, rawbits, pixmap",
        ),
        sample(
            "pam",
            "a.pam",
            made(b"P7\nWIDTH 2\nHEIGHT 1\nDEPTH 3\nMAXVAL 255\nTUPLTYPE RGB\nENDHDR\n").zeros(6),
            "Netpbm PAM image file, size = 2 x 1",
        ),
        sample(
            "xpm",
            "a.xpm",
            text(XPM),
            "X pixmap image text, 2 x 3 x 4, 1 chars/pixel",
        ),
        sample(
            "dds",
            "a.dds",
            dds(4, b"DXT5", 0, [0; 4]),
            "Microsoft DirectDraw Surface (DDS): 64 x 32, compressed using DXT5",
        ),
        sample(
            "ktx",
            "a.ktx",
            ktx(),
            "Khronos KTX texture (little-endian), 64 x 32, RGBA",
        ),
        sample(
            "ktx2",
            "a.ktx2",
            ktx2(),
            "Khronos KTX2 texture, 64 x 32, 6 faces, 5 mipmaps, Zstandard, R8G8B8A8_UNORM",
        ),
        sample("wmf", "a.wmf", wmf(), "Windows metafile"),
        sample(
            "emf",
            "a.emf",
            emf(),
            "Windows Enhanced Metafile (EMF) image data version 0x10000",
        ),
        sample(
            "djvu",
            "a.djvu",
            djvu(),
            "DjVu image or single page document",
        ),
        sample(
            "fits",
            "a.fits",
            fits(),
            "FITS image data, 32-bit, floating point, single precision",
        ),
        sample("dicom", "a.dcm", dicom(), "DICOM medical imaging data"),
        sample(
            "exr",
            "a.exr",
            exr(),
            "OpenEXR image data, version 2, storage: scanline, compression: zip, dataWindow: (0 0)-(639 479), \
             displayWindow: (0 0)-(639 479), lineOrder: increasing y",
        ),
        sample(
            "radiance",
            "a.hdr",
            text("#?RADIANCE\nFORMAT=32-bit_rle_rgbe\n\n-Y 480 +X 640\n"),
            "Radiance HDR image data",
        ),
    ]
}

#[test]
fn fields_of_pictures_with_layers() {
    let it = changed(psd(), 12, &[0, 4, 0, 0, 1, 0, 0, 0, 2, 0, 0, 16]);
    assert_eq!(
        sentence(it),
        "Adobe Photoshop Image, 512 x 256, RGBA, 4x 16-bit channels"
    );
    for (mode, words) in [(1, "grayscale"), (4, "CMYK"), (9, "lab")] {
        assert!(sentence(changed(psd(), 25, &[mode])).contains(&format!(", {words}, 3x")));
    }
    let it = changed(psd(), 5, &[2]);
    assert!(sentence(it).starts_with("Adobe Photoshop Image (PSB), 640 x 480"));
    assert_eq!(sure(changed(psd(), 5, &[3])), "");
    assert_eq!(sure(changed(psd(), 8, &[1])), "");
    let it = changed(xcf("v011"), 14, &[0, 0, 0, 9, 0, 0, 0, 8, 0, 0, 0, 1]);
    assert_eq!(
        sentence(it),
        "GIMP XCF image data, version 011, 9 x 8, Greyscale"
    );
}

#[test]
fn fields_of_newer_pictures() {
    let report = look(jp2());
    assert_eq!(fact(&report, "Width"), "640 pixels");
    assert_eq!(fact(&report, "Height"), "480 pixels");
    let report = look(codestream());
    assert_eq!(fact(&report, "Width"), "630 pixels");
    assert_eq!(fact(&report, "Height"), "460 pixels");
    for it in [jxl(), jxl_stream()] {
        let report = look(it);
        assert_eq!(fact(&report, "Height"), "3 pixels");
        assert_eq!(fact(&report, "Width"), "5 pixels");
    }
    // Eight times three pixels high, and four to three wide.
    let report = look(changed(jxl(), 42, &[1 | (3 - 1) << 1 | 3 << 6, 0xfe]));
    assert_eq!(fact(&report, "Height"), "24 pixels");
    assert_eq!(fact(&report, "Width"), "32 pixels");
    let it = changed(qoi(), 4, &[0, 0, 0, 1, 0, 0, 0, 2, 3, 1]);
    assert_eq!(
        sentence(it),
        "QOI image data 1x2, RGB (all channels linear)"
    );
    assert_eq!(sure(changed(qoi(), 12, &[5])), "");
    assert_eq!(
        sentence(changed(jp2(), 20, b"jpx ")),
        "JPEG 2000 Part 2 (JPX)"
    );
}

#[test]
fn fields_of_netpbm() {
    assert_eq!(
        sentence(made(b"P4 9 1\n").put([0x80, 0])),
        "Netpbm image data, size = 9 x 1, rawbits, bitmap"
    );
    let report = look(made(b"P6\n40 30\n65535\n").zeros(40 * 30 * 6 - 1));
    assert_eq!(fact(&report, "Greatest value"), "65535");
    assert!(is_noted(&report, "there are only 7214"));
    for text in [
        "P1 is what it begins with",
        "P6 1 2 3 are numbers in a text that says more",
        "P3\n3 x\n",
        "P5\n0 1\n255\n",
        "P5\n1 1\n70000\n\0",
        "P61 1 1\n",
        "P2\n99999999999999999999 1\n1\n",
    ] {
        assert_eq!(sure(text), "", "{text:?}");
    }
    // A comment that never ends.
    look(made(b"P6 #").put([b'x'; 5000]));
}

#[test]
fn fields_of_textures() {
    let rgb = [0xff_0000, 0xff00, 0xff, 0xff00_0000];
    for (it, words) in [
        (dds(0x41, b"\0\0\0\0", 32, rgb), "32-bit color, ARGB8888"),
        (
            dds(0x40, b"\0\0\0\0", 24, [0xff_0000, 0xff00, 0xff, 0]),
            "24-bit color, RGB888",
        ),
        (
            dds(0x2_0000, b"\0\0\0\0", 8, [0xff, 0, 0, 0]),
            "8-bit color, luminance",
        ),
        (dds(4, b"DXT1", 0, [0; 4]), "compressed using DXT1"),
        (
            dds(4, b"DX10", 0, [0; 4]).le32(&[98, 3, 0, 1, 0]),
            "DXGI format 98",
        ),
    ] {
        assert_eq!(
            sentence(it),
            format!("Microsoft DirectDraw Surface (DDS): 64 x 32, {words}")
        );
    }
    let it = changed(ktx(), 36, &[7, 0, 0, 0, 8]);
    assert_eq!(
        sentence(it),
        "Khronos KTX texture (little-endian), 7 x 8, RGBA"
    );
    assert_eq!(fact(&look(ktx()), "Faces"), "6");
    let it = changed(ktx2(), 12, &[99, 9]);
    assert!(sentence(it).ends_with("Zstandard, format 2403"));
}

#[test]
fn fields_of_drawings_and_science() {
    assert_eq!(fact(&look(wmf()), "Size"), "100 by 200");
    assert_eq!(sentence(wmf().0.split_off(22)), "Windows metafile");
    assert_eq!(fact(&look(emf()), "Width"), "100 pixels");
    let report = look(djvu());
    assert_eq!(fact(&report, "Height"), "400 pixels");
    assert_eq!(fact(&report, "Resolution"), "100 pixels an inch");
    assert_eq!(
        sentence(changed(djvu(), 12, b"DJVM")),
        "DjVu multiple page document"
    );
    let it = XPM.replace("2 3 4 1", "20 30 40 2");
    assert_eq!(
        sentence(it),
        "X pixmap image text, 20 x 30 x 40, 2 chars/pixel"
    );
    assert!(is_noted(
        &look(XPM.replace("2 3 4 1", "2 3")),
        "four numbers"
    ));
    let it = String::from_utf8(fits().0).unwrap().replace("-32", " 16");
    assert_eq!(
        sentence(it),
        "FITS image data, 16-bit, two's complement binary integer"
    );
    assert_eq!(fact(&look(fits()), "First axis"), "640");
    assert_eq!(fact(&look(dicom()), "Transfer syntax"), "1.2.840.10008.1.2");
    let it = changed(exr(), 4, &[2, 2]);
    assert!(sentence(it).contains("storage: tiled"));
    let report = look("#?RGBE\nFORMAT=32-bit_rle_rgbe\n\n-Y 48 +X 64\n");
    assert_eq!(fact(&report, "Resolution"), "-Y 48 +X 64");
    assert_eq!(sure("#?RGBE\nis no picture"), "");
}
