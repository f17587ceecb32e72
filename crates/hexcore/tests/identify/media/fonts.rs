//! Fonts.

use crate::made::{Made, changed, fact, is_noted, look, made, sentence, sure};
use crate::{Sample, sample};

/// A table of names: that of the family in the encoding of Windows.
fn names() -> Made {
    let text: Vec<u8> = "Größe".encode_utf16().flat_map(u16::to_be_bytes).collect();
    made(&[])
        .be16(&[0, 1, 18])
        .be16(&[3, 1, 0x409, 1, text.len() as u16, 0])
        .put(text)
}

/// A font whose tables begin behind its directory, from `base` on.
fn font(kind: &[u8; 4], base: usize) -> Made {
    let names = names();
    let start = (base + 12 + 2 * 16) as u32;
    made(kind)
        .be16(&[2, 32, 1, 0])
        .put("cmap")
        .be32(&[0, start, 4])
        .put("name")
        .be32(&[0, start + 4, names.0.len() as u32])
        .zeros(4)
        .put(names)
}

fn collection(kind: &[u8; 4]) -> Made {
    made(b"ttcf\0\x01\0\0")
        .be32(&[2, 20, 20])
        .put(font(kind, 20))
}

fn woff(kind: &[u8; 4]) -> Made {
    made(b"wOFF")
        .put(kind)
        .be32(&[64])
        .be16(&[10, 0])
        .be32(&[1000])
        .be16(&[2, 13])
        .zeros(40)
}

fn eot() -> Made {
    let name = |it: Made, text: &str| {
        let text: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
        it.le16(&[text.len() as u16]).put(text).le16(&[0])
    };
    let it = made(&[])
        .le32(&[128, 2, 0x0002_0001, 0])
        .zeros(12)
        .le32(&[400])
        .le16(&[0])
        .put("LP")
        .zeros(46);
    let it = name(name(name(name(it, "Test"), "Bold"), "1.0"), "Test B");
    let length = it.0.len() as u32;
    Made(changed(it, 0, &length.to_le_bytes()))
}

fn psf() -> Made {
    made(&[0x72, 0xb5, 0x4a, 0x86])
        .le32(&[0, 32, 1, 2, 16, 16, 8])
        .zeros(32)
        .put([0x41, 0xff, 0x42, 0xff])
}

fn old_psf(mode: u8) -> Made {
    made(&[0x36, 0x04, mode, 14]).zeros(256 * 14)
}

const PFA: &str = "%!PS-AdobeFont-1.0: Utopia-Regular 001.001\n%%CreationDate: Wed Oct 2 1991\n";

const BDF: &str = "STARTFONT 2.1\nFONT -misc-fixed-medium-r-normal--7-70-75-75-c-50-iso8859-1\n\
                   SIZE 7 75 75\nFONTBOUNDINGBOX 5 7 0 -1\nCHARS 1\n";

pub(super) fn samples() -> Vec<Sample> {
    vec![
        sample(
            "ttf",
            "a.ttf",
            font(&[0, 1, 0, 0], 0),
            "TrueType Font data, 2 tables, 1st \"cmap\", 1 name, Microsoft, language 0x409",
        ),
        sample("otf", "a.otf", font(b"OTTO", 0), "OpenType font data"),
        sample(
            "ttc",
            "a.ttc",
            collection(&[0, 1, 0, 0]),
            "TrueType font collection data, 1.0, 2 fonts, at 0x14 TrueType Font data, 2 tables, 1st \"cmap\"",
        ),
        sample(
            "woff",
            "a.woff",
            woff(&[0, 1, 0, 0]),
            "Web Open Font Format, TrueType, length 64, version 2.13",
        ),
        sample(
            "woff2",
            "a.woff2",
            made(b"wOF2OTTO")
                .be32(&[68])
                .be16(&[10, 0])
                .be32(&[1000, 500])
                .be16(&[1, 5])
                .zeros(40),
            "Web Open Font Format (Version 2), CFF, length 68, version 1.5",
        ),
        sample("eot", "a.eot", eot(), "Embedded OpenType (EOT)"),
        sample(
            "pfa",
            "a.pfa",
            PFA,
            "PostScript Type 1 font text (Utopia-Regular 001.001)",
        ),
        sample(
            "pfb",
            "a.pfb",
            made(&[0x80, 1])
                .le32(&[PFA.len() as u32])
                .put(PFA)
                .put([0x80, 2, 1, 0, 0, 0, 0xd9, 0x80, 3]),
            "PostScript Type 1 font program data (Utopia-Regular 001.001)",
        ),
        sample(
            "pcf",
            "a.pcf",
            made(b"\x01fcp").le32(&[1, 1, 14, 100, 24]).zeros(100),
            "X11 Portable Compiled Font data, bit: MSB, byte: MSB first",
        ),
        sample("bdf", "a.bdf", BDF, "X11 BDF font, ASCII text"),
        sample(
            "psf",
            "a.psf",
            psf(),
            "Linux/i386 PC Screen Font v2 data, 2 characters, Unicode directory, 8x16",
        ),
        sample(
            "psf1",
            "b.psf",
            old_psf(0),
            "Linux/i386 PC Screen Font v1 data, 256 characters, no directory, 8x14",
        ),
    ]
}

