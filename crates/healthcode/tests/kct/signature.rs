//! Who has signed, in which words, and how often.

use healthcode::kct::{
    Curve, Detached, Key, News, Realm, Refused, Root, Signed, State, Thing, TrustFile, accept,
    write,
};

use crate::makers::{Chain, NOW, Signer, at, authority, everything, first_root, mirror, sign};

fn taken(chain: &Chain, bytes: &[u8]) -> Result<News, Refused> {
    let state = State::pin(chain.first_payload(), everything()).expect("a first root");
    let file = TrustFile::read(bytes)?;
    accept(&file, &state, at(NOW)).map(|accepted| accepted.news())
}

fn of(keys: Vec<Key>, threshold: u8, signers: &[&str]) -> Result<News, Refused> {
    let root = Root {
        root_keys: keys,
        threshold,
        ..first_root()
    };
    let chain = Chain::of(&root, signers);
    taken(&chain, &chain.empty(1))
}

fn keys(seeds: &[&str]) -> Vec<Key> {
    seeds.iter().map(|seed| Signer::new(seed).key).collect()
}

const TOO_FEW: Result<News, Refused> = Err(Refused::RootSignatures { version: 1 });

#[test]
fn thresholds_count_keys() {
    let abc = ["a", "b", "c"];
    assert_eq!(of(keys(&abc), 2, &["a", "c"]), Ok(News::New));
    assert_eq!(of(keys(&abc), 3, &["c", "a", "b"]), Ok(News::New));
    assert_eq!(of(keys(&abc), 2, &["a"]), TOO_FEW);
    assert_eq!(of(keys(&abc), 2, &["a", "a"]), TOO_FEW, "signs twice");
    assert_eq!(of(keys(&abc), 2, &["a", "a", "a", "a", "a"]), TOO_FEW);
    assert_eq!(
        of(keys(&["a", "a"]), 2, &["a", "a"]),
        TOO_FEW,
        "listed twice"
    );
    assert_eq!(of(keys(&["a", "a", "b"]), 2, &["a", "a"]), TOO_FEW);
    assert_eq!(of(keys(&["a", "a", "b"]), 2, &["b", "a"]), Ok(News::New));
    assert_eq!(of(keys(&abc), 2, &["a", "d"]), TOO_FEW, "a stranger");
    assert_eq!(of(keys(&abc), 2, &["x", "a"]), TOO_FEW, "a bundle key");
    assert_eq!(
        of(keys(&abc), 4, &["a", "b", "c"]),
        TOO_FEW,
        "more than there are"
    );
    assert_eq!(of(keys(&abc), 2, &["d", "b", "e", "a"]), Ok(News::New));
}

#[test]
fn a_key_and_its_mirror_are_one() {
    // d and n - d: whoever has one secret has the other.
    let (one, other) = (Signer::new("a"), Signer::mirrored("a"));
    assert_eq!(one.key.x, other.key.x);
    assert_ne!(one.key.kid(), other.key.kid());
    let root = Root {
        root_keys: vec![one.key, other.key],
        threshold: 2,
        ..first_root()
    };
    let mut chain = Chain::of(&root, &["a"]);
    let second = other.detached(Thing::Root, Realm::Real, chain.first_payload());
    chain.docs[0].signatures.push(second);
    assert_eq!(taken(&chain, &chain.empty(1)), TOO_FEW);
    assert_eq!(
        chain.docs[0].count(&[other.key], Thing::Root, Realm::Real),
        1
    );
}

