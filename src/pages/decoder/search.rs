//! The search for the next byte that is another one.

use std::cell::RefCell;
use std::rc::Rc;

use yew::prelude::*;

use crate::decoder::{Action, SoFar, State, Work};
use crate::web;
use crate::web::reader::Reader;
use crate::web::scan::{self, Cancel, Direction, Found};

/// Looks for the byte that differs from the one at the caret; gives what begins it and what cancels it.
#[hook]
pub(super) fn use_search(
    latest: &Rc<RefCell<Rc<State>>>,
    state: &Rc<State>,
    reader: &Reader,
    dispatch: &Callback<Action>,
) -> (Callback<Direction>, Callback<()>) {
    let running = use_mut_ref(|| None::<Cancel>);
    let cancel = {
        let (running, dispatch) = (Rc::clone(&running), dispatch.clone());
        use_callback((), move |(), ()| {
            let search = running.borrow_mut().take();
            if let Some(search) = search {
                search.now();
                dispatch.emit(Action::Work(None));
                dispatch.emit(Action::Say("The search was cancelled.".to_owned()));
            }
        })
    };
    // It ends with the file that it looks through.
    {
        let running = Rc::clone(&running);
        let file = state.file.as_ref().map(|file| file.id);
        use_effect_with((file, state.reopened), move |_| {
            move || {
                if let Some(search) = running.borrow_mut().take() {
                    search.now();
                }
            }
        });
    }
    let (latest, reader, dispatch) = (Rc::clone(latest), reader.clone(), dispatch.clone());
    let find = use_callback((), move |direction: Direction, ()| {
        let (caret, size) = (latest.borrow().caret, latest.borrow().size());
        let byte = reader.bytes(caret..caret + 1).unwrap_or_default();
        let (Some(source), [byte]) = (reader.source(), byte.as_slice()) else {
            dispatch.emit(Action::Say(
                "The byte at the caret has not been read yet.".to_owned(),
            ));
            return;
        };
        let (byte, dispatch, running) = (*byte, dispatch.clone(), Rc::clone(&running));
        let cancel = Cancel::default();
        if let Some(before) = running.replace(Some(cancel.clone())) {
            before.now();
            dispatch.emit(Action::Work(None));
        }
        let (which, total) = match direction {
            Direction::Forward => ("next", size - caret - 1),
            Direction::Back => ("previous", caret),
        };
        let name = format!("Looking for the {which} byte that is not {byte:02X}");
        web::spawn_local(async move {
            let work = Work::new(name, total);
            // A search that ends at once shows nothing.
            let progress = |done| {
                if work.so_far().done == 0 {
                    dispatch.emit(Action::Work(Some(work.clone())));
                }
                work.tell(SoFar {
                    done,
                    pace: String::new(),
                });
            };
            let found = scan::find_other(&source, caret, byte, direction, &cancel, progress).await;
            if cancel.is_due() {
                // Whoever called it off has said so.
                return;
            }
            running.replace(None);
            dispatch.emit(Action::Work(None));
            match found {
                Ok(Found::At(offset)) => dispatch.emit(Action::Jump(offset)),
                Ok(Found::Nothing) => dispatch.emit(Action::Say(format!(
                    "Every byte from here to the {} is {byte:02X}.",
                    match direction {
                        Direction::Forward => "end",
                        Direction::Back => "start",
                    }
                ))),
                Ok(Found::Cancelled) => {}
                Err(fault) => dispatch.emit(Action::ReadFailed(fault.sentence(source.name()))),
            }
        });
    });
    (find, cancel)
}
