//! Which rows are in view, and what the browser's scroller must look like for that.
//!
//! A browser limits the height of an element: to 33,554,428 px in Chromium and Safari, to about
//! 17.9 million in Firefox. So the scrolled content is a spacer of at most [`MAX_SPACER_PX`], and
//! its `scrollTop` is only a stand-in. The truth is the position: how much of all rows lies above
//! the view, counted in whole 1/64 px, the unit in which browsers lay out. As rows can be 2⁵³ and
//! more, that is a number of 128 bits, and nothing of it is ever a float.
//!
//! Below the limit, `scrollTop` is the position. Above it:
//!
//! * A scroll by up to three heights of the view is *relative*: the position moves by exactly as
//!   many pixels. A wheel, a touch or a track pad makes such scrolls.
//! * A longer one is *absolute*: somebody dragged the thumb. A map of three parts gives the
//!   position: near either end (32 heights of the view) one to one from that end, in between in
//!   proportion.
//! * Both ends are exact. `scrollTop` 0 is position 0, the greatest `scrollTop` is the last row at
//!   the bottom, and the other way round.
//! * After relative scrolls `scrollTop` is not where the map would have it. That is put right when
//!   scrolling has come to rest ([`Viewport::settled`]), and at once where either is close to an
//!   end, as otherwise the spacer would end before the rows do, or after. The position stays as
//!   it is: only `scrollTop` is written, and the browser's report of that is swallowed.

use std::ops::Range;

/// The greatest height of the spacer, in pixels: well below what any browser can do.
pub const MAX_SPACER_PX: u32 = 8_000_000;

/// Units of length in a pixel. All lengths below are in units unless they end in `_px`.
const PX: u64 = 64;
/// The tallest view. It leaves most of the spacer to scroll through.
const MAX_HEIGHT_PX: f64 = 1_000_000.0;
/// The tallest row, so that 2⁶⁴ of them can be counted in units and multiplied by a `scrollTop`.
const MAX_ROW_PX: u32 = 1 << 16;
/// A lower view counts as this high where scrolls are told apart, as a wheel's tick does not
/// become smaller with the view.
const LEAST_VIEW: u64 = 200 * PX;
/// How many heights of the view are mapped one to one at each end.
const REACH_VIEWS: u64 = 32;
/// How many heights of the view a relative scroll can have.
const RELATIVE_VIEWS: u64 = 3;

/// The rows in view and the scroller that goes with them; a value that is replaced, not changed.
///
/// The caller gives the scrolled element a content of [`Viewport::spacer_px`], hands every
/// `scrollTop` that the browser reports to [`Viewport::scrolled`], and after each step writes
/// [`Viewport::scroll_top`] to the element if it is another than the browser's.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Viewport {
    rows: u64,
    row_px: u32,
    height: u64,
    /// How much of all rows lies above the view.
    position: u128,
    /// What the browser's `scrollTop` should be.
    scroll: u64,
    /// What the browser's `scrollTop` was when it was last heard of. Where this is another than
    /// `scroll`, the report of what we wrote is still due.
    reported: u64,
}

impl Viewport {
    /// The view of the first rows, where there are `rows` rows, `row_px` pixels high each, and the
    /// view is `height_px` pixels high.
    ///
    /// The height is rounded to 1/64 px and kept within 0 and 1,000,000 px, where what is not a
    /// number counts as 0; the height of a row is kept within 1 and 65,536 px.
    pub fn new(rows: u64, row_px: u32, height_px: f64) -> Viewport {
        Viewport {
            rows,
            row_px: row_px.clamp(1, MAX_ROW_PX),
            height: units(height_px.min(MAX_HEIGHT_PX)),
            position: 0,
            scroll: 0,
            reported: 0,
        }
    }

    /// Height of the view in pixels.
    pub fn height_px(&self) -> f64 {
        pixels(self.height)
    }

    /// How many rows there are.
    pub fn rows(&self) -> u64 {
        self.rows
    }

    /// The first row of which something is in view; 0 where there are no rows.
    pub fn top_row(&self) -> u64 {
        (self.position / self.row()) as u64
    }

    /// How many pixels of the top row are hidden above the view: 0 or more, less than a row.
    pub fn offset_px(&self) -> f64 {
        pixels((self.position % self.row()) as u64)
    }

    /// Height of the scrolled content in pixels: that of all rows, at most [`MAX_SPACER_PX`].
    pub fn spacer_px(&self) -> f64 {
        pixels(self.spacer())
    }

    /// The `scrollTop` that the browser should have, in pixels.
    pub fn scroll_top(&self) -> f64 {
        pixels(self.scroll)
    }

    /// The rows of which at least a part is in view.
    pub fn visible_rows(&self) -> Range<u64> {
        let end = (self.position + u128::from(self.height)).div_ceil(self.row());
        self.top_row()..end.min(self.rows.into()) as u64
    }

