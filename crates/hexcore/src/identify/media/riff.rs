//! RIFF: WAVE, AVI and what else it holds (Multimedia Programming Interface and Data Specifications 1.0).

use super::{channels, hertz};
use crate::identify::details::{Details, printable};
use crate::identify::fields::{self, Names, by, lasting, named, span};
use crate::identify::kind::{Kind, Strength};
use crate::identify::test::Test::{Any, Bytes};
use crate::identify::view::{
    Order::{self, Big, Little},
    View,
};

pub(super) const WAVE: Kind = Kind {
    id: "wav",
    name: "WAVE audio",
    mime: "audio/x-wav",
    extensions: &["wav", "wave"],
    tests: &[
        Bytes(8, b"WAVE"),
        Any(&[Bytes(0, b"RIFF"), Bytes(0, b"RIFX"), Bytes(0, b"RF64")]),
    ],
    strength: Strength::Certain,
    source: "Multimedia Programming Interface and Data Specifications 1.0, chapter 3, Waveform Audio File Format",
    lesson: "Chunks of four letters and a length: fmt tells what the samples are, data holds them.",
    details: Some(wave),
};

pub(super) const AVI: Kind = Kind {
    id: "avi",
    name: "AVI",
    mime: "video/x-msvideo",
    extensions: &["avi"],
    tests: &[Bytes(8, b"AVI LIST"), Bytes(0, b"RIFF")],
    strength: Strength::Certain,
    source: "AVI RIFF File Reference (Microsoft)",
    lesson: "Lists within lists: pictures and sound lie in one of them, cut into small pieces that take turns.",
    details: Some(avi),
};

pub(super) const ANI: Kind = Kind {
    id: "ani",
    name: "animated cursor",
    mime: "application/x-navi-animation",
    extensions: &["ani"],
    tests: &[Bytes(8, b"ACON"), Bytes(0, b"RIFF")],
    strength: Strength::Certain,
    source: "Multimedia Programming Interface and Data Specifications 1.0, and Microsoft’s ANIHEADER",
    lesson: "Several cursors in RIFF chunks, with a header that says how long each of them is shown.",
    details: Some(|_, to| head(to, ANI.name)),
};

pub(super) const RMI: Kind = Kind {
    id: "rmi",
    name: "MIDI",
    mime: "audio/midi",
    extensions: &["rmi"],
    tests: &[Bytes(8, b"RMIDdata"), Bytes(0, b"RIFF")],
    strength: Strength::Certain,
    source: "Multimedia Programming Interface and Data Specifications 1.0, chapter 3, RMID",
    lesson: "A MIDI file within a RIFF chunk.",
    details: Some(|_, to| head(to, RMI.name)),
};

pub(super) const SOUND_FONT: Kind = Kind {
    id: "sf2",
    name: "SoundFont/Bank",
    mime: "audio/x-sfbk",
    extensions: &["sf2", "sf3"],
    tests: &[Bytes(8, b"sfbkLIST"), Bytes(0, b"RIFF")],
    strength: Strength::Certain,
    source: "SoundFont Technical Specification 2.04, 4.2",
    lesson: "Recorded notes of instruments, from which a synthesizer plays all others.",
    details: Some(|_, to| head(to, SOUND_FONT.name)),
};

/// Chunks of a list that are looked at.
const MOST: u32 = 64;

fn head(to: &mut Details, name: &str) -> Option<()> {
    to.head(format!("RIFF (little-endian) data, {name}"));
    Some(())
}

/// A chunk: its name, where its bytes begin, and how many there are.
struct Chunk<'a> {
    name: &'a [u8],
    body: u64,
    length: u64,
}

