//! What Markdown becomes, and what is refused.

use super::*;
use crate::post::parse;
use crate::testing::{check_html, lines, parse_body, post_text, without_tools};

fn check(markdown: &str, html: &str) {
    let post = parse_body(markdown).unwrap_or_else(|errors| panic!("{markdown}: {errors:?}"));
    assert_eq!(without_tools(&post.html), html, "{markdown}");
    check_html(&post.html).unwrap();
}

/// The first line of the Markdown is line 7.
fn check_errors(markdown: &str, expected: &[&str]) {
    assert_eq!(
        lines(&parse_body(markdown).unwrap_err()),
        expected,
        "{markdown}"
    );
}

#[test]
fn common_mark() {
    let cases = [
        ("", ""),
        ("a\nb\n\nc", "<p>a\nb</p>\n<p>c</p>\n"),
        ("a  \nb\\\nc", "<p>a<br>\nb<br>\nc</p>\n"),
        (
            "*a* **b** ***c*** _d_e_",
            "<p><em>a</em> <strong>b</strong> <em><strong>c</strong></em> <em>d_e</em></p>\n",
        ),
        (
            "`` a`b `` `<x>`",
            "<p><code>a`b</code> <code>&lt;x&gt;</code></p>\n",
        ),
        (
            "&amp; &copy; &#35; &#0; \\< 1 < 2 > \"q\"",
            "<p>&amp; © # \u{fffd} &lt; 1 &lt; 2 &gt; \"q\"</p>\n",
        ),
        ("--- ... 'x' -- y", "<p>--- ... 'x' -- y</p>\n"),
        ("a\n\n---\n\nb", "<p>a</p>\n<hr>\n<p>b</p>\n"),
        (
            "> a\n> b\n>\n> > c",
            "<blockquote>\n<p>a\nb</p>\n<blockquote>\n<p>c</p>\n</blockquote>\n</blockquote>\n",
        ),
        (
            "- a\n- b\n  - c\n",
            "<ul>\n<li>a</li>\n<li>b\n<ul>\n<li>c</li>\n</ul>\n</li>\n</ul>\n",
        ),
        (
            "- a\n\n- b\n",
            "<ul>\n<li>\n<p>a</p>\n</li>\n<li>\n<p>b</p>\n</li>\n</ul>\n",
        ),
        ("1. a\n2. b", "<ol>\n<li>a</li>\n<li>b</li>\n</ol>\n"),
        ("7) a", "<ol start=\"7\">\n<li>a</li>\n</ol>\n"),
        ("-\n- a", "<ul>\n<li></li>\n<li>a</li>\n</ul>\n"),
        (
            "    a\n     b<\n",
            "<pre tabindex=\"0\"><code>a\n b&lt;\n</code></pre>\n",
        ),
        (
            "```\n<&\n\n```",
            "<pre tabindex=\"0\"><code>&lt;&amp;\n\n</code></pre>\n",
        ),
        (
            "~~~text\na\n~~~",
            "<pre tabindex=\"0\" data-language=\"text\"><code>a\n</code></pre>\n",
        ),
        (
            "[a](https://a.example/?x=1&y=\"é\")",
            "<p><a href=\"https://a.example/?x=1&amp;y=%22%C3%A9%22\">a</a></p>\n",
        ),
        (
            "[a](</b c> \"T \\\" t\")",
            "<p><a href=\"/b%20c\" title=\"T &quot; t\">a</a></p>\n",
        ),
        (
            "[a][B] [b]\n\n[b]: /x/ 'T'",
            "<p><a href=\"/x/\" title=\"T\">a</a> <a href=\"/x/\" title=\"T\">b</a></p>\n",
        ),
        (
            "<https://a.example> <a@b.example>",
            "<p><a href=\"https://a.example\">https://a.example</a> <a href=\"mailto:a@b.example\">a@b.example</a></p>\n",
        ),
        (
            "[*a* `b`](#c)\n\n## C",
            "<p><a href=\"#c\"><em>a</em> <code>b</code></a></p>\n<h2 id=\"c\">C</h2>\n",
        ),
        (
            "![a *b* `c`\nd ![e](f)](/g.png \"T\")",
            "<p><img src=\"/g.png\" title=\"T\" alt=\"a b c d e\"></p>\n",
        ),
        (
            "[![a](/b.png)](/c/)",
            "<p><a href=\"/c/\"><img src=\"/b.png\" alt=\"a\"></a></p>\n",
        ),
        ("[a] [ ] a[1]", "<p>[a] [ ] a[1]</p>\n"),
        ("~~a~~", "<p>~~a~~</p>\n"),
        (
            "\\[^a] `[^a]` 2^8 [^] [2^8]",
            "<p>[^a] <code>[^a]</code> 2^8 [^] [2^8]</p>\n",
        ),
        ("- [ ] a", "<ul>\n<li>[ ] a</li>\n</ul>\n"),
    ];
    for (markdown, html) in cases {
        check(markdown, html);
    }
    println!("{} cases", cases.len());
}

