//! Compressed files, from their specifications.

use super::{be_32, crc_32, filled, join, le_16, le_32};
use crate::{Sample, sample};

/// A member of a gzip file with these flags and the fields that they announce (RFC 1952).
pub(super) fn gzip(flags: u8, time: u32, level: u8, system: u8, fields: &[u8]) -> Vec<u8> {
    join(&[
        &[0x1f, 0x8b, 8, flags],
        &time.to_le_bytes(),
        &[level, system],
        fields,
        // An empty block with the fixed codes, its sum and size.
        &[3, 0],
        &le_32(&[0, 0]),
    ])
}

/// A frame of Zstandard with one raw block (RFC 8878).
pub(super) fn zstd(flags: u8, fields: &[u8]) -> Vec<u8> {
    join(&[
        &[0x28, 0xb5, 0x2f, 0xfd, flags],
        fields,
        // The last block, raw, of five bytes.
        &[1 | 5 << 3, 0, 0],
        b"hello",
    ])
}

/// A frame that is skipped.
fn skippable(data: &[u8]) -> Vec<u8> {
    join(&[
        &[0x53, 0x2a, 0x4d, 0x18],
        &le_32(&[data.len() as u32]),
        data,
    ])
}

/// lzop 1.04: version, library, needed, method, level, flags, mode, time, name (conf.h, lzop.c).
pub(super) fn lzop(method: u8, system: u8) -> Vec<u8> {
    join(&[
        b"\x89LZO\0\r\n\x1a\n",
        &[0x10, 0x40, 0x20, 0xa0, 0x09, 0x40, method, 5],
        &be_32(&[u32::from(system) << 24 | 3, 0o100_644, 1_700_000_000, 0]),
        b"\x09hello.txt",
        &be_32(&[0x1234_5678]),
    ])
}

/// A stream of zlib with one stored block (RFC 1950 and 1951).
pub(super) fn stored() -> Vec<u8> {
    join(&[
        &[0x78, 0x01, 1],
        &le_16(&[5, !5]),
        b"hello",
        // The Adler-32 of hello.
        &be_32(&[0x062c_0215]),
    ])
}

