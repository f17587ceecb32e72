//! House rules: who may use whom, and what may not stand anywhere.
//!
//! Crates keep most arrows by themselves. These tests hold the ones inside the root package, and
//! what no compiler looks at.

#![allow(clippy::unwrap_used, clippy::indexing_slicing)] // A test that cannot go on fails.
#![cfg(not(target_arch = "wasm32"))]

use std::fs;
use std::path::{Path, PathBuf};

/// All files below `folder` whose names end in one of `endings`, with their text.
fn files(folder: &str, endings: &[&str]) -> Vec<(String, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut waiting = vec![root.join(folder)];
    let mut found = Vec::new();
    while let Some(path) = waiting.pop() {
        if path.is_dir() {
            let entries = fs::read_dir(&path).unwrap();
            waiting.extend(entries.map(|entry| entry.unwrap().path()));
        } else if endings
            .iter()
            .any(|ending| path.to_string_lossy().ends_with(ending))
        {
            let name = path.strip_prefix(root).unwrap().display().to_string();
            found.push((name, fs::read_to_string(&path).unwrap()));
        }
    }
    found.sort();
    found
}

/// A source without its comments and without its tests.
fn code(text: &str) -> String {
    let text = text.split("#[cfg(test)]").next().unwrap();
    let lines = text
        .lines()
        .filter(|line| !line.trim_start().starts_with("//"));
    lines.collect::<Vec<_>>().join("\n")
}

/// No file in `place` mentions any of `forbidden`.
#[track_caller]
fn check(place: &str, forbidden: &[&str]) {
    let sources: Vec<_> = files("src", &[".rs"])
        .into_iter()
        .filter(|(name, _)| {
            let name = name.strip_prefix("src/").unwrap();
            name.starts_with(&format!("{place}/")) || name == format!("{place}.rs")
        })
        .collect();
    assert!(!sources.is_empty(), "there is no {place}");
    for (name, text) in &sources {
        let code = code(text);
        for word in forbidden {
            assert!(!code.contains(word), "{name} mentions {word}");
        }
    }
    println!(
        "{place}: {} files mention none of {forbidden:?}",
        sources.len()
    );
}

const BROWSER: [&str; 5] = ["web_sys", "js_sys", "wasm_bindgen", "gloo::", "crate::web"];

#[test]
fn the_decoder_is_pure() {
    check("decoder", &BROWSER);
    check(
        "decoder",
        &["yew", "crate::components", "crate::pages", "crate::app"],
    );
}

#[test]
fn components_know_neither_pages_nor_the_browser() {
    check(
        "components",
        &[
            "js_sys",
            "wasm_bindgen",
            "gloo::",
            "crate::web",
            "crate::pages",
            "crate::app",
        ],
    );
    // The elements that an event comes from are the one exception.
    for (name, text) in files("src/components", &[".rs"]) {
        for line in code(&text).lines().filter(|line| line.contains("web_sys")) {
            let allowed = ["HtmlInputElement", "HtmlSelectElement"];
            let mut types = line
                .trim()
                .trim_start_matches("use web_sys::")
                .split([',', '{', '}', ';', ' '])
                .filter(|part| !part.is_empty());
            assert!(types.all(|part| allowed.contains(&part)), "{name}: {line}");
        }
    }
}

#[test]
fn pages_go_through_web() {
    check(
        "pages",
        &["web_sys", "js_sys", "wasm_bindgen", "gloo::", "crate::app"],
    );
    check("app", &["web_sys", "js_sys", "wasm_bindgen", "gloo::"]);
    check("figures", &["web_sys", "js_sys", "wasm_bindgen", "gloo::"]);
    check("figures", &["crate::pages", "crate::app"]);
    check("prerender", &BROWSER);
    check("pages/text", &BROWSER);
}

#[test]
fn the_door_to_the_browser_leads_one_way() {
    check(
        "web",
        &[
            "yew",
            "html!",
            "crate::components",
            "crate::pages",
            "crate::app",
        ],
    );
}

#[test]
fn lists_hold_no_logic() {
    for file in [
        "src/lib.rs",
        "crates/hexcore/src/lib.rs",
        "crates/post/src/lib.rs",
    ] {
        let text = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(file)).unwrap();
        assert!(!code(&text).contains("fn "), "{file} defines a function");
    }
}

#[test]
fn the_core_reads_nothing_and_depends_on_little() {
    for (name, text) in files("crates/hexcore/src", &[".rs"]) {
        let code = code(&text);
        for word in [
            "std::fs", "std::io", "std::net", "std::env", "async ", "serde", "web_sys", "yew",
        ] {
            assert!(!code.contains(word), "{name} mentions {word}");
        }
    }
    let manifest = Path::new(env!("CARGO_MANIFEST_DIR")).join("crates/hexcore/Cargo.toml");
    let manifest = fs::read_to_string(manifest).unwrap();
    let (_, after) = manifest.split_once("\n[dependencies]\n").unwrap();
    let dependencies: Vec<&str> = after
        .lines()
        .take_while(|line| !line.starts_with('['))
        .filter_map(|line| line.split_once(" = "))
        .map(|(name, _)| name)
        .collect();
    assert_eq!(dependencies, ["data-encoding"]);
    for (name, text) in files("crates/post/src", &[".rs"]) {
        let code = code(&text);
        for word in [
            "std::fs", "std::io", "std::net", "std::env", "web_sys", "yew",
        ] {
            assert!(!code.contains(word), "{name} mentions {word}");
        }
    }
}

#[test]
fn the_posts_stay_out_of_the_browser() {
    let manifest =
        fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("Cargo.toml")).unwrap();
    let browser = manifest
        .lines()
        .find(|line| line.starts_with("browser = "))
        .unwrap();
    assert!(!browser.contains("post"), "{browser}");
    assert!(manifest.contains("post = { path = \"crates/post\", optional = true }"));
}

#[test]
fn nothing_is_inline() {
    // The policy on content forbids inline styles and scripts; where they are written is here.
    for (name, text) in files("src", &[".rs"]) {
        let code = code(&text);
        for word in [
            " style=",
            "<style",
            "<script",
            "javascript:",
            "onclick=\\\"",
        ] {
            assert!(!code.contains(word), "{name} mentions {word}");
        }
    }
    let index =
        fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("index.html")).unwrap();
    assert!(!index.contains("<style") && !index.contains(" style=") && !index.contains("<script>"));
}

#[test]
fn nothing_is_left_for_later() {
    let mut sources: Vec<(String, String)> = Vec::new();
    for folder in ["src", "crates", "xtask/src", "static"] {
        sources.extend(files(folder, &[".rs", ".css", ".js"]));
    }
    let marks = ["TO", "FIX", "X", "HA"]
        .into_iter()
        .zip(["DO", "ME", "XX", "CK"]);
    let marks: Vec<String> = marks
        .map(|(first, second)| format!("{first}{second}"))
        .collect();
    for (name, text) in sources {
        for mark in &marks {
            assert!(!text.contains(mark.as_str()), "{name} says {mark}");
        }
    }
}

#[test]
fn every_source_says_what_it_is() {
    let mut sources = files("src", &[".rs"]);
    for folder in ["crates/hexcore/src", "crates/post/src", "xtask/src"] {
        sources.extend(files(folder, &[".rs"]));
    }
    let silent: Vec<PathBuf> = sources
        .iter()
        .filter(|(_, text)| !text.starts_with("//! "))
        .map(|(name, _)| name.into())
        .collect();
    assert!(silent.is_empty(), "no head comment in {silent:?}");
    println!("{} sources begin with what they are", sources.len());
}
