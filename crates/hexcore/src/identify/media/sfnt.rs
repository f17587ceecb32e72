//! TrueType and OpenType, and how they are packed for the Web (ISO/IEC 14496-22).

use std::ops::Range;

use crate::identify::details::{Details, printable};
use crate::identify::fields::{self, named, plural, span, wide};
use crate::identify::kind::{Kind, Strength};
use crate::identify::test::Test::{self, Any, Bytes, Code};
use crate::identify::view::{
    Order::{Big, Little},
    View,
};

pub(super) const TRUE_TYPE: Kind = Kind {
    id: "ttf",
    name: "TrueType Font data",
    mime: "font/sfnt",
    extensions: &["ttf", "tte", "otf"],
    tests: &[
        Any(&[Bytes(0, &[0, 1, 0, 0]), Bytes(0, b"true")]),
        Code(32, |view| tables(view, 0)),
    ],
    strength: Strength::Certain,
    source: "OpenType Specification 1.9.1, Table directory",
    lesson: "A directory of tables, each with a name of four letters: cmap leads from characters to outlines, glyf \
             has the outlines.",
    details: Some(font),
};

pub(super) const OPEN_TYPE: Kind = Kind {
    id: "otf",
    name: "OpenType font data",
    mime: "font/otf",
    extensions: &["otf", "ttf"],
    tests: &[Bytes(0, b"OTTO"), Code(32, |view| tables(view, 0))],
    strength: Strength::Certain,
    source: "OpenType Specification 1.9.1, Table directory",
    lesson: "The tables of TrueType, with outlines as PostScript draws them.",
    details: Some(open_type),
};

pub(super) const COLLECTION: Kind = Kind {
    id: "ttc",
    name: "TrueType font collection data",
    mime: "font/collection",
    extensions: &["ttc", "otc"],
    tests: &[
        Bytes(0, b"ttcf\0"),
        Code(32, |view| tables(view, view.u32(12, Big)?.into())),
    ],
    strength: Strength::Certain,
    source: "OpenType Specification 1.9.1, Font collections",
    lesson: "Several fonts in one file, which share the tables that they have in common.",
    details: Some(collection),
};

/// What is in a WOFF.
const FLAVOURS: &[Test] = &[
    Bytes(4, &[0, 1, 0, 0]),
    Bytes(4, b"true"),
    Bytes(4, b"OTTO"),
    Bytes(4, b"ttcf"),
];

pub(super) const WOFF: Kind = Kind {
    id: "woff",
    name: "Web Open Font Format",
    mime: "font/woff",
    extensions: &["woff"],
    tests: &[Bytes(0, b"wOFF"), Any(FLAVOURS)],
    strength: Strength::Certain,
    source: "WOFF File Format 1.0 (W3C), 3",
    lesson: "A font whose tables are compressed one by one, with zlib.",
    details: Some(|view, to| woff(view, to, 20, "Web Open Font Format")),
};

pub(super) const WOFF2: Kind = Kind {
    id: "woff2",
    name: "Web Open Font Format (Version 2)",
    mime: "font/woff2",
    extensions: &["woff2"],
    tests: &[Bytes(0, b"wOF2"), Any(FLAVOURS)],
    strength: Strength::Certain,
    source: "WOFF File Format 2.0 (W3C), 4.1",
    lesson: "A font whose tables are compressed as one, with Brotli, after its outlines were written more shortly.",
    details: Some(|view, to| woff(view, to, 24, "Web Open Font Format (Version 2)")),
};

pub(super) const EOT: Kind = Kind {
    id: "eot",
    name: "Embedded OpenType (EOT)",
    mime: "application/vnd.ms-fontobject",
    extensions: &["eot"],
    tests: &[
        Bytes(34, b"LP"),
        Any(&[
            Bytes(8, &[0, 0, 1, 0]),
            Bytes(8, &[1, 0, 2, 0]),
            Bytes(8, &[2, 0, 2, 0]),
        ]),
        Code(32, eot_length),
    ],
    strength: Strength::Certain,
    source: "Embedded OpenType (EOT) File Format (W3C Member Submission), 4",
    lesson: "A font with a header before it that tied it to a site: Internet Explorer knew nothing else.",
    details: Some(eot),
};

/// Tables that are looked at.
const MOST: u64 = 64;

/// Their number, and the first one, whose name is of letters and which lies behind the directory.
fn tables(view: &View<'_>, base: u64) -> Option<(String, Range<u64>)> {
    let count = u64::from(view.u16(base.checked_add(4)?, Big)?);
    let first = base + 12;
    let name = view.bytes(first, 4)?;
    let (start, length) = (view.u32(first + 8, Big)?, view.u32(first + 12, Big)?);
    let is_font = (1..=256).contains(&count)
        && name.iter().all(|byte| matches!(byte, 0x20..=0x7e))
        && u64::from(start) >= 12 + 16 * count
        && u64::from(start) + u64::from(length) <= view.size();
    is_font.then(|| {
        (
            format!(
                "the table {}, which lies behind the directory",
                printable(name)
            ),
            first..first + 16,
        )
    })
}

/// The place and length of a table.
fn table(view: &View<'_>, base: u64, name: &[u8; 4]) -> Option<(u64, u64)> {
    let count = u64::from(view.u16(base.checked_add(4)?, Big)?);
    for index in 0..count.min(MOST) {
        let at = base + 12 + 16 * index;
        if view.bytes(at, 4)? == name {
            let (start, length) = (view.u32(at + 8, Big)?, view.u32(at + 12, Big)?);
            return Some((start.into(), length.into()));
        }
    }
    None
}

