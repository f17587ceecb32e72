//! Models: of machine learning, and of what is seen in three dimensions; levels of games.

use std::ops::Range;

use crate::identify::details::{Details, printable};
use crate::identify::fields::{number, plural};
use crate::identify::kind::{Kind, Strength};
use crate::identify::test::Test::{Any, Bytes, Code, Number, Tail};
use crate::identify::values::named;
use crate::identify::view::{
    Order::{Big, Little},
    View,
};

pub(super) const GGUF: Kind = Kind {
    id: "gguf",
    name: "GGUF model",
    mime: "application/x-gguf",
    extensions: &["gguf"],
    tests: &[
        Bytes(0, b"GGUF"),
        Any(&[
            Number {
                at: 4,
                width: 4,
                order: Little,
                from: 1,
                to: 15,
            },
            Number {
                at: 4,
                width: 4,
                order: Big,
                from: 1,
                to: 15,
            },
        ]),
    ],
    strength: Strength::Certain,
    source: "ggml, docs/gguf.md",
    lesson: "The numbers of a language model, and before them what it is called and how it works.",
    details: Some(gguf),
};

pub(super) const SAFETENSORS: Kind = Kind {
    id: "safetensors",
    name: "Safetensors data",
    mime: "application/x-safetensors",
    extensions: &["safetensors"],
    tests: &[Code(64, header_of_tensors)],
    strength: Strength::Certain,
    source: "Hugging Face, Safetensors, Format",
    lesson: "The numbers of a model after a list in JSON; unlike a pickle, nothing in it can be run.",
    details: Some(safetensors),
};

pub(super) const PICKLE: Kind = Kind {
    id: "python-pickle",
    name: "Python pickle",
    mime: "application/x-python-pickle",
    extensions: &["pickle", "pkl"],
    tests: &[
        Bytes(0, b"\x80"),
        Number {
            at: 1,
            width: 1,
            order: Little,
            from: 2,
            to: 5,
        },
        Tail(1, b"."),
        Code(10, opcode),
    ],
    strength: Strength::Likely,
    source: "Python, Lib/pickletools.py; PEP 307, 3154 and 574",
    lesson: "A small program that builds objects of Python again. It can do anything: never load one from a \
             stranger.",
    details: Some(pickle),
};

pub(super) const BLENDER: Kind = Kind {
    id: "blender",
    name: "Blender3D",
    mime: "application/x-blender",
    extensions: &["blend"],
    tests: &[
        Bytes(0, b"BLENDER"),
        Any(&[Bytes(7, b"_"), Bytes(7, b"-")]),
        Any(&[Bytes(8, b"v"), Bytes(8, b"V")]),
    ],
    strength: Strength::Certain,
    source: "Blender, doc/blender_file_format, File-header",
    lesson: "The memory of Blender as it was, and a list at the end that says what is where in it.",
    details: Some(blender),
};

pub(super) const GLB: Kind = Kind {
    id: "glb",
    name: "glTF binary model",
    mime: "model/gltf-binary",
    extensions: &["glb"],
    tests: &[
        Bytes(0, b"glTF"),
        Number {
            at: 4,
            width: 4,
            order: Little,
            from: 1,
            to: 2,
        },
    ],
    strength: Strength::Certain,
    source: "glTF 2.0 Specification, 4.4",
    lesson: "A scene in three dimensions: what is in it as JSON, then the numbers.",
    details: Some(glb),
};

pub(super) const FBX: Kind = Kind {
    id: "fbx",
    name: "Kaydara FBX model",
    mime: "application/x-fbx",
    extensions: &["fbx"],
    tests: &[Bytes(0, b"Kaydara FBX Binary  \0\x1a\0")],
    strength: Strength::Certain,
    source: "Blender developers, FBX binary file format specification",
    lesson: "Models and their movements, as programs of animation exchange them.",
    details: Some(fbx),
};

pub(super) const WAD: Kind = Kind {
    id: "wad",
    name: "doom WAD data",
    mime: "application/x-doom",
    extensions: &["wad"],
    tests: &[
        Any(&[Bytes(0, b"IWAD"), Bytes(0, b"PWAD")]),
        Code(24, directory),
    ],
    strength: Strength::Certain,
    source: "The Unofficial Doom Specs 1.666, 2",
    lesson: "Levels, pictures and sounds of a game, as lumps with names of up to eight letters.",
    details: Some(wad),
};

fn gguf(view: &View<'_>, to: &mut Details) -> Option<()> {
    let order = if view.u8(4)? == 0 { Big } else { Little };
    let version = number(view, to, "Version", 4..8, order, "")?;
    to.part(format!("version {version}"));
    // Since version 2 the counts have 64 bits.
    let width = if version == 1 { 4 } else { 8 };
    let tensors = number(view, to, "Tensors", 8..8 + width, order, "")?;
    to.part(plural(tensors, "tensor"));
    let pairs = number(view, to, "Keys", 8 + width..8 + 2 * width, order, "")?;
    // The first keys, as long as they are texts.
    let mut at = 8 + 2 * width;
    for _ in 0..pairs.min(8) {
        let length = view.number(at, width, order)?;
        let start = at + width;
        let key = view.bytes(start, length.min(100))?;
        let value = start.checked_add(length)?;
        if view.u32(value, order)? != 8 {
            break;
        }
        let long = view.number(value + 4, width, order)?;
        let from = value + 4 + width;
        let end = from.checked_add(long)?;
        let words = printable(view.bytes(from, long.min(100))?);
        match key {
            b"general.architecture" => to.fact("Architecture", words, from..end),
            b"general.name" => to.fact("Name", words, from..end),
            _ => {}
        }
        at = end;
    }
    Some(())
}

