//! A vault in a folder of its own, with cheap costs and dice that fall the same each time.

use std::path::Path;

use rand_chacha::ChaCha20Rng;
use rand_chacha::rand_core::SeedableRng;
use tempfile::TempDir;
use vault::keychain::System;
use vault::keychain::memory::Fake;
use vault::states::{self, Here, Permit, State};
use vault::{Closed, Cost, Key, Moment, NewKey, Refusal, Secret, Setup, Vault};

pub const CHEAP: Cost = Cost { m: 64, t: 1, p: 1 };
pub const PIN: &[u8] = b"407318";
const SECRETS: &[Secret] = &[Secret { n: 1, kc: [1; 32] }];

pub struct Folder(TempDir);

impl Folder {
    pub fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    pub fn path(&self) -> &Path {
        self.0.path()
    }

    pub fn create(&self, rng: &mut ChaCha20Rng) -> Vault {
        create(self.path(), rng)
    }

    pub fn unlock(&self, rng: &mut ChaCha20Rng) -> Vault {
        self.try_unlock(None, rng).unwrap()
    }

    pub fn try_unlock(&self, seen: Option<u64>, rng: &mut ChaCha20Rng) -> Result<Vault, Refusal> {
        Closed::open(self.path())?.unlock(key(), seen, rng)
    }
}

pub fn create(folder: &Path, rng: &mut ChaCha20Rng) -> Vault {
    let setup = Setup {
        vault_id: [1; 16],
        key: NewKey::Pin {
            pin: PIN,
            secrets: SECRETS,
        },
        cost: CHEAP,
        store: "a store",
    };
    Vault::create(permit(), folder, setup, at(1), rng).unwrap()
}

/// As an empty machine gives it.
pub fn permit() -> Permit {
    let keychain = Fake::new(System::Linux);
    match states::recognise(Here::Nothing, &states::ask(&keychain, Here::Nothing)) {
        State::NeverSet(permit) => permit,
        other => panic!("{other:?}"),
    }
}

pub fn key() -> Key<'static> {
    Key::Pin {
        pin: PIN,
        secrets: SECRETS,
    }
}

pub fn at(time: u64) -> Moment<'static> {
    Moment { time, boot: "boot" }
}

pub fn rng(seed: u8) -> ChaCha20Rng {
    ChaCha20Rng::from_seed([seed; 32])
}
