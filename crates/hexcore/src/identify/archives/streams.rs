//! Compressed files without a name: bzip2, xz, LZMA, lzip, lzop, LZ4, Snappy, LZFSE.

use std::ops::Range;

use crate::identify::details::Details;
use crate::identify::kind::{Kind, Strength};
use crate::identify::test::Test::{Any, Bytes, Code, Masked, Number, Tail};
use crate::identify::values::{bytes, crc_32, fact_of, named, shown, unix_time};
use crate::identify::view::{
    Order::{Big, Little},
    View,
};

pub(super) const BZIP2: Kind = Kind {
    id: "bzip2",
    name: "bzip2 compressed data",
    mime: "application/x-bzip2",
    extensions: &["bz2", "tbz2", "tbz"],
    tests: &[
        Bytes(0, b"BZh"),
        Number {
            at: 3,
            width: 1,
            order: Big,
            from: 0x31,
            to: 0x39,
        },
        // Of a block, or of the end where nothing was compressed.
        Any(&[
            Bytes(4, &[0x31, 0x41, 0x59, 0x26, 0x53, 0x59]),
            Bytes(4, &[0x17, 0x72, 0x45, 0x38, 0x50, 0x90]),
        ]),
    ],
    strength: Strength::Certain,
    source: "bzip2 and libbzip2, version 1.0.8; BZIP2 Format Specification (J. Tsai), 2.2",
    lesson: "Each block of a bzip2 file begins with the digits of pi: 31 41 59 26 53 59.",
    details: Some(bzip2),
};

pub(super) const XZ: Kind = Kind {
    id: "xz",
    name: "XZ compressed data",
    mime: "application/x-xz",
    extensions: &["xz", "txz"],
    tests: &[Bytes(0, b"\xfd7zXZ\0"), Masked(6, &[0, 0], &[0xff, 0xf0])],
    strength: Strength::Certain,
    source: "The .xz File Format, version 1.2.1, 2.1.1",
    lesson: "An xz file has a footer like its header, so that a reader can find its way from the end, too.",
    details: Some(xz),
};

pub(super) const LZMA: Kind = Kind {
    id: "lzma",
    name: "LZMA compressed data",
    mime: "application/x-lzma",
    extensions: &["lzma"],
    tests: &[
        Number {
            at: 0,
            width: 1,
            order: Big,
            from: 0,
            to: 224,
        },
        Code(40, lzma_fields),
    ],
    strength: Strength::Likely,
    source: "The .lzma File Format (XZ Utils), 1.1",
    lesson: "This older format has no signature at all: only sizes that are plausible give it away.",
    details: Some(lzma),
};

pub(super) const LZIP: Kind = Kind {
    id: "lzip",
    name: "lzip compressed data",
    mime: "application/x-lzip",
    extensions: &["lz"],
    tests: &[
        Bytes(0, b"LZIP"),
        Number {
            at: 4,
            width: 1,
            order: Big,
            from: 0,
            to: 1,
        },
    ],
    strength: Strength::Certain,
    source: "Lzip manual, File format",
    lesson: "Lzip is LZMA with a short header and, at the end, the sum and the sizes that tell damage.",
    details: Some(lzip),
};

pub(super) const LZOP: Kind = Kind {
    id: "lzop",
    name: "lzop compressed data",
    mime: "application/x-lzop",
    extensions: &["lzo"],
    tests: &[Bytes(0, b"\x89LZO\0\r\n\x1a\n")],
    strength: Strength::Certain,
    source: "lzop 1.04, conf.h and lzop.c",
    lesson: "Its first bytes are made as those of PNG are, to be damaged by a transfer as text.",
    details: Some(lzop),
};

pub(super) const LZ4: Kind = Kind {
    id: "lz4",
    name: "LZ4 compressed data (v1.4+)",
    mime: "application/x-lz4",
    extensions: &["lz4"],
    tests: &[Bytes(0, &[4, 0x22, 0x4d, 0x18])],
    strength: Strength::Certain,
    source: "LZ4 Frame Format Description, version 1.6.4, General structure",
    lesson: "LZ4 is made to be fast rather than small.",
    details: Some(lz4),
};

