//! SQLite: databases and what stands beside them while they are written.

use std::ops::Range;

use crate::identify::details::Details;
use crate::identify::fields::{number, span};
use crate::identify::kind::{Kind, Strength};
use crate::identify::test::Test::{Any, Bytes, Code};
use crate::identify::values::named;
use crate::identify::view::{
    Order::{self, Big, Little},
    View,
};

pub(super) const SQLITE: Kind = Kind {
    id: "sqlite",
    name: "SQLite 3.x database",
    mime: "application/vnd.sqlite3",
    extensions: &["sqlite", "sqlite3", "db", "db3", "gpkg", "mbtiles"],
    tests: &[Bytes(0, b"SQLite format 3\0")],
    strength: Strength::Certain,
    source: "SQLite, Database File Format, 1.3",
    lesson: "A whole database is one file of pages of equal size; the first page begins with these 100 \
             bytes.",
    details: Some(database),
};

pub(super) const WAL: Kind = Kind {
    id: "sqlite-wal",
    name: "SQLite Write-Ahead Log",
    mime: "application/x-sqlite3-wal",
    extensions: &["db-wal", "sqlite-wal", "sqlite3-wal"],
    tests: &[
        Any(&[Bytes(0, b"\x37\x7f\x06\x82"), Bytes(0, b"\x37\x7f\x06\x83")]),
        Bytes(4, b"\0\x2d\xe2\x18"),
    ],
    strength: Strength::Certain,
    source: "SQLite, Database File Format, 4.1",
    lesson: "Changed pages are written here first and go to the database later; without this file, the last \
             changes are lost.",
    details: Some(wal),
};

pub(super) const JOURNAL: Kind = Kind {
    id: "sqlite-journal",
    name: "SQLite Rollback Journal",
    mime: "application/x-sqlite3-journal",
    extensions: &["db-journal", "sqlite-journal", "sqlite3-journal"],
    tests: &[Bytes(0, b"\xd9\xd5\x05\xf9\x20\xa1\x63\xd7")],
    strength: Strength::Certain,
    source: "SQLite, Database File Format, 3",
    lesson: "Pages as they were before a change: if that is not finished, they are put back.",
    details: Some(journal),
};

pub(super) const SHM: Kind = Kind {
    id: "sqlite-shm",
    name: "SQLite Write-Ahead Log shared memory",
    mime: "application/x-sqlite3-shm",
    extensions: &["db-shm", "sqlite-shm", "sqlite3-shm"],
    tests: &[
        Any(&[
            Bytes(0, b"\x18\xe2\x2d\0\0\0\0\0"),
            Bytes(0, b"\0\x2d\xe2\x18\0\0\0\0"),
        ]),
        Code(64, twice),
    ],
    strength: Strength::Certain,
    source: "SQLite, WAL-mode File Format, 2.1",
    lesson: "An index of the log that all programs with the database open share; it can be made anew.",
    details: Some(shm),
};

/// What made it, by the number that is set for that.
const APPLICATIONS: &[(u64, &str)] = &[
    (0x0f05_5112, "Fossil checkout"),
    (0x0f05_5113, "Fossil global configuration"),
    (0x0f05_5111, "Fossil repository"),
    (0x4745_5350, "Esri Spatially-Enabled Database"),
    (0x4750_4b47, "OGC GeoPackage file"),
    (0x4750_3130, "OGC GeoPackage version 1.0 file"),
    (0x4d50_4258, "MBTiles tileset"),
    (0x5f4d_544e, "Monotone source repository"),
];

