//! Programs: written from their specifications, by the `object` crate, and by the compilers at hand.

#![allow(clippy::unwrap_used, clippy::indexing_slicing)] // A test that cannot go on fails.

mod boot;
mod code;
mod elf;
mod libraries;
mod mach_o;
mod windows;

use hexcore::identify::{Certainty, Report, identify};

use crate::Sample;

pub(crate) fn samples() -> Vec<Sample> {
    [
        boot::samples(),
        code::samples(),
        elf::samples(),
        libraries::samples(),
        mach_o::samples(),
        windows::samples(),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// What the bytes are said to be.
fn sentence(bytes: &[u8]) -> String {
    identify("", bytes).sentence
}

/// The first fact of this name.
fn fact<'a>(report: &'a Report, name: &str) -> &'a str {
    let fact = report.facts.iter().find(|fact| fact.name == name);
    &fact
        .unwrap_or_else(|| panic!("no {name} in {report:?}"))
        .value
}

/// Bytes with some of them at `at`, and zeros up to there.
fn put(bytes: &mut Vec<u8>, at: usize, some: &[u8]) {
    let end = at + some.len();
    if bytes.len() < end {
        bytes.resize(end, 0);
    }
    bytes[at..end].copy_from_slice(some);
}

/// What `file` says of these bytes.
#[cfg(target_os = "linux")]
fn file_says(bytes: &[u8]) -> String {
    use std::io::Write as _;
    use std::process::{Command, Stdio};

    let mut child = Command::new("file")
        .args(["-b", "-"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    // It stops reading when it knows.
    let _ = child.stdin.take().unwrap().write_all(bytes);
    let output = child.wait_with_output().unwrap();
    String::from_utf8(output.stdout)
        .unwrap()
        .trim_end()
        .to_owned()
}

/// Whatever a byte becomes, it is looked at to the end, and what is told lies in the file.
#[test]
fn samples_with_other_bytes() {
    for sample in samples() {
        let size = sample.bytes.len();
        let places = (0..size.min(300)).chain((300..size).step_by(size.div_ceil(30)));
        for place in places {
            for byte in [0, 0x80, 0xff] {
                let mut bytes = sample.bytes.clone();
                let end = size.min(place + if byte == 0x80 { 1 } else { 4 });
                bytes[place..end].fill(byte);
                let report = identify(sample.name, &bytes);
                let facts = report.facts.iter().map(|fact| &fact.at);
                let evidence = report.evidence.iter().map(|it| &it.at);
                let notes = report.notes.iter().filter_map(|note| note.at.as_ref());
                for at in facts.chain(evidence).chain(notes) {
                    assert!(
                        at.start <= at.end && at.end <= size as u64,
                        "{} with {byte:#x} at {place:#x}: {at:?} of {size}: {report:?}",
                        sample.name
                    );
                }
            }
        }
    }
}

/// What begins as chance has it is no program.
#[test]
fn noise_is_no_program() {
    let mut state = 1_u64;
    let mut noise = || {
        // The generator of Knuth's MMIX.
        state = state
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) as u8
    };
    for start in [
        &b""[..],
        b"MZ",
        b"B",
        b"PK",
        b"\x64\x86",
        b"\x4c\x01",
        b"\xca\xfe\xba\xbe",
    ] {
        for _ in 0..300 {
            let mut bytes: Vec<u8> = (0..600).map(|_| noise()).collect();
            bytes[..start.len()].copy_from_slice(start);
            let report = identify("", &bytes);
            assert!(report.certainty < Certainty::Certain, "{}", report.sentence);
        }
    }
}
