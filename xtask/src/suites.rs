//! The test suites, in the order in which they run: quick ones first.
//!
//! A suite fails when a case fails, when its program fails, when it cannot run, and when it has
//! no case at all. Only what needs more than everybody has is left out where that is missing, and
//! a sentence says so.

use crate::base::Base;
use crate::bench;
use crate::browser::{self, Browser};
use crate::budgets;
use crate::counts::Counts;
use crate::error::{Error, Result};
use crate::nightly;
use crate::process;
use crate::project;
use crate::site;
use crate::table::table;
use crate::tools::{self, Tools, WASM};
use std::cell::OnceCell;
use std::path::PathBuf;
use std::process::Command;
use std::time::Instant;

/// A suite: its name and what runs it.
struct Suite {
    name: &'static str,
    run: fn(&Session) -> Result<Counts>,
}

/// The features with which everything that is not for the browser is compiled.
const FEATURES: &str = "hexlog/prerender,xtask/new-post,xtask/manual";

const SUITES: &[Suite] = &[
    Suite {
        name: "fmt",
        run: fmt,
    },
    Suite {
        name: "clippy",
        run: clippy,
    },
    Suite {
        name: "native",
        run: native,
    },
    Suite {
        name: "doc",
        run: doc,
    },
    Suite {
        name: "build",
        run: build,
    },
    Suite {
        name: "budgets",
        run: |session| budgets::check(&session.site(Place::Root)?),
    },
    Suite {
        name: "wasm",
        run: wasm,
    },
    Suite {
        name: "miri",
        run: |_| nightly::miri(),
    },
    Suite {
        name: "fuzz",
        run: |session| nightly::fuzz(session.fuzz_seconds),
    },
    Suite {
        name: "e2e",
        run: e2e,
    },
];

/// What is missing for a suite that nobody has to be able to run. Who names it wants it to run,
/// and has it fail if it cannot.
fn missing(suite: &str) -> Option<Error> {
    let can_run = match suite {
        "miri" => nightly::can_interpret(),
        "fuzz" => nightly::can_fuzz(),
        _ => Ok(()),
    };
    can_run.err()
}

/// Runs the named suites, or all; says whether everything passed.
pub(crate) fn run(names: &[String], sites: Sites, fuzz_seconds: u32) -> Result<bool> {
    let known: Vec<&str> = SUITES.iter().map(|suite| suite.name).collect();
    if let Some(name) = names.iter().find(|name| !known.contains(&name.as_str())) {
        return Err(Error::new(format!(
            "There is no suite {name}: the suites are {}.",
            known.join(", ")
        )));
    }
    let session = Session {
        fuzz_seconds,
        ..Session::new(sites)
    };
    let mut total = Counts::default();
    let mut left_out = Vec::new();
    let mut rows = vec![
        ["suite", "passed", "failed", "seconds"]
            .map(str::to_owned)
            .to_vec(),
    ];
    for suite in SUITES {
        if !names.is_empty() && !names.iter().any(|name| name == suite.name) {
            continue;
        }
        if names.is_empty()
            && let Some(missing) = missing(suite.name)
        {
            left_out.push(format!("{} was left out. {missing}", suite.name));
            continue;
        }
        println!("\n== {} ==", suite.name);
        let start = Instant::now();
        let counts = (suite.run)(&session).unwrap_or_else(|error| {
            println!("error: {error}");
            Counts::default()
        });
        let counts = counts.judged(true);
        let Counts { passed, failed } = counts;
        let seconds = start.elapsed().as_secs_f64();
        println!(
            "{}: {passed} passed, {failed} failed in {seconds:.1} s",
            suite.name
        );
        let figures = [
            passed.to_string(),
            failed.to_string(),
            format!("{seconds:.1}"),
        ];
        rows.push(
            std::iter::once(suite.name.to_owned())
                .chain(figures)
                .collect(),
        );
        total += counts;
    }
    print!("\n{}", table(&rows));
    for sentence in left_out {
        println!("{sentence}");
    }
    println!("{} passed, {} failed", total.passed, total.failed);
    Ok(total.failed == 0)
}

/// Where the sites of a test run come from.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Sites {
    /// They are built anew.
    Fresh,
    /// They were built before and are used as they are.
    Kept,
}

/// One of the two sites that tests look at.
#[derive(Clone, Copy)]
pub(crate) enum Place {
    /// Published at `/`.
    Root,
    /// Published at `/some/repo/`.
    Based,
}

