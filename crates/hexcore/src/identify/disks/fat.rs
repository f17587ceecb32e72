//! File systems of DOS and Windows, which begin with a boot sector: FAT, exFAT, NTFS.

use std::ops::Range;

use super::partitions::SIGNATURE;
use crate::identify::details::{Details, printable};
use crate::identify::fields::{number, span};
use crate::identify::kind::{Kind, Strength};
use crate::identify::test::Test::{Bytes, Code, Number};
use crate::identify::view::{Order::Little, View};

pub(super) const FAT: Kind = Kind {
    id: "fat",
    name: "DOS/MBR boot sector",
    mime: "application/x-ima",
    extensions: &["img", "ima", "flp"],
    tests: &[SIGNATURE, Code(40, parameters)],
    strength: Strength::Certain,
    source: "Microsoft FAT32 File System Specification 1.03, Boot Sector and BPB",
    lesson: "The first sector says how the disk is divided into clusters; the table after it, the FAT, links \
             the clusters of each file.",
    details: Some(fat),
};

pub(super) const EXFAT: Kind = Kind {
    id: "exfat",
    name: "DOS/MBR boot sector, exFAT",
    mime: "application/x-raw-disk-image",
    extensions: &["img"],
    tests: &[Bytes(3, b"EXFAT   \0\0\0\0\0\0\0\0"), SIGNATURE],
    strength: Strength::Certain,
    source: "Microsoft exFAT file system specification, 3.1",
    lesson: "Where FAT has its parameters exFAT must have zeros, so that old systems do not take it for FAT.",
    details: Some(exfat),
};

pub(super) const NTFS: Kind = Kind {
    id: "ntfs",
    name: "DOS/MBR boot sector",
    mime: "application/x-raw-disk-image",
    extensions: &["img"],
    tests: &[
        Bytes(3, b"NTFS    "),
        // No reserved sectors, tables, or root entries: these are of FAT only.
        Bytes(14, &[0; 7]),
        SIGNATURE,
        Number {
            at: 48,
            width: 8,
            order: Little,
            from: 1,
            to: u64::MAX >> 1,
        },
    ],
    strength: Strength::Certain,
    source: "Linux-NTFS documentation, $Boot",
    lesson: "NTFS keeps everything in files: the boot sector only says where the table of files begins.",
    details: Some(ntfs),
};

/// What a boot sector says of the disk, if all of it can be.
fn parameters(view: &View<'_>) -> Option<(String, Range<u64>)> {
    let jump = view.bytes(0, 3)?;
    let is_jump = matches!(
        jump,
        [0xeb, _, 0x90] | [0xe9, _, _] | [0xeb, 0x29..=0x7f, _]
    );
    let sector = view.u16(11, Little)?;
    let (cluster, reserved) = (view.u8(13)?, view.u16(14, Little)?);
    let (fats, media) = (view.u8(16)?, view.u8(21)?);
    let (root, short) = (view.u16(17, Little)?, view.u16(19, Little)?);
    let (length, long) = (view.u16(22, Little)?, view.u32(32, Little)?);
    let is_large = view.bytes(82, 5)? == b"FAT32";
    let fits = is_jump
        && sector.is_power_of_two()
        && (512..=4096).contains(&sector)
        && cluster.is_power_of_two()
        && reserved > 0
        && (1..=3).contains(&fats)
        && (media == 0xf0 || media >= 0xf8)
        && (short > 0 || long > 0)
        && match is_large {
            true => root == 0 && length == 0 && view.u32(36, Little)? > 0,
            false => root > 0 && length > 0,
        };
    fits.then(|| {
        (
            "parameters of FAT that agree with each other".to_owned(),
            11..36,
        )
    })
}

/// Goes on with the sentence where a number is not the usual one.
fn unusual(to: &mut Details, words: &str, number: u64, is_usual: bool) {
    if !is_usual {
        to.part(format!("{words} {number}"));
    }
}

