//! Fonts of PostScript, of X11 and of the console.

use std::ops::Range;

use crate::identify::details::{Details, printable};
use crate::identify::fields::{self, by, span};
use crate::identify::kind::{Kind, Strength};
use crate::identify::test::Test::{Any, Bytes, Code, Number};
use crate::identify::view::{Order::Little, View};

pub(super) const PFA: Kind = Kind {
    id: "pfa",
    name: "PostScript Type 1 font text",
    mime: "application/x-font-type1",
    extensions: &["pfa"],
    tests: &[Any(&[
        Bytes(0, b"%!PS-AdobeFont-1."),
        Bytes(0, b"%!FontType1-1."),
        Bytes(0, b"%!PS-Adobe-3.0 Resource-Font"),
    ])],
    strength: Strength::Certain,
    source: "Adobe Type 1 Font Format 1.1, chapter 2 and 7",
    lesson: "A program in PostScript that draws letters; half of it is encrypted, and the key is in the specification.",
    details: Some(|view, to| type_1(view, to, 0)),
};

pub(super) const PFB: Kind = Kind {
    id: "pfb",
    name: "PostScript Type 1 font program data",
    mime: "application/x-font-type1",
    extensions: &["pfb"],
    tests: &[
        Bytes(0, &[0x80, 0x01]),
        Any(&[Bytes(6, b"%!PS-AdobeFont-1."), Bytes(6, b"%!FontType1-1.")]),
    ],
    strength: Strength::Certain,
    source: "Adobe Technical Note 5040, Supporting Downloadable PostScript Fonts, 3.3",
    lesson: "A font of PostScript in segments: 80, then 1 for text or 2 for bytes, and a length.",
    details: Some(|view, to| type_1(view, to, 6)),
};

pub(super) const PCF: Kind = Kind {
    id: "pcf",
    name: "X11 Portable Compiled Font data",
    mime: "application/x-font-pcf",
    extensions: &["pcf"],
    tests: &[
        Bytes(0, b"\x01fcp"),
        Number {
            at: 4,
            width: 4,
            order: Little,
            from: 1,
            to: 64,
        },
    ],
    strength: Strength::Certain,
    source: "X11, The X Font Library: pcf.h",
    lesson: "Letters made of pixels, as the X server wants them; most of its tables can have either order of bytes.",
    details: Some(pcf),
};

pub(super) const BDF: Kind = Kind {
    id: "bdf",
    name: "X11 BDF font",
    mime: "application/x-font-bdf",
    extensions: &["bdf"],
    tests: &[Bytes(0, b"STARTFONT 2.")],
    strength: Strength::Certain,
    source: "Glyph Bitmap Distribution Format (BDF) Specification 2.2 (Adobe), 3",
    lesson: "Letters made of pixels, as text: each row of a letter is a number in hexadecimal.",
    details: Some(bdf),
};

pub(super) const PSF: Kind = Kind {
    id: "psf",
    name: "Linux/i386 PC Screen Font v2 data",
    mime: "application/x-font-linux-psf",
    extensions: &["psf", "psfu"],
    tests: &[Bytes(0, &[0x72, 0xb5, 0x4a, 0x86]), Bytes(4, &[0; 4])],
    strength: Strength::Certain,
    source: "PC Screen Fonts (A. Brouwer), PSF2",
    lesson: "The letters of Linux’s console, one row of pixels after the other.",
    details: Some(psf),
};

pub(super) const OLD_PSF: Kind = Kind {
    id: "psf1",
    name: "Linux/i386 PC Screen Font v1 data",
    mime: "application/x-font-linux-psf",
    extensions: &["psf", "psfu"],
    tests: &[
        Bytes(0, &[0x36, 0x04]),
        Number {
            at: 2,
            width: 1,
            order: Little,
            from: 0,
            to: 5,
        },
        Number {
            at: 3,
            width: 1,
            order: Little,
            from: 1,
            to: 64,
        },
        Code(16, old_length),
    ],
    strength: Strength::Certain,
    source: "PC Screen Fonts (A. Brouwer), PSF1",
    lesson: "256 or 512 letters that are eight pixels wide: a byte is a row.",
    details: Some(old_psf),
};

