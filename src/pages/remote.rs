//! The decoder for a file at an address: what there is beside the decoder for files.
//!
//! It is a page of its own with a policy of its own, which lets it connect to any server. So it takes
//! no files, and is entered and left by loading it.

use std::cell::RefCell;
use std::rc::Rc;

use yew::prelude::*;

use crate::components::{ADDRESS_ID, AddressForm, Download, download_box};
use crate::decoder::{Action, State};
use crate::web::remote::{self, Abort, News, Tell};
use crate::web::source::Source;
use crate::web::{self, marks};

/// The page's path inside the site.
pub const PATH: &str = "/decoder/remote/";

/// What is said of a drop.
pub const NO_FILES: &str = "Files cannot be opened on this page, since it may connect to any server. \
                            Drop them on the decoder, which connects to none.";

/// What is said of a text that is pasted elsewhere than into the form.
pub const NO_TEXT: &str = "An address is pasted into its field. Other texts are read on the decoder's own page, \
                           which connects to no server.";

/// What is said of a sample.
pub const NO_SAMPLES: &str =
    "The samples cannot be opened on this page: they are on the decoder's.";

/// How a file is opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// For the first time.
    New,
    /// Afresh, in place of the file of this number, with the place kept.
    Again(u32),
}

/// The file at an address was opened in that way; the sentence says what the user should know.
pub type Opened = (Source, Way, Option<String>);

/// What the page for a file at an address has in place of a file input.
#[derive(Clone, PartialEq)]
pub struct Remote {
    text: AttrValue,
    download: Option<Download>,
    on_cancel: Callback<()>,
    on_open: Callback<String>,
    /// Opens the file at an address.
    pub open: Callback<(String, Way)>,
}

impl Remote {
    /// The form for an address.
    pub fn form(&self) -> Html {
        let on_open = self.on_open.clone();
        html! {
            <AddressForm text={self.text.clone()} {on_open} />
        }
    }

    /// What is on its way, in an element that is there also while nothing is: Yew 0.23 looks for a
    /// sibling that has gone, when one before a component is to be put in at the same time.
    pub fn download(&self) -> Html {
        html! {
            <div>
                if let Some(download) = &self.download {
                    { download_box(download, &self.on_cancel) }
                }
            </div>
        }
    }
}

/// A file whose bytes are waited for.
struct Waiting {
    name: String,
    /// The file, once it is open.
    source: Rc<RefCell<Option<Source>>>,
}

/// Opens files at addresses, and tells of each through `opened`.
#[hook]
pub fn use_remote(state: &State, dispatch: &Callback<Action>, opened: Callback<Opened>) -> Remote {
    let text = use_state_eq(AttrValue::default);
    let opening = use_state_eq(|| None::<Download>);
    let waiting = use_state_eq(|| None::<Download>);
    let waits = use_mut_ref(Vec::<Waiting>::new);
    let running = use_mut_ref(|| None::<Abort>);

    // What the page's address names is put into the form, and that is all.
    {
        let text = text.setter();
        use_effect_with(state.wanted_url.clone(), move |wanted| {
            if let Some(url) = wanted {
                text.set(url.clone().into());
            }
        });
    }
    let open = {
        let (dispatch, running) = (dispatch.clone(), Rc::clone(&running));
        let (text, opening, waiting) = (text.setter(), opening.setter(), waiting.setter());
        let waits = Rc::clone(&waits);
        use_callback((), move |(url, way): (String, Way), ()| {
            marks::mark("decoder:open");
            let url = url.trim().to_owned();
            text.set(url.clone().into());
            let address = match remote::address(&url) {
                Ok(address) => address,
                Err(sentence) => return dispatch.emit(Action::Refused(sentence)),
            };
            let name = format!("Opening “{}”", address.name);
            let abort = Abort::new();
            if let Some(before) = running.replace(Some(abort.clone())) {
                before.now();
            }
            dispatch.emit(Action::Dismiss);
            dispatch.emit(Action::Say(format!("{name} …")));
            let download = move |done, total| {
                let name = name.clone();
                Some(Download { name, done, total })
            };
            opening.set(download(0, None));
            let file = Rc::new(RefCell::new(None));
            let tell: Tell = {
                let (opening, waiting, abort) = (opening.clone(), waiting.clone(), abort.clone());
                let (file, waits) = (Rc::clone(&file), Rc::clone(&waits));
                let name = format!("Waiting for “{}”", address.name);
                Rc::new(move |news| match news {
                    News::Came(done, total) if !abort.is_due() => {
                        opening.set(download(done, total))
                    }
                    News::Came(..) => {}
                    News::Waiting(is_waiting) => {
                        let mut waits = waits.borrow_mut();
                        waits.retain(|other| !Rc::ptr_eq(&other.source, &file));
                        if is_waiting {
                            let (name, source) = (name.clone(), Rc::clone(&file));
                            waits.push(Waiting { name, source });
                        }
                        waiting.set(waits.last().map(|last| Download {
                            name: last.name.clone(),
                            done: 0,
                            total: None,
                        }));
                    }
                })
            };
            let (dispatch, running) = (dispatch.clone(), Rc::clone(&running));
            let (opening, opened) = (opening.clone(), opened.clone());
            web::spawn_local(async move {
                let came = Source::remote(&url, &address, &abort, &tell).await;
                if abort.is_due() {
                    // Whoever called it off has said so.
                    return;
                }
                running.replace(None);
                opening.set(None);
                match came {
                    Ok((source, remark)) => {
                        file.replace(Some(source.clone()));
                        opened.emit((source, way, remark));
                    }
                    Err(fault) => {
                        let name = &address.name;
                        dispatch.emit(Action::Say(format!("“{name}” was not opened.")));
                        dispatch.emit(Action::Refused(fault.not_opened(name)));
                    }
                }
            });
        })
    };
    let on_cancel = {
        let (dispatch, opening) = (dispatch.clone(), opening.setter());
        use_callback((), move |(), ()| {
            // The button goes, and the keyboard with it.
            web::focus_on(&format!("#{ADDRESS_ID}"));
            match running.take() {
                Some(abort) => {
                    abort.now();
                    opening.set(None);
                    dispatch.emit(Action::Say("Opening was cancelled.".to_owned()));
                }
                None => {
                    let last = waits.borrow().last().map(|last| Rc::clone(&last.source));
                    if let Some(source) = last.and_then(|last| last.borrow().clone()) {
                        source.cancel();
                    }
                }
            }
        })
    };
    Remote {
        text: (*text).clone(),
        download: (*opening).clone().or_else(|| (*waiting).clone()),
        on_cancel,
        on_open: use_callback(open.clone(), |text: String, open| {
            open.emit((text, Way::New))
        }),
        open,
    }
}
