//! Any bytes as a trust file, as its pieces, and over a piece of a genuine one: what is read has one
//! spelling, and nothing but what its publisher signed is accepted.
#![no_main]

use std::sync::LazyLock;

use healthcode::kct::{Authority, Manifest, Root, Signed, State, TrustFile, accept, write};
use libfuzzer_sys::fuzz_target;

/// Signed by keys that were thrown away.
const GENUINE: &[u8] = include_bytes!("../../../crates/healthcode/tests/kct/genuine.kct");

/// A desk that has pinned the genuine file's publisher.
static PINNED: LazyLock<State> = LazyLock::new(|| {
    let file = TrustFile::read(GENUINE).expect("genuine.kct");
    let root = file.first_root_payload().expect("begins with the first root");
    State::pin(root, file.newest_root().scope.clone()).expect("a first root")
});

fuzz_target!(|bytes: &[u8]| {
    judge(bytes);
    if let [high, low, rest @ ..] = bytes {
        let at = usize::from(u16::from_be_bytes([*high, *low])) % GENUINE.len();
        let end = (at + rest.len()).min(GENUINE.len());
        judge(&[&GENUINE[..at], rest, &GENUINE[end..]].concat());
    }
    if let Ok(root) = Root::read(bytes) {
        assert_eq!(write::root(&root).as_deref(), Ok(bytes));
    }
    if let Ok(manifest) = Manifest::read(bytes) {
        assert_eq!(write::manifest(&manifest).as_deref(), Ok(bytes));
    }
    if let Ok(authorities) = Authority::read_part(bytes) {
        assert_eq!(write::kc1_part(&authorities).as_deref(), Ok(bytes));
    }
    if let Ok(state) = State::from_bytes(bytes) {
        assert_eq!(state.to_bytes(), bytes);
    }
    if let Ok(signed) = Signed::from_bytes(bytes) {
        assert_eq!(signed.to_bytes(), bytes);
    }
});

fn judge(bytes: &[u8]) {
    let Ok(file) = TrustFile::read(bytes) else {
        return;
    };
    let roots: Vec<_> = file.signed_roots().cloned().collect();
    let parts: Vec<_> = file.unverified_parts().map(|(_, bytes)| bytes).collect();
    let again = write::file(&roots, file.signed_manifest(), &parts);
    assert_eq!(again.as_deref(), Ok(bytes));
    let now = "2026-11-21T08:00:00Z".parse().expect("RFC 3339");
    if accept(&file, &PINNED, now).is_ok() {
        let genuine = TrustFile::read(GENUINE).expect("genuine.kct");
        assert_eq!(file.signed_manifest().payload, genuine.signed_manifest().payload);
    }
}
