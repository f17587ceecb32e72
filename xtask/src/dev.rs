//! Development: Trunk watches the sources and builds into a folder of its own, and open pages
//! reload after each build.

use crate::base::Base;
use crate::error::{Error, Result};
use crate::project;
use crate::serve::{self, Host, Manners};
use crate::site;
use crate::tools::Tools;
use axum::body::Body;
use axum::http::header::{self, HeaderValue};
use axum::http::{Response, StatusCode};
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};
use tokio::net::TcpListener;
use tokio::sync::watch;

/// Asks which build the page is from, and reloads when there is another.
const RELOAD: &str = "\
{
  const here = document.currentScript.src;
  const ask = (query) => fetch(new URL(`changed${query}`, here)).then((reply) => reply.text());
  const pause = () => new Promise((done) => setTimeout(done, 1000));
  const watch = async () => {
    let first;
    for (;;) {
      const build = await ask(first === undefined ? '' : `?since=${first}`).catch(pause);
      if (build === undefined) continue;
      if (first !== undefined && build !== first) location.reload();
      first = build;
    }
  };
  watch();
}
";

/// How often the built site is looked at.
const LOOK: Duration = Duration::from_millis(300);
/// How long a page's question is kept before it must ask again.
const PATIENCE: Duration = Duration::from_secs(25);

/// What a server needs to tell open pages of a new build.
pub(crate) struct Live {
    base: Base,
    builds: watch::Receiver<u64>,
}

impl Live {
    /// The answer to a request below `__dev/`; `None` for all others.
    pub(crate) async fn answer(&self, path: &str, query: Option<&str>) -> Option<Response<Body>> {
        match path {
            "__dev/reload.js" => Some(reply(StatusCode::OK, "text/javascript", RELOAD.to_owned())),
            "__dev/changed" => {
                let known = query.and_then(|query| query.strip_prefix("since=")?.parse().ok());
                let mut builds = self.builds.clone();
                let changed = builds.wait_for(|build| Some(*build) != known);
                // Neither no news nor the end of the server is an error to a page.
                tokio::time::timeout(PATIENCE, changed).await.ok();
                let build = self.builds.borrow().to_string();
                Some(reply(StatusCode::OK, "text/plain", build))
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
            "<!doctype html><title>Building …</title>{}<p>Building …",
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
    let mut trunk = tokio::process::Command::from(trunk)
        .kill_on_drop(true)
        .spawn()
        .map_err(|error| Error::new(format!("Trunk could not be run ({error}): try again.")))?;
    let (sender, builds) = watch::channel(0);
    tokio::spawn(count_builds(dist.join("index.html"), sender));
    let live = Live {
        base: base.clone(),
        builds,
    };
    let host = Host::new(dist, base.clone(), Manners::Full).with_live(live);
    serve::announce(&listener, &base)?;
    tokio::select! {
        done = serve::run(listener, host) => done,
        _ = trunk.wait() => Err(Error::new("Trunk stopped; the reason stands above.")),
    }
}

/// What changes without being a source. Trunk wants these to exist.
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
    built.into_iter().filter(|folder| folder.is_dir()).collect()
}

/// Counts up whenever the page has been written anew and then left alone for a moment.
async fn count_builds(page: PathBuf, builds: watch::Sender<u64>) {
    let modified = || -> Option<SystemTime> { std::fs::metadata(&page).ok()?.modified().ok() };
    let mut known = modified();
    let mut seen = known;
    loop {
        tokio::time::sleep(LOOK).await;
        let now = modified();
        if now.is_some() && now == seen && now != known {
            known = now;
            builds.send_modify(|build| *build += 1);
        }
        seen = now;
    }
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

    fn live() -> (Live, watch::Sender<u64>) {
        let (sender, builds) = watch::channel(7);
        (
            Live {
                base: "/repo/".parse().unwrap(),
                builds,
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
    fn a_page_is_told_of_the_next_build() {
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_time()
            .build()
            .unwrap();
        runtime.block_on(async {
            let (live, sender) = live();
            let ask = async |query| {
                let body = live
                    .answer("__dev/changed", query)
                    .await
                    .unwrap()
                    .into_body();
                to_bytes(body, 100).await.unwrap()
            };
            assert_eq!(ask(None).await, "7");
            assert_eq!(ask(Some("since=6")).await, "7");
            let (answer, ()) = tokio::join!(ask(Some("since=7")), async {
                tokio::task::yield_now().await;
                sender.send_replace(8);
            });
            assert_eq!(answer, "8");
            assert!(live.answer("index.html", None).await.is_none());
        });
    }
}
