//! Where the posts that were parsed are kept between two builds: a file for each base path.

use std::path::{Path, PathBuf};
use std::time::SystemTime;
use std::{fs, io};

use super::name_of;

/// For how many base paths posts are kept.
const FILES: usize = 4;

/// The file of one base path.
#[derive(Clone, Debug)]
pub struct Store {
    folder: PathBuf,
    file: PathBuf,
}

impl Store {
    /// The file for `base` in `folder`, which holds nothing else.
    pub fn new(folder: &Path, base: &str) -> Store {
        Store {
            folder: folder.to_owned(),
            file: folder.join(name_of(base)),
        }
    }

    /// What is kept; nothing where it cannot be read.
    pub fn read(&self) -> Vec<u8> {
        fs::read(&self.file).unwrap_or_default()
    }

    /// Keeps these bytes from now on, and forgets the base path that was written longest ago when there are many.
    ///
    /// # Errors
    /// The folder cannot be written to.
    pub fn write(&self, bytes: &[u8]) -> io::Result<()> {
        fs::create_dir_all(&self.folder)?;
        // Whole or not at all, also when another build writes at the same time.
        let new = self.file.with_extension(std::process::id().to_string());
        fs::write(&new, bytes)?;
        fs::rename(&new, &self.file)?;
        let mut files: Vec<(SystemTime, PathBuf)> = fs::read_dir(&self.folder)?
            .filter_map(|entry| {
                let entry = entry.ok()?;
                Some((entry.metadata().ok()?.modified().ok()?, entry.path()))
            })
            .filter(|(_, file)| *file != self.file)
            .collect();
        files.sort();
        let old = files.len().saturating_sub(FILES - 1);
        for (_, file) in files.into_iter().take(old) {
            fs::remove_file(file)?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_few_base_paths_are_kept() {
        let folder = std::env::temp_dir().join(format!("hexlog-store-{}", std::process::id()));
        let store = |base: &str| Store::new(&folder, base);
        assert_eq!(store("/").read(), b"");
        let bases = ["/a/", "/b/", "/c/", "/d/", "/e/", "/f/"];
        for base in bases {
            store(base).write(base.as_bytes()).unwrap();
            store(base).write(base.as_bytes()).unwrap();
            assert_eq!(store(base).read(), base.as_bytes());
        }
        let kept = bases.iter().filter(|base| !store(base).read().is_empty());
        assert_eq!(kept.count(), FILES);
        assert_eq!(fs::read_dir(&folder).unwrap().count(), FILES);
        fs::remove_dir_all(&folder).unwrap();
    }
}
