//! Models, and levels of games.

use crate::made::made;
use crate::{Sample, sample};

pub(super) fn gguf() -> Vec<u8> {
    let text =
        |made: crate::made::Made, text: &str| made.put((text.len() as u64).to_le_bytes()).put(text);
    let mut file = made(b"GGUF")
        .le32(&[3])
        .put(291_u64.to_le_bytes())
        .put(2_u64.to_le_bytes());
    for (key, value) in [("general.architecture", "llama"), ("general.name", "Tiny")] {
        file = text(file, key).le32(&[8]);
        file = text(file, value);
    }
    file.zeros(32).0
}

pub(super) const HEADER: &str = "{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]},\
                                 \"b\":{\"dtype\":\"F16\",\"shape\":[2],\"data_offsets\":[4,8]}} ";

pub(super) fn safetensors(header: &str) -> Vec<u8> {
    made(&(header.len() as u64).to_le_bytes())
        .put(header)
        .zeros(8)
        .0
}

/// A dictionary of one text, as each protocol writes it.
pub(super) const PICKLE_2: &[u8] = b"\x80\x02}q\0X\x01\0\0\0aq\x01K\x01s.";
pub(super) const PICKLE_4: &[u8] = b"\x80\x04\x95\x0a\0\0\0\0\0\0\0}\x94\x8c\x01a\x94K\x01s.";

pub(super) fn wad(letter: u8) -> Vec<u8> {
    made(&[letter])
        .put(b"WAD")
        .le32(&[2, 12, 0, 0])
        .put(b"E1M1\0\0\0\0")
        .le32(&[0, 0])
        .put(b"THINGS\0\0")
        .0
}

pub(super) fn samples() -> Vec<Sample> {
    vec![
        sample(
            "gguf",
            "tiny.gguf",
            gguf(),
            "GGUF model, version 3, 291 tensors",
        ),
        sample(
            "safetensors",
            "model.safetensors",
            safetensors(HEADER),
            "Safetensors data, 2 tensors",
        ),
        sample(
            "python-pickle",
            "a.pkl",
            PICKLE_2,
            "Python pickle, protocol 2",
        ),
        sample(
            "python-pickle",
            "a.pickle",
            PICKLE_4,
            "Python pickle, protocol 4",
        ),
        sample(
            "blender",
            "cube.blend",
            made(b"BLENDER-v293REND").zeros(60).0,
            "Blender3D, saved as 64-bits little endian with version 2.93",
        ),
        sample(
            "glb",
            "cube.glb",
            made(b"glTF")
                .le32(&[2, 40, 20, 0x4e4f_534a])
                .put(b"{\"asset\":{}}        ")
                .0,
            "glTF binary model, version 2, length 40 bytes",
        ),
        sample(
            "fbx",
            "cube.fbx",
            made(b"Kaydara FBX Binary  \0\x1a\0")
                .le32(&[7400])
                .zeros(40)
                .0,
            "Kaydara FBX model, version 7400",
        ),
        sample(
            "wad",
            "doom.wad",
            wad(b'I'),
            "doom main IWAD data containing 2 lumps",
        ),
        sample(
            "wad",
            "my.wad",
            wad(b'P'),
            "doom patch PWAD data containing 2 lumps",
        ),
    ]
}
