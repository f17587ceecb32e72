//! ZIP, and what is built on it (APPNOTE.TXT, 4.3).

use std::ops::Range;

use crate::identify::details::Details;
use crate::identify::fields::plural;
use crate::identify::kind::{Kind, Strength};
use crate::identify::test::Test::{self, Any, Bytes, Code};
use crate::identify::values::{bytes, dos_fact, fact_of, named, shown};
use crate::identify::view::{Order::Little, View};

const LOCAL: &[u8] = b"PK\x03\x04";
const CENTRAL: &[u8] = b"PK\x01\x02";
const END: &[u8] = b"PK\x05\x06";

/// What is looked at of a central directory.
const DIRECTORY: u64 = 64 << 10;
/// Entries that are looked at.
const ENTRIES: usize = 300;
/// A comment after the end record has at most 65,535 bytes.
const TAIL: u64 = 22 + 65_535;

/// That a file begins with an entry of a ZIP.
pub(in crate::identify) const BEGINS: Test = Bytes(0, LOCAL);

pub(super) const ZIP: Kind = Kind {
    id: "zip",
    name: "Zip archive data",
    mime: "application/zip",
    extensions: &["zip"],
    tests: &[Any(&[
        BEGINS,
        Bytes(0, b"PK\x05\x06\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0"),
        Bytes(0, b"PK\x07\x08PK\x03\x04"),
        Bytes(0, b"PK00PK\x03\x04"),
    ])],
    strength: Strength::Certain,
    source: "PKWARE APPNOTE.TXT, 4.3.7 and 4.3.16",
    lesson: "Every file in a ZIP has a header of its own, and a list of them all is at the end, so that one \
             can be taken out without reading the rest.",
    details: Some(details),
};

pub(super) const PREPENDED: Kind = Kind {
    id: "zip-prepended",
    name: "Zip archive, with extra data prepended",
    mime: "application/zip",
    extensions: &["zip", "pyz", "exe"],
    tests: &[Test::Tail(22, END), Code(32, directory_elsewhere)],
    // What is before it may be a program, and is what the file is first of all.
    strength: Strength::Likely,
    source: "PKWARE APPNOTE.TXT, 4.1.9 and 4.3.16",
    lesson: "A ZIP is read from its end, so anything may stand before it, such as a program that unpacks it.",
    details: Some(prepended),
};

/// A kind of ZIP that has an entry that only it has.
pub(in crate::identify) const fn of(
    id: &'static str,
    name: &'static str,
    mime: &'static str,
    extensions: &'static [&'static str],
    tests: &'static [Test],
    source: &'static str,
    lesson: &'static str,
) -> Kind {
    Kind {
        id,
        name,
        mime,
        extensions,
        tests,
        strength: Strength::Certain,
        source,
        lesson,
        details: Some(inner),
    }
}

pub(super) const JAR: Kind = of(
    "jar",
    "Java archive data (JAR)",
    "application/java-archive",
    &["jar", "war", "ear"],
    &[BEGINS, Code(48, is_jar)],
    "JAR File Specification (Java SE), Overview",
    "A JAR is a ZIP of compiled Java classes with a manifest that says which of them to start.",
);

pub(super) const APK: Kind = Kind {
    details: Some(apk),
    ..of(
        "apk",
        "Android package (APK)",
        "application/vnd.android.package-archive",
        &["apk"],
        &[BEGINS, Code(100, is_apk)],
        "Android Developers, App manifest overview",
        "An Android app is a ZIP; its manifest inside is XML in a binary form.",
    )
};

pub(super) const XPI: Kind = of(
    "xpi",
    "Mozilla add-on (XPI)",
    "application/x-xpinstall",
    &["xpi"],
    &[BEGINS, Code(90, is_xpi)],
    "Firefox Source Docs, Toolkit: Add-on Manager, Signing",
    "An add-on of Firefox is a ZIP with a manifest in JSON and, once signed, a folder with the signatures.",
);

