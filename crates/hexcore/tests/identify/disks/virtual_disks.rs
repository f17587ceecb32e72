//! Disks of virtual machines, and what Windows and systemd write down.

use super::{image, wide};
use crate::{Sample, sample};

pub(super) fn vmdk() -> Vec<u8> {
    image(
        1536,
        &[
            (0, b"KDMV\x01"),
            (12, &20_480_u64.to_le_bytes()),
            (28, &1_u64.to_le_bytes()),
            (36, &2_u64.to_le_bytes()),
            (
                512,
                b"# Disk DescriptorFile\nversion=1\ncreateType=\"monolithicSparse\"\n",
            ),
        ],
    )
}

pub(super) fn vdi() -> Vec<u8> {
    image(
        512,
        &[
            (0, b"<<< Oracle VM VirtualBox Disk Image >>>\n"),
            (64, &0xbeda_107f_u32.to_le_bytes()),
            (68, &[1, 0, 1, 0]),
            (76, &[1]),
            (368, &10_485_760_u64.to_le_bytes()),
        ],
    )
}

/// The footer of a disk of Virtual PC.
fn footer() -> Vec<u8> {
    image(
        512,
        &[
            (0, b"conectix\0\0\0\x02\0\x01\0\0"),
            (24, &653_295_600_u32.to_be_bytes()),
            (28, b"vpc \0\x05\0\x03Wi2k"),
            (40, &10_514_432_u64.to_be_bytes()),
            (48, &10_514_432_u64.to_be_bytes()),
            (56, &[1, 0x2e, 4, 17, 0, 0, 0, 2]),
        ],
    )
}

/// A disk of 1 KiB as it is, and the footer.
pub(super) fn vhd() -> Vec<u8> {
    image(1536, &[(1024, &footer())])
}

/// One that grows has a copy of the footer first.
pub(super) fn growing_vhd() -> Vec<u8> {
    image(2048, &[(0, &footer()), (1536, &footer())])
}

pub(super) fn vhdx(size: usize) -> Vec<u8> {
    let mut bytes = image(
        0x2_1000,
        &[
            (0, b"vhdxfile"),
            (8, &wide("Microsoft Windows 10")),
            (0x1_0000, b"head"),
            (0x1_0008, &7_u64.to_le_bytes()),
            (0x1_0042, &[1]),
            (0x2_0000, b"head"),
            (0x2_0008, &6_u64.to_le_bytes()),
        ],
    );
    bytes.truncate(size);
    bytes
}

pub(super) fn qcow(version: u32) -> Vec<u8> {
    image(
        512,
        &[
            (0, b"QFI\xfb"),
            (4, &version.to_be_bytes()),
            (20, &16_u32.to_be_bytes()),
            (24, &(2_u64 << 30).to_be_bytes()),
            (60, &[0, 0, 0, 2]),
        ],
    )
}

pub(super) fn old_qcow() -> Vec<u8> {
    image(
        48,
        &[
            (0, b"QFI\xfb\0\0\0\x01"),
            (24, &10_485_760_u64.to_be_bytes()),
            (32, &[12, 9]),
        ],
    )
}

pub(super) fn registry() -> Vec<u8> {
    image(
        4096,
        &[
            (0, b"regf"),
            (4, &[5, 0, 0, 0, 5, 0, 0, 0]),
            (12, &132_000_000_000_000_000_u64.to_le_bytes()),
            (20, &[1, 0, 0, 0, 5, 0, 0, 0]),
            (32, &[1]),
            (40, &4096_u32.to_le_bytes()),
            (48, &wide("SOFTWARE")),
        ],
    )
}

pub(super) fn evtx() -> Vec<u8> {
    image(
        4096,
        &[
            (0, b"ElfFile\0"),
            (16, &2_u64.to_le_bytes()),
            (24, &5_u64.to_le_bytes()),
            (32, &[128, 0, 0, 0, 1, 0, 3, 0, 0, 16, 3, 0]),
        ],
    )
}

pub(super) fn evt() -> Vec<u8> {
    image(
        48,
        &[
            (0, b"\x30\0\0\0LfLe\x01\0\0\0\x01\0\0\0"),
            (24, &7_u32.to_le_bytes()),
            (28, &2_u32.to_le_bytes()),
            (32, &65_536_u32.to_le_bytes()),
            (44, b"\x30\0\0\0"),
        ],
    )
}

pub(super) fn minidump() -> Vec<u8> {
    image(
        64,
        &[
            (0, b"MDMP\x93\xa7\x55\x55"),
            (8, &[1, 0, 0, 0, 32, 0, 0, 0]),
            (20, &1_600_000_000_u32.to_le_bytes()),
            (24, &[2]),
            (32, &[7, 0, 0, 0, 56, 0, 0, 0, 44, 0, 0, 0]),
        ],
    )
}

pub(super) fn journal() -> Vec<u8> {
    image(
        272,
        &[
            (0, b"LPKSHHRH"),
            (12, &[0x0c, 0, 0, 0, 1]),
            (40, &[0xab; 16]),
            (88, &272_u64.to_le_bytes()),
            (144, &9_u64.to_le_bytes()),
            (152, &4_u64.to_le_bytes()),
        ],
    )
}

pub(super) fn samples() -> Vec<Sample> {
    vec![
        sample("vmdk", "disk.vmdk", vmdk(), "VMware4 disk image"),
        sample(
            "vdi",
            "disk.vdi",
            vdi(),
            "VirtualBox Disk Image, major 1, minor 1 (<<< Oracle VM VirtualBox Disk Image >>>), \
             10485760 bytes",
        ),
        sample(
            "vhd",
            "fixed.vhd",
            vhd(),
            "Microsoft Disk Image, Virtual Server or Virtual PC, Creator vpc  5.3 (W2k) Sun Sep 13 07:00:00 \
             2020, 10514432 bytes, CHS 302/4/17",
        ),
        sample(
            "vhdx",
            "disk.vhdx",
            vhdx(1024),
            "Microsoft Disk Image eXtended, by Microsoft Windows 10",
        ),
        sample(
            "qcow",
            "two.qcow2",
            qcow(2),
            "QEMU QCOW Image (v2), 2147483648 bytes",
        ),
        sample(
            "qcow",
            "three.qcow2",
            qcow(3),
            "QEMU QCOW Image (v3), 2147483648 bytes",
        ),
        sample(
            "qcow",
            "one.qcow",
            old_qcow(),
            "QEMU QCOW Image (v1), 10485760 bytes",
        ),
        sample(
            "regf",
            "software.hiv",
            registry(),
            "MS Windows registry file, NT/2000 or above",
        ),
        sample(
            "evtx",
            "system.evtx",
            evtx(),
            "MS Windows Vista-8.1 Event Log, 3 chunks (no. 2 in use), next record no. 5",
        ),
        sample("evt", "system.evt", evt(), "MS Windows NT Event Log"),
        sample(
            "minidump",
            "crash.dmp",
            minidump(),
            "Mini DuMP crash report, 1 streams, Sun Sep 13 12:26:40 2020, 0x2 type",
        ),
        sample(
            "journal",
            "system.journal",
            journal(),
            "Journal file, online",
        ),
    ]
}
