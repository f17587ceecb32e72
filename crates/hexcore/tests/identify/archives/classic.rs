//! Archives of the time of floppy disks, and those of Windows, from their descriptions.

use super::{be_16, be_32, crc_32, filled, join, le_16, le_32};
use crate::{Sample, sample};

/// RAR 4: the block of the archive, and one of a file (technote.txt).
pub(super) fn rar_4(flags: u16, system: u8, version: u8, name: &[u8]) -> Vec<u8> {
    join(&[
        b"Rar!\x1a\x07\0",
        &[0xcf, 0x90, 0x73],
        &le_16(&[flags, 13]),
        &[0; 6],
        &[0x12, 0x34, 0x74],
        &le_16(&[0x8000, 32 + name.len() as u16]),
        &le_32(&[5, 26]),
        &[system],
        &le_32(&[0x1234_5678, 0x5043_2082]),
        &[version, 0x33],
        &le_16(&[name.len() as u16]),
        &le_32(&[0x81a4]),
        name,
        b"hello",
    ])
}

/// A block of RAR 5: a sum, the length, and what follows it.
fn block_5(bytes: &[u8]) -> Vec<u8> {
    let length = [bytes.len() as u8];
    let sum = crc_32(&[&length[..], bytes].concat());
    join(&[&sum.to_le_bytes(), &length, bytes])
}

/// RAR 5 with one file of five bytes.
pub(super) fn rar_5(name: &[u8]) -> Vec<u8> {
    let file = join(&[
        // The type, flags with data, its length; flags with time, size, attributes, time, method, system.
        &[2, 2, 5, 2, 5, 0x20],
        &le_32(&[1_700_000_000]),
        &[0, 1, name.len() as u8],
        name,
    ]);
    join(&[
        b"Rar!\x1a\x07\x01\0",
        &block_5(&[1, 0, 4]),
        &block_5(&file),
        b"hello",
    ])
}

/// 7-zip: the first header, 32 bytes, and a list of files that is empty.
pub(super) fn seven_zip(minor: u8) -> Vec<u8> {
    let list = [1, 0];
    let header = join(&[&le_32(&[0, 0, 2, 0]), &crc_32(&list).to_le_bytes()]);
    join(&[
        b"7z\xbc\xaf\x27\x1c\0",
        &[minor],
        &crc_32(&header).to_le_bytes(),
        &header,
        &list,
    ])
}

/// ARJ: the header of the whole (technote.txt).
pub(super) fn arj(flags: u8, system: u8) -> Vec<u8> {
    let header = join(&[
        // Its fixed part, versions, system, flags, security, type, reserved.
        &[34, 11, 1, system, flags, 0, 2, 0],
        &le_32(&[0x5043_2082, 0x5043_2082, 0, 0]),
        &[0; 10],
        b"a.arj\0\0",
    ]);
    join(&[
        &[0x60, 0xea],
        &le_16(&[header.len() as u16]),
        &header,
        &crc_32(&header).to_le_bytes(),
        &[0, 0],
        &[0x60, 0xea, 0, 0],
    ])
}

/// LHA: a header of level 0 or 1.
pub(super) fn lha(method: &[u8; 5], level: u8, name: &[u8]) -> Vec<u8> {
    let mut body = join(&[
        method,
        &le_32(&[5, 5, 0x5043_2082]),
        &[0x20, level, name.len() as u8],
        name,
        &[0x12, 0x34],
    ]);
    if level == 1 {
        body.extend(*b"U\0\0");
    }
    let sum = body.iter().fold(0_u8, |sum, byte| sum.wrapping_add(*byte));
    join(&[&[body.len() as u8, sum], &body, b"hello\0"])
}

/// A cabinet of one folder and one file ([MS-CAB]).
pub(super) fn cab(method: u16) -> Vec<u8> {
    join(&[
        b"MSCF",
        &le_32(&[0, 90, 0, 44, 0]),
        &[3, 1],
        &le_16(&[1, 1, 0, 0, 0]),
        // The folder: where its data is, blocks, method.
        &le_32(&[77]),
        &le_16(&[1, method]),
        // The file: size, place, folder, date, time, attributes, name.
        &le_32(&[5, 0]),
        &le_16(&[0, 0x5043, 0x2082, 0x20]),
        b"hello.txt\0\0\0\0\0\0\0\0",
        b"hello",
    ])
}

