//! What only nightly Rust can do: fuzzing, and Miri. Nobody has to have it, and nothing of it is
//! installed here.

use crate::counts::Counts;
use crate::error::{Error, Result};
use crate::process;
use crate::project;
use std::fs;
use std::process::Command;

/// The programs of `fuzz/`.
const TARGETS: [&str; 4] = ["dump", "undump", "detect", "identify"];
/// How long the inputs are. They become longer sooner than by default, since there is little time.
const LENGTHS: [&str; 2] = ["-max_len=4096", "-len_control=20"];
/// How long each target runs if nothing else is said.
pub(crate) const FUZZ_SECONDS: u32 = 5;
/// The components of the toolchain that Miri consists of.
const MIRI: [&str; 2] = ["miri", "rust-src"];

/// Says what fuzzing lacks here, if it lacks something.
pub(crate) fn can_fuzz() -> Result<()> {
    toolchain().map(drop)
}

/// Says what Miri lacks here, if it lacks something.
pub(crate) fn can_interpret() -> Result<()> {
    let toolchain = toolchain()?;
    let list = ["component", "list", "--installed", "--toolchain"];
    let list = process::read(process::command("rustup").args(list).arg(&toolchain));
    let list = list.unwrap_or_default();
    if MIRI
        .into_iter()
        .all(|component| names(&list, component).next().is_some())
    {
        return Ok(());
    }
    Err(Error::new(format!(
        "There is no Miri: `rustup component add --toolchain {toolchain} {}` adds it.",
        MIRI.join(" ")
    )))
}

/// Builds the fuzz targets and runs each for so many seconds. The inputs that failed in earlier
/// runs come first. Others do not come again: in the end there would be no time left for new ones.
pub(crate) fn fuzz(seconds: u32) -> Result<Counts> {
    let toolchain = toolchain()?;
    let folder = project::target_dir().join("fuzz");
    let cargo = |subcommand| {
        let mut command = cargo(&toolchain);
        command
            .args([subcommand, "--locked", "--release"])
            .current_dir(project::root().join("fuzz"))
            .env("CARGO_TARGET_DIR", &folder)
            // It would take the place of the flags in `fuzz/.cargo/config.toml`.
            .env_remove("RUSTFLAGS");
        command
    };
    if !process::run(cargo("build").arg("--bins"))? {
        return Err(Error::new("The fuzz targets could not be built."));
    }
    let mut counts = Counts::default();
    for target in TARGETS {
        let corpus = folder.join("corpus").join(target);
        let failed = folder.join("failed").join(target);
        fs::remove_dir_all(&corpus).ok();
        project::create_dir(&corpus)?;
        project::create_dir(&failed)?;
        println!("{target}: {seconds} s …");
        let mut command = cargo("run");
        command
            .args(["--quiet", "--bin", target, "--"])
            .arg(format!("-max_total_time={seconds}"))
            .args(LENGTHS)
            .args(["-verbosity=0", "-print_funcs=0", "-print_final_stats=1"])
            .arg(format!("-artifact_prefix={}/", failed.display()))
            .args([&corpus, &failed]);
        let (succeeded, output) = process::run_silently(&mut command)?;
        let inputs = after(&output, "stat::number_of_executed_units:").unwrap_or("0");
        let passed = succeeded && inputs != "0";
        if passed {
            println!("{target}: {inputs} inputs");
        } else {
            println!("{output}");
            let input = after(&output, "Test unit written to ").unwrap_or("none");
            println!("FAILED: {target}; the input that fails: {input}");
        }
        counts += Counts::of(passed);
    }
    Ok(counts)
}

/// Runs the tests of the kernels, which are all the `unsafe` code there is, under Miri.
pub(crate) fn miri() -> Result<Counts> {
    can_interpret()?;
    let toolchain = toolchain()?;
    let cargo = |subcommand| {
        let mut command = cargo(&toolchain);
        command
            .args(["miri", subcommand])
            // Else the library would lie in the user's cache folder.
            .env("MIRI_SYSROOT", project::target_dir().join("miri-sysroot"));
        if cfg!(target_arch = "x86_64") {
            // Miri's processor has what the compiler may take for granted.
            command.env("RUSTFLAGS", "-Ctarget-feature=+ssse3,+avx2");
        }
        command
    };
    if !process::run(&mut cargo("setup"))? {
        return Err(Error::new("Miri could not build Rust's library."));
    }
    let tests = ["--locked", "-p", "hexcore", "--test", "kernels"];
    let (succeeded, output) = process::run_and_read(cargo("test").args(tests))?;
    Ok(Counts::from_rust_tests(&output).judged(succeeded))
}

/// The name of a nightly toolchain that is installed.
fn toolchain() -> Result<String> {
    let list = process::read(process::command("rustup").args(["toolchain", "list"]));
    let list = list.unwrap_or_default();
    let name = names(&list, "nightly").next();
    name.map(str::to_owned).ok_or_else(|| {
        Error::new("There is no nightly Rust: `rustup toolchain install nightly` adds it.")
    })
}

/// Those names in a list of rustup's, one a line, that begin with `start`.
fn names<'l>(list: &'l str, start: &str) -> impl Iterator<Item = &'l str> {
    let names = list.lines().filter_map(|line| line.split(' ').next());
    names.filter(move |name| name.starts_with(start))
}

/// What follows `label` in its line.
fn after<'o>(output: &'o str, label: &str) -> Option<&'o str> {
    let (_, rest) = output.split_once(label)?;
    rest.lines().next().map(str::trim)
}

/// The Cargo of another toolchain.
fn cargo(toolchain: &str) -> Command {
    let mut command = process::command("rustup");
    command.args(["run", toolchain, "cargo"]);
    command
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_nightly_is_found_among_toolchains() {
        let check = |list, expected| assert_eq!(names(list, "nightly").next(), expected);
        let list = "stable-x86_64-unknown-linux-gnu (active, default)\n\
                    nightly-2026-05-19-x86_64-unknown-linux-gnu\n";
        check(list, Some("nightly-2026-05-19-x86_64-unknown-linux-gnu"));
        check(
            "nightly-aarch64-apple-darwin (default)\n",
            Some("nightly-aarch64-apple-darwin"),
        );
        check("stable-nightly\n", None);
        check("no installed toolchains\n", None);
        check("", None);
    }

    #[test]
    fn what_a_target_says_is_read() {
        let output = "stat::number_of_executed_units: 161839\n\
                      artifact_prefix='/f/'; Test unit written to /f/crash-1 \nBase64: MzOg\n";
        assert_eq!(
            after(output, "stat::number_of_executed_units:"),
            Some("161839")
        );
        assert_eq!(after(output, "Test unit written to "), Some("/f/crash-1"));
        assert_eq!(after(output, "stat::peak_rss_mb:"), None);
    }

    #[test]
    fn every_target_is_run() {
        let manifest = project::read(&project::root().join("fuzz/Cargo.toml")).unwrap();
        let programs = manifest.matches("[[bin]]").count();
        assert_eq!(programs, TARGETS.len());
        for target in TARGETS {
            assert!(
                manifest.contains(&format!("name = \"{target}\"")),
                "{target}"
            );
        }
    }
}
