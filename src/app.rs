//! The app: which page is shown, and the open files, which stay open from page to page.

mod session;

use std::cell::RefCell;
use std::collections::HashSet;
use std::rc::Rc;

use yew::prelude::*;

use self::session::use_session;
use crate::components::{AlertBox, Position, Progress, Shell, ThemeSwitch};
use crate::decoder::{Action, OpenFile, Part, Settings, State};
use crate::export::use_export;
use crate::figures::{Figures, Tools};
use crate::intake::{TextIn, use_intake};
use crate::kinds::use_verdict;
use crate::pages::decoder::DecoderPage;
use crate::pages::remote::{self, NO_FILES, NO_SAMPLES, NO_TEXT, Opened, Way, use_remote};
use crate::web::drops::{self, Arrival};
use crate::web::navigation::{self, Arriving, Done, Navigator};
use crate::web::reader::{Event, Reader};
use crate::web::source::Source;
use crate::web::workers::{Program, Workers};
use crate::web::{self, HtmlElement, Timeout, clipboard, leaving, marks, storage, theme};

const DECODER: &str = "/decoder/";
const SETTINGS_KEY: &str = "hexlog-decoder";
/// Milliseconds of rest before the status line follows the view.
const PLACE_MS: u32 = 100;

/// Whether the app draws the page at `path` by itself, instead of showing what its file holds.
pub fn is_local(path: &str) -> bool {
    path == DECODER || path == remote::PATH
}

/// Properties of [`App`]. At build time and in the browser they must be the same, or hydration
/// fails; so the browser takes them from the page.
#[derive(Clone, Debug, Properties, PartialEq)]
pub struct AppProps {
    /// The site's name.
    pub site: AttrValue,
    /// The site's base path, such as `/` or `/some/repo/`.
    pub base: AttrValue,
    /// The path of the first page inside the site.
    pub path: AttrValue,
    /// Whether the posts can be searched.
    #[prop_or_default]
    pub search: bool,
    /// What stands in the first page's `<main>`. In the browser it is there already: what is here
    /// is not looked at, and empty.
    #[prop_or_default]
    pub html: AttrValue,
}

/// The page that is shown.
#[derive(Clone, PartialEq)]
struct Page {
    path: AttrValue,
    html: AttrValue,
    /// The title of a page that came from a file.
    title: Option<String>,
    /// Counts the pages that were shown.
    turn: u32,
}

/// The decoder's state as Yew keeps it.
#[derive(Clone, Default, PartialEq)]
struct Store(Rc<State>);

impl Reducible for Store {
    type Action = Action;

    fn reduce(self: Rc<Self>, action: Action) -> Rc<Self> {
        Rc::new(Store(Rc::new(self.0.update(action))))
    }
}