impl Place {
    fn base(self) -> Base {
        match self {
            Self::Root => Base::default(),
            // The text is a base path: a test below says so.
            Self::Based => "/some/repo/".parse().unwrap_or_default(),
        }
    }

    fn dist(self) -> PathBuf {
        let name = match self {
            Self::Root => "root",
            Self::Based => "based",
        };
        project::target_dir().join("site").join(name)
    }
}

/// What suites share: each is made ready once, when it is first needed.
pub(crate) struct Session {
    sites: Sites,
    fuzz_seconds: u32,
    tools: OnceCell<Result<Tools>>,
    root: OnceCell<Result<()>>,
    based: OnceCell<Result<()>>,
    browser: OnceCell<Result<Browser>>,
}

impl Session {
    /// A session that has prepared nothing yet.
    pub(crate) fn new(sites: Sites) -> Self {
        Self {
            sites,
            fuzz_seconds: nightly::FUZZ_SECONDS,
            tools: OnceCell::new(),
            root: OnceCell::new(),
            based: OnceCell::new(),
            browser: OnceCell::new(),
        }
    }

    fn tools(&self) -> Result<&Tools> {
        self.tools
            .get_or_init(Tools::ready)
            .as_ref()
            .map_err(Error::clone)
    }

    fn browser(&self) -> Result<&Browser> {
        self.browser
            .get_or_init(Browser::ready)
            .as_ref()
            .map_err(Error::clone)
    }

    /// The folder of a built site.
    pub(crate) fn site(&self, place: Place) -> Result<PathBuf> {
        let dist = place.dist();
        let built = match place {
            Place::Root => &self.root,
            Place::Based => &self.based,
        };
        let build = || match self.sites {
            Sites::Kept if dist.join("index.html").is_file() => Ok(()),
            _ => site::build(self.tools()?, &place.base(), &dist),
        };
        built.get_or_init(build).clone()?;
        Ok(dist)
    }

    /// A command that drives the browser from `tests/`, told where everything is.
    pub(crate) fn in_browser(&self, program: &str) -> Result<Command> {
        tools::test_packages()?;
        let browser = self.browser()?;
        let xtask = std::env::current_exe().map_err(|error| {
            Error::new(format!(
                "This program does not know where it lies ({error})."
            ))
        })?;
        let mut command = process::command(program);
        command
            .current_dir(project::root().join("tests"))
            .env("HEXLOG_SITE_ROOT", Place::Root.dist())
            .env("HEXLOG_SITE_BASED", Place::Based.dist())
            .env("HEXLOG_XTASK", xtask)
            .env("CHROMIUM", &browser.chromium)
            // Where Lighthouse looks for a browser.
            .env("CHROME_PATH", &browser.chromium);
        Ok(command)
    }
}

/// Cargo with a subcommand, on what the lock file says.
fn cargo(arguments: &[&str]) -> Command {
    let mut command = process::cargo();
    command.args(arguments);
    command
}

/// Runs Cargo once for each case, and says which failed.
fn cargo_cases(cases: &[Vec<&str>], flags: &str) -> Result<Counts> {
    let mut counts = Counts::default();
    for arguments in cases {
        println!("cargo {}", arguments.join(" "));
        let passed = process::run(cargo(arguments).env("RUSTDOCFLAGS", flags))?;
        if !passed {
            println!("FAILED: cargo {}", arguments.join(" "));
        }
        counts += Counts::of(passed);
    }
    Ok(counts)
}

/// Sees to it that a component of the Rust toolchain is there.
fn component(name: &str) -> Result<()> {
    if process::read(cargo(&[name, "--version"]).env_remove("RUSTC_WRAPPER")).is_some() {
        return Ok(());
    }
    let component = if name == "fmt" { "rustfmt" } else { name };
    Err(Error::new(format!(
        "cargo {name} is missing: run `rustup component add {component}`."
    )))
}

fn fmt(_session: &Session) -> Result<Counts> {
    component("fmt")?;
    let workspace = vec!["fmt", "--all", "--check"];
    let fuzz = vec!["fmt", "--manifest-path", "fuzz/Cargo.toml", "--check"];
    cargo_cases(&[workspace, fuzz], "")
}

