//! What happens when the user does something in the decoder: state in, state out.
//!
//! [`State`] is a value and [`State::update`] the only way to change it. Nothing here knows of a
//! browser, so everything a user can do is tested without one; the page dispatches [`Action`]s
//! and draws whatever state comes back.

mod caret;
mod export;
mod fragment;
mod intake;
mod number;
mod position;
mod remote;
mod settings;
mod tabs;
mod trouble;
mod work;

pub use export::{CLIPBOARD_LIMIT, Order, Seen, Unfinished, WorkerLoss, pace, short};
pub use fragment::Fragment;
pub use intake::AsRead;
pub use number::{OffsetError, grouped, parse_offset, parse_range, percent};
pub use position::{Part, position_text};
pub use remote::{Address, ContentRange, LONGEST_WHOLE, RemoteFault, Stamp};
pub use settings::{Colours, Columns, NoChoice, Orders, Settings};
pub use tabs::{Earlier, Shared, Tab};
pub use trouble::{Dropped, ReadFault, listed};
pub use work::{SoFar, Work};

use std::ops::Range;
use std::rc::Rc;

use hexcore::view::View;
use hexcore::{Viewport, Width};

/// Pixels from one row's top to the next one's. The style sheet gives a row the same height.
pub const ROW_PX: u32 = 20;

/// The file on the screen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OpenFile {
    /// Tells one opened file from the next, also when both have one name.
    pub id: u32,
    /// The name to show.
    pub name: String,
    /// Length in bytes.
    pub size: u64,
    /// Whether it is one of the built-in samples, which an address can name.
    pub sample: bool,
    /// How its bytes were read from a text, if they were.
    pub as_read: Option<Rc<AsRead>>,
    /// The address that it was read from, if that is where it is.
    pub url: Option<String>,
}

/// A sentence about something that went wrong, and what can be done about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Alert {
    /// The sentence.
    pub sentence: String,
    /// Whether opening the file again is the way out.
    pub reopen: bool,
}

/// A step of the caret.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// One byte back.
    Left,
    /// One byte on.
    Right,
    /// One row up.
    Up,
    /// One row down.
    Down,
    /// One screen up.
    PageUp,
    /// One screen down.
    PageDown,
    /// To the first byte of the row.
    RowStart,
    /// To the last byte of the row.
    RowEnd,
    /// To the first byte of the file.
    FileStart,
    /// To the last byte of the file.
    FileEnd,
}

/// An end of the selection.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum End {
    /// Its first byte.
    First,
    /// Its last byte.
    Last,
}

