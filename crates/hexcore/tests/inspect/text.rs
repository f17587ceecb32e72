//! UTF-8, UTF-16 and UTF-32 against the standard library, and which characters leave a mark.

use hexcore::inspect::ByteOrder;

use crate::tools::node;
use crate::{Random, check, check_big, check_length, read, shown};

#[test]
fn utf_8_of_the_standard() {
    check_length("UTF-8", b"@rest", 1, "U+0040 @");
    check_length("UTF-8", "ß".as_bytes(), 2, "U+00DF ß");
    check_length("UTF-8", "字x".as_bytes(), 3, "U+5B57 字");
    check_length("UTF-8", "🐝".as_bytes(), 4, "U+1F41D 🐝");
    check_length("UTF-8", b"\n", 1, "U+000A line feed");
    check_length("UTF-8", b" ", 1, "U+0020 space");
    check_length("UTF-8", b"<b>", 1, "U+003C <");
    check_length("UTF-8", "\u{200b}".as_bytes(), 3, "U+200B invisible");
    check_length("UTF-8", "\u{e000}".as_bytes(), 3, "U+E000 private use");
    check_length("UTF-8", "\u{ffff}".as_bytes(), 3, "U+FFFF noncharacter");
    check_length(
        "UTF-8",
        &[0xf4, 0x8f, 0xbf, 0xbf],
        4,
        "U+10FFFF noncharacter",
    );
    // RFC 3629, section 10, and the Unicode Standard, table 3-7.
    check_length("UTF-8", &[0xc0, 0x80], 1, "[overlong]");
    check_length("UTF-8", &[0xe0, 0x80, 0x80], 2, "[overlong]");
    check_length("UTF-8", &[0xf0, 0x8f, 0xbf, 0xbf], 2, "[overlong]");
    check_length("UTF-8", &[0xed, 0xa0, 0x80], 2, "[a surrogate]");
    check_length("UTF-8", &[0xf4, 0x90, 0x80, 0x80], 2, "[beyond U+10FFFF]");
    check_length(
        "UTF-8",
        &[0xf5, 0x80, 0x80, 0x80],
        1,
        "[not a UTF-8 start byte]",
    );
    check_length("UTF-8", &[0x80], 1, "[continues a character, starts none]");
    check_length(
        "UTF-8",
        &[0xe5, 0xad, 0x40],
        3,
        "[a byte that continues it is missing]",
    );
    check_length("UTF-8", &[0xe5, 0xad], 2, "[ends before its last byte]");
    check_length("UTF-8", &[0xe0, 0xa0, 0x80], 3, "U+0800 \u{800}");
}

/// Whether ours is a character of the same bytes as the standard library's, or none as well.
fn same_as_std(bytes: &[u8]) -> bool {
    let ours = read("UTF-8", ByteOrder::Little, bytes);
    let good = match std::str::from_utf8(bytes) {
        Ok(text) => text,
        Err(error) => {
            let (good, _) = bytes.split_at(error.valid_up_to());
            if good.is_empty() {
                let why = shown(&ours);
                assert!(ours.result.is_err(), "{bytes:02x?}");
                let is_cut = why == "[ends before its last byte]";
                assert_eq!(is_cut, error.error_len().is_none(), "{bytes:02x?}: {why}");
                return false;
            }
            std::str::from_utf8(good).unwrap()
        }
    };
    let character = good.chars().next().unwrap();
    assert_eq!(ours.length, character.len_utf8(), "{bytes:02x?}");
    let text = shown(&ours);
    let code_point = text.split(' ').next().unwrap();
    assert_eq!(code_point, format!("U+{:04X}", u32::from(character)));
    true
}

#[test]
fn utf_8_as_the_standard_library_reads_it() {
    // All sequences of one and of two bytes; of longer ones, all first two bytes with those behind
    // them that lie at the borders.
    let borders = [0x00, 0x7f, 0x80, 0x8f, 0x90, 0x9f, 0xa0, 0xbf, 0xc0, 0xff];
    let (mut good, mut bad) = (0, 0);
    let mut count = |bytes: &[u8]| {
        if same_as_std(bytes) {
            good += 1;
        } else {
            bad += 1;
        }
    };
    for first in 0..=255 {
        count(&[first]);
        for second in 0..=255 {
            count(&[first, second]);
            for third in borders {
                count(&[first, second, third]);
                if first >= 0xf0 {
                    for fourth in borders {
                        count(&[first, second, third, fourth]);
                    }
                }
            }
        }
    }
    println!("{good} characters, {bad} sequences that are none");
}

