//! Pictures.

mod bitmaps;
mod jpegs;
mod others;
mod pngs;
mod tiffs;

use crate::Sample;

pub(crate) fn samples() -> Vec<Sample> {
    [
        pngs::samples(),
        jpegs::samples(),
        tiffs::samples(),
        bitmaps::samples(),
        others::samples(),
    ]
    .into_iter()
    .flatten()
    .collect()
}
