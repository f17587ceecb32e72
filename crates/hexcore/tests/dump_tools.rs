//! Our dumps against those of the installed tools, byte for byte.

#![allow(clippy::unwrap_used, clippy::indexing_slicing)] // A test that cannot go on fails.

mod kit;

use std::fmt::Debug;
use std::fs::File;
use std::io::{Read, Seek, SeekFrom, Write};
use std::path::Path;
use std::process::Command;

use hexcore::dump::{
    Addresses, Alphabet, BadOption, Bits, Canonical, Case, Dump, Encoded, Endian, Od, Options,
    Plain, Repeats, Word, Xxd, XxdInclude,
};
use kit::{Random, Scratch, run};

/// Bytes as files have them: noise, text, zeros, and rows of `columns` bytes that repeat, in
/// pieces that need not end with a row.
fn random_input(random: &mut Random, columns: usize) -> Vec<u8> {
    let pieces = random.below(6);
    let mut bytes = Vec::new();
    for _ in 0..pieces {
        let most = if random.yes(20) { 200 } else { 6 };
        let rows = random.below(most);
        let rest = if random.yes(2) {
            random.below(columns)
        } else {
            0
        };
        let length = (rows * columns).min(5000) + rest;
        match random.below(6) {
            0 => bytes.extend(random.bytes(length)),
            1 => bytes.extend((0..length).map(|index| b' ' + (index * 7 % 95) as u8)),
            2 | 3 => bytes.resize(bytes.len() + length, 0),
            4 => {
                let row = random.bytes(columns);
                bytes.extend(row.into_iter().cycle().take(length));
            }
            _ => {
                let pair = [random.bytes(columns), vec![0; columns]];
                for _ in 0..rows.min(50) {
                    bytes.extend_from_slice(&pair[random.below(2)]);
                }
            }
        }
    }
    bytes
}

/// An offset, of any length in digits.
fn random_offset(random: &mut Random) -> u64 {
    match random.below(4) {
        0 => 0,
        1 => random.next() & 0xffff,
        2 => (1 << 32) - 1 - (random.next() & 0xff),
        _ => random.next() >> random.below(64),
    }
}

/// What `dump` makes of `bytes`, pushed in chunks of any sizes.
fn chunked(
    random: &mut Random,
    dump: Result<impl Dump, BadOption>,
    bytes: &[u8],
) -> Option<Vec<u8>> {
    let mut dump = dump.ok()?;
    let mut out = Vec::new();
    let mut rest = bytes;
    let most = random.pick(&[1, 7, 40, 300, 10_000]);
    while !rest.is_empty() {
        let length = random.below(most + 1).min(rest.len());
        let (chunk, others) = rest.split_at(length);
        dump.push(chunk, &mut out);
        rest = others;
    }
    dump.finish(&mut out);
    Some(out)
}

/// What a tool prints of a file; nothing if it refuses.
fn tool(name: &str, arguments: &[String], file: &Path) -> Option<Vec<u8>> {
    run(Command::new(name).args(arguments).arg(file), b"").ok()
}

fn check(
    name: &str,
    arguments: &[String],
    format: &dyn Debug,
    found: Option<Vec<u8>>,
    expected: Option<Vec<u8>>,
) {
    if found == expected {
        return;
    }
    let text = |bytes: Option<Vec<u8>>| {
        bytes.map_or("(refused)".to_owned(), |bytes| {
            String::from_utf8_lossy(&bytes).into_owned()
        })
    };
    let (found, expected) = (text(found), text(expected));
    let line = found
        .lines()
        .zip(expected.lines())
        .take_while(|(left, right)| left == right)
        .count();
    panic!(
        "{name} {} and {format:?} differ, the first time in line {}:\n{:?}\n{:?}",
        arguments.join(" "),
        line + 1,
        found.lines().nth(line),
        expected.lines().nth(line),
    );
}

fn words(text: &str) -> Vec<String> {
    text.split_whitespace().map(str::to_owned).collect()
}

