//! One byte in all its forms, each of which can be changed, and the others follow.

mod chart;
mod scratch;

use hexcore::ascii;
use hexcore::explain::{self, Form, PLACE_VALUES};
use web_sys::HtmlInputElement;
use yew::html::Scope;
use yew::prelude::*;

use chart::chart;
use scratch::{Change, Scratch};

/// Properties of [`Explain`].
#[derive(Properties, PartialEq)]
pub struct ExplainProps {
    /// What its ids begin with: one of its own for each on a page.
    pub id: AttrValue,
    /// The byte to explain. When it changes, so does what is shown.
    pub byte: u8,
    /// What to know before trying things out.
    #[prop_or(AttrValue::Static("A scratch byte: the file does not change."))]
    pub note: AttrValue,
    /// What the button says that leads back to `byte`.
    #[prop_or(AttrValue::Static("Back to the file’s byte"))]
    pub back: AttrValue,
    /// Whether the ASCII table is shown beside the forms.
    #[prop_or(true)]
    pub has_chart: bool,
    /// The table is to be folded away, or to be unfolded; without it, it cannot be.
    #[prop_or_default]
    pub on_chart: Option<Callback<()>>,
    /// The user has made another byte of it.
    #[prop_or_default]
    pub on_change: Option<Callback<u8>>,
}

/// The way from hex digits over nibbles and bits to a number and a character. What is typed or
/// pressed changes a scratch byte and nothing else.
pub struct Explain {
    scratch: Scratch,
}

impl Component for Explain {
    type Message = Change;
    type Properties = ExplainProps;

    fn create(ctx: &Context<Self>) -> Self {
        Explain {
            scratch: Scratch::of(ctx.props().byte),
        }
    }

    fn changed(&mut self, ctx: &Context<Self>, _before: &ExplainProps) -> bool {
        self.scratch = self.scratch.following(ctx.props().byte);
        true
    }

    fn update(&mut self, ctx: &Context<Self>, change: Change) -> bool {
        let before = self.scratch.byte;
        self.scratch = self.scratch.update(change);
        let byte = self.scratch.byte;
        if let Some(on_change) = ctx.props().on_change.as_ref().filter(|_| byte != before) {
            on_change.emit(byte);
        }
        true
    }

    fn view(&self, ctx: &Context<Self>) -> Html {
        let props = ctx.props();
        let link = ctx.link();
        let byte = self.scratch.byte;
        let character = Form::Character.write(byte);
        let complaint = self.scratch.complaint();
        let error_id = format!("{}-error", props.id);
        let field = |form: Form, beside: Html| {
            let is_wrong = complaint.as_ref().is_some_and(|(wrong, _)| *wrong == form);
            let id = format!("{}-{}", props.id, form.name());
            let wrong = is_wrong.then(|| error_id.clone());
            field(form, id, self.scratch.text(form), wrong, link, beside)
        };
        html! {
            <div
                class="explain"
                id={props.id.clone()}
                role="group"
                tabindex="-1"
                aria-label={format!("Explain {byte:02x}")}
            >
                <div class={if props.has_chart { "explain-body with-chart" } else { "explain-body" }}>
                    <div class="explain-forms">
                        <div class="explain-head">
                            <p class="explain-byte">
                                <b>{ Form::Hex.write(byte) }</b>
                                if !character.is_empty() {
                                    { " = " }<b>{ character }</b>
                                }
                            </p>
                            if byte != props.byte {
                                <button type="button" onclick={link.callback(|_| Change::Back)}>{ props.back.clone() }</button>
                            }
                        </div>
                        { field(Form::Hex, Html::default()) }
                        <div class="explain-bits">
                            { for explain::nibbles(byte).into_iter().zip(["high", "low"]).map(|(nibble, name)| html! {
                                <p class="nibble">
                                    <b>{ nibble.digit() }</b>
                                    { " " }
                                    <span>{ format!("{name} nibble, {}", nibble.value()) }</span>
                                </p>
                            }) }
                            <div class="bits" role="group" aria-label="Bits">
                                { for PLACE_VALUES.into_iter().map(|value| bit(byte, value, link)) }
                            </div>
                            <p class="place-sum">{ explain::place_sum(byte) }</p>
                        </div>
                        { field(Form::Binary, Html::default()) }
                        { field(Form::Decimal, explain::digit_sum(byte).into()) }
                        { field(Form::Octal, explain::octal_bits(byte).into()) }
                        { field(Form::Character, ascii::spoken(byte).into()) }
                        <div class="explain-say">
                            <p id={error_id.clone()} class="error" aria-live="polite">
                                { for complaint.as_ref().map(|(_, wrong)| wrong.to_string()) }
                            </p>
                            if complaint.is_none() {
                                <p class="note">{ props.note.clone() }</p>
                            }
                        </div>
                        <p class="remark">{ explain::remark(byte) }</p>
                    </div>
                    <div class="explain-chart">
                        { for props.on_chart.as_ref().map(|on_chart| html! {
                            <button
                                type="button"
                                class="fold"
                                aria-expanded={if props.has_chart { "true" } else { "false" }}
                                onclick={on_chart.reform(|_| ())}
                            >
                                { "ASCII table" }
                            </button>
                        }) }
                        if props.has_chart {
                            { chart(&props.id, byte, link) }
                        }
                    </div>
                </div>
            </div>
        }
    }
}

