//! What the real tools print is read back; and what `xxd -r` makes of a dump is what we make of
//! it.

#![allow(clippy::unwrap_used, clippy::indexing_slicing)] // A test that cannot go on fails.

mod kit;

use std::fs;
use std::process::Command;

use hexcore::undump::{Kind, detect, undump};
use kit::{Random, Scratch, run};

/// Inputs for each way to call a tool.
const INPUTS: usize = 60;

/// Random bytes, letters, or runs that are squeezed, up to `most`.
fn random_input(random: &mut Random, most: usize) -> Vec<u8> {
    let length = random.below(most);
    let mut bytes = Vec::new();
    while bytes.len() < length {
        let run = 1 + random.below(120);
        match random.below(4) {
            0 => bytes.extend(random.bytes(run)),
            1 => bytes.extend((0..run).map(|_| random.pick(b" abcdef|>*\n"))),
            2 => bytes.resize(bytes.len() + run, 0),
            _ => bytes.resize(bytes.len() + run, random.byte()),
        }
    }
    bytes.truncate(length);
    bytes
}

/// What `tool` prints of inputs is read back as `kind`, and detected as `kind`.
fn check(kind: Kind, tool: &str, options: &[&str], most: usize) {
    let mut random = Random(0x9e37_79b9_7f4a_7c15 ^ options.len() as u64);
    for _ in 0..INPUTS {
        let input = random_input(&mut random, most);
        let text = run(Command::new(tool).args(options), &input).unwrap();
        let shown = String::from_utf8_lossy(&text);
        let read = undump(&text, kind)
            .unwrap_or_else(|error| panic!("{tool} {options:?}: {error}\n{shown}"));
        assert_eq!(read.bytes, input, "{tool} {options:?}\n{shown}");
        let detected = detect(&text).map(|detected| detected.kind);
        if input.len() > 24 {
            let same = detected == Some(kind)
                // Letters that are in both alphabets, and letters that are all hex digits.
                || (kind == Kind::Base64Url && detected == Some(Kind::Base64))
                || text.iter().all(|&byte| byte.is_ascii_hexdigit() || byte == b'\n');
            assert!(
                same,
                "{detected:?}, not {kind}: {tool} {options:?}\n{shown}"
            );
        }
    }
    println!("{INPUTS} inputs: {tool} {}", options.join(" "));
}

#[test]
fn hexdump_is_read() {
    check(Kind::Canonical, "hexdump", &["-C"], 400);
    check(Kind::Canonical, "hexdump", &["-C", "-v"], 400);
    check(Kind::Canonical, "hexdump", &["-C"], 9000);
}

#[test]
fn xxd_is_read() {
    for options in [
        &[][..],
        &["-c", "7"],
        &["-c", "32", "-g", "4"],
        &["-c", "256", "-g", "0"],
        &["-c", "1"],
        &["-g", "1", "-u"],
        &["-g", "16"],
        &["-E"],
    ] {
        check(Kind::Xxd, "xxd", options, 400);
    }
    check(Kind::XxdBits, "xxd", &["-b"], 400);
    check(Kind::XxdBits, "xxd", &["-b", "-c", "9", "-g", "3"], 400);
    check(Kind::XxdPlain, "xxd", &["-p"], 400);
    check(Kind::XxdPlain, "xxd", &["-p", "-u", "-c", "7"], 400);
    check(Kind::Plain, "xxd", &["-i"], 400);
}

#[test]
fn od_is_read() {
    for radix in ["x", "d", "o"] {
        check(Kind::Od, "od", &["-A", radix, "-t", "x1"], 2000);
        check(Kind::Od, "od", &["-A", radix, "-t", "x1z"], 2000);
        check(Kind::Od, "od", &["-A", radix, "-t", "x1", "-v"], 2000);
        check(Kind::Od, "od", &["-A", radix, "-t", "x1z", "-w7"], 2000);
    }
    check(Kind::Plain, "od", &["-A", "n", "-t", "x1", "-v"], 400);
}

#[test]
fn base64_is_read() {
    check(Kind::Base64, "base64", &[], 400);
    check(Kind::Base64, "base64", &["-w", "0"], 400);
    check(Kind::Base64Url, "basenc", &["--base64url"], 400);
    check(Kind::Plain, "basenc", &["--base16", "-w", "2"], 400);
}

