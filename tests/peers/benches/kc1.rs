//! Judging KC1, against the signature alone; SM2 against OpenSSL's command line; status lists.

use std::process::Command;
use std::time::Instant;

use aws_lc_rs::rand::SystemRandom;
use aws_lc_rs::signature::{ECDSA_P256_SHA256_FIXED, ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair, KeyPair, ParsedPublicKey};
use healthcode::key::{Algorithm, PublicKey};
use healthcode::kc1::{
    self, Claims, Code, Colour, DeviceKey, Holder, Kind, Proof, Real, Second, Serial, Store, Unsigned, status, write,
};
use healthcode::kct::{
    self, Authority, Curve, Key, KeyEntry, KeyUse, Manifest, Part, PartType, Publisher, Realm, Root, Scope, Signed,
    State, Thing, TrustFile,
};
use healthcode::{Private, Trust, Verdict, judge};
use jiff::{SignedDuration, Timestamp};
use kincode_peers::{SLICES, median, time};

/// Distinct codes, so that nothing can be remembered from one to the next.
const CODES: usize = 400;

struct Signer {
    pair: EcdsaKeyPair,
    key: Key,
}

struct Shown {
    text: String,
    signed: Vec<u8>,
    signature: Vec<u8>,
}

fn main() {
    let [issuer, lister] = [(); 2].map(|()| Signer::new());
    let now: Timestamp = "2026-11-21T08:00:00Z".parse().expect("RFC 3339");
    let mut trust = Trust::default();
    trust.kc1_mut().real = store(&issuer, &lister, now);
    let papers: Vec<Shown> = (0..CODES).map(|n| paper(n, &issuer, now)).collect();
    let lives: Vec<Shown> = (0..CODES).map(|n| live(n, &issuer, now)).collect();
    let bare: Vec<Shown> = (0..CODES).map(|n| strip(n, &Signer::new(), &issuer, now)).collect();
    let point = issuer.pair.public_key().as_ref();
    let raw = ParsedPublicKey::new(&ECDSA_P256_SHA256_FIXED, point).expect("a key");

    let mut slices = Vec::with_capacity(SLICES);
    for _ in 0..SLICES {
        let raw = time(&bare, |code| raw.verify_sig(&code.signed, &code.signature).is_ok());
        let strip = time(&bare, |code| judge(&code.text, &trust, now).verified().is_some());
        let paper = time(&papers, |code| judge(&code.text, &trust, now).verdict() == Verdict::Accept);
        let live = time(&lives, |code| judge(&code.text, &trust, now).verdict() == Verdict::Accept);
        let read = time(&bare, |code| Code::read(&code.text).is_ok());
        slices.push([raw, strip, paper, live, read]);
    }
    let figure = |name: &str, at: usize| println!("figure kc1.{name} {:.1} us", median(&slices, |s| s[at]) * 1e6);
    figure("raw_es256", 0);
    figure("strip_verify", 1);
    figure("paper_verify", 2);
    figure("live_verify", 3);
    figure("read", 4);
    println!("ratio kc1.strip_verify_of_raw_es256 {:.3}", median(&slices, |s| s[0] / s[1]));
    println!("ratio kc1.paper_verify_of_raw_es256 {:.3}", median(&slices, |s| s[0] / s[2]));
    println!("ratio kc1.live_verify_of_two_raw_es256 {:.3}", median(&slices, |s| 2.0 * s[0] / s[3]));
    sm2();
    lists(&issuer, &lister, now);
}

