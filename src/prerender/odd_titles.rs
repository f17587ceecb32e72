//! Titles and summaries that try to be something else: what is written shows them as the text that they are.

#![cfg(test)]

use html5gum::{Token, Tokenizer};

use super::tests::{CONFIG, assemble, between, today, written};

/// Texts of one line that are more than letters to some program.
const ODD: [&str; 22] = [
    "</script><script>alert(1)</script>",
    "</title></h1></main>",
    "<!-- a comment that does not end",
    "<![CDATA[ a ]]> b",
    "]]> & ]]&gt; &amp; &#0; &nbsp;",
    "\"double\" 'single' `back` \\\"",
    "\" onmouseover=\"alert(1)",
    "javascript:alert(1)",
    "{{ a }} {% b %} ${c} #{d} %s %n %00",
    "../../etc/passwd",
    "a\\nb\\u0000c\\",
    "\u{202e}reversed",
    "\u{2066}isolated \u{202b}embedded",
    "שלום, עולם 123",
    "مرحبا (بالعالم)",
    "e\u{301}\u{302}\u{303}\u{304}\u{305}\u{306}\u{307}\u{308}",
    "👩\u{200d}👩\u{200d}👧\u{200d}👦 🏳\u{fe0f}\u{200d}🌈",
    "a\u{feff}b\u{200b}c\u{ad}d",
    "a\u{2028}b\u{2029}c",
    "\u{fffd}\u{e000}\u{10ffff}",
    "1;DROP TABLE posts --",
    "=cmd|' /C calc'!A0",
];

/// A post with this title, which is its summary as well.
fn post(slug: &str, title: &str) -> (String, String) {
    let quoted = serde_json::Value::from(title);
    let text = format!(
        "+++\ntitle = {quoted}\nsummary = {quoted}\nauthor = 'ann'\ndate = '2024'\ntags = ['x']\n+++\n"
    );
    (format!("posts/{slug}.md"), text)
}

/// The text of the only element of this name with a link or text in it, and the attribute `dir` of it.
fn element(html: &str, name: &str) -> (String, Option<String>) {
    let mut found = Vec::new();
    let mut is_open = false;
    for Ok(token) in Tokenizer::new(html) {
        match token {
            Token::StartTag(tag) if *tag.name == *name.as_bytes() => {
                let dir = tag.attributes.get(&b"dir"[..]);
                let dir = dir.map(|dir| String::from_utf8_lossy(dir).into_owned());
                found.push((String::new(), dir));
                is_open = true;
            }
            Token::EndTag(tag) if *tag.name == *name.as_bytes() => is_open = false,
            Token::String(text) if is_open => {
                let (all, _) = found.last_mut().unwrap();
                all.push_str(&String::from_utf8_lossy(&text));
            }
            _ => {}
        }
    }
    assert_eq!(found.len(), 1, "{name}: {found:?}");
    found.pop().unwrap()
}

/// The value of the attribute `content` of the `<meta>` element with this name or property.
fn content(html: &str, of: &str) -> String {
    let is_it = |value: &[u8]| value == of.as_bytes();
    for Ok(token) in Tokenizer::new(html) {
        let Token::StartTag(tag) = token else {
            continue;
        };
        let named = ["name", "property"]
            .iter()
            .filter_map(|name| tag.attributes.get(name.as_bytes()));
        if named.into_iter().any(|name| is_it(name)) {
            return String::from_utf8_lossy(&tag.attributes[&b"content"[..]]).into_owned();
        }
    }
    panic!("there is no {of}");
}

#[test]
fn odd_titles_are_shown_as_they_are() {
    let long = "a".repeat(5000);
    let titles = ODD.into_iter().chain([long.as_str()]);
    let plain = written(&[post("odd", "plain")], "/");
    let mut count = 0;
    for title in titles {
        let files = written(&[post("odd", title)], "/");
        let page = &files["posts/odd/index.html"];
        let dir = Some("auto".to_owned());
        assert_eq!(element(page, "h1"), (title.to_owned(), dir.clone()));
        assert_eq!(element(page, "title").0, format!("{title} · T & U"));
        assert_eq!(content(page, "og:title"), title);
        assert_eq!(content(page, "description"), title);
        let data = between(page, "<script type=\"application/ld+json\">", "</script>");
        let data: serde_json::Value = serde_json::from_str(data).unwrap();
        assert_eq!(data["headline"], title);
        assert_eq!(data["description"], title);
        for list in ["index.html", "tags/x/index.html", "authors/ann/index.html"] {
            assert_eq!(
                element(&files[list], "h2"),
                (title.to_owned(), dir.clone()),
                "{list}"
            );
        }
        assert_eq!(files["sitemap.xml"], plain["sitemap.xml"]);
        let names = |files: &std::collections::BTreeMap<String, String>| {
            files.keys().cloned().collect::<Vec<_>>()
        };
        assert_eq!(names(&files), names(&plain));
        count += 1;
    }
    println!("{count} titles");
}

#[test]
fn what_is_no_line_of_text_is_told() {
    for title in [
        "a\0b",
        "a\nb",
        "a\tb",
        "\u{1b}[31m",
        "\u{7f}",
        "\u{85}",
        " ",
        "\u{2003}",
    ] {
        let error = assemble(CONFIG, &[post("odd", title)], "/", today());
        let error = error.map(|_| ()).unwrap_err().to_string();
        assert!(error.contains("posts/odd.md:2: "), "{title:?}: {error}");
        assert!(error.contains("posts/odd.md:3: "), "{title:?}: {error}");
    }
    let html = (
        "posts/odd.md".to_owned(),
        post("odd", "a").1 + "a\n\n<b>x</b>\n",
    );
    let error = assemble(CONFIG, &[html], "/", today())
        .map(|_| ())
        .unwrap_err();
    let expected = "posts/odd.md:10: a post may not hold HTML; write \\< if it is meant as text";
    assert!(error.to_string().starts_with(expected), "{error}");
}
