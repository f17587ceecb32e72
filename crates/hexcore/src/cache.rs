//! The pages of a file that were read, with a bound on how many are kept.
//!
//! The cache reads nothing itself. It says which pages are missing, the caller fetches them in
//! whatever way it has and hands them in, and rows are then borrowed from the pages. When there
//! are too many, the page that was used the longest time ago goes.

use std::cell::Cell;
use std::fmt;
use std::ops::Range;

use crate::Width;

/// A row of bytes, and where in the file it starts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Row<'a> {
    /// Offset of the first byte.
    pub offset: u64,
    /// As many bytes as the width says; fewer, but at least one, in the last row of the file.
    pub bytes: &'a [u8],
}

/// A page was handed in whose length is not that of [`PageCache::page_range`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WrongLength {
    /// The number of the page.
    pub page: u64,
    /// How many bytes it has in a file of this size.
    pub expected: u64,
    /// How many bytes there were.
    pub found: u64,
}

impl fmt::Display for WrongLength {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let WrongLength {
            page,
            expected,
            found,
        } = self;
        write!(
            out,
            "Page {page} of the file should have {expected} bytes, but {found} were read."
        )
    }
}

impl std::error::Error for WrongLength {}

#[derive(Clone, Debug)]
struct Page {
    number: u64,
    bytes: Box<[u8]>,
    used: Cell<u64>,
}

/// Pages of one file of known size, of which the least recently used are forgotten.
///
/// Page `n` starts at byte `n × page_len`; the last one ends with the file. Pages are kept in the
/// order of their numbers and found by halving, as there are few of them.
#[derive(Clone, Debug)]
pub struct PageCache {
    size: u64,
    page_len: u64,
    max_pages: usize,
    pages: Vec<Page>,
    clock: Cell<u64>,
}

impl PageCache {
    /// An empty cache for a file of `size` bytes, in pages of `page_len` bytes, of which at most
    /// `max_pages` are kept. Where either of these is 0, it counts as 1.
    pub fn new(size: u64, page_len: u32, max_pages: usize) -> PageCache {
        PageCache {
            size,
            page_len: u64::from(page_len.max(1)),
            max_pages: max_pages.max(1),
            pages: Vec::new(),
            clock: Cell::new(0),
        }
    }

    /// Length of the file in bytes.
    pub fn size(&self) -> u64 {
        self.size
    }

    /// Length in bytes of every page but the last.
    pub fn page_len(&self) -> u64 {
        self.page_len
    }

    /// How many pages are kept now.
    pub fn len(&self) -> usize {
        self.pages.len()
    }

    /// Whether no page is kept.
    pub fn is_empty(&self) -> bool {
        self.pages.is_empty()
    }

    /// Numbers of the pages that the bytes `range` of the file touch. What lies past the end of
    /// the file has no pages.
    pub fn pages(&self, range: Range<u64>) -> Range<u64> {
        let end = range.end.min(self.size);
        if range.start >= end {
            let page = range.start.min(self.size) / self.page_len;
            return page..page;
        }
        range.start / self.page_len..end.div_ceil(self.page_len)
    }

    /// Numbers of the pages that the bytes `range` touch and that are not kept, in order.
    pub fn missing(&self, range: Range<u64>) -> impl Iterator<Item = u64> {
        self.pages(range).filter(|&page| !self.contains(page))
    }

    /// The bytes of the file that `page` holds; empty for a page past the end.
    pub fn page_range(&self, page: u64) -> Range<u64> {
        let start = page.saturating_mul(self.page_len).min(self.size);
        start..start.saturating_add(self.page_len).min(self.size)
    }

    /// Whether `page` is kept. To ask does not count as use.
    pub fn contains(&self, page: u64) -> bool {
        self.position(page).is_ok()
    }

