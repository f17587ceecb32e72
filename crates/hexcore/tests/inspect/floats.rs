//! Floating-point numbers: values, the shortest digits, and what is no number.

use std::cmp::Ordering;

use half::{bf16, f16};
use hexcore::inspect::ByteOrder;

use crate::tools::node;
use crate::{Random, below, check, check_big, read, shown};

/// Random numbers of each larger format; one in five is subnormal.
const RANDOM: usize = 100_000;

#[test]
fn how_they_are_written() {
    // As Rust writes them with {:?}: with an exponent below 1e-4 and from 1e16 on.
    let check_f64 = |value: f64, expected| check("f64", &value.to_le_bytes(), expected);
    check_f64(0.0, "0.0");
    check_f64(-0.0, "-0.0");
    check_f64(1.0, "1.0");
    check_f64(0.1, "0.1");
    check_f64(-2.5, "-2.5");
    check_f64(1e15, "1000000000000000.0");
    check_f64(1e16, "1e16");
    check_f64(1e-4, "0.0001");
    check_f64(9.99e-5, "9.99e-5");
    check_f64(123_456.789, "123456.789");
    check_f64(5e-324, "5e-324");
    check_f64(f64::MAX, "1.7976931348623157e308");
    check_f64(f64::MIN_POSITIVE, "2.2250738585072014e-308");
    check_f64(f64::INFINITY, "Infinity");
    check_f64(f64::NEG_INFINITY, "-Infinity");
    check_big("f64", &1.5_f64.to_be_bytes(), "1.5");
    check("f32", &16_777_216_f32.to_le_bytes(), "16777216.0");
    check("f32", &f32::MAX.to_le_bytes(), "3.4028235e38");
    check("f32", &1e-45_f32.to_le_bytes(), "1e-45");
    check_big("f32", &std::f32::consts::PI.to_be_bytes(), "3.1415927");
    // The least number, both sides of the subnormal ones, a third, around 1, the greatest.
    check("f16", &0x0001_u16.to_le_bytes(), "6e-8");
    check("f16", &0x03ff_u16.to_le_bytes(), "6.1e-5");
    check("f16", &0x0400_u16.to_le_bytes(), "6.104e-5");
    check("f16", &0x3555_u16.to_le_bytes(), "0.3333");
    check("f16", &0x3bff_u16.to_le_bytes(), "0.9995");
    check("f16", &0x3c01_u16.to_le_bytes(), "1.001");
    check("f16", &0x7bff_u16.to_le_bytes(), "65500.0");
    check_big("f16", &[0x7c, 0x00], "Infinity");
    check_big("bf16", &[0x3f, 0x80], "1.0");
    check_big("bf16", &[0xc0, 0x49], "-3.14");
    check_big("bf16", &[0x7f, 0x7f], "3.39e38");
}

#[test]
fn not_a_number() {
    // IEEE 754-2019, section 6.2.1: the first bit of the fraction says that it is quiet, the others
    // are the payload.
    check(
        "f64",
        &[0, 0, 0, 0, 0, 0, 0xf8, 0x7f],
        "NaN (quiet, payload 0x0)",
    );
    check(
        "f64",
        &[1, 0, 0, 0, 0, 0, 0xf0, 0xff],
        "-NaN (signalling, payload 0x1)",
    );
    check("f64", &[0xff; 8], "-NaN (quiet, payload 0x7ffffffffffff)");
    check(
        "f32",
        &0x7fc0_0000_u32.to_le_bytes(),
        "NaN (quiet, payload 0x0)",
    );
    check(
        "f32",
        &0xffa0_0001_u32.to_le_bytes(),
        "-NaN (signalling, payload 0x200001)",
    );
    check("f16", &0x7e00_u16.to_le_bytes(), "NaN (quiet, payload 0x0)");
    check(
        "f16",
        &0xfd23_u16.to_le_bytes(),
        "-NaN (signalling, payload 0x123)",
    );
    check(
        "bf16",
        &0x7fc1_u16.to_le_bytes(),
        "NaN (quiet, payload 0x1)",
    );
    check(
        "bf16",
        &0x7f81_u16.to_le_bytes(),
        "NaN (signalling, payload 0x1)",
    );
}

