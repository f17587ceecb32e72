use hexcore::samples;

use crate::{Sample, sample};

pub(crate) fn samples() -> Vec<Sample> {
    vec![sample(
        "png",
        "pixel.png",
        samples::sample("pixel.png").unwrap().bytes(),
        "PNG image data, 1 x 1, 8-bit grayscale, non-interlaced",
    )]
}
