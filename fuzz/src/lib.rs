//! What the targets have in common: every dump there is, bytes worth dumping, texts that are nearly dumps,
//! and files that begin like known ones.

use arbitrary::{Arbitrary, Result, Unstructured};
use hexcore::dump::{
    Addresses, Alphabet, Case, Dump, Encoded, Endian, Format, Od, Options, Repeats, Word,
    XxdInclude,
};
use hexcore::undump::{Base, Kind, Origin, Undump};

/// About as many bytes are dumped at most. It is enough for every way through the code that makes
/// rows, and for texts so long that the detector looks at their beginning only.
const MOST_BYTES: usize = 20_000;

/// A dump of any format.
#[derive(Clone, Debug)]
pub enum AnyDump {
    /// By its name, with the options that all share.
    Named(Format, Options),
    /// With options of its own: a word and a size.
    Od(Od),
    /// With an option of its own: the case of the name.
    XxdInclude(XxdInclude),
    /// With options of its own: what stands before and after.
    Encoded(Encoded),
}

impl AnyDump {
    /// Begins the dump; `None` if it cannot be had with these options.
    pub fn dump(&self) -> Option<Box<dyn Dump>> {
        fn boxed(dump: impl Dump + 'static) -> Box<dyn Dump> {
            Box::new(dump)
        }
        match self {
            AnyDump::Named(format, options) => format.dump(options),
            AnyDump::Od(od) => od.dump().map(boxed),
            AnyDump::XxdInclude(include) => include.dump().map(boxed),
            AnyDump::Encoded(encoded) => encoded.dump().map(boxed),
        }
        .ok()
    }

    /// The text for `bytes`, which are pushed at once.
    pub fn text(&self, bytes: &[u8]) -> Option<Vec<u8>> {
        let mut dump = self.dump()?;
        let mut text = Vec::new();
        dump.push(bytes, &mut text);
        dump.finish(&mut text);
        Some(text)
    }

    /// What reads the text; `None` if nothing does.
    pub fn reading(&self) -> Option<Undump> {
        let AnyDump::Named(format, options) = self else {
            return match self {
                AnyDump::Od(od) if (od.word, od.size) == (Word::Hex, 1) => od_reading(od.addresses),
                AnyDump::XxdInclude(_) => Some(Undump::new(Kind::List)),
                _ => None,
            };
        };
        let kind = match format {
            Format::Canonical => Kind::Canonical,
            Format::Xxd | Format::XxdBits if options.addresses == Some(Addresses::Decimal) => {
                return None;
            }
            Format::Xxd if options.endian == Endian::Little => return None,
            Format::Xxd => Kind::Xxd,
            Format::XxdBits => Kind::XxdBits,
            Format::XxdPlain => Kind::XxdPlain,
            Format::Od if options.group.unwrap_or(1) != 1 => return None,
            Format::Od => return od_reading(options.addresses.unwrap_or(Addresses::Hex)),
            Format::Plain => {
                // Neither a part of a number nor what might be a sign before one.
                let separator = options.separator.as_deref().unwrap_or_default();
                let is_plain = |byte: u8| b" ,:;-|\n".contains(&byte);
                return separator
                    .bytes()
                    .all(is_plain)
                    .then_some(Undump::new(Kind::Plain));
            }
            Format::Base64 => Kind::Base64,
            Format::Base64Url => Kind::Base64Url,
            Format::IntelHex => Kind::IntelHex,
            Format::SRecord => Kind::SRecord,
            Format::XxdInclude
            | Format::C
            | Format::Cpp
            | Format::Rust
            | Format::Go
            | Format::Java
            | Format::CSharp
            | Format::Python
            | Format::JavaScript
            | Format::Swift
            | Format::PowerShell
            | Format::Json
            | Format::Escaped => Kind::List,
            Format::Binary
            | Format::Octal
            | Format::Decimal
            | Format::Assembly
            | Format::Base32
            | Format::DataUrl
            | Format::Percent
            | Format::Markdown
            | Format::Html => return None,
        };
        Some(Undump::new(kind).with_origin(Origin::Lowest))
    }