#[test]
fn utf_16_as_the_standard_library_reads_it() {
    check("UTF-16", &[0x40, 0x00], "U+0040 @");
    check_big("UTF-16", &[0x40, 0x00], "U+4000 \u{4000}");
    // RFC 2781, section 5: the word with the character U+12345.
    check_big(
        "UTF-16",
        &[0xd8, 0x08, 0xdf, 0x45, 0x00, 0x3d],
        "U+12345 \u{12345}",
    );
    check(
        "UTF-16",
        &[0x08, 0xd8, 0x45, 0xdf, 0x3d, 0x00],
        "U+12345 \u{12345}",
    );
    check_length(
        "UTF-16",
        &[0x08, 0xd8, 0x45],
        3,
        "[ends before its last byte]",
    );
    check_length(
        "UTF-16",
        &[0x08, 0xd8, 0x41, 0x00],
        4,
        "[a high surrogate without a low one]",
    );
    check_length(
        "UTF-16",
        &[0x45, 0xdf],
        2,
        "[a low surrogate without a high one]",
    );
    check_length("UTF-16", &[0x40], 0, "[needs 2 bytes, 1 left]");
    let mut random = Random(3);
    let mut pairs = 0;
    for unit in 0..=u16::MAX {
        for second in [
            0x0000,
            0xd7ff,
            0xd800,
            0xdbff,
            0xdc00,
            0xdfff,
            0xe000,
            random.next() as u16,
        ] {
            let theirs = char::decode_utf16([unit, second]).next().unwrap();
            let little = [unit.to_le_bytes(), second.to_le_bytes()];
            let big = [unit.to_be_bytes(), second.to_be_bytes()];
            let ours = read("UTF-16", ByteOrder::Little, little.as_flattened());
            assert_eq!(ours, read("UTF-16", ByteOrder::Big, big.as_flattened()));
            match theirs {
                Ok(character) => {
                    assert_eq!(ours.length, 2 * character.len_utf16());
                    let text = shown(&ours);
                    let code_point = text.split(' ').next().unwrap();
                    assert_eq!(code_point, format!("U+{:04X}", u32::from(character)));
                    pairs += usize::from(ours.length == 4);
                }
                Err(_) => assert!(ours.result.is_err(), "{unit:#x} {second:#x}"),
            }
        }
    }
    println!("{} pairs of units, {pairs} of them surrogates", 65_536 * 8);
}

#[test]
fn utf_32_says_why_not() {
    check("UTF-32", &[0x40, 0, 0, 0], "U+0040 @");
    check_big("UTF-32", &[0, 1, 0xf4, 0x1d], "U+1F41D 🐝");
    check("UTF-32", &0xd800_u32.to_le_bytes(), "[a surrogate]");
    check("UTF-32", &0x11_0000_u32.to_le_bytes(), "[beyond U+10FFFF]");
    check("UTF-32", &[0xff; 4], "[beyond U+10FFFF]");
}

/// A character is shown itself, unless Unicode's properties say that it has no picture.
#[test]
fn what_leaves_a_mark() {
    let code_points: Vec<u32> = (0..=0x10_ffff)
        .filter(|&code_point| char::from_u32(code_point).is_some())
        .collect();
    let lines: Vec<String> = code_points.iter().map(u32::to_string).collect();
    let script = r"const character = String.fromCodePoint(Number(line));
        return !/\p{Cc}|\p{White_Space}|\p{Default_Ignorable_Code_Point}|\p{Co}|\p{Noncharacter_Code_Point}/u
            .test(character);";
    let mut hidden = 0;
    for (&code_point, theirs) in code_points.iter().zip(node(script, &lines)) {
        let text = shown(&read(
            "UTF-32",
            ByteOrder::Little,
            &code_point.to_le_bytes(),
        ));
        let character = char::from_u32(code_point).unwrap();
        let itself = format!("U+{code_point:04X} {character}");
        assert_eq!((text == itself).to_string(), theirs, "{text}");
        hidden += u32::from(text != itself);
    }
    println!(
        "{} characters, {hidden} of them without a mark",
        code_points.len()
    );
}
