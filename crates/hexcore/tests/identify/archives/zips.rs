//! ZIP and what is built on it, made by the crate `zip`.

use std::io::{Cursor, Write};

use hexcore::identify::{Report, identify};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipArchive, ZipWriter};

use super::{join, le_16, le_32};
use crate::{Sample, sample};

/// An archive with these entries, which are not compressed.
pub(crate) fn archive(entries: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Stored)
        .last_modified_time(DateTime::from_date_and_time(2020, 2, 3, 4, 5, 6).unwrap());
    for (name, bytes) in entries {
        writer.start_file(*name, options).unwrap();
        writer.write_all(bytes).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

/// An archive of entries with these names.
pub(crate) fn of_names(names: &[&str]) -> Vec<u8> {
    let entries: Vec<(&str, &[u8])> = names.iter().map(|name| (*name, &b"data"[..])).collect();
    archive(&entries)
}

/// A header of an entry with its data, as APPNOTE.TXT has it in 4.3.7.
fn local(version: u8, flags: u16, method: u16, name: &[u8], extra: &[u8]) -> Vec<u8> {
    join(&[
        b"PK\x03\x04",
        &[version, 0],
        &le_16(&[flags, method, 0x2082, 0x5043]),
        &le_32(&[0x1234_5678, 5, 5]),
        &le_16(&[name.len() as u16, extra.len() as u16]),
        name,
        extra,
        b"hello",
    ])
}

const PLAIN: &str = "Zip archive data, at least v1.0 to extract, compression method=store";

pub(crate) fn samples() -> Vec<Sample> {
    let one = archive(&[("hello.txt", b"hello")]);
    vec![
        sample("zip", "one.zip", one.clone(), PLAIN),
        sample("zip", "empty.zip", archive(&[]), "Zip archive data (empty)"),
        sample(
            "zip",
            "first.zip",
            join(&[b"PK\x07\x08", &local(20, 0, 8, b"a.txt", b"")]),
            "Zip multi-volume archive data, at least PKZIP v2.50 to extract",
        ),
        sample(
            "zip",
            "odd.zip",
            local(63, 1, 14, b"a.txt", b""),
            "Zip archive data, at least v6.3 to extract, compression method=lzma",
        ),
        sample(
            "zip-prepended",
            "tool.pyz",
            join(&[b"#!/bin/sh\nexec other\n", &one]),
            "Zip archive, with extra data prepended",
        ),
        sample(
            "jar",
            "tool.jar",
            of_names(&["a/B.class", "META-INF/MANIFEST.MF"]),
            "Java archive data (JAR)",
        ),
        sample(
            "jar",
            "made.jar",
            local(10, 0, 0, b"META-INF/", &[0xfe, 0xca, 0, 0]),
            "Java archive data (JAR)",
        ),
        sample(
            "apk",
            "app.apk",
            of_names(&["AndroidManifest.xml", "classes.dex", "META-INF/MANIFEST.MF"]),
            "Android package (APK), with AndroidManifest.xml",
        ),
        sample(
            "apk",
            "signed.apk",
            of_names(&[
                "META-INF/MANIFEST.MF",
                "AndroidManifest.xml",
                "resources.arsc",
            ]),
            "Android package (APK), with MANIFEST.MF and resources.arsc",
        ),
        sample(
            "xpi",
            "add-on.xpi",
            of_names(&[
                "manifest.json",
                "META-INF/cose.manifest",
                "META-INF/manifest.mf",
            ]),
            "Mozilla add-on (XPI)",
        ),
        sample(
            "kmz",
            "places.kmz",
            of_names(&["doc.kml", "images/a.png"]),
            "Google Earth KML archive (KMZ)",
        ),
    ]
}

fn fact<'a>(report: &'a Report, name: &str) -> &'a str {
    let fact = report.facts.iter().find(|fact| fact.name == name);
    &fact
        .unwrap_or_else(|| panic!("there is no {name}: {report:?}"))
        .value
}

