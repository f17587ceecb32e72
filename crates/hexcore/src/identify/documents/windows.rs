//! Other documents of Windows: shortcuts, databases of Access, notes, WordPerfect.

use crate::identify::details::Details;
use crate::identify::kind::{Kind, Strength};
use crate::identify::test::Test::{Any, Bytes};
use crate::identify::values::{
    bytes, fact_of, filetime, long_time, named, shown, unix_time, utf_16, zero_ended,
};
use crate::identify::view::{Order::Little, View};

pub(super) const LNK: Kind = Kind {
    id: "lnk",
    name: "MS Windows shortcut",
    mime: "application/x-ms-shortcut",
    extensions: &["lnk"],
    tests: &[Bytes(
        0,
        b"\x4c\0\0\0\x01\x14\x02\0\0\0\0\0\xc0\0\0\0\0\0\0\x46",
    )],
    strength: Strength::Certain,
    source: "[MS-SHLLINK], 2.1",
    lesson: "A shortcut keeps more of its target than the path, to find it again when it was moved.",
    details: Some(shortcut),
};

pub(super) const ACCESS: Kind = Kind {
    id: "access",
    name: "Microsoft Access Database",
    mime: "application/x-msaccess",
    extensions: &["mdb", "accdb"],
    tests: &[Any(&[
        Bytes(0, b"\0\x01\0\0Standard Jet DB\0"),
        Bytes(0, b"\0\x01\0\0Standard ACE DB\0"),
    ])],
    strength: Strength::Certain,
    source: "mdbtools, description of the format, Database Definition Page",
    lesson: "The whole database with its forms is one file; its engine was called Jet.",
    details: Some(access),
};

pub(super) const ONENOTE: Kind = Kind {
    id: "onenote",
    name: "Microsoft OneNote",
    mime: "application/onenote",
    extensions: &["one", "onetoc2"],
    tests: &[Any(&[
        Bytes(
            0,
            &[
                0xe4, 0x52, 0x5c, 0x7b, 0x8c, 0xd8, 0xa7, 0x4d, 0xae, 0xb1, 0x53, 0x78, 0xd0, 0x29,
                0x96, 0xd3,
            ],
        ),
        Bytes(
            0,
            &[
                0xa1, 0x2f, 0xff, 0x43, 0xd9, 0xef, 0x76, 0x4c, 0x9e, 0xe2, 0x10, 0xea, 0x57, 0x22,
                0x76, 0x5f,
            ],
        ),
    ])],
    strength: Strength::Certain,
    source: "[MS-ONESTORE], 2.3.1",
    lesson: "It begins with a GUID of 16 bytes, so that no other program can have chosen the same.",
    details: Some(|view, to| {
        let what = if view.u8(0)? == 0xe4 {
            "Section"
        } else {
            "Table of contents"
        };
        to.fact("Type", what, 0..16);
        Some(())
    }),
};

pub(super) const WORDPERFECT: Kind = Kind {
    id: "wordperfect",
    name: "WordPerfect",
    mime: "application/vnd.wordperfect",
    extensions: &["wpd", "wp", "wp5", "wp6"],
    // The product is WordPerfect itself.
    tests: &[Bytes(0, b"\xffWPC"), Bytes(8, &[1])],
    strength: Strength::Certain,
    source: "libwpd, WPXHeader.cpp; Corel WordPerfect SDK, file header",
    lesson: "All files of WordPerfect begin the same way; a number tells texts from macros and dictionaries.",
    details: Some(word_perfect),
};

const ATTRIBUTES: &[(u32, &str)] = &[
    (1, "Read-Only"),
    (2, "Hidden"),
    (4, "System"),
    (0x10, "Directory"),
    (0x20, "Archive"),
    (0x40, "Encrypted"),
    (0x80, "Normal"),
    (0x100, "Temporary"),
    (0x200, "Sparse"),
    (0x400, "Reparse point"),
    (0x800, "Compressed"),
    (0x1000, "Offline"),
];

const SHOWN: &[(u64, &str)] = &[(1, "normal"), (3, "showmaximized"), (7, "showminnoactive")];

