//! Views against the tools whose lines they are: the command that is offered is run, by a shell,
//! and must print what is shown.

#![allow(clippy::unwrap_used, clippy::indexing_slicing)] // A test that cannot go on fails.

mod kit;

use std::fs::File;
use std::io::{Read, Seek, SeekFrom, Write};
use std::path::Path;
use std::process::Command;

use hexcore::Width;
use hexcore::dump::{Case, Endian};
use hexcore::view::{Layout, Notation, Offsets, TextColumn, Tool, View, WordSize};
use kit::{Random, Scratch, run};

fn random_view(random: &mut Random) -> View {
    View {
        notation: random.pick(&[
            Notation::Hex,
            Notation::Hex,
            Notation::Binary,
            Notation::Octal,
            Notation::Unsigned,
            Notation::Signed,
        ]),
        word: random.pick(&WordSize::ALL),
        endian: random.pick(&[Endian::Little, Endian::Big]),
        tool: random.pick(&[Tool::Hexdump, Tool::Xxd, Tool::Od]),
        width: match random.below(3) {
            0 => Width::new(1 + random.below(64)).unwrap(),
            _ => random.pick(&[Width::EIGHT, Width::SIXTEEN, Width::THIRTY_TWO]),
        },
        group: random.pick(&[0, 1, 2, 4, 8, 16]),
        case: random.pick(&[Case::Lower, Case::Upper]),
        text: random.pick(&[TextColumn::Ascii, TextColumn::Ascii, TextColumn::Off]),
        offsets: random.pick(&[Offsets::Hex, Offsets::Hex, Offsets::Decimal]),
    }
}

/// What the command prints in `folder`, line by line, without the offset of the end that
/// `hexdump -C` and `od` close with.
fn printed(folder: &Path, command: &str) -> Vec<String> {
    let mut shell = Command::new("sh");
    let output = run(shell.args(["-c", command]).current_dir(folder), b"");
    let text = String::from_utf8(output.unwrap()).expect("the tool prints text");
    let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
    if command.starts_with("od ") || command.starts_with("hexdump -C ") {
        lines.pop();
    }
    lines
}

/// What we show of `bytes`, which start at `start`.
fn shown(view: View, start: u64, bytes: &[u8]) -> Vec<String> {
    let mut layout = Layout::new(view);
    let row = layout.row();
    let mut lines = Vec::new();
    for (bytes, at) in bytes.chunks(row).zip((start..).step_by(row)) {
        let line = layout.line(at, bytes, &[], &[]);
        lines.push([line.offset, line.cells, line.text].concat());
        let characters = lines.last().unwrap().chars().count();
        if bytes.len() == row {
            let expected = layout.offset_characters(at) + layout.characters();
            assert_eq!(characters, expected, "{view:?} at {at:#x}");
        }
    }
    lines
}

fn check(folder: &Path, name: &str, view: View, start: u64, length: u64) -> bool {
    let Some(command) = view.command(name, start..start + length) else {
        return false;
    };
    let mut file = File::open(folder.join(name)).unwrap();
    file.seek(SeekFrom::Start(start)).unwrap();
    let mut bytes = Vec::new();
    file.take(length).read_to_end(&mut bytes).unwrap();
    assert_eq!(
        shown(view, start, &bytes),
        printed(folder, &command),
        "{command}\n{view:?}"
    );
    true
}

#[test]
fn commands_print_what_is_shown() {
    const CASES: usize = 1200;
    let scratch = Scratch::new("view");
    let mut random = Random(0x1234_5678_9abc_def1);
    let small = random.bytes(3000);
    // A name that a shell would take for something else.
    let names = ["plain.bin", "it's a $HOME.bin", "-n"];
    for name in names {
        scratch.file(name, &small);
    }
    let mut cases = 0;
    let mut without = 0;
    let mut tools = std::collections::BTreeMap::<String, usize>::new();
    while cases < CASES {
        let view = random_view(&mut random);
        let row = view.row().get();
        let start = random.below(3000 / row + 1) * row;
        let length = 1 + random.below(300).min(2999_usize.saturating_sub(start));
        if start >= 3000 {
            continue;
        }
        let name = random.pick(&names);
        if check(&scratch.0, name, view, start as u64, length as u64) {
            cases += 1;
            *tools
                .entry(format!("{:?}", view.effective_tool()))
                .or_default() += 1;
        } else {
            without += 1;
        }
    }
    println!("{CASES} views were printed by their commands {tools:?}; {without} had none.");
    assert_eq!(tools.len(), 3);
}

