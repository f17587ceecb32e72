//! RAR and 7-zip.

use crate::identify::details::Details;
use crate::identify::kind::{Kind, Strength};
use crate::identify::test::Test::Bytes;
use crate::identify::values::{
    before_zero, bytes, crc_32, dos_fact, fact_of, named, shown, unix_time,
};
use crate::identify::view::{Order::Little, View};

pub(super) const RAR: Kind = Kind {
    id: "rar",
    name: "RAR archive data",
    mime: "application/vnd.rar",
    extensions: &["rar"],
    tests: &[Bytes(0, b"Rar!\x1a\x07\0")],
    strength: Strength::Certain,
    source: "RAR 4.x technote.txt, Archive blocks",
    lesson: "The signature is itself a block of the archive, made so that it reads Rar! and the end of a text file.",
    details: Some(rar_4),
};

pub(super) const RAR_5: Kind = Kind {
    id: "rar5",
    name: "RAR archive data",
    mime: "application/vnd.rar",
    extensions: &["rar"],
    tests: &[Bytes(0, b"Rar!\x1a\x07\x01\0")],
    strength: Strength::Certain,
    source: "RAR 5.0 archive format, RAR 5.0 signature",
    lesson: "RAR 5 changed one byte of the old signature, and all that follows it.",
    details: Some(rar_5),
};

pub(super) const SEVEN_ZIP: Kind = Kind {
    id: "7z",
    name: "7-zip archive data",
    mime: "application/x-7z-compressed",
    extensions: &["7z"],
    tests: &[Bytes(0, b"7z\xbc\xaf\x27\x1c")],
    strength: Strength::Certain,
    source: "7-Zip, DOC/7zFormat.txt, Signature Header",
    lesson: "The list of files is at the end, and may be compressed as the files are.",
    details: Some(seven_zip),
};

const SYSTEMS_4: &[(u64, &str)] = &[
    (0, "MS-DOS"),
    (1, "OS/2"),
    (2, "Win32"),
    (3, "Unix"),
    (4, "Mac OS"),
    (5, "BeOS"),
];

const METHODS_4: &[(u64, &str)] = &[
    (0x30, "Stored"),
    (0x31, "Fastest"),
    (0x32, "Fast"),
    (0x33, "Normal"),
    (0x34, "Good"),
    (0x35, "Best"),
];

const FLAGS_4: &[(u16, &str)] = &[
    (0x1, "ArchiveVolume"),
    (0x2, "Commented"),
    (0x4, "Locked"),
    (0x10, "NewVolumeNaming"),
    (0x8, "Solid"),
    (0x20, "Authenticated"),
    (0x40, "RecoveryRecordPresent"),
    (0x80, "EncryptedBlockHeader"),
    (0x100, "FirstVolume"),
];

fn rar_4(view: &View<'_>, to: &mut Details) -> Option<()> {
    // The header of the archive, type 0x73, comes after the signature.
    let flags = view.u16(10, Little)?;
    let words: Vec<&str> = FLAGS_4
        .iter()
        .filter(|(flag, _)| flags & flag != 0)
        .map(|(_, name)| *name)
        .collect();
    let file = first_file_4(view);
    if let Some(at) = file {
        match view.u8(at + 24)? {
            29 => to.part("v4"),
            version => to.part(format!("v{}.{}", version / 10, version % 10)),
        }
        if let Some(system) = named(SYSTEMS_4, view.u8(at + 15)?.into()) {
            to.part(format!("os: {system}"));
        }
    }
    if !words.is_empty() {
        to.part(format!("flags: {}", words.join(" ")));
        to.fact("Flags", words.join(", "), 10..12);
    }
    if flags & 0x80 != 0 {
        // The rest is encrypted.
        return Some(());
    }
    let at = file?;
    let length = u64::from(view.u16(at + 26, Little)?);
    let long = if view.u16(at + 3, Little)? & 0x100 == 0 {
        0
    } else {
        8
    };
    let name_at = at + 32 + long;
    let name = view.bytes(name_at, length.min(1024))?;
    // What follows a NUL is the name in UTF-16, packed.
    let name = before_zero(name);
    to.fact(
        "First entry",
        shown(name),
        name_at..name_at + name.len() as u64,
    );
    let size = view.u32(at + 11, Little)?;
    to.fact(
        "Size of the first entry",
        bytes(size.into()),
        at + 11..at + 15,
    );
    dos_fact(view, to, "Time of the first entry", at + 20);
    fact_of(
        to,
        "Method",
        METHODS_4,
        view.u8(at + 25)?.into(),
        at + 25..at + 26,
    );
    fact_of(
        to,
        "System",
        SYSTEMS_4,
        view.u8(at + 15)?.into(),
        at + 15..at + 16,
    );
    if view.u16(at + 3, Little)? & 4 != 0 {
        to.fact("Encryption", "The first entry is encrypted", at + 3..at + 5);
    }
    Some(())
}

