//! Posts as they were parsed before, so that only what has changed is parsed again.
//!
//! A post is kept under the hash of all that made it: its file's name, its text, the base path, and the program
//! that parses, which holds the grammars, the samples and whatever else decides. The bytes are records, one behind
//! the other: the key, the length and the hash of a post, and the post. What is not whole is not there.

use std::collections::HashMap;
use std::ops::Range;

use post::{Error, Post};

/// The hash of something.
type Hash = [u8; blake3::OUT_LEN];

/// Posts that were parsed before.
#[derive(Debug)]
pub struct Cache {
    program: Hash,
    bytes: Vec<u8>,
    /// Where in the bytes the record of each key is.
    records: HashMap<Hash, Range<usize>>,
}

/// A post with the record under which it is kept.
pub(super) struct Parsed {
    pub(super) post: Post,
    record: Record,
}

enum Record {
    Old(Range<usize>),
    New(Vec<u8>),
}

impl Cache {
    /// The posts in `bytes`, which an update gave before. `program` is what parses: its executable.
    pub fn new(bytes: Vec<u8>, program: &[u8]) -> Cache {
        let mut records = HashMap::new();
        let mut start = 0;
        while let Some((key, end)) = head(&bytes, start) {
            records.insert(key, start..end);
            start = end;
        }
        Cache {
            program: hash([program]),
            bytes,
            records,
        }
    }

    /// Parses a post, or finds it.
    pub(super) fn parse(&self, file: &str, text: &str, base: &str) -> Result<Parsed, Vec<Error>> {
        let key = hash([
            &self.program[..],
            base.as_bytes(),
            file.as_bytes(),
            text.as_bytes(),
        ]);
        if let Some(range) = self.records.get(&key)
            && let Some(post) = self.bytes.get(range.clone()).and_then(read)
        {
            let record = Record::Old(range.clone());
            return Ok(Parsed { post, record });
        }
        let post = post::parse(file, text, base)?;
        let record = Record::New(write(key, &post));
        Ok(Parsed { post, record })
    }

    /// The bytes that hold these posts and no others, unless they are those of before.
    pub(super) fn update<'p>(&self, posts: impl Iterator<Item = &'p Parsed>) -> Option<Vec<u8>> {
        let mut bytes = Vec::with_capacity(self.bytes.len());
        let (mut old, mut new) = (0, 0);
        for Parsed { record, .. } in posts {
            match record {
                Record::Old(range) => {
                    bytes.extend_from_slice(self.bytes.get(range.clone()).unwrap_or_default());
                    old += 1;
                }
                Record::New(record) => {
                    bytes.extend_from_slice(record);
                    new += 1;
                }
            }
        }
        (new > 0 || old != self.records.len()).then_some(bytes)
    }
}

/// The parts of a record: its key, the hash of the post's bytes, and their length.
const KEY: usize = blake3::OUT_LEN;
const SUM: usize = KEY + blake3::OUT_LEN;
const HEAD: usize = SUM + size_of::<u64>();

/// The key of the record that starts there, and where it ends.
fn head(bytes: &[u8], start: usize) -> Option<(Hash, usize)> {
    let head = bytes.get(start..start.checked_add(HEAD)?)?;
    let key = head.get(..KEY)?.try_into().ok()?;
    let length = u64::from_le_bytes(head.get(SUM..)?.try_into().ok()?);
    let end = start
        .checked_add(HEAD)?
        .checked_add(usize::try_from(length).ok()?)?;
    (end <= bytes.len()).then_some((key, end))
}

/// The post of a record.
fn read(record: &[u8]) -> Option<Post> {
    let (head, post) = record.split_at_checked(HEAD)?;
    if head.get(KEY..SUM)? != hash([post]) {
        return None;
    }
    postcard::from_bytes(post).ok()
}

/// The record of a post.
fn write(key: Hash, post: &Post) -> Vec<u8> {
    // What cannot be written makes a record that cannot be read.
    let post = postcard::to_allocvec(post).unwrap_or_default();
    let length = (post.len() as u64).to_le_bytes();
    [&key[..], &hash([&post[..]]), &length, &post].concat()
}

