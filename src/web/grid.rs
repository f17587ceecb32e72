//! Draws the visible rows, and only those.
//!
//! A row is an element that is used again for another row when the view moves: its text changes,
//! nothing is built. The rows lie in a layer that sticks to the top of the scroller, over a spacer
//! that gives the scroll bar its length.
//!
//! A row's text is the line of the view's tool, exactly: offset, bytes and text column are three
//! cells with white space kept. The row of the caret has a cell for each byte, with the same text.

mod line;

use std::cell::{self, RefCell};
use std::ops::Range;
use std::rc::Rc;

use hexcore::ByteClass;
use hexcore::view::{Layout, TextColumn, View};
use js_sys::{Number, Promise, Reflect};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{Element, HtmlElement, ResizeObserver};

use self::line::{Drawn, Line, Mark, Marks, cell_id};
use super::plane::{CLEAR, Pixel, Plane, colour_of};
use super::reader::Reader;
use super::sheet::Sheet;
use super::{create, matches, set_attribute, set_style, window};
use crate::decoder::{Colours, State};

/// A frame that takes longer than this many milliseconds is one too slow to scroll with.
const SLOW_FRAME_MS: f64 = 25.0;

thread_local! {
    /// Whether blending the plane was found to be too slow here; `None` before it was measured.
    static PLANE_IS_SLOW: cell::Cell<Option<bool>> = const { cell::Cell::new(None) };
}

/// The grid's elements and what is drawn on them.
pub struct Grid {
    scroller: HtmlElement,
    spacer: HtmlElement,
    layer: HtmlElement,
    rows: HtmlElement,
    carets: [HtmlElement; 2],
    handles: [HtmlElement; 2],
    /// Colours the byte classes, over the text.
    plane: Plane,
    /// Shows what is marked, under the text.
    ground: Plane,
    palette: Palette,
    layout: Layout,
    lines: Vec<Line>,
    /// Whether a selection has handles now.
    has_handles: bool,
    /// Width of a character in pixels.
    character_px: f64,
    /// How many characters fit beside each other.
    room: u32,
    /// Where the view was scrolled to last, in pixels.
    top: Option<f64>,
    sheet: Sheet,
    look: Option<Look>,
    /// What was written to elements last; what has not changed is not written again.
    geometry: Option<Geometry>,
    caret: Option<Caret>,
    named: Option<u64>,
    /// The count of redraws for which the style sheet's colours were read.
    palette_of: Option<u32>,
    is_forced: bool,
    scratch: Vec<u8>,
    html: String,
}

/// The style sheet's colours.
#[derive(Default)]
struct Palette {
    classes: [Pixel; ByteClass::ALL.len()],
    selected: Pixel,
    lit: Pixel,
}

/// What decides how a row looks, beside its bytes.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Look {
    file: u32,
    /// How many times a file was read afresh.
    reopened: u32,
    view: View,
    mode: Mode,
    glyphs: bool,
}

/// How the classes are coloured, once it is decided.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Mode {
    Plane,
    Spans,
    Off,
}

/// The scroller's and the layer's measures.
#[derive(Clone, Copy, PartialEq)]
struct Geometry {
    spacer_px: f64,
    height_px: f64,
    shift_px: f64,
    /// Characters of the longest offset.
    offset: usize,
}

/// Where the caret's boxes stand.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Caret {
    /// The row, counted from the first one in view.
    line: u64,
    column: usize,
    view: View,
}

/// What a point of the window leads to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Aim {
    /// The byte at this offset.
    Byte(u64),
    /// A place above (negative) or below the rows, by so many rows, over this column.
    Beyond {
        /// Rows.
        rows: i64,
        /// The column, from 0.
        column: usize,
    },
}

