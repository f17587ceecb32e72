//! TIFF (TIFF 6.0, 1992; its tags are those of Exif, too) and BigTIFF.

use std::ops::Range;

use crate::identify::details::Details;
use crate::identify::fields::{self, Names, named, span, thousandths};
use crate::identify::kind::{Kind, Strength};
use crate::identify::test::Test::{Any, Bytes, Code};
use crate::identify::view::{
    Order::{self, Big, Little},
    View,
};

pub(super) const TIFF: Kind = Kind {
    id: "tiff",
    name: "TIFF image data",
    mime: "image/tiff",
    extensions: &["tif", "tiff"],
    tests: &[
        Any(&[Bytes(0, b"II*\0"), Bytes(0, b"MM\0*")]),
        Code(16, first_directory),
    ],
    strength: Strength::Certain,
    source: "TIFF Revision 6.0, section 2",
    lesson: "The first two letters, II or MM, tell whether numbers have their low or their high byte first; then \
             comes 42.",
    details: Some(details),
};

pub(super) const BIG_TIFF: Kind = Kind {
    id: "bigtiff",
    name: "Big TIFF image data",
    mime: "image/tiff",
    extensions: &["tif", "tiff", "btf", "tf8"],
    tests: &[Any(&[
        Bytes(0, b"II+\0\x08\0\0\0"),
        Bytes(0, b"MM\0+\0\x08\0\0"),
    ])],
    strength: Strength::Certain,
    source: "BigTIFF Design (AWare Systems)",
    lesson: "TIFF with offsets of eight bytes, for pictures of more than four gigabytes; its number is 43.",
    details: Some(details),
};

pub(super) const CR2: Kind = Kind {
    id: "cr2",
    name: "Canon CR2 raw image data",
    mime: "image/x-canon-cr2",
    extensions: &["cr2"],
    tests: &[
        Bytes(0, b"II*\0"),
        Bytes(8, b"CR\x02"),
        Code(16, first_directory),
    ],
    strength: Strength::Certain,
    source: "What Canon’s cameras write: TIFF 6.0, with CR and a version at byte 8",
    lesson: "What the sensor of a camera saw, in a TIFF that says CR between its header and its first directory.",
    details: Some(raw_details),
};

/// Entries of a directory, at most.
const MOST: u64 = 256;

const COMPRESSIONS: &Names = &[
    (1, "none"),
    (2, "huffman"),
    (3, "bi-level group 3"),
    (4, "bi-level group 4"),
    (5, "LZW"),
    (6, "JPEG (old)"),
    (7, "JPEG"),
    (8, "deflate"),
    (9, "JBIG, ITU-T T.85"),
    (10, "JBIG, ITU-T T.43"),
    (32766, "NeXT RLE 2-bit"),
    (32773, "PackBits (Macintosh RLE)"),
    (32809, "Thunderscan RLE"),
    (32946, "Deflate (PKZIP)"),
    (34712, "JPEG2000"),
    (50000, "Zstandard"),
    (50001, "WebP"),
];

const COLOURS: &Names = &[
    (0, "WhiteIsZero"),
    (1, "BlackIsZero"),
    (2, "RGB"),
    (3, "RGB Palette"),
    (4, "Transparency Mask"),
    (5, "CMYK"),
    (6, "YCbCr"),
    (8, "CIELab"),
    (32803, "color filter array"),
    (34892, "linear raw"),
];

const ORIENTATIONS: &Names = &[
    (1, "upper-left"),
    (3, "lower-right"),
    (6, "upper-right"),
    (8, "lower-left"),
];

const TURNS: &Names = &[
    (1, "upright"),
    (2, "mirrored"),
    (3, "upside down"),
    (4, "upside down and mirrored"),
    (5, "on its side and mirrored"),
    (6, "to be turned clockwise"),
    (7, "on its side and mirrored, the other way"),
    (8, "to be turned anticlockwise"),
];

