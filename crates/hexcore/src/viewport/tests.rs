//! The view against a browser that is played here, up to 2⁵³ − 1 rows.

use proptest::prelude::*;

use super::*;

/// The most rows that a file can have: as many as there are bytes that a browser can count.
const MOST: u64 = (1 << 53) - 1;

/// A scrolled element as a browser has it: `scrollTop` is a multiple of a quantum, stays within
/// the content, and is reported whenever it has become another.
#[derive(Clone, Debug)]
struct Browser {
    scroll_top: f64,
    quantum: f64,
}

impl Browser {
    fn new(quantum: f64) -> Browser {
        Browser {
            scroll_top: 0.0,
            quantum,
        }
    }

    /// The greatest `scrollTop`. An element of no height, which no user can scroll, counts as one
    /// pixel high here as it does there.
    fn limit(&self, view: &Viewport) -> f64 {
        ((view.spacer_px() - view.height_px().max(1.0)) / self.quantum)
            .floor()
            .max(0.0)
            * self.quantum
    }

    /// Sets `scrollTop`, rounded and clamped; says whether that is another than before.
    fn set(&mut self, view: &Viewport, scroll_top: f64) -> bool {
        let rounded = (scroll_top / self.quantum).round() * self.quantum;
        let before = self.scroll_top;
        self.scroll_top = rounded.clamp(0.0, self.limit(view));
        self.scroll_top != before
    }

    /// The user scrolls, by wheel or by thumb.
    fn scroll_to(&mut self, view: &mut Viewport, scroll_top: f64) {
        if self.set(view, scroll_top) {
            *view = view.scrolled(self.scroll_top);
        }
        self.write(view);
    }

    fn wheel(&mut self, view: &mut Viewport, delta: f64) {
        self.scroll_to(view, self.scroll_top + delta);
    }

    /// Writes what the view wants, and reports it back, until there is nothing more to write.
    fn write(&mut self, view: &mut Viewport) {
        for _ in 0..3 {
            if !self.set(view, view.scroll_top()) {
                return;
            }
            *view = view.scrolled(self.scroll_top);
        }
        panic!("The view and the browser answer each other for ever: {view:?}, {self:?}");
    }

    fn check(&self, view: &Viewport) {
        let (at, limit) = (self.scroll_top, self.limit(view));
        assert!((at - view.scroll_top()).abs() <= 1.0, "{at} for {view:?}");
        assert!(view.position <= view.end(), "{view:?}");
        assert!(view.scroll <= view.scroll_limit(), "{view:?}");
        if limit > 0.0 {
            assert_eq!(at == 0.0, view.position == 0, "{at} for {view:?}");
            if at == limit {
                // This browser may round its limit down and what we write up, by half a pixel each.
                assert!(view.end() - view.position <= PX.into(), "{at} for {view:?}");
            }
            if view.position == view.end() {
                assert!(limit - at < 1.0, "{at} of {limit} for {view:?}");
            }
        }
        let visible = view.visible_rows();
        assert!(visible.start <= visible.end && visible.end <= view.rows());
        assert_eq!(visible.start, view.top_row());
        assert!((0.0..f64::from(view.row_px)).contains(&view.offset_px()));
        let whole = view.whole_rows();
        if !whole.is_empty() {
            assert!(visible.start <= whole.start && whole.end <= visible.end);
            assert!(whole.end - whole.start <= view.full_rows());
        }
    }
}

fn any_rows() -> impl Strategy<Value = u64> {
    prop_oneof![
        1..2_000_000_u64,
        (0..=53_u32, any::<u64>()).prop_map(|(bits, noise)| (noise & ((1 << bits) - 1)).max(1)),
        (0..100_u64).prop_map(|less| MOST - less),
        (0..2000_u64).prop_map(|near| u64::from(MAX_SPACER_PX) / 20 - 1000 + near),
    ]
}

/// Heights in half pixels, and zero.
fn any_height() -> impl Strategy<Value = f64> {
    prop_oneof![
        1 => Just(0.0),
        9 => (2..3000_u32).prop_map(|half| f64::from(half) / 2.0),
    ]
}

