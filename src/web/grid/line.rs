//! The elements of one row, and the markup of its cells where text alone will not do.

use std::fmt::Write as _;
use std::ops::Range;

use hexcore::view::{Layout, Line as Parts, TextColumn};
use hexcore::{ByteClass, Row, ascii};
use web_sys::{HtmlElement, Text};

use super::{Look, Mode};
use crate::web::sheet::Sheet;
use crate::web::sort_few;
use crate::web::{create, document, set_attribute};

/// One row's elements.
pub(super) struct Line {
    pub(super) element: HtmlElement,
    offset: Text,
    pub(super) bytes: Cell,
    pub(super) text: Cell,
    pub(super) drawn: Option<Drawn>,
}

/// A cell of a row: one text node, or markup.
pub(super) struct Cell {
    pub(super) element: HtmlElement,
    node: Text,
    is_text: bool,
}

/// What a row's elements show.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) struct Drawn {
    pub(super) row: u64,
    pub(super) read: bool,
    /// The caret's column, on the row that has the caret.
    pub(super) active: Option<usize>,
    /// What is marked, where the row's markup says so.
    pub(super) marks: Marks,
    /// Whether the bytes beside the row, which its text looks at, have been read.
    pub(super) has_around: bool,
}

impl Drawn {
    /// Whether the row has a cell for each byte.
    pub(super) fn is_active(self) -> bool {
        self.active.is_some() && self.read
    }
}

/// The columns of a row that are marked, from the first up to the second.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Marks {
    selected: (u8, u8),
    lit: (u8, u8),
}

/// How a byte is marked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Mark {
    /// It is selected.
    Selected,
    /// Something on the page speaks of it.
    Lit,
}

impl Marks {
    /// What of the file's bytes `selected` and `lit` lies on a row of `length` bytes that starts
    /// at `offset`.
    pub(super) fn new(
        offset: u64,
        length: usize,
        selected: &Range<u64>,
        lit: &Range<u64>,
    ) -> Marks {
        let on_row = |range: &Range<u64>| {
            let column = |place: u64| place.saturating_sub(offset).min(length as u64) as u8;
            (column(range.start), column(range.end))
        };
        Marks {
            selected: on_row(selected),
            lit: on_row(lit),
        }
    }

    /// Whether nothing is marked.
    pub(super) fn is_empty(self) -> bool {
        let is_none = |(start, end)| start >= end;
        is_none(self.selected) && is_none(self.lit)
    }

    /// How the byte in `column` is marked.
    pub(super) fn of(self, column: usize) -> Option<Mark> {
        let is_in = |(start, end)| (usize::from(start)..usize::from(end)).contains(&column);
        if is_in(self.lit) {
            Some(Mark::Lit)
        } else if is_in(self.selected) {
            Some(Mark::Selected)
        } else {
            None
        }
    }

