//! PDF (ISO 32000-1, 7.5).

use std::ops::Range;

use crate::identify::details::{Details, printable};
use crate::identify::kind::{Kind, Strength};
use crate::identify::test::Test::{Bytes, Code, Number};
use crate::identify::values::decimal;
use crate::identify::view::{Order::Big, View};

/// The header may be so far from the start.
const HEADER_WITHIN: u64 = 1024;
/// Tables of objects that follow each other, and parts of them.
const TABLES: usize = 8;
const SECTIONS: usize = 32;
/// How far from the end objects are looked for.
const NEAR_END: u64 = 16 << 10;

pub(super) const PDF: Kind = Kind {
    id: "pdf",
    name: "PDF document",
    mime: "application/pdf",
    extensions: &["pdf", "ai"],
    tests: &[
        Bytes(0, b"%PDF-"),
        Number {
            at: 5,
            width: 1,
            order: Big,
            from: 0x31,
            to: 0x32,
        },
        Bytes(6, b"."),
    ],
    strength: Strength::Certain,
    source: "ISO 32000-1:2008, 7.5.2",
    lesson: "A PDF is read from its end, where the place of the table of its objects is written.",
    details: Some(|view, to| details(view, to, 0)),
};

pub(super) const LATE: Kind = Kind {
    id: "pdf-late",
    name: "PDF document",
    mime: "application/pdf",
    extensions: &["pdf"],
    tests: &[Code(56, late)],
    strength: Strength::Likely,
    source: "ISO 32000-1:2008, Annex H, 3.4.1, note 13",
    lesson: "Readers look for the header in the first 1024 bytes, since some files have something before it.",
    details: Some(|view, to| {
        let start = place(view)?;
        to.note(
            "The header is not at the start: something else is before it.",
            Some(0..start),
        );
        details(view, to, start)
    }),
};

pub(super) const FDF: Kind = Kind {
    id: "fdf",
    name: "FDF document",
    mime: "application/vnd.fdf",
    extensions: &["fdf"],
    tests: &[Bytes(0, b"%FDF-"), Bytes(6, b".")],
    strength: Strength::Certain,
    source: "ISO 32000-1:2008, 12.7.7.2.2",
    lesson: "What was filled into a form of a PDF can be kept apart from it.",
    details: Some(|view, to| {
        let words = version(view, to, 0)?;
        to.part(words);
        Some(())
    }),
};

fn place(view: &View<'_>) -> Option<u64> {
    let at = view.find(0, HEADER_WITHIN, b"%PDF-")?;
    let [digit, dot, next] = view.bytes(at + 5, 3)? else {
        return None;
    };
    let is_version = matches!(digit, b'1' | b'2') && *dot == b'.' && next.is_ascii_digit();
    (at > 0 && is_version).then_some(at)
}

fn late(view: &View<'_>) -> Option<(String, Range<u64>)> {
    let at = place(view)?;
    Some(("the header %PDF- after other bytes".to_owned(), at..at + 8))
}

fn version(view: &View<'_>, to: &mut Details, start: u64) -> Option<String> {
    let words = printable(view.bytes(start + 5, 3)?);
    to.fact("Version", words.as_str(), start + 5..start + 8);
    Some(format!("version {words}"))
}