    /// The offset of the first byte; zero where there are no offsets.
    pub fn offset(&self) -> u64 {
        match self {
            AnyDump::Named(_, options) => options.offset,
            AnyDump::Od(od) => od.offset,
            AnyDump::XxdInclude(_) | AnyDump::Encoded(_) => 0,
        }
    }

    /// The same dump with another choice of what becomes of repeated rows.
    pub fn with_repeats(&self, repeats: Repeats) -> AnyDump {
        let mut other = self.clone();
        match &mut other {
            AnyDump::Named(_, options) => options.repeats = repeats,
            AnyDump::Od(od) => od.repeats = repeats,
            AnyDump::XxdInclude(_) | AnyDump::Encoded(_) => {}
        }
        other
    }
}

fn od_reading(addresses: Addresses) -> Option<Undump> {
    let base = match addresses {
        Addresses::Hex => Base::Hex,
        Addresses::Decimal => Base::Decimal,
        Addresses::Octal => Base::Octal,
        Addresses::None => return None,
    };
    Some(Undump::new(Kind::Od).with_base(base))
}

impl<'a> Arbitrary<'a> for AnyDump {
    fn arbitrary(u: &mut Unstructured<'a>) -> Result<AnyDump> {
        let case = *u.choose(&[Case::Lower, Case::Upper])?;
        let repeats = *u.choose(&[Repeats::Usual, Repeats::Shown, Repeats::Squeezed])?;
        let addresses = *u.choose(&[
            Addresses::Hex,
            Addresses::Decimal,
            Addresses::Octal,
            Addresses::None,
        ])?;
        Ok(match u.int_in_range(0..=7)? {
            0 => AnyDump::Od(Od {
                offset: offset(u)?,
                repeats,
                columns: number(u)?,
                addresses,
                word: *u.choose(&[
                    Word::Hex,
                    Word::Octal,
                    Word::Unsigned,
                    Word::Signed,
                    Word::Character,
                ])?,
                size: *u.choose(&[1, 2, 4, 8])?,
                endian: *u.choose(&[Endian::Big, Endian::Little])?,
                text: u.arbitrary()?,
            }),
            1 => AnyDump::XxdInclude(XxdInclude {
                name: u.arbitrary()?,
                columns: optional(u, number)?,
                case,
                name_case: *u.choose(&[Case::Lower, Case::Upper])?,
            }),
            2 => AnyDump::Encoded(Encoded {
                alphabet: *u.choose(&[Alphabet::Base64, Alphabet::Base64Url, Alphabet::Base32])?,
                columns: number(u)?,
                before: u.arbitrary()?,
                after: u.arbitrary()?,
            }),
            _ => {
                let options = Options {
                    cols: optional(u, number)?,
                    group: optional(u, number)?,
                    case,
                    offset: offset(u)?,
                    repeats,
                    name: u.arbitrary()?,
                    separator: u.arbitrary()?,
                    media_type: u.arbitrary()?,
                    endian: *u.choose(&[Endian::Big, Endian::Little])?,
                    addresses: u.arbitrary::<bool>()?.then_some(addresses),
                };
                AnyDump::Named(*u.choose(&Format::ALL)?, options)
            }
        })
    }
}

fn optional<'a, T>(
    u: &mut Unstructured<'a>,
    make: fn(&mut Unstructured<'a>) -> Result<T>,
) -> Result<Option<T>> {
    u.arbitrary::<bool>()?.then(|| make(u)).transpose()
}

/// A number of columns or of bytes in a group; mostly a usual one.
fn number(u: &mut Unstructured<'_>) -> Result<usize> {
    match u.int_in_range(0..=7)? {
        0 => u.arbitrary(),
        1 => u.int_in_range(0..=5000),
        2 => u.int_in_range(0..=300),
        3 => Ok(16),
        _ => u.int_in_range(0..=40),
    }
}

