//! Archives of the time of floppy disks: ARJ, LHA, StuffIt and ACE.

use std::ops::Range;

use crate::identify::details::Details;
use crate::identify::kind::{Kind, Strength};
use crate::identify::test::Test::{Any, Bytes, Code, Masked, Number};
use crate::identify::values::{
    before_zero, bytes, crc_32, dos_fact, fact_of, named, shown, unix_time, zero_ended,
};
use crate::identify::view::{
    Order::{Big, Little},
    View,
};

pub(super) const ARJ: Kind = Kind {
    id: "arj",
    name: "ARJ archive data",
    mime: "application/x-arj",
    extensions: &["arj"],
    tests: &[
        Bytes(0, &[0x60, 0xea]),
        // The type of the header of the whole archive.
        Bytes(10, &[2]),
        Code(32, arj_sum),
    ],
    strength: Strength::Certain,
    source: "ARJ technical information (UNARJ 2.65, technote.txt)",
    lesson: "The two bytes are 60,000 as a number; a sum makes sure that a header follows.",
    details: Some(arj),
};

pub(super) const LHA: Kind = Kind {
    id: "lha",
    name: "LHa archive data",
    mime: "application/x-lzh-compressed",
    extensions: &["lzh", "lha", "lzs"],
    tests: &[
        Masked(2, b"-l\0\0-", &[0xff, 0xff, 0, 0, 0xff]),
        Number {
            at: 20,
            width: 1,
            order: Big,
            from: 0,
            to: 2,
        },
        Code(24, lha_fields),
    ],
    strength: Strength::Certain,
    source: "LHA for UNIX, header.doc.md, Level 0 to level 2 headers",
    lesson: "The method, such as -lh5-, is part of the header and the only signature there is; games of the time were packed so.",
    details: Some(lha),
};

pub(super) const STUFFIT: Kind = Kind {
    id: "stuffit",
    name: "StuffIt Archive",
    mime: "application/x-stuffit",
    extensions: &["sit"],
    tests: &[
        Any(&[Bytes(0, b"SIT!"), Bytes(0, b"StuffIt (c)1997-")]),
        Code(24, stuffit_mark),
    ],
    strength: Strength::Certain,
    source: "The Unarchiver wiki, StuffIt format and StuffIt 5 format",
    lesson: "On the Mac a file had two parts, its data and its resources, and StuffIt kept both.",
    details: Some(stuffit),
};

pub(super) const ACE: Kind = Kind {
    id: "ace",
    name: "ACE archive data",
    mime: "application/x-ace-compressed",
    extensions: &["ace"],
    tests: &[Bytes(7, b"**ACE**")],
    strength: Strength::Certain,
    source: "ACE technical information (unace 1.2b), Archive header",
    lesson: "A sum and a length come first, so that the signature begins at the eighth byte.",
    details: Some(ace),
};

fn arj_sum(view: &View<'_>) -> Option<(String, Range<u64>)> {
    let length = u64::from(view.u16(2, Little)?);
    if !(30..=2600).contains(&length) {
        return None;
    }
    let sum = view.u32(4 + length, Little)?;
    (crc_32(view.bytes(4, length)?) == sum).then(|| {
        (
            format!("the CRC-32 of the header, {sum:08x}"),
            4 + length..8 + length,
        )
    })
}

const ARJ_SYSTEMS: &[(u64, &str)] = &[
    (0, "MS-DOS"),
    (1, "PRIMOS"),
    (2, "Unix"),
    (3, "Amiga"),
    (4, "Macintosh"),
    (5, "OS/2"),
    (6, "Apple ][ GS"),
    (7, "Atari ST"),
    (8, "NeXT"),
    (9, "VAX/VMS"),
    (10, "Windows 95"),
    (11, "WIN32"),
];

