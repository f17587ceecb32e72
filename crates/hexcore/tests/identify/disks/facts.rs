//! What is told of disks follows their bytes.

use hexcore::identify::{Certainty, Report, identify};

use super::{boot, files, linux, network, put, virtual_disks, with};

pub(crate) fn fact(bytes: &[u8], name: &str) -> String {
    value(&identify("", bytes), name)
}

fn value(report: &Report, name: &str) -> String {
    match report.facts.iter().find(|fact| fact.name == name) {
        Some(fact) => fact.value.clone(),
        None => panic!("there is no {name}: {report:#?}"),
    }
}

pub(crate) fn sentence(bytes: &[u8]) -> String {
    identify("", bytes).sentence
}

pub(crate) fn notes(bytes: &[u8]) -> String {
    let notes = identify("", bytes).notes;
    let sentences: Vec<String> = notes.into_iter().map(|it| it.sentence).collect();
    sentences.join(" ")
}

pub(crate) fn kind(bytes: &[u8]) -> &'static str {
    identify("", bytes).kind.map_or("", |kind| kind.id)
}

#[test]
fn partitions() {
    let bytes = boot::mbr();
    assert_eq!(fact(&bytes, "Disk signature"), "0xdeadbeef");
    assert_eq!(
        fact(&bytes, "Partition 2"),
        "NTFS or exFAT (0x07), 409600 sectors from sector 22528"
    );
    let other = with(&bytes, &[(466, &[0x8e]), (474, &40_000_u32.to_le_bytes())]);
    assert_eq!(
        fact(&other, "Partition 2"),
        "Linux LVM (0x8e), 40000 sectors from sector 22528"
    );
    assert!(sentence(&other).ends_with("startsector 22528, 40000 sectors"));
    assert_eq!(identify("", &bytes).certainty, Certainty::Likely);
    // Two that start, two that overlap, one that begins nowhere, one without a type: no table.
    let bad: [&[(usize, &[u8])]; 5] = [
        &[(462, &[0x80])],
        &[(470, &4096_u32.to_le_bytes())],
        &[(454, &[0; 4])],
        &[(466, &[0])],
        &[(446, &[0x81])],
    ];
    for pieces in bad {
        assert_eq!(kind(&with(&bytes, pieces)), "", "{pieces:?}");
    }
    assert_eq!(kind(&with(&bytes, &[(511, &[0xab])])), "");
}

#[test]
fn gpt() {
    let bytes = boot::gpt(512);
    assert_eq!(
        fact(&bytes, "Partition"),
        "EFI system “EFI”, sectors 2048 to 22527"
    );
    let other = with(
        &bytes,
        &[(1080, &super::wide("root")), (1056, &34_u64.to_le_bytes())],
    );
    assert_eq!(
        fact(&other, "Partition"),
        "EFI system “root”, sectors 34 to 22527"
    );
    assert!(notes(&bytes).contains("after the end of the file"));
    // A table anywhere, of any size, with entries of no length.
    let other = with(&bytes, &[(584, &[0xff; 8])]);
    assert_eq!(kind(&other), "gpt");
    let other = with(&bytes, &[(596, &[0; 4])]);
    assert!(notes(&other).contains("128 are the least"));
}

#[test]
fn fat() {
    let bytes = boot::fat_12();
    assert_eq!(fact(&bytes, "Label"), "FLOPPY");
    assert_eq!(fact(&bytes, "Serial number"), "1234-5678");
    assert_eq!(fact(&bytes, "Width of an entry of the table"), "12 bits");
    assert!(notes(&bytes).contains("shorter than the file system"));
    let other = with(
        &bytes,
        &[(11, &1024_u16.to_le_bytes()), (16, &[1]), (43, b"OTHER")],
    );
    assert!(sentence(&other).contains("Bytes/sector 1024, FAT  1, root entries 224"));
    assert!(sentence(&other).contains("label: \"OTHERY     \""));
    // The number of clusters decides what it is, not the word.
    let other = with(&bytes, &[(19, &60_000_u16.to_le_bytes())]);
    assert!(sentence(&other).contains("FAT (16 bit)"));
    assert_eq!(fact(&boot::fat_32(), "Serial number"), "DEAD-BEEF");
    // Parameters that do not agree.
    for pieces in [
        (11, &[1, 2][..]),
        (13, &[3]),
        (16, &[9]),
        (21, &[0x12]),
        (22, &[0, 0]),
    ] {
        assert_ne!(kind(&with(&bytes, &[pieces])), "fat", "{pieces:?}");
    }
}

