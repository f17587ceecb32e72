//! Sentences for what can go wrong with files.

use super::bytes_of;
use super::remote::RemoteFault;

/// What was dropped or chosen at once, by name.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Dropped {
    /// Names of the files, in their order.
    pub files: Vec<String>,
    /// Names of the folders.
    pub folders: Vec<String>,
    /// The address of a dropped link, or nothing.
    pub link: String,
    /// The dropped text, or nothing.
    pub text: String,
}

impl Dropped {
    /// The text, if there is nothing else.
    pub fn only_text(&self) -> Option<&str> {
        let is_empty = self.files.is_empty() && self.folders.is_empty() && self.link.is_empty();
        Some(self.text.as_str()).filter(|text| is_empty && !text.trim().is_empty())
    }

    /// A sentence on what is no file; `None` when everything opens.
    pub fn left_out(&self) -> Option<String> {
        let mut sentences = Vec::new();
        match self.folders.as_slice() {
            [] => {}
            [folder] => sentences.push(format!(
                "“{folder}” is a folder. Drop a file from inside it."
            )),
            folders => sentences.push(format!(
                "{} are folders. Drop a file from inside one.",
                listed(folders)
            )),
        }
        if self.files.is_empty() && self.folders.is_empty() {
            let link = self
                .link
                .lines()
                .find(|line| !line.starts_with('#'))
                .unwrap_or_default();
            sentences.push(if !link.is_empty() {
                format!(
                    "“{}” is a link. The page for addresses opens it.",
                    shortened(link)
                )
            } else {
                "There was no file in what was dropped.".to_owned()
            });
        }
        (!sentences.is_empty()).then(|| sentences.join(" "))
    }
}

/// Names as a list in a sentence, the first few in full.
pub fn listed(names: &[String]) -> String {
    let quoted = |names: &[String]| {
        names
            .iter()
            .map(|name| format!("“{name}”"))
            .collect::<Vec<_>>()
    };
    match names {
        [] => String::new(),
        [name] => format!("“{name}”"),
        [first @ .., last] if names.len() <= 4 => {
            format!("{} and “{last}”", quoted(first).join(", "))
        }
        [one, two, three, rest @ ..] => {
            format!("“{one}”, “{two}”, “{three}” and {} more", rest.len())
        }
        _ => quoted(names).join(", "),
    }
}

/// The first line of a text, cut to a length that fits into a sentence.
fn shortened(text: &str) -> String {
    const LONGEST: usize = 60;
    let line = text.trim().lines().next().unwrap_or_default().trim_end();
    match line.char_indices().nth(LONGEST) {
        Some((cut, _)) => format!("{}…", line.get(..cut).unwrap_or(line)),
        None if line.len() < text.trim().len() => format!("{line}…"),
        None => line.to_owned(),
    }
}

/// Why a file cannot be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReadFault {
    /// It is not where it was.
    Gone,
    /// It is not what it was.
    Changed,
    /// The browser may not read it.
    Forbidden,
    /// It is at an address, and does not come from there.
    Remote(RemoteFault),
}

impl ReadFault {
    /// Why, as the end of a sentence that begins with the file's name, without its full stop.
    pub fn reason(self) -> String {
        match self {
            ReadFault::Gone => "is no longer there: it was deleted, moved or renamed".to_owned(),
            ReadFault::Changed => "has changed on disk, or cannot be read any more".to_owned(),
            ReadFault::Forbidden => {
                "may not be read: the browser or the system refuses it".to_owned()
            }
            ReadFault::Remote(fault) => {
                let reason = fault.to_string();
                format!("cannot be read any more: {}", reason.trim_end_matches('.'))
            }
        }
    }

    /// The sentence for the file named `name`.
    pub fn sentence(self, name: &str) -> String {
        let reason = self.reason();
        format!("“{name}” {reason}. What was already read can still be seen.")
    }

    /// The sentence for a file that was open before a reload and cannot be opened again.
    pub fn not_opened(self, name: &str) -> String {
        match self {
            ReadFault::Gone => format!("“{name}” is no longer where it was."),
            _ => format!("“{name}” may not be opened again without being chosen."),
        }
    }
}

/// What to say when a file has been opened.
pub(super) fn opened(name: &str, size: u64) -> String {
    match size {
        0 => format!("Opened “{name}”. Empty file: 0 bytes"),
        _ => format!("Opened “{name}”, {}", bytes_of(size)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(names: &[&str]) -> Vec<String> {
        names.iter().map(|&name| name.to_owned()).collect()
    }

    #[track_caller]
    fn check(files: &[&str], folders: &[&str], link: &str, text: &str, expected: Option<&str>) {
        let dropped = Dropped {
            files: names(files),
            folders: names(folders),
            link: link.to_owned(),
            text: text.to_owned(),
        };
        assert_eq!(dropped.left_out().as_deref(), expected);
    }

    #[test]
    fn folders_are_named() {
        check(&["a"], &[], "", "", None);
        check(&["a", "b", "c"], &[], "", "", None);
        check(
            &[],
            &["photos"],
            "",
            "",
            Some("“photos” is a folder. Drop a file from inside it."),
        );
        check(
            &["a"],
            &["photos"],
            "",
            "",
            Some("“photos” is a folder. Drop a file from inside it."),
        );
        check(
            &[],
            &["x", "y"],
            "",
            "",
            Some("“x” and “y” are folders. Drop a file from inside one."),
        );
        check(
            &["a"],
            &["p", "q", "r", "s", "t"],
            "",
            "",
            Some("“p”, “q”, “r” and 2 more are folders. Drop a file from inside one."),
        );
    }

    #[test]
    fn text_and_links_are_named() {
        check(
            &[],
            &[],
            "# a comment\nhttps://example.org/x",
            "https://example.org/x",
            Some("“https://example.org/x” is a link. The page for addresses opens it."),
        );
        check(
            &[],
            &[],
            "",
            "",
            Some("There was no file in what was dropped."),
        );
    }
}
