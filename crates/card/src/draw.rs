//! A card: the site's name, a title, and below it the bytes of that title.

use hexcore::ByteClass;
use resvg::tiny_skia::{Color, Pixmap, Transform};
use resvg::usvg::{Options, Tree};

use crate::font::{FONTS, MONO, MONO_ADVANCE, SERIF, SERIF_WEIGHT, Serif};
use crate::lines::Lines;
use crate::name::name_of;
use crate::palette::{self, Colour};
use crate::pattern::{self, Ink, Piece};

/// Pixels from left to right.
pub const WIDTH: u32 = 1200;
/// Pixels from top to bottom.
pub const HEIGHT: u32 = 630;

/// Counts up whenever cards come to look different, so that those that are kept are drawn anew.
const VERSION: u32 = 1;

/// The colours of the site when it is dark.
const GROUND: Colour = [0x10, 0x14, 0x15];
const TITLE: Colour = [0xdf, 0xe5, 0xe5];
const ACCENT: Colour = [0x6c, 0xc5, 0xd1];
const QUIET: Colour = [0x9a, 0xa6, 0xa8];
const LINE: Colour = [0x2e, 0x36, 0x38];

/// Left and right of everything: what a line of bytes leaves.
const MARGIN: f32 = 54.0;
/// From a character of a line of bytes to the next. With whole pixels equal characters are equal pictures,
/// which halves the files.
const ADVANCE: f32 = 14.0;
/// The size of the font of bytes.
const BYTES: f32 = ADVANCE / MONO_ADVANCE;
/// From a line of bytes to the next.
const LEADING: f32 = 34.0;
/// The most lines of bytes, and those that there is room for below a title of three lines or more.
const MOST: [usize; 2] = [6, 4];
/// The base line of the last line of bytes.
const BOTTOM: f32 = 574.0;
/// The same where they stand alone.
const MIDDLE: f32 = 420.0;

/// What a card shows.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Card<'t> {
    /// The name of the site.
    pub site: &'t str,
    /// The title, whose bytes are shown as well.
    pub title: &'t str,
}

impl Card<'_> {
    /// A name for this picture and no other, in 16 hexadecimal digits.
    pub fn key(&self) -> String {
        name_of(&(VERSION, self))
    }

    /// The picture as a PNG file; nothing if the fonts that come with the program cannot be read.
    pub fn draw(&self) -> Option<Vec<u8>> {
        let options = Options {
            fontdb: FONTS.clone(),
            ..Options::default()
        };
        let tree = Tree::from_str(&self.svg()?, &options).ok()?;
        let mut picture = Pixmap::new(WIDTH, HEIGHT)?;
        let [red, green, blue] = GROUND;
        picture.fill(Color::from_rgba8(red, green, blue, 255));
        resvg::render(&tree, Transform::identity(), &mut picture.as_mut());
        let bytes = ByteClass::ALL.map(|class| colour(Ink::Bytes(class)));
        let inks = [[TITLE, ACCENT, QUIET, LINE].as_slice(), &bytes].concat();
        palette::encode(&picture, GROUND, &inks)
    }

    fn svg(&self) -> Option<String> {
        let font = Serif::read()?;
        let mut svg = format!(
            r#"<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{HEIGHT}">"#
        );
        let room = WIDTH as f32 - 2.0 * MARGIN;
        svg.push_str(&mark());
        let name = Lines::of(self.site, f32::INFINITY, &font);
        for line in &name.lines {
            svg.push_str(&words(line, MARGIN + 54.0, 100.0, 40.0, ACCENT));
        }
        let title = Lines::of(self.title, room, &font);
        let [most, fewer] = MOST;
        let most = if title.lines.len() < 3 { most } else { fewer };
        let lines = pattern::lines(self.title.as_bytes(), most);
        let bottom = if title.lines.is_empty() {
            MIDDLE
        } else {
            BOTTOM
        };
        let top = bottom - LEADING * lines.len().saturating_sub(1) as f32;
        // The title stands in the middle of what is left above the bytes.
        let leading = title.size * 1.12;
        let height = leading * title.lines.len() as f32;
        let (above, below) = (125.0, top - LEADING - 20.0);
        let first = above + (below - above - height) / 2.0 + title.size * 0.86;
        for (index, line) in title.lines.iter().enumerate() {
            let y = first + leading * index as f32;
            svg.push_str(&words(line, MARGIN - 2.0, y, title.size, TITLE));
        }
        svg.push_str(&format!(
            r#"<rect x="{MARGIN}" y="{}" width="{room}" height="2" fill="{}"/>"#,
            top - LEADING - 14.0,
            hex(LINE)
        ));
        for (index, pieces) in lines.iter().enumerate() {
            let y = top + LEADING * index as f32;
            pieces
                .iter()
                .for_each(|piece| svg.push_str(&bytes(piece, y)));
        }
        Some(svg + "</svg>")
    }
}

