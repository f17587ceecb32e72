//! ISO base media files: MP4 and its relatives, QuickTime, and the pictures AVIF and HEIF (ISO/IEC 14496-12,
//! 23008-12).

use std::ops::Range;

use crate::identify::details::{Details, printable};
use crate::identify::fields::{self, lasting, span, tell_size};
use crate::identify::kind::{Kind, Strength};
use crate::identify::test::Test::{self, Any, Bytes, Code, Number};
use crate::identify::view::{Order::Big, View};

const fn kind(
    id: &'static str,
    mime: &'static str,
    extensions: &'static [&'static str],
    tests: &'static [Test],
    source: &'static str,
    lesson: &'static str,
) -> Kind {
    Kind {
        id,
        name: "ISO Media",
        mime,
        extensions,
        tests,
        strength: Strength::Certain,
        source,
        lesson,
        details: Some(details),
    }
}

const FTYP: Test = Bytes(4, b"ftyp");

/// The length of the first box: a brand, a version and brands of four bytes.
const LENGTH: Test = Number {
    at: 0,
    width: 4,
    order: Big,
    from: 12,
    to: 0x1000,
};

pub(super) const ISO: Kind = kind(
    "iso-media",
    "application/mp4",
    &[],
    &[FTYP, LENGTH, Code(16, printable_brand)],
    "ISO/IEC 14496-12, 4.3",
    "Boxes of a length and four letters; the first box names the brands whose rules the file keeps.",
);

pub(super) const MP4: Kind = kind(
    "mp4",
    "video/mp4",
    &[
        "mp4", "mp4v", "mpg4", "m4a", "m4b", "m4v", "3gp", "3g2", "mov",
    ],
    &[
        FTYP,
        LENGTH,
        Any(&[
            Bytes(8, b"isom"),
            Bytes(8, b"iso2"),
            Bytes(8, b"iso3"),
            Bytes(8, b"iso4"),
            Bytes(8, b"iso5"),
            Bytes(8, b"iso6"),
            Bytes(8, b"iso7"),
            Bytes(8, b"iso8"),
            Bytes(8, b"iso9"),
            Bytes(8, b"isml"),
            Bytes(8, b"mp41"),
            Bytes(8, b"mp42"),
            Bytes(8, b"mp71"),
            Bytes(8, b"avc1"),
            Bytes(8, b"dash"),
            Bytes(8, b"cmfc"),
            Bytes(8, b"MSNV"),
            Bytes(8, b"NDSC"),
            Bytes(8, b"NDSH"),
            Bytes(8, b"dby1"),
            Bytes(8, b"piff"),
            Bytes(8, b"XAVC"),
            Bytes(8, b"mmp4"),
            Bytes(8, b"f4v "),
            Bytes(8, b"F4V "),
        ]),
    ],
    "ISO/IEC 14496-12, 4.3, and 14496-14",
    "Sound and pictures in the box mdat, and in the box moov where each piece of them is.",
);

pub(super) const M4A: Kind = kind(
    "m4a",
    "audio/mp4",
    &["m4a", "m4b", "m4p", "f4a", "mp4"],
    &[
        FTYP,
        LENGTH,
        Any(&[
            Bytes(8, b"M4A "),
            Bytes(8, b"M4B "),
            Bytes(8, b"M4P "),
            Bytes(8, b"F4A "),
        ]),
    ],
    "ISO/IEC 14496-12, 4.3; brands of Apple",
    "An MP4 with sound only, by the brand that its first box names.",
);

pub(super) const M4V: Kind = kind(
    "m4v",
    "video/x-m4v",
    &["m4v", "mp4"],
    &[FTYP, LENGTH, Bytes(8, b"M4V")],
    "ISO/IEC 14496-12, 4.3; brands of Apple",
    "An MP4 as Apple’s store sells films, by the brand that its first box names.",
);

pub(super) const MOV: Kind = kind(
    "mov",
    "video/quicktime",
    &["mov", "qt"],
    &[FTYP, LENGTH, Any(&[Bytes(8, b"qt  "), Bytes(8, b"mqt ")])],
    "QuickTime File Format (Apple), The File Type Compatibility Atom",
    "The format that MP4 was made from: its boxes are called atoms here.",
);

