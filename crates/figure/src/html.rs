//! Text in HTML.

/// Appends text, in which nothing is markup; it may stand in quoted attributes, too.
pub fn push_text(html: &mut String, text: &str) {
    for character in text.chars() {
        match character {
            '&' => html.push_str("&amp;"),
            '<' => html.push_str("&lt;"),
            '>' => html.push_str("&gt;"),
            '"' => html.push_str("&quot;"),
            other => html.push(other),
        }
    }
}

/// Appends an element with a text in it. `open` is its tag as it begins, without the bracket at the end.
pub(crate) fn push_element(html: &mut String, open: &str, text: &str) {
    let name = open.split(' ').next().unwrap_or(open);
    html.push('<');
    html.push_str(open);
    html.push('>');
    push_text(html, text);
    html.push_str("</");
    html.push_str(name);
    html.push('>');
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_no_markup() {
        let mut html = String::new();
        push_element(&mut html, "p class=\"x\"", "<b>&\"é'");
        assert_eq!(html, "<p class=\"x\">&lt;b&gt;&amp;&quot;é'</p>");
    }
}