pub(super) const LZ4_LEGACY: Kind = Kind {
    id: "lz4-legacy",
    name: "LZ4 compressed data (v0.1-v0.9)",
    mime: "application/x-lz4",
    extensions: &["lz4"],
    tests: &[Bytes(0, &[2, 0x21, 0x4c, 0x18])],
    strength: Strength::Certain,
    source: "LZ4 Frame Format Description, version 1.6.4, Legacy frame",
    lesson: "The first format of LZ4 is still used for kernels of Linux.",
    details: None,
};

pub(super) const SNAPPY: Kind = Kind {
    id: "snappy",
    name: "snappy framed data",
    mime: "application/x-snappy-framed",
    extensions: &["sz"],
    tests: &[Bytes(0, b"\xff\x06\0\0sNaPpY")],
    strength: Strength::Certain,
    source: "Snappy framing format description, 4.1",
    lesson: "Snappy itself has no signature; its framing begins with a chunk that holds its name.",
    details: None,
};

pub(super) const LZFSE: Kind = Kind {
    id: "lzfse",
    name: "lzfse compressed",
    mime: "application/x-lzfse",
    extensions: &["lzfse"],
    tests: &[
        Any(&[
            Bytes(0, b"bvx2"),
            Bytes(0, b"bvx1"),
            Bytes(0, b"bvxn"),
            Bytes(0, b"bvx-"),
        ]),
        Tail(4, b"bvx$"),
    ],
    strength: Strength::Certain,
    source: "LZFSE reference implementation, lzfse_internal.h",
    lesson: "Apple's compression marks each block, and its end, with four letters.",
    details: Some(lzfse),
};

fn bzip2(view: &View<'_>, to: &mut Details) -> Option<()> {
    let level = view.u8(3)? - b'0';
    to.part(format!("block size = {level}00k"));
    to.fact("Block size", format!("{level}00,000 bytes"), 3..4);
    if view.u8(4)? == 0x17 {
        to.fact("Blocks", "None: nothing was compressed", 4..10);
    } else {
        let sum = view.u32(10, Big)?;
        to.fact("CRC-32 of the first block", format!("{sum:08x}"), 10..14);
    }
    Some(())
}

const CHECKS: &[(u64, &str)] = &[(0, "NONE"), (1, "CRC32"), (4, "CRC64"), (10, "SHA-256")];

const FILTERS: &[(u64, &str)] = &[
    (3, "Delta"),
    (4, "x86"),
    (5, "PowerPC"),
    (6, "IA-64"),
    (7, "ARM"),
    (8, "ARM-Thumb"),
    (9, "SPARC"),
    (10, "ARM64"),
    (11, "RISC-V"),
    (0x21, "LZMA2"),
];

fn xz(view: &View<'_>, to: &mut Details) -> Option<()> {
    let check = u64::from(view.u8(7)?);
    match named(CHECKS, check) {
        Some(name) => to.part(format!("checksum {name}")),
        None => to.part(format!("checksum of type {check}")),
    }
    fact_of(to, "Checksum", CHECKS, check, 7..8);
    if view.u32(8, Little)? != crc_32(view.bytes(6, 2)?) {
        to.note(
            "The sum of the header is wrong: it is damaged.",
            Some(8..12),
        );
    }
    first_xz_block(view, to);
    let end = view.size();
    match end.checked_sub(12).and_then(|at| view.bytes(at, 12)) {
        Some(footer) if footer.ends_with(b"YZ") => {
            let index = (u64::from(view.u32(end - 8, Little)?) + 1) * 4;
            to.fact("Index", bytes(index), end - 8..end - 4);
            if footer.get(8..10) != view.bytes(6, 2) {
                to.note(
                    "The footer has other flags than the header: streams follow each other, or it is damaged.",
                    Some(end - 4..end - 2),
                );
            }
        }
        // After the last stream there may be NULs.
        Some([.., 0]) => {}
        _ => return None,
    }
    Some(())
}

