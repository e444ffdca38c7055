//! A second root: who pinned the first follows, and nobody else is followed.

use std::fs;
use std::path::Path;
use std::sync::Arc;

use healthcode::kc1::{Reason, Signer};
use healthcode::kct::{
    Curve, Key, Realm, Refused, Root, Scope, Signed, State, Thing, TrustFile, accept, write,
};
use issuer::keys::root::Change;
use issuer::keys::signer::InMemory;
use issuer::keys::{KeyError, KeyFolder, SignError};
use issuer::practice::Keep;
use issuer::{Authority, Clock, Limits, Pack, Settings, publish};
use tempfile::TempDir;

use crate::home::{Home, T, at, keys, live};

const BOTH: Change = Change {
    bundle: true,
    root: true,
};

/// An authority in a folder, without a service.
struct Office {
    folder: TempDir,
    settings: Settings,
}

impl Office {
    fn new(curve: Curve) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let settings = settings();
        settings.write_new(folder.path()).expect("written");
        let keys = KeyFolder::of(folder.path());
        keys.create(&settings, curve, at(T)).expect("keys");
        Self { folder, settings }
    }

    fn keys(&self) -> KeyFolder {
        KeyFolder::of(self.folder.path())
    }

    fn secret(&self, name: &str) -> InMemory {
        let file = self.folder.path().join(format!("keys/{name}.p8"));
        InMemory::from_pkcs8(&fs::read(file).expect("a file")).expect("a key")
    }

    fn next(&self, change: Change) -> Result<u16, KeyError> {
        self.keys().next_root(&self.settings, change, None, at(T))
    }

    /// Its trust file at this second.
    fn publish(&self, now: i64) -> Vec<u8> {
        let clock = Clock::of(move || at(now));
        let authority = Authority::open(self.folder.path(), "", clock).expect("an authority");
        publish::everything(&authority).expect("published");
        publish::trust_file(&authority).expect("a file").bytes
    }
}

fn settings() -> Settings {
    Settings {
        id: "gzedu".to_owned(),
        realm: issuing::message::Realm::Real,
        names: [("en".to_owned(), "Test".to_owned())].into(),
        address: None,
        status_base: None,
        regions: Pack::examples(at(T)),
        limits: Limits::default(),
    }
}

/// What a desk makes of a file.
fn follow(bytes: &[u8], held: &State) -> Result<State, Refused> {
    let file = TrustFile::read(bytes).expect("well-formed");
    accept(&file, held, at(T + 100)).map(|accepted| accepted.into_state())
}

/// A signature as readers take it.
fn readable(key: &InMemory, message: &[u8]) -> Result<[u8; 64], SignError> {
    let signature = key.sign(message)?;
    Ok(key.key().curve.canonical(&signature))
}

fn position(bytes: &[u8]) -> (u16, u32) {
    let file = TrustFile::read(bytes).expect("well-formed");
    (file.newest_root().version, file.manifest().seq)
}

fn pinned(first: &[u8]) -> State {
    let file = TrustFile::read(first).expect("well-formed");
    let root = file.first_root_payload().expect("the first root");
    State::pin(root, [Scope::Kc1All]).expect("pinned")
}

#[test]
fn who_pinned_the_first_follows_and_never_goes_back() {
    for curve in [Curve::P256, Curve::Sm2] {
        let office = Office::new(curve);
        let first = office.publish(T);
        let fresh = pinned(&first);
        let held = follow(&first, &fresh).expect("the first");
        assert_eq!(office.next(BOTH), Ok(2));
        let second = office.publish(T + 1);
        assert_eq!(position(&second), (2, 1), "a new root begins with 1");
        let after = follow(&second, &held).expect("followed");
        assert_eq!(after.publisher(), held.publisher());
        assert_eq!(follow(&second, &fresh), Ok(after.clone()), "from the pin");
        assert!(matches!(follow(&first, &after), Err(Refused::Older { .. })));
        // What is said next goes on from there, and keys change alone too.
        let bundle = Change {
            root: false,
            ..BOTH
        };
        assert_eq!(office.next(bundle), Ok(3));
        let third = office.publish(T + 2);
        let last = follow(&third, &after).expect("followed");
        assert_eq!(follow(&third, &held), Ok(last), "two at once");
        office.keys().rotate(&office.settings, at(T)).expect("keys");
        assert_eq!(position(&office.publish(T + 3)), (3, 2));
    }
}

#[test]
fn a_root_that_the_one_before_did_not_sign_is_not_followed() {
    let office = Office::new(Curve::P256);
    let first = office.publish(T);
    let held = follow(&first, &pinned(&first)).expect("the first");
    let (ours, theirs) = (office.secret("root"), keys(1).remove(0));
    let forged = |signers: &[&InMemory], bundle: &InMemory, names: &[Key]| {
        let file = TrustFile::read(&first).expect("well-formed");
        let root = Root {
            version: 2,
            root_keys: names.to_vec(),
            bundle_keys: vec![*theirs.key()],
            ..file.newest_root().clone()
        };
        let root = write::root(&root).expect("a root");
        let mut manifest = file.manifest().clone();
        (manifest.version, manifest.seq) = (2, 1);
        let manifest = write::manifest(&manifest).expect("a manifest");
        let by = |thing, key: &InMemory, payload: &[u8]| {
            let signed = write::sign(thing, Realm::Real, key.key(), payload, |m| readable(key, m));
            signed.expect("signed")
        };
        let signatures = signers.iter().map(|key| by(Thing::Root, key, &root));
        let second = Signed {
            signatures: signatures.collect(),
            payload: root.clone().into(),
        };
        let manifest = Signed {
            signatures: vec![by(Thing::Trust, bundle, &manifest)],
            payload: manifest.clone().into(),
        };
        let mut roots: Vec<_> = file.signed_roots().cloned().collect();
        roots.push(second);
        let parts: Vec<&[u8]> = file.unverified_parts().map(|(_, part)| part).collect();
        write::file(&roots, &manifest, &parts).expect("well-formed")
    };
    let missing = Refused::RootSignatures { version: 2 };
    let (mine, other) = (*ours.key(), *theirs.key());
    for (signers, bundle, names, wanted) in [
        (vec![&theirs], &theirs, [other], missing),
        (vec![&ours], &theirs, [other], missing),
        (vec![&theirs], &theirs, [mine], missing),
        (vec![&ours], &ours, [mine], Refused::ManifestSignature),
    ] {
        let refused = follow(&forged(&signers, bundle, &names), &held);
        assert_eq!(refused, Err(wanted));
    }
    let good = forged(&[&ours, &theirs], &theirs, &[other]);
    assert!(follow(&good, &held).is_ok(), "signed by both");
}