#[test]
fn sm2_and_points_off_the_curve_never_count() {
    let a = Signer::new("a").key;
    let sm2 = Key {
        curve: Curve::Sm2,
        ..Signer::new("b").key
    };
    let off = Key {
        y: [9; 32],
        ..Signer::new("b").key
    };
    let zero = Key {
        curve: Curve::P256,
        x: [0; 32],
        y: [0; 32],
    };
    for useless in [sm2, off, zero] {
        assert!(!useless.is_usable());
        assert_eq!(
            of(vec![a, useless], 1, &["a"]),
            Ok(News::New),
            "beside a good key"
        );
        assert_eq!(of(vec![a, useless], 2, &["a", "b"]), TOO_FEW);
        assert_eq!(of(vec![useless], 1, &["b"]), TOO_FEW);
    }
    // Signed under the SM2 key's own kid and number, too.
    let chain = Chain::of(
        &Root {
            root_keys: vec![sm2],
            ..first_root()
        },
        &[],
    );
    let signed = write::sign(Thing::Root, Realm::Real, &sm2, chain.first_payload(), |m| {
        Ok::<_, ()>(Signer::new("b").sign(m))
    });
    let mut chain = chain;
    chain.docs[0].signatures = vec![signed.expect("cannot fail")];
    assert_eq!(taken(&chain, &chain.empty(1)), TOO_FEW);
}

#[test]
fn an_algorithm_is_the_keys_own() {
    let mut chain = Chain::new();
    // The same kid and signature under the number of SM2.
    let bytes = chain.docs[0].to_bytes();
    let at = find(&bytes, b"\xA2\x01\x26\x04\x48");
    let mut other = bytes.clone();
    other.splice(at..at + 3, *b"\xA2\x01\x3A\x00\x01\x00\x00");
    other[at - 1] += 4;
    let other = Signed::from_bytes(&other)
        .expect("well-formed")
        .into_owned();
    chain.docs = vec![other];
    assert_eq!(taken(&chain, &chain.empty(1)), TOO_FEW);
}

#[test]
fn every_other_context_is_refused() {
    let chain = Chain::new();
    let root = chain.first_payload();
    let manifest = write::manifest(&chain.manifest(1)).expect("a manifest");
    let good = |realm, thing| {
        let mut chain = chain.clone();
        chain.docs = vec![sign(thing, realm, root.to_vec(), &["a"])];
        taken(&chain, &chain.empty(1))
    };
    assert_eq!(good(Realm::Real, Thing::Root), Ok(News::New));
    assert_eq!(good(Realm::Practice, Thing::Root), TOO_FEW);
    assert_eq!(good(Realm::Real, Thing::Trust), TOO_FEW);
    let good = |realm, thing| {
        let manifest = sign(thing, realm, manifest.clone(), &["x"]);
        taken(
            &chain,
            &write::file(&chain.docs, &manifest, &[]).expect("a file"),
        )
    };
    assert_eq!(good(Realm::Real, Thing::Trust), Ok(News::New));
    assert_eq!(
        good(Realm::Practice, Thing::Trust),
        Err(Refused::ManifestSignature)
    );
    assert_eq!(
        good(Realm::Real, Thing::Root),
        Err(Refused::ManifestSignature)
    );
    // Contexts that no type of ours can say.
    let said = |bytes: &[u8]| {
        let key = Signer::new("x").key;
        let wrong = write::sign(Thing::Trust, Realm::Real, &key, &manifest, |right| {
            Ok::<_, ()>(Signer::new("x").sign(&replaced(right, b"\x54kincode/1/real/trust", bytes)))
        });
        let manifest = Signed {
            payload: manifest.clone().into(),
            signatures: vec![wrong.expect("cannot fail")],
        };
        taken(
            &chain,
            &write::file(&chain.docs, &manifest, &[]).expect("a file"),
        )
    };
    assert_eq!(said(b"\x54kincode/1/real/trust"), Ok(News::New));
    for wrong in [
        b"\x40".as_slice(),
        b"",
        b"\x53kincode/1/real/code",
        b"\x54kincode/2/real/trust",
        b"\x54Kincode/1/real/trust",
        b"\x74kincode/1/real/trust",
        b"\x55kincode/1/real/trust/",
    ] {
        assert_eq!(said(wrong), Err(Refused::ManifestSignature), "{wrong:x?}");
    }
}

