//! `hexlog`: what the core makes of bytes, at a terminal. `hexlog dump` writes dumps, `hexlog undump`
//! reads them back, and `hexlog type` says what files are.
//!
//! It is a library so that the manual and the completions can be made from [`command`].

mod cli;
mod dump;
mod inputs;
mod kind;
mod output;
mod paint;
mod size;
mod undump;

pub use cli::{command, main};
