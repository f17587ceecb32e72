//! Numbers that tell where they end: LEB128, zigzag, packed decimal.

use super::integers::{from_i64, from_u64};
use super::{Outcome, Value};

/// The most bytes of a number of 64 bits, at 7 bits each.
const MOST_BYTES: usize = 10;

/// The most bytes of packed decimal that are read.
const MOST_DECIMAL_BYTES: usize = 8;

/// Unsigned LEB128 of at most 64 bits, by the rules of the WebAssembly specification, section
/// 5.2.2: at most ⌈64 / 7⌉ bytes, with no bit set above the 64th. It need not be the shortest.
pub(super) fn uleb128(bytes: &[u8]) -> Outcome {
    let groups = groups(bytes);
    told(groups.map(|groups| (groups.length, groups.unsigned().map(from_u64))))
}

/// Signed LEB128 of at most 64 bits, by the same rules: the bits above the 64th are all like it.
pub(super) fn sleb128(bytes: &[u8]) -> Outcome {
    let groups = groups(bytes);
    told(groups.map(|groups| (groups.length, groups.signed().map(from_i64))))
}

/// `sint64` of Protocol Buffers: unsigned LEB128 of 0, −1, 1, −2, … in this order.
pub(super) fn zigzag(bytes: &[u8]) -> Outcome {
    let unfolded = |value: u64| {
        let half = (value >> 1) as i64;
        from_i64(if value & 1 == 0 { half } else { !half })
    };
    let groups = groups(bytes);
    told(groups.map(|groups| (groups.length, groups.unsigned().map(unfolded))))
}

/// Packed decimal: two digits in a byte, the higher half first. All bytes up to the first one that
/// is not two digits belong to it, 8 at most; that one is not counted in the length. The digits
/// are shown as they stand, with zeros in front.
pub(super) fn bcd(bytes: &[u8]) -> Outcome {
    let digits: String = bytes
        .iter()
        .take(MOST_DECIMAL_BYTES)
        .map_while(|&byte| {
            let digit = |half: u8| char::from_digit(half.into(), 10);
            Some([digit(byte >> 4)?, digit(byte & 15)?])
        })
        .flatten()
        .collect();
    if digits.is_empty() {
        return Outcome::new(1, Err("a digit above 9"));
    }
    Outcome::new(digits.len() / 2, Ok(digits.into()))
}

/// The bytes of a number up to the first one below 80.
struct Groups {
    /// How many there are, 10 at most.
    length: usize,
    /// Seven bits of each, the lowest first, as many as there is room for.
    bits: u64,
    /// The last one.
    last: u8,
}

impl Groups {
    fn unsigned(&self) -> Option<u64> {
        (self.length < MOST_BYTES || self.last <= 1).then_some(self.bits)
    }

    fn signed(&self) -> Option<i64> {
        if self.length == MOST_BYTES {
            return matches!(self.last, 0 | 0x7f).then_some(self.bits as i64);
        }
        // The highest bit that was read is moved to the top and back, as the sign.
        let unused = u64::BITS - 7 * self.length as u32;
        Some((self.bits << unused) as i64 >> unused)
    }
}

/// The number that `bytes` begin with, or why there is none.
fn groups(bytes: &[u8]) -> Result<Groups, Outcome> {
    let mut bits = 0;
    for (index, &byte) in bytes.iter().take(MOST_BYTES).enumerate() {
        bits |= u64::from(byte & 0x7f) << (7 * index);
        if byte < 0x80 {
            return Ok(Groups {
                length: index + 1,
                bits,
                last: byte,
            });
        }
    }
    Err(if bytes.len() < MOST_BYTES {
        Outcome::cut_short(bytes.len())
    } else {
        Outcome::new(MOST_BYTES, Err("longer than 10 bytes"))
    })
}

/// The outcome of a number with its length, where a number of more than 64 bits has no text.
fn told(number: Result<(usize, Option<String>), Outcome>) -> Outcome {
    match number {
        Ok((length, text)) => Outcome::new(length, text.map(Value::from).ok_or("beyond 64 bits")),
        Err(outcome) => outcome,
    }
}