#[test]
fn a_stolen_key_of_trust_files_is_of_no_use_after_the_change() {
    let office = Office::new(Curve::P256);
    let first = office.publish(T);
    let bundle = TrustFile::read(&first).expect("well-formed");
    let kid = issuer::keys::signer::kid(&bundle.newest_root().bundle_keys[0]);
    let stolen = office.secret(&kid);
    office.next(BOTH).expect("a root");
    let second = office.publish(T + 1);
    let held = follow(&second, &pinned(&first)).expect("followed");
    // The largest number under the first root, and the next one under the second.
    for (base, seq, wanted) in [
        (&first, u32::MAX, None),
        (&second, 2, Some(Refused::ManifestSignature)),
    ] {
        let file = TrustFile::read(base).expect("well-formed");
        let mut manifest = file.manifest().clone();
        manifest.seq = seq;
        let payload = write::manifest(&manifest).expect("a manifest");
        let sign = |message: &[u8]| readable(&stolen, message);
        let by = write::sign(Thing::Trust, Realm::Real, stolen.key(), &payload, sign);
        let manifest = Signed {
            signatures: vec![by.expect("signed")],
            payload: payload.into(),
        };
        let roots: Vec<_> = file.signed_roots().cloned().collect();
        let parts: Vec<&[u8]> = file.unverified_parts().map(|(_, part)| part).collect();
        let forged = write::file(&roots, &manifest, &parts).expect("well-formed");
        match (follow(&forged, &held), wanted) {
            (Err(Refused::Older { .. }), None) => {}
            (refused, wanted) => assert_eq!(refused.err(), wanted),
        }
    }
    assert!(matches!(
        follow(&second, &held).map(|state| state == held),
        Ok(true)
    ));
}

#[test]
fn only_the_present_root_key_makes_the_next_one_wherever_it_lies() {
    let office = Office::new(Curve::P256);
    let drawer = tempfile::tempdir().expect("a folder");
    let taken = drawer.path().join("stick.p8");
    fs::rename(office.folder.path().join("keys/root.p8"), &taken).expect("moved");
    assert_eq!(office.next(BOTH), Err(KeyError::Root));
    let by = |file: &Path| {
        let keys = office.keys();
        keys.next_root(&office.settings, BOTH, Some(file), at(T))
    };
    let stranger = drawer.path().join("stranger.p8");
    let secret = keys(1)[0].to_pkcs8().expect("DER");
    fs::write(&stranger, &*secret).expect("written");
    assert_eq!(by(&stranger), Err(KeyError::Root));
    assert_eq!(by(&taken), Ok(2));
    assert_eq!(by(&taken), Err(KeyError::Root), "it is the old one now");
    assert_eq!(office.next(BOTH), Ok(3), "the one in the folder");
}

#[test]
fn a_file_holds_the_last_sixteen_roots() {
    let office = Office::new(Curve::P256);
    let mut held = None;
    for version in 2..=19 {
        assert_eq!(office.next(BOTH), Ok(version));
        if version == 5 {
            let bytes = office.publish(T);
            held = Some(follow(&bytes, &pinned(&bytes)).expect("followed"));
        }
    }
    let bytes = office.publish(T + 1);
    let file = TrustFile::read(&bytes).expect("well-formed");
    assert_eq!(file.signed_roots().count(), 16);
    assert!(follow(&bytes, &held.expect("held")).is_ok());
}

#[test]
fn keys_that_are_older_than_what_is_published_publish_nothing() {
    let office = Office::new(Curve::P256);
    let index = office.folder.path().join("keys/keys.json");
    let before = fs::read(&index).expect("an index");
    office.publish(T);
    office.next(BOTH).expect("a root");
    office.publish(T + 1);
    fs::write(&index, before).expect("put back");
    let clock = Clock::of(|| at(T + 2));
    let authority = Authority::open(office.folder.path(), "", clock).expect("an authority");
    assert!(publish::everything(&Arc::new(authority)).is_err());
}

#[test]
fn a_service_goes_on_under_the_second_root() {
    let folder = tempfile::tempdir().expect("a folder");
    let keep = Keep::Folder(folder.path().to_owned());
    let mut home = Home::at(&keep);
    let person = home.enrol("CN-SH");
    let keys = keys(1);
    let run = home.run(person, &keys).expect("a run");
    let Home {
        practice, device, ..
    } = home;
    drop(practice);
    let settings = Settings {
        id: "practice".to_owned(),
        realm: issuing::message::Realm::Practice,
        ..settings()
    };
    let made = KeyFolder::of(folder.path()).next_root(&settings, BOTH, None, at(T));
    assert_eq!(made, Ok(2));
    home = Home::at(&keep);
    home.device = device;
    let text = live(run.strips[0].expose(), &keys[0], home.now());
    assert_eq!(home.check(&text).reason, Reason::Genuine);
}
