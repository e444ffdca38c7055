//! Any bytes as the certificate of an ICVP or a DDCC.
#![no_main]

use healthcode::{cbor, icvp};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    if let Ok(value) = cbor::read(bytes) {
        let _ = icvp::icvp(&value);
        let _ = icvp::ddcc(&value);
    }
});
