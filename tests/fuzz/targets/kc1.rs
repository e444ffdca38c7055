//! Reads any text as a KC1 code, and any bytes as the body of one, as a spoilt genuine one, and as a status list; nobody
//! but the genuine issuer is believed.

#![no_main]

use std::sync::LazyLock;

use healthcode::base45;
use healthcode::kc1::{self, Asked, Code, Message, Real, Receipt, Replay, Request, Store, Token, write};
use healthcode::kct::{Clock, Realm, Scope, State, TrustFile, accept};
use healthcode::status_list::StatusListToken;
use jiff::{SignedDuration, Timestamp};
use libfuzzer_sys::fuzz_target;

/// Test keys, never trusted.
const TRUST: &[u8] = include_bytes!("../../vectors/negative/trust/kc1-good.kct");
/// Its first two lines are the genuine paper code and live proof.
const VECTORS: &str = include_str!("../../vectors/negative/kc1.ndjson");

static NOW: LazyLock<Timestamp> = LazyLock::new(|| "2026-09-30T02:00:00Z".parse().expect("RFC 3339"));

static STORE: LazyLock<Store<Real>> = LazyLock::new(|| {
    let file = TrustFile::read(TRUST).expect("kc1-good.kct");
    let root = file.first_root_payload().expect("begins with the first root");
    let pinned = State::pin(root, [Scope::Kc1All]).expect("a first root");
    let accepted = accept(&file, &pinned, *NOW).expect("accepted");
    let mut store = Store::new();
    assert_eq!(store.take(&accepted, *NOW), Ok(Vec::new()));
    store
});

/// What the genuine issuer has signed in all vectors: a corpus may hold any of them.
static SIGNED: LazyLock<Vec<Code>> = LazyLock::new(|| {
    let words: Vec<_> = VECTORS.split('"').collect();
    let texts = words.windows(3).filter(|w| w[0] == "text").map(|w| w[2]);
    texts.filter_map(|text| Code::read(text).ok()).collect()
});

static GENUINE: LazyLock<Vec<(Vec<u8>, Code)>> = LazyLock::new(|| {
    let text = |line: &'static str| line.split('"').skip_while(|word| *word != "text").nth(2);
    let genuine: Vec<_> = VECTORS
        .lines()
        .take(2)
        .filter_map(text)
        .map(|text| (base45::decode(&text[4..]).expect("a body"), Code::read(text).expect("a code")))
        .collect();
    assert_eq!(genuine.len(), 2);
    genuine
});

fuzz_target!(|bytes: &[u8]| {
    if let Ok(text) = std::str::from_utf8(bytes) {
        judge(text);
    }
    body(bytes);
    if let [which, high, low, rest @ ..] = bytes {
        let (good, _) = &GENUINE[usize::from(which % 2)];
        let at = usize::from(u16::from_be_bytes([*high, *low])) % good.len();
        let end = (at + rest.len()).min(good.len());
        body(&[&good[..at], rest, &good[end..]].concat());
    }
    let _ = StatusListToken::read(bytes);
    // Nobody has signed a message here.
    let key = healthcode::kct::Key { curve: healthcode::kct::Curve::P256, x: [1; 32], y: [2; 32] };
    if let Ok(message) = Message::<Request>::read(bytes) {
        assert!(message.verified(&key, Realm::Real).is_none());
        assert!(write::message(message.claimed(), Realm::Real, &key).is_ok());
    }
    if let Ok(message) = Message::<Receipt>::read(bytes) {
        assert!(message.verified(&key, Realm::Real).is_none());
        assert!(write::message(message.claimed(), Realm::Real, &key).is_ok());
    }
    if Token::read(bytes).is_ok() {
        let publisher = TrustFile::read(TRUST).expect("kc1-good.kct").publisher();
        let genuine = TRUST.windows(bytes.len()).any(|window| window == bytes);
        let taken = STORE.clone().take_status(publisher, bytes, *NOW);
        assert!(taken.is_err() || genuine);
    }
});

fn body(bytes: &[u8]) {
    let text = format!("KC1:{}", base45::encode(bytes));
    judge(&text);
}

fn judge(text: &str) {
    let asked = Asked {
        now: *NOW,
        clock: Clock::Good,
        place: Some("school-7"),
        challenge: None,
        grace: SignedDuration::from_hours(24),
        shown: None,
    };
    let mut memory = Replay::new();
    let checked = kc1::judge(text, &STORE, Some(&mut memory), &asked);
    if let Some(verified) = checked.verified() {
        assert!(SIGNED.iter().any(|signed| signed.claimed() == verified.claims()));
    }
    if let Ok(code) = Code::read(text) {
        // Whatever is read can be written again, and is the same then.
        let key = healthcode::kct::Key {
            curve: match code.algorithm() {
                kc1::Algorithm::Es256 => healthcode::kct::Curve::P256,
                kc1::Algorithm::Sm2 => healthcode::kct::Curve::Sm2,
            },
            x: [1; 32],
            y: [2; 32],
        };
        let again = write::code(code.claimed(), &key).expect("what was read can be written");
        let again = Code::read(&again.text(&[0; 64])).expect("what was written can be read");
        assert_eq!(again.claimed(), code.claimed());
    }
}