    /// The rows that are in view from top to bottom; empty where the view is too low for one.
    pub fn whole_rows(&self) -> Range<u64> {
        let start = self.position.div_ceil(self.row()).min(self.rows.into()) as u64;
        let end = (self.position + u128::from(self.height)) / self.row();
        start..(end.min(self.rows.into()) as u64).max(start)
    }

    /// How many whole rows fit into the height of the view, and at least 1: the length of a page.
    pub fn full_rows(&self) -> u64 {
        ((u128::from(self.height) / self.row()) as u64).max(1)
    }

    /// The view after the browser reported this `scrollTop`, in pixels. What is not a number
    /// changes nothing; what lies outside counts as the end that it is beyond.
    ///
    /// The report of what we wrote ourselves, recognised where it is less than a pixel off, as
    /// browsers round, leaves the position as it is.
    #[must_use]
    pub fn scrolled(self, scroll_top: f64) -> Viewport {
        if scroll_top.is_nan() {
            return self;
        }
        let limit = self.scroll_limit();
        let found = units(scroll_top).min(limit);
        if found == 0 || found == limit {
            let position = if found == 0 { 0 } else { self.end() };
            return Viewport {
                position,
                scroll: found,
                reported: found,
                ..self
            };
        }
        let due = self.scroll != self.reported;
        if due && found.abs_diff(self.scroll) < PX {
            return Viewport {
                scroll: found,
                reported: found,
                ..self
            };
        }
        // A scroll that the browser made before it took what we wrote goes on from where the
        // browser was then.
        let is_close = |place: u64| found.abs_diff(place) <= self.relative_limit();
        let before = match due && is_close(self.reported) && !is_close(self.scroll) {
            true => self.reported,
            false => self.scroll,
        };
        let relative = is_close(before);
        let down = found > before;
        let distance = found.abs_diff(before);
        let position = match (relative, down) {
            // The browser rounds the heights, so its last `scrollTop` may fall short of ours.
            (_, true) if limit - found < PX => self.end(),
            (true, true) => self
                .position
                .saturating_add(distance.into())
                .min(self.end()),
            (true, false) => self.position.saturating_sub(distance.into()),
            (false, _) => self.position_at(found),
        };
        let next = Viewport {
            position,
            scroll: found,
            reported: found,
            ..self
        };
        if next.is_near_an_end() {
            next.settled()
        } else {
            next
        }
    }

    /// The view after scrolling has come to rest: the same rows, with `scrollTop` where the map
    /// has it for them, unless it is there within a pixel.
    #[must_use]
    pub fn settled(self) -> Viewport {
        let scroll = self.scroll_at(self.position);
        match self.position > 0 && scroll.abs_diff(self.scroll) < PX {
            true => self,
            false => Viewport { scroll, ..self },
        }
    }

    /// The view moved down by this many rows, or up where it is negative, as far as there are
    /// rows. What is hidden of the top row stays as it was, except at the ends.
    #[must_use]
    pub fn moved_by_rows(self, rows: i128) -> Viewport {
        let distance = u128::from(self.count(rows.unsigned_abs())) * self.row();
        match rows < 0 {
            true => self.at(self.position.saturating_sub(distance)),
            false => self.at(self.position + distance),
        }
    }

    /// The view with all of `row` in it, moved as little as possible: not at all where it is in
    /// view already, else to the top or (up to a pixel below it) to the bottom. A row past the
    /// end counts as the last one; where the view is too low for a row, its top is shown.
    #[must_use]
    pub fn revealing(self, row: u64) -> Viewport {
        let top = self.top_of(row);
        let bottom = top + self.row();
        let height = u128::from(self.height);
        if top < self.position || self.row() > height {
            self.at(top)
        } else if bottom > self.position + height {
            self.at((bottom - height).next_multiple_of(PX.into()))
        } else {
            self
        }
    }

    /// The view with `row` a third of the height below the top, so that one sees what is around
    /// it; nearer to the top or the bottom where the rows end. The top row is whole, except at
    /// the end of the rows. A row past the end counts as the last one.
    #[must_use]
    pub fn to_row(self, row: u64) -> Viewport {
        let above = u128::from(self.height) / 3 / self.row() * self.row();
        self.at(self.top_of(row).saturating_sub(above))
    }

    /// The view after the number of rows or a height has changed, with the top row kept, and the
    /// part of it that is hidden, as far as there are rows. The lengths are those of
    /// [`Viewport::new`].
    #[must_use]
    pub fn resized(self, rows: u64, row_px: u32, height_px: f64) -> Viewport {
        let next = Viewport::new(rows, row_px, height_px);
        let hidden = self.position % self.row() * u128::from(next.row_px) / u128::from(self.row_px);
        let position = u128::from(self.top_row()) * next.row() + hidden;
        Viewport {
            position: position.min(next.end()),
            scroll: self.scroll.min(next.scroll_limit()),
            reported: self.reported,
            ..next
        }
        .settled()
    }

