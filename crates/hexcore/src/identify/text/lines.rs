//! Line ends, the longest line, and the control characters that texts have.

use std::ops::Range;

/// Characters of a line from which on it is very long, as `file` sees it.
const VERY_LONG: u64 = 301;

/// Kinds of line ends, in the order in which `file` names them.
const ENDS: [&str; 4] = ["CRLF", "CR", "LF", "NEL"];

/// Kinds of bytes, as far as texts make a difference of them.
#[derive(Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
enum Class {
    /// What has its place in a text and no meaning for its lines.
    Plain = 0,
    LineFeed = 1,
    Return = 2,
    Escape = 4,
    Backspace = 8,
    High = 16,
    /// Control characters that no text has.
    Other = 32,
}

const CLASSES: [Class; 256] = {
    let mut classes = [Class::Plain; 256];
    let mut byte = 0;
    while byte < 256 {
        #[expect(clippy::indexing_slicing, reason = "a byte is below 256")]
        let class = &mut classes[byte];
        *class = match byte as u8 {
            b'\n' => Class::LineFeed,
            b'\r' => Class::Return,
            0x1b => Class::Escape,
            0x08 => Class::Backspace,
            // Bell, tab, vertical tab, form feed.
            0x07 | 0x09 | 0x0b | 0x0c | 0x20..=0x7e => Class::Plain,
            0x80.. => Class::High,
            _ => Class::Other,
        };
        byte += 1;
    }
    classes
};

fn class(byte: u8) -> Class {
    CLASSES
        .get(usize::from(byte))
        .copied()
        .unwrap_or(Class::Other)
}

/// What the lines of a text are like. Places are those of the file.
#[derive(Clone, Debug, Default)]
pub(super) struct Lines {
    /// How many ends there are of each kind of [`ENDS`], and where the first of them is.
    ends: [(u64, u64); 4],
    /// Characters of the longest line, and its bytes.
    longest: (u64, Range<u64>),
    pub(super) escape: Option<u64>,
    pub(super) backspace: Option<u64>,
    /// The first byte or character that is not in ASCII.
    pub(super) high: Option<u64>,
    pub(super) high_count: u64,
    /// Whether there are bytes from 0x80 to 0x9f other than 0x85.
    pub(super) has_extended: bool,
    /// Where zeros begin that are all that follows.
    pub(super) padding: Option<u64>,
}

impl Lines {
    /// Looks at a text in UTF-8, or in bytes that are a character each. `None`: it is no text. `before` is
    /// what the file has before these bytes.
    pub(super) fn of_bytes(bytes: &[u8], is_utf8: bool, before: u64) -> Option<Lines> {
        let mut counter = Counter::new(before);
        let mut at = 0;
        while let Some(&byte) = bytes.get(at) {
            let place = at as u64;
            match class(byte) {
                Class::Plain => {
                    at += 1;
                    // Eight at a time, as most bytes of a text are plain.
                    while let Some(chunk) = bytes.get(at..).and_then(<[u8]>::first_chunk::<8>) {
                        let all = chunk.iter().fold(0, |all, byte| all | class(*byte) as u8);
                        if all != Class::Plain as u8 {
                            break;
                        }
                        at += 8;
                    }
                    continue;
                }
                Class::LineFeed => counter.line_feed(place),
                Class::Return => counter.carriage_return(place, 1),
                Class::High if is_utf8 => {
                    counter.see_high(place);
                    // Bytes that go on with a character are none of their own; c2 85 ends a line.
                    if byte & 0xc0 == 0x80 {
                        counter.extra += 1;
                        let before = at.checked_sub(1).and_then(|at| bytes.get(at));
                        if byte == 0x85 && before == Some(&0xc2) {
                            counter.next_line(place - 1, 2);
                        }
                    }
                }
                Class::High if byte == 0x85 => counter.next_line(place, 1),
                Class::High => {
                    counter.see_high(place);
                    counter.lines.has_extended |= byte < 0xa0;
                }
                Class::Escape => counter.escape(place),
                Class::Backspace => counter.backspace(place),
                Class::Other => {
                    let is_padding = at > 0 && bytes.get(at..)?.iter().all(|byte| *byte == 0);
                    if !is_padding {
                        return None;
                    }
                    counter.lines.padding = Some(before + place);
                    break;
                }
            }
            at += 1;
        }
        Some(counter.end(at as u64))
    }

