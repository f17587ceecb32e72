//! The program as it is run, against the tools whose options it has.

#![allow(clippy::unwrap_used, clippy::indexing_slicing)] // A test that cannot go on fails.

use std::fs::File;
use std::io::Read;
use std::process::{Command, Output, Stdio};

#[path = "../../hexcore/tests/kit/mod.rs"]
mod kit;

use kit::{Random, Scratch, output};

/// The program.
const HEXLOG: &str = env!("CARGO_BIN_EXE_hexlog");

/// Generated calls for each tool.
const CASES: usize = 400;

/// Runs of the same byte, of zeros and of random ones.
fn random_input(random: &mut Random, most: usize) -> Vec<u8> {
    let length = random.below(most);
    let mut bytes = Vec::new();
    while bytes.len() < length {
        let run = 1 + random.below(100);
        match random.below(3) {
            0 => bytes.extend(random.bytes(run)),
            1 => bytes.resize(bytes.len() + run, 0),
            _ => bytes.resize(bytes.len() + run, random.byte()),
        }
    }
    bytes.truncate(length);
    bytes
}

/// A folder for files, in which programs are run.
struct Folder(Scratch);

impl Folder {
    fn new(name: &str) -> Folder {
        Folder(Scratch::new(name))
    }

    fn file(&self, name: &str, bytes: &[u8]) {
        self.0.file(name, bytes);
    }

    /// What `program` does in this folder with `options`, when it is given `input`.
    fn run(&self, program: &str, options: &[impl AsRef<str>], input: &[u8]) -> Output {
        let mut command = Command::new(program);
        command
            .args(options.iter().map(AsRef::as_ref))
            .current_dir(&self.0.0);
        output(&mut command, input)
    }

    /// What the program prints, and the lines on standard error and the code with which it ends.
    fn hexlog(&self, options: &str, input: &[u8]) -> (Vec<u8>, String, Option<i32>) {
        let options: Vec<&str> = options.split_whitespace().collect();
        let output = self.run(HEXLOG, &options, input);
        let errors = String::from_utf8(output.stderr).expect("errors are text");
        (output.stdout, errors, output.status.code())
    }

    /// With `options`, the program prints the text `expected` and says nothing.
    fn check(&self, options: &str, input: &[u8], expected: &str) {
        let (text, errors, code) = self.hexlog(options, input);
        assert_eq!(String::from_utf8_lossy(&text), expected, "{options}");
        assert_eq!((&*errors, code), ("", Some(0)), "{options}");
    }

    /// With `options`, the program prints `text`, says `sentence` and ends with code 1.
    fn check_error(&self, options: &str, input: &[u8], text: &str, sentence: &str) {
        let (printed, errors, code) = self.hexlog(options, input);
        assert_eq!(String::from_utf8_lossy(&printed), text, "{options}");
        assert_eq!(errors, format!("hexlog: {sentence}\n"), "{options}");
        assert_eq!(code, Some(1), "{options}");
    }

    /// Both `tool` and the program print the same and agree on whether that is a success.
    fn compare(&self, tool: &str, theirs: &[String], ours: &[String], input: &[u8]) {
        let expected = self.run(tool, theirs, input);
        let output = self.run(HEXLOG, ours, input);
        assert!(
            output.stdout == expected.stdout,
            "{tool} {theirs:?} prints\n{}\nand hexlog {ours:?}\n{}{}",
            String::from_utf8_lossy(&expected.stdout),
            String::from_utf8_lossy(&output.stdout),
            String::from_utf8_lossy(&output.stderr),
        );
        assert_eq!(
            output.status.success(),
            expected.status.success(),
            "{tool} {theirs:?}, hexlog {ours:?}"
        );
    }
}

/// A number as a user might write it, in a way that `hexdump`, `xxd` and `od` share.
fn written(random: &mut Random, number: usize) -> String {
    match random.below(3) {
        0 => format!("{number:#x}"),
        1 if number > 0 => format!("0{number:o}"),
        _ => number.to_string(),
    }
}

fn strings(options: &[&str]) -> Vec<String> {
    options.iter().map(|&option| option.to_owned()).collect()
}

