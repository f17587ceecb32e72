//! The tools that a build needs: found in the tools folder, else installed there once.
//!
//! Each lives in a folder named after its version. It is built under another name and renamed
//! when it is complete, so that an interrupted installation is never taken for a whole one.

use crate::error::{Error, Result};
use crate::process;
use crate::project;
use std::env::consts::EXE_SUFFIX;
use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};

/// The version of Trunk; newer ones ask for a newer Rust.
const TRUNK: &str = "0.21.14";
/// The version of npm's `binaryen`, which holds `wasm-opt`.
const BINARYEN: &str = "132.0.0";
/// The version of npm's `pagefind`, which makes the index of the search.
const PAGEFIND: &str = "1.6.0";
/// The version of hexyl, which a benchmark measures against.
const HEXYL: &str = "0.17.0";
/// The oldest major version of Node that will do.
const OLDEST_NODE: u32 = 20;
/// The target of everything that runs in the browser.
pub(crate) const WASM: &str = "wasm32-unknown-unknown";

/// How a tool is built that mostly waits for others: quickly. Its optimisation level is left out.
const QUICKLY: [(&str, &str); 2] = [
    ("CARGO_PROFILE_RELEASE_LTO", "off"),
    ("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "16"),
];

/// A tool that Cargo builds.
struct FromCargo<'a> {
    program: &'a str,
    package: &'a str,
    version: &'a str,
    /// What `cargo install` is told beside them.
    flags: &'a [&'a str],
    /// At which level it is optimised when it is built quickly; else it is built as its makers do.
    level: Option<&'a str>,
}

/// The tools of a build, all there.
#[derive(Clone, Debug)]
pub(crate) struct Tools {
    /// The folders to put before `PATH`.
    folders: Vec<PathBuf>,
    /// What makes the index of the search, where Node is there to run it.
    pub(crate) pagefind: Option<PathBuf>,
}

impl Tools {
    /// Finds the tools, and installs those that are missing.
    pub(crate) fn ready() -> Result<Self> {
        let folder = project::tools_dir();
        project::create_dir(&folder)?;
        let bindgen = project::locked_version("wasm-bindgen")?;
        wasm_target()?;
        let trunk = FromCargo {
            program: "trunk",
            package: "trunk",
            version: TRUNK,
            flags: &["--locked", "--no-default-features"],
            level: Some("0"),
        };
        // It asks no server by HTTPS: its other programs and its cryptography are not needed.
        let bindgen = FromCargo {
            program: "wasm-bindgen",
            package: "wasm-bindgen-cli",
            version: &bindgen,
            flags: &[
                "--no-default-features",
                "--bin=wasm-bindgen",
                "--bin=wasm-bindgen-test-runner",
            ],
            level: Some("1"),
        };
        // Each waits long for single packages, on one core.
        let (trunk, bindgen) = std::thread::scope(|scope| {
            let trunk = scope.spawn(|| from_cargo(&folder, &trunk));
            let bindgen = from_cargo(&folder, &bindgen);
            (trunk.join(), bindgen)
        });
        let trunk = trunk.unwrap_or_else(|panic| std::panic::resume_unwind(panic));
        let mut folders = vec![trunk?, bindgen?];
        let has_node = node().is_ok();
        folders.push(if has_node {
            wasm_opt(&folder)?
        } else {
            no_wasm_opt(&folder)?
        });
        Ok(Self {
            folders,
            pagefind: if has_node {
                Some(pagefind(&folder)?)
            } else {
                no_pagefind()
            },
        })
    }

    /// `PATH` with the tools in front.
    pub(crate) fn path(&self) -> Result<OsString> {
        let path = std::env::var_os("PATH").unwrap_or_default();
        let folders = self
            .folders
            .iter()
            .cloned()
            .chain(std::env::split_paths(&path));
        std::env::join_paths(folders).map_err(|error| {
            Error::new(format!(
                "The tools folder cannot be put on PATH ({error}): set HEXLOG_TOOLS to another."
            ))
        })
    }
}

