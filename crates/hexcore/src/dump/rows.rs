//! What formats with a line for every row have in common: chunks are cut into rows, and rows that
//! repeat are squeezed.

use super::Dump;

/// Bytes that are written in one go, so that they are still in the fastest cache when they are
/// read for the second time. Rows that are compared and rows that are written are the same then.
const STRETCH: usize = 4096;
/// Bytes that are tested for repeated rows at once.
const BLOCK: usize = 256;

/// A format that has a line for every row.
pub(crate) trait Format {
    /// Appends the lines of `bytes`, which are whole rows, the first of which starts at `at`.
    fn rows(&mut self, at: u64, bytes: &[u8], out: &mut Vec<u8>);

    /// Appends the line of the last row, which is not whole but not empty either.
    fn last(&mut self, at: u64, bytes: &[u8], out: &mut Vec<u8>);

    /// Appends what follows the last row. The first byte was at `start`, and `end` is one past the
    /// last one.
    fn end(&mut self, _start: u64, _end: u64, _out: &mut Vec<u8>) {}

    /// Appends what stands before the first row, or before the end where there is no row.
    fn start(&mut self, _out: &mut Vec<u8>) {}
}

/// Which rows are squeezed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Squeeze {
    /// None.
    None,
    /// Those that equal the row before.
    Repeats,
    /// Runs of zeros, as `xxd -a` does: the first row is shown, also the last one if the dump ends
    /// with it, and the others as `*`, unless there is one only.
    Zeros,
}

/// A dump by rows.
#[derive(Clone, Debug)]
pub(super) struct Rows<F> {
    format: F,
    columns: usize,
    squeeze: Squeeze,
    start: u64,
    /// The offset of the first byte that is in no whole row yet.
    at: u64,
    begun: bool,
    /// The bytes of a row that is not whole yet.
    part: Vec<u8>,
    /// The last row that was seen; empty before the first, and where nothing is squeezed.
    previous: Vec<u8>,
    /// How many rows like the previous one came in the current run.
    run: u64,
}

impl<F: Format> Rows<F> {
    /// A dump with `columns` bytes on a row, which are at least one.
    pub(super) fn new(format: F, columns: usize, squeeze: Squeeze, start: u64) -> Rows<F> {
        let columns = columns.max(1);
        Rows {
            format,
            columns,
            squeeze,
            start,
            at: start,
            begun: false,
            part: Vec::with_capacity(columns),
            previous: Vec::with_capacity(columns),
            run: 0,
        }
    }

    fn begin(&mut self, out: &mut Vec<u8>) {
        if !self.begun {
            self.begun = true;
            self.format.start(out);
        }
    }

    /// Appends lines for whole rows, where there are no repeats.
    fn write(&mut self, rows: &[u8], out: &mut Vec<u8>) {
        if rows.is_empty() {
            return;
        }
        self.format.rows(self.at, rows, out);
        self.at = self.at.wrapping_add(rows.len() as u64);
    }

    fn whole_rows(&mut self, rows: &[u8], out: &mut Vec<u8>) {
        let stretch = STRETCH.next_multiple_of(self.columns);
        for rows in rows.chunks(stretch) {
            match self.squeeze {
                Squeeze::None => self.write(rows, out),
                Squeeze::Repeats => self.squeeze_repeats(rows, out),
                Squeeze::Zeros => self.squeeze_zeros(rows, out),
            }
        }
    }

    fn squeeze_repeats(&mut self, rows: &[u8], out: &mut Vec<u8>) {
        if has_repeats(&self.previous, rows, self.columns) {
            let previous = std::mem::take(&mut self.previous);
            self.squeeze_some(&previous, rows, out);
            self.previous = previous;
        } else {
            // The usual way: no row is like the one before.
            self.run = 0;
            self.write(rows, out);
        }
        self.remember_last(rows);
    }

    /// The same, a block and if need be a row at a time.
    fn squeeze_some(&mut self, previous: &[u8], rows: &[u8], out: &mut Vec<u8>) {
        let block = BLOCK.next_multiple_of(self.columns);
        let mut before = previous;
        // Rows from here on are to be written, but are not yet.
        let mut waiting = rows;
        let mut after = rows;
        for rows in rows.chunks(block) {
            if !has_repeats(before, rows, self.columns) {
                self.run = 0;
                after = after.get(rows.len()..).unwrap_or_default();
                before = last_row(rows, self.columns);
                continue;
            }
            if self.run > 0 && is_all(before, rows) {
                // Deep within a run nothing waits and nothing is written.
                self.at = self.at.wrapping_add(rows.len() as u64);
                after = after.get(rows.len()..).unwrap_or_default();
                waiting = after;
                continue;
            }
            for row in rows.chunks_exact(self.columns) {
                let rest = after.get(row.len()..).unwrap_or_default();
                if same(row, before) {
                    let done = waiting.len() - after.len();
                    self.write(waiting.get(..done).unwrap_or_default(), out);
                    if self.run == 0 {
                        out.extend_from_slice(b"*\n");
                    }
                    self.run = 1;
                    self.at = self.at.wrapping_add(row.len() as u64);
                    waiting = rest;
                } else {
                    self.run = 0;
                }
                before = row;
                after = rest;
            }
        }
        self.write(waiting, out);
    }

