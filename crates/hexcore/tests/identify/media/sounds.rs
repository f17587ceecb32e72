//! WAVE, AIFF and other files of samples; FLAC and Ogg.

use crate::made::{Made, changed, fact, is_noted, look, made, sentence, sure};
use crate::{Sample, sample};

fn format(tag: u16, channels: u16, rate: u32, bits: u16) -> Made {
    let block = channels * bits / 8;
    made(&[])
        .le16(&[tag, channels])
        .le32(&[rate, rate * u32::from(block)])
        .le16(&[block, bits])
}

fn wave() -> Made {
    let chunks = made(b"WAVE")
        .riff(b"fmt ", format(1, 2, 44_100, 16))
        .riff(b"data", [0; 64]);
    made(&[]).riff(b"RIFF", chunks)
}

/// A WAVE with its numbers the other way round.
fn big_wave() -> Made {
    made(b"RIFX")
        .be32(&[36])
        .put("WAVEfmt ")
        .be32(&[16])
        .be16(&[1, 1])
        .be32(&[8000, 8000])
        .be16(&[1, 8])
        .put("data")
        .be32(&[0])
}

fn avi() -> Made {
    let header = made(&[]).le32(&[40_000, 0, 0, 0, 50, 0, 2, 0, 640, 480, 0, 0, 0, 0]);
    let pictures = made(b"strl")
        .riff(b"strh", made(b"vidsXVID").zeros(48))
        .riff(
            b"strf",
            made(&[])
                .le32(&[40, 640, 480])
                .le16(&[1, 24])
                .put("XVID")
                .zeros(20),
        );
    let sound = made(b"strl")
        .riff(b"strh", made(b"auds").zeros(52))
        .riff(b"strf", format(0x55, 1, 22_050, 0));
    let lists = made(b"hdrl")
        .riff(b"avih", header)
        .riff(b"LIST", pictures)
        .riff(b"LIST", sound);
    made(&[]).riff(b"RIFF", made(b"AVI ").riff(b"LIST", lists))
}

fn iff(name: &[u8; 4], body: impl AsRef<[u8]>) -> Made {
    let body = body.as_ref();
    made(name).be32(&[body.len() as u32]).put(body)
}

/// 44,100 as a floating-point number of 80 bits.
const RATE: [u8; 10] = [0x40, 0x0e, 0xac, 0x44, 0, 0, 0, 0, 0, 0];

fn aiff() -> Made {
    let common = made(&[]).be16(&[2]).be32(&[88_200]).be16(&[16]).put(RATE);
    iff(b"FORM", made(b"AIFF").put(iff(b"COMM", common)))
}

fn aifc() -> Made {
    let common = made(&[])
        .be16(&[1])
        .be32(&[10])
        .be16(&[16])
        .put(RATE)
        .put("sowt\0\0");
    iff(
        b"FORM",
        made(b"AIFC")
            .put(iff(b"FVER", [0; 4]))
            .put(iff(b"COMM", common)),
    )
}

fn au() -> Made {
    made(b".snd").be32(&[24, 8, 3, 22_050, 1]).zeros(8)
}

fn midi() -> Made {
    made(b"MThd")
        .be32(&[6])
        .be16(&[1, 5, 480])
        .put("MTrk")
        .be32(&[4])
        .put([0, 0xff, 0x2f, 0])
}

fn ape() -> Made {
    made(b"MAC ")
        .le16(&[3990, 0])
        .le32(&[52, 24, 44, 0, 0, 1000, 0])
        .zeros(16)
        .le16(&[3000, 0])
        .le32(&[73_728, 1000, 10])
        .le16(&[16, 2])
        .le32(&[44_100])
}

fn stream_info(rate: u64, channels: u64, bits: u64, samples: u64) -> Made {
    made(&[])
        .be16(&[4096, 4096])
        .zeros(6)
        .be64(&[rate << 44 | (channels - 1) << 41 | (bits - 1) << 36 | samples])
        .zeros(16)
}

