//! Sound without compression or in formats of their own: AIFF, AU, CAF, AMR, Monkey’s Audio, WavPack and more.

use super::{channels, hertz};
use crate::identify::details::{Details, printable};
use crate::identify::fields::{self, Names, lasting, named, span, tell_choice};
use crate::identify::kind::{Kind, Strength};
use crate::identify::test::Test::{self, Any, Bytes, Number};
use crate::identify::view::{
    Order::{Big, Little},
    View,
};

const FORM: Test = Bytes(0, b"FORM");

pub(super) const AIFF: Kind = Kind {
    id: "aiff",
    name: "IFF data, AIFF audio",
    mime: "audio/x-aiff",
    extensions: &["aiff", "aif", "aifc"],
    tests: &[Bytes(8, b"AIFF"), FORM],
    strength: Strength::Certain,
    source: "Audio Interchange File Format 1.3 (Apple), Common Chunk",
    lesson: "Chunks as in a WAVE, but the high byte first; the sample rate is a floating-point number of ten bytes.",
    details: Some(aiff),
};

pub(super) const AIFC: Kind = Kind {
    id: "aifc",
    name: "IFF data, AIFF-C compressed audio",
    mime: "audio/x-aifc",
    extensions: &["aifc", "aiff", "aif"],
    tests: &[Bytes(8, b"AIFC"), FORM],
    strength: Strength::Certain,
    source: "AIFF-C (Apple, 1991), Extended Common Chunk",
    lesson: "An AIFF that names a way of compression; often that is none, with the low byte first.",
    details: Some(aiff),
};

pub(super) const SVX: Kind = Kind {
    id: "8svx",
    name: "IFF data, 8SVX 8-bit sampled sound voice",
    mime: "audio/x-8svx",
    extensions: &["8svx"],
    tests: &[Bytes(8, b"8SVX"), FORM],
    strength: Strength::Certain,
    source: "8SVX IFF 8-Bit Sampled Voice (Electronic Arts, 1985)",
    lesson: "The sounds of the Amiga, in the chunks from which those of AIFF and WAVE were made.",
    details: None,
};

pub(super) const AU: Kind = Kind {
    id: "au",
    name: "Sun/NeXT audio data",
    mime: "audio/basic",
    extensions: &["au", "snd"],
    tests: &[
        Bytes(0, b".snd"),
        Number {
            at: 4,
            width: 4,
            order: Big,
            from: 24,
            to: 0xffff,
        },
        Number {
            at: 12,
            width: 4,
            order: Big,
            from: 1,
            to: 27,
        },
        Number {
            at: 20,
            width: 4,
            order: Big,
            from: 1,
            to: 255,
        },
    ],
    strength: Strength::Certain,
    source: "NeXT and SunOS, audio file format: au(5)",
    lesson: "Six numbers of four bytes, the high byte first, and then the samples.",
    details: Some(au),
};

pub(super) const CAF: Kind = Kind {
    id: "caf",
    name: "CoreAudio Format audio file",
    mime: "audio/x-caf",
    extensions: &["caf"],
    tests: &[Bytes(0, b"caff\0"), Bytes(8, b"desc")],
    strength: Strength::Certain,
    source: "Apple Core Audio Format Specification 1.0, CAF File Structure",
    lesson: "Chunks with lengths of eight bytes, for sound of more than four gigabytes.",
    details: Some(caf),
};

pub(super) const AMR: Kind = Kind {
    id: "amr",
    name: "Adaptive Multi-Rate Codec (GSM telephony)",
    mime: "audio/AMR",
    extensions: &["amr"],
    tests: &[
        Bytes(0, b"#!AMR"),
        Any(&[Bytes(5, b"\n"), Bytes(5, b"_MC1.0\n")]),
    ],
    strength: Strength::Certain,
    source: "RFC 4867, 5.1",
    lesson: "Speech as mobile telephones send it, 20 milliseconds in each frame.",
    details: None,
};

pub(super) const AMR_WB: Kind = Kind {
    id: "amr-wb",
    name: "Adaptive Multi-Rate Codec (wideband)",
    mime: "audio/AMR-WB",
    extensions: &["awb"],
    tests: &[
        Bytes(0, b"#!AMR-WB"),
        Any(&[Bytes(8, b"\n"), Bytes(8, b"_MC1.0\n")]),
    ],
    strength: Strength::Certain,
    source: "RFC 4867, 5.1",
    lesson: "Speech as mobile telephones send it, with twice the range of tones.",
    details: None,
};

