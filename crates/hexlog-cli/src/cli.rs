//! What can be said on the command line.

use std::path::PathBuf;
use std::process::ExitCode;

use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};
use clap::{Args, CommandFactory, Parser, Subcommand, ValueEnum};
use hexcore::dump::{self, Addresses, Format};
use hexcore::undump::{self, Kind, LANGUAGES};

use crate::output::Failure;
use crate::size;

/// Shows the bytes of files in many formats, and reads them back.
#[derive(Debug, Parser)]
#[command(name = "hexlog", version, arg_required_else_help = true)]
pub(crate) struct Cli {
    #[command(subcommand)]
    task: Task,
}

#[derive(Debug, Subcommand)]
enum Task {
    /// Show bytes: hexdump -C by default, or any of many formats
    Dump(Dump),
    /// Make bytes of a dump, on standard output
    Undump(Undump),
    /// Say what files are
    Type(Type),
}

/// The options of `hexlog dump`.
#[derive(Args, Debug)]
#[command(after_help = NUMBERS)]
pub(crate) struct Dump {
    /// What to read, one after the other, as if it were one file; standard input if there is none
    /// or it is -
    #[arg(value_name = "FILE")]
    pub(crate) files: Vec<PathBuf>,
    /// The format of the dump
    #[arg(short, long, value_name = "NAME", default_value = "canonical", value_parser = formats(), hide_possible_values = true, long_help = format_help())]
    pub(crate) format: Format,
    /// Leave out this many bytes at the beginning
    #[arg(short, long, value_name = "BYTES", default_value = "0", hide_default_value = true, value_parser = size::parse)]
    pub(crate) skip: u64,
    /// Show no more than this many bytes
    #[arg(short = 'n', long, visible_short_alias = 'l', value_name = "BYTES", value_parser = size::parse)]
    pub(crate) length: Option<u64>,
    /// Show all rows, also those that repeat the one before
    #[arg(short = 'v', long = "no-squeezing", conflicts_with = "autoskip")]
    pub(crate) all: bool,
    /// Show a single * for rows that repeat the one before, where the format would show them all;
    /// in xxd, rows of zeros only
    #[arg(short, long)]
    pub(crate) autoskip: bool,
    /// Bytes on a row
    #[arg(short, long, value_name = "COUNT", value_parser = size::parse_count)]
    pub(crate) cols: Option<usize>,
    /// Bytes in a group; 0 for no groups
    #[arg(short, long, value_name = "COUNT", value_parser = size::parse_count)]
    pub(crate) group: Option<usize>,
    /// Write hex digits as capital letters
    #[arg(short, long)]
    pub(crate) upper: bool,
    /// Write groups with their lowest byte first, as xxd -e
    #[arg(short = 'e', long)]
    pub(crate) little_endian: bool,
    /// Add this to the offsets that are shown
    #[arg(short, long, value_name = "BYTES", default_value = "0", hide_default_value = true, value_parser = size::parse)]
    pub(crate) offset: u64,
    /// How offsets are written
    #[arg(short = 'A', long, value_name = "BASE", value_enum)]
    pub(crate) addresses: Option<Base>,
    /// What the bytes are called in source code; the name of the first file if not given
    #[arg(long)]
    pub(crate) name: Option<String>,
    /// What stands between the bytes where there is a choice
    #[arg(long, value_name = "TEXT")]
    pub(crate) separator: Option<String>,
    /// Colour bytes by what they are: zero, white space, other ASCII, control, or not ASCII
    #[arg(long, value_name = "WHEN", value_enum, default_value_t = When::Auto)]
    pub(crate) color: When,
}

/// How offsets are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Base {
    /// In hex
    #[value(alias = "x")]
    Hex,
    /// In decimal
    #[value(alias = "d")]
    Decimal,
    /// In octal
    #[value(alias = "o")]
    Octal,
    /// Not at all
    #[value(alias = "n")]
    None,
}

/// How the offsets of a dump of `od` are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum OffsetBase {
    /// In hex
    #[value(alias = "x")]
    Hex,
    /// In decimal
    #[value(alias = "d")]
    Decimal,
    /// In octal
    #[value(alias = "o")]
    Octal,
}

impl From<OffsetBase> for undump::Base {
    fn from(base: OffsetBase) -> undump::Base {
        match base {
            OffsetBase::Hex => undump::Base::Hex,
            OffsetBase::Decimal => undump::Base::Decimal,
            OffsetBase::Octal => undump::Base::Octal,
        }
    }
}

impl From<Base> for Addresses {
    fn from(base: Base) -> Addresses {
        match base {
            Base::Hex => Addresses::Hex,
            Base::Decimal => Addresses::Decimal,
            Base::Octal => Addresses::Octal,
            Base::None => Addresses::None,
        }
    }
}

/// When there are colours.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum When {
    /// At a terminal, unless NO_COLOR is set
    Auto,
    /// Always
    Always,
    /// Never
    Never,
}

