//! ELF (Tool Interface Standard, ELF Specification 1.2; System V ABI, gABI 4.1).

use std::ops::Range;

use super::elf_notes::{Loaded, Notes, core_notes, notes};
use super::elf_words::{ABIS, TYPES, machine};
use crate::identify::details::{Details, printable};
use crate::identify::values::{before_zero, named};
use crate::identify::view::{Order, View};

/// Entries that are looked at of a table in the file, whatever number it gives.
const MOST_SEGMENTS: u64 = 512;
const MOST_SECTIONS: u64 = 4096;
const MOST_DYNAMIC: u64 = 1024;

/// The longest table of names that is read.
const MOST_NAMES: u64 = 256 << 10;

/// How the numbers of a file are written.
#[derive(Clone, Copy)]
pub(super) struct Shape {
    pub(super) is_wide: bool,
    pub(super) order: Order,
}

impl Shape {
    /// 4 or 8.
    pub(super) fn width(self) -> u64 {
        if self.is_wide { 8 } else { 4 }
    }

    /// A field of which 32-bit and 64-bit files have different places.
    fn place(self, narrow: u64, wide: u64) -> u64 {
        if self.is_wide { wide } else { narrow }
    }

    /// A number as long as an address.
    pub(super) fn word(self, view: &View<'_>, at: u64) -> Option<u64> {
        view.number(at, self.width(), self.order)
    }
}

/// A part of the file that the loader or the linker is told of.
struct Part {
    kind: u32,
    /// Where its name is in the table of names, for sections.
    name: u64,
    at: u64,
    size: u64,
    /// Where its kind stands.
    header: u64,
}

/// What the segments say.
#[derive(Default)]
struct Linking {
    dynamic: Option<Range<u64>>,
    interpreter: Option<Range<u64>>,
    needed: u64,
    /// Whether it says that it is a program that may lie anywhere.
    is_pie: Option<bool>,
    has_name: bool,
}

pub(super) fn details(view: &View<'_>, to: &mut Details) -> Option<()> {
    let (class, data) = (view.u8(4)?, view.u8(5)?);
    let shape = Shape {
        is_wide: class == 2,
        order: match data {
            2 => Order::Big,
            _ => Order::Little,
        },
    };
    let (bits, order) = match (shape.is_wide, shape.order) {
        (true, Order::Little) => ("64-bit", "LSB"),
        (true, Order::Big) => ("64-bit", "MSB"),
        (false, Order::Little) => ("32-bit", "LSB"),
        (false, Order::Big) => ("32-bit", "MSB"),
    };
    let mut head = format!("ELF {bits} {order}");
    to.head(head.clone());
    to.fact("Word size", bits, 4..5);
    let order_words = match shape.order {
        Order::Little => "Least significant byte first",
        Order::Big => "Most significant byte first",
    };
    to.fact("Byte order", order_words, 5..6);
    let abi = named(ABIS, u64::from(view.u8(7)?));
    to.fact("System", abi.unwrap_or("Unknown"), 7..8);

    let kind = view.u16(16, shape.order)?;
    let code = view.u16(18, shape.order)?;
    let flags = view.u32(shape.place(36, 48), shape.order)?;
    let linking = linking(view, shape, kind);
    // A program for any address is a shared object by its type. It says so in its dynamic section; one from
    // before that was usual has an interpreter, and no name for others to link with.
    let is_pie = kind == 3
        && linking.as_ref().is_some_and(|it| {
            it.is_pie
                .unwrap_or(!it.has_name && it.interpreter.as_ref().is_some_and(|at| !at.is_empty()))
        });
    let kind_words = match kind {
        3 if is_pie => Some("pie executable"),
        0xff00.. => Some("processor-specific"),
        _ => named(TYPES, u64::from(kind)),
    };
    if let Some(words) = kind_words {
        head += &format!(" {words},");
    }
    to.fact("Type", kind_words.unwrap_or("Unknown"), 16..18);
    let machine = machine(code, flags, shape.is_wide);
    to.fact("Machine", machine.trim_end_matches(','), 18..20);
    head += &format!(" {machine} version {}", view.u32(20, shape.order)?);
    if let Some(abi) = abi {
        head += &format!(" ({abi})");
    }
    to.head(head);
    let entry = shape.word(view, 24)?;
    if entry != 0 {
        to.fact("Entry point", format!("{entry:#x}"), 24..24 + shape.width());
    }
    if kind == 4 {
        return core(view, shape, to);
    }
    sections_and_segments(view, shape, to, kind, &linking?)
}

