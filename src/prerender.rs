//! The site as files: every page rendered by the same app that brings it to life in the browser.

use std::fmt;
use std::hash::{DefaultHasher, Hash, Hasher};

use post::{Error, Site};
use yew::LocalServerRenderer;
use yew::prelude::*;

use crate::app::{App, AppProps};
use crate::pages::remote;
use crate::pages::text::{self, FIXED_PATHS, TextPage};

/// The policy on what a page may load. The server's headers say the same.
const CONTENT_SECURITY_POLICY: &str = include_str!("content-security-policy.txt");

/// The same for the page that reads a file at an address: it may connect to any server.
const REMOTE_POLICY: &str = include_str!("content-security-policy-remote.txt");

/// The element of the template that the app goes into.
const MOUNT: &str = r#"<div id="app"></div>"#;

/// What the bundler writes in place of the script that would load the app.
const APP: &str = r#"<meta name="hexlog-app" "#;

/// The worker as it is published: names that change with what is in them, so that a page never meets
/// the worker of another build.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WorkerFiles {
    /// Name of the worker.
    pub name: &'static str,
    /// Name of the script.
    pub script: String,
    /// Name of its code.
    pub wasm: String,
}

impl WorkerFiles {
    /// The names of a worker of this name whose script and code are these.
    pub fn of(name: &'static str, script: &str, wasm: &[u8]) -> WorkerFiles {
        let mut hasher = DefaultHasher::new();
        (script, wasm).hash(&mut hasher);
        let hash = hasher.finish();
        WorkerFiles {
            name,
            script: format!("{name}-{hash:016x}.js"),
            wasm: format!("{name}-{hash:016x}_bg.wasm"),
        }
    }

    /// The template, which tells the app where its worker is. Site paths get `base` put before them.
    ///
    /// # Errors
    /// The template does not say where the app is.
    pub fn announce(&self, template: &str, base: &str) -> Result<String, PrerenderError> {
        let WorkerFiles { name, script, wasm } = self;
        let with = format!(
            r#"{APP}data-{name}-js="{0}{script}" data-{name}-wasm="{0}{wasm}" "#,
            escaped(base)
        );
        splice(template, APP, &with)
    }
}

/// A file to be written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OutputFile {
    /// Its path below the output folder.
    pub path: String,
    /// What it holds.
    pub text: String,
}

/// Why the site cannot be written.
#[derive(Debug)]
#[non_exhaustive]
pub enum PrerenderError {
    /// The sources are wrong in these places.
    Sources(Vec<Error>),
    /// The template lacks this text.
    Template(&'static str),
}

impl fmt::Display for PrerenderError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            PrerenderError::Sources(errors) => {
                for (index, error) in errors.iter().enumerate() {
                    write!(out, "{}{error}", if index == 0 { "" } else { "\n" })?;
                }
                Ok(())
            }
            PrerenderError::Template(missing) => write!(out, "index.html has no {missing}"),
        }
    }
}

/// Reads the sources: `config` is the text of `site.toml`, `posts` the name and the text of each
/// post. Site paths get `base` put before them.
///
/// # Errors
/// Everything that is wrong in any of them.
pub fn assemble(
    config: &str,
    posts: &[(String, String)],
    base: &str,
) -> Result<Site, PrerenderError> {
    let mut errors = Vec::new();
    let config = post::config(config)
        .map_err(|mut found| errors.append(&mut found))
        .ok();
    let posts = posts
        .iter()
        .filter_map(|(file, text)| {
            post::parse(file, text, base)
                .map_err(|mut found| errors.append(&mut found))
                .ok()
        })
        .collect();
    match config {
        Some(config) if errors.is_empty() => {
            Site::assemble(config, posts, &FIXED_PATHS).map_err(PrerenderError::Sources)
        }
        _ => Err(PrerenderError::Sources(errors)),
    }
}

/// Renders every page into `template`, which is the `index.html` that the bundler wrote, and the
/// feed beside them.
///
/// # Errors
/// The template is not one.
pub async fn render(
    site: &Site,
    base: &str,
    template: &str,
) -> Result<Vec<OutputFile>, PrerenderError> {
    let mut files = Vec::new();
    for page in text::all(site, base) {
        let body = LocalServerRenderer::<Fragment>::with_props(FragmentProps {
            html: page.body.clone(),
        })
        .hydratable(false)
        .render()
        .await;
        files.push(file(site, base, template, &page, body).await?);
    }
    let decoder = TextPage {
        path: "/decoder/".to_owned(),
        title: Some("Decoder".to_owned()),
        description:
            "Drop a file and read its bytes: offset, hex and text, as hexdump -C prints them. \
                      Nothing is uploaded."
                .to_owned(),
        body: Html::default(),
    };
    files.push(file(site, base, template, &decoder, String::new()).await?);
    let remote = TextPage {
        path: remote::PATH.to_owned(),
        title: Some("Decoder for an address".to_owned()),
        description:
            "Enter the address of a file and read its bytes: only what you look at is asked for."
                .to_owned(),
        body: Html::default(),
    };
    files.push(file(site, base, template, &remote, String::new()).await?);
    files.extend(site.aliases().map(|(alias, post)| {
        let target = crate::components::address(base, &post::post_path(&post.meta.slug));
        OutputFile {
            path: output_path(alias),
            text: redirect(&target, &post.meta.title),
        }
    }));
    files.extend(post::feed(site, base).into_iter().map(|page| OutputFile {
        path: output_path(&page.path),
        text: page.text,
    }));
    Ok(files)
}

