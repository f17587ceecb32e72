//! Packages of systems, and differences between two files: RPM, XAR, VCDIFF, bsdiff.

use crate::identify::details::Details;
use crate::identify::kind::{Kind, Strength};
use crate::identify::test::Test::{Any, Bytes, Code, Number};
use crate::identify::values::{before_zero, bytes, fact_of, named, shown, unix_time, zero_ended};
use crate::identify::view::{
    Order::{Big, Little},
    View,
};

pub(super) const RPM: Kind = Kind {
    id: "rpm",
    name: "RPM",
    mime: "application/x-rpm",
    extensions: &["rpm"],
    tests: &[
        Bytes(0, &[0xed, 0xab, 0xee, 0xdb]),
        Number {
            at: 4,
            width: 1,
            order: Big,
            from: 2,
            to: 4,
        },
    ],
    strength: Strength::Certain,
    source: "Linux Standard Base Core 5.0, 22.2 (Package File Format)",
    lesson: "The first 96 bytes are kept for old tools only; what counts follows in a header of tags.",
    details: Some(rpm),
};

pub(super) const XAR: Kind = Kind {
    id: "xar",
    name: "xar archive",
    mime: "application/x-xar",
    extensions: &["xar", "pkg", "xip"],
    tests: &[
        Bytes(0, b"xar!"),
        Number {
            at: 4,
            width: 2,
            order: Big,
            from: 28,
            to: 64,
        },
    ],
    strength: Strength::Certain,
    source: "XAR file format (xar wiki), The Header",
    lesson: "Its list of files is XML, compressed; installers of macOS are made so.",
    details: Some(xar),
};

pub(super) const VCDIFF: Kind = Kind {
    id: "vcdiff",
    name: "VCDIFF binary diff",
    mime: "application/x-vcdiff",
    extensions: &["vcdiff", "xdelta"],
    tests: &[
        // VCD in ASCII, with the highest bits set.
        Bytes(0, &[0xd6, 0xc3, 0xc4]),
        Any(&[Bytes(3, &[0]), Bytes(3, b"S")]),
        Number {
            at: 4,
            width: 1,
            order: Big,
            from: 0,
            to: 7,
        },
    ],
    strength: Strength::Certain,
    source: "RFC 3284, 4.1",
    lesson: "It says how to make a new file from an old one: what to copy, what to add, and what to repeat.",
    details: Some(vcdiff),
};

pub(super) const XDELTA: Kind = Kind {
    id: "xdelta1",
    name: "XDelta binary patch file",
    mime: "application/x-xdelta",
    extensions: &["xdelta"],
    tests: &[Any(&[
        Bytes(0, b"%XDZ002%"),
        Bytes(0, b"%XDZ003%"),
        Bytes(0, b"%XDZ004%"),
    ])],
    strength: Strength::Certain,
    source: "xdelta 1.1, xdmain.c",
    lesson: "The first versions of xdelta had a format of their own, before VCDIFF was agreed on.",
    details: Some(xdelta),
};

pub(super) const BSDIFF: Kind = Kind {
    id: "bsdiff",
    name: "bsdiff(1) patch file",
    mime: "application/x-bsdiff",
    extensions: &["patch", "bsdiff"],
    tests: &[Bytes(0, b"BSDIFF40"), Code(24, bzip_behind)],
    strength: Strength::Certain,
    source: "bsdiff 4.3, bspatch.c",
    lesson: "It stores the differences of two programs, byte by byte, which are mostly zero and compress well.",
    details: Some(bsdiff),
};

const ARCHITECTURES: &[(u64, &str)] = &[
    (1, "i386/x86_64"),
    (2, "Alpha/Sparc64"),
    (3, "Sparc"),
    (4, "MIPS"),
    (5, "PowerPC"),
    (6, "68000"),
    (7, "SGI"),
    (8, "RS6000"),
    (9, "IA64"),
    (10, "Sparc64"),
    (11, "MIPSel"),
    (12, "ARM"),
    (13, "MiNT"),
    (14, "S/390"),
    (15, "S/390x"),
    (16, "PowerPC64"),
    (17, "SuperH"),
    (18, "Xtensa"),
];

const TAGS: &[(u64, &str)] = &[
    (1000, "Name"),
    (1001, "Version"),
    (1002, "Release"),
    (1004, "Summary"),
    (1006, "Built"),
    (1014, "Licence"),
    (1022, "Architecture"),
    (1125, "Compression"),
];