impl<'a> Chunk<'a> {
    fn read(view: &View<'a>, at: u64, order: Order) -> Option<Chunk<'a>> {
        Some(Chunk {
            name: view.bytes(at, 4)?,
            length: view.u32(at.checked_add(4)?, order)?.into(),
            body: at.checked_add(8)?,
        })
    }

    /// Where the next chunk begins: chunks are of an even length.
    fn next(&self) -> u64 {
        self.body.saturating_add(self.length.next_multiple_of(2))
    }
}

/// Numbers of formats: the words of `file`, where it has any.
const FORMATS: &Names = &[
    (1, "Microsoft PCM"),
    (2, "Microsoft ADPCM"),
    (3, "IEEE Float"),
    (6, "ITU G.711 A-law"),
    (7, "ITU G.711 mu-law"),
    (0x11, "IMA ADPCM"),
    (0x31, "GSM 6.10"),
    (0x50, "MPEG"),
    (0x55, "MPEG Layer 3"),
    (0x69, "Voxware Byte Aligned"),
    (0x92, "Dolby AC3 S/PDIF"),
    (0x2000, "AC3 DVM"),
];

fn wave(view: &View<'_>, to: &mut Details) -> Option<()> {
    let (order, words) = match view.bytes(0, 4)? {
        b"RIFX" => (Big, "RIFF (big-endian) data, WAVE audio"),
        b"RF64" => (Little, "MBWF/RF64 audio"),
        _ => (Little, "RIFF (little-endian) data, WAVE audio"),
    };
    to.head(words);
    let mut at = 12_u64;
    let mut a_second = 0;
    for _ in 0..MOST {
        let chunk = Chunk::read(view, at, order)?;
        match chunk.name {
            b"fmt " => a_second = format(view, to, chunk.body, order, words)?,
            b"data" => {
                if let Some(duration) = lasting(chunk.length, a_second)
                    && chunk.length < u64::from(u32::MAX)
                {
                    to.fact("Duration", duration, span(at + 4, 4));
                }
                if chunk.next().min(chunk.body.saturating_add(chunk.length)) > view.size() {
                    to.note(
                        "The samples ought to go on behind the end of the file.",
                        Some(span(at + 4, 4)),
                    );
                }
                return Some(());
            }
            _ => {}
        }
        at = chunk.next();
    }
    Some(())
}

/// The chunk fmt; gives the bytes a second.
fn format(view: &View<'_>, to: &mut Details, at: u64, order: Order, head: &str) -> Option<u64> {
    let field = |offset, width| view.number(at + offset, width, order);
    let format = field(0, 2)?;
    let bits = field(14, 2)?;
    let name = named(format, FORMATS);
    // `file` names no format where the high byte comes first, nor in an RF64.
    if let Some(name) = name
        && head.starts_with("RIFF (l")
    {
        to.part(name);
        if format == 1 {
            to.part(format!("{bits} bit"));
        }
    }
    let words = match (format, name) {
        (0xfffe, _) => {
            // A GUID, whose first two bytes are the format.
            let inner = field(24, 2).and_then(|inner| named(inner, FORMATS));
            format!("extensible, {}", inner.unwrap_or("unknown"))
        }
        (_, Some(name)) => name.to_owned(),
        (_, None) => format!("format {format:#x}"),
    };
    to.fact("Format", words, span(at, 2));
    let count = field(2, 2)?;
    let rate = field(4, 4)?;
    to.part(format!("{} {rate} Hz", channels(count)));
    to.fact("Channels", channels(count), span(at + 2, 2));
    to.fact("Sample rate", hertz(rate), span(at + 4, 4));
    to.fact("Bits a sample", bits.to_string(), span(at + 14, 2));
    field(8, 4)
}

/// Codes of ways to compress pictures.
const VIDEO: &[(&[u8; 4], &str)] = &[
    (b"\0\0\0\0", "uncompressed"),
    (b"DIB ", "uncompressed"),
    (b"DIV3", "DivX 3 Low-Motion"),
    (b"DIV4", "DivX 3 Fast-Motion"),
    (b"DIVX", "DivX 4"),
    (b"DX50", "DivX 5"),
    (b"XVID", "XviD"),
    (b"FMP4", "FFMpeg MPEG-4"),
    (b"MP42", "Microsoft MPEG-4 v2"),
    (b"MP43", "Microsoft MPEG-4 v3"),
    (b"MPG4", "Microsoft MPEG-4 v1"),
    (b"H264", "H.264"),
    (b"MJPG", "Motion JPEG"),
    (b"CVID", "Cinepak"),
    (b"IV32", "Intel Indeo 3.2"),
    (b"IV41", "Intel Indeo 4.1"),
    (b"IV50", "Intel Indeo 5.0"),
    (b"MSVC", "Microsoft Video 1"),
    (b"CRAM", "Microsoft Video 1"),
    (b"WMV2", "Windows Media Video 8"),
    (b"I420", "uncompressed YUV"),
];

const AUDIO: &Names = &[
    (1, "uncompressed PCM"),
    (2, "ADPCM"),
    (6, "aLaw"),
    (7, "uLaw"),
    (0x50, "MPEG-1 Layer 1 or 2"),
    (0x55, "MPEG-1 Layer 3"),
    (0xff, "AAC"),
    (0x160, "Windows Media Audio 1"),
    (0x161, "DivX"),
    (0x2000, "Dolby AC3"),
];

fn avi(view: &View<'_>, to: &mut Details) -> Option<()> {
    head(to, AVI.name)?;
    if view.bytes(20, 8)? != b"hdrlavih" {
        to.note(
            "Its first list ought to begin with the header avih.",
            Some(20..28),
        );
        return Some(());
    }
    let (width, height) = fields::size(view, to, 64..68, 68..72, Little)?;
    to.part(by(width, height));
    let micro = u64::from(view.u32(32, Little)?);
    // In hundredths of a picture a second.
    if let Some(rate) = (100_000_000 + micro / 2).checked_div(micro) {
        let words = format!("{}.{:02}", rate / 100, rate % 100);
        to.part(words.clone() + " fps");
        to.fact("Pictures a second", words, 32..36);
    }
    let frames = u64::from(view.u32(48, Little)?);
    if let Some(milliseconds) = frames.checked_mul(micro) {
        to.fact("Duration", fields::duration(milliseconds / 1000), 48..52);
    }
    // The lists of the streams follow the header.
    let end = Chunk::read(view, 12, Little)?.next();
    let mut at = Chunk::read(view, 24, Little)?.next();
    for _ in 0..MOST {
        if at >= end {
            break;
        }
        let list = Chunk::read(view, at, Little)?;
        if list.name == b"LIST" && view.bytes(list.body, 4)? == b"strl" {
            stream(view, to, list.body + 4)?;
        }
        at = list.next();
    }
    Some(())
}

/// A stream: its header and its format.
fn stream(view: &View<'_>, to: &mut Details, at: u64) -> Option<()> {
    let header = Chunk::read(view, at, Little)?;
    let kind = view.bytes(header.body, 4)?;
    let format = Chunk::read(view, header.next(), Little)?.body;
    match kind {
        b"vids" => {
            let code = view.bytes(format + 16, 4)?;
            let known = VIDEO
                .iter()
                .find(|(known, _)| known.eq_ignore_ascii_case(code));
            let words = match known {
                Some((_, words)) => (*words).to_owned(),
                None => printable(code),
            };
            to.part(format!("video: {words}"));
            to.fact("Video", words, span(format + 16, 4));
        }
        b"auds" => {
            let field = |offset, width| view.number(format + offset, width, Little);
            let (code, count, rate) = (field(0, 2)?, field(2, 2)?, field(4, 4)?);
            let words = match named(code, AUDIO) {
                Some(words) => words.to_owned(),
                None => format!("format {code:#x}"),
            };
            let words = format!("{words} ({}, {rate} Hz)", channels(count));
            to.part(format!("audio: {words}"));
            to.fact("Audio", words, span(format, 8));
        }
        _ => {}
    }
    Some(())
}
