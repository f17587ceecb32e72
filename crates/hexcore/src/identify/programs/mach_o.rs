//! Mach-O, thin and universal (Apple, `<mach-o/loader.h>`, `<mach-o/fat.h>` and `<mach/machine.h>`).

use std::ops::Range;

use crate::identify::details::{Details, printable};
use crate::identify::values::{before_zero, flags, named, uuid};
use crate::identify::view::{Order, Order::Big, View};

/// Load commands that are looked at.
const MOST_COMMANDS: u32 = 128;

/// The number of architectures from which on the same four bytes begin a Java class: its version.
pub(super) const MOST_ARCHITECTURES: u32 = 19;

/// Architectures that are told of.
const MOST_TOLD: u64 = 8;

const TYPES: &[(u64, &str)] = &[
    (1, "object"),
    (2, "executable"),
    (3, "fixed virtual memory shared library"),
    (4, "core"),
    (5, "preload executable"),
    (6, "dynamically linked shared library"),
    (7, "dynamic linker"),
    (8, "bundle"),
    (9, "dynamically linked shared library stub"),
    (10, "dSYM companion file"),
    (11, "kext bundle"),
];

const FLAGS: &[(u64, &str)] = &[
    (1, "NOUNDEFS"),
    (1 << 1, "INCRLINK"),
    (1 << 2, "DYLDLINK"),
    (1 << 3, "BINDATLOAD"),
    (1 << 4, "PREBOUND"),
    (1 << 5, "SPLIT_SEGS"),
    (1 << 6, "LAZY_INIT"),
    (1 << 7, "TWOLEVEL"),
    (1 << 8, "FORCE_FLAT"),
    (1 << 9, "NOMULTIDEFS"),
    (1 << 10, "NOFIXPREBINDING"),
    (1 << 11, "PREBINDABLE"),
    (1 << 12, "ALLMODSBOUND"),
    (1 << 13, "SUBSECTIONS_VIA_SYMBOLS"),
    (1 << 14, "CANONICAL"),
    (1 << 15, "WEAK_DEFINES"),
    (1 << 16, "BINDS_TO_WEAK"),
    (1 << 17, "ALLOW_STACK_EXECUTION"),
    (1 << 18, "ROOT_SAFE"),
    (1 << 19, "SETUID_SAFE"),
    (1 << 20, "NO_REEXPORTED_DYLIBS"),
    (1 << 21, "PIE"),
    (1 << 22, "DEAD_STRIPPABLE_DYLIB"),
    (1 << 23, "HAS_TLV_DESCRIPTORS"),
    (1 << 24, "NO_HEAP_EXECUTION"),
    (1 << 25, "APP_EXTENSION_SAFE"),
    (1 << 26, "NLIST_OUTOFSYNC_WITH_DYLDINFO"),
    (1 << 27, "SIM_SUPPORT"),
];

/// The bit of a processor's number that says that its addresses have 64 bits.
const WIDE: u32 = 0x0100_0000;

const PROCESSORS: &[(u64, &str)] = &[
    (1, "vax"),
    (6, "m68k"),
    (7, "i386"),
    (8, "mips"),
    (10, "mc98000"),
    (11, "hppa"),
    (12, "arm"),
    (13, "mc88000"),
    (14, "SPARC"),
    (15, "i860g"),
    (16, "alpha"),
    (18, "ppc"),
    (0x0100_0007, "x86_64"),
    (0x0100_000c, "arm64"),
    (0x0100_0012, "ppc64"),
    (0x0200_000c, "64_32-bit arm"),
];

/// Names of special processors of a family: both numbers, and the name.
const SPECIAL: &[(u32, u32, &str)] = &[
    (7, 4, "i486"),
    (7, 5, "i586"),
    (7, 0x16, "pentium_pro"),
    (12, 5, "armv4t"),
    (12, 6, "armv6"),
    (12, 7, "armv5tej"),
    (12, 8, "armxscale"),
    (12, 9, "armv7"),
    (12, 10, "armv7f"),
    (12, 11, "armv7s"),
    (12, 12, "armv7k"),
    (12, 13, "armv8"),
    (12, 14, "armv6m"),
    (12, 15, "armv7m"),
    (12, 16, "armv7em"),
    (0x0100_0007, 4, "x86_64_arch1"),
    (0x0100_0007, 8, "x86_64_haswell"),
    (0x0100_000c, 1, "arm64v8"),
    (0x0100_000c, 2, "arm64e"),
    (0x0200_000c, 1, "64_32-bit armv8"),
];

