//! What commands print of the built-in files, made by the core, so that a post cannot print it wrong.
//!
//! Known are the commands that posts read bytes with, in the parts that posts need: `hexdump -C`, `xxd` and
//! `file`, each perhaps into `head` or `tail`.

use crate::samples;
use hexcore::dump::{Format, Options, Repeats};
use hexcore::identify::identify;

/// Under which names commands find built-in files.
#[derive(Clone, Debug, Default)]
pub(crate) struct Files(Vec<(String, Vec<u8>)>);

impl Files {
    /// From pairs such as `/bin/ls=ls-universal`, with white space between them.
    pub(crate) fn read(pairs: &str) -> Result<Files, String> {
        let pair = |pair: &str| {
            let (path, name) = pair.split_once('=').ok_or_else(|| {
                format!("`{pair}` is not a path, `=` and the name of a built-in file")
            })?;
            let bytes = samples::bytes(name).ok_or_else(|| {
                let known = samples::names().join(", ");
                format!("there is no built-in file `{name}`; there are {known}")
            })?;
            Ok((path.to_owned(), bytes))
        };
        pairs
            .split_whitespace()
            .map(pair)
            .collect::<Result<_, _>>()
            .map(Files)
    }

    fn find(&self, path: &str) -> Result<&[u8], String> {
        let found = self.0.iter().find(|(known, _)| known == path);
        found.map(|(_, bytes)| bytes.as_slice()).ok_or_else(|| {
            format!("which file `{path}` is, the first line of the block does not say")
        })
    }
}

/// A session in which the commands stand alone, each on a line that begins with `$ `, with what they print.
///
/// # Errors
/// The number of a line, from 0, and what is wrong there.
pub(crate) fn session(commands: &str, files: &Files) -> Result<String, (usize, String)> {
    let mut session = String::new();
    for (number, line) in commands.lines().enumerate() {
        let Some(command) = line.strip_prefix("$ ") else {
            let message = "what a command prints is made when the site is built: leave it out";
            return Err((number, message.to_owned()));
        };
        session.push_str(line);
        session.push('\n');
        session += &run(command, files).map_err(|message| (number, message))?;
    }
    Ok(session)
}

/// What a command prints.
fn run(command: &str, files: &Files) -> Result<String, String> {
    let mut stages = command.split('|').map(str::trim);
    let first = stages.next().unwrap_or_default();
    let mut words = first.split_whitespace();
    let program = words.next().unwrap_or_default();
    let words: Vec<&str> = words.collect();
    let mut printed = match program {
        "hexdump" => hexdump(&words, files)?,
        "xxd" => xxd(&words, files)?,
        "file" => file(&words, files)?,
        _ => {
            return Err(format!(
                "`{program}` cannot be run here; `hexdump -C`, `xxd` and `file` can"
            ));
        }
    };
    for stage in stages {
        printed = lines_of(stage, &printed)?;
    }
    Ok(printed)
}

/// `hexdump -C`, as util-linux and the BSDs have it.
fn hexdump(words: &[&str], files: &Files) -> Result<String, String> {
    let call = Call::read(words, "Cv", "ns")?;
    if !call.has('C') {
        return Err("of `hexdump`, only the canonical form can be printed: add -C".to_owned());
    }
    let repeats = match call.has('v') {
        true => Repeats::Shown,
        false => Repeats::Usual,
    };
    dump(&call, 'n', Format::Canonical, repeats, files)
}

/// `xxd`, with rows of hex or of bits, or plain.
fn xxd(words: &[&str], files: &Files) -> Result<String, String> {
    let call = Call::read(words, "bp", "ls")?;
    let format = match (call.has('b'), call.has('p')) {
        (false, false) => Format::Xxd,
        (true, false) => Format::XxdBits,
        (false, true) => Format::XxdPlain,
        (true, true) => return Err("`xxd` prints either bits or plain digits".to_owned()),
    };
    dump(&call, 'l', format, Repeats::Usual, files)
}

fn file(words: &[&str], files: &Files) -> Result<String, String> {
    let call = Call::read(words, "b", "")?;
    let mut printed = String::new();
    for path in &call.paths {
        let bytes = files.find(path)?;
        if !call.has('b') {
            printed += &format!("{path}: ");
        }
        printed += &identify(path, bytes).sentence;
        printed.push('\n');
    }
    Ok(printed)
}

/// The text of a format, of the part of a file that `-s` and the option `length` name.
fn dump(
    call: &Call<'_>,
    length: char,
    format: Format,
    repeats: Repeats,
    files: &Files,
) -> Result<String, String> {
    let [path] = call.paths.as_slice() else {
        return Err("one file can be printed, neither none nor several".to_owned());
    };
    let bytes = files.find(path)?;
    let size = bytes.len() as u64;
    let start = call.number('s').unwrap_or(0);
    if start > size {
        return Err(format!("the file has {size} bytes, and `-s` goes beyond"));
    }
    let length = call.number(length).unwrap_or(size).min(size - start);
    let part = bytes
        .get(start as usize..(start + length) as usize)
        .unwrap_or_default();
    let options = Options {
        offset: start,
        repeats,
        ..Options::default()
    };
    let mut dump = format.dump(&options).map_err(|error| error.to_string())?;
    let mut text = Vec::new();
    dump.push(part, &mut text);
    dump.finish(&mut text);
    Ok(String::from_utf8_lossy(&text).into_owned())
}

