//! Texts of dumps and what is read from them: by hand, and whatever the bytes are.

#![allow(clippy::unwrap_used, clippy::indexing_slicing)] // A test that cannot go on fails.

use hexcore::undump::{Kind, MAX_NOTES, Origin, Problem, Undump, detect, undump, undump_lenient};
use proptest::prelude::*;

/// Strictly, `text` is `expected`; leniently it is too, without a note.
fn check(kind: Kind, text: &str, expected: &[u8]) {
    let read = undump(text.as_bytes(), kind).unwrap_or_else(|error| panic!("{text}\n{error}"));
    assert_eq!(read.bytes, expected, "{text}");
    assert_eq!(undump_lenient(text.as_bytes(), kind), read, "{text}");
}

/// Strictly, `text` gives `sentence`; leniently it gives `rest` and the sentence first.
fn check_error(kind: Kind, text: &str, sentence: &str, rest: &[u8]) {
    let error = undump(text.as_bytes(), kind).expect_err(text);
    assert_eq!(error.to_string(), sentence, "{text}");
    let read = undump_lenient(text.as_bytes(), kind);
    assert_eq!(read.bytes, rest, "{text}");
    assert_eq!(read.notes.first(), Some(&error), "{text}");
}

/// `text` is taken for `kind`, or for nothing.
fn check_detected(text: &str, kind: Option<Kind>) {
    let detected = detect(text.as_bytes());
    assert_eq!(detected.map(|detected| detected.kind), kind, "{text}");
    if let Some(detected) = detected {
        assert!(detected.why.ends_with('.'), "{}", detected.why);
    }
}

#[test]
fn plain_hex() {
    let check = |text: &str, expected: &[u8]| check(Kind::Plain, text, expected);
    check("", b"");
    check(" \r\n\t", b"");
    check("68656c6c6f", b"hello");
    check("68 65 6C\n6c\t6F\n", b"hello");
    check("68:65-6c,6c;6f.", b"hello");
    check("0x68, 0x65,0X6c , 0x6c 0x6f,", b"hello");
    check("\\x68\\x65\\x6c\\x6c\\x6f", b"hello");
    check("\"\\x68\\x65\" \"\\x6c\"", b"hel");
    check("{0x1, 0x02, 0xabcd}", b"\x01\x02\xab\xcd");
    check("<68656c6c 6f>", b"hello");
    check("\u{feff}68\u{a0}65·6c", b"hel");
    check("%68%65", b"he");
}

#[test]
fn plain_hex_with_errors() {
    let check =
        |text: &str, sentence: &str, rest: &[u8]| check_error(Kind::Plain, text, sentence, rest);
    let second = "Line 2, column 4: expected the second hex digit of a byte, found ";
    check(
        "68\n656\n6c",
        &format!("{second}the end of the line."),
        b"hel",
    );
    check("68\n656", &format!("{second}the end of the text."), b"he");
    check(
        "68 zz 65",
        "Line 1, column 4: expected a hex digit, found \"z\".",
        b"he",
    );
    check(
        "68é, 65",
        "Line 1, column 3: expected a hex digit, found \"é\".",
        b"he",
    );
    check(
        "\\x\\x41",
        "Line 1, column 3: expected a hex digit, found \"\\\".",
        b"A",
    );
    check(
        "0x, 41",
        "Line 1, column 3: expected a hex digit, found \",\".",
        b"A",
    );
    let read = undump_lenient(b"41 \xff 42 \x00 43", Kind::Plain);
    assert_eq!(read.bytes, b"ABC");
    assert_eq!(
        read.notes[0].to_string(),
        "Line 1, column 4: expected a hex digit, found the byte ff."
    );
    assert_eq!(
        read.notes[1].to_string(),
        "Line 1, column 9: expected a hex digit, found the character U+0000."
    );
}

