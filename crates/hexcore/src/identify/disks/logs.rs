//! What systems write down of themselves: the registry and the events of Windows, crash dumps, the journal.

use std::ops::Range;

use crate::identify::details::Details;
use crate::identify::fields::{number, wide};
use crate::identify::kind::{Kind, Strength};
use crate::identify::test::Test::{Bytes, Code, Number};
use crate::identify::values::hex;
use crate::identify::values::{fact_of, filetime, long_time, named, unix_time};
use crate::identify::view::{Order::Little, View};

pub(super) const REGISTRY: Kind = Kind {
    id: "regf",
    name: "MS Windows registry file, NT/2000 or above",
    mime: "application/x-ms-registry-hive",
    extensions: &["dat", "hve", "hiv"],
    tests: &[
        Bytes(0, b"regf"),
        Number {
            at: 20,
            width: 4,
            order: Little,
            from: 1,
            to: 1,
        },
    ],
    strength: Strength::Certain,
    source: "Windows registry file format specification (M. Suhanov), Base block",
    lesson: "Windows keeps its settings in a few of these: a tree of keys in blocks of 4 KiB.",
    details: Some(registry),
};

pub(super) const EVTX: Kind = Kind {
    id: "evtx",
    name: "MS Windows Event Log",
    mime: "application/x-ms-evtx",
    extensions: &["evtx"],
    tests: &[Bytes(0, b"ElfFile\0")],
    strength: Strength::Certain,
    source: "libevtx, Windows XML Event Log (EVTX) format, 3",
    lesson: "Events are kept as XML in a binary form, in chunks of 64 KiB.",
    details: Some(evtx),
};

pub(super) const EVT: Kind = Kind {
    id: "evt",
    name: "MS Windows NT Event Log",
    mime: "application/x-ms-evt",
    extensions: &["evt"],
    tests: &[Bytes(0, b"\x30\0\0\0LfLe"), Bytes(44, b"\x30\0\0\0")],
    strength: Strength::Certain,
    source: "[MS-EVEN] and Microsoft Learn, ELF_LOGFILE_HEADER",
    lesson: "The log of events of Windows before Vista: its header has its length at both ends.",
    details: Some(evt),
};

pub(super) const MINIDUMP: Kind = Kind {
    id: "minidump",
    name: "Mini DuMP crash report",
    mime: "application/x-dmp",
    extensions: &["dmp", "mdmp"],
    tests: &[Bytes(0, b"MDMP\x93\xa7")],
    strength: Strength::Certain,
    source: "Microsoft Learn, MINIDUMP_HEADER structure",
    lesson: "What a program that crashed had in its registers and stacks, for its makers to look at.",
    details: Some(minidump),
};

pub(super) const JOURNAL: Kind = Kind {
    id: "journal",
    name: "Journal file",
    mime: "application/x-systemd-journal",
    extensions: &["journal"],
    tests: &[Bytes(0, b"LPKSHHRH"), Code(8, state)],
    strength: Strength::Certain,
    source: "systemd, Journal File Format, Header",
    lesson: "The log of systemd: entries point to their fields, so that equal ones are kept once.",
    details: Some(journal),
};

fn registry(view: &View<'_>, to: &mut Details) -> Option<()> {
    let (major, minor) = (view.u32(20, Little)?, view.u32(24, Little)?);
    to.fact("Version", format!("{major}.{minor}"), 20..28);
    if let Some(time) = unix_time(filetime(view.u64(12, Little)?)) {
        to.fact("Last written", time, 12..20);
    }
    number(view, to, "Cells", 40..44, Little, "bytes")?;
    let name = wide(view.bytes(48, 64)?, Little);
    if !name.is_empty() {
        to.fact("Name", name, 48..112);
    }
    if view.u32(4, Little)? != view.u32(8, Little)? {
        to.note(
            "It was not written to its end: its two counts differ.",
            Some(4..12),
        );
    }
    Some(())
}

