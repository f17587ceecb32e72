//! ELF files, written after the gABI.

use hexcore::identify::{Certainty, identify};
use object::write::Object;
use object::{
    Architecture, BinaryFormat, Endianness, Object as _, ObjectSection as _, SectionKind,
};

use super::{fact, sentence};
use crate::{Sample, sample};

/// A file to be written.
#[derive(Clone)]
struct Elf {
    is_wide: bool,
    is_big: bool,
    abi: u8,
    kind: u16,
    machine: u16,
    flags: u32,
    interpreter: Option<&'static [u8]>,
    /// Entries of the dynamic section.
    dynamic: Option<Vec<(u64, u64)>>,
    /// Owner, kind and what it holds.
    notes: Vec<(&'static [u8], u32, Vec<u8>)>,
    /// Name, kind and size of sections beside the notes and the table of names; none at all if `None`.
    sections: Option<Vec<(&'static str, u32, u64)>>,
}

impl Elf {
    fn new() -> Elf {
        Elf {
            is_wide: true,
            is_big: false,
            abi: 0,
            kind: 2,
            machine: 62,
            flags: 0,
            interpreter: None,
            dynamic: None,
            notes: Vec::new(),
            sections: Some(Vec::new()),
        }
    }

    fn number(&self, width: usize, number: u64) -> Vec<u8> {
        let bytes = number.to_be_bytes()[8 - width..].to_vec();
        if self.is_big {
            bytes
        } else {
            bytes.into_iter().rev().collect()
        }
    }

    fn word(&self, number: u64) -> Vec<u8> {
        self.number(if self.is_wide { 8 } else { 4 }, number)
    }

    fn segment(&self, kind: u64, at: u64, size: u64) -> Vec<u8> {
        let half = |number| self.number(4, number);
        let word = |number| self.word(number);
        if self.is_wide {
            [
                half(kind),
                half(4),
                word(at),
                word(0),
                word(0),
                word(size),
                word(size),
                word(4),
            ]
            .concat()
        } else {
            [
                half(kind),
                word(at),
                word(0),
                word(0),
                word(size),
                word(size),
                half(4),
                word(4),
            ]
            .concat()
        }
    }

    fn section(&self, name: u64, kind: u32, at: u64, size: u64) -> Vec<u8> {
        let half = |number| self.number(4, number);
        let word = |number| self.word(number);
        [
            half(name),
            half(u64::from(kind)),
            word(0),
            word(0),
            word(at),
            word(size),
            half(0),
            half(0),
            word(4),
            word(0),
        ]
        .concat()
    }

    fn bytes(&self) -> Vec<u8> {
        let (header, segment, section) = match self.is_wide {
            true => (64, 56, 64),
            false => (52, 32, 40),
        };
        let notes: Vec<u8> = self
            .notes
            .iter()
            .flat_map(|(owner, kind, bytes)| {
                let mut note = self.number(4, owner.len() as u64 + 1);
                note.extend(self.number(4, bytes.len() as u64));
                note.extend(self.number(4, u64::from(*kind)));
                for part in [&[*owner, b"\0"].concat(), bytes] {
                    note.extend_from_slice(part);
                    note.resize(note.len().next_multiple_of(4), 0);
                }
                note
            })
            .collect();
        let dynamic: Option<Vec<u8>> = self.dynamic.as_ref().map(|entries| {
            let entries = entries.iter().chain(&[(0, 0)]);
            entries
                .flat_map(|(tag, value)| [self.word(*tag), self.word(*value)].concat())
                .collect()
        });
        let mut segments: Vec<(u64, Vec<u8>)> = Vec::new();
        if let Some(name) = self.interpreter {
            segments.push((3, name.to_vec()));
        }
        if let Some(dynamic) = dynamic {
            segments.push((2, dynamic));
        }
        segments.push((4, notes.clone()));
        let mut at = header + segment * segments.len() as u64;
        let mut list = Vec::new();
        let mut content = Vec::new();
        let mut notes_at = 0;
        let count = segments.len() as u64;
        for (kind, bytes) in segments {
            list.extend(self.segment(kind, at, bytes.len() as u64));
            notes_at = at;
            at += bytes.len() as u64;
            content.extend(bytes);
        }
        let mut names = b"\0.shstrtab\0.note\0".to_vec();
        let mut table = Vec::new();
        let mut number = 0;
        if let Some(sections) = &self.sections {
            table.extend(self.section(0, 0, 0, 0));
            let names_at = at;
            let mut rest = self.section(12, 7, notes_at, notes.len() as u64);
            for (name, kind, size) in sections {
                rest.extend(self.section(names.len() as u64, *kind, 0, *size));
                names.extend_from_slice(name.as_bytes());
                names.push(0);
            }
            table.extend(self.section(1, 3, names_at, names.len() as u64));
            table.extend(rest);
            content.extend_from_slice(&names);
            at += names.len() as u64;
            number = 3 + sections.len() as u64;
        }
        let half = |number| self.number(2, number);
        let class = if self.is_wide { 2 } else { 1 };
        let order = if self.is_big { 2 } else { 1 };
        [
            vec![
                0x7f, b'E', b'L', b'F', class, order, 1, self.abi, 0, 0, 0, 0, 0, 0, 0, 0,
            ],
            half(u64::from(self.kind)),
            half(u64::from(self.machine)),
            self.number(4, 1),
            self.word(0x401000),
            self.word(header),
            self.word(if number > 0 { at } else { 0 }),
            self.number(4, u64::from(self.flags)),
            half(header),
            half(segment),
            half(count),
            half(section),
            half(number),
            half(u64::from(number > 0)),
            list,
            content,
            table,
        ]
        .concat()
    }
}

/// The note of GNU that says for which system.
fn abi_note(elf: &Elf, numbers: [u64; 4]) -> (&'static [u8], u32, Vec<u8>) {
    let bytes = numbers.iter().flat_map(|number| elf.number(4, *number));
    (b"GNU", 1, bytes.collect())
}

fn build_note(length: u8) -> (&'static [u8], u32, Vec<u8>) {
    (b"GNU", 3, (0x10..0x10 + length).collect())
}

const LOADER: &[u8] = b"/lib64/ld-linux-x86-64.so.2\0";

/// DT_NEEDED, DT_SONAME, and DT_FLAGS_1 with DF_1_NOW and DF_1_PIE.
const NEEDED: (u64, u64) = (1, 1);
const NAME: (u64, u64) = (14, 1);
const LIBRARY: (u64, u64) = (0x6fff_fffb, 1);
const PIE: (u64, u64) = (0x6fff_fffb, 0x0800_0001);

fn program() -> Elf {
    let mut elf = Elf::new();
    elf.kind = 3;
    elf.interpreter = Some(LOADER);
    elf.dynamic = Some(vec![NEEDED, NEEDED, PIE]);
    elf.notes = vec![build_note(20), abi_note(&elf, [0, 3, 2, 0])];
    elf
}

fn power() -> Elf {
    let mut elf = Elf::new();
    (elf.is_wide, elf.is_big, elf.machine, elf.abi) = (false, true, 20, 3);
    elf.notes = vec![abi_note(&elf, [0, 2, 6, 32])];
    elf.sections = Some(vec![(".debug_info", 1, 0), (".symtab", 2, 0)]);
    elf
}

pub(super) fn samples() -> Vec<Sample> {
    let object = Object::new(BinaryFormat::Elf, Architecture::X86_64, Endianness::Little);
    vec![
        sample(
            "elf",
            "program",
            program().bytes(),
            "ELF 64-bit LSB pie executable, x86-64, version 1 (SYSV), dynamically linked, interpreter \
             /lib64/ld-linux-x86-64.so.2, BuildID[sha1]=101112131415161718191a1b1c1d1e1f20212223, for GNU/Linux \
             3.2.0, stripped",
        ),
        sample(
            "elf",
            "power",
            power().bytes(),
            "ELF 32-bit MSB executable, PowerPC or cisco 4500, version 1 (GNU/Linux), statically linked, for \
             GNU/Linux 2.6.32, with debug_info, not stripped",
        ),
        sample(
            "elf",
            "empty.o",
            object.write().unwrap(),
            "ELF 64-bit LSB relocatable, x86-64, version 1 (SYSV), not stripped",
        ),
    ]
}

#[test]
fn the_sentence_follows_the_fields() {
    let ends = |elf: &Elf, end: &str| {
        let found = sentence(&elf.bytes());
        assert!(found.ends_with(end), "{found} does not end with {end}");
    };
    let says = |elf: &Elf, part: &str| {
        let found = sentence(&elf.bytes());
        assert!(found.contains(part), "{found} does not say {part}");
    };
    for (kind, words) in [
        (0, "LSB no file type, x86-64"),
        (1, "LSB relocatable, x86-64"),
        (2, "LSB executable, x86-64"),
        (4, "LSB core file, x86-64"),
        (0x1234, "LSB x86-64"),
        (0xff01, "LSB processor-specific, x86-64"),
    ] {
        says(&Elf { kind, ..program() }, words);
    }
    for (machine, flags, words) in [
        (183, 0, ", ARM aarch64, version 1 (SYSV)"),
        (
            243,
            5,
            ", UCB RISC-V, RVC, double-float ABI, version 1 (SYSV)",
        ),
        (
            21,
            2,
            ", 64-bit PowerPC or cisco 7500, OpenPOWER ELF V2 ABI, version 1",
        ),
        (8, 0x8000_0000, ", MIPS, MIPS64 rel2 version 1"),
        (258, 0, ", LoongArch, version 1"),
        (0x7777, 0, " *unknown arch 0x7777* version 1"),
    ] {
        says(
            &Elf {
                machine,
                flags,
                ..program()
            },
            words,
        );
    }
    let arm = Elf {
        is_wide: false,
        machine: 40,
        flags: 0x0500_0400,
        ..Elf::new()
    };
    says(
        &arm,
        "ELF 32-bit LSB executable, ARM, EABI5 version 1 (SYSV)",
    );
    for (abi, words) in [
        (9, "version 1 (FreeBSD)"),
        (6, "version 1 (Solaris)"),
        (200, "version 1,"),
    ] {
        says(&Elf { abi, ..program() }, words);
    }
    // How it is linked.
    let mut elf = program();
    elf.dynamic = Some(vec![NEEDED, NAME, LIBRARY]);
    says(
        &elf,
        "LSB shared object, x86-64, version 1 (SYSV), dynamically linked, interpreter /lib64/",
    );
    elf.interpreter = None;
    says(
        &elf,
        "shared object, x86-64, version 1 (SYSV), dynamically linked, BuildID",
    );
    elf.dynamic = Some(vec![PIE]);
    says(
        &elf,
        "pie executable, x86-64, version 1 (SYSV), static-pie linked, BuildID",
    );
    elf.dynamic = None;
    says(
        &elf,
        "shared object, x86-64, version 1 (SYSV), statically linked, BuildID",
    );
    // From before programs said that they were: they have an interpreter, and no name.
    elf.dynamic = Some(vec![NEEDED]);
    says(&elf, "shared object,");
    elf.interpreter = Some(LOADER);
    says(&elf, "pie executable,");
    elf.dynamic = Some(vec![NEEDED, NAME]);
    says(&elf, "shared object,");
    elf.interpreter = Some(b"\0");
    says(&elf, "interpreter *empty*");
    elf.interpreter = Some(b"/l\xff\n\0");
    says(&elf, "interpreter /l\\377\\012, ");
    // Symbols.
    let mut elf = program();
    ends(&elf, ", stripped");
    elf.sections = Some(vec![(".symtab", 2, 0)]);
    ends(&elf, "3.2.0, not stripped");
    elf.sections = Some(vec![(".debug_info", 1, 4)]);
    ends(&elf, "3.2.0, with debug_info, not stripped");
    elf.sections = Some(vec![(".debug_info2", 1, 4)]);
    ends(&elf, "3.2.0, stripped");
    elf.sections = None;
    ends(
        &elf,
        "for GNU/Linux 3.2.0, dynamically linked, interpreter /lib64/ld-linux-x86-64.so.2, no section header",
    );
}

#[test]
fn notes_follow_their_bytes() {
    let elf = Elf::new();
    let four = |number| elf.number(4, number);
    for (note, words) in [
        (abi_note(&elf, [1, 0, 9, 1]), "for GNU/Hurd 0.9.1"),
        (abi_note(&elf, [3, 8, 0, 0]), "for GNU/kFreeBSD 8.0.0"),
        (abi_note(&elf, [9, 1, 2, 3]), "for GNU/<unknown> 1.2.3"),
        ((b"FreeBSD", 1, four(1_302_001)), "for FreeBSD 13.2"),
        (
            (b"FreeBSD", 1, four(1_400_097)),
            "for FreeBSD 14.0 (1400097)",
        ),
        ((b"NetBSD", 1, four(901_000_100)), "for NetBSD 9.1.1"),
        ((b"NetBSD", 1, four(1_000_000_000)), "for NetBSD 10.0"),
        ((b"OpenBSD", 1, four(0)), "for OpenBSD"),
        ((b"DragonFly", 1, four(600_400)), "for DragonFly 6.0.400"),
        (build_note(8), "BuildID[xxHash]=1011121314151617"),
        (
            build_note(16),
            "BuildID[md5/uuid]=101112131415161718191a1b1c1d1e1f",
        ),
        (build_note(4), "BuildID[unknown]=10111213"),
        ((b"Go", 4, b"one/two".to_vec()), "Go BuildID=one/two"),
    ] {
        let mut elf = elf.clone();
        elf.notes = vec![note];
        let expected = format!("version 1 (SYSV), statically linked, {words}, stripped");
        let found = sentence(&elf.bytes());
        assert!(found.ends_with(&expected), "{found}");
    }
    let mut elf = elf;
    elf.notes = vec![(b"Android", 1, elf.number(4, 21))];
    assert_eq!(
        fact(&identify("", &elf.bytes()), "Made for"),
        "Android, API level 21"
    );
}

#[test]
fn facts_are_where_they_say() {
    let bytes = program().bytes();
    let report = identify("program", &bytes);
    assert_eq!(report.certainty, Certainty::Certain);
    let at = |name: &str| {
        let fact = report.facts.iter().find(|fact| fact.name == name).unwrap();
        &bytes[fact.at.start as usize..fact.at.end as usize]
    };
    assert_eq!(at("Word size"), [2]);
    assert_eq!(at("Machine"), [62, 0]);
    assert_eq!(at("Interpreter"), LOADER);
    assert_eq!(at("Build ID"), (0x10..0x24).collect::<Vec<u8>>());
    assert_eq!(
        at("Made for"),
        [0, 0, 0, 0, 3, 0, 0, 0, 2, 0, 0, 0, 0, 0, 0, 0]
    );
    assert_eq!(at("Entry point"), 0x0040_1000_u64.to_le_bytes());
    assert_eq!(fact(&report, "Needed libraries"), "2");
}

#[test]
fn headers_that_lie() {
    // Sections past the end.
    let mut bytes = program().bytes();
    bytes[40..48].copy_from_slice(&0x10_0000_u64.to_le_bytes());
    let report = identify("", &bytes);
    assert!(
        report
            .sentence
            .ends_with("missing section headers at 1048576"),
        "{}",
        report.sentence
    );
    assert!(report.notes.iter().any(|note| note.at == Some(40..48)));
    for place in [16, 24, 32, 40, 54, 56, 58, 60, 62, 72, 96, 128, 152] {
        let mut bytes = program().bytes();
        for length in [2, 8] {
            bytes[place..place + length].fill(0xff);
            let report = identify("", &bytes);
            assert!(report.sentence.starts_with("ELF 64-bit LSB"));
        }
    }
    let core = Elf {
        kind: 4,
        notes: vec![
            (b"CORE", 3, vec![b'x'; 136]),
            (
                b"CORE",
                6,
                [11_u64, 7, 31, u64::MAX, 15, 0, 0, 0]
                    .map(u64::to_le_bytes)
                    .concat(),
            ),
        ],
        ..Elf::new()
    };
    let found = sentence(&core.bytes());
    assert!(
        found.contains(&format!(
            "SVR4-style, from '{}', real uid: 7",
            "x".repeat(80)
        )),
        "{found}"
    );
}

/// `object` reads the same out of what it wrote, and of this very test.
#[test]
fn object_agrees() {
    for (architecture, order, words) in [
        (
            Architecture::X86_64,
            Endianness::Little,
            "ELF 64-bit LSB relocatable, x86-64, ",
        ),
        (
            Architecture::I386,
            Endianness::Little,
            "ELF 32-bit LSB relocatable, Intel 80386, ",
        ),
        (
            Architecture::Aarch64,
            Endianness::Little,
            "ELF 64-bit LSB relocatable, ARM aarch64, ",
        ),
        (
            Architecture::Aarch64,
            Endianness::Big,
            "ELF 64-bit MSB relocatable, ARM aarch64, ",
        ),
        (
            Architecture::Arm,
            Endianness::Little,
            "ELF 32-bit LSB relocatable, ARM, version",
        ),
        (
            Architecture::Riscv64,
            Endianness::Little,
            "ELF 64-bit LSB relocatable, UCB RISC-V, ",
        ),
        (
            Architecture::PowerPc64,
            Endianness::Big,
            "ELF 64-bit MSB relocatable, 64-bit PowerPC or cisco 7500, ",
        ),
        (
            Architecture::S390x,
            Endianness::Big,
            "ELF 64-bit MSB relocatable, IBM S/390, ",
        ),
        (
            Architecture::LoongArch64,
            Endianness::Little,
            "ELF 64-bit LSB relocatable, LoongArch, ",
        ),
        (
            Architecture::Mips64,
            Endianness::Big,
            "ELF 64-bit MSB relocatable, MIPS, ",
        ),
        (
            Architecture::Sparc64,
            Endianness::Big,
            "ELF 64-bit MSB relocatable, SPARC V9, ",
        ),
    ] {
        let mut object = Object::new(BinaryFormat::Elf, architecture, order);
        let section = object.add_section(Vec::new(), b".debug_info".to_vec(), SectionKind::Debug);
        object.append_section_data(section, b"what a debugger reads", 1);
        let bytes = object.write().unwrap();
        let report = identify("", &bytes);
        assert!(report.sentence.starts_with(words), "{}", report.sentence);
        assert!(report.sentence.ends_with(", with debug_info, not stripped"));
        let file = object::File::parse(&*bytes).unwrap();
        assert_eq!(file.architecture(), architecture);
        let section = file.section_by_name(".debug_info").unwrap();
        let (at, size) = section.file_range().unwrap();
        let fact = report
            .facts
            .iter()
            .find(|fact| fact.name == "Debug information");
        assert_eq!(fact.unwrap().at, at..at + size);
    }
}

#[cfg(target_os = "linux")]
#[test]
fn this_very_test() {
    let bytes = std::fs::read(std::env::current_exe().unwrap()).unwrap();
    let report = identify("test", &bytes);
    assert_eq!(report.sentence, super::file_says(&bytes));
    let file = object::File::parse(&*bytes).unwrap();
    assert_eq!(fact(&report, "Entry point"), format!("{:#x}", file.entry()));
    if let Some(id) = file.build_id().unwrap() {
        let hex: String = id.iter().map(|byte| format!("{byte:02x}")).collect();
        assert_eq!(fact(&report, "Build ID"), hex);
    }
    let has_debug = file.section_by_name(".debug_info").is_some();
    assert_eq!(report.sentence.contains("with debug_info"), has_debug);
}

#[cfg(target_os = "linux")]
#[test]
fn file_says_the_same() {
    let mut elf = program();
    for sections in [None, Some(vec![(".symtab", 2, 0)])] {
        elf.sections = sections;
        for (is_wide, is_big) in [(true, false), (true, true), (false, false), (false, true)] {
            (elf.is_wide, elf.is_big) = (is_wide, is_big);
            elf.notes = vec![build_note(20), abi_note(&elf, [0, 3, 2, 0])];
            let bytes = elf.bytes();
            assert_eq!(sentence(&bytes), super::file_says(&bytes));
        }
    }
}
