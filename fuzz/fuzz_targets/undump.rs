//! Any text as any kind: reading it ends, within the limit; both ways to read agree, and so do
//! both origins; and what is wrong stands in the text, where it is said to.

#![no_main]

use arbitrary::Arbitrary;
use hexcore::undump::{
    Base, DEFAULT_LIMIT, Error, Kind, MAX_NOTES, Origin, Problem, Undump, detect,
};
use hexlog_fuzz::Text;
use libfuzzer_sys::fuzz_target;

#[derive(Arbitrary, Debug)]
struct Input {
    /// What it is read as; if nothing, what the detector takes it for.
    kind: Option<u8>,
    limit: u16,
    base: u8,
    text: Text,
}

fuzz_target!(|input: Input| {
    let text = input.text.0.as_slice();
    let kind = match input.kind {
        Some(kind) => Kind::ALL[usize::from(kind) % Kind::ALL.len()],
        None => detect(text).map_or(Kind::Plain, |detected| detected.kind),
    };
    let limit = u64::from(input.limit);
    let mut reading = Undump::new(kind).with_limit(limit);
    let bases = [Base::Octal, Base::Decimal, Base::Hex];
    if let Some(base) = bases.get(usize::from(input.base)) {
        reading = reading.with_base(*base);
    }

    let lowest = reading.with_origin(Origin::Lowest).strict(text);
    let zero = reading.with_origin(Origin::Zero).strict(text);
    match (&lowest, &zero) {
        (Ok(lowest), Ok(zero)) => {
            assert_eq!(zero.start, 0);
            let (before, bytes) = zero.bytes.split_at(lowest.start as usize);
            assert!(before.iter().all(|&byte| byte == 0) && bytes == lowest.bytes);
            assert_eq!(zero.filled, lowest.filled + lowest.start);
        }
        (Ok(_), Err(error)) => assert_eq!(error.problem, Problem::TooLong { limit }),
        (Err(_), zero) => assert!(zero.is_err()),
    }
    if lowest.is_ok() {
        let unlimited = reading
            .with_origin(Origin::Lowest)
            .with_limit(DEFAULT_LIMIT);
        assert_eq!(unlimited.strict(text), lowest);
    }

    for (origin, strict) in [(Origin::Lowest, lowest), (Origin::Zero, zero)] {
        let lenient = reading.with_origin(origin).lenient(text);
        let length = lenient.bytes.len() as u64;
        assert!(length <= limit && lenient.filled <= length);
        let is_full = lenient.notes.len() == MAX_NOTES;
        assert!(is_full || (lenient.notes.len() < MAX_NOTES && lenient.more_notes == 0));
        for note in &lenient.notes {
            check_place(note, text);
        }
        match strict {
            Ok(strict) => assert_eq!(strict, lenient),
            Err(error) => assert_eq!(lenient.notes.first(), Some(&error)),
        }
    }
});

/// An error is a sentence about a character of the text or the end of a line.
fn check_place(error: &Error, text: &[u8]) {
    let index = usize::try_from(error.line - 1).expect("there are fewer lines");
    let line = text.split(|&byte| byte == b'\n').nth(index);
    let line = line.expect("there is such a line");
    let characters = line.iter().filter(|&&byte| byte & 0xc0 != 0x80).count();
    assert!(
        (1..=characters as u64 + 1).contains(&error.column),
        "{error}"
    );
    assert!(error.to_string().ends_with('.'));
}