pub(super) fn samples() -> Vec<Sample> {
    let bgzf = gzip(4, 0, 0, 255, b"\x06\0BC\x02\0\x1b\0");
    let lzip = join(&[
        b"LZIP\x01\x0c",
        &[0; 10],
        &le_32(&[crc_32(b"hello"), 5, 0, 36, 0]),
    ]);
    let lz4 = join(&[
        &le_32(&[0x184d_2204]),
        &[0x60, 0x70, 0x73],
        &le_32(&[0x8000_0005]),
        b"hello",
        &[0; 4],
    ]);
    vec![
        sample(
            "gzip",
            "named.gz",
            gzip(8, 1_700_000_000, 0, 11, b"hello.txt\0"),
            "gzip compressed data, was \"hello.txt\", last modified: Tue Nov 14 22:13:20 2023, \
             from NTFS filesystem (NT), original size modulo 2^32 0",
        ),
        sample(
            "gzip",
            "full.gz",
            gzip(0x1f, 1, 4, 3, b"\x04\0abcdname\0comment\0\0\0"),
            "gzip compressed data, ASCII, has CRC, extra field, has comment, \
             last modified: Thu Jan  1 00:00:01 1970, max speed, from Unix, original size modulo 2^32 0",
        ),
        sample(
            "bgzf",
            "reads.bam",
            bgzf,
            "Blocked GNU Zip Format (BGZF; gzip compatible), block length 27",
        ),
        sample("zlib", "stored.zz", stored(), "zlib compressed data"),
        sample("zlib", "dynamic.zz", dynamic(), "zlib compressed data"),
        sample(
            "zlib-short",
            "hello.zz",
            join(&[
                &[0x78, 0x9c, 0xcb, 0x48, 0xcd, 0xc9, 0xc9, 0x07, 0],
                &be_32(&[0x062c_0215]),
            ]),
            "zlib compressed data",
        ),
        sample(
            "compress",
            "old.z",
            // Codes of nine bits: h, e, l, l, o.
            [0x1f, 0x9d, 0x90, 0x68, 0xca, 0xb0, 0x61, 0xf3, 0x06],
            "compress'd data 16 bits",
        ),
        sample(
            "pack",
            "old.pack",
            // One level, with one letter and the end: the smallest tree.
            join(&[&[0x1f, 0x1e], &be_32(&[4]), &[1, 0, b'a', 0x08]]),
            "packed data, 4 characters originally",
        ),
        sample(
            "lzma",
            "known.lzma",
            join(&[
                &[0x5d],
                &le_32(&[1 << 23, 1000, 0]),
                &[0, 0x20, 0x99, 0x4b, 0xe2, 1, 2, 3],
            ]),
            "LZMA compressed data, non-streamed, size 1000",
        ),
        sample("lzip", "text.lz", lzip, "lzip compressed data, version: 1"),
        sample(
            "lzop",
            "text.lzo",
            lzop(1, 3),
            "lzop compressed data - version 1.040, LZO1X-1, os: Unix",
        ),
        sample("lz4", "text.lz4", lz4, "LZ4 compressed data (v1.4+)"),
        sample(
            "lz4-legacy",
            "kernel.lz4",
            join(&[&le_32(&[0x184c_2102, 6]), b"\x50hello"]),
            "LZ4 compressed data (v0.1-v0.9)",
        ),
        sample(
            "snappy",
            "text.sz",
            join(&[b"\xff\x06\0\0sNaPpY\x01\x09\0\0", &[1, 2, 3, 4], b"hello"]),
            "snappy framed data",
        ),
        sample(
            "lzfse",
            "raw.lzfse",
            join(&[b"bvx-", &le_32(&[5]), b"hello", b"bvx$"]),
            "lzfse encoded, no compression",
        ),
        sample(
            "lzfse",
            "small.lzfse",
            join(&[b"bvxn", &le_32(&[5, 6]), b"\xe5hello", b"bvx$"]),
            "lzfse encoded, lzvn compressed",
        ),
        sample(
            "zstd",
            "single.zst",
            zstd(0x20, &[5]),
            "Zstandard compressed data (v0.8+), Dictionary ID: None",
        ),
        sample(
            "zstd",
            "dictionary.zst",
            zstd(0x03, &[0x58, 0x11, 0x22, 0x33, 0x44]),
            "Zstandard compressed data (v0.8+), Dictionary ID: 1144201745",
        ),
        sample(
            "zstd-old",
            "old.zst",
            join(&[&[0x24, 0xb5, 0x2f, 0xfd], &[0; 9]]),
            "Zstandard compressed data (v0.4)",
        ),
        sample(
            "zstd-dictionary",
            "words.dict",
            join(&[&[0x37, 0xa4, 0x30, 0xec], &le_32(&[1234]), &[0x5a; 40]]),
            "Zstandard dictionary (ID 1234)",
        ),
        sample(
            "skippable-frame",
            "skipped.zst",
            skippable(b"anything"),
            "Skippable frame of Zstandard or LZ4",
        ),
        sample(
            "skippable-frame",
            "more.zst",
            join(&[&skippable(b"anything"), &zstd(0x21, &[7, 5])]),
            "Zstandard compressed data (v0.8+), Dictionary ID: 7",
        ),
        sample(
            "xz",
            "damaged.xz",
            filled(b"\xfd7zXZ\0\0\x04\xe6\xd6\xb4\x46", 40),
            "XZ compressed data, checksum CRC64",
        ),
    ]
}

/// The beginning of a stream whose block has codes of its own (RFC 1951, 3.2.7): 258 codes for literals, one
/// for distances, and of the lengths 0 and 1 and so on only 0, 1, 2 and 18, with two bits each.
fn dynamic() -> Vec<u8> {
    let mut bits: Vec<u8> = Vec::new();
    let mut put = |number: u32, count: u32| {
        for place in 0..count {
            bits.push((number >> place & 1) as u8);
        }
    };
    put(1, 1);
    put(2, 2);
    put(1, 5);
    put(0, 5);
    // The order is 16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15.
    put(14, 4);
    for length in [0, 0, 2, 2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 2, 0, 2] {
        put(length, 3);
    }
    put(0, 32);
    put(0, 32);
    let mut bytes = vec![0x78, 0x9c];
    for eight in bits.chunks(8) {
        bytes.push(eight.iter().rev().fold(0, |byte, bit| byte << 1 | bit));
    }
    bytes
}