#[test]
fn hexdump() {
    let scratch = Scratch::new("hexdump");
    let mut random = Random(0x9e37_79b9_7f4a_7c15);
    const CASES: usize = 2200;
    for _ in 0..CASES {
        let bytes = random_input(&mut random, 16);
        let file = scratch.file("input", &bytes);
        let mut arguments = words("-C");
        let mut format = Canonical::default();
        let mut part = &bytes[..];
        if random.yes(3) {
            arguments.push("-v".to_owned());
            format.repeats = Repeats::Shown;
        }
        if random.yes(3) && !bytes.is_empty() {
            let skip = random.below(bytes.len());
            arguments.extend(words(&format!("-s {skip}")));
            format.offset = skip as u64;
            part = &part[skip..];
        }
        if random.yes(3) && !part.is_empty() {
            let length = 1 + random.below(part.len());
            arguments.extend(words(&format!("-n {length}")));
            part = &part[..length];
        }
        let expected = tool("hexdump", &arguments, &file);
        let found = chunked(&mut random, format.dump(), part);
        check("hexdump", &arguments, &format, found, expected);
    }
    println!("{CASES} dumps were the same as hexdump's.");
}

#[test]
fn hexdump_and_od_of_large_files() {
    const GIB: u64 = 1 << 30;
    let scratch = Scratch::new("sparse");
    let mut random = Random(0xda94_2042_e4dd_58b5);
    let mut cases = 0;
    for size in [
        (1 << 32) + 5,
        (1 << 32) + 4096,
        10 * GIB,
        200 * GIB + 9,
        (1 << 43) - 77,
    ] {
        let path = scratch.file("sparse", b"");
        let mut file = File::options().read(true).write(true).open(&path).unwrap();
        file.set_len(size).unwrap();
        let anywhere = random.next() % size;
        let places = [0, GIB, 1 << 32, (1 << 36) + 7, anywhere, size];
        for place in places.into_iter().filter(|&place| place <= size) {
            for before in [0, 1, 16, 33, 90, 160] {
                let start = place.saturating_sub(before);
                file.seek(SeekFrom::Start(start)).unwrap();
                let piece = random.bytes(random_length(before, size - start));
                file.write_all(&piece).unwrap();
                let mut bytes = Vec::new();
                file.seek(SeekFrom::Start(start)).unwrap();
                (&file).take(before + 77).read_to_end(&mut bytes).unwrap();
                if bytes.is_empty() {
                    continue;
                }
                let length = bytes.len();
                let canonical = Canonical {
                    offset: start,
                    ..Canonical::default()
                };
                let arguments = words(&format!("-C -s {start} -n {length}"));
                let expected = tool("hexdump", &arguments, &path);
                let found = chunked(&mut random, canonical.dump(), &bytes);
                check("hexdump", &arguments, &canonical, found, expected);
                for (letter, addresses) in [
                    ("x", Addresses::Hex),
                    ("d", Addresses::Decimal),
                    ("o", Addresses::Octal),
                ] {
                    let od = Od {
                        offset: start,
                        addresses,
                        ..Od::default()
                    };
                    let arguments = words(&format!("-A {letter} -j {start} -N {length}"));
                    let expected = tool("od", &arguments, &path);
                    let found = chunked(&mut random, od.dump(), &bytes);
                    check("od", &arguments, &od, found, expected);
                }
                cases += 4;
            }
        }
    }
    println!("{cases} parts of sparse files were the same.");
}

/// Half of what lies before the place, so that zeros follow, but no more than there is.
fn random_length(before: u64, left: u64) -> usize {
    (before / 2).min(left) as usize
}