/// What a user, the browser or a read can do to the decoder.
#[derive(Clone, Debug, PartialEq)]
pub enum Action {
    /// Files were opened: they stand beside the current one, and the first of them is shown. A sample that
    /// is open already is shown, too.
    Open(Vec<OpenFile>),
    /// The file with this number was read afresh after it had changed: keep the place.
    Reopened(OpenFile),
    /// The file with this number is to be shown.
    Select(u32),
    /// The file in the next tab is to be shown.
    SelectNext,
    /// The file in the tab before is to be shown.
    SelectPrevious,
    /// The file with this number is to be closed.
    Close(u32),
    /// The tab of the file with this number is to stand at this place among the others.
    Move(u32, usize),
    /// These files were open before the page was loaded again.
    Remember(Vec<Earlier>),
    /// Those of them that have not been opened again are not to be offered any more.
    ForgetEarlier,
    /// All that is kept between visits was forgotten.
    ForgetAll,
    /// What was dropped cannot be opened; the sentence names it.
    Refused(String),
    /// The sample that the address asks for cannot be had, as the sentence says.
    NoSample(String),
    /// Something to say in the status line.
    Say(String),
    /// What the rows are drawn from has changed: more of the file was read, or the way to draw.
    Redraw,
    /// The file cannot be read any more; the sentence names it.
    ReadFailed(String),
    /// The alert was read and closed.
    Dismiss,
    /// The grid was laid out: its height in pixels and its width in characters.
    Measured {
        /// Height of the visible grid in pixels.
        height_px: f64,
        /// How many characters fit beside each other.
        room: u32,
    },
    /// The browser scrolled the grid to this many pixels.
    Scrolled(f64),
    /// Scrolling has come to rest.
    Settled,
    /// The caret moves a step, and nothing else is selected any more.
    Step(Step),
    /// The caret moves a step, and the selection reaches to it.
    Extend(Step),
    /// The caret goes to this offset, which is on the screen.
    Point(u64),
    /// The selection reaches from where it began to this offset, which is on the screen.
    Reach(u64),
    /// The selection is drawn out beyond the view: the view moves by this many rows, and the
    /// selection reaches to this column of the row at the edge.
    Drag {
        /// Rows down, or up if negative.
        rows: i64,
        /// The column, from 0.
        column: usize,
    },
    /// An end of the selection is taken hold of, to be drawn elsewhere.
    Grip(End),
    /// All bytes are selected.
    SelectAll,
    /// The selection has come to rest: it is told, unless that was what was said last.
    TellSelection,
    /// These bytes are lit, as those that something on the page speaks of.
    Light(Range<u64>),
    /// "Go to offset" was answered with this text.
    GoTo(String),
    /// The caret goes to this offset, which becomes a place of its own in the history.
    Jump(u64),
    /// The address now ends in this fragment (without `#`).
    Visit(String),
    /// The browser went back or forward to a place in the file with this number.
    Revisit(u32, String),
    /// The settings were read from storage, where they stood as this text.
    Restore(String),
    /// A setting was chosen: its key and its value. It takes the place of what the address asks
    /// for.
    Choose(&'static str, String),
    /// All settings are the usual ones again.
    ResetSettings,
    /// Long work began or ended.
    Work(Option<Work>),
    /// The saving of a file began or ended.
    Saving(Option<Work>),
}

/// Everything that the decoder shows.
#[derive(Clone, Debug, PartialEq)]
pub struct State {
    /// The file on the screen, if one is open.
    pub file: Option<OpenFile>,
    /// All open files in their order.
    pub tabs: Shared<Tab>,
    /// The files that were open before the page was loaded again and have not been opened since.
    pub earlier: Shared<Earlier>,
    /// How many times files were opened.
    pub opened: u32,
    /// How many times a file was read afresh.
    pub reopened: u32,
    /// Which rows are in view.
    pub viewport: Viewport,
    /// Bytes per row, as the settings and the room give it.
    pub width: Width,
    /// Offset of the byte that the keyboard is on.
    pub caret: u64,
    /// Where the selection begins that reaches to the caret; `None` while it is the caret's byte.
    anchor: Option<u64>,
    /// How often the user has extended the selection, with the keyboard or a pointer.
    pub extended: u32,
    /// How many sentences had been said when the selection changed last.
    said_before: u32,
    /// Bytes that something on the page speaks of; may be empty.
    pub lit: Range<u64>,
    /// What the user chose, and the address over it.
    pub settings: Settings,
    /// What the user chose last. New files are shown by it, and it is kept.
    pub chosen: Settings,
    /// What the user chose for this file.
    own: Settings,
    /// Long work, while there is some.
    pub work: Option<Work>,
    /// The file that is being saved, which goes on whatever is on the screen.
    pub saving: Option<Work>,
    /// What just happened, in a sentence.
    pub status: String,
    /// How many sentences were said: two of the same words are still two.
    pub said: u32,
    /// What went wrong, if something did.
    pub alert: Option<Alert>,
    /// How many times something went wrong.
    pub warned: u32,
    /// Whether the open file cannot be read any more.
    pub is_broken: bool,
    /// How often the rows had to be drawn again with nothing else changed.
    pub redraws: u32,
    /// How many jumps were made: a new one is a new entry in the browser's history.
    pub jumps: u32,
    /// A sample that the address asks for and that is not open yet.
    pub wanted_sample: Option<Rc<str>>,
    /// What the address asks for, kept until a file is open.
    wanted: Option<Fragment>,
    /// The address of a file that the page's own address names and that is not open yet.
    pub wanted_url: Option<String>,
    /// Choices that the address asks for; they are not kept between visits.
    wanted_choices: Vec<(String, String)>,
    /// Pairs of the fragment that are kept as they are.
    kept: Vec<String>,
    /// Open files whose numbers go up to this one are not kept for after a reload.
    unkept: Option<u32>,
    room: u32,
}

impl Default for State {
    fn default() -> Self {
        State {
            file: None,
            tabs: Shared::default(),
            earlier: Shared::default(),
            opened: 0,
            reopened: 0,
            viewport: Viewport::new(0, ROW_PX, 0.0),
            width: Width::SIXTEEN,
            caret: 0,
            anchor: None,
            extended: 0,
            said_before: 0,
            lit: 0..0,
            settings: Settings::default(),
            chosen: Settings::default(),
            own: Settings::default(),
            work: None,
            saving: None,
            status: String::new(),
            said: 0,
            alert: None,
            warned: 0,
            is_broken: false,
            redraws: 0,
            jumps: 0,
            wanted_sample: None,
            wanted: None,
            wanted_url: None,
            wanted_choices: Vec::new(),
            kept: Vec::new(),
            unkept: None,
            room: 0,
        }
    }
}

impl State {
    /// The state after `action`.
    #[must_use]
    pub fn update(&self, action: Action) -> State {
        let is_extension = matches!(
            action,
            Action::Extend(_) | Action::Reach(_) | Action::Drag { .. } | Action::SelectAll
        );
        let mut next = self.clone();
        match action {
            Action::Open(files) => next.open(files),
            Action::Reopened(file) => next.reopen(file),
            Action::Select(id) => next.select_tab(id),
            Action::SelectNext => next.select_beside(1),
            Action::SelectPrevious => next.select_beside(-1),
            Action::Close(id) => next.close(id),
            Action::Move(id, to) => next.move_tab(id, to),
            Action::Remember(earlier) => next.earlier = earlier.into(),
            Action::ForgetEarlier => next.earlier = Shared::default(),
            Action::ForgetAll => next.forget(),
            Action::Refused(sentence) => next.warn(sentence, false),
            Action::Say(sentence) => next.say(sentence),
            Action::NoSample(sentence) => {
                next.wanted_sample = None;
                next.wanted = None;
                next.say(sentence);
            }
            Action::Redraw => next.redraws += 1,
            Action::ReadFailed(sentence) => {
                next.is_broken = true;
                next.warn(sentence, true);
            }
            Action::Dismiss => next.alert = None,
            Action::Measured { height_px, room } => next.measured(height_px, room),
            Action::Scrolled(scroll_top) => next.viewport = next.viewport.scrolled(scroll_top),
            Action::Settled => next.viewport = next.viewport.settled(),
            Action::Step(step) => {
                next.anchor = None;
                next.step(step);
            }
            Action::Extend(step) => {
                next.hold();
                next.step(step);
            }
            Action::Point(offset) => {
                next.anchor = None;
                next.caret = offset.min(next.last_offset());
            }
            Action::Reach(offset) => {
                next.hold();
                next.caret = offset.min(next.last_offset());
            }
            Action::Drag { rows, column } => next.drag(rows, column),
            Action::Grip(end) => next.grip(end),
            Action::SelectAll => next.select_all(),
            Action::TellSelection => {
                let selected = next.selected();
                // What was said since then is newer.
                let is_news = next.said == next.said_before;
                if let Some(sentence) =
                    selected.filter(|sentence| is_news && *sentence != next.status)
                {
                    next.say(sentence);
                }
            }
            Action::Light(range) => next.lit = range,
            Action::GoTo(text) => next.go_to(&text),
            Action::Jump(offset) => next.jump(offset..offset + 1),
            Action::Visit(text) => next.visit(&text),
            Action::Revisit(id, text) => next.revisit(id, &text),
            Action::Restore(text) => next.restore(&text),
            Action::Choose(key, value) => next.choose(key, &value),
            Action::ResetSettings => {
                next.wanted_choices.clear();
                next.chosen = Settings::default();
                next.own = Settings::default();
                next.overlay();
                next.say("The view and the panels are as they were at first.".to_owned());
            }
            Action::Work(work) => {
                next.begin(work.as_ref());
                next.work = work;
            }
            Action::Saving(work) => {
                next.begin(work.as_ref());
                next.saving = work;
            }
        }
        if next.selection() != self.selection() {
            // What was lit was spoken of at another place.
            next.lit = 0..0;
            next.extended += u32::from(is_extension);
            next.said_before = next.said;
        }
        next
    }

