//! Code for virtual machines: Java classes, Dalvik, WebAssembly, and what has only a version.

use std::ops::Range;

use super::mach_o::MOST_ARCHITECTURES;
use crate::identify::details::{Details, printable};
use crate::identify::values::{hex, named};
use crate::identify::view::{Order::Big, Order::Little, View};

/// Versions of Java classes that are, or will be soon.
const CLASS_VERSIONS: std::ops::RangeInclusive<u16> = 43..=80;

/// Constants that are walked over.
const MOST_CONSTANTS: u16 = 8192;

/// Whether this is a Java class: the four bytes that could be a number of architectures are a version
/// (Java Virtual Machine Specification, 4.1).
pub(super) fn is_class(view: &View<'_>) -> Option<(String, Range<u64>)> {
    let (minor, major) = (view.u16(4, Big)?, view.u16(6, Big)?);
    let (constants, kind) = (view.u16(8, Big)?, view.u8(10)?);
    let is_right = CLASS_VERSIONS.contains(&major)
        && view.u32(4, Big)? > MOST_ARCHITECTURES
        // From version 56 on it is 0, or all ones where it needs a preview of the language.
        && (major < 56 || matches!(minor, 0 | 0xffff))
        && constants > 1
        && matches!(kind, 1 | 3..=12 | 15..=20);
    is_right.then(|| {
        (
            format!("the number {major}.{minor}, of a class version: as a count of architectures it would be too large"),
            4..8,
        )
    })
}

/// The release that brought a class version.
fn release(major: u16) -> Option<String> {
    match major {
        46..=52 => Some(format!("Java 1.{}", major - 44)),
        53.. => Some(format!("Java SE {}", major - 44)),
        _ => None,
    }
}

pub(super) fn class(view: &View<'_>, to: &mut Details) -> Option<()> {
    let (minor, major) = (view.u16(4, Big)?, view.u16(6, Big)?);
    let release = release(major);
    // `file` names no release where the lower number is set.
    let words = match &release {
        Some(release) if minor == 0 => format!("version {major}.{minor} ({release})"),
        _ => format!("version {major}.{minor}"),
    };
    to.part(words.clone());
    to.fact("Version", words.trim_start_matches("version "), 4..8);
    if minor == 0xffff && major >= 56 {
        to.note(
            "It needs previews of the language, which later releases of Java do not know.",
            Some(4..6),
        );
    }
    let count = view.u16(8, Big)?;
    to.fact("Constants", count.saturating_sub(1).to_string(), 8..10);
    if count > MOST_CONSTANTS {
        return Some(());
    }
    let end = constant(view, count, count)?;
    let set = view.u16(end, Big)?;
    let kind = match set {
        set if set & 0x8000 != 0 => "module",
        set if set & 0x2000 != 0 => "annotation",
        set if set & 0x4000 != 0 => "enum",
        set if set & 0x0200 != 0 => "interface",
        _ => "class",
    };
    to.fact("Type", kind, end..end + 2);
    for (name, at) in [("Name", end + 2), ("Extends", end + 4)] {
        let index = view.u16(at, Big)?;
        if index == 0 {
            continue;
        }
        let class = constant(view, count, index)?;
        let text = constant(view, count, view.u16(class + 1, Big)?)?;
        let length = u64::from(view.u16(text + 1, Big)?).min(512);
        if (view.u8(class)?, view.u8(text)?) != (7, 1) {
            return None;
        }
        let text_at = text + 3..text + 3 + length;
        let text = printable(view.bytes(text + 3, length)?);
        to.fact(name, text.replace('/', "."), text_at);
    }
    Some(())
}

/// Where the constant with this number is: they are walked over from 1 on. The number after the last gives
/// the end of them.
fn constant(view: &View<'_>, count: u16, number: u16) -> Option<u64> {
    if number == 0 || number > count {
        return None;
    }
    let mut at = 10_u64;
    let mut index = 1;
    while index < number {
        let kind = view.u8(at)?;
        at += match kind {
            1 => 3 + u64::from(view.u16(at + 1, Big)?),
            3 | 4 | 9..=12 | 17 | 18 => 5,
            5 | 6 => 9,
            7 | 8 | 16 | 19 | 20 => 3,
            15 => 4,
            _ => return None,
        };
        // Long numbers count twice.
        index += if matches!(kind, 5 | 6) { 2 } else { 1 };
    }
    Some(at)
}

/// Three digits and a zero byte: the version of a Dalvik file.
pub(super) fn has_version(view: &View<'_>) -> Option<(String, Range<u64>)> {
    let bytes = view.bytes(4, 4)?;
    let (digits, zero) = bytes.split_at_checked(3)?;
    let is_right = zero == [0] && digits.iter().all(u8::is_ascii_digit);
    is_right.then(|| (format!("the version {}", printable(digits)), 4..8))
}

pub(super) fn dex(view: &View<'_>, to: &mut Details) -> Option<()> {
    let version = printable(view.bytes(4, 3)?);
    to.head(format!("Dalvik dex file version {version}"));
    to.fact("Version", version, 4..7);
    to.fact(
        "Checksum (Adler-32)",
        format!("{:08x}", view.u32(8, Little)?),
        8..12,
    );
    to.fact("Signature (SHA-1)", hex(view.bytes(12, 20)?), 12..32);
    let length = u64::from(view.u32(32, Little)?);
    to.fact("Length", format!("{length} bytes"), 32..36);
    let order = match view.u32(40, Little)? {
        0x1234_5678 => "Least significant byte first",
        0x7856_3412 => "Most significant byte first",
        _ => "Unknown",
    };
    to.fact("Byte order", order, 40..44);
    for (name, at) in [
        ("Strings", 56),
        ("Types", 64),
        ("Methods", 88),
        ("Classes", 96),
    ] {
        to.fact(name, view.u32(at, Little)?.to_string(), at..at + 4);
    }
    if length > view.size() {
        to.note(
            format!(
                "It says that it has {length} bytes, and has {}: it may have been cut off.",
                view.size()
            ),
            Some(32..36),
        );
    }
    Some(())
}

