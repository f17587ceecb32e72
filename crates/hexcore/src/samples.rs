//! The built-in files, made anew whenever they are asked for: always the same bytes.

mod mach_o;
mod png;

/// A file that comes with the viewer.
#[derive(Clone, Copy, Debug)]
pub struct Sample {
    /// Its file name, by which an address can ask for it.
    pub name: &'static str,
    /// A sentence that says what it is.
    pub about: &'static str,
}

impl Sample {
    /// The bytes of the file.
    ///
    /// What makes them is named here and not in the list, so that whoever needs only the list does not
    /// carry it.
    pub fn bytes(&self) -> Vec<u8> {
        match self.name {
            "ls-universal" => mach_o::universal(),
            "pixel.png" => png::pixel(),
            _ => hello(),
        }
    }
}

/// All built-in files.
pub const SAMPLES: &[Sample] = &[
    Sample {
        name: "ls-universal",
        about: "A program for two kinds of Mac in one file: a Mach-O universal binary with an \
                x86_64 and an arm64e half, headed like a Mac's /bin/ls.",
    },
    Sample {
        name: "pixel.png",
        about: "A picture of one black pixel, in 67 bytes: about as small as a PNG can be.",
    },
    Sample {
        name: "hello-utf8.txt",
        about: "A few lines of text in UTF-8, with letters that take one, two, three and four \
                bytes.",
    },
];

/// The built-in file with this name.
pub fn sample(name: &str) -> Option<&'static Sample> {
    SAMPLES.iter().find(|sample| sample.name == name)
}

const HELLO: &str = "\
What is a byte?
Eight switches, each on or off: 2 × 2 × 2 × 2 × 2 × 2 × 2 × 2 = 256 patterns.
A byte knows no letters. People agreed that 0x41 is A, and that agreement is ASCII.
Ü, ß and é are not in it, so UTF-8 spends two bytes on each: Grüße aus Köln!
Greek fits into two as well: ένα ψηφίο, οκτώ δυαδικά ψηφία.
A Chinese or Japanese sign takes three: 字节, バイト.
And an emoji takes four: 🐝 is F0 9F 90 9D.
Count the bytes, then count the letters. Who is right? Both.
";

fn hello() -> Vec<u8> {
    HELLO.as_bytes().to_vec()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_find_their_samples() {
        for expected in SAMPLES {
            let found = sample(expected.name).unwrap();
            assert_eq!(found.about, expected.about);
            assert_eq!(found.bytes(), expected.bytes());
        }
        assert_eq!(SAMPLES.len(), 3);
        assert!(sample("").is_none());
        assert!(sample("ls").is_none());
    }

    #[test]
    fn the_text_says_the_truth_about_itself() {
        let text = String::from_utf8(sample("hello-utf8.txt").unwrap().bytes()).unwrap();
        let lengths = |letters: &str| letters.chars().map(char::len_utf8).collect::<Vec<_>>();
        assert_eq!(lengths("Aüßéψ字バ🐝"), [1, 2, 2, 2, 2, 3, 3, 4]);
        assert!("Aüßéψ字バ🐝".chars().all(|letter| text.contains(letter)));
        assert_eq!("🐝".as_bytes(), [0xf0, 0x9f, 0x90, 0x9d]);
        assert!(text.ends_with('\n') && text.lines().count() == 8);
    }
}
