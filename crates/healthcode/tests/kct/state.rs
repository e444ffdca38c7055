//! What a desk keeps of a publisher, byte by byte, and how it begins.

use healthcode::kct::{
    Dead, KctError, Manifest, PinError, Publisher, Scope, State, TrustFile, accept, write,
};
use proptest::prelude::*;

use crate::makers::{Chain, NOW, Signer, at, authority, death, entry, everything, scope};

/// A state with everything in it. Nothing signed stands in it, so it is the same bytes every time.
fn state() -> State {
    let chain = Chain::new();
    let bytes = chain.with(
        7,
        &[authority("gzedu")],
        &[("kc1", b"12345678"), ("hc1", b"\x01")],
    );
    let file = TrustFile::read(&bytes).expect("a file");
    let pinned = State::pin(chain.first_payload(), [scope("kc1:*"), Scope::Hc1]).expect("a root");
    accept(&file, &pinned, at(NOW))
        .expect("accepted")
        .into_state()
}

#[test]
fn snapshot() {
    let state = state();
    let bytes = state.to_bytes();
    assert_eq!(hex(&bytes), include_str!("state.hex").replace('\n', ""));
    assert_eq!(State::from_bytes(&bytes), Ok(state.clone()));
    assert_eq!(state.publisher().fingerprint().to_string(), FINGERPRINT);
    let fresh = State::pin(Chain::new().first_payload(), []).expect("a root");
    assert_eq!(State::from_bytes(&fresh.to_bytes()), Ok(fresh));
}

/// Computed apart, from the root in `state.hex`.
const FINGERPRINT: &str = "27B6-NFHX-WKCC-BG7W-8MMK";

#[test]
fn only_our_own_bytes() {
    let bytes = state().to_bytes();
    for len in 0..bytes.len() {
        assert_eq!(
            State::from_bytes(&bytes[..len]),
            Err(KctError::Cut),
            "{len}"
        );
    }
    let longer = [&bytes[..], b"\0"].concat();
    assert_eq!(State::from_bytes(&longer), Err(KctError::Trailing));
    for (name, from, to, error) in [
        (
            "format 2",
            &b"\xA5\x01\x01"[..],
            &b"\xA5\x01\x02"[..],
            KctError::Value,
        ),
        (
            "scopes unsorted",
            b"\x63hc1\x65kc1:*",
            b"\x65kc1:*\x63hc1",
            KctError::Canonical,
        ),
        (
            "a scope twice",
            b"\x05\x82\x63hc1\x65kc1:*",
            b"\x05\x82\x63hc1\x63hc1",
            KctError::Canonical,
        ),
        (
            "deaths unsorted",
            b"\x83\x63hc1\x41\x01",
            b"\x83\x63zzz\x41\x01",
            KctError::Canonical,
        ),
        (
            "number 0",
            b"\x03\x82\x07\x58",
            b"\x03\x82\x00\x58",
            KctError::Value,
        ),
        (
            "half of what is held",
            b"\x03\x82\x07\x58",
            b"\x03\x81\x07\x58",
            KctError::Form,
        ),
    ] {
        // From the right: the root inside has scopes of its own.
        let at = bytes
            .windows(from.len())
            .rposition(|w| w == from)
            .expect(name);
        let spoilt = [&bytes[..at], to, &bytes[at + from.len()..]].concat();
        assert_eq!(State::from_bytes(&spoilt), Err(error), "{name}");
    }
}

#[test]
fn only_a_first_root_is_pinned() {
    let chain = Chain::new();
    let second = chain.then(|_| (), &["a"]);
    let pin = |payload: &[u8]| State::pin(payload, everything());
    assert_eq!(pin(&second.docs[1].payload), Err(PinError::NotFirst));
    assert_eq!(pin(b"\xA0"), Err(PinError::Form(KctError::Form)));
    let bytes = second.empty(1);
    let file = TrustFile::read(&bytes).expect("a file");
    let first = file.first_root_payload().expect("begins with the first");
    let state = pin(first).expect("pinned");
    assert_eq!(state.publisher(), file.publisher());
    assert_eq!(state.publisher(), Publisher::of_first_root(first));
    let mut late = second.clone();
    late.docs.remove(0);
    let bytes = late.empty(1);
    let file = TrustFile::read(&bytes).expect("a file");
    assert_eq!(file.first_root_payload(), None);
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|b| format!("{b:02x}")).collect()
}