pub(super) fn odex(view: &View<'_>, to: &mut Details) -> Option<()> {
    let version = printable(view.bytes(4, 3)?);
    to.head(format!(
        "Dalvik dex file (optimized for host) version {version}"
    ));
    to.fact("Version", version, 4..7);
    Some(())
}

/// Sections of WebAssembly that are looked at.
const MOST_SECTIONS: u32 = 64;

const SECTIONS: &[(u64, &str)] = &[
    (1, "Types"),
    (2, "Imports"),
    (3, "Functions"),
    (4, "Tables"),
    (5, "Memories"),
    (6, "Globals"),
    (7, "Exports"),
];

/// A number of up to five bytes of seven bits, and where it ends (LEB128).
fn leb(view: &View<'_>, at: u64) -> Option<(u64, u64)> {
    let mut number = 0;
    for index in 0..5 {
        let byte = view.u8(at.checked_add(index)?)?;
        number |= u64::from(byte & 0x7f) << (7 * index);
        if byte & 0x80 == 0 {
            return Some((number, at + index + 1));
        }
    }
    None
}

/// WebAssembly Core Specification, 5.5; the Component Model gives the upper half of the version a meaning.
pub(super) fn wasm(view: &View<'_>, to: &mut Details) -> Option<()> {
    let (version, layer) = (view.u16(4, Little)?, view.u16(6, Little)?);
    if layer == 1 {
        to.head(format!("WebAssembly (wasm) component version {version:#x}"));
        to.fact(
            "Version",
            format!("{version:#x}, a draft of the Component Model"),
            4..6,
        );
        to.fact("Type", "Component", 6..8);
        return Some(());
    }
    let number = view.u32(4, Little)?;
    let mvp = if number == 1 { " (MVP)" } else { "" };
    to.head(format!(
        "WebAssembly (wasm) binary module version {number:#x}{mvp}"
    ));
    to.fact("Version", number.to_string(), 4..8);
    if number != 1 {
        return Some(());
    }
    let mut at = 8;
    let mut custom = Vec::new();
    let mut first = None;
    for _ in 0..MOST_SECTIONS {
        if at >= view.size() {
            break;
        }
        let id = view.u8(at)?;
        let (length, start) = leb(view, at + 1)?;
        let next = start + length;
        if next > view.size() {
            to.note(
                "One of its sections goes on past its end: it may have been cut off.",
                Some(at..start),
            );
            return Some(());
        }
        if id == 0 {
            let (length, name) = leb(view, start)?;
            custom.push(printable(view.bytes(name, length.min(64))?));
            first.get_or_insert(at..name + length.min(64));
        } else if let Some(name) = named(SECTIONS, u64::from(id)) {
            let (count, end) = leb(view, start)?;
            to.fact(name, count.to_string(), start..end);
        }
        at = next;
    }
    if let Some(first) = first {
        to.fact("Custom sections", custom.join(", "), first);
    }
    Some(())
}

/// Lua: the byte after the signature is the version, half a byte for each part (`lundump.h`).
pub(super) fn lua(view: &View<'_>, to: &mut Details) -> Option<()> {
    let byte = view.u8(4)?;
    let version = format!("{}.{}", byte >> 4, byte & 15);
    to.part(format!("version {version}"));
    to.fact("Version", version, 4..5);
    Some(())
}

/// LLVM's wrapper around bitcode says where it is and for which processor.
pub(super) fn wrapper(view: &View<'_>, to: &mut Details) -> Option<()> {
    let cpu = view.u32(16, Little)?;
    let name = match cpu {
        7 => "i386",
        0x0100_0007 => "x86_64",
        12 => "arm",
        0x0100_000c => "arm64",
        18 => "ppc",
        0x0100_0012 => "ppc64",
        _ => "",
    };
    let space = if name.is_empty() { "" } else { " " };
    to.head(format!("LLVM bitcode, wrapper{space}{name}"));
    let (at, length) = (view.u32(8, Little)?, view.u32(12, Little)?);
    to.fact("Bitcode", format!("{length} bytes at {at:#x}"), 8..16);
    Some(())
}

/// Where the wrapper of bitcode leads: for the table.
pub(super) fn is_wrapped(view: &View<'_>) -> Option<(String, Range<u64>)> {
    let at = u64::from(view.u32(8, Little)?);
    (view.bytes(at, 4)? == b"BC\xc0\xde").then(|| {
        (
            "bitcode, where the number at 0x8 leads".to_owned(),
            at..at + 4,
        )
    })
}

/// Emacs: the byte after the letters is the version of the format.
pub(super) fn emacs(view: &View<'_>, to: &mut Details) -> Option<()> {
    let version = view.u8(4)?;
    to.head(format!("Emacs/XEmacs v{version} byte-compiled Lisp data"));
    to.fact("Version", version.to_string(), 4..5);
    Some(())
}

/// Rust's description of a crate for those that use it.
pub(super) fn rust(view: &View<'_>, to: &mut Details) -> Option<()> {
    let version = view.u32(4, Big)?;
    to.part(format!("version {version}"));
    to.fact("Version", version.to_string(), 4..8);
    // The compiler's name comes after one number of eight bytes, with its length before it.
    let length = u64::from(view.u8(16)?);
    let name = view.bytes(17, length)?;
    if name.starts_with(b"rustc ") {
        let name = printable(name);
        to.part(name.clone());
        to.fact("Made by", name, 17..17 + length);
    }
    Some(())
}