impl Grid {
    /// Takes over the skeleton inside `scroller`: a spacer, in it a layer, in it the rows.
    /// `None` if that is not what is there.
    pub fn attach(scroller: &HtmlElement) -> Option<Grid> {
        let child = |parent: &Element| parent.first_element_child()?.dyn_into::<HtmlElement>().ok();
        let spacer = child(scroller)?;
        let layer = child(&spacer)?;
        let rows = child(&layer)?;
        let plane = Plane::new("plane");
        let ground = Plane::new("ground");
        let carets = [create("div", "caret"), create("div", "caret")];
        let handles = [create("div", "handle first"), create("div", "handle last")];
        let _ = layer.insert_before(ground.canvas(), Some(&rows));
        let _ = layer.append_child(plane.canvas());
        for element in carets.iter().chain(&handles) {
            set_attribute(element, "aria-hidden", "true");
            let _ = layer.append_child(element);
        }
        Some(Grid {
            scroller: scroller.clone(),
            spacer,
            layer,
            rows,
            carets,
            handles,
            plane,
            ground,
            palette: Palette::default(),
            layout: Layout::new(View::default()),
            lines: Vec::new(),
            has_handles: false,
            character_px: 8.0,
            room: 0,
            top: None,
            sheet: Sheet::new(),
            look: None,
            geometry: None,
            caret: None,
            named: None,
            palette_of: None,
            is_forced: false,
            scratch: Vec::new(),
            html: String::new(),
        })
    }

    /// The height of the view in pixels, and how many characters fit beside each other.
    pub fn measure(&mut self) -> (f64, u32) {
        const CHARACTERS: f64 = 100.0;
        let probe = create("span", "probe");
        set_style(&probe, "width", &format!("{CHARACTERS}ch"));
        let _ = self.layer.append_child(&probe);
        let character = probe.get_bounding_client_rect().width() / CHARACTERS;
        probe.remove();
        self.character_px = character.max(1.0);
        let padding: f64 = ["padding-left", "padding-right"]
            .map(|property| computed_px(&self.rows, property))
            .iter()
            .sum();
        let room = (f64::from(self.scroller.client_width()) - padding) / character.max(1.0);
        self.room = room as u32;
        (f64::from(self.scroller.client_height()), self.room)
    }

    /// How far the browser has scrolled, in pixels.
    pub fn scroll_top(&self) -> f64 {
        // web-sys gives whole pixels; there are others.
        Reflect::get(&self.scroller, &"scrollTop".into())
            .ok()
            .and_then(|top| top.as_f64())
            .unwrap_or(0.0)
    }

    /// What a point of the window, in pixels, leads to; `None` where there are no rows. Beside the
    /// rows it is the nearest byte of the row.
    pub fn aim(&self, state: &State, x: f64, y: f64) -> Option<Aim> {
        let first = self.lines.first()?;
        let bounds = first.element.get_bounding_client_rect();
        let view = self.scroller.get_bounding_client_rect();
        let row_px = bounds.height().max(1.0);
        let cells = first.bytes.element.get_bounding_client_rect().left();
        let character = ((x - cells) / self.character_px).floor().max(0.0) as usize;
        let width = self.layout.row();
        let column_in = |length: usize| match self.layout.text_start() {
            Some(text) if character + 1 >= text => {
                (character.saturating_sub(text)).min(length.saturating_sub(1))
            }
            _ => self.layout.byte_at(character, length).unwrap_or(0),
        };
        let bottom = view.top() + f64::from(self.scroller.client_height());
        let rows = match () {
            () if y < view.top() => ((y - view.top()) / row_px).floor(),
            () if y >= bottom => ((y - bottom) / row_px).floor() + 1.0,
            () => 0.0,
        };
        if rows != 0.0 {
            return Some(Aim::Beyond {
                rows: rows as i64,
                column: column_in(width),
            });
        }
        let line = ((y - bounds.top()) / row_px).floor().max(0.0) as usize;
        let last = self.lines.len().saturating_sub(1);
        let row = self.lines.get(line.min(last))?.drawn?.row;
        let first = row.checked_mul(width as u64)?;
        let length = usize::try_from(state.size().checked_sub(first)?)
            .unwrap_or(width)
            .min(width);
        Some(Aim::Byte(first + column_in(length) as u64))
    }

    /// Whether a point of the window is over a byte, and not beside the rows.
    pub fn is_on_byte(&self, x: f64, y: f64) -> bool {
        let Some(first) = self.lines.first() else {
            return false;
        };
        let cells = first.bytes.element.get_bounding_client_rect();
        let width = self.layout.characters() as f64 * self.character_px;
        let height = self.lines.len() as f64 * cells.height();
        (cells.left()..cells.left() + width).contains(&x)
            && (cells.top()..cells.top() + height).contains(&y)
    }

    /// Puts the keyboard into the grid.
    pub fn focus(&self) {
        let options = web_sys::FocusOptions::new();
        options.set_prevent_scroll(true);
        let _ = self.rows.focus_with_options(&options);
    }