/// What a format of two bytes is, by the crate `half`.
struct Small {
    label: &'static str,
    to_f64: fn(u16) -> f64,
    from_f32: fn(f32) -> u16,
    infinity: u16,
    fraction_bits: u32,
}

const F16: Small = Small {
    label: "f16",
    to_f64: |bits| f16::from_bits(bits).to_f64(),
    from_f32: |value| f16::from_f32(value).to_bits(),
    infinity: f16::INFINITY.to_bits(),
    fraction_bits: 10,
};

const BF16: Small = Small {
    label: "bf16",
    to_f64: |bits| bf16::from_bits(bits).to_f64(),
    from_f32: |value| bf16::from_f32(value).to_bits(),
    infinity: bf16::INFINITY.to_bits(),
    fraction_bits: 7,
};

#[test]
fn all_of_f16() {
    every_value(&F16);
}

#[test]
fn all_of_bf16() {
    every_value(&BF16);
}

/// All 65,536 values are read back as they were, and no shorter or nearer text is.
fn every_value(format: &Small) {
    let mut finite = 0;
    for bits in 0..=u16::MAX {
        let text = shown(&read(format.label, ByteOrder::Little, &bits.to_le_bytes()));
        assert_eq!(
            text,
            shown(&read(format.label, ByteOrder::Big, &bits.to_be_bytes()))
        );
        let value = (format.to_f64)(bits);
        if value.is_nan() {
            let sign = if value.is_sign_negative() { "-" } else { "" };
            let quiet = 1 << (format.fraction_bits - 1);
            let kind = if bits & quiet == 0 {
                "signalling"
            } else {
                "quiet"
            };
            let payload = bits & (quiet - 1);
            assert_eq!(text, format!("{sign}NaN ({kind}, payload {payload:#x})"));
            continue;
        }
        if value.is_infinite() {
            assert_eq!(text, if value > 0.0 { "Infinity" } else { "-Infinity" });
            continue;
        }
        let parsed: f32 = text.parse().unwrap();
        assert_eq!((format.from_f32)(parsed), bits, "{text} of {bits:#06x}");
        finite += 1;
        if bits & 0x8000 != 0 {
            let opposite = read(format.label, ByteOrder::Big, &(bits & 0x7fff).to_be_bytes());
            assert_eq!(text, format!("-{}", shown(&opposite)));
            continue;
        }
        if bits == 0 {
            continue;
        }
        // Half way to the neighbours; both are exact in an f64. Above the greatest number comes
        // what would be the next one.
        let below = (value + (format.to_f64)(bits - 1)) / 2.0;
        let above = if bits + 1 == format.infinity {
            value + (value - below)
        } else {
            (value + (format.to_f64)(bits + 1)) / 2.0
        };
        shortest_and_nearest(&text, value, below, above, bits % 2 == 0);
    }
    println!("{}: 65536 values, {finite} of them finite", format.label);
}

/// The slow twin: `text` has as few digits as any decimal between `below` and `above`, and of
/// those none is nearer to `value`. The bounds belong to it if `bounds_count`.
fn shortest_and_nearest(text: &str, value: f64, below: f64, above: f64, bounds_count: bool) {
    let exact = Exact::of(value);
    let (below, above) = (Exact::of(below), Exact::of(above));
    let is_inside = |decimal: &Exact| {
        let inside =
            |order: Ordering| order == Ordering::Less || bounds_count && order == Ordering::Equal;
        inside(below.cmp(decimal)) && inside(decimal.cmp(&above))
    };
    let ours = Exact::parse(text);
    assert!(is_inside(&ours), "{text}");
    for count in 1..=ours.digits.len() {
        // If any decimal of so many digits is inside, one of the two next to the value is.
        let candidates = [exact.cut(count), exact.cut(count).next(count)];
        let inside: Vec<&Exact> = candidates
            .iter()
            .filter(|decimal| is_inside(decimal))
            .collect();
        if count < ours.digits.len() {
            assert!(inside.is_empty(), "{text} could be {inside:?}");
            continue;
        }
        for other in inside {
            let theirs = (f64::from(other) - value).abs();
            assert!(
                (f64::from(&ours) - value).abs() <= theirs,
                "{text} is farther than {other:?}"
            );
        }
    }
}

