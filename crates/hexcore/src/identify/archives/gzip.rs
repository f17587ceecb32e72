//! What Unix compresses single files with: gzip and zlib (RFC 1950 to 1952), compress and pack.

use std::ops::Range;

use crate::identify::details::{Details, printable};
use crate::identify::kind::{Kind, Strength};
use crate::identify::test::Test::{Bytes, Code, Masked, Number};
use crate::identify::values::{bytes, fact_of, long_time, named, shown, unix_time, zero_ended};
use crate::identify::view::{
    Order::{Big, Little},
    View,
};

const MAGIC: &[u8] = &[0x1f, 0x8b, 8];

pub(super) const GZIP: Kind = Kind {
    id: "gzip",
    name: "gzip compressed data",
    mime: "application/gzip",
    extensions: &["gz", "tgz", "svgz", "crate"],
    tests: &[
        Bytes(0, MAGIC),
        // The upper flags are reserved, and must be zero.
        Masked(3, &[0], &[0xe0]),
        Code(6, gzip_fields),
    ],
    strength: Strength::Certain,
    source: "RFC 1952, 2.3",
    lesson: "A gzip file is one compressed file, with its old name, its time and a sum to check it by around it.",
    details: Some(gzip),
};

pub(super) const BGZF: Kind = Kind {
    id: "bgzf",
    name: "Blocked GNU Zip Format (BGZF; gzip compatible)",
    mime: "application/x-gzip",
    extensions: &["gz", "bgz", "bam"],
    tests: &[
        Bytes(0, &[0x1f, 0x8b, 8, 4]),
        Bytes(12, b"BC\x02\0"),
        Code(6, gzip_fields),
    ],
    strength: Strength::Certain,
    source: "SAM specification, 4.1 (The BGZF compression format)",
    lesson: "BGZF is gzip in blocks of at most 64 KiB that name their length, so that a reader can jump into the middle.",
    details: Some(bgzf),
};

pub(super) const ZLIB: Kind = Kind {
    id: "zlib",
    name: "zlib compressed data",
    mime: "application/zlib",
    extensions: &["zz", "zlib"],
    tests: &[
        Masked(0, &[8], &[0x8f]),
        Code(5, zlib_check),
        Code(12, first_block),
    ],
    strength: Strength::Likely,
    source: "RFC 1950, 2.2 and RFC 1951, 3.2",
    lesson: "The first two bytes of a zlib stream, taken as one number, can be divided by 31.",
    details: Some(zlib),
};

pub(super) const ZLIB_SHORT: Kind = Kind {
    id: "zlib-short",
    name: "zlib compressed data",
    mime: "application/zlib",
    extensions: &["zz", "zlib"],
    tests: &[
        Bytes(0, b"x"),
        Code(5, zlib_check),
        // A block with the fixed codes, which has no more to check.
        Masked(2, &[2], &[6]),
    ],
    strength: Strength::Guess,
    source: "RFC 1950, 2.2 and RFC 1951, 3.2.6",
    lesson: "Short data is compressed with codes that are always the same, so that they need not be told.",
    details: Some(zlib),
};

pub(super) const COMPRESS: Kind = Kind {
    id: "compress",
    name: "compress'd data",
    mime: "application/x-compress",
    extensions: &["z"],
    tests: &[
        Bytes(0, &[0x1f, 0x9d]),
        // Two flags are unused, and codes have 9 to 16 bits.
        Masked(2, &[0], &[0x60]),
        Code(5, compress_codes),
    ],
    strength: Strength::Likely,
    source: "compress(1) of 4.3BSD, compress.c",
    lesson: "The program compress of 1984 gave way to gzip because its method, LZW, was patented.",
    details: Some(compress),
};

pub(super) const PACK: Kind = Kind {
    id: "pack",
    name: "packed data",
    mime: "application/octet-stream",
    extensions: &["z"],
    tests: &[
        Bytes(0, &[0x1f, 0x1e]),
        Number {
            at: 6,
            width: 1,
            order: Big,
            from: 1,
            to: 24,
        },
        Code(12, pack_tree),
    ],
    strength: Strength::Likely,
    source: "pack(1) of System III; gzip, unpack.c",
    lesson: "The program pack gave frequent bytes short codes and rare ones long codes, as Huffman had found in 1952.",
    details: Some(pack),
};