/// The whole site, around one page.
#[component(App)]
pub fn app(props: &AppProps) -> Html {
    let page = use_state_eq(|| Page {
        path: props.path.clone(),
        html: props.html.clone(),
        title: None,
        turn: 0,
    });
    let turn = use_mut_ref(|| 0);
    let arriving = use_mut_ref(|| None::<Done>);
    let theme_choice = use_state_eq(|| AttrValue::from("auto"));
    let store = use_reducer_eq(Store::default);
    let state = Rc::clone(&store.0);
    let input = use_node_ref();
    // The file that the user is asked to show again.
    let reopening = use_mut_ref(|| None::<u32>);

    let dispatcher = store.dispatcher();
    let dispatch = use_callback((), move |action: Action, ()| dispatcher.dispatch(action));
    let reader = {
        let dispatch = dispatch.clone();
        let tell = move |event| {
            dispatch.emit(match event {
                Event::Arrived => Action::Redraw,
                Event::Failed { name, fault } => Action::ReadFailed(fault.sentence(&name)),
            });
        };
        use_memo((), |()| Reader::new(tell))
    };
    let navigator = use_memo((), |()| Navigator::new(&props.base));
    let workers = use_memo((), |()| Workers::new(Program::Formats));
    // A text that is too much for its worker ends it, and nothing else with it.
    let text_workers = use_memo((), |()| Workers::new(Program::Formats));
    let kind_workers = use_memo((), |()| Workers::new(Program::Kinds));
    let figure_workers = use_memo((), |()| Workers::new(Program::Figures));
    let take_text = use_mut_ref(Callback::<TextIn>::noop);
    let latest = use_mut_ref(|| Rc::clone(&state));
    latest.replace(Rc::clone(&state));

    let show = {
        let (page, turn) = (page.setter(), Rc::clone(&turn));
        use_callback(
            (),
            move |(path, title, html): (String, Option<String>, String), ()| {
                *turn.borrow_mut() += 1;
                page.set(Page {
                    path: path.into(),
                    html: html.into(),
                    title,
                    turn: *turn.borrow(),
                });
            },
        )
    };

    // A document keeps its policy: that page is entered and left by loading it.
    let is_remote = props.path == remote::PATH;
    let arrive = {
        let (reader, dispatch, reopening) =
            (Rc::clone(&reader), dispatch.clone(), Rc::clone(&reopening));
        let take_text = Rc::clone(&take_text);
        let (navigator, show, latest) = (Rc::clone(&navigator), show.clone(), Rc::clone(&latest));
        use_callback((), move |arrival: Arrival, ()| {
            if is_remote {
                dispatch.emit(Action::Refused(NO_FILES.to_owned()));
                return;
            }
            if let Some(text) = arrival.dropped.only_text() {
                let text = text.into();
                let name = "dropped.bin".to_owned();
                take_text.borrow().emit(TextIn {
                    text,
                    reading: None,
                    name,
                });
                return;
            }
            let left_out = arrival.dropped.left_out();
            let mut sources = arrival.files;
            if sources.is_empty() {
                dispatch.emit(Action::Refused(left_out.unwrap_or_default()));
                return;
            }
            let state = Rc::clone(&latest.borrow());
            if let Some((id, gone)) = reopening
                .take()
                .and_then(|id| Some((id, reader.source_of(id)?)))
                && let Some(same) = sources
                    .iter()
                    .position(|source| source.name() == gone.name())
            {
                open_again(&reader, &dispatch, id, sources.remove(same));
            }
            let files: Vec<_> = sources
                .iter()
                .map(|source| (source.name(), source.size()))
                .collect();
            let claims = state.claims(&files);
            let sources = claims.into_iter().zip(sources).collect();
            open(&reader, &dispatch, sources, Origin::Outside);
            if let Some(sentence) = left_out {
                dispatch.emit(Action::Say(sentence));
            }
            if navigator.go(DECODER) {
                show.emit((DECODER.to_owned(), None, String::new()));
            }
        })
    };

    let intake = {
        let (reader_of, dispatcher) = (Rc::clone(&reader), dispatch.clone());
        let on_again = use_callback((), move |(id, source), ()| {
            open_again(&reader_of, &dispatcher, id, source);
        });
        use_intake(
            &text_workers,
            &reader,
            &dispatch,
            &arrive,
            &on_again,
            is_remote.then_some(NO_TEXT),
        )
    };
    take_text.replace(intake.on_text.clone());

    // What begins when the page has come alive.
    {
        let (arrive, dispatch, show) = (arrive.clone(), dispatch.clone(), show.clone());
        let (navigator, arriving, reopening, theme_choice) = (
            Rc::clone(&navigator),
            Rc::clone(&arriving),
            Rc::clone(&reopening),
            theme_choice.setter(),
        );
        use_effect_with((), move |()| {
            theme_choice.set(theme::current().into());
            if let Some(text) = storage::read(SETTINGS_KEY) {
                dispatch.emit(Action::Restore(text));
            }
            let pages = (!is_remote).then(|| {
                navigator.listen(
                    |path| (path != remote::PATH).then(|| is_local(path)),
                    move |Arriving {
                              path,
                              content,
                              done,
                          }| {
                        if let Some(overtaken) = arriving.borrow_mut().replace(done) {
                            overtaken.overtaken();
                        }
                        let (title, html) =
                            content.map(|content| (content.title, content.html)).unzip();
                        show.emit((path, title, html.unwrap_or_default()));
                    },
                )
            });
            let drops = drops::listen(move |arrival| {
                // What is dropped is no answer to the question for the file that has gone.
                reopening.take();
                arrive.emit(arrival);
            });
            let colours = theme::on_system_change(move || dispatch.emit(Action::Redraw));
            marks::mark("site:hydrated");
            move || drop((pages, drops, colours))
        });
    }

    let on_open = {
        let arrive = arrive.clone();
        use_callback((), move |source, ()| arrive.emit(Arrival::of(source)))
    };
    let tools = Tools {
        workers: (*figure_workers).clone(),
        kind_workers: (*kind_workers).clone(),
        on_open,
    };

    // What is due when another page stands in the document.
    use_effect_with((*page).clone(), move |page| {
        if page.turn > 0 {
            if let Some(title) = &page.title {
                navigation::set_title(title);
            }
            navigation::focus_main();
        }
        if let Some(done) = arriving.borrow_mut().take() {
            done.shown();
        }
    });

    let on_sample = {
        let (reader, dispatch, latest) = (Rc::clone(&reader), dispatch.clone(), Rc::clone(&latest));
        use_callback(props.base.clone(), move |name: Rc<str>, base| {
            if is_remote {
                dispatch.emit(Action::NoSample(NO_SAMPLES.to_owned()));
            } else {
                let (reader, dispatch, latest) =
                    (Rc::clone(&reader), dispatch.clone(), Rc::clone(&latest));
                open_sample(base.clone(), reader, dispatch, latest, name);
            }
        })
    };
    // A file that is closed is let go.
    {
        let reader = Rc::clone(&reader);
        let before = use_mut_ref(HashSet::<u32>::new);
        use_effect_with(state.tabs.clone(), move |tabs| {
            let open: HashSet<u32> = tabs.iter().map(|tab| tab.file.id).collect();
            for &id in before.borrow().difference(&open) {
                reader.close(id);
            }
            before.replace(open);
        });
    }
    // What is chosen is kept.
    {
        let before = use_mut_ref(|| state.chosen.clone());
        use_effect_with(state.chosen.clone(), move |chosen| {
            if before.replace(chosen.clone()) != *chosen {
                match *chosen == Settings::default() {
                    true => storage::remove(SETTINGS_KEY),
                    false => storage::write(SETTINGS_KEY, &chosen.to_text()),
                }
            }
        });
    }
    let on_copy = {
        let dispatch = dispatch.clone();
        use_callback((), move |text: String, ()| {
            let dispatch = dispatch.clone();
            web::spawn_local(async move {
                let said = match clipboard::copy(&text).await {
                    Ok(()) => format!("Copied: {text}"),
                    Err(clipboard::Refused) => {
                        format!("The browser did not allow copying. This is the text: {text}")
                    }
                };
                dispatch.emit(Action::Say(said));
            });
        })
    };
    let session = use_session(&props.base, &reader, &latest, &dispatch, !is_remote);
    let on_forget = {
        let (forget, theme_choice) = (session.forget.clone(), theme_choice.setter());
        use_callback((), move |(), ()| {
            forget.emit(());
            theme_choice.set("auto".into());
        })
    };
    let on_link = {
        let (on_copy, latest) = (on_copy.clone(), Rc::clone(&latest));
        use_callback((), move |(), ()| {
            on_copy.emit(web::address_with(&latest.borrow().fragment()));
        })
    };
    let on_theme = {
        let theme_choice = theme_choice.setter();
        let dispatch = dispatch.clone();
        use_callback((), move |choice: String, ()| {
            theme::choose(&choice);
            theme_choice.set(choice.into());
            dispatch.emit(Action::Redraw);
        })
    };
    let remote = {
        let (reader, dispatch) = (Rc::clone(&reader), dispatch.clone());
        Callback::from(move |(source, way, remark): Opened| {
            match way {
                Way::New => open(&reader, &dispatch, vec![(None, source)], Origin::Outside),
                Way::Again(id) => open_again(&reader, &dispatch, id, source),
            }
            if let Some(sentence) = remark {
                dispatch.emit(Action::Say(sentence));
            }
        })
    };
    let remote = use_remote(&state, &dispatch, remote);
    let on_reopen = {
        let (reader, dispatch, input) = (Rc::clone(&reader), dispatch.clone(), input.clone());
        let remote = remote.open.clone();
        let reopening = Rc::clone(&reopening);
        use_callback((), move |(), ()| {
            let Some(id) = latest.borrow().file.as_ref().map(|file| file.id) else {
                return;
            };
            let url = reader.source().and_then(|source| {
                // Its server may still be asked for other parts: that is of no use any more.
                source.cancel();
                source.url().map(str::to_owned)
            });
            if let Some(url) = url {
                remote.emit((url, Way::Again(id)));
                return;
            }
            reopen(
                id,
                Rc::clone(&reader),
                dispatch.clone(),
                input.clone(),
                Rc::clone(&reopening),
            );
        })
    };
    let on_no_files = {
        let reopening = Rc::clone(&reopening);
        use_callback((), move |_: yew::Event, ()| {
            reopening.take();
        })
    };
    let reopen_file = on_reopen.clone();
    let on_dismiss = dispatch.reform(|()| Action::Dismiss);

    let verdict = use_verdict(&state, &kind_workers, &reader);
    let export = use_export(&state, &workers, &reader, &dispatch);
    // The button goes, and the keyboard with it.
    let on_cancel = export.on_cancel.reform(|()| navigation::focus_main());
    let work = html! { <Progress work={state.saving.clone()} {on_cancel} /> };
    let is_decoder = is_local(&page.path);
    let theme = html! { <ThemeSwitch theme={(*theme_choice).clone()} on_change={on_theme} /> };
    let alert = html! {
        <AlertBox
            alert={state.alert.clone()}
            said={state.warned}
            can_reopen={is_decoder} {on_reopen} {on_dismiss} />
    };
    let place = use_place(&state, &session.save);
    let position = if is_decoder {
        html! {
            <Position
                parts={place.0.clone()}
                command={place.1.clone()}
                on_copy={on_copy.clone()}
                on_link={on_link.clone()}
            />
        }
    } else {
        Html::default()
    };
    html! {
        <>
        <Shell
            site={props.site.clone()}
            base={props.base.clone()}
            path={page.path.clone()}
            search={props.search}
            is_tool={is_decoder}
            {theme}
            {alert}
            {work}
            {position}
            status={state.status.clone()}
            said={state.said}
        >
            if is_decoder {
                <DecoderPage
                    site={props.site.clone()}
                    base={props.base.clone()}
                    {state}
                    reader={(*reader).clone()}
                    {input}
                    {dispatch}
                    on_files={arrive}
                    {on_no_files}
                    {on_sample}
                    {on_copy}
                    {on_link}
                    {export}
                    {verdict}
                    kind_workers={(*kind_workers).clone()}
                    {intake}
                    on_reopen={reopen_file}
                    on_again={session.again}
                    {on_forget}
                    remote={is_remote.then_some(remote)}
                    turn={page.turn}
                />
            } else {
                { Html::from_html_unchecked(page.html.clone()) }
            }
        </Shell>
            <Figures key={page.turn} id={format!("figure-{}", page.turn)} {tools} />
        </>
    }
}

