//! PNG files of few colours: the ground, and steps from it to each ink.

use std::collections::HashMap;

use resvg::tiny_skia::Pixmap;

/// A colour: red, green, blue.
pub(crate) type Colour = [u8; 3];

/// Steps from the ground to an ink.
const STEPS: u16 = 8;

/// The file of an opaque picture whose every pixel is the ground, an ink, or between the two. Nothing if
/// there are more inks than a palette has room for.
pub(crate) fn encode(picture: &Pixmap, ground: Colour, inks: &[Colour]) -> Option<Vec<u8>> {
    let mut palette = vec![ground];
    for ink in inks {
        palette.extend((1..=STEPS).map(|step| mixed(ground, *ink, step)));
    }
    let mut known: HashMap<Colour, u8> = HashMap::new();
    let mut indexes = Vec::with_capacity(picture.pixels().len());
    // Most pixels are as the one before.
    let mut last = (ground, 0);
    for pixel in picture.pixels() {
        let colour = [pixel.red(), pixel.green(), pixel.blue()];
        if colour != last.0 {
            let index = known
                .entry(colour)
                .or_insert_with(|| nearest(&palette, colour));
            last = (colour, *index);
        }
        indexes.push(last.1);
    }
    let mut file = Vec::new();
    let mut encoder = png::Encoder::new(&mut file, picture.width(), picture.height());
    encoder.set_color(png::ColorType::Indexed);
    encoder.set_depth(png::BitDepth::Eight);
    encoder.set_palette(palette.concat());
    encoder.set_compression(png::Compression::High);
    encoder.set_filter(png::Filter::NoFilter);
    let mut writer = encoder.write_header().ok()?;
    writer.write_image_data(&indexes).ok()?;
    writer.finish().ok()?;
    Some(file)
}

fn mixed(ground: Colour, ink: Colour, step: u16) -> Colour {
    let mut colour = ground;
    for ((part, from), to) in colour.iter_mut().zip(ground).zip(ink) {
        let sum = u16::from(from) * (STEPS - step) + u16::from(to) * step;
        *part = u8::try_from((sum + STEPS / 2) / STEPS).unwrap_or(to);
    }
    colour
}

fn nearest(palette: &[Colour], colour: Colour) -> u8 {
    let distance = |other: &Colour| -> u32 {
        let parts = other.iter().zip(colour);
        parts
            .map(|(one, two)| u32::from(one.abs_diff(two)).pow(2))
            .sum()
    };
    let nearest = palette
        .iter()
        .enumerate()
        .min_by_key(|(_, other)| distance(other));
    nearest
        .and_then(|(index, _)| u8::try_from(index).ok())
        .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn colours_between_ground_and_ink() {
        assert_eq!(mixed([0; 3], [160; 3], 1), [20; 3]);
        assert_eq!(mixed([200, 0, 7], [50, 255, 7], STEPS), [50, 255, 7]);
        let palette = [[0; 3], [100; 3], [200, 0, 0]];
        assert_eq!(nearest(&palette, [90; 3]), 1);
        assert_eq!(nearest(&palette, [210, 0, 10]), 2);
    }

    #[test]
    fn a_picture_is_read_back() {
        let mut picture = Pixmap::new(3, 1).unwrap();
        picture.fill(resvg::tiny_skia::Color::from_rgba8(16, 20, 21, 255));
        let file = encode(&picture, [16, 20, 21], &[[255; 3]]).unwrap();
        let mut decoder = png::Decoder::new(std::io::Cursor::new(file));
        decoder.set_transformations(png::Transformations::EXPAND);
        let mut reader = decoder.read_info().unwrap();
        let mut pixels = vec![0; reader.output_buffer_size().unwrap()];
        reader.next_frame(&mut pixels).unwrap();
        assert_eq!(pixels, [16, 20, 21].repeat(3));
    }
}
