//! The keys of the decoder and what they do.

use yew::prelude::*;

/// The id of the dialog, for whoever opens it.
pub const KEY_MAP_ID: &str = "key-map";

/// Keys and what they do.
const KEYS: [(&[&str], &str); 22] = [
    (&["←", "→", "↑", "↓"], "One byte or one row"),
    (&["Home", "End"], "First or last byte of the row"),
    (
        &["Ctrl + Home", "Ctrl + End"],
        "First or last byte of the file",
    ),
    (&["Page Up", "Page Down"], "One screen"),
    (
        &["Shift"],
        "With any of these: select up to there. With a press of the mouse, too",
    ),
    (&["Ctrl + A"], "Select everything"),
    (&["Esc"], "Select only the byte at the caret"),
    (
        &["n", "Shift + N"],
        "On or back to the next byte that differs from the one at the caret",
    ),
    (&["g", "Ctrl + G"], "Go to an offset; Esc leads back"),
    (&["[", "]"], "Back and forward through places you jumped to"),
    (
        &["Ctrl + C"],
        "Copy the selected bytes, in the format that was chosen last",
    ),
    (&["Ctrl + S"], "Copy or save: formats and files"),
    (&[",", "."], "The file in the tab before or after"),
    (
        &["Delete", "Ctrl + Shift + ←", "Ctrl + Shift + →"],
        "On a tab: close its file, or move it",
    ),
    (&["c"], "Copy the offset of the first selected byte"),
    (&["l"], "Copy a link to this place"),
    (
        &["t"],
        "On to what the file is, where the arrows lead from one finding to the next; Esc leads back",
    ),
    (
        &["e"],
        "On to the panel that explains the byte; Esc leads back",
    ),
    (
        &["i"],
        "On to the inspector, where the arrows lead from value to value; Esc leads back",
    ),
    (
        &["v"],
        "On to what cat would show, where the arrows lead from one control character to the next; Esc leads back",
    ),
    (&["Tab"], "On to the next control, and out of the bytes"),
    (&["?"], "This list"),
];

/// The table.
#[component(KeyTable)]
pub fn key_table() -> Html {
    html! {
        <table>
            <thead><tr><th scope="col">{ "Key" }</th><th scope="col">{ "What it does" }</th></tr></thead>
            <tbody>
                { for KEYS.iter().map(|(keys, what)| html! {
                    <tr>
                        <td>{ for keys.iter().map(|key| html! { <><kbd>{ *key }</kbd>{ " " }</> }) }</td>
                        <td>{ *what }</td>
                    </tr>
                }) }
            </tbody>
        </table>
    }
}

/// A button and the dialog that it opens. The browser closes it by Escape and by a press outside.
#[component(KeyMap)]
pub fn key_map() -> Html {
    html! {
        <>
            <button type="button" class="key-map-button" popovertarget={KEY_MAP_ID} aria-label="Keys">{ "?" }</button>
            <div id={KEY_MAP_ID} class="key-map" popover="auto" role="dialog" aria-label="Keys" tabindex="-1">
                <div class="key-map-head">
                    <h2>{ "Keys" }</h2>
                    <button type="button" popovertarget={KEY_MAP_ID} popovertargetaction="hide" autofocus={true}>{ "Close" }</button>
                </div>
                <p class="hint">{ "They work while the bytes have the keyboard." }</p>
                <KeyTable />
            </div>
        </>
    }
}
