//! One line of text in two encodings, after "The Unicode Standard", sections 3.9 and 3.10.

const LINE: &str = "🐝\n";

pub(super) fn utf_8() -> Vec<u8> {
    LINE.as_bytes().to_vec()
}

/// Little-endian, behind U+FEFF, by which a reader sees the order of bytes.
pub(super) fn utf_16() -> Vec<u8> {
    let units = [0xfeff].into_iter().chain(LINE.encode_utf16());
    units.flat_map(u16::to_le_bytes).collect()
}
