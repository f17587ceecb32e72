//! The box for an offset to go to.

use yew::prelude::*;

use super::entered;

/// Properties of [`GoTo`].
#[derive(Properties, PartialEq)]
pub struct GoToProps {
    /// Refers to the input, so that a key can lead into it.
    pub input: NodeRef,
    /// A place was entered.
    pub on_go: Callback<String>,
    /// Escape was pressed: the keyboard goes back to where it came from.
    pub on_leave: Callback<()>,
}

/// **Go to offset**: `0x1f0`, `496`, `+16`, `-0x10`, `50%`, `end-16`.
#[component(GoTo)]
pub fn go_to(props: &GoToProps) -> Html {
    let on_go = props.on_go.clone();
    let onsubmit = entered(&props.input, move |input| {
        on_go.emit(input.value());
        input.select();
    });
    let onkeydown = props.on_leave.clone();
    let onkeydown = Callback::from(move |event: KeyboardEvent| {
        if event.key() == "Escape" {
            onkeydown.emit(());
        }
    });
    html! {
        <form class="go-to" {onsubmit}>
            <label for="go-to">{ "Go to offset" }</label>
            <input
                id="go-to"
                ref={props.input.clone()}
                type="text"
                placeholder="0x1f0, 50%, end-16"
                autocomplete="off"
                autocapitalize="off"
                spellcheck="false"
                enterkeyhint="go"
                {onkeydown}
            />
            <button type="submit">{ "Go" }</button>
        </form>
    }
}
