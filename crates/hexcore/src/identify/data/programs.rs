//! Data of single programs: desktops, browsers, Qt, torrents.

use std::ops::Range;

use crate::identify::details::Details;
use crate::identify::fields::{number, plural, wide};
use crate::identify::kind::{Kind, Strength};
use crate::identify::test::Test::{Any, Bytes, Code, Number};
use crate::identify::values::{shown, unix_time};
use crate::identify::view::{
    Order::{Big, Little},
    View,
};

pub(super) const TORRENT: Kind = Kind {
    id: "torrent",
    name: "BitTorrent file",
    mime: "application/x-bittorrent",
    extensions: &["torrent"],
    tests: &[Any(&[
        Bytes(0, b"d8:announce"),
        Bytes(0, b"d13:announce-list"),
    ])],
    strength: Strength::Certain,
    source: "BEP 3, Metainfo files",
    lesson: "What to ask others for, and the sums of its pieces: texts have their length before them.",
    details: Some(torrent),
};

pub(super) const CBOR: Kind = Kind {
    id: "cbor",
    name: "Concise Binary Object Representation (CBOR) container",
    mime: "application/cbor",
    extensions: &["cbor"],
    tests: &[Bytes(0, b"\xd9\xd9\xf7"), Code(16, items)],
    strength: Strength::Likely,
    source: "RFC 8949, 3.4.6",
    lesson: "Like JSON, but in bytes. It need not say what it is; here it does, with tag 55799.",
    details: Some(cbor),
};

pub(super) const PREFETCH: Kind = Kind {
    id: "prefetch",
    name: "MS Windows prefetch data",
    mime: "application/x-ms-prefetch",
    extensions: &["pf"],
    tests: &[
        Bytes(4, b"SCCA"),
        Number {
            at: 0,
            width: 4,
            order: Little,
            from: 17,
            to: 31,
        },
    ],
    strength: Strength::Certain,
    source: "libscca, Windows Prefetch File (PF) format, 3",
    lesson: "What a program reads when it starts, so that Windows can have it ready; also when it last ran.",
    details: Some(prefetch),
};

pub(super) const GVARIANT: Kind = Kind {
    id: "gvariant",
    name: "GVariant Database file",
    mime: "application/x-gvdb",
    extensions: &["gresource", "compiled", "gvdb"],
    tests: &[Any(&[Bytes(0, b"GVariant"), Bytes(0, b"raVGtnai")])],
    strength: Strength::Certain,
    source: "GLib, gvdb-format.h",
    lesson: "Settings or pictures of programs of GNOME, found by a table of hashes.",
    details: Some(gvariant),
};

pub(super) const CURSOR: Kind = Kind {
    id: "x11-cursor",
    name: "X11 cursor",
    mime: "image/x-xcursor",
    extensions: &["xcursor"],
    tests: &[
        Bytes(0, b"Xcur"),
        Number {
            at: 4,
            width: 4,
            order: Little,
            from: 16,
            to: 1024,
        },
    ],
    strength: Strength::Certain,
    source: "Xcursor(3), Cursor Files",
    lesson: "A pointer of the mouse in several sizes, and with several pictures if it moves.",
    details: Some(cursor),
};

pub(super) const KEYMAP: Kind = Kind {
    id: "xkm",
    name: "Compiled XKB Keymap",
    mime: "application/x-xkm",
    extensions: &["xkm"],
    tests: &[
        Any(&[Bytes(0, b"\x0fmkx"), Bytes(0, b"xkm\x0f")]),
        Code(10, sections),
    ],
    strength: Strength::Certain,
    source: "X.Org, XKMformat.h",
    lesson: "Which key makes which letter, as the X server reads it.",
    details: Some(keymap),
};

pub(super) const QT_TRANSLATION: Kind = Kind {
    id: "qt-qm",
    name: "Qt Translation file",
    mime: "application/x-qm",
    extensions: &["qm"],
    tests: &[Bytes(
        0,
        b"\x3c\xb8\x64\x18\xca\xef\x9c\x95\xcd\x21\x1c\xbf\x60\xa1\xbd\xdd",
    )],
    strength: Strength::Certain,
    source: "Qt, qtranslator.cpp",
    lesson: "The translations of a program that is made with Qt.",
    details: Some(qt_translation),
};

