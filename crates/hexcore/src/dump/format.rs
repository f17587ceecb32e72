//! All formats by name.

use super::{
    Alphabet, BadOption, Bits, Canonical, Dump, Encoded, Escaped, Html, IntelHex, Language,
    Markdown, Number, Od, Options, Percent, Plain, SRecord, Source, Xxd, XxdInclude,
};

/// A format, for command lines and menus.
///
/// [`Format::dump`] brings all formats into the program. Who needs one only begins it from its own
/// type.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Format {
    /// [`Canonical`](super::Canonical): `hexdump -C`.
    #[default]
    Canonical,
    /// [`Xxd`](super::Xxd).
    Xxd,
    /// [`Plain::xxd`]: `xxd -p`.
    XxdPlain,
    /// [`Bits`]: `xxd -b`.
    XxdBits,
    /// [`XxdInclude`](super::XxdInclude): `xxd -i`.
    XxdInclude,
    /// [`Od`](super::Od): `od -A x -t x1z`.
    Od,
    /// [`Plain`](super::Plain): hex.
    Plain,
    /// [`Plain`](super::Plain): binary.
    Binary,
    /// [`Plain`](super::Plain): octal.
    Octal,
    /// [`Plain`](super::Plain): decimal.
    Decimal,
    /// [`Source`] in C.
    C,
    /// [`Source`] in C++.
    Cpp,
    /// [`Source`] in Rust.
    Rust,
    /// [`Source`] in Go.
    Go,
    /// [`Source`] in Java.
    Java,
    /// [`Source`] in C#.
    CSharp,
    /// [`Source`] in Python.
    Python,
    /// [`Source`] in JavaScript.
    JavaScript,
    /// [`Source`] in Swift.
    Swift,
    /// [`Source`] in PowerShell.
    PowerShell,
    /// [`Source`] for an assembler.
    Assembly,
    /// [`Source`] in JSON.
    Json,
    /// [`Encoded`] in base64.
    Base64,
    /// [`Encoded`] in base64 with `-` and `_`.
    Base64Url,
    /// [`Encoded`] in base32.
    Base32,
    /// [`Encoded::data_url`].
    DataUrl,
    /// [`Escaped`](super::Escaped): a string literal.
    Escaped,
    /// [`Percent`](super::Percent).
    Percent,
    /// [`Markdown`](super::Markdown): a table.
    Markdown,
    /// [`Html`](super::Html).
    Html,
    /// [`IntelHex`](super::IntelHex).
    IntelHex,
    /// [`SRecord`](super::SRecord).
    SRecord,
}

/// What formats are for, to put them into groups.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Family {
    /// Rows with offsets, to be read.
    Dumps,
    /// Nothing but digits.
    Digits,
    /// Source code.
    Source,
    /// Bytes as text, for where only text can go.
    Text,
    /// For documents.
    Documents,
    /// Records for programmers of memory chips.
    Records,
}

impl Family {
    /// All of them, in the order of their declaration.
    pub const ALL: [Family; 6] = [
        Family::Dumps,
        Family::Digits,
        Family::Source,
        Family::Text,
        Family::Documents,
        Family::Records,
    ];

    /// A word or two for a heading.
    pub const fn name(self) -> &'static str {
        match self {
            Family::Dumps => "Dumps",
            Family::Digits => "Digits",
            Family::Source => "Source code",
            Family::Text => "Text",
            Family::Documents => "Documents",
            Family::Records => "Records",
        }
    }
}

impl Format {
    /// All formats, in the order of their declaration.
    pub const ALL: [Format; 32] = [
        Format::Canonical,
        Format::Xxd,
        Format::XxdPlain,
        Format::XxdBits,
        Format::XxdInclude,
        Format::Od,
        Format::Plain,
        Format::Binary,
        Format::Octal,
        Format::Decimal,
        Format::C,
        Format::Cpp,
        Format::Rust,
        Format::Go,
        Format::Java,
        Format::CSharp,
        Format::Python,
        Format::JavaScript,
        Format::Swift,
        Format::PowerShell,
        Format::Assembly,
        Format::Json,
        Format::Base64,
        Format::Base64Url,
        Format::Base32,
        Format::DataUrl,
        Format::Escaped,
        Format::Percent,
        Format::Markdown,
        Format::Html,
        Format::IntelHex,
        Format::SRecord,
    ];

    /// Name, family, and what it is in a few words.
    const fn entry(self) -> (&'static str, Family, &'static str) {
        use Family::*;
        match self {
            Format::Canonical => ("canonical", Dumps, "offset, hex and text, as hexdump -C"),
            Format::Xxd => ("xxd", Dumps, "offset, hex and text, as xxd"),
            Format::XxdPlain => ("xxd-plain", Digits, "hex alone, as xxd -p"),
            Format::XxdBits => ("xxd-bits", Dumps, "offset, bits and text, as xxd -b"),
            Format::XxdInclude => ("xxd-include", Source, "C array, as xxd -i"),
            Format::Od => ("od", Dumps, "offset, hex and text, as od -A x -t x1z"),
            Format::Plain => ("plain", Digits, "hex with a separator"),
            Format::Binary => ("binary", Digits, "eight bits for each byte"),
            Format::Octal => ("octal", Digits, "three octal digits for each byte"),
            Format::Decimal => ("decimal", Digits, "a decimal number for each byte"),
            Format::C => ("c", Source, "C array"),
            Format::Cpp => ("cpp", Source, "C++ array"),
            Format::Rust => ("rust", Source, "Rust slice"),
            Format::Go => ("go", Source, "Go slice"),
            Format::Java => ("java", Source, "Java array"),
            Format::CSharp => ("csharp", Source, "C# array"),
            Format::Python => ("python", Source, "Python bytes"),
            Format::JavaScript => ("javascript", Source, "JavaScript Uint8Array"),
            Format::Swift => ("swift", Source, "Swift array"),
            Format::PowerShell => ("powershell", Source, "PowerShell array"),
            Format::Assembly => ("asm", Source, "db lines of an assembler"),
            Format::Json => ("json", Source, "JSON array"),
            Format::Base64 => ("base64", Text, "Base64"),
            Format::Base64Url => ("base64url", Text, "Base64 with - and _"),
            Format::Base32 => ("base32", Text, "Base32"),
            Format::DataUrl => ("data-url", Text, "data URL"),
            Format::Escaped => ("escaped", Text, "string literal with escapes"),
            Format::Percent => ("percent", Text, "percent-encoding, as in addresses"),
            Format::Markdown => ("markdown", Documents, "Markdown table"),
            Format::Html => ("html", Documents, "HTML, with classes for colours"),
            Format::IntelHex => ("ihex", Records, "Intel HEX"),
            Format::SRecord => ("srec", Records, "Motorola S-records"),
        }
    }

