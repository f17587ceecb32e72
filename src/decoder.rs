//! What happens when the user does something in the decoder: state in, state out.
//!
//! [`State`] is a value and [`State::update`] the only way to change it. Nothing here knows of a
//! browser, so everything a user can do is tested without one; the page dispatches [`Action`]s
//! and draws whatever state comes back.

mod fragment;
mod number;
mod settings;
mod trouble;

pub use fragment::Fragment;
pub use number::{OffsetError, grouped, parse_offset};
pub use settings::{Colours, Columns, Settings};
pub use trouble::{Dropped, ReadFault};

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

/// What a user, the browser or a read can do to the decoder.
#[derive(Clone, Debug, PartialEq)]
pub enum Action {
    /// A file was opened.
    Open(OpenFile),
    /// The same file was read afresh after it had changed: keep the place.
    Reopened(OpenFile),
    /// What was dropped cannot be opened; the sentence names it.
    Refused(String),
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
    /// The caret moves a step.
    Step(Step),
    /// The caret goes to this offset, which is on the screen.
    Point(u64),
    /// "Go to offset" was answered with this text.
    GoTo(String),
    /// The address now ends in this fragment (without `#`).
    Visit(String),
    /// The settings were read from storage, or changed.
    Set(Settings),
    /// A number of columns was chosen. It takes the place of what the address asks for.
    SetColumns(Columns),
}

/// Everything that the decoder shows.
#[derive(Clone, Debug, PartialEq)]
pub struct State {
    /// The open file, if there is one.
    pub file: Option<OpenFile>,
    /// Which rows are in view.
    pub viewport: Viewport,
    /// Bytes per row, as the settings and the room give it.
    pub width: Width,
    /// Offset of the byte that the keyboard is on.
    pub caret: u64,
    /// What the user chose.
    pub settings: Settings,
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
    pub wanted_sample: Option<&'static str>,
    /// A place that the address asks for, kept until a file is open.
    wanted_offset: Option<u64>,
    /// Columns that the address asks for; they are not kept between visits.
    wanted_columns: Option<Width>,
    /// Pairs of the fragment that are kept as they are.
    kept: Vec<String>,
    room: u32,
}

impl Default for State {
    fn default() -> Self {
        State {
            file: None,
            viewport: Viewport::new(0, ROW_PX, 0.0),
            width: Width::SIXTEEN,
            caret: 0,
            settings: Settings::default(),
            status: String::new(),
            said: 0,
            alert: None,
            warned: 0,
            is_broken: false,
            redraws: 0,
            jumps: 0,
            wanted_sample: None,
            wanted_offset: None,
            wanted_columns: None,
            kept: Vec::new(),
            room: 0,
        }
    }
}

impl State {
    /// The state after `action`.
    #[must_use]
    pub fn update(&self, action: Action) -> State {
        let mut next = self.clone();
        match action {
            Action::Open(file) => next.open(file),
            Action::Reopened(file) => next.reopen(file),
            Action::Refused(sentence) => next.warn(sentence, false),
            Action::Say(sentence) => next.say(sentence),
            Action::Redraw => next.redraws += 1,
            Action::ReadFailed(sentence) => {
                next.is_broken = true;
                next.warn(sentence, true);
            }
            Action::Dismiss => next.alert = None,
            Action::Measured { height_px, room } => next.measured(height_px, room),
            Action::Scrolled(scroll_top) => next.viewport = next.viewport.scrolled(scroll_top),
            Action::Settled => next.viewport = next.viewport.settled(),
            Action::Step(step) => next.step(step),
            Action::Point(offset) => next.caret = offset.min(next.last_offset()),
            Action::GoTo(text) => next.go_to(&text),
            Action::Visit(text) => next.visit(&text),
            Action::Set(settings) => {
                next.settings = settings;
                next.lay_out(next.viewport.height_px());
            }
            Action::SetColumns(columns) => {
                next.settings.columns = columns;
                next.wanted_columns = None;
                next.lay_out(next.viewport.height_px());
            }
        }
        next
    }

    /// How many columns are asked for, by the address or else by the settings.
    pub fn columns(&self) -> Columns {
        self.wanted_columns
            .map_or(self.settings.columns, Columns::Fixed)
    }

    /// Whether a file that cannot be read waits to be opened again and no alert offers it.
    pub fn offers_reopen(&self) -> bool {
        self.is_broken && self.alert.as_ref().is_none_or(|alert| !alert.reopen)
    }

