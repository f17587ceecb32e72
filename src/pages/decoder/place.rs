//! The place in a file, as the address has it.

use std::rc::Rc;

use yew::prelude::*;

use crate::decoder::{Action, State};
use crate::web::address::{self, Address, Place};

/// The address follows the place in the file, and the place follows the address.
#[hook]
pub(super) fn use_address(state: &Rc<State>, turn: u32, dispatch: &Callback<Action>) {
    let address = use_memo((), |()| Address::default());
    {
        let (address, dispatch) = (Rc::clone(&address), dispatch.clone());
        use_effect_with((), move |()| {
            let visit = move |place: Place| {
                dispatch.emit(match place.file {
                    Some(file) => Action::Revisit(file, place.fragment),
                    None => Action::Visit(place.fragment),
                });
            };
            visit(match turn {
                // No file of before is open yet.
                0 => Place {
                    file: None,
                    ..address::place()
                },
                _ => address::place(),
            });
            let written = Rc::clone(&address);
            let listener = address.listen(move |place| {
                written.cancel();
                visit(place);
            });
            move || {
                address.cancel();
                drop(listener);
            }
        });
    }
    let before = use_mut_ref(|| (state.jumps, turn, Place::default()));
    use_effect_with((Rc::clone(state), turn), move |(state, turn)| {
        let place = Place {
            fragment: state.fragment(),
            file: state.file.as_ref().map(|file| file.id),
        };
        let now = (state.jumps, *turn, place.clone());
        let (jumps, before, left) = before.replace(now);
        let has_moved = left != place;
        if state.jumps > jumps && has_moved && left.file.is_some() {
            address.push(&left, &place);
        } else if has_moved || place.file.is_some() && *turn != before {
            address.replace_soon(&place);
        }
    });
}
