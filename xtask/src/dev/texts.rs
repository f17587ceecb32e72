//! The posts and `site.toml`, which need no compiler: when one changes, the pages alone are written anew.

use super::output::without_colours;
use crate::base::Base;
use crate::process;
use crate::project;
use crate::site;
use crate::tools::Tools;
use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

/// When each of the files was changed, and how long it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Texts(Vec<(PathBuf, Option<SystemTime>, u64)>);

impl Texts {
    /// What Trunk does not have to watch.
    pub(super) fn places(root: &Path) -> [PathBuf; 2] {
        [root.join("posts"), root.join("site.toml")]
    }

    /// As they are now.
    pub(super) fn now(root: &Path) -> Self {
        let [posts, site] = Self::places(root);
        let posts = fs::read_dir(posts).into_iter().flatten().flatten();
        let mut files: Vec<PathBuf> = posts.map(|post| post.path()).collect();
        files.push(site);
        files.sort();
        let seen = |file: PathBuf| {
            let known = fs::metadata(&file).ok()?;
            Some((file, known.modified().ok(), known.len()))
        };
        Self(files.into_iter().filter_map(seen).collect())
    }
}

/// The variable that names the file in which the prerenderer keeps its template from run to run.
const TEMPLATE: &str = "PRERENDER_TEMPLATE";

/// That variable and its value.
pub(super) fn template() -> (&'static str, OsString) {
    let file = project::target_dir().join("dev-template.html");
    (TEMPLATE, file.into_os_string())
}

/// Writes all pages into `dist`, which Trunk has built.
///
/// # Errors
/// What the prerenderer says is wrong.
pub(super) async fn prerender(tools: &Tools, dist: &Path, base: &Base) -> Result<(), String> {
    let (name, file) = template();
    let program = project::target_dir().join("release/prerender");
    let mut command = process::command(program.with_extension(std::env::consts::EXE_EXTENSION));
    command
        .env(name, file)
        .env("TRUNK_STAGING_DIR", dist)
        .env("TRUNK_PUBLIC_URL", base.as_str());
    site::tell_of_search(&mut command, tools);
    let output = tokio::process::Command::from(command).output().await;
    let output = output.map_err(|error| format!("The pages could not be written: {error}."))?;
    let problems = String::from_utf8_lossy(&output.stderr);
    eprint!("{}{problems}", String::from_utf8_lossy(&output.stdout));
    if output.status.success() {
        return Ok(());
    }
    Err(without_colours(problems.trim()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scratch::Scratch;

    #[test]
    fn a_change_is_seen() {
        let root = Scratch::new("texts");
        project::write(&root.join("site.toml"), "title").unwrap();
        project::write(&root.join("posts/a.md"), "a").unwrap();
        let mut last = Texts::now(&root);
        assert_eq!(last, Texts::now(&root));
        let changes: [&dyn Fn(); 4] = [
            &|| project::write(&root.join("posts/a.md"), "ab").unwrap(),
            &|| project::write(&root.join("posts/b.md"), "").unwrap(),
            &|| project::write(&root.join("site.toml"), "name").unwrap(),
            &|| fs::remove_file(root.join("posts/a.md")).unwrap(),
        ];
        for change in changes {
            change();
            let now = Texts::now(&root);
            assert_ne!(now, last);
            last = now;
        }
        let file = fs::File::options()
            .write(true)
            .open(root.join("posts/b.md"))
            .unwrap();
        file.set_modified(SystemTime::UNIX_EPOCH).unwrap();
        assert_ne!(Texts::now(&root), last, "also by its time alone");
    }
}
