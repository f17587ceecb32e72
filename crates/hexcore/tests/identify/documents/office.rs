//! Documents in ZIP archives and in compound files.

use hexcore::identify::identify;

use crate::archives::zips::{archive, of_names};
use crate::archives::{filled, join, le_16, le_32};
use crate::{Sample, sample};

/// A document whose first entry says what it is.
fn typed(mime: &str) -> Vec<u8> {
    archive(&[("mimetype", mime.as_bytes()), ("content.xml", b"<a/>")])
}

/// A compound file of version 3 with a root and these streams, each the right neighbour of the one before
/// ([MS-CFB], 2.2 and 2.6.1).
fn compound(class: &[u8; 16], names: &[&str]) -> Vec<u8> {
    let sectors = (names.len() + 1).div_ceil(4) as u32;
    let header = join(&[
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        &[0; 16],
        &le_16(&[0x3e, 3, 0xfffe, 9, 6, 0, 0, 0]),
        // Sectors of directory and table, where the directory begins, and the small streams.
        &le_32(&[0, 1, 1, 0, 4096, 0xffff_fffe, 0, 0xffff_fffe, 0, 0]),
        &[0xff; 432],
    ]);
    let mut table = vec![0xffff_fffd];
    table.extend((2..=sectors).chain([0xffff_fffe]));
    table.resize(128, 0xffff_ffff);
    let mut directory = Vec::new();
    let all = [&["Root Entry"], names].concat();
    for (index, name) in all.iter().enumerate() {
        let units: Vec<u16> = name.encode_utf16().collect();
        let is_last = index == names.len();
        let right = if index == 0 || is_last {
            u32::MAX
        } else {
            index as u32 + 1
        };
        let below = if index == 0 { 1 } else { u32::MAX };
        directory.extend(join(&[
            &filled(&le_16(&units), 64),
            &le_16(&[units.len() as u16 * 2 + 2]),
            &[if index == 0 { 5 } else { 2 }, 1],
            &le_32(&[u32::MAX, right, below]),
            if index == 0 { class } else { &[0; 16] },
            &[0; 20],
            &le_32(&[0xffff_fffe, 0, 0]),
        ]));
    }
    let directory = filled(&directory, sectors as usize * 512);
    join(&[&header, &le_32(&table), &directory])
}

const INSTALLER: &[u8; 16] = b"\x84\x10\x0c\0\0\0\0\0\xc0\0\0\0\0\0\0\x46";