fn shortcut(view: &View<'_>, to: &mut Details) -> Option<()> {
    let flags = view.u32(20, Little)?;
    for (flag, words) in [
        (0x1, "Item id list present"),
        (0x2, "Points to a file or directory"),
        (0x4, "Has Description string"),
        (0x8, "Has Relative path"),
        (0x10, "Has Working directory"),
        (0x20, "Has command line arguments"),
    ] {
        if flags & flag != 0 {
            to.part(words);
        }
    }
    if flags & 0x40 != 0 {
        to.part(format!(
            "Icon number={}",
            view.u32(56, Little)?.cast_signed()
        ));
    }
    let attributes = view.u32(24, Little)?;
    let words: Vec<&str> = ATTRIBUTES
        .iter()
        .filter(|(flag, _)| attributes & flag != 0)
        .map(|(_, name)| *name)
        .collect();
    for words in &words {
        to.part(*words);
    }
    if !words.is_empty() {
        to.fact("Attributes of the target", words.join(", "), 24..28);
    }
    for (at, short, name) in [
        (28, "ctime", "Created"),
        (44, "mtime", "Written"),
        (36, "atime", "Used"),
    ] {
        let ticks = view.u64(at, Little)?;
        if ticks > 0 {
            let seconds = filetime(ticks);
            to.part(format!("{short}={}", long_time(seconds)?));
            to.fact(name, unix_time(seconds)?, at..at + 8);
        }
    }
    let size = view.u32(52, Little)?;
    to.part(format!("length={size}"));
    to.fact("Size of the target", bytes(size.into()), 52..56);
    let window = u64::from(view.u32(60, Little)?);
    if let Some(words) = named(SHOWN, window) {
        to.part(format!("window={words}"));
    }
    fact_of(to, "Window", SHOWN, window, 60..64);
    // A list of items and what is known of the target are skipped or read; texts come after them.
    let mut at = 76;
    if flags & 1 != 0 {
        at += 2 + u64::from(view.u16(at, Little)?);
    }
    if flags & 2 != 0 {
        let length = u64::from(view.u32(at, Little)?);
        // With a path on this computer.
        if view.u32(at + 8, Little)? & 1 != 0 {
            let path_at = at + u64::from(view.u32(at + 16, Little)?);
            let path = zero_ended(view, path_at, 1024)?;
            to.fact("Target", shown(path), path_at..path_at + path.len() as u64);
        }
        at += length;
    }
    let is_wide = flags & 0x80 != 0;
    for (flag, name) in [
        (0x4, "Description"),
        (0x8, "Relative path"),
        (0x10, "Working directory"),
        (0x20, "Arguments"),
        (0x40, "Icon"),
    ] {
        if flags & flag != 0 {
            let count = u64::from(view.u16(at, Little)?);
            let length = count * if is_wide { 2 } else { 1 };
            let text = view.bytes(at + 2, length)?;
            let words = if is_wide { utf_16(text) } else { shown(text) };
            to.fact(name, words, at + 2..at + 2 + length);
            at += 2 + length;
        }
    }
    Some(())
}

const JETS: &[(u64, &str)] = &[
    (0, "Jet 3 (Access 97)"),
    (1, "Jet 4 (Access 2000 to 2003)"),
    (2, "ACE 12 (Access 2007)"),
    (3, "ACE 14 (Access 2010)"),
    (4, "ACE 15 (Access 2013)"),
    (5, "ACE 16 (Access 2016)"),
];

fn access(view: &View<'_>, to: &mut Details) -> Option<()> {
    fact_of(to, "Version", JETS, view.u32(20, Little)?.into(), 20..24);
    Some(())
}

const FILES: &[(u64, &str)] = &[
    (1, "WordPerfect macro"),
    (2, "WordPerfect help file"),
    (3, "WordPerfect keyboard file"),
    (10, "WordPerfect document"),
    (11, "WordPerfect dictionary"),
    (12, "WordPerfect thesaurus"),
    (13, "WordPerfect block"),
    (14, "WordPerfect rectangular block"),
    (15, "WordPerfect column block"),
    (16, "WordPerfect printer data"),
    (19, "WordPerfect printer data"),
    (20, "WordPerfect driver resource data"),
    (21, "WordPerfect Overlay file"),
    (22, "WordPerfect graphic image"),
    (25, "WordPerfect macro resource data"),
    (30, "WordPerfect equation resource data"),
    (36, "WordPerfect Video Resource"),
    (44, "WordPerfect 3.5 document"),
];

fn word_perfect(view: &View<'_>, to: &mut Details) -> Option<()> {
    let kind = u64::from(view.u8(9)?);
    match named(FILES, kind) {
        Some(words) => to.head(words),
        None => to.head(format!("Corel WordPerfect: Unknown filetype {kind}")),
    }
    to.fact("Type", named(FILES, kind).unwrap_or("Unknown"), 9..10);
    // Before version 6 the number of the format began at zero.
    let (major, minor) = (view.u8(10)?, view.u8(11)?);
    let version = match major {
        0 => format!("5.{minor}"),
        _ => format!("{major}.{minor}"),
    };
    to.part(format!("v{version}"));
    to.fact("Version of the format", version, 10..12);
    let start = view.u32(4, Little)?;
    to.fact("Begin of the document", format!("{start:#x}"), 4..8);
    if view.u16(12, Little)? != 0 {
        to.fact("Encryption", "With a password", 12..14);
    }
    if u64::from(start) > view.size() {
        to.note(
            "The document is said to begin past the end of the file.",
            Some(4..8),
        );
    }
    Some(())
}
