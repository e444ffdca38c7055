//! What must not be believed: `tests/vectors/negative/kc1.ndjson`, with positive controls.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use healthcode::kc1::{Asked, Challenge, Checked, Practice, Real, Replay, Store, World, judge};
use healthcode::kct::{Realm, Scope, State, TrustFile, accept, floor};
use healthcode::verdict::Verdict;
use jiff::{SignedDuration, Timestamp};
use serde_json::Value as Json;

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/vectors/negative")
}

fn text<'j>(json: &'j Json, member: &str) -> &'j str {
    json[member].as_str().expect(member)
}

fn moment(json: &Json, member: &str) -> Timestamp {
    text(json, member).parse().expect("RFC 3339")
}

/// The store with the case's files; `None` if they are of the other world.
fn store<W: World>(case: &Json, now: Timestamp) -> Option<Store<W>> {
    let mut store = Store::new();
    for name in case["trust"].as_array().expect("trust") {
        let name = name.as_str().expect("a file name");
        let bytes = fs::read(folder().join("trust").join(name)).expect(name);
        let file = TrustFile::read(&bytes).expect(name);
        let root = file.first_root_payload().expect("a first root");
        let pinned = State::pin(root, [Scope::Kc1All]).expect("a root");
        // Files were taken while their times were good; a list may be of later than `now`, since the
        // clock may have been set back.
        let taken = now + SignedDuration::from_hours(24);
        let accepted = accept(&file, &pinned, taken).expect(name);
        assert_eq!(
            pinned.realm() == W::REALM,
            store.take(&accepted, taken).is_ok()
        );
        if pinned.realm() != W::REALM {
            return None;
        }
    }
    Some(store)
}

fn judged(case: &Json) -> Checked {
    let now = moment(case, "now");
    if let Some(store) = store::<Real>(case, now) {
        return shown(case, &store, |now| {
            floor(store.signed_times(), now).clock(now)
        });
    }
    let store = store::<Practice>(case, now).expect("of one world");
    assert_eq!(Practice::REALM, Realm::Practice);
    shown(case, &store, |now| floor([], now).clock(now))
}

fn shown<W: World>(
    case: &Json,
    store: &Store<W>,
    clock: impl Fn(Timestamp) -> healthcode::kct::Clock,
) -> Checked {
    let mut memory = Replay::new();
    let challenge = case.get("challenge").map(|challenge| Challenge {
        digits: challenge["digits"].as_u64().expect("digits") as u32,
        since: moment(challenge, "since"),
    });
    let mut show = |line: &Json| {
        let now = moment(line, "now");
        let asked = Asked {
            now,
            clock: clock(now),
            place: Some("school-7"),
            challenge,
            grace: SignedDuration::from_hours(24),
            shown: None,
        };
        judge(text(line, "text"), store, Some(&mut memory), &asked)
    };
    for before in case["seen"].as_array().into_iter().flatten() {
        show(before);
    }
    show(case)
}

#[test]
fn vectors() {
    let lines = fs::read_to_string(folder().join("kc1.ndjson")).expect("kc1.ndjson");
    let mut classes: BTreeMap<String, usize> = BTreeMap::new();
    let mut wrong = Vec::new();
    for line in lines.lines() {
        let case: Json = serde_json::from_str(line).expect("JSON");
        *classes.entry(text(&case, "class").to_owned()).or_default() += 1;
        let checked = judged(&case);
        let found = serde_json::json!({
            "signature": checked.signature.as_str(),
            "issuer": checked.issuer.as_ref().map(|issuer| &issuer.authority),
            "status": checked.status.as_str(),
            "live": checked.live.as_str(),
            "verdict": checked.verdict().as_str(),
            "reason": checked.reason.as_str(),
        });
        if found != case["want"] {
            let (id, why) = (text(&case, "id"), text(&case, "why"));
            wrong.push(format!("{id}: {found}, wanted {}: {why}", case["want"]));
        }
        let believed = checked.verified().is_some();
        assert!(believed || checked.verdict() != Verdict::Accept);
    }
    println!("{classes:?}");
    let counts = (wrong.len(), classes.values().sum::<usize>());
    assert!(wrong.is_empty(), "{counts:?}\n{}", wrong.join("\n"));
    // No class may shrink below what the specification lists.
    let least = [24, 38, 24, 30, 24, 46, 22, 27, 36, 18];
    for (class, least) in ["A", "B", "C", "D", "E", "F", "G", "H", "I", "J"]
        .into_iter()
        .zip(least)
    {
        assert!(classes.get(class).is_some_and(|n| *n >= least), "{class}");
    }
}
