//! What a dump will look like and how long it will be, from its first bytes.

use super::{BadOption, Format, Options};

/// The beginning of a dump, and its length.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Preview {
    /// Its first lines.
    pub text: String,
    /// Whether there is more of it than [`Preview::text`].
    pub is_cut: bool,
    /// Bytes of the whole text: exact if all bytes were there, else in proportion.
    pub size: u64,
    /// Whether the size is exact.
    pub is_exact: bool,
}

/// The most characters of a line that a preview shows.
const LINE: usize = 160;

/// A dump of `total` bytes of which the first ones are `bytes`: its first `lines` lines, and how long
/// all of it is.
///
/// # Errors
/// The format cannot follow one of the options.
///
/// ```
/// use hexcore::dump::{Format, Options, preview};
///
/// let seen = preview(Format::Plain, &Options::default(), b"\xca\xfe", 2, 4)?;
/// assert_eq!((seen.text.as_str(), seen.size), ("ca fe\n", 6));
/// # Ok::<(), hexcore::dump::BadOption>(())
/// ```
pub fn preview(
    format: Format,
    options: &Options,
    bytes: &[u8],
    total: u64,
    lines: usize,
) -> Result<Preview, BadOption> {
    let mut dump = format.dump(options)?;
    let mut out = Vec::new();
    dump.push(bytes, &mut out);
    dump.finish(&mut out);
    let length = bytes.len() as u64;
    let is_exact = length >= total;
    let size = if is_exact || length == 0 {
        out.len() as u64
    } else {
        let size = out.len() as u128 * u128::from(total) / u128::from(length);
        u64::try_from(size).unwrap_or(u64::MAX)
    };
    let (text, is_cut) = beginning(&out, lines);
    Ok(Preview {
        text,
        is_cut: is_cut || !is_exact,
        size,
        is_exact,
    })
}

/// The first lines of a text, each no longer than can be shown, and whether that is not all of it.
fn beginning(text: &[u8], lines: usize) -> (String, bool) {
    let mut shown = String::new();
    let mut is_cut = false;
    let mut rest = text.split_inclusive(|&byte| byte == b'\n');
    for line in rest.by_ref().take(lines) {
        let line = String::from_utf8_lossy(line);
        match line.char_indices().nth(LINE) {
            Some((end, _)) => {
                shown.push_str(line.get(..end).unwrap_or_default());
                shown.push_str("…\n");
                is_cut = true;
            }
            None => shown.push_str(&line),
        }
    }
    (shown, is_cut || rest.next().is_some())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_bytes_give_the_exact_size() {
        let bytes: Vec<u8> = (0..=255).cycle().take(5000).collect();
        for format in Format::ALL {
            let options = Options {
                name: Some("a".into()),
                ..Options::default()
            };
            let mut whole = Vec::new();
            let mut dump = format.dump(&options).unwrap();
            dump.push(&bytes, &mut whole);
            dump.finish(&mut whole);
            let seen = preview(format, &options, &bytes, 5000, 5).unwrap();
            assert_eq!(seen.size, whole.len() as u64, "{format:?}");
            assert!(seen.is_exact && seen.is_cut, "{format:?}");
            assert!(seen.text.lines().count() <= 5, "{format:?}");
            // A part of the bytes says nearly as much.
            let part = preview(format, &options, &bytes[..2500], 5000, 5).unwrap();
            assert!(!part.is_exact);
            let off = part.size.abs_diff(seen.size) as f64 / seen.size as f64;
            assert!(off < 0.05, "{format:?} is {off} off");
        }
    }

    #[test]
    fn few_bytes_are_shown_whole() {
        let seen = preview(Format::Canonical, &Options::default(), b"hello", 5, 4).unwrap();
        assert_eq!(
            seen.text,
            "00000000  68 65 6c 6c 6f                                    |hello|\n00000005\n"
        );
        assert!(!seen.is_cut);
        let seen = preview(Format::Canonical, &Options::default(), b"", 0, 4).unwrap();
        assert_eq!((seen.text.as_str(), seen.size), ("", 0));
    }

    #[test]
    fn long_lines_are_cut() {
        let seen = preview(Format::Json, &Options::default(), &[1; 4], 4, 4).unwrap();
        assert!(!seen.text.contains('…'));
        let options = Options {
            cols: Some(0),
            ..Options::default()
        };
        let seen = preview(Format::Plain, &options, &[0xff; 500], 500, 4).unwrap();
        assert_eq!(seen.text.chars().count(), LINE + 2);
        assert!(seen.is_cut && seen.size > 500);
    }

    #[test]
    fn what_a_format_cannot_do_is_an_error() {
        let options = Options {
            offset: 1 << 40,
            ..Options::default()
        };
        assert!(preview(Format::IntelHex, &options, b"x", 1, 4).is_err());
    }
}
