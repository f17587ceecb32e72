//! What only a browser can answer: hydration, drawing, reading.

#![allow(clippy::unwrap_used, clippy::indexing_slicing)] // A test that cannot go on fails.
#![cfg(target_arch = "wasm32")]

use std::cell::RefCell;
use std::rc::Rc;

use hexcore::dump::{Canonical, Case, Dump, Kernel};
use hexlog::components::Explain;
use hexlog::decoder::{Action, OpenFile, State, Step};
use hexlog::web::grid::Grid;
use hexlog::web::reader::{Event, Reader};
use hexlog::web::source::Source;
use hexlog::web::{address, storage};
use js_sys::Promise;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};
use web_sys::{Document, Element, HtmlElement};
use yew::prelude::*;

wasm_bindgen_test_configure!(run_in_browser);

fn document() -> Document {
    web_sys::window().unwrap().document().unwrap()
}

/// Waits until the browser has done what is due.
async fn pause(milliseconds: i32) {
    let promise = Promise::new(&mut |resolve, _| {
        let window = web_sys::window().unwrap();
        window
            .set_timeout_with_callback_and_timeout_and_arguments_0(&resolve, milliseconds)
            .unwrap();
    });
    JsFuture::from(promise).await.unwrap();
}

/// A fresh element in the page with this inside.
fn place(html: &str) -> HtmlElement {
    let element = document().create_element("div").unwrap();
    element.set_inner_html(html);
    document().body().unwrap().append_child(&element).unwrap();
    element.unchecked_into()
}

// Raw markup and hydration.

#[derive(Properties, PartialEq)]
struct RawProps {
    setter: Rc<RefCell<Option<UseStateSetter<AttrValue>>>>,
}

#[component(Raw)]
fn raw(props: &RawProps) -> Html {
    let html = use_state_eq(AttrValue::default);
    *props.setter.borrow_mut() = Some(html.setter());
    html! { <main>{ Html::from_html_unchecked((*html).clone()) }</main> }
}

#[wasm_bindgen_test]
async fn raw_markup_is_adopted_and_later_replaced() {
    let root =
        place("<!--<[]>--><main><!--<#>--><p>one</p><p>two</p><!--</#>--></main><!--</[]>-->");
    let first = root.query_selector("p").unwrap().unwrap();
    let setter = Rc::new(RefCell::new(None));
    let props = RawProps {
        setter: Rc::clone(&setter),
    };
    yew::Renderer::<Raw>::with_root_and_props(root.clone().into(), props).hydrate();
    pause(50).await;
    assert!(
        first.is_connected(),
        "hydration keeps the nodes that are there"
    );
    assert_eq!(root.text_content().unwrap(), "onetwo");
    setter.borrow().as_ref().unwrap().set("<p>three</p>".into());
    pause(50).await;
    assert!(!first.is_connected());
    assert_eq!(
        root.query_selector("main").unwrap().unwrap().inner_html(),
        "<p>three</p>"
    );
}

// One byte taken apart.

/// Shows a byte, counts what the user makes of it, and lends what gives another byte.
#[derive(Properties, PartialEq)]
struct GivenProps {
    setter: Rc<RefCell<Option<UseStateSetter<u8>>>>,
    made: Callback<u8>,
}

#[component(Given)]
fn given(props: &GivenProps) -> Html {
    let byte = use_state_eq(|| 0x40);
    *props.setter.borrow_mut() = Some(byte.setter());
    html! { <Explain id="one" byte={*byte} on_change={props.made.clone()} /> }
}

