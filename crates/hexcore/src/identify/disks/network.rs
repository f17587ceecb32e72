//! What went over a network: pcap, pcapng, snoop.

use crate::identify::details::{Details, printable};
use crate::identify::kind::{Kind, Strength};
use crate::identify::test::Test::{Any, Bytes};
use crate::identify::values::{named, unix_time};
use crate::identify::view::{
    Order::{self, Big, Little},
    View,
};

pub(super) const PCAP: Kind = Kind {
    id: "pcap",
    name: "pcap capture file",
    mime: "application/vnd.tcpdump.pcap",
    extensions: &["pcap", "cap", "dmp"],
    tests: &[
        Any(&[
            Bytes(0, b"\xd4\xc3\xb2\xa1"),
            Bytes(0, b"\xa1\xb2\xc3\xd4"),
            Bytes(0, b"\x4d\x3c\xb2\xa1"),
            Bytes(0, b"\xa1\xb2\x3c\x4d"),
            Bytes(0, b"\x34\xcd\xb2\xa1"),
            Bytes(0, b"\xa1\xb2\xcd\x34"),
        ]),
        Any(&[Bytes(4, b"\x02\0"), Bytes(4, b"\0\x02")]),
    ],
    strength: Strength::Certain,
    source: "draft-ietf-opsawg-pcap, 4",
    lesson: "The first number is a1b2c3d4; the order of its bytes shows the order of all that follow.",
    details: Some(pcap),
};

pub(super) const PCAPNG: Kind = Kind {
    id: "pcapng",
    name: "pcapng capture file",
    mime: "application/x-pcapng",
    extensions: &["pcapng", "ntar"],
    tests: &[
        Bytes(0, b"\n\r\r\n"),
        Any(&[Bytes(8, b"\x1a\x2b\x3c\x4d"), Bytes(8, b"\x4d\x3c\x2b\x1a")]),
    ],
    strength: Strength::Certain,
    source: "draft-ietf-opsawg-pcapng, 4.1",
    lesson: "It begins with both kinds of line ends, so that a transfer as text is noticed at once.",
    details: Some(pcapng),
};

pub(super) const SNOOP: Kind = Kind {
    id: "snoop",
    name: "Snoop capture file",
    mime: "application/x-snoop",
    extensions: &["snoop", "cap"],
    tests: &[Bytes(0, b"snoop\0\0\0")],
    strength: Strength::Certain,
    source: "RFC 1761, File Format",
    lesson: "What the program snoop of Solaris heard on a network.",
    details: Some(snoop),
};

/// Numbers and names of the registry of link types.
const LINKS: &[(u64, &str)] = &[
    (0, "No link-layer encapsulation"),
    (1, "Ethernet"),
    (3, "AX.25"),
    (6, "Token Ring"),
    (7, "BSD ARCNET"),
    (8, "SLIP"),
    (9, "PPP"),
    (10, "FDDI"),
    (12, "Raw IP"),
    (14, "Raw IP"),
    (50, "PPP or Cisco HDLC"),
    (51, "PPP-over-Ethernet"),
    (100, "RFC 1483 ATM"),
    (101, "Raw IP"),
    (104, "BSD/OS Cisco HDLC"),
    (105, "802.11"),
    (107, "Frame Relay"),
    (108, "OpenBSD loopback"),
    (113, "Linux cooked v1"),
    (114, "LocalTalk"),
    (117, "OpenBSD PFLOG"),
    (119, "802.11 with Prism header"),
    (127, "802.11 with radiotap header"),
    (143, "DOCSIS"),
    (163, "802.11 with AVS header"),
    (165, "BACnet MS/TP"),
    (187, "Bluetooth HCI H4"),
    (189, "Linux USB"),
    (192, "PPI"),
    (195, "802.15.4 with FCS"),
    (201, "Bluetooth HCI H4 with pseudo-header"),
    (203, "LAPD"),
    (209, "Linux IPMB"),
    (216, "Linux evdev events"),
    (220, "Memory-mapped Linux USB"),
    (221, "DECT"),
    (226, "Solaris IPNET"),
    (227, "SocketCAN"),
    (228, "Raw IPv4"),
    (229, "Raw IPv6"),
    (230, "802.15.4 without FCS"),
    (231, "D-Bus messages"),
    (239, "Linux netfilter log messages"),
    (242, "IP-over-Infiniband"),
    (247, "InfiniBand"),
    (248, "SCTP"),
    (249, "USB with USBPcap header"),
    (251, "Bluetooth Low Energy air interface"),
    (252, "Wireshark Upper PDU export"),
    (253, "Linux netlink"),
    (254, "Bluetooth Linux Monitor"),
    (256, "Bluetooth Low Energy air interface with pseudo-header"),
    (258, "Apple DLT_PKTAP"),
    (266, "USB with Darwin header"),
    (271, "Linux vsock"),
    (276, "Linux cooked v2"),
];

