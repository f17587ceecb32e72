//! What Trunk prints: how its build goes, and what of it tells why it failed.

use std::io::{BufRead, BufReader, Read};

/// Lines that are kept of a build: the first mistakes are the ones to mend.
const MOST: usize = 200;

/// What a line means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Event {
    /// A build begins.
    Begun,
    /// It is done, and is what is served.
    Succeeded,
    /// It failed, for these reasons. Said again when more is known.
    Failed(String),
}

/// A build as its lines come.
#[derive(Default)]
pub(super) struct Output {
    /// What Cargo and the prerenderer said.
    told: Vec<String>,
    /// What Trunk said of its failure.
    failure: Option<Vec<String>>,
}

impl Output {
    /// Takes a line, with or without colours.
    pub(super) fn line(&mut self, line: &str) -> Option<Event> {
        let line = without_colours(line);
        let line = line.trim_end();
        match log_message(line) {
            Some(("INFO", message)) if message.ends_with("starting build") => {
                *self = Output::default();
                Some(Event::Begun)
            }
            Some(("INFO", message)) if message.ends_with("success") => Some(Event::Succeeded),
            Some(("ERROR", message)) if message.ends_with("error") => {
                self.failure = Some(Vec::new());
                Some(Event::Failed(self.reasons()))
            }
            Some(_) => None,
            None => {
                let lines = match &mut self.failure {
                    Some(lines) => lines,
                    None if is_progress(line) => return None,
                    None => &mut self.told,
                };
                if lines.len() < MOST {
                    lines.push(line.to_owned());
                }
                let is_news = self.failure.is_some() && self.told.is_empty();
                is_news.then(|| Event::Failed(self.reasons()))
            }
        }
    }

    /// What Cargo and the prerenderer said, or else what Trunk makes of it.
    fn reasons(&self) -> String {
        let lines = match &self.failure {
            Some(failure) if self.told.is_empty() => failure,
            _ => &self.told,
        };
        let reasons = lines.join("\n");
        match reasons.trim() {
            "" => "The terminal says more.".to_owned(),
            reasons => reasons.to_owned(),
        }
    }
}

/// Passes on what is read, to `show` as it is and to `tell` as what it means, until there is no more.
pub(super) fn follow(output: impl Read, show: impl Fn(&str), tell: impl Fn(Event)) {
    let mut reader = BufReader::new(output);
    let mut build = Output::default();
    let mut line = Vec::new();
    while reader.read_until(b'\n', &mut line).unwrap_or(0) > 0 {
        let text = String::from_utf8_lossy(&line);
        show(&text);
        if let Some(event) = build.line(&text) {
            tell(event);
        }
        line.clear();
    }
}

/// Level and message of a line of Trunk's log: `2026-11-27T14:00:00.000000Z  INFO message`.
fn log_message(line: &str) -> Option<(&str, &str)> {
    let (time, rest) = line.split_once(' ')?;
    let is_time = time.len() > 11 && time.get(10..11) == Some("T") && time.ends_with('Z');
    let (level, message) = rest.trim_start().split_once(' ')?;
    is_time.then_some((level, message))
}

/// Whether a line says only how far Cargo is.
fn is_progress(line: &str) -> bool {
    let word = line.trim_start().split(' ').next().unwrap_or_default();
    // Trunk runs several at once, which cut each other's lines.
    line.is_empty()
        || line.ends_with("waiting for file lock on package cache")
        || line.ends_with("waiting for file lock on artifact directory")
        || line.starts_with(' ')
            && [
                "Blocking",
                "Checking",
                "Compiling",
                "Finished",
                "Fresh",
                "Running",
            ]
            .contains(&word)
}

/// The text without what sets a terminal's colours.
pub(super) fn without_colours(text: &str) -> String {
    let mut plain = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("\u{1b}[") {
        plain.push_str(before);
        let end = after.find(|one| ('@'..='~').contains(&one));
        rest = end.and_then(|end| after.get(end + 1..)).unwrap_or_default();
    }
    plain + rest
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::cell::RefCell;

    /// The events of these lines.
    fn events(lines: &str) -> Vec<Event> {
        let events = RefCell::new(Vec::new());
        let shown = RefCell::new(String::new());
        follow(
            lines.as_bytes(),
            |line| shown.borrow_mut().push_str(line),
            |event| events.borrow_mut().push(event),
        );
        assert_eq!(shown.into_inner(), lines);
        events.into_inner()
    }

    const BEGUN: &str = "2026-11-27T14:00:00.123456Z  INFO 📦 starting build\n";

    #[test]
    fn a_good_build() {
        let lines = format!(
            "{BEGUN}   Compiling hexlog v0.1.0\n    Finished `dev` profile\nprerendered 7 files\n\
             2026-11-27T14:00:09Z  INFO applying new distribution\n2026-11-27T14:00:09Z  INFO success\n"
        );
        assert_eq!(events(&lines), [Event::Begun, Event::Succeeded]);
    }

    #[test]
    fn a_build_that_fails_says_why() {
        let lines = format!(
            "{BEGUN}    Blocking waiting for file lock on package cache\n waiting for file lock on package cache\n    Finished `release` profile\n     Running `target/release/prerender`\n\
             posts/a.md:12: the figure is wrong\nposts/b.md:3: so is this\n\
             2026-11-27T14:00:09Z ERROR ❌ error\nerror from build pipeline\n\nCaused by:\n    1: hook failed\n"
        );
        let why = "posts/a.md:12: the figure is wrong\nposts/b.md:3: so is this";
        assert_eq!(
            events(&lines),
            [Event::Begun, Event::Failed(why.to_owned())]
        );
    }

    #[test]
    fn colours_are_for_terminals() {
        let lines = "\u{1b}[2m2026-11-27T14:00:00.123456Z\u{1b}[0m \u{1b}[32m INFO\u{1b}[0m 📦 starting build\n\
             \u{1b}[1m\u{1b}[31merror[E0425]\u{1b}[0m: cannot find `x`\n \u{1b}[34m-->\u{1b}[0m src/app.rs:1:2\n\
             \u{1b}[2m2026-11-27T14:00:09Z\u{1b}[0m \u{1b}[31mERROR\u{1b}[0m ❌ error\n";
        let why = "error[E0425]: cannot find `x`\n --> src/app.rs:1:2";
        assert_eq!(events(lines), [Event::Begun, Event::Failed(why.to_owned())]);
        assert_eq!(without_colours("a\u{1b}[1"), "a");
    }

    #[test]
    fn what_only_trunk_knows() {
        let lines =
            format!("{BEGUN}2026-11-27T14:00:09Z ERROR error\nno such file\n\nCaused by: a\n");
        let failed = |why: &str| Event::Failed(why.to_owned());
        assert_eq!(
            events(&lines),
            [
                Event::Begun,
                failed("The terminal says more."),
                failed("no such file"),
                failed("no such file"),
                failed("no such file\n\nCaused by: a"),
            ]
        );
        let again = format!("{lines}{BEGUN}2026-11-27T14:00:09Z  INFO success\n");
        assert_eq!(events(&again).last(), Some(&Event::Succeeded));
    }
}