/// Checks that a Node of today is there, with npm.
pub(crate) fn node() -> Result<()> {
    let version = process::read(process::command("node").arg("--version"));
    let major = version.as_deref().and_then(node_major);
    if major.is_some_and(|major| major >= OLDEST_NODE) && process::on_path("npm").is_some() {
        return Ok(());
    }
    Err(Error::new(format!(
        "Node {OLDEST_NODE} or newer with npm is needed: install it and run the command again."
    )))
}

/// The program hexyl, installed if it is missing.
pub(crate) fn hexyl() -> Result<PathBuf> {
    let folder = project::tools_dir();
    project::create_dir(&folder)?;
    let hexyl = FromCargo {
        program: "hexyl",
        package: "hexyl",
        version: HEXYL,
        flags: &["--locked"],
        level: None,
    };
    let programs = from_cargo(&folder, &hexyl)?;
    Ok(programs.join(format!("hexyl{EXE_SUFFIX}")))
}

/// Puts the npm packages of `tests/` into the tools folder, and a link to them beside
/// `tests/package.json`.
pub(crate) fn test_packages() -> Result<()> {
    node()?;
    let tests = project::root().join("tests");
    let lock = project::read(&tests.join("package-lock.json"))?;
    let home = project::tools_dir().join(format!("e2e-{}", fingerprint(&lock)));
    install(
        &home,
        "the npm packages of the browser tests",
        "some seconds",
        |folder| {
            project::create_dir(folder)?;
            for name in ["package.json", "package-lock.json"] {
                project::write(&folder.join(name), &project::read(&tests.join(name))?)?;
            }
            process::run(
                process::command("npm")
                    .current_dir(folder)
                    .args(["ci", "--no-audit", "--no-fund"])
                    .env("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")
                    .env("PUPPETEER_SKIP_DOWNLOAD", "1"),
            )
        },
    )?;
    link(&home.join("node_modules"), &tests.join("node_modules"))
}

/// Runs `make` on a folder of another name and gives it its own name when it is complete.
fn install(
    home: &Path,
    what: &str,
    takes: &str,
    make: impl FnOnce(&Path) -> Result<bool>,
) -> Result<()> {
    if home.is_dir() {
        return Ok(());
    }
    eprintln!(
        "Installing {what} into {} (takes {takes}, once) …",
        home.display()
    );
    let mut name = home.as_os_str().to_owned();
    name.push(format!(".partial-{}", std::process::id()));
    let partial = PathBuf::from(name);
    let made = make(&partial);
    let renamed = matches!(made, Ok(true)) && fs::rename(&partial, home).is_ok();
    // Nothing is left of an attempt that failed; a leftover does no harm either.
    fs::remove_dir_all(&partial).ok();
    if renamed || home.is_dir() {
        return Ok(());
    }
    made?;
    Err(Error::new(format!(
        "Could not install {what}; the reason stands above: check the network and run the command again."
    )))
}

/// Builds a tool, unless it is there; gives the folder of its programs.
fn from_cargo(tools: &Path, tool: &FromCargo<'_>) -> Result<PathBuf> {
    let home = tools.join(format!("{}-{}", tool.program, tool.version));
    let what = format!("{} {}", tool.program, tool.version);
    install(&home, &what, "one to five minutes", |folder| {
        let mut cargo = process::cargo();
        cargo
            .args(["install", "--root"])
            .arg(folder)
            .args(tool.flags)
            .arg(format!("{}@{}", tool.package, tool.version))
            .env("CARGO_TARGET_DIR", folder.join("target"));
        if let Some(level) = tool.level {
            cargo
                .envs(QUICKLY)
                .env("CARGO_PROFILE_RELEASE_OPT_LEVEL", level);
        }
        process::run(&mut cargo).inspect(|_| {
            // Gigabytes that nobody needs again.
            fs::remove_dir_all(folder.join("target")).ok();
        })
    })?;
    Ok(home.join("bin"))
}

/// `wasm-opt` from npm; gives the folder it lies in.
fn wasm_opt(tools: &Path) -> Result<PathBuf> {
    let home = tools.join(format!("binaryen-{}", BINARYEN.trim_end_matches(".0")));
    let what = format!("wasm-opt (binaryen {BINARYEN})");
    from_npm(&home, &what, &format!("binaryen@{BINARYEN}"))
}

