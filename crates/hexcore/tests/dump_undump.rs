//! Every dump that can be read back is read back as the bytes that it was made of.

#![allow(clippy::unwrap_used, clippy::indexing_slicing)] // A test that cannot go on fails.

use hexcore::dump::{Addresses, Case, Format, Options, Repeats};
use hexcore::undump::{Base, Kind, Origin, Undump, detect, undump};
use proptest::prelude::*;

/// The formats that can be read, and what they are read as.
const FORMATS: [(Format, Kind); 23] = [
    (Format::Canonical, Kind::Canonical),
    (Format::Xxd, Kind::Xxd),
    (Format::XxdPlain, Kind::XxdPlain),
    (Format::XxdBits, Kind::XxdBits),
    (Format::XxdInclude, Kind::List),
    (Format::Od, Kind::Od),
    (Format::Plain, Kind::Plain),
    (Format::C, Kind::List),
    (Format::Cpp, Kind::List),
    (Format::Rust, Kind::List),
    (Format::Go, Kind::List),
    (Format::Java, Kind::List),
    (Format::CSharp, Kind::List),
    (Format::Python, Kind::List),
    (Format::JavaScript, Kind::List),
    (Format::Swift, Kind::List),
    (Format::PowerShell, Kind::List),
    (Format::Json, Kind::List),
    (Format::Escaped, Kind::List),
    (Format::Base64, Kind::Base64),
    (Format::Base64Url, Kind::Base64Url),
    (Format::IntelHex, Kind::IntelHex),
    (Format::SRecord, Kind::SRecord),
];

const CASES: u32 = 1000;

/// Runs of one byte, of zeros, of letters, and of any bytes.
fn inputs() -> impl Strategy<Value = Vec<u8>> {
    let run = prop_oneof![
        (any::<u8>(), 1..90_usize).prop_map(|(byte, length)| vec![byte; length]),
        (1..90_usize).prop_map(|length| vec![0; length]),
        prop::collection::vec(prop::sample::select(&b"abcdef |>*\n\\\"'"[..]), 1..60),
        prop::collection::vec(any::<u8>(), 1..60),
    ];
    prop::collection::vec(run, 0..6).prop_map(|runs| runs.concat())
}

fn options() -> impl Strategy<Value = Options> {
    let case = prop_oneof![Just(Case::Lower), Just(Case::Upper)];
    let repeats = prop_oneof![
        Just(Repeats::Usual),
        Just(Repeats::Shown),
        Just(Repeats::Squeezed)
    ];
    let cols = prop::option::of(1..40_usize);
    let group = prop::option::of(0..9_usize);
    let name = prop::option::of(prop::sample::select(&["a.bin", "5", "class", "ä/b"][..]));
    (case, repeats, cols, group, name).prop_map(|(case, repeats, cols, group, name)| Options {
        case,
        repeats,
        cols,
        group,
        name: name.map(str::to_owned),
        ..Options::default()
    })
}

/// The whole dump of `bytes`; `None` if the format cannot follow the options.
fn dump(format: Format, options: &Options, bytes: &[u8]) -> Option<Vec<u8>> {
    let mut dump = format.dump(options).ok()?;
    let mut text = Vec::new();
    dump.push(bytes, &mut text);
    dump.finish(&mut text);
    Some(text)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(CASES))]

    #[test]
    fn what_is_dumped_is_read_back(bytes in inputs(), options in options()) {
        for (format, kind) in FORMATS {
            let mut options = options.clone();
            if format == Format::Od {
                // Words of more bytes are numbers, which are not read.
                options.group = None;
            }
            let Some(text) = dump(format, &options, &bytes) else {
                continue;
            };
            let shown = String::from_utf8_lossy(&text);
            let read = match undump(&text, kind) {
                Ok(read) => read,
                Err(error) => panic!("{}: {error}\n{shown}", format.name()),
            };
            prop_assert_eq!(&read.bytes, &bytes, "{}\n{}", format.name(), shown);
            prop_assert_eq!(read.start, 0);
        }
    }

    #[test]
    fn offsets_are_read_back(bytes in inputs(), offset in prop_oneof![0..70_000_u64, any::<u32>().prop_map(u64::from), 0..u64::MAX / 2]) {
        for (format, kind) in [
            (Format::Canonical, Kind::Canonical),
            (Format::Od, Kind::Od),
            (Format::IntelHex, Kind::IntelHex),
            (Format::SRecord, Kind::SRecord),
            (Format::Xxd, Kind::Xxd),
            (Format::XxdBits, Kind::XxdBits),
        ] {
            let options = Options { offset, ..Options::default() };
            let room = format.dump(&options).ok().and_then(|dump| dump.room());
            if bytes.is_empty() || room.is_some_and(|room| room < bytes.len() as u64) {
                continue;
            }
            let Some(text) = dump(format, &options, &bytes) else {
                continue;
            };
            let shown = String::from_utf8_lossy(&text);
            let read = Undump::new(kind)
                .with_origin(Origin::Lowest)
                .with_base(Base::Hex)
                .strict(&text);
            match read {
                Ok(read) => {
                    prop_assert_eq!(&read.bytes, &bytes, "{}\n{}", format.name(), shown);
                    prop_assert_eq!(read.start, offset, "{}\n{}", format.name(), shown);
                }
                Err(error) => panic!("{}: {error}\n{shown}", format.name()),
            }
        }
    }

    #[test]
    fn dumps_are_detected(bytes in inputs()) {
        if bytes.len() < 40 {
            return Ok(());
        }
        for (format, kind) in FORMATS {
            let text = dump(format, &Options::default(), &bytes).unwrap_or_default();
            let detected = detect(&text).map(|detected| detected.kind);
            let same = match kind {
                // Hex numbers with commas need no list to be read, and letters may be in both
                // alphabets.
                Kind::List => matches!(detected, Some(Kind::List | Kind::Plain)),
                Kind::Base64Url => matches!(detected, Some(Kind::Base64Url | Kind::Base64)),
                kind => detected == Some(kind),
            };
            let only_hex = text.iter().all(|byte| byte.is_ascii_hexdigit() || *byte == b'\n');
            prop_assert!(
                same || only_hex || format == Format::Escaped,
                "{detected:?} {}\n{}", format.name(), String::from_utf8_lossy(&text)
            );
            if let Some(kind) = detected.filter(|_| format != Format::Escaped && !only_hex) {
                prop_assert_eq!(undump(&text, kind).map(|read| read.bytes), Ok(bytes.clone()));
            }
        }
    }

    #[test]
    fn od_in_every_base_is_read_back(bytes in inputs(), repeats in prop_oneof![Just(Repeats::Usual), Just(Repeats::Shown)]) {
        let bases = [
            (Addresses::Hex, Base::Hex),
            (Addresses::Decimal, Base::Decimal),
            (Addresses::Octal, Base::Octal),
        ];
        for (addresses, base) in bases {
            let options = Options { addresses: Some(addresses), repeats, ..Options::default() };
            let text = dump(Format::Od, &options, &bytes).unwrap_or_default();
            let shown = String::from_utf8_lossy(&text);
            let told = Undump::new(Kind::Od).with_base(base).strict(&text);
            prop_assert_eq!(told.map(|read| read.bytes), Ok(bytes.clone()), "{}", shown);
            // How many rows a star stands for, octal and decimal offsets may both say.
            if base == Base::Hex || !text.contains(&b'*') {
                let seen = undump(&text, Kind::Od);
                prop_assert_eq!(seen.map(|read| read.bytes), Ok(bytes.clone()), "{}", shown);
            }
        }
    }
}
