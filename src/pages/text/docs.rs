//! How to write for the site, and how to publish it: Markdown, as posts are.

use ::post::{Document, Error, Site, document as read};
use yew::prelude::*;

use super::{Body, TextPage, contents};

/// The page's path.
pub(super) const PATH: &str = "/docs/";

/// The file of the text, for messages.
const FILE: &str = "src/pages/text/docs.md";

/// The text.
const TEXT: &str = include_str!("docs.md");

/// The text as it stands in the page.
///
/// # Errors
/// What is wrong with it.
pub(super) fn document(base: &str) -> Result<Document, Vec<Error>> {
    read(FILE, TEXT, base)
}

/// The page. A text with mistakes in it is empty here: no site comes of one.
pub(super) fn page<'s>(site: &Site, base: &'s str) -> TextPage<'s> {
    TextPage {
        path: PATH.to_owned(),
        title: Some("Docs".to_owned()),
        description: format!(
            "How to write a post for {}, with figures that live, and how to publish the site.",
            site.config().title
        ),
        body: Body::new(move || body(base)),
        ..TextPage::default()
    }
}

fn body(base: &str) -> Html {
    let (html, headings) = match document(base) {
        Ok(document) => (document.html, document.headings),
        Err(_) => Default::default(),
    };
    html! {
        <article class="post">
            <header><h1>{ "Docs" }</h1></header>
            { contents(&headings) }
            <div class="prose">{ Html::from_html_unchecked(html.into()) }</div>
        </article>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_text_is_in_order() {
        let found = document("/").map_err(|errors| {
            let errors: Vec<String> = errors.iter().map(ToString::to_string).collect();
            errors.join("\n")
        });
        let document = found.unwrap();
        assert!(document.headings.len() > 5);
    }

    #[test]
    fn what_is_shown_as_source_stands_there_alive() {
        let mut examples = 0;
        let parts: Vec<&str> = TEXT.split("\n````").collect();
        for part in parts.iter().skip(1).step_by(2) {
            let (_, source) = part.split_once('\n').unwrap();
            let alive = format!("\n````\n\n{source}\n");
            assert!(TEXT.contains(&alive), "{source}");
            examples += 1;
        }
        assert!(examples >= 2, "{examples}");
        println!("{examples} examples are what they show");
    }

    #[test]
    fn every_command_is_one() {
        // The subcommands that the repository's own program has.
        let main = include_str!("../../../xtask/src/main.rs");
        let mut commands = 0;
        for (_, rest) in TEXT
            .match_indices("cargo xtask ")
            .map(|(at, found)| (at, &TEXT[at + found.len()..]))
        {
            let name: String = rest
                .chars()
                .take_while(|one| one.is_alphanumeric() || *one == '-')
                .collect();
            let variant: String = name
                .split('-')
                .map(|word| word[..1].to_uppercase() + &word[1..])
                .collect();
            assert!(
                main.contains(&format!("    {variant} {{"))
                    || main.contains(&format!("    {variant}(")),
                "{name}"
            );
            commands += 1;
        }
        assert!(commands > 4, "{commands}");
    }
}
