//! Disks of virtual machines: VMDK, VDI, VHD, VHDX, QCOW.

use crate::identify::details::{Details, printable};
use crate::identify::fields::{number, text, wide};
use crate::identify::kind::{Kind, Strength};
use crate::identify::test::Test::{Any, Bytes, Number, Tail};
use crate::identify::values::{guid, uuid};
use crate::identify::values::{long_time, named, unix_time};
use crate::identify::view::{
    Order::{Big, Little},
    View,
};

pub(super) const VMDK: Kind = Kind {
    id: "vmdk",
    name: "VMware4 disk image",
    mime: "application/x-vmdk",
    extensions: &["vmdk"],
    tests: &[
        Bytes(0, b"KDMV"),
        Number {
            at: 4,
            width: 4,
            order: Little,
            from: 1,
            to: 3,
        },
    ],
    strength: Strength::Certain,
    source: "VMware Virtual Disk Format 5.0, Hosted Sparse Extent Header",
    lesson: "Only what was written to the disk is in the file: a table says where each piece of 64 KiB is.",
    details: Some(vmdk),
};

pub(super) const VDI: Kind = Kind {
    id: "vdi",
    name: "VirtualBox Disk Image",
    mime: "application/x-virtualbox-vdi",
    extensions: &["vdi"],
    tests: &[Bytes(64, &[0x7f, 0x10, 0xda, 0xbe])],
    strength: Strength::Certain,
    source: "VirtualBox, VDICore.h, VDIPREHEADER",
    lesson: "It begins with a line of text that names the program; what marks it comes after that.",
    details: Some(vdi),
};

pub(super) const VHD: Kind = Kind {
    id: "vhd",
    name: "Microsoft Disk Image, Virtual Server or Virtual PC",
    mime: "application/x-virtualbox-vhd",
    extensions: &["vhd", "vpc"],
    tests: &[Any(&[
        Tail(512, b"conectix\0\0\0"),
        Bytes(0, b"conectix\0\0\0"),
    ])],
    strength: Strength::Certain,
    source: "Virtual Hard Disk Image Format Specification 1.0, Hard Disk Footer Format",
    lesson: "What describes the disk is at its end, so that the rest can be the disk byte for byte.",
    details: Some(vhd),
};

pub(super) const VHDX: Kind = Kind {
    id: "vhdx",
    name: "Microsoft Disk Image eXtended",
    mime: "application/x-virtualbox-vhdx",
    extensions: &["vhdx"],
    tests: &[Bytes(0, b"vhdxfile")],
    strength: Strength::Certain,
    source: "[MS-VHDX] 2.2",
    lesson: "Its headers are there twice and are written in turn, so that one is right when the power fails.",
    details: Some(vhdx),
};

pub(super) const QCOW: Kind = Kind {
    id: "qcow",
    name: "QEMU QCOW Image",
    mime: "application/x-qemu-disk",
    extensions: &["qcow2", "qcow", "img"],
    tests: &[
        Bytes(0, b"QFI\xfb"),
        Number {
            at: 4,
            width: 4,
            order: Big,
            from: 1,
            to: 3,
        },
    ],
    strength: Strength::Certain,
    source: "QEMU documentation, Qcow2 Image File Format, Header",
    lesson: "QEMU writes what changes to this file and may read the rest from another one, which stays as it \
             is.",
    details: Some(qcow),
};

fn vmdk(view: &View<'_>, to: &mut Details) -> Option<()> {
    to.fact("Version", view.u32(4, Little)?.to_string(), 4..8);
    let sectors = view.u64(12, Little)?;
    to.fact(
        "Disk",
        format!("{} bytes", sectors.saturating_mul(512)),
        12..20,
    );
    let at = view.u64(28, Little)?.saturating_mul(512);
    if at > 0 {
        let bytes = view.up_to(at, 1024)?;
        let bytes = bytes.split(|byte| *byte == 0).next()?;
        for line in bytes.split(|byte| *byte == b'\n') {
            if let Some(kind) = line.strip_prefix(b"createType=") {
                let kind = kind.strip_prefix(b"\"").unwrap_or(kind);
                let kind = kind.strip_suffix(b"\"").unwrap_or(kind);
                to.fact(
                    "Type",
                    printable(kind),
                    at..at.saturating_add(bytes.len() as u64),
                );
            }
        }
    }
    Some(())
}

const VDI_TYPES: &[(u64, &str)] = &[
    (1, "Grows as it is written"),
    (2, "Of full size"),
    (3, "Undo"),
    (4, "Changes of another image"),
];

fn vdi(view: &View<'_>, to: &mut Details) -> Option<()> {
    let (minor, major) = (view.u16(68, Little)?, view.u16(70, Little)?);
    let made = text(view, 0, 64)?;
    to.part(format!("major {major}"));
    to.part(format!("minor {minor} ({made})"));
    to.fact("Made by", made, 0..64);
    to.fact("Version", format!("{major}.{minor}"), 68..72);
    let size = view.u64(368, Little)?;
    to.part(format!("{size} bytes"));
    let kind = u64::from(view.u32(76, Little)?);
    to.fact("Type", named(VDI_TYPES, kind).unwrap_or("Unknown"), 76..80);
    to.fact("Disk", format!("{size} bytes"), 368..376);
    to.fact("UUID", guid(view.bytes(392, 16)?), 392..408);
    Some(())
}

