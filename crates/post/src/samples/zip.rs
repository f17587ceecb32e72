//! A ZIP archive of two files that are stored as they are.
//!
//! Written after "APPNOTE.TXT - .ZIP File Format Specification", sections 4.3 and 4.4. All numbers are
//! little-endian.

/// The files: names and what is in them.
const FILES: [(&str, &str); 2] = [("hi.txt", "Hi\n"), ("bye.txt", "Bye\n")];

/// 1.0: files that are stored, in no folders.
const VERSION: u16 = 10;

/// Noon, as hours, minutes and pairs of seconds.
const TIME: u16 = 12 << 11;

/// 5 October 2026, as years from 1980, months and days.
const DATE: u16 = 46 << 9 | 10 << 5 | 5;

/// The archive: 207 bytes.
pub(super) fn two_files() -> Vec<u8> {
    let mut archive = Vec::new();
    let mut directory = Vec::new();
    for (name, text) in FILES {
        let offset = archive.len() as u32;
        let mut shared = Vec::new();
        // Version that is needed, no flags, the method 0: stored.
        words(&mut shared, &[VERSION, 0, 0, TIME, DATE]);
        longs(&mut shared, &[crc_32(text.as_bytes())]);
        longs(&mut shared, &[text.len() as u32; 2]);
        // The lengths of the name and of what may come after it.
        words(&mut shared, &[name.len() as u16, 0]);

        archive.extend(b"PK\x03\x04");
        archive.extend(&shared);
        archive.extend(name.bytes().chain(text.bytes()));

        directory.extend(b"PK\x01\x02");
        words(&mut directory, &[VERSION]);
        directory.extend(&shared);
        // No comment, the first disk, nothing known of the content.
        words(&mut directory, &[0, 0, 0]);
        // No attributes, and where the file begins.
        longs(&mut directory, &[0, offset]);
        directory.extend(name.bytes());
    }
    let place = archive.len() as u32;
    archive.extend(&directory);
    archive.extend(b"PK\x05\x06");
    // This disk and that of the directory, entries on this disk and in all.
    let count = FILES.len() as u16;
    words(&mut archive, &[0, 0, count, count]);
    longs(&mut archive, &[directory.len() as u32, place]);
    // No comment.
    words(&mut archive, &[0]);
    archive
}

/// The CRC-32 of ISO 3309, as PNG has it too.
fn crc_32(data: &[u8]) -> u32 {
    let crc = data.iter().fold(!0, |crc, &byte| {
        (0..8).fold(crc ^ u32::from(byte), |crc, _| match crc & 1 {
            1 => crc >> 1 ^ 0xedb8_8320,
            _ => crc >> 1,
        })
    });
    !crc
}

fn words(bytes: &mut Vec<u8>, numbers: &[u16]) {
    bytes.extend(numbers.iter().flat_map(|number| number.to_le_bytes()));
}

fn longs(bytes: &mut Vec<u8>, numbers: &[u32]) {
    bytes.extend(numbers.iter().flat_map(|number| number.to_le_bytes()));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_check_value_of_catalogues() {
        assert_eq!(crc_32(b"123456789"), 0xcbf4_3926);
    }
}
