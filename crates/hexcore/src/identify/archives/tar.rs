//! Archives of Unix that are made of headers and files in turn: tar and cpio.

use std::ops::Range;

use crate::identify::details::Details;
use crate::identify::kind::{Kind, Strength};
use crate::identify::test::Test::{Any, Bytes, Code};
use crate::identify::values::{before_zero, bytes, mode, named, octal, shown, unix_time};
use crate::identify::view::{
    Order::{self, Big, Little},
    View,
};

pub(super) const TAR: Kind = Kind {
    id: "tar",
    name: "POSIX tar archive",
    mime: "application/x-tar",
    extensions: &["tar"],
    tests: &[
        Any(&[Bytes(257, b"ustar\x0000"), Bytes(257, b"ustar  \0")]),
        Code(20, checked),
    ],
    strength: Strength::Certain,
    source: "IEEE Std 1003.1-2017, pax, ustar Interchange Format; GNU tar manual, Basic Tar Format",
    lesson: "A tar is made of blocks of 512 bytes, from the time of tapes: a header with numbers in octal digits, then a file.",
    details: Some(tar),
};

pub(super) const TAR_OLD: Kind = Kind {
    id: "tar-v7",
    name: "tar archive",
    mime: "application/x-tar",
    extensions: &["tar"],
    tests: &[Code(40, checked), Code(8, plain_fields)],
    strength: Strength::Certain,
    source: "tar(5) of Version 7 Unix; GNU tar manual, Basic Tar Format",
    lesson: "The first tar has no signature: the sum over its header gives it away.",
    details: Some(tar),
};

pub(super) const CPIO: Kind = Kind {
    id: "cpio",
    name: "ASCII cpio archive",
    mime: "application/x-cpio",
    extensions: &["cpio"],
    tests: &[
        Any(&[
            Bytes(0, b"070701"),
            Bytes(0, b"070702"),
            Bytes(0, b"070707"),
        ]),
        Code(100, digits),
    ],
    strength: Strength::Certain,
    source: "cpio(5) of libarchive, Portable ASCII Format and New ASCII Format",
    lesson: "A cpio archive is a chain of headers in digits and of files; Linux starts from one, its initramfs.",
    details: Some(cpio),
};

pub(super) const CPIO_BINARY: Kind = Kind {
    id: "cpio-binary",
    name: "cpio archive",
    mime: "application/x-cpio",
    extensions: &["cpio"],
    tests: &[
        Any(&[Bytes(0, &[0xc7, 0x71]), Bytes(0, &[0x71, 0xc7])]),
        Code(24, binary_fields),
    ],
    strength: Strength::Likely,
    source: "cpio(5) of libarchive, Old Binary Format",
    lesson: "Its numbers have the order of bytes of the machine that wrote it, so the signature, 070707 in octal, tells which that was.",
    details: Some(cpio_binary),
};

/// Whether the sum in the header is the sum of the header.
fn checked(view: &View<'_>) -> Option<(String, Range<u64>)> {
    let (sum, said) = sums(view)?;
    (sum == said && view.u8(0)? != 0).then(|| (format!("the sum of the header, {sum}"), 0..512))
}

/// The sum of the header, in which its own field counts as blanks, and what that field says.
fn sums(view: &View<'_>) -> Option<(u64, u64)> {
    let header = view.bytes(0, 512)?;
    let said = octal(header.get(148..156)?)?;
    let sum: u64 = header.iter().map(|byte| u64::from(*byte)).sum();
    let own: u64 = header
        .get(148..156)?
        .iter()
        .map(|byte| u64::from(*byte))
        .sum();
    Some((sum - own + 8 * 0x20, said))
}

/// Whether the fields of the oldest header are numbers.
fn plain_fields(view: &View<'_>) -> Option<(String, Range<u64>)> {
    let header = view.bytes(0, 512)?;
    octal(header.get(100..108)?)?;
    octal(header.get(124..136)?)?;
    octal(header.get(136..148)?)?;
    // What has a magic word is the other kind.
    let is_old = !header.get(257..)?.starts_with(b"ustar");
    is_old.then(|| ("mode, size and time in octal digits".to_owned(), 100..148))
}

/// A number in octal digits, or, with its highest bit set, in plain bytes.
fn tar_number(view: &View<'_>, at: u64, length: u64) -> Option<u64> {
    let field = view.bytes(at, length)?;
    match field.first()? {
        0x80 => view.u64(at + length - 8, Big),
        _ => octal(field),
    }
}

