//! Where text and bytes go, and what becomes of a failure.

use std::fs::File;
use std::io::{self, ErrorKind, Write};
#[cfg(unix)]
use std::os::fd::AsFd;
#[cfg(windows)]
use std::os::windows::io::AsHandle;

/// Why the program ends before it is done.
#[derive(Debug)]
pub(crate) enum Failure {
    /// Nobody reads the output any more, as after `| head`. There is nothing to say.
    Closed,
    /// The user is told this sentence.
    Told(String),
}

/// Standard output without a buffer that looks for lines: what is written is large.
pub(crate) struct Output(File);

impl Output {
    /// Standard output.
    pub(crate) fn new() -> Result<Output, Failure> {
        #[cfg(unix)]
        let own = io::stdout().as_fd().try_clone_to_owned();
        #[cfg(windows)]
        let own = io::stdout().as_handle().try_clone_to_owned();
        own.map(|own| Output(File::from(own)))
            .map_err(|error| failure(&error))
    }

    /// Writes all of `bytes`.
    pub(crate) fn write(&mut self, bytes: &[u8]) -> Result<(), Failure> {
        self.0.write_all(bytes).map_err(|error| failure(&error))
    }
}

/// Standard input without a buffer, which can be sought in where it is a file.
pub(crate) fn standard_input() -> io::Result<File> {
    #[cfg(unix)]
    let own = io::stdin().as_fd().try_clone_to_owned();
    #[cfg(windows)]
    let own = io::stdin().as_handle().try_clone_to_owned();
    own.map(File::from)
}

fn failure(error: &io::Error) -> Failure {
    match error.kind() {
        ErrorKind::BrokenPipe => Failure::Closed,
        _ => Failure::Told(format!("standard output: {}", reason(error))),
    }
}

/// What the system says, without the error's number.
pub(crate) fn reason(error: &io::Error) -> String {
    let text = error.to_string();
    match text.split_once(" (os error ") {
        Some((reason, _)) => reason.to_owned(),
        None => text,
    }
}

/// Says one line on standard error. Where that is closed there is nobody to be told.
pub(crate) fn tell(sentence: &str) {
    writeln!(io::stderr(), "hexlog: {sentence}").ok();
}