/// Properties of [`Fragment`].
#[derive(Properties, PartialEq)]
struct FragmentProps {
    html: Html,
}

/// A piece of a page by itself.
#[component(Fragment)]
fn fragment(props: &FragmentProps) -> Html {
    props.html.clone()
}

async fn file(
    site: &Site,
    base: &str,
    template: &str,
    page: &TextPage,
    html: String,
) -> Result<OutputFile, PrerenderError> {
    let config = site.config();
    let props = AppProps {
        site: config.title.clone().into(),
        base: base.to_owned().into(),
        path: page.path.clone().into(),
        html: html.into(),
    };
    let app = LocalServerRenderer::<App>::with_props(props).render().await;
    let title = match &page.title {
        Some(title) => format!("{title} · {}", config.title),
        None => config.title.clone(),
    };
    let policy = match page.path.as_str() {
        remote::PATH => REMOTE_POLICY,
        _ => CONTENT_SECURITY_POLICY,
    };
    let mut head = format!(
        "<title>{}</title>\n<meta name=\"description\" content=\"{}\">\n\
         <meta http-equiv=\"content-security-policy\" content=\"{}\">",
        escaped(&title),
        escaped(&page.description),
        escaped(policy.trim()),
    );
    if page.path == text::NOT_FOUND {
        head.push_str("\n<meta name=\"robots\" content=\"noindex\">");
    } else {
        head.push_str(&format!(
            "\n<link rel=\"canonical\" href=\"{}\">",
            escaped(&config.url(base, &page.path))
        ));
    }
    head.push_str(&format!(
        "\n<link rel=\"alternate\" type=\"application/atom+xml\" title=\"{}\" href=\"{}\">",
        escaped(&config.title),
        escaped(&crate::components::address(base, post::FEED)),
    ));
    let mount = format!(
        r#"<div id="app" data-site="{}" data-base="{}" data-path="{}">{app}</div>"#,
        escaped(&config.title),
        escaped(base),
        escaped(&page.path),
    );
    let language = format!("<html lang=\"{}\">", escaped(&config.language));
    let text = splice(template, "<html lang=\"en\">", &language)?;
    let text = splice(&text, "<title>Hexlog</title>", &head)?;
    let text = splice(&text, MOUNT, &mount)?;
    Ok(OutputFile {
        path: output_path(&page.path),
        text,
    })
}

/// The file that a site path is served from.
fn output_path(path: &str) -> String {
    let inside = path.trim_start_matches('/');
    if inside.is_empty() || inside.ends_with('/') {
        format!("{inside}index.html")
    } else {
        inside.to_owned()
    }
}

fn splice(text: &str, what: &'static str, with: &str) -> Result<String, PrerenderError> {
    let (before, after) = text
        .split_once(what)
        .ok_or(PrerenderError::Template(what))?;
    Ok(format!("{before}{with}{after}"))
}

/// A page that leads on to where a post is now.
fn redirect(target: &str, title: &str) -> String {
    let (target, title) = (escaped(target), escaped(title));
    let policy = escaped(CONTENT_SECURITY_POLICY.trim());
    format!(
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<title>{title}</title>\n\
         <meta http-equiv=\"content-security-policy\" content=\"{policy}\">\n\
         <meta name=\"robots\" content=\"noindex\">\n\
         <meta http-equiv=\"refresh\" content=\"0; url={target}\">\n</head>\n\
         <body><p>This post has moved: <a href=\"{target}\">{title}</a></p></body>\n</html>\n"
    )
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('"', "&quot;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_of_paths() {
        let check = |path, file| assert_eq!(output_path(path), file);
        check("/", "index.html");
        check("/posts/a/", "posts/a/index.html");
        check("/404.html", "404.html");
    }

    #[test]
    fn a_worker_has_the_names_of_its_build() {
        let worker = WorkerFiles::of("worker", "script", b"code");
        assert_ne!(worker, WorkerFiles::of("worker", "script", b"other"));
        assert_ne!(worker, WorkerFiles::of("worker", "other", b"code"));
        let template = r#"<meta name="hexlog-app" data-js="/a.js">"#;
        let expected = format!(
            r#"<meta name="hexlog-app" data-worker-js="/a/{}" data-worker-wasm="/a/{}" data-js="/a.js">"#,
            worker.script, worker.wasm
        );
        assert_eq!(worker.announce(template, "/a/").ok(), Some(expected));
        assert!(worker.announce("", "/").is_err());
    }

    #[test]
    fn one_page_may_connect_to_any_server() {
        let widened = "connect-src 'self' https: http:;";
        assert_eq!(
            CONTENT_SECURITY_POLICY.replace("connect-src 'self';", widened),
            REMOTE_POLICY
        );
        assert_ne!(CONTENT_SECURITY_POLICY, REMOTE_POLICY);
    }

    #[test]
    fn a_template_without_a_mount_point_is_named() {
        let error = splice("<html></html>", MOUNT, "")
            .map(|_| ())
            .map_err(|error| error.to_string());
        assert_eq!(
            error,
            Err(r#"index.html has no <div id="app"></div>"#.to_owned())
        );
    }

    #[test]
    fn errors_of_all_sources_are_told_at_once() {
        let posts = [("posts/a.md".to_owned(), "no front matter".to_owned())];
        let error = assemble("title = 7", &posts, "/")
            .map(|_| ())
            .map_err(|error| error.to_string());
        let error = error.unwrap_err();
        assert!(error.contains("site.toml:1: "), "{error}");
        assert!(error.contains("posts/a.md:1: "), "{error}");
    }
}