/// Words for the directory at `base`: as a part of the sentence each.
fn directory(view: &View<'_>, to: &mut Details, base: u64) -> Option<()> {
    if table(view, base, b"DSIG").is_some() {
        to.part("digitally signed");
    }
    let count = u64::from(view.u16(base.checked_add(4)?, Big)?);
    to.part(plural(count, "table"));
    to.fact("Tables", count.to_string(), span(base + 4, 2));
    let first = printable(view.bytes(base + 12, 4)?);
    to.part(format!("1st \"{first}\""));
    to.fact("First table", first, span(base + 12, 4));
    Some(())
}

fn font(view: &View<'_>, to: &mut Details) -> Option<()> {
    directory(view, to, 0)?;
    names(view, to, 0, true)
}

fn open_type(view: &View<'_>, to: &mut Details) -> Option<()> {
    // `file` has only these words.
    let mut inner = Details::new("");
    directory(view, &mut inner, 0)?;
    to.facts_of(inner);
    names(view, to, 0, false)
}

/// The table of names: OpenType, name.
fn names(view: &View<'_>, to: &mut Details, base: u64, in_sentence: bool) -> Option<()> {
    let Some((start, length)) = table(view, base, b"name") else {
        to.note("It has no table of names.", None);
        return Some(());
    };
    let count = view.u16(start + 2, Big)?;
    let texts = start + u64::from(view.u16(start + 4, Big)?);
    let first = start + 6;
    if in_sentence {
        to.part(plural(count.into(), "name"));
        match view.u16(first, Big)? {
            0 => to.part("Unicode"),
            1 => to.part("Macintosh"),
            3 => {
                to.part("Microsoft");
                to.part(format!("language {:#x}", view.u16(first + 4, Big)?));
            }
            _ => {}
        }
    }
    let wanted = [
        (0, "Copyright"),
        (1, "Family"),
        (2, "Style"),
        (4, "Full name"),
        (5, "Version"),
    ];
    let mut seen = [false; 6];
    for index in 0..u64::from(count).min(MOST) {
        let at = first + 12 * index;
        let (platform, id) = (view.u16(at, Big)?, view.u16(at + 6, Big)?);
        let long = u64::from(view.u16(at + 8, Big)?);
        let place = texts + u64::from(view.u16(at + 10, Big)?);
        let Some(name) = named(id.into(), &wanted) else {
            continue;
        };
        let Some(seen) = seen.get_mut(usize::from(id)).filter(|seen| !**seen) else {
            continue;
        };
        let bytes = view.bytes(place, long.min(200))?;
        let text = match platform {
            0 | 3 => wide(bytes, Big),
            _ => printable(bytes),
        };
        *seen = true;
        to.fact(name, text, span(place, long.min(200)));
    }
    if start + length > view.size() {
        to.note("The table of names ends behind the end of the file.", None);
    }
    Some(())
}

fn collection(view: &View<'_>, to: &mut Details) -> Option<()> {
    let version = format!("{}.{}", view.u16(4, Big)?, view.u16(6, Big)?);
    let count = u64::from(view.u32(8, Big)?);
    let at = u64::from(view.u32(12, Big)?);
    let (kind, first) = match view.bytes(at, 4)? {
        b"OTTO" => ("OpenType font collection data", "OpenType Font data"),
        _ => (COLLECTION.name, TRUE_TYPE.name),
    };
    to.head(format!(
        "{kind}, {version}, {}, at {at:#x} {first}",
        plural(count, "font")
    ));
    to.fact("Version", version, 4..8);
    to.fact("Fonts", count.to_string(), 8..12);
    directory(view, to, at)?;
    names(view, to, at, false)
}

fn woff(view: &View<'_>, to: &mut Details, version: u64, name: &str) -> Option<()> {
    to.head(name);
    let flavour = match view.bytes(4, 4)? {
        b"OTTO" => "CFF",
        b"ttcf" => "TrueType collection",
        _ => "TrueType",
    };
    to.part(flavour);
    to.fact("Outlines", flavour, 4..8);
    let length = fields::number(view, to, "Length", 8..12, Big, "bytes")?;
    to.part(format!("length {length}"));
    fields::number(view, to, "Tables", 12..14, Big, "")?;
    fields::number(view, to, "Length when unpacked", 16..20, Big, "bytes")?;
    let (major, minor) = (view.u16(version, Big)?, view.u16(version + 2, Big)?);
    let words = format!("{major}.{minor}");
    to.part(format!("version {words}"));
    to.fact("Version of the font", words, span(version, 4));
    if length > view.size() {
        to.note(
            "Its header speaks of more bytes than there are.",
            Some(8..12),
        );
    }
    Some(())
}

/// Its first number is the length of the file.
fn eot_length(view: &View<'_>) -> Option<(String, Range<u64>)> {
    let length = u64::from(view.u32(0, Little)?);
    (length == view.size()).then(|| ("the length of the file".to_owned(), 0..4))
}

fn eot(view: &View<'_>, to: &mut Details) -> Option<()> {
    fields::number(view, to, "Length of the font", 4..8, Little, "bytes")?;
    fields::number(view, to, "Weight", 28..32, Little, "")?;
    // Texts with their lengths before them, after two bytes of padding each.
    let mut at = 82_u64;
    for name in ["Family", "Style", "Version", "Full name"] {
        let length = u64::from(view.u16(at, Little)?);
        let bytes = view.bytes(at + 2, length.min(256))?;
        to.fact(name, wide(bytes, Little), span(at + 2, length.min(256)));
        at += 4 + length;
    }
    Some(())
}
