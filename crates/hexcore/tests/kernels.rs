//! Every kernel makes what the table makes.
//!
//! The same tests run on this machine, in a browser, and under Miri, which watches every access to
//! memory and for which less must do.

#![allow(clippy::unwrap_used, clippy::indexing_slicing)] // A test that cannot go on fails.

mod kit;

use hexcore::dump::{Canonical, Case, Dump, Kernel, Repeats};
use kit::Random;
#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::{wasm_bindgen_test as test, wasm_bindgen_test_configure};

#[cfg(target_arch = "wasm32")]
wasm_bindgen_test_configure!(run_in_browser);

/// Bytes of a row.
const COLUMNS: usize = 16;

/// Where the random numbers begin.
const SEED: u64 = 0x9e37_79b9_7f4a_7c15;

fn random_bytes(random: &mut Random, length: usize) -> Vec<u8> {
    (0..length).map(|_| random.below(256) as u8).collect()
}

/// The rows of `bytes`, the first of which is at `offset`, without the line that ends a dump.
fn rows(kernel: Kernel, offset: u64, bytes: &[u8], case: Case) -> Vec<u8> {
    let mut out = Vec::new();
    append_rows(kernel, offset, bytes, case, &mut out);
    out
}

fn append_rows(kernel: Kernel, offset: u64, bytes: &[u8], case: Case, out: &mut Vec<u8>) {
    assert!(bytes.len().is_multiple_of(COLUMNS));
    let canonical = Canonical {
        offset,
        case,
        repeats: Repeats::Shown,
        ..Canonical::default()
    };
    canonical.dump_with(kernel).unwrap().push(bytes, out);
}

/// The kernels that are not the table, of which there may be none.
fn vector_kernels() -> impl Iterator<Item = Kernel> {
    Kernel::available().filter(|&kernel| kernel != Kernel::TABLE)
}

#[cfg(any(target_arch = "wasm32", miri))]
#[test]
fn there_is_something_to_test() {
    let names: Vec<&str> = Kernel::available().map(Kernel::name).collect();
    if cfg!(target_arch = "wasm32") {
        assert_eq!(names, ["table", "simd128"]);
    } else if cfg!(target_arch = "x86_64") {
        assert_eq!(names, ["table", "ssse3", "avx2"]);
    }
}

#[test]
fn a_row_as_the_user_sees_it() {
    for kernel in Kernel::available() {
        let bytes = b"\xca\xfe\xba\xbe\0\0\0\x02 aZ~\x7f\x80\x1f|";
        let row = |offset, case| String::from_utf8(rows(kernel, offset, bytes, case)).unwrap();
        assert_eq!(
            row(0x10, Case::Lower),
            "00000010  ca fe ba be 00 00 00 02  20 61 5a 7e 7f 80 1f 7c  |........ aZ~...||\n",
            "{kernel:?}"
        );
        assert_eq!(
            row(0xabc_def0_1234, Case::Upper),
            "abcdef01234  CA FE BA BE 00 00 00 02  20 61 5A 7E 7F 80 1F 7C  |........ aZ~...||\n",
            "{kernel:?}"
        );
    }
}

#[test]
fn all_kernels_make_the_same_rows_of_every_byte() {
    let bytes: Vec<u8> = (0..=255).chain((0..=255).rev()).collect();
    for kernel in vector_kernels() {
        for case in [Case::Lower, Case::Upper] {
            assert_eq!(
                rows(kernel, 0, &bytes, case),
                rows(Kernel::TABLE, 0, &bytes, case),
                "{kernel:?}"
            );
        }
    }
}