#[wasm_bindgen_test]
async fn a_scratch_byte_follows_the_byte_that_is_given() {
    let root = place("");
    let setter = Rc::new(RefCell::new(None));
    let made = Rc::new(RefCell::new(Vec::new()));
    let props = GivenProps {
        setter: Rc::clone(&setter),
        made: {
            let made = Rc::clone(&made);
            Callback::from(move |byte| made.borrow_mut().push(byte))
        },
    };
    let app = yew::Renderer::<Given>::with_root_and_props(root.clone().into(), props).render();
    pause(50).await;
    let press = |selector: &str| {
        let element = root.query_selector(selector).unwrap().unwrap();
        element.unchecked_into::<HtmlElement>().click();
    };
    let name = || {
        let group = root.query_selector(".explain").unwrap().unwrap();
        group.get_attribute("aria-label").unwrap()
    };
    let back = || root.query_selector(".explain-head button").unwrap();
    assert_eq!((name().as_str(), back()), ("Explain 40", None));
    press("[aria-label^='bit 0']");
    pause(50).await;
    assert_eq!(name(), "Explain 41");
    assert_eq!(
        back().unwrap().text_content().unwrap(),
        "Back to the file’s byte"
    );
    assert_eq!(*made.borrow(), [0x41]);
    let give = |byte| setter.borrow().as_ref().unwrap().set(byte);
    give(0x7a);
    pause(50).await;
    assert_eq!((name().as_str(), back()), ("Explain 7a", None));
    press("[aria-label^='bit 7']");
    pause(50).await;
    give(0xfa);
    pause(50).await;
    assert_eq!((name().as_str(), back()), ("Explain fa", None));
    give(0x7a);
    pause(50).await;
    assert_eq!((name().as_str(), back()), ("Explain 7a", None));
    assert_eq!(*made.borrow(), [0x41, 0xfa], "what is given is not made");
    app.destroy();
    root.remove();
}

// The grid.

struct Bench {
    grid: Grid,
    reader: Reader,
    rows: Element,
    state: State,
}

impl Bench {
    /// A grid over `bytes`, 100 pixels high, drawn once and read.
    async fn new(bytes: &[u8], settings: &str) -> Bench {
        let root = place("<div><div><div><div></div></div></div></div>");
        let scroller: HtmlElement = root.first_element_child().unwrap().unchecked_into();
        let rows = root
            .query_selector("div > div > div > div > div")
            .unwrap()
            .unwrap();
        let reader = Reader::new(|event| assert_eq!(event, Event::Arrived));
        let id = reader.open(Source::bytes("test", bytes).unwrap());
        reader.show(id);
        let file = OpenFile {
            id,
            name: "test".to_owned(),
            size: bytes.len() as u64,
            sample: false,
            as_read: None,
            url: None,
        };
        let state = State::default()
            .update(Action::Restore(settings.to_owned()))
            .update(Action::Open(vec![file]))
            .update(Action::Measured {
                height_px: 100.0,
                room: 200,
            });
        let mut bench = Bench {
            grid: Grid::attach(&scroller).unwrap(),
            reader,
            rows,
            state,
        };
        bench.read().await;
        bench
    }

    async fn read(&mut self) {
        self.reader.want(self.state.visible_bytes(), [0..0, 0..0]);
        for _ in 0..100 {
            if self.grid.draw(&self.state, &self.reader) {
                return;
            }
            pause(10).await;
        }
        panic!("the bytes never came");
    }

    async fn update(&mut self, action: Action) {
        self.state = self.state.update(action);
        self.read().await;
    }

    fn rows(&self) -> Vec<Element> {
        let children = self.rows.children();
        (0..children.length())
            .map(|index| children.item(index).unwrap())
            .collect()
    }

    fn texts(&self) -> Vec<String> {
        self.rows()
            .iter()
            .map(|row| row.text_content().unwrap())
            .collect()
    }
}

/// Lines as `hexdump -C -v` prints them, the slow way.
fn slow_lines(bytes: &[u8]) -> Vec<String> {
    bytes
        .chunks(16)
        .enumerate()
        .map(|(row, chunk)| {
            let mut line = format!("{:08x}  ", row * 16);
            for column in 0..16 {
                let digits = chunk
                    .get(column)
                    .map_or("  ".to_owned(), |byte| format!("{byte:02x}"));
                line += &digits;
                line += if column == 7 || column == 15 {
                    "  "
                } else {
                    " "
                };
            }
            let printable = |&byte: &u8| {
                if (0x20..0x7f).contains(&byte) {
                    byte as char
                } else {
                    '.'
                }
            };
            let text: String = chunk.iter().map(printable).collect();
            line + "|" + &text + "|"
        })
        .collect()
}

fn all_bytes(length: usize) -> Vec<u8> {
    (0..length)
        .map(|index| (index * 7 + index / 256) as u8)
        .collect()
}

