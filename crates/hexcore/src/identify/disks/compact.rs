//! File systems that are made at once and only read, and those of flash memory: squashfs, cramfs, romfs,
//! JFFS2, UBI.

use std::ops::Range;

use crate::identify::details::Details;
use crate::identify::fields::{number, tell_text, text};
use crate::identify::kind::{Kind, Strength};
use crate::identify::test::Test::{Any, Bytes, Code};
use crate::identify::values::{crc_32, long_time, named, unix_time};
use crate::identify::view::{
    Order::{self, Big, Little},
    View,
};

pub(super) const SQUASHFS: Kind = Kind {
    id: "squashfs",
    name: "Squashfs filesystem",
    mime: "application/vnd.squashfs",
    extensions: &["squashfs", "sqfs", "sfs", "snap"],
    tests: &[
        Any(&[Bytes(0, b"hsqs"), Bytes(0, b"sqsh")]),
        Code(16, squash_version),
    ],
    strength: Strength::Certain,
    source: "Squashfs Binary Format, 2 (The Superblock)",
    lesson: "Everything in it is compressed, the tables as well; live systems and packages of apps are made \
             of it.",
    details: Some(squashfs),
};

pub(super) const CRAMFS: Kind = Kind {
    id: "cramfs",
    name: "Linux Compressed ROM File System data",
    mime: "application/x-cramfs",
    extensions: &["cramfs", "img"],
    tests: &[
        Any(&[Bytes(0, b"\x45\x3d\xcd\x28"), Bytes(0, b"\x28\xcd\x3d\x45")]),
        Bytes(16, b"Compressed ROMFS"),
    ],
    strength: Strength::Certain,
    source: "Linux kernel, cramfs_fs.h, struct cramfs_super",
    lesson: "A small compressed file system for devices whose memory is read only.",
    details: Some(cramfs),
};

pub(super) const ROMFS: Kind = Kind {
    id: "romfs",
    name: "romfs filesystem",
    mime: "application/x-romfs",
    extensions: &["romfs", "img"],
    tests: &[Bytes(0, b"-rom1fs-"), Code(16, sum_of_romfs)],
    strength: Strength::Certain,
    source: "Linux kernel documentation, ROMFS - ROM File System",
    lesson: "The simplest of file systems: headers and files one after the other.",
    details: Some(romfs),
};

pub(super) const JFFS2: Kind = Kind {
    id: "jffs2",
    name: "Linux jffs2 filesystem data",
    mime: "application/x-jffs2",
    extensions: &["jffs2", "img"],
    tests: &[
        Any(&[Bytes(0, b"\x85\x19"), Bytes(0, b"\x19\x85")]),
        Code(48, node),
    ],
    strength: Strength::Certain,
    source: "Linux kernel, jffs2.h, struct jffs2_unknown_node",
    lesson: "A log of changes on flash memory: the newest node about a file is the one that holds.",
    details: Some(jffs2),
};

pub(super) const UBI: Kind = Kind {
    id: "ubi",
    name: "UBI image",
    mime: "application/x-ubi",
    extensions: &["ubi", "img"],
    tests: &[Bytes(0, b"UBI#\x01\0\0\0")],
    strength: Strength::Certain,
    source: "Linux kernel, ubi-media.h, struct ubi_ec_hdr",
    lesson: "UBI counts how often each block of flash memory was erased, and spreads the wear.",
    details: Some(ubi),
};

fn order_of(view: &View<'_>, little: &[u8]) -> Option<(Order, &'static str)> {
    Some(match view.bytes(0, little.len() as u64)? == little {
        true => (Little, "little endian"),
        false => (Big, "big endian"),
    })
}

fn squash_version(view: &View<'_>) -> Option<(String, Range<u64>)> {
    let (order, _) = order_of(view, b"hsqs")?;
    let version = view.u16(28, order)?;
    let shift = view.u16(22, order)?;
    // The size of a block is there twice since version 4.
    let fits = match version {
        1..=3 => true,
        4 => (12..=20).contains(&shift) && view.u32(12, order)? == 1 << shift,
        _ => false,
    };
    fits.then(|| {
        (
            format!("the version {version}, and sizes that agree"),
            28..30,
        )
    })
}

const COMPRESSORS: &[(u64, &str)] = &[
    (1, "zlib"),
    (2, "lzma"),
    (3, "lzo"),
    (4, "xz"),
    (5, "lz4"),
    (6, "zstd"),
];