#[test]
fn records_of_objcopy_are_read() {
    let scratch = Scratch::new("objcopy");
    let (from, to) = (scratch.0.join("in"), scratch.0.join("out"));
    let mut random = Random(7);
    let mut cases = 0;
    for (kind, target) in [(Kind::IntelHex, "ihex"), (Kind::SRecord, "srec")] {
        for start in [0_u64, 0x10, 0xfff0, 0xf_fff8, 0x0800_0000, 0xfffe_0000] {
            for most in [40, 3000, 70_000] {
                let mut input = random_input(&mut random, most);
                input.push(1);
                fs::write(&from, &input).expect("a file can be written");
                let moved = format!("--change-addresses={start}");
                let options = ["-I", "binary", "-O", target, &moved];
                let mut objcopy = Command::new("objcopy");
                run(objcopy.args(options).args([&from, &to]), b"").unwrap();
                let text = fs::read(&to).expect("objcopy wrote its file");
                let read = undump(&text, kind).unwrap_or_else(|error| {
                    panic!("{error}\n{}", String::from_utf8_lossy(&text));
                });
                assert_eq!((read.start, read.filled), (start, 0));
                assert_eq!(read.bytes, input);
                assert_eq!(detect(&text).map(|detected| detected.kind), Some(kind));
                cases += 1;
            }
        }
    }
    println!("{cases} inputs: objcopy");
}

/// Changes a dump as people do: rows left out, put elsewhere, cut, spelt in capitals, with other
/// digits, without its text.
fn edit(random: &mut Random, dump: &str) -> String {
    let mut rows: Vec<String> = dump.lines().map(str::to_owned).collect();
    for _ in 0..random.below(4) {
        if rows.is_empty() {
            break;
        }
        let index = random.below(rows.len());
        match random.below(6) {
            0 => {
                rows.remove(index);
            }
            1 => {
                // To a file, xxd goes back; to a pipe, it cannot.
                let other = random.below(rows.len());
                rows.swap(index, other);
            }
            2 => {
                let length = random.below(rows[index].len() + 1);
                rows[index].truncate(length);
            }
            3 => rows[index] = rows[index].to_uppercase(),
            4 => {
                let at = random.below(rows[index].len() + 1);
                rows[index].insert(at, random.pick(&['0', 'f', ' ', 'x']));
            }
            _ => rows.insert(index, "*".to_owned()),
        }
    }
    rows.join("\n") + "\n"
}

#[test]
fn xxd_reverts_as_we_do() {
    let scratch = Scratch::new("revert");
    let (from, to) = (scratch.0.join("in"), scratch.0.join("out"));
    let mut random = Random(11);
    let (mut read, mut refused) = (0, 0);
    for _ in 0..1500 {
        let cols = random.pick(&[16, 16, 8, 3, 20]).to_string();
        let group = random.pick(&["1", "2", "4"]);
        let input = random_input(&mut random, 120);
        let dump = run(Command::new("xxd").args(["-c", &cols, "-g", group]), &input).unwrap();
        let text = edit(&mut random, &String::from_utf8_lossy(&dump));
        // What is not as xxd writes it is an error, and what xxd makes of it is not told.
        let Ok(ours) = undump(text.as_bytes(), Kind::Xxd) else {
            refused += 1;
            continue;
        };
        fs::write(&from, &text).expect("a file can be written");
        fs::write(&to, b"").expect("a file can be written");
        let mut xxd = Command::new("xxd");
        run(xxd.args(["-r", "-c", &cols]).args([&from, &to]), b"").unwrap();
        let theirs = fs::read(&to).expect("xxd wrote its file");
        assert_eq!(ours.bytes, theirs, "-c {cols}\n{text}");
        read += 1;
    }
    println!("{read} dumps as xxd -r reads them, and {refused} that are refused");
    assert!(read > 700, "{read}");
}

#[test]
fn xxd_reverts_plain_digits_as_we_do() {
    let mut random = Random(13);
    for _ in 0..300 {
        let input = random_input(&mut random, 120);
        let mut text = run(Command::new("xxd").arg("-p"), &input).unwrap();
        for _ in 0..random.below(6) {
            let at = random.below(text.len() + 1);
            text.insert(at, random.pick(b" \n\t"));
        }
        let theirs = run(Command::new("xxd").args(["-r", "-p"]), &text).unwrap();
        let ours = undump(&text, Kind::XxdPlain).expect("there are only digits and spaces");
        assert_eq!(ours.bytes, theirs);
        assert_eq!(ours.bytes, input);
    }
    println!("300 dumps as xxd -r -p reads them");
}
