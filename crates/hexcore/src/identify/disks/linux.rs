//! File systems of Linux on disks: ext, XFS, Btrfs, ReiserFS, F2FS, EROFS; and swap.

use std::ops::Range;

use crate::identify::details::Details;
use crate::identify::fields::{number, tell_text, text, wide};
use crate::identify::kind::{Kind, Strength};
use crate::identify::test::Test::{Any, Bytes, Code, Number};
use crate::identify::values::unix_time;
use crate::identify::values::uuid;
use crate::identify::view::{
    Order::{Big, Little},
    View,
};

/// Where the superblock of ext is.
const EXT_AT: u64 = 1024;

pub(super) const EXT: Kind = Kind {
    id: "ext",
    name: "Linux ext2, ext3 or ext4 filesystem data",
    mime: "application/x-raw-disk-image",
    extensions: &["img", "ext2", "ext3", "ext4"],
    tests: &[Bytes(EXT_AT + 56, &[0x53, 0xef]), Code(40, superblock)],
    strength: Strength::Certain,
    source: "Linux kernel documentation, ext4 Data Structures, Super Block",
    lesson: "The description of the file system is 1 KiB after its start, so that there is room for code \
             that starts a computer.",
    details: Some(ext),
};

pub(super) const XFS: Kind = Kind {
    id: "xfs",
    name: "SGI XFS filesystem data",
    mime: "application/x-raw-disk-image",
    extensions: &["img", "xfs"],
    tests: &[
        Bytes(0, b"XFSB"),
        Number {
            at: 4,
            width: 4,
            order: Big,
            from: 512,
            to: 65536,
        },
    ],
    strength: Strength::Certain,
    source: "XFS Algorithms & Data Structures, Superblocks",
    lesson: "XFS divides a disk into groups that are managed on their own, so that many processors can work \
             at once.",
    details: Some(xfs),
};

pub(super) const BTRFS: Kind = Kind {
    id: "btrfs",
    name: "BTRFS Filesystem",
    mime: "application/x-raw-disk-image",
    extensions: &["img", "btrfs"],
    tests: &[Bytes(0x1_0040, b"_BHRfS_M")],
    strength: Strength::Certain,
    source: "Btrfs documentation, On-disk format, Superblock",
    lesson: "Btrfs never writes over what is valid: it writes a copy elsewhere, and then moves the pointer.",
    details: Some(btrfs),
};

pub(super) const REISER: Kind = Kind {
    id: "reiserfs",
    name: "ReiserFS",
    mime: "application/x-raw-disk-image",
    extensions: &["img"],
    tests: &[Any(&[
        Bytes(0x1_0034, b"ReIsErFs"),
        Bytes(0x1_0034, b"ReIsEr2Fs"),
        Bytes(0x1_0034, b"ReIsEr3Fs"),
    ])],
    strength: Strength::Certain,
    source: "Linux kernel, reiserfs.h, struct reiserfs_super_block",
    lesson: "ReiserFS keeps small files within its tree, where other systems give each a block of its own.",
    details: Some(reiser),
};

pub(super) const F2FS: Kind = Kind {
    id: "f2fs",
    name: "F2FS filesystem",
    mime: "application/x-raw-disk-image",
    extensions: &["img"],
    tests: &[Bytes(1024, &[0x10, 0x20, 0xf5, 0xf2])],
    strength: Strength::Certain,
    source: "Linux kernel, f2fs_fs.h, struct f2fs_super_block",
    lesson: "F2FS writes one thing after the other, as flash memory likes it.",
    details: Some(f2fs),
};

pub(super) const EROFS: Kind = Kind {
    id: "erofs",
    name: "EROFS filesystem",
    mime: "application/x-raw-disk-image",
    extensions: &["img", "erofs"],
    tests: &[Bytes(1024, &[0xe2, 0xe1, 0xf5, 0xe0])],
    strength: Strength::Certain,
    source: "EROFS documentation, Core on-disk format, Superblock",
    lesson: "A file system that is only read: phones keep their system in it.",
    details: Some(erofs),
};

