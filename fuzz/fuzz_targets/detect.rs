//! Any text: what it is taken for has a reason, and can be read leniently.

#![no_main]

use hexcore::undump::{Undump, detect};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &[u8]| {
    if let Some(detected) = detect(text) {
        assert!(detected.why.ends_with('.'));
        Undump::new(detected.kind).with_limit(1 << 16).lenient(text);
    }
});
