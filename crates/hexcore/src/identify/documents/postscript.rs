//! Pages for printers: PostScript and DVI.

use std::ops::Range;

use crate::identify::details::{Details, printable};
use crate::identify::kind::{Kind, Strength};
use crate::identify::test::Test::{Any, Bytes, Code, Tail};
use crate::identify::values::{bytes, shown};
use crate::identify::view::{
    Order::{Big, Little},
    View,
};

pub(super) const POSTSCRIPT: Kind = Kind {
    id: "postscript",
    name: "PostScript document text",
    mime: "application/postscript",
    extensions: &["ps", "eps", "ai"],
    tests: &[
        Any(&[Bytes(0, b"%!PS-Adobe-"), Bytes(0, b"\x04%!PS-Adobe-")]),
        Code(8, |view| {
            conforming(view).map(|(_, line)| ("a version of DSC".to_owned(), line))
        }),
    ],
    strength: Strength::Certain,
    source: "Adobe Technical Note 5001, Document Structuring Conventions 3.0, 4.5",
    lesson: "PostScript is a language for programs, and a page is what its program draws.",
    details: Some(postscript),
};

pub(super) const PLAIN: Kind = Kind {
    id: "postscript-plain",
    name: "PostScript document text",
    mime: "application/postscript",
    extensions: &["ps"],
    tests: &[Bytes(0, b"%!"), Code(32, program)],
    strength: Strength::Certain,
    source: "PostScript Language Reference, third edition, 3.2",
    lesson: "The first two characters tell a printer that no plain text follows, but a program.",
    details: None,
};

pub(super) const DOS_EPS: Kind = Kind {
    id: "dos-eps",
    name: "DOS EPS Binary File",
    mime: "image/x-eps",
    extensions: &["eps"],
    tests: &[Bytes(0, &[0xc5, 0xd0, 0xd3, 0xc6])],
    strength: Strength::Certain,
    source: "Adobe Technical Note 5002, EPS File Format 3.0, 5.2",
    lesson: "EPS with the highest bits set: a picture for the printer, and a small one for the screen.",
    details: Some(dos_eps),
};

pub(super) const DVI: Kind = Kind {
    id: "dvi",
    name: "TeX DVI file",
    mime: "application/x-dvi",
    extensions: &["dvi"],
    tests: &[
        Bytes(0, &[0xf7, 2]),
        Any(&[
            // The unit that TeX uses: 25,400,000 / 473,628,672 of 100 nm.
            Bytes(2, &[0x01, 0x83, 0x92, 0xc0, 0x1c, 0x3b, 0, 0]),
            Tail(5, &[2, 0xdf, 0xdf, 0xdf, 0xdf]),
            Tail(4, &[0xdf, 0xdf, 0xdf, 0xdf]),
        ]),
    ],
    strength: Strength::Certain,
    source: "D. E. Knuth, DVItype, section 15",
    lesson: "TeX writes where each letter goes, whatever the printer: that is what device-independent means.",
    details: Some(dvi),
};

/// The version of the conventions, and the first line.
fn conforming<'a>(view: &View<'a>) -> Option<(&'a str, Range<u64>)> {
    let start = u64::from(view.u8(0)? == 4);
    let line = view.up_to(start, 255)?;
    let line = line.split(|byte| matches!(byte, b'\r' | b'\n')).next()?;
    let text = std::str::from_utf8(line).ok()?;
    let version = text.strip_prefix("%!PS-Adobe-")?;
    // Fonts begin the same way, but are another kind.
    let is_font = version.contains("Resource-Font");
    let is_version = version.starts_with(|it: char| it.is_ascii_digit());
    (is_version && !is_font).then_some((version, start..start + line.len() as u64))
}

