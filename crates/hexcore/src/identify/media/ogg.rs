//! FLAC (RFC 9639), and Ogg (RFC 3533) with what it carries.

use super::{channels, hertz};
use crate::identify::details::Details;
use crate::identify::fields::{self, lasting, span, thousandths};
use crate::identify::kind::{Kind, Strength};
use crate::identify::test::Test::{self, Bytes};
use crate::identify::view::{
    Order::{Big, Little},
    View,
};

pub(super) const FLAC: Kind = Kind {
    id: "flac",
    name: "FLAC audio bitstream data",
    mime: "audio/flac",
    extensions: &["flac"],
    tests: &[
        Bytes(0, b"fLaC"),
        Test::Masked(4, &[0, 0, 0, 34], &[0x7f, 0xff, 0xff, 0xff]),
    ],
    strength: Strength::Certain,
    source: "RFC 9639, 6 and 8.2",
    lesson: "Four letters and then blocks; the first of them tells rate, channels and bits, packed without regard to \
             bytes.",
    details: Some(|view, to| stream_info(view, to, 8)),
};

/// An Ogg file whose first packet is at byte 28, behind a table of one segment.
const fn kind(
    id: &'static str,
    mime: &'static str,
    extensions: &'static [&'static str],
    tests: &'static [Test],
    source: &'static str,
    lesson: &'static str,
    details: fn(&View<'_>, &mut Details) -> Option<()>,
) -> Kind {
    Kind {
        id,
        name: "Ogg data",
        mime,
        extensions,
        tests,
        strength: Strength::Certain,
        source,
        lesson,
        details: Some(details),
    }
}

const PAGE: Test = Bytes(0, b"OggS\0");

pub(super) const OGG: Kind = kind(
    "ogg",
    "application/ogg",
    &["ogx", "ogg", "oga", "ogv"],
    &[PAGE],
    "RFC 3533, 6",
    "Pages, each with its own signature, a number and a checksum: what is damaged ends with its page.",
    other,
);

pub(super) const VORBIS: Kind = kind(
    "ogg-vorbis",
    "audio/ogg",
    &["ogg", "oga"],
    &[PAGE, Bytes(28, b"\x01vorbis")],
    "RFC 3533, 6, and Vorbis I specification, 4.2.2",
    "Sound in pages: the first packet of the first page says that it is Vorbis.",
    vorbis,
);

pub(super) const OPUS: Kind = kind(
    "ogg-opus",
    "audio/opus",
    &["opus", "ogg", "oga"],
    &[PAGE, Bytes(28, b"OpusHead")],
    "RFC 7845, 5.1",
    "Sound in pages of Ogg; it is always played at 48,000 Hz, whatever rate it was recorded with.",
    opus,
);

pub(super) const OGG_FLAC: Kind = kind(
    "ogg-flac",
    "audio/ogg",
    &["oga", "ogg"],
    &[PAGE, Bytes(28, b"\x7fFLAC")],
    "RFC 9639, 10.1",
    "FLAC in pages of Ogg, so that it can be sent as a stream.",
    |view, to| {
        to.part("FLAC audio");
        let mut inner = Details::new("");
        stream_info(view, &mut inner, 28 + 17)?;
        to.facts_of(inner);
        Some(())
    },
);

pub(super) const SPEEX: Kind = kind(
    "ogg-speex",
    "audio/ogg",
    &["spx"],
    &[PAGE, Bytes(28, b"Speex   ")],
    "The Speex Codec Manual, A.2",
    "Speech in pages of Ogg.",
    |view, to| {
        to.part("Speex audio");
        fields::number(view, to, "Sample rate", 64..68, Little, "Hz")?;
        fields::number(view, to, "Channels", 76..80, Little, "")?;
        Some(())
    },
);

pub(super) const THEORA: Kind = kind(
    "ogg-theora",
    "video/ogg",
    &["ogv", "ogg"],
    &[PAGE, Bytes(28, b"\x80theora")],
    "Theora Specification, 6.2",
    "Video in pages of Ogg; those of its sound stand between them.",
    |view, to| {
        to.part("Theora video");
        let side = |at| view.number(at, 3, Big);
        fields::tell_size(to, side(42)?, side(45)?, [42..45, 45..48]);
        let (above, below) = (view.u32(50, Big)?, view.u32(54, Big)?);
        if let Some(rate) = (u64::from(above) * 1000).checked_div(below.into()) {
            to.fact("Pictures a second", thousandths(rate), 50..58);
        }
        Some(())
    },
);

