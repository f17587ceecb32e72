//! Arrays and grids: HDF, NetCDF, NumPy, MATLAB, NIfTI, GRIB, BUFR.

use std::ops::Range;

use crate::identify::archives::zip;
use crate::identify::details::{Details, printable};
use crate::identify::fields::{number, text};
use crate::identify::kind::{Kind, Strength};
use crate::identify::test::Test::{Any, Bytes, Code};
use crate::identify::values::named;
use crate::identify::view::{
    Order::{Big, Little},
    View,
};

const HDF5_SIGN: &[u8] = b"\x89HDF\r\n\x1a\n";

pub(super) const HDF5: Kind = Kind {
    id: "hdf5",
    name: "Hierarchical Data Format (version 5) data",
    mime: "application/x-hdf5",
    extensions: &["h5", "hdf5", "hdf", "he5", "nc", "mat"],
    tests: &[Any(&[
        Bytes(0, HDF5_SIGN),
        Bytes(512, HDF5_SIGN),
        Bytes(1024, HDF5_SIGN),
        Bytes(2048, HDF5_SIGN),
        Bytes(4096, HDF5_SIGN),
        Bytes(8192, HDF5_SIGN),
        Bytes(16_384, HDF5_SIGN),
        Bytes(32_768, HDF5_SIGN),
    ])],
    strength: Strength::Certain,
    source: "HDF5 File Format Specification 3.0, II.A",
    lesson: "A file like a disk with folders of arrays. Something else may stand before it: it is \
             looked for at 512, 1,024, 2,048 and so on.",
    details: Some(hdf5),
};

pub(super) const HDF4: Kind = Kind {
    id: "hdf4",
    name: "Hierarchical Data Format (version 4) data",
    mime: "application/x-hdf",
    extensions: &["hdf", "hdf4", "h4"],
    tests: &[Bytes(0, b"\x0e\x03\x13\x01")],
    strength: Strength::Certain,
    source: "HDF Specification and Developer's Guide 4.2, 1.2",
    lesson: "Its first bytes are the letters N, C, S and A, for the institute that made it, with Ctrl held.",
    details: None,
};

pub(super) const NETCDF: Kind = Kind {
    id: "netcdf",
    name: "NetCDF Data Format data",
    mime: "application/x-netcdf",
    extensions: &["nc", "cdf"],
    tests: &[
        Any(&[
            Bytes(0, b"CDF\x01"),
            Bytes(0, b"CDF\x02"),
            Bytes(0, b"CDF\x05"),
        ]),
        Code(24, dimensions),
    ],
    strength: Strength::Certain,
    source: "NetCDF User's Guide, File Format Specifications",
    lesson: "Measurements on a grid, with the names and units of what was measured.",
    details: Some(netcdf),
};

pub(super) const NPY: Kind = Kind {
    id: "npy",
    name: "NumPy array",
    mime: "application/x-npy",
    extensions: &["npy"],
    tests: &[Bytes(0, b"\x93NUMPY")],
    strength: Strength::Certain,
    source: "NumPy, numpy.lib.format, NPY format",
    lesson: "A line of text in the way of Python tells the type and the shape; the numbers follow as they \
             are in memory.",
    details: Some(npy),
};

pub(super) const NPZ: Kind = zip::of(
    "npz",
    "NumPy arrays (NPZ)",
    "application/x-npz",
    &["npz"],
    &[zip::BEGINS, Code(48, is_npz)],
    "NumPy, numpy.savez",
    "Several arrays of NumPy in a ZIP, each a file of its own.",
);

pub(super) const MATLAB: Kind = Kind {
    id: "matlab5",
    name: "Matlab v5 mat-file",
    mime: "application/x-matlab-data",
    extensions: &["mat"],
    tests: &[
        Bytes(0, b"MATLAB 5.0 MAT-file"),
        Any(&[Bytes(126, b"IM"), Bytes(126, b"MI")]),
    ],
    strength: Strength::Certain,
    source: "MATLAB MAT-File Format, Level 5 MAT-File Header Format",
    lesson: "Two letters, M and I, written as a number, show the order of the bytes.",
    details: Some(matlab),
};

pub(super) const MATLAB_7: Kind = Kind {
    id: "matlab7",
    name: "Matlab v7 mat-file",
    tests: &[
        Bytes(0, b"MATLAB 7."),
        Any(&[Bytes(126, b"IM"), Bytes(126, b"MI")]),
        Bytes(512, HDF5_SIGN),
    ],
    source: "MathWorks, MAT-File Versions; HDF5 File Format Specification 3.0, II.A",
    lesson: "From version 7.3 on, a file of MATLAB is an HDF5 file with the old header before it.",
    ..MATLAB
};

