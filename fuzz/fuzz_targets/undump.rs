//! Any text as any kind: it ends, within the limit, and both ways to read agree.

#![no_main]

use hexcore::undump::{Kind, Undump};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|input: (u8, u16, &[u8])| {
    let (kind, limit, text) = input;
    let kind = Kind::ALL[usize::from(kind) % Kind::ALL.len()];
    let reading = Undump::new(kind).with_limit(limit.into());
    let lenient = reading.lenient(text);
    assert!(lenient.bytes.len() <= limit.into());
    match reading.strict(text) {
        Ok(strict) => assert_eq!(strict, lenient),
        Err(error) => assert_eq!(lenient.notes.first(), Some(&error)),
    }
});
