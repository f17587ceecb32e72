//! The posts and the settings of this repository are in order.

use std::fs;
use std::path::{Path, PathBuf};

/// Paths that the site has besides its posts, their lists and aliases.
const PAGES: &[&str] = &[
    "/",
    "/tags/",
    "/decoder/",
    "/decoder/remote/",
    "/ascii/",
    "/about/",
    "/docs/",
    "/feed.xml",
    "/sitemap.xml",
];

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn must<T>(result: Result<T, Vec<post::Error>>) -> T {
    result.unwrap_or_else(|errors| {
        let errors: Vec<String> = errors.iter().map(ToString::to_string).collect();
        panic!("\n{}", errors.join("\n"))
    })
}

/// Every file below a folder, as the path it has on the site.
fn files(folder: &Path, path: &str) -> Vec<String> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let below = entries.flat_map(|entry| {
        let path = format!("{path}{}", entry.file_name().to_string_lossy());
        if entry.path().is_dir() {
            files(&entry.path(), &format!("{path}/"))
        } else {
            vec![path]
        }
    });
    below.collect()
}

#[test]
fn the_site_is_in_order() {
    let config = must(post::config(
        &fs::read_to_string(root().join("site.toml")).unwrap(),
    ));
    let mut names: Vec<String> = files(&root().join("posts"), "posts/");
    names.retain(|name| name.ends_with(".md"));
    names.sort();
    let mut errors = Vec::new();
    let mut posts = Vec::new();
    for name in &names {
        let text = fs::read_to_string(root().join(name)).unwrap();
        match post::parse(name, &text, config.base_path()) {
            Ok(post) => posts.push(post),
            Err(found) => errors.extend(found),
        }
    }
    must(if errors.is_empty() {
        Ok(())
    } else {
        Err(errors)
    });
    assert!(posts.len() >= 10, "only {} posts", posts.len());
    let static_files = files(&root().join("static"), "/");
    let pages: Vec<&str> = PAGES
        .iter()
        .copied()
        .chain(static_files.iter().map(String::as_str))
        .collect();
    // What is held back until a later day is to be in order as well.
    let someday = "9999".parse().unwrap();
    let site = must(post::Site::assemble(config, posts, &pages, someday));
    println!(
        "{} posts, {} published, {} tags",
        names.len(),
        site.posts().len(),
        site.tags().len()
    );
}
