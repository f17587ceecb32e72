//! Programs of Windows and MS-DOS, written after Microsoft's specifications.

use hexcore::identify::{Certainty, identify};
use object::write::Object;
use object::{Architecture, BinaryFormat, Endianness, Object as _, ObjectSection as _};

use super::{fact, put, sentence};
use crate::{Sample, sample};

/// A program to be written.
#[derive(Clone)]
struct Pe {
    machine: u16,
    wide: bool,
    subsystem: u16,
    flags: u16,
    sections: &'static [&'static str],
    stamp: u32,
    net: bool,
}

const PLAIN: Pe = Pe {
    machine: 0x8664,
    wide: true,
    subsystem: 3,
    flags: 0x22,
    sections: &[".text", ".data", ".rsrc"],
    stamp: 1_700_000_000,
    net: false,
};

/// A program for MS-DOS of 128 bytes, with its relocations, of which there are none, at 40.
fn dos() -> Vec<u8> {
    let mut bytes = Vec::new();
    for (at, number) in [
        (0, 0x5a4d_u16), // MZ
        (2, 0x80),       // bytes of the last page
        (4, 1),          // pages
        (8, 4),          // paragraphs of the header
        (12, 0xffff),    // memory
        (16, 0xb8),      // stack
        (24, 0x40),      // relocations
    ] {
        put(&mut bytes, at, &number.to_le_bytes());
    }
    put(
        &mut bytes,
        0x40,
        b"\x0e\x1f\xba\x0e\x00\xb4\x09\xcd\x21\xb8\x01\x4c\xcd\x21It says hello.\r\r\n$",
    );
    bytes.resize(0x80, 0);
    bytes
}

/// The same, from before programs had a second header.
fn plain_dos() -> Vec<u8> {
    let mut bytes = dos();
    put(&mut bytes, 24, &0x1c_u16.to_le_bytes());
    bytes
}

impl Pe {
    fn bytes(&self) -> Vec<u8> {
        let mut bytes = dos();
        put(&mut bytes, 0x3c, &0x80_u32.to_le_bytes());
        put(&mut bytes, 0x80, b"PE\0\0");
        let optional = if self.wide { 240 } else { 224_u16 };
        for (at, number) in [
            (0x84, self.machine),
            (0x86, self.sections.len() as u16),
            (0x94, optional),
            (0x96, self.flags),
            (0x98, if self.wide { 0x20b } else { 0x10b }),
            (0x98 + 68, self.subsystem),
        ] {
            put(&mut bytes, at, &number.to_le_bytes());
        }
        let numbers = 0x98 + if self.wide { 108 } else { 92 };
        for (at, number) in [
            (0x88, self.stamp),
            (0x98 + 16, 0x1000), // entry point
            (0x98 + 32, 0x1000), // alignment in memory
            (0x98 + 36, 0x200),  // alignment in the file
            (0x98 + 56, 0x1000 * (1 + self.sections.len() as u32)),
            (0x98 + 60, 0x400),
            (numbers, 16),
            (numbers + 4 + 14 * 8, if self.net { 0x2008 } else { 0 }),
            (numbers + 8 + 14 * 8, if self.net { 72 } else { 0 }),
        ] {
            put(&mut bytes, at, &number.to_le_bytes());
        }
        let mut at = 0x98 + usize::from(optional);
        bytes.resize(at, 0);
        for (index, name) in self.sections.iter().enumerate() {
            put(&mut bytes, at, name.as_bytes());
            for (place, number) in [
                (8, 0x200),
                (12, 0x1000 * (1 + index as u32)),
                (16, 0x200),
                (20, 0x400 + 0x200 * index as u32),
                (36, 0x6000_0020),
            ] {
                put(&mut bytes, at + place, &number.to_le_bytes());
            }
            at += 40;
        }
        bytes.resize(0x400 + 0x200 * self.sections.len(), 0);
        bytes
    }
}

