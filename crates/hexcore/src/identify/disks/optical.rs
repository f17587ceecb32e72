//! File systems of CDs and DVDs: ISO 9660 and UDF.

use std::ops::Range;

use crate::identify::details::Details;
use crate::identify::fields::{tell_text, text, wide};
use crate::identify::kind::{Kind, Strength};
use crate::identify::test::Test::{Any, Bytes, Code};
use crate::identify::values::shown;
use crate::identify::view::{
    Order::{Big, Little},
    View,
};

/// The first 16 sectors of 2,048 bytes are left to the system that starts from the disc.
const FIRST: u64 = 16 * 2048;

pub(super) const ISO: Kind = Kind {
    id: "iso9660",
    name: "ISO 9660 CD-ROM filesystem data",
    mime: "application/x-iso9660-image",
    extensions: &["iso"],
    tests: &[
        Any(&[
            Bytes(FIRST, b"\x01CD001\x01"),
            Bytes(FIRST, b"\0CD001\x01"),
            Bytes(FIRST, b"\x02CD001\x01"),
        ]),
        Code(40, both_orders),
    ],
    strength: Strength::Certain,
    source: "ECMA-119 (ISO 9660), 8.1 and 8.4",
    lesson: "The first 32 KiB of a CD are left for whatever starts a computer; what follows describes the \
             disc, and says CD001.",
    details: Some(iso),
};

pub(super) const UDF: Kind = Kind {
    id: "udf",
    name: "UDF filesystem data",
    mime: "application/x-udf-image",
    extensions: &["iso", "udf"],
    tests: &[Code(120, recognition)],
    strength: Strength::Certain,
    source: "ECMA-167, part 2, 9.1 and part 3, 9.1",
    lesson: "UDF is the file system of DVDs. Where old readers see ISO 9660, a second set of descriptors \
             leads newer ones to it.",
    details: Some(udf),
};

/// Where the primary descriptor is, which may come after others.
fn primary(view: &View<'_>) -> Option<u64> {
    (0..8)
        .map(|index| FIRST + index * 2048)
        .find(|&at| view.bytes(at, 6).is_some_and(|it| it == b"\x01CD001"))
}

/// Its numbers are there twice, for machines of both kinds.
fn both_orders(view: &View<'_>) -> Option<(String, Range<u64>)> {
    let at = primary(view)?;
    let sectors = view.u32(at + 80, Little)? == view.u32(at + 84, Big)?;
    let sector = view.u16(at + 128, Little)? == view.u16(at + 130, Big)?;
    let words = "numbers in both orders that are the same".to_owned();
    (sectors && sector).then(|| (words, at + 80..at + 132))
}

fn iso(view: &View<'_>, to: &mut Details) -> Option<()> {
    let mut head = "ISO 9660 CD-ROM filesystem data".to_owned();
    if view.bytes(510, 2)? == [0x55, 0xaa] {
        head += " (DOS/MBR boot sector)";
        to.fact(
            "Boot sector of a disk",
            "Yes: it starts from a stick as well",
            510..512,
        );
    }
    let at = primary(view)?;
    // A disc that starts a computer says so in the second descriptor, usually.
    let boot = (0..8).map(|index| FIRST + index * 2048).find(|&at| {
        view.bytes(at, 39)
            .is_some_and(|it| it.starts_with(b"\0CD001\x01EL TORITO SPECIFICATION"))
    });
    let label = text(view, at + 40, 32)?;
    head += &format!(" '{label}'");
    if boot.is_some() {
        head += " (bootable)";
    }
    to.head(head);
    if !label.is_empty() {
        to.fact("Volume", label, at + 40..at + 72);
    }
    tell_text(view, to, "System", at + 8, 32);
    let (sectors, sector) = (view.u32(at + 80, Little)?, view.u16(at + 128, Little)?);
    to.fact(
        "Size",
        format!("{sectors} sectors of {sector} bytes"),
        at + 80..at + 84,
    );
    if u64::from(sectors) * u64::from(sector) > view.size() {
        to.note(
            "The file is shorter than the disc that it is of: it may have been cut off.",
            Some(at + 80..at + 84),
        );
    }
    tell_text(view, to, "Publisher", at + 318, 128);
    tell_text(view, to, "Made by", at + 574, 128);
    if let Some(time) = time(view, at + 813) {
        to.fact("Created", time, at + 813..at + 830);
    }
    if let Some(boot) = boot {
        let catalogue = view.u32(boot + 71, Little)?;
        to.fact(
            "Starts a computer",
            format!("El Torito, with its catalogue in sector {catalogue}"),
            boot..boot + 75,
        );
    }
    Some(())
}