#[test]
fn as_hexdump() {
    let folder = Folder::new("hexdump");
    let mut random = Random(3);
    for _ in 0..CASES {
        let mut ours = strings(&["dump"]);
        let mut theirs = strings(&["-C"]);
        let mut both = |option: &str, value: String| {
            ours.extend([option.to_owned(), value.clone()]);
            theirs.extend([option.to_owned(), value]);
        };
        if random.yes(2) {
            let skip = random.below(300);
            both("-s", written(&mut random, skip));
        }
        if random.yes(2) {
            let length = random.below(300);
            both("-n", written(&mut random, length));
        }
        if random.yes(2) {
            ours.push("-v".to_owned());
            theirs.push("-v".to_owned());
        }
        for name in ["a", "b", "missing", "c"].iter().take(1 + random.below(4)) {
            if *name != "missing" {
                folder.file(name, &random_input(&mut random, 300));
            }
            ours.push((*name).to_owned());
            theirs.push((*name).to_owned());
        }
        folder.compare("hexdump", &theirs, &ours, b"");
    }
    println!("{CASES} calls as of hexdump -C");
}

#[test]
fn as_xxd() {
    let folder = Folder::new("xxd");
    let mut random = Random(5);
    for _ in 0..CASES {
        let (format, flags) = [
            ("xxd", &[][..]),
            ("xxd", &["-a"]),
            ("xxd", &["-e"]),
            ("xxd-bits", &["-b"]),
            ("xxd-plain", &["-p"]),
            ("xxd-include", &["-i"]),
        ][random.below(6)];
        let mut ours = strings(&["dump", "--format", format]);
        let mut theirs = strings(flags);
        if format == "xxd" {
            ours.extend(strings(flags));
        }
        let mut both = |option: &str, value: String| {
            ours.extend([option.to_owned(), value.clone()]);
            theirs.extend([option.to_owned(), value]);
        };
        if random.yes(2) {
            let cols = 1 + random.below(60);
            both("-c", written(&mut random, cols));
        }
        if random.yes(2) && matches!(format, "xxd" | "xxd-bits") {
            let group = 1 << random.below(5);
            both("-g", written(&mut random, group));
        }
        if random.yes(2) {
            let skip = random.below(200);
            both("-s", written(&mut random, skip));
        }
        if random.yes(2) {
            let length = random.below(200);
            both("-l", written(&mut random, length));
        }
        if random.yes(2) {
            ours.push("-u".to_owned());
            theirs.push("-u".to_owned());
        }
        folder.file("a.bin", &random_input(&mut random, 300));
        ours.push("a.bin".to_owned());
        theirs.push("a.bin".to_owned());
        folder.compare("xxd", &theirs, &ours, b"");
    }
    println!("{CASES} calls as of xxd");
}

#[test]
fn as_od() {
    let folder = Folder::new("od");
    let mut random = Random(7);
    for _ in 0..CASES {
        let base = ["x", "d", "o"][random.below(3)];
        let mut ours = strings(&["dump", "--format", "od", "-A", base]);
        let mut theirs = strings(&["-t", "x1z", "-A", base]);
        if random.yes(2) {
            let skip = random.below(300);
            let skip = written(&mut random, skip);
            ours.extend(["-s".to_owned(), skip.clone()]);
            theirs.extend(["-j".to_owned(), skip]);
        }
        if random.yes(2) {
            let length = random.below(300);
            let length = written(&mut random, length);
            ours.extend(["-n".to_owned(), length.clone()]);
            theirs.extend(["-N".to_owned(), length]);
        }
        if random.yes(2) {
            ours.push("-v".to_owned());
            theirs.push("-v".to_owned());
        }
        for name in ["a", "b", "missing", "c"].iter().take(1 + random.below(4)) {
            if *name != "missing" {
                folder.file(name, &random_input(&mut random, 300));
            }
            ours.push((*name).to_owned());
            theirs.push((*name).to_owned());
        }
        folder.compare("od", &theirs, &ours, b"");
    }
    println!("{CASES} calls as of od -t x1z");
}

#[test]
fn numbers_are_those_of_the_tools() {
    let folder = Folder::new("numbers");
    folder.file("a", &vec![1; 5000]);
    let check = |tool: &str, option: &str, theirs: &[&str], ours: &[&str], values: &[&str]| {
        for value in values {
            let with =
                |first: &[&str], option: &str| strings(&[first, &[option, value, "a"]].concat());
            folder.compare(tool, &with(theirs, option), &with(ours, "-n"), b"");
        }
        println!("{} numbers as of {tool}", values.len());
    };
    let hexdump = [
        "17", "0x17", "017", "1k", "2K", "1KiB", "1KB", "1kb", "0x1b", "0x1e", "+5", "1m",
    ];
    check("hexdump", "-n", &["-C"], &["dump"], &hexdump);
    let od = [
        "17", "0x17", "017", "1b", "1k", "1K", "1KB", "1KiB", "0x1b", "3b",
    ];
    check("od", "-N", &["-Ax", "-tx1z"], &["dump", "-fod"], &od);
    check(
        "xxd",
        "-l",
        &[],
        &["dump", "-fxxd"],
        &["17", "0x17", "017", "0x1b"],
    );
}

