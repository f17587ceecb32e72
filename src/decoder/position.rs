//! Where the user is and what is selected, as a line whose numbers can be copied.

use super::{State, bytes_of, grouped, percent};

/// A piece of the line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Part {
    /// Words.
    Text(String),
    /// A number.
    Number {
        /// What it is, for those who do not see the line.
        name: &'static str,
        /// As the line shows it.
        shown: String,
        /// As it is copied.
        copied: String,
    },
}

impl State {
    /// The line that says where in the file the user is, and what is selected.
    pub fn position(&self) -> Vec<Part> {
        let size = self.size();
        let Some(file) = &self.file else {
            return Vec::new();
        };
        if size == 0 {
            return vec![text(&format!("{} · Empty file: 0 bytes", file.name))];
        }
        // What is selected is said wherever the view is.
        let here = match self.selection() {
            one if one.end - one.start == 1 => self.here(),
            selection => selection,
        };
        let (first, length) = (here.start, here.end - here.start);
        let last = here.end.saturating_sub(1);
        if length > 1 {
            return vec![
                hex("first offset, hex", first),
                text("–"),
                hex("last offset, hex", last),
                text(" ("),
                decimal("first offset, decimal", first),
                text("–"),
                decimal("last offset, decimal", last),
                text(") · "),
                decimal("length, decimal", length),
                text(" ("),
                hex("length, hex", length),
                text(") bytes selected"),
            ];
        }
        let percent = percent(first, size - 1);
        vec![
            hex("offset, hex", first),
            text(" ("),
            decimal("offset, decimal", first),
            text(&format!(") · {percent} % of {}", bytes_of(size))),
        ]
    }
}

fn text(text: &str) -> Part {
    Part::Text(text.to_owned())
}

fn hex(name: &'static str, number: u64) -> Part {
    let shown = format!("0x{number:x}");
    Part::Number {
        name,
        copied: shown.clone(),
        shown,
    }
}

fn decimal(name: &'static str, number: u64) -> Part {
    Part::Number {
        name,
        shown: grouped(number),
        copied: number.to_string(),
    }
}

/// The line without its parts.
pub fn position_text(parts: &[Part]) -> String {
    let shown = |part: &Part| match part {
        Part::Text(text) => text.clone(),
        Part::Number { shown, .. } => shown.clone(),
    };
    parts.iter().map(shown).collect()
}
