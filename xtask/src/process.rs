//! Running other programs: in the project's root, without a terminal to read from.

use crate::error::{Error, Result};
use crate::project;
use std::ffi::OsStr;
use std::io::{BufRead, BufReader, Write};
use std::path::PathBuf;
use std::process::{Command, Stdio};

/// A program that will run in the project's root. What `cargo run` told this program about its
/// own package is taken out again, because build scripts that look at it would run anew.
pub(crate) fn command(program: impl AsRef<OsStr>) -> Command {
    let mut command = Command::new(program);
    command.current_dir(project::root()).stdin(Stdio::null());
    for (name, _) in std::env::vars_os() {
        let text = name.to_string_lossy();
        let is_ours = [
            "CARGO_PKG_",
            "CARGO_MANIFEST_",
            "CARGO_BIN_",
            "CARGO_CRATE_",
        ]
        .iter()
        .any(|prefix| text.starts_with(prefix));
        if is_ours {
            command.env_remove(&name);
        }
    }
    command
}

/// Cargo itself: the one that started this program, where it is known.
pub(crate) fn cargo() -> Command {
    command(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
}

/// Runs a program whose output the user sees; says whether it succeeded.
pub(crate) fn run(command: &mut Command) -> Result<bool> {
    let status = command
        .status()
        .map_err(|error| not_started(command, &error))?;
    Ok(status.success())
}

/// Runs a program, shows its output, and gives back what it wrote to stdout.
pub(crate) fn run_and_read(command: &mut Command) -> Result<(bool, String)> {
    let mut child = command
        .stdout(Stdio::piped())
        .spawn()
        .map_err(|error| not_started(command, &error))?;
    let mut text = String::new();
    if let Some(stdout) = child.stdout.take() {
        let mut reader = BufReader::new(stdout);
        let mut line = Vec::new();
        while reader.read_until(b'\n', &mut line).unwrap_or(0) > 0 {
            let shown = String::from_utf8_lossy(&line);
            print!("{shown}");
            // A closed pipe must not end the run: the exit code still matters.
            std::io::stdout().flush().ok();
            text.push_str(&shown);
            line.clear();
        }
    }
    let status = child.wait().map_err(|error| not_started(command, &error))?;
    Ok((status.success(), text))
}

/// Runs a program without showing its output, and gives back all that it wrote.
pub(crate) fn run_silently(command: &mut Command) -> Result<(bool, String)> {
    let output = command
        .output()
        .map_err(|error| not_started(command, &error))?;
    let text = [output.stdout, output.stderr].concat();
    Ok((
        output.status.success(),
        String::from_utf8_lossy(&text).into_owned(),
    ))
}

/// What a program writes to stdout when it succeeds; its other output is dropped.
pub(crate) fn read(command: &mut Command) -> Option<String> {
    let output = command.stderr(Stdio::null()).output().ok()?;
    if !output.status.success() {
        return None;
    }
    Some(String::from_utf8_lossy(&output.stdout).into_owned())
}

/// Finds a program in the folders of `PATH`.
pub(crate) fn on_path(program: &str) -> Option<PathBuf> {
    let path = std::env::var_os("PATH")?;
    std::env::split_paths(&path)
        .map(|folder| folder.join(program))
        .find(|file| file.is_file())
}

/// The sentence for a program that could not be started at all.
fn not_started(command: &Command, error: &std::io::Error) -> Error {
    let program = command.get_program().to_string_lossy();
    Error::new(format!(
        "{program} could not be run ({error}): install it and try again."
    ))
}
