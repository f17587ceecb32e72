//! File systems of Linux, and swap.

use std::process::Command;

use super::{image, wide};
use crate::archives::kit::{Scratch, run};
use crate::{Sample, sample};

const ID: &[u8] = b"\x01\x02\x03\x04\x05\x06\x47\x08\x89\x0a\x0b\x0c\x0d\x0e\x0f\x10";

/// A superblock of ext with these features.
pub(super) fn ext(compatible: u32, incompatible: u32, read_only: u32) -> Vec<u8> {
    image(
        4096,
        &[
            (1024, &2048_u32.to_le_bytes()),
            (1028, &8192_u32.to_le_bytes()),
            (1036, &7000_u32.to_le_bytes()),
            (1044, &1_u32.to_le_bytes()),
            (1056, &8192_u32.to_le_bytes()),
            (1072, &1_600_000_000_u32.to_le_bytes()),
            (1080, b"\x53\xef\x01\0\x01\0"),
            (1100, &1_u32.to_le_bytes()),
            (1116, &compatible.to_le_bytes()),
            (1120, &incompatible.to_le_bytes()),
            (1124, &read_only.to_le_bytes()),
            (1128, ID),
            (1144, b"root"),
            (1160, b"/mnt"),
            (1288, &1_500_000_000_u32.to_le_bytes()),
        ],
    )
}

pub(super) fn xfs() -> Vec<u8> {
    image(
        512,
        &[
            (0, b"XFSB\0\0\x10\0"),
            (8, &81_920_u64.to_be_bytes()),
            (32, ID),
            (100, b"\xb4\xa5\x02\0\x02\0\0\x08"),
            (108, b"data"),
        ],
    )
}

pub(super) fn btrfs() -> Vec<u8> {
    const AT: usize = 0x1_0000;
    image(
        AT + 4096,
        &[
            (AT + 32, ID),
            (AT + 64, b"_BHRfS_M"),
            (AT + 0x48, &6_u64.to_le_bytes()),
            (AT + 0x70, &134_217_728_u64.to_le_bytes()),
            (AT + 0x78, &147_456_u64.to_le_bytes()),
            (AT + 0x88, &1_u64.to_le_bytes()),
            (AT + 0x90, &4096_u32.to_le_bytes()),
            (AT + 0x94, &16_384_u32.to_le_bytes()),
            (AT + 0x98, &16_384_u32.to_le_bytes()),
            (AT + 0x12b, b"pool"),
        ],
    )
}

pub(super) fn reiser(sign: &[u8]) -> Vec<u8> {
    const AT: usize = 0x1_0000;
    image(
        AT + 204,
        &[
            (AT, &10_240_u32.to_le_bytes()),
            (AT + 44, &4096_u16.to_le_bytes()),
            (AT + 52, sign),
            (AT + 64, &3_u32.to_le_bytes()),
            (AT + 84, ID),
        ],
    )
}

pub(super) fn f2fs() -> Vec<u8> {
    image(
        2048,
        &[
            (1024, b"\x10\x20\xf5\xf2\x01\0\x0f\0"),
            (1060, &16_384_u64.to_le_bytes()),
            (1132, ID),
            (1148, &wide("flash")),
        ],
    )
}

pub(super) fn erofs() -> Vec<u8> {
    image(
        1152,
        &[
            (1024, &0xe0f5_e1e2_u32.to_le_bytes()),
            (1032, &3_u32.to_le_bytes()),
            (1036, &[12]),
            (1072, ID),
            (1104, &1_u32.to_le_bytes()),
        ],
    )
}

/// What `mkswap`, which each Debian system has, makes of 1 MiB.
pub(super) fn swap() -> Vec<u8> {
    let scratch = Scratch::new(&format!("identify-swap-{:?}", std::thread::current().id()));
    let path = scratch.file("swap", &vec![0; 1 << 20]);
    let path_of_tool = "/usr/sbin:/sbin:/usr/bin:/bin";
    run(
        Command::new("mkswap")
            .env("PATH", path_of_tool)
            .args(["-p", "4096", "-L", "rest", "-U"])
            .arg("01020304-0506-4708-890a-0b0c0d0e0f10")
            .arg(&path),
        b"",
    )
    .unwrap();
    let mut bytes = std::fs::read(path).unwrap();
    // The rest is empty.
    bytes.truncate(4096);
    bytes
}

/// Pages of 64 KiB, in the order of a large machine.
pub(super) fn large_swap() -> Vec<u8> {
    image(
        65_536,
        &[
            (1024, &[0, 0, 0, 1, 0, 0, 0, 15, 0, 0, 0, 2]),
            (1036, ID),
            (65_526, b"SWAPSPACE2"),
        ],
    )
}

pub(super) fn samples() -> Vec<Sample> {
    vec![
        sample(
            "ext",
            "ext2.img",
            ext(0x38, 2, 3),
            "Linux rev 1.0 ext2 filesystem data, UUID=01020304-0506-4708-890a-0b0c0d0e0f10, volume name \
             \"root\" (large files)",
        ),
        sample(
            "ext",
            "ext3.img",
            ext(0x3c, 2 | 4, 3),
            "Linux rev 1.0 ext3 filesystem data, UUID=01020304-0506-4708-890a-0b0c0d0e0f10, volume name \
             \"root\" (needs journal recovery) (large files)",
        ),
        sample(
            "ext",
            "ext4.img",
            ext(0x3c, 0x2c2, 0x46b),
            "Linux rev 1.0 ext4 filesystem data, UUID=01020304-0506-4708-890a-0b0c0d0e0f10, volume name \
             \"root\" (extents) (64bit) (large files) (huge files)",
        ),
        sample(
            "xfs",
            "xfs.img",
            xfs(),
            "SGI XFS filesystem data (blksz 4096, inosz 512, v2 dirs)",
        ),
        sample(
            "btrfs",
            "btrfs.img",
            btrfs(),
            "BTRFS Filesystem label \"pool\", sectorsize 4096, nodesize 16384, leafsize 16384, \
             UUID=01020304-0506-4708-890a-0b0c0d0e0f10, 147456/134217728 bytes used, 1 devices",
        ),
        sample("reiserfs", "r36.img", reiser(b"ReIsEr2Fs"), "ReiserFS V3.6"),
        sample(
            "reiserfs",
            "r35.img",
            reiser(b"ReIsErFs\0"),
            "ReiserFS V3.5",
        ),
        sample(
            "f2fs",
            "f2fs.img",
            f2fs(),
            "F2FS filesystem, UUID=01020304-0506-4708-890a-0b0c0d0e0f10, volume name \"flash\"",
        ),
        sample(
            "erofs",
            "erofs.img",
            erofs(),
            "EROFS filesystem, compat: SB_CHKSUM MTIME, blocksize=12, exslots=0, \
             uuid=01020304-0506-4708-890A-0B0C0D0E0F10, incompat: LZ4_0PADDING",
        ),
        sample(
            "swap",
            "swapfile",
            swap(),
            "Linux swap file, 4k page size, little endian, version 1, size 255 pages, 0 bad pages, \
             LABEL=rest, UUID=01020304-0506-4708-890a-0b0c0d0e0f10",
        ),
    ]
}
