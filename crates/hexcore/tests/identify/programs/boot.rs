//! Kernels, images for boot loaders, and cartridges, written after their documentation.

use hexcore::identify::{Certainty, identify};

use super::{fact, put, sentence};
use crate::{Sample, sample};

/// A kernel for PCs of boot protocol 2.15.
fn linux() -> Vec<u8> {
    let mut bytes = Vec::new();
    put(&mut bytes, 0x1f1, &[27]);
    put(&mut bytes, 0x1f2, &1_u16.to_le_bytes());
    put(&mut bytes, 0x1fa, &0xffff_u16.to_le_bytes());
    put(&mut bytes, 0x1fe, b"\x55\xaa\xeb\x66HdrS\x0f\x02");
    put(&mut bytes, 0x20e, &0x100_u16.to_le_bytes());
    put(&mut bytes, 0x211, &[1]);
    put(
        &mut bytes,
        0x300,
        b"6.1.0-18-amd64 (somebody@example.org) #1 SMP\0",
    );
    bytes.resize(0x400, 0);
    bytes
}

fn arm64(flags: u64) -> Vec<u8> {
    let mut bytes = b"\x4d\x5a\x40\xfa\xff\xff\x5f\x14".to_vec();
    put(&mut bytes, 16, &0x1_0000_u64.to_le_bytes());
    put(&mut bytes, 24, &flags.to_le_bytes());
    put(&mut bytes, 56, b"ARM\x64");
    bytes.resize(256, 0);
    bytes
}

fn arm(big: bool) -> Vec<u8> {
    let mut bytes = b"\0\0\xa0\xe1".repeat(9);
    for number in [0x016f_2818_u32, 0, 0x1000] {
        bytes.extend(if big {
            number.to_be_bytes()
        } else {
            number.to_le_bytes()
        });
    }
    bytes.resize(256, 0);
    bytes
}

fn u_boot(system: u8, processor: u8, kind: u8, method: u8) -> Vec<u8> {
    let numbers = [
        0x2705_1956_u32,
        0xabcd_ef01,
        1_700_000_000,
        100,
        0x8000,
        0x8040,
        0x1234,
    ];
    let mut bytes: Vec<u8> = numbers
        .iter()
        .flat_map(|number| number.to_be_bytes())
        .collect();
    bytes.extend([system, processor, kind, method]);
    bytes.extend(b"Linux-5.10");
    bytes.resize(64 + 100, 0);
    bytes
}

fn tree(version: u32, oldest: u32) -> Vec<u8> {
    let numbers = [
        0xd00d_feed,
        0x80,
        0x38,
        0x60,
        0x28,
        version,
        oldest,
        3,
        0x20,
        0x28,
    ];
    let mut bytes: Vec<u8> = numbers
        .iter()
        .flat_map(|number: &u32| number.to_be_bytes())
        .collect();
    bytes.resize(0x80, 0);
    bytes
}

fn android(version: u32) -> Vec<u8> {
    let mut bytes = b"ANDROID!".to_vec();
    for number in [
        100_u32,
        0x1000_8000,
        200,
        0x1100_0000,
        0,
        0,
        0x1000_0100,
        2048,
        version,
        0,
    ] {
        bytes.extend(number.to_le_bytes());
    }
    put(&mut bytes, 64, b"console=ttyS0");
    bytes.resize(2048, 0);
    bytes
}

fn nes(header: [u8; 9]) -> Vec<u8> {
    let mut bytes = b"NES\x1a".to_vec();
    bytes.extend(header);
    bytes.resize(16 + 0x4000 * 2 + 0x2000, 0);
    bytes
}

fn game_boy(colour: u8, cartridge: u8) -> Vec<u8> {
    let mut bytes = vec![0; 0x100];
    bytes.extend([0, 0xc3, 0x50, 0x01]);
    // The picture, in two rows of twelve squares of four by four: Pan Docs lists it in hexadecimal.
    let logo = "CEED6666CC0D000B03730083000C000D0008111F8889000E\
                DCCC6EE6DDDDD999BBBB67636E0EECCCDDDC999FBBB9333E";
    for at in (0..logo.len()).step_by(2) {
        bytes.push(u8::from_str_radix(&logo[at..at + 2], 16).unwrap());
    }
    put(&mut bytes, 0x134, b"HEXLOG");
    put(&mut bytes, 0x143, &[colour]);
    put(&mut bytes, 0x147, &[cartridge, 1, 2]);
    put(&mut bytes, 0x14c, &[3]);
    let sum = bytes[0x134..0x14d]
        .iter()
        .fold(0_u8, |sum, byte| sum.wrapping_sub(*byte).wrapping_sub(1));
    put(&mut bytes, 0x14d, &[sum]);
    bytes.resize(0x1000, 0);
    bytes
}

