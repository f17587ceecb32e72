//! Compound files, in which Office kept documents before 2007 ([MS-CFB]).

use std::ops::Range;

use crate::identify::details::Details;
use crate::identify::kind::{Kind, Strength};
use crate::identify::test::Test::{self, Bytes, Code};
use crate::identify::values::{bytes, utf_16};
use crate::identify::view::{Order::Little, View};

const MAGIC: Test = Bytes(0, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1");

/// Sectors of the directory that are looked at, and entries.
const SECTORS: usize = 32;
const ENTRIES: usize = 256;

const fn of(
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
        details: Some(details),
    }
}

pub(super) const COMPOUND: Kind = of(
    "ole",
    "Composite Document File V2 Document",
    "application/x-ole-storage",
    &["ole", "db", "msc"],
    &[MAGIC],
    "[MS-CFB], 2.2",
    "The first bytes read D0CF11E0, for docfile; inside is a small file system with sectors, folders and files.",
);

pub(super) const WORD: Kind = of(
    "doc",
    "CDFV2 Microsoft Word",
    "application/msword",
    &["doc", "dot"],
    &[MAGIC, Code(64, |view| has(view, &["WordDocument"]))],
    "[MS-DOC], 2.1.1",
    "The text is in a stream named WordDocument, and what is known of its parts in another.",
);

pub(super) const EXCEL: Kind = of(
    "xls",
    "CDFV2 Microsoft Excel",
    "application/vnd.ms-excel",
    &["xls", "xlt"],
    &[MAGIC, Code(64, |view| has(view, &["Workbook", "Book"]))],
    "[MS-XLS], 2.1.2",
    "The stream Workbook is a row of records, each with a type and a length.",
);

pub(super) const POWERPOINT: Kind = of(
    "ppt",
    "CDFV2 Microsoft PowerPoint",
    "application/vnd.ms-powerpoint",
    &["ppt", "pps"],
    &[MAGIC, Code(64, |view| has(view, &["PowerPoint Document"]))],
    "[MS-PPT], 2.1.2",
    "What was changed is written behind the rest, so that saving is quick and old words may stay in the file.",
);

pub(super) const OUTLOOK: Kind = of(
    "msg",
    "CDFV2 Microsoft Outlook Message",
    "application/vnd.ms-outlook",
    &["msg"],
    &[MAGIC, Code(64, |view| has(view, &["__nameid_version1.0"]))],
    "[MS-OXMSG], 2.1 and 2.2.3",
    "Each property of a message, such as its subject, is a stream of its own.",
);

pub(super) const VISIO: Kind = of(
    "vsd",
    "CDFV2 Microsoft Visio",
    "application/vnd.visio",
    &["vsd"],
    &[MAGIC, Code(64, |view| has(view, &["VisioDocument"]))],
    "[MS-CFB], 2.6.1; the stream VisioDocument of Visio 2000 to 2010",
    "Diagrams of Visio were kept as documents of Word were.",
);

pub(super) const ENCRYPTED: Kind = of(
    "ole-encrypted",
    "CDFV2 Encrypted",
    "application/encrypted",
    &["docx", "xlsx", "pptx"],
    &[MAGIC, Code(64, |view| has(view, &["EncryptedPackage"]))],
    "[MS-OFFCRYPTO], 2.3.1",
    "With a password, a ZIP of Office is encrypted whole, and put into the container of older versions.",
);

pub(super) const INSTALLER: Kind = of(
    "msi",
    "Composite Document File V2 Document, MSI Installer",
    "application/x-msi",
    &["msi", "msp"],
    &[MAGIC, Code(128, is_installer)],
    "[MS-CFB], 2.6.1; Windows Installer, CLSIDs of packages",
    "An installer of Windows is a database whose tables are streams with packed names.",
);

/// An entry of the directory.
struct Entry<'a> {
    bytes: &'a [u8],
    at: u64,
}

impl Entry<'_> {
    fn name(&self) -> String {
        utf_16(self.bytes.get(..64).unwrap_or_default())
    }

    /// The numbers of its neighbours, and of the first of those in it.
    fn links(&self) -> [usize; 3] {
        [68, 72, 76].map(|from| match self.bytes.get(from..from + 4) {
            Some(&[a, b, c, d]) => u32::from_le_bytes([a, b, c, d]) as usize,
            _ => usize::MAX,
        })
    }
}

