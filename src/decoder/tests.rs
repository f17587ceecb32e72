//! What users do, and what they get.

use super::*;

const MIB: u64 = 1 << 20;

fn file(name: &str, size: u64) -> OpenFile {
    OpenFile {
        id: 1,
        name: name.to_owned(),
        size,
        sample: false,
        as_read: None,
        url: None,
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
        [Action::Open(vec![file("a.bin", size)]), measured],
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
    assert_eq!(
        position_text(&state.position()),
        "0x0 (0) · 0.0 % of 1,048,576 bytes"
    );
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
    assert_eq!(
        position_text(&state.position()),
        "a.bin · Empty file: 0 bytes"
    );
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
    assert_eq!(state.wanted_sample.as_deref(), Some("pixel.png"));
    let sample = OpenFile {
        id: 2,
        sample: true,
        ..file("pixel.png", 67)
    };
    let state = state.update(Action::Open(vec![sample]));
    assert_eq!((state.caret, state.wanted_sample.as_deref()), (8, None));
    assert_eq!(state.fragment(), "sample=pixel.png&at=0x8");
    let state = state.update(Action::Visit("sample=none-such".to_owned()));
    assert_eq!(state.wanted_sample.as_deref(), Some("none-such"));
    let state = state.update(Action::NoSample("There is none.".to_owned()));
    assert_eq!(
        (state.status.as_str(), state.wanted_sample),
        ("There is none.", None)
    );
    let state = State::default().update(Action::Visit("at=0x10".to_owned()));
    assert_eq!(state.update(Action::Open(vec![file("a", 67)])).caret, 0x10);
}

#[test]
fn the_place_of_an_address_is_in_view_once_there_is_a_view() {
    let state = after(
        &State::default(),
        [
            Action::Visit("at=0x8000".to_owned()),
            Action::Open(vec![file("a", MIB)]),
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
fn a_place_near_the_start_leaves_the_start_in_view() {
    for room in [45, 100, 400] {
        let state = after(
            &State::default(),
            [
                Action::Visit("at=0x10&len=12".to_owned()),
                Action::Open(vec![file("a", MIB)]),
                Action::Measured {
                    height_px: 660.0,
                    room,
                },
            ],
        );
        assert_eq!(state.viewport.visible_rows().start, 0, "{room}");
        assert_eq!(state.selection(), 16..28);
    }
}

#[test]
fn a_sample_named_again_without_a_place_begins_at_its_start() {
    let sample = OpenFile {
        id: 2,
        sample: true,
        ..file("ls-universal", 187_120)
    };
    let state = open(MIB).update(Action::Open(vec![sample]));
    let state = state.update(Action::GoTo("0x4000".to_owned()));
    let state = state.update(Action::Visit("sample=ls-universal".to_owned()));
    assert_eq!((state.caret, state.visible_bytes().start), (0, 0));
}

#[test]
fn a_file_that_comes_before_its_sample_opens_at_its_own_start() {
    let state = State::default().update(Action::Visit("sample=pixel.png&at=8".to_owned()));
    assert_eq!(state.update(Action::Open(vec![file("a", MIB)])).caret, 0);
}

#[test]
fn choices_of_an_address_are_not_kept() {
    let stored = "cols=16 text=latin-1";
    let visit = Action::Visit("cols=8&view=octal".to_owned());
    for actions in [
        [visit.clone(), Action::Restore(stored.to_owned())],
        [Action::Restore(stored.to_owned()), visit],
    ] {
        let state = after(&open(MIB), actions);
        assert_eq!(state.width, Width::EIGHT);
        assert_eq!(state.chosen.value("cols"), "16");
        assert_eq!(state.settings.value("text"), "latin-1");
        assert_eq!(state.fragment(), "at=0x0&view=octal&cols=8&text=latin-1");
        let state = state.update(Action::Choose("cols", "16".to_owned()));
        assert_eq!(state.width, Width::SIXTEEN);
        assert_eq!(state.settings.value("view"), "octal");
        assert_eq!(state.chosen.value("view"), "hex");
        let state = state.update(Action::Visit("at=0x10".to_owned()));
        assert_eq!(state.settings.value("view"), "hex", "it asks for nothing");
        let state = state.update(Action::ResetSettings);
        assert_eq!(
            (&state.settings, &state.chosen),
            (&Settings::default(), &Settings::default())
        );
    }
}

#[test]
fn settings_of_another_version_are_named() {
    let state = open(MIB).update(Action::Restore("cols=8 music=loud".to_owned()));
    assert_eq!(state.width, Width::EIGHT);
    assert_eq!(
        state.status,
        "Settings saved earlier are not known any more and were left out: music=loud."
    );
}

#[test]
fn rows_hold_whole_words() {
    let state = open(MIB);
    let state = after(
        &state,
        [("word", "8"), ("cols", "20"), ("view", "signed")]
            .map(|(key, value)| Action::Choose(key, value.to_owned())),
    );
    assert_eq!(
        (state.width, state.view().row()),
        (Width::SIXTEEN, Width::SIXTEEN)
    );
}

#[test]
fn selections() {
    use Step::{Down, FileEnd, Left, PageDown, Right, RowEnd, RowStart, Up};
    let check = |state: &State, selection: Range<u64>, caret| {
        assert_eq!((state.selection(), state.caret), (selection, caret));
    };
    let extend =
        |state: &State, steps: &[Step]| after(state, steps.iter().copied().map(Action::Extend));
    let start = open(MIB).update(Action::GoTo("0x100".to_owned()));
    check(&start, 0x100..0x101, 0x100);
    check(&extend(&start, &[Right, Right]), 0x100..0x103, 0x102);
    check(&extend(&start, &[Right, Left, Left]), 0xff..0x101, 0xff);
    check(&extend(&start, &[Down, RowEnd]), 0x100..0x120, 0x11f);
    check(&extend(&start, &[Up, RowStart]), 0xf0..0x101, 0xf0);
    check(&extend(&start, &[FileEnd]), 0x100..MIB, MIB - 1);
    let page = extend(&start, &[PageDown]);
    check(&page, 0x100..0x1a1, 0x1a0);
    assert!(page.shows(0x1a0));
    // A move without Shift ends it, from where the caret is.
    check(&step(&page, &[Right]), 0x1a1..0x1a2, 0x1a1);
    check(&page.update(Action::SelectAll), 0..MIB, MIB - 1);
    assert_eq!(
        page.update(Action::SelectAll).viewport,
        page.viewport,
        "the view stays"
    );
    check(&start.update(Action::Reach(0x10)), 0x10..0x101, 0x10);
    check(&start.update(Action::Point(0x10)), 0x10..0x11, 0x10);
    let select = |range| {
        let mut state = start.clone();
        state.select(range);
        state
    };
    check(&select(16..32), 16..32, 31);
    check(&select(MIB - 1..MIB + 9), MIB - 1..MIB, MIB - 1);
    let all = open(1).update(Action::SelectAll);
    check(&all, 0..1, 0);
    check(&open(0).update(Action::SelectAll), 0..0, 0);
    check(&extend(&open(0), &[Right, FileEnd]), 0..0, 0);
}

#[test]
fn ranges_are_selected_shown_and_linked() {
    let state = open(MIB).update(Action::GoTo("0x8000..0x8400".to_owned()));
    assert_eq!(state.selection(), 0x8000..0x8400);
    assert!(state.viewport.whole_rows().contains(&0x800));
    assert_eq!(state.status, "1,024 bytes selected, 0x8000 to 0x83ff");
    assert_eq!(state.fragment(), "at=0x8000&len=1024");
    assert_eq!(
        position_text(&state.position()),
        "0x8000–0x83ff (32,768–33,791) · 1,024 (0x400) bytes selected"
    );
    let there = open(MIB).update(Action::Visit(state.fragment()));
    assert_eq!(there.selection(), 0x8000..0x8400);
    assert_eq!(there.fragment(), state.fragment());
    // Beyond the end: what there is of it is selected, and the rest named.
    let state = open(MIB).update(Action::Visit("at=0xffff0&len=32".to_owned()));
    assert_eq!(state.selection(), 0xffff0..MIB);
    assert_eq!(
        state.status,
        "0x100000 (1,048,576) is past the end: the file has 1,048,576 bytes."
    );
}

#[test]
fn a_selection_is_drawn_out_beyond_the_view() {
    let state = open(MIB).update(Action::Point(3));
    let drag = |state: &State, rows, column| state.update(Action::Drag { rows, column });
    let down = drag(&state, 2, 5);
    assert_eq!(down.viewport.visible_rows(), 2..12);
    assert_eq!(down.selection(), 3..11 * 16 + 6);
    let up = drag(&down, -1, 0);
    assert_eq!(up.selection(), 3..0x11);
    assert_eq!(drag(&up, -100, 99).selection(), 3..0x10);
    let end = drag(&down, i64::MAX, 99);
    assert_eq!(end.selection(), 3..MIB);
}

#[test]
fn the_command_prints_what_is_in_view() {
    let state = open(MIB).update(Action::Scrolled(2000.0));
    assert_eq!(
        state.command().as_deref(),
        Some("hexdump -C -v -s 0x640 -n 160 a.bin")
    );
    let state = state.update(Action::Choose("text", "utf-8".to_owned()));
    assert_eq!(state.command(), None);
    assert_eq!(open(0).command(), None);
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
fn an_address_in_the_fragment_waits_for_its_file() {
    let remote = |id: u32, url: &str| {
        Action::Open(vec![OpenFile {
            id,
            url: Some(url.to_owned()),
            ..file("a.bin", MIB)
        }])
    };
    let fragment = "url=https%3A%2F%2Fa.test%2Fa.bin&at=0x400";
    let state = State::default().update(Action::Visit(fragment.to_owned()));
    assert_eq!(state.wanted_url.as_deref(), Some("https://a.test/a.bin"));
    let opened = state.update(remote(1, "https://a.test/a.bin"));
    assert_eq!((opened.caret, opened.wanted_url.as_deref()), (0x400, None));
    assert_eq!(opened.fragment(), fragment);
    let other = state.update(remote(2, "https://a.test/b.bin"));
    assert_eq!((other.caret, other.wanted_url.as_deref()), (0, None));
    // An address that is not open yet moves nothing in the file that is.
    let visited = other.update(Action::Visit(fragment.to_owned()));
    assert_eq!((visited.caret, &visited.file), (0, &other.file));
    let both = visited.update(remote(3, "https://a.test/a.bin"));
    assert_eq!(both.caret, 0x400);
    // One that is open in another tab leads there.
    let back = both
        .update(Action::Select(2))
        .update(Action::Visit(fragment.to_owned()));
    assert_eq!(
        (back.caret, back.file.map(|file| file.id)),
        (0x400, Some(3))
    );
}

#[test]
fn the_fragment_follows_what_is_in_view() {
    let state = open(MIB).update(Action::Scrolled(2000.0));
    assert_eq!(state.visible_bytes(), 1600..1760);
    assert_eq!(state.fragment(), "at=0x640", "the caret is out of view");
    assert_eq!(
        position_text(&state.position()),
        "0x640 (1,600) · 0.2 % of 1,048,576 bytes"
    );
    assert_eq!(State::default().fragment(), "");
}

#[test]
fn another_width_keeps_the_place() {
    let state = open(MIB).update(Action::Scrolled(2000.0));
    let state = state.update(Action::Choose("cols", "8".to_owned()));
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

#[test]
fn what_is_said_after_a_selection_is_not_covered_by_it() {
    let selected = open(MIB).update(Action::SelectAll);
    let told = selected.update(Action::TellSelection);
    assert_eq!(told.status, "1,048,576 bytes selected, 0x0 to 0xfffff");
    let saved = selected.update(Action::Say("Saved.".to_owned()));
    assert_eq!(saved.update(Action::TellSelection).status, "Saved.");
}