/// Where the user is and the command that prints what is in view, once the view rests for a moment: a
/// frame of a view that moves does not pay for them. Then what is open is kept, too.
#[hook]
fn use_place(
    state: &Rc<State>,
    save: &Callback<Rc<State>>,
) -> UseStateHandle<(Vec<Part>, Option<String>)> {
    let place = use_state_eq(|| (Vec::new(), None));
    let (setter, save) = (place.setter(), save.clone());
    let state = Rc::clone(state);
    let file = state.file.as_ref().map(|file| file.id);
    let at = (file, state.selection(), state.visible_bytes(), state.view());
    let files = (state.tabs.clone(), state.earlier.clone());
    let shown_as = (state.settings.columns, state.settings.glyphs);
    use_effect_with((at, files, shown_as), move |_| {
        let last = leaving::at_last({
            let (save, state) = (save.clone(), Rc::clone(&state));
            move || save.emit(Rc::clone(&state))
        });
        let timer = Timeout::new(PLACE_MS, move || {
            setter.set((state.position(), state.command()));
            save.emit(state);
        });
        move || drop((timer, last))
    });
    place
}

/// Where a file comes from.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Origin {
    Outside,
    Sample,
}

/// Opens files, those that were open before a reload under the numbers that they had.
fn open(
    reader: &Reader,
    dispatch: &Callback<Action>,
    sources: Vec<(Option<u32>, Source)>,
    origin: Origin,
) {
    let open = |(id, source): (Option<u32>, Source)| {
        let (name, size) = (source.name().to_owned(), source.size());
        let (as_read, url) = (source.as_read(), source.url().map(str::to_owned));
        let id = match id {
            Some(id) => {
                reader.open_as(id, source);
                id
            }
            None => reader.open(source),
        };
        OpenFile {
            id,
            name,
            size,
            sample: origin == Origin::Sample,
            as_read,
            url,
        }
    };
    let files: Vec<OpenFile> = sources.into_iter().map(open).collect();
    if !files.is_empty() {
        dispatch.emit(Action::Open(files));
    }
}