/// The length of sectors: 512 or 4096.
fn sector_size(view: &View<'_>) -> Option<u64> {
    match view.u16(30, Little)? {
        9 => Some(512),
        12 => Some(4096),
        _ => None,
    }
}

/// The first entries of the directory, in the order of its sectors.
fn directory<'a>(view: &View<'a>) -> Option<Vec<Entry<'a>>> {
    let size = sector_size(view)?;
    let mut sector = u64::from(view.u32(48, Little)?);
    let mut list = Vec::new();
    for _ in 0..SECTORS {
        let at = (sector + 1) * size;
        let Some(bytes) = view.bytes(at, size) else {
            break;
        };
        for (index, bytes) in bytes.chunks_exact(128).enumerate() {
            if list.len() < ENTRIES {
                let at = at + index as u64 * 128;
                list.push(Entry { bytes, at });
            }
        }
        // The table of what follows what is itself in sectors, of which the header names the first 109.
        let in_sector = size / 4;
        let (table, index) = (sector / in_sector, sector % in_sector);
        if table >= 109 {
            break;
        }
        let next = view
            .u32(76 + table * 4, Little)
            .and_then(|table| view.u32((u64::from(table) + 1) * size + index * 4, Little));
        match next {
            // The largest numbers are marks: of the end, and of sectors without a file.
            Some(next) if next < 0xffff_fffa => sector = next.into(),
            _ => break,
        }
    }
    (!list.is_empty()).then_some(list)
}

/// The entries right below the root: those of embedded documents are deeper.
fn top<'a>(view: &View<'a>) -> Option<Vec<Entry<'a>>> {
    let all = directory(view)?;
    let mut wanted = vec![all.first()?.links()[2]];
    let mut is_seen = [false; ENTRIES];
    let mut chosen = [false; ENTRIES];
    // Each is looked at once, however its links go round.
    while let Some(index) = wanted.pop() {
        let (Some(entry), Some(seen)) = (all.get(index), is_seen.get_mut(index)) else {
            continue;
        };
        if std::mem::replace(seen, true) {
            continue;
        }
        if let Some(chosen) = chosen.get_mut(index) {
            *chosen = true;
        }
        let [left, right, _] = entry.links();
        wanted.extend([left, right]);
    }
    let list = all.into_iter().zip(chosen);
    Some(list.filter(|(_, is)| *is).map(|(entry, _)| entry).collect())
}

fn has(view: &View<'_>, names: &[&str]) -> Option<(String, Range<u64>)> {
    let found = top(view)?.into_iter().find_map(|entry| {
        let name = entry.name();
        names.contains(&name.as_str()).then_some((name, entry.at))
    });
    let (name, at) = found?;
    Some((format!("a stream named {name}"), at..at + 64))
}

fn is_installer(view: &View<'_>) -> Option<(String, Range<u64>)> {
    let all = directory(view)?;
    let root = all.first()?;
    let class = root.bytes.get(80..96)?;
    let tail = b"\x10\x0c\0\0\0\0\0\xc0\0\0\0\0\0\0\x46";
    // Of a package, a patch and a transform.
    let is_so = matches!(class.first()?, 0x82 | 0x84 | 0x86) && class.get(1..)? == tail;
    is_so.then(|| {
        (
            "a root with the class of Windows Installer".to_owned(),
            root.at + 80..root.at + 96,
        )
    })
}

fn details(view: &View<'_>, to: &mut Details) -> Option<()> {
    to.fact(
        "Version",
        format!("{}.{}", view.u16(26, Little)?, view.u16(24, Little)?),
        24..28,
    );
    let Some(size) = sector_size(view) else {
        to.note(
            "The length of its sectors is none that is allowed.",
            Some(30..32),
        );
        return Some(());
    };
    to.fact("Sector", bytes(size), 30..32);
    let sectors = view.u32(44, Little)?;
    to.fact("Sectors of the table", sectors.to_string(), 44..48);
    if u64::from(sectors) * size > view.size() {
        to.note(
            "The table is said to be longer than the file.",
            Some(44..48),
        );
    }
    let list = top(view)?;
    let names: Vec<String> = list
        .iter()
        .map(Entry::name)
        // The names of tables of an installer are packed, and no words.
        .filter(|name| name.is_ascii())
        .take(8)
        .collect();
    if let (Some(first), false) = (list.first(), names.is_empty()) {
        to.fact("Streams", names.join(", "), first.at..first.at + 64);
    }
    Some(())
}
