//! Scripts: what their first line says is to run them.

use super::kinds::{Form, Found};

/// Who runs it, the id of the kind, and how the sentence goes on.
type Row = (&'static str, &'static str, Form);

const INTERPRETERS: &[Row] = &[
    ("ash", "ash-script", Form::Executable),
    ("awk", "awk-script", Form::Executable),
    ("bash", "bash-script", Form::Executable),
    ("csh", "csh-script", Form::Executable),
    ("fish", "fish-script", Form::Executable),
    ("gawk", "gawk-script", Form::Executable),
    ("ksh", "ksh-script", Form::Executable),
    ("lua", "lua-script", Form::Executable),
    ("node", "node-script", Form::Text),
    ("nodejs", "node-script", Form::Text),
    ("perl", "perl-script", Form::Alone),
    ("php", "php-script", Form::Executable),
    ("python", "python-script", Form::Executable),
    ("ruby", "ruby-script", Form::Executable),
    ("sh", "sh-script", Form::Executable),
    ("tclsh", "tcl-tk-script", Form::Executable),
    ("tcsh", "tcsh-script", Form::Executable),
    ("wish", "tcl-tk-script", Form::Executable),
    ("zsh", "zsh-script", Form::Executable),
];

/// The script that a text is by its first line.
pub(super) fn find(text: &[u8]) -> Option<Found> {
    let rest = text.strip_prefix(b"#!")?;
    let length = rest.iter().position(|byte| *byte == b'\n');
    let line = rest.get(..length.unwrap_or(rest.len()))?.trim_ascii();
    let mut words = line
        .split(|byte| byte.is_ascii_whitespace())
        .filter(|word| !word.is_empty());
    let mut program = words.next()?;
    let mut named = line;
    if base(program) == b"env" {
        named = line.get(program.len()..)?.trim_ascii_start();
        // Options of env itself, such as -S.
        program = words.find(|word| !word.starts_with(b"-"))?;
    }
    let name = base(program);
    let is_versioned = |byte: &u8| byte.is_ascii_digit() || *byte == b'.' || *byte == b'-';
    let ends = name.iter().rev().take_while(|byte| is_versioned(byte));
    let bare = match name {
        // A language of its own, not the sixth version of Perl.
        b"perl6" => name,
        // As Debian has it beside perl: perl5.36-x86_64-linux-gnu.
        name if name.starts_with(b"perl5") => b"perl",
        name => name.get(..name.len() - ends.count())?,
    };
    let at = 0..(2 + length.unwrap_or(rest.len())) as u64;
    let what = format!("the first line #!{}", String::from_utf8_lossy(line));
    let row = INTERPRETERS
        .iter()
        .find(|(interpreter, ..)| interpreter.as_bytes() == bare);
    // In Rust and in notes, lines begin like this that name no program.
    if !line.starts_with(b"/") && !line.starts_with(b"@") {
        return None;
    }
    let interpreter = String::from_utf8_lossy(program).into_owned();
    // Where the file ends in the line, it may have been longer.
    if let (Some((_, id, form)), Some(_)) = (row, length) {
        let found = Found::new(id, *form, what, at);
        return Some(found.telling("Interpreter", interpreter));
    }
    let words = format!("a {} script", String::from_utf8_lossy(named));
    let found = Found::new("script", Form::Executable, what, at).called(words);
    Some(found.telling("Interpreter", interpreter))
}

/// The last part of a path.
fn base(path: &[u8]) -> &[u8] {
    path.rsplit(|byte| *byte == b'/').next().unwrap_or(path)
}