pub(super) const APE: Kind = Kind {
    id: "ape",
    name: "Monkey's Audio compressed format",
    mime: "audio/x-ape",
    extensions: &["ape"],
    tests: &[
        Bytes(0, b"MAC "),
        Number {
            at: 4,
            width: 2,
            order: Little,
            from: 3800,
            to: 4100,
        },
    ],
    strength: Strength::Certain,
    source: "Monkey’s Audio SDK: APE_DESCRIPTOR and APE_HEADER",
    lesson: "Sound compressed without loss; the number behind the letters is the version times a thousand.",
    details: Some(ape),
};

pub(super) const WAVPACK: Kind = Kind {
    id: "wavpack",
    name: "WavPack Lossless Audio",
    mime: "audio/x-wavpack",
    extensions: &["wv", "wvc"],
    tests: &[
        Bytes(0, b"wvpk"),
        Number {
            at: 8,
            width: 2,
            order: Little,
            from: 0x402,
            to: 0x410,
        },
    ],
    strength: Strength::Certain,
    source: "WavPack 4 & 5 Binary File / Block Format, 2.0",
    lesson: "Blocks that each stand for themselves: every one begins with the signature and the rate.",
    details: Some(wavpack),
};

pub(super) const VOC: Kind = Kind {
    id: "voc",
    name: "Creative Labs voice data",
    mime: "audio/x-voc",
    extensions: &["voc"],
    tests: &[Bytes(0, b"Creative Voice File\x1a")],
    strength: Strength::Certain,
    source: "Creative Labs, VOC File Format",
    lesson: "The sounds of the Sound Blaster; the byte 1a ends the text where DOS types the file.",
    details: Some(voc),
};

pub(super) const W64: Kind = Kind {
    id: "w64",
    name: "Sony Wave64 RIFF data",
    mime: "audio/x-w64",
    extensions: &["w64"],
    tests: &[
        Bytes(0, b"riff\x2e\x91\xcf\x11\xa5\xd6\x28\xdb\x04\xc1\x00\x00"),
        Bytes(24, b"wave"),
    ],
    strength: Strength::Certain,
    source: "Sony Pictures Digital, Wave64 file format",
    lesson: "A WAVE whose chunks have GUIDs instead of four letters and lengths of eight bytes.",
    details: Some(wave64),
};

pub(super) const TTA: Kind = Kind {
    id: "tta",
    name: "True Audio Lossless Audio",
    mime: "audio/x-tta",
    extensions: &["tta"],
    tests: &[
        Bytes(0, b"TTA1"),
        Number {
            at: 4,
            width: 2,
            order: Little,
            from: 1,
            to: 3,
        },
    ],
    strength: Strength::Certain,
    source: "TTA Lossless Audio Codec, Format Description: TTA1 Header",
    lesson: "Sound compressed without loss, with a checksum behind its header of 22 bytes.",
    details: Some(tta),
};

pub(super) const MIDI: Kind = Kind {
    id: "midi",
    name: "Standard MIDI data",
    mime: "audio/midi",
    extensions: &["mid", "midi", "kar"],
    tests: &[
        Bytes(0, b"MThd\0\0\0\x06"),
        Number {
            at: 8,
            width: 2,
            order: Big,
            from: 0,
            to: 2,
        },
    ],
    strength: Strength::Certain,
    source: "Standard MIDI Files 1.0 (RP-001), Header Chunks",
    lesson: "No sound, but which note begins and ends when, in ticks: a score for a synthesizer.",
    details: Some(midi),
};

/// Chunks that are looked at.
const MOST: u32 = 64;

fn aiff(view: &View<'_>, to: &mut Details) -> Option<()> {
    let mut at = 12_u64;
    for _ in 0..MOST {
        let name = view.bytes(at, 4)?;
        let length = u64::from(view.u32(at + 4, Big)?);
        if name == b"COMM" {
            return common(view, to, at + 8, length);
        }
        at += 8 + length.next_multiple_of(2);
    }
    Some(())
}