    fn remember_last(&mut self, rows: &[u8]) {
        self.previous.clear();
        self.previous
            .extend_from_slice(last_row(rows, self.columns));
    }

    fn squeeze_zeros(&mut self, rows: &[u8], out: &mut Vec<u8>) {
        for row in rows.chunks_exact(self.columns) {
            if row.iter().any(|&byte| byte != 0) {
                self.end_zeros(self.run, out);
                self.write(row, out);
                continue;
            }
            self.run += 1;
            if self.run == 1 {
                self.write(row, out);
                self.previous.clear();
                self.previous.extend_from_slice(row);
            } else {
                self.at = self.at.wrapping_add(row.len() as u64);
            }
        }
    }

    /// Appends what stands for a run of `run` rows of zeros that ends at `self.at`, of which the
    /// first one was written.
    fn end_zeros(&mut self, run: u64, out: &mut Vec<u8>) {
        match run {
            0 | 1 => {}
            2 => {
                let second = self.at.wrapping_sub(self.columns as u64);
                self.format.rows(second, &self.previous, out);
            }
            _ => out.extend_from_slice(b"*\n"),
        }
        self.run = 0;
    }
}

impl<F: Format> Dump for Rows<F> {
    fn push(&mut self, bytes: &[u8], out: &mut Vec<u8>) {
        if bytes.is_empty() {
            return;
        }
        self.begin(out);
        let mut bytes = bytes;
        if !self.part.is_empty() {
            let missing = (self.columns - self.part.len()).min(bytes.len());
            let (filling, others) = bytes.split_at_checked(missing).unwrap_or_default();
            self.part.extend_from_slice(filling);
            bytes = others;
            if self.part.len() < self.columns {
                return;
            }
            let part = std::mem::take(&mut self.part);
            self.whole_rows(&part, out);
            self.part = part;
            self.part.clear();
        }
        let whole = bytes.len() - bytes.len() % self.columns;
        let (rows, others) = bytes.split_at_checked(whole).unwrap_or_default();
        self.whole_rows(rows, out);
        self.part.extend_from_slice(others);
    }

    fn finish(&mut self, out: &mut Vec<u8>) {
        self.begin(out);
        if !self.part.is_empty() {
            if self.squeeze == Squeeze::Zeros {
                self.end_zeros(self.run, out);
            }
            self.format.last(self.at, &self.part, out);
            self.at = self.at.wrapping_add(self.part.len() as u64);
        } else if self.squeeze == Squeeze::Zeros && self.run > 1 {
            // The last row is shown, and the others before it as if the run had ended there.
            self.at = self.at.wrapping_sub(self.columns as u64);
            self.end_zeros(self.run - 1, out);
            self.format.rows(self.at, &self.previous, out);
            self.at = self.at.wrapping_add(self.columns as u64);
        }
        self.format.end(self.start, self.at, out);
    }
}

/// Whether a row among `rows` equals the one before it; before the first one comes `previous`,
/// which may be empty.
fn has_repeats(previous: &[u8], rows: &[u8], columns: usize) -> bool {
    if columns == 16
        && let (rows, []) = rows.as_chunks()
    {
        return has_repeats_of_16(previous, rows);
    }
    rows.starts_with(previous) && !previous.is_empty()
        || rows
            .chunks_exact(columns)
            .zip(rows.chunks_exact(columns).skip(1))
            .any(|(left, right)| same(left, right))
}

/// The same for sixteen columns, without a branch for each row.
fn has_repeats_of_16(previous: &[u8], rows: &[[u8; 16]]) -> bool {
    let Some((first, others)) = rows.split_first() else {
        return false;
    };
    let rows = rows.iter().zip(others);
    rows.fold(first == previous, |found, (before, row)| {
        found | (u128::from_ne_bytes(*before) == u128::from_ne_bytes(*row))
    })
}

fn last_row(rows: &[u8], columns: usize) -> &[u8] {
    let last = rows.len().saturating_sub(columns);
    rows.get(last..).unwrap_or_default()
}

/// Whether `rows` are nothing but `row`, again and again.
fn is_all(row: &[u8], rows: &[u8]) -> bool {
    // All are the first one if each byte is the one a row before it.
    match rows.split_at_checked(row.len()) {
        Some((first, after_first)) => {
            let before_last = rows.get(..after_first.len()).unwrap_or_default();
            same(first, row) && same(before_last, after_first)
        }
        None => false,
    }
}

/// Whether two slices are equal, sixteen bytes at a time. In WebAssembly the comparison of slices
/// goes byte by byte.
fn same(left: &[u8], right: &[u8]) -> bool {
    let (left_blocks, left_rest) = left.as_chunks::<16>();
    let (right_blocks, right_rest) = right.as_chunks::<16>();
    left.len() == right.len()
        && left_blocks
            .iter()
            .zip(right_blocks)
            .all(|(left, right)| u128::from_ne_bytes(*left) == u128::from_ne_bytes(*right))
        && left_rest == right_rest
}
