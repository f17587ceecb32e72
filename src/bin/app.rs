//! The app in the browser: brings the page to life that it finds.

use hexlog::app::{App, AppProps};
use hexlog::web::mount;

fn main() {
    let Some((root, page)) = mount::find() else {
        return;
    };
    let props = AppProps {
        site: page.site.into(),
        base: page.base.into(),
        path: page.path.into(),
        search: page.search,
        html: Default::default(),
    };
    yew::Renderer::<App>::with_root_and_props(root, props).hydrate();
}