#[test]
fn canonical_dumps() {
    let check = |text: &str, expected: &[u8]| check(Kind::Canonical, text, expected);
    check("", b"");
    check("00000005\n", b"");
    check(
        "00000000  68 65 6c 6c 6f                                    |hello|\n00000005\n",
        b"hello",
    );
    check(
        "00000000  7c 20 7c 20                                       || | |\r\n00000004\r\n",
        b"| | ",
    );
    check(
        "00000000  61 61 61 61 61 61 61 61  61 61 61 61 61 61 61 61  |aaaaaaaaaaaaaaaa|\n\
         *\n\
         00000030  62                                                |b|\n\
         00000031\n",
        &[&[b'a'; 48][..], b"b"].concat(),
    );
    // A short last row that begins like the one before it is left out too.
    check(
        "00000000  61 62 63 64 65 66 67 68  61 62 63 64 65 66 67 68  |abcdefghabcdefgh|\n*\n00000013",
        b"abcdefghabcdefghabc",
    );
    check("00000000  68 65\n00000002", b"he");
    check("00000000  c3 a9  |é.|\n00000002\n", "é".as_bytes());

    let text = b"100000010  68  |h|\n100000011\n";
    let read = undump(text, Kind::Canonical).unwrap();
    assert_eq!((read.start, read.bytes), (0x1_0000_0010, b"h".to_vec()));
    let from_zero = Undump::new(Kind::Canonical).with_origin(Origin::Zero);
    let read = from_zero.strict(b"00000004  68  |h|\n00000005\n").unwrap();
    assert_eq!((read.start, read.filled), (0, 4));
    assert_eq!(read.bytes, b"\0\0\0\0h");
}

#[test]
fn canonical_dumps_with_errors() {
    let check = |text: &str, sentence: &str, rest: &[u8]| {
        check_error(Kind::Canonical, text, sentence, rest)
    };
    check(
        "00000000  68 65  |he|\n",
        "Line 2, column 1: expected a last line with the offset of the end, \
         found the end of the text.",
        b"he",
    );
    check(
        "00000000  68 65  |h",
        "Line 1, column 20: expected the bar that ends the text, found the end of the text.",
        b"he",
    );
    check(
        "00000000  68 65  |h|\n00000002",
        "Line 1, column 20: expected as many characters as the row has bytes, found \"|\".",
        b"he",
    );
    check(
        "00000000  68 6\n00000002",
        "Line 1, column 15: expected the second hex digit of a byte, found the end of the line.",
        b"h",
    );
    check(
        "00000000  68 xx |he|\n00000002",
        "Line 1, column 14: expected two hex digits, found \"x\".",
        b"h",
    );
    check(
        "00000000  68  |h|\n00000003  65  |e|\n00000004\n",
        "Line 2, column 1: expected the offset 00000001 in hex, found 00000003.",
        b"h\0\0e",
    );
    check(
        "*\n00000000  68  |h|\n00000001\n",
        "Line 1, column 1: expected a row before *, found \"*\".",
        b"h",
    );
    check(
        "00000000  68  |h|\n*\n",
        "Line 3, column 1: expected a last line with the offset of the end, \
         found the end of the text.",
        b"h",
    );
    check(
        "$ hexdump -C f\n00000000  68  |h|\n00000001\n",
        "Line 1, column 1: expected an offset in hex, found \"$\".",
        b"h",
    );
    check(
        "00000000  68  |h|\n00000001\n00000001  65  |e|\n00000002\n",
        "Line 3, column 1: expected nothing after the offset of the end, found \"0\".",
        b"he",
    );
    check(
        "123456789abcdef01  68  |h|\n",
        "Line 1, column 1: expected an offset in hex, found \"1\".",
        b"",
    );
}

#[test]
fn xxd_dumps() {
    let check = |text: &str, expected: &[u8]| check(Kind::Xxd, text, expected);
    check("", b"");
    check(
        "00000000: 6865 6c6c 6f                             hello\n",
        b"hello",
    );
    check("0: 68 65 6c6c6f", b"hello");
    check("00000002: 6c6c 6f  llo\n00000000: 6865  he\n", b"hello");
    check("00000003: 6c  l\n", b"\0\0\0l");
    check(
        "00000000: 0000  ..\n*\n00000008: 61  a\n",
        b"\0\0\0\0\0\0\0\0a",
    );
    check("0:\n1: 61\n", b"\0a");
    // What follows two spaces is text, even where it looks like digits.
    check("00000000: 6162  ab cd\n", b"ab");
    let read = undump(b"4: 61\n", Kind::Xxd).unwrap();
    assert_eq!((read.start, read.filled), (0, 4));
}