pub(super) const KMZ: Kind = of(
    "kmz",
    "Google Earth KML archive (KMZ)",
    "application/vnd.google-earth.kmz",
    &["kmz"],
    &[
        BEGINS,
        Code(56, |view| found(view, |name| name == b"doc.kml")),
    ],
    "OGC 12-007r2 (KML 2.3), 7.2",
    "A KMZ is a ZIP of places on a map and of the pictures that belong to them.",
);

const METHODS: &[(u64, &str)] = &[
    (0, "store"),
    (1, "Shrinking"),
    (6, "Imploding"),
    (7, "Tokenizing"),
    (8, "deflate"),
    (9, "deflate64"),
    (10, "Library imploding"),
    (12, "bzip2"),
    (14, "lzma"),
    (16, "CMPSC (IBM z/OS)"),
    (18, "IBM TERSE"),
    (19, "IBM LZ77 (z/Architecture)"),
    (20, "Zstd (deprecated)"),
    (93, "Zstd"),
    (94, "MP3"),
    (95, "xz"),
    (96, "Jpeg"),
    (97, "WavPack"),
    (98, "PPMd"),
    (99, "AES Encrypted"),
];

/// The name of an entry, its bytes and where they are.
#[derive(Clone)]
pub(in crate::identify) struct Name<'a> {
    pub(in crate::identify) bytes: &'a [u8],
    pub(in crate::identify) at: Range<u64>,
}

/// The header of an entry at the place of its data.
struct Local<'a> {
    name: Name<'a>,
    /// Where the extra fields are.
    extra: Range<u64>,
    /// Bytes of data; `None` where they are told after it only.
    packed: Option<u64>,
}

fn local<'a>(view: &View<'a>, at: u64) -> Option<Local<'a>> {
    if view.bytes(at, 4)? != LOCAL {
        return None;
    }
    let length = u64::from(view.u16(at + 26, Little)?);
    let extra = u64::from(view.u16(at + 28, Little)?);
    let (from, to) = (at + 30, at + 30 + length);
    let packed = u64::from(view.u32(at + 18, Little)?);
    let is_told = view.u16(at + 6, Little)? & 8 == 0 && packed != 0xffff_ffff;
    Some(Local {
        name: Name {
            bytes: view.bytes(from, length)?,
            at: from..to,
        },
        extra: to..to + extra,
        packed: is_told.then_some(packed),
    })
}

/// The end of the central directory, and what it says.
struct End {
    at: u64,
    /// Entries that it claims, and where it does.
    count: u64,
    count_at: Range<u64>,
    /// Where the directory really begins and how long it is.
    start: u64,
    length: u64,
    comment: u64,
}

fn end(view: &View<'_>) -> Option<End> {
    let size = view.size();
    // Most have no comment, so that the last bytes are enough.
    let at = [1024, TAIL].into_iter().find_map(|most| {
        let start = size.saturating_sub(most);
        let tail = view.up_to(start, most)?;
        let found = tail.windows(4).rposition(|it| it == END)?;
        let at = start + found as u64;
        // The comment must reach the end of the file, or what is found is part of something else.
        let comment = u64::from(view.u16(at + 20, Little)?);
        (at + 22 + comment <= size).then_some(at)
    })?;
    let mut count = u64::from(view.u16(at + 10, Little)?);
    let mut count_at = at + 10..at + 12;
    let mut length = u64::from(view.u32(at + 12, Little)?);
    let mut offset = u64::from(view.u32(at + 16, Little)?);
    let mut before = at;
    if offset == 0xffff_ffff || count == 0xffff {
        // ZIP64: a locator before it names a record with longer numbers.
        let locator = at.checked_sub(20)?;
        if view.bytes(locator, 4)? == b"PK\x06\x07" {
            let record = view.u64(locator + 8, Little)?;
            if view.bytes(record, 4)? == b"PK\x06\x06" {
                count = view.u64(record.checked_add(32)?, Little)?;
                count_at = record + 32..record + 40;
                length = view.u64(record + 40, Little)?;
                offset = view.u64(record + 48, Little)?;
                before = record;
            }
        }
    }
    // Where data was put before the archive, what it says of offsets is too little.
    let start = match before.checked_sub(length) {
        Some(start) if view.bytes(start, 4).is_some_and(|it| it == CENTRAL) => start,
        _ => offset,
    };
    Some(End {
        at,
        count,
        count_at,
        start,
        length,
        comment: u64::from(view.u16(at + 20, Little)?),
    })
}

