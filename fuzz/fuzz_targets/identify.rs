//! Any file, of any size: what it is is found out of few bytes, and all that is said is about bytes that
//! the file has.

#![no_main]

use hexcore::identify::{Examination, READ_LIMIT, Step};
use hexlog_fuzz::AnyFile;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|file: AnyFile| {
    let size = file.size();
    let mut examination = Examination::new(&file.name, size);
    let mut read = 0;
    let report = loop {
        let range = match examination.step() {
            Step::Done(report) => break report,
            Step::Read(range) => range,
        };
        assert!(range.start < range.end && range.end <= size, "{range:?}");
        let length = range.end - range.start;
        read += length;
        assert!(read <= READ_LIMIT);
        examination.give(range.start, length, &file.read(range));
    };
    assert!(!report.sentence.is_empty() && report.sentence.len() < 100_000);
    assert!(!report.sentence.chars().any(char::is_control));
    let evidence = report.evidence.iter().map(|it| &it.at);
    let facts = report.facts.iter().map(|it| &it.at);
    let notes = report.notes.iter().filter_map(|it| it.at.as_ref());
    for at in evidence.chain(facts).chain(notes) {
        assert!(at.start <= at.end && at.end <= size, "{at:?} of {size}");
    }
});
