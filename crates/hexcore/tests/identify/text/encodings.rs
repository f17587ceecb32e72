//! How texts are encoded, and how their lines end.

use hexcore::identify::{Certainty, Report, identify};

use crate::{Sample, sample};

/// Text in EBCDIC, code page 037, by its tables: letters in three rows, digits from f0 on.
fn ebcdic(text: &str) -> Vec<u8> {
    text.chars()
        .map(|it| match it {
            'a'..='i' => 0x81 + (it as u8 - b'a'),
            'j'..='r' => 0x91 + (it as u8 - b'j'),
            's'..='z' => 0xa2 + (it as u8 - b's'),
            'A'..='I' => 0xc1 + (it as u8 - b'A'),
            'J'..='R' => 0xd1 + (it as u8 - b'J'),
            'S'..='Z' => 0xe2 + (it as u8 - b'S'),
            '0'..='9' => 0xf0 + (it as u8 - b'0'),
            ' ' => 0x40,
            'ä' => 0x43,
            '\n' => 0x15,
            other => panic!("no byte for {other}"),
        })
        .collect()
}

fn utf_16(text: &str, is_little: bool) -> Vec<u8> {
    text.encode_utf16()
        .flat_map(|unit| match is_little {
            true => unit.to_le_bytes(),
            false => unit.to_be_bytes(),
        })
        .collect()
}

pub(super) fn samples() -> Vec<Sample> {
    let text = |bytes: &[u8], sentence| sample("", "text", bytes, sentence);
    let long = "x".repeat(312);
    vec![
        text(b"hello\nthere\n", "ASCII text"),
        text(b"hello", "ASCII text, with no line terminators"),
        text(b"a\r\nb\r\n", "ASCII text, with CRLF line terminators"),
        text(b"a\rb\r", "ASCII text, with CR line terminators"),
        text(
            b"a\rb\nc\r\nd\x85",
            "ASCII text, with CRLF, CR, LF, NEL line terminators",
        ),
        text(
            format!("a\n{long}\n").as_bytes(),
            "ASCII text, with very long lines (312)",
        ),
        text(
            format!("{long}\r\n\x1b[1mbold\x1b[m, b\x08bold\r\n").as_bytes(),
            "ASCII text, with very long lines (312), with CRLF line terminators, with escape sequences, \
             with overstriking",
        ),
        text("né à Öland\n".as_bytes(), "Unicode text, UTF-8 text"),
        text(
            "\u{feff}plain\n".as_bytes(),
            "Unicode text, UTF-8 (with BOM) text",
        ),
        text(
            &utf_16("\u{feff}hello \u{1f600}\r\n", true),
            "Unicode text, UTF-16, little-endian text, with CRLF line terminators",
        ),
        text(
            &utf_16("\u{feff}hello\n", false),
            "Unicode text, UTF-16, big-endian text",
        ),
        // Nothing announces it, but every second byte is zero.
        text(
            &utf_16("hello there\nand here\n", true),
            "Unicode text, UTF-16, little-endian text",
        ),
        text(
            &"\u{feff}hello\n"
                .chars()
                .flat_map(|it| (it as u32).to_le_bytes())
                .collect::<Vec<u8>>(),
            "Unicode text, UTF-32, little-endian",
        ),
        text(
            &"\u{feff}hello\n"
                .chars()
                .flat_map(|it| (it as u32).to_be_bytes())
                .collect::<Vec<u8>>(),
            "Unicode text, UTF-32, big-endian",
        ),
        text(b"+/v8-hello there\n", "Unicode text, UTF-7"),
        text(b"caf\xe9 ol\xe9\n", "ISO-8859 text"),
        text(b"it\x92s \x93here\x94\n", "Non-ISO extended-ASCII text"),
        text(
            &ebcdic("Hello there world\nof 80 columns\n"),
            "EBCDIC text, with NEL line terminators",
        ),
        text(
            &ebcdic("Hallo nächste Welt\n"),
            "International EBCDIC text, with NEL line terminators",
        ),
        text(b"hello there\n\0\0\0\0", "ASCII text"),
    ]
}

