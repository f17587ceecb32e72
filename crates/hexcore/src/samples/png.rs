//! The smallest picture: a PNG of one black pixel, in 67 bytes.
//!
//! Written after "Portable Network Graphics (PNG) Specification (Second Edition)", RFC 1950 (zlib)
//! and RFC 1951 (deflate).

/// The eight bytes that every PNG starts with (PNG, section 5.2).
const SIGNATURE: [u8; 8] = *b"\x89PNG\r\n\x1a\n";

/// Width 1 and height 1 as big-endian numbers, 8 bits per sample, greyscale, and 0 for the only
/// methods of compression and filtering and for no interlacing (PNG, section 11.2.2).
const HEADER: [u8; 13] = [0, 0, 0, 1, 0, 0, 0, 1, 8, 0, 0, 0, 0];

/// The one row: filter 0 (none), then the pixel, 0 (black).
const ROW: [u8; 2] = [0, 0];

/// The picture: 67 bytes.
pub(super) fn pixel() -> Vec<u8> {
    let mut png = SIGNATURE.to_vec();
    chunk(&mut png, *b"IHDR", &HEADER);
    chunk(&mut png, *b"IDAT", &zlib(&ROW));
    chunk(&mut png, *b"IEND", &[]);
    png
}

/// Appends a chunk: length, kind, data, and the CRC-32 of kind and data (PNG, section 5.3).
fn chunk(png: &mut Vec<u8>, kind: [u8; 4], data: &[u8]) {
    png.extend((data.len() as u32).to_be_bytes());
    png.extend(kind);
    png.extend(data);
    png.extend((!crc_32(crc_32(!0, &kind), data)).to_be_bytes());
}

/// `data` as a zlib stream (RFC 1950, section 2.2): a window of 32 KiB, the fastest level, the
/// compressed data, the Adler-32 of the data itself.
fn zlib(data: &[u8]) -> Vec<u8> {
    let mut stream = vec![0x78, 0x01];
    deflate(&mut stream, data);
    stream.extend(adler_32(data).to_be_bytes());
    stream
}

/// `data` as one last block with fixed codes (RFC 1951, section 3.2.6), without looking for
/// repetitions. Only bytes below 144 are written right, as the others have longer codes.
fn deflate(stream: &mut Vec<u8>, data: &[u8]) {
    // Bits fill each byte from its lowest on. A code's highest bit comes first.
    let mut bits: Vec<bool> = vec![true, true, false];
    for &byte in data {
        let code = byte.wrapping_add(0x30);
        bits.extend((0..8).rev().map(|bit| code >> bit & 1 == 1));
    }
    bits.extend([false; 7]);
    stream.extend(bits.chunks(8).map(|bits| {
        bits.iter()
            .rev()
            .fold(0_u8, |byte, &bit| byte << 1 | u8::from(bit))
    }));
}

/// Goes on with the CRC-32 of ISO 3309, before its last inversion (PNG, annex D). It starts at
/// `!0`.
fn crc_32(start: u32, data: &[u8]) -> u32 {
    data.iter().fold(start, |crc, &byte| {
        (0..8).fold(crc ^ u32::from(byte), |crc, _| match crc & 1 {
            1 => crc >> 1 ^ 0xedb8_8320,
            _ => crc >> 1,
        })
    })
}

/// The Adler-32 of `data` (RFC 1950, section 8.2).
fn adler_32(data: &[u8]) -> u32 {
    let (low, high) = data.iter().fold((1, 0), |(low, high), &byte| {
        let low = (low + u32::from(byte)) % 65_521;
        (low, (high + low) % 65_521)
    });
    high << 16 | low
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn checksums_of_known_texts() {
        // The check value that catalogues of CRCs give, and those of the empty message.
        assert_eq!(!crc_32(!0, b"123456789"), 0xcbf4_3926);
        assert_eq!(!crc_32(!0, b""), 0);
        assert_eq!(!crc_32(!0, b"IEND"), 0xae42_6082);
        assert_eq!(!crc_32(crc_32(!0, b"1234"), b"56789"), 0xcbf4_3926);
        assert_eq!(adler_32(b""), 1);
        assert_eq!(adler_32(b"Wikipedia"), 0x11e6_0398);
    }

    #[test]
    fn the_stream_of_two_zeros() {
        assert_eq!(zlib(&[0, 0]), *b"\x78\x01\x63\x60\0\0\0\x02\0\x01");
    }

    #[test]
    fn the_picture_has_three_chunks() {
        let png = pixel();
        assert_eq!(png.len(), 67);
        let mut rest = png.strip_prefix(&SIGNATURE).unwrap();
        let mut kinds = Vec::new();
        while let Some((length, after)) = rest.split_first_chunk::<4>() {
            let length = u32::from_be_bytes(*length) as usize;
            let (checked, after) = after.split_at(4 + length);
            let (sum, after) = after.split_first_chunk::<4>().unwrap();
            assert_eq!(u32::from_be_bytes(*sum), !crc_32(!0, checked));
            kinds.push(checked[..4].to_vec());
            rest = after;
        }
        assert_eq!(kinds, [b"IHDR", b"IDAT", b"IEND"]);
    }
}