pub(super) const QT_RESOURCE: Kind = Kind {
    id: "qt-rcc",
    name: "Qt Binary Resource file",
    mime: "application/x-qt-rcc",
    extensions: &["rcc"],
    tests: &[
        Bytes(0, b"qres"),
        Number {
            at: 4,
            width: 4,
            order: Big,
            from: 1,
            to: 3,
        },
    ],
    strength: Strength::Certain,
    source: "Qt, qresource.cpp and rcc.cpp",
    lesson: "Pictures and other files that a program of Qt carries with it.",
    details: Some(qt_resource),
};

pub(super) const EXTENSION: Kind = Kind {
    id: "crx",
    name: "Google Chrome extension",
    mime: "application/x-chrome-extension",
    extensions: &["crx"],
    tests: &[
        Bytes(0, b"Cr24"),
        Number {
            at: 4,
            width: 4,
            order: Little,
            from: 2,
            to: 3,
        },
    ],
    strength: Strength::Certain,
    source: "Chromium, components/crx_file/crx_file.h",
    lesson: "A ZIP with signatures before it, which the browser checks.",
    details: Some(extension),
};

pub(super) const PAK: Kind = Kind {
    id: "chromium-pak",
    name: "Chromium resource pack",
    mime: "application/x-chromium-pak",
    extensions: &["pak"],
    tests: &[
        Any(&[Bytes(0, b"\x05\0\0\0"), Bytes(0, b"\x04\0\0\0")]),
        Code(48, resources),
    ],
    strength: Strength::Certain,
    source: "Chromium, ui/base/resource/data_pack.cc",
    lesson: "Pictures, pages and words of the browser, found by their numbers.",
    details: Some(pak),
};

fn torrent(view: &View<'_>, to: &mut Details) -> Option<()> {
    // A key, and a text after it: its length in digits, a colon, the text.
    let keys = [
        (&b"8:announce"[..], "Tracker"),
        (b"7:comment", "Comment"),
        (b"10:created by", "Made by"),
        (b"4:name", "Name"),
    ];
    for (key, name) in keys {
        let Some(at) = view.find(0, 16 << 10, key) else {
            continue;
        };
        let at = at + key.len() as u64;
        let rest = view.up_to(at, 300)?;
        let digits = rest
            .iter()
            .take(4)
            .take_while(|byte| byte.is_ascii_digit())
            .count();
        let length = std::str::from_utf8(rest.get(..digits)?)
            .ok()
            .and_then(|it| it.parse::<usize>().ok());
        if let (Some(length), Some(b':')) = (length, rest.get(digits)) {
            let text = rest.get(digits + 1..)?;
            let text = text.get(..length).unwrap_or(text);
            let from = at + digits as u64 + 1;
            to.fact(name, shown(text), from..from + length as u64);
        }
    }
    for (key, name) in [
        (&b"13:creation datei"[..], "Created"),
        (b"12:piece lengthi", "Piece"),
    ] {
        let Some(at) = view.find(0, 64 << 10, key) else {
            continue;
        };
        let at = at + key.len() as u64;
        let digits = view.up_to(at, 20)?;
        let count = digits
            .iter()
            .take_while(|byte| byte.is_ascii_digit())
            .count();
        let text = std::str::from_utf8(digits.get(..count)?).ok()?;
        let Ok(value) = text.parse::<u64>() else {
            continue;
        };
        let words = match name {
            "Created" => i64::try_from(value).ok().and_then(unix_time),
            _ => Some(format!("{value} bytes")),
        };
        if let Some(words) = words {
            to.fact(name, words, at..at + count as u64);
        }
    }
    Some(())
}

/// Items within items that are looked at.
const ITEMS: u64 = 100;

