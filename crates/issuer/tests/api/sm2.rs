//! An authority that signs with SM2: everything that one with ES256 does, and every signature good to another program.

use healthcode::Verdict;
use healthcode::kc1::{Code, Kind, Reason, Request, Signer, write};
use healthcode::kct::{self, Curve, Key, KeyUse, Root, TrustFile};
use issuer::keys::KeyFolder;
use issuer::practice::Keep;
use issuer::{Limits, Pack, Settings, publish};
use issuing::message::{Algorithm, NewPerson, Realm, Why};
use issuing::signed::RECEIPT;
use issuing::{Account, Fetched, PersonId, Trouble};
use tempfile::TempDir;

use crate::home::{Home, T, at, keys, keys_on, live, mark};
use crate::openssl::{self, Item};

/// A practice authority with keys of SM2, and a desk with an account at it.
fn home() -> (TempDir, Home) {
    let folder = tempfile::tempdir().expect("a folder");
    let settings = Settings {
        id: "practice".to_owned(),
        realm: Realm::Practice,
        names: [("en".to_owned(), "Practice".to_owned())].into(),
        address: None,
        status_base: None,
        regions: Pack::examples(at(T)),
        limits: Limits::default(),
    };
    KeyFolder::of(folder.path())
        .create(&settings, Curve::Sm2, at(T))
        .expect("keys");
    let home = Home::on(&Keep::Folder(folder.path().to_owned()), Curve::Sm2);
    (folder, home)
}

#[test]
fn a_run_is_shown_live_and_accepted_and_paper_is_until_it_is_cancelled() {
    let (_folder, home) = home();
    let said = home.client.description().expect("described");
    assert_eq!(said.algorithm, Algorithm::Sm2);
    let person = home.enrol("CN-SH");
    let keys = keys_on(Curve::Sm2, 7);
    let run = home.run(person, &keys).expect("a run");
    assert_eq!(run.strips.len(), 7);
    for (strip, key) in run.strips.iter().zip(&keys) {
        let text = live(strip.expose(), key, home.now());
        assert!(text.len() <= 620, "{}", text.len());
        assert_eq!(home.check(&text).reason, Reason::Genuine);
        home.later(86_400);
        publish::everything(home.practice.authority()).expect("published");
    }
    let account = home.account();
    let person = home.enrol("CN-GD");
    let paper = home.client.paper(&account, home.stamp(), person);
    let paper = paper.expect("paper");
    assert_eq!(home.check(paper.text.expose()).verdict(), Verdict::Accept);
    let cancelled = home
        .client
        .cancel(&account, home.stamp(), person, &paper.serial, Why::Lost);
    cancelled.expect("cancelled");
    home.later(2);
    publish::everything(home.practice.authority()).expect("published");
    let reason = home.check(paper.text.expose()).reason;
    assert!(matches!(reason, Reason::StatusRevoked));
}

#[test]
fn keys_of_the_other_curve_are_refused() {
    let (_folder, home) = home();
    let person = home.enrol("CN-SH");
    assert_eq!(
        home.run(person, &keys(1)).map(|run| run.strips.len()),
        Err(Trouble::Refused(issuing::Code::Keys))
    );
    let device = keys(1).remove(0);
    let account = Account {
        realm: kct::Realm::Practice,
        device: &device,
    };
    let known = home.client.register(&account, home.stamp());
    assert!(matches!(known, Err(Trouble::Refused(_))), "{known:?}");
    let other = Home::new();
    let person = other.enrol("CN-SH");
    let run = other.run(person, &keys_on(Curve::Sm2, 1));
    assert!(matches!(run, Err(Trouble::Refused(_))));
}