/// The four bytes of the icon, without its ground.
fn mark() -> String {
    let square = |x: u32, y: u32, colour| {
        let fill = hex(colour);
        format!(r#"<rect x="{x}" y="{y}" width="16" height="16" rx="3" fill="{fill}"/>"#)
    };
    let quiet = [0x2d, 0x4c, 0x52];
    [
        square(54, 68, ACCENT),
        square(76, 68, quiet),
        square(54, 90, quiet),
        square(76, 90, ACCENT),
    ]
    .concat()
}

/// A line of words.
fn words(text: &str, x: f32, y: f32, size: f32, colour: Colour) -> String {
    format!(
        r#"<text x="{x}" y="{y}" font-family="{SERIF}" font-weight="{SERIF_WEIGHT}" font-size="{size}" fill="{}">{}</text>"#,
        hex(colour),
        escaped(text),
    )
}

/// A piece of a line of bytes.
fn bytes(piece: &Piece, y: f32) -> String {
    let x = MARGIN + piece.column as f32 * ADVANCE;
    format!(
        r#"<text x="{x}" y="{y}" font-family="{MONO}" font-size="{BYTES}" fill="{}" xml:space="preserve">{}</text>"#,
        hex(colour(piece.ink)),
        escaped(&piece.text),
    )
}

/// The colours of bytes on dark ground, as the style sheet has them.
fn colour(ink: Ink) -> Colour {
    match ink {
        Ink::Quiet => QUIET,
        Ink::Bytes(ByteClass::Null) => [0x8a; 3],
        Ink::Bytes(ByteClass::Whitespace) => [0x93, 0xc4, 0x7d],
        Ink::Bytes(ByteClass::Printable) => [0xa5, 0xd6, 0xe2],
        Ink::Bytes(ByteClass::Control) => [0xee, 0x9f, 0x6b],
        Ink::Bytes(ByteClass::High) => [0xcf, 0xa6, 0xe8],
    }
}

fn hex([red, green, blue]: Colour) -> String {
    format!("#{red:02x}{green:02x}{blue:02x}")
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn card(title: &str) -> Card<'_> {
        Card {
            site: "Hexlog",
            title,
        }
    }

    /// Titles of all kinds.
    fn titles() -> Vec<String> {
        let mut titles: Vec<String> = [
            "",
            " ",
            "A",
            "Reading Binary Files",
            "A post with a title that goes on for quite a while, because somebody could not stop, and then went on",
            "<script>alert('&amp;')</script>",
            "]]>\u{fffe}\u{0}\u{1b}[31m",
            "日本語のバイト",
            "שלום עולם",
            "سلام",
            "\u{1f41d}\u{200d}\u{1f468}",
            "One emoji \u{1f41d}, four bytes",
            "\u{202e}gnp.exe",
        ]
        .map(str::to_owned)
        .to_vec();
        titles.push("x".repeat(5000));
        titles.push(format!("z{}", "\u{301}".repeat(300)));
        titles
    }

    #[test]
    fn every_title_gives_a_small_card() {
        for title in titles() {
            let file = card(&title).draw().unwrap();
            assert!(
                file.len() > 500 && file.len() <= 32 * 1024,
                "{title:?}: {}",
                file.len()
            );
            let decoder = png::Decoder::new(std::io::Cursor::new(&file));
            let reader = decoder.read_info().unwrap();
            let info = reader.info();
            assert_eq!((info.width, info.height), (WIDTH, HEIGHT));
            assert_eq!(info.color_type, png::ColorType::Indexed);
        }
    }

    #[test]
    fn what_is_drawn_is_never_a_box() {
        let glyphs = |svg: &str| {
            let options = Options {
                fontdb: FONTS.clone(),
                ..Options::default()
            };
            fn texts(group: &resvg::usvg::Group, missing: &mut usize, all: &mut usize) {
                for node in group.children() {
                    match node {
                        resvg::usvg::Node::Group(group) => texts(group, missing, all),
                        resvg::usvg::Node::Text(text) => {
                            let glyphs = text
                                .layouted()
                                .iter()
                                .flat_map(|span| &span.positioned_glyphs);
                            for glyph in glyphs {
                                *all += 1;
                                *missing += usize::from(glyph.id.0 == 0);
                            }
                        }
                        _ => {}
                    }
                }
            }
            let tree = Tree::from_str(svg, &options).unwrap();
            let (mut missing, mut all) = (0, 0);
            texts(tree.root(), &mut missing, &mut all);
            (missing, all)
        };
        for title in titles() {
            let (missing, all) = glyphs(&card(&title).svg().unwrap());
            assert_eq!(missing, 0, "{title:?}");
            assert!(all >= "Hexlog".len(), "{title:?}");
        }
    }

    #[test]
    fn equal_values_give_equal_bytes() {
        assert_eq!(card("Twice").draw(), card("Twice").draw());
    }

    #[test]
    fn a_key_is_of_what_is_shown() {
        let key = card("a").key();
        assert_eq!(key.len(), 16);
        assert_eq!(key, card("a").key());
        assert_ne!(key, card("b").key());
        assert_ne!(
            card("a").key(),
            Card {
                site: "Other",
                title: "a"
            }
            .key()
        );
    }

    #[test]
    fn the_colours_are_those_of_the_style_sheet() {
        let css = include_str!("../../../static/site.css");
        let (_, dark) = css.split_once(r#":root[data-theme="dark"] {"#).unwrap();
        let (dark, _) = dark.split_once('}').unwrap();
        let mut colours = vec![
            ("ground".to_owned(), GROUND),
            ("text".to_owned(), TITLE),
            ("accent".to_owned(), ACCENT),
            ("quiet".to_owned(), QUIET),
            ("line".to_owned(), LINE),
        ];
        colours.extend(
            ByteClass::ALL
                .map(|class| (format!("byte-{}", class.name()), colour(Ink::Bytes(class)))),
        );
        for (name, colour) in colours {
            let line = format!("--{name}: {};", hex(colour));
            assert!(dark.contains(&line), "{line}");
        }
    }
}