/// The hash of these parts, which is another one when they are cut in other places.
fn hash<const N: usize>(parts: [&[u8]; N]) -> Hash {
    let mut hasher = blake3::Hasher::new();
    for part in parts {
        hasher.update(&(part.len() as u64).to_le_bytes());
        hasher.update(part);
    }
    hasher.finalize().into()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A post with everything that a post can have.
    const TEXT: &str = "+++\ntitle = 'T'\nauthor = 'ann'\nsummary = 'S.'\ndate = '2024-01'\nshown = 'once'\norder = 3\n\
                        tags = ['x', 'y']\ndraft = true\naliases = ['/old/']\nseries = 's'\npart = 2\n+++\n\
                        ## One\n\n[a](#one) ![b](/c.png)\n\n```rust\nfn a() {}\n```\n";

    fn texts(count: usize) -> Vec<String> {
        (0..count).map(|nth| format!("{TEXT}{nth}\n")).collect()
    }

    fn parsed(cache: &Cache, texts: &[String]) -> Vec<Parsed> {
        let parse = |text: &String| cache.parse("posts/a.md", text, "/").unwrap();
        texts.iter().map(parse).collect()
    }

    /// The bytes that keep these posts, and how many of them were new.
    fn update(bytes: &[u8], program: &str, texts: &[String]) -> (Option<Vec<u8>>, usize) {
        let cache = Cache::new(bytes.to_vec(), program.as_bytes());
        let parsed = parsed(&cache, texts);
        for (parsed, text) in parsed.iter().zip(texts) {
            assert_eq!(parsed.post, post::parse("posts/a.md", text, "/").unwrap());
        }
        let new = parsed
            .iter()
            .filter(|parsed| matches!(parsed.record, Record::New(_)));
        (cache.update(parsed.iter()), new.count())
    }

    #[test]
    fn what_was_parsed_is_found() {
        let texts = texts(3);
        let (bytes, new) = update(b"", "p", &texts);
        assert_eq!(new, 3);
        let bytes = bytes.unwrap();
        assert_eq!(update(&bytes, "p", &texts), (None, 0));
    }

    #[test]
    fn only_what_was_asked_for_is_kept() {
        let texts = texts(3);
        let all = update(b"", "p", &texts).0.unwrap();
        let (some, new) = update(&all, "p", &texts[1..]);
        assert_eq!(new, 0);
        assert_eq!(some, update(b"", "p", &texts[1..]).0);
        let (others, new) = update(&all, "p", &[TEXT.to_owned(), texts[0].clone()]);
        assert_eq!(new, 1);
        assert!(others.unwrap().len() < all.len());
    }

    #[test]
    fn all_that_made_a_post_is_in_its_key() {
        let text = TEXT.to_owned();
        let bytes = update(b"", "p", std::slice::from_ref(&text)).0.unwrap();
        let is_kept = |program: &str, file: &str, text: &str, base: &str| {
            let cache = Cache::new(bytes.clone(), program.as_bytes());
            let parsed = cache.parse(file, text, base).unwrap();
            matches!(parsed.record, Record::Old(_))
        };
        assert!(is_kept("p", "posts/a.md", TEXT, "/"));
        assert!(!is_kept("other", "posts/a.md", TEXT, "/"));
        assert!(!is_kept("p", "posts/b.md", TEXT, "/"));
        assert!(!is_kept("p", "posts/a.md", &format!("{TEXT}\n"), "/"));
        assert!(!is_kept("p", "posts/a.md", TEXT, "/b/"));
        assert_ne!(hash([b"ab", b"c"]), hash([b"a", b"bc"]));
    }

    #[test]
    fn what_is_damaged_is_parsed_again() {
        let texts = texts(3);
        let whole = update(b"", "p", &texts).0.unwrap();
        let (mut cut, mut cuts) = (whole.clone(), 0);
        while cut.pop().is_some() {
            let (bytes, new) = update(&cut, "p", &texts[2..]);
            assert_eq!((bytes.is_some(), new), (true, 1), "{} bytes", cut.len());
            cuts += 1;
            // Every place of a record, but not all of each.
            cut.truncate(cut.len() - cut.len() % 7);
        }
        for at in (0..whole.len()).step_by(13) {
            let mut bytes = whole.clone();
            bytes[at] ^= 0x10;
            // A wrong length hides what comes after it.
            let (bytes, new) = update(&bytes, "p", &texts);
            assert!((1..=3).contains(&new), "{at}: {new}");
            assert_eq!(bytes.as_ref(), Some(&whole), "{at}");
        }
        let noise: Vec<u8> = (0..5000_u32)
            .map(|byte| ((byte * byte) >> 3) as u8)
            .collect();
        assert_eq!(update(&noise, "p", &texts), (Some(whole), 3));
        println!("{cuts} cuts");
    }

    #[test]
    fn what_is_wrong_is_not_kept() {
        let cache = Cache::new(Vec::new(), b"p");
        let errors = |cache: &Cache| cache.parse("posts/a.md", "none", "/").err().unwrap();
        let found = errors(&cache);
        assert_eq!(found.len(), 1);
        assert_eq!(errors(&cache), found);
    }
}
