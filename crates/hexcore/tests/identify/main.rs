//! What files are: every kind has a sample that was made without its table, from real tools or from the
//! bytes that its specification names.

#![allow(clippy::unwrap_used, clippy::indexing_slicing)] // A test that cannot go on fails.

mod archives;
mod data;
mod disks;
mod documents;
mod images;
mod made;
mod media;
mod near;
mod programs;
mod text;

use hexcore::identify::{Certainty, Report, Strength, identify, kinds};

use archives::kit::Random;

/// A file and what is to be said of it.
pub(crate) struct Sample {
    /// The id of its kind; empty for a text of no kind of its own.
    pub(crate) kind: &'static str,
    /// Its name.
    pub(crate) name: &'static str,
    /// Its bytes.
    pub(crate) bytes: Vec<u8>,
    /// The whole sentence.
    pub(crate) sentence: &'static str,
}

/// A sample.
pub(crate) fn sample(
    kind: &'static str,
    name: &'static str,
    bytes: impl Into<Vec<u8>>,
    sentence: &'static str,
) -> Sample {
    Sample {
        kind,
        name,
        bytes: bytes.into(),
        sentence,
    }
}

fn samples() -> Vec<Sample> {
    [
        archives::samples(),
        data::samples(),
        disks::samples(),
        documents::samples(),
        images::samples(),
        media::samples(),
        programs::samples(),
        text::samples(),
    ]
    .into_iter()
    .flatten()
    .collect()
}

fn id(report: &Report) -> &'static str {
    report.kind.map_or("", |kind| kind.id)
}

#[test]
fn every_kind_has_a_sample_that_is_known() {
    let samples = samples();
    for sample in &samples {
        let report = identify(sample.name, &sample.bytes);
        assert_eq!(
            (id(&report), report.sentence.as_str()),
            (sample.kind, sample.sentence),
            "{}",
            sample.name
        );
        let size = sample.bytes.len() as u64;
        let places = report.evidence.iter().map(|it| &it.at);
        for at in places.chain(report.facts.iter().map(|it| &it.at)) {
            assert!(
                at.start <= at.end && at.end <= size,
                "{}: {at:?}",
                sample.name
            );
        }
    }
    for kind in kinds() {
        assert!(
            samples.iter().any(|sample| sample.kind == kind.id),
            "{} has no sample",
            kind.id
        );
    }
    println!(
        "identify: {} samples of {} kinds",
        samples.len(),
        kinds().count()
    );
}

/// Cut off anywhere, a file is what it was or less, and never surely something else.
#[test]
fn samples_that_are_cut_off() {
    for sample in samples() {
        let size = sample.bytes.len();
        let lengths = (0..size.min(600)).chain((600..size).step_by(size.div_ceil(100)));
        for length in lengths {
            let report = identify(sample.name, &sample.bytes[..length]);
            let is_same = [sample.kind, ""].contains(&id(&report));
            // What a kind is built on may be all that is left of it: a ZIP of an EPUB.
            let is_less = report.kind.is_some_and(|less| {
                kinds().any(|kind| kind.id == sample.kind && kind.mime != less.mime)
            }) && !sample.kind.is_empty();
            assert!(
                is_same || is_less || report.certainty < Certainty::Certain,
                "{} of {length} bytes is taken for {}",
                sample.name,
                report.sentence
            );
        }
    }
}

/// With one bit of what decided changed, it is not the same any more.
#[test]
fn samples_that_nearly_are() {
    for sample in samples().iter().filter(|sample| !sample.kind.is_empty()) {
        let report = identify(sample.name, &sample.bytes);
        let Some(kind) = report
            .kind
            .filter(|kind| kind.strength == Strength::Certain)
        else {
            continue;
        };
        let Some(first) = report.evidence.first() else {
            panic!("{} has no evidence", sample.name)
        };
        let mut bytes = sample.bytes.clone();
        bytes[first.at.start as usize] ^= 0x10;
        let other = identify(sample.name, &bytes);
        assert!(
            other.kind != Some(kind) || other.certainty < Certainty::Certain,
            "{} without its first byte is still {}",
            sample.name,
            other.sentence
        );
    }
}

/// Numbers that are too large or nothing: facts stay within the file, and nothing goes on forever.
#[test]
fn samples_with_numbers_that_lie() {
    for sample in samples() {
        let size = sample.bytes.len();
        for at in (0..size.saturating_sub(4)).take(96) {
            for others in [[0xff; 4], [0; 4], [0x7f, 0xff, 0xff, 0xff]] {
                let mut bytes = sample.bytes.clone();
                bytes[at..at + 4].copy_from_slice(&others);
                let report = identify(sample.name, &bytes);
                for fact in &report.facts {
                    assert!(
                        fact.at.start <= fact.at.end && fact.at.end <= size as u64,
                        "{} with {others:x?} at {at}: {fact:?}",
                        sample.name
                    );
                }
            }
        }
    }
}

#[test]
fn the_table_is_whole() {
    let mut ids: Vec<&str> = kinds().map(|kind| kind.id).collect();
    let count = ids.len();
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), count, "ids are different");
    for kind in kinds() {
        assert!(kind.mime.contains('/'), "{}", kind.id);
        assert!(
            !kind.source.is_empty() && !kind.name.is_empty(),
            "{}",
            kind.id
        );
        assert!(kind.lesson.ends_with('.'), "{}", kind.id);
        let is_small = |it: &&str| !it.contains('.') && it.to_lowercase() == **it;
        assert!(kind.extensions.iter().all(is_small), "{}", kind.id);
    }
}

/// How many random files are looked at.
const RANDOM_FILES: usize = 10_000;

/// The seed is another one each time; it is printed, and a failure names it.
#[test]
fn random_files_are_nothing_for_certain() {
    let now = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH);
    let seed = now.unwrap().as_nanos() as u64 | 1;
    println!("seed {seed:#x}, {RANDOM_FILES} files");
    let mut random = Random(seed);
    for number in 0..RANDOM_FILES {
        let most = 1 << random.below(14);
        let length = random.below(most);
        let bytes = random.bytes(length);
        let report = identify("", &bytes);
        assert!(
            report.certainty != Certainty::Certain || length == 0,
            "seed {seed:#x}, file {number} of {length} bytes: {}",
            report.sentence
        );
    }
}
