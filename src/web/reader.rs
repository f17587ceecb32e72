//! Reads the pages that the grid asks for, and only those, out of a file that stays where it is.

use std::cell::{Cell, RefCell};
use std::collections::HashSet;
use std::ops::Range;
use std::rc::Rc;

use hexcore::{PageCache, Row, Width};
use wasm_bindgen_futures::spawn_local;

use super::source::Source;
use crate::decoder::ReadFault;

/// Bytes of a page. One slice of this length is read in under a millisecond.
const PAGE_LEN: u32 = 64 * 1024;
/// Pages of a file that are kept: 4 MiB in all, many screens around the current one.
const MAX_PAGES: usize = 64;
/// Files whose pages are kept: those that were shown last.
const MAX_FILES: usize = 4;
/// Slices that are read at the same time.
const IN_FLIGHT: usize = 4;

/// The files that are open.
#[derive(Default)]
struct Files {
    sources: Vec<(u32, Source)>,
    /// What has been read of the files that were shown last; the first one is on the screen.
    read: Vec<Open>,
}

/// What has been read of a file.
struct Open {
    id: u32,
    source: Source,
    cache: PageCache,
    in_flight: HashSet<u64>,
    wanted: Range<u64>,
    others: [Range<u64>; 2],
    broken: bool,
}

/// What a reader tells its owner.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Event {
    /// More of the file can be drawn.
    Arrived,
    /// The file cannot be read any more. Told once; what was read stays.
    Failed {
        /// The file's name.
        name: String,
        /// Why.
        fault: ReadFault,
    },
}

/// The open files, and the pages that have been read of those shown last. Clones share all of it.
#[derive(Clone)]
pub struct Reader {
    files: Rc<RefCell<Files>>,
    /// The number that was given last.
    given: Rc<Cell<Option<u32>>>,
    tell: Rc<dyn Fn(Event)>,
}

impl PartialEq for Reader {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.files, &other.files)
    }
}

impl Reader {
    /// A reader without a file, which tells what happens through `tell`.
    pub fn new(tell: impl Fn(Event) + 'static) -> Reader {
        Reader {
            files: Rc::default(),
            given: Rc::default(),
            tell: Rc::new(tell),
        }
    }

    /// Opens a file. Gives a number that tells it from the others that were opened.
    pub fn open(&self, source: Source) -> u32 {
        // A file that is opened again after a reload keeps its number, so the others need different ones.
        let first = || (js_sys::Math::random() * f64::from(u32::MAX / 2)) as u32;
        let id = self.given.get().map_or_else(first, |given| given + 1);
        self.given.set(Some(id));
        self.open_as(id, source);
        id
    }

    /// Opens a file under the number that it had, in place of what it was.
    pub fn open_as(&self, id: u32, source: Source) {
        let mut files = self.files.borrow_mut();
        if let Some(read) = files.read.iter_mut().find(|read| read.id == id) {
            *read = Open::new(id, source.clone());
        }
        files.sources.retain(|(other, _)| *other != id);
        files.sources.push((id, source));
    }

    /// The file that is on the screen from now on. What was read of it before can be seen at once.
    pub fn show(&self, id: u32) {
        let mut files = self.files.borrow_mut();
        let read = match files.read.iter().position(|read| read.id == id) {
            Some(0) => return,
            Some(index) => files.read.remove(index),
            None => match files.source_of(id) {
                Some(source) => Open::new(id, source),
                None => return,
            },
        };
        files.read.insert(0, read);
        files.read.truncate(MAX_FILES);
    }

    /// Lets go of a file and of what was read of it.
    pub fn close(&self, id: u32) {
        let mut files = self.files.borrow_mut();
        if let Some(source) = files.source_of(id) {
            source.cancel();
        }
        files.sources.retain(|(other, _)| *other != id);
        files.read.retain(|read| read.id != id);
    }

    /// The file that is on the screen.
    pub fn source(&self) -> Option<Source> {
        self.current(|open| open.source.clone())
    }

    /// The open file with this number.
    pub fn source_of(&self, id: u32) -> Option<Source> {
        self.files.borrow().source_of(id)
    }