/// An offset: none, any, or one from which on the digits soon become more.
fn offset(u: &mut Unstructured<'_>) -> Result<u64> {
    Ok(match u.int_in_range(0..=3)? {
        0 => u.arbitrary()?,
        1 => {
            let more_digits = 1_u64.checked_shl(u.int_in_range(0..=64)?).unwrap_or(0);
            more_digits.wrapping_sub(u.int_in_range(0..=1000)?)
        }
        _ => 0,
    })
}

/// Bytes to be dumped: pieces that stand in the input, pieces that come many times, so that rows
/// repeat, and noise, in which none does.
#[derive(Clone, Debug)]
pub struct Bytes(pub Vec<u8>);

impl<'a> Arbitrary<'a> for Bytes {
    fn arbitrary(u: &mut Unstructured<'a>) -> Result<Bytes> {
        let mut bytes = Vec::new();
        while !u.is_empty() && bytes.len() < MOST_BYTES {
            match u.int_in_range(0..=3)? {
                0 => {
                    let length = u.int_in_range(1..=2000)?;
                    bytes.extend(noise(u.arbitrary()?).take(length));
                }
                1 => {
                    let piece = piece(u)?;
                    let times: usize = u.int_in_range(2..=1000)?;
                    bytes.extend(piece.repeat(times.min(MOST_BYTES / piece.len().max(1))));
                }
                _ => bytes.extend(piece(u)?),
            }
        }
        Ok(Bytes(bytes))
    }
}

/// The next bytes of the input, not many.
fn piece<'a>(u: &mut Unstructured<'a>) -> Result<&'a [u8]> {
    let length = u.int_in_range(1..=64)?;
    u.bytes(length.min(u.len()))
}

/// Bytes that are always the same for a seed (xorshift64).
fn noise(seed: u8) -> impl Iterator<Item = u8> {
    let mut state = 0x9e37_79b9_7f4a_7c15 ^ u64::from(seed);
    std::iter::repeat_with(move || {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        (state >> 32) as u8
    })
}

/// `bytes` in chunks of these lengths, which are taken again and again.
pub fn chunks<'b>(bytes: &'b [u8], lengths: &[u16]) -> Vec<&'b [u8]> {
    // One is not zero, so that there is an end.
    let lengths = lengths.iter().chain([&701]).cycle();
    let mut chunks = Vec::new();
    let mut rest = bytes;
    for &length in lengths {
        if rest.is_empty() {
            break;
        }
        let (chunk, others) = rest.split_at_checked(length.into()).unwrap_or((rest, &[]));
        chunks.push(chunk);
        rest = others;
    }
    chunks
}

/// A text to be read: any, or a dump with damage.
#[derive(Clone, Debug)]
pub struct Text(pub Vec<u8>);

impl<'a> Arbitrary<'a> for Text {
    fn arbitrary(u: &mut Unstructured<'a>) -> Result<Text> {
        if u.arbitrary()? {
            return Ok(Text(u.bytes(u.len())?.to_vec()));
        }
        let dump: AnyDump = u.arbitrary()?;
        let damages: Vec<Damage> = u.arbitrary()?;
        let bytes: Bytes = u.arbitrary()?;
        let mut text = dump.text(&bytes.0).unwrap_or_default();
        for damage in damages {
            damage.apply(&mut text);
        }
        Ok(Text(text))
    }
}

/// What happens to a text. Places are counted from the beginning, and again if it ends before.
#[derive(Arbitrary, Clone, Debug)]
enum Damage {
    Replace { at: u16, with: u8 },
    Insert { at: u16, text: Vec<u8> },
    Remove { at: u16, length: u16 },
    Repeat { at: u16, length: u16 },
    Cut { at: u16 },
}

