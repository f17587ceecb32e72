//! What stands between a disk and its file systems: LUKS, LVM2; and file systems of Apple.

use crate::identify::details::Details;
use crate::identify::fields::{number, tell_text, text};
use crate::identify::kind::{Kind, Strength};
use crate::identify::test::Test::{Any, Bytes, Number, Tail};
use crate::identify::values::{hex, uuid};
use crate::identify::values::{long_time, unix_time};
use crate::identify::view::{
    Order::{Big, Little},
    View,
};

pub(super) const LUKS: Kind = Kind {
    id: "luks",
    name: "LUKS encrypted file",
    mime: "application/x-raw-disk-image",
    extensions: &["img", "luks"],
    tests: &[
        Bytes(0, b"LUKS\xba\xbe"),
        Number {
            at: 6,
            width: 2,
            order: Big,
            from: 1,
            to: 2,
        },
    ],
    strength: Strength::Certain,
    source: "LUKS1 On-Disk Format Specification 1.2.3, 2.1; LUKS2 On-Disk Format Specification, 2.1",
    lesson: "The key of the disk is kept in it, several times, each time encrypted with another password.",
    details: Some(luks),
};

pub(super) const LVM2: Kind = Kind {
    id: "lvm2",
    name: "LVM2 PV (Linux Logical Volume Manager)",
    mime: "application/x-raw-disk-image",
    extensions: &["img"],
    tests: &[
        Any(&[
            Bytes(512, b"LABELONE"),
            Bytes(0, b"LABELONE"),
            Bytes(1024, b"LABELONE"),
            Bytes(1536, b"LABELONE"),
        ]),
        Any(&[
            Bytes(536, b"LVM2 001"),
            Bytes(24, b"LVM2 001"),
            Bytes(1048, b"LVM2 001"),
            Bytes(1560, b"LVM2 001"),
        ]),
    ],
    strength: Strength::Certain,
    source: "LVM2, lib/format_text/layout.h and lib/label/label.h",
    lesson: "LVM joins disks and divides them anew; each disk that takes part has a label in one of its \
             first four sectors.",
    details: Some(lvm),
};

pub(super) const HFS_PLUS: Kind = Kind {
    id: "hfs-plus",
    name: "Apple HFS Plus",
    mime: "application/x-raw-disk-image",
    extensions: &["img"],
    tests: &[
        Any(&[Bytes(1024, b"H+\0\x04"), Bytes(1024, b"HX\0\x05")]),
        Number {
            at: 1064,
            width: 4,
            order: Big,
            from: 512,
            to: 1 << 20,
        },
        Number {
            at: 1068,
            width: 4,
            order: Big,
            from: 1,
            to: 0xffff_ffff,
        },
    ],
    strength: Strength::Certain,
    source: "Apple Technical Note TN1150, Volume Header",
    lesson: "The file system of Macs from 1998 on; names in it are Unicode, and its dates count from 1904.",
    details: Some(hfs),
};

pub(super) const APFS: Kind = Kind {
    id: "apfs",
    name: "Apple File System (APFS)",
    mime: "application/x-raw-disk-image",
    extensions: &["img"],
    tests: &[
        Bytes(32, b"NXSB"),
        Number {
            at: 36,
            width: 4,
            order: Little,
            from: 4096,
            to: 65_536,
        },
    ],
    strength: Strength::Certain,
    source: "Apple File System Reference, nx_superblock_t",
    lesson: "A container of APFS holds several volumes that share its space.",
    details: Some(apfs),
};

pub(super) const DMG: Kind = Kind {
    id: "dmg",
    name: "Apple disk image (UDIF)",
    mime: "application/x-apple-diskimage",
    extensions: &["dmg"],
    tests: &[Tail(512, b"koly\0\0\0\x04\0\0\x02\0")],
    strength: Strength::Certain,
    source: "newosxbook.com, Demystifying the DMG File Format (Apple documents none)",
    lesson: "What describes the image is in its last 512 bytes; the disk before it is usually compressed.",
    details: Some(dmg),
};

fn luks(view: &View<'_>, to: &mut Details) -> Option<()> {
    let version = view.u16(6, Big)?;
    to.fact("Version", version.to_string(), 6..8);
    let id = text(view, 168, 40)?;
    if version == 1 {
        let (cipher, mode, sum) = (text(view, 8, 32)?, text(view, 40, 32)?, text(view, 72, 32)?);
        to.part(format!("ver 1 [{cipher}, {mode}, {sum}] UUID: {id}"));
        to.fact("Cipher", format!("{cipher} {mode}"), 8..72);
        to.fact("Hash", sum, 72..104);
        let data = view.u32(104, Big)?;
        to.part(format!("at {data:#x} data"));
        to.fact("Data", format!("From sector {data} on"), 104..108);
        let key = number(view, to, "Key", 108..112, Big, "bytes")?;
        to.part(format!("{key} key bytes"));
        let slots: Vec<u64> = (0..8)
            .filter(|slot| view.u32(208 + slot * 48, Big) == Some(0x00ac_71f3))
            .collect();
        to.fact(
            "Passwords",
            format!("{} of 8 places used", slots.len()),
            208..592,
        );
    } else {
        to.part("ver 2");
        let length = number(view, to, "Header", 8..16, Big, "bytes")?;
        to.part(format!("header size {length}"));
        let sequence = view.u64(16, Big)?;
        to.part(format!("ID {sequence}"));
        to.fact("Changes", sequence.to_string(), 16..24);
        if let Some(label) = tell_text(view, to, "Label", 24, 48).filter(|it| !it.is_empty()) {
            to.part(format!("label {label}"));
        }
        let sum = tell_text(view, to, "Hash of the header", 72, 32)?;
        to.part(format!("algo {sum}"));
        to.part(format!("UUID: {id}"));
    }
    to.fact("UUID", id, 168..208);
    Some(())
}

