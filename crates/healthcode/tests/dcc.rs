//! Every EU DCC vector of `tests/vectors`, by its published outcomes.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use healthcode::cbor::{self, Value};
use healthcode::dcc::Dcc;
use healthcode::list;
use healthcode::{Judgement, Trust, Verdict, judge};
use jiff::Timestamp;
use serde_json::Value as Json;

fn vectors(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../../tests/vectors")
        .join(name)
}

/// A clock without offset is UTC.
fn clock(text: &str) -> Timestamp {
    text.parse()
        .unwrap_or_else(|_| format!("{text}Z").parse().expect(text))
}

struct Case {
    id: String,
    flags: BTreeMap<String, bool>,
    disputed: Vec<String>,
    verdict: String,
    judgement: Judgement,
}

fn cases() -> Vec<Case> {
    let lines = fs::read_to_string(vectors("dcc.ndjson")).expect("tests/vectors/dcc.ndjson");
    lines
        .lines()
        .map(|line| {
            let json: Json = serde_json::from_str(line).expect("JSON");
            let mut trust = Trust::default();
            if let Some(base64) = json["certificate"].as_str() {
                let pem =
                    format!("-----BEGIN CERTIFICATE-----\n{base64}\n-----END CERTIFICATE-----\n");
                trust.add(list::read(pem.as_bytes(), &Arc::default()).expect("a certificate"));
            }
            let text = json["text"].as_str().expect("text");
            Case {
                id: json["id"].as_str().expect("id").to_owned(),
                flags: serde_json::from_value(json["flags"].clone()).expect("flags"),
                disputed: serde_json::from_value(json["disputed"].clone()).expect("disputed"),
                verdict: json["verdict"].as_str().expect("verdict").to_owned(),
                judgement: judge(text, &trust, clock(json["clock"].as_str().expect("clock"))),
            }
        })
        .collect()
}

/// The published outcome and the reason that its failure must have here. A broken picture is not
/// seen here: the text beside it is whole.
const REASONS: [(&str, &str); 8] = [
    ("unprefix", "prefix"),
    ("b45decode", "base45"),
    ("compression", "zlib"),
    ("decode", "cose"),
    ("verify", "signature"),
    ("expirationcheck", "time"),
    ("schemavalidation", "schema"),
    ("keyusage", "usage"),
];

#[test]
fn published_outcomes() {
    let mut wrong = Vec::new();
    let all = cases();
    for case in &all {
        let reason = case.judgement.reason.as_str();
        for (flag, failure) in REASONS {
            if case.disputed.iter().any(|d| d == flag) {
                continue;
            }
            match case.flags.get(flag) {
                // A failure decides alone, unless an earlier step fails too.
                Some(false) if case.judgement.verdict() != Verdict::Refuse => {
                    wrong.push(format!("{}: {flag} fails, judged {reason}", case.id));
                }
                Some(false)
                    if reason != failure && case.flags.values().filter(|v| !**v).count() == 1 =>
                {
                    wrong.push(format!("{}: {flag} fails, judged {reason}", case.id));
                }
                Some(true) if reason == failure => {
                    wrong.push(format!("{}: {flag} passes, judged {reason}", case.id));
                }
                _ => {}
            }
        }
    }
    assert!(
        wrong.is_empty(),
        "{} of {} differ:\n{}",
        wrong.len(),
        all.len(),
        wrong.join("\n")
    );
    assert_eq!(all.len(), 189, "no vector may vanish");
}

#[test]
fn published_verdicts() {
    let mut counted = 0;
    for case in cases() {
        let fails = case
            .flags
            .iter()
            .any(|(flag, passes)| !passes && flag != "picturedecode");
        let accepts = case.verdict == "accept";
        if !case.disputed.is_empty() || accepts == fails {
            continue;
        }
        let judged = case.judgement.verdict();
        assert_eq!(
            judged == Verdict::Accept,
            accepts,
            "{}: {:?}",
            case.id,
            case.judgement.reason
        );
        assert_eq!(
            judged == Verdict::Refuse,
            !accepts,
            "{}: {:?}",
            case.id,
            case.judgement.reason
        );
        counted += 1;
    }
    assert!(counted > 150, "only {counted} verdicts counted");
}