#[test]
fn xxd() {
    let scratch = Scratch::new("xxd");
    let mut random = Random(0x2545_f491_4f6c_dd1d);
    const CASES: usize = 3000;
    let mut refused = 0;
    for case in 0..CASES {
        let columns = if random.yes(2) {
            None
        } else if random.yes(10) {
            Some(random.below(300))
        } else {
            Some(1 + random.below(40))
        };
        let group = random.yes(2).then(|| random.below(20));
        let upper = random.yes(3);
        let decimal = random.yes(4);
        let squeeze = random.yes(2);
        let offset = if random.yes(3) {
            random_offset(&mut random)
        } else {
            0
        };
        let width = columns.unwrap_or(16).max(1);
        let bytes = random_input(&mut random, width);

        let mut arguments = Vec::new();
        let mut part = &bytes[..];
        let mut skip = 0;
        if random.yes(4) && !bytes.is_empty() {
            skip = random.below(bytes.len());
            arguments.extend(words(&format!("-s {skip}")));
            part = &part[skip..];
        }
        if random.yes(4) && !part.is_empty() {
            let length = 1 + random.below(part.len());
            arguments.extend(words(&format!("-l {length}")));
            part = &part[..length];
        }
        let case_of_digits = if upper { Case::Upper } else { Case::Lower };
        if upper {
            arguments.push("-u".to_owned());
        }
        if let Some(columns) = columns {
            arguments.extend(words(&format!("-c {columns}")));
        }
        let repeats = if squeeze {
            Repeats::Squeezed
        } else {
            Repeats::Usual
        };
        let addresses = if decimal {
            Addresses::Decimal
        } else {
            Addresses::Hex
        };
        if case % 4 < 3 {
            // The forms with offsets.
            if let Some(group) = group {
                arguments.extend(words(&format!("-g {group}")));
            }
            if squeeze {
                arguments.push("-a".to_owned());
            }
            if decimal {
                arguments.push("-d".to_owned());
            }
            if offset != 0 {
                arguments.extend(words(&format!("-o {offset:#x}")));
            }
        }
        // The tool takes no columns for the usual number.
        let usual = |columns: Option<usize>, usual| match columns {
            None | Some(0) => usual,
            Some(columns) => columns,
        };
        let offset = offset.wrapping_add(skip as u64);
        match case % 4 {
            0 | 1 => {
                let endian = if case % 4 == 1 {
                    arguments.push("-e".to_owned());
                    Endian::Little
                } else {
                    Endian::Big
                };
                let format = Xxd {
                    offset,
                    repeats,
                    columns: usual(columns, 16),
                    group,
                    endian,
                    case: case_of_digits,
                    addresses,
                };
                let file = scratch.file("input", &bytes);
                let expected = tool("xxd", &arguments, &file);
                refused += usize::from(expected.is_none());
                let found = chunked(&mut random, format.dump(), part);
                check("xxd", &arguments, &format, found, expected);
            }
            2 => {
                arguments.push("-b".to_owned());
                let format = Bits {
                    offset,
                    repeats,
                    columns: usual(columns, 6),
                    group: group.unwrap_or(1),
                    addresses,
                };
                let file = scratch.file("input", &bytes);
                let expected = tool("xxd", &arguments, &file);
                refused += usize::from(expected.is_none());
                let found = chunked(&mut random, format.dump(), part);
                check("xxd", &arguments, &format, found, expected);
            }
            _ if random.yes(2) => {
                arguments.push("-p".to_owned());
                let format = Plain::xxd(&Options {
                    cols: columns,
                    case: case_of_digits,
                    ..Options::default()
                });
                let file = scratch.file("input", &bytes);
                let expected = tool("xxd", &arguments, &file);
                let found = chunked(&mut random, format.dump(), part);
                check("xxd", &arguments, &format, found, expected);
            }
            _ => {
                arguments.push("-i".to_owned());
                let names = [
                    "input",
                    "9 lives.bin",
                    "a-b_c.d",
                    "täst",
                    "UPPER.txt",
                    "@",
                    "1",
                ];
                let name = random.pick(&names);
                let mut format = XxdInclude {
                    name: Some(name.to_owned()),
                    columns,
                    case: case_of_digits,
                    name_case: Case::Lower,
                };
                if random.yes(3) {
                    arguments.push("-C".to_owned());
                    format.name_case = Case::Upper;
                }
                let expected = if random.yes(4) {
                    format.name = None;
                    run(Command::new("xxd").args(&arguments), &bytes).ok()
                } else {
                    // The name must be given without the folder.
                    scratch.file(name, &bytes);
                    let mut xxd = Command::new("xxd");
                    xxd.args(&arguments).arg(name).current_dir(&scratch.0);
                    run(&mut xxd, b"").ok()
                };
                refused += usize::from(expected.is_none());
                let found = chunked(&mut random, format.dump(), part);
                check("xxd", &arguments, &format, found, expected);
            }
        }
    }
    println!("{CASES} dumps were the same as xxd's; {refused} of them both refused to make.");
}