const PLANE: &str = "cols=16 colours=plane";
const SPANS: &str = "cols=16 colours=spans";
const OFF: &str = "cols=16 colours=off";

#[wasm_bindgen_test]
async fn rows_are_canonical_in_every_mode() {
    let bytes = all_bytes(1000);
    let expected = slow_lines(&bytes);
    for colours in [PLANE, SPANS, OFF] {
        let mut bench = Bench::new(&bytes, colours).await;
        assert_eq!(bench.texts(), expected[..5], "{colours:?}");
        bench.update(Action::Step(Step::FileEnd)).await;
        assert_eq!(bench.texts(), expected[expected.len() - 5..], "{colours:?}");
        bench.update(Action::Scrolled(203.0)).await;
        assert_eq!(bench.texts(), expected[10..16], "{colours:?}");
    }
}

#[wasm_bindgen_test]
async fn rows_that_stay_keep_their_elements() {
    let mut bench = Bench::new(&all_bytes(4000), PLANE).await;
    let before = bench.rows();
    bench.update(Action::Scrolled(40.0)).await;
    let after = bench.rows();
    assert_eq!(before[2..], after[..3]);
    assert_eq!(before[..2], after[3..]);
    bench.update(Action::Scrolled(20.0)).await;
    assert_eq!(bench.rows()[0], before[1]);
    assert_eq!(bench.texts(), slow_lines(&all_bytes(4000))[1..6]);
}

#[wasm_bindgen_test]
async fn the_byte_under_the_caret_is_named() {
    let mut bench = Bench::new(b"hello, bytes and more bytes", SPANS).await;
    let steps = [Step::Right, Step::Right, Step::Right, Step::Right];
    for step in steps {
        bench.update(Action::Step(step)).await;
    }
    let id = bench.rows.get_attribute("aria-activedescendant").unwrap();
    let cell = document().get_element_by_id(&id).unwrap();
    assert_eq!(cell.get_attribute("role").unwrap(), "gridcell");
    assert_eq!(
        cell.get_attribute("aria-label").unwrap(),
        "offset 4, 6F, letter o"
    );
    assert_eq!(cell.text_content().unwrap(), "6f");
    let active = &bench.rows()[0];
    assert_eq!(
        active
            .query_selector_all("[role=gridcell]")
            .unwrap()
            .length(),
        16 + 1
    );
    bench.update(Action::Step(Step::Down)).await;
    assert!(
        document().get_element_by_id(&id).is_none(),
        "only one byte is named at a time"
    );
}

#[wasm_bindgen_test]
async fn what_is_not_read_is_no_zero() {
    let bytes = vec![0; 300_000];
    let mut bench = Bench::new(&bytes, PLANE).await;
    bench.state = bench.state.update(Action::GoTo("200000".to_owned()));
    assert!(!bench.grid.draw(&bench.state, &bench.reader));
    for text in bench.texts() {
        let bytes = text.get(10..text.find('|').unwrap()).unwrap();
        assert!(bytes.contains('·') && !bytes.contains('0'), "{text}");
    }
    bench.read().await;
    assert!(bench.texts().iter().all(|text| text.contains(" 00 00 ")));
}

#[wasm_bindgen_test]
async fn glyphs_change_the_text_column_alone() {
    let bytes = [0, 9, 0x41, 1, 0xff, 0x3c];
    let plain = Bench::new(&bytes, SPANS).await.texts();
    let glyphs = "cols=16 colours=spans glyphs=on";
    let glyphs = Bench::new(&bytes, glyphs).await.texts();
    assert!(plain[0].ends_with("|..A..<|"), "{}", plain[0]);
    assert!(glyphs[0].ends_with("|◊␣A•×<|"), "{}", glyphs[0]);
    assert_eq!(plain[0].split('|').next(), glyphs[0].split('|').next());
}

// The reader.