/// The letter of `ls` for a type of entry, and its name.
const TYPES: &[(u64, &str)] = &[
    (0, "-Regular file"),
    (b'0' as u64, "-Regular file"),
    (b'1' as u64, "hHard link"),
    (b'2' as u64, "lSymbolic link"),
    (b'3' as u64, "cCharacter device"),
    (b'4' as u64, "bBlock device"),
    (b'5' as u64, "dDirectory"),
    (b'6' as u64, "pFIFO"),
    (b'7' as u64, "-Contiguous file"),
    (b'g' as u64, "-Properties of all entries (pax)"),
    (b'x' as u64, "-Properties of the next entry (pax)"),
    (b'L' as u64, "-Long name of the next entry (GNU)"),
    (b'K' as u64, "-Long link name of the next entry (GNU)"),
    (b'S' as u64, "-Sparse file (GNU)"),
    (b'V' as u64, "-Name of the volume (GNU)"),
    (b'M' as u64, "-Rest of a file of another volume (GNU)"),
    (b'D' as u64, "dDirectory with its names (GNU)"),
];

fn tar(view: &View<'_>, to: &mut Details) -> Option<()> {
    let magic = view.bytes(257, 8)?;
    let is_posix = magic.starts_with(b"ustar\0");
    let is_gnu = magic == b"ustar  \0";
    if is_gnu {
        to.head("POSIX tar archive (GNU)");
    }
    let name = before_zero(view.bytes(0, 100)?);
    let prefix = before_zero(view.bytes(345, 155)?);
    let name_at = 0..name.len() as u64;
    match is_posix && !prefix.is_empty() {
        true => {
            let whole = [prefix, b"/", name].concat();
            to.fact("First entry", shown(&whole), name_at);
        }
        false => to.fact("First entry", shown(name), name_at),
    }
    let kind = u64::from(view.u8(156)?);
    let words = named(TYPES, kind).unwrap_or("-Unknown");
    to.fact("Type", words.get(1..)?, 156..157);
    if let Some(bits) = tar_number(view, 100, 8) {
        let letter = words.chars().next()?;
        to.fact("Mode", mode(letter, bits), 100..108);
    }
    owner(view, to, is_posix || is_gnu)?;
    if let Some(time) = tar_number(view, 136, 12)
        && let Some(words) = i64::try_from(time).ok().and_then(unix_time)
    {
        to.fact("Time", words, 136..148);
    }
    let size = tar_number(view, 124, 12)?;
    to.fact("Size", bytes(size), 124..136);
    to.fact("Header sum", sums(view)?.1.to_string(), 148..156);
    let has_data = !matches!(u8::try_from(kind), Ok(b'1'..=b'6'));
    if has_data && size.saturating_add(512) > view.size() {
        to.note(
            "The first entry is longer than what is left of the file.",
            Some(124..136),
        );
    }
    Some(())
}

/// Names of user and group where the header has them, else their numbers.
fn owner(view: &View<'_>, to: &mut Details, has_names: bool) -> Option<()> {
    let (user, group) = (
        before_zero(view.bytes(265, 32)?),
        before_zero(view.bytes(297, 32)?),
    );
    if has_names && !user.is_empty() {
        to.fact(
            "Owner",
            format!("{}:{}", shown(user), shown(group)),
            265..329,
        );
    } else if let (Some(user), Some(group)) = (tar_number(view, 108, 8), tar_number(view, 116, 8)) {
        to.fact("Owner", format!("{user}:{group}"), 108..124);
    }
    Some(())
}

/// The length of the header in digits, and what they are in.
fn header_length(view: &View<'_>) -> Option<(u64, u32)> {
    Some(match view.u8(5)? {
        b'7' => (76, 8),
        _ => (110, 16),
    })
}

fn digits(view: &View<'_>) -> Option<(String, Range<u64>)> {
    let (length, base) = header_length(view)?;
    let header = view.bytes(0, length)?;
    let is_so = header.iter().all(|byte| char::from(*byte).is_digit(base));
    let what = if base == 8 { "octal" } else { "hexadecimal" };
    is_so.then(|| (format!("{} {what} digits", length - 6), 6..length))
}

