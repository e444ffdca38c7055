//! Any text: what is read has exactly one spelling.
#![no_main]

use healthcode::base45;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    if let Ok(bytes) = base45::decode(text) {
        assert_eq!(base45::encode(&bytes), text);
    }
});
