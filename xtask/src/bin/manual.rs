//! Writes the manual of `hexlog` and its completions: `cargo xtask manual` runs this.
//!
//! It is a program of its own because it needs `hexlog`'s own crate, and the tests' program must
//! run whatever state that crate is in.

use std::io;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap_complete::Shell;

/// The shells for which there are completions.
const SHELLS: [Shell; 5] = [
    Shell::Bash,
    Shell::Zsh,
    Shell::Fish,
    Shell::PowerShell,
    Shell::Elvish,
];

fn main() -> ExitCode {
    let Some(folder) = std::env::args_os().nth(1).map(PathBuf::from) else {
        eprintln!("error: Name the folder to write to.");
        return ExitCode::FAILURE;
    };
    match write(&folder) {
        Ok(paths) => {
            for path in paths {
                println!("{}", path.display());
            }
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!("error: Could not write to {}: {error}.", folder.display());
            ExitCode::FAILURE
        }
    }
}

/// Writes a page for `hexlog` and one for each of its commands into `folder`, and the completions
/// into a folder of their own there. Gives the paths of all.
fn write(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let mut command = hexlog_cli::command().disable_help_subcommand(true);
    command.build();
    std::fs::create_dir_all(folder)?;
    let mut paths = vec![page(folder, "hexlog", &command)?];
    for part in command.get_subcommands() {
        paths.push(page(folder, &format!("hexlog-{}", part.get_name()), part)?);
    }
    let folder = folder.join("completions");
    std::fs::create_dir_all(&folder)?;
    for shell in SHELLS {
        let mut command = hexlog_cli::command();
        paths.push(clap_complete::generate_to(
            shell,
            &mut command,
            "hexlog",
            &folder,
        )?);
    }
    Ok(paths)
}

/// Writes the page of the manual that is called `name`.
fn page(folder: &Path, name: &str, command: &clap::Command) -> io::Result<PathBuf> {
    let path = folder.join(format!("{name}.1"));
    let version = hexlog_cli::command();
    let version = version.get_version().unwrap_or_default();
    let command = command.clone().display_name(name.to_owned());
    let mut text = Vec::new();
    clap_mangen::Man::new(command)
        .title(name.to_uppercase())
        .source(format!("hexlog {version}"))
        .render(&mut text)?;
    std::fs::write(&path, text)?;
    Ok(path)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_manual_and_the_completions_know_all_commands() {
        let folder = std::env::temp_dir().join(format!("xtask-manual-{}", std::process::id()));
        let paths = write(&folder).unwrap();
        let (pages, completions) = paths.split_at(paths.len() - SHELLS.len());
        assert_eq!(pages.len(), 4);
        let read = |path: &Path| std::fs::read_to_string(path).unwrap();
        let manual = read(&folder.join("hexlog.1"));
        assert!(manual.starts_with(".ie"), "{manual}");
        for part in ["dump", "undump", "type"] {
            assert!(manual.contains(&format!("hexlog\\-{part}(1)")), "{manual}");
            for path in completions {
                assert!(read(path).contains(part), "{}", path.display());
            }
        }
        let dump = read(&folder.join("hexlog-dump.1"));
        for word in ["\\-\\-skip", "\\-\\-color", "xxd\\-plain", "1024"] {
            assert!(dump.contains(word), "{word}: {dump}");
        }
        std::fs::remove_dir_all(&folder).unwrap();
    }
}