/// A segmented program for Windows 3.10.
fn segmented(system: u8, flags: u16) -> Vec<u8> {
    let mut bytes = dos();
    put(&mut bytes, 0x3c, &0x80_u32.to_le_bytes());
    put(&mut bytes, 0x80, b"NE\x05\x3c");
    for (at, number) in [
        (4, 0x60_u16), // entry table
        (6, 2),        // its length
        (0x0c, flags),
        (0x1c, 3),    // segments
        (0x22, 0x40), // segment table
    ] {
        put(&mut bytes, 0x80 + at, &number.to_le_bytes());
    }
    put(&mut bytes, 0x80 + 0x36, &[system]);
    put(&mut bytes, 0x80 + 0x3e, &[10, 3]);
    bytes.resize(0x200, 0);
    bytes
}

fn coff(architecture: Architecture) -> Vec<u8> {
    let mut object = Object::new(BinaryFormat::Coff, architecture, Endianness::Little);
    let section = object.section_id(object::write::StandardSection::Text);
    object.append_section_data(section, &[0xc3; 16], 4);
    object.add_file_symbol(b"hello.c".to_vec());
    object.write().unwrap()
}

pub(super) fn samples() -> Vec<Sample> {
    vec![
        sample(
            "pe",
            "program.exe",
            PLAIN.bytes(),
            "PE32+ executable (console) x86-64, for MS Windows, 3 sections",
        ),
        sample(
            "pe",
            "net.dll",
            Pe {
                machine: 0x14c,
                wide: false,
                flags: 0x2102,
                net: true,
                ..PLAIN
            }
            .bytes(),
            "PE32 executable (DLL) (console) Intel 80386 Mono/.Net assembly, for MS Windows, 3 sections",
        ),
        sample(
            "ne",
            "old.exe",
            segmented(2, 0x302),
            "MS-DOS executable, NE for MS Windows 3.x (3.10) (EXE)",
        ),
        sample(
            "mz",
            "plain.exe",
            plain_dos(),
            "MS-DOS executable, MZ for MS-DOS",
        ),
        sample(
            "coff",
            "hello.obj",
            coff(Architecture::X86_64),
            "Intel amd64 COFF object file, not stripped, 1 section, symbol offset=0x4c, 2 symbols, 1st section name \
             \".text\"",
        ),
    ]
}

#[test]
fn the_sentence_follows_the_fields() {
    let says = |pe: &Pe, words: &str| assert_eq!(sentence(&pe.bytes()), words);
    for (machine, words) in [
        (
            0xaa64,
            "PE32+ executable (console) Aarch64, for MS Windows, 3 sections",
        ),
        (
            0x0200,
            "PE32+ executable (console) Intel Itanium, for MS Windows, 3 sections",
        ),
        (
            0x5064,
            "PE32+ executable (console) RISC-V 64-bit, for MS Windows, 3 sections",
        ),
        (
            0x1234,
            "PE32+ executable (console), for MS Windows, 3 sections",
        ),
    ] {
        says(&Pe { machine, ..PLAIN }, words);
    }
    for (subsystem, words) in [
        (
            1,
            "PE32+ executable (native) x86-64, for MS Windows, 3 sections",
        ),
        (
            2,
            "PE32+ executable (GUI) x86-64, for MS Windows, 3 sections",
        ),
        (
            10,
            "PE32+ executable (EFI application) x86-64, for MS Windows, 3 sections",
        ),
        (
            99,
            "PE32+ executable (Unknown subsystem 99) x86-64, for MS Windows, 3 sections",
        ),
    ] {
        says(&Pe { subsystem, ..PLAIN }, words);
    }
    for (flags, words) in [
        (
            0x2022,
            "PE32+ executable (DLL) (console) x86-64, for MS Windows, 3 sections",
        ),
        (
            0x0222,
            "PE32+ executable (console) x86-64 (stripped to external PDB), for MS Windows, 3 sections",
        ),
        (
            0x1022,
            "PE32+ executable (console) x86-64 system file, for MS Windows, 3 sections",
        ),
    ] {
        says(&Pe { flags, ..PLAIN }, words);
    }
    says(
        &Pe { net: true, ..PLAIN },
        "PE32+ executable (console) x86-64 Mono/.Net assembly, for MS Windows, 3 sections",
    );
    for (sections, words) in [
        (&[][..], "PE32+ executable (console) x86-64, for MS Windows"),
        (
            &[".text"],
            "PE32+ executable (console) x86-64, for MS Windows",
        ),
        (
            &["UPX0", "UPX1"],
            "PE32+ executable (console) x86-64, for MS Windows, UPX compressed, 2 sections",
        ),
    ] {
        says(&Pe { sections, ..PLAIN }, words);
    }
    assert_eq!(
        sentence(&segmented(1, 0x8000)),
        "MS-DOS executable, NE for OS/2 1.x (3.10) (DLL or font)"
    );
    // No such system: the program in front of it is what is left.
    assert_eq!(identify("", &segmented(77, 0)).kind.unwrap().id, "mz");
}

