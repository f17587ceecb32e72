//! The text that a new post starts from.

use crate::date::PartialDate;
use crate::slug::slugify;

/// The file name and the text of a new draft, such as `2024-01-05-hello.md`.
///
/// ```
/// let (name, text) = post::new_post("Hello, bytes", "ann", "2024-01-05").unwrap();
/// assert_eq!(name, "2024-01-05-hello-bytes.md");
/// assert!(post::parse(&name, &text, "/").unwrap().meta.draft);
/// ```
///
/// # Errors
/// A sentence for the user when the date is none or the title gives no slug.
pub fn new_post(title: &str, author: &str, date: &str) -> Result<(String, String), String> {
    let date: PartialDate = date.parse()?;
    let title = title.split_whitespace().collect::<Vec<_>>().join(" ");
    let slug = slugify(&title);
    if slug.is_empty() {
        return Err(format!(
            "the title `{title}` has no letter a-z and no digit to name a file by"
        ));
    }
    let text = format!(
        "+++\n\
         title = {}\n\
         author = {}\n\
         date = \"{date}\"\n\
         tags = []\n\
         summary = \"One sentence that says what the post is about.\"\n\
         draft = true\n\
         +++\n\
         \n\
         Start here. Headings begin with `##`, links into the site with `/`.\n",
        quoted(&title),
        quoted(author),
    );
    Ok((format!("{date}-{slug}.md"), text))
}

/// The text as a TOML string.
fn quoted(text: &str) -> String {
    let mut quoted = String::from("\"");
    for character in text.chars() {
        match character {
            '"' | '\\' => quoted.extend(['\\', character]),
            other if other.is_control() => quoted.push_str(&format!("\\u{:04X}", u32::from(other))),
            other => quoted.push(other),
        }
    }
    quoted.push('"');
    quoted
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::post::parse;

    #[test]
    fn a_new_post_parses() {
        let cases = [
            ("Hello", "2024", "2024-hello.md"),
            ("C:\\new \"file\"", "2024-01", "2024-01-c-new-file.md"),
            ("Two\nlines", "2024-01-05", "2024-01-05-two-lines.md"),
            ("+++", "2024", ""),
        ];
        for (title, date, name) in cases {
            let Ok((found, text)) = new_post(title, "ann", date) else {
                assert_eq!(name, "", "{title}");
                continue;
            };
            assert_eq!(found, name);
            let meta = parse(&found, &text, "/").unwrap().meta;
            assert_eq!(meta.title, title.replace('\n', " "));
            assert_eq!(meta.date.datetime(), date);
            assert!(meta.draft);
        }
        println!("{} cases", cases.len());
    }

    #[test]
    fn a_date_that_is_none() {
        assert_eq!(
            new_post("Hello", "ann", "2024-13").unwrap_err(),
            "`2024-13` is no date: write 2022-12-30, 2024-01 or 2023"
        );
    }
}
