//! Netpbm: PBM, PGM, PPM and PAM (the manual pages of Netpbm, which are the specification), and farbfeld.

use std::ops::Range;

use crate::identify::details::Details;
use crate::identify::fields::{self, named, tell_size};
use crate::identify::kind::{Kind, Strength};
use crate::identify::test::Test::{Any, Bytes, Code};
use crate::identify::view::{Order::Big, View};

const NAME: &str = "Netpbm image data";

const fn kind(
    id: &'static str,
    mime: &'static str,
    extensions: &'static [&'static str],
    tests: &'static [crate::identify::test::Test],
    source: &'static str,
    lesson: &'static str,
) -> Kind {
    Kind {
        id,
        name: NAME,
        mime,
        extensions,
        tests,
        strength: Strength::Certain,
        source,
        lesson,
        details: Some(details),
    }
}

pub(super) const PBM: Kind = kind(
    "pbm",
    "image/x-portable-bitmap",
    &["pbm", "pnm"],
    &[Any(&[Bytes(0, b"P1"), Bytes(0, b"P4")]), Code(48, header)],
    "pbm(5), Netpbm",
    "Black and white pixels behind a header of text; with P1 even the pixels are written as digits.",
);

pub(super) const PGM: Kind = kind(
    "pgm",
    "image/x-portable-graymap",
    &["pgm", "pnm"],
    &[Any(&[Bytes(0, b"P2"), Bytes(0, b"P5")]), Code(48, header)],
    "pgm(5), Netpbm",
    "Grey pixels behind a header of text, which names width, height and the number that stands for white.",
);

pub(super) const PPM: Kind = kind(
    "ppm",
    "image/x-portable-pixmap",
    &["ppm", "pnm"],
    &[Any(&[Bytes(0, b"P3"), Bytes(0, b"P6")]), Code(48, header)],
    "ppm(5), Netpbm",
    "A header of text and then red, green and blue of each pixel: perhaps the simplest picture in colour there is.",
);

pub(super) const PAM: Kind = Kind {
    id: "pam",
    name: "Netpbm PAM image file",
    mime: "image/x-portable-arbitrarymap",
    extensions: &["pam"],
    tests: &[Bytes(0, b"P7\n"), Code(48, pam_header)],
    strength: Strength::Certain,
    source: "pam(5), Netpbm",
    lesson: "The header is a list of names and values in text, up to the word ENDHDR; the pixels follow as bytes.",
    details: Some(pam_details),
};

pub(super) const FARBFELD: Kind = Kind {
    id: "farbfeld",
    name: "farbfeld image data",
    mime: "image/x-farbfeld",
    extensions: &["ff"],
    tests: &[Bytes(0, b"farbfeld")],
    strength: Strength::Certain,
    source: "farbfeld(5), suckless.org",
    lesson: "Eight letters, width, height, and four numbers of 16 bits a pixel: there is nothing else to it.",
    details: Some(farbfeld),
};

/// Bytes that a header has, at most.
const MOST: u64 = 1024;

/// A number of the header, and the bytes that it stands in.
type Field = (u64, Range<u64>);

/// The next number from `at` on, behind white space and comments.
fn field(view: &View<'_>, mut at: u64) -> Option<Field> {
    let mut is_comment = false;
    while at < MOST {
        match view.u8(at)? {
            b'\n' => is_comment = false,
            b'#' => is_comment = true,
            _ if is_comment => {}
            b' ' | b'\t' | b'\r' => {}
            b'0'..=b'9' => break,
            _ => return None,
        }
        at += 1;
    }
    let (start, mut number) = (at, 0_u64);
    while let Some(digit @ b'0'..=b'9') = view.u8(at) {
        number = number
            .checked_mul(10)?
            .checked_add(u64::from(digit - b'0'))?;
        at += 1;
    }
    (at > start && at - start < 10).then_some((number, start..at))
}

/// Width, height and, but for bitmaps, the greatest value.
fn fields_of(view: &View<'_>) -> Option<[Field; 3]> {
    let first = view.u8(2)?;
    if !first.is_ascii_whitespace() {
        return None;
    }
    let width = field(view, 2)?;
    let height = field(view, width.1.end)?;
    let most = match view.u8(1)? {
        b'1' | b'4' => (1, height.1.clone()),
        _ => field(view, height.1.end)?,
    };
    Some([width, height, most])
}

