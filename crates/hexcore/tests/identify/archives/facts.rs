//! What is told of archives follows their bytes.

use std::process::Command;

use hexcore::identify::{Certainty, Report, identify};

use super::kit::{Random, Scratch, run};
use super::{classic, packages, streams, tools};

fn fact(bytes: &[u8], name: &str) -> String {
    let report = identify("", bytes);
    value(&report, name)
}

fn value(report: &Report, name: &str) -> String {
    let found = report.facts.iter().find(|fact| fact.name == name);
    match found {
        Some(fact) => fact.value.clone(),
        None => panic!("there is no {name}: {report:#?}"),
    }
}

fn notes(bytes: &[u8]) -> Vec<String> {
    let report = identify("", bytes);
    report.notes.into_iter().map(|it| it.sentence).collect()
}

#[test]
fn gzip() {
    // With its name and time, as the tool itself takes them from a file.
    let scratch = Scratch::new("identify-gzip");
    let file = scratch.file("a name.txt", tools::TEXT);
    run(Command::new("touch").arg("-d@1600000000").arg(&file), b"").unwrap();
    let bytes = run(Command::new("gzip").arg("-c").arg(&file), b"").unwrap();
    assert_eq!(fact(&bytes, "Original name"), "a name.txt");
    assert_eq!(fact(&bytes, "Time"), "2020-09-13 12:26:40 UTC");
    assert_eq!(
        identify("", &bytes).sentence,
        "gzip compressed data, was \"a name.txt\", last modified: Sun Sep 13 12:26:40 2020, from Unix, \
         original size modulo 2^32 26"
    );
    let mut other = bytes.clone();
    other[9] = 0;
    assert_eq!(fact(&other, "System"), "FAT filesystem (MS-DOS, OS/2, NT)");
    let end = other.len();
    other[end - 4] = 27;
    assert_eq!(fact(&other, "Original size"), "27 bytes");
    other[end - 1] = 0xff;
    assert!(notes(&other)[0].contains("cut off"));
    // The name is said to go on, but ends with the file.
    other.truncate(14);
    assert!(notes(&other)[0].contains("cut off"));
    for (flags, system) in [(0x20, 3), (0x80, 3), (0, 99)] {
        let odd = identify("", &streams::gzip(flags, 0, 0, system, b""));
        assert_eq!(odd.kind, None, "{flags:#x} {system}");
    }
    assert!(notes(&streams::gzip(4, 0, 0, 3, &[0xff, 0xff]))[0].contains("cut off"));
}

/// What `xz --list` says of a file is what we say.
#[test]
fn xz() {
    let scratch = Scratch::new("identify-xz");
    for (options, check, dictionary) in [
        ("xz -c -0", "CRC64", 256 << 10),
        ("xz -c -6 --check=crc32", "CRC32", 8 << 20),
        ("xz -c -9 --check=sha256", "SHA-256", 64 << 20),
    ] {
        let bytes = tools::packed(options, tools::TEXT);
        assert_eq!(fact(&bytes, "Checksum"), check);
        assert_eq!(fact(&bytes, "Dictionary"), format!("{dictionary} bytes"));
        assert_eq!(fact(&bytes, "Filters"), "LZMA2");
        let file = scratch.file("a.xz", &bytes);
        let list = run(
            Command::new("xz").args(["--list", "--verbose"]).arg(file),
            b"",
        )
        .unwrap();
        let list = String::from_utf8(list).unwrap();
        assert!(list.contains(check), "{list}");
    }
    let mut bytes = tools::packed("xz -c --x86 --lzma2=preset=1", tools::TEXT);
    assert_eq!(fact(&bytes, "Filters"), "x86, LZMA2");
    bytes[8] ^= 1;
    assert!(notes(&bytes)[0].contains("sum of the header"));
}