/// A decimal number above zero: 0.d₁d₂d₃… × 10^`point`, without zeros at either end.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Exact {
    point: i32,
    digits: Vec<u8>,
}

impl Exact {
    /// The digits of `value`, 161 at most: all of those of a number that lies between two of the
    /// small formats, and enough to see that there are more than a tie has.
    fn of(value: f64) -> Exact {
        Exact::parse(&format!("{value:.160e}"))
    }

    /// A number as any program writes it: digits, a point, an exponent.
    fn parse(text: &str) -> Exact {
        let (number, exponent) = text.split_once('e').unwrap_or((text, "0"));
        let (whole, part) = number.split_once('.').unwrap_or((number, ""));
        let digits: Vec<u8> = whole.bytes().chain(part.bytes()).collect();
        let zeros = digits.iter().take_while(|&&digit| digit == b'0').count();
        let exponent: i32 = exponent.trim_start_matches('+').parse().unwrap();
        let mut exact = Exact {
            point: whole.len() as i32 + exponent - zeros as i32,
            digits: digits[zeros..].to_vec(),
        };
        exact.trim();
        if exact.digits.is_empty() {
            exact.point = 0;
        }
        exact
    }

    fn trim(&mut self) {
        while self.digits.last() == Some(&b'0') {
            self.digits.pop();
        }
    }

    fn cmp(&self, other: &Exact) -> Ordering {
        (self.point, &self.digits).cmp(&(other.point, &other.digits))
    }

    /// The first `count` digits.
    fn cut(&self, count: usize) -> Exact {
        let mut cut = self.clone();
        cut.digits.truncate(count);
        cut.trim();
        cut
    }

    /// The next number of `count` digits.
    fn next(&self, count: usize) -> Exact {
        let mut next = self.clone();
        next.digits.resize(count, b'0');
        while let Some(digit) = next.digits.pop() {
            if digit < b'9' {
                next.digits.push(digit + 1);
                return next;
            }
        }
        Exact {
            point: self.point + 1,
            digits: vec![b'1'],
        }
    }
}

impl From<&Exact> for f64 {
    fn from(exact: &Exact) -> f64 {
        let digits = std::str::from_utf8(&exact.digits).unwrap();
        format!("0.{digits}e{}", exact.point).parse().unwrap()
    }
}

/// Bit patterns of finite numbers: around every power of two, every power of ten, the least and the
/// greatest, whole numbers, and random ones.
fn patterns(fraction_bits: u32, exponent_bits: u32) -> Vec<u64> {
    let mut random = Random(0x9e37_79b9_7f4a_7c15);
    let infinity = ((1_u64 << exponent_bits) - 1) << fraction_bits;
    let mut patterns = Vec::new();
    for exponent in 0..(1 << exponent_bits) - 1 {
        let power: u64 = exponent << fraction_bits;
        for step in 0..4 {
            patterns.push(power + step);
            patterns.push(power.wrapping_sub(step));
        }
        patterns.push(power | random.next() & ((1 << fraction_bits) - 1));
    }
    for exponent in -330..310 {
        let power: f64 = format!("1e{exponent}").parse().unwrap();
        let bits = if fraction_bits == 52 {
            power.to_bits()
        } else {
            u64::from((power as f32).to_bits())
        };
        patterns.extend([bits, bits + 1, bits.wrapping_sub(1)]);
    }
    for whole in 0..2_000_u32 {
        // Quarters near the place where they stop to be exact are ties between two decimals.
        let value = f64::from(whole) / 4.0
            + if fraction_bits == 52 {
                (1_u64 << 50) as f64
            } else {
                f64::from(1 << 21)
            };
        patterns.push(if fraction_bits == 52 {
            value.to_bits()
        } else {
            u64::from((value as f32).to_bits())
        });
    }
    for index in 0..RANDOM {
        let bits = random.next();
        patterns.push(if index % 5 == 0 {
            bits >> (64 - fraction_bits) >> below(&mut random, u64::from(fraction_bits))
        } else {
            bits >> (63 - fraction_bits - exponent_bits)
        });
    }
    let sign = 1 << (fraction_bits + exponent_bits);
    patterns.retain(|bits| bits & !sign < infinity);
    patterns
}

