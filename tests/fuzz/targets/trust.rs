//! Any bytes as a file of certificates.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let _ = healthcode::trust::certificates(bytes);
});
