//! Building the site: Trunk compiles the app, and its hook writes every page.

use crate::base::Base;
use crate::error::{Error, Result};
use crate::process;
use crate::project;
use crate::tools::Tools;
use std::fs::File;
use std::path::Path;
use std::process::Command;

/// Builds the site in release mode into `dist`.
pub(crate) fn build(tools: &Tools, base: &Base, dist: &Path) -> Result<()> {
    fetch()?;
    project::create_dir(dist)?;
    let _turn = turn()?;
    eprintln!("Building the site for {base} …");
    let mut trunk = trunk(tools)?;
    trunk
        .args([
            "build",
            "--release",
            "--public-url",
            base.as_str(),
            "--dist",
        ])
        .arg(dist);
    if !process::run(&mut trunk)? {
        return Err(Error::new(
            "The site did not build; the reason stands above.",
        ));
    }
    if !dist.join("index.html").is_file() {
        return Err(Error::new(format!(
            "The build left no index.html in {}.",
            dist.display()
        )));
    }
    Ok(())
}

/// Waits until no other build of this checkout is running: two would write into the same folders.
/// The turn ends when the file is dropped.
fn turn() -> Result<File> {
    let path = project::root().join("target/site.lock");
    project::write(&path, "")?;
    let file = File::open(&path).map_err(|error| project::cannot("open", &path, &error))?;
    if file.try_lock().is_err() {
        eprintln!("Waiting for another build of the site …");
        file.lock()
            .map_err(|error| project::cannot("lock", &path, &error))?;
    }
    Ok(file)
}

/// Trunk, with the other tools on its `PATH`.
pub(crate) fn trunk(tools: &Tools) -> Result<Command> {
    let mut command = process::command("trunk");
    // Trunk takes NO_COLOR for a flag of its own and stumbles over the usual "1".
    command.env_remove("NO_COLOR").env("PATH", tools.path()?);
    tell_of_search(&mut command, tools);
    Ok(command)
}

/// Tells the prerenderer, or who calls it, whether there is a search.
pub(crate) fn tell_of_search(command: &mut Command, tools: &Tools) {
    match &tools.pagefind {
        Some(program) => command.env("HEXLOG_PAGEFIND", program),
        None => command.env_remove("HEXLOG_PAGEFIND"),
    };
}

/// Gets the Rust packages while the network may be used: Trunk works without it.
pub(crate) fn fetch() -> Result<()> {
    if process::run(process::cargo().args(["fetch", "--locked"]))? {
        return Ok(());
    }
    Err(Error::new(
        "The Rust packages could not be fetched; the reason stands above: check the network and \
         run the command again.",
    ))
}