    /// How rows are written.
    pub fn view(&self) -> View {
        View {
            width: self.width,
            ..self.settings.view
        }
    }

    /// Whether a file that cannot be read waits to be opened again and no alert offers it.
    pub fn offers_reopen(&self) -> bool {
        self.is_broken && self.alert.as_ref().is_none_or(|alert| !alert.reopen)
    }

    /// Length of the open file in bytes; 0 without one.
    pub fn size(&self) -> u64 {
        self.file.as_ref().map_or(0, |file| file.size)
    }

    /// The caret's byte, as a range; empty in an empty file.
    pub fn byte_at_caret(&self) -> Range<u64> {
        self.caret..(self.caret + 1).min(self.size())
    }

    /// Whether `offset` lies on a row that can be seen.
    pub fn shows(&self, offset: u64) -> bool {
        self.viewport.visible_rows().contains(&self.row_of(offset))
    }

    /// The row on which `offset` stands.
    pub fn row_of(&self, offset: u64) -> u64 {
        offset / self.width.get() as u64
    }

    /// Bytes that the visible rows hold.
    pub fn visible_bytes(&self) -> std::ops::Range<u64> {
        let rows = self.viewport.visible_rows();
        let width = self.width.get() as u64;
        let end = rows.end.saturating_mul(width).min(self.size());
        rows.start.saturating_mul(width).min(end)..end
    }