#[test]
fn xxd_dumps_with_errors() {
    let check =
        |text: &str, sentence: &str, rest: &[u8]| check_error(Kind::Xxd, text, sentence, rest);
    check(
        "00000000: 6162 6  ab\n00000002: 63\n",
        "Line 1, column 17: expected the second hex digit of a byte, found a space.",
        b"abc",
    );
    check(
        "00000000: 6162 6g\n",
        "Line 1, column 17: expected the second hex digit of a byte, found \"g\".",
        b"ab",
    );
    check(
        "00000000: 6162 g\n",
        "Line 1, column 16: expected a hex digit, found \"g\".",
        b"ab",
    );
    check(
        "xxd\n00000000: 6162\n",
        "Line 1, column 1: expected an offset in hex, found \"x\".",
        b"ab",
    );
    check(
        "00000000 6162\n00000000: 63",
        "Line 1, column 9: expected a colon after the offset, found a space.",
        b"c",
    );
    check(
        "0:  61\n0: 62",
        "Line 1, column 5: expected one space before the first byte, found \"6\".",
        b"b",
    );
}

#[test]
fn xxd_bits() {
    check(
        Kind::XxdBits,
        "00000000: 01101000 01100101 01101100 01101100 01101111           hello\n",
        b"hello",
    );
    check(Kind::XxdBits, "1: 0110100001100101\n", b"\0he");
    check_error(
        Kind::XxdBits,
        "0: 01101000 0110010  he\n",
        "Line 1, column 20: expected the eight binary digits of a byte, found a space.",
        b"h",
    );
    check_error(
        Kind::XxdBits,
        "0: 01101000 01100102\n",
        "Line 1, column 20: expected the eight binary digits of a byte, found \"2\".",
        b"h",
    );
}

#[test]
fn xxd_plain() {
    check(Kind::XxdPlain, "68656c6c6f\n", b"hello");
    check(Kind::XxdPlain, "686\n56c 6c6f\n", b"hello");
    check_error(
        Kind::XxdPlain,
        "6865\n6,c6c6\n",
        "Line 2, column 2: expected a hex digit, found \",\".",
        b"hell",
    );
    check_error(
        Kind::XxdPlain,
        "68656",
        "Line 1, column 6: expected the second hex digit of a byte, found the end of the text.",
        b"he",
    );
}

#[test]
fn od_dumps() {
    let check = |text: &str, expected: &[u8]| check(Kind::Od, text, expected);
    check("000000\n", b"");
    check("000000 68 65 6c 6c 6f\n000005\n", b"hello");
    check(
        "000000 68 65 6c 6c 6f                                   >hello<\n000005\n",
        b"hello",
    );
    let row = "61 61 61 61 61 61 61 61 61 61 61 61 61 61 61 61";
    let expected = [&[b'a'; 32][..], b"b"].concat();
    check(&format!("000000 {row}\n*\n000020 62\n000021\n"), &expected);
    check(
        &format!("0000000 {row}\n*\n0000032 62\n0000033\n"),
        &expected,
    );
    check(
        &format!("0000000 {row}\n*\n0000040 62\n0000041\n"),
        &expected,
    );
    // With sixteen in octal and decimal after a star both fit: od's own base is taken.
    check(&format!("0000000 {row}\n*\n0000160\n"), &[b'a'; 0o160]);
    // The digits say decimal where octal cannot be.
    check(&format!("0000000 {row}\n*\n0000080\n"), &[b'a'; 80]);
    let read = undump(b"1000000 68\n1000001\n", Kind::Od).unwrap();
    assert_eq!(read.start, 0o1_000_000);
    check_error(
        Kind::Od,
        "0000000 150 145\n0000002\n",
        "Line 1, column 11: expected a space after two hex digits, found \"0\".",
        b"",
    );
    check_error(
        Kind::Od,
        "000000 68 65  >he|\n000002\n",
        "Line 1, column 19: expected the bar that ends the text, found the end of the line.",
        b"he",
    );
}

