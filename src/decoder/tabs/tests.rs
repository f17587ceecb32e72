//! Several files at once.

use super::*;
use crate::decoder::{Action, Step};

const MIB: u64 = 1 << 20;

fn file(id: u32, name: &str, size: u64) -> OpenFile {
    OpenFile {
        id,
        name: name.to_owned(),
        size,
        sample: false,
        as_read: None,
        url: None,
    }
}

fn sample(id: u32) -> OpenFile {
    OpenFile {
        sample: true,
        ..file(id, "pixel.png", 67)
    }
}

fn after(state: &State, actions: impl IntoIterator<Item = Action>) -> State {
    actions
        .into_iter()
        .fold(state.clone(), |state, action| state.update(action))
}

const MEASURED: Action = Action::Measured {
    height_px: 200.0,
    room: 100,
};

/// Files of 1 MiB with these numbers, opened at once.
fn open(ids: std::ops::RangeInclusive<u32>) -> State {
    let files = ids.map(|id| file(id, &format!("{id}.bin"), MIB));
    after(&State::default(), [Action::Open(files.collect()), MEASURED])
}

fn ids(state: &State) -> Vec<u32> {
    state.tabs.iter().map(|tab| tab.file.id).collect()
}

fn labels(state: &State) -> Vec<&str> {
    state.tabs.iter().map(|tab| tab.label.as_str()).collect()
}

fn shown(state: &State) -> Option<u32> {
    state.file.as_ref().map(|file| file.id)
}

#[test]
fn files_open_beside_the_current_one() {
    let state = open(1..=3);
    assert_eq!((ids(&state), shown(&state)), (vec![1, 2, 3], Some(1)));
    assert_eq!(state.status, "Opened “1.bin”, “2.bin” and “3.bin”");
    let state = state.update(Action::Open(vec![file(4, "d", 1), file(5, "e", 2)]));
    assert_eq!((ids(&state), shown(&state)), (vec![1, 4, 5, 2, 3], Some(4)));
    assert_eq!(
        (state.opened, state.jumps),
        (2, 1),
        "it is a place of its own"
    );
    let state = state.update(Action::Open(vec![file(6, "f", 0)]));
    assert_eq!(state.status, "Opened “f”. Empty file: 0 bytes");
    assert_eq!(ids(&state), [1, 4, 6, 5, 2, 3]);
    assert_eq!(state.update(Action::Open(vec![])), state);
    let many = open(1..=500);
    assert_eq!((many.tabs.len(), shown(&many)), (500, Some(1)));
    assert_eq!(many.status, "Opened “1.bin”, “2.bin”, “3.bin” and 497 more");
}

#[test]
fn files_of_one_name_have_labels_that_stay() {
    let same = |id| file(id, "a", 1);
    let state = State::default().update(Action::Open(vec![
        same(1),
        same(2),
        file(3, "a (2)", 1),
        same(4),
    ]));
    assert_eq!(labels(&state), ["a", "a (2)", "a (2) (2)", "a (3)"]);
    let state = state.update(Action::Close(1));
    assert_eq!(state.status, "Closed “a”");
    assert_eq!(labels(&state), ["a (2)", "a (2) (2)", "a (3)"]);
    let state = state.update(Action::Open(vec![same(5)]));
    assert_eq!(labels(&state), ["a (2)", "a", "a (2) (2)", "a (3)"]);
}

#[test]
fn a_file_keeps_its_place_and_its_view() {
    let choose = |key, value: &str| Action::Choose(key, value.to_owned());
    let first = after(
        &open(1..=2),
        [
            Action::GoTo("0x8000..0x8010".to_owned()),
            choose("cols", "8"),
            Action::Visit("at=0x8000&len=16&view=octal&cols=8&note=hi".to_owned()),
            Action::Scrolled(300_010.0),
            Action::ReadFailed("Gone.".to_owned()),
        ],
    );
    let second = first.update(Action::Select(2));
    assert_eq!(second.status, "“2.bin”, 1,048,576 bytes");
    assert_eq!((second.caret, second.visible_bytes().start), (0, 0));
    assert_eq!((&second.alert, second.offers_reopen()), (&None, false));
    assert_eq!(
        second.settings.value("view"),
        "hex",
        "an address asked for it in the other"
    );
    assert_eq!(second.width, Width::EIGHT, "what was chosen last");
    let second = after(
        &second,
        [choose("cols", "32"), choose("folded", "inspector")],
    );
    let back = second.update(Action::Select(1));
    assert_eq!(back.viewport.top_row(), first.viewport.top_row());
    assert_eq!(back.viewport.offset_px(), first.viewport.offset_px());
    assert_eq!(
        (back.caret, back.selection()),
        (first.caret, first.selection())
    );
    assert_eq!(
        (back.width, back.fragment()),
        (Width::EIGHT, first.fragment())
    );
    assert!(back.offers_reopen());
    assert_eq!(back.settings.value("view"), "octal");
    assert_eq!(
        back.settings.value("folded"),
        "inspector",
        "panels are common"
    );
    let again = back.update(Action::Select(2));
    assert_eq!(again.width, Width::THIRTY_TWO);
    assert_eq!(back.update(Action::Select(1)), back, "it is shown already");
    assert_eq!(back.update(Action::Select(9)), back, "it is not open");
}