#[test]
fn standard_input() {
    let folder = Folder::new("stdin");
    folder.file("a", b"abc");
    let hello = "00000000  68 65 6c 6c 6f                                    |hello|\n00000005\n";
    folder.check("dump", b"hello", hello);
    folder.check("dump -", b"hello", hello);
    folder.check("dump -s 1 -n 2 -f plain", b"hello", "65 6c\n");
    folder.check("dump -f plain a - a", b"-", "61 62 63 2d 61 62 63\n");
    folder.check(
        "dump -f plain -s 4 a - a",
        b"12345",
        "32 33 34 35 61 62 63\n",
    );
    folder.check("dump", b"", "");
    // Standard input that is a file is read from where it stands.
    let mut file = File::open(folder.0.0.join("a")).expect("the file is there");
    file.read_exact(&mut [0]).expect("it has a byte");
    let output = Command::new(HEXLOG)
        .args(["dump", "-f", "plain", "-s", "1"])
        .stdin(file)
        .output()
        .expect("the program starts");
    assert_eq!(output.stdout, b"63\n");
}

#[test]
fn several_files_are_one() {
    let folder = Folder::new("several");
    let mut random = Random(9);
    let (a, b) = (
        random_input(&mut random, 5000),
        random_input(&mut random, 5000),
    );
    folder.file("a", &a);
    folder.file("b", &b);
    let whole = [a, b].concat();
    let mut cases = 0;
    for format in [
        "xxd",
        "xxd-plain",
        "base64",
        "ihex",
        "srec",
        "json",
        "escaped",
        "html",
    ] {
        for skip in [0, 1, 4990, 6000] {
            let options = format!("dump -f {format} --name n -s {skip}");
            let (apart, errors, code) = folder.hexlog(&format!("{options} a b"), b"");
            let (together, ..) = folder.hexlog(&options, &whole);
            assert_eq!((&*errors, code), ("", Some(0)), "{options}");
            assert!(apart == together, "{options}");
            cases += 1;
        }
    }
    println!("{cases} calls with several files");
}

#[test]
fn files_that_cannot_be_read() {
    let folder = Folder::new("missing");
    folder.file("a", b"hello");
    let hello = "00000000  68 65 6c 6c 6f                                    |hello|\n00000005\n";
    let missing = "missing: No such file or directory";
    folder.check_error("dump missing a", b"", hello, missing);
    folder.check_error("dump a missing", b"", hello, missing);
    folder.check_error("dump missing", b"", "", missing);
    folder.check_error("dump -f c missing", b"", "", missing);
    folder.check_error("dump . a", b"", hello, ".: Is a directory");
    folder.check_error("dump .", b"", "", ".: Is a directory");
    folder.check_error("undump missing", b"", "", missing);
    folder.check_error("undump .", b"", "", ".: Is a directory");
}

#[test]
fn a_beginning_past_the_end() {
    let folder = Folder::new("past");
    folder.file("a", b"hello");
    let past = "the input ends after 5 bytes, before the offset to begin at";
    for (input, file) in [(&b""[..], " a"), (b"hello", ""), (b"hello", " -")] {
        folder.check(&format!("dump -s 9{file}"), input, "00000005\n");
        folder.check(&format!("dump -s 9 -f xxd{file}"), input, "");
        folder.check(&format!("dump -s 9 -f xxd-plain{file}"), input, "");
        folder.check_error(&format!("dump -s 9 -f od{file}"), input, "", past);
        folder.check(&format!("dump -s 5 -f od{file}"), input, "000005\n");
    }
}

#[test]
fn large_offsets() {
    let folder = Folder::new("large");
    let file = File::create(folder.0.0.join("a")).expect("a file can be made");
    // Nothing of it is stored, and nothing before the offset is read.
    file.set_len((8 << 30) + 5).expect("files can have holes");
    let options = |first: &[&str]| strings(&[first, &["0x1fffffff3", "a"]].concat());
    folder.compare(
        "hexdump",
        &options(&["-C", "-s"]),
        &options(&["dump", "-s"]),
        b"",
    );
    let xxd = options(&["dump", "-f", "xxd", "-s"]);
    folder.compare("xxd", &options(&["-s"]), &xxd, b"");
    let od = options(&["dump", "-f", "od", "-s"]);
    folder.compare("od", &options(&["-A", "x", "-t", "x1z", "-j"]), &od, b"");
}