/// A number in bytes of seven bits, and where the next byte is.
fn variable(view: &View<'_>, at: u64) -> Option<(u64, u64)> {
    let mut number = 0;
    for place in 0..9 {
        let byte = view.u8(at + place)?;
        number |= u64::from(byte & 0x7f) << (7 * place);
        if byte & 0x80 == 0 {
            return Some((number, at + place + 1));
        }
    }
    None
}

fn first_xz_block(view: &View<'_>, to: &mut Details) -> Option<()> {
    if view.u8(12)? == 0 {
        to.fact("Blocks", "None: nothing was compressed", 12..13);
        return Some(());
    }
    let flags = view.u8(13)?;
    let mut at = 14;
    for (flag, name) in [
        (0x40, "Compressed size of the first block"),
        (0x80, "Size of the first block"),
    ] {
        if flags & flag != 0 {
            let (size, next) = variable(view, at)?;
            to.fact(name, bytes(size), at..next);
            at = next;
        }
    }
    let mut names = Vec::new();
    let start = at;
    for _ in 0..=flags & 3 {
        let (id, next) = variable(view, at)?;
        let (length, next) = variable(view, next)?;
        names.push(named(FILTERS, id).unwrap_or("an unknown filter"));
        if id == 0x21 && length == 1 {
            let exponent = u32::from(view.u8(next)?);
            let size = match exponent {
                0..40 => u64::from(2 | exponent & 1) << (exponent / 2 + 11),
                _ => 0xffff_ffff,
            };
            to.fact("Dictionary", bytes(size), next..next + 1);
        }
        at = next.checked_add(length)?;
        if at > view.size() {
            return None;
        }
    }
    to.fact("Filters", names.join(", "), start..at);
    Some(())
}

fn lzma_fields(view: &View<'_>) -> Option<(String, Range<u64>)> {
    // The sizes that encoders write: a power of two, or one and its half.
    let dictionary = view.u32(1, Little)?;
    let high = dictionary.checked_ilog2().filter(|it| *it >= 12)?;
    let rest = dictionary ^ 1 << high;
    let is_usual = rest == 0 || rest == 1 << (high - 1) || dictionary == u32::MAX;
    let size = view.u64(5, Little)?;
    let is_size = size == u64::MAX || (1..1 << 38).contains(&size);
    // The coder begins with a zero byte, and something must follow it.
    let is_coded = view.u8(13)? == 0 && view.number(14, 4, Big)? != 0;
    // Few encoders are told to use other properties than these.
    let properties = view.u8(0)?;
    let is_common = properties == 0x5d || size == u64::MAX;
    (is_usual && is_size && is_coded && is_common)
        .then(|| ("sizes and a first byte of LZMA".to_owned(), 0..14))
}

fn lzma(view: &View<'_>, to: &mut Details) -> Option<()> {
    let properties = view.u8(0)?;
    let (lc, lp, pb) = (properties % 9, properties / 9 % 5, properties / 45);
    let size = view.u64(5, Little)?;
    if size == u64::MAX {
        to.part("streamed");
        to.fact("Original size", "Not told: a mark ends it", 5..13);
    } else {
        to.part("non-streamed");
        to.part(format!("size {size}"));
        to.fact("Original size", bytes(size), 5..13);
    }
    to.fact("Properties", format!("lc={lc}, lp={lp}, pb={pb}"), 0..1);
    to.fact("Dictionary", bytes(view.u32(1, Little)?.into()), 1..5);
    Some(())
}

fn lzip(view: &View<'_>, to: &mut Details) -> Option<()> {
    let version = view.u8(4)?;
    to.part(format!("version: {version}"));
    to.fact("Version", version.to_string(), 4..5);
    let code = view.u8(5)?;
    let base = 1_u64 << (code & 0x1f);
    let size = base - base / 16 * u64::from(code >> 5);
    to.fact("Dictionary", bytes(size), 5..6);
    if version == 1 {
        let end = view.size();
        let size = view.u64(end.checked_sub(16)?, Little)?;
        to.fact(
            "Original size of the last member",
            bytes(size),
            end - 16..end - 8,
        );
        let sum = view.u32(end.checked_sub(20)?, Little)?;
        to.fact("CRC-32", format!("{sum:08x}"), end - 20..end - 16);
    }
    Some(())
}