/// An entry of the central directory.
struct Entry<'a> {
    name: Name<'a>,
    packed: u64,
    unpacked: u64,
    /// Where the sizes are.
    sizes_at: Range<u64>,
}

/// The first entries of the central directory.
fn entries<'a>(view: &View<'a>, end: &End) -> Vec<Entry<'a>> {
    let mut list = Vec::new();
    let most = end.length.min(DIRECTORY);
    let Some(directory) = view.up_to(end.start, most) else {
        return list;
    };
    let mut rest = directory;
    let mut at = end.start;
    while list.len() < ENTRIES {
        let Some((header, behind)) = rest.split_first_chunk::<46>() else {
            break;
        };
        if !header.starts_with(CENTRAL) {
            break;
        }
        let number = |from: usize, width: usize| {
            let field = header.get(from..from + width).unwrap_or_default();
            field
                .iter()
                .rev()
                .fold(0, |it, byte| it << 8 | u64::from(*byte))
        };
        let name = number(28, 2);
        let Some(bytes) = behind.get(..name as usize) else {
            break;
        };
        list.push(Entry {
            name: Name {
                bytes,
                at: at + 46..at + 46 + name,
            },
            packed: number(20, 4),
            unpacked: number(24, 4),
            sizes_at: at + 20..at + 28,
        });
        let length = name + number(30, 2) + number(32, 2);
        rest = behind.get(length as usize..).unwrap_or_default();
        at += 46 + length;
    }
    list
}

/// Names of entries, a few hundred at most: from the list at the end, or from the start where there is none.
pub(in crate::identify) fn names<'a>(view: &View<'a>) -> Vec<Name<'a>> {
    let listed: Vec<Name<'a>> = match end(view) {
        Some(end) => entries(view, &end).into_iter().map(|it| it.name).collect(),
        None => Vec::new(),
    };
    if !listed.is_empty() {
        return listed;
    }
    let mut names = Vec::new();
    let mut at = 0;
    for _ in 0..32 {
        // No more is read for what can be told without.
        if at + 30 > view.head().len() as u64 {
            break;
        }
        let Some(entry) = local(view, at) else { break };
        names.push(entry.name);
        match entry.packed {
            Some(packed) => at = entry.extra.end.saturating_add(packed),
            None => break,
        }
    }
    names
}

/// What there is to say of the first entry with such a name.
pub(in crate::identify) fn found(
    view: &View<'_>,
    fits: fn(&[u8]) -> bool,
) -> Option<(String, Range<u64>)> {
    named_entry(&names(view), fits)
}

pub(in crate::identify) fn named_entry(
    names: &[Name<'_>],
    fits: fn(&[u8]) -> bool,
) -> Option<(String, Range<u64>)> {
    let name = names.iter().find(|name| fits(name.bytes))?;
    Some((
        format!("an entry named {}", shown(name.bytes)),
        name.at.clone(),
    ))
}

/// What an archive says it is in a first entry named `mimetype`, which is not compressed.
pub(in crate::identify) fn mimetype<'a>(view: &View<'a>) -> Option<Name<'a>> {
    let first = local(view, 0)?;
    if first.name.bytes != b"mimetype" || view.u16(8, Little)? != 0 {
        return None;
    }
    let from = first.extra.end;
    let length = match first.packed {
        Some(packed) => packed.min(200),
        // Its length is told after it: up to the next header.
        None => view.find(from, 200, b"PK")?.checked_sub(from)?,
    };
    Some(Name {
        bytes: view.bytes(from, length)?.trim_ascii(),
        at: from..from + length,
    })
}

/// Whether the first entry says that the archive is of this type.
pub(in crate::identify) fn says(view: &View<'_>, mime: &str) -> Option<(String, Range<u64>)> {
    let name = mimetype(view)?;
    (name.bytes == mime.as_bytes()).then(|| {
        (
            format!("a first entry named mimetype that says {mime}"),
            name.at,
        )
    })
}

