//! Writes the beginnings of a post: `cargo xtask new-post "Title"` runs this.
//!
//! It is a program of its own because it needs the posts' own crate, and the tests' program must
//! run whatever state that crate is in.

use std::fs::OpenOptions;
use std::io::{ErrorKind, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

fn main() -> ExitCode {
    let mut arguments = std::env::args().skip(1);
    let title = arguments.next().unwrap_or_default();
    let today = jiff::ZonedDateTime::now().date().to_string();
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    match write(&root, &title, arguments.next(), &today) {
        Ok(path) => {
            println!("{}", path.display());
            ExitCode::SUCCESS
        }
        Err(sentence) => {
            eprintln!("error: {sentence}");
            ExitCode::FAILURE
        }
    }
}

/// Writes the post below `root` and gives its path there. An author who is not named is the
/// first of the site's.
fn write(root: &Path, title: &str, author: Option<String>, date: &str) -> Result<PathBuf, String> {
    let site = std::fs::read_to_string(root.join("site.toml"))
        .map_err(|error| format!("Could not read site.toml: {error}."))?;
    let config = post::config(&site).map_err(|errors| {
        let errors: Vec<String> = errors.iter().map(ToString::to_string).collect();
        errors.join("\n")
    })?;
    let known: Vec<&str> = config.authors.keys().map(String::as_str).collect();
    let author = match &author {
        Some(author) => author.as_str(),
        None => known.first().copied().unwrap_or_default(),
    };
    if !known.contains(&author) {
        return Err(format!(
            "site.toml has no author {author}: it has {}.",
            known.join(", ")
        ));
    }
    let (name, text) = post::new_post(title, author, date)?;
    let path = Path::new("posts").join(name);
    let file = OpenOptions::new()
        .write(true)
        .create_new(true)
        .open(root.join(&path));
    let written = file.and_then(|mut file| file.write_all(text.as_bytes()));
    match written {
        Ok(()) => Ok(path),
        Err(error) if error.kind() == ErrorKind::AlreadyExists => Err(format!(
            "{} is there already: choose another title.",
            path.display()
        )),
        Err(error) => Err(format!("Could not write {}: {error}.", path.display())),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SITE: &str = "title = 'T'\ntagline = 'T'\nbase_url = 'https://ann.example/'\n\
                        language = 'en'\n[authors.ann]\nname = 'A'\nabout = 'A'\n\
                        [authors.ben]\nname = 'B'\nabout = 'B'\n";

    #[test]
    fn a_post_is_written_once() {
        let root = std::env::temp_dir().join(format!("xtask-new-post-{}", std::process::id()));
        std::fs::remove_dir_all(&root).ok();
        std::fs::create_dir_all(root.join("posts")).unwrap();
        std::fs::write(root.join("site.toml"), SITE).unwrap();
        let write = |author: Option<&str>| {
            write(
                &root,
                "Hello, bytes",
                author.map(str::to_owned),
                "2024-01-05",
            )
        };
        let path = write(None).unwrap();
        assert_eq!(path, Path::new("posts/2024-01-05-hello-bytes.md"));
        let text = std::fs::read_to_string(root.join(&path)).unwrap();
        assert!(text.contains("author = \"ann\""), "{text}");
        assert!(write(Some("ben")).unwrap_err().contains("there already"));
        assert!(write(Some("eve")).unwrap_err().contains("ann, ben"));
        assert_eq!(std::fs::read_to_string(root.join(&path)).unwrap(), text);
        std::fs::remove_dir_all(&root).unwrap();
    }
}