pub(super) const OLD_MOV: Kind = Kind {
    id: "mov-old",
    name: "Apple QuickTime movie",
    mime: "video/quicktime",
    extensions: &["mov", "qt"],
    tests: &[
        Any(&[
            Bytes(4, b"moov"),
            Bytes(4, b"mdat"),
            Bytes(4, b"wide"),
            Bytes(4, b"free"),
            Bytes(4, b"skip"),
        ]),
        Code(32, second_atom),
    ],
    strength: Strength::Certain,
    source: "QuickTime File Format (Apple), Movie Atoms",
    lesson: "From before files said of which brand they are: an atom begins with its length and four letters.",
    details: Some(old_details),
};

pub(super) const MOBILE: Kind = kind(
    "3gp",
    "video/3gpp",
    &["3gp", "3gpp", "mp4"],
    &[
        FTYP,
        LENGTH,
        Any(&[
            Bytes(8, b"3gp"),
            Bytes(8, b"3ge"),
            Bytes(8, b"3gg"),
            Bytes(8, b"3gr"),
            Bytes(8, b"3gs"),
        ]),
    ],
    "3GPP TS 26.244, 5.3",
    "An MP4 for the telephones of 2003.",
);

pub(super) const MOBILE_2: Kind = kind(
    "3g2",
    "video/3gpp2",
    &["3g2", "3gpp2"],
    &[FTYP, LENGTH, Any(&[Bytes(8, b"3g2"), Bytes(8, b"KDDI")])],
    "3GPP2 C.S0050",
    "An MP4 for the telephones of America and Japan of 2003.",
);

pub(super) const AVIF: Kind = kind(
    "avif",
    "image/avif",
    &["avif", "avifs"],
    &[FTYP, LENGTH, Any(&[Bytes(8, b"avif"), Bytes(8, b"avis")])],
    "AV1 Image File Format (AOMedia), 6.2",
    "A picture that is a single frame of AV1 video, in the boxes of MP4.",
);

pub(super) const HEIF: Kind = kind(
    "heif",
    "image/heif",
    &["heic", "heif", "hif", "heics", "heifs", "avif"],
    &[
        FTYP,
        LENGTH,
        Any(&[
            Bytes(8, b"heic"),
            Bytes(8, b"heix"),
            Bytes(8, b"heim"),
            Bytes(8, b"heis"),
            Bytes(8, b"hevc"),
            Bytes(8, b"hevx"),
            Bytes(8, b"mif1"),
            Bytes(8, b"mif2"),
            Bytes(8, b"msf1"),
        ]),
    ],
    "ISO/IEC 23008-12, 10",
    "Pictures as frames of video, in the boxes of MP4: as telephones of Apple write them.",
);

/// Brands: the words of `file`, where it has any.
const BRANDS: &[(&str, &str)] = &[
    ("isom", "MP4 Base Media v1 [ISO 14496-12:2003]"),
    ("iso2", "MP4 Base Media v2 [ISO 14496-12:2005]"),
    ("isml", "MP4 Base Media v2 [ISO 14496-12:2005]"),
    ("iso4", "MP4 Base Media v4"),
    ("iso5", "MP4 Base Media v5"),
    ("iso6", "MP4 Base Media v6"),
    ("iso", "MP4 Base Media"),
    ("mp41", "MP4 v1 [ISO 14496-1:ch13]"),
    ("mp42", "MP4 v2 [ISO 14496-14]"),
    ("avc1", "MPEG v4 system, 3GPP JVT AVC [ISO 14496-12:2005]"),
    (
        "dash",
        "MPEG v4 system, Dynamic Adaptive Streaming over HTTP",
    ),
    ("cmfc", "CMAF Track Format"),
    ("MSNV", "MPEG-4 (.MP4) for SonyPSP"),
    ("NDSC", "MPEG-4 (.MP4) Nero Cinema Profile"),
    ("NDSH", "MPEG-4 (.MP4) Nero HDTV Profile"),
    ("dby1", "MP4 files with Dolby content"),
    ("piff", "Protected Interoperable File Format"),
    ("XAVC", "MPEG v4 system, Sony XAVC Codec"),
    ("mmp4", "MPEG-4/3GPP Mobile Profile (.MP4 / .3GP) (for NTT)"),
    ("F4V", "Video for Adobe Flash Player 9+ (.F4V)"),
    ("F4A", "Audio for Adobe Flash Player 9+ (.F4A)"),
    ("M4A", "Apple iTunes ALAC/AAC-LC (.M4A) Audio"),
    ("M4B", "Apple iTunes ALAC/AAC-LC (.M4B) Audio Book"),
    ("M4P", "Apple iTunes ALAC/AAC-LC (.M4P) AES Protected Audio"),
    ("M4VH", "Apple iTunes Video (.M4V) Video, Apple TV (.M4V)"),
    (
        "M4VP",
        "Apple iTunes Video (.M4V) Video, Apple iPhone (.M4V)",
    ),
    ("M4V", "Apple iTunes Video (.M4V) Video"),
    ("qt", "Apple QuickTime movie, Apple QuickTime (.MOV/QT)"),
    ("mqt", "Sony / Mobile QuickTime (.MQV) US Pat 7,477,830"),
    ("3g2a", "MPEG v4 system, 3GPP2 C.S0050-0 V1.0"),
    ("3g2b", "MPEG v4 system, 3GPP2 C.S0050-0-A V1.0.0"),
    ("3g2c", "MPEG v4 system, 3GPP2 C.S0050-0-B V1.0"),
    ("3g2", "MPEG v4 system, 3GPP2"),
    ("3g", "MPEG v4 system, 3GPP"),
    ("KDDI", "3GPP2 EZmovie for KDDI 3G cellphones"),
    ("avif", "AVIF Image"),
    ("avis", "AVIF Image Sequence"),
    ("heic", "HEIF Image HEVC Main or Main Still Picture Profile"),
    ("heix", "HEIF Image HEVC Main 10 Profile"),
    ("heim", "HEIF Image L-HEVC"),
    (
        "hevc",
        "HEIF Image Sequence HEVC Main or Main Still Picture Profile",
    ),
    ("hevx", "HEIF Image Sequence HEVC Main 10 Profile"),
    ("mif", "HEIF Image"),
    ("msf1", "HEIF Image Sequence"),
];

