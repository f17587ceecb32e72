//! Programs of Windows and MS-DOS (Microsoft, PE Format; "MS-DOS EXE file header"; "Segmented (New) .EXE
//! File Format").

use std::ops::Range;

use crate::identify::details::{Details, printable};
use crate::identify::values::{before_zero, long_time_32, named};
use crate::identify::view::{Order::Little, View};

/// Sections whose names are read.
const MOST_SECTIONS: u64 = 96;

pub(super) const MACHINES: &[(u64, &str)] = &[
    (0x014c, "Intel 80386"),
    (0x0166, "MIPS R4000"),
    (0x0168, "MIPS R10000"),
    (0x0169, "MIPS WCE v2"),
    (0x0184, "Alpha"),
    (0x01a2, "Hitachi SH3"),
    (0x01a3, "Hitachi SH3 DSP"),
    (0x01a6, "Hitachi SH4"),
    (0x01a8, "Hitachi SH5"),
    (0x01c0, "ARM"),
    (0x01c2, "ARM Thumb"),
    (0x01c4, "ARMv7 Thumb"),
    (0x01d3, "Matsushita AM33"),
    (0x01f0, "PowerPC"),
    (0x01f1, "PowerPC with FPU"),
    (0x0200, "Intel Itanium"),
    (0x0266, "MIPS16"),
    (0x0268, "Motorola 68000"),
    (0x0290, "PA-RISC"),
    (0x0366, "MIPSIV"),
    (0x0466, "MIPS16 with FPU"),
    (0x0ebc, "EFI byte code"),
    (0x5032, "RISC-V 32-bit"),
    (0x5064, "RISC-V 64-bit"),
    (0x5128, "RISC-V 128-bit"),
    (0x6232, "LoongArch 32-bit"),
    (0x6264, "LoongArch 64-bit"),
    (0x8664, "x86-64"),
    (0x9041, "Mitsubishi M32R"),
    (0xa641, "ARM64EC"),
    (0xaa64, "Aarch64"),
    (0xc0ee, "MSIL"),
];

const SUBSYSTEMS: &[(u64, &str)] = &[
    (0, "Control Panel Item"),
    (1, "native"),
    (2, "GUI"),
    (3, "console"),
    (5, "OS/2"),
    (7, "POSIX"),
    (8, "Win9x"),
    (9, "Windows CE"),
    (10, "EFI application"),
    (11, "EFI boot service driver"),
    (12, "EFI runtime driver"),
    (13, "EFI ROM"),
    (14, "XBOX"),
    (16, "Windows boot application"),
];

pub(super) fn details(view: &View<'_>, to: &mut Details) -> Option<()> {
    let start = u64::from(view.u32(0x3c, Little)?);
    let at = |from: u64| start.checked_add(from);
    let optional = at(24)?;
    let machine = view.u16(at(4)?, Little)?;
    let machine_name = named(MACHINES, u64::from(machine));
    let machine_fact = match machine_name {
        Some(name) => name.to_owned(),
        None => format!("Unknown ({machine:#06x})"),
    };
    to.fact("Machine", machine_fact, at(4)?..at(6)?);
    let count = u64::from(view.u16(at(6)?, Little)?);
    let stamp = view.u32(at(8)?, Little)?;
    let size = u64::from(view.u16(at(20)?, Little)?);
    let set = view.u16(at(22)?, Little)?;
    let format = view.u16(optional, Little)?;
    let format_name = match format {
        0x10b => "PE32 executable",
        0x20b => "PE32+ executable",
        0x107 => "PE ROM image",
        _ => "PE executable",
    };
    to.fact("Format", format_name, optional..optional + 2);

    let mut head = format_name.to_owned();
    if set & 0x2000 != 0 {
        head += " (DLL)";
    }
    let subsystem = view.u16(at(24 + 68)?, Little)?;
    let subsystem_name = match named(SUBSYSTEMS, u64::from(subsystem)) {
        Some(name) => name.to_owned(),
        None => format!("Unknown subsystem {subsystem}"),
    };
    head += &format!(" ({subsystem_name})");
    to.fact("Subsystem", subsystem_name, at(24 + 68)?..at(24 + 70)?);
    if let Some(machine) = machine_name {
        head += " ";
        head += machine;
    }
    if set & 0x200 != 0 {
        head += " (stripped to external PDB)";
    }
    if set & 0x1000 != 0 {
        head += " system file";
    }
    let kind = if set & 0x2000 != 0 {
        "A library (DLL)"
    } else {
        "A program"
    };
    to.fact("Type", kind, at(22)?..at(24)?);
    // The fifteenth of the data directories leads to what .NET runs.
    let directories = if format == 0x20b { 108 } else { 92 };
    let directory = at(24 + directories)?;
    let is_net =
        view.u32(directory, Little)? > 14 && view.u32(directory + 4 + 14 * 8, Little)? != 0;
    if is_net {
        head += " Mono/.Net assembly";
        let directory = directory + 4 + 14 * 8;
        to.fact(".NET header", "Is there", directory..directory + 8);
    }
    to.head(head);
    to.part("for MS Windows");
    if stamp != 0 {
        to.fact(
            "Time stamp",
            format!("{} UTC", long_time_32(stamp)),
            at(8)?..at(12)?,
        );
    }
    let entry = view.u32(at(24 + 16)?, Little)?;
    to.fact(
        "Entry point",
        format!("{entry:#x}"),
        at(24 + 16)?..at(24 + 20)?,
    );

    let sections = optional.checked_add(size)?;
    let names: Option<Vec<String>> = (0..count.min(MOST_SECTIONS))
        .map(|index| {
            let name = view.bytes(sections.checked_add(index * 40)?, 8)?;
            Some(printable(before_zero(name)))
        })
        .collect();
    if names.iter().flatten().any(|name| name == "UPX0") {
        to.part("UPX compressed");
    }
    if count > 1 {
        to.part(format!("{count} sections"));
    }
    to.fact("Sections", count.to_string(), at(6)?..at(8)?);
    let names = names?;
    if let Some(last) = names.len().checked_sub(1) {
        let end = sections + last as u64 * 40 + 8;
        to.fact("Names of sections", names.join(", "), sections..end);
    }
    Some(())
}

