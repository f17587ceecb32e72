//! What the user can choose about the decoder: kept between visits, and said by the address where
//! it differs from the default.
//!
//! Every choice is a pair of a key and a value, the same in storage, in the address and in forms.

use hexcore::Width;
use hexcore::dump::{Case, Endian, Format};
use hexcore::view::{Layout, Notation, Offsets, TextColumn, Tool, View, WordSize};

use super::number::parse_number;

/// How many bytes stand on a row.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Columns {
    /// As many as the room gives: 8, 16 or 32.
    #[default]
    Auto,
    /// Always this many.
    Fixed(Width),
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

/// In which byte orders the inspector reads.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Orders {
    /// In both, side by side.
    #[default]
    Both,
    /// In this one.
    One(Endian),
}

/// The format in which bytes are copied: hex, until another one is chosen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CopyFormat(pub Format);

impl Default for CopyFormat {
    fn default() -> Self {
        CopyFormat(Format::Plain)
    }
}

/// Names of the panels that are folded away. At first these are the one on the file's kind, which is said
/// above the bytes as well, and the one that looks at the bytes as a terminal does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Folded(pub Vec<String>);

impl Default for Folded {
    fn default() -> Self {
        Folded(vec!["file-type".to_owned(), "terminal".to_owned()])
    }
}

/// What the user chose.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Settings {
    /// How rows are written. Its width is not looked at: see [`Settings::columns`].
    pub view: View,
    /// Bytes per row.
    pub columns: Columns,
    /// Colours of the byte classes.
    pub colours: Colours,
    /// Whether the text column shows a glyph for what is not printable.
    pub glyphs: bool,
    /// In which byte orders the inspector reads.
    pub orders: Orders,
    /// Labels of the readings that the inspector leaves out.
    pub hidden: Vec<String>,
    /// Names of the panels that are folded away.
    pub folded: Folded,
    /// The format in which bytes are copied.
    pub copy: CopyFormat,
}

/// Keys of the choices that an address can name, in the order in which it does.
const IN_ADDRESS: [&str; 11] = [
    "view", "word", "order", "layout", "cols", "group", "case", "text", "offset", "colours",
    "glyphs",
];

/// A value under its key that cannot be chosen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoChoice {
    /// There is no such key.
    Key,
    /// There is no such value.
    Value,
}

/// The values of a key and what they mean.
type Values<T> = &'static [(&'static str, T)];

const NOTATIONS: Values<Notation> = &[
    ("hex", Notation::Hex),
    ("binary", Notation::Binary),
    ("octal", Notation::Octal),
    ("decimal", Notation::Unsigned),
    ("signed", Notation::Signed),
];
const WORDS: Values<WordSize> = &[
    ("1", WordSize::One),
    ("2", WordSize::Two),
    ("4", WordSize::Four),
    ("8", WordSize::Eight),
];
const ORDERS: Values<Endian> = &[("little", Endian::Little), ("big", Endian::Big)];
const TOOLS: Values<Tool> = &[
    ("hexdump", Tool::Hexdump),
    ("xxd", Tool::Xxd),
    ("od", Tool::Od),
];
const GROUPS: Values<usize> = &[("1", 1), ("2", 2), ("4", 4), ("8", 8), ("16", 16)];
const CASES: Values<Case> = &[("lower", Case::Lower), ("upper", Case::Upper)];
const TEXTS: Values<TextColumn> = &[
    ("ascii", TextColumn::Ascii),
    ("latin-1", TextColumn::Latin1),
    ("cp437", TextColumn::Cp437),
    ("ebcdic", TextColumn::Ebcdic),
    ("utf-8", TextColumn::Utf8),
    ("utf-16", TextColumn::Utf16),
    ("off", TextColumn::Off),
];
const COLOURS: Values<Colours> = &[
    ("auto", Colours::Auto),
    ("plane", Colours::Plane),
    ("spans", Colours::Spans),
    ("off", Colours::Off),
];
const SWITCH: Values<bool> = &[("on", true), ("off", false)];
const INSPECTOR_ORDERS: Values<Orders> = &[
    ("both", Orders::Both),
    ("little", Orders::One(Endian::Little)),
    ("big", Orders::One(Endian::Big)),
];

fn meaning<T: Copy>(values: Values<T>, name: &str) -> Result<T, NoChoice> {
    let found = values.iter().find(|(known, _)| *known == name);
    found.map(|&(_, value)| value).ok_or(NoChoice::Value)
}

fn name<T: PartialEq>(values: Values<T>, value: &T) -> &'static str {
    let found = values.iter().find(|(_, known)| known == value);
    found.map_or("", |(name, _)| name)
}

impl Columns {
    /// The number with this name; `None` for anything else.
    fn from_name(name: &str) -> Result<Columns, NoChoice> {
        if name == "auto" {
            return Ok(Columns::Auto);
        }
        // Not `017` or `+17`: one number has one name.
        let width = name.parse().ok().and_then(Width::new);
        width
            .filter(|width| width.get().to_string() == name)
            .map(Columns::Fixed)
            .ok_or(NoChoice::Value)
    }