#[test]
fn lists_in_source_code() {
    let check = |text: &str, expected: &[u8]| check(Kind::List, text, expected);
    check(
        "unsigned char a_txt[] = {\n  0x68, 0x65, 0x6c, 0x6c, 0x6f\n};\nunsigned int a_txt_len = 5;\n",
        b"hello",
    );
    check(
        "static const uint8_t d[5] = {104, 101U, 0x6cu, 0154, 'o',};",
        b"hello",
    );
    check(
        "/* [1] */ char d[] = {'\\n', '\\x41', '\\0', '\\'', '\\\\', '\\101'};",
        b"\nA\0'\\A",
    );
    check("std::array<std::uint8_t, 2> d = {{ 0x68, 0x65 }};", b"he");
    check(
        "constexpr std::byte d[]{std::byte{0x68}, std::byte{0x65}};",
        b"he",
    );
    check(
        "pub static D: &[u8] = &[\n    0x68, 0x65, // two\n];\n",
        b"he",
    );
    check(
        "const D: [u8; 3] = [0x68u8, 0b0110_0101, 0o154_u8];",
        b"hel",
    );
    check("let d = vec![b'h', b'\\n', 1];", b"h\n\x01");
    check("var data = []byte{\n\t0x68, 0x65,\n}\n", b"he");
    check("var d = [2]byte{0x68, 0x65}", b"he");
    check(
        "byte[] d = {\n (byte) 0xca, (byte)0xfe, -1, -128, 127 };",
        b"\xca\xfe\xff\x80\x7f",
    );
    check("public static final byte[] D = new byte[] { 0x68 };", b"h");
    check("byte[] d = new byte[1] { 0x68 };", b"h");
    check("data = bytes([\n    0x68,\n    0x65, # two\n])\n", b"he");
    check("data = b\"\\x68\\x65\"\n", b"he");
    check("data = (\n    b'h\\x65l'\n    b\"l\\\\\"\n)", b"hell\\");
    check("const d = new Uint8Array([0x68, 0x65]);", b"he");
    check("let data: [UInt8] = [0x68, 0x65]", b"he");
    check("[byte[]] $d = @(\n  0x68, 0x65\n)", b"he");
    check("[byte[]]$d = [byte[]](0x68, 0x65)", b"he");
    check("[104,101,108]", b"hel");
    check("{\"name\": \"a[1]\", \"data\": [104, 101]}", b"he");
    check("db {0CAh, 0feh}", b"\xca\xfe");
    check("  0x68, 0x65,\n  0x6c\n", b"hel");
    check("104, 101,", b"he");
    check("[]", b"");
    check("var d = []byte{}", b"");
    check("byte[] d = new byte[0];\nbyte[] e = {1};", b"\x01");
    check("pub static D: &[u8] = &[];", b"");
    check("[[1, 2]]", b"\x01\x02");
}

#[test]
fn lists_with_errors() {
    let check =
        |text: &str, sentence: &str, rest: &[u8]| check_error(Kind::List, text, sentence, rest);
    check(
        "int d[] = {\n  1, 256, 3\n};",
        "Line 2, column 6: expected a number from -128 to 255, found \"2\".",
        b"\x01\x03",
    );
    check(
        "{1, 0xzz, 3}",
        "Line 1, column 5: expected a number, found \"0\".",
        b"\x01\x03",
    );
    check(
        "{1, 2",
        "Line 1, column 6: expected a closing brace, found the end of the text.",
        b"\x01\x02",
    );
    check(
        "[1 2, 3]",
        "Line 1, column 4: expected a comma, found \"2\".",
        b"\x01\x03",
    );
    check(
        "{1,, 2}",
        "Line 1, column 4: expected a number, found \",\".",
        b"\x01\x02",
    );
    check(
        "0x68, x",
        "Line 1, column 7: expected a number, found \"x\".",
        b"h",
    );
    check(
        "no list",
        "Line 1, column 8: expected a list in braces or brackets, found the end of the text.",
        b"",
    );
    check(
        "{'ab', 'c'}",
        "Line 1, column 4: expected a single quotation mark, found \"b\".",
        b"c",
    );
    check(
        "x = \"a\\q\"",
        "Line 1, column 9: expected an escape, found a quotation mark.",
        b"a",
    );
}

