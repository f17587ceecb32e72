//! The repository's own commands: `cargo xtask serve`, `build`, `test`, `bench`, `new-post`,
//! `manual`.

mod base;
mod bench;
mod browser;
mod budgets;
mod counts;
mod dev;
mod error;
mod files;
mod nightly;
mod process;
mod project;
#[cfg(test)]
mod scratch;
mod serve;
mod site;
mod suites;
mod table;
mod tools;

use crate::base::Base;
use crate::error::{Error, Result};
use crate::serve::{Host, Manners};
use crate::suites::Sites;
use crate::tools::Tools;
use clap::{Args, Parser, Subcommand};
use std::ffi::OsStr;
use std::path::PathBuf;
use std::process::ExitCode;

/// The repository's own commands
#[derive(Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask")]
struct Cli {
    #[command(subcommand)]
    task: Task,
}

#[derive(Subcommand)]
enum Task {
    /// Build the site and serve it on this machine
    Serve(Serve),
    /// Build the site into dist/
    Build {
        /// The path that the site will be published under, such as /repo/
        #[arg(long, default_value_t, value_name = "PATH")]
        base: Base,
    },
    /// Run the tests: everything that CI runs, or the suites that are named
    Test {
        /// fmt, clippy, native, doc, build, budgets, wasm, miri, fuzz, e2e
        #[arg(value_name = "SUITE")]
        suites: Vec<String>,
        /// Use the sites that the last run built
        #[arg(long)]
        no_build: bool,
        /// How long each fuzz target runs
        #[arg(long, value_name = "SECONDS", default_value_t = nightly::FUZZ_SECONDS)]
        fuzz_seconds: u32,
    },
    /// Measure the site and the core against their goals
    Bench {
        /// The benchmarks to run; all if none is named
        #[arg(value_name = "NAME")]
        names: Vec<String>,
    },
    /// Write the beginnings of a post into posts/
    NewPost {
        /// The title, which also names the file
        title: String,
        /// Who writes it, as site.toml calls them; the first one there if not given
        #[arg(long, value_name = "KEY")]
        author: Option<String>,
    },
    /// Write the manual of hexlog and its completions into the build folder
    Manual,
}

#[derive(Args)]
struct Serve {
    /// The port to serve at; 0 takes any free one
    #[arg(long, default_value_t = 8080)]
    port: u16,
    /// The path to serve the site under, such as /repo/
    #[arg(long, default_value_t, value_name = "PATH")]
    base: Base,
    /// Rebuild and reload when a source changes (not optimised)
    #[arg(long, conflicts_with_all = ["no_build", "dist", "bare"])]
    dev: bool,
    /// Serve what was built before
    #[arg(long)]
    no_build: bool,
    /// The folder of the built site
    #[arg(long, value_name = "FOLDER", requires = "no_build")]
    dist: Option<PathBuf>,
    /// Serve as the plainest host would: no headers but the type, no compression
    #[arg(long)]
    bare: bool,
}

fn main() -> ExitCode {
    let done = match Cli::parse().task {
        Task::Serve(options) => serve(options).map(|()| true),
        Task::Build { base } => build(&base).map(|()| true),
        Task::Test {
            suites,
            no_build,
            fuzz_seconds,
        } => {
            let sites = if no_build { Sites::Kept } else { Sites::Fresh };
            suites::run(&suites, sites, fuzz_seconds)
        }
        Task::Bench { names } => bench::run(&names),
        Task::NewPost { title, author } => new_post(title, author),
        Task::Manual => manual(),
    };
    match done {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}

fn build(base: &Base) -> Result<()> {
    let dist = project::root().join("dist");
    site::build(&Tools::ready()?, base, &dist)?;
    eprintln!("The site for {base} is in {}", dist.display());
    Ok(())
}

/// Runs the program that knows about posts; it says itself what goes wrong.
fn new_post(title: String, author: Option<String>) -> Result<bool> {
    let arguments = std::iter::once(title).chain(author);
    run_own("new-post", arguments)
}

/// Runs the program that knows what `hexlog` understands; it says itself what goes wrong.
fn manual() -> Result<bool> {
    run_own("manual", [project::target_dir()])
}

/// Runs one of the programs beside this one, whose name is also that of its feature.
fn run_own(name: &str, arguments: impl IntoIterator<Item = impl AsRef<OsStr>>) -> Result<bool> {
    let program = ["--package", "xtask", "--features", name, "--bin", name];
    let mut cargo = process::cargo();
    cargo.args(["run", "--locked", "--release"]);
    process::run(cargo.args(program).arg("--").args(arguments))
}

fn serve(options: Serve) -> Result<()> {
    let runtime = tokio::runtime::Runtime::new()
        .map_err(|error| Error::new(format!("No thread could be started ({error}).")))?;
    let done = runtime.block_on(async {
        // The port comes first: minutes of building must not end in a port that is taken.
        let listener = serve::listen(options.port).await?;
        if options.dev {
            return dev::run(&Tools::ready()?, options.base, listener).await;
        }
        let dist = options.dist.unwrap_or_else(|| project::root().join("dist"));
        if !options.no_build {
            site::build(&Tools::ready()?, &options.base, &dist)?;
        }
        if !dist.is_dir() {
            return Err(Error::new(format!(
                "There is no built site in {}: run `cargo xtask build`.",
                dist.display()
            )));
        }
        let manners = if options.bare {
            Manners::Bare
        } else {
            Manners::Full
        };
        serve::announce(&listener, &options.base)?;
        serve::run(listener, Host::new(dist, options.base, manners)).await
    });
    // An open connection must not keep the process.
    runtime.shutdown_background();
    done
}
