//! What a system makes once to find it fast: caches of libraries, locales, fonts and icons.

use std::ops::Range;

use crate::identify::details::Details;
use crate::identify::fields::{number, text};
use crate::identify::kind::{Kind, Strength};
use crate::identify::test::Test::{Any, Bytes, Code, Masked};
use crate::identify::values::named;
use crate::identify::view::{
    Order::{Big, Little},
    View,
};

pub(super) const LIBRARIES: Kind = Kind {
    id: "ld-so-cache",
    name: "ld.so cache",
    mime: "application/x-ld-so-cache",
    extensions: &["cache"],
    tests: &[Any(&[
        Bytes(0, b"glibc-ld.so.cache1.1"),
        Bytes(0, b"ld.so-1.7.0\0"),
    ])],
    strength: Strength::Certain,
    source: "glibc, dl-cache.h, struct cache_file_new",
    lesson: "Where the libraries of the system are, so that a program that starts need not look for them.",
    details: Some(libraries),
};

pub(super) const LOCALE: Kind = Kind {
    id: "glibc-locale",
    name: "glibc locale file",
    mime: "application/x-glibc-locale",
    extensions: &[],
    tests: &[
        Any(&[
            Masked(0, b"\x20\x09\x07\x20", b"\xf0\xff\xff\xff"),
            Bytes(0, b"\x17\x10\x05\x20"),
        ]),
        Code(32, fields),
    ],
    strength: Strength::Certain,
    source: "glibc, localeinfo.h, LIMAGIC",
    lesson: "How a language and a country write dates, numbers and money, and sort words.",
    details: Some(locale),
};

pub(super) const LOCALES: Kind = Kind {
    id: "locale-archive",
    name: "locale archive",
    mime: "application/x-locale-archive",
    extensions: &[],
    tests: &[Bytes(0, b"\x09\x01\x02\xde"), Bytes(8, b"\x38\0\0\0")],
    strength: Strength::Certain,
    source: "glibc, locarchive.h, struct locarhead",
    lesson: "All locales of a system in one file, which programs share in memory.",
    details: Some(locales),
};

pub(super) const GCONV: Kind = Kind {
    id: "gconv-cache",
    name: "gconv module configuration cache data",
    mime: "application/x-gconv-cache",
    extensions: &["cache"],
    tests: &[Bytes(0, b"\x24\x03\x01\x20")],
    strength: Strength::Certain,
    source: "glibc, iconvconfig.h, GCONVCACHE_MAGIC",
    lesson: "Which library turns which encoding of text into which.",
    details: None,
};

pub(super) const FONTS: Kind = Kind {
    id: "fontconfig-cache",
    name: "fontconfig cache",
    mime: "application/x-fontconfig-cache",
    extensions: &["cache-7", "cache-8", "cache-9"],
    tests: &[
        Any(&[Bytes(0, b"\x04\xfc\x02\xfc"), Bytes(0, b"\xfc\x02\xfc\x04")]),
        Code(64, size_of_fonts),
    ],
    strength: Strength::Certain,
    source: "fontconfig, fcint.h, struct _FcCache",
    lesson: "What fonts are in a folder; it is used as it is in memory, so each machine has its own.",
    details: Some(fonts),
};

pub(super) const ICONS: Kind = Kind {
    id: "gtk-icon-cache",
    name: "GTK icon theme cache",
    mime: "application/x-gtk-icon-cache",
    extensions: &["cache"],
    tests: &[Bytes(0, b"\0\x01\0\0\0\0\0\x0c"), Code(24, directories)],
    strength: Strength::Certain,
    source: "GTK, docs/iconcache.txt",
    lesson: "Which icons a theme has, and in which folder.",
    details: Some(icons),
};

