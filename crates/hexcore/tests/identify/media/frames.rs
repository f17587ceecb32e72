//! MPEG audio: chains of frames, with and without a tag.

use hexcore::identify::Certainty;

use crate::made::{Made, changed, fact, look, made, sentence, sure};
use crate::{Sample, sample};

/// Frames of a header and zeros.
fn frames(header: [u8; 4], length: usize, count: usize) -> Made {
    (0..count).fold(made(&[]), |it, _| it.put(header).zeros(length - 4))
}

/// 128 kbit/s at 44,100 Hz: 144 * 128,000 / 44,100 = 417 bytes.
fn mp3() -> Made {
    frames([0xff, 0xfb, 0x90, 0x44], 417, 6)
}

/// Frames of 372 bytes; that number is in bits 30 to 42 of the header.
fn aac(channels: u8) -> Made {
    let header = [
        0xff,
        0xf1,
        0x50 | channels >> 2,
        channels << 6,
        (372 >> 3) as u8,
        (372 << 5) as u8 | 0x1f,
        0xfc,
    ];
    (0..5).fold(made(&[]), |it, _| it.put(header).zeros(365))
}

fn tag(major: u8, body: impl AsRef<[u8]>) -> Made {
    let body = body.as_ref();
    made(b"ID3")
        .put([
            major,
            0,
            0,
            0,
            0,
            (body.len() >> 7) as u8,
            body.len() as u8 & 0x7f,
        ])
        .put(body)
}

fn title(name: &[u8; 4], text: &[u8]) -> Made {
    made(name).be32(&[text.len() as u32]).zeros(2).put(text)
}

fn tagged() -> Made {
    let body = title(b"TIT2", b"\0A song")
        .put(title(b"TPE1", b"\x01\xff\xfeM\0e\0"))
        .zeros(20);
    tag(3, body).put(mp3())
}

pub(super) fn samples() -> Vec<Sample> {
    vec![
        sample(
            "mp3",
            "a.mp3",
            tagged(),
            "Audio file with ID3 version 2.3.0, contains: MPEG ADTS, layer III, v1, 128 kbps, 44.1 kHz, JntStereo",
        ),
        sample(
            "mpeg-audio",
            "b.mp3",
            mp3(),
            "MPEG ADTS, layer III, v1, 128 kbps, 44.1 kHz, JntStereo",
        ),
        sample(
            "aac",
            "a.aac",
            aac(2),
            "MPEG ADTS, AAC, v4 LC, 44.1 kHz, stereo",
        ),
    ]
}

#[test]
fn fields_of_a_frame() {
    // The lengths are counted out from ISO/IEC 11172-3, 2.4.3.1.
    for (header, length, words) in [
        (
            [0xff, 0xfb, 0x90, 0x00],
            417,
            "layer III, v1, 128 kbps, 44.1 kHz, Stereo",
        ),
        (
            [0xff, 0xfa, 0xe0, 0xc0],
            1044,
            "layer III, v1, 320 kbps, 44.1 kHz, Monaural",
        ),
        (
            [0xff, 0xfb, 0x94, 0x80],
            384,
            "layer III, v1, 128 kbps, 48 kHz, 2x Monaural",
        ),
        (
            [0xff, 0xfb, 0x9a, 0x00],
            577,
            "layer III, v1, 128 kbps, 32 kHz, Stereo",
        ),
        (
            [0xff, 0xf3, 0x80, 0x00],
            208,
            "layer III, v2, 64 kbps, 22.05 kHz, Stereo",
        ),
        (
            [0xff, 0xe3, 0x38, 0x00],
            216,
            "layer III, v2.5, 24 kbps, 8 kHz, Stereo",
        ),
        (
            [0xff, 0xfd, 0xe0, 0x00],
            1253,
            "layer II, v1, 384 kbps, 44.1 kHz, Stereo",
        ),
        (
            [0xff, 0xf5, 0x84, 0x00],
            384,
            "layer II, v2, 64 kbps, 24 kHz, Stereo",
        ),
        (
            [0xff, 0xff, 0xc4, 0x00],
            384,
            "layer I, v1, 384 kbps, 48 kHz, Stereo",
        ),
    ] {
        let report = look(frames(header, length, 4));
        assert_eq!(report.sentence, format!("MPEG ADTS, {words}"));
        assert_eq!(report.certainty, Certainty::Likely);
        // One byte more, and the second frame is not where it should be.
        assert_eq!(sure(frames(header, length + 1, 4)), "", "{words}");
    }
}

