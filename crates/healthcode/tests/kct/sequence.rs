//! One file after the other: what may follow what.

use healthcode::kct::{
    Accepted, Fingerprint, News, Publisher, Realm, Refused, State, TrustFile, accept,
};
use jiff::Timestamp;

use crate::makers::{
    Chain, DAY, NOW, Signer, at, authority, death, entry, everything, first_root, scope,
};

/// A desk that has pinned a publisher and takes files.
struct Desk(State);

impl Desk {
    fn of(chain: &Chain) -> Self {
        Self(State::pin(chain.first_payload(), everything()).expect("a first root"))
    }

    fn take_at(&mut self, bytes: &[u8], now: Timestamp) -> Result<News, Refused> {
        let file = TrustFile::read(bytes)?;
        let accepted: Accepted<'_> = accept(&file, &self.0, now)?;
        let news = accepted.news();
        self.0 = accepted.into_state();
        Ok(news)
    }

    fn take(&mut self, bytes: &[u8]) -> Result<News, Refused> {
        let before = self.0.clone();
        let answer = self.take_at(bytes, at(NOW));
        if !matches!(answer, Ok(News::New)) {
            assert_eq!(self.0, before, "{answer:?}");
        }
        // What a desk remembers survives being written and read.
        self.0 = State::from_bytes(&self.0.to_bytes()).expect("our own");
        answer
    }
}

#[test]
fn newer_same_older() {
    let chain = Chain::new();
    let mut desk = Desk::of(&chain);
    assert_eq!(desk.0.position(), (1, 0));
    let second = chain.empty(2);
    assert_eq!(desk.take(&second), Ok(News::New));
    assert_eq!(desk.take(&second), Ok(News::Same));
    assert_eq!(desk.0.position(), (1, 2));
    assert_eq!(
        desk.take(&chain.empty(1)),
        Err(Refused::Older {
            held: (1, 2),
            offered: (1, 1)
        })
    );
    assert_eq!(desk.take(&chain.empty(9)), Ok(News::New));
    assert_eq!(
        desk.take(&second),
        Err(Refused::Older {
            held: (1, 9),
            offered: (1, 2)
        })
    );
}

#[test]
fn the_same_manifest_signed_again_is_nothing_new() {
    let chain = Chain::of(
        &{
            let mut root = first_root();
            root.bundle_keys.push(Signer::new("y").key);
            root
        },
        &["a"],
    );
    let mut desk = Desk::of(&chain);
    assert_eq!(desk.take(&chain.empty(1)), Ok(News::New));
    let again = chain.file(&chain.manifest(1), &[], &["y"]);
    assert_eq!(desk.take(&again), Ok(News::Same));
}

#[test]
fn two_tongues() {
    let chain = Chain::new();
    let mut desk = Desk::of(&chain);
    desk.take(&chain.empty(1)).expect("the first");
    let held = desk.0.manifest_hash().expect("held");
    let mut other = chain.manifest(1);
    other.exp = at(NOW + 31 * DAY);
    let refused = desk.take(&chain.file(&other, &[], &["x"]));
    let Err(Refused::TwoTongues { held: h, offered }) = refused else {
        panic!("{refused:?}");
    };
    assert_eq!(h, Fingerprint::of_hash(&held));
    assert_ne!(h, offered);
    assert_eq!(h.to_string().len(), 24, "20 characters in five groups");
    // A later one says nothing about it.
    assert_eq!(desk.take(&chain.empty(2)), Ok(News::New));
}

#[test]
fn rotation_of_bundle_keys() {
    let old = Chain::new();
    let mut desk = Desk::of(&old);
    // A thief has the bundle key and wants to be the last for ever.
    assert_eq!(desk.take(&old.empty(u32::MAX)), Ok(News::New));
    assert_eq!(
        desk.take(&old.empty(2)),
        Err(Refused::Older {
            held: (1, u32::MAX),
            offered: (1, 2)
        })
    );
    let new = old.then(|root| root.bundle_keys = vec![Signer::new("y").key], &["a"]);
    // The stolen key is nothing under the new root.
    assert_eq!(desk.take(&new.empty(1)), Err(Refused::ManifestSignature));
    // And the number starts again from 1.
    let first = new.file(&new.manifest(1), &[], &["y"]);
    assert_eq!(desk.take(&first), Ok(News::New));
    assert_eq!(desk.0.position(), (2, 1));
    // The thief's file cannot come back.
    assert_eq!(
        desk.take(&old.empty(u32::MAX)),
        Err(Refused::Older {
            held: (2, 1),
            offered: (1, u32::MAX)
        })
    );
}

