//! All texts of a frame, handed to the browser at once.
//!
//! A string of ours has to be decoded to become one of the browser's, and each decoding has a
//! price of its own. So the texts of all rows are collected, decoded together, and cut in the
//! browser, where a piece of a string costs next to nothing.

use js_sys::JsString;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::wasm_bindgen;
use web_sys::{Element, Text};

#[wasm_bindgen]
extern "C" {
    /// A text node, to be given a string that is the browser's already.
    #[wasm_bindgen(js_name = Text)]
    type Node;

    #[wasm_bindgen(method, setter, js_name = data)]
    fn set_data(this: &Node, data: &JsString);

    /// An element, to be given an attribute by strings that are the browser's already.
    #[wasm_bindgen(js_name = Element)]
    type Holder;

    #[wasm_bindgen(method, js_name = setAttribute)]
    fn set_attribute(this: &Holder, name: &JsString, value: &JsString);
}

/// Where a text goes.
enum Place {
    Node(Text),
    RowIndex(Element),
}

/// The texts of one frame and where each goes.
pub(super) struct Sheet {
    text: String,
    /// Length of `text` as the browser counts it, in UTF-16.
    units: u32,
    /// Each place, with the end of its text; the text begins where the one before ends.
    places: Vec<(Place, u32)>,
    row_index: JsString,
}

impl Sheet {
    /// An empty sheet.
    pub(super) fn new() -> Sheet {
        Sheet {
            text: String::new(),
            units: 0,
            places: Vec::new(),
            row_index: JsString::from("aria-rowindex"),
        }
    }

    /// The text of a node.
    pub(super) fn node(&mut self, node: &Text, text: &str) {
        self.push(Place::Node(node.clone()), text);
    }

    /// A row's number, counted from 1.
    pub(super) fn row_index(&mut self, element: &Element, index: i32) {
        self.push(Place::RowIndex(element.clone()), &index.to_string());
    }

    fn push(&mut self, place: Place, text: &str) {
        self.text.push_str(text);
        let units = if text.is_ascii() {
            text.len()
        } else {
            text.encode_utf16().count()
        };
        self.units += units as u32;
        self.places.push((place, self.units));
    }

    /// Puts every text where it goes, and leaves the sheet empty.
    pub(super) fn hand_over(&mut self) {
        if self.places.is_empty() {
            return;
        }
        let whole = JsString::from(self.text.as_str());
        let mut start = 0;
        for (place, end) in self.places.drain(..) {
            let text = whole.slice(start, end);
            start = end;
            match place {
                Place::Node(node) => node.unchecked_ref::<Node>().set_data(&text),
                Place::RowIndex(element) => {
                    element
                        .unchecked_ref::<Holder>()
                        .set_attribute(&self.row_index, &text);
                }
            }
        }
        self.text.clear();
        self.units = 0;
    }
}
