//! Identifiers, addresses and colours.

use std::net::{Ipv4Addr, Ipv6Addr};

use hexcore::inspect::{ByteOrder, Colour, Detail};
use uuid::Uuid;

use crate::{Random, array, below, check, check_big, read};

/// Random cases for each differential test.
const RANDOM: usize = 20_000;

#[test]
fn guids_as_the_crate_uuid_has_them() {
    // \[MS-SHLLINK\], section 2.1: LinkCLSID, and its bytes in the sample of section 3.1.
    let link = [
        0x01, 0x14, 0x02, 0, 0, 0, 0, 0, 0xc0, 0, 0, 0, 0, 0, 0, 0x46,
    ];
    check("GUID", &link, "00021401-0000-0000-c000-000000000046");
    // RFC 9562, appendix A.3: an example of version 4, which is written as it stands.
    let example = 0x9191_08f7_52d1_4320_9bac_f847_db41_48a8_u128;
    check(
        "UUID",
        &example.to_be_bytes(),
        "919108f7-52d1-4320-9bac-f847db4148a8",
    );
    let mut random = Random(4);
    for _ in 0..RANDOM {
        let bytes = array::<16>(&mut random);
        check("UUID", &bytes, &Uuid::from_bytes(bytes).to_string());
        check("GUID", &bytes, &Uuid::from_bytes_le(bytes).to_string());
    }
    println!("{RANDOM} identifiers in both layouts");
}

#[test]
fn addresses_as_the_standard_library_writes_them() {
    let check_v6 = |address: &str, expected: &str| {
        let address: Ipv6Addr = address.parse().unwrap();
        check("IPv6", &address.octets(), expected);
    };
    // RFC 5952, sections 1 and 4.
    check_v6("2001:db8:0:0:1:0:0:1", "2001:db8::1:0:0:1");
    check_v6("2001:0db8::0001", "2001:db8::1");
    check_v6("2001:db8:0:0:0:0:2:1", "2001:db8::2:1");
    check_v6("2001:db8:0:1:1:1:1:1", "2001:db8:0:1:1:1:1:1");
    check_v6("2001:0:0:1:0:0:0:1", "2001:0:0:1::1");
    check_v6("0:0:0:0:0:0:0:0", "::");
    check_v6("1:0:0:0:0:0:0:0", "1::");
    check_v6("::ffff:c000:201", "::ffff:192.0.2.1");
    check("IPv4", &[192, 0, 2, 1], "192.0.2.1");
    // IEEE's example of an EUI-48, AC-DE-48-00-00-80, in the spelling with colons.
    check(
        "MAC",
        &[0xac, 0xde, 0x48, 0x00, 0x00, 0x80],
        "ac:de:48:00:00:80",
    );
    let mut random = Random(5);
    for _ in 0..RANDOM {
        let mut bytes = array::<16>(&mut random);
        // Zeros in runs of all lengths, and small numbers.
        let zeros = random.next();
        for (index, field) in bytes.chunks_mut(2).enumerate() {
            match zeros >> (2 * index) & 3 {
                0 | 1 => field.fill(0),
                2 => field[0] = 0,
                _ => {}
            }
        }
        if below(&mut random, 16) == 0 {
            bytes[..10].fill(0);
            bytes[10..12].fill(0xff);
        }
        check("IPv6", &bytes, &Ipv6Addr::from(bytes).to_string());
        let four = array::<4>(&mut random);
        check("IPv4", &four, &Ipv4Addr::from(four).to_string());
    }
    // All ways to have zeros.
    for pattern in 0..256_u32 {
        let fields: [u16; 8] = std::array::from_fn(|index| (pattern >> index & 1) as u16);
        let address = Ipv6Addr::from(fields);
        check("IPv6", &address.octets(), &address.to_string());
    }
    println!("{RANDOM} addresses of each kind, and 256 patterns of zeros");
}

#[test]
fn colours() {
    let colour = |label, order, bytes: &[u8]| match read(label, order, bytes).result.unwrap().detail
    {
        Some(Detail::Colour(colour)) => colour,
        other => panic!("{other:?} is no colour"),
    };
    check("RGBA 8", &[0xff, 0x80, 0x00, 0x40], "#ff800040");
    assert_eq!(
        colour("RGBA 8", ByteOrder::Little, &[0xff, 0x80, 0x00, 0x40]),
        Colour {
            red: 0xff,
            green: 0x80,
            blue: 0x00,
            opacity: 0x40
        }
    );
    check("RGB565", &[0x00, 0xf8], "#ff0000");
    check_big("RGB565", &[0xf8, 0x00], "#ff0000");
    check("RGB565", &[0xe0, 0x07], "#00ff00");
    check("RGB565", &[0x1f, 0x00], "#0000ff");
    // The conversion of the Vulkan specification, from 5 or 6 bits to a number from 0 to 1 and
    // from there to 8 bits ("Conversion From Normalized Fixed-Point to Floating-Point" and back).
    let convert =
        |part: u16, bits: u32| (f64::from(part) / f64::from((1 << bits) - 1) * 255.0).round() as u8;
    for bits in 0..=u16::MAX {
        let theirs = Colour {
            red: convert(bits >> 11, 5),
            green: convert(bits >> 5 & 63, 6),
            blue: convert(bits & 31, 5),
            opacity: 255,
        };
        assert_eq!(
            colour("RGB565", ByteOrder::Little, &bits.to_le_bytes()),
            theirs
        );
        assert_eq!(
            colour("RGB565", ByteOrder::Big, &bits.to_be_bytes()),
            theirs
        );
        let text = format!("#{:02x}{:02x}{:02x}", theirs.red, theirs.green, theirs.blue);
        check("RGB565", &bits.to_le_bytes(), &text);
    }
    println!("65536 colours");
}