impl Damage {
    fn apply(self, text: &mut Vec<u8>) {
        let length_before = text.len();
        let place = |at: u16| usize::from(at) % (length_before + 1);
        let range = |at, length: u16| {
            let start = place(at);
            start..(start + usize::from(length)).min(length_before)
        };
        match self {
            Damage::Replace { at, with } => {
                if let Some(byte) = text.get_mut(place(at)) {
                    *byte = with;
                }
            }
            Damage::Insert { at, text: inserted } => {
                let at = place(at);
                text.splice(at..at, inserted);
            }
            Damage::Remove { at, length } => drop(text.drain(range(at, length))),
            Damage::Repeat { at, length } => {
                let range = range(at, length);
                let end = range.end;
                let repeated = text.get(range).unwrap_or_default().to_vec();
                text.splice(end..end, repeated);
            }
            Damage::Cut { at } => text.truncate(place(at)),
        }
    }
}

/// How files of many kinds begin; what follows is read by the numbers in it.
const BEGINNINGS: [&[u8]; 36] = [
    b"",
    b"\x7fELF\x02\x01\x01",
    b"\x7fELF\x01\x02\x01",
    b"\xca\xfe\xba\xbe",
    b"\xcf\xfa\xed\xfe",
    b"MZ",
    b"\0asm\x01\0\0\0",
    b"!<arch>\ndebian-binary   ",
    b"dex\n035\0",
    b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR",
    b"\xff\xd8\xff\xe0",
    b"GIF89a",
    b"BM",
    b"II*\0",
    b"RIFF\0\0\0\0WEBPVP8 ",
    b"RIFF\0\0\0\0WAVEfmt ",
    b"OggS\0",
    b"ID3\x03",
    b"\x1aE\xdf\xa3",
    b"\0\0\0\x18ftypmp42",
    b"\0\x01\0\0",
    b"PK\x03\x04",
    b"PK\x05\x06",
    b"\x1f\x8b\x08",
    b"\xfd7zXZ\0",
    b"\x28\xb5\x2f\xfd",
    b"7z\xbc\xaf\x27\x1c",
    b"Rar!\x1a\x07",
    b"%PDF-1.",
    b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
    b"SQLite format 3\0",
    b"TZif2",
    b"\xde\x12\x04\x95",
    b"bplist00",
    b"{\"a\": [",
    b"#!/bin/sh\n",
];

/// A file of which a few stretches are not zero.
#[derive(Clone, Debug)]
pub struct AnyFile {
    /// Its name.
    pub name: String,
    size: u64,
    begin: Vec<u8>,
    /// A stretch further on, with its place.
    further: (u64, Vec<u8>),
    end: Vec<u8>,
}

impl<'a> Arbitrary<'a> for AnyFile {
    fn arbitrary(from: &mut Unstructured<'a>) -> Result<Self> {
        let mut begin = from.choose(&BEGINNINGS)?.to_vec();
        let name = ["", "a.png", "a.zip", "a.c", ".json"];
        let name = (*from.choose(&name)?).to_owned();
        let further = (u64::from(from.arbitrary::<u32>()?), from.arbitrary()?);
        let end: Vec<u8> = from.arbitrary()?;
        let more = from.arbitrary::<Option<u64>>()?;
        begin.extend(from.bytes(from.len())?);
        let known = (begin.len() + end.len()) as u64;
        Ok(AnyFile {
            name,
            size: more.map_or(known, |more| known + more % (1 << 40)),
            begin,
            further,
            end,
        })
    }
}

impl AnyFile {
    /// Its length in bytes.
    pub fn size(&self) -> u64 {
        self.size
    }

    /// The bytes of a range that it has.
    pub fn read(&self, range: std::ops::Range<u64>) -> Vec<u8> {
        let mut bytes = vec![0; (range.end - range.start) as usize];
        let end = self.size - self.end.len() as u64;
        let (place, further) = &self.further;
        let stretches = [(0, &self.begin), (*place, further), (end, &self.end)];
        for (start, stretch) in stretches {
            for (at, byte) in (start..).zip(stretch) {
                if range.contains(&at) {
                    bytes[(at - range.start) as usize] = *byte;
                }
            }
        }
        bytes
    }
}
