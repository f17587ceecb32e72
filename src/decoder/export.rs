//! Bytes on their way out: copied or saved, as they are or in a format, and the sentences about it.

use std::ops::Range;

use hexcore::dump::Format;

use super::trouble::ReadFault;
use super::{bytes_of, grouped};

/// The most bytes that are copied, and the longest text that is put on the clipboard; what is longer becomes
/// a file.
pub const CLIPBOARD_LIMIT: u64 = 16 << 20;

/// Which bytes are to become what.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Order {
    /// The number of the file.
    pub file: u32,
    /// The bytes.
    pub range: Range<u64>,
    /// As text in this format, or as they are.
    pub format: Option<Format>,
}

/// How the text of an order begins, and how long it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Seen {
    /// The first lines.
    pub text: String,
    /// Whether there is more.
    pub is_cut: bool,
    /// Length of the whole text in bytes.
    pub size: u64,
    /// Whether that is exact.
    pub is_exact: bool,
}

impl Seen {
    /// The length in words.
    pub fn size_text(&self) -> String {
        match self.is_exact {
            true => format!("{} of text", bytes_of(self.size)),
            false => format!("About {} of text", short(self.size)),
        }
    }
}

impl Order {
    /// The name to save under, made from the name of the file, which has `size` bytes. It is never that
    /// name itself: the browser's dialog empties a file that is there, before a byte of it can be read.
    pub fn file_name(&self, name: &str, size: u64) -> String {
        let Range { start, end } = self.range;
        let place = match start == 0 && end == size {
            true => String::new(),
            false => format!("-{start:#x}-{:#x}", end.saturating_sub(1)),
        };
        match self.format {
            Some(format) => format!("{name}{place}.{}", format.extension()),
            None if place.is_empty() => format!("copy-of-{name}"),
            None => format!("{name}{place}.bin"),
        }
    }

    /// How many bytes of the file it is about.
    pub fn length(&self) -> u64 {
        self.range.end.saturating_sub(self.range.start)
    }

    /// What to say when the text is on the clipboard.
    pub fn copied(&self, size: u64) -> String {
        let what = bytes_of(self.length());
        let format = self.format.unwrap_or_default().name();
        format!("Copied {what} as {format}: {} of text.", bytes_of(size))
    }
}

/// Why a worker is of no use any more.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum WorkerLoss {
    /// It could not be begun.
    NotBegun,
    /// It ended with an error of its own; these are the browser's words.
    Failed(String),
    /// It does not answer.
    Silent,
}

/// Why something was not copied or saved.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unfinished {
    /// The file cannot be read.
    Read(ReadFault),
    /// There is no room to write to.
    Full,
    /// It cannot be written; these are the browser's words.
    Write(String),
    /// The format cannot say it; this sentence tells why.
    Format(String),
    /// The worker was lost.
    Worker(WorkerLoss),
    /// The text is longer than is of use.
    TooLong,
    /// The browser gives no place to save to.
    NoPlace,
}

impl Unfinished {
    /// The sentence on why the file `name` was not saved as `target`. Nothing half done is left there.
    pub fn sentence(&self, name: &str, target: &str) -> String {
        format!("“{target}” was not saved. {}", self.reason(name))
    }

    /// Why, as a sentence. `name` is that of the file that was to be read.
    pub fn reason(&self, name: &str) -> String {
        match self {
            Unfinished::Read(fault) => format!("“{name}” {}.", fault.reason()),
            Unfinished::Full => "There is no room left to write to.".to_owned(),
            Unfinished::Write(words) if words.is_empty() => "The browser could not write.".to_owned(),
            Unfinished::Write(words) => format!("The browser could not write: {}.", words.trim_end_matches('.')),
            Unfinished::Format(sentence) => sentence.clone(),
            Unfinished::Worker(WorkerLoss::NotBegun) => {
                "The part of this page that does long work could not be loaded. Reload the page and try again.".to_owned()
            }
            Unfinished::Worker(WorkerLoss::Failed(words)) => format!(
                "The worker failed, perhaps for want of memory, and was replaced ({}). Try again.",
                words.trim_end_matches('.')
            ),
            Unfinished::Worker(WorkerLoss::Silent) => {
                "The worker did not answer any more and was replaced. Try again.".to_owned()
            }
            Unfinished::TooLong => format!("It is more than {}.", bytes_of(CLIPBOARD_LIMIT)),
            Unfinished::NoPlace => "This browser lets no page save files.".to_owned(),
        }
    }
}

