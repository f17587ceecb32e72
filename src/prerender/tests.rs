//! What is written for some posts.

#![cfg(test)]

use super::page::MOUNT;
use super::*;
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

const TEMPLATE: &str = "<html lang=\"en\"><head><title>Hexlog</title><meta name=\"hexlog-app\" ></head><body><div id=\"app\"></div></body></html>";

pub(super) const CONFIG: &str = "title = 'T & U'\ntagline = 'L'\nbase_url = 'https://a.example/'\nlanguage = 'en-GB'\n\
                      [authors.ann]\nname = 'Ann'\nabout = 'She.'\n\
                      [series.by-hand]\ntitle = 'By hand'\nabout = 'Slowly.'\n";

/// A post of that slug, with more lines of front matter and a body.
fn post(slug: &str, more: &str, body: &str) -> (String, String) {
    let text = format!(
        "+++\ntitle = 'Post {slug} </script>'\nauthor = 'ann'\nsummary = 'S \"{slug}\".'\n{more}\n+++\n{body}"
    );
    (format!("posts/{slug}.md"), text)
}

pub(super) fn today() -> PartialDate {
    "2024-06-30".parse().unwrap()
}

fn rendered(site: &Site, base: &str, search: Option<&str>) -> Vec<OutputFile> {
    render(site, base, TEMPLATE, &[], search).unwrap()
}

/// What keeps nothing yet.
fn empty(program: &[u8]) -> Cache {
    Cache::new(Vec::new(), program)
}

/// The site of these posts, none of which was parsed before.
pub(super) fn assemble(
    config: &str,
    posts: &[(String, String)],
    base: &str,
    today: PartialDate,
) -> Result<Site, PrerenderError> {
    super::assemble(config, posts, base, today, &empty(b"program")).0
}

const SCRIPT: &str = "search-0/search.js";

/// What is written for these posts.
pub(super) fn written(posts: &[(String, String)], base: &str) -> BTreeMap<String, String> {
    written_with(posts, base, Some(SCRIPT))
}

fn written_with(
    posts: &[(String, String)],
    base: &str,
    search: Option<&str>,
) -> BTreeMap<String, String> {
    let site = assemble(CONFIG, posts, base, today()).unwrap();
    let files = rendered(&site, base, search);
    let count = files.len();
    let root = site.config().url(base, "/");
    let drawn = pictures(&site);
    let mut dead = dead_links(&files, base, &root, |file| {
        search == Some(file) || drawn.iter().any(|picture| picture.path == file)
    });
    // The ASCII table and the decoder lead to a post that the site has, and these have not.
    dead.retain(|dead| !dead.contains("/posts/reading-binary-files/"));
    assert!(dead.is_empty(), "{}", dead.join("\n"));
    let files: BTreeMap<_, _> = files
        .into_iter()
        .map(|file| (file.path, file.text))
        .collect();
    assert_eq!(files.len(), count, "no file is written twice");
    files
}

/// The only part of the text between the two others.
#[track_caller]
pub(super) fn between<'t>(text: &'t str, before: &str, after: &str) -> &'t str {
    let (_, rest) = text.split_once(before).unwrap();
    assert!(!rest.contains(before), "{before} is there twice");
    rest.split_once(after).unwrap().0
}

