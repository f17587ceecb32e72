//! Draws the visible rows, and only those.
//!
//! A row is an element that is used again for another row when the view moves: its text changes,
//! nothing is built. The rows lie in a layer that sticks to the top of the scroller, over a spacer
//! that gives the scroll bar its length.
//!
//! A row's text is its `hexdump -C -v` line, exactly: offset, bytes and text column are three
//! cells with white space kept. The row of the caret has a cell for each byte, with the same text.

use std::cell::{self, RefCell};
use std::fmt::Write as _;
use std::ops::Range;
use std::rc::Rc;

use hexcore::canonical::{self, LineBuffer};
use hexcore::{ByteClass, Row, Width, ascii};
use js_sys::{Promise, Reflect};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{Element, HtmlElement, ResizeObserver, Text};

use super::plane::Plane;
use super::reader::Reader;
use super::sheet::Sheet;
use super::{create, document, matches, set_attribute, set_style, window};
use crate::decoder::{Colours, State};

/// Drawn in the place of a byte that has not been read yet, once for each of its two digits.
const PENDING: char = '·';

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
    plane: Plane,
    lines: Vec<Line>,
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

/// What decides how a row looks, beside its bytes.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Look {
    file: u32,
    width: Width,
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
    digits: usize,
}

/// Where the caret's boxes stand.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Caret {
    /// The row, counted from the first one in view.
    line: u64,
    column: usize,
    width: Width,
}

/// One row's elements.
struct Line {
    element: HtmlElement,
    offset: Text,
    bytes: Cell,
    text: Cell,
    drawn: Option<Drawn>,
}

/// A cell of a row: one text node, or markup.
struct Cell {
    element: HtmlElement,
    node: Text,
    is_text: bool,
}

/// What a row's elements show.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Drawn {
    row: u64,
    read: bool,
    /// The caret's column, on the row that has the caret.
    active: Option<usize>,
}

