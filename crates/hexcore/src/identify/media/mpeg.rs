//! MPEG audio: MP3 with and without ID3, and AAC (ISO/IEC 11172-3, 13818-3 and 13818-7; ID3v2).

use std::ops::Range;

use super::hertz;
use crate::identify::details::{Details, printable};
use crate::identify::fields::{self, lasting, named, span, thousandths, wide};
use crate::identify::kind::{Kind, Strength};
use crate::identify::test::Test::{Bytes, Code, Masked, Number};
use crate::identify::view::{
    Order::{Big, Little},
    View,
};

pub(super) const ID3: Kind = Kind {
    id: "mp3",
    name: "Audio file with ID3",
    mime: "audio/mpeg",
    extensions: &["mp3"],
    tests: &[
        Bytes(0, b"ID3"),
        Number {
            at: 3,
            width: 1,
            order: Big,
            from: 2,
            to: 4,
        },
        Number {
            at: 4,
            width: 1,
            order: Big,
            from: 0,
            to: 0xfe,
        },
        // The low bits of the flags and the high bits of the length are always 0.
        Masked(5, &[0, 0, 0, 0, 0], &[0x0f, 0x80, 0x80, 0x80, 0x80]),
    ],
    strength: Strength::Certain,
    source: "ID3 tag version 2.4.0 - Main Structure, 3.1",
    lesson: "Title and artist stand before the sound; the length is written with seven bits a byte, so that it never \
             looks like the start of a frame.",
    details: Some(id3),
};

pub(super) const FRAMES: Kind = Kind {
    id: "mpeg-audio",
    name: "MPEG ADTS",
    mime: "audio/mpeg",
    extensions: &["mp3", "mp2", "mp1", "mpga"],
    tests: &[Masked(0, &[0xff, 0xe0], &[0xff, 0xe0]), Code(48, frames)],
    strength: Strength::Likely,
    source: "ISO/IEC 11172-3, 2.4.1.3",
    lesson: "No signature, but frames: each begins with eleven bits that are 1, and its header tells where the next \
             one begins.",
    details: Some(mpeg),
};

pub(super) const AAC: Kind = Kind {
    id: "aac",
    name: "MPEG ADTS, AAC",
    mime: "audio/aac",
    extensions: &["aac", "adts"],
    tests: &[
        Masked(0, &[0xff, 0xf0], &[0xff, 0xf6]),
        Code(48, aac_frames),
    ],
    strength: Strength::Likely,
    source: "ISO/IEC 13818-7, 6.2: ADTS",
    lesson: "Frames as in an MP3, with two bits that say layer 0, which no MP3 has.",
    details: Some(aac),
};

/// Frames that must follow each other.
const CHAIN: u32 = 4;

/// Bit rates in kbit/s by their number, from 1 on: version 1 in its three layers, then the others.
const RATES: [[u64; 14]; 5] = [
    [
        32, 64, 96, 128, 160, 192, 224, 256, 288, 320, 352, 384, 416, 448,
    ],
    [
        32, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 384,
    ],
    [
        32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320,
    ],
    [
        32, 48, 56, 64, 80, 96, 112, 128, 144, 160, 176, 192, 224, 256,
    ],
    [8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160],
];

/// The header of a frame.
#[derive(Clone, Copy)]
struct Frame {
    /// 1, 2 or, for 2.5, 3: by it the sample rate is divided.
    version: u8,
    layer: u8,
    /// kbit/s.
    rate: u64,
    hertz: u64,
    mode: u8,
    length: u64,
}

impl Frame {
    fn read(view: &View<'_>, at: u64) -> Option<Frame> {
        let &[first, second, third, fourth] = view.bytes(at, 4)? else {
            return None;
        };
        if first != 0xff || second & 0xe0 != 0xe0 {
            return None;
        }
        let version = match second >> 3 & 3 {
            3 => 1,
            2 => 2,
            0 => 3,
            _ => return None,
        };
        let layer = match second >> 1 & 3 {
            0 => return None,
            bits => 4 - bits,
        };
        let table = match (version, layer) {
            (1, layer) => usize::from(layer) - 1,
            (_, 1) => 3,
            _ => 4,
        };
        let rate = *RATES
            .get(table)?
            .get(usize::from(third >> 4).checked_sub(1)?)?;
        let hertz = *[44_100_u64, 48_000, 32_000].get(usize::from(third >> 2 & 3))?;
        let hertz = hertz >> (version - 1);
        let padding = u64::from(third >> 1 & 1);
        let length = match (layer, version) {
            (1, _) => (12_000 * rate / hertz + padding) * 4,
            (3, 2 | 3) => 72_000 * rate / hertz + padding,
            _ => 144_000 * rate / hertz + padding,
        };
        Some(Frame {
            version,
            layer,
            rate,
            hertz,
            mode: fourth >> 6,
            length,
        })
    }

    fn is_like(self, other: Frame) -> bool {
        (self.version, self.layer, self.hertz) == (other.version, other.layer, other.hertz)
    }