#[test]
fn a_closed_pipe_is_quiet() {
    let folder = Folder::new("closed");
    folder.file("a", &vec![b'a'; 5 << 20]);
    for options in [&["dump", "-v", "a"][..], &["dump", "-f", "json", "a"]] {
        let mut child = Command::new(HEXLOG)
            .args(options)
            .current_dir(&folder.0.0)
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the program starts");
        let mut stdout = child.stdout.take().expect("the output was piped");
        stdout.read_exact(&mut [0; 100]).expect("there is output");
        drop(stdout);
        let output = child
            .wait_with_output()
            .expect("the program can be waited for");
        assert_eq!(String::from_utf8_lossy(&output.stderr), "");
        assert_eq!(output.status.code(), Some(0));
    }
}

#[test]
fn colours_add_nothing_else() {
    let folder = Folder::new("colours");
    let mut random = Random(15);
    let mut cases = 0;
    for format in [
        "canonical",
        "xxd",
        "xxd-bits",
        "xxd-plain",
        "od",
        "plain",
        "binary",
        "octal",
        "decimal",
        "c",
    ] {
        for more in ["", "-v", "-c 7", "-c 24 -g 4", "-u"] {
            let input = random_input(&mut random, 700);
            let options = format!("dump -f {format} {more}");
            let (plain, ..) = folder.hexlog(&options, &input);
            let (coloured, ..) = folder.hexlog(&format!("{options} --color always"), &input);
            let (without, count) = without_colours(&coloured);
            assert_eq!(without, plain, "{options}");
            assert_eq!(count > 0, format != "c", "{options}");
            cases += 1;
        }
    }
    println!("{cases} dumps with colours");
    let (text, ..) = folder.hexlog("dump -f xxd --color always", b"\0a\n\x01\xff0");
    assert_eq!(
        String::from_utf8_lossy(&text),
        "\x1b[90m00000000: 00\x1b[36m61 \x1b[32m0a\x1b[35m01 \x1b[33mff\x1b[36m30                           \
         \x1b[90m.\x1b[36ma\x1b[32m.\x1b[35m.\x1b[33m.\x1b[36m0\x1b[0m\n"
    );
}

/// The text without its colours, and how many these were.
fn without_colours(text: &[u8]) -> (Vec<u8>, usize) {
    let mut parts = text.split(|&byte| byte == 0x1b);
    let mut without = parts.next().unwrap_or_default().to_vec();
    let mut count = 0;
    for part in parts {
        let end = part
            .iter()
            .position(|&byte| byte == b'm')
            .expect("a colour ends");
        without.extend_from_slice(&part[end + 1..]);
        count += 1;
    }
    (without, count)
}

#[test]
fn wrong_options_are_told() {
    let folder = Folder::new("options");
    let (_, errors, code) = folder.hexlog("dump -f nothing", b"");
    assert!(errors.contains("nothing") && code == Some(2), "{errors}");
    let (_, errors, code) = folder.hexlog("dump -n 08", b"");
    assert!(errors.contains("08") && code == Some(2), "{errors}");
    let (text, errors, code) = folder.hexlog("dump -c 0", b"hello");
    assert_eq!((text.len(), code), (0, Some(1)), "{errors}");
    assert!(errors.starts_with("hexlog: A line can have"), "{errors}");
}

#[test]
fn dumps_are_read_back() {
    let folder = Folder::new("undump");
    let mut random = Random(17);
    let mut cases = 0;
    for format in [
        "canonical",
        "xxd",
        "xxd-bits",
        "xxd-plain",
        "xxd-include",
        "od",
        "plain",
        "c",
        "cpp",
        "rust",
        "go",
        "java",
        "csharp",
        "python",
        "javascript",
        "swift",
        "powershell",
        "json",
        "base64",
        "base64url",
        "ihex",
        "srec",
    ] {
        for most in [1, 40, 5000] {
            let mut input = random_input(&mut random, most);
            input.extend_from_slice(b"\xfe more");
            let (dump, ..) = folder.hexlog(&format!("dump -f {format}"), &input);
            for options in [
                "undump",
                "undump --lenient",
                &format!("undump --from {format}"),
            ] {
                let (read, errors, code) = folder.hexlog(options, &dump);
                assert_eq!((&*errors, code), ("", Some(0)), "{format} {options}");
                assert!(read == input, "{format} {options}");
                cases += 1;
            }
        }
    }
    println!("{cases} dumps read back");
    folder.check("undump", b"", "");
    let row = "0000000 61 61 61 61 61 61 61 61 61 61 61 61 61 61 61 61\n*\n0000160\n";
    folder.check("undump --from od", row.as_bytes(), &"a".repeat(0o160));
    folder.check("undump -A d", row.as_bytes(), &"a".repeat(160));
    folder.check("undump --from xxd -", b"2: 61\n", "\0\0a");
}

