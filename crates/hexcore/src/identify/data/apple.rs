//! Data of Apple's systems: property lists, folders, forks; and colour profiles.

use std::ops::Range;

use crate::identify::details::{Details, printable};
use crate::identify::fields::{number, text, wide};
use crate::identify::kind::{Kind, Strength};
use crate::identify::test::Test::{Bytes, Code};
use crate::identify::values::before_zero;
use crate::identify::view::{Order::Big, View};

pub(super) const PLIST: Kind = Kind {
    id: "bplist",
    name: "Apple binary property list",
    mime: "application/x-bplist",
    extensions: &["plist", "strings", "nib"],
    tests: &[Bytes(0, b"bplist0"), Code(24, trailer)],
    strength: Strength::Certain,
    source: "Apple Core Foundation, CFBinaryPList.c",
    lesson: "Settings of a program on a Mac or iPhone; what says where they are is in the last 32 bytes.",
    details: Some(plist),
};

pub(super) const DS_STORE: Kind = Kind {
    id: "ds-store",
    name: "Apple Desktop Services Store",
    mime: "application/x-apple-ds-store",
    extensions: &["ds_store"],
    tests: &[Bytes(0, b"\0\0\0\x01Bud1")],
    strength: Strength::Certain,
    source: "Wim Lewis, DS_Store Format",
    lesson: "Where the icons of a folder stand on a Mac. It often comes along in archives, unasked.",
    details: None,
};

pub(super) const APPLE_DOUBLE: Kind = Kind {
    id: "apple-double",
    name: "AppleDouble encoded Macintosh file",
    mime: "multipart/appledouble",
    extensions: &[],
    tests: &[Bytes(0, b"\0\x05\x16\x07\0\x02\0\0")],
    strength: Strength::Certain,
    source: "RFC 1740, Appendix B",
    lesson: "What other systems cannot keep of a file of a Mac, in a second file with ._ before its name.",
    details: Some(parts),
};

pub(super) const APPLE_SINGLE: Kind = Kind {
    id: "apple-single",
    name: "AppleSingle encoded Macintosh file",
    mime: "application/applefile",
    extensions: &["as"],
    tests: &[Bytes(0, b"\0\x05\x16\0\0\x02\0\0")],
    strength: Strength::Certain,
    source: "RFC 1740, Appendix A",
    lesson: "A file of a Mac with both its forks in one.",
    details: Some(parts),
};

pub(super) const ICC: Kind = Kind {
    id: "icc",
    name: "ColorSync color profile",
    mime: "application/vnd.iccprofile",
    extensions: &["icc", "icm"],
    tests: &[Bytes(36, b"acsp"), Code(24, icc_size)],
    strength: Strength::Certain,
    source: "ICC.1:2022, 7.2",
    lesson: "What the colours of a screen, printer or picture really are.",
    details: Some(icc),
};

/// The sizes and counts at the end.
fn trailer(view: &View<'_>) -> Option<(String, Range<u64>)> {
    let at = view.size().checked_sub(32)?;
    let (offset, reference) = (view.u8(at + 6)?, view.u8(at + 7)?);
    let (objects, top) = (view.u64(at + 8, Big)?, view.u64(at + 16, Big)?);
    let table = view.u64(at + 24, Big)?;
    let length = objects.checked_mul(u64::from(offset))?;
    let fits = (1..=8).contains(&offset)
        && (1..=8).contains(&reference)
        && top < objects
        && table.checked_add(length)? <= at;
    fits.then(|| {
        (
            "sizes at its end that agree with its length".to_owned(),
            at..at + 32,
        )
    })
}

fn plist(view: &View<'_>, to: &mut Details) -> Option<()> {
    let at = view.size().checked_sub(32)?;
    to.fact("Version", printable(view.bytes(6, 2)?), 6..8);
    let width = u64::from(view.u8(at + 6)?);
    number(view, to, "Objects", at + 8..at + 16, Big, "")?;
    let (top, table) = (view.u64(at + 16, Big)?, view.u64(at + 24, Big)?);
    let place = table.checked_add(top.checked_mul(width)?)?;
    let object = view.number(place, width, Big)?;
    let marker = view.u8(object)?;
    let words = match marker >> 4 {
        0x0 => "A yes or no",
        0x1 => "A whole number",
        0x2 => "A number",
        0x3 => "A date",
        0x4 => "Data",
        0x5 | 0x6 => "Text",
        0xa => "A list",
        0xd => "A dictionary",
        _ => "Something else",
    };
    let count = match marker & 15 {
        15 => String::new(),
        it if matches!(marker >> 4, 0xa | 0xd) => format!(" of {it}"),
        _ => String::new(),
    };
    to.fact(
        "It is",
        format!("{words}{count}"),
        object..object.saturating_add(1),
    );
    Some(())
}

