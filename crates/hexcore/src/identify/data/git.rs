//! What Git keeps: packs and their indexes, the index, bundles.

use std::ops::Range;

use crate::identify::details::{Details, printable};
use crate::identify::fields::{number, plural};
use crate::identify::kind::{Kind, Strength};
use crate::identify::test::Test::{Any, Bytes, Code, Number};
use crate::identify::values::hex;
use crate::identify::view::{Order::Big, View};

pub(super) const PACK: Kind = Kind {
    id: "git-pack",
    name: "Git pack",
    mime: "application/x-git",
    extensions: &["pack"],
    tests: &[
        Bytes(0, b"PACK"),
        Number {
            at: 4,
            width: 4,
            order: Big,
            from: 2,
            to: 3,
        },
    ],
    strength: Strength::Certain,
    source: "Git, gitformat-pack, pack-*.pack files",
    lesson: "Many versions of many files: most are kept as what changed against another one.",
    details: Some(pack),
};

pub(super) const PACK_INDEX: Kind = Kind {
    id: "git-pack-index",
    name: "Git pack index",
    mime: "application/x-git",
    extensions: &["idx"],
    tests: &[Bytes(0, b"\xfftOc\0\0\0\x02"), Code(32, fan_out)],
    strength: Strength::Certain,
    source: "Git, gitformat-pack, Version 2 pack-*.idx files",
    lesson: "It says where in a pack an object is. A table of 256 numbers narrows the search by the first \
             byte of its name.",
    details: Some(pack_index),
};

pub(super) const REVERSE_INDEX: Kind = Kind {
    id: "git-reverse-index",
    name: "Git pack reverse index",
    mime: "application/x-git",
    extensions: &["rev"],
    tests: &[
        Bytes(0, b"RIDX\0\0\0\x01\0\0\0"),
        Number {
            at: 11,
            width: 1,
            order: Big,
            from: 1,
            to: 2,
        },
    ],
    strength: Strength::Certain,
    source: "Git, gitformat-pack, pack-*.rev files",
    lesson: "The objects of a pack in the order in which they stand in it.",
    details: Some(reverse_index),
};

pub(super) const MULTI_INDEX: Kind = Kind {
    id: "git-multi-pack-index",
    name: "Git multi-pack index",
    mime: "application/x-git",
    extensions: &[],
    tests: &[
        Bytes(0, b"MIDX"),
        Number {
            at: 4,
            width: 1,
            order: Big,
            from: 1,
            to: 2,
        },
        Number {
            at: 5,
            width: 1,
            order: Big,
            from: 1,
            to: 2,
        },
    ],
    strength: Strength::Certain,
    source: "Git, gitformat-pack, multi-pack-index files",
    lesson: "One index for all packs of a repository.",
    details: Some(multi_index),
};

pub(super) const COMMIT_GRAPH: Kind = Kind {
    id: "git-commit-graph",
    name: "Git commit graph",
    mime: "application/x-git",
    extensions: &["graph"],
    tests: &[
        Bytes(0, b"CGPH\x01"),
        Number {
            at: 5,
            width: 1,
            order: Big,
            from: 1,
            to: 2,
        },
    ],
    strength: Strength::Certain,
    source: "Git, gitformat-commit-graph",
    lesson: "The parents of all commits in one table, so that a long history is walked without unpacking it.",
    details: Some(commit_graph),
};

pub(super) const INDEX: Kind = Kind {
    id: "git-index",
    name: "Git index",
    mime: "application/x-git",
    extensions: &[],
    tests: &[
        Bytes(0, b"DIRC"),
        Number {
            at: 4,
            width: 4,
            order: Big,
            from: 2,
            to: 4,
        },
    ],
    strength: Strength::Certain,
    source: "Git, gitformat-index",
    lesson: "What will be in the next commit: each file with its name, its times and the name of its content.",
    details: Some(index),
};

pub(super) const BUNDLE: Kind = Kind {
    id: "git-bundle",
    name: "Git bundle",
    mime: "application/x-git",
    extensions: &["bundle"],
    tests: &[Any(&[
        Bytes(0, b"# v2 git bundle\n"),
        Bytes(0, b"# v3 git bundle\n"),
    ])],
    strength: Strength::Certain,
    source: "Git, gitformat-bundle",
    lesson: "A repository, or a part of one, in a file that can be sent: a list of branches, and a pack.",
    details: Some(bundle),
};

const HASHES: [&str; 2] = ["SHA-1", "SHA-256"];

/// Tells which hash names the objects.
fn hash(view: &View<'_>, to: &mut Details, at: u64) -> Option<()> {
    let id = view.u8(at)?;
    let name = HASHES.get(usize::from(id.checked_sub(1)?))?;
    to.fact("Hash", *name, at..at + 1);
    Some(())
}

fn version(view: &View<'_>, to: &mut Details, at: Range<u64>) -> Option<u64> {
    let version = number(view, to, "Version", at, Big, "")?;
    to.part(format!("version {version}"));
    Some(version)
}

