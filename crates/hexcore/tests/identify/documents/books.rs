//! Books, help and other documents of Windows.

use hexcore::identify::identify;

use crate::archives::{be_16, be_32, filled, join, le_16, le_32};
use crate::{Sample, sample};

/// A database of the Palm with one record of this content.
fn palm(name: &[u8], kind: &[u8; 8], record: &[u8]) -> Vec<u8> {
    join(&[
        &filled(name, 32),
        &be_16(&[0, 0]),
        &be_32(&[1_700_000_000, 1_700_000_000, 0, 0, 0, 0]),
        kind,
        &be_32(&[1, 0]),
        &be_16(&[1]),
        &be_32(&[88, 0]),
        &[0; 2],
        record,
    ])
}

/// The first record of a Mobipocket book.
fn mobi(title: &[u8], encoding: u32) -> Vec<u8> {
    let head = join(&[
        &be_16(&[2, 0]),
        &be_32(&[5000]),
        &be_16(&[2, 4096, 0, 0]),
        b"MOBI",
        &be_32(&[232, 2, encoding, 123, 6]),
        &filled(&[], 44),
        // Where the title is, and how long.
        &be_32(&[100, title.len() as u32]),
    ]);
    palm(b"A_Book", b"BOOKMOBI", &join(&[&filled(&head, 100), title]))
}

/// The header of a shortcut with these flags ([MS-SHLLINK], 2.1), and what follows it.
fn shortcut(flags: u32, attributes: u32, window: u32, rest: &[u8]) -> Vec<u8> {
    // 18 June 2022, 04:26:40, in units of 100 ns since 1601.
    let time = 133_000_000_000_000_000_u64.to_le_bytes();
    join(&[
        b"\x4c\0\0\0\x01\x14\x02\0\0\0\0\0\xc0\0\0\0\0\0\0\x46",
        &le_32(&[flags, attributes]),
        &time,
        &time,
        &time,
        &le_32(&[1234, 0, window, 0, 0, 0]),
        rest,
    ])
}

fn times() -> &'static str {
    "ctime=Sat Jun 18 04:26:40 2022, mtime=Sat Jun 18 04:26:40 2022, atime=Sat Jun 18 04:26:40 2022"
}

fn word_perfect(kind: u8, major: u8, minor: u8) -> Vec<u8> {
    join(&[
        b"\xffWPC",
        &le_32(&[16]),
        &[1, kind, major, minor],
        &le_16(&[0, 0]),
        b"text",
    ])
}

pub(super) fn samples() -> Vec<Sample> {
    let help = join(&[
        &[0x3f, 0x5f, 3, 0],
        &le_32(&[16, u32::MAX, 80]),
        // The header of an internal file, and of the tree in it.
        &le_32(&[55, 46]),
        &[4, 0x3b, 0x29],
        &le_16(&[0x402, 1024]),
        &[0; 26],
        &le_32(&[7]),
    ]);
    let jet =
        |name: &[u8], version: u32| join(&[&[0, 1, 0, 0], name, &le_32(&[version]), &[0xb5; 40]]);
    let one = [
        0xe4, 0x52, 0x5c, 0x7b, 0x8c, 0xd8, 0xa7, 0x4d, 0xae, 0xb1, 0x53, 0x78, 0xd0, 0x29, 0x96,
        0xd3, 1, 2,
    ];
    vec![
        sample(
            "mobi",
            "book.mobi",
            mobi(b"A Book", 65001),
            "Mobipocket E-book \"A Book\", 5000 bytes uncompressed, codepage 65001",
        ),
        sample(
            "palmdoc",
            "book.pdb",
            palm(
                b"A Book",
                b"TEXtREAd",
                &join(&[
                    &be_16(&[2, 0]),
                    &be_32(&[5000]),
                    &be_16(&[2, 4096]),
                    &[0; 4],
                ]),
            ),
            "AportisDoc/PalmDOC E-book \"A Book\", 5000 bytes uncompressed",
        ),
        sample(
            "lit",
            "book.lit",
            join(&[b"ITOLITLS", &le_32(&[1, 40, 5]), &[0; 20]]),
            "Microsoft Reader eBook Data, version 1",
        ),
        sample(
            "chm",
            "help.chm",
            join(&[
                b"ITSF",
                &le_32(&[3, 96, 1, 0x1234_5678, 0x407]),
                &[0x11; 72],
            ]),
            "MS Windows HtmlHelp Data",
        ),
        sample(
            "hlp",
            "help.hlp",
            filled(&help, 80),
            "MS Windows help, 80 bytes",
        ),
        sample(
            "lnk",
            "a.lnk",
            shortcut(0x88, 0x21, 1, b"\x05\0a\0.\0t\0x\0t\0\0\0\0\0"),
            "MS Windows shortcut, Has Relative path, Read-Only, Archive, \
             ctime=Sat Jun 18 04:26:40 2022, mtime=Sat Jun 18 04:26:40 2022, atime=Sat Jun 18 04:26:40 2022, \
             length=1234, window=normal",
        ),
        sample(
            "access",
            "old.mdb",
            jet(b"Standard Jet DB\0", 1),
            "Microsoft Access Database",
        ),
        sample(
            "access",
            "new.accdb",
            jet(b"Standard ACE DB\0", 2),
            "Microsoft Access Database",
        ),
        sample("onenote", "notes.one", one, "Microsoft OneNote"),
        sample(
            "wordperfect",
            "letter.wpd",
            word_perfect(10, 2, 1),
            "WordPerfect document, v2.1",
        ),
    ]
}

#[test]
fn facts_follow_the_bytes() {
    let fact = |bytes: &[u8], name: &str| {
        let report = identify("", bytes);
        let found = report.facts.iter().find(|fact| fact.name == name);
        found
            .unwrap_or_else(|| panic!("{name}: {report:?}"))
            .value
            .clone()
    };
    let book = mobi("B\u{fc}cher".as_bytes(), 1252);
    assert_eq!(fact(&book, "Title"), "B\u{fc}cher");
    assert_eq!(fact(&book, "Encoding"), "Windows-1252");
    assert_eq!(fact(&book, "Created"), "2023-11-14 22:13:20 UTC");
    let link = shortcut(0x88, 0x10, 3, b"\x03\0a\0.\0b\0");
    assert_eq!(fact(&link, "Relative path"), "a.b");
    assert_eq!(
        identify("", &link).sentence,
        format!(
            "MS Windows shortcut, Has Relative path, Directory, {}, length=1234, window=showmaximized",
            times()
        )
    );
    assert_eq!(
        identify("", &word_perfect(1, 0, 1)).sentence,
        "WordPerfect macro, v5.1"
    );
    let chm = join(&[b"ITSF", &le_32(&[3, 96, 1, 0, 0x409]), &[0; 72]]);
    assert_eq!(fact(&chm, "Language"), "English (United States)");
}