/// What the crate reads of the first entry is what we say of it.
#[test]
fn another_reader_agrees() {
    for names in [&["a"][..], &["folder/file with blanks.txt", "b", "c"]] {
        let bytes = of_names(names);
        let report = identify("", &bytes);
        let mut theirs = ZipArchive::new(Cursor::new(bytes)).unwrap();
        assert_eq!(fact(&report, "Entries"), theirs.len().to_string());
        let entry = theirs.by_index(0).unwrap();
        assert_eq!(fact(&report, "First entry"), entry.name().unwrap());
        let size = format!("{} bytes", entry.size());
        assert_eq!(fact(&report, "Size of the first entry"), size);
        assert_eq!(fact(&report, "Compression of the first entry"), "store");
        let time = entry.last_modified().unwrap();
        assert_eq!(
            fact(&report, "Time of the first entry"),
            time.to_string().replace('T', " ")
        );
    }
}

#[test]
fn the_sentence_follows_the_bytes() {
    let bytes = archive(&[("hello.txt", b"hello")]);
    for (version, method, sentence) in [
        (
            20,
            8,
            "at least v2.0 to extract, compression method=deflate",
        ),
        (46, 12, "at least v4.6 to extract, compression method=bzip2"),
        (63, 95, "at least v6.3 to extract, compression method=xz"),
        (
            51,
            99,
            "at least v5.1 to extract, compression method=AES Encrypted",
        ),
        (10, 2, "at least v1.0 to extract, compression method=[0x2]"),
    ] {
        let mut bytes = bytes.clone();
        bytes[4] = version;
        bytes[8] = method;
        let report = identify("", &bytes);
        assert_eq!(report.sentence, format!("Zip archive data, {sentence}"));
    }
    let mut other = bytes.clone();
    other[30] = b'j';
    assert_eq!(fact(&identify("", &other), "First entry"), "jello.txt");
    other[6] |= 1;
    fact(&identify("", &other), "Encryption");
}

/// Names that only look like those of a kind do not make one.
#[test]
fn near_misses() {
    for names in [
        &["META-INF/MANIFEST.MF.txt", "word/document.xml"][..],
        &["AndroidManifest.xml", "classes.jar"],
        &["manifest.json", "icon.png"],
        &["mimetype", "content.xml"],
        &["a/doc.kml"],
        &["[Content_Types].xml", "words/document.xml"],
    ] {
        let report = identify("", &of_names(names));
        assert_eq!(report.sentence, PLAIN, "{names:?}");
    }
}

/// Counts and sizes that lie are noted, and cost no more than others.
#[test]
fn headers_that_lie() {
    let good = of_names(&["a", "b"]);
    assert_eq!(identify("", &good).notes, []);
    let end = good.len() - 22;
    let said = |change: &dyn Fn(&mut Vec<u8>)| {
        let mut bytes = good.clone();
        change(&mut bytes);
        let report = identify("", &bytes);
        assert_eq!(report.kind.unwrap().id, "zip");
        let sentences: Vec<String> = report.notes.into_iter().map(|it| it.sentence).collect();
        sentences.join(" ")
    };
    let many = said(&|bytes| bytes[end + 10..end + 12].fill(0xfe));
    assert!(many.contains("65278 entries"), "{many}");
    let past = said(&|bytes| bytes[18..22].copy_from_slice(&[0, 0, 0, 0x7f]));
    assert!(past.contains("past the end"), "{past}");
    let cut = said(&|bytes| bytes.truncate(end));
    assert!(cut.contains("end record"), "{cut}");
    let list = end - 2 * 47;
    let bomb = said(&|bytes| {
        bytes[list + 24..list + 28].copy_from_slice(&[0, 0, 0, 0x7f]);
    });
    assert!(
        bomb.contains("a is said to grow from 4 bytes to 2130706432 bytes"),
        "{bomb}"
    );
    let long = said(&|bytes| bytes[list + 20..list + 24].copy_from_slice(&[0, 0, 0, 0x7f]));
    assert!(long.contains("longer together than the file"), "{long}");
    // A list that is said to be anywhere, and a name that is said to be longer than all.
    for place in [
        list + 28,
        list + 30,
        list + 32,
        end + 12,
        end + 16,
        end + 20,
        26,
        28,
    ] {
        said(&|bytes| bytes[place..place + 2].fill(0xff));
    }
}

/// A directory of very many entries is looked at in part.
#[test]
fn very_many_entries() {
    let names: Vec<String> = (0..5000).map(|index| format!("file-{index}.txt")).collect();
    let mut names: Vec<&str> = names.iter().map(String::as_str).collect();
    names.insert(100, "META-INF/MANIFEST.MF");
    let report = identify("", &of_names(&names));
    assert_eq!(report.sentence, "Java archive data (JAR)");
    assert_eq!(fact(&report, "Entries"), "5001");
}