/// GB/T 32918.5-2017 section A.2, again and again, in turns with `openssl speed`.
fn sm2() {
    let hex = |text: &str| data_encoding::HEXUPPER.decode(text.as_bytes()).expect("hexadecimal");
    let x = hex("09F9DF311E5421A150DD7D161E4BC5C672179FAD1833FC076BB08FF356F35020");
    let y = hex("CCEA490CE26775A52DC6EA718CC1AA600AED05FBF35E084A6632F6072DA9AD13");
    let r = hex("F5A03B0648D2C4630EEAC513E1BB81A15944DA3827D5B74143AC7EACEEE720B3");
    let s = hex("B1B6AA29DF212FD8763182BC0D421CA1BB9038FD1F7F42D4840B69C485BBC1AA");
    let [x, y]: [[u8; 32]; 2] = [x, y].map(|c| c.try_into().expect("32 bytes"));
    let signature = [r, s].concat();
    let key = PublicKey::sm2(&x, &y).expect("a point");
    let again = vec![(); CODES];
    let mut slices = Vec::new();
    for _ in 0..7 {
        let ours = time(&again, |()| key.verifies(Algorithm::Sm2, b"message digest", &signature));
        let fresh = time(&again, |()| {
            let key = PublicKey::sm2_compressed(&x, true).expect("a point");
            key.verifies(Algorithm::Sm2, b"message digest", &signature)
        });
        let theirs = openssl();
        slices.push([ours, fresh, theirs]);
    }
    println!("figure sm2.verify {:.0} /s", 1.0 / median(&slices, |s| s[0]));
    println!("figure sm2.verify_openssl {:.0} /s", 1.0 / median(&slices, |s| s[2]));
    println!("ratio sm2.verify_of_openssl {:.2}", median(&slices, |s| s[2] / s[0]));
    println!("ratio sm2.verify_with_a_new_key_of_openssl {:.2}", median(&slices, |s| s[2] / s[1]));
}

/// Seconds a verification of OpenSSL's command line takes, by its own count of processor time.
fn openssl() -> f64 {
    let output = Command::new("openssl").args(["speed", "-seconds", "1", "sm2"]).output().expect("openssl");
    let text = String::from_utf8(output.stdout).expect("UTF-8");
    let line = text.lines().find(|line| line.contains("SM2 (CurveSM2)")).expect("a line about SM2");
    let a_second: f64 = line.split_whitespace().last().and_then(|n| n.parse().ok()).expect("a number");
    1.0 / a_second
}

/// A list of 2^20 with one of 1,000 set.
fn lists(issuer: &Signer, lister: &Signer, now: Timestamp) {
    let mut bits = vec![0; status::LIST_BYTES];
    let mut dice: u64 = 1;
    let mut set = 0;
    while set < 1_049 {
        dice = dice.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        let index = (dice >> 44) as usize;
        set += usize::from(bits[index / 8] >> (index % 8) & 1 == 0);
        bits[index / 8] |= 1 << (index % 8);
    }
    let start = Instant::now();
    let build = |iat: Timestamp| {
        let times = (iat, iat + SignedDuration::from_hours(24));
        let unsigned = write::status("gzedu", 7, times, &bits, &lister.key).expect("a list");
        unsigned.finish(&lister.sign(&unsigned.to_be_signed()))
    };
    let token = build(now);
    let built = start.elapsed();
    let mut store = store(issuer, lister, now);
    let whose = Publisher::of_first_root(&root(issuer));
    let start = Instant::now();
    store.take_status(whose, &token, now).expect("taken");
    let taken = start.elapsed();
    let older = store.take_status(whose, &build(now - SignedDuration::from_mins(10)), now);
    assert_eq!(older, Err(kc1::StatusError::Older), "an older list is refused");
    println!("figure kc1.status_list_size {} bytes", token.len());
    println!("figure kc1.status_list_build {:.2} ms", built.as_secs_f64() * 1e3);
    println!("figure kc1.status_list_take {:.2} ms", taken.as_secs_f64() * 1e3);
}

impl Signer {
    fn new() -> Self {
        let pair = EcdsaKeyPair::generate(&ECDSA_P256_SHA256_FIXED_SIGNING).expect("a key");
        let point = pair.public_key().as_ref();
        let key = Key {
            curve: Curve::P256,
            x: point[1..33].try_into().expect("32 bytes"),
            y: point[33..].try_into().expect("32 bytes"),
        };
        Self { pair, key }
    }

    fn sign(&self, message: &[u8]) -> [u8; 64] {
        let signature = self.pair.sign(&SystemRandom::new(), message).expect("signed");
        write::lower_half(signature.as_ref().try_into().expect("64 bytes"))
    }

    fn shown(&self, unsigned: &Unsigned) -> Shown {
        let signed = unsigned.to_be_signed();
        let signature = self.sign(&signed);
        Shown { text: unsigned.text(&signature), signed, signature: signature.to_vec() }
    }
}

