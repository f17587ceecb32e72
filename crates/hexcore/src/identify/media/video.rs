//! Video as it is sent or was shown on the Web: MPEG streams, Flash, Windows Media and RealMedia.

use std::ops::Range;

use crate::identify::details::Details;
use crate::identify::fields::{self, duration};
use crate::identify::kind::{Kind, Strength};
use crate::identify::test::Test::{Any, Bytes, Code, Number};
use crate::identify::view::{
    Order::{Big, Little},
    View,
};

pub(super) const TRANSPORT: Kind = Kind {
    id: "mpeg-ts",
    name: "MPEG transport stream data",
    mime: "video/mp2t",
    extensions: &["m2t", "mpg", "mpeg"],
    tests: &[Bytes(0, b"G"), Code(48, |view| packets(view, 0, 188))],
    strength: Strength::Certain,
    source: "ITU-T H.222.0, 2.4.3.2",
    lesson: "Packets of 188 bytes, each of which begins with 47: a receiver finds its place again after a fault.",
    details: Some(|view, to| programs(view, to, 0)),
};

pub(super) const BLU_RAY: Kind = Kind {
    id: "m2ts",
    name: "BDAV MPEG-2 Transport Stream (M2TS)",
    mime: "video/mp2t",
    extensions: &["m2ts"],
    tests: &[Bytes(4, b"G"), Code(48, |view| packets(view, 4, 192))],
    strength: Strength::Certain,
    source: "Blu-ray Disc, BDAV MPEG-2 transport stream; packets as in ITU-T H.222.0, 2.4.3.2",
    lesson: "A transport stream with four bytes before each packet, which say when it came.",
    details: Some(|view, to| programs(view, to, 4)),
};

pub(super) const PROGRAM: Kind = Kind {
    id: "mpeg-ps",
    name: "MPEG sequence",
    mime: "video/mpeg",
    extensions: &["mpg", "mpeg", "vob", "m2p"],
    tests: &[Bytes(0, &[0, 0, 1, 0xba]), Code(16, second_start)],
    strength: Strength::Certain,
    source: "ITU-T H.222.0, 2.5.3.3",
    lesson: "Three bytes 00 00 01 begin each part; nowhere else in the file are they.",
    details: Some(program),
};

pub(super) const FLV: Kind = Kind {
    id: "flv",
    name: "Macromedia Flash Video",
    mime: "video/x-flv",
    extensions: &["flv"],
    tests: &[Bytes(0, b"FLV\x01"), Bytes(5, &[0, 0, 0, 9])],
    strength: Strength::Certain,
    source: "Adobe Flash Video File Format Specification 10.1, E.2",
    lesson: "The videos of the Web before HTML could show them; two bits say whether there are sound and pictures.",
    details: Some(flv),
};

pub(super) const SWF: Kind = Kind {
    id: "swf",
    name: "Macromedia Flash data",
    mime: "application/x-shockwave-flash",
    extensions: &["swf"],
    tests: &[
        Any(&[Bytes(0, b"FWS"), Bytes(0, b"CWS"), Bytes(0, b"ZWS")]),
        Number {
            at: 3,
            width: 1,
            order: Little,
            from: 1,
            to: 50,
        },
        Code(24, flash_body),
    ],
    strength: Strength::Certain,
    source: "SWF File Format Specification, Version 19, The SWF header",
    lesson: "A program and its drawings; with C or Z as its first letter all behind byte 8 is compressed.",
    details: Some(swf),
};

pub(super) const ASF: Kind = Kind {
    id: "asf",
    name: "Microsoft ASF",
    mime: "video/x-ms-asf",
    extensions: &["asf", "wmv", "wma"],
    tests: &[Bytes(
        0,
        &[
            0x30, 0x26, 0xb2, 0x75, 0x8e, 0x66, 0xcf, 0x11, 0xa6, 0xd9, 0x00, 0xaa, 0x00, 0x62,
            0xce, 0x6c,
        ],
    )],
    strength: Strength::Certain,
    source: "Advanced Systems Format (ASF) Specification 01.20.05, 3.1",
    lesson: "Objects that are named by numbers of sixteen bytes: nobody had to ask anybody for a free one.",
    details: Some(asf),
};

pub(super) const REAL_MEDIA: Kind = Kind {
    id: "rm",
    name: "RealMedia file",
    mime: "application/vnd.rn-realmedia",
    extensions: &["rm", "rmvb", "ra"],
    tests: &[Bytes(0, b".RMF\0\0\0")],
    strength: Strength::Certain,
    source: "RealMedia File Format (RealNetworks), RealMedia File Header",
    lesson: "What streams on the Web were made of around 2000: chunks of four letters, a length and a version.",
    details: None,
};

pub(super) const REAL_AUDIO: Kind = Kind {
    id: "ra",
    name: "RealAudio sound file",
    mime: "audio/x-pn-realaudio",
    extensions: &["ra"],
    tests: &[Bytes(0, b".ra\xfd\0")],
    strength: Strength::Certain,
    source: "RealAudio 1.0 to 5.0, as FFmpeg reads it",
    lesson: "Sound from the first years of streams on the Web.",
    details: None,
};

/// Packets that must have their first byte, and those that must be there.
const MOST: u64 = 16;
const LEAST: u64 = 5;