fn lvm(view: &View<'_>, to: &mut Details) -> Option<()> {
    let at = [512, 0, 1024, 1536]
        .into_iter()
        .find(|&at| view.bytes(at, 8).is_some_and(|it| it == b"LABELONE"))?;
    let header = at.checked_add(u64::from(view.u32(at + 20, Little)?))?;
    let id = text(view, header, 32)?;
    let mut parts = Vec::new();
    let mut rest = id.as_str();
    for length in [6, 4, 4, 4, 4, 4, 6] {
        let (part, behind) = rest.split_at_checked(length)?;
        parts.push(part);
        rest = behind;
    }
    let id = parts.join("-");
    to.part(format!("UUID: {id}"));
    to.fact("UUID", id, header..header + 32);
    let size = number(view, to, "Size", header + 32..header + 40, Little, "bytes")?;
    to.part(format!("size: {size}"));
    to.fact("Label", format!("In sector {}", at / 512), at..at + 8);
    Some(())
}

/// Seconds since 1904 as seconds since 1970.
fn since_1904(seconds: u32) -> i64 {
    i64::from(seconds) - 2_082_844_800
}

fn hfs(view: &View<'_>, to: &mut Details) -> Option<()> {
    let extended = if view.u8(1025)? == b'X' {
        " Extended"
    } else {
        ""
    };
    let version = view.u16(1026, Big)?;
    let attributes = view.u32(1028, Big)?;
    // The bit says that it was unmounted.
    let mounted = if attributes & 0x100 == 0 {
        " (mounted)"
    } else {
        ""
    };
    let by = text(view, 1032, 4)?;
    to.head(format!(
        "Apple HFS Plus{extended} version {version} data{mounted} last mounted by: '{by}'"
    ));
    to.fact("Version", version.to_string(), 1026..1028);
    to.fact("Last mounted by", by, 1032..1036);
    let times = [
        (1040, "created", "Created"),
        (1044, "last modified", "Last modified"),
        (1048, "last backup", "Last backup"),
        (1052, "last checked", "Last checked"),
    ];
    for (at, words, name) in times {
        let seconds = view.u32(at, Big)?;
        if seconds > 0 {
            to.part(format!("{words}: {}", long_time(since_1904(seconds))?));
            to.fact(name, unix_time(since_1904(seconds))?, at..at + 4);
        }
    }
    let block = number(view, to, "Block", 1064..1068, Big, "bytes")?;
    to.part(format!("block size: {block}"));
    let blocks = number(view, to, "Blocks", 1068..1072, Big, "")?;
    to.part(format!("number of blocks: {blocks}"));
    let free = number(view, to, "Free blocks", 1072..1076, Big, "")?;
    to.part(format!("free blocks: {free}"));
    Some(())
}

fn apfs(view: &View<'_>, to: &mut Details) -> Option<()> {
    let block = number(view, to, "Block", 36..40, Little, "bytes")?;
    to.part(format!("blocksize {block}"));
    number(view, to, "Blocks", 40..48, Little, "")?;
    to.fact("UUID", uuid(view.bytes(72, 16)?), 72..88);
    Some(())
}

fn dmg(view: &View<'_>, to: &mut Details) -> Option<()> {
    let at = view.size().checked_sub(512)?;
    let sectors = view.u64(at + 492, Big)?;
    to.part(format!("{sectors} sectors"));
    to.fact(
        "Disk",
        format!("{sectors} sectors of 512 bytes"),
        at + 492..at + 500,
    );
    let (start, length) = (view.u64(at + 24, Big)?, view.u64(at + 32, Big)?);
    to.fact(
        "Data",
        format!("{length} bytes from {start:#x} on"),
        at + 24..at + 40,
    );
    let (start, length) = (view.u64(at + 216, Big)?, view.u64(at + 224, Big)?);
    if length > 0 {
        to.fact(
            "Property list",
            format!("{length} bytes from {start:#x} on"),
            at + 216..at + 232,
        );
    }
    to.fact(
        "Identifier",
        hex(view.bytes(at + 64, 16)?),
        at + 64..at + 80,
    );
    Some(())
}