fn claims(n: usize, now: Timestamp) -> Claims {
    let hour = now - SignedDuration::from_mins(60);
    Claims {
        kind: Kind::Paper,
        realm: Realm::Real,
        region: "CN-GD".to_owned(),
        colour: Colour::Green,
        as_of: hour,
        holder: Holder {
            name: char::from_u32(0x4E00 + n as u32).map(|c| Private::new(c.to_string())),
            second: Some(Private::new(Second::Tail(format!("{n:04}")))),
        },
        iat: hour,
        nbf: hour,
        exp: hour + SignedDuration::from_hours(26),
        serial: Serial { authority: "gzedu".to_owned(), list: 1203, index: 1_000 + n as u32 },
    }
}

fn paper(n: usize, issuer: &Signer, now: Timestamp) -> Shown {
    issuer.shown(&write::code(&claims(n, now), &issuer.key).expect("claims"))
}

fn strip(n: usize, device: &Signer, issuer: &Signer, now: Timestamp) -> Shown {
    let kind = Kind::Strip(DeviceKey::of(&device.key));
    issuer.shown(&write::code(&Claims { kind, ..claims(n, now) }, &issuer.key).expect("claims"))
}

fn live(n: usize, issuer: &Signer, now: Timestamp) -> Shown {
    let device = Signer::new();
    let strip = Code::read(&strip(n, &device, issuer, now).text).expect("a strip");
    let proof = Proof { t: now, rnd: (n as u64).to_be_bytes(), challenge: None };
    device.shown(&write::proof(&strip, &proof).expect("a proof"))
}

fn root(signer: &Signer) -> Vec<u8> {
    let root = Root {
        publisher: Publisher([0; 16]),
        version: 1,
        realm: Realm::Real,
        names: vec![("en".to_owned(), "Bench".to_owned())],
        root_keys: vec![signer.key],
        threshold: 1,
        bundle_keys: vec![signer.key],
        scope: vec![Scope::Kc1All],
        made: Timestamp::from_second(1_790_000_000).expect("in range"),
    };
    kct::write::root(&root).expect("a root")
}

fn store(issuer: &Signer, lister: &Signer, now: Timestamp) -> Store<Real> {
    let entry = |signer: &Signer, uses: &[KeyUse]| KeyEntry {
        key: signer.key,
        uses: uses.to_vec(),
        from: now - SignedDuration::from_hours(999),
        until: now + SignedDuration::from_hours(999),
        regions: vec!["CN-GD".to_owned()],
    };
    let authority = Authority {
        id: "gzedu".to_owned(),
        names: vec![("en".to_owned(), "Bench".to_owned())],
        keys: vec![entry(issuer, &[KeyUse::Screen, KeyUse::Paper]), entry(lister, &[KeyUse::Status])],
        status_base: None,
        service_base: None,
        log: None,
    };
    let times = (now, now + SignedDuration::from_hours(24));
    let unsigned = write::status("gzedu", 1203, times, &vec![0; status::LIST_BYTES], &lister.key).expect("a list");
    let list = unsigned.finish(&lister.sign(&unsigned.to_be_signed()));
    let part = kct::write::kc1_part(&[authority]).expect("a part");
    let root = root(issuer);
    let manifest = Manifest {
        publisher: Publisher::of_first_root(&root),
        version: 1,
        seq: 1,
        iat: now,
        exp: now + SignedDuration::from_hours(999),
        parts: vec![Part::of(PartType::Kc1, &part, "bench", now), Part::of(PartType::Status, &list, "bench", now)],
        dead: Vec::new(),
    };
    let manifest = kct::write::manifest(&manifest).expect("a manifest");
    let sign = |thing, payload: &Vec<u8>| {
        let by = kct::write::sign(thing, Realm::Real, &issuer.key, payload, |m| Ok::<_, ()>(issuer.sign(m)));
        Signed { payload: payload.clone().into(), signatures: vec![by.expect("signed")] }
    };
    let (root_doc, signed) = (sign(Thing::Root, &root), sign(Thing::Trust, &manifest));
    let bytes = kct::write::file(&[root_doc], &signed, &[&part, &list]).expect("a file");
    let state = State::pin(&root, [Scope::Kc1All]).expect("a root");
    let file = TrustFile::read(&bytes).expect("a file");
    let accepted = kct::accept(&file, &state, now).expect("accepted");
    let mut store = Store::new();
    assert_eq!(store.take(&accepted, now), Ok(Vec::new()));
    store
}