/// The header of an image, which has no data (WIM specification).
pub(super) fn wim(flags: u32) -> Vec<u8> {
    let header = join(&[
        b"MSWIM\0\0\0",
        &le_32(&[208, 0x0001_0d00, flags, 32768]),
        &[0xab; 16],
        &le_16(&[1, 1]),
        &le_32(&[1]),
        &[0; 24],
        // The description: length, place, length.
        &le_32(&[48, 0, 208, 0, 48, 0]),
    ]);
    let xml: Vec<u8> = "<I><NAME>tools</NAME></I>"
        .encode_utf16()
        .flat_map(u16::to_le_bytes)
        .collect();
    join(&[&filled(&header, 208), &xml])
}

pub(super) fn samples() -> Vec<Sample> {
    let sit = join(&[
        b"SIT!",
        &be_16(&[1]),
        &be_32(&[140]),
        b"rLau\x02",
        &[0; 125],
    ]);
    let mut sit_5 = filled(
        b"StuffIt (c)1997-2002 Aladdin Systems, Inc., http://www.aladdinsys.com/StuffIt/\r\n",
        80,
    );
    sit_5.extend([0x1a, 0, 5, 0x10]);
    sit_5.extend(be_32(&[120, 114]));
    let ace = join(&[
        &[0x12, 0x34, 0x31, 0, 0, 0, 0x90],
        b"**ACE**",
        &[20, 20, 2, 0],
        &le_32(&[0x5043_2082, 0, 0]),
        b"\x16*UNREGISTERED VERSION*",
    ]);
    vec![
        sample(
            "rar",
            "old.rar",
            rar_4(8, 3, 29, b"hello.txt"),
            "RAR archive data, v4, os: Unix, flags: Solid",
        ),
        sample(
            "rar5",
            "new.rar",
            rar_5(b"hello.txt"),
            "RAR archive data, v5",
        ),
        sample(
            "7z",
            "empty.7z",
            seven_zip(4),
            "7-zip archive data, version 0.4",
        ),
        sample(
            "arj",
            "a.arj",
            arj(0x10, 2),
            "ARJ archive data, v11, slash-switched, original name: a.arj, os: Unix",
        ),
        sample(
            "lha",
            "zero.lzh",
            lha(b"-lh5-", 0, b"hello.txt"),
            "LHa (2.x) archive data  [lh5], with \"hello.txt\"",
        ),
        sample(
            "lha",
            "one.lzh",
            lha(b"-lh7-", 1, b"hello.txt"),
            "LHa (2.x)/LHark archive data  [lh7], 'U' OS, with \"hello.txt\"",
        ),
        sample(
            "lha",
            "two.lzh",
            join(&[
                &le_16(&[26]),
                b"-lh0-",
                &le_32(&[5, 5, 1_700_000_000]),
                &[0x20, 2, 0x12, 0x34, b'U', 0, 0, 0],
                b"hello\0",
            ]),
            "LHarc 1.x/ARX archive data  [lh0], 'U' OS",
        ),
        sample("stuffit", "old.sit", sit, "StuffIt Archive"),
        sample("stuffit", "five.sit", sit_5, "StuffIt Archive"),
        sample(
            "ace",
            "a.ace",
            ace,
            "ACE archive data version 20, from Win/32, version 20 to extract, contains AV-String, solid",
        ),
        sample(
            "cab",
            "a.cab",
            cab(1),
            "Microsoft Cabinet archive data, 90 bytes, 1 file",
        ),
        sample(
            "wim",
            "tools.wim",
            wim(0x4_0082),
            "Windows imaging (WIM) image v1.13, LZX compressed, reparse point fixup",
        ),
        sample(
            "szdd",
            "setup.ex_",
            join(&[b"SZDD\x88\xf0\x27\x33A", b"e", &le_32(&[5]), b"\xffhello"]),
            "MS Compress archive data, SZDD variant, e is last character of original name, \
             original size: 5 bytes",
        ),
        sample(
            "szdd",
            "basic.ex_",
            join(&[b"SZ \x88\xf0\x27\x33\xd1", &le_32(&[5]), b"\xffhello"]),
            "MS Compress archive data, QBasic variant, original size: 5 bytes",
        ),
        sample(
            "kwaj",
            "setup.in_",
            join(&[
                b"KWAJ\x88\xf0\x27\xd1",
                &le_16(&[3, 28, 0x19]),
                &le_32(&[5]),
                b"setup\0inf\0",
                b"hello",
            ]),
            "MS Compress archive data, KWAJ variant, 3 method, 0x1c offset, 0x19 flags, \
             original size: 5 bytes, setup.inf",
        ),
    ]
}