/// The jump and the name that begin such a sector.
fn begin(view: &View<'_>, to: &mut Details) -> Option<()> {
    let offset = match view.u8(0)? {
        0xeb => u16::from(view.u8(1)?),
        _ => view.u16(1, Little)?,
    };
    to.part(format!("code offset {offset:#x}+2"));
    let name = view.bytes(3, 8)?;
    if name.first().is_some_and(|byte| *byte != 0) {
        let name = name.split(|byte| *byte == 0).next().unwrap_or_default();
        to.part(format!("OEM-ID \"{}\"", printable(name)));
        to.fact("Made by", printable(name.trim_ascii()), 3..11);
    }
    Some(())
}

fn fat(view: &View<'_>, to: &mut Details) -> Option<()> {
    begin(view, to)?;
    let get = |at, width| view.number(at, width, Little);
    let is_large = view.bytes(82, 5)? == b"FAT32";
    let sector = number(view, to, "Sector", 11..13, Little, "bytes")?;
    unusual(to, "Bytes/sector", sector, sector == 512);
    let cluster = number(view, to, "Cluster", 13..14, Little, "sectors")?;
    unusual(to, "sectors/cluster", cluster, cluster == 1);
    let reserved = get(14, 2)?;
    unusual(
        to,
        "reserved sectors",
        reserved,
        reserved == if is_large { 32 } else { 1 },
    );
    let fats = number(view, to, "Tables", 16..17, Little, "")?;
    unusual(to, if fats == 1 { "FAT " } else { "FATs" }, fats, fats == 2);
    let root = get(17, 2)?;
    unusual(to, "root entries", root, root == 0);
    let short = get(19, 2)?;
    if short > 0 {
        to.part(format!("sectors {short} (volumes <=32 MB)"));
    }
    let media = get(21, 1)?;
    if media != 0xf0 {
        to.part(format!("Media descriptor {media:#x}"));
    }
    let length = get(22, 2)?;
    unusual(to, "sectors/FAT", length, length == 0);
    unusual(to, "sectors/track", get(24, 2)?, false);
    let heads = get(26, 1)?;
    unusual(to, "heads", heads, heads == 2 || heads == 0);
    let hidden = get(28, 4)?;
    unusual(to, "hidden sectors", hidden, hidden == 0);
    let long = get(32, 4)?;
    if long > 0 {
        to.part(format!("sectors {long} (volumes > 32 MB)"));
    }
    let (sectors, at) = if short > 0 {
        (short, 19..21)
    } else {
        (long, 32..36)
    };
    to.fact("Size", format!("{sectors} sectors"), at.clone());
    if sectors.saturating_mul(sector) > view.size() {
        to.note(
            "The file is shorter than the file system that it holds.",
            Some(at),
        );
    }
    // The width of an entry of the table follows from the number of clusters, whatever the name says.
    let table = if is_large { get(36, 4)? } else { length };
    let before = reserved + fats * table + (root * 32).div_ceil(sector.max(1));
    let clusters = sectors.saturating_sub(before) / cluster.max(1);
    let width = match clusters {
        _ if is_large => 32,
        0..4085 => 12,
        _ => 16,
    };
    to.fact(
        "Width of an entry of the table",
        format!("{width} bits"),
        11..36,
    );
    let at = if is_large { 64 } else { 36 };
    if is_large {
        to.part("FAT (32 bit)");
        to.part(format!("sectors/FAT {table}"));
        let flags = get(40, 2)?;
        if flags > 0 {
            to.part(format!("extension flags {flags:#x}"));
        }
        let version = get(42, 2)?;
        unusual(to, "fsVersion", version, version == 0);
        let root = get(44, 4)?;
        unusual(to, "rootdir cluster", root, root <= 2);
        let info = get(48, 2)?;
        unusual(to, "infoSector", info, info == 1);
    }
    let drive = get(at, 1)?;
    if drive != 0x80 && drive != 0 {
        to.part(format!("physical drive {drive:#x}"));
    }
    let flags = get(at + 1, 1)?;
    if flags > 0 {
        to.part(format!("reserved {flags:#x}"));
    }
    let sign = get(at + 2, 1)?;
    if sign == 0x28 || sign == 0x29 {
        let serial = get(at + 3, 4)?;
        to.part(format!("serial number {serial:#x}"));
        to.fact(
            "Serial number",
            format!("{:04X}-{:04X}", serial >> 16, serial & 0xffff),
            span(at + 3, 4),
        );
    }
    if sign == 0x29 {
        let label = view.bytes(at + 7, 11)?;
        if label == b"NO NAME    " {
            to.part("unlabeled");
        } else {
            to.part(format!("label: \"{}\"", printable(label)));
            to.fact("Label", printable(label.trim_ascii_end()), span(at + 7, 11));
        }
    }
    if !is_large {
        to.part(format!("FAT ({width} bit)"));
        // A floppy's table begins with its media descriptor and bytes ff.
        if media != 0xf8 && width == 12 {
            let first = get(reserved.checked_mul(sector)?, 3)?;
            if first & 0x00ff_fff0 == 0x00ff_fff0 {
                to.part("followed by FAT");
            }
        }
    }
    Some(())
}