#[test]
fn the_head_says_what_the_page_is() {
    let posts = [post(
        "a",
        "date = '2023-11'\ntags = ['x']\naliases = ['/old/']",
        "",
    )];
    for (base, root) in [
        ("/", "https://a.example/"),
        ("/some/repo/", "https://a.example/some/repo/"),
    ] {
        let files = written(&posts, base);
        let mut pages = 0;
        for (path, text) in files.iter().filter(|(path, _)| path.ends_with(".html")) {
            if ["404.html", "offline.html", "search/index.html"].contains(&path.as_str()) {
                assert!(!text.contains("canonical") && text.contains("noindex"));
                assert!(!text.contains("og:url"));
                continue;
            }
            assert!(!text.contains("noindex"), "{path}");
            let canonical = between(text, "<link rel=\"canonical\" href=\"", "\"");
            if path == "old/index.html" {
                assert_eq!(canonical, format!("{root}posts/a/"));
                continue;
            }
            let expected = format!("{root}{}", path.trim_end_matches("index.html"));
            assert_eq!(canonical, expected);
            assert_eq!(
                between(text, "property=\"og:url\" content=\"", "\""),
                expected
            );
            assert_eq!(
                between(text, "property=\"og:site_name\" content=\"", "\""),
                "T &amp; U"
            );
            let kind = between(text, "property=\"og:type\" content=\"", "\"");
            let is_post = path.starts_with("posts/");
            assert_eq!(kind, if is_post { "article" } else { "website" }, "{path}");
            let feed = between(
                text,
                "<link rel=\"alternate\" type=\"application/atom+xml\" ",
                ">",
            );
            assert_eq!(feed, format!("title=\"T &amp; U\" href=\"{base}feed.xml\""));
            let has_data = is_post || path == "index.html";
            assert_eq!(text.contains("ld+json"), has_data, "{path}");
            pages += 1;
        }
        println!("{pages} pages at {base} say what they are");
        let drawn = pictures(&assemble(CONFIG, &posts, base, today()).unwrap())
            .into_iter()
            .map(|picture| format!("{root}{}", picture.path))
            .collect::<Vec<_>>();
        let [of_site, of_post, ..] = drawn.as_slice() else {
            panic!("{drawn:?}");
        };
        for (path, text) in &files {
            let image = |text| between(text, "property=\"og:image\" content=\"", "\"");
            match path.as_str() {
                "posts/a/index.html" => {
                    assert_eq!(image(text), of_post);
                    assert!(text.contains(&format!("\"image\":\"{of_post}\"")));
                    let alt = between(text, "property=\"og:image:alt\" content=\"", "\"");
                    assert!(alt.starts_with("“Post a &lt;/script&gt;”, "), "{alt}");
                }
                "about/index.html" => assert_eq!(image(text), of_site),
                "404.html" | "old/index.html" => assert!(!text.contains("og:image")),
                _ => {}
            }
        }
        let post = &files["posts/a/index.html"];
        let description = between(post, "property=\"og:description\" content=\"", "\"");
        assert_eq!(description, "S &quot;a&quot;.");
        let data = between(post, "<script type=\"application/ld+json\">", "</script>");
        let data: serde_json::Value = serde_json::from_str(data).unwrap();
        assert_eq!(data["@type"], "BlogPosting");
        assert_eq!(data["headline"], "Post a </script>");
        assert_eq!(data["datePublished"], "2023-11");
        assert_eq!(data["url"], format!("{root}posts/a/"));
        assert_eq!(data["author"]["url"], format!("{root}authors/ann/"));
        let home = &files["index.html"];
        let data = between(home, "<script type=\"application/ld+json\">", "</script>");
        let data: serde_json::Value = serde_json::from_str(data).unwrap();
        assert_eq!(data["@type"], "WebSite");
        assert_eq!(data["url"], root);
    }
}

#[test]
fn a_series_leads_from_part_to_part() {
    let part = |slug, number| {
        let more = format!("date = '2024'\nseries = 'by-hand'\npart = {number}");
        post(slug, &more, "")
    };
    let posts = [
        part("a", 4),
        part("b", 1),
        part("c", 2),
        post("d", "date = '2024'", ""),
    ];
    for base in ["/", "/some/repo/"] {
        let files = written(&posts, base);
        let link = |slug: &str| format!("href=\"{base}posts/{slug}/\"");
        let list = &files["series/by-hand/index.html"];
        let places = ["b", "c", "a"].map(|slug| list.find(&link(slug)).unwrap());
        assert!(places.is_sorted(), "{places:?}");
        assert!(list.contains("3 parts, the first one first."));
        for (slug, number, before, after) in [
            ("b", 1, None, Some("c")),
            ("c", 2, Some("b"), Some("a")),
            ("a", 4, Some("c"), None),
        ] {
            let text = &files[&format!("posts/{slug}/index.html")];
            let place = format!(
                "Part {number} of 4 of <a href=\"{base}series/by-hand/\" dir=\"auto\">By hand</a>"
            );
            assert!(text.contains(&place), "{text}");
            let nav = between(text, "aria-label=\"Series\"", "</nav>");
            for (relation, other) in [("prev", before), ("next", after)] {
                let link = other.map(|slug| format!("<a {} rel=\"{relation}\"", link(slug)));
                match link {
                    Some(link) => assert!(nav.contains(&link), "{nav}"),
                    None => assert!(!nav.contains(relation), "{nav}"),
                }
            }
            let others = between(text, "aria-label=\"Other posts\"", "</nav>");
            assert!(!others.contains("rel="), "{others}");
        }
        let alone = &files["posts/d/index.html"];
        assert!(!alone.contains("aria-label=\"Series\"") && !alone.contains("Part "));
    }
}

