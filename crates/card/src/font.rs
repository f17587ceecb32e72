//! The two fonts of the cards, what they can set, and how wide it gets.

use std::sync::{Arc, LazyLock};

use resvg::usvg::fontdb::{Database, Source};
use skrifa::charmap::Charmap;
use skrifa::instance::{LocationRef, Size};
use skrifa::metrics::GlyphMetrics;
use skrifa::{FontRef, MetadataProvider};

/// The font of titles.
pub(crate) const SERIF: &str = "Libertinus Serif";
/// Its weight, of those that it has.
pub(crate) const SERIF_WEIGHT: u16 = 600;
/// The font of bytes.
pub(crate) const MONO: &str = "DejaVu Sans Mono";
/// Its weight.
const MONO_WEIGHT: u16 = 400;
/// The width of each of its characters, in parts of the font's size.
pub(crate) const MONO_ADVANCE: f32 = 1233.0 / 2048.0;

/// The fonts, and nothing that the system has.
pub(crate) static FONTS: LazyLock<Arc<Database>> = LazyLock::new(|| Arc::new(load()));

/// The bytes of the font of titles.
static SERIF_FILE: LazyLock<Vec<u8>> = LazyLock::new(|| {
    let mut faces = FONTS.faces();
    faces
        .find(|face| face.families.iter().any(|(name, _)| name == SERIF))
        .and_then(|face| FONTS.with_face_data(face.id, |data, _| data.to_vec()))
        .unwrap_or_default()
});

fn load() -> Database {
    let mut fonts = Database::new();
    for file in typst_assets::fonts() {
        for id in fonts.load_font_source(Source::Binary(Arc::new(file))) {
            let is_ours = fonts.face(id).is_some_and(|face| {
                let is = |family, weight| {
                    face.weight.0 == weight && face.families.iter().any(|(name, _)| name == family)
                };
                let is_upright = face.style == resvg::usvg::fontdb::Style::Normal;
                is_upright && (is(SERIF, SERIF_WEIGHT) || is(MONO, MONO_WEIGHT))
            });
            if !is_ours {
                fonts.remove_face(id);
            }
        }
    }
    fonts
}

/// What the font of titles knows of its characters.
pub(crate) struct Serif {
    characters: Charmap<'static>,
    widths: GlyphMetrics<'static>,
}

impl Serif {
    /// The font, if it can be read.
    pub(crate) fn read() -> Option<Serif> {
        let font = FontRef::new(&SERIF_FILE).ok()?;
        Some(Serif {
            characters: font.charmap(),
            widths: font.glyph_metrics(Size::new(1.0), LocationRef::default()),
        })
    }

    /// Whether there is a picture for the character.
    pub(crate) fn has(&self, character: char) -> bool {
        self.characters.map(character).is_some()
    }

    /// The width of the text in parts of the font's size, without kerning: at most a little more than
    /// it becomes.
    pub(crate) fn width(&self, text: &str) -> f32 {
        let glyphs = text.chars().filter_map(|one| self.characters.map(one));
        glyphs
            .filter_map(|glyph| self.widths.advance_width(glyph))
            .sum()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn there_are_two_fonts() {
        let mut names: Vec<&str> = FONTS
            .faces()
            .map(|face| face.families[0].0.as_str())
            .collect();
        names.sort_unstable();
        assert_eq!(names, [MONO, SERIF]);
    }

    #[test]
    fn widths_and_characters() {
        let serif = Serif::read().unwrap();
        for character in "Aaéßčøπж“”…—’₂→".chars() {
            assert!(serif.has(character), "{character}");
        }
        for character in "日语한🐝ش".chars() {
            assert!(!serif.has(character), "{character}");
        }
        assert_eq!(serif.width(""), 0.0);
        let (narrow, wide) = (serif.width("iii"), serif.width("mmm"));
        assert!(
            0.5 < narrow && narrow < wide && wide < 3.0,
            "{narrow} {wide}"
        );
    }

    #[test]
    fn bytes_stand_in_columns() {
        let mono = FONTS
            .faces()
            .find(|face| face.families[0].0 == MONO)
            .unwrap()
            .id;
        let width = FONTS.with_face_data(mono, |data, _| {
            let font = FontRef::new(data).unwrap();
            let widths = font.glyph_metrics(Size::new(1.0), LocationRef::default());
            ["0", "f", ".", "|", "~"]
                .map(|text| text.chars().next().unwrap())
                .map(|one| {
                    widths
                        .advance_width(font.charmap().map(one).unwrap())
                        .unwrap()
                })
        });
        assert_eq!(width, Some([MONO_ADVANCE; 5]));
    }
}
