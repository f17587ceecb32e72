//! What is started by a boot loader: kernels of Linux, images for U-Boot and Android, device trees (Linux,
//! `Documentation/arch/x86/boot.rst` and `arm64/booting.rst`; U-Boot, `include/image.h`; Devicetree
//! Specification 0.4, 5.2; Android, "Boot image header").

use std::ops::Range;

use crate::identify::details::{Details, printable};
use crate::identify::values::{before_zero, long_time_32, named};
use crate::identify::view::{Order, Order::Big, Order::Little, View};

pub(super) fn linux(view: &View<'_>, to: &mut Details) -> Option<()> {
    let protocol = view.u16(0x206, Little)?;
    let kind = if view.u8(0x211)? & 1 != 0 {
        "bzImage"
    } else {
        "zImage"
    };
    let mut head = String::from("Linux kernel x86 boot executable ");
    to.fact(
        "Boot protocol",
        format!("{}.{:02}", protocol >> 8, protocol & 0xff),
        0x206..0x208,
    );
    to.fact("Type", kind, 0x211..0x212);
    head += kind;
    to.head(head);
    let place = u64::from(view.u16(0x20e, Little)?);
    if protocol >= 0x200 && place != 0 {
        let at = place + 0x200;
        let version = before_zero(view.up_to(at, 256)?);
        let end = at + version.len() as u64;
        let version = printable(version);
        to.part(format!("version {version}"));
        to.fact("Version", version, at..end);
    }
    let is_read_only = view.u16(0x1f2, Little)? != 0;
    to.part(if is_read_only {
        "RO-rootFS"
    } else {
        "RW-rootFS"
    });
    // Where old kernels had a device for swapping, at 1f6, newer ones have half of their length.
    let root = view.u16(0x1fc, Little)?;
    if root != 0 {
        to.part(format!("root_dev 0X{root:X}"));
        to.fact("Root device", format!("{root:#x}"), 0x1fc..0x1fe);
    }
    match view.u16(0x1fa, Little)? {
        0xffff => to.part("Normal VGA"),
        0xfffe => to.part("Extended VGA"),
        0xfffd => to.part("Prompt for Videomode"),
        0 => {}
        mode => to.part(format!("Video mode {mode}")),
    }
    let sectors = u64::from(view.u8(0x1f1)?).max(1);
    to.fact(
        "Set-up code",
        format!("{} bytes", (sectors + 1) * 512),
        0x1f1..0x1f2,
    );
    Some(())
}

pub(super) fn linux_arm64(view: &View<'_>, to: &mut Details) -> Option<()> {
    let set = view.u64(24, Little)?;
    let order = if set & 1 == 0 {
        "little-endian"
    } else {
        "big-endian"
    };
    to.part(order);
    to.fact("Byte order", order, 24..32);
    let pages = match set >> 1 & 3 {
        1 => "4K pages",
        2 => "16K pages",
        3 => "64K pages",
        _ => "",
    };
    if !pages.is_empty() {
        to.part(pages);
        to.fact("Pages", pages, 24..32);
    }
    to.fact(
        "Length in memory",
        format!("{} bytes", view.u64(16, Little)?),
        16..24,
    );
    Some(())
}

pub(super) fn linux_arm(view: &View<'_>, to: &mut Details) -> Option<()> {
    let (order, words) = match view.bytes(0x24, 4)? {
        [0x18, ..] => (Little, "little-endian"),
        _ => (Order::Big, "big-endian"),
    };
    to.head(format!("Linux kernel ARM boot executable zImage ({words})"));
    let (from, end) = (view.u32(0x28, order)?, view.u32(0x2c, order)?);
    to.fact(
        "Length",
        format!("{} bytes", end.saturating_sub(from)),
        0x28..0x30,
    );
    Some(())
}

const SYSTEMS: &[(u64, &str)] = &[
    (0, "Invalid os"),
    (1, "OpenBSD"),
    (2, "NetBSD"),
    (3, "FreeBSD"),
    (4, "4.4BSD"),
    (5, "Linux"),
    (6, "SVR4"),
    (7, "Esix"),
    (8, "Solaris"),
    (9, "Irix"),
    (10, "SCO"),
    (11, "Dell"),
    (12, "NCR"),
    (13, "LynxOS"),
    (14, "VxWorks"),
    (15, "pSOS"),
    (16, "QNX"),
    (17, "Firmware"),
    (18, "RTEMS"),
    (19, "ARTOS"),
    (20, "Unity OS"),
    (21, "INTEGRITY"),
];

const PROCESSORS: &[(u64, &str)] = &[
    (0, "Invalid CPU"),
    (1, "Alpha"),
    (2, "ARM"),
    (3, "Intel x86"),
    (4, "IA64"),
    (5, "MIPS"),
    (6, "MIPS 64-bit"),
    (7, "PowerPC"),
    (8, "IBM S390"),
    (9, "SuperH"),
    (10, "Sparc"),
    (11, "Sparc 64-bit"),
    (12, "M68K"),
    (13, "Nios-32"),
    (14, "MicroBlaze"),
    (15, "Nios-II"),
    (16, "Blackfin"),
    (17, "AVR32"),
    (18, "STMicroelectronics ST200"),
    (19, "Sandbox architecture"),
    (20, "ANDES Technology NDS32"),
    (21, "OpenRISC 1000"),
    (22, "ARM 64-bit"),
    (23, "DesignWare ARC"),
    (24, "x86_64"),
    (25, "Xtensa"),
    (26, "RISC-V"),
];