fn squashfs(view: &View<'_>, to: &mut Details) -> Option<()> {
    let (order, name) = order_of(view, b"hsqs")?;
    to.part(name);
    let (major, minor) = (view.u16(28, order)?, view.u16(30, order)?);
    to.part(format!("version {major}.{minor}"));
    to.fact("Version", format!("{major}.{minor}"), 28..32);
    let inodes = number(view, to, "Inodes", 4..8, order, "")?;
    if major < 4 {
        to.part(format!("{inodes} inodes"));
        return Some(());
    }
    let id = u64::from(view.u16(20, order)?);
    match named(COMPRESSORS, id) {
        Some(words) => {
            to.part(format!("{words} compressed"));
            to.fact("Compression", words, 20..22);
        }
        None => to.fact("Compression", format!("Unknown ({id})"), 20..22),
    }
    let size = number(view, to, "Size", 40..48, order, "bytes")?;
    to.part(format!("{size} bytes"));
    to.part(format!("{inodes} inodes"));
    let block = number(view, to, "Block", 12..16, order, "bytes")?;
    to.part(format!("blocksize: {block} bytes"));
    let seconds = i64::from(view.u32(8, order)?);
    to.part(format!("created: {}", long_time(seconds)?));
    to.fact("Created", unix_time(seconds)?, 8..12);
    if size > view.size() {
        to.note(
            "The file is shorter than the file system that it holds.",
            Some(40..48),
        );
    }
    Some(())
}

fn cramfs(view: &View<'_>, to: &mut Details) -> Option<()> {
    let (order, name) = order_of(view, b"\x45\x3d\xcd\x28")?;
    let (size, flags) = (view.u32(4, order)?, view.u32(8, order)?);
    let mut head = format!("Linux Compressed ROM File System data, {name} size {size}");
    for (bit, words) in [
        (1, " version #2"),
        (2, " sorted_dirs"),
        (0x100, " hole_support"),
    ] {
        if flags & bit != 0 {
            head += words;
        }
    }
    let crc = view.u32(32, order)?;
    let (edition, blocks, files) = (
        view.u32(36, order)?,
        view.u32(40, order)?,
        view.u32(44, order)?,
    );
    head += &format!(" CRC {crc:#x}, edition {edition}, {blocks} blocks, {files} files");
    to.head(head);
    to.fact("Byte order", name, 0..4);
    to.fact("Size", format!("{size} bytes"), 4..8);
    to.fact("Blocks", blocks.to_string(), 40..44);
    to.fact("Files", files.to_string(), 44..48);
    tell_text(view, to, "Label", 48, 16);
    Some(())
}

/// The 32-bit numbers of the first 512 bytes, or of all of it, make 0 together.
fn sum_of_romfs(view: &View<'_>) -> Option<(String, Range<u64>)> {
    let size = u64::from(view.u32(8, Big)?);
    let length = size.min(512);
    let words = view.bytes(0, length)?.chunks_exact(4);
    let sum = words.fold(0u32, |sum, word| match *word {
        [a, b, c, d] => sum.wrapping_add(u32::from_be_bytes([a, b, c, d])),
        _ => sum,
    });
    (sum == 0 && size >= 32).then(|| ("a sum that is right".to_owned(), 12..16))
}

fn romfs(view: &View<'_>, to: &mut Details) -> Option<()> {
    let size = view.u32(8, Big)?;
    let name = text(view, 16, 256)?;
    to.head(format!(
        "romfs filesystem, version 1 {size} bytes, named {name}."
    ));
    to.fact("Size", format!("{size} bytes"), 8..12);
    tell_text(view, to, "Label", 16, 16);
    Some(())
}

/// A node with a sum of its head that is right. The sum begins with 0 and is not turned at its end.
fn node(view: &View<'_>) -> Option<(String, Range<u64>)> {
    let (order, _) = order_of(view, b"\x85\x19")?;
    let crc = view.bytes(0, 8)?.iter().fold(0u32, |crc, byte| {
        (0..8).fold(crc ^ u32::from(*byte), |crc, _| {
            crc >> 1 ^ if crc & 1 == 1 { 0xedb8_8320 } else { 0 }
        })
    });
    (view.u32(8, order)? == crc)
        .then(|| ("a sum of the node's head that is right".to_owned(), 8..12))
}

const NODES: &[(u64, &str)] = &[
    (0xe001, "directory entry"),
    (0xe002, "inode"),
    (0x2003, "clean marker"),
    (0x2004, "padding"),
    (0x2006, "summary"),
    (0xe008, "extended attribute"),
];

fn jffs2(view: &View<'_>, to: &mut Details) -> Option<()> {
    let (order, name) = order_of(view, b"\x85\x19")?;
    to.head(format!("Linux jffs2 filesystem data {name}"));
    to.fact("Byte order", name, 0..2);
    let node = u64::from(view.u16(2, order)?);
    to.fact(
        "First node",
        named(NODES, node).unwrap_or("of another kind"),
        2..4,
    );
    Some(())
}

fn ubi(view: &View<'_>, to: &mut Details) -> Option<()> {
    let version = view.u8(4)?;
    to.part(format!("version {version}"));
    to.fact("Version", version.to_string(), 4..5);
    number(view, to, "Times erased", 8..16, Big, "")?;
    number(view, to, "Header of a volume at", 16..20, Big, "")?;
    number(view, to, "Data at", 20..24, Big, "")?;
    if !crc_32(view.bytes(0, 60)?) != view.u32(60, Big)? {
        to.note("The sum of its first header is wrong.", Some(60..64));
    }
    Some(())
}
