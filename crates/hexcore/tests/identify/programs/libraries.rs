//! Archives of `ar`, Debian's packages, and what the Rust compiler makes of libraries.

use hexcore::identify::{Certainty, identify};

use super::{fact, sentence};
use crate::{Sample, sample};

/// A member of an archive, after `ar(5)`.
pub(super) fn member(name: &str, bytes: &[u8]) -> Vec<u8> {
    let mut all = format!(
        "{name:<16}{:<12}{:<6}{:<6}{:<8}{:<10}`\n",
        0,
        0,
        0,
        100_644,
        bytes.len()
    )
    .into_bytes();
    all.extend_from_slice(bytes);
    if bytes.len() % 2 == 1 {
        all.push(b'\n');
    }
    all
}

pub(super) fn archive(members: &[Vec<u8>]) -> Vec<u8> {
    [b"!<arch>\n".to_vec(), members.concat()].concat()
}

fn debian(version: &str, control: &str, data: &str) -> Vec<u8> {
    archive(&[
        member("debian-binary", version.as_bytes()),
        member(control, &[1; 101]),
        member(data, &[2; 200]),
    ])
}

pub(super) fn samples() -> Vec<Sample> {
    let metadata = [
        &b"rust\0\0\0\x0a"[..],
        &1000_u64.to_le_bytes(),
        b"\x23rustc 1.95.0 (59807616e 2026-04-14)\xc1\x00",
        &[7; 1000],
    ]
    .concat();
    vec![
        sample(
            "ar",
            "libhello.a",
            archive(&[member("/", &[0, 0, 0, 0]), member("hello.o/", b"abc")]),
            "current ar archive",
        ),
        sample(
            "ar",
            "libmac.a",
            archive(&[member("#1/20", b"__.SYMDEF SORTED\0\0\0\0\0\0\0\0")]),
            "current ar archive random library",
        ),
        sample(
            "thin-ar",
            "libthin.a",
            [
                b"!<thin>\n".to_vec(),
                member("/", &[0, 0, 0, 2, 0, 0, 0, 0]),
                member("a.o/", b""),
            ]
            .concat(),
            "thin archive with 2 symbol entries",
        ),
        sample(
            "debian-package",
            "hello.deb",
            debian("2.0\n", "control.tar.xz", "data.tar.xz"),
            "Debian binary package (format 2.0), with control.tar.xz, data compression xz",
        ),
        sample(
            "rust-metadata",
            "libhello.rmeta",
            metadata,
            "Rust crate metadata, version 10, rustc 1.95.0 (59807616e 2026-04-14)",
        ),
    ]
}

#[test]
fn packages_follow_their_members() {
    for (version, control, data, words) in [
        (
            "2.0\n",
            "control.tar.gz/",
            "data.tar.zst/",
            " (format 2.0), with control.tar.gz, data compression zst",
        ),
        (
            "2.0\n",
            "control.tar.zst",
            "data.tar.zst",
            " (format 2.0), with control.tar.zst, data compression zst",
        ),
        (
            "2.1\n",
            "control.tar",
            "data.tar",
            " (format 2.1), with control.tar",
        ),
        (
            "10.27\nmore",
            "_mine",
            "data.tar.xz",
            " (format 10.27), data compression xz",
        ),
    ] {
        let found = sentence(&debian(version, control, data));
        assert_eq!(found, format!("Debian binary package{words}"));
    }
    let bytes = debian("2.0\n", "control.tar.xz", "data.tar.xz");
    let report = identify("", &bytes[..bytes.len() - 10]);
    assert_eq!(report.certainty, Certainty::Certain);
    assert!(
        report.notes[0].sentence.contains("goes on past the end"),
        "{report:?}"
    );
    let report = identify("", &archive(&[member("debian-binary", b"2.0\n")]));
    assert_eq!(report.sentence, "Debian binary package (format 2.0)");
    assert!(report.notes[0].sentence.contains("is missing"));
}

#[test]
fn archives_follow_their_members() {
    let report = identify(
        "",
        &archive(&[member("one.o/", b"1"), member("two.o/", b"22")]),
    );
    assert_eq!(fact(&report, "Members"), "one.o, two.o");
    let many: Vec<_> = (0..1000)
        .map(|number| member(&format!("{number}.o/"), b""))
        .collect();
    let report = identify("", &archive(&many));
    assert!(fact(&report, "Members").ends_with("6.o, 7.o, …"));
    // Lengths that lead past the end, or are none.
    for size in ["9999999999", "1844674407", "-1", "x", ""] {
        let mut bytes = archive(&[member("one.o/", b"1")]);
        bytes[8 + 48..8 + 58].copy_from_slice(format!("{size:<10}").as_bytes());
        assert_eq!(sentence(&bytes), "current ar archive");
    }
    assert_eq!(
        sentence(b"!<thin>\n"),
        "thin archive with no symbol entries"
    );
}

/// The compilers and `ar` of this machine.
#[cfg(target_os = "linux")]
#[test]
fn real_libraries() {
    use std::process::Command;

    let folder = std::env::temp_dir().join(format!("hexlog-identify-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    let run = |name: &str, arguments: &[&str]| {
        let mut command = Command::new(name);
        let status = command
            .args(arguments)
            .current_dir(&folder)
            .status()
            .unwrap();
        assert!(status.success(), "{name} {arguments:?}");
    };
    std::fs::write(folder.join("one.rs"), "pub fn one() -> u8 {\n    1\n}\n").unwrap();
    let rustc = [
        "--edition=2024",
        "--crate-type=rlib",
        "--crate-name=one",
        "one.rs",
    ];
    run(
        "rustc",
        &[&rustc[..], &["--emit=link,metadata,obj,llvm-bc"]].concat(),
    );
    run("ar", &["crsT", "thin.a", "one.o"]);
    run("ar", &["crs", "thick.a", "one.o"]);
    let read = |name: &str| std::fs::read(folder.join(name)).unwrap();
    for name in ["one.o", "libone.rlib", "thick.a", "thin.a", "one.bc"] {
        let bytes = read(name);
        let report = identify(name, &bytes);
        assert_eq!(report.sentence, super::file_says(&bytes), "{name}");
        assert_eq!(report.certainty, Certainty::Certain);
    }
    assert_eq!(fact(&identify("", &read("thick.a")), "Members"), "one.o");
    assert_eq!(
        fact(&identify("", &read("libone.rlib")), "Made by"),
        "rustc: a Rust library"
    );
    let report = identify("libone.rmeta", &read("libone.rmeta"));
    assert_eq!(report.kind.unwrap().id, "rust-metadata");
    assert!(fact(&report, "Made by").starts_with("rustc "));
    std::fs::remove_dir_all(&folder).unwrap();
}

#[cfg(target_os = "linux")]
#[test]
fn file_says_the_same() {
    for sample in samples() {
        // Of which it knows nothing.
        if sample.kind != "rust-metadata" {
            assert_eq!(super::file_says(&sample.bytes), sample.sentence);
        }
    }
}
