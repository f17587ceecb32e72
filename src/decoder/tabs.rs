//! The open files: in which order they stand, how each was left, and which were open before the page was
//! loaded again.
//!
//! What is on the screen stands in the fields of [`State`]. A file that is left keeps its place and its
//! view in its [`Tab`] until it is shown again.

use std::collections::HashSet;
use std::ops::Deref;
use std::rc::Rc;

use hexcore::view::View;
use hexcore::{Viewport, Width};

use super::settings::{Columns, Settings};
use super::{Fragment, OpenFile, ROW_PX, State, bytes_of, trouble};

/// A list that many share. It is the same as another if it is that very list, so that comparing costs
/// nothing, whatever its length.
#[derive(Clone, Debug)]
pub struct Shared<T>(Rc<Vec<T>>);

impl<T> Default for Shared<T> {
    fn default() -> Self {
        Shared(Rc::default())
    }
}

impl<T> From<Vec<T>> for Shared<T> {
    fn from(list: Vec<T>) -> Self {
        Shared(Rc::new(list))
    }
}

impl<T> Deref for Shared<T> {
    type Target = [T];

    fn deref(&self) -> &[T] {
        &self.0
    }
}

impl<T> PartialEq for Shared<T> {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0) || (self.is_empty() && other.is_empty())
    }
}

/// An open file among the others.
#[derive(Clone, Debug)]
pub struct Tab {
    /// The file.
    pub file: OpenFile,
    /// Its name, with a number where another open file has the same.
    pub label: String,
    /// Where it stood before the page was loaded again.
    rank: Option<usize>,
    /// Leads to where the file was left. Of the file on the screen it is out of date.
    fragment: String,
    /// How the file was left; `None` before it was first shown.
    left: Option<Left>,
}

/// How a file was left.
#[derive(Clone, Debug)]
struct Left {
    viewport: Viewport,
    width: Width,
    caret: u64,
    anchor: Option<u64>,
    is_broken: bool,
    view: View,
    columns: Columns,
    glyphs: bool,
    wanted_choices: Vec<(String, String)>,
    kept: Vec<String>,
}

/// A file that was open before the page was loaded again and is not yet open now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Earlier {
    /// Its number, which it gets again.
    pub id: u32,
    /// Its name.
    pub name: String,
    /// Its length in bytes.
    pub size: u64,
    /// Whether it is one of the built-in samples.
    pub sample: bool,
    /// Whether the browser has kept a way back to it.
    pub has_handle: bool,
    /// Leads to the place where it was left.
    fragment: String,
    /// Whether it was on the screen.
    is_current: bool,
    /// Where it stood among the others.
    rank: usize,
}

impl Earlier {
    /// Reads [`State::list`] back. Lines that are not understood are left out.
    pub fn from_list(text: &str) -> Vec<Earlier> {
        let lines = text.split('\n').enumerate();
        lines
            .filter_map(|(rank, line)| {
                let mut fields = line.splitn(5, '\t');
                let mut field = || fields.next();
                Some(Earlier {
                    id: field()?.parse().ok()?,
                    size: field()?.parse().ok()?,
                    sample: field()?.contains('s'),
                    fragment: field()?.to_owned(),
                    name: field()?.to_owned(),
                    has_handle: false,
                    is_current: line.split('\t').nth(2)?.contains('c'),
                    rank,
                })
            })
            .collect()
    }

    fn line(&self) -> String {
        let sample = if self.sample { "s" } else { "" };
        let current = if self.is_current { "c" } else { "" };
        let Earlier {
            id,
            size,
            fragment,
            name,
            ..
        } = self;
        let name = in_a_line(name);
        format!("{id}\t{size}\t{sample}{current}\t{fragment}\t{name}")
    }
}

/// A name as it stands in the list.
fn in_a_line(name: &str) -> String {
    name.replace('\n', " ")
}

/// A label that no other tab has.
fn label(name: &str, labels: &mut HashSet<String>) -> String {
    let mut label = name.to_owned();
    let mut number = 2;
    while !labels.insert(label.clone()) {
        label = format!("{name} ({number})");
        number += 1;
    }
    label
}

/// Where a file that stood at `rank` belongs among `tabs`.
fn slot(tabs: &[Tab], rank: usize) -> usize {
    let later = |tab: &Tab| tab.rank.is_some_and(|other| other > rank);
    tabs.iter().position(later).unwrap_or(tabs.len())
}