/// The block STREAMINFO: RFC 9639, 8.2.
fn stream_info(view: &View<'_>, to: &mut Details, at: u64) -> Option<()> {
    // 20 bits of rate, 3 of channels, 5 of bits a sample, 36 of samples.
    let packed = view.u64(at + 10, Big)?;
    let rate = packed >> 44;
    let count = (packed >> 41 & 7) + 1;
    let bits = (packed >> 36 & 31) + 1;
    let samples = packed & ((1 << 36) - 1);
    // `file` leaves out what it has no words for.
    if matches!(bits, 4 | 8 | 12 | 16 | 24) {
        to.part(format!("{bits} bit"));
    }
    to.fact("Bits a sample", bits.to_string(), span(at + 12, 2));
    to.part(channels(count));
    to.fact("Channels", channels(count), span(at + 12, 1));
    to.part(format!("{} kHz", thousandths(rate)));
    to.fact("Sample rate", hertz(rate), span(at + 10, 3));
    if samples == 0 {
        to.part("length unknown");
    } else {
        to.part(format!("{samples} samples"));
        to.fact("Samples", samples.to_string(), span(at + 13, 5));
        if let Some(duration) = lasting(samples, rate) {
            to.fact("Duration", duration, span(at + 10, 8));
        }
    }
    Some(())
}

/// The Vorbis I specification, 4.2.2 and 5.2.1.
fn vorbis(view: &View<'_>, to: &mut Details) -> Option<()> {
    to.part("Vorbis audio");
    let count = u64::from(view.u8(39)?);
    to.part(channels(count));
    to.fact("Channels", channels(count), 39..40);
    let rate = u64::from(view.u32(40, Little)?);
    to.part(format!("{rate} Hz"));
    to.fact("Sample rate", hertz(rate), 40..44);
    let bits = |at| Some(view.u32(at, Little)?.cast_signed());
    let (most, usual, least) = (bits(44)?, bits(48)?, bits(52)?);
    let mut words = format!("~{usual}");
    if least > 0 {
        words = format!("<{least} {words}");
    }
    if most > 0 {
        words += &format!(" >{most}");
    }
    to.part(words.clone() + " bps");
    to.fact("Bit rate", words + " bits a second", 44..56);
    // The comment is the second packet, at the start of the second page.
    let page = 28 + 30;
    if view.bytes(page, 4)? != b"OggS" {
        return Some(());
    }
    let packet = page + 27 + u64::from(view.u8(page + 26)?);
    if view.bytes(packet, 7)? != b"\x03vorbis" {
        return Some(());
    }
    let length = u64::from(view.u32(packet + 7, Little)?);
    let vendor = fields::tell_text(view, to, "Encoder", packet + 11, length.min(128))?;
    let words = match vendor.strip_prefix("Xiph.Org libVorbis I") {
        Some(_) => "Xiph.Org libVorbis I",
        None => vendor.as_str(),
    };
    to.part(format!("created by: {words}"));
    Some(())
}

/// RFC 7845, 5.1.
fn opus(view: &View<'_>, to: &mut Details) -> Option<()> {
    to.part("Opus audio");
    let version = view.u8(36)?;
    let words = format!("{}.{}", version >> 4, version & 15);
    to.part(format!("version {words}"));
    to.fact("Version", words, 36..37);
    let count = u64::from(view.u8(37)?);
    let layout = match count {
        3 => "linear surround".to_owned(),
        4 => "quadraphonic".to_owned(),
        5 => "5.0 surround".to_owned(),
        6 => "5.1 surround".to_owned(),
        7 => "6.1 surround".to_owned(),
        8 => "7.1 surround".to_owned(),
        _ => channels(count),
    };
    to.part(layout.clone());
    to.fact("Channels", layout, 37..38);
    let rate = u64::from(view.u32(40, Little)?);
    if rate > 0 {
        to.part(format!("{rate} Hz (Input Sample Rate)"));
        to.fact("Sample rate before", hertz(rate), 40..44);
    }
    Some(())
}

fn other(view: &View<'_>, to: &mut Details) -> Option<()> {
    let packet = 27 + u64::from(view.u8(26)?);
    if view.bytes(packet, 8)? == b"fishead\0" {
        let (major, minor) = (
            view.u16(packet + 8, Little)?,
            view.u16(packet + 10, Little)?,
        );
        to.part(format!("Skeleton v{major}.{minor}"));
        to.fact(
            "Content",
            "Skeleton: a list of other streams",
            span(packet, 8),
        );
    } else {
        fields::tell_text(view, to, "First packet", packet, 8)?;
    }
    Some(())
}
