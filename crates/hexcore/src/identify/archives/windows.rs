//! Archives of Windows and MS-DOS: cabinets, compressed files of setups, and images of disks.

use crate::identify::details::Details;
use crate::identify::fields::plural;
use crate::identify::kind::{Kind, Strength};
use crate::identify::test::Test::{Any, Bytes, Number};
use crate::identify::values::{bytes, dos_time, fact_of, shown, utf_16, zero_ended};
use crate::identify::view::{Order::Little, View};

pub(super) const CAB: Kind = Kind {
    id: "cab",
    name: "Microsoft Cabinet archive data",
    mime: "application/vnd.ms-cab-compressed",
    extensions: &["cab"],
    tests: &[Bytes(0, b"MSCF\0\0\0\0")],
    strength: Strength::Certain,
    source: "[MS-CAB], 2.1 (CFHEADER)",
    lesson: "Cabinets hold the files of Windows and of its updates; one may go on in the next.",
    details: Some(cabinet),
};

pub(super) const WIM: Kind = Kind {
    id: "wim",
    name: "Windows imaging (WIM) image",
    mime: "application/x-ms-wim",
    extensions: &["wim", "swm", "esd"],
    tests: &[
        Bytes(0, b"MSWIM\0\0\0"),
        // The length of the header.
        Number {
            at: 8,
            width: 4,
            order: Little,
            from: 0x60,
            to: 0x1000,
        },
    ],
    strength: Strength::Certain,
    source: "Microsoft, Windows Imaging File Format (WIM), Header",
    lesson: "An image keeps files rather than sectors, and each content once, however many files have it.",
    details: Some(wim),
};

pub(super) const SZDD: Kind = Kind {
    id: "szdd",
    name: "MS Compress archive data",
    mime: "application/x-ms-compress-szdd",
    extensions: &["ex_", "dl_", "sy_", "hl_"],
    tests: &[Any(&[
        Bytes(0, b"SZDD\x88\xf0\x27\x33"),
        Bytes(0, b"SZ \x88\xf0\x27\x33\xd1"),
    ])],
    strength: Strength::Certain,
    source: "libmspack, doc/szdd_kwaj_format.html, SZDD",
    lesson: "The last letter of a name became _ when setups of MS-DOS compressed a file, and is kept in the header.",
    details: Some(szdd),
};

pub(super) const KWAJ: Kind = Kind {
    id: "kwaj",
    name: "MS Compress archive data, KWAJ variant",
    mime: "application/x-ms-compress-kwaj",
    extensions: &[],
    tests: &[Bytes(0, b"KWAJ\x88\xf0\x27\xd1")],
    strength: Strength::Certain,
    source: "libmspack, doc/szdd_kwaj_format.html, KWAJ",
    lesson: "KWAJ is the sibling of SZDD that may keep the whole name of the file.",
    details: Some(kwaj),
};

const COMPRESSIONS: &[(u64, &str)] = &[(0, "None"), (1, "MSZIP"), (2, "Quantum"), (3, "LZX")];

fn cabinet(view: &View<'_>, to: &mut Details) -> Option<()> {
    let size = u64::from(view.u32(8, Little)?);
    let files = u64::from(view.u16(28, Little)?);
    to.part(bytes(size));
    to.part(plural(files, "file"));
    to.fact("Size", bytes(size), 8..12);
    to.fact(
        "Version",
        format!("{}.{}", view.u8(25)?, view.u8(24)?),
        24..26,
    );
    let folders = u64::from(view.u16(26, Little)?);
    to.fact("Folders", folders.to_string(), 26..28);
    to.fact("Files", files.to_string(), 28..30);
    let number = u64::from(view.u16(34, Little)?) + 1;
    to.fact("Number in its set", number.to_string(), 34..36);
    if size > view.size() {
        to.note(
            "The header speaks of more bytes than there are: it was cut off.",
            Some(8..12),
        );
    }
    // Each file has a header of 17 bytes or more.
    if files * 17 > size {
        to.note("There is no room for so many files.", Some(28..30));
    }
    let flags = view.u16(30, Little)?;
    let mut at = 36;
    if flags & 4 != 0 {
        at += 4 + u64::from(view.u16(36, Little)?);
    }
    for (flag, name) in [(1, "Cabinet before it"), (2, "Cabinet after it")] {
        if flags & flag != 0 {
            let file = zero_ended(view, at, 256)?;
            let end = at + file.len() as u64;
            to.fact(name, shown(file), at..end);
            // The name of the disk follows.
            at = end + 1 + zero_ended(view, end + 1, 256)?.len() as u64 + 1;
        }
    }
    if folders > 0 {
        let method = u64::from(view.u16(at + 6, Little)? & 15);
        fact_of(to, "Compression", COMPRESSIONS, method, at + 6..at + 8);
    }
    let first = u64::from(view.u32(16, Little)?);
    if files > 0 {
        let name = zero_ended(view, first + 16, 257)?;
        let name_at = first + 16..first + 16 + name.len() as u64;
        to.fact("First entry", shown(name), name_at);
        let length = u64::from(view.u32(first, Little)?);
        to.fact("Size of the first entry", bytes(length), first..first + 4);
        // Unlike in other formats, the date comes first.
        if let Some(time) = dos_time(view.u16(first + 12, Little)?, view.u16(first + 10, Little)?) {
            to.fact("Time of the first entry", time, first + 10..first + 14);
        }
    }
    Some(())
}