/// The options of `hexlog undump`.
#[derive(Args, Debug)]
#[command(after_help = NUMBERS)]
pub(crate) struct Undump {
    /// The dump; standard input if there is none or it is -
    #[arg(value_name = "FILE")]
    pub(crate) file: Option<PathBuf>,
    /// The kind of dump; seen from the text if not given
    #[arg(long, value_name = "KIND", value_parser = kinds(), hide_possible_values = true, long_help = kind_help())]
    pub(crate) from: Option<Kind>,
    /// How the offsets of od are written; seen from the numbers if not given
    #[arg(short = 'A', long, value_name = "BASE", value_enum)]
    pub(crate) addresses: Option<OffsetBase>,
    /// Go on after errors, and give all that could be read
    #[arg(long)]
    pub(crate) lenient: bool,
    /// Make no more than this many bytes of the dump
    #[arg(long, value_name = "BYTES", default_value = "1g", value_parser = size::parse)]
    pub(crate) limit: u64,
}

/// The options of `hexlog type`.
#[derive(Args, Debug)]
pub(crate) struct Type {
    /// What to look at, each by itself; standard input if there is none or it is -
    #[arg(value_name = "FILE")]
    pub(crate) files: Vec<PathBuf>,
    /// Write an object of JSON a line, with the evidence, the facts and the notes
    #[arg(long)]
    pub(crate) json: bool,
}

/// Said below the options.
const NUMBERS: &str = "Numbers are decimal, hex after 0x, or octal after 0. They may be followed \
by b for 512, by k, m, g, t, p or e for 1024 and its powers (also KiB, MiB, ...), or by KB, MB, \
... for powers of 1000.";

fn formats() -> impl TypedValueParser<Value = Format> {
    let names =
        Format::ALL.map(|format| PossibleValue::new(format.name()).help(format.description()));
    PossibleValuesParser::new(names).map(|name| Format::from_name(&name).unwrap_or_default())
}

fn format_help() -> String {
    let rows = Format::ALL.map(|format| (format.name(), format.description()));
    list("The format of the dump:", &rows)
}

fn kinds() -> impl TypedValueParser<Value = Kind> {
    let kinds = Kind::ALL.map(Kind::name);
    let languages = LANGUAGES.map(|name| PossibleValue::new(name).hide(true));
    let names = kinds.into_iter().map(PossibleValue::new).chain(languages);
    PossibleValuesParser::new(names).map(|name| Kind::from_name(&name).unwrap_or(Kind::Plain))
}

fn kind_help() -> String {
    let rows = Kind::ALL.map(|kind| (kind.name(), kind.description()));
    let languages = LANGUAGES.join(", ");
    let heading = "The kind of dump; seen from the text if not given. The names of languages stand \
                   for list as well:";
    list(&format!("{heading} {languages}."), &rows)
}

fn list(heading: &str, rows: &[(&str, &str)]) -> String {
    let width = rows.iter().map(|(name, _)| name.len()).max().unwrap_or(0);
    let rows: Vec<String> = rows
        .iter()
        .map(|(name, description)| format!("  {name:width$}  {description}"))
        .collect();
    format!("{heading}\n{}", rows.join("\n"))
}

impl Dump {
    /// What the core is told. The offset is that of the first byte.
    pub(crate) fn options(&self, offset: u64) -> dump::Options {
        dump::Options {
            cols: self.cols,
            group: self.group,
            case: if self.upper {
                dump::Case::Upper
            } else {
                dump::Case::Lower
            },
            offset,
            repeats: match (self.all, self.autoskip) {
                (true, _) => dump::Repeats::Shown,
                (false, true) => dump::Repeats::Squeezed,
                (false, false) => dump::Repeats::Usual,
            },
            name: self.name.clone().or_else(|| self.first_name()),
            separator: self.separator.clone(),
            endian: if self.little_endian {
                dump::Endian::Little
            } else {
                dump::Endian::Big
            },
            addresses: self.addresses.map(Addresses::from),
            ..dump::Options::default()
        }
    }

    /// The first file as it was named, if it is one.
    fn first_name(&self) -> Option<String> {
        let name = self.files.first()?.to_string_lossy();
        (name != "-").then(|| name.into_owned())
    }
}

/// The command line as clap knows it, for what is made of it: the manual and completions.
pub fn command() -> clap::Command {
    Cli::command()
}

/// Does what the command line says.
pub fn main() -> ExitCode {
    let done = match Cli::parse().task {
        Task::Dump(options) => crate::dump::dump(&options),
        Task::Undump(options) => crate::undump::undump(&options),
        Task::Type(options) => crate::kind::kinds(&options),
    };
    match done {
        Ok(code) => code,
        Err(Failure::Closed) => ExitCode::SUCCESS,
        Err(Failure::Told(sentence)) => {
            crate::output::tell(&sentence);
            ExitCode::FAILURE
        }
    }
}
