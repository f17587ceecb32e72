//! The server of a built site, with the manners of a good static host: types, caching,
//! compression, security headers, a slash after folders, and 404.html.
//!
//! An answer is made by [`Host::answer`], which reads files and does nothing else, so that tests
//! need no network.

use crate::base::Base;
use crate::dev::Live;
use crate::error::{Error, Result};
use crate::files::{Encoding, Loaded, is_hashed};
use axum::Router;
use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::header::{self, HeaderMap, HeaderName, HeaderValue};
use axum::http::{Method, Response, StatusCode, Uri};
use hosting::{IMMUTABLE, NO_CACHE, REMOTE_PAGE, SECURITY};
use percent_encoding::percent_decode_str;
use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use tokio::net::TcpListener;

/// How much a host does for its files.
pub(crate) enum Manners {
    /// Compression, caching and security headers.
    Full,
    /// Nothing but the type: the plainest host there is.
    Bare,
}

/// A folder served under a base path.
pub(crate) struct Host {
    dist: PathBuf,
    base: Base,
    manners: Manners,
    /// Set while developing: pages then reload when the site changes.
    live: Option<Live>,
    loaded: Mutex<HashMap<PathBuf, Arc<Loaded>>>,
}

/// Where a path leads.
enum Place {
    File(PathBuf),
    /// The same address with a slash at its end, or the base.
    Moved(StatusCode, String),
    Missing,
    Outside,
}

impl Host {
    /// Serves `dist` under `base`.
    pub(crate) fn new(dist: PathBuf, base: Base, manners: Manners) -> Self {
        Self {
            dist,
            base,
            manners,
            live: None,
            loaded: Mutex::default(),
        }
    }

    /// Serves a site that changes.
    pub(crate) fn with_live(mut self, live: Live) -> Self {
        self.live = Some(live);
        self
    }

    /// The answer to a request.
    pub(crate) fn answer(&self, method: &Method, uri: &Uri, headers: &HeaderMap) -> Response<Body> {
        let mut response = if method == Method::GET || method == Method::HEAD {
            self.answer_to_get(uri, headers)
        } else {
            let mut response = text(StatusCode::METHOD_NOT_ALLOWED, "Only GET and HEAD.\n");
            response
                .headers_mut()
                .insert(header::ALLOW, HeaderValue::from_static("GET, HEAD"));
            response
        };
        if matches!(self.manners, Manners::Full) {
            let is_remote = matches!(self.place(uri.path()), Place::File(file) if file == self.dist.join(REMOTE_PAGE));
            let policy = if is_remote {
                hosting::remote_policy()
            } else {
                hosting::policy()
            };
            let security = SECURITY.map(|(name, value)| (name, value.to_owned()));
            let headers = response.headers_mut();
            for (name, value) in [("Content-Security-Policy", policy)]
                .into_iter()
                .chain(security)
            {
                if let (Ok(name), Ok(value)) = (name.parse::<HeaderName>(), value.parse()) {
                    headers.insert(name, value);
                }
            }
        }
        if method == Method::HEAD {
            *response.body_mut() = Body::empty();
        }
        response
    }

    fn answer_to_get(&self, uri: &Uri, headers: &HeaderMap) -> Response<Body> {
        match self.place(uri.path()) {
            Place::File(path) => match self.load(&path) {
                Some(file) => self.file(StatusCode::OK, &path, &file, headers),
                None => self.missing(headers),
            },
            Place::Moved(status, mut address) => {
                if let Some(query) = uri.query() {
                    address = format!("{address}?{query}");
                }
                let mut response = text(status, "");
                match HeaderValue::from_str(&address) {
                    Ok(address) => response.headers_mut().insert(header::LOCATION, address),
                    Err(_) => return self.missing(headers),
                };
                response
                    .headers_mut()
                    .insert(header::CACHE_CONTROL, HeaderValue::from_static(NO_CACHE));
                response
            }
            Place::Missing => self.missing(headers),
            Place::Outside => text(
                StatusCode::NOT_FOUND,
                &format!("The site is at {}\n", self.base),
            ),
        }
    }