    /// What `file` says of them: `, with very long lines (312), with CRLF line terminators`.
    pub(super) fn words(&self) -> String {
        let mut words = String::new();
        if self.longest.0 >= VERY_LONG {
            words += &format!(", with very long lines ({})", self.longest.0);
        }
        let kinds: Vec<&str> = self.kinds().map(|(name, ..)| name).collect();
        match kinds.as_slice() {
            [] => words += ", with no line terminators",
            ["LF"] => {}
            kinds => words += &format!(", with {} line terminators", kinds.join(", ")),
        }
        if self.escape.is_some() {
            words += ", with escape sequences";
        }
        if self.backspace.is_some() {
            words += ", with overstriking";
        }
        words
    }

    /// The kinds of line ends that there are: name, how many, and where the first is.
    pub(super) fn kinds(&self) -> impl Iterator<Item = (&'static str, u64, u64)> {
        let ends = ENDS.into_iter().zip(self.ends);
        ends.filter(|(_, (count, _))| *count > 0)
            .map(|(name, (count, first))| (name, count, first))
    }

    /// Characters of the longest line, and its bytes.
    pub(super) fn longest(&self) -> (u64, Range<u64>) {
        self.longest.clone()
    }
}

/// Counts while it goes over a text. Places are those after the mark.
pub(super) struct Counter {
    lines: Lines,
    before: u64,
    /// Where this line begins.
    start: u64,
    /// Bytes of this line beyond one for each character.
    extra: u64,
    /// Where a carriage return is, if one was the last.
    returned: Option<u64>,
}

impl Counter {
    pub(super) fn new(before: u64) -> Counter {
        Counter {
            lines: Lines::default(),
            before,
            start: 0,
            extra: 0,
            returned: None,
        }
    }

    /// The next character, of `width` bytes at `at`. `None`: no text has it.
    pub(super) fn add(&mut self, at: u64, width: u64, code: u32) -> Option<()> {
        match code {
            0x0a => match self.returned == at.checked_sub(width) && self.returned.is_some() {
                true => self.make_pair(width),
                false => self.end_line(2, at, width),
            },
            0x0d => self.carriage_return(at, width),
            0x85 => self.next_line(at, width),
            0x80.. => {
                self.see_high(at);
                self.extra += width - 1;
            }
            _ => {
                match class(code as u8) {
                    Class::Escape => self.escape(at),
                    Class::Backspace => self.backspace(at),
                    Class::Other => return None,
                    _ => {}
                }
                self.extra += width - 1;
            }
        }
        Some(())
    }

    /// The text ends.
    pub(super) fn end(mut self, at: u64) -> Lines {
        self.see_line(at);
        self.lines
    }

    fn line_feed(&mut self, at: u64) {
        match self.returned.is_some() && self.returned == at.checked_sub(1) {
            true => self.make_pair(1),
            false => self.end_line(2, at, 1),
        }
    }

    fn carriage_return(&mut self, at: u64, width: u64) {
        self.end_line(1, at, width);
        self.returned = Some(at);
    }

    fn next_line(&mut self, at: u64, width: u64) {
        self.extra = self.extra.saturating_sub(width - 1);
        self.end_line(3, at, width);
    }

    fn escape(&mut self, at: u64) {
        self.lines.escape.get_or_insert(self.before + at);
    }

    fn backspace(&mut self, at: u64) {
        self.lines.backspace.get_or_insert(self.before + at);
    }

