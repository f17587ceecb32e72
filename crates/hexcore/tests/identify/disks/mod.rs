//! Disks, file systems, captures and logs, written out from their specifications.

mod boot;
pub(crate) mod facts;
mod files;
mod linux;
mod network;
mod virtual_disks;

use crate::Sample;

pub(crate) fn samples() -> Vec<Sample> {
    [
        boot::samples(),
        files::samples(),
        linux::samples(),
        network::samples(),
        virtual_disks::samples(),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// So many bytes, with these at their places and zeros elsewhere.
pub(crate) fn image(size: usize, pieces: &[(usize, &[u8])]) -> Vec<u8> {
    let mut bytes = vec![0; size];
    put(&mut bytes, pieces);
    bytes
}

/// Puts bytes at their places.
pub(crate) fn put(bytes: &mut [u8], pieces: &[(usize, &[u8])]) {
    for (at, piece) in pieces {
        bytes[*at..at + piece.len()].copy_from_slice(piece);
    }
}

/// `bytes` with these at their places.
pub(crate) fn with(bytes: &[u8], pieces: &[(usize, &[u8])]) -> Vec<u8> {
    let mut bytes = bytes.to_vec();
    put(&mut bytes, pieces);
    bytes
}

/// Letters as 16-bit numbers, the lower byte first.
pub(crate) fn wide(text: &str) -> Vec<u8> {
    text.encode_utf16().flat_map(u16::to_le_bytes).collect()
}
