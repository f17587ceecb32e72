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
/// Pages that are kept: 4 MiB in all, many screens around the current one.
const MAX_PAGES: usize = 64;
/// Slices that are read at the same time.
const IN_FLIGHT: usize = 4;

struct Open {
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

/// The open file and the pages of it that have been read. Clones share both.
#[derive(Clone)]
pub struct Reader {
    open: Rc<RefCell<Option<Open>>>,
    opened: Rc<Cell<u32>>,
    tell: Rc<dyn Fn(Event)>,
}

impl PartialEq for Reader {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.open, &other.open)
    }
}

impl Reader {
    /// A reader without a file, which tells what happens through `tell`.
    pub fn new(tell: impl Fn(Event) + 'static) -> Reader {
        Reader {
            open: Rc::default(),
            opened: Rc::default(),
            tell: Rc::new(tell),
        }
    }

    /// Reads from `source` from now on. Gives a number that tells this file from the others that
    /// were opened.
    pub fn open(&self, source: Source) -> u32 {
        let cache = PageCache::new(source.size(), PAGE_LEN, MAX_PAGES);
        *self.open.borrow_mut() = Some(Open {
            source,
            cache,
            in_flight: HashSet::new(),
            wanted: 0..0,
            others: [0..0, 0..0],
            broken: false,
        });
        self.opened.set(self.opened.get() + 1);
        self.opened.get()
    }

    /// The file that is open.
    pub fn source(&self) -> Option<Source> {
        self.open.borrow().as_ref().map(|open| open.source.clone())
    }

    /// Asks for the bytes in view, which are needed next, and for others that the page speaks of; what
    /// was asked for before and has not begun is forgotten. The pages beside those in view follow.
    pub fn want(&self, in_view: Range<u64>, others: [Range<u64>; 2]) {
        if let Some(open) = self.open.borrow_mut().as_mut() {
            open.wanted = in_view;
            open.others = others;
        }
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
        let open = self.open.borrow();
        draw(
            open.as_ref()
                .and_then(|open| open.cache.row(row, width, scratch)),
        )
    }

    /// The bytes of `range`, as far as the file has them, if they have been read.
    pub fn bytes(&self, range: Range<u64>) -> Option<Vec<u8>> {
        let open = self.open.borrow();
        let open = open.as_ref()?;
        let end = range.end.min(open.source.size());
        let mut scratch = Vec::new();
        let bytes = open.cache.bytes(range.start..end, &mut scratch)?;
        Some(bytes.to_vec())
    }

    fn read_next(&self) {
        loop {
            let mut guard = self.open.borrow_mut();
            let Some(open) = guard.as_mut() else { return };
            if open.broken || open.in_flight.len() >= IN_FLIGHT {
                return;
            }
            let Some(page) = open.next_page() else { return };
            open.in_flight.insert(page);
            let range = open.cache.page_range(page);
            let source = open.source.clone();
            drop(guard);
            let reader = self.clone();
            spawn_local(async move {
                let read = source.read(range).await;
                reader.arrived(&source, page, read);
            });
        }
    }

    fn arrived(&self, source: &Source, page: u64, read: Result<Vec<u8>, ReadFault>) {
        let event = {
            let mut guard = self.open.borrow_mut();
            // Another file may have been opened while this page was on its way.
            let Some(open) = guard.as_mut().filter(|open| open.source == *source) else {
                return;
            };
            open.in_flight.remove(&page);
            let kept = read.and_then(|bytes| {
                open.cache
                    .insert(page, bytes)
                    .map_err(|_| ReadFault::Changed)
            });
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

impl Open {
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