    fn see_high(&mut self, at: u64) {
        self.lines.high.get_or_insert(self.before + at);
        self.lines.high_count += 1;
    }

    /// The return that ended a line was the first half of its end.
    fn make_pair(&mut self, width: u64) {
        let at = self.returned.take().unwrap_or_default();
        let [pairs, returns, ..] = &mut self.lines.ends;
        returns.0 -= 1;
        if pairs.0 == 0 {
            pairs.1 = self.before + at;
        }
        pairs.0 += 1;
        self.start += width;
    }

    fn end_line(&mut self, kind: usize, at: u64, width: u64) {
        self.see_line(at);
        if let Some(end) = self.lines.ends.get_mut(kind) {
            // The first return may have become half of a pair.
            if end.0 == 0 {
                end.1 = self.before + at;
            }
            end.0 += 1;
        }
        self.start = at + width;
        self.extra = 0;
    }

    fn see_line(&mut self, at: u64) {
        let length = at.saturating_sub(self.start + self.extra);
        if length > self.lines.longest.0 {
            let range = self.before + self.start..self.before + at;
            self.lines.longest = (length, range);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(bytes: &[u8]) -> String {
        Lines::of_bytes(bytes, true, 0).unwrap().words()
    }

    #[test]
    fn line_ends_are_named_in_the_order_of_file() {
        assert_eq!(words(b"a\nb\n"), "");
        assert_eq!(words(b"a"), ", with no line terminators");
        assert_eq!(words(b"a\r\nb\r\n"), ", with CRLF line terminators");
        assert_eq!(words(b"a\rb"), ", with CR line terminators");
        assert_eq!(words(b"a\r\r\nb\r\n"), ", with CRLF, CR line terminators");
        assert_eq!(
            words("a\rb\nc\r\nd\u{85}".as_bytes()),
            ", with CRLF, CR, LF, NEL line terminators"
        );
    }

    #[test]
    fn long_lines_are_counted_in_characters() {
        let line = |of: &str, count: usize| words((of.repeat(count) + "\r\n").as_bytes());
        assert_eq!(line("a", 300), ", with CRLF line terminators");
        assert_eq!(
            line("é", 301),
            ", with very long lines (301), with CRLF line terminators"
        );
        let lines = Lines::of_bytes("ab\néé€\na".as_bytes(), true, 3).unwrap();
        assert_eq!(lines.longest(), (3, 6..13));
    }

    #[test]
    fn ends_are_counted_and_the_first_is_placed() {
        let lines = Lines::of_bytes(b"a\rb\r\nc\nd\r", false, 0).unwrap();
        let kinds: Vec<_> = lines.kinds().collect();
        assert_eq!(kinds, [("CRLF", 1, 3), ("CR", 2, 1), ("LF", 1, 6)]);
        let lines = Lines::of_bytes(b"a\r\nc\rd", false, 0).unwrap();
        let kinds: Vec<_> = lines.kinds().collect();
        assert_eq!(kinds, [("CRLF", 1, 1), ("CR", 1, 4)]);
    }

    #[test]
    fn wide_characters_count_like_others() {
        let mut counter = Counter::new(2);
        for (at, code) in [(0, 0x61), (2, 13), (4, 10), (6, 0xe9), (8, 0x62)] {
            counter.add(at, 2, code).unwrap();
        }
        let lines = counter.end(10);
        assert_eq!(lines.kinds().collect::<Vec<_>>(), [("CRLF", 1, 4)]);
        assert_eq!(lines.longest(), (2, 8..12));
    }

    #[test]
    fn what_no_text_has() {
        assert!(Lines::of_bytes(b"a\0b", true, 0).is_none());
        assert!(Lines::of_bytes(b"a\x7fb", true, 0).is_none());
        assert!(Lines::of_bytes(b"\0\0", true, 0).is_none());
        assert_eq!(
            Lines::of_bytes(b"ab\0\0", true, 0).unwrap().padding,
            Some(2)
        );
    }
}
