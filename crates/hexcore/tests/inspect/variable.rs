//! LEB128, zigzag and packed decimal.

use hexcore::inspect::ByteOrder;
use proptest::prelude::*;

use crate::tools::node;
use crate::{Random, below, check, check_length, read, shown};

/// Random sequences for each differential test.
const RANDOM: usize = 100_000;

#[test]
fn leb128_of_the_specification() {
    // WebAssembly Core Specification, section 5.2.2, note: "trailing zeros" are allowed.
    check_length("ULEB128", &[0x03], 1, "3");
    check_length("ULEB128", &[0x83, 0x00], 2, "3");
    check_length("SLEB128", &[0x7e], 1, "-2");
    check_length("SLEB128", &[0xfe, 0x7f], 2, "-2");
    check_length("SLEB128", &[0xfe, 0xff, 0x7f], 3, "-2");
    // DWARF 5, appendix C, tables C.1 and C.2.
    check("ULEB128", &[0x02], "2");
    check("ULEB128", &[0x7f], "127");
    check("ULEB128", &[0x80, 0x01], "128");
    check("ULEB128", &[0x81, 0x01], "129");
    check("ULEB128", &[0x82, 0x01], "130");
    check("ULEB128", &[0xb9, 0x64], "12857");
    check("SLEB128", &[0x02], "2");
    check("SLEB128", &[0xff, 0x00], "127");
    check("SLEB128", &[0x81, 0x7f], "-127");
    check("SLEB128", &[0x80, 0x01], "128");
    check("SLEB128", &[0x80, 0x7f], "-128");
    check("SLEB128", &[0x81, 0x01], "129");
    check("SLEB128", &[0xff, 0x7e], "-129");
}

#[test]
fn leb128_of_the_specifications_tests() {
    // test/core/binary-leb128.wast of the WebAssembly specification, what is said there of i64 and
    // of offsets of 64 bits.
    let ten = |first: u8, middle: u8, last: u8| {
        let mut bytes = [middle; 10];
        bytes[0] = first;
        bytes[9] = last;
        bytes
    };
    check_length("SLEB128", &[0x80, 0x00], 2, "0");
    check_length("SLEB128", &[0xff, 0x7f], 2, "-1");
    check_length("SLEB128", &ten(0x80, 0x80, 0x00), 10, "0");
    check_length("SLEB128", &ten(0xff, 0xff, 0x7f), 10, "-1");
    for bad in [
        ten(0x80, 0x80, 0x7e),
        ten(0xff, 0xff, 0x01),
        ten(0x80, 0x80, 0x02),
        ten(0xff, 0xff, 0x41),
    ] {
        check_length("SLEB128", &bad, 10, "[beyond 64 bits]");
    }
    check_length("ULEB128", &ten(0x82, 0x80, 0x10), 10, "[beyond 64 bits]");
    check_length("ULEB128", &ten(0x82, 0x80, 0x40), 10, "[beyond 64 bits]");
    check_length("ULEB128", &ten(0x82, 0x80, 0x00), 10, "2");
    let mut eleven = [0x80; 11];
    eleven[10] = 0;
    check_length("ULEB128", &eleven, 10, "[longer than 10 bytes]");
    check_length("SLEB128", &eleven, 10, "[longer than 10 bytes]");
    // The ends of the range.
    check("ULEB128", &ten(0xff, 0xff, 0x01), "18446744073709551615");
    check("SLEB128", &ten(0xff, 0xff, 0x00), "9223372036854775807");
    check("SLEB128", &ten(0x80, 0x80, 0x7f), "-9223372036854775808");
}

#[test]
fn cut_by_the_end_of_the_file() {
    for label in ["ULEB128", "SLEB128", "zigzag"] {
        check_length(label, &[], 0, "[needs 1 byte, 0 left]");
        check_length(label, &[0x80], 1, "[ends before its last byte]");
        check_length(label, &[0xff; 9], 9, "[ends before its last byte]");
        check_length(label, &[0xff; 10], 10, "[longer than 10 bytes]");
    }
}

#[test]
fn zigzag_of_the_specification() {
    // Protocol Buffers, "Encoding", "Signed Integers": the table of zigzag, and its varint 150.
    check("zigzag", &[0x00], "0");
    check("zigzag", &[0x01], "-1");
    check("zigzag", &[0x02], "1");
    check("zigzag", &[0x03], "-2");
    check("zigzag", &[0xfe, 0xff, 0xff, 0xff, 0x0f], "2147483647");
    check("zigzag", &[0xff, 0xff, 0xff, 0xff, 0x0f], "-2147483648");
    check("ULEB128", &[0x96, 0x01], "150");
    let mut greatest = [0xff; 10];
    greatest[9] = 0x01;
    check("zigzag", &greatest, "-9223372036854775808");
    greatest[0] = 0xfe;
    check("zigzag", &greatest, "9223372036854775807");
}

#[test]
fn packed_decimal() {
    check_length("BCD", &[0x12, 0x34, 0xff], 2, "1234");
    check_length("BCD", &[0x00, 0x09], 2, "0009");
    check_length("BCD", &[0x99; 9], 8, "9999999999999999");
    check_length("BCD", &[0x1a], 1, "[a digit above 9]");
    check_length("BCD", &[0xa1, 0x11], 1, "[a digit above 9]");
    for first in 0..=255_u8 {
        // The digits in hex are those in decimal, if there are no letters among them.
        let hex = format!("{first:02x}");
        let expected = if hex.bytes().all(|digit| digit.is_ascii_digit()) {
            hex
        } else {
            "[a digit above 9]".to_owned()
        };
        check_length("BCD", &[first, 0xff], 1, &expected);
    }
    println!("256 bytes of packed decimal");
}