impl Grid {
    /// Takes over the skeleton inside `scroller`: a spacer, in it a layer, in it the rows.
    /// `None` if that is not what is there.
    pub fn attach(scroller: &HtmlElement) -> Option<Grid> {
        let child = |parent: &Element| parent.first_element_child()?.dyn_into::<HtmlElement>().ok();
        let spacer = child(scroller)?;
        let layer = child(&spacer)?;
        let rows = child(&layer)?;
        let plane = Plane::new();
        let carets = [create("div", "caret"), create("div", "caret")];
        let _ = layer.append_child(plane.canvas());
        for caret in &carets {
            set_attribute(caret, "aria-hidden", "true");
            let _ = layer.append_child(caret);
        }
        Some(Grid {
            scroller: scroller.clone(),
            spacer,
            layer,
            rows,
            carets,
            plane,
            lines: Vec::new(),
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
    pub fn measure(&self) -> (f64, u32) {
        const CHARACTERS: f64 = 100.0;
        let probe = create("span", "probe");
        set_style(&probe, "width", &format!("{CHARACTERS}ch"));
        let _ = self.layer.append_child(&probe);
        let character = probe.get_bounding_client_rect().width() / CHARACTERS;
        probe.remove();
        let padding: f64 = ["padding-left", "padding-right"]
            .map(|property| computed_px(&self.rows, property))
            .iter()
            .sum();
        let room = (f64::from(self.scroller.client_width()) - padding) / character.max(1.0);
        (f64::from(self.scroller.client_height()), room as u32)
    }

    /// How far the browser has scrolled, in pixels.
    pub fn scroll_top(&self) -> f64 {
        // web-sys gives whole pixels; there are others.
        Reflect::get(&self.scroller, &"scrollTop".into())
            .ok()
            .and_then(|top| top.as_f64())
            .unwrap_or(0.0)
    }

    /// The offset of the byte at a point of the window, in pixels; `None` where there is no byte.
    pub fn byte_at(&self, state: &State, x: f64, y: f64) -> Option<u64> {
        let line = self.lines.iter().find(|line| {
            let bounds = line.element.get_bounding_client_rect();
            (bounds.top()..bounds.bottom()).contains(&y)
        })?;
        let row = line.drawn?.row;
        let width = state.width.get();
        let first = row.checked_mul(width as u64)?;
        let length = usize::try_from(state.size().checked_sub(first)?)
            .unwrap_or(width)
            .min(width);
        let column = column_at(
            &line.bytes.element,
            canonical::bytes_columns(state.width),
            x,
        )
        .map(|character| {
            (0..width)
                .rev()
                .find(|&column| canonical::byte_column(column) <= character + 1)
                .unwrap_or(0)
        })
        .or_else(|| column_at(&line.text.element, length + 2, x)?.checked_sub(1))?;
        (column < length).then_some(first + column as u64)
    }

    /// Puts the keyboard into the grid.
    pub fn focus(&self) {
        let options = web_sys::FocusOptions::new();
        options.set_prevent_scroll(true);
        let _ = self.rows.focus_with_options(&options);
    }

    /// Makes the browser show `state`. Says whether all rows in view have been read.
    pub fn draw(&mut self, state: &State, reader: &Reader) -> bool {
        self.lay_out(state);
        let look = self.take_look(state);
        let visible = state.viewport.visible_rows();
        self.recycle(&visible);

        let columns = canonical::bytes_columns(look.width) + look.width.get() + 2;
        if look.mode == Mode::Plane {
            self.plane.begin(columns, self.lines.len());
        }
        let mut all_read = true;
        let mut named = None;
        let caret_row = state.row_of(state.caret);
        let Grid {
            lines,
            plane,
            sheet,
            scratch,
            html,
            ..
        } = self;
        for (index, (line, row)) in lines.iter_mut().zip(visible.clone()).enumerate() {
            let active =
                (row == caret_row).then(|| (state.caret % look.width.get() as u64) as usize);
            reader.with_row(row, look.width, scratch, |bytes| {
                let drawn = Drawn {
                    row,
                    read: bytes.is_some(),
                    active,
                };
                all_read &= drawn.read;
                if drawn.is_active() {
                    named = Some(state.caret);
                }
                if line.drawn != Some(drawn) {
                    line.draw(drawn, bytes.as_ref(), look, state.size(), sheet, html);
                }
                if let Some(bytes) = bytes.filter(|_| look.mode == Mode::Plane) {
                    colour(plane, index, bytes.bytes, look.width);
                }
            });
        }
        self.sheet.hand_over();
        if look.mode == Mode::Plane {
            self.plane.end();
        }
        self.place_caret(state, &visible);
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
            digits: canonical::offset_digits(state.size().saturating_sub(1)),
        };
        if self.geometry.replace(geometry) != Some(geometry) {
            let px = |length: f64| format!("{length}px");
            set_style(&self.spacer, "height", &px(geometry.spacer_px));
            set_style(&self.layer, "height", &px(geometry.height_px));
            set_style(&self.layer, "--shift", &px(geometry.shift_px));
            set_style(
                &self.layer,
                "--offset",
                &format!("{}ch", geometry.digits + 2),
            );
            // Only where offsets differ in length have they to be given one width.
            let _ = self
                .rows
                .class_list()
                .toggle_with_force("long", geometry.digits > 8);
        }
        // What the browser reports is within a pixel of what we wrote; writing it again would
        // only fight with the user's hand.
        if (self.scroll_top() - viewport.scroll_top()).abs() >= 1.0 {
            let _ = Reflect::set(
                &self.scroller,
                &"scrollTop".into(),
                &viewport.scroll_top().into(),
            );
        }
    }

    /// Decides on the look; a new one makes every row be drawn again.
    fn take_look(&mut self, state: &State) -> Look {
        if self.palette_of.replace(state.redraws) != Some(state.redraws) {
            self.plane.read_palette(&self.layer);
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
            width: state.width,
            mode,
            glyphs: state.settings.glyphs,
        };
        if self.look != Some(look) {
            self.look = Some(look);
            for line in &mut self.lines {
                line.drawn = None;
            }
            let display = if mode == Mode::Plane { "block" } else { "none" };
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
            width: state.width,
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
            let Some(Caret {
                line,
                column,
                width,
            }) = caret
            else {
                continue;
            };
            let (character, characters) = match index {
                0 => (canonical::byte_column(column), 2),
                _ => (canonical::bytes_columns(width) + 1 + column, 1),
            };
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

    /// Scrolls sideways, where rows are wider than the view, until the caret is in view.
    fn reveal_caret(&self) {
        let [caret, _] = &self.carets;
        if self.scroller.scroll_width() <= self.scroller.client_width() {
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

impl Drawn {
    /// Whether the row has a cell for each byte.
    fn is_active(self) -> bool {
        self.active.is_some() && self.read
    }
}

impl Cell {
    fn new(class: &str) -> Cell {
        let element = create("span", class);
        set_attribute(&element, "role", "gridcell");
        let node = document().create_text_node("");
        let _ = element.append_child(&node);
        Cell {
            element,
            node,
            is_text: true,
        }
    }

    fn show_text(&mut self, text: &str, sheet: &mut Sheet) {
        if !self.is_text {
            self.element.replace_children_with_node_1(&self.node);
            self.is_text = true;
        }
        sheet.node(&self.node, text);
    }

    fn show_html(&mut self, html: &str) {
        self.element.set_inner_html(html);
        self.is_text = false;
    }
}

impl Line {
    fn new() -> Line {
        let element = create("span", "row");
        set_attribute(&element, "role", "row");
        let header = create("span", "offset");
        set_attribute(&header, "role", "rowheader");
        let offset = document().create_text_node("");
        let _ = header.append_child(&offset);
        let bytes = Cell::new("bytes");
        let text = Cell::new("text");
        for child in [&header, &bytes.element, &text.element] {
            let _ = element.append_child(child);
        }
        Line {
            element,
            offset,
            bytes,
            text,
            drawn: None,
        }
    }

    /// Shows a row. Its texts go onto the sheet; `html` is a buffer to build markup in.
    fn draw(
        &mut self,
        drawn: Drawn,
        row: Option<&Row<'_>>,
        look: Look,
        size: u64,
        sheet: &mut Sheet,
        html: &mut String,
    ) {
        let before = self.drawn.replace(drawn);
        // A row index is a 32-bit number to browsers; it is left out where the count is unknown.
        match i32::try_from(drawn.row + 1) {
            Ok(index) if i32::try_from(look.width.rows(size)).is_ok() => {
                sheet.row_index(&self.element, index);
            }
            _ => {
                let _ = self.element.remove_attribute("aria-rowindex");
            }
        }
        // A line that has shown nothing yet may still look as it did for another file.
        if before.is_none_or(|before| before.is_active() != drawn.is_active()) {
            if drawn.is_active() {
                let _ = self.bytes.element.remove_attribute("role");
            } else {
                set_attribute(&self.bytes.element, "role", "gridcell");
            }
        }
        if before.is_none_or(|before| before.read != drawn.read) {
            let class = if drawn.read { "row" } else { "row pending" };
            self.element.set_class_name(class);
        }
        let mut buffer = LineBuffer::new();
        let Some(row) = row else {
            self.draw_pending(drawn.row, look.width, size, sheet, &mut buffer);
            return;
        };
        let line = canonical::line(&mut buffer, row.offset, row.bytes, look.width);
        sheet.node(&self.offset, line.offset);
        if let Some(active) = drawn.active {
            write_cells(html, row, line.bytes, active, look.mode);
            self.bytes.show_html(html);
        } else if look.mode == Mode::Spans {
            write_runs(html, row.bytes, |bytes| byte_span(bytes, line.bytes));
            self.bytes.show_html(html);
        } else {
            self.bytes.show_text(line.bytes, sheet);
        }
        let glyphs = look.glyphs.then(|| glyphs(row.bytes));
        let text = glyphs.as_deref().unwrap_or(line.text);
        if look.mode == Mode::Spans {
            write_runs(html, row.bytes, |bytes| text_span(bytes, text));
            // The bars belong to no byte.
            html.insert(0, '|');
            html.push('|');
            self.text.show_html(html);
        } else {
            self.text.show_text(text, sheet);
        }
    }

    /// Keeps the place of a row that has not been read.
    fn draw_pending(
        &mut self,
        row: u64,
        width: Width,
        size: u64,
        sheet: &mut Sheet,
        buffer: &mut LineBuffer,
    ) {
        let offset = row * width.get() as u64;
        let length = usize::try_from(size.saturating_sub(offset))
            .unwrap_or(usize::MAX)
            .min(width.get());
        let zeros = [0; 64];
        let line = canonical::line(
            buffer,
            offset,
            zeros.get(..length).unwrap_or_default(),
            width,
        );
        sheet.node(&self.offset, line.offset);
        let pending = PENDING.encode_utf8(&mut [0; 4]).to_owned();
        self.bytes
            .show_text(&line.bytes.replace('0', &pending), sheet);
        self.text
            .show_text(&format!("|{}|", pending.repeat(length)), sheet);
    }
}

/// By how many rows `to` lies after `from`, if rows stay in view on the way.
fn near(to: u64, from: u64, rows: usize) -> Option<usize> {
    let distance = usize::try_from(to.checked_sub(from)?).ok()?;
    (0 < distance && distance < rows).then_some(distance)
}

/// The id of the cell of the byte at `offset`.
fn cell_id(offset: u64) -> String {
    format!("byte-{offset:x}")
}

/// A cell for each byte, with the white space of `line` between them; the byte of the caret is
/// named.
fn write_cells(html: &mut String, row: &Row<'_>, line: &str, active: usize, mode: Mode) {
    html.clear();
    let mut end = 0;
    for (column, (&byte, offset)) in row.bytes.iter().zip(row.offset..).enumerate() {
        let start = canonical::byte_column(column);
        html.push_str(line.get(end..start).unwrap_or_default());
        end = start + 2;
        let digits = line.get(start..end).unwrap_or_default();
        html.push_str("<span role=\"gridcell\"");
        if mode == Mode::Spans {
            let _ = write!(html, " class=\"{}\"", ByteClass::of(byte).name());
        }
        if column == active {
            let _ = write!(
                html,
                " id=\"{}\" aria-label=\"offset {offset:X}, {byte:02X}, {}\"",
                cell_id(offset),
                ascii::spoken(byte)
            );
        }
        let _ = write!(html, ">{digits}</span>");
    }
    html.push_str(line.get(end..).unwrap_or_default());
}

/// An element for each run of bytes of one class; `part` gives the run's text and what stands
/// between it and the run before.
fn write_runs<'t>(
    html: &mut String,
    bytes: &[u8],
    part: impl Fn(Range<usize>) -> (&'t str, &'t str),
) {
    html.clear();
    let mut end = 0;
    for (run, class) in ByteClass::runs(bytes) {
        end = run.end;
        let (text, after) = part(run);
        let _ = write!(html, "<span class=\"{}\">", class.name());
        push_escaped(html, text);
        html.push_str("</span>");
        html.push_str(after);
    }
    debug_assert_eq!(end, bytes.len());
}

/// The digits of a run of bytes and the white space after them.
fn byte_span(bytes: Range<usize>, line: &str) -> (&str, &str) {
    let first = canonical::byte_column(bytes.start);
    let end = canonical::byte_column(bytes.end - 1) + 2;
    let next = digits_after(line, end);
    (
        line.get(first..end).unwrap_or_default(),
        line.get(end..next).unwrap_or_default(),
    )
}

/// Where the white space that begins at `end` is over.
fn digits_after(line: &str, end: usize) -> usize {
    let rest = line.get(end..).unwrap_or_default();
    end + rest.len() - rest.trim_start().len()
}

/// The characters of a run of bytes in the text column, which has a bar before them.
fn text_span(bytes: Range<usize>, text: &str) -> (&str, &str) {
    let mut starts = text
        .char_indices()
        .map(|(start, _)| start)
        .skip(1 + bytes.start);
    let first = starts.next().unwrap_or(text.len());
    let end = starts.nth(bytes.len() - 1).unwrap_or(text.len());
    (text.get(first..end).unwrap_or_default(), "")
}

fn push_escaped(html: &mut String, text: &str) {
    for character in text.chars() {
        match character {
            '&' => html.push_str("&amp;"),
            '<' => html.push_str("&lt;"),
            '>' => html.push_str("&gt;"),
            other => html.push(other),
        }
    }
}

/// The text column with a glyph for each byte that is not printable.
fn glyphs(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(bytes.len() * 3 + 2);
    text.push('|');
    text.extend(bytes.iter().map(|&byte| ByteClass::glyph(byte)));
    text.push('|');
    text
}

/// Colours one row on the plane, run by run, in both columns.
fn colour(plane: &mut Plane, row: usize, bytes: &[u8], width: Width) {
    let text = canonical::bytes_columns(width) + 1;
    for (run, class) in ByteClass::runs(bytes) {
        let first = canonical::byte_column(run.start);
        let end = canonical::byte_column(run.end - 1) + 2;
        plane.fill(row, first, end - first, class);
        plane.fill(row, text + run.start, run.len(), class);
    }
}

/// The character of `element` at the window's `x`, if it has `characters` of them.
fn column_at(element: &HtmlElement, characters: usize, x: f64) -> Option<usize> {
    let bounds = element.get_bounding_client_rect();
    let inside = (x - bounds.left()) / bounds.width().max(1.0);
    (0.0..1.0)
        .contains(&inside)
        .then_some((inside * characters as f64) as usize)
}

/// A length in pixels that the style sheet gives an element; 0 where it gives none.
fn computed_px(element: &HtmlElement, property: &str) -> f64 {
    let style = window().get_computed_style(element).ok().flatten();
    let value = style
        .and_then(|style| style.get_property_value(property).ok())
        .unwrap_or_default();
    value.trim_end_matches("px").parse().unwrap_or(0.0)
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
                grid.plane.end();
            }
            times.push(next_frame().await);
        }
        let mut frames: Vec<f64> = times
            .windows(2)
            .filter_map(|pair| Some(pair.last()? - pair.first()?))
            .collect();
        frames.sort_by(f64::total_cmp);
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
