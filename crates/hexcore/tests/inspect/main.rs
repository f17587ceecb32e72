//! The readings of the inspector against other implementations and the examples of their
//! specifications. Expected values never come from the readings themselves.

#![allow(clippy::unwrap_used, clippy::indexing_slicing)] // A test that cannot go on fails.
#![cfg(not(target_arch = "wasm32"))]

mod charset;
mod floats;
mod identifiers;
mod integers;
#[path = "../kit/mod.rs"]
mod kit;
mod table;
mod text;
mod time;
mod tools;
mod variable;

use hexcore::inspect::{ByteOrder, Outcome, reading};
use kit::Random;

/// What the reading with this label makes of `bytes`.
fn read(label: &str, order: ByteOrder, bytes: &[u8]) -> Outcome {
    let reading = reading(label).unwrap_or_else(|| panic!("There is no reading {label}."));
    reading.read(bytes, order)
}

/// The text of a value, or why there is none, in brackets.
fn shown(outcome: &Outcome) -> String {
    match &outcome.result {
        Ok(value) => value.text.clone(),
        Err(reason) => format!("[{reason}]"),
    }
}

/// Reads with the least significant byte first, which is all the same where there is no order.
#[track_caller]
fn check(label: &str, bytes: &[u8], expected: &str) {
    let outcome = read(label, ByteOrder::Little, bytes);
    assert_eq!(shown(&outcome), expected, "{label} of {bytes:02x?}");
}

/// Reads with the most significant byte first.
#[track_caller]
fn check_big(label: &str, bytes: &[u8], expected: &str) {
    let outcome = read(label, ByteOrder::Big, bytes);
    assert_eq!(shown(&outcome), expected, "{label} of {bytes:02x?}");
}

/// As [`check`], and how many bytes that takes.
#[track_caller]
fn check_length(label: &str, bytes: &[u8], length: usize, expected: &str) {
    check(label, bytes, expected);
    let outcome = read(label, ByteOrder::Little, bytes);
    assert_eq!(outcome.length, length, "{label} of {bytes:02x?}");
}

/// A number below `end`, of 53 random bits.
fn below(random: &mut Random, end: u64) -> u64 {
    (random.next() >> 11) % end
}

/// A number from `first` to `last`.
fn between(random: &mut Random, first: i64, last: i64) -> i64 {
    let count = (i128::from(last) - i128::from(first) + 1) as u128;
    let number = (u128::from(random.next()) << 64 | u128::from(random.next())) % count;
    (i128::from(first) + number as i128) as i64
}

/// So many random bytes.
fn array<const COUNT: usize>(random: &mut Random) -> [u8; COUNT] {
    std::array::from_fn(|_| random.byte())
}
