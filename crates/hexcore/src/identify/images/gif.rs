//! GIF (Graphics Interchange Format, Version 89a).

use std::ops::Range;

use crate::identify::details::Details;
use crate::identify::fields::{self, by, plural, span};
use crate::identify::kind::{Kind, Strength};
use crate::identify::test::Test::{Any, Bytes, Code};
use crate::identify::view::{Order::Little, View};

pub(super) const GIF: Kind = Kind {
    id: "gif",
    name: "GIF image data",
    mime: "image/gif",
    extensions: &["gif"],
    tests: &[
        Bytes(0, b"GIF8"),
        Any(&[Bytes(4, b"7a"), Bytes(4, b"9a")]),
        Code(6, first_block),
    ],
    strength: Strength::Certain,
    source: "Graphics Interchange Format, Version 89a (1990), 17 to 20",
    lesson: "Six letters name the format and the year of its version; width and height follow with the low byte \
             first.",
    details: Some(details),
};

/// Blocks before the first picture, and parts of a block, at most.
const MOST: u32 = 64;

/// Where the first block begins: after the header and the table of colours.
fn after_colours(view: &View<'_>) -> Option<u64> {
    let flags = view.u8(10)?;
    Some(match flags & 0x80 {
        0 => 13,
        _ => 13 + 3 * (2 << (flags & 7)),
    })
}

/// A picture, an extension or the end must follow.
fn first_block(view: &View<'_>) -> Option<(String, Range<u64>)> {
    let at = after_colours(view)?;
    let what = match view.u8(at)? {
        b',' => "a comma, with which a picture begins",
        b'!' => "an exclamation mark, with which an extension begins",
        b';' => "a semicolon, with which the file ends",
        _ => return None,
    };
    Some((what.to_owned(), at..at + 1))
}

fn details(view: &View<'_>, to: &mut Details) -> Option<()> {
    let version = match view.u8(4)? {
        b'7' => "87a",
        _ => "89a",
    };
    to.part(format!("version {version}"));
    to.fact("Version", version, 3..6);
    let (width, height) = fields::size(view, to, 6..8, 8..10, Little)?;
    to.part(by(width, height));
    let flags = view.u8(10)?;
    let colours = match flags & 0x80 {
        0 => "none for the whole file".to_owned(),
        _ => plural(2 << (flags & 7), "colour"),
    };
    to.fact("Palette", colours, 10..11);
    let mut at = after_colours(view)?;
    for _ in 0..MOST {
        match (view.u8(at)?, view.u8(at.checked_add(1)?)?) {
            (b'!', label) => at = extension(view, to, at + 2, label)?,
            _ => break,
        }
    }
    Some(())
}

/// An extension; gives the place after it.
fn extension(view: &View<'_>, to: &mut Details, mut at: u64, label: u8) -> Option<u64> {
    match label {
        0xfe => {
            let length = u64::from(view.u8(at)?);
            fields::tell_text(view, to, "Comment", at + 1, length)?;
        }
        0xff if view.bytes(at + 1, 11)? == b"NETSCAPE2.0" => {
            let loops = view.u16(at + 14, Little)?;
            let value = match loops {
                0 => "without end".to_owned(),
                _ => plural(loops.into(), "time"),
            };
            to.fact("Repeats", value, span(at + 14, 2));
        }
        _ => {}
    }
    for _ in 0..MOST {
        match u64::from(view.u8(at)?) {
            0 => break,
            length => at += 1 + length,
        }
    }
    Some(at + 1)
}
