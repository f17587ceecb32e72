//! Code for virtual machines, written after the specifications.

use hexcore::identify::{Certainty, identify};

use super::{fact, put, sentence};
use crate::{Sample, sample};

/// The class `a/B` of this version, which extends `a/C`.
pub(super) fn class(minor: u16, major: u16) -> Vec<u8> {
    let mut bytes = b"\xca\xfe\xba\xbe".to_vec();
    bytes.extend(minor.to_be_bytes());
    bytes.extend(major.to_be_bytes());
    bytes.extend(8_u16.to_be_bytes());
    bytes.extend(b"\x01\x00\x03a/B"); // 1
    bytes.extend(b"\x07\x00\x01"); // 2: the class that 1 names
    bytes.extend(b"\x05\x00\x00\x00\x00\x00\x00\x00\x09"); // 3 and 4: a long number
    bytes.extend(b"\x01\x00\x03a/C"); // 5
    bytes.extend(b"\x07\x00\x05"); // 6
    bytes.extend(b"\x0c\x00\x01\x00\x05"); // 7: a name and a type
    bytes.extend(b"\x00\x21\x00\x02\x00\x06"); // public, itself, what it extends
    bytes.extend([0; 8]);
    bytes
}

/// A module of Python with this number, then these numbers, then code.
fn python(number: u16, numbers: &[u32]) -> Vec<u8> {
    let mut bytes = number.to_le_bytes().to_vec();
    bytes.extend(b"\r\n");
    bytes.extend(numbers.iter().flat_map(|number| number.to_le_bytes()));
    bytes.extend(b"\xe3\0\0\0\0\0\0\0\0");
    bytes
}

const STAMP: u32 = 1_700_000_000;

fn dex(version: &str) -> Vec<u8> {
    let mut bytes = format!("dex\n{version}\0").into_bytes();
    for (at, number) in [
        (8, 0x1234_abcd_u32), // checksum
        (32, 112),            // length
        (36, 112),            // of the header
        (40, 0x1234_5678),    // order
        (56, 7),              // strings
        (64, 5),              // types
        (88, 3),              // methods
        (96, 1),              // classes
    ] {
        put(&mut bytes, at, &number.to_le_bytes());
    }
    put(&mut bytes, 12, &[0xee; 20]);
    bytes.resize(112, 0);
    bytes
}

/// A type, a function of this type that is exported as `f`, and a section named `name`.
const WASM: &[u8] = b"\0asm\x01\0\0\0\
    \x01\x05\x01\x60\0\x01\x7f\
    \x03\x02\x01\0\
    \x07\x05\x01\x01f\0\0\
    \x0a\x06\x01\x04\0\x41\x2a\x0b\
    \0\x07\x04nameXY";

fn wrapped() -> Vec<u8> {
    let numbers = [0x0b17_c0de_u32, 0, 20, 8, 0x0100_0007];
    let mut bytes: Vec<u8> = numbers
        .iter()
        .flat_map(|number| number.to_le_bytes())
        .collect();
    bytes.extend(b"BC\xc0\xde\x35\x14\0\0");
    bytes
}

pub(super) fn samples() -> Vec<Sample> {
    vec![
        sample(
            "java-class",
            "B.class",
            class(0, 61),
            "compiled Java class data, version 61.0 (Java SE 17)",
        ),
        sample(
            "python-module",
            "new.pyc",
            python(3495, &[0, STAMP, 1234]),
            "Byte-compiled Python module for CPython 3.11, timestamp-based, .py timestamp: Tue Nov 14 22:13:20 2023 \
             UTC, .py size: 1234 bytes",
        ),
        sample(
            "python-module",
            "old.pyc",
            python(62211, &[STAMP]),
            "python 2.7 byte-compiled",
        ),
        sample(
            "dex",
            "classes.dex",
            dex("035"),
            "Dalvik dex file version 035",
        ),
        sample(
            "odex",
            "classes.odex",
            [&b"dey\n036\0"[..], &[0; 32], &dex("035")].concat(),
            "Dalvik dex file (optimized for host) version 036",
        ),
        sample(
            "wasm",
            "f.wasm",
            WASM,
            "WebAssembly (wasm) binary module version 0x1 (MVP)",
        ),
        sample(
            "llvm-bitcode",
            "one.bc",
            b"BC\xc0\xde\x35\x14\0\0\x05\0\0\0",
            "LLVM IR bitcode",
        ),
        sample(
            "llvm-wrapper",
            "two.bc",
            wrapped(),
            "LLVM bitcode, wrapper x86_64",
        ),
        sample(
            "lua",
            "one.luac",
            b"\x1bLua\x54\0\x19\x93\r\n\x1a\n\x04\x08\x08",
            "Lua bytecode, version 5.4",
        ),
        sample(
            "beam",
            "one.beam",
            b"FOR1\0\0\0\x14BEAMAtU8\0\0\0\x08\0\0\0\x01\x03one",
            "Erlang BEAM file",
        ),
        sample(
            "emacs-lisp",
            "one.elc",
            b";ELC\x1c\0\0\0\n;;; Compiled\n;;; in Emacs version 28.2\n",
            "Emacs/XEmacs v28 byte-compiled Lisp data",
        ),
    ]
}

