//! What the user can choose about the grid.

use hexcore::{Width, canonical};

/// How many bytes stand on a row.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Columns {
    /// As many as the room gives: 8, 16 or 32.
    #[default]
    Auto,
    /// Always this many.
    Fixed(Width),
}

impl Columns {
    /// The choices on offer.
    pub const ALL: [Columns; 4] = [
        Columns::Auto,
        Columns::Fixed(Width::EIGHT),
        Columns::Fixed(Width::SIXTEEN),
        Columns::Fixed(Width::THIRTY_TWO),
    ];

    /// Bytes per row for a file of `size` bytes where `room` characters fit beside each other.
    /// Sixteen is the rule; eight where sixteen would not fit, 32 where sixteen would leave more
    /// than two thirds of the room empty.
    pub fn width(self, size: u64, room: u32) -> Width {
        let Columns::Auto = self else {
            let Columns::Fixed(width) = self else {
                return Width::SIXTEEN;
            };
            return width;
        };
        let sixteen = row_characters(Width::SIXTEEN, size);
        match room {
            0 => Width::SIXTEEN,
            room if room < sixteen => Width::EIGHT,
            room if room >= 3 * sixteen => Width::THIRTY_TWO,
            _ => Width::SIXTEEN,
        }
    }

    /// The value by which it is kept in storage and in forms.
    pub fn key(self) -> String {
        match self {
            Columns::Auto => "auto".to_owned(),
            Columns::Fixed(width) => width.get().to_string(),
        }
    }

    /// The choice with this [`Columns::key`]; `None` for anything else.
    pub fn from_key(key: &str) -> Option<Columns> {
        Columns::ALL
            .into_iter()
            .find(|columns| columns.key() == key)
    }
}

/// Characters that a full row of `width` bytes takes in a file of `size` bytes.
fn row_characters(width: Width, size: u64) -> u32 {
    let offset = canonical::offset_digits(size.saturating_sub(1)) + 2;
    (offset + canonical::bytes_columns(width) + width.get() + 2) as u32
}

/// How byte classes are coloured.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Colours {
    /// The plane where the machine blends it fast enough, else the spans.
    #[default]
    Auto,
    /// A canvas of one pixel per character, blended into the text.
    Plane,
    /// An element for each run of one class.
    Spans,
    /// No colours.
    Off,
}

impl Colours {
    /// The choices on offer.
    pub const ALL: [Colours; 4] = [Colours::Auto, Colours::Plane, Colours::Spans, Colours::Off];

    /// The value by which it is kept in storage and in forms.
    pub fn key(self) -> &'static str {
        match self {
            Colours::Auto => "auto",
            Colours::Plane => "plane",
            Colours::Spans => "spans",
            Colours::Off => "off",
        }
    }

    /// The choice with this [`Colours::key`]; `None` for anything else.
    pub fn from_key(key: &str) -> Option<Colours> {
        Colours::ALL
            .into_iter()
            .find(|colours| colours.key() == key)
    }
}

/// What the user chose; kept between visits.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Settings {
    /// Bytes per row.
    pub columns: Columns,
    /// Colours of the byte classes.
    pub colours: Colours,
    /// Whether the text column shows a glyph for what is not printable.
    pub glyphs: bool,
}

impl Settings {
    /// As one line of text, for the browser's storage.
    pub fn to_text(self) -> String {
        let glyphs = if self.glyphs { "on" } else { "off" };
        format!(
            "columns={} colours={} glyphs={glyphs}",
            self.columns.key(),
            self.colours.key()
        )
    }

    /// Reads [`Settings::to_text`] back. What is missing or not understood, as in a line saved by
    /// another version, keeps its default.
    pub fn from_text(text: &str) -> Settings {
        let mut settings = Settings::default();
        for (key, value) in text.split(' ').filter_map(|pair| pair.split_once('=')) {
            match key {
                "columns" => settings.columns = Columns::from_key(value).unwrap_or_default(),
                "colours" => settings.colours = Colours::from_key(value).unwrap_or_default(),
                "glyphs" => settings.glyphs = value == "on",
                _ => {}
            }
        }
        settings
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn room_decides_the_width() {
        let check = |size, room, width| {
            assert_eq!(Columns::Auto.width(size, room), width, "{size} in {room}")
        };
        check(100, 0, Width::SIXTEEN);
        check(100, 45, Width::EIGHT);
        check(100, 77, Width::EIGHT);
        check(100, 78, Width::SIXTEEN);
        check(100, 233, Width::SIXTEEN);
        check(100, 234, Width::THIRTY_TWO);
        // Nine digits of offset need one character more.
        check((1 << 32) + 1, 78, Width::EIGHT);
        check(1 << 32, 78, Width::SIXTEEN);
        assert_eq!(Columns::Fixed(Width::EIGHT).width(100, 500), Width::EIGHT);
    }

    #[test]
    fn settings_survive_storage() {
        for columns in Columns::ALL {
            for colours in Colours::ALL {
                for glyphs in [false, true] {
                    let settings = Settings {
                        columns,
                        colours,
                        glyphs,
                    };
                    assert_eq!(Settings::from_text(&settings.to_text()), settings);
                }
            }
        }
        for text in [
            "",
            "nonsense",
            "columns=7 colours=pink glyphs=maybe",
            "=",
            "columns",
        ] {
            assert_eq!(Settings::from_text(text), Settings::default());
        }
    }
}