#[test]
fn object_agrees() {
    for pe in [
        PLAIN,
        Pe {
            machine: 0x14c,
            wide: false,
            ..PLAIN
        },
    ] {
        let bytes = pe.bytes();
        let report = identify("", &bytes);
        let file = object::File::parse(&*bytes).unwrap();
        let names: Vec<&str> = file.sections().map(|it| it.name().unwrap()).collect();
        assert_eq!(fact(&report, "Names of sections"), names.join(", "));
        let word = match file.architecture() {
            Architecture::X86_64 => "x86-64",
            Architecture::I386 => "Intel 80386",
            _ => panic!(),
        };
        assert_eq!(fact(&report, "Machine"), word);
        assert_eq!(fact(&report, "Time stamp"), "Tue Nov 14 22:13:20 2023 UTC");
        let base = file.relative_address_base();
        assert_eq!(
            fact(&report, "Entry point"),
            format!("{:#x}", file.entry() - base)
        );
    }
    for (architecture, words) in [
        (
            Architecture::X86_64,
            "Intel amd64 COFF object file, not stripped, 1 section, ",
        ),
        (
            Architecture::I386,
            "Intel 80386 COFF object file, not stripped, 1 section, ",
        ),
        (
            Architecture::Aarch64,
            "Aarch64 COFF object file, not stripped, 1 section, ",
        ),
        (
            Architecture::Arm,
            "ARMv7 Thumb COFF object file, not stripped, 1 section, ",
        ),
    ] {
        let bytes = coff(architecture);
        let file = object::File::parse(&*bytes).unwrap();
        assert_eq!(file.architecture(), architecture);
        assert!(sentence(&bytes).starts_with(words), "{}", sentence(&bytes));
    }
}

/// Few bits of these are fixed, so all of them must fit.
#[test]
fn what_is_nearly_one() {
    // Letters that begin a text.
    assert_ne!(
        sentence(b"MZ is what my friend is called.\n"),
        "MS-DOS executable"
    );
    assert_eq!(identify("", b"MZ\0\0").kind, None);
    let mut bytes = plain_dos();
    put(&mut bytes, 2, &513_u16.to_le_bytes());
    assert_eq!(identify("", &bytes).certainty, Certainty::Unknown);
    // A number that leads nowhere.
    for place in [0_u32, 0x7f, 0x1000, u32::MAX] {
        let mut bytes = PLAIN.bytes();
        put(&mut bytes, 0x3c, &place.to_le_bytes());
        assert_eq!(identify("", &bytes).kind.unwrap().id, "mz");
    }
    // Symbols past the end, an optional header, a section without a name.
    for (at, byte) in [(10, 0xff), (15, 0xff), (16, 1), (19, 0x20), (20, 0), (0, 0)] {
        let mut bytes = coff(Architecture::X86_64);
        bytes[at] = byte;
        assert_eq!(identify("", &bytes).certainty, Certainty::Unknown, "{at}");
    }
    let bytes = coff(Architecture::X86_64);
    assert_eq!(
        identify("", &bytes[..bytes.len() - 1]).certainty,
        Certainty::Unknown
    );
}

#[cfg(target_os = "linux")]
#[test]
fn file_says_the_same() {
    for sample in samples() {
        // It says MZ once more of the plain one.
        if sample.kind != "mz" {
            assert_eq!(super::file_says(&sample.bytes), sample.sentence);
        }
    }
}
