//! The caret and the selection: one byte, or all from where a selection began to the caret.
//!
//! A selection is two offsets, whatever its length.

use std::ops::Range;

use super::{End, State, Step};

impl State {
    /// The selected bytes: from where the selection began to the caret, both included. Without a
    /// selection it is the caret's byte; in an empty file, none.
    pub fn selection(&self) -> Range<u64> {
        let anchor = self.anchor.unwrap_or(self.caret);
        let first = anchor.min(self.caret);
        first..(anchor.max(self.caret) + 1).min(self.size())
    }

    /// A selection begins at the caret, unless there is one.
    pub(super) fn hold(&mut self) {
        if self.size() > 0 {
            self.anchor.get_or_insert(self.caret);
        }
    }

    /// Puts the caret to an end of the selection; the other end holds it.
    pub(super) fn grip(&mut self, end: End) {
        let selection = self.selection();
        let last = selection.end.saturating_sub(1);
        (self.anchor, self.caret) = match end {
            End::First => (Some(last), selection.start),
            End::Last => (Some(selection.start), last),
        };
    }

    /// Selects `range`, of which at least the first byte is in the file.
    pub(super) fn select(&mut self, range: Range<u64>) {
        let last = self.last_offset();
        let first = range.start.min(last);
        self.caret = range.end.saturating_sub(1).clamp(first, last);
        self.anchor = (self.caret > first).then_some(first);
    }

    /// Selects everything. The view stays where it is.
    pub(super) fn select_all(&mut self) {
        self.select(0..self.size());
    }

    /// Draws the selection out beyond the view.
    pub(super) fn drag(&mut self, rows: i64, column: usize) {
        if self.size() == 0 {
            return;
        }
        self.hold();
        self.viewport = self.viewport.moved_by_rows(i128::from(rows));
        let whole = self.viewport.whole_rows();
        let row = if rows < 0 {
            whole.start
        } else {
            whole.end.saturating_sub(1)
        };
        let width = self.width.get() as u64;
        let offset = row * width + (column as u64).min(width - 1);
        self.caret = offset.min(self.last_offset());
    }

    /// Moves the caret, and the view with it.
    pub(super) fn step(&mut self, step: Step) {
        if self.size() == 0 {
            return;
        }
        let width = self.width.get() as u64;
        let last = self.last_offset();
        if matches!(step, Step::PageUp | Step::PageDown) && !self.shows(self.caret) {
            // A screen further is one further than what is seen, wherever the caret was left.
            self.caret = (self.here().start + self.caret % width).min(last);
        }
        let column = self.caret % width;
        let screen = self.viewport.full_rows();
        let last_row = self.row_of(last);
        let on_row = |row: u64| (row * width + column).min(last);
        match step {
            Step::Left => self.caret = self.caret.saturating_sub(1),
            Step::Right => self.caret = (self.caret + 1).min(last),
            Step::Up => self.caret = self.caret.checked_sub(width).unwrap_or(self.caret),
            Step::Down if self.row_of(self.caret) < last_row => {
                self.caret = on_row(self.row_of(self.caret) + 1);
            }
            Step::Down => {}
            Step::PageUp => {
                self.viewport = self.viewport.moved_by_rows(-i128::from(screen));
                self.caret = on_row(self.row_of(self.caret).saturating_sub(screen));
            }
            Step::PageDown => {
                self.viewport = self.viewport.moved_by_rows(i128::from(screen));
                self.caret = on_row((self.row_of(self.caret).saturating_add(screen)).min(last_row));
            }
            Step::RowStart => self.caret -= column,
            Step::RowEnd => self.caret = (self.caret - column + width - 1).min(last),
            Step::FileStart => self.caret = 0,
            Step::FileEnd => self.caret = last,
        }
        self.viewport = self.viewport.revealing(self.row_of(self.caret));
    }
}
