//! What is told of data follows its bytes.

use hexcore::identify::{Certainty, identify};

use super::stores::{big, little};
use super::{arrays, git, hex, keys, models, programs, stores, system};
use crate::archives::kit::Random;
use crate::disks::facts::{fact, kind, notes, sentence};
use crate::disks::with;

#[test]
fn sqlite() {
    let bytes = stores::sqlite();
    assert_eq!(fact(&bytes, "Last written by"), "SQLite 3.40.1");
    assert_eq!(fact(&bytes, "Page"), "4096 bytes");
    assert_eq!(notes(&bytes), "");
    // A page of 65,536 bytes is written as 1.
    let other = with(
        &bytes,
        &[
            (16, &[0, 1]),
            (18, &[2, 2]),
            (20, &[8]),
            (31, &[9]),
            (35, &[3]),
            (39, &[2]),
            (59, &[3]),
        ],
    );
    assert_eq!(
        sentence(&other),
        "SQLite 3.x database, user version 7, last written using SQLite version 3040001, page size 65536, \
         writer version 2, read version 2, unused bytes 8, file counter 3, database pages 9, 1st free page \
         3, free pages 2, cookie 0x1, schema 4, UTF-16 big endian, version-valid-for 3"
    );
    assert_eq!(fact(&other, "Way of writing"), "Write-ahead log");
    assert!(notes(&other).contains("shorter than its pages"));
    let other = with(
        &bytes,
        &[
            (68, b"GPKG"),
            (63, &[0]),
            (43, &[0]),
            (51, &[5]),
            (55, &[4]),
            (67, &[1]),
        ],
    );
    assert_eq!(
        sentence(&other),
        "SQLite 3.x database (OGC GeoPackage file), last written using SQLite version 3040001, file counter \
         3, database pages 2, cookie 0, schema 4, cache page size 5, largest root page 4, UTF-8, vacuum mode \
         1, version-valid-for 3"
    );
    let other = with(&bytes, &[(68, &[0, 0, 0, 77]), (60, &[0xff; 4])]);
    assert!(
        sentence(&other)
            .starts_with("SQLite 3.x database, application id 77, user version -1, last")
    );
    assert_eq!(fact(&stores::wal(), "Pages in it"), "2");
    assert_eq!(kind(&with(&stores::shm(), &[(48, &[1])])), "");
}

#[test]
fn stores_of_keys() {
    let bytes = stores::berkeley(big, 0x05_3162);
    assert_eq!(fact(&bytes, "Page"), "4096 bytes");
    let other = with(&bytes, &[(19, &[8]), (12, &[0, 4, 0x22, 0x53])]);
    assert_eq!(
        sentence(&other),
        "Berkeley DB (Queue, version 8, big-endian)"
    );
    assert_eq!(kind(&with(&bytes, &[(16, &[9])])), "");
    assert_eq!(fact(&stores::gdbm(), "Block"), "4096 bytes");
    assert_eq!(fact(&stores::avro(), "Compression"), "deflate");
    assert_eq!(fact(&stores::avro(), "Schema"), "\"int\"");
}

#[test]
fn arrays_are_told() {
    let bytes = arrays::npy(arrays::NPY);
    assert_eq!(fact(&bytes, "Type"), "'<f8'");
    assert_eq!(fact(&bytes, "Shape"), "(3, 4)");
    assert_eq!(fact(&bytes, "By columns"), "No");
    let other = arrays::npy(
        "{'descr': [('a', '<i4'), ('b', 'u1')], 'fortran_order': True, 'shape': (7,), }\n",
    );
    assert_eq!(fact(&other, "Type"), "[('a', '<i4'), ('b', 'u1')]");
    assert_eq!(fact(&other, "Shape"), "(7,)");
    assert_eq!(fact(&other, "By columns"), "Yes");
    assert_eq!(
        sentence(&other),
        "NumPy array, version 1.0, header length 79"
    );
    assert_eq!(fact(&arrays::hdf(512), "Size"), "96 bytes");
    assert!(notes(&with(&arrays::hdf(0), &[(40, &[0xff])])).contains("shorter than it says"));
    assert_eq!(fact(&arrays::netcdf(1), "Dimension"), "lat, 73");
    assert_eq!(fact(&arrays::netcdf(1), "Records"), "5");
    assert_eq!(kind(&arrays::netcdf(3)), "");
    let other = with(&arrays::nifti(), &[(42, &[9]), (70, &[64])]);
    assert!(sentence(&other).contains("float64 datatype, 3-dimensional (size 9x64x32,"));
    let other = arrays::matlab("MATLAB 5.0 MAT-file, written by hand", 0x100);
    assert_eq!(
        sentence(&other),
        "Matlab v5 mat-file (little endian) version 0x100"
    );
    assert_eq!(
        fact(&other, "Words"),
        "MATLAB 5.0 MAT-file, written by hand"
    );
}

