//! What a Unix system is set up with.

use std::process::Command;

use super::stores::{big, little};
use crate::archives::kit::{Scratch, run};
use crate::disks::image;
use crate::made::{Made, made};
use crate::{Sample, sample};

/// The head of a part of a time zone: flags of UTC and of standard time, leap seconds, transitions, types
/// and letters.
fn zone_head(version: u8, counts: [u32; 6]) -> Made {
    made(b"TZif").put([version]).zeros(15).be32(&counts)
}

/// A zone whose clocks were changed once, with the times in 32 bits as well, or without.
pub(super) fn zone(is_fat: bool) -> Vec<u8> {
    let types = b"\0\0\x0e\x10\0\0\0\0\x1c\x20\x01\x04CET\0CEST\0";
    let counts = [0, 0, 0, 1, 2, 9];
    let first = match is_fat {
        true => zone_head(b'2', counts)
            .be32(&[1_600_000_000])
            .put([1])
            .put(types),
        false => zone_head(b'2', [0, 0, 0, 0, 1, 1]).zeros(7),
    };
    let second = zone_head(b'2', counts)
        .be64(&[1_600_000_000])
        .put([1])
        .put(types);
    first.put(second.0).put(b"\nCET-1CEST,M3.5.0,M10.5.0/3\n").0
}

/// Version 1 had nothing but the 32-bit times.
fn old_zone() -> Vec<u8> {
    zone_head(0, [1, 1, 0, 0, 1, 4])
        .put(b"\0\0\0\0\0\0UTC\0\0\0")
        .0
}

/// What `tic`, which each Debian system has, makes of a description.
pub(super) fn terminal(text: &str) -> Vec<u8> {
    let scratch = Scratch::new(&format!(
        "identify-terminal-{}-{:?}",
        text.len(),
        std::thread::current().id()
    ));
    let source = scratch.file("source", text.as_bytes());
    let folder = scratch.0.join("made");
    run(
        Command::new("tic")
            .arg("-x")
            .arg("-o")
            .arg(&folder)
            .arg(source),
        b"",
    )
    .unwrap();
    std::fs::read(folder.join("h/hexlog")).unwrap()
}

pub(super) const TERMINAL: &str =
    "hexlog|hex-80|a terminal for tests,\n\tam, cols#80, lines#24,\n\tbel=^G, clear=\\E[H\\E[J,\n";

/// Messages and their translations, in one of both orders.
pub(super) fn catalogue(order: fn(u64, usize) -> Vec<u8>, messages: &[(&str, &str)]) -> Vec<u8> {
    let count = messages.len();
    let number = |value: usize| order(value as u64, 4);
    let mut head = Vec::new();
    head.extend(number(0x9504_12de));
    head.extend([0; 4]);
    for value in [count, 28, 28 + 8 * count, 0, 0] {
        head.extend(number(value));
    }
    let mut texts = Vec::new();
    let start = 28 + 16 * count;
    let originals = messages.iter().map(|(text, _)| text);
    let translations = messages.iter().map(|(_, text)| text);
    for text in originals.chain(translations) {
        head.extend(number(text.len()));
        head.extend(number(start + texts.len()));
        texts.extend(text.as_bytes());
        texts.push(0);
    }
    [head, texts].concat()
}

pub(super) const MESSAGES: &[(&str, &str)] = &[
    (
        "",
        "Project-Id-Version: hello 2.1\nLanguage: de\nContent-Type: text/plain; charset=UTF-8\n",
    ),
    ("Hello", "Gr\u{fc}\u{df} Gott"),
    ("Yes", "Ja"),
];

fn libraries() -> Vec<u8> {
    let names = b"libc.so.6\0/lib/libc.so.6\0";
    made(b"glibc-ld.so.cache1.1")
        .le32(&[1, names.len() as u32])
        .put([2])
        .zeros(19)
        .le32(&[3, 72, 82, 0, 0, 0])
        .put(names)
        .0
}

pub(super) fn samples() -> Vec<Sample> {
    vec![
        sample(
            "tzif",
            "Berlin",
            zone(true),
            "timezone data (fat), version 2, no gmt time flags, no std time flags, no leap seconds, 1 \
             transition time, 2 local time types, 9 abbreviation chars",
        ),
        sample(
            "tzif",
            "Berlin",
            zone(false),
            "timezone data (slim), version 2, no gmt time flags, no std time flags, no leap seconds, 1 \
             transition time, 2 local time types, 9 abbreviation chars",
        ),
        sample(
            "tzif",
            "UTC",
            old_zone(),
            "timezone data (fat), old version, 1 gmt time flag, 1 std time flag, no leap seconds, no \
             transition times, 1 local time type, 4 abbreviation chars",
        ),
        sample(
            "terminfo",
            "hexlog",
            terminal(TERMINAL),
            "Compiled terminfo entry \"hexlog\"",
        ),
        sample(
            "terminfo",
            "hexlog",
            terminal(&TERMINAL.replace("#24", "#24, pairs#65536")),
            "Compiled 32-bit terminfo entry \"hexlog\"",
        ),
        sample(
            "gettext-mo",
            "hello.mo",
            catalogue(little, MESSAGES),
            "GNU message catalog (little endian), revision 0.0, 3 messages, Project-Id-Version: hello 2.1 \
             'Gr\\303\\274\\303\\237 Gott'",
        ),
        sample(
            "gettext-mo",
            "hello.mo",
            catalogue(big, &MESSAGES[..1]),
            "GNU message catalog (big endian), revision 0.0, 1 message, Project-Id-Version: hello 2.1",
        ),
        sample(
            "ld-so-cache",
            "ld.so.cache",
            libraries(),
            "ld.so cache, 1 library",
        ),
        sample(
            "glibc-locale",
            "LC_NAME",
            made(b"\x28\x09\x07\x20").le32(&[2, 16, 20]).zeros(8).0,
            "glibc locale file LC_NAME",
        ),
        sample(
            "locale-archive",
            "locale-archive",
            made(&[])
                .le32(&[
                    0xde02_0109,
                    1,
                    56,
                    3,
                    907,
                    10_940,
                    75,
                    4096,
                    15_036,
                    1,
                    1,
                    15_128,
                    1,
                    1,
                ])
                .zeros(20)
                .0,
            "locale archive 75 strings",
        ),
        sample(
            "gconv-cache",
            "gconv-modules.cache",
            made(b"\x24\x03\x01\x20").le16(&[16, 0, 0, 0]).zeros(8).0,
            "gconv module configuration cache data",
        ),
        sample(
            "fontconfig-cache",
            "a-le64.cache-8",
            image(
                64,
                &[
                    (0, &0xfc02_fc04_u32.to_le_bytes()),
                    (4, &[8]),
                    (8, &64_u64.to_le_bytes()),
                    (16, &48_u64.to_le_bytes()),
                    (48, b"/fonts"),
                ],
            ),
            "fontconfig cache, version 8",
        ),
        sample(
            "gtk-icon-cache",
            "icon-theme.cache",
            made(&[])
                .be16(&[1, 0])
                .be32(&[12, 24, 2, u32::MAX, u32::MAX, 1, 32])
                .put(b"16x16\0")
                .0,
            "GTK icon theme cache, version 1.0",
        ),
    ]
}