/// A length, and that much JSON which speaks of tensors.
fn header_of_tensors(view: &View<'_>) -> Option<(String, Range<u64>)> {
    let length = view.u64(0, Little)?;
    // The most that the readers take.
    if !(2..=100_000_000).contains(&length)
        || length > view.size() - 8
        || view.bytes(8, 2)? != b"{\""
    {
        return None;
    }
    let end = view.u8(7u64.checked_add(length)?)?;
    let says = view
        .find(8, length.min(4096), b"\"data_offsets\"")
        .or_else(|| view.find(8, length.min(4096), b"\"__metadata__\""))?;
    matches!(end, b'}' | b' ').then(|| {
        (
            "a list in JSON of the length that is told".to_owned(),
            0..says,
        )
    })
}

fn safetensors(view: &View<'_>, to: &mut Details) -> Option<()> {
    let length = number(view, to, "Header", 0..8, Little, "bytes")?;
    let text = view.bytes(8, length.min(64 << 10))?;
    let count = text
        .windows(14)
        .filter(|it| it == b"\"data_offsets\"")
        .count() as u64;
    let more = if length > 64 << 10 { "at least " } else { "" };
    to.part(format!("{more}{}", plural(count, "tensor")));
    to.fact("Tensors", format!("{more}{count}"), 8..8 + length);
    if let Some(at) = view.find(8, length.min(4096), b"\"dtype\":\"") {
        let name = view.up_to(at + 9, 16)?.split(|byte| *byte == b'"').next()?;
        to.fact(
            "Type of the first",
            printable(name),
            at + 9..at + 9 + name.len() as u64,
        );
    }
    Some(())
}

/// What may follow the version: a frame, or one of the ways in which an object begins.
fn opcode(view: &View<'_>) -> Option<(String, Range<u64>)> {
    let first = view.u8(2)?;
    let fits = match view.u8(1)? {
        4 | 5 if first == 0x95 => {
            let length = view.u64(3, Little)?;
            length >= 4 && length <= view.size().checked_sub(11)?
        }
        // Very short ones need no frame.
        4 | 5 if view.size() > 16 => false,
        _ => matches!(
            first,
            b'}' | b']'
                | b')'
                | b'('
                | b'c'
                | b'X'
                | b'U'
                | b'T'
                | b'B'
                | b'C'
                | b'K'
                | b'M'
                | b'J'
                | b'G'
                | b'N'
                | 0x87..=0x8c | 0x8f
        ),
    };
    fits.then(|| ("an operation that a pickle begins with".to_owned(), 2..3))
}

fn pickle(view: &View<'_>, to: &mut Details) -> Option<()> {
    let version = view.u8(1)?;
    to.part(format!("protocol {version}"));
    to.fact("Protocol", version.to_string(), 1..2);
    if view.u8(2)? == 0x95 {
        number(view, to, "First frame", 3..11, Little, "bytes")?;
    }
    to.note(
        "To load a pickle is to run it: it can do anything that Python can.",
        None,
    );
    Some(())
}

fn blender(view: &View<'_>, to: &mut Details) -> Option<()> {
    let bits = if view.u8(7)? == b'_' { 32 } else { 64 };
    let order = if view.u8(8)? == b'v' { "little" } else { "big" };
    let [major, rest @ ..] = view.bytes(9, 3)? else {
        return None;
    };
    let version = format!("{}.{}", printable(&[*major]), printable(rest));
    to.part(format!(
        "saved as {bits}-bits {order} endian with version {version}"
    ));
    to.fact("Width of an address", format!("{bits} bits"), 7..8);
    to.fact("Byte order", format!("{order} endian"), 8..9);
    to.fact("Version", version, 9..12);
    Some(())
}

fn glb(view: &View<'_>, to: &mut Details) -> Option<()> {
    let version = number(view, to, "Version", 4..8, Little, "")?;
    to.part(format!("version {version}"));
    let length = number(view, to, "Length", 8..12, Little, "bytes")?;
    to.part(format!("length {length} bytes"));
    if length > view.size() {
        to.note("The file is shorter than it says.", Some(8..12));
    }
    number(view, to, "JSON", 12..16, Little, "bytes")?;
    Some(())
}

fn fbx(view: &View<'_>, to: &mut Details) -> Option<()> {
    let version = number(view, to, "Version", 23..27, Little, "")?;
    to.part(format!("version {version}"));
    Some(())
}

/// A list of lumps that is in the file.
fn directory(view: &View<'_>) -> Option<(String, Range<u64>)> {
    let (count, at) = (
        u64::from(view.u32(4, Little)?),
        u64::from(view.u32(8, Little)?),
    );
    let fits = at >= 12 && count > 0 && at + count * 16 <= view.size();
    fits.then(|| {
        (
            format!("a list of {count} lumps that the file has room for"),
            4..12,
        )
    })
}

fn wad(view: &View<'_>, to: &mut Details) -> Option<()> {
    let count = number(view, to, "Lumps", 4..8, Little, "")?;
    const KINDS: &[(u64, &str)] = &[(0x49, "main I"), (0x50, "patch P")];
    let kind = named(KINDS, u64::from(view.u8(0)?))?;
    to.head(format!("doom {kind}WAD data containing {count} lumps"));
    let list = number(view, to, "List at", 8..12, Little, "")?;
    let name = view.bytes(list + 8, 8)?.split(|byte| *byte == 0).next()?;
    to.fact("First lump", printable(name), list + 8..list + 16);
    Some(())
}