/// The file is one item from its start to its end, as far as it is looked at.
fn items(view: &View<'_>) -> Option<(String, Range<u64>)> {
    let mut at = 3u64;
    let mut left = 1u64;
    for _ in 0..ITEMS {
        if left == 0 {
            break;
        }
        left -= 1;
        let first = view.u8(at)?;
        at = at.checked_add(1)?;
        let (kind, extra) = (first >> 5, first & 31);
        let value = match extra {
            0..=23 => u64::from(extra),
            24..=27 => {
                let width = 1 << (extra - 24);
                let value = view.number(at, width, Big)?;
                at += width;
                value
            }
            // Of a length that is not told: its end is not looked for.
            31 if (2..=5).contains(&kind) => return Some(told(at)),
            _ => return None,
        };
        match kind {
            2 | 3 => at = at.checked_add(value)?,
            4 => left = left.checked_add(value)?,
            5 => left = left.checked_add(value.checked_mul(2)?)?,
            6 => left = left.checked_add(1)?,
            _ => {}
        }
        if at.checked_add(left)? > view.size() {
            return None;
        }
    }
    (left > 0 || at == view.size()).then(|| told(at))
}

fn told(end: u64) -> (String, Range<u64>) {
    (
        "items whose lengths agree with that of the file".to_owned(),
        3..end,
    )
}

fn cbor(view: &View<'_>, to: &mut Details) -> Option<()> {
    const TYPES: [&str; 8] = [
        "positive integer",
        "negative integer",
        "byte string",
        "text string",
        "array",
        "map",
        "tagged",
        "other",
    ];
    let name = TYPES.get(usize::from(view.u8(3)? >> 5))?;
    to.head(format!(
        "Concise Binary Object Representation (CBOR) container ({name})"
    ));
    to.fact("It is", *name, 3..4);
    Some(())
}

fn prefetch(view: &View<'_>, to: &mut Details) -> Option<()> {
    let version = number(view, to, "Version", 0..4, Little, "")?;
    to.part(format!("version {version}"));
    let name = wide(view.bytes(16, 60)?, Little);
    to.part(name.clone());
    to.fact("Program", name, 16..76);
    let size = number(view, to, "Size", 12..16, Little, "bytes")?;
    if size != view.size() {
        to.note("The file has not the length that it says.", Some(12..16));
    }
    Some(())
}

fn gvariant(view: &View<'_>, to: &mut Details) -> Option<()> {
    let order = if view.u8(0)? == b'G' { Little } else { Big };
    let version = number(view, to, "Version", 8..12, order, "")?;
    to.part(format!("version {version}"));
    let (start, end) = (view.u32(16, order)?, view.u32(20, order)?);
    to.fact("Table", format!("From {start:#x} to {end:#x}"), 16..24);
    if u64::from(end) > view.size() {
        to.note("Its table reaches past the end of the file.", Some(16..24));
    }
    Some(())
}

fn cursor(view: &View<'_>, to: &mut Details) -> Option<()> {
    let header = u64::from(view.u32(4, Little)?);
    let version = view.u32(8, Little)?;
    to.fact(
        "Version",
        format!("{}.{}", version >> 16, version & 0xffff),
        8..12,
    );
    let count = number(view, to, "Parts", 12..16, Little, "")?;
    let mut pictures = 0;
    let mut sizes: Vec<u32> = Vec::new();
    for index in 0..count.min(256) {
        let at = header + 12 * index;
        if view.u32(at, Little)? != 0xfffd_0002 {
            continue;
        }
        pictures += 1;
        let size = view.u32(at + 4, Little)?;
        if !sizes.contains(&size) && sizes.len() < 16 {
            sizes.push(size);
        }
    }
    let list: Vec<String> = sizes.iter().map(u32::to_string).collect();
    to.fact(
        "Pictures",
        plural(pictures, "picture"),
        header..header + 12 * count,
    );
    to.fact(
        "Sizes",
        format!("{} pixels", list.join(", ")),
        header..header + 12 * count,
    );
    Some(())
}

/// The bits of the sections that it has, and of those that it may have.
fn sections(view: &View<'_>) -> Option<(String, Range<u64>)> {
    let (kind, count) = (view.u8(4)?, view.u8(7)?);
    let fits = kind <= 0x1f && count <= 12;
    fits.then(|| (format!("{count} sections"), 4..8))
}