    /// Makes the browser show `state`. Says whether all rows in view have been read.
    pub fn draw(&mut self, state: &State, reader: &Reader) -> bool {
        if state.viewport.height_px() == 0.0 {
            // Nothing has been measured yet. What is scrolled now would come back as the user's wish.
            return false;
        }
        let look = self.take_look(state);
        self.lay_out(state);
        let visible = state.viewport.visible_rows();
        self.recycle(&visible);

        let characters = self.layout.characters();
        if look.mode == Mode::Plane {
            self.plane.begin(characters, self.lines.len());
        }
        self.ground.begin(characters, self.lines.len());
        let mut all_read = true;
        let mut named = None;
        let caret_row = state.row_of(state.caret);
        let selection = match state.selection() {
            // The caret's boxes say it.
            one if one.end - one.start == 1 => 0..0,
            selection => selection,
        };
        let has_context = matches!(look.view.text, TextColumn::Utf8 | TextColumn::Utf16);
        let Grid {
            lines,
            plane,
            ground,
            palette,
            layout,
            sheet,
            scratch,
            html,
            is_forced,
            ..
        } = self;
        let width = layout.row();
        for (index, (line, row)) in lines.iter_mut().zip(visible.clone()).enumerate() {
            let active = (row == caret_row).then(|| (state.caret % width as u64) as usize);
            let first = row * width as u64;
            let length = usize::try_from(state.size() - first.min(state.size()))
                .unwrap_or(width)
                .min(width);
            let around = match has_context {
                true => [
                    first.saturating_sub(CONTEXT)..first,
                    first + length as u64..first + length as u64 + CONTEXT,
                ]
                .map(|range| reader.bytes(range)),
                false => [Some(Vec::new()), Some(Vec::new())],
            };
            let has_around = around.iter().all(Option::is_some);
            let marks = Marks::new(first, length, &selection, &state.lit);
            reader.with_row(row, state.width, scratch, |bytes| {
                let is_in_markup = look.mode == Mode::Spans || active.is_some() || *is_forced;
                let drawn = Drawn {
                    row,
                    read: bytes.is_some(),
                    active,
                    marks: if is_in_markup {
                        marks
                    } else {
                        Marks::default()
                    },
                    has_around,
                };
                all_read &= drawn.read;
                if drawn.is_active() {
                    named = Some(state.caret);
                }
                let caret_before = line.caret_before(drawn);
                if let (Some(bytes), Some(before)) = (&bytes, caret_before) {
                    line.rename(bytes, before, drawn, layout);
                } else if line.drawn != Some(drawn) {
                    line.begin(drawn, state.viewport.rows(), sheet);
                    match &bytes {
                        Some(bytes) => {
                            let around = around
                                .each_ref()
                                .map(|bytes| bytes.as_deref().unwrap_or_default());
                            line.show(bytes, layout, around, look, sheet, html);
                        }
                        None => line.show_pending(layout.pending_line(first, length), sheet),
                    }
                }
                if let Some(bytes) = bytes.filter(|_| look.mode == Mode::Plane) {
                    colour(plane, palette, index, bytes.bytes, layout, marks);
                }
                for (run, mark) in marks.runs(length) {
                    mark_ground(ground, palette, index, run, layout, mark);
                }
            });
        }
        self.sheet.hand_over();
        if look.mode == Mode::Plane {
            self.plane.end();
        }
        self.ground.end();
        self.place_caret(state, &visible);
        self.place_handles(state, &visible);
        self.name_active(named);
        all_read
    }

