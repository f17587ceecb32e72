//! Certificates, keys, and what is locked.

use super::hex;
use crate::disks::image;
use crate::made::made;
use crate::{Sample, sample};

/// What OpenSSL made: a certificate of example.org, signed by itself.
pub(super) const CERTIFICATE: &str =
    "308201ae30820155a00302010202041234abcd300a06082a8648ce3d0403023035310b30090603550406130247423110
     300e060355040a0c074578616d706c653114301206035504030c0b6578616d706c652e6f7267301e170d323631313236
     3138323334335a170d3336313132333138323334335a3035310b30090603550406130247423110300e060355040a0c07
     4578616d706c653114301206035504030c0b6578616d706c652e6f72673059301306072a8648ce3d020106082a8648ce
     3d03010703420004e19d9c8ecb6e7aafa723cd1f1d4d05e5f3f4a5c84c7505e1b22646d5f2a02d75d5618bee8a41a18b
     e100a23216b85b89a04cccb8d1c9912be3b06c29e5caeea1a3533051301d0603551d0e0416041448940b219abcd70b70
     9bbee23090ebedd04a635c301f0603551d2304183016801448940b219abcd70b709bbee23090ebedd04a635c300f0603
     551d130101ff040530030101ff300a06082a8648ce3d04030203470030440220158f008760d4b8091a9ca8e75bab406b
     b095bb58d957f1ddef8cc1a00211f6d0022047a228ebdaafa9edcc352a10bf509f2a2e33577e17c349fc06efce929920
     c8a5";

/// And a request for one.
const REQUEST: &str =
    "3081d0307802010030163114301206035504030c0b6578616d706c652e6f72673059301306072a8648ce3d020106082a
     8648ce3d03010703420004e19d9c8ecb6e7aafa723cd1f1d4d05e5f3f4a5c84c7505e1b22646d5f2a02d75d5618bee8a
     41a18be100a23216b85b89a04cccb8d1c9912be3b06c29e5caeea1a000300a06082a8648ce3d04030203480030450221
     00f77d806968bc0ff45d976b579e9845aafe33dc4516f60e08aed74bbd3c447a450220311b3ae4c85da4d462b507e1ae
     bba2bb99d5486657bf0e4d54acd0c5759893c7";

pub(super) const RSA: &str = "ssh-rsa AAAAB3NzaC1yc2EAAAADAQABAAAAgQDuNAuc/7N6mJylROa7eAoseJAdP7M3OHaFEaM\
     GF6+gHUv1Ei80RVTFO94uu4zSt+PRYArWMcOFpdfM4jx3hUWa28G0yQD/5I1XW12lxjgEASX2XbD+PiRJS3bqmGRX2YYIT+0IuXi\
     vTX0ZanRGqGtYAJ5ja2EdsWIRtlqarf8pxQ== me@home\n";

/// A key that is locked with a password; what would be secret is all zeros.
pub(super) const SSH_PRIVATE: &str = "-----BEGIN OPENSSH PRIVATE KEY-----\n\
     b3BlbnNzaC1rZXktdjEAAAAACmFlczI1Ni1jdHIAAAAGYmNyeXB0AAAAGAAAABAwMTIzND\n\
     U2Nzg5YWJjZGVmAAAAEAAAAAEAAAAzAAAAC3NzaC1lZDI1NTE5AAAAIC1xFkK3JrBEAWJ8\n\
     qfusMvXIUw+xkDzE2wIlhxeSGkiBAAAAQAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA\n\
     AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\n\
     -----END OPENSSH PRIVATE KEY-----\n";

/// A box with its length before what it holds (X.690, 8.1).
pub(super) fn der(tag: u8, content: &[u8]) -> Vec<u8> {
    let length = u16::try_from(content.len()).unwrap();
    let start = match length {
        0..=0x7f => vec![tag, length as u8],
        0x80..=0xff => vec![tag, 0x81, length as u8],
        _ => vec![tag, 0x82, (length >> 8) as u8, length as u8],
    };
    [&start, content].concat()
}