fn flac(rate: u64, channels: u64, bits: u64, samples: u64) -> Made {
    made(b"fLaC")
        .be32(&[0x8000_0022])
        .put(stream_info(rate, channels, bits, samples))
}

/// A page with one packet.
fn page(flags: u8, number: u32, packet: impl AsRef<[u8]>) -> Made {
    let packet = packet.as_ref();
    made(b"OggS\0")
        .put([flags])
        .zeros(8)
        .le32(&[1, number, 0])
        .put([1, packet.len() as u8])
        .put(packet)
}

fn vorbis() -> Made {
    let first = made(b"\x01vorbis\0\0\0\0\x02")
        .le32(&[44_100, 0, 112_000, 0])
        .put([0xb8, 1]);
    let vendor = "Xiph.Org libVorbis I 20200704";
    let comment = made(b"\x03vorbis")
        .le32(&[vendor.len() as u32])
        .put(vendor)
        .le32(&[0])
        .put([1]);
    page(2, 0, first).put(page(0, 1, comment))
}

fn opus() -> Made {
    page(
        2,
        0,
        made(b"OpusHead\x01\x02")
            .le16(&[312])
            .le32(&[44_100])
            .put([0, 0, 0]),
    )
}

fn theora() -> Made {
    page(
        2,
        0,
        made(b"\x80theora\x03\x02\x01")
            .be16(&[4, 3])
            .put([0, 0, 64, 0, 0, 48, 0, 0])
            .be32(&[30_000, 1001])
            .zeros(12),
    )
}

fn wave_64() -> Made {
    let tail = [
        0xf3, 0xac, 0xd3, 0x11, 0x8c, 0xd1, 0x00, 0xc0, 0x4f, 0x8e, 0xdb, 0x8a,
    ];
    made(b"riff\x2e\x91\xcf\x11\xa5\xd6\x28\xdb\x04\xc1\x00\x00")
        .le64(&[200])
        .put("wave")
        .put(tail)
        .put("fmt ")
        .put(tail)
        .le64(&[40])
        .put(format(1, 2, 48_000, 16))
}

fn wavpack() -> Made {
    // 16 bits, stereo, and the number 9 for 44,100 Hz.
    made(b"wvpk")
        .le32(&[100])
        .le16(&[0x410, 0])
        .le32(&[44_100, 0, 44_100, 1 | 9 << 23, 0])
        .zeros(20)
}