#[test]
fn what_git_keeps() {
    let made = git::repository();
    assert_eq!(fact(&made.pack, "First object")[..12], *"A commit of ");
    // What the index says of the pack is what the pack says of itself.
    assert_eq!(
        fact(&made.pack, "Checksum"),
        fact(&made.pack_index, "Checksum of the pack")
    );
    assert_eq!(fact(&made.pack_index, "Objects"), "5");
    let other = with(&made.pack, &[(7, &[3]), (10, &[1, 2])]);
    assert_eq!(sentence(&other), "Git pack, version 3, 258 objects");
    assert_eq!(fact(&made.index, "First entry"), "a.txt");
    let other = with(&made.index, &[(7, &[4]), (11, &[7])]);
    assert_eq!(sentence(&other), "Git index, version 4, 7 entries");
    assert_eq!(kind(&with(&made.index, &[(7, &[5])])), "");
    assert_eq!(fact(&made.bundle, "Has"), "refs/heads/main");
    assert_eq!(fact(&made.graph, "Hash"), "SHA-1");
    // The numbers of the table may not become less.
    assert_eq!(kind(&with(&made.pack_index, &[(8, &[0xff])])), "");
    let mut cut = made.pack_index.clone();
    cut.truncate(1100);
    assert!(notes(&cut).contains("shorter than its number of objects"));
}

#[test]
fn certificates_and_keys() {
    let bytes = hex(keys::CERTIFICATE);
    assert_eq!(fact(&bytes, "Serial number"), "1234abcd");
    assert_eq!(fact(&bytes, "Issued to"), "C=GB, O=Example, CN=example.org");
    assert_eq!(fact(&bytes, "Valid until"), "2036-11-23 18:23:43 UTC");
    assert_eq!(fact(&bytes, "Key"), "Elliptic curve");
    let version = bytes.windows(3).position(|it| it == [0xa0, 3, 2]).unwrap() + 4;
    let other = with(&bytes, &[(version, &[1]), (version + 3, &[0x55])]);
    assert_eq!(sentence(&other), "Certificate, Version=2");
    assert_eq!(fact(&other, "Serial number"), "5534abcd");
    // Lengths that do not agree, one byte too many, one too few.
    assert_eq!(kind(&with(&bytes, &[(3, &[0xaf])])), "");
    assert_eq!(kind(&[&bytes[..], b"\0"].concat()), "");
    assert_eq!(kind(&bytes[..bytes.len() - 1]), "");
    assert_eq!(kind(&with(&keys::rsa_key(), &[(2, &[3])])), "");
    let locked = keys::pem(
        "RSA PRIVATE KEY",
        "Proc-Type: 4,ENCRYPTED\nDEK-Info: AES-128-CBC,00112233\n\n",
    );
    assert_eq!(sentence(&locked), "PEM RSA private key");
    assert_eq!(fact(&locked, "Cipher"), "AES-128-CBC");
    assert_eq!(identify("", &keys::pem("SOMETHING ELSE", "")).kind, None);
    assert_eq!(fact(keys::RSA.as_bytes(), "Length"), "1024 bits");
    assert_eq!(fact(keys::RSA.as_bytes(), "Comment"), "me@home");
    assert_eq!(fact(keys::SSH_PRIVATE.as_bytes(), "Cipher"), "aes256-ctr");
    assert_eq!(fact(keys::SSH_PRIVATE.as_bytes(), "Password"), "Yes");
    assert_eq!(fact(keys::SSH_PRIVATE.as_bytes(), "Type"), "ssh-ed25519");
}

