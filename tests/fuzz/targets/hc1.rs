//! Any text, and any bytes wrapped as HC1 does it, judged against a trust list: no forgery is ever
//! accepted.
#![no_main]

use std::io::Write;
use std::sync::{Arc, LazyLock};

use healthcode::list::{self, About};
use healthcode::{Trust, Verdict, base45, judge};
use libfuzzer_sys::fuzz_target;

static TRUST: LazyLock<Trust> = LazyLock::new(|| {
    let mut trust = Trust::default();
    let signer = include_bytes!("../../data/signer.pem");
    trust.add(list::read(signer, &Arc::new(About::default())).expect("signer.pem"));
    trust
});

/// The one code that the trust list's key has signed.
const GENUINE: &str = include_str!("../../data/genuine.txt");

fuzz_target!(|bytes: &[u8]| {
    let now = "2026-11-21T08:00:00Z".parse().expect("RFC 3339");
    if let Ok(text) = std::str::from_utf8(bytes) {
        let judgement = judge(text, &TRUST, now);
        assert!(judgement.verdict() != Verdict::Accept || text.trim() == GENUINE.trim());
    }
    let mut writer = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::fast());
    writer.write_all(bytes).expect("a vector takes all");
    let packed = writer.finish().expect("a vector takes all");
    let text = format!("HC1:{}", base45::encode(&packed));
    // The signature covers neither the unprotected header nor tags, so a whole seed may be varied there.
    let _ = judge(&text, &TRUST, now);
});
