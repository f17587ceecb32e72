//! What nearly is a kind, and what does not fit.

use hexcore::identify::{Certainty, Report, identify};
use hexcore::samples;

fn png() -> Vec<u8> {
    samples::sample("pixel.png").unwrap().bytes()
}

fn notes(report: &Report) -> Vec<(&str, Option<std::ops::Range<u64>>)> {
    let notes = report.notes.iter();
    notes
        .map(|note| (note.sentence.as_str(), note.at.clone()))
        .collect()
}

#[test]
fn one_byte_of_the_signature_is_wrong() {
    let mut bytes = png();
    bytes[1] = 0x51;
    let report = identify("a", &bytes);
    assert_ne!(report.certainty, Certainty::Certain);
    assert_eq!(
        notes(&report),
        [(
            "It has the signature of the kind “PNG image data”, but byte 1 is 51, not 50: one bit is flipped.",
            Some(1..2)
        )]
    );
    bytes[1] = 0xaf;
    assert_eq!(
        notes(&identify("a", &bytes))[0].0,
        "It has the signature of the kind “PNG image data”, but byte 1 is af, not 50."
    );
    bytes[2] = 0;
    assert_eq!(notes(&identify("a", &bytes)), [], "two are too many");
}

#[test]
fn the_signature_went_through_a_conversion() {
    let rest = png().split_off(8);
    for (signature, how) in [
        (&b"\x89PNG\n\x1a\n"[..], "the carriage returns are gone"),
        (b"\x89PNG\r\r\n\x1a\r\n", ""),
        (
            b"\x89PNG\r\n\x1a\r\n",
            "a carriage return was put before each line feed",
        ),
        (
            b"\xef\xbf\xbdPNG\r\n\x1a\n",
            "bytes above 7f became ef bf bd",
        ),
    ] {
        let bytes = [signature, &rest].concat();
        let report = identify("a", &bytes);
        let found = notes(&report);
        match how {
            "" => assert_eq!(found, [], "this is no known way"),
            how => {
                assert_eq!(found.len(), 1, "{how}");
                assert!(found[0].0.contains(how), "{}", found[0].0);
                assert_eq!(found[0].1, Some(0..signature.len() as u64));
            }
        }
    }
}

#[test]
fn a_signature_that_is_cut_off() {
    let bytes = png();
    for length in 3..8 {
        let report = identify("a", &bytes[..length]);
        let note = notes(&report)
            .into_iter()
            .find(|(sentence, _)| sentence.contains("PNG image data"));
        let (sentence, at) = note.unwrap();
        assert!(
            sentence.contains(&format!("after {length} of the 8 bytes")),
            "{sentence}"
        );
        assert_eq!(at, Some(0..length as u64));
    }
    assert_eq!(notes(&identify("a", &bytes[..2])), []);
}

#[test]
fn a_known_file_behind_a_prefix() {
    let bytes = [&[0xff, 0xee, 1][..], &png()].concat();
    let report = identify("a", &bytes);
    assert_eq!(report.sentence, "data");
    assert_eq!(
        notes(&report),
        [(
            "At 0x3 begins what looks like a file of the kind “PNG image data”: 3 bytes stand before it.",
            Some(3..11)
        )]
    );
}

#[test]
fn an_archive_at_the_end_of_a_picture() {
    let mut end = b"PK\x05\x06".to_vec();
    end.resize(22, 0);
    let bytes = [png(), end].concat();
    let report = identify("a", &bytes);
    assert_eq!(report.kind.unwrap().id, "png");
    assert_eq!(
        notes(&report),
        [(
            "A ZIP archive is at its end: tools that look for one from the end open it.",
            Some(67..89)
        )]
    );
}

#[test]
fn a_name_that_does_not_fit() {
    let report = identify("picture.PNG", &[0xff, 0, 0x12, 0x99, 3]);
    assert_eq!(
        notes(&report),
        [(
            "Its name ends in “.png”, but it has not what makes a file of the kind “PNG image data”.",
            None
        )]
    );
    assert_eq!(notes(&identify("picture.png", &png())), []);
    assert_eq!(notes(&identify("picture", &png())), []);
    assert_eq!(notes(&identify("picture.none", &png())), []);
}
