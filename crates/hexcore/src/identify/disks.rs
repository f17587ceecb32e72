//! Disks, file systems, and what went over a network.

mod compact;
mod fat;
mod linux;
mod logs;
mod network;
mod optical;
mod partitions;
mod virtual_disks;
mod volumes;

use super::kind::Kind;

pub(super) const KINDS: &[Kind] = &[
    partitions::GPT,
    partitions::MBR,
    partitions::BOOT_CODE,
    fat::FAT,
    fat::EXFAT,
    fat::NTFS,
    linux::EXT,
    linux::XFS,
    linux::BTRFS,
    linux::REISER,
    linux::F2FS,
    linux::EROFS,
    linux::SWAP,
    optical::ISO,
    optical::UDF,
    compact::SQUASHFS,
    compact::CRAMFS,
    compact::ROMFS,
    compact::JFFS2,
    compact::UBI,
    volumes::HFS_PLUS,
    volumes::APFS,
    volumes::LUKS,
    volumes::LVM2,
    volumes::DMG,
    virtual_disks::VMDK,
    virtual_disks::VDI,
    virtual_disks::VHD,
    virtual_disks::VHDX,
    virtual_disks::QCOW,
    network::PCAP,
    network::PCAPNG,
    network::SNOOP,
    logs::REGISTRY,
    logs::EVTX,
    logs::EVT,
    logs::MINIDUMP,
    logs::JOURNAL,
];