#[test]
fn base64_and_its_url_form() {
    check(Kind::Base64, "", b"");
    check(Kind::Base64, "aGVsbG8=\n", b"hello");
    check(Kind::Base64, "aGVs\r\nbG8g\nd29ybGQ=\n", b"hello world");
    check(Kind::Base64, "+/+/", b"\xfb\xff\xbf");
    check(Kind::Base64Url, "-_-_", b"\xfb\xff\xbf");
    check(Kind::Base64Url, "aGVsbG8", b"hello");
    check(Kind::Base64Url, "aGVsbG8=", b"hello");
    check(Kind::Base64Url, "aA==", b"h");
    let error =
        |text: &str, sentence: &str, rest: &[u8]| check_error(Kind::Base64, text, sentence, rest);
    let padding = "expected the sign = or another letter of base64, found the end of the text.";
    error("aGVsbG8", &format!("Line 1, column 8: {padding}"), b"hello");
    error("aGVsbA=", &format!("Line 1, column 8: {padding}"), b"hell");
    error(
        "aGVsb",
        "Line 1, column 6: expected another letter of base64, found the end of the text.",
        b"hel",
    );
    error(
        "aGVs\nb*G8=",
        "Line 2, column 2: expected a letter of base64, found \"*\".",
        b"hello",
    );
    error(
        "aGVsbG9=",
        "Line 1, column 7: expected a last letter whose unused bits are zero, found \"9\".",
        b"hello",
    );
    error(
        "aA==aA==",
        "Line 1, column 5: expected the end of the text, found \"a\".",
        b"h",
    );
    error(
        "=aGVs",
        "Line 1, column 1: expected a letter of base64, found \"=\".",
        b"hel",
    );
}

#[test]
fn intel_hex() {
    let check = |text: &str, expected: &[u8]| check(Kind::IntelHex, text, expected);
    const END: &str = ":00000001FF\n";
    check("", b"");
    check(END, b"");
    check(&format!(":0500000068656C6C6FE7\n{END}"), b"hello");
}

#[test]
fn intel_hex_addresses() {
    let record = |address: u16, kind: u8, data: &[u8]| {
        let mut bytes = vec![data.len() as u8];
        bytes.extend(address.to_be_bytes());
        bytes.push(kind);
        bytes.extend(data);
        let sum = bytes.iter().fold(0_u8, |sum, byte| sum.wrapping_add(*byte));
        bytes.push(sum.wrapping_neg());
        let digits: String = bytes.iter().map(|byte| format!("{byte:02X}")).collect();
        format!(":{digits}\n")
    };
    let end = record(0, 1, b"");
    let read = |records: &[String]| undump(records.concat().as_bytes(), Kind::IntelHex).unwrap();

    let linear = read(&[record(0, 4, &[8, 0]), record(0x10, 0, b"ab"), end.clone()]);
    assert_eq!((linear.start, &*linear.bytes), (0x0800_0010, &b"ab"[..]));
    let segment = read(&[
        record(0, 2, &[0x12, 0x34]),
        record(0xffff, 0, b"ab"),
        end.clone(),
    ]);
    assert_eq!(segment.start, 0x12340);
    assert_eq!((segment.bytes[0], segment.bytes[0xffff]), (b'b', b'a'));
    assert_eq!(segment.filled, 0xfffe);
    let backwards = read(&[record(4, 0, b"e"), record(0, 0, b"ab"), end.clone()]);
    assert_eq!((backwards.start, &*backwards.bytes), (0, &b"ab\0\0e"[..]));
    let starts = read(&[
        record(0, 3, &[0; 4]),
        record(0, 5, &[0; 4]),
        record(0, 0, b"a"),
        end,
    ]);
    assert_eq!(starts.bytes, b"a");
}

