//! Archives and compressed files: made by the tools of a Debian system, and written out from the
//! specifications.

#![allow(clippy::unwrap_used, clippy::indexing_slicing)] // A test that cannot go on fails.

mod classic;
mod facts;
mod packages;
mod streams;
mod tools;
pub(crate) mod zips;

#[path = "../../kit/mod.rs"]
pub(crate) mod kit;

use crate::Sample;

pub(crate) fn samples() -> Vec<Sample> {
    [
        classic::samples(),
        packages::samples(),
        streams::samples(),
        tools::samples(),
        zips::samples(),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// Numbers of 16 bits, the lower byte first.
pub(crate) fn le_16(numbers: &[u16]) -> Vec<u8> {
    numbers.iter().flat_map(|it| it.to_le_bytes()).collect()
}

/// Numbers of 32 bits, the lowest byte first.
pub(crate) fn le_32(numbers: &[u32]) -> Vec<u8> {
    numbers.iter().flat_map(|it| it.to_le_bytes()).collect()
}

/// Numbers of 16 bits, the higher byte first.
pub(crate) fn be_16(numbers: &[u16]) -> Vec<u8> {
    numbers.iter().flat_map(|it| it.to_be_bytes()).collect()
}

/// Numbers of 32 bits, the highest byte first.
pub(crate) fn be_32(numbers: &[u32]) -> Vec<u8> {
    numbers.iter().flat_map(|it| it.to_be_bytes()).collect()
}

/// Parts behind each other.
pub(crate) fn join(parts: &[&[u8]]) -> Vec<u8> {
    parts.concat()
}

/// `bytes`, filled up with NULs to this length.
pub(crate) fn filled(bytes: &[u8], length: usize) -> Vec<u8> {
    let mut bytes = bytes.to_vec();
    bytes.resize(length, 0);
    bytes
}

/// CRC-32, bit by bit.
pub(crate) fn crc_32(bytes: &[u8]) -> u32 {
    let mut crc = u32::MAX;
    for byte in bytes {
        crc ^= u32::from(*byte);
        for _ in 0..8 {
            crc = if crc & 1 == 1 {
                crc >> 1 ^ 0xedb8_8320
            } else {
                crc >> 1
            };
        }
    }
    !crc
}
