//! A place in a text, and the few steps that readers take from it.

/// A place in a text.
#[derive(Clone, Copy, Debug)]
pub(super) struct Scanner<'t> {
    text: &'t [u8],
    position: usize,
}

impl<'t> Scanner<'t> {
    /// The beginning of `text`, after a byte order mark.
    pub(super) fn new(text: &'t [u8]) -> Scanner<'t> {
        let position = if text.starts_with(b"\xef\xbb\xbf") {
            3
        } else {
            0
        };
        Scanner { text, position }
    }

    /// How many bytes of the text lie before the place.
    pub(super) fn position(&self) -> usize {
        self.position
    }

    /// What follows.
    pub(super) fn rest(&self) -> &'t [u8] {
        self.text.get(self.position..).unwrap_or_default()
    }

    /// The next byte.
    pub(super) fn peek(&self) -> Option<u8> {
        self.text.get(self.position).copied()
    }

    /// The byte after `distance` others.
    pub(super) fn peek_at(&self, distance: usize) -> Option<u8> {
        self.text.get(self.position.checked_add(distance)?).copied()
    }

    /// The byte before the place.
    pub(super) fn before(&self) -> Option<u8> {
        self.text.get(self.position.checked_sub(1)?).copied()
    }

    /// Goes on by `count` bytes, at most to the end.
    pub(super) fn skip(&mut self, count: usize) {
        self.position = self.position.saturating_add(count).min(self.text.len());
    }

    /// Goes over the next byte if it is `byte`, and says whether it was.
    pub(super) fn accept(&mut self, byte: u8) -> bool {
        let accepted = self.peek() == Some(byte);
        self.skip(usize::from(accepted));
        accepted
    }

    /// Goes over all bytes that are `wanted` and gives them.
    pub(super) fn take_while(&mut self, wanted: impl Fn(u8) -> bool) -> &'t [u8] {
        let rest = self.rest();
        let length = rest
            .iter()
            .position(|&byte| !wanted(byte))
            .unwrap_or(rest.len());
        self.skip(length);
        rest.get(..length).unwrap_or_default()
    }

    /// Goes over spaces and tabs.
    pub(super) fn skip_blanks(&mut self) {
        self.take_while(is_blank);
    }

    /// Whether nothing follows in this line.
    pub(super) fn at_line_end(&self) -> bool {
        match self.peek() {
            None | Some(b'\n') => true,
            Some(b'\r') => matches!(self.peek_at(1), None | Some(b'\n')),
            Some(_) => false,
        }
    }

    /// Goes to the beginning of the next line; says whether there is any more text.
    pub(super) fn next_line(&mut self) -> bool {
        self.rest_of_line();
        self.skip(1);
        self.position < self.text.len()
    }

    /// Goes to the end of the line and gives what is left of it, without its end.
    pub(super) fn rest_of_line(&mut self) -> &'t [u8] {
        let line = self.take_while(|byte| byte != b'\n');
        line.strip_suffix(b"\r").unwrap_or(line)
    }
}

/// Whether `byte` is a space or a tab.
pub(super) fn is_blank(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t')
}

/// Whether `byte` is a blank or ends a line.
pub(super) fn is_space(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t'..=b'\r')
}

/// What is no digit.
const NO_DIGIT: u8 = u8::MAX;

/// The number for which every byte stands as a hex digit.
static DIGITS: [u8; 256] = digits();

#[expect(
    clippy::indexing_slicing,
    reason = "evaluated by the compiler, over a counter"
)]
const fn digits() -> [u8; 256] {
    let mut digits = [NO_DIGIT; 256];
    let mut byte = 0;
    while byte < 256 {
        digits[byte] = match byte as u8 {
            digit @ b'0'..=b'9' => digit - b'0',
            digit @ b'a'..=b'f' => digit - b'a' + 10,
            digit @ b'A'..=b'F' => digit - b'A' + 10,
            _ => NO_DIGIT,
        };
        byte += 1;
    }
    digits
}

/// The number for which the digit `byte` stands in `base`, at most 16.
pub(super) fn digit(byte: u8, base: u8) -> Option<u8> {
    let value = DIGITS.get(usize::from(byte)).copied()?;
    (value < base).then_some(value)
}

/// The number that `digits` write in `base`, if they are digits, not none, and it is below 2^64.
pub(super) fn number(digits: &[u8], base: u8) -> Option<u64> {
    if digits.is_empty() {
        return None;
    }
    digits.iter().try_fold(0_u64, |number, &byte| {
        number
            .checked_mul(u64::from(base))?
            .checked_add(u64::from(digit(byte, base)?))
    })
}

/// The byte that the next two characters write in hex.
pub(super) fn hex_pair(scanner: &Scanner<'_>) -> Option<u8> {
    let high = digit(scanner.peek()?, 16)?;
    let low = digit(scanner.peek_at(1)?, 16)?;
    Some(high << 4 | low)
}
