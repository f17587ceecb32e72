//! Mach-O files, written after Apple's headers and by the `object` crate.

use hexcore::identify::{Certainty, identify};
use hexcore::samples;
use object::read::macho::{FatArch as _, MachOFatFile32, MachOFatFile64};
use object::write::Object;
use object::{Architecture, BinaryFormat, Endianness, Object as _};

use super::{fact, put, sentence};
use crate::{Sample, sample};

/// A header of eight numbers (seven where addresses have 32 bits) and its load commands.
fn thin(
    wide: bool,
    big: bool,
    cpu: u32,
    subtype: u32,
    kind: u32,
    flags: u32,
    commands: &[Vec<u32>],
) -> Vec<u8> {
    let magic = if wide { 0xfeed_facf } else { 0xfeed_face };
    let length: usize = commands.iter().map(|it| it.len() * 4).sum();
    let mut numbers = vec![
        magic,
        cpu,
        subtype,
        kind,
        commands.len() as u32,
        length as u32,
        flags,
    ];
    if wide {
        numbers.push(0);
    }
    numbers.extend(commands.iter().flatten());
    let bytes = |number: &u32| match big {
        true => number.to_be_bytes(),
        false => number.to_le_bytes(),
    };
    numbers.iter().flat_map(bytes).collect()
}

/// LC_UUID, LC_BUILD_VERSION for macOS 13.1, and LC_LOAD_DYLIB without a name.
fn commands() -> Vec<Vec<u32>> {
    vec![
        vec![0x1b, 24, 0x0403_0201, 0x0807_0605, 0x0c0b_0a09, 0x100f_0e0d],
        vec![0x32, 24, 1, 0x000d_0100, 0x000e_0000, 0],
        vec![0x0c, 24, 0, 0, 0, 0],
    ]
}

/// A universal binary: each part at a multiple of 4096.
fn universal(wide: bool, parts: &[(u32, u32, Vec<u8>)]) -> Vec<u8> {
    let magic: u32 = if wide { 0xcafe_babf } else { 0xcafe_babe };
    let mut bytes = [magic.to_be_bytes(), (parts.len() as u32).to_be_bytes()].concat();
    for (index, (cpu, subtype, part)) in parts.iter().enumerate() {
        let (at, size) = (4096 * (index as u32 + 1), part.len() as u32);
        let numbers: Vec<u32> = match wide {
            true => vec![*cpu, *subtype, 0, at, 0, size, 12, 0],
            false => vec![*cpu, *subtype, at, size, 12],
        };
        bytes.extend(numbers.iter().flat_map(|number| number.to_be_bytes()));
    }
    for (index, (_, _, part)) in parts.iter().enumerate() {
        put(&mut bytes, 4096 * (index + 1), part);
    }
    bytes
}

const INTEL: u32 = 0x0100_0007;
const ARM: u32 = 0x0100_000c;

fn two(wide: bool) -> Vec<u8> {
    universal(
        wide,
        &[
            (INTEL, 3, thin(true, false, INTEL, 3, 6, 0x85, &commands())),
            (ARM, 0, thin(true, false, ARM, 0, 6, 0x85, &commands())),
        ],
    )
}

const TWO: &str = "Mach-O universal binary with 2 architectures: [x86_64:Mach-O 64-bit x86_64 dynamically linked \
                   shared library, flags:<NOUNDEFS|DYLDLINK|TWOLEVEL>] [arm64:Mach-O 64-bit arm64 dynamically linked \
                   shared library, flags:<NOUNDEFS|DYLDLINK|TWOLEVEL>]";