#[test]
fn od() {
    let scratch = Scratch::new("od");
    let mut random = Random(0x1357_9bdf_0246_8ace);
    const CASES: usize = 2600;
    for case in 0..CASES {
        let (letter, word) = [
            ("x", Word::Hex),
            ("o", Word::Octal),
            ("u", Word::Unsigned),
            ("d", Word::Signed),
            ("c", Word::Character),
        ][case % 5];
        let size = match word {
            Word::Character => 1,
            _ => random.pick(&[1, 2, 4, 8]),
        };
        let (radix, addresses) = random.pick(&[
            ("x", Addresses::Hex),
            ("x", Addresses::Hex),
            ("d", Addresses::Decimal),
            ("o", Addresses::Octal),
            ("n", Addresses::None),
        ]);
        let columns = if random.yes(3) { random.below(50) } else { 16 };
        let text = random.yes(2);
        let endian = random.pick(&[Endian::Little, Endian::Little, Endian::Big]);
        let bytes = random_input(&mut random, columns.max(1));
        let file = scratch.file("input", &bytes);
        let mut part = &bytes[..];
        let mut format = Od {
            offset: 0,
            repeats: Repeats::Usual,
            columns,
            addresses,
            word,
            size,
            endian,
            text,
        };
        let size = if word == Word::Character {
            String::new()
        } else {
            size.to_string()
        };
        let z = if text { "z" } else { "" };
        let mut arguments = words(&format!("-A {radix} -t {letter}{size}{z}"));
        match (endian, random.yes(2)) {
            (Endian::Big, _) => arguments.push("--endian=big".to_owned()),
            (Endian::Little, true) => arguments.push("--endian=little".to_owned()),
            (Endian::Little, false) => {}
        }
        if columns != 16 {
            arguments.push(format!("-w{columns}"));
        }
        if random.yes(3) {
            arguments.push("-v".to_owned());
            format.repeats = Repeats::Shown;
        }
        if random.yes(3) {
            let skip = random.below(bytes.len() + 1);
            arguments.extend(words(&format!("-j {skip}")));
            format.offset = skip as u64;
            part = &part[skip..];
        }
        if random.yes(3) {
            let length = random.below(part.len() + 1);
            arguments.extend(words(&format!("-N {length}")));
            part = &part[..length];
        }
        let expected = tool("od", &arguments, &file);
        let found = chunked(&mut random, format.dump(), part);
        check("od", &arguments, &format, found, expected);
    }
    println!("{CASES} dumps were the same as od's.");
}

#[test]
fn base64_and_base32() {
    let scratch = Scratch::new("base64");
    let mut random = Random(0xfedc_ba98_7654_3210);
    const CASES: usize = 1000;
    for case in 0..CASES {
        let bytes = random_input(&mut random, 19);
        let file = scratch.file("input", &bytes);
        let options = Options {
            cols: random.yes(2).then(|| random.below(100)),
            ..Options::default()
        };
        let (name, alphabet, before) = [
            ("base64", Alphabet::Base64, ""),
            ("basenc", Alphabet::Base64Url, "--base64url"),
            ("base32", Alphabet::Base32, ""),
        ][case % 3];
        let mut arguments = words(before);
        if let Some(columns) = options.cols {
            arguments.push(format!("-w{columns}"));
        }
        let format = Encoded::new(alphabet, &options);
        let expected = tool(name, &arguments, &file);
        let found = chunked(&mut random, format.dump(), &bytes);
        check(name, &arguments, &format, found, expected);
    }
    println!("{CASES} dumps were the same as those of base64, basenc and base32.");
}
