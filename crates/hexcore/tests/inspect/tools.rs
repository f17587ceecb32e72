//! The programs that are asked for their opinion.

use std::process::Command;

use crate::kit::run;

/// The lines that a Node script prints which is given `lines`, one for each. The script is the
/// body of a function from `line` to text.
pub(crate) fn node(script: &str, lines: &[String]) -> Vec<String> {
    let program = format!(
        "const convert = (line) => {{ {script} }};
         const lines = require('fs').readFileSync(0, 'utf8').trimEnd().split('\\n');
         require('fs').writeFileSync(1, lines.map((line) => convert(line) + '\\n').join(''));"
    );
    let mut node = Command::new("node");
    let output = run(node.args(["-e", &program]), lines.join("\n").as_bytes())
        .expect("the script runs in Node");
    let output = String::from_utf8(output).unwrap();
    let answers: Vec<String> = output.lines().map(str::to_owned).collect();
    assert_eq!(answers.len(), lines.len(), "an answer for each line");
    answers
}

/// What glibc's `iconv` makes of `bytes`; `None` where there is no such character.
pub(crate) fn iconv(charset: &str, bytes: &[u8]) -> Option<String> {
    let mut iconv = Command::new("iconv");
    let output = run(iconv.args(["-f", charset, "-t", "UTF-8"]), bytes).ok()?;
    Some(String::from_utf8(output).unwrap())
}
