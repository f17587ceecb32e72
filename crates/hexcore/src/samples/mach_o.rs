//! A universal binary of two Mach-O programs, headed like a Mac's `/bin/ls`.
//!
//! Written after Apple's `<mach-o/fat.h>`, `<mach-o/loader.h>`, `<mach-o/nlist.h>` and
//! `<mach/machine.h>`. The headers and load commands are consistent with the file: segments,
//! sections, symbols and the entry point lie where they say. What stands in them is filler of our
//! own, and would not list a folder.

/// Length of the whole file.
const SIZE: usize = 0x18000 + 0x15af0;

/// The slices and their padding start at multiples of 2 to this power.
const ALIGNMENT: u32 = 14;

/// Where a program is loaded: above the four gigabytes that `__PAGEZERO` forbids.
const BASE: u64 = 0x1_0000_0000;

/// One half of the file: a program for one kind of processor.
struct Slice {
    cpu_type: u32,
    cpu_subtype: u32,
    /// Where in the file it starts.
    offset: u32,
    length: u32,
    /// Bytes of its `__TEXT` segment, which starts at its first byte and holds the headers too.
    text: u32,
    identity: [u8; 16],
    code: fn(&mut Noise) -> Vec<u8>,
}

const SLICES: [Slice; 2] = [
    Slice {
        cpu_type: 0x0100_0007,    // CPU_TYPE_X86_64
        cpu_subtype: 0x0000_0003, // CPU_SUBTYPE_X86_64_ALL
        offset: 0x4000,
        length: 0x11cc0,
        text: 0x10000,
        identity: *b"hexlog x86_64 \x01\x01",
        code: x86_64_code,
    },
    Slice {
        cpu_type: 0x0100_000c,    // CPU_TYPE_ARM64
        cpu_subtype: 0x8000_0002, // CPU_SUBTYPE_ARM64E, with a version of its pointer signatures
        offset: 0x18000,
        length: 0x15af0,
        text: 0x14000,
        identity: *b"hexlog arm64e \x01\x02",
        code: arm64_code,
    },
];

/// Where, in a slice, its code starts; the load commands end before.
const CODE: u32 = 0x1000;

/// Zero-terminated texts of the program, in the words of nobody's `ls`.
const STRINGS: [&str; 14] = [
    "usage: ls-universal [a byte] ...\n",
    "This file only looks like a program; its code is filler.",
    "__TEXT is what runs, __LINKEDIT is what the loader reads.",
    "ca fe ba be",
    "cf fa ed fe",
    "%s: no such byte",
    "offset %llu is past the end",
    "0123456789abcdef",
    "A hex digit is four bits, a pair of them a byte.",
    "big-endian outside, little-endian inside",
    "COLUMNS",
    "/dev/null",
    "%08llx  ",
    "Nothing to list here.",
];

/// Names of the symbols: what the program offers, then what it wants from the system's library.
const SYMBOLS: [&str; 6] = [
    "__mh_execute_header",
    "_main",
    "_exit",
    "_fwrite",
    "_getenv",
    "_printf",
];
/// How many of the symbols are the program's own.
const OWN_SYMBOLS: usize = 2;

/// The file: 187,120 bytes.
pub(super) fn universal() -> Vec<u8> {
    let mut file = Vec::with_capacity(SIZE);
    // fat_header and fat_arch: the only big-endian numbers of the file.
    big(&mut file, &[0xcafe_babe, SLICES.len() as u32]);
    for slice in &SLICES {
        let Slice {
            cpu_type,
            cpu_subtype,
            offset,
            length,
            ..
        } = *slice;
        big(
            &mut file,
            &[cpu_type, cpu_subtype, offset, length, ALIGNMENT],
        );
    }
    for slice in &SLICES {
        file.resize(slice.offset as usize, 0);
        file.extend(program(slice));
    }
    file
}

/// The bytes of one slice.
fn program(slice: &Slice) -> Vec<u8> {
    let code = (slice.code)(&mut Noise(slice.cpu_type));
    let strings: Vec<u8> = STRINGS
        .iter()
        .flat_map(|text| text.bytes().chain([0]))
        .collect();
    let strings_at = slice.text - strings.len() as u32;

    let commands = load_commands(slice, code.len() as u32, strings_at, strings.len() as u32);
    let mut bytes = Vec::with_capacity(slice.length as usize);
    // mach_header_64
    little(
        &mut bytes,
        &[0xfeed_facf, slice.cpu_type, slice.cpu_subtype],
    );
    little(
        &mut bytes,
        &[
            2, // MH_EXECUTE
            commands.len() as u32,
            commands.iter().map(Vec::len).sum::<usize>() as u32,
            0x0020_0085, // MH_PIE, MH_TWOLEVEL, MH_DYLDLINK, MH_NOUNDEFS
            0,
        ],
    );
    bytes.extend(commands.concat());
    bytes.resize(CODE as usize, 0);
    bytes.extend(code);
    bytes.resize(strings_at as usize, 0);
    bytes.extend(strings);
    symbol_table(&mut bytes);
    bytes.resize(slice.length as usize, 0);
    bytes
}

