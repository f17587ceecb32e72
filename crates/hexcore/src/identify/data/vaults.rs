//! What is locked: key stores of Java, age, KeePass.

use std::ops::Range;

use crate::identify::details::{Details, printable};
use crate::identify::fields::{number, plural};
use crate::identify::kind::{Kind, Strength};
use crate::identify::test::Test::{Any, Bytes, Number};
use crate::identify::view::{
    Order::{Big, Little},
    View,
};

pub(super) const JKS: Kind = Kind {
    id: "jks",
    name: "Java KeyStore",
    mime: "application/x-java-keystore",
    extensions: &["jks", "keystore"],
    tests: &[
        Bytes(0, b"\xfe\xed\xfe\xed"),
        Number {
            at: 4,
            width: 4,
            order: Big,
            from: 1,
            to: 2,
        },
    ],
    strength: Strength::Certain,
    source: "OpenJDK, sun.security.provider.JavaKeyStore",
    lesson: "Keys and certificates of Java programs; its first four bytes say feed feed.",
    details: Some(store),
};

pub(super) const JCEKS: Kind = Kind {
    id: "jceks",
    name: "Java JCE KeyStore",
    mime: "application/x-java-jce-keystore",
    extensions: &["jceks", "keystore"],
    tests: &[
        Bytes(0, b"\xce\xce\xce\xce"),
        Number {
            at: 4,
            width: 4,
            order: Big,
            from: 1,
            to: 2,
        },
    ],
    strength: Strength::Certain,
    source: "OpenJDK, com.sun.crypto.provider.JceKeyStore",
    lesson: "A key store of Java with stronger locks than the first ones had.",
    details: Some(store),
};

pub(super) const AGE: Kind = Kind {
    id: "age",
    name: "age encrypted file",
    mime: "application/vnd.age",
    extensions: &["age"],
    tests: &[Any(&[
        Bytes(0, b"age-encryption.org/v1\n"),
        Bytes(0, b"-----BEGIN AGE ENCRYPTED FILE-----"),
    ])],
    strength: Strength::Certain,
    source: "C2SP, The age file encryption format, Header",
    lesson: "The key of the file is in its header, once for each who may read it.",
    details: Some(age),
};

pub(super) const KDBX: Kind = Kind {
    id: "kdbx",
    name: "Keepass password database 2.x KDBX",
    mime: "application/x-keepass2",
    extensions: &["kdbx"],
    tests: &[Bytes(0, b"\x03\xd9\xa2\x9a\x67\xfb\x4b\xb5")],
    strength: Strength::Certain,
    source: "KeePass, KDBX 4 file format, Header",
    lesson: "Passwords behind one password. The header is not secret: it says how to make the key.",
    details: Some(kdbx),
};

pub(super) const KDB: Kind = Kind {
    id: "kdb",
    name: "Keepass password database 1.x KDB",
    mime: "application/x-keepass",
    extensions: &["kdb"],
    tests: &[Bytes(0, b"\x03\xd9\xa2\x9a\x65\xfb\x4b\xb5")],
    strength: Strength::Certain,
    source: "KeePass 1.x, KeePassLibCpp, PwStructs.h",
    lesson: "The older kind of KeePass, which keeps its numbers at fixed places.",
    details: Some(kdb),
};

fn store(view: &View<'_>, to: &mut Details) -> Option<()> {
    number(view, to, "Version", 4..8, Big, "")?;
    number(view, to, "Entries", 8..12, Big, "")?;
    // The first entry: a key or a certificate, and its name.
    let kind = match view.u32(12, Big)? {
        1 => "A key",
        2 => "A certificate",
        3 => "A secret key",
        _ => return Some(()),
    };
    let length = u64::from(view.u16(16, Big)?);
    let name = printable(view.bytes(18, length.min(200))?);
    to.fact(
        "First entry",
        format!("{kind} named {name}"),
        12..18 + length,
    );
    Some(())
}

fn age(view: &View<'_>, to: &mut Details) -> Option<()> {
    if view.u8(0)? == b'-' {
        to.fact("Form", "Text", 0..34);
        return Some(());
    }
    to.fact("Version", "1", 19..21);
    let text = view.up_to(0, 8192)?;
    let mut at = 0;
    let mut count = 0;
    let mut first: Option<(&[u8], Range<u64>)> = None;
    for line in text.split(|byte| *byte == b'\n').take(300) {
        let end = at + line.len() as u64;
        if let Some(rest) = line.strip_prefix(b"-> ") {
            count += 1;
            let kind = rest.split(|byte| *byte == b' ').next().unwrap_or_default();
            first.get_or_insert((kind, at + 3..at + 3 + kind.len() as u64));
        }
        if line.starts_with(b"---") {
            break;
        }
        at = end + 1;
    }
    if let Some((kind, place)) = first {
        to.fact("Key for", printable(kind), place);
        to.fact("Who may read it", plural(count, "recipient"), 22..at);
    }
    Some(())
}

fn kdbx(view: &View<'_>, to: &mut Details) -> Option<()> {
    let (minor, major) = (view.u16(8, Little)?, view.u16(10, Little)?);
    to.fact("Version", format!("{major}.{minor}"), 8..12);
    // Fields with a number and a length, which has 32 bits since version 4.
    let width = if major >= 4 { 4 } else { 2 };
    let mut at = 12;
    for _ in 0..16 {
        let id = view.u8(at)?;
        let length = view.number(at + 1, width, Little)?;
        let start = at + 1 + width;
        let end = start.checked_add(length)?;
        match id {
            0 => break,
            2 => {
                let words = match view.bytes(start, length.min(16))? {
                    [0x31, 0xc1, 0xf2, 0xe6, ..] => "AES-256",
                    [0xd6, 0x03, 0x8a, 0x2b, ..] => "ChaCha20",
                    [0xad, 0x68, 0xf2, 0x9f, ..] => "Twofish",
                    _ => "Of another kind",
                };
                to.fact("Cipher", words, start..end);
            }
            3 => {
                let words = if view.u8(start)? == 1 { "gzip" } else { "None" };
                to.fact("Compression", words, start..end);
            }
            6 if length == 8 => {
                number(view, to, "Rounds to make the key", start..end, Little, "")?;
            }
            _ => {}
        }
        at = end;
    }
    Some(())
}

fn kdb(view: &View<'_>, to: &mut Details) -> Option<()> {
    let version = view.u32(12, Little)?;
    to.fact("Version", format!("{version:#x}"), 12..16);
    let cipher = if view.u32(8, Little)? & 8 != 0 {
        "Twofish"
    } else {
        "AES-256"
    };
    to.fact("Cipher", cipher, 8..12);
    number(view, to, "Groups", 48..52, Little, "")?;
    number(view, to, "Entries", 52..56, Little, "")?;
    number(view, to, "Rounds to make the key", 120..124, Little, "")?;
    Some(())
}
