//! Writes the site's pages into the folder that the bundler prepares. Called by the bundler.
//!
//! Reads `site.toml` and `posts/` in the current folder; `TRUNK_STAGING_DIR` says where the pages
//! go and `TRUNK_PUBLIC_URL` under which base path they will be served. Posts dated after today, in
//! UTC, are held back; `SOURCE_DATE_EPOCH`, in seconds, is another time than now. Posts that were
//! parsed are kept in `posts-cache/` beside the program. `HEXLOG_PAGEFIND` is the program that makes the
//! index of the search; without it the site has none.
//!
//! Where `PRERENDER_TEMPLATE` names a file, what the bundler wrote is kept there, and later runs over the same
//! folder need no bundler before them.

use std::collections::HashSet;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};
use std::{env, fmt, fs};

use hexlog::prerender::{self, Cache, Store, WorkerFiles, in_parallel};
use post::{PartialDate, Site};

#[path = "prerender/hosts.rs"]
mod hosts;
#[path = "prerender/pictures.rs"]
mod pictures;
#[path = "prerender/search.rs"]
mod search;

use self::search::Search;

/// The programs for workers.
const WORKERS: [&str; 3] = ["worker", "identify", "figures"];

fn main() -> ExitCode {
    match run() {
        Ok(told) => {
            println!("{told}");
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

fn run() -> Result<String, String> {
    let mut phases = Phases::begin();
    let folder = PathBuf::from(variable("TRUNK_STAGING_DIR")?);
    let base = variable("TRUNK_PUBLIC_URL")?;
    let config = read(Path::new("site.toml"))?;
    let (template, is_again) = template(&folder, &base)?;
    let assets = assets(&folder)?;
    let posts = posts()?;
    let today = today()?;
    phases.end("reading");
    let site = site(&config, &posts, &base, today)?;
    phases.end("posts");
    if is_again {
        clear(&folder)?;
    }
    let search = Search::begin(&folder, &site, &base)?;
    let script = search.as_ref().map(Search::script);
    let files = prerender::render(&site, &base, &template, &assets, script.as_deref())
        .map_err(|error| error.to_string())?;
    phases.end("pages");
    let root = site.config().url(&base, "/");
    let pictures = prerender::pictures(&site);
    let drawn: HashSet<&str> = pictures
        .iter()
        .map(|picture| picture.path.as_str())
        .collect();
    let dead = prerender::dead_links(&files, &base, &root, |file| {
        drawn.contains(file) || folder.join(file).is_file()
    });
    if !dead.is_empty() {
        return Err(dead.join("\n"));
    }
    phases.end("links");
    let pictures = pictures::write_all(&folder, &pictures)?;
    phases.end("pictures");
    let written = in_parallel(&files, |file| write(&folder.join(&file.path), &file.text));
    written.into_iter().collect::<Result<(), _>>()?;
    for (name, bytes) in post::samples::files() {
        write(&folder.join("samples").join(name), bytes)?;
    }
    phases.end("writing");
    if let Some(search) = &search {
        search.index(&folder)?;
        phases.end("search");
    }
    let icons = card::icons().map(|icon| icon.name);
    let kept = assets.iter().chain(&icons).map(String::as_str);
    hosts::write_all(&folder, &base, site.config().origin(), kept)?;
    Ok(format!(
        "prerendered {} files, {pictures}: {phases}",
        files.len()
    ))
}

/// How long each part of the work took.
struct Phases {
    begin: Instant,
    ended: Vec<(&'static str, Duration)>,
}

impl Phases {
    fn begin() -> Phases {
        Phases {
            begin: Instant::now(),
            ended: Vec::new(),
        }
    }

    /// Ends what has been going on since the last end.
    fn end(&mut self, name: &'static str) {
        self.ended.push((name, self.begin.elapsed()));
        self.begin = Instant::now();
    }
}

impl fmt::Display for Phases {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (nth, (name, time)) in self.ended.iter().enumerate() {
            let comma = if nth == 0 { "" } else { ", " };
            write!(out, "{comma}{name} {:.3} s", time.as_secs_f64())?;
        }
        Ok(())
    }
}

/// The site of these posts, of which only those are parsed that have changed.
fn site(
    config: &str,
    posts: &[(String, String)],
    base: &str,
    today: PartialDate,
) -> Result<Site, String> {
    let program = env::current_exe().map_err(|error| format!("this program: {error}"))?;
    let bytes = fs::read(&program).map_err(|error| format!("{}: {error}", program.display()))?;
    let store = Store::new(&program.with_file_name("posts-cache"), base);
    let cache = Cache::new(store.read(), &bytes);
    let (site, update) = prerender::assemble(config, posts, base, today, &cache);
    if let Some(Err(error)) = update.map(|update| store.write(&update)) {
        // The site is none the worse for it.
        eprintln!("The posts are parsed again next time: posts-cache: {error}");
    }
    site.map_err(|error| error.to_string())
}

/// The names of what the bundler and the workers have left for pages to load.
fn assets(folder: &Path) -> Result<Vec<String>, String> {
    let entries = fs::read_dir(folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    let files = entries
        .filter_map(Result::ok)
        .filter(|entry| entry.path().is_file());
    let names = files.filter_map(|file| file.file_name().into_string().ok());
    // In a folder that was written before, there are pages as well.
    let mut names: Vec<String> = names.filter(|name| hosting::is_hashed(name)).collect();
    names.sort();
    Ok(names)
}

/// The page that the bundler wrote into `folder`, which then knows the names of the workers; and whether an
/// earlier run has taken it, so that what is kept of it is used.
fn template(folder: &Path, base: &str) -> Result<(String, bool), String> {
    let kept = env::var_os("PRERENDER_TEMPLATE").map(PathBuf::from);
    let page = read(&folder.join("index.html"))?;
    if let Some(kept) = &kept
        && !prerender::is_template(&page)
    {
        return Ok((read(kept)?, true));
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
    Ok((template, false))
}

/// Removes the pages and pictures that an earlier run has written, which all are in folders.
fn clear(folder: &Path) -> Result<(), String> {
    let entries = fs::read_dir(folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    for path in entries.filter_map(|entry| Some(entry.ok()?.path())) {
        if path.is_dir() {
            fs::remove_dir_all(&path).map_err(|error| format!("{}: {error}", path.display()))?;
        }
    }
    Ok(())
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
    let texts = in_parallel(&files, |file| Ok((file.display().to_string(), read(file)?)));
    texts.into_iter().collect()
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