#[test]
fn work_ends_with_its_file() {
    let work = crate::decoder::Work::new("Looking".to_owned(), 1);
    let state = open(1..=2).update(Action::Work(Some(work)));
    assert!(state.work.is_some());
    assert!(state.update(Action::Close(2)).work.is_some());
    assert!(state.update(Action::Select(2)).work.is_none());
    assert!(state.update(Action::Close(1)).work.is_none());
}

#[test]
fn next_and_previous_go_round() {
    let state = open(1..=3);
    let check = |actions: &[Action], expected| {
        assert_eq!(
            shown(&after(&state, actions.iter().cloned())),
            Some(expected)
        );
    };
    check(&[Action::SelectNext], 2);
    check(
        &[Action::SelectNext, Action::SelectNext, Action::SelectNext],
        1,
    );
    check(&[Action::SelectPrevious], 3);
    let none = State::default();
    assert_eq!(none.update(Action::SelectNext), none);
    let one = open(1..=1);
    assert_eq!(one.update(Action::SelectNext), one);
}

#[test]
fn closing() {
    let state = open(1..=3).update(Action::Select(2));
    let check = |id, rest: &[u32], current| {
        let closed = state.update(Action::Close(id));
        assert_eq!((ids(&closed), shown(&closed)), (rest.to_vec(), current));
    };
    check(1, &[2, 3], Some(2));
    check(2, &[1, 3], Some(3));
    check(3, &[1, 2], Some(2));
    check(9, &[1, 2, 3], Some(2));
    let last = state.update(Action::Select(3)).update(Action::Close(3));
    assert_eq!(shown(&last), Some(2), "after the last one the one before");
    let empty = after(&open(1..=1), [Action::Step(Step::Down), Action::Close(1)]);
    assert_eq!((empty.status.as_str(), empty.size()), ("Closed “1.bin”", 0));
    assert_eq!((empty.fragment(), empty.caret), (String::new(), 0));
    assert_eq!(empty.viewport.height_px(), 200.0);
    let state = empty.update(Action::Open(vec![file(2, "b", MIB)]));
    assert_eq!(state.viewport.visible_rows(), 0..10);
}

#[test]
fn moving() {
    let state = open(1..=4);
    let check = |id, to, order: &[u32]| {
        assert_eq!(ids(&state.update(Action::Move(id, to))), order);
    };
    check(1, 2, &[2, 3, 1, 4]);
    check(4, 0, &[4, 1, 2, 3]);
    check(1, 4, &[1, 2, 3, 4]);
    check(9, 0, &[1, 2, 3, 4]);
    let moved = state.update(Action::Move(1, 3));
    assert_eq!(moved.status, "“1.bin” is file 4 of 4");
    assert_eq!((shown(&moved), moved.jumps), (Some(1), state.jumps));
    assert_eq!(state.update(Action::Move(1, 0)), state);
}

#[test]
fn a_sample_is_open_once() {
    let state = after(
        &open(1..=2),
        [
            Action::Open(vec![sample(3)]),
            Action::Select(1),
            Action::Open(vec![sample(4)]),
        ],
    );
    assert_eq!((ids(&state), shown(&state)), (vec![1, 3, 2], Some(3)));
    let away = state.update(Action::Select(2));
    let back = away.update(Action::Visit("sample=pixel.png&at=8".to_owned()));
    assert_eq!((shown(&back), back.caret), (Some(3), 8));
    assert_eq!(
        back.jumps, away.jumps,
        "the address is in the history already"
    );
    assert_eq!(back.wanted_sample, None);
    // An address that names a sample leaves the view of other files alone.
    let other = open(1..=1).update(Action::Visit("sample=pixel.png&cols=8".to_owned()));
    assert_eq!(
        (other.width, other.wanted_sample.as_deref()),
        (Width::SIXTEEN, Some("pixel.png"))
    );
    let opened = other.update(Action::Open(vec![sample(2)]));
    assert_eq!((opened.width, opened.jumps), (Width::EIGHT, other.jumps));
    assert_eq!(opened.update(Action::Select(1)).width, Width::SIXTEEN);
}