fn details(view: &View<'_>, to: &mut Details, start: u64) -> Option<()> {
    let mut words = version(view, to, start)?;
    let counted = pages(view, start).or_else(|| plain_pages(view));
    if let Some((count, _)) = &counted {
        words += &format!(", {count} pages");
    }
    // As `file` has it, of one of the first objects.
    if view.find(start + 8, 532, b"/Filter/FlateDecode/").is_some() {
        words += " (zip deflate encoded)";
    }
    to.part(words);
    let head = view.up_to(start, 1024)?;
    // A comment of bytes that no text has, so that the file is not taken for one.
    let mut lines = head.split(|byte| matches!(byte, b'\r' | b'\n')).skip(1);
    if let Some(line) = lines.by_ref().find(|line| !line.is_empty())
        && line.first() == Some(&b'%')
        && line
            .iter()
            .skip(1)
            .take_while(|byte| **byte >= 0x80)
            .count()
            >= 4
    {
        let from = start + line.as_ptr().addr().saturating_sub(head.as_ptr().addr()) as u64;
        to.fact(
            "Binary comment",
            "Yes: it is no text",
            from..from + line.len() as u64,
        );
    }
    let linear = position(head, b"/Linearized").map(|at| (at, head.get(at..).unwrap_or_default()));
    let mut said = None;
    if let Some((at, rest)) = linear {
        let at = start + at as u64;
        to.fact(
            "Linearized",
            "Yes: it can be shown before all of it is there",
            at..at + 11,
        );
        let dictionary = rest.get(..position(rest, b">>").unwrap_or(rest.len()))?;
        said = key(dictionary, b"/N").and_then(|(number, from, length)| {
            let from = at + from as u64;
            Some((decimal(number)?, from..from + length as u64))
        });
    }
    if let Some((count, at)) = counted.or(said) {
        to.fact("Pages", count.to_string(), at);
    }
    if let Some(Trailer {
        encrypted: Some(at),
        ..
    }) = trailer(view, start)
    {
        to.fact("Encryption", "Yes", at);
    }
    let tail = view.size().saturating_sub(1024);
    let tail = view.up_to(tail, 1024)?;
    if position(tail, b"%%EOF").is_none() {
        to.note(
            "The mark of the end, %%EOF, is missing: it may have been cut off.",
            None,
        );
    }
    Some(())
}

fn position(bytes: &[u8], needle: &[u8]) -> Option<usize> {
    bytes.windows(needle.len()).position(|it| it == needle)
}

/// The digits after a key of a dictionary, and where they are in it.
fn key<'a>(dictionary: &'a [u8], name: &[u8]) -> Option<(&'a [u8], usize, usize)> {
    let mut from = 0;
    // Other keys may begin with the same letters.
    for _ in 0..16 {
        let rest = dictionary.get(from..)?;
        let at = from + position(rest, name)? + name.len();
        let behind = dictionary.get(at..)?;
        let blanks = behind
            .iter()
            .take_while(|byte| byte.is_ascii_whitespace())
            .count();
        let digits = behind.get(blanks..)?;
        let length = digits
            .iter()
            .take_while(|byte| byte.is_ascii_digit())
            .count();
        if length > 0 {
            return Some((digits.get(..length)?, at + blanks, length));
        }
        from = at;
    }
    None
}

/// What a table of objects leads to.
struct Trailer {
    /// The number of the object with the catalogue.
    root: u64,
    encrypted: Option<Range<u64>>,
}

/// The places of the tables, the newest first, which are written as text.
fn tables(view: &View<'_>, start: u64) -> Vec<u64> {
    let mut list = Vec::new();
    let from = view.size().saturating_sub(1024);
    let next = || {
        let tail = view.up_to(from, 1024)?;
        let at = tail.windows(9).rposition(|it| it == b"startxref")?;
        decimal(tail.get(at + 9..)?.trim_ascii_start())
    };
    let mut next = next();
    while let Some(at) = next.and_then(|at| at.checked_add(start)) {
        if list.len() == TABLES || list.contains(&at) {
            break;
        }
        if view.bytes(at, 4).is_none_or(|it| it != b"xref") {
            break;
        }
        list.push(at);
        next = dictionary_of(view, at).and_then(|(_, bytes)| decimal(key(bytes, b"/Prev")?.0));
    }
    list
}

/// A line with two numbers at the start of a part of a table: the first object, and how many there are.
fn section(view: &View<'_>, at: u64) -> Option<(u64, u64, u64)> {
    let line = view.up_to(at, 48)?;
    let blanks = line
        .iter()
        .take_while(|byte| byte.is_ascii_whitespace())
        .count();
    let text = line.get(blanks..)?;
    let first = decimal(text)?;
    let space = text.iter().position(|byte| *byte == b' ')?;
    let rest = text.get(space + 1..)?;
    let count = decimal(rest)?;
    let digits = rest.iter().take_while(|byte| byte.is_ascii_digit()).count();
    let behind = rest.get(digits..)?;
    let ends = behind
        .iter()
        .take_while(|byte| byte.is_ascii_whitespace())
        .count();
    Some((
        first,
        count,
        at + (blanks + space + 1 + digits + ends) as u64,
    ))
}