fn arj(view: &View<'_>, to: &mut Details) -> Option<()> {
    let version = view.u8(5)?;
    to.part(format!("v{version}"));
    to.fact("Version", version.to_string(), 5..6);
    let flags = view.u8(8)?;
    for (flag, words) in [
        (0x01, "password-protected (v1)"),
        (0x04, "multi-volume"),
        (0x10, "slash-switched"),
        (0x20, "backup"),
    ] {
        if flags & flag != 0 {
            to.part(words);
        }
    }
    if flags & 1 != 0 {
        to.fact("Encryption", "With a password", 8..9);
    }
    let name_at = 4 + u64::from(view.u8(4)?);
    let name = zero_ended(view, name_at, 512)?;
    to.part(format!("original name: {}", shown(name)));
    to.fact(
        "Original name",
        shown(name),
        name_at..name_at + name.len() as u64,
    );
    let system = u64::from(view.u8(7)?);
    if let Some(name) = named(ARJ_SYSTEMS, system) {
        to.part(format!("os: {name}"));
    }
    fact_of(to, "System", ARJ_SYSTEMS, system, 7..8);
    dos_fact(view, to, "Created", 12);
    Some(())
}

const LHA_METHODS: &[(&[u8], &str)] = &[
    (b"lh0", "LHarc 1.x/ARX archive data  [lh0]"),
    (b"lh1", "LHarc 1.x/ARX archive data  [lh1]"),
    (b"lz4", "LHarc 1.x archive data [lz4]"),
    (b"lz5", "LHarc 1.x archive data [lz5]"),
    (b"lzs", "LHa/LZS archive data [lzs]"),
    (b"lhd", "LHa 2.x? archive data  [lhd]"),
    (b"lh2", "LHa 2.x? archive data  [lh2]"),
    (b"lh3", "LHa 2.x? archive data  [lh3]"),
    (b"lh4", "LHa (2.x) archive data  [lh4]"),
    (b"lh5", "LHa (2.x) archive data  [lh5]"),
    (b"lh6", "LHa (2.x) archive data  [lh6]"),
    (b"lh7", "LHa (2.x)/LHark archive data  [lh7]"),
];