/// Digits of a date and a time.
fn time(view: &View<'_>, at: u64) -> Option<String> {
    let digits = std::str::from_utf8(view.bytes(at, 14)?).ok()?;
    if !digits.bytes().all(|it| it.is_ascii_digit()) || digits.starts_with("0000") {
        return None;
    }
    let part = |from: usize, to: usize| digits.get(from..to);
    Some(format!(
        "{}-{}-{} {}:{}:{}",
        part(0, 4)?,
        part(4, 6)?,
        part(6, 8)?,
        part(8, 10)?,
        part(10, 12)?,
        part(12, 14)?
    ))
}

/// The descriptor that says which UDF, after one that begins the sequence.
fn recognition(view: &View<'_>) -> Option<(String, Range<u64>)> {
    let at = version_at(view)?;
    let name = text(view, at + 1, 5)?;
    Some((
        format!("{name} among the descriptors of the volume"),
        at + 1..at + 6,
    ))
}

fn version_at(view: &View<'_>) -> Option<u64> {
    let mut has_begun = false;
    for index in 0..12 {
        let at = FIRST + index * 2048;
        match view.bytes(at + 1, 5)? {
            b"BEA01" => has_begun = true,
            b"NSR01" | b"NSR02" | b"NSR03" if has_begun => return Some(at),
            b"CD001" | b"BOOT2" => {}
            _ => return None,
        }
    }
    None
}

fn udf(view: &View<'_>, to: &mut Details) -> Option<()> {
    let at = version_at(view)?;
    // NSR02 belongs to UDF 1.02 to 1.50, NSR03 to 2.00 and later.
    let version = match view.u8(at + 5)? {
        b'1' => "1.0",
        b'2' => "1.5",
        _ => "2.0",
    };
    let mut head = format!("UDF filesystem data (version {version})");
    to.fact("Version", version, at + 1..at + 6);
    let is_bridge = view.bytes(FIRST, 6)? == b"\x01CD001";
    if is_bridge {
        let label = text(view, FIRST + 40, 32)?;
        head += &format!(" '{label}'");
        to.fact("Volume", label, FIRST + 40..FIRST + 72);
        to.fact(
            "ISO 9660",
            "There as well, for older readers",
            FIRST..FIRST + 6,
        );
    }
    to.head(head);
    // A descriptor in sector 256 leads to those that describe the volume.
    let anchor = 256 * 2048;
    if view.u16(anchor, Little)? == 2 {
        let start = u64::from(view.u32(anchor + 20, Little)?) * 2048;
        for index in 0..16 {
            let at = start.checked_add(index * 2048)?;
            // The logical volume, whose name is in 128 bytes: the first says how wide its characters are.
            if view.u16(at, Little)? == 6 {
                let name = name(view.bytes(at + 84, 128)?);
                if !name.is_empty() {
                    to.fact("Logical volume", name, at + 84..at + 212);
                }
                break;
            }
        }
    }
    Some(())
}

/// A name of the characters of OSTA: 8 or 16 bits each, and its length in the last byte.
fn name(field: &[u8]) -> String {
    let (Some((&width, rest)), Some(&length)) = (field.split_first(), field.last()) else {
        return String::new();
    };
    let used = rest
        .get(..usize::from(length).saturating_sub(1))
        .unwrap_or_default();
    match width {
        16 => wide(used, Big),
        _ => shown(used),
    }
}