const SYSTEMS: &[(u64, &str)] = &[
    (0, "FAT filesystem (MS-DOS, OS/2, NT)"),
    (1, "Amiga"),
    (2, "VMS"),
    (3, "Unix"),
    (4, "VM/CMS"),
    (5, "Atari"),
    (6, "HPFS filesystem (OS/2, NT)"),
    (7, "MacOS"),
    (8, "Z-System"),
    (9, "CP/M"),
    (10, "TOPS/20"),
    (11, "NTFS filesystem (NT)"),
    (12, "QDOS"),
    (13, "Acorn RISCOS"),
];

fn gzip_fields(view: &View<'_>) -> Option<(String, Range<u64>)> {
    let system = u64::from(view.u8(9)?);
    let is_known = system == 255 || named(SYSTEMS, system).is_some();
    is_known.then(|| ("a system that gzip knows".to_owned(), 9..10))
}

/// Where the fields after the fixed header are.
struct Fields {
    name: Option<Range<u64>>,
    comment: Option<Range<u64>>,
    data: u64,
}

fn fields(view: &View<'_>) -> Option<Fields> {
    let flags = view.u8(3)?;
    let mut at = 10;
    if flags & 4 != 0 {
        at += 2 + u64::from(view.u16(at, Little)?);
    }
    let mut text = |flag: u8| {
        if flags & flag == 0 {
            return Some(None);
        }
        let range = at..at + zero_ended(view, at, 4096)?.len() as u64;
        at = range.end + 1;
        Some(Some(range))
    };
    let (name, comment) = (text(8)?, text(16)?);
    let data = at + if flags & 2 != 0 { 2 } else { 0 };
    Some(Fields {
        name,
        comment,
        data,
    })
}

fn gzip(view: &View<'_>, to: &mut Details) -> Option<()> {
    let flags = view.u8(3)?;
    let fields = fields(view);
    if flags & 1 != 0 {
        to.part("ASCII");
    }
    if flags & 2 != 0 {
        to.part("has CRC");
    }
    if flags & 4 != 0 {
        to.part("extra field");
    }
    if let Some(name) = fields.as_ref().and_then(|it| it.name.clone()) {
        let text = view.bytes(name.start, name.end - name.start)?;
        if flags & 4 == 0 {
            let most = text.get(..127).unwrap_or(text);
            to.part(format!("was \"{}\"", printable(most)));
        }
        to.fact("Original name", shown(text), name);
    }
    if flags & 16 != 0 {
        to.part("has comment");
    }
    if let Some(comment) = fields.as_ref().and_then(|it| it.comment.clone()) {
        let text = view.bytes(comment.start, (comment.end - comment.start).min(200))?;
        to.fact("Comment", shown(text), comment);
    }
    let time = view.u32(4, Little)?;
    // As the old 32-bit time of Unix, of which zero means that there is none.
    if time.cast_signed() > 0
        && let Some(words) = long_time(time.into())
    {
        to.part(format!("last modified: {words}"));
    }
    if time > 0 {
        to.fact("Time", unix_time(time.into())?, 4..8);
    }
    match view.u8(8)? {
        2 => {
            to.part("max compression");
            to.fact("Compression", "The best", 8..9);
        }
        4 => {
            to.part("max speed");
            to.fact("Compression", "The fastest", 8..9);
        }
        _ => {}
    }
    if let Some(system) = named(SYSTEMS, view.u8(9)?.into()) {
        to.part(format!("from {system}"));
        to.fact("System", system, 9..10);
    }
    // The last eight bytes are the sum and the size of the last of the members.
    let end = view.size();
    let fields = fields?;
    if end < fields.data.saturating_add(8 + 2) {
        return None;
    }
    let original = view.u32(end - 4, Little)?;
    to.part(format!("original size modulo 2^32 {original}"));
    to.fact("Original size", bytes(original.into()), end - 4..end);
    let sum = view.u32(end - 8, Little)?;
    to.fact("CRC-32", format!("{sum:08x}"), end - 8..end - 4);
    // Deflate has no more than 1,032 bytes in a byte.
    let room = (end - fields.data).saturating_mul(1032);
    if u64::from(original) > room {
        to.note(
            "The size at the end is more than so few bytes can hold: it is cut off, or something follows it.",
            Some(end - 4..end),
        );
    }
    Some(())
}

fn bgzf(view: &View<'_>, to: &mut Details) -> Option<()> {
    let length = u64::from(view.u16(16, Little)?);
    to.part(format!("block length {length}"));
    to.fact("First block", bytes(length + 1), 16..18);
    Some(())
}

