//! Whole numbers of a fixed size.

use hexcore::inspect::ByteOrder;
use proptest::prelude::*;

use crate::{check, check_big, read, shown};

#[test]
fn at_their_ends() {
    check("u8", &[0x40], "64");
    check("i8", &[0x80], "-128");
    check("i8", &[0x7f], "127");
    check("u16", &[0x40, 0x00], "64");
    check_big("u16", &[0x40, 0x00], "16384");
    check("u24", &[1, 2, 3], "197121");
    check_big("u24", &[1, 2, 3], "66051");
    check("i24", &[0, 0, 0x80], "-8388608");
    check("i24", &[0xff, 0xff, 0x7f], "8388607");
    check("i48", &[0, 0, 0, 0, 0, 0x80], "-140737488355328");
    check("u48", &[0xff; 6], "281474976710655");
    check("u64", &[0xff; 8], "18446744073709551615");
    check("u128", &[0; 16], "0");
    check(
        "u128",
        &[0xff; 16],
        "340282366920938463463374607431768211455",
    );
    check("i128", &[0xff; 16], "-1");
    check(
        "i128",
        &(1_u128 << 127).to_le_bytes(),
        "-170141183460469231731687303715884105728",
    );
    check(
        "u128",
        &1_000_000_000_000_000_000_000_000_000_u128.to_le_bytes(),
        "1000000000000000000000000000",
    );
}

#[test]
fn bits_and_truth() {
    check("bits", &[0x40], "01000000");
    check("bool", &[0], "false");
    check("bool", &[1], "true");
    check("bool", &[2], "[neither 0 nor 1]");
    for byte in 0..=255 {
        check("bits", &[byte], &format!("{byte:08b}"));
        check("u8", &[byte], &byte.to_string());
        check("i8", &[byte], &(byte as i8).to_string());
    }
    println!("256 bytes as bits and numbers");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(4_096))]

    /// All sizes, both orders, against the standard library's formatting of `i128` and `u128`.
    #[test]
    fn as_the_standard_library_has_them(
        bytes in any::<[u8; 16]>(),
        high_bytes in prop::sample::select(vec![0_u8, 0xff, 0x80, 0x7f]),
        high_count in 0_usize..17,
    ) {
        for size in [1, 2, 3, 4, 6, 8, 16] {
            let mut bytes = bytes;
            bytes[..size].iter_mut().rev().take(high_count).for_each(|byte| *byte = high_bytes);
            for order in [ByteOrder::Little, ByteOrder::Big] {
                let mut wide = [0; 16];
                wide[..size].copy_from_slice(&bytes[..size]);
                if order == ByteOrder::Big {
                    wide[..size].reverse();
                }
                let value = u128::from_le_bytes(wide);
                let unused = 128 - 8 * size;
                let signed = (value as i128) << unused >> unused;
                let bits = 8 * size;
                let unsigned_text = shown(&read(&format!("u{bits}"), order, &bytes));
                prop_assert_eq!(unsigned_text, value.to_string());
                let signed_text = shown(&read(&format!("i{bits}"), order, &bytes));
                prop_assert_eq!(signed_text, signed.to_string());
            }
        }
    }
}
