//! Boot sectors and tables of partitions.

use super::{image, wide};
use crate::{Sample, sample};

const SIGN: (usize, &[u8]) = (510, &[0x55, 0xaa]);

/// A partition in the table of a boot sector.
pub(super) fn entry(active: u8, kind: u8, start: u32, sectors: u32) -> Vec<u8> {
    let mut bytes = vec![active, 32, 33, 0, kind, 0x66, 0x25, 1];
    bytes.extend(start.to_le_bytes());
    bytes.extend(sectors.to_le_bytes());
    bytes
}

/// Two partitions: one that starts, and a larger one.
pub(super) fn mbr() -> Vec<u8> {
    image(
        512,
        &[
            (440, &[0xef, 0xbe, 0xad, 0xde]),
            (446, &entry(0x80, 0x83, 2048, 20480)),
            (462, &entry(0, 0x07, 22528, 409_600)),
            SIGN,
        ],
    )
}

/// A table of one partition, whose disk of 64 MiB is left out.
pub(super) fn gpt(sector: usize) -> Vec<u8> {
    let table = 2 * sector;
    image(
        table + 256,
        &[
            (446, &entry(0, 0xee, 1, 131_071)),
            SIGN,
            (sector, b"EFI PART"),
            (sector + 10, &[1, 0, 92, 0, 0, 0]),
            (sector + 24, &1_u64.to_le_bytes()),
            (sector + 32, &131_071_u64.to_le_bytes()),
            (
                sector + 56,
                b"\x78\x56\x34\x12\xbc\x9a\xf0\xde\x01\x02\x03\x04\x05\x06\x07\x08",
            ),
            (sector + 72, &2_u64.to_le_bytes()),
            (sector + 80, &128_u32.to_le_bytes()),
            (sector + 84, &128_u32.to_le_bytes()),
            (
                table,
                b"\x28\x73\x2a\xc1\x1f\xf8\xd2\x11\xba\x4b\x00\xa0\xc9\x3e\xc9\x3b",
            ),
            (table + 32, &2048_u64.to_le_bytes()),
            (table + 40, &22527_u64.to_le_bytes()),
            (table + 56, &wide("EFI")),
        ],
    )
}

/// A floppy of 1.44 MB, up to the start of its table.
pub(super) fn fat_12() -> Vec<u8> {
    image(
        1024,
        &[
            (0, b"\xeb\x3c\x90MSDOS5.0"),
            (11, &512_u16.to_le_bytes()),
            (13, &[1, 1, 0, 2]),
            (17, &224_u16.to_le_bytes()),
            (19, &2880_u16.to_le_bytes()),
            (21, &[0xf0, 9, 0, 18, 0, 2, 0]),
            (38, &[0x29, 0x78, 0x56, 0x34, 0x12]),
            (43, b"FLOPPY     FAT12   "),
            SIGN,
            (512, &[0xf0, 0xff, 0xff]),
        ],
    )
}

/// A file system of 32 MB without a name.
pub(super) fn fat_16() -> Vec<u8> {
    image(
        512,
        &[
            (0, b"\xeb\x3c\x90mkfs.fat"),
            (11, &512_u16.to_le_bytes()),
            (13, &[4, 4, 0, 2]),
            (17, &512_u16.to_le_bytes()),
            (21, &[0xf8, 64, 0, 32, 0, 4, 0]),
            (32, &65_536_u32.to_le_bytes()),
            (36, &[0x80, 0, 0x29, 0x1c, 0xb1, 0xa1, 0xf8]),
            (43, b"NO NAME    FAT16   "),
            SIGN,
        ],
    )
}

pub(super) fn fat_32() -> Vec<u8> {
    image(
        512,
        &[
            (0, b"\xeb\x58\x90mkfs.fat"),
            (11, &512_u16.to_le_bytes()),
            (13, &[8, 32, 0, 2]),
            (21, &[0xf8, 0, 0, 63, 0, 128, 0]),
            (28, &2048_u32.to_le_bytes()),
            (32, &6_143_949_u32.to_le_bytes()),
            (36, &5992_u32.to_le_bytes()),
            (44, &[2, 0, 0, 0, 1, 0, 6, 0]),
            (64, &[0x80, 0, 0x29, 0xef, 0xbe, 0xad, 0xde]),
            (71, b"STICK      FAT32   "),
            SIGN,
        ],
    )
}

