//! Words for numbers in ELF headers (gABI 4.1 and its registry of machines).

use crate::identify::values::named;

pub(super) const TYPES: &[(u64, &str)] = &[
    (0, "no file type"),
    (1, "relocatable"),
    (2, "executable"),
    (3, "shared object"),
    (4, "core file"),
];

pub(super) const ABIS: &[(u64, &str)] = &[
    (0, "SYSV"),
    (1, "HP-UX"),
    (2, "NetBSD"),
    (3, "GNU/Linux"),
    (4, "GNU/Hurd"),
    (5, "86Open"),
    (6, "Solaris"),
    (7, "Monterey"),
    (8, "IRIX"),
    (9, "FreeBSD"),
    (10, "Tru64"),
    (11, "Novell Modesto"),
    (12, "OpenBSD"),
    (13, "OpenVMS"),
    (14, "HP NonStop Kernel"),
    (15, "AROS Research Operating System"),
    (16, "FenixOS"),
    (17, "Nuxi CloudABI"),
    (97, "ARM"),
    (255, "embedded"),
];

/// The machines that are met outside of museums.
const MACHINES: &[(u64, &str)] = &[
    (0, "no machine"),
    (1, "AT&T WE32100"),
    (2, "SPARC"),
    (3, "Intel 80386"),
    (4, "Motorola m68k"),
    (5, "Motorola m88k"),
    (6, "Intel 80486"),
    (7, "Intel 80860"),
    (8, "MIPS"),
    (10, "MIPS, MIPS (deprecated)"),
    (15, "PA-RISC"),
    (18, "SPARC32PLUS"),
    (19, "Intel 80960"),
    (20, "PowerPC or cisco 4500"),
    (21, "64-bit PowerPC or cisco 7500"),
    (22, "IBM S/390"),
    (23, "Cell SPU"),
    (36, "NEC V800 or cisco 12000"),
    (40, "ARM"),
    (41, "Alpha"),
    (42, "Renesas SH"),
    (43, "SPARC V9"),
    (44, "Siemens Tricore Embedded Processor"),
    (45, "Argonaut RISC Core, Argonaut Technologies Inc."),
    (46, "Renesas H8/300"),
    (47, "Renesas H8/300H"),
    (48, "Renesas H8S"),
    (50, "IA-64"),
    (52, "Motorola Coldfire"),
    (53, "Motorola M68HC12"),
    (62, "x86-64"),
    (65, "DEC PDP-11"),
    (75, "Digital VAX"),
    (76, "Axis cris"),
    (80, "MMIX"),
    (83, "Atmel AVR 8-bit"),
    (84, "Fujitsu FR30"),
    (87, "NEC v850"),
    (88, "Renesas M32R"),
    (89, "Matsushita MN10300"),
    (92, "OpenRISC"),
    (93, "Synopsys ARCompact ARC700 cores"),
    (94, "Tensilica Xtensa"),
    (95, "Alphamosaic VideoCore"),
    (105, "TI msp430"),
    (106, "Analog Devices Blackfin"),
    (113, "Altera Nios II"),
    (118, "Microchip dsPIC30F"),
    (137, "Broadcom VideoCore III"),
    (138, "LatticeMico32"),
    (140, "TI TMS320C6000 DSP family"),
    (144, "TI Programmable Realtime Unit"),
    (164, "QUALCOMM DSP6"),
    (165, "Intel 8051 and variants"),
    (167, "Andes embedded RISC"),
    (173, "Renesas RX family"),
    (175, "MCST Elbrus"),
    (180, "Intel L1OM"),
    (181, "Intel K1OM"),
    (183, "ARM aarch64"),
    (185, "Atmel 32-bit family"),
    (187, "Tilera TILE64"),
    (188, "Tilera TILEPro"),
    (189, "Xilinx MicroBlaze 32-bit RISC"),
    (190, "NVIDIA CUDA architecture"),
    (191, "Tilera TILE-Gx"),
    (195, "Synopsys ARCv2/HS3x/HS4x cores"),
    (197, "Renesas RL78 family"),
    (203, "XMOS xCORE"),
    (204, "Microchip 8-bit PIC(r)"),
    (243, "UCB RISC-V"),
    (244, "Lanai 32-bit processor"),
    (247, "eBPF"),
    (251, "NEC Vector Engine"),
    (252, "C-SKY processor family"),
    (254, "MOS Technology MCS 6502 processor"),
    (257, "WDC 65816/65C816"),
    (258, "LoongArch"),
    (0x1057, "AVR (unofficial)"),
    (0x9026, "Alpha (unofficial)"),
    (0xa390, "IBM S/390 (obsolete)"),
];

/// What the highest four bits of the flags say on MIPS.
const MIPS: &[(u64, &str)] = &[
    (0, "MIPS-I"),
    (1, "MIPS-II"),
    (2, "MIPS-III"),
    (3, "MIPS-IV"),
    (4, "MIPS-V"),
    (5, "MIPS32"),
    (6, "MIPS64"),
    (7, "MIPS32 rel2"),
    (8, "MIPS64 rel2"),
    (9, "MIPS32 rel6"),
    (10, "MIPS64 rel6"),
];

/// The machine and what its flags say of it, as it stands before the version: mostly with a comma.
pub(super) fn machine(code: u16, flags: u32, is_wide: bool) -> String {
    let Some(name) = named(MACHINES, u64::from(code)) else {
        return format!("*unknown arch {code:#x}*");
    };
    let more: &[&str] = match code {
        8 => {
            let level = named(MIPS, u64::from(flags >> 28)).unwrap_or_default();
            let n32 = if flags & 0x20 != 0 { "N32 " } else { "" };
            return format!("{name}, {n32}{level}").trim_end().to_owned();
        }
        15 => {
            let level = match flags & 0xffff {
                0x20b => "1.0",
                0x210 => "1.1",
                0x214 => "2.0",
                _ => return format!("{name},"),
            };
            return format!("{name}, {level}");
        }
        40 if !is_wide => {
            let interface = match flags >> 24 {
                4 => " EABI4",
                5 => " EABI5",
                _ => "",
            };
            let order = if flags & 0x0080_0000 != 0 { " BE8" } else { "" };
            return format!("{name},{interface}{order}");
        }
        144 => return name.to_owned(),
        21 => match flags & 3 {
            0 => &["Unspecified or Power ELF V1 ABI"],
            1 => &["Power ELF V1 ABI"],
            2 => &["OpenPOWER ELF V2 ABI"],
            _ => &[],
        },
        43 if is_wide => match flags & 3 {
            0 => &["total store ordering"],
            1 => &["partial store ordering"],
            2 => &["relaxed memory ordering"],
            _ => &[],
        },
        243 => {
            let compressed = if flags & 1 != 0 { "RVC" } else { "" };
            let embedded = if flags & 8 != 0 { "RVE" } else { "" };
            let float = match flags & 6 {
                0 => "soft-float ABI",
                2 => "single-float ABI",
                4 => "double-float ABI",
                _ => "quad-float ABI",
            };
            &[compressed, embedded, float]
        }
        _ => &[],
    };
    let mut words = name.to_owned();
    for more in more.iter().filter(|more| !more.is_empty()) {
        words += ", ";
        words += more;
    }
    words + ","
}
