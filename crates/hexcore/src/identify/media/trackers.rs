//! Music of trackers: samples, and when each of them is played.

use std::ops::Range;

use crate::identify::details::{Details, printable};
use crate::identify::fields::{self, span};
use crate::identify::kind::{Kind, Strength};
use crate::identify::test::Test::{Any, Bytes, Code, Number};
use crate::identify::view::{Order::Little, View};

pub(super) const XM: Kind = Kind {
    id: "xm",
    name: "Fasttracker II module sound data",
    mime: "audio/x-xm",
    extensions: &["xm"],
    tests: &[Bytes(0, b"Extended Module: "), Bytes(37, &[0x1a])],
    strength: Strength::Certain,
    source: "The XM module format description for XM files version 1.04 (Fast Tracker 2)",
    lesson: "A song made of recorded notes and of patterns that say when to play them.",
    details: Some(xm),
};

pub(super) const IT: Kind = Kind {
    id: "it",
    name: "Impulse Tracker module sound data",
    mime: "audio/x-it",
    extensions: &[],
    tests: &[
        Bytes(0, b"IMPM"),
        Number {
            at: 40,
            width: 2,
            order: Little,
            from: 0x100,
            to: 0xfff,
        },
        Number {
            at: 42,
            width: 2,
            order: Little,
            from: 0x100,
            to: 0x300,
        },
    ],
    strength: Strength::Certain,
    source: "Impulse Tracker, ITTECH.TXT",
    lesson: "A song with two versions in its header: that of the tracker that made it, and the oldest that can play \
             it.",
    details: Some(it),
};

pub(super) const S3M: Kind = Kind {
    id: "s3m",
    name: "ScreamTracker III Module sound data",
    mime: "audio/x-s3m",
    extensions: &["s3m"],
    tests: &[Bytes(44, b"SCRM"), Bytes(28, &[0x1a, 0x10])],
    strength: Strength::Certain,
    source: "Scream Tracker 3.20, TECH.DOC",
    lesson: "The title comes first; the four letters that make it sure stand at byte 44.",
    details: Some(s3m),
};

pub(super) const MOD: Kind = Kind {
    id: "mod",
    name: "Protracker module sound data",
    mime: "audio/x-mod",
    extensions: &[],
    tests: &[
        Any(&[
            Bytes(1080, b"M.K."),
            Bytes(1080, b"M!K!"),
            Bytes(1080, b"4CHN"),
            Bytes(1080, b"6CHN"),
            Bytes(1080, b"8CHN"),
            Bytes(1080, b"FLT4"),
            Bytes(1080, b"FLT8"),
            Bytes(1080, b"CD81"),
            Bytes(1080, b"OKTA"),
        ]),
        Code(32, samples),
    ],
    strength: Strength::Certain,
    source: "ProTracker 1.1B, Song/Module format",
    lesson: "The music of the Amiga: its signature came with the second version and had to go behind what was there.",
    details: Some(module),
};

/// A title in the quotes of `file`, and as a fact.
fn title(view: &View<'_>, to: &mut Details, at: u64, most: u64) -> Option<String> {
    let title = fields::tell_text(view, to, "Title", at, most)?;
    Some(format!("Title: \"{title}\""))
}

fn xm(view: &View<'_>, to: &mut Details) -> Option<()> {
    let title = title(view, to, 17, 20)?;
    to.head(format!("{} {title}", XM.name));
    fields::tell_text(view, to, "Written by", 38, 20)?;
    fields::number(view, to, "Channels", 68..70, Little, "")?;
    fields::number(view, to, "Patterns", 70..72, Little, "")?;
    fields::number(view, to, "Instruments", 72..74, Little, "")?;
    Some(())
}

fn it(view: &View<'_>, to: &mut Details) -> Option<()> {
    let title = fields::tell_text(view, to, "Title", 4, 26)?;
    let version = |at| Some(format!("ITv{:x}", view.u16(at, Little)?));
    let (made, plays) = (version(40)?, version(42)?);
    to.head(format!(
        "{} - \"{title}\" compatible w/{plays} created w/{made}",
        IT.name
    ));
    to.fact("Made with", made, 40..42);
    to.fact("Plays with", plays, 42..44);
    fields::number(view, to, "Instruments", 34..36, Little, "")?;
    fields::number(view, to, "Samples", 36..38, Little, "")?;
    fields::number(view, to, "Patterns", 38..40, Little, "")?;
    Some(())
}

fn s3m(view: &View<'_>, to: &mut Details) -> Option<()> {
    let title = title(view, to, 0, 28)?;
    to.head(format!("{} {title}", S3M.name));
    fields::number(view, to, "Instruments", 34..36, Little, "")?;
    fields::number(view, to, "Patterns", 36..38, Little, "")?;
    Some(())
}

/// Volumes and tunings of the 31 samples, and a length of the song, that can be.
fn samples(view: &View<'_>) -> Option<(String, Range<u64>)> {
    for index in 0..31 {
        let at = 20 + 30 * index;
        if view.u8(at + 24)? > 15 || view.u8(at + 25)? > 64 {
            return None;
        }
    }
    let length = view.u8(950)?;
    let orders = view.bytes(952, 128)?;
    let is_song = (1..=128).contains(&length) && orders.iter().all(|&pattern| pattern < 128);
    is_song.then(|| {
        (
            "31 samples with volumes and tunings that can be".to_owned(),
            20..1080,
        )
    })
}

fn module(view: &View<'_>, to: &mut Details) -> Option<()> {
    let mark = view.bytes(1080, 4)?;
    let tracker = match mark {
        b"FLT4" | b"FLT8" => "Startracker",
        b"CD81" | b"OKTA" => "Octalyser",
        [_, b'C', b'H', b'N'] => "Fasttracker",
        _ => "Protracker",
    };
    let channels = match mark {
        [digit @ b'1'..=b'9', b'C', ..] => digit - b'0',
        b"FLT8" | b"CD81" | b"OKTA" => 8,
        _ => 4,
    };
    let title = title(view, to, 0, 20)?;
    to.head(format!(
        "{channels}-channel {tracker} module sound data {title}"
    ));
    to.fact("Mark", printable(mark), span(1080, 4));
    to.fact("Channels", channels.to_string(), span(1080, 4));
    fields::number(view, to, "Length", 950..951, Little, "patterns")?;
    Some(())
}
