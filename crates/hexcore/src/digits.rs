//! Digits of bytes and numbers, from tables. What both [`canonical`](crate::canonical) and
//! [`dump`](crate::dump) print.

/// The two digits of every byte.
pub(crate) type Pairs = [[u8; 2]; 256];

/// The two lower-case digits of every byte.
pub(crate) static LOWER: Pairs = pairs(b'a');
/// The two upper-case digits of every byte.
pub(crate) static UPPER: Pairs = pairs(b'A');
/// What every byte is in a text column: itself, or a dot where it is not printable ASCII.
static TEXT: [u8; 256] = text_column();

const fn digit(nibble: usize, ten: u8) -> u8 {
    match nibble {
        0..=9 => b'0' + nibble as u8,
        _ => ten + (nibble as u8 - 10),
    }
}

#[expect(
    clippy::indexing_slicing,
    reason = "evaluated by the compiler, over a counter"
)]
const fn pairs(ten: u8) -> Pairs {
    let mut pairs = [[0; 2]; 256];
    let mut byte = 0;
    while byte < 256 {
        pairs[byte] = [digit(byte >> 4, ten), digit(byte & 15, ten)];
        byte += 1;
    }
    pairs
}

#[expect(
    clippy::indexing_slicing,
    reason = "evaluated by the compiler, over a counter"
)]
const fn text_column() -> [u8; 256] {
    let mut text = [b'.'; 256];
    let mut byte = 0x20;
    while byte < 0x7f {
        text[byte] = byte as u8;
        byte += 1;
    }
    text
}

/// What `table` says of `byte`. The default never comes: a table has an entry for every byte.
pub(crate) fn look_up<T: Copy + Default>(table: &[T; 256], byte: u8) -> T {
    table.get(usize::from(byte)).copied().unwrap_or_default()
}

/// The lower-case digits of `byte`.
pub(crate) fn pair(byte: u8) -> [u8; 2] {
    look_up(&LOWER, byte)
}

/// `byte` in a text column.
pub(crate) fn text(byte: u8) -> u8 {
    look_up(&TEXT, byte)
}

/// The eight bits of `byte` as digits, the highest first.
pub(crate) fn bits(byte: u8) -> [u8; 8] {
    // Each byte of the product holds the byte and, shifted away from it, one bit more.
    let spread = u64::from(byte).wrapping_mul(0x0101_0101_0101_0101) & 0x0102_0408_1020_4080;
    let ones = ((spread + 0x7f7f_7f7f_7f7f_7f7f) | spread) >> 7 & 0x0101_0101_0101_0101;
    (ones | 0x3030_3030_3030_3030).to_le_bytes()
}

/// Fills `cells` with the last digits of `value` in a radix of at most ten, zeros in front.
pub(crate) fn fill<const RADIX: u64>(cells: &mut [u8], value: u64) {
    let mut left = value;
    for cell in cells.iter_mut().rev() {
        *cell = b'0' + (left % RADIX) as u8;
        left /= RADIX;
    }
}

/// The eight lower-case hex digits of `value`.
pub(crate) fn eight_digits(value: u32) -> [u8; 8] {
    // Every nibble gets a byte of its own, the highest first.
    let mut nibbles = u64::from(value);
    nibbles = (nibbles | nibbles << 16) & 0x0000_ffff_0000_ffff;
    nibbles = (nibbles | nibbles << 8) & 0x00ff_00ff_00ff_00ff;
    nibbles = (nibbles | nibbles << 4) & 0x0f0f_0f0f_0f0f_0f0f;
    // Six more carry a nibble above nine into the next, where it says that it is a letter.
    let letters = (nibbles + 0x0606_0606_0606_0606) >> 4 & 0x0101_0101_0101_0101;
    let to_letter = (b'a' - b'0' - 10) as u64;
    (nibbles + 0x3030_3030_3030_3030 + letters * to_letter).to_be_bytes()
}

/// How many hex digits `value` needs, but at least `at_least`.
pub(crate) const fn hex_length(value: u64, at_least: usize) -> usize {
    let digits = (u64::BITS - value.leading_zeros()).div_ceil(4) as usize;
    if digits < at_least { at_least } else { digits }
}

/// How many decimal digits `value` needs, but at least `at_least`.
pub(crate) fn decimal_length(value: u64, at_least: usize) -> usize {
    let digits = value.checked_ilog10().map_or(1, |log| log as usize + 1);
    digits.max(at_least)
}

/// Appends `value` in lower-case hex, with at least `at_least` digits.
pub(crate) fn push_hex(out: &mut Vec<u8>, value: u64, at_least: usize) {
    let low = eight_digits(value as u32);
    if at_least == 8 && value >> 32 == 0 {
        return out.extend_from_slice(&low);
    }
    let digits = [eight_digits((value >> 32) as u32), low];
    push_last(out, digits.as_flattened(), hex_length(value, at_least));
}

/// Appends `value` in octal, with at least `at_least` digits.
pub(crate) fn push_octal(out: &mut Vec<u8>, value: u64, at_least: usize) {
    let needed = (u64::BITS - value.leading_zeros()).div_ceil(3) as usize;
    let mut digits = [0; 22];
    fill::<8>(&mut digits, value);
    push_last(out, &digits, needed.max(at_least));
}

/// Appends `value` in decimal, with at least `at_least` digits.
pub(crate) fn push_decimal(out: &mut Vec<u8>, value: u64, at_least: usize) {
    let mut digits = [0; 20];
    fill::<10>(&mut digits, value);
    push_last(out, &digits, decimal_length(value, at_least));
}

fn push_last(out: &mut Vec<u8>, digits: &[u8], count: usize) {
    let start = digits.len().saturating_sub(count);
    out.extend_from_slice(digits.get(start..).unwrap_or_default());
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn every_byte() {
        for byte in 0..=255 {
            assert_eq!(&pair(byte), format!("{byte:02x}").as_bytes());
            assert_eq!(&look_up(&UPPER, byte), format!("{byte:02X}").as_bytes());
            assert_eq!(&bits(byte), format!("{byte:08b}").as_bytes());
            let shown = if (b' '..=b'~').contains(&byte) {
                byte
            } else {
                b'.'
            };
            assert_eq!(text(byte), shown);
        }
    }

    proptest! {
        #[test]
        fn numbers(value in prop_oneof![any::<u64>(), (0..64_u32).prop_map(|bit| 1 << bit), 0..9_u64]) {
            let check = |push: fn(&mut Vec<u8>, u64, usize), expected: String| {
                let mut out = b"_".to_vec();
                push(&mut out, value, 7);
                assert_eq!(String::from_utf8(out).unwrap(), expected);
            };
            check(push_hex, format!("_{value:07x}"));
            let mut out = Vec::new();
            push_hex(&mut out, value, 8);
            assert_eq!(String::from_utf8(out).unwrap(), format!("{value:08x}"));
            check(push_octal, format!("_{value:07o}"));
            check(push_decimal, format!("_{value:07}"));
        }
    }
}