/// What PowerPCs are called after an underscore.
const POWER: &[(u64, &str)] = &[
    (1, "601"),
    (2, "602"),
    (3, "603"),
    (4, "603e"),
    (5, "603ev"),
    (6, "604"),
    (7, "604e"),
    (8, "620"),
    (9, "750"),
    (10, "7400"),
    (11, "7450"),
    (100, "970"),
];

/// Subtypes that add nothing to the name of the family.
const PLAIN: &[(u32, u32)] = &[
    (12, 0),
    (0x0100_0007, 3),
    (0x0100_000c, 0),
    (0x0200_000c, 0),
];

/// What a processor is called; `None` if nothing is known of it.
fn processor(cpu: u32, subtype: u32) -> Option<String> {
    let family = named(PROCESSORS, u64::from(cpu))?;
    // The highest byte says what the program can do, not what it runs on.
    let low = subtype & 0x00ff_ffff;
    let special = SPECIAL
        .iter()
        .find(|(one, other, _)| (*one, *other) == (cpu, low));
    if let Some((_, _, name)) = special {
        return Some((*name).to_owned());
    }
    if cpu & !WIDE == 18 {
        return Some(match named(POWER, u64::from(low)) {
            Some(model) => format!("{family}_{model}"),
            None => family.to_owned(),
        });
    }
    let is_plain = PLAIN.contains(&(cpu, low)) || PLAIN.iter().all(|(it, _)| *it != cpu);
    Some(match is_plain {
        true => family.to_owned(),
        false => format!("{family} subarchitecture={low}"),
    })
}

/// What can be said of pointers that are signed on arm64e: the highest byte of its subtype.
fn capabilities(cpu: u32, subtype: u32) -> String {
    if (cpu, subtype & 0x00ff_ffff) != (WIDE | 12, 2) || subtype >> 31 == 0 {
        return String::new();
    }
    let kind = if subtype >> 30 & 1 == 0 { "PAC" } else { "PAK" };
    format!(" (caps: {kind}{:02})", subtype >> 24 & 0x0f)
}

/// Whether a processor of this number is known.
pub(super) fn is_known(cpu: u32) -> bool {
    named(PROCESSORS, u64::from(cpu)).is_some()
}

/// The order and width of the Mach-O file that begins here.
fn shape(view: &View<'_>, at: u64) -> Option<(Order, bool)> {
    match view.bytes(at, 4)? {
        [0xfe, 0xed, 0xfa, 0xce] => Some((Order::Big, false)),
        [0xfe, 0xed, 0xfa, 0xcf] => Some((Order::Big, true)),
        [0xce, 0xfa, 0xed, 0xfe] => Some((Order::Little, false)),
        [0xcf, 0xfa, 0xed, 0xfe] => Some((Order::Little, true)),
        _ => None,
    }
}

/// Whether the header of a Mach-O file agrees with itself: for the table.
pub(super) fn agrees(view: &View<'_>) -> Option<(String, Range<u64>)> {
    let (order, is_wide) = shape(view, 0)?;
    let kind = view.u32(12, order)?;
    let commands = u64::from(view.u32(16, order)?);
    let length = u64::from(view.u32(20, order)?);
    let header = if is_wide { 32 } else { 28 };
    let is_right = is_known(view.u32(4, order)?)
        && (1..=16).contains(&kind)
        && length >= commands * 8
        && length <= view.size().saturating_sub(header).max(1 << 20);
    is_right.then(|| {
        (
            "a known processor, a type of file and a length of load commands".to_owned(),
            4..24,
        )
    })
}

