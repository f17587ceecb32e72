//! PNG and its relatives. The crate `png` writes the files.

use hexcore::identify::Certainty;
use hexcore::samples;
use png::{BitDepth, ColorType, Encoder};

use crate::made::{changed, fact, is_noted, look, made, sentence};
use crate::{Sample, sample};

/// A picture of zeros.
fn encoded(width: u32, height: u32, colour: ColorType, depth: BitDepth, frames: u32) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut encoder = Encoder::new(&mut bytes, width, height);
    encoder.set_color(colour);
    encoder.set_depth(depth);
    if colour == ColorType::Indexed {
        encoder.set_palette(vec![0; 6]);
    }
    if frames > 1 {
        encoder.set_animated(frames, 3).unwrap();
    }
    let bits = colour.samples() * depth as usize * width as usize;
    let pixels = vec![0; bits.div_ceil(8) * height as usize];
    let mut writer = encoder.write_header().unwrap();
    for _ in 0..frames {
        writer.write_image_data(&pixels).unwrap();
    }
    writer.finish().unwrap();
    bytes
}

pub(super) fn samples() -> Vec<Sample> {
    vec![
        sample(
            "png",
            "pixel.png",
            samples::sample("pixel.png").unwrap().bytes(),
            "PNG image data, 1 x 1, 8-bit grayscale, non-interlaced",
        ),
        sample(
            "png",
            "two.apng",
            encoded(5, 4, ColorType::Rgba, BitDepth::Eight, 2),
            "PNG image data, 5 x 4, 8-bit/color RGBA, non-interlaced, animated",
        ),
        sample(
            "mng",
            "a.mng",
            made(b"\x8aMNG\r\n\x1a\n")
                .be32(&[28])
                .put("MHDR")
                .be32(&[37, 21, 100, 0, 0, 0, 1]),
            "MNG video data, 37 x 21",
        ),
        sample(
            "jng",
            "a.jng",
            made(b"\x8bJNG\r\n\x1a\n")
                .be32(&[16])
                .put("JHDR")
                .be32(&[300, 200])
                .put([10, 8, 8, 0, 0, 0, 0, 0]),
            "JNG video data, 300 x 200",
        ),
    ]
}

#[test]
fn all_colours_and_depths_of_the_png_crate() {
    let words = [
        (ColorType::Grayscale, " grayscale", "grey"),
        (ColorType::Rgb, "/color RGB", "red, green and blue"),
        (ColorType::Indexed, " colormap", "numbers of a palette"),
        (ColorType::GrayscaleAlpha, " gray+alpha", "grey and alpha"),
        (ColorType::Rgba, "/color RGBA", "red, green, blue and alpha"),
    ];
    let mut count = 0;
    for (colour, words, colours) in words {
        for depth in [
            BitDepth::One,
            BitDepth::Two,
            BitDepth::Four,
            BitDepth::Eight,
            BitDepth::Sixteen,
        ] {
            let is_small = (depth as u8) < 8;
            let allowed = match colour {
                ColorType::Grayscale => true,
                ColorType::Indexed => depth != BitDepth::Sixteen,
                _ => !is_small,
            };
            if !allowed {
                continue;
            }
            for (width, height) in [(1, 1), (640, 3), (7, 300)] {
                let bytes = encoded(width, height, colour, depth, 1);
                let report = look(&bytes);
                let bits = depth as u8;
                assert_eq!(
                    report.sentence,
                    format!(
                        "PNG image data, {width} x {height}, {bits}-bit{words}, non-interlaced"
                    )
                );
                let s = |number: u64| if number == 1 { "" } else { "s" };
                let (wide, high, deep) = (s(width.into()), s(height.into()), s(bits.into()));
                assert_eq!(fact(&report, "Width"), format!("{width} pixel{wide}"));
                assert_eq!(fact(&report, "Height"), format!("{height} pixel{high}"));
                assert_eq!(
                    fact(&report, "Bit depth"),
                    format!("{bits} bit{deep} a sample")
                );
                assert_eq!(fact(&report, "Colour"), colours);
                assert_eq!(report.notes, []);
                count += 1;
            }
        }
    }
    assert_eq!(count, 45);
}

#[test]
fn chunks_of_a_png() {
    let mut bytes = Vec::new();
    let mut encoder = Encoder::new(&mut bytes, 2, 2);
    encoder.set_color(ColorType::Rgb);
    encoder.set_pixel_dims(Some(png::PixelDimensions {
        xppu: 2835,
        yppu: 2834,
        unit: png::Unit::Meter,
    }));
    encoder.set_source_srgb(png::SrgbRenderingIntent::Saturation);
    encoder
        .write_header()
        .unwrap()
        .write_image_data(&[0; 12])
        .unwrap();
    let report = look(&bytes);
    assert_eq!(fact(&report, "Resolution"), "2835 x 2834 pixels a metre");
    assert_eq!(fact(&report, "sRGB, rendering intent"), "saturation");
    let animated = look(encoded(5, 4, ColorType::Rgb, BitDepth::Eight, 7));
    assert_eq!(fact(&animated, "Frames"), "7");
    assert_eq!(fact(&animated, "Plays"), "3 times");
}

#[test]
fn a_png_that_lies() {
    let png = samples::sample("pixel.png").unwrap().bytes();
    let report = look(changed(&png, 24, &[3]));
    assert_eq!(
        report.sentence,
        "PNG image data, 1 x 1, 3-bit grayscale, non-interlaced"
    );
    assert!(is_noted(&report, "does not go with this colour type"));
    let report = look(changed(&png, 25, &[5]));
    assert_eq!(
        report.sentence,
        "PNG image data, 1 x 1, 8-bit, non-interlaced"
    );
    assert!(is_noted(&report, "no such colour type"));
    assert!(is_noted(&look(changed(&png, 16, &[0; 4])), "no pixels"));
    assert_eq!(
        sentence(changed(&png, 28, &[1])),
        "PNG image data, 1 x 1, 8-bit grayscale, interlaced"
    );
    // The length of the second chunk points behind the end.
    let report = look(changed(&png, 33, &[0xff; 4]));
    assert!(is_noted(
        &report,
        "The chunk IDAT at 0x21 ought to have 4294967295 bytes"
    ));
    let report = look(&png[..20]);
    assert_eq!(report.certainty, Certainty::Certain);
    assert_eq!(report.sentence, "PNG image data");
    assert!(is_noted(&report, "may have been cut off"));
}
