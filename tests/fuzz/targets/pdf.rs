//! Any bytes as a PDF: opened, counted, its first page drawn and searched.
#![no_main]

use libfuzzer_sys::fuzz_target;
use paper::read::{Pdf, codes};

fuzz_target!(|bytes: &[u8]| {
    if let Ok(pdf) = Pdf::open(bytes.to_vec())
        && pdf.pages() > 0
        && let Ok(gray) = pdf.page(0, 40)
    {
        let _ = codes(&gray);
    }
});
