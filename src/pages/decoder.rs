//! The decoder: a drop zone, or the open files and the bytes of one of them.

mod inspected;
mod place;
mod search;
mod tabs;

use std::cell::RefCell;
use std::collections::HashSet;
use std::ops::Range;
use std::rc::Rc;

use hexcore::inspect::{Instant, LOOKAHEAD};
use hexcore::intake::Reading;
use yew::prelude::*;

use self::inspected::use_inspected;
use self::place::use_address;
use self::search::use_search;
use self::tabs::{Keyboard, use_tabs};
use crate::components::{
    ByteGrid, COPY_MENU_ID, CopyMenu, DropZone, Explain, FILE_PANEL_ID, FileType, GoTo, Inspector,
    KEY_MAP_ID, Key, KeyMap, Panel, Progress, ReadAs, SettingsMenu, TEXT_MENU_ID, Tabs, Terminal,
    TextMenu, earlier_files, remote_zone, tab_id,
};
use crate::decoder::{Action, Colours, Order, Settings, State, bytes_of};
use crate::export::Export;
use crate::intake::{Intake, TextIn};
use crate::kinds::{Known, to_print, use_printed};
use crate::pages::remote::Remote;
use crate::web::address;
use crate::web::drops::{self, Arrival};
use crate::web::grid::{self, Aim, Grid};
use crate::web::paste;
use crate::web::pointer::{self, Gesture};
use crate::web::reader::Reader;
use crate::web::scan::Direction;
use crate::web::workers::Workers;
use crate::web::{self, HtmlElement, HtmlInputElement, Timeout, clock, keys, marks, navigation};

/// Milliseconds without a scroll event after which scrolling has come to rest.
const REST_MS: u32 = 150;
/// Milliseconds after which a selection that does not change any more is said.
const SAY_MS: u32 = 600;
/// The ids of the panels.
const FILE_TYPE_ID: &str = "file-type";
const EXPLAIN_ID: &str = "explain";
const INSPECTOR_ID: &str = "inspector";
const TERMINAL_ID: &str = "terminal";

/// What is to have the keyboard in a panel.
#[derive(Clone, Copy)]
struct Inside {
    /// The id of the panel.
    panel: &'static str,
    /// A CSS selector.
    selector: &'static str,
}

const FINDINGS: Inside = Inside {
    panel: FILE_TYPE_ID,
    selector: "#file-type .finding[tabindex='0']",
};
const EXPLAINED: Inside = Inside {
    panel: EXPLAIN_ID,
    selector: "#explain",
};
const READINGS: Inside = Inside {
    panel: INSPECTOR_ID,
    selector: "#inspector .value[tabindex='0']",
};
const SCREEN: Inside = Inside {
    panel: TERMINAL_ID,
    selector: "#terminal .screen [tabindex='0']",
};

impl Inside {
    /// Puts the keyboard there; `false` while it is not there.
    fn enter(self) -> bool {
        web::focus_on(self.selector)
    }
}

/// What can be folded away inside the first of them.
const CHART_ID: &str = "ascii-table";

/// Properties of [`DecoderPage`].
#[derive(Properties, PartialEq)]
pub struct DecoderPageProps {
    /// The site's name.
    pub site: AttrValue,
    /// The site's base path.
    pub base: AttrValue,
    /// What to show.
    pub state: Rc<State>,
    /// Where the bytes come from.
    pub reader: Reader,
    /// Refers to the file input, so that **Reopen** can press it.
    pub input: NodeRef,
    /// Changes the state.
    pub dispatch: Callback<Action>,
    /// Files were chosen.
    pub on_files: Callback<Arrival>,
    /// The dialog for files was closed, and none was chosen.
    pub on_no_files: Callback<yew::Event>,
    /// The address asks for a sample.
    pub on_sample: Callback<Rc<str>>,
    /// A text is to be copied.
    pub on_copy: Callback<String>,
    /// A link to this place is to be copied.
    pub on_link: Callback<()>,
    /// Bytes on their way out.
    pub export: Export,
    /// What the file is; `None` while it is looked at.
    pub verdict: Option<Known>,
    /// What says what bytes are.
    pub kind_workers: Workers,
    /// Texts on their way in.
    pub intake: Intake,
    /// The file that cannot be read any more is to be opened again.
    pub on_reopen: Callback<()>,
    /// The files that were open before a reload are to be opened again.
    pub on_again: Callback<()>,
    /// All that is kept between visits is to be forgotten.
    pub on_forget: Callback<()>,
    /// What opens a file at an address, on the page for that. It takes the place of the file input.
    pub remote: Option<Remote>,
    /// Counts how often the user has come to a page.
    pub turn: u32,
}