    /// Takes the bytes of `page`, in place of older ones if there were any. When there are then
    /// too many pages, the one that was used the longest time ago is forgotten. A page past the
    /// end has no bytes, and is not kept.
    ///
    /// # Errors
    /// [`WrongLength`] if there are not exactly as many bytes as [`PageCache::page_range`] says;
    /// nothing has changed then.
    pub fn insert(&mut self, page: u64, bytes: impl Into<Box<[u8]>>) -> Result<(), WrongLength> {
        let bytes = bytes.into();
        let range = self.page_range(page);
        let (expected, found) = (range.end - range.start, bytes.len() as u64);
        if expected != found {
            return Err(WrongLength {
                page,
                expected,
                found,
            });
        }
        if expected == 0 {
            return Ok(());
        }
        let new = Page {
            number: page,
            bytes,
            used: Cell::new(self.tick()),
        };
        match self.position(page) {
            Ok(position) => {
                if let Some(old) = self.pages.get_mut(position) {
                    *old = new;
                }
            }
            Err(position) => self.pages.insert(position, new),
        }
        if self.pages.len() > self.max_pages {
            self.forget_oldest();
        }
        Ok(())
    }

    /// Forgets all pages.
    pub fn clear(&mut self) {
        self.pages.clear();
    }

    /// The bytes `range` of the file, which counts as use of their pages. They are borrowed from
    /// the page where they lie within one, and copied to `scratch` only where they do not.
    ///
    /// `None` if any of their pages is missing, or if the range is reversed or goes past the end.
    pub fn bytes<'a>(&'a self, range: Range<u64>, scratch: &'a mut Vec<u8>) -> Option<&'a [u8]> {
        if range.start > range.end || range.end > self.size {
            return None;
        }
        let pages = self.pages(range.clone());
        if pages.end - pages.start <= 1 {
            return match pages.is_empty() {
                true => Some(&[]),
                false => self.part(pages.start, &range),
            };
        }
        if pages.clone().any(|page| !self.contains(page)) {
            return None;
        }
        scratch.clear();
        for page in pages {
            scratch.extend_from_slice(self.part(page, &range)?);
        }
        Some(scratch)
    }

    /// Row number `row` of the file, in rows of `width` bytes, as [`PageCache::bytes`] gives it.
    ///
    /// `None` if the row is past the end, or not all of it was read.
    pub fn row<'a>(&'a self, row: u64, width: Width, scratch: &'a mut Vec<u8>) -> Option<Row<'a>> {
        let width = width.get() as u64;
        let offset = row
            .checked_mul(width)
            .filter(|&offset| offset < self.size)?;
        let end = offset.saturating_add(width).min(self.size);
        Some(Row {
            offset,
            bytes: self.bytes(offset..end, scratch)?,
        })
    }

    /// What `page` holds of the bytes `range`, which counts as use.
    fn part(&self, page: u64, range: &Range<u64>) -> Option<&[u8]> {
        let held = self.page_range(page);
        let page = self.pages.get(self.position(page).ok()?)?;
        page.used.set(self.tick());
        let start = range.start.max(held.start) - held.start;
        let end = range.end.min(held.end) - held.start;
        page.bytes.get(start as usize..end as usize)
    }

    fn position(&self, page: u64) -> Result<usize, usize> {
        self.pages.binary_search_by_key(&page, |page| page.number)
    }

    fn tick(&self) -> u64 {
        self.clock.set(self.clock.get() + 1);
        self.clock.get()
    }

