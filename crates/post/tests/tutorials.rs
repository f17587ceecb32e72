//! What readers of posts are told to type or to save, in front of who would read it: a shell, a parser of
//! YAML, one of Dockerfiles, and, for files that are written by hand, the sample itself.
#![allow(clippy::unwrap_used)] // A test that cannot go on fails.

use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};

use saphyr_parser::Parser;

/// A fenced block of a post.
struct Block {
    /// The post and the line of the fence.
    place: String,
    info: String,
    text: String,
}

fn blocks() -> Vec<Block> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../posts");
    let mut blocks = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_some_and(|extension| extension == "md") {
            let name = path.file_name().unwrap().to_str().unwrap();
            blocks.extend(blocks_of(name, &fs::read_to_string(&path).unwrap()));
        }
    }
    blocks
}

/// The blocks between fences that stand at the beginning of a line.
fn blocks_of(name: &str, post: &str) -> Vec<Block> {
    let mut blocks = Vec::new();
    let mut open: Option<Block> = None;
    for (number, line) in post.lines().enumerate() {
        match (line.strip_prefix("```"), &mut open) {
            (Some(info), None) => {
                open = Some(Block {
                    place: format!("{name}:{}", number + 1),
                    info: info.trim().to_owned(),
                    text: String::new(),
                });
            }
            (Some(_), Some(_)) => blocks.extend(open.take()),
            (None, Some(block)) => {
                block.text.push_str(line);
                block.text.push('\n');
            }
            // Within a list it would be overlooked here.
            (None, None) => assert!(!line.trim_start().starts_with("```"), "{name}: {line}"),
        }
    }
    assert!(open.is_none(), "{name}");
    blocks
}

fn of(infos: &[&str]) -> Vec<Block> {
    let mut found = blocks();
    found.retain(|block| infos.contains(&block.info.as_str()));
    assert!(!found.is_empty(), "no post has {infos:?}");
    println!("{infos:?}: {} blocks", found.len());
    found
}

/// What a shell has against a script, which it does not run: `bash` if the script asks for it, else the
/// plainest there is.
fn shell(script: &str) -> Result<(), String> {
    let name = match script.starts_with("#!/usr/bin/env bash\n") {
        true => "bash",
        false => "sh",
    };
    let mut shell = Command::new(name)
        .arg("-n")
        .stdin(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    // A shell that gives up early no longer listens.
    let _ = shell.stdin.take().unwrap().write_all(script.as_bytes());
    let output = shell.wait_with_output().unwrap();
    match output.status.success() {
        true => Ok(()),
        false => Err(String::from_utf8_lossy(&output.stderr).into_owned()),
    }
}

fn yaml(text: &str) -> Result<(), String> {
    Parser::new_from_str(text)
        .try_for_each(|event| event.map(drop))
        .map_err(|error| error.to_string())
}

#[test]
fn shells_read_what_is_to_be_typed() {
    for block in of(&["bash", "sh"]) {
        shell(&block.text).unwrap_or_else(|error| panic!("{}: {error}", block.place));
    }
    let mut sessions = blocks();
    sessions.retain(|block| block.info.starts_with("console"));
    for block in sessions {
        let lines = block.text.lines();
        let commands: Vec<_> = lines.filter_map(|line| line.strip_prefix("$ ")).collect();
        assert!(!commands.is_empty(), "{}", block.place);
        shell(&commands.join("\n")).unwrap_or_else(|error| panic!("{}: {error}", block.place));
    }
    assert!(shell("for i in 1 2; do").is_err());
}

#[test]
fn yaml_can_be_read() {
    for block in of(&["yaml"]) {
        yaml(&block.text).unwrap_or_else(|error| panic!("{}: {error}", block.place));
    }
    assert!(yaml("a: [1").is_err());
    assert!(yaml("a:\n\tb: 1").is_err());
}

#[test]
fn dockerfiles_can_be_read() {
    for block in of(&["dockerfile"]) {
        let read = parse_dockerfile::parse(&block.text);
        let file = read.unwrap_or_else(|error| panic!("{}: {error}", block.place));
        assert!(file.stages().count() > 0, "{}", block.place);
    }
    assert!(parse_dockerfile::parse("FORM alpine").is_err());
}

/// The bytes that `xxd -r -p` makes of hex digits and spaces.
fn bytes(digits: &str) -> Vec<u8> {
    let digits: Vec<u32> = digits
        .chars()
        .filter(|digit| !digit.is_whitespace())
        .map(|digit| digit.to_digit(16).unwrap())
        .collect();
    let (pairs, rest) = digits.as_chunks::<2>();
    assert!(rest.is_empty());
    let byte = |&[high, low]: &[u32; 2]| (high * 16 + low) as u8;
    pairs.iter().map(byte).collect()
}

#[test]
fn files_written_by_hand_are_the_samples() {
    let mut written = Vec::new();
    for block in of(&["bash"]) {
        let Some(rest) = block.text.strip_prefix("xxd -r -p > ") else {
            continue;
        };
        let (name, rest) = rest.split_once(" <<'END'\n").unwrap();
        let digits = rest.strip_suffix("END\n").unwrap();
        let posts_only = post::samples::sample(name).map(|sample| sample.bytes);
        let sample = posts_only
            .or_else(|| hexcore::samples::sample(name).map(|sample| sample.bytes()))
            .unwrap_or_else(|| panic!("{}: no sample {name}", block.place));
        assert!(bytes(digits) == sample, "{}: not {name}", block.place);
        written.push(name.to_owned());
    }
    for sample in post::samples::all() {
        assert!(
            written.iter().any(|name| name == sample.name),
            "{}",
            sample.name
        );
    }
}
