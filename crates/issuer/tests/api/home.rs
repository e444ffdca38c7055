//! A desk to test with: keys, an account, and the practice trust that it keeps.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, AtomicU64, Ordering};

use healthcode::Private;
use healthcode::kc1::{
    self, Asked, Checked, Code, Practice as PracticeWorld, Proof, Signer, Store, write,
};
use healthcode::kct::{self, Clock as Believed, Curve, Scope, State, TrustFile, accept};
use issuer::Clock;
use issuer::keys::signer::InMemory;
use issuer::practice::{self, Keep, Practice};
use issuing::message::{Mark, NewPerson, Realm, Run};
use issuing::{Account, Client, Fetched, Nonce, PersonId, Stamp, Trouble};
use jiff::{SignedDuration, Timestamp};

/// 2026-09-30T00:00:00Z, eight in the morning in China.
pub const T: i64 = 1_790_726_400;

/// A practice authority whose clock is ours, and a desk with an account at it.
pub struct Home {
    pub practice: Practice,
    pub client: Client,
    pub device: InMemory,
    pub clock: Arc<AtomicI64>,
    nonces: AtomicU64,
}

impl Home {
    pub fn new() -> Self {
        Self::at(&Keep::Memory)
    }

    pub fn at(keep: &Keep) -> Self {
        Self::on(keep, Curve::P256)
    }

    /// With a device of this curve; that of the authority is what `keep` holds, or P-256.
    pub fn on(keep: &Keep, curve: Curve) -> Self {
        let clock = Arc::new(AtomicI64::new(T));
        let ticking = Arc::clone(&clock);
        let clock_of = Clock::of(move || at(ticking.load(Ordering::SeqCst)));
        let practice = practice::start(keep, clock_of).expect("started");
        let client = Client::new(practice.address()).expect("loopback");
        let home = Self {
            practice,
            client,
            device: InMemory::generate(curve).expect("a key"),
            clock,
            nonces: AtomicU64::new(rand()),
        };
        home.register();
        home
    }

    pub fn register(&self) {
        let known = self.client.register(&self.account(), self.stamp());
        known.expect("registered");
    }

    pub fn now(&self) -> i64 {
        self.clock.load(Ordering::SeqCst)
    }

    pub fn later(&self, seconds: i64) {
        self.clock.fetch_add(seconds, Ordering::SeqCst);
    }

    pub fn account(&self) -> Account<'_, InMemory> {
        Account {
            realm: kct::Realm::Practice,
            device: &self.device,
        }
    }

    pub fn stamp(&self) -> Stamp {
        let mut nonce = [0; 16];
        let count = self.nonces.fetch_add(1, Ordering::SeqCst);
        nonce[..8].copy_from_slice(&count.to_be_bytes());
        Stamp {
            now: at(self.now()),
            nonce: Nonce(nonce),
        }
    }

    pub fn enrol(&self, region: &str) -> PersonId {
        self.try_enrol(region).expect("enrolled")
    }

    pub fn try_enrol(&self, region: &str) -> Result<PersonId, Trouble> {
        let person = NewPerson {
            region: region.to_owned(),
            mark: mark(),
        };
        let person = self.client.enrol(&self.account(), self.stamp(), &person);
        person.map(|person| person.id)
    }

    pub fn run(&self, person: PersonId, keys: &[InMemory]) -> Result<Run, Trouble> {
        self.client.run(&self.account(), self.stamp(), person, keys)
    }

    /// What a checker of this installation knows now: the trust file, and the status lists with these numbers.
    pub fn store(&self, lists: &[u32]) -> Store<PracticeWorld> {
        let Ok(Fetched::New { bytes, .. }) = self.client.trust_file(None) else {
            panic!("a trust file");
        };
        let now = at(self.now());
        let anchor = self.practice.anchor();
        let scope = Scope::Kc1("practice".to_owned());
        let pinned = State::pin(&anchor.root, [scope]).expect("a root");
        let file = TrustFile::read(&bytes).expect("a trust file");
        assert_eq!(pinned.publisher().fingerprint(), anchor.fingerprint);
        let accepted = accept(&file, &pinned, now).expect("accepted");
        let mut store = Store::new();
        assert_eq!(store.take(&accepted, now), Ok(Vec::new()));
        for number in lists {
            let Ok(Fetched::New { bytes, .. }) = self.client.status_list(*number, None) else {
                panic!("list {number}");
            };
            let taken = store.take_status(pinned.publisher(), &bytes, now);
            taken.expect("a status list");
        }
        store
    }

    /// Checks a text with the lists that it names.
    pub fn check(&self, text: &str) -> Checked {
        let code = Code::read(text).expect("a code");
        let store = self.store(&[code.claimed().serial.list]);
        kc1::check(&code, &store, None, &asked(self.now()))
    }
}

pub fn mark() -> Mark {
    Mark {
        name: Some(Private::new("张".to_owned())),
        tail: Some(Private::new("071X".to_owned())),
        birthday: None,
    }
}

pub fn keys(count: usize) -> Vec<InMemory> {
    keys_on(Curve::P256, count)
}

pub fn keys_on(curve: Curve, count: usize) -> Vec<InMemory> {
    let key = |_| InMemory::generate(curve).expect("a key");
    (0..count).map(key).collect()
}

/// A live proof around a strip.
pub fn live(strip: &str, key: &InMemory, now: i64) -> String {
    let strip = Code::read(strip).expect("a strip");
    let proof = Proof {
        t: at(now),
        rnd: [7; 8],
        challenge: None,
    };
    let unsigned = write::proof(&strip, &proof).expect("a proof");
    unsigned.text_by(key).expect("signed")
}

pub fn asked(now: i64) -> Asked<'static> {
    Asked {
        now: at(now),
        clock: Believed::Good,
        place: None,
        shown: None,
        challenge: None,
        grace: SignedDuration::from_hours(24),
    }
}

pub fn at(second: i64) -> Timestamp {
    Timestamp::from_second(second).expect("in range")
}

/// The first eight bytes of a fresh key: dice enough for a test.
pub fn rand() -> u64 {
    let key = InMemory::generate(Curve::P256).expect("a key");
    u64::from_be_bytes(*key.key().x.first_chunk().expect("32"))
}

#[test]
fn the_practice_authority_says_what_it_is() {
    let home = Home::new();
    let said = home.client.description().expect("described");
    assert_eq!(said.realm, Realm::Practice);
    assert_eq!(said.id, "practice");
    assert_eq!(said.names["zh"], "演练发码单位");
    assert_eq!(
        said.fingerprint,
        home.practice.anchor().fingerprint.to_string()
    );
    assert_eq!(said.regions.len(), 8);
    assert_eq!(said.regions[0].id, "CN-GD");
    assert_eq!(said.keys.len(), 4);
    assert_eq!(
        said.status_base,
        format!("{}/v1/status/", home.practice.address())
    );
    assert_eq!(said.now, at(T));
}
