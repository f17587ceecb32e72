//! Documents, written out from their specifications.

#![allow(clippy::unwrap_used, clippy::indexing_slicing)] // A test that cannot go on fails.

mod books;
mod office;
mod pages;

use crate::Sample;
use crate::archives::kit;

pub(crate) fn samples() -> Vec<Sample> {
    [books::samples(), office::samples(), pages::samples()]
        .into_iter()
        .flatten()
        .collect()
}

/// All that is there may be damaged anywhere: nothing panics, and places stay in the file.
#[test]
fn damage() {
    let mut random = kit::Random(0x5eed_0d0c);
    for sample in samples() {
        for _ in 0..60 {
            let mut bytes = sample.bytes.clone();
            for _ in 0..=random.below(4) {
                let at = random.below(bytes.len().min(1200));
                bytes[at] = random.pick(&[0, 1, 0x7f, 0x80, 0xff, 0xfe]);
            }
            let report = hexcore::identify::identify(sample.name, &bytes);
            let size = bytes.len() as u64;
            let places = report.facts.iter().map(|fact| &fact.at);
            for at in places.chain(report.notes.iter().filter_map(|note| note.at.as_ref())) {
                assert!(at.start <= at.end && at.end <= size, "{report:?}");
            }
        }
    }
}
