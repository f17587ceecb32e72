//! What the program calls the files of this system, against what `file` calls them.
//!
//! The two have vocabularies of their own, [`SAME`] leads from one to the other. A sentence of `file` that is not
//! in it names a kind that is not listed here, or none at all, and does not count.

#![cfg(unix)]
#![allow(clippy::unwrap_used, clippy::indexing_slicing)] // A test that cannot go on fails.

use std::collections::BTreeMap;
use std::ffi::OsStr;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;

#[path = "../../hexcore/tests/kit/mod.rs"]
mod kit;

use kit::{Scratch, output};

const HEXLOG: &str = env!("CARGO_BIN_EXE_hexlog");

/// Where files are taken from.
const ROOTS: [&str; 2] = ["/usr", "/etc"];
/// Files of one extension, and files of none, that are looked at.
const OF_EXTENSION: usize = 60;
const OF_NONE: usize = 800;
/// Kinds with fewer files do not count.
const LEAST: usize = 5;

/// How a sentence of `file` begins, and the kinds here that say the same. The first that fits counts.
const SAME: &[(&str, &[&str])] = &[
    ("ASCII font metrics", &["afm"]),
    ("Audio file with ID3", &["mp3"]),
    ("Bourne-Again shell script", &["bash-script"]),
    ("Byte-compiled Python module", &["python-module"]),
    ("CSV text", &["csv"]),
    ("ColorSync color profile", &["icc"]),
    ("Compiled", &["terminfo"]),
    ("DOS batch file", &["batch"]),
    ("Debian binary package", &["debian-package"]),
    ("ELF", &["elf"]),
    ("FITS image data", &["fits"]),
    ("Flattened device tree", &["device-tree"]),
    ("GIF image data", &["gif"]),
    ("GNU dbm", &["gdbm"]),
    ("GNU message catalog", &["gettext-mo"]),
    ("GVariant Database file", &["gvariant"]),
    ("Hierarchical Data Format (version 5)", &["hdf5"]),
    ("JPEG image data", &["jpeg"]),
    ("JPEG 2000", &["jp2"]),
    ("JSON text data", &["json"]),
    ("Java archive data", &["jar"]),
    ("LLVM IR bitcode", &["llvm-bitcode"]),
    ("LZ4 compressed data", &["lz4"]),
    ("M4 macro processor script", &["m4"]),
    ("MS Windows icon", &["ico"]),
    ("MS Windows cursor", &["cur"]),
    ("Matlab v5", &["matlab5"]),
    ("Netpbm image data", &["pbm", "pgm", "ppm", "pam"]),
    ("NetCDF Data Format", &["netcdf"]),
    ("Node.js script", &["node-script"]),
    ("NumPy array", &["npy"]),
    ("OpenPGP Public Key", &["openpgp-key"]),
    ("OpenType font collection", &["ttc"]),
    ("OpenType font data", &["otf"]),
    ("PC bitmap", &["bmp"]),
    ("PDF document", &["pdf"]),
    ("PEM ", &["pem"]),
    ("PE32", &["pe"]),
    ("PGP public key block", &["pgp-public-key"]),
    ("PHP script", &["php-script"]),
    ("PNG image data", &["png"]),
    ("POSIX shell script", &["sh-script"]),
    ("PPD file", &["ppd"]),
    ("PostScript Type 1", &["pfa", "pfb"]),
    ("PostScript document", &["postscript", "postscript-plain"]),
    ("RIFF (little-endian) data, WAVE", &["wav"]),
    ("RIFF (little-endian) data, AVI", &["avi"]),
    ("RIFF (little-endian) data, Web/P", &["webp"]),
    ("RIFF (little-endian) data, animated cursor", &["ani"]),
    ("SQLite 3.x database", &["sqlite"]),
    ("SVG Scalable Vector Graphics", &["svg"]),
    ("SubRip", &["subrip"]),
    ("TIFF image data", &["tiff", "bigtiff"]),
    ("Tcl script", &["tcl-script"]),
    ("Tenex C shell script", &["tcsh-script"]),
    ("TrueType Font data", &["ttf"]),
    ("TrueType font collection", &["ttc"]),
    ("WebAssembly", &["wasm"]),
    ("Web Open Font Format (Version 2)", &["woff2"]),
    ("Web Open Font Format", &["woff"]),
    ("X pixmap image", &["xpm"]),
    ("X11 cursor", &["x11-cursor"]),
    ("XML 1.0 document", &["xml"]),
    ("XZ compressed data", &["xz"]),
    // What is built on ZIP is told by its entries here.
    ("Zip archive data", &["zip", "jar", "npz"]),
    ("Zstandard compressed data", &["zstd"]),
    ("bzip2 compressed data", &["bzip2"]),
    ("compiled Java class", &["java-class"]),
    ("current ar archive", &["ar"]),
    ("gconv module configuration cache", &["gconv-cache"]),
    ("gzip compressed data", &["gzip"]),
    ("libtool library file", &["libtool"]),
    ("pcap capture file", &["pcap"]),
    ("timezone data", &["tzif"]),
    ("unified diff output", &["unified-diff"]),
    ("vCalendar", &["vcalendar"]),
    ("zlib compressed data", &["zlib"]),
];