/// So many posts, one a month, all with the tag x.
fn many(count: usize) -> Vec<(String, String)> {
    let months = (0..count).map(|nth| {
        let date = format!("{}-{:02}", 2000 + nth / 12, nth % 12 + 1);
        post(
            &format!("p{nth:03}"),
            &format!("date = '{date}'\ntags = ['x']"),
            "",
        )
    });
    months.collect()
}

#[test]
fn long_lists_are_on_several_pages() {
    for base in ["/", "/some/repo/"] {
        let files = written(&many(45), base);
        let path = |list: &str, number: usize| match number {
            1 => format!("{base}{list}"),
            number => format!("{base}{list}page/{number}/"),
        };
        for list in ["", "tags/x/", "authors/ann/"] {
            let mut newest_first = Vec::new();
            for number in 1..=3 {
                let own = path(list, number);
                let file = format!("{}index.html", own.strip_prefix(base).unwrap());
                let text = &files[&file];
                let item = format!("<h2 dir=\"auto\"><a href=\"{base}posts/");
                let posts = text.split(&item).skip(1);
                let before = newest_first.len();
                newest_first.extend(posts.map(|post| post.split_once('/').unwrap().0));
                assert!(newest_first.len() - before <= post::PAGE_LENGTH);
                for (relation, other, exists) in [
                    ("prev", number.wrapping_sub(1), number > 1),
                    ("next", number + 1, number < 3),
                ] {
                    let to = path(list, other);
                    let head = format!("<link rel=\"{relation}\" href=\"{to}\">");
                    assert_eq!(text.contains(&head), exists, "{file} {relation}");
                    let link = format!("<a href=\"{to}\" rel=\"{relation}\">");
                    assert_eq!(text.contains(&link), exists, "{file} {relation}");
                }
                assert!(text.contains(&format!("Page {number} of 3")), "{file}");
                assert_eq!(text.contains(&format!(", page {number}")), number > 1);
            }
            let expected: Vec<String> = (0..45).rev().map(|nth| format!("p{nth:03}")).collect();
            assert_eq!(newest_first, expected, "{list}");
            assert!(!files.contains_key(&format!("{list}page/4/index.html")));
        }
        assert!(files["index.html"].contains(&format!("href=\"{base}archive/\"")));
    }
}

#[test]
fn the_archive_has_every_post_under_its_year() {
    let files = written(&many(250), "/");
    let pages = ["archive/", "archive/page/2/", "archive/page/3/"];
    let pages = pages.map(|page| &files[&format!("{page}index.html")]);
    let mut posts = 0;
    for page in pages {
        let years: Vec<&str> = page.split("<h2>").skip(1).collect();
        let on_page: usize = years
            .iter()
            .map(|year| {
                let (year, posts) = year.split_once("</h2>").unwrap();
                let dates = posts.matches(&format!("datetime=\"{year}-")).count();
                assert_eq!(dates, posts.matches("<time").count(), "{year}");
                dates
            })
            .sum();
        assert!(on_page <= post::ARCHIVE_LENGTH);
        posts += on_page;
    }
    assert_eq!(posts, 250);
    assert!(!files.contains_key("archive/page/4/index.html"));
}

#[test]
fn what_is_loaded_does_not_grow_with_the_number_of_posts() {
    let size = |files: &BTreeMap<String, String>, file: &str| files[file].len();
    let (few, more) = (written(&many(120), "/"), written(&many(240), "/"));
    for file in [
        "index.html",
        "tags/x/index.html",
        "archive/index.html",
        "tags/index.html",
    ] {
        let (few, more) = (size(&few, file), size(&more, file));
        // Numbers may get a digit longer.
        assert!(more < few + 100, "{file}: {few} bytes, then {more}");
    }
    let (few, more) = (size(&few, "feed.xml"), size(&more, "feed.xml"));
    assert!(more < few + 100, "feed.xml: {few} bytes, then {more}");
}

#[test]
fn posts_with_many_headings_have_contents() {
    let body = "## A *b*\n\n### Deeper\n\n## <\n\n## 日\n".replace('<', "\\<");
    let posts = [
        post("a", "date = '2024'", &body),
        post("b", "date = '2024'", "## A\n\n### B\n\n### C\n\n## D\n"),
    ];
    let files = written(&posts, "/some/repo/");
    let text = &files["posts/a/index.html"];
    let contents = between(text, "aria-label=\"Contents\"", "</nav>");
    let links: Vec<&str> = contents.split("<li>").skip(1).collect();
    assert_eq!(links.len(), 3, "{contents}");
    for (link, (id, name)) in links
        .iter()
        .zip([("a-b", "A b"), ("section", "&lt;"), ("日", "日")])
    {
        assert!(
            link.starts_with(&format!("<a href=\"#{id}\" dir=\"auto\">{name}</a>")),
            "{link}"
        );
        assert!(text.contains(&format!("<h2 id=\"{id}\">")), "{id}");
    }
    assert!(!files["posts/b/index.html"].contains("Contents"));
    assert!(!files["feed.xml"].contains("anchor"));
}

