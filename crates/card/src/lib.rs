//! Pictures of the site, made when it is built: a card for each post, and icons.
//!
//! Values in, bytes of PNG files out; nothing here reads or writes a file. Equal values give equal
//! bytes, so a picture can be kept under [`Card::key`] or [`Icon::name`] for as long as one likes.

mod draw;
mod font;
mod icon;
mod lines;
mod palette;
mod pattern;

pub use draw::{Card, HEIGHT, WIDTH};
pub use icon::{Icon, Purpose, icons};

use std::hash::{DefaultHasher, Hash, Hasher};

/// A name for what is shown and nothing else: 64 bits in hexadecimal.
fn name_of(what: &impl Hash) -> String {
    let mut hasher = DefaultHasher::new();
    what.hash(&mut hasher);
    format!("{:016x}", hasher.finish())
}
