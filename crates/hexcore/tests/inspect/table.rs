//! What holds for every row of the table: its labels, how many bytes it takes, and that no other
//! byte counts.

use std::collections::HashSet;

use hexcore::inspect::{
    ByteOrder, LOOKAHEAD, Outcomes, READINGS, Reading, Reason, inspect, reading,
};
use proptest::prelude::*;

use crate::{Random, array, below, shown};

const ORDERS: [ByteOrder; 2] = [ByteOrder::Little, ByteOrder::Big];

/// The one reading that is ended by the byte behind it.
const ENDED_FROM_OUTSIDE: &str = "BCD";

/// The readings that take more or fewer bytes, depending on what they are.
const VARIABLE: [&str; 6] = ["ULEB128", "SLEB128", "zigzag", "BCD", "UTF-8", "UTF-16"];

#[test]
fn labels() {
    let labels: Vec<&str> = READINGS.iter().map(|reading| reading.label).collect();
    assert_eq!(
        labels.join(" | "),
        "u8 | i8 | u16 | i16 | u24 | i24 | u32 | i32 | u48 | i48 | u64 | i64 | u128 | i128 | bits \
         | bool | f16 | bf16 | f32 | f64 | ULEB128 | SLEB128 | zigzag | BCD | UTF-8 | UTF-16 | \
         UTF-32 | Latin-1 | Windows-1252 | CP437 | EBCDIC 037 | Unix s | Unix ms | Unix µs | \
         Unix ns | time_t 32 | DOS date and time | FILETIME | HFS+ | Cocoa | WebKit | GUID | UUID \
         | IPv4 | IPv6 | MAC | RGBA 8 | RGB565"
    );
    assert_eq!(labels.iter().collect::<HashSet<_>>().len(), labels.len());
    for expected in READINGS {
        assert_eq!(reading(expected.label).unwrap().about, expected.about);
        assert!(!expected.about.ends_with('.') && !expected.about.is_empty());
        assert!((1..=LOOKAHEAD).contains(&expected.min_bytes));
    }
    assert!(reading("u7").is_none());
    // Families stand together.
    let mut families: Vec<_> = READINGS.iter().map(|reading| reading.family).collect();
    families.dedup();
    assert_eq!(
        families.iter().collect::<HashSet<_>>().len(),
        families.len()
    );
    let names: Vec<&str> = families.iter().map(|family| family.name()).collect();
    assert_eq!(
        names,
        [
            "Integers",
            "Floats",
            "Variable length",
            "Text",
            "Time",
            "Identifiers and addresses",
            "Colour"
        ]
    );
}

#[test]
fn sizes_are_in_the_labels() {
    for reading in READINGS {
        let bits = reading.label.trim_start_matches(['u', 'i', 'f', 'b']);
        if let Ok(bits) = bits.parse::<usize>() {
            assert_eq!(reading.min_bytes * 8, bits, "{}", reading.label);
            assert_eq!(reading.has_byte_order(), bits > 8, "{}", reading.label);
        }
    }
    let without_order = |label| !reading(label).unwrap().has_byte_order();
    for label in [
        "bits", "bool", "ULEB128", "BCD", "UTF-8", "GUID", "UUID", "IPv4", "IPv6", "MAC", "RGBA 8",
    ] {
        assert!(without_order(label), "{label}");
    }
    for label in [
        "UTF-16",
        "UTF-32",
        "Unix s",
        "DOS date and time",
        "Cocoa",
        "RGB565",
    ] {
        assert!(!without_order(label), "{label}");
    }
}

#[test]
fn one_row_for_each_reading() {
    let mut random = Random(6);
    for length in 0..=40 {
        let bytes = &array::<40>(&mut random)[..length];
        let rows: Vec<_> = inspect(bytes).collect();
        assert_eq!(rows.len(), READINGS.len());
        for (row, reading) in rows.iter().zip(READINGS) {
            assert_eq!(row.reading.label, reading.label);
            let little = reading.read(bytes, ByteOrder::Little);
            let big = reading.read(bytes, ByteOrder::Big);
            match &row.outcomes {
                Outcomes::One(outcome) => {
                    assert!(!reading.has_byte_order());
                    assert_eq!((outcome, outcome), (&little, &big));
                }
                Outcomes::ByOrder {
                    little: first,
                    big: second,
                } => {
                    assert!(reading.has_byte_order());
                    assert_eq!((first, second), (&little, &big));
                }
            }
        }
    }
}

/// With `min_bytes` there can be a value; with one less there is none, and it says so.
#[test]
fn the_fewest_bytes() {
    let mut random = Random(7);
    for reading in READINGS {
        let fewest = reading.min_bytes;
        for order in ORDERS {
            let found = (0..10_000).any(|_| {
                // Small bytes at both ends make times and the like more likely.
                let mut bytes = array::<16>(&mut random);
                let small = below(&mut random, fewest as u64 + 1) as usize;
                bytes[..small].fill(0);
                bytes[fewest - small / 2..fewest].fill(0);
                reading.read(&bytes[..fewest], order).result.is_ok()
            });
            assert!(found, "{} has no value of {fewest} bytes", reading.label);
        }
        for length in 0..fewest {
            let outcome = reading.read(&array::<16>(&mut random)[..length], ByteOrder::Big);
            assert_eq!(outcome.length, 0);
            assert_eq!(
                outcome.result,
                Err(Reason::TooFew {
                    needed: fewest,
                    left: length
                })
            );
            let plural = if fewest == 1 { "" } else { "s" };
            assert_eq!(
                shown(&outcome),
                format!("[needs {fewest} byte{plural}, {length} left]")
            );
        }
    }
}