fn zlib_check(view: &View<'_>) -> Option<(String, Range<u64>)> {
    let number = view.u16(0, Big)?;
    // A window of 256 to 32,768 bytes, no preset dictionary, and the check.
    let holds = number >> 12 <= 7 && number & 0x20 == 0 && number % 31 == 0;
    holds.then(|| (format!("the number {number}, which 31 divides"), 0..2))
}

/// Whether a first block follows that says something that can be checked.
fn first_block(view: &View<'_>) -> Option<(String, Range<u64>)> {
    let bits =
        u128::from(view.number(2, 8, Little)?) | u128::from(view.number(10, 4, Little)?) << 64;
    match bits >> 1 & 3 {
        0 => {
            let (length, complement) = (view.u16(3, Little)?, view.u16(5, Little)?);
            let is_so = length == !complement && bits & 0xf8 == 0;
            is_so.then(|| ("a length and its complement".to_owned(), 3..7))
        }
        2 => {
            let (literals, distances) = (bits >> 3 & 31, bits >> 8 & 31);
            let count = (bits >> 13 & 15) + 4;
            if literals > 29 || distances > 29 {
                return None;
            }
            // Codes of n bits take one part in 2^n each, and all of them together the whole.
            let parts: u32 = (0..count)
                .map(|index| bits >> (17 + 3 * index) & 7)
                .filter(|length| *length > 0)
                .map(|length| 128 >> length)
                .sum();
            (parts == 128).then(|| ("lengths of codes that make a whole tree".to_owned(), 2..12))
        }
        _ => None,
    }
}

const LEVELS: &[(u64, &str)] = &[
    (0, "The fastest"),
    (1, "Fast"),
    (2, "The usual one"),
    (3, "The best"),
];

fn zlib(view: &View<'_>, to: &mut Details) -> Option<()> {
    let window = 256_u64 << (view.u8(0)? >> 4 & 7);
    to.fact("Window", bytes(window), 0..1);
    fact_of(to, "Compression", LEVELS, (view.u8(1)? >> 6).into(), 1..2);
    let end = view.size();
    if end >= 8 {
        let sum = view.u32(end - 4, Big)?;
        to.fact("Adler-32", format!("{sum:08x}"), end - 4..end);
    }
    Some(())
}

fn compress_codes(view: &View<'_>) -> Option<(String, Range<u64>)> {
    let width = view.u8(2)? & 0x1f;
    // The first code is a byte, and the second a byte or the first of the table.
    let codes = view
        .u32(3, Little)
        .or_else(|| view.number(3, 2, Little).map(|it| it as u32))?;
    let is_so = (9..=16).contains(&width) && codes & 0x1ff < 256 && codes >> 9 & 0x1ff <= 257;
    is_so.then(|| (format!("codes of up to {width} bits"), 2..3))
}

fn compress(view: &View<'_>, to: &mut Details) -> Option<()> {
    let flags = view.u8(2)?;
    to.head(format!("compress'd data {} bits", flags & 0x1f));
    to.fact("Longest code", format!("{} bits", flags & 0x1f), 2..3);
    let resets = match flags & 0x80 {
        0 => "Never",
        _ => "When it no longer fits the data",
    };
    to.fact("Table begun anew", resets, 2..3);
    Some(())
}

/// Whether the tree of codes is one: as many codes of each length as there is room for.
fn pack_tree(view: &View<'_>) -> Option<(String, Range<u64>)> {
    let size = view.u32(2, Big)?;
    let levels = u64::from(view.u8(6)?);
    let counts = view.bytes(7, levels)?;
    // Places for nodes at each level; what is no leaf has two below it.
    let mut room: u64 = 1;
    for (level, count) in counts.iter().enumerate() {
        room = room.checked_mul(2)?;
        // The end of the data has a code of its own in the last level, which is counted as one less.
        let last = level as u64 + 1 == levels;
        let leaves = u64::from(*count) + if last { 2 } else { 0 };
        room = match last {
            true => (leaves == room).then_some(0)?,
            false => room.checked_sub(leaves).filter(|room| *room > 0)?,
        };
    }
    (size > 0).then(|| ("a whole tree of codes".to_owned(), 6..7 + levels))
}

fn pack(view: &View<'_>, to: &mut Details) -> Option<()> {
    let size = view.u32(2, Big)?;
    to.part(format!("{size} characters originally"));
    to.fact("Original size", bytes(size.into()), 2..6);
    to.fact("Longest code", format!("{} bits", view.u8(6)?), 6..7);
    Some(())
}
