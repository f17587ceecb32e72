//! What went over a network.

use crate::made::made;
use crate::{Sample, sample};

/// A capture of one packet.
pub(super) fn pcap(link: u32) -> Vec<u8> {
    made(b"\xd4\xc3\xb2\xa1")
        .le16(&[2, 4])
        .le32(&[0, 0, 262_144, link, 1_600_000_000, 7, 4, 4])
        .put(b"ping")
        .0
}

/// The same on a machine with the other order, in nanoseconds.
pub(super) fn big_pcap() -> Vec<u8> {
    made(b"\xa1\xb2\x3c\x4d")
        .be16(&[2, 4])
        .be32(&[0, 0, 65_535, 101])
        .0
}

pub(super) fn pcapng() -> Vec<u8> {
    made(b"\n\r\r\n")
        .le32(&[52, 0x1a2b_3c4d])
        .le16(&[1, 0])
        .put([0xff; 8])
        // An option with a name of the system, and the end of options.
        .le16(&[3, 9])
        .put(b"Linux 6.1\0\0\0")
        .le32(&[0])
        .zeros(4)
        .le32(&[52])
        // An interface.
        .le32(&[1, 20])
        .le16(&[113, 0])
        .le32(&[0, 20])
        .0
}

pub(super) fn samples() -> Vec<Sample> {
    vec![
        sample(
            "pcap",
            "ether.pcap",
            pcap(1),
            "pcap capture file, microsecond ts (little-endian) - version 2.4 (Ethernet, capture length \
             262144)",
        ),
        sample(
            "pcap",
            "ip.pcap",
            big_pcap(),
            "pcap capture file, nanosecond ts (big-endian) - version 2.4 (Raw IP, capture length 65535)",
        ),
        sample(
            "pcapng",
            "new.pcapng",
            pcapng(),
            "pcapng capture file - version 1.0",
        ),
        sample(
            "snoop",
            "old.snoop",
            made(b"snoop\0\0\0").be32(&[2, 4]).0,
            "Snoop capture file - version 2 (Ethernet)",
        ),
    ]
}