    fn version(self) -> &'static str {
        match self.version {
            1 => "v1",
            2 => "v2",
            _ => "v2.5",
        }
    }

    fn layer(self) -> &'static str {
        match self.layer {
            1 => "I",
            2 => "II",
            _ => "III",
        }
    }

    fn mode(self) -> &'static str {
        match self.mode {
            0 => "Stereo",
            1 => "JntStereo",
            2 => "2x Monaural",
            _ => "Monaural",
        }
    }

    /// The words of `file`.
    fn words(self) -> String {
        format!(
            "layer {}, {}, {} kbps, {} kHz, {}",
            self.layer(),
            self.version(),
            self.rate,
            thousandths(self.hertz),
            self.mode()
        )
    }
}

/// A chain of frames, which do not contradict each other.
fn chain(view: &View<'_>, start: u64) -> Option<Frame> {
    let first = Frame::read(view, start)?;
    let mut at = start;
    for count in 0..CHAIN {
        if count > 1 && at == view.size() {
            break;
        }
        let frame = Frame::read(view, at)?;
        if !frame.is_like(first) {
            return None;
        }
        at += frame.length;
    }
    Some(first)
}

fn frames(view: &View<'_>) -> Option<(String, Range<u64>)> {
    let first = chain(view, 0)?;
    Some((
        "a chain of frames, each of which begins where the one before ends".to_owned(),
        0..first.length.min(view.size()),
    ))
}

fn mpeg(view: &View<'_>, to: &mut Details) -> Option<()> {
    let first = Frame::read(view, 0)?;
    to.part(first.words());
    tell(view, to, 0, first)
}

fn tell(view: &View<'_>, to: &mut Details, at: u64, frame: Frame) -> Option<()> {
    to.fact("Version", frame.version(), span(at + 1, 1));
    to.fact("Layer", frame.layer(), span(at + 1, 1));
    let rate = fields::with_unit(frame.rate, "kbit/s");
    to.fact("Bit rate of the first frame", rate, span(at + 2, 1));
    to.fact("Sample rate", hertz(frame.hertz), span(at + 2, 1));
    let modes = ["stereo", "joint stereo", "two channels", "one channel"];
    let mode = modes.get(usize::from(frame.mode))?;
    to.fact("Channels", *mode, span(at + 3, 1));
    // The first frame may be silent and tell of all others: behind the side information.
    let side = match (frame.version, frame.mode) {
        (1, 3) => 17,
        (1, _) => 32,
        (_, 3) => 9,
        _ => 17,
    };
    let tag = at + 4 + side;
    let words = match view.bytes(tag, 4)? {
        b"Xing" => "a variable bit rate",
        b"Info" => "a constant bit rate",
        _ => return Some(()),
    };
    to.fact("Tag of the encoder", words, span(tag, 4));
    if view.u32(tag + 4, Big)? & 1 == 1 {
        let count = u64::from(view.u32(tag + 8, Big)?);
        let samples = match (frame.version, frame.layer) {
            (_, 1) => 384,
            (1, _) | (_, 2) => 1152,
            _ => 576,
        };
        if let Some(duration) = lasting(count * samples, frame.hertz) {
            to.fact("Duration", duration, span(tag + 8, 4));
        }
    }
    Some(())
}

fn id3(view: &View<'_>, to: &mut Details) -> Option<()> {
    let (major, minor, flags) = (view.u8(3)?, view.u8(4)?, view.u8(5)?);
    let version = format!("2.{major}.{minor}");
    to.head(format!("{} version {version}", ID3.name));
    to.fact("Version of ID3", version, 3..5);
    for (bit, words) in [
        (0x80, "unsynchronized frames"),
        (0x40, "extended header"),
        (0x20, "experimental"),
    ] {
        if flags & bit != 0 {
            to.part(words);
        }
    }
    let length = seven_bits(view, 6)?;
    to.fact("Length of the tag", fields::plural(length, "byte"), 6..10);
    let end = 10 + length + if flags & 0x10 != 0 { 10 } else { 0 };
    if flags & 0xc0 == 0 {
        texts(view, to, major, end);
    }
    // Some writers leave zeros behind the tag.
    let padding = view.up_to(end, 4096)?;
    let zeros = padding.iter().take_while(|&&byte| byte == 0).count() as u64;
    let at = end + zeros;
    if let Some(frame) = chain(view, at).or_else(|| Frame::read(view, at)) {
        to.part(format!("contains: MPEG ADTS, {}", frame.words()));
        return tell(view, to, at, frame);
    }
    if let Some(words) = adts_words(view, at) {
        to.part(format!("contains: {}, {words}", AAC.name));
    } else if view.bytes(at, 4) == Some(b"fLaC") {
        to.part("contains: FLAC audio bitstream data");
    }
    Some(())
}

