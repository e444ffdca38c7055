//! A file that another hand has written (`genuine.py`), read and accepted by ours.

use healthcode::kct::{Curve, Dropped, KeyUse, News, State, TrustFile, accept, write};

use crate::makers::{DAY, NOW, at, everything};

const GENUINE: &[u8] = include_bytes!("genuine.kct");

#[test]
fn written_elsewhere() {
    let file = TrustFile::read(GENUINE).expect("a file");
    let first = file.first_root_payload().expect("begins with the first");
    let state = State::pin(first, everything()).expect("a first root");
    let accepted = accept(&file, &state, at(NOW)).expect("accepted");
    assert_eq!(accepted.news(), News::New);
    assert_eq!(accepted.state().position(), (2, 5));
    // The pack is outside the second root's scope; the status key is dead.
    let dropped = Dropped {
        dead: 1,
        out_of_scope: 1,
    };
    assert_eq!(accepted.dropped(), dropped);
    let parts: Vec<_> = accepted.parts().collect();
    assert_eq!(parts.len(), 1);
    assert_eq!(parts[0].1, b"not read here");
    assert_eq!(parts[0].0.as_of, at(NOW - DAY));
    let [authority] = accepted.authorities() else {
        panic!("one authority");
    };
    assert_eq!(authority.names[1].1, "试验教育局");
    let [issuer, sm2] = authority.keys.as_slice() else {
        panic!("two keys are alive");
    };
    assert_eq!(issuer.uses, [KeyUse::Screen, KeyUse::Paper, KeyUse::School]);
    assert_eq!(sm2.key.curve, Curve::Sm2);
    assert_eq!(accepted.manifest().exp, at(NOW + 30 * DAY));
}

#[test]
fn written_again() {
    let file = TrustFile::read(GENUINE).expect("a file");
    let roots: Vec<_> = file.signed_roots().cloned().collect();
    let parts: Vec<_> = file.unverified_parts().map(|(_, bytes)| bytes).collect();
    let again = write::file(&roots, file.signed_manifest(), &parts);
    assert_eq!(again.as_deref(), Ok(GENUINE));
}
