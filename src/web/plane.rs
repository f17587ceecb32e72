//! Planes of colour: canvases with one pixel for each character, stretched over the rows.
//!
//! One lies over the text and is blended into it: it colours the byte classes. One lies under the
//! text: it shows what is selected. The text stays text, and colouring it costs a few thousand
//! pixels instead of an element for each byte.

use std::ops::Range;

use wasm_bindgen::{Clamped, JsCast};
use web_sys::{CanvasRenderingContext2d, HtmlCanvasElement, HtmlElement, ImageData};

use super::{create, set_attribute, set_style, window};

/// A colour as the canvas keeps it: red, green, blue, opacity.
pub(super) type Pixel = [u8; 4];

/// Where nothing is coloured.
pub(super) const CLEAR: Pixel = [0; 4];

/// The canvas and the picture that is drawn on it next.
pub(super) struct Plane {
    canvas: HtmlCanvasElement,
    context: Option<CanvasRenderingContext2d>,
    pixels: Vec<u8>,
    /// What is on the canvas.
    shown: Vec<u8>,
    columns: usize,
    rows: usize,
    is_blank: bool,
}

impl Plane {
    /// A plane without rows; the style sheet knows it by `class`.
    pub(super) fn new(class: &str) -> Plane {
        let canvas: HtmlCanvasElement = create("canvas", class).unchecked_into();
        set_attribute(&canvas, "aria-hidden", "true");
        let context = canvas
            .get_context("2d")
            .ok()
            .flatten()
            .map(JsCast::unchecked_into);
        Plane {
            canvas,
            context,
            pixels: Vec::new(),
            shown: Vec::new(),
            columns: 0,
            rows: 0,
            is_blank: false,
        }
    }

    /// The canvas, to be put over the rows.
    pub(super) fn canvas(&self) -> &HtmlCanvasElement {
        &self.canvas
    }

    /// Begins a picture of `rows` rows with `columns` characters each.
    pub(super) fn begin(&mut self, columns: usize, rows: usize) {
        let bytes = columns * rows * CLEAR.len();
        if (columns, rows) != (self.columns, self.rows) {
            (self.columns, self.rows) = (columns, rows);
            // A canvas that is given a size is clear.
            self.shown.clear();
            self.shown.resize(bytes, 0);
            self.canvas.set_width(columns as u32);
            self.canvas.set_height(rows as u32);
            set_style(&self.canvas, "width", &format!("{columns}ch"));
            set_style(
                &self.canvas,
                "height",
                &format!("calc({rows} * var(--row))"),
            );
        }
        self.pixels.clear();
        self.pixels.resize(bytes, 0);
    }

    /// Colours the characters `characters` of a row.
    pub(super) fn fill(&mut self, row: usize, characters: Range<usize>, colour: Pixel) {
        let first = (row * self.columns + characters.start) * CLEAR.len();
        let length = characters.len() * CLEAR.len();
        let Some(pixels) = self.pixels.get_mut(first..first + length) else {
            return;
        };
        for pixel in pixels.chunks_exact_mut(CLEAR.len()) {
            pixel.copy_from_slice(&colour);
        }
    }

    /// Puts the picture on the canvas, unless it is there already. A canvas without a picture is out of
    /// the browser's way.
    pub(super) fn end(&mut self) {
        if self.pixels != self.shown {
            std::mem::swap(&mut self.pixels, &mut self.shown);
            self.put();
        }
        let is_blank = self.shown.iter().all(|&part| part == 0);
        if std::mem::replace(&mut self.is_blank, is_blank) != is_blank {
            self.canvas.set_hidden(is_blank);
        }
    }

    /// Puts the picture that is shown on the canvas, again if it is there.
    pub(super) fn put(&self) {
        let Some(context) = &self.context else { return };
        let picture = ImageData::new_with_u8_clamped_array_and_sh(
            Clamped(&self.shown),
            self.columns as u32,
            self.rows as u32,
        );
        // A picture without rows is an error, and there is nothing to draw then.
        if let Ok(picture) = picture {
            let _ = context.put_image_data(&picture, 0.0, 0.0);
        }
    }
}

/// A colour that the style sheet gives as `#rrggbb` in the custom property `name` of `element`.
pub(super) fn colour_of(element: &HtmlElement, name: &str) -> Pixel {
    let style = window().get_computed_style(element).ok().flatten();
    let value = style.and_then(|style| style.get_property_value(name).ok());
    value
        .and_then(|value| parse_colour(value.trim()))
        .unwrap_or(CLEAR)
}

/// Reads `#rrggbb`.
fn parse_colour(text: &str) -> Option<Pixel> {
    let digits = text.strip_prefix('#').filter(|digits| digits.len() == 6)?;
    let [_, red, green, blue] = u32::from_str_radix(digits, 16).ok()?.to_be_bytes();
    Some([red, green, blue, u8::MAX])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn colours_of_the_style_sheet() {
        assert_eq!(parse_colour("#0a6a75"), Some([0x0a, 0x6a, 0x75, 0xff]));
        for text in ["", "0a6a75", "#abc", "#0a6a7g", "red", "#0a6a7é"] {
            assert_eq!(parse_colour(text), None, "{text}");
        }
    }
}
