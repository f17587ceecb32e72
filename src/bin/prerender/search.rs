//! The search over posts: a folder with our script, Pagefind's, and the index that it makes of the pages.

use std::env;
use std::ffi::OsString;
use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use hexlog::prerender::name_of;
use post::Site;

use crate::{read, write};

/// What is no text of a post: what stands above code, links on headings, and links of figures to the decoder.
const EXCLUDED: &str = ".code-head, .anchor, figcaption a[href*='/decoder/#']";

/// What the search is made with, and where it goes.
pub(crate) struct Search {
    program: OsString,
    /// The folder's name. It changes with what is in it, so that a page never meets the index of another
    /// build.
    name: String,
}

impl Search {
    /// Puts our script into `folder`, if there are posts to search and a program to make an index.
    pub(crate) fn begin(folder: &Path, site: &Site, base: &str) -> Result<Option<Search>, String> {
        let Some(program) = env::var_os("HEXLOG_PAGEFIND").filter(|_| !site.posts().is_empty())
        else {
            return Ok(None);
        };
        let script = read(Path::new("static/search.js"))?;
        let version = run(Command::new(&program).arg("--version"))?.stdout;
        let posts = site.posts().iter();
        let posts: Vec<_> = posts
            .map(|post| {
                (
                    &post.meta.slug,
                    &post.meta.title,
                    &post.meta.shown,
                    &post.html,
                )
            })
            .collect();
        let language = &site.config().language;
        let name = name_of(&(&script, version, EXCLUDED, base, language, posts));
        let search = Search {
            program,
            name: format!("search-{name}"),
        };
        write(&folder.join(search.script()), script)?;
        Ok(Some(search))
    }

    /// The path of our script.
    pub(crate) fn script(&self) -> String {
        format!("{}/search.js", self.name)
    }

    /// Makes the index of the pages in the folder `site`.
    pub(crate) fn index(&self, site: &Path) -> Result<(), String> {
        let folder = site.join(&self.name);
        let mut command = Command::new(&self.program);
        command.args(["--silent", "--glob", "posts/**/*.html"]);
        command.args(["--exclude-selectors", EXCLUDED]);
        command.arg("--site").arg(site);
        command.arg("--output-path").arg(&folder);
        run(&mut command)?;
        keep_what_is_used(&folder).map_err(|error| format!("{}: {error}", folder.display()))
    }
}

/// Runs Pagefind.
fn run(command: &mut Command) -> Result<Output, String> {
    let output = command
        .output()
        .map_err(|error| format!("Pagefind cannot be run: {error}"))?;
    if output.status.success() {
        return Ok(output);
    }
    let said = [output.stdout, output.stderr].concat();
    let said = String::from_utf8_lossy(&said);
    Err(format!("Pagefind failed:\n{}", said.trim()))
}

/// Removes the forms and styles that Pagefind brings, and the code for languages that nobody wrote in.
fn keep_what_is_used(folder: &Path) -> std::io::Result<()> {
    let entries = fs::read_dir(folder)?;
    let files = entries.map(|entry| entry.map(|entry| entry.path()));
    let mut files = files.collect::<std::io::Result<Vec<_>>>()?;
    files.retain(|file| file.is_file());
    let name = |file: &Path| {
        file.file_name()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned()
    };
    let is_code = |file: &Path| file.extension().is_some_and(|ending| ending == "pagefind");
    let languages = files.iter().filter(|file| is_code(file)).count();
    for file in &files {
        let name = name(file);
        let is_used = match name.as_str() {
            "search.js" | "pagefind.js" | "pagefind-entry.json" => true,
            "wasm.unknown.pagefind" => languages == 1,
            _ => name.ends_with(".pf_meta") || is_code(file),
        };
        if !is_used {
            fs::remove_file(file)?;
        }
    }
    Ok(())
}