fn is_jar(view: &View<'_>) -> Option<(String, Range<u64>)> {
    let first = local(view, 0)?;
    // The mark of the tool that makes them: an extra field of its own.
    if view
        .bytes(first.extra.start, first.extra.end - first.extra.start)?
        .starts_with(&[0xfe, 0xca])
    {
        let at = first.extra.start..first.extra.start + 2;
        return Some(("the extra field 0xcafe of Java".to_owned(), at));
    }
    found(view, |name| name == b"META-INF/MANIFEST.MF")
}

fn is_apk(view: &View<'_>) -> Option<(String, Range<u64>)> {
    let names = names(view);
    // A library for Android has the manifest as text, and its classes in a JAR.
    let is_library = names.iter().any(|name| name.bytes == b"classes.jar");
    let is_manifest = |name: &[u8]| name == b"AndroidManifest.xml";
    named_entry(&names, is_manifest).filter(|_| !is_library)
}

fn is_xpi(view: &View<'_>) -> Option<(String, Range<u64>)> {
    let names = names(view);
    let is_signed = names.iter().any(|name| {
        [&b"META-INF/mozilla.rsa"[..], b"META-INF/cose.manifest"].contains(&name.bytes)
    });
    let is_new = |name: &[u8]| name == b"manifest.json";
    let is_old = |name: &[u8]| name == b"install.rdf";
    match is_signed {
        true => named_entry(&names, is_new).or_else(|| named_entry(&names, is_old)),
        false => named_entry(&names, is_old),
    }
}

fn directory_elsewhere(view: &View<'_>) -> Option<(String, Range<u64>)> {
    let end = end(view)?;
    if end.at + 22 + end.comment != view.size() || view.bytes(end.start, 4)? != CENTRAL {
        return None;
    }
    // With entries at its start it is a plain ZIP.
    let is_plain = view.bytes(0, 2)? == b"PK";
    let at = end.start..end.start + 4;
    (!is_plain).then(|| {
        (
            "the list of entries where the end record says".to_owned(),
            at,
        )
    })
}

fn prepended(view: &View<'_>, to: &mut Details) -> Option<()> {
    let end = end(view)?;
    let disk = view.u16(end.at + 4, Little)?;
    if disk > 0 && disk < u16::MAX {
        to.head("Zip archive data, the last of several volumes");
        to.fact("Volume", (disk + 1).to_string(), end.at + 4..end.at + 6);
    }
    whole(view, to, &end);
    Some(())
}

/// The details of a ZIP of which the name says already what it is.
pub(in crate::identify) fn inner(view: &View<'_>, to: &mut Details) -> Option<()> {
    first_entry(view, to, 0)?;
    listed(view, to)
}

fn apk(view: &View<'_>, to: &mut Details) -> Option<()> {
    let first = local(view, 0)?;
    match first.name.bytes {
        b"AndroidManifest.xml" => to.part("with AndroidManifest.xml"),
        b"classes.dex" => to.part("with classes.dex"),
        b"META-INF/com/android/build/gradle/app-metadata.properties" => {
            to.part("with gradle app-metadata.properties");
        }
        b"META-INF/MANIFEST.MF" if found(view, |name| name == b"resources.arsc").is_some() => {
            to.part("with MANIFEST.MF and resources.arsc");
        }
        _ => {}
    }
    if let Some(end) = end(view)
        && let Some(at) = end.start.checked_sub(16)
        && view.bytes(at, 16) == Some(b"APK Sig Block 42")
    {
        to.part("with APK Signing Block");
        to.fact("Signature", "APK Signing Block", at..end.start);
    }
    inner(view, to)
}