/// Whether the header of an MS-DOS program agrees with itself: for the table.
pub(super) fn is_dos(view: &View<'_>) -> Option<(String, Range<u64>)> {
    let field = |at: u64| view.u16(at, Little).map(u64::from);
    let (last, pages, header) = (field(2)?, field(4)?, field(8)?);
    let (relocations, place) = (field(6)?, field(24)?);
    let length = (pages * 512).saturating_sub(if last == 0 { 0 } else { 512 - last.min(512) });
    let is_right = last < 512
        && pages > 0
        && (2..=0x1000).contains(&header)
        && header * 16 <= length
        && (relocations == 0
            || (place >= 28 && place + 4 * relocations <= (header * 16).max(0x40)));
    is_right.then(|| {
        (
            "a length, and a header that is shorter than it".to_owned(),
            2..10,
        )
    })
}

pub(super) fn dos(view: &View<'_>, to: &mut Details) -> Option<()> {
    let field = |at: u64| view.u16(at, Little).map(u64::from);
    let (last, pages, header) = (field(2)?, field(4)?, field(8)?);
    let length = (pages * 512).saturating_sub(if last == 0 { 0 } else { 512 - last });
    to.fact("Length to load", format!("{length} bytes"), 2..6);
    to.fact("Header", format!("{} bytes", header * 16), 8..10);
    to.fact("Relocations", field(6)?.to_string(), 6..8);
    // Newer headers come with relocations at 40 or later, and say at 3c where they are.
    if field(24)? < 0x40 {
        to.part("MZ for MS-DOS");
        return Some(());
    }
    let next = u64::from(view.u32(0x3c, Little)?);
    if next >= view.size() {
        to.note(
            format!(
                "It names a newer header at {next:#x}, past its end: it may have been cut off."
            ),
            Some(0x3c..0x40),
        );
    }
    Some(())
}

const SYSTEMS: &[(u64, &str)] = &[
    (0, "for OS/2 1.0 or MS Windows 1-2"),
    (1, "for OS/2 1.x"),
    (2, "for MS Windows 3.x"),
    (3, "for MS-DOS"),
    (4, "for Windows 386"),
    (5, "for Borland Operating System Services"),
];

/// Whether the header of a segmented program agrees with itself: for the table.
pub(super) fn is_segmented(view: &View<'_>) -> Option<(String, Range<u64>)> {
    let start = u64::from(view.u32(0x3c, Little)?);
    let system = view.u8(start.checked_add(0x36)?)?;
    let segments = view.u16(start.checked_add(0x22)?, Little)?;
    let entries = view.u16(start.checked_add(4)?, Little)?;
    let is_right = system <= 5 && segments >= 0x40 && entries >= 0x40;
    is_right.then(|| {
        (
            "tables behind its header, and a known system".to_owned(),
            start..start + 0x40,
        )
    })
}

pub(super) fn segmented(view: &View<'_>, to: &mut Details) -> Option<()> {
    let start = u64::from(view.u32(0x3c, Little)?);
    let at = |from: u64| start.checked_add(from);
    let system = named(SYSTEMS, u64::from(view.u8(at(0x36)?)?)).unwrap_or_default();
    let (minor, major) = (view.u8(at(0x3e)?)?, view.u8(at(0x3f)?)?);
    let set = view.u16(at(0x0c)?, Little)?;
    let kind = if set & 0x8000 != 0 {
        "DLL or font"
    } else {
        "EXE"
    };
    to.part(format!("NE {system} ({major}.{minor}) ({kind})"));
    to.fact(
        "System",
        system.trim_start_matches("for "),
        at(0x36)?..at(0x37)?,
    );
    to.fact(
        "Expected version",
        format!("{major}.{minor}"),
        at(0x3e)?..at(0x40)?,
    );
    to.fact("Type", kind, at(0x0c)?..at(0x0e)?);
    let segments = view.u16(at(0x1c)?, Little)?;
    to.fact("Segments", segments.to_string(), at(0x1c)?..at(0x1e)?);
    Some(())
}
