//! Books and help: Mobipocket and other books of Palm, Microsoft Reader, HTML Help, WinHelp.

use crate::identify::details::Details;
use crate::identify::kind::{Kind, Strength};
use crate::identify::test::Test::{Bytes, Number, Pointed};
use crate::identify::values::{before_zero, bytes, fact_of, named, shown, unix_time};
use crate::identify::view::{
    Order::{Big, Little},
    View,
};

pub(super) const MOBI: Kind = Kind {
    id: "mobi",
    name: "Mobipocket E-book",
    mime: "application/x-mobipocket-ebook",
    extensions: &["mobi", "azw", "azw3", "prc"],
    tests: &[Bytes(60, b"BOOKMOBI")],
    strength: Strength::Certain,
    source: "MobileRead Wiki, MOBI and PDB",
    lesson: "Books for the Kindle are databases of the Palm, a pocket computer of 1996.",
    details: Some(mobi),
};

pub(super) const PALMDOC: Kind = Kind {
    id: "palmdoc",
    name: "AportisDoc/PalmDOC E-book",
    mime: "application/x-aportisdoc",
    extensions: &["pdb", "prc"],
    tests: &[Bytes(60, b"TEXtREAd")],
    strength: Strength::Certain,
    source: "MobileRead Wiki, PalmDOC and PDB",
    lesson: "A text for the Palm is cut into records of 4,096 bytes, each compressed on its own.",
    details: Some(palm_doc),
};

pub(super) const LIT: Kind = Kind {
    id: "lit",
    name: "Microsoft Reader eBook Data",
    mime: "application/x-ms-reader",
    extensions: &["lit"],
    tests: &[Bytes(0, b"ITOLITLS")],
    strength: Strength::Certain,
    source: "openclit, litlib/litheader.h",
    lesson: "Books for Microsoft Reader, which was given up in 2012, share their container with its help files.",
    details: Some(lit),
};

pub(super) const CHM: Kind = Kind {
    id: "chm",
    name: "MS Windows HtmlHelp Data",
    mime: "application/vnd.ms-htmlhelp",
    extensions: &["chm", "chi"],
    tests: &[
        Bytes(0, b"ITSF"),
        Number {
            at: 4,
            width: 4,
            order: Little,
            from: 1,
            to: 4,
        },
    ],
    strength: Strength::Certain,
    source: "M. Russotto, Microsoft's HTML Help (.chm) format",
    lesson: "A help file is a folder of web pages, compressed as one.",
    details: Some(chm),
};

pub(super) const HLP: Kind = Kind {
    id: "hlp",
    name: "MS Windows help",
    mime: "application/winhlp",
    extensions: &["hlp", "annot", "gid"],
    tests: &[
        Bytes(0, &[0x3f, 0x5f, 3, 0]),
        // A directory, which is a B+ tree.
        Pointed {
            at: 4,
            width: 4,
            order: Little,
            plus: 9,
            bytes: &[0x3b, 0x29],
        },
    ],
    strength: Strength::Certain,
    source: "M. Winterhoff, Windows Help File Format, Help File Header",
    lesson: "Help of Windows before 1998 is a small file system with a tree of names.",
    details: Some(hlp),
};

const COMPRESSIONS: &[(u64, &str)] = &[(1, "None"), (2, "PalmDOC"), (17480, "HUFF/CDIC")];
const CODES: &[(u64, &str)] = &[(1252, "Windows-1252"), (65001, "UTF-8")];

/// What every database of the Palm has; the place of the first record.
fn database(view: &View<'_>, to: &mut Details) -> Option<u64> {
    let name = before_zero(view.bytes(0, 32)?);
    to.fact("Database", shown(name), 0..name.len() as u64);
    // Since 1904, or, with the highest bit clear, since 1970.
    let time = i64::from(view.u32(36, Big)?);
    let since_1970 = if time > 1 << 31 {
        time - 2_082_844_800
    } else {
        time
    };
    if time > 0 {
        to.fact("Created", unix_time(since_1970)?, 36..40);
    }
    to.fact("Records", view.u16(76, Big)?.to_string(), 76..78);
    Some(view.u32(78, Big)?.into())
}