    fn forget_oldest(&mut self) {
        let oldest = self
            .pages
            .iter()
            .enumerate()
            .min_by_key(|(_, page)| page.used.get());
        if let Some((position, _)) = oldest {
            self.pages.remove(position);
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn file(size: usize) -> Vec<u8> {
        (0..size)
            .map(|index| (index * 7 + index / 251) as u8)
            .collect()
    }

    /// The slow twin: the whole file, and the numbers of the kept pages in the order of use.
    struct Twin {
        file: Vec<u8>,
        page_len: usize,
        max_pages: usize,
        used: Vec<u64>,
    }

    impl Twin {
        fn page(&self, page: u64) -> &[u8] {
            self.file
                .chunks(self.page_len)
                .nth(page as usize)
                .unwrap_or_default()
        }

        fn touch(&mut self, page: u64) {
            self.used.retain(|&other| other != page);
            self.used.push(page);
        }

        fn insert(&mut self, page: u64) {
            if !self.page(page).is_empty() {
                self.touch(page);
            }
            if self.used.len() > self.max_pages {
                self.used.remove(0);
            }
        }

        fn pages(&self, range: Range<u64>) -> Vec<u64> {
            let mut pages: Vec<u64> = range
                .filter(|&offset| offset < self.file.len() as u64)
                .map(|offset| offset / self.page_len as u64)
                .collect();
            pages.dedup();
            pages
        }

        fn bytes(&mut self, range: Range<u64>) -> Option<Vec<u8>> {
            let bytes = self
                .file
                .get(range.start as usize..range.end as usize)?
                .to_vec();
            let pages = self.pages(range);
            if !pages.iter().all(|page| self.used.contains(page)) {
                return None;
            }
            pages.into_iter().for_each(|page| self.touch(page));
            Some(bytes)
        }
    }

    #[derive(Clone, Debug)]
    enum Deed {
        Insert(u64),
        Bytes(u64, u64),
        Row(u64, usize),
        Fill(u64, u64),
        Clear,
    }

    fn deed() -> impl Strategy<Value = Deed> {
        prop_oneof![
            8 => (0..30_u64).prop_map(Deed::Insert),
            6 => (0..220_u64, 0..70_u64).prop_map(|(start, len)| Deed::Bytes(start, len)),
            6 => (0..60_u64, 1..=64_usize).prop_map(|(row, width)| Deed::Row(row, width)),
            3 => (0..220_u64, 0..40_u64).prop_map(|(start, len)| Deed::Fill(start, len)),
            1 => Just(Deed::Clear),
        ]
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(512))]

        #[test]
        fn agrees_with_the_whole_file(
            size in 0..200_usize,
            page_len in 1..40_usize,
            max_pages in 1..8_usize,
            deeds in prop::collection::vec(deed(), 0..80),
        ) {
            let mut twin = Twin { file: file(size), page_len, max_pages, used: Vec::new() };
            let mut cache = PageCache::new(size as u64, page_len as u32, max_pages);
            let mut scratch = Vec::new();
            for deed in deeds {
                match deed {
                    Deed::Insert(page) => {
                        prop_assert_eq!(cache.insert(page, twin.page(page)), Ok(()));
                        twin.insert(page);
                    }
                    Deed::Bytes(start, len) => {
                        let found = cache.bytes(start..start + len, &mut scratch);
                        prop_assert_eq!(found.map(<[u8]>::to_vec), twin.bytes(start..start + len));
                    }
                    Deed::Row(row, width) => {
                        let offset = row * width as u64;
                        let end = (offset + width as u64).min(size as u64);
                        let expected =
                            if offset < end { twin.bytes(offset..end) } else { None };
                        let width = Width::new(width).unwrap();
                        let found = cache.row(row, width, &mut scratch);
                        prop_assert_eq!(
                            found.map(|row| (row.offset, row.bytes.to_vec())),
                            expected.map(|bytes| (offset, bytes))
                        );
                    }
                    Deed::Fill(start, len) => {
                        let expected: Vec<u64> = twin
                            .pages(start..start + len)
                            .into_iter()
                            .filter(|page| !twin.used.contains(page))
                            .collect();
                        let missing: Vec<u64> = cache.missing(start..start + len).collect();
                        prop_assert_eq!(&missing, &expected);
                        for page in missing {
                            prop_assert_eq!(cache.insert(page, twin.page(page)), Ok(()));
                            twin.insert(page);
                        }
                    }
                    Deed::Clear => {
                        cache.clear();
                        twin.used.clear();
                    }
                }
                prop_assert_eq!(cache.len(), twin.used.len());
                prop_assert_eq!(cache.is_empty(), twin.used.is_empty());
                prop_assert!(twin.used.iter().all(|&page| cache.contains(page)));
            }
        }
    }

