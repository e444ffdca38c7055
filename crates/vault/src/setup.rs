//! Setting a vault up with the keychain, in the one order that a cut leaves nothing worse than an orphan entry:
//! `key/1` written and read back, then the file, then `current`. (kc1.md 3.5)

use std::path::Path;

use rand_core::CryptoRng;
use thiserror::Error;

use crate::keychain::{self, Keychain, Trouble};
use crate::states::Permit;
use crate::store::{Rows, THROTTLE};
use crate::throttle::{Row, ThrottleKey, Uptime};
use crate::{Cost, Error, Moment, NewKey, Secret, Setup, Vault};

/// The number of the first secret.
const FIRST: u32 = 1;

/// What a first vault is made of; the shell throws the dice.
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

/// Sets up the first vault in a folder. Only [`crate::states::State::NeverSet`] gives the permit, and it is used up.
///
/// # Errors
/// See [`SetupError`]. A permit is had again by asking the keychain again.
pub fn with_keychain(
    _: Permit,
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
    let vault = Vault::create(folder, setup, at, rng)?;
    // Without a row the first unlock would wait an hour; that is the worst that comes of a cut here.
    vault.set_throttle(&Row::fresh(first.uptime).seal(&ThrottleKey::new(&first.secret)))?;
    // Harmless to lose: `vault.head` and the file say the same.
    drop(keychain::write_current(keychain, first.vault_id));
    Ok(vault)
}

impl Vault {
    /// Writes the row of the waits, durably: [`Row::fresh`] after each success, sealed under the secret that opened.
    ///
    /// # Errors
    /// If the file does not take it.
    pub fn set_throttle(&self, row: &[u8]) -> Result<(), Error> {
        let store = self.store.as_ref().ok_or(Error::Lost)?;
        store.commit(&Rows {
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
    use crate::states::{self, HeaderFields, Here, State};
    use crate::{Closed, Key};

    const NOW: Moment<'static> = Moment {
        time: 1_790_726_400,
        boot: "this boot",
    };

    fn first() -> First<'static> {
        First {
            vault_id: [0x5a; 16],
            secret: keychain::Secret::new([7; 32]),
            pin: b"402817",
            cost: Cost { m: 64, t: 1, p: 1 },
            uptime: Uptime::new(NOW.boot, 100),
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
