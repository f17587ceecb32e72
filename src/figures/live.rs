//! Figures of bytes that the reader can exchange: by typing, or by a file of their own. What is shown of them is
//! drawn by a worker, as the post's own was when the site was built.

use figure::{Kind, hex, hex_of, is_right};
use yew::prelude::*;

use crate::kinds;
use crate::web::figures::{Figure, Parts};
use crate::web::source::Source;
use crate::web::workers::Workers;
use crate::web::{self, HtmlInputElement, HtmlSelectElement, HtmlTextAreaElement, drops};
use crate::worker::protocol::{Reply, Request};

/// What figures need of the app.
#[derive(Clone, PartialEq)]
pub struct Tools {
    /// The workers that draw.
    pub workers: Workers,
    /// The workers that say what files are.
    pub kind_workers: Workers,
    /// A file is to be opened in the decoder.
    pub on_open: Callback<Source>,
}

/// Properties of [`Live`].
#[derive(Properties, PartialEq)]
pub(super) struct LiveProps {
    /// What the ids of its fields begin with.
    pub(super) id: AttrValue,
    pub(super) figure: Figure,
    pub(super) tools: Tools,
}

/// The fields below a figure.
pub(super) struct Live {
    parts: Parts,
    /// Whether its fields have been asked for. Until then they are not made: a page has many figures.
    is_tried: bool,
    /// The bytes in the field, as they are typed.
    typed: String,
    is_text: bool,
    /// Where that is chosen.
    mode: NodeRef,
    /// The bytes of the reader, while they are shown.
    own: Option<Source>,
    /// Which bytes were asked for last.
    turn: u32,
    /// The right answer to what is asked.
    answer: String,
    /// What was said of the answer given.
    judged: String,
    /// What is wrong, or was done.
    said: String,
}

/// What has happened.
pub(super) enum Change {
    /// The fields are to be there.
    Try,
    Typed(String),
    /// The bytes are typed as text, or as hex.
    Mode(bool),
    /// What is typed is to be shown.
    Show,
    /// A file is to be shown.
    Take(Source),
    /// It was drawn: what it is, the HTML and the answer. Or it could not be.
    Drawn(u32, Result<(Source, String, String), String>),
    /// The post's own bytes are to be shown again.
    Back,
    /// An answer was given.
    Check(String),
    /// What is shown is to be opened in the decoder.
    Open,
}

impl Component for Live {
    type Message = Change;
    type Properties = LiveProps;

    fn create(ctx: &Context<Self>) -> Self {
        let figure = &ctx.props().figure;
        let link = ctx.link().clone();
        Live {
            parts: figure.enliven(move |source| link.send_message(Change::Take(source))),
            is_tried: false,
            typed: String::new(),
            is_text: false,
            mode: NodeRef::default(),
            own: None,
            turn: 0,
            answer: figure.data("answer").unwrap_or_default(),
            judged: String::new(),
            said: String::new(),
        }
    }

