//! Certificates and keys: PEM, DER, OpenSSH.

use std::ops::Range;

use super::der::{self, Element};
use crate::identify::details::{Details, printable};
use crate::identify::kind::{Kind, Strength};
use crate::identify::test::Test::{Any, Bytes, Code};
use crate::identify::values::hex;
use crate::identify::values::shown;
use crate::identify::view::View;

pub(super) const PEM: Kind = Kind {
    id: "pem",
    name: "PEM data",
    mime: "application/x-pem-file",
    extensions: &["pem", "crt", "cer", "key", "csr", "crl"],
    tests: &[Bytes(0, b"-----BEGIN "), Code(64, label)],
    strength: Strength::Certain,
    source: "RFC 7468, 2 and 4 to 13",
    lesson: "Bytes of a certificate or key as text, 64 characters a line, between lines that say what it is.",
    details: Some(pem),
};

pub(super) const SSH_PRIVATE: Kind = Kind {
    id: "openssh-private-key",
    name: "OpenSSH private key",
    mime: "application/x-openssh-key",
    extensions: &[],
    tests: &[Bytes(0, b"-----BEGIN OPENSSH PRIVATE KEY-----")],
    strength: Strength::Certain,
    source: "OpenSSH, PROTOCOL.key",
    lesson: "The secret half of a key: who has this file, and its password if it has one, is you.",
    details: Some(ssh_private),
};

pub(super) const SSH_PUBLIC: Kind = Kind {
    id: "openssh-public-key",
    name: "OpenSSH public key",
    mime: "text/x-ssh-public-key",
    extensions: &["pub"],
    tests: &[Any(&[
        Bytes(0, b"ssh-rsa AAAAB3NzaC1yc2E"),
        Bytes(0, b"ssh-dss AAAAB3NzaC1kc3M"),
        Bytes(0, b"ssh-ed25519 AAAAC3NzaC1lZDI1NTE5"),
        Bytes(0, b"ecdsa-sha2-nistp256 AAAAE2VjZHNhLXNoYTItbmlzdHAyNTY"),
        Bytes(0, b"ecdsa-sha2-nistp384 AAAAE2VjZHNhLXNoYTItbmlzdHAzODQ"),
        Bytes(0, b"ecdsa-sha2-nistp521 AAAAE2VjZHNhLXNoYTItbmlzdHA1MjE"),
        Bytes(0, b"ssh-rsa-cert-v01@openssh.com AAAA"),
        Bytes(0, b"ssh-ed25519-cert-v01@openssh.com AAAA"),
        Bytes(0, b"ecdsa-sha2-nistp256-cert-v01@openssh.com AAAA"),
        Bytes(0, b"sk-ssh-ed25519@openssh.com AAAA"),
        Bytes(0, b"sk-ecdsa-sha2-nistp256@openssh.com AAAA"),
    ])],
    strength: Strength::Certain,
    source: "RFC 4253, 6.6; RFC 8709; sshd(8), AUTHORIZED_KEYS FILE FORMAT",
    lesson: "The half of a key that others may have. Its name is in it once more, as the letters AAAAB3Nza… \
             show.",
    details: Some(ssh_public),
};

pub(super) const CERTIFICATE: Kind = Kind {
    id: "der-certificate",
    name: "Certificate",
    mime: "application/pkix-cert",
    extensions: &["der", "cer", "crt"],
    tests: &[Bytes(0, b"\x30"), Code(64, der_certificate)],
    strength: Strength::Certain,
    source: "RFC 5280, 4.1; ITU-T X.690, 8.1",
    lesson: "Who somebody is, their key, and the signature of one who vouches for it: nested boxes, each with \
             its type and length before it.",
    details: Some(certificate),
};

pub(super) const REQUEST: Kind = Kind {
    id: "der-certificate-request",
    name: "DER Encoded Certificate request",
    mime: "application/pkcs10",
    extensions: &["csr", "p10", "der"],
    tests: &[Bytes(0, b"\x30"), Code(56, der_request)],
    strength: Strength::Likely,
    source: "RFC 2986, 4; ITU-T X.690, 8.1",
    lesson: "A key and a name that somebody wants a certificate for.",
    details: None,
};

pub(super) const KEY: Kind = Kind {
    id: "der-key",
    name: "DER Encoded Key Pair",
    mime: "application/pkcs8",
    extensions: &["key", "der", "p8"],
    tests: &[Bytes(0, b"\x30"), Code(60, der_key)],
    strength: Strength::Likely,
    source: "RFC 8017, A.1.2; RFC 5208, 5; ITU-T X.690, 8.1",
    lesson: "A secret key as a list of numbers; with RSA, the two primes are among them.",
    details: Some(key),
};

