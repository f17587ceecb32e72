//! One swing of a tone in two formats, which write the same numbers in opposite orders.
//!
//! Written after "Multimedia Programming Interface and Data Specifications 1.0" by IBM and Microsoft
//! (WAVE) and the manual page au(4) of Solaris.

/// Samples per second.
const RATE: u32 = 8000;

/// A sine of a thousand hertz, of half the volume that fits: 16384 × sin(k × 45°).
const SAMPLES: [i16; 8] = [0, 11_585, 16_384, 11_585, 0, -11_585, -16_384, -11_585];

/// Bytes of a sample.
const WIDTH: u32 = 2;

const LENGTH: u32 = SAMPLES.len() as u32 * WIDTH;

/// The tone as a WAVE file of 60 bytes: little-endian.
pub(super) fn wav() -> Vec<u8> {
    let mut format = Vec::new();
    // Samples as they are, on one channel.
    format.extend([1_u16, 1].map(u16::to_le_bytes).concat());
    format.extend([RATE, RATE * WIDTH].map(u32::to_le_bytes).concat());
    // Bytes of all channels together, bits of a sample.
    format.extend([2_u16, 16].map(u16::to_le_bytes).concat());

    let mut waves = b"WAVE".to_vec();
    chunk(&mut waves, *b"fmt ", &format);
    chunk(
        &mut waves,
        *b"data",
        &SAMPLES.map(i16::to_le_bytes).concat(),
    );
    let mut file = Vec::new();
    chunk(&mut file, *b"RIFF", &waves);
    file
}

/// Appends a chunk of an even number of bytes.
fn chunk(file: &mut Vec<u8>, name: [u8; 4], data: &[u8]) {
    file.extend(name);
    file.extend((data.len() as u32).to_le_bytes());
    file.extend(data);
}

/// The tone as a Sun audio file of 40 bytes: big-endian.
pub(super) fn au() -> Vec<u8> {
    let mut file = b".snd".to_vec();
    // Where the samples begin, how many bytes they have, 16 bits each, how many a second, one channel.
    file.extend([24, LENGTH, 3, RATE, 1].map(u32::to_be_bytes).concat());
    file.extend(SAMPLES.map(i16::to_be_bytes).concat());
    file
}
