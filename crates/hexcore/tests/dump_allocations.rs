//! No dump asks for memory once it and its buffer are warm.

#![allow(unsafe_code)] // An allocator cannot be written without.
#![allow(clippy::unwrap_used, clippy::indexing_slicing)] // A test that cannot go on fails.

use std::alloc::{GlobalAlloc, Layout, System};
use std::cell::Cell;

use hexcore::dump::{Addresses, Case, Dump, Endian, Format, Od, Options, Repeats, Word, Xxd};

/// The system's allocator, which counts how often this thread asks for memory.
struct Counting;

thread_local! {
    static COUNT: Cell<u64> = const { Cell::new(0) };
}

// SAFETY: everything is passed on to the system's allocator; counting does not allocate.
unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        COUNT.set(COUNT.get() + 1);
        // SAFETY: the caller keeps the same promises to us.
        unsafe { System.alloc(layout) }
    }

    unsafe fn dealloc(&self, pointer: *mut u8, layout: Layout) {
        // SAFETY: the caller keeps the same promises to us.
        unsafe { System.dealloc(pointer, layout) }
    }

    unsafe fn realloc(&self, pointer: *mut u8, layout: Layout, size: usize) -> *mut u8 {
        COUNT.set(COUNT.get() + 1);
        // SAFETY: the caller keeps the same promises to us.
        unsafe { System.realloc(pointer, layout, size) }
    }
}

#[global_allocator]
static ALLOCATOR: Counting = Counting;

/// Noise, with zeros now and then, so that there is something to squeeze.
fn noise(length: usize) -> Vec<u8> {
    let mut state = 0x9e37_79b9_7f4a_7c15_u64;
    let mut bytes: Vec<u8> = std::iter::repeat_with(|| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        (state >> 32) as u8
    })
    .take(length)
    .collect();
    for zeros in bytes.chunks_mut(700).skip(3).step_by(4) {
        zeros.fill(0);
    }
    bytes
}

fn check(what: &str, dump: &mut dyn Dump) {
    let bytes = noise(100_000);
    let mut out = Vec::new();
    // The first push is larger than all others, and leaves a part of a row.
    dump.push(&bytes[..10_007], &mut out);
    let before = COUNT.get();
    let mut rest = &bytes[..];
    let mut length = 1;
    while !rest.is_empty() {
        out.clear();
        length = (length * 3 + 1) % 5000;
        let (chunk, others) = rest.split_at_checked(length).unwrap_or((rest, &[]));
        dump.push(chunk, &mut out);
        rest = others;
    }
    out.clear();
    dump.finish(&mut out);
    assert_eq!(COUNT.get() - before, 0, "{what} asked for memory");
}

#[test]
fn the_count_counts() {
    let before = COUNT.get();
    drop(vec![1]);
    assert_eq!(COUNT.get() - before, 1);
}

#[test]
fn warm_dumps_ask_for_no_memory() {
    let sets = [
        Options::default(),
        Options {
            repeats: Repeats::Squeezed,
            case: Case::Upper,
            name: Some("name".to_owned()),
            ..Options::default()
        },
        Options {
            repeats: Repeats::Shown,
            cols: Some(24),
            group: Some(4),
            endian: Endian::Little,
            addresses: Some(Addresses::Decimal),
            offset: 0xffff_0000,
            ..Options::default()
        },
    ];
    let mut cases = 0;
    for format in Format::ALL {
        for options in &sets {
            let mut dump = format.dump(options).unwrap();
            check(format.name(), &mut dump);
            cases += 1;
        }
    }
    for word in [
        Word::Hex,
        Word::Octal,
        Word::Unsigned,
        Word::Signed,
        Word::Character,
    ] {
        let od = Od {
            word,
            size: 1,
            ..Od::default()
        };
        check("od", &mut od.dump().unwrap());
        cases += 1;
    }
    // Digits that reach into the text, for which there is no template.
    let xxd = Xxd {
        columns: 5,
        endian: Endian::Little,
        ..Xxd::default()
    };
    check("xxd -e -c 5", &mut xxd.dump().unwrap());
    println!(
        "{} dumps asked for no memory once they were warm.",
        cases + 1
    );
}
