//! Databases, keys and other data: made by Git and by the tools of every Debian system, and written out from
//! their specifications.

mod arrays;
mod facts;
mod git;
mod keys;
mod models;
mod programs;
mod stores;
mod system;

use crate::Sample;

pub(crate) fn samples() -> Vec<Sample> {
    [
        arrays::samples(),
        git::samples(),
        keys::samples(),
        models::samples(),
        programs::samples(),
        stores::samples(),
        system::samples(),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// The bytes that pairs of hex digits stand for.
fn hex(text: &str) -> Vec<u8> {
    let digits: Vec<u8> = text
        .bytes()
        .filter(|it| !it.is_ascii_whitespace())
        .collect();
    digits
        .chunks(2)
        .map(|pair| u8::from_str_radix(std::str::from_utf8(pair).unwrap(), 16).unwrap())
        .collect()
}