/// Boxes of a list that are looked at.
const MOST: u32 = 64;

fn printable_brand(view: &View<'_>) -> Option<(String, Range<u64>)> {
    let brand = view.bytes(8, 4)?;
    let is_brand = brand.iter().all(|byte| matches!(byte, 0x20..=0x7e));
    is_brand.then(|| (format!("the brand {}", printable(brand)), 8..12))
}

/// A box, from its length on.
struct Atom<'a> {
    name: &'a [u8],
    body: u64,
    end: u64,
}

impl<'a> Atom<'a> {
    /// The box at `at`, which ends with what it is in at the latest.
    fn read(view: &View<'a>, at: u64, end: u64) -> Option<Atom<'a>> {
        let short = u64::from(view.u32(at, Big)?);
        let name = view.bytes(at.checked_add(4)?, 4)?;
        let (body, length) = match short {
            0 => (at + 8, end.saturating_sub(at)),
            1 => (at + 16, view.u64(at + 8, Big)?),
            _ => (at + 8, short),
        };
        // What is shorter than its head would never end.
        let end = at.checked_add(length).filter(|&end| end >= body)?;
        Some(Atom { name, body, end })
    }

    /// The first box of this name within it.
    fn inner(&self, view: &View<'a>, name: &[u8; 4], skip: u64) -> Option<Atom<'a>> {
        find(view, self.body.checked_add(skip)?, self.end, name)
    }
}

/// The first box of this name from `at` on.
fn find<'a>(view: &View<'a>, mut at: u64, end: u64, name: &[u8; 4]) -> Option<Atom<'a>> {
    for _ in 0..MOST {
        if at >= end {
            break;
        }
        let atom = Atom::read(view, at, end)?;
        if atom.name == name {
            return Some(atom);
        }
        at = atom.end;
    }
    None
}

fn details(view: &View<'_>, to: &mut Details) -> Option<()> {
    let brand = printable(view.bytes(8, 4)?);
    let known = BRANDS.iter().find(|(start, _)| brand.starts_with(start));
    if let Some((_, words)) = known {
        to.part(*words);
    }
    to.fact("Brand", brand, 8..12);
    let length = u64::from(view.u32(0, Big)?);
    let mut others = String::new();
    for at in (16..length).step_by(4).take(16) {
        if !others.is_empty() {
            others += ", ";
        }
        others += &printable(view.bytes(at, 4)?);
    }
    if !others.is_empty() {
        to.fact("Also", others, 16..length.min(16 + 64));
    }
    content(view, to, length);
    Some(())
}

/// What the boxes behind the first tell. What is not there is not missed: the file may be a part of one.
fn content(view: &View<'_>, to: &mut Details, mut at: u64) -> Option<()> {
    let size = view.size();
    for _ in 0..MOST {
        let atom = Atom::read(view, at, size)?;
        if atom.end > size {
            to.note(
                format!(
                    "The box {} ought to end behind the end of the file.",
                    printable(atom.name)
                ),
                Some(span(at, 8)),
            );
        }
        match atom.name {
            b"moov" => return movie(view, to, &atom),
            b"meta" => return picture(view, to, &atom),
            _ => at = atom.end,
        }
    }
    None
}