const VHD_TYPES: &[(u64, &str)] = &[
    (2, "Of full size"),
    (3, "Grows as it is written"),
    (4, "Changes of another image"),
];

fn vhd(view: &View<'_>, to: &mut Details) -> Option<()> {
    let end = view.size().checked_sub(512)?;
    let is_whole = view.bytes(end, 8)? == b"conectix";
    // An image that grows has a copy at its start.
    let at = if is_whole { end } else { 0 };
    if !is_whole {
        to.note("Its footer is missing: it may have been cut off.", None);
    }
    let creator = printable(view.bytes(at + 28, 4)?.split(|byte| *byte == 0).next()?);
    let (major, minor) = (view.u16(at + 32, Big)?, view.u16(at + 34, Big)?);
    let host = match view.bytes(at + 36, 4)? {
        b"Wi2k" => "W2k".to_owned(),
        b"Mac " => "Mac".to_owned(),
        _ => format!("{:#x}", view.u32(at + 36, Big)?),
    };
    // Seconds since 2000.
    let seconds = i64::from(view.u32(at + 24, Big)?) + 946_684_800;
    to.part(format!(
        "Creator {creator} {major}.{minor} ({host}) {}",
        long_time(seconds)?
    ));
    to.fact(
        "Made by",
        format!("{creator} {major}.{minor}"),
        at + 28..at + 36,
    );
    to.fact("Created", unix_time(seconds)?, at + 24..at + 28);
    let size = number(view, to, "Disk", at + 48..at + 56, Big, "bytes")?;
    to.part(format!("{size} bytes"));
    let (cylinders, heads, sectors) = (
        view.u16(at + 56, Big)?,
        view.u8(at + 58)?,
        view.u8(at + 59)?,
    );
    to.part(format!("CHS {cylinders}/{heads}/{sectors}"));
    let kind = u64::from(view.u32(at + 60, Big)?);
    to.fact(
        "Type",
        named(VHD_TYPES, kind).unwrap_or("Unknown"),
        at + 60..at + 64,
    );
    to.fact("UUID", uuid(view.bytes(at + 68, 16)?), at + 68..at + 84);
    Some(())
}

fn vhdx(view: &View<'_>, to: &mut Details) -> Option<()> {
    let made = wide(view.bytes(8, 512)?, Little);
    if !made.is_empty() {
        to.part(format!("by {made}"));
        to.fact("Made by", made, 8..520);
    }
    // Of the two headers the one that was written last.
    let first = view.u64(0x1_0008, Little);
    let second = view.u64(0x2_0008, Little);
    let at = if second > first { 0x2_0000 } else { 0x1_0000 };
    if view.bytes(at, 4)? != b"head" {
        to.note("No header is where one must be.", Some(at..at + 4));
        return Some(());
    }
    number(view, to, "Times written", at + 8..at + 16, Little, "")?;
    to.fact(
        "Version",
        view.u16(at + 66, Little)?.to_string(),
        at + 66..at + 68,
    );
    Some(())
}

fn qcow(view: &View<'_>, to: &mut Details) -> Option<()> {
    let version = view.u32(4, Big)?;
    to.head(format!("QEMU QCOW Image (v{version})"));
    to.fact("Version", version.to_string(), 4..8);
    let (at, length) = (view.u64(8, Big)?, view.u32(16, Big)?);
    if at != 0 {
        // The longest name that QEMU takes.
        let name = view.bytes(at, u64::from(length.min(1023)));
        match name {
            Some(name) => {
                let name = printable(name);
                to.part(format!("has backing file (path {name})"));
                to.fact("The rest is in", name, at..at + u64::from(length.min(1023)));
            }
            None if view.size() < at => {
                to.note(
                    "The name of the file with the rest is after the end of this one.",
                    Some(8..20),
                );
            }
            None => return None,
        }
    }
    let size = number(view, to, "Disk", 24..32, Big, "bytes")?;
    to.part(format!("{size} bytes"));
    let (cluster, method) = match version {
        1 => (32..33, 36),
        _ => (20..24, 32),
    };
    let shift = view.number(cluster.start, cluster.end - cluster.start, Big)?;
    match shift {
        9..=21 => to.fact("Cluster", format!("{} bytes", 1u64 << shift), cluster),
        _ => to.note("The size of its clusters cannot be.", Some(cluster)),
    }
    let method_is = view.u32(method, Big)?;
    let words = match method_is {
        0 => "None",
        1 => "AES",
        2 => "LUKS",
        _ => "Unknown",
    };
    to.fact("Encryption", words, method..method + 4);
    if method_is != 0 {
        to.part(format!("{words}-encrypted"));
    }
    if version > 1 {
        number(view, to, "Snapshots", 60..64, Big, "")?;
    }
    if version == 3 {
        let features = view.u64(72, Big)?;
        if features & 1 != 0 {
            to.note(
                "It was not closed: its counts of references may be wrong.",
                Some(72..80),
            );
        }
    }
    Some(())
}