/// Opens a file as it is now, in place of what it was.
fn open_again(reader: &Reader, dispatch: &Callback<Action>, id: u32, source: Source) {
    if reader.source_of(id).is_none() {
        // It was closed meanwhile.
        source.cancel();
        return;
    }
    let (name, size) = (source.name().to_owned(), source.size());
    let (as_read, url) = (source.as_read(), source.url().map(str::to_owned));
    reader.open_as(id, source);
    dispatch.emit(Action::Reopened(OpenFile {
        id,
        name,
        size,
        sample: false,
        as_read,
        url,
    }));
}

/// The sample with this name, which is a file of the site.
///
/// # Errors
/// It cannot be had; the sentence says why.
async fn sample(base: &str, name: &str) -> Result<Source, String> {
    // Nothing else of the site is a sample.
    let is_in_name = |byte: u8| byte.is_ascii_alphanumeric() || b"-._".contains(&byte);
    let is_name = !name.is_empty() && !name.starts_with('.') && name.bytes().all(is_in_name);
    let path = format!("{base}samples/{name}");
    let source = match is_name {
        true => Source::of_site(name, &path).await,
        false => Ok(None),
    };
    source
        .map_err(|_| format!("The sample “{name}” could not be loaded. Is there a connection?"))?
        .ok_or_else(|| format!("There is no sample named “{name}”."))
}

