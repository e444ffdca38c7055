//! Any text as a VDS-NC: without an authority none is ever accepted.
#![no_main]

use healthcode::{Trust, Verdict, judge};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let now = "2026-11-21T08:00:00Z".parse().expect("RFC 3339");
    if let Ok(text) = std::str::from_utf8(bytes) {
        assert!(judge(text, &Trust::default(), now).verdict() != Verdict::Accept);
        // The signer's certificate inside, with any message around it.
        let seal = format!(r#"{{"data":{text},"sig":{{"alg":"ES256","sigvl":"AA","cer":"AA"}}}}"#);
        assert!(judge(&seal, &Trust::default(), now).verdict() != Verdict::Accept);
    }
});