fn fact<'a>(report: &'a Report, name: &str) -> (&'a str, std::ops::Range<u64>) {
    let fact = report.facts.iter().find(|fact| fact.name == name);
    let fact = fact.unwrap_or_else(|| panic!("no fact {name}"));
    (fact.value.as_str(), fact.at.clone())
}

#[test]
fn what_is_no_text_is_data() {
    let no_bytes: [&[u8]; 7] = [
        b"hello\0there\n",
        b"hello\x01\n",
        b"hel\x7flo\n",
        b"\0\0\0\0",
        b"\xff\xff\xff\xff\xff\xff",
        b"\xff\xfea\0\0\xd8b\0",
        b"h\0e\0l\0l\0o\0\x01\0t\0h\0e\0r\0e\0",
    ];
    for bytes in no_bytes {
        let report = identify("", bytes);
        assert_eq!(
            (report.sentence.as_str(), report.certainty),
            ("data", Certainty::Unknown),
            "{bytes:x?}"
        );
    }
}

#[test]
fn facts_follow_the_bytes() {
    let report = identify("", "\u{feff}one\r\ntwo and more\nthree\r\n".as_bytes());
    assert_eq!(
        fact(&report, "Encoding"),
        ("UTF-8, with a byte order mark", 0..3)
    );
    assert_eq!(fact(&report, "Line ends"), ("2 CRLF, 1 LF", 20..21));
    assert_eq!(fact(&report, "Longest line"), ("12 characters", 8..20));
    assert_eq!(report.notes[0].at, Some(20..21));
    let report = identify("", "one\ntwo\r\nthree é\n".as_bytes());
    assert_eq!(fact(&report, "Encoding"), ("UTF-8", 15..16));
    assert_eq!(fact(&report, "Line ends"), ("1 CRLF, 2 LF", 7..9));
    let report = identify("", &utf_16("\u{feff}é\nabc\n\r\n", true));
    assert_eq!(fact(&report, "Longest line"), ("3 characters", 6..12));
    assert_eq!(fact(&report, "Line ends"), ("1 CRLF, 2 LF", 14..18));
    let report = identify("", b"ab\x1b[1m\ncd\x08d\n");
    assert_eq!(fact(&report, "Escape sequences").1, 2..3);
    assert_eq!(fact(&report, "Overstriking").1, 9..10);
}

#[test]
fn a_wrong_byte_in_utf_8_has_its_place() {
    let mut bytes = "é".repeat(50).into_bytes();
    bytes.splice(40..40, *b"\xe9!");
    let report = identify("", &bytes);
    assert_eq!(report.sentence, "ISO-8859 text, with no line terminators");
    let note = report.notes.first().unwrap();
    assert_eq!(note.at, Some(40..41));
    assert!(note.sentence.contains("UTF-8"), "{}", note.sentence);
    // Where most of it is not UTF-8, that says nothing.
    assert!(identify("", b"caf\xe9 ol\xe9\n").notes.is_empty());
}

#[test]
fn how_sure_it_is() {
    let sure = |bytes: &[u8]| identify("", bytes).certainty;
    assert_eq!(sure(b"ok\n"), Certainty::Guess);
    assert_eq!(sure(b"hello there, world\n"), Certainty::Likely);
    assert_eq!(sure(b"hello there, whole wide world\n"), Certainty::Certain);
    assert_eq!(
        sure(b"caf\xe9 ol\xe9 and so on, and on\n"),
        Certainty::Guess
    );
    assert_eq!(sure("é€ß".as_bytes()), Certainty::Likely);
    // What was not looked at could be anything.
    assert_eq!(sure("line\n".repeat(20_000).as_bytes()), Certainty::Likely);
}

#[test]
fn a_text_is_one_in_what_is_looked_at() {
    let mut bytes = "né\n".repeat(30_000).into_bytes();
    bytes.push(0);
    let report = identify("", &bytes);
    assert_eq!(report.sentence, "Unicode text, UTF-8 text");
    let (ends, _) = fact(&report, "Line ends");
    assert_eq!(ends, "16384 LF in the first 64 KiB");
    // One byte before, it ends in the midst of a character.
    let bytes = ["x".as_bytes(), &bytes].concat();
    assert_eq!(identify("", &bytes).sentence, "Unicode text, UTF-8 text");
}
