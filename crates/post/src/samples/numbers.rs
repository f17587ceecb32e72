//! Four numbers as NumPy saves them.
//!
//! Written after the format that the documentation of `numpy.lib.format` specifies, version 1.0.

/// What Python's 0.1, 0.2, 0.3 and 0.1 + 0.2 are.
const NUMBERS: [f64; 4] = [0.1, 0.2, 0.3, 0.1 + 0.2];

/// What is in the file, as a Python literal: numbers of eight bytes, little-endian, in one row.
const HEADER: &str = "{'descr': '<f8', 'fortran_order': False, 'shape': (4,), }";

/// The numbers start at a multiple of this.
const ALIGNMENT: usize = 64;

/// The file: 160 bytes.
pub(super) fn npy() -> Vec<u8> {
    let mut file = b"\x93NUMPY\x01\x00".to_vec();
    // Its length, the header, spaces, and the end of the line as the last byte before the numbers.
    let start = (file.len() + 2 + HEADER.len() + 1).next_multiple_of(ALIGNMENT);
    file.extend(((start - file.len() - 2) as u16).to_le_bytes());
    file.extend(HEADER.bytes());
    file.resize(start - 1, b' ');
    file.push(b'\n');
    file.extend(NUMBERS.iter().flat_map(|number| number.to_le_bytes()));
    file
}
