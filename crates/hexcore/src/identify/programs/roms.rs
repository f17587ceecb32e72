//! Cartridges of game consoles (NESdev Wiki, "iNES" and "NES 2.0"; Pan Docs, "The Cartridge Header").

use crate::identify::details::{Details, printable};
use crate::identify::values::{before_zero, named};
use crate::identify::view::View;

pub(super) fn nes(view: &View<'_>, to: &mut Details) -> Option<()> {
    let (program, pictures) = (view.u8(4)?, view.u8(5)?);
    let (first, second) = (view.u8(6)?, view.u8(7)?);
    let is_second = second & 0x0c == 8;
    let mut head = String::from("NES ROM image (iNES)");
    if is_second {
        head += " (NES 2.0)";
    }
    head += &format!(": {program}x16k PRG");
    to.head(head);
    let mirroring = match first & 9 {
        0 => "H-mirror",
        1 => "V-mirror",
        _ => "4-Scr",
    };
    let mut part = format!("{pictures}x8k CHR [{mirroring}]");
    if first & 2 != 0 {
        part += " [SRAM]";
    }
    if first & 4 != 0 {
        part += " [Trainer]";
    }
    match second & 3 {
        1 => part += " [VS]",
        2 => part += " [PC10]",
        _ => {}
    }
    if is_second {
        part += match view.u8(12)? & 3 {
            0 => " [NTSC]",
            1 => " [PAL]",
            _ => " [NTSC+PAL]",
        };
    }
    to.part(part);
    to.fact("Program", format!("{} KiB", u32::from(program) * 16), 4..5);
    to.fact("Pictures", format!("{} KiB", u32::from(pictures) * 8), 5..6);
    let mapper = first >> 4 | second & 0xf0;
    to.fact("Mapper", mapper.to_string(), 6..8);
    let trainer = if first & 4 != 0 { 512 } else { 0 };
    let length = 16 + trainer + u64::from(program) * 0x4000 + u64::from(pictures) * 0x2000;
    if !is_second && length > view.size() {
        to.note(
            "It has less than its header speaks of: it may have been cut off.",
            Some(4..6),
        );
    }
    Some(())
}

const CARTRIDGES: &[(u64, &str)] = &[
    (0x00, "ROM ONLY"),
    (0x01, "MBC1"),
    (0x02, "MBC1+RAM"),
    (0x03, "MBC1+RAM+BATT"),
    (0x05, "MBC2"),
    (0x06, "MBC2+BATTERY"),
    (0x08, "ROM+RAM"),
    (0x09, "ROM+RAM+BATTERY"),
    (0x0b, "MMM01"),
    (0x0c, "MMM01+SRAM"),
    (0x0d, "MMM01+SRAM+BATT"),
    (0x0f, "MBC3+TIMER+BATT"),
    (0x10, "MBC3+TIMER+RAM+BATT"),
    (0x11, "MBC3"),
    (0x12, "MBC3+RAM"),
    (0x13, "MBC3+RAM+BATT"),
    (0x19, "MBC5"),
    (0x1a, "MBC5+RAM"),
    (0x1b, "MBC5+RAM+BATT"),
    (0x1c, "MBC5+RUMBLE"),
    (0x1d, "MBC5+RUMBLE+SRAM"),
    (0x1e, "MBC5+RUMBLE+SRAM+BATT"),
    (0xfc, "Pocket Camera"),
    (0xfd, "Bandai TAMA5"),
    (0xfe, "Hudson HuC-3"),
    (0xff, "Hudson HuC-1"),
];

const ROMS: &[(u64, &str)] = &[
    (0, "256Kbit"),
    (1, "512Kbit"),
    (2, "1Mbit"),
    (3, "2Mbit"),
    (4, "4Mbit"),
    (5, "8Mbit"),
    (6, "16Mbit"),
    (7, "32Mbit"),
    (0x52, "9Mbit"),
    (0x53, "10Mbit"),
    (0x54, "12Mbit"),
];

const MEMORIES: &[(u64, &str)] = &[
    (1, "16Kbit"),
    (2, "64Kbit"),
    (3, "256Kbit"),
    (4, "1Mbit"),
    (5, "512Kbit"),
];

pub(super) fn game_boy(view: &View<'_>, to: &mut Details) -> Option<()> {
    let byte = |at: u64| view.u8(at).map(u64::from);
    let colour = byte(0x143)?;
    // The byte that says whether it is for colour was a letter of the title before.
    let length = if colour & 0x80 != 0 { 15 } else { 16 };
    let title = printable(before_zero(view.bytes(0x134, length)?));
    let mut head = String::from("Game Boy ROM image");
    if !title.is_empty() {
        head += &format!(": \"{title}\"");
        to.fact("Title", title, 0x134..0x134 + length);
    }
    head += &format!(" (Rev.{:02})", byte(0x14c)?);
    let is_super = byte(0x14b)? == 0x33 && byte(0x146)? == 3;
    let machine = match (is_super, colour) {
        (true, 0x80 | 0xc0) => " [SGB+CGB]",
        (true, _) => " [SGB]",
        (_, 0x80) => " [CGB]",
        (_, 0xc0) => " [CGB ONLY]",
        _ => "",
    };
    head += machine;
    let cartridge = byte(0x147)?;
    if let Some(name) = named(CARTRIDGES, cartridge) {
        head += &format!(" [{name}]");
        to.fact("Cartridge", name, 0x147..0x148);
    }
    to.head(head);
    if let Some(size) = named(ROMS, byte(0x148)?) {
        to.part(format!("ROM: {size}"));
        to.fact("ROM", size, 0x148..0x149);
    }
    if let Some(size) = named(MEMORIES, byte(0x149)?) {
        to.part(format!("RAM: {size}"));
        to.fact("RAM", size, 0x149..0x14a);
    }
    let sum = view
        .bytes(0x134, 0x19)?
        .iter()
        .fold(0_u8, |sum, byte| sum.wrapping_sub(*byte).wrapping_sub(1));
    let given = view.u8(0x14d)?;
    to.fact(
        "Checksum of the header",
        format!("{given:02x}"),
        0x14d..0x14e,
    );
    if given != sum {
        to.note(
            format!("The checksum of the header should be {sum:02x}: no Game Boy would start it."),
            Some(0x14d..0x14e),
        );
    }
    Some(())
}
