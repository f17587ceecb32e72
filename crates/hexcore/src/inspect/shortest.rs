//! The shortest decimal number that is read back as the same binary floating-point number.
//!
//! This is the algorithm of Burger and Dybvig ("Printing floating-point numbers quickly and
//! accurately", 1996) in whole numbers of any size. Faster ones need tables for each format; this
//! one is small, serves them all, and takes a few microseconds.

use std::cmp::Ordering;

/// Decimal digits of a number above zero.
pub(super) struct Decimal {
    /// The digits as ASCII, at least one. The first and the last one are not 0.
    pub(super) digits: String,
    /// The power of ten of the first digit.
    pub(super) exponent: i32,
}

/// The shortest decimal that is nearer to `mantissa` × 2^`exponent` than to any other number of
/// the format; of several that which is the nearest; of two the even one.
///
/// Right between two numbers of the format a decimal is read as the one with the even mantissa.
/// `narrow` says that the next number below is only half as far away as the one above, as it is
/// below a power of two. `mantissa` is not zero.
pub(super) fn shortest(mantissa: u64, exponent: i32, narrow: bool) -> Decimal {
    // All four are multiples of 2^`exponent` / 4 or of a part of it, so that they are whole:
    // the number is `rest` / `unit`, and its bounds are `below` / `unit` and `above` / `unit` away.
    let up = exponent.max(0) as u32;
    let down = exponent.min(0).unsigned_abs();
    let mut rest = Natural::new(mantissa, up + 2);
    let mut unit = Natural::new(1, down + 2);
    let mut below = Natural::new(if narrow { 1 } else { 2 }, up);
    let mut above = Natural::new(2, up);
    let bounds_count = mantissa.is_multiple_of(2);

    // A power of ten that is never too great, also where the quotient is rounded up, as log₁₀ 2 is
    // a little more than 78,913 / 2¹⁸ and a negative number is multiplied with it.
    let bits = exponent + mantissa.ilog2() as i32;
    let mut power = ((bits * 78_913) >> 18) - 1;
    if power >= 0 {
        unit.multiply_by_ten_to(power.unsigned_abs());
    } else {
        for number in [&mut rest, &mut below, &mut above] {
            number.multiply_by_ten_to(power.unsigned_abs());
        }
    }
    while rest.cmp(&unit) != Ordering::Less {
        unit.multiply(10);
        power += 1;
    }

    let mut digits = String::new();
    loop {
        for number in [&mut rest, &mut below, &mut above] {
            number.multiply(10);
        }
        let mut digit = 0;
        while rest.cmp(&unit) != Ordering::Less {
            rest.subtract(&unit);
            digit += 1;
        }
        // Whether the digits so far are near enough, and whether the next ones above are.
        let down = match rest.cmp(&below) {
            Ordering::Less => true,
            Ordering::Equal => bounds_count,
            Ordering::Greater => false,
        };
        let up = match rest.cmp_sum(&above, &unit) {
            Ordering::Less => false,
            Ordering::Equal => bounds_count,
            Ordering::Greater => true,
        };
        if up && (!down || is_past_half(&mut rest, &unit, digit)) {
            digit += 1;
        }
        // Only a first digit can be a 9 that is rounded up: after any other, the number would have
        // ended before it.
        if digit == 10 {
            digit = 1;
            power += 1;
        }
        digits.push(char::from(b'0' + digit));
        if down || up {
            let exponent = power - 1;
            return Decimal { digits, exponent };
        }
    }
}

/// Whether `rest` is more than half of `unit`, or half of it after an odd digit.
fn is_past_half(rest: &mut Natural, unit: &Natural, digit: u8) -> bool {
    rest.multiply(2);
    match rest.cmp(unit) {
        Ordering::Less => false,
        Ordering::Equal => digit % 2 == 1,
        Ordering::Greater => true,
    }
}

/// A natural number of any size: its digits to the base 2³², the least significant first, without
/// zeros at the end. Its loops are not inlined: each is called from many places, and size counts
/// for more here than the last microsecond.
struct Natural(Vec<u32>);

impl Natural {
    /// `value` × 2^`shift`.
    fn new(value: u64, shift: u32) -> Natural {
        let mut limbs = vec![0; (shift / 32) as usize];
        limbs.extend([value as u32, (value >> 32) as u32]);
        let mut number = Natural(limbs);
        number.trim();
        number.multiply(1 << (shift % 32));
        number
    }

    #[inline(never)]
    fn trim(&mut self) {
        while self.0.last() == Some(&0) {
            self.0.pop();
        }
    }

    #[inline(never)]
    fn multiply(&mut self, factor: u32) {
        let mut carry = 0;
        for limb in &mut self.0 {
            let product = u64::from(*limb) * u64::from(factor) + carry;
            *limb = product as u32;
            carry = product >> 32;
        }
        if carry > 0 {
            self.0.push(carry as u32);
        }
    }

    fn multiply_by_ten_to(&mut self, power: u32) {
        for _ in 0..power / 9 {
            self.multiply(1_000_000_000);
        }
        self.multiply(10_u32.pow(power % 9));
    }

    /// Takes away `other`, which is not the greater one.
    #[inline(never)]
    fn subtract(&mut self, other: &Natural) {
        let mut borrow = false;
        let others = other.0.iter().copied().chain(std::iter::repeat(0));
        for (limb, other) in self.0.iter_mut().zip(others) {
            let (difference, first) = limb.overflowing_sub(other);
            let (difference, second) = difference.overflowing_sub(u32::from(borrow));
            *limb = difference;
            borrow = first || second;
        }
        self.trim();
    }

    #[inline(never)]
    fn cmp(&self, other: &Natural) -> Ordering {
        let by_length = self.0.len().cmp(&other.0.len());
        by_length.then_with(|| self.0.iter().rev().cmp(other.0.iter().rev()))
    }

    /// How `self` + `other` compares to `third`.
    #[inline(never)]
    fn cmp_sum(&self, other: &Natural, third: &Natural) -> Ordering {
        let limb = |number: &Natural, place: usize| number.0.get(place).copied().unwrap_or(0);
        let length = self.0.len().max(other.0.len()).max(third.0.len());
        let mut carry = 0;
        let mut ordering = Ordering::Equal;
        for place in 0..=length {
            let sum = u64::from(limb(self, place)) + u64::from(limb(other, place)) + carry;
            carry = sum >> 32;
            // The highest limb that differs decides.
            ordering = (sum as u32).cmp(&limb(third, place)).then(ordering);
        }
        ordering
    }
}