    fn name(self) -> String {
        match self {
            Columns::Auto => "auto".to_owned(),
            Columns::Fixed(width) => width.get().to_string(),
        }
    }
}

fn split(text: &str) -> Vec<String> {
    match text {
        "none" | "" => Vec::new(),
        text => text.split(',').map(|word| word.replace('~', " ")).collect(),
    }
}

impl Settings {
    /// Every choice by its key.
    pub fn pairs(&self) -> Vec<(&'static str, String)> {
        let view = &self.view;
        let offset = match view.offsets {
            Offsets::Hex => "hex".to_owned(),
            Offsets::Decimal => "decimal".to_owned(),
            Offsets::From(origin) => format!("{origin:#x}"),
        };
        vec![
            ("view", name(NOTATIONS, &view.notation).to_owned()),
            ("word", name(WORDS, &view.word).to_owned()),
            ("order", name(ORDERS, &view.endian).to_owned()),
            ("layout", name(TOOLS, &view.tool).to_owned()),
            ("cols", self.columns.name()),
            ("group", name(GROUPS, &view.group).to_owned()),
            ("case", name(CASES, &view.case).to_owned()),
            ("text", name(TEXTS, &view.text).to_owned()),
            ("offset", offset),
            ("colours", name(COLOURS, &self.colours).to_owned()),
            ("glyphs", name(SWITCH, &self.glyphs).to_owned()),
            ("orders", name(INSPECTOR_ORDERS, &self.orders).to_owned()),
            ("hidden", Settings::list(&self.hidden)),
            ("folded", Settings::list(&self.folded.0)),
            ("copy", self.copy.0.name().to_owned()),
        ]
    }

    /// Names as the value of a key whose value is a list.
    pub fn list(names: &[String]) -> String {
        match names {
            [] => "none".to_owned(),
            names => names.join(",").replace(' ', "~"),
        }
    }

    /// The value under `key`; empty if there is no such key.
    pub fn value(&self, key: &str) -> String {
        let pairs = self.pairs();
        let found = pairs.into_iter().find(|(known, _)| *known == key);
        found.map(|(_, value)| value).unwrap_or_default()
    }

    /// Chooses a value.
    ///
    /// # Errors
    /// There is no such key, or no such value; nothing has changed then.
    pub fn choose(&mut self, key: &str, value: &str) -> Result<(), NoChoice> {
        let view = &mut self.view;
        match key {
            "view" => view.notation = meaning(NOTATIONS, value)?,
            "word" => view.word = meaning(WORDS, value)?,
            "order" => view.endian = meaning(ORDERS, value)?,
            "layout" => view.tool = meaning(TOOLS, value)?,
            "cols" => self.columns = Columns::from_name(value)?,
            "group" => view.group = meaning(GROUPS, value)?,
            "case" => view.case = meaning(CASES, value)?,
            "text" => view.text = meaning(TEXTS, value)?,
            "offset" => {
                view.offsets = match value {
                    "hex" => Offsets::Hex,
                    "decimal" => Offsets::Decimal,
                    origin => Offsets::From(parse_number(origin).ok_or(NoChoice::Value)?),
                }
            }
            "colours" => self.colours = meaning(COLOURS, value)?,
            "glyphs" => self.glyphs = meaning(SWITCH, value)?,
            "orders" => self.orders = meaning(INSPECTOR_ORDERS, value)?,
            "hidden" => self.hidden = split(value),
            "folded" => self.folded = Folded(split(value)),
            "copy" => self.copy.0 = Format::from_name(value).ok_or(NoChoice::Value)?,
            _ => return Err(NoChoice::Key),
        }
        Ok(())
    }

    /// Whether an address can name a choice under this key.
    pub fn is_in_address(key: &str) -> bool {
        IN_ADDRESS.contains(&key)
    }

    /// The pairs that an address has to name: those that differ from the default.
    pub fn for_address(&self) -> Vec<(&'static str, String)> {
        let usual = Settings::default().pairs();
        let mut pairs = self.pairs();
        pairs.retain(|pair| Settings::is_in_address(pair.0) && !usual.contains(pair));
        pairs
    }

    /// As one line of text, for the browser's storage.
    pub fn to_text(&self) -> String {
        let pairs = self.pairs().into_iter();
        pairs
            .map(|(key, value)| format!("{key}={value}"))
            .collect::<Vec<_>>()
            .join(" ")
    }

    /// Reads [`Settings::to_text`] back. What is missing keeps its default; so does what is not
    /// understood, as in a line that another version saved, and is given as `key=value`.
    pub fn from_text(text: &str) -> (Settings, Vec<String>) {
        let mut settings = Settings::default();
        let mut unknown = Vec::new();
        for pair in text.split(' ').filter(|pair| !pair.is_empty()) {
            let (key, value) = pair.split_once('=').unwrap_or((pair, ""));
            // Its name before it could be in an address.
            let key = if key == "columns" { "cols" } else { key };
            if settings.choose(key, value).is_err() {
                unknown.push(pair.to_owned());
            }
        }
        (settings, unknown)
    }