/// Languages, which `file` guesses from a word or two that other texts have as well: how its sentence begins, the
/// kinds here, and the extensions of that language. A guess counts unless the file's own name says otherwise. So
/// style sheets do not count that `file` calls assembler, nor manuals in Markdown that it calls JavaScript, nor
/// Perl's headers (`.ph`), which it calls Ruby.
const GUESSED: &[(&str, &[&str], &[&str])] = &[
    // Headers of C++ have no extension.
    (
        "C source",
        &["c", "cpp"],
        &["c", "h", "cc", "cpp", "hh", "hpp", "inc"],
    ),
    (
        "C++ source",
        &["cpp"],
        &[
            "h", "cc", "cpp", "cxx", "hh", "hpp", "hxx", "tcc", "inc", "inl",
        ],
    ),
    ("HTML document", &["html"], &["html", "htm", "xhtml"]),
    ("Java source", &["java"], &["java"]),
    (
        "JavaScript source",
        &["javascript"],
        &["js", "mjs", "cjs", "ts"],
    ),
    (
        "LaTeX",
        &["latex", "latex-2e"],
        &["tex", "sty", "cls", "ltx"],
    ),
    ("Lisp/Scheme program", &["lisp"], &["el", "lisp", "scm"]),
    ("Perl POD document", &["pod"], &["pod", "pm", "pl"]),
    ("Perl script", &["perl-script"], &["pl", "pm", "t"]),
    ("Perl5 module source", &["perl-module"], &["pm", "pl"]),
    ("Python script", &["python-script"], &["py", "pyi"]),
    ("Ruby script", &["ruby-script"], &["rb"]),
    ("assembler source", &["assembler"], &["s", "S", "asm"]),
    ("awk script", &["awk-script"], &["awk"]),
    (
        "exported SGML document",
        &["sgml"],
        &["sgml", "dtd", "ent", "mod"],
    ),
    ("makefile script", &["makefile"], &["mk", "am", "in"]),
    (
        "troff or preprocessor input",
        &["troff"],
        &[
            "1", "3", "5", "7", "8", "1p", "3pm", "man", "me", "ms", "mom", "tmac",
        ],
    ),
    ("xbm image", &["xbm"], &["xbm"]),
];

/// Regular files below `folder`, by their extensions.
fn collect(folder: &Path, found: &mut BTreeMap<String, Vec<PathBuf>>) {
    // A folder that may not be read has nothing to say here.
    for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        let (path, kind) = (entry.path(), entry.file_type().unwrap());
        if kind.is_dir() {
            collect(&path, found);
        } else if kind.is_file() && path.to_str().is_some_and(|path| !path.contains('\n')) {
            found
                .entry(extension(&path).to_owned())
                .or_default()
                .push(path);
        }
    }
}

fn extension(path: &Path) -> &str {
    path.extension().and_then(OsStr::to_str).unwrap_or_default()
}