fn details(view: &View<'_>, to: &mut Details) -> Option<()> {
    let start = match view.bytes(0, 4)? {
        b"PK\x05\x06" => {
            to.head("Zip archive data (empty)");
            let end = end(view)?;
            whole(view, to, &end);
            return Some(());
        }
        b"PK\x07\x08" => {
            to.head("Zip multi-volume archive data, at least PKZIP v2.50 to extract");
            to.fact("Volumes", "The first of several", 0..4);
            4
        }
        b"PK00" => 4,
        _ => 0,
    };
    if start == 0 {
        let version = view.u8(4)?;
        to.part(format!(
            "at least v{}.{} to extract",
            version / 10,
            version % 10
        ));
        let method = u64::from(view.u16(8, Little)?);
        to.part(match named(METHODS, method) {
            Some(name) => format!("compression method={name}"),
            None => format!("compression method=[{method:#x}]"),
        });
    }
    first_entry(view, to, start)?;
    if view.bytes(0, 4)? == b"PK\x07\x08" {
        // The list is in another file.
        return Some(());
    }
    listed(view, to)
}

/// What the header of the first entry says.
fn first_entry(view: &View<'_>, to: &mut Details, at: u64) -> Option<()> {
    let version = view.u8(at + 4)?;
    let version = format!("{}.{}", version / 10, version % 10);
    to.fact("Version needed", version, at + 4..at + 5);
    let flags = view.u16(at + 6, Little)?;
    let method = u64::from(view.u16(at + 8, Little)?);
    fact_of(
        to,
        "Compression of the first entry",
        METHODS,
        method,
        at + 8..at + 10,
    );
    dos_fact(view, to, "Time of the first entry", at + 10);
    if flags & 1 == 1 {
        to.fact("Encryption", "The first entry is encrypted", at + 6..at + 8);
    }
    let length = u64::from(view.u16(at + 26, Little)?);
    let name = view.bytes(at + 30, length)?;
    to.fact("First entry", shown(name), at + 30..at + 30 + length);
    let (packed, unpacked) = (view.u32(at + 18, Little)?, view.u32(at + 22, Little)?);
    if flags & 8 == 0 && packed != 0xffff_ffff && unpacked != 0xffff_ffff {
        let unpacked = bytes(unpacked.into());
        to.fact("Size of the first entry", unpacked, at + 22..at + 26);
        let extra = u64::from(view.u16(at + 28, Little)?);
        let ends = at + 30 + length + extra + u64::from(packed);
        if ends > view.size() {
            to.note(
                "The data of the first entry is said to reach past the end of the file.",
                Some(at + 18..at + 22),
            );
        }
    }
    Some(())
}

/// What the list at the end says.
fn listed(view: &View<'_>, to: &mut Details) -> Option<()> {
    match end(view) {
        Some(end) => whole(view, to, &end),
        None if view.wanted().is_none() => to.note(
            "The end record, which leads to the list of entries, is missing: the file may have been cut off.",
            None,
        ),
        None => {}
    }
    Some(())
}

fn whole(view: &View<'_>, to: &mut Details, end: &End) {
    to.fact("Entries", end.count.to_string(), end.count_at.clone());
    if end.comment > 0 {
        let at = end.at + 22..end.at + 22 + end.comment;
        if let Some(comment) = view.bytes(at.start, end.comment.min(100)) {
            to.fact("Comment", shown(comment), at);
        }
    }
    let list = entries(view, end);
    let room = end.length / 46;
    if end.count > room || (list.is_empty() && end.count > 0) {
        to.note(
            format!(
                "The end record speaks of {}, which its list cannot hold.",
                plural(end.count, "entry").replace("entrys", "entries")
            ),
            Some(end.count_at.clone()),
        );
    }
    let is_long = |it: u64| it == 0xffff_ffff;
    let bomb = list.iter().find(|it| {
        !is_long(it.packed)
            && !is_long(it.unpacked)
            && it.unpacked > 1 << 20
            && it.unpacked / 1000 > it.packed
    });
    if let Some(entry) = bomb {
        to.note(
            format!(
                "{} is said to grow from {} to {} when it is unpacked.",
                shown(entry.name.bytes),
                bytes(entry.packed),
                bytes(entry.unpacked)
            ),
            Some(entry.sizes_at.clone()),
        );
    }
    let packed: u64 = list
        .iter()
        .map(|it| it.packed)
        .filter(|it| !is_long(*it))
        .sum();
    if packed > view.size() {
        to.note(
            "The entries are said to be longer together than the file: they overlap, or their sizes are wrong.",
            Some(end.start..end.at),
        );
    }
}