    /// Finds what a path means, without leaving the folder.
    fn place(&self, path: &str) -> Place {
        let Some(rest) = self.base.strip(path) else {
            // The base may be another one tomorrow: that must not be remembered.
            return if path == "/" {
                Place::Moved(StatusCode::TEMPORARY_REDIRECT, self.base.to_string())
            } else if self.base.lacks_only_slash(path) {
                Place::Moved(StatusCode::PERMANENT_REDIRECT, self.base.to_string())
            } else {
                Place::Outside
            };
        };
        let (folder, wants_folder) = match rest.strip_suffix('/') {
            Some(folder) => (folder, true),
            None => (rest, rest.is_empty()),
        };
        let mut file = self.dist.clone();
        for segment in folder.split('/').filter(|_| !folder.is_empty()) {
            match percent_decode_str(segment).decode_utf8() {
                Ok(name) if is_plain_name(&name) => file.push(name.as_ref()),
                _ => return Place::Missing,
            }
        }
        match (wants_folder, file.is_dir()) {
            (true, true) => Place::File(file.join("index.html")),
            (false, true) if file.join("index.html").is_file() => {
                Place::Moved(StatusCode::PERMANENT_REDIRECT, format!("{path}/"))
            }
            (false, false) => Place::File(file),
            _ => Place::Missing,
        }
    }

    fn missing(&self, headers: &HeaderMap) -> Response<Body> {
        let path = self.dist.join("404.html");
        match (self.load(&path), &self.live) {
            (Some(file), _) => self.file(StatusCode::NOT_FOUND, &path, &file, headers),
            (None, Some(live)) => live.building(),
            (None, None) => text(StatusCode::NOT_FOUND, "There is nothing here.\n"),
        }
    }

    fn file(
        &self,
        status: StatusCode,
        path: &Path,
        file: &Loaded,
        headers: &HeaderMap,
    ) -> Response<Body> {
        let asked = |name: HeaderName| headers.get(name).and_then(|value| value.to_str().ok());
        let mut response = Response::new(Body::empty());
        *response.status_mut() = status;
        let answer = response.headers_mut();
        answer.insert(header::CONTENT_TYPE, HeaderValue::from_static(file.mime));
        let mut bytes = file.bytes.as_slice();
        if matches!(self.manners, Manners::Full) {
            let is_lasting = is_hashed(path.strip_prefix(&self.dist).unwrap_or(path))
                && status == StatusCode::OK;
            let caching = if is_lasting { IMMUTABLE } else { NO_CACHE };
            let caching = HeaderValue::from_static(caching);
            answer.insert(header::CACHE_CONTROL, caching);
            if let Ok(etag) = HeaderValue::from_str(&file.etag) {
                answer.insert(header::ETAG, etag);
            }
            if file.is_compressible() {
                answer.insert(header::VARY, HeaderValue::from_static("accept-encoding"));
            }
            let is_known = asked(header::IF_NONE_MATCH)
                .is_some_and(|known| known.split(',').any(|etag| etag.trim() == file.etag));
            if is_known && status == StatusCode::OK {
                *response.status_mut() = StatusCode::NOT_MODIFIED;
                return response;
            }
            let encoding = asked(header::ACCEPT_ENCODING).and_then(Encoding::best);
            if let Some(encoding) = encoding
                && let Some(packed) = file.encoded(encoding)
            {
                bytes = packed;
                answer.insert(
                    header::CONTENT_ENCODING,
                    HeaderValue::from_static(encoding.name()),
                );
            }
        }
        answer.insert(header::CONTENT_LENGTH, HeaderValue::from(bytes.len()));
        *response.body_mut() = Body::from(bytes.to_vec());
        response
    }