#[test]
fn damaged_signatures() {
    type Damage<'a> = &'a dyn Fn(&mut [u8; 64]);
    let chain = Chain::new();
    let manifest = write::manifest(&chain.manifest(1)).expect("a manifest");
    let by = |change: Damage<'_>| {
        let signed = Signer::new("x");
        let signed: Result<Detached, ()> =
            write::sign(Thing::Trust, Realm::Real, &signed.key, &manifest, |m| {
                let mut signature = signed.sign(m);
                change(&mut signature);
                Ok(signature)
            });
        let manifest = Signed {
            payload: manifest.clone().into(),
            signatures: vec![signed.expect("cannot fail")],
        };
        taken(
            &chain,
            &write::file(&chain.docs, &manifest, &[]).expect("a file"),
        )
    };
    assert_eq!(by(&|_| ()), Ok(News::New));
    let damages: [(&str, Damage<'_>); 8] = [
        ("the upper half", &|s| *s = mirror(*s)),
        ("zeros", &|s| *s = [0; 64]),
        ("r = 0", &|s| s[..32].fill(0)),
        ("s = 0", &|s| s[32..].fill(0)),
        ("r too large", &|s| s[..32].fill(0xFF)),
        ("s too large", &|s| s[32..].fill(0xFF)),
        ("swapped", &|s| s.rotate_left(32)),
        ("little-endian", &|s| {
            s[..32].reverse();
            s[32..].reverse();
        }),
    ];
    for (name, damage) in damages {
        assert_eq!(by(damage), Err(Refused::ManifestSignature), "{name}");
    }
    for stranger in [&["a"][..], &["y"], &["a", "y", "b"]] {
        let manifest = sign(Thing::Trust, Realm::Real, manifest.clone(), stranger);
        let bytes = write::file(&chain.docs, &manifest, &[]).expect("a file");
        assert_eq!(
            taken(&chain, &bytes),
            Err(Refused::ManifestSignature),
            "{stranger:?}"
        );
    }
    let manifest = sign(
        Thing::Trust,
        Realm::Real,
        manifest.clone(),
        &["a", "y", "x"],
    );
    let bytes = write::file(&chain.docs, &manifest, &[]).expect("a file");
    assert_eq!(
        taken(&chain, &bytes),
        Ok(News::New),
        "one of three is enough"
    );
}

#[test]
fn a_signature_for_one_file_is_none_for_another() {
    let chain = Chain::new();
    let [one, two] = [1, 2].map(|seq| write::manifest(&chain.manifest(seq)).expect("a manifest"));
    let mut crossed = sign(Thing::Trust, Realm::Real, one, &["x"]);
    crossed.payload = two.into();
    let bytes = write::file(&chain.docs, &crossed, &[]).expect("a file");
    assert_eq!(taken(&chain, &bytes), Err(Refused::ManifestSignature));
}

#[test]
fn no_single_bit_may_change() {
    let chain = Chain::new();
    let bytes = chain.with(1, &[authority("gzedu")], &[("kc1", b"12345678")]);
    assert_eq!(taken(&chain, &bytes), Ok(News::New));
    let mut flipped = bytes.clone();
    for bit in 0..bytes.len() * 8 {
        flipped[bit / 8] ^= 1 << (bit % 8);
        assert!(taken(&chain, &flipped).is_err(), "bit {bit}");
        flipped[bit / 8] = bytes[bit / 8];
    }
}

fn find(bytes: &[u8], what: &[u8]) -> usize {
    bytes
        .windows(what.len())
        .position(|window| window == what)
        .expect("stands there")
}

fn replaced(bytes: &[u8], from: &[u8], to: &[u8]) -> Vec<u8> {
    let at = find(bytes, from);
    [&bytes[..at], to, &bytes[at + from.len()..]].concat()
}
