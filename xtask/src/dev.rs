//! Development: Trunk watches the sources and builds into a folder of its own; posts are watched here,
//! since their pages alone are written anew. Open pages reload after each build, and show what was wrong
//! with one that failed.

mod output;
mod texts;

use crate::base::Base;
use crate::error::{Error, Result};
use crate::project;
use crate::serve::{self, Host, Manners};
use crate::site;
use crate::tools::Tools;
use axum::body::Body;
use axum::http::header::{self, HeaderValue};
use axum::http::{Response, StatusCode};
use output::Event;
use std::fs::File;
use std::io::IsTerminal;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};
use texts::Texts;
use tokio::net::TcpListener;
use tokio::sync::{mpsc, watch};

/// Asks for the state of the build, reloads when there is another, and shows what is wrong.
const RELOAD: &str = include_str!("dev/reload.js");

/// Takes the place of the site's service worker.
const GONE: &str = include_str!("dev/gone.js");

/// How often posts are looked at.
const LOOK: Duration = Duration::from_millis(300);
/// How long a page's question is kept before it must ask again.
const PATIENCE: Duration = Duration::from_secs(25);

/// How the building goes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct State {
    /// Counts what changes here.
    version: u64,
    /// Counts what was built.
    build: u64,
    /// What was wrong with the last build; empty if nothing was.
    problems: String,
}

impl State {
    fn succeed(&mut self) {
        self.version += 1;
        self.build += 1;
        self.problems.clear();
    }

    fn fail(&mut self, problems: String) {
        self.version += 1;
        self.problems = problems;
    }

    fn json(&self) -> String {
        serde_json::json!({
            "version": self.version,
            "build": self.build,
            "problems": self.problems,
        })
        .to_string()
    }
}

/// What a server needs to tell open pages of a new build.
pub(crate) struct Live {
    base: Base,
    state: watch::Receiver<State>,
}

impl Live {
    /// The answer to a request that is not for a file of the site; `None` for all others.
    pub(crate) async fn answer(&self, path: &str, query: Option<&str>) -> Option<Response<Body>> {
        match path {
            "service-worker.js" => Some(reply(StatusCode::OK, "text/javascript", GONE.to_owned())),
            "__dev/reload.js" => Some(reply(StatusCode::OK, "text/javascript", RELOAD.to_owned())),
            "__dev/changed" => {
                let known = query.and_then(|query| query.strip_prefix("since=")?.parse().ok());
                let mut state = self.state.clone();
                let changed = state.wait_for(|state| Some(state.version) != known);
                // Neither no news nor the end of the server is an error to a page.
                tokio::time::timeout(PATIENCE, changed).await.ok();
                let state = self.state.borrow().json();
                Some(reply(StatusCode::OK, "application/json", state))
            }
            _ => None,
        }
    }

    /// Adds the script that reloads to a page.
    pub(crate) fn inject(&self, path: &Path, bytes: Vec<u8>) -> Vec<u8> {
        if path.extension().is_none_or(|extension| extension != "html") {
            return bytes;
        }
        match String::from_utf8(bytes) {
            Ok(page) => page
                .replacen("</head>", &format!("{}</head>", self.script()), 1)
                .into(),
            Err(error) => error.into_bytes(),
        }
    }

    /// The page that is shown until the first build is there.
    pub(crate) fn building(&self) -> Response<Body> {
        let page = format!(
            "<!doctype html><html lang=\"en\"><title>Building …</title>{}<p>Building …",
            self.script()
        );
        reply(
            StatusCode::SERVICE_UNAVAILABLE,
            "text/html; charset=utf-8",
            page,
        )
    }

    fn script(&self) -> String {
        format!(
            "<script src=\"{}__dev/reload.js\" defer></script>",
            self.base
        )
    }
}

/// Builds, serves and watches until the process is told to stop.
pub(crate) async fn run(tools: &Tools, base: Base, listener: TcpListener) -> Result<()> {
    site::fetch()?;
    let dist = project::target_dir().join("dev-dist");
    project::create_dir(&dist)?;
    let mut trunk = site::trunk(tools)?;
    trunk.args(["watch", "--public-url", base.as_str(), "--dist"]);
    trunk.arg(&dist);
    for ignored in ignored() {
        trunk.arg("--ignore").arg(ignored);
    }
    let (template, file) = texts::template();
    trunk.env(template, file);
    if std::io::stderr().is_terminal() {
        // What is read here is no terminal, but is shown at one.
        trunk.env("CARGO_TERM_COLOR", "always");
        trunk.env("TRUNK_COLOR", "always");
    }
    let not_run = |error| Error::new(format!("Trunk could not be run ({error}): try again."));
    // One pipe for both, so that what is printed keeps its order.
    let (output, input) = std::io::pipe().map_err(not_run)?;
    trunk
        .stdout(input.try_clone().map_err(not_run)?)
        .stderr(input);
    let mut trunk = tokio::process::Command::from(trunk)
        .kill_on_drop(true)
        .spawn()
        .map_err(not_run)?;
    let (tell, events) = mpsc::unbounded_channel();
    std::thread::spawn(move || {
        output::follow(
            output,
            |line| eprint!("{line}"),
            |event| {
                // Nobody listens any more when the program ends.
                tell.send(event).ok();
            },
        );
    });
    let (sender, state) = watch::channel(State::default());
    let live = Live {
        base: base.clone(),
        state,
    };
    let host = Host::new(dist.clone(), base.clone(), Manners::Full).with_live(live);
    serve::announce(&listener, &base)?;
    tokio::select! {
        done = serve::run(listener, host) => done,
        () = follow(tools, &dist, &base, events, &sender) => {
            trunk.wait().await.ok();
            Err(Error::new("Trunk stopped; the reason stands above."))
        }
    }
}