pub(super) const NIFTI: Kind = Kind {
    id: "nifti",
    name: "NIfTI-1 neuroimaging data",
    mime: "image/x.nifti",
    extensions: &["nii", "hdr"],
    tests: &[
        Any(&[Bytes(0, b"\x5c\x01\0\0"), Bytes(0, b"\0\0\x01\x5c")]),
        Any(&[Bytes(344, b"n+1\0"), Bytes(344, b"ni1\0")]),
    ],
    strength: Strength::Certain,
    source: "NIfTI-1 Data Format, nifti1.h",
    lesson: "Slices of a brain from a scanner; the first number is the length of the header, 348.",
    details: Some(nifti),
};

pub(super) const GRIB: Kind = Kind {
    id: "grib",
    name: "Gridded binary (GRIB)",
    mime: "application/x-grib2",
    extensions: &["grib", "grb", "grib2", "grb2"],
    tests: &[Bytes(0, b"GRIB"), Code(32, end_of_grib)],
    strength: Strength::Certain,
    source: "WMO Manual on Codes, FM 92 GRIB, Section 0",
    lesson: "Weather on a grid, as the services send it to each other; each message ends with 7777.",
    details: Some(grib),
};

pub(super) const BUFR: Kind = Kind {
    id: "bufr",
    name: "BUFR meteorological data",
    mime: "application/x-bufr",
    extensions: &["bufr", "bufr4"],
    tests: &[Bytes(0, b"BUFR"), Code(32, end_of_bufr)],
    strength: Strength::Certain,
    source: "WMO Manual on Codes, FM 94 BUFR, Section 0",
    lesson: "What weather stations measured, packed bit by bit by tables that both sides have.",
    details: Some(bufr),
};

fn hdf5(view: &View<'_>, to: &mut Details) -> Option<()> {
    let at = [0, 512, 1024, 2048, 4096, 8192, 16_384, 32_768]
        .into_iter()
        .find(|&at| view.bytes(at, 8).is_some_and(|it| it == HDF5_SIGN))?;
    if at > 0 {
        let words = match at {
            512 => "512 bytes".to_owned(),
            _ => format!("{}k", at / 1024),
        };
        to.head(format!(
            "Hierarchical Data Format (version 5) with {words} user block"
        ));
        to.fact("Something else", format!("{at} bytes"), 0..at);
    }
    let version = view.u8(at + 8)?;
    to.fact(
        "Version of the superblock",
        version.to_string(),
        at + 8..at + 9,
    );
    if version > 3 {
        to.note(
            "A superblock of this version is not known.",
            Some(at + 8..at + 9),
        );
        return Some(());
    }
    let sizes = if version < 2 { at + 13 } else { at + 9 };
    let offset = number(view, to, "An offset", sizes..sizes + 1, Little, "bytes")?;
    // The end of the file, behind the base and another address.
    let place = match version {
        0 => at + 24 + 2 * offset,
        1 => at + 28 + 2 * offset,
        _ => at + 12 + 2 * offset,
    };
    if let 2 | 4 | 8 = offset {
        let end = number(view, to, "Size", place..place + offset, Little, "bytes")?;
        if end > view.size() {
            to.note(
                "The file is shorter than it says.",
                Some(place..place + offset),
            );
        }
    }
    Some(())
}

/// The list of dimensions: a mark and a number, or zeros where there is none.
fn dimensions(view: &View<'_>) -> Option<(String, Range<u64>)> {
    let at = if view.u8(3)? == 5 { 12 } else { 8 };
    let mark = view.u32(at, Big)?;
    let count = view.number(at + 4, at - 4, Big)?;
    let fits = mark == 10 || mark == 0 && count == 0;
    fits.then(|| ("the mark of a list of dimensions".to_owned(), at..at + 4))
}

