//! Any bytes as CBOR and as a signed message.
#![no_main]

use healthcode::cbor;
use healthcode::cose::Sign1;
use healthcode::cwt::Claims;
use healthcode::dcc::Dcc;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    if let Ok(value) = cbor::read(bytes) {
        let _ = Dcc::read(&value);
        if let Some(map) = value.as_map() {
            let _ = Claims::read(map);
        }
    }
    if let Ok(message) = Sign1::read(bytes) {
        let _ = message.to_be_signed(b"");
    }
});
