//! Draws pictures on all processors, and keeps them for the next time beside this program.

use std::collections::BTreeMap;
use std::fs;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{Path, PathBuf};

use hexlog::prerender::{PictureFile, in_parallel};

/// Writes all pictures below `folder`, and says what had to be done.
pub(super) fn write_all(folder: &Path, pictures: &[PictureFile]) -> Result<String, String> {
    let drawn = write_with(&Kept::beside_this_program(), folder, pictures)?;
    let known = pictures.len() - drawn;
    Ok(format!("drew {drawn} pictures, knew {known}"))
}

/// The same with what is kept elsewhere; gives how many had to be drawn.
fn write_with(kept: &Kept, folder: &Path, pictures: &[PictureFile]) -> Result<usize, String> {
    let mut known = kept.read();
    let mut new = Vec::new();
    for picture in pictures {
        match known.remove(&picture.path) {
            Some(bytes) => super::write(&folder.join(&picture.path), bytes)?,
            None => new.push(picture),
        }
    }
    // What nothing shows any more.
    for (path, bytes) in known {
        kept.forget(&path, &bytes);
    }
    let written = in_parallel(&new, |picture| {
        let bytes = picture.picture.draw();
        kept.keep(&picture.path, &bytes);
        super::write(&folder.join(&picture.path), bytes)
    });
    written.into_iter().collect::<Result<(), _>>()?;
    Ok(new.len())
}

/// A folder with the pictures of the last time. Whatever is wrong with it only makes for more to draw.
struct Kept {
    folder: Option<PathBuf>,
}

impl Kept {
    fn beside_this_program() -> Kept {
        let program = std::env::current_exe().ok();
        Kept {
            folder: program.map(|program| program.with_file_name("pictures")),
        }
    }

    /// All pictures that are whole, by their path in the site. A name holds the hash of what is in the file.
    fn read(&self) -> BTreeMap<String, Vec<u8>> {
        let entries = self
            .folder
            .as_ref()
            .and_then(|folder| fs::read_dir(folder).ok());
        let files = entries.into_iter().flatten().flatten();
        files
            .filter_map(|file| {
                let name = file.file_name().into_string().ok()?;
                let (hash, path) = name.split_once(' ')?;
                let bytes = fs::read(file.path()).ok()?;
                if hash != hash_of(&bytes) {
                    fs::remove_file(file.path()).ok();
                    return None;
                }
                Some((path.replace(' ', "/"), bytes))
            })
            .collect()
    }

    fn keep(&self, path: &str, bytes: &[u8]) {
        if let Some(file) = self.file(path, bytes) {
            // What could not be kept is drawn again.
            super::write(&file, bytes).ok();
        }
    }

    fn forget(&self, path: &str, bytes: &[u8]) {
        if let Some(file) = self.file(path, bytes) {
            fs::remove_file(file).ok();
        }
    }

    fn file(&self, path: &str, bytes: &[u8]) -> Option<PathBuf> {
        let name = format!("{} {}", hash_of(bytes), path.replace('/', " "));
        Some(self.folder.as_ref()?.join(name))
    }
}

fn hash_of(bytes: &[u8]) -> String {
    let mut hasher = DefaultHasher::new();
    bytes.hash(&mut hasher);
    format!("{:016x}", hasher.finish())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A folder that is gone when the test is over.
    struct Scratch(PathBuf);

    impl Scratch {
        fn new(name: &str) -> Scratch {
            let name = format!("hexlog-{name}-{}", std::process::id());
            let folder = std::env::temp_dir().join(name);
            fs::remove_dir_all(&folder).ok();
            Scratch(folder)
        }
    }

    impl Drop for Scratch {
        fn drop(&mut self) {
            fs::remove_dir_all(&self.0).ok();
        }
    }

    fn pictures() -> Vec<PictureFile<'static>> {
        let icons = card::icons().into_iter();
        icons
            .map(|icon| PictureFile {
                path: icon.name.clone(),
                picture: hexlog::prerender::Picture::Icon(icon),
            })
            .collect()
    }

    #[test]
    fn what_was_drawn_is_known_unless_it_is_damaged() {
        let scratch = Scratch::new("pictures");
        let kept = Kept {
            folder: Some(scratch.0.join("kept")),
        };
        let pictures = pictures();
        let check = |drawn| {
            let folder = scratch.0.join("dist");
            assert_eq!(write_with(&kept, &folder, &pictures), Ok(drawn));
            for picture in &pictures {
                let bytes = fs::read(folder.join(&picture.path)).unwrap();
                assert!(bytes == picture.picture.draw(), "{}", picture.path);
            }
            fs::remove_dir_all(folder).unwrap();
        };
        check(4);
        check(0);
        let files: Vec<PathBuf> = fs::read_dir(scratch.0.join("kept"))
            .unwrap()
            .map(|file| file.unwrap().path())
            .collect();
        assert_eq!(files.len(), 4);
        let mut bytes = fs::read(&files[0]).unwrap();
        bytes[40] ^= 1;
        fs::write(&files[0], bytes).unwrap();
        fs::write(&files[1], b"").unwrap();
        fs::remove_file(&files[2]).unwrap();
        fs::write(scratch.0.join("kept/other"), b"other").unwrap();
        check(3);
        check(0);
        // What is no longer asked for goes.
        let folder = scratch.0.join("dist");
        assert_eq!(write_with(&kept, &folder, &pictures[..1]), Ok(0));
        check(3);
    }

    #[test]
    fn without_a_folder_everything_is_drawn() {
        let scratch = Scratch::new("no-pictures");
        fs::create_dir_all(&scratch.0).unwrap();
        fs::write(scratch.0.join("kept"), b"a file").unwrap();
        let pictures = &pictures()[..1];
        for folder in [Some(scratch.0.join("kept")), None] {
            let kept = Kept { folder };
            for _ in 0..2 {
                assert_eq!(write_with(&kept, &scratch.0.join("dist"), pictures), Ok(1));
            }
        }
    }
}
