//! What the test programs share: numbers, a folder to write in, and tools to compare with.

#![allow(dead_code)] // Each program uses a part.
#![allow(clippy::unwrap_used, clippy::indexing_slicing)] // A test that cannot go on fails.

use std::io::Write;
use std::path::PathBuf;
use std::process::{self, Command, Output, Stdio};
use std::{env, fs, thread};

/// Numbers that always are the same (xorshift64).
pub(crate) struct Random(pub(crate) u64);

impl Random {
    pub(crate) fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }

    pub(crate) fn below(&mut self, end: usize) -> usize {
        ((self.next() >> 16) % end as u64) as usize
    }

    pub(crate) fn yes(&mut self, one_in: usize) -> bool {
        self.below(one_in) == 0
    }

    pub(crate) fn pick<T: Copy>(&mut self, from: &[T]) -> T {
        from[self.below(from.len())]
    }

    pub(crate) fn byte(&mut self) -> u8 {
        (self.next() >> 32) as u8
    }

    pub(crate) fn bytes(&mut self, length: usize) -> Vec<u8> {
        (0..length).map(|_| self.byte()).collect()
    }
}

/// A folder that is removed when the test ends.
pub(crate) struct Scratch(pub(crate) PathBuf);

impl Scratch {
    pub(crate) fn new(name: &str) -> Scratch {
        let folder = env::temp_dir().join(format!("hexlog-{}-{name}", process::id()));
        fs::create_dir_all(&folder).unwrap();
        Scratch(folder)
    }

    /// A file of this name with these bytes in it.
    pub(crate) fn file(&self, name: &str, bytes: &[u8]) -> PathBuf {
        let path = self.0.join(name);
        fs::write(&path, bytes).unwrap();
        path
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

/// What `command` prints and how it ends when given `input`.
pub(crate) fn output(command: &mut Command, input: &[u8]) -> Output {
    let mut child = command
        .env("LC_ALL", "C")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap_or_else(|error| {
            let tool = command.get_program().display();
            panic!("This test needs {tool}, which did not start: {error}.")
        });
    thread::scope(|scope| {
        if !input.is_empty() {
            let mut stdin = child.stdin.take().expect("the input was piped");
            // A tool that has read enough, or refuses, closes its input.
            scope.spawn(move || stdin.write_all(input).ok());
        }
        child
            .wait_with_output()
            .expect("the tool can be waited for")
    })
}

/// What `command` prints when given `input`, or the sentence that says how it failed.
pub(crate) fn run(command: &mut Command, input: &[u8]) -> Result<Vec<u8>, String> {
    let output = output(command, input);
    if output.status.success() {
        return Ok(output.stdout);
    }
    let said = String::from_utf8_lossy(&output.stderr);
    Err(format!("{command:?} ended with {}: {said}", output.status))
}