    /// The scroller's and the layer's geometry.
    fn lay_out(&mut self, state: &State) {
        let viewport = &state.viewport;
        let geometry = Geometry {
            spacer_px: viewport.spacer_px(),
            height_px: viewport.height_px(),
            shift_px: -viewport.offset_px(),
            offset: self.offset_characters(state),
        };
        let is_other = self.geometry.replace(geometry) != Some(geometry);
        if is_other {
            // As JavaScript writes it: what writes it in Rust is large.
            let px = |length: f64| {
                let number = Number::from(length)
                    .to_string_with_radix(10)
                    .map(String::from);
                number.unwrap_or_default() + "px"
            };
            set_style(&self.spacer, "height", &px(geometry.spacer_px));
            set_style(&self.layer, "height", &px(geometry.height_px));
            set_style(&self.layer, "--shift", &px(geometry.shift_px));
            set_style(&self.layer, "--offset", &format!("{}ch", geometry.offset));
            // Only where offsets differ in length have they to be given one width.
            let is_long = geometry.offset > self.layout.offset_characters(0);
            let _ = self.rows.class_list().toggle_with_force("long", is_long);
        }
        // To ask the browser makes it lay out the page: nobody asks where nothing is to be scrolled.
        let top = viewport.scroll_top();
        if is_other || self.top != Some(top) {
            // What the browser reports is within a pixel of what we wrote; writing it again would
            // only fight with the user's hand.
            let is_there = |grid: &Grid| (grid.scroll_top() - top).abs() < 1.0;
            if !is_there(self) {
                let _ = Reflect::set(&self.scroller, &"scrollTop".into(), &top.into());
            }
            self.top = is_there(self).then_some(top);
        }
    }

    /// Characters of the longest offset of the file.
    fn offset_characters(&self, state: &State) -> usize {
        let last = state.size().saturating_sub(1);
        let of = |offset| self.layout.offset_characters(offset);
        of(0).max(of(last))
    }

    /// Decides on the look; a new one makes every row be drawn again.
    fn take_look(&mut self, state: &State) -> Look {
        if self.palette_of.replace(state.redraws) != Some(state.redraws) {
            self.palette = Palette {
                classes: ByteClass::ALL
                    .map(|class| colour_of(&self.layer, &format!("--byte-{}", class.name()))),
                selected: colour_of(&self.layer, "--selected"),
                lit: colour_of(&self.layer, "--lit"),
            };
            self.is_forced = matches("(forced-colors: active)");
        }
        let mode = match state.settings.colours {
            _ if self.is_forced => Mode::Off,
            Colours::Auto if PLANE_IS_SLOW.get() == Some(true) => Mode::Spans,
            Colours::Auto | Colours::Plane => Mode::Plane,
            Colours::Spans => Mode::Spans,
            Colours::Off => Mode::Off,
        };
        let look = Look {
            file: state.file.as_ref().map_or(0, |file| file.id),
            reopened: state.reopened,
            view: state.view(),
            mode,
            glyphs: state.settings.glyphs,
        };
        if self.look != Some(look) {
            self.look = Some(look);
            if *self.layout.view() != look.view {
                self.layout = Layout::new(look.view);
                self.caret = None;
            }
            for line in &mut self.lines {
                line.drawn = None;
            }
            let display = if mode == Mode::Plane { "" } else { "none" };
            set_style(self.plane.canvas(), "display", display);
        }
        look
    }

    /// Gives each visible row an element. Elements of rows that stay in view keep their row.
    fn recycle(&mut self, visible: &Range<u64>) {
        let count = usize::try_from(visible.end - visible.start).unwrap_or(0);
        if let Some(first) = self
            .lines
            .first()
            .and_then(|line| line.drawn)
            .map(|drawn| drawn.row)
        {
            let length = self.lines.len();
            if let Some(down) = near(visible.start, first, length) {
                self.lines.rotate_left(down);
                for line in self.lines.iter().skip(length - down) {
                    let _ = self.rows.append_child(&line.element);
                }
            } else if let Some(up) = near(first, visible.start, length) {
                self.lines.rotate_right(up);
                let before = self.rows.first_child();
                for line in self.lines.iter().take(up) {
                    let _ = self.rows.insert_before(&line.element, before.as_ref());
                }
            }
        }
        while self.lines.len() < count {
            let line = Line::new();
            let _ = self.rows.append_child(&line.element);
            self.lines.push(line);
        }
        for line in self.lines.drain(count..) {
            line.element.remove();
        }
    }