/// A bit as a button, and what it is worth.
fn bit(byte: u8, value: u8, link: &Scope<Explain>) -> Html {
    let is_set = byte & value != 0;
    let number = value.trailing_zeros();
    html! {
        <div class="bit">
            <button
                type="button"
                aria-pressed={if is_set { "true" } else { "false" }}
                aria-label={format!("bit {number}, place value {value}")}
                onclick={link.callback(move |_| Change::Flipped(value))}
            >
                { if is_set { "1" } else { "0" } }
            </button>
            <span aria-hidden="true">{ value }</span>
        </div>
    }
}

/// A form of the byte that can be typed; `wrong` is the id of the sentence that says what is wrong
/// with the text, and `beside` stands beside it.
fn field(
    form: Form,
    id: String,
    text: String,
    wrong: Option<String>,
    link: &Scope<Explain>,
    beside: Html,
) -> Html {
    let oninput = link.batch_callback(move |event: InputEvent| {
        let input = event.target_dyn_into::<HtmlInputElement>()?;
        Some(Change::Typed(form, input.value()))
    });
    // What stands there is to be replaced, not added to.
    let onfocus = Callback::from(|event: FocusEvent| {
        if let Some(input) = event.target_dyn_into::<HtmlInputElement>() {
            input.select();
        }
    });
    html! {
        <div class="field">
            <label for={id.clone()}>{ form.name() }</label>
            <input
                {id}
                type="text"
                autocomplete="off"
                autocapitalize="off"
                spellcheck="false"
                value={text}
                aria-invalid={wrong.as_ref().map(|_| "true")}
                aria-describedby={wrong}
                {oninput}
                {onfocus}
                onchange={link.callback(|_| Change::Done)}
            />
            <span>{ beside }</span>
        </div>
    }
}

#[cfg(test)]
#[cfg(feature = "prerender")]
mod tests {
    use super::*;

    #[component(Shown)]
    fn shown(props: &ShownProps) -> Html {
        html! { <Explain id="one" byte={props.byte} /> }
    }

    #[derive(Properties, PartialEq)]
    struct ShownProps {
        byte: u8,
    }

    /// The component as a file would have it.
    fn html(byte: u8) -> String {
        let runtime = tokio::runtime::Builder::new_current_thread()
            .build()
            .unwrap();
        let render = yew::LocalServerRenderer::<Shown>::with_props(ShownProps { byte })
            .hydratable(false)
            .render();
        tokio::task::LocalSet::new().block_on(&runtime, render)
    }

    #[test]
    fn all_bytes_are_shown_in_all_forms() {
        for byte in 0..=255_u8 {
            let html = html(byte);
            let check = |part: &str| assert!(html.contains(part), "{byte:#x}: {part} in {html}");
            check(&format!("aria-label=\"Explain {byte:02x}\""));
            check(&format!("value=\"{byte:02x}\""));
            check(&format!("value=\"{byte:08b}\""));
            check(&format!("value=\"{byte}\""));
            check(&format!("value=\"{byte:03o}\""));
            check(&format!("high nibble, {}", byte >> 4));
            check(&format!("low nibble, {}", byte & 15));
            let pressed = html.matches("aria-pressed=\"true\"").count();
            assert_eq!(pressed, byte.count_ones() as usize, "{byte:#x}");
            let marked = html.matches("aria-selected=\"true\"").count();
            assert_eq!(marked, usize::from(byte.is_ascii()), "{byte:#x}");
            check("A scratch byte: the file does not change.");
            assert!(!html.contains("Back to the file’s byte"));
            let ids: Vec<&str> = html.split(" id=\"").skip(1).collect();
            let unique: std::collections::HashSet<_> =
                ids.iter().map(|id| id.split('"').next()).collect();
            assert_eq!(unique.len(), ids.len());
            assert_eq!(ids.len(), 1 + 5 + 1 + 128);
        }
    }
}
