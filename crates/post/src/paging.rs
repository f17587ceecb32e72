//! Long lists, cut into pages, so that nothing that a reader loads grows with the number of posts.

/// How many posts a page of a list shows.
pub const PAGE_LENGTH: usize = 20;

/// How many titles a page of the archive shows.
pub const ARCHIVE_LENGTH: usize = 100;

/// How many pages a list of that many posts has. There is always a first one.
pub fn page_count(posts: usize, length: usize) -> usize {
    posts.div_ceil(length).max(1)
}

/// The site path of a page of the list at `list`, counted from 1.
///
/// ```
/// assert_eq!(post::page_path("/tags/go/", 1), "/tags/go/");
/// assert_eq!(post::page_path("/tags/go/", 2), "/tags/go/page/2/");
/// ```
pub fn page_path(list: &str, number: usize) -> String {
    match number {
        1 => list.to_owned(),
        number => format!("{list}page/{number}/"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_of_a_list() {
        for (posts, pages) in [(0, 1), (1, 1), (20, 1), (21, 2), (40, 2), (41, 3)] {
            assert_eq!(page_count(posts, PAGE_LENGTH), pages, "{posts}");
        }
    }
}
