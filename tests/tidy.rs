//! House rules: who may use whom, and what may not stand anywhere.
//!
//! Crates keep most arrows by themselves. These tests hold the ones inside the root package, and
//! what no compiler looks at.

#![allow(clippy::unwrap_used, clippy::indexing_slicing)] // A test that cannot go on fails.
#![cfg(not(target_arch = "wasm32"))]

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

/// All files at or below `place` whose names end in one of `endings`, with their text.
fn files(place: &str, endings: &[&str]) -> Vec<(String, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut waiting = vec![root.join(place)];
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

/// Everything in Rust that is ours.
fn all_sources() -> Vec<(String, String)> {
    let places = [
        "src",
        "crates",
        "xtask/src",
        "fuzz/src",
        "fuzz/fuzz_targets",
        "tests/browser.rs",
        "tests/tidy.rs",
    ];
    let sources = places.map(|place| files(place, &[".rs"]));
    sources.into_iter().flatten().collect()
}

/// A source without its comments and without its tests, which some files are altogether.
fn code(text: &str) -> String {
    let tests = ["#[cfg(test)]", "#![cfg(test)]"];
    let end = tests.iter().filter_map(|tests| text.find(tests)).min();
    let text = &text[..end.unwrap_or(text.len())];
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
fn what_threads_tell_each_other_is_plain() {
    check("worker/protocol", &BROWSER);
    check(
        "worker",
        &[
            "yew",
            "crate::components",
            "crate::pages",
            "crate::app",
            "crate::web",
        ],
    );
    check(
        "export",
        &[
            "web_sys",
            "js_sys",
            "wasm_bindgen",
            "gloo::",
            "crate::pages",
            "crate::app",
        ],
    );
    check(
        "intake",
        &[
            "web_sys",
            "js_sys",
            "wasm_bindgen",
            "gloo::",
            "crate::pages",
            "crate::app",
        ],
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
        "crates/card/src/lib.rs",
        "crates/hexcore/src/lib.rs",
        "crates/hosting/src/lib.rs",
        "crates/hexlog-cli/src/lib.rs",
        "crates/post/src/lib.rs",
    ] {
        let text = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(file)).unwrap();
        assert!(!code(&text).contains("fn "), "{file} defines a function");
    }
}

#[test]
fn one_crate_reads_and_none_knows_the_browser() {
    let mut readers = BTreeSet::new();
    let mut sources = 0;
    for (name, text) in files("crates", &[".rs"]) {
        let (in_crate, within) = name
            .strip_prefix("crates/")
            .and_then(|name| name.split_once('/'))
            .unwrap();
        if !within.starts_with("src/") {
            continue;
        }
        sources += 1;
        let code = code(&text);
        for word in ["std::net", "web_sys", "js_sys", "wasm_bindgen", "yew"] {
            assert!(!code.contains(word), "{name} mentions {word}");
        }
        if ["std::fs", "std::io", "std::env"]
            .iter()
            .any(|word| code.contains(word))
        {
            readers.insert(in_crate.to_owned());
        }
    }
    assert_eq!(Vec::from_iter(readers), ["hexlog-cli"]);
    println!("{sources} sources know no browser and leave reading to hexlog-cli");
}

#[test]
fn the_core_depends_on_little() {
    for (name, text) in files("crates/hexcore/src", &[".rs"]) {
        let code = code(&text);
        for word in ["async fn", "async move", "async {", "serde"] {
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
}

#[test]
fn unsafe_code_has_its_places_and_its_reasons() {
    // Beside the kernels there is the allocator of a test.
    let places = [
        "crates/hexcore/src/dump/kernel/wasm.rs",
        "crates/hexcore/src/dump/kernel/x86.rs",
        "crates/hexcore/tests/dump_allocations.rs",
    ];
    let mut found = BTreeSet::new();
    let mut reasons = 0;
    for (name, text) in all_sources() {
        let lines: Vec<&str> = text.lines().map(str::trim_start).collect();
        for (index, line) in lines.iter().enumerate() {
            let begins = |what| line.contains(&["unsafe", what].join(" "));
            let is_block = begins("{") || begins("impl");
            let is_other = begins("fn") || begins("trait") || begins("extern");
            if line.starts_with("//") || !(is_block || is_other) {
                continue;
            }
            found.insert(name.clone());
            // What a function asks of its callers stands in its documentation.
            if is_block {
                let before = lines[..index].iter().rev();
                let comment = before.take_while(|line| line.starts_with("//"));
                let first = comment.last().copied().unwrap_or_default();
                assert!(first.starts_with("// SAFETY: "), "{name}: {line}");
                reasons += 1;
            }
        }
    }
    assert_eq!(Vec::from_iter(found), places);
    println!("{reasons} times it is said why unsafe code is safe");
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
        // Data for programs is in an element of that name, and no script.
        let code = code(&text).replace(r#"<script type="application/ld+json">"#, "");
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
    let mut sources = all_sources();
    sources.extend(files("static", &[".css", ".js"]));
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
    let sources = all_sources();
    let silent: Vec<&String> = sources
        .iter()
        .filter(|(_, text)| !text.starts_with("//! "))
        .map(|(name, _)| name)
        .collect();
    assert!(silent.is_empty(), "no head comment in {silent:?}");
    println!("{} sources begin with what they are", sources.len());
}