fn postscript(view: &View<'_>, to: &mut Details) -> Option<()> {
    let (rest, at) = conforming(view)?;
    let (version, kind) = rest.split_once(' ').unwrap_or((rest, ""));
    let version = version.get(..3).unwrap_or(version);
    to.head(format!(
        "PostScript document text conforming DSC level {version}"
    ));
    let mark = at.start + 11;
    to.fact(
        "Conventions",
        format!("DSC {version}"),
        mark..mark + version.len() as u64,
    );
    for (begin, name) in [
        ("EPSF", "EPS"),
        ("Query", "Query"),
        ("ExitServer", "ExitServer"),
    ] {
        if kind.starts_with(begin) {
            to.part(format!("type {name}"));
            to.fact("Type", name, at.clone());
        }
    }
    // Comments at the start, of which some are facts.
    let head = view.up_to(at.end, 4096)?;
    let mut from = at.end;
    for line in head.split(|byte| matches!(byte, b'\r' | b'\n')).take(64) {
        let text = line.trim_ascii();
        let range = from..from + line.len() as u64;
        from = range.end + 1;
        if text.starts_with(b"%%EndComments") {
            break;
        }
        let value = |key: &[u8]| text.strip_prefix(key).map(<[u8]>::trim_ascii);
        if let Some(level) = value(b"%%LanguageLevel:") {
            to.part(format!("Level {}", printable(level)));
            to.fact("Level", printable(level), range);
        } else if let Some(title) = value(b"%%Title:") {
            to.fact("Title", shown(title), range);
        } else if let Some(creator) = value(b"%%Creator:") {
            to.fact("Creator", shown(creator), range);
        } else if let Some(pages) = value(b"%%Pages:").filter(|it| *it != b"(atend)") {
            to.fact("Pages", printable(pages), range);
        } else if let Some(numbers) = value(b"%%BoundingBox:").filter(|it| *it != b"(atend)") {
            to.fact("Bounding box", printable(numbers), range);
        }
    }
    Some(())
}

/// Words that a program in PostScript has, and other texts have not.
const WORDS: [&[u8]; 10] = [
    b" def\n",
    b" def\r",
    b" bind def",
    b"showpage",
    b"pdfmark",
    b"%%Creator",
    b" moveto",
    b" setrgbcolor",
    b" exch ",
    b"PostScript",
];

fn program(view: &View<'_>) -> Option<(String, Range<u64>)> {
    let next = view.u8(2)?;
    let is_begun = next.is_ascii_whitespace() || view.bytes(2, 3)?.starts_with(b"PS");
    // What names a version is another kind.
    if !is_begun || view.bytes(2, 3)? == b"PS-" {
        return None;
    }
    let head = view.up_to(0, 16 << 10)?;
    WORDS.iter().find_map(|word| {
        let at = head.windows(word.len()).position(|it| it == *word)? as u64;
        let words = format!("the word {} of PostScript", printable(word.trim_ascii()));
        Some((words, at..at + word.len() as u64))
    })
}

fn dos_eps(view: &View<'_>, to: &mut Details) -> Option<()> {
    let mut words = "DOS EPS Binary File".to_owned();
    for (at, name, short) in [
        (4, "PostScript part", "Postscript"),
        (12, "Metafile part", "Metafile"),
        (20, "TIFF part", "TIFF"),
    ] {
        let (start, length) = (view.u32(at, Little)?, view.u32(at + 4, Little)?);
        if length == 0 {
            continue;
        }
        words += &format!(" {short} starts at byte {start} length {length}");
        to.fact(
            name,
            format!("{} at {start:#x}", bytes(length.into())),
            at..at + 8,
        );
        if u64::from(start) + u64::from(length) > view.size() {
            to.note(
                "A part is said to reach past the end of the file.",
                Some(at..at + 8),
            );
        }
    }
    to.head(words);
    Some(())
}

fn dvi(view: &View<'_>, to: &mut Details) -> Option<()> {
    let length = u64::from(view.u8(14)?);
    let comment = view.bytes(15, length)?;
    to.head(format!("TeX DVI file ({})", printable(comment)));
    if length > 0 {
        to.fact("Comment", shown(comment.trim_ascii()), 15..15 + length);
    }
    let magnification = view.u32(10, Big)?;
    to.fact(
        "Magnification",
        format!("{}.{:03}", magnification / 1000, magnification % 1000),
        10..14,
    );
    // At the end, some bytes of filling come after the place of the postamble.
    let end = view.size();
    let tail = view.up_to(end.saturating_sub(64), 64)?;
    let filling = tail.iter().rev().take_while(|byte| **byte == 0xdf).count() as u64;
    let at = end.checked_sub(filling + 5)?;
    let postamble = u64::from(view.u32(at, Big)?);
    if view.u8(postamble)? == 0xf8 {
        let pages = view.u16(postamble + 27, Big)?;
        to.fact("Pages", pages.to_string(), postamble + 27..postamble + 29);
    }
    Some(())
}