/// Our text says the same number, in as many digits, as `theirs`.
#[track_caller]
fn same_digits(ours: &str, theirs: &str) {
    let sign = |text: &str| text.starts_with('-');
    assert_eq!(sign(ours), sign(theirs), "{ours} and {theirs}");
    let unsigned = |text: &str| Exact::parse(text.trim_start_matches('-'));
    assert_eq!(unsigned(ours), unsigned(theirs), "{ours} and {theirs}");
}

/// Whether `{:?}` gives the same text. If not, `value` must lie right between two decimals, of
/// which Rust takes the greater and others the even one.
#[track_caller]
fn written_as_in_rust(ours: &str, value: impl Into<f64> + std::fmt::Debug) -> bool {
    let theirs = format!("{value:?}");
    if ours == theirs {
        return true;
    }
    let exact = Exact::of(value.into().abs());
    let ours_exact = Exact::parse(ours.trim_start_matches('-'));
    assert_eq!(
        exact.digits.len(),
        ours_exact.digits.len() + 1,
        "{ours} and {theirs}"
    );
    assert_eq!(exact.digits.last(), Some(&b'5'), "{ours} and {theirs}");
    assert_eq!(ours.len(), theirs.len(), "{ours} and {theirs}");
    false
}

#[test]
fn f64_as_ryu_and_rust_and_node_have_them() {
    let patterns = patterns(52, 11);
    let ours: Vec<String> = patterns
        .iter()
        .map(|bits| shown(&read("f64", ByteOrder::Little, &bits.to_le_bytes())))
        .collect();
    let mut buffer = ryu::Buffer::new();
    let mut ties = 0;
    for (bits, ours) in patterns.iter().zip(&ours) {
        let value = f64::from_bits(*bits);
        same_digits(ours, buffer.format_finite(value));
        assert_eq!(ours.parse::<f64>().unwrap().to_bits(), *bits, "{ours}");
        ties += u32::from(!written_as_in_rust(ours, value));
    }
    let lines: Vec<String> = patterns
        .iter()
        .map(|bits| format!("0x{bits:016x}"))
        .collect();
    let script = "const view = new DataView(new ArrayBuffer(8));
        view.setBigUint64(0, BigInt(line));
        const number = view.getFloat64(0);
        return Object.is(number, -0) ? '-0' : String(number);";
    let mut subnormal = 0;
    for ((theirs, ours), bits) in node(script, &lines).iter().zip(&ours).zip(&patterns) {
        same_digits(ours, theirs);
        subnormal += u32::from(f64::from_bits(*bits).is_subnormal());
    }
    println!(
        "{} numbers: {subnormal} subnormal, {ties} ties",
        patterns.len()
    );
}

#[test]
fn f32_as_ryu_and_rust_have_them() {
    let patterns = patterns(23, 8);
    let mut buffer = ryu::Buffer::new();
    let mut ties = 0;
    let mut subnormal = 0;
    for bits in &patterns {
        let value = f32::from_bits(*bits as u32);
        let ours = shown(&read(
            "f32",
            ByteOrder::Little,
            &(*bits as u32).to_le_bytes(),
        ));
        same_digits(&ours, buffer.format_finite(value));
        assert_eq!(
            ours.parse::<f32>().unwrap().to_bits(),
            *bits as u32,
            "{ours}"
        );
        ties += u32::from(!written_as_in_rust(&ours, value));
        subnormal += u32::from(value.is_subnormal());
    }
    println!(
        "{} numbers: {subnormal} subnormal, {ties} ties",
        patterns.len()
    );
}
