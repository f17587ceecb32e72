//! One page as a file: its body, the app around it, and the bundler's template around that.

use std::io;

use post::Site;
use tokio::runtime::{Builder, Runtime};
use tokio::task::LocalSet;
use yew::LocalServerRenderer;
use yew::prelude::*;

use super::{OutputFile, PrerenderError, escaped, head, output_path, splice, split};
use crate::app::{App, AppProps};
use crate::pages::text::TextPage;

/// The element of the template that the app goes into.
pub(super) const MOUNT: &str = r#"<div id="app"></div>"#;

/// Whether a page is one that the others are rendered into.
pub fn is_template(page: &str) -> bool {
    page.contains(MOUNT)
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

/// The template, cut where something is put in.
pub(super) struct Template<'t> {
    start: String,
    head: &'t str,
    end: &'t str,
}

impl<'t> Template<'t> {
    /// Cuts the template, and gives it the language of the site.
    ///
    /// # Errors
    /// The template is not one.
    pub(super) fn read(template: &'t str, language: &str) -> Result<Template<'t>, PrerenderError> {
        let (start, rest) = split(template, "<title>Hexlog</title>")?;
        let (head, end) = split(rest, MOUNT)?;
        let language = format!("<html lang=\"{}\">", escaped(language));
        let start = splice(start, "<html lang=\"en\">", &language)?;
        Ok(Template { start, head, end })
    }
}

/// What a thread renders with: what Yew renders stays on its thread.
pub(super) struct Renderer {
    runtime: Runtime,
    tasks: LocalSet,
}

impl Renderer {
    /// Something to render with, where the machine has it.
    pub(super) fn new() -> io::Result<Renderer> {
        Ok(Renderer {
            runtime: Builder::new_current_thread().build()?,
            tasks: LocalSet::new(),
        })
    }

    /// The file of a page. `search` says whether the site can be searched.
    pub(super) fn file(
        &self,
        site: &Site,
        base: &str,
        template: &Template,
        page: &TextPage,
        search: bool,
    ) -> OutputFile {
        let file = file(site, base, template, page, search);
        self.tasks.block_on(&self.runtime, file)
    }
}

async fn file(
    site: &Site,
    base: &str,
    template: &Template<'_>,
    page: &TextPage<'_>,
    search: bool,
) -> OutputFile {
    let config = site.config();
    let html = page.body.html();
    let html = LocalServerRenderer::<Fragment>::with_props(FragmentProps { html })
        .hydratable(false)
        .render()
        .await;
    let props = AppProps {
        site: config.title.clone().into(),
        base: base.to_owned().into(),
        path: page.path.clone().into(),
        search,
        html: html.into(),
    };
    let app = LocalServerRenderer::<App>::with_props(props).render().await;
    let mount = format!(
        r#"<div id="app" data-site="{}" data-base="{}" data-path="{}"{}>{app}</div>"#,
        escaped(&config.title),
        escaped(base),
        escaped(&page.path),
        if search { " data-search" } else { "" },
    );
    let head = head::head(site, base, page);
    OutputFile {
        path: output_path(&page.path),
        text: [&template.start, &head, template.head, &mount, template.end].concat(),
    }
}
