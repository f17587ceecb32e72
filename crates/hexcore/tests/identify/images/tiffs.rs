//! TIFF in both orders, BigTIFF and CR2.

use crate::made::{Made, changed, fact, is_noted, look, made, sentence, sure};
use crate::{Sample, sample};

/// A TIFF with entries of a tag, a form, a count and a value.
fn little(entries: &[(u16, u16, u32, u32)], rest: &[u8]) -> Made {
    let it = made(b"II*\0").le32(&[8]).le16(&[entries.len() as u16]);
    entries
        .iter()
        .fold(it, |it, (tag, form, count, value)| {
            it.le16(&[*tag, *form]).le32(&[*count, *value])
        })
        .le32(&[0])
        .put(rest)
}

fn plain() -> Made {
    little(
        &[
            (256, 3, 1, 640),
            (257, 3, 1, 480),
            // Three numbers, at offset 98.
            (258, 3, 3, 98),
            (259, 3, 1, 5),
            (262, 3, 1, 2),
            (274, 3, 1, 1),
            // 104.
            (305, 2, 5, 104),
        ],
        b"\x08\0\x08\0\x08\0soft\0",
    )
}

fn big_endian() -> Made {
    let entry = |it: Made, tag: u16, value: u16| it.be16(&[tag, 3]).be32(&[1]).be16(&[value, 0]);
    let it = made(b"MM\0*").be32(&[8]).be16(&[3]);
    let it = entry(it, 256, 37);
    let it = entry(it, 257, 21);
    entry(it, 258, 1).be32(&[0])
}

fn big_tiff() -> Made {
    let entry = |it: Made, tag: u16, value: u64| it.be16(&[tag, 3]).be64(&[1, value << 48]);
    let it = made(b"MM\0+").be16(&[8, 0]).be64(&[16, 2]);
    entry(entry(it, 256, 70), 257, 60).be64(&[0])
}

pub(super) fn samples() -> Vec<Sample> {
    vec![
        sample(
            "tiff",
            "a.tif",
            plain(),
            "TIFF image data, little-endian, direntries=7, height=480, bps=8, compression=LZW, \
             PhotometricInterpretation=RGB, orientation=upper-left, software=soft, width=640",
        ),
        sample(
            "tiff",
            "b.tiff",
            big_endian(),
            "TIFF image data, big-endian, direntries=3, height=21, bps=1, width=37",
        ),
        sample(
            "bigtiff",
            "a.btf",
            big_tiff(),
            "Big TIFF image data, big-endian",
        ),
        sample(
            "cr2",
            "a.cr2",
            made(b"II*\0\x10\0\0\0CR\x02\0")
                .le32(&[0])
                .le16(&[1, 256, 3])
                .le32(&[1, 5184, 0]),
            "Canon CR2 raw image data, version 2.0",
        ),
    ]
}

#[test]
fn fields_of_a_tiff() {
    let value = |index: usize| 8 + 2 + 12 * index + 8;
    let it = changed(plain(), value(0), &[0x39, 5]);
    assert!(sentence(&it).ends_with("width=1337"));
    assert_eq!(fact(&look(&it), "Width"), "1337 pixels");
    assert!(sentence(changed(plain(), value(1), &[1])).contains("height=257"));
    assert!(sentence(changed(plain(), 98, &[16])).contains("bps=16"));
    for (number, words) in [
        (1, "none"),
        (4, "bi-level group 4"),
        (7, "JPEG"),
        (8, "deflate"),
    ] {
        let it = changed(plain(), value(3), &[number]);
        assert!(sentence(it).contains(&format!(", compression={words},")));
    }
    for (number, words) in [
        (0, "WhiteIsZero"),
        (3, "RGB Palette"),
        (5, "CMYK"),
        (99, "99"),
    ] {
        let it = changed(plain(), value(4), &[number]);
        assert!(sentence(it).contains(&format!(", PhotometricInterpretation={words},")));
    }
    let report = look(changed(plain(), value(5), &[3]));
    assert!(report.sentence.contains("orientation=lower-right"));
    assert_eq!(fact(&report, "Orientation"), "upside down");
    assert!(sentence(changed(plain(), 104, b"hard")).contains("software=hard,"));
    assert_eq!(fact(&look(big_tiff()), "Height"), "60 pixels");
}

#[test]
fn a_tiff_that_lies_or_nearly_is() {
    // The first entry has no form that there is.
    assert_eq!(sure(changed(plain(), 12, &[99])), "");
    // No entries, and a directory behind the end.
    assert_eq!(sure(changed(plain(), 8, &[0])), "");
    assert_eq!(sure(changed(plain(), 4, &[0xff; 4])), "");
    // As many entries as a number can say.
    let report = look(changed(plain(), 8, &[0xff, 0xff]));
    assert!(report.sentence.contains("direntries=65535"));
    assert!(is_noted(&report, "before all entries"));
    // A text that lies behind the end is left out.
    let it = changed(plain(), 8 + 2 + 12 * 6 + 8, &[0xff; 4]);
    assert!(!sentence(it).contains("software"));
    // A directory that is its own header ends.
    look(changed(plain(), 4, &[0]));
}
