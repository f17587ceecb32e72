//! Our lines against those of the real `hexdump`, character for character.

mod kit;

use std::fs::File;
use std::io::{Read, Seek, SeekFrom, Write};
use std::process::Command;

use hexcore::Width;
use hexcore::view::{Layout, View};
use kit::{Random, Scratch, run};

/// What `hexdump` prints when called with `options` and given `input`.
fn hexdump(options: &[&str], input: &[u8]) -> String {
    let output = run(Command::new("/usr/bin/hexdump").args(options), input);
    String::from_utf8(output.expect("hexdump is content")).expect("the tool prints text")
}

/// Our rows of `bytes`, which start at `offset`, and the line with the end that closes a dump.
fn ours(offset: u64, bytes: &[u8], width: Width) -> String {
    let view = View {
        width,
        ..View::default()
    };
    let mut layout = Layout::new(view);
    let mut text = String::new();
    let mut at = offset;
    for row in bytes.chunks(width.get()) {
        let line = layout.line(at, row, &[], &[]);
        text += &[line.offset, line.cells, line.text, "\n"].concat();
        at += row.len() as u64;
    }
    if !bytes.is_empty() {
        text += &format!("{at:08x}\n");
    }
    text
}

#[test]
fn small_files_are_the_same() {
    let mut random = Random(0x9e37_79b9_7f4a_7c15);
    let around = |middle: usize| middle - 17..=middle + 17;
    let sizes: Vec<usize> = (0..=70).chain(around(4096)).chain(around(65_536)).collect();
    for &size in &sizes {
        let bytes = random.bytes(size);
        let expected = hexdump(&["-C", "-v"], &bytes);
        assert_eq!(
            ours(0, &bytes, Width::SIXTEEN),
            expected,
            "a file of {size} bytes"
        );
    }
    let all: Vec<u8> = (0..=255).collect();
    assert_eq!(ours(0, &all, Width::SIXTEEN), hexdump(&["-C", "-v"], &all));
    println!(
        "{} files were the same as hexdump -C -v prints them.",
        sizes.len() + 1
    );
}

#[test]
fn other_widths_are_what_the_same_format_gives() {
    let mut random = Random(0x2545_f491_4f6c_dd1d);
    let mut cases = 0;
    for width in 1..=64 {
        // The format that stands behind -C, with the groups of another width. Of a unit that is
        // repeated, hexdump drops the last space; one that is not must have none.
        let groups: Vec<String> = (0..width)
            .step_by(8)
            .map(|start| match width - start {
                1 => "1/1 \"%02x\"".to_owned(),
                left => format!("{}/1 \"%02x \"", left.min(8)),
            })
            .collect();
        let bytes_format = format!("\"%08.8_ax  \" {}", groups.join(" \"  \" "));
        let text_format = format!("\"  |\" {width}/1 \"%_p\" \"|\\n\"");
        let options = [
            "-v",
            "-e",
            "\"%08.8_Ax\\n\"",
            "-e",
            &bytes_format,
            "-e",
            &text_format,
        ];
        for size in [
            0,
            1,
            width - 1,
            width,
            width + 1,
            3 * width,
            5 * width - width / 2,
            1000,
        ] {
            let bytes = random.bytes(size);
            let expected = hexdump(&options, &bytes);
            let found = ours(0, &bytes, Width::new(width).unwrap());
            assert_eq!(found, expected, "{size} bytes in rows of {width}");
            cases += 1;
        }
    }
    println!("{cases} dumps of 64 widths were the same as hexdump -e prints them.");
}

#[test]
fn large_files_are_the_same() {
    const GIB: u64 = 1 << 30;
    let mut random = Random(0xda94_2042_e4dd_58b5);
    let mut cases = 0;
    for size in [
        (1 << 32) + 5,
        (1 << 32) + 4096,
        10 * GIB,
        10 * GIB + 3,
        200 * GIB,
        200 * GIB + 9,
    ] {
        let scratch = Scratch::new(&format!("sparse-{size}"));
        let path = scratch.0.join("sparse");
        let mut file = File::create_new(&path).unwrap();
        file.set_len(size).unwrap();
        let anywhere = random.next() % size;
        let places = [
            0,
            GIB,
            (1 << 32) - 1,
            1 << 32,
            (1 << 36) + 7,
            anywhere,
            size,
        ];
        for place in places.into_iter().filter(|&place| place <= size) {
            let start = place.saturating_sub(100);
            let bytes = random.bytes((size - start).min(200) as usize);
            file.seek(SeekFrom::Start(start)).unwrap();
            file.write_all(&bytes).unwrap();
        }
        assert_eq!(file.metadata().unwrap().len(), size);
        let mut file = File::open(&path).unwrap();
        for place in places.into_iter().filter(|&place| place <= size) {
            for before in [0, 1, 15, 16, 33, 90, 160] {
                let start = place.saturating_sub(before);
                let mut bytes = Vec::new();
                file.seek(SeekFrom::Start(start)).unwrap();
                (&file).take(before + 77).read_to_end(&mut bytes).unwrap();
                if bytes.is_empty() {
                    continue;
                }
                let (skip, length) = (start.to_string(), bytes.len().to_string());
                let name = path.to_str().unwrap();
                let options = ["-C", "-v", "-s", &skip, "-n", &length, name];
                let expected = hexdump(&options, b"");
                let found = ours(start, &bytes, Width::SIXTEEN);
                assert_eq!(found, expected, "{length} bytes at {start} of {size}");
                cases += 1;
            }
        }
    }
    println!("{cases} parts of sparse files were the same as hexdump -C -v -s -n prints them.");
}