/// Numbers that can be, and pixels after them as the magic number has it.
fn header(view: &View<'_>) -> Option<(String, Range<u64>)> {
    let [width, height, most] = fields_of(view)?;
    let end = most.1.end;
    if width.0 == 0 || height.0 == 0 || most.0 == 0 || most.0 > 0xffff {
        return None;
    }
    if !view.u8(end)?.is_ascii_whitespace() {
        return None;
    }
    let rest = view.up_to(end, 256)?;
    let is_plain = matches!(view.u8(1)?, b'1'..=b'3');
    let is_picture = if is_plain {
        // Digits, up to where a comment begins.
        let mut plain = rest.split(|&byte| byte == b'#');
        plain
            .next()?
            .iter()
            .all(|byte| byte.is_ascii_digit() || byte.is_ascii_whitespace())
    } else {
        // As many bytes as there must be, or bytes that no text has.
        let length = raw_length(view.u8(1)?, width.0, height.0, most.0)?;
        let is_text = |byte: &u8| matches!(byte, b' '..=b'~' | b'\t'..=b'\r');
        length == view.size() - end - 1 || !rest.iter().all(is_text)
    };
    is_picture.then(|| {
        (
            format!("a header of text, with {} by {} pixels", width.0, height.0),
            0..end,
        )
    })
}

/// Bytes of the pixels: rows of whole bytes, and two bytes for numbers that need them.
fn raw_length(magic: u8, width: u64, height: u64, most: u64) -> Option<u64> {
    let row = match magic {
        b'4' => width.div_ceil(8),
        b'5' => width,
        _ => width.checked_mul(3)?,
    };
    row.checked_mul(height)?
        .checked_mul(if most > 255 { 2 } else { 1 })
}

fn details(view: &View<'_>, to: &mut Details) -> Option<()> {
    let [width, height, most] = fields_of(view)?;
    to.part(format!("size = {} x {}", width.0, height.0));
    let end = most.1.end;
    tell_size(to, width.0, height.0, [width.1, height.1]);
    let magic = view.u8(1)?;
    let what = match magic {
        b'1' | b'4' => "bitmap",
        b'2' | b'5' => "greymap",
        _ => "pixmap",
    };
    if what != "bitmap" {
        to.fact("Greatest value", most.0.to_string(), most.1);
    }
    let is_plain = magic < b'4';
    to.fact(
        "Pixels",
        if is_plain { "as digits" } else { "as bytes" },
        0..2,
    );
    if is_plain {
        to.part(what);
        to.part("ASCII text");
        return Some(());
    }
    to.part("rawbits");
    to.part(what);
    let length = raw_length(magic, width.0, height.0, most.0)?.checked_add(end + 1)?;
    if length > view.size() {
        to.note(
            format!(
                "Its header speaks of {length} bytes, but there are only {}.",
                view.size()
            ),
            Some(0..end),
        );
    }
    Some(())
}

/// The lines of a PAM's header: the value of a name.
fn pam_field(view: &View<'_>, name: &[u8]) -> Option<Field> {
    let end = view.find(0, MOST, b"\nENDHDR\n")?;
    let at = view.find(0, end, name)? + name.len() as u64;
    field(view, at)
}

fn pam_header(view: &View<'_>) -> Option<(String, Range<u64>)> {
    let end = view.find(0, MOST, b"\nENDHDR\n")?;
    pam_field(view, b"\nWIDTH ")?;
    pam_field(view, b"\nHEIGHT ")?;
    Some(("the line that ends its header".to_owned(), end + 1..end + 7))
}

fn pam_details(view: &View<'_>, to: &mut Details) -> Option<()> {
    let (width, at_width) = pam_field(view, b"\nWIDTH ")?;
    let (height, at_height) = pam_field(view, b"\nHEIGHT ")?;
    to.part(format!("size = {width} x {height}"));
    tell_size(to, width, height, [at_width, at_height]);
    let names = [
        (1, "1, such as grey"),
        (2, "2, such as grey and alpha"),
        (3, "3, such as red, green and blue"),
        (4, "4, such as red, green, blue and alpha"),
    ];
    let (depth, at) = pam_field(view, b"\nDEPTH ")?;
    let value = named(depth, &names).map_or_else(|| depth.to_string(), str::to_owned);
    to.fact("Depth", value, at);
    let (most, at) = pam_field(view, b"\nMAXVAL ")?;
    to.fact("Greatest value", most.to_string(), at);
    Some(())
}

fn farbfeld(view: &View<'_>, to: &mut Details) -> Option<()> {
    let (width, height) = fields::size(view, to, 8..12, 12..16, Big)?;
    to.part(format!("{width}x{height}"));
    let length = width.checked_mul(height)?.checked_mul(8)?.checked_add(16)?;
    if length > view.size() {
        to.note(
            "There are fewer pixels than its header speaks of.",
            Some(8..16),
        );
    }
    Some(())
}