    /// Where the user is: the selection while it is in view, else the first byte in view.
    fn here(&self) -> Range<u64> {
        let in_view = self.visible_bytes();
        let selection = self.selection();
        let is_seen = self.shows(self.caret) || self.shows(selection.start);
        match in_view.is_empty() || is_seen {
            true => selection,
            false => in_view.start..in_view.start + 1,
        }
    }

    /// The fragment (without `#`) that leads back here.
    pub fn fragment(&self) -> String {
        let Some(file) = &self.file else {
            return String::new();
        };
        let here = self.here();
        let choices = self.settings.for_address().into_iter();
        let fragment = Fragment {
            sample: file.sample.then(|| file.name.clone()),
            url: file.url.clone(),
            at: Some(here.start),
            len: Some(here.end - here.start).filter(|&len| len > 1),
            choices: choices
                .map(|(key, value)| (key.to_owned(), value))
                .collect(),
            kept: self.kept.clone(),
        };
        fragment.to_string()
    }

    /// The command line that prints the rows in view, where there is one.
    pub fn command(&self) -> Option<String> {
        let file = self.file.as_ref()?;
        let range = self.visible_bytes();
        (!range.is_empty())
            .then(|| self.view().command(&file.name, range))
            .flatten()
    }

    /// The selection in a sentence; `None` while it is the caret's byte.
    fn selected(&self) -> Option<String> {
        let Range { start, end } = self.selection();
        let length = end - start;
        let last = end.saturating_sub(1);
        (length > 1).then(|| format!("{} selected, 0x{start:x} to 0x{last:x}", bytes_of(length)))
    }

    fn say(&mut self, sentence: String) {
        self.status = sentence;
        self.said += 1;
    }

    /// Work that begins is told.
    fn begin(&mut self, work: Option<&Work>) {
        if let Some(work) = work {
            self.say(work.name().to_owned());
        }
    }

    fn warn(&mut self, sentence: String, reopen: bool) {
        self.alert = Some(Alert { sentence, reopen });
        self.warned += 1;
    }

    fn measured(&mut self, height_px: f64, room: u32) {
        // Before the first measurement there was no view to put the caret's row into.
        let is_first = self.viewport.height_px() == 0.0;
        let was_shown = self.shows(self.caret);
        self.room = room;
        self.lay_out(height_px);
        if is_first && self.caret > 0 {
            self.viewport = self.viewport.to_row(self.row_of(self.selection().start));
        } else if was_shown {
            // A view that has become lower does not lose the caret.
            self.viewport = self.viewport.revealing(self.row_of(self.caret));
        }
    }

    /// Gives the rows their width and the viewport its rows, with the first byte in view kept.
    fn lay_out(&mut self, height_px: f64) {
        let size = self.size();
        let first = self.visible_bytes().start;
        let before = self.width;
        self.width = self.settings.width(size, self.room);
        let rows = self.width.rows(size);
        self.viewport = self.viewport.resized(rows, ROW_PX, height_px);
        if before != self.width {
            let rows = i128::from(self.row_of(first)) - i128::from(self.viewport.top_row());
            self.viewport = self.viewport.moved_by_rows(rows);
        }
    }

    fn last_offset(&self) -> u64 {
        self.size().saturating_sub(1)
    }