fn any_quantum() -> impl Strategy<Value = f64> {
    prop_oneof![Just(1.0), Just(0.5), Just(1.0 / 64.0)]
}

fn any_view() -> impl Strategy<Value = Viewport> {
    (any_rows(), 8..60_u32, any_height())
        .prop_map(|(rows, row_px, height_px)| Viewport::new(rows, row_px, height_px))
}

/// Files that are longer than the spacer, in views of whole pixels.
fn long_view() -> impl Strategy<Value = Viewport> {
    (20..=53_u32, any::<u64>(), 8..60_u32, 40..2000_u32).prop_map(
        |(bits, noise, row_px, height)| {
            let rows = (1 << bits) - 1 - (noise & ((1 << (bits - 2)) - 1));
            Viewport::new(rows, row_px, height.into())
        },
    )
}

/// The middle, where a scroll by this much is still relative, in whole pixels.
fn tick(view: &Viewport, part: f64) -> f64 {
    (pixels(view.relative_limit()) * part).trunc()
}

#[derive(Clone, Debug)]
enum Deed {
    Wheel(f64),
    Drag(f64),
    Rows(i128),
    Reveal(u64),
    ToRow(u64),
    Settle,
    Nonsense(f64),
    Height(f64),
    Shape(u64, u32),
}

