//! Chromium, its driver, and the system's programs that tests compare with: found, else installed
//! by apt where that is allowed.

use crate::error::{Error, Result};
use crate::process;
use crate::project;
use std::path::{Path, PathBuf};
use std::process::Command;

/// What starts the browser and what drives it.
#[derive(Clone, Debug)]
pub(crate) struct Browser {
    /// Chromium itself.
    pub(crate) chromium: PathBuf,
    /// The WebDriver server that belongs to it.
    pub(crate) driver: PathBuf,
}

impl Browser {
    /// Finds Chromium and its driver, and installs them where they are missing.
    pub(crate) fn ready() -> Result<Self> {
        if let Some(browser) = Self::find() {
            return Ok(browser);
        }
        apt_install(&["chromium", "chromium-driver", "fonts-dejavu-core"]);
        Self::find().ok_or_else(|| {
            Error::new(
                "Chromium and chromedriver are needed: install them, on Debian by \
                 `sudo apt-get install chromium chromium-driver`.",
            )
        })
    }

    fn find() -> Option<Self> {
        let chromium = ["chromium", "chromium-browser", "google-chrome"];
        Some(Self {
            chromium: chromium.iter().find_map(|name| find(name))?,
            driver: find("chromedriver")?,
        })
    }

    /// Writes `tests/webdriver.json` into the build folder, with this browser in it.
    pub(crate) fn webdriver_json(&self) -> Result<PathBuf> {
        let source = project::root().join("tests/webdriver.json");
        let text = project::read(&source)?;
        let text = with_binary(&text, &self.chromium).ok_or_else(|| {
            Error::new(format!("{} has no goog:chromeOptions.", source.display()))
        })?;
        let file = project::target_dir().join("webdriver.json");
        project::write(&file, &text)?;
        Ok(file)
    }
}

/// Sees to it that the programs that native tests compare with are there.
pub(crate) fn system_programs() -> Result<()> {
    /// Each program with the Debian package that holds it.
    const PROGRAMS: [(&str, &str); 3] = [
        ("hexdump", "bsdextrautils"),
        ("xxd", "xxd"),
        ("file", "file"),
    ];
    let missing = || {
        PROGRAMS
            .iter()
            .filter(|(program, _)| find(program).is_none())
    };
    let packages: Vec<&str> = missing().map(|(_, package)| *package).collect();
    if packages.is_empty() {
        return Ok(());
    }
    apt_install(&packages);
    if missing().next().is_none() {
        return Ok(());
    }
    Err(Error::new(format!(
        "Tests compare with hexdump, xxd and file: install them, on Debian by \
         `sudo apt-get install {}`.",
        packages.join(" ")
    )))
}

/// Debian's own place first, then `PATH`.
pub(crate) fn find(program: &str) -> Option<PathBuf> {
    let debian = Path::new("/usr/bin").join(program);
    if debian.is_file() {
        Some(debian)
    } else {
        process::on_path(program)
    }
}

/// Installs Debian packages if this user may. Whether it worked is for the caller to see.
fn apt_install(packages: &[&str]) {
    if process::on_path("apt-get").is_none() {
        return;
    }
    let is_root =
        process::read(process::command("id").arg("-u")).is_some_and(|id| id.trim() == "0");
    if !is_root && process::read(process::command("sudo").args(["-n", "true"])).is_none() {
        return;
    }
    let apt = || {
        let mut command = process::command(if is_root { "env" } else { "sudo" });
        if !is_root {
            command.args(["-n", "env"]);
        }
        command.args(["DEBIAN_FRONTEND=noninteractive", "apt-get"]);
        command
    };
    eprintln!("Installing {} by apt-get …", packages.join(", "));
    let run = |command: &mut Command| process::run(command).unwrap_or(false);
    // Old package lists may still do when the network fails.
    run(apt().args(["update", "-q"]));
    run(apt()
        .args(["install", "-y", "-q", "--no-install-recommends"])
        .args(packages));
}

/// The WebDriver capabilities with another browser in them.
fn with_binary(capabilities: &str, chromium: &Path) -> Option<String> {
    let mut json: serde_json::Value = serde_json::from_str(capabilities).ok()?;
    let options = json.get_mut("goog:chromeOptions")?.as_object_mut()?;
    options.insert("binary".to_owned(), chromium.to_string_lossy().into());
    serde_json::to_string_pretty(&json).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_browser_stands_in_its_capabilities() {
        let text = with_binary(
            r#"{"goog:chromeOptions": {"binary": "a", "args": ["--headless"]}}"#,
            Path::new("/opt/chromium"),
        )
        .unwrap();
        assert!(text.contains(r#""binary": "/opt/chromium""#), "{text}");
        assert!(text.contains("--headless"), "{text}");
        assert_eq!(with_binary("{}", Path::new("x")), None);
    }

    #[test]
    fn the_projects_own_capabilities_are_understood() {
        let text = project::read(&project::root().join("tests/webdriver.json")).unwrap();
        assert!(with_binary(&text, Path::new("x")).is_some());
    }
}