/// What `tar --list` says of a file is what we say.
#[test]
fn tar() {
    for format in ["v7", "oldgnu", "gnu", "ustar"] {
        let bytes = tools::tar(format);
        let list = run(
            Command::new("tar").args(["--list", "--verbose", "--utc", "--full-time", "--file=-"]),
            &bytes,
        );
        let list = String::from_utf8(list.unwrap()).unwrap();
        let [mode, owner, size, day, time, name] = list.split_whitespace().collect::<Vec<_>>()[..]
        else {
            panic!("{list}");
        };
        let report = identify("", &bytes);
        assert_eq!(value(&report, "Mode"), mode);
        assert_eq!(value(&report, "Owner").replace(':', "/"), owner);
        assert_eq!(value(&report, "Size"), format!("{size} bytes"));
        assert_eq!(value(&report, "Time"), format!("{day} {time} UTC"));
        assert_eq!(value(&report, "First entry"), name);
        assert_eq!(value(&report, "Type"), "Regular file");
    }
    let mut bytes = tools::tar("ustar");
    let end = bytes.len();
    // Longer names have their folders in another field.
    bytes[345..348].copy_from_slice(b"far");
    assert_eq!(identify("", &bytes).kind, None, "the sum no longer holds");
    let sum: u32 = b"far".iter().map(|byte| u32::from(*byte)).sum();
    let old = u32::from_str_radix(std::str::from_utf8(&bytes[148..154]).unwrap(), 8).unwrap();
    bytes[148..154].copy_from_slice(format!("{:06o}", old + sum).as_bytes());
    assert_eq!(fact(&bytes, "First entry"), "far/hello.txt");
    assert_eq!(notes(&bytes[..end]), [""; 0]);
    assert!(notes(&bytes[..512])[0].contains("longer than what is left"));
}

#[test]
fn numbers_change_sentences() {
    assert_eq!(
        identify("", &classic::rar_4(0x81, 2, 20, b"x")).sentence,
        "RAR archive data, v2.0, os: Win32, flags: ArchiveVolume EncryptedBlockHeader"
    );
    let rar = classic::rar_4(0, 3, 29, b"folder\\x.txt");
    assert_eq!(fact(&rar, "First entry"), "folder\\x.txt");
    assert_eq!(fact(&rar, "Size of the first entry"), "26 bytes");
    let rar = classic::rar_5("h\u{e9}llo".as_bytes());
    assert_eq!(fact(&rar, "First entry"), "h\u{e9}llo");
    assert_eq!(fact(&rar, "System"), "Unix");
    assert_eq!(fact(&rar, "Flags"), "Solid");
    assert_eq!(
        fact(&rar, "Time of the first entry"),
        "2023-11-14 22:13:20 UTC"
    );
    let mut damaged = rar.clone();
    damaged[8] ^= 1;
    assert!(notes(&damaged)[0].contains("damaged"));
    assert_eq!(
        identify("", &classic::seven_zip(3)).sentence,
        "7-zip archive data, version 0.3"
    );
    assert_eq!(fact(&classic::seven_zip(4), "Form of the list"), "Plain");
    assert_eq!(
        identify("", &classic::arj(1, 0)).sentence,
        "ARJ archive data, v11, password-protected (v1), original name: a.arj, os: MS-DOS"
    );
    assert_eq!(
        identify("", &classic::lha(b"-lh1-", 0, b"a")).sentence,
        "LHarc 1.x/ARX archive data  [lh1], with \"a\""
    );
    assert_eq!(fact(&classic::cab(3), "Compression"), "LZX");
    assert_eq!(fact(&classic::cab(1), "First entry"), "hello.txt");
    assert_eq!(
        fact(&classic::cab(1), "Time of the first entry"),
        "2020-02-03 04:04:04"
    );
    assert_eq!(fact(&classic::wim(0), "First image"), "tools");
    assert_eq!(
        identify("", &classic::wim(0x2_0002)).sentence,
        "Windows imaging (WIM) image v1.13, XPRESS compressed"
    );
    assert_eq!(
        identify("", &streams::lzop(3, 0)).sentence,
        "lzop compressed data - version 1.040, LZO1X-999, os: MS-DOS"
    );
    assert_eq!(fact(&streams::lzop(1, 3), "Original name"), "hello.txt");
    assert_eq!(
        identify("", &packages::rpm(0, 12)).sentence,
        "RPM v3.0 bin ARM"
    );
    assert_eq!(fact(&packages::rpm(0, 1), "Name"), "hello");
    assert_eq!(
        fact(&packages::rpm(0, 1), "Built"),
        "2023-11-14 22:13:20 UTC"
    );
    assert_eq!(
        fact(&packages::cpio("070701", "a/b", 5), "First entry"),
        "a/b"
    );
    assert_eq!(
        fact(&packages::cpio("070701", "a", 5), "Mode"),
        "-rw-r-----"
    );
    assert!(notes(&packages::cpio("070701", "a", 1 << 31))[0].contains("longer"));
    assert_eq!(fact(&streams::zstd(0x20, &[9]), "Original size"), "9 bytes");
    assert_eq!(fact(&streams::zstd(0, &[0x58]), "Window"), "2097152 bytes");
    assert_eq!(
        fact(&tools::packed("bzip2 -5 -c", b"x"), "Block size"),
        "500,000 bytes"
    );
}