fn deed() -> impl Strategy<Value = Deed> {
    prop_oneof![
        6 => (-1.0..=1.0).prop_map(Deed::Wheel),
        3 => (0.0..=1.0).prop_map(Deed::Drag),
        1 => prop_oneof![Just(0.0), Just(1.0)].prop_map(Deed::Drag),
        2 => prop_oneof![-100..100_i128, any::<i128>()].prop_map(Deed::Rows),
        1 => prop_oneof![0..3_u64, any_rows(), any::<u64>()].prop_map(Deed::Reveal),
        1 => prop_oneof![0..3_u64, any_rows(), any::<u64>()].prop_map(Deed::ToRow),
        2 => Just(Deed::Settle),
        1 => prop_oneof![
            Just(f64::NAN), Just(f64::INFINITY), Just(f64::NEG_INFINITY), Just(-3.0), Just(1e300)
        ].prop_map(Deed::Nonsense),
        1 => any_height().prop_map(Deed::Height),
        1 => (any_rows(), 1..60_u32).prop_map(|(rows, row_px)| Deed::Shape(rows, row_px)),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1000))]

    #[test]
    fn view_and_browser_stay_together(
        view in any_view(),
        quantum in any_quantum(),
        deeds in prop::collection::vec(deed(), 0..60),
    ) {
        let mut view = view;
        let mut browser = Browser::new(quantum);
        for deed in deeds {
            match deed {
                Deed::Wheel(part) => {
                    let delta = tick(&view, part);
                    browser.wheel(&mut view, delta);
                }
                Deed::Drag(part) => {
                    let scroll_top = browser.limit(&view) * part;
                    browser.scroll_to(&mut view, scroll_top);
                }
                Deed::Rows(rows) => view = view.moved_by_rows(rows),
                Deed::Reveal(row) => {
                    view = view.revealing(row);
                    let row = row.min(view.rows() - 1);
                    prop_assert!(
                        view.whole_rows().contains(&row)
                            || view.height_px() < f64::from(view.row_px) && view.top_row() <= row
                    );
                }
                Deed::ToRow(row) => {
                    view = view.to_row(row);
                    let row = row.min(view.rows() - 1);
                    prop_assert!(view.visible_rows().contains(&row) || view.height_px() == 0.0);
                }
                Deed::Settle => {
                    let before = view.position;
                    view = view.settled();
                    prop_assert_eq!(view.position, before);
                    prop_assert_eq!(view.settled(), view);
                }
                Deed::Nonsense(scroll_top) => {
                    view = view.scrolled(scroll_top);
                    if !scroll_top.is_nan() {
                        browser.set(&view, scroll_top);
                    }
                }
                Deed::Height(height_px) => {
                    let before = view.position;
                    view = view.resized(view.rows, view.row_px, height_px);
                    prop_assert_eq!(view.position, before.min(view.end()));
                }
                Deed::Shape(rows, row_px) => {
                    let top = view.top_row();
                    view = view.resized(rows, row_px, view.height_px());
                    prop_assert!(view.top_row() == top || view.position == view.end());
                }
            }
            browser.write(&mut view);
            browser.check(&view);
        }
    }

    /// The heart of it: whatever is rewritten in between, a tick moves by just its pixels.
    #[test]
    fn every_tick_moves_by_exactly_its_pixels(
        view in long_view(),
        quantum in any_quantum(),
        start in prop_oneof![Just(0.0), Just(1.0), 0.0..1.0, 0.0..0.01, 0.99..1.0],
        ticks in prop::collection::vec((-1.0..=1.0, any::<u8>()), 1..300),
        lean in -0.5..0.5,
    ) {
        let mut view = view;
        let mut browser = Browser::new(quantum);
        let row = (view.rows() as f64 * start) as u64;
        view = view.to_row(row);
        browser.write(&mut view);
        let mut expected = view.position;
        for (part, chance) in ticks {
            let delta = tick(&view, f64::clamp(part + lean, -1.0, 1.0));
            browser.wheel(&mut view, delta);
            let distance = u128::from(units(delta.abs()));
            expected = match delta > 0.0 {
                true => (expected + distance).min(view.end()),
                false => expected.saturating_sub(distance),
            };
            prop_assert_eq!(view.position, expected);
            if chance < 40 {
                view = view.settled();
                browser.write(&mut view);
            }
            prop_assert_eq!(view.position, expected);
            browser.check(&view);
        }
    }

    /// A scroll under way when we write: its report comes with ours, or instead of ours.
    #[test]
    fn a_tick_that_meets_our_write_is_not_lost(
        view in long_view(),
        start in 0.1..0.9,
        drift in prop::collection::vec(0.1..=1.0, 1..20),
        part in -1.0..=1.0,
        too_late in any::<bool>(),
    ) {
        let mut view = view.to_row((view.rows() as f64 * start) as u64);
        let mut browser = Browser::new(1.0);
        browser.write(&mut view);
        for part in drift {
            let delta = tick(&view, part);
            browser.wheel(&mut view, delta);
        }
        let before = view.position;
        view = view.settled();
        let drift = view.scroll.abs_diff(view.reported);
        // Where the two places are close, the browser is taken to be at the one it was told.
        if !too_late || drift <= 2 * view.relative_limit() {
            browser.set(&view, view.scroll_top());
        }
        let delta = tick(&view, part);
        browser.wheel(&mut view, delta);
        let moved = view.position as i128 - before as i128;
        prop_assert_eq!(moved, delta as i128 * i128::from(PX));
        browser.check(&view);
    }

    #[test]
    fn n_ticks_down_and_n_up_is_the_same_place(
        view in any_view(),
        quantum in any_quantum(),
        start in 0.0..1.0,
        part in 0.01..=1.0,
        n in 1..200_u32,
        settle_each in 1..50_u32,
    ) {
        let mut view = view.to_row((view.rows() as f64 * start) as u64);
        let mut browser = Browser::new(quantum);
        browser.write(&mut view);
        let before = (view.top_row(), view.offset_px());
        let delta = tick(&view, part);
        let mut hit_the_end = false;
        for (sign, n) in [(1.0, n), (-1.0, n)] {
            for count in 0..n {
                // A browser that rounds its limit down ends up to a pixel before the rows do.
                hit_the_end |= browser.scroll_top + sign * delta > browser.limit(&view);
                browser.wheel(&mut view, sign * delta);
                hit_the_end |= view.position == view.end();
                if count % settle_each == 0 {
                    view = view.settled();
                    browser.write(&mut view);
                }
            }
        }
        if !hit_the_end {
            prop_assert_eq!((view.top_row(), view.offset_px()), before);
        }
    }

    #[test]
    fn both_ends_are_exact(view in any_view(), quantum in any_quantum(), part in 0.0..1.0) {
        let mut view = view.resized(view.rows, view.row_px, view.height_px().max(1.0));
        let mut browser = Browser::new(quantum);
        let limit = browser.limit(&view);
        for scroll_top in [limit * part, limit, limit * part, 0.0, limit, 0.0] {
            browser.scroll_to(&mut view, scroll_top);
            if browser.scroll_top == 0.0 {
                prop_assert_eq!((view.top_row(), view.offset_px()), (0, 0.0));
            } else if browser.scroll_top == limit {
                prop_assert_eq!(view.position, view.end());
                prop_assert_eq!(view.visible_rows().end, view.rows());
            }
        }
        // Our own moves take the browser to its ends.
        let down = view.moved_by_rows(i128::MAX);
        prop_assert_eq!(down.position, view.end());
        prop_assert_eq!(down.scroll, view.scroll_limit());
        let up = down.moved_by_rows(i128::MIN);
        prop_assert_eq!((up.position, up.scroll), (0, 0));
        prop_assert_eq!(view.revealing(u64::MAX).visible_rows().end, view.rows());
    }

    #[test]
    fn dragging_the_thumb_is_monotone(
        view in any_view(),
        quantum in any_quantum(),
        start in 0.0..1.0,
        mut stops in prop::collection::vec(0.0..=1.0, 2..60),
        down in any::<bool>(),
    ) {
        let mut view = view.to_row((view.rows() as f64 * start) as u64);
        let mut browser = Browser::new(quantum);
        browser.write(&mut view);
        stops.sort_by(f64::total_cmp);
        if !down {
            stops.reverse();
        }
        let limit = browser.limit(&view);
        browser.scroll_to(&mut view, limit * stops[0]);
        view = view.settled();
        browser.write(&mut view);
        // The thumb is now where it belongs, and is taken up there.
        let first = browser.scroll_top;
        for stop in stops {
            let before = view.position;
            let stop = limit * stop;
            browser.scroll_to(&mut view, if down { stop.max(first) } else { stop.min(first) });
            let (low, high) = if down { (before, view.position) } else { (view.position, before) };
            prop_assert!(low <= high, "from {} to {}", before, view.position);
        }
    }

    #[test]
    fn the_map_is_monotone_and_leads_back(
        view in any_view(),
        first in 0.0..=1.0,
        second in 0.0..=1.0,
    ) {
        let limit = view.scroll_limit();
        let [low, high] = if first <= second { [first, second] } else { [second, first] }
            .map(|part| ((limit as f64 * part) as u64).min(limit));
        prop_assert!(view.position_at(low) <= view.position_at(high));
        prop_assert!(view.scroll_at(view.position_at(low)).abs_diff(low) < PX);
        // A thumb on a whole pixel gives whole pixels, and rest leaves it where it is. Less than a
        // pixel short of the end it gives the end, which may lie between pixels.
        let dragged = view.scrolled((low / PX) as f64);
        let is_in_the_middle = dragged.scroll > view.reach()
            && limit - dragged.scroll > view.reach().max(PX);
        if is_in_the_middle {
            prop_assert_eq!(dragged.offset_px().fract(), 0.0);
            prop_assert_eq!(view.scroll_at(view.position_at(dragged.scroll)), dragged.scroll);
        }
        let position = (view.end() as f64 * first) as u128;
        let position = position.min(view.end());
        // Back and forth loses less than what one pixel of the spacer stands for.
        let slope = view.end() / u128::from(limit.max(1)) + 1;
        let back = view.position_at(view.scroll_at(position));
        prop_assert!(back.abs_diff(position) <= 2 * slope * u128::from(PX));
        prop_assert_eq!(view.position_at(0), 0);
        prop_assert_eq!(view.position_at(limit), view.end());
        prop_assert_eq!(view.scroll_at(0), 0);
        prop_assert_eq!(view.scroll_at(view.end()), limit);
    }

    #[test]
    fn below_the_limit_scrolling_is_native(
        rows in 1..400_000_u64,
        height_px in 40..2000_u32,
        stops in prop::collection::vec(0.0..=1.0, 1..50),
    ) {
        let mut view = Viewport::new(rows, 20, height_px.into());
        prop_assert_eq!(view.spacer_px(), rows as f64 * 20.0);
        for stop in stops {
            let limit = f64::max(view.spacer_px() - view.height_px(), 0.0);
            let scroll_top = f64::floor(limit * stop);
            view = view.scrolled(scroll_top);
            prop_assert_eq!(view.top_row() as f64 * 20.0 + view.offset_px(), scroll_top);
            prop_assert_eq!(view.scroll_top(), scroll_top);
            prop_assert_eq!(view.settled(), view);
        }
    }

    #[test]
    fn keys_move_by_whole_rows(
        view in long_view(),
        start in 0.2..0.8,
        offset in 0..8_u32,
        steps in prop::collection::vec(-1000..1000_i128, 0..100),
    ) {
        let mut view = view.to_row((view.rows() as f64 * start) as u64);
        view = view.scrolled(view.scroll_top()).scrolled(view.scroll_top() + f64::from(offset));
        let (mut row, hidden) = (i128::from(view.top_row()), view.offset_px());
        prop_assert_eq!(hidden, f64::from(offset));
        for step in steps {
            view = view.moved_by_rows(step);
            row += step;
            prop_assert_eq!((i128::from(view.top_row()), view.offset_px()), (row, hidden));
        }
    }

    /// A browser whose pixels are not ours (125 %, 110 %): off by less than a pixel in the end.
    #[test]
    fn odd_pixels_do_not_add_up(
        view in long_view(),
        quantum in prop_oneof![Just(0.8), Just(1.0 / 1.1), Just(1.0 / 1.5)],
        start in 0.2..0.8,
        n in 1..60_u32,
    ) {
        let mut view = view.to_row((view.rows() as f64 * start) as u64);
        let mut browser = Browser::new(quantum);
        browser.write(&mut view);
        let before = view.position;
        let delta = f64::min(quantum * 120.0, pixels(view.relative_limit()));
        for sign in [1.0, -1.0] {
            for _ in 0..n {
                browser.wheel(&mut view, sign * delta);
                view = view.settled();
                browser.write(&mut view);
            }
        }
        prop_assert!(view.position.abs_diff(before) < 2 * u128::from(PX) + u128::from(n));
    }
}