/// Each byte of a reading of fixed size can change it.
#[test]
fn every_byte_counts() {
    let mut random = Random(8);
    let mut positions = 0;
    for reading in READINGS {
        for order in ORDERS {
            for position in 0..reading.min_bytes {
                let counts = (0..20_000).any(|_| {
                    let mut bytes = array::<16>(&mut random);
                    let small = below(&mut random, reading.min_bytes as u64 + 1) as usize;
                    match below(&mut random, 3) {
                        0 => bytes[..small].fill(0),
                        1 => bytes[reading.min_bytes - small..reading.min_bytes].fill(0),
                        _ => {}
                    }
                    let before = reading.read(&bytes, order);
                    bytes[position] ^= 1 << below(&mut random, 8);
                    let after = reading.read(&bytes, order);
                    before.result.is_ok() && before.result != after.result
                });
                assert!(
                    counts,
                    "byte {position} of {} does not count",
                    reading.label
                );
                positions += 1;
            }
        }
    }
    println!("{positions} bytes of {} readings count", READINGS.len());
}

/// Bytes that are a number, a character or nearly so: random ones are mostly not.
fn bytes() -> impl Strategy<Value = Vec<u8>> {
    let byte = prop_oneof![
        any::<u8>(),
        prop::sample::select(vec![0x00, 0x01, 0x7f, 0x80, 0xbf, 0xd8, 0xdc, 0xff]),
        0x80..0xc0_u8,
        (0..10_u8, 0..10_u8).prop_map(|(high, low)| high << 4 | low),
    ];
    let character = any::<char>().prop_map(|character| character.to_string().into_bytes());
    let character_16 = (any::<char>(), any::<bool>()).prop_map(|(character, big)| {
        let mut units = [0; 2];
        let units = character.encode_utf16(&mut units).iter();
        units
            .flat_map(|unit| {
                if big {
                    unit.to_be_bytes()
                } else {
                    unit.to_le_bytes()
                }
            })
            .collect()
    });
    let start = prop_oneof![Just(Vec::new()), character, character_16];
    (start, prop::collection::vec(byte, 0..=40)).prop_map(|(mut start, rest)| {
        start.extend(rest);
        start.truncate(40);
        start
    })
}

/// Whether another byte at each place that belongs to the value would make it another one.
fn all_bytes_count(reading: &Reading, bytes: &[u8], order: ByteOrder) -> bool {
    let before = reading.read(bytes, order);
    (0..before.length).all(|place| {
        (0..8).any(|bit| {
            let mut changed = bytes.to_vec();
            changed[place] ^= 1 << bit;
            reading.read(&changed, order) != before
        })
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_048))]

    #[test]
    fn no_other_byte_counts(bytes in bytes(), others in any::<[u8; 40]>(), cut in 0..41_usize) {
        for reading in READINGS {
            for order in ORDERS {
                let before = reading.read(&bytes, order);
                let length = before.length;
                prop_assert!(length <= bytes.len().min(LOOKAHEAD));
                if before.result.is_ok() {
                    prop_assert!(length >= reading.min_bytes);
                    if VARIABLE.contains(&reading.label) {
                        prop_assert!(all_bytes_count(reading, &bytes, order));
                    } else {
                        prop_assert_eq!(length, reading.min_bytes);
                    }
                }
                if matches!(before.result, Err(Reason::TooFew { .. })) {
                    prop_assert!(bytes.len() < reading.min_bytes);
                    prop_assert_eq!(length, 0);
                } else {
                    prop_assert!(bytes.len() >= reading.min_bytes);
                    prop_assert!(length >= 1);
                }
                // Whatever stands behind the bytes that decide, the outcome is the same.
                let kept = if reading.label == ENDED_FROM_OUTSIDE && before.result.is_ok() {
                    (length + 1).min(bytes.len())
                } else {
                    length
                };
                let mut changed = bytes.clone();
                changed[kept..].copy_from_slice(&others[kept..bytes.len()]);
                prop_assert_eq!(&before, &reading.read(&changed, order), "{}", reading.label);
                // And so it is if the file ends behind them, but where the end itself is the
                // reason.
                let shortened = &changed[..cut.clamp(kept, bytes.len()).max(reading.min_bytes.min(bytes.len()))];
                prop_assert_eq!(&before, &reading.read(shortened, order), "{}", reading.label);
                // What does not depend on the order is the same in both.
                if !reading.has_byte_order() {
                    prop_assert_eq!(&before, &reading.read(&bytes, ByteOrder::Big));
                }
            }
        }
    }
}
