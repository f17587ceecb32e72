//! What programs that walk the site are told: its pages, and where the list of them is.

use post::Site;

use super::escaped;
use crate::pages::text::{SITEMAP, TextPage};

/// The list of all pages, with the dates of the posts.
pub(super) fn sitemap(site: &Site, base: &str, pages: &[TextPage]) -> String {
    let mut text = String::from(
        "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n\
         <urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n",
    );
    for page in pages.iter().filter(|page| page.is_listed()) {
        let url = escaped(&site.config().url(base, &page.path));
        let date = page.post.map(|post| post.meta.date.first_instant());
        let date = date.map_or(String::new(), |date| format!("<lastmod>{date}</lastmod>"));
        text.push_str(&format!("<url><loc>{url}</loc>{date}</url>\n"));
    }
    text + "</urlset>\n"
}

/// The rules: everybody may see everything.
pub(super) fn robots(site: &Site, base: &str) -> String {
    let sitemap = site.config().url(base, SITEMAP);
    format!("User-agent: *\nDisallow:\n\nSitemap: {sitemap}\n")
}