    fn update(&mut self, ctx: &Context<Self>, change: Change) -> bool {
        let figure = &ctx.props().figure;
        match change {
            Change::Try if self.is_tried => return false,
            Change::Try => {
                self.is_tried = true;
                (self.typed, self.is_text) = at_first(figure);
            }
            Change::Typed(typed) => self.typed = typed,
            Change::Mode(is_text) => {
                // What stands there is kept where it can be written so.
                if let Ok(bytes) = bytes_of(&self.typed, self.is_text) {
                    match (is_text, String::from_utf8(bytes)) {
                        (true, Ok(text)) => self.typed = text,
                        (true, Err(_)) => self.typed.clear(),
                        (false, Ok(text)) => self.typed = hex_of(text.as_bytes()),
                        (false, Err(_)) => {}
                    }
                }
                self.is_text = is_text;
            }
            Change::Show => {
                let source = bytes_of(&self.typed, self.is_text).and_then(|bytes| source(&bytes));
                match source {
                    Ok(source) => {
                        let start = figure.data("start").unwrap_or_default();
                        let lines = figure.data("lines").unwrap_or_default();
                        self.draw(ctx, source, &start, lines);
                    }
                    Err(sentence) => self.said = sentence,
                }
            }
            Change::Take(source) => {
                // Notes are about the bytes of the post; what is asked can be asked of any.
                let lines = match figure.kind.as_str() {
                    "dump" => String::new(),
                    _ => figure.data("lines").unwrap_or_default(),
                };
                self.draw(ctx, source, "0", lines);
            }
            Change::Drawn(turn, _) if turn != self.turn => return false,
            Change::Drawn(_, Ok((source, html, answer))) => {
                self.parts.show(&html);
                self.answer = answer;
                self.judged.clear();
                let reach = Kind::named(&figure.kind).map_or(0, Kind::reach);
                self.said = match source.size() > reach {
                    true => format!("Shown: {}, its first {reach} bytes.", source.name()),
                    false => format!("Shown: {}.", source.name()),
                };
                self.own = Some(source);
            }
            Change::Drawn(_, Err(sentence)) => self.said = sentence,
            Change::Back => {
                self.turn += 1;
                self.own = None;
                self.parts.show_first();
                self.answer = figure.data("answer").unwrap_or_default();
                (self.typed, self.is_text) = at_first(figure);
                // What the user has chosen is not taken back by an attribute.
                if let Some(mode) = self.mode.cast::<HtmlSelectElement>() {
                    mode.set_value(if self.is_text { "text" } else { "hex" });
                }
                self.judged.clear();
                // The button goes, and the keyboard with it.
                web::focus_on(&format!("#{}-bytes", ctx.props().id));
                self.said = "The bytes of the post are back.".to_owned();
            }
            Change::Check(given) => {
                self.judged = match is_right(&self.answer, &given) {
                    _ if self.answer.is_empty() => "These bytes have no answer to this.".to_owned(),
                    _ if given.trim().is_empty() => "Type an answer first.".to_owned(),
                    true => format!("Right: {}.", self.answer),
                    false => format!("Not {}. Look again.", given.trim()),
                };
            }
            Change::Open => {
                let own = figure.data("hex").unwrap_or_default();
                let own = || bytes_of(&own, false).and_then(|bytes| source(&bytes));
                match self.own.clone().map_or_else(own, Ok) {
                    Ok(source) => ctx.props().tools.on_open.emit(source),
                    Err(sentence) => self.said = sentence,
                }
            }
        }
        true
    }

    fn view(&self, ctx: &Context<Self>) -> Html {
        let link = ctx.link();
        let figure = &ctx.props().figure;
        html! {
            <>
                if figure.kind == "exercise" {
                    { self.question(ctx) }
                }
                <details class="try" ontoggle={link.callback(|_| Change::Try)}>
                    <summary>{ "Try other bytes" }</summary>
                    if self.is_tried {
                        { self.fields(ctx) }
                    }
                </details>
                <p class="said" aria-live="polite">{ self.said.clone() }</p>
            </>
        }
    }
}

impl Live {
    /// The fields for other bytes.
    fn fields(&self, ctx: &Context<Self>) -> Html {
        let (link, id) = (ctx.link(), &ctx.props().id);
        let figure = &ctx.props().figure;
        let onsubmit = link.callback(|event: SubmitEvent| {
            event.prevent_default();
            Change::Show
        });
        let oninput = link.callback(|event: InputEvent| {
            let field = event.target_unchecked_into::<HtmlTextAreaElement>();
            Change::Typed(field.value())
        });
        let on_mode = link.callback(|event: Event| {
            let select = event.target_unchecked_into::<HtmlSelectElement>();
            Change::Mode(select.value() == "text")
        });
        let on_file = link.batch_callback(|event: Event| {
            let input = event.target_unchecked_into::<HtmlInputElement>();
            let arrival = drops::chosen(&input)?;
            arrival.files.into_iter().next().map(Change::Take)
        });
        let mode = |value: &'static str, name: &'static str, is_it| {
            html! { <option {value} selected={is_it}>{ name }</option> }
        };
        html! {
            <form {onsubmit}>
                <label for={format!("{id}-bytes")}>{ "Bytes" }</label>
                <select ref={self.mode.clone()} aria-label="Written as" onchange={on_mode}>
                    { mode("hex", "in hex", !self.is_text) }
                    { mode("text", "as text", self.is_text) }
                </select>
                <textarea
                    id={format!("{id}-bytes")}
                    rows="2"
                    spellcheck="false"
                    autocapitalize="none"
                    value={self.typed.clone()}
                    {oninput}
                />
                <button type="submit">{ "Show" }</button>
                <label class="choose">
                    { "Open a file" }
                    <input type="file" onchange={on_file} />
                </label>
                if self.own.is_some() {
                    <button type="button" onclick={link.callback(|_| Change::Back)}>{ "Back to the post’s bytes" }</button>
                }
                if self.own.is_some() || !figure.has_link() {
                    <button type="button" onclick={link.callback(|_| Change::Open)}>{ "Open in the decoder" }</button>
                }
            </form>
        }
    }