/// The method, whose letters are between two hyphens.
fn lha_method(view: &View<'_>) -> Option<&'static str> {
    let method = view.bytes(3, 3)?;
    LHA_METHODS
        .iter()
        .find(|(it, _)| *it == method)
        .map(|(_, name)| *name)
}

fn lha_fields(view: &View<'_>) -> Option<(String, Range<u64>)> {
    lha_method(view)?;
    if view.u8(20)? == 2 {
        // The length of all the header, and a sum that is not told before its end.
        let length = u64::from(view.u16(0, Little)?);
        let system = view.u8(23)?;
        let is_so = (26..4096).contains(&length)
            && (system == 0 || system.is_ascii_alphanumeric())
            && length <= view.size();
        return is_so.then(|| ("the length of a header of level 2".to_owned(), 0..2));
    }
    let (length, said) = (u64::from(view.u8(0)?), view.u8(1)?);
    let header = view.bytes(2, length)?;
    let sum = header
        .iter()
        .fold(0_u8, |sum, byte| sum.wrapping_add(*byte));
    (length >= 22 && sum == said).then(|| (format!("the sum of the header, {sum}"), 1..2))
}

const LHA_SYSTEMS: &[(u64, &str)] = &[
    (b'M' as u64, "MS-DOS"),
    (b'2' as u64, "OS/2"),
    (b'9' as u64, "OS9"),
    (b'K' as u64, "OS/68K"),
    (b'3' as u64, "OS/386"),
    (b'H' as u64, "HUMAN"),
    (b'U' as u64, "Unix"),
    (b'C' as u64, "CP/M"),
    (b'F' as u64, "FLEX"),
    (b'm' as u64, "Macintosh"),
    (b'R' as u64, "Runser"),
    (b'J' as u64, "Java"),
    (b'A' as u64, "Amiga"),
    (b'W' as u64, "Windows NT"),
    (b'w' as u64, "Windows 95"),
];

fn lha(view: &View<'_>, to: &mut Details) -> Option<()> {
    to.head(lha_method(view)?);
    to.fact("Method", shown(view.bytes(3, 3)?), 3..6);
    let level = view.u8(20)?;
    to.fact("Level of the header", level.to_string(), 20..21);
    // After the name and a sum of two bytes, or right after that sum.
    let name_length = if level < 2 {
        u64::from(view.u8(21)?)
    } else {
        0
    };
    let system_at = match level {
        0 => None,
        1 => Some(24 + name_length),
        _ => Some(23),
    };
    if let Some(at) = system_at {
        let system = view.u8(at)?;
        if system.is_ascii_graphic() {
            to.part(format!("'{}' OS", char::from(system)));
        }
        fact_of(to, "System", LHA_SYSTEMS, system.into(), at..at + 1);
    }
    if level < 2 {
        let name = view.bytes(22, name_length)?;
        if !name.is_empty() {
            to.part(format!("with \"{}\"", shown(name)));
            to.fact("First entry", shown(name), 22..22 + name_length);
        }
        dos_fact(view, to, "Time of the first entry", 15);
    } else if let Some(time) = unix_time(view.u32(15, Little)?.into()) {
        to.fact("Time of the first entry", time, 15..19);
    }
    let size = view.u32(11, Little)?;
    to.fact("Size of the first entry", bytes(size.into()), 11..15);
    Some(())
}

fn stuffit_mark(view: &View<'_>) -> Option<(String, Range<u64>)> {
    let (at, mark): (u64, &[u8]) = match view.u8(1)? {
        b'I' => (10, b"rLau"),
        _ => (20, b" Aladdin Systems, Inc."),
    };
    let found = view.bytes(at, mark.len() as u64)? == mark;
    found.then(|| {
        (
            "the mark of its maker".to_owned(),
            at..at + mark.len() as u64,
        )
    })
}

fn stuffit(view: &View<'_>, to: &mut Details) -> Option<()> {
    if view.u8(1)? == b'I' {
        to.fact("Version", view.u8(14)?.to_string(), 14..15);
        to.fact("Files", view.u16(4, Big)?.to_string(), 4..6);
        to.fact("Size", bytes(view.u32(6, Big)?.into()), 6..10);
    } else {
        to.fact("Version", view.u8(82)?.to_string(), 82..83);
        to.fact("Size", bytes(view.u32(84, Big)?.into()), 84..88);
    }
    Some(())
}

const ACE_SYSTEMS: &[(u64, &str)] = &[
    (0, "MS-DOS"),
    (1, "OS/2"),
    (2, "Win/32"),
    (3, "Unix"),
    (4, "MacOS"),
    (5, "WinNT"),
    (6, "Primos"),
    (7, "AppleGS"),
    (8, "Atari"),
    (9, "Vax/VMS"),
    (10, "Amiga"),
    (11, "Next"),
];

fn ace(view: &View<'_>, to: &mut Details) -> Option<()> {
    let (needed, made) = (view.u8(14)?, view.u8(15)?);
    to.head(format!("ACE archive data version {made}"));
    to.fact("Version", made.to_string(), 15..16);
    let system = u64::from(view.u8(16)?);
    if let Some(name) = named(ACE_SYSTEMS, system) {
        to.part(format!("from {name}"));
    }
    fact_of(to, "System", ACE_SYSTEMS, system, 16..17);
    to.part(format!("version {needed} to extract"));
    to.fact("Version needed", needed.to_string(), 14..15);
    let flags = view.u16(5, Little)?;
    for (flag, words) in [
        (0x800, "multiple volumes"),
        (0x2, "contains comment"),
        (0x200, "sfx"),
        (0x400, "small dictionary"),
        (0x1000, "contains AV-String"),
        (0x2000, "with recovery record"),
        (0x4000, "locked"),
        (0x8000, "solid"),
    ] {
        if flags & flag != 0 {
            to.part(words);
        }
    }
    dos_fact(view, to, "Created", 18);
    if flags & 0x1000 != 0 {
        let length = u64::from(view.u8(30)?);
        let text = before_zero(view.bytes(31, length)?);
        to.fact("Made by", shown(text), 31..31 + length);
    }
    Some(())
}
