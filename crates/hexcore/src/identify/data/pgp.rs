//! OpenPGP: text armour, keys and messages as packets, and where GnuPG keeps keys.

use std::ops::Range;

use crate::identify::details::Details;
use crate::identify::kind::{Kind, Strength};
use crate::identify::test::Test::{Any, Bytes, Code};
use crate::identify::values::{long_time, named, shown, unix_time};
use crate::identify::view::{Order::Big, View};

pub(super) const PUBLIC_ARMOUR: Kind = Kind {
    id: "pgp-public-key",
    name: "PGP public key block",
    mime: "application/pgp-keys",
    extensions: &["asc", "key", "pgp"],
    tests: &[Bytes(0, b"-----BEGIN PGP PUBLIC KEY BLOCK-----")],
    strength: Strength::Certain,
    source: "RFC 9580, 6.2",
    lesson: "A public key as text, with a sum at its end that shows mistakes.",
    details: Some(armour),
};

pub(super) const PRIVATE_ARMOUR: Kind = Kind {
    id: "pgp-private-key",
    name: "PGP private key block",
    mime: "application/pgp-keys",
    extensions: &["asc", "key", "pgp"],
    tests: &[Bytes(0, b"-----BEGIN PGP PRIVATE KEY BLOCK-----")],
    strength: Strength::Certain,
    source: "RFC 9580, 6.2",
    lesson: "A secret key as text: it is not for others.",
    details: Some(armour),
};

pub(super) const MESSAGE_ARMOUR: Kind = Kind {
    id: "pgp-message",
    name: "PGP message",
    mime: "application/pgp-encrypted",
    extensions: &["asc", "pgp"],
    tests: &[Bytes(0, b"-----BEGIN PGP MESSAGE-----")],
    strength: Strength::Certain,
    source: "RFC 9580, 6.2",
    lesson: "Something encrypted or signed, as text, so that it goes through mail unchanged.",
    details: Some(armour),
};

pub(super) const SIGNATURE_ARMOUR: Kind = Kind {
    id: "pgp-signature",
    name: "PGP signature",
    mime: "application/pgp-signature",
    extensions: &["asc", "sig"],
    tests: &[Bytes(0, b"-----BEGIN PGP SIGNATURE-----")],
    strength: Strength::Certain,
    source: "RFC 9580, 6.2",
    lesson: "Who signed something, and that it was not changed since; what was signed is in another file.",
    details: Some(armour),
};

pub(super) const SIGNED: Kind = Kind {
    id: "pgp-signed-message",
    name: "PGP signed message",
    mime: "text/PGP",
    extensions: &["asc"],
    tests: &[Bytes(0, b"-----BEGIN PGP SIGNED MESSAGE-----")],
    strength: Strength::Certain,
    source: "RFC 9580, 7",
    lesson: "A text that everybody can read, with a signature below.",
    details: Some(armour),
};

pub(super) const KEYS: Kind = Kind {
    id: "openpgp-key",
    name: "OpenPGP key",
    mime: "application/pgp-keys",
    extensions: &["gpg", "pgp", "key"],
    tests: &[Code(40, key_packets)],
    strength: Strength::Likely,
    source: "RFC 9580, 4.2, 5.5.2 and 10.1",
    lesson: "Packets one after the other: the key, a name, and the signature that binds them.",
    details: Some(keys),
};

pub(super) const PASSWORD: Kind = Kind {
    id: "pgp-password",
    name: "PGP symmetric key encrypted data",
    mime: "application/pgp-encrypted",
    extensions: &["gpg", "pgp"],
    tests: &[Code(36, password_packets)],
    strength: Strength::Likely,
    source: "RFC 9580, 5.3 and 5.13",
    lesson: "Something encrypted with a password: the first packet says how the key is made of it.",
    details: Some(password),
};

pub(super) const KEYBOX: Kind = Kind {
    id: "gpg-keybox",
    name: "GPG keybox database",
    mime: "application/x-gnupg-keybox",
    extensions: &["kbx"],
    tests: &[Bytes(0, b"\0\0\0\x20\x01"), Bytes(8, b"KBXf")],
    strength: Strength::Certain,
    source: "GnuPG, kbx/keybox-blob.c",
    lesson: "The public keys that GnuPG knows.",
    details: Some(keybox),
};