const IMAGES: &[(u64, &str)] = &[
    (1, "Standalone Program"),
    (2, "OS Kernel Image"),
    (3, "RAMDisk Image"),
    (4, "Multi-File Image"),
    (5, "Firmware Image"),
    (6, "Script File"),
    (7, "Filesystem Image (any type)"),
    (8, "Binary Flat Device Tree BLOB"),
];

const METHODS: &[(u64, &str)] = &[
    (0, "Not compressed"),
    (1, "gzip"),
    (2, "bzip2"),
    (3, "lzma"),
    (4, "lzo"),
    (5, "lz4"),
    (6, "zstd"),
];

pub(super) fn u_boot(view: &View<'_>, to: &mut Details) -> Option<()> {
    let name = printable(before_zero(view.bytes(32, 32)?));
    to.part(name.clone());
    to.fact("Name", name, 32..64);
    let byte = |at: u64| view.u8(at).map(u64::from);
    let unknown = "Unknown";
    let system = named(SYSTEMS, byte(28)?).unwrap_or(unknown);
    let processor = named(PROCESSORS, byte(29)?).unwrap_or(unknown);
    let kind = named(IMAGES, byte(30)?).unwrap_or(unknown);
    let method = named(METHODS, byte(31)?).unwrap_or(unknown);
    to.part(format!("{system}/{processor}"));
    to.part(format!("{kind} ({method})"));
    to.fact("System", system, 28..29);
    to.fact("Processor", processor, 29..30);
    to.fact("Type", kind, 30..31);
    to.fact("Compression", method, 31..32);
    let field = |at: u64| view.u32(at, Big);
    let length = field(12)?;
    to.part(format!("{length} bytes"));
    to.fact("Length", format!("{length} bytes"), 12..16);
    let made = long_time_32(field(8)?);
    to.part(made.clone());
    to.fact("Time stamp", format!("{made} UTC"), 8..12);
    for (name, at) in [
        ("Load Address", 16),
        ("Entry Point", 20),
        ("Header CRC", 4),
        ("Data CRC", 24),
    ] {
        to.part(format!("{name}: 0X{:06X}", field(at)?));
    }
    if u64::from(length) + 64 > view.size() {
        to.note(
            "It has less than its header speaks of: it may have been cut off.",
            Some(12..16),
        );
    }
    Some(())
}

/// Whether the blocks of a device tree are in it: for the table.
pub(super) fn is_tree(view: &View<'_>) -> Option<(String, Range<u64>)> {
    let field = |at: u64| view.u32(at, Big);
    let (length, version, oldest) = (field(4)?, field(20)?, field(24)?);
    let is_right = (1..=64).contains(&version)
        && oldest <= version
        && field(8)? < length
        && field(12)? < length
        && field(16)? < length;
    is_right.then(|| {
        (
            "a version, and places that are within its length".to_owned(),
            4..28,
        )
    })
}

pub(super) fn tree(view: &View<'_>, to: &mut Details) -> Option<()> {
    let field = |at: u64| view.u32(at, Big);
    let (length, version) = (field(4)?, field(20)?);
    to.head(format!("Device Tree Blob version {version}"));
    to.part(format!("size={length}"));
    to.fact("Version", version.to_string(), 20..24);
    to.fact("Length", format!("{length} bytes"), 4..8);
    if version >= 2 {
        to.part(format!("boot CPU={}", field(28)?));
        to.fact("Boot processor", field(28)?.to_string(), 28..32);
    }
    if version >= 3 {
        to.part(format!("string block size={}", field(32)?));
    }
    if version >= 17 {
        to.part(format!("DT structure block size={}", field(36)?));
    }
    if u64::from(length) > view.size() {
        to.note(
            "It has less than its header speaks of: it may have been cut off.",
            Some(4..8),
        );
    }
    Some(())
}

pub(super) fn android(view: &View<'_>, to: &mut Details) -> Option<()> {
    let field = |at: u64| view.u32(at, Little);
    let version = field(40)?;
    // From version 3 on the header is another one; before, the field was the length of a device tree.
    if matches!(version, 3 | 4) {
        to.part(format!("header version {version}"));
        to.fact("Header version", version.to_string(), 40..44);
        to.fact("Kernel", format!("{} bytes", field(8)?), 8..12);
        to.fact("RAM disk", format!("{} bytes", field(12)?), 12..16);
        return Some(());
    }
    let (kernel, disk) = (field(12)?, field(20)?);
    to.part(format!("kernel ({kernel:#x})"));
    to.fact(
        "Kernel",
        format!("{} bytes, loaded at {kernel:#x}", field(8)?),
        8..16,
    );
    if field(16)? != 0 {
        to.part(format!("ramdisk ({disk:#x})"));
        to.fact(
            "RAM disk",
            format!("{} bytes, loaded at {disk:#x}", field(16)?),
            16..24,
        );
    }
    let page = field(36)?;
    to.part(format!("page size: {page}"));
    to.fact("Page size", format!("{page} bytes"), 36..40);
    let name = printable(before_zero(view.bytes(48, 16)?));
    if !name.is_empty() {
        to.fact("Name", name, 48..64);
    }
    let line = printable(before_zero(view.bytes(64, 512)?));
    if !line.is_empty() {
        to.part(format!("cmdline ({line})"));
        to.fact("Command line", line, 64..64 + 512);
    }
    Some(())
}
