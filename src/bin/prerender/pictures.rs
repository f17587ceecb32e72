//! Draws pictures on all processors, and keeps them for the next time beside this program.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use hexlog::prerender::{PictureFile, in_parallel, name_of};

/// Writes all pictures below `folder`, and says what had to be done.
pub(super) fn write_all(folder: &Path, pictures: &[PictureFile]) -> Result<String, String> {
    let drawn = write_with(&Kept::beside_this_program(), folder, pictures)?;
    let known = pictures.len() - drawn;
    Ok(format!("drew {drawn} pictures, knew {known}"))
}

/// The same with what is kept elsewhere; gives how many had to be drawn.
fn write_with(kept: &Kept, folder: &Path, pictures: &[PictureFile]) -> Result<usize, String> {
    let mut known = kept.files();
    let written = in_parallel(pictures, |picture| {
        let path = &picture.path;
        let of_before = known.get(path).and_then(|file| whole(file));
        let is_new = of_before.is_none();
        let bytes = match of_before {
            Some(bytes) => bytes,
            None => {
                let drawn = picture.picture.draw();
                let bytes = drawn.ok_or_else(|| format!("{path} could not be drawn"))?;
                kept.keep(path, &bytes);
                bytes
            }
        };
        super::write(&folder.join(path), bytes)?;
        Ok(is_new)
    });
    let written = written.into_iter().collect::<Result<Vec<bool>, String>>()?;
    for picture in pictures {
        known.remove(&picture.path);
    }
    // What nothing shows any more.
    for file in known.into_values() {
        fs::remove_file(file).ok();
    }
    Ok(written.into_iter().filter(|is_new| *is_new).count())
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

    /// The file of each picture, by its path in the site.
    fn files(&self) -> BTreeMap<String, PathBuf> {
        let entries = self
            .folder
            .as_ref()
            .and_then(|folder| fs::read_dir(folder).ok());
        let files = entries.into_iter().flatten().flatten();
        files
            .filter_map(|file| {
                let name = file.file_name().into_string().ok()?;
                let (_, path) = name.split_once(' ')?;
                Some((path.replace(' ', "/"), file.path()))
            })
            .collect()
    }

    fn keep(&self, path: &str, bytes: &[u8]) {
        if let Some(folder) = &self.folder {
            let name = format!("{} {}", name_of(bytes), path.replace('/', " "));
            // What could not be kept is drawn again.
            super::write(&folder.join(name), bytes).ok();
        }
    }
}

/// What is in a file of a picture, unless it is damaged; then the file goes. Its name begins with the hash of what is in it.
fn whole(file: &Path) -> Option<Vec<u8>> {
    let bytes = fs::read(file).ok()?;
    let name = file.file_name()?.to_str()?;
    if name
        .split_once(' ')
        .is_some_and(|(hash, _)| hash == name_of(&bytes[..]))
    {
        return Some(bytes);
    }
    fs::remove_file(file).ok();
    None
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
                assert!(Some(bytes) == picture.picture.draw(), "{}", picture.path);
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
