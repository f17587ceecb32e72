//! Which kind of dump a text is.

use super::list::{self, Source};
use super::records;
use super::scanner::{Scanner, digit, hex_pair, is_blank, is_space};
use super::{Found, Kind, Problem, base64::Alphabet, undump_lenient};

/// Lines that are looked at; a prompt or a heading among them does no harm.
const LINES: usize = 32;

/// Bytes that are looked at, so that it takes no time to tell what a large text is.
const SAMPLE: usize = 64 << 10;

/// What a text was taken for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Detected {
    /// The kind.
    pub kind: Kind,
    /// What speaks for it, as a sentence.
    pub why: &'static str,
}

/// Kinds whose every line has a form of its own, what tells whether a line has it, and the
/// sentence.
type LineKind = (Kind, fn(Scanner<'_>) -> bool, &'static str);

/// Of two that fit as many lines, the first is taken.
const LINE_KINDS: [LineKind; 6] = [
    (
        Kind::IntelHex,
        is_intel,
        "Lines begin with a colon and end with the right checksum of Intel HEX.",
    ),
    (
        Kind::SRecord,
        is_motorola,
        "Lines begin with the letter S and end with the right checksum of an S-record.",
    ),
    (
        Kind::XxdBits,
        is_xxd_bits,
        "Lines begin with an offset and a colon, and groups of eight binary digits follow.",
    ),
    (
        Kind::Xxd,
        is_xxd,
        "Lines begin with an offset and a colon, and groups of hex digits follow.",
    ),
    (
        Kind::Canonical,
        is_canonical,
        "Lines begin with an offset of at least eight digits and two spaces, as of hexdump -C.",
    ),
    (
        Kind::Od,
        is_od,
        "Lines begin with an offset of at least six digits and one space, as of od -t x1.",
    ),
];

/// Says which kind of dump `text` is, if it is one. A text that is a dump with errors in it is
/// still detected.
///
/// ```
/// use hexcore::undump::{Kind, detect};
///
/// let detected = detect(b"00000000: 6865 6c6c 6f  hello\n").unwrap();
/// assert_eq!(detected.kind, Kind::Xxd);
/// assert_eq!(detect(b"Good morning!"), None);
/// ```
pub fn detect(text: &[u8]) -> Option<Detected> {
    let sample = Sample::new(text);
    // What ends like padding is no hex, even if all its letters could be.
    let is_padded = text.trim_ascii_end().ends_with(b"=");
    by_lines(Scanner::new(sample.text))
        .or_else(|| is_padded.then(|| by_letters(sample)).flatten())
        .or_else(|| by_list(sample, Lists::Right))
        .or_else(|| by_digits(sample))
        .or_else(|| by_list(sample, Lists::All))
        .or_else(|| by_letters(sample))
}

/// The beginning of a text.
#[derive(Clone, Copy, Debug)]
struct Sample<'t> {
    text: &'t [u8],
    /// Whether the text goes on.
    is_cut: bool,
}

impl<'t> Sample<'t> {
    fn new(text: &'t [u8]) -> Sample<'t> {
        match text.get(..SAMPLE) {
            Some(beginning) if beginning.len() < text.len() => Sample {
                text: beginning,
                is_cut: true,
            },
            _ => Sample {
                text,
                is_cut: false,
            },
        }
    }

    /// The sample without a word that may be cut in two.
    fn whole_words(self) -> &'t [u8] {
        let is_word = |byte: &u8| byte.is_ascii_alphanumeric() || *byte == b'\\';
        let length = self.text.iter().rposition(|byte| !is_word(byte));
        match length {
            Some(length) if self.is_cut => self.text.get(..=length).unwrap_or_default(),
            _ => self.text,
        }
    }

    /// Whether the sample is of `kind`: nothing is wrong but that it ends too soon.
    fn is_right(self, kind: Kind) -> bool {
        let read = undump_lenient(self.whole_words(), kind);
        let is_of_cut = |problem: &Problem| match problem {
            Problem::Expected { found, .. } => self.is_cut && *found == Found::EndOfText,
            Problem::TooLong { .. } | Problem::NoMemory => true,
            _ => false,
        };
        !read.bytes.is_empty() && read.notes.iter().all(|note| is_of_cut(&note.problem))
    }
}