fn sections_and_segments(
    view: &View<'_>,
    shape: Shape,
    to: &mut Details,
    kind: u16,
    linking: &Linking,
) -> Option<()> {
    let mut seen = Notes::default();
    let sections = sections(view, shape);
    let has_sections = sections.as_ref().is_none_or(|it| !it.is_empty());
    let has_segments = view.u16(shape.place(44, 56), shape.order)? > 0;
    let is_linked = matches!(kind, 2 | 3) && has_segments;
    if is_linked {
        if !has_sections {
            // Only the segments are left to have notes.
            for (note, size) in segments_of_notes(view, shape)? {
                notes(view, shape, note, size, to, &mut seen)?;
            }
        }
        say_linking(view, to, linking)?;
    }
    let Some(sections) = sections else {
        return missing(view, shape, to);
    };
    if sections.is_empty() {
        if is_linked {
            to.part("no section header");
        }
        return Some(());
    }
    to.fact(
        "Sections",
        sections.len().to_string(),
        shape.place(48, 60)..shape.place(50, 62),
    );
    let mut symbols = None;
    let mut debug = None;
    let names = names(view, shape, &sections);
    for section in &sections {
        let header = section.header..section.header + 4;
        match section.kind {
            2 => symbols = Some(header),
            7 => notes(view, shape, section.at, section.size, to, &mut seen)?,
            _ => {}
        }
        let is_debug = usize::try_from(section.name)
            .ok()
            .and_then(|from| names?.get(from..))
            .is_some_and(|name| before_zero(name) == b".debug_info");
        if is_debug {
            debug = Some(section.at..section.at.saturating_add(section.size));
        }
    }
    if let Some(debug) = &debug {
        to.part("with debug_info");
        if debug.end <= view.size() {
            to.fact("Debug information", ".debug_info", debug.clone());
        }
    }
    match symbols {
        Some(at) => {
            to.part("not stripped");
            to.fact("Symbols", "A full table", at);
        }
        None if debug.is_some() => to.part("not stripped"),
        None => to.part("stripped"),
    }
    Some(())
}

/// The interpreter and how it is linked.
fn say_linking(view: &View<'_>, to: &mut Details, linking: &Linking) -> Option<()> {
    let style = match (&linking.dynamic, linking.is_pie) {
        (None, _) => "statically linked",
        (_, Some(true)) if linking.needed == 0 && linking.interpreter.is_none() => {
            "static-pie linked"
        }
        _ => "dynamically linked",
    };
    to.part(style);
    if let Some(dynamic) = &linking.dynamic
        && dynamic.end <= view.size()
    {
        to.fact(
            "Needed libraries",
            linking.needed.to_string(),
            dynamic.clone(),
        );
    }
    if let Some(at) = &linking.interpreter {
        let length = at.end.checked_sub(at.start)?.min(256);
        let name = before_zero(view.bytes(at.start, length)?);
        if name.is_empty() {
            to.part("interpreter *empty*");
        } else {
            let name = printable(name);
            to.part(format!("interpreter {name}"));
            to.fact("Interpreter", name, at.start..at.start + length);
        }
    }
    Some(())
}

fn missing(view: &View<'_>, shape: Shape, to: &mut Details) -> Option<()> {
    let field = shape.place(32, 40);
    let at = shape.word(view, field)?;
    if at < view.size() || view.is_limited() || view.wanted().is_some() {
        return None;
    }
    to.part(format!("missing section headers at {at}"));
    to.note(
        format!(
            "Its section headers should be at {at:#x}, past its end: it may have been cut off."
        ),
        Some(field..field + shape.width()),
    );
    Some(())
}

