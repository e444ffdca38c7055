//! Setting a vault up with the keychain, in the one order that a cut leaves nothing worse than an orphan entry:
//! `key/1` written and read back, then the file, then `current`. (kc1.md 3.5)

use std::path::Path;

use rand_core::CryptoRng;
use thiserror::Error;

use crate::keychain::{self, Keychain, Trouble};
use crate::store::{Rows, THROTTLE};
use crate::throttle::{Row, ThrottleKey, Uptime};
use crate::{Contents, Cost, Error, Moment, NewKey, Right, Secret, Setup, Vault};

/// The number of the first secret.
const FIRST: u32 = 1;

/// What a vault with the keychain is made of; the shell throws the dice.
#[derive(Debug)]
pub struct First<'a> {
    /// Random.
    pub vault_id: [u8; 16],
    /// Random.
    pub secret: keychain::Secret,
    /// Judged by [`crate::pin::judge`] already.
    pub pin: &'a [u8],
    /// Calibrated, not below [`Cost::FLOOR`] in the product.
    pub cost: Cost,
    /// For the first row of the waits.
    pub uptime: Uptime,
    /// What lies in it from its first commit on: nothing, or what a backup or a rescue gave.
    pub contents: &'a Contents,
}

/// What a vault without the keychain is made of.
#[derive(Debug)]
pub struct Alone<'a> {
    /// Random.
    pub vault_id: [u8; 16],
    /// Six words or 70 bits; judged already. (kc1.md 3.2)
    pub passphrase: &'a [u8],
    /// Calibrated, not below [`Cost::FLOOR`] in the product.
    pub cost: Cost,
    /// As in [`First`].
    pub contents: &'a Contents,
}

/// Why there is no vault now. No file was made, or what was made of it is not in its place.
#[derive(Debug, Error)]
pub enum SetupError {
    /// The secret was not kept.
    #[error(transparent)]
    Keychain(#[from] Trouble),
    /// The file was not made. The entry of the keychain is left, and means nothing.
    #[error(transparent)]
    Vault(#[from] Error),
}

/// Sets up a vault in a folder. Only [`crate::states::State::NeverSet`] gives the right to a first one; it is used up.
///
/// # Errors
/// See [`SetupError`]. A right is had again by asking the keychain again.
pub fn with_keychain(
    right: impl Into<Right>,
    keychain: &dyn Keychain,
    folder: &Path,
    first: &First<'_>,
    at: Moment<'_>,
    rng: &mut dyn CryptoRng,
) -> Result<Vault, SetupError> {
    let store = keychain.store()?;
    keychain::write_key(keychain, first.vault_id, FIRST, &first.secret)?;
    let secrets = [Secret {
        n: FIRST,
        kc: *first.secret.bytes(),
    }];
    let setup = Setup {
        vault_id: first.vault_id,
        key: NewKey::Pin {
            pin: first.pin,
            secrets: &secrets,
        },
        cost: first.cost,
        store: &store,
    };
    let vault = Vault::create_of(right.into(), folder, setup, first.contents, at, rng)?;
    // Without a row the first unlock would wait an hour; that is the worst that comes of a cut here.
    vault.set_throttle(&Row::fresh(first.uptime).seal(&ThrottleKey::new(&first.secret)))?;
    // Harmless to lose: `vault.head` and the file say the same.
    drop(keychain::write_current(keychain, first.vault_id));
    Ok(vault)
}

/// Sets up a vault that a passphrase alone opens (mode 2): chosen by a person, never fallen into. It makes no entry in
/// any keychain, and needs no waits.
///
/// # Errors
/// If the file is not made.
pub fn with_passphrase(
    right: impl Into<Right>,
    folder: &Path,
    alone: &Alone<'_>,
    at: Moment<'_>,
    rng: &mut dyn CryptoRng,
) -> Result<Vault, Error> {
    let setup = Setup {
        vault_id: alone.vault_id,
        key: NewKey::Passphrase(alone.passphrase),
        cost: alone.cost,
        store: "",
    };
    Vault::create_of(right.into(), folder, setup, alone.contents, at, rng)
}

impl Vault {
    /// The row of the waits, as [`crate::Closed::throttle`] gives it: views that ask the PIN again count too.
    ///
    /// # Errors
    /// If the file cannot be read.
    pub fn throttle(&self) -> Result<Option<Vec<u8>>, Error> {
        self.store()?.head(THROTTLE)
    }

    /// Writes the row of the waits, durably: [`Row::fresh`] after each success, sealed under the secret that opened.
    ///
    /// # Errors
    /// If the file does not take it.
    pub fn set_throttle(&self, row: &[u8]) -> Result<(), Error> {
        self.store()?.commit(&Rows {
            head: vec![(THROTTLE, row.to_vec())],
            body: Vec::new(),
        })
    }
}

#[cfg(test)]
mod tests {
    use rand_chacha::ChaCha20Rng;
    use rand_chacha::rand_core::SeedableRng;

    use super::*;
    use crate::keychain::System;
    use crate::keychain::memory::{Fake, Mood};
    use crate::states::{self, HeaderFields, Here, Permit, State};
    use crate::{Closed, Key};

    const NOW: Moment<'static> = Moment {
        time: 1_790_726_400,
        boot: "this boot",
    };

    static EMPTY: Contents = Contents::new();

    fn first() -> First<'static> {
        First {
            vault_id: [0x5a; 16],
            secret: keychain::Secret::new([7; 32]),
            pin: b"402817",
            cost: Cost { m: 64, t: 1, p: 1 },
            uptime: Uptime::new(NOW.boot, 100),
            contents: &EMPTY,
        }
    }

