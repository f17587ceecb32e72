//! Pages: PDF, PostScript, DVI, and Rich Text.

use hexcore::identify::{Report, identify};

use crate::archives::{be_32, filled, join, le_16, le_32};
use crate::{Sample, sample};

/// A PDF with so many pages in the root of its tree, and a table of its three objects.
pub(super) fn pdf(version: &str, pages: u32) -> Vec<u8> {
    let mut bytes = format!("%PDF-{version}\n%").into_bytes();
    bytes.extend([0xe2, 0xe3, 0xcf, 0xd3, b'\n']);
    let mut places = Vec::new();
    for object in [
        "1 0 obj\n<</Type /Catalog /Pages 2 0 R /PageMode /UseNone>>\nendobj\n".to_owned(),
        format!("2 0 obj\n<</Type /Pages /Kids [3 0 R] /Count {pages}>>\nendobj\n"),
        "3 0 obj\n<</Type /Page /Parent 2 0 R>>\nendobj\n".to_owned(),
    ] {
        places.push(bytes.len());
        bytes.extend(object.bytes());
    }
    let table = bytes.len();
    bytes.extend(b"xref\n0 4\n0000000000 65535 f \n");
    for place in places {
        bytes.extend(format!("{place:010} 00000 n \n").bytes());
    }
    bytes.extend(format!("trailer\n<</Size 4 /Root 1 0 R>>\nstartxref\n{table}\n%%EOF\n").bytes());
    bytes
}

fn rtf(commands: &str) -> Vec<u8> {
    format!("{{\\rtf1{commands} Hello}}\n").into_bytes()
}

fn dvi(comment: &[u8]) -> Vec<u8> {
    let start = join(&[
        &[0xf7, 2],
        &be_32(&[25_400_000, 473_628_672, 1000]),
        &[comment.len() as u8],
        comment,
    ]);
    let postamble = start.len() as u32;
    join(&[
        &start,
        &[0xf8],
        &be_32(&[u32::MAX, 25_400_000, 473_628_672, 1000, 0, 0]),
        // The depth of the stack, and the pages.
        &[0, 1, 0, 3],
        &[0xf9],
        &be_32(&[postamble]),
        &[2, 0xdf, 0xdf, 0xdf, 0xdf],
    ])
}

pub(super) fn samples() -> Vec<Sample> {
    let text = "%%BoundingBox: 0 0 10 10\n%%EndComments\n/box 10 def\nshowpage\n";
    let ps = |first: &str| format!("{first}\n{text}").into_bytes();
    let eps = ps("%!PS-Adobe-3.0 EPSF-3.0");
    let dos = join(&[
        &[0xc5, 0xd0, 0xd3, 0xc6],
        &le_32(&[30, eps.len() as u32, 0, 0, 0, 0]),
        &le_16(&[0xffff]),
        &eps,
    ]);
    vec![
        sample(
            "pdf",
            "three.pdf",
            pdf("1.4", 3),
            "PDF document, version 1.4, 3 pages",
        ),
        sample(
            "pdf",
            "two.pdf",
            pdf("2.0", 1),
            "PDF document, version 2.0, 1 pages",
        ),
        sample(
            "pdf-late",
            "late.pdf",
            join(&[b"\x1b%-12345X@PJL\r\n", &pdf("1.7", 12)]),
            "PDF document, version 1.7, 12 pages",
        ),
        sample(
            "fdf",
            "form.fdf",
            join(&[b"%FDF-1.2\n%", &[0xe2, 0xe3, 0xcf, 0xd3], b"\n1 0 obj\n"]),
            "FDF document, version 1.2",
        ),
        sample(
            "postscript",
            "a.ps",
            ps("%!PS-Adobe-3.0"),
            "PostScript document text conforming DSC level 3.0",
        ),
        sample(
            "postscript",
            "a.eps",
            eps,
            "PostScript document text conforming DSC level 3.0, type EPS",
        ),
        sample(
            "postscript",
            "level.ps",
            ps("%!PS-Adobe-3.1\n%%LanguageLevel: 2"),
            "PostScript document text conforming DSC level 3.1, Level 2",
        ),
        sample(
            "postscript-plain",
            "plain.ps",
            ps("%!"),
            "PostScript document text",
        ),
        sample(
            "postscript-plain",
            "named.ps",
            ps("%!PS"),
            "PostScript document text",
        ),
        sample(
            "dos-eps",
            "dos.eps",
            dos,
            "DOS EPS Binary File Postscript starts at byte 30 length 84",
        ),
        sample(
            "dvi",
            "a.dvi",
            dvi(b" TeX output 2024.01.01:1200"),
            "TeX DVI file ( TeX output 2024.01.01:1200)",
        ),
        sample(
            "rtf",
            "a.rtf",
            rtf("\\ansi\\ansicpg1252\\deff0\\deflang1033{\\*\\generator Riched20 10.0;}"),
            "Rich Text Format data, version 1, ANSI, code page 1252, default language ID 1033",
        ),
        sample(
            "rtf",
            "mac.rtf",
            rtf("\\mac"),
            "Rich Text Format data, version 1, Apple Macintosh",
        ),
    ]
}