#[test]
fn a_wheel_never_runs_out_of_spacer() {
    for (rows, start) in [
        (MOST, 0.0),
        (MOST, 0.4),
        (MOST, 0.999),
        (30_000_000, 0.5),
        (500_000, 0.0),
    ] {
        let mut view = Viewport::new(rows, 20, 600.0);
        let mut browser = Browser::new(1.0);
        view = view.to_row((rows as f64 * start) as u64);
        browser.write(&mut view);
        let first = view.position;
        // Ten million pixels down, more than all of the spacer, without ever coming to rest.
        for count in 1..=100_000_u128 {
            browser.wheel(&mut view, 100.0);
            assert_eq!(view.position, (first + count * 6400).min(view.end()));
        }
        browser.check(&view);
        let last = view.position;
        for count in 1..=200_000_u128 {
            browser.wheel(&mut view, -100.0);
            assert_eq!(view.position, last.saturating_sub(count * 6400));
        }
        browser.check(&view);
    }
}

#[test]
fn writes_are_rare_while_the_wheel_turns() {
    let mut view = Viewport::new(MOST, 20, 600.0);
    let mut browser = Browser::new(1.0);
    let mut writes = 0;
    for _ in 0..100_000 {
        browser.set(&view, browser.scroll_top + 100.0);
        view = view.scrolled(browser.scroll_top);
        writes += u32::from(view.scroll_top() != browser.scroll_top);
        browser.write(&mut view);
    }
    assert!(writes < 10, "{writes}");
}