    /// The field for the answer.
    fn question(&self, ctx: &Context<Self>) -> Html {
        let id = format!("{}-answer", ctx.props().id);
        let field = NodeRef::default();
        let onsubmit = {
            let field = field.clone();
            ctx.link().callback(move |event: SubmitEvent| {
                event.prevent_default();
                let field = field.cast::<HtmlInputElement>();
                Change::Check(field.map(|field| field.value()).unwrap_or_default())
            })
        };
        html! {
            <form class="answer" {onsubmit}>
                <label for={id.clone()}>{ "Your answer" }</label>
                <input {id} ref={field} type="text" autocomplete="off" autocapitalize="none" spellcheck="false" />
                <button type="submit">{ "Check" }</button>
                <p aria-live="polite">{ self.judged.clone() }</p>
            </form>
        }
    }

    /// Has a file drawn, whose first byte is shown at `start`.
    fn draw(&mut self, ctx: &Context<Self>, source: Source, start: &str, lines: String) {
        self.turn += 1;
        self.judged.clear();
        self.said.clear();
        let turn = self.turn;
        let kind = ctx.props().figure.kind.clone();
        let needs_verdict = ctx.props().figure.data("verdict").is_some();
        let Tools {
            workers,
            kind_workers,
            ..
        } = ctx.props().tools.clone();
        let link = ctx.link().clone();
        let start = start.strip_prefix("0x").unwrap_or(start);
        let start = u64::from_str_radix(start, 16).unwrap_or(0);
        web::spawn_local(async move {
            let verdict = match needs_verdict {
                true => kinds::identify(&kind_workers, &source).await.map(Some),
                false => Ok(None),
            };
            let drawn = match verdict {
                Ok(verdict) => {
                    let size = source.size();
                    let request = Box::new(move |id| Request::Draw {
                        id,
                        kind,
                        lines,
                        size,
                        start,
                        verdict: verdict.map(Box::new),
                    });
                    match kinds::ask(&workers, &source, request).await {
                        Ok(Reply::Drawn { html, answer, .. }) => Ok((source, html, answer)),
                        Ok(_) => Err(kinds::OTHER.to_owned()),
                        Err(sentence) => Err(sentence),
                    }
                }
                Err(sentence) => Err(sentence),
            };
            link.send_message(Change::Drawn(turn, drawn));
        });
    }
}

/// What stands in the field at first, and whether it is text.
fn at_first(figure: &Figure) -> (String, bool) {
    let own = figure.data("hex").unwrap_or_default();
    let text = hex(&own)
        .ok()
        .and_then(|bytes| String::from_utf8(bytes).ok());
    let is_of_text = matches!(figure.kind.as_str(), "ascii" | "cat");
    let text = text.filter(|text| is_of_text && !text.chars().any(char::is_control));
    let is_text = text.is_some();
    (text.unwrap_or(own), is_text)
}

/// The bytes that were typed.
fn bytes_of(typed: &str, is_text: bool) -> Result<Vec<u8>, String> {
    match is_text {
        true => Ok(typed.as_bytes().to_vec()),
        false => hex(typed).map_err(str::to_owned),
    }
}

/// Bytes as a file.
fn source(bytes: &[u8]) -> Result<Source, String> {
    let no_room = |_| "The browser has no room for these bytes.".to_owned();
    Source::bytes("the bytes that were typed", bytes).map_err(no_room)
}