/// The decoder's page.
#[component(DecoderPage)]
pub fn decoder_page(props: &DecoderPageProps) -> Html {
    let DecoderPageProps {
        state,
        dispatch,
        input,
        ..
    } = props;
    let scroller = use_node_ref();
    let go_to = use_node_ref();
    let grid = use_mut_ref(|| None::<Grid>);
    let has_rows = state.size() > 0;

    use_title(props);
    use_address(state, props.turn, dispatch);
    use_chosen_early(input, &props.on_files);
    use_sample(state, &props.on_sample);
    use_go_to_key(&go_to);
    use_said_selection(state, dispatch);
    let latest = use_mut_ref(|| Rc::clone(state));
    *latest.borrow_mut() = Rc::clone(state);
    let keyboard = use_mut_ref(|| None::<Keyboard>);
    let (find_other, cancel) = use_search(&latest, state, &props.reader, dispatch);

    // The grid lives as long as there are rows.
    {
        let (grid, scroller, dispatch) = (Rc::clone(&grid), scroller.clone(), dispatch.clone());
        let latest = Rc::clone(&latest);
        use_effect_with(has_rows, move |_| {
            let attached = scroller.cast::<HtmlElement>().map(|scroller| {
                *grid.borrow_mut() = Grid::attach(&scroller);
                let measured = Rc::clone(&grid);
                let resized = dispatch.clone();
                let resize = grid::on_resize(&scroller, move || {
                    if let Some((height_px, room)) =
                        measured.borrow_mut().as_mut().map(Grid::measure)
                    {
                        resized.emit(Action::Measured { height_px, room });
                    }
                });
                let pointer = {
                    let grid = Rc::clone(&grid);
                    pointer::listen(&scroller, move |gesture| {
                        let action = act(gesture, grid.borrow().as_ref(), &latest.borrow());
                        let is_taken = action.is_some();
                        if let Some(action) = action {
                            dispatch.emit(action);
                        }
                        is_taken
                    })
                };
                (resize, pointer)
            });
            move || {
                drop(attached);
                grid.borrow_mut().take();
            }
        });
    }

    // Draw whenever the state has changed.
    {
        let (grid, reader, dispatch) = (Rc::clone(&grid), props.reader.clone(), dispatch.clone());
        let marked = use_mut_ref(HashSet::new);
        use_effect_with(Rc::clone(state), move |state| {
            let Some(file) = &state.file else { return };
            reader.show(file.id);
            let drawn = match grid.borrow_mut().as_mut() {
                Some(grid) => grid.draw(state, &reader) && !state.visible_bytes().is_empty(),
                None => file.size == 0,
            };
            let first = state.selection().start;
            let inspected = first..first.saturating_add(LOOKAHEAD as u64).min(state.size());
            reader.want(state.visible_bytes(), [inspected, state.byte_at_caret()]);
            if drawn && marked.borrow_mut().insert(file.id) {
                marks::mark("decoder:first-rows");
            }
            if drawn && state.settings.colours == Colours::Auto {
                grid::calibrate(&grid, move || dispatch.emit(Action::Redraw));
            }
        });
    }

    let on_deed = use_tabs(&latest, state, &keyboard, &grid, dispatch);

    let resting = use_mut_ref(|| None::<Timeout>);
    let on_scroll = {
        let (grid, dispatch) = (Rc::clone(&grid), dispatch.clone());
        use_callback((), move |(), ()| {
            let Some(top) = grid.borrow().as_ref().map(Grid::scroll_top) else {
                return;
            };
            dispatch.emit(Action::Scrolled(top));
            let dispatch = dispatch.clone();
            *resting.borrow_mut() = Some(Timeout::new(REST_MS, move || {
                dispatch.emit(Action::Settled)
            }));
        })
    };
    // What is in a panel may come only after the keyboard has.
    let entering = use_mut_ref(|| None::<Inside>);
    {
        let entering = Rc::clone(&entering);
        use_effect(move || {
            let due = *entering.borrow();
            if due.is_some_and(|inside| !web::has_keyboard(inside.panel) || inside.enter()) {
                entering.take();
            }
        });
    }
    // The same callbacks in every frame: what has new ones is rendered again.
    let on_key = {
        let (dispatch, go_to, latest) = (dispatch.clone(), go_to.clone(), Rc::clone(&latest));
        let (on_copy, on_link, cancel) =
            (props.on_copy.clone(), props.on_link.clone(), cancel.clone());
        let on_copy_bytes = props.export.on_copy.clone();
        let (keyboard, entering) = (Rc::clone(&keyboard), Rc::clone(&entering));
        use_callback((), move |key, ()| {
            let state = Rc::clone(&latest.borrow());
            match key {
                Key::Step(step) => dispatch.emit(Action::Step(step)),
                Key::Extend(step) => dispatch.emit(Action::Extend(step)),
                Key::SelectAll => dispatch.emit(Action::SelectAll),
                // What goes on is ended first.
                Key::SelectOne if state.work.is_some() => cancel.emit(()),
                Key::SelectOne => dispatch.emit(Action::Point(state.caret)),
                Key::GoTo => {
                    enter(&go_to);
                }
                Key::Back if !address::back() => {
                    dispatch.emit(Action::Say("There is no place to go back to.".to_owned()))
                }
                Key::Back => {}
                Key::Forward => address::forward(),
                Key::PreviousFile => {
                    keyboard.replace(Some(Keyboard::Grid));
                    dispatch.emit(Action::SelectPrevious);
                }
                Key::NextFile => {
                    keyboard.replace(Some(Keyboard::Grid));
                    dispatch.emit(Action::SelectNext);
                }
                Key::NextOther => find_other.emit(Direction::Forward),
                Key::PreviousOther => find_other.emit(Direction::Back),
                Key::Copy => on_copy_bytes.emit(Order {
                    file: state.file.as_ref().map_or(0, |file| file.id),
                    range: state.selection(),
                    format: Some(state.settings.copy.0),
                }),
                Key::Save => web::toggle_popover(COPY_MENU_ID),
                Key::CopyOffset => on_copy.emit(format!("{:#x}", state.selection().start)),
                Key::CopyLink => on_link.emit(()),
                Key::FileType => enter_panel(FINDINGS, &entering, &state, &dispatch),
                Key::Explain => enter_panel(EXPLAINED, &entering, &state, &dispatch),
                Key::Inspect => enter_panel(READINGS, &entering, &state, &dispatch),
                Key::Terminal => enter_panel(SCREEN, &entering, &state, &dispatch),
                Key::Keys => web::toggle_popover(KEY_MAP_ID),
            }
        })
    };
    let on_why = on_key.reform(|_| Key::FileType);
    let on_leave = {
        let grid = Rc::clone(&grid);
        use_callback((), move |(), ()| {
            if let Some(grid) = grid.borrow().as_ref() {
                grid.focus();
            }
        })
    };
    let on_cancel = {
        let (cancel, on_leave) = (cancel.clone(), on_leave.clone());
        use_callback((), move |(), ()| {
            // The button goes, and the keyboard with it.
            on_leave.emit(());
            cancel.emit(());
        })
    };
    let on_chosen = {
        let (input, on_files) = (input.clone(), props.on_files.clone());
        use_callback((), move |_: yew::Event, ()| {
            if let Some(arrival) = input
                .cast::<HtmlInputElement>()
                .and_then(|input| drops::chosen(&input))
            {
                on_files.emit(arrival);
            }
        })
    };
    let inspected = use_inspected(state, &props.reader);
    let is_read = inspected.is_some();
    let inspected = inspected.unwrap_or_default();
    let is_folded = |id: &str| state.settings.folded.0.iter().any(|folded| folded == id);
    let on_fold = {
        let dispatch = dispatch.clone();
        use_callback(
            state.settings.folded.0.clone(),
            move |id: &'static str, folded| {
                let mut folded = folded.clone();
                let before = folded.len();
                folded.retain(|other| other != id);
                if folded.len() == before {
                    folded.push(id.to_owned());
                }
                dispatch.emit(Action::Choose("folded", Settings::list(&folded)));
            },
        )
    };
    let printed = use_printed(
        state,
        !is_folded(TERMINAL_ID),
        &props.kind_workers,
        &props.reader,
    );
    let on_chart = use_callback(on_fold.clone(), |(), on_fold| on_fold.emit(CHART_ID));
    let is_copy_open = use_state_eq(|| false);
    let text_field = use_node_ref();
    // One hook for all: one for each would be as large as what it does.
    let steady = use_memo((), |()| {
        let (leave, copy_open) = (on_leave.clone(), is_copy_open.setter());
        let (field, on_text) = (text_field.clone(), props.intake.on_text.clone());
        let on_paste = props.intake.on_paste.clone();
        Steady {
            on_go: dispatch.reform(Action::GoTo),
            on_choice: dispatch.reform(|(key, value)| Action::Choose(key, value)),
            on_reset: dispatch.reform(|()| Action::ResetSettings),
            on_light: dispatch.reform(Action::Light),
            on_range: dispatch.reform(|range: Range<u64>| {
                Action::GoTo(format!("{:#x}..{:#x}", range.start, range.end))
            }),
            on_enter: Callback::from(|id: String| {
                web::focus_on(&format!("#{id}"));
            }),
            on_panel_key: Callback::from(move |event: KeyboardEvent| {
                if event.key() == "Escape" && !web::is_popover_open() {
                    event.prevent_default();
                    leave.emit(());
                }
            }),
            on_copy_toggle: Callback::from(move |()| copy_open.set(web::is_open(COPY_MENU_ID))),
            on_typed: Callback::from(move |reading| {
                let Some(field) = field.cast::<HtmlElement>() else {
                    return;
                };
                let text = paste::text_of(&field);
                web::toggle_popover(TEXT_MENU_ID);
                let name = "typed.bin".to_owned();
                on_text.emit(TextIn {
                    text,
                    reading,
                    name,
                });
            }),
            on_paste: Callback::from(move |()| {
                web::toggle_popover(TEXT_MENU_ID);
                on_paste.emit(());
            }),
            local: Callback::from(clock::local),
        }
    });
    let Steady {
        on_go,
        on_choice,
        on_reset,
        on_light,
        on_range,
        on_enter,
        on_panel_key,
        on_copy_toggle,
        on_typed,
        on_paste,
        local,
    } = (*steady).clone();
    let on_choose = {
        let input = input.clone();
        Callback::from(move |()| {
            if let Some(input) = input.cast::<HtmlElement>() {
                web::click(&input);
            }
        })
    };
    let on_forget_earlier = {
        let (dispatch, grid) = (dispatch.clone(), Rc::clone(&grid));
        Callback::from(move |()| {
            // The button goes, and the keyboard with it.
            match grid.borrow().as_ref() {
                Some(grid) => grid.focus(),
                None => navigation::focus_main(),
            }
            dispatch.emit(Action::ForgetEarlier);
        })
    };

    let earlier = earlier_files(
        &state.earlier,
        &props.on_again,
        &on_choose,
        &on_forget_earlier,
    );
    let on_reread = {
        let on_reread = props.intake.on_reread.clone();
        let id = state.file.as_ref().map_or(0, |file| file.id);
        use_callback(id, move |reading, id| on_reread.emit((*id, reading)))
    };
    let open_files = match &props.remote {
        Some(remote) => remote.form(),
        None => html! {
            <>
            <label class="button open-files">
                { "Open files" }
                <input type="file" multiple={true} ref={input.clone()} onchange={on_chosen} oncancel={props.on_no_files.clone()} />
            </label>
            <TextMenu field={text_field} on_open={on_typed} {on_paste} />
            </>
        },
    };
    let download = props
        .remote
        .as_ref()
        .map(Remote::download)
        .unwrap_or_default();
    let Some(file) = &state.file else {
        return if props.remote.is_some() {
            html! { <div class="decoder">{ remote_zone(&props.base, open_files) }{ download }</div> }
        } else {
            html! { <DropZone base={props.base.clone()} {earlier}>{ open_files }</DropZone> }
        };
    };
    let kind = match props.verdict.as_deref() {
        Some(Ok(verdict)) => verdict.sentence.clone(),
        _ => String::new(),
    };
    html! {
        <div class="decoder">
            <div class="strip">
                <Tabs tabs={state.tabs.clone()} current={file.id} {on_deed} />
                { open_files }
            </div>
            { earlier }
            <div id={FILE_PANEL_ID} class="file-panel" role="tabpanel" aria-labelledby={tab_id(file.id)}>
                <div class="toolbar">
                    <h1 class="file" key={file.id}>
                        <span class="file-name" title={file.name.clone()}>{ file.name.clone() }</span>
                        <span class="file-size">{ bytes_of(file.size) }</span>
                    </h1>
                    // It keeps its room while the file is looked at.
                    <p class="kind">
                        <span title={kind.clone()}>{ kind }</span>
                        if has_rows {
                            <button type="button" onclick={on_why}>{ "Why?" }</button>
                        }
                    </p>
                    <GoTo input={go_to} {on_go} {on_leave} />
                    <SettingsMenu
                        settings={state.settings.clone()}
                        on_choice={on_choice.clone()}
                        {on_reset}
                        on_forget={props.on_forget.clone()}
                    />
                    <CopyMenu
                        file={file.id}
                        selection={state.selection()}
                        size={file.size}
                        format={state.settings.copy.0}
                        is_open={*is_copy_open}
                        seen={props.export.looked.seen.clone()}
                        is_stored={props.export.looked.is_stored}
                        room={props.export.looked.room}
                        on_toggle={on_copy_toggle}
                        on_choice={on_choice.clone()}
                        on_look={props.export.on_look.clone()}
                        on_copy={props.export.on_copy.clone()}
                        on_save={props.export.on_save.clone()}
                    />
                    <KeyMap />
                    if state.offers_reopen() {
                        <button type="button" onclick={props.on_reopen.reform(|_| ())}>{ "Reopen" }</button>
                    }
                </div>
                if let Some(as_read) = &file.as_read {
                    <ReadAs as_read={Rc::clone(as_read)} {on_reread} />
                }
                if has_rows {
                    <div class="bench">
                        <ByteGrid {scroller} rows={state.viewport.rows()} {on_scroll} {on_key} />
                        <div class="panels" onkeydown={on_panel_key}>
                            <Panel
                                id={FILE_TYPE_ID}
                                name="File type"
                                is_folded={is_folded(FILE_TYPE_ID)}
                                on_fold={on_fold.clone()}
                            >
                                <FileType
                                    key={file.id}
                                    known={props.verdict.clone()}
                                    on_light={on_light.clone()}
                                    on_go={on_range.clone()}
                                    on_enter={on_enter.clone()}
                                />
                            </Panel>
                            <Panel
                                id={EXPLAIN_ID}
                                name="Explain"
                                is_folded={is_folded(EXPLAIN_ID)}
                                on_fold={on_fold.clone()}
                            >
                                // Another place is another element: a scratch byte stays where it was made, and
                                // texts of other widths move none of the old ones.
                                { read(is_read, html! {
                                    <Explain
                                        key={inspected.caret.to_string()}
                                        id="explain-byte"
                                        byte={inspected.byte}
                                        has_chart={!is_folded(CHART_ID)}
                                        {on_chart}
                                    />
                                }) }
                            </Panel>
                            <Panel
                                id={INSPECTOR_ID}
                                name="Inspector"
                                is_folded={is_folded(INSPECTOR_ID)}
                                on_fold={on_fold.clone()}
                            >
                                { read(is_read, html! {
                                    <Inspector
                                        bytes={inspected.bytes}
                                        at={inspected.at}
                                        orders={state.settings.orders}
                                        hidden={state.settings.hidden.clone()}
                                        on_light={on_light.clone()}
                                        on_enter={on_enter.clone()}
                                        on_copy={props.on_copy.clone()}
                                        on_choice={on_choice}
                                        {local}
                                    />
                                }) }
                            </Panel>
                            <Panel
                                id={TERMINAL_ID}
                                name="As cat would show it"
                                is_folded={is_folded(TERMINAL_ID)}
                                {on_fold}
                            >
                                <Terminal
                                    id="printed"
                                    {printed}
                                    end={to_print(state).end}
                                    {on_light}
                                    on_go={on_range}
                                    {on_enter}
                                />
                            </Panel>
                        </div>
                    </div>
                } else {
                    <p class="empty-file">{ "Empty file: 0 bytes" }</p>
                }
                <Progress work={state.work.clone()} on_cancel={on_cancel} />
            </div>
            { download }
        </div>
    }
}