pub(super) const SWAP: Kind = Kind {
    id: "swap",
    name: "Linux swap file",
    mime: "application/x-raw-disk-image",
    extensions: &["swap", "img"],
    tests: &[Any(&[
        Bytes(4086, b"SWAPSPACE2"),
        Bytes(8182, b"SWAPSPACE2"),
        Bytes(16_374, b"SWAPSPACE2"),
        Bytes(65_526, b"SWAPSPACE2"),
    ])],
    strength: Strength::Certain,
    source: "Linux kernel, swap.h, union swap_header",
    lesson: "Linux puts memory that is not used for a while here; the mark is at the end of the first page.",
    details: Some(swap),
};

/// That the fields of a superblock of ext are what they can be.
fn superblock(view: &View<'_>) -> Option<(String, Range<u64>)> {
    let get = |at, width| view.number(EXT_AT + at, width, Little);
    let (first, shift) = (get(20, 4)?, get(24, 4)?);
    let fits = get(0, 4)? > 0
        && get(4, 4)? > 0
        && shift <= 6
        // With blocks of 1 KiB the superblock is in the second one; a cluster may be larger.
        && (first == 1 && shift == 0 || first == 0)
        && get(32, 4)? > 0
        && get(58, 2)? <= 7
        && get(60, 2)? <= 3
        && get(72, 4)? <= 4
        && get(76, 4)? <= 1;
    let at = EXT_AT..EXT_AT + 80;
    fits.then(|| {
        (
            "fields of a superblock that agree with each other".to_owned(),
            at,
        )
    })
}

fn ext(view: &View<'_>, to: &mut Details) -> Option<()> {
    let get = |at, width| view.number(EXT_AT + at, width, Little);
    let span = |at: u64, length: u64| EXT_AT + at..EXT_AT + at + length;
    let (major, minor) = (get(76, 4)?, get(62, 2)?);
    // Revision 0 has no features.
    let features = |at| if major == 0 { Some(0) } else { get(at, 4) };
    let (compatible, incompatible, read_only) = (features(92)?, features(96)?, features(100)?);
    let has_journal = compatible & 4 != 0;
    let name = if incompatible & 0x3d0 != 0 || read_only & 0x78 != 0 {
        "ext4"
    } else if has_journal {
        "ext3"
    } else {
        "ext2"
    };
    let what = if incompatible & 8 != 0 {
        "external journal"
    } else {
        "filesystem data"
    };
    let mut head = format!("Linux rev {major}.{minor} {name} {what}");
    let state = get(58, 2)?;
    if !has_journal && state & 1 == 0 {
        head += " (mounted or unclean)";
    }
    let id = uuid(view.bytes(EXT_AT + 104, 16)?);
    head += &format!(", UUID={id}");
    let label = text(view, EXT_AT + 120, 16)?;
    if !label.is_empty() {
        head += &format!(", volume name \"{label}\"");
    }
    let flags = [
        (incompatible & 4 != 0, "needs journal recovery"),
        (state & 2 != 0, "errors"),
        (incompatible & 1 != 0, "compressed"),
        (incompatible & 0x40 != 0, "extents"),
        (incompatible & 0x80 != 0, "64bit"),
        (read_only & 2 != 0, "large files"),
        (read_only & 8 != 0, "huge files"),
    ];
    for (_, words) in flags.iter().filter(|(is_set, _)| *is_set) {
        head += &format!(" ({words})");
    }
    to.head(head);
    to.fact("UUID", id, span(104, 16));
    if !label.is_empty() {
        to.fact("Label", label, span(120, 16));
    }
    let high = if incompatible & 0x80 != 0 {
        get(336, 4)? << 32
    } else {
        0
    };
    let (blocks, size) = (get(4, 4)? | high, 1024u64 << get(24, 4)?.min(6));
    to.fact("Blocks", format!("{blocks} of {size} bytes"), span(4, 4));
    to.fact("Free blocks", get(12, 4)?.to_string(), span(12, 4));
    to.fact("Inodes", get(0, 4)?.to_string(), span(0, 4));
    to.fact(
        "State",
        if state & 1 == 1 {
            "Clean"
        } else {
            "Not unmounted cleanly"
        },
        span(58, 2),
    );
    to.fact(
        "Journal",
        if has_journal { "Yes" } else { "No" },
        span(92, 4),
    );
    if let Some(time) = unix_time(get(264, 4)? as i64).filter(|_| major > 0) {
        to.fact("Created", time, span(264, 4));
    }
    if let Some(time) = unix_time(get(48, 4)? as i64) {
        to.fact("Last written", time, span(48, 4));
    }
    tell_text(view, to, "Last mounted on", EXT_AT + 136, 64);
    if blocks.saturating_mul(size) > view.size() {
        to.note(
            "The file is shorter than the file system that it holds.",
            Some(span(4, 4)),
        );
    }
    Some(())
}

