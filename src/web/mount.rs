//! The element that the app lives in, and what the page says about itself on it.

use web_sys::Element;

use super::document;

/// What the page says about itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PageFacts {
    /// The site's name.
    pub site: String,
    /// The site's base path.
    pub base: String,
    /// The page's path inside the site.
    pub path: String,
    /// Whether the posts can be searched.
    pub search: bool,
}

/// The element to hydrate, with the facts that the page was written with. They are taken from
/// the page and not from the address, which may be another one: a host serves `404.html` for any
/// address that it does not know.
pub fn find() -> Option<(Element, PageFacts)> {
    let root = document().get_element_by_id("app")?;
    let fact = |name: &str| root.get_attribute(name);
    let facts = PageFacts {
        site: fact("data-site")?,
        base: fact("data-base")?,
        path: fact("data-path")?,
        search: root.has_attribute("data-search"),
    };
    Some((root, facts))
}
