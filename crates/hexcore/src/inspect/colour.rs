//! Colours, written as in CSS.

use super::{Content, Detail, Value, push_ascii};
use crate::digits;

/// A colour in sRGB.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Colour {
    /// 0 to 255.
    pub red: u8,
    /// 0 to 255.
    pub green: u8,
    /// 0 to 255.
    pub blue: u8,
    /// From 0, which lets all through, to 255, which covers all.
    pub opacity: u8,
}

/// Four bytes: `#rrggbbaa` (CSS Color Module Level 4, section 5.2).
pub(super) fn rgba_8(bytes: &[u8]) -> Content {
    let &[red, green, blue, opacity] = bytes else {
        return Err("not four bytes");
    };
    let colour = Colour {
        red,
        green,
        blue,
        opacity,
    };
    Ok(value(colour, &[red, green, blue, opacity]))
}

/// 5, 6 and 5 bits, the highest red: `#rrggbb`, with each part as near to its share of 255 as can
/// be, which is what Vulkan and Direct3D mean by it.
pub(super) fn rgb565(bytes: &[u8]) -> Content {
    let &[low, high] = bytes else {
        return Err("not two bytes");
    };
    let bits = u32::from(u16::from_le_bytes([low, high]));
    let part = |shift: u32, most: u32| (((bits >> shift & most) * 255 + most / 2) / most) as u8;
    let colour = Colour {
        red: part(11, 31),
        green: part(5, 63),
        blue: part(0, 31),
        opacity: 255,
    };
    Ok(value(colour, &[colour.red, colour.green, colour.blue]))
}

fn value(colour: Colour, bytes: &[u8]) -> Value {
    let mut text = String::from("#");
    for &byte in bytes {
        push_ascii(&mut text, &digits::pair(byte));
    }
    Value {
        text,
        detail: Some(Detail::Colour(colour)),
    }
}
