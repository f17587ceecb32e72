//! COFF object files (Microsoft, PE Format, "COFF File Header (Object and Image)").

use std::ops::Range;

use crate::identify::details::{Details, printable};
use crate::identify::values::{before_zero, long_time_32, named};
use crate::identify::view::{Order::Little, View};

const MACHINES: &[(u64, &str)] = &[
    (0x014c, "Intel 80386"),
    (0x01c0, "ARM"),
    (0x01c4, "ARMv7 Thumb"),
    (0x8664, "Intel amd64"),
    (0xa641, "ARM64EC"),
    (0xaa64, "Aarch64"),
];

/// Whether it has sections inside the file and a table of symbols with a table of names behind it, which
/// must be all there: few bits are fixed.
pub(super) fn agrees(view: &View<'_>) -> Option<(String, Range<u64>)> {
    let count = u64::from(view.u16(2, Little)?);
    let symbols = u64::from(view.u32(8, Little)?);
    let number = u64::from(view.u32(12, Little)?);
    // Object files have no optional header; their flags are about what is missing.
    let set = view.u16(18, Little)?;
    named(MACHINES, u64::from(view.u16(0, Little)?))?;
    let header = 20 + 40 * count;
    let is_head = (1..=2048).contains(&count)
        && view.u16(16, Little)? == 0
        && set & !0x017d == 0
        && number > 0
        && symbols >= header;
    if !is_head {
        return None;
    }
    for index in 0..count.min(8) {
        let at = 20 + 40 * index;
        let name = before_zero(view.bytes(at, 8)?);
        let (size, from) = (view.u32(at + 16, Little)?, view.u32(at + 20, Little)?);
        let is_inside = from == 0 || u64::from(from) >= header;
        let is_there = from == 0 || u64::from(from) + u64::from(size) <= view.size();
        if name.is_empty() || !name.iter().all(u8::is_ascii_graphic) || !is_inside || !is_there {
            return None;
        }
    }
    let names = symbols + 18 * number;
    let length = u64::from(view.u32(names, Little)?);
    let is_whole = length == 0 || (length >= 4 && names + length <= view.size());
    is_whole.then(|| {
        (
            "a known machine, sections inside the file, and symbols with their names behind them"
                .to_owned(),
            0..20,
        )
    })
}

pub(super) fn details(view: &View<'_>, to: &mut Details) -> Option<()> {
    let machine = named(MACHINES, u64::from(view.u16(0, Little)?))?;
    to.head(format!("{machine} COFF object file"));
    to.fact("Machine", machine, 0..2);
    let set = view.u16(18, Little)?;
    if set & 1 != 0 {
        to.part("no relocation info");
    }
    if set & 4 != 0 {
        to.part("no line number info");
    }
    to.part(if set & 8 != 0 {
        "stripped"
    } else {
        "not stripped"
    });
    let count = view.u16(2, Little)?;
    let s = if count == 1 { "" } else { "s" };
    to.part(format!("{count} section{s}"));
    to.fact("Sections", count.to_string(), 2..4);
    let (symbols, number) = (view.u32(8, Little)?, view.u32(12, Little)?);
    to.part(format!("symbol offset={symbols:#x}"));
    to.part(format!("{number} symbols"));
    to.fact("Symbols", format!("{number} at {symbols:#x}"), 8..16);
    let stamp = view.u32(4, Little)?;
    if stamp != 0 {
        to.part(format!("created {}", long_time_32(stamp)));
        to.fact("Time stamp", format!("{} UTC", long_time_32(stamp)), 4..8);
    }
    let name = printable(before_zero(view.bytes(20, 8)?));
    to.part(format!("1st section name \"{name}\""));
    to.fact("First section", name, 20..28);
    Some(())
}
