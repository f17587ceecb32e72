//! MP4 and its relatives, Matroska, and streams of MPEG, Flash and others.

use crate::made::{Made, changed, fact, is_noted, look, made, sentence, sure};
use crate::{Sample, sample};

fn typed(brand: &[u8; 4]) -> Made {
    made(&[]).atom(b"ftyp", made(brand).be32(&[512]).put("isommp42"))
}

fn movie() -> Made {
    let track = |handler: &[u8; 4], code: &[u8; 4], width: u32, height: u32| {
        let head = made(&[0; 76]).be32(&[width << 16, height << 16]);
        let entry = made(&[0, 0, 0, 0, 0, 0, 0, 1]).atom(code, [0; 16]);
        let table = made(&[]).atom(b"stbl", made(&[]).atom(b"stsd", entry));
        let media = made(&[])
            .atom(b"hdlr", made(&[0; 8]).put(handler).zeros(12))
            .atom(b"minf", table);
        made(&[]).atom(b"trak", made(&[]).atom(b"tkhd", head).atom(b"mdia", media))
    };
    let header = made(&[0; 12]).be32(&[1000, 61_500]).zeros(80);
    made(&[]).atom(
        b"moov",
        made(&[])
            .atom(b"mvhd", header)
            .put(track(b"vide", b"avc1", 1920, 1080))
            .put(track(b"soun", b"mp4a", 0, 0)),
    )
}

fn picture(brand: &[u8; 4]) -> Made {
    let size = |width, height| made(&[]).atom(b"ispe", made(&[]).be32(&[0, width, height]));
    let properties = size(512, 512).put(size(4032, 3024));
    let meta = made(&[0; 4]).atom(b"iprp", made(&[]).atom(b"ipco", properties));
    typed(brand).put(made(&[]).atom(b"meta", meta))
}

/// An element of Matroska, with a length of two bytes.
fn element(id: u32, body: impl AsRef<[u8]>) -> Made {
    let body = body.as_ref();
    let id: Vec<u8> = id
        .to_be_bytes()
        .into_iter()
        .skip_while(|&it| it == 0)
        .collect();
    made(&id).be16(&[0x4000 | body.len() as u16]).put(body)
}

fn matroska(kind: &str) -> Made {
    let info = element(0x2a_d7b1, [0x0f, 0x42, 0x40])
        .put(element(0x4489, 2500.0_f32.to_be_bytes()))
        .put(element(0x5741, "a test"));
    let video = element(0xb0, [2, 128]).put(element(0xba, [1, 224]));
    let audio = element(0xb5, 48_000.0_f64.to_be_bytes()).put(element(0x9f, [2]));
    let tracks = element(
        0xae,
        element(0x83, [1])
            .put(element(0x86, "V_VP9"))
            .put(element(0xe0, video)),
    )
    .put(element(
        0xae,
        element(0xe1, audio).put(element(0x86, "A_OPUS")),
    ));
    element(0x1a45_dfa3, element(0x4286, [1]).put(element(0x4282, kind)))
        .put([
            0x18, 0x53, 0x80, 0x67, 0x01, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff,
        ])
        .put(element(0x1549_a966, info))
        .put(element(0x1654_ae6b, tracks))
        .put(element(0x1f43_b675, [0xe7, 0x81, 0]))
}

fn packet(before: usize) -> Made {
    // The table of programs: one program.
    made(&[])
        .zeros(before)
        .put([
            0x47, 0x40, 0, 0x10, 0, 0, 0xb0, 0x0d, 0, 1, 0xc1, 0, 0, 0, 1, 0xf0, 0,
        ])
        .zeros(171)
}

fn packets(before: usize, count: usize) -> Made {
    (0..count).fold(made(&[]), |it, _| it.put(packet(before)))
}

fn program(version: u8) -> Made {
    let it = made(&[0, 0, 1, 0xba]);
    let it = match version {
        1 => it.put([0x21, 0, 1, 0, 1, 0x80, 1, 3]),
        _ => it.put([0x44, 0, 4, 0, 4, 1, 1, 0x89, 0xc3, 0xf8]),
    };
    it.put([0, 0, 1, 0xbb]).zeros(20)
}