fn libraries(view: &View<'_>, to: &mut Details) -> Option<()> {
    let is_old = view.u8(0)? == b'l';
    let order = if !is_old && view.u8(28)? == 3 {
        Big
    } else {
        Little
    };
    let at = if is_old { 12 } else { 20 };
    let count = number(view, to, "Libraries", at..at + 4, order, "")?;
    let words = if count == 1 { "library" } else { "libraries" };
    to.part(format!("{count} {words}"));
    if is_old {
        return Some(());
    }
    number(view, to, "Names", 24..28, order, "bytes")?;
    let words = match view.u8(28)? & 3 {
        2 => "Little endian",
        3 => "Big endian",
        _ => "Not told",
    };
    to.fact("Byte order", words, 28..29);
    // The first library of the list, by the places of its name and its path.
    if count > 0 {
        let (name, path) = (view.u32(52, order)?, view.u32(56, order)?);
        let name = text(view, u64::from(name), 200)?;
        let path = text(view, u64::from(path), 200)?;
        to.fact("First library", format!("{name}, {path}"), 48..72);
    }
    Some(())
}

const CATEGORIES: &[(u64, &str)] = &[
    (0, "LC_CTYPE"),
    (1, "LC_NUMERIC"),
    (2, "LC_TIME"),
    (3, "LC_COLLATE"),
    (4, "LC_MONETARY"),
    (5, "LC_MESSAGES"),
    (6, "LC_ALL"),
    (7, "LC_PAPER"),
    (8, "LC_NAME"),
    (9, "LC_ADDRESS"),
    (10, "LC_TELEPHONE"),
    (11, "LC_MEASUREMENT"),
    (12, "LC_IDENTIFICATION"),
];

/// The first field begins after the list of fields.
fn fields(view: &View<'_>) -> Option<(String, Range<u64>)> {
    let count = u64::from(view.u32(4, Little)?);
    let first = u64::from(view.u32(8, Little)?);
    let fits = count > 0 && (first == 8 + count * 4) && first <= view.size();
    fits.then(|| {
        (
            "a first field right after the list of them".to_owned(),
            4..12,
        )
    })
}

fn locale(view: &View<'_>, to: &mut Details) -> Option<()> {
    // The number of the category is mixed into the mark.
    let category = match view.u32(0, Little)? {
        0x2005_1017 => 3,
        mark => u64::from(mark ^ 0x2007_0920),
    };
    let name = named(CATEGORIES, category)?;
    to.head(format!("glibc locale file {name}"));
    to.fact("Category", name, 0..4);
    number(view, to, "Fields", 4..8, Little, "")?;
    Some(())
}

fn locales(view: &View<'_>, to: &mut Details) -> Option<()> {
    // After the places: what is used and what there is of each table.
    let strings = view.u32(24, Little)?;
    to.head(format!("locale archive {strings} strings"));
    number(view, to, "Locales", 12..16, Little, "")?;
    to.fact("Names", format!("{strings} bytes"), 24..28);
    Some(())
}

fn size_of_fonts(view: &View<'_>) -> Option<(String, Range<u64>)> {
    let order = if view.u8(0)? == 4 { Little } else { Big };
    let size = match view.u64(8, order)? == view.size() {
        true => 8..16,
        // On machines with 32 bits.
        false if u64::from(view.u32(8, order)?) == view.size() => 8..12,
        false => return None,
    };
    Some(("the size of the file".to_owned(), size))
}

fn fonts(view: &View<'_>, to: &mut Details) -> Option<()> {
    let order = if view.u8(0)? == 4 { Little } else { Big };
    let version = number(view, to, "Version", 4..8, order, "")?;
    to.part(format!("version {version}"));
    let directory = view.u64(16, order)?;
    let name = text(view, directory, 300)?;
    if !name.is_empty() {
        let length = name.len() as u64;
        to.fact("Folder", name, directory..directory.saturating_add(length));
    }
    Some(())
}

/// The list of folders is in the file and not empty, and the table of the icons fits.
fn directories(view: &View<'_>) -> Option<(String, Range<u64>)> {
    let list = u64::from(view.u32(8, Big)?);
    let (count, buckets) = (view.u32(list, Big)?, u64::from(view.u32(12, Big)?));
    let fits = (1..10_000).contains(&count) && 16 + buckets * 4 <= view.size();
    fits.then(|| (format!("a list of {count} folders"), list..list + 4))
}

fn icons(view: &View<'_>, to: &mut Details) -> Option<()> {
    to.part("version 1.0");
    to.fact("Version", "1.0", 0..4);
    let list = u64::from(view.u32(8, Big)?);
    number(view, to, "Folders", list..list + 4, Big, "")?;
    number(view, to, "Places for names", 12..16, Big, "")?;
    Some(())
}
