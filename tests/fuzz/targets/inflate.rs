//! Any bytes, and any bytes compressed: never more than the ceiling.
#![no_main]

use std::io::Write;

use healthcode::inflate::{CEILING, zlib};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    if let Ok(plain) = zlib(bytes) {
        assert!(plain.len() <= CEILING);
    }
    let mut writer = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::fast());
    writer.write_all(bytes).expect("a vector takes all");
    let packed = writer.finish().expect("a vector takes all");
    match zlib(&packed) {
        Ok(plain) => assert_eq!(plain, bytes),
        Err(_) => assert!(bytes.len() >= CEILING),
    }
});
