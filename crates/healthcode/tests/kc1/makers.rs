//! Keys and claims to be tested with. The keys are derived from words and worth nothing.

use std::convert::Infallible;

use healthcode::Private;
use healthcode::kc1::write::Unsigned;
use healthcode::kc1::{
    Asked, Claims, Colour, DeviceKey, Holder, Kind, Practice, Real, Second, Serial, Store,
};
use healthcode::kct::{
    Authority, Clock, Curve, Key, KeyEntry, KeyUse, Manifest, Part, PartType, Publisher, Realm,
    Root, Scope, Signed, State, Thing, TrustFile, accept, write,
};
use jiff::{SignedDuration, Timestamp};
use p256::ecdsa::signature::Signer as _;
use p256::ecdsa::{Signature, SigningKey};

/// 2026-09-30T00:00:00Z, the T of annex A.
pub const T: i64 = 1_790_726_400;
pub const HOUR: i64 = 3_600;
pub const DAY: i64 = 24 * HOUR;

pub fn at(second: i64) -> Timestamp {
    Timestamp::from_second(second).expect("in range")
}

/// A key pair by the recipe of annex A: 1 + (SHA-256(seed) mod (n - 1)).
pub struct Signer {
    signing: SigningKey,
    pub key: Key,
    pub odd: bool,
}

impl Signer {
    pub fn new(seed: &str) -> Self {
        let mut scalar = healthcode::certificate::sha256(seed.as_bytes());
        // The hash is below n - 1 but once in 2^32, so only 1 is added.
        for byte in scalar.iter_mut().rev() {
            let (sum, over) = byte.overflowing_add(1);
            *byte = sum;
            if !over {
                break;
            }
        }
        let signing = SigningKey::from_slice(&scalar).expect("a scalar below the order");
        let point = signing.verifying_key().to_sec1_point(false);
        let point: [u8; 65] = point.as_bytes().try_into().expect("uncompressed");
        let key = Key {
            curve: Curve::P256,
            x: point[1..33].try_into().expect("32"),
            y: point[33..].try_into().expect("32"),
        };
        Self {
            signing,
            key,
            odd: point[64] & 1 == 1,
        }
    }

    /// RFC 6979, lower-half s.
    pub fn sign(&self, message: &[u8]) -> [u8; 64] {
        let signature: Signature = self.signing.sign(message);
        signature.normalize_s().to_bytes().into()
    }

    pub fn text(&self, unsigned: &Unsigned) -> String {
        let text = unsigned.sign(|m| Ok::<_, Infallible>(self.sign(m)));
        text.expect("cannot fail")
    }

    pub fn device(&self) -> DeviceKey {
        DeviceKey::of(&self.key)
    }

    pub fn entry(&self, uses: &[KeyUse]) -> KeyEntry {
        KeyEntry {
            key: self.key,
            uses: uses.to_vec(),
            from: at(T - 300 * DAY),
            until: at(T + 300 * DAY),
            regions: vec!["CN-GD".to_owned()],
        }
    }
}

impl healthcode::kc1::Signer for Signer {
    type Error = Infallible;

    fn key(&self) -> &Key {
        &self.key
    }

    fn sign(&self, message: &[u8]) -> Result<[u8; 64], Infallible> {
        Ok(Self::sign(self, message))
    }
}

pub fn issuer() -> Signer {
    Signer::new("kincode test issuer")
}

pub fn device() -> Signer {
    Signer::new("kincode test device")
}

/// Signs status lists.
pub fn lister() -> Signer {
    Signer::new("kincode test status")
}

/// The paper code of annex A.
pub fn paper() -> Claims {
    Claims {
        kind: Kind::Paper,
        realm: Realm::Real,
        region: "CN-GD".to_owned(),
        colour: Colour::Green,
        as_of: at(T),
        holder: Holder {
            name: Some(Private::new("张".to_owned())),
            second: Some(Private::new(Second::Birthday { month: 12, day: 31 })),
        },
        iat: at(T),
        nbf: at(T),
        exp: at(T + 30 * DAY),
        serial: Serial {
            authority: "gzedu".to_owned(),
            list: 1203,
            index: 982_341,
        },
    }
}

/// The strip of annex A.
pub fn strip() -> Claims {
    Claims {
        kind: Kind::Strip(device().device()),
        exp: at(T + 26 * HOUR),
        ..paper()
    }
}