    /// Bytes per row for a file of `size` bytes where `room` characters fit beside each other.
    /// Unless a number is chosen, sixteen is the rule; eight where sixteen would not fit, 32 where
    /// sixteen would leave three fifths of the room empty. Rows hold whole words.
    pub fn width(&self, size: u64, room: u32) -> Width {
        let with = |width| View { width, ..self.view };
        let characters = |width| {
            let layout = Layout::new(with(width));
            let offset = layout.offset_characters(size.saturating_sub(1));
            (offset + layout.characters()) as u32
        };
        let width = match self.columns {
            Columns::Fixed(width) => width,
            Columns::Auto if room == 0 => Width::SIXTEEN,
            Columns::Auto => {
                let sixteen = characters(Width::SIXTEEN);
                match room {
                    room if 2 * room >= 5 * sixteen => Width::THIRTY_TWO,
                    room if room >= sixteen => Width::SIXTEEN,
                    room if room >= characters(Width::EIGHT) => Width::EIGHT,
                    _ if self.view.notation == Notation::Hex => Width::EIGHT,
                    // Wide notations on a narrow screen.
                    _ => Width::FOUR,
                }
            }
        };
        with(width).row()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn room_decides_the_width() {
        let settings = Settings::default();
        let check =
            |size, room, width| assert_eq!(settings.width(size, room), width, "{size} in {room}");
        check(100, 0, Width::SIXTEEN);
        check(100, 30, Width::EIGHT);
        check(100, 45, Width::EIGHT);
        check(100, 77, Width::EIGHT);
        check(100, 78, Width::SIXTEEN);
        check(100, 194, Width::SIXTEEN);
        check(100, 195, Width::THIRTY_TWO);
        // Nine digits of offset need one character more.
        check((1 << 32) + 1, 78, Width::EIGHT);
        check(1 << 32, 78, Width::SIXTEEN);
        let eight = Settings {
            columns: Columns::Fixed(Width::EIGHT),
            ..Settings::default()
        };
        assert_eq!(eight.width(100, 500), Width::EIGHT);
        let mut bits = Settings::default();
        bits.choose("view", "binary").unwrap();
        assert_eq!(bits.width(100, 60), Width::FOUR);
        assert_eq!(bits.width(100, 100), Width::EIGHT);
    }

    #[test]
    fn every_choice_survives_storage_and_the_address() {
        let values: [(&str, &[&str]); 15] = [
            ("view", &["hex", "binary", "octal", "decimal", "signed"]),
            ("word", &["1", "2", "4", "8"]),
            ("order", &["little", "big"]),
            ("layout", &["hexdump", "xxd", "od"]),
            ("cols", &["auto", "1", "7", "16", "64"]),
            ("group", &["8", "1", "2", "4", "16"]),
            ("case", &["lower", "upper"]),
            (
                "text",
                &[
                    "ascii", "latin-1", "cp437", "ebcdic", "utf-8", "utf-16", "off",
                ],
            ),
            ("offset", &["hex", "decimal", "0x0", "0x4000"]),
            ("colours", &["auto", "plane", "spans", "off"]),
            ("glyphs", &["off", "on"]),
            ("orders", &["both", "little", "big"]),
            ("hidden", &["none", "u8,DOS~date~and~time,time_t~32,HFS+"]),
            (
                "folded",
                &["file-type,terminal", "none", "inspector,explain"],
            ),
            ("copy", &["plain", "canonical", "rust", "base64"]),
        ];
        let keys: Vec<&str> = values.iter().map(|(key, _)| *key).collect();
        let pairs = Settings::default().pairs();
        assert_eq!(keys, pairs.iter().map(|(key, _)| *key).collect::<Vec<_>>());
        for (key, values) in values {
            // The first one is the default.
            assert_eq!(Settings::default().value(key), values[0], "{key}");
            for value in values {
                let mut settings = Settings::default();
                settings.choose(key, value).unwrap();
                assert_eq!(settings.value(key), *value);
                assert_eq!(
                    Settings::from_text(&settings.to_text()),
                    (settings.clone(), vec![])
                );
                let named = settings.for_address();
                let is_usual = *value == values[0] || !Settings::is_in_address(key);
                assert_eq!(named.is_empty(), is_usual, "{key}={value}");
            }
        }
    }

    #[test]
    fn what_another_version_saved() {
        let check = |text: &str, unknown: &[&str]| {
            let (settings, found) = Settings::from_text(text);
            assert_eq!(settings, Settings::default(), "{text}");
            assert_eq!(found, unknown, "{text}");
        };
        check("", &[]);
        check("nonsense", &["nonsense"]);
        check(
            "columns=65 colours=pink glyphs=maybe group=3",
            &["columns=65", "colours=pink", "glyphs=maybe", "group=3"],
        );
        check(
            "= cols cols=016 cols=+8",
            &["=", "cols", "cols=016", "cols=+8"],
        );
        let (settings, unknown) = Settings::from_text("columns=32 colours=plane glyphs=off");
        assert_eq!(settings.columns, Columns::Fixed(Width::THIRTY_TWO));
        assert!(unknown.is_empty());
    }
}
