//! How a disk is divided: the table of the boot sector, and GPT.

use std::ops::Range;

use crate::identify::details::Details;
use crate::identify::fields::wide;
use crate::identify::kind::{Kind, Strength};
use crate::identify::test::Test::{self, Any, Bytes, Code, Masked};
use crate::identify::values::guid;
use crate::identify::values::named;
use crate::identify::view::{Order::Little, View};

/// The last two bytes of a sector that a PC starts from.
pub(super) const SIGNATURE: Test = Bytes(510, &[0x55, 0xaa]);

pub(super) const MBR: Kind = Kind {
    id: "mbr",
    name: "DOS/MBR boot sector",
    mime: "application/x-raw-disk-image",
    extensions: &["img", "raw", "mbr"],
    tests: &[SIGNATURE, Code(30, partitions)],
    strength: Strength::Likely,
    source: "UEFI Specification 2.10, 5.2.1 (legacy master boot record)",
    lesson: "The first sector of a disk holds a small program and a table of at most four partitions; 55 aa \
             at its end says that it may be started.",
    details: Some(mbr),
};

pub(super) const BOOT_CODE: Kind = Kind {
    id: "boot-sector",
    name: "DOS/MBR boot sector",
    mime: "application/x-raw-disk-image",
    extensions: &["img", "bin"],
    tests: &[
        SIGNATURE,
        // Jumps, and the ways in which most boot code begins.
        Any(&[
            Masked(0, &[0xeb, 0, 0x90], &[0xff, 0, 0xff]),
            Masked(0, &[0xe9, 0, 0], &[0xff, 0, 0x80]),
            Bytes(0, &[0xfa, 0x31, 0xc0]),
            Bytes(0, &[0xfa, 0x33, 0xc0]),
            Bytes(0, &[0x33, 0xc0, 0x8e, 0xd0]),
            Bytes(0, &[0x31, 0xc0, 0x8e, 0xd0]),
            Bytes(0, &[0xfa, 0xfc]),
            Bytes(0, &[0xea, 0x05, 0x00, 0xc0, 0x07]),
        ]),
    ],
    strength: Strength::Guess,
    source: "BIOS Boot Specification 1.01, 6.5",
    lesson: "A PC that starts loads one sector of a disk and, if it ends in 55 aa, runs what is in it.",
    details: None,
};

pub(super) const GPT: Kind = Kind {
    id: "gpt",
    name: "GPT partition table",
    mime: "application/x-raw-disk-image",
    extensions: &["img", "raw", "gpt"],
    tests: &[Any(&[Bytes(512, b"EFI PART"), Bytes(4096, b"EFI PART")])],
    strength: Strength::Certain,
    source: "UEFI Specification 2.10, 5.3.2",
    lesson: "A GPT names each partition and gives it a number that nothing else has; an old table before it \
             keeps old programs from taking the disk for empty.",
    details: Some(gpt),
};

const TYPES: &[(u64, &str)] = &[
    (0x01, "FAT12"),
    (0x04, "FAT16 below 32 MB"),
    (0x05, "Extended"),
    (0x06, "FAT16"),
    (0x07, "NTFS or exFAT"),
    (0x0b, "FAT32"),
    (0x0c, "FAT32 (LBA)"),
    (0x0e, "FAT16 (LBA)"),
    (0x0f, "Extended (LBA)"),
    (0x17, "Hidden NTFS"),
    (0x27, "Windows recovery"),
    (0x82, "Linux swap"),
    (0x83, "Linux"),
    (0x85, "Linux extended"),
    (0x8e, "Linux LVM"),
    (0xa5, "FreeBSD"),
    (0xa6, "OpenBSD"),
    (0xa8, "Mac OS X"),
    (0xa9, "NetBSD"),
    (0xaf, "HFS or HFS+"),
    (0xee, "Protective entry of a GPT"),
    (0xef, "EFI system"),
    (0xfd, "Linux RAID"),
];

/// An entry of the table of a boot sector.
struct Partition {
    at: u64,
    is_active: bool,
    kind: u64,
    start: u64,
    sectors: u64,
}

/// The four entries, if all of them can be: none is odd, and no two overlap.
fn entries(view: &View<'_>) -> Option<Vec<Partition>> {
    let mut list: Vec<Partition> = Vec::new();
    for at in [446, 462, 478, 494] {
        let entry = Partition {
            at,
            is_active: view.u8(at)? == 0x80,
            kind: u64::from(view.u8(at + 4)?),
            start: u64::from(view.u32(at + 8, Little)?),
            sectors: u64::from(view.u32(at + 12, Little)?),
        };
        if view.u8(at)? & 0x7f != 0 {
            return None;
        }
        if entry.kind == 0 {
            // An entry that is not used is all zeros, or nearly.
            if entry.start != 0 || entry.sectors != 0 {
                return None;
            }
            continue;
        }
        let overlaps = |other: &Partition| {
            entry.start < other.start + other.sectors && other.start < entry.start + entry.sectors
        };
        // Images for both CDs and sticks begin a partition at the boot sector itself.
        if entry.sectors == 0
            || entry.start == 0 && entry.kind != 0x17 && entry.kind != 0xcd && entry.kind != 0xee
        {
            return None;
        }
        if entry.start != 0 && list.iter().filter(|other| other.start != 0).any(overlaps) {
            return None;
        }
        list.push(entry);
    }
    let active = list.iter().filter(|it| it.is_active).count();
    (!list.is_empty() && active <= 1).then_some(list)
}

fn partitions(view: &View<'_>) -> Option<(String, Range<u64>)> {
    let list = entries(view)?;
    let s = if list.len() == 1 { "" } else { "s" };
    Some((
        format!("a table of {} partition{s} that do not overlap", list.len()),
        446..510,
    ))
}

