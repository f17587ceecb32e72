//! Texts: a sample of each kind, the encodings, and what is said of their lines.

mod encodings;
mod sources;

use crate::{Sample, sample};

pub(crate) fn samples() -> Vec<Sample> {
    let mut samples = sources::samples();
    samples.extend(encodings::samples());
    samples.extend(scripts());
    samples
}

/// A script for each program that is known to run some.
fn scripts() -> Vec<Sample> {
    let of = |kind, first: &str, sentence| {
        let text = format!("#!{first}\n# Says something.\necho \"hello\"\n");
        sample(kind, "script", text, sentence)
    };
    vec![
        of(
            "sh-script",
            "/bin/sh -e",
            "POSIX shell script, ASCII text executable",
        ),
        of(
            "sh-script",
            " /bin/sh",
            "POSIX shell script, ASCII text executable",
        ),
        of(
            "bash-script",
            "/usr/bin/env bash",
            "Bourne-Again shell script, ASCII text executable",
        ),
        of(
            "ash-script",
            "/bin/ash",
            "Neil Brown's ash script, ASCII text executable",
        ),
        of(
            "csh-script",
            "/bin/csh -f",
            "C shell script, ASCII text executable",
        ),
        of(
            "tcsh-script",
            "/bin/tcsh",
            "Tenex C shell script, ASCII text executable",
        ),
        of(
            "ksh-script",
            "/bin/ksh",
            "Korn shell script, ASCII text executable",
        ),
        of(
            "zsh-script",
            "/usr/bin/zsh",
            "Paul Falstad's zsh script, ASCII text executable",
        ),
        of(
            "fish-script",
            "/usr/bin/fish",
            "fish shell script, ASCII text executable",
        ),
        of(
            "perl-script",
            "/usr/bin/perl -w",
            "Perl script text executable",
        ),
        of(
            "python-script",
            "/usr/bin/python3.11",
            "Python script, ASCII text executable",
        ),
        of(
            "python-script",
            "/usr/bin/env -S python3 -u",
            "Python script, ASCII text executable",
        ),
        of(
            "ruby-script",
            "/usr/bin/env ruby",
            "Ruby script, ASCII text executable",
        ),
        of(
            "lua-script",
            "/usr/bin/lua5.4",
            "Lua script, ASCII text executable",
        ),
        of(
            "node-script",
            "/usr/bin/env node",
            "Node.js script executable, ASCII text",
        ),
        of(
            "php-script",
            "/usr/bin/php",
            "PHP script, ASCII text executable",
        ),
        of(
            "awk-script",
            "/usr/bin/awk -f",
            "awk script, ASCII text executable",
        ),
        of(
            "gawk-script",
            "/usr/bin/gawk -f",
            "GNU awk script, ASCII text executable",
        ),
        of(
            "tcl-tk-script",
            "/usr/bin/wish",
            "Tcl/Tk script, ASCII text executable",
        ),
        of(
            "script",
            "/usr/bin/make -f",
            "a /usr/bin/make -f script, ASCII text executable",
        ),
        of(
            "script",
            "/usr/bin/env deno run",
            "a deno run script, ASCII text executable",
        ),
        // Another language, for all its name.
        of(
            "script",
            "/usr/bin/perl6",
            "a /usr/bin/perl6 script, ASCII text executable",
        ),
        // In Rust, an attribute of the whole file.
        sample(
            "",
            "lib.rs",
            "#![allow(dead_code)]\n\nfn main() {}\n",
            "ASCII text",
        ),
        // The file ends in the line, which may have gone on.
        sample(
            "script",
            "cut",
            "#!/bin/sh",
            "a /bin/sh script, ASCII text executable, with no line terminators",
        ),
    ]
}