/// `pagefind` from npm; gives its path.
fn pagefind(tools: &Path) -> Result<PathBuf> {
    let home = tools.join(format!("pagefind-{PAGEFIND}"));
    let what = format!("pagefind {PAGEFIND}");
    let programs = from_npm(&home, &what, &format!("pagefind@{PAGEFIND}"))?;
    let ending = if cfg!(windows) { ".cmd" } else { "" };
    Ok(programs.join(format!("pagefind{ending}")))
}

/// Says that there will be no search.
fn no_pagefind() -> Option<PathBuf> {
    eprintln!("The site has no search: its index needs Node {OLDEST_NODE} or newer with npm.");
    None
}

/// An npm package; gives the folder of its programs.
fn from_npm(home: &Path, what: &str, package: &str) -> Result<PathBuf> {
    install(home, what, "some seconds", |folder| {
        project::create_dir(folder)?;
        process::run(
            process::command("npm")
                .args([
                    "install",
                    "--no-save",
                    "--no-package-lock",
                    "--no-audit",
                    "--no-fund",
                ])
                .arg("--prefix")
                .arg(folder)
                .arg(package),
        )
    })?;
    Ok(home.join("node_modules").join(".bin"))
}

/// Stands in for `wasm-opt` where there is no Node: Trunk calls it, and it only copies.
fn no_wasm_opt(tools: &Path) -> Result<PathBuf> {
    const COPY: &str = r#"#!/bin/sh
# Stands in for wasm-opt: copies its input to its output.
for argument in "$@"; do
    case "$argument" in
        --version) echo "wasm-opt version 0"; exit 0 ;;
        --output=*) output=${argument#--output=} ;;
        -*) ;;
        *) input=$argument ;;
    esac
done
exec cp "$input" "$output"
"#;
    eprintln!("The wasm is not optimised: that needs Node {OLDEST_NODE} or newer with npm.");
    let folder = tools.join("without-wasm-opt");
    let file = folder.join("wasm-opt");
    project::write(&file, COPY)?;
    make_executable(&file)?;
    Ok(folder)
}

/// Sees to it that Rust can compile to wasm.
pub(crate) fn wasm_target() -> Result<()> {
    let installed =
        process::read(process::command("rustup").args(["target", "list", "--installed"]));
    if let Some(targets) = installed {
        if targets.lines().any(|target| target == WASM) {
            return Ok(());
        }
        eprintln!("Installing Rust's target {WASM} …");
        if process::run(process::command("rustup").args(["target", "add", WASM]))? {
            return Ok(());
        }
        return Err(Error::new(format!(
            "Rust's target {WASM} could not be installed: check the network and run the command again."
        )));
    }
    let library = process::read(process::command("rustc").args([
        "--print",
        "target-libdir",
        "--target",
        WASM,
    ]));
    if library.is_some_and(|folder| Path::new(folder.trim()).is_dir()) {
        return Ok(());
    }
    Err(Error::new(format!(
        "This Rust cannot compile to {WASM}: install that target, or Rust by rustup."
    )))
}

/// Points `link` at `target`, unless something else than a link of ours is in its place.
fn link(target: &Path, link: &Path) -> Result<()> {
    if fs::read_link(link).is_ok_and(|old| old == target) {
        return Ok(());
    }
    if link.is_symlink() {
        fs::remove_file(link).map_err(|error| project::cannot("replace", link, &error))?;
    } else if link.exists() {
        return Err(Error::new(format!(
            "{} is not the link that the tests use: remove it and run the command again.",
            link.display()
        )));
    }
    symlink(target, link).map_err(|error| project::cannot("create", link, &error))
}

#[cfg(unix)]
fn symlink(target: &Path, link: &Path) -> std::io::Result<()> {
    std::os::unix::fs::symlink(target, link)
}

#[cfg(windows)]
fn symlink(target: &Path, link: &Path) -> std::io::Result<()> {
    std::os::windows::fs::symlink_dir(target, link)
}