fn value(report: &Report, name: &str) -> String {
    let found = report.facts.iter().find(|fact| fact.name == name);
    found
        .unwrap_or_else(|| panic!("{name}: {report:?}"))
        .value
        .clone()
}

#[test]
fn pages_of_a_pdf() {
    for pages in [0, 1, 25, 999_999] {
        let report = identify("", &pdf("1.5", pages));
        assert_eq!(
            report.sentence,
            format!("PDF document, version 1.5, {pages} pages")
        );
        assert_eq!(value(&report, "Pages"), pages.to_string());
        assert_eq!(report.notes, []);
    }
    // Of another object with a count, such as the list of chapters, nothing is told.
    let text = String::from_utf8_lossy(&pdf("1.5", 3)).replace("/Pages", "/Pagex");
    assert_eq!(
        identify("", text.as_bytes()).sentence,
        "PDF document, version 1.5"
    );
    // A table that leads round in circles, or anywhere.
    let good = pdf("1.5", 3);
    let text = String::from_utf8(good.iter().map(|byte| byte & 0x7f).collect()).unwrap();
    let table = text.find("xref").unwrap();
    for (from, to) in [
        ("/Size 4", &format!("/Prev {table}")[..]),
        ("0 4\n", "0 99999999999999999\n"),
        ("0 4\n", "999999999999999999 4\n"),
        ("startxref\n", "startxref\n99999999999999999"),
        ("/Root 1", "/Root 7"),
        ("trailer", "trailor"),
    ] {
        let report = identify("", text.replace(from, to).as_bytes());
        assert_eq!(report.kind.unwrap().id, "pdf", "{from}");
    }
}

#[test]
fn linearized() {
    let head = join(&[
        b"%PDF-1.5\n%\xe2\xe3\xcf\xd3\n",
        b"5 0 obj\n<</Linearized 1/L 5000/O 7/E 3000/N 31/T 4000/H [ 500 100]>>\nendobj\n",
        b"6 0 obj\n<</Type/XRef/Filter/FlateDecode/Length 3>>stream\nabc",
    ]);
    let report = identify("", &filled(&head, 2000));
    assert_eq!(
        report.sentence,
        "PDF document, version 1.5 (zip deflate encoded)"
    );
    assert_eq!(value(&report, "Pages"), "31");
    value(&report, "Linearized");
    value(&report, "Binary comment");
    assert!(report.notes[0].sentence.contains("%%EOF"));
}

#[test]
fn a_header_that_is_late_is_noted() {
    let report = identify("", &join(&[&[0; 1000], &pdf("1.4", 3)]));
    assert_eq!(report.notes[0].at, Some(0..1000));
    assert_eq!(value(&report, "Pages"), "3");
    let report = identify("", &join(&[&[0; 1020], &pdf("1.4", 3)]));
    assert_eq!(report.kind, None);
}

#[test]
fn commands_change_sentences() {
    for (commands, words) in [
        ("", ""),
        ("\\pc", ", IBM PC, code page 437"),
        ("\\pca", ", IBM PS/2, code page 850"),
        ("\\ansi\\ansicpg936", ", ANSI, code page 936"),
        (
            "\\ansi\\deflang1031\\adeflang1025",
            ", ANSI, default middle east language ID 1025",
        ),
    ] {
        let report = identify("", &rtf(commands));
        assert_eq!(
            report.sentence,
            format!("Rich Text Format data, version 1{words}")
        );
    }
}

#[test]
fn near_misses() {
    for text in [
        &b"%PDF-X.4\n"[..],
        b"%PDX-1.4\n",
        b"{\\rtfm}",
        b"%!TEX root = main.tex\n",
        b"\xf7\x02 is no more than two bytes",
    ] {
        assert_eq!(
            identify("", text).kind,
            None,
            "{}",
            String::from_utf8_lossy(text)
        );
    }
}