/// Bytes that are a number in LEB128 or nearly so: of each length up to 12, with ends that matter.
fn leb128(random: &mut Random) -> Vec<u8> {
    let length = 1 + below(random, 12) as usize;
    let mut bytes: Vec<u8> = (0..length).map(|_| random.next() as u8 | 0x80).collect();
    if below(random, 4) == 0 {
        bytes.fill(if below(random, 2) == 0 { 0x80 } else { 0xff });
    }
    let ends = [0x00, 0x01, 0x02, 0x3f, 0x40, 0x41, 0x7e, 0x7f];
    bytes[length - 1] = match below(random, 3) {
        0 => random.next() as u8 & 0x7f,
        _ => ends[below(random, 8) as usize],
    };
    bytes
}

#[test]
fn leb128_as_leb128fmt_has_it() {
    let mut random = Random(1);
    let mut good = 0;
    for _ in 0..RANDOM {
        let bytes = leb128(&mut random);
        let (mut unsigned_end, mut signed_end) = (0, 0);
        let unsigned = leb128fmt::decode_uint_slice::<u64, 64>(&bytes, &mut unsigned_end);
        let signed = leb128fmt::decode_sint_slice::<i64, 64>(&bytes, &mut signed_end);
        let ours = read("ULEB128", ByteOrder::Little, &bytes);
        match unsigned {
            Ok(value) => {
                check_length("ULEB128", &bytes, unsigned_end, &value.to_string());
                let zigzag = (i128::from(value) >> 1) ^ -(i128::from(value) & 1);
                check_length("zigzag", &bytes, unsigned_end, &zigzag.to_string());
                good += 1;
            }
            Err(_) => assert!(ours.result.is_err(), "{bytes:02x?}: {ours:?}"),
        }
        let ours = read("SLEB128", ByteOrder::Little, &bytes);
        match signed {
            Ok(value) => check_length("SLEB128", &bytes, signed_end, &value.to_string()),
            Err(_) => assert!(ours.result.is_err(), "{bytes:02x?}: {ours:?}"),
        }
    }
    println!("{RANDOM} sequences, {good} of them unsigned numbers");
}

/// `i64.const` in a module that a real engine of WebAssembly compiles.
#[test]
fn sleb128_as_webassembly_has_it() {
    let mut random = Random(2);
    let sequences: Vec<Vec<u8>> = (0..20_000).map(|_| leb128(&mut random)).collect();
    let lines: Vec<String> = sequences
        .iter()
        .map(|bytes| bytes.iter().map(|byte| format!("{byte:02x}")).collect())
        .collect();
    let script = "const number = Buffer.from(line, 'hex');
        const global = [1, 0x7e, 0, 0x42, ...number, 0x0b];
        const module = [0, 0x61, 0x73, 0x6d, 1, 0, 0, 0, 6, global.length, ...global,
            7, 5, 1, 1, 0x67, 3, 0];
        try {
            const compiled = new WebAssembly.Module(new Uint8Array(module));
            return new WebAssembly.Instance(compiled).exports.g.value;
        } catch (error) { return 'refused'; }";
    let mut good = 0;
    for (theirs, bytes) in node(script, &lines).iter().zip(&sequences) {
        let ours = read("SLEB128", ByteOrder::Little, bytes);
        match &ours.result {
            Ok(value) => {
                assert_eq!(value.text, *theirs, "{bytes:02x?}");
                assert_eq!(ours.length, bytes.len());
                good += 1;
            }
            Err(_) => assert_eq!(theirs, "refused", "{bytes:02x?}: {}", shown(&ours)),
        }
    }
    println!("20000 sequences, {good} of them numbers");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(4_096))]

    /// What is written is read, whatever stands behind it.
    #[test]
    fn written_and_read(value in any::<u64>(), bits in 0_u32..64, behind in any::<[u8; 4]>()) {
        let value = value >> bits;
        let mut bytes = vec![0; 10];
        let mut length = 0;
        leb128fmt::encode_uint_slice::<u64, 64>(value, &mut bytes, &mut length).unwrap();
        bytes.truncate(length);
        bytes.extend(behind);
        check_length("ULEB128", &bytes, length, &value.to_string());

        let signed = value as i64;
        for signed in [signed, signed.wrapping_neg()] {
            let mut bytes = vec![0; 10];
            let mut length = 0;
            leb128fmt::encode_sint_slice::<i64, 64>(signed, &mut bytes, &mut length).unwrap();
            bytes.truncate(length);
            bytes.extend(behind);
            check_length("SLEB128", &bytes, length, &signed.to_string());

            // The definition in the documentation of Protocol Buffers.
            let zigzag = (signed << 1) ^ (signed >> 63);
            let mut bytes = vec![0; 10];
            let mut length = 0;
            leb128fmt::encode_uint_slice::<u64, 64>(zigzag as u64, &mut bytes, &mut length).unwrap();
            bytes.truncate(length);
            bytes.extend(behind);
            check_length("zigzag", &bytes, length, &signed.to_string());
        }
    }
}