pub(super) fn samples() -> Vec<Sample> {
    let mut object = Object::new(
        BinaryFormat::MachO,
        Architecture::Aarch64,
        Endianness::Little,
    );
    object.set_subsections_via_symbols();
    vec![
        sample(
            "mach-o",
            "program",
            thin(true, false, ARM, 0x8000_0002, 2, 0x0020_0085, &commands()),
            "Mach-O 64-bit arm64e (caps: PAC00) executable, flags:<NOUNDEFS|DYLDLINK|TWOLEVEL|PIE>",
        ),
        sample(
            "mach-o",
            "old",
            thin(false, true, 18, 9, 8, 0, &[]),
            "Mach-O ppc_750 bundle",
        ),
        sample(
            "mach-o",
            "empty.o",
            object.write().unwrap(),
            "Mach-O 64-bit arm64 object, flags:<|SUBSECTIONS_VIA_SYMBOLS>",
        ),
        sample("mach-o-universal", "two.dylib", two(false), TWO),
        sample("mach-o-universal", "two64.dylib", two(true), TWO),
        sample(
            "mach-o-universal",
            "ls-universal",
            samples::sample("ls-universal").unwrap().bytes(),
            "Mach-O universal binary with 2 architectures: [x86_64:Mach-O 64-bit x86_64 executable, \
             flags:<NOUNDEFS|DYLDLINK|TWOLEVEL|PIE>] [arm64e:Mach-O 64-bit arm64e (caps: PAC00) executable, \
             flags:<NOUNDEFS|DYLDLINK|TWOLEVEL|PIE>]",
        ),
    ]
}

#[test]
fn the_sentence_follows_the_fields() {
    let says = |cpu, subtype, kind, flags, words: &str| {
        let bytes = thin(
            cpu & 0x0100_0000 != 0,
            false,
            cpu,
            subtype,
            kind,
            flags,
            &[],
        );
        assert_eq!(sentence(&bytes), words);
    };
    says(INTEL, 3, 2, 0, "Mach-O 64-bit x86_64 executable");
    says(INTEL, 8, 2, 0, "Mach-O 64-bit x86_64_haswell executable");
    says(7, 3, 1, 0, "Mach-O i386 object");
    says(7, 4, 4, 0, "Mach-O i486 core");
    says(12, 9, 8, 1, "Mach-O armv7 bundle, flags:<NOUNDEFS>");
    says(12, 99, 8, 0, "Mach-O arm subarchitecture=99 bundle");
    says(ARM, 2, 11, 0, "Mach-O 64-bit arm64e kext bundle");
    says(
        ARM,
        0xc100_0002,
        7,
        0,
        "Mach-O 64-bit arm64e (caps: PAK01) dynamic linker",
    );
    says(
        0x0200_000c,
        1,
        10,
        0,
        "Mach-O 64_32-bit armv8 dSYM companion file",
    );
    says(
        INTEL,
        3,
        13,
        1 << 25,
        "Mach-O 64-bit x86_64 filetype=13, flags:<|APP_EXTENSION_SAFE>",
    );
    // A processor that nobody knows is no evidence.
    let bytes = thin(false, false, 99, 3, 2, 0, &[]);
    assert_ne!(identify("", &bytes).certainty, Certainty::Certain);
}

#[test]
fn facts_of_a_thin_file() {
    let bytes = thin(true, false, ARM, 0, 2, 0, &commands());
    let report = identify("", &bytes);
    assert_eq!(
        fact(&report, "UUID"),
        "01020304-0506-0708-090A-0B0C0D0E0F10"
    );
    assert_eq!(fact(&report, "Made for"), "macOS 13.1");
    assert_eq!(fact(&report, "Needed libraries"), "1");
    assert_eq!(fact(&report, "Load commands"), "3, 72 bytes");
    // A command that would never end, and one that is longer than all.
    for size in [0, 7, 0xffff_ffff_u32] {
        let mut bytes = bytes.clone();
        put(&mut bytes, 36, &size.to_le_bytes());
        let report = identify("", &bytes);
        assert!(
            report.notes.iter().any(|note| note.at == Some(32..40)),
            "{report:?}"
        );
    }
}