pub(super) fn samples() -> Vec<Sample> {
    let mut samples = vec![sample(
        "epub",
        "book.epub",
        archive(&[
            ("mimetype", b"application/epub+zip"),
            ("META-INF/container.xml", b"<container/>"),
        ]),
        "EPUB document",
    )];
    for (kind, mime, sentence) in [
        (
            "odt",
            "application/vnd.oasis.opendocument.text",
            "OpenDocument Text",
        ),
        (
            "ott",
            "application/vnd.oasis.opendocument.text-template",
            "OpenDocument Text Template",
        ),
        (
            "odm",
            "application/vnd.oasis.opendocument.text-master",
            "OpenDocument Master Document",
        ),
        (
            "oth",
            "application/vnd.oasis.opendocument.text-web",
            "OpenDocument HTML Document Template",
        ),
        (
            "ods",
            "application/vnd.oasis.opendocument.spreadsheet",
            "OpenDocument Spreadsheet",
        ),
        (
            "ots",
            "application/vnd.oasis.opendocument.spreadsheet-template",
            "OpenDocument Spreadsheet Template",
        ),
        (
            "odp",
            "application/vnd.oasis.opendocument.presentation",
            "OpenDocument Presentation",
        ),
        (
            "otp",
            "application/vnd.oasis.opendocument.presentation-template",
            "OpenDocument Presentation Template",
        ),
        (
            "odg",
            "application/vnd.oasis.opendocument.graphics",
            "OpenDocument Drawing",
        ),
        (
            "otg",
            "application/vnd.oasis.opendocument.graphics-template",
            "OpenDocument Drawing Template",
        ),
        (
            "odc",
            "application/vnd.oasis.opendocument.chart",
            "OpenDocument Chart",
        ),
        (
            "odf",
            "application/vnd.oasis.opendocument.formula",
            "OpenDocument Formula",
        ),
        (
            "odi",
            "application/vnd.oasis.opendocument.image",
            "OpenDocument Image",
        ),
        (
            "odb",
            "application/vnd.oasis.opendocument.base",
            "OpenDocument Database",
        ),
        (
            "sxw",
            "application/vnd.sun.xml.writer",
            "OpenOffice.org 1.x Writer document",
        ),
    ] {
        samples.push(sample(kind, kind, typed(mime), sentence));
    }
    for (kind, part, sentence) in [
        ("docx", "word/document.xml", "Microsoft Word 2007+"),
        ("xlsx", "xl/workbook.xml", "Microsoft Excel 2007+"),
        ("pptx", "ppt/presentation.xml", "Microsoft PowerPoint 2007+"),
        ("vsdx", "visio/document.xml", "Microsoft Visio 2013+"),
        ("xps", "FixedDocSeq.fdseq", "XPS document"),
    ] {
        let bytes = of_names(&["[Content_Types].xml", "_rels/.rels", part]);
        samples.push(sample(kind, kind, bytes, sentence));
    }
    for (kind, stream, sentence) in [
        ("ole", "Contents", "Composite Document File V2 Document"),
        ("doc", "WordDocument", "CDFV2 Microsoft Word"),
        ("xls", "Workbook", "CDFV2 Microsoft Excel"),
        ("ppt", "PowerPoint Document", "CDFV2 Microsoft PowerPoint"),
        (
            "msg",
            "__nameid_version1.0",
            "CDFV2 Microsoft Outlook Message",
        ),
        ("vsd", "VisioDocument", "CDFV2 Microsoft Visio"),
        ("ole-encrypted", "EncryptedPackage", "CDFV2 Encrypted"),
    ] {
        // Behind so many others that the directory takes another sector.
        let bytes = compound(&[0; 16], &["A", "B", "C", "D", stream]);
        samples.push(sample(kind, kind, bytes, sentence));
    }
    samples.push(sample(
        "msi",
        "setup.msi",
        compound(INSTALLER, &["\u{4840}\u{3f3f}"]),
        "Composite Document File V2 Document, MSI Installer",
    ));
    samples
}

/// A document inside another does not make this one of its kind.
#[test]
fn embedded_documents() {
    let mut bytes = compound(&[0; 16], &["ObjectPool", "Workbook", "WordDocument"]);
    assert_eq!(
        identify("", &bytes).kind.unwrap().id,
        "doc",
        "both are right below the root"
    );
    // The storage has the last as what is in it, rather than beside the others.
    let entry = |index: usize| 512 + 512 + index * 128;
    bytes[entry(1) + 76..entry(1) + 80].copy_from_slice(&[3, 0, 0, 0]);
    bytes[entry(2) + 72..entry(2) + 76].fill(0xff);
    assert_eq!(identify("", &bytes).kind.unwrap().id, "xls");
}

/// Links that go round end.
#[test]
fn loops() {
    let names: Vec<String> = (0..40).map(|index| format!("Stream {index}")).collect();
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    let good = compound(&[0; 16], &names);
    // Every sector is followed by the first one, and every entry has itself as neighbour.
    let mut bytes = good.clone();
    for place in (512..1024).step_by(4) {
        bytes[place..place + 4].copy_from_slice(&[1, 0, 0, 0]);
    }
    assert_eq!(identify("", &bytes).kind.unwrap().id, "ole");
    let mut bytes = good;
    for index in 1..40 {
        let at = 1024 + index * 128;
        bytes[at + 68..at + 80].fill(0);
    }
    assert_eq!(identify("", &bytes).kind.unwrap().id, "ole");
}

/// A type that only begins like one of those that are known.
#[test]
fn near_misses() {
    for mime in [
        "application/vnd.oasis.opendocument.textile",
        "application/epub",
        "application/vnd.oasis.opendocument",
    ] {
        assert_eq!(identify("", &typed(mime)).kind.unwrap().id, "zip", "{mime}");
    }
}