/// ISO/IEC 14496-12, 8.2.2 and 8.3.2.
fn movie(view: &View<'_>, to: &mut Details, movie: &Atom<'_>) -> Option<()> {
    let header = movie.inner(view, b"mvhd", 0)?.body;
    // Version 1 has wider times.
    let (at, width) = match view.u8(header)? {
        0 => (header + 12, 4),
        _ => (header + 20, 8),
    };
    let scale = u64::from(view.u32(at, Big)?);
    let length = view.number(at + 4, width, Big)?;
    if let Some(duration) = lasting(length, scale).filter(|_| length > 0) {
        to.fact("Duration", duration, span(at, 4 + width));
    }
    let mut at = movie.body;
    for _ in 0..16 {
        let track = find(view, at, movie.end, b"trak")?;
        at = track.end;
        let head = track.inner(view, b"tkhd", 0)?.body;
        let media = track.inner(view, b"mdia", 0)?;
        let handler = media.inner(view, b"hdlr", 0)?.body + 8;
        let format = media
            .inner(view, b"minf", 0)
            .and_then(|atom| atom.inner(view, b"stbl", 0))
            .and_then(|atom| atom.inner(view, b"stsd", 0))
            .and_then(|atom| view.bytes(atom.body + 12, 4))
            .map(printable)
            .unwrap_or_default();
        let words = match view.bytes(handler, 4)? {
            b"vide" => {
                // Fixed-point numbers at the end of the header.
                let size = head + if view.u8(head)? == 0 { 76 } else { 88 };
                let (width, height) = (view.u16(size, Big)?, view.u16(size + 4, Big)?);
                format!("video, {format}, {width} x {height}")
            }
            b"soun" => format!("sound, {format}"),
            other => format!("{}, {format}", printable(other)),
        };
        to.fact("Track", words, span(handler, 4));
    }
    Some(())
}

/// The size of the largest picture, or of the part of it that is shown: ISO/IEC 23008-12, 6.5.3 and 6.5.9.
fn picture(view: &View<'_>, to: &mut Details, meta: &Atom<'_>) -> Option<()> {
    let properties = meta.inner(view, b"iprp", 4)?.inner(view, b"ipco", 0)?;
    let mut sizes: Option<(u64, u64, u64)> = None;
    let mut part = None;
    let mut at = properties.body;
    for _ in 0..MOST {
        if at >= properties.end {
            break;
        }
        let atom = Atom::read(view, at, properties.end)?;
        let field = |offset: u64| view.u32(atom.body + offset, Big).map(u64::from);
        match atom.name {
            b"ispe" => {
                let (width, height) = (field(4)?, field(8)?);
                if sizes.is_none_or(|(_, wide, high)| width * height > wide * high) {
                    sizes = Some((atom.body + 4, width, height));
                }
            }
            // Fractions: width, its divisor, height, its divisor.
            b"clap" => {
                let width = field(0)?.checked_div(field(4)?)?;
                let height = field(8)?.checked_div(field(12)?)?;
                part = Some((atom.body, width, height));
            }
            _ => {}
        }
        at = atom.end;
    }
    let (at, width, height) = part.or(sizes)?;
    let step = if part.is_some() { 8 } else { 4 };
    tell_size(to, width, height, [span(at, step), span(at + step, step)]);
    Some(())
}

/// What an old QuickTime file has behind its first head: within moov the header, else another atom.
fn second_atom(view: &View<'_>) -> Option<(String, Range<u64>)> {
    let first = Atom::read(view, 0, view.size())?;
    let (at, names): (u64, &[&[u8]]) = match first.name {
        b"moov" => (8, &[b"mvhd", b"cmov", b"rmra", b"rmda"]),
        b"mdat" => (first.end, &[b"moov", b"free", b"skip", b"wide", b"udta"]),
        _ => (first.end, &[b"moov", b"mdat", b"wide"]),
    };
    let name = view.bytes(at.checked_add(4)?, 4)?;
    names.contains(&name).then(|| {
        (
            format!("the atom {} where the first one leads", printable(name)),
            at + 4..at + 8,
        )
    })
}

fn old_details(view: &View<'_>, to: &mut Details) -> Option<()> {
    to.head(match view.bytes(4, 4)? {
        b"moov" => "Apple QuickTime movie (fast start)",
        _ => "Apple QuickTime movie (unoptimized)",
    });
    fields::tell_text(view, to, "First atom", 4, 4)?;
    content(view, to, 0);
    Some(())
}
