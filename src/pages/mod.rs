//! A file for each page.
//!
//! The decoder lives in the browser. The other pages are text: they are written to files at build
//! time, and the browser takes them from there, so that none of their code is in the app.

pub mod decoder;
pub mod remote;

#[cfg(feature = "prerender")]
pub mod text;