#[test]
fn intel_hex_with_errors() {
    let check =
        |text: &str, sentence: &str, rest: &[u8]| check_error(Kind::IntelHex, text, sentence, rest);
    check(
        ":0500000068656C6C6FE8\n:00000001FF\n",
        "Line 1, column 20: expected the checksum e7, found e8.",
        b"hello",
    );
    check(
        ":0500000068656C6C6FE7\n",
        "Line 2, column 1: expected the end-of-file record :00000001FF, found the end of the text.",
        b"hello",
    );
    check(
        ":0500000068656C\n:00000001FF\n",
        "Line 1, column 16: expected more bytes, by the record's byte count, \
         found the end of the line.",
        b"hel",
    );
    check(
        ":0500000068656C6C6FE700\n:00000001FF\n",
        "Line 1, column 22: expected the end of the record, by its byte count, found \"0\".",
        b"hello",
    );
    check(
        ":00000009F7\n:00000001FF\n",
        "Line 1, column 8: expected a record type from 00 to 05, found \"0\".",
        b"",
    );
    check(
        ":00000001FF\n:0500000068656C6C6FE7\n",
        "Line 2, column 1: expected nothing after the end-of-file record, found \":\".",
        b"hello",
    );
    check(
        "0500000068656C6C6FE7\n:00000001FF\n",
        "Line 1, column 1: expected a colon, found \"0\".",
        b"",
    );
}

#[test]
fn s_records() {
    let check = |text: &str, expected: &[u8]| check(Kind::SRecord, text, expected);
    check("", b"");
    check("S9030000FC\n", b"");
    check(
        "S0030000FC\nS108000068656C6C6FE3\nS5030001FB\nS9030000FC\n",
        b"hello",
    );
    let read = undump(b"S208080000616161616B\nS804000000FB\n", Kind::SRecord).unwrap();
    assert_eq!((read.start, &*read.bytes), (0x08_0000, &b"aaaa"[..]));
}

#[test]
fn s_records_with_errors() {
    let check =
        |text: &str, sentence: &str, rest: &[u8]| check_error(Kind::SRecord, text, sentence, rest);
    check(
        "S108000068656C6C6FE4\nS9030000FC\n",
        "Line 1, column 19: expected the checksum e3, found e4.",
        b"hello",
    );
    check(
        "S108000068656C6C6FE3\nS5030002FA\nS9030000FC\n",
        "Line 2, column 5: expected a count of 1 records, found 2.",
        b"hello",
    );
    check(
        "S108000068656C6C6FE3\n",
        "Line 2, column 1: expected a termination record: S7, S8 or S9, found the end of the text.",
        b"hello",
    );
    check(
        "S4030000FC\nS9030000FC\n",
        "Line 1, column 2: expected a record type other than 4, found \"4\".",
        b"",
    );
    check(
        "SX\nS9030000FC\n",
        "Line 1, column 2: expected a record type from 0 to 9, found \"X\".",
        b"",
    );
}