#[test]
fn sub_pixel_scrolls_are_kept() {
    let mut view = Viewport::new(MOST, 20, 600.0);
    for step in 1..=80 {
        view = view.scrolled(f64::from(step) / 4.0);
    }
    assert_eq!((view.top_row(), view.offset_px()), (1, 0.0));
}

#[test]
fn an_echo_is_swallowed_and_the_next_scroll_counts_from_it() {
    let view = Viewport::new(MOST, 20, 600.0).to_row(MOST / 2);
    let place = (view.top_row(), view.offset_px());
    let echoed = view.scrolled(view.scroll_top() - 0.4);
    assert_eq!((echoed.top_row(), echoed.offset_px()), place);
    let moved = echoed.scrolled(view.scroll_top() - 0.4 + 20.0);
    assert_eq!((moved.top_row(), moved.offset_px()), (place.0 + 1, place.1));
}

#[test]
fn three_views_are_relative_and_more_is_a_drag() {
    let view = Viewport::new(MOST, 20, 600.0).to_row(MOST / 2);
    let view = view.scrolled(view.scroll_top());
    let top = view.scroll_top();
    assert_eq!(view.scrolled(top + 1800.0).top_row(), view.top_row() + 90);
    assert_eq!(view.scrolled(top - 1800.0).top_row(), view.top_row() - 90);
    assert!(view.scrolled(top + 1801.0).top_row() > view.top_row() + 1_000_000_000);
    assert!(view.scrolled(top - 1801.0).top_row() < view.top_row() - 1_000_000_000);
}

