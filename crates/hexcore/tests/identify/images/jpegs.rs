//! JPEG, from the segments that its specification names.

use hexcore::identify::Certainty;

use crate::made::{Made, changed, fact, is_noted, look, made, sentence, sure};
use crate::{Sample, sample};

fn segment(it: Made, marker: u8, body: impl AsRef<[u8]>) -> Made {
    let body = body.as_ref();
    it.put([0xff, marker])
        .be16(&[body.len() as u16 + 2])
        .put(body)
}

fn jfif(unit: u8, x: u16, y: u16) -> Made {
    made(b"JFIF\0\x01\x02")
        .put([unit])
        .be16(&[x, y])
        .put([0, 0])
}

/// The header of a frame, and the start of its scan.
fn frame(it: Made, marker: u8, width: u16, height: u16, components: u8) -> Made {
    let body = made(&[8])
        .be16(&[height, width])
        .put([components])
        .zeros(3 * usize::from(components));
    let it = segment(it, 0xdb, [0; 65]);
    let it = segment(it, marker, body);
    segment(it, 0xda, [1, 1, 0, 0, 63, 0])
        .zeros(8)
        .put([0xff, 0xd9])
}

fn plain() -> Made {
    frame(
        segment(made(&[0xff, 0xd8]), 0xe0, jfif(1, 72, 96)),
        0xc0,
        640,
        480,
        3,
    )
}

/// A small TIFF, as Exif holds it.
fn exif() -> Made {
    made(b"Exif\0\0MM\0*")
        .be32(&[8])
        .be16(&[4])
        // Maker, at offset 62.
        .be16(&[0x10f, 2])
        .be32(&[6, 62])
        // Orientation.
        .be16(&[0x112, 3])
        .be32(&[1])
        .be16(&[6, 0])
        // Horizontal resolution, at offset 68.
        .be16(&[0x11a, 5])
        .be32(&[1, 68])
        // Its unit.
        .be16(&[0x128, 3])
        .be32(&[1])
        .be16(&[2, 0])
        .be32(&[0])
        .put("Canon\0")
        .be32(&[725, 10])
}

pub(super) fn samples() -> Vec<Sample> {
    vec![
        sample(
            "jpeg",
            "a.jpg",
            plain(),
            "JPEG image data, JFIF standard 1.02, resolution (DPI), density 72x96, segment length 16, \
             baseline, precision 8, 640x480, components 3",
        ),
        sample(
            "jpeg",
            "exif.jpeg",
            frame(segment(made(&[0xff, 0xd8]), 0xe1, exif()), 0xc2, 20, 10, 3),
            "JPEG image data, Exif standard: [TIFF image data, big-endian, direntries=4, \
             manufacturer=Canon, orientation=upper-right, xresolution=72.5, resolutionunit=2], \
             progressive, precision 8, 20x10, components 3",
        ),
        sample(
            "jpeg",
            "raw.jpg",
            frame(made(&[0xff, 0xd8]), 0xc0, 16, 16, 1),
            "JPEG image data, baseline, precision 8, 16x16, components 1",
        ),
    ]
}

#[test]
fn fields_of_a_jpeg() {
    let jpeg = plain();
    // Version, unit, density of JFIF.
    let it = changed(&jpeg, 11, &[1, 1, 2, 0, 28, 0, 29]);
    assert!(sentence(it).starts_with(
        "JPEG image data, JFIF standard 1.01, resolution (DPCM), density 28x29, segment length 16,"
    ));
    let it = changed(&jpeg, 13, &[0]);
    assert!(sentence(it).contains(", aspect ratio, density 72x96,"));
    let frame_at = 2 + 18 + 69;
    for (marker, words) in [
        (0xc1, "extended sequential"),
        (0xc2, "progressive"),
        (0xc3, "lossless"),
    ] {
        let it = changed(&jpeg, frame_at + 1, &[marker]);
        assert!(sentence(it).ends_with(&format!(", {words}, precision 8, 640x480, components 3")));
    }
    let it = changed(&jpeg, frame_at + 4, &[12, 0, 3, 0, 4, 4]);
    let report = look(it);
    assert!(
        report
            .sentence
            .ends_with(", precision 12, 4x3, components 4")
    );
    assert_eq!(fact(&report, "Width"), "4 pixels");
    assert_eq!(fact(&report, "Components"), "4");
    assert_eq!(fact(&report, "Density"), "72 x 96 pixels an inch");
}

#[test]
fn comments_and_thumbnails() {
    let thumb = made(b"JFIF\0\x01\x01\0")
        .be16(&[1, 1])
        .put([2, 3])
        .zeros(18);
    let it = segment(made(&[0xff, 0xd8]), 0xe0, thumb);
    let it = segment(it, 0xfe, "hello");
    let it = segment(it, 0xe2, b"ICC_PROFILE\0\x01\x01");
    let report = look(frame(it, 0xc0, 1, 1, 3));
    assert_eq!(
        report.sentence,
        "JPEG image data, JFIF standard 1.01, aspect ratio, density 1x1, segment length 34, thumbnail 2x3, \
         comment: \"hello\", baseline, precision 8, 1x1, components 3"
    );
    assert_eq!(fact(&report, "Comment"), "hello");
    assert_eq!(fact(&report, "Colour profile"), "an ICC profile");
}

#[test]
fn a_jpeg_that_lies_or_nearly_is() {
    // The first segment has no name and does not end where the next one begins.
    let raw = frame(made(&[0xff, 0xd8]), 0xc0, 16, 16, 1);
    assert_eq!(sure(changed(&raw, 5, &[68])), "");
    assert_eq!(sure([&[0xff, 0xd8, 0xff][..], &[0xe0; 40]].concat()), "");
    // A segment whose length leads into nothing.
    let report = look(changed(plain(), 22, &[0xff, 0xff]));
    assert_eq!(report.certainty, Certainty::Certain);
    assert!(is_noted(&report, "cut off"));
    let report = look(changed(plain(), 20, &[0x12]));
    assert!(is_noted(&report, "A segment ought to begin here"));
    // The directory of Exif lies behind the file.
    let it = segment(made(&[0xff, 0xd8]), 0xe1, changed(exif(), 10, &[0x7f; 4]));
    let report = look(frame(it, 0xc0, 1, 1, 1));
    assert_eq!(
        report.sentence,
        "JPEG image data, Exif standard: [], baseline, precision 8, 1x1, components 1"
    );
    // A chain of segments of length 0 does not go on forever.
    let report =
        look(segment(made(&[0xff, 0xd8]), 0xe0, jfif(0, 1, 1)).put([0xff, 0xe1].repeat(5000)));
    assert_eq!(report.certainty, Certainty::Certain);
}
