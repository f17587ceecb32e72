//! PNG: the header chunk (PNG Specification, Third Edition, 11.2.1).

use crate::identify::details::Details;
use crate::identify::view::{Order::Big, View};

pub(super) fn details(view: &View<'_>, to: &mut Details) -> Option<()> {
    let (width, height) = (view.u32(16, Big)?, view.u32(20, Big)?);
    to.part(format!("{width} x {height}"));
    to.fact("Width", format!("{width} pixels"), 16..20);
    to.fact("Height", format!("{height} pixels"), 20..24);
    let (depth, colour) = (view.u8(24)?, view.u8(25)?);
    let colour = match colour {
        0 => "grayscale",
        2 => "/color RGB",
        3 => "colormap",
        4 => "gray+alpha",
        6 => "/color RGBA",
        _ => "",
    };
    // As `file` writes it: 8-bit/color RGB, but 8-bit grayscale.
    let space = if colour.starts_with('/') { "" } else { " " };
    to.part(format!("{depth}-bit{space}{colour}"));
    to.fact("Bit depth", format!("{depth} bits a sample"), 24..25);
    to.fact("Colour", colour.trim_start_matches('/'), 25..26);
    let interlaced = match view.u8(28)? {
        0 => "non-interlaced",
        _ => "interlaced",
    };
    to.part(interlaced);
    to.fact("Interlacing", interlaced, 28..29);
    Some(())
}