pub(super) fn samples() -> Vec<Sample> {
    let riff =
        |kind: &[u8; 4], name: &[u8; 4]| made(&[]).riff(b"RIFF", made(kind).riff(name, [0; 8]));
    vec![
        sample(
            "wav",
            "a.wav",
            wave(),
            "RIFF (little-endian) data, WAVE audio, Microsoft PCM, 16 bit, stereo 44100 Hz",
        ),
        sample(
            "wav",
            "b.wav",
            big_wave(),
            "RIFF (big-endian) data, WAVE audio, mono 8000 Hz",
        ),
        sample(
            "avi",
            "a.avi",
            avi(),
            "RIFF (little-endian) data, AVI, 640 x 480, 25.00 fps, video: XviD, \
             audio: MPEG-1 Layer 3 (mono, 22050 Hz)",
        ),
        sample(
            "ani",
            "a.ani",
            riff(b"ACON", b"anih"),
            "RIFF (little-endian) data, animated cursor",
        ),
        sample(
            "rmi",
            "a.rmi",
            riff(b"RMID", b"data"),
            "RIFF (little-endian) data, MIDI",
        ),
        sample(
            "sf2",
            "a.sf2",
            riff(b"sfbk", b"LIST"),
            "RIFF (little-endian) data, SoundFont/Bank",
        ),
        sample("aiff", "a.aiff", aiff(), "IFF data, AIFF audio"),
        sample(
            "aifc",
            "a.aifc",
            aifc(),
            "IFF data, AIFF-C compressed audio",
        ),
        sample(
            "8svx",
            "a.8svx",
            iff(b"FORM", made(b"8SVX").put(iff(b"VHDR", [0; 20]))),
            "IFF data, 8SVX 8-bit sampled sound voice",
        ),
        sample(
            "au",
            "a.au",
            au(),
            "Sun/NeXT audio data: 16-bit linear PCM, mono, 22050 Hz",
        ),
        sample(
            "caf",
            "a.caf",
            made(b"caff\0\x01\0\0desc")
                .be64(&[32, 48_000.0_f64.to_bits()])
                .put("lpcm")
                .be32(&[0, 4, 1, 2, 16]),
            "CoreAudio Format audio file version 1",
        ),
        sample(
            "amr",
            "a.amr",
            made(b"#!AMR\n").put([0x3c; 64]),
            "Adaptive Multi-Rate Codec (GSM telephony)",
        ),
        sample(
            "amr-wb",
            "a.awb",
            made(b"#!AMR-WB\n").put([0x44; 64]),
            "Adaptive Multi-Rate Codec (wideband)",
        ),
        sample(
            "ape",
            "a.ape",
            ape(),
            "Monkey's Audio compressed format version 3990 with high compression, stereo, sample rate 44100",
        ),
        sample("wavpack", "a.wv", wavpack(), "WavPack Lossless Audio"),
        sample(
            "voc",
            "a.voc",
            made(b"Creative Voice File\x1a").le16(&[26, 0x010a, 0x1129]),
            "Creative Labs voice data - version 1.10",
        ),
        sample(
            "w64",
            "a.w64",
            wave_64(),
            "Sony Wave64 RIFF data, WAVE 64 audio, stereo 48000 Hz",
        ),
        sample(
            "tta",
            "a.tta",
            made(b"TTA1").le16(&[1, 2, 16]).le32(&[44_100, 88_200, 0]),
            "True Audio Lossless Audio",
        ),
        sample(
            "midi",
            "a.mid",
            midi(),
            "Standard MIDI data (format 1) using 5 tracks at 1/480",
        ),
        sample(
            "flac",
            "a.flac",
            flac(44_100, 2, 16, 22_050),
            "FLAC audio bitstream data, 16 bit, stereo, 44.1 kHz, 22050 samples",
        ),
        sample(
            "ogg",
            "a.ogx",
            page(2, 0, made(b"fishead\0").le16(&[3, 0]).zeros(52)),
            "Ogg data, Skeleton v3.0",
        ),
        sample(
            "ogg-vorbis",
            "a.ogg",
            vorbis(),
            "Ogg data, Vorbis audio, stereo, 44100 Hz, ~112000 bps, created by: Xiph.Org libVorbis I",
        ),
        sample(
            "ogg-opus",
            "a.opus",
            opus(),
            "Ogg data, Opus audio, version 0.1, stereo, 44100 Hz (Input Sample Rate)",
        ),
        sample(
            "ogg-flac",
            "a.oga",
            page(
                2,
                0,
                made(b"\x7fFLAC\x01\0\0\x01")
                    .put("fLaC")
                    .be32(&[34])
                    .put(stream_info(48_000, 1, 24, 0)),
            ),
            "Ogg data, FLAC audio",
        ),
        sample(
            "ogg-speex",
            "a.spx",
            page(
                2,
                0,
                made(b"Speex   1.2")
                    .zeros(17)
                    .le32(&[1, 80, 16_000, 1, 4, 1, 0, 0])
                    .zeros(20),
            ),
            "Ogg data, Speex audio",
        ),
        sample("ogg-theora", "a.ogv", theora(), "Ogg data, Theora video"),
    ]
}