pub(super) const PKCS7: Kind = Kind {
    id: "pkcs7",
    name: "DER Encoded PKCS#7 Signed Data",
    mime: "application/pkcs7-mime",
    extensions: &["p7b", "p7c", "p7s", "p7m", "rsa", "cat"],
    tests: &[Bytes(0, b"\x30"), Code(80, |view| wrapped(view, SIGNED))],
    strength: Strength::Certain,
    source: "RFC 2315, 7 and 9.1",
    lesson: "Something signed, with the certificates of who signed it; often only the certificates are there.",
    details: None,
};

pub(super) const PKCS12: Kind = Kind {
    id: "pkcs12",
    name: "PKCS#12 key and certificate store",
    mime: "application/x-pkcs12",
    extensions: &["p12", "pfx"],
    tests: &[Bytes(0, b"\x30"), Code(80, der_store)],
    strength: Strength::Certain,
    source: "RFC 7292, 4",
    lesson: "A secret key with its certificates, locked with a password, to take to another machine.",
    details: None,
};

/// What stands after BEGIN, and what it is called.
const LABELS: &[(&str, &str)] = &[
    ("CERTIFICATE", "PEM certificate"),
    ("X509 CERTIFICATE", "PEM certificate"),
    ("TRUSTED CERTIFICATE", "PEM trusted certificate"),
    ("CERTIFICATE REQUEST", "PEM certificate request"),
    ("NEW CERTIFICATE REQUEST", "PEM certificate request"),
    ("X509 CRL", "PEM certificate revocation list"),
    ("RSA PRIVATE KEY", "PEM RSA private key"),
    ("DSA PRIVATE KEY", "PEM DSA private key"),
    ("EC PRIVATE KEY", "PEM EC private key"),
    ("ECDSA PRIVATE KEY", "PEM ECDSA private key"),
    ("PRIVATE KEY", "PEM private key"),
    ("ENCRYPTED PRIVATE KEY", "PEM encrypted private key"),
    ("PUBLIC KEY", "PEM public key"),
    ("RSA PUBLIC KEY", "PEM RSA public key"),
    ("DSA PUBLIC KEY", "PEM DSA public key"),
    ("EC PARAMETERS", "PEM EC parameters"),
    ("DH PARAMETERS", "PEM DH parameters"),
    ("DSA PARAMETERS", "PEM DSA parameters"),
    ("PKCS7", "PEM PKCS#7 data"),
    ("CMS", "PEM CMS data"),
];