/// The key of textbooks: 61 times 53.
pub(super) fn rsa_key() -> Vec<u8> {
    let numbers: [&[u8]; 9] = [
        &[0],
        &[0x0c, 0xa1],
        &[17],
        &[0x01, 0x9d],
        &[61],
        &[53],
        &[53],
        &[49],
        &[38],
    ];
    let all: Vec<u8> = numbers.iter().flat_map(|it| der(2, it)).collect();
    der(0x30, &all)
}

const DATA: &[u8] = b"\x2a\x86\x48\x86\xf7\x0d\x01\x07\x01";
const SIGNED: &[u8] = b"\x2a\x86\x48\x86\xf7\x0d\x01\x07\x02";

fn pkcs7() -> Vec<u8> {
    let inner = der(0x30, &der(6, DATA));
    let signed = [der(2, &[1]), der(0x31, &[]), inner, der(0x31, &[])].concat();
    der(
        0x30,
        &[der(6, SIGNED), der(0xa0, &der(0x30, &signed))].concat(),
    )
}

fn pkcs12() -> Vec<u8> {
    let data = [der(6, DATA), der(0xa0, &der(4, &[0x30, 0]))].concat();
    der(0x30, &[der(2, &[3]), der(0x30, &data)].concat())
}

/// A text between lines with this label.
pub(super) fn pem(label: &str, headers: &str) -> Vec<u8> {
    format!(
        "-----BEGIN {label}-----\n{headers}MIIBrjCCAVWgAwIBAgIEEjSrzTAKBggqhkjOPQQDAjA1\n-----END {label}-----\n"
    )
    .into_bytes()
}

/// An old packet with two bytes of length (RFC 9580, 4.2.2).
pub(super) fn packet(tag: u8, content: &[u8]) -> Vec<u8> {
    made(&[0x81 | tag << 2])
        .be16(&[u16::try_from(content.len()).unwrap()])
        .put(content)
        .0
}

/// A key, a name and a signature.
pub(super) fn openpgp(tag: u8, method: u8) -> Vec<u8> {
    let key = made(&[4])
        .be32(&[1_600_000_000])
        .put([method, 8, 0])
        .put([0xa5; 256])
        .put(b"\0\x11\x01\0\x01")
        .0;
    made(&packet(tag, &key))
        .put(packet(13, b"A <a@b.c>"))
        .put(packet(2, &[4, 0x13, 1, 8, 0, 0, 0, 0]))
        .0
}

pub(super) fn locked() -> Vec<u8> {
    made(&[0x8c, 13, 4, 9, 3, 10])
        .put(b"saltsalt\x60")
        .put([0xd2, 20, 1])
        .put([0x77; 19])
        .0
}

pub(super) fn keybox() -> Vec<u8> {
    image(
        64,
        &[
            (0, &[0, 0, 0, 32, 1, 1, 0, 2]),
            (8, b"KBXf"),
            (16, &1_600_000_000_u32.to_be_bytes()),
            (20, &1_700_000_000_u32.to_be_bytes()),
        ],
    )
}

pub(super) fn jks(sign: u32) -> Vec<u8> {
    made(&sign.to_be_bytes())
        .be32(&[2, 1, 2])
        .be16(&[4])
        .put(b"root")
        .zeros(30)
        .0
}

pub(super) fn age() -> Vec<u8> {
    made(b"age-encryption.org/v1\n-> X25519 mGmi6s9ywOhqg+e2\nabcd\n-> scrypt abcd 18\nefgh\n--- mac\n")
        .put([0x99; 40])
        .0
}

pub(super) fn kdbx() -> Vec<u8> {
    made(b"\x03\xd9\xa2\x9a\x67\xfb\x4b\xb5\x01\0\x04\0")
        .put([2, 16, 0, 0, 0])
        .put(hex("d6038a2b8b6f4cb5a524339a31dbb59a"))
        .put([3, 4, 0, 0, 0, 1, 0, 0, 0])
        .put([0, 4, 0, 0, 0, 13, 10, 13, 10])
        .0
}

