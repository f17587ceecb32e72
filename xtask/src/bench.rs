//! Benchmarks: scripts in `tests/bench` that measure the built site, or the core, against a goal.
//!
//! A script prints one JSON object a line: `{"what", "ours", "against", "ratio", "goal", "holds"}`.

use crate::browser;
use crate::budgets;
use crate::error::{Error, Result};
use crate::process;
use crate::project;
use crate::suites::{Place, Session, Sites};
use crate::table::table;
use crate::tools::{self, Tools, WASM};
use serde_json::{Value, json};
use std::env::consts::EXE_SUFFIX;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// The columns of the table, which are the keys of a row.
const COLUMNS: [&str; 6] = ["what", "ours", "against", "ratio", "goal", "holds"];

/// Benchmarks that take many minutes and judge or need more than our own: run only when they are named.
const ON_REQUEST: [&str; 2] = ["lighthouse", "site"];

/// Runs the named benchmarks, or all that need no request; says whether every goal holds.
pub(crate) fn run(names: &[String]) -> Result<bool> {
    let folder = project::root().join("tests/bench");
    let known = names_in(&folder);
    if let Some(name) = names.iter().find(|name| !known.contains(name)) {
        return Err(Error::new(format!(
            "There is no benchmark {name}: the benchmarks are {}.",
            known.join(", ")
        )));
    }
    let session = Session::new(Sites::Fresh);
    let mut rows = vec![COLUMNS.map(str::to_owned).to_vec()];
    let mut all_hold = true;
    let by_default = known
        .iter()
        .filter(|name| !ON_REQUEST.contains(&name.as_str()));
    let chosen: Vec<&String> = match names {
        [] => by_default.collect(),
        names => names.iter().collect(),
    };
    for name in chosen {
        let mut command = session.in_browser("node")?;
        command.arg(folder.join(format!("{name}.mjs")));
        match name.as_str() {
            "dump" => prepare_dump(&mut command)?,
            "site" => prepare_site(&mut command)?,
            "type" => {
                browser::system_programs()?;
                command.env("HEXLOG_PROGRAM", own_program()?);
            }
            _ => {
                // `hexdump` and others say what is right.
                browser::system_programs()?;
                session.site(Place::Root)?;
            }
        }
        eprintln!("Measuring {name} …");
        let (succeeded, output) = process::run_and_read(&mut command)?;
        let mut measured = rows_of(&output);
        if succeeded && name == "site" {
            measured.extend(weigh_sites()?);
        }
        all_hold &= succeeded && !measured.is_empty() && measured.iter().all(holds);
        if !succeeded || measured.is_empty() {
            println!("FAILED: {name} did not measure anything it can stand by.");
        }
        rows.extend(measured.iter().map(cells));
    }
    print!("\n{}", table(&rows));
    Ok(all_hold)
}

/// Makes ready what `dump` measures and what it measures against, none of which is the site, and
/// tells it where they are.
fn prepare_dump(command: &mut Command) -> Result<()> {
    browser::system_programs()?;
    command
        .env("HEXYL", tools::hexyl()?)
        .env("HEXLOG_PROGRAM", own_program()?)
        .env("HEXLOG_CORE_WASM", core_module()?);
    Ok(())
}

/// Makes ready what `site` measures and what it measures against, and tells it where they are.
fn prepare_site(command: &mut Command) -> Result<()> {
    let hugo = browser::find("hugo").ok_or_else(|| {
        Error::new(
            "The site is measured against Hugo: install it, on Debian by `sudo apt-get install hugo`.",
        )
    })?;
    let pagefind = Tools::ready()?
        .pagefind
        .ok_or_else(|| Error::new("The search is measured as well: install Node 20 or later."))?;
    // As the bundler's hook builds it.
    build(&[
        "--release",
        "--no-default-features",
        "--features",
        "prerender",
        "--bin",
        "prerender",
    ])?;
    let program = project::target_dir()
        .join("release")
        .join(format!("prerender{EXE_SUFFIX}"));
    command
        .env("HUGO", hugo)
        .env("HEXLOG_PRERENDER", program)
        .env("PAGEFIND", pagefind)
        .env("HEXLOG_BENCH_SITES", sites());
    Ok(())
}

/// Where `site` leaves what was written, in a folder for each number of posts.
fn sites() -> PathBuf {
    project::target_dir().join("bench-sites")
}

