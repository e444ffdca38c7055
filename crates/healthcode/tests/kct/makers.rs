//! Keys, roots and files to be tested with. The keys are derived from words and worth nothing.

use aws_lc_rs::digest::{SHA256, digest};
use aws_lc_rs::rand::SystemRandom;
use aws_lc_rs::signature::{ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair, KeyPair};
use healthcode::kct::{
    Authority, Curve, Detached, Key, KeyEntry, KeyUse, Manifest, Part, PartType, Publisher, Realm,
    Root, Scope, Signed, Thing, write,
};
use jiff::{SignedDuration, Timestamp};

/// 2026-11-21T08:00:00Z.
pub const NOW: i64 = 1_795_248_000;
pub const DAY: i64 = 86_400;

pub fn at(second: i64) -> Timestamp {
    Timestamp::from_second(second).expect("in range")
}

/// A key pair that signs as our own tools must: with s ≤ n/2.
pub struct Signer {
    pair: EcdsaKeyPair,
    pub key: Key,
}

impl Signer {
    pub fn new(seed: &str) -> Self {
        Self::of(digest(&SHA256, seed.as_bytes()).as_ref())
    }

    /// The other secret with the same first coordinate: n - d for d.
    pub fn mirrored(seed: &str) -> Self {
        let mut scalar = [0; 64];
        scalar[32..].copy_from_slice(digest(&SHA256, seed.as_bytes()).as_ref());
        Self::of(&mirror(scalar)[32..])
    }

    fn of(scalar: &[u8]) -> Self {
        // RFC 5915: version 1, the scalar, the curve by name.
        let mut der = b"\x30\x31\x02\x01\x01\x04\x20".to_vec();
        der.extend_from_slice(scalar);
        der.extend_from_slice(b"\xA0\x0A\x06\x08\x2A\x86\x48\xCE\x3D\x03\x01\x07");
        let pair = EcdsaKeyPair::from_private_key_der(&ECDSA_P256_SHA256_FIXED_SIGNING, &der)
            .expect("a scalar below the order");
        let point = pair.public_key().as_ref();
        let key = Key {
            curve: Curve::P256,
            x: point[1..33].try_into().expect("32"),
            y: point[33..].try_into().expect("32"),
        };
        Self { pair, key }
    }

    pub fn sign(&self, message: &[u8]) -> [u8; 64] {
        let random = random();
        let signature = self.pair.sign(&random, message).expect("signs");
        let signature: [u8; 64] = signature.as_ref().try_into().expect("64");
        let mirrored = mirror(signature);
        if signature[32..] < mirrored[32..] {
            signature
        } else {
            mirrored
        }
    }

    pub fn detached(&self, thing: Thing, realm: Realm, payload: &[u8]) -> Detached {
        write::sign(thing, realm, &self.key, payload, |m| {
            Ok::<_, std::convert::Infallible>(self.sign(m))
        })
        .expect("cannot fail")
    }
}

#[expect(clippy::disallowed_methods, reason = "a test signs, which needs dice")]
fn random() -> SystemRandom {
    SystemRandom::new()
}

/// The other signature of the same message: n - s for s.
pub fn mirror(mut signature: [u8; 64]) -> [u8; 64] {
    const ORDER: [u8; 32] = [
        0xFF, 0xFF, 0xFF, 0xFF, 0, 0, 0, 0, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xBC,
        0xE6, 0xFA, 0xAD, 0xA7, 0x17, 0x9E, 0x84, 0xF3, 0xB9, 0xCA, 0xC2, 0xFC, 0x63, 0x25, 0x51,
    ];
    let mut borrow = 0;
    for i in (0..32).rev() {
        let digit = i16::from(ORDER[i]) - i16::from(signature[32 + i]) - borrow;
        borrow = i16::from(digit < 0);
        signature[32 + i] = digit.rem_euclid(256) as u8;
    }
    signature
}

/// Version 1: one root key `a`, one bundle key `x`, everything in scope.
pub fn first_root() -> Root {
    Root {
        publisher: Publisher([0; 16]),
        version: 1,
        realm: Realm::Real,
        names: vec![
            ("en".to_owned(), "Test district".to_owned()),
            ("zh".to_owned(), "试验区".to_owned()),
        ],
        root_keys: vec![Signer::new("a").key],
        threshold: 1,
        bundle_keys: vec![Signer::new("x").key],
        scope: everything(),
        made: at(NOW - 30 * DAY),
    }
}

