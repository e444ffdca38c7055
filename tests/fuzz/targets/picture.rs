//! Any bytes as a picture; and any bytes as the pixels of one.
#![no_main]

use libfuzzer_sys::fuzz_target;
use paper::read::{Gray, codes, picture};

fuzz_target!(|bytes: &[u8]| {
    if let Ok(gray) = picture(bytes)
        && u64::from(gray.width()) * u64::from(gray.height()) <= 1_000_000
    {
        let _ = codes(&gray);
    }
    let side = bytes.len().isqrt().min(64) as u32;
    let pixels = bytes[..(side * side) as usize].to_vec();
    if let Some(gray) = Gray::new(side, side, pixels) {
        let _ = codes(&gray);
    }
});