#[test]
fn commands_reach_beyond_four_gibibytes() {
    const SIZE: u64 = (1 << 36) + 5;
    let scratch = Scratch::new("view-large");
    let mut file = File::create(scratch.0.join("large")).unwrap();
    let mut random = Random(0x9e37_79b9_7f4a_7c15);
    let places = [1 << 24, 1 << 32, 100_000_000, 10_000_000_000, 1 << 36];
    for place in places {
        file.seek(SeekFrom::Start(place - 100)).unwrap();
        let bytes = random.bytes(200);
        file.write_all(&bytes).unwrap();
    }
    file.set_len(SIZE).unwrap();
    let mut cases = 0;
    for place in places {
        for _ in 0..24 {
            let view = random_view(&mut random);
            let row = view.row().get() as u64;
            let start = (place - random.below(100) as u64) / row * row;
            let length = (1 + random.below(200) as u64).min(SIZE - start);
            cases += usize::from(check(&scratch.0, "large", view, start, length));
        }
    }
    println!("{cases} views of places beyond 2^24 were printed by their commands.");
    assert!(cases > 60);
}

#[test]
fn a_byte_changes_the_characters_of_its_place_and_no_others() {
    const VIEWS: usize = 3000;
    let mut random = Random(0xdead_beef_1234_5677);
    for _ in 0..VIEWS {
        let view = random_view(&mut random);
        let mut layout = Layout::new(view);
        let row = layout.row();
        let length = 1 + random.below(row);
        let bytes = random.bytes(length);
        let index = random.below(length);
        let mut other = bytes.clone();
        other[index] = !other[index];
        let mut characters = |bytes: &[u8]| -> (Vec<u8>, Vec<u8>) {
            let line = layout.line(0x40, bytes, &[], &[]);
            (line.cells.into(), line.text.into())
        };
        let (cells, text) = characters(&bytes);
        let (other_cells, other_text) = characters(&other);
        let place = layout.place(index);
        let changed = |left: &[u8], right: &[u8]| -> Vec<usize> {
            (0..left.len())
                .filter(|&at| left[at] != right[at])
                .collect()
        };
        let in_cells = changed(&cells, &other_cells);
        assert!(!in_cells.is_empty(), "{view:?}");
        assert!(
            in_cells.iter().all(|at| place.contains(at)),
            "{view:?} {index} {place:?} {in_cells:?}"
        );
        if let Some(start) = layout.text_start() {
            let expected = start + index - layout.cells_characters();
            assert!(
                changed(&text, &other_text).iter().all(|&at| at == expected),
                "{view:?} {index}"
            );
        }
        // Its characters lead back to it, or to one that it shares them with.
        for at in place {
            let found = layout.byte_at(at, length).unwrap();
            assert!(
                layout.sharing(index).contains(&found),
                "{view:?} {index} {found}"
            );
        }
        // A row that is not read keeps its place.
        let length_of = |line: hexcore::view::Line<'_>| {
            [line.offset, line.cells, line.text].map(|part| part.chars().count())
        };
        let pending = length_of(layout.pending_line(0x40, length));
        let read = length_of(layout.line(0x40, &bytes, &[], &[]));
        assert_eq!(pending[0], read[0]);
        assert_eq!(pending[2], read[2]);
        assert!(pending[1] >= read[1], "{view:?}");
    }
    println!("{VIEWS} views put each byte where they say.");
}