fn asf() -> Made {
    let head = [
        0x30, 0x26, 0xb2, 0x75, 0x8e, 0x66, 0xcf, 0x11, 0xa6, 0xd9, 0x00, 0xaa, 0x00, 0x62, 0xce,
        0x6c,
    ];
    let properties = [
        0xa1, 0xdc, 0xab, 0x8c, 0x47, 0xa9, 0xcf, 0x11, 0x8e, 0xe4, 0x00, 0xc0, 0x0c, 0x20, 0x53,
        0x65,
    ];
    made(&head)
        .le64(&[30 + 104])
        .le32(&[1])
        .put([1, 2])
        .put(properties)
        .le64(&[104])
        .zeros(40)
        // Ten seconds and half of one that is loaded before.
        .le64(&[105_000_000, 0, 500])
        .zeros(16)
}

pub(super) fn samples() -> Vec<Sample> {
    vec![
        sample(
            "mp4",
            "a.mp4",
            typed(b"isom").put(movie()),
            "ISO Media, MP4 Base Media v1 [ISO 14496-12:2003]",
        ),
        sample(
            "m4a",
            "a.m4a",
            typed(b"M4A ").put(movie()),
            "ISO Media, Apple iTunes ALAC/AAC-LC (.M4A) Audio",
        ),
        sample(
            "m4v",
            "a.m4v",
            typed(b"M4V "),
            "ISO Media, Apple iTunes Video (.M4V) Video",
        ),
        sample(
            "mov",
            "a.mov",
            typed(b"qt  ").put(movie()),
            "ISO Media, Apple QuickTime movie, Apple QuickTime (.MOV/QT)",
        ),
        sample(
            "mov-old",
            "b.mov",
            movie(),
            "Apple QuickTime movie (fast start)",
        ),
        sample(
            "3gp",
            "a.3gp",
            typed(b"3gp4"),
            "ISO Media, MPEG v4 system, 3GPP",
        ),
        sample(
            "3g2",
            "a.3g2",
            typed(b"3g2a"),
            "ISO Media, MPEG v4 system, 3GPP2 C.S0050-0 V1.0",
        ),
        sample("avif", "a.avif", picture(b"avif"), "ISO Media, AVIF Image"),
        sample(
            "heif",
            "a.heic",
            picture(b"heic"),
            "ISO Media, HEIF Image HEVC Main or Main Still Picture Profile",
        ),
        sample("iso-media", "a", typed(b"zzzz"), "ISO Media"),
        sample("mkv", "a.mkv", matroska("matroska"), "Matroska data"),
        sample("webm", "a.webm", matroska("webm"), "WebM"),
        sample(
            "mpeg-ts",
            "a.ts",
            packets(0, 6),
            "MPEG transport stream data",
        ),
        sample(
            "m2ts",
            "a.m2ts",
            packets(4, 6),
            "BDAV MPEG-2 Transport Stream (M2TS)",
        ),
        sample(
            "mpeg-ps",
            "a.mpg",
            program(2),
            "MPEG sequence, v2, program multiplex",
        ),
        sample(
            "mpeg-ps",
            "b.mpg",
            program(1),
            "MPEG sequence, v1, system multiplex",
        ),
        sample(
            "flv",
            "a.flv",
            made(b"FLV\x01\x05").be32(&[9, 0]),
            "Macromedia Flash Video",
        ),
        sample(
            "swf",
            "a.swf",
            made(b"FWS\x08").le32(&[40]).zeros(32),
            "Macromedia Flash data, version 8",
        ),
        sample(
            "swf",
            "b.swf",
            made(b"CWS\x0a").le32(&[5000]).put([0x78, 0xda]).zeros(32),
            "Macromedia Flash data (compressed), version 10",
        ),
        sample("asf", "a.wmv", asf(), "Microsoft ASF"),
        sample(
            "rm",
            "a.rm",
            made(b".RMF").be32(&[18]).be16(&[1]).be32(&[0, 5]),
            "RealMedia file",
        ),
        sample(
            "ra",
            "a.ra",
            made(b".ra\xfd").be16(&[4, 0]).put(".ra4"),
            "RealAudio sound file",
        ),
    ]
}