    #[test]
    fn pages_of_ranges() {
        let cache = PageCache::new(100, 16, 4);
        let check = |range: Range<u64>, pages: Range<u64>| {
            assert_eq!(cache.pages(range.clone()), pages, "{range:?}");
        };
        check(0..1, 0..1);
        check(0..16, 0..1);
        check(15..17, 0..2);
        check(16..17, 1..2);
        check(0..u64::MAX, 0..7);
        check(96..100, 6..7);
        check(20..20, 1..1);
        check(100..200, 6..6);
        check(u64::MAX - 1..u64::MAX, 6..6);
        assert_eq!(cache.page_range(0), 0..16);
        assert_eq!(cache.page_range(6), 96..100);
        assert_eq!(cache.page_range(7), 100..100);
        assert_eq!(cache.page_range(u64::MAX), 100..100);
    }

    #[test]
    fn a_wrong_length_is_named_and_changes_nothing() {
        let mut cache = PageCache::new(100, 16, 4);
        let error = cache.insert(6, vec![0; 16]).unwrap_err();
        assert_eq!(
            error,
            WrongLength {
                page: 6,
                expected: 4,
                found: 16
            }
        );
        assert_eq!(
            error.to_string(),
            "Page 6 of the file should have 4 bytes, but 16 were read."
        );
        assert!(cache.is_empty());
        assert!(cache.insert(7, vec![1]).is_err());
        assert_eq!(cache.insert(7, vec![]), Ok(()));
        assert!(!cache.contains(7));
    }

    #[test]
    fn a_row_within_a_page_is_borrowed_and_a_straddling_one_copied() {
        let mut cache = PageCache::new(40, 20, 2);
        let bytes = file(40);
        cache.insert(0, &bytes[..20]).unwrap();
        cache.insert(1, &bytes[20..]).unwrap();
        let mut scratch = Vec::new();
        let row = cache
            .row(0, Width::SIXTEEN, &mut scratch)
            .map(|row| row.bytes.to_vec());
        assert_eq!(row.as_deref(), Some(&bytes[..16]));
        assert!(scratch.is_empty());
        let row = cache
            .row(1, Width::SIXTEEN, &mut scratch)
            .map(|row| row.bytes.to_vec());
        assert_eq!(row.as_deref(), Some(&bytes[16..32]));
        assert_eq!(scratch, &bytes[16..32]);
    }

    #[test]
    fn rows_at_the_end_of_the_largest_offsets() {
        let cache = PageCache::new(u64::MAX, 65_536, 2);
        let mut scratch = Vec::new();
        assert_eq!(cache.row(u64::MAX, Width::SIXTEEN, &mut scratch), None);
        assert_eq!(cache.row(u64::MAX / 16, Width::SIXTEEN, &mut scratch), None);
        let last = cache.pages(u64::MAX - 1..u64::MAX);
        assert_eq!(last, u64::MAX / 65_536..u64::MAX / 65_536 + 1);
        assert_eq!(cache.page_range(last.start).end, u64::MAX);
    }

    #[test]
    fn reading_counts_as_use() {
        let mut cache = PageCache::new(30, 10, 2);
        cache.insert(0, vec![0; 10]).unwrap();
        cache.insert(1, vec![1; 10]).unwrap();
        let mut scratch = Vec::new();
        assert_eq!(cache.bytes(3..5, &mut scratch), Some(&[0, 0][..]));
        cache.insert(2, vec![2; 10]).unwrap();
        assert_eq!(
            [0, 1, 2].map(|page| cache.contains(page)),
            [true, false, true]
        );
        let reversed = Range { start: 5, end: 3 };
        assert_eq!(cache.bytes(reversed, &mut scratch), None);
        assert_eq!(cache.bytes(30..31, &mut scratch), None);
        assert_eq!(cache.bytes(30..30, &mut scratch), Some(&[][..]));
    }
}
