//! Where things lie: the checkout, its build folder, and the versions in its lock file.

use crate::error::{Error, Result};
use std::fs;
use std::path::{Path, PathBuf};

/// The root of the checkout: the folder that holds `Cargo.toml` and `xtask`.
pub(crate) fn root() -> &'static Path {
    let xtask = Path::new(env!("CARGO_MANIFEST_DIR"));
    xtask.parent().unwrap_or(xtask)
}

/// Where Cargo builds: `CARGO_TARGET_DIR`, else `target` in the checkout.
pub(crate) fn target_dir() -> PathBuf {
    match std::env::var_os("CARGO_TARGET_DIR") {
        Some(folder) if !folder.is_empty() => root().join(folder),
        _ => root().join("target"),
    }
}

/// Where the tools are kept: `HEXLOG_TOOLS`, else `.tools` in the checkout.
pub(crate) fn tools_dir() -> PathBuf {
    match std::env::var_os("HEXLOG_TOOLS") {
        Some(folder) if !folder.is_empty() => root().join(folder),
        _ => root().join(".tools"),
    }
}

/// The text of a file of the project, or a sentence that names it.
pub(crate) fn read(path: &Path) -> Result<String> {
    fs::read_to_string(path).map_err(|error| cannot("read", path, &error))
}

/// The bytes of a file, or a sentence that names it.
pub(crate) fn read_bytes(path: &Path) -> Result<Vec<u8>> {
    fs::read(path).map_err(|error| cannot("read", path, &error))
}

/// Writes a file, and the folders above it.
pub(crate) fn write(path: &Path, text: &str) -> Result<()> {
    if let Some(parent) = path.parent() {
        create_dir(parent)?;
    }
    fs::write(path, text).map_err(|error| cannot("write", path, &error))
}

/// Makes a folder and those above it.
pub(crate) fn create_dir(path: &Path) -> Result<()> {
    fs::create_dir_all(path).map_err(|error| cannot("create", path, &error))
}

/// The sentence for a file operation that failed.
pub(crate) fn cannot(verb: &str, path: &Path, error: &std::io::Error) -> Error {
    Error::new(format!("Could not {verb} {}: {error}.", path.display()))
}

/// The version of a package in `Cargo.lock`.
pub(crate) fn locked_version(package: &str) -> Result<String> {
    let lock = read(&root().join("Cargo.lock"))?;
    version_in(&lock, package).ok_or_else(|| {
        Error::new(format!(
            "Cargo.lock does not name {package}: run `cargo generate-lockfile`."
        ))
    })
}

/// Finds the line `version = "…"` below `name = "package"`.
fn version_in(lock: &str, package: &str) -> Option<String> {
    let name = format!("name = \"{package}\"");
    let mut lines = lock.lines().skip_while(|line| *line != name);
    lines.next()?;
    let version = lines.next()?.strip_prefix("version = \"")?;
    Some(version.strip_suffix('"')?.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_version_is_read_from_the_lock_file() {
        let lock = "version = 4\n\n[[package]]\nname = \"wasm-bindgen-shared\"\nversion = \"0.2.1\"\n\n\
                    [[package]]\nname = \"wasm-bindgen\"\nversion = \"0.2.130\"\nsource = \"x\"\n";
        assert_eq!(version_in(lock, "wasm-bindgen").as_deref(), Some("0.2.130"));
        assert_eq!(version_in(lock, "wasm"), None);
        assert_eq!(version_in("", "wasm-bindgen"), None);
    }

    #[test]
    fn this_checkout_locks_wasm_bindgen() {
        assert!(locked_version("wasm-bindgen").unwrap().starts_with("0.2."));
        assert!(locked_version("no-such-package").is_err());
    }
}