#[test]
fn the_last_of_the_most_rows() {
    let view = Viewport::new(MOST, 20, 600.0);
    assert_eq!(view.spacer_px(), 8_000_000.0);
    let end = view.scrolled(7_999_400.0);
    assert_eq!(end.visible_rows(), MOST - 30..MOST);
    assert_eq!(end.whole_rows(), MOST - 30..MOST);
    assert_eq!(end.scrolled(7_999_399.0).offset_px(), 19.0);
    assert_eq!(end.moved_by_rows(-1).top_row(), MOST - 31);
    assert_eq!(view.to_row(MOST - 1), view.to_row(u64::MAX));
    assert_eq!(view.to_row(MOST / 2).top_row(), MOST / 2 - 10);
    assert_eq!(view.revealing(MOST / 2).whole_rows().end, MOST / 2 + 1);
}

#[test]
fn more_rows_and_pixels_than_any_file_has() {
    let view = Viewport::new(u64::MAX, u32::MAX, f64::INFINITY);
    assert_eq!(view.height_px(), 1_000_000.0);
    let end = view.moved_by_rows(i128::MAX).settled();
    assert_eq!(end.visible_rows().end, u64::MAX);
    for step in 0..100 {
        let view = view.scrolled(f64::from(step) * 71_234.5);
        assert_eq!(view.settled().position, view.position);
        assert!(!view.visible_rows().is_empty());
    }
}

#[test]
fn small_views() {
    let none = Viewport::new(0, 20, 600.0);
    assert_eq!((none.spacer_px(), none.scroll_top()), (0.0, 0.0));
    assert_eq!(
        (none.visible_rows(), none.whole_rows(), none.full_rows()),
        (0..0, 0..0, 30)
    );
    for moved in [
        none.to_row(5),
        none.revealing(5),
        none.moved_by_rows(5),
        none.scrolled(9.0),
    ] {
        assert_eq!(moved, none);
    }
    let flat = Viewport::new(100, 20, 0.0);
    assert_eq!((flat.visible_rows(), flat.full_rows()), (0..0, 1));
    assert_eq!(flat.to_row(50).top_row(), 50);
    assert_eq!(flat.moved_by_rows(1000).top_row(), 99);
    let short = Viewport::new(3, 20, 600.0);
    assert_eq!((short.visible_rows(), short.whole_rows()), (0..3, 0..3));
    assert_eq!(short.spacer_px(), 60.0);
    assert_eq!(short.scrolled(10.0), short);
    let low = Viewport::new(100, 20, 15.0).revealing(50);
    assert_eq!(
        (low.top_row(), low.offset_px(), low.whole_rows()),
        (50, 0.0, 50..50)
    );
    assert_eq!(Viewport::new(9, 0, f64::NAN).spacer_px(), 9.0);
}