pub(super) fn samples() -> Vec<Sample> {
    let labels = [
        ("CERTIFICATE", "PEM certificate"),
        ("CERTIFICATE REQUEST", "PEM certificate request"),
        ("RSA PRIVATE KEY", "PEM RSA private key"),
        ("DSA PRIVATE KEY", "PEM DSA private key"),
        ("EC PRIVATE KEY", "PEM EC private key"),
        ("PRIVATE KEY", "PEM private key"),
        ("ENCRYPTED PRIVATE KEY", "PEM encrypted private key"),
        ("PUBLIC KEY", "PEM public key"),
        ("X509 CRL", "PEM certificate revocation list"),
    ];
    let pems = labels
        .into_iter()
        .map(|(label, sentence)| sample("pem", "a.pem", pem(label, ""), sentence));
    let armour = |kind, label: &str, sentence| sample(kind, "a.asc", pem(label, "\n"), sentence);
    let mut list: Vec<Sample> = pems.collect();
    list.extend([
        sample(
            "openssh-private-key",
            "id_ed25519",
            SSH_PRIVATE,
            "OpenSSH private key",
        ),
        sample("openssh-public-key", "id_rsa.pub", RSA, "OpenSSH RSA public key"),
        sample(
            "openssh-public-key",
            "id_ed25519.pub",
            "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIC1xFkK3JrBEAWJ8qfusMvXIUw+xkDzE2wIlhxeSGkiB me\n",
            "OpenSSH ED25519 public key",
        ),
        sample("der-certificate", "a.der", hex(CERTIFICATE), "Certificate, Version=3"),
        sample(
            "der-certificate-request",
            "a.csr",
            hex(REQUEST),
            "DER Encoded Certificate request",
        ),
        sample("der-key", "key.der", rsa_key(), "DER Encoded Key Pair, 12 bits"),
        sample("pkcs7", "chain.p7b", pkcs7(), "DER Encoded PKCS#7 Signed Data"),
        sample("pkcs12", "me.p12", pkcs12(), "PKCS#12 key and certificate store"),
        armour("pgp-public-key", "PGP PUBLIC KEY BLOCK", "PGP public key block"),
        armour("pgp-private-key", "PGP PRIVATE KEY BLOCK", "PGP private key block"),
        armour("pgp-message", "PGP MESSAGE", "PGP message"),
        armour("pgp-signature", "PGP SIGNATURE", "PGP signature"),
        armour("pgp-signed-message", "PGP SIGNED MESSAGE", "PGP signed message"),
        sample(
            "openpgp-key",
            "ring.gpg",
            openpgp(6, 1),
            "OpenPGP Public Key Version 4, Created Sun Sep 13 12:26:40 2020, RSA (Encrypt or Sign, 2048 bits); \
             User ID; Signature; OpenPGP Certificate",
        ),
        sample(
            "pgp-password",
            "locked.gpg",
            locked(),
            "GPG symmetrically encrypted data (AES256 cipher)",
        ),
        sample(
            "gpg-keybox",
            "pubring.kbx",
            keybox(),
            "GPG keybox database version 1, created-at Sun Sep 13 12:26:40 2020, last-maintained Tue Nov 14 \
             22:13:20 2023",
        ),
        sample(
            "gpg-trustdb",
            "trustdb.gpg",
            made(b"\x01gpg\x03\x03\x01\x05").zeros(32).0,
            "GPG key trust database version 3",
        ),
        sample("jks", "keys.jks", jks(0xfeed_feed), "Java KeyStore"),
        sample("jceks", "keys.jceks", jks(0xcece_cece), "Java JCE KeyStore"),
        sample("age", "secret.age", age(), "age encrypted file"),
        sample(
            "kdbx",
            "mine.kdbx",
            kdbx(),
            "Keepass password database 2.x KDBX",
        ),
        sample(
            "kdb",
            "mine.kdb",
            image(
                124,
                &[
                    (0, b"\x03\xd9\xa2\x9a\x65\xfb\x4b\xb5"),
                    (8, &[3, 0, 0, 0, 4, 0, 3, 0]),
                    (48, &[5, 0, 0, 0, 9]),
                    (120, &6000_u32.to_le_bytes()),
                ],
            ),
            "Keepass password database 1.x KDB",
        ),
    ]);
    list
}