fn open_sample(
    base: AttrValue,
    reader: Rc<Reader>,
    dispatch: Callback<Action>,
    latest: Rc<RefCell<Rc<State>>>,
    name: Rc<str>,
) {
    marks::mark("decoder:open");
    web::spawn_local(async move {
        let sample = sample(&base, &name).await;
        let state = Rc::clone(&latest.borrow());
        if state.wanted_sample.as_ref() != Some(&name) {
            // Something else is wanted by now.
            return;
        }
        match sample {
            Ok(source) => {
                let claim = state
                    .claims(&[(&name, source.size())])
                    .into_iter()
                    .flatten();
                let sources = vec![(claim.into_iter().next(), source)];
                open(&reader, &dispatch, sources, Origin::Sample);
            }
            Err(sentence) => dispatch.emit(Action::NoSample(sentence)),
        }
    });
}

/// Opens the same file as it is now; where the browser gives no way back to it, the user shows it.
fn reopen(
    id: u32,
    reader: Rc<Reader>,
    dispatch: Callback<Action>,
    input: NodeRef,
    reopening: Rc<RefCell<Option<u32>>>,
) {
    let Some(source) = reader.source_of(id) else {
        return;
    };
    web::spawn_local(async move {
        let again = source.again().await;
        if reader.source_of(id).as_ref() != Some(&source) {
            // It was closed or opened again meanwhile.
            return;
        }
        match again {
            Ok(source) => open_again(&reader, &dispatch, id, source),
            Err(Some(fault)) => {
                let sentence = fault.sentence(source.name());
                // Another file may be on the screen by now, which is well.
                dispatch.emit(match reader.source() == Some(source) {
                    true => Action::ReadFailed(sentence),
                    false => Action::Refused(sentence),
                });
            }
            Err(None) => {
                reopening.replace(Some(id));
                if let Some(input) = input.cast::<HtmlElement>() {
                    web::click(&input);
                }
            }
        }
    });
}