fn common(view: &View<'_>, to: &mut Details, at: u64, length: u64) -> Option<()> {
    let count = u64::from(view.u16(at, Big)?);
    to.fact("Channels", channels(count), span(at, 2));
    let frames = fields::number(view, to, "Samples", span(at + 2, 4), Big, "")?;
    fields::number(view, to, "Bits a sample", span(at + 6, 2), Big, "")?;
    // A floating-point number of 80 bits: sign and exponent, and all digits.
    let exponent = view.u16(at + 8, Big)? & 0x7fff;
    let digits = view.u64(at + 10, Big)?;
    let shift = (16_383_u32 + 63).checked_sub(exponent.into());
    let rate = shift
        .and_then(|shift| digits.checked_shr(shift))
        .unwrap_or(0);
    to.fact("Sample rate", hertz(rate), span(at + 8, 10));
    if let Some(duration) = lasting(frames, rate) {
        to.fact("Duration", duration, span(at + 2, 4));
    }
    if length >= 22 {
        let code = view.bytes(at + 18, 4)?;
        let name = match code {
            b"NONE" => "none, the high byte first".to_owned(),
            b"sowt" => "none, the low byte first".to_owned(),
            b"ulaw" | b"ULAW" => "mu-law".to_owned(),
            b"alaw" | b"ALAW" => "A-law".to_owned(),
            b"fl32" | b"FL32" => "none, floating-point numbers".to_owned(),
            code => printable(code),
        };
        to.fact("Compression", name, span(at + 18, 4));
    }
    Some(())
}

/// Encodings: the words of `file`.
const ENCODINGS: &Names = &[
    (1, "8-bit ISDN mu-law"),
    (2, "8-bit linear PCM [REF-PCM]"),
    (3, "16-bit linear PCM"),
    (4, "24-bit linear PCM"),
    (5, "32-bit linear PCM"),
    (6, "32-bit IEEE floating point"),
    (7, "64-bit IEEE floating point"),
    (8, "Fragmented sample data"),
    (10, "DSP program"),
    (11, "8-bit fixed point"),
    (12, "16-bit fixed point"),
    (13, "24-bit fixed point"),
    (14, "32-bit fixed point"),
    (18, "16-bit linear with emphasis"),
    (19, "16-bit linear compressed"),
    (20, "16-bit linear with emphasis and compression"),
    (21, "Music kit DSP commands"),
    (
        23,
        "8-bit ISDN mu-law compressed (CCITT G.721 ADPCM voice enc.)",
    ),
    (24, "compressed (8-bit CCITT G.722 ADPCM)"),
    (25, "compressed (3-bit CCITT G.723.3 ADPCM)"),
    (26, "compressed (5-bit CCITT G.723.5 ADPCM)"),
    (27, "8-bit A-law (CCITT G.711)"),
];

fn au(view: &View<'_>, to: &mut Details) -> Option<()> {
    let field = |at| view.u32(at, Big).map(u64::from);
    let encoding = tell_choice(to, "Encoding", field(12)?, 12..16, ENCODINGS);
    let (rate, count) = (field(16)?, field(20)?);
    to.fact("Sample rate", hertz(rate), 16..20);
    let words = match count {
        4 => "quad".to_owned(),
        _ => channels(count),
    };
    to.fact("Channels", words.clone(), 20..24);
    let comma = if encoding.is_empty() { "" } else { ", " };
    to.head(format!("{}: {encoding}{comma}{words}", AU.name));
    to.part(format!("{rate} Hz"));
    let (start, length) = (field(4)?, field(8)?);
    // All bits set: the length is not known.
    if length < u64::from(u32::MAX) && start + length > view.size() {
        to.note(
            "Its header speaks of more samples than there are.",
            Some(8..12),
        );
    }
    Some(())
}

fn caf(view: &View<'_>, to: &mut Details) -> Option<()> {
    let version = view.u16(4, Big)?;
    to.head(format!("{} version {version}", CAF.name));
    to.fact("Version", version.to_string(), 4..6);
    let rate = f64::from_bits(view.u64(20, Big)?);
    to.fact("Sample rate", hertz(rate as u64), 20..28);
    fields::tell_text(view, to, "Format", 28, 4)?;
    let count = u64::from(view.u32(44, Big)?);
    to.fact("Channels", channels(count), 44..48);
    fields::number(view, to, "Bits a sample", 48..52, Big, "")?;
    Some(())
}

