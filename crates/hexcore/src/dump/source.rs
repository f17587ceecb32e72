//! Arrays in programming languages.

use super::list::List;
use super::{BadOption, Dump, Options};

/// A language, or a notation, that arrays of bytes can be written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Language {
    /// C: `const unsigned char data[]`, and its length.
    C,
    /// C++11: `constexpr std::uint8_t data[]`, and its length.
    Cpp,
    /// Rust: `pub static DATA: &[u8]`.
    Rust,
    /// Go: `var data = []byte`.
    Go,
    /// Java: `static final byte[] DATA`, for the body of a class.
    Java,
    /// C#: `static readonly byte[] data`, for the body of a class.
    CSharp,
    /// Python: `data = bytes(…)`.
    Python,
    /// JavaScript: `const data = new Uint8Array(…)`.
    JavaScript,
    /// Swift: `let data: [UInt8]`.
    Swift,
    /// PowerShell: `[byte[]] $data`.
    PowerShell,
    /// An assembler that knows `db` and `equ`, such as NASM; with its length.
    Assembly,
    /// JSON: an array of decimal numbers.
    Json,
}

/// What is written around and between the elements. A `@` stands for the name.
struct Style {
    open: &'static str,
    element: Element,
    columns: usize,
    indent: &'static str,
    line_break: &'static str,
    last_break: &'static str,
    close: &'static str,
    name: Name,
}

enum Element {
    /// Two hex digits with this in front.
    Hex(&'static str),
    Decimal,
}

enum Name {
    AsItIs,
    Capital,
}

/// The one that most languages are like.
const USUAL: Style = Style {
    open: "",
    element: Element::Hex("0x"),
    columns: 12,
    indent: "    ",
    line_break: ",\n    ",
    last_break: ",\n",
    close: "",
    name: Name::AsItIs,
};

impl Language {
    fn style(self) -> Style {
        match self {
            Language::C => Style {
                open: "#include <stddef.h>\n\nconst unsigned char @[] = {\n",
                close: "};\nconst size_t @_len = sizeof @;\n",
                ..USUAL
            },
            Language::Cpp => Style {
                open: "#include <cstddef>\n#include <cstdint>\n\nconstexpr std::uint8_t @[] = {\n",
                close: "};\nconstexpr std::size_t @_len = sizeof @;\n",
                ..USUAL
            },
            Language::Rust => Style {
                open: "pub static @: &[u8] = &[\n",
                close: "];\n",
                name: Name::Capital,
                ..USUAL
            },
            Language::Go => Style {
                open: "var @ = []byte{\n",
                indent: "\t",
                line_break: ",\n\t",
                close: "}\n",
                ..USUAL
            },
            Language::Java => Style {
                open: "static final byte[] @ = {\n",
                element: Element::Hex("(byte) 0x"),
                columns: 6,
                close: "};\n",
                name: Name::Capital,
                ..USUAL
            },
            Language::CSharp => Style {
                open: "static readonly byte[] @ = {\n",
                close: "};\n",
                ..USUAL
            },
            Language::Python => Style {
                open: "@ = bytes([\n",
                close: "])\n",
                ..USUAL
            },
            Language::JavaScript => Style {
                open: "const @ = new Uint8Array([\n",
                close: "]);\n",
                ..USUAL
            },
            Language::Swift => Style {
                open: "let @: [UInt8] = [\n",
                close: "]\n",
                ..USUAL
            },
            Language::PowerShell => Style {
                open: "[byte[]] $@ = @@(\n",
                last_break: "\n",
                close: ")\n",
                ..USUAL
            },
            Language::Assembly => Style {
                open: "@:\n",
                indent: "    db ",
                line_break: "\n    db ",
                last_break: "\n",
                close: "@_len equ $ - @\n",
                ..USUAL
            },
            Language::Json => Style {
                open: "[\n",
                element: Element::Decimal,
                columns: 16,
                indent: "  ",
                line_break: ",\n  ",
                last_break: "\n",
                close: "]\n",
                ..USUAL
            },
        }
    }
}

/// The bytes as an array in a [`Language`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    /// Which one.
    pub language: Language,
    /// What the array is called; what an identifier cannot hold is replaced.
    pub name: String,
    /// Bytes on a line; 0 for a single line, `None` for what makes a line of up to 80 characters.
    pub columns: Option<usize>,
    /// The case of hex digits.
    pub case: super::Case,
}

impl Source {
    /// What of `options` concerns this format. Without a name it is `data`.
    pub fn new(language: Language, options: &Options) -> Source {
        Source {
            language,
            name: options.name.clone().unwrap_or_default(),
            columns: options.cols,
            case: options.case,
        }
    }