pub fn everything() -> Vec<Scope> {
    ["hc1", "kc1:*", "log", "packs", "shc", "vds"]
        .map(scope)
        .to_vec()
}

pub fn scope(text: &str) -> Scope {
    text.parse().expect("a scope")
}

/// Roots, each signed, oldest first.
#[derive(Clone)]
pub struct Chain {
    pub docs: Vec<Signed<'static>>,
    pub newest: Root,
}

impl Chain {
    /// [`first_root`], signed by `a`.
    pub fn new() -> Self {
        Self::of(&first_root(), &["a"])
    }

    pub fn of(root: &Root, signers: &[&str]) -> Self {
        let payload = write::root(root).expect("a root");
        let newest = Root::read(&payload).expect("a root");
        let docs = vec![sign(Thing::Root, newest.realm, payload, signers)];
        Self { docs, newest }
    }

    /// The same with a further root that differs by `change`.
    pub fn then(&self, change: impl FnOnce(&mut Root), signers: &[&str]) -> Self {
        let mut chain = self.clone();
        chain.newest.version += 1;
        change(&mut chain.newest);
        let payload = write::root(&chain.newest).expect("a root");
        chain
            .docs
            .push(sign(Thing::Root, chain.newest.realm, payload, signers));
        chain
    }

    pub fn first_payload(&self) -> &[u8] {
        &self.docs[0].payload
    }

    /// Signed now, valid for 30 days, empty.
    pub fn manifest(&self, seq: u32) -> Manifest {
        Manifest {
            publisher: self.newest.publisher,
            version: self.newest.version,
            seq,
            iat: at(NOW),
            exp: at(NOW + 30 * DAY),
            parts: Vec::new(),
            dead: Vec::new(),
        }
    }

    /// A file with this manifest, signed by `signers`, and parts.
    pub fn file(&self, manifest: &Manifest, parts: &[&[u8]], signers: &[&str]) -> Vec<u8> {
        let payload = write::manifest(manifest).expect("a manifest");
        let manifest = sign(Thing::Trust, self.newest.realm, payload, signers);
        write::file(&self.docs, &manifest, parts).expect("a file")
    }

    /// An empty file with this number, signed by `x`.
    pub fn empty(&self, seq: u32) -> Vec<u8> {
        self.file(&self.manifest(seq), &[], &["x"])
    }

    /// A file with one part of KC1 authorities and these deaths, signed by `x`.
    pub fn with(&self, seq: u32, authorities: &[Authority], dead: &[(&str, &[u8])]) -> Vec<u8> {
        let part = write::kc1_part(authorities).expect("a part");
        let mut manifest = self.manifest(seq);
        manifest.parts = vec![entry(PartType::Kc1, &part)];
        manifest.dead = dead.iter().map(|(f, k)| death(f, k)).collect();
        self.file(&manifest, &[&part], &["x"])
    }
}

pub fn sign(thing: Thing, realm: Realm, payload: Vec<u8>, signers: &[&str]) -> Signed<'static> {
    let signatures = signers
        .iter()
        .map(|seed| Signer::new(seed).detached(thing, realm, &payload))
        .collect();
    Signed {
        payload: payload.into(),
        signatures,
    }
}

pub fn entry(kind: PartType, bytes: &[u8]) -> Part {
    Part::of(kind, bytes, "usb", at(NOW - DAY))
}

pub fn death(format: &str, kid: &[u8]) -> healthcode::kct::Dead {
    healthcode::kct::Dead {
        format: format.to_owned(),
        kid: kid.to_vec(),
        since: at(NOW - DAY),
    }
}

/// An authority with a screen key and a status key, named after its id.
pub fn authority(id: &str) -> Authority {
    let entry = |word: &str, uses: &[KeyUse]| KeyEntry {
        key: Signer::new(&format!("{id} {word}")).key,
        uses: uses.to_vec(),
        from: at(NOW - DAY),
        until: at(NOW - DAY) + SignedDuration::from_hours(24 * 365),
        regions: vec!["CN-GD".to_owned()],
    };
    Authority {
        id: id.to_owned(),
        names: vec![("en".to_owned(), id.to_owned())],
        keys: vec![
            entry("screen", &[KeyUse::Screen, KeyUse::Paper]),
            entry("status", &[KeyUse::Status]),
        ],
        status_base: Some("https://status.example/".to_owned()),
        service_base: None,
        log: None,
    }
}
