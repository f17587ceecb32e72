//! Sound, video and fonts.

mod fonts;
mod frames;
mod movies;
mod sounds;
mod trackers;

use crate::Sample;

pub(crate) fn samples() -> Vec<Sample> {
    [
        sounds::samples(),
        frames::samples(),
        movies::samples(),
        trackers::samples(),
        fonts::samples(),
    ]
    .into_iter()
    .flatten()
    .collect()
}
