//! Text made safe to stand in HTML.

/// Appends text so that it is text again once parsed as the content of an element.
pub fn push_text(html: &mut String, text: &str) {
    for character in text.chars() {
        match character {
            '&' => html.push_str("&amp;"),
            '<' => html.push_str("&lt;"),
            '>' => html.push_str("&gt;"),
            '\n' | '\t' => html.push(character),
            // HTML has no way to write these; they come from references such as `&#1;`, and from bytes.
            other if other.is_control() => html.push(char::REPLACEMENT_CHARACTER),
            other => html.push(other),
        }
    }
}

/// Appends ` name="value"`.
pub fn push_attribute(html: &mut String, name: &str, value: &str) {
    html.push(' ');
    html.push_str(name);
    html.push_str("=\"");
    for (nth, part) in value.split('"').enumerate() {
        if nth > 0 {
            html.push_str("&quot;");
        }
        push_text(html, part);
    }
    html.push('"');
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
        assert_eq!(html, "<p class=\"x\">&lt;b&gt;&amp;\"é'</p>");
    }
}