#[test]
fn openpgp() {
    let bytes = keys::openpgp(6, 1);
    assert_eq!(fact(&bytes, "User"), "A <a@b.c>");
    assert_eq!(identify("", &bytes).certainty, Certainty::Likely);
    assert_eq!(
        sentence(&keys::openpgp(5, 22)),
        "OpenPGP Secret Key Version 4, Created Sun Sep 13 12:26:40 2020, EdDSA; User ID; Signature; OpenPGP \
         Certificate"
    );
    // An algorithm that there is not, a time before there was PGP, and no packet after the key.
    for pieces in [(8, &[77][..]), (4, &[0; 4]), (1, &[0x20, 0])] {
        assert_eq!(kind(&with(&bytes, &[pieces])), "", "{pieces:?}");
    }
    assert_eq!(fact(&keys::locked(), "Hash"), "SHA-512");
    assert_eq!(fact(&keys::locked(), "Bytes to hash"), "65536");
    assert_eq!(kind(&with(&keys::locked(), &[(3, &[99])])), "");
}

#[test]
fn locked_things() {
    assert_eq!(
        fact(&keys::jks(0xfeed_feed), "First entry"),
        "A certificate named root"
    );
    assert_eq!(fact(&keys::age(), "Key for"), "X25519");
    assert_eq!(fact(&keys::age(), "Who may read it"), "2 recipients");
    assert_eq!(fact(&keys::kdbx(), "Version"), "4.1");
    assert_eq!(fact(&keys::kdbx(), "Cipher"), "ChaCha20");
    assert_eq!(fact(&keys::kdbx(), "Compression"), "gzip");
}

#[test]
fn time_zones() {
    for is_fat in [true, false] {
        let bytes = system::zone(is_fat);
        assert_eq!(fact(&bytes, "Last transition"), "2020-09-13 12:26:40 UTC");
        assert_eq!(fact(&bytes, "Abbreviations"), "CET, CEST");
        assert_eq!(
            fact(&bytes, "Rule from then on"),
            "CET-1CEST,M3.5.0,M10.5.0/3"
        );
        let second = bytes.windows(4).rposition(|it| it == b"TZif").unwrap();
        let other = with(&bytes, &[(4, b"3"), (second + 48, &[0x12])]);
        assert!(sentence(&other).contains("version 3"));
        assert!(fact(&other, "Last transition") != "2020-09-13 12:26:40 UTC");
    }
    let other = with(&system::zone(true), &[(31, &[27])]);
    assert!(sentence(&other).contains("27 leap seconds"));
    // Flags for some types only, a byte where zeros must be, and more types than there can be.
    for pieces in [(23, &[1][..]), (9, &[1]), (36, &[1])] {
        assert_eq!(
            kind(&with(&system::zone(true), &[pieces])),
            "",
            "{pieces:?}"
        );
    }
}

#[test]
fn terminals() {
    let bytes = system::terminal(system::TERMINAL);
    assert_eq!(fact(&bytes, "Columns"), "80");
    assert_eq!(fact(&bytes, "Lines"), "24");
    assert_eq!(fact(&bytes, "Names"), "hexlog|hex-80|a terminal for tests");
    let wide = system::terminal(&system::TERMINAL.replace("#80", "#70000"));
    assert_eq!(fact(&wide, "Columns"), "70000");
    let other = with(&bytes, &[(12, b"H")]);
    assert_eq!(sentence(&other), "Compiled terminfo entry \"Hexlog\"");
    // Names that do not end, that are no text, and more strings than the file has.
    for pieces in [(2, &[3, 0][..]), (12, &[7]), (10, &[0xff, 0x7f])] {
        assert_eq!(kind(&with(&bytes, &[pieces])), "", "{pieces:?}");
    }
}

#[test]
fn messages() {
    let bytes = system::catalogue(little, system::MESSAGES);
    assert_eq!(fact(&bytes, "Language"), "de");
    assert_eq!(fact(&bytes, "Project"), "hello 2.1");
    assert_eq!(fact(&bytes, "A translation"), "Gr\u{fc}\u{df} Gott");
    assert_eq!(
        sentence(&system::catalogue(big, system::MESSAGES)),
        sentence(&bytes).replace("little", "big")
    );
    let other = system::catalogue(
        little,
        &[("", "Project-Id-Version: x\n"), ("a", "\n\nline\nnext")],
    );
    assert!(sentence(&other).ends_with("2 messages, Project-Id-Version: x 'line'"));
    assert_eq!(
        sentence(&system::catalogue(little, &[])),
        "GNU message catalog (little endian), revision 0.0, 0 messages"
    );
    // More messages than the file has room for.
    let other = with(&bytes, &[(8, &[0xff; 4])]);
    assert_eq!(
        sentence(&other),
        "GNU message catalog (little endian), revision 0.0, 4294967295 messages"
    );
    assert!(notes(&other).contains("past the end"));
    assert_eq!(kind(&with(&bytes, &[(6, &[9])])), "");
}