#[test]
fn the_number_of_architectures() {
    let mut bytes = two(false);
    put(&mut bytes, 4, &1_u32.to_be_bytes());
    assert!(sentence(&bytes).starts_with("Mach-O universal binary with 1 architecture: [x86_64:"));
    put(&mut bytes, 4, &19_u32.to_be_bytes());
    assert!(sentence(&bytes).starts_with("Mach-O universal binary with 19 architectures: ["));
    for count in [0, 20, 45, u32::MAX] {
        put(&mut bytes, 4, &count.to_be_bytes());
        assert_ne!(
            identify("", &bytes).certainty,
            Certainty::Certain,
            "{count}"
        );
    }
    // A part that is not there.
    let mut bytes = two(false);
    put(&mut bytes, 8 + 8, &0xffff_0000_u32.to_be_bytes());
    let report = identify("", &bytes);
    assert!(
        report
            .sentence
            .starts_with("Mach-O universal binary with 2 architectures: [x86_64] [arm64:")
    );
    assert!(report.notes.iter().any(|note| note.at == Some(8..28)));
}

/// Both begin with cafebabe; the evidence says what the number behind it is.
#[test]
fn a_universal_binary_and_a_java_class() {
    let report = identify("", &two(false));
    let what = &report.evidence[1].what;
    assert!(what.contains("the number 2, of architectures"), "{what}");
    assert_eq!(report.evidence[1].at, 4..8);
    let report = identify("", &super::code::class(0, 52));
    assert_eq!(report.kind.unwrap().id, "java-class");
    let what = &report.evidence[1].what;
    assert!(
        what.contains("the number 52.0, of a class version"),
        "{what}"
    );
}

#[test]
fn object_agrees() {
    for (architecture, words) in [
        (Architecture::X86_64, "Mach-O 64-bit x86_64 object"),
        (Architecture::Aarch64, "Mach-O 64-bit arm64 object"),
        (Architecture::I386, "Mach-O i386 object"),
        (Architecture::Arm, "Mach-O arm object"),
        (Architecture::PowerPc, "Mach-O ppc object"),
    ] {
        let order = match architecture {
            Architecture::PowerPc => Endianness::Big,
            _ => Endianness::Little,
        };
        let bytes = Object::new(BinaryFormat::MachO, architecture, order)
            .write()
            .unwrap();
        assert_eq!(sentence(&bytes), words);
        let file = object::File::parse(&*bytes).unwrap();
        assert_eq!(file.architecture(), architecture);
    }
    for wide in [false, true] {
        let bytes = two(wide);
        let report = identify("", &bytes);
        let told: Vec<&str> = report
            .facts
            .iter()
            .filter(|fact| fact.name == "Architecture")
            .map(|fact| fact.value.as_str())
            .collect();
        let read: Vec<(Architecture, (u64, u64))> = if wide {
            let file = MachOFatFile64::parse(&*bytes).unwrap();
            file.arches()
                .iter()
                .map(|it| (it.architecture(), it.file_range()))
                .collect()
        } else {
            let file = MachOFatFile32::parse(&*bytes).unwrap();
            file.arches()
                .iter()
                .map(|it| (it.architecture(), it.file_range()))
                .collect()
        };
        assert_eq!((told.len(), read.len()), (2, 2));
        for (told, (architecture, (at, size))) in told.iter().zip(read) {
            let name = if architecture == Architecture::X86_64 {
                "x86_64"
            } else {
                "arm64"
            };
            assert_eq!(*told, format!("{name}, {size} bytes at {at:#x}"));
        }
    }
}

/// But for how it joins the words, and for the signature of pointers, which it takes for another number.
#[cfg(target_os = "linux")]
#[test]
fn file_says_the_same() {
    for sample in samples() {
        // What `file` knows in its newer versions only.
        if sample.name == "two64.dylib" {
            continue;
        }
        let theirs = super::file_says(&sample.bytes);
        let theirs = theirs.replace("\\012- ", "").replace(" (caps: 0x2)", "");
        assert_eq!(theirs, sample.sentence);
    }
}