/// The fields that are told of an entry: where they are.
struct Places {
    mode: Range<u64>,
    user: Range<u64>,
    group: Range<u64>,
    time: Range<u64>,
    size: Range<u64>,
    name_length: Range<u64>,
    name: u64,
}

fn cpio(view: &View<'_>, to: &mut Details) -> Option<()> {
    let (length, base) = header_length(view)?;
    to.head(match view.u8(5)? {
        b'7' => "ASCII cpio archive (pre-SVR4 or odc)",
        b'1' => "ASCII cpio archive (SVR4 with no CRC)",
        _ => "ASCII cpio archive (SVR4 with CRC)",
    });
    let places = match base {
        8 => Places {
            mode: 18..24,
            user: 24..30,
            group: 30..36,
            time: 48..59,
            size: 65..76,
            name_length: 59..65,
            name: length,
        },
        _ => Places {
            mode: 14..22,
            user: 22..30,
            group: 30..38,
            time: 46..54,
            size: 54..62,
            name_length: 94..102,
            name: length,
        },
    };
    entry(view, to, &places, |at| {
        let text = view.bytes(at.start, at.end - at.start)?;
        u64::from_str_radix(std::str::from_utf8(text).ok()?, base).ok()
    })
}

fn entry(
    view: &View<'_>,
    to: &mut Details,
    places: &Places,
    number: impl Fn(&Range<u64>) -> Option<u64>,
) -> Option<()> {
    let length = number(&places.name_length)?;
    let name = view.bytes(places.name, length.min(4096))?;
    let name_at = places.name..places.name + length.min(4096);
    to.fact("First entry", shown(before_zero(name)), name_at);
    let bits = number(&places.mode)?;
    to.fact("Mode", mode(letter(bits), bits), places.mode.clone());
    let owner = format!("{}:{}", number(&places.user)?, number(&places.group)?);
    to.fact("Owner", owner, places.user.start..places.group.end);
    if let Some(words) = i64::try_from(number(&places.time)?)
        .ok()
        .and_then(unix_time)
    {
        to.fact("Time", words, places.time.clone());
    }
    let size = number(&places.size)?;
    to.fact("Size", bytes(size), places.size.clone());
    if size > view.size() {
        to.note(
            "The first entry is longer than the file.",
            Some(places.size.clone()),
        );
    }
    Some(())
}

/// The letter of `ls` for the type in a mode.
fn letter(mode: u64) -> char {
    match mode >> 12 {
        1 => 'p',
        2 => 'c',
        4 => 'd',
        6 => 'b',
        0o12 => 'l',
        0o14 => 's',
        _ => '-',
    }
}

fn binary_order(view: &View<'_>) -> Option<Order> {
    Some(match view.u8(0)? {
        0xc7 => Little,
        _ => Big,
    })
}

fn binary_fields(view: &View<'_>) -> Option<(String, Range<u64>)> {
    let order = binary_order(view)?;
    let mode = u64::from(view.u16(6, order)?);
    let is_typed = matches!(mode >> 12, 1 | 2 | 4 | 6 | 0o10 | 0o12 | 0o14);
    let length = u64::from(view.u16(20, order)?);
    // The length counts the NUL that ends the name.
    let name = view.bytes(26, length.min(1024))?;
    let is_name =
        (2..=1024).contains(&length) && name.iter().position(|it| *it == 0) == Some(name.len() - 1);
    (is_typed && is_name).then(|| {
        (
            "a name of the length that is told".to_owned(),
            26..26 + length,
        )
    })
}

fn cpio_binary(view: &View<'_>, to: &mut Details) -> Option<()> {
    let order = binary_order(view)?;
    if order == Big {
        to.head("byte-swapped cpio archive");
    }
    to.fact(
        "Order of bytes",
        if order == Big {
            "The highest first"
        } else {
            "The lowest first"
        },
        0..2,
    );
    let places = Places {
        mode: 6..8,
        user: 8..10,
        group: 10..12,
        time: 16..20,
        size: 22..26,
        name_length: 20..22,
        name: 26,
    };
    entry(view, to, &places, |at| match at.end - at.start {
        // The halves of long numbers have the higher one first in either order.
        4 => Some(
            u64::from(view.u16(at.start, order)?) << 16 | u64::from(view.u16(at.start + 2, order)?),
        ),
        _ => view.u16(at.start, order).map(u64::from),
    })
}