    fn permit(keychain: &Fake) -> Permit {
        match states::recognise(Here::Nothing, &states::ask(keychain, Here::Nothing)) {
            State::NeverSet(permit) => permit,
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn a_first_vault_is_ready_and_free_to_try() {
        let folder = tempfile::tempdir().expect("a folder");
        let keychain = Fake::new(System::Linux);
        let rng = &mut ChaCha20Rng::from_seed([7; 32]);
        let granted = permit(&keychain);
        let vault = with_keychain(granted, &keychain, folder.path(), &first(), NOW, rng);
        drop(vault.expect("it is set up"));

        let closed = Closed::open(folder.path()).expect("it is there");
        let header = HeaderFields::of(closed.header());
        let here = Here::Vault(&header);
        let State::Ready(opening) = states::recognise(here, &states::ask(&keychain, here)) else {
            panic!("its entry is there and matches");
        };
        let row = closed.throttle().expect("it is read");
        let row = Row::open(row.as_deref(), &[ThrottleKey::new(&opening.secret)]);
        assert!(row.expect("it is ours").begin(first().uptime).is_ok());
        let secrets = [opening.for_vault()];
        let key = Key::Pin {
            pin: b"402817",
            secrets: &secrets,
        };
        assert!(closed.unlock(key, None, rng).is_ok());
        // And the file gone: a mark is left, so it is no first run.
        let nothing = states::ask(&keychain, Here::Nothing);
        assert_eq!(states::recognise(Here::Nothing, &nothing).number(), 12);
    }

    #[test]
    fn a_keychain_that_keeps_nothing_leaves_no_file() {
        let folder = tempfile::tempdir().expect("a folder");
        let keychain = Fake::new(System::Windows);
        let rng = &mut ChaCha20Rng::from_seed([7; 32]);
        let granted = permit(&keychain);
        keychain.set_mood(Mood::Forgetful);
        let refused = with_keychain(granted, &keychain, folder.path(), &first(), NOW, rng);
        assert!(matches!(
            refused,
            Err(SetupError::Keychain(Trouble::ReadBackDiffers))
        ));
        let files = std::fs::read_dir(folder.path())
            .expect("it is there")
            .count();
        assert_eq!(files, 0);
    }
}
