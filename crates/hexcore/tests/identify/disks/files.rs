//! Discs, compressed file systems, flash memory, volumes, and what Apple has.

use super::image;
use crate::{Sample, sample};

const SECTOR: usize = 2048;

/// A disc with its primary descriptor, and others between it and the end.
pub(super) fn iso(others: &[&[u8]]) -> Vec<u8> {
    let first = 16 * SECTOR;
    let mut pieces: Vec<(usize, &[u8])> = vec![
        (first, b"\x01CD001\x01"),
        (first + 8, b"LINUX                           "),
        (first + 40, b"MY DISC                         "),
        (first + 80, &[18, 0, 0, 0, 0, 0, 0, 18]),
        (first + 128, &[0, 8, 8, 0]),
        (first + 813, b"2026112617423400\0"),
    ];
    for (index, other) in others.iter().enumerate() {
        pieces.push((first + (index + 1) * SECTOR, *other));
    }
    image(first + (others.len() + 1) * SECTOR, &pieces)
}

pub(super) const END: &[u8] = b"\xffCD001\x01";
pub(super) const TORITO: &[u8] =
    b"\0CD001\x01EL TORITO SPECIFICATION\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\x13\0\0\0";

/// A disc for newer readers only.
pub(super) fn udf() -> Vec<u8> {
    let first = 16 * SECTOR;
    image(
        260 * SECTOR,
        &[
            (first, b"\0BEA01\x01"),
            (first + SECTOR, b"\0NSR03\x01"),
            (first + 2 * SECTOR, b"\0TEA01\x01"),
            (256 * SECTOR, &[2, 0]),
            (256 * SECTOR + 20, &257_u32.to_le_bytes()),
            (257 * SECTOR, &[6, 0]),
            (257 * SECTOR + 84, b"\x08FILMS"),
            (257 * SECTOR + 211, &[6]),
        ],
    )
}

pub(super) fn squashfs(order: fn(u64, usize) -> Vec<u8>, sign: &[u8]) -> Vec<u8> {
    image(
        96,
        &[
            (0, sign),
            (4, &order(3, 4)),
            (8, &order(1_600_000_000, 4)),
            (12, &order(131_072, 4)),
            (20, &order(6, 2)),
            (22, &order(17, 2)),
            (28, &order(4, 2)),
            (40, &order(96, 8)),
        ],
    )
}

pub(super) fn little(number: u64, width: usize) -> Vec<u8> {
    number.to_le_bytes()[..width].to_vec()
}

pub(super) fn big(number: u64, width: usize) -> Vec<u8> {
    number.to_be_bytes()[8 - width..].to_vec()
}

pub(super) fn cramfs() -> Vec<u8> {
    image(
        76,
        &[
            (0, &0x28cd_3d45_u32.to_le_bytes()),
            (4, &24_576_u32.to_le_bytes()),
            (8, &3_u32.to_le_bytes()),
            (16, b"Compressed ROMFS"),
            (32, &0x490e_1dfb_u32.to_le_bytes()),
            (40, &14_u32.to_le_bytes()),
            (44, &3_u32.to_le_bytes()),
            (48, b"boot"),
        ],
    )
}

/// Its numbers make 0 together.
pub(super) fn romfs() -> Vec<u8> {
    let mut bytes = image(
        1024,
        &[
            (0, b"-rom1fs-"),
            (8, &50_176_u32.to_be_bytes()),
            (16, b"tools"),
        ],
    );
    let sum = bytes[..512].chunks(4).fold(0_u32, |sum, it| {
        sum.wrapping_add(u32::from_be_bytes(it.try_into().unwrap()))
    });
    bytes[12..16].copy_from_slice(&0_u32.wrapping_sub(sum).to_be_bytes());
    bytes
}

/// Clean markers with their sums, as `mkfs.jffs2` writes them.
pub(super) const JFFS2: &[u8] = b"\x85\x19\x03\x20\x0c\0\0\0\xb1\xb0\x1e\xe4";
pub(super) const JFFS2_BIG: &[u8] = b"\x19\x85\x20\x03\0\0\0\x0c\xf0\x60\xdc\x98";

pub(super) fn ubi() -> Vec<u8> {
    let mut bytes = image(
        64,
        &[
            (0, b"UBI#\x01"),
            (8, &5_u64.to_be_bytes()),
            (16, &2048_u32.to_be_bytes()),
            (20, &4096_u32.to_be_bytes()),
        ],
    );
    // The sum is not turned at its end.
    let sum = !crate::archives::crc_32(&bytes[..60]);
    bytes[60..].copy_from_slice(&sum.to_be_bytes());
    bytes
}

pub(super) fn hfs() -> Vec<u8> {
    image(
        1536,
        &[
            (1024, b"H+\0\x04"),
            (1032, b"10.0"),
            (1040, &3_600_000_000_u32.to_be_bytes()),
            (1044, &3_600_000_001_u32.to_be_bytes()),
            (1052, &3_600_000_002_u32.to_be_bytes()),
            (1064, &4096_u32.to_be_bytes()),
            (1068, &2560_u32.to_be_bytes()),
            (1072, &2000_u32.to_be_bytes()),
        ],
    )
}

