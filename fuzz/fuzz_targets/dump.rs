//! Any dump: it does not depend on the chunks or the kernel, rows are squeezed as a slow twin does
//! it, and what can be read back is the bytes that it was made of.

#![no_main]

use arbitrary::Arbitrary;
use hexcore::dump::{Canonical, Dump, Format, Kernel, Repeats};
use hexlog_fuzz::{AnyDump, Bytes, chunks};
use libfuzzer_sys::fuzz_target;

#[derive(Arbitrary, Debug)]
struct Input {
    dump: AnyDump,
    lengths: Vec<u16>,
    bytes: Bytes,
}

fuzz_target!(|input: Input| {
    let Input {
        dump: any,
        lengths,
        bytes: Bytes(bytes),
    } = input;
    let (Some(whole), Some(mut dump)) = (any.text(&bytes), any.dump()) else {
        return;
    };
    let room = dump.room();
    assert!(in_chunks(&mut dump, &bytes, &lengths) == whole);
    if let Some(room) = room {
        assert_eq!(dump.room(), Some(room.saturating_sub(bytes.len() as u64)));
    }

    if let AnyDump::Named(Format::Canonical, options) = &any {
        for kernel in Kernel::available() {
            let dump = Canonical::new(options).dump_with(kernel);
            let mut dump = dump.expect("it could be had before");
            assert!(
                in_chunks(&mut dump, &bytes, &lengths) == whole,
                "{kernel:?}"
            );
        }
    }

    if let Some((columns, squeezes)) = squeezed_rows(&any) {
        let shown = any.with_repeats(Repeats::Shown).text(&bytes);
        let squeezed = any.with_repeats(Repeats::Squeezed).text(&bytes);
        let shown = shown.expect("it could be had before");
        assert!(squeezed == Some(squeezed_slowly(&shown, &bytes, columns, squeezes)));
    }

    let fits = room.is_none_or(|room| room >= bytes.len() as u64);
    let wraps = any.offset().checked_add(bytes.len() as u64).is_none();
    if let Some(reading) = any.reading().filter(|_| fits && !wraps) {
        let read = reading.strict(&whole).map(|read| read.bytes);
        assert_eq!(read, Ok(bytes));
    }
});

fn in_chunks(dump: &mut dyn Dump, bytes: &[u8], lengths: &[u16]) -> Vec<u8> {
    let mut text = Vec::new();
    for chunk in chunks(bytes, lengths) {
        dump.push(chunk, &mut text);
    }
    dump.finish(&mut text);
    text
}

/// Which rows `*` may stand for.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Squeezes {
    Repeats,
    Zeros,
}

/// The bytes on a row of a dump whose lines are its rows, and which of them are squeezed.
fn squeezed_rows(any: &AnyDump) -> Option<(usize, Squeezes)> {
    let od_columns = |columns: usize, size: usize| match columns {
        1.. if columns.is_multiple_of(size) => columns,
        _ => size,
    };
    Some(match any {
        AnyDump::Named(Format::Canonical, options) => {
            (options.cols.unwrap_or(16), Squeezes::Repeats)
        }
        AnyDump::Named(Format::Xxd, options) => (options.cols.unwrap_or(16), Squeezes::Zeros),
        AnyDump::Named(Format::XxdBits, options) => (options.cols.unwrap_or(6), Squeezes::Zeros),
        AnyDump::Named(Format::Od, options) => {
            let columns = od_columns(options.cols.unwrap_or(16), options.group.unwrap_or(1));
            (columns, Squeezes::Repeats)
        }
        AnyDump::Od(od) => (od_columns(od.columns, od.size), Squeezes::Repeats),
        _ => return None,
    })
}

/// The lines of a dump that shows all rows, without those that are squeezed.
fn squeezed_slowly(shown: &[u8], bytes: &[u8], columns: usize, squeezes: Squeezes) -> Vec<u8> {
    let rows: Vec<&[u8]> = bytes.chunks(columns).collect();
    let row = |index: Option<usize>| index.and_then(|index| rows.get(index)).copied();
    let is_zeros = |row: Option<&[u8]>| {
        row.is_some_and(|row| row.len() == columns && row.iter().all(|&byte| byte == 0))
    };
    let is_squeezed = |index: usize| {
        let (before, this, after) = (
            row(index.checked_sub(1)),
            row(Some(index)),
            row(Some(index + 1)),
        );
        match squeezes {
            Squeezes::Repeats => this.is_some() && this == before,
            // The last row of all is shown.
            Squeezes::Zeros => is_zeros(before) && is_zeros(this) && after.is_some(),
        }
    };
    let lines: Vec<&[u8]> = shown.split_inclusive(|&byte| byte == b'\n').collect();
    let mut squeezed = Vec::new();
    for (index, line) in lines.iter().enumerate() {
        let run_before = index > 0 && is_squeezed(index - 1);
        // For a single row of zeros a star would save nothing.
        let alone = squeezes == Squeezes::Zeros && !run_before && !is_squeezed(index + 1);
        if !is_squeezed(index) || alone {
            squeezed.extend_from_slice(line);
        } else if !run_before {
            squeezed.extend_from_slice(b"*\n");
        }
    }
    squeezed
}