#[test]
fn fields_of_outline_fonts() {
    let report = look(font(b"true", 0));
    assert_eq!(fact(&report, "Family"), "Größe");
    assert!(
        report
            .sentence
            .starts_with("TrueType Font data, 2 tables, 1st")
    );
    let it = changed(font(b"true", 0), 12 + 16 + 16 + 4 + 6, &[0, 1]);
    assert!(sentence(it).ends_with(", 1 name, Macintosh"));
    let it = changed(font(b"true", 0), 12, b"DSIG");
    assert!(
        sentence(it).starts_with("TrueType Font data, digitally signed, 2 tables, 1st \"DSIG\"")
    );
    assert_eq!(fact(&look(font(b"OTTO", 0)), "Tables"), "2");
    assert!(
        sentence(collection(b"OTTO")).starts_with(
            "OpenType font collection data, 1.0, 2 fonts, at 0x14 OpenType Font data,"
        )
    );
    assert_eq!(
        sentence(changed(woff(b"OTTO"), 20, &[0, 3, 0, 4])),
        "Web Open Font Format, CFF, length 64, version 3.4"
    );
    assert!(is_noted(
        &look(changed(woff(b"OTTO"), 8, &[9])),
        "more bytes"
    ));
    let report = look(eot());
    assert_eq!(fact(&report, "Family"), "Test");
    assert_eq!(fact(&report, "Full name"), "Test B");
    assert_eq!(fact(&report, "Weight"), "400");
}

#[test]
fn fonts_that_nearly_are() {
    let it = font(&[0, 1, 0, 0], 0);
    // No tables, a table without letters, one in the directory, one behind the end.
    for (at, others) in [
        (4, &[0, 0][..]),
        (12, &[7]),
        (20, &[0, 0, 0, 20]),
        (20, &[0x7f]),
    ] {
        assert_eq!(sure(changed(&it, at, others)), "");
    }
    assert_eq!(sure(changed(eot(), 0, &[1])), "");
    assert_eq!(sure(changed(woff(b"OTTO"), 4, b"X")), "");
    // The table of names lies behind the end.
    let report = look(changed(&it, 36, &[0x7f]));
    assert!(is_noted(&report, "cut off"));
    // A collection whose fonts begin where there are none.
    assert_eq!(sure(changed(collection(b"OTTO"), 12, &[0xff; 4])), "");
}

#[test]
fn fields_of_other_fonts() {
    let it = PFA.replace("Utopia-Regular 001.001", "Another 2.0");
    assert_eq!(sentence(it), "PostScript Type 1 font text (Another 2.0)");
    assert_eq!(
        sentence("%!PS-Adobe-3.0 Resource-Font\n%%Title: (x)\n"),
        "PostScript Type 1 font text"
    );
    assert_eq!(fact(&look(BDF), "Size and resolution"), "7 75 75");
    let it = changed(psf(), 16, &[1, 0, 0, 0, 16, 0, 0, 0, 8, 0, 0, 0, 6]);
    assert!(sentence(it).ends_with("1 characters, Unicode directory, 6x8"));
    assert!(is_noted(&look(changed(psf(), 19, &[9])), "fewer letters"));
    assert!(sentence(changed(psf(), 12, &[0])).contains("no directory"));
    let it = old_psf(2).put([0x41, 0, 0xff, 0xff]);
    assert!(sentence(it).ends_with("256 characters, Unicode directory, 8x14"));
    // One byte too many, a table that does not end, and a mode that there is not.
    assert_eq!(sure(old_psf(0).put([0])), "");
    assert_eq!(sure(old_psf(2).put([0, 0])), "");
    assert_eq!(sure(old_psf(6)), "");
    let report = look(made(b"\x01fcp").le32(&[1, 1, 0, 100, 24]).zeros(100));
    assert!(report.sentence.ends_with("bit: LSB, byte: LSB first"));
}