pub(super) const TRUST: Kind = Kind {
    id: "gpg-trustdb",
    name: "GPG key trust database",
    mime: "application/x-gnupg-trustdb",
    extensions: &["gpg"],
    tests: &[Bytes(0, b"\x01gpg"), Any(&[Bytes(4, &[2]), Bytes(4, &[3])])],
    strength: Strength::Certain,
    source: "GnuPG, doc/DETAILS, Layout of the TrustDB",
    lesson: "Whom the owner of the keys trusts to vouch for others.",
    details: Some(trust),
};

/// The headers of armour, which end at an empty line.
fn armour(view: &View<'_>, to: &mut Details) -> Option<()> {
    let text = view.up_to(0, 1024)?;
    let mut at = 0;
    for line in text.split(|byte| *byte == b'\n').take(8) {
        let end = at + line.len() as u64;
        let known = [
            (&b"Version: "[..], "Made by"),
            (b"Comment: ", "Comment"),
            (b"Hash: ", "Hash"),
        ];
        for (key, name) in known {
            if let Some(value) = line.strip_prefix(key) {
                to.fact(name, shown(value.trim_ascii_end()), at..end);
            }
        }
        if at > 0 && line.trim_ascii().is_empty() {
            break;
        }
        at = end + 1;
    }
    Some(())
}

/// A packet: its tag, and where what it holds begins and ends.
struct Packet {
    tag: u8,
    at: u64,
    start: u64,
    end: u64,
}

fn packet(view: &View<'_>, at: u64) -> Option<Packet> {
    let first = view.u8(at)?;
    if first & 0x80 == 0 {
        return None;
    }
    let (tag, start, length) = if first & 0x40 == 0 {
        let width = match first & 3 {
            0 => 1,
            1 => 2,
            2 => 4,
            _ => return None,
        };
        (
            first >> 2 & 15,
            at + 1 + width,
            view.number(at + 1, width, Big)?,
        )
    } else {
        let tag = first & 0x3f;
        match view.u8(at + 1)? {
            it @ 0..=191 => (tag, at + 2, u64::from(it)),
            it @ 192..=223 => {
                let low = u64::from(view.u8(at + 2)?);
                (tag, at + 3, (u64::from(it) - 192) * 256 + low + 192)
            }
            255 => (tag, at + 6, u64::from(view.u32(at + 2, Big)?)),
            // A part whose length is a power of two, with more to come.
            it => (tag, at + 2, 1 << (it & 31)),
        }
    };
    let end = start.checked_add(length)?;
    Some(Packet {
        tag,
        at,
        start,
        end,
    })
}

const ALGORITHMS: &[(u64, &str)] = &[
    (1, "RSA (Encrypt or Sign"),
    (2, "RSA Encrypt-Only"),
    (3, "RSA Sign-Only"),
    (16, "ElGamal Encrypt-Only"),
    (17, "DSA"),
    (18, "Elliptic Curve"),
    (19, "ECDSA"),
    (22, "EdDSA"),
    (25, "X25519"),
    (27, "Ed25519"),
];

const TAGS: &[(u64, &str)] = &[
    (2, "Signature"),
    (5, "Secret Key"),
    (6, "Public Key"),
    (7, "Secret Subkey"),
    (12, "Trust"),
    (13, "User ID"),
    (14, "Public Subkey"),
    (17, "User Attribute"),
];

/// A key packet whose fields can be, and one after it that may follow it.
fn key_packets(view: &View<'_>) -> Option<(String, Range<u64>)> {
    let key = packet(view, 0)?;
    if !matches!(key.tag, 5 | 6) || key.end - key.start < 20 {
        return None;
    }
    let version = view.u8(key.start)?;
    let method = match version {
        2 | 3 => key.start + 7,
        4 | 6 => key.start + 5,
        _ => return None,
    };
    named(ALGORITHMS, u64::from(view.u8(method)?))?;
    // The time is not before there was PGP.
    let is_time = view.u32(key.start + 1, Big)? > 662_688_000;
    let next = packet(view, key.end)?;
    let fits = is_time && matches!(next.tag, 2 | 12 | 13 | 14 | 17 | 7) && next.end <= view.size();
    fits.then(|| {
        (
            "a key, and a packet that may follow it".to_owned(),
            0..next.start,
        )
    })
}