fn keymap(view: &View<'_>, to: &mut Details) -> Option<()> {
    let (order, version) = match view.u8(0)? {
        0x0f => ("lsb", 15),
        _ => ("msb", view.u8(3)?),
    };
    to.head(format!("Compiled XKB Keymap: {order}, version {version}"));
    to.fact("Byte order", order, 0..4);
    number(view, to, "Sections", 7..8, Little, "")?;
    Some(())
}

fn qt_translation(view: &View<'_>, to: &mut Details) -> Option<()> {
    // Sections with a tag and a length; the one for the language is at the start.
    let mut at = 16;
    for _ in 0..8 {
        if at >= view.size() {
            break;
        }
        let (tag, length) = (view.u8(at)?, u64::from(view.u32(at + 1, Big)?));
        let start = at + 5;
        match tag {
            0xa7 => to.fact(
                "Language",
                shown(view.bytes(start, length.min(30))?),
                start..start + length,
            ),
            0x42 => to.fact("Texts", (length / 8).to_string(), at + 1..at + 5),
            _ => {}
        }
        at = start.checked_add(length)?;
    }
    Some(())
}

fn qt_resource(view: &View<'_>, to: &mut Details) -> Option<()> {
    number(view, to, "Version", 4..8, Big, "")?;
    number(view, to, "Tree at", 8..12, Big, "")?;
    number(view, to, "Data at", 12..16, Big, "")?;
    number(view, to, "Names at", 16..20, Big, "")?;
    Some(())
}

fn extension(view: &View<'_>, to: &mut Details) -> Option<()> {
    let version = number(view, to, "Version", 4..8, Little, "")?;
    to.part(format!("version {version}"));
    let zip = match version {
        2 => 16 + u64::from(view.u32(8, Little)?) + u64::from(view.u32(12, Little)?),
        _ => 12 + u64::from(view.u32(8, Little)?),
    };
    if view.bytes(zip, 4)? == b"PK\x03\x04" {
        to.fact(
            "Archive",
            format!("A ZIP from {zip:#x} on"),
            zip..view.size(),
        );
    } else {
        to.note("The ZIP is not where it must be.", Some(8..16));
    }
    Some(())
}

/// How many resources there are, and where the list begins.
fn list(view: &View<'_>) -> Option<(u64, u64, u64)> {
    Some(match view.u8(0)? {
        4 => (u64::from(view.u32(4, Little)?), 0, 9),
        _ => (
            u64::from(view.u16(8, Little)?),
            u64::from(view.u16(10, Little)?),
            12,
        ),
    })
}

/// The first resource begins after the list, whose entries have six bytes, and the aliases, which have four.
fn resources(view: &View<'_>) -> Option<(String, Range<u64>)> {
    let (count, aliases, at) = list(view)?;
    let first = u64::from(view.u32(at + 2, Little)?);
    let end = at
        .checked_add((count + 1).checked_mul(6)?)?
        .checked_add(aliases * 4)?;
    let fits = count > 0 && first == end && first <= view.size();
    fits.then(|| {
        (
            format!("a list of {count} resources, with the first right after it"),
            at + 2..at + 6,
        )
    })
}

fn pak(view: &View<'_>, to: &mut Details) -> Option<()> {
    let version = number(view, to, "Version", 0..4, Little, "")?;
    to.part(format!("version {version}"));
    let (count, aliases, at) = list(view)?;
    to.part(plural(count, "resource"));
    to.fact(
        "Resources",
        count.to_string(),
        if at == 9 { 4..8 } else { 8..10 },
    );
    if at == 12 {
        to.fact("Aliases", aliases.to_string(), 10..12);
    }
    let place = if at == 9 { 8 } else { 4 };
    let words = match view.u8(place)? {
        0 => "Bytes",
        1 => "UTF-8",
        2 => "UTF-16",
        _ => "Of another kind",
    };
    to.fact("Texts", words, place..place + 1);
    Some(())
}