const LZO: &[(u64, &str)] = &[(1, "LZO1X-1"), (2, "LZO1X-1(15)"), (3, "LZO1X-999")];

const LZOP_SYSTEMS: &[(u64, &str)] = &[
    (0, "MS-DOS"),
    (1, "Amiga"),
    (2, "VMS"),
    (3, "Unix"),
    (5, "Atari"),
    (6, "OS/2"),
    (7, "MacOS"),
    (10, "Tops/20"),
    (11, "WinNT"),
    (14, "Win32"),
];

fn lzop(view: &View<'_>, to: &mut Details) -> Option<()> {
    let version = view.u16(9, Big)?;
    let words = format!("{:x}.{:03x}", version >> 12, version & 0xfff);
    to.head(format!("lzop compressed data - version {words}"));
    to.fact("Version", words, 9..11);
    // Older versions have neither the version that is needed nor a level.
    let is_new = version >= 0x940;
    let at = if is_new { 15 } else { 13 };
    let method = u64::from(view.u8(at)?);
    let flags_at = if is_new { at + 2 } else { at + 1 };
    if let Some(name) = named(LZO, method) {
        to.part(name);
    }
    fact_of(to, "Method", LZO, method, at..at + 1);
    if is_new {
        to.fact("Level", view.u8(at + 1)?.to_string(), at + 1..at + 2);
    }
    let flags = view.u32(flags_at, Big)?;
    let system = u64::from(flags >> 24);
    if let Some(name) = named(LZOP_SYSTEMS, system) {
        to.part(format!("os: {name}"));
    }
    fact_of(to, "System", LZOP_SYSTEMS, system, flags_at..flags_at + 1);
    // A filter, where there is one, comes between the flags and the mode.
    let filter = if flags & 0x800 == 0 { 0 } else { 4 };
    let time_at = flags_at + 4 + filter + 4;
    let time = view.u32(time_at, Big)?;
    if time > 0 {
        to.fact("Time", unix_time(time.into())?, time_at..time_at + 4);
    }
    let name_at = time_at + if is_new { 8 } else { 4 };
    let length = u64::from(view.u8(name_at)?);
    if length > 0 {
        let name = view.bytes(name_at + 1, length)?;
        to.fact(
            "Original name",
            shown(name),
            name_at + 1..name_at + 1 + length,
        );
    }
    Some(())
}

const BLOCKS: &[(u64, &str)] = &[(4, "64 KiB"), (5, "256 KiB"), (6, "1 MiB"), (7, "4 MiB")];

fn lz4(view: &View<'_>, to: &mut Details) -> Option<()> {
    let (flags, block) = (view.u8(4)?, view.u8(5)?);
    if flags >> 6 != 1 || flags & 2 != 0 || block & 0x8f != 0 {
        to.note(
            "Its version or its reserved bits are none that are in use: it may be damaged.",
            Some(4..6),
        );
    }
    fact_of(to, "Largest block", BLOCKS, (block >> 4).into(), 5..6);
    let alone = match flags & 0x20 {
        0 => "Each may use those before it",
        _ => "Each stands alone",
    };
    to.fact("Blocks", alone, 4..5);
    let sums = match (flags & 0x10, flags & 4) {
        (0, 0) => "None",
        (_, 0) => "Of the blocks",
        (0, _) => "Of the content",
        _ => "Of the blocks and of the content",
    };
    to.fact("Checksums", sums, 4..5);
    if flags & 8 != 0 {
        to.fact("Original size", bytes(view.u64(6, Little)?), 6..14);
    }
    Some(())
}

fn lzfse(view: &View<'_>, to: &mut Details) -> Option<()> {
    let (head, method) = match view.u8(3)? {
        b'2' => ("lzfse compressed, compressed tables", "LZFSE"),
        b'1' => ("lzfse compressed, uncompressed tables", "LZFSE"),
        b'n' => ("lzfse encoded, lzvn compressed", "LZVN"),
        _ => ("lzfse encoded, no compression", "None"),
    };
    to.head(head);
    to.fact("Method of the first block", method, 0..4);
    let size = view.u32(4, Little)?;
    to.fact("Size of the first block", bytes(size.into()), 4..8);
    Some(())
}
