//! Slugs: the part of an address that names a post, a tag or a heading.

/// The text as a slug: `a-z`, `0-9` and single hyphens. Empty when nothing of it can stand in a slug.
///
/// ```
/// assert_eq!(post::slugify("Don't panic: ½ a byte, très bien!"), "dont-panic-a-byte-tres-bien");
/// ```
pub fn slugify(text: &str) -> String {
    join_words(
        text.chars()
            .map(plain)
            .filter(|letter| letter.is_ascii() || !letter.is_alphanumeric()),
    )
}

/// The text as the id of a heading: like a slug, but letters of every script are kept.
pub(crate) fn heading_id(text: &str) -> String {
    let id = join_words(text.chars());
    if id.is_empty() {
        "section".to_owned()
    } else {
        id
    }
}

/// Whether the text is a slug: `a-z`, `0-9` and single hyphens inside.
pub(crate) fn is_slug(text: &str) -> bool {
    text.split('-').all(|word| {
        !word.is_empty()
            && word
                .bytes()
                .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit())
    })
}

/// What is wrong with a slug, as the end of a sentence.
pub(crate) const RULE: &str = "is no slug: use a-z, 0-9 and single hyphens";

/// Lower case, with every run of other characters made one hyphen. Apostrophes vanish.
fn join_words(characters: impl Iterator<Item = char>) -> String {
    let mut slug = String::new();
    for character in characters.filter(|c| !matches!(c, '\'' | '’')) {
        if character.is_alphanumeric() {
            slug.extend(character.to_lowercase().filter(|c| c.is_alphanumeric()));
        } else if !slug.is_empty() && !slug.ends_with('-') {
            slug.push('-');
        }
    }
    slug.truncate(slug.trim_end_matches('-').len());
    slug
}

/// The letter without its accent, for the accents of western Europe.
fn plain(letter: char) -> char {
    match letter {
        'à'..='å' | 'À'..='Å' => 'a',
        'ç' | 'Ç' => 'c',
        'è'..='ë' | 'È'..='Ë' => 'e',
        'ì'..='ï' | 'Ì'..='Ï' => 'i',
        'ñ' | 'Ñ' => 'n',
        'ò'..='ö' | 'Ò'..='Ö' | 'ø' | 'Ø' => 'o',
        'ù'..='ü' | 'Ù'..='Ü' => 'u',
        'ý' | 'ÿ' | 'Ý' => 'y',
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slugs() {
        let cases = [
            ("Hello, world", "hello-world"),
            ("  --A  b--  ", "a-b"),
            ("Don't", "dont"),
            ("El año 2023", "el-ano-2023"),
            ("0x7F ELF", "0x7f-elf"),
            ("C++", "c"),
            ("日本", ""),
            ("½ byte", "byte"),
            ("", ""),
        ];
        for (text, slug) in cases {
            assert_eq!(slugify(text), slug, "{text}");
            assert!(slug.is_empty() || is_slug(slug), "{slug}");
        }
        println!("{} cases", cases.len());
    }

    #[test]
    fn heading_ids_keep_every_script() {
        assert_eq!(heading_id("日本 2"), "日本-2");
        assert_eq!(heading_id("İ"), "i");
        assert_eq!(heading_id("!?"), "section");
    }

    #[test]
    fn what_is_no_slug() {
        for text in ["", "-", "a-", "-a", "a--b", "A", "é", "a b", "a/b", "a_b"] {
            assert!(!is_slug(text), "{text}");
        }
    }
}