    /// Begins the dump.
    ///
    /// # Errors
    ///
    /// None at present.
    pub fn dump(&self) -> Result<impl Dump + use<>, BadOption> {
        let style = self.language.style();
        let mut name = identifier(&self.name);
        if let Name::Capital = style.name {
            name.make_ascii_uppercase();
        }
        let with_name = |text: &str| {
            let parts = text.split("@@").map(|part| part.replace('@', &name));
            parts.collect::<Vec<_>>().join("@").into_bytes()
        };
        let mut list = match style.element {
            Element::Hex(prefix) => List::of_hex(prefix, self.case),
            Element::Decimal => List::of_decimal(),
        };
        list.columns = self.columns.unwrap_or(style.columns);
        list.separator = b", ".to_vec();
        list.open = with_name(style.open);
        list.indent = style.indent.into();
        list.line_break = style.line_break.into();
        list.last_break = style.last_break.into();
        list.close = with_name(style.close);
        Ok(list.dump())
    }
}

/// Short words that some of the languages keep to themselves.
const KEYWORDS: &[&str] = &[
    "abstract and as assert async",
    "auto await base bool boolean break byte case catch char checked class const continue",
    "crate decimal def default defer del delegate delete do double elif else enum equ",
    "event except explicit export extends extern fallthrough false final finally fixed",
    "float fn for foreach from func function global go goto guard if impl implements",
    "implicit import in init inline inout input int interface internal is lambda let lock",
    "long loop map match mod move mut namespace native new nil none nonlocal not null",
    "object op operator or out override package params pass private protected protocol",
    "public raise range readonly ref register repeat restrict return sbyte sealed select",
    "self short signed sizeof stackalloc static strictfp string struct subscript super",
    "switch synchronized template this throw throws trait transient true try type typedef",
    "typeid typename typeof uint ulong unchecked union unsafe unsigned use ushort using",
    "var virtual void volatile where while with yield",
];

/// What is left of `name` for all languages: ASCII letters, digits and `_`, not a digit first, and
/// no keyword.
fn identifier(name: &str) -> String {
    let mut identifier: String = name
        .chars()
        .map(|character| {
            if character.is_ascii_alphanumeric() {
                character
            } else {
                '_'
            }
        })
        .collect();
    if identifier.bytes().all(|byte| byte == b'_') {
        // Alone they mean something else, in Swift and Go for instance.
        identifier.push_str("data");
    }
    if identifier.starts_with(|first: char| first.is_ascii_digit()) {
        identifier.insert(0, '_');
    }
    let lower = identifier.to_ascii_lowercase();
    let mut keywords = KEYWORDS.iter().flat_map(|line| line.split(' '));
    if keywords.any(|keyword| keyword == lower) {
        identifier.push('_');
    }
    identifier
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dump::Case;

    fn check(language: Language, name: &str, bytes: &[u8], expected: &str) {
        let source = Source {
            language,
            name: name.to_owned(),
            columns: Some(2),
            case: Case::Lower,
        };
        let mut dump = source.dump().unwrap();
        let mut out = Vec::new();
        dump.push(bytes, &mut out);
        dump.finish(&mut out);
        assert_eq!(String::from_utf8(out).unwrap(), expected);
    }

    #[test]
    fn as_a_compiler_sees_them() {
        use Language::*;
        let bytes = b"\x7f\xfe\0";
        check(
            C,
            "logo.png",
            bytes,
            "#include <stddef.h>\n\nconst unsigned char logo_png[] = {\n    0x7f, 0xfe,\n    0x00,\n};\nconst size_t logo_png_len = sizeof logo_png;\n",
        );
        check(
            Cpp,
            "",
            bytes,
            "#include <cstddef>\n#include <cstdint>\n\nconstexpr std::uint8_t data[] = {\n    0x7f, 0xfe,\n    0x00,\n};\nconstexpr std::size_t data_len = sizeof data;\n",
        );
        check(
            Rust,
            "9 lives",
            bytes,
            "pub static _9_LIVES: &[u8] = &[\n    0x7f, 0xfe,\n    0x00,\n];\n",
        );
        check(
            Go,
            "type",
            bytes,
            "var type_ = []byte{\n\t0x7f, 0xfe,\n\t0x00,\n}\n",
        );
        check(
            Java,
            "a",
            bytes,
            "static final byte[] A = {\n    (byte) 0x7f, (byte) 0xfe,\n    (byte) 0x00,\n};\n",
        );
        check(
            CSharp,
            "a",
            bytes,
            "static readonly byte[] a = {\n    0x7f, 0xfe,\n    0x00,\n};\n",
        );
        check(
            Python,
            "a",
            bytes,
            "a = bytes([\n    0x7f, 0xfe,\n    0x00,\n])\n",
        );
        check(
            JavaScript,
            "a",
            bytes,
            "const a = new Uint8Array([\n    0x7f, 0xfe,\n    0x00,\n]);\n",
        );
        check(
            Swift,
            "ä",
            bytes,
            "let _data: [UInt8] = [\n    0x7f, 0xfe,\n    0x00,\n]\n",
        );
        check(
            PowerShell,
            "a",
            bytes,
            "[byte[]] $a = @(\n    0x7f, 0xfe,\n    0x00\n)\n",
        );
        check(
            Assembly,
            "a",
            bytes,
            "a:\n    db 0x7f, 0xfe\n    db 0x00\na_len equ $ - a\n",
        );
        check(Json, "a", bytes, "[\n  127, 254,\n  0\n]\n");
        check(Json, "a", b"", "[\n]\n");
    }
}
