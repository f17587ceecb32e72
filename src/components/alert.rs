//! What went wrong, in a sentence, with the way out beside it.

use yew::prelude::*;

use crate::decoder::Alert;

/// Properties of [`AlertBox`].
#[derive(Properties, PartialEq)]
pub struct AlertBoxProps {
    /// What to say; nothing is shown without it.
    pub alert: Option<Alert>,
    /// Tells a sentence from the same one said before, so that it is heard again.
    pub said: u32,
    /// Whether the file can be opened again from here.
    pub can_reopen: bool,
    /// **Reopen** was pressed.
    pub on_reopen: Callback<()>,
    /// **Dismiss** was pressed.
    pub on_dismiss: Callback<()>,
}

/// The one place where errors are said. The region is always there, so that assistive technology
/// hears when a sentence comes into it.
#[component(AlertBox)]
pub fn alert_box(props: &AlertBoxProps) -> Html {
    let reopen = props.can_reopen && props.alert.as_ref().is_some_and(|alert| alert.reopen);
    html! {
        <div class={classes!("alert", props.alert.is_some().then_some("shown"))}>
            <p role="alert">
                if let Some(alert) = &props.alert {
                    <span key={props.said}>{ alert.sentence.clone() }</span>
                }
            </p>
            if reopen {
                <button type="button" onclick={props.on_reopen.reform(|_| ())}>{ "Reopen" }</button>
            }
            if props.alert.is_some() {
                <button type="button" onclick={props.on_dismiss.reform(|_| ())}>{ "Dismiss" }</button>
            }
        </div>
    }
}