fn database(view: &View<'_>, to: &mut Details) -> Option<()> {
    let get = |at| view.u32(at, Big);
    let application = get(68)?;
    match named(APPLICATIONS, u64::from(application)) {
        Some(words) => {
            to.head(format!("SQLite 3.x database ({words})"));
            to.fact("Application", words, 68..72);
        }
        None if application != 0 => {
            to.part(format!("application id {application}"));
            to.fact("Application", format!("Unknown ({application:#x})"), 68..72);
        }
        None => {}
    }
    let user = get(60)? as i32;
    if user != 0 {
        to.part(format!("user version {user}"));
        to.fact("User version", user.to_string(), 60..64);
    }
    let version = get(96)?;
    to.part(format!("last written using SQLite version {version}"));
    if version > 0 {
        let (major, minor) = (version / 1_000_000, version / 1000 % 1000);
        let words = format!("SQLite {major}.{minor}.{}", version % 1000);
        to.fact("Last written by", words, 96..100);
    }
    // A page of 65,536 bytes does not fit in 16 bits: 1 stands for it.
    let page = match view.u16(16, Big)? {
        1 => 65_536,
        it => u64::from(it),
    };
    if page != 4096 {
        to.part(format!("page size {page}"));
    }
    to.fact("Page", format!("{page} bytes"), 16..18);
    if !page.is_power_of_two() || page < 512 {
        to.note("A page of this size cannot be.", Some(16..18));
    }
    for (at, words) in [(18, "writer version"), (19, "read version")] {
        let version = view.u8(at)?;
        if version != 1 {
            to.part(format!("{words} {version}"));
        }
    }
    let writes = if view.u8(18)? == 2 {
        "Write-ahead log"
    } else {
        "Rollback journal"
    };
    to.fact("Way of writing", writes, 18..20);
    let unused = view.u8(20)?;
    if unused != 0 {
        to.part(format!("unused bytes {unused}"));
    }
    let (counter, pages) = (get(24)?, get(28)?);
    to.part(format!("file counter {counter}"));
    to.part(format!("database pages {pages}"));
    to.fact("Changes", counter.to_string(), 24..28);
    to.fact("Pages", pages.to_string(), 28..32);
    let (first, free) = (get(32)?, get(36)?);
    if first != 0 {
        to.part(format!("1st free page {first}"));
    }
    if free != 0 {
        to.part(format!("free pages {free}"));
        to.fact("Free pages", free.to_string(), 36..40);
    }
    to.part(match get(40)? {
        0 => "cookie 0".to_owned(),
        cookie => format!("cookie {cookie:#x}"),
    });
    to.part(format!("schema {}", get(44)?));
    let cache = get(48)?;
    if cache != 0 {
        to.part(format!("cache page size {cache}"));
    }
    let root = get(52)?;
    if root != 0 {
        to.part(format!("largest root page {root}"));
    }
    const ENCODINGS: &[(u64, &str)] = &[
        (1, "UTF-8"),
        (2, "UTF-16 little endian"),
        (3, "UTF-16 big endian"),
    ];
    let encoding = u64::from(get(56)?);
    match named(ENCODINGS, encoding) {
        Some(words) => {
            to.part(words);
            to.fact("Text", words, 56..60);
        }
        None => to.part(format!("unknown {encoding} encoding")),
    }
    let vacuum = get(64)?;
    if vacuum != 0 {
        to.part(format!("vacuum mode {vacuum}"));
    }
    let valid = get(92)?;
    to.part(format!("version-valid-for {valid}"));
    // The number of pages holds only if it was written together with the counter.
    if valid == counter && pages > 0 && u64::from(pages).saturating_mul(page) > view.size() {
        to.note(
            "The file is shorter than its pages: it may have been cut off.",
            Some(28..32),
        );
    }
    Some(())
}

fn wal(view: &View<'_>, to: &mut Details) -> Option<()> {
    let version = view.u32(4, Big)?;
    to.part(format!("version {version}"));
    to.fact("Version", version.to_string(), 4..8);
    let page = number(view, to, "Page", 8..12, Big, "bytes")?;
    number(view, to, "Checkpoints", 12..16, Big, "")?;
    // A header of 32 bytes, then frames of 24 bytes and a page.
    let frames = view.size().saturating_sub(32) / page.saturating_add(24).max(1);
    to.fact("Pages in it", frames.to_string(), 32..view.size());
    Some(())
}

fn journal(view: &View<'_>, to: &mut Details) -> Option<()> {
    let pages = view.u32(8, Big)?;
    to.fact(
        "Pages in it",
        if pages == u32::MAX {
            "To its end".to_owned()
        } else {
            pages.to_string()
        },
        8..12,
    );
    number(view, to, "Pages of the database before", 16..20, Big, "")?;
    number(view, to, "Sector", 20..24, Big, "bytes")?;
    let page = number(view, to, "Page", 24..28, Big, "bytes")?;
    to.part(format!("{pages} pages of {page} bytes"));
    Some(())
}

fn order(view: &View<'_>) -> Option<Order> {
    Some(if view.u8(0)? == 0 { Big } else { Little })
}

/// The header is there twice, so that a reader sees whether one is just written.
fn twice(view: &View<'_>) -> Option<(String, Range<u64>)> {
    let is_same = view.bytes(0, 48)? == view.bytes(48, 48)?;
    is_same.then(|| ("a second header that is the same".to_owned(), span(48, 48)))
}

fn shm(view: &View<'_>, to: &mut Details) -> Option<()> {
    let order = order(view)?;
    number(view, to, "Changes", 8..12, order, "")?;
    number(view, to, "Frames of the log", 16..20, order, "")?;
    number(view, to, "Pages of the database", 20..24, order, "")?;
    Some(())
}
