//! BMP: the bitmap of Windows and OS/2.

use std::ops::Range;

use crate::identify::details::Details;
use crate::identify::fields::{self, Names, named, plural, tell_choice, tell_size};
use crate::identify::kind::{Kind, Strength};
use crate::identify::test::Test::{Bytes, Code};
use crate::identify::view::{Order::Little, View};

pub(super) const BMP: Kind = Kind {
    id: "bmp",
    name: "PC bitmap",
    mime: "image/bmp",
    extensions: &["bmp", "dib"],
    tests: &[Bytes(0, b"BM"), Code(48, header)],
    strength: Strength::Certain,
    source: "Windows GDI, Bitmap Storage: BITMAPFILEHEADER and BITMAPINFOHEADER",
    lesson: "BM is only two letters: what makes sure is that a header of a known length follows, with one plane and \
             a usual number of bits a pixel.",
    details: Some(details),
};

/// Lengths of the second header, by which its version is known.
const VERSIONS: &Names = &[
    (12, "OS/2 1.x format"),
    (16, "OS/2 2.x format (DIB header size=16)"),
    (40, "Windows 3.x format"),
    (52, "Adobe Photoshop"),
    (56, "Adobe Photoshop with alpha channel mask"),
    (64, "OS/2 2.x format"),
    (108, "Windows 95/NT4 and newer format"),
    (124, "Windows 98/2000 and newer format"),
];

const COMPRESSIONS: &Names = &[
    (0, "none"),
    (1, "run lengths, 8 bits a pixel"),
    (2, "run lengths, 4 bits a pixel"),
    (3, "none, with masks of bits"),
    (4, "JPEG"),
    (5, "PNG"),
    (6, "none, with masks of bits and alpha"),
];

/// A header of a known length, with one plane and a usual number of bits.
fn header(view: &View<'_>) -> Option<(String, Range<u64>)> {
    let length = u64::from(view.u32(14, Little)?);
    named(length, VERSIONS)?;
    let at = if length == 12 { 22 } else { 26 };
    let (planes, bits) = (view.u16(at, Little)?, view.u16(at + 2, Little)?);
    let is_one = planes == 1 && matches!(bits, 0 | 1 | 2 | 4 | 8 | 16 | 24 | 32);
    is_one.then(|| {
        (
            format!("a second header of {length} bytes, with one plane of {bits} bits a pixel"),
            14..at + 4,
        )
    })
}

fn details(view: &View<'_>, to: &mut Details) -> Option<()> {
    let length = u64::from(view.u32(14, Little)?);
    let version = tell_choice(to, "Version", length, 14..18, VERSIONS);
    to.part(version);
    let size = u64::from(view.u32(2, Little)?);
    let bits_offset = u64::from(view.u32(10, Little)?);
    let bits;
    if length == 12 {
        let (width, height) = fields::size(view, to, 18..20, 20..22, Little)?;
        bits = view.u16(24, Little)?;
        to.part(format!("{width} x {height} x {bits}"));
        to.fact("Bits a pixel", bits.to_string(), 24..26);
    } else {
        // Negative numbers: the rows are stored from the top to the bottom.
        let width = view.u32(18, Little)?.cast_signed();
        let height = view.u32(22, Little)?.cast_signed();
        bits = view.u16(28, Little)?;
        to.part(format!("{width} x {height} x {bits}"));
        let [wide, high] = [width, height].map(|number| number.unsigned_abs().into());
        tell_size(to, wide, high, [18..22, 22..26]);
        let rows = if height < 0 {
            "from the top to the bottom"
        } else {
            "from the bottom to the top"
        };
        to.fact("Rows", rows, 22..26);
        to.fact("Bits a pixel", bits.to_string(), 28..30);
    }
    if length == 40 {
        windows(view, to)?;
    }
    to.part(format!("cbSize {size}"));
    to.fact("Length of the file", plural(size, "byte"), 2..6);
    to.part(format!("bits offset {bits_offset}"));
    to.fact("Pixels begin at", bits_offset.to_string(), 10..14);
    if bits_offset > view.size() {
        to.note(
            "The pixels ought to begin behind the end of the file.",
            Some(10..14),
        );
    } else if size > view.size() {
        to.note(
            format!(
                "Its header speaks of {}, but there are only {}.",
                plural(size, "byte"),
                view.size()
            ),
            Some(2..6),
        );
    }
    Some(())
}

/// What `file` tells only of the header of Windows 3.x.
fn windows(view: &View<'_>, to: &mut Details) -> Option<()> {
    let field = |at| view.u32(at, Little).map(u64::from);
    let compression = field(30)?;
    if compression > 0 {
        to.part(format!("{compression} compression"));
    }
    tell_choice(to, "Compression", compression, 30..34, COMPRESSIONS);
    let length = field(34)?;
    if length > 0 {
        to.part(format!("image size {length}"));
        to.fact("Length of the pixels", plural(length, "byte"), 34..38);
    }
    let (across, down) = (field(38)?, field(42)?);
    if across > 0 {
        let words = format!("{across} x {down}");
        to.part(format!("resolution {words} px/m"));
        to.fact("Resolution", words + " pixels a metre", 38..46);
    }
    let used = field(46)?;
    if used > 0 {
        to.fact("Palette", plural(used, "colour"), 46..50);
    }
    let important = field(50)?;
    if important > 0 {
        to.part(format!("{important} important colors"));
        to.fact("Important colours", important.to_string(), 50..54);
    }
    Some(())
}
