//! Any text as a SMART Health Card, any bytes as its payload, and as a file of cards: no forgery is
//! ever accepted.
#![no_main]

use std::io::Write;
use std::sync::{Arc, LazyLock};

use healthcode::list::{self, About};
use healthcode::shc::{self, Part};
use healthcode::{Trust, Verdict, judge};
use libfuzzer_sys::fuzz_target;

/// The key set of a test issuer, whose cards are not among the seeds with their signatures whole.
static TRUST: LazyLock<Trust> = LazyLock::new(|| {
    let mut trust = Trust::default();
    let set = KEYS.as_bytes();
    trust.add(list::read(set, &Arc::new(About::default())).expect("a key set"));
    trust
});

const KEYS: &str = include_str!("../../vectors/negative/trust/import-jwks-control.jwks.json");

static KID: LazyLock<&str> = LazyLock::new(|| {
    let (_, rest) = KEYS.split_once(r#""kid""#).expect("a kid");
    rest.split('"').nth(1).expect("its value")
});

fuzz_target!(|bytes: &[u8]| {
    let now = "2026-11-21T08:00:00Z".parse().expect("RFC 3339");
    let never = |text: &str| assert!(judge(text, &TRUST, now).verdict() != Verdict::Accept);
    if let Ok(text) = std::str::from_utf8(bytes) {
        never(text);
        never(&format!("shc:/{text}"));
        let _ = shc::cards(text);
        if let Ok(part) = Part::read(text) {
            let _ = shc::join(&[part.clone(), part]);
        }
        if let Some(digits) = shc::numeric(text) {
            never(&digits);
        }
    }
    let _ = shc::content(bytes);
    let mut writer = flate2::write::DeflateEncoder::new(Vec::new(), flate2::Compression::fast());
    writer.write_all(bytes).expect("a vector takes all");
    let packed = writer.finish().expect("a vector takes all");
    let encode = |bytes: &[u8]| data_encoding::BASE64URL_NOPAD.encode(bytes);
    let header = format!(r#"{{"zip":"DEF","alg":"ES256","kid":"{}"}}"#, *KID);
    never(&format!("{}.{}.{}", encode(header.as_bytes()), encode(&packed), encode(&[7; 64])));
});