/// The name and version behind the colon of the first line.
fn type_1(view: &View<'_>, to: &mut Details, at: u64) -> Option<()> {
    let line = view.up_to(at, 128)?;
    let end = line.iter().position(|byte| matches!(byte, b'\r' | b'\n'))?;
    let line = line.get(..end)?;
    let Some(colon) = line.windows(2).position(|pair| pair == b": ") else {
        return Some(());
    };
    let name = line.get(colon + 2..)?.trim_ascii();
    if name.is_empty() {
        return Some(());
    }
    let words = printable(name);
    let kind = if at == 0 { PFA.name } else { PFB.name };
    to.head(format!("{kind} ({words})"));
    let start = at + colon as u64 + 2;
    to.fact("Name and version", words, span(start, name.len() as u64));
    Some(())
}

/// The format of its first table.
fn pcf(view: &View<'_>, to: &mut Details) -> Option<()> {
    let format = view.u32(12, Little)?;
    let order = |bit: u32| if format & bit == 0 { "LSB" } else { "MSB" };
    let (bits, bytes) = (order(8), order(4));
    to.part(format!("bit: {bits}"));
    to.part(format!("byte: {bytes} first"));
    to.fact("Order of bits", bits.to_owned() + " first", 12..16);
    to.fact("Order of bytes", bytes.to_owned() + " first", 12..16);
    fields::number(view, to, "Tables", 4..8, Little, "")?;
    Some(())
}

fn bdf(view: &View<'_>, to: &mut Details) -> Option<()> {
    to.part("ASCII text");
    let head = view.up_to(0, 1024)?;
    let mut at = 0_u64;
    for line in head.split(|&byte| byte == b'\n').take(16) {
        let name = match line.split(|&byte| byte == b' ').next()? {
            b"STARTFONT" => "Version",
            b"FONT" => "Font",
            b"SIZE" => "Size and resolution",
            b"FONTBOUNDINGBOX" => "Box around all letters",
            b"CHARS" => "Letters",
            _ => "",
        };
        let length = line.len() as u64;
        if !name.is_empty() {
            let skip = line.iter().position(|&byte| byte == b' ')? as u64 + 1;
            let end = at + length;
            fields::tell_text(view, to, name, at + skip, end.checked_sub(at + skip)?)?;
        }
        at += length + 1;
    }
    Some(())
}

fn psf(view: &View<'_>, to: &mut Details) -> Option<()> {
    let field = |at| view.u32(at, Little).map(u64::from);
    let (head, flags, count, each) = (field(8)?, field(12)?, field(16)?, field(20)?);
    let (height, width) = (field(24)?, field(28)?);
    to.part(format!("{count} characters"));
    to.fact("Characters", count.to_string(), 16..20);
    let has_table = flags & 1 == 1;
    directory(to, has_table, 12..16);
    to.part(format!("{width}x{height}"));
    to.fact("Size of a letter", by(width, height) + " pixels", 24..32);
    if head.saturating_add(count.saturating_mul(each)) > view.size() {
        to.note(
            "There are fewer letters than its header speaks of.",
            Some(16..24),
        );
    }
    Some(())
}

/// Whether it says which characters its letters are.
fn directory(to: &mut Details, is_there: bool, at: Range<u64>) {
    let words = match is_there {
        true => "Unicode directory",
        false => "no directory",
    };
    to.part(words);
    to.fact(
        "Table of characters",
        if is_there { "there" } else { "none" },
        at,
    );
}

fn old_psf_fields(view: &View<'_>) -> Option<(u64, bool, u64)> {
    let mode = view.u8(2)?;
    let count = if mode & 1 == 0 { 256 } else { 512 };
    Some((count, mode & 6 != 0, view.u8(3)?.into()))
}

/// All letters fill the file, but for a table that ends with ff ff.
fn old_length(view: &View<'_>) -> Option<(String, Range<u64>)> {
    let (count, has_table, height) = old_psf_fields(view)?;
    let length = 4 + count * height;
    let end = view.size();
    let fits = match has_table {
        false => length == end,
        true => length < end && view.bytes(end - 2, 2)? == [0xff, 0xff],
    };
    fits.then(|| (format!("{count} letters, which fit into the file"), 2..4))
}

fn old_psf(view: &View<'_>, to: &mut Details) -> Option<()> {
    let (count, has_table, height) = old_psf_fields(view)?;
    to.part(format!("{count} characters"));
    to.fact("Characters", count.to_string(), 2..3);
    directory(to, has_table, 2..3);
    to.part(format!("8x{height}"));
    to.fact("Size of a letter", by(8, height) + " pixels", 3..4);
    Some(())
}
