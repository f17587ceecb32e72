//! `hexlog`: dumps at a terminal.

use std::process::ExitCode;

fn main() -> ExitCode {
    hexlog_cli::main()
}