#[test]
fn reopened_files_keep_their_tabs() {
    let state = after(
        &open(1..=2),
        [
            Action::GoTo("0x8000".to_owned()),
            Action::ReadFailed("Gone.".to_owned()),
            Action::Select(2),
            Action::Reopened(file(1, "1.bin", 20)),
        ],
    );
    assert_eq!((shown(&state), state.reopened), (Some(2), 1));
    let state = state.update(Action::Select(1));
    assert_eq!((state.size(), state.visible_bytes()), (20, 0..20));
    assert_eq!((state.caret, state.offers_reopen()), (19, false));
    let closed = state.update(Action::Close(1));
    assert_eq!(
        closed.update(Action::Reopened(file(1, "1.bin", 20))),
        closed
    );
}

#[test]
fn the_history_leads_to_the_file_of_a_place() {
    let state = after(
        &open(1..=2),
        [Action::GoTo("0x100".to_owned()), Action::Select(2)],
    );
    let revisit = |id, text: &str| Action::Revisit(id, text.to_owned());
    let back = state.update(revisit(1, "at=0x40"));
    assert_eq!(
        (shown(&back), back.caret, back.jumps),
        (Some(1), 0x40, state.jumps)
    );
    let closed = back.update(Action::Close(1));
    let still = closed.update(revisit(1, "at=0x40"));
    assert_eq!(still.status, "The file of that place is closed.");
    let but_for_the_status = State {
        status: closed.status.clone(),
        said: closed.said,
        ..still
    };
    assert_eq!(but_for_the_status, closed);
}

/// The state after a reload.
fn reloaded(list: &str) -> State {
    after(
        &State::default(),
        [MEASURED, Action::Remember(Earlier::from_list(list))],
    )
}

#[test]
fn files_come_back_after_a_reload() {
    let choose = |key, value: &str| Action::Choose(key, value.to_owned());
    let state = after(
        &open(1..=3),
        [
            Action::GoTo("0x8000..0x8010".to_owned()),
            Action::Select(2),
            choose("view", "octal"),
            choose("cols", "8"),
            Action::Select(3),
            choose("view", "hex"),
            choose("cols", "auto"),
            Action::Open(vec![sample(4)]),
            Action::Select(2),
        ],
    );
    let list = state.list();
    assert_eq!(
        list,
        "1\t1048576\t\tat=0x8000&len=16\t1.bin\n\
         2\t1048576\tc\tat=0x0&view=octal&cols=8\t2.bin\n\
         3\t1048576\t\tat=0x0\t3.bin\n\
         4\t67\ts\tsample=pixel.png&at=0x0\tpixel.png"
    );
    let again = reloaded(&list);
    assert_eq!(again.list(), list, "nothing is lost while nothing is open");
    assert_eq!(again.listed(), [1, 2, 3, 4].into());
    // Some come back at once, in any order.
    let some = again.update(Action::Open(vec![sample(4), file(1, "1.bin", MIB)]));
    assert_eq!((ids(&some), shown(&some)), (vec![1, 4], Some(4)));
    assert_eq!(some.earlier.len(), 2);
    let names: Vec<String> = some
        .list()
        .lines()
        .map(|line| line[..1].to_owned())
        .collect();
    assert_eq!(names, ["1", "2", "3", "4"]);
    let all = after(
        &some,
        [
            Action::Open(vec![file(9, "new", 5)]),
            Action::Open(vec![file(3, "3.bin", MIB), file(2, "2.bin", MIB)]),
        ],
    );
    assert_eq!((ids(&all), shown(&all)), (vec![1, 2, 3, 4, 9], Some(2)));
    assert!(all.earlier.is_empty());
    assert_eq!(
        (all.width, all.settings.value("view")),
        (Width::EIGHT, "octal".to_owned())
    );
    assert_eq!(
        all.chosen,
        Settings::default(),
        "what is kept between visits is not touched"
    );
    let first = all.update(Action::Select(1));
    assert_eq!(first.selection(), 0x8000..0x8010);
    assert!(first.shows(0x8000));
    assert_eq!(first.width, Width::SIXTEEN);
}

#[test]
fn the_address_says_where_the_current_file_was() {
    let list = "1\t1048576\t\tat=0x100\ta\n2\t1048576\tc\tat=0x40\tb";
    let visit = Action::Visit("at=0x80".to_owned());
    let state = reloaded(list).update(visit.clone());
    let state = state.update(Action::Open(vec![file(1, "a", MIB)]));
    assert_eq!(state.caret, 0x100, "it is not meant");
    let state = state.update(Action::Open(vec![file(2, "b", MIB)]));
    assert_eq!(state.caret, 0x80);
    // A place of the history that belongs to a file that is still to come.
    let waits = reloaded(list).update(Action::Revisit(2, "at=0x80".to_owned()));
    let state = waits.update(Action::Open(vec![file(2, "b", MIB)]));
    assert_eq!(state.caret, 0x80);
}