#[test]
fn detection() {
    let some = |text: &str, kind| check_detected(text, Some(kind));
    some("00000000  68 65  |he|\n00000002\n", Kind::Canonical);
    some(
        "$ hexdump -C a\n00000000  68 65  |he|\n00000002\n",
        Kind::Canonical,
    );
    some("00000000: 6865 6c6c 6f  hello\n", Kind::Xxd);
    some("00000000: 01101000 01100101  he\n", Kind::XxdBits);
    some("0000000 68 65\n0000002\n", Kind::Od);
    some("000000 68 65  >he<\n000002\n", Kind::Od);
    some("68656c6c6f\n", Kind::XxdPlain);
    some("deadbeef", Kind::XxdPlain);
    some("68 65 6c\n", Kind::Plain);
    some("0x68, 0x65\n", Kind::Plain);
    some("\\x68\\x65", Kind::Plain);
    some("68:65:6c", Kind::Plain);
    some("unsigned char d[] = { 0x68 };", Kind::List);
    some("[104, 101]", Kind::List);
    some("104, 101", Kind::List);
    some("[10, 20]", Kind::List);
    some("{10 20}", Kind::Plain);
    some("{deadbeef-10-20}", Kind::Plain);
    some("{1, 2, x}", Kind::List);
    some("aGVsbG8=", Kind::Base64);
    some("aGVsbG8", Kind::Base64Url);
    some("-_-_", Kind::Base64Url);
    some("AAAAAAAA////", Kind::Base64);
    some("AAAA++++AAAA", Kind::Base64);
    some("AAAA____", Kind::Base64Url);
    some("AA/BB/CC", Kind::Plain);
    some("0x41/0x42/0x43/0x44/0x45", Kind::Plain);
    some("00112233-4455-6677-8899-aabbccddeeff", Kind::Plain);
    some(":0500000068656C6C6FE7\n:00000001FF\n", Kind::IntelHex);
    some("S108000068656C6C6FE3\nS9030000FC\n", Kind::SRecord);
    for nothing in [
        "",
        " \n",
        "Hello, world.",
        "one two three",
        "68 65 6z 6c",
        "é",
        "x",
        "\0\0\0",
    ] {
        check_detected(nothing, None);
    }
}

#[test]
fn large_texts_are_detected_by_their_beginning() {
    let check = |kind, text: &str| {
        check_detected(text, Some(kind));
        let read = undump(text.as_bytes(), kind).expect("nothing is wrong");
        assert!(read.bytes.len() > 60_000, "{kind}: {}", read.bytes.len());
    };
    let many = |text: &str| text.repeat(70_000);
    check(Kind::XxdPlain, &many("68"));
    check(Kind::Plain, &many("68 "));
    check(Kind::Plain, &many("0x68 "));
    check(Kind::Plain, &many("\\x68"));
    check(Kind::List, &format!("x = {{{}}}", many("0x68, ")));
    check(Kind::List, &format!("[{}1]", many("104,")));
    check(Kind::List, &format!("{{{}}};", many("(byte) 0xca, 'a', ")));
    check(Kind::List, &many("204, "));
    check(Kind::Base64, &many("aGVs"));
    check(Kind::Base64, &many("aGVs\n"));
    check(Kind::Base64Url, &many("-_-_"));
}

#[test]
fn many_quotes_take_no_time() {
    let text = ["'", &"\\'".repeat(500_000), "\n\"", &"\\\"".repeat(500_000)].concat();
    assert!(undump(text.as_bytes(), Kind::List).is_err());
    let text = "{/*".repeat(500_000) + &"{'".repeat(500_000) + &"[(".repeat(500_000);
    assert!(undump(text.as_bytes(), Kind::List).is_err());
}

#[test]
fn names() {
    for kind in Kind::ALL {
        assert_eq!(Kind::from_name(kind.name()), Some(kind));
    }
    assert_eq!(Kind::from_name("rust"), Some(Kind::List));
    assert_eq!(Kind::from_name("nothing"), None);
}