/// The byte 47 at the start of each packet.
fn packets(view: &View<'_>, first: u64, length: u64) -> Option<(String, Range<u64>)> {
    let count = (view.size() / length).min(MOST);
    if count < LEAST {
        return None;
    }
    for index in 0..count {
        let at = first + length * index;
        // Bits 4 and 5 of byte 3: content, more of the header, or both.
        if view.u8(at)? != b'G' || view.u8(at + 3)? & 0x30 == 0 {
            return None;
        }
    }
    Some((
        format!("the byte 47 at the start of each packet of {length} bytes"),
        first..length * count,
    ))
}

/// The numbers of the streams in the first packets: ITU-T H.222.0, 2.4.4.3.
fn programs(view: &View<'_>, to: &mut Details, first: u64) -> Option<()> {
    let length = 188 + first;
    for index in 0..(view.size() / length).min(MOST) {
        let at = first + length * index;
        // The table of programs has the number 0, and begins behind a byte that says where.
        if view.u16(at + 1, Big)? & 0x1fff != 0 || view.u8(at + 3)? & 0x30 != 0x10 {
            continue;
        }
        let table = at + 5 + u64::from(view.u8(at + 4)?);
        if view.u8(table)? == 0 {
            let size = u64::from(view.u16(table + 1, Big)? & 0x0fff);
            let programs = size.saturating_sub(9) / 4;
            to.fact("Programs", programs.to_string(), table + 1..table + 3);
            return Some(());
        }
    }
    Some(())
}

/// The pack header has its marker bits, and another start code follows it.
fn second_start(view: &View<'_>) -> Option<(String, Range<u64>)> {
    let bits = view.u8(4)?;
    let at = if bits & 0xc4 == 0x44 {
        14 + u64::from(view.u8(13)? & 7)
    } else if bits & 0xf1 == 0x21 {
        12
    } else {
        return None;
    };
    (view.bytes(at, 3)? == [0, 0, 1]).then(|| {
        (
            "the start of another part behind the header of the pack".to_owned(),
            at..at + 3,
        )
    })
}

fn program(view: &View<'_>, to: &mut Details) -> Option<()> {
    let (version, words) = match view.u8(4)? & 0xc0 {
        0x40 => ("v2", "program multiplex"),
        _ => ("v1", "system multiplex"),
    };
    to.part(version);
    to.part(words);
    to.fact("Version of MPEG", version, 4..5);
    Some(())
}

fn flv(view: &View<'_>, to: &mut Details) -> Option<()> {
    let content = match view.u8(4)? & 5 {
        1 => "pictures",
        4 => "sound",
        5 => "pictures and sound",
        _ => "neither pictures nor sound",
    };
    to.fact("Content", content, 4..5);
    Some(())
}

/// What must be behind the header: as many bytes as it says, or compressed data.
fn flash_body(view: &View<'_>) -> Option<(String, Range<u64>)> {
    let length = u64::from(view.u32(4, Little)?);
    match view.u8(0)? {
        b'F' => (length == view.size()).then(|| ("the length of the file".to_owned(), 4..8)),
        b'C' => {
            let head = view.u16(8, Big)?;
            // RFC 1950, 2.2: the two bytes are a multiple of 31.
            (head & 0x0f00 == 0x0800 && head % 31 == 0)
                .then(|| ("the header of zlib".to_owned(), 8..10))
        }
        _ => {
            // LZMA’s byte of properties, which is less than 225, and a size of its dictionary.
            let (properties, dictionary) = (view.u8(12)?, view.u32(13, Little)?);
            (properties < 225 && dictionary.is_power_of_two() && view.u8(3)? >= 13)
                .then(|| ("the properties of LZMA".to_owned(), 12..17))
        }
    }
}

fn swf(view: &View<'_>, to: &mut Details) -> Option<()> {
    let (words, compression) = match view.u8(0)? {
        b'F' => ("", "none"),
        b'C' => (" (compressed)", "zlib"),
        _ => (" (lzma compressed)", "LZMA"),
    };
    to.head(format!("{}{words}", SWF.name));
    to.fact("Compression", compression, 0..1);
    let version = fields::number(view, to, "Version", 3..4, Little, "")?;
    to.part(format!("version {version}"));
    fields::number(view, to, "Length when unpacked", 4..8, Little, "bytes")?;
    Some(())
}

/// Objects of the header that are looked at.
const OBJECTS: u32 = 32;

fn asf(view: &View<'_>, to: &mut Details) -> Option<()> {
    let end = view.u64(16, Little)?;
    fields::number(view, to, "Objects of the header", 24..28, Little, "")?;
    let mut at = 30_u64;
    for _ in 0..OBJECTS {
        if at >= end {
            break;
        }
        let id = view.bytes(at, 4)?;
        let length = view.u64(at.checked_add(16)?, Little)?;
        // The first four bytes of their GUIDs are enough, within the header.
        match id {
            [0xa1, 0xdc, 0xab, 0x8c] => {
                // ASF, 3.2: in units of 100 nanoseconds, with what is loaded before.
                let play = view.u64(at + 64, Little)? / 10_000;
                let before = view.u64(at + 80, Little)?;
                let words = duration(play.saturating_sub(before));
                to.fact("Duration", words, at + 64..at + 72);
            }
            [0x91, 0x07, 0xdc, 0xb7] => {
                // ASF, 3.3: sound or pictures.
                let words = match view.bytes(at + 24, 4)? {
                    [0x40, 0x9e, 0x69, 0xf8] => "sound",
                    [0xc0, 0xef, 0x19, 0xbc] => "pictures",
                    _ => "something else",
                };
                to.fact("Stream", words, at + 24..at + 40);
            }
            _ => {}
        }
        at = at.checked_add(length.max(24))?;
    }
    Some(())
}
