//! Stores of keys and values: Berkeley DB, GDBM, LevelDB.

use crate::identify::details::Details;
use crate::identify::fields::number;
use crate::identify::kind::{Kind, Strength};
use crate::identify::test::Test::{Any, Bytes, Number, Tail};
use crate::identify::view::{
    Order::{self, Big, Little},
    View,
};

pub(super) const BERKELEY: Kind = Kind {
    id: "berkeley-db",
    name: "Berkeley DB",
    mime: "application/x-dbm",
    extensions: &["db"],
    tests: &[
        Any(&[
            Bytes(12, b"\x62\x31\x05\0"),
            Bytes(12, b"\0\x05\x31\x62"),
            Bytes(12, b"\x61\x15\x06\0"),
            Bytes(12, b"\0\x06\x15\x61"),
            Bytes(12, b"\x53\x22\x04\0"),
            Bytes(12, b"\0\x04\x22\x53"),
        ]),
        Any(&[
            Number {
                at: 16,
                width: 4,
                order: Little,
                from: 1,
                to: 32,
            },
            Number {
                at: 16,
                width: 4,
                order: Big,
                from: 1,
                to: 32,
            },
        ]),
    ],
    strength: Strength::Certain,
    source: "Berkeley DB, db_page.h, Meta-data pages",
    lesson: "A table of keys and values; the order of the bytes is that of the machine that made it.",
    details: Some(berkeley),
};

pub(super) const BERKELEY_185: Kind = Kind {
    id: "berkeley-db-185",
    name: "Berkeley DB 1.85",
    mime: "application/x-dbm",
    extensions: &["db"],
    tests: &[
        Any(&[
            Bytes(0, b"\x61\x15\x06\0"),
            Bytes(0, b"\0\x06\x15\x61"),
            Bytes(0, b"\x62\x31\x05\0"),
            Bytes(0, b"\0\x05\x31\x62"),
        ]),
        Any(&[
            Number {
                at: 4,
                width: 4,
                order: Little,
                from: 2,
                to: 3,
            },
            Number {
                at: 4,
                width: 4,
                order: Big,
                from: 2,
                to: 3,
            },
        ]),
    ],
    strength: Strength::Certain,
    source: "4.4BSD, db(3): hash.h, HASHHDR and btree.h, BTMETA",
    lesson: "The first Berkeley DB, as old systems and old browsers used it.",
    details: Some(berkeley_185),
};

pub(super) const GDBM: Kind = Kind {
    id: "gdbm",
    name: "GNU dbm 1.x or ndbm database",
    mime: "application/x-gdbm",
    extensions: &["gdbm", "db"],
    tests: &[Any(&[
        Bytes(0, b"\xcd\x9a\x57\x13"),
        Bytes(0, b"\xce\x9a\x57\x13"),
        Bytes(0, b"\xcf\x9a\x57\x13"),
        Bytes(0, b"\xd0\x9a\x57\x13"),
        Bytes(0, b"\xd1\x9a\x57\x13"),
        Bytes(0, b"\x13\x57\x9a\xcd"),
        Bytes(0, b"\x13\x57\x9a\xce"),
        Bytes(0, b"\x13\x57\x9a\xcf"),
        Bytes(0, b"\x13\x57\x9a\xd0"),
        Bytes(0, b"\x13\x57\x9a\xd1"),
    ])],
    strength: Strength::Certain,
    source: "GNU dbm, gdbmconst.h and gdbmdefs.h, gdbm_file_header",
    lesson: "A table of keys and values; the pages of the manual are indexed in one.",
    details: Some(gdbm),
};

pub(super) const LEVELDB: Kind = Kind {
    id: "leveldb-table",
    name: "LevelDB table data",
    mime: "application/x-leveldb",
    extensions: &["ldb", "sst"],
    tests: &[Tail(8, b"\x57\xfb\x80\x8b\x24\x75\x47\xdb")],
    strength: Strength::Certain,
    source: "LevelDB, doc/table_format.md",
    lesson: "Sorted keys and values, written once; what says where they are is at the end.",
    details: None,
};

fn order_name(order: Order) -> &'static str {
    match order {
        Little => "native byte-order",
        Big => "big-endian",
    }
}

/// What a table is made as.
fn method(view: &View<'_>, at: u64) -> Option<(Order, &'static str)> {
    let order = if view.u8(at)? == 0 { Big } else { Little };
    Some((
        order,
        match view.u32(at, order)? {
            0x0005_3162 => "Btree",
            0x0006_1561 => "Hash",
            _ => "Queue",
        },
    ))
}

fn berkeley(view: &View<'_>, to: &mut Details) -> Option<()> {
    let (order, method) = method(view, 12)?;
    let version = view.u32(16, order)?;
    to.head(format!(
        "Berkeley DB ({method}, version {version}, {})",
        order_name(order)
    ));
    to.fact("Method", method, 12..16);
    to.fact(
        "Byte order",
        if order == Big {
            "Big endian"
        } else {
            "Little endian"
        },
        12..16,
    );
    to.fact("Version", version.to_string(), 16..20);
    number(view, to, "Page", 20..24, order, "bytes")?;
    number(view, to, "Last page", 32..36, order, "")?;
    Some(())
}

fn berkeley_185(view: &View<'_>, to: &mut Details) -> Option<()> {
    let (order, method) = method(view, 0)?;
    let version = view.u32(4, order)?;
    let name = if method == "Btree" {
        "1.85/1.86"
    } else {
        "1.85"
    };
    to.head(format!(
        "Berkeley DB {name} ({method}, version {version}, {})",
        order_name(order)
    ));
    to.fact("Method", method, 0..4);
    to.fact("Version", version.to_string(), 4..8);
    if method == "Hash" {
        number(view, to, "Bucket", 12..16, order, "bytes")?;
        number(view, to, "Keys", 48..52, order, "")?;
    } else {
        number(view, to, "Page", 8..12, order, "bytes")?;
    }
    Some(())
}

fn gdbm(view: &View<'_>, to: &mut Details) -> Option<()> {
    let order = if view.u8(0)? == 0x13 { Big } else { Little };
    let name = if order == Big {
        "big endian"
    } else {
        "little endian"
    };
    let (words, width) = match view.u32(0, order)? & 0xff {
        0xcd => ("32-bit", 4),
        0xce => ("old", 4),
        0xcf => ("64-bit", 8),
        0xd0 => ("32-bit with two headers", 4),
        _ => ("64-bit with two headers", 8),
    };
    to.part(name);
    to.part(words);
    to.fact("Byte order", name, 0..4);
    to.fact("Offsets", words, 0..4);
    number(view, to, "Block", 4..8, order, "bytes")?;
    number(view, to, "Directory at", 8..8 + width, order, "")?;
    Some(())
}