fn rpm(view: &View<'_>, to: &mut Details) -> Option<()> {
    let version = format!("{}.{}", view.u8(4)?, view.u8(5)?);
    let kind = view.u16(6, Big)?;
    let mut words = format!("RPM v{version}");
    let kind_name = match kind {
        0 => "bin",
        1 => "src",
        _ => "",
    };
    if !kind_name.is_empty() {
        words = format!("{words} {kind_name}");
    }
    let architecture = named(ARCHITECTURES, view.u16(8, Big)?.into());
    if let (0, Some(name)) = (kind, architecture) {
        words = format!("{words} {name}");
    }
    to.head(words);
    to.fact("Version of the format", version, 4..6);
    let source = if kind == 1 { "Source" } else { "Binary" };
    to.fact("Type", source, 6..8);
    let name = before_zero(view.bytes(10, 66)?);
    to.fact("Package", shown(name), 10..10 + name.len() as u64);
    // The signature is a header of the same form, and is filled up to a multiple of eight.
    let (count, length) = header(view, 96)?;
    let signature_end = 96 + 16 + count * 16 + length;
    let start = signature_end.next_multiple_of(8);
    let (count, length) = header(view, start)?;
    if count * 16 + length > view.size() {
        to.note(
            "The header is said to be longer than the file.",
            Some(start + 8..start + 16),
        );
    }
    let store = start + 16 + count * 16;
    for index in 0..count.min(200) {
        let at = start + 16 + index * 16;
        let tag = view.u32(at, Big)?;
        let Some(name) = named(TAGS, tag.into()) else {
            continue;
        };
        let value_at = store + u64::from(view.u32(at + 8, Big)?);
        match view.u32(at + 4, Big)? {
            // A number of 32 bits, a text, and a text in languages.
            4 => {
                let time = view.u32(value_at, Big)?;
                to.fact(name, unix_time(time.into())?, value_at..value_at + 4);
            }
            6 | 9 => {
                let text = zero_ended(view, value_at, 1024)?;
                to.fact(name, shown(text), value_at..value_at + text.len() as u64);
            }
            _ => {}
        }
    }
    Some(())
}

/// The number of entries and of bytes of a header of tags.
fn header(view: &View<'_>, at: u64) -> Option<(u64, u64)> {
    if view.bytes(at, 3)? != [0x8e, 0xad, 0xe8] {
        return None;
    }
    Some((
        view.u32(at + 8, Big)?.into(),
        view.u32(at + 12, Big)?.into(),
    ))
}

const XAR_SUMS: &[(u64, &str)] = &[
    (0, "no checksum"),
    (1, "SHA-1 checksum"),
    (2, "MD5 checksum"),
    (3, "SHA-256 checksum"),
    (4, "SHA-512 checksum"),
];

fn xar(view: &View<'_>, to: &mut Details) -> Option<()> {
    let packed = view.u64(8, Big)?;
    to.head(format!("xar archive compressed TOC: {packed}"));
    to.fact("Version", view.u16(6, Big)?.to_string(), 6..8);
    to.fact("Compressed list of files", bytes(packed), 8..16);
    to.fact("List of files", bytes(view.u64(16, Big)?), 16..24);
    let sum = u64::from(view.u32(24, Big)?);
    if let Some(words) = named(XAR_SUMS, sum) {
        to.part(words);
    }
    fact_of(to, "Checksum", XAR_SUMS, sum, 24..28);
    if packed > view.size() {
        to.note(
            "The list of files is said to be longer than the file.",
            Some(8..16),
        );
    }
    Some(())
}

fn vcdiff(view: &View<'_>, to: &mut Details) -> Option<()> {
    let form = match view.u8(3)? {
        0 => "RFC 3284",
        _ => "Open-vcdiff, with Google's extensions",
    };
    to.fact("Form", form, 3..4);
    let flags = view.u8(4)?;
    let second = if flags & 1 == 0 {
        "None"
    } else {
        "There is one"
    };
    to.fact("Second compression", second, 4..5);
    let table = if flags & 2 == 0 {
        "The usual one"
    } else {
        "Its own"
    };
    to.fact("Table of codes", table, 4..5);
    if flags & 5 == 4 {
        let length = u64::from(view.u8(5)?);
        if length < 0x80 {
            to.fact(
                "Application header",
                shown(view.bytes(6, length)?),
                6..6 + length,
            );
        }
    }
    Some(())
}

fn xdelta(view: &View<'_>, to: &mut Details) -> Option<()> {
    let version = match view.u8(6)? {
        b'2' => "1.0",
        b'3' => "1.0.4",
        _ => "1.1",
    };
    to.head(format!("XDelta binary patch file {version}"));
    to.fact("Version", version, 0..8);
    Some(())
}

fn bzip_behind(view: &View<'_>) -> Option<(String, std::ops::Range<u64>)> {
    (view.bytes(32, 3)? == b"BZh").then(|| ("bzip2 data behind the header".to_owned(), 32..35))
}

fn bsdiff(view: &View<'_>, to: &mut Details) -> Option<()> {
    let (control, difference) = (view.u64(8, Little)?, view.u64(16, Little)?);
    to.fact("Compressed control block", bytes(control), 8..16);
    to.fact("Compressed difference", bytes(difference), 16..24);
    to.fact("Size of the new file", bytes(view.u64(24, Little)?), 24..32);
    if control.saturating_add(difference).saturating_add(32) > view.size() {
        to.note(
            "Its blocks are said to be longer than the file.",
            Some(8..24),
        );
    }
    Some(())
}
