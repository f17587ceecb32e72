//! Values with commas between them (RFC 4180).

/// Lines that are looked at.
const LINES: usize = 10;

/// Lines that there must be.
const FEWEST: usize = 3;

/// How many fields a line of CSV has, if the text is one.
pub(super) fn fields(text: &[u8]) -> Option<u64> {
    let mut same = None;
    let (mut lines, mut open, mut sentences) = (0, 0, 0);
    let mut at = 0;
    while lines < LINES && at < text.len() {
        let line = Line::read(text, at)?;
        if *same.get_or_insert(line.commas) != line.commas || line.commas == 0 {
            return None;
        }
        // Lines of a list in a program end with a comma, and commas in prose have a space behind them.
        open += usize::from(line.ends_with_comma);
        sentences += usize::from(line.spaces == line.commas && line.other_spaces > 0);
        lines += 1;
        at = line.next;
    }
    let is_csv = lines >= FEWEST && open < lines && sentences < lines;
    same.filter(|_| is_csv).map(|commas| commas + 1)
}

struct Line {
    commas: u64,
    /// Commas with a space behind.
    spaces: u64,
    /// Other spaces.
    other_spaces: u64,
    ends_with_comma: bool,
    next: usize,
}

impl Line {
    fn read(text: &[u8], mut at: usize) -> Option<Line> {
        let (mut commas, mut spaces, mut other_spaces) = (0, 0, 0);
        let mut before = b',';
        while let Some(&byte) = text.get(at) {
            at += 1;
            match byte {
                b'\n' => break,
                b'\r' => continue,
                b',' => commas += 1,
                b' ' if before == b',' => spaces += 1,
                b' ' => other_spaces += 1,
                // A field in quotes ends at a quote that is not doubled.
                b'"' if before == b',' => loop {
                    match (text.get(at)?, text.get(at + 1)) {
                        (b'"', Some(b'"')) => at += 2,
                        (b'"', _) => {
                            at += 1;
                            break;
                        }
                        _ => at += 1,
                    }
                },
                _ => {}
            }
            before = byte;
        }
        Some(Line {
            commas,
            spaces,
            other_spaces,
            ends_with_comma: before == b',',
            next: at,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::fields;

    #[test]
    fn three_lines_with_as_many_fields_each() {
        assert_eq!(fields(b"a,b,c\n1,2,3\n4,5,6\n"), Some(3));
        assert_eq!(fields(b"a,b\r\n1,2\r\n4,5"), Some(2));
        assert_eq!(fields(b"a,b\n1,2\n"), None);
        assert_eq!(fields(b"a,b\n1,2\n3\n"), None);
        assert_eq!(fields(b"a\nb\nc\n"), None);
        assert_eq!(fields(b"a,b\n\n1,2\n3,4\n"), None);
    }

    #[test]
    fn commas_in_quotes_are_none() {
        assert_eq!(fields(b"\"a,\n\"\"x\",b\n1,2\n4,\"5\"\n"), Some(2));
        assert_eq!(fields(b"\"a,b\n1,2\n4,5\n"), None);
    }

    #[test]
    fn lists_and_sentences_are_none() {
        assert_eq!(fields(b"a,\nb,\nc,\nd,\n"), None);
        assert_eq!(fields(b"- A, for it\n- B, for that\n- C, for us\n"), None);
    }
}