pub(super) fn luks_1() -> Vec<u8> {
    image(
        592,
        &[
            (0, b"LUKS\xba\xbe\0\x01"),
            (8, b"aes"),
            (40, b"xts-plain64"),
            (72, b"sha256"),
            (104, &4096_u32.to_be_bytes()),
            (108, &64_u32.to_be_bytes()),
            (168, b"dc0509d2-180a-4311-b647-c02045eb66f2"),
            (208, &0x00ac_71f3_u32.to_be_bytes()),
            (256, &0x0000_dead_u32.to_be_bytes()),
        ],
    )
}

pub(super) fn luks_2() -> Vec<u8> {
    image(
        4096,
        &[
            (0, b"LUKS\xba\xbe\0\x02"),
            (8, &16_384_u64.to_be_bytes()),
            (16, &3_u64.to_be_bytes()),
            (24, b"vault"),
            (72, b"sha256"),
            (168, b"95481fec-4524-4e9c-9e9a-de49ccb2a682"),
        ],
    )
}

pub(super) fn lvm() -> Vec<u8> {
    image(
        1024,
        &[
            (512, b"LABELONE\x01"),
            (532, &32_u32.to_le_bytes()),
            (536, b"LVM2 001"),
            (544, b"aAbcdeghijkLmnopqrstuvwxyz012345"),
            (576, &(1_u64 << 30).to_le_bytes()),
        ],
    )
}

pub(super) fn dmg() -> Vec<u8> {
    image(
        1024,
        &[
            (512, b"koly\0\0\0\x04\0\0\x02\0\0\0\0\x01"),
            (544, &512_u64.to_be_bytes()),
            (1004, &2048_u64.to_be_bytes()),
        ],
    )
}

pub(super) fn samples() -> Vec<Sample> {
    vec![
        sample(
            "iso9660",
            "disc.iso",
            iso(&[END]),
            "ISO 9660 CD-ROM filesystem data 'MY DISC'",
        ),
        sample(
            "udf",
            "both.iso",
            iso(&[END, b"\0BEA01\x01", b"\0NSR02\x01", b"\0TEA01\x01"]),
            "UDF filesystem data (version 1.5) 'MY DISC'",
        ),
        sample(
            "squashfs",
            "live.squashfs",
            squashfs(little, b"hsqs"),
            "Squashfs filesystem, little endian, version 4.0, zstd compressed, 96 bytes, 3 inodes, \
             blocksize: 131072 bytes, created: Sun Sep 13 12:26:40 2020",
        ),
        sample(
            "squashfs",
            "big.squashfs",
            squashfs(big, b"sqsh"),
            "Squashfs filesystem, big endian, version 4.0, zstd compressed, 96 bytes, 3 inodes, \
             blocksize: 131072 bytes, created: Sun Sep 13 12:26:40 2020",
        ),
        sample(
            "cramfs",
            "boot.cramfs",
            cramfs(),
            "Linux Compressed ROM File System data, little endian size 24576 version #2 sorted_dirs CRC \
             0x490e1dfb, edition 0, 14 blocks, 3 files",
        ),
        sample(
            "romfs",
            "tools.romfs",
            romfs(),
            "romfs filesystem, version 1 50176 bytes, named tools.",
        ),
        sample(
            "jffs2",
            "flash.jffs2",
            image(64, &[(0, JFFS2)]),
            "Linux jffs2 filesystem data little endian",
        ),
        sample(
            "jffs2",
            "flash.jffs2",
            image(64, &[(0, JFFS2_BIG)]),
            "Linux jffs2 filesystem data big endian",
        ),
        sample("ubi", "flash.ubi", ubi(), "UBI image, version 1"),
        sample(
            "hfs-plus",
            "mac.img",
            hfs(),
            "Apple HFS Plus version 4 data (mounted) last mounted by: '10.0', created: Sun Jan 28 16:00:00 \
             2018, last modified: Sun Jan 28 16:00:01 2018, last checked: Sun Jan 28 16:00:02 2018, block \
             size: 4096, number of blocks: 2560, free blocks: 2000",
        ),
        sample(
            "apfs",
            "mac.img",
            image(
                4096,
                &[(32, b"NXSB\0\x10\0\0"), (40, &1000_u64.to_le_bytes())],
            ),
            "Apple File System (APFS), blocksize 4096",
        ),
        sample(
            "dmg",
            "app.dmg",
            dmg(),
            "Apple disk image (UDIF), 2048 sectors",
        ),
        sample(
            "luks",
            "old.luks",
            luks_1(),
            "LUKS encrypted file, ver 1 [aes, xts-plain64, sha256] UUID: \
             dc0509d2-180a-4311-b647-c02045eb66f2, at 0x1000 data, 64 key bytes",
        ),
        sample(
            "luks",
            "new.luks",
            luks_2(),
            "LUKS encrypted file, ver 2, header size 16384, ID 3, label vault, algo sha256, UUID: \
             95481fec-4524-4e9c-9e9a-de49ccb2a682",
        ),
        sample(
            "lvm2",
            "pv.img",
            lvm(),
            "LVM2 PV (Linux Logical Volume Manager), UUID: aAbcde-ghij-kLmn-opqr-stuv-wxyz-012345, size: \
             1073741824",
        ),
    ]
}