pub(super) fn samples() -> Vec<Sample> {
    vec![
        sample(
            "linux-x86",
            "vmlinuz",
            linux(),
            "Linux kernel x86 boot executable bzImage, version 6.1.0-18-amd64 (somebody@example.org) #1 SMP, \
             RO-rootFS, Normal VGA",
        ),
        sample(
            "linux-arm64",
            "Image",
            arm64(0x0a),
            "Linux kernel ARM64 boot executable Image, little-endian, 4K pages",
        ),
        sample(
            "linux-arm",
            "zImage",
            arm(false),
            "Linux kernel ARM boot executable zImage (little-endian)",
        ),
        sample(
            "u-boot",
            "uImage",
            u_boot(5, 2, 2, 1),
            "u-boot legacy uImage, Linux-5.10, Linux/ARM, OS Kernel Image (gzip), 100 bytes, Tue Nov 14 22:13:20 2023, \
             Load Address: 0X008000, Entry Point: 0X008040, Header CRC: 0XABCDEF01, Data CRC: 0X001234",
        ),
        sample(
            "device-tree",
            "board.dtb",
            tree(17, 16),
            "Device Tree Blob version 17, size=128, boot CPU=3, string block size=32, DT structure block size=40",
        ),
        sample(
            "android-boot",
            "boot.img",
            android(0),
            "Android bootimg, kernel (0x10008000), ramdisk (0x11000000), page size: 2048, cmdline (console=ttyS0)",
        ),
        sample(
            "nes",
            "game.nes",
            nes([2, 1, 0x13, 0, 0, 0, 0, 0, 0]),
            "NES ROM image (iNES): 2x16k PRG, 1x8k CHR [V-mirror] [SRAM]",
        ),
        sample(
            "game-boy",
            "game.gbc",
            game_boy(0x80, 0x1b),
            "Game Boy ROM image: \"HEXLOG\" (Rev.03) [CGB] [MBC5+RAM+BATT], ROM: 512Kbit, RAM: 64Kbit",
        ),
    ]
}

#[test]
fn kernels_follow_their_bytes() {
    let with = |at: usize, some: &[u8]| {
        let mut bytes = linux();
        put(&mut bytes, at, some);
        identify("", &bytes)
    };
    assert!(
        with(0x211, &[0])
            .sentence
            .contains("executable zImage, version")
    );
    assert!(with(0x1f2, &[0, 0]).sentence.contains(", RW-rootFS, "));
    assert!(with(0x1fa, &[3, 3]).sentence.ends_with(", Video mode 771"));
    assert!(with(0x1fc, &[1, 8]).sentence.contains(", root_dev 0X801, "));
    assert!(
        with(0x300, b"5.10.0\0")
            .sentence
            .contains(", version 5.10.0, ")
    );
    assert_eq!(fact(&with(0, b""), "Boot protocol"), "2.15");
    // A version past the end.
    assert!(!with(0x20e, &[0xff, 0xff]).notes.is_empty());
    assert_ne!(with(0x207, &[9]).certainty, Certainty::Certain);
    assert!(sentence(&arm64(5)).ends_with("Image, big-endian, 16K pages"));
    assert!(sentence(&arm64(6)).ends_with("Image, little-endian, 64K pages"));
    assert!(sentence(&arm(true)).ends_with("zImage (big-endian)"));
}

#[test]
fn images_follow_their_bytes() {
    let found = sentence(&u_boot(2, 26, 3, 3));
    assert!(
        found.contains(", NetBSD/RISC-V, RAMDisk Image (lzma), 100 bytes,"),
        "{found}"
    );
    assert!(sentence(&u_boot(30, 30, 30, 30)).contains(", Unknown/Unknown, Unknown (Unknown), "));
    assert_ne!(
        identify("", &u_boot(200, 2, 2, 1)).certainty,
        Certainty::Certain
    );
    assert!(
        sentence(&tree(3, 2)).ends_with("version 3, size=128, boot CPU=3, string block size=32")
    );
    for (version, oldest) in [(0, 0), (17, 18), (9999, 16)] {
        assert_ne!(
            identify("", &tree(version, oldest)).certainty,
            Certainty::Certain
        );
    }
    assert_eq!(sentence(&android(4)), "Android bootimg, header version 4");
}

#[test]
fn cartridges_follow_their_bytes() {
    for (header, words) in [
        (
            [16, 0, 0x08, 0, 0, 0, 0, 0, 0],
            "NES ROM image (iNES): 16x16k PRG, 0x8k CHR [4-Scr]",
        ),
        (
            [2, 1, 0x04, 0x08, 0, 0, 0, 0, 1],
            "NES ROM image (iNES) (NES 2.0): 2x16k PRG, 1x8k CHR [H-mirror] [Trainer] [PAL]",
        ),
    ] {
        assert_eq!(sentence(&nes(header)), words);
    }
    assert_eq!(
        fact(
            &identify("", &nes([2, 1, 0x13, 0x40, 0, 0, 0, 0, 0])),
            "Mapper"
        ),
        "65"
    );
    assert!(sentence(&game_boy(0xc0, 0)).contains("[CGB ONLY] [ROM ONLY]"));
    let mut bytes = game_boy(0, 1);
    assert!(identify("", &bytes).notes.is_empty());
    bytes[0x14d] ^= 1;
    assert!(identify("", &bytes).notes[0].sentence.contains("checksum"));
    bytes[0x104] ^= 1;
    assert_ne!(identify("", &bytes).certainty, Certainty::Certain);
}

#[cfg(target_os = "linux")]
#[test]
fn file_says_the_same() {
    for sample in samples() {
        assert_eq!(super::file_says(&sample.bytes), sample.sentence);
    }
}
