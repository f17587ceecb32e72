//! What stands around every page.

use yew::prelude::*;

use super::address;

/// Properties of [`Shell`].
#[derive(Properties, PartialEq)]
pub struct ShellProps {
    /// The site's name.
    pub site: AttrValue,
    /// The site's base path.
    pub base: AttrValue,
    /// The path of the page inside the site.
    pub path: AttrValue,
    /// Whether posts can be searched.
    pub search: bool,
    /// Whether the page takes the whole window, as a tool does.
    pub is_tool: bool,
    /// The control for the theme.
    pub theme: Html,
    /// The region for errors.
    pub alert: Html,
    /// Long work that goes on whatever page is shown.
    pub work: Html,
    /// Where in the file the user is; nothing without a file.
    pub position: Html,
    /// What just happened.
    pub status: AttrValue,
    /// Tells a sentence from the same one said before, so that it is heard again.
    pub said: u32,
    /// The page.
    pub children: Html,
}

/// Header, main part, status line and footer.
#[component(Shell)]
pub fn shell(props: &ShellProps) -> Html {
    let link = |path: &'static str, name: &str, current: bool| {
        let href = address(&props.base, path);
        html! { <a {href} aria-current={current.then_some("page")}>{ name }</a> }
    };
    let path = props.path.as_str();
    html! {
        <div class={classes!("shell", props.is_tool.then_some("tool"))}>
            <header class="site-header">
                <a class="brand" href={address(&props.base, "/")}>{ props.site.clone() }</a>
                <nav aria-label="Site">
                    { link("/", "Posts", path == "/") }
                    { link("/decoder/", "Decoder", path == "/decoder/") }
                    { link("/ascii/", "ASCII", path == "/ascii/") }
                    { link("/about/", "About", path == "/about/") }
                    if props.search {
                        { link("/search/", "Search", path == "/search/") }
                    }
                </nav>
                { props.theme.clone() }
            </header>
            { props.alert.clone() }
            <main tabindex="-1">{ props.children.clone() }</main>
            { props.work.clone() }
            <section class="status-bar" aria-label="Status">
                { props.position.clone() }
                <p role="status"><span key={props.said}>{ props.status.clone() }</span></p>
            </section>
            <footer class="site-footer">
                <p>
                    { "Files that you open here are read in your browser and never uploaded. " }
                    <a href={address(&props.base, "/tags/")}>{ "Tags" }</a>
                    { " · " }
                    <a href={address(&props.base, "/feed.xml")}>{ "Feed" }</a>
                </p>
            </footer>
            <p class="cannot" role="note">
                { "The file was not opened: the decoder does not run here. The decoder's page says why." }
            </p>
            <div class="drop-hint" aria-hidden="true"><p>
                { match path {
                    "/decoder/remote/" => "Files cannot be opened here.",
                    _ => "Drop to read its bytes. Nothing is uploaded.",
                } }
            </p></div>
        </div>
    }
}
