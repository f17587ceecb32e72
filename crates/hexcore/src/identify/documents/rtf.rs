//! Rich Text Format (Rich Text Format Specification 1.9.1).

use std::ops::Range;

use crate::identify::details::Details;
use crate::identify::kind::{Kind, Strength};
use crate::identify::test::Test::{Bytes, Number};
use crate::identify::values::{decimal, shown};
use crate::identify::view::{Order::Big, View};

pub(super) const RTF: Kind = Kind {
    id: "rtf",
    name: "Rich Text Format data",
    mime: "text/rtf",
    extensions: &["rtf", "doc"],
    tests: &[
        Bytes(0, b"{\\rtf"),
        Number {
            at: 5,
            width: 1,
            order: Big,
            from: 0x30,
            to: 0x39,
        },
    ],
    strength: Strength::Certain,
    source: "Microsoft, Rich Text Format Specification 1.9.1, File Contents",
    lesson: "It is a text with commands that begin with a backslash, so that any program can skip those it does not know.",
    details: Some(rtf),
};

/// A command at the start of the text, the number behind it, and its place.
fn command(head: &[u8], name: &[u8]) -> Option<(Option<u64>, Range<u64>)> {
    let mut from = 0;
    for _ in 0..16 {
        let rest = head.get(from..)?;
        let at = from + rest.windows(name.len()).position(|it| it == name)?;
        from = at + name.len();
        let behind = head.get(from..)?;
        // A longer word is another command.
        if behind.first().is_some_and(u8::is_ascii_alphabetic) {
            continue;
        }
        let digits = behind
            .iter()
            .take_while(|byte| byte.is_ascii_digit())
            .count();
        return Some((decimal(behind), at as u64..(from + digits) as u64));
    }
    None
}

fn rtf(view: &View<'_>, to: &mut Details) -> Option<()> {
    let version = char::from(view.u8(5)?);
    to.part(format!("version {version}"));
    to.fact("Version", version.to_string(), 5..6);
    let head = view.up_to(0, 2048)?;
    for (name, words) in [
        (&b"\\ansi"[..], "ANSI"),
        (b"\\mac", "Apple Macintosh"),
        (b"\\pc", "IBM PC, code page 437"),
        (b"\\pca", "IBM PS/2, code page 850"),
    ] {
        if let Some((None, at)) = command(head, name) {
            to.part(words);
            to.fact("Character set", words, at);
            break;
        }
    }
    if let Some((Some(page), at)) = command(head, b"\\ansicpg") {
        to.part(format!("code page {page}"));
        to.fact("Code page", page.to_string(), at);
    }
    if let Some((Some(id), at)) = command(head, b"\\adeflang") {
        to.part(format!("default middle east language ID {id}"));
        to.fact("Middle Eastern language", id.to_string(), at);
    } else if let Some((Some(id), at)) = command(head, b"\\deflang") {
        to.part(format!("default language ID {id}"));
        to.fact("Language", id.to_string(), at);
    }
    if let Some(at) = head
        .windows(11)
        .position(|it| it == b"{\\generator".as_slice())
    {
        let rest = head.get(at + 11..)?;
        let end = rest
            .iter()
            .position(|byte| matches!(byte, b';' | b'}'))
            .unwrap_or(0);
        let words = shown(rest.get(..end)?.trim_ascii());
        let from = at as u64 + 11;
        to.fact("Made by", words, from..from + end as u64);
    }
    Some(())
}
