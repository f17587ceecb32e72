//! Following a link between pages without a reload.
//!
//! Every page is a file with its text in it. To show another page, its file is fetched and what
//! is in its `<main>` is put into ours. The browser's Navigation API does the rest as it does for
//! any site: the address, the history, where the page was scrolled to, `#heading`. A browser
//! without it simply loads each page.

use std::cell::RefCell;
use std::rc::Rc;

use gloo::events::{EventListener, EventListenerOptions};
use js_sys::{Function, Promise, Reflect};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, future_to_promise};
use web_sys::{
    AbortSignal, Document, DomParser, NavigateEvent, Navigation, NavigationApiType,
    NavigationFocusReset, NavigationInterceptOptions, Response, SupportedType, Url,
};

use super::{document, pathname, window};

/// A page that is to be shown.
pub struct Arriving {
    /// Its path inside the site, such as `/about/`.
    pub path: String,
    /// What its file holds; `None` for a page that the app draws by itself.
    pub content: Option<Content>,
    /// To be told when the page stands in the document.
    pub done: Done,
}

/// What a page's file holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Content {
    /// The page's title.
    pub title: String,
    /// The inside of its `<main>`.
    pub html: String,
}

/// Tells the browser that the page it navigated to is there.
pub struct Done {
    kept: Function,
    begins_at_top: bool,
    signal: AbortSignal,
}

impl Done {
    /// The page is in the document.
    pub fn shown(self) {
        // Once the user has gone elsewhere, the place in the window is kept as that of the page to come.
        if self.begins_at_top && !self.signal.aborted() {
            // Chromium up to 148 leaves a new page where the one before was scrolled to.
            window().scroll_to_with_x_and_y(0.0, 0.0);
        }
        self.overtaken();
    }

    /// Another page takes its place before anything was told: nobody waits for this one any more.
    pub fn overtaken(self) {
        let _ = self.kept.call0(&JsValue::NULL);
    }
}

/// Leads from page to page below a base path.
pub struct Navigator {
    base: String,
    /// Path on the server of the page that was handed over last: it stands in the document, or
    /// will. While another one is on its way, the address is that one's already.
    shown: Rc<RefCell<String>>,
}

impl Navigator {
    /// A navigator for the site at `base`, which begins and ends with `/`.
    pub fn new(base: &str) -> Navigator {
        Navigator {
            base: base.to_owned(),
            shown: Rc::default(),
        }
    }

    /// Shows pages through `show` from now on. `local` tells the paths that the app draws by
    /// itself; those for which it has no answer are left to the browser, which loads them.
    pub fn listen(
        self: Rc<Self>,
        local: fn(&str) -> Option<bool>,
        show: impl Fn(Arriving) + 'static,
    ) -> EventListener {
        self.shown.replace(pathname());
        let Some(navigation) = navigation() else {
            // Pages load by themselves. What `go` has put into the history must not stay empty.
            return EventListener::new(&window(), "popstate", move |_| {
                if *self.shown.borrow() != pathname() {
                    let _ = window().location().reload();
                }
            });
        };
        let show: Rc<dyn Fn(Arriving)> = Rc::new(show);
        let options = EventListenerOptions::enable_prevent_default();
        EventListener::new_with_options(&navigation, "navigate", options, move |event| {
            let Some(event) = event.dyn_ref::<NavigateEvent>() else {
                return;
            };
            let is_settled = *self.shown.borrow() == pathname();
            let Some(url) = ours(event, is_settled) else {
                return;
            };
            let Some(path) = site_path(&self.base, &url.pathname()) else {
                return;
            };
            let Some(is_local) = local(&path) else {
                return;
            };
            let target = if is_local {
                Target::Local(path)
            } else if *self.shown.borrow() == url.pathname() {
                Target::Here
            } else {
                Target::File {
                    url: url.href(),
                    path,
                }
            };
            let begins_at_top =
                event.navigation_type() != NavigationApiType::Traverse && url.hash().is_empty();
            let (shown, signal) = (Rc::clone(&self.shown), event.signal());
            // Nothing stops a page that is handed over, and drawing it may take several tasks. One that
            // comes in between must know of it.
            let done = move |kept| {
                shown.replace(url.pathname());
                Done {
                    kept,
                    begins_at_top,
                    signal,
                }
            };
            intercept(event, target, done, Rc::clone(&show));
        })
    }

    /// Goes to a page that the app draws by itself, unless it is shown already. `true` if the
    /// caller has to show it, since this browser will not ask for it.
    pub fn go(&self, path: &str) -> bool {
        let url = format!("{}{path}", self.base.trim_end_matches('/'));
        // Before anything listens, what the address says is what is shown.
        let shown = Some(self.shown.borrow().clone()).filter(|shown| !shown.is_empty());
        if pathname() == url && shown.is_none_or(|shown| shown == url) {
            return false;
        }
        let Some(navigation) = navigation() else {
            let pushed = window()
                .history()
                .and_then(|history| history.push_state_with_url(&JsValue::NULL, "", Some(&url)));
            self.shown.replace(pathname());
            return pushed.is_ok();
        };
        let result = navigation.navigate(&url);
        // A navigation that another one overtakes is rejected; that is nobody's fault.
        for key in ["committed", "finished"] {
            ignore_rejection(&Reflect::get(&result, &key.into()).unwrap_or_default());
        }
        false
    }
}

/// The page's title.
pub fn set_title(title: &str) {
    document().set_title(title);
}

/// Puts the keyboard on the page's main part, as a new page would begin there.
pub fn focus_main() {
    let main = document()
        .query_selector("main")
        .ok()
        .flatten()
        .and_then(|main| main.dyn_into::<web_sys::HtmlElement>().ok());
    if let Some(main) = main {
        super::focus(&main);
    }
}

