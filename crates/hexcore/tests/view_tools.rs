//! Views against the tools whose lines they are: the command that is offered is run, by a shell,
//! and must print what is shown.

#![allow(clippy::unwrap_used, clippy::indexing_slicing)] // A test that cannot go on fails.

use std::fs::{self, File};
use std::io::{Read, Seek, SeekFrom, Write};
use std::path::PathBuf;
use std::process::{self, Command};

use hexcore::Width;
use hexcore::dump::{Case, Endian};
use hexcore::view::{Layout, Notation, Offsets, TextColumn, Tool, View, WordSize};

/// A folder that is removed when the test ends.
struct Scratch(PathBuf);

impl Scratch {
    fn new(name: &str) -> Scratch {
        let folder = std::env::temp_dir().join(format!("hexcore-{}-{name}", process::id()));
        fs::create_dir_all(&folder).unwrap();
        Scratch(folder)
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

/// Numbers that always are the same (xorshift64).
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }

    fn below(&mut self, end: u64) -> u64 {
        (self.next() >> 16) % end.max(1)
    }

    fn pick<T: Copy>(&mut self, from: &[T]) -> T {
        from[self.below(from.len() as u64) as usize]
    }

    fn view(&mut self) -> View {
        View {
            notation: self.pick(&[
                Notation::Hex,
                Notation::Hex,
                Notation::Binary,
                Notation::Octal,
                Notation::Unsigned,
                Notation::Signed,
            ]),
            word: self.pick(&WordSize::ALL),
            endian: self.pick(&[Endian::Little, Endian::Big]),
            tool: self.pick(&[Tool::Hexdump, Tool::Xxd, Tool::Od]),
            width: match self.below(3) {
                0 => Width::new(1 + self.below(64) as usize).unwrap(),
                _ => self.pick(&[Width::EIGHT, Width::SIXTEEN, Width::THIRTY_TWO]),
            },
            group: self.pick(&[0, 1, 2, 4, 8, 16]),
            case: self.pick(&[Case::Lower, Case::Upper]),
            text: self.pick(&[TextColumn::Ascii, TextColumn::Ascii, TextColumn::Off]),
            offsets: self.pick(&[Offsets::Hex, Offsets::Hex, Offsets::Decimal]),
        }
    }
}

/// What the command prints in `folder`, line by line, without the offset of the end that
/// `hexdump -C` and `od` close with.
fn run(folder: &PathBuf, command: &str) -> Vec<String> {
    let output = Command::new("sh")
        .args(["-c", command])
        .current_dir(folder)
        .env("LC_ALL", "C")
        .output()
        .expect("this test needs a shell");
    assert!(
        output.status.success(),
        "{command} ended with {}: {}",
        output.status,
        String::from_utf8_lossy(&output.stderr)
    );
    let text = String::from_utf8(output.stdout).expect("the tool prints text");
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

fn check(folder: &PathBuf, name: &str, view: View, start: u64, length: u64) -> bool {
    let Some(command) = view.command(name, start..start + length) else {
        return false;
    };
    let mut file = File::open(folder.join(name)).unwrap();
    file.seek(SeekFrom::Start(start)).unwrap();
    let mut bytes = Vec::new();
    file.take(length).read_to_end(&mut bytes).unwrap();
    assert_eq!(
        shown(view, start, &bytes),
        run(folder, &command),
        "{command}\n{view:?}"
    );
    true
}

#[test]
fn commands_print_what_is_shown() {
    const CASES: usize = 1200;
    let scratch = Scratch::new("view");
    let mut random = Random(0x1234_5678_9abc_def1);
    let small: Vec<u8> = (0..3000).map(|_| (random.next() >> 32) as u8).collect();
    // A name that a shell would take for something else.
    let names = ["plain.bin", "it's a $HOME.bin", "-n"];
    for name in names {
        fs::write(scratch.0.join(name), &small).unwrap();
    }
    let mut cases = 0;
    let mut without = 0;
    let mut tools = std::collections::BTreeMap::<String, usize>::new();
    while cases < CASES {
        let view = random.view();
        let row = view.row().get() as u64;
        let start = random.below(3000 / row + 1) * row;
        let length = 1 + random.below(300).min(2999_u64.saturating_sub(start));
        if start >= 3000 {
            continue;
        }
        let name = random.pick(&names);
        if check(&scratch.0, name, view, start, length) {
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
        let bytes: Vec<u8> = (0..200).map(|_| (random.next() >> 32) as u8).collect();
        file.write_all(&bytes).unwrap();
    }
    file.set_len(SIZE).unwrap();
    let mut cases = 0;
    for place in places {
        for _ in 0..24 {
            let view = random.view();
            let row = view.row().get() as u64;
            let start = (place - random.below(100)) / row * row;
            let length = (1 + random.below(200)).min(SIZE - start);
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
        let view = random.view();
        let mut layout = Layout::new(view);
        let row = layout.row();
        let length = 1 + random.below(row as u64) as usize;
        let bytes: Vec<u8> = (0..length).map(|_| (random.next() >> 32) as u8).collect();
        let index = random.below(length as u64) as usize;
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
