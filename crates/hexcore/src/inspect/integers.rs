//! Whole numbers in decimal, bits, and truth values.

use super::{Content, Value, push_ascii};
use crate::digits;

/// The unsigned number whose bytes are `bytes`, the least significant first; 16 at most.
pub(super) fn unsigned(bytes: &[u8]) -> Content {
    Ok(decimal(extended(bytes, 0), "").into())
}

/// The same in two's complement.
pub(super) fn signed(bytes: &[u8]) -> Content {
    let negative = bytes.last().is_some_and(|&byte| byte >= 0x80);
    let text = if negative {
        decimal(extended(bytes, 0xff).wrapping_neg(), "-")
    } else {
        decimal(extended(bytes, 0), "")
    };
    Ok(text.into())
}

/// The bits of a byte, the highest first.
pub(super) fn bits(bytes: &[u8]) -> Content {
    let mut text = String::new();
    for &byte in bytes {
        push_ascii(&mut text, &digits::bits(byte));
    }
    Ok(text.into())
}

/// 0 or 1, the only bytes that a `bool` has in memory in C, C++ and Rust alike.
pub(super) fn boolean(bytes: &[u8]) -> Content {
    let text = match bytes {
        [0] => "false",
        [1] => "true",
        _ => return Err("neither 0 nor 1"),
    };
    Ok(Value::from(text.to_owned()))
}

/// The number whose bytes are `bytes`, the least significant first; 8 at most.
pub(super) fn to_u64(bytes: &[u8]) -> u64 {
    bytes
        .iter()
        .rev()
        .fold(0, |bits, &byte| bits << 8 | u64::from(byte))
}

/// The same in two's complement; one byte at least.
pub(super) fn to_i64(bytes: &[u8]) -> i64 {
    let unused = u64::BITS - 8 * bytes.len() as u32;
    (to_u64(bytes) << unused) as i64 >> unused
}

/// `value` in decimal.
pub(super) fn from_u64(value: u64) -> String {
    decimal(value.into(), "")
}

/// `value` in decimal.
pub(super) fn from_i64(value: i64) -> String {
    decimal(
        value.unsigned_abs().into(),
        if value < 0 { "-" } else { "" },
    )
}

/// The number whose bytes are `bytes`, the least significant first, and `fill` above them.
fn extended(bytes: &[u8], fill: u8) -> u128 {
    let mut all = [fill; 16];
    for (slot, &byte) in all.iter_mut().zip(bytes) {
        *slot = byte;
    }
    u128::from_le_bytes(all)
}

/// `value` in decimal after `sign`.
///
/// Nine digits at a time are divided off with 64-bit arithmetic: a division of 128 bits would be
/// slow, and large in WebAssembly.
fn decimal(value: u128, sign: &str) -> String {
    const NINE_DIGITS: u64 = 1_000_000_000;
    let mut limbs = [96, 64, 32, 0].map(|shift| (value >> shift) as u32);
    let mut cells = [b'0'; 45];
    for nine in cells.rchunks_mut(9) {
        let mut remainder = 0;
        for limb in &mut limbs {
            let part = remainder << 32 | u64::from(*limb);
            *limb = (part / NINE_DIGITS) as u32;
            remainder = part % NINE_DIGITS;
        }
        digits::fill::<10>(nine, remainder);
        if limbs == [0; 4] {
            break;
        }
    }
    let zeros = cells.iter().take_while(|&&cell| cell == b'0').count();
    let start = zeros.min(cells.len() - 1);
    let mut text = String::from(sign);
    push_ascii(&mut text, cells.get(start..).unwrap_or_default());
    text
}