fn ape(view: &View<'_>, to: &mut Details) -> Option<()> {
    let version = view.u16(4, Little)?;
    let mut words = format!("{} version {version}", APE.name);
    to.fact("Version", version.to_string(), 4..6);
    // From 3.98 on, a descriptor with its own length stands before the header.
    let (level_at, count_at, rate_at) = match version {
        ..3980 => (6, 10, 12),
        _ => {
            let header = u64::from(view.u32(8, Little)?);
            (header, header + 18, header + 20)
        }
    };
    let levels = [
        (1000, "fast"),
        (2000, "normal"),
        (3000, "high"),
        (4000, "extra high"),
        (5000, "insane"),
    ];
    let level = view.u16(level_at, Little)?.into();
    let level = tell_choice(to, "Compression", level, span(level_at, 2), &levels);
    if !level.is_empty() {
        words += &format!(" with {level} compression");
    }
    to.head(words);
    let count = u64::from(view.u16(count_at, Little)?);
    to.part(channels(count));
    to.fact("Channels", channels(count), span(count_at, 2));
    let rate = u64::from(view.u32(rate_at, Little)?);
    to.part(format!("sample rate {rate}"));
    to.fact("Sample rate", hertz(rate), span(rate_at, 4));
    Some(())
}

fn wavpack(view: &View<'_>, to: &mut Details) -> Option<()> {
    const RATES: [u64; 15] = [
        6000, 8000, 9600, 11_025, 12_000, 16_000, 22_050, 24_000, 32_000, 44_100, 48_000, 64_000,
        88_200, 96_000, 192_000,
    ];
    let version = view.u16(8, Little)?;
    to.fact("Version", format!("{version:#x}"), 8..10);
    let flags = view.u32(24, Little)?;
    let rate = RATES.get((flags >> 23 & 15) as usize);
    to.fact("Bits a sample", ((flags & 3) * 8 + 8).to_string(), 24..28);
    let count = if flags & 4 == 0 { 2 } else { 1 };
    to.fact("Channels of the block", channels(count), 24..28);
    to.fact(
        "Compression",
        if flags & 8 == 0 {
            "without loss"
        } else {
            "with loss"
        },
        24..28,
    );
    if let Some(&rate) = rate {
        to.fact("Sample rate", hertz(rate), 24..28);
        let samples = view.u32(12, Little)?;
        if samples < u32::MAX
            && let Some(duration) = lasting(samples.into(), rate)
        {
            to.fact("Duration", duration, 12..16);
        }
    }
    Some(())
}

fn voc(view: &View<'_>, to: &mut Details) -> Option<()> {
    let (minor, major) = (view.u8(22)?, view.u8(23)?);
    let version = format!("{major}.{minor:02}");
    to.head(format!("{} - version {version}", VOC.name));
    to.fact("Version", version, 22..24);
    Some(())
}

fn wave64(view: &View<'_>, to: &mut Details) -> Option<()> {
    to.part("WAVE 64 audio");
    // The chunk fmt follows, behind its GUID and its length.
    if view.bytes(40, 4)? != b"fmt " {
        return Some(());
    }
    let count = u64::from(view.u16(66, Little)?);
    let rate = u64::from(view.u32(68, Little)?);
    to.part(format!("{} {rate} Hz", channels(count)));
    to.fact("Channels", channels(count), 66..68);
    to.fact("Sample rate", hertz(rate), 68..72);
    Some(())
}

fn tta(view: &View<'_>, to: &mut Details) -> Option<()> {
    let count = u64::from(view.u16(6, Little)?);
    to.fact("Channels", channels(count), 6..8);
    fields::number(view, to, "Bits a sample", 8..10, Little, "")?;
    let rate = u64::from(view.u32(10, Little)?);
    to.fact("Sample rate", hertz(rate), 10..14);
    let samples = u64::from(view.u32(14, Little)?);
    if let Some(duration) = lasting(samples, rate) {
        to.fact("Duration", duration, 14..18);
    }
    Some(())
}

fn midi(view: &View<'_>, to: &mut Details) -> Option<()> {
    let format = view.u16(8, Big)?;
    let tracks = u64::from(view.u16(10, Big)?);
    let division = view.u16(12, Big)?;
    to.head(format!(
        "{} (format {format}) using {} at 1/{division}",
        MIDI.name,
        fields::plural(tracks, "track")
    ));
    let formats = [
        (0, "0: one track"),
        (1, "1: tracks that play together"),
        (2, "2: songs of their own"),
    ];
    let words = named(format.into(), &formats).unwrap_or_default();
    to.fact("Format", words, 8..10);
    to.fact("Tracks", tracks.to_string(), 10..12);
    let [high, low] = division.to_be_bytes();
    let words = match high.cast_signed() {
        0.. => format!("{division} ticks a quarter note"),
        frames => format!("{} frames a second of {low} ticks", frames.unsigned_abs()),
    };
    to.fact("Division", words, 12..14);
    if view.bytes(14, 4)? != b"MTrk" {
        to.note("A track ought to follow the header.", Some(14..18));
    }
    Some(())
}