    /// The marked columns, run by run.
    pub(super) fn runs(self, length: usize) -> impl Iterator<Item = (Range<usize>, Mark)> {
        let mut column = 0;
        std::iter::from_fn(move || {
            while column < length {
                let start = column;
                let mark = self.of(column);
                while column < length && self.of(column) == mark {
                    column += 1;
                }
                if let Some(mark) = mark {
                    return Some((start..column, mark));
                }
            }
            None
        })
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
    /// A row's elements, which show nothing yet.
    pub(super) fn new() -> Line {
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

    /// Takes note of what is going to be shown, and gives the elements their roles and classes.
    pub(super) fn begin(&mut self, drawn: Drawn, rows: u64, sheet: &mut Sheet) {
        let before = self.drawn.replace(drawn);
        // A row index is a 32-bit number to browsers; it is left out where the count is unknown.
        match i32::try_from(drawn.row + 1) {
            Ok(index) if i32::try_from(rows).is_ok() => sheet.row_index(&self.element, index),
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
    }

    /// Shows a row that has been read.
    pub(super) fn show(
        &mut self,
        row: &Row<'_>,
        layout: &mut Layout,
        around: [&[u8]; 2],
        look: Look,
        sheet: &mut Sheet,
        html: &mut String,
    ) {
        let Some(drawn) = self.drawn else { return };
        let [before, after] = around;
        let style = Style {
            marks: drawn.marks,
            mode: look.mode,
        };
        // A letter of several bytes has their room, even if it is as narrow as others.
        let is_even = !matches!(look.view.text, TextColumn::Utf8 | TextColumn::Utf16);
        let parts = layout.line(row.offset, row.bytes, before, after);
        let is_plain = style.is_plain() && parts.text.is_ascii() && !look.glyphs;
        sheet.node(&self.offset, parts.offset);
        if is_plain && is_even && drawn.active.is_none() {
            self.bytes.show_text(parts.cells, sheet);
            self.text.show_text(parts.text, sheet);
            return;
        }
        let (cells, text) = (parts.cells.to_owned(), parts.text.to_owned());
        if let Some(active) = drawn.active {
            write_cells(html, row, &cells, active, layout, style);
            self.bytes.show_html(html);
        } else if style.is_plain() {
            self.bytes.show_text(&cells, sheet);
        } else {
            write_runs(html, row.bytes, &cells, layout, style);
            self.bytes.show_html(html);
        }
        let is_even = is_even || layout.places().iter().all(|place| place.bytes == 1);
        if text.is_empty() || is_plain && is_even {
            self.text.show_text(&text, sheet);
        } else {
            write_text(html, row.bytes, &text, layout, style, look.glyphs);
            self.text.show_html(html);
        }
    }

    /// The column in which the caret was, if nothing but the caret's column differs in `drawn`.
    pub(super) fn caret_before(&self, drawn: Drawn) -> Option<usize> {
        let before = self.drawn.filter(|before| before.is_active())?;
        let is_same = Drawn {
            active: drawn.active,
            ..before
        } == drawn
            && drawn.is_active();
        before.active.filter(|_| is_same)
    }

    /// Gives the caret's name to the cell of another byte; `before` is the column that had it. No
    /// text changes, so nothing has to be laid out.
    pub(super) fn rename(&mut self, row: &Row<'_>, before: usize, drawn: Drawn, layout: &Layout) {
        self.drawn = Some(drawn);
        let cells = self.bytes.element.children();
        let cell = |column| cells.item(rank(column, row.bytes.len(), layout));
        if let Some(cell) = cell(before) {
            let _ = cell.remove_attribute("id");
            let _ = cell.remove_attribute("aria-label");
        }
        let byte = drawn.active.and_then(|column| row.bytes.get(column));
        if let (Some(column), Some(&byte)) = (drawn.active, byte) {
            let offset = row.offset + column as u64;
            if let Some(cell) = cell(column) {
                set_attribute(&cell, "id", &cell_id(offset));
                set_attribute(&cell, "aria-label", &cell_label(offset, byte));
            }
        }
    }

    /// Keeps the place of a row that has not been read.
    pub(super) fn show_pending(&mut self, line: Parts<'_>, sheet: &mut Sheet) {
        sheet.node(&self.offset, line.offset);
        self.bytes.show_text(line.cells, sheet);
        self.text.show_text(line.text, sheet);
    }
}

/// What decides the classes of a row's bytes.
#[derive(Clone, Copy)]
struct Style {
    marks: Marks,
    mode: Mode,
}

impl Style {
    /// Whether no byte needs an element.
    fn is_plain(self) -> bool {
        self.mode != Mode::Spans && self.marks.is_empty()
    }

    /// The class of the byte in `column`; empty for none.
    fn class(self, column: usize, byte: u8) -> &'static str {
        match self.marks.of(column) {
            Some(Mark::Selected) => "selected",
            Some(Mark::Lit) => "lit",
            None if self.mode == Mode::Spans => ByteClass::of(byte).name(),
            None => "",
        }
    }
}

/// The id of the cell of the byte at `offset`.
pub(super) fn cell_id(offset: u64) -> String {
    format!("byte-{offset:x}")
}

/// What the cell of the caret's byte is called.
fn cell_label(offset: u64, byte: u8) -> String {
    format!("offset {offset:X}, {byte:02X}, {}", ascii::spoken(byte))
}

/// How many cells stand before the one of the byte in `column`, on a row of `length` bytes.
fn rank(column: usize, length: usize, layout: &Layout) -> u32 {
    let start = layout.place(column).start;
    let mut starts: Vec<usize> = (0..length).map(|index| layout.place(index).start).collect();
    sort_few(&mut starts, |&start| start);
    starts.dedup();
    starts.partition_point(|&other| other < start) as u32
}

/// A cell for each byte, or for the bytes that share their characters, with the white space of
/// `cells` between them; the one of the caret is named.
fn write_cells(
    html: &mut String,
    row: &Row<'_>,
    cells: &str,
    active: usize,
    layout: &Layout,
    style: Style,
) {
    html.clear();
    let mut end = 0;
    let mut columns: Vec<usize> = (0..row.bytes.len()).collect();
    sort_few(&mut columns, |&column| layout.place(column).start);
    for column in columns {
        let place = layout.place(column);
        let Some(&byte) = row.bytes.get(column) else {
            continue;
        };
        if place.start < end {
            // Shared with the byte before.
            continue;
        }
        html.push_str(cells.get(end..place.start).unwrap_or_default());
        end = place.end;
        let characters = cells.get(place).unwrap_or_default();
        html.push_str("<span role=\"gridcell\"");
        let class = style.class(column, byte);
        if !class.is_empty() {
            let _ = write!(html, " class=\"{class}\"");
        }
        if style.marks.of(column) == Some(Mark::Selected) {
            html.push_str(" aria-selected=\"true\"");
        }
        if layout.sharing(column).contains(&active) {
            let offset = row.offset + active as u64;
            let byte = row.bytes.get(active).copied().unwrap_or(byte);
            let _ = write!(
                html,
                " id=\"{}\" aria-label=\"{}\"",
                cell_id(offset),
                cell_label(offset, byte)
            );
        }
        let _ = write!(html, ">{characters}</span>");
    }
    html.push_str(cells.get(end..).unwrap_or_default());
}

/// An element for each run of bytes of one class that stand one after another.
fn write_runs(html: &mut String, bytes: &[u8], cells: &str, layout: &Layout, style: Style) {
    html.clear();
    let mut columns: Vec<(usize, Range<usize>, &'static str)> = bytes
        .iter()
        .enumerate()
        .map(|(column, &byte)| (column, layout.place(column), style.class(column, byte)))
        .collect();
    sort_few(&mut columns, |(_, place, _)| place.start);
    columns.dedup_by(|next, first| next.1 == first.1);
    let mut end = 0;
    for run in columns.chunk_by(|left, right| left.2 == right.2) {
        let (Some((_, first, class)), Some((_, last, _))) = (run.first(), run.last()) else {
            continue;
        };
        html.push_str(cells.get(end..first.start).unwrap_or_default());
        end = last.end;
        let characters = cells.get(first.start..end).unwrap_or_default();
        push_span(html, class, characters);
    }
    html.push_str(cells.get(end..).unwrap_or_default());
}

/// The text, with an element for each run of one class, and a box as wide as its bytes for each
/// character that may be of another width.
fn write_text(
    html: &mut String,
    bytes: &[u8],
    text: &str,
    layout: &Layout,
    style: Style,
    with_glyphs: bool,
) {
    html.clear();
    let [open, close] = layout.bars();
    let text = text.strip_prefix(open).unwrap_or(text);
    let text = text.strip_suffix(close).unwrap_or(text);
    push_escaped(html, open);
    let mut column = 0;
    let mut run = String::new();
    let mut run_class = "";
    let places = layout.places();
    for (index, character) in text.chars().enumerate() {
        let width = places.get(index).map_or(1, |place| place.bytes);
        let byte = bytes.get(column).copied().unwrap_or_default();
        let class = style.class(column, byte);
        let character = if with_glyphs {
            glyph(byte, character)
        } else {
            character
        };
        if class != run_class {
            push_span(html, run_class, &run);
            run.clear();
            run_class = class;
        }
        if width > 1 || (character > '\u{ff}' && character != glyph(byte, '.')) {
            push_span(html, run_class, &run);
            run.clear();
            let _ = write!(html, "<span class=\"w{width} {class}\">");
            push_escaped(html, character.encode_utf8(&mut [0; 4]));
            html.push_str("</span>");
        } else {
            run.push(character);
        }
        column += width;
    }
    push_span(html, run_class, &run);
    push_escaped(html, close);
}

/// A character of the text column, or the sign of its byte's class where it leaves no mark.
fn glyph(byte: u8, character: char) -> char {
    match (character, ByteClass::of(byte)) {
        ('.' | ' ', class) if class != ByteClass::Printable => ByteClass::glyph(byte),
        _ => character,
    }
}

fn push_span(html: &mut String, class: &str, text: &str) {
    if text.is_empty() {
        return;
    }
    if class.is_empty() {
        return push_escaped(html, text);
    }
    let _ = write!(html, "<span class=\"{class}\">");
    push_escaped(html, text);
    html.push_str("</span>");
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
