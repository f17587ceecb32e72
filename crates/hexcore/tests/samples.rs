//! The built-in files as the real `file` sees them, and the bytes that a post quotes.

use std::io::Write;
use std::process::{Command, Stdio};

use hexcore::dump::{Canonical, Dump};
use hexcore::samples::{SAMPLES, sample};

/// What `file` says about the sample `name`.
fn file_says(name: &str) -> String {
    let bytes = sample(name).expect("a sample of this name").bytes();
    let mut child = Command::new("/usr/bin/file")
        .args(["--brief", "-"])
        .env("LC_ALL", "C")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap_or_else(|error| {
            panic!("This test needs the tool /usr/bin/file, which did not start: {error}.")
        });
    let mut stdin = child.stdin.take().expect("the input was piped");
    // The tool may have seen enough before it has read everything.
    let _ = stdin.write_all(&bytes);
    drop(stdin);
    let output = child
        .wait_with_output()
        .expect("the tool can be waited for");
    assert!(output.status.success(), "file ended with {}", output.status);
    String::from_utf8(output.stdout).expect("the tool prints text")
}

fn check(name: &str, parts: &[&str]) {
    let said = file_says(name);
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
    let slices = [(0x4000, 0x11cc0, "x86_64"), (0x18000, 0x15af0, "arm64e")];
    for (offset, length, name) in slices {
        let slice = &bytes[offset..offset + length];
        let path = std::env::temp_dir().join(format!("hexcore-{}-{name}", std::process::id()));
        std::fs::write(&path, slice).unwrap();
        let output = Command::new("/usr/bin/file")
            .arg("--brief")
            .arg(&path)
            .output();
        let _ = std::fs::remove_file(&path);
        let output = output.unwrap_or_else(|error| {
            panic!("This test needs the tool /usr/bin/file, which did not start: {error}.")
        });
        let said = String::from_utf8(output.stdout).unwrap();
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