/// The words for the Mach-O file at `base`.
fn words(view: &View<'_>, base: u64) -> Option<String> {
    let (order, is_wide) = shape(view, base)?;
    let field = |at: u64| view.u32(base.checked_add(at)?, order);
    let (cpu, subtype) = (field(4)?, field(8)?);
    let mut words = String::from("Mach-O");
    // As `file` has it: of what is written with the lowest byte first.
    if is_wide && order == Order::Little {
        words += " 64-bit";
    }
    words += " ";
    words += &processor(cpu, subtype).unwrap_or_else(|| format!("architecture={cpu}"));
    words += &capabilities(cpu, subtype);
    words += " ";
    let kind = field(12)?;
    match named(TYPES, u64::from(kind)) {
        Some(name) => words += name,
        None => words += &format!("filetype={kind}"),
    }
    let set = u64::from(field(24)?) & 0x7fff_ffff;
    if set != 0 {
        let names = flags(FLAGS, set, "|");
        // `file` has a stroke before all but the first of the table.
        let stroke = if set & 1 == 0 && !names.is_empty() {
            "|"
        } else {
            ""
        };
        words += &format!(", flags:<{stroke}{names}>");
    }
    Some(words)
}

pub(super) fn details(view: &View<'_>, to: &mut Details) -> Option<()> {
    if let Some(words) = words(view, 0) {
        to.head(words);
    }
    facts(view, 0, to)
}

/// Facts of the Mach-O file at `base`.
fn facts(view: &View<'_>, base: u64, to: &mut Details) -> Option<()> {
    let (order, is_wide) = shape(view, base)?;
    let place = |from: u64, length: u64| base + from..base + from + length;
    let field = |at: u64| view.u32(base.checked_add(at)?, order);
    let (cpu, subtype) = (field(4)?, field(8)?);
    let name = processor(cpu, subtype).unwrap_or_else(|| format!("Number {cpu}"));
    to.fact("Processor", name + &capabilities(cpu, subtype), place(4, 8));
    let kind = field(12)?;
    let name = named(TYPES, u64::from(kind)).unwrap_or("Unknown");
    to.fact("Type", name, place(12, 4));
    let count = field(16)?;
    let length = u64::from(field(20)?);
    to.fact(
        "Load commands",
        format!("{count}, {length} bytes"),
        place(16, 8),
    );
    let set = u64::from(field(24)?);
    to.fact("Flags", flags(FLAGS, set, ", "), place(24, 4));

    let header = if is_wide { 32 } else { 28 };
    let mut at = base.checked_add(header)?;
    let end = at.checked_add(length)?;
    let mut libraries = 0_u32;
    let mut first = None;
    for _ in 0..count.min(MOST_COMMANDS) {
        let (command, size) = (view.u32(at, order)?, view.u32(at.checked_add(4)?, order)?);
        let next = at.checked_add(u64::from(size))?;
        if size < 8 || next > end {
            to.note(
                "A load command is longer than the place for all of them.",
                Some(at..at + 8),
            );
            return Some(());
        }
        match command & 0x7fff_ffff {
            0x1b if size >= 24 => {
                let id = uuid(view.bytes(at + 8, 16)?).to_uppercase();
                to.fact("UUID", id, at + 8..at + 24);
            }
            0x32 if size >= 20 => {
                let platform = u64::from(view.u32(at + 8, order)?);
                let platform = named(PLATFORMS, platform).unwrap_or("platform");
                let version = version(view.u32(at + 12, order)?);
                to.fact("Made for", format!("{platform} {version}"), at + 8..at + 16);
            }
            kind @ (0x24 | 0x25) if size >= 12 => {
                let platform = if kind == 0x24 { "macOS" } else { "iOS" };
                let version = version(view.u32(at + 8, order)?);
                to.fact("Made for", format!("{platform} {version}"), at..at + 12);
            }
            0x0c | 0x18 | 0x1f => {
                libraries += 1;
                first.get_or_insert(at..at + 8);
            }
            0x0d if size > 24 => {
                let from = u64::from(view.u32(at + 8, order)?);
                let most = u64::from(size).saturating_sub(from).min(256);
                let start = at.checked_add(from)?;
                let name = before_zero(view.bytes(start, most)?);
                let end = start + name.len() as u64;
                to.fact("Library", printable(name), start..end);
            }
            _ => {}
        }
        at = next;
    }
    if let Some(first) = first {
        to.fact("Needed libraries", libraries.to_string(), first);
    }
    Some(())
}