#[test]
fn fields_of_a_wave() {
    let start = |rest: &str| format!("RIFF (little-endian) data, WAVE audio, {rest}");
    for (tag, channels, rate, bits, words) in [
        (1, 1, 8000, 8, "Microsoft PCM, 8 bit, mono 8000 Hz"),
        (
            1,
            6,
            96_000,
            24,
            "Microsoft PCM, 24 bit, 6 channels 96000 Hz",
        ),
        (3, 2, 48_000, 32, "IEEE Float, stereo 48000 Hz"),
        (6, 1, 8000, 8, "ITU G.711 A-law, mono 8000 Hz"),
        (7, 1, 8012, 8, "ITU G.711 mu-law, mono 8012 Hz"),
        (0x11, 1, 22_050, 4, "IMA ADPCM, mono 22050 Hz"),
        (0x1234, 2, 44_100, 16, "stereo 44100 Hz"),
    ] {
        let chunks = made(b"WAVE")
            .riff(b"bext", [0; 7])
            .riff(b"fmt ", format(tag, channels, rate, bits))
            .riff(b"data", [0; 8]);
        assert_eq!(sentence(made(&[]).riff(b"RIFF", chunks)), start(words));
    }
    let report = look(wave());
    assert_eq!(fact(&report, "Channels"), "stereo");
    assert_eq!(fact(&report, "Sample rate"), "44100 Hz");
    assert_eq!(fact(&report, "Bits a sample"), "16");
    assert_eq!(report.notes, []);
    let report = look(changed(wave(), 41, &[2]));
    assert!(is_noted(&report, "behind the end"));
    assert_eq!(fact(&report, "Duration"), "0.003 s");
    let inner = format(0xfffe, 2, 48_000, 24)
        .le16(&[22, 24])
        .le32(&[3])
        .le16(&[1])
        .zeros(14);
    let chunks = made(b"WAVE").riff(b"fmt ", inner).riff(b"data", [0; 6]);
    let report = look(made(&[]).riff(b"RIFF", chunks));
    assert_eq!(report.sentence, start("stereo 48000 Hz"));
    assert_eq!(fact(&report, "Format"), "extensible, Microsoft PCM");
    let it = changed(wave(), 0, b"RF64");
    assert_eq!(sentence(it), "MBWF/RF64 audio, stereo 44100 Hz");
    // Chunks of length 0 without end.
    look(made(&[]).riff(b"RIFF", made(b"WAVE").zeros(100_000)));
}

#[test]
fn fields_of_an_avi() {
    let it = changed(avi(), 32, &33_367_u32.to_le_bytes());
    assert!(sentence(&it).contains(", 640 x 480, 29.97 fps, "));
    let it = changed(it, 64, &[0x40, 1, 0, 0, 0xf0, 0]);
    assert!(sentence(it).contains(", 320 x 240, 29.97 fps, "));
    assert_eq!(fact(&look(avi()), "Duration"), "2 s");
    let report = look(changed(avi(), 32, &[0; 4]));
    assert!(report.sentence.contains(", 640 x 480, video: "));
    let code = 88 + 12 + 8 + 56 + 8 + 16;
    for (other, words) in [
        (b"MJPG", "Motion JPEG"),
        (b"\0\0\0\0", "uncompressed"),
        (b"ZZZZ", "ZZZZ"),
    ] {
        let it = changed(avi(), code, other);
        assert!(sentence(it).contains(&format!("video: {words}, audio")));
    }
}

#[test]
fn fields_of_aiff_and_au() {
    let report = look(aiff());
    assert_eq!(fact(&report, "Sample rate"), "44100 Hz");
    assert_eq!(fact(&report, "Duration"), "2 s");
    assert_eq!(fact(&report, "Channels"), "stereo");
    let it = changed(aiff(), 28, &[0x40, 0x0d, 0xfa, 0]);
    assert_eq!(fact(&look(it), "Sample rate"), "32000 Hz");
    for exponent in [[0, 0], [0x7f, 0xff], [0xff, 0xff]] {
        assert_eq!(
            fact(&look(changed(aiff(), 28, &exponent)), "Sample rate"),
            "0 Hz"
        );
    }
    assert_eq!(
        fact(&look(aifc()), "Compression"),
        "none, the low byte first"
    );
    for (encoding, words) in [
        (1, "8-bit ISDN mu-law"),
        (5, "32-bit linear PCM"),
        (27, "8-bit A-law (CCITT G.711)"),
    ] {
        let it = changed(au(), 15, &[encoding, 0, 0, 0xac, 0x44, 0, 0, 0, 2]);
        assert_eq!(
            sentence(it),
            format!("Sun/NeXT audio data: {words}, stereo, 44100 Hz")
        );
    }
    assert!(is_noted(
        &look(changed(au(), 8, &[0x7f])),
        "more samples than there are"
    ));
    assert_eq!(sure(changed(au(), 12, &[1])), "");
    assert_eq!(sure(changed(au(), 23, &[0])), "");
}