impl State {
    /// The tab of the file on the screen, counted from 0.
    pub fn current(&self) -> Option<usize> {
        self.tab_of(self.file.as_ref()?.id)
    }

    fn tab_of(&self, id: u32) -> Option<usize> {
        self.tabs.iter().position(|tab| tab.file.id == id)
    }

    /// The open sample of this name.
    pub(super) fn open_sample(&self, name: &str) -> Option<u32> {
        let is_it = |tab: &&Tab| tab.file.sample && tab.file.name == name;
        self.tabs.iter().find(is_it).map(|tab| tab.file.id)
    }

    /// For each of these names and lengths, the number of the file that was open before the page was
    /// loaded again and seems to be the same.
    pub fn claims(&self, files: &[(&str, u64)]) -> Vec<Option<u32>> {
        let mut earlier = self.earlier.to_vec();
        let claim = |&(name, size): &(&str, u64)| {
            let is_it = |earlier: &Earlier| earlier.size == size && earlier.name == in_a_line(name);
            let found = earlier.iter().position(is_it)?;
            Some(earlier.remove(found).id)
        };
        files.iter().map(claim).collect()
    }

    /// The files to open after a reload, in their order, a line for each: those that are open and those
    /// that have not been opened again.
    pub fn list(&self) -> String {
        let mut earlier = self.earlier.iter().peekable();
        let mut lines = Vec::new();
        let current = self.file.as_ref().map(|file| file.id);
        for tab in self.tabs.iter() {
            let rank = tab.rank.unwrap_or(0);
            while let Some(before) = earlier.next_if(|earlier| earlier.rank < rank) {
                lines.push(before.line());
            }
            let OpenFile {
                id,
                name,
                size,
                sample,
                as_read,
                url: _,
            } = tab.file.clone();
            // What was made of a text is nowhere to come back from.
            if as_read.is_some() || self.unkept.is_some_and(|unkept| id <= unkept) {
                continue;
            }
            let is_current = current == Some(id);
            let fragment = match is_current {
                true => self.fragment(),
                false => tab.fragment.clone(),
            };
            let line = Earlier {
                id,
                name,
                size,
                sample,
                has_handle: false,
                fragment,
                is_current,
                rank,
            };
            lines.push(line.line());
        }
        lines.extend(earlier.map(Earlier::line));
        lines.join("\n")
    }

    /// The numbers of the files that [`State::list`] names.
    pub fn listed(&self) -> HashSet<u32> {
        let open = self.tabs.iter().map(|tab| tab.file.id);
        open.filter(|&id| self.unkept.is_none_or(|unkept| id > unkept))
            .chain(self.earlier.iter().map(|earlier| earlier.id))
            .collect()
    }

    /// Opens files beside the current one; the first is shown, or the one that was before a reload.
    pub(super) fn open(&mut self, files: Vec<OpenFile>) {
        let mut tabs = self.tabs.to_vec();
        let mut next = self.current().map_or(tabs.len(), |current| current + 1);
        let mut labels = tabs.iter().map(|tab| tab.label.clone()).collect();
        let mut earlier = self.earlier.to_vec();
        let (mut first, mut current, mut names) = (None, None, Vec::new());
        let mut said = String::new();
        for file in files {
            let is_same = |tab: &&Tab| file.sample && tab.file.sample && tab.file.name == file.name;
            if let Some(same) = tabs.iter().find(is_same) {
                first.get_or_insert(same.file.id);
                continue;
            }
            first.get_or_insert(file.id);
            said = trouble::opened(&file.name, file.size);
            names.push(file.name.clone());
            let mut tab = Tab {
                label: label(&file.name, &mut labels),
                rank: None,
                fragment: String::new(),
                left: None,
                file,
            };
            let found = earlier.iter().position(|other| other.id == tab.file.id);
            let mut at = next;
            if let Some(before) = found.map(|found| earlier.remove(found)) {
                at = slot(&tabs, before.rank);
                tab.rank = Some(before.rank);
                tab.fragment = before.fragment;
                if before.is_current {
                    current = Some(tab.file.id);
                }
            }
            tabs.insert(at, tab);
            next += usize::from(at <= next);
        }
        let Some(shown) = current.or(first) else {
            return;
        };
        let is_back = tabs
            .iter()
            .any(|tab| tab.file.id == shown && tab.rank.is_some());
        self.earlier = earlier.into();
        self.leave(&mut tabs);
        self.tabs = tabs.into();
        let mut wanted = None;
        if !is_back || current.is_some() {
            let sample = self.wanted_sample.take();
            // A place of the address is one in this file, unless it is one in a sample and another came.
            let is_here = sample.is_none_or(|name| self.open_sample(&name).is_some());
            let url = self.wanted_url.take();
            let is_at = |url: String| {
                self.tabs
                    .iter()
                    .any(|tab| tab.file.url.as_ref() == Some(&url))
            };
            let is_here = is_here && url.is_none_or(is_at);
            wanted = self.wanted.take().filter(|_| is_here);
        }
        // Where the address leads is a place in the history already.
        self.jumps += u32::from(self.file.is_some() && wanted.is_none());
        self.opened += 1;
        match names.as_slice() {
            [] => self.tell(shown),
            [_] => self.say(said),
            names => self.say(format!("Opened {}", trouble::listed(names))),
        }
        self.enter(shown);
        if let Some(wanted) = wanted {
            self.arrive(wanted);
        }
    }