fn wim(view: &View<'_>, to: &mut Details) -> Option<()> {
    let (minor, major) = (view.u8(13)?, view.u8(14)?);
    // Version 0.14 is that of files in which everything is compressed as one.
    let kind = if major == 0 && minor == 14 {
        "ESD"
    } else {
        "WIM"
    };
    let version = format!("{}.{minor}", view.u16(14, Little)?);
    to.head(format!("Windows imaging ({kind}) image v{version}"));
    to.fact("Version", version, 12..16);
    let flags = view.u32(16, Little)?;
    let part = (view.u16(40, Little)?, view.u16(42, Little)?);
    let methods = [
        (0x2_0000, "XPRESS"),
        (0x4_0000, "LZX"),
        (0x8_0000, "LZMS"),
        (0x20_0000, "XPRESS"),
    ];
    let method = methods.iter().find(|(flag, _)| flags & flag != 0);
    match method.filter(|_| flags & 2 != 0) {
        Some((_, name)) => {
            to.part(format!("{name} compressed"));
            to.fact("Compression", *name, 16..20);
        }
        None => to.fact("Compression", "None", 16..20),
    }
    if flags & 0x80 != 0 {
        to.part("reparse point fixup");
    }
    let chunk = view.u32(20, Little)?;
    if chunk > 0 {
        to.fact("Chunk", bytes(chunk.into()), 20..24);
    }
    to.fact("Part", format!("{} of {}", part.0, part.1), 40..44);
    to.fact("Images", view.u32(44, Little)?.to_string(), 44..48);
    // The first name in the description of the images, which is XML in UTF-16.
    let length = view.number(72, 7, Little)?;
    let at = view.u64(80, Little)?;
    if let Some(xml) = view.up_to(at, length.min(4096)) {
        let text = utf_16(xml.strip_prefix(&[0xff, 0xfe]).unwrap_or(xml));
        let name = text
            .split_once("<NAME>")
            .and_then(|(_, rest)| rest.split_once("</NAME>"));
        if let Some((name, _)) = name {
            to.fact("First image", name, at..at + xml.len() as u64);
        }
    } else if view.wanted().is_none() {
        to.note(
            "Its description, which is at the end, is not there: it may have been cut off.",
            Some(72..88),
        );
    }
    Some(())
}

fn szdd(view: &View<'_>, to: &mut Details) -> Option<()> {
    let size_at = match view.u8(3)? {
        b'D' => {
            to.part("SZDD variant");
            let letter = view.u8(9)?;
            if letter > 0 {
                let letter = shown(&[letter]);
                to.part(format!("{letter} is last character of original name"));
                to.fact("Last character of the name", letter, 9..10);
            }
            10
        }
        _ => {
            to.part("QBasic variant");
            8
        }
    };
    let size = view.u32(size_at, Little)?;
    to.part(format!("original size: {size} bytes"));
    to.fact("Original size", bytes(size.into()), size_at..size_at + 4);
    Some(())
}

const KWAJ_METHODS: &[(u64, &str)] = &[
    (0, "None"),
    (1, "None, but every bit turned over"),
    (2, "LZSS"),
    (3, "LZ with Huffman codes"),
    (4, "MSZIP"),
];

fn kwaj(view: &View<'_>, to: &mut Details) -> Option<()> {
    let method = u64::from(view.u16(8, Little)?);
    to.part(format!("{method} method"));
    fact_of(to, "Method", KWAJ_METHODS, method, 8..10);
    let offset = view.u16(10, Little)?;
    to.part(format!("{offset:#x} offset"));
    to.fact("Begin of the data", format!("{offset:#x}"), 10..12);
    let flags = view.u16(12, Little)?;
    if flags > 0 {
        to.part(format!("{flags:#x} flags"));
    }
    let mut at = 14;
    if flags & 1 != 0 {
        let size = view.u32(at, Little)?;
        to.part(format!("original size: {size} bytes"));
        to.fact("Original size", bytes(size.into()), at..at + 4);
        at += 4;
    }
    if flags & 2 != 0 {
        at += 2;
    }
    if flags & 4 != 0 {
        at += 2 + u64::from(view.u16(at, Little)?);
    }
    let mut name = Vec::new();
    let start = at;
    for (flag, dot) in [(8, ""), (16, ".")] {
        if flags & flag != 0 {
            let part = zero_ended(view, at, 16)?;
            name.extend_from_slice(dot.as_bytes());
            name.extend_from_slice(part);
            at += part.len() as u64 + 1;
        }
    }
    if !name.is_empty() {
        to.part(shown(&name));
        to.fact("Original name", shown(&name), start..at);
    }
    Some(())
}