    /// The format of this name.
    pub fn from_name(name: &str) -> Option<Format> {
        Format::ALL.into_iter().find(|format| format.name() == name)
    }

    /// One word in lower case, perhaps with hyphens.
    pub const fn name(self) -> &'static str {
        self.entry().0
    }

    /// Where it belongs.
    pub const fn family(self) -> Family {
        self.entry().1
    }

    /// What it is, in a few words.
    pub const fn description(self) -> &'static str {
        self.entry().2
    }

    /// What the names of files in this format usually end in, without the dot.
    pub const fn extension(self) -> &'static str {
        match self {
            Format::C => "c",
            Format::Cpp => "cpp",
            Format::XxdInclude => "h",
            Format::Rust => "rs",
            Format::Go => "go",
            Format::Java => "java",
            Format::CSharp => "cs",
            Format::Python => "py",
            Format::JavaScript => "js",
            Format::Swift => "swift",
            Format::PowerShell => "ps1",
            Format::Assembly => "asm",
            Format::Json => "json",
            Format::Markdown => "md",
            Format::Html => "html",
            Format::IntelHex => "hex",
            Format::SRecord => "srec",
            _ => "txt",
        }
    }

    /// Begins a dump in this format.
    ///
    /// # Errors
    ///
    /// If the format cannot follow one of the options.
    pub fn dump(self, options: &Options) -> Result<Box<dyn Dump>, BadOption> {
        fn boxed(dump: impl Dump + 'static) -> Box<dyn Dump> {
            Box::new(dump)
        }
        let plain = |number| Plain::new(number, options).dump().map(boxed);
        let source = |language| Source::new(language, options).dump().map(boxed);
        let encoded = |alphabet| Encoded::new(alphabet, options).dump().map(boxed);
        match self {
            Format::Canonical => Canonical::new(options).dump().map(boxed),
            Format::Xxd => Xxd::new(options).dump().map(boxed),
            Format::XxdPlain => Plain::xxd(options).dump().map(boxed),
            Format::XxdBits => Bits::new(options).dump().map(boxed),
            Format::XxdInclude => XxdInclude::new(options).dump().map(boxed),
            Format::Od => Od::new(options).dump().map(boxed),
            Format::Plain => plain(Number::Hex(options.case)),
            Format::Binary => plain(Number::Binary),
            Format::Octal => plain(Number::Octal),
            Format::Decimal => plain(Number::Decimal),
            Format::C => source(Language::C),
            Format::Cpp => source(Language::Cpp),
            Format::Rust => source(Language::Rust),
            Format::Go => source(Language::Go),
            Format::Java => source(Language::Java),
            Format::CSharp => source(Language::CSharp),
            Format::Python => source(Language::Python),
            Format::JavaScript => source(Language::JavaScript),
            Format::Swift => source(Language::Swift),
            Format::PowerShell => source(Language::PowerShell),
            Format::Assembly => source(Language::Assembly),
            Format::Json => source(Language::Json),
            Format::Base64 => encoded(Alphabet::Base64),
            Format::Base64Url => encoded(Alphabet::Base64Url),
            Format::Base32 => encoded(Alphabet::Base32),
            Format::DataUrl => Encoded::data_url(options).dump().map(boxed),
            Format::Escaped => Escaped::new(options).dump().map(boxed),
            Format::Percent => Percent.dump().map(boxed),
            Format::Markdown => Markdown::new(options).dump().map(boxed),
            Format::Html => Html::new(options).dump().map(boxed),
            Format::IntelHex => IntelHex::new(options).dump().map(boxed),
            Format::SRecord => SRecord::new(options).dump().map(boxed),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names() {
        let names = Format::ALL.map(Format::name).join(" ");
        assert_eq!(
            names,
            "canonical xxd xxd-plain xxd-bits xxd-include od plain binary octal decimal c cpp rust \
             go java csharp python javascript swift powershell asm json base64 base64url base32 \
             data-url escaped percent markdown html ihex srec"
        );
        for format in Format::ALL {
            assert_eq!(Format::from_name(format.name()), Some(format));
            assert!(Family::ALL.contains(&format.family()));
            let is_source = !["txt", "md", "html", "hex", "srec"].contains(&format.extension());
            assert_eq!(is_source, format.family() == Family::Source, "{format:?}");
        }
        assert_eq!(Format::from_name("Canonical"), None);
    }
}