fn mobi(view: &View<'_>, to: &mut Details) -> Option<()> {
    let at = database(view, to)?;
    let words = view.u32(at + 4, Big)?;
    let length = view.bytes(at + 16, 4)?;
    if length != b"MOBI" {
        to.note(
            "The first record is not what it should be: it may be damaged.",
            Some(78..82),
        );
        return Some(());
    }
    let (name_at, name_length) = (
        at + u64::from(view.u32(at + 84, Big)?),
        u64::from(view.u32(at + 88, Big)?),
    );
    if (1..1024).contains(&name_length)
        && let Some(name) = view.bytes(name_at, name_length)
    {
        to.head(format!("Mobipocket E-book \"{}\"", shown(name)));
        to.fact("Title", shown(name), name_at..name_at + name_length);
    }
    to.part(format!("{words} bytes uncompressed"));
    to.fact("Text", bytes(words.into()), at + 4..at + 8);
    let page = u64::from(view.u32(at + 28, Big)?);
    to.part(format!("codepage {page}"));
    fact_of(to, "Encoding", CODES, page, at + 28..at + 32);
    fact_of(
        to,
        "Compression",
        COMPRESSIONS,
        view.u16(at, Big)?.into(),
        at..at + 2,
    );
    to.fact(
        "Version",
        view.u32(at + 36, Big)?.to_string(),
        at + 36..at + 40,
    );
    if view.u16(at + 12, Big)? != 0 {
        to.fact("Encryption", "Yes", at + 12..at + 14);
    }
    Some(())
}

fn palm_doc(view: &View<'_>, to: &mut Details) -> Option<()> {
    let name = before_zero(view.bytes(0, 32)?);
    to.head(format!("AportisDoc/PalmDOC E-book \"{}\"", shown(name)));
    let at = database(view, to)?;
    let length = view.u32(at + 4, Big)?;
    to.part(format!("{length} bytes uncompressed"));
    to.fact("Text", bytes(length.into()), at + 4..at + 8);
    fact_of(
        to,
        "Compression",
        COMPRESSIONS,
        view.u16(at, Big)?.into(),
        at..at + 2,
    );
    Some(())
}

fn lit(view: &View<'_>, to: &mut Details) -> Option<()> {
    let version = view.u32(8, Little)?;
    to.part(format!("version {version}"));
    to.fact("Version", version.to_string(), 8..12);
    Some(())
}

const LANGUAGES: &[(u64, &str)] = &[
    (0x404, "Chinese (Taiwan)"),
    (0x407, "German"),
    (0x409, "English (United States)"),
    (0x40a, "Spanish"),
    (0x40c, "French"),
    (0x410, "Italian"),
    (0x411, "Japanese"),
    (0x412, "Korean"),
    (0x419, "Russian"),
    (0x804, "Chinese (China)"),
    (0x809, "English (United Kingdom)"),
];

fn chm(view: &View<'_>, to: &mut Details) -> Option<()> {
    to.fact("Version", view.u32(4, Little)?.to_string(), 4..8);
    let language = u64::from(view.u32(20, Little)?);
    match named(LANGUAGES, language) {
        Some(name) => to.fact("Language", name, 20..24),
        None => to.fact("Language", format!("{language:#x}"), 20..24),
    }
    Some(())
}

fn hlp(view: &View<'_>, to: &mut Details) -> Option<()> {
    let size = view.u32(12, Little)?;
    to.part(bytes(size.into()));
    to.fact("Size", bytes(size.into()), 12..16);
    if u64::from(size) > view.size() {
        to.note(
            "The header speaks of more bytes than there are: it was cut off.",
            Some(12..16),
        );
    }
    let directory = u64::from(view.u32(4, Little)?);
    // The number of names is in the header of the tree.
    let names = view.u32(directory + 9 + 34, Little)?;
    to.fact(
        "Internal files",
        names.to_string(),
        directory + 43..directory + 47,
    );
    Some(())
}