#[test]
fn chains_that_are_none() {
    assert_eq!(sure(frames([0xff, 0xfb, 0x90, 0], 417, 1)), "");
    // The last frame of the chain has another rate, another layer, or none.
    let at = 3 * 417;
    assert_eq!(sure(changed(mp3(), at + 2, &[0x94])), "");
    assert_eq!(sure(changed(mp3(), at + 1, &[0xfd])), "");
    assert_eq!(sure(changed(mp3(), at, &[0])), "");
    // No rate, a rate that there is not, and a version that there is not.
    for header in [
        [0xff, 0xfb, 0x00, 0],
        [0xff, 0xfb, 0xf0, 0],
        [0xff, 0xfb, 0x9c, 0],
        [0xff, 0xeb, 0x90, 0],
    ] {
        assert_eq!(sure(frames(header, 417, 6)), "");
    }
    assert_eq!(sure([0xff; 5000]), "");
    assert_eq!(sure(changed(aac(2), 372 + 3, &[0x40])), "");
}

#[test]
fn fields_of_aac() {
    for (channels, words) in [
        (1, "monaural"),
        (5, "surround"),
        (6, "surround + LFE"),
        (7, "surround + side"),
    ] {
        assert_eq!(
            sentence(aac(channels)),
            format!("MPEG ADTS, AAC, v4 LC, 44.1 kHz, {words}")
        );
    }
    let main = aac(2).0;
    let other: Vec<u8> = main
        .chunks(372)
        .flat_map(|frame| changed(frame, 1, &[0xf9, 0x0c]))
        .collect();
    assert!(sentence(other).starts_with("MPEG ADTS, AAC, v2 Main, 48 kHz"));
}

#[test]
fn fields_of_a_tag() {
    let report = look(tagged());
    assert_eq!(fact(&report, "Title"), "A song");
    assert_eq!(fact(&report, "Artist"), "Me");
    assert_eq!(fact(&report, "Length of the tag"), "54 bytes");
    assert_eq!(fact(&report, "Sample rate"), "44100 Hz");
    let it = changed(tagged(), 3, &[4, 0, 0x20]);
    assert!(
        sentence(it).starts_with("Audio file with ID3 version 2.4.0, experimental, contains: ")
    );
    let old = tag(2, made(b"TT2\0\0\x03\0Hi").zeros(10)).put(mp3());
    let report = look(old);
    assert_eq!(fact(&report, "Title"), "Hi");
    assert!(
        report
            .sentence
            .starts_with("Audio file with ID3 version 2.2.0, contains")
    );
    let it = tag(4, [0; 10]).put(aac(2));
    assert_eq!(
        sentence(it),
        "Audio file with ID3 version 2.4.0, contains: MPEG ADTS, AAC, v4 LC, 44.1 kHz, stereo"
    );
    assert!(sentence(tag(3, [0; 10]).put("fLaC")).ends_with("contains: FLAC audio bitstream data"));
    // A length with a high bit, a flag and a version that there are not.
    assert_eq!(sure(changed(tagged(), 8, &[0x80])), "");
    assert_eq!(sure(changed(tagged(), 5, &[1])), "");
    assert_eq!(sure(changed(tagged(), 3, &[5])), "");
}

#[test]
fn the_tag_of_an_encoder() {
    let first = made(&[0xff, 0xfb, 0x90, 0x44])
        .zeros(32)
        .put("Xing")
        .be32(&[1, 1000]);
    let rest = 417 - first.0.len();
    let report = look(first.zeros(rest).put(mp3()));
    assert_eq!(fact(&report, "Tag of the encoder"), "a variable bit rate");
    assert_eq!(fact(&report, "Duration"), "26.122 s");
}