fn mbr(view: &View<'_>, to: &mut Details) -> Option<()> {
    let mut head = "DOS/MBR boot sector".to_owned();
    let signature = view.u32(440, Little)?;
    if signature != 0 {
        to.fact("Disk signature", format!("{signature:#010x}"), 440..444);
    }
    const NAMES: [&str; 4] = ["Partition 1", "Partition 2", "Partition 3", "Partition 4"];
    for entry in entries(view)? {
        let number = (entry.at.saturating_sub(446) / 16) as usize;
        let active = if entry.is_active { ", active" } else { "" };
        head += &format!(
            "; partition {} : ID={:#x}{active}, start-CHS ({}), end-CHS ({}), startsector {}, {} sectors",
            number + 1,
            entry.kind,
            place(view, entry.at + 1)?,
            place(view, entry.at + 5)?,
            entry.start,
            entry.sectors
        );
        let name = named(TYPES, entry.kind).unwrap_or("Unknown type");
        to.fact(
            NAMES.get(number)?,
            format!(
                "{name} ({:#04x}){active}, {} sectors from sector {}",
                entry.kind, entry.sectors, entry.start
            ),
            entry.at..entry.at + 16,
        );
        let end = (entry.start + entry.sectors).saturating_mul(512);
        // The table alone, without its disk, is common.
        if end > view.size() && view.size() > 512 {
            to.note(
                format!("Partition {} ends after the end of the file.", number + 1),
                Some(entry.at + 8..entry.at + 16),
            );
        }
    }
    to.head(head);
    Some(())
}

/// Cylinder, head and sector of the three bytes at `at`.
fn place(view: &View<'_>, at: u64) -> Option<String> {
    let (head, sector, cylinder) = (view.u8(at)?, view.u8(at + 1)?, view.u8(at + 2)?);
    let cylinder = u16::from(sector & 0xc0) << 2 | u16::from(cylinder);
    Some(format!("{cylinder:#x},{head},{}", sector & 0x3f))
}

const GUIDS: &[(&str, &str)] = &[
    ("c12a7328-f81f-11d2-ba4b-00a0c93ec93b", "EFI system"),
    ("21686148-6449-6e6f-744e-656564454649", "BIOS boot"),
    ("e3c9e316-0b5c-4db8-817d-f92df00215ae", "Microsoft reserved"),
    ("ebd0a0a2-b9e5-4433-87c0-68b6b72699c7", "Basic data"),
    ("de94bba4-06d1-4d40-a16a-bfd50179d6ac", "Windows recovery"),
    ("0fc63daf-8483-4772-8e79-3d69d8477de4", "Linux file system"),
    ("0657fd6d-a4ab-43c4-84e5-0933c84b4f4f", "Linux swap"),
    ("e6d6d379-f507-44c2-a23c-238f2a3df928", "Linux LVM"),
    (
        "4f68bce3-e8cd-4db1-96e7-fbcaf984b709",
        "Linux root (x86-64)",
    ),
    ("48465300-0000-11aa-aa11-00306543ecac", "Apple HFS+"),
    ("7c3457ef-0000-11aa-aa11-00306543ecac", "Apple APFS"),
];

fn gpt(view: &View<'_>, to: &mut Details) -> Option<()> {
    let sector = match view.bytes(512, 8)? == b"EFI PART" {
        true => 512,
        false => 4096,
    };
    let (minor, major) = (
        view.u16(sector + 8, Little)?,
        view.u16(sector + 10, Little)?,
    );
    to.part(format!("version {major}.{minor}"));
    to.fact(
        "Version",
        format!("{major}.{minor}"),
        sector + 8..sector + 12,
    );
    let id = guid(view.bytes(sector + 56, 16)?);
    to.part(format!("GUID: {id}"));
    to.fact("Disk GUID", id, sector + 56..sector + 72);
    // The copy of the header is in the last sector.
    let last = view.u64(sector + 32, Little)?;
    let sectors = last.saturating_add(1);
    to.part(format!("disk size: {sectors} sectors of {sector} bytes"));
    to.fact(
        "Disk size",
        format!("{sectors} sectors"),
        sector + 32..sector + 40,
    );
    if sectors.saturating_mul(sector) > view.size() {
        to.note(
            "The copy of the table should be in the last sector of the disk, which is after the end of the \
             file.",
            Some(sector + 32..sector + 40),
        );
    }
    let (table, count) = (
        view.u64(sector + 72, Little)?,
        view.u32(sector + 80, Little)?,
    );
    let length = u64::from(view.u32(sector + 84, Little)?);
    to.fact("Entries", count.to_string(), sector + 80..sector + 84);
    if !(128..=4096).contains(&length) {
        to.note(
            format!("An entry of {length} bytes cannot be: 128 are the least."),
            Some(sector + 84..sector + 88),
        );
        return Some(());
    }
    for index in 0..u64::from(count.min(16)) {
        let at = table.checked_mul(sector)?.checked_add(index * length)?;
        let kind = view.bytes(at, 16)?;
        if kind.iter().all(|byte| *byte == 0) {
            continue;
        }
        let kind = guid(kind);
        let words = GUIDS.iter().find(|(id, _)| *id == kind);
        let words = words.map_or(kind.as_str(), |(_, words)| words);
        let (first, last) = (view.u64(at + 32, Little)?, view.u64(at + 40, Little)?);
        let name = wide(view.bytes(at + 56, 72)?, Little);
        let name = if name.is_empty() {
            String::new()
        } else {
            format!(" “{name}”")
        };
        to.fact(
            "Partition",
            format!("{words}{name}, sectors {first} to {last}"),
            at..at + 128,
        );
    }
    Some(())
}