#[wasm_bindgen_test]
async fn only_the_file_on_the_screen_tells() {
    let arrivals = Rc::new(RefCell::new(0));
    let counted = Rc::clone(&arrivals);
    let reader = Reader::new(move |_| *counted.borrow_mut() += 1);
    let one = reader.open(Source::bytes("one", b"one").unwrap());
    reader.show(one);
    reader.want(0..3, [0..0, 0..0]);
    let two = reader.open(Source::bytes("two", b"twice").unwrap());
    reader.show(two);
    pause(100).await;
    assert_eq!(*arrivals.borrow(), 0, "nobody waits for the first file");
    assert_eq!(reader.bytes(0..1), None);
    reader.want(0..5, [0..0, 0..0]);
    pause(100).await;
    // As far as the file has them.
    let bytes = reader.bytes(0..9).unwrap();
    assert_eq!((bytes.len(), bytes[0], bytes[4]), (5, b't', b'e'));
    reader.show(one);
    assert_eq!(
        reader.bytes(0..9).as_deref(),
        Some(&b"one"[..]),
        "it was kept"
    );
    reader.close(one);
    assert!(reader.source_of(one).is_none());
    assert_eq!(reader.source().unwrap().name(), "two");
}

#[wasm_bindgen_test]
async fn pages_are_kept_of_the_files_shown_last() {
    let reader = Reader::new(|_| ());
    let files: Vec<u32> = (0..6)
        .map(|_| reader.open(Source::bytes("file", b"bytes").unwrap()))
        .collect();
    for &file in &files {
        reader.show(file);
        reader.want(0..5, [0..0, 0..0]);
        pause(50).await;
        assert!(reader.bytes(0..5).is_some());
    }
    for (index, &file) in files.iter().enumerate().rev() {
        reader.show(file);
        assert_eq!(reader.bytes(0..5).is_some(), index >= 2, "{index}");
        assert!(reader.source_of(file).is_some());
    }
    reader.open_as(files[5], Source::bytes("file", b"other").unwrap());
    reader.show(files[5]);
    assert_eq!(reader.bytes(0..5), None, "it is another file now");
}

// The core, as it is compiled for the browser.

#[wasm_bindgen_test]
fn vector_kernels_make_what_the_table_makes() {
    let bytes: Vec<u8> = (0..=255)
        .chain((0..=255).rev())
        .cycle()
        .take(5000)
        .collect();
    let dump = |kernel, offset, case| {
        let canonical = Canonical {
            offset,
            case,
            ..Canonical::default()
        };
        let mut text = Vec::new();
        let mut dump = canonical.dump_with(kernel).unwrap();
        dump.push(&bytes, &mut text);
        dump.finish(&mut text);
        text
    };
    let names: Vec<&str> = Kernel::available().map(Kernel::name).collect();
    assert_eq!(names, ["table", "simd128"]);
    // Offsets of 8 to 16 digits, and from one number of digits to the next.
    let starts = (28..64).flat_map(|bit| [(1 << bit) - 3001, 1 << bit, (1 << bit) + 0x0123_4567]);
    for offset in starts.chain([0, 1, 0x89ab_cdef, u64::MAX - 3000]) {
        for case in [Case::Lower, Case::Upper] {
            let expected = dump(Kernel::TABLE, offset, case);
            for kernel in Kernel::available() {
                let found = dump(kernel, offset, case);
                assert!(found == expected, "{kernel:?} from {offset:#x}");
            }
        }
    }
}

// The address and the storage.

#[wasm_bindgen_test]
fn storage_keeps_and_forgets() {
    storage::write("hexlog-test", "kept");
    assert_eq!(storage::read("hexlog-test").as_deref(), Some("kept"));
    storage::remove("hexlog-test");
    assert_eq!(storage::read("hexlog-test"), None);
}

#[wasm_bindgen_test]
async fn the_fragment_is_written_and_read() {
    let history = web_sys::window().unwrap().history().unwrap();
    let before = history.length().unwrap();
    let place = |offset: u32| address::Place {
        fragment: format!("at={offset}"),
        file: Some(7),
    };
    let writer = address::Address::default();
    let _listener = writer.listen(|_| {});
    for offset in 0..50 {
        writer.replace_soon(&place(offset));
    }
    pause(700).await;
    assert_eq!(address::fragment(), "at=49");
    assert_eq!(history.length().unwrap(), before);
    assert_eq!(address::place(), place(49));
    writer.push(&place(50), &place(99));
    assert_eq!(address::fragment(), "at=99");
    assert_eq!(history.length().unwrap(), before + 1);
}
