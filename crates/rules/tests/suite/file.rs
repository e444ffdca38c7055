//! Packs out of a trust file, and a code of another format.

use std::convert::Infallible;
use std::fs;
use std::path::Path;
use std::sync::Arc;

use healthcode::kct::{
    Accepted, Manifest, Part, PartType, Publisher, Realm, Root, Scope, Signed, State, Thing,
    TrustFile, accept, write,
};
use healthcode::list::{self, About};
use healthcode::{Code, Trust};
use jiff::Timestamp;
use rules::{Outcome, PackError, Packs, Reason, Standing, compile, judge};
use serde_json::Value as Json;

use crate::authored::{checked, here, paper, rule, with};
use crate::makers::{DAY, Signer, T, at};

/// What `look` sees of a trust file with these packs, accepted.
fn in_file<R>(realm: Realm, packs: &[&[u8]], look: impl Fn(&Accepted<'_>) -> R) -> R {
    let signer = Signer::new("publisher of packs");
    let root = Root {
        publisher: Publisher([0; 16]),
        version: 1,
        realm,
        names: vec![("en".to_owned(), "Packs".to_owned())],
        root_keys: vec![signer.key],
        threshold: 1,
        bundle_keys: vec![signer.key],
        scope: vec![Scope::Packs],
        made: at(T - 30 * DAY),
    };
    let root = write::root(&root).expect("a root");
    let part = |bytes: &&[u8]| Part::of(PartType::Pack, bytes, "usb", at(T));
    let manifest = Manifest {
        publisher: Publisher::of_first_root(&root),
        version: 1,
        seq: 1,
        iat: at(T - DAY),
        exp: at(T + 60 * DAY),
        parts: packs.iter().map(part).collect(),
        dead: Vec::new(),
    };
    let manifest = write::manifest(&manifest).expect("a manifest");
    let sign = |thing, payload: &Vec<u8>| {
        let by = write::sign(thing, realm, &signer.key, payload, |m| {
            Ok::<_, Infallible>(signer.sign(m))
        });
        Signed {
            payload: payload.clone().into(),
            signatures: vec![by.expect("cannot fail")],
        }
    };
    let roots = [sign(Thing::Root, &root)];
    let bytes = write::file(&roots, &sign(Thing::Trust, &manifest), packs).expect("a file");
    let pinned = State::pin(&root, [Scope::Packs]).expect("a root");
    let file = TrustFile::read(&bytes).expect("a trust file");
    look(&accept(&file, &pinned, at(T)).expect("accepted"))
}

fn canonical(pack: &Json) -> Vec<u8> {
    compile([pack.to_string().as_str()]).expect("a good pack")
}

#[test]
fn packs_of_a_file_end_with_it() {
    let bytes = canonical(&rule());
    let packs = in_file(Realm::Real, &[&bytes], Packs::of_file).expect("packs");
    let code = checked(&paper(10));
    let code = code.verified().expect("a good signature");
    let reason = |now| judge(code, &packs, &here("CN-GD", now)).reason;
    assert_eq!(reason(T + 60 * DAY - 1), Reason::InOrder);
    assert_eq!(reason(T + 60 * DAY), Reason::NotInForce);
}

#[test]
fn a_file_of_practice_makes_no_rules() {
    let bytes = canonical(&rule());
    let packs = in_file(Realm::Practice, &[&bytes], Packs::of_file).expect("packs");
    assert!(packs.iter().all(|pack| pack.standing == Standing::Example));
    let code = checked(&paper(10));
    let answer = judge(code.verified().expect("good"), &packs, &here("CN-GD", T));
    assert_eq!(answer.reason, Reason::ExampleOnly);
}

#[test]
fn one_bad_part_and_none_counts() {
    let good = canonical(&rule());
    let second = canonical(&with(rule(), "region", serde_json::json!("CN-HI")));
    let both = in_file(Realm::Real, &[&good, &second], Packs::of_file).expect("packs");
    assert_eq!(both.iter().count(), 2);
    let wrong = in_file(Realm::Real, &[&good, b"{}"], Packs::of_file);
    assert!(matches!(wrong, Err(PackError::Form(_))));
}

#[test]
fn packs_say_nothing_about_other_formats() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/vectors/negative");
    let cases = fs::read_to_string(folder.join("hc1.ndjson")).expect("the vectors");
    let accepted = cases.lines().find_map(|line| {
        let case: Json = serde_json::from_str(line).expect("JSON");
        (case["want"]["verdict"] == "accept").then_some(case)
    });
    let case = accepted.expect("a positive control");
    let mut trust = Trust::default();
    for name in case["trust"].as_array().into_iter().flatten() {
        let name = name.as_str().expect("a file name");
        let bytes = fs::read(folder.join("trust").join(name)).expect("the list");
        trust.add(list::read(&bytes, &Arc::new(About::default())).expect("a list"));
    }
    let now: Timestamp = case["now"]
        .as_str()
        .expect("a time")
        .parse()
        .expect("RFC 3339");
    let judgement = healthcode::judge(case["text"].as_str().expect("a text"), &trust, now);
    let Code::Verified(code) = &judgement.code else {
        panic!("{judgement:?}");
    };
    let answer = judge(code, &Packs::default(), &here("CN-GD", T));
    assert_eq!(
        (answer.outcome, answer.reason),
        (Outcome::Unknown, Reason::NoRule)
    );
}