/// What a reader of each of those sites loads before a post can be read. Then they go.
fn weigh_sites() -> Result<Vec<Value>> {
    let kibibytes = |bytes: usize| format!("{:.1} KiB", bytes as f64 / 1024.0);
    let sites = sites();
    let entries = fs::read_dir(&sites).map_err(|error| project::cannot("read", &sites, &error))?;
    let mut folders: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).collect();
    folders.sort();
    let mut rows = Vec::new();
    for folder in folders {
        let (size, limit) = budgets::heaviest_post(&folder.join("site"))?;
        let posts = folder.file_name().unwrap_or_default().to_string_lossy();
        rows.push(json!({
            "what": format!("what a post of {posts} loads until it can be read, without the app"),
            "ours": kibibytes(size),
            "goal": format!("≤ {}", kibibytes(limit)),
            "holds": size <= limit,
        }));
    }
    fs::remove_dir_all(&sites).map_err(|error| project::cannot("remove", &sites, &error))?;
    Ok(rows)
}

/// The program `hexlog`.
pub(crate) fn own_program() -> Result<PathBuf> {
    build(&["--release", "--package", "hexlog-cli"])?;
    Ok(project::target_dir()
        .join("release")
        .join(format!("hexlog{EXE_SUFFIX}")))
}

/// The core as a bare WebAssembly module, built as the site's own is.
fn core_module() -> Result<PathBuf> {
    const PROFILE: &str = "wasm-worker";
    tools::wasm_target()?;
    build(&[
        "--profile",
        PROFILE,
        "--target",
        WASM,
        "--package",
        "bench-wasm",
    ])?;
    let folder = project::target_dir().join(WASM).join(PROFILE);
    Ok(folder.join("bench_wasm.wasm"))
}

fn build(arguments: &[&str]) -> Result<()> {
    if process::run(process::cargo().args(["build", "--locked"]).args(arguments))? {
        return Ok(());
    }
    Err(Error::new(
        "What is to be measured did not build; the reason stands above.",
    ))
}

/// The benchmarks of a folder. A name with an underscore in front is a part of others.
fn names_in(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let mut names: Vec<String> = entries
        .filter_map(|entry| {
            entry
                .file_name()
                .to_str()?
                .strip_suffix(".mjs")
                .map(str::to_owned)
        })
        .filter(|name| !name.starts_with('_'))
        .collect();
    names.sort();
    names
}

/// The rows among the lines that a script prints.
fn rows_of(output: &str) -> Vec<Value> {
    let objects = output
        .lines()
        .filter_map(|line| serde_json::from_str(line.trim()).ok());
    objects
        .filter(|row: &Value| row.get("what").is_some())
        .collect()
}

fn holds(row: &Value) -> bool {
    row.get("holds").and_then(Value::as_bool) == Some(true)
}

fn cells(row: &Value) -> Vec<String> {
    let cell = |column: &&str| match row.get(*column) {
        None | Some(Value::Null) => String::new(),
        Some(Value::Bool(true)) => "yes".to_owned(),
        Some(Value::Bool(false)) => "NO".to_owned(),
        Some(Value::String(text)) => text.clone(),
        Some(other) => other.to_string(),
    };
    COLUMNS.iter().map(cell).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scratch::Scratch;

    #[test]
    fn rows_are_picked_out_of_the_output() {
        let rows = rows_of(
            "starting\n{\"what\": \"open\", \"ours\": 12, \"against\": \"20 ms\", \"goal\": null, \"holds\": true}\n\
             {\"other\": 1}\n3\n  {\"what\": \"find\", \"ratio\": 0.5, \"holds\": false}\n{broken\n",
        );
        assert_eq!(rows.len(), 2);
        assert_eq!(cells(&rows[0]), ["open", "12", "20 ms", "", "", "yes"]);
        assert_eq!(cells(&rows[1]), ["find", "", "", "0.5", "", "NO"]);
        assert!(holds(&rows[0]) && !holds(&rows[1]));
    }

    #[test]
    fn benchmarks_that_are_named_here_exist() {
        let known = names_in(&project::root().join("tests/bench"));
        for name in ON_REQUEST.into_iter().chain(["dump", "type"]) {
            assert!(known.iter().any(|other| other == name), "{name}");
        }
    }

    #[test]
    fn parts_are_no_benchmarks() {
        let folder = Scratch::new("bench");
        for name in ["b.mjs", "a.mjs", "_parts.mjs", "notes.md"] {
            project::write(&folder.join(name), "").unwrap();
        }
        assert_eq!(names_in(&folder), ["a", "b"]);
        assert!(names_in(&folder.join("none")).is_empty());
    }
}