/// The dictionary behind a table.
fn dictionary_of<'a>(view: &View<'a>, table: u64) -> Option<(u64, &'a [u8])> {
    let mut at = table + 4;
    for _ in 0..SECTIONS {
        match section(view, at) {
            // Each object has a line of 20 bytes.
            Some((_, count, lines)) => at = lines.checked_add(count.checked_mul(20)?)?,
            None => {
                let bytes = view.up_to(at, 1024)?;
                let from = position(bytes.get(..32).unwrap_or(bytes), b"trailer")?;
                let bytes = bytes.get(from..)?;
                let end = position(bytes, b"startxref").unwrap_or(bytes.len());
                return Some((at + from as u64, bytes.get(..end)?));
            }
        }
    }
    None
}

fn trailer(view: &View<'_>, start: u64) -> Option<Trailer> {
    tables(view, start).into_iter().find_map(|table| {
        let (at, bytes) = dictionary_of(view, table)?;
        let root = decimal(key(bytes, b"/Root")?.0)?;
        let encrypted = position(bytes, b"/Encrypt").map(|from| {
            let from = at + from as u64;
            from..from + 8
        });
        Some(Trailer { root, encrypted })
    })
}

/// Where an object is, by the tables.
fn object(view: &View<'_>, start: u64, number: u64) -> Option<u64> {
    tables(view, start).into_iter().find_map(|table| {
        let mut at = table + 4;
        for _ in 0..SECTIONS {
            let (first, count, lines) = section(view, at)?;
            if let Some(index) = number.checked_sub(first).filter(|index| *index < count) {
                let line = view.bytes(lines.checked_add(index.checked_mul(20)?)?, 18)?;
                let is_used = line.get(17)? == &b'n';
                return decimal(line).filter(|_| is_used)?.checked_add(start);
            }
            at = lines.checked_add(count.checked_mul(20)?)?;
        }
        None
    })
}

/// The dictionary of an object, as far as it is looked at.
fn dictionary<'a>(view: &View<'a>, at: u64, number: u64) -> Option<&'a [u8]> {
    let bytes = view.up_to(at, 8192)?;
    let blanks = bytes
        .iter()
        .take_while(|byte| byte.is_ascii_whitespace())
        .count();
    let text = bytes.get(blanks..)?;
    if decimal(text)? != number {
        return None;
    }
    let end = position(bytes, b"endobj").unwrap_or(bytes.len());
    bytes.get(..end)
}

/// The number of pages, where the tables and the objects that lead to it are plain.
fn pages(view: &View<'_>, start: u64) -> Option<(u64, Range<u64>)> {
    let root = trailer(view, start)?.root;
    let catalogue = dictionary(view, object(view, start, root)?, root)?;
    let number = decimal(key(catalogue, b"/Pages")?.0)?;
    let at = object(view, start, number)?;
    let bytes = dictionary(view, at, number)?;
    let (digits, from, length) = key(bytes, b"/Count")?;
    let from = at + from as u64;
    Some((decimal(digits)?, from..from + length as u64))
}

/// The number of pages from an object that is found without the tables, near the start or the end.
fn plain_pages(view: &View<'_>) -> Option<(u64, Range<u64>)> {
    let end = view.size().saturating_sub(NEAR_END);
    let parts = [(0, view.head()), (end, view.up_to(end, NEAR_END)?)];
    parts.iter().find_map(|(start, bytes)| {
        let mut from = 0;
        for _ in 0..64 {
            let rest = bytes.get(from..)?;
            let at = from + position(rest, b"/Pages")?;
            from = at + 6;
            // The object around it, whose /Type it is.
            let near = at.saturating_sub(1024);
            let before = bytes.get(near..at)?;
            let Some(open) = before.windows(4).rposition(|it| it == b" obj") else {
                continue;
            };
            let is_type = before.trim_ascii_end().ends_with(b"/Type");
            let object = bytes.get(near + open..)?;
            let object = object.get(..position(object, b"endobj")?)?;
            // The root of the tree of pages has none above it.
            if !is_type || position(object, b"/Parent").is_some() {
                continue;
            }
            let (digits, place, length) = key(object, b"/Count")?;
            let place = start + (near + open + place) as u64;
            return Some((decimal(digits)?, place..place + length as u64));
        }
        None
    })
}
