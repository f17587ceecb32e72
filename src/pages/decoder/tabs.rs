//! What the user does to tabs, and where the keyboard goes then.

use std::cell::RefCell;
use std::rc::Rc;

use yew::prelude::*;

use crate::components::{Deed, tab_id};
use crate::decoder::{Action, State};
use crate::web::grid::Grid;
use crate::web::{self, navigation, pointer};

/// Where the keyboard goes when another file is shown.
#[derive(Clone, Copy)]
pub(super) enum Keyboard {
    /// To the bytes, or to the tab of a file that has none.
    Grid,
    /// To the tab.
    Tab,
}

/// Moves the keyboard when another file is shown; gives what takes the user's deeds.
#[hook]
pub(super) fn use_tabs(
    latest: &Rc<RefCell<Rc<State>>>,
    state: &Rc<State>,
    keyboard: &Rc<RefCell<Option<Keyboard>>>,
    grid: &Rc<RefCell<Option<Grid>>>,
    dispatch: &Callback<Action>,
) -> Callback<(u32, Deed)> {
    // A file that has just been opened has the keyboard.
    {
        let keyboard = Rc::clone(keyboard);
        use_effect_with(state.opened, move |&opened| {
            if opened > 0 {
                keyboard.replace(Some(Keyboard::Grid));
            }
        });
    }
    // Among the tabs the keyboard stays there, also when one is closed.
    {
        let (grid, keyboard) = (Rc::clone(grid), Rc::clone(keyboard));
        let current = state.file.as_ref().map(|file| file.id);
        use_effect_with(
            (current, state.opened, state.tabs.clone()),
            move |(current, ..)| {
                let to = keyboard.take();
                let Some(current) = current else {
                    if to.is_some() {
                        navigation::focus_main();
                    }
                    return;
                };
                let tab = format!("#{}", tab_id(*current));
                match (to, grid.borrow().as_ref()) {
                    (None, _) => {}
                    (Some(Keyboard::Grid), Some(grid)) => grid.focus(),
                    _ => {
                        web::focus_on(&tab);
                    }
                }
                web::reveal(&tab);
            },
        );
    }
    let held = use_mut_ref(|| None::<u32>);
    {
        let held = Rc::clone(&held);
        use_effect_with((), move |()| {
            let listener = pointer::on_release(move || {
                held.take();
            });
            move || drop(listener)
        });
    }
    let (latest, keyboard, dispatch) = (Rc::clone(latest), Rc::clone(keyboard), dispatch.clone());
    use_callback((), move |(id, deed): (u32, Deed), ()| {
        let state = Rc::clone(&latest.borrow());
        let place = |id: u32| state.tabs.iter().position(|tab| tab.file.id == id);
        let Some(index) = place(id) else { return };
        let action = match deed {
            Deed::Select => Some(Action::Select(id)),
            Deed::Close => Some(Action::Close(id)),
            Deed::Previous => Some(Action::SelectPrevious),
            Deed::Next => Some(Action::SelectNext),
            Deed::First => state.tabs.first().map(|tab| Action::Select(tab.file.id)),
            Deed::Last => state.tabs.last().map(|tab| Action::Select(tab.file.id)),
            Deed::MoveBack => index.checked_sub(1).map(|to| Action::Move(id, to)),
            Deed::MoveOn if index + 1 == state.tabs.len() => None,
            Deed::MoveOn => Some(Action::Move(id, index + 1)),
            Deed::Hold => {
                held.replace(Some(id));
                return;
            }
            Deed::Over => match *held.borrow() {
                Some(held) if held != id => Some(Action::Move(held, index)),
                _ => return,
            },
        };
        let current = state.file.as_ref().map(|file| Action::Select(file.id));
        if let Some(action) = action.filter(|action| Some(action) != current.as_ref()) {
            keyboard.replace(Some(Keyboard::Tab));
            dispatch.emit(action);
        }
    })
}