pub fn authority() -> Authority {
    Authority {
        id: "gzedu".to_owned(),
        names: vec![("en".to_owned(), "Test district".to_owned())],
        keys: vec![
            issuer().entry(&[KeyUse::Screen, KeyUse::Paper, KeyUse::School]),
            lister().entry(&[KeyUse::Status]),
        ],
        status_base: None,
        service_base: None,
        log: None,
    }
}

/// A trust file of a publisher with this name, signed with one key for everything, accepted.
pub struct File {
    root: Vec<u8>,
    bytes: Vec<u8>,
}

impl File {
    pub fn new(publisher: &str, realm: Realm, authorities: &[Authority], lists: &[&[u8]]) -> Self {
        let signer = Signer::new(publisher);
        let root = Root {
            publisher: Publisher([0; 16]),
            version: 1,
            realm,
            names: vec![("en".to_owned(), publisher.to_owned())],
            root_keys: vec![signer.key],
            threshold: 1,
            bundle_keys: vec![signer.key],
            scope: vec![Scope::Kc1All],
            made: at(T - 30 * DAY),
        };
        let root = write::root(&root).expect("a root");
        let part = write::kc1_part(authorities).expect("a part");
        let entry = |kind, bytes| Part::of(kind, bytes, "usb", at(T));
        let lists_of = lists.iter().map(|list| entry(PartType::Status, list));
        let manifest = Manifest {
            publisher: Publisher::of_first_root(&root),
            version: 1,
            seq: 1,
            iat: at(T - DAY),
            exp: at(T + 60 * DAY),
            parts: std::iter::once(entry(PartType::Kc1, &part))
                .chain(lists_of)
                .collect(),
            dead: Vec::new(),
        };
        let manifest = write::manifest(&manifest).expect("a manifest");
        let sign = |thing, payload: &Vec<u8>| {
            let by = write::sign(thing, realm, &signer.key, payload, |m| {
                Ok::<_, Infallible>(signer.sign(m))
            });
            Signed {
                payload: payload.clone().into(),
                signatures: vec![by.expect("cannot fail")],
            }
        };
        let parts: Vec<&[u8]> = std::iter::once(part.as_slice())
            .chain(lists.iter().copied())
            .collect();
        let signed = sign(Thing::Trust, &manifest);
        let bytes = write::file(&[sign(Thing::Root, &root)], &signed, &parts).expect("a file");
        Self { root, bytes }
    }

    pub fn publisher(&self) -> Publisher {
        Publisher::of_first_root(&self.root)
    }

    pub fn put<W: healthcode::kc1::World>(&self, store: &mut Store<W>) {
        let pinned = State::pin(&self.root, [Scope::Kc1All]).expect("a root");
        let file = TrustFile::read(&self.bytes).expect("a trust file");
        let accepted = accept(&file, &pinned, at(T)).expect("accepted");
        assert_eq!(store.take(&accepted, at(T)), Ok(Vec::new()));
    }
}

/// The authority of annex A with an empty status list.
pub fn store() -> Store<Real> {
    let mut store = Store::new();
    let list = list(&[], T);
    File::new("publisher", Realm::Real, &[authority()], &[&list]).put(&mut store);
    store
}

pub fn practice_store() -> Store<Practice> {
    let mut store = Store::new();
    let list = list(&[], T);
    File::new("publisher", Realm::Practice, &[authority()], &[&list]).put(&mut store);
    store
}

/// List 1203 of the authority, signed at `iat` for two days, with these indices set.
pub fn list(set: &[u32], iat: i64) -> Vec<u8> {
    let mut list = vec![0; healthcode::kc1::status::LIST_BYTES];
    for index in set {
        list[*index as usize / 8] |= 1 << (index % 8);
    }
    let times = (at(iat), at(iat + 2 * DAY));
    let signer = lister();
    let unsigned = healthcode::kc1::write::status("gzedu", 1203, times, &list, &signer.key);
    let unsigned = unsigned.expect("a status list");
    unsigned.finish(&signer.sign(&unsigned.to_be_signed()))
}

pub fn asked(now: i64) -> Asked<'static> {
    Asked {
        now: at(now),
        clock: Clock::Good,
        place: Some("school-7"),
        challenge: None,
        grace: SignedDuration::from_hours(24),
        shown: None,
    }
}
