//! `hexlog undump`.

use std::io::Read;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use hexcore::undump::{Undump as Reading, detect};

use crate::cli::Undump;
use crate::inputs::{Inputs, name};
use crate::output::{Failure, Output, reason, tell};

/// Makes bytes of the dump that `options` name.
pub(crate) fn undump(options: &Undump) -> Result<ExitCode, Failure> {
    let path = options.file.clone().unwrap_or_else(|| PathBuf::from("-"));
    let Some(text) = read(&path)? else {
        return Ok(ExitCode::FAILURE);
    };
    let told = |sentence: String| Failure::Told(format!("{}: {sentence}", name(&path)));
    let kind = match options.from {
        Some(kind) => kind,
        // Of nothing comes nothing, whatever its kind.
        None if text.trim_ascii().is_empty() => return Ok(ExitCode::SUCCESS),
        None => match detect(&text) {
            Some(detected) => detected.kind,
            None => {
                let sentence =
                    "This is no dump of a kind that is known by sight: name it with --from.";
                return Err(told(sentence.to_owned()));
            }
        },
    };
    let mut reading = Reading::new(kind).with_limit(options.limit);
    if let Some(base) = options.addresses {
        reading = reading.with_base(base.into());
    }
    let read = if options.lenient {
        reading.lenient(&text)
    } else {
        reading
            .strict(&text)
            .map_err(|error| told(error.to_string()))?
    };
    for note in &read.notes {
        tell(&format!("{}: {note}", name(&path)));
    }
    if read.more_notes > 0 {
        tell(&format!(
            "{}: There are {} more errors.",
            name(&path),
            read.more_notes
        ));
    }
    Output::new()?.write(&read.bytes)?;
    Ok(ExitCode::SUCCESS)
}

/// All of the file at `path`; `None` if it could not be opened, which has been told.
fn read(path: &Path) -> Result<Option<Vec<u8>>, Failure> {
    let mut text = Vec::new();
    let mut inputs = Inputs::new(&[path.to_owned()]);
    let Some((_, file)) = inputs.open() else {
        return Ok(None);
    };
    match file.read_to_end(&mut text) {
        Ok(_) => Ok(Some(text)),
        Err(error) => Err(Failure::Told(format!("{}: {}", name(path), reason(&error)))),
    }
}