/// The load commands, each a multiple of eight bytes long.
fn load_commands(slice: &Slice, code: u32, strings_at: u32, strings: u32) -> Vec<Vec<u8>> {
    let symbols = SYMBOLS.len() as u32;
    let names_at = slice.text + symbols * 16;
    let page_zero = Segment {
        name: "__PAGEZERO",
        address: 0,
        room: BASE,
        file: 0..0,
        may: 0,
    };
    let text = Segment {
        name: "__TEXT",
        address: BASE,
        room: u64::from(slice.text),
        file: 0..slice.text,
        may: 5, // VM_PROT_READ, VM_PROT_EXECUTE
    };
    let link_edit = Segment {
        name: "__LINKEDIT",
        address: BASE + u64::from(slice.text),
        room: u64::from((slice.length - slice.text).next_multiple_of(1 << ALIGNMENT)),
        file: slice.text..slice.length,
        may: 1, // VM_PROT_READ
    };
    let sections = [
        // S_ATTR_PURE_INSTRUCTIONS and S_ATTR_SOME_INSTRUCTIONS
        Section {
            name: "__text",
            at: CODE,
            length: code,
            align: 4,
            flags: 0x8000_0400,
        },
        // S_CSTRING_LITERALS
        Section {
            name: "__cstring",
            at: strings_at,
            length: strings,
            align: 0,
            flags: 2,
        },
    ];
    vec![
        page_zero.command(&[]),
        text.command(&sections),
        link_edit.command(&[]),
        // LC_SYMTAB
        numbers(
            0x2,
            &[slice.text, symbols, names_at, slice.length - names_at],
        ),
        // LC_LOAD_DYLINKER
        with_text(0xe, &[12], "/usr/lib/dyld"),
        // LC_UUID
        command(0x1b, &slice.identity),
        // LC_BUILD_VERSION: macOS 13.0, made with the SDK 13.0 and no named tools
        numbers(0x32, &[1, 0x000d_0000, 0x000d_0000, 0]),
        // LC_MAIN: where to start, as a 64-bit offset, and no wish for the stack
        numbers(0x8000_0028, &[CODE, 0, 0, 0]),
        // LC_LOAD_DYLIB: a time stamp of 2, version 1319.0.0, compatible with 1.0.0
        with_text(
            0xc,
            &[24, 2, 0x0527_0000, 0x0001_0000],
            "/usr/lib/libSystem.B.dylib",
        ),
    ]
}

/// A part of the file that is mapped into memory.
struct Segment {
    name: &'static str,
    address: u64,
    /// Bytes of memory.
    room: u64,
    /// Its bytes, as offsets in the slice.
    file: std::ops::Range<u32>,
    /// What the program may do there, as `VM_PROT_` bits.
    may: u32,
}

/// A part of a segment; its memory follows from its offset in the slice.
struct Section {
    name: &'static str,
    at: u32,
    length: u32,
    align: u32,
    flags: u32,
}

impl Segment {
    /// `segment_command_64`, followed by a `section_64` for each section.
    fn command(&self, sections: &[Section]) -> Vec<u8> {
        let mut body = name_16(self.name);
        long(&mut body, &[self.address, self.room]);
        long(
            &mut body,
            &[
                self.file.start.into(),
                (self.file.end - self.file.start).into(),
            ],
        );
        little(&mut body, &[self.may, self.may, sections.len() as u32, 0]);
        for section in sections {
            let Section {
                name,
                at,
                length,
                align,
                flags,
            } = *section;
            body.extend(name_16(name));
            body.extend(name_16(self.name));
            long(
                &mut body,
                &[
                    self.address + u64::from(at - self.file.start),
                    length.into(),
                ],
            );
            little(&mut body, &[at, align, 0, 0, flags, 0, 0, 0]);
        }
        command(0x19, &body) // LC_SEGMENT_64
    }
}

/// A load command: its kind, its length with these two numbers, and its body, filled up with zeros
/// to a multiple of eight bytes.
fn command(kind: u32, body: &[u8]) -> Vec<u8> {
    let length = (8 + body.len()).next_multiple_of(8);
    let mut bytes = Vec::with_capacity(length);
    little(&mut bytes, &[kind, length as u32]);
    bytes.extend(body);
    bytes.resize(length, 0);
    bytes
}

