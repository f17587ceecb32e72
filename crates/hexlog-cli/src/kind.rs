//! `hexlog type`.

use std::fmt::Write as _;
use std::fs::{self, File};
use std::io::{self, Read, Seek, SeekFrom};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use hexcore::identify::{Certainty, Examination, READ_LIMIT, Report, Step};
use serde_json::{Value, json};

use crate::cli::Type;
use crate::inputs::name;
use crate::output::{Failure, Output, reason, standard_input};

/// Says of each file what it is.
pub(crate) fn kinds(options: &Type) -> Result<ExitCode, Failure> {
    let paths = match options.files.as_slice() {
        [] => vec![PathBuf::from("-")],
        paths => paths.to_vec(),
    };
    let mut output = Output::new()?;
    let names: Vec<String> = paths.iter().map(|path| name(path)).collect();
    let width = names
        .iter()
        .map(|name| name.chars().count())
        .max()
        .unwrap_or_default()
        + 1;
    let mut text = String::new();
    let mut code = ExitCode::SUCCESS;
    for (path, name) in paths.iter().zip(names) {
        let found = find(path);
        if found.is_err() {
            code = ExitCode::FAILURE;
        }
        if options.json {
            text += &as_json(&name, &found).to_string();
            text.push('\n');
        } else {
            let sentence = match found {
                Ok(Found::File(report)) => report.sentence,
                Ok(Found::Other(sentence)) => sentence,
                Err(error) => format!("cannot be read: {}", reason(&error)),
            };
            // Writing to a string does not fail.
            let _ = writeln!(text, "{:width$} {sentence}", format!("{name}:"));
        }
        if text.len() > 1 << 16 {
            output.write(text.as_bytes())?;
            text.clear();
        }
    }
    output.write(text.as_bytes())?;
    Ok(code)
}

/// What is at a path.
enum Found {
    File(Box<Report>),
    /// No file with bytes, in the words of `file`.
    Other(String),
}

fn find(path: &Path) -> io::Result<Found> {
    if path == Path::new("-") {
        return examine_stream("", standard_input()?).map(Found::File);
    }
    let about = fs::symlink_metadata(path)?;
    if about.is_symlink() {
        let to = fs::read_link(path)?;
        let broken = if path.exists() { "" } else { "broken " };
        return Ok(Found::Other(format!(
            "{broken}symbolic link to {}",
            to.display()
        )));
    }
    if about.is_dir() {
        return Ok(Found::Other("directory".to_owned()));
    }
    if !about.is_file() {
        return Ok(Found::Other(special(&about).to_owned()));
    }
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let file = File::open(path)?;
    match about.len() {
        // What says that it is empty may be made while it is read, as in /proc.
        0 => examine_stream(&name, file),
        size => examine_file(&name, file, size),
    }
    .map(Found::File)
}

#[cfg(unix)]
fn special(about: &fs::Metadata) -> &'static str {
    use std::os::unix::fs::FileTypeExt;
    let kind = about.file_type();
    if kind.is_fifo() {
        "fifo (named pipe)"
    } else if kind.is_socket() {
        "socket"
    } else if kind.is_block_device() {
        "block special"
    } else {
        "character special"
    }
}

#[cfg(not(unix))]
fn special(_: &fs::Metadata) -> &'static str {
    "special"
}

/// Reads of a file only what is asked for.
fn examine_file(name: &str, mut file: File, size: u64) -> io::Result<Box<Report>> {
    let mut examination = Examination::new(name, size);
    let mut bytes = Vec::new();
    loop {
        let range = match examination.step() {
            Step::Done(report) => return Ok(report),
            Step::Read(range) => range,
        };
        let asked = range.end - range.start;
        file.seek(SeekFrom::Start(range.start))?;
        bytes.clear();
        file.by_ref().take(asked).read_to_end(&mut bytes)?;
        examination.give(range.start, asked, &bytes);
    }
}

/// Reads what can be read only once: its start is all that is looked at.
fn examine_stream(name: &str, file: File) -> io::Result<Box<Report>> {
    let mut bytes = Vec::new();
    file.take(READ_LIMIT).read_to_end(&mut bytes)?;
    Ok(Box::new(hexcore::identify::identify(name, &bytes)))
}

fn as_json(name: &str, found: &io::Result<Found>) -> Value {
    let report = match found {
        Err(error) => return json!({ "name": name, "error": reason(error) }),
        Ok(Found::Other(sentence)) => return json!({ "name": name, "sentence": sentence }),
        Ok(Found::File(report)) => report,
    };
    let range = |at: &std::ops::Range<u64>| json!([at.start, at.end]);
    json!({
        "name": name,
        "sentence": report.sentence,
        "kind": report.kind.map(|kind| kind.id),
        "mime": report.mime,
        "certainty": match report.certainty {
            Certainty::Unknown => "unknown",
            Certainty::Guess => "guess",
            Certainty::Likely => "likely",
            Certainty::Certain => "certain",
        },
        "evidence": report.evidence.iter()
            .map(|it| json!({ "what": it.what, "at": range(&it.at) }))
            .collect::<Vec<_>>(),
        "facts": report.facts.iter()
            .map(|it| json!({ "name": it.name, "value": it.value, "at": range(&it.at) }))
            .collect::<Vec<_>>(),
        "notes": report.notes.iter()
            .map(|it| json!({ "sentence": it.sentence, "at": it.at.as_ref().map(range) }))
            .collect::<Vec<_>>(),
    })
}