/// The label that a file begins with.
fn label_of(view: &View<'_>) -> Option<&'static (&'static str, &'static str)> {
    let line = view
        .up_to(0, 80)?
        .split(|byte| matches!(byte, b'\n' | b'\r'))
        .next()?;
    let label = line.strip_prefix(b"-----BEGIN ")?.strip_suffix(b"-----")?;
    LABELS.iter().find(|(name, _)| name.as_bytes() == label)
}

fn label(view: &View<'_>) -> Option<(String, Range<u64>)> {
    let (name, _) = label_of(view)?;
    Some((
        format!("the label {name} and five dashes"),
        11..16 + name.len() as u64,
    ))
}

fn pem(view: &View<'_>, to: &mut Details) -> Option<()> {
    let (name, words) = label_of(view)?;
    to.head(*words);
    to.fact("Label", *name, 11..11 + name.len() as u64);
    let head = view.head();
    let count = head.windows(11).filter(|it| it == b"-----BEGIN ").count();
    if count > 1 {
        let more = if view.size() > head.len() as u64 {
            "At least "
        } else {
            ""
        };
        to.fact("Blocks", format!("{more}{count}"), 0..head.len() as u64);
    }
    if let Some(at) = view.find(0, 200, b"Proc-Type: 4,ENCRYPTED") {
        to.fact("Encrypted", "Yes", at..at + 22);
        if let Some(at) = view.find(0, 300, b"DEK-Info: ") {
            let line = view
                .up_to(at + 10, 80)?
                .split(|byte| matches!(byte, b',' | b'\n' | b'\r'))
                .next()?;
            to.fact(
                "Cipher",
                printable(line),
                at + 10..at + 10 + line.len() as u64,
            );
        }
    }
    if view.find(0, 64 << 10, b"-----END ").is_none() && view.size() <= 64 << 10 {
        to.note(
            "The line that ends it is missing: it may have been cut off.",
            None,
        );
    }
    Some(())
}

/// The bytes that base 64 stands for, up to anything else.
fn base_64(text: &[u8]) -> Vec<u8> {
    let mut bytes = Vec::new();
    let (mut bits, mut count) = (0u32, 0);
    for letter in text.iter().filter(|byte| !byte.is_ascii_whitespace()) {
        let value = match letter {
            b'A'..=b'Z' => letter - b'A',
            b'a'..=b'z' => letter - b'a' + 26,
            b'0'..=b'9' => letter - b'0' + 52,
            b'+' => 62,
            b'/' => 63,
            _ => break,
        };
        bits = bits << 6 | u32::from(value);
        count += 6;
        if count >= 8 {
            count -= 8;
            bytes.push((bits >> count) as u8);
        }
    }
    bytes
}

/// A text or number with its length before it (RFC 4251, 5), and the rest.
fn field(bytes: &[u8]) -> Option<(&[u8], &[u8])> {
    let (length, rest) = bytes.split_first_chunk::<4>()?;
    rest.split_at_checked(usize::try_from(u32::from_be_bytes(*length)).ok()?)
}

fn ssh_private(view: &View<'_>, to: &mut Details) -> Option<()> {
    let text = view.up_to(35, 1500)?;
    let bytes = base_64(text);
    let at = 35..35 + text.len() as u64;
    let rest = bytes.strip_prefix(b"openssh-key-v1\0")?;
    let (cipher, rest) = field(rest)?;
    let (function, rest) = field(rest)?;
    let (_, rest) = field(rest)?;
    to.fact("Cipher", printable(cipher), at.clone());
    to.fact(
        "Password",
        if function == b"none" { "No" } else { "Yes" },
        at.clone(),
    );
    let (public, _) = field(rest.get(4..)?)?;
    let (kind, _) = field(public)?;
    to.fact("Type", printable(kind), at);
    Some(())
}

fn ssh_public(view: &View<'_>, to: &mut Details) -> Option<()> {
    let line = view
        .up_to(0, 4096)?
        .split(|byte| matches!(byte, b'\n' | b'\r'))
        .next()?;
    let mut words = line.splitn(3, |byte| *byte == b' ');
    let (name, key) = (words.next()?, words.next()?);
    let kinds = [
        (&b"ssh-rsa"[..], "RSA"),
        (b"ssh-dss", "DSA"),
        (b"ssh-ed25519", "ED25519"),
        (b"sk-ssh-ed25519", "ED25519"),
        (b"ecdsa", "ECDSA"),
        (b"sk-ecdsa", "ECDSA"),
    ];
    let (_, kind) = kinds.iter().find(|(begin, _)| name.starts_with(begin))?;
    to.head(format!("OpenSSH {kind} public key"));
    let end = name.len() as u64;
    to.fact("Type", printable(name), 0..end);
    let at = end + 1..end + 1 + key.len() as u64;
    if *kind == "RSA" {
        // The name, the exponent, the number of the key.
        let bytes = base_64(key);
        let number = field(&bytes)
            .and_then(|(_, rest)| field(rest))
            .and_then(|(_, rest)| field(rest));
        if let Some((number, _)) = number.filter(|_| name == b"ssh-rsa") {
            let bits = der::bits_of(number);
            to.fact("Length", format!("{bits} bits"), at.clone());
        }
    }
    if let Some(comment) = words.next() {
        to.fact("Comment", shown(comment), at.end + 1..line.len() as u64);
    }
    Some(())
}

const SIGNED: &[u8] = &[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x07, 0x02];
const DATA: &[u8] = &[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x07, 0x01];

/// The sequence that is the whole file.
fn whole(view: &View<'_>) -> Option<Element> {
    let outer = Element::read(view, 0, view.size())?;
    (outer.tag == der::SEQUENCE && outer.end == view.size()).then_some(outer)
}

/// An object identifier and something in a box, which is the whole file.
fn wrapped(view: &View<'_>, id: &[u8]) -> Option<(String, Range<u64>)> {
    let outer = whole(view)?;
    let first = outer.first(view)?;
    let is_it = first.tag == der::OBJECT && view.bytes(first.start, id.len() as u64)? == id;
    let inner = outer.after(view, &first)?;
    (is_it && inner.tag == 0xa0 && inner.end == outer.end).then(|| {
        (
            "the identifier of such data, and lengths that agree".to_owned(),
            first.at..first.end,
        )
    })
}

/// The parts of what is signed in a certificate.
fn parts(view: &View<'_>) -> Option<(Element, Vec<Element>)> {
    let outer = whole(view)?;
    let signed = outer.first(view)?;
    let method = outer.after(view, &signed)?;
    let signature = outer.after(view, &method)?;
    let fits = signed.tag == der::SEQUENCE
        && method.tag == der::SEQUENCE
        && signature.tag == der::BITS
        && signature.end == outer.end;
    fits.then(|| (signed, signed.children(view, 12)))
}

fn der_certificate(view: &View<'_>) -> Option<(String, Range<u64>)> {
    let (signed, list) = parts(view)?;
    // The version may be left out where it is the first.
    let rest = match list.split_first() {
        Some((first, rest)) if first.tag == 0xa0 => rest,
        _ => &list,
    };
    let tags: Vec<u8> = rest.iter().map(|it| it.tag).take(6).collect();
    let expected = [
        der::INTEGER,
        der::SEQUENCE,
        der::SEQUENCE,
        der::SEQUENCE,
        der::SEQUENCE,
        der::SEQUENCE,
    ];
    (tags == expected).then(|| {
        (
            "parts of a certificate whose lengths agree".to_owned(),
            signed.at..signed.end,
        )
    })
}

fn der_request(view: &View<'_>) -> Option<(String, Range<u64>)> {
    let (signed, list) = parts(view)?;
    let tags: Vec<u8> = list.iter().map(|it| it.tag).collect();
    (tags == [der::INTEGER, der::SEQUENCE, der::SEQUENCE, 0xa0]).then(|| {
        (
            "parts of a request whose lengths agree".to_owned(),
            signed.at..signed.end,
        )
    })
}

fn der_store(view: &View<'_>) -> Option<(String, Range<u64>)> {
    let outer = whole(view)?;
    let version = outer.first(view)?;
    if view.bytes(version.at, 3)? != [der::INTEGER, 1, 3] {
        return None;
    }
    let inner = outer.after(view, &version)?;
    let first = inner.first(view)?;
    (first.tag == der::OBJECT && [DATA, SIGNED].contains(&view.bytes(first.start, 9)?)).then(|| {
        (
            "version 3, and data of PKCS#7 in it".to_owned(),
            version.at..first.end,
        )
    })
}

/// A list of nine numbers, or one in a box with its algorithm.
fn key_numbers(view: &View<'_>) -> Option<Vec<Element>> {
    const RSA: &[u8] = &[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x01, 0x01];
    let outer = whole(view)?;
    let mut list = outer.children(view, 10);
    if view.bytes(list.first()?.at, 3)? != [der::INTEGER, 1, 0] {
        return None;
    }
    if let [_, method, data, ..] = list.as_slice()
        && method.tag == der::SEQUENCE
        && data.tag == der::OCTETS
    {
        let id = method.first(view)?;
        if view.bytes(id.start, 9)? != RSA {
            return None;
        }
        list = data.first(view)?.children(view, 10);
    }
    let are_numbers = list.iter().all(|it| it.tag == der::INTEGER);
    (list.len() == 9 && are_numbers).then_some(list)
}

fn der_key(view: &View<'_>) -> Option<(String, Range<u64>)> {
    let list = key_numbers(view)?;
    Some((
        "nine numbers whose lengths agree".to_owned(),
        list.first()?.at..list.last()?.end,
    ))
}

fn key(view: &View<'_>, to: &mut Details) -> Option<()> {
    let list = key_numbers(view)?;
    let number = list.get(1)?;
    let bits = der::bits_of(view.bytes(number.start, number.end - number.start)?);
    to.part(format!("{bits} bits"));
    to.fact("Length", format!("{bits} bits"), number.at..number.end);
    Some(())
}

fn certificate(view: &View<'_>, to: &mut Details) -> Option<()> {
    let (_, list) = parts(view)?;
    let mut list = list.into_iter();
    let mut serial = list.next()?;
    let mut version = 1;
    if serial.tag == 0xa0 {
        let number = serial.first(view)?;
        version = u64::from(view.u8(number.start)?) + 1;
        to.fact("Version", version.to_string(), serial.at..serial.end);
        serial = list.next()?;
    }
    to.head(format!("Certificate, Version={version}"));
    let bytes = view.bytes(serial.start, (serial.end - serial.start).min(32))?;
    to.fact("Serial number", hex(bytes), serial.at..serial.end);
    let (_, issuer, validity) = (list.next()?, list.next()?, list.next()?);
    if let Some(name) = der::name(view, &issuer) {
        to.fact("Issued by", name, issuer.at..issuer.end);
    }
    let from = validity.first(view)?;
    let until = validity.after(view, &from)?;
    for (time, name) in [(from, "Valid from"), (until, "Valid until")] {
        if let Some(words) = der::time(view, &time) {
            to.fact(name, words, time.at..time.end);
        }
    }
    let subject = list.next()?;
    if let Some(name) = der::name(view, &subject) {
        to.fact("Issued to", name, subject.at..subject.end);
    }
    let key = list.next()?;
    let id = key.first(view)?.first(view)?;
    let words = der::algorithm(view.bytes(id.start, (id.end - id.start).min(16))?);
    to.fact("Key", words, id.at..id.end);
    Some(())
}