#[test]
fn chosen_files_are_those_from_before() {
    let list = "1\t5\t\tat=0x1\ta\n2\t5\t\t\ta\n3\t6\tc\t\tb\nnonsense\n4\tx\t\t\tc";
    let state = reloaded(list);
    assert_eq!(state.earlier.len(), 3);
    let claims = state.claims(&[("a", 5), ("a", 6), ("b", 6), ("a", 5), ("a", 5)]);
    assert_eq!(claims, [Some(1), None, Some(3), Some(2), None]);
    let state = state.update(Action::ForgetEarlier);
    assert_eq!(
        (state.claims(&[("a", 5)]), state.list()),
        (vec![None], String::new())
    );
}

#[test]
fn names_of_any_kind_are_listed() {
    for name in ["tab\there", "line\nbreak", "", "ü \\n", "\r"] {
        let state = State::default().update(Action::Open(vec![file(1, name, 5)]));
        let again = reloaded(&state.list());
        assert_eq!(again.claims(&[(name, 5)]), [Some(1)], "{name:?}");
    }
}

#[test]
fn forgetting_everything_leaves_open_files_alone() {
    let state = after(
        &open(1..=2),
        [
            Action::GoTo("0x8000".to_owned()),
            Action::Choose("cols", "8".to_owned()),
            Action::Remember(Earlier::from_list("7\t5\t\t\tz")),
            Action::ForgetAll,
        ],
    );
    assert_eq!(
        (ids(&state), state.caret, state.width),
        (vec![1, 2], 0x8000, Width::SIXTEEN)
    );
    assert_eq!(
        (state.list(), state.listed()),
        (String::new(), HashSet::new())
    );
    assert!(state.status.starts_with("Forgotten: "), "{}", state.status);
    let state = state.update(Action::Open(vec![file(3, "c", 5)]));
    assert_eq!(
        (state.list().as_str(), state.listed()),
        ("3\t5\tc\tat=0x0\tc", [3].into())
    );
}

/// Numbers that look random and are the same in every run.
struct Numbers(u32);

impl Numbers {
    /// A number below `limit`.
    fn below(&mut self, limit: u32) -> u32 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 17;
        self.0 ^= self.0 << 5;
        self.0 % limit
    }
}

#[test]
fn every_file_is_there_once_and_where_it_was_left() {
    let mut most = 0;
    for seed in 1..300 {
        let mut numbers = Numbers(0x9e37_79b9_u32.wrapping_mul(seed));
        let mut state = State::default().update(MEASURED);
        // Each open file and its caret.
        let mut places: Vec<(u32, u64)> = Vec::new();
        let mut given = 0;
        for step in 0..40 {
            let last = given;
            let any = |numbers: &mut Numbers| numbers.below(last + 2);
            let deed = match numbers.below(8) {
                0 | 1 => {
                    let first = given + 1;
                    given += numbers.below(4);
                    places.extend((first..=given).map(|id| (id, 0)));
                    Action::Open((first..=given).map(|id| file(id, "a", MIB)).collect())
                }
                2 => {
                    let id = any(&mut numbers);
                    places.retain(|(other, _)| *other != id);
                    Action::Close(id)
                }
                3 => Action::Select(any(&mut numbers)),
                4 => Action::Move(any(&mut numbers), numbers.below(9) as usize),
                5 => Action::SelectNext,
                6 => Action::SelectPrevious,
                _ => {
                    let offset = u64::from(numbers.below(MIB as u32));
                    let Some(current) = shown(&state) else {
                        continue;
                    };
                    let place = places.iter_mut().find(|(id, _)| *id == current).unwrap();
                    place.1 = offset;
                    Action::Jump(offset)
                }
            };
            let what = format!("{deed:?} at {step} of {seed}");
            state = state.update(deed);
            let mut found = ids(&state);
            found.sort_unstable();
            let expected: Vec<u32> = places.iter().map(|(id, _)| *id).collect();
            assert_eq!(found, expected, "{what}");
            assert_eq!(state.current().is_some(), !places.is_empty(), "{what}");
            let distinct: HashSet<&str> = labels(&state).into_iter().collect();
            assert_eq!(distinct.len(), places.len(), "{what}");
            if let Some(current) = shown(&state) {
                assert!(places.contains(&(current, state.caret)), "{what}");
                assert!(state.shows(state.caret), "{what}");
            }
            most = most.max(places.len());
        }
        for (id, caret) in places {
            assert_eq!(state.update(Action::Select(id)).caret, caret);
        }
    }
    assert!(most > 10, "{most}");
}