#[test]
fn fields_of_an_mp4() {
    for (brand, words) in [
        (b"mp42", "MP4 v2 [ISO 14496-14]"),
        (b"iso5", "MP4 Base Media v5"),
        (b"iso7", "MP4 Base Media"),
        (b"M4B ", "Apple iTunes ALAC/AAC-LC (.M4B) Audio Book"),
        (b"avis", "AVIF Image Sequence"),
        (b"mif1", "HEIF Image"),
        (b"3g2b", "MPEG v4 system, 3GPP2 C.S0050-0-A V1.0.0"),
    ] {
        assert_eq!(sentence(typed(brand)), format!("ISO Media, {words}"));
    }
    let report = look(typed(b"isom").put(movie()));
    assert_eq!(fact(&report, "Duration"), "1 min 1.5 s");
    assert_eq!(fact(&report, "Also"), "isom, mp42");
    let tracks: Vec<&str> = report
        .facts
        .iter()
        .filter(|fact| fact.name == "Track")
        .map(|fact| fact.value.as_str())
        .collect();
    assert_eq!(tracks, ["video, avc1, 1920 x 1080", "sound, mp4a"]);
    let report = look(picture(b"avif"));
    assert_eq!(fact(&report, "Width"), "4032 pixels");
    assert_eq!(fact(&report, "Height"), "3024 pixels");
}

#[test]
fn an_mp4_that_lies_or_nearly_is() {
    assert_eq!(
        sure(changed(typed(b"isom"), 0, &[1])),
        "",
        "a box of 16 MiB"
    );
    assert_eq!(sure(changed(typed(b"isom"), 8, &[7])), "", "no brand");
    let report = look(typed(b"isom").be32(&[0xffff_fff0]).put("mdat"));
    assert!(is_noted(
        &report,
        "The box mdat ought to end behind the end of the file."
    ));
    // Boxes that would never end.
    look(typed(b"isom").be32(&[1]).put("free").be64(&[0]).zeros(5000));
    look(typed(b"isom").be32(&[1]).put("free").be64(&[u64::MAX]));
    // Boxes of eight bytes within each other, without end.
    let deep = (0..50).fold(made(&[]), |it, _| made(&[]).atom(b"moov", it));
    look(typed(b"isom").put(deep));
    // moov without what must be in it.
    assert_eq!(sure(made(&[]).atom(b"moov", [0; 40])), "");
}

#[test]
fn fields_of_matroska() {
    let report = look(matroska("webm"));
    assert_eq!(report.mime, "video/webm");
    assert_eq!(fact(&report, "Duration"), "2.5 s");
    assert_eq!(fact(&report, "Written by"), "a test");
    let tracks: Vec<&str> = report
        .facts
        .iter()
        .filter(|fact| fact.name == "Track")
        .map(|fact| fact.value.as_str())
        .collect();
    assert_eq!(tracks, ["V_VP9, 640 x 480", "A_OPUS, stereo, 48000 Hz"]);
    assert_eq!(sure(matroska("other")), "");
    assert_eq!(sure(matroska("webm2")), "");
    // Durations that are no numbers.
    let mut bytes = matroska("webm").0;
    let at = bytes
        .windows(4)
        .position(|it| it == [0x45, 0x1c, 0x40, 0])
        .unwrap();
    for bits in [f32::NAN, f32::INFINITY, -1.0, f32::MAX] {
        bytes[at..at + 4].copy_from_slice(&bits.to_be_bytes());
        fact(&look(&bytes), "Duration");
    }
}

#[test]
fn streams_of_packets() {
    assert_eq!(fact(&look(packets(0, 5)), "Programs"), "1");
    assert_eq!(fact(&look(packets(4, 5)), "Programs"), "1");
    assert_eq!(sure(packets(0, 4)), "", "four are not enough");
    assert_eq!(sure(changed(packets(0, 6), 188 * 3, b"F")), "");
    assert_eq!(sure(changed(packets(0, 6), 188 * 3 + 3, &[0])), "");
    assert_eq!(sure(b"G".repeat(5000)), "");
    assert_eq!(sure(changed(program(2), 14, &[1])), "");
    assert_eq!(sure(changed(program(2), 4, &[0x84])), "");
}

#[test]
fn fields_of_flash_and_windows_media() {
    assert_eq!(fact(&look(asf()), "Duration"), "10 s");
    assert_eq!(
        sentence(
            made(b"ZWS\x0d")
                .le32(&[5000, 20])
                .put([0x5d, 0, 0, 0x20, 0])
                .zeros(20)
        ),
        "Macromedia Flash data (lzma compressed), version 13"
    );
    // Another length, no zlib, and a version that there is not.
    assert_eq!(sure(made(b"FWS\x08").le32(&[41]).zeros(32)), "");
    assert_eq!(
        sure(made(b"CWS\x0a").le32(&[50]).put([0x78, 0xdb]).zeros(32)),
        ""
    );
    assert_eq!(sure(made(b"FWS\x60").le32(&[40]).zeros(32)), "");
    let it = made(b"FLV\x01\x04").be32(&[9, 0]);
    assert_eq!(fact(&look(it), "Content"), "sound");
}
