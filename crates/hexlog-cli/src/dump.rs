//! `hexlog dump`.

use std::io::IsTerminal;
use std::process::ExitCode;

use hexcore::dump::{Dump as _, Format};

use crate::cli::{Dump, When};
use crate::inputs::Inputs;
use crate::output::{Failure, Output};
use crate::paint::Painter;

/// Bytes that are read at once. Larger ones are no faster, and their text leaves the cache.
const CHUNK: usize = 1 << 18;

/// Dumps the files that `options` name.
pub(crate) fn dump(options: &Dump) -> Result<ExitCode, Failure> {
    let mut inputs = Inputs::new(&options.files);
    let mut output = Output::new()?;
    let mut buffer = vec![0; CHUNK];

    // A wrong option is told before a file is waited for.
    begin(options, options.offset)?;
    let skipped = inputs.skip(options.skip, &mut buffer);
    if inputs.open().is_none() && !inputs.any_opened() {
        return Ok(ExitCode::FAILURE);
    }
    if skipped < options.skip && options.format == Format::Od {
        return Err(Failure::Told(format!(
            "the input ends after {skipped} bytes, before the offset to begin at"
        )));
    }
    // Where nothing was asked for, hexdump does not tell an offset either.
    if options.length == Some(0) && options.format == Format::Canonical {
        return Ok(code(&inputs));
    }
    let mut dump = begin(options, options.offset.wrapping_add(skipped))?;
    let mut painter = colours(options.color)
        .then(|| Painter::new(options))
        .flatten();
    let mut left = options.length.unwrap_or(u64::MAX);
    let mut text = Vec::new();
    let mut cut = false;
    while left > 0 && !cut {
        let most = usize::try_from(left).unwrap_or(usize::MAX).min(CHUNK);
        let count = inputs.read(buffer.get_mut(..most).unwrap_or_default());
        if count == 0 {
            break;
        }
        left -= count as u64;
        cut = dump.room().is_some_and(|room| room < count as u64);
        dump.push(buffer.get(..count).unwrap_or_default(), &mut text);
        write(&mut output, &mut painter, &mut text)?;
    }
    dump.finish(&mut text);
    write(&mut output, &mut painter, &mut text)?;
    if let Some(mut painter) = painter {
        output.write(painter.finish())?;
    }
    if cut {
        let name = options.format.name();
        return Err(Failure::Told(format!(
            "the addresses of {name} have come to their end, and what follows is left out"
        )));
    }
    Ok(code(&inputs))
}

fn code(inputs: &Inputs) -> ExitCode {
    if inputs.any_failed() {
        ExitCode::FAILURE
    } else {
        ExitCode::SUCCESS
    }
}

fn begin(options: &Dump, offset: u64) -> Result<Box<dyn hexcore::dump::Dump>, Failure> {
    options
        .format
        .dump(&options.options(offset))
        .map_err(|error| Failure::Told(error.to_string()))
}

/// Writes `text`, with colours if there are any, and empties it.
fn write(
    output: &mut Output,
    painter: &mut Option<Painter>,
    text: &mut Vec<u8>,
) -> Result<(), Failure> {
    match painter {
        Some(painter) => output.write(painter.paint(text))?,
        None => output.write(text)?,
    }
    text.clear();
    Ok(())
}

fn colours(when: When) -> bool {
    let is_set = |name| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    match when {
        When::Always => true,
        When::Never => false,
        When::Auto => {
            std::io::stdout().is_terminal()
                && !is_set("NO_COLOR")
                && std::env::var_os("TERM").is_none_or(|term| term != "dumb")
        }
    }
}
