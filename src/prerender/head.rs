//! What stands in a page's `<head>` for those who do not read the page: search engines, feed
//! readers, and whoever shows a link to it.

use post::{FEED, Post, Site, author_path};
use serde_json::{Value, json};

use super::{CONTENT_SECURITY_POLICY, REMOTE_POLICY, escaped, offline, pictures};
use crate::components::address;
use crate::pages::remote;
use crate::pages::text::TextPage;

/// The head of `page`, from its title on.
pub(super) fn head(site: &Site, base: &str, page: &TextPage) -> String {
    let config = site.config();
    let title = match &page.title {
        Some(title) => format!("{title} · {}", config.title),
        None => config.title.clone(),
    };
    let policy = match page.path.as_str() {
        remote::PATH => REMOTE_POLICY,
        _ => CONTENT_SECURITY_POLICY,
    };
    let mut head = Head::default();
    head.push(&format!("<title>{}</title>", escaped(&title)));
    head.meta("name", "description", &page.description);
    head.meta("http-equiv", "content-security-policy", policy.trim());
    // What a host sends as a header, if it can.
    head.meta("name", "referrer", "no-referrer");
    if !page.is_listed() {
        head.meta("name", "robots", "noindex");
    } else {
        let url = config.url(base, &page.path);
        head.link("canonical", &url);
        for (relation, path) in [("prev", &page.prev), ("next", &page.next)] {
            if let Some(path) = path {
                head.link(relation, &address(base, path));
            }
        }
        let kind = match page.post {
            Some(_) => "article",
            None => "website",
        };
        let short = page.title.as_ref().unwrap_or(&config.title);
        head.meta("property", "og:title", short);
        head.meta("property", "og:type", kind);
        head.meta("property", "og:url", &url);
        head.meta("property", "og:description", &page.description);
        head.meta("property", "og:site_name", &config.title);
        let shown = page.post.map_or(&config.tagline, |post| &post.meta.title);
        head.meta("property", "og:image", &image(site, base, page.post));
        head.meta("property", "og:image:width", &card::WIDTH.to_string());
        head.meta("property", "og:image:height", &card::HEIGHT.to_string());
        let alt = format!("“{shown}”, and these bytes as hexdump -C prints them");
        head.meta("property", "og:image:alt", &alt);
        head.meta("name", "twitter:card", "summary_large_image");
    }
    if let Some(icon) = pictures::apple_icon() {
        let href = address(base, &format!("/{icon}"));
        head.link("apple-touch-icon", &href);
    }
    head.push(&format!(
        r#"<link rel="alternate" type="application/atom+xml" title="{}" href="{}">"#,
        escaped(&config.title),
        escaped(&address(base, FEED)),
    ));
    head.link("manifest", &address(base, offline::MANIFEST));
    if let Some(post) = page.post {
        head.data(&posting(site, base, &config.url(base, &page.path), post));
    } else if page.path == "/" {
        head.data(&json!({
            "@context": "https://schema.org",
            "@type": "WebSite",
            "name": config.title,
            "description": config.tagline,
            "url": config.url(base, "/"),
            "inLanguage": config.language,
        }));
    }
    head.0
}

/// The full address of the card of a page.
fn image(site: &Site, base: &str, post: Option<&Post>) -> String {
    let path = pictures::card_path(site, post);
    site.config().url(base, &format!("/{path}"))
}

/// The lines of a head.
#[derive(Default)]
struct Head(String);

impl Head {
    fn push(&mut self, line: &str) {
        if !self.0.is_empty() {
            self.0.push('\n');
        }
        self.0.push_str(line);
    }

    fn meta(&mut self, kind: &str, name: &str, content: &str) {
        self.push(&format!(
            r#"<meta {kind}="{name}" content="{}">"#,
            escaped(content)
        ));
    }

    fn link(&mut self, relation: &str, href: &str) {
        self.push(&format!(
            r#"<link rel="{relation}" href="{}">"#,
            escaped(href)
        ));
    }

    /// A block of data. It is no script, so the policy lets it be; in its strings nothing can end it.
    fn data(&mut self, value: &Value) {
        let text = value.to_string().replace('<', "\\u003c");
        self.push(&format!(
            r#"<script type="application/ld+json">{text}</script>"#
        ));
    }
}

/// A post in the words of schema.org.
fn posting(site: &Site, base: &str, url: &str, post: &Post) -> Value {
    let config = site.config();
    let meta = &post.meta;
    let author = site.author(&meta.author);
    json!({
        "@context": "https://schema.org",
        "@type": "BlogPosting",
        "headline": meta.title,
        "description": meta.summary,
        "url": url,
        "image": image(site, base, Some(post)),
        "mainEntityOfPage": url,
        "datePublished": meta.date.datetime(),
        "inLanguage": config.language,
        "keywords": meta.tags,
        "author": {
            "@type": "Person",
            "name": author.map_or(&meta.author, |author| &author.name),
            "url": config.url(base, &author_path(&meta.author)),
        },
        "publisher": {
            "@type": "Organization",
            "name": config.title,
            "url": config.url(base, "/"),
        },
    })
}