/// A number of four bytes with seven bits each.
fn seven_bits(view: &View<'_>, at: u64) -> Option<u64> {
    let bytes = view.bytes(at, 4)?;
    let add = |number: u64, byte: &u8| number << 7 | u64::from(byte & 0x7f);
    Some(bytes.iter().fold(0, add))
}

/// Frames of a tag: names of three letters in version 2.2, later of four.
const TEXTS: &[(&[u8; 4], &[u8; 3], &str)] = &[
    (b"TIT2", b"TT2", "Title"),
    (b"TPE1", b"TP1", "Artist"),
    (b"TALB", b"TAL", "Album"),
    (b"TDRC", b"TYE", "Year"),
    (b"TYER", b"TYE", "Year"),
    (b"TSSE", b"TSS", "Encoder"),
];

fn texts(view: &View<'_>, to: &mut Details, major: u8, end: u64) -> Option<()> {
    let mut at = 10_u64;
    for _ in 0..32 {
        if at >= end {
            break;
        }
        let (name, head, length) = match major {
            2 => (view.bytes(at, 3)?, 6, view.number(at + 3, 3, Big)?),
            3 => (view.bytes(at, 4)?, 10, view.u32(at + 4, Big)?.into()),
            _ => (view.bytes(at, 4)?, 10, seven_bits(view, at + 4)?),
        };
        let known = TEXTS
            .iter()
            .find(|(four, three, _)| name == *four || name == *three);
        let body = at + head;
        if let Some((_, _, title)) = known
            && length > 1
        {
            let bytes = view.bytes(body + 1, (length - 1).min(256))?;
            let text = match (view.u8(body)?, bytes) {
                (1, [0xff, 0xfe, rest @ ..]) => wide(rest, Little),
                (1, [0xfe, 0xff, rest @ ..]) | (2, rest) => wide(rest, Big),
                (3, bytes) => String::from_utf8_lossy(bytes)
                    .chars()
                    .filter(|character| !character.is_control())
                    .collect(),
                (_, bytes) => printable(bytes.split(|&byte| byte == 0).next()?),
            };
            to.fact(title, text, span(body, length.min(257)));
        }
        at = body.checked_add(length)?;
    }
    Some(())
}

/// The length of an ADTS frame, and what may not change.
fn adts(view: &View<'_>, at: u64) -> Option<(u64, [u8; 3])> {
    let &[first, second, third, fourth, fifth, sixth] = view.bytes(at, 6)? else {
        return None;
    };
    if first != 0xff || second & 0xf6 != 0xf0 || third >> 2 & 15 > 12 {
        return None;
    }
    let length = u64::from(fourth & 3) << 11 | u64::from(fifth) << 3 | u64::from(sixth >> 5);
    // Version, profile, sample rate and channels.
    (length > 7).then_some((length, [second, third & 0xfd, fourth & 0xc0]))
}

fn aac_frames(view: &View<'_>) -> Option<(String, Range<u64>)> {
    let (length, first) = adts(view, 0)?;
    let mut at = 0;
    for count in 0..CHAIN {
        if count > 1 && at == view.size() {
            break;
        }
        let (length, fields) = adts(view, at)?;
        if fields != first {
            return None;
        }
        at += length;
    }
    Some((
        "a chain of frames, each of which begins where the one before ends".to_owned(),
        0..length,
    ))
}

/// The words of `file`.
fn adts_words(view: &View<'_>, at: u64) -> Option<String> {
    adts(view, at)?;
    let &[_, second, third, fourth] = view.bytes(at, 4)? else {
        return None;
    };
    let version = if second & 8 == 0 { "v4" } else { "v2" };
    let profile = ["Main", "LC", "SSR", "LTP"].get(usize::from(third >> 6))?;
    let hertz = *ADTS_RATES.get(usize::from(third >> 2 & 15))?;
    let mut words = format!("{version} {profile}, {} kHz", thousandths(hertz));
    let channels = (third & 1) << 2 | fourth >> 6;
    let names = [
        (1, "monaural"),
        (2, "stereo"),
        (3, "stereo + center"),
        (4, "stereo + center + rear"),
        (5, "surround"),
        (6, "surround + LFE"),
        (7, "surround + side"),
    ];
    if let Some(name) = named(channels.into(), &names) {
        words += ", ";
        words += name;
    }
    Some(words)
}

const ADTS_RATES: [u64; 13] = [
    96_000, 88_200, 64_000, 48_000, 44_100, 32_000, 24_000, 22_050, 16_000, 12_000, 11_025, 8_000,
    7_350,
];

fn aac(view: &View<'_>, to: &mut Details) -> Option<()> {
    let words = adts_words(view, 0)?;
    let mut parts = words.split(", ");
    if let (Some(profile), Some(rate)) = (parts.next(), parts.next()) {
        to.fact("Version and profile", profile, 1..3);
        to.fact("Sample rate", rate, 2..3);
    }
    if let Some(channels) = parts.next() {
        to.fact("Channels", channels, 2..4);
    }
    to.part(words);
    Some(())
}