/// What the value of a tag is, and whether the sentence has it.
#[derive(Clone, Copy)]
enum How {
    Number,
    /// A number in the sentence of Exif, but not in that of TIFF.
    OfExif(&'static Names),
    Named(&'static Names),
    Text,
    /// Text that is a fact only.
    Aside,
    /// A number that is a fact only.
    Count,
}

/// Tags: the word of `file` for it, and ours.
const TAGS: &[(u64, &str, &str, How)] = &[
    (256, "width", "Width", How::Number),
    (257, "height", "Height", How::Number),
    (258, "bps", "Bits a sample", How::Number),
    (259, "compression", "Compression", How::Named(COMPRESSIONS)),
    (
        262,
        "PhotometricInterpretation",
        "Colour",
        How::Named(COLOURS),
    ),
    (269, "name", "Document", How::Text),
    (270, "description", "Description", How::Text),
    (271, "manufacturer", "Maker", How::Text),
    (272, "model", "Model", How::Text),
    (274, "orientation", "Orientation", How::Named(ORIENTATIONS)),
    (277, "", "Samples a pixel", How::Count),
    (282, "xresolution", "Resolution across", How::OfExif(&[])),
    (283, "yresolution", "Resolution down", How::OfExif(&[])),
    (
        296,
        "resolutionunit",
        "Unit of the resolution",
        How::OfExif(&[(1, "none"), (2, "inch"), (3, "centimetre")]),
    ),
    (305, "software", "Software", How::Text),
    (306, "datetime", "Time", How::Text),
    (315, "", "Artist", How::Aside),
    (316, "hostcomputer", "Computer", How::Text),
    (33432, "copyright", "Copyright", How::Text),
    (34853, "GPS-Data", "Place", How::Count),
];

/// Where things are in a TIFF that begins at `base`.
#[derive(Clone, Copy)]
struct Layout {
    base: u64,
    order: Order,
    is_big: bool,
}

impl Layout {
    fn of(view: &View<'_>, base: u64) -> Option<Layout> {
        let order = match view.bytes(base, 2)? {
            b"II" => Little,
            b"MM" => Big,
            _ => return None,
        };
        let version = view.u16(base.checked_add(2)?, order)?;
        let is_big = match version {
            42 => false,
            43 => true,
            _ => return None,
        };
        Some(Layout {
            base,
            order,
            is_big,
        })
    }

    fn words(self) -> &'static str {
        match self.order {
            Little => "little-endian",
            Big => "big-endian",
        }
    }

    /// Bytes of an offset or a count.
    fn wide(self) -> u64 {
        if self.is_big { 8 } else { 4 }
    }

    /// Bytes of the count of a directory's entries.
    fn count(self) -> u64 {
        if self.is_big { 8 } else { 2 }
    }

    /// Where the first directory begins, and how many entries it has.
    fn directory(self, view: &View<'_>) -> Option<(u64, u64)> {
        let field = self.base.checked_add(self.wide())?;
        let at = view.number(field, self.wide(), self.order)?;
        let at = self.base.checked_add(at)?;
        Some((at, view.number(at, self.count(), self.order)?))
    }

    /// Where the entry of this index begins.
    fn entry(self, directory: u64, index: u64) -> Option<u64> {
        let each = 4 + 2 * self.wide();
        directory.checked_add(self.count() + each * index)
    }
}

/// A tag, and where its value is.
struct Entry {
    tag: u64,
    form: u64,
    count: u64,
    at: u64,
}

impl Entry {
    fn read(view: &View<'_>, layout: Layout, at: u64) -> Option<Entry> {
        let order = layout.order;
        let form = view.u16(at.checked_add(2)?, order)?.into();
        let count = view.number(at + 4, layout.wide(), order)?;
        let value = at + 4 + layout.wide();
        let length = width(form).checked_mul(count)?;
        let at_value = if length <= layout.wide() {
            value
        } else {
            layout
                .base
                .checked_add(view.number(value, layout.wide(), order)?)?
        };
        Some(Entry {
            tag: view.u16(at, order)?.into(),
            form,
            count,
            at: at_value,
        })
    }

    fn number(&self, view: &View<'_>, layout: Layout) -> Option<u64> {
        view.number(self.at, width(self.form), layout.order)
    }