/// The table of segments.
fn segments(view: &View<'_>, shape: Shape) -> Option<Vec<Part>> {
    let from = shape.word(view, shape.place(28, 32))?;
    let size = view.u16(shape.place(42, 54), shape.order)?;
    let count = view.u16(shape.place(44, 56), shape.order)?;
    let mut parts = Vec::new();
    for index in 0..u64::from(count).min(MOST_SEGMENTS) {
        let header = from.checked_add(index * u64::from(size))?;
        let field = |narrow, wide| header.checked_add(shape.place(narrow, wide));
        parts.push(Part {
            kind: view.u32(header, shape.order)?,
            name: 0,
            at: shape.word(view, field(4, 8)?)?,
            size: shape.word(view, field(16, 32)?)?,
            header,
        });
    }
    Some(parts)
}

/// Where the segments of notes are, and how long.
fn segments_of_notes(view: &View<'_>, shape: Shape) -> Option<Vec<(u64, u64)>> {
    let segments = segments(view, shape)?;
    let notes = segments.iter().filter(|segment| segment.kind == 4);
    Some(notes.map(|segment| (segment.at, segment.size)).collect())
}

fn core(view: &View<'_>, shape: Shape, to: &mut Details) -> Option<()> {
    let segments = segments(view, shape)?;
    let mut loaded = Vec::new();
    for segment in segments.iter().filter(|segment| segment.kind == 1) {
        loaded.push(Loaded {
            address: shape.word(view, segment.header + shape.place(8, 16))?,
            at: segment.at,
            size: segment.size,
        });
    }
    for segment in segments.iter().filter(|segment| segment.kind == 4) {
        core_notes(view, shape, segment.at, segment.size, to, &loaded)?;
    }
    Some(())
}

/// The table of sections: empty if there is none, `None` if it is not in the file.
fn sections(view: &View<'_>, shape: Shape) -> Option<Vec<Part>> {
    let from = shape.word(view, shape.place(32, 40))?;
    let entry = u64::from(view.u16(shape.place(46, 58), shape.order)?);
    let mut count = u64::from(view.u16(shape.place(48, 60), shape.order)?);
    if from == 0 || entry < shape.place(40, 64) {
        return Some(Vec::new());
    }
    if count == 0 {
        // More than two bytes can count: the first section has the number.
        count = shape.word(view, from.checked_add(shape.place(20, 32))?)?;
    }
    let count = count.min(MOST_SECTIONS);
    // All at once, so that it is read at once.
    view.bytes(from, count.checked_mul(entry)?)?;
    let mut parts = Vec::new();
    for index in 0..count {
        let header = from + index * entry;
        parts.push(Part {
            name: u64::from(view.u32(header, shape.order)?),
            kind: view.u32(header + 4, shape.order)?,
            at: shape.word(view, header + shape.place(16, 24))?,
            size: shape.word(view, header + shape.place(20, 32))?,
            header: header + 4,
        });
    }
    Some(parts)
}

/// The names of the sections.
fn names<'a>(view: &View<'a>, shape: Shape, sections: &[Part]) -> Option<&'a [u8]> {
    let index = view.u16(shape.place(50, 62), shape.order)?;
    let section = sections.get(usize::from(index))?;
    view.bytes(section.at, section.size.min(MOST_NAMES))
}

/// What the segments and the dynamic section say of how it is linked.
fn linking(view: &View<'_>, shape: Shape, kind: u16) -> Option<Linking> {
    let mut linking = Linking::default();
    if !matches!(kind, 2 | 3) {
        return Some(linking);
    }
    for segment in segments(view, shape)? {
        let range = segment.at..segment.at.checked_add(segment.size)?;
        match segment.kind {
            2 => linking.dynamic = Some(range),
            3 => linking.interpreter = Some(range),
            _ => {}
        }
    }
    let Some(dynamic) = linking.dynamic.clone() else {
        return Some(linking);
    };
    let entry = 2 * shape.width();
    let count = ((dynamic.end - dynamic.start) / entry).min(MOST_DYNAMIC);
    for index in 0..count {
        let at = dynamic.start + index * entry;
        let (Some(tag), Some(value)) = (
            shape.word(view, at),
            shape.word(view, at.saturating_add(shape.width())),
        ) else {
            break;
        };
        match tag {
            0 => break,
            1 => linking.needed += 1,
            14 => linking.has_name = true,
            // DT_FLAGS_1 with DF_1_PIE.
            0x6fff_fffb => linking.is_pie = Some(value & 0x0800_0000 != 0),
            _ => {}
        }
    }
    Some(linking)
}
