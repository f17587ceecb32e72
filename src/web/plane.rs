//! The colour plane: a canvas with one pixel for each character, stretched over the rows and
//! blended into their text.
//!
//! The text stays text, and colouring it costs a few thousand pixels instead of an element for
//! each byte.

use hexcore::ByteClass;
use wasm_bindgen::{Clamped, JsCast};
use web_sys::{CanvasRenderingContext2d, HtmlCanvasElement, HtmlElement, ImageData};

use super::{create, set_attribute, set_style, window};

/// A colour as the canvas keeps it: red, green, blue, opacity.
type Pixel = [u8; 4];

/// Where nothing is coloured.
const CLEAR: Pixel = [0; 4];

/// The canvas and the picture that is drawn on it next.
pub(super) struct Plane {
    canvas: HtmlCanvasElement,
    context: Option<CanvasRenderingContext2d>,
    pixels: Vec<u8>,
    columns: usize,
    rows: usize,
    palette: [Pixel; ByteClass::ALL.len()],
}

impl Plane {
    /// A plane without rows.
    pub(super) fn new() -> Plane {
        let canvas: HtmlCanvasElement = create("canvas", "plane").unchecked_into();
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
            columns: 0,
            rows: 0,
            palette: Default::default(),
        }
    }

    /// The canvas, to be put over the rows.
    pub(super) fn canvas(&self) -> &HtmlCanvasElement {
        &self.canvas
    }

    /// Takes the colours of the byte classes from the style sheet, as they hold for `element`.
    pub(super) fn read_palette(&mut self, element: &HtmlElement) {
        let Ok(Some(style)) = window().get_computed_style(element) else {
            return;
        };
        for (class, pixel) in ByteClass::ALL.into_iter().zip(&mut self.palette) {
            let value = style
                .get_property_value(&format!("--byte-{}", class.name()))
                .unwrap_or_default();
            *pixel = parse_colour(value.trim()).unwrap_or(CLEAR);
        }
    }

    /// Begins a picture of `rows` rows with `columns` characters each.
    pub(super) fn begin(&mut self, columns: usize, rows: usize) {
        if (columns, rows) != (self.columns, self.rows) {
            (self.columns, self.rows) = (columns, rows);
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
        self.pixels.resize(columns * rows * CLEAR.len(), 0);
    }

    /// Colours `characters` characters of a row from `column` on as `class`.
    pub(super) fn fill(&mut self, row: usize, column: usize, characters: usize, class: ByteClass) {
        let colour = self.palette.get(class as usize).copied().unwrap_or(CLEAR);
        let first = (row * self.columns + column) * CLEAR.len();
        let Some(pixels) = self.pixels.get_mut(first..first + characters * CLEAR.len()) else {
            return;
        };
        for pixel in pixels.chunks_exact_mut(CLEAR.len()) {
            pixel.copy_from_slice(&colour);
        }
    }

    /// Puts the picture on the canvas.
    pub(super) fn end(&self) {
        let Some(context) = &self.context else { return };
        let picture = ImageData::new_with_u8_clamped_array_and_sh(
            Clamped(&self.pixels),
            self.columns as u32,
            self.rows as u32,
        );
        // A picture without rows is an error, and there is nothing to draw then.
        if let Ok(picture) = picture {
            let _ = context.put_image_data(&picture, 0.0, 0.0);
        }
    }
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