    /// The file was read afresh: it keeps its number and its place.
    pub(super) fn reopen(&mut self, file: OpenFile) {
        let mut tabs = self.tabs.to_vec();
        let Some(tab) = tabs.iter_mut().find(|tab| tab.file.id == file.id) else {
            return;
        };
        tab.file = file.clone();
        if let Some(left) = &mut tab.left {
            left.is_broken = false;
            let last = file.size.saturating_sub(1);
            left.caret = left.caret.min(last);
            left.anchor = left.anchor.map(|anchor| anchor.min(last));
        }
        self.tabs = tabs.into();
        self.say(format!("Reopened “{}”, {}", file.name, bytes_of(file.size)));
        self.reopened += 1;
        if self.file.as_ref().is_none_or(|open| open.id != file.id) {
            return;
        }
        self.alert = None;
        self.is_broken = false;
        self.file = Some(file);
        let last = self.last_offset();
        self.caret = self.caret.min(last);
        self.anchor = self.anchor.map(|anchor| anchor.min(last));
        self.lit = 0..0;
        self.lay_out(self.viewport.height_px());
    }

    /// Shows another file, as a place of its own in the history.
    pub(super) fn select_tab(&mut self, id: u32) {
        self.jumps += u32::from(self.turn_to(id));
    }

    /// Shows the file that stands `by` tabs further on; after the last one comes the first.
    pub(super) fn select_beside(&mut self, by: isize) {
        let Some(current) = self.current() else {
            return;
        };
        let count = self.tabs.len() as isize;
        let beside = (current as isize + by).rem_euclid(count) as usize;
        if let Some(id) = self.tabs.get(beside).map(|tab| tab.file.id) {
            self.select_tab(id);
        }
    }

    /// Shows another file; `false` if it is not open or is shown already.
    pub(super) fn turn_to(&mut self, id: u32) -> bool {
        let is_current = self.file.as_ref().is_some_and(|file| file.id == id);
        if is_current || self.tab_of(id).is_none() {
            return false;
        }
        let mut tabs = self.tabs.to_vec();
        self.leave(&mut tabs);
        self.tabs = tabs.into();
        self.tell(id);
        self.enter(id);
        true
    }

    /// The browser went back or forward to a place in a file.
    pub(super) fn revisit(&mut self, id: u32, text: &str) {
        let is_awaited = self.earlier.iter().any(|earlier| earlier.id == id);
        if self.tab_of(id).is_some() {
            self.turn_to(id);
            self.visit(text);
        } else if self.file.is_none() && is_awaited {
            self.visit(text);
        } else {
            self.say("The file of that place is closed.".to_owned());
        }
    }

    /// Closes a file. If it was on the screen, the one after it is shown, or the one before.
    pub(super) fn close(&mut self, id: u32) {
        let Some(index) = self.tab_of(id) else {
            return;
        };
        let mut tabs = self.tabs.to_vec();
        let closed = tabs.remove(index);
        self.tabs = tabs.into();
        self.say(format!("Closed “{}”", closed.label));
        if self.file.as_ref().is_none_or(|file| file.id != id) {
            return;
        }
        let beside = self.tabs.get(index).or(self.tabs.last());
        match beside.map(|tab| tab.file.id) {
            Some(beside) => self.enter(beside),
            None => {
                self.file = None;
                self.start();
            }
        }
    }

