//! Any text: what it is taken for has a reason, and can be read leniently.

#![no_main]

use hexcore::undump::{Undump, detect};
use hexlog_fuzz::Text;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: Text| {
    if let Some(detected) = detect(&text.0) {
        assert!(detected.why.ends_with('.'));
        let read = Undump::new(detected.kind)
            .with_limit(1 << 16)
            .lenient(&text.0);
        assert!(read.kind == detected.kind && read.bytes.len() <= 1 << 16);
    }
});
