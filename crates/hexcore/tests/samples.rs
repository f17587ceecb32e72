//! The built-in files as the real `file` sees them, and the bytes that a post quotes.

mod kit;

use std::ffi::OsStr;
use std::process::Command;

use hexcore::dump::{Canonical, Dump};
use hexcore::samples::{SAMPLES, sample};
use kit::{Scratch, run};

/// What `file` says when called with `argument` and given `input`.
fn file_says(argument: impl AsRef<OsStr>, input: &[u8]) -> String {
    let mut file = Command::new("/usr/bin/file");
    let output = run(file.arg("--brief").arg(argument), input).expect("file is content");
    String::from_utf8(output).expect("the tool prints text")
}

fn check(name: &str, parts: &[&str]) {
    let bytes = sample(name).expect("a sample of this name").bytes();
    let said = file_says("-", &bytes);
    println!("{name}: {}", said.trim_end());
    for part in parts {
        assert!(said.contains(part), "{part:?} is not in {said:?}");
    }
}

#[test]
fn file_knows_the_samples() {
    check(
        "ls-universal",
        &[
            "Mach-O universal binary with 2 architectures",
            "x86_64",
            "arm64e",
        ],
    );
    check(
        "pixel.png",
        &["PNG image data, 1 x 1, 8-bit grayscale, non-interlaced"],
    );
    check("hello-utf8.txt", &["Unicode text, UTF-8 text"]);
    assert_eq!(SAMPLES.len(), 3);
}

#[test]
fn file_knows_each_slice() {
    let bytes = sample("ls-universal").unwrap().bytes();
    let scratch = Scratch::new("slices");
    let slices = [(0x4000, 0x11cc0, "x86_64"), (0x18000, 0x15af0, "arm64e")];
    for (offset, length, name) in slices {
        let slice = &bytes[offset..offset + length];
        let said = file_says(scratch.file(name, slice), b"");
        println!("{name}: {}", said.trim_end());
        for part in [
            "Mach-O 64-bit",
            name,
            "executable",
            "NOUNDEFS|DYLDLINK|TWOLEVEL|PIE",
        ] {
            assert!(said.contains(part), "{part:?} is not in {said:?}");
        }
    }
}

#[test]
fn the_first_rows_are_those_of_the_post() {
    let bytes = sample("ls-universal").unwrap().bytes();
    let mut text = Vec::new();
    let mut dump = Canonical::default().dump().unwrap();
    dump.push(&bytes[..64], &mut text);
    let text = String::from_utf8(text).unwrap();
    let rows: Vec<&str> = text.lines().collect();
    assert_eq!(
        rows,
        [
            "00000000  ca fe ba be 00 00 00 02  01 00 00 07 00 00 00 03  |................|",
            "00000010  00 00 40 00 00 01 1c c0  00 00 00 0e 01 00 00 0c  |..@.............|",
            "00000020  80 00 00 02 00 01 80 00  00 01 5a f0 00 00 00 0e  |..........Z.....|",
            "00000030  00 00 00 00 00 00 00 00  00 00 00 00 00 00 00 00  |................|",
        ]
    );
    assert_eq!(bytes.len(), 187_120);
}