fn link(number: u64) -> String {
    match named(LINKS, number) {
        Some(words) => words.to_owned(),
        None => format!("linktype#{number}"),
    }
}

fn name_of(order: Order) -> &'static str {
    match order {
        Little => "little-endian",
        Big => "big-endian",
    }
}

fn pcap(view: &View<'_>, to: &mut Details) -> Option<()> {
    let order = if view.u8(0)? == 0xa1 { Big } else { Little };
    let (units, extended) = match view.u32(0, order)? {
        0xa1b2_3c4d => ("nanosecond", ""),
        0xa1b2_cd34 => ("microsecond", ", extensions"),
        _ => ("microsecond", ""),
    };
    let (major, minor) = (view.u16(4, order)?, view.u16(6, order)?);
    let length = view.u32(16, order)?;
    // The upper bits tell of sums at the end of each packet.
    let kind = link(u64::from(view.u32(20, order)? & 0x03ff_ffff));
    let order_name = name_of(order);
    to.part(format!(
        "{units} ts{extended} ({order_name}) - version {major}.{minor} ({kind}, capture length {length})"
    ));
    to.fact("Byte order", order_name, 0..4);
    to.fact("Times", format!("{units}s"), 0..4);
    to.fact("Version", format!("{major}.{minor}"), 4..8);
    to.fact(
        "Longest capture of a packet",
        format!("{length} bytes"),
        16..20,
    );
    to.fact("Link type", kind, 20..24);
    // The first packet says when it all began.
    if view.size() >= 40 {
        let seconds = view.u32(24, order)?;
        if let Some(time) = unix_time(i64::from(seconds)) {
            to.fact("First packet", time, 24..32);
        }
    }
    Some(())
}

const OPTIONS: &[(u64, &str)] = &[
    (1, "Comment"),
    (2, "Hardware"),
    (3, "Operating system"),
    (4, "Application"),
];

fn pcapng(view: &View<'_>, to: &mut Details) -> Option<()> {
    let order = if view.u8(8)? == 0x1a { Big } else { Little };
    let (major, minor) = (view.u16(12, order)?, view.u16(14, order)?);
    to.head(format!("pcapng capture file - version {major}.{minor}"));
    to.fact("Byte order", name_of(order), 8..12);
    to.fact("Version", format!("{major}.{minor}"), 12..16);
    let length = u64::from(view.u32(4, order)?);
    let mut at = 24;
    for _ in 0..16 {
        if at + 8 > length {
            break;
        }
        let kind = u64::from(view.u16(at, order)?);
        let long = u64::from(view.u16(at + 2, order)?);
        if kind == 0 {
            break;
        }
        if let Some(name) = named(OPTIONS, kind) {
            to.fact(
                name,
                printable(view.bytes(at + 4, long.min(200))?),
                at + 4..at + 4 + long,
            );
        }
        at += 4 + long.next_multiple_of(4);
    }
    // Interfaces are described before their packets, usually.
    let mut at = length;
    for _ in 0..16 {
        if at < 28 || at + 12 > view.size() || view.u32(at, order)? != 1 {
            break;
        }
        to.fact(
            "Interface",
            link(u64::from(view.u16(at + 8, order)?)),
            at + 8..at + 10,
        );
        at = at.checked_add(u64::from(view.u32(at + 4, order)?))?;
    }
    Some(())
}

/// As RFC 1761 numbers them.
const SNOOP_LINKS: &[(u64, &str)] = &[
    (0, "IEEE 802.3"),
    (1, "IEEE 802.4 Token Bus"),
    (2, "IEEE 802.5 Token Ring"),
    (3, "IEEE 802.6 Metro Net"),
    (4, "Ethernet"),
    (5, "HDLC"),
    (6, "character synchronous"),
    (7, "IBM channel-to-channel adapter"),
    (8, "FDDI"),
];

fn snoop(view: &View<'_>, to: &mut Details) -> Option<()> {
    let (version, kind) = (view.u32(8, Big)?, u64::from(view.u32(12, Big)?));
    let words = named(SNOOP_LINKS, kind).unwrap_or("unknown");
    to.head(format!("Snoop capture file - version {version} ({words})"));
    to.fact("Version", version.to_string(), 8..12);
    to.fact("Link type", words, 12..16);
    Some(())
}