#[test]
fn data_of_programs() {
    assert_eq!(fact(&programs::plist(), "Objects"), "3");
    assert_eq!(fact(&programs::plist(), "It is"), "A dictionary of 1");
    let end = programs::plist().len();
    assert_eq!(kind(&with(&programs::plist(), &[(end - 1, &[99])])), "");
    let other = with(
        &programs::icc(),
        &[
            (8, &[4, 0x30]),
            (16, b"CMYK"),
            (156, b"Printer"),
            (24, &[0; 2]),
        ],
    );
    assert_eq!(
        sentence(&other),
        "ColorSync color profile 4.3, type lcms, CMYK/XYZ-mntr device, 176 bytes \"Printer\""
    );
    assert_eq!(fact(programs::TORRENT, "Tracker"), "http://example.com");
    assert_eq!(fact(programs::TORRENT, "Name"), "a.txt");
    assert_eq!(
        fact(programs::TORRENT, "Created"),
        "2020-09-13 12:26:40 UTC"
    );
    assert_eq!(fact(programs::TORRENT, "Piece"), "16384 bytes");
    assert_eq!(fact(&programs::cursor(), "Sizes"), "24, 48 pixels");
    assert!(fact(&programs::extension(), "Archive").contains("0x14"));
    assert_eq!(fact(&programs::pak(), "Texts"), "UTF-8");
    assert_eq!(kind(&with(&programs::pak(), &[(14, &[31])])), "");
    // One byte more or less than the items have.
    assert_eq!(kind(&[programs::CBOR, b"\0"].concat()), "");
    assert_eq!(kind(&programs::CBOR[..programs::CBOR.len() - 1]), "");
}

#[test]
fn models_are_told() {
    assert_eq!(fact(&models::gguf(), "Architecture"), "llama");
    assert_eq!(fact(&models::gguf(), "Name"), "Tiny");
    assert_eq!(
        fact(&models::safetensors(models::HEADER), "Type of the first"),
        "F32"
    );
    assert_eq!(
        kind(&with(&models::safetensors(models::HEADER), &[(0, &[9])])),
        ""
    );
    assert_eq!(kind(&with(models::PICKLE_4, &[(3, &[0xff])])), "");
    assert_eq!(kind(&models::PICKLE_2[..9]), "");
    assert_eq!(fact(&models::wad(b'I'), "First lump"), "E1M1");
    assert_eq!(kind(&with(&models::wad(b'I'), &[(4, &[3])])), "");
}

/// Whatever stands where a fact was read from, what is told stays within the file, and nothing is told twice
/// over.
#[test]
fn lies_where_facts_are() {
    let mut random = Random(0x1234_5678_9abc_def1);
    let samples = crate::disks::samples().into_iter().chain(super::samples());
    for sample in samples {
        let size = sample.bytes.len();
        for fact in identify(sample.name, &sample.bytes).facts {
            let (from, to) = (fact.at.start as usize, fact.at.end as usize);
            let to = to.min(from + 64);
            let noise = random.bytes(to - from);
            for lie in [
                vec![0xff; to - from],
                vec![0; to - from],
                vec![0x7f; to - from],
                noise,
            ] {
                // At the place itself, and at the one after it.
                for at in [from, to] {
                    let mut bytes = sample.bytes.clone();
                    let end = (at + lie.len()).min(size);
                    bytes[at..end].copy_from_slice(&lie[..end - at]);
                    let report = identify(sample.name, &bytes);
                    assert!(report.facts.len() < 64, "{}: {report:?}", sample.name);
                    assert!(report.sentence.len() < 4096, "{}: {report:?}", sample.name);
                    for fact in &report.facts {
                        assert!(fact.at.end <= size as u64, "{}: {fact:?}", sample.name);
                    }
                }
            }
        }
    }
}

/// Noise is never taken for any of these with certainty, whatever it is as long as.
#[test]
fn noise() {
    let mut random = Random(0x9e37_79b9_7f4a_7c15);
    for length in (1..400).chain([4096, 33_000, 66_000]) {
        for _ in 0..3 {
            let bytes = random.bytes(length);
            let report = identify("", &bytes);
            assert!(report.certainty < Certainty::Likely, "{length}: {report:?}");
        }
    }
}