#[test]
fn headings() {
    check(
        "## A *b* `c`\n\n### A b c\nText\n\nTwo\nlines\n---\n\n## Don't `a-b-c-2`!\n\n## a-b-c\n\n## ?\n",
        "<h2 id=\"a-b-c\">A <em>b</em> <code>c</code></h2>\n<h3 id=\"a-b-c-2\">A b c</h3>\n<p>Text</p>\n\
         <h2 id=\"two-lines\">Two\nlines</h2>\n<h2 id=\"dont-a-b-c-2\">Don't <code>a-b-c-2</code>!</h2>\n\
         <h2 id=\"a-b-c-3\">a-b-c</h2>\n<h2 id=\"section\">?</h2>\n",
    );
    let post = parse_body("## A [b](/c/)[^1]\n\n### D\n\n[^1]: E").unwrap();
    let headings: Vec<_> = post
        .headings
        .iter()
        .map(|h| (h.level, h.id.as_str(), h.text.as_str()))
        .collect();
    assert_eq!(headings, [(2, "a-b", "A b"), (3, "d", "D")]);
}

#[test]
fn headings_have_links_to_themselves() {
    let post = parse_body("## A *b*\n\n## 日\n").unwrap();
    let link =
        |id| format!("<a class=\"anchor\" href=\"#{id}\" aria-label=\"Link to this section\"></a>");
    assert_eq!(
        post.html,
        format!(
            "<h2 id=\"a-b\">A <em>b</em>{}</h2>\n<h2 id=\"日\">日{}</h2>\n",
            link("a-b"),
            link("%E6%97%A5")
        )
    );
    assert!(post.links.is_empty());
}

#[test]
fn tables() {
    check(
        "| a | b | c | d |\n|:--|--:|:-:|---|\n| `1` | *2* | [3](/) | 4 |\n| 5 |\n",
        "<div class=\"table-scroll\" tabindex=\"0\" role=\"region\" aria-label=\"Table 1\"><table>\n\
         <thead><tr><th scope=\"col\" class=\"align-left\">a</th><th scope=\"col\" class=\"align-right\">b</th>\
         <th scope=\"col\" class=\"align-center\">c</th><th scope=\"col\">d</th></tr></thead>\n\
         <tbody>\n\
         <tr><td class=\"align-left\"><code>1</code></td><td class=\"align-right\"><em>2</em></td>\
         <td class=\"align-center\"><a href=\"/\">3</a></td><td>4</td></tr>\n\
         <tr><td class=\"align-left\">5</td><td class=\"align-right\"></td><td class=\"align-center\"></td><td></td></tr>\n\
         </tbody>\n</table></div>\n",
    );
    check(
        "|   | b |\n|---|---|\n\n|a|\n|-|\n",
        "<div class=\"table-scroll\" tabindex=\"0\" role=\"region\" aria-label=\"Table 1\"><table>\n\
         <thead><tr><td></td><th scope=\"col\">b</th></tr></thead>\n</table></div>\n\
         <div class=\"table-scroll\" tabindex=\"0\" role=\"region\" aria-label=\"Table 2\"><table>\n\
         <thead><tr><th scope=\"col\">a</th></tr></thead>\n</table></div>\n",
    );
}

