//! Binary floating-point numbers as the shortest decimal that is read back as the same number.
//!
//! The formats are those of IEEE 754-2019, section 3.4, and bfloat16, which is laid out like them.
//! Numbers are written as Rust writes them with `{:?}`: plainly from 1e-4 up to below 1e16, else
//! with an exponent.

use super::Content;
use super::integers::to_u64;
use super::shortest::{Decimal, shortest};

/// IEEE 754 binary16.
pub(super) fn f16(bytes: &[u8]) -> Content {
    Ok(text(bytes, 10).into())
}

/// bfloat16: sign and exponent of binary32, and 7 bits of its fraction.
pub(super) fn bf16(bytes: &[u8]) -> Content {
    Ok(text(bytes, 7).into())
}

/// IEEE 754 binary32.
pub(super) fn f32(bytes: &[u8]) -> Content {
    Ok(text(bytes, 23).into())
}

/// IEEE 754 binary64.
pub(super) fn f64(bytes: &[u8]) -> Content {
    Ok(text(bytes, 52).into())
}

/// The number in `bytes`, the least significant first, of which the lowest `fraction_bits` bits
/// are the fraction and the highest one is the sign.
fn text(bytes: &[u8], fraction_bits: u32) -> String {
    let bits = to_u64(bytes);
    let exponent_bits = bytes.len() as u32 * 8 - 1 - fraction_bits;
    let fraction = bits & ((1 << fraction_bits) - 1);
    let greatest = (1 << exponent_bits) - 1;
    let biased = (bits >> fraction_bits) as i32 & greatest;
    let sign = if bits >> (fraction_bits + exponent_bits) == 1 {
        "-"
    } else {
        ""
    };
    if biased == greatest {
        return not_finite(sign, fraction, fraction_bits);
    }
    if biased == 0 && fraction == 0 {
        return format!("{sign}0.0");
    }
    // Numbers with the least exponent have no hidden bit, and the scale of those above them.
    let hidden = if biased == 0 { 0 } else { 1 << fraction_bits };
    let exponent = biased.max(1) - (greatest >> 1) - fraction_bits as i32;
    let narrow = fraction == 0 && biased > 1;
    written(sign, &shortest(hidden | fraction, exponent, narrow))
}

/// An infinity, or what is not a number: its sign, whether it is quiet, and the rest of its
/// fraction, the payload (IEEE 754-2019, section 6.2.1).
fn not_finite(sign: &str, fraction: u64, fraction_bits: u32) -> String {
    if fraction == 0 {
        return format!("{sign}Infinity");
    }
    let quiet = 1 << (fraction_bits - 1);
    let kind = if fraction & quiet == 0 {
        "signalling"
    } else {
        "quiet"
    };
    format!("{sign}NaN ({kind}, payload {:#x})", fraction & !quiet)
}

/// `sign` and a number above zero.
fn written(sign: &str, Decimal { digits, exponent }: &Decimal) -> String {
    match *exponent {
        -4..0 => {
            let width = digits.len() + exponent.unsigned_abs() as usize - 1;
            format!("{sign}0.{digits:0>width$}")
        }
        0..16 => {
            let before_point = *exponent as usize + 1;
            match digits.split_at_checked(before_point) {
                Some((whole, part)) if !part.is_empty() => format!("{sign}{whole}.{part}"),
                _ => format!("{sign}{digits:0<before_point$}.0"),
            }
        }
        _ => {
            let (first, rest) = digits.split_at_checked(1).unwrap_or_default();
            let point = if rest.is_empty() { "" } else { "." };
            format!("{sign}{first}{point}{rest}e{exponent}")
        }
    }
}