#[test]
fn rotation_of_root_keys() {
    let old = Chain::new();
    let keys = || vec![Signer::new("b").key, Signer::new("c").key];
    let to = |signers: &[&str]| {
        old.then(
            |root| {
                root.root_keys = keys();
                root.threshold = 2;
            },
            signers,
        )
    };
    let mut desk = Desk::of(&old);
    desk.take(&old.empty(1)).expect("the first");
    for too_few in [
        &["a"][..],
        &["a", "b"],
        &["b", "c"],
        &["a", "b", "b"],
        &["d", "b", "c"],
    ] {
        assert_eq!(
            desk.take(&to(too_few).empty(1)),
            Err(Refused::RootSignatures { version: 2 }),
            "{too_few:?}"
        );
    }
    let new = to(&["a", "b", "c"]);
    assert_eq!(desk.take(&new.empty(1)), Ok(News::New));
    // The old key says nothing any more.
    let back = new.then(|_| (), &["a"]);
    assert_eq!(
        desk.take(&back.empty(1)),
        Err(Refused::RootSignatures { version: 3 })
    );
    let third = new.then(|_| (), &["b", "c"]);
    assert_eq!(desk.take(&third.empty(1)), Ok(News::New));
}

#[test]
fn a_root_may_not_be_skipped() {
    let one = Chain::new();
    let two = one.then(|_| (), &["a"]);
    let three = two.then(|_| (), &["a"]);
    // Somebody who was away for long takes all steps at once.
    assert_eq!(Desk::of(&one).take(&three.empty(1)), Ok(News::New));
    // Without the second the third is not believed, though the first signed it too.
    let mut gap = three.clone();
    gap.docs.remove(1);
    assert_eq!(
        Desk::of(&one).take(&gap.empty(1)),
        Err(Refused::RootSkipped {
            before: 1,
            after: 3
        })
    );
    // A chain that begins after the pinned root.
    let mut late = three.clone();
    late.docs.remove(0);
    assert_eq!(
        Desk::of(&one).take(&late.empty(1)),
        Err(Refused::RootSkipped {
            before: 1,
            after: 2
        })
    );
    // It will do for somebody who holds the second.
    let mut desk = Desk::of(&one);
    desk.take(&two.empty(1)).expect("the second");
    assert_eq!(desk.take(&late.empty(1)), Ok(News::New));
    // Backwards, and twice the same.
    for order in [[1, 0, 2], [0, 0, 1], [0, 2, 1]] {
        let mut mixed = three.clone();
        mixed.docs = order.map(|i| three.docs[i].clone()).to_vec();
        let refused = Desk::of(&one).take(&mixed.empty(1));
        assert!(
            matches!(refused, Err(Refused::RootSkipped { .. })),
            "{order:?} {refused:?}"
        );
    }
    // Nor may the file end before what is held.
    assert_eq!(
        desk.take(&one.empty(7)),
        Err(Refused::Older {
            held: (3, 1),
            offered: (1, 7)
        })
    );
}

#[test]
fn another_root_of_the_same_version() {
    let one = Chain::new();
    let two = one.then(|_| (), &["a"]);
    let other = one.then(|root| root.made = at(NOW), &["a"]);
    let mut desk = Desk::of(&one);
    desk.take(&two.empty(1)).expect("the second");
    assert_eq!(
        desk.take(&other.empty(2)),
        Err(Refused::RootDiffers { version: 2 })
    );
    let third = other.then(|_| (), &["a"]);
    assert_eq!(
        desk.take(&third.empty(1)),
        Err(Refused::RootDiffers { version: 2 })
    );
}

