//! What must not be believed: our own vectors of `tests/vectors/negative`, with positive controls.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use healthcode::list::{self, About};
use healthcode::shc::{self, Part};
use healthcode::{Judgement, Trust, Verdict, judge};
use serde_json::Value as Json;

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/vectors/negative")
}

fn lines(name: &str) -> Vec<Json> {
    let text = fs::read_to_string(folder().join(name)).expect(name);
    text.lines()
        .map(|line| serde_json::from_str(line).expect("JSON"))
        .collect()
}

fn text<'j>(json: &'j Json, member: &str) -> &'j str {
    json[member].as_str().expect(member)
}

fn trust(case: &Json) -> Trust {
    let mut trust = Trust::default();
    for name in case["trust"].as_array().into_iter().flatten() {
        let name = name.as_str().expect("a file name");
        let bytes = fs::read(folder().join("trust").join(name)).expect(name);
        let about = Arc::new(About::default());
        trust.add(list::read(&bytes, &about).expect(name));
    }
    trust
}

/// One presentation: a text, or the parts of a card.
fn judged(case: &Json) -> Judgement {
    let trust = trust(case);
    let now = text(case, "now").parse().expect("RFC 3339");
    let first = text(case, "text");
    let Some(more) = case["more"].as_array().filter(|more| !more.is_empty()) else {
        return judge(first, &trust, now);
    };
    let texts = std::iter::once(first).chain(more.iter().filter_map(Json::as_str));
    let parts: Result<Vec<Part>, _> = texts.map(Part::read).collect();
    match parts.and_then(|parts| shc::join(&parts)) {
        Ok(jws) => judge(&jws, &trust, now),
        // A presentation that does not join is judged as its first part is.
        Err(reason) => Judgement {
            reason,
            ..judge("shc:/1/2/5676", &trust, now)
        },
    }
}

fn compare(name: &str, least: usize) {
    let cases = lines(name);
    let mut classes: BTreeMap<String, usize> = BTreeMap::new();
    let mut wrong = Vec::new();
    for case in &cases {
        *classes.entry(text(case, "class").to_owned()).or_default() += 1;
        let judgement = judged(case);
        let found = [
            judgement.signature.as_str(),
            judgement.verdict().as_str(),
            judgement.reason.as_str(),
        ];
        let wanted = ["signature", "verdict", "reason"].map(|m| text(&case["want"], m));
        if found != wanted {
            let (id, why) = (text(case, "id"), text(case, "why"));
            wrong.push(format!("{id}: {found:?}, wanted {wanted:?}: {why}"));
        }
        let believed = judgement.verified().is_some();
        assert!(
            believed || judgement.verdict() != Verdict::Accept,
            "{}",
            text(case, "id")
        );
    }
    println!("{name}: {classes:?}");
    let counts = (wrong.len(), cases.len());
    assert!(wrong.is_empty(), "{counts:?}\n{}", wrong.join("\n"));
    assert!(cases.len() >= least, "{counts:?}");
}

#[test]
fn smart_health_cards() {
    compare("shc.ndjson", 300);
}

#[test]
fn seals() {
    compare("vds-nc.ndjson", 200);
}

#[test]
fn international_certificates() {
    compare("icvp.ndjson", 100);
}

#[test]
fn hc1() {
    compare("hc1.ndjson", 200);
}

#[test]
fn lists_of_keys() {
    let mut wrong = Vec::new();
    for case in lines("trust.ndjson") {
        let bytes = fs::read(folder().join("trust").join(text(&case, "file"))).expect("a file");
        let read = list::read(&bytes, &Arc::default());
        if read.is_ok() != case["want"]["ok"].as_bool().expect("ok") {
            wrong.push(format!(
                "{}: {:?}: {}",
                text(&case, "id"),
                read.err(),
                text(&case, "why")
            ));
        }
    }
    assert!(wrong.is_empty(), "{}\n{}", wrong.len(), wrong.join("\n"));
}