fn netcdf(view: &View<'_>, to: &mut Details) -> Option<()> {
    let version = view.u8(3)?;
    let words = match version {
        2 => " (64-bit offset)",
        5 => " (64-bit data)",
        _ => "",
    };
    to.head(format!("NetCDF Data Format data{words}"));
    to.fact("Version", version.to_string(), 3..4);
    let width = if version == 5 { 8 } else { 4 };
    let records = view.number(4, width, Big)?;
    let words = match records {
        0xffff_ffff | u64::MAX => "Not told: it was being written".to_owned(),
        _ => records.to_string(),
    };
    to.fact("Records", words, 4..4 + width);
    let mut at = 8 + width;
    let count = number(view, to, "Dimensions", at..at + width, Big, "")?;
    at += width;
    for _ in 0..count.min(8) {
        let from = at;
        let length = view.number(at, width, Big)?;
        let name = printable(view.bytes(at + width, length.min(64))?);
        at = at
            .checked_add(width)?
            .checked_add(length.checked_next_multiple_of(4)?)?;
        let size = view.number(at, width, Big)?;
        at += width;
        let size = if size == 0 {
            "as many as there are records".to_owned()
        } else {
            size.to_string()
        };
        to.fact("Dimension", format!("{name}, {size}"), from..at);
    }
    Some(())
}

/// The text of the header, and where it is.
fn description<'a>(view: &View<'a>) -> Option<(&'a [u8], u64)> {
    let (at, length) = match view.u8(6)? {
        1 => (10, u64::from(view.u16(8, Little)?)),
        _ => (12, u64::from(view.u32(8, Little)?)),
    };
    Some((view.bytes(at, length.min(4096))?, at))
}

/// The value of a key in a dictionary of Python: up to a comma that is in no brackets.
fn value<'a>(text: &'a [u8], at: u64, key: &[u8]) -> Option<(&'a [u8], Range<u64>)> {
    let start = text.windows(key.len()).position(|it| it == key)? + key.len();
    let rest = text.get(start..)?;
    let mut depth = 0u32;
    let end = rest.iter().position(|byte| {
        match byte {
            b'(' | b'[' | b'{' => depth += 1,
            b')' | b']' | b'}' if depth > 0 => depth -= 1,
            b',' | b'}' => return depth == 0,
            _ => {}
        }
        false
    })?;
    let from = at + start as u64;
    Some((rest.get(..end)?.trim_ascii(), from..from + end as u64))
}

fn npy(view: &View<'_>, to: &mut Details) -> Option<()> {
    let (major, minor) = (view.u8(6)?, view.u8(7)?);
    to.part(format!("version {major}.{minor}"));
    to.fact("Version", format!("{major}.{minor}"), 6..8);
    let length = match major {
        1 => u64::from(view.u16(8, Little)?),
        _ => u64::from(view.u32(8, Little)?),
    };
    to.part(format!("header length {length}"));
    let (text, at) = description(view)?;
    for (key, name) in [
        (&b"'descr':"[..], "Type"),
        (b"'shape':", "Shape"),
        (b"'fortran_order':", "By columns"),
    ] {
        if let Some((value, place)) = value(text, at, key) {
            let words = match value {
                b"True" => "Yes".to_owned(),
                b"False" => "No".to_owned(),
                _ => printable(value.trim_ascii()),
            };
            to.fact(name, words, place);
        }
    }
    Some(())
}

fn is_npz(view: &View<'_>) -> Option<(String, Range<u64>)> {
    let names = zip::names(view);
    let is_array = |name: &zip::Name<'_>| name.bytes.ends_with(b".npy");
    match names.iter().all(is_array) {
        true => zip::named_entry(&names, |name| name.ends_with(b".npy")),
        false => None,
    }
}

fn matlab(view: &View<'_>, to: &mut Details) -> Option<()> {
    let (order, name) = match view.bytes(126, 2)? {
        b"IM" => (Little, "little endian"),
        _ => (Big, "big endian"),
    };
    let version = view.u16(124, order)?;
    // MATLAB 5.0 MAT-file, or 7.3, which is an HDF5 file behind this header.
    let number = text(view, 7, 3)?;
    let number = number
        .strip_suffix(".0")
        .filter(|it| *it == "5")
        .unwrap_or(&number);
    to.head(format!(
        "Matlab v{number} mat-file ({name}) version {version:#x}"
    ));
    to.fact("Byte order", name, 126..128);
    to.fact("Version", format!("{version:#x}"), 124..126);
    // Words for people, which most writers fill in the same way.
    let words = text(view, 0, 116)?;
    if let Some((_, rest)) = words.split_once("Platform: ")
        && let Some((platform, rest)) = rest.split_once(", ")
        && let Some((on, rest)) = rest.split_once(": ")
        && on.eq_ignore_ascii_case("created on")
    {
        let created = rest.split(" HDF5 schema").next().unwrap_or_default().trim();
        to.part(format!("platform {platform}"));
        to.part(format!("created {created}"));
        to.fact("Made on", platform, 0..116);
        to.fact("Created", created, 0..116);
    } else {
        to.fact("Words", words, 0..116);
    }
    Some(())
}