#[test]
fn ext() {
    let bytes = linux::ext(0x3c, 0x2c2, 0x46b);
    assert_eq!(fact(&bytes, "Blocks"), "8192 of 1024 bytes");
    assert_eq!(fact(&bytes, "Free blocks"), "7000");
    assert_eq!(fact(&bytes, "Created"), "2017-07-14 02:40:00 UTC");
    assert_eq!(fact(&bytes, "Last mounted on"), "/mnt");
    assert!(notes(&bytes).contains("shorter than the file system"));
    // An extended one without a journal is one of today, too.
    assert!(sentence(&linux::ext(0x38, 0x2c2, 0x46b)).contains(" ext4 filesystem data"));
    let other = with(&linux::ext(0x38, 2, 3), &[(1082, &[2]), (1144, &[0])]);
    assert!(
        sentence(&other)
            .starts_with("Linux rev 1.0 ext2 filesystem data (mounted or unclean), UUID=")
    );
    assert!(sentence(&other).ends_with("0f10 (errors) (large files)"));
    let other = with(&bytes, &[(1048, &2_u32.to_le_bytes()), (1044, &[0])]);
    assert_eq!(fact(&other, "Blocks"), "8192 of 4096 bytes");
    // Two bytes are not enough.
    for pieces in [
        (1048, &[9, 0][..]),
        (1056, &[0, 0]),
        (1082, &[99]),
        (1100, &[7]),
        (1028, &[0, 0]),
    ] {
        assert_eq!(kind(&with(&bytes, &[pieces])), "", "{pieces:?}");
    }
}

#[test]
fn other_file_systems() {
    assert_eq!(fact(&linux::xfs(), "Label"), "data");
    let other = with(&linux::xfs(), &[(100, &[0x94]), (104, &[1, 0])]);
    assert_eq!(
        sentence(&other),
        "SGI XFS filesystem data (blksz 4096, inosz 256, v1 dirs)"
    );
    let other = with(&linux::btrfs(), &[(0x1_012b, &[0; 4]), (0x1_0088, &[3])]);
    assert!(sentence(&other).starts_with("BTRFS Filesystem sectorsize 4096,"));
    assert!(sentence(&other).ends_with("3 devices"));
    assert_eq!(fact(&linux::f2fs(), "Version"), "1.15");
    let other = with(&linux::erofs(), &[(1088, b"system"), (1104, &[3])]);
    assert!(sentence(&other).ends_with("name=system, incompat: LZ4_0PADDING BIG_PCLUSTER"));
    let swap = linux::swap();
    assert_eq!(fact(&swap, "Label"), "rest");
    assert!(sentence(&with(&swap, &[(1028, &[9])])).contains("size 9 pages"));
    assert_eq!(
        sentence(&linux::large_swap()),
        "Linux swap file, 64k page size, big endian, version 1, size 15 pages, 2 bad pages, no label, \
         UUID=01020304-0506-4708-890a-0b0c0d0e0f10"
    );
    assert_eq!(kind(&with(&swap, &[(4086, b"SWAPSPACE3")])), "");
}

#[test]
fn old_file_systems() {
    assert_eq!(sentence(&linux::reiser(b"ReIsErFs\0")), "ReiserFS V3.5");
    assert_eq!(
        sentence(&linux::reiser(b"ReIsEr3Fs")),
        "ReiserFS V3.6.19 block size 4096 num blocks 10240 r5 hash"
    );
}

#[test]
fn discs() {
    let bytes = files::iso(&[files::TORITO, files::END]);
    assert_eq!(fact(&bytes, "Volume"), "MY DISC");
    assert_eq!(fact(&bytes, "System"), "LINUX");
    assert_eq!(fact(&bytes, "Size"), "18 sectors of 2048 bytes");
    assert_eq!(fact(&bytes, "Created"), "2026-11-26 17:42:34");
    assert_eq!(
        fact(&bytes, "Starts a computer"),
        "El Torito, with its catalogue in sector 19"
    );
    let other = with(&bytes, &[(32_808, b"Other  Name"), (510, &[0x55, 0xaa])]);
    assert_eq!(
        sentence(&other),
        "ISO 9660 CD-ROM filesystem data (DOS/MBR boot sector) 'Other  Name' (bootable)"
    );
    // As Debian's discs are: the tables of a stick stand in what is left at the start.
    let mut other = bytes.clone();
    put(&mut other, &[(0, &boot::gpt(512))]);
    assert_eq!(
        sentence(&other),
        "ISO 9660 CD-ROM filesystem data (DOS/MBR boot sector) 'MY DISC' (bootable)"
    );
    assert!(notes(&other).contains("GPT partition table"));
    // The numbers in both orders must be the same.
    assert_eq!(kind(&with(&bytes, &[(32_848, &[17])])), "");
    let other = with(&bytes, &[(32_848, &[99]), (32_855, &[99])]);
    assert!(notes(&other).contains("shorter than the disc"));
    assert_eq!(sentence(&files::udf()), "UDF filesystem data (version 2.0)");
    assert_eq!(fact(&files::udf(), "Logical volume"), "FILMS");
}

