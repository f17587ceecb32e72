//! Text that is typed against `iconv`, which makes the same bytes of the same characters.

#![allow(clippy::unwrap_used)] // A test that cannot go on fails.

mod kit;

use std::process::Command;

use hexcore::charset::{cp437, ebcdic_037, latin_1, windows_1252};
use hexcore::intake::{Encoding, Reading, take};

/// What `iconv` makes of a text.
fn iconv(text: &str, to: &str) -> Vec<u8> {
    let mut iconv = Command::new("iconv");
    kit::run(iconv.args(["-f", "UTF-8", "-t", to]), text.as_bytes())
        .unwrap_or_else(|error| panic!("iconv -t {to}: {error}"))
}

#[test]
fn characters_become_the_bytes_of_iconv() {
    let bytes = || 0..=255u8;
    let anything = "Aß€😀\u{ffff}\u{10ffff}\0\n\t\u{301}".to_owned();
    let cases: [(Encoding, &str, String); 7] = [
        (Encoding::Utf8, "UTF-8", anything.clone()),
        (Encoding::Utf16Le, "UTF-16LE", anything.clone()),
        (Encoding::Utf16Be, "UTF-16BE", anything),
        (
            Encoding::Latin1,
            "ISO-8859-1",
            bytes().map(latin_1).collect(),
        ),
        (
            Encoding::Windows1252,
            "CP1252",
            bytes().filter_map(windows_1252).collect(),
        ),
        (Encoding::Cp437, "CP437", bytes().map(cp437).collect()),
        (
            Encoding::Ebcdic,
            "IBM037",
            bytes().map(ebcdic_037).collect(),
        ),
    ];
    for (encoding, name, text) in &cases {
        let taken = take(text, Some(Reading::Text(*encoding))).unwrap();
        assert_eq!(taken.bytes, iconv(text, name), "{name}");
    }
    println!("{} encodings as iconv has them", cases.len());
}
