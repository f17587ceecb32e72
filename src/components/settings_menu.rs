//! What the user can choose about the grid.

use hexcore::view::{Notation, Offsets, Tool, WordSize};
use web_sys::{HtmlInputElement, HtmlSelectElement};
use yew::prelude::*;

use crate::decoder::Settings;

/// Properties of [`SettingsMenu`].
#[derive(Properties, PartialEq)]
pub struct SettingsMenuProps {
    /// What is chosen now.
    pub settings: Settings,
    /// Something else was chosen: its key and its value.
    pub on_choice: Callback<(&'static str, String)>,
    /// Everything is to be as it was at first.
    pub on_reset: Callback<()>,
    /// All that is kept between visits is to be forgotten.
    pub on_forget: Callback<()>,
}

/// Values of a key and their names.
type Names = &'static [(&'static str, &'static str)];

const NOTATIONS: Names = &[
    ("hex", "Hex"),
    ("binary", "Binary"),
    ("octal", "Octal"),
    ("decimal", "Decimal"),
    ("signed", "Decimal, signed"),
];
const WORDS: Names = &[
    ("1", "1 byte"),
    ("2", "2 bytes"),
    ("4", "4 bytes"),
    ("8", "8 bytes"),
];
const ORDERS: Names = &[("little", "Little-endian"), ("big", "Big-endian")];
const GROUPS: Names = &[("1", "1"), ("2", "2"), ("4", "4"), ("8", "8"), ("16", "16")];
const CASES: Names = &[("lower", "0a1b"), ("upper", "0A1B")];
const TEXTS: Names = &[
    ("ascii", "ASCII"),
    ("latin-1", "Latin-1"),
    ("cp437", "Code page 437"),
    ("ebcdic", "EBCDIC 037"),
    ("utf-8", "UTF-8"),
    ("utf-16", "UTF-16"),
    ("off", "Off"),
];
const COLOURS: Names = &[
    ("auto", "Automatic"),
    ("plane", "Colour plane"),
    ("spans", "Coloured text"),
    ("off", "Off"),
];

/// The view, folded away until it is asked for. A control that would change nothing is not there. The
/// browser's popover closes by Escape and by a press outside.
#[component(SettingsMenu)]
pub fn settings_menu(props: &SettingsMenuProps) -> Html {
    let settings = &props.settings;
    let view = &settings.view;
    let choice = |key: &'static str| {
        let on_choice = props.on_choice.clone();
        Callback::from(move |event: Event| {
            if let Some(select) = event.target_dyn_into::<HtmlSelectElement>() {
                on_choice.emit((key, select.value()));
            }
        })
    };
    let list = |key: &'static str, label: &'static str, names: Names| {
        let now = settings.value(key);
        html! {
            <label>
                { label }
                <select onchange={choice(key)}>
                    { for names.iter().map(|(value, name)| option(value, name, now == *value)) }
                </select>
            </label>
        }
    };
    let tools: Vec<(&str, &str)> = view
        .tools()
        .iter()
        .map(|tool| match tool {
            Tool::Hexdump => ("hexdump", "hexdump"),
            Tool::Xxd => ("xxd", "xxd"),
            Tool::Od => ("od", "od"),
        })
        .collect();
    let tool = match view.effective_tool() {
        Tool::Hexdump => "hexdump",
        Tool::Xxd => "xxd",
        Tool::Od => "od",
    };
    let on_glyphs = props.on_choice.reform(|event: Event| {
        let input = event.target_dyn_into::<HtmlInputElement>();
        let is_on = input.is_some_and(|input| input.checked());
        ("glyphs", if is_on { "on" } else { "off" }.to_owned())
    });
    let columns = settings.value("cols");
    let origin = match view.offsets {
        Offsets::From(origin) => Some(format!("{origin:#x}")),
        Offsets::Hex | Offsets::Decimal => None,
    };
    let is_bits = view.notation == Notation::Binary;
    let has_order = !is_bits && view.word != WordSize::One || settings.value("text") == "utf-16";
    let has_case = view.notation == Notation::Hex && tool != "od";
    html! {
        <div class="settings">
            <button type="button" class="menu-button" popovertarget="view-menu">{ "View" }</button>
            <div id="view-menu" class="settings-panel" popover="auto" role="group" aria-label="View">
                { list("view", "Bytes as", NOTATIONS) }
                if !is_bits {
                    { list("word", "Numbers of", WORDS) }
                }
                if has_order {
                    { list("order", "Byte order", ORDERS) }
                }
                if tools.len() > 1 {
                    <label>
                        { "Rows as in" }
                        <select onchange={choice("layout")}>
                            { for tools.iter().map(|(value, name)| option(value, name, tool == *value)) }
                        </select>
                    </label>
                }
                <label>
                    { "Columns" }
                    <select onchange={choice("cols")}>
                        { option("auto", "As many as fit", columns == "auto") }
                        { for (1..=64).map(|count: u32| {
                            let count = count.to_string();
                            option(&count, &count, columns == count)
                        }) }
                    </select>
                </label>
                if tool == "hexdump" {
                    { list("group", "Groups of", GROUPS) }
                }
                if has_case {
                    { list("case", "Digits", CASES) }
                }
                { list("text", "Text", TEXTS) }
                <label>
                    { "Offsets" }
                    <select onchange={choice("offset")}>
                        { option("hex", "Hex", view.offsets == Offsets::Hex) }
                        { option("decimal", "Decimal", view.offsets == Offsets::Decimal) }
                        if let Some(origin) = &origin {
                            { option(origin, &format!("From {origin}"), true) }
                        }
                        { option("here", "From the caret", false) }
                    </select>
                </label>
                { list("colours", "Colours", COLOURS) }
                <label class="switch">
                    <input type="checkbox" checked={settings.glyphs} onchange={on_glyphs} />
                    { "Glyphs" }
                </label>
                <p class="hint">{ "◊ NUL, ␣ white space, • control, × above 7F, in the text column." }</p>
                <button type="button" onclick={props.on_reset.reform(|_| ())}>{ "Reset the view" }</button>
                <button type="button" onclick={props.on_forget.reform(|_| ())}>{ "Forget everything" }</button>
                <p class="hint">
                    { "Forgets the settings, the theme, the names of files and the ways back to them. \
                       Open files stay open." }
                </p>
            </div>
        </div>
    }
}

fn option(key: &str, name: &str, selected: bool) -> Html {
    html! { <option value={key.to_owned()} {selected}>{ name.to_owned() }</option> }
}
