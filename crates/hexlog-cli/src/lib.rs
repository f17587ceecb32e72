//! `hexlog`: what the core makes of bytes, at a terminal. `hexlog dump` writes dumps, and `hexlog
//! undump` reads them back.
//!
//! It is a library so that the manual and the completions can be made from [`command`].

mod cli;
mod dump;
mod inputs;
mod output;
mod paint;
mod size;
mod undump;

pub use cli::{command, main};