#[test]
fn compressed_file_systems() {
    let bytes = files::squashfs(files::little, b"hsqs");
    assert_eq!(fact(&bytes, "Compression"), "zstd");
    let other = with(&bytes, &[(4, &[9]), (20, &[4]), (40, &[0, 1])]);
    assert_eq!(
        sentence(&other),
        "Squashfs filesystem, little endian, version 4.0, xz compressed, 256 bytes, 9 inodes, blocksize: \
         131072 bytes, created: Sun Sep 13 12:26:40 2020"
    );
    assert!(notes(&other).contains("shorter than the file system"));
    // The size of a block and its logarithm do not agree; a version that there is not.
    assert_eq!(kind(&with(&bytes, &[(22, &[16])])), "");
    assert_eq!(kind(&with(&bytes, &[(28, &[5])])), "");
    let other = with(&files::cramfs(), &[(8, &[0, 1]), (44, &[7])]);
    assert!(sentence(&other).contains("size 24576 hole_support CRC"));
    assert!(sentence(&other).ends_with("7 files"));
    assert_eq!(kind(&with(&files::romfs(), &[(12, &[1])])), "");
    assert_eq!(kind(&with(files::JFFS2, &[(8, &[0])])), "");
    assert_eq!(notes(&files::ubi()), "");
    assert!(notes(&with(&files::ubi(), &[(15, &[9])])).contains("sum"));
}

#[test]
fn volumes() {
    assert_eq!(fact(&files::luks_1(), "Passwords"), "1 of 8 places used");
    assert_eq!(fact(&files::luks_1(), "Cipher"), "aes xts-plain64");
    let other = with(&files::luks_2(), &[(24, b"other"), (23, &[9])]);
    assert!(sentence(&other).contains("ID 9, label other,"));
    assert_eq!(kind(&with(&files::luks_1(), &[(7, &[3])])), "");
    let other = with(&files::hfs(), &[(1030, &[1]), (1074, &[9])]);
    assert!(sentence(&other).starts_with("Apple HFS Plus version 4 data last mounted by"));
    assert_eq!(fact(&files::dmg(), "Data"), "512 bytes from 0x0 on");
    assert_eq!(fact(&files::lvm(), "Size"), "1073741824 bytes");
}

#[test]
fn virtual_disks_are_told() {
    let bytes = virtual_disks::qcow(3);
    assert_eq!(fact(&bytes, "Cluster"), "65536 bytes");
    assert_eq!(fact(&bytes, "Encryption"), "None");
    assert_eq!(fact(&bytes, "Snapshots"), "2");
    let mut other = with(
        &bytes,
        &[
            (8, &104_u64.to_be_bytes()),
            (16, &[0, 0, 0, 9]),
            (35, &[2]),
            (79, &[1]),
        ],
    );
    put(&mut other, &[(104, b"base.img\n")]);
    assert_eq!(
        sentence(&other),
        "QEMU QCOW Image (v3), has backing file (path base.img\\012), 2147483648 bytes, LUKS-encrypted"
    );
    assert!(notes(&other).contains("not closed"));
    let other = with(&bytes, &[(8, &[0x7f; 8])]);
    assert!(notes(&other).contains("after the end"));
    assert_eq!(fact(&virtual_disks::vmdk(), "Type"), "monolithicSparse");
    assert_eq!(
        fact(&virtual_disks::vdi(), "Type"),
        "Grows as it is written"
    );
    assert_eq!(fact(&virtual_disks::vhdx(0x2_1000), "Times written"), "7");
    // What grows and was cut off still has its first copy.
    let mut cut = virtual_disks::growing_vhd();
    cut.truncate(1536);
    assert!(notes(&cut).contains("footer is missing"));
}

#[test]
fn captures() {
    let bytes = network::pcap(1);
    assert_eq!(fact(&bytes, "First packet"), "2020-09-13 12:26:40 UTC");
    assert!(sentence(&network::pcap(105)).contains("(802.11, capture"));
    assert!(sentence(&network::pcap(9999)).contains("(linktype#9999, capture"));
    let other = with(&bytes, &[(6, &[3]), (16, &96_u32.to_le_bytes())]);
    assert!(sentence(&other).ends_with("version 2.3 (Ethernet, capture length 96)"));
    assert_eq!(kind(&with(&bytes, &[(4, &[9])])), "");
    let bytes = network::pcapng();
    assert_eq!(fact(&bytes, "Operating system"), "Linux 6.1");
    assert_eq!(fact(&bytes, "Interface"), "Linux cooked v1");
}

#[test]
fn logs() {
    assert_eq!(fact(&virtual_disks::registry(), "Name"), "SOFTWARE");
    let other = with(&virtual_disks::registry(), &[(8, &[4])]);
    assert!(notes(&other).contains("not written to its end"));
    let other = with(&virtual_disks::evtx(), &[(36, &[2]), (120, &[3])]);
    assert_eq!(
        sentence(&other),
        "MS Windows 10-11 Event Log, version  3.2, 3 chunks (no. 2 in use), next record no. 5, DIRTY, FULL"
    );
    assert_eq!(
        fact(&virtual_disks::minidump(), "Stream"),
        "System, 56 bytes at 0x2c"
    );
    assert_eq!(
        fact(&virtual_disks::journal(), "Features"),
        "keyed-hash, compressed-zstd"
    );
    let other = with(&virtual_disks::journal(), &[(16, &[2]), (152, &[0])]);
    assert_eq!(sentence(&other), "Journal file empty, archived");
    assert_eq!(kind(&with(&virtual_disks::journal(), &[(16, &[3])])), "");
}
