//! What a hex viewer knows without a browser: rows of a dump, the pages they are cut from, the
//! classes and names of bytes, one byte taken apart, and which rows are in view.
//!
//! Nothing here reads a file or draws: bytes come in as slices, and what is missing is named so
//! that the caller can fetch it. Offsets and row numbers are `u64`, from the first byte of the
//! file.

pub mod ascii;
mod byte_class;
mod cache;
pub mod charset;
mod digits;
pub mod dump;
pub mod explain;
pub mod identify;
pub mod inspect;
pub mod intake;
pub mod samples;
pub mod scan;
pub mod terminal;
pub mod undump;
pub mod view;
mod viewport;
mod width;

pub use byte_class::ByteClass;
pub use cache::{PageCache, Row, WrongLength};
pub use viewport::{MAX_SPACER_PX, Viewport};
pub use width::Width;