    /// The bytes of its first value, or of its text.
    fn range(&self) -> Range<u64> {
        let count = if self.form == 2 { self.count } else { 1 };
        span(self.at, width(self.form).saturating_mul(count))
    }
}

/// Bytes of a value: TIFF 6.0, section 2, and BigTIFF.
fn width(form: u64) -> u64 {
    match form {
        3 | 8 => 2,
        4 | 9 | 11 | 13 => 4,
        5 | 10 | 12 | 16..=18 => 8,
        _ => 1,
    }
}

/// The first directory has entries, the first of which is one, and they are in order.
fn first_directory(view: &View<'_>) -> Option<(String, Range<u64>)> {
    let layout = Layout::of(view, 0)?;
    let (at, count) = layout.directory(view)?;
    let first = layout.entry(at, 0)?;
    let form = view.u16(first.checked_add(2)?, layout.order)?;
    let is_one = count > 0 && (1..=18).contains(&form);
    is_one.then(|| {
        (
            format!("the number of a directory’s entries, {count}"),
            span(at, layout.count()),
        )
    })
}

fn details(view: &View<'_>, to: &mut Details) -> Option<()> {
    let layout = Layout::of(view, 0)?;
    to.part(layout.words());
    to.fact("Order of bytes", layout.words(), 0..2);
    let parts = directory(view, to, layout, false)?;
    if !layout.is_big {
        for part in parts {
            to.part(part);
        }
    }
    Some(())
}

fn raw_details(view: &View<'_>, to: &mut Details) -> Option<()> {
    let version = format!("{}.{}", view.u8(10)?, view.u8(11)?);
    to.part(format!("version {version}"));
    to.fact("Version", version, 10..12);
    directory(view, to, Layout::of(view, 0)?, false)?;
    Some(())
}

/// The words for an Exif block: a TIFF from `base` on.
pub(super) fn exif(view: &View<'_>, to: &mut Details, base: u64, end: u64) -> Option<String> {
    let layout = Layout::of(view, base)?;
    let parts = directory(view, to, layout, true)?;
    if layout.directory(view)?.0 > end {
        to.note(
            "The directory of the Exif block lies outside of the block.",
            Some(span(base + 4, 4)),
        );
    }
    let mut words = format!("{}, {}", TIFF.name, layout.words());
    for part in parts {
        words += ", ";
        words += &part;
    }
    Some(words)
}

/// Tells the entries of the first directory, and gives the parts of the sentence: the width last.
fn directory(
    view: &View<'_>,
    to: &mut Details,
    layout: Layout,
    is_exif: bool,
) -> Option<Vec<String>> {
    let (at, count) = layout.directory(view)?;
    let mut parts = vec![format!("direntries={count}")];
    let mut width = None;
    for index in 0..count.min(MOST) {
        let Some(entry) = layout
            .entry(at, index)
            .and_then(|at| Entry::read(view, layout, at))
        else {
            to.note(
                "The file ends before all entries of its directory.",
                Some(span(at, layout.count())),
            );
            break;
        };
        let Some(part) = tell(view, to, layout, &entry, is_exif) else {
            continue;
        };
        match entry.tag {
            256 => width = Some(part),
            _ => parts.push(part),
        }
    }
    parts.extend(width);
    Some(parts)
}

/// Tells a value; gives its part of the sentence, if it has any.
fn tell(
    view: &View<'_>,
    to: &mut Details,
    layout: Layout,
    entry: &Entry,
    is_exif: bool,
) -> Option<String> {
    let &(tag, word, name, how) = TAGS.iter().find(|(tag, ..)| *tag == entry.tag)?;
    let number = || entry.number(view, layout);
    let (value, words) = match how {
        How::Number => {
            let number = number()?;
            let unit = if tag < 258 { "pixels" } else { "" };
            (fields::with_unit(number, unit), number.to_string())
        }
        How::Count if tag == 34853 => {
            to.fact(name, "the file says where it was made", entry.range());
            return Some(word.to_owned());
        }
        How::Count => (number()?.to_string(), String::new()),
        How::Named(names) => {
            let number = number()?;
            let words = match named(number, names) {
                Some(words) => words.to_owned(),
                None => number.to_string(),
            };
            let value = match tag {
                274 => named(number, TURNS).unwrap_or(words.as_str()).to_owned(),
                _ => words.clone(),
            };
            (value, words)
        }
        How::OfExif(names) => {
            let words = match entry.form {
                5 => ratio(view, layout, entry.at)?,
                _ => number()?.to_string(),
            };
            let named = words.parse().ok().and_then(|number| named(number, names));
            let value = named.unwrap_or(words.as_str()).to_owned();
            (value, if is_exif { words } else { String::new() })
        }
        How::Text | How::Aside => {
            // As much of it as `file` shows.
            let text = fields::text(view, entry.at, entry.count.min(128))?;
            let words = match how {
                How::Text => text.clone(),
                _ => String::new(),
            };
            if text.is_empty() {
                return None;
            }
            (text, words)
        }
    };
    let at = entry.range();
    to.fact(name, value, at.start..at.end.min(view.size()));
    (!words.is_empty()).then(|| format!("{word}={words}"))
}

/// A fraction, as a decimal number.
fn ratio(view: &View<'_>, layout: Layout, at: u64) -> Option<String> {
    let above = u64::from(view.u32(at, layout.order)?);
    let below = u64::from(view.u32(at.checked_add(4)?, layout.order)?);
    Some(thousandths((above * 1000).checked_div(below)?))
}
