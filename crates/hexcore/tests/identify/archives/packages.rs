//! cpio, packages and differences, from their descriptions.

use super::{be_16, be_32, filled, join, le_16, le_32};
use crate::{Sample, sample};

/// An entry of a new ASCII cpio: magic, and 13 numbers of eight digits (cpio(5)).
pub(super) fn cpio(magic: &str, name: &str, size: u32) -> Vec<u8> {
    let numbers = [
        7,
        0o100_640,
        0,
        50,
        1,
        1_700_000_000,
        size,
        8,
        1,
        0,
        0,
        name.len() as u32 + 1,
        0,
    ];
    let digits: String = numbers.iter().map(|it| format!("{it:08x}")).collect();
    let head = format!("{magic}{digits}{name}\0");
    let length = head.len().next_multiple_of(4);
    join(&[&filled(head.as_bytes(), length), b"hello\0\0\0"])
}

/// An entry of a portable cpio: numbers of six and eleven octal digits.
fn odc() -> Vec<u8> {
    let head = format!(
        "070707{:06o}{:06o}{:06o}{:06o}{:06o}{:06o}{:06o}{:011o}{:06o}{:011o}hello.txt\0hello",
        1, 7, 0o100_644, 0, 50, 1, 0, 1_700_000_000, 10, 5
    );
    head.into_bytes()
}

/// An entry of an old cpio, whose numbers are as the machine had them.
fn binary(order: fn(&[u16]) -> Vec<u8>) -> Vec<u8> {
    let numbers = order(&[
        0o070_707, 1, 7, 0o100_644, 0, 50, 1, 0, 0x6553, 0xf100, 10, 0, 5,
    ]);
    join(&[&numbers, b"hello.txt\0hello\0"])
}

/// The lead, an empty signature, and a header with a name and the time it was built.
pub(super) fn rpm(kind: u16, architecture: u16) -> Vec<u8> {
    let lead = join(&[
        &[0xed, 0xab, 0xee, 0xdb, 3, 0],
        &be_16(&[kind, architecture]),
        &filled(b"hello-1.0-1", 66),
        &be_16(&[1, 5]),
        &[0; 16],
    ]);
    let mark = [0x8e, 0xad, 0xe8, 1, 0, 0, 0, 0];
    join(&[
        &lead,
        &mark,
        &be_32(&[0, 0]),
        &mark,
        &be_32(&[3, 14]),
        &be_32(&[1000, 6, 0, 1]),
        &be_32(&[1006, 4, 8, 1]),
        &be_32(&[9999, 4, 8, 1]),
        b"hello\0\0\0",
        &be_32(&[1_700_000_000]),
        &[0; 2],
    ])
}

pub(super) fn samples() -> Vec<Sample> {
    let xar = join(&[
        b"xar!",
        &be_16(&[28, 1]),
        &be_32(&[0, 20, 0, 90, 1]),
        &[0x78; 20],
    ]);
    let bsdiff = join(&[b"BSDIFF40", &le_32(&[3, 0, 3, 0, 5, 0]), b"BZhBZhBZh"]);
    vec![
        sample(
            "cpio",
            "new.cpio",
            cpio("070701", "hello.txt", 5),
            "ASCII cpio archive (SVR4 with no CRC)",
        ),
        sample(
            "cpio",
            "sum.cpio",
            cpio("070702", "hello.txt", 5),
            "ASCII cpio archive (SVR4 with CRC)",
        ),
        sample(
            "cpio",
            "odc.cpio",
            odc(),
            "ASCII cpio archive (pre-SVR4 or odc)",
        ),
        sample("cpio-binary", "little.cpio", binary(le_16), "cpio archive"),
        sample(
            "cpio-binary",
            "big.cpio",
            binary(be_16),
            "byte-swapped cpio archive",
        ),
        sample("rpm", "hello.rpm", rpm(0, 1), "RPM v3.0 bin i386/x86_64"),
        sample("rpm", "hello.src.rpm", rpm(1, 1), "RPM v3.0 src"),
        sample(
            "xar",
            "a.xar",
            xar,
            "xar archive compressed TOC: 20, SHA-1 checksum",
        ),
        sample(
            "vcdiff",
            "a.vcdiff",
            join(&[&[0xd6, 0xc3, 0xc4, 0, 4, 3], b"a//\0\0\0"]),
            "VCDIFF binary diff",
        ),
        sample(
            "xdelta1",
            "a.xdelta",
            join(&[b"%XDZ004%", &be_32(&[0, 0x0003_0003]), b"oldnew"]),
            "XDelta binary patch file 1.1",
        ),
        sample("bsdiff", "a.bsdiff", bsdiff, "bsdiff(1) patch file"),
    ]
}