    /// Puts a file's tab to another place among the others.
    pub(super) fn move_tab(&mut self, id: u32, to: usize) {
        let Some(from) = self.tab_of(id).filter(|&from| from != to) else {
            return;
        };
        if to >= self.tabs.len() {
            return;
        }
        let mut tabs = self.tabs.to_vec();
        let mut tab = tabs.remove(from);
        let count = self.tabs.len();
        self.say(format!("“{}” is file {} of {count}", tab.label, to + 1));
        // What the user has put somewhere stays there.
        tab.rank = None;
        tabs.insert(to, tab);
        self.tabs = tabs.into();
    }

    /// Nothing is kept of what is open any more.
    pub(super) fn forget(&mut self) {
        self.earlier = Shared::default();
        self.unkept = self.tabs.iter().map(|tab| tab.file.id).max();
        self.wanted_choices.clear();
        self.chosen = Settings::default();
        self.own = Settings::default();
        self.overlay();
        self.say(
            "Forgotten: the settings, the theme, the names of files and the ways back to them."
                .to_owned(),
        );
    }

    fn tell(&mut self, id: u32) {
        let tab = self.tabs.iter().find(|tab| tab.file.id == id);
        if let Some(said) = tab.map(|tab| format!("“{}”, {}", tab.label, bytes_of(tab.file.size)))
        {
            self.say(said);
        }
    }

    /// Writes into the current file's tab how it is left.
    fn leave(&self, tabs: &mut [Tab]) {
        let Some(file) = &self.file else {
            return;
        };
        let Some(tab) = tabs.iter_mut().find(|tab| tab.file.id == file.id) else {
            return;
        };
        tab.fragment = self.fragment();
        tab.left = Some(Left {
            viewport: self.viewport,
            width: self.width,
            caret: self.caret,
            anchor: self.anchor,
            is_broken: self.is_broken,
            view: self.own.view,
            columns: self.own.columns,
            glyphs: self.own.glyphs,
            wanted_choices: self.wanted_choices.clone(),
            kept: self.kept.clone(),
        });
    }

    /// Shows an open file as it was left.
    fn enter(&mut self, id: u32) {
        let Some(tab) = self.tabs.iter().find(|tab| tab.file.id == id).cloned() else {
            return;
        };
        self.file = Some(tab.file);
        let before = self.viewport;
        self.start();
        if let Some(left) = tab.left {
            self.viewport = left.viewport.in_place_of(before);
            self.width = left.width;
            self.caret = left.caret;
            self.anchor = left.anchor;
            self.is_broken = left.is_broken;
            self.wanted_choices = left.wanted_choices;
            self.kept = left.kept;
            self.own = Settings {
                view: left.view,
                columns: left.columns,
                glyphs: left.glyphs,
                ..self.chosen.clone()
            };
            self.choose_settings();
            self.measured(before.height_px(), self.room);
        } else if !tab.fragment.is_empty() {
            // It names all that differs from what is usual, and nothing else was chosen for the file.
            let (mut fragment, _) = Fragment::parse(&tab.fragment);
            let usual = Settings::default();
            self.own.view = usual.view;
            self.own.columns = usual.columns;
            self.own.glyphs = usual.glyphs;
            for (key, value) in std::mem::take(&mut fragment.choices) {
                if key != "colours" {
                    // Only what can be chosen is read.
                    let _ = self.own.choose(&key, &value);
                }
            }
            self.overlay();
            self.arrive(fragment);
        }
    }

    /// Begins at the start of the file, with the view that was chosen last.
    fn start(&mut self) {
        // What went on went on in the file before.
        self.work = None;
        self.alert = None;
        self.is_broken = false;
        self.caret = 0;
        self.anchor = None;
        self.lit = 0..0;
        self.wanted_choices.clear();
        self.kept.clear();
        self.own = self.chosen.clone();
        let height_px = self.viewport.height_px();
        self.viewport = Viewport::new(0, ROW_PX, height_px);
        self.overlay();
    }
}

#[cfg(test)]
mod tests;