#[test]
fn revealing_moves_as_little_as_possible() {
    let view = Viewport::new(1000, 20, 110.0).to_row(500);
    assert_eq!((view.top_row(), view.whole_rows()), (499, 499..504));
    assert_eq!(view.revealing(499), view);
    assert_eq!(view.revealing(503), view);
    let down = view.revealing(504);
    assert_eq!(
        (down.top_row(), down.offset_px(), down.whole_rows()),
        (499, 10.0, 500..505)
    );
    let up = down.revealing(499);
    assert_eq!((up.top_row(), up.offset_px()), (499, 0.0));
}

#[test]
fn a_new_size_keeps_the_top_row() {
    let view = Viewport::new(MOST, 20, 600.0).to_row(1 << 40);
    let top = view.top_row();
    assert_eq!(view.resized(MOST, 20, 600.0), view);
    assert_eq!(view.resized(MOST, 20, 601.5).top_row(), top);
    assert_eq!(view.resized(MOST, 32, 600.0).top_row(), top);
    assert_eq!(view.resized(top + 30, 20, 600.0).top_row(), top);
    assert_eq!(view.resized(100, 20, 600.0).visible_rows(), 70..100);
    assert_eq!(view.resized(0, 20, 600.0).top_row(), 0);
    let hidden = Viewport::new(1000, 20, 600.0)
        .scrolled(110.0)
        .resized(1000, 40, 600.0);
    assert_eq!((hidden.top_row(), hidden.offset_px()), (5, 20.0));
}

#[test]
fn an_end_counts_also_where_an_echo_is_due() {
    let view = Viewport::new(MOST, 20, 600.5).moved_by_rows(i128::MAX);
    let view = view.resized(MOST, 20, 600.0);
    assert_eq!(view.end() - view.position, 32);
    let end = view.scrolled(7_999_400.0);
    assert_eq!(end.position, end.end());
    assert_eq!(end.visible_rows(), MOST - 30..MOST);
}

#[test]
fn at_the_first_row_nothing_is_left_to_scroll() {
    // The browser rounds what we wrote, 20 px, up to 20.4 px, and is then scrolled up by as much.
    let view = Viewport::new(MOST, 20, 600.0)
        .moved_by_rows(1)
        .scrolled(20.4);
    let first = view.scrolled(0.4);
    assert_eq!((first.position, first.scroll_top()), (0, 0.0));
}

#[test]
fn a_jump_that_meets_a_scroll_ends_where_the_rows_end() {
    for (row, ticks) in [(1000, -300.0), (MOST - 1000, 300.0)] {
        // The report of a scroll in the middle comes after the jump, which was not yet written.
        let mut view = Viewport::new(MOST, 20, 600.0).to_row(MOST / 2);
        let mut browser = Browser::new(1.0);
        browser.write(&mut view);
        view = view.to_row(row);
        for _ in 0..100 {
            browser.wheel(&mut view, ticks);
            browser.check(&view);
        }
        assert!(view.position == 0 || view.position == view.end());
    }
}

#[test]
fn the_bottom_of_a_revealed_row_is_on_a_whole_pixel() {
    let view = Viewport::new(MOST, 20, 600.4).revealing(1000);
    assert_eq!((view.top_row(), view.offset_px()), (971, 0.0));
    assert_eq!(view.whole_rows(), 971..1001);
    let view = Viewport::new(MOST, 20, 590.6).revealing(1000);
    assert_eq!((view.top_row(), view.offset_px()), (971, 10.0));
}