fn numbers(kind: u32, numbers: &[u32]) -> Vec<u8> {
    with_text(kind, numbers, "")
}

/// A load command of numbers, the first of which says where the text after them starts.
fn with_text(kind: u32, numbers: &[u32], text: &str) -> Vec<u8> {
    let mut body = Vec::new();
    little(&mut body, numbers);
    body.extend(text.bytes());
    if !text.is_empty() {
        body.push(0);
    }
    command(kind, &body)
}

/// The symbols as `nlist_64`, then their names one after the other. The first byte of the names
/// is 0, as 0 says that a symbol has none.
fn symbol_table(bytes: &mut Vec<u8>) {
    let mut names = vec![0];
    for (index, name) in SYMBOLS.iter().enumerate() {
        let own = index < OWN_SYMBOLS;
        little(bytes, &[names.len() as u32]);
        // N_EXT, with N_SECT and the number of the section where the symbol is the program's own.
        bytes.extend(if own { [0x0f, 1] } else { [0x01, 0] });
        // Flags: REFERENCED_DYNAMICALLY for the header, the first library for what is wanted.
        let flags: u16 = match (own, index) {
            (true, 0) => 0x10,
            (true, _) => 0,
            (false, _) => 0x100,
        };
        bytes.extend(flags.to_le_bytes());
        let address = match (own, index) {
            (true, 0) => BASE,
            (true, _) => BASE + u64::from(CODE),
            (false, _) => 0,
        };
        long(bytes, &[address]);
        names.extend(name.bytes().chain([0]));
    }
    bytes.extend(names);
}

/// Bytes like those of x86_64 functions: a prologue, moves, calls and jumps, an epilogue, and
/// `nop`s up to the next multiple of sixteen.
fn x86_64_code(noise: &mut Noise) -> Vec<u8> {
    let mut code = Vec::new();
    for _ in 0..440 {
        code.extend(b"\x55\x48\x89\xe5\x41\x57\x41\x56\x53\x48\x83\xec\x18");
        for _ in 0..6 + noise.below(30) {
            let displacement = noise.below(0x100) as u8 & 0xf8;
            match noise.below(6) {
                0 => code.extend([0x48, 0x8b, 0x45, displacement]),
                1 => code.extend([
                    0x48,
                    0x8d,
                    0x3d,
                    displacement,
                    noise.below(0x30) as u8,
                    0,
                    0,
                ]),
                2 => code.extend([
                    0xe8,
                    noise.below(0x100) as u8,
                    noise.below(0x40) as u8,
                    0,
                    0,
                ]),
                3 => code.extend([0x85, 0xc0, 0x74, noise.below(0x40) as u8]),
                4 => code.extend([0x31, 0xc0]),
                _ => code.extend([0x4c, 0x89, 0xf7]),
            }
        }
        code.extend(b"\x48\x83\xc4\x18\x5b\x41\x5e\x41\x5f\x5d\xc3");
        code.resize(code.len().next_multiple_of(16), 0x90);
    }
    code
}

/// Words like those of arm64e functions: a signed return address, a frame, loads, branches and
/// constants, and the return that checks the signature.
fn arm64_code(noise: &mut Noise) -> Vec<u8> {
    let mut code = Vec::new();
    for _ in 0..600 {
        // pacibsp; stp x29, x30, [sp, #-16]!; mov x29, sp
        little(&mut code, &[0xd503_237f, 0xa9bf_7bfd, 0x9100_03fd]);
        for _ in 0..6 + noise.below(30) {
            let register = noise.below(20);
            let word = match noise.below(6) {
                0 => 0xf940_0000 | noise.below(64) << 10 | register, // ldr
                1 => 0x9400_0000 | noise.below(0x1000),              // bl
                2 => 0xd280_0000 | noise.below(256) << 5 | register, // mov
                3 => 0xb400_0000 | noise.below(64) << 5 | register,  // cbz
                4 => 0xaa00_03e0 | noise.below(20) << 16 | register, // mov
                _ => 0x9100_0000 | noise.below(256) << 10 | register << 5 | register, // add
            };
            little(&mut code, &[word]);
        }
        // ldp x29, x30, [sp], #16; retab
        little(&mut code, &[0xa8c1_7bfd, 0xd65f_0fff]);
        code.resize(code.len().next_multiple_of(16), 0);
    }
    code
}