fn clippy(session: &Session) -> Result<Counts> {
    component("clippy")?;
    session.tools()?;
    let everything = ["clippy", "--locked", "--workspace", "--all-targets"];
    let prerender = ["--features", FEATURES];
    let in_browser = [
        "clippy",
        "--locked",
        "--target",
        WASM,
        "-p",
        "hexlog",
        "--all-targets",
    ];
    let browser = ["--no-default-features", "--features", "browser"];
    // Without the app: what only one of the two needs may be missing in the other.
    let worker = ["--no-default-features", "--features", "worker"];
    const WORKERS: [&str; 6] = ["--bin", "worker", "--bin", "identify", "--bin", "figures"];
    let core = ["clippy", "--locked", "--target", WASM, "-p", "hexcore"];
    let core_targets = ["--lib", "--test", "kernels"];
    let strict = ["--", "-D", "warnings"];
    let cases = [
        [&everything[..], &prerender, &strict].concat(),
        [&in_browser[..], &browser, &strict].concat(),
        [&in_browser[..6], &worker, &WORKERS, &strict].concat(),
        [&core[..], &core_targets, &strict].concat(),
    ];
    cargo_cases(&cases, "")
}

fn native(_session: &Session) -> Result<Counts> {
    browser::system_programs()?;
    let arguments = [
        "test",
        "--locked",
        "--workspace",
        "--features",
        FEATURES,
        "--no-fail-fast",
    ];
    let (succeeded, output) = process::run_and_read(&mut cargo(&arguments))?;
    Ok(Counts::from_rust_tests(&output).judged(succeeded))
}

fn doc(session: &Session) -> Result<Counts> {
    session.tools()?;
    let everything = [
        "doc",
        "--locked",
        "--no-deps",
        "--workspace",
        "--features",
        FEATURES,
    ];
    let in_browser = [
        "doc",
        "--locked",
        "--no-deps",
        "--target",
        WASM,
        "-p",
        "hexlog",
    ];
    let browser = ["--no-default-features", "--features", "browser"];
    let cases = [everything.to_vec(), [&in_browser[..], &browser].concat()];
    cargo_cases(&cases, "-D warnings")
}

fn build(session: &Session) -> Result<Counts> {
    let mut counts = Counts::default();
    for place in [Place::Root, Place::Based] {
        match session.site(place) {
            Ok(dist) => println!("{} is in {}", place.base(), dist.display()),
            Err(error) => println!("FAILED: {}: {error}", place.base()),
        }
        counts += Counts::of(session.site(place).is_ok());
    }
    Ok(counts)
}

fn wasm(session: &Session) -> Result<Counts> {
    let tools = session.tools()?;
    let browser = session.browser()?;
    let app = [
        "-p",
        "hexlog",
        "--no-default-features",
        "--features",
        "browser",
        "--test",
        "browser",
    ];
    let core = ["-p", "hexcore", "--test", "kernels"];
    let mut counts = Counts::default();
    for package in [&app[..], &core] {
        let mut command = cargo(&["test", "--locked", "--target", WASM]);
        command
            .args(package)
            .env("PATH", tools.path()?)
            .env("CHROMEDRIVER", &browser.driver)
            .env(
                "WASM_BINDGEN_TEST_WEBDRIVER_JSON",
                browser.webdriver_json()?,
            )
            .env("WASM_BINDGEN_TEST_TIMEOUT", "120");
        let (succeeded, output) = process::run_and_read(&mut command)?;
        counts += Counts::from_rust_tests(&output).judged(succeeded);
    }
    Ok(counts)
}

fn e2e(session: &Session) -> Result<Counts> {
    session.site(Place::Root)?;
    session.site(Place::Based)?;
    let report = project::target_dir().join("playwright.json");
    if report.exists() {
        std::fs::remove_file(&report)
            .map_err(|error| project::cannot("remove", &report, &error))?;
    }
    let mut command = session.in_browser("node")?;
    command
        .args([
            "node_modules/@playwright/test/cli.js",
            "test",
            "--reporter=list,json",
        ])
        .env("PLAYWRIGHT_JSON_OUTPUT_NAME", &report)
        .env("HEXLOG_PROGRAM", bench::own_program()?);
    let succeeded = process::run(&mut command)?;
    let counts = Counts::from_playwright(&project::read(&report)?).ok_or_else(|| {
        Error::new("Playwright's report is not understood: the reason may stand above.")
    })?;
    Ok(counts.judged(succeeded))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_two_sites_differ() {
        assert_eq!(Place::Root.base().as_str(), "/");
        assert_eq!(Place::Based.base().as_str(), "/some/repo/");
        assert_ne!(Place::Root.dist(), Place::Based.dist());
    }

    #[test]
    fn an_unknown_suite_is_told() {
        let error = run(&["speed".to_owned()], Sites::Kept, 0)
            .unwrap_err()
            .to_string();
        assert!(error.contains("no suite speed"), "{error}");
        assert!(error.contains("fmt, clippy, native"), "{error}");
    }
}
