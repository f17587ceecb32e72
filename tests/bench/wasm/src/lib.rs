//! `hexdump -C` by the core, for JavaScript to call without anything in between: numbers in,
//! numbers out, and the bytes lie in this module's memory. The app has no such door, and the
//! benchmark `dump` is about the core alone.

#![expect(
    unsafe_code,
    reason = "a name for JavaScript is an unsafe attribute, since no two things may have the same"
)]

use hexcore::dump::{Canonical, Dump, Kernel};
use std::cell::RefCell;

/// All that there is. A module runs on one thread.
#[derive(Default)]
struct State {
    input: Vec<u8>,
    dump: Option<Box<dyn Dump>>,
    /// The text of the last call.
    text: Vec<u8>,
}

thread_local! {
    static STATE: RefCell<State> = RefCell::default();
}

/// Makes room for `length` bytes of input, and says where it is.
#[unsafe(no_mangle)]
pub extern "C" fn input(length: usize) -> *mut u8 {
    STATE.with_borrow_mut(|state| {
        state.input = vec![0; length];
        state.input.as_mut_ptr()
    })
}

/// Begins a dump by the kernel of this index, the slowest being 0, and says whether there is one.
#[unsafe(no_mangle)]
pub extern "C" fn begin(kernel: usize) -> bool {
    let dump = Kernel::available()
        .nth(kernel)
        .and_then(|kernel| Canonical::default().dump_with(kernel).ok());
    STATE.with_borrow_mut(|state| {
        state.dump = dump.map(|dump| Box::new(dump) as _);
        state.dump.is_some()
    })
}

/// Dumps `length` bytes of the input from `start` on. Gives the length of the text.
#[unsafe(no_mangle)]
pub extern "C" fn push(start: usize, length: usize) -> usize {
    STATE.with_borrow_mut(|State { input, dump, text }| {
        text.clear();
        let bytes = input.get(start..).and_then(|bytes| bytes.get(..length));
        if let (Some(bytes), Some(dump)) = (bytes, dump) {
            dump.push(bytes, text);
        }
        text.len()
    })
}

/// Ends the dump. Gives the length of the text that was left to say.
#[unsafe(no_mangle)]
pub extern "C" fn finish() -> usize {
    STATE.with_borrow_mut(|State { dump, text, .. }| {
        text.clear();
        if let Some(mut dump) = dump.take() {
            dump.finish(text);
        }
        text.len()
    })
}

/// Where the text of the last call is.
#[unsafe(no_mangle)]
pub extern "C" fn text() -> *const u8 {
    STATE.with_borrow(|state| state.text.as_ptr())
}
