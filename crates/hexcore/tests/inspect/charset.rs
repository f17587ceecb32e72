//! Characters of one byte against glibc's `iconv` and two crates.

use hexcore::charset::{cp437, cp437_on_screen, ebcdic_037, latin_1, windows_1252};

use crate::check;
use crate::tools::iconv;

/// All bytes, in order.
fn all() -> Vec<u8> {
    (0..=255).collect()
}

#[test]
fn as_iconv_has_them() {
    let check = |charset: &str, ours: fn(u8) -> char| {
        let theirs = iconv(charset, &all()).unwrap();
        let ours: String = all().into_iter().map(ours).collect();
        assert_eq!(ours, theirs, "{charset}");
    };
    check("LATIN1", latin_1);
    check("CP437", cp437);
    check("IBM037", ebcdic_037);
    let mut missing = Vec::new();
    for byte in all() {
        let theirs = iconv("CP1252", &[byte]);
        assert_eq!(windows_1252(byte).map(String::from), theirs, "{byte:#x}");
        if theirs.is_none() {
            missing.push(byte);
        }
    }
    assert_eq!(missing, [0x81, 0x8d, 0x8f, 0x90, 0x9d]);
    println!("256 bytes in each of 4 character sets");
}

#[test]
fn windows_1252_as_on_the_web() {
    // The WHATWG's encoding has the control character of the same number where Microsoft's has
    // nothing.
    let bytes = all();
    let (theirs, failed) = encoding_rs::WINDOWS_1252.decode_without_bom_handling(&bytes);
    assert!(!failed);
    let ours = bytes
        .iter()
        .map(|&byte| windows_1252(byte).unwrap_or(char::from(byte)));
    assert_eq!(ours.collect::<String>(), theirs);
}

#[test]
fn code_page_437_on_the_screen() {
    for byte in all() {
        let theirs = codepage_437::CP437_WINGDINGS.decode(byte);
        assert_eq!(cp437_on_screen(byte), theirs, "{byte:#x}");
        let theirs = codepage_437::CP437_CONTROL.decode(byte);
        assert_eq!(cp437(byte), theirs, "{byte:#x}");
    }
    println!("256 bytes of code page 437");
}

#[test]
fn as_readings() {
    check("Latin-1", &[0xe9], "U+00E9 é");
    check("Latin-1", &[0x80], "U+0080 control character");
    check("Latin-1", &[0xa0], "U+00A0 white space");
    check("Windows-1252", &[0x80], "U+20AC €");
    check("Windows-1252", &[0x81], "[not assigned in Windows-1252]");
    check("Windows-1252", &[0x00], "U+0000 null");
    check("CP437", &[0xe1], "U+00DF ß");
    check("CP437", &[0x41], "U+0041 A");
    check("CP437", &[0x01], "U+0001 start of heading, on screen ☺");
    check("CP437", &[0x7f], "U+007F delete, on screen ⌂");
    check("CP437", &[0x00], "U+0000 null");
    check("EBCDIC 037", &[0xc1], "U+0041 A");
    check("EBCDIC 037", &[0x40], "U+0020 space");
    check("EBCDIC 037", &[0x15], "U+0085 control character");
}