#[cfg(unix)]
fn make_executable(file: &Path) -> Result<()> {
    use std::os::unix::fs::PermissionsExt;
    fs::set_permissions(file, fs::Permissions::from_mode(0o755))
        .map_err(|error| project::cannot("change", file, &error))
}

#[cfg(windows)]
fn make_executable(_file: &Path) -> Result<()> {
    Ok(())
}

/// The major version in `v20.20.2`.
fn node_major(version: &str) -> Option<u32> {
    version
        .trim()
        .strip_prefix('v')?
        .split('.')
        .next()?
        .parse()
        .ok()
}

/// A short name for a text: FNV-1a, 64 bits.
fn fingerprint(text: &str) -> String {
    let hash = text.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    });
    format!("{hash:016x}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scratch::Scratch;
    use crate::site;

    #[test]
    fn the_major_version_of_node() {
        assert_eq!(node_major("v20.20.2\n"), Some(20));
        assert_eq!(node_major("20.20.2"), None);
        assert_eq!(node_major(""), None);
    }

    #[test]
    fn fingerprints_differ() {
        assert_eq!(fingerprint(""), "cbf29ce484222325");
        assert_eq!(fingerprint("a"), "af63dc4c8601ec8c");
    }

    #[test]
    fn a_complete_installation_gets_its_name() {
        let folder = Scratch::new("install");
        let home = folder.join("tool-1");
        let make = |folder: &Path| {
            project::write(&folder.join("bin/tool"), "").unwrap();
            Ok(true)
        };
        install(&home, "a tool", "no time", make).unwrap();
        assert!(home.join("bin/tool").is_file());
        install(&home, "a tool", "no time", |_| unreachable!("it is there")).unwrap();
    }

    #[test]
    fn nothing_is_left_of_an_installation_that_fails() {
        let folder = Scratch::new("fails");
        let home = folder.join("tool-1");
        let make = |folder: &Path| {
            project::write(&folder.join("half"), "").unwrap();
            Ok(false)
        };
        let error = install(&home, "a tool", "no time", make).unwrap_err();
        assert!(error.to_string().contains("check the network"), "{error}");
        assert_eq!(fs::read_dir(&*folder).unwrap().count(), 0);
    }

    #[cfg(unix)]
    #[test]
    fn without_node_the_wasm_is_copied() {
        let folder = Scratch::new("copy");
        let program = no_wasm_opt(&folder).unwrap().join("wasm-opt");
        let (input, output) = (folder.join("in.wasm"), folder.join("out.wasm"));
        fs::write(&input, "wasm").unwrap();
        let mut command = process::command(&program);
        command
            .arg(format!("--output={}", output.display()))
            .arg("-Oz")
            .arg(&input);
        assert!(process::run(&mut command).unwrap());
        assert_eq!(fs::read(&output).unwrap(), b"wasm");
        let version = process::read(process::command(&program).arg("--version")).unwrap();
        assert_eq!(version.split(' ').count(), 3, "Trunk reads the third word");
    }

    #[test]
    fn without_node_there_is_no_search() {
        let tools = |pagefind| Tools {
            folders: Vec::new(),
            pagefind,
        };
        let search_of = |tools: &Tools| {
            let trunk = site::trunk(tools).unwrap();
            let mut set = trunk.get_envs();
            let (_, value) = set.find(|(name, _)| *name == "HEXLOG_PAGEFIND").unwrap();
            value.map(PathBuf::from)
        };
        let program = PathBuf::from("tools/pagefind");
        assert_eq!(search_of(&tools(Some(program.clone()))), Some(program));
        // Not even one that the caller's environment names.
        assert_eq!(search_of(&tools(no_pagefind())), None);
    }

    #[cfg(unix)]
    #[test]
    fn a_link_is_replaced_and_a_folder_is_not() {
        let folder = Scratch::new("link");
        let at = folder.join("node_modules");
        link(&folder.join("one"), &at).unwrap();
        link(&folder.join("two"), &at).unwrap();
        assert_eq!(fs::read_link(&at).unwrap(), folder.join("two"));
        fs::remove_file(&at).unwrap();
        fs::create_dir(&at).unwrap();
        assert!(link(&folder.join("one"), &at).is_err());
    }
}
