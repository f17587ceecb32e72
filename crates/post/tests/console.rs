//! What posts say that commands print, against the commands themselves.
#![allow(clippy::unwrap_used)] // A test that cannot go on fails.

use std::process::Command;

use post::samples;

/// What stands in a post for a command on a built-in file, without the HTML.
fn in_a_post(command: &str, path: &str, sample: &str) -> String {
    let text = format!(
        "+++\ntitle = 'T'\nauthor = 'ann'\ndate = '2024'\nsummary = 'S.'\n+++\n```console {path}={sample}\n$ {command}\n```\n"
    );
    let html = post::parse("posts/a.md", &text, "/").unwrap().html;
    let code = html.split_once("<code>").unwrap().1;
    let code = code.split_once("</code>").unwrap().0;
    let mut plain = String::new();
    for part in code.split('<') {
        plain.push_str(part.split_once('>').map_or(part, |(_, text)| text));
    }
    let plain = plain
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&amp;", "&");
    let (first, printed) = plain.split_once('\n').unwrap();
    assert_eq!(first, format!("$ {command}"));
    printed.to_owned()
}

fn printed(command: &str) -> String {
    let output = Command::new("sh").args(["-c", command]).output().unwrap();
    assert!(output.status.success(), "{command}: {output:?}");
    String::from_utf8(output.stdout).unwrap()
}

/// Commands, and the bytes that a file needs for them: the tools differ in what they say of an offset behind the end.
const COMMANDS: [(&str, usize); 10] = [
    ("hexdump -C -n 64 FILE", 0),
    ("hexdump -Cv -n256 FILE | tail -n 3", 0),
    ("hexdump -C -s 0x20 FILE | head -5", 0x20),
    ("hexdump -C -n 0 FILE", 0),
    ("xxd FILE | head", 0),
    ("xxd -s 7 -l 0x31 FILE", 7),
    ("xxd -b -l 20 FILE", 0),
    ("xxd -p -l 70 FILE", 0),
    ("file FILE", 0),
    ("file -b FILE", 0),
];

#[test]
fn commands_print_what_they_print() {
    let folder = std::env::temp_dir().join(format!("hexlog-console-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    let mut count = 0;
    for (name, bytes) in samples::files() {
        let file = folder.join(name);
        std::fs::write(&file, &bytes).unwrap();
        let path = file.to_str().unwrap();
        for (command, size) in COMMANDS {
            // Of a universal program, `file` words the slices otherwise on a Mac than here.
            let is_worded_alike = name != "ls-universal" || !command.starts_with("file");
            if bytes.len() < size || !is_worded_alike {
                continue;
            }
            let command = command.replace("FILE", path);
            assert_eq!(
                in_a_post(&command, path, name),
                printed(&command),
                "{command}"
            );
            count += 1;
        }
    }
    std::fs::remove_dir_all(&folder).unwrap();
    println!("console: {count} commands print what they print");
}