/// A length in a few characters, in powers of ten: `5.3 GB`.
pub fn short(bytes: u64) -> String {
    const UNITS: [&str; 5] = ["kB", "MB", "GB", "TB", "PB"];
    if bytes < 1000 {
        return bytes_of(bytes);
    }
    let mut value = bytes as f64 / 1000.0;
    let mut unit = 0;
    while value >= 999.95 && unit + 1 < UNITS.len() {
        value /= 1000.0;
        unit += 1;
    }
    let unit = UNITS.get(unit).unwrap_or(&"");
    format!("{value:.1} {unit}")
}

/// How work goes on: `1.2 GB of 5.3 GB · 210.0 MB/s · 20 s left`.
pub fn pace(done: u64, total: u64, elapsed_ms: f64) -> String {
    let so_far = format!("{} of {}", short(done), short(total));
    // The first moments tell nothing yet.
    if elapsed_ms < 500.0 || done == 0 {
        return so_far;
    }
    let rate = done as f64 / elapsed_ms * 1000.0;
    let left = total.saturating_sub(done) as f64 / rate;
    format!(
        "{so_far} · {}/s · {} left",
        short(rate as u64),
        duration(left)
    )
}

fn duration(seconds: f64) -> String {
    let seconds = seconds.ceil() as u64;
    match (seconds / 3600, seconds / 60 % 60, seconds % 60) {
        (0, 0, seconds) => format!("{seconds} s"),
        (0, minutes, seconds) => format!("{minutes} min {seconds} s"),
        (hours, minutes, _) => format!("{} h {minutes} min", grouped(hours)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_files() {
        let check = |range: Range<u64>, format, expected| {
            let order = Order {
                file: 1,
                range,
                format,
            };
            assert_eq!(order.file_name("a.png", 100), expected);
        };
        check(0..100, None, "copy-of-a.png");
        check(0..100, Some(Format::Canonical), "a.png.txt");
        check(0..100, Some(Format::Rust), "a.png.rs");
        check(16..32, None, "a.png-0x10-0x1f.bin");
        check(16..17, Some(Format::Json), "a.png-0x10-0x10.json");
    }

    #[test]
    fn lengths_in_short() {
        let check = |bytes, expected: &str| assert_eq!(short(bytes), expected);
        check(0, "0 bytes");
        check(1, "1 byte");
        check(999, "999 bytes");
        check(1000, "1.0 kB");
        check(999_949, "999.9 kB");
        check(999_950, "1.0 MB");
        check(5_304_000_000, "5.3 GB");
        check(107_374_182_400, "107.4 GB");
        check(u64::MAX, "18446.7 PB");
    }

    #[test]
    fn how_work_goes_on() {
        let check = |done, total, elapsed, expected: &str| {
            assert_eq!(pace(done, total, elapsed), expected);
        };
        check(0, 1000, 0.0, "0 bytes of 1.0 kB");
        check(500_000, 2_000_000, 100.0, "500.0 kB of 2.0 MB");
        check(
            1_000_000,
            3_000_000,
            1000.0,
            "1.0 MB of 3.0 MB · 1.0 MB/s · 2 s left",
        );
        check(
            1_000_000,
            107_374_182_400,
            1000.0,
            "1.0 MB of 107.4 GB · 1.0 MB/s · 29 h 49 min left",
        );
        check(
            1_000_000,
            91_000_000,
            1000.0,
            "1.0 MB of 91.0 MB · 1.0 MB/s · 1 min 30 s left",
        );
    }

    #[test]
    fn why_it_was_not_saved() {
        let check = |why: Unfinished, expected: &str| {
            let sentence = why.sentence("a", "a.txt");
            assert_eq!(sentence, format!("“a.txt” was not saved. {expected}"));
        };
        check(
            Unfinished::Read(ReadFault::Gone),
            "“a” is no longer there: it was deleted, moved or renamed.",
        );
        check(Unfinished::Full, "There is no room left to write to.");
        check(
            Unfinished::Write("Denied.".to_owned()),
            "The browser could not write: Denied.",
        );
        check(
            Unfinished::Worker(WorkerLoss::Failed("RuntimeError: unreachable".to_owned())),
            "The worker failed, perhaps for want of memory, and was replaced (RuntimeError: unreachable). Try again.",
        );
    }
}