fn parts(view: &View<'_>, to: &mut Details) -> Option<()> {
    let count = number(view, to, "Parts", 24..26, Big, "")?;
    for index in 0..count.min(12) {
        let at = 26 + 12 * index;
        let (id, length) = (view.u32(at, Big)?, view.u32(at + 8, Big)?);
        let words = match id {
            1 => "Data fork",
            2 => "Resource fork",
            3 => "Real name",
            4 => "Comment",
            8 => "Dates",
            9 => "Finder information",
            _ => "Something else",
        };
        to.fact("Part", format!("{words}, {length} bytes"), at..at + 12);
    }
    Some(())
}

/// A size that is there, for the file may go on after the profile, and a space of colours in letters.
fn icc_size(view: &View<'_>) -> Option<(String, Range<u64>)> {
    let size = u64::from(view.u32(0, Big)?);
    let letters = view.bytes(12, 12)?;
    let fits = size >= 128 && letters.iter().all(|byte| (0x20..0x7f).contains(byte));
    fits.then(|| ("names in letters, and a size".to_owned(), 0..24))
}

fn icc(view: &View<'_>, to: &mut Details) -> Option<()> {
    let (major, minor) = (view.u8(8)?, view.u8(9)?);
    let mut head = format!("ColorSync color profile {major}.{}", minor >> 4);
    to.fact(
        "Version",
        format!("{major}.{}.{}", minor >> 4, minor & 15),
        8..12,
    );
    let four = |at| Some(text(view, at, 4)?.trim().to_owned());
    let module = four(4)?;
    if !module.is_empty() {
        head += &format!(", type {module}");
        to.fact("Made for", module, 4..8);
    }
    let (space, link, class) = (four(16)?, four(20)?, four(12)?);
    head += &format!(", {space}/{link}-{class} device");
    let words = match class.as_str() {
        "scnr" => "Scanner or camera",
        "mntr" => "Screen",
        "prtr" => "Printer",
        "spac" => "Between spaces of colours",
        "link" => "Between two devices",
        "abst" => "Abstract",
        "nmcl" => "Named colours",
        _ => "Of another kind",
    };
    to.fact("Class", words, 12..16);
    to.fact("Colours", space, 16..20);
    to.fact("By way of", link, 20..24);
    let by = four(80)?;
    if !by.is_empty() {
        head += &format!(" by {by}");
        to.fact("Made by", by, 80..84);
    }
    let size = number(view, to, "Size", 0..4, Big, "bytes")?;
    head += &format!(", {size} bytes");
    if size > view.size() {
        to.note("The file is shorter than the profile.", Some(0..4));
    }
    let time = |at| view.u16(at, Big);
    let (year, month, day) = (time(24)?, time(26)?, time(28)?);
    let (hour, minute, second) = (time(30)?, time(32)?, time(34)?);
    if year > 0 {
        head += &format!(", {day}-{month}-{year}");
        if (hour, minute, second) != (0, 0, 0) {
            head += &format!(" {hour}:{minute:02}:{second:02}");
        }
        let words = format!("{year:04}-{month:02}-{day:02} {hour:02}:{minute:02}:{second:02}");
        to.fact("Created", words, 24..36);
    }
    to.head(head.clone());
    // The description, in one of two ways.
    let count = u64::from(view.u32(128, Big)?);
    for index in 0..count.min(64) {
        let at = 132 + 12 * index;
        if view.bytes(at, 4)? != b"desc" {
            continue;
        }
        let place = u64::from(view.u32(at + 4, Big)?);
        let words = match view.bytes(place, 4)? {
            b"mluc" => {
                let (length, offset) = (view.u32(place + 20, Big)?, view.u32(place + 24, Big)?);
                wide(
                    view.bytes(place + u64::from(offset), u64::from(length.min(400)))?,
                    Big,
                )
            }
            _ => {
                let length = u64::from(view.u32(place + 8, Big)?.min(200));
                // Spaces at its end are kept, as `file` keeps them.
                printable(before_zero(view.bytes(place + 12, length)?))
            }
        };
        if !words.is_empty() {
            to.head(format!("{head} \"{words}\""));
            to.fact(
                "Description",
                words,
                place..place + u64::from(view.u32(at + 8, Big)?),
            );
        }
        break;
    }
    Some(())
}