/// What `head` or `tail` leaves of some lines.
fn lines_of(stage: &str, text: &str) -> Result<String, String> {
    let mut words = stage.split_whitespace();
    let program = words.next().unwrap_or_default();
    let words: Vec<&str> = words.collect();
    let count = match words.as_slice() {
        [] => Some(10),
        ["-n", count] => count.parse().ok(),
        [count] => count.strip_prefix('-').and_then(|count| count.parse().ok()),
        _ => None,
    };
    let count: usize = count.ok_or_else(|| format!("how many lines does `{stage}` leave?"))?;
    let lines: Vec<&str> = text.split_inclusive('\n').collect();
    match program {
        "head" => Ok(lines.into_iter().take(count).collect()),
        "tail" => Ok(lines
            .iter()
            .skip(lines.len().saturating_sub(count))
            .copied()
            .collect()),
        _ => Err(format!(
            "`{program}` cannot be run here; `head` and `tail` can"
        )),
    }
}

/// The options and files of a command.
struct Call<'w> {
    flags: Vec<char>,
    numbers: Vec<(char, u64)>,
    paths: Vec<&'w str>,
}

impl<'w> Call<'w> {
    /// `flags` are options that stand alone or together; the `numbers` are followed by one.
    fn read(words: &[&'w str], flags: &str, numbers: &str) -> Result<Call<'w>, String> {
        let mut call = Call {
            flags: Vec::new(),
            numbers: Vec::new(),
            paths: Vec::new(),
        };
        let mut words = words.iter();
        while let Some(word) = words.next() {
            let Some(letters) = word.strip_prefix('-').filter(|letters| !letters.is_empty()) else {
                call.paths.push(word);
                continue;
            };
            for (at, letter) in letters.char_indices() {
                if flags.contains(letter) {
                    call.flags.push(letter);
                    continue;
                }
                if !numbers.contains(letter) {
                    return Err(format!("the option -{letter} is not known here"));
                }
                let rest = letters.get(at + letter.len_utf8()..).unwrap_or_default();
                let value = match rest {
                    "" => words.next().copied().unwrap_or_default(),
                    rest => rest,
                };
                let number = number(value)
                    .ok_or_else(|| format!("the option -{letter} needs a number, not `{value}`"))?;
                call.numbers.push((letter, number));
                break;
            }
        }
        Ok(call)
    }

    fn has(&self, flag: char) -> bool {
        self.flags.contains(&flag)
    }

    fn number(&self, option: char) -> Option<u64> {
        let last = self
            .numbers
            .iter()
            .rev()
            .find(|(letter, _)| *letter == option);
        last.map(|(_, number)| *number)
    }
}

/// A number as the tools read it: decimal, or hex behind `0x`.
fn number(text: &str) -> Option<u64> {
    match text.strip_prefix("0x") {
        Some(digits) => u64::from_str_radix(digits, 16).ok(),
        // A leading 0 is octal to the tools, which nobody would see.
        None if text.len() > 1 && text.starts_with('0') => None,
        None => text.parse().ok(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn files() -> Files {
        Files::read("/bin/ls=ls-universal a.png=pixel.png").unwrap()
    }

    fn wrong(commands: &str) -> (usize, String) {
        session(commands, &files()).unwrap_err()
    }

    #[test]
    fn a_session_has_commands_and_what_they_print() {
        let session = session(
            "$ hexdump -C -n 16 /bin/ls\n$ file -b a.png | head -n 1\n",
            &files(),
        );
        let session = session.unwrap();
        let lines: Vec<&str> = session.lines().collect();
        assert_eq!(
            lines,
            [
                "$ hexdump -C -n 16 /bin/ls",
                "00000000  ca fe ba be 00 00 00 02  01 00 00 07 00 00 00 03  |................|",
                "00000010",
                "$ file -b a.png | head -n 1",
                "PNG image data, 1 x 1, 8-bit grayscale, non-interlaced",
            ]
        );
    }

    #[test]
    fn what_cannot_be_printed_is_told() {
        for (commands, line, message) in [
            ("$ hexdump -C a.png\n00000000", 1, "leave it out"),
            ("$ od a.png", 0, "`od` cannot be run here"),
            ("$ hexdump a.png", 0, "add -C"),
            ("$ hexdump -C b.png", 0, "which file `b.png` is"),
            ("$ hexdump -C", 0, "neither none nor several"),
            ("$ hexdump -C -s 68 a.png", 0, "has 67 bytes"),
            ("$ hexdump -C -n x a.png", 0, "needs a number, not `x`"),
            ("$ hexdump -C -n 010 a.png", 0, "needs a number"),
            ("$ hexdump -Ce a.png", 0, "-e is not known"),
            ("$ xxd -b -p a.png", 0, "either bits or plain"),
            ("$ file a.png | sort", 0, "`sort` cannot be run here"),
            ("$ file a.png | head -n", 0, "how many lines"),
        ] {
            let (at, said) = wrong(commands);
            assert_eq!(at, line, "{commands}");
            assert!(said.contains(message), "{commands}: {said}");
        }
        assert!(Files::read("/bin/ls").is_err());
        let missing = Files::read("x=nothing").unwrap_err();
        assert!(
            missing.contains("there are ls-universal, pixel.png"),
            "{missing}"
        );
    }
}
