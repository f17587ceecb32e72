//! Small real files for the posts to take apart, made anew whenever they are asked for: always the same
//! bytes. They come beside those of [`hexcore::samples`], which the browser knows as well.

mod class;
mod numbers;
mod sound;
mod text;
mod zip;

use hexcore::samples::SAMPLES;

/// A file that posts show.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sample {
    /// Its file name, by which a post asks for it.
    pub name: &'static str,
    /// A sentence that says what it is.
    pub about: &'static str,
    /// What it holds.
    pub bytes: Vec<u8>,
}

/// All files that only posts know.
pub fn all() -> Vec<Sample> {
    let sample = |name, about, bytes| Sample { name, about, bytes };
    vec![
        sample(
            "emoji.txt",
            "A bee and the end of a line, as UTF-8: five bytes.",
            text::utf_8(),
        ),
        sample(
            "emoji-utf16.txt",
            "The same bee and the end of a line as UTF-16, behind a mark that tells the order of bytes.",
            text::utf_16(),
        ),
        sample(
            "Hello.class",
            "A Java class with a name and nothing in it, in 57 bytes.",
            class::hello(),
        ),
        sample(
            "tone.wav",
            "A thousandth of a second of sound, its numbers with the lowest byte first.",
            sound::wav(),
        ),
        sample(
            "tone.au",
            "The same sound, its numbers with the highest byte first.",
            sound::au(),
        ),
        sample(
            "two-files.zip",
            "A ZIP archive of two tiny files, stored as they are.",
            zip::two_files(),
        ),
        sample(
            "numbers.npy",
            "A NumPy array of four numbers: 0.1, 0.2, 0.3 and the sum of the first two.",
            numbers::npy(),
        ),
    ]
}

/// The file with this name.
pub fn sample(name: &str) -> Option<Sample> {
    all().into_iter().find(|sample| sample.name == name)
}

/// All files that posts can show, by their names: those of the viewer, and those made here.
pub fn files() -> Vec<(&'static str, Vec<u8>)> {
    let of_viewer = SAMPLES.iter().map(|sample| (sample.name, sample.bytes()));
    let own = all().into_iter().map(|sample| (sample.name, sample.bytes));
    of_viewer.chain(own).collect()
}

/// Names of all files that posts can show.
pub(crate) fn names() -> Vec<&'static str> {
    files().into_iter().map(|(name, _)| name).collect()
}

/// The bytes of a file that posts can show.
pub(crate) fn bytes(name: &str) -> Option<Vec<u8>> {
    let of_viewer = hexcore::samples::sample(name).map(|sample| sample.bytes());
    of_viewer.or_else(|| sample(name).map(|sample| sample.bytes))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_find_their_samples() {
        let names: Vec<_> = all().into_iter().map(|sample| sample.name).collect();
        for name in &names {
            assert_eq!(sample(name).unwrap().name, *name);
            assert!(hexcore::samples::sample(name).is_none(), "{name} twice");
            assert_eq!(names.iter().filter(|other| *other == name).count(), 1);
        }
        assert!(sample("").is_none());
    }

    #[test]
    fn they_are_as_small_as_posts_say() {
        let sizes: Vec<_> = all()
            .iter()
            .map(|sample| (sample.name, sample.bytes.len()))
            .collect();
        let expected = [
            ("emoji.txt", 5),
            ("emoji-utf16.txt", 8),
            ("Hello.class", 57),
            ("tone.wav", 60),
            ("tone.au", 40),
            ("two-files.zip", 207),
            ("numbers.npy", 160),
        ];
        assert_eq!(sizes, expected);
    }
}