const PLATFORMS: &[(u64, &str)] = &[
    (1, "macOS"),
    (2, "iOS"),
    (3, "tvOS"),
    (4, "watchOS"),
    (5, "bridgeOS"),
    (6, "Mac Catalyst"),
    (7, "iOS simulator"),
    (8, "tvOS simulator"),
    (9, "watchOS simulator"),
    (10, "DriverKit"),
    (11, "visionOS"),
];

fn version(number: u32) -> String {
    let (major, minor, patch) = (number >> 16, number >> 8 & 0xff, number & 0xff);
    match patch {
        0 => format!("{major}.{minor}"),
        _ => format!("{major}.{minor}.{patch}"),
    }
}

/// An entry of a universal binary's list.
struct Entry {
    cpu: u32,
    subtype: u32,
    at: u64,
    size: u64,
    header: Range<u64>,
}

fn entry(view: &View<'_>, index: u64) -> Option<Entry> {
    let is_wide = view.bytes(0, 4)? == [0xca, 0xfe, 0xba, 0xbf];
    let length = if is_wide { 32 } else { 20 };
    let header = 8 + index * length;
    let width = if is_wide { 8 } else { 4 };
    Some(Entry {
        cpu: view.u32(header, Big)?,
        subtype: view.u32(header + 4, Big)?,
        at: view.number(header + 8, width, Big)?,
        size: view.number(header + 8 + width, width, Big)?,
        header: header..header + length,
    })
}

/// Whether this is a universal binary: its number of architectures is none that a Java class has as its
/// version, and the first of them is possible.
pub(super) fn is_universal(view: &View<'_>) -> Option<(String, Range<u64>)> {
    let count = view.u32(4, Big)?;
    if !(1..=MOST_ARCHITECTURES).contains(&count) {
        return None;
    }
    let first = entry(view, 0)?;
    let is_possible = is_known(first.cpu) && first.at >= first.header.end;
    is_possible.then(|| {
        (
            format!("the number {count}, of architectures: as the version of a Java class it would be 45 or more"),
            4..8,
        )
    })
}

pub(super) fn universal(view: &View<'_>, to: &mut Details) -> Option<()> {
    let count = view.u32(4, Big)?;
    let s = if count == 1 { "" } else { "s" };
    let mut head = format!("Mach-O universal binary with {count} architecture{s}:");
    to.head(head.trim_end_matches(':'));
    to.fact("Architectures", count.to_string(), 4..8);
    let told = u64::from(count).min(MOST_TOLD);
    for index in 0..told {
        let it = entry(view, index)?;
        let name = processor(it.cpu, it.subtype).unwrap_or_else(|| it.cpu.to_string());
        let end = it.at.checked_add(it.size);
        let is_inside = end.is_some_and(|end| end <= view.size());
        let inner = words(view, it.at).or_else(|| {
            (view.bytes(it.at, 8)? == b"!<arch>\n").then(|| "current ar archive".to_owned())
        });
        match inner {
            Some(inner) if it.size > 0 => head += &format!(" [{name}:{inner}]"),
            _ => head += &format!(" [{name}]"),
        }
        to.head(head.clone());
        let value = format!("{name}, {} bytes at {:#x}", it.size, it.at);
        to.fact("Architecture", value, it.header.clone());
        if is_inside && it.size > 0 {
            // An archive of object files has none of these.
            facts(view, it.at, to);
        } else {
            to.note(
                format!(
                    "The part for {name} should be at {:#x} and is not there.",
                    it.at
                ),
                Some(it.header),
            );
        }
    }
    if u64::from(count) > told {
        to.note(
            "Only the first of its architectures were looked at.",
            Some(4..8),
        );
    }
    Some(())
}