/// Numbers without a pattern that the eye would see, always the same ones: a linear congruential
/// generator, of which the high half is used. Its constants are from "Numerical Recipes".
struct Noise(u32);

impl Noise {
    /// A number below `end`, which is at most 65,536.
    fn below(&mut self, end: u32) -> u32 {
        self.0 = self.0.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        ((self.0 >> 16) * end) >> 16
    }
}

fn name_16(name: &str) -> Vec<u8> {
    let mut bytes = name.as_bytes().to_vec();
    bytes.resize(16, 0);
    bytes
}

fn big(bytes: &mut Vec<u8>, numbers: &[u32]) {
    bytes.extend(numbers.iter().flat_map(|number| number.to_be_bytes()));
}

fn little(bytes: &mut Vec<u8>, numbers: &[u32]) {
    bytes.extend(numbers.iter().flat_map(|number| number.to_le_bytes()));
}

fn long(bytes: &mut Vec<u8>, numbers: &[u64]) {
    bytes.extend(numbers.iter().flat_map(|number| number.to_le_bytes()));
}

#[cfg(test)]
mod tests {
    use super::*;

    fn number(bytes: &[u8], at: usize) -> u32 {
        u32::from_le_bytes(bytes[at..at + 4].try_into().unwrap())
    }

    fn wide(bytes: &[u8], at: usize) -> u64 {
        u64::from_le_bytes(bytes[at..at + 8].try_into().unwrap())
    }

    #[test]
    fn everything_has_room() {
        let file = universal();
        assert_eq!(file.len(), 187_120);
        assert_eq!(file.len(), SIZE);
        for slice in &SLICES {
            assert_eq!(slice.offset % (1 << ALIGNMENT), 0);
            let code = (slice.code)(&mut Noise(slice.cpu_type));
            let room = slice.text - CODE - 0x400;
            assert!(
                (room / 2..room).contains(&(code.len() as u32)),
                "{:#x}",
                code.len()
            );
            assert_eq!(program(slice).len(), slice.length as usize);
        }
    }

    #[test]
    fn between_header_and_slices_are_zeros() {
        let file = universal();
        assert!(file[0x30..0x4000].iter().all(|&byte| byte == 0));
        assert!(
            file[0x4000 + 0x11cc0..0x18000]
                .iter()
                .all(|&byte| byte == 0)
        );
    }

    #[test]
    fn load_commands_fit_the_slice() {
        for slice in &SLICES {
            let bytes = program(slice);
            assert_eq!(bytes[..4], [0xcf, 0xfa, 0xed, 0xfe]);
            let (count, length) = (number(&bytes, 16), number(&bytes, 20) as usize);
            let (mut at, mut kinds) = (32, Vec::new());
            for _ in 0..count {
                let (kind, size) = (number(&bytes, at), number(&bytes, at + 4) as usize);
                assert_eq!(size % 8, 0);
                kinds.push(kind);
                if kind == 0x19 {
                    let (start, long) = (wide(&bytes, at + 40), wide(&bytes, at + 48));
                    assert!(start + long <= u64::from(slice.length));
                    assert!(wide(&bytes, at + 32) >= long);
                    assert_eq!(wide(&bytes, at + 24) % (1 << ALIGNMENT), 0);
                    for section in (at + 72..at + size).step_by(80) {
                        let (address, long) =
                            (wide(&bytes, section + 32), wide(&bytes, section + 40));
                        let offset = u64::from(number(&bytes, section + 48));
                        assert_eq!(address, BASE + offset);
                        assert!(offset >= 32 + length as u64);
                        assert!(offset + long <= u64::from(slice.text));
                    }
                }
                at += size;
            }
            assert_eq!(at, 32 + length);
            assert!(at <= CODE as usize);
            assert_eq!(
                kinds,
                [0x19, 0x19, 0x19, 0x2, 0xe, 0x1b, 0x32, 0x8000_0028, 0xc],
            );
        }
    }

    #[test]
    fn symbols_have_their_names() {
        for slice in &SLICES {
            let bytes = program(slice);
            let table = &bytes[slice.text as usize..];
            let names = &table[SYMBOLS.len() * 16..];
            for (entry, expected) in table.chunks(16).zip(SYMBOLS) {
                let name = names[number(entry, 0) as usize..]
                    .split(|&byte| byte == 0)
                    .next();
                assert_eq!(name, Some(expected.as_bytes()));
            }
        }
    }

    #[test]
    fn texts_stand_at_the_end_of_the_text_segment() {
        for slice in &SLICES {
            let bytes = program(slice);
            let before = &bytes[..slice.text as usize];
            assert!(before.ends_with(b"Nothing to list here.\0"));
        }
    }
}
