//! What the pages are put together from: properties in, callbacks out.

mod alert;
mod byte_grid;
mod copy_menu;
mod drop_zone;
mod earlier_files;
mod explain;
mod file_type;
mod go_to;
mod inspector;
mod key_map;
mod panel;
mod read_as;
mod remote;
mod settings_menu;
mod shell;
mod status_line;
mod stops;
mod tabs;
mod terminal;
mod text_menu;
mod theme_switch;

pub use alert::AlertBox;
pub use byte_grid::{ByteGrid, Key};
pub use copy_menu::{COPY_MENU_ID, CopyMenu};
pub use drop_zone::DropZone;
pub use earlier_files::earlier_files;
pub use explain::Explain;
pub use file_type::FileType;
pub use go_to::GoTo;
pub use inspector::Inspector;
pub use key_map::{KEY_MAP_ID, KeyMap, KeyTable};
pub use panel::Panel;
pub use read_as::ReadAs;
pub use remote::{ADDRESS_ID, AddressForm, Download, download_box, remote_zone};
pub use settings_menu::SettingsMenu;
pub use shell::Shell;
pub use status_line::{Position, Progress};
pub use tabs::{Deed, FILE_PANEL_ID, Tabs, tab_id};
pub use terminal::Terminal;
pub use text_menu::{TEXT_MENU_ID, TextMenu};
pub use theme_switch::ThemeSwitch;

use web_sys::HtmlInputElement;
use yew::prelude::*;

/// The address of a page of the site under the base path.
pub fn address(base: &str, path: &str) -> String {
    format!("{}{path}", base.trim_end_matches('/'))
}

/// What takes the submission of a form with this one input.
fn entered(input: &NodeRef, take: impl Fn(HtmlInputElement) + 'static) -> Callback<SubmitEvent> {
    let input = input.clone();
    Callback::from(move |event: SubmitEvent| {
        event.prevent_default();
        if let Some(input) = input.cast() {
            take(input);
        }
    })
}

/// Why there is no decoder, of which the boot script and the styles show what holds.
fn no_decoder() -> Html {
    html! {
        <>
            <p class="needs-js">{ "The decoder runs in your browser and needs JavaScript, which is switched off." }</p>
            <p class="unsupported" role="note">
                { "The decoder needs WebAssembly with SIMD, which this browser does not have. \
                   Any browser since 2024 does. The posts can be read without it." }
            </p>
            <p class="failed" role="note">{ "The decoder could not be loaded. Reload the page to try again." }</p>
        </>
    }
}