#[test]
fn classes_follow_their_bytes() {
    for (minor, major, words) in [
        (3, 45, "45.3"),
        (0, 46, "46.0 (Java 1.2)"),
        (0, 52, "52.0 (Java 1.8)"),
        (0, 53, "53.0 (Java SE 9)"),
        (0, 65, "65.0 (Java SE 21)"),
        (0xffff, 65, "65.65535"),
    ] {
        let report = identify("", &class(minor, major));
        assert_eq!(
            report.sentence,
            format!("compiled Java class data, version {words}")
        );
        assert_eq!(fact(&report, "Version"), words);
        assert_eq!(fact(&report, "Name"), "a.B");
        assert_eq!(fact(&report, "Extends"), "a.C");
        assert_eq!(fact(&report, "Constants"), "7");
        assert_eq!(fact(&report, "Type"), "class");
    }
    for (minor, major) in [(0, 0), (0, 19), (0, 42), (0, 81), (1, 60)] {
        assert_ne!(
            identify("", &class(minor, major)).certainty,
            Certainty::Certain,
            "{major}.{minor}"
        );
    }
    // Names that are numbers, numbers of constants that are not there.
    for (at, byte) in [(9, 0xff), (17, 0xff), (10, 2), (18, 9), (12, 0xff)] {
        let mut bytes = class(0, 61);
        bytes[at] = byte;
        identify("", &bytes);
    }
}

#[test]
fn modules_follow_their_bytes() {
    for (number, name) in [
        (3394, "3.7"),
        (3413, "3.8"),
        (3425, "3.9"),
        (3439, "3.10"),
        (3531, "3.12 or newer"),
        (3571, "3.12 or newer"),
        (3627, "3.14"),
    ] {
        let found = sentence(&python(number, &[0, STAMP, 5]));
        assert!(
            found.starts_with(&format!(
                "Byte-compiled Python module for CPython {name}, timestamp-based"
            )),
            "{found}"
        );
    }
    let report = identify("", &python(3571, &[0, STAMP, 5]));
    assert_eq!(fact(&report, "Python version"), "3.13 (number 3571)");
    assert_eq!(
        sentence(&python(3379, &[STAMP, 5])),
        "python 3.6 byte-compiled"
    );
    let hashed = |flags| sentence(&python(3495, &[flags, 0x5566_7788, 0x1122_3344]));
    assert_eq!(
        hashed(1),
        "Byte-compiled Python module for CPython 3.11, hash-based, check-source flag unset, hash: 0x1122334455667788"
    );
    assert!(hashed(3).contains("check-source flag set"));
    // Flags that do not exist, a header of another length, no code.
    for bytes in [
        python(3495, &[4, STAMP, 5]),
        python(3495, &[STAMP]),
        python(2, &[STAMP]),
    ] {
        assert_eq!(identify("", &bytes).certainty, Certainty::Unknown);
    }
}

#[test]
fn web_assembly_follows_its_bytes() {
    let report = identify("", WASM);
    for (name, value) in [
        ("Version", "1"),
        ("Types", "1"),
        ("Functions", "1"),
        ("Exports", "1"),
        ("Custom sections", "name"),
    ] {
        assert_eq!(fact(&report, name), value);
    }
    let with = |at: usize, byte: u8| {
        let mut bytes = WASM.to_vec();
        bytes[at] = byte;
        identify("", &bytes)
    };
    assert_eq!(
        with(4, 2).sentence,
        "WebAssembly (wasm) binary module version 0x2"
    );
    let mut component = WASM.to_vec();
    put(&mut component, 4, &[0x0d, 0, 1, 0]);
    assert_eq!(
        sentence(&component),
        "WebAssembly (wasm) component version 0xd"
    );
    assert!(with(9, 0x7f).notes[0].sentence.contains("past its end"));
    assert_ne!(with(6, 2).certainty, Certainty::Certain);
    for at in 8..WASM.len() {
        with(at, 0xff);
    }
}

#[test]
fn other_versions() {
    assert_eq!(sentence(&dex("039")), "Dalvik dex file version 039");
    assert_ne!(identify("", &dex("abc")).certainty, Certainty::Certain);
    let report = identify("", &dex("035"));
    assert_eq!(fact(&report, "Checksum (Adler-32)"), "1234abcd");
    assert_eq!(fact(&report, "Signature (SHA-1)"), "ee".repeat(20));
    assert_eq!(fact(&report, "Classes"), "1");
    let mut bytes = dex("035");
    put(&mut bytes, 32, &500_u32.to_le_bytes());
    assert!(
        identify("", &bytes).notes[0]
            .sentence
            .contains("500 bytes, and has 112")
    );
    assert_eq!(
        sentence(b"\x1bLua\x51\0\x01\x04"),
        "Lua bytecode, version 5.1"
    );
    let mut bytes = wrapped();
    put(&mut bytes, 16, &12_u32.to_le_bytes());
    assert_eq!(sentence(&bytes), "LLVM bitcode, wrapper arm");
    put(&mut bytes, 8, &u32::MAX.to_le_bytes());
    assert_ne!(identify("", &bytes).certainty, Certainty::Certain);
}

#[cfg(target_os = "linux")]
#[test]
fn file_says_the_same() {
    for sample in samples() {
        assert_eq!(super::file_says(&sample.bytes), sample.sentence);
    }
}