#[test]
fn every_signature_is_good_to_another_program() {
    if !openssl::is_here() {
        println!("skipped: this OpenSSL does not verify SM2 by its command line");
        return;
    }
    let (_folder, home) = home();
    let person = home.enrol("CN-GD");
    let devices = keys_on(Curve::Sm2, 30);
    let run = home.run(person, &devices).expect("a run");
    let Ok(Fetched::New { bytes: trust, .. }) = home.client.trust_file(None) else {
        panic!("a trust file");
    };
    let file = TrustFile::read(&trust).expect("a trust file");
    let (_, part) = file.unverified_parts().next().expect("a part");
    let authority = kct::Authority::read_part(part)
        .expect("authorities")
        .remove(0);
    let key = |what: KeyUse| -> Key {
        let mut entries = authority.keys.iter();
        let entry = entries.find(|entry| entry.uses.contains(&what));
        entry.expect("a key").key
    };
    let mut seen = Vec::new();

    for (strip, device) in run.strips.iter().zip(&devices) {
        let text = live(strip.expose(), device, home.now());
        for (text, key, thing) in [
            (strip.expose().as_str(), key(KeyUse::Screen), "code"),
            (text.as_str(), *device.key(), "proof"),
        ] {
            seen.push((thing, key, openssl::of_text(text, thing)));
        }
        let code = Code::read(strip.expose()).expect("a strip");
        assert!(matches!(&code.claimed().kind, Kind::Strip(key) if key.curve == Curve::Sm2));
        let list = home.client.status_list(code.claimed().serial.list, None);
        let Ok(Fetched::New { bytes, .. }) = list else {
            panic!("a list");
        };
        let token = openssl::signed(&Item::of(&bytes), "", None);
        seen.push(("status", key(KeyUse::Status), token));
    }

    let paper = home.client.paper(&home.account(), home.stamp(), person);
    let paper = openssl::of_text(paper.expect("paper").text.expose(), "code");
    seen.push(("code", key(KeyUse::Paper), paper));

    let (request, receipt) = asked(&home, person);
    let request = openssl::signed(&Item::of(&request), "request", None);
    seen.push(("request", *home.device.key(), request));
    let receipt = openssl::signed(&Item::of(&receipt), "receipt", None);
    seen.push(("receipt", key(KeyUse::Receipt), receipt));

    let root = Root::read(&home.practice.anchor().root).expect("a root");
    let whole = Item::of(&trust);
    let [_, roots, manifest, _] = whole.items() else {
        panic!("a trust file");
    };
    for (doc, key, thing) in [
        (&roots.items()[0], root.root_keys[0], "root"),
        (manifest, root.bundle_keys[0], "trust"),
    ] {
        let [payload, signatures] = doc.items() else {
            panic!("a document");
        };
        let signed = openssl::signed(&signatures.items()[0], thing, Some(payload.bytes()));
        seen.push((thing, key, signed));
    }

    assert_eq!(seen.len(), 30 * 3 + 1 + 2 + 2);
    for (thing, key, (message, signature)) in &seen {
        assert_eq!(key.curve, Curve::Sm2, "{thing}");
        assert!(openssl::verifies(key, message, signature), "{thing}");
    }
    let (_, key, (message, signature)) = &seen[0];
    let other = [message, &b"!"[..]].concat();
    assert!(!openssl::verifies(key, &other, signature));
    println!(
        "figure issuer.sm2_signatures_good_to_openssl {}",
        seen.len()
    );
}

/// A signed request as it is sent, and the receipt that comes with its answer.
fn asked(home: &Home, person: PersonId) -> (Vec<u8>, Vec<u8>) {
    let base64 = data_encoding::BASE64URL_NOPAD;
    let stamp = home.stamp();
    let body = serde_json::to_vec(&NewPerson {
        region: "CN-GD".to_owned(),
        mark: mark(),
    });
    let body = body.expect("JSON");
    let request = Request {
        method: "POST".to_owned(),
        target: "/v1/persons".to_owned(),
        body: healthcode::certificate::sha256(&body),
        t: stamp.now,
        nonce: person.0,
    };
    let unsigned = write::message(&request, kct::Realm::Practice, home.device.key());
    let request = unsigned.expect("a request").bytes_by(&home.device);
    let request = request.expect("signed");
    let sending = reqwest::Client::new()
        .post(format!("{}/v1/persons", home.practice.address()))
        .header("authorization", format!("KC1 {}", base64.encode(&request)))
        .header("content-type", "application/json")
        .body(body)
        .send();
    let runtime = issuer::serve::runtime().expect("a runtime");
    let answer = runtime.block_on(sending).expect("answered");
    assert_eq!(answer.status(), 200);
    let receipt = answer.headers()[RECEIPT].as_bytes();
    (request, base64.decode(receipt).expect("base64url"))
}