#[test]
fn a_build_is_named_after_all_that_it_holds() {
    let name = |posts: &[(String, String)], base| {
        let files = written(posts, base);
        let name = between(&files["index.html"], "data-build=\"", "\"").to_owned();
        let is_name =
            |name: &str| name.len() == 16 && name.bytes().all(|byte| byte.is_ascii_hexdigit());
        assert!(is_name(&name), "{name}");
        for (path, text) in &files {
            assert!(!text.contains(BUILD), "{path} has no name yet");
            let is_page = path.ends_with(".html") && !path.starts_with("old/");
            let mark = format!(
                "data-base=\"{base}\" data-version=\"{}\" data-build=\"{name}\"",
                env!("CARGO_PKG_VERSION")
            );
            assert_eq!(text.contains(&mark), is_page, "{path}");
        }
        assert!(files["about/index.html"].contains(&format!("<code>{name}</code>")));
        assert!(files["service-worker.js"].starts_with(&format!("const BUILD = \"{name}\";\n")));
        name
    };
    let with = |body| [post("a", "date = '2023'\naliases = ['/old/']", body)];
    let first = name(&with("x"), "/");
    assert_eq!(first, name(&with("x"), "/"));
    assert_ne!(first, name(&with("y"), "/"));
    assert_ne!(first, name(&with("x"), "/b/"));
}

#[test]
fn the_worker_knows_what_it_answers_for() {
    let assets = ["app-0123456789abcdef.js".to_owned(), "a\"b.css".to_owned()];
    let script = offline::service_worker("b", "/some/repo/", &assets);
    let expected = "const BUILD = \"b\";\nconst BASE = \"/some/repo/\";\n\
                    const ASSETS = [\"/some/repo/app-0123456789abcdef.js\",\"/some/repo/a\\\"b.css\"];\n\
                    const PAGES = [\"/some/repo/decoder/\",\"/some/repo/offline.html\"];\n//";
    assert!(script.starts_with(expected), "{script}");
}

#[test]
fn the_sitemap_names_every_page() {
    let posts = [post("a", "date = '2023-11'\naliases = ['/old/']", "")];
    let files = written(&posts, "/some/repo/");
    let root = "https://a.example/some/repo/";
    let mut expected: Vec<String> = files
        .keys()
        .filter_map(|path| path.strip_suffix("index.html"))
        .filter(|path| !["old/", "search/"].contains(path))
        .map(|path| format!("{root}{path}"))
        .collect();
    expected.sort();
    let sitemap = &files["sitemap.xml"];
    let mut named: Vec<String> = sitemap
        .split("<loc>")
        .skip(1)
        .map(|rest| rest.split_once("</loc>").unwrap().0.to_owned())
        .collect();
    named.sort();
    assert_eq!(named, expected);
    assert!(named.len() > 6, "{named:?}");
    let line =
        format!("<url><loc>{root}posts/a/</loc><lastmod>2023-11-01T00:00:00Z</lastmod></url>");
    assert!(sitemap.contains(&line), "{sitemap}");
    let robots = &files["robots.txt"];
    assert!(
        robots.contains(&format!("\nSitemap: {root}sitemap.xml\n")),
        "{robots}"
    );
}

#[test]
fn the_pages_of_this_repository_lead_to_what_is_there() {
    let repository = Path::new(env!("CARGO_MANIFEST_DIR"));
    let read = |path: &Path| fs::read_to_string(path).unwrap();
    let config = read(&repository.join("site.toml"));
    let entries = fs::read_dir(repository.join("posts")).unwrap();
    let posts: Vec<(String, String)> = entries
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "md"))
        .map(|path| (path.display().to_string(), read(&path)))
        .collect();
    for base in ["/", "/some/repo/"] {
        let site = assemble(&config, &posts, base, "9999".parse().unwrap()).unwrap();
        let files = rendered(&site, base, None);
        let root = site.config().url(base, "/");
        let drawn = pictures(&site);
        let dead = dead_links(&files, base, &root, |file| {
            drawn.iter().any(|picture| picture.path == file)
        });
        assert!(dead.is_empty(), "{}", dead.join("\n"));
        let feed = files.iter().find(|file| file.path == "feed.xml").unwrap();
        for start in ["href", "src"] {
            for quote in ["\"", "&quot;", "'"] {
                for place in ["/", "#"] {
                    let short = format!("{start}={quote}{place}");
                    assert!(!feed.text.contains(&short), "{short} in the feed");
                }
            }
        }
        println!("{} files at {base} have no dead links", files.len());
    }
}