const NIFTI_TYPES: &[(u64, &str)] = &[
    (1, "binary"),
    (2, "uint8"),
    (4, "int16"),
    (8, "int32"),
    (16, "float32"),
    (32, "complex64"),
    (64, "float64"),
    (128, "RGB24"),
    (256, "int8"),
    (512, "uint16"),
    (768, "uint32"),
    (1024, "int64"),
    (1280, "uint64"),
    (1536, "float128"),
    (1792, "complex128"),
    (2048, "complex256"),
    (2304, "RGBA32"),
];

fn nifti(view: &View<'_>, to: &mut Details) -> Option<()> {
    let order = if view.u8(0)? == 0 { Big } else { Little };
    let name = if order == Big {
        "big endian"
    } else {
        "little endian"
    };
    let header = if view.u8(345)? == b'i' { " header" } else { "" };
    to.head(format!("NIfTI-1 neuroimaging data{header}, {name}"));
    to.fact("Byte order", name, 0..4);
    let kind = view.u16(70, order)?;
    match named(NIFTI_TYPES, u64::from(kind)) {
        Some(words) => {
            to.part(format!("{words} datatype"));
            to.fact("Type", words, 70..72);
        }
        None => to.part(format!(
            "unknown datatype {kind:#x} ({} bits/pixel)",
            view.u16(72, order)?
        )),
    }
    let count = u64::from(view.u16(40, order)?);
    if !(1..=7).contains(&count) {
        to.note("The number of its dimensions cannot be.", Some(40..42));
        return Some(());
    }
    let mut sizes = Vec::new();
    let mut steps = Vec::new();
    for index in 1..=count {
        sizes.push(view.u16(40 + 2 * index, order)?.to_string());
        let step = f32::from_bits(view.u32(76 + 4 * index, order)?);
        steps.push(format!("{step:.6}"));
    }
    let (sizes, steps) = (sizes.join("x"), steps.join(" x "));
    to.part(format!(
        "{count}-dimensional (size {sizes}, voxel size {steps})"
    ));
    to.fact("Size", sizes, 42..42 + 2 * count);
    to.fact("Voxel", steps, 80..80 + 4 * count);
    let words = text(view, 148, 80)?;
    if !words.is_empty() {
        to.fact("Description", words, 148..228);
    }
    Some(())
}

/// The length of the first message and where it is.
fn length_of_grib(view: &View<'_>) -> Option<(u64, Range<u64>)> {
    match view.u8(7)? {
        1 => Some((view.number(4, 3, Big)?, 4..7)),
        2 => Some((view.u64(8, Big)?, 8..16)),
        _ => None,
    }
}

fn ends(view: &View<'_>, length: u64) -> Option<(String, Range<u64>)> {
    let at = length.checked_sub(4)?;
    (view.bytes(at, 4)? == b"7777")
        .then(|| ("7777 at the end of the message".to_owned(), at..length))
}

fn end_of_grib(view: &View<'_>) -> Option<(String, Range<u64>)> {
    ends(view, length_of_grib(view)?.0)
}

fn end_of_bufr(view: &View<'_>) -> Option<(String, Range<u64>)> {
    let is_known = (2..=4).contains(&view.u8(7)?);
    ends(view, view.number(4, 3, Big)?).filter(|_| is_known)
}

fn grib(view: &View<'_>, to: &mut Details) -> Option<()> {
    let edition = view.u8(7)?;
    to.head(format!("Gridded binary (GRIB) version {edition}"));
    to.fact("Version", edition.to_string(), 7..8);
    let (length, at) = length_of_grib(view)?;
    to.fact("First message", format!("{length} bytes"), at);
    if edition == 2 {
        to.fact("Discipline", view.u8(6)?.to_string(), 6..7);
    }
    Some(())
}

fn bufr(view: &View<'_>, to: &mut Details) -> Option<()> {
    let edition = view.u8(7)?;
    to.part(format!("edition {edition}"));
    to.fact("Edition", edition.to_string(), 7..8);
    number(view, to, "First message", 4..7, Big, "bytes")?;
    Some(())
}