    /// The view in the scroller that has shown `other` so far: what the browser reported last was of that.
    #[must_use]
    pub fn in_place_of(self, other: Viewport) -> Viewport {
        Viewport {
            reported: other.reported,
            ..self
        }
    }

    /// The view moved by ourselves to this position, or to the end where that comes before it.
    fn at(self, position: u128) -> Viewport {
        let position = position.min(self.end());
        match position == self.position {
            true => self,
            false => Viewport {
                position,
                scroll: self.scroll_at(position),
                ..self
            },
        }
    }

    /// Height of a row.
    fn row(&self) -> u128 {
        u128::from(self.row_px) * u128::from(PX)
    }

    /// Height of all rows.
    fn total(&self) -> u128 {
        u128::from(self.rows) * self.row()
    }

    fn spacer(&self) -> u64 {
        self.total().min(u128::from(u64::from(MAX_SPACER_PX) * PX)) as u64
    }

    /// The greatest position: the last row is at the bottom. A view of no height counts as one
    /// pixel high, so that there always is a top row.
    fn end(&self) -> u128 {
        self.total().saturating_sub(self.height.max(PX).into())
    }

    /// The greatest `scrollTop`.
    fn scroll_limit(&self) -> u64 {
        self.spacer().saturating_sub(self.height.max(PX))
    }

    /// How far from each end the map is one to one: whole pixels, at most a quarter of the way.
    fn reach(&self) -> u64 {
        let reach = REACH_VIEWS * self.height.max(LEAST_VIEW);
        reach.min(self.scroll_limit() / 4) / PX * PX
    }

    /// The longest scroll that is relative. It is much shorter than the reach, so none can get
    /// past where the ends are looked after.
    fn relative_limit(&self) -> u64 {
        (RELATIVE_VIEWS * self.height.max(LEAST_VIEW)).min(self.reach() / 4)
    }

    /// Whether the position or `scrollTop` is within half the reach of an end. If both are, and
    /// at the same end, the map is one to one there, and scrolling keeps them together.
    fn is_near_an_end(&self) -> bool {
        let near = self.reach() / 2;
        let left = self.end() - self.position;
        self.scroll < near
            || self.scroll_limit() - self.scroll < near
            || self.position < near.into()
            || left < near.into()
    }

    /// The map, from a `scrollTop` to the position. In the middle it gives whole pixels.
    fn position_at(&self, scroll: u64) -> u128 {
        let (end, limit, reach) = (self.end(), self.scroll_limit(), self.reach());
        if scroll <= reach || end == u128::from(limit) {
            scroll.into()
        } else if limit - scroll <= reach {
            end - u128::from(limit - scroll)
        } else {
            let (rows, spacer) = self.middle();
            let way = u128::from(scroll - reach) * rows / spacer;
            let px = u128::from(PX);
            let nearest = (way + px / 2) / px * px;
            (u128::from(reach) + nearest).min(end - u128::from(reach))
        }
    }

    /// The map back, from a position to the `scrollTop`. In the middle it gives whole pixels, as
    /// browsers can do these without rounding.
    fn scroll_at(&self, position: u128) -> u64 {
        let (end, limit, reach) = (self.end(), self.scroll_limit(), self.reach());
        if position <= reach.into() || end == u128::from(limit) {
            position as u64
        } else if end - position <= reach.into() {
            limit - (end - position) as u64
        } else {
            let (rows, spacer) = self.middle();
            let way = (position - u128::from(reach)) * spacer / rows;
            let nearest = (way as u64 + PX / 2) / PX * PX;
            (reach + nearest).min(limit - reach)
        }
    }

    /// How long the middle part of the map is, in positions and in `scrollTop`.
    fn middle(&self) -> (u128, u128) {
        let ends = 2 * self.reach();
        (
            self.end() - u128::from(ends),
            u128::from(self.scroll_limit() - ends),
        )
    }

    /// The position that has `row`, or the last row, at the top.
    fn top_of(&self, row: u64) -> u128 {
        u128::from(row.min(self.rows.saturating_sub(1))) * self.row()
    }

    /// `rows`, or all rows where it is more than there are.
    fn count(&self, rows: u128) -> u64 {
        rows.min(self.rows.into()) as u64
    }
}

/// Whole units, 0 for less than nothing and for what is not a number.
fn units(px: f64) -> u64 {
    (px * PX as f64).round() as u64
}

fn pixels(units: u64) -> f64 {
    units as f64 / PX as f64
}

#[cfg(test)]
mod tests;