prop_compose! {
    fn a_manifest()(
        seq in 1_u32..,
        iat in 1_577_836_800_i64..4_102_444_800,
        exp in 1_577_836_800_i64..4_102_444_800,
        parts in prop::collection::vec((any::<prop::sample::Index>(), any::<Vec<u8>>(), ".*"), 0..6),
        dead in prop::collection::vec((".*", any::<Vec<u8>>()), 0..6),
    ) -> (Manifest, Vec<Vec<u8>>) {
        let mut manifest = Chain::new().manifest(seq);
        (manifest.iat, manifest.exp) = (at(iat), at(exp));
        manifest.dead = dead.iter().map(|(format, kid)| death(format, kid)).collect();
        for (kind, bytes, source) in &parts {
            let kinds = healthcode::kct::PartType::ALL;
            let mut part = entry(kinds[kind.index(kinds.len())], bytes);
            part.source.clone_from(source);
            manifest.parts.push(part);
        }
        (manifest, parts.into_iter().map(|(_, bytes, _)| bytes).collect())
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    /// What is written is read.
    #[test]
    fn round_trip((manifest, parts) in a_manifest()) {
        let payload = write::manifest(&manifest).expect("a manifest");
        prop_assert_eq!(Manifest::read(&payload), Ok(manifest.clone()));
        let parts: Vec<&[u8]> = parts.iter().map(Vec::as_slice).collect();
        let bytes = Chain::new().file(&manifest, &parts, &["x"]);
        let file = TrustFile::read(&bytes).expect("a file");
        prop_assert_eq!(file.manifest(), &manifest);
        let read: Vec<_> = file.unverified_parts().map(|(_, bytes)| bytes).collect();
        prop_assert_eq!(read, parts);
    }

    /// Names, numbers of keys and scopes of any kind.
    #[test]
    fn roots_round_trip(
        names in prop::collection::btree_map("[a-z]{2,30}", ".*", 1..5),
        (keys, threshold, bundle) in (1_usize..=5, 1_u8..=5, 1_usize..=4),
        ids in prop::collection::vec("[a-z0-9][a-z0-9-]{1,11}", 1..5),
    ) {
        let key = |i: usize| Signer::new(&i.to_string()).key;
        let mut root = Chain::new().newest;
        root.names = names.into_iter().collect();
        root.names.sort_by_key(|(tag, _)| (tag.len(), tag.clone()));
        root.root_keys = (0..keys).map(key).collect();
        root.threshold = threshold;
        root.bundle_keys = (5..5 + bundle).map(key).collect();
        root.scope = ids.into_iter().map(Scope::Kc1).collect();
        root.version = 2;
        let payload = write::root(&root).expect("a root");
        prop_assert_eq!(healthcode::kct::Root::read(&payload), Ok(root));
    }

    /// Any tombstones and scopes are remembered.
    #[test]
    fn states_round_trip(dead in prop::collection::vec(any::<Vec<u8>>(), 0..9), id in "[a-z0-9]{2,12}") {
        let chain = Chain::new();
        let mut manifest = chain.manifest(1);
        manifest.dead = dead.iter().map(|kid| Dead { kid: kid.clone(), ..death("shc", b"") }).collect();
        let bytes = chain.file(&manifest, &[], &["x"]);
        let file = TrustFile::read(&bytes).expect("a file");
        let pinned = State::pin(chain.first_payload(), [Scope::Kc1(id), Scope::Shc]).expect("a root");
        let state = accept(&file, &pinned, at(NOW)).expect("accepted").into_state();
        prop_assert!(dead.iter().all(|kid| state.dead_since("shc", kid).is_some()));
        prop_assert_eq!(State::from_bytes(&state.to_bytes()), Ok(state));
    }
}
