//! Data of single programs, and of Apple's systems.

use crate::archives::zips;
use crate::disks::{image, wide};
use crate::made::made;
use crate::{Sample, sample};

/// A dictionary of one pair: its table of places, and what describes that.
pub(super) fn plist() -> Vec<u8> {
    made(b"bplist00")
        .put(b"\xd1\x01\x02\x51a\x10\x07")
        .put([8, 11, 13])
        .zeros(6)
        .put([1, 1])
        .be64(&[3, 0, 15])
        .0
}

pub(super) fn double(sign: u32) -> Vec<u8> {
    made(&sign.to_be_bytes())
        .be32(&[0x2_0000])
        .put(b"Mac OS X        ")
        .be16(&[2])
        .be32(&[9, 50, 32, 2, 82, 4])
        .zeros(36)
        .0
}

/// A profile of a screen with a description in ASCII.
pub(super) fn icc() -> Vec<u8> {
    image(
        176,
        &[
            (0, &176_u32.to_be_bytes()),
            (4, b"lcms\x02\x10\0\0mntrRGB XYZ "),
            (24, &[7, 0xe4, 0, 1, 0, 2, 0, 3, 0, 4, 0, 5]),
            (36, b"acspAPPL"),
            (128, &1_u32.to_be_bytes()),
            (132, b"desc"),
            (136, &144_u32.to_be_bytes()),
            (140, &32_u32.to_be_bytes()),
            (144, b"desc\0\0\0\0\0\0\0\x08Display\0"),
        ],
    )
}

pub(super) const TORRENT: &[u8] =
    b"d8:announce18:http://example.com7:comment2:hi13:creation datei1600000000e4:infod6:lengthi5e4:name\
      5:a.txt12:piece lengthi16384e6:pieces20:\x01\x02\x03\x04\x05\x06\x07\x08\x09\x0a\x0b\x0c\x0d\x0e\x0f\x10\x11\x12\x13\x14ee";

/// A map with a list and a text in it.
pub(super) const CBOR: &[u8] = b"\xd9\xd9\xf7\xa2\x61a\x83\x01\x18\x99\x20\x61b\x62hi";

pub(super) fn cursor() -> Vec<u8> {
    made(b"Xcur")
        .le32(&[16, 0x1_0000, 2])
        .le32(&[0xfffd_0002, 24, 40])
        .le32(&[0xfffd_0002, 48, 80])
        .zeros(60)
        .0
}

pub(super) fn extension() -> Vec<u8> {
    made(b"Cr24")
        .le32(&[3, 8])
        .zeros(8)
        .put(zips::archive(&[("manifest.json", b"{}")]))
        .0
}

/// Two resources, no alias, and the place of the end.
pub(super) fn pak() -> Vec<u8> {
    made(&[])
        .le32(&[5, 1])
        .le16(&[2, 0])
        .le16(&[7])
        .le32(&[30])
        .le16(&[9])
        .le32(&[33])
        .le16(&[0])
        .le32(&[36])
        .put(b"onetwo")
        .0
}

pub(super) fn samples() -> Vec<Sample> {
    vec![
        sample("bplist", "a.plist", plist(), "Apple binary property list"),
        sample(
            "ds-store",
            ".DS_Store",
            made(&[0, 0, 0, 1])
                .put(b"Bud1")
                .be32(&[0x1000, 0x800, 0x1000])
                .zeros(20)
                .0,
            "Apple Desktop Services Store",
        ),
        sample(
            "apple-double",
            "._a",
            double(0x0005_1607),
            "AppleDouble encoded Macintosh file",
        ),
        sample(
            "apple-single",
            "a",
            double(0x0005_1600),
            "AppleSingle encoded Macintosh file",
        ),
        sample(
            "icc",
            "screen.icc",
            icc(),
            "ColorSync color profile 2.1, type lcms, RGB/XYZ-mntr device, 176 bytes, 2-1-2020 3:04:05 \
             \"Display\"",
        ),
        sample("torrent", "a.torrent", TORRENT, "BitTorrent file"),
        sample(
            "cbor",
            "a.cbor",
            CBOR,
            "Concise Binary Object Representation (CBOR) container (map)",
        ),
        sample(
            "prefetch",
            "CALC.EXE-1.pf",
            image(
                128,
                &[
                    (0, &[30, 0, 0, 0]),
                    (4, b"SCCA"),
                    (12, &[128]),
                    (16, &wide("CALC.EXE")),
                ],
            ),
            "MS Windows prefetch data, version 30, CALC.EXE",
        ),
        sample(
            "gvariant",
            "gschemas.compiled",
            made(b"GVariant").le32(&[0, 0, 24, 56]).zeros(40).0,
            "GVariant Database file, version 0",
        ),
        sample("x11-cursor", "watch", cursor(), "X11 cursor"),
        sample(
            "xkm",
            "us.xkm",
            made(b"\x0fmkx").put([0x16, 8, 0xff, 6]).zeros(40).0,
            "Compiled XKB Keymap: lsb, version 15",
        ),
        sample(
            "qt-qm",
            "de.qm",
            made(&super::hex("3cb86418caef9c95cd211cbf60a1bddd"))
                .put(b"\xa7\0\0\0\x02de\x42\0\0\0\x08")
                .zeros(8)
                .0,
            "Qt Translation file",
        ),
        sample(
            "qt-rcc",
            "a.rcc",
            made(b"qres").be32(&[3, 50, 24, 34, 0]).zeros(60).0,
            "Qt Binary Resource file",
        ),
        sample(
            "crx",
            "a.crx",
            extension(),
            "Google Chrome extension, version 3",
        ),
        sample(
            "chromium-pak",
            "en.pak",
            pak(),
            "Chromium resource pack, version 5, 2 resources",
        ),
    ]
}
