//! Writes the site's pages into the folder that the bundler prepares. Called by the bundler.
//!
//! Reads `site.toml` and `posts/` in the current folder; `TRUNK_STAGING_DIR` says where the pages
//! go and `TRUNK_PUBLIC_URL` under which base path they will be served. Posts dated after today, in
//! UTC, are held back; `SOURCE_DATE_EPOCH`, in seconds, is another time than now.
//!
//! Where `PRERENDER_TEMPLATE` names a file, what the bundler wrote is kept there, and later runs over the same
//! folder need no bundler before them.

use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::{SystemTime, UNIX_EPOCH};
use std::{env, fs};

use hexlog::prerender::{self, WorkerFiles};
use post::PartialDate;

#[path = "prerender/hosts.rs"]
mod hosts;
#[path = "prerender/pictures.rs"]
mod pictures;

/// The programs for workers.
const WORKERS: [&str; 3] = ["worker", "identify", "figures"];

fn main() -> ExitCode {
    match run() {
        Ok(files) => {
            println!("prerendered {files} files");
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

fn run() -> Result<usize, String> {
    let folder = PathBuf::from(variable("TRUNK_STAGING_DIR")?);
    let base = variable("TRUNK_PUBLIC_URL")?;
    let config = read(Path::new("site.toml"))?;
    let template = template(&folder, &base)?;
    let site = prerender::assemble(&config, &posts()?, &base, today()?)
        .map_err(|error| error.to_string())?;
    let runtime = tokio::runtime::Builder::new_current_thread()
        .build()
        .map_err(|error| error.to_string())?;
    let files = tokio::task::LocalSet::new()
        .block_on(&runtime, prerender::render(&site, &base, &template))
        .map_err(|error| error.to_string())?;
    let root = site.config().url(&base, "/");
    let drawn = prerender::pictures(&site);
    let dead = prerender::dead_links(&files, &base, &root, |file| {
        folder.join(file).is_file() || drawn.iter().any(|picture| picture.path == file)
    });
    if !dead.is_empty() {
        return Err(dead.join("\n"));
    }
    println!("{}", pictures::write_all(&folder, &drawn)?);
    for file in &files {
        write(&folder.join(&file.path), &file.text)?;
    }
    for (name, bytes) in post::samples::files() {
        write(&folder.join("samples").join(name), bytes)?;
    }
    hosts::write_all(&folder, &base, site.config().origin())?;
    Ok(files.len())
}

/// The page that the bundler wrote into `folder`, which then knows the names of the workers.
fn template(folder: &Path, base: &str) -> Result<String, String> {
    let kept = env::var_os("PRERENDER_TEMPLATE").map(PathBuf::from);
    let page = read(&folder.join("index.html"))?;
    if let Some(kept) = &kept
        && !prerender::is_template(&page)
    {
        return read(kept);
    }
    let template = WORKERS.into_iter().try_fold(page, |template, name| {
        let files = worker(folder, name)?;
        files
            .announce(&template, base)
            .map_err(|error| error.to_string())
    })?;
    if let Some(kept) = &kept {
        write(kept, &template)?;
    }
    Ok(template)
}

/// Puts a worker's files where they are published: what comes before its code goes in front of the
/// bundler's script.
fn worker(folder: &Path, name: &'static str) -> Result<WorkerFiles, String> {
    let bundled = folder.join(format!("{name}.js"));
    let code = folder.join(format!("{name}_bg.wasm"));
    let script = read(Path::new("static/worker.js"))? + &read(&bundled)?;
    let wasm = fs::read(&code).map_err(|error| format!("{}: {error}", code.display()))?;
    let files = WorkerFiles::of(name, &script, &wasm);
    write(&folder.join(&files.script), &script)?;
    fs::rename(&code, folder.join(&files.wasm))
        .and_then(|()| fs::remove_file(&bundled))
        .map_err(|error| format!("{}: {error}", bundled.display()))?;
    Ok(files)
}

fn variable(name: &str) -> Result<String, String> {
    env::var(name).map_err(|_| format!("{name} is not set: the bundler sets it"))
}

/// The day on which the site is built.
fn today() -> Result<PartialDate, String> {
    let seconds = match env::var("SOURCE_DATE_EPOCH") {
        Ok(text) => text.parse().ok(),
        Err(_) => SystemTime::now()
            .duration_since(UNIX_EPOCH)
            .ok()
            .and_then(|since| i64::try_from(since.as_secs()).ok()),
    };
    seconds
        .and_then(PartialDate::of_instant)
        .ok_or_else(|| "SOURCE_DATE_EPOCH, or else the clock, gives no day".to_owned())
}

fn posts() -> Result<Vec<(String, String)>, String> {
    let entries = fs::read_dir("posts").map_err(|error| format!("posts: {error}"))?;
    let mut files: Vec<PathBuf> = entries
        .filter_map(|entry| Some(entry.ok()?.path()))
        .collect();
    files.retain(|file| file.extension().is_some_and(|extension| extension == "md"));
    files.sort();
    files
        .into_iter()
        .map(|file| Ok((file.display().to_string(), read(&file)?)))
        .collect()
}

fn read(file: &Path) -> Result<String, String> {
    fs::read_to_string(file).map_err(|error| format!("{}: {error}", file.display()))
}

fn write(file: &Path, content: impl AsRef<[u8]>) -> Result<(), String> {
    let folder = file.parent().unwrap_or(Path::new(""));
    fs::create_dir_all(folder)
        .and_then(|()| fs::write(file, content))
        .map_err(|error| format!("{}: {error}", file.display()))
}
