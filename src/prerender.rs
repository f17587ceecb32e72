//! The site as files: every page rendered by the same app that brings it to life in the browser.

use std::fmt;

use post::{Error, PartialDate, Site};

use self::cache::Parsed;
use self::page::{Renderer, Template};
use self::parallel::with_helper;
use crate::components::address;
use crate::pages::remote;
use crate::pages::text::{self, BUILD, FIXED_PATHS, ROBOTS, SITEMAP, TextPage};

mod build;
mod cache;
mod head;
mod links;
mod naming;
mod odd_titles;
mod offline;
mod page;
mod parallel;
mod pictures;
mod sitemap;
mod store;
mod tests;
mod workers;

pub use cache::Cache;
pub use links::dead_links;
pub use naming::name_of;
pub use page::is_template;
pub use parallel::in_parallel;
pub use pictures::{Picture, PictureFile, pictures};
pub use store::Store;
pub use workers::WorkerFiles;

/// The policy on what a page may load. The server's headers say the same.
const CONTENT_SECURITY_POLICY: &str = include_str!("content-security-policy.txt");

/// The same for the page that reads a file at an address: it may connect to any server.
const REMOTE_POLICY: &str = include_str!("content-security-policy-remote.txt");

/// What the bundler writes in place of the script that would load the app.
const APP: &str = r#"<meta name="hexlog-app" "#;

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
    /// The machine gives no thread anything to render with, for this reason.
    Runtime(String),
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
            PrerenderError::Runtime(reason) => write!(out, "nothing can be rendered: {reason}"),
        }
    }
}

/// Reads the sources: `config` is the text of `site.toml`, `posts` the name and the text of each
/// post. Site paths get `base` put before them. Posts dated after `today` are held back. Posts that
/// are in `cache` are not parsed again; then comes what is to be in it next time, if that is something else.
pub fn assemble(
    config: &str,
    posts: &[(String, String)],
    base: &str,
    today: PartialDate,
    cache: &Cache,
) -> (Result<Site, PrerenderError>, Option<Vec<u8>>) {
    let posts = in_parallel(posts, |(file, text)| cache.parse(file, text, base));
    let update = cache.update(posts.iter().flatten());
    (put_together(config, posts, base, today), update)
}

/// The site of these posts, or everything that is wrong in any of them.
fn put_together(
    config: &str,
    posts: Vec<Result<Parsed, Vec<Error>>>,
    base: &str,
    today: PartialDate,
) -> Result<Site, PrerenderError> {
    let mut errors = text::problems(base);
    let config = post::config(config)
        .map_err(|mut found| errors.append(&mut found))
        .ok();
    let posts = posts
        .into_iter()
        .filter_map(|post| post.map_err(|mut found| errors.append(&mut found)).ok())
        .map(|parsed| parsed.post)
        .collect();
    match config {
        Some(config) if errors.is_empty() => {
            Site::assemble(config, posts, &FIXED_PATHS, today).map_err(PrerenderError::Sources)
        }
        _ => Err(PrerenderError::Sources(errors)),
    }
}

/// Renders every page into `template`, which is the `index.html` that the bundler wrote, and what
/// stands beside them: the feed, what robots read, and what makes the site an app. `assets` are the
/// names of all other files that a page may load, `search` is the path of the script that searches, where
/// the site has one.
///
/// # Errors
/// The template is not one.
pub fn render(
    site: &Site,
    base: &str,
    template: &str,
    assets: &[String],
    search: Option<&str>,
) -> Result<Vec<OutputFile>, PrerenderError> {
    let template = build::announce(template, base)?;
    let template = Template::read(&template, &site.config().language)?;
    let script = search.map(|file| format!("/{file}"));
    let mut pages = text::all(site, base, script.as_deref());
    pages.extend(decoders());
    let files = with_helper(&pages, Renderer::new, |renderer, page| {
        let renderer = renderer
            .as_ref()
            .map_err(|error| PrerenderError::Runtime(error.to_string()))?;
        Ok(renderer.file(site, base, &template, page, search.is_some()))
    });
    let mut files = files.into_iter().collect::<Result<Vec<_>, _>>()?;
    files.extend(in_parallel(&post::feed(site, base), |page| OutputFile {
        path: output_path(&page.path()),
        text: page.text(),
    }));
    let mut extra = |path: &str, text: String| {
        files.push(OutputFile {
            path: output_path(path),
            text,
        });
    };
    extra(SITEMAP, sitemap::sitemap(site, base, &pages));
    extra(ROBOTS, sitemap::robots(site, base));
    extra(offline::MANIFEST, offline::manifest(site, base));
    extra(
        offline::SERVICE_WORKER,
        offline::service_worker(BUILD, base, assets),
    );
    for (alias, post) in site.aliases() {
        let path = post::post_path(&post.meta.slug);
        let url = site.config().url(base, &path);
        let target = address(base, &path);
        extra(alias, redirect(&target, &url, &post.meta.title));
    }
    Ok(build::named(files, &post::samples::files()))
}

/// The pages of the decoder, which is drawn in the browser.
fn decoders() -> [TextPage<'static>; 2] {
    let page = |path: &str, title: &str, description: &str| TextPage {
        path: path.to_owned(),
        title: Some(title.to_owned()),
        description: description.to_owned(),
        ..TextPage::default()
    };
    [
        page(
            "/decoder/",
            "Decoder",
            "Drop a file and read its bytes: offset, hex and text, as hexdump -C prints them. \
             Nothing is uploaded.",
        ),
        page(
            remote::PATH,
            "Decoder for an address",
            "Enter the address of a file and read its bytes: only what you look at is asked for.",
        ),
    ]
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
    let (before, after) = split(text, what)?;
    Ok(format!("{before}{with}{after}"))
}

fn split<'t>(text: &'t str, what: &'static str) -> Result<(&'t str, &'t str), PrerenderError> {
    text.split_once(what).ok_or(PrerenderError::Template(what))
}

/// A page that leads on to where a post is now: at `target`, whose full address is `url`.
fn redirect(target: &str, url: &str, title: &str) -> String {
    let (target, url, title) = (escaped(target), escaped(url), escaped(title));
    let policy = escaped(CONTENT_SECURITY_POLICY.trim());
    format!(
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<title>{title}</title>\n\
         <meta http-equiv=\"content-security-policy\" content=\"{policy}\">\n\
         <link rel=\"canonical\" href=\"{url}\">\n\
         <meta http-equiv=\"refresh\" content=\"0; url={target}\">\n</head>\n\
         <body><p>This post has moved: <a href=\"{target}\" dir=\"auto\">{title}</a></p></body>\n</html>\n"
    )
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('"', "&quot;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
}