fn evtx(view: &View<'_>, to: &mut Details) -> Option<()> {
    let (minor, major) = (view.u16(36, Little)?, view.u16(38, Little)?);
    let (last, next) = (view.u64(16, Little)?, view.u64(24, Little)?);
    let chunks = view.u16(42, Little)?;
    to.head(match minor {
        1 => "MS Windows Vista-8.1 Event Log".to_owned(),
        2 => "MS Windows 10-11 Event Log, version  3.2".to_owned(),
        _ => format!("MS Windows Event Log, version {major}.{minor}"),
    });
    to.part(format!("{chunks} chunks (no. {last} in use)"));
    to.part(format!("next record no. {next}"));
    to.fact("Version", format!("{major}.{minor}"), 36..40);
    to.fact("Chunks", chunks.to_string(), 42..44);
    to.fact("Next record", next.to_string(), 24..32);
    let flags = view.u32(120, Little)?;
    if flags & 1 != 0 {
        to.part("DIRTY");
        to.note("It was not closed.", Some(120..124));
    }
    if flags & 2 != 0 {
        to.part("FULL");
    }
    Some(())
}

fn evt(view: &View<'_>, to: &mut Details) -> Option<()> {
    to.fact(
        "Version",
        format!("{}.{}", view.u32(8, Little)?, view.u32(12, Little)?),
        8..16,
    );
    number(view, to, "Next record", 24..28, Little, "")?;
    number(view, to, "Oldest record", 28..32, Little, "")?;
    number(view, to, "Size", 32..36, Little, "bytes")?;
    if view.u32(36, Little)? & 1 != 0 {
        to.note("It was not closed.", Some(36..40));
    }
    Some(())
}

const STREAMS: &[(u64, &str)] = &[
    (3, "Threads"),
    (4, "Modules"),
    (5, "Memory"),
    (6, "Exception"),
    (7, "System"),
    (9, "Memory (64 bits)"),
    (15, "Other"),
];

fn minidump(view: &View<'_>, to: &mut Details) -> Option<()> {
    let (count, table) = (view.u32(8, Little)?, u64::from(view.u32(12, Little)?));
    to.part(format!("{count} streams"));
    to.fact("Streams", count.to_string(), 8..12);
    let seconds = i64::from(view.u32(20, Little)?);
    to.part(long_time(seconds)?);
    to.fact("Written", unix_time(seconds)?, 20..24);
    let flags = view.u64(24, Little)?;
    to.part(format!("{flags:#x} type"));
    to.fact("Type", format!("{flags:#x}"), 24..32);
    for index in 0..u64::from(count.min(16)) {
        let at = table + index * 12;
        let kind = u64::from(view.u32(at, Little)?);
        let (length, place) = (view.u32(at + 4, Little)?, view.u32(at + 8, Little)?);
        if let Some(words) = named(STREAMS, kind) {
            to.fact(
                "Stream",
                format!("{words}, {length} bytes at {place:#x}"),
                at..at + 12,
            );
        }
    }
    Some(())
}

fn state(view: &View<'_>) -> Option<(String, Range<u64>)> {
    let state = view.u8(16)?;
    (state <= 2).then(|| (format!("the state {state}"), 16..17))
}

fn journal(view: &View<'_>, to: &mut Details) -> Option<()> {
    const STATES: &[(u64, &str)] = &[(0, "offline"), (1, "online"), (2, "archived")];
    let state = u64::from(view.u8(16)?);
    let words = named(STATES, state)?;
    let entries = view.u64(152, Little)?;
    let empty = if entries == 0 { " empty" } else { "" };
    to.head(format!("Journal file{empty}"));
    to.part(words);
    fact_of(to, "State", STATES, state, 16..17);
    to.fact("Entries", entries.to_string(), 152..160);
    number(view, to, "Objects", 144..152, Little, "")?;
    to.fact("Machine", hex(view.bytes(40, 16)?), 40..56);
    let features = view.u32(12, Little)?;
    let flags = [
        (1, "compressed-xz"),
        (2, "compressed-lz4"),
        (4, "keyed-hash"),
        (8, "compressed-zstd"),
        (16, "compact"),
    ];
    let names: Vec<&str> = flags
        .iter()
        .filter(|(bit, _)| features & bit != 0)
        .map(|(_, name)| *name)
        .collect();
    if !names.is_empty() {
        to.fact("Features", names.join(", "), 12..16);
    }
    Some(())
}
