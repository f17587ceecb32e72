//! Any format with any options: the dump does not depend on the chunks, and what can be read back
//! is the bytes it was made of.

#![no_main]

use arbitrary::Arbitrary;
use hexcore::dump::{Addresses, Case, Dump, Endian, Format, Options, Repeats};
use hexcore::undump::{Kind, Origin, Undump};
use libfuzzer_sys::fuzz_target;

#[derive(Arbitrary, Debug)]
struct Input {
    format: u8,
    cols: Option<u16>,
    group: Option<u8>,
    upper: bool,
    little: bool,
    repeats: u8,
    addresses: u8,
    offset: u64,
    name: Option<String>,
    separator: Option<String>,
    chunks: Vec<Vec<u8>>,
}

fuzz_target!(|input: Input| {
    let format = Format::ALL[usize::from(input.format) % Format::ALL.len()];
    let options = Options {
        cols: input.cols.map(usize::from),
        group: input.group.map(usize::from),
        case: if input.upper {
            Case::Upper
        } else {
            Case::Lower
        },
        endian: if input.little {
            Endian::Little
        } else {
            Endian::Big
        },
        repeats: [Repeats::Usual, Repeats::Shown, Repeats::Squeezed]
            [usize::from(input.repeats) % 3],
        addresses: [
            None,
            Some(Addresses::Hex),
            Some(Addresses::Decimal),
            Some(Addresses::Octal),
            Some(Addresses::None),
        ][usize::from(input.addresses) % 5],
        offset: input.offset,
        name: input.name,
        separator: input.separator,
        ..Options::default()
    };
    let Ok(mut whole) = format.dump(&options) else {
        return;
    };
    let bytes = input.chunks.concat();
    let fits = whole.room().is_none_or(|room| room >= bytes.len() as u64);
    let mut text = Vec::new();
    whole.push(&bytes, &mut text);
    whole.finish(&mut text);

    let mut in_chunks = Vec::new();
    let mut dump = format.dump(&options).expect("it could be done before");
    for chunk in &input.chunks {
        dump.push(chunk, &mut in_chunks);
    }
    dump.finish(&mut in_chunks);
    assert_eq!(in_chunks, text);

    // These are read back whatever the options are, but for offsets that wrap.
    let kind = match format {
        Format::Canonical | Format::XxdBits | Format::IntelHex | Format::SRecord => {
            Kind::from_name(format.name())
        }
        Format::C | Format::Rust | Format::Json => Some(Kind::List),
        _ => None,
    };
    let wraps = options.offset.checked_add(bytes.len() as u64).is_none();
    let is_hex = options.addresses.is_none_or(|base| base == Addresses::Hex);
    if let Some(kind) = kind.filter(|_| fits && !wraps && is_hex) {
        let read = Undump::new(kind).with_origin(Origin::Lowest).strict(&text);
        assert_eq!(read.map(|read| read.bytes), Ok(bytes));
    }
});
