//! Figures that show bytes.
//!
//! A [`Spec`] says what is shown of bytes; it is read from the lines of a block in a post. [`Spec::draw`] makes
//! HTML of any bytes. When the site is built these are the post's own, and [`Spec::check`] holds the post to
//! what they say; in the browser they are the reader's, and a worker draws them with the same code.
//!
//! In the HTML, elements that are about bytes name them by numbers in `data-i`: what has one of them in common
//! belongs together and is lit together. An element of the class `note` is what can be pressed.

mod answer;
mod draw;
mod html;
mod lines;
mod reading;
mod spec;

pub use self::answer::{is_right, offset};
pub use self::draw::{Drawn, Shown};
pub use self::html::{push_attribute, push_text};
pub use self::reading::{hex, hex_of};
pub use self::spec::{Problem, Spec};

/// What is shown of bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Lines as `hexdump -C` prints them, with notes on ranges.
    Dump,
    /// Readings of the first bytes.
    Inspect,
    /// What a terminal would show.
    Cat,
    /// What kind of file they are, and why.
    Type,
    /// The ASCII table with them marked.
    Ascii,
    /// A question about them.
    Exercise,
}

impl Kind {
    /// All of them.
    pub const ALL: [Kind; 6] = [
        Kind::Dump,
        Kind::Inspect,
        Kind::Cat,
        Kind::Type,
        Kind::Ascii,
        Kind::Exercise,
    ];

    /// Its name in posts and pages.
    pub const fn name(self) -> &'static str {
        match self {
            Kind::Dump => "dump",
            Kind::Inspect => "inspect",
            Kind::Cat => "cat",
            Kind::Type => "type",
            Kind::Ascii => "ascii",
            Kind::Exercise => "exercise",
        }
    }

    /// The kind of this name.
    pub fn named(name: &str) -> Option<Kind> {
        Kind::ALL.into_iter().find(|kind| kind.name() == name)
    }

    /// Bytes that are shown, at most.
    pub const fn reach(self) -> u64 {
        match self {
            Kind::Inspect => hexcore::inspect::LOOKAHEAD as u64,
            Kind::Type => 64,
            Kind::Dump | Kind::Cat | Kind::Ascii | Kind::Exercise => 256,
        }
    }
}