/// Follows what Trunk says and what happens to posts, until Trunk ends.
async fn follow(
    tools: &Tools,
    dist: &Path,
    base: &Base,
    mut events: mpsc::UnboundedReceiver<Event>,
    state: &watch::Sender<State>,
) {
    let root = project::root();
    let mut texts = Texts::now(root);
    let mut is_building = true;
    let mut has_failed = false;
    let mut is_behind = false;
    loop {
        tokio::select! {
            event = events.recv() => match event {
                None => return,
                Some(Event::Begun) => is_building = true,
                Some(Event::Succeeded) => {
                    (is_building, has_failed) = (false, false);
                    state.send_modify(State::succeed);
                }
                Some(Event::Failed(problems)) => {
                    (is_building, has_failed) = (false, true);
                    state.send_modify(|state| state.fail(problems));
                }
            },
            () = tokio::time::sleep(LOOK) => {
                let now = Texts::now(root);
                is_behind |= now != texts;
                texts = now;
            }
        }
        if !is_behind || is_building {
            continue;
        }
        is_behind = false;
        if has_failed {
            // There is nothing to write pages into: Trunk, which watches this, begins again.
            touch(&root.join("index.html"));
            continue;
        }
        match texts::prerender(tools, dist, base).await {
            Ok(()) => state.send_modify(State::succeed),
            Err(problems) => state.send_modify(|state| state.fail(problems)),
        }
    }
}

/// Makes a file look changed.
fn touch(file: &Path) {
    let file = File::options().append(true).open(file);
    if let Err(error) = file.and_then(|file| file.set_modified(SystemTime::now())) {
        eprintln!(
            "index.html could not be touched ({error}): save it, and the site is built again."
        );
    }
}

/// What changes without being a source, and what is watched here. Trunk wants these to exist.
fn ignored() -> Vec<PathBuf> {
    let root = project::root();
    let built = [
        project::target_dir(),
        project::tools_dir(),
        root.join("dist"),
        root.join("target"),
        root.join("tests"),
        root.join("xtask"),
    ];
    let ignored = built.into_iter().chain(Texts::places(root));
    ignored.filter(|path| path.exists()).collect()
}

fn reply(status: StatusCode, mime: &'static str, text: String) -> Response<Body> {
    let mut response = Response::new(Body::from(text));
    *response.status_mut() = status;
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(mime));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::body::to_bytes;

    fn live() -> (Live, watch::Sender<State>) {
        let (sender, state) = watch::channel(State {
            version: 7,
            build: 3,
            problems: String::new(),
        });
        (
            Live {
                base: "/repo/".parse().unwrap(),
                state,
            },
            sender,
        )
    }

    #[test]
    fn only_pages_get_the_script() {
        let (live, _sender) = live();
        let page = live.inject(Path::new("a.html"), b"<head></head><body>".to_vec());
        assert_eq!(
            String::from_utf8(page).unwrap(),
            "<head><script src=\"/repo/__dev/reload.js\" defer></script></head><body>"
        );
        assert_eq!(
            live.inject(Path::new("a.js"), b"</head>".to_vec()),
            b"</head>"
        );
    }

    #[test]
    fn a_page_is_told_of_builds_and_of_problems() {
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_time()
            .build()
            .unwrap();
        runtime.block_on(async {
            let (live, sender) = live();
            let ask = async |query| -> (u64, u64, String) {
                let answer = live.answer("__dev/changed", query).await.unwrap();
                let body = to_bytes(answer.into_body(), 1000).await.unwrap();
                let state: serde_json::Value = serde_json::from_slice(&body).unwrap();
                let number = |key: &str| state[key].as_u64().unwrap();
                let problems = state["problems"].as_str().unwrap().to_owned();
                (number("version"), number("build"), problems)
            };
            let expect = |version, build, problems: &str| (version, build, problems.to_owned());
            assert_eq!(ask(None).await, expect(7, 3, ""));
            assert_eq!(ask(Some("since=6")).await, expect(7, 3, ""));
            let (answer, ()) = tokio::join!(ask(Some("since=7")), async {
                tokio::task::yield_now().await;
                sender.send_modify(|state| state.fail("a.md:1: \"wrong\"\n".to_owned()));
            });
            assert_eq!(answer, expect(8, 3, "a.md:1: \"wrong\"\n"));
            let (answer, ()) = tokio::join!(ask(Some("since=8")), async {
                tokio::task::yield_now().await;
                sender.send_modify(State::succeed);
            });
            assert_eq!(answer, expect(9, 4, ""));
            assert!(live.answer("index.html", None).await.is_none());
        });
    }
}