    fn place_caret(&mut self, state: &State, visible: &Range<u64>) {
        let row = state.row_of(state.caret);
        let caret = (visible.contains(&row) && state.size() > 0).then(|| Caret {
            line: row - visible.start,
            column: (state.caret % state.width.get() as u64) as usize,
            view: state.view(),
        });
        if std::mem::replace(&mut self.caret, caret) == caret {
            return;
        }
        for (index, element) in self.carets.iter().enumerate() {
            set_style(
                element,
                "display",
                if caret.is_some() { "block" } else { "none" },
            );
            let Some(Caret { line, column, .. }) = caret else {
                continue;
            };
            let place = match (index, self.layout.text_start()) {
                (0, _) => self.layout.place(column),
                (_, Some(text)) => text + column..text + column + 1,
                (_, None) => {
                    set_style(element, "display", "none");
                    continue;
                }
            };
            let (character, characters) = (place.start, place.len());
            // A transform moves the box without the page being laid out again.
            let x = format!("calc(var(--offset) + {character}ch)");
            let y = format!("calc(var(--shift) + {line} * var(--row))");
            set_style(element, "width", &format!("{characters}ch"));
            set_style(element, "transform", &format!("translate({x}, {y})"));
        }
        if caret.is_some() {
            self.reveal_caret();
        }
    }

    /// Puts the handles, by which a finger moves its ends, to a selection.
    fn place_handles(&mut self, state: &State, visible: &Range<u64>) {
        let selection = state.selection();
        let width = state.width.get() as u64;
        let is_wanted = selection.end - selection.start > 1;
        if !is_wanted && !std::mem::replace(&mut self.has_handles, is_wanted) {
            return;
        }
        self.has_handles = is_wanted;
        let ends = [selection.start, selection.end.saturating_sub(1)];
        for (index, (handle, offset)) in self.handles.iter().zip(ends).enumerate() {
            let row = offset / width;
            let is_shown = is_wanted && visible.contains(&row);
            set_style(
                handle,
                "visibility",
                if is_shown { "visible" } else { "hidden" },
            );
            if is_shown {
                let place = self.layout.place((offset % width) as usize);
                let character = if index == 0 { place.start } else { place.end };
                // Under its row; over the lowest ones, below which there is no room for it.
                let line = row - visible.start;
                let is_above = row + 2 >= visible.end && line > 1;
                let _ = handle.class_list().toggle_with_force("above", is_above);
                let x = format!("calc(var(--offset) + {character}ch)");
                let y = match is_above {
                    true => format!("calc(var(--shift) + {line} * var(--row) - 100%)"),
                    false => format!("calc(var(--shift) + {} * var(--row))", line + 1),
                };
                set_style(handle, "transform", &format!("translate({x}, {y})"));
            }
        }
    }

    /// Scrolls sideways, where rows are wider than the view, until the caret is in view.
    fn reveal_caret(&self) {
        let [caret, _] = &self.carets;
        let offset = self.geometry.map_or(0, |geometry| geometry.offset);
        if offset + self.layout.characters() <= self.room as usize {
            // To ask the browser would make it lay out the page now.
            return;
        }
        let view = self.scroller.get_bounding_client_rect();
        let caret = caret.get_bounding_client_rect();
        let margin = caret.width();
        let right = view.left() + f64::from(self.scroller.client_width());
        let beyond = if caret.right() + margin > right {
            caret.right() + margin - right
        } else if caret.left() - margin < view.left() {
            caret.left() - margin - view.left()
        } else {
            return;
        };
        self.scroller.scroll_by_with_x_and_y(beyond, 0.0);
    }

    /// Tells assistive technology which byte the keyboard is on.
    fn name_active(&mut self, named: Option<u64>) {
        if std::mem::replace(&mut self.named, named) == named {
            return;
        }
        match named {
            Some(offset) => set_attribute(&self.rows, "aria-activedescendant", &cell_id(offset)),
            None => {
                let _ = self.rows.remove_attribute("aria-activedescendant");
            }
        }
    }
}

/// By how many rows `to` lies after `from`, if rows stay in view on the way.
fn near(to: u64, from: u64, rows: usize) -> Option<usize> {
    let distance = usize::try_from(to.checked_sub(from)?).ok()?;
    (0 < distance && distance < rows).then_some(distance)
}

/// Bytes beside a row that its text may have to look at.
const CONTEXT: u64 = 4;