    /// The file from memory, or from the disk when it has changed there.
    fn load(&self, path: &Path) -> Option<Arc<Loaded>> {
        let metadata = std::fs::metadata(path)
            .ok()
            .filter(std::fs::Metadata::is_file)?;
        let modified = metadata.modified().ok()?;
        let mut loaded = self.loaded.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(file) = loaded.get(path)
            && file.modified == modified
        {
            return Some(Arc::clone(file));
        }
        let mut bytes = std::fs::read(path).ok()?;
        if let Some(live) = &self.live {
            bytes = live.inject(path, bytes);
        }
        let file = Arc::new(Loaded::new(path, modified, bytes));
        loaded.insert(path.to_owned(), Arc::clone(&file));
        Some(file)
    }
}

/// A name of a file or folder, and not a way around.
fn is_plain_name(name: &str) -> bool {
    !name.is_empty() && !name.starts_with('.') && !name.contains(['/', '\\', '\0', ':'])
}

fn text(status: StatusCode, text: &str) -> Response<Body> {
    let mut response = Response::new(Body::from(text.to_owned()));
    *response.status_mut() = status;
    let plain = HeaderValue::from_static("text/plain; charset=utf-8");
    response.headers_mut().insert(header::CONTENT_TYPE, plain);
    response
}

/// Takes the port, before anything that takes long.
pub(crate) async fn listen(port: u16) -> Result<TcpListener> {
    TcpListener::bind(("127.0.0.1", port)).await.map_err(|error| {
        Error::new(match error.kind() {
            std::io::ErrorKind::AddrInUse => format!(
                "Port {port} is taken: choose another with --port, or --port 0 for any free one."
            ),
            _ => format!("Port {port} cannot be used ({error}): choose another with --port."),
        })
    })
}

/// The address of the site at that port, on a line of its own.
pub(crate) fn announce(listener: &TcpListener, base: &Base) -> Result<()> {
    let address = listener
        .local_addr()
        .map_err(|error| Error::new(format!("The port was lost ({error}): try again.")))?;
    println!("http://{address}{base}");
    Ok(())
}

/// Serves until the process is told to stop.
pub(crate) async fn run(listener: TcpListener, host: Host) -> Result<()> {
    let serving = axum::serve(listener, router(host));
    tokio::select! {
        done = async { serving.await } => {
            done.map_err(|error| Error::new(format!("The server stopped: {error}.")))
        }
        () = told_to_stop() => Ok(()),
    }
}

/// The whole server as a service.
fn router(host: Host) -> Router {
    Router::new().fallback(handle).with_state(Arc::new(host))
}

async fn handle(State(host): State<Arc<Host>>, request: Request) -> Response<Body> {
    if let Some(live) = &host.live
        && let Some(path) = host.base.strip(request.uri().path())
        && let Some(response) = live.answer(path, request.uri().query()).await
    {
        return response;
    }
    // Files and compression may take a while: they get a thread where waiting is allowed.
    let answer = tokio::task::spawn_blocking(move || {
        host.answer(request.method(), request.uri(), request.headers())
    });
    answer
        .await
        .unwrap_or_else(|_| text(StatusCode::INTERNAL_SERVER_ERROR, "The server failed.\n"))
}