    fn go_to(&mut self, text: &str) {
        match parse_range(text, self.caret, self.size()) {
            Ok(range) => self.jump(range),
            Err(error) => self.say(error.to_string()),
        }
    }

    /// Goes to `range`, which is in the file, and says so.
    fn jump(&mut self, range: Range<u64>) {
        let start = range.start;
        self.place(range);
        self.say(match self.selected() {
            Some(sentence) => sentence,
            None => format!("At 0x{start:x} ({})", grouped(start)),
        });
        self.jumps += 1;
    }

    fn visit(&mut self, text: &str) {
        if text == self.fragment() {
            return;
        }
        let (fragment, complaints) = Fragment::parse(text);
        if !complaints.is_empty() {
            self.say(complaints.join(" "));
        }
        if let Some(name) = &fragment.sample {
            let Some(id) = self.open_sample(name) else {
                self.wanted_sample = Some(name.as_str().into());
                self.wanted = Some(fragment);
                return;
            };
            self.turn_to(id);
        }
        if let Some(url) = &fragment.url {
            let is_it = |tab: &&Tab| tab.file.url.as_ref() == Some(url);
            let Some(id) = self.tabs.iter().find(is_it).map(|tab| tab.file.id) else {
                self.wanted_url = Some(url.clone());
                self.wanted = Some(fragment);
                return;
            };
            self.select_tab(id);
        }
        match self.file {
            Some(_) => self.arrive(fragment),
            None => self.wanted = Some(fragment),
        }
    }

    /// Does what the address asks for in the file on the screen.
    fn arrive(&mut self, fragment: Fragment) {
        if fragment.choices != self.wanted_choices {
            self.wanted_choices = fragment.choices;
            self.overlay();
        }
        self.kept = fragment.kept;
        let length = fragment.len.unwrap_or(1);
        let place = fragment.at.map(|at| at..at.saturating_add(length));
        // An address that names a sample and no place in it means its start.
        let start = fragment.sample.map(|_| 0..1);
        if let Some(place) = place.or(start) {
            self.place(place);
        }
    }

    /// Selects `range` and puts its first row into view; beyond the end, says so and stays.
    fn place(&mut self, range: Range<u64>) {
        let size = self.size();
        if size == 0 {
            return;
        }
        let last = range.end.saturating_sub(1);
        if last >= size {
            let offset = range.start.max(size);
            self.say(OffsetError::PastEnd { offset, size }.to_string());
            if range.start >= size {
                return;
            }
        }
        self.select(range.start..range.end.min(size));
        let row = self.row_of(range.start);
        if !self.viewport.whole_rows().contains(&row) {
            self.viewport = self.viewport.to_row(row);
        }
    }

    fn restore(&mut self, text: &str) {
        let (settings, unknown) = Settings::from_text(text);
        self.own = settings.clone();
        self.chosen = settings;
        self.overlay();
        if !unknown.is_empty() {
            let unknown = unknown.join(", ");
            self.say(format!(
                "Settings saved earlier are not known any more and were left out: {unknown}."
            ));
        }
    }

    fn choose(&mut self, key: &'static str, value: &str) {
        self.wanted_choices.retain(|(wanted, _)| wanted != key);
        let here = format!("{:#x}", self.caret);
        let value = match (key, value) {
            ("offset", "here") => &here,
            _ => value,
        };
        // What an address asked for beside it stays as it is shown, but is not kept.
        match self.chosen.choose(key, value) {
            Ok(()) => {
                // It is the same value.
                let _ = self.own.choose(key, value);
                self.overlay();
            }
            Err(_) => self.say(format!("“{value}” cannot be chosen here.")),
        }
    }

    /// The settings are those that were chosen for the file, and over them what the address asks for.
    fn overlay(&mut self) {
        self.choose_settings();
        self.lay_out(self.viewport.height_px());
    }

    fn choose_settings(&mut self) {
        self.settings = self.own.clone();
        for (key, value) in &self.wanted_choices {
            // Only what can be chosen was kept.
            let _ = self.settings.choose(key, value);
        }
    }
}

/// A length in words: `1 byte`, `187,120 bytes`.
pub fn bytes_of(size: u64) -> String {
    match size {
        1 => "1 byte".to_owned(),
        _ => format!("{} bytes", grouped(size)),
    }
}

#[cfg(test)]
mod tests;
