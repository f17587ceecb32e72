//! The app in the browser: brings the page to life that it finds.

use hexlog::app::{App, AppProps};
use hexlog::web::{Timeout, mount};

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
    // The browser has its turn between what it did to begin the program and this, which is much as well.
    let app = yew::Renderer::<App>::with_root_and_props(root, props);
    Timeout::new(0, move || drop(app.hydrate())).forget();
}