#[test]
fn strangers() {
    let ours = Chain::new();
    let mut root = first_root();
    root.made = at(NOW);
    let stranger = Chain::of(&root, &["a"]);
    assert_eq!(
        Desk::of(&ours).take(&stranger.empty(1)),
        Err(Refused::NotPinned)
    );
    // A second root that claims to be ours goes on from a first that is not.
    let claims = stranger.then(|root| root.publisher = ours.newest.publisher, &["a"]);
    assert_eq!(
        Desk::of(&ours).take(&claims.empty(1)),
        Err(Refused::Disagrees)
    );
    // A later root alone, signed by itself, that claims to be ours: the pinned one is missing.
    let mut alone = claims.clone();
    alone.docs.remove(0);
    assert_eq!(
        Desk::of(&ours).take(&alone.empty(1)),
        Err(Refused::RootSkipped {
            before: 1,
            after: 2
        })
    );
    // Nor is it taken by somebody who holds our second root.
    let mut desk = Desk::of(&ours);
    desk.take(&ours.then(|_| (), &["a"]).empty(1))
        .expect("the second");
    assert_eq!(
        desk.take(&alone.empty(2)),
        Err(Refused::RootDiffers { version: 2 })
    );
}

#[test]
fn roots_and_manifest_belong_together() {
    let chain = Chain::new();
    let mut other = chain.manifest(1);
    other.publisher = Publisher([7; 16]);
    assert_eq!(
        Desk::of(&chain).take(&chain.file(&other, &[], &["x"])),
        Err(Refused::Disagrees)
    );
    for version in [2, u16::MAX] {
        let mut other = chain.manifest(1);
        other.version = version;
        assert_eq!(
            Desk::of(&chain).take(&chain.file(&other, &[], &["x"])),
            Err(Refused::Disagrees)
        );
    }
    // The manifest belongs to the first root, but a second stands in the file.
    let two = chain.then(|_| (), &["a"]);
    assert_eq!(
        Desk::of(&chain).take(&two.file(&chain.manifest(1), &[], &["x"])),
        Err(Refused::Disagrees)
    );
}

#[test]
fn practice_and_real_never_meet() {
    let real = Chain::new();
    let mut root = first_root();
    root.realm = Realm::Practice;
    let practice = Chain::of(&root, &["a"]);
    assert_eq!(
        Desk::of(&real).take(&practice.empty(1)),
        Err(Refused::Realm)
    );
    assert_eq!(
        Desk::of(&practice).take(&real.empty(1)),
        Err(Refused::Realm)
    );
    assert_eq!(Desk::of(&practice).take(&practice.empty(1)), Ok(News::New));
    for (chain, realm) in [(&real, Realm::Practice), (&practice, Realm::Real)] {
        let turned = chain.then(|root| root.realm = realm, &["a"]);
        assert_eq!(Desk::of(chain).take(&turned.empty(1)), Err(Refused::Realm));
    }
    // Only real files prove a time.
    for (chain, time) in [(&real, Some(at(NOW))), (&practice, None)] {
        let bytes = chain.empty(1);
        let file = TrustFile::read(&bytes).expect("a file");
        let accepted = accept(&file, &Desk::of(chain).0, at(NOW)).expect("accepted");
        assert_eq!(accepted.signed_time(), time);
    }
}

#[test]
fn times() {
    let chain = Chain::new();
    let dated = |iat: i64, exp: i64| {
        let mut manifest = chain.manifest(1);
        (manifest.iat, manifest.exp) = (at(iat), at(exp));
        chain.file(&manifest, &[], &["x"])
    };
    let taken = |iat, exp| Desk::of(&chain).take(&dated(iat, exp));
    assert_eq!(taken(NOW + DAY, NOW + 2 * DAY), Ok(News::New));
    assert_eq!(
        taken(NOW + DAY + 1, NOW + 2 * DAY),
        Err(Refused::NotYet {
            iat: at(NOW + DAY + 1)
        })
    );
    assert_eq!(taken(NOW, NOW + 90 * DAY), Ok(News::New));
    assert_eq!(taken(NOW, NOW + 90 * DAY + 1), Err(Refused::TooLong));
    // Expired: accepted, and too old.
    assert_eq!(taken(NOW - 90 * DAY, NOW - 1), Ok(News::New));
    let bytes = dated(NOW - DAY, NOW);
    let file = TrustFile::read(&bytes).expect("a file");
    let accepted = accept(&file, &Desk::of(&chain).0, at(NOW)).expect("accepted");
    assert!(accepted.is_too_old(at(NOW)) && !accepted.is_too_old(at(NOW - 1)));
}