#[test]
fn fields_of_midi() {
    let it = changed(midi(), 8, &[0, 0, 0, 1, 0, 96]);
    assert_eq!(
        sentence(it),
        "Standard MIDI data (format 0) using 1 track at 1/96"
    );
    assert_eq!(fact(&look(midi()), "Division"), "480 ticks a quarter note");
    // 25 frames a second, as a negative number.
    let it = changed(midi(), 12, &[0xe7, 40]);
    assert_eq!(
        fact(&look(it), "Division"),
        "25 frames a second of 40 ticks"
    );
    assert!(is_noted(
        &look(changed(midi(), 14, b"X")),
        "A track ought to follow"
    ));
    assert_eq!(sure(changed(midi(), 9, &[3])), "");
    assert_eq!(sure(changed(midi(), 7, &[7])), "");
}

#[test]
fn fields_of_flac_and_ogg() {
    let start = |rest: &str| format!("FLAC audio bitstream data, {rest}");
    for (it, words) in [
        (flac(192_000, 1, 24, 1), "24 bit, mono, 192 kHz, 1 samples"),
        (
            flac(11_025, 8, 8, 0),
            "8 bit, 8 channels, 11.025 kHz, length unknown",
        ),
        (
            flac(44_100, 2, 20, (1 << 36) - 1),
            "stereo, 44.1 kHz, 68719476735 samples",
        ),
    ] {
        assert_eq!(sentence(it), start(words));
    }
    assert_eq!(
        fact(&look(flac(48_000, 2, 16, 72_000)), "Duration"),
        "1.5 s"
    );
    // The first block must be the one that it always is.
    assert_eq!(sure(changed(flac(1, 1, 8, 1), 4, &[0x81])), "");
    let it = changed(
        vorbis(),
        39,
        &[1, 0x40, 0x1f, 0, 0, 100, 0, 0, 0, 80, 0, 0, 0, 70, 0, 0, 0],
    );
    assert!(sentence(it).contains("Vorbis audio, mono, 8000 Hz, <70 ~80 >100 bps"));
    assert_eq!(
        fact(&look(vorbis()), "Encoder"),
        "Xiph.Org libVorbis I 20200704"
    );
    let it = changed(opus(), 37, &[6, 0, 0, 0, 0, 0, 0]);
    assert_eq!(
        sentence(it),
        "Ogg data, Opus audio, version 0.1, 5.1 surround"
    );
    let report = look(theora());
    assert_eq!(fact(&report, "Width"), "64 pixels");
    assert_eq!(fact(&report, "Pictures a second"), "29.97");
    assert_eq!(sentence(page(2, 0, "another")), "Ogg data");
}

#[test]
fn fields_of_other_sounds() {
    let it = changed(ape(), 52, &[0xe8, 3]);
    assert!(sentence(it).contains("with fast compression"));
    let older = made(b"MAC ").le16(&[3950, 2000, 0, 1]).le32(&[48_000]);
    assert_eq!(
        sentence(older),
        "Monkey's Audio compressed format version 3950 with normal compression, mono, sample rate 48000"
    );
    let report = look(wavpack());
    assert_eq!(fact(&report, "Sample rate"), "44100 Hz");
    assert_eq!(fact(&report, "Duration"), "1 s");
    assert_eq!(fact(&report, "Channels of the block"), "stereo");
}
