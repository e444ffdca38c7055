//! The grammar in `docs/formats.md` is CDDL, and what we write follows it.

use std::path::Path;

use cddl_cat::validate_cbor_bytes;
use healthcode::base45;
use healthcode::json;
use healthcode::kct::{Key, PartType, Realm, TrustFile};
use healthcode::kc1::{About, DeviceKey, Receipt, Request, write};
use jiff::Timestamp;

fn repository() -> &'static Path {
    Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../.."))
}

/// All grammars of the page as one. The tool does not know tags: the one there is is taken off here.
fn grammar() -> String {
    let page = std::fs::read_to_string(repository().join("docs/formats.md")).expect("docs/formats.md");
    let blocks = page.split("```cddl\n").skip(1);
    let blocks: Vec<&str> = blocks.filter_map(|rest| rest.split("```").next()).collect();
    assert_eq!(blocks.len(), 4);
    blocks.concat().replace("#6.18(status-message)", "status-message")
}

fn follows(rule: &str, bytes: &[u8]) -> bool {
    match validate_cbor_bytes(rule, &grammar(), bytes) {
        Ok(()) => true,
        Err(error) if error.to_string().starts_with("Mismatch") => false,
        Err(error) => panic!("{rule}: {error}"),
    }
}

fn vectors() -> Vec<(String, String, Vec<u8>)> {
    let text = std::fs::read_to_string(repository().join("tests/vectors/negative/kc1.ndjson")).expect("vectors");
    let told = text.lines().map(|line| {
        let line = json::read(line.as_bytes()).expect("JSON");
        let word = |member| line.get(member).and_then(|v| v.as_str()).expect("a text").to_owned();
        let body = word("text").get(4..).and_then(|rest| base45::decode(rest).ok());
        (word("id"), word("text"), body.unwrap_or_default())
    });
    told.collect()
}

#[test]
fn codes_follow_it() {
    let mut good = 0;
    for (id, text, body) in vectors() {
        let read = healthcode::kc1::Code::read(&text).is_ok();
        if read {
            assert!(follows("body", &body), "{id}");
            good += 1;
        }
    }
    assert!(good > 200, "{good}");
    let refused = ["kc1-F-paper-colour-2", "kc1-F-red-no-log", "kc1-C-kid-7", "kc1-F-strip-place", "kc1-I-rnd-7", "kc1-H-http"];
    for (id, _, body) in vectors() {
        if refused.contains(&id.as_str()) {
            assert!(!follows("body", &body), "{id}");
        }
    }
}

#[test]
fn trust_files_and_status_lists_follow_it() {
    let mut tokens = 0;
    for name in ["kc1-good.kct", "kc1-sm2.kct", "kc1-dead.kct", "kc1-practice.kct"] {
        let bytes = std::fs::read(repository().join("tests/vectors/negative/trust").join(name)).expect(name);
        assert!(follows("trust-file", &bytes), "{name}");
        let file = TrustFile::read(&bytes).expect("a trust file");
        for (part, bytes) in file.unverified_parts() {
            match part.kind {
                PartType::Kc1 => assert!(follows("kc1-part", bytes), "{name}"),
                PartType::Status => {
                    assert_eq!(bytes[0], 0xD2, "tag 18");
                    assert!(follows("status-token", &bytes[1..]), "{name}");
                    tokens += 1;
                }
                _ => {}
            }
        }
    }
    assert!(tokens >= 3);
}

#[test]
fn messages_follow_it() {
    let point: [[u8; 32]; 2] = [[7; 32], [8; 32]];
    let key = Key { curve: healthcode::kct::Curve::P256, x: point[0], y: point[1] };
    let t: Timestamp = "2026-09-30T02:00:00Z".parse().expect("RFC 3339");
    let request = Request { method: "POST".to_owned(), target: "/v1/runs".to_owned(), body: [1; 32], t, nonce: [2; 16] };
    let request = write::message(&request, Realm::Real, &key).expect("a request");
    assert!(follows("request-message", &request.finish(&[0; 64])));
    let receipt = Receipt { about: About::Log, hash: [1; 32], iat: t, content: vec![1, 2] };
    let receipt = write::message(&receipt, Realm::Real, &key).expect("a receipt");
    assert!(follows("receipt-message", &receipt.finish(&[0; 64])));
    assert!(!follows("request-message", &receipt.finish(&[0; 64])));
    assert!(follows("cose-key", &key.to_bytes()));
    assert!(follows("device-key", &DeviceKey::of(&key).to_bytes()));
}