pub(super) fn exfat() -> Vec<u8> {
    image(
        512,
        &[
            (0, b"\xeb\x76\x90EXFAT   "),
            (72, &32_768_u64.to_le_bytes()),
            (100, &[0x8a, 0xff, 0x5a, 0x7b, 0, 1]),
            (108, &[9, 3, 1, 0x80]),
            SIGN,
        ],
    )
}

pub(super) fn ntfs() -> Vec<u8> {
    image(
        512,
        &[
            (0, b"\xeb\x52\x90NTFS    "),
            (11, &512_u16.to_le_bytes()),
            (13, &[8]),
            (21, &[0xf8, 0, 0, 63, 0, 255, 0]),
            (28, &2048_u32.to_le_bytes()),
            (36, &[0x80, 0, 0x80, 0]),
            (40, &32_767_u64.to_le_bytes()),
            (48, &4_u64.to_le_bytes()),
            (56, &2047_u64.to_le_bytes()),
            (64, &[0xf6, 0, 0, 0, 1]),
            (72, &0x7a7a_f795_eb7f_7740_u64.to_le_bytes()),
            SIGN,
        ],
    )
}

pub(super) fn samples() -> Vec<Sample> {
    vec![
        sample(
            "mbr",
            "disk.img",
            mbr(),
            "DOS/MBR boot sector; partition 1 : ID=0x83, active, start-CHS (0x0,32,33), end-CHS \
             (0x1,102,37), startsector 2048, 20480 sectors; partition 2 : ID=0x7, start-CHS (0x0,32,33), \
             end-CHS (0x1,102,37), startsector 22528, 409600 sectors",
        ),
        sample(
            "boot-sector",
            "boot.img",
            image(
                512,
                &[
                    (0, b"\xeb\x63\x90\x10\x8e\xd0\xbc"),
                    (300, b"GRUB \0"),
                    SIGN,
                ],
            ),
            "DOS/MBR boot sector",
        ),
        sample(
            "gpt",
            "gpt.img",
            gpt(512),
            "GPT partition table, version 1.0, GUID: 12345678-9abc-def0-0102-030405060708, disk size: \
             131072 sectors of 512 bytes",
        ),
        sample(
            "gpt",
            "gpt-4k.img",
            gpt(4096),
            "GPT partition table, version 1.0, GUID: 12345678-9abc-def0-0102-030405060708, disk size: \
             131072 sectors of 4096 bytes",
        ),
        sample(
            "fat",
            "floppy.img",
            fat_12(),
            "DOS/MBR boot sector, code offset 0x3c+2, OEM-ID \"MSDOS5.0\", root entries 224, sectors 2880 \
             (volumes <=32 MB), sectors/FAT 9, sectors/track 18, serial number 0x12345678, label: \
             \"FLOPPY     \", FAT (12 bit), followed by FAT",
        ),
        sample(
            "fat",
            "fat16.img",
            fat_16(),
            "DOS/MBR boot sector, code offset 0x3c+2, OEM-ID \"mkfs.fat\", sectors/cluster 4, reserved \
             sectors 4, root entries 512, Media descriptor 0xf8, sectors/FAT 64, sectors/track 32, heads 4, \
             sectors 65536 (volumes > 32 MB), serial number 0xf8a1b11c, unlabeled, FAT (16 bit)",
        ),
        sample(
            "fat",
            "fat32.img",
            fat_32(),
            "DOS/MBR boot sector, code offset 0x58+2, OEM-ID \"mkfs.fat\", sectors/cluster 8, Media \
             descriptor 0xf8, sectors/track 63, heads 128, hidden sectors 2048, sectors 6143949 (volumes > \
             32 MB), FAT (32 bit), sectors/FAT 5992, serial number 0xdeadbeef, label: \"STICK      \"",
        ),
        sample(
            "exfat",
            "exfat.img",
            exfat(),
            "DOS/MBR boot sector, exFAT, 32768 sectors of 512 bytes, serial number 0x7b5aff8a",
        ),
        sample(
            "ntfs",
            "ntfs.img",
            ntfs(),
            "DOS/MBR boot sector, code offset 0x52+2, OEM-ID \"NTFS    \", sectors/cluster 8, Media \
             descriptor 0xf8, sectors/track 63, heads 255, hidden sectors 2048, NTFS, sectors 32767, $MFT \
             start cluster 4, $MFTMirror start cluster 2047, bytes/RecordSegment 1024, clusters/index block \
             1, serial number 0x7a7af795eb7f7740",
        ),
    ]
}
