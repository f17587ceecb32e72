//! The programs that are asked for their opinion.

use std::io::Write;
use std::process::{Command, Stdio};

/// What `tool` prints when called with `arguments` and given `input`; `None` if it refuses.
pub(crate) fn try_run(tool: &str, arguments: &[&str], input: &[u8]) -> Option<Vec<u8>> {
    let mut child = Command::new(tool)
        .args(arguments)
        .env("LC_ALL", "C")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap_or_else(|error| panic!("This test needs {tool}, which did not start: {error}."));
    let mut stdin = child.stdin.take().expect("the input was piped");
    let output = std::thread::scope(|scope| {
        // A tool that refuses its input does not read all of it.
        scope.spawn(move || stdin.write_all(input).ok());
        child
            .wait_with_output()
            .expect("the tool can be waited for")
    });
    output.status.success().then_some(output.stdout)
}

/// The lines that a Node script prints which is given `lines`, one for each. The script is the
/// body of a function from `line` to text.
pub(crate) fn node(script: &str, lines: &[String]) -> Vec<String> {
    let program = format!(
        "const convert = (line) => {{ {script} }};
         const lines = require('fs').readFileSync(0, 'utf8').trimEnd().split('\\n');
         require('fs').writeFileSync(1, lines.map((line) => convert(line) + '\\n').join(''));"
    );
    let output = try_run("node", &["-e", &program], lines.join("\n").as_bytes())
        .expect("the script runs in Node");
    let output = String::from_utf8(output).unwrap();
    let answers: Vec<String> = output.lines().map(str::to_owned).collect();
    assert_eq!(answers.len(), lines.len(), "an answer for each line");
    answers
}

/// What glibc's `iconv` makes of `bytes`; `None` where there is no such character.
pub(crate) fn iconv(charset: &str, bytes: &[u8]) -> Option<String> {
    let output = try_run("iconv", &["-f", charset, "-t", "UTF-8"], bytes)?;
    Some(String::from_utf8(output).unwrap())
}