/// Callbacks that stay the same for as long as the page is shown: what has new ones is rendered again.
#[derive(Clone)]
struct Steady {
    on_go: Callback<String>,
    on_choice: Callback<(&'static str, String)>,
    on_reset: Callback<()>,
    on_light: Callback<Range<u64>>,
    on_range: Callback<Range<u64>>,
    on_enter: Callback<String>,
    on_panel_key: Callback<KeyboardEvent>,
    on_copy_toggle: Callback<()>,
    on_typed: Callback<Option<Reading>>,
    on_paste: Callback<()>,
    local: Callback<Instant, Option<String>>,
}

/// What a panel says of bytes. While they have not been read it keeps its room, and a sentence is in
/// its place.
fn read(is_read: bool, said: Html) -> Html {
    html! {
        <div class={if is_read { "read" } else { "unread" }}>
            { said }
            if !is_read {
                <p class="hint">{ "These bytes have not been read yet." }</p>
            }
        </div>
    }
}

/// Puts the keyboard into a panel, and unfolds it before. What is to have it there is waited for.
fn enter_panel(
    inside: Inside,
    entering: &RefCell<Option<Inside>>,
    state: &State,
    dispatch: &Callback<Action>,
) {
    let mut folded = state.settings.folded.0.clone();
    folded.retain(|other| other != inside.panel);
    if folded != state.settings.folded.0 {
        dispatch.emit(Action::Choose("folded", Settings::list(&folded)));
    }
    if !inside.enter() {
        web::focus_on(&format!("#{}", inside.panel));
        entering.replace(Some(inside));
    }
}

/// What a gesture on the grid asks for.
fn act(gesture: Gesture, grid: Option<&Grid>, state: &State) -> Option<Action> {
    let grid = grid?;
    let aim = |x, y| grid.aim(state, x, y);
    match gesture {
        Gesture::Press(x, y) if !grid.is_on_byte(x, y) => None,
        Gesture::Press(x, y) => match aim(x, y)? {
            Aim::Byte(offset) => Some(Action::Point(offset)),
            Aim::Beyond { .. } => None,
        },
        Gesture::Reach(x, y) | Gesture::Drag(x, y) => Some(match aim(x, y)? {
            Aim::Byte(offset) if offset == state.caret => return None,
            Aim::Byte(offset) => Action::Reach(offset),
            Aim::Beyond { rows, column } => Action::Drag { rows, column },
        }),
        Gesture::Grip(end) => Some(Action::Grip(end)),
    }
}

/// What is selected is said once it does not change any more.
#[hook]
fn use_said_selection(state: &Rc<State>, dispatch: &Callback<Action>) {
    let dispatch = dispatch.clone();
    let before = use_mut_ref(|| state.extended);
    use_effect_with(state.extended, move |&extended| {
        let timer = (before.replace(extended) != extended)
            .then(|| Timeout::new(SAY_MS, move || dispatch.emit(Action::TellSelection)));
        move || drop(timer)
    });
}

/// The title names the open file.
#[hook]
fn use_title(props: &DecoderPageProps) {
    let name = props
        .state
        .file
        .as_ref()
        .map(|file| file.name.clone())
        .unwrap_or_else(|| match props.remote {
            Some(_) => "Decoder for an address".to_owned(),
            None => "Decoder".to_owned(),
        });
    use_effect_with((name, props.site.clone()), |(name, site)| {
        navigation::set_title(&format!("{name} · {site}"));
    });
}

/// A file that was chosen before the page came alive is opened now.
#[hook]
fn use_chosen_early(input: &NodeRef, on_files: &Callback<Arrival>) {
    let (input, on_files) = (input.clone(), on_files.clone());
    use_effect_with((), move |()| {
        if let Some(arrival) = input
            .cast::<HtmlInputElement>()
            .and_then(|input| drops::chosen(&input))
        {
            on_files.emit(arrival);
        }
    });
}

/// A sample that the address asks for is opened.
#[hook]
fn use_sample(state: &Rc<State>, on_sample: &Callback<Rc<str>>) {
    let on_sample = on_sample.clone();
    use_effect_with(state.wanted_sample.clone(), move |wanted| {
        if let Some(name) = wanted {
            on_sample.emit(Rc::clone(name));
        }
    });
}

/// Ctrl+G leads into the go-to box, wherever the keyboard is.
#[hook]
fn use_go_to_key(go_to: &NodeRef) {
    let go_to = go_to.clone();
    use_effect_with((), move |()| {
        let listener = keys::on_control("g", move || enter(&go_to));
        move || drop(listener)
    });
}

/// Puts the keyboard into a text input, with its text selected; `false` if it is not there.
fn enter(input: &NodeRef) -> bool {
    let Some(input) = input.cast::<HtmlInputElement>() else {
        return false;
    };
    input.select();
    input.focus().is_ok()
}