/// The kind whose form most lines have, if these are at least half of the first lines.
fn by_lines(mut scanner: Scanner<'_>) -> Option<Detected> {
    let mut counts = [0_usize; LINE_KINDS.len()];
    let mut lines = 0;
    while lines < LINES {
        scanner.skip_blanks();
        if !scanner.at_line_end() && scanner.peek() != Some(b'*') {
            lines += 1;
            for (count, (kind, fits, _)) in counts.iter_mut().zip(LINE_KINDS) {
                // An offset by itself says something only below rows.
                let is_end =
                    *count > 0 && matches!(kind, Kind::Canonical | Kind::Od) && is_end(scanner);
                *count += usize::from(is_end || fits(scanner));
            }
        }
        if !scanner.next_line() {
            break;
        }
    }
    let most = counts.into_iter().max().filter(|&most| most > 0)?;
    if most * 2 < lines {
        return None;
    }
    let best = counts
        .into_iter()
        .zip(LINE_KINDS)
        .find(|(count, _)| *count == most);
    best.map(|(_, (kind, _, why))| Detected { kind, why })
}

fn is_intel(scanner: Scanner<'_>) -> bool {
    records::is_record(scanner, Kind::IntelHex)
}

fn is_motorola(scanner: Scanner<'_>) -> bool {
    records::is_record(scanner, Kind::SRecord)
}

fn is_xxd_bits(scanner: Scanner<'_>) -> bool {
    is_xxd_row(scanner, 2, 8)
}

fn is_xxd(scanner: Scanner<'_>) -> bool {
    is_xxd_row(scanner, 16, 2)
}

/// Whether the line is an offset of at least four digits, a colon, digits in groups of a multiple
/// of `width`, and no more text than there are bytes.
fn is_xxd_row(mut scanner: Scanner<'_>, base: u8, width: usize) -> bool {
    let offset = scanner.take_while(|byte| byte.is_ascii_hexdigit());
    if offset.len() < 4 || !scanner.accept(b':') {
        return false;
    }
    let mut bytes = 0;
    while scanner.take_while(is_blank).len() == 1 && !scanner.at_line_end() {
        let group = scanner.take_while(|byte| digit(byte, base).is_some());
        let ended = scanner.at_line_end() || scanner.peek().is_some_and(is_blank);
        if group.is_empty() || !group.len().is_multiple_of(width) || !ended {
            return false;
        }
        bytes += group.len() / width;
    }
    bytes > 0 && scanner.rest_of_line().len() <= bytes
}

/// Whether the line is an offset and nothing else.
fn is_end(mut scanner: Scanner<'_>) -> bool {
    let offset = scanner.take_while(|byte| byte.is_ascii_hexdigit());
    (6..=16).contains(&offset.len()) && scanner.at_line_end()
}

/// Whether the line is an offset of at least eight digits, two spaces and a pair of digits.
fn is_canonical(mut scanner: Scanner<'_>) -> bool {
    let offset = scanner.take_while(|byte| byte.is_ascii_hexdigit());
    offset.len() >= 8 && scanner.take_while(is_blank).len() >= 2 && is_pair(scanner)
}

/// Whether the line is an offset of at least six digits, a space and a pair of digits.
fn is_od(mut scanner: Scanner<'_>) -> bool {
    let offset = scanner.take_while(|byte| byte.is_ascii_hexdigit());
    offset.len() >= 6 && scanner.take_while(is_blank).len() == 1 && is_pair(scanner)
}

/// Whether two hex digits follow, and then a blank or the end of the line.
fn is_pair(mut scanner: Scanner<'_>) -> bool {
    let pair = hex_pair(&scanner).is_some();
    scanner.skip(2);
    pair && (scanner.at_line_end() || scanner.peek().is_some_and(is_blank))
}