/// What is not quite one of them is none of them.
#[test]
fn near_misses() {
    let mut lha = classic::lha(b"-lh5-", 0, b"hello.txt");
    lha[1] ^= 1;
    let mut arj = classic::arj(0, 0);
    arj[20] ^= 1;
    let mut cpio = packages::cpio("070701", "a", 5);
    cpio[50] = b'g';
    let mut zlib = streams::stored();
    zlib[5] ^= 1;
    for bytes in [
        &lha[..],
        &arj,
        &cpio,
        &zlib,
        b"BZh9 is how it begins",
        b"LZIP is a program",
        b"bvx- is no more than four letters",
        b"{\\rt",
        b"-lh5- and -lh7- are methods",
        b"\x1f\x9d\x90\xff\xff\xff\xff",
        b"\x28\xb5\x2f\xfc",
        b"Rar!\x1a\x07\x02\0",
        b"070701 is a number",
        b"\x53\x2a\x4d\x18\xff\xff\0\0data",
    ] {
        let report = identify("", bytes);
        assert_eq!(report.kind, None, "{}", report.sentence);
    }
}

#[test]
fn random_bytes_are_nothing_surely() {
    let mut random = Random(0x0123_4567_89ab_cdef);
    let beginnings: [&[u8]; 8] = [
        b"",
        &[0x1f, 0x9d],
        &[0x1f, 0x1e],
        &[0x78],
        &[0x60, 0xea],
        &[0x5d, 0, 0],
        &[0x1f, 0x8b],
        b"PK",
    ];
    for _ in 0..4000 {
        let length = random.below(600);
        let beginning = random.pick(&beginnings);
        let bytes = [beginning, &random.bytes(length)].concat();
        let report = identify("", &bytes);
        assert!(
            report.kind.is_none() || report.certainty < Certainty::Certain,
            "{} {:?}",
            report.sentence,
            &bytes[..bytes.len().min(20)]
        );
    }
}

/// All that is there may be damaged anywhere: nothing panics, and places stay in the file.
#[test]
fn damage() {
    let mut random = Random(0x5eed);
    for sample in super::samples() {
        for _ in 0..60 {
            let mut bytes = sample.bytes.clone();
            for _ in 0..=random.below(4) {
                let at = random.below(bytes.len().min(400));
                bytes[at] = random.pick(&[0, 1, 0x7f, 0x80, 0xff, 0xfe]);
            }
            let report = identify(sample.name, &bytes);
            let size = bytes.len() as u64;
            let places = report.facts.iter().map(|fact| &fact.at);
            for at in places.chain(report.notes.iter().filter_map(|note| note.at.as_ref())) {
                assert!(at.start <= at.end && at.end <= size, "{report:?}");
            }
        }
    }
}
