//! The open files come back after a reload: their list is kept in the browser's tab, and the ways back to
//! them in a database.

use std::cell::RefCell;
use std::collections::HashSet;
use std::rc::Rc;

use yew::prelude::*;

use super::{Origin, SETTINGS_KEY, open, sample};
use crate::decoder::{Action, Earlier, ReadFault, State};
use crate::web::handles::{Answer, Handle, Handles};
use crate::web::reader::Reader;
use crate::web::saving::{self, Left};
use crate::web::source::Source;
use crate::web::{self, storage, theme};

/// The ways back to files that were open before, with their numbers.
type Ways = Vec<(u32, Handle)>;

/// What the page does with what is kept.
pub(super) struct Session {
    /// Keeps what is open now.
    pub(super) save: Callback<Rc<State>>,
    /// Asks for permission to open the files from before again, and opens them.
    pub(super) again: Callback<()>,
    /// Forgets everything.
    pub(super) forget: Callback<()>,
}

/// Opens what was open before, as far as the user has not to be asked; where nothing is kept, nothing is
/// opened.
#[hook]
pub(super) fn use_session(
    base: &AttrValue,
    reader: &Rc<Reader>,
    latest: &Rc<RefCell<Rc<State>>>,
    dispatch: &Callback<Action>,
    is_kept: bool,
) -> Session {
    let handles = use_memo((), |()| Handles::default());
    let ways = use_mut_ref(Ways::new);
    let opener = Opener {
        base: base.clone(),
        reader: Rc::clone(reader),
        latest: Rc::clone(latest),
        dispatch: dispatch.clone(),
    };
    {
        let (opener, handles, ways) = (opener.clone(), Rc::clone(&handles), Rc::clone(&ways));
        use_effect_with((), move |()| {
            if !is_kept {
                return;
            }
            let earlier = Earlier::from_list(&storage::read_list().unwrap_or_default());
            web::spawn_local(opener.begin(earlier, handles, ways));
        });
    }
    let save = {
        let (reader, handles) = (Rc::clone(reader), Rc::clone(&handles));
        use_callback((), move |state: Rc<State>, ()| {
            if !is_kept {
                return;
            }
            storage::write_list(&state.list());
            handles.follow(&state.listed(), |id| reader.source_of(id));
        })
    };
    let again = {
        let opener = opener.clone();
        use_callback((), move |(), ()| {
            let ask = |(id, handle): &(u32, Handle)| (*id, handle.clone(), handle.request());
            let asked = ways.borrow().iter().map(ask).collect();
            web::spawn_local(opener.clone().open_granted(asked, Asked::User));
        })
    };
    let forget = use_callback((), move |(), ()| {
        handles.clear();
        web::spawn_local(saving::tidy(Left::All));
        storage::remove(SETTINGS_KEY);
        storage::write_list("");
        storage::forget_pages();
        theme::choose("auto");
        opener.dispatch.emit(Action::ForgetAll);
    });
    Session {
        save,
        again,
        forget,
    }
}

/// Who was asked for permission.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Asked {
    Browser,
    User,
}

#[derive(Clone)]
struct Opener {
    base: AttrValue,
    reader: Rc<Reader>,
    latest: Rc<RefCell<Rc<State>>>,
    dispatch: Callback<Action>,
}

impl Opener {
    /// Opens samples and what the browser may still read, and offers the others.
    async fn begin(self, mut earlier: Vec<Earlier>, handles: Rc<Handles>, ways: Rc<RefCell<Ways>>) {
        let ids: HashSet<u32> = earlier.iter().map(|file| file.id).collect();
        if !earlier.is_empty() {
            self.dispatch.emit(Action::Remember(earlier.clone()));
            let mut samples = Vec::new();
            for file in earlier.iter().filter(|file| file.sample) {
                if let Ok(source) = sample(&self.base, &file.name).await {
                    samples.push((Some(file.id), source));
                }
            }
            open(&self.reader, &self.dispatch, samples, Origin::Sample);
        } else {
            web::after_start().await;
        }
        // What is too old goes, even where nothing was open before.
        let mut found = handles.read(&ids).await;
        found.retain(|(id, handle)| {
            let is_it = |file: &&Earlier| file.id == *id && file.name == handle.name();
            earlier.iter().any(|file| is_it(&file))
        });
        if found.is_empty() {
            return;
        }
        let known: HashSet<u32> = found.iter().map(|(id, _)| *id).collect();
        earlier.retain(|file| self.awaits(file.id));
        for file in &mut earlier {
            file.has_handle = known.contains(&file.id);
        }
        self.dispatch.emit(Action::Remember(earlier));
        let ask = |(id, handle): &(u32, Handle)| (*id, handle.clone(), handle.query());
        let asked = found.iter().map(ask).collect();
        ways.replace(found);
        self.open_granted(asked, Asked::Browser).await;
    }

    /// Whether a file from before has not been opened.
    fn awaits(&self, id: u32) -> bool {
        self.latest
            .borrow()
            .earlier
            .iter()
            .any(|file| file.id == id)
    }

    /// Opens the files that may be read.
    async fn open_granted(self, asked: Vec<(u32, Handle, Answer)>, who: Asked) {
        let (mut sources, mut failed) = (Vec::<(Option<u32>, Source)>::new(), Vec::new());
        for (id, handle, answer) in asked {
            let opened = match answer.is_granted().await {
                true => handle.source().await,
                false if who == Asked::Browser => continue,
                false => Err(ReadFault::Forbidden),
            };
            match opened {
                Ok(source) => sources.push((Some(id), source)),
                Err(fault) => failed.push((id, fault)),
            }
        }
        // Meanwhile the user may have chosen or forgotten some of them.
        sources.retain(|(id, _)| id.is_some_and(|id| self.awaits(id)));
        failed.retain(|(id, _)| self.awaits(*id));
        let mut earlier = self.latest.borrow().earlier.to_vec();
        let mut sentences = Vec::new();
        for file in &mut earlier {
            let Some((_, fault)) = failed.iter().find(|(id, _)| *id == file.id) else {
                continue;
            };
            sentences.push(fault.not_opened(&file.name));
            file.has_handle = *fault == ReadFault::Forbidden;
        }
        if !sentences.is_empty() {
            self.dispatch.emit(Action::Remember(earlier));
        }
        open(&self.reader, &self.dispatch, sources, Origin::Outside);
        if !sentences.is_empty() {
            sentences.truncate(3);
            self.dispatch.emit(Action::Say(sentences.join(" ")));
        }
    }
}