fn exfat(view: &View<'_>, to: &mut Details) -> Option<()> {
    let shift = view.u8(108)?;
    let cluster = view.u8(109)?;
    let sectors = view.u64(72, Little)?;
    if !(9..=12).contains(&shift) || cluster > 25 {
        to.note(
            "The size of its sectors or clusters cannot be.",
            Some(108..110),
        );
        return Some(());
    }
    to.part(format!("{sectors} sectors of {} bytes", 1u64 << shift));
    to.fact("Size", format!("{sectors} sectors"), 72..80);
    to.fact("Sector", format!("{} bytes", 1u64 << shift), 108..109);
    to.fact("Cluster", format!("{} sectors", 1u64 << cluster), 109..110);
    let serial = view.u32(100, Little)?;
    to.part(format!("serial number {serial:#x}"));
    to.fact(
        "Serial number",
        format!("{:04X}-{:04X}", serial >> 16, serial & 0xffff),
        100..104,
    );
    to.fact(
        "Version",
        format!("{}.{}", view.u8(105)?, view.u8(104)?),
        104..106,
    );
    Some(())
}

fn ntfs(view: &View<'_>, to: &mut Details) -> Option<()> {
    begin(view, to)?;
    let get = |at, width| view.number(at, width, Little);
    let sector = number(view, to, "Sector", 11..13, Little, "bytes")?;
    unusual(to, "Bytes/sector", sector, sector == 512);
    // Clusters of more than 128 sectors are written as a power of two, negated.
    let cluster = match view.u8(13)? {
        it @ 0..=128 => u64::from(it),
        it => 1 << (256 - u64::from(it)).min(31),
    };
    to.fact("Cluster", format!("{cluster} sectors"), 13..14);
    unusual(to, "sectors/cluster", cluster, cluster == 1);
    to.part(format!("Media descriptor {:#x}", view.u8(21)?));
    unusual(to, "sectors/track", get(24, 2)?, false);
    let heads = get(26, 2)?;
    unusual(to, "heads", heads, heads == 0);
    let hidden = get(28, 4)?;
    unusual(to, "hidden sectors", hidden, hidden == 0);
    let sectors = number(view, to, "Size", 40..48, Little, "sectors")?;
    let table = get(48, 8)?;
    to.fact("Table of files", format!("At cluster {table}"), 48..56);
    // A size below zero is a power of two of bytes.
    let record = match view.u8(64)? {
        it @ 0..=127 => u64::from(it).saturating_mul(cluster).saturating_mul(sector),
        it => 1 << (256 - u64::from(it)).min(31),
    };
    to.fact("Record of a file", format!("{record} bytes"), 64..65);
    let serial = get(72, 8)?;
    to.fact("Serial number", format!("{serial:016x}"), 72..80);
    to.part(format!(
        "NTFS, sectors {sectors}, $MFT start cluster {table}, $MFTMirror start cluster {}, \
         bytes/RecordSegment {record}, clusters/index block {}, serial number {serial:#x}",
        get(56, 8)?,
        view.u8(68)?,
    ));
    if sectors.saturating_mul(sector) > view.size() {
        to.note(
            "The file is shorter than the file system that it holds.",
            Some(40..48),
        );
    }
    Some(())
}