    /// Length of the open file in bytes; 0 without one.
    pub fn size(&self) -> u64 {
        self.file.as_ref().map_or(0, |file| file.size)
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

    /// Where the user is: the caret while it is in view, else the first byte in view.
    fn here(&self) -> u64 {
        let in_view = self.visible_bytes();
        match in_view.is_empty() || self.shows(self.caret) {
            true => self.caret,
            false => in_view.start,
        }
    }

    /// The fragment (without `#`) that leads back here.
    pub fn fragment(&self) -> String {
        let Some(file) = &self.file else {
            return String::new();
        };
        let fragment = Fragment {
            sample: file.sample.then(|| file.name.clone()),
            at: Some(self.here()),
            cols: match self.columns() {
                Columns::Fixed(width) => Some(width),
                Columns::Auto => None,
            },
            kept: self.kept.clone(),
        };
        fragment.to_string()
    }

    /// The line that says where in the file the user is.
    pub fn position(&self) -> String {
        let size = self.size();
        let Some(file) = &self.file else {
            return String::new();
        };
        if size == 0 {
            return format!("{} · Empty file: 0 bytes", file.name);
        }
        let here = self.here();
        let percent = here as f64 / (size - 1).max(1) as f64 * 100.0;
        format!(
            "0x{here:x} ({}) · {percent:.1} % of {}",
            grouped(here),
            bytes_of(size)
        )
    }

    fn say(&mut self, sentence: String) {
        self.status = sentence;
        self.said += 1;
    }

    fn warn(&mut self, sentence: String, reopen: bool) {
        self.alert = Some(Alert { sentence, reopen });
        self.warned += 1;
    }

    fn open(&mut self, file: OpenFile) {
        self.say(trouble::opened(&file.name, file.size));
        self.alert = None;
        self.is_broken = false;
        self.caret = 0;
        if self.wanted_sample.take().is_some() && !file.sample {
            // The place was one in the sample, and another file came first.
            self.wanted_offset = None;
        }
        let height_px = self.viewport.height_px();
        self.viewport = Viewport::new(0, ROW_PX, height_px);
        self.file = Some(file);
        self.lay_out(height_px);
        if let Some(offset) = self.wanted_offset.take() {
            self.place(offset);
        }
    }

    fn reopen(&mut self, file: OpenFile) {
        self.alert = None;
        self.is_broken = false;
        self.say(format!("Reopened “{}”, {}", file.name, bytes_of(file.size)));
        self.file = Some(file);
        self.caret = self.caret.min(self.last_offset());
        self.lay_out(self.viewport.height_px());
    }

    fn measured(&mut self, height_px: f64, room: u32) {
        // Before the first measurement there was no view to put the caret's row into.
        let is_first = self.viewport.height_px() == 0.0;
        self.room = room;
        self.lay_out(height_px);
        if is_first && self.caret > 0 {
            self.viewport = self.viewport.to_row(self.row_of(self.caret));
        }
    }

    /// Gives the rows their width and the viewport its rows, with the first byte in view kept.
    fn lay_out(&mut self, height_px: f64) {
        let size = self.size();
        let first = self.visible_bytes().start;
        let before = self.width;
        self.width = self.columns().width(size, self.room);
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

    fn step(&mut self, step: Step) {
        if self.size() == 0 {
            return;
        }
        let width = self.width.get() as u64;
        let last = self.last_offset();
        if matches!(step, Step::PageUp | Step::PageDown) && !self.shows(self.caret) {
            // A screen further is one further than what is seen, wherever the caret was left.
            self.caret = (self.here() + self.caret % width).min(last);
        }
        let column = self.caret % width;
        let screen = self.viewport.full_rows();
        let last_row = self.row_of(last);
        let on_row = |row: u64| (row * width + column).min(last);
        match step {
            Step::Left => self.caret = self.caret.saturating_sub(1),
            Step::Right => self.caret = (self.caret + 1).min(last),
            Step::Up => self.caret = self.caret.checked_sub(width).unwrap_or(self.caret),
            Step::Down if self.row_of(self.caret) < last_row => {
                self.caret = on_row(self.row_of(self.caret) + 1);
            }
            Step::Down => {}
            Step::PageUp => {
                self.viewport = self.viewport.moved_by_rows(-i128::from(screen));
                self.caret = on_row(self.row_of(self.caret).saturating_sub(screen));
            }
            Step::PageDown => {
                self.viewport = self.viewport.moved_by_rows(i128::from(screen));
                self.caret = on_row((self.row_of(self.caret).saturating_add(screen)).min(last_row));
            }
            Step::RowStart => self.caret -= column,
            Step::RowEnd => self.caret = (self.caret - column + width - 1).min(last),
            Step::FileStart => self.caret = 0,
            Step::FileEnd => self.caret = last,
        }
        self.viewport = self.viewport.revealing(self.row_of(self.caret));
    }

    fn go_to(&mut self, text: &str) {
        match parse_offset(text, self.caret, self.size()) {
            Ok(offset) => {
                self.place(offset);
                self.jumps += 1;
                self.say(format!("At 0x{offset:x} ({})", grouped(offset)));
            }
            Err(error) => self.say(error.to_string()),
        }
    }

    fn visit(&mut self, text: &str) {
        if text == self.fragment() {
            return;
        }
        let (fragment, complaints) = Fragment::parse(text);
        if !complaints.is_empty() {
            self.say(complaints.join(" "));
        }
        if fragment.cols.is_some() {
            self.wanted_columns = fragment.cols;
            self.lay_out(self.viewport.height_px());
        }
        self.kept = fragment.kept;
        let mut place = fragment.at;
        if let Some(name) = fragment.sample {
            let Some(sample) = hexcore::samples::sample(&name) else {
                self.say(format!("There is no sample named “{name}”."));
                return;
            };
            let is_open = |file: &OpenFile| file.sample && file.name == sample.name;
            if !self.file.as_ref().is_some_and(is_open) {
                self.wanted_sample = Some(sample.name);
                self.wanted_offset = place;
                return;
            }
            // An address that names a sample and no place in it means its start.
            place = place.or(Some(0));
        }
        match place {
            Some(offset) if self.file.is_none() => self.wanted_offset = Some(offset),
            Some(offset) if self.size() > 0 => self.place(offset),
            _ => {}
        }
    }

    /// Puts the caret on `offset` and its row into view; beyond the end, says so and stays.
    fn place(&mut self, offset: u64) {
        if self.size() == 0 {
            return;
        }
        if offset > self.last_offset() {
            let size = self.size();
            self.say(OffsetError::PastEnd { offset, size }.to_string());
            return;
        }
        self.caret = offset;
        let row = self.row_of(offset);
        if !self.viewport.whole_rows().contains(&row) {
            self.viewport = self.viewport.to_row(row);
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
mod tests {
    use super::*;

    const MIB: u64 = 1 << 20;

    fn file(name: &str, size: u64) -> OpenFile {
        OpenFile {
            id: 1,
            name: name.to_owned(),
            size,
            sample: false,
        }
    }

    fn after(state: &State, actions: impl IntoIterator<Item = Action>) -> State {
        actions
            .into_iter()
            .fold(state.clone(), |state, action| state.update(action))
    }

    /// A file of `size` bytes, open in a grid that shows ten rows of sixteen bytes.
    fn open(size: u64) -> State {
        let measured = Action::Measured {
            height_px: 200.0,
            room: 100,
        };
        after(
            &State::default(),
            [Action::Open(file("a.bin", size)), measured],
        )
    }

    fn step(state: &State, steps: &[Step]) -> State {
        after(state, steps.iter().copied().map(Action::Step))
    }

    #[test]
    fn a_file_opens_at_its_start() {
        let state = open(MIB);
        assert_eq!(state.viewport.visible_rows(), 0..10);
        assert_eq!(state.visible_bytes(), 0..160);
        assert_eq!(state.status, "Opened “a.bin”, 1,048,576 bytes");
        assert_eq!(state.position(), "0x0 (0) · 0.0 % of 1,048,576 bytes");
        assert_eq!(state.fragment(), "at=0x0");
    }

    #[test]
    fn an_empty_file_is_open_and_has_nothing_to_go_to() {
        let state = step(
            &open(0),
            &[Step::Down, Step::FileEnd, Step::PageDown, Step::Right],
        );
        assert_eq!((state.caret, state.visible_bytes()), (0, 0..0));
        assert_eq!(state.status, "Opened “a.bin”. Empty file: 0 bytes");
        assert_eq!(state.position(), "a.bin · Empty file: 0 bytes");
        let state = state.update(Action::GoTo("0".to_owned()));
        assert_eq!(
            (state.status.as_str(), state.jumps),
            ("The file is empty: there is nothing to go to.", 0)
        );
    }

    #[test]
    fn the_caret_moves_by_bytes_rows_and_screens() {
        use Step::{Down, FileEnd, FileStart, Left, PageDown, PageUp, Right, RowEnd, RowStart, Up};
        let check = |size, steps: &[Step], caret, rows| {
            let state = step(&open(size), steps);
            assert_eq!(
                (state.caret, state.viewport.visible_rows()),
                (caret, rows),
                "{size} {steps:?}"
            );
            assert!(state.shows(state.caret));
        };
        check(MIB, &[Right, Right, Left], 1, 0..10);
        check(MIB, &[Left, Up], 0, 0..10);
        check(MIB, &[RowEnd], 15, 0..10);
        check(MIB, &[RowEnd, Right], 16, 0..10);
        check(MIB, &[RowEnd, Down, RowStart], 16, 0..10);
        check(MIB, &[PageDown], 160, 10..20);
        check(MIB, &[PageDown, Right, PageUp], 1, 0..10);
        check(MIB, &[Down; 10], 160, 1..11);
        check(MIB, &[FileEnd], MIB - 1, 65526..65536);
        check(
            MIB,
            &[FileEnd, Right, Down, PageDown],
            MIB - 1,
            65526..65536,
        );
        check(MIB, &[FileEnd, FileStart], 0, 0..10);
        // The last row is short: the caret stops at the last byte.
        check(35, &[RowEnd, Down, Down], 34, 0..3);
        check(35, &[RowEnd, Down, Down, Down], 34, 0..3);
        check(1, &[FileEnd, RowEnd], 0, 0..1);
    }

    #[test]
    fn a_jump_counts_and_nonsense_does_not_move() {
        let state = open(MIB);
        let jumped = state.update(Action::GoTo("0x8000".to_owned()));
        assert_eq!((jumped.caret, jumped.jumps), (0x8000, 1));
        assert_eq!(jumped.status, "At 0x8000 (32,768)");
        assert!(jumped.viewport.whole_rows().contains(&0x800));
        for text in ["zebra", "2 MB", "", "0x100000", "end-9999999"] {
            let still = jumped.update(Action::GoTo(text.to_owned()));
            assert_ne!(still.status, jumped.status, "{text}");
            assert_eq!(still.said, jumped.said + 1);
            assert_eq!(
                State {
                    status: jumped.status.clone(),
                    said: jumped.said,
                    ..still
                },
                jumped,
                "{text}"
            );
        }
    }

    #[test]
    fn the_address_leads_to_a_place() {
        let state = open(MIB);
        let visited = state.update(Action::Visit("at=0x8000&cols=8&note=hi".to_owned()));
        assert_eq!((visited.caret, visited.width), (0x8000, Width::EIGHT));
        assert_eq!(
            visited.jumps, 0,
            "going where the address says is no new jump"
        );
        assert_eq!(visited.fragment(), "at=0x8000&cols=8&note=hi");
        let nonsense = state.update(Action::Visit("at=zebra".to_owned()));
        assert_eq!(
            nonsense.status,
            "The address says at=zebra, which makes no sense here."
        );
        assert_eq!(nonsense.viewport, state.viewport);
        let behind = state.update(Action::Visit("at=0x100000".to_owned()));
        assert_eq!(
            behind.status,
            "0x100000 (1,048,576) is past the end: the file has 1,048,576 bytes."
        );
        assert_eq!(behind.caret, 0);
    }

    #[test]
    fn an_address_waits_for_its_file() {
        let state = State::default().update(Action::Visit("sample=pixel.png&at=8".to_owned()));
        assert_eq!(state.wanted_sample, Some("pixel.png"));
        let sample = OpenFile {
            sample: true,
            ..file("pixel.png", 67)
        };
        let state = state.update(Action::Open(sample));
        assert_eq!((state.caret, state.wanted_sample), (8, None));
        assert_eq!(state.fragment(), "sample=pixel.png&at=0x8");
        let state = state.update(Action::Visit("sample=none-such".to_owned()));
        assert_eq!(state.status, "There is no sample named “none-such”.");
        let state = State::default().update(Action::Visit("at=0x10".to_owned()));
        assert_eq!(state.update(Action::Open(file("a", 67))).caret, 0x10);
    }

    #[test]
    fn the_place_of_an_address_is_in_view_once_there_is_a_view() {
        let state = after(
            &State::default(),
            [
                Action::Visit("at=0x8000".to_owned()),
                Action::Open(file("a", MIB)),
                Action::Measured {
                    height_px: 200.0,
                    room: 100,
                },
            ],
        );
        let rows = state.viewport.visible_rows();
        assert!(rows.contains(&0x800) && rows.start < 0x800, "{rows:?}");
    }

    #[test]
    fn a_sample_named_again_without_a_place_begins_at_its_start() {
        let sample = OpenFile {
            sample: true,
            ..file("ls-universal", 187_120)
        };
        let state = open(MIB).update(Action::Open(sample));
        let state = state.update(Action::GoTo("0x4000".to_owned()));
        let state = state.update(Action::Visit("sample=ls-universal".to_owned()));
        assert_eq!((state.caret, state.visible_bytes().start), (0, 0));
    }

    #[test]
    fn a_file_that_comes_before_its_sample_opens_at_its_own_start() {
        let state = State::default().update(Action::Visit("sample=pixel.png&at=8".to_owned()));
        assert_eq!(state.update(Action::Open(file("a", MIB))).caret, 0);
    }

    #[test]
    fn columns_of_an_address_are_not_kept() {
        let stored = Settings {
            columns: Columns::Fixed(Width::SIXTEEN),
            ..Settings::default()
        };
        let visit = Action::Visit("cols=8".to_owned());
        for actions in [
            [visit.clone(), Action::Set(stored)],
            [Action::Set(stored), visit],
        ] {
            let state = after(&open(MIB), actions);
            assert_eq!((state.width, state.settings), (Width::EIGHT, stored));
            let state = state.update(Action::SetColumns(Columns::Fixed(Width::SIXTEEN)));
            assert_eq!((state.width, state.settings), (Width::SIXTEEN, stored));
        }
    }

    #[test]
    fn a_screen_further_is_further_than_what_is_seen() {
        let state = open(MIB).update(Action::Scrolled(20_000.0));
        assert_eq!(state.visible_bytes(), 16_000..16_160);
        let down = state.update(Action::Step(Step::PageDown));
        assert_eq!(down.visible_bytes(), 16_160..16_320);
        assert!(down.shows(down.caret));
        let up = state.update(Action::Step(Step::PageUp));
        assert_eq!(up.visible_bytes(), 15_840..16_000);
    }

    #[test]
    fn coming_back_to_where_one_is_moves_nothing() {
        let state = open(MIB).update(Action::Scrolled(2010.0));
        assert_eq!(state.update(Action::Visit(state.fragment())), state);
    }

    #[test]
    fn the_fragment_follows_what_is_in_view() {
        let state = open(MIB).update(Action::Scrolled(2000.0));
        assert_eq!(state.visible_bytes(), 1600..1760);
        assert_eq!(state.fragment(), "at=0x640", "the caret is out of view");
        assert_eq!(state.position(), "0x640 (1,600) · 0.2 % of 1,048,576 bytes");
        assert_eq!(State::default().fragment(), "");
    }

    #[test]
    fn another_width_keeps_the_place() {
        let state = open(MIB).update(Action::Scrolled(2000.0));
        let narrow = Settings {
            columns: Columns::Fixed(Width::EIGHT),
            ..Settings::default()
        };
        let state = state.update(Action::Set(narrow));
        assert_eq!(state.visible_bytes(), 1600..1680);
        assert_eq!(state.viewport.rows(), MIB / 8);
    }

    #[test]
    fn trouble_leaves_everything_in_place() {
        let state = open(MIB).update(Action::Scrolled(2000.0));
        let failed = state.update(Action::ReadFailed("Gone.".to_owned()));
        assert_eq!(
            failed.alert,
            Some(Alert {
                sentence: "Gone.".to_owned(),
                reopen: true
            })
        );
        let refused = failed.update(Action::Refused("A folder.".to_owned()));
        assert_eq!(refused.file, state.file);
        assert_eq!(
            refused.alert,
            Some(Alert {
                sentence: "A folder.".to_owned(),
                reopen: false
            })
        );
        // Dismissed, the trouble is still there, and so is the way out of it.
        let dismissed = failed.update(Action::Dismiss);
        assert_eq!((&dismissed.alert, dismissed.offers_reopen()), (&None, true));
        assert!(refused.offers_reopen() && !failed.offers_reopen() && !state.offers_reopen());
        assert_eq!(dismissed.viewport, state.viewport);
        let reopened = failed.update(Action::Reopened(file("a.bin", 2 * MIB)));
        assert_eq!(
            (&reopened.alert, reopened.visible_bytes()),
            (&None, 1600..1760)
        );
        assert!(!reopened.offers_reopen());
        let shorter = failed.update(Action::Reopened(file("a.bin", 20)));
        assert_eq!(shorter.visible_bytes(), 0..20);
    }
}