fn keys(view: &View<'_>, to: &mut Details) -> Option<()> {
    let key = packet(view, 0)?;
    let what = named(TAGS, u64::from(key.tag))?;
    let version = view.u8(key.start)?;
    let seconds = i64::from(view.u32(key.start + 1, Big)?);
    let method = if version < 4 {
        key.start + 7
    } else {
        key.start + 5
    };
    let id = view.u8(method)?;
    let name = named(ALGORITHMS, u64::from(id))?;
    let mut words = name.to_owned();
    let bits = view.u16(method + 1, Big)?;
    if id == 1 {
        words += &format!(", {bits} bits)");
    }
    let time = long_time(seconds)?;
    let mut head = format!("OpenPGP {what} Version {version}, Created {time}, {words}");
    to.fact("Version", version.to_string(), key.start..key.start + 1);
    to.fact("Created", unix_time(seconds)?, key.start + 1..key.start + 5);
    to.fact(
        "Algorithm",
        name.replace(" (Encrypt or Sign", ""),
        method..method + 1,
    );
    if matches!(id, 1..=3) {
        to.fact("Length", format!("{bits} bits"), method + 1..method + 3);
    }
    // The two packets after the key are named in the sentence; the first name is looked for a little longer.
    let mut at = key.end;
    for index in 0..6 {
        let Some(next) = packet(view, at) else { break };
        if index < 2 {
            head += "; ";
            head += named(TAGS, u64::from(next.tag)).unwrap_or("Packet");
        }
        if next.tag == 13 {
            let name = view.bytes(next.start, (next.end - next.start).min(200))?;
            to.fact("User", shown(name), next.at..next.end);
            if index >= 1 {
                break;
            }
        }
        at = next.end;
    }
    to.head(head + "; OpenPGP Certificate");
    Some(())
}

const CIPHERS: &[(u64, &str)] = &[
    (1, "IDEA"),
    (2, "3DES"),
    (3, "CAST5"),
    (4, "BLOWFISH"),
    (7, "AES"),
    (8, "AES192"),
    (9, "AES256"),
    (10, "TWOFISH"),
    (11, "CAMELLIA128"),
    (12, "CAMELLIA192"),
    (13, "CAMELLIA256"),
];

fn password_packets(view: &View<'_>) -> Option<(String, Range<u64>)> {
    let first = packet(view, 0)?;
    if first.tag != 3 || view.u8(first.start)? != 4 {
        return None;
    }
    named(CIPHERS, u64::from(view.u8(first.start + 1)?))?;
    // Salted and repeated, with a known sum.
    let is_known =
        view.u8(first.start + 2)? == 3 && matches!(view.u8(first.start + 3)?, 1..=3 | 8..=14);
    let next = packet(view, first.end)?;
    let fits = is_known && matches!(next.tag, 9 | 18 | 20) && first.end - first.start <= 80;
    fits.then(|| {
        (
            "how a key is made of a password, and encrypted data".to_owned(),
            0..next.start,
        )
    })
}

fn password(view: &View<'_>, to: &mut Details) -> Option<()> {
    let first = packet(view, 0)?;
    let at = first.start + 1;
    let name = named(CIPHERS, u64::from(view.u8(at)?))?;
    to.head(format!("GPG symmetrically encrypted data ({name} cipher)"));
    to.fact("Cipher", name, at..at + 1);
    const SUMS: &[(u64, &str)] = &[
        (1, "MD5"),
        (2, "SHA-1"),
        (3, "RIPEMD-160"),
        (8, "SHA-256"),
        (9, "SHA-384"),
        (10, "SHA-512"),
        (11, "SHA-224"),
    ];
    let sum = named(SUMS, u64::from(view.u8(at + 2)?)).unwrap_or("Of another kind");
    to.fact("Hash", sum, at + 2..at + 3);
    // Repeated so often that guessing is slow: four bits and a power of two.
    let coded = view.u8(at + 11)?;
    let count = (16 + u64::from(coded & 15)) << (u32::from(coded >> 4) + 6);
    to.fact("Bytes to hash", count.to_string(), at + 11..at + 12);
    Some(())
}

fn keybox(view: &View<'_>, to: &mut Details) -> Option<()> {
    let version = view.u8(5)?;
    to.head(format!("GPG keybox database version {version}"));
    to.fact("Version", version.to_string(), 5..6);
    for (at, words, name) in [
        (16, "created-at", "Created"),
        (20, "last-maintained", "Last maintained"),
    ] {
        let seconds = i64::from(view.u32(at, Big)?);
        to.part(format!("{words} {}", long_time(seconds)?));
        to.fact(name, unix_time(seconds)?, at..at + 4);
    }
    Some(())
}

fn trust(view: &View<'_>, to: &mut Details) -> Option<()> {
    let version = view.u8(4)?;
    to.head(format!("GPG key trust database version {version}"));
    to.fact("Version", version.to_string(), 4..5);
    Some(())
}
