//! What the tools of every Debian system make.

use std::process::Command;

use super::kit::{Scratch, run};
use crate::{Sample, sample};

pub(super) const TEXT: &[u8] = b"Hello, hello, hello world\n";

/// What a tool that reads and writes makes of the text.
pub(super) fn packed(line: &str, input: &[u8]) -> Vec<u8> {
    let mut words = line.split(' ');
    let mut command = Command::new(words.next().unwrap());
    run(command.args(words), input).unwrap()
}

/// A tar of one file, in this format.
pub(super) fn tar(format: &str) -> Vec<u8> {
    let scratch = Scratch::new(&format!(
        "identify-tar-{format}-{:?}",
        std::thread::current().id()
    ));
    let file = scratch.file("hello.txt", TEXT);
    let mut command = Command::new("tar");
    command
        .arg("--create")
        .arg("--file=-")
        .arg(format!("--format={format}"))
        .args([
            "--owner=root:0",
            "--group=staff:50",
            "--mode=0640",
            "--mtime=@1700000000",
        ])
        .arg("-C")
        .arg(file.parent().unwrap())
        .arg("hello.txt");
    run(&mut command, b"").unwrap()
}

/// Bytes that are hard to compress, but not random.
fn hard() -> Vec<u8> {
    (0..20_000_u32)
        .flat_map(|number| (number.wrapping_mul(2_654_435_761) >> 20).to_le_bytes())
        .collect()
}

pub(super) fn samples() -> Vec<Sample> {
    let gzip = |kind: &str, input: &[u8]| packed(kind, input);
    vec![
        sample(
            "gzip",
            "text.gz",
            gzip("gzip -n", TEXT),
            "gzip compressed data, from Unix, original size modulo 2^32 26",
        ),
        sample(
            "gzip",
            "best.gz",
            gzip("gzip -n -9", &hard()),
            "gzip compressed data, max compression, from Unix, original size modulo 2^32 80000",
        ),
        sample(
            "gzip",
            "fast.gz",
            gzip("gzip -n -1", TEXT),
            "gzip compressed data, max speed, from Unix, original size modulo 2^32 26",
        ),
        sample(
            "gzip",
            "empty.gz",
            gzip("gzip -n", b""),
            "gzip compressed data, from Unix, original size modulo 2^32 0",
        ),
        sample(
            "bzip2",
            "text.bz2",
            packed("bzip2 -c", TEXT),
            "bzip2 compressed data, block size = 900k",
        ),
        sample(
            "bzip2",
            "small.bz2",
            packed("bzip2 -1 -c", TEXT),
            "bzip2 compressed data, block size = 100k",
        ),
        sample(
            "bzip2",
            "empty.bz2",
            packed("bzip2 -c", b""),
            "bzip2 compressed data, block size = 900k",
        ),
        sample(
            "xz",
            "text.xz",
            packed("xz -c", TEXT),
            "XZ compressed data, checksum CRC64",
        ),
        sample(
            "xz",
            "sum.xz",
            packed("xz --check=sha256 -c", TEXT),
            "XZ compressed data, checksum SHA-256",
        ),
        sample(
            "xz",
            "none.xz",
            packed("xz --check=none -c", b""),
            "XZ compressed data, checksum NONE",
        ),
        sample(
            "lzma",
            "text.lzma",
            packed("xz --format=lzma -c", TEXT),
            "LZMA compressed data, streamed",
        ),
        sample("tar", "gnu.tar", tar("gnu"), "POSIX tar archive (GNU)"),
        sample("tar", "old.tar", tar("oldgnu"), "POSIX tar archive (GNU)"),
        sample("tar", "ustar.tar", tar("ustar"), "POSIX tar archive"),
        sample("tar", "pax.tar", tar("posix"), "POSIX tar archive"),
        sample("tar-v7", "v7.tar", tar("v7"), "tar archive"),
    ]
}
