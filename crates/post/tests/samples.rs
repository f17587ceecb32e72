//! The samples of the posts as others read them: libraries of their formats, and the real `file`.
#![allow(clippy::unwrap_used, clippy::indexing_slicing)] // A test that cannot go on fails.

use std::io::{Cursor, Read, Write};
use std::process::{Command, Stdio};

use hexcore::identify::identify;
use post::samples;
use zip::ZipArchive;

fn bytes(name: &str) -> Vec<u8> {
    samples::sample(name).unwrap().bytes
}

/// What the real `file` says.
fn file_says(bytes: &[u8]) -> String {
    let mut file = Command::new("file")
        .args(["--brief", "-"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    file.stdin.take().unwrap().write_all(bytes).unwrap();
    let output = file.wait_with_output().unwrap();
    assert!(output.status.success(), "{output:?}");
    String::from_utf8(output.stdout)
        .unwrap()
        .trim_end()
        .to_owned()
}

#[test]
fn file_and_ours_know_them() {
    let expected = [
        ("emoji.txt", "Unicode text, UTF-8 text"),
        (
            "emoji-utf16.txt",
            "Unicode text, UTF-16, little-endian text",
        ),
        ("Hello.class", "compiled Java class data, version 52.0"),
        (
            "tone.wav",
            "RIFF (little-endian) data, WAVE audio, Microsoft PCM, 16 bit, mono 8000 Hz",
        ),
        (
            "tone.au",
            "Sun/NeXT audio data: 16-bit linear PCM, mono, 8000 Hz",
        ),
        (
            "two-files.zip",
            "Zip archive data, at least v1.0 to extract",
        ),
        ("numbers.npy", "NumPy array, version 1.0, header length 118"),
    ];
    assert_eq!(samples::all().len(), expected.len());
    for (name, words) in expected {
        let bytes = bytes(name);
        let theirs = file_says(&bytes);
        let ours = identify(name, &bytes).sentence;
        println!("{name}: {theirs} | {ours}");
        assert!(theirs.starts_with(words), "{name}: {theirs}");
        assert!(ours.starts_with(words), "{name}: {ours}");
    }
}

#[test]
fn both_texts_are_the_same() {
    let text = String::from_utf8(bytes("emoji.txt")).unwrap();
    assert_eq!(text, "\u{1f41d}\n");
    let bytes = bytes("emoji-utf16.txt");
    assert!(bytes.starts_with(&[0xff, 0xfe]));
    let units = bytes.chunks(2).skip(1);
    let units: Vec<_> = units
        .map(|unit| u16::from_le_bytes(unit.try_into().unwrap()))
        .collect();
    assert_eq!(String::from_utf16(&units).unwrap(), text);
}

#[test]
fn the_class_has_a_name_and_nothing_else() {
    let bytes = bytes("Hello.class");
    let class = cafebabe::parse_class(&bytes).unwrap();
    assert_eq!(&*class.this_class, "Hello");
    assert_eq!(class.super_class.as_deref(), Some("java/lang/Object"));
    assert_eq!((class.major_version, class.minor_version), (52, 0));
    assert_eq!(class.access_flags, cafebabe::ClassAccessFlags::SUPER);
    assert!(class.interfaces.is_empty() && class.fields.is_empty());
    assert!(class.methods.is_empty() && class.attributes.is_empty());
}

#[test]
fn both_sounds_have_the_same_samples() {
    let mut reader = hound::WavReader::new(Cursor::new(bytes("tone.wav"))).unwrap();
    let spec = hound::WavSpec {
        channels: 1,
        sample_rate: 8000,
        bits_per_sample: 16,
        sample_format: hound::SampleFormat::Int,
    };
    assert_eq!(reader.spec(), spec);
    let heard: Vec<i16> = reader.samples().map(Result::unwrap).collect();
    for (at, &sample) in heard.iter().enumerate() {
        let turn = at as f64 / 8.0 * std::f64::consts::TAU;
        assert_eq!(f64::from(sample), (16_384.0 * turn.sin()).round(), "{at}");
    }
    // What `file` says of the other one is tested above; its samples begin where it says.
    let twin = bytes("tone.au");
    let word = |at: usize| u32::from_be_bytes(twin[at..at + 4].try_into().unwrap()) as usize;
    assert_eq!(word(4) + word(8), twin.len());
    let samples = twin[word(4)..].chunks(2);
    let samples: Vec<_> = samples
        .map(|sample| i16::from_be_bytes(sample.try_into().unwrap()))
        .collect();
    assert_eq!(samples, heard);
}

#[test]
fn the_archive_gives_its_files() {
    let bytes = bytes("two-files.zip");
    let mut archive = ZipArchive::new(Cursor::new(&bytes)).unwrap();
    assert_eq!((archive.len(), archive.offset()), (2, 0));
    let expected = [("hi.txt", "Hi\n", 0), ("bye.txt", "Bye\n", 39)];
    for (at, (name, text, header)) in expected.into_iter().enumerate() {
        let mut entry = archive.by_index(at).unwrap();
        assert_eq!(
            (entry.name().unwrap().as_ref(), entry.header_start()),
            (name, header)
        );
        assert_eq!(entry.compression(), zip::CompressionMethod::Stored);
        let time = entry.last_modified().unwrap();
        assert_eq!((time.year(), time.month(), time.day()), (2026, 10, 5));
        assert_eq!((time.hour(), time.minute(), time.second()), (12, 0, 0));
        // Reading to the end compares the sum as well.
        let mut found = String::new();
        entry.read_to_string(&mut found).unwrap();
        assert_eq!(found, text);
    }
    // A byte of a file that is changed no longer fits its sum.
    let mut broken = bytes;
    broken[36] ^= 1;
    let mut archive = ZipArchive::new(Cursor::new(&broken)).unwrap();
    let mut entry = archive.by_index(0).unwrap();
    assert!(entry.read_to_end(&mut Vec::new()).is_err());
}

#[test]
fn the_array_has_its_numbers() {
    let file = bytes("numbers.npy");
    let array = npyz::NpyFile::new(file.as_slice()).unwrap();
    assert_eq!(array.shape(), [4]);
    assert_eq!(array.dtype().descr(), "'<f8'");
    let numbers = array.into_vec::<f64>().unwrap();
    assert_eq!(numbers, [0.1, 0.2, 0.3, 0.1 + 0.2]);
    assert_eq!(numbers[3].to_string(), "0.30000000000000004");
}

#[test]
fn the_picture_is_one_black_pixel() {
    let file = hexcore::samples::sample("pixel.png").unwrap().bytes();
    assert_eq!(file.len(), 67);
    let mut reader = png::Decoder::new(Cursor::new(file)).read_info().unwrap();
    let mut pixels = [0xff; 1];
    let info = reader.next_frame(&mut pixels).unwrap();
    assert_eq!((info.width, info.height, pixels), (1, 1, [0]));
    reader.finish().unwrap();
}