/// Waits for Ctrl+C or a polite kill.
async fn told_to_stop() {
    #[cfg(unix)]
    if let Ok(mut signal) =
        tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate())
    {
        tokio::select! {
            _ = signal.recv() => {}
            _ = tokio::signal::ctrl_c() => {}
        }
        return;
    }
    tokio::signal::ctrl_c().await.ok();
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::project;
    use crate::scratch::Scratch;
    use axum::body::to_bytes;
    use tower::ServiceExt;

    /// A small site in a folder of its own.
    fn site(name: &str) -> Scratch {
        let folder = Scratch::new(&format!("site-{name}"));
        for (name, text) in [
            ("dist/index.html", "home".repeat(100)),
            ("dist/404.html", "lost".to_owned()),
            ("dist/about/index.html", "about".to_owned()),
            ("dist/decoder/index.html", "decoder".to_owned()),
            ("dist/decoder/remote/index.html", "remote".to_owned()),
            ("dist/empty/file.txt", "text".to_owned()),
            ("dist/app-0123456789abcdef_bg.wasm", "wasm".repeat(100)),
            ("dist/.hidden", "hidden".to_owned()),
            ("dist/a b.bin", "bytes".to_owned()),
            ("secret.txt", "secret".to_owned()),
        ] {
            project::write(&folder.join(name), &text).unwrap();
        }
        folder
    }

    struct Answer {
        status: u16,
        headers: HeaderMap,
        body: Vec<u8>,
    }

    impl Answer {
        fn header(&self, name: &str) -> &str {
            self.headers
                .get(name)
                .map_or("", |value| value.to_str().unwrap())
        }
    }

    /// Asks a host for a path. `headers` are lines of `name: value`.
    fn ask(host: Host, method: &str, path: &str, headers: &[&str]) -> Answer {
        let mut request = Request::builder().method(method).uri(path);
        for header in headers {
            let (name, value) = header.split_once(": ").unwrap();
            request = request.header(name, value);
        }
        let request = request.body(Body::empty()).unwrap();
        let runtime = tokio::runtime::Builder::new_current_thread()
            .build()
            .unwrap();
        runtime.block_on(async {
            let response = router(host).oneshot(request).await.unwrap();
            let (parts, body) = response.into_parts();
            let body = to_bytes(body, usize::MAX).await.unwrap().to_vec();
            Answer {
                status: parts.status.as_u16(),
                headers: parts.headers,
                body,
            }
        })
    }

    fn get(name: &str, base: &str, path: &str, headers: &[&str]) -> Answer {
        let site = site(name);
        let host = Host::new(site.join("dist"), base.parse().unwrap(), Manners::Full);
        ask(host, "GET", path, headers)
    }

    #[test]
    fn a_page_and_its_headers() {
        let answer = get("page", "/", "/about/", &[]);
        assert_eq!(
            (answer.status, answer.body.as_slice()),
            (200, b"about".as_slice())
        );
        assert_eq!(answer.header("content-type"), "text/html; charset=utf-8");
        assert_eq!(answer.header("content-security-policy"), hosting::policy());
        assert_eq!(answer.header("x-content-type-options"), "nosniff");
        assert_eq!(answer.header("referrer-policy"), "no-referrer");
        assert_eq!(answer.header("cross-origin-opener-policy"), "same-origin");
        assert!(answer.header("permissions-policy").contains("camera=()"));
        assert_eq!(answer.header("cache-control"), "no-cache");
        assert!(!answer.header("etag").is_empty());
    }

    #[test]
    fn one_page_has_a_policy_of_its_own() {
        let (policy, remote_policy) = (hosting::policy(), hosting::remote_policy());
        assert_ne!(policy, remote_policy);
        for base in ["/", "/some/repo/"] {
            let check = |path, status, policy: &str| {
                let answer = get("policy", base, &format!("{base}{path}"), &[]);
                let header = answer.header("content-security-policy");
                assert_eq!((answer.status, header), (status, policy), "{path}");
            };
            check("decoder/remote/", 200, &remote_policy);
            check("decoder/remote/?a=b", 200, &remote_policy);
            check("decoder/%72emote/index.html", 200, &remote_policy);
            check("decoder/remote", 308, &policy);
            check("decoder/remote/nothing", 404, &policy);
            check("decoder/", 200, &policy);
            check("", 200, &policy);
        }
    }

    #[test]
    fn an_unknown_address_gets_the_page_for_that() {
        for path in [
            "/nothing",
            "/about/nothing/",
            "/empty/",
            "/empty",
            "/about/index.html/",
        ] {
            let answer = get("unknown", "/", path, &["accept-encoding: br"]);
            assert_eq!(
                (answer.status, answer.body.as_slice()),
                (404, b"lost".as_slice()),
                "{path}"
            );
            assert_eq!(answer.header("content-type"), "text/html; charset=utf-8");
            assert_eq!(answer.header("content-security-policy"), hosting::policy());
        }
    }

    #[test]
    fn a_folder_gets_its_slash() {
        let answer = get("slash", "/", "/about?a=b", &[]);
        assert_eq!(
            (answer.status, answer.header("location")),
            (308, "/about/?a=b")
        );
    }

    #[test]
    fn nothing_outside_the_folder_is_read() {
        for path in [
            "/../secret.txt",
            "/about/../../secret.txt",
            "/%2e%2e/secret.txt",
            "/..%2fsecret.txt",
            "/..%5csecret.txt",
            "//secret.txt",
            "//../secret.txt",
            "/.hidden",
            "/%2ehidden",
            "/about%00/",
            "/%ff",
        ] {
            let answer = get("traversal", "/", path, &[]);
            assert_eq!(
                (answer.status, answer.body.as_slice()),
                (404, b"lost".as_slice()),
                "{path}"
            );
        }
    }

    #[test]
    fn a_name_with_a_space() {
        let answer = get("space", "/", "/a%20b.bin", &[]);
        assert_eq!(
            (answer.status, answer.body.as_slice()),
            (200, b"bytes".as_slice())
        );
        assert_eq!(answer.header("content-type"), "application/octet-stream");
    }

    #[test]
    fn a_base_path() {
        let check = |path, status, body: &str, location| {
            let answer = get("base", "/some/repo/", path, &[]);
            let body_is = String::from_utf8(answer.body.clone()).unwrap();
            assert_eq!((answer.status, body_is.as_str()), (status, body), "{path}");
            assert_eq!(answer.header("location"), location, "{path}");
        };
        check("/some/repo/about/", 200, "about", "");
        check("/some/repo/about", 308, "", "/some/repo/about/");
        check("/some/repo", 308, "", "/some/repo/");
        check("/", 307, "", "/some/repo/");
        check("/some/repo/nothing", 404, "lost", "");
        check("/about/", 404, "The site is at /some/repo/\n", "");
    }

    #[test]
    fn hashed_files_are_kept_forever() {
        let answer = get(
            "hashed",
            "/",
            "/app-0123456789abcdef_bg.wasm",
            &["accept-encoding: gzip, br"],
        );
        assert_eq!(answer.status, 200);
        assert_eq!(answer.header("content-type"), "application/wasm");
        assert_eq!(
            answer.header("cache-control"),
            "public, max-age=31536000, immutable"
        );
        assert_eq!(answer.header("content-encoding"), "br");
        assert_eq!(answer.header("vary"), "accept-encoding");
        assert_eq!(
            answer.header("content-length"),
            answer.body.len().to_string()
        );
        let mut unpacked = Vec::new();
        brotli::BrotliDecompress(&mut answer.body.as_slice(), &mut unpacked).unwrap();
        assert_eq!(unpacked, "wasm".repeat(100).as_bytes());
    }

    #[test]
    fn gzip_where_brotli_is_not_known() {
        let answer = get("gzip", "/", "/", &["accept-encoding: gzip"]);
        assert_eq!(answer.header("content-encoding"), "gzip");
        let answer = get("plain", "/", "/", &[]);
        assert_eq!(answer.header("content-encoding"), "");
        assert_eq!(answer.body.len(), 400);
    }

    /// What the rules of a `_headers` file say about a path: all that fit, in their order.
    fn headers_by_file(text: &str, path: &str) -> Vec<(String, String)> {
        let mut found = Vec::new();
        let mut fits = false;
        for line in text.lines() {
            match line.strip_prefix("  ") {
                None => {
                    fits = match line.strip_suffix('*') {
                        Some(start) => path.starts_with(start),
                        None => path == line,
                    }
                }
                Some(header) if fits => {
                    let (name, value) = header.split_once(": ").unwrap();
                    found.push((name.to_lowercase(), value.to_owned()));
                }
                Some(_) => {}
            }
        }
        found
    }

    #[test]
    fn the_file_for_other_hosts_says_what_this_one_does() {
        let files = ["index.html", "404.html", "app-0123456789abcdef_bg.wasm"];
        for base in ["/", "/some/repo/"] {
            let text = hosting::headers_file(base, files);
            for path in [
                "",
                "about/",
                "about",
                "decoder/",
                "decoder/remote/",
                "app-0123456789abcdef_bg.wasm",
                "app-fedcba9876543210_bg.wasm",
                "a%20b.bin",
                "nothing/",
            ] {
                let path = format!("{base}{path}");
                let answer = get("other-hosts", base, &path, &[]);
                let said = headers_by_file(&text, &path);
                let mut names: Vec<&str> = said.iter().map(|(name, _)| name.as_str()).collect();
                for (name, value) in &said {
                    // A page is under the narrower of this policy and the one that it carries.
                    let expected = match name.as_str() {
                        "content-security-policy" => hosting::remote_policy(),
                        name => answer.header(name).to_owned(),
                    };
                    assert_eq!(*value, expected, "{path}: {name}");
                }
                let is_kept = answer.header("cache-control") == IMMUTABLE;
                assert_eq!(names.contains(&"cache-control"), is_kept, "{path}");
                for (name, _) in SECURITY {
                    assert!(
                        names.contains(&name.to_lowercase().as_str()),
                        "{path}: {name}"
                    );
                }
                let count = names.len();
                names.sort_unstable();
                names.dedup();
                assert_eq!(names.len(), count, "{path}: a header is named twice");
            }
        }
    }

    #[test]
    fn what_the_client_has_is_not_sent_again() {
        let site = site("etag");
        let host = || Host::new(site.join("dist"), Base::default(), Manners::Full);
        let etag = ask(host(), "GET", "/", &[]).header("etag").to_owned();
        let again = ask(host(), "GET", "/", &[&format!("if-none-match: {etag}")]);
        assert_eq!((again.status, again.body.len()), (304, 0));
        let other = ask(host(), "GET", "/", &["if-none-match: \"other\""]);
        assert_eq!(other.status, 200);
    }

    #[test]
    fn only_get_and_head() {
        let site = site("methods");
        let host = || Host::new(site.join("dist"), Base::default(), Manners::Full);
        let answer = ask(host(), "HEAD", "/", &[]);
        assert_eq!((answer.status, answer.body.len()), (200, 0));
        assert_eq!(answer.header("content-length"), "400");
        let answer = ask(host(), "POST", "/", &[]);
        assert_eq!((answer.status, answer.header("allow")), (405, "GET, HEAD"));
    }

    #[test]
    fn the_plainest_host() {
        let site = site("bare");
        let host = Host::new(site.join("dist"), Base::default(), Manners::Bare);
        let answer = ask(host, "GET", "/", &["accept-encoding: br"]);
        let mut names: Vec<&str> = answer.headers.keys().map(HeaderName::as_str).collect();
        names.sort_unstable();
        assert_eq!(names, ["content-length", "content-type"]);
        assert_eq!(answer.body.len(), 400);
    }

    #[test]
    fn a_file_that_changes_is_read_again() {
        let site = site("changes");
        let host = Host::new(site.join("dist"), Base::default(), Manners::Full);
        let read = || host.load(&site.join("dist/index.html")).unwrap();
        assert!(Arc::ptr_eq(&read(), &read()));
        let file = std::fs::File::options()
            .write(true)
            .open(site.join("dist/index.html"))
            .unwrap();
        file.set_modified(std::time::SystemTime::UNIX_EPOCH)
            .unwrap();
        assert_eq!(read().modified, std::time::SystemTime::UNIX_EPOCH);
    }

    #[test]
    fn a_taken_port_is_told_in_a_sentence() {
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_io()
            .build()
            .unwrap();
        runtime.block_on(async {
            let first = listen(0).await.unwrap();
            let port = first.local_addr().unwrap().port();
            let error = listen(port).await.unwrap_err().to_string();
            assert_eq!(
                error,
                format!("Port {port} is taken: choose another with --port, or --port 0 for any free one.")
            );
        });
    }
}