#[test]
fn a_clock_that_was_set_back_takes_nothing_away() {
    let chain = Chain::new();
    let mut desk = Desk::of(&chain);
    let bytes = chain.empty(1);
    desk.take(&bytes).expect("the first");
    let long_ago = at(0);
    assert_eq!(desk.take_at(&bytes, long_ago), Ok(News::Same));
    assert_eq!(
        desk.take_at(&chain.empty(2), long_ago),
        Err(Refused::NotYet { iat: at(NOW) })
    );
}

#[test]
fn the_dead_stay_dead() {
    let chain = Chain::new();
    let school = authority("school");
    let [screen, status] = [0, 1].map(|i: usize| school.keys[i].key.kid());
    let mut desk = Desk::of(&chain);
    let keys = |desk: &Desk, bytes: &[u8]| {
        let file = TrustFile::read(bytes).expect("a file");
        let accepted = accept(&file, &desk.0, at(NOW)).expect("accepted");
        let kids: Vec<_> = accepted.authorities()[0]
            .keys
            .iter()
            .map(|entry| entry.key.kid())
            .collect();
        (kids, accepted.dropped().dead)
    };
    let alive = chain.with(1, std::slice::from_ref(&school), &[]);
    assert_eq!(keys(&desk, &alive), (vec![screen, status], 0));
    // Dead and present in one file.
    let killed = chain.with(2, std::slice::from_ref(&school), &[("kc1", &screen)]);
    assert_eq!(keys(&desk, &killed), (vec![status], 1));
    desk.take(&killed).expect("newer");
    // Revived by a later file, and by one under a new root.
    for revived in [
        chain.with(3, std::slice::from_ref(&school), &[]),
        chain
            .then(|_| (), &["a"])
            .with(1, std::slice::from_ref(&school), &[]),
    ] {
        assert_eq!(keys(&desk, &revived), (vec![status], 1));
        assert_eq!(desk.take(&revived), Ok(News::New));
        assert_eq!(desk.0.dead_since("kc1", &screen), Some(at(NOW - DAY)));
    }
    // The same kid in another format is another key.
    assert_eq!(desk.0.dead_since("hc1", &screen), None);
    assert_eq!(desk.0.tombstones().count(), 1);
}

#[test]
fn a_death_keeps_its_earliest_date() {
    let chain = Chain::new();
    let mut desk = Desk::of(&chain);
    for (seq, days, kept) in [(1, 3, 3), (2, 9, 9), (3, 1, 9)] {
        let mut manifest = chain.manifest(seq);
        let mut dead = death("hc1", b"12345678");
        dead.since = at(NOW - days * DAY);
        manifest.dead = vec![dead];
        desk.take(&chain.file(&manifest, &[], &["x"]))
            .expect("newer");
        let since = desk.0.dead_since("hc1", b"12345678");
        assert_eq!(since, Some(at(NOW - kept * DAY)));
    }
}

#[test]
fn no_death_outside_the_scope() {
    let chain = Chain::of(
        &{
            let mut root = first_root();
            root.scope = vec![scope("kc1:school")];
            root
        },
        &["a"],
    );
    let dead: [(&str, &[u8]); 5] = [
        ("hc1", b"a"),
        ("shc", b"b"),
        ("vds", b"c"),
        ("packs", b"d"),
        ("kc1", b"e"),
    ];
    let bytes = chain.with(1, &[authority("school")], &dead);
    let file = TrustFile::read(&bytes).expect("a file");
    let accepted = accept(&file, &Desk::of(&chain).0, at(NOW)).expect("accepted");
    assert_eq!(accepted.dropped().out_of_scope, 4);
    let left: Vec<_> = accepted
        .state()
        .tombstones()
        .map(|(format, ..)| format)
        .collect();
    assert_eq!(left, ["kc1"]);
}

#[test]
fn a_refused_file_leaves_no_tombstone() {
    let chain = Chain::new();
    let mut desk = Desk::of(&chain);
    let mut manifest = chain.manifest(1);
    manifest.dead = vec![death("hc1", b"12345678")];
    // One part of the file breaks its grammar: all or nothing.
    manifest.parts = vec![entry(healthcode::kct::PartType::Kc1, b"\x80")];
    let bytes = chain.file(&manifest, &[b"\x80"], &["x"]);
    assert_eq!(
        desk.take(&bytes),
        Err(Refused::Form(healthcode::kct::KctError::Form))
    );
    assert_eq!(desk.0.tombstones().count(), 0);
}
