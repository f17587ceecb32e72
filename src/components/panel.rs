//! A part of the page with a name, which can be folded away.

use yew::prelude::*;

/// Properties of [`Panel`].
#[derive(Properties, PartialEq)]
pub struct PanelProps {
    /// Its id.
    pub id: &'static str,
    /// Its name.
    pub name: &'static str,
    /// Whether it is folded away.
    pub is_folded: bool,
    /// It is to be folded away, or to be unfolded.
    pub on_fold: Callback<&'static str>,
    /// What is in it.
    pub children: Html,
}

/// A region with a heading that is the button to fold it.
#[component(Panel)]
pub fn panel(props: &PanelProps) -> Html {
    let (id, body) = (props.id, format!("{}-body", props.id));
    let onclick = props.on_fold.reform(move |_| id);
    html! {
        <section {id} class={classes!("panel", props.is_folded.then_some("folded"))} aria-label={props.name} tabindex="-1">
            <h2>
                <button
                    type="button"
                    class="fold"
                    aria-expanded={(!props.is_folded).to_string()}
                    aria-controls={body.clone()}
                    {onclick}
                >
                    { props.name }
                </button>
            </h2>
            <div id={body} class="panel-body" hidden={props.is_folded}>
                if !props.is_folded {
                    { props.children.clone() }
                }
            </div>
        </section>
    }
}
