//! What sequences are called, and what they do.

use super::Effect;

/// Characters of a text in a sequence that are given.
const SHOWN: usize = 80;

/// Parameters of a sequence that are named.
const NAMED: usize = 16;

/// The colours of ISO 6429 (ECMA-48, 8.3.117).
const COLOURS: [&str; 8] = [
    "black", "red", "green", "yellow", "blue", "magenta", "cyan", "white",
];

/// A setting of the terminal: its number, what it is called, whether it is on from the start, and what it
/// does when it is not as it was.
type Mode = (u32, &'static str, bool, Effect);

/// Settings of ECMA-48, 7.2, and of the VT220.
const MODES: &[Mode] = &[
    (2, "keyboard locked", false, Effect::Changes),
    (
        4,
        "insertion instead of overwriting",
        false,
        Effect::Changes,
    ),
    (12, "what is typed not shown", true, Effect::Nothing),
    (20, "new line at each line feed", false, Effect::Changes),
];

/// Private settings, those behind a question mark.
const PRIVATE_MODES: &[Mode] = &[
    (1, "cursor keys for applications", false, Effect::Changes),
    (2, "sequences of ANSI", true, Effect::Changes),
    (3, "132 columns", false, Effect::Erases),
    (4, "smooth scrolling", false, Effect::Nothing),
    (5, "dark on bright", false, Effect::Changes),
    (6, "places counted from the margins", false, Effect::Changes),
    (7, "line wrap", true, Effect::Changes),
    (8, "repetition of keys", true, Effect::Nothing),
    (9, "mouse clicks reported", false, Effect::Changes),
    (12, "blinking cursor", false, Effect::Nothing),
    (25, "cursor shown", true, Effect::Changes),
    (40, "change to 132 columns allowed", false, Effect::Nothing),
    (45, "wrap backwards", false, Effect::Changes),
    (47, "alternate screen", false, Effect::Changes),
    (66, "keypad for applications", false, Effect::Changes),
    (69, "margins at the sides", false, Effect::Changes),
    (1000, "mouse clicks reported", false, Effect::Changes),
    (1001, "mouse selection reported", false, Effect::Changes),
    (1002, "mouse drags reported", false, Effect::Changes),
    (1003, "mouse moves reported", false, Effect::Changes),
    (1004, "focus reported", false, Effect::Changes),
    (1005, "mouse places in UTF-8", false, Effect::Nothing),
    (1006, "mouse places as numbers", false, Effect::Nothing),
    (1007, "wheel moves the cursor", false, Effect::Nothing),
    (1015, "mouse places in decimal", false, Effect::Nothing),
    (1016, "mouse places in pixels", false, Effect::Nothing),
    (1047, "alternate screen", false, Effect::Changes),
    (1048, "cursor kept", false, Effect::Moves),
    (1049, "alternate screen", false, Effect::Changes),
    (2004, "pasted text in brackets", false, Effect::Changes),
    (2026, "output held back", false, Effect::Changes),
];

/// Control sequences: what stands before the parameters, between them and the last byte, the last byte, the
/// name, and what it does. In a name, `#` is the first parameter, or 1.
type Row = (&'static str, &'static str, u8, &'static str, Effect);

const CONTROLS: &[Row] = &[
    ("", "", b'@', "# blanks put in", Effect::Moves),
    ("", "", b'A', "cursor up by #", Effect::Moves),
    ("", "", b'B', "cursor down by #", Effect::Moves),
    ("", "", b'C', "cursor right by #", Effect::Moves),
    ("", "", b'D', "cursor left by #", Effect::Moves),
    (
        "",
        "",
        b'E',
        "cursor to the start of the line # below",
        Effect::Moves,
    ),
    (
        "",
        "",
        b'F',
        "cursor to the start of the line # above",
        Effect::Moves,
    ),
    ("", "", b'G', "cursor to column #", Effect::Moves),
    ("", "", b'I', "cursor on by # tabs", Effect::Moves),
    ("", "", b'L', "# lines put in", Effect::Moves),
    ("", "", b'M', "# lines taken out", Effect::Erases),
    ("", "", b'P', "# characters taken out", Effect::Erases),
    ("", "", b'S', "screen up by #", Effect::Moves),
    ("", "", b'T', "screen down by #", Effect::Moves),
    ("", "", b'X', "# characters erased", Effect::Erases),
    ("", "", b'Z', "cursor back by # tabs", Effect::Moves),
    ("", "", b'`', "cursor to column #", Effect::Moves),
    ("", "", b'a', "cursor right by #", Effect::Moves),
    ("", "", b'b', "last character again, # times", Effect::Moves),
    (
        "",
        "",
        b'c',
        "question what terminal it is",
        Effect::Answers,
    ),
    (
        ">",
        "",
        b'c',
        "question what terminal it is",
        Effect::Answers,
    ),
    (
        "=",
        "",
        b'c',
        "question what terminal it is",
        Effect::Answers,
    ),
    ("", "", b'd', "cursor to line #", Effect::Moves),
    ("", "", b'e', "cursor down by #", Effect::Moves),
    ("", "", b'g', "tab stop taken away", Effect::Changes),
    ("", "", b'i', "printing", Effect::Dangerous),
    ("?", "", b'i', "printing", Effect::Dangerous),
    (">", "", b'm', "other codes for keys", Effect::Changes),
    (
        "?",
        "",
        b'n',
        "question for the state of a part",
        Effect::Answers,
    ),
    ("", "!", b'p', "soft reset", Effect::Nothing),
    ("", "\"", b'p', "another kind of terminal", Effect::Changes),
    ("", "$", b'p', "question for a setting", Effect::Answers),
    ("?", "$", b'p', "question for a setting", Effect::Answers),
    (
        ">",
        "",
        b'q',
        "question for the version of the terminal",
        Effect::Answers,
    ),
    ("", "", b'q', "lights of the keyboard", Effect::Nothing),
    ("", " ", b'q', "form of the cursor", Effect::Looks),
    ("", "", b's', "place of the cursor kept", Effect::Nothing),
    (
        "",
        "",
        b'u',
        "cursor to the place that was kept",
        Effect::Moves,
    ),
    (">", "", b'u', "other codes for keys", Effect::Changes),
    ("=", "", b'u', "other codes for keys", Effect::Changes),
    (
        "<",
        "",
        b'u',
        "codes for keys as they were",
        Effect::Nothing,
    ),
    (
        "?",
        "",
        b'u',
        "question for the codes of keys",
        Effect::Answers,
    ),
    (
        "",
        "",
        b'x',
        "question for the settings of the line",
        Effect::Answers,
    ),
    (
        "",
        "*",
        b'y',
        "question for a checksum of the screen",
        Effect::Answers,
    ),
    (
        "",
        "$",
        b'r',
        "looks of a part of the screen",
        Effect::Looks,
    ),
    ("", "$", b'x', "part of the screen filled", Effect::Erases),
    ("", "$", b'z', "part of the screen erased", Effect::Erases),
];

/// Sequences of ESC, what stands between, and a last byte.
const ESCAPES: &[(&str, u8, &str, Effect)] = &[
    (" ", b'F', "controls of 7 bits", Effect::Nothing),
    (" ", b'G', "controls of 8 bits", Effect::Changes),
    (
        "#",
        b'3',
        "line of double height, upper half",
        Effect::Looks,
    ),
    (
        "#",
        b'4',
        "line of double height, lower half",
        Effect::Looks,
    ),
    ("#", b'5', "line of single width", Effect::Looks),
    ("#", b'6', "line of double width", Effect::Looks),
    ("#", b'8', "screen filled with E", Effect::Erases),
    ("%", b'@', "text no more in UTF-8", Effect::Changes),
    ("%", b'G', "text in UTF-8", Effect::Nothing),
    ("", b'6', "cursor back, or the screen moves", Effect::Moves),
    ("", b'7', "place of the cursor kept", Effect::Nothing),
    ("", b'8', "cursor to the place that was kept", Effect::Moves),
    ("", b'9', "cursor on, or the screen moves", Effect::Moves),
    ("", b'=', "keypad for applications on", Effect::Changes),
    ("", b'>', "keypad for applications off", Effect::Nothing),
    ("", b'D', "down a line", Effect::Moves),
    ("", b'E', "next line", Effect::Moves),
    ("", b'H', "tab stop set", Effect::Changes),
    ("", b'M', "up a line", Effect::Moves),
    ("", b'N', "next character from set G2", Effect::Looks),
    ("", b'O', "next character from set G3", Effect::Looks),
    ("", b'V', "protected part begins", Effect::Changes),
    ("", b'W', "protected part ends", Effect::Nothing),
    ("", b'Z', "question what terminal it is", Effect::Answers),
    ("", b'\\', "end of a string", Effect::Nothing),
    ("", b'c', "reset of the terminal", Effect::Erases),
    ("", b'l', "lines above the cursor locked", Effect::Changes),
    ("", b'm', "lines above the cursor unlocked", Effect::Nothing),
    (
        "",
        b'n',
        "characters of set G2 from here on",
        Effect::Changes,
    ),
    (
        "",
        b'o',
        "characters of set G3 from here on",
        Effect::Changes,
    ),
];

/// What a control character of ASCII does.
pub(super) fn c0(byte: u8) -> Effect {
    match byte {
        // The terminal answers with a text that somebody gave it.
        0x05 => Effect::Answers,
        0x08 | 0x0b | 0x0c | b'\r' => Effect::Moves,
        0x0e => Effect::Changes,
        _ => Effect::Nothing,
    }
}

/// The name of U+0080 to U+009F that begin nothing longer (ECMA-48, 8.3), and what they do.
pub(super) fn c1(byte: u8) -> (&'static str, Effect) {
    match byte {
        0x84 => ("down a line", Effect::Moves),
        0x85 => ("next line", Effect::Moves),
        0x88 => ("tab stop set", Effect::Changes),
        0x8d => ("up a line", Effect::Moves),
        0x8e => ("next character from set G2", Effect::Looks),
        0x8f => ("next character from set G3", Effect::Looks),
        0x96 => ("protected part begins", Effect::Changes),
        0x97 => ("protected part ends", Effect::Nothing),
        0x9a => ("question what terminal it is", Effect::Answers),
        0x9c => ("end of a string", Effect::Nothing),
        _ => ("control character of 8 bits", Effect::Nothing),
    }
}

/// A sequence without parameters.
pub(super) fn escape(middle: &[u8], last: u8) -> (String, Effect) {
    let found = ESCAPES
        .iter()
        .find(|row| row.0.as_bytes() == middle && row.1 == last);
    if let Some((_, _, name, effect)) = found {
        return ((*name).to_owned(), *effect);
    }
    let set = match middle {
        [b'('] => 0,
        [b')' | b'-'] => 1,
        [b'*' | b'.'] => 2,
        [b'+' | b'/'] => 3,
        _ => {
            let name = format!("escape sequence {}{}", shown(middle), char::from(last));
            return (name, Effect::Nothing);
        }
    };
    let letters = match last {
        b'0' => "line drawing instead of letters",
        b'B' => "letters of ASCII",
        b'A' => "letters of the United Kingdom",
        b'<' | b'%' => "other letters",
        _ => "letters of another language",
    };
    match (set, last) {
        // Only the set G0 is in use without further ado.
        (0, b'B') => (letters.to_owned(), Effect::Nothing),
        (0, _) => (letters.to_owned(), Effect::Changes),
        _ => (format!("{letters} in set G{set}"), Effect::Nothing),
    }
}

/// A control sequence, the parts of it that stand before its last byte, and that.
pub(super) fn control(parameters: &[u8], middle: &[u8], last: u8) -> (String, Effect) {
    let (prefix, numbers) = match parameters {
        [b'<'..=b'?', ..] => parameters.split_at_checked(1).unwrap_or_default(),
        _ => (&b""[..], parameters),
    };
    let first = number(numbers, 0);
    match (prefix, middle, last) {
        (b"", b"", b'm') => return (looks(numbers), Effect::Looks),
        (b"" | b"?", b"", b'h' | b'l') => return modes(prefix == b"?", numbers, last == b'h'),
        (b"" | b"?", b"", b'J') => return erasure(first, "screen"),
        (b"" | b"?", b"", b'K') => return erasure(first, "line"),
        (b"", b"", b'H' | b'f') => {
            let column = number(numbers, 1).unwrap_or(1).max(1);
            let line = first.unwrap_or(1).max(1);
            return (
                format!("cursor to line {line}, column {column}"),
                Effect::Moves,
            );
        }
        (b"", b"", b'n') => {
            return match first {
                Some(5) => ("question whether all is well".to_owned(), Effect::Answers),
                _ => ("question where the cursor is".to_owned(), Effect::Answers),
            };
        }
        (b"", b"", b'r') => {
            return match numbers.is_empty() {
                true => ("scrolling of the whole screen".to_owned(), Effect::Moves),
                false => (
                    "scrolling of a part of the screen".to_owned(),
                    Effect::Changes,
                ),
            };
        }
        (b"" | b">", b"", b't') => return window(first),
        _ => {}
    }
    let found = CONTROLS
        .iter()
        .find(|row| row.0.as_bytes() == prefix && row.1.as_bytes() == middle && row.2 == last);
    match found {
        Some((_, _, _, name, effect)) => {
            let number = first.unwrap_or(1).max(1).to_string();
            (name.replace('#', &number), *effect)
        }
        None => {
            let mut name = String::from("control sequence");
            for part in [prefix, middle, &[last]] {
                if !part.is_empty() {
                    name.push(' ');
                    name += &shown(part);
                }
            }
            (name, Effect::Nothing)
        }
    }
}

/// What kind of string it is.
pub(super) fn string_kind(kind: u8) -> &'static str {
    match kind {
        b'P' => "device control string",
        b']' => "operating system command",
        b'^' => "private message",
        b'_' => "application program command",
        _ => "string",
    }
}

/// A string for the terminal.
pub(super) fn string(kind: u8, content: &[u8]) -> (String, Effect) {
    match kind {
        b']' => command(content),
        b'P' => device(content),
        b'_' if content.starts_with(b"G") => ("picture (Kitty)".to_owned(), Effect::Moves),
        _ => (string_kind(kind).to_owned(), Effect::Nothing),
    }
}

/// A command for what the terminal is a part of.
fn command(content: &[u8]) -> (String, Effect) {
    let mut parts = content.splitn(2, |byte| *byte == b';');
    let number = number(parts.next().unwrap_or_default(), 0);
    let rest = parts.next().unwrap_or_default();
    let asks = rest.ends_with(b"?");
    let plain = |name: &str, effect| (name.to_owned(), effect);
    match number {
        Some(0 | 2) => (
            format!("title of the window “{}”", shown(rest)),
            Effect::Reaches,
        ),
        Some(1) => (
            format!("name of the icon “{}”", shown(rest)),
            Effect::Reaches,
        ),
        Some(4 | 5 | 10..=19 | 21) if asks => plain("question for a colour", Effect::Answers),
        Some(4 | 5) => plain("colour of the palette", Effect::Changes),
        Some(10..=19) => plain("colours of the terminal", Effect::Changes),
        Some(104 | 105 | 110..=119) => plain("colours as they were", Effect::Nothing),
        Some(7) => (format!("directory “{}”", shown(rest)), Effect::Reaches),
        Some(8) => match rest.splitn(2, |byte| *byte == b';').nth(1) {
            None | Some(b"") => plain("end of a link", Effect::Nothing),
            Some(to) => (format!("link to “{}”", shown(to)), Effect::Reaches),
        },
        Some(9 | 99 | 777) => (format!("notification “{}”", shown(rest)), Effect::Reaches),
        Some(46) => plain("file for a log", Effect::Dangerous),
        Some(50) => plain("another font", Effect::Changes),
        Some(52) if asks => plain("question for the clipboard", Effect::Dangerous),
        Some(52) => plain("text put into the clipboard", Effect::Dangerous),
        Some(133 | 633) => plain("mark of a shell", Effect::Nothing),
        Some(1337) if rest.starts_with(b"File=") => plain("file or picture", Effect::Dangerous),
        Some(1337) if rest.starts_with(b"Copy") => {
            plain("text put into the clipboard", Effect::Dangerous)
        }
        Some(1337) => plain("command for iTerm2", Effect::Reaches),
        _ => plain(string_kind(b']'), Effect::Reaches),
    }
}

/// A string that controls a device: parameters, what stands between, and a letter.
fn device(content: &[u8]) -> (String, Effect) {
    let is_parameter = |byte: &&u8| (0x30..=0x3f).contains(*byte);
    let count = content.iter().take_while(is_parameter).count();
    let rest = content.get(count..).unwrap_or_default();
    let (name, effect) = match rest {
        [b'q', ..] => ("picture (Sixel)", Effect::Moves),
        [b'p', ..] => ("picture (ReGIS)", Effect::Moves),
        [b'|', ..] => ("words for keys to type", Effect::Dangerous),
        [b'{', ..] => ("other forms for characters", Effect::Changes),
        [b'$', b'q', ..] | [b'+', b'q', ..] => ("question for a setting", Effect::Answers),
        [b'$', b't', ..] => ("settings as they were", Effect::Changes),
        [b'+', b'p', ..] => ("settings of the terminal", Effect::Changes),
        [b't', b'm', b'u', b'x', ..] => ("sequence for another terminal (tmux)", Effect::Dangerous),
        _ => (string_kind(b'P'), Effect::Nothing),
    };
    (name.to_owned(), effect)
}

/// Commands to the window.
fn window(first: Option<u32>) -> (String, Effect) {
    let (name, effect) = match first {
        Some(11 | 13..=16 | 18 | 19) => ("question for the window", Effect::Answers),
        Some(20) => ("question for the name of the icon", Effect::Answers),
        Some(21) => ("question for the title of the window", Effect::Answers),
        Some(22) => ("title of the window kept", Effect::Nothing),
        Some(23) => ("title of the window as it was", Effect::Reaches),
        _ => ("place or size of the window", Effect::Reaches),
    };
    (name.to_owned(), effect)
}

fn erasure(first: Option<u32>, of: &str) -> (String, Effect) {
    let name = match first {
        None | Some(0) => format!("erase to the end of the {of}"),
        Some(1) => format!("erase from the start of the {of}"),
        Some(3) if of == "screen" => "erase what was scrolled away".to_owned(),
        _ => format!("erase the {of}"),
    };
    (name, Effect::Erases)
}

/// Settings that are turned on or off.
fn modes(is_private: bool, numbers: &[u8], is_on: bool) -> (String, Effect) {
    let mut name = String::new();
    let mut most = Effect::Nothing;
    let table = if is_private { PRIVATE_MODES } else { MODES };
    for part in parts(numbers).take(NAMED) {
        let Some(number) = part else { continue };
        if !name.is_empty() {
            name += ", ";
        }
        let state = if is_on { "on" } else { "off" };
        match table.iter().find(|row| row.0 == number) {
            Some((25, ..)) => {
                name += if is_on {
                    "cursor shown"
                } else {
                    "cursor hidden"
                }
            }
            Some((_, words, ..)) => name += &format!("{words} {state}"),
            None => name += &format!("setting {number} {state}"),
        }
        if let Some((.., is_usual, effect)) = table.iter().find(|row| row.0 == number)
            && *is_usual != is_on
        {
            most = most.max(*effect);
        }
    }
    if name.is_empty() {
        name += "settings";
    }
    (name, most)
}

/// The settings that a sequence turns away from what they are at the start (`true`) or back.
pub(super) fn changed_modes(parameters: &[u8], is_on: bool) -> impl Iterator<Item = (u32, bool)> {
    let (is_private, numbers) = match parameters {
        [b'?', numbers @ ..] => (true, numbers),
        numbers => (false, numbers),
    };
    let table = if is_private { PRIVATE_MODES } else { MODES };
    parts(numbers)
        .take(NAMED)
        .flatten()
        .filter_map(move |number| {
            let row = table.iter().find(|row| row.0 == number)?;
            let key = number + if is_private { 0 } else { 1 << 16 };
            (row.3 >= Effect::Changes).then_some((key, row.2 != is_on))
        })
}

/// How text looks (ECMA-48, 8.3.117).
fn looks(numbers: &[u8]) -> String {
    let mut words: Vec<String> = Vec::new();
    let mut all = numbers.split(|byte| *byte == b';').take(NAMED);
    while let Some(part) = all.next() {
        // Parts of a parameter, with colons between them: 4:3 and 38:2::255:0:0.
        let mut inner = part.split(|byte| *byte == b':');
        let value = number(inner.next().unwrap_or_default(), 0).unwrap_or(0);
        let word = match value {
            0 => "colours and styles off".to_owned(),
            1 => "bold".to_owned(),
            2 => "faint".to_owned(),
            3 => "italic".to_owned(),
            4 => match inner.next() {
                Some(b"0") => "no underline",
                Some(b"2") => "double underline",
                Some(b"3") => "wavy underline",
                Some(b"4") => "dotted underline",
                Some(b"5") => "dashed underline",
                _ => "underlined",
            }
            .to_owned(),
            5 | 6 => "blinking".to_owned(),
            7 => "colours swapped".to_owned(),
            8 => "hidden".to_owned(),
            9 => "crossed out".to_owned(),
            10..=19 => "another font".to_owned(),
            21 => "double underline".to_owned(),
            22 => "neither bold nor faint".to_owned(),
            23 => "not italic".to_owned(),
            24 => "not underlined".to_owned(),
            25 => "not blinking".to_owned(),
            27 => "colours not swapped".to_owned(),
            28 => "not hidden".to_owned(),
            29 => "not crossed out".to_owned(),
            30..=37 => format!("colour {}", colour(value - 30)),
            39 => "usual colour".to_owned(),
            40..=47 => format!("background {}", colour(value - 40)),
            49 => "usual background".to_owned(),
            53 => "line above".to_owned(),
            55 => "no line above".to_owned(),
            90..=97 => format!("colour bright {}", colour(value - 90)),
            100..=107 => format!("background bright {}", colour(value - 100)),
            38 | 48 | 58 => {
                let of = match value {
                    38 => "colour",
                    48 => "background",
                    _ => "underline",
                };
                let rest: Vec<u32> = match part.contains(&b':') {
                    true => {
                        let mut rest: Vec<u32> =
                            inner.map(|it| number(it, 0).unwrap_or(0)).collect();
                        // The second of six is the space of colours.
                        if rest.len() >= 5 {
                            rest.remove(1);
                        }
                        rest
                    }
                    false => {
                        let kind = all.next().and_then(|it| number(it, 0)).unwrap_or(0);
                        let count = match kind {
                            2 => 3,
                            5 => 1,
                            _ => 0,
                        };
                        let more = all.by_ref().take(count);
                        let more = more.map(|it| number(it, 0).unwrap_or(0));
                        std::iter::once(kind).chain(more).collect()
                    }
                };
                match rest.as_slice() {
                    [5, index, ..] => format!("{of} {index} of 256"),
                    [2, red, green, blue, ..] => format!("{of} #{red:02x}{green:02x}{blue:02x}"),
                    _ => format!("{of} of its own"),
                }
            }
            59 => "usual underline".to_owned(),
            other => format!("style {other}"),
        };
        words.push(word);
    }
    words.join(", ")
}

fn colour(index: u32) -> &'static str {
    let name = usize::try_from(index).ok().and_then(|it| COLOURS.get(it));
    name.copied().unwrap_or_default()
}

/// The parameters of a sequence; those that are left out are `None`.
fn parts(numbers: &[u8]) -> impl Iterator<Item = Option<u32>> {
    numbers.split(|byte| *byte == b';').map(|part| {
        let digits = part.iter().take_while(|byte| byte.is_ascii_digit());
        let add = |number: u32, digit: &u8| {
            number
                .saturating_mul(10)
                .saturating_add(u32::from(digit - b'0'))
        };
        let is_number = part.first().is_some_and(u8::is_ascii_digit);
        is_number.then(|| digits.fold(0, add))
    })
}

fn number(numbers: &[u8], index: usize) -> Option<u32> {
    parts(numbers).nth(index).flatten()
}

/// Text in a sequence as it can be shown.
fn shown(bytes: &[u8]) -> String {
    let text = String::from_utf8_lossy(bytes);
    let mut shown: String = text
        .chars()
        .take(SHOWN)
        .map(|it| if it.is_control() { '\u{fffd}' } else { it })
        .collect();
    if text.chars().count() > SHOWN {
        shown.push('…');
    }
    shown
}