fn pack(view: &View<'_>, to: &mut Details) -> Option<()> {
    version(view, to, 4..8)?;
    let count = number(view, to, "Objects", 8..12, Big, "")?;
    to.part(format!("{count} objects"));
    // The type and the size of the first object, of which the lowest four bits stand beside the type.
    let first = view.u8(12)?;
    const TYPES: [&str; 8] = ["", "commit", "tree", "blob", "tag", "", "delta", "delta"];
    let mut size = u64::from(first & 15);
    let mut at = 13;
    let mut goes_on = first & 0x80 != 0;
    for shift in (4..60).step_by(7) {
        if !goes_on {
            break;
        }
        let byte = view.u8(at)?;
        size |= u64::from(byte & 0x7f) << shift;
        goes_on = byte & 0x80 != 0;
        at += 1;
    }
    let name = TYPES.get(usize::from(first >> 4 & 7))?;
    if count > 0 && !name.is_empty() {
        to.fact("First object", format!("A {name} of {size} bytes"), 12..at);
    }
    let end = view.size().checked_sub(20).filter(|&end| end >= at)?;
    to.fact("Checksum", hex(view.bytes(end, 20)?), end..end + 20);
    Some(())
}

/// 256 numbers that never become less.
fn fan_out(view: &View<'_>) -> Option<(String, Range<u64>)> {
    let mut before = 0;
    for index in 0..256 {
        let count = view.u32(8 + 4 * index, Big)?;
        if count < before {
            return None;
        }
        before = count;
    }
    Some(("256 numbers that never become less".to_owned(), 8..1032))
}

fn pack_index(view: &View<'_>, to: &mut Details) -> Option<()> {
    version(view, to, 4..8)?;
    let count = number(view, to, "Objects", 1028..1032, Big, "")?;
    // A name, a sum and an offset for each object, and two hashes at the end.
    let least = count.saturating_mul(28) + 1032 + 40;
    if least > view.size() {
        to.note(
            "The file is shorter than its number of objects needs.",
            Some(1028..1032),
        );
        return Some(());
    }
    let end = view.size().checked_sub(40)?;
    to.fact(
        "Checksum of the pack",
        hex(view.bytes(end, 20)?),
        end..end + 20,
    );
    Some(())
}

fn reverse_index(view: &View<'_>, to: &mut Details) -> Option<()> {
    version(view, to, 4..8)?;
    hash(view, to, 11)?;
    let sums = if view.u8(11)? == 1 { 40 } else { 64 };
    let count = view.size().checked_sub(12 + sums)? / 4;
    to.part(format!("{count} objects"));
    to.fact("Objects", count.to_string(), 12..view.size() - sums);
    Some(())
}

fn multi_index(view: &View<'_>, to: &mut Details) -> Option<()> {
    version(view, to, 4..5)?;
    hash(view, to, 5)?;
    number(view, to, "Parts", 6..7, Big, "")?;
    let packs = number(view, to, "Packs", 8..12, Big, "")?;
    to.part(plural(packs, "pack"));
    Some(())
}

fn commit_graph(view: &View<'_>, to: &mut Details) -> Option<()> {
    version(view, to, 4..5)?;
    hash(view, to, 5)?;
    let parts = number(view, to, "Parts", 6..7, Big, "")?;
    // The table of 256 numbers has its end in the number of commits.
    for part in 0..parts.min(32) {
        let at = 8 + 12 * part;
        if view.bytes(at, 4)? == b"OIDF" {
            let last = view.u64(at + 4, Big)?.checked_add(1020)?;
            let count = view.u32(last, Big)?;
            to.part(plural(u64::from(count), "commit"));
            to.fact("Commits", count.to_string(), last..last + 4);
        }
    }
    Some(())
}

fn index(view: &View<'_>, to: &mut Details) -> Option<()> {
    let version = version(view, to, 4..8)?;
    let count = number(view, to, "Entries", 8..12, Big, "")?;
    to.part(format!("{count} entries"));
    if count > 0 && version < 4 {
        // The first entry: 62 bytes, or 64 with more flags, and its name.
        let flags = view.u16(72, Big)?;
        let name = if flags & 0x4000 != 0 { 76 } else { 74 };
        let length = u64::from(flags & 0x0fff);
        let shown = printable(view.bytes(name, length.min(200))?);
        to.fact("First entry", shown, name..name + length);
    }
    Some(())
}

fn bundle(view: &View<'_>, to: &mut Details) -> Option<()> {
    let version = view.u8(3)?;
    to.fact("Version", char::from(version).to_string(), 2..4);
    let mut at = 16;
    for _ in 0..16 {
        let line = view.up_to(at, 300)?.split(|byte| *byte == b'\n').next()?;
        let end = at.checked_add(line.len() as u64)?;
        match line {
            [] => break,
            [b'@', rest @ ..] => to.fact("Capability", printable(rest), at..end),
            [b'-', rest @ ..] => to.fact("Needs", printable(rest), at..end),
            _ => {
                let name = line
                    .splitn(2, |byte| *byte == b' ')
                    .nth(1)
                    .unwrap_or_default();
                to.fact("Has", printable(name), at..end);
            }
        }
        at = end.checked_add(1)?;
    }
    Some(())
}