#[test]
fn all_kernels_make_the_same_offsets() {
    // The number of digits changes within these rows.
    let (count, step) = if cfg!(miri) { (2, 4) } else { (40, 1) };
    let bytes = random_bytes(&mut Random(SEED), count * COLUMNS);
    let before = (count / 2 * COLUMNS) as u64;
    let mut offsets = vec![0, 1, 0x1234_5678, 0x1234_5678_9abc_def0, u64::MAX];
    for bit in (24..64).step_by(step) {
        offsets.extend([(1 << bit) - before - 1, (1 << bit) - 16, 1 << bit]);
    }
    offsets.extend([u64::MAX - before, u64::MAX - 15]);
    for kernel in Kernel::available() {
        for &offset in &offsets {
            let found = rows(kernel, offset, &bytes, Case::Lower);
            assert!(
                found == rows(Kernel::TABLE, offset, &bytes, Case::Lower),
                "{kernel:?} from {offset:#x}"
            );
            let mut expected = offset;
            for line in found.split_inclusive(|&byte| byte == b'\n') {
                let offset = format!("{expected:08x}  ");
                assert!(line.starts_with(offset.as_bytes()), "{kernel:?} {offset}");
                expected = expected.wrapping_add(16);
            }
        }
    }
}

#[test]
fn all_kernels_agree_at_every_length_and_alignment() {
    // Kernels see whole rows only; lengths between them are the format's own affair.
    let (longest, step) = if cfg!(miri) {
        (3, 7)
    } else {
        (4096 / COLUMNS, 1)
    };
    let bytes = random_bytes(&mut Random(SEED), longest * COLUMNS);
    let mut room = vec![0; bytes.len() + 64 + 64];
    let aligned = room.as_ptr().align_offset(64);
    let mut out = Vec::new();
    let mut cases = 0;
    for length in 0..=longest {
        let part = &bytes[..length * COLUMNS];
        let expected = rows(Kernel::TABLE, 0xffff_fff0, part, Case::Lower);
        for alignment in (0..64).step_by(step) {
            let copy = &mut room[aligned + alignment..][..part.len()];
            copy.copy_from_slice(part);
            for kernel in vector_kernels() {
                out.clear();
                out.resize(alignment, b'_');
                append_rows(kernel, 0xffff_fff0, copy, Case::Lower, &mut out);
                assert!(
                    out[alignment..] == expected,
                    "{kernel:?}, {length} rows at {alignment}"
                );
                cases += 1;
            }
        }
    }
    println!("{cases} times a vector kernel made what the table makes.");
}

#[test]
fn all_kernels_agree_in_dumps_of_every_length_and_in_any_chunks() {
    let longest = if cfg!(miri) { 40 } else { 4096 };
    let mut random = Random(SEED);
    let mut bytes = Vec::new();
    while bytes.len() < longest + 64 {
        // Noise, and rows that repeat.
        let length = random.below(300);
        bytes.extend(random_bytes(&mut random, length));
        let row = random_bytes(&mut random, COLUMNS);
        bytes.extend(row.repeat(random.below(40)));
    }
    let mut out = Vec::new();
    for length in 0..=longest {
        let part = &bytes[length * 7 % 64..][..length];
        let canonical = Canonical {
            offset: 0xffff_ffff - random.below(4096) as u64,
            case: random.pick(&[Case::Lower, Case::Upper]),
            ..Canonical::default()
        };
        let mut expected = Vec::new();
        let mut dump = canonical.dump_with(Kernel::TABLE).unwrap();
        dump.push(part, &mut expected);
        dump.finish(&mut expected);
        for kernel in Kernel::available() {
            out.clear();
            let mut dump = canonical.dump_with(kernel).unwrap();
            let most = random.pick(&[20, 500, 5000]);
            let mut rest = part;
            while !rest.is_empty() {
                let (chunk, others) = rest.split_at(random.below(most).min(rest.len()));
                dump.push(chunk, &mut out);
                rest = others;
            }
            dump.finish(&mut out);
            assert!(out == expected, "{kernel:?}, {length} bytes, {canonical:?}");
        }
    }
    println!("Dumps of 0 to {longest} bytes are the same with every kernel.");
}
