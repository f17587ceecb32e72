//! The notes of ELF files: what made them, and what they are made for (gABI 4.1, chapter 5, "Note
//! Section"; Linux Standard Base, Core, "ABI note tag"; `<elf.h>` of each system).

use super::elf::Shape;
use crate::identify::details::{Details, printable};
use crate::identify::values::{before_zero, hex, named};
use crate::identify::view::View;

/// Notes that are looked at in one place.
const MOST_NOTES: u64 = 64;

/// What has been said, so that it is not said twice.
#[derive(Default)]
pub(super) struct Notes {
    has_system: bool,
    has_build: bool,
}

/// Memory in a core file.
pub(super) struct Loaded {
    pub(super) address: u64,
    pub(super) at: u64,
    pub(super) size: u64,
}

/// A note: who defined it, its kind, and what it holds.
struct Note<'a> {
    owner: &'a [u8],
    kind: u32,
    at: u64,
    bytes: &'a [u8],
}

/// Calls `each` with the notes of an area. It ends at the first that does not fit.
fn walk<'a>(
    view: &View<'a>,
    shape: Shape,
    at: u64,
    size: u64,
    mut each: impl FnMut(&Note<'a>) -> Option<()>,
) -> Option<()> {
    let end = at.checked_add(size)?;
    let mut here = at;
    for _ in 0..MOST_NOTES {
        let start = here.checked_add(12)?;
        if start > end {
            break;
        }
        let owner = u64::from(view.u32(here, shape.order)?);
        let length = u64::from(view.u32(here + 4, shape.order)?);
        let kind = view.u32(here + 8, shape.order)?;
        let begin = start.checked_add(owner.next_multiple_of(4))?;
        let after = begin.checked_add(length.next_multiple_of(4))?;
        if owner > 64 || begin.checked_add(length)? > end {
            break;
        }
        each(&Note {
            owner: before_zero(view.bytes(start, owner)?),
            kind,
            at: begin,
            // What is long is not for us.
            bytes: view.bytes(begin, length.min(4096))?,
        })?;
        here = after;
    }
    Some(())
}

const SYSTEMS: &[(u64, &str)] = &[
    (0, "Linux"),
    (1, "Hurd"),
    (2, "Solaris"),
    (3, "kFreeBSD"),
    (4, "kNetBSD"),
];

/// Says what the notes of a program, library or object file hold.
pub(super) fn notes(
    view: &View<'_>,
    shape: Shape,
    at: u64,
    size: u64,
    to: &mut Details,
    seen: &mut Notes,
) -> Option<()> {
    walk(view, shape, at, size, |note| {
        let end = note.at + note.bytes.len() as u64;
        let number = |index: u64| view.u32(note.at + 4 * index, shape.order).map(u64::from);
        let system = match (note.owner, note.kind, note.bytes.len()) {
            (b"GNU", 1, 16) => {
                let system = named(SYSTEMS, number(0)?).unwrap_or("<unknown>");
                Some(format!(
                    "GNU/{system} {}.{}.{}",
                    number(1)?,
                    number(2)?,
                    number(3)?
                ))
            }
            (b"FreeBSD", 1, 4) => Some(freebsd(number(0)?)),
            (b"NetBSD", 1, 4) => Some(netbsd(number(0)?)),
            (b"OpenBSD", 1, 4) => Some("OpenBSD".to_owned()),
            (b"DragonFly", 1, 4) => {
                let number = number(0)?;
                let (major, rest) = (number / 100_000, number % 100_000);
                Some(format!(
                    "DragonFly {major}.{}.{}",
                    rest / 10_000,
                    rest % 10_000
                ))
            }
            (b"Android", 1, 4..) => {
                // `file` says nothing of it.
                to.fact(
                    "Made for",
                    format!("Android, API level {}", number(0)?),
                    note.at..note.at + 4,
                );
                None
            }
            _ => None,
        };
        if let Some(system) = system
            && !seen.has_system
        {
            seen.has_system = true;
            to.part(format!("for {system}"));
            to.fact("Made for", system, note.at..end);
        }
        match (note.owner, note.kind, note.bytes.len()) {
            (b"GNU", 3, length @ 4..=20) if !seen.has_build => {
                seen.has_build = true;
                let method = match length {
                    8 => "xxHash",
                    16 => "md5/uuid",
                    20 => "sha1",
                    _ => "unknown",
                };
                let id = hex(note.bytes);
                to.part(format!("BuildID[{method}]={id}"));
                to.fact("Build ID", id, note.at..end);
            }
            (b"Go", 4, 1..) => {
                let id = printable(before_zero(note.bytes.get(..256).unwrap_or(note.bytes)));
                if !seen.has_build {
                    to.part(format!("Go BuildID={id}"));
                }
                to.fact("Go build ID", id, note.at..end);
            }
            _ => {}
        }
        Some(())
    })
}

