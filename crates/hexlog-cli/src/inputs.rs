//! Several files as one stream.

use std::collections::VecDeque;
use std::fs::File;
use std::io::{self, ErrorKind, Read, Seek, SeekFrom};
use std::path::{Path, PathBuf};

use crate::output::{reason, standard_input, tell};

/// Files that are read one after the other. One that cannot be read is told and left out.
pub(crate) struct Inputs {
    waiting: VecDeque<PathBuf>,
    current: Option<(PathBuf, File)>,
    any_opened: bool,
    any_failed: bool,
}

impl Inputs {
    /// The files at `paths`; standard input if there is none.
    pub(crate) fn new(paths: &[PathBuf]) -> Inputs {
        let mut waiting: VecDeque<PathBuf> = paths.iter().cloned().collect();
        if waiting.is_empty() {
            waiting.push_back(PathBuf::from("-"));
        }
        Inputs {
            waiting,
            current: None,
            any_opened: false,
            any_failed: false,
        }
    }

    /// Whether a file could be opened.
    pub(crate) fn any_opened(&self) -> bool {
        self.any_opened
    }

    /// Whether a file could not be read.
    pub(crate) fn any_failed(&self) -> bool {
        self.any_failed
    }

    /// Reads some bytes into `buffer` and says how many; none at the end of the last file.
    pub(crate) fn read(&mut self, buffer: &mut [u8]) -> usize {
        while let Some((path, file)) = self.open() {
            match file.read(buffer) {
                Ok(0) => self.current = None,
                Ok(count) => return count,
                Err(error) if error.kind() == ErrorKind::Interrupted => {}
                Err(error) => {
                    let path = path.clone();
                    self.give_up(&path, &error);
                }
            }
        }
        0
    }

    /// Goes over `count` bytes, or over all that there are, and says how many these were. Files
    /// are not read for that where it can be helped.
    pub(crate) fn skip(&mut self, count: u64, buffer: &mut [u8]) -> u64 {
        let mut skipped = 0;
        while skipped < count {
            let left = count - skipped;
            let Some((_, file)) = self.open() else {
                break;
            };
            // What says that it is empty may be made while it is read, as in /proc.
            if let Some(length) = length_left(file).filter(|&length| length > 0) {
                let step = left.min(length);
                if i64::try_from(step).is_ok_and(|step| file.seek(SeekFrom::Current(step)).is_ok())
                {
                    skipped += step;
                    if step == length {
                        self.current = None;
                    }
                    continue;
                }
            }
            let most = usize::try_from(left).unwrap_or(usize::MAX);
            let most = buffer.len().min(most);
            let read = self.read(buffer.get_mut(..most).unwrap_or_default());
            if read == 0 {
                break;
            }
            skipped += read as u64;
        }
        skipped
    }

    /// The file that is being read, or the next one.
    pub(crate) fn open(&mut self) -> Option<&mut (PathBuf, File)> {
        while self.current.is_none() {
            let path = self.waiting.pop_front()?;
            let opened = if path == Path::new("-") {
                standard_input()
            } else {
                File::open(&path)
            };
            match opened.and_then(refuse_directory) {
                Ok(file) => {
                    self.any_opened = true;
                    self.current = Some((path, file));
                }
                Err(error) => self.give_up(&path, &error),
            }
        }
        self.current.as_mut()
    }

    fn give_up(&mut self, path: &Path, error: &io::Error) {
        tell(&format!("{}: {}", name(path), reason(error)));
        self.any_failed = true;
        self.current = None;
    }
}

/// What a file is called when it is spoken of.
pub(crate) fn name(path: &Path) -> String {
    if path == Path::new("-") {
        "standard input".to_owned()
    } else {
        path.display().to_string()
    }
}

/// How many bytes of a regular file follow.
fn length_left(file: &mut File) -> Option<u64> {
    let about = file.metadata().ok().filter(|about| about.is_file())?;
    let position = file.stream_position().ok()?;
    Some(about.len().saturating_sub(position))
}

fn refuse_directory(file: File) -> io::Result<File> {
    if file.metadata()?.is_dir() {
        return Err(io::Error::new(ErrorKind::IsADirectory, "Is a directory"));
    }
    Ok(file)
}