fn xfs(view: &View<'_>, to: &mut Details) -> Option<()> {
    let block = number(view, to, "Block", 4..8, Big, "bytes")?;
    let blocks = number(view, to, "Blocks", 8..16, Big, "")?;
    let version = view.u16(100, Big)?;
    let inode = number(view, to, "Inode", 104..106, Big, "bytes")?;
    let directories = if version & 0x2000 != 0 { 2 } else { 1 };
    to.head(format!(
        "SGI XFS filesystem data (blksz {block}, inosz {inode}, v{directories} dirs)"
    ));
    to.fact("Version", (version & 15).to_string(), 100..102);
    to.fact("UUID", uuid(view.bytes(32, 16)?), 32..48);
    tell_text(view, to, "Label", 108, 12);
    if blocks.saturating_mul(block) > view.size() {
        to.note(
            "The file is shorter than the file system that it holds.",
            Some(8..16),
        );
    }
    Some(())
}

fn btrfs(view: &View<'_>, to: &mut Details) -> Option<()> {
    const AT: u64 = 0x1_0000;
    let mut head = "BTRFS Filesystem ".to_owned();
    if let Some(label) = tell_text(view, to, "Label", AT + 0x12b, 256).filter(|it| !it.is_empty()) {
        head += &format!("label \"{label}\", ");
    }
    let get = |at, width| view.number(AT + at, width, Little);
    let id = uuid(view.bytes(AT + 32, 16)?);
    let (total, used, devices) = (get(0x70, 8)?, get(0x78, 8)?, get(0x88, 8)?);
    head += &format!(
        "sectorsize {}, nodesize {}, leafsize {}, UUID={id}, {used}/{total} bytes used, {devices} devices",
        get(0x90, 4)?,
        get(0x94, 4)?,
        get(0x98, 4)?,
    );
    to.head(head);
    to.fact("UUID", id, AT + 32..AT + 48);
    to.fact("Size", format!("{total} bytes"), AT + 0x70..AT + 0x78);
    to.fact("Used", format!("{used} bytes"), AT + 0x78..AT + 0x80);
    to.fact("Devices", devices.to_string(), AT + 0x88..AT + 0x90);
    to.fact(
        "Generation",
        get(0x48, 8)?.to_string(),
        AT + 0x48..AT + 0x50,
    );
    Some(())
}

fn reiser(view: &View<'_>, to: &mut Details) -> Option<()> {
    const AT: u64 = 0x1_0000;
    let version = match view.bytes(AT + 0x34, 9)? {
        b"ReIsEr2Fs" => "3.6",
        b"ReIsEr3Fs" => "3.6.19",
        _ => "3.5",
    };
    let (blocks, block) = (view.u32(AT, Little)?, view.u16(AT + 44, Little)?);
    let mut head = format!("ReiserFS V{version}");
    if version == "3.6.19" {
        head += &format!(" block size {block} num blocks {blocks}");
        head += match view.u32(AT + 64, Little)? {
            1 => " tea hash",
            2 => " yura hash",
            3 => " r5 hash",
            _ => "",
        };
    }
    to.head(head);
    to.fact("Blocks", format!("{blocks} of {block} bytes"), AT..AT + 4);
    to.fact("Version", version, AT + 0x34..AT + 0x3d);
    if version != "3.5" {
        to.fact("UUID", uuid(view.bytes(AT + 84, 16)?), AT + 84..AT + 100);
        tell_text(view, to, "Label", AT + 100, 16);
    }
    Some(())
}

