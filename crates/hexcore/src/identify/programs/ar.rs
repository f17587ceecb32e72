//! Archives of `ar`, which hold object files, and the packages of Debian, which are such archives (System V
//! `ar(5)`; deb(5)).

use crate::identify::details::{Details, printable};
use crate::identify::values::before_zero;
use crate::identify::view::View;

/// Members that are looked at.
const MOST_MEMBERS: u64 = 8;

/// A member of an archive.
struct Member {
    /// Where its header starts, which has 60 bytes.
    header: u64,
    /// As it stands there, without blanks.
    name: String,
    size: u64,
}

impl Member {
    fn after(&self) -> Option<u64> {
        (self.header + 60)
            .checked_add(self.size)?
            .checked_next_multiple_of(2)
    }

    /// Without the stroke that ends names since System V.
    fn plain(&self) -> &str {
        self.name.strip_suffix('/').unwrap_or(&self.name)
    }
}

/// The member whose header is here.
fn member(view: &View<'_>, header: u64) -> Option<Member> {
    let bytes = view.bytes(header, 60)?;
    if bytes.get(58..) != Some(b"`\n") {
        return None;
    }
    let name = bytes.get(..16)?.trim_ascii_end();
    let size = std::str::from_utf8(bytes.get(48..58)?).ok()?.trim();
    let size: u64 = size.parse().ok()?;
    let mut name = printable(name);
    // BSD has longer names before the member's bytes.
    if let Some(length) = name
        .strip_prefix("#1/")
        .and_then(|it| it.parse::<u64>().ok())
    {
        let long = view.bytes(header + 60, length.min(size).min(256))?;
        name = printable(before_zero(long));
    }
    Some(Member { header, name, size })
}

/// Whether the number of symbols can be told from a first member of this name.
fn is_index(name: &str) -> bool {
    name.starts_with("__.SYMDEF")
}

pub(super) fn details(view: &View<'_>, to: &mut Details) -> Option<()> {
    if view.size() == 8 {
        to.note("It is empty: there are no members.", None);
        return Some(());
    }
    let mut here = 8;
    let mut names = Vec::new();
    for index in 0..MOST_MEMBERS {
        if here >= view.size() {
            break;
        }
        let member = member(view, here)?;
        if index == 0 && is_index(&member.name) {
            to.head("current ar archive random library");
        }
        match member.name.as_str() {
            "/" | "/SYM64/" => index_fact(view, to, &member)?,
            "//" => {}
            name if is_index(name) => {
                to.fact("Index of symbols", "As BSD has it", here..here + 60);
            }
            "lib.rmeta/" => to.fact("Made by", "rustc: a Rust library", here..here + 16),
            _ => names.push(member.plain().to_owned()),
        }
        here = member.after()?;
    }
    if !names.is_empty() {
        let more = if here < view.size() { ", …" } else { "" };
        let end = here.min(view.size());
        to.fact("Members", names.join(", ") + more, 8..end);
    }
    Some(())
}

fn index_fact(view: &View<'_>, to: &mut Details, member: &Member) -> Option<()> {
    let width = if member.name == "/" { 4 } else { 8 };
    let at = member.header + 60;
    if member.size >= width {
        let number = view.number(at, width, crate::identify::view::Order::Big)?;
        to.fact(
            "Index of symbols",
            format!("{number} entries"),
            at..at + width,
        );
    }
    Some(())
}

pub(super) fn thin(view: &View<'_>, to: &mut Details) -> Option<()> {
    let first = if view.size() == 8 {
        None
    } else {
        Some(member(view, 8)?)
    };
    let count = match &first {
        Some(member) if member.name == "/" && member.size >= 4 => {
            view.number(68, 4, crate::identify::view::Order::Big)?
        }
        _ => 0,
    };
    match count {
        0 => to.head("thin archive with no symbol entries"),
        _ => {
            to.head(format!("thin archive with {count} symbol entries"));
            to.fact("Index of symbols", format!("{count} entries"), 68..72);
        }
    }
    Some(())
}

/// A Debian package: a version, then the two archives for `dpkg`.
pub(super) fn debian(view: &View<'_>, to: &mut Details) -> Option<()> {
    let version = member(view, 8)?;
    let line = view.bytes(68, version.size.min(16))?;
    let line = line.split(|byte| *byte == b'\n').next().unwrap_or_default();
    let end = 68 + line.len() as u64;
    let line = printable(line);
    to.head(format!("Debian binary package (format {line})"));
    to.fact("Format", line, 68..end);
    let mut here = version.after()?;
    for _ in 0..MOST_MEMBERS {
        if here >= view.size() {
            to.note("The archive with its files is missing.", None);
            break;
        }
        let member = member(view, here)?;
        let name = member.plain();
        if name.starts_with("control.tar") {
            to.part(format!("with {name}"));
            to.fact(
                "About the package",
                format!("{name}, {} bytes", member.size),
                here..here + 58,
            );
        } else if let Some(ending) = name.strip_prefix("data.tar") {
            if let Some(method) = ending.strip_prefix('.') {
                to.part(format!("data compression {method}"));
            }
            to.fact(
                "Its files",
                format!("{name}, {} bytes", member.size),
                here..here + 58,
            );
            if member
                .after()
                .is_none_or(|end| end > view.size().saturating_add(1))
            {
                to.note(
                    "The archive with its files goes on past the end: it may have been cut off.",
                    Some(here + 48..here + 58),
                );
            }
            break;
        }
        here = member.after()?;
    }
    Some(())
}
