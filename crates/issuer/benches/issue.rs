//! A run of strips against signing alone.
//!
//! `ratio` lines hold on any machine: what all of it costs (proofs of the device keys, indices, codes, signatures, the
//! store's commit), over what the signatures and their checks cost by themselves. In turns in short slices.

use std::hint::black_box;
use std::path::Path;
use std::time::Instant;

use healthcode::Private;
use healthcode::kc1::write;
use healthcode::kc1::{Claims, Code, DeviceKey, Signer};
use healthcode::kct::{Curve, Realm};
use issuer::keys::KeyFolder;
use issuer::keys::signer::InMemory;
use issuer::practice::{self, Keep};
use issuer::{Clock, Limits, Pack, Settings};
use issuing::message::{Mark, NewPerson};
use issuing::{Account, Client, Nonce, PersonId, Stamp};

/// As many as a month has.
const STRIPS: usize = 30;
const SLICES: usize = 41;

fn main() {
    of(Curve::P256, "");
    of(Curve::Sm2, "_sm2");
}

fn of(curve: Curve, name: &str) {
    let folder = tempfile::tempdir().expect("a folder");
    authority(folder.path(), curve);
    let keep = Keep::Folder(folder.path().to_owned());
    let practice = practice::start(&keep, Clock::system()).expect("started");
    let client = Client::new(practice.address()).expect("loopback");
    let device = key(curve);
    let keys: Vec<InMemory> = (0..STRIPS).map(|_| key(curve)).collect();
    // One person, many devices: one of them alone may not ask this often.
    let others: Vec<(InMemory, PersonId)> = (0..SLICES.div_ceil(30))
        .map(|_| family(&client, curve))
        .collect();
    let runs = |slice: usize| {
        let (device, person) = &others[slice / 30];
        let account = Account {
            realm: Realm::Practice,
            device,
        };
        client
            .run(&account, stamp(), *person, &keys)
            .expect("a run")
    };
    let example = Code::read(runs(0).strips[0].expose())
        .expect("a strip")
        .claimed()
        .clone();
    let [mut signing, mut codes, mut whole, mut took] = [const { Vec::new() }; 4];
    for slice in 1..SLICES {
        let raw = time(|| raw(&device, &keys));
        let alone = time(|| signed(&device, &example));
        codes.push(time(|| written(&device, &example)) / alone);
        signing.push(alone / STRIPS as f64);
        took.push(time(|| runs(slice)));
        whole.push(took[slice - 1] / raw);
    }
    println!(
        "figure issuer.raw_signing{name} {:.0} /s",
        1.0 / median(signing)
    );
    println!(
        "figure issuer.run_of_30_over_http{name} {:.1} ms",
        median(took) * 1e3
    );
    println!(
        "ratio issuer.code_over_raw_signing{name} {:.2}",
        median(codes)
    );
    println!(
        "ratio issuer.run_of_30_over_http_over_raw{name} {:.2}",
        median(whole)
    );
}

/// A practice authority's folder, with keys on this curve.
fn authority(folder: &Path, curve: Curve) {
    let now = Clock::system().now();
    let settings = Settings {
        id: "practice".to_owned(),
        realm: issuing::message::Realm::Practice,
        names: [("en".to_owned(), "Bench".to_owned())].into(),
        address: None,
        status_base: None,
        regions: Pack::examples(now),
        limits: Limits::default(),
    };
    KeyFolder::of(folder)
        .create(&settings, curve, now)
        .expect("keys");
}

/// What cannot be left out: for each strip the device's proof made and checked, and the authority's signature.
fn raw(device: &InMemory, keys: &[InMemory]) {
    for (key, place) in keys.iter().zip(0..) {
        let point = DeviceKey::of(key.key());
        let message = point.to_be_signed(Realm::Practice, &[7; 16], place);
        let proof = point.curve.canonical(&key.sign(&message).expect("signed"));
        assert!(point.is_held(Realm::Practice, &[7; 16], place, &proof));
        black_box(device.sign(&message).expect("signed"));
    }
}

/// Thirty codes, written, read back and signed, as the authority does.
fn written(device: &InMemory, claims: &Claims) {
    for _ in 0..STRIPS {
        let unsigned = write::code(claims, device.key()).expect("a code");
        black_box(unsigned.text_by(device).expect("signed"));
    }
}

/// Thirty signatures over as many bytes.
fn signed(device: &InMemory, claims: &Claims) {
    let message = write::code(claims, device.key())
        .expect("a code")
        .to_be_signed();
    for _ in 0..STRIPS {
        black_box(device.sign(black_box(&message)).expect("signed"));
    }
}

fn family(client: &Client, curve: Curve) -> (InMemory, PersonId) {
    let device = key(curve);
    let account = Account {
        realm: Realm::Practice,
        device: &device,
    };
    client.register(&account, stamp()).expect("registered");
    let person = NewPerson {
        region: "CN-GD".to_owned(),
        mark: Mark {
            name: Some(Private::new("王".to_owned())),
            ..Mark::default()
        },
    };
    let person = client.enrol(&account, stamp(), &person).expect("enrolled");
    (device, person.id)
}

fn key(curve: Curve) -> InMemory {
    InMemory::generate(curve).expect("a key")
}

fn stamp() -> Stamp {
    Stamp {
        now: Clock::system().now(),
        nonce: Nonce(*key(Curve::P256).key().x.first_chunk().expect("32")),
    }
}

/// Seconds.
fn time<T>(work: impl FnOnce() -> T) -> f64 {
    let begun = Instant::now();
    black_box(work());
    begun.elapsed().as_secs_f64()
}

fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    values[values.len() / 2]
}