/// Where a navigation leads.
enum Target {
    /// To the page that is already shown.
    Here,
    /// To a page that the app draws by itself.
    Local(String),
    /// To a page whose file is fetched.
    File { url: String, path: String },
}

#[wasm_bindgen]
extern "C" {
    /// Calls `update`, which puts another page in place, and fades from one to the other where that is wanted
    /// (`static/text.js`). After an abort `update` is not called any more.
    #[wasm_bindgen(js_name = hexlogSwap, catch)]
    fn swap(update: &JsValue, signal: &AbortSignal) -> Result<Promise, JsValue>;

    /// Fetches a page, or takes it from what has been fetched already when it looked as if it would be asked for.
    #[wasm_bindgen(js_name = hexlogFetch, catch)]
    fn fetched(url: &str) -> Result<Promise, JsValue>;
}

fn navigation() -> Option<Navigation> {
    let exists = Reflect::has(&window(), &"navigation".into()).unwrap_or(false);
    exists.then(|| window().navigation())
}

/// The address an event leads to, if it is for us to follow. `is_settled` says that no page is on
/// its way.
fn ours(event: &NavigateEvent, is_settled: bool) -> Option<Url> {
    let kind = event.navigation_type();
    let destination = event.destination();
    // What the app writes into the history shows no other page, and neither does a heading of
    // this one. It writes nothing while a page is on its way.
    let is_written = destination.same_document() && kind != NavigationApiType::Traverse;
    let is_inside = is_settled && (event.hash_change() || is_written);
    if !event.can_intercept()
        || is_inside
        || kind == NavigationApiType::Reload
        || event.download_request().is_some()
        || event.form_data().is_some()
    {
        return None;
    }
    Url::new(&destination.url()).ok()
}

/// The path inside the site that a path on the server stands for: one that ends in `/`.
fn site_path(base: &str, pathname: &str) -> Option<String> {
    let rest = pathname.strip_prefix(base)?;
    (rest.is_empty() || rest.ends_with('/')).then(|| format!("/{rest}"))
}

fn intercept(
    event: &NavigateEvent,
    target: Target,
    done: impl FnOnce(Function) -> Done + 'static,
    show: Rc<dyn Fn(Arriving)>,
) {
    let signal = event.signal();
    let handler = Closure::once_into_js(move || match target {
        Target::Here => shown(|kept| done(kept).shown()),
        Target::Local(path) => shown(|kept| {
            show(Arriving {
                path,
                content: None,
                done: done(kept),
            });
        }),
        Target::File { url, path } => future_to_promise(async move {
            if let Some(content) = fetch(&url, &signal).await {
                let content = Some(content);
                let update = Closure::once(move || {
                    shown(|kept| {
                        show(Arriving {
                            path,
                            content,
                            done: done(kept),
                        });
                    })
                });
                if let Ok(swapped) = swap(update.as_ref(), &signal) {
                    return JsFuture::from(swapped).await;
                }
            }
            // The browser says it best: its own page for an error, the site's for a 404, and the page of
            // another build by itself.
            if !signal.aborted() {
                let _ = window().location().reload();
            }
            Ok(JsValue::UNDEFINED)
        }),
    });
    let options = NavigationInterceptOptions::new();
    options.set_handler(handler.unchecked_ref());
    options.set_focus_reset(NavigationFocusReset::Manual);
    let _ = event.intercept_with_options(&options);
}

/// A promise, and what keeps it handed to `show`.
fn shown(show: impl FnOnce(Function)) -> Promise {
    let resolve = RefCell::new(None);
    let promise = Promise::new(&mut |kept, _| *resolve.borrow_mut() = Some(kept));
    if let Some(kept) = resolve.take() {
        show(kept);
    }
    promise
}

/// Fetches a page's file. `None` if that fails, or if the user has gone elsewhere meanwhile.
async fn fetch(url: &str, signal: &AbortSignal) -> Option<Content> {
    let without_fragment = url.split('#').next().unwrap_or(url);
    let response = JsFuture::from(fetched(without_fragment).ok()?).await.ok()?;
    let response: Response = response.dyn_into().ok()?;
    let text = JsFuture::from(response.text().ok()?)
        .await
        .ok()?
        .as_string()?;
    if !response.ok() || signal.aborted() {
        return None;
    }
    let page = DomParser::new()
        .ok()?
        .parse_from_string(&text, SupportedType::TextHtml)
        .ok()?;
    if build(&page) != build(&document()) {
        // The site is another one by now: its page comes with its own app.
        return None;
    }
    let main = page.query_selector("main").ok().flatten()?;
    Some(Content {
        title: page.title(),
        html: main.inner_html(),
    })
}

/// The build of the site that a page belongs to.
fn build(page: &Document) -> Option<String> {
    let app = page.query_selector("meta[data-build]").ok().flatten()?;
    app.get_attribute("data-build")
}

fn ignore_rejection(promise: &JsValue) {
    if let Some(promise) = promise.dyn_ref::<Promise>() {
        thread_local! {
            static NOTHING: Closure<dyn FnMut(JsValue)> = Closure::new(|_| {});
        }
        NOTHING.with(|nothing| {
            let _ = promise.catch(nothing);
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_of_the_site() {
        let check = |base, pathname, path: Option<&str>| {
            assert_eq!(
                site_path(base, pathname).as_deref(),
                path,
                "{pathname} under {base}"
            );
        };
        check("/", "/", Some("/"));
        check("/", "/about/", Some("/about/"));
        check("/", "/feed.xml", None);
        check("/some/repo/", "/some/repo/", Some("/"));
        check("/some/repo/", "/some/repo/posts/a/", Some("/posts/a/"));
        check("/some/repo/", "/", None);
        check("/some/repo/", "/some/repository/", None);
    }
}