#[test]
fn footnotes() {
    check(
        "[^late]: L\n\n    M\n\na[^b] c[^Late] d[^b]\n\n[^b]:\n    ```\n    B\n    ```\n",
        "<p>a<sup class=\"footnote-reference\"><a href=\"#fn:1\" id=\"fnref:1\" role=\"doc-noteref\" aria-label=\"Footnote 1\">1</a></sup> \
         c<sup class=\"footnote-reference\"><a href=\"#fn:2\" id=\"fnref:2\" role=\"doc-noteref\" aria-label=\"Footnote 2\">2</a></sup> \
         d<sup class=\"footnote-reference\"><a href=\"#fn:1\" id=\"fnref:1:2\" role=\"doc-noteref\" aria-label=\"Footnote 1\">1</a></sup></p>\n\
         <section class=\"footnotes\" role=\"doc-endnotes\" aria-label=\"Footnotes\">\n<ol>\n\
         <li id=\"fn:1\">\n<pre tabindex=\"0\"><code>B\n</code></pre>\n\
         <p><a class=\"footnote-back\" href=\"#fnref:1\" role=\"doc-backlink\" aria-label=\"Back to reference 1\">↩\u{fe0e}</a> \
         <a class=\"footnote-back\" href=\"#fnref:1:2\" role=\"doc-backlink\" aria-label=\"Back to reference 1, place 2\">↩\u{fe0e}</a></p>\n</li>\n\
         <li id=\"fn:2\">\n<p>L</p>\n<p>M <a class=\"footnote-back\" href=\"#fnref:2\" role=\"doc-backlink\" aria-label=\"Back to reference 2\">↩\u{fe0e}</a></p>\n</li>\n\
         </ol>\n</section>\n",
    );
}

#[test]
fn blocks_read_in_their_own_direction() {
    check(
        "## א\n\nשלום `40 41` abc\n\nab ג\n\n> ב\n\n- א\n- b\n\n3. א\n\n|א|b|\n|-|-|\n",
        "<h2 dir=\"rtl\" id=\"א\">א</h2>\n<p dir=\"rtl\">שלום <code dir=\"ltr\">40 41</code> abc</p>\n\
         <p dir=\"ltr\">ab ג</p>\n<blockquote dir=\"rtl\">\n<p dir=\"rtl\">ב</p>\n</blockquote>\n\
         <ul dir=\"rtl\">\n<li>א</li>\n<li>b</li>\n</ul>\n<ol dir=\"rtl\" start=\"3\">\n<li>א</li>\n</ol>\n\
         <div class=\"table-scroll\" tabindex=\"0\" role=\"region\" aria-label=\"Table 1\"><table dir=\"rtl\">\n\
         <thead><tr><th dir=\"rtl\" scope=\"col\">א</th><th dir=\"ltr\" scope=\"col\">b</th></tr></thead>\n</table></div>\n",
    );
}

#[test]
fn a_long_post_is_a_page() {
    let part = "## A heading\n\nWords with *stress*, `code`, [a link](/) and more words, so that it gets long.\n\n\
                - one\n- two\n\n```rust\nlet a = \"b\";\n```\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n> said\n\n";
    let count = 200 * 1024 / part.len() + 1;
    let text = part.repeat(count);
    assert!(text.len() > 200 * 1024);
    let post = parse_body(&text).unwrap();
    check_html(&post.html).unwrap();
    for element in ["<h2 ", "<pre ", "<table>", "<blockquote>", "<ul>"] {
        assert_eq!(post.html.matches(element).count(), count, "{element}");
    }
    println!("{count} sections");
}

#[test]
fn above_code_stand_its_language_and_a_button() {
    for (fence, title) in [
        ("yaml", "YAML"),
        ("console", "Shell session"),
        ("text", ""),
        ("", ""),
    ] {
        let post = parse_body(&format!("```{fence}\na\n```")).unwrap();
        let head = format!(
            "<div class=\"code\"><div class=\"code-head\">{title}<button type=\"button\">Copy</button></div><pre "
        );
        assert!(post.html.starts_with(&head), "{}", post.html);
        assert!(
            post.html.ends_with("a\n</code></pre></div>\n"),
            "{}",
            post.html
        );
        check_html(&post.html).unwrap();
    }
}

#[test]
fn code() {
    check(
        "```go\nvar n = \"<a>\" // c\n```",
        "<pre tabindex=\"0\" data-language=\"go\"><code><span class=\"k\">var</span> <span class=\"v\">n</span> = \
         <span class=\"s\">\"&lt;a&gt;\"</span> <span class=\"c\">// c</span>\n</code></pre>\n",
    );
    check(
        "```console\n$ ls \\\n  -l\na $ b\n\n# id <\n$\n```",
        "<pre tabindex=\"0\" data-language=\"console\"><code>\
         <span class=\"prompt\">$ </span><span class=\"command\">ls \\</span>\n<span class=\"command\">  -l</span>\n\
         a $ b\n\n<span class=\"prompt\"># </span><span class=\"command\">id &lt;</span>\n$\n</code></pre>\n",
    );
}