/// Hex digits, plain or with something between them.
fn by_digits(sample: Sample<'_>) -> Option<Detected> {
    let text = Scanner::new(sample.text).rest().trim_ascii();
    let digits = text.iter().filter(|byte| byte.is_ascii_hexdigit()).count();
    let spaces = text.iter().filter(|byte| is_space(**byte)).count();
    if digits < 2 {
        return None;
    }
    // Half a byte at the end is a dump that was cut off.
    let (kind, why) = if digits + spaces < text.len() {
        if are_letters(text) && by_letters(sample).is_some() || !sample.is_right(Kind::Plain) {
            return None;
        }
        let why = "There are only hex digits and what separates them.";
        (Kind::Plain, why)
    } else if text.iter().any(|&byte| is_blank(byte)) {
        (Kind::Plain, "There are only hex digits and spaces.")
    } else {
        let why = "There are only hex digits in lines without spaces.";
        (Kind::XxdPlain, why)
    };
    Some(Detected { kind, why })
}

/// Whether a `+`, `/`, `-` or `_` of `text` is a letter of base64 rather than between bytes, since
/// what is on a side of it is no whole bytes. A dozen bytes 00 and as many FF are `AAAA////` and so
/// on.
fn are_letters(text: &[u8]) -> bool {
    let is_sign = |byte: &u8| matches!(byte, b'+' | b'/' | b'-' | b'_');
    let is_whole = |part: &[u8]| {
        let digits = part.strip_prefix(b"0x").unwrap_or(part);
        let count = digits
            .iter()
            .filter(|byte| byte.is_ascii_hexdigit())
            .count();
        count > 0 && count.is_multiple_of(2)
    };
    text.iter().any(is_sign) && !text.split(is_sign).all(is_whole)
}

/// Where a list is looked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Lists {
    /// In braces or brackets, and without errors.
    Right,
    /// In braces or brackets with errors, and without braces where there are none.
    All,
}

fn by_list(sample: Sample<'_>, lists: Lists) -> Option<Detected> {
    let why = match (list::find(Scanner::new(sample.text))?, lists) {
        (Source::List(_), Lists::All) => "There is a list of numbers between braces or brackets.",
        (Source::List(_), Lists::Right) if sample.is_right(Kind::List) => {
            "There is a list of numbers between braces or brackets."
        }
        (Source::Bare(numbers), Lists::All)
            if numbers.rest().contains(&b',') && sample.is_right(Kind::List) =>
        {
            "There are only numbers with commas between them."
        }
        _ => return None,
    };
    Some(Detected {
        kind: Kind::List,
        why,
    })
}

/// Base64, in the alphabet that its letters are from.
fn by_letters(sample: Sample<'_>) -> Option<Detected> {
    let mut scanner = Scanner::new(sample.text);
    // Words are no base64.
    let mut lines = scanner.rest().split(|&byte| byte == b'\n');
    if lines.any(|line| line.trim_ascii().iter().any(|&byte| is_space(byte))) {
        return None;
    }
    let (mut letters, mut standard, mut url_safe, mut padding) = (0_u64, true, true, 0_u64);
    while let Some(byte) = scanner.peek() {
        scanner.skip(1);
        if is_space(byte) {
            continue;
        }
        if byte == b'=' {
            padding += 1;
            continue;
        }
        if padding > 0 {
            return None;
        }
        letters += 1;
        standard &= Alphabet::Standard.value(byte).is_some();
        url_safe &= Alphabet::UrlSafe.value(byte).is_some();
    }
    let is_whole = sample.is_cut || ((letters + padding) % 4 == 0 && padding <= 2);
    if letters < 2 {
        None
    } else if standard && is_whole {
        Some(Detected {
            kind: Kind::Base64,
            why: "There are only letters of base64, in whole groups of four.",
        })
    } else if url_safe && (is_whole || (padding == 0 && letters % 4 != 1)) {
        Some(Detected {
            kind: Kind::Base64Url,
            why: "There are only letters of URL-safe base64.",
        })
    } else {
        None
    }
}