#[test]
fn no_text_makes_more_bytes_than_the_limit() {
    let check = |kind, text: &str, column| {
        let settings = Undump::new(kind).with_limit(1000);
        let error = settings.strict(text.as_bytes()).expect_err(text);
        assert_eq!(error.problem, Problem::TooLong { limit: 1000 }, "{text}");
        assert_eq!(error.column, column, "{text}");
        assert!(
            error.to_string().contains("the limit of 1000 bytes"),
            "{error}"
        );
        let read = settings.lenient(text.as_bytes());
        assert!(read.bytes.len() <= 1000, "{text}");
        assert_eq!(read.notes.first(), Some(&error), "{text}");
    };
    check(Kind::Xxd, "ffffffff00: 6162  ab\n", 12);
    check(Kind::Xxd, "ffffffffffffffff: 6162  ab\n", 18);
    check(Kind::Xxd, "0: 61\n3e8: 62\n", 5);
    check(Kind::XxdBits, "fffffff0: 01100001  a\n", 10);
    check(
        Kind::Canonical,
        "00000000  61  |a|\n*\nffffffffffffffff\n",
        1,
    );
    check(Kind::Od, "000000 61\n*\nffffff\n", 1);
    let far = ":020000040800F2\n:0100000061 9E\n:020000040900F1\n:01000000619E\n:00000001FF\n";
    check(Kind::IntelHex, &far.replace(' ', ""), 10);
    check(
        Kind::SRecord,
        "S306000000006198\nS306FFFFFFFF619C\nS705000000009A\n",
        13,
    );
    let digits = "61".repeat(1001);
    check(Kind::Plain, &digits, 2003);
    let read = Undump::new(Kind::Plain)
        .with_limit(1000)
        .lenient(digits.as_bytes());
    assert_eq!(read.bytes, [b'a'; 1000]);
    assert_eq!(
        Undump::new(Kind::Xxd)
            .with_limit(1000)
            .strict(b"0: 61\n3e7: 62\n")
            .unwrap()
            .bytes
            .len(),
        1000
    );
    // What is written over and over is not held without end.
    let over = "00000000  61  |a|\n*\n000003e0  62  |b|\n".repeat(1000);
    let read = Undump::new(Kind::Canonical)
        .with_limit(1000)
        .lenient(over.as_bytes());
    assert!(read.bytes.len() <= 1000);
}

#[test]
fn notes_are_counted_beyond_those_that_are_listed() {
    let text = "x\n".repeat(MAX_NOTES + 7);
    let read = undump_lenient(text.as_bytes(), Kind::Xxd);
    assert_eq!((read.notes.len(), read.more_notes), (MAX_NOTES, 7));
    assert_eq!(read.notes[MAX_NOTES - 1].line, MAX_NOTES as u64);
}

/// Pieces from which texts are made that are almost dumps.
const PIECES: [&str; 40] = [
    "00000000",
    "0000000",
    "000010",
    "00000010",
    "ffffffff00",
    ":",
    ": ",
    "  ",
    " ",
    "\n",
    "\r\n",
    "*",
    "*\n",
    "68",
    "6865",
    "01101000",
    "|",
    "|he|",
    ">he<",
    "0x",
    "\\x",
    "{",
    "}",
    "[",
    "]",
    "(byte)",
    ",",
    "'",
    "\"",
    "\\",
    "//",
    "/*",
    "*/",
    "S1",
    "S9030000FC",
    ":00000001FF",
    "=",
    "aGVs",
    "é",
    "-",
];

fn texts() -> impl Strategy<Value = Vec<u8>> {
    let almost = prop::collection::vec(prop::sample::select(&PIECES[..]), 0..40)
        .prop_map(|pieces| pieces.concat().into_bytes());
    prop_oneof![prop::collection::vec(any::<u8>(), 0..400), almost]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(4000))]

    #[test]
    fn nothing_panics_and_both_ways_agree(text in texts(), limit in prop_oneof![0..100_u64, Just(1 << 16)]) {
        detect(&text);
        for kind in Kind::ALL {
            let settings = Undump::new(kind).with_limit(limit);
            let lenient = settings.lenient(&text);
            prop_assert!(lenient.bytes.len() as u64 <= limit);
            match settings.strict(&text) {
                Ok(strict) => prop_assert_eq!(&strict, &lenient),
                Err(error) => prop_assert_eq!(lenient.notes.first(), Some(&error)),
            }
            for note in &lenient.notes {
                let lines = text.split(|&byte| byte == b'\n').count() as u64;
                prop_assert!((1..=lines).contains(&note.line), "{}", note);
                prop_assert!(note.column >= 1);
            }
        }
    }
}