#[test]
fn dumps_with_errors() {
    let folder = Folder::new("errors");
    folder.file("a", b"68 65 6z 6c\n");
    let sentence = "Line 1, column 8: expected a hex digit, found \"z\".";
    folder.check_error("undump a --from plain", b"", "", &format!("a: {sentence}"));
    let (text, errors, code) = folder.hexlog("undump a --from plain --lenient", b"");
    assert_eq!((&*text, code), (&b"hel"[..], Some(0)));
    assert_eq!(errors, format!("hexlog: a: {sentence}\n"));
    folder.check_error(
        "undump a",
        b"",
        "",
        "a: This is no dump of a kind that is known by sight: name it with --from.",
    );
    folder.check_error(
        "undump --limit 1k",
        b"00000000: 61\nffffffff00: 62\n",
        "",
        "standard input: Line 2, column 12: expected no more than the limit of 1024 bytes.",
    );
}

#[cfg(unix)]
#[test]
fn kinds_are_told_as_by_file() {
    let folder = Folder::new("kinds");
    folder.file("empty", b"");
    folder.file("lines.txt", b"a\r\nb\r\n");
    folder.file("unknown", &[0xfe, 0x80, 0x01, 0x02, 0x90, 0, 0, 7]);
    folder.file("a longer name.png", PNG);
    std::fs::create_dir(folder.0.0.join("folder")).unwrap();
    let links = [("link", "empty"), ("broken", "nothing")];
    for (link, to) in links {
        std::os::unix::fs::symlink(to, folder.0.0.join(link)).unwrap();
    }
    let made = Command::new("mkfifo").arg(folder.0.0.join("pipe")).status();
    assert!(made.unwrap().success(), "mkfifo");
    let names = [
        "empty",
        "lines.txt",
        "unknown",
        "a longer name.png",
        "folder",
        "link",
        "broken",
        "pipe",
    ];
    let options = [&["type"][..], &names].concat();
    folder.compare("file", &strings(&names), &strings(&options), b"");
    for name in names {
        folder.compare("file", &strings(&[name]), &strings(&["type", name]), b"");
    }
    println!("{} names", names.len());
}

/// One pixel: the signature, the header, and an end.
const PNG: &[u8] = b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR\0\0\0\x01\0\0\0\x01\x08\x02\0\0\0\x90wS\xde\0\0\0\0IEND\xaeB`\x82";

#[test]
fn kinds_of_what_is_piped_in_or_is_not_there() {
    let folder = Folder::new("piped");
    let sentence = "PNG image data, 1 x 1, 8-bit/color RGB, non-interlaced";
    for options in ["type", "type -"] {
        folder.check(options, PNG, &format!("standard input: {sentence}\n"));
    }
    folder.file("here", b"a\n");
    let (text, _, code) = folder.hexlog("type gone here", b"");
    let text = String::from_utf8(text).unwrap();
    let (gone, here) = text.split_once('\n').unwrap();
    assert!(gone.starts_with("gone: cannot be read: "), "{text}");
    assert_eq!((here, code), ("here: ASCII text\n", Some(1)));
}

#[test]
fn kinds_as_json() {
    let folder = Folder::new("json");
    folder.file("pixel", PNG);
    let (text, _, code) = folder.hexlog("type --json pixel gone", b"");
    let text = String::from_utf8(text).unwrap();
    let lines: Vec<serde_json::Value> = text
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    let [pixel, gone] = lines.as_slice() else {
        panic!("{text}");
    };
    assert_eq!(code, Some(1));
    assert_eq!(pixel["kind"], "png");
    assert_eq!(pixel["certainty"], "certain");
    assert_eq!(pixel["evidence"][0]["at"], serde_json::json!([0, 8]));
    let width = serde_json::json!({ "name": "Width", "value": "1 pixel", "at": [16, 20] });
    assert_eq!(pixel["facts"][0], width);
    assert!(gone["error"].is_string(), "{text}");
}