fn f2fs(view: &View<'_>, to: &mut Details) -> Option<()> {
    let id = uuid(view.bytes(1024 + 108, 16)?);
    to.part(format!("UUID={id}"));
    to.fact("UUID", id, 1132..1148);
    let name = wide(view.bytes(1148, 128)?, Little);
    if !name.is_empty() {
        to.part(format!("volume name \"{name}\""));
        to.fact("Label", name, 1148..1276);
    }
    to.fact(
        "Version",
        format!("{}.{}", view.u16(1028, Little)?, view.u16(1030, Little)?),
        1028..1032,
    );
    to.fact(
        "Blocks",
        view.u64(1024 + 36, Little)?.to_string(),
        1060..1068,
    );
    Some(())
}

/// The names of the bits that are set, each after a space.
fn bits(number: u32, names: &[&str]) -> String {
    let set = names.iter().enumerate();
    set.filter(|(bit, _)| number >> bit & 1 == 1)
        .flat_map(|(_, name)| [" ", name])
        .collect()
}

fn erofs(view: &View<'_>, to: &mut Details) -> Option<()> {
    let compatible = bits(view.u32(1032, Little)?, &["SB_CHKSUM", "MTIME"]);
    if !compatible.is_empty() {
        to.part(format!("compat:{compatible}"));
        to.fact("Features", compatible.trim(), 1032..1036);
    }
    let shift = view.u8(1036)?;
    to.part(format!("blocksize={shift}"));
    to.part(format!("exslots={}", view.u8(1037)?));
    if shift < 32 {
        to.fact("Block", format!("{} bytes", 1u64 << shift), 1036..1037);
    }
    let id = uuid(view.bytes(1072, 16)?);
    to.part(format!("uuid={}", id.to_uppercase()));
    to.fact("UUID", id, 1072..1088);
    if let Some(name) = tell_text(view, to, "Label", 1088, 16).filter(|it| !it.is_empty()) {
        to.part(format!("name={name}"));
    }
    let needed = bits(
        view.u32(1104, Little)?,
        &[
            "LZ4_0PADDING",
            "BIG_PCLUSTER",
            "CHUNKED_FILE",
            "DEVICE_TABLE",
            "ZTAILPACKING",
        ],
    );
    if !needed.is_empty() {
        to.part(format!("incompat:{needed}"));
        to.fact(
            "Features that a reader must know",
            needed.trim(),
            1104..1108,
        );
    }
    Some(())
}

fn swap(view: &View<'_>, to: &mut Details) -> Option<()> {
    let page = [4096, 8192, 16_384, 65_536].into_iter().find(|page| {
        view.bytes(page - 10, 10)
            .is_some_and(|it| it == b"SWAPSPACE2")
    })?;
    to.part(format!("{}k page size", page / 1024));
    to.fact("Page", format!("{page} bytes"), page - 10..page);
    let order = if view.u32(1024, Little)? == 1 {
        Little
    } else {
        Big
    };
    let (version, last) = (view.u32(1024, order)?, view.u32(1028, order)?);
    let bad = view.u32(1032, order)?;
    let name = if order == Little { "little" } else { "big" };
    to.part(format!("{name} endian"));
    to.part(format!("version {version}"));
    to.part(format!("size {last} pages"));
    to.part(format!("{bad} bad pages"));
    to.fact("Byte order", format!("{name} endian"), 1024..1028);
    to.fact("Size", format!("{last} pages beside the first"), 1028..1032);
    let label = tell_text(view, to, "Label", 1052, 16)?;
    match label.as_str() {
        "" => to.part("no label"),
        label => to.part(format!("LABEL={label}")),
    }
    let id = uuid(view.bytes(1036, 16)?);
    to.part(format!("UUID={id}"));
    to.fact("UUID", id, 1036..1052);
    Some(())
}