    fn current<T>(&self, of: impl FnOnce(&mut Open) -> T) -> Option<T> {
        self.files.borrow_mut().read.first_mut().map(of)
    }

    /// Asks for the bytes in view, which are needed next, and for others that the page speaks of; what
    /// was asked for before and has not begun is forgotten. The pages beside those in view follow.
    pub fn want(&self, in_view: Range<u64>, others: [Range<u64>; 2]) {
        self.current(|open| {
            open.wanted = in_view;
            open.others = others;
        });
        self.read_next();
    }

    /// Lends a row to `draw`: `None` while it has not been read.
    pub fn with_row<T>(
        &self,
        row: u64,
        width: Width,
        scratch: &mut Vec<u8>,
        draw: impl FnOnce(Option<Row<'_>>) -> T,
    ) -> T {
        let files = self.files.borrow();
        draw(
            files
                .read
                .first()
                .and_then(|open| open.cache.row(row, width, scratch)),
        )
    }

    /// The bytes of `range`, as far as the file has them, if they have been read.
    pub fn bytes(&self, range: Range<u64>) -> Option<Vec<u8>> {
        let files = self.files.borrow();
        let open = files.read.first()?;
        let end = range.end.min(open.source.size());
        let mut scratch = Vec::new();
        let bytes = open.cache.bytes(range.start..end, &mut scratch)?;
        Some(bytes.to_vec())
    }

    fn read_next(&self) {
        loop {
            let mut files = self.files.borrow_mut();
            let Some(open) = files.read.first_mut() else {
                return;
            };
            if open.broken || open.in_flight.len() >= IN_FLIGHT {
                return;
            }
            let Some(page) = open.next_page() else { return };
            open.in_flight.insert(page);
            let range = open.cache.page_range(page);
            let source = open.source.clone();
            drop(files);
            let reader = self.clone();
            spawn_local(async move {
                let read = source.read(range).await;
                reader.arrived(&source, page, read);
            });
        }
    }

    fn arrived(&self, source: &Source, page: u64, read: Result<Vec<u8>, ReadFault>) {
        let event = {
            let mut files = self.files.borrow_mut();
            // The file may have been closed while this page was on its way.
            let found = files.read.iter().position(|open| open.source == *source);
            let Some((index, open)) =
                found.and_then(|index| Some((index, files.read.get_mut(index)?)))
            else {
                return;
            };
            open.in_flight.remove(&page);
            let kept = read.and_then(|bytes| {
                open.cache
                    .insert(page, bytes)
                    .map_err(|_| ReadFault::Changed)
            });
            if index > 0 {
                // Nothing is told of a file that is not on the screen: it is read again when it is shown.
                return;
            }
            match kept {
                Ok(()) => Some(Event::Arrived),
                Err(fault) => (!std::mem::replace(&mut open.broken, true)).then(|| Event::Failed {
                    name: open.source.name().to_owned(),
                    fault,
                }),
            }
        };
        if let Some(event) = event {
            (self.tell)(event);
        }
        self.read_next();
    }
}

impl Files {
    fn source_of(&self, id: u32) -> Option<Source> {
        let found = self.sources.iter().find(|(other, _)| *other == id);
        found.map(|(_, source)| source.clone())
    }
}

impl Open {
    fn new(id: u32, source: Source) -> Open {
        Open {
            id,
            cache: PageCache::new(source.size(), PAGE_LEN, MAX_PAGES),
            source,
            in_flight: HashSet::new(),
            wanted: 0..0,
            others: [0..0, 0..0],
            broken: false,
        }
    }

    /// The page to read next: first those in view, then the others that are wanted, then the one after
    /// the view, then the one before.
    fn next_page(&self) -> Option<u64> {
        let step = u64::from(PAGE_LEN);
        let after = self.wanted.end..self.wanted.end.saturating_add(step).min(self.source.size());
        let before = self.wanted.start.saturating_sub(step)..self.wanted.start;
        let [first, second] = self.others.clone();
        [self.wanted.clone(), first, second, after, before]
            .into_iter()
            .find_map(|range| {
                self.cache
                    .missing(range)
                    .find(|page| !self.in_flight.contains(page))
            })
    }
}