#[test]
fn site_paths_get_the_base() {
    let post = parse(
        "posts/a.md",
        &post_text("[a](/b/#c) ![d](/e.png) [f](#g)\n\n## G"),
        "/some/repo/",
    )
    .unwrap();
    assert_eq!(
        without_tools(&post.html),
        "<p><a href=\"/some/repo/b/#c\">a</a> <img src=\"/some/repo/e.png\" alt=\"d\"> <a href=\"#g\">f</a></p>\n\
         <h2 id=\"g\">G</h2>\n"
    );
    let links: Vec<_> = post
        .links
        .iter()
        .map(|link| (link.target.as_str(), link.kind, link.line))
        .collect();
    assert_eq!(
        links,
        [
            ("/b/#c", LinkKind::Link, 7),
            ("/e.png", LinkKind::Image, 7),
            ("#g", LinkKind::Link, 7)
        ]
    );
}

#[test]
fn every_problem_is_told_with_its_line() {
    check_errors(
        "# A\n\n#### B\n\n##\n\nTitle\n=====\n",
        &[
            "posts/a.md:7: a heading of level 1 is the title's alone; begin with ##",
            "posts/a.md:9: a heading of level 4 may not follow one of level 1",
            "posts/a.md:11: a heading needs text",
            "posts/a.md:13: a heading of level 1 is the title's alone; begin with ##",
        ],
    );
    check_errors(
        "a\n\n### B",
        &["posts/a.md:9: a heading of level 3 may not follow one of level 1"],
    );
    check_errors(
        "a\n<b>c</b>\n\n<div>\nx\n</div>\n\n<!-- d -->\n\n- ![<i>](/e)",
        &[
            "posts/a.md:8: a post may not hold HTML; write \\< if it is meant as text",
            "posts/a.md:8: a post may not hold HTML; write \\< if it is meant as text",
            "posts/a.md:10: a post may not hold HTML; write \\< if it is meant as text",
            "posts/a.md:14: a post may not hold HTML; write \\< if it is meant as text",
            "posts/a.md:16: a post may not hold HTML; write \\< if it is meant as text",
            "posts/a.md:16: an image needs text that says what it shows: ![text](/path)",
        ],
    );
    check_errors(
        "[a](b.md)\n[c](//d/)\n[e](javascript:f)\n[](/g/)\n[ ](/g/)\n[h][]\n[i][j]\n",
        &[
            "posts/a.md:7: the link `b.md` must start with /, #, https://, http:// or mailto:",
            "posts/a.md:8: the link `//d/` must start with /, #, https://, http:// or mailto:",
            "posts/a.md:9: the link `javascript:f` must start with /, #, https://, http:// or mailto:",
            "posts/a.md:10: a link needs text",
            "posts/a.md:11: a link needs text",
            "posts/a.md:12: nothing defines the link `[h]`; write \\[ if brackets are meant",
            "posts/a.md:13: nothing defines the link `[j]`; write \\[ if brackets are meant",
        ],
    );
    check_errors(
        "![](/a.png)\n\n![b](c.png)\n\n![d](https://e.example/f.png)\n",
        &[
            "posts/a.md:7: an image needs text that says what it shows: ![text](/path)",
            "posts/a.md:9: the image `c.png` must be on this site and start with /",
            "posts/a.md:11: the image `https://e.example/f.png` must be on this site and start with /",
        ],
    );
    check_errors(
        "- a\n\n  ```klingon\n  ```\n\n```go run\n```\n",
        &[
            "posts/a.md:9: unknown language `klingon`; `text` is plain text",
            "posts/a.md:12: unknown language `go run`; `text` is plain text",
        ],
    );
    check_errors(
        "> ```\n> a\n> ```\n\n- ```\n  ```\n\n- ~~~~\n  ~~~\n\na\n\n```\n",
        &[
            "posts/a.md:14: the code has no end: a line with the same fence must close it",
            "posts/a.md:19: the code has no end: a line with the same fence must close it",
        ],
    );
    check_errors(
        "a[^1]\nb[^2]\n\n[^1]: c\n\n[^1]: d\n\n[^3]: e\n\n    ## f\n",
        &[
            "posts/a.md:8: nothing defines the footnote `[^2]`",
            "posts/a.md:12: the footnote `[^1]` is defined twice",
            "posts/a.md:14: nothing refers to the footnote `[^3]`",
            "posts/a.md:16: a footnote may not hold a heading",
        ],
    );
}