/// Colours one row's classes, run by run, in both columns. What is marked has the plain colour of
/// the text.
fn colour(
    plane: &mut Plane,
    palette: &Palette,
    row: usize,
    bytes: &[u8],
    layout: &Layout,
    marks: Marks,
) {
    let text = layout.text_start();
    for (run, class) in ByteClass::runs(bytes) {
        let Some(&colour) = palette.classes.get(class as usize) else {
            continue;
        };
        if let Some(text) = text {
            plane.fill(row, text + run.start..text + run.end, colour);
        }
        let (first, last) = (layout.place(run.start), layout.place(run.end - 1));
        if layout.is_in_order() && layout.sharing(run.start).len() == 1 {
            plane.fill(row, first.start..last.end, colour);
        } else {
            // The bytes stand in another order, or the run begins or ends within a number.
            for column in run {
                plane.fill(row, layout.place(column), colour);
            }
        }
    }
    for (run, _) in marks.runs(bytes.len()) {
        for place in places(run, layout) {
            plane.fill(row, place, CLEAR);
        }
    }
}

/// Shows on the ground that the columns `run` of a row are marked.
fn mark_ground(
    ground: &mut Plane,
    palette: &Palette,
    row: usize,
    run: Range<usize>,
    layout: &Layout,
    mark: Mark,
) {
    let colour = match mark {
        Mark::Selected => palette.selected,
        Mark::Lit => palette.lit,
    };
    for place in places(run, layout) {
        ground.fill(row, place, colour);
    }
}

/// The characters of the columns `run`, with the white space between them, in both columns.
fn places(run: Range<usize>, layout: &Layout) -> impl Iterator<Item = Range<usize>> {
    let text = layout
        .text_start()
        .map(|text| text + run.start..text + run.end);
    let end = run.end;
    run.map(move |column| {
        let place = layout.place(column);
        let next = layout.place(column + 1).start;
        // The space to the next one belongs to both.
        match column + 1 < end && next > place.start && next - place.end.min(next) <= 2 {
            true => place.start..next,
            false => place,
        }
    })
    .chain(text)
}

/// A length in pixels that the style sheet gives an element; 0 where it gives none.
fn computed_px(element: &HtmlElement, property: &str) -> f64 {
    let style = window().get_computed_style(element).ok().flatten();
    let value = style
        .and_then(|style| style.get_property_value(property).ok())
        .unwrap_or_default();
    // What follows the number is not looked at.
    let length = js_sys::parse_float(&value);
    if length.is_nan() { 0.0 } else { length }
}

/// A callback for changes of an element's size; it ends when this is dropped.
pub struct Resize {
    observer: ResizeObserver,
    _callback: Closure<dyn FnMut()>,
}

impl Drop for Resize {
    fn drop(&mut self) {
        self.observer.disconnect();
    }
}

/// Calls back now and whenever the size of `element` changes.
pub fn on_resize(element: &HtmlElement, resized: impl Fn() + 'static) -> Option<Resize> {
    resized();
    let callback = Closure::<dyn FnMut()>::new(resized);
    let observer = ResizeObserver::new(callback.as_ref().unchecked_ref()).ok()?;
    observer.observe(element);
    Some(Resize {
        observer,
        _callback: callback,
    })
}

/// Finds out whether the plane can be blended at the pace of the screen, by blending it for a few
/// frames, and calls `changed` when the grid is better off without it. Measures once.
pub fn calibrate(grid: &Rc<RefCell<Option<Grid>>>, changed: impl FnOnce() + 'static) {
    const FRAMES: usize = 9;
    if PLANE_IS_SLOW.get().is_some() {
        return;
    }
    PLANE_IS_SLOW.set(Some(false));
    let grid = Rc::clone(grid);
    spawn_local(async move {
        let mut times = Vec::with_capacity(FRAMES);
        for _ in 0..FRAMES {
            if let Some(grid) = grid.borrow().as_ref() {
                grid.plane.put();
            }
            times.push(next_frame().await);
        }
        let mut frames: Vec<f64> = times
            .windows(2)
            .filter_map(|pair| Some(pair.last()? - pair.first()?))
            .collect();
        super::sort_few(&mut frames, |&frame| frame);
        let median = frames.get(frames.len() / 2).copied().unwrap_or(0.0);
        if median > SLOW_FRAME_MS {
            PLANE_IS_SLOW.set(Some(true));
            changed();
        }
    });
}

/// Waits for the browser's next frame; gives its time in milliseconds.
async fn next_frame() -> f64 {
    let promise = Promise::new(&mut |resolve, _| {
        let _ = window().request_animation_frame(&resolve);
    });
    JsFuture::from(promise)
        .await
        .as_ref()
        .ok()
        .and_then(JsValue::as_f64)
        .unwrap_or(0.0)
}