#[test]
fn where_there_is_a_search_all_pages_lead_to_it() {
    let posts = [post("a", "date = '2023-11'", "")];
    for base in ["/", "/some/repo/"] {
        let files = written(&posts, base);
        let script = format!("data-search-js=\"{base}{SCRIPT}\"");
        for (path, text) in files.iter().filter(|(path, _)| path.ends_with(".html")) {
            assert!(text.contains(&format!("href=\"{base}search/\"")), "{path}");
            assert!(text.contains("\" data-search><"), "{path}");
            let searches = ["404.html", "search/index.html"].contains(&path.as_str());
            assert_eq!(text.contains(&script), searches, "{path}");
        }
    }
}

#[test]
fn without_a_search_nothing_speaks_of_one() {
    let posts = [post("a", "date = '2023-11'", "")];
    let files = written_with(&posts, "/", None);
    assert!(!files.contains_key("search/index.html"));
    for (path, text) in &files {
        assert!(
            !text.contains("/search/") && !text.contains("data-search"),
            "{path}"
        );
    }
    println!("{} files do not speak of a search", files.len());
}

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
fn the_same_is_written_whatever_is_kept_and_whoever_has_which_page() {
    let posts = many(120);
    let cache = empty(b"program");
    let written = |cache: &Cache| {
        let (site, update) = super::assemble(CONFIG, &posts, "/", today(), cache);
        (rendered(&site.unwrap(), "/", None), update)
    };
    let (files, update) = written(&cache);
    assert_eq!(written(&cache), (files.clone(), update.clone()));
    let bytes = update.unwrap();
    let kept = Cache::new(bytes.clone(), b"program");
    assert_eq!(written(&kept), (files.clone(), None));
    let (others, update) = written(&Cache::new(bytes.clone(), b"another program"));
    assert_eq!(others, files);
    assert!(update.is_some_and(|update| update != bytes));
    // The order is that of the pages: posts one after the other, newest first.
    let posts: Vec<&str> = files
        .iter()
        .filter_map(|file| {
            file.path
                .strip_prefix("posts/")?
                .strip_suffix("/index.html")
        })
        .collect();
    let expected: Vec<String> = (0..120).rev().map(|nth| format!("p{nth:03}")).collect();
    assert_eq!(posts, expected);
}

#[test]
fn errors_of_many_posts_come_in_their_order() {
    let mut posts = many(60);
    for (_, text) in posts.iter_mut().step_by(2) {
        text.push_str("# One\n\n<b>\n");
    }
    let (site, update) = super::assemble(CONFIG, &posts, "/", today(), &empty(b"program"));
    let error = site.unwrap_err().to_string();
    let found: Vec<&str> = error.lines().collect();
    let expected: Vec<String> = (0..60)
        .step_by(2)
        .flat_map(|nth| [8, 10].map(|line| format!("posts/p{nth:03}.md:{line}: ")))
        .collect();
    assert_eq!(found.len(), expected.len(), "{error}");
    for (found, expected) in found.iter().zip(&expected) {
        assert!(found.starts_with(expected), "{found} is not at {expected}");
    }
    // What was right is kept, and nothing else.
    let right: Vec<_> = posts.into_iter().skip(1).step_by(2).collect();
    let kept = Cache::new(update.unwrap(), b"program");
    let (site, update) = super::assemble(CONFIG, &right, "/", today(), &kept);
    assert_eq!((site.unwrap().posts().len(), update), (30, None));
}

#[test]
fn errors_of_all_sources_are_told_at_once() {
    let posts = [("posts/a.md".to_owned(), "no front matter".to_owned())];
    let error = assemble("title = 7", &posts, "/", today())
        .map(|_| ())
        .map_err(|error| error.to_string());
    let error = error.unwrap_err();
    assert!(error.contains("site.toml:1: "), "{error}");
    assert!(error.contains("posts/a.md:1: "), "{error}");
}
