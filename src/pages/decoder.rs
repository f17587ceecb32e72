//! The decoder: a drop zone, or the bytes of the open file.

use std::rc::Rc;

use yew::prelude::*;

use crate::components::{ByteGrid, DropZone, GoTo, SettingsMenu, Travel};
use crate::decoder::{Action, Colours, Columns, Settings, State, bytes_of};
use crate::web::address::{self, Address};
use crate::web::drops::{self, Arrival};
use crate::web::grid::{self, Grid};
use crate::web::reader::Reader;
use crate::web::{self, HtmlElement, HtmlInputElement, Timeout, keys, marks, navigation};

/// Milliseconds without a scroll event after which scrolling has come to rest.
const REST_MS: u32 = 150;

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
    /// The address asks for a sample.
    pub on_sample: Callback<&'static str>,
    /// A setting was changed.
    pub on_settings: Callback<Settings>,
    /// A number of columns was chosen.
    pub on_columns: Callback<Columns>,
    /// The file that cannot be read any more is to be opened again.
    pub on_reopen: Callback<()>,
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
    let to_box = {
        let go_to = go_to.clone();
        use_callback((), move |(), ()| {
            enter(&go_to);
        })
    };
    use_go_to_key(&go_to);

    // The grid lives as long as there are rows.
    {
        let (grid, scroller, dispatch) = (Rc::clone(&grid), scroller.clone(), dispatch.clone());
        use_effect_with(has_rows, move |_| {
            let attached = scroller.cast::<HtmlElement>().and_then(|scroller| {
                *grid.borrow_mut() = Grid::attach(&scroller);
                let measured = Rc::clone(&grid);
                grid::on_resize(&scroller, move || {
                    if let Some((height_px, room)) = measured.borrow().as_ref().map(Grid::measure) {
                        dispatch.emit(Action::Measured { height_px, room });
                    }
                })
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
        let marked = use_mut_ref(|| 0);
        use_effect_with(Rc::clone(state), move |state| {
            let Some(file) = &state.file else { return };
            let drawn = match grid.borrow_mut().as_mut() {
                Some(grid) => grid.draw(state, &reader) && !state.visible_bytes().is_empty(),
                None => file.size == 0,
            };
            reader.want(state.visible_bytes());
            if drawn && marked.replace(file.id) != file.id {
                marks::mark("decoder:first-rows");
            }
            if drawn && state.settings.colours == Colours::Auto {
                grid::calibrate(&grid, move || dispatch.emit(Action::Redraw));
            }
        });
    }

    // A file that has just been opened has the keyboard.
    {
        let grid = Rc::clone(&grid);
        use_effect_with(state.file.as_ref().map(|file| file.id), move |opened| {
            if let (Some(_), Some(grid)) = (opened, grid.borrow().as_ref()) {
                grid.focus();
            }
        });
    }

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
    let on_point = {
        let (grid, dispatch) = (Rc::clone(&grid), dispatch.clone());
        use_callback(Rc::clone(state), move |(x, y), state| {
            if web::has_selection() {
                // The end of a selection is no press.
                return;
            }
            if let Some(offset) = grid
                .borrow()
                .as_ref()
                .and_then(|grid| grid.byte_at(state, x, y))
            {
                dispatch.emit(Action::Point(offset));
            }
        })
    };
    let on_go = dispatch.reform(Action::GoTo);
    let on_leave = {
        let grid = Rc::clone(&grid);
        use_callback((), move |(), ()| {
            if let Some(grid) = grid.borrow().as_ref() {
                grid.focus();
            }
        })
    };
    let on_choice = {
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
    let on_step = dispatch.reform(Action::Step);

    let open_files = html! {
        <label class="button open-files">
            { "Open files" }
            <input type="file" multiple={true} ref={input.clone()} onchange={on_choice} />
        </label>
    };
    let Some(file) = &state.file else {
        return html! { <DropZone base={props.base.clone()}>{ open_files }</DropZone> };
    };
    html! {
        <div class="decoder">
            <div class="toolbar">
                <h1 class="file" key={file.id}>
                    <span class="file-name" title={file.name.clone()}>{ file.name.clone() }</span>
                    <span class="file-size">{ bytes_of(file.size) }</span>
                </h1>
                <GoTo input={go_to} {on_go} {on_leave} />
                <SettingsMenu
                    settings={state.settings}
                    columns={state.columns()}
                    on_change={props.on_settings.clone()}
                    on_columns={props.on_columns.clone()}
                />
                if state.offers_reopen() {
                    <button type="button" onclick={props.on_reopen.reform(|_| ())}>{ "Reopen" }</button>
                }
                { open_files }
            </div>
            if has_rows {
                <ByteGrid {scroller} rows={state.viewport.rows()} {on_scroll} {on_step} {on_point} on_go_to={to_box}
                    on_travel={Callback::from(travel)} />
            } else {
                <p class="empty-file">{ "Empty file: 0 bytes" }</p>
            }
        </div>
    }
}

/// The title names the open file.
#[hook]
fn use_title(props: &DecoderPageProps) {
    let name = props
        .state
        .file
        .as_ref()
        .map_or_else(|| "Decoder".to_owned(), |file| file.name.clone());
    use_effect_with((name, props.site.clone()), |(name, site)| {
        navigation::set_title(&format!("{name} · {site}"));
    });
}

/// The address follows the place in the file, and the place follows the address.
#[hook]
fn use_address(state: &Rc<State>, turn: u32, dispatch: &Callback<Action>) {
    let address = use_memo((), |()| Address::default());
    {
        let (address, dispatch) = (Rc::clone(&address), dispatch.clone());
        use_effect_with((), move |()| {
            dispatch.emit(Action::Visit(address::fragment()));
            let written = Rc::clone(&address);
            let listener = address.listen(move |fragment| {
                written.cancel();
                dispatch.emit(Action::Visit(fragment));
            });
            move || {
                address.cancel();
                drop(listener);
            }
        });
    }
    let before = use_mut_ref(|| (state.jumps, turn, String::new()));
    use_effect_with((Rc::clone(state), turn), move |(state, turn)| {
        if state.file.is_none() {
            return;
        }
        let fragment = state.fragment();
        let now = (state.jumps, *turn, fragment.clone());
        let (jumps, before, left) = before.replace(now);
        if state.jumps > jumps && left != fragment {
            address.push(&left, &fragment);
        } else if left != fragment || *turn != before {
            address.replace_soon(&fragment);
        }
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
fn use_sample(state: &Rc<State>, on_sample: &Callback<&'static str>) {
    let on_sample = on_sample.clone();
    use_effect_with(state.wanted_sample, move |wanted| {
        if let Some(name) = wanted {
            on_sample.emit(name);
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

/// Leads back or forward through the places that were visited.
fn travel(travel: Travel) {
    match travel {
        Travel::Back => address::back(),
        Travel::Forward => address::forward(),
    }
}
