//! Pictures of the site, made when it is built: a card for each post, and icons.
//!
//! Values in, bytes of PNG files out; nothing here reads or writes a file. Equal values give equal
//! bytes, so a picture can be kept under [`Card::key`] or [`Icon::name`] for as long as one likes.

mod draw;
mod font;
mod icon;
mod lines;
mod name;
mod palette;
mod pattern;

pub use draw::{Card, HEIGHT, WIDTH};
pub use icon::{Icon, Purpose, icons};