#[test]
fn without_its_certificate_nothing_is_accepted() {
    for line in fs::read_to_string(vectors("dcc.ndjson"))
        .expect("vectors")
        .lines()
    {
        let json: Json = serde_json::from_str(line).expect("JSON");
        let judgement = judge(
            json["text"].as_str().expect("text"),
            &Trust::default(),
            clock(json["clock"].as_str().expect("clock")),
        );
        assert_ne!(judgement.verdict(), Verdict::Accept);
        assert!(judgement.verified().is_none());
    }
}

#[test]
fn no_single_changed_character_is_accepted() {
    let line = fs::read_to_string(vectors("dcc.ndjson")).expect("vectors");
    let json = line
        .lines()
        .map(|l| serde_json::from_str::<Json>(l).expect("JSON"))
        .find(|j| j["id"].as_str().is_some_and(|id| id.ends_with("CO3.json")));
    let json = json.expect("CO3");
    let pem = format!(
        "-----BEGIN CERTIFICATE-----\n{}\n-----END CERTIFICATE-----\n",
        json["certificate"].as_str().expect("certificate")
    );
    let mut trust = Trust::default();
    trust.add(list::read(pem.as_bytes(), &Arc::default()).expect("a certificate"));
    let text = json["text"].as_str().expect("text");
    let now = clock(json["clock"].as_str().expect("clock"));
    assert_eq!(judge(text, &trust, now).verdict(), Verdict::Accept);
    for at in 0..text.len() {
        for new in ["0", "A", ":"] {
            if &text[at..=at] != new {
                let forged = [&text[..at], new, &text[at + 1..]].concat();
                assert_ne!(
                    judge(&forged, &trust, now).verdict(),
                    Verdict::Accept,
                    "character {at} to {new}"
                );
            }
        }
    }
}

#[test]
fn schema() {
    for (folder, fits) in [("valid", true), ("invalid", false)] {
        let mut count = 0;
        for entry in fs::read_dir(vectors("dcc-schema").join(folder)).expect("folder") {
            let path = entry.expect("entry").path();
            let json: Json = serde_json::from_slice(&fs::read(&path).expect("file")).expect("JSON");
            let mut bytes = Vec::new();
            write(&json, &mut bytes);
            let value = cbor::read(&bytes).expect("CBOR");
            assert_eq!(Dcc::read(&value).is_some(), fits, "{}", path.display());
            count += 1;
        }
        assert!(count >= 5, "only {count} {folder} payloads");
    }
    assert!(Dcc::read(&Value::Null).is_none());
}

/// JSON as CBOR, for payloads that are published as JSON only.
fn write(json: &Json, bytes: &mut Vec<u8>) {
    let mut head = |major: u8, n: usize| {
        bytes.push((major << 5) | 25);
        bytes.extend_from_slice(&u16::try_from(n).expect("small").to_be_bytes());
    };
    match json {
        Json::Null => bytes.push(0xF6),
        Json::Bool(b) => bytes.push(0xF4 + u8::from(*b)),
        Json::Number(n) => {
            bytes.push(0xFB);
            bytes.extend_from_slice(&n.as_f64().expect("a float").to_be_bytes());
        }
        Json::String(s) => {
            head(3, s.len());
            bytes.extend_from_slice(s.as_bytes());
        }
        Json::Array(items) => {
            head(4, items.len());
            items.iter().for_each(|item| write(item, bytes));
        }
        Json::Object(entries) => {
            head(5, entries.len());
            for (key, value) in entries {
                write(&Json::String(key.clone()), bytes);
                write(value, bytes);
            }
        }
    }
}

#[test]
fn no_debug_text_names_a_person() {
    let text = fs::read_to_string(vectors("../data/genuine.txt")).expect("genuine.txt");
    let pem = fs::read(vectors("../data/signer.pem")).expect("signer.pem");
    let mut trust = Trust::default();
    for known in [false, true] {
        if known {
            trust.add(list::read(&pem, &Arc::default()).expect("a certificate"));
        }
        let judgement = judge(text.trim(), &trust, clock("2026-11-21T08:00:00Z"));
        assert_eq!(judgement.verified().is_some(), known);
        let debug = format!("{judgement:?}");
        assert!(
            debug.contains("‹private›"),
            "the holder is in it, hidden: {debug}"
        );
        for canary in ["小雨", "XIAOYU", "测试", "CESHI", "2018", "TEST0001"] {
            assert!(!debug.contains(canary), "{canary} in {debug}");
        }
    }
}
