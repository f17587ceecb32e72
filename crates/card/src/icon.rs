//! The site's icon as PNG files, for where no SVG is taken.

use resvg::tiny_skia::{Pixmap, Transform};
use resvg::usvg::{Options, Tree};

use crate::name::name_of;

/// The icon.
const SVG: &str = include_str!("../../../static/icon.svg");

/// Counts up whenever icons are made of it in another way.
const VERSION: u32 = 1;

/// What an icon is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Purpose {
    /// Wherever an icon is shown: as it is, with round corners.
    Any,
    /// Systems that cut icons to a shape of their own: it fills its square, and all that matters is
    /// within the circle that every shape leaves.
    Maskable,
    /// The home screen of Apple's systems, which round the corners themselves: it fills its square.
    AppleTouch,
}

/// An icon of one size.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Icon {
    /// Its path below the site's base, which changes with what it shows: `icons/any-192-….png`.
    pub name: String,
    /// Pixels on each side.
    pub size: u32,
    /// What it is for.
    pub purpose: Purpose,
}

/// All icons.
pub fn icons() -> [Icon; 4] {
    [
        icon(192, Purpose::Any),
        icon(512, Purpose::Any),
        icon(512, Purpose::Maskable),
        icon(180, Purpose::AppleTouch),
    ]
}

fn icon(size: u32, purpose: Purpose) -> Icon {
    let word = match purpose {
        Purpose::Any => "any",
        Purpose::Maskable => "maskable",
        Purpose::AppleTouch => "apple",
    };
    Icon {
        name: format!(
            "icons/{word}-{size}-{}.png",
            name_of(&(VERSION, SVG, size, purpose))
        ),
        size,
        purpose,
    }
}

impl Icon {
    /// The picture as a PNG file; nothing if it cannot be drawn.
    pub fn draw(&self) -> Option<Vec<u8>> {
        let svg = match self.purpose {
            Purpose::Any => SVG.to_owned(),
            Purpose::Maskable => filled(0.9),
            Purpose::AppleTouch => filled(1.0),
        };
        let tree = Tree::from_str(&svg, &Options::default()).ok()?;
        let scale = self.size as f32 / tree.size().width();
        let mut picture = Pixmap::new(self.size, self.size)?;
        resvg::render(
            &tree,
            Transform::from_scale(scale, scale),
            &mut picture.as_mut(),
        );
        picture.encode_png().ok()
    }
}

/// The icon in the middle of a square of its own ground, `part` as wide as that.
fn filled(part: f32) -> String {
    let ground = SVG
        .split_once("fill=\"")
        .and_then(|(_, rest)| rest.split_once('"'))
        .map_or("", |(colour, _)| colour);
    let inner = SVG.replacen(
        "<svg ",
        &format!(
            "<svg x=\"{0}\" y=\"{0}\" width=\"{1}\" height=\"{1}\" ",
            16.0 * (1.0 - part),
            32.0 * part
        ),
        1,
    );
    format!(
        r#"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" fill="{ground}"/>{inner}</svg>"#
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn icons_have_their_size_and_their_corners() {
        for icon in icons() {
            let file = icon.draw().unwrap();
            assert!(file.len() < 16 * 1024, "{}", file.len());
            let picture = Pixmap::decode_png(&file).unwrap();
            assert_eq!((picture.width(), picture.height()), (icon.size, icon.size));
            let corner = picture.pixel(0, 0).unwrap();
            let is_round = icon.purpose == Purpose::Any;
            assert_eq!(corner.alpha(), if is_round { 0 } else { 255 }, "{icon:?}");
            assert!(icon.name.ends_with(".png") && icon.name.starts_with("icons/"));
        }
        let names = icons().map(|icon| icon.name);
        assert!(
            names
                .iter()
                .all(|name| names.iter().filter(|other| *other == name).count() == 1)
        );
    }

    #[test]
    fn what_matters_is_where_no_mask_cuts() {
        let icon = icon(512, Purpose::Maskable);
        let picture = Pixmap::decode_png(&icon.draw().unwrap()).unwrap();
        let ground = picture.pixel(0, 0).unwrap();
        let mut seen = 0;
        for (index, pixel) in picture.pixels().iter().enumerate() {
            // The seam between two squares of one colour is a hair off.
            if pixel.red().abs_diff(ground.red()) <= 2 {
                continue;
            }
            let (x, y) = ((index % 512) as f32 - 255.5, (index / 512) as f32 - 255.5);
            assert!(x.hypot(y) <= 0.4 * 512.0, "{x} {y}");
            seen += 1;
        }
        assert!(seen > 10_000);
    }
}