/// Some files of every extension, always the same ones.
fn sample() -> Vec<PathBuf> {
    let mut found = BTreeMap::new();
    for root in ROOTS {
        collect(Path::new(root), &mut found);
    }
    let rank = |path: &PathBuf| {
        let mut hasher = DefaultHasher::new();
        path.hash(&mut hasher);
        hasher.finish()
    };
    let mut files = Vec::new();
    for (extension, mut paths) in found {
        paths.sort_by_cached_key(rank);
        paths.truncate(if extension.is_empty() {
            OF_NONE
        } else {
            OF_EXTENSION
        });
        files.append(&mut paths);
    }
    files
}

/// The kinds that a sentence of `file` allows; `None` where it names none that counts.
fn allowed(path: &Path, sentence: &str) -> Option<(&'static str, &'static [&'static str])> {
    for (start, kinds, extensions) in GUESSED {
        if sentence.starts_with(start) {
            let extension = extension(path);
            let counts = extension.is_empty() || extensions.contains(&extension);
            return counts.then_some((start, kinds));
        }
    }
    let (start, kinds) = SAME.iter().find(|(start, _)| sentence.starts_with(start))?;
    Some((start, kinds))
}

#[test]
fn files_of_this_system_are_what_file_says() {
    let files = sample();
    let folder = Scratch::new("agreement");
    let list: String = files
        .iter()
        .map(|path| format!("{}\n", path.display()))
        .collect();
    let list = folder.file("list", list.as_bytes());
    let mut file = Command::new("file");
    file.args(["--brief", "--files-from"]).arg(&list);
    let theirs = output(&mut file, b"");
    let theirs = String::from_utf8_lossy(&theirs.stdout);
    let theirs: Vec<&str> = theirs.lines().collect();
    assert_eq!(theirs.len(), files.len(), "a sentence for each file");
    let ours: Vec<Value> = files
        .chunks(2000)
        .flat_map(|files| {
            let done = output(
                Command::new(HEXLOG).args(["type", "--json"]).args(files),
                b"",
            );
            let text = String::from_utf8(done.stdout).unwrap();
            let lines = text.lines().map(|line| serde_json::from_str(line).unwrap());
            lines.collect::<Vec<Value>>()
        })
        .collect();
    assert_eq!(ours.len(), files.len(), "an answer for each file");

    // Files and agreements by what `file` says, and the certain answers that are wrong.
    let mut kinds = BTreeMap::<&str, (usize, usize)>::new();
    let (mut certain, mut wrong) = (0, 0);
    for ((path, theirs), ours) in files.iter().zip(&theirs).zip(&ours) {
        let Some((kind, allowed)) = allowed(path, theirs) else {
            continue;
        };
        let id = ours["kind"].as_str().unwrap_or_default();
        let agrees = allowed.contains(&id);
        let (count, agreed) = kinds.entry(kind).or_default();
        *count += 1;
        *agreed += usize::from(agrees);
        let is_certain = !id.is_empty() && ours["certainty"] == "certain";
        certain += usize::from(is_certain);
        wrong += usize::from(is_certain && !agrees);
        if !agrees {
            let path = path.display();
            println!(
                "{path}: {theirs} / {} ({})",
                ours["sentence"], ours["certainty"]
            );
        }
    }
    kinds.retain(|_, (count, _)| *count >= LEAST);
    for (kind, (count, agreed)) in &kinds {
        println!("{agreed:4} of {count:4}  {kind}");
    }
    let shares = kinds
        .values()
        .map(|&(count, agreed)| agreed as f64 / count as f64);
    let mean = 100.0 * shares.sum::<f64>() / kinds.len() as f64;
    let rate = 100.0 * wrong as f64 / certain.max(1) as f64;
    println!(
        "{} files, {} kinds: {mean:.2} % agree; {wrong} of {certain} certain answers differ ({rate:.2} %)",
        files.len(),
        kinds.len()
    );
    assert!(kinds.len() >= 20, "{} kinds", kinds.len());
    assert!(mean >= 99.0, "{mean:.2} % agree");
    assert!(rate <= 0.2, "{wrong} of {certain} certain answers differ");
}
