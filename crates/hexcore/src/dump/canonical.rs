//! What `hexdump -C` prints.

use super::kernel::Kernel;
use super::rows::{Format, Rows, Squeeze};
use super::template::Template;
use super::{BadOption, Case, Dump, Options, Repeats};
use crate::digits::{look_up, push_hex, text};

/// `hexdump -C`: offset, bytes in hex in two groups, text.
///
/// Rows that repeat the one before are squeezed to a `*`, unless told otherwise (`-v`). The last
/// line is the offset behind the last byte; it is missing where there are neither bytes nor an
/// offset. Other numbers of columns than sixteen, other groups than of eight bytes, and capital
/// digits are ours; `hexdump` has none of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Canonical {
    /// The offset of the first byte: `-s`.
    pub offset: u64,
    /// Whether `*` stands for repeated rows.
    pub repeats: Repeats,
    /// Bytes on a row, 1 to 256.
    pub columns: usize,
    /// Bytes before an additional space; 0 for one group.
    pub group: usize,
    /// The case of the bytes' digits. Offsets are always lower case.
    pub case: Case,
}

impl Default for Canonical {
    fn default() -> Canonical {
        Canonical {
            offset: 0,
            repeats: Repeats::Usual,
            columns: 16,
            group: 8,
            case: Case::Lower,
        }
    }
}

impl Canonical {
    /// What of `options` concerns this format.
    pub fn new(options: &Options) -> Canonical {
        let usual = Canonical::default();
        Canonical {
            offset: options.offset,
            repeats: options.repeats,
            columns: options.cols.unwrap_or(usual.columns),
            group: options.group.unwrap_or(usual.group),
            case: options.case,
        }
    }

    /// Begins the dump.
    ///
    /// # Errors
    ///
    /// If there are no columns, or more than 256.
    pub fn dump(&self) -> Result<impl Dump + use<>, BadOption> {
        self.dump_with(Kernel::fastest())
    }

    /// Begins the dump with a kernel of the caller's choice. Only rows of sixteen bytes in groups
    /// of eight use one.
    ///
    /// # Errors
    ///
    /// If there are no columns, or more than 256.
    pub fn dump_with(&self, kernel: Kernel) -> Result<impl Dump + use<>, BadOption> {
        let squeeze = match self.repeats {
            Repeats::Usual | Repeats::Squeezed => Squeeze::Repeats,
            Repeats::Shown => Squeeze::None,
        };
        let lines = self.lines(kernel)?;
        Ok(Rows::new(lines, self.columns, squeeze, self.offset))
    }

    /// What makes the lines.
    pub(crate) fn lines(&self, kernel: Kernel) -> Result<Lines, BadOption> {
        let columns = BadOption::check_columns(self.columns, 1..=256)?;
        let group = match self.group {
            0 => columns,
            group => group,
        };
        Ok(Lines {
            columns,
            group,
            case: self.case,
            kernel: (columns == 16 && group == 8).then_some(kernel),
            template: template(columns, group, self.case),
        })
    }
}

/// Where the digits of the byte `index` stand, behind the offset and its two spaces.
fn place(index: usize, group: usize) -> usize {
    3 * index + index / group
}

fn template(columns: usize, group: usize, case: Case) -> Template {
    let cells = 2 + 3 * columns + columns.div_ceil(group);
    let mut blank = vec![b' '; cells];
    blank.push(b'|');
    blank.resize(cells + 1 + columns, b' ');
    blank.extend_from_slice(b"|\n");
    let digits = (0..columns).map(|index| 2 + place(index, group)).collect();
    Template::new(blank, digits, Some(cells + 1), case.pairs())
}

/// Makes the lines of a [`Canonical`].
pub(crate) struct Lines {
    columns: usize,
    group: usize,
    case: Case,
    kernel: Option<Kernel>,
    template: Template,
}

impl Format for Lines {
    fn rows(&mut self, at: u64, bytes: &[u8], out: &mut Vec<u8>) {
        if let (Some(kernel), (rows, [])) = (self.kernel, bytes.as_chunks()) {
            return kernel.append(at, rows, self.case, out);
        }
        let mut at = at;
        for row in bytes.chunks_exact(self.columns) {
            push_hex(out, at, 8);
            self.template.append(row, out);
            at = at.wrapping_add(row.len() as u64);
        }
    }

    fn last(&mut self, at: u64, bytes: &[u8], out: &mut Vec<u8>) {
        push_hex(out, at, 8);
        out.extend_from_slice(b"  ");
        let cells = 3 * self.columns + self.columns.div_ceil(self.group);
        let start = out.len();
        out.resize(start + cells, b' ');
        for (index, &byte) in bytes.iter().enumerate() {
            let place = start + place(index, self.group);
            if let Some(cell) = out.get_mut(place..).and_then(<[u8]>::first_chunk_mut) {
                *cell = look_up(self.case.pairs(), byte);
            }
        }
        out.push(b'|');
        out.extend(bytes.iter().map(|&byte| text(byte)));
        out.extend_from_slice(b"|\n");
    }

    fn end(&mut self, _start: u64, end: u64, out: &mut Vec<u8>) {
        if end != 0 {
            push_hex(out, end, 8);
            out.push(b'\n');
        }
    }
}
