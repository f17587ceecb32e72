//! What a dump says does not depend on the chunks it is fed with.

#![allow(clippy::unwrap_used, clippy::indexing_slicing)] // A test that cannot go on fails.

use hexcore::dump::{Addresses, Canonical, Case, Dump, Endian, Format, Kernel, Options, Repeats};
use proptest::prelude::*;

/// Bytes with runs, so that rows repeat.
fn bytes() -> impl Strategy<Value = Vec<u8>> {
    let piece = prop_oneof![
        prop::collection::vec(any::<u8>(), 0..100),
        (prop::collection::vec(any::<u8>(), 1..33), 1..20_usize)
            .prop_map(|(row, times)| row.repeat(times)),
        (0..1200_usize).prop_map(|length| vec![0; length]),
        "[ -~]{0,80}".prop_map(String::into_bytes),
    ];
    prop::collection::vec(piece, 0..6).prop_map(|pieces| pieces.concat())
}

prop_compose! {
    fn options()(
        cols in prop::option::of(0..70_usize),
        group in prop::option::of(0..20_usize),
        upper in any::<bool>(),
        offset in prop_oneof![
            Just(0),
            any::<u64>(),
            0..0x2_0000_u64,
            0xffff_f000..0x1_0000_0000_u64,
        ],
        repeats in prop::sample::select(vec![Repeats::Usual, Repeats::Shown, Repeats::Squeezed]),
        name in prop::option::of("[a-z0-9. ]{0,9}"),
        separator in prop::option::of("[ ,:]{0,3}|, and then "),
        little in any::<bool>(),
        addresses in prop::option::of(prop::sample::select(vec![
            Addresses::Hex, Addresses::Decimal, Addresses::Octal, Addresses::None,
        ])),
    ) -> Options {
        Options {
            cols,
            group,
            case: if upper { Case::Upper } else { Case::Lower },
            offset,
            repeats,
            name,
            separator,
            media_type: None,
            endian: if little { Endian::Little } else { Endian::Big },
            addresses,
        }
    }
}

/// The dump of `bytes` in chunks whose lengths come from `lengths`, again and again.
fn dump(mut dump: impl Dump, bytes: &[u8], lengths: &[usize]) -> Vec<u8> {
    let mut out = Vec::new();
    let mut rest = bytes;
    for &length in lengths.iter().cycle() {
        if rest.is_empty() {
            break;
        }
        let (chunk, others) = rest.split_at_checked(length).unwrap_or((rest, &[]));
        dump.push(chunk, &mut out);
        rest = others;
    }
    dump.finish(&mut out);
    out
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 300,
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

    #[test]
    fn chunks_do_not_matter(
        bytes in bytes(),
        options in options(),
        lengths in prop::collection::vec(0..50_usize, 0..8),
        last_length in 1..600_usize,
    ) {
        let lengths = [lengths, vec![last_length]].concat();
        let mut made = 0;
        for format in Format::ALL {
            let (Ok(whole), Ok(chunked), Ok(single)) =
                (format.dump(&options), format.dump(&options), format.dump(&options))
            else {
                continue;
            };
            made += 1;
            let expected = dump(whole, &bytes, &[usize::MAX]);
            let found = dump(chunked, &bytes, &lengths);
            prop_assert!(found == expected, "{} in chunks of {:?}", format.name(), lengths);
            let found = dump(single, &bytes, &[1]);
            prop_assert!(found == expected, "{} byte by byte", format.name());
            prop_assert!(expected.is_ascii(), "{}", format.name());
        }
        prop_assert!(made > 10);
    }

    #[test]
    fn kernels_do_not_matter(bytes in bytes(), offset in any::<u64>(), length in 1..600_usize) {
        let canonical = Canonical { offset, ..Canonical::default() };
        let expected = dump(canonical.dump_with(Kernel::TABLE).unwrap(), &bytes, &[usize::MAX]);
        for kernel in Kernel::available() {
            let found = dump(canonical.dump_with(kernel).unwrap(), &bytes, &[length]);
            prop_assert!(found == expected, "{}", kernel.name());
        }
    }
}