/// As `__FreeBSD_version` counts: releases have a minor number, what leads to them has only a patch.
fn freebsd(number: u64) -> String {
    let (major, minor, patch) = (number / 100_000, number / 1000 % 100, number % 1000);
    if major < 5 {
        // It counted otherwise then.
        return format!("FreeBSD {major}");
    }
    if minor == 0 || patch >= 100 {
        format!("FreeBSD {major}.{minor} ({number})")
    } else {
        format!("FreeBSD {major}.{minor}")
    }
}

fn netbsd(number: u64) -> String {
    if number < 200_000_000 {
        return "NetBSD".to_owned();
    }
    let (major, minor) = (number / 100_000_000, number / 1_000_000 % 100);
    match number / 100 % 100 {
        0 => format!("NetBSD {major}.{minor}"),
        patch => format!("NetBSD {major}.{minor}.{patch}"),
    }
}

/// Entries of the auxiliary vector: what `file` and we call them, and whether they are texts elsewhere.
const VECTOR: &[(u64, &str, bool)] = &[
    (11, "real uid", false),
    (12, "effective uid", false),
    (13, "real gid", false),
    (14, "effective gid", false),
    (31, "execfn", true),
    (15, "platform", true),
];

/// Says what the notes of a core file hold: which program it was.
pub(super) fn core_notes(
    view: &View<'_>,
    shape: Shape,
    at: u64,
    size: u64,
    to: &mut Details,
    memory: &[Loaded],
) -> Option<()> {
    let mut is_said = false;
    walk(view, shape, at, size, |note| {
        if note.owner != b"CORE" {
            return Some(());
        }
        if !is_said {
            is_said = true;
            to.part("SVR4-style");
        }
        match note.kind {
            3 => {
                // The command, of 80 bytes: after 56 bytes, or 44 where words are short.
                let from = if shape.is_wide { 56 } else { 44 };
                let command = before_zero(note.bytes.get(from..from + 80)?);
                let command = printable(command.trim_ascii_end());
                to.part(format!("from '{command}'"));
                let start = note.at + from as u64;
                to.fact("Command", command, start..start + 80);
            }
            6 => vector(view, shape, note, to, memory)?,
            _ => {}
        }
        Some(())
    })
}

fn vector(
    view: &View<'_>,
    shape: Shape,
    note: &Note<'_>,
    to: &mut Details,
    memory: &[Loaded],
) -> Option<()> {
    let width = shape.width();
    let count = (note.bytes.len() as u64 / (2 * width)).min(64);
    for index in 0..count {
        let at = note.at + index * 2 * width;
        let (tag, value) = (shape.word(view, at)?, shape.word(view, at + width)?);
        let Some((_, name, is_text)) = VECTOR.iter().find(|(other, ..)| *other == tag) else {
            continue;
        };
        if !is_text {
            to.part(format!("{name}: {value}"));
            continue;
        }
        let place = memory.iter().find_map(|part| {
            let into = value.checked_sub(part.address)?;
            if into >= part.size {
                return None;
            }
            Some((part.at.checked_add(into)?, part.size - into))
        });
        if let Some((place, most)) = place
            && let Some(bytes) = view.up_to(place, most.min(256))
        {
            let text = before_zero(bytes);
            let end = place + text.len() as u64;
            let text = printable(text);
            to.part(format!("{name}: '{text}'"));
            let name = if tag == 31 { "Program" } else { "Platform" };
            to.fact(name, text, place..end);
        }
    }
    Some(())
}