/// Where the header of the first file is.
fn first_file_4(view: &View<'_>) -> Option<u64> {
    let mut at = 7;
    for _ in 0..16 {
        let (kind, flags) = (view.u8(at + 2)?, view.u16(at + 3, Little)?);
        if kind == 0x74 {
            return Some(at);
        }
        let length = u64::from(view.u16(at + 5, Little)?);
        if length < 7 || !(0x72..=0x7b).contains(&kind) {
            return None;
        }
        let data = match flags & 0x8000 {
            0 => 0,
            _ => u64::from(view.u32(at + 7, Little)?),
        };
        at += length + data;
    }
    None
}

/// A number in bytes of seven bits, the lowest first; `at` moves behind it.
fn variable(view: &View<'_>, at: &mut u64) -> Option<u64> {
    let mut number = 0;
    for place in 0..9 {
        let byte = view.u8(*at)?;
        *at += 1;
        number |= u64::from(byte & 0x7f) << (7 * place);
        if byte & 0x80 == 0 {
            return Some(number);
        }
    }
    None
}

fn rar_5(view: &View<'_>, to: &mut Details) -> Option<()> {
    to.part("v5");
    let mut at = 8;
    for _ in 0..16 {
        let sum = view.u32(at, Little)?;
        let sum_at = at..at + 4;
        at += 4;
        let from = at;
        let length = variable(view, &mut at)?;
        let next = at.checked_add(length).filter(|_| length <= 2 << 20)?;
        if length <= 4096 && crc_32(view.bytes(from, next - from)?) != sum {
            to.note("The sum of a header is wrong: it is damaged.", Some(sum_at));
            return Some(());
        }
        let kind = variable(view, &mut at)?;
        let flags = variable(view, &mut at)?;
        if flags & 1 != 0 {
            variable(view, &mut at)?;
        }
        let data = if flags & 2 != 0 {
            variable(view, &mut at)?
        } else {
            0
        };
        match kind {
            1 => main_5(view, to, &mut at)?,
            2 => return file_5(view, to, at),
            4 => {
                to.fact("Encryption", "The names are encrypted, too", from..next);
                return Some(());
            }
            5 => return Some(()),
            _ => {}
        }
        at = next.checked_add(data)?;
    }
    None
}

fn main_5(view: &View<'_>, to: &mut Details, at: &mut u64) -> Option<()> {
    let from = *at;
    let flags = variable(view, at)?;
    let words: Vec<&str> = [
        (1, "One of several volumes"),
        (4, "Solid"),
        (8, "With a recovery record"),
        (16, "Locked"),
    ]
    .iter()
    .filter(|(flag, _)| flags & flag != 0)
    .map(|(_, name)| *name)
    .collect();
    if !words.is_empty() {
        to.fact("Flags", words.join(", "), from..*at);
    }
    Some(())
}

const SYSTEMS_5: &[(u64, &str)] = &[(0, "Windows"), (1, "Unix")];

fn file_5(view: &View<'_>, to: &mut Details, start: u64) -> Option<()> {
    let mut at = start;
    let flags = variable(view, &mut at)?;
    let size_at = at;
    let size = variable(view, &mut at)?;
    to.fact("Size of the first entry", bytes(size), size_at..at);
    variable(view, &mut at)?;
    if flags & 2 != 0 {
        let time = view.u32(at, Little)?;
        if let Some(words) = unix_time(time.into()) {
            to.fact("Time of the first entry", words, at..at + 4);
        }
        at += 4;
    }
    if flags & 4 != 0 {
        at += 4;
    }
    let method_at = at;
    let method = variable(view, &mut at)?;
    let level = (method >> 7 & 7) + 0x30;
    fact_of(to, "Method", METHODS_4, level, method_at..at);
    let system_at = at;
    let system = variable(view, &mut at)?;
    fact_of(to, "System", SYSTEMS_5, system, system_at..at);
    let length = variable(view, &mut at)?.min(4096);
    let name = view.bytes(at, length)?;
    to.fact("First entry", shown(name), at..at + length);
    Some(())
}

fn seven_zip(view: &View<'_>, to: &mut Details) -> Option<()> {
    let version = format!("{}.{}", view.u8(6)?, view.u8(7)?);
    to.part(format!("version {version}"));
    to.fact("Version", version, 6..8);
    let header = view.bytes(12, 20)?;
    if crc_32(header) != view.u32(8, Little)? {
        to.note(
            "The sum of the first header is wrong: it is damaged.",
            Some(8..12),
        );
    }
    let (offset, length) = (view.u64(12, Little)?, view.u64(20, Little)?);
    to.fact(
        "List of files at",
        format!("{:#x}", offset.saturating_add(32)),
        12..20,
    );
    to.fact("Length of the list", bytes(length), 20..28);
    if length == 0 {
        to.note("It holds no files.", Some(20..28));
        return Some(());
    }
    let at = offset.checked_add(32);
    match at.filter(|at| at.checked_add(length).is_some_and(|end| end <= view.size())) {
        Some(at) => {
            let what = match view.u8(at)? {
                1 => "Plain",
                0x17 => "Compressed",
                _ => "Unknown",
            };
            to.fact("Form of the list", what, at..at + 1);
        }
        None => to.note(
            "The list of files is said to be past the end: it was cut off, or its header lies.",
            Some(12..28),
        ),
    }
    Some(())
}
